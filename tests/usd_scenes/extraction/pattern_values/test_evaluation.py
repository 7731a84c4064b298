"""Pattern networks evaluated by arrays: against values known beforehand, and against Cycles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pxr import Gf, Sdf, UsdShade

from schemas.errors import UnsupportedError
from schemas.frame import Frame
from tests.render_backends.stages import StageBuilder
from usd_scenes.extraction.pattern_values.evaluation import SurfacePoints, evaluate
from usd_scenes.looks import Connection, InputValue, ShaderInput, ShaderNode


def _points(count: int = 64) -> SurfacePoints:
    grid = (np.arange(count) + 0.5) / count
    return SurfacePoints(
        position=np.stack([grid * 4.0 - 2.0, np.sin(grid * 9.0), grid**2], axis=1),
        normal=np.tile([0.0, 0.0, 1.0], (count, 1)),
        tangent=np.tile([1.0, 0.0, 0.0], (count, 1)),
        uv=np.stack([grid, np.full(count, 0.3)], axis=1),
        object_from_world=np.eye(4),
    )


def _node(definition: str, **inputs: InputValue | Connection) -> ShaderNode:
    entries = tuple(ShaderInput(name=name, type="", value=value) for name, value in inputs.items())
    return ShaderNode(name="pattern", definition=definition, inputs=entries)


def _value(node: ShaderNode, *others: ShaderNode) -> np.ndarray:
    return evaluate((*others, node), Connection(node="pattern"), _points())


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (_node("ND_add_color3", in1=(0.1, 0.2, 0.3), in2=(0.2, 0.2, 0.2)), (0.3, 0.4, 0.5)),
        (_node("ND_mix_color3", bg=(0.0, 0.0, 0.0), fg=(1.0, 0.5, 0.25), mix=0.5), (0.5, 0.25, 0.125)),
        (_node("ND_ifgreater_color3", value1=2.0, value2=1.0, in1=(0.9, 0.2, 0.1)), (0.9, 0.2, 0.1)),
        (_node("ND_combine3_color3", in1=0.1, in2=0.2, in3=0.3), (0.1, 0.2, 0.3)),
        (_node("ND_hsvtorgb_color3", **{"in": (1 / 3, 1.0, 0.5)}), (0.0, 0.5, 0.0)),
        (_node("ND_rgbtohsv_color3", **{"in": (0.0, 0.5, 0.0)}), (1 / 3, 1.0, 0.5)),
        (_node("ND_constant_color3", value=(0.7, 0.6, 0.5)), (0.7, 0.6, 0.5)),
    ],
    ids=lambda value: value.definition if isinstance(value, ShaderNode) else "",
)
def test_a_node_has_its_known_value(node: ShaderNode, expected: tuple[float, float, float]) -> None:
    np.testing.assert_allclose(_value(node), np.tile(expected, (64, 1)), atol=1e-6)


def test_a_node_that_is_a_graph_of_others_is_evaluated_by_its_graph() -> None:
    ramp = _value(_node("ND_ramplr_float", valuel=0.0, valuer=1.0))
    np.testing.assert_allclose(ramp, _points().uv[:, 0], atol=1e-6)
    board = _value(_node("ND_checkerboard_color3", color1=(1.0, 1.0, 1.0), color2=(0.0, 0.0, 0.0)))
    expected = (np.floor(_points().uv[:, 0] * 8.0) + np.floor(0.3 * 8.0)) % 2.0
    np.testing.assert_allclose(board[:, 0], expected)


def test_a_graph_passes_its_picture_on_and_gives_each_of_its_outputs(tmp_path: Path) -> None:
    import OpenImageIO as oiio

    picture = oiio.ImageBuf(oiio.ImageSpec(2, 2, 4, oiio.FLOAT))
    picture.set_pixels(picture.roi, np.tile(np.array((0.5, 0.25, 0.125, 0.75), dtype=np.float32), (2, 2, 1)))
    picture.write(str(tmp_path / "tint.exr"))
    node = _node("ND_gltf_colorimage", file=str(tmp_path / "tint.exr"))
    found = {
        name: evaluate((node,), Connection(node="pattern", output=name), _points())
        for name in ("outcolor", "outa")
    }
    np.testing.assert_allclose(found["outcolor"], np.tile((0.5, 0.25, 0.125), (64, 1)), atol=1e-6)
    np.testing.assert_allclose(found["outa"], np.full(64, 0.75), atol=1e-6)


def test_a_node_that_is_not_known_is_refused_by_name() -> None:
    with pytest.raises(UnsupportedError, match="ND_viewdirection_vector3"):
        _value(_node("ND_viewdirection_vector3"))
    with pytest.raises(UnsupportedError, match="ND_nonsense"):
        _value(_node("ND_nonsense"))


def test_display_colour_is_read_and_other_primvars_are_refused_by_name() -> None:
    colours = np.tile([0.1, 0.2, 0.3], (64, 1))
    points = replace(_points(), display_color=colours)
    reader = _node("UsdPrimvarReader_float3", varname="displayColor")
    np.testing.assert_array_equal(evaluate((reader,), Connection(node="pattern"), points), colours)
    with pytest.raises(UnsupportedError, match="the primvar 'rest' read by UsdPrimvarReader_float3"):
        evaluate((_node("UsdPrimvarReader_float3", varname="rest"),), Connection(node="pattern"), points)


def test_a_float_primvar_is_read_by_its_name_and_has_its_default_where_it_is_missing() -> None:
    wet = np.linspace(0.0, 1.0, 64)
    points = replace(_points(), numbers={"wetness": wet})
    readers = {
        "ND_geompropvalue_float": ("geomprop", "default"),
        "UsdPrimvarReader_float": ("varname", "fallback"),
    }
    for definition, (name, default) in readers.items():
        given, missing = (
            _node(definition, **{name: primvar, default: 0.25}) for primvar in ("wetness", "dryness")
        )
        np.testing.assert_array_equal(evaluate((given,), Connection(node="pattern"), points), wet)
        np.testing.assert_array_equal(evaluate((missing,), Connection(node="pattern"), points), 0.25)
    with pytest.raises(UnsupportedError, match="the vector3 primvar 'flow'"):
        _value(_node("ND_geompropvalue_vector3", geomprop="flow"))


def test_a_height_becomes_the_normal_of_its_slopes_over_the_surface() -> None:
    """A height of 0.5 x over (x, y) leans by 0.5 against x, wherever it is taken."""
    flat: dict[str, InputValue | Connection] = {"in": Connection(node="place")}
    place = replace(_node("ND_position_vector3", space="world"), name="place")
    plane = replace(_node("ND_convert_vector3_vector2", **flat), name="plane")
    along = replace(_node("ND_extract_vector3", index=0, **flat), name="along")
    height: dict[str, InputValue | Connection] = {"in": Connection(node="along")}
    slopes = _node("ND_heighttonormal_vector3", texcoord=Connection(node="plane"), scale=8.0, **height)
    leaning = np.array([-0.5, 0.0, 1.0]) / np.linalg.norm([-0.5, 0.0, 1.0])
    np.testing.assert_allclose(
        _value(slopes, place, plane, along), np.tile(leaning * 0.5 + 0.5, (64, 1)), atol=1e-5
    )


def test_gradient_noise_is_zero_on_the_lattice_and_fractals_are_their_octaves() -> None:
    whole = _points()
    lattice = SurfacePoints(
        position=np.round(whole.position), normal=whole.normal, tangent=whole.tangent, uv=whole.uv,
        object_from_world=whole.object_from_world,
    )  # fmt: skip
    noise = evaluate((_node("ND_noise3d_float"),), Connection(node="pattern"), lattice)
    np.testing.assert_allclose(noise, 0.0, atol=1e-12)
    once = _value(_node("ND_fractal3d_float", octaves=1))
    np.testing.assert_allclose(once, _value(_node("ND_noise3d_float")), atol=1e-12)


_NOISES: dict[str, dict[str, object]] = {
    "ND_noise3d_float": {"pivot": 0.5, "amplitude": 0.5},
    "ND_fractal3d_float": {"octaves": 4, "amplitude": 0.5},
    "ND_worleynoise3d_float": {},
    "ND_cellnoise3d_float": {},
}


@pytest.mark.renderer
@pytest.mark.parametrize("definition", sorted(_NOISES))
def test_noises_are_those_that_cycles_draws(render: Callable[..., Frame], tmp_path: Path, definition: str) -> None:
    """A wall that shines with the noise of its world position: every pixel's middle, to a thousandth."""
    builder = StageBuilder(tmp_path / "noise.usda")
    builder.camera((0.3, 0.2, 4), (0.3, 0.2, 0))
    wall = builder.quad("Wall", [(-9, -9, 0.37), (9, -9, 0.37), (9, 9, 0.37), (-9, 9, 0.37)])
    stage, path = builder.stage, "/World/Looks/Noise"
    material = UsdShade.Material.Define(stage, path)
    position = UsdShade.Shader.Define(stage, f"{path}/position")
    position.CreateIdAttr("ND_position_vector3")
    position.CreateInput("space", Sdf.ValueTypeNames.String).Set("world")
    noise = UsdShade.Shader.Define(stage, f"{path}/noise")
    noise.CreateIdAttr(definition)
    kinds = {int: Sdf.ValueTypeNames.Int, float: Sdf.ValueTypeNames.Float}
    for name, value in _NOISES[definition].items():
        noise.CreateInput(name, kinds[type(value)]).Set(value)
    noise.CreateInput("position", Sdf.ValueTypeNames.Float3).ConnectToSource(
        position.CreateOutput("out", Sdf.ValueTypeNames.Float3)
    )
    absolute = UsdShade.Shader.Define(stage, f"{path}/absolute")
    absolute.CreateIdAttr("ND_absval_float")
    absolute.CreateInput("in", Sdf.ValueTypeNames.Float).ConnectToSource(
        noise.CreateOutput("out", Sdf.ValueTypeNames.Float)
    )
    surface = UsdShade.Shader.Define(stage, f"{path}/surface")
    surface.CreateIdAttr("ND_surface_unlit")
    surface.CreateInput("emission", Sdf.ValueTypeNames.Float).ConnectToSource(
        absolute.CreateOutput("out", Sdf.ValueTypeNames.Float)
    )
    surface.CreateInput("emission_color", Sdf.ValueTypeNames.Color3f).Set(Gf.Vec3f(1, 1, 1))
    material.CreateSurfaceOutput("mtlx").ConnectToSource(surface.CreateOutput("out", Sdf.ValueTypeNames.Token))
    builder.bind(wall.GetPrim(), material)
    frame = render(builder.save(), "beauty", "position", resolution=(96, 96), spp=64)
    places = frame.aov("position").reshape(-1, 3).astype(np.float64)
    inputs: dict[str, InputValue | Connection] = {"position": Connection(node="place"), **_NOISES[definition]}  # type: ignore[dict-item]
    place = ShaderNode(
        name="place",
        definition="ND_position_vector3",
        inputs=(ShaderInput(name="space", type="string", value="world"),),
    )
    points = SurfacePoints(
        position=places,
        normal=np.tile([0.0, 0.0, 1.0], (len(places), 1)),
        tangent=np.tile([1.0, 0.0, 0.0], (len(places), 1)),
        uv=np.zeros((len(places), 2)),
        object_from_world=np.eye(4),
    )
    found = np.abs(evaluate((place, _node(definition, **inputs)), Connection(node="pattern"), points))
    seen = frame.aov("beauty")[..., 0].ravel()
    error = np.abs(found - seen)
    assert float(np.median(error)) < 0.01, "a pixel averages over its area"
    assert float(np.corrcoef(found, seen)[0, 1]) > 0.98
