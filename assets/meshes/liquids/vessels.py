"""Outlines of vessels and the small things that lie in them."""

from __future__ import annotations

import numpy as np

from assets.meshes.curves import Curve
from assets.meshes.shells import closed_shell, revolved
from assets.meshes.solids import ring_angles
from assets.meshes.surface import Points, Surface, merge, moved

_LIP_POINTS = 9


def bowl_wall(radius_m: float, depth_m: float, *, floor_m: float, squareness: float) -> Curve:
    """(n, 2) radii and heights of a bowl's inside, from the axis up to the rim.

    Args:
        squareness: 0 a half ellipsoid, towards 1 upright sides on a flat floor.
    """
    angle = np.linspace(0.0, np.pi / 2, 36)
    power = 1.0 - 0.7 * squareness
    return np.stack([radius_m * np.sin(angle) ** power, floor_m + depth_m * (1 - np.cos(angle) ** power)], axis=-1)


def vessel(inside: Curve, *, wall_m: float, foot_m: float, sectors: int = 112) -> Surface:
    """A vessel around ``inside`` with a rounded lip, ``wall_m`` thick, on a ring foot of radius ``foot_m``.

    Only the ring touches what it stands on: glass that lies flat on a table has no air below it, and black there.
    """
    rim_radius, rim_height = inside[-1]
    turn = np.linspace(np.pi, 0.0, _LIP_POINTS)[1:-1]
    lip = np.stack(
        [rim_radius + wall_m / 2 + wall_m / 2 * np.cos(turn), rim_height + wall_m / 2 * np.sin(turn)], axis=-1
    )
    direction = np.gradient(inside, axis=0)
    outward = np.stack([direction[:, 1], -direction[:, 0]], axis=-1)
    outward /= np.maximum(np.linalg.norm(outward, axis=1, keepdims=True), 1e-12)
    outside = (inside + outward * wall_m)[::-1]
    outside[0] = (rim_radius + wall_m, rim_height)
    outside = outside[(outside[:, 1] > 0.006) & (outside[:, 0] > foot_m)]
    ring, hollow = foot_m - 0.012, 0.5 * float(inside[0, 1])
    foot = np.array(
        [
            [foot_m, 0.004],
            [foot_m - 0.003, 0.0],
            [ring, 0.0],
            [ring - 0.003, 0.7 * hollow],
            [ring - 0.008, hollow],
            [0.0, hollow],
        ]
    )
    return revolved(np.concatenate([inside, lip, outside, foot]), sectors=sectors)


def radius_at(inside: Curve, height_m: float) -> float:
    """Inner radius of a vessel at a height."""
    return float(np.interp(height_m, inside[:, 1], inside[:, 0]))


def wet_wall(inside: Curve, level_m: float, reach_m: float) -> tuple[tuple[float, float], ...]:
    """(radius, height) pairs below ``level_m``, downwards, ``reach_m`` inside the vessel's wall."""
    below = inside[(inside[:, 1] < level_m - 0.004) & (inside[:, 0] > 0.02)][::-1]
    return tuple((float(radius) + reach_m, float(height)) for radius, height in below[::2])


def pebble(size_m: float, rng: np.random.Generator, *, rings: int = 14, sectors: int = 20) -> Surface:
    """A worn stone around the origin: an ellipsoid with a few broad dents."""
    theta = ring_angles(sectors)
    polar = np.linspace(0.0, np.pi, rings + 2)[1:-1]
    directions = np.stack(
        [
            np.sin(polar)[:, None] * np.cos(theta),
            np.sin(polar)[:, None] * np.sin(theta),
            np.broadcast_to(np.cos(polar)[:, None], (rings, sectors)),
        ],
        axis=-1,
    )
    axes = rng.standard_normal((5, 3))
    axes /= np.linalg.norm(axes, axis=1, keepdims=True)
    strength = rng.uniform(-0.09, 0.12, 5)
    scale = size_m * np.array([1.0, rng.uniform(0.7, 0.95), rng.uniform(0.45, 0.65)])

    def shaped(vectors: Points) -> Points:
        swell = 1.0 + (strength * np.cos(2.4 * np.arccos(np.clip(vectors @ axes.T, -1, 1)))).sum(axis=-1)
        return np.asarray(vectors * swell[..., None] * scale)

    poles = shaped(np.array([[0.0, 0.0, 1.0], [0.0, 0.0, -1.0]]))
    first, last = ((float(p[0]), float(p[1]), float(p[2])) for p in poles)
    return closed_shell(shaped(directions), first_pole=first, last_pole=last)


def pebble_bed(
    count: int, *, radius_m: float, size_m: float, height_of: Curve, rng: np.random.Generator
) -> Surface:
    """``count`` pebbles strewn over a vessel's floor; ``height_of`` is the vessel's inside profile."""
    stones = []
    for _ in range(count):
        distance = radius_m * np.sqrt(rng.uniform(0.0, 1.0))
        angle = rng.uniform(0.0, 2 * np.pi)
        size = size_m * rng.uniform(0.6, 1.3)
        height = float(np.interp(distance, height_of[:, 0], height_of[:, 1])) + 0.35 * size
        stone = pebble(size, rng, rings=9, sectors=14)
        stones.append(moved(stone, float(distance * np.cos(angle)), float(distance * np.sin(angle)), height))
    return merge(stones)
