"""How bricks, setts, slabs and tiles lie: centres and sizes in a rectangle, cut at its edges and round holes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[Any]
type Laid = tuple[Floats, Floats]  # centres (n, 2) and sizes (n, 2), metres
type Hole = tuple[float, float, float, float]  # low x, high x, low y, high y

_LEAST = 0.18  # of a unit's length: what is shorter is left out


def rows_of(
    low: tuple[float, float],
    high: tuple[float, float],
    unit_m: tuple[float, float],
    joint_m: float,
    *,
    stagger: float = 0.5,
    holes: Sequence[Hole] = (),
    rng: np.random.Generator | None = None,
    vary: float = 0.0,
) -> Laid:
    """Courses of units along x, each second one moved by ``stagger`` of a unit; lengths vary by a share.

    Args:
        holes: where none lie; units are cut at their sides.
    """
    long, deep = unit_m
    centres, sizes = [], []
    count = max(round((high[1] - low[1]) / (deep + joint_m)), 1)
    pitch = (high[1] - low[1]) / count
    for row in range(count):
        bottom, top = low[1] + row * pitch, low[1] + (row + 1) * pitch
        spans = _cut([(low[0], high[0])], [h for h in holes if h[2] < (bottom + top) / 2 < h[3]])
        start = low[0] - long * (1.0 + (stagger * row) % 1.0)
        if rng is not None and vary:
            steps = (
                long * rng.uniform(1.0 - vary, 1.0 + vary, int((high[0] - start) / (long * (1.0 - vary))) + 2)
                + joint_m
            )
            start -= float(rng.random()) * long * 0.5
        else:
            steps = np.full(int((high[0] - start) / (long + joint_m)) + 2, long + joint_m)
        ends = start + np.cumsum(steps)
        for a, b in zip(ends[:-1], ends[1:] - joint_m, strict=True):
            for left, right in spans:
                x0, x1 = max(a, left), min(b, right)
                if x1 - x0 > _LEAST * long:
                    centres.append(((x0 + x1) / 2, (bottom + top) / 2))
                    sizes.append((x1 - x0, pitch - joint_m))
    return np.array(centres).reshape(-1, 2), np.array(sizes).reshape(-1, 2)


def herringbone(
    low: tuple[float, float], high: tuple[float, float], unit_m: tuple[float, float], joint_m: float
) -> Laid:
    """Bricks in an L: pairs at right angles to one another, whole ones only."""
    step = unit_m[1] + joint_m
    reach = int(np.ceil(max(high[0] - low[0], high[1] - low[1]) / step)) + 4
    i, j = np.meshgrid(np.arange(-reach, reach), np.arange(-reach, reach), indexing="ij")
    lying = (i - j) % 4 == 0
    upright = (i - j) % 4 == 3
    flat = np.stack([(i[lying] + 1.0) * step, (j[lying] + 0.5) * step], -1)
    tall = np.stack([(i[upright] + 0.5) * step, (j[upright] + 1.0) * step], -1)
    long, wide = 2 * step - joint_m, step - joint_m
    centres = np.concatenate([flat, tall]) + np.array(low)
    sizes = np.concatenate([np.tile([long, wide], (len(flat), 1)), np.tile([wide, long], (len(tall), 1))])
    inside = ((centres - sizes / 2 >= low) & (centres + sizes / 2 <= high)).all(1)
    return centres[inside], sizes[inside]


def random_flags(
    rng: np.random.Generator,
    low: tuple[float, float],
    high: tuple[float, float],
    depths_m: Sequence[float],
    joint_m: float,
) -> Laid:
    """Courses of several depths, in each slabs of several lengths: old flagstones."""
    centres, sizes = [], []
    y = low[1]
    while y < high[1] - 0.15:
        deep = min(float(rng.choice(np.asarray(depths_m))), high[1] - y)
        x = low[0] - float(rng.uniform(0.0, 0.5))
        while x < high[0]:
            long = deep * float(rng.uniform(0.85, 1.7))
            x0, x1 = max(x, low[0]), min(x + long, high[0])
            if x1 - x0 > 0.1:
                centres.append(((x0 + x1) / 2, y + deep / 2))
                sizes.append((x1 - x0 - joint_m, deep - joint_m))
            x += long
        y += deep
    return np.array(centres), np.array(sizes)


def sorted_apart(rng: np.random.Generator, laid: Laid, shares: Sequence[float]) -> list[Laid]:
    """The units dealt out to several stuffs by their shares."""
    centres, sizes = laid
    edges = np.cumsum(np.asarray(shares, np.float64)) / float(np.sum(shares))
    which = np.searchsorted(edges, rng.random(len(centres)))
    return [(centres[which == k], sizes[which == k]) for k in range(len(shares))]


def without(laid: Laid, holes: Sequence[Hole]) -> Laid:
    """Only the units whose middles lie in none of the holes."""
    centres, sizes = laid
    keep = np.ones(len(centres), bool)
    for x0, x1, y0, y1 in holes:
        keep &= ~((centres[:, 0] > x0) & (centres[:, 0] < x1) & (centres[:, 1] > y0) & (centres[:, 1] < y1))
    return centres[keep], sizes[keep]


def _cut(spans: list[tuple[float, float]], holes: Sequence[Hole]) -> list[tuple[float, float]]:
    for x0, x1, _, _ in holes:
        spans = [
            piece for a, b in spans for piece in ((a, min(b, x0)), (max(a, x1), b)) if piece[1] - piece[0] > 1e-6
        ]
    return spans
