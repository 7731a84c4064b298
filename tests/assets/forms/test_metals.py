"""Things of metal keep to the contract of forms."""

from __future__ import annotations

import pytest

from assets.forms import (
    bars_and_coins,
    bells_and_plaques,
    busts_and_figurines,
    cookware,
    crowns_and_frames,
    cutlery,
    door_furniture,
    fasteners,
    metal_devices,
    metal_tools,
    rings_of_metal,
    sheet_and_cover,
    ship_metal,
    tableware_metal,
    valves_and_pipes,
    watches,
)
from assets.forms.form import Form
from tests.assets.forms.contract import assert_form

_MODULES = (
    bars_and_coins,
    bells_and_plaques,
    busts_and_figurines,
    cookware,
    crowns_and_frames,
    cutlery,
    door_furniture,
    fasteners,
    metal_devices,
    metal_tools,
    rings_of_metal,
    sheet_and_cover,
    ship_metal,
    tableware_metal,
    valves_and_pipes,
    watches,
)


@pytest.mark.parametrize(
    "form", [pytest.param(form, id=form.name) for module in _MODULES for form in module.FORMS]
)
def test_a_form_of_metal_keeps_its_contract(form: Form) -> None:
    assert_form(form)
