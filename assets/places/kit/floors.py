"""Floors and tops of planks and slabs, with the dark of their joints below."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assets.meshes.surface import Surface, merge
from assets.places.kit.boxes import boxes, courses

type Area = tuple[float, float, float, float]  # x from, x to, y from, y to


def planks(
    rng: np.random.Generator,
    area: Area,
    top_m: float,
    *,
    width_m: float = 0.14,
    thick_m: float = 0.02,
    length_m: float = 2.2,
    gap_m: float = 0.0015,
    along: str = "x",
    bevel_m: float = 0.0015,
    uneven_m: float = 0.0004,
) -> Surface:
    """Planks over an area, their ends staggered, each its own height and grain; ``along`` x or y."""
    x0, x1, y0, y1 = area
    run, across = ((x0, x1), (y0, y1)) if along == "x" else ((y0, y1), (x0, x1))
    low, high = [], []
    for a, b in courses(*across, width_m, gap_m):
        start = run[0] - rng.uniform(0.1, 1.0) * length_m
        for c, d in courses(run[0], run[1], length_m, gap_m, first=start):
            z = top_m - rng.uniform(0.0, uneven_m)
            first, last = ((c, a), (d, b)) if along == "x" else ((a, c), (b, d))
            low.append((*first, z - thick_m))
            high.append((*last, z))
    return boxes(low, high, bevel_m=bevel_m, along=along, rng=rng)


def slabs(
    rng: np.random.Generator,
    area: Area,
    top_m: float,
    size_m: tuple[float, float],
    *,
    thick_m: float = 0.01,
    gap_m: float = 0.004,
    bevel_m: float = 0.001,
    half_bond: bool = False,
    uneven_m: float = 0.0003,
) -> Surface:
    """Slabs or floor tiles over an area."""
    x0, x1, y0, y1 = area
    low, high = [], []
    for row, (a, b) in enumerate(courses(y0, y1, size_m[1], gap_m)):
        shift = -0.5 * size_m[0] if half_bond and row % 2 else 0.0
        for c, d in courses(x0, x1, size_m[0], gap_m, first=x0 + shift):
            z = top_m - rng.uniform(0.0, uneven_m)
            low.append((c, a, z - thick_m))
            high.append((d, b, z))
    return boxes(low, high, bevel_m=bevel_m, rng=rng)


def chequer(
    rng: np.random.Generator,
    area: Area,
    top_m: float,
    side_m: float,
    *,
    gap_m: float = 0.003,
    thick_m: float = 0.01,
) -> tuple[Surface, Surface]:
    """Square slabs of two stuffs in turns."""
    x0, x1, y0, y1 = area
    lows: tuple[list[tuple[float, ...]], ...] = ([], [])
    highs: tuple[list[tuple[float, ...]], ...] = ([], [])
    for row, (a, b) in enumerate(courses(y0, y1, side_m, gap_m)):
        for column, (c, d) in enumerate(courses(x0, x1, side_m, gap_m)):
            lows[(row + column) % 2].append((c, a, top_m - thick_m))
            highs[(row + column) % 2].append((d, b, top_m))
    first, second = (boxes(np.array(lows[i]), np.array(highs[i]), bevel_m=0.001, rng=rng) for i in (0, 1))
    return first, second


def bed(area: Area, top_m: float, *, thick_m: float = 0.02) -> Surface:
    """What lies under a floor and shows in its joints."""
    x0, x1, y0, y1 = area
    return boxes([(x0, y0, top_m - thick_m)], [(x1, y1, top_m)], bevel_m=0.0005)


def herringbone(
    rng: np.random.Generator,
    area: Area,
    top_m: float,
    *,
    length_m: float = 0.42,
    width_m: float = 0.07,
    thick_m: float = 0.015,
    gap_m: float = 0.001,
) -> Surface:
    """Parquet blocks in a herringbone of right angles, turned by 45 degrees, over at least the area."""
    x0, x1, y0, y1 = area
    many = round(length_m / width_m)
    cos = np.sqrt(0.5)
    middle = np.array([(x0 + x1) / 2, (y0 + y1) / 2])
    reach = 0.5 * np.hypot(x1 - x0, y1 - y0) + 2 * length_m
    n = int(reach / width_m) + 1
    lows: dict[str, list[tuple[float, ...]]] = {"x": [], "y": []}
    highs: dict[str, list[tuple[float, ...]]] = {"x": [], "y": []}
    for k in range(-n, n + 1):
        for m in range(-n // many - 1, n // many + 2):
            u, v = k * width_m + m * length_m, k * width_m - m * length_m
            for way, span in (
                ("x", (u, u + length_m, v, v + width_m)),
                ("y", (u, u + width_m, v + width_m, v + width_m + length_m)),
            ):
                a, b = (span[0] + span[1]) / 2, (span[2] + span[3]) / 2
                x, y = middle[0] + cos * (a - b), middle[1] + cos * (a + b)
                if x0 - length_m / 2 < x < x1 + length_m / 2 and y0 - length_m / 2 < y < y1 + length_m / 2:
                    z = top_m - rng.uniform(0.0, 0.0003)
                    lows[way].append((span[0] + gap_m / 2, span[2] + gap_m / 2, z - thick_m))
                    highs[way].append((span[1] - gap_m / 2, span[3] - gap_m / 2, z))
    flat = merge(
        [boxes(np.array(lows[w]), np.array(highs[w]), bevel_m=0.001, along=w, rng=rng) for w in ("x", "y")]
    )
    p = flat.points
    turned = np.stack([middle[0] + cos * (p[:, 0] - p[:, 1]), middle[1] + cos * (p[:, 0] + p[:, 1]), p[:, 2]], -1)
    return replace(flat, points=turned)
