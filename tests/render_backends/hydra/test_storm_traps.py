"""What Storm gets wrong when it is asked plainly, and what it cannot draw."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pxr import Gf, Sdf, Usd, UsdGeom, UsdLux, UsdShade

from render_backends.hydra.probe_looks import ProbePass
from render_backends.pool import WorkerPool
from schemas.errors import UnsupportedError
from schemas.exr import read_frame
from schemas.frame import Frame
from schemas.render import RenderRequest
from tests.render_backends.stages import StageBuilder
from usd_scenes.volumes import define_volume

pytestmark = pytest.mark.renderer

type Render = Callable[..., Frame]
type MakeRequest = Callable[..., RenderRequest]
GREY = 0.5


@pytest.fixture
def render(storm_pool: WorkerPool, make_request: MakeRequest) -> Render:
    def run(stage: Path, *aovs: str, **changes: object) -> Frame:
        return read_frame(storm_pool.render(make_request(stage, *aovs, **changes)).frame)

    return run


def _matte(builder: StageBuilder, prim: Usd.Prim, grey: float = GREY) -> None:
    look = builder.preview_look(
        "Matte", diffuseColor=(grey, grey, grey), specularColor=(0.0, 0.0, 0.0), roughness=1.0
    )
    shader = UsdShade.Shader(builder.stage.GetPrimAtPath("/World/Looks/Matte/Surface"))
    shader.CreateInput("useSpecularWorkflow", Sdf.ValueTypeNames.Int).Set(1)
    builder.bind(prim, look)


def _grey_card(file: Path, *, away_m: float = 2.0) -> StageBuilder:
    builder = StageBuilder(file)
    builder.camera((0, 0, away_m), (0, 0, 0))
    _matte(builder, builder.quad("Card", [(-9, -9, 0), (9, -9, 0), (9, 9, 0), (-9, 9, 0)], None).GetPrim())
    return builder


def test_two_stages_in_a_row_give_two_pictures(render: Render, tmp_path: Path) -> None:
    """An engine keeps drawing its first stage in silence."""
    depths = []
    for distance in (2.0, 5.0):
        builder = StageBuilder(tmp_path / f"at{distance}.usda")
        builder.camera((0, 0, distance), (0, 0, 0))
        builder.quad("Wall", [(-9, -9, 0), (9, -9, 0), (9, 9, 0), (-9, 9, 0)])
        depths.append(float(render(builder.save(), "camera_depth").aov("camera_depth")[16, 16, 0]))
    assert depths == pytest.approx([2.0, 5.0], rel=1e-5)


def test_the_hundredth_stage_is_drawn_as_the_first(render: Render, tmp_path: Path) -> None:
    """Mesa never gives a texture's name again, so the textures of a late stage have high ones."""
    builder = StageBuilder(tmp_path / "wall.usda")
    builder.camera((0, 0, 2), (0, 0, 0))
    builder.quad("Wall", [(-9, -9, 0), (9, -9, 0), (9, 9, 0), (-9, 9, 0)])
    stage = builder.save()
    first = render(stage, "camera_depth", resolution=(8, 8)).aov("camera_depth")
    for _ in range(100):
        again = render(stage, "camera_depth", resolution=(8, 8)).aov("camera_depth")
    np.testing.assert_array_equal(first, again)


def test_ids_and_depth_are_not_blended_at_silhouettes(render: Render, tmp_path: Path) -> None:
    builder = StageBuilder(tmp_path / "edges.usda")
    builder.camera((0, 0, 3), (0, 0, 0))
    for number in range(7):
        turned = [(math.cos(a + number), math.sin(a + number), number * 0.1) for a in (0.0, 2.1, 4.2)]
        builder.mesh(f"Triangle{number}", [(0.8 * x, 0.8 * y, z) for x, y, z in turned], [[0, 1, 2]])
    frame = render(builder.save(), "instance_id", "camera_depth", resolution=(64, 64))
    ids = frame.aov("instance_id")[..., 0]
    assert set(np.unique(ids)) <= set(range(8))
    expected = np.array([1e10, *(3.0 - 0.1 * number for number in range(7))])
    np.testing.assert_allclose(frame.aov("camera_depth")[..., 0], expected[ids.astype(int)], rtol=1e-5)


