"""Depth, position, normals, ids, texture coordinates and field of view against what the stage says.

A backend's tests inherit `GeometryTruth` and give it a fixture ``pool`` of class scope.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pxr import Gf, UsdGeom

from render_backends.pool import WorkerPool
from schemas.aovs import BACKGROUND_DEPTH_M
from schemas.exr import read_frame
from schemas.frame import Frame
from schemas.render import RenderRequest
from tests.render_backends.stages import EVERY_UNITS, Point, StageBuilder, Units

CORE = (
    "beauty",
    "camera_depth",
    "position",
    "normal",
    "uv",
    "albedo",
    "instance_id",
    "material_id",
    "semantic_id",
)
FOCAL_MM, APERTURE_MM, DISTANCE_M = 35.0, 36.0, 3.0
SIDE = 64


def _room(file: Path, units: Units) -> Path:
    """A labelled box before a tilted, bigger quad, under a white dome."""
    builder = StageBuilder(file, units)
    builder.camera((0, 0, DISTANCE_M), (0, 0, 0), focal=FOCAL_MM, aperture=APERTURE_MM)
    box = builder.box("Box", (-0.4, -0.4, -0.2), (0.4, 0.4, 0.2), (0.7, 0.3, 0.1))
    quad = builder.quad("Quad", [(-4, -1, -1.5), (4, -1, -1.5), (4, 1, -0.5), (-4, 1, -0.5)], None)
    builder.bind(quad.GetPrim(), builder.preview_look("Grey", diffuseColor=(0.25, 0.25, 0.25), roughness=1.0))
    builder.label(box.GetPrim(), "box")
    builder.label(quad.GetPrim(), "wall")
    builder.white_dome()
    return builder.save()


def _pixel_rays() -> np.ndarray:
    """(SIDE, SIDE, 3) points at depth 1 in camera space, through the pixels' centres."""
    half = APERTURE_MM / 2.0 / FOCAL_MM
    axis = ((np.arange(SIDE) + 0.5) / SIDE * 2.0 - 1.0) * half
    x, y = np.meshgrid(axis, -axis)
    return np.stack([x, y, -np.ones_like(x)], axis=-1)


def _expected_depth() -> tuple[np.ndarray, np.ndarray]:
    """(depth, which): ray by ray; which is 1 for the box, 2 for the quad, 0 for nothing."""
    rays = _pixel_rays()
    front = DISTANCE_M - 0.2
    on_box = (np.abs(rays[..., 0]) * front < 0.4) & (np.abs(rays[..., 1]) * front < 0.4)
    # the quad's plane: z = -1 + y / 2 in the world, the camera at z = 3
    depth = (DISTANCE_M + 1.0) / (1.0 + rays[..., 1] / 2.0)
    y, x = rays[..., 1] * depth, rays[..., 0] * depth
    on_quad = (np.abs(y) < 1.0) & (np.abs(x) < 4.0)
    which = np.where(on_box, 1, np.where(on_quad, 2, 0))
    return np.where(on_box, front, np.where(on_quad, depth, BACKGROUND_DEPTH_M)), which


_CUBE = ((-0.3, -0.3, -0.3), (0.3, 0.3, 0.3))


def _sheared(builder: StageBuilder, prim: UsdGeom.Xformable, at: Point, degrees: float) -> np.ndarray:
    """Turn a prim, scale it across the turn and put it at a point; returns the matrix (4, 4), in metres."""
    prim.AddTranslateOp().Set(builder.units.point(at))
    prim.AddScaleOp().Set(Gf.Vec3f(1.6, 0.7, 1.0))
    prim.AddRotateZOp().Set(degrees)
    prim.AddRotateXOp().Set(0.5 * degrees)
    matrix = np.array(prim.GetLocalTransformation()).T
    matrix[:3, 3] = at
    return matrix


