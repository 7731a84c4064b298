"""What Blender's importer loses, and what a broken stage must say."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pxr import Gf, Sdf, Usd, UsdGeom, UsdLux, UsdRender, UsdShade, UsdVol

from assets.looks.networks.painting import Inputs
from assets.looks.networks.standard_surfaces import surface_look
from render_backends.pool import WorkerPool
from schemas.errors import SceneError, UnsupportedError
from schemas.frame import Frame
from schemas.render import RenderRequest
from tests.mtlx_text import document, given, look
from tests.render_backends.stages import StageBuilder, Units
from usd_scenes import own_attributes, prim_paths
from usd_scenes.looks import PreviewSurface, bind_look, define_look
from usd_scenes.volumes import VolumeLook, define_volume, define_volume_look

pytestmark = pytest.mark.renderer

type Render = Callable[..., Frame]
type MakeRequest = Callable[..., RenderRequest]


def _write_picture(file: Path, pixels: np.ndarray) -> Path:
    import OpenImageIO as oiio

    output = oiio.ImageOutput.create(str(file))
    height, width = pixels.shape[:2]
    output.open(str(file), oiio.ImageSpec(width, height, 3, oiio.FLOAT))
    output.write_image(np.ascontiguousarray(pixels, dtype=np.float32))
    output.close()
    return file


def _quarters(file: Path) -> Path:
    """Red, green over blue, white: top left, top right, bottom left, bottom right."""
    pixels = np.zeros((64, 64, 3), dtype=np.float32)
    pixels[:32, :32], pixels[:32, 32:], pixels[32:, :32], pixels[32:, 32:] = (
        (1, 0, 0),
        (0, 1, 0),
        (0, 0, 1),
        (1, 1, 1),
    )
    return _write_picture(file, pixels)


def test_a_rect_lights_picture_is_upright_seen_from_where_it_shines(render: Render, tmp_path: Path) -> None:
    """UsdLux: a picture's first corner is at (+X, +Y), and seen from in front +X is on the left."""
    builder = StageBuilder(tmp_path / "screen.usda")
    builder.camera((0, 0, -4), (0, 0, 0), up=(0, 1, 0))
    rect = UsdLux.RectLight(builder.light(UsdLux.RectLight, "Screen", (0, 0, 0)))  # shines along -Z
    rect.CreateIntensityAttr(2.0)
    rect.CreateTextureFileAttr(str(_quarters(tmp_path / "quarters.exr")))
    picture = render(builder.save(), "beauty", resolution=(64, 64), spp=4).aov("beauty")[..., :3]
    seen = [picture[28, 28], picture[28, 36], picture[36, 28], picture[36, 36]]
    expected = np.array([(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 1)]) * 2.0
    np.testing.assert_allclose(seen, expected, atol=0.02)


@pytest.mark.parametrize("pole", ["Y", "Z"])
def test_a_dome_texture_faces_as_usdlux_says(render: Render, tmp_path: Path, pole: str) -> None:
    """The picture's centre is the dome's +Z, its top +Y, and +X left of the centre."""
    builder = StageBuilder(tmp_path / "dome.usda")
    schema = UsdLux.DomeLight if pole == "Y" else UsdLux.DomeLight_1
    dome = schema.Define(builder.stage, "/World/Dome")
    pixels = np.zeros((64, 128, 3), dtype=np.float32)
    pixels[16:48, 48:80] = (1, 0, 0)  # centre
    pixels[16:48, 16:48] = (0, 1, 0)  # a quarter to the left
    pixels[:16] = (0, 0, 1)  # top
    dome.CreateTextureFileAttr(str(_write_picture(tmp_path / "sky.exr", pixels)))
    # Where the pole is Z the dome's own Y points up and its Z to the stage's -Y.
    axes = {"Y": ((0, 0, 1), (1, 0, 0), (0, 1, 0)), "Z": ((0, -1, 0), (1, 0, 0), (0, 0, 1))}[pole]
    for number, (direction, colour) in enumerate(zip(axes, ((1, 0, 0), (0, 1, 0), (0, 0, 1)), strict=True)):
        if builder.stage.GetPrimAtPath("/World/Camera"):
            builder.stage.RemovePrim("/World/Camera")
        builder.camera((0, 0, 0), direction, up=(0.3, 0.5, 0.7))
        file = tmp_path / f"view{number}.usda"
        builder.stage.Export(str(file))
        picture = render(file, "environment", spp=1, resolution=(8, 8)).aov("environment")
        np.testing.assert_allclose(picture[4, 4], colour, atol=0.02)


