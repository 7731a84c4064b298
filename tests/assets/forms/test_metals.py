"""Things of metal keep to the contract of forms."""

from __future__ import annotations

import pytest

from assets.forms import (
    cast_metal,
    cookware,
    cutlery,
    door_furniture,
    fasteners,
    jewellery,
    metal_devices,
    metal_tools,
    pipes,
    tableware_metal,
)
from assets.forms.form import Form
from tests.assets.forms.contract import assert_form

_MODULES = (
    cast_metal,
    cookware,
    cutlery,
    door_furniture,
    fasteners,
    jewellery,
    metal_devices,
    metal_tools,
    pipes,
    tableware_metal,
)


@pytest.mark.parametrize(
    "form", [pytest.param(form, id=form.name) for module in _MODULES for form in module.FORMS]
)
def test_a_form_of_metal_keeps_its_contract(form: Form) -> None:
    assert_form(form)
