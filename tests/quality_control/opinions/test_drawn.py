"""What a final render leaves out gives no reading."""

from __future__ import annotations

import pytest

from quality_control.contract import StageEdit
from tests.quality_control.opinions.conftest import Read
from tests.quality_control.opinions.edits import below_invisible, purposed, unseen
from usd_scenes.semantics import SET_ROLES, SUBJECT_ROLES, Role

_HIDDEN = (
    ("gases.fog.haze", (Role.GAS,)),
    ("gases.clouds.cumulus", (Role.GAS,)),
    ("liquids.water.states.ripples", (Role.LIQUID,)),
    ("materials.pbr_metals.brass", tuple(SUBJECT_ROLES)),
    ("geometry.primitives.sphere", tuple(SUBJECT_ROLES)),
    ("geometry.subdivision.subdiv_2", tuple(SUBJECT_ROLES)),
    ("camera.framing.full_shot", tuple(SUBJECT_ROLES)),
    ("textures.procedural.stripes", tuple(SET_ROLES)),
    ("color.temperature.warm", tuple(SET_ROLES)),
)


@pytest.mark.parametrize(("term", "roles"), _HIDDEN)
def test_what_is_not_drawn_is_not_read(read: Read, term: str, roles: tuple[Role, ...]) -> None:
    assert term in read(term)
    assert term not in read(term, unseen(*roles))
    assert term not in read(term, purposed("guide", *roles))


@pytest.mark.parametrize("edit", [purposed("proxy", *SUBJECT_ROLES), below_invisible])
def test_a_proxy_and_what_lies_below_the_invisible_are_not_read(read: Read, edit: StageEdit) -> None:
    assert "materials.pbr_metals.brass" not in read("materials.pbr_metals.brass", edit)


def test_what_is_meant_for_renders_is_read_as_it_was(read: Read) -> None:
    term = "materials.pbr_metals.brass"
    assert read(term, purposed("render", *Role)) == read(term)


def test_air_is_clear_where_its_fog_is_not_drawn(read: Read) -> None:
    clear = "lighting.atmosphere.clear"
    assert clear not in read("gases.fog.haze")
    assert clear in read("gases.fog.haze", unseen(Role.GAS))