def test_a_crease_keeps_an_edge_and_a_subdivided_cube_becomes_round(render: Render, tmp_path: Path) -> None:
    widths = {}
    for name, sharpness in (("round", 0.0), ("creased", 10.0)):
        builder = StageBuilder(tmp_path / f"{name}.usda")
        camera = builder.camera((0, 0, 4), (0, 0, 0))
        camera.CreateProjectionAttr(UsdGeom.Tokens.orthographic)
        camera.GetHorizontalApertureAttr().Set(20.0)
        camera.GetVerticalApertureAttr().Set(20.0)
        mesh = builder.box("Cube", (-0.5, -0.5, -0.5), (0.5, 0.5, 0.5))
        mesh.GetSubdivisionSchemeAttr().Set(UsdGeom.Tokens.catmullClark)
        mesh.GetPrim().CreateAttribute("parallelSynth:subdivisionLevel", Sdf.ValueTypeNames.Int).Set(4)
        if sharpness:
            loops = [(4, 5, 7, 6, 4), (0, 1, 3, 2, 0), (0, 4), (1, 5), (2, 6), (3, 7)]
            mesh.CreateCreaseIndicesAttr([i for loop in loops for i in loop])
            mesh.CreateCreaseLengthsAttr([len(loop) for loop in loops])
            mesh.CreateCreaseSharpnessesAttr([sharpness] * len(loops))
        ids = render(builder.save(), "instance_id", resolution=(64, 64), spp=1).aov("instance_id")[..., 0]
        widths[name] = int((ids > 0).sum())
    assert widths["creased"] == 32 * 32
    # The limit surface of a cube of side 1 reaches a little over 0.3 from its centre.
    assert 0.28 < np.sqrt(widths["round"] / np.pi) / 32 < 0.45


def test_subdivision_level_zero_leaves_the_cage(render: Render, tmp_path: Path) -> None:
    builder = StageBuilder(tmp_path / "cage.usda")
    builder.camera((0, 0, 4), (0, 0, 0))
    mesh = builder.box("Cube", (-0.5, -0.5, -0.5), (0.5, 0.5, 0.5))
    mesh.GetSubdivisionSchemeAttr().Set(UsdGeom.Tokens.catmullClark)
    mesh.GetPrim().CreateAttribute("parallelSynth:subdivisionLevel", Sdf.ValueTypeNames.Int).Set(0)
    position = render(builder.save(), "position", spp=1).aov("position")
    assert float(position[..., 2].max()) == pytest.approx(0.5, abs=1e-4)


@pytest.mark.parametrize("kind", ["Sphere", "Cube", "Cylinder", "Cone", "Capsule", "Plane"])
def test_an_implicit_surface_keeps_its_size_look_and_texture_coordinates(
    render: Render, tmp_path: Path, kind: str
) -> None:
    builder = StageBuilder(tmp_path / "gprim.usda")
    camera = builder.camera((0, 0, 6), (0, 0, 0))
    camera.CreateProjectionAttr(UsdGeom.Tokens.orthographic)
    camera.GetHorizontalApertureAttr().Set(40.0)
    camera.GetVerticalApertureAttr().Set(40.0)
    prim = builder.stage.DefinePrim("/World/Shape", kind)
    builder.bind(
        prim, builder.preview_look("Red", diffuseColor=(0.6, 0.1, 0.1), roughness=1.0, specularColor=(0, 0, 0))
    )
    if kind not in {"Cube", "Sphere"}:
        prim.GetAttribute("axis").Set("Z")
    frame = render(
        builder.save(), "position", "albedo", "uv", "normal", "instance_id", resolution=(128, 128), spp=1
    )
    covered = frame.aov("instance_id")[..., 0] > 0
    radius = {"Capsule": 0.5}.get(kind, 1.0)
    area_m2 = 4.0 if kind in {"Cube", "Plane"} else np.pi * radius**2
    assert covered.mean() * 16.0 == pytest.approx(area_m2, rel=0.03)
    top = {"Sphere": 1.0, "Cube": 1.0, "Cylinder": 1.0, "Cone": 1.0, "Capsule": 1.0, "Plane": 0.0}[kind]
    assert float(frame.aov("position")[..., 2][covered].max()) == pytest.approx(top, abs=0.1)
    np.testing.assert_allclose(np.median(frame.aov("albedo")[covered], axis=0), [0.6, 0.1, 0.1], atol=0.06)
    assert float(np.ptp(frame.aov("uv")[covered][:, 0])) > 0.9
    assert (frame.aov("normal")[covered][:, 2] > 0).all()


