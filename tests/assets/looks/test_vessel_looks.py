"""What vessels and liquids wear, as networks."""

from __future__ import annotations

import pytest

from assets.looks.liquids.substances import find_substance, liquid_look
from assets.looks.networks.standard_surfaces import glowing_look
from assets.looks.vessels.vessel_looks import vessel_look
from schemas.errors import AssetError
from usd_scenes.looks import LookNetwork


def _input(look: LookNetwork, name: str) -> object:
    surface = next(node for node in look.nodes if node.name == look.surface)
    return next(entry.value for entry in surface.inputs if entry.name == name)


def test_an_unknown_vessel_look_names_those_there_are() -> None:
    with pytest.raises(AssetError, match=r"no vessel look 'Granit'; there are .*Granite"):
        vessel_look("Granit")


@pytest.mark.parametrize(("name", "nodes"), [("Steel", 1), ("Granite", 6), ("PoolTiles", 9), ("Glass", 1)])
def test_each_kind_of_row_becomes_its_network(name: str, nodes: int) -> None:
    look = vessel_look(name)
    assert len(look.nodes) == nodes
    assert look.nodes[-1].name == look.surface


def test_deeper_liquid_lets_less_light_through() -> None:
    water = find_substance("water")
    shallow, deep = (_input(liquid_look(water, depth), "transmission_color") for depth in (0.1, 2.0))
    assert isinstance(shallow, tuple)
    assert isinstance(deep, tuple)
    assert all(a > b for a, b in zip(shallow, deep, strict=True))


def test_a_glowing_look_shows_its_radiance_in_the_fallback_too() -> None:
    look = glowing_look((1.0, 0.5, 0.25), radiance=4.0)
    assert look.preview.emissive_color == (4.0, 2.0, 1.0)
    assert _input(look, "emission") == 4.0
