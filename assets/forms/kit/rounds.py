"""Small round pieces in metres: turned solids, balls, drums, rings, rods and wires; and ways to put them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.curves import Curve, rounded, smooth
from assets.meshes.solids import Modulation, extrude, lathe, sweep
from assets.meshes.surface import Points, Surface, copies, moved

type Floats = NDArray[Any]
type Place = tuple[float, float, float]


def turned_solid(profile: Curve, segments: int = 64, *, modulation: Modulation | None = None) -> Surface:
    """A lathe's body with texture coordinates in metres: arc at its widest, length along the profile."""
    body = lathe(np.asarray(profile, np.float64), segments, modulation=modulation)
    return replace(body, uvs=body.uvs * (2 * np.pi * float(np.max(np.asarray(profile)[:, 0]))))


def ball(radius_m: float, at: Place = (0.0, 0.0, 0.0), *, segments: int = 40, flat: float = 1.0) -> Surface:
    """A ball about ``at``; ``flat`` scales its height."""
    turn = np.linspace(0.0, np.pi, max(segments // 2, 6) + 1)
    profile = radius_m * np.stack([np.sin(turn), -flat * np.cos(turn)], -1)
    profile[[0, -1], 0] = 0.0
    return moved(turned_solid(profile, segments), *at)


def drum(
    radius_m: float, low_m: float, high_m: float, *, bevel_m: float = 0.0005, top_radius_m: float | None = None
) -> Surface:
    """A disc, plug or cone about the axis with rounded rims."""
    top = radius_m if top_radius_m is None else top_radius_m
    corners = [(0.0, low_m), (radius_m, low_m), (top, high_m), (0.0, high_m)]
    return turned_solid(rounded(corners, [0.0, bevel_m, bevel_m, 0.0], 4), 64)


def ring(radius_m: float, section_m: float, at: Place = (0.0, 0.0, 0.0), *, segments: int = 72) -> Surface:
    """A torus that lies flat about ``at``: ``radius_m`` to the middle of its round section of that radius."""
    turn = np.arange(segments) * (2 * np.pi / segments)
    path = np.stack([radius_m * np.cos(turn), radius_m * np.sin(turn), np.zeros(segments)], -1)
    return moved(wire(path, section_m, sides=16, closed=True), *at)


def rod(start: Place | Points, end: Place | Points, radius_m: float, *, sides: int = 14) -> Surface:
    """A straight round rod between two points, its ends a little rounded."""
    first, last = np.asarray(start, np.float64), np.asarray(end, np.float64)
    length = float(np.linalg.norm(last - first))
    nose = min(0.4 * radius_m, 0.2 * length) / length
    share = np.array([0.0, 0.3 * nose, nose, 1.0 - nose, 1.0 - 0.3 * nose, 1.0])
    radii = radius_m * np.array([0.6, 0.88, 1.0, 1.0, 0.88, 0.6])
    path = first + share[:, None] * (last - first)
    tube = sweep(path, radii, sides=sides)
    return replace(tube, uvs=tube.uvs * (2 * np.pi * radius_m))


def wire(
    path: Points | Sequence[Sequence[float]] | Sequence[Floats],
    radius_m: float | Floats,
    *,
    sides: int = 10,
    closed: bool = False,
    samples: int = 0,
) -> Surface:
    """A round wire along ``path`` (n, 3), smoothed to ``samples`` points when given; texture in metres."""
    points = np.asarray(path, np.float64)
    if samples:
        points = smooth(points, samples)
    tube = sweep(points, radius_m, sides=sides, closed=closed)
    return replace(tube, uvs=tube.uvs * (2 * np.pi * float(np.mean(radius_m))))


def slab(outline: Curve, low_m: float, high_m: float, *, bevel_m: float = 0.0) -> Surface:
    """An extruded outline, counter-clockwise, with rounded rims."""
    return extrude(np.asarray(outline, np.float64), low_m, high_m, bevel_m=bevel_m)


def rounded_rectangle(wide_m: float, deep_m: float, corner_m: float, *, steps: int = 6) -> Curve:
    """A counter-clockwise outline about the origin."""
    x, y = wide_m / 2, deep_m / 2
    return rounded([(-x, -y), (x, -y), (x, y), (-x, y)], corner_m, steps, closed=True)


def circle(radius_m: float, count: int = 64, *, first_deg: float = 0.0) -> Curve:
    """(count, 2) points counter-clockwise."""
    turn = np.arange(count) * (2 * np.pi / count) + np.radians(first_deg)
    return radius_m * np.stack([np.cos(turn), np.sin(turn)], -1)


def upright(surface: Surface) -> Surface:
    """What lies flat, its top to +z, stood up: its top to -y and its +y to +z."""
    turn = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, -1.0], [0.0, 1.0, 0.0]])
    return replace(surface, points=surface.points @ turn.T, normals=None)


def leaning(surface: Surface, way: Place | Points, at: Place | Points = (0.0, 0.0, 0.0)) -> Surface:
    """Turned so that its z axis points along ``way``, then moved to ``at``."""
    up = np.asarray(way, np.float64) / np.linalg.norm(way)
    helper = np.eye(3)[np.abs(up).argmin()]
    side = np.cross(helper, up)
    side /= np.linalg.norm(side)
    turn = np.stack([side, np.cross(up, side), up], axis=1)
    return replace(surface, points=surface.points @ turn.T + np.asarray(at), normals=None)


def at_places(surface: Surface, places: Sequence[Place] | Points, *, turns_deg: Floats | float = 0.0) -> Surface:
    """A copy at each place, each turned about z by its own angle."""
    spots = np.asarray(places, np.float64).reshape(-1, 3)
    turn = np.radians(np.broadcast_to(np.asarray(turns_deg, np.float64), (len(spots),)))
    matrices = np.tile(np.eye(4), (len(spots), 1, 1))
    matrices[:, 0, 0], matrices[:, 0, 1] = np.cos(turn), -np.sin(turn)
    matrices[:, 1, 0], matrices[:, 1, 1] = np.sin(turn), np.cos(turn)
    matrices[:, :3, 3] = spots
    return copies(surface, matrices)


def around(surface: Surface, count: int, *, first_deg: float = 0.0) -> Surface:
    """``count`` copies about the z axis."""
    places = np.zeros((count, 3))
    return at_places(surface, places, turns_deg=first_deg + 360.0 * np.arange(count) / count)