def test_a_left_handed_mesh_faces_outwards(render: Render, tmp_path: Path) -> None:
    builder = StageBuilder(tmp_path / "left.usda")
    builder.camera((0, 0, 4), (0, 0, 0))
    mesh = builder.quad("Quad", [(-1, -1, 0), (-1, 1, 0), (1, 1, 0), (1, -1, 0)])
    mesh.CreateOrientationAttr(UsdGeom.Tokens.leftHanded)
    normal = render(builder.save(), "normal", spp=1).aov("normal")
    np.testing.assert_allclose(normal[16, 16], [0, 0, 1], atol=1e-3)


def test_a_mesh_light_adds_its_radiance_and_fills_its_light_group(render: Render, tmp_path: Path) -> None:
    builder = StageBuilder(tmp_path / "panel.usda")
    builder.camera((0, 0, 2), (0, 0, 0))
    prim = builder.quad("Panel", [(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)]).GetPrim()
    light = UsdLux.MeshLightAPI.Apply(prim)
    UsdLux.LightAPI(prim).CreateIntensityAttr(3.0)
    UsdLux.LightAPI(prim).CreateColorAttr(Gf.Vec3f(1.0, 0.5, 0.25))
    prim.CreateAttribute("parallelSynth:lightGroup", Sdf.ValueTypeNames.Token).Set("practical")
    assert light
    frame = render(builder.save(), "beauty", "light_practical", "emission", spp=4)
    for aov in ("beauty", "light_practical", "emission"):
        np.testing.assert_allclose(frame.aov(aov)[16, 16, :3], [3.0, 1.5, 0.75], rtol=0.005)


def test_the_light_groups_add_up_to_the_picture(render: Render, tmp_path: Path) -> None:
    builder = StageBuilder(tmp_path / "groups.usda")
    builder.camera((0, 0, 4), (0, 0, 0))
    builder.box("Box", (-0.5, -0.5, -0.5), (0.5, 0.5, 0.5))
    builder.quad("Floor", [(-2, -2, -1), (2, -2, -1), (2, 2, -1), (-2, 2, -1)])
    UsdLux.LightAPI(
        builder.light(UsdLux.RectLight, "Key", (2, 0, 3), toward=(0, 0, 0), group="key")
    ).CreateIntensityAttr(9)
    UsdLux.LightAPI(builder.light(UsdLux.SphereLight, "Fill", (-3, 0, 2), group="fill")).CreateIntensityAttr(1.0)
    dome = builder.white_dome(0.2)
    dome.CreateAttribute("parallelSynth:lightGroup", Sdf.ValueTypeNames.Token).Set("dome")
    frame = render(builder.save(), "beauty", "light_key", "light_fill", "light_dome", spp=16)
    total = sum(frame.aov(f"light_{group}") for group in ("key", "fill", "dome"))
    np.testing.assert_allclose(total, frame.aov("beauty")[..., :3], rtol=0.01, atol=0.002)
    assert float(frame.aov("light_fill").mean()) > 0.0


def test_a_light_group_without_a_light_is_refused(
    cycles_pool: WorkerPool, make_request: MakeRequest, tmp_path: Path
) -> None:
    builder = StageBuilder(tmp_path / "none.usda")
    builder.camera((0, 0, 4), (0, 0, 0))
    builder.light(UsdLux.SphereLight, "Key", (0, 0, 2), group="key")
    with pytest.raises(UnsupportedError, match=r"group rim; the stage's groups: key"):
        cycles_pool.render(make_request(builder.save(), "beauty", "light_rim"))


