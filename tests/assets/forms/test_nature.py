"""Parts of bodies, plants, ground and animals keep to the contract of forms."""

from __future__ import annotations

import pytest

from assets.forms import (
    creatures,
    earth_pieces,
    faces,
    flowers,
    grasses,
    hands_and_feet,
    hides,
    insects,
    leaves_and_sprays,
    lichens,
    logs,
    mossy_things,
    plumage,
    sand_pieces,
    scaled_creatures,
)
from assets.forms.form import Form
from tests.assets.forms.contract import assert_form

_MODULES = (
    creatures,
    earth_pieces,
    faces,
    flowers,
    grasses,
    hands_and_feet,
    hides,
    insects,
    leaves_and_sprays,
    lichens,
    logs,
    mossy_things,
    plumage,
    sand_pieces,
    scaled_creatures,
)


@pytest.mark.parametrize(
    "form", [pytest.param(form, id=form.name) for module in _MODULES for form in module.FORMS]
)
def test_a_form_of_nature_keeps_its_contract(form: Form) -> None:
    assert_form(form)
