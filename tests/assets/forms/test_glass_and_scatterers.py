"""Things of glass, gems, ice and of stuffs that scatter light keep to the contract of forms."""

from __future__ import annotations

import pytest

from assets.forms import (
    bottles_and_jars,
    candles,
    carved_jade,
    cut_glass,
    drinking_glasses,
    gems_and_rings,
    ice,
    lamps_and_lenses,
    leaded_glass,
    milk_in_glass,
    panes,
    shut_air,
    silicone_goods,
    soap,
    thin_plastic,
    water_in_glass,
    wax_goods,
)
from assets.forms.form import Form
from tests.assets.forms.contract import assert_form

_MODULES = (
    bottles_and_jars,
    candles,
    carved_jade,
    cut_glass,
    drinking_glasses,
    gems_and_rings,
    ice,
    lamps_and_lenses,
    leaded_glass,
    milk_in_glass,
    panes,
    shut_air,
    silicone_goods,
    soap,
    thin_plastic,
    water_in_glass,
    wax_goods,
)


@pytest.mark.parametrize(
    "form", [pytest.param(form, id=form.name) for module in _MODULES for form in module.FORMS]
)
def test_a_form_of_glass_or_wax_keeps_its_contract(form: Form) -> None:
    assert_form(form)
