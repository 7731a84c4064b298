"""A picture of which a surface shows one tone alone controls nothing."""

from __future__ import annotations

import pytest
from pxr import Usd, UsdShade

from tests.quality_control.opinions.conftest import Read
from tests.quality_control.opinions.edits import meshes_of
from usd_scenes.semantics import Role


def _one_place(stage: Usd.Stage) -> None:
    """Every surface of the subject and the set reads its pictures in one place."""
    for mesh in meshes_of(stage, *Role):
        material, _ = UsdShade.MaterialBindingAPI(mesh).ComputeBoundMaterial()
        for public in material.GetInterfaceInputs() if material else ():
            if public.GetBaseName() == "features_per_m":
                public.Set(public.Get() * 0.0)


@pytest.mark.parametrize("kind", ["metallic", "opacity", "roughness", "emission"])
def test_a_map_that_shows_one_tone_is_no_map(read: Read, kind: str) -> None:
    term = f"textures.maps.{kind}"
    assert term in read(term)
    assert term not in read(term, _one_place)
