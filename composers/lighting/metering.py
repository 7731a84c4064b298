"""What a photographer's meter adds: a picture that dark ground fills is exposed for the ground."""

from __future__ import annotations

import numpy as np

from usd_scenes.cameras import camera_axes
from usd_scenes.lit_scene import LitScene

_GRID = (-0.75, 0.0, 0.75)
_GROUND = 0.26  # albedo that needs no gain
_POWER = 0.6  # dark ground stays darker than light ground
_MOST = 1.8


def ground_gain(scene: LitScene) -> float:
    """The factor, 1 or more, by which the set that fills the frame wants more light; sky counts as bright."""
    camera = scene.camera
    right, up, forward = camera_axes(camera.azimuth_deg, camera.pitch_deg, camera.roll_deg)
    half = camera.horizontal_aperture_mm / 2.0 / camera.focal_length_mm
    eye = np.asarray(camera.eye_m)
    seen = []
    for y in _GRID:
        for x in _GRID:
            ray = forward + (right * x + up * y) * half
            albedo = scene.seen_albedo(eye, ray / np.linalg.norm(ray))
            seen.append(1.0 if albedo is None else albedo)
    return float(np.clip((_GROUND / max(float(np.mean(seen)), 0.02)) ** _POWER, 1.0, _MOST))
