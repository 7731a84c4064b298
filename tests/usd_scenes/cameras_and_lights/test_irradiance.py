"""Irradiance computed from UsdLux values against closed forms."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pxr import Usd, UsdGeom

from assets.pictures import write_half_exr
from colorimetry.luminance import luminance
from usd_scenes.environment_maps import direction_of, picture_coordinates
from usd_scenes.irradiance import LightElements, read_light_elements
from usd_scenes.lights import LightSettings, LightShape, blackbody_color, define_light

ORIGIN = np.zeros(3)


def _read(light: LightSettings) -> LightElements:
    stage = Usd.Stage.CreateInMemory()
    stage.SetMetadata("metersPerUnit", 1.0)
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    define_light(stage, light)
    return read_light_elements(stage, ORIGIN)[0]


def _lamp(shape: LightShape, **values: object) -> LightSettings:
    defaults: dict[str, object] = {
        "name": "Key", "group": "key", "shape": shape, "intensity": np.pi,
        "position_m": (0.0, -2.0, 0.0), "direction": (0.0, 1.0, 0.0),
    }  # fmt: skip
    return LightSettings(**{**defaults, **values})  # type: ignore[arg-type]


def test_a_sphere_of_radiance_one_gives_the_solid_angle_of_its_silhouette() -> None:
    light = _read(_lamp(LightShape.SPHERE, size_m=(0.2, 0.2)))
    assert light.strength == pytest.approx(np.pi * 0.1**2 / 2.0**2, rel=1e-3)


def test_a_disk_gives_the_form_factor_of_a_disk() -> None:
    light = _read(_lamp(LightShape.DISK, size_m=(2.0, 2.0)))
    assert light.strength == pytest.approx(np.pi * 1.0 / (1.0 + 4.0), rel=0.01)


def test_a_rect_that_faces_away_gives_nothing() -> None:
    assert _read(_lamp(LightShape.RECT, direction=(0.0, -1.0, 0.0))).irradiance.sum() == 0.0


def test_a_distant_light_gives_its_intensity_from_its_direction() -> None:
    light = _read(_lamp(LightShape.DISTANT, intensity=2.5, direction=(0.0, 0.6, -0.8)))
    assert light.strength == pytest.approx(2.5, rel=1e-4)
    assert light.direction == pytest.approx(np.array([0.0, -0.6, 0.8]), abs=1e-4)


def test_a_cone_is_dark_outside_its_angle() -> None:
    inside = _read(_lamp(LightShape.SPHERE, cone_deg=30.0, direction=(0.0, np.cos(0.4), np.sin(0.4))))
    outside = _read(_lamp(LightShape.SPHERE, cone_deg=20.0, direction=(0.0, np.cos(0.4), np.sin(0.4))))
    assert inside.strength > 0.0
    assert outside.strength == 0.0


def test_an_even_dome_of_radiance_one_gives_pi() -> None:
    light = _read(_lamp(LightShape.DOME))
    assert luminance(light.on_card(np.array([0.0, 0.0, 1.0]))) == pytest.approx(np.pi, rel=0.01)


@pytest.mark.parametrize(("turn_deg", "expected"), [(0.0, (0.0, -1.0, 0.0)), (90.0, (1.0, 0.0, 0.0))])
def test_the_middle_of_a_domes_picture_stands_in_front_and_turns_to_plus_x(
    tmp_path: Path, turn_deg: float, expected: tuple[float, float, float]
) -> None:
    picture = np.zeros((128, 256, 3), dtype=np.float32)
    picture[62:66, 126:130] = 100.0
    file = tmp_path / "dot.exr"
    write_half_exr(picture, file)
    light = _read(_lamp(LightShape.DOME, texture=str(file), azimuth_deg=turn_deg))
    assert light.direction == pytest.approx(np.array(expected), abs=0.05)


def test_picture_coordinates_invert_directions() -> None:
    u, v = np.meshgrid(np.linspace(0.05, 0.95, 7), np.linspace(0.1, 0.9, 5))
    found = picture_coordinates(direction_of(u, v))
    assert np.allclose(found, (u, v))


def test_black_bodies_have_luminance_one_and_turn_blue_beyond_what_usdlux_covers() -> None:
    colors = [blackbody_color(kelvin) for kelvin in (2500.0, 6500.0, 10000.0, 14000.0)]
    assert [luminance(color) for color in colors] == pytest.approx([1.0] * 4, abs=0.01)
    ratios = [color[2] / color[0] for color in colors]
    assert ratios == sorted(ratios)
    assert ratios[3] > ratios[2] * 1.05
