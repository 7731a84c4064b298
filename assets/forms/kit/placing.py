"""A thing's finished meshes brought to its size and onto the floor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assets.meshes.surface import POINT_STEP_M, Surface, rotation
from schemas.mesh import MeshData
from usd_scenes.rounding import quantize_array, quantize_digits

_CURVATURE_DIGITS = 3


def placed(meshes: Sequence[MeshData], size_m: float, *, turn_deg: float = 0.0) -> tuple[MeshData, ...]:
    """All meshes turned about z and scaled together: their largest side ``size_m``, on z = 0 about the axis."""
    turn = rotation("z", turn_deg)
    points = [mesh.points.astype(np.float64) @ turn.T for mesh in meshes]
    every = np.concatenate(points)
    low, high = every.min(0), every.max(0)
    factor = size_m / float((high - low).max())
    origin = np.array([(low[0] + high[0]) / 2.0, (low[1] + high[1]) / 2.0, low[2]])
    return tuple(
        replace(
            mesh,
            points=quantize_array((p - origin) * factor, POINT_STEP_M),
            normals=None if mesh.normals is None else quantize_array(mesh.normals @ turn.T, 1e-5),
            curvature=None
            if mesh.curvature is None
            else quantize_digits(mesh.curvature / factor, _CURVATURE_DIGITS),
        )
        for mesh, p in zip(meshes, points, strict=True)
    )


def joined_meshes(meshes: Sequence[MeshData]) -> MeshData:
    """All of them as one, with their normals; no look reads its curvature."""
    offsets = np.cumsum([0, *(len(mesh.points) for mesh in meshes[:-1])])
    return MeshData(
        points=np.concatenate([mesh.points for mesh in meshes]),
        face_vertex_counts=np.concatenate([mesh.face_vertex_counts for mesh in meshes]),
        face_vertex_indices=np.concatenate(
            [mesh.face_vertex_indices + np.int32(o) for mesh, o in zip(meshes, offsets, strict=True)]
        ).astype(np.int32),
        uvs=np.concatenate([mesh.uvs for mesh in meshes]),
        normals=np.concatenate([mesh.normals for mesh in meshes if mesh.normals is not None]),
    )


def faces_of(surface: Surface, keep: NDArray[np.bool_]) -> Surface:
    """The faces (n,) of a surface that are kept, over its points that they use."""
    corners = np.repeat(keep, surface.counts)
    used, indices = np.unique(surface.indices[corners], return_inverse=True)
    return Surface(
        points=surface.points[used],
        counts=surface.counts[keep],
        indices=indices.reshape(-1),
        uvs=surface.uvs[corners],
    )
