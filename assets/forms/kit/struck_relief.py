"""Relief as it is struck or cast on discs: a profile head, rims, rays; heights in metres over (x, y)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import smooth
from assets.meshes.surface import Surface, grid, welded

type Floats = np.ndarray
type Relief = Callable[[Floats, Floats], Floats]

_HEAD = [
    (0.06, -0.8), (0.12, -0.55), (0.22, -0.42), (0.345, -0.37), (0.36, -0.27), (0.335, -0.22), (0.385, -0.17),
    (0.35, -0.13), (0.375, -0.08), (0.335, -0.03), (0.475, 0.02), (0.365, 0.2), (0.355, 0.28), (0.3, 0.45),
    (0.12, 0.63), (-0.15, 0.65), (-0.38, 0.48), (-0.47, 0.18), (-0.4, -0.06), (-0.57, -0.06), (-0.58, -0.26),
    (-0.4, -0.33), (-0.25, -0.3), (-0.27, -0.55), (-0.45, -0.76), (-0.12, -0.86),
]  # fmt: skip


def polygon_distance(x: Floats, y: Floats, outline: Floats) -> Floats:
    """Signed distance to a closed outline, below 0 inside."""
    p = np.stack([x, y], -1)[..., None, :]
    a, b = outline, np.roll(outline, -1, 0)
    way = b - a
    t = np.clip(((p - a) * way).sum(-1) / (way**2).sum(-1), 0, 1)
    away = np.linalg.norm(p - a - t[..., None] * way, axis=-1).min(-1)
    up = (a[:, 1] <= y[..., None]) != (b[:, 1] <= y[..., None])
    cut = a[:, 0] + (y[..., None] - a[:, 1]) * way[:, 0] / np.where(np.abs(way[:, 1]) < 1e-15, 1e-15, way[:, 1])
    inside = (up & (x[..., None] < cut)).sum(-1) % 2 == 1
    return np.asarray(np.where(inside, -away, away))


def head_relief(radius_m: float, height_m: float, *, facing: float = 1.0) -> Relief:
    """A head in profile with waved hair, a laurel band and an eye, about the origin."""
    outline = np.array(_HEAD)
    closed = np.concatenate([outline, outline[:1]])
    fine = np.concatenate([smooth(closed, 120)[:-1]])

    def height(x: Floats, y: Floats) -> Floats:
        u, v = facing * x / radius_m, y / radius_m
        inside = -polygon_distance(u, v, fine)
        dome = np.clip(inside / 0.3, 0, 1)
        body = np.where(inside > 0, 0.35 + 0.65 * np.sqrt(1 - (1 - dome) ** 2), 0.0)
        hair = np.clip((0.12 - u + 0.42 * v) / 0.1, 0, 1) * np.clip((v + 0.3) / 0.1, 0, 1)
        waves = 0.14 * np.sin(34 * np.hypot(u - 0.25, v + 0.05) + 3 * np.sin(6 * np.arctan2(v, u)))
        eye = -0.2 * np.exp(-(((u - 0.235) / 0.05) ** 2 + ((v - 0.2) / 0.03) ** 2))
        ear = 0.16 * np.exp(-(((u + 0.02) / 0.05) ** 2 + ((v - 0.05) / 0.09) ** 2))
        cheek = -0.1 * np.exp(-(((u - 0.26) / 0.05) ** 2 + ((v + 0.2) / 0.03) ** 2))
        return np.asarray(height_m * np.where(inside > 0, body + hair * waves + eye + ear + cheek, 0.0))

    return height


def struck_disc(
    rng: np.random.Generator, radius_m: float, thick_m: float, relief: Relief,
    *, reeds: bool = True, rows: int = 30, columns: int = 120, bites: float = 0.0,
) -> Surface:  # fmt: skip
    """A coin or medal on z = 0 with a raised rim and ``relief`` above; ``bites`` eat its edge, in radii."""
    t = np.arange(columns) * 2 * np.pi / columns
    edge = np.ones(columns)
    if bites:
        noise = wave_noise(rng, radius_m * 0.9, octaves=3)
        n = noise(np.column_stack([radius_m * np.cos(t), radius_m * np.sin(t), 0 * t]))
        edge = 1 - bites * np.clip(n, 0.0, 1.0) ** 1.5 - 0.1 * bites * np.abs(n)
    ridge = 0.012 * float(reeds) * (np.arange(columns) % 2)
    rim = thick_m * 0.09
    side: list[tuple[Floats | float, float]] = [
        (0.0, 0.0),
        (0.9, 0.0),
        (0.97, 0.0),
        (1.0 - ridge, thick_m * 0.1),
        (1.0 - ridge, thick_m * 0.9),
        (0.975, thick_m),
    ]
    rings, heights = [], []
    for f, level in side:
        rings.append(edge * f)
        heights.append(np.full(columns, level))
    for f in [0.92, 0.905, *np.linspace(0.88, 0.0, rows)]:
        rings.append(edge * f)
        heights.append(np.full(columns, thick_m if f > 0.91 else thick_m - rim))
    r, z = np.stack(rings) * radius_m, np.stack(heights)
    x, y = r * np.cos(t), r * np.sin(t)
    top = np.arange(len(r)) >= len(side)
    z[top] += np.where(np.hypot(x, y)[top] < 0.89 * radius_m, relief(x[top], y[top]), 0.0)
    if bites:
        pits = wave_noise(rng, radius_m * 0.22, octaves=2)
        z[top] -= 0.16 * thick_m * np.clip(pits(np.stack([x, y, 0 * z], -1))[top] - 0.2, 0, 1)
    uvs = np.stack([np.concatenate([x, x[:, :1]], 1), np.concatenate([y, y[:, :1]], 1)], -1)
    return welded(grid(np.stack([x, y, z], -1), uvs=uvs, wrap=True))
