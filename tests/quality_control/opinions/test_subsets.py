"""Materials that are bound to subsets of a mesh's faces are read as those of meshes are."""

from __future__ import annotations

import pytest
from pxr import Usd, UsdShade

from quality_control.contract import StageEdit
from tests.quality_control.opinions.conftest import Read
from tests.quality_control.opinions.edits import bind_faces, meshes_of, plain_material
from usd_scenes.semantics import SUBJECT_ROLES, Role

_BRASS = "materials.pbr_metals.brass"


def _greyed(share: float) -> StageEdit:
    def edit(stage: Usd.Stage) -> None:
        for mesh in meshes_of(stage, *SUBJECT_ROLES):
            bind_faces(mesh, plain_material(stage), share)

    return edit


def _by_subsets(stage: Usd.Stage) -> None:
    """Every mesh wears what it wore by one subset of all its faces."""
    for mesh in meshes_of(stage, *Role):
        binding = UsdShade.MaterialBindingAPI(mesh)
        material, _ = binding.ComputeBoundMaterial()
        if material:
            bind_faces(mesh, material)
            binding.GetDirectBindingRel().SetTargets([])


def test_a_subset_of_all_faces_hides_the_mesh_s_own_look(read: Read) -> None:
    assert _BRASS in read(_BRASS)
    assert _BRASS not in read(_BRASS, _greyed(1.0))


def test_what_most_faces_wear_comes_first(read: Read) -> None:
    assert _BRASS in read(_BRASS, _greyed(0.25))
    assert _BRASS not in read(_BRASS, _greyed(0.75))


@pytest.mark.parametrize(
    "term",
    [
        _BRASS,
        "liquids.viscous.paint",
        "color.palettes.triadic",
        "textures.procedural.stripes",
        "lighting.light_sources.emissive_mesh",
    ],
)
def test_the_same_looks_by_subsets_are_read_alike(read: Read, term: str) -> None:
    assert term in read(term)
    assert read(term, _by_subsets) == read(term)
