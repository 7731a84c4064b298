"""Boxes with cut edges, many at once: boards, slabs, bricks, fronts and walls."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.shells import cut_box
from assets.meshes.surface import Surface

type Floats = NDArray[Any]
type Point = tuple[float, float, float]


@cache
def _pattern() -> tuple[Floats, Floats, Floats, Floats]:
    """(corner signs (24, 3), insets (24, 3), counts, indices) of a box with cut edges."""
    model = cut_box((2.0, 2.0, 2.0), 0.25)
    points = model.points - np.array([0.0, 0.0, 1.0])
    insets = (np.abs(points) < 0.9).astype(np.float64)
    return np.sign(points), insets, model.counts, model.indices


def boxes(
    low: Floats | Sequence[Point],
    high: Floats | Sequence[Point],
    *,
    bevel_m: float = 0.002,
    along: str = "x",
    rng: np.random.Generator | None = None,
) -> Surface:
    """Boxes between corners ``low`` and ``high`` (n, 3), edges cut by ``bevel_m``; texture in metres.

    Args:
        along: the axis of the grain, which becomes u on every face that holds it.
        rng: when given, each box has its own shift of the texture, as boards of different trees have.
    """
    a, b = np.atleast_2d(np.asarray(low, np.float64)), np.atleast_2d(np.asarray(high, np.float64))
    signs, insets, counts, indices = _pattern()
    middle, half = (a + b) / 2, (b - a) / 2
    cut = np.minimum(bevel_m, 0.4 * half.min(1))[:, None, None]
    points = middle[:, None] + signs * (half[:, None] - insets * cut)
    many = len(a)
    uvs = _grain_uvs(points[:, indices], counts, indices, "xyz".index(along))
    if rng is not None:
        uvs = uvs + rng.uniform(-7.0, 7.0, (many, 1, 2))
    return Surface(
        points=points.reshape(-1, 3),
        counts=np.tile(counts, many),
        indices=(indices + np.arange(many)[:, None] * len(signs)).reshape(-1),
        uvs=uvs.reshape(-1, 2),
    )


def _grain_uvs(corners: Floats, counts: Floats, indices: Floats, along: int) -> Floats:
    signs, insets, _, _ = _pattern()
    flat = signs * (1.0 - 0.25 * insets)
    starts = np.cumsum(counts) - counts
    first, second, third = flat[indices[starts]], flat[indices[starts + 1]], flat[indices[starts + 2]]
    normal = np.abs(np.cross(second - first, third - second)) + np.array([0.0, 1e-6, 2e-6])
    axis = np.repeat(normal.argmax(1), counts)
    other = np.where(axis == along, np.where(along == 0, 1, 0), along)
    rest = 3 - axis - other
    rows = np.arange(len(axis))
    return np.stack([corners[:, rows, other], corners[:, rows, rest]], -1)


def box(low: Point, high: Point, *, bevel_m: float = 0.002, along: str = "x") -> Surface:
    """One box between two corners."""
    return boxes([low], [high], bevel_m=bevel_m, along=along)


def slab(size_m: Point, at: Point = (0.0, 0.0, 0.0), *, bevel_m: float = 0.002, along: str = "x") -> Surface:
    """One box of a size, ``at`` the middle of its underside."""
    x, y, z = at
    w, d, h = size_m
    return box((x - w / 2, y - d / 2, z), (x + w / 2, y + d / 2, z + h), bevel_m=bevel_m, along=along)


def courses(low: float, high: float, width_m: float, gap_m: float, *, first: float | None = None) -> Floats:
    """(n, 2) spans of ``width_m`` with gaps of ``gap_m`` from ``low`` to ``high``; ends are cut off there.

    Args:
        first: where some gap's middle lies; ``low`` when not given.
    """
    pitch = width_m + gap_m
    origin = low if first is None else first
    starts = np.arange(np.floor((low - origin) / pitch) * pitch + origin, high, pitch)
    spans = np.stack([np.maximum(starts + gap_m / 2, low), np.minimum(starts + pitch - gap_m / 2, high)], -1)
    return np.asarray(spans[spans[:, 1] - spans[:, 0] > 0.1 * gap_m + 0.002])