@pytest.mark.parametrize(("bounces", "is_lit"), [(0, False), (4, True)])
def test_the_stage_says_how_often_light_bounces_and_may_say_not_at_all(
    render: Render, tmp_path: Path, bounces: int, is_lit: bool
) -> None:
    builder = StageBuilder(tmp_path / "bounces.usda")
    builder.camera((0, 0, 4), (0, 0, 0))
    builder.quad("Floor", [(-2, -2, -1), (2, -2, -1), (2, 2, -1), (-2, 2, -1)])
    builder.box("Box", (-0.5, -0.5, -0.9), (0.5, 0.5, 0.1))
    builder.light(UsdLux.SphereLight, "Key", (2, 0, 2), group="key")
    settings = UsdRender.Settings.Define(builder.stage, prim_paths.RENDER_SETTINGS)
    settings.GetPrim().CreateAttribute(own_attributes.MAX_BOUNCES, Sdf.ValueTypeNames.Int).Set(bounces)
    indirect = render(builder.save(), "diffuse_indirect", spp=16).aov("diffuse_indirect")
    assert (float(indirect.max()) > 0.0) == is_lit


@pytest.mark.parametrize("units", [Units(), Units(meters_per_unit=0.01)], ids=["m", "cm"])
def test_a_fog_box_lets_through_what_beer_and_lambert_say(render: Render, tmp_path: Path, units: Units) -> None:
    """Pure absorption over one metre in front of a white dome: exp(-extinction x 1 m)."""
    builder = StageBuilder(tmp_path / "slab.usda", units)
    builder.camera((0, 0, 4), (0, 0, 0))
    box = builder.box("Fog", (-2, -2, -0.5), (2, 2, 0.5), None)
    look = VolumeLook(density_scale=1.5, scatter_color=(0.0, 0.0, 0.0))
    builder.bind(box.GetPrim(), define_volume_look(builder.stage, "/World/Looks/Fog", look))
    builder.white_dome()
    frame = render(builder.save(), "beauty", "camera_depth", spp=256)
    assert float(frame.aov("beauty")[12:20, 12:20, :3].mean()) == pytest.approx(np.exp(-1.5), rel=0.02)
    assert float(frame.aov("camera_depth").min()) > 1e9, "a medium is no surface"


def test_what_stands_in_fog_keeps_its_id_and_depth(render: Render, tmp_path: Path) -> None:
    builder = StageBuilder(tmp_path / "mist.usda")
    builder.camera((0, 0, 4), (0, 0, 0))
    builder.label(builder.quad("Card", [(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)]).GetPrim(), "card")
    box = builder.box("Fog", (-2, -2, -0.5), (2, 2, 0.5), None)
    look = VolumeLook(density_scale=8.0, scatter_color=(0.9, 0.9, 0.9))
    builder.bind(box.GetPrim(), define_volume_look(builder.stage, "/World/Looks/Fog", look))
    builder.white_dome()
    frame = render(builder.save(), "instance_id", "semantic_id", "camera_depth", spp=4)
    middle = {aov: plane[12:20, 12:20, 0] for aov, plane in frame.arrays.items()}
    seen = {aov: {frame.ids[aov][int(number)] for number in np.unique(middle[aov])} for aov in frame.ids}
    assert seen == {"instance_id": {"/World/Card"}, "semantic_id": {"card"}}
    np.testing.assert_allclose(middle["camera_depth"], 4.0, rtol=1e-4)


_WRITE_VDB = """
import glob, sys
import bpy
sys.path.insert(0, glob.glob(bpy.utils.resource_path("LOCAL") + "/python/lib/*/site-packages")[0])
import numpy, openvdb
grid = openvdb.FloatGrid()
grid.copyFromArray(numpy.ones((20, 20, 10), dtype=numpy.float32))
grid.name, grid.gridClass = "density", openvdb.GridClass.FOG_VOLUME
grid.transform = openvdb.createLinearTransform(0.1)
grid.transform.postTranslate((-0.95, -0.95, -0.45))
openvdb.write(sys.argv[1], grids=[grid])
import os; os._exit(0)
"""


