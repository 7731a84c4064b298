"""Broken stones, and round lumps of any three radii."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.primitives import ball_of_triangles
from assets.meshes.strands import unit
from assets.meshes.surface import Surface, box_mapped, moved, scaled

type Floats = NDArray[Any]


def lump(at: Floats | Sequence[float], radii: float | tuple[float, float, float], rounds: int = 3) -> Surface:
    """An ellipsoid of triangles about a place; each of ``rounds`` quarters its triangles."""
    size = (radii, radii, radii) if isinstance(radii, float) else radii
    return moved(scaled(ball_of_triangles(rounds), *size), *[float(v) for v in at])


def boulder(rng: np.random.Generator, radii: tuple[float, float, float], *, facets: int = 16) -> Surface:
    """A broken stone: a ball cut by planes, its edges worn, rough all over; standing on z = 0."""
    ball = ball_of_triangles(5)
    ways = unit(rng.normal(size=(facets, 3)) * [1.0, 1.0, 0.8])
    cuts = rng.uniform(0.66, 0.95, facets)
    p = ball.points
    reach = np.full(len(p), 1.0)
    k = 0.05
    for way, cut in zip(ways, cuts, strict=True):
        t = np.where(p @ way > 0.2, cut / np.maximum(p @ way, 0.2), 9.0)
        near = np.clip(k - np.abs(reach - t), 0.0, None) / k
        reach = np.minimum(reach, t) - near**2 * k / 4.0
    rough, fine = wave_noise(rng, 0.5), wave_noise(rng, 0.10, octaves=3)
    reach = reach + 0.030 * rough(p) + 0.012 * fine(p)
    points = p * reach[:, None] * np.array(radii)
    low = float(points[:, 2].min()) + 0.22 * radii[2]
    points[:, 2] = np.maximum(points[:, 2], low) - low
    return box_mapped(Surface(points=points, counts=ball.counts, indices=ball.indices, uvs=ball.uvs))
