"""Leaded glass: pieces cut to flat polygons, the cames between them and the solder where they meet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.curves import Curve
from assets.meshes.surface import Surface, box_mapped, copies, grid, merge, polygons, welded

type Floats = NDArray[Any]

GLASS_M = 0.003
CAME_M = 0.006
HEART_M = 0.0008
_STEP_M = 1e-5


def clipped(piece: Curve, window: Curve) -> Curve:
    """The part of a convex polygon inside a convex, counter-clockwise outline; fewer than three points if none."""
    for start, end in zip(window, np.roll(window, -1, 0), strict=True):
        if len(piece) < 3:
            return piece[:0]
        inward = np.array([start[1] - end[1], end[0] - start[0]])
        side = (piece - start) @ inward
        kept = []
        for k in range(len(piece)):
            a, b, sa, sb = piece[k - 1], piece[k], side[k - 1], side[k]
            if (sa >= 0) != (sb >= 0):
                kept.append(a + (b - a) * sa / (sa - sb))
            if sb >= 0:
                kept.append(b)
        piece = np.array(kept).reshape(-1, 2)
    return piece


def drawn_in(piece: Curve, inset_m: float) -> Curve:
    """A convex counter-clockwise polygon made smaller by ``inset_m`` all round."""
    window = piece
    for start, end in zip(window, np.roll(window, -1, 0), strict=True):
        edge = end - start
        length = float(np.hypot(*edge))
        if length < 1e-9 or len(piece) < 3:
            continue
        inward = np.array([-edge[1], edge[0]]) / length
        line = np.array([start + inward * inset_m, end + inward * inset_m])
        piece = _behind(piece, line[0], inward)
    return piece


def _behind(piece: Curve, point: Floats, inward: Floats) -> Curve:
    side = (piece - point) @ inward
    kept = []
    for k in range(len(piece)):
        a, b, sa, sb = piece[k - 1], piece[k], side[k - 1], side[k]
        if (sa >= 0) != (sb >= 0):
            kept.append(a + (b - a) * sa / (sa - sb))
        if sb >= 0:
            kept.append(b)
    return np.array(kept).reshape(-1, 2)


def quarry(piece: Curve, *, thick_m: float = GLASS_M, lift_m: float = 0.0) -> Surface:
    """A piece of glass in the XZ plane, clear of its neighbours by the came's heart."""
    inner = drawn_in(piece, HEART_M / 2)
    if len(inner) < 3:
        inner = piece
    h = thick_m / 2

    def at(y: float) -> Floats:
        return np.column_stack([inner[:, 0], np.full(len(inner), y + lift_m), inner[:, 1]])

    count = len(inner)
    side = grid(np.stack([at(h), at(-h)]), wrap=True)
    front = polygons(at(-h), [count], np.arange(count))
    back = polygons(at(h), [count], np.arange(count)[::-1])
    return box_mapped(welded(merge([side, front, back])))


def cames(pieces: Sequence[Curve], *, width_m: float = CAME_M, depth_m: float = 0.0055) -> Surface:
    """A lead along each edge of the pieces, once, and a drop of solder where leads meet."""
    starts, ends = _edges(pieces)
    length = np.linalg.norm(ends - starts, axis=1)
    way = (ends - starts) / length[:, None]
    matrices = np.tile(np.eye(4), (len(starts), 1, 1))
    matrices[:, 0, 0], matrices[:, 2, 0] = (
        way[:, 0] * (length + 0.4 * width_m),
        way[:, 1] * (length + 0.4 * width_m),
    )
    matrices[:, 0, 2], matrices[:, 2, 2] = -way[:, 1] * width_m, way[:, 0] * width_m
    matrices[:, 1, 1] = depth_m
    middle = 0.5 * (starts + ends)
    matrices[:, 0, 3], matrices[:, 2, 3] = middle[:, 0], middle[:, 1]
    return merge([copies(_bar(), matrices), _solder(starts, ends, width_m, depth_m)])


def _edges(pieces: Sequence[Curve]) -> tuple[Floats, Floats]:
    lines = np.concatenate([np.stack([p, np.roll(p, -1, 0)], 1) for p in pieces])
    lines = lines[np.linalg.norm(lines[:, 1] - lines[:, 0], axis=1) > 1e-4]
    keys = np.rint(lines / _STEP_M).astype(np.int64)
    swap = (keys[:, 0, 0] > keys[:, 1, 0]) | ((keys[:, 0, 0] == keys[:, 1, 0]) & (keys[:, 0, 1] > keys[:, 1, 1]))
    keys[swap] = keys[swap][:, ::-1]
    _, first = np.unique(keys.reshape(-1, 4), axis=0, return_index=True)
    kept = lines[np.sort(first)]
    return kept[:, 0], kept[:, 1]


def _bar() -> Surface:
    """A came one unit long, wide and deep about the origin along x, both faces round."""
    t = np.radians([-90, -50, 0, 50, 90])
    front = np.stack([-0.25 - 0.25 * np.cos(t), 0.5 * np.sin(t)], -1)
    section = np.concatenate([front, -front])
    ends = np.stack([np.column_stack([np.full(10, s), section]) for s in (-0.5, 0.5)])
    side = grid(ends, wrap=True)
    cap = np.arange(10)
    whole = merge([side, polygons(ends[0], [10], cap[::-1]), polygons(ends[1], [10], cap)])
    from assets.meshes.surface import outward

    return outward(welded(whole))


def _solder(starts: Floats, ends: Floats, width_m: float, depth_m: float) -> Surface:
    from assets.forms.kit.rounds import ball

    places, uses = np.unique(
        np.rint(np.concatenate([starts, ends]) / 1e-4).astype(np.int64), axis=0, return_counts=True
    )
    spots = places[uses >= 3] * 1e-4
    if not len(spots):
        spots = np.rint(starts[:1] / 1e-4) * 1e-4
    blob = ball(0.5, segments=10)
    matrices = np.tile(np.eye(4), (len(spots), 1, 1))
    matrices[:, 0, 0] = matrices[:, 2, 2] = 1.35 * width_m
    matrices[:, 1, 1] = 1.25 * depth_m
    matrices[:, 0, 3], matrices[:, 2, 3] = spots[:, 0], spots[:, 1]
    return copies(blob, matrices)


def sector(inner_m: float, outer_m: float, first_deg: float, last_deg: float, *, steps: int = 5) -> Curve:
    """A counter-clockwise piece of a ring; of a disc where ``inner_m`` is 0."""
    t = np.radians(np.linspace(first_deg, last_deg, steps))
    arc = np.stack([np.cos(t), np.sin(t)], -1)
    if inner_m <= 0:
        return np.concatenate([[[0.0, 0.0]], outer_m * arc])
    return np.concatenate([outer_m * arc, inner_m * arc[::-1]])
