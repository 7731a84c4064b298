"""Floors of boards, herringbone, slabs and tiles, their tops at z = 0 or where asked, with real joints."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.surface import Surface, merge, moved, turned
from assets.places.kit.cuboids import Range, boxes, sheet

type Floats = NDArray[Any]

_THICK_M = 0.02
_RECESS_M = 0.007


def planks(
    rng: np.random.Generator,
    x: Range,
    y: Range,
    *,
    z_m: float = 0.0,
    width_m: float = 0.14,
    gap_m: float = 0.002,
    length_m: Range = (1.2, 2.4),
    along: str = "x",
    bevel_m: float = 0.0015,
) -> Surface:
    """Boards along x (or y) with butt joints at random places, over a recessed bed of their own stuff."""
    if along == "y":
        laid = planks(
            rng, y, (-x[1], -x[0]), z_m=z_m, width_m=width_m, gap_m=gap_m, length_m=length_m, bevel_m=bevel_m
        )
        return turned(laid, "z", 90.0)
    rows = max(1, round((y[1] - y[0]) / width_m))
    pitch = (y[1] - y[0]) / rows
    centres, sizes = [], []
    for row in range(rows):
        ends = [x[0]]
        first = rng.uniform(0.3, 1.0) * length_m[1]
        while ends[-1] < x[1] - 0.3:
            ends.append(min(ends[-1] + (first if len(ends) == 1 else rng.uniform(*length_m)), x[1]))
        ends[-1] = x[1]
        for start, stop in pairwise(ends):
            lift = rng.uniform(-0.0004, 0.0)
            centres.append(((start + stop) / 2, y[0] + (row + 0.5) * pitch, z_m - _THICK_M / 2 + lift))
            sizes.append((stop - start - gap_m, pitch - gap_m, _THICK_M))
    boards = boxes(np.array(centres), np.array(sizes), bevel_m=bevel_m, rng=rng)
    return merge([boards, sheet(x, y, z_m - _RECESS_M)])


def herringbone(
    rng: np.random.Generator,
    x: Range,
    y: Range,
    *,
    board_m: tuple[float, float] = (0.42, 0.07),
    gap_m: float = 0.001,
) -> Surface:
    """Short boards in zigzag rows that run to +y; they reach a board's length over the edges."""
    long, wide = board_m
    step = wide * np.sqrt(2.0)
    reach = (long + wide) / np.sqrt(2.0)
    columns = int((x[1] - x[0]) / (long * np.sqrt(2.0))) + 2
    rows = int((y[1] - y[0] + 2 * reach) / step) + 1
    column, row = np.meshgrid(np.arange(columns), np.arange(rows), indexing="ij")
    parts = []
    for side in (0, 1):
        cx = x[0] + (column + 0.5 * side) * long * np.sqrt(2.0)
        cy = y[0] - reach / 2 + row * step + (0.5 * wide * np.sqrt(2.0) if side else 0.0)
        turn = np.radians(45.0 if side == 0 else -45.0)
        place = np.stack([cx.ravel(), cy.ravel()], -1)
        c, s = np.cos(-turn), np.sin(-turn)
        local = place @ np.array([[c, s], [-s, c]])
        centres = np.column_stack([local, np.full(len(local), -_THICK_M / 2)])
        centres[:, 2] -= rng.uniform(0.0, 0.0004, len(local))
        laid = boxes(centres, np.array([long - gap_m, wide - gap_m, _THICK_M]), bevel_m=0.0008, rng=rng)
        parts.append(turned(laid, "z", float(np.degrees(turn))))
    return merge([*parts, sheet(x, y, -_RECESS_M)])


def slabs(
    rng: np.random.Generator,
    x: Range,
    y: Range,
    *,
    size_m: tuple[float, float],
    joint_m: float,
    z_m: float = 0.0,
    shift: float = 0.0,
    bevel_m: float = 0.002,
    origin: tuple[float, float] = (0.0, 0.0),
) -> Surface:
    """Slabs or tiles in rows, every second row moved by ``shift`` of their length; cut at the edges.

    Args:
        origin: a point where four slabs would meet.
    """
    centres, sizes = [], []
    row = int(np.floor((y[0] - origin[1]) / size_m[1]))
    while origin[1] + row * size_m[1] < y[1] - 1e-6:
        low, high = max(origin[1] + row * size_m[1], y[0]), min(origin[1] + (row + 1) * size_m[1], y[1])
        start = origin[0] + (row % 2) * shift * size_m[0]
        column = int(np.floor((x[0] - start) / size_m[0]))
        while start + column * size_m[0] < x[1] - 1e-6:
            left, right = max(start + column * size_m[0], x[0]), min(start + (column + 1) * size_m[0], x[1])
            if right - left > 3 * joint_m and high - low > 3 * joint_m:
                centres.append(((left + right) / 2, (low + high) / 2, z_m - 0.01 - rng.uniform(0.0, 0.0006)))
                sizes.append((right - left - joint_m, high - low - joint_m, 0.02))
            column += 1
        row += 1
    return boxes(np.array(centres), np.array(sizes), bevel_m=bevel_m, rng=rng)


def bed(x: Range, y: Range, *, z_m: float = -0.003) -> Surface:
    """What shows in the joints."""
    return moved(sheet(x, y, 0.0), z=z_m)
