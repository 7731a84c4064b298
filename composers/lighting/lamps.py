"""Lamps: what a setup asks for, before it is known which kind of light gives it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from usd_scenes.lights import LightSettings, LightShape, Vector
from usd_scenes.lit_scene import LitScene, Vectors

NEUTRAL_KELVIN = 6500.0
_CLEAR = 0.95  # of the way to a wall, how far a corner reaches
_LEAST_OF_LAMP = 0.25
_BULB_SHARE = 0.55  # of the way to a wall
CLEARANCE_M = 0.03  # between the floor and the lower edge of what stands on it


@dataclass(frozen=True, slots=True, kw_only=True)
class Lamp:
    """One lamp about the subject: from where it shines and how strongly.

    ``irradiance`` is on a card at the subject's middle that faces the lamp, in units where a white Lambertian
    card of irradiance pi has radiance 1.
    """

    name: str
    group: str
    azimuth_deg: float  # from the camera's, to its right
    elevation_deg: float
    irradiance: float
    size_m: tuple[float, float] = (1.2, 1.2)  # width, height
    distance_m: float = 2.4
    kelvin: float | None = None

    def scaled(self, factor: float) -> Lamp:
        """The same lamp, brighter by ``factor``."""
        return replace(self, irradiance=self.irradiance * factor)


def place_lamp(scene: LitScene, lamp: Lamp, share: float = 0.85) -> tuple[Vectors, Vectors]:
    """(position, direction in which it shines), clear of the floor, at most at ``share`` of the way to a wall."""
    centre = scene.subject.centre_m
    direction = scene.direction(lamp.azimuth_deg, lamp.elevation_deg)
    distance = scene.free_distance_m(direction, max(lamp.distance_m, 1.6 * scene.subject.radius_m), share)
    position = centre + direction * distance
    lowest = scene.floor_m + CLEARANCE_M + 0.5 * lamp.size_m[1] * np.cos(np.radians(lamp.elevation_deg))
    position[2] = max(position[2], lowest)
    return position, (centre - position) / np.linalg.norm(centre - position)


def fitted(scene: LitScene, lamp: Lamp) -> Lamp:
    """The lamp as large from the subject as it is meant to be, where a wall brings it nearer.

    Smaller still where a corner of it would reach into the wall.
    """
    position, _ = place_lamp(scene, lamp)
    nearer = min(1.0, float(np.linalg.norm(position - scene.subject.centre_m)) / lamp.distance_m)
    return _clear_of_walls(scene, _resized(lamp, nearer)) if nearer < 1.0 else lamp


def _resized(lamp: Lamp, factor: float) -> Lamp:
    return replace(lamp, size_m=(lamp.size_m[0] * factor, lamp.size_m[1] * factor))


def _clear_of_walls(scene: LitScene, lamp: Lamp) -> Lamp:
    """The lamp so small that no wall stands between its middle and a corner."""
    position, direction = place_lamp(scene, lamp)
    right = np.cross(direction, np.array([0.0, 0.0, 1.0]))
    right = right / max(float(np.linalg.norm(right)), 1e-6)
    up = np.cross(right, direction)
    width, height = lamp.size_m
    corners = np.array([right * x * width + up * y * height for x in (-0.5, 0.5) for y in (-0.5, 0.5)])
    reach = np.linalg.norm(corners, axis=1)
    free = scene.surroundings.first_hit_m(np.broadcast_to(position, corners.shape), corners / reach[:, None])
    return _resized(lamp, float(np.clip((_CLEAR * free / reach).min(), _LEAST_OF_LAMP, 1.0)))


def panel(scene: LitScene, lamp: Lamp) -> LightSettings:
    """A flat panel that gives the lamp's irradiance."""
    position, direction = place_lamp(scene, lamp)
    distance = float(np.linalg.norm(position - scene.subject.centre_m))
    across = lamp.size_m[0] * lamp.size_m[1] * (1.0 / np.pi)
    return LightSettings(
        name=lamp.name,
        group=lamp.group,
        shape=LightShape.RECT,
        intensity=lamp.irradiance * (across + distance**2) / across,
        position_m=as_vector(position),
        direction=as_vector(direction),
        size_m=lamp.size_m,
        kelvin=lamp.kelvin,
        visible_to_camera=False,
    )


def bulb(scene: LitScene, lamp: Lamp, radius_m: float) -> LightSettings:
    """A small sphere that gives the lamp's irradiance: not so near to a wall that it lights that alone."""
    position, direction = place_lamp(scene, replace(lamp, size_m=(2 * radius_m, 2 * radius_m)), _BULB_SHARE)
    distance = float(np.linalg.norm(position - scene.subject.centre_m))
    return LightSettings(
        name=lamp.name,
        group=lamp.group,
        shape=LightShape.SPHERE,
        intensity=lamp.irradiance * distance**2 / radius_m**2,
        position_m=as_vector(position),
        direction=as_vector(direction),
        size_m=(2 * radius_m, 2 * radius_m),
        kelvin=lamp.kelvin,
        visible_to_camera=False,
    )


def parallel(scene: LitScene, lamp: Lamp, angle_deg: float) -> LightSettings:
    """A distant light that gives the lamp's irradiance."""
    return LightSettings(
        name=lamp.name,
        group=lamp.group,
        shape=LightShape.DISTANT,
        intensity=lamp.irradiance,
        direction=as_vector(-scene.direction(lamp.azimuth_deg, lamp.elevation_deg)),
        angle_deg=angle_deg,
        kelvin=lamp.kelvin,
    )


def as_vector(values: Vectors) -> Vector:
    """(3,) array as a tuple."""
    return float(values[0]), float(values[1]), float(values[2])
