"""What a body is, is read from it as it is placed."""

from __future__ import annotations

import pytest
from pxr import Gf, Usd, UsdGeom

from quality_control.contract import StageEdit
from tests.quality_control.opinions.conftest import Read
from tests.quality_control.opinions.edits import meshes_of
from usd_scenes.semantics import Role


def _scaled(*factors: float) -> StageEdit:
    def edit(stage: Usd.Stage) -> None:
        for mesh in meshes_of(stage, Role.SUBJECT):
            UsdGeom.Xformable(mesh).AddScaleOp(opSuffix="stretch").Set(Gf.Vec3f(*factors))

    return edit


@pytest.mark.parametrize("name", ["sphere", "uv_sphere", "icosphere", "cube", "torus", "capsule", "plane"])
def test_a_stretched_solid_is_another(read: Read, name: str) -> None:
    term = f"geometry.primitives.{name}"
    assert term in read(term)
    assert term not in read(term, _scaled(1.0, 1.5, 4.0))
    assert read(term, _scaled(1.7, 1.7, 1.7))[term] == read(term)[term]


@pytest.mark.parametrize("name", ["cylinder", "cone"])
def test_a_taller_one_is_still_round(read: Read, name: str) -> None:
    term = f"geometry.primitives.{name}"
    ratio = read(term)[term].number("height_ratio")
    assert read(term, _scaled(1.0, 1.0, 3.0))[term].number("height_ratio") == pytest.approx(3.0 * ratio)
    assert term not in read(term, _scaled(1.0, 2.0, 1.0))


def test_a_stretched_ball_is_no_displaced_one(read: Read) -> None:
    term = "geometry.modifiers.displace"
    assert term in read(term)
    assert term not in read(term, _scaled(1.0, 1.0, 4.0))


@pytest.mark.parametrize("term", ["geometry.primitives.sphere", "geometry.modifiers.displace"])
def test_what_is_scaled_to_nothing_is_no_solid(read: Read, term: str) -> None:
    assert term not in read(term, _scaled(1.0, 1.0, 0.0))
