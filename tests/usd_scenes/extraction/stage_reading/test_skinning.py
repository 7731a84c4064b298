"""Skeletons' poses, baked into points and normals for every backend."""

from __future__ import annotations

import numpy as np
import pytest
from pxr import Gf, Sdf, Usd, UsdGeom, UsdSkel

from usd_scenes.extraction.stage_reading.skinning import bake_skinning


@pytest.fixture
def stage() -> Usd.Stage:
    """A bar along Z whose upper half hangs on a joint that turns about X: not at all at 1, by 90 degrees at 5."""
    stage = Usd.Stage.CreateInMemory()
    UsdSkel.Root.Define(stage, "/Root")
    skeleton = UsdSkel.Skeleton.Define(stage, "/Root/Skeleton")
    skeleton.CreateJointsAttr(["base", "base/tip"])
    places = [Gf.Matrix4d(1.0), Gf.Matrix4d().SetTranslate(Gf.Vec3d(0, 0, 1))]
    skeleton.CreateBindTransformsAttr(places)
    skeleton.CreateRestTransformsAttr(places)
    animation = UsdSkel.Animation.Define(stage, "/Root/Animation")
    animation.CreateJointsAttr(["base", "base/tip"])
    animation.CreateTranslationsAttr([Gf.Vec3f(0.0), Gf.Vec3f(0, 0, 1)])
    animation.CreateScalesAttr([Gf.Vec3h(1.0)] * 2)
    for time, angle in ((1.0, 0.0), (5.0, 90.0)):
        turn = Gf.Rotation(Gf.Vec3d(1, 0, 0), angle).GetQuat()
        animation.CreateRotationsAttr().Set([Gf.Quatf(1.0), Gf.Quatf(turn)], time)
    UsdSkel.BindingAPI.Apply(skeleton.GetPrim()).CreateAnimationSourceRel().SetTargets(["/Root/Animation"])
    _bar(stage)
    return stage


def _bar(stage: Usd.Stage) -> None:
    mesh = UsdGeom.Mesh.Define(stage, "/Root/Bar")
    corners = [(x, 0.0, z) for z in (0.0, 1.0, 2.0) for x in (0.0, 1.0)]
    mesh.CreatePointsAttr([Gf.Vec3f(*corner) for corner in corners])
    mesh.CreateFaceVertexCountsAttr([4, 4])
    mesh.CreateFaceVertexIndicesAttr([0, 1, 3, 2, 2, 3, 5, 4])
    mesh.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
    normals = UsdGeom.PrimvarsAPI(mesh).CreatePrimvar("normals", Sdf.ValueTypeNames.Normal3fArray)
    normals.SetInterpolation(UsdGeom.Tokens.vertex)
    normals.Set([Gf.Vec3f(0, -1, 0)] * 6)
    binding = UsdSkel.BindingAPI.Apply(mesh.GetPrim())
    binding.CreateSkeletonRel().SetTargets(["/Root/Skeleton"])
    binding.CreateJointIndicesPrimvar(constant=False, elementSize=1).Set([0, 0, 0, 0, 1, 1])
    binding.CreateJointWeightsPrimvar(constant=False, elementSize=1).Set([1.0] * 6)


@pytest.mark.parametrize(
    ("time", "tip"),
    [(0.0, (0, 0, 2)), (1.0, (0, 0, 2)), (5.0, (0, -1, 1)), (9.0, (0, -1, 1)), (3.0, (0, -0.5, 1.5))],
    ids=["before the samples", "at the first", "at the last", "after them", "between them, linearly"],
)
def test_points_have_the_pose_of_the_time_code(
    stage: Usd.Stage, time: float, tip: tuple[float, float, float]
) -> None:
    bake_skinning(stage, Usd.TimeCode(time))
    points = UsdGeom.Mesh(stage.GetPrimAtPath("/Root/Bar")).GetPointsAttr().Get(time)
    np.testing.assert_allclose(points[4], tip, atol=1e-5)
    np.testing.assert_allclose(points[2], (0, 0, 1), atol=1e-5)


def test_normals_turn_with_the_surface(stage: Usd.Stage) -> None:
    bake_skinning(stage, Usd.TimeCode(5.0))
    mesh = UsdGeom.Mesh(stage.GetPrimAtPath("/Root/Bar"))
    assert mesh.GetNormalsInterpolation() == UsdGeom.Tokens.faceVarying
    assert not UsdGeom.PrimvarsAPI(mesh).GetPrimvar("normals").HasValue()
    normals = np.array(mesh.GetNormalsAttr().Get(5.0))
    half = 0.5**0.5
    np.testing.assert_allclose(normals[0], (0, -1, 0), atol=1e-5)
    np.testing.assert_allclose(normals[6], (0, 0, -1), atol=1e-5)
    np.testing.assert_allclose(normals[[2, 4]], [(0, -half, -half)] * 2, atol=1e-5)


def test_no_skeleton_is_left_to_pose_it_once_more(stage: Usd.Stage) -> None:
    bake_skinning(stage, Usd.TimeCode(5.0))
    left = [prim.GetTypeName() for prim in stage.Traverse()]
    assert not {"SkelRoot", "Skeleton", "SkelAnimation"} & set(left)
    assert not stage.GetPrimAtPath("/Root/Bar").GetRelationship("skel:skeleton").GetTargets()


def test_a_stage_without_skeletons_is_left_alone() -> None:
    plain = Usd.Stage.CreateInMemory()
    UsdGeom.Cube.Define(plain, "/Cube")
    before = plain.GetRootLayer().ExportToString()
    bake_skinning(plain, Usd.TimeCode(1.0))
    assert plain.GetRootLayer().ExportToString() == before
