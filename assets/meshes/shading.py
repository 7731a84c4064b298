"""Surfaces that are shaded as they are made: smooth all over, or flat on every face.

Points and normals are rounded before they are carried: a body's shading does not depend on where it stands.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assets.meshes.surface import POINT_STEP_M, Points, Surface, box_mapped, face_normals
from schemas.errors import AssetError
from schemas.mesh import MeshData
from usd_scenes.rounding import quantize_array

_NORMAL_STEP = 1e-5
_UV_STEP_M = 1e-5


def smooth_shaded(surface: Surface) -> Surface:
    """Each corner with its point's normal, the mean of the faces about it by area; box-mapped in metres."""
    stored = _rounded(surface)
    across = np.zeros_like(stored.points)
    np.add.at(across, stored.indices, np.repeat(face_normals(stored), stored.counts, axis=0))
    return replace(stored, normals=_stored_normals(across)[stored.indices])


def flat_shaded(surface: Surface) -> Surface:
    """Each corner with its face's normal; box-mapped in metres."""
    stored = _rounded(surface)
    return replace(stored, normals=np.repeat(_stored_normals(face_normals(stored)), stored.counts, axis=0))


def as_shaded(surface: Surface) -> MeshData:
    """The mesh with the normals that it was made with: nothing is welded, and no look reads its curvature.

    Raises:
        AssetError: the surface has no normals yet.
    """
    if surface.normals is None:
        raise AssetError("a surface without normals; shade it first, or let `finished` compute them")
    return MeshData(
        points=quantize_array(surface.points, POINT_STEP_M),
        face_vertex_counts=surface.counts.astype(np.int32),
        face_vertex_indices=surface.indices.astype(np.int32),
        uvs=quantize_array(surface.uvs, _UV_STEP_M),
        normals=quantize_array(surface.normals, _NORMAL_STEP),
    )


def _rounded(surface: Surface) -> Surface:
    return box_mapped(replace(surface, points=quantize_array(surface.points, POINT_STEP_M).astype(np.float64)))


def _stored_normals(vectors: Points) -> Points:
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-30)
    return quantize_array(unit, _NORMAL_STEP).astype(np.float64)
