"""Painted textures are told by what they are: by gloss, relief and colour of the network, in any nodes."""

from __future__ import annotations

import numpy as np
import pytest
from pxr import Usd, UsdShade

from quality_control.readers.painted.patch_statistics import even_spacing, out_of_line, runs
from tests.quality_control.looks.painted.small_networks import Net, read_textures
from usd_scenes.looks import Connection
from usd_scenes.semantics import Role

BLUE, GREY = (0.10, 0.20, 0.55), (0.40, 0.40, 0.40)


def test_one_colour_on_a_wall_is_flat_also_behind_a_node_and_grey_is_plain() -> None:
    direct, behind = Net(), Net()
    same = behind.mix(behind.math("multiply", behind.along((1.0, 0.0, 0.0)), 0.0), BLUE, BLUE)
    for net, colour in ((direct, BLUE), (behind, same)):
        assert list(read_textures(net.stage(base_color=("color3", colour)))) == ["stylized.flat_color"]
    assert read_textures(Net().stage(base_color=("color3", GREY))) == {}
    assert read_textures(Net().stage(Role.SUBJECT, base_color=("color3", BLUE))) == {}


def test_tones_that_follow_the_form_are_cel_shaded() -> None:
    net = Net()
    lit = net.along((0.3, -0.6, 0.74), of="normal")
    dark: tuple[float, float, float] | Connection = (0.05, 0.04, 0.10)
    for limit, tone in ((-0.1, (0.25, 0.15, 0.30)), (0.5, (0.60, 0.40, 0.60))):
        dark = net.choose(lit, limit, tone, dark)
    found = read_textures(net.stage(Role.SUBJECT, base_color=("color3", dark)))
    assert list(found) == ["stylized.cel_shaded"]
    assert found["stylized.cel_shaded"]["tone_count"] == 3.0


type _Rgb = tuple[float, float, float]
_STONES: tuple[_Rgb, ...] = ((0.30, 0.12, 0.08), (0.25, 0.22, 0.10), (0.15, 0.06, 0.04), (0.125, 0.11, 0.05))


def _outlined(ink: _Rgb, stones: tuple[_Rgb, ...] = _STONES) -> Usd.Stage:
    """Stones of two tones, each with its shade, in joints of one colour; the wall's middle lies in a joint."""
    net = Net()
    up = net.math("subtract", net.along((0.0, 0.0, 1.0)), 2.0)
    cells = [net.math("divide", along, 0.3) for along in (net.along((1.0, 0.0, 0.0)), up)]
    places = [net.of("fract", cell) for cell in cells]
    other = net.of("fract", net.math("multiply", net.of("floor", cells[0]), 0.5))
    tone = net.choose(other, 0.25, *stones[:2])
    shade = net.choose(other, 0.25, *stones[2:])
    stone = net.choose(places[1], 0.5, tone, shade)
    edges = [net.math("subtract", 0.5, net.of("absval", net.math("subtract", place, 0.5))) for place in places]
    return net.stage(base_color=("color3", net.choose(net.math("min", *edges), 0.2, stone, ink)))


@pytest.mark.parametrize(("ink", "is_cartoon"), [((0.02, 0.02, 0.03), True), ((0.6, 0.6, 0.55), False)])
def test_flat_stones_in_dark_joints_are_cartoon_also_where_the_middle_lies_in_a_joint(
    ink: tuple[float, float, float], is_cartoon: bool
) -> None:
    found = read_textures(_outlined(ink))
    assert ("stylized.cartoon" in found) == is_cartoon
    if is_cartoon:
        assert found["stylized.cartoon"]["tone_count"] == 2.0


def test_stones_of_tones_that_no_eye_tells_apart_are_no_cartoon() -> None:
    nearly_one: tuple[_Rgb, ...] = (
        (0.09, 0.14, 0.14),
        (0.092, 0.14, 0.138),
        (0.091, 0.142, 0.14),
        (0.09, 0.142, 0.141),
    )
    assert "stylized.cartoon" not in read_textures(_outlined((0.02, 0.02, 0.02), nearly_one))


def _tiled(side_m: float, grout_roughness: float) -> Usd.Stage:
    """Tiles with a little relief: rough grout between glazed squares."""
    net = Net()
    edges = []
    for way in ((1.0 / side_m, 0.0, 0.0), (0.0, 0.0, 1.0 / side_m)):
        off = net.math("subtract", net.of("fract", net.along(way)), 0.5)
        edges.append(net.math("subtract", 0.5, net.of("absval", off)))
    inside = net.step(net.math("multiply", net.math("min", *edges), side_m), 0.003, 0.004)
    shade = net.add("ND_noise3d_float", "float", position=("vector3", net.scaled(9.0)))
    rough = net.add(
        "ND_mix_float", "float", fg=("float", 0.2), bg=("float", grout_roughness), mix=("float", inside)
    )
    bump = net.add("ND_noise3d_vector3", "vector3", position=("vector3", net.scaled(40.0)))
    small = net.add("ND_multiply_vector3FA", "vector3", in1=("vector3", bump), in2=("float", 0.1))
    normal = net.add("ND_normal_vector3", "vector3", space=("string", "world"))
    tilted = net.add("ND_add_vector3", "vector3", in1=("vector3", normal), in2=("vector3", small))
    return net.stage(
        base_color=("color3", net.mix(net.step(shade, -0.5, 0.5), (0.5, 0.3, 0.2), (0.4, 0.22, 0.15))),
        specular_roughness=("float", rough),
        normal=("vector3", net.add("ND_normalize_vector3", "vector3", **{"in": ("vector3", tilted)})),
    )


@pytest.mark.parametrize(
    ("side_m", "grout_roughness", "is_tiled"), [(0.23, 0.9, True), (0.23, 0.3, False), (2.3, 0.9, False)]
)
def test_rough_lines_both_ways_between_glazed_squares_are_tiles(
    side_m: float, grout_roughness: float, is_tiled: bool
) -> None:
    found = read_textures(_tiled(side_m, grout_roughness))
    assert ("photorealistic.floor_tiles" in found) == is_tiled
    if is_tiled:
        assert found["photorealistic.floor_tiles"]["tile_size_m"] == pytest.approx(side_m, rel=0.02)


def test_a_stronger_opinion_takes_the_reading_away() -> None:
    net = Net()
    stage = net.stage(base_color=("color3", BLUE))
    surface = UsdShade.Shader(stage.GetPrimAtPath(f"/M/L/{net.nodes[-1].name}"))
    assert read_textures(stage)
    surface.GetInput("base_color").Set(GREY)
    assert read_textures(stage) == {}


def test_lines_are_evenly_spaced_also_where_one_is_missed() -> None:
    assert even_spacing(np.array([0.0, 10.1, 19.9, 30.0])) == pytest.approx(10.0)
    assert even_spacing(np.array([0.0, 10.0, 20.0, 40.0])) == pytest.approx(10.0)
    assert even_spacing(np.array([0.0, 10.0, 14.0, 30.0])) == 0.0
    assert even_spacing(np.array([0.0, 10.0])) == 0.0


def test_runs_leave_out_what_the_ends_cut() -> None:
    assert runs(np.array([True, False, True, True, False, True])).tolist() == [[2, 4]]


def test_mixtures_of_two_colours_lie_on_a_line() -> None:
    share = np.linspace(0.0, 1.0, 20)[:, None]
    assert out_of_line(share * np.array(BLUE)) < 1e-6
    assert out_of_line(np.concatenate([share * np.array(BLUE), share * np.array((0.5, 0.1, 0.1))])) > 0.2
