"""A surface of which nothing is left has no name."""

from __future__ import annotations

import pytest
from pxr import Gf, Sdf, Usd, UsdShade

from quality_control.contract import StageEdit
from tests.quality_control.opinions.conftest import Read
from tests.quality_control.opinions.edits import meshes_of
from usd_scenes.semantics import Role

_NAMES = {"base": "base_weight", "opacity": "geometry_opacity"}  # of standard_surface and of OpenPBR


def _without(name: str, *roles: Role, value: float = 0.0) -> StageEdit:
    """One weight of every surface that the roles wear, whichever surface model it is."""

    def edit(stage: Usd.Stage) -> None:
        for mesh in meshes_of(stage, *roles):
            material, _ = UsdShade.MaterialBindingAPI(mesh).ComputeBoundMaterial()
            surface = material.ComputeSurfaceSource("mtlx")[0]
            own = _NAMES[name] if "open_pbr" in surface.GetShaderId() else name
            kinds = Sdf.ValueTypeNames
            given = surface.CreateInput(own, kinds.Color3f if own == "opacity" else kinds.Float)
            given.GetAttr().SetConnections([])
            given.Set(Gf.Vec3f(value) if own == "opacity" else value)

    return edit


@pytest.mark.parametrize("term", ["materials.pbr_metals.brass", "materials.pbr_dielectrics.rubber"])
def test_a_base_without_weight_has_no_name(read: Read, term: str) -> None:
    assert term in read(term)
    assert term not in read(term, _without("base", Role.SUBJECT))
    assert term in read(term, _without("base", Role.SUBJECT, value=1.0))


@pytest.mark.parametrize(
    ("term", "role"),
    [
        ("materials.pbr_metals.brass", Role.SUBJECT),
        ("materials.glass.types.clear_glass", Role.SUBJECT),
        ("materials.fabric.wool", Role.SUBJECT),
        ("textures.procedural.stripes", Role.SET_WALL),
        ("liquids.viscous.paint", Role.LIQUID),
    ],
)
def test_what_is_cut_away_has_no_name(read: Read, term: str, role: Role) -> None:
    assert term in read(term)
    assert term not in read(term, _without("opacity", role))
