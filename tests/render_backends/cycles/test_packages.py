"""A picture inside a .usdz package reaches the surface."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pxr import Sdf, UsdShade, UsdUtils

from finishing.png import write_png
from schemas.frame import Frame
from tests.render_backends.stages import StageBuilder

pytestmark = pytest.mark.renderer


def test_a_packages_texture_is_drawn(render: Callable[..., Frame], tmp_path: Path) -> None:
    write_png(np.full((8, 8, 3), 0.5, dtype=np.float32) * np.float32([0.0, 1.0, 0.0]), tmp_path / "green.png")
    builder = StageBuilder(tmp_path / "packed.usda")
    builder.camera((0, 0, 2), (0, 0, 0))
    card = builder.quad("Card", [(-9, -9, 0), (9, -9, 0), (9, 9, 0), (-9, 9, 0)], None).GetPrim()
    look = builder.preview_look("Green", specularColor=(0.0, 0.0, 0.0), roughness=1.0)
    texture = UsdShade.Shader.Define(builder.stage, "/World/Looks/Green/Texture")
    texture.CreateIdAttr("UsdUVTexture")
    texture.CreateInput("file", Sdf.ValueTypeNames.Asset).Set("./green.png")
    surface = UsdShade.Shader(builder.stage.GetPrimAtPath("/World/Looks/Green/Surface"))
    colour = texture.CreateOutput("rgb", Sdf.ValueTypeNames.Float3)
    surface.CreateInput("diffuseColor", Sdf.ValueTypeNames.Color3f).ConnectToSource(colour)
    builder.bind(card, look)
    builder.white_dome()
    package = tmp_path / "packed.usdz"
    assert UsdUtils.CreateNewUsdzPackage(str(builder.save()), str(package))
    albedo = render(package, "albedo").aov("albedo")[16, 16]
    assert albedo[1] > 0.15
    assert albedo[1] > 2.0 * albedo[0]
