"""Shading normals: smooth within a crease angle, sharp beyond it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

type Vectors = NDArray[Any]
type Indices = NDArray[Any]


NORMALS_VERSION = 2
"""Raised whenever the normals of the same surface change; part of what names a stored mesh."""


def corner_normals(points: Vectors, counts: Indices, indices: Indices, crease_deg: float) -> Vectors:
    """(corners, 3) unit normals: the mean of the faces around a point that turn less than ``crease_deg`` from the
    corner's own face, weighted by angle and area, so that a flat between narrow bevels stays flat."""
    starts = np.cumsum(counts) - counts
    following = np.arange(len(indices)) + 1
    following[starts + counts - 1] = starts
    preceding = np.arange(len(indices)) - 1
    preceding[starts] = starts + counts - 1
    corner = points[indices]
    face = np.repeat(np.arange(len(counts)), counts)
    across = np.add.reduceat(np.cross(corner, corner[following]), starts, axis=0)
    flat, area = _unit(across)[face], np.linalg.norm(across, axis=1)[face]
    out = _unit(corner[following] - corner)
    back = _unit(corner[preceding] - corner)
    weight = area * np.arccos(np.clip(np.einsum("ij,ij->i", out, back), -1.0, 1.0))
    left, right, left_starts = pairs_at_points(indices)
    close = np.einsum("ij,ij->i", flat[left], flat[right]) >= np.cos(np.radians(crease_deg))
    pulled = flat[right] * (weight[right] * close)[:, None]
    order = left[left_starts]
    normals = np.empty_like(flat)
    normals[order] = np.add.reduceat(pulled, left_starts, axis=0)
    normals = _unit(normals)
    lost = np.einsum("ij,ij->i", normals, normals) < 0.5
    normals[lost] = flat[lost]
    return normals


def pairs_at_points(indices: Indices) -> tuple[Indices, Indices, Indices]:
    """Every ordered pair of corners that share a point, grouped by the first; and where groups start."""
    order = np.argsort(indices, kind="stable")
    valence = np.bincount(indices)[indices[order]]
    first_of_point = np.searchsorted(indices[order], indices[order], side="left")
    left = np.repeat(order, valence)
    left_starts = np.cumsum(valence) - valence
    within = np.arange(len(left)) - np.repeat(left_starts, valence)
    right = order[np.repeat(first_of_point, valence) + within]
    return left, right, left_starts


def _unit(vectors: Vectors) -> Vectors:
    length = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    return np.asarray(vectors / np.maximum(length, 1e-30)[:, None])
