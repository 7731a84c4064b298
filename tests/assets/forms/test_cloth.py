"""Things of cloth and leather keep to the contract of forms."""

from __future__ import annotations

import pytest

from assets.forms import (
    bags,
    canopies,
    cushions,
    denim,
    finery,
    folded_cloth,
    footwear,
    garments,
    gloves,
    hanging_cloth,
    knitwear,
    lace_and_net,
    leather_goods,
    luggage,
    nets,
    outerwear,
    table_linen,
    upholstery,
)
from assets.forms.form import Form
from tests.assets.forms.contract import assert_form

_MODULES = (
    bags,
    canopies,
    cushions,
    denim,
    finery,
    folded_cloth,
    footwear,
    garments,
    gloves,
    hanging_cloth,
    knitwear,
    lace_and_net,
    leather_goods,
    luggage,
    nets,
    outerwear,
    table_linen,
    upholstery,
)
_FORMS = [form for module in _MODULES for form in module.FORMS]


@pytest.mark.parametrize("form", _FORMS, ids=lambda form: form.name)
def test_keeps_to_the_contract(form: Form) -> None:
    assert_form(form)
