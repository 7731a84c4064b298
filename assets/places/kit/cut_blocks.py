"""Many boxes at once: boards, stones, bricks and slabs with cut edges, without a loop."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.surface import Points, Surface, merge, moved, turned

type Floats = NDArray[Any]

_UV_SHIFT_M = 3.0


def chamfered_blocks(
    centres: Any,
    sizes: Any,
    chamfer_m: float,
    *,
    turns_deg: Any = None,
    leans_deg: Any = None,
    along: int = 0,
    rng: np.random.Generator | None = None,
) -> Surface:
    """A box with cut edges at each of ``centres`` (n, 3), of ``sizes`` (n or 1, 3), metres.

    Args:
        turns_deg: (n,) about the upright through each centre.
        leans_deg: (n,) about x through each centre, before the turn; positive leans the top to -y.
        along: the axis (0, 1, 2) that u follows: the grain of a board.
        rng: shifts each block's texture by its own amount.
    """
    middle = np.atleast_2d(np.asarray(centres, np.float64))
    half = np.broadcast_to(np.atleast_2d(np.asarray(sizes, np.float64)), middle.shape) / 2
    signs, axes, counts, indices = _template()
    cut = np.minimum(chamfer_m, 0.45 * half.min(1))[:, None, None]
    local = signs[None] * (half[:, None] - cut * (1.0 - axes[None]))
    uvs = _local_uvs(local, counts, indices, along)
    points = local
    for axis, degrees in (("x", leans_deg), ("z", turns_deg)):
        if degrees is not None:
            points = _turned_each(points, axis, np.broadcast_to(np.asarray(degrees, np.float64), (len(middle),)))
    return _many(points + middle[:, None], uvs, counts, indices, rng)


def plain_boxes(lows: Any, highs: Any) -> Surface:
    """Boxes between corners (n, 3) with sharp edges; texture coordinates in metres of the place."""
    low, high = np.atleast_2d(np.asarray(lows, np.float64)), np.atleast_2d(np.asarray(highs, np.float64))
    corner = np.array([[x, y, z] for z in (0, 1) for y in (0, 1) for x in (0, 1)], np.float64)
    faces = np.array([[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]])
    points = low[:, None] + corner[None] * (high - low)[:, None]
    counts = np.full(6, 4)
    return _many(points, _local_uvs(points, counts, faces.reshape(-1), 0), counts, faces.reshape(-1), None)


def stone_tops(
    centres: Any,
    sizes: Any,
    *,
    chamfer_m: float,
    deep_m: float,
    rng: np.random.Generator | None = None,
    uneven_m: float = 0.0,
    tilt: float = 0.0,
    rounds: int = 1,
) -> Surface:
    """Tops of laid stones at ``centres`` (n, 2), of ``sizes`` (n, 2), near z = 0, open below.

    Args:
        chamfer_m: width and depth of the cut round each top.
        deep_m: how far the sides go down below the cut.
        uneven_m: how far tops lie below 0 at most; tilt: slope of tops at most.
        rounds: cuts one after the other that round an edge.
    """
    middle = np.atleast_2d(np.asarray(centres, np.float64))
    half = np.broadcast_to(np.atleast_2d(np.asarray(sizes, np.float64)), middle.shape) / 2
    count = len(middle)
    corner = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], np.float64)
    t = np.linspace(0.0, np.pi / 2, rounds + 1)
    rings = [(0.0, -chamfer_m - deep_m)]
    rings += [(chamfer_m * (1.0 - np.cos(a)), -chamfer_m * (1.0 - np.sin(a))) for a in t]
    levels = []
    for shrink, z in rings:
        flat = middle[:, None] + corner[None] * np.maximum(half[:, None] - shrink, 0.1 * half[:, None])
        levels.append(np.concatenate([flat, np.full((count, 4, 1), z)], -1))
    points = np.concatenate(levels, 1)
    counts, indices = _ring_faces(len(rings), 4)
    if rng is not None and (uneven_m or tilt):
        away = points[..., :2] - middle[:, None]
        slope = tilt * rng.uniform(-1.0, 1.0, (count, 1, 2))
        fell = uneven_m * rng.random((count, 1))
        points[..., 2] += (away * slope).sum(-1) - fell - np.abs(slope * half[:, None]).sum(-1)
    uvs = points[:, indices, :2]
    return _many(points, uvs, counts, indices, rng)


def dealt(rng: np.random.Generator, surface: Surface, share: float = 0.4) -> tuple[Surface, Surface]:
    """The boxes of `chamfered_blocks`, merged or not, dealt out to two stuffs: the second gets about ``share``."""
    _, _, counts, indices = _template()
    many = len(surface.counts) // len(counts)
    odd = rng.random(many) < share
    odd[int(rng.integers(many))] = True
    odd[(int(np.flatnonzero(odd)[0]) + 1) % many] = False
    points = surface.points.reshape(many, 24, 3)
    uvs = surface.uvs.reshape(many, len(indices), 2)
    pair = [_many(points[m], uvs[m], counts, indices, None) for m in (~odd, odd)]
    return pair[0], pair[1]


def heap(
    surfaces: list[Surface], x: float = 0.0, y: float = 0.0, z: float = 0.0, *, turn_deg: float = 0.0
) -> Surface:
    """Several surfaces as one, turned about the upright and moved."""
    return moved(turned(merge(surfaces), "z", turn_deg), x, y, z)


def _many(
    points: Points, uvs: Floats, counts: Floats, indices: Floats, rng: np.random.Generator | None
) -> Surface:
    many, each = points.shape[:2]
    if rng is not None:
        uvs = uvs + _UV_SHIFT_M * rng.random((many, 1, 2))
    offsets = np.repeat(np.arange(many) * each, len(indices))
    return Surface(
        points=points.reshape(-1, 3),
        counts=np.tile(counts, many),
        indices=np.tile(indices, many) + offsets,
        uvs=uvs.reshape(-1, 2),
    )


def _ring_faces(rings: int, sides: int) -> tuple[Floats, Floats]:
    faces = [
        [r * sides + i, r * sides + (i + 1) % sides, (r + 1) * sides + (i + 1) % sides, (r + 1) * sides + i]
        for r in range(rings - 1)
        for i in range(sides)
    ]
    faces.append([(rings - 1) * sides + i for i in range(sides)])
    return np.array([len(f) for f in faces]), np.concatenate(faces)


def _turned_each(points: Points, axis: str, degrees: Floats) -> Points:
    c, s = np.cos(np.radians(degrees))[:, None], np.sin(np.radians(degrees))[:, None]
    i, j = {"x": (1, 2), "z": (0, 1)}[axis]
    out = points.copy()
    out[..., i] = c * points[..., i] - s * points[..., j]
    out[..., j] = s * points[..., i] + c * points[..., j]
    return out


def _local_uvs(local: Points, counts: Floats, indices: Floats, along: int) -> Floats:
    """(n, corners, 2) metres by the main axis of each face of the first box, u along ``along`` if it can."""
    first = local[0]
    starts = np.cumsum(counts) - counts
    corner = first[indices]
    a, b = corner[starts + 1] - corner[starts], corner[starts + 2] - corner[starts]
    axis = np.repeat(np.abs(np.cross(a, b)).argmax(1), counts)
    u = np.where(axis == along, (along + 1) % 3, along)
    v = 3 - axis - u
    spots = local[:, indices]
    rows = np.arange(len(indices))
    return np.stack([spots[:, rows, u], spots[:, rows, v]], -1)


def _template() -> tuple[Floats, Floats, Floats, Floats]:
    """(24, 3) signs and axis masks of a cut box's points, and its 26 faces."""
    corners = np.array([[x, y, z] for z in (-1, 1) for y in (-1, 1) for x in (-1, 1)], np.float64)
    signs = np.repeat(corners, 3, 0)
    axes = np.tile(np.eye(3), (8, 1))

    def at(corner: Floats, axis: int) -> int:
        i = [int(c > 0) for c in corner]
        return 3 * (i[0] + 2 * i[1] + 4 * i[2]) + axis

    faces: list[list[int]] = []
    for axis in range(3):
        b, c = (axis + 1) % 3, (axis + 2) % 3
        for sign in (-1.0, 1.0):
            loop = []
            for sb, sc in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
                corner = np.zeros(3)
                corner[axis], corner[b], corner[c] = sign, sb, sc
                loop.append(at(corner, axis))
            faces.append(loop if sign > 0 else loop[::-1])
        for sb in (-1, 1):
            for sc in (-1, 1):
                low, high = np.zeros(3), np.zeros(3)
                low[axis], high[axis] = -1, 1
                low[[b, c]] = high[[b, c]] = (sb, sc)
                faces.append([at(low, b), at(low, c), at(high, c), at(high, b)])
    faces += [[at(corner, 0), at(corner, 1), at(corner, 2)] for corner in corners]
    points = signs * (1.0 - 0.2 * (1.0 - axes))
    for k, face in enumerate(faces):
        p = points[face]
        if np.cross(p[1] - p[0], p[2] - p[1]) @ p.mean(0) < 0:
            faces[k] = face[::-1]
    return signs, axes, np.array([len(f) for f in faces]), np.concatenate(faces)
