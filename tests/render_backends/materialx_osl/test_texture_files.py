"""Texels of image files against the file itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pxr import Sdf, Usd, UsdGeom, UsdShade

from tests.render_backends.materialx_osl.look_files import MATERIAL, From, Given, Node
from tests.render_backends.materialx_osl.pictures import write_picture
from tests.render_backends.materialx_osl.studio import Studio
from tests.render_backends.materialx_osl.test_pattern_values import render_both

pytestmark = pytest.mark.renderer


def _image(file: str, mtlx_type: str = "color3", *, color_space: str = "", **options: str) -> Node:
    inputs: dict[str, tuple[str, From] | Given] = {
        "file": Given(type="filename", value=file, color_space=color_space)
    }
    inputs |= {name: Given(type="string", value=value) for name, value in options.items()}
    return Node(id=f"ND_image_{mtlx_type}", category="image", type=mtlx_type, inputs=inputs)


def test_the_first_row_of_the_file_is_at_the_top_and_every_texel_is_exact(studio: Studio, tmp_path: Path) -> None:
    texels = np.random.Generator(np.random.PCG64(7)).random((8, 8, 3)).astype(np.float32)
    write_picture(tmp_path / "texels.exr", texels)
    for picture in render_both(studio, tmp_path, {"im": _image("texels.exr", filtertype="closest")}, resolution=8):
        assert picture.pixels == pytest.approx(texels, abs=1e-6)


def test_eight_bits_are_decoded_only_when_a_colour_space_says_so(studio: Studio, tmp_path: Path) -> None:
    write_picture(tmp_path / "grey.png", np.full((4, 4, 3), 128, np.uint8))
    raw, _ = render_both(studio, tmp_path, {"im": _image("grey.png")}, resolution=4)
    decoded, _ = render_both(
        studio, tmp_path, {"im": _image("grey.png", color_space="srgb_texture")}, resolution=4
    )
    assert raw.mean == pytest.approx((128 / 255,) * 3, abs=1e-5)
    assert decoded.mean == pytest.approx((0.21586,) * 3, abs=1e-4)


def test_colour_is_not_multiplied_by_alpha_where_the_file_keeps_them_apart(studio: Studio, tmp_path: Path) -> None:
    texels = np.full((4, 4, 4), (200, 100, 50, 128), np.uint8)
    write_picture(tmp_path / "leaf.png", texels)
    colour, _ = render_both(studio, tmp_path, {"im": _image("leaf.png")}, resolution=4)
    assert colour.mean == pytest.approx((200 / 255, 100 / 255, 50 / 255), abs=5e-3)


def _reference(texels: Any, mode: str, s: Any, t: Any) -> Any:
    """Bilinear look-up with v up, wrapped texel by texel."""
    height, width, _ = texels.shape

    def wrapped(index: Any, size: int) -> Any:
        index = index.astype(int)
        if mode == "periodic":
            return index % size
        if mode == "mirror":
            folded = index % (2 * size)
            return np.where(folded >= size, 2 * size - 1 - folded, folded)
        return np.clip(index, 0, size - 1)

    x, y = s * width - 0.5, (1.0 - t) * height - 0.5
    column, row = np.floor(x), np.floor(y)
    right, down = (x - column)[..., None], (y - row)[..., None]

    def texel(dx: int, dy: int) -> Any:
        return texels[wrapped(row + dy, height), wrapped(column + dx, width)]

    top = texel(0, 0) * (1 - right) + texel(1, 0) * right
    bottom = texel(0, 1) * (1 - right) + texel(1, 1) * right
    return top * (1 - down) + bottom * down


@pytest.mark.parametrize("mode", ["periodic", "clamp", "mirror", "constant"])
def test_wrap_modes_are_those_of_materialx_up_to_the_border(mode: str, studio: Studio, tmp_path: Path) -> None:
    texels = np.random.Generator(np.random.PCG64(3)).random((6, 6, 3)).astype(np.float32)
    write_picture(tmp_path / "texels.exr", texels)
    image = _image("texels.exr", uaddressmode=mode, vaddressmode=mode)
    inputs = {
        **image.inputs,
        "texcoord": ("vector2", From(node="moved")),
        "default": Given(type="color3", value=(0.9, 0.1, 0.4)),
    }
    pattern = {
        "im": Node(id=image.id, category="image", type="color3", inputs=inputs),
        "moved": Node(
            id="ND_subtract_vector2FA",
            category="subtract",
            type="vector2",
            inputs={"in1": ("vector2", From(node="larger")), "in2": Given(type="float", value=1.0)},
        ),
        "larger": Node(
            id="ND_multiply_vector2FA",
            category="multiply",
            type="vector2",
            inputs={"in1": ("vector2", From(node="st")), "in2": Given(type="float", value=3.0)},
        ),
        "st": Node(id="ND_texcoord_vector2", category="texcoord", type="vector2"),
    }
    size = 45
    picture, _ = render_both(studio, tmp_path, pattern, resolution=size, spp=16)
    axis = (np.arange(size) + 0.5) / size * 3.0 - 1.0
    s, t = np.meshgrid(axis, axis[::-1])
    expected = _reference(texels, mode, s, t)
    if mode == "constant":
        outside = (s < 0) | (s > 1) | (t < 0) | (t > 1)
        expected[outside] = (0.9, 0.1, 0.4)
    assert np.abs(picture.pixels - expected).max() < 0.02


def test_tiles_lie_side_by_side_and_a_missing_one_is_black(studio: Studio, tmp_path: Path) -> None:
    for tile, color in ((1001, (255, 0, 0)), (1002, (0, 255, 0)), (1011, (0, 0, 255))):
        write_picture(tmp_path / f"skin.{tile}.png", np.full((4, 4, 3), color, np.uint8))
    image = _image("skin.<UDIM>.png")
    pattern = {
        "im": Node(
            id=image.id,
            category="image",
            type="color3",
            inputs={**image.inputs, "texcoord": ("vector2", From(node="twice"))},
        ),
        "twice": Node(
            id="ND_multiply_vector2FA",
            category="multiply",
            type="vector2",
            inputs={"in1": ("vector2", From(node="st")), "in2": Given(type="float", value=2.0)},
        ),
        "st": Node(id="ND_texcoord_vector2", category="texcoord", type="vector2"),
    }
    for picture in render_both(studio, tmp_path, pattern, resolution=8):
        assert picture.pixels[6, 1] == pytest.approx((1.0, 0.0, 0.0))
        assert picture.pixels[6, 6] == pytest.approx((0.0, 1.0, 0.0))
        assert picture.pixels[1, 1] == pytest.approx((0.0, 0.0, 1.0))
        assert picture.pixels[1, 6] == pytest.approx((0.0, 0.0, 0.0))


def test_a_preview_surface_network_renders_its_texture(studio: Studio, tmp_path: Path) -> None:
    write_picture(tmp_path / "grey.png", np.full((4, 4, 3), 128, np.uint8))
    stage = Usd.Stage.CreateNew(str(tmp_path / "preview.usda"))
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    types = Sdf.ValueTypeNames
    material = UsdShade.Material.Define(stage, MATERIAL)
    surface = UsdShade.Shader.Define(stage, f"{MATERIAL}/surface")
    surface.CreateIdAttr("UsdPreviewSurface")
    texture = UsdShade.Shader.Define(stage, f"{MATERIAL}/texture")
    texture.CreateIdAttr("UsdUVTexture")
    texture.CreateInput("file", types.Asset).Set(Sdf.AssetPath("grey.png"))
    texture.CreateInput("wrapS", types.Token).Set("repeat")
    texture.CreateInput("wrapT", types.Token).Set("repeat")
    texture.CreateInput("sourceColorSpace", types.Token).Set("auto")
    place = UsdShade.Shader.Define(stage, f"{MATERIAL}/place")
    place.CreateIdAttr("UsdTransform2d")
    place.CreateInput("scale", types.Float2).Set((0.5, 0.5))
    reader = UsdShade.Shader.Define(stage, f"{MATERIAL}/reader")
    reader.CreateIdAttr("UsdPrimvarReader_float2")
    reader.CreateInput("varname", types.String).Set("st")
    place.CreateInput("in", types.Float2).ConnectToSource(reader.CreateOutput("result", types.Float2))
    texture.CreateInput("st", types.Float2).ConnectToSource(place.CreateOutput("result", types.Float2))
    colour = texture.CreateOutput("rgb", types.Float3)
    surface.CreateInput("emissiveColor", types.Color3f).ConnectToSource(colour)
    surface.CreateInput("diffuseColor", types.Color3f).Set((0.0, 0.0, 0.0))
    surface.CreateInput("ior", types.Float).Set(1.0)
    material.CreateSurfaceOutput().ConnectToSource(surface.CreateOutput("surface", types.Token))
    stage.Save()
    picture = studio.render_stage(tmp_path / "preview.usda", MATERIAL, resolution=8)
    assert picture.mean == pytest.approx((0.21586,) * 3, abs=1e-3)