def _cube_hit(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Depth and unit normal of a placed `_CUBE` at each pixel of the camera at z = 3."""
    inverse = np.linalg.inv(matrix)
    start = (inverse @ [0.0, 0.0, DISTANCE_M, 1.0])[:3]
    step = _pixel_rays() @ inverse[:3, :3].T
    sides = np.stack([(side - start) / step for side in (-0.3, 0.3)])
    near, far = np.sort(sides, axis=0)
    depth, axis = near.max(axis=-1), near.argmax(axis=-1)
    hit = depth < far.min(axis=-1)
    local = -np.sign(step) * np.eye(3)[axis]
    normal = local @ inverse[:3, :3]
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    return np.where(hit, depth, BACKGROUND_DEPTH_M), normal


type Room = tuple[Frame, Units]
type Render = Callable[..., Frame]


class GeometryTruth:
    """The exact AOVs of any backend, on every up axis and unit."""

    @pytest.fixture(scope="class", params=EVERY_UNITS, ids=lambda u: f"{u.up_axis}-up, {u.meters_per_unit} m")
    @classmethod
    def room(
        cls, request: pytest.FixtureRequest, pool: WorkerPool, tmp_path_factory: pytest.TempPathFactory
    ) -> Room:
        folder = tmp_path_factory.mktemp("room")
        wanted = RenderRequest(
            stage=_room(folder / "room.usda", request.param),
            camera="/World/Camera",
            time_code=1.0,
            resolution=(SIDE, SIDE),
            aovs=CORE,
            spp=8,
            seed=1,
            output=folder / "room.exr",
        )
        return read_frame(pool.render(wanted).frame), request.param

    @pytest.fixture
    def render(self, pool: WorkerPool, make_request: Callable[..., RenderRequest]) -> Render:
        def run(stage: Path, *aovs: str, **changes: object) -> Frame:
            return read_frame(pool.render(make_request(stage, *aovs, **changes)).frame)

        return run

    def test_camera_depth_is_the_distance_along_the_view_axis_in_metres(self, room: Room) -> None:
        expected, _ = _expected_depth()
        np.testing.assert_allclose(room[0].aov("camera_depth")[..., 0], expected, rtol=0.001)

    def test_position_is_the_stages_world_in_metres(self, room: Room) -> None:
        frame, units = room
        depth, which = _expected_depth()
        described = _pixel_rays() * np.where(which > 0, depth, 0.0)[..., None] + [0.0, 0.0, DISTANCE_M]
        expected = np.where((which > 0)[..., None], described @ units.world_rotation.T, 0.0)
        np.testing.assert_allclose(frame.aov("position"), expected, atol=0.002)

    def test_normals_are_unit_and_within_a_tenth_of_a_degree(self, room: Room) -> None:
        frame, units = room
        _, which = _expected_depth()
        slope = np.array([0.0, -0.5, 1.0]) / math.hypot(0.5, 1.0)
        expected = np.array([[0, 0, 0], [0, 0, 1], slope])[which] @ units.world_rotation.T
        got = frame.aov("normal")
        np.testing.assert_array_equal(got[which == 0], 0.0)
        cosine = (got * expected).sum(axis=-1)[which > 0]
        assert float(np.degrees(np.arccos(np.clip(cosine, -1, 1))).max()) < 0.1

    def test_texture_coordinates_are_exact(self, room: Room) -> None:
        frame, _ = room
        depth, which = _expected_depth()
        point = _pixel_rays() * depth[..., None]
        expected = np.stack([(point[..., 0] + 4) / 8, (point[..., 1] + 1) / 2], axis=-1)
        np.testing.assert_allclose(frame.aov("uv")[which == 2], expected[which == 2], atol=1e-3)

    def test_ids_are_exact_and_name_prims_materials_and_labels(self, room: Room) -> None:
        frame, _ = room
        _, which = _expected_depth()
        instances = {0: None, **frame.ids["instance_id"]}
        names = np.vectorize(instances.get)(frame.aov("instance_id")[..., 0].astype(int))
        np.testing.assert_array_equal(names, np.array([None, "/World/Box", "/World/Quad"])[which])
        materials = {0: None, **frame.ids["material_id"]}
        bound = np.vectorize(materials.get)(frame.aov("material_id")[..., 0].astype(int))
        np.testing.assert_array_equal(bound, np.array([None, None, "/World/Looks/Grey"])[which])
        classes = {0: None, **frame.ids["semantic_id"]}
        labels = np.vectorize(classes.get)(frame.aov("semantic_id")[..., 0].astype(int))
        np.testing.assert_array_equal(labels, np.array([None, "box", "wall"])[which])

    def test_albedo_is_the_base_colour_of_a_diffuse_surface(self, room: Room) -> None:
        frame, _ = room
        np.testing.assert_allclose(frame.aov("albedo")[SIDE // 2, SIDE // 2], [0.7, 0.3, 0.1], rtol=0.002)

    def test_the_alpha_is_coverage_even_before_a_dome(self, room: Room) -> None:
        alpha = room[0].aov("beauty")[..., 3]
        assert alpha[SIDE // 2, SIDE // 2] == pytest.approx(1.0, abs=1e-3)
        assert alpha[0, 0] == 0.0

    def test_the_matrices_of_the_header_project_positions_onto_pixels(self, room: Room) -> None:
        frame, _ = room
        assert frame.camera is not None
        _, which = _expected_depth()
        position = np.concatenate([frame.aov("position"), np.ones((SIDE, SIDE, 1))], axis=-1)
        clip = position @ (np.array(frame.camera.ndc_from_camera) @ np.array(frame.camera.camera_from_world)).T
        ndc = clip[..., :2] / clip[..., 3:]
        axis = (np.arange(SIDE) + 0.5) / SIDE * 2 - 1
        expected = np.stack(np.meshgrid(axis, -axis), axis=-1)
        np.testing.assert_allclose(ndc[which > 0], expected[which > 0], atol=2e-3)

    @pytest.mark.parametrize("units", EVERY_UNITS, ids=lambda u: f"{u.up_axis}-up, {u.meters_per_unit} m")
    @pytest.mark.parametrize(("focal_mm", "resolution"), [(18.0, (96, 48)), (50.0, (48, 96)), (135.0, (64, 64))])
    def test_the_field_of_view_is_that_of_the_film_within_a_tenth_of_a_degree(
        self,
        render: Render,
        tmp_path: Path,
        focal_mm: float,
        resolution: tuple[int, int],
        units: Units,
    ) -> None:
        """From positions on a wall: the angle between the outermost pixels' centres."""
        builder = StageBuilder(tmp_path / "fov.usda", units)
        builder.camera((0, 0, 2), (0, 0, 0), focal=focal_mm)
        builder.quad("Wall", [(-99, -99, 0), (99, -99, 0), (99, 99, 0), (-99, 99, 0)])
        position = render(builder.save(), "position", resolution=resolution, spp=1).aov("position")
        position = position @ units.world_rotation  # back to the axes in which the stage was described
        width, height = resolution
        across = position[height // 2, :, 0] if width >= height else position[:, width // 2, 1]
        angles = np.degrees(np.arctan2(across, 2.0))
        longest = max(resolution)
        film_mm = APERTURE_MM * longest / min(resolution)  # expandAperture widens the longer side
        edge = math.degrees(math.atan(film_mm / 2.0 * (longest - 1) / longest / focal_mm))
        assert abs(float(angles.max() - angles.min()) - 2.0 * edge) < 0.1

    def test_an_orthographic_camera_is_as_wide_as_its_aperture(self, render: Render, tmp_path: Path) -> None:
        builder = StageBuilder(tmp_path / "ortho.usda", Units(meters_per_unit=0.01))
        camera = builder.camera((0, 0, 2), (0, 0, 0))
        camera.CreateProjectionAttr(UsdGeom.Tokens.orthographic)
        camera.GetHorizontalApertureAttr().Set(2000.0)  # tenths of a centimetre: 2 m
        camera.GetVerticalApertureAttr().Set(2000.0)
        builder.quad("Wall", [(-9, -9, 0), (9, -9, 0), (9, 9, 0), (-9, 9, 0)])
        frame = render(builder.save(), "position", "camera_depth", resolution=(32, 32), spp=1)
        across = frame.aov("position")[16, :, 0]
        assert float(across[-1] - across[0]) == pytest.approx(2.0 * 31 / 32, rel=1e-3)
        np.testing.assert_allclose(frame.aov("camera_depth"), 2.0, rtol=1e-3)

    def test_an_aperture_offset_shifts_the_picture(self, render: Render, tmp_path: Path) -> None:
        builder = StageBuilder(tmp_path / "shift.usda")
        camera = builder.camera((0, 0, 2), (0, 0, 0), focal=36.0)
        camera.CreateHorizontalApertureOffsetAttr(camera.GetHorizontalApertureAttr().Get() * 0.25)
        camera.CreateVerticalApertureOffsetAttr(camera.GetHorizontalApertureAttr().Get() * -0.5)
        builder.quad("Wall", [(-9, -9, 0), (9, -9, 0), (9, 9, 0), (-9, 9, 0)])
        frame = render(builder.save(), "position", spp=1)
        middle = frame.aov("position")[15:17, 15:17].mean(axis=(0, 1))
        np.testing.assert_allclose(middle[:2], [0.5, -1.0], atol=0.002)
        assert frame.camera is not None
        clip = (
            np.array(frame.camera.ndc_from_camera)
            @ np.array(frame.camera.camera_from_world)
            @ [0.5, -1.0, 0.0, 1.0]
        )
        np.testing.assert_allclose(clip[:2] / clip[3], 0.0, atol=1e-6)

    def test_camera_exposure_scales_the_picture_by_powers_of_two(self, render: Render, tmp_path: Path) -> None:
        builder = StageBuilder(tmp_path / "exposure.usda")
        builder.camera((0, 0, 2), (0, 0, 0)).CreateExposureAttr(2.0)
        builder.white_dome(0.25)
        picture = render(builder.save(), "beauty", spp=1).aov("beauty")
        assert float(picture[4, 4, 0]) == pytest.approx(1.0, rel=1e-3)

    def test_an_instance_and_a_point_instance_each_have_an_id(self, render: Render, tmp_path: Path) -> None:
        builder = StageBuilder(tmp_path / "instances.usda")
        builder.camera((0, 0, 6), (0, 0, 0))
        builder.box("Prototype/Mesh", (-0.2, -0.2, -0.2), (0.2, 0.2, 0.2))
        for number, x in enumerate((-1.0, 1.0)):
            prim = builder.stage.DefinePrim(f"/World/Copy{number}", "Xform")
            prim.GetReferences().AddInternalReference("/World/Prototype")
            prim.SetInstanceable(True)
            builder.place(prim, (x, 1.0, 0.0))
        instancer = UsdGeom.PointInstancer.Define(builder.stage, "/World/Scatter")
        builder.box("Scatter/Pebble", (-0.1, -0.1, -0.1), (0.1, 0.1, 0.1))
        instancer.CreatePrototypesRel().SetTargets(["/World/Scatter/Pebble"])
        instancer.CreateProtoIndicesAttr([0, 0, 0])
        instancer.CreatePositionsAttr([Gf.Vec3f(x, -1.0, 0.0) for x in (-1.0, 0.0, 1.0)])
        frame = render(builder.save(), "instance_id", resolution=(96, 96), spp=1)
        ids = frame.aov("instance_id")[..., 0].astype(int)
        table = frame.ids["instance_id"]
        names = [table[i] for i in np.unique(ids) if i]
        assert sorted(names) == [
            "/World/Copy0/Mesh",
            "/World/Copy1/Mesh",
            "/World/Prototype/Mesh",
            *["/World/Scatter/Pebble"] * 3,
        ]

    @pytest.mark.parametrize("units", [Units(), Units(up_axis="Y", meters_per_unit=0.01)], ids=lambda u: u.up_axis)
    def test_a_scale_across_a_turn_shears_meshes_and_instances(
        self, render: Render, tmp_path: Path, units: Units
    ) -> None:
        builder = StageBuilder(tmp_path / "shear.usda", units)
        builder.camera((0, 0, DISTANCE_M), (0, 0, 0), focal=FOCAL_MM, aperture=APERTURE_MM)
        matrices = {"Box": _sheared(builder, builder.box("Box", *_CUBE), (-0.6, 0.5, 0.0), 35.0)}
        instancer = UsdGeom.PointInstancer.Define(builder.stage, "/World/Scatter")
        outer = _sheared(builder, instancer, (0.4, -0.5, 0.1), -20.0)
        inner = _sheared(builder, builder.box("Scatter/Brick", *_CUBE), (0.1, 0.0, 0.0), 50.0)
        instancer.CreatePrototypesRel().SetTargets(["/World/Scatter/Brick"])
        instancer.CreateProtoIndicesAttr([0])
        instancer.CreatePositionsAttr([Gf.Vec3f(0.0)])
        instancer.CreateScalesAttr([Gf.Vec3f(1.0, 1.5, 1.0)])
        matrices["Scatter/Brick"] = outer @ np.diag([1.0, 1.5, 1.0, 1.0]) @ inner
        frame = render(builder.save(), "camera_depth", "normal", "instance_id", resolution=(SIDE, SIDE), spp=1)
        ids = frame.aov("instance_id")[..., 0].astype(int)
        hits = {name: _cube_hit(matrix) for name, matrix in matrices.items()}
        nearest = np.min([depth for depth, _ in hits.values()], axis=0)
        for name, (depth, normal) in hits.items():
            (number,) = (number for number, path in frame.ids["instance_id"].items() if path == f"/World/{name}")
            seen = (depth == nearest) & (depth < BACKGROUND_DEPTH_M)
            assert seen.sum() > 60
            agree = ids[seen] == number
            assert agree.mean() > 0.97, "all but the silhouette"
            np.testing.assert_allclose(frame.aov("camera_depth")[seen][agree][:, 0], depth[seen][agree], rtol=1e-3)
            cosine = (frame.aov("normal")[seen] * (normal[seen] @ units.world_rotation.T)).sum(axis=-1)[agree]
            assert float(np.degrees(np.arccos(np.clip(cosine, -1, 1))).max()) < 0.1

    def test_a_payloads_mesh_is_named_by_its_path_on_the_stage(self, render: Render, tmp_path: Path) -> None:
        asset = StageBuilder(tmp_path / "asset.usda")
        asset.box("Body", (-0.2, -0.2, -0.2), (0.2, 0.2, 0.2))
        asset.save()
        builder = StageBuilder(tmp_path / "shot.usda")
        builder.camera((0, 0, 2), (0, 0, 0))
        builder.stage.DefinePrim("/World/Subject", "Xform").GetPayloads().AddPayload("./asset.usda")
        frame = render(builder.save(), "instance_id", spp=1)
        assert list(frame.ids["instance_id"].values()) == ["/World/Subject/Body"]
        assert frame.mask_of("/World/Subject").any()

    def test_hidden_guide_and_proxy_prims_are_not_drawn(self, render: Render, tmp_path: Path) -> None:
        builder = StageBuilder(tmp_path / "hidden.usda")
        builder.camera((0, 0, 4), (0, 0, 0))
        for number, purpose in enumerate(("default", "render", "proxy", "guide")):
            mesh = builder.box(purpose.title(), (number - 2.0, 0, 0), (number - 1.5, 0.5, 0.5))
            mesh.CreatePurposeAttr(purpose)
        builder.box("Invisible", (-1, -1, 0), (-0.5, -0.5, 0.5)).MakeInvisible()
        animated = builder.box("Animated", (0, -1, 0), (0.5, -0.5, 0.5)).CreateVisibilityAttr()
        animated.Set("inherited", 0.0)
        animated.Set("invisible", 1.0)
        frame = render(builder.save(), "instance_id", spp=1)
        assert sorted(frame.ids["instance_id"].values()) == ["/World/Default", "/World/Render"]
