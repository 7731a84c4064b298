"""Patterns are told by how their two tones are spread, whatever nodes spread them."""

from __future__ import annotations

import math

import pytest

from assets.forms.catalog import find_form
from tests.quality_control.looks.painted.small_networks import DARK, LIGHT, Given, Net, read_textures
from usd_scenes.looks import Connection
from usd_scenes.meshes import define_mesh
from usd_scenes.semantics import Role

RIGHT, UP = (1.0, 0.0, 0.0), (0.0, 0.0, 1.0)


def _procedural(net: Net, colour: Connection) -> dict[str, dict[str, float | str]]:
    return {
        term.removeprefix("procedural."): values
        for term, values in read_textures(net.stage(base_color=("color3", colour))).items()
    }


@pytest.mark.parametrize("turn_deg", [0.0, 25.0, 29.95])
def test_squares_by_arithmetic_are_a_checker(turn_deg: float) -> None:
    net, side = Net(), 0.11
    c, s = math.cos(math.radians(turn_deg)) / side, math.sin(math.radians(turn_deg)) / side
    cells = net.math("add", net.of("floor", net.along((c, 0.0, s))), net.of("floor", net.along((-s, 0.0, c))))
    found = _procedural(net, net.choose(net.math("modulo", cells, 2.0), 0.5, LIGHT, DARK))
    assert list(found) == ["checker"]
    assert found["checker"]["feature_size_m"] == pytest.approx(side, rel=0.015)
    assert found["checker"]["rotation_deg"] == pytest.approx(turn_deg, abs=1.0) or turn_deg == 0.0


def test_squares_on_hairs_are_no_checker() -> None:
    net = Net()
    cells = net.math(
        "add", net.of("floor", net.along((9.1, 0.0, 0.0))), net.of("floor", net.along((0.0, 0.0, 9.1)))
    )
    colour = net.choose(net.math("modulo", cells, 2.0), 0.5, LIGHT, DARK)
    stage = net.stage(Role.SUBJECT, base_color=("color3", colour))
    assert list(read_textures(stage)) == ["procedural.checker"]
    define_mesh(stage, "/A/B", find_form("fur_cuff").generator.meshes(0)[0])
    assert read_textures(stage) == {}


def test_bands_are_stripes_until_they_are_metres_wide() -> None:
    for width, expected in ((0.17, ["stripes"]), (1.7, [])):
        net = Net()
        share = net.of("fract", net.along((1.0 / width, 0.0, 0.0)))
        found = _procedural(net, net.choose(share, 0.4, LIGHT, DARK))
        assert list(found) == expected
        if found:
            assert found["stripes"]["feature_size_m"] == pytest.approx(width, rel=0.015)


@pytest.mark.parametrize(("shift", "length", "name"), [(0.5, 3.0, "brick"), (0.0, 1.0, "grid")])
def test_a_net_is_brick_or_grid_by_the_shift_of_its_rows(shift: float, length: float, name: str) -> None:
    net, course = Net(), 0.08
    row = net.along((0.0, 0.0, 1.0 / course))
    moved = net.math("multiply", net.of("floor", row), shift)
    across = net.math("add", net.along((1.0 / (course * length), 0.0, 0.0)), moved)
    joint = net.math("min", net.math("multiply", net.of("fract", across), length), net.of("fract", row))
    found = _procedural(net, net.choose(joint, 0.12, DARK, LIGHT))
    assert list(found) == [name]
    assert found[name]["feature_size_m"] == pytest.approx(course * length, rel=0.015)


@pytest.mark.parametrize("aside_m", [0.0, -0.0076, 0.031])
def test_courses_are_met_wherever_the_joints_lie(aside_m: float) -> None:
    net, length = Net(), 0.13
    place = net.add(
        "ND_add_vector3", "vector3", in1=("vector3", net.scaled(1.0)), in2=("vector3", (aside_m, 0.0, 0.0))
    )
    x, z = (
        net.add("ND_dotproduct_vector3", "float", in1=("vector3", place), in2=("vector3", way))
        for way in ((1.0 / length, 0.0, 0.0), (0.0, 0.0, 3.0 / length))
    )
    across = net.math("add", x, net.math("multiply", net.of("floor", z), 0.5))
    joint = net.math("min", net.math("multiply", net.of("fract", across), 3.0), net.of("fract", z))
    found = _procedural(net, net.choose(joint, 0.11, DARK, LIGHT))
    assert list(found) == ["brick"]
    assert found["brick"]["feature_size_m"] == pytest.approx(length, rel=0.015)


def test_rectangles_of_many_sizes_are_no_cells() -> None:
    net = Net()
    places = []
    for way in (RIGHT, UP):
        place = net.along((way[0] / 0.13, 0.0, way[2] / 0.13))
        bent = net.math("multiply", net.of("sin", net.math("multiply", place, 2.3)), 0.35)
        places.append(net.of("fract", net.math("add", place, bent)))
    found = _procedural(net, net.choose(net.math("min", *places), 0.14, LIGHT, DARK))
    assert "cellular" not in found


def test_discs_in_rows_are_dots() -> None:
    net, apart = Net(), 0.14
    x, z = (
        net.math("subtract", net.of("fract", net.along(way)), 0.5)
        for way in ((1 / apart, 0, 0), (0, 0, 1 / apart))
    )
    near = net.math("add", net.math("multiply", x, x), net.math("multiply", z, z))
    found = _procedural(net, net.choose(near, 0.3**2, LIGHT, DARK))
    assert list(found) == ["dots"]
    assert found["dots"]["feature_size_m"] == pytest.approx(apart, rel=0.015)