def test_a_vdb_volume_absorbs_by_its_own_look_and_field(render: Render, tmp_path: Path) -> None:
    file = tmp_path / "slab.vdb"
    subprocess.run([sys.executable, "-c", _WRITE_VDB, str(file)], check=True, capture_output=True)
    builder = StageBuilder(tmp_path / "volume.usda")
    builder.camera((0, 0, 4), (0, 0, 0), focal=200.0)
    volume = define_volume(
        builder.stage, "/World/Cloud", files={"density": "./slab.vdb"}, extent=((-1, -1, -0.5), (1, 1, 0.5))
    )
    look = define_volume_look(
        builder.stage, "/World/Looks/Cloud", VolumeLook(density_scale=2.0, scatter_color=(0.0, 0.0, 0.0))
    )
    builder.bind(volume.GetPrim(), look)
    builder.white_dome()
    picture = render(builder.save(), "beauty", spp=128, resolution=(16, 16)).aov("beauty")
    assert float(picture[..., :3].mean()) == pytest.approx(np.exp(-2.0), rel=0.03)


def test_displaycolor_is_the_colour_of_a_mesh_without_a_look(render: Render, tmp_path: Path) -> None:
    builder = StageBuilder(tmp_path / "colour.usda")
    builder.camera((0, 0, 2.4), (0, 0, 0))
    mesh = builder.quad("Quad", [(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)])
    colours = mesh.CreateDisplayColorPrimvar(UsdGeom.Tokens.vertex)
    colours.Set(
        [Gf.Vec3f(0.1, 0.5, 0.5), Gf.Vec3f(0.9, 0.5, 0.5), Gf.Vec3f(0.9, 0.5, 0.5), Gf.Vec3f(0.1, 0.5, 0.5)]
    )
    albedo = render(builder.save(), "albedo", spp=16).aov("albedo")
    np.testing.assert_allclose(albedo[16, 16], [0.5] * 3, atol=0.03)
    assert albedo[16, 28, 0] > 0.7
    assert albedo[16, 4, 0] < 0.3


def _missing_sublayer(builder: StageBuilder) -> None:
    builder.stage.GetRootLayer().subLayerPaths.append("./lost_layer.usda")


def _missing_payload(builder: StageBuilder) -> None:
    builder.stage.DefinePrim("/World/Lost", "Xform").GetPayloads().AddPayload("./lost_asset.usda")


def _missing_texture(builder: StageBuilder) -> None:
    material = builder.preview_look("Paper", diffuseColor=(1.0, 1.0, 1.0))
    reader = UsdShade.Shader.Define(builder.stage, "/World/Looks/Paper/Image")
    reader.CreateIdAttr("UsdUVTexture")
    reader.CreateInput("file", Sdf.ValueTypeNames.Asset).Set("./lost_texture.png")
    reader.CreateOutput("rgb", Sdf.ValueTypeNames.Float3)
    surface = UsdShade.Shader.Get(builder.stage, "/World/Looks/Paper/Surface")
    surface.GetInput("diffuseColor").ConnectToSource(reader.ConnectableAPI(), "rgb")
    builder.bind(builder.box("Box", (0, 0, 0), (1, 1, 1)).GetPrim(), material)


def _missing_field(builder: StageBuilder) -> None:
    volume = UsdVol.Volume.Define(builder.stage, "/World/Cloud")
    field = UsdVol.OpenVDBAsset.Define(builder.stage, "/World/Cloud/density")
    field.CreateFilePathAttr("./lost_cloud.vdb")
    volume.CreateFieldRelationship("density", field.GetPath())


def _missing_hdri(builder: StageBuilder) -> None:
    UsdLux.DomeLight.Define(builder.stage, "/World/Dome").CreateTextureFileAttr("./lost_sky.exr")


_PAINT = """<nodegraph name="pattern">
  <constant name="paint" type="color3"><input name="value" type="color3" value="0.6, 0.1, 0.3" /></constant>
  <output name="out" type="color3" nodename="paint" />
</nodegraph>"""
_MTLX = document(
    _PAINT,
    look(
        "Painted",
        given("base", "float", "1.0"),
        '<input name="base_color" type="color3" nodegraph="pattern" output="out" />',
        given("specular", "float", "0.0"),
    ),
    colorspace="lin_rec709",
)


