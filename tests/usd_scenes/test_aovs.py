"""The table of AOVs and what is derived from it."""

from __future__ import annotations

import pytest

from schemas.aovs import AOVS, CORE_AOVS, EXACT_AOVS, SURFACE_AOVS, find_aov


def test_exact_are_geometry_and_ids_and_nothing_that_light_or_averages_make() -> None:
    assert {
        "camera_depth", "position", "normal", "uv", "instance_id", "material_id", "semantic_id",
    } == EXACT_AOVS  # fmt: skip


def test_core_aovs_are_the_beauty_and_what_the_first_surface_is() -> None:
    assert CORE_AOVS[0] == "beauty"
    assert set(SURFACE_AOVS) == {*EXACT_AOVS, "albedo"} == set(CORE_AOVS[1:])


@pytest.mark.parametrize("aov", sorted(AOVS))
def test_exact_aovs_are_stored_in_full_precision(aov: str) -> None:
    assert not AOVS[aov].is_exact or AOVS[aov].storage == "float"


def test_light_of_a_group_is_radiance() -> None:
    group = find_aov("light_key")
    assert group is not None
    assert group.kind == "radiance"
    assert not group.is_exact
