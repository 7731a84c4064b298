"""Walls, paving, steps and kerbs of real bricks and stones over a bed of mortar."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.surface import Surface, merge, turned
from assets.places.kit.bonds import Hole, Laid, random_flags, rows_of, sorted_apart, without
from assets.places.kit.cut_blocks import chamfered_blocks, plain_boxes, stone_tops

type Floats = NDArray[Any]

BRICK_M = (0.206, 0.062)
BRICK_JOINT_M = 0.010
_JOINT_DEPTH_M = 0.006


def faced_wall(
    rng: np.random.Generator,
    width_m: float,
    height_m: float,
    *,
    shares: Sequence[float] = (0.75, 0.25),
    unit_m: tuple[float, float] = BRICK_M,
    joint_m: float = BRICK_JOINT_M,
    thick_m: float = 0.22,
    holes: Sequence[Hole] = (),
    stagger: float = 0.5,
    vary: float = 0.0,
    chamfer_m: float = 0.0035,
    uneven_m: float = 0.004,
    low_m: float = 0.0,
) -> tuple[Surface, ...]:
    """Bricks of each stuff by ``shares``, and the mortar body behind: a wall about x = 0 facing -y."""
    laid = rows_of(
        (-width_m / 2, low_m),
        (width_m / 2, height_m),
        unit_m,
        joint_m,
        stagger=stagger,
        holes=holes,
        rng=rng,
        vary=vary,
    )
    faces = [
        standing(stone_tops(*some, chamfer_m=chamfer_m, deep_m=_JOINT_DEPTH_M, rng=rng, uneven_m=uneven_m))
        for some in sorted_apart(rng, laid, shares)
    ]
    body = body_with_holes(width_m, height_m, thick_m, holes, front_m=chamfer_m + _JOINT_DEPTH_M, low_m=low_m)
    return (*faces, body)


def standing(surface: Surface) -> Surface:
    """What lay on its back, its face up and its top to +y, stood up: its face to -y."""
    return turned(surface, "x", 90.0)


def body_with_holes(
    width_m: float,
    height_m: float,
    thick_m: float,
    holes: Sequence[Hole] = (),
    *,
    front_m: float = 0.0,
    low_m: float = 0.0,
) -> Surface:
    """A wall about x = 0 from y = ``front_m`` back to ``thick_m``, left out in the holes (x0, x1, z0, z1)."""
    xs = np.unique(
        np.clip(
            [-width_m / 2, width_m / 2, *(h[0] for h in holes), *(h[1] for h in holes)], -width_m / 2, width_m / 2
        )
    )
    zs = np.unique(np.clip([low_m, height_m, *(h[2] for h in holes), *(h[3] for h in holes)], low_m, height_m))
    lows, highs = [], []
    for x0, x1 in itertools.pairwise(xs):
        for z0, z1 in itertools.pairwise(zs):
            x, z = (x0 + x1) / 2, (z0 + z1) / 2
            if not any(h[0] < x < h[1] and h[2] < z < h[3] for h in holes):
                lows.append((x0, front_m, z0))
                highs.append((x1, thick_m, z1))
    return plain_boxes(lows, highs)


def coping(
    rng: np.random.Generator,
    width_m: float,
    at_z: float,
    y: float,
    *,
    deep_m: float = 0.32,
    high_m: float = 0.06,
    long_m: float = 0.6,
) -> Surface:
    """Slabs along the top of a wall about x = 0, each a little out of line."""
    count = round(width_m / long_m) | 1  # no joint in the middle
    x = (np.arange(count) + 0.5) * width_m / count - width_m / 2
    centres = np.stack([x, y + 0.004 * rng.uniform(-1, 1, count), np.full(count, at_z + high_m / 2)], -1)
    return chamfered_blocks(
        centres,
        [(width_m / count - 0.008, deep_m, high_m)],
        0.008,
        rng=rng,
        turns_deg=0.25 * rng.uniform(-1, 1, count),
    )


def paved(
    rng: np.random.Generator,
    laid: Laid,
    *,
    shares: Sequence[float] = (0.7, 0.3),
    chamfer_m: float = 0.004,
    uneven_m: float = 0.003,
    tilt: float = 0.004,
    holes: Sequence[Hole] = (),
    rounds: int = 1,
    deep_m: float = 0.008,
) -> tuple[Surface, ...]:
    """Tops of paving near z = 0 in each stuff by ``shares``."""
    kept = without(laid, holes)
    return tuple(
        stone_tops(*some, chamfer_m=chamfer_m, deep_m=deep_m, rng=rng, uneven_m=uneven_m, tilt=tilt, rounds=rounds)
        for some in sorted_apart(rng, kept, shares)
    )


def bed(low: tuple[float, float], high: tuple[float, float], z: float = -0.012) -> Surface:
    """Sand or mortar under paving."""
    return plain_boxes([(low[0], low[1], z - 0.1)], [(high[0], high[1], z)])


def old_flags(
    rng: np.random.Generator,
    low: tuple[float, float],
    high: tuple[float, float],
    *,
    shares: Sequence[float] = (0.6, 0.4),
) -> tuple[Surface, ...]:
    """Worn flagstones of many sizes."""
    return paved(
        rng,
        random_flags(rng, low, high, (0.35, 0.45, 0.6), 0.014),
        shares=shares,
        chamfer_m=0.009,
        uneven_m=0.006,
        tilt=0.006,
        rounds=2,
    )


def dry_stone(
    rng: np.random.Generator,
    width_m: float,
    height_m: float,
    *,
    thick_m: float = 0.4,
    shares: Sequence[float] = (0.6, 0.4),
) -> tuple[Surface, ...]:
    """Rubble of each stuff in uneven courses, and what is dark behind: a wall about x = 0 facing -y."""
    centres, sizes = [], []
    z = 0.0
    while z < height_m - 0.03:
        high = min(float(rng.uniform(0.07, 0.17)), height_m - z)
        x = -width_m / 2 - float(rng.uniform(0.0, 0.2))
        while x < width_m / 2:
            long = float(rng.uniform(0.12, 0.42))
            centres.append((x + long / 2, thick_m / 2 + float(rng.uniform(-0.02, 0.02)), z + high / 2))
            sizes.append((long - 0.012, thick_m, high * float(rng.uniform(0.86, 0.98))))
            x += long
        z += high
    c, s = np.array(centres), np.array(sizes)
    kinds = np.searchsorted(np.cumsum(shares) / np.sum(shares), rng.random(len(c)))
    stones = []
    for k in range(len(shares)):
        m = kinds == k
        stones.append(
            chamfered_blocks(
                c[m],
                s[m],
                0.016,
                rng=rng,
                turns_deg=2.5 * rng.uniform(-1, 1, int(m.sum())),
                leans_deg=3.0 * rng.uniform(-1, 1, int(m.sum())),
            )
        )
    return (*stones, plain_boxes([(-width_m / 2, 0.05, 0.0)], [(width_m / 2, thick_m - 0.05, height_m - 0.03)]))


def steps(
    rng: np.random.Generator,
    width_m: float,
    count: int,
    *,
    rise_m: float = 0.16,
    going_m: float = 0.34,
    y: float = 0.0,
    slab_m: float = 0.05,
    over_m: float = 0.02,
) -> tuple[Surface, Surface]:
    """(treads, risers) of a straight flight about x = 0 that climbs to +y from ``y``, slabs on each step."""
    treads, lows, highs = [], [], []
    for k in range(count):
        front = y + k * going_m
        slabs = round(width_m / 0.8) | 1
        x = (np.arange(slabs) + 0.5) * width_m / slabs - width_m / 2
        centres = np.stack(
            [
                x,
                np.full(slabs, front - over_m + (going_m + over_m) / 2),
                np.full(slabs, (k + 1) * rise_m - slab_m / 2),
            ],
            -1,
        )
        treads.append(
            chamfered_blocks(centres, [(width_m / slabs - 0.006, going_m + over_m, slab_m)], 0.007, rng=rng)
        )
        lows.append((-width_m / 2 + 0.01, front, 0.0))
        highs.append((width_m / 2 - 0.01, y + count * going_m, (k + 1) * rise_m - slab_m + 0.002))
    return merge(treads), plain_boxes(lows, highs)
