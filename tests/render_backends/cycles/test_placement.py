"""A prim's matrix, whatever it is, moves its mesh as if it had been applied to the points."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pxr import Gf, Sdf, UsdGeom, UsdLux

from schemas.frame import Frame
from tests.render_backends.stages import StageBuilder

pytestmark = pytest.mark.renderer

type Render = Callable[..., Frame]

_SHEAR = Gf.Matrix4d(1.0, 0.2, 0.1, 0.0, 0.6, 1.1, 0.0, 0.0, 0.0, -0.3, 0.8, 0.0, 0.1, 0.2, 0.3, 1.0)  # rows


def _stage(file: Path, kind: str, *, in_points: bool) -> Path:
    builder = StageBuilder(file)
    builder.camera((0, 0, 3), (0, 0, 0))
    mesh = builder.box("Box", (-0.4, -0.4, -0.4), (0.4, 0.4, 0.4))
    if kind == "subdivided":
        mesh.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.catmullClark)
        level = mesh.GetPrim().CreateAttribute(
            "parallelSynth:subdivisionLevel", Sdf.ValueTypeNames.Int, custom=True
        )
        level.Set(6)  # normals are averaged over faces, in which shear commutes with it the finer they are
    if kind == "normals":
        mesh.CreateNormalsAttr([Gf.Vec3f(p).GetNormalized() for p in mesh.GetPointsAttr().Get()])
        mesh.SetNormalsInterpolation(UsdGeom.Tokens.vertex)
    if in_points:
        mesh.GetPointsAttr().Set([Gf.Vec3f(_SHEAR.Transform(Gf.Vec3d(p))) for p in mesh.GetPointsAttr().Get()])
        turned = _SHEAR.GetInverse().GetTranspose()
        normals = mesh.GetNormalsAttr().Get() or ()
        if normals:
            moved = [turned.TransformDir(Gf.Vec3d(normal)).GetNormalized() for normal in normals]
            mesh.GetNormalsAttr().Set([Gf.Vec3f(normal) for normal in moved])
    elif kind == "reset":
        away = UsdGeom.Xform.Define(builder.stage, "/World/Away")
        away.AddTranslateOp().Set((9.0, 0.0, 0.0))
        builder.stage.GetPrimAtPath("/World/Box").SetActive(False)
        inner = builder.box("Away/Box", (-0.4, -0.4, -0.4), (0.4, 0.4, 0.4))
        inner.AddTransformOp().Set(_SHEAR)
        inner.SetResetXformStack(True)
    else:
        mesh.AddTransformOp().Set(_SHEAR, 1.0)
        if kind == "animated":
            mesh.GetOrderedXformOps()[0].Set(Gf.Matrix4d(1.0), 5.0)
    builder.white_dome()
    return builder.save()


@pytest.mark.parametrize("kind", ["plain", "subdivided", "normals", "animated", "reset"])
def test_a_matrix_with_shear_does_what_it_does_to_the_points(render: Render, tmp_path: Path, kind: str) -> None:
    wanted, found = (
        render(
            _stage(tmp_path / f"{name}.usda", kind, in_points=name == "points"),
            "camera_depth",
            "normal",
            "beauty",
            resolution=(48, 48),
            spp=1,
        )
        for name in ("points", "matrix")
    )
    covered = wanted.aov("beauty")[..., 3] > 0.0
    assert 0.05 < covered.mean() < 0.9
    np.testing.assert_array_equal(found.aov("beauty")[..., 3] > 0.0, covered)
    np.testing.assert_allclose(found.aov("camera_depth"), wanted.aov("camera_depth"), rtol=1e-4)
    np.testing.assert_allclose(found.aov("normal"), wanted.aov("normal"), atol=0.005)


def test_a_normalized_mesh_light_gives_the_same_light_however_its_mesh_is_stretched(
    render: Render, tmp_path: Path
) -> None:
    def middle(stretch: float) -> float:
        builder = StageBuilder(tmp_path / f"lamp{stretch:g}.usda")
        builder.camera((0, 0, 2), (0, 0, 0))
        lamp = builder.quad("Lamp", [(-0.5, -0.5, 0), (0.5, -0.5, 0), (0.5, 0.5, 0), (-0.5, 0.5, 0)], None)
        lamp.AddScaleOp().Set(Gf.Vec3f(stretch, 1.0, 1.0))
        UsdLux.MeshLightAPI.Apply(lamp.GetPrim())
        light = UsdLux.LightAPI(lamp.GetPrim())
        light.CreateIntensityAttr(3.0)
        light.CreateNormalizeAttr(True)
        light.CreateMaterialSyncModeAttr(UsdLux.Tokens.noMaterialResponse)
        return float(render(builder.save(), "beauty", spp=1).aov("beauty")[16, 16, 0])

    assert middle(1.0) == pytest.approx(3.0, rel=1e-3)
    assert middle(2.0) == pytest.approx(1.5, rel=1e-3)
