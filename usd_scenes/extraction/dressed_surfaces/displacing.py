"""Displaced surfaces: vertices moved by their look's displacement, and the slope of what lies between them.

As Cycles does it: the vertices of the mesh, refined where it is subdivided, are moved; finer relief is in the
normals alone, which are turned by the slope of the displacement over the surface as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from usd_scenes.extraction.pattern_values.displacements import evaluate_displacement
from usd_scenes.extraction.pattern_values.surface_values import unique_points
from usd_scenes.extraction.scene.plain_scene import SceneLook
from usd_scenes.extraction.scene.triangles import Triangles

type Vectors = NDArray[np.float64]  # (m, 3, 3): triangle, corner, component

_FLAT = 1e-6  # slope below which nothing is turned


def displace(
    triangles: Triangles,
    look: SceneLook,
    cut: Callable[[Triangles], Triangles],
    *,
    object_from_world: NDArray[np.float64],
    meters_per_unit: float,
) -> Triangles:
    """``triangles``, which stand in the world, moved and cut finer by ``cut``.

    Raises:
        UnsupportedError: a node whose values are not known.
        AssetError: a picture that cannot be read.
    """

    def offsets_of(some: Triangles) -> Vectors:
        points, inverse = unique_points(some, object_from_world, meters_per_unit)
        moved = evaluate_displacement(look, points, meters_per_unit=meters_per_unit)
        return moved[inverse].reshape(-1, 3, 3)

    coarse = _welded(triangles.points, offsets_of(triangles))
    fine = cut(replace(triangles, face=np.arange(len(triangles.points))))
    own = offsets_of(fine)
    moved = fine.points + _interpolated(triangles, coarse, fine)
    return replace(
        fine,
        points=moved.astype(np.float32),
        normals=_turned_normals(fine, own),
        face=triangles.face[fine.face],
    )


def _turned_normals(triangles: Triangles, offsets: Vectors) -> NDArray[np.float32] | None:
    """Unit normals of the displaced surface; None where it is flat and stays so."""
    facing, slopes = _slopes(triangles, offsets)
    if triangles.normals is None and np.abs(slopes).max(initial=0.0) < _FLAT:
        return None
    turned = facing - slopes
    unit = turned / np.maximum(np.linalg.norm(turned, axis=-1, keepdims=True), 1e-30)
    return np.asarray(unit, dtype=np.float32)


def _welded(points: NDArray[np.float32], offsets: Vectors) -> Vectors:
    """The mean offset of the corners that share a place, so that no seam opens."""
    rows = np.ascontiguousarray(points.reshape(-1, 3) + np.float32(0.0))
    _, inverse = np.unique(rows, axis=0, return_inverse=True)
    return _mean_by(inverse.ravel(), offsets)


def _mean_by(group: NDArray[np.int64], vectors: Vectors) -> Vectors:
    flat = vectors.reshape(-1, 3)
    counts = np.maximum(np.bincount(group), 1)
    sums = np.stack([np.bincount(group, weights=flat[:, k]) for k in range(3)], axis=1)
    mean: Vectors = (sums / counts[:, None])[group].reshape(vectors.shape)
    return mean


def _slopes(triangles: Triangles, offsets: Vectors) -> tuple[Vectors, Vectors]:
    """Normals (m, 3, 3), and the gradient of the height along them over the surface, smooth where they are."""
    points = triangles.points.astype(np.float64)
    sides = points[:, 1:] - points[:, :1]
    flat = np.cross(sides[:, 0], sides[:, 1])
    doubled = np.maximum((flat * flat).sum(axis=1), 1e-60)
    facing = flat / np.sqrt(doubled)[:, None]
    normals = np.broadcast_to(facing[:, None], points.shape) if triangles.normals is None else triangles.normals
    height = (offsets * normals).sum(axis=2)
    opposite = np.roll(points, -2, axis=1) - np.roll(points, -1, axis=1)  # of each corner, the edge beyond it
    gradient = np.cross(flat[:, None], opposite) / doubled[:, None, None]
    slope = (gradient * height[..., None]).sum(axis=1)
    rows = np.concatenate([triangles.points, normals], axis=2).reshape(-1, 6).astype(np.float32)
    _, inverse = np.unique(np.ascontiguousarray(rows) + np.float32(0.0), axis=0, return_inverse=True)
    return normals.astype(np.float64), _mean_by(inverse.ravel(), np.repeat(slope[:, None], 3, axis=1))


def _interpolated(whole: Triangles, offsets: Vectors, fine: Triangles) -> Vectors:
    """Offsets of corners within the triangles that they were cut from, which ``fine.face`` names."""
    corners = whole.points[fine.face].astype(np.float64)
    along, across = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    here = fine.points.astype(np.float64) - corners[:, :1]
    aa, ab, bb = ((x * y).sum(axis=1)[:, None] for x, y in ((along, along), (along, across), (across, across)))
    a, b = (here * along[:, None]).sum(axis=2), (here * across[:, None]).sum(axis=2)
    determinant = np.maximum(aa * bb - ab * ab, 1e-60)
    u, v = (bb * a - ab * b) / determinant, (aa * b - ab * a) / determinant
    shares = np.stack([1.0 - u - v, u, v], axis=2)
    spread: Vectors = np.einsum("mfc,mcx->mfx", shares, offsets[fine.face])
    return spread
