"""What the camera sees behind the subject is what a lamp for the backdrop is aimed at."""

from __future__ import annotations

import numpy as np
import pytest
from pxr import Usd, UsdGeom

from tests.composers.stand_in_shot import add_box
from usd_scenes import prim_paths
from usd_scenes.cameras import CameraSettings, define_camera
from usd_scenes.lit_scene import LitScene, read_scene
from usd_scenes.semantics import Role


def _seen_from_above(podium_m: float) -> LitScene:
    """A low subject on a podium of this width before a wall, from 5 degrees above."""
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    add_box(stage, f"{prim_paths.SET}/Wall", (40.0, 0.1, 12.0), (0.0, 4.05, 0.0), Role.SET_WALL)
    add_box(stage, f"{prim_paths.SET}/Podium", (podium_m, podium_m, 0.2), (0.0, 0.0, 0.1), Role.SET_WALL)
    add_box(stage, f"{prim_paths.SUBJECT}/Turf", (0.2, 0.2, 0.06), (0.0, 0.0, 0.23), Role.SUBJECT)
    settings = CameraSettings(
        eye_m=(0.0, -0.5, 0.27), azimuth_deg=0.0, pitch_deg=5.0, roll_deg=0.0, focal_length_mm=45.0
    )
    define_camera(stage, prim_paths.MAIN_CAMERA, settings)
    return read_scene(stage)


@pytest.mark.parametrize("podium_m", [0.25, 2.0])
def test_what_a_subject_stands_on_is_no_backdrop(podium_m: float) -> None:
    scene = _seen_from_above(podium_m)
    assert scene.camera.pitch_deg == pytest.approx(5.0)
    place = scene.backdrop()
    assert place is not None
    assert place[1] == pytest.approx(4.0, abs=1e-3)
    assert scene.surroundings.first_hit_path(place - np.array([0.0, 0.5, 0.0]), np.array([0.0, 1.0, 0.0])) == (
        f"{prim_paths.SET}/Wall"
    )
