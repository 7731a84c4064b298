"""Baked maps against networks whose maps are known, and what is made from maps."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import OpenImageIO as oiio
import pytest
from pxr import Sdf, Usd, UsdGeom, UsdShade

from assets.looks.library.library_looks import make_look
from assets.looks.library.maps import BAKED, MapType, map_network
from assets.meshes.surface import finished, grid
from cli.main import main
from finishing.png import read_png
from pipelines.looks.baking import bake_maps, mesh_target, plane_target
from pipelines.looks.export import LookFormat, export_looks
from pipelines.looks.relief import height_from_normals, occlusion_of_height
from schemas.errors import RenderError, SceneError, UnsupportedError
from usd_scenes.looks import Connection, LookNetwork, ShaderInput, ShaderNode
from usd_scenes.meshes import write_mesh_layer
from usd_scenes.mtlx_documents import mtlx_text

_SIDE_M = 0.3


def _given(name: str, kind: str, value: object) -> ShaderInput:
    return ShaderInput(name=name, type=kind, value=value)  # type: ignore[arg-type]


def _node(name: str, definition: str, kind: str, **inputs: tuple[str, object]) -> ShaderNode:
    entries = tuple(_given(key, *pair) for key, pair in inputs.items())
    return ShaderNode(name=name, definition=definition, output_type=kind, inputs=entries)


def _known_look() -> LookNetwork:
    """Red runs with x, blue with z; the relief rises along z; the normal leans to +x."""
    position = _node("position", "ND_position_vector3", "vector3", space=("string", "world"))
    scaled = _node(
        "scaled",
        "ND_multiply_vector3",
        "vector3",
        in1=("vector3", Connection(node="position")),
        in2=("vector3", (2.0, 0.0, 2.0)),
    )
    color = _node("color", "ND_convert_vector3_color3", "color3", **{"in": ("vector3", Connection(node="scaled"))})
    height = _node(
        "height",
        "ND_dotproduct_vector3",
        "float",
        in1=("vector3", Connection(node="position")),
        in2=("vector3", (0.0, 0.0, 0.02)),
    )
    leaning = _node(
        "leaning", "ND_normalize_vector3", "vector3", **{"in": ("vector3", Connection(node="leaningRaw"))}
    )
    facing = _node("facing", "ND_normal_vector3", "vector3", space=("string", "world"))
    raw = _node(
        "leaningRaw",
        "ND_add_vector3",
        "vector3",
        in1=("vector3", Connection(node="facing")),
        in2=("vector3", (0.5, 0.0, 0.25)),
    )
    surface = _node(
        "surface",
        "ND_standard_surface_surfaceshader",
        "surfaceshader",
        base=("float", 0.5),
        base_color=("color3", Connection(node="color")),
        metalness=("float", 0.25),
        specular_roughness=("float", 0.75),
        emission=("float", 0.5),
        emission_color=("color3", (0.2, 0.4, 0.6)),
        normal=("vector3", Connection(node="leaning")),
    )
    relief = _node(
        "relief",
        "ND_displacement_float",
        "displacementshader",
        displacement=("float", Connection(node="height")),
        scale=("float", 0.5),
    )
    nodes = (position, scaled, color, height, facing, raw, leaning, surface, relief)
    return LookNetwork(nodes=nodes, surface="surface", displacement="relief")


def test_every_map_network_is_valid_materialx() -> None:
    for name in ("gold", "wax", "tinted_glass", "pattern_brick"):
        for kind in BAKED:
            mtlx_text(map_network(make_look(name).network, kind), f"{name}_{kind}")


def test_a_surface_without_a_table_is_refused() -> None:
    disney = _node("surface", "ND_disney_principled", "surfaceshader")
    with pytest.raises(UnsupportedError, match="ND_disney_principled"):
        map_network(LookNetwork(nodes=(disney,), surface="surface"), MapType.ALBEDO)


def test_a_height_is_recovered_from_its_normals() -> None:
    size, side_m = 96, 0.3
    v, u = np.meshgrid(1.0 - (np.arange(size) + 0.5) / size, (np.arange(size) + 0.5) / size, indexing="ij")
    height = 0.004 * np.cos(2 * np.pi * u) * np.cos(4 * np.pi * v) + 0.002 * np.cos(6 * np.pi * v)
    step = side_m / size
    slope_v, slope_u = np.gradient(height, step)
    normal = np.stack([-slope_u, slope_v, np.ones_like(height)], axis=-1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    found = height_from_normals((normal * 0.5 + 0.5).astype(np.float32), side_m)
    np.testing.assert_allclose(found, height - height.mean(), atol=3e-4)
    tilted = normal + np.array([0.1, 0.0, 0.0])
    tilted /= np.linalg.norm(tilted, axis=-1, keepdims=True)
    level = height_from_normals((tilted * 0.5 + 0.5).astype(np.float32), side_m)
    assert abs(float(level[:, -8:].mean() - level[:, :8].mean())) < 1e-3


def test_a_pit_sees_less_sky_than_the_plain_about_it() -> None:
    height = np.zeros((64, 64), dtype=np.float32)
    height[28:36, 28:36] = -0.02
    sky = occlusion_of_height(height, 0.3)
    assert sky[32, 32] < 0.75
    assert sky[4, 4] == pytest.approx(1.0)


@pytest.mark.renderer
def test_the_maps_of_a_known_look_are_what_they_must_be() -> None:
    size = 32
    maps = bake_maps(_known_look(), plane_target(_SIDE_M), resolution=size)
    u = (np.arange(size) + 0.5) / size
    x, z = (u - 0.5) * _SIDE_M, u[::-1] * _SIDE_M  # row 0 at v = 1
    np.testing.assert_allclose(maps[MapType.ALBEDO][4, 16:, 0], x[16:], atol=2e-3)
    np.testing.assert_allclose(maps[MapType.ALBEDO][:, 4, 2], z, atol=2e-3)
    leaning = np.array([0.5, 0.25, 1.0]) / np.linalg.norm([0.5, 0.25, 1.0])
    np.testing.assert_allclose(maps[MapType.NORMAL][9, 9], leaning * 0.5 + 0.5, atol=2e-3)
    np.testing.assert_allclose(maps[MapType.EMISSION][5, 5], (0.1, 0.2, 0.3), atol=1e-4)
    np.testing.assert_allclose(maps[MapType.DISPLACEMENT][:, 7, 0], 0.01 * z, atol=2e-5)
    assert maps[MapType.HEIGHT][0, 0, 0] > 0.95
    assert maps[MapType.HEIGHT][-1, 0, 0] < 0.05
    for kind, value in ((MapType.METALLIC, 0.25), (MapType.ROUGHNESS, 0.75), (MapType.OPACITY, 1.0)):
        np.testing.assert_allclose(maps[kind], value, atol=1e-4)
    assert maps[MapType.AMBIENT_OCCLUSION].min() > 0.9
    assert maps[MapType.SUBSURFACE_COLOR].max() == 0.0


@pytest.mark.renderer
def test_the_command_bakes_on_a_mesh_of_its_own_in_the_right_colour_space(tmp_path: Path) -> None:
    write_mesh_layer(plane_target(0.2).mesh, tmp_path / "card.usda")
    options = ["--mesh", str(tmp_path / "card.usda"), "--maps", "albedo,roughness", "--resolution", "16"]
    common = ["looks", "bake", "card", "-o", str(tmp_path), *options, "--set", "base_color=0.5,0.214,0.05"]
    assert main(common) == 0
    assert main([*common, "--format", "exr"]) == 0
    encoded = read_png(tmp_path / "card" / "albedo.png")[8, 8]
    np.testing.assert_allclose(encoded, (0.735, 0.500, 0.248), atol=0.004)
    linear = oiio.ImageBuf(str(tmp_path / "card" / "albedo.exr")).get_pixels(oiio.FLOAT)[8, 8]
    np.testing.assert_allclose(linear, (0.5, 0.214, 0.05), atol=1e-3)
    assert read_png(tmp_path / "card" / "roughness.png").std() < 1e-6


@pytest.mark.renderer
def test_an_export_with_textures_shows_the_look_in_its_fallback(tmp_path: Path) -> None:
    (file,) = export_looks([make_look("pattern_checker")], tmp_path, LookFormat.USDZ, baked_px=32)
    stage = Usd.Stage.Open(str(file))
    preview = UsdShade.Material(stage.GetDefaultPrim()).ComputeSurfaceSource()[0]
    texture = UsdShade.Shader(preview.GetInput("diffuseColor").GetConnectedSource()[0].GetPrim())
    assert texture.GetInput("sourceColorSpace").Get() == "sRGB"
    assert texture.GetInput("file").Get().resolvedPath
    assert not preview.GetInput("metallic").HasConnectedSource()


@pytest.mark.renderer
def test_a_broken_look_cannot_be_baked_and_is_named() -> None:
    surface = _node(
        "surface",
        "ND_standard_surface_surfaceshader",
        "surfaceshader",
        base_color=("color3", Connection(node="noise")),
    )
    noise = _node("noise", "ND_fractal3d_float", "float")
    with pytest.raises(RenderError, match=r"input .*: is color3, but"):
        bake_maps(
            LookNetwork(nodes=(noise, surface), surface="surface"),
            plane_target(_SIDE_M),
            resolution=8,
            kinds=(MapType.ALBEDO,),
        )


def test_a_mesh_whose_coordinates_leave_the_square_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "wide.usda"
    write_mesh_layer(plane_target(0.2).mesh, file)
    layer = Sdf.Layer.FindOrOpen(str(file))
    stage = Usd.Stage.Open(layer)
    mesh = next(prim for prim in stage.Traverse() if prim.IsA(UsdGeom.Mesh))
    UsdGeom.PrimvarsAPI(mesh).GetPrimvar("st").Set([(0, 0), (3, 0), (3, 3), (0, 3)])
    layer.Save()
    with pytest.raises(SceneError, match="between 0 and 1"):
        mesh_target(file)


@pytest.mark.renderer
@pytest.mark.parametrize(("name", "seed"), [("rusted", 1), ("oxidized", 0), ("corroded", 2)])  # about half worn
def test_edges_are_rubbed_bare_and_grooves_keep_their_crust(tmp_path: Path, name: str, seed: int) -> None:
    columns = np.linspace(0.0, 1.0, 321)
    bumps = {0.3: 1.0, 0.7: -1.0}  # a rounded ridge and a groove, each a fiftieth of the sheet wide
    near = {at: np.clip(np.abs(columns - at) / 0.01, 0.0, 1.0) for at in bumps}
    height = sum(sign * 0.006 * (1.0 + np.cos(np.pi * near[at])) for at, sign in bumps.items())
    u, v = np.meshgrid(columns, np.linspace(0.0, 1.0, 17))
    sheet = finished(grid(np.stack([u, v, np.broadcast_to(height, u.shape)], axis=-1) * _SIDE_M))
    write_mesh_layer(sheet, tmp_path / "sheet.usdc")
    target = mesh_target(tmp_path / "sheet.usdc")
    maps = bake_maps(make_look(name, seed=seed).network, target, resolution=320, kinds=[MapType.METALLIC])
    metal = maps[MapType.METALLIC][..., 0]
    ridge, groove = (float(metal[:, round(at * 320) - 1 : round(at * 320) + 1].mean()) for at in bumps)
    flat = float(np.delete(metal, [*range(90, 102), *range(218, 230)], axis=1).mean())
    assert ridge > flat + 0.12
    assert groove < flat - 0.1
