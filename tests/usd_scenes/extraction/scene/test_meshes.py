"""Meshes as plain data: refined to the limit, cut into triangles, cut as small as pixels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pxr import Gf, Sdf, Usd, UsdGeom, UsdShade

from schemas.render import RenderRequest
from tests.render_backends.stages import EVERY_UNITS, StageBuilder, Units
from usd_scenes.extraction.scene.dicing import dice
from usd_scenes.extraction.scene.extraction import extract_scene
from usd_scenes.extraction.scene.plain_scene import Scene, SceneMesh
from usd_scenes.extraction.scene.triangles import triangulate
from usd_scenes.extraction.stage_reading.cameras import read_camera
from usd_scenes.extraction.stage_reading.render_stage import open_render_stage

SIDE = 32


def _extract(builder: StageBuilder) -> Scene:
    request = RenderRequest(
        stage=builder.save(),
        camera="/World/Camera",
        time_code=1.0,
        resolution=(SIDE, SIDE),
        aovs=("beauty",),
        spp=1,
        seed=1,
        output=builder.file.with_suffix(".exr"),
    )
    folder = builder.file.parent / "scratch"
    folder.mkdir(exist_ok=True)
    render_stage = open_render_stage(request, folder)
    return extract_scene(render_stage, read_camera(render_stage, request))


def _builder(tmp_path: Path, units: Units | None = None) -> StageBuilder:
    builder = StageBuilder(tmp_path / "stage.usda", units)
    builder.camera((0, 0, 4), (0, 0, 0))
    return builder


def _only(scene: Scene) -> SceneMesh:
    (mesh,) = scene.meshes
    return mesh


@pytest.mark.parametrize("units", EVERY_UNITS, ids=lambda u: f"{u.up_axis}-up, {u.meters_per_unit} m")
def test_points_are_metres_in_the_stages_own_axes(tmp_path: Path, units: Units) -> None:
    builder = _builder(tmp_path, units)
    builder.box("Box", (-1, -1, -1), (1, 1, 3))
    mesh = _only(_extract(builder))
    placed = triangulate(mesh).placed(mesh.world_from_mesh[0])
    described = placed.points.reshape(-1, 3) @ units.world_rotation
    np.testing.assert_allclose(described.min(axis=0), [-1, -1, -1], atol=1e-5)
    np.testing.assert_allclose(described.max(axis=0), [1, 1, 3], atol=1e-5)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_subdivided_cubes_corners_lie_on_the_limit_surface(tmp_path: Path, level: int) -> None:
    """By Catmull and Clark's limit mask a cube's corner goes half way to its centre."""
    builder = _builder(tmp_path)
    mesh = builder.box("Box", (-1, -1, -1), (1, 1, 1))
    mesh.GetSubdivisionSchemeAttr().Set(UsdGeom.Tokens.catmullClark)
    mesh.GetPrim().CreateAttribute("parallelSynth:subdivisionLevel", builder_int()).Set(level)
    triangles = triangulate(_only(_extract(builder)))
    corners = np.unique(np.round(triangles.points.reshape(-1, 3), 5), axis=0)
    furthest = np.abs(corners).min(axis=1).max()
    assert furthest == pytest.approx(0.5, abs=1e-5)
    assert len(triangles.points) == 12 * 4**level


def builder_int() -> object:
    from pxr import Sdf

    return Sdf.ValueTypeNames.Int


def test_an_infinite_crease_keeps_the_cubes_edges(tmp_path: Path) -> None:
    builder = _builder(tmp_path)
    mesh = builder.box("Box", (-1, -1, -1), (1, 1, 1))
    mesh.GetSubdivisionSchemeAttr().Set(UsdGeom.Tokens.catmullClark)
    loops = [(4, 5, 7, 6, 4), (0, 1, 3, 2, 0), (0, 4), (1, 5), (2, 6), (3, 7)]
    mesh.CreateCreaseIndicesAttr([i for loop in loops for i in loop])
    mesh.CreateCreaseLengthsAttr([len(loop) for loop in loops])
    mesh.CreateCreaseSharpnessesAttr([10.0] * len(loops))
    assert triangulate(_only(_extract(builder))).area == pytest.approx(24.0, rel=1e-6)


def test_a_concave_polygon_is_cut_inside_its_outline(tmp_path: Path) -> None:
    builder = _builder(tmp_path)
    outline = [(0, 0, 0), (3, 0, 0), (3, 3, 0), (1.5, 0.5, 0), (0, 3, 0)]
    builder.mesh("Notch", outline, [list(range(5))])
    triangles = triangulate(_only(_extract(builder)))
    assert triangles.area == pytest.approx(9.0 - 3.75, rel=1e-6)
    assert (np.cross(*np.moveaxis(triangles.points[:, 1:] - triangles.points[:, :1], 1, 0))[:, 2] > 0).all()


def test_a_mirrored_mesh_stays_outside_out(tmp_path: Path) -> None:
    builder = _builder(tmp_path)
    quad = builder.quad("Quad", [(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)])
    UsdGeom.Xformable(quad).AddScaleOp().Set(Gf.Vec3f(-1, 1, 1))
    mesh = _only(_extract(builder))
    placed = triangulate(mesh).placed(mesh.world_from_mesh[0])
    sides = placed.points[:, 1:] - placed.points[:, :1]
    assert (np.cross(sides[:, 0], sides[:, 1])[:, 2] > 0).all()


def test_a_box_is_closed_and_a_card_is_not(tmp_path: Path) -> None:
    builder = _builder(tmp_path)
    builder.box("Box", (-1, -1, -1), (1, 1, 1))
    builder.quad("Card", [(-1, -1, 2), (1, -1, 2), (1, 1, 2), (-1, 1, 2)])
    closed = {mesh.prim_path: triangulate(mesh).is_closed for mesh in _extract(builder).meshes}
    assert closed == {"/World/Box": True, "/World/Card": False}


def test_dicing_keeps_the_surface_and_ends_below_the_edge(tmp_path: Path) -> None:
    """A card of 2 m at 4 m is 22 px across; its far sides reach out of the frame and stay coarse."""
    builder = _builder(tmp_path)
    builder.quad("Card", [(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)])
    builder.quad("Far", [(50, -1, 0), (52, -1, 0), (52, 1, 0), (50, 1, 0)])
    scene = _extract(builder)
    card, far = (
        dice(triangulate(mesh).placed(mesh.world_from_mesh[0]), scene.camera, (SIDE, SIDE), edge_px=2.0)
        for mesh in scene.meshes
    )
    assert card.area == pytest.approx(4.0, rel=1e-5)
    edges = np.linalg.norm(card.points - np.roll(card.points, -1, axis=1), axis=2).max()
    metres_per_px = 4.0 * 36.0 / 50.0 / SIDE
    assert edges / metres_per_px <= 2.0 + 1e-6
    assert len(far.points) == 2
    assert card.uvs is not None
    np.testing.assert_allclose(card.uvs * 2 - 1, card.points[..., :2], atol=1e-5)


def test_subsets_split_a_mesh_by_look(tmp_path: Path) -> None:
    builder = _builder(tmp_path)
    box = builder.box("Box", (-1, -1, -1), (1, 1, 1))
    builder.bind(box.GetPrim(), builder.preview_look("Body", diffuseColor=(0.5, 0.5, 0.5)))
    subset = UsdGeom.Subset.CreateGeomSubset(box, "Top", UsdGeom.Tokens.face, [1], "materialBind")
    builder.bind(subset.GetPrim(), builder.preview_look("Lid", diffuseColor=(1.0, 0.0, 0.0)))
    scene = _extract(builder)
    faces = {part.look: None if part.faces is None else part.faces.tolist() for part in _only(scene).parts}
    assert faces == {"/World/Looks/Body": [0, 2, 3, 4, 5], "/World/Looks/Lid": [1]}
    assert sorted(scene.looks) == ["/World/Looks/Body", "/World/Looks/Lid"]
    assert Usd.Stage.Open(str(builder.file))


def _read_by_look(builder: StageBuilder, mesh: UsdGeom.Mesh, *names: str) -> None:
    """A look on the mesh whose inputs are float primvars."""
    material = UsdShade.Material.Define(builder.stage, "/World/Look")
    surface = UsdShade.Shader.Define(builder.stage, "/World/Look/Surface")
    surface.CreateIdAttr("ND_standard_surface_surfaceshader")
    for name, wanted in zip(names, ("base", "specular_roughness"), strict=True):
        reader = UsdShade.Shader.Define(builder.stage, f"/World/Look/{name}")
        reader.CreateIdAttr("ND_geompropvalue_float")
        reader.CreateInput("geomprop", Sdf.ValueTypeNames.String).Set(name)
        output = reader.CreateOutput("out", Sdf.ValueTypeNames.Float)
        surface.CreateInput(wanted, Sdf.ValueTypeNames.Float).ConnectToSource(output)
    material.CreateSurfaceOutput("mtlx").ConnectToSource(surface.CreateOutput("out", Sdf.ValueTypeNames.Token))
    UsdShade.MaterialBindingAPI.Apply(mesh.GetPrim()).Bind(material)


@pytest.mark.parametrize("scheme", ["none", "catmullClark"])
def test_a_float_primvar_of_corners_stays_with_its_faces_when_they_are_cut(tmp_path: Path, scheme: str) -> None:
    builder = _builder(tmp_path)
    box = builder.box("Box", (-1, -1, -1), (1, 1, 1))
    box.CreateSubdivisionSchemeAttr(scheme)
    box.CreateOrientationAttr(UsdGeom.Tokens.leftHanded)
    by_face = np.repeat(np.arange(6.0), 4)
    primvars = UsdGeom.PrimvarsAPI(box)
    wear = primvars.CreatePrimvar("wear", Sdf.ValueTypeNames.FloatArray, UsdGeom.Tokens.faceVarying)
    wear.Set(by_face.tolist())
    primvars.CreatePrimvar("age", Sdf.ValueTypeNames.Float, UsdGeom.Tokens.constant).Set(3.0)
    primvars.CreatePrimvar("unread", Sdf.ValueTypeNames.Float, UsdGeom.Tokens.constant).Set(1.0)
    _read_by_look(builder, box, "wear", "age")
    scene = _extract(builder)
    cut = triangulate(_only(scene))
    fine = dice(cut.placed(_only(scene).world_from_mesh[0]), scene.camera, (SIDE, SIDE), edge_px=4.0)
    assert len(fine.points) > len(cut.points)
    for triangles in (cut, fine):
        assert set(triangles.numbers) == {"wear", "age"}
        assert (triangles.numbers["age"] == 3.0).all()
    np.testing.assert_array_equal(cut.numbers["wear"][..., 0], np.repeat(cut.face[:, None], 3, axis=1))
    assert sorted(np.unique(fine.numbers["wear"])) == list(range(6))
