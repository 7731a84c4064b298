"""Moulded, fired, sawn, cast, carved and painted things keep to the contract of forms."""

from __future__ import annotations

import pytest

from assets.forms import (
    carved_stone,
    cases_and_devices,
    cast_concrete,
    crockery,
    ground_pieces,
    lacquerware,
    painted_things,
    rubber_goods,
    tiled_and_plastered,
    toys,
    varnished,
    woodwork,
    worn_metal,
)
from assets.forms.form import Form
from tests.assets.forms.contract import assert_form

_MODULES = (
    carved_stone,
    cases_and_devices,
    cast_concrete,
    crockery,
    ground_pieces,
    lacquerware,
    painted_things,
    rubber_goods,
    tiled_and_plastered,
    toys,
    varnished,
    woodwork,
    worn_metal,
)


@pytest.mark.parametrize(
    "form", [pytest.param(form, id=form.name) for module in _MODULES for form in module.FORMS]
)
def test_a_solid_form_keeps_its_contract(form: Form) -> None:
    assert_form(form)