def test_one_soft_step_is_a_gradient_along_its_direction() -> None:
    net, turn = Net(), math.radians(40.0)
    place = net.along((math.cos(turn), 0.0, math.sin(turn)))
    found = _procedural(net, net.mix(net.step(place, 0.2, 2.8)))
    assert list(found) == ["gradient"]
    values = found["gradient"]
    assert values["rotation_deg"] == pytest.approx(40.0, abs=1.0)
    assert values["ramp_low_m"] == pytest.approx(0.2, abs=0.02)
    assert values["ramp_high_m"] == pytest.approx(2.8, abs=0.02)


def test_a_sine_is_a_wave() -> None:
    net, length = Net(), 0.13
    sine = net.of("sin", net.along((2.0 * math.pi / length, 0.0, 0.0)))
    found = _procedural(net, net.mix(net.math("add", net.math("multiply", sine, 0.5), 0.5)))
    assert list(found) == ["wave"]
    assert found["wave"]["feature_size_m"] == pytest.approx(length, rel=0.015)
    assert math.sin(math.radians(float(found["wave"]["rotation_deg"]))) == pytest.approx(0.0, abs=0.005)


def _noise(net: Net, definition: str, per_m: float, **inputs: tuple[str, Given]) -> Connection:
    return net.add(
        f"ND_{definition}", definition.rpartition("_")[2], position=("vector3", net.scaled(per_m)), **inputs
    )


def test_gradient_noise_has_a_square_lattice() -> None:
    net = Net()
    found = _procedural(net, net.mix(net.step(_noise(net, "noise3d_float", 8.0), -0.5, 0.5)))
    assert list(found) == ["noise_perlin"]
    assert found["noise_perlin"]["feature_size_m"] == pytest.approx(1.0 / 8.0, rel=0.02)


@pytest.mark.parametrize("cells_off", [0.25, 0.8])
def test_gradient_noise_keeps_its_lattice_where_a_wall_cuts_between_its_points(cells_off: float) -> None:
    net, per_m = Net(), 7.0
    place = net.add(
        "ND_add_vector3", "vector3", in1=("vector3", net.scaled(per_m)), in2=("vector3", (0.0, cells_off, 0.0))
    )
    noise = net.add("ND_noise3d_float", "float", position=("vector3", place))
    found = _procedural(net, net.mix(net.step(noise, -0.5, 0.5)))
    assert list(found) == ["noise_perlin"]
    assert found["noise_perlin"]["feature_size_m"] == pytest.approx(1.0 / per_m, rel=0.02)


def test_octaves_make_it_fractal() -> None:
    net = Net()
    noise = _noise(net, "fractal3d_float", 4.0, octaves=("integer", 7))
    found = _procedural(net, net.mix(net.step(noise, -0.6, 0.6)))
    assert list(found) == ["fractal"]


def test_distances_are_worley_and_flat_cells_are_voronoi() -> None:
    net = Net()
    found = _procedural(net, net.mix(_noise(net, "worleynoise3d_float", 7.0)))
    assert list(found) == ["noise_worley"]
    net = Net()
    cells = _noise(net, "worleynoise3d_vector3", 7.0, style=("integer", 1))
    one = net.add("ND_extract_vector3", "float", **{"in": ("vector3", cells)}, index=("integer", 0))
    assert list(_procedural(net, net.mix(one))) == ["noise_voronoi"]


def test_chips_of_three_stones_are_no_cells() -> None:
    net = Net()
    cells = _noise(net, "worleynoise3d_vector3", 30.0, style=("integer", 1))
    one = net.add("ND_extract_vector3", "float", **{"in": ("vector3", cells)}, index=("integer", 0))
    grey: tuple[float, float, float] = tuple(0.5 * (a + b) for a, b in zip(DARK, LIGHT, strict=True))
    first = net.choose(one, 0.35, LIGHT, grey)
    two = net.add("ND_extract_vector3", "float", **{"in": ("vector3", cells)}, index=("integer", 1))
    found = _procedural(net, net.choose(two, 0.4, first, DARK))
    assert "cellular" not in found


def test_specks_far_from_one_another_are_no_cells() -> None:
    net = Net()
    near = _noise(net, "worleynoise3d_float", 20.0)
    assert "cellular" not in _procedural(net, net.choose(near, 0.33, LIGHT, DARK))


def test_dark_cells_are_no_outlines() -> None:
    net = Net()
    cells = _noise(net, "worleynoise3d_vector3", 12.0, style=("integer", 1))
    one = net.add("ND_extract_vector3", "float", **{"in": ("vector3", cells)}, index=("integer", 0))
    found = _procedural(net, net.mix(one, (0.11, 0.11, 0.12), (0.01, 0.01, 0.011)))
    assert list(found) == ["noise_voronoi"]


def test_lines_a_metre_apart_are_no_grid() -> None:
    for apart, expected in ((0.24, ["grid"]), (1.0, [])):
        net = Net()
        places = (net.of("fract", net.along(way)) for way in ((1.0 / apart, 0.0, 0.0), (0.0, 0.0, 1.0 / apart)))
        found = _procedural(net, net.choose(net.math("min", *places), 0.14, LIGHT, DARK))
        assert list(found) == expected


def test_tones_that_hardly_differ_are_no_pattern() -> None:
    net = Net()
    near = (DARK[0] * 1.3, DARK[1] * 1.3, DARK[2] * 1.3)
    share = net.of("fract", net.along((1.0 / 0.17, 0.0, 0.0)))
    assert _procedural(net, net.choose(share, 0.4, near, DARK)) == {}
