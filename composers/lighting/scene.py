"""What lights are placed about: the subject, the camera's side of it, and what stands around."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdShade

from usd_scenes import prim_paths
from usd_scenes.cameras import CameraSettings, camera_axes, read_camera
from usd_scenes.lights import luminance_of
from usd_scenes.ray_casting import Occluders, read_occluders
from usd_scenes.semantics import Role, read_role
from usd_scenes.subjects import Subject, floor_height_m, read_subject

type Vectors = NDArray[np.float64]

_DEFAULT_ALBEDO = 0.5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LitScene:
    """The composed stage as the lighting department needs it; azimuths are from the camera's, to its right."""

    subject: Subject
    camera: CameraSettings
    floor_m: float
    surroundings: Occluders
    wall_albedo: float

    @property
    def to_camera(self) -> Vectors:
        """(3,) unit vector from the subject to the camera."""
        offset = np.asarray(self.camera.eye_m) - self.subject.centre_m
        return np.asarray(offset / np.linalg.norm(offset))

    def direction(self, azimuth_deg: float, elevation_deg: float) -> Vectors:
        """(3,) unit vector from the subject towards a place seen at these angles."""
        a, e = np.radians([self.camera.azimuth_deg + azimuth_deg, elevation_deg])
        return np.array([np.sin(a) * np.cos(e), -np.cos(a) * np.cos(e), np.sin(e)])

    def free_distance_m(self, direction: Vectors, wanted_m: float) -> float:
        """``wanted_m``, or less where set or props stand nearer in that direction."""
        hit = float(self.surroundings.first_hit_m(self.subject.centre_m[None], direction[None])[0])
        return min(wanted_m, max(0.85 * hit, 1.05 * self.subject.radius_m))

    def backdrop(self) -> Vectors | None:
        """(3,) the point behind the subject that the camera sees, or None in the open."""
        forward = camera_axes(self.camera.azimuth_deg, self.camera.pitch_deg)[2]
        level = np.array([forward[0], forward[1], min(0.0, max(forward[2], -0.1))])
        if np.hypot(level[0], level[1]) < 0.2:
            return None
        level = level / np.linalg.norm(level)
        start = self.subject.centre_m + np.array([0.0, 0.0, 0.3 * self.subject.radius_m])
        hit = float(self.surroundings.first_hit_m(start[None], level[None])[0])
        return np.asarray(start + level * hit) if 1.5 < hit < 30.0 else None


def read_scene(stage: Usd.Stage) -> LitScene:
    """Read subject, camera and surroundings of a composed stage that has its main camera."""
    subject = read_subject(stage)
    groups = [p for p in (prim_paths.SET,) if p != subject.prim_path]
    return LitScene(
        subject=subject,
        camera=read_camera(stage),
        floor_m=floor_height_m(stage),
        surroundings=read_occluders(stage, groups),
        wall_albedo=_wall_albedo(stage),
    )


def _wall_albedo(stage: Usd.Stage) -> float:
    """Luminance of the set's fallback colour, kept within what a wall can be."""
    for prim in stage.Traverse():
        if read_role(prim) not in (Role.SET_WALL, Role.SET_FLOOR):
            continue
        material, _ = UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()
        shader = material.ComputeSurfaceSource()[0] if material else None
        color = shader.GetInput("diffuseColor").Get() if shader and shader.GetInput("diffuseColor") else None
        if color is not None:
            return float(np.clip(luminance_of(np.array(color, dtype=np.float64)), 0.12, 0.9))
    return _DEFAULT_ALBEDO
