"""Storm is given the limit surface, with all that varies over the cage."""

from __future__ import annotations

import numpy as np
import pytest
from pxr import Gf, Sdf, Usd, UsdGeom, UsdShade

from render_backends.hydra.limit_meshes import author_limit_mesh

LEVEL = 3


@pytest.fixture
def stage() -> Usd.Stage:
    return Usd.Stage.CreateInMemory()


@pytest.fixture
def cube(stage: Usd.Stage) -> UsdGeom.Mesh:
    mesh = UsdGeom.Mesh.Define(stage, "/Cube")
    corners = [(x, y, z) for z in (-1, 1) for y in (-1, 1) for x in (-1, 1)]
    faces = [(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5)]
    mesh.CreatePointsAttr([Gf.Vec3f(*corner) for corner in corners])
    mesh.CreateFaceVertexCountsAttr([4] * 6)
    mesh.CreateFaceVertexIndicesAttr([index for face in faces for index in face])
    mesh.GetPrim().CreateAttribute("parallelSynth:subdivisionLevel", Sdf.ValueTypeNames.Int).Set(LEVEL)
    return mesh


def _author(mesh: UsdGeom.Mesh) -> tuple[np.ndarray, np.ndarray]:
    author_limit_mesh(mesh.GetPrim(), Usd.TimeCode.Default())
    return np.array(mesh.GetPointsAttr().Get()), np.array(mesh.GetNormalsAttr().Get())


def test_its_points_lie_on_the_limit_surface_with_normals_that_look_outwards(cube: UsdGeom.Mesh) -> None:
    points, normals = _author(cube)
    assert len(cube.GetFaceVertexCountsAttr().Get()) == 6 * 4**LEVEL
    assert cube.GetSubdivisionSchemeAttr().Get() == UsdGeom.Tokens.none
    (furthest,) = np.unique(np.abs(points).max(axis=0).round(5))  # the middle of a face, of any cage
    assert furthest == pytest.approx(68 / 81, abs=1e-5)
    unit = points / np.linalg.norm(points, axis=1, keepdims=True)
    np.testing.assert_allclose(np.linalg.norm(normals, axis=1), 1.0, atol=1e-5)
    assert ((unit * normals).sum(axis=1) > 0.95).all()


def test_a_left_handed_cage_looks_outwards_too(cube: UsdGeom.Mesh) -> None:
    cube.CreateOrientationAttr(UsdGeom.Tokens.leftHanded)
    indices = np.array(cube.GetFaceVertexIndicesAttr().Get()).reshape(6, 4)[:, ::-1]
    cube.GetFaceVertexIndicesAttr().Set(indices.ravel().tolist())
    points, normals = _author(cube)
    assert ((points * normals).sum(axis=1) > 0.0).all()


def test_subsets_and_holes_keep_their_share_of_the_faces(cube: UsdGeom.Mesh) -> None:
    UsdGeom.Subset.CreateGeomSubset(cube, "Top", UsdGeom.Tokens.face, [1], "materialBind")
    cube.CreateHoleIndicesAttr([0, 2])
    points, _ = _author(cube)
    (subset,) = UsdShade.MaterialBindingAPI(cube).GetMaterialBindSubsets()
    quads = np.array(cube.GetFaceVertexIndicesAttr().Get()).reshape(-1, 4)
    top = quads[list(subset.GetIndicesAttr().Get())]
    assert len(top) == 4**LEVEL
    assert (points[top][..., 2].mean(axis=1) > 0.4).all()
    assert len(cube.GetHoleIndicesAttr().Get()) == 2 * 4**LEVEL


def test_primvars_of_every_interpolation_follow(cube: UsdGeom.Mesh) -> None:
    api = UsdGeom.PrimvarsAPI(cube)
    kinds, tokens = Sdf.ValueTypeNames, UsdGeom.Tokens
    st = api.CreatePrimvar("st", kinds.TexCoord2fArray, tokens.faceVarying)
    st.Set([Gf.Vec2f(0, 0), Gf.Vec2f(1, 0), Gf.Vec2f(1, 1), Gf.Vec2f(0, 1)])
    st.SetIndices([0, 1, 2, 3] * 6)
    api.CreatePrimvar("height", kinds.FloatArray, tokens.vertex).Set([float(i >= 4) for i in range(8)])
    api.CreatePrimvar("side", kinds.StringArray, tokens.uniform).Set(list("abcdef"))
    api.CreatePrimvar("whole", kinds.Float, tokens.constant).Set(7.0)
    _author(cube)
    count = 6 * 4**LEVEL
    found = {primvar.GetPrimvarName(): primvar for primvar in api.GetPrimvarsWithAuthoredValues()}
    uv = np.array(found["st"].ComputeFlattened()).reshape(count, 4, 2)
    assert not found["st"].IsIndexed()
    np.testing.assert_allclose(np.abs(uv[:, 1] - uv[:, 0]).max(axis=1), 0.5**LEVEL, atol=1e-6)
    height = np.array(found["height"].Get()).reshape(count, 4)
    assert (height.min(), height.max()) == (0.0, 1.0)
    assert found["height"].GetInterpolation() == tokens.faceVarying
    assert "".join(found["side"].Get()) == "".join(side * 4**LEVEL for side in "abcdef")
    assert found["whole"].Get() == 7.0


def test_a_cage_of_level_zero_stays_as_it_is(cube: UsdGeom.Mesh) -> None:
    cube.GetPrim().GetAttribute("parallelSynth:subdivisionLevel").Set(0)
    points, _ = _author(cube)
    assert len(points) == 8
    assert cube.GetSubdivisionSchemeAttr().Get() == UsdGeom.Tokens.none
