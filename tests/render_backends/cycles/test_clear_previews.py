"""A UsdPreviewSurface that is partly clear shows what stands behind it, in the colour that it has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pxr import Sdf, Usd, UsdLux, UsdShade

from schemas.frame import Frame
from tests.render_backends.stages import StageBuilder

pytestmark = pytest.mark.renderer

type Render = Callable[..., Frame]

_OPACITY = 0.5
_RED = np.array([0.8, 0.1, 0.1])


def _corners(y: float, half: float) -> list[tuple[float, float, float]]:
    return [(-half, y, -half), (half, y, -half), (half, y, half), (-half, y, half)]


def _picture_of_opacity(stage: Usd.Stage, opacity: UsdShade.Input, file: Path) -> None:
    """An opaque picture whose alpha is scaled to the opacity."""
    import OpenImageIO as oiio

    output = oiio.ImageOutput.create(str(file))
    output.open(str(file), oiio.ImageSpec(4, 4, 4, "uint8"))
    output.write_image(np.ones((4, 4, 4), dtype=np.float32))
    output.close()
    reader = UsdShade.Shader.Define(stage, "/World/Clear/Coordinates")
    reader.CreateIdAttr("UsdPrimvarReader_float2")
    reader.CreateInput("varname", Sdf.ValueTypeNames.String).Set("st")
    texture = UsdShade.Shader.Define(stage, "/World/Clear/Picture")
    texture.CreateIdAttr("UsdUVTexture")
    texture.CreateInput("file", Sdf.ValueTypeNames.Asset).Set(str(file))
    texture.CreateInput("scale", Sdf.ValueTypeNames.Float4).Set((0.0, 0.0, 0.0, _OPACITY))
    texture.CreateInput("st", Sdf.ValueTypeNames.Float2).ConnectToSource(reader.ConnectableAPI(), "result")
    texture.CreateOutput("a", Sdf.ValueTypeNames.Float)
    opacity.ConnectToSource(texture.ConnectableAPI(), "a")


@pytest.mark.parametrize("opacity_mode", ["transparent", "presence"])
@pytest.mark.parametrize("source", ["constant", "picture"])
def test_half_the_light_from_behind_comes_through_untinted(
    render: Render, tmp_path: Path, source: str, opacity_mode: str
) -> None:
    builder = StageBuilder(tmp_path / "clear.usda")
    stage = builder.stage
    builder.camera((0, -3, 0), (0, 0, 0), up=(0, 0, 1))
    UsdLux.DomeLight(builder.light(UsdLux.DomeLight, "Sky", (0, 0, 0))).CreateIntensityAttr(1.0)
    builder.quad("Back", _corners(1.0, 4.0), (0.1, 0.2, 0.7))
    material = UsdShade.Material.Define(stage, "/World/Clear")
    preview = UsdShade.Shader.Define(stage, "/World/Clear/Surface")
    preview.CreateIdAttr("UsdPreviewSurface")
    preview.CreateInput("diffuseColor", Sdf.ValueTypeNames.Color3f).Set(tuple(_RED))
    preview.CreateInput("roughness", Sdf.ValueTypeNames.Float).Set(1.0)
    preview.CreateInput("ior", Sdf.ValueTypeNames.Float).Set(1.0)
    preview.CreateInput("opacityMode", Sdf.ValueTypeNames.Token).Set(opacity_mode)
    opacity = preview.CreateInput("opacity", Sdf.ValueTypeNames.Float)
    if source == "constant":
        opacity.Set(_OPACITY)
    else:
        _picture_of_opacity(stage, opacity, tmp_path / "opaque.png")
    material.CreateSurfaceOutput().ConnectToSource(preview.ConnectableAPI(), "surface")
    front = builder.quad("Front", _corners(0.0, 0.5))
    UsdShade.MaterialBindingAPI.Apply(front.GetPrim()).Bind(material)
    seen = render(builder.save(), "beauty", resolution=(32, 32), spp=64).aov("beauty")[..., :3]
    beside, through = seen[1:3].mean(axis=(0, 1)), seen[14:18, 14:18].mean(axis=(0, 1))
    np.testing.assert_allclose(through, _OPACITY * (_RED + beside), atol=0.045)