def test_a_material_of_a_referenced_mtlx_file_keeps_its_network(render: Render, tmp_path: Path) -> None:
    (tmp_path / "painted.mtlx").write_text(_MTLX)
    builder = StageBuilder(tmp_path / "painted.usda")
    builder.camera((0, 0, 2), (0, 0, 0))
    wall = builder.quad("Wall", [(-9, -9, 0), (9, -9, 0), (9, 9, 0), (-9, 9, 0)])
    material = builder.stage.DefinePrim("/World/Looks/Painted", "Material")
    material.GetReferences().AddReference("./painted.mtlx", "/MaterialX/Materials/Painted")
    builder.bind(wall.GetPrim(), UsdShade.Material(material))
    builder.white_dome()
    middle = render(builder.save(), "beauty", spp=4).aov("beauty")[16, 16, :3]
    np.testing.assert_allclose(middle, [0.6, 0.1, 0.3], rtol=0.005)


@pytest.mark.parametrize(
    ("break_stage", "names"),
    [
        (_missing_sublayer, ("lost_layer.usda", "stage.usda")),
        (_missing_payload, ("lost_asset.usda", "/World/Lost")),
        (_missing_texture, ("lost_texture.png", "/World/Looks/Paper/Image")),
        (_missing_field, ("lost_cloud.vdb", "/World/Cloud/density")),
        (_missing_hdri, ("lost_sky.exr", "/World/Dome")),
    ],
)
def test_a_missing_asset_is_an_error_that_names_layer_prim_and_file(
    cycles_pool: WorkerPool,
    make_request: MakeRequest,
    tmp_path: Path,
    break_stage: Callable[[StageBuilder], None],
    names: tuple[str, ...],
) -> None:
    builder = StageBuilder(tmp_path / "stage.usda")
    builder.camera((0, 0, 4), (0, 0, 0))
    break_stage(builder)
    with pytest.raises(SceneError) as caught:
        cycles_pool.render(make_request(builder.save()))
    for name in names:
        assert name in str(caught.value)


def test_a_stage_without_any_camera_says_so(
    cycles_pool: WorkerPool, make_request: MakeRequest, tmp_path: Path
) -> None:
    builder = StageBuilder(tmp_path / "blind.usda")
    builder.box("Box", (0, 0, 0), (1, 1, 1))
    with pytest.raises(SceneError, match="it has no camera at all"):
        cycles_pool.render(make_request(builder.save()))


def test_a_mesh_that_the_shadow_link_leaves_out_casts_no_shadow_of_that_light(
    render: Render, tmp_path: Path
) -> None:
    builder = StageBuilder(tmp_path / "stage.usda")
    builder.camera((0, -1.2, 2), (0, 0, 0))
    builder.box("Floor", (-2, -2, -1), (2, 2, 0))
    builder.box("Blocker", (-0.6, -0.6, 2.0), (0.6, 0.6, 2.1))
    light = UsdLux.SphereLight(builder.light(UsdLux.SphereLight, "Lamp", (0, 0, 3)))
    light.CreateIntensityAttr(100.0)
    shaded = float(render(builder.save(), "beauty", spp=8).aov("beauty")[..., 1].mean())
    UsdLux.LightAPI(light.GetPrim()).GetShadowLinkCollectionAPI().ExcludePath("/World/Blocker")
    lit = float(render(builder.save(), "beauty", spp=8).aov("beauty")[..., 1].mean())
    assert lit > 4.0 * max(shaded, 1e-3)


def _ies(builder: StageBuilder) -> None:
    prim = builder.light(UsdLux.SphereLight, "Lamp", (0, 0, 2))
    UsdLux.ShapingAPI.Apply(prim).CreateShapingIesFileAttr("./lamp.ies")


def _portal(builder: StageBuilder) -> None:
    builder.light(UsdLux.PortalLight, "Portal", (0, 0, 2))


def _linking(builder: StageBuilder) -> None:
    light = UsdLux.LightAPI(builder.light(UsdLux.SphereLight, "Lamp", (0, 0, 2)))
    light.GetLightLinkCollectionAPI().CreateExcludesRel().AddTarget("/World/Box")


