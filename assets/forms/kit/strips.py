"""Solid strips of sheet: spoons, blades, straps and tines as a top and an underside between two edges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.surface import Surface, grid, merge, polygons, welded

type Floats = NDArray[Any]
type Height = Callable[[Floats, Floats], Floats]


def strip(
    y: Floats, left: Floats, right: Floats, height: Height, *, thick_m: float | Height, columns: int = 13
) -> Surface:
    """A solid strip along Y between two edges, its top at ``height(x, y)`` and as thick as told.

    Args:
        y: (n,) metres, increasing; left and right: (n,) x of the edges, left below right.
        thick_m: metres, or a function of (x, y) of them.
    """
    share = np.linspace(0.0, 1.0, columns)
    x = left[:, None] + (right - left)[:, None] * share
    yy = np.broadcast_to(y[:, None], x.shape)
    top = height(x, yy)
    thick = thick_m(x, yy) if callable(thick_m) else np.full_like(x, thick_m)
    over, under = np.stack([x, yy, top], -1), np.stack([x, yy, top - thick], -1)
    rows = np.concatenate([over, under[:, ::-1]], 1)
    first = np.concatenate([x, 2 * right[:, None] - x[:, ::-1] + 0.0], 1)
    first = np.concatenate([first, first[:, :1] + 2 * (right - left)[:, None]], 1)
    uvs = np.stack([np.broadcast_to(y[:, None], first.shape), first], -1)
    i = np.arange(columns - 1)
    cap = np.stack([i, i + 1, 2 * columns - 2 - i, 2 * columns - 1 - i], -1)
    four = np.full(columns - 1, 4)
    ends = [polygons(rows[0], four, cap[:, ::-1]), polygons(rows[-1], four, cap)]
    return welded(merge([grid(rows, uvs=uvs, wrap=True), *ends]))


def edge_share(x: Floats, half: Floats) -> Floats:
    """0 in the middle, 1 at the edge of a strip of half width ``half``."""
    return np.asarray(np.abs(x) / np.maximum(half, 1e-6))


def bump(at: Floats, middle: float, width: float) -> Floats:
    """A smooth hump of 1 about ``middle``."""
    return np.asarray(np.exp(-(((at - middle) / width) ** 2)))
