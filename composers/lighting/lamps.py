"""Lamps: what a setup asks for, before it is known which kind of light gives it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf

import numpy as np

from usd_scenes.lights import LightSettings, LightShape, Vector
from usd_scenes.lit_scene import LitScene, Vectors
from usd_scenes.ray_casting import read_occluders

NEUTRAL_KELVIN = 6500.0
_CLEAR = 0.95  # of the way to a wall, how far a corner reaches
_LEAST_OF_LAMP = 0.25
_BULB_SHARE = 0.55  # of the way to a wall
_BULB_STEPS = 12  # between where it would stand and the subject
_CLEAR_OF_SUBJECT_M = 0.02
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
    return _sphere(scene, lamp, radius_m, position, direction)


def bare_bulb(scene: LitScene, lamp: Lamp, radius_m: float) -> LightSettings:
    """A bulb that shines all round: so near to the subject that what is behind gets no more light than that."""
    meant = bulb(scene, lamp, radius_m)
    position = _off_the_backdrop(scene, np.asarray(meant.position_m), radius_m)
    return _sphere(scene, lamp, radius_m, position, np.asarray(meant.direction))


def _sphere(scene: LitScene, lamp: Lamp, radius_m: float, position: Vectors, direction: Vectors) -> LightSettings:
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


def _off_the_backdrop(scene: LitScene, position: Vectors, radius_m: float) -> Vectors:
    """The place of a bulb, or one nearer to the subject where the backdrop would get more light than that."""
    target = scene.backdrop()
    if target is None or _spill(scene, position, target) <= 1.0:
        return position
    centre = scene.subject.centre_m
    meant_m = float(np.linalg.norm(position - centre))
    towards = (position - centre) / meant_m
    nearest_m = min(_reach_m(scene, position, towards, radius_m) + radius_m + _CLEAR_OF_SUBJECT_M, meant_m)
    lowest_m = min(scene.floor_m + CLEARANCE_M + radius_m, float(position[2]))
    tried = position
    for distance_m in np.linspace(meant_m, nearest_m, _BULB_STEPS):
        tried = centre + towards * distance_m
        tried[2] = max(tried[2], lowest_m)
        if _spill(scene, tried, target) <= 1.0:
            break
    return tried


def _reach_m(scene: LitScene, position: Vectors, towards: Vectors, radius_m: float) -> float:
    """How far the subject reaches from its middle in the way of a bulb that comes straight from ``position``."""
    subject = scene.subject
    solid = read_occluders(scene.stage, [scene.stage.GetPrimAtPath(path) for path in sorted(subject.paths)])
    across = np.cross(towards, (0.0, 0.0, 1.0))
    across = across / max(float(np.linalg.norm(across)), 1e-6)
    up = np.cross(across, towards)
    beside = radius_m * np.array([np.zeros(3), across, -across, up, -up])
    far_m = float(np.linalg.norm(position - subject.centre_m)) + 2.0 * subject.radius_m
    hits_m = solid.first_hit_m(
        subject.centre_m + towards * far_m + beside, np.broadcast_to(-towards, beside.shape)
    )
    nearest_m = float(hits_m.min())
    if nearest_m < far_m:
        return far_m - nearest_m
    return float(((subject.hull - subject.centre_m) @ towards).max())  # there is a hole in its middle


def _spill(scene: LitScene, position: Vectors, target: Vectors) -> float:
    """What an upright backdrop gets at ``target`` of a bulb's light, over what a card in the subject gets.

    Infinite where the bulb is behind it and lights the backdrop's back.
    """
    centre = scene.subject.centre_m
    normal = (centre - target) * np.array([1.0, 1.0, 0.0])
    offset = position - target
    away_m = max(float(np.linalg.norm(offset)), 1e-6)
    facing = float(offset @ normal) / float(np.linalg.norm(normal)) / away_m
    if facing <= 0.0:
        return inf if scene.surroundings.blocked(position, centre[None]).any() else 0.0
    return float(((position - centre) ** 2).sum()) / away_m**2 * facing


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
