"""What a light is to the picture is read from what it is, never from its group's name."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pxr import Gf, Sdf, UsdLux

from assets.hdri import PANORAMAS, find_panorama
from assets.sky import make_neutral_dome, make_sky
from assets.store import AssetStore
from quality_control.readers.light_parts import LightPart, _part_of
from tests.composers.stand_in_shot import add_box, stand_in_shot
from usd_scenes import own_attributes, prim_paths
from usd_scenes.cameras import CameraSettings, define_camera
from usd_scenes.departments import Department
from usd_scenes.environment_maps import DomeKind, kind_of_dome
from usd_scenes.lights import blackbody_color, kelvin_of_color
from usd_scenes.lit_scene import read_scene
from usd_scenes.semantics import Role


@pytest.mark.parametrize(("elevation_deg", "turbidity"), [(2.0, 2.0), (20.0, 6.0), (80.0, 3.0)])
def test_a_sky_is_its_own_mirror_image_about_the_sun(
    tmp_path: Path, elevation_deg: float, turbidity: float
) -> None:
    sky = make_sky(AssetStore(tmp_path), elevation_deg, turbidity)
    assert kind_of_dome(sky.picture) is DomeKind.SKY


def test_an_even_dome_shows_nothing(tmp_path: Path) -> None:
    assert kind_of_dome(make_neutral_dome(AssetStore(tmp_path))) is DomeKind.EVEN


@pytest.mark.renderer
@pytest.mark.parametrize("name", [panorama.name for panorama in PANORAMAS])
def test_a_panorama_shows_a_place(tmp_path: Path, name: str) -> None:
    assert kind_of_dome(find_panorama(AssetStore(tmp_path), name)) is DomeKind.PANORAMA


@pytest.mark.parametrize("kelvin", [1500.0, 1990.0, 3500.0, 6500.0, 9990.0, 10500.0, 15000.0])
@pytest.mark.parametrize("radiance", [0.1, 37.0])
def test_a_colour_says_its_kelvin(kelvin: float, radiance: float) -> None:
    rgb = radiance * np.array(blackbody_color(kelvin)).astype(np.float32).astype(np.float64)
    assert kelvin_of_color(rgb) == pytest.approx(kelvin, abs=10.0)


@pytest.mark.parametrize("rgb", [(0.0, 0.0, 0.0), (0.2, 0.9, 0.2), (0.9, 0.2, 0.9)])
def test_a_colour_of_no_black_body_has_none(rgb: tuple[float, float, float]) -> None:
    assert kelvin_of_color(np.array(rgb)) is None


@pytest.mark.parametrize(("x_m", "part"), [(0.5, LightPart.PRACTICAL), (3.0, LightPart.LAMP)])
def test_a_tube_that_crosses_the_frame_is_in_the_picture(tmp_path: Path, x_m: float, part: LightPart) -> None:
    shot = stand_in_shot(tmp_path, {})
    settings = CameraSettings(
        eye_m=(0.0, -3.0, 0.7), azimuth_deg=0.0, pitch_deg=0.0, roll_deg=0.0, focal_length_mm=50.0
    )
    with shot.edit(Department.CAMERA) as stage:
        define_camera(stage, prim_paths.MAIN_CAMERA, settings)
        add_box(stage, f"{prim_paths.LIGHTS}/Tube", (0.05, 0.05, 9.0), (x_m, 0.4, 0.7), Role.LIGHT_CARD)
    prim = shot.stage.GetPrimAtPath(f"{prim_paths.LIGHTS}/Tube")
    assert _part_of(prim, read_scene(shot.stage)) is part


@pytest.mark.parametrize(
    ("y_m", "seen", "part"),
    [
        (-2.0, True, LightPart.BACKDROP),
        (-2.0, False, LightPart.LAMP),  # a rim lamp, however large it is behind the subject
        (2.4, True, LightPart.LAMP),
    ],
)
def test_a_panel_that_is_not_seen_behind_the_subject_is_no_backdrop(
    tmp_path: Path, y_m: float, seen: bool, part: LightPart
) -> None:
    shot = stand_in_shot(tmp_path, {})
    settings = CameraSettings(
        eye_m=(0.0, 3.0, 0.7), azimuth_deg=180.0, pitch_deg=0.0, roll_deg=0.0, focal_length_mm=50.0
    )
    with shot.edit(Department.CAMERA) as stage:
        define_camera(stage, prim_paths.MAIN_CAMERA, settings)
        panel = UsdLux.RectLight.Define(stage, f"{prim_paths.LIGHTS}/Panel")
        panel.CreateWidthAttr(6.0)
        panel.CreateHeightAttr(6.0)
        panel.AddTranslateOp().Set(Gf.Vec3d(0.0, y_m, 0.7))
        panel.AddRotateXOp().Set(90.0)
        hiding = panel.GetPrim().CreateAttribute(own_attributes.VISIBLE_TO_CAMERA, Sdf.ValueTypeNames.Bool)
        hiding.Set(seen)
    scene = read_scene(shot.stage)
    assert scene.backdrop() is None
    assert _part_of(panel.GetPrim(), scene) is part