def test_more_prims_than_a_half_float_can_count_keep_their_ids(render: Render, tmp_path: Path) -> None:
    builder = StageBuilder(tmp_path / "many.usda")
    camera = builder.camera((0, 0, 2), (0, 0, 0))
    camera.CreateProjectionAttr(UsdGeom.Tokens.orthographic)
    camera.GetHorizontalApertureAttr().Set(500.0)
    camera.GetVerticalApertureAttr().Set(500.0)
    for number in range(2500):
        x, y = number % 50 - 25.0, number // 50 - 25.0
        corners = [(x, y, 0), (x + 1, y, 0), (x + 1, y + 1, 0), (x, y + 1, 0)]
        builder.mesh(f"Tile{number:04d}", corners, [[0, 1, 2, 3]], None)
    ids = render(builder.save(), "instance_id", resolution=(50, 50)).aov("instance_id")[..., 0]
    np.testing.assert_array_equal(ids[::-1].ravel(), np.arange(1, 2501))


def test_depth_is_exact_whatever_the_clipping_range(render: Render, tmp_path: Path) -> None:
    """A depth buffer from 1 mm to 1000 km has no digits left at 800 m."""
    builder = StageBuilder(tmp_path / "far.usda")
    camera = builder.camera((0, 0, 800.0), (0, 0, 0))
    camera.GetClippingRangeAttr().Set(Gf.Vec2f(0.001, 1e6))
    builder.quad("Wall", [(-999, -999, 0), (999, -999, 0), (999, 999, 0), (-999, 999, 0)])
    depth = render(builder.save(), "camera_depth").aov("camera_depth")
    np.testing.assert_allclose(depth, 800.0, rtol=1e-5)


def test_a_dome_without_a_picture_lights_and_is_seen_at_its_radiance(render: Render, tmp_path: Path) -> None:
    """To Storm such a dome is black, and the sky behind any dome has its picture's own brightness."""
    builder = StageBuilder(tmp_path / "dome.usda")
    builder.camera((0, 0, 3), (0, 0, 0))
    _matte(
        builder, builder.quad("Card", [(-0.5, -0.5, 0), (0.5, -0.5, 0), (0.5, 0.5, 0), (-0.5, 0.5, 0)]).GetPrim()
    )
    dome = UsdLux.DomeLight(builder.white_dome(0.25))
    dome.CreateExposureAttr(1.0)
    dome.CreateColorAttr(Gf.Vec3f(1.0, 0.5, 0.25))
    picture = render(builder.save(), "beauty").aov("beauty")
    radiance = np.array([0.5, 0.25, 0.125])
    np.testing.assert_allclose(picture[2, 2, :3], radiance, rtol=1e-3)
    np.testing.assert_allclose(picture[16, 16, :3], GREY * radiance, rtol=0.03)
    assert picture[2, 2, 3] == 0.0
    assert picture[16, 16, 3] == 1.0


@pytest.mark.parametrize("normalize", [False, True])
@pytest.mark.parametrize("kind", ["SphereLight", "DiskLight", "RectLight", "CylinderLight", "DistantLight"])
def test_a_light_on_its_axis_gives_the_irradiance_of_usdlux(
    render: Render, tmp_path: Path, kind: str, normalize: bool
) -> None:
    """From ten times its size; Storm by itself divides a sphere's and halves a cylinder's power."""
    builder = _grey_card(tmp_path / "light.usda")
    prim = builder.light(getattr(UsdLux, kind), "Light", (0, 0, 10), toward=(0, 0, 0))
    UsdGeom.Xformable(prim).AddScaleOp().Set(Gf.Vec3f(2.0))
    light = UsdLux.LightAPI(prim)
    light.CreateIntensityAttr(300.0)
    light.CreateNormalizeAttr(normalize)
    for name, value in {"radius": 0.25, "width": 0.4, "height": 0.6, "length": 0.8, "angle": 1.0}.items():
        if prim.HasAttribute(f"inputs:{name}"):
            prim.GetAttribute(f"inputs:{name}").Set(value)
    seen_m2, emits_m2 = {
        "SphereLight": (math.pi * 0.25, 4 * math.pi * 0.25),
        "DiskLight": (math.pi * 0.25, math.pi * 0.25),
        "RectLight": (0.96, 0.96),
        "CylinderLight": (1.6, math.pi * 1.6),
        "DistantLight": (0.0, math.pi * math.sin(math.radians(0.5)) ** 2),
    }[kind]
    irradiance = 300.0 / (emits_m2 if normalize else 1.0) * (seen_m2 / 100.0 if seen_m2 else emits_m2)
    picture = render(builder.save(), "beauty").aov("beauty")
    assert float(picture[16, 16, 1]) == pytest.approx(GREY / math.pi * irradiance, rel=0.02)


