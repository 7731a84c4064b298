"""A free sample may stand on any solid, but for what grew or was cut."""

from __future__ import annotations

from dataclasses import replace

import pytest

from composers.blocking.camera_choice import choose_camera
from composers.blocking.made_subjects import has_own_form, plan_made
from composers.brief import Brief
from tests.composers.looks.studio import spec_of


@pytest.mark.parametrize(
    ("term", "own"),
    [
        ("materials.organic.fur", True),
        ("materials.glass.types.diamond", True),
        ("materials.pbr_metals.gold", False),
        ("materials.fabric.linen", False),
    ],
)
def test_what_grew_or_was_cut_has_a_form_of_its_own(term: str, own: bool) -> None:
    brief = Brief(spec=replace(spec_of(term), free=True))
    assert has_own_form(brief) == own
    plan = plan_made(brief, choose_camera(brief))
    assert plan is not None
    assert plan.life_size
