"""Leaves and petals as bent sheets; texture coordinates as `strands` has them: which one, across, foot to tip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.solids import sweep
from assets.meshes.strands import KINDS, unit
from assets.meshes.surface import Surface, grid, merge

type Floats = NDArray[Any]

_MARGIN = 0.02


def leaf(
    half: Floats,
    *,
    columns: int = 9,
    fold: float = 0.25,
    droop: float = 0.2,
    ruffle: float = 0.0,
    waves: float = 4.0,
    teeth: tuple[float, float] = (0.0, 1.0),
    phase: float = 0.0,
) -> Surface:
    """A leaf of length 1 along y from the origin, its face to +z, its midrib the lowest line across.

    Args:
        half: (rows,) half widths from foot to tip, lengths.
        fold: rise of its sides, in widths.
        droop: fall of its tip, in lengths; its middle rises a little first.
        ruffle: height of the ``waves`` along its edges, in widths.
        teeth: (how many along an edge, their depth in widths).
    """
    rows = len(half)
    v, u = np.meshgrid(np.linspace(0.0, 1.0, rows), np.linspace(-1.0, 1.0, columns), indexing="ij")
    saw = 1.0 - teeth[1] * np.abs(u) ** 4 * (1.0 - (v * teeth[0]) % 1.0) * (teeth[0] > 0)
    x = u * half[:, None] * saw
    wave = ruffle * np.sin(2.0 * np.pi * waves * v + phase + 1.3 * (u > 0)) * u**2
    z = half[:, None] * (fold * np.abs(u) ** 1.3 + wave) + 0.5 * droop * v - 1.5 * droop * v**2
    uvs = np.stack([_MARGIN + (u + 1.0) / 2.0 * (1.0 - 2.0 * _MARGIN), v], -1)
    return grid(np.stack([x, v, z], -1), uvs=uvs)


def lobed_leaf(
    lobes: Sequence[tuple[float, float]],
    *,
    notch: float,
    sharp: float = 1.4,
    side_teeth: float = 0.0,
    droop: float = 0.15,
    crease: float = 0.08,
    detail: tuple[int, int] = (33, 12),
) -> Surface:
    """A leaf of lobes about its stalk's end at the origin, its main lobe along y and 1 long, its face to +z.

    Args:
        lobes: (direction in degrees from the main one, length) from left to right.
        notch: how deep the bays go: what is left of a lobe's length between it and the next.
        sharp: above 1 lobes are hollow-sided, below they are round.
        side_teeth: size of the two points on each side of a lobe.
        detail: points across a lobe and along it.
    """
    directions = np.radians([d for d, _ in lobes])
    edges = np.concatenate(
        [[directions[0] - 0.62], 0.5 * (directions[1:] + directions[:-1]), [directions[-1] + 0.62]]
    )
    pieces = []
    for i, (_, length) in enumerate(lobes):
        s = np.linspace(-1.0, 1.0, detail[0])
        low, high = edges[i], edges[i + 1]
        angle = np.where(
            s < 0, directions[i] + s * (directions[i] - low), directions[i] + s * (high - directions[i])
        )
        bay = notch * (
            min(length, lobes[max(i - 1, 0)][1]) * (s < 0)
            + min(length, lobes[min(i + 1, len(lobes) - 1)][1]) * (s >= 0)
        )
        if i == 0:
            bay = np.where(s < 0, 0.12, bay)
        if i == len(lobes) - 1:
            bay = np.where(s >= 0, 0.12, bay)
        t = np.abs(s)
        reach = bay + (length - bay) * (1.0 - t) ** sharp
        for at, share in ((0.30, 1.0), (0.58, 0.7)):
            reach = reach + side_teeth * share * length * np.exp(-(((t - at) / 0.055) ** 2)) * (1.0 - 0.3 * t)
        r = np.linspace(0.0, 1.0, detail[1])[:, None]
        flat = r * reach
        z = crease * flat * t - droop * flat**2 + 0.02 * np.sin(5.0 * angle + 3.0) * flat
        points = np.stack([-flat * np.sin(-angle), flat * np.cos(angle), z], -1)
        uvs = np.stack(np.broadcast_arrays(_MARGIN + (s + 1) / 2 * (1 - 2 * _MARGIN), r), -1)
        pieces.append(grid(points, uvs=uvs))
    return merge(pieces)


def cupped(
    centre_deg: float,
    radius: Floats,
    height: Floats,
    half: Floats,
    *,
    columns: int = 13,
    round_tip: float = 0.25,
    ruffle: float = 0.0,
    waves: float = 3.0,
    phase: float = 0.0,
    hollow: float = 0.0,
) -> Surface:
    """A petal that stands round the z axis at ``centre_deg``: each row is an arc of its radius.

    Args:
        radius, height, half: (rows,) metres from foot to tip: from the axis, above it, half width along the arc.
        round_tip: how far the corners of its tip are cut, in lengths.
        ruffle: waves of its edge, metres.
        hollow: how far its middle bulges outwards, in half widths.
    """
    rows = len(radius)
    v, u = np.meshgrid(np.linspace(0.0, 1.0, rows), np.linspace(-1.0, 1.0, columns), indexing="ij")
    r, z, w = radius[:, None], height[:, None], half[:, None]
    flattest = np.maximum(r, 0.75 * w)  # an arc never closes on itself
    turn = u * np.minimum(w / np.maximum(flattest, 1e-6), 2.4)
    shift = r - flattest
    length = float(np.hypot(np.diff(radius), np.diff(height)).sum())
    slope = np.gradient(height) / np.maximum(np.hypot(np.gradient(radius), np.gradient(height)), 1e-9)
    cut = round_tip * length * v**3 * np.abs(u) ** 2.2
    wave = ruffle * v**2 * np.sin(2.0 * np.pi * waves * u / 2.0 + phase)
    out = (
        flattest
        + hollow * w * (1.0 - u**2) * np.sin(np.pi * v)
        - cut * np.sqrt(1 - np.clip(slope, -1, 1) ** 2)[:, None]
        + wave * slope[:, None]
    )
    z = z - cut * slope[:, None] + wave * (1.0 - np.abs(slope))[:, None]
    a = np.radians(centre_deg)
    x, y = shift + out * np.cos(turn), out * np.sin(turn)
    points = np.stack([x * np.cos(a) - y * np.sin(a), x * np.sin(a) + y * np.cos(a), z + 0 * u], -1)
    uvs = np.stack([_MARGIN + (u + 1.0) / 2.0 * (1.0 - 2.0 * _MARGIN), v], -1)
    return grid(points, uvs=uvs)


def numbered(sheets: Sequence[Surface]) -> Surface:
    """All sheets as one, each with its own number in u."""
    return merge([replace(s, uvs=s.uvs + np.array([float(i % KINDS), 0.0])) for i, s in enumerate(sheets)])


def laid(sheet: Surface, at: Floats, along: Floats, face: Floats, size_m: float) -> Surface:
    """The sheet with its foot ``at`` a place, its length ``along`` a way, its face to ``face``."""
    way = unit(np.asarray(along, np.float64))
    side = unit(np.cross(way, face))
    axes = np.stack([side, way, np.cross(side, way)])
    return replace(sheet, points=np.asarray(at) + size_m * sheet.points @ axes)


def stalk(path: Floats, low_m: float, high_m: float, *, sides: int = 8) -> Surface:
    """A round stalk along a path, tapering from ``low_m`` to ``high_m`` of radius."""
    return sweep(np.asarray(path, np.float64), np.linspace(low_m, high_m, len(path)), sides=sides)


def arc_path(start: Floats, end: Floats, bend: Floats | Sequence[float], count: int = 14) -> Floats:
    """(count, 3) from one point to another, its middle pushed aside by ``bend``."""
    t = np.linspace(0.0, 1.0, count)[:, None]
    return np.asarray(start + t * (np.asarray(end) - start) + 4.0 * t * (1.0 - t) * np.asarray(bend))


LANCE = np.sin(np.pi * np.clip(np.linspace(0.0, 1.0, 15), 0.01, 0.99) ** 0.8) ** 1.1
OVAL = np.sin(np.pi * np.clip(np.linspace(0.0, 1.0, 15), 0.012, 0.985) ** 0.72) ** 0.8


def aimed(sheet: Surface, axis: Floats, at: Floats, *, spin_deg: float = 0.0) -> Surface:
    """What was built about z, with z along ``axis`` and its origin ``at`` a place."""
    up = unit(np.asarray(axis, np.float64))
    side = unit(np.cross(up, np.array([0.0, 1.0, 0.0]) if abs(up[1]) < 0.9 else np.array([1.0, 0.0, 0.0])))
    ahead = np.cross(up, side)
    c, s = np.cos(np.radians(spin_deg)), np.sin(np.radians(spin_deg))
    axes = np.stack([c * side + s * ahead, c * ahead - s * side, up])
    return replace(sheet, points=np.asarray(at) + sheet.points @ axes)