def test_the_cone_of_a_sphere_light_is_drawn(render: Render, tmp_path: Path) -> None:
    """Storm shapes disks and rects alone."""
    builder = _grey_card(tmp_path / "cone.usda", away_m=20.0)
    prim = builder.light(UsdLux.SphereLight, "Light", (0, 0, 8), toward=(0, 0, 0))
    UsdLux.SphereLight(prim).CreateRadiusAttr(0.2)
    UsdLux.LightAPI(prim).CreateIntensityAttr(1000.0)
    UsdLux.ShapingAPI.Apply(prim).CreateShapingConeAngleAttr(15.0)
    picture = render(builder.save(), "beauty", resolution=(64, 64)).aov("beauty")[..., 0]
    assert float(picture[32, 32]) == pytest.approx(GREY * 1000.0 * (0.2 / 8.0) ** 2, rel=0.02)
    radius_m = math.sqrt((picture > 0.1 * picture.max()).sum() / math.pi) * 14.4 / 64
    assert radius_m == pytest.approx(8.0 * math.tan(math.radians(15.0)), rel=0.1)


def test_a_rect_light_with_a_picture_gives_the_pictures_mean(render: Render, tmp_path: Path) -> None:
    from finishing.png import write_png

    write_png(np.tile(np.float32([[[1.0, 0.0, 0.0]], [[0.0, 1.0, 0.0]]]), (8, 16, 1)), tmp_path / "bars.png")
    builder = _grey_card(tmp_path / "screen.usda")
    prim = builder.light(UsdLux.RectLight, "Light", (0, 0, 10), toward=(0, 0, 0))
    UsdLux.LightAPI(prim).CreateIntensityAttr(200.0)
    UsdLux.RectLight(prim).CreateTextureFileAttr("./bars.png")
    picture = render(builder.save(), "beauty").aov("beauty")
    expected = GREY / math.pi * 200.0 / 100.0 * np.array([0.5, 0.5, 0.0])
    np.testing.assert_allclose(picture[16, 16, :3], expected, rtol=0.02, atol=1e-4)


def test_every_light_of_many_counts(render: Render, tmp_path: Path) -> None:
    """Storm drops the lights above 16 unless it is told otherwise."""
    builder = _grey_card(tmp_path / "many.usda")
    for number in range(24):
        sun = builder.light(UsdLux.DistantLight, f"Sun{number}", (0, 0, 5), toward=(0, 0, 0))
        UsdLux.LightAPI(sun).CreateNormalizeAttr(True)
        UsdLux.LightAPI(sun).CreateIntensityAttr(0.1)
    picture = render(builder.save(), "beauty").aov("beauty")
    assert float(picture[16, 16, 0]) == pytest.approx(GREY / math.pi * 2.4, rel=0.02)


def test_a_look_of_the_full_purpose_is_the_one_that_is_drawn(render: Render, tmp_path: Path) -> None:
    """Storm asks for preview looks; a final render means the full ones."""
    builder = StageBuilder(tmp_path / "purposes.usda")
    builder.camera((0, 0, 2), (0, 0, 0))
    card = builder.quad("Card", [(-9, -9, 0), (9, -9, 0), (9, 9, 0), (-9, 9, 0)], None).GetPrim()
    api = UsdShade.MaterialBindingAPI.Apply(card)
    for purpose, colour in (("full", (0.2, 0.6, 0.4)), ("preview", (0.9, 0.1, 0.1))):
        api.Bind(builder.preview_look(purpose.title(), diffuseColor=colour), materialPurpose=purpose)
    builder.white_dome()
    frame = render(builder.save(), "albedo", "material_id", "beauty")
    np.testing.assert_allclose(frame.aov("albedo")[16, 16], (0.2, 0.6, 0.4), atol=1e-3)
    assert frame.ids["material_id"][int(frame.aov("material_id")[16, 16, 0])] == "/World/Looks/Full"
    assert frame.aov("beauty")[16, 16, 1] > frame.aov("beauty")[16, 16, 0]


