"""A surface that gives off light by a pattern shines where the pattern is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pxr import Gf, Sdf, UsdShade

from schemas.frame import Frame
from studies.compare.suite_scene import SuiteScene


@pytest.mark.renderer
def test_a_pattern_glows_where_it_is_bright(render: Callable[..., Frame], tmp_path: Path) -> None:
    scene = SuiteScene(tmp_path / "glow.usda")
    scene.camera(eye=(0.0, 0.0, 4.0), target=(0.0, 0.0, 0.0), focal_mm=72.0)  # a square of 2 m fills the frame
    scene.quad("/World/Lamp", [(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)])
    material = scene.look(
        "Glow", "ND_standard_surface_surfaceshader", {"base": 0.0, "specular": 0.0, "emission": 1.0}
    )
    ramp = UsdShade.Shader.Define(scene.stage, "/World/Looks/Glow/Pattern")
    ramp.CreateIdAttr("ND_ramplr_color3")
    ramp.CreateInput("valuel", Sdf.ValueTypeNames.Color3f).Set(Gf.Vec3f(4.0, 0.0, 0.0))
    ramp.CreateInput("valuer", Sdf.ValueTypeNames.Color3f).Set(Gf.Vec3f(0.0, 0.0, 0.0))
    output = ramp.CreateOutput("out", Sdf.ValueTypeNames.Color3f)
    colour = scene.surface_of(material).CreateInput("emission_color", Sdf.ValueTypeNames.Color3f)
    colour.ConnectToSource(output)
    scene.bind("/World/Lamp", material)
    picture = render(scene.save(), "beauty", resolution=(32, 32), spp=4).aov("beauty")
    columns = picture[8:24, :, 0].mean(axis=0)
    assert columns[[4, 12, 20, 28]] == pytest.approx(
        [4.0 * (1.0 - (x + 0.5) / 32.0) for x in (4, 12, 20, 28)], abs=0.3
    )
    assert float(picture[..., 1:3].max()) == pytest.approx(0.0, abs=1e-4)
