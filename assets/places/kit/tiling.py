"""Tiles and bricks on a wall, laid in the XZ plane and looking towards -y, with the mortar behind their joints."""

from __future__ import annotations

import numpy as np

from assets.meshes.surface import Surface
from assets.places.kit.boxes import boxes, courses

type Field = tuple[float, float, float, float]  # x from, x to, z from, z to


def tiles(
    rng: np.random.Generator,
    field: Field,
    front_y: float,
    size_m: tuple[float, float],
    *,
    bond: str = "half",
    gap_m: float = 0.003,
    bevel_m: float = 0.0012,
    thick_m: float = 0.006,
    uneven_m: float = 0.0003,
) -> Surface:
    """Tiles whose faces stand at ``front_y``.

    Args:
        bond: "half" (each course moved by half), "stack", "third", or "brick" (half, ends cut unevenly).
    """
    x0, x1, z0, z1 = field
    shift = {"half": 0.5, "stack": 0.0, "third": 1 / 3, "brick": 0.5}[bond]
    low, high = [], []
    for row, (a, b) in enumerate(courses(z0, z1, size_m[1], gap_m)):
        first = x0 - (row * shift % 1.0) * (size_m[0] + gap_m)
        for c, d in courses(x0, x1, size_m[0], gap_m, first=first):
            y = front_y + rng.uniform(0.0, uneven_m)
            low.append((c, y, a))
            high.append((d, y + thick_m, b))
    return boxes(low, high, bevel_m=bevel_m, rng=rng)


def bricks(rng: np.random.Generator, field: Field, front_y: float, *, uneven_m: float = 0.003) -> Surface:
    """Bricks of 206 by 62 mm with joints of 10 mm, half bond, rough and worn at their edges."""
    return tiles(
        rng,
        field,
        front_y,
        (0.206, 0.062),
        bond="brick",
        gap_m=0.010,
        bevel_m=0.004,
        thick_m=0.03,
        uneven_m=uneven_m,
    )


def mortar(field: Field, front_y: float, *, sunk_m: float = 0.0015, thick_m: float = 0.02) -> Surface:
    """What shows in the joints of a field of tiles."""
    x0, x1, z0, z1 = field
    y = front_y + sunk_m
    return boxes([(x0, y, z0)], [(x1, y + thick_m, z1)], bevel_m=0.0005)


def zigzag(
    rng: np.random.Generator,
    field: Field,
    front_y: float,
    size_m: tuple[float, float] = (0.15, 0.05),
    *,
    gap_m: float = 0.003,
) -> Surface:
    """Tiles in an upright herringbone, cut straight at the field's edges."""
    x0, x1, z0, z1 = field
    length, width = size_m[0], size_m[0] / round(size_m[0] / size_m[1])
    n = int((x1 - x0 + z1 - z0) / width) + 4
    many = round(length / width)
    low, high = [], []
    for k in range(-n, n + 1):
        for m in range(-n // many - 1, n // many + 2):
            u, v = x0 + k * width + m * length, z0 + k * width - m * length
            for span in ((u, u + length, v, v + width), (u, u + width, v + width, v + width + length)):
                a, b = max(span[0] + gap_m / 2, x0), min(span[1] - gap_m / 2, x1)
                c, d = max(span[2] + gap_m / 2, z0), min(span[3] - gap_m / 2, z1)
                if b - a > 0.004 and d - c > 0.004:
                    y = front_y + rng.uniform(0.0, 0.0003)
                    low.append((a, y, c))
                    high.append((b, y + 0.006, d))
    return boxes(low, high, bevel_m=0.0012, rng=rng)


def beadboard(
    rng: np.random.Generator, field: Field, front_y: float, *, width_m: float = 0.09, thick_m: float = 0.012
) -> Surface:
    """Upright matchboards with a groove between each two."""
    x0, x1, z0, z1 = field
    spans = courses(x0, x1, width_m, 0.0025)
    low = [(a, front_y, z0) for a, _ in spans]
    high = [(b, front_y + thick_m, z1) for _, b in spans]
    return boxes(low, high, bevel_m=0.003, along="z", rng=rng)
