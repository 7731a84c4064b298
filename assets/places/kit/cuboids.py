"""Many boxes at once: boards, bricks, tiles, frames; edges cut, texture in metres along the longest side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.surface import Surface

type Floats = NDArray[Any]
type Range = tuple[float, float]
type Box = tuple[Range, Range, Range]
"""Ranges in x, y and z."""

_SIGNS = np.array([(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], np.float64)


def boxes(
    centres: Floats, sizes: Floats, *, bevel_m: float = 0.0, rng: np.random.Generator | None = None
) -> Surface:
    """A box at each centre (n, 3) with its own size (n, 3).

    Args:
        bevel_m: width of the cut at all edges; 0 leaves them sharp.
        rng: gives every box a shift of its own in the texture, so that no two boards are one.
    """
    middle = np.asarray(centres, np.float64).reshape(-1, 3)
    half = np.broadcast_to(np.asarray(sizes, np.float64), middle.shape) / 2
    signs, insets, faces = _template(cut=bevel_m > 0)
    bevel = np.minimum(bevel_m, 0.5 * half.min(1))
    points = middle[:, None] + signs * (half[:, None] - insets * bevel[:, None, None])
    counts = np.array([len(face) for face in faces])
    pattern = np.concatenate(faces)
    indices = pattern + np.arange(len(middle))[:, None] * len(signs)
    return Surface(
        points=points.reshape(-1, 3),
        counts=np.tile(counts, len(middle)),
        indices=indices.reshape(-1),
        uvs=_uvs(points, half, faces, rng).reshape(-1, 2),
    )


def cuboids(ranges: Sequence[Box], *, bevel_m: float = 0.001, rng: np.random.Generator | None = None) -> Surface:
    """Boxes by their ranges in x, y and z."""
    spans = np.asarray(ranges, np.float64)
    return boxes(spans.mean(2), np.abs(np.diff(spans, axis=2))[..., 0], bevel_m=bevel_m, rng=rng)


def cuboid(x: Range, y: Range, z: Range, *, bevel_m: float = 0.001) -> Surface:
    """One box by its ranges."""
    return cuboids([(x, y, z)], bevel_m=bevel_m)


def sheet(x: Range, y: Range, z_m: float) -> Surface:
    """A level rectangle that looks up."""
    points = np.array([(x[0], y[0], z_m), (x[1], y[0], z_m), (x[1], y[1], z_m), (x[0], y[1], z_m)])
    return Surface(points=points, counts=np.array([4]), indices=np.arange(4), uvs=points[:, :2].copy())


def _uvs(points: Floats, half: Floats, faces: list[Floats], rng: np.random.Generator | None) -> Floats:
    """(n, corners, 2): metres over each face, u along the box's longest side where the face has it."""
    order = np.argsort(-half, axis=1, kind="stable")
    columns = []
    signs = _SIGNS if points.shape[1] == len(_SIGNS) else np.repeat(_SIGNS, 3, axis=0)
    rows = np.arange(len(points))
    for face in faces:
        facing = np.abs(signs[face].sum(0)) if len(face) == 4 else np.ones(3)
        axis = int(facing.argmax())
        along = np.where(order[:, 0] == axis, order[:, 1], order[:, 0])
        across = 3 - axis - along
        corner = points[:, face]
        columns.append(np.stack([corner[rows, :, along], corner[rows, :, across]], -1))
    uvs = np.concatenate(columns, axis=1)
    if rng is not None:
        uvs = uvs + rng.uniform(0.0, 7.0, (len(points), 1, 2))
    return uvs


def _template(*, cut: bool) -> tuple[Floats, Floats, list[NDArray[np.int64]]]:
    """Signs and insets of a box's points, and its faces counter-clockwise from outside."""
    if not cut:
        sides = [[i for i in range(8) if _SIGNS[i, axis] == sign] for axis in range(3) for sign in (-1, 1)]
        return _SIGNS, np.zeros((8, 3)), [_ordered(_SIGNS, side) for side in sides]
    signs = np.repeat(_SIGNS, 3, axis=0)
    insets = np.tile(1.0 - np.eye(3), (8, 1))
    points = signs * (1.0 - 0.2 * insets)
    faces = []
    for axis in range(3):
        faces += [[3 * i + axis for i in range(8) if _SIGNS[i, axis] == sign] for sign in (-1, 1)]
    for axis in range(3):
        a, b = (other for other in range(3) if other != axis)
        for sa in (-1, 1):
            for sb in (-1, 1):
                pair = [i for i in range(8) if _SIGNS[i, a] == sa and _SIGNS[i, b] == sb]
                faces.append([3 * i + side for i in pair for side in (a, b)])
    faces.extend([[3 * i, 3 * i + 1, 3 * i + 2] for i in range(8)])
    return signs, insets, [_ordered(points, face) for face in faces]


def _ordered(points: Floats, face: list[int]) -> NDArray[np.int64]:
    middle = points[face].mean(axis=0)
    normal = middle / np.linalg.norm(middle)
    right = points[face[0]] - middle
    up = np.cross(normal, right)
    angle = [np.arctan2((points[i] - middle) @ up, (points[i] - middle) @ right) for i in face]
    return np.array([face[i] for i in np.argsort(angle)])