def test_subsets_of_a_mesh_have_the_ids_and_albedo_of_their_own_looks(render: Render, tmp_path: Path) -> None:
    builder = StageBuilder(tmp_path / "subsets.usda")
    builder.camera((0, 0, 2), (0, 0, 0))
    points = [(-9, -9, 0), (0, -9, 0), (9, -9, 0), (-9, 9, 0), (0, 9, 0), (9, 9, 0)]
    mesh = builder.mesh("Card", points, [[0, 1, 4, 3], [1, 2, 5, 4]], None)
    for number, colour in enumerate(((0.8, 0.1, 0.1), (0.1, 0.8, 0.1))):
        subset = UsdGeom.Subset.CreateGeomSubset(mesh, f"Part{number}", "face", [number], "materialBind")
        builder.bind(subset.GetPrim(), builder.preview_look(f"Look{number}", diffuseColor=colour))
    frame = render(builder.save(), "albedo", "material_id", "instance_id")
    names = frame.ids["material_id"]
    left, right = frame.aov("material_id")[16, [4, 28], 0].astype(int)
    assert (names[left], names[right]) == ("/World/Looks/Look0", "/World/Looks/Look1")
    np.testing.assert_allclose(frame.aov("albedo")[16, [4, 28]], [(0.8, 0.1, 0.1), (0.1, 0.8, 0.1)], atol=1e-3)
    assert list(frame.ids["instance_id"].values()) == ["/World/Card"]


def test_a_mesh_without_any_colour_has_the_grey_of_usdgeom(render: Render, tmp_path: Path) -> None:
    """Storm's own is 0.5."""
    builder = StageBuilder(tmp_path / "plain.usda")
    builder.camera((0, 0, 2), (0, 0, 0))
    builder.quad("Card", [(-9, -9, 0), (9, -9, 0), (9, 9, 0), (-9, 9, 0)], None)
    builder.white_dome()
    frame = render(builder.save(), "albedo", "beauty")
    np.testing.assert_allclose(frame.aov("albedo")[16, 16], 0.18, atol=1e-3)
    assert float(frame.aov("beauty")[16, 16, 0]) < 0.3


def test_albedo_follows_a_materialx_pattern(render: Render, tmp_path: Path) -> None:
    """A ramp over u, drawn by Storm's own MaterialX behind an unlit surface."""
    builder = StageBuilder(tmp_path / "ramp.usda")
    builder.camera((0, 0, 2), (0, 0, 0), focal=36.0)
    card = builder.quad("Card", [(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)], None).GetPrim()
    material = UsdShade.Material.Define(builder.stage, "/World/Looks/Ramp")
    surface = UsdShade.Shader.Define(builder.stage, "/World/Looks/Ramp/Surface")
    surface.CreateIdAttr("ND_standard_surface_surfaceshader")
    ramp = UsdShade.Shader.Define(builder.stage, "/World/Looks/Ramp/Pattern")
    ramp.CreateIdAttr("ND_ramplr_color3")
    ramp.CreateInput("valuel", Sdf.ValueTypeNames.Color3f).Set(Gf.Vec3f(0.1, 0.2, 0.3))
    ramp.CreateInput("valuer", Sdf.ValueTypeNames.Color3f).Set(Gf.Vec3f(0.9, 0.6, 0.3))
    pattern = ramp.CreateOutput("out", Sdf.ValueTypeNames.Color3f)
    surface.CreateInput("base_color", Sdf.ValueTypeNames.Color3f).ConnectToSource(pattern)
    surface.CreateInput("base", Sdf.ValueTypeNames.Float).Set(0.5)
    material.CreateSurfaceOutput("mtlx").ConnectToSource(surface.CreateOutput("out", Sdf.ValueTypeNames.Token))
    builder.bind(card, material)
    builder.white_dome()
    frame = render(builder.save(), "albedo", "uv")
    u = frame.aov("uv")[..., :1]
    expected = 0.5 * ((1 - u) * (0.1, 0.2, 0.3) + u * (0.9, 0.6, 0.3))
    np.testing.assert_allclose(frame.aov("albedo"), expected, atol=2e-3)