def _cube_map(builder: StageBuilder) -> None:
    dome = UsdLux.DomeLight.Define(builder.stage, "/World/Dome")
    picture = _write_picture(builder.file.with_name("cross.exr"), np.ones((4, 4, 3)))
    dome.CreateTextureFileAttr(str(picture))
    dome.CreateTextureFormatAttr(UsdLux.Tokens.cubeMapVerticalCross)


@pytest.mark.parametrize("author", [_ies, _portal, _linking, _cube_map])
def test_what_cannot_be_rendered_as_meant_is_refused_by_prim(
    cycles_pool: WorkerPool, make_request: MakeRequest, tmp_path: Path, author: Callable[[StageBuilder], None]
) -> None:
    builder = StageBuilder(tmp_path / "stage.usda")
    builder.camera((0, 0, 4), (0, 0, 0))
    (tmp_path / "lamp.ies").write_text("IESNA")
    author(builder)
    with pytest.raises(UnsupportedError, match="</World/"):
        cycles_pool.render(make_request(builder.save()))


def test_a_stage_that_changed_on_disk_is_read_again(render: Render, tmp_path: Path) -> None:
    builder = StageBuilder(tmp_path / "stage.usda")
    builder.camera((0, 0, 4), (0, 0, 0))
    dome = UsdLux.DomeLight(builder.white_dome(1.0))
    pictures = []
    for radiance in (1.0, 3.0):
        dome.GetIntensityAttr().Set(radiance)
        pictures.append(float(render(builder.save(), "beauty", spp=1).aov("beauty")[4, 4, 0]))
    assert pictures == pytest.approx([1.0, 3.0], rel=1e-3)


def test_animation_is_read_at_the_time_code(render: Render, tmp_path: Path) -> None:
    builder = StageBuilder(tmp_path / "moving.usda")
    builder.stage.SetTimeCodesPerSecond(48.0)
    builder.camera((0, 0, 4), (0, 0, 0))
    move = UsdGeom.Xformable(builder.box("Box", (-0.5, -0.5, -0.5), (0.5, 0.5, 0.5))).AddTranslateOp()
    move.Set(Gf.Vec3d(0, 0, 0), 1.0)
    move.Set(Gf.Vec3d(0, 0, 1), 11.0)
    stage = builder.save()
    for time_code, top in ((1.0, 0.5), (6.0, 1.0), (11.0, 1.5)):
        frame = render(stage, "position", spp=1, time_code=time_code)
        assert float(frame.aov("position")[16, 16, 2]) == pytest.approx(top, abs=2e-3)
    assert Usd.Stage.Open(str(stage))


def test_shadow_rays_go_to_a_surface_that_its_look_makes_glow(render: Render, tmp_path: Path) -> None:
    """A small lamp far above a floor: found by chance alone, it would light few of the pixels."""
    builder = StageBuilder(tmp_path / "glow.usda")
    builder.camera((0, 0, 3), (0, 0, 0))
    builder.quad("Floor", [(-2, -2, 0), (2, -2, 0), (2, 2, 0), (-2, 2, 0)], (0.5, 0.5, 0.5))
    lamp = builder.quad("Lamp", [(-0.2, -0.2, 4), (-0.2, 0.2, 4), (0.2, 0.2, 4), (0.2, -0.2, 4)]).GetPrim()
    inputs: Inputs = {
        "base": ("float", 0.0),
        "specular": ("float", 0.0),
        "emission": ("float", 100.0),
        "emission_color": ("color3", (1.0, 1.0, 1.0)),
    }
    glow = surface_look(inputs, PreviewSurface(diffuse_color=(0.0, 0.0, 0.0)))
    bind_look(lamp, define_look(builder.stage, "/World/Looks/Glow", glow))
    lit = render(builder.save(), "beauty", spp=8).aov("beauty")[12:20, 12:20, 0]
    irradiance = 100.0 * 0.4**2 / 4.0**2
    assert float(lit.mean()) == pytest.approx(0.5 * irradiance / np.pi, rel=0.1)
    assert float(lit.std() / lit.mean()) < 0.3
