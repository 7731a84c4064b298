"""What lights are placed about: the subject, the camera's side of it, and what stands around."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pxr import Usd

from colorimetry.luminance import luminance
from usd_scenes.cameras import CameraSettings, camera_axes, read_camera
from usd_scenes.face_materials import main_material
from usd_scenes.ray_casting import Occluders, read_occluders
from usd_scenes.semantics import SET_ROLES, Role
from usd_scenes.shader_inputs import input_value
from usd_scenes.subjects import Subject, find_surroundings, floor_height_m, read_subject

type Vectors = NDArray[np.float64]

_ASIDE, _ABOVE = (-0.25, 0.0, 0.25), (0.0, 0.12, 0.24)  # of a ray's length: where else a backdrop is looked at
_DEFAULT_ALBEDO = 0.5
_NEAREST_BACKDROP_M, _FARTHEST_BACKDROP_M = 0.12, 30.0  # from the subject, level with it
_PODIUMS_M = 1.2  # so far reaches what it stands on


@dataclass(frozen=True, kw_only=True, eq=False)
class LitScene:
    """The composed stage as the lighting department needs it; azimuths are from the camera's, to its right."""

    subject: Subject
    camera: CameraSettings
    floor_m: float
    surroundings: Occluders
    stage: Usd.Stage

    @cached_property
    def all_about(self) -> Occluders:
        """What keeps light of far off from the subject: the set, with its furniture and props."""
        return read_occluders(
            self.stage, find_surroundings(self.stage, self.subject, (*SET_ROLES, Role.DRESSING, Role.PROP))
        )

    @property
    def to_camera(self) -> Vectors:
        """(3,) unit vector from the subject to the camera."""
        offset = np.asarray(self.camera.eye_m) - self.subject.centre_m
        return np.asarray(offset / np.linalg.norm(offset))

    def direction(self, azimuth_deg: float, elevation_deg: float) -> Vectors:
        """(3,) unit vector from the subject towards a place seen at these angles."""
        a, e = np.radians([self.camera.azimuth_deg + azimuth_deg, elevation_deg])
        return np.array([np.sin(a) * np.cos(e), -np.cos(a) * np.cos(e), np.sin(e)])

    def free_distance_m(self, direction: Vectors, wanted_m: float, share: float = 0.85) -> float:
        """``wanted_m``, or less where set or props stand nearer that way: ``share`` of the way to them."""
        hit = float(self.surroundings.first_hit_m(self.subject.centre_m[None], direction[None])[0])
        return min(wanted_m, max(share * hit, 1.05 * self.subject.radius_m))

    def backdrop(self) -> Vectors | None:
        """(3,) the point behind the subject that the camera sees, or None in the open."""
        ray = self._backdrop_ray()
        if ray is None:
            return None
        hit = self._first_hit_m(*ray)
        return np.asarray(ray[0] + ray[1] * hit) if _NEAREST_BACKDROP_M < hit < _FARTHEST_BACKDROP_M else None

    @property
    def backdrop_albedo(self) -> float:
        """Luminance of the backdrop's fallback colour, kept within what a wall can be.

        The median of what some rays meet: a picture or a door that one of them meets is not the wall.
        """
        albedos = [albedo for albedo in map(self._albedo_of, self.backdrop_paths()) if albedo is not None]
        return float(np.clip(np.median(albedos), 0.04, 0.9)) if albedos else _DEFAULT_ALBEDO

    def backdrop_paths(self) -> tuple[str, ...]:
        """What some rays about the one to the backdrop meet of the set, each as often as it is met."""
        ray = self._backdrop_ray()
        if ray is None:
            return ()
        origin, forward = ray
        across = np.cross(forward, (0.0, 0.0, 1.0))
        rays = np.array([forward + across * x + np.array([0.0, 0.0, z]) for x in _ASIDE for z in _ABOVE])
        met = self.surroundings.first_hit_paths(np.broadcast_to(origin, rays.shape), rays)
        return tuple(path for path in met if path)

    def seen_albedo(self, origin_m: Vectors, direction: Vectors) -> float | None:
        """Luminance of the fallback colour of what a ray meets of the set; None for nothing, or unknown."""
        return self._albedo_of(self.surroundings.first_hit_path(origin_m, direction))

    def _albedo_of(self, path: str) -> float | None:
        prim = self.stage.GetPrimAtPath(path) if path else None
        material = main_material(prim) if prim else None
        shader = material.ComputeSurfaceSource()[0] if material else None
        color = input_value(shader.GetInput("diffuseColor")) if shader else None
        return None if color is None else float(luminance(np.array(color, dtype=np.float64)))

    def _backdrop_ray(self) -> tuple[Vectors, Vectors] | None:
        """(origin, unit direction) from the subject away from the camera.

        Hardly downwards, and level where what the subject stands on is in the way.
        """
        forward = camera_axes(self.camera.azimuth_deg, self.camera.pitch_deg)[2]
        if np.hypot(forward[0], forward[1]) < 0.2:
            return None
        start = self.subject.centre_m + np.array([0.0, 0.0, 0.3 * self.subject.radius_m])
        level = np.array([forward[0], forward[1], 0.0])
        down = level + np.array([0.0, 0.0, min(0.0, max(forward[2], -0.1))])
        down, level = down / np.linalg.norm(down), level / np.linalg.norm(level)
        return start, down if self._first_hit_m(start, down) > _PODIUMS_M else level

    def _first_hit_m(self, origin_m: Vectors, direction: Vectors) -> float:
        return float(self.surroundings.first_hit_m(origin_m[None], direction[None])[0])


def read_scene(stage: Usd.Stage) -> LitScene:
    """Read subject, camera and surroundings of a composed stage that has its main camera."""
    subject = read_subject(stage)
    return LitScene(
        subject=subject,
        camera=read_camera(stage),
        floor_m=floor_height_m(stage),
        surroundings=read_occluders(stage, find_surroundings(stage, subject, SET_ROLES)),
        stage=stage,
    )
