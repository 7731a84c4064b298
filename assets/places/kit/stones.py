"""Ground and loose stone: height fields that run to the horizon, rocks, boulders, pebbles, gravel and clods."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.kit.plant_pots import crumbs
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.primitives import ball_of_triangles
from assets.meshes.surface import Surface, grid

type Floats = NDArray[Any]
type Height = Callable[[Floats, Floats], Floats]


def level(x: Floats, y: Floats) -> Floats:
    """Flat ground at 0."""
    return np.zeros(np.broadcast_shapes(x.shape, y.shape))


def ground(
    height: Height = level,
    *,
    low: tuple[float, float] = (-14.0, -6.0),
    high: tuple[float, float] = (14.0, 16.0),
    fine_m: float = 0.05,
    fine_to_m: float = 0.6,
    coarse_m: float = 0.8,
) -> Surface:
    """A height field, fine up to ``fine_to_m`` from the middle, coarser outwards; texture in metres."""
    x = _graded(low[0], high[0], (fine_m, fine_to_m, coarse_m))
    xx, yy = np.meshgrid(x, _graded(low[1], high[1], (fine_m, fine_to_m, coarse_m)))
    points = np.stack([xx, yy, height(xx, yy)], -1)
    return grid(points, uvs=points[..., :2])


def flattened(
    height: Height, half: tuple[float, float], fade_m: float = 0.3, *, at: tuple[float, float] = (0.0, 0.0)
) -> Height:
    """The same ground, level at 0 within a rectangle about ``at`` and rising again over ``fade_m``."""

    def settled(x: Floats, y: Floats) -> Floats:
        out = np.maximum(np.abs(x - at[0]) - half[0], np.abs(y - at[1]) - half[1])
        share = np.clip(out / fade_m, 0.0, 1.0)
        return np.asarray(height(x, y) * share * share * (3.0 - 2.0 * share))

    return settled


def rough(rng: np.random.Generator, *layers: tuple[float, float]) -> Height:
    """Relief of several layers of noise: (longest wave, height), metres."""
    noises = [(wave_noise(rng, length), tall) for length, tall in layers]

    def height(x: Floats, y: Floats) -> Floats:
        points = np.stack([x, y, np.zeros_like(x)], -1)
        return np.asarray(sum(tall * noise(points) for noise, tall in noises))

    return height


def boulder(
    rng: np.random.Generator,
    size_m: Sequence[float],
    *,
    cuts: int = 9,
    rounds: int = 4,
    rough: float = 0.022,
    flat_top: bool = False,
) -> Surface:
    """A weathered rock about the origin: an ellipsoid cut by planes, its edges worn, its skin uneven."""
    half = np.asarray(size_m, np.float64) / 2
    ball = ball_of_triangles(rounds)
    p = ball.points.copy()
    for _ in range(cuts):
        way = rng.normal(size=3)
        way /= np.linalg.norm(way)
        over = np.maximum(p @ way - rng.uniform(0.5, 0.85), 0.0)
        p -= 0.92 * over[:, None] * way
    if flat_top:
        p[:, 2] = np.minimum(p[:, 2], 0.55)
    p /= np.abs(p).max(0)
    p *= half
    size = float(half.mean())
    coarse, fine = wave_noise(rng, 0.8 * size), wave_noise(rng, 0.16 * size, octaves=3)
    out = p / np.linalg.norm(p, axis=1, keepdims=True)
    bump = 0.05 * size * coarse(p) + rough * size * fine(p)
    if flat_top:
        bump = np.where(p[:, 2] > 0.93 * half[2], 0.15 * bump, bump)
    p = p + out * bump[:, None]
    uvs = np.stack([np.arctan2(p[:, 1], p[:, 0]) * size, p[:, 2]], -1)[ball.indices]
    return Surface(points=p, counts=ball.counts, indices=ball.indices, uvs=uvs)


def slab_rock(
    rng: np.random.Generator,
    half: tuple[float, float],
    high_m: float,
    *,
    rings: int = 26,
    sides: int = 84,
    ragged: float = 0.16,
    strata: int = 3,
) -> Surface:
    """A ledge of rock from z = 0 to a flat top at ``high_m``: ragged outline, steps of strata in its sides."""
    a = np.arange(sides) * 2 * np.pi / sides
    ring = np.stack([np.cos(a), np.sin(a), 0 * a], -1)
    wander = wave_noise(rng, 1.1, octaves=4)
    share = 1.0 + ragged * wander(ring)
    square = 1.0 / np.maximum(np.abs(np.cos(a)), np.abs(np.sin(a))) ** 0.6
    z = np.linspace(0.0, 1.0, rings)
    step = wave_noise(rng, 0.5)
    rows = []
    for _k, s in enumerate(z):
        layer = np.floor(s * strata) / strata
        at = ring + np.array([0.0, 0.0, 3.0 * layer])
        spread = share * square * (1.10 - 0.10 * s) + 0.05 * step(at) + 0.012 * step(7.0 * ring + [0, 0, 11.0 * s])
        rows.append(
            np.stack([half[0] * spread * np.cos(a), half[1] * spread * np.sin(a), np.full(sides, s * high_m)], -1)
        )
    edge = rows[-1].copy()
    worn = wave_noise(rng, 0.16, octaves=3)
    for inset in (0.985, 0.95, 0.88, 0.8, 0.71, 0.62, 0.53, 0.44, 0.35, 0.26, 0.17, 0.08, 0.001):
        inner = edge * [inset, inset, 1.0]
        rows.append(
            inner + np.array([0.0, 0.0, 1.0]) * np.clip(0.004 * worn(inner) - 0.002, -0.012, 0.002)[:, None]
        )
    rows[rings - 1][:, 2] -= 0.012
    points = np.stack(rows)
    uvs = np.stack(np.broadcast_arrays(points[..., 0], points[..., 1] + points[..., 2]), -1)
    uvs = np.concatenate([uvs, uvs[:, :1]], 1)
    return grid(points, uvs=uvs, wrap=True)


def strewn(
    rng: np.random.Generator,
    count: int,
    low: tuple[float, float],
    high: tuple[float, float],
    radii_m: tuple[float, float],
    *,
    height: Height = level,
    clear: tuple[float, float] = (0.0, 0.0),
    sunk: float = 0.35,
    flat: float = 0.7,
    near_m: float = 0.0,
    rounds: int = 1,
) -> Surface:
    """Rough pebbles on a ground between two corners, none within ``clear`` (half x, half y) of the middle.

    Args:
        near_m: when given, they thin out beyond this distance.
    """
    x, y = rng.uniform(low[0], high[0], 4 * count), rng.uniform(low[1], high[1], 4 * count)
    keep = (np.abs(x) > clear[0]) | (np.abs(y) > clear[1])
    if near_m:
        keep &= rng.random(4 * count) < 1.0 / (1.0 + (np.hypot(x, y) / near_m) ** 2)
    x, y = x[keep][:count], y[keep][:count]
    radii = radii_m[0] + (radii_m[1] - radii_m[0]) * rng.random(len(x)) ** 2.5
    if near_m:
        radii = radii * (1.0 + 0.3 * np.hypot(x, y))
    places = np.stack([x, y, height(x, y) + (0.5 - sunk) * radii], -1)
    return crumbs(rng, places, radii, rounds=rounds, flat=flat)


def spots_on(
    rng: np.random.Generator,
    count: int,
    low: tuple[float, float],
    high: tuple[float, float],
    *,
    height: Height = level,
    holes: Sequence[tuple[float, float, float, float]] = (),
    near_m: float = 0.0,
    lift_m: float = 0.0,
) -> Floats:
    """(n, 3) places on a ground between two corners, in no hole (x0, x1, y0, y1)."""
    x, y = rng.uniform(low[0], high[0], 14 * count), rng.uniform(low[1], high[1], 14 * count)
    keep = np.ones(14 * count, bool)
    if near_m:
        keep &= rng.random(14 * count) < 1.0 / (1.0 + (np.hypot(x, y) / near_m) ** 2)
    for x0, x1, y0, y1 in holes:
        keep &= ~((x > x0) & (x < x1) & (y > y0) & (y < y1))
    x, y = x[keep][:count], y[keep][:count]
    return np.stack([x, y, height(x, y) + lift_m], -1)


def _graded(low: float, high: float, steps_m: tuple[float, float, float]) -> Floats:
    """Steps of the first size up to the second distance from 0, growing to the third far off."""
    fine, near, coarse = steps_m
    sides = []
    for reach in (-low, high):
        steps = [0.0]
        while steps[-1] < reach:
            steps.append(steps[-1] + min(fine + max(steps[-1] - near, 0.0) * 0.14, coarse))
        steps[-1] = reach
        sides.append(np.array(steps))
    return np.concatenate([-sides[0][:0:-1], sides[1]])
