"""Flat shapes laid on a body: painted flowers, gold lines, stencils, labels, cut letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.curves import Curve, length_along
from assets.meshes.surface import Points, Surface, grid, merge

type Floats = NDArray[Any]
type Wrap = Callable[[Floats], tuple[Points, Points]]
"""(..., 2) metres to the right and up on a body -> its points and outward unit normals, (..., 3)."""


def flat_wrap(origin: Sequence[float], right: Sequence[float], up: Sequence[float]) -> Wrap:
    """A plane through ``origin``; ``right`` and ``up`` are unit vectors."""
    o, r, u = (np.asarray(v, np.float64) for v in (origin, right, up))
    normal = np.cross(r, u)

    def wrap(place: Floats) -> tuple[Points, Points]:
        points = o + place[..., :1] * r + place[..., 1:] * u
        return points, np.broadcast_to(normal, points.shape)

    return wrap


def round_wrap(profile: Curve, *, facing_deg: float = -90.0, radius_m: float = 0.0) -> Wrap:
    """A turned body's outside: right is the arc at ``radius_m`` (else the widest), up the way along the profile.

    Args:
        profile: (n, 2) radius and height, upwards on the outside, or inwards on a top.
    """
    along = length_along(profile)
    widest = radius_m or float(profile[:, 0].max())

    def wrap(place: Floats) -> tuple[Points, Points]:
        angle = np.radians(facing_deg) + place[..., 0] / widest
        t = np.clip(place[..., 1], 0.0, along[-1])
        radius, height = np.interp(t, along, profile[:, 0]), np.interp(t, along, profile[:, 1])
        step = 0.004 * along[-1]
        low, high = np.clip(t - step, 0, along[-1]), np.clip(t + step, 0, along[-1])
        dr = np.interp(high, along, profile[:, 0]) - np.interp(low, along, profile[:, 0])
        dz = np.interp(high, along, profile[:, 1]) - np.interp(low, along, profile[:, 1])
        size = np.maximum(np.hypot(dr, dz), 1e-12)
        c, s = np.cos(angle), np.sin(angle)
        points = np.stack([radius * c, radius * s, height], -1)
        return points, np.stack([dz / size * c, dz / size * s, -dr / size], -1)

    return wrap


def laid(place: Floats, wrap: Wrap, lift_m: float) -> Surface:
    """A sheet of places (rows, columns, 2) on a body, ``lift_m`` above it."""
    points, normals = wrap(place)
    return grid(points + lift_m * normals, uvs=place)


def blob(
    centre: tuple[float, float],
    length_m: float,
    width_m: float,
    turn_deg: float,
    wrap: Wrap,
    *,
    lift_m: float = 2e-4,
) -> Surface:
    """A petal or leaf: it starts at ``centre`` and runs along ``turn_deg``, pointed at both ends."""
    t = np.linspace(0.0, 1.0, 13)[None, :]
    across = np.linspace(-1.0, 1.0, 5)[:, None]
    half = 0.5 * width_m * np.sin(np.pi * t**0.8) ** 0.8
    place = np.stack([length_m * t + 0 * across, across * half], -1)
    return laid(_turned(place, turn_deg) + np.asarray(centre), wrap, lift_m)


def dot(centre: tuple[float, float], radius_m: float, wrap: Wrap, *, lift_m: float = 2.5e-4) -> Surface:
    """A disc."""
    t = np.linspace(1e-3, 1.0, 4)[:, None]
    angle = np.linspace(0.0, -2 * np.pi, 21)[None, :]
    place = radius_m * np.stack([t * np.cos(angle), t * np.sin(angle)], -1)
    return laid(place + np.asarray(centre), wrap, lift_m)


def stroke(path: Curve, width_m: float | Floats, wrap: Wrap, *, lift_m: float = 2e-4) -> Surface:
    """A line of a brush along ``path`` (n, 2)."""
    way = np.gradient(path, axis=0)
    way /= np.maximum(np.linalg.norm(way, axis=1), 1e-12)[:, None]
    side = np.stack([-way[:, 1], way[:, 0]], -1)
    half = 0.5 * np.broadcast_to(np.asarray(width_m, np.float64), (len(path),))[:, None]
    rows = np.stack([path - half * side, path, path + half * side])
    return laid(rows, wrap, lift_m)


def tapered(count: int, width_m: float) -> Floats:
    """(count,) widths of a brush that is set down, pressed and lifted."""
    return np.asarray(width_m * (0.15 + 0.85 * np.sin(np.pi * np.linspace(0.04, 0.96, count)) ** 0.6))


def flower(rng: np.random.Generator, centre: tuple[float, float], radius_m: float, wrap: Wrap) -> Surface:
    """Petals about a heart, turned by chance."""
    petals = int(rng.integers(5, 9))
    turn = float(rng.uniform(0, 360))
    pieces = []
    for angle in turn + 360.0 * np.arange(petals) / petals:
        way = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
        start = np.asarray(centre) + 0.3 * radius_m * way
        width = 1.35 * radius_m * np.sin(np.pi / petals) * 1.25
        pieces.append(blob((start[0], start[1]), 0.72 * radius_m, width, float(angle), wrap))
    return merge([*pieces, dot(centre, 0.2 * radius_m, wrap)])


def spray(
    rng: np.random.Generator, centre: tuple[float, float], size_m: float, wrap: Wrap, *, blooms: int = 3
) -> Surface:
    """A painted twig: an arching stem with leaves on both sides and flowers along it."""
    t = np.linspace(0.0, 1.0, 40)
    bend, side = rng.uniform(0.15, 0.4), rng.choice([-1.0, 1.0])
    stem = np.stack([side * (t - 0.5), bend * np.sin(np.pi * t) + 0.5 * (t - 0.5)], -1) * size_m + np.asarray(
        centre
    )
    pieces = [stroke(stem, tapered(len(stem), 0.022 * size_m), wrap)]
    for i in range(3, 38, 4):
        way = np.degrees(np.arctan2(*(stem[i + 1] - stem[i - 1])[::-1]))
        turn = way + (48.0 if i % 8 < 4 else -48.0) + rng.uniform(-12, 12)
        length = size_m * rng.uniform(0.13, 0.2)
        pieces.append(blob((stem[i, 0], stem[i, 1]), length, 0.4 * length, turn, wrap))
    for share in np.linspace(0.25, 0.95, blooms) if blooms > 1 else [0.75]:
        at = stem[int(share * 39)]
        pieces.append(flower(rng, (at[0], at[1]), size_m * rng.uniform(0.12, 0.18), wrap))
    return merge(pieces)


def _turned(place: Floats, turn_deg: float) -> Floats:
    c, s = np.cos(np.radians(turn_deg)), np.sin(np.radians(turn_deg))
    return np.asarray(place @ np.array([[c, s], [-s, c]]))
