"""Kitchens, tables, desks, shelves, bathrooms and window sills keep the contract of places."""

from __future__ import annotations

import importlib

import pytest

from assets.places.place import Place
from tests.assets.places.contract import assert_place, assert_stuffs_are_known

PLACES = ("kitchen_counter", "dining_table", "desk", "bookshelf", "bathroom_shelf", "window_sill")


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest) -> Place:
    """Each of the places."""
    found = importlib.import_module(f"assets.places.{request.param}").PLACE
    assert isinstance(found, Place)
    return found


def test_every_variant_keeps_the_contract(place: Place) -> None:
    assert_place(place)


def test_every_stuff_stands_in_a_table(place: Place) -> None:
    assert_stuffs_are_known(place)