def test_the_albedo_of_glass_is_the_tint_of_what_goes_through(render: Render, tmp_path: Path) -> None:
    builder = StageBuilder(tmp_path / "glass.usda")
    builder.camera((0, 0, 2), (0, 0, 0))
    card = builder.quad("Card", [(-9, -9, 0), (9, -9, 0), (9, 9, 0), (-9, 9, 0)], None).GetPrim()
    material = UsdShade.Material.Define(builder.stage, "/World/Looks/Glass")
    surface = UsdShade.Shader.Define(builder.stage, "/World/Looks/Glass/Surface")
    surface.CreateIdAttr("ND_standard_surface_surfaceshader")
    surface.CreateInput("base", Sdf.ValueTypeNames.Float).Set(0.0)
    surface.CreateInput("transmission", Sdf.ValueTypeNames.Float).Set(1.0)
    surface.CreateInput("transmission_color", Sdf.ValueTypeNames.Color3f).Set(Gf.Vec3f(0.3, 0.8, 0.5))
    material.CreateSurfaceOutput("mtlx").ConnectToSource(surface.CreateOutput("out", Sdf.ValueTypeNames.Token))
    builder.bind(card, material)
    albedo = render(builder.save(), "albedo").aov("albedo")
    np.testing.assert_allclose(albedo[16, 16], (0.3, 0.8, 0.5), atol=1e-3)


def test_a_pass_that_comes_back_as_the_picture_of_another_is_an_error() -> None:
    from render_backends.hydra.storm_aovs import ProbePictures
    from schemas.errors import RenderError

    class Looks:
        has_patterns = False

        def set_pass(self, number: ProbePass) -> None:
            pass

    stale = np.full((4, 4, 4), float(ProbePass.DEPTH) + 1.0, dtype=np.float32)
    pictures = ProbePictures(Looks(), lambda: stale)  # type: ignore[arg-type]
    pictures.draw(ProbePass.DEPTH)
    with pytest.raises(RenderError, match="NORMAL came back with the mark 2 of another"):
        pictures.draw(ProbePass.NORMAL)


def test_what_is_not_drawn_is_said_in_the_result_and_in_the_file(
    storm_pool: WorkerPool, make_request: MakeRequest, tmp_path: Path
) -> None:
    builder = _grey_card(tmp_path / "marks.usda")
    camera = UsdGeom.Camera(builder.stage.GetPrimAtPath("/World/Camera"))
    camera.CreateFStopAttr(1.0)
    camera.CreateFocusDistanceAttr(1.0)
    builder.light(UsdLux.RectLight, "Light", (0, 0, 4), toward=(0, 0, 0))
    result = storm_pool.render(make_request(builder.save()))
    for part in ("depth of field", "shadows", "area lights"):
        assert any(part in message for message in result.messages), part
        assert part in read_frame(result.frame).header["notDrawn"]


def test_a_volume_is_refused(storm_pool: WorkerPool, make_request: MakeRequest, tmp_path: Path) -> None:
    builder = _grey_card(tmp_path / "fog.usda")
    (tmp_path / "fog.vdb").write_bytes(b"never read")
    define_volume(builder.stage, "/World/Fog", files={"density": "./fog.vdb"}, extent=((-1, -1, -1), (1, 1, 1)))
    with pytest.raises(UnsupportedError, match=r"</World/Fog>: volumes are not drawn.*use cycles"):
        storm_pool.render(make_request(builder.save()))


def test_light_linking_is_refused(storm_pool: WorkerPool, make_request: MakeRequest, tmp_path: Path) -> None:
    builder = _grey_card(tmp_path / "linked.usda")
    light = builder.light(UsdLux.SphereLight, "Light", (0, 0, 4))
    UsdLux.LightAPI(light).GetLightLinkCollectionAPI().CreateExcludesRel().SetTargets(["/World/Card"])
    with pytest.raises(UnsupportedError, match=r"</World/Light>: light linking"):
        storm_pool.render(make_request(builder.save()))
