"""Stones: split, worn and dressed blocks, boulders, and broken edges."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assets.forms.kit.blocks import block
from assets.forms.kit.distance_fields import Step, carved, displaced, ellipsoid, half_space, joined, sculpted
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.surface import Surface, rotation


def rough_block(
    rng: np.random.Generator,
    size_m: Sequence[float],
    *,
    round_m: float,
    depth_m: float,
    cells: int = 18,
    chips: int = 0,
) -> Surface:
    """A stone about the origin of about this size, its faces uneven by ``depth_m`` and its corners knocked off."""
    size = np.asarray(size_m, np.float64)
    cell = float(size.max()) / cells
    steps: list[Step] = [joined(block((0, 0, 0), size, max(round_m, 0.5 * cell)))]
    for _ in range(chips):
        corner = rng.choice([-1.0, 1.0], 3)
        way = corner * rng.uniform(0.4, 1.0, 3)
        way /= np.linalg.norm(way)
        reach = float((np.abs(way) * size / 2).sum()) * rng.uniform(0.74, 0.92)
        steps.append(carved(half_space(way * reach, -way), 0.4 * cell))
    stone = sculpted(steps, cell)
    coarse, fine = wave_noise(rng, 0.7 * float(size.max())), wave_noise(rng, 0.16 * float(size.max()), octaves=3)
    return displaced(stone, lambda p, _: depth_m * (0.8 * coarse(p) + 0.6 * fine(p)))


def boulder(rng: np.random.Generator, size_m: Sequence[float], *, facets: int = 9, cells: int = 60) -> Surface:
    """A broken boulder about the origin: an ellipsoid cut by planes, rough, with a crack or two."""
    size = np.asarray(size_m, np.float64)
    cell = float(size.max()) / cells
    steps: list[Step] = [joined(ellipsoid((0, 0, 0), size / 2))]
    for _ in range(facets):
        way = rng.normal(size=3)
        way /= np.linalg.norm(way)
        reach = float(np.linalg.norm(way * size / 2)) * rng.uniform(0.62, 0.9)
        steps.append(carved(half_space(way * reach, -way), 1.5 * cell))
    for _ in range(2):
        turn = rotation("z", float(rng.uniform(0, 180))) @ rotation("x", float(rng.uniform(-40, 40)))
        at = rng.uniform(-0.25, 0.25, 3) * size
        steps.append(carved(block(at, (2.0 * size.max(), 1.2 * cell, 2.0 * size.max()), 0.0, turn), 1.2 * cell))
    stone = sculpted(steps, cell)
    coarse, fine = (
        wave_noise(rng, 0.5 * float(size.max()), octaves=3),
        wave_noise(rng, 0.09 * float(size.max()), octaves=3),
    )
    return displaced(stone, lambda p, _: float(size.max()) * (0.02 * coarse(p) + 0.009 * fine(p)))


def broken_edge(rng: np.random.Generator, count: int, depth_m: float) -> np.ndarray:
    """(count,) metres: an outline of a break, jagged at several sizes, about 0."""
    t = np.linspace(0.0, 1.0, count)
    line = np.zeros(count)
    for points, weight in ((5, 1.0), (11, 0.5), (27, 0.28), (61, 0.16)):
        line += weight * np.interp(t, np.linspace(0, 1, points), rng.uniform(-1, 1, points))
    return np.asarray(depth_m * line / 1.4)
