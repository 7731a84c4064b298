"""Moulded, fired, sawn, cast, carved and painted things keep to the contract of forms."""

from __future__ import annotations

import pytest

from assets.forms import (
    boards_and_drawers,
    carved_stone,
    cases_and_devices,
    cast_concrete,
    concrete_works,
    crockery,
    ground_pieces,
    housewares,
    lacquered_instruments,
    lacquerware,
    marble_pieces,
    painted_iron,
    painted_things,
    porcelain,
    rubber_goods,
    rubber_wear,
    small_devices,
    tiled_and_plastered,
    toys,
    varnished,
    violin,
    woodwork,
    worn_metal,
)
from assets.forms.form import Form
from tests.assets.forms.contract import assert_form

_MODULES = (
    boards_and_drawers,
    carved_stone,
    cases_and_devices,
    cast_concrete,
    concrete_works,
    crockery,
    ground_pieces,
    housewares,
    lacquered_instruments,
    lacquerware,
    marble_pieces,
    painted_iron,
    painted_things,
    porcelain,
    rubber_goods,
    rubber_wear,
    small_devices,
    tiled_and_plastered,
    toys,
    varnished,
    violin,
    woodwork,
    worn_metal,
)


@pytest.mark.parametrize(
    "form", [pytest.param(form, id=form.name) for module in _MODULES for form in module.FORMS]
)
def test_a_solid_form_keeps_its_contract(form: Form) -> None:
    assert_form(form)
