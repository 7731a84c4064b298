"""Mean curvature of a mesh: where its edges, rims and hollows are."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.normals import pairs_at_points

type Vectors = NDArray[Any]
type Indices = NDArray[Any]

CURVATURE_VERSION = 1
"""Raised whenever the curvature of the same surface changes; part of what names a stored mesh."""

_LARGEST_PER_M = 1e4
_LIKE_AREAS = 4.0  # how much larger one of two faces may be for their curvatures to blend


def corner_curvature(points: Vectors, counts: Indices, indices: Indices) -> Vectors:
    """(corners,) mean curvature in 1/m: 1/r on a ball of radius r, above 0 where the surface bulges.

    Half the angle at which two faces meet times the length of their edge (Cohen-Steiner and Morvan 2003), spread
    over both faces so that the smaller takes more: a bevel bends, the flats beside it do not. Faces of like size
    blend at their common points.
    """
    starts = np.cumsum(counts) - counts
    face = np.repeat(np.arange(len(counts)), counts)
    following = np.arange(len(indices)) + 1
    following[starts + counts - 1] = starts
    corner = points[indices]
    doubled = np.add.reduceat(np.cross(corner, corner[following]), starts, axis=0)
    area = np.maximum(np.linalg.norm(doubled, axis=1) / 2.0, 1e-18)
    unit = doubled / (2.0 * area[:, None])
    bend = np.zeros(len(counts))
    first, second = _shared_edges(indices, following, len(points))
    f, g = face[first], face[second]
    edge = corner[following[first]] - corner[first]
    length = np.linalg.norm(edge, axis=1)
    along = np.einsum("ij,ij->i", np.cross(unit[f], unit[g]), edge) / np.maximum(length, 1e-18)
    measure = 0.5 * length * np.arctan2(along, np.einsum("ij,ij->i", unit[f], unit[g]))
    for mine, other in ((f, g), (g, f)):
        share = area[other] / (area[other] + area[mine])
        bend += np.bincount(mine, weights=measure * share, minlength=len(counts))
    return _blended(np.clip(bend / area, -_LARGEST_PER_M, _LARGEST_PER_M), area, face, indices)


def _shared_edges(indices: Indices, following: Indices, point_count: int) -> tuple[Indices, Indices]:
    """The corners from which both faces of an edge that has exactly two begin it."""
    ends = np.stack([indices, indices[following]], axis=1).astype(np.int64)
    key = ends.min(axis=1) * np.int64(point_count) + ends.max(axis=1)
    order = np.argsort(key, kind="stable")
    _, first, uses = np.unique(key[order], return_index=True, return_counts=True)
    pairs = first[uses == 2]
    a, b = order[pairs], order[pairs + 1]
    opposed = indices[a] != indices[b]  # faces wound alike run along their edge in opposite directions
    return a[opposed], b[opposed]


def _blended(bend: Vectors, area: Vectors, face: Indices, indices: Indices) -> Vectors:
    """The mean over the faces around each corner's point whose area is like its own face's."""
    left, right, left_starts = pairs_at_points(indices)
    mine, other = area[face[left]], area[face[right]]
    weight = other * ((other <= _LIKE_AREAS * mine) & (mine <= _LIKE_AREAS * other))
    total = np.add.reduceat(weight * bend[face[right]], left_starts)
    blended = np.empty(len(indices))
    blended[left[left_starts]] = total / np.add.reduceat(weight, left_starts)
    return blended
