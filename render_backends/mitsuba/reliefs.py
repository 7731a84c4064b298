"""Bumped normals in the frames in which Mitsuba's normal maps want them.

A frame's first axis is along the mesh's u: triangles get texture coordinates that make it the surface's tangent.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from usd_scenes.extraction.dressed_surfaces.surfaces import Surface
from usd_scenes.extraction.pattern_values.surface_values import tangents_of
from usd_scenes.extraction.scene.triangles import Triangles


def flattened(surface: Surface) -> Triangles:
    """The surface's triangles with texture coordinates along its tangents, before the bump where that is drawn."""
    triangles = surface.triangles
    points = triangles.points.astype(np.float64)
    along = _tangents(surface)
    flat = np.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0])
    across = _unit(np.cross(flat, along))
    offset = points - points[:, :1]
    size = np.maximum(np.linalg.norm(offset, axis=2).max(axis=1), 1e-30)[:, None]
    plane = [(offset * axis[:, None]).sum(axis=2) / size for axis in (along, across)]
    normals = surface.plain_normals if has_relief(surface) else surface.seen_normals
    return replace(triangles, normals=normals, uvs=np.stack(plane, axis=2).astype(np.float32), colors=None)


def has_relief(surface: Surface) -> bool:
    """Whether its bump is drawn by a normal map, in whose frames Mitsuba draws no anisotropy as it is meant."""
    fields = surface.fields
    return surface.plain_normals is not None and fields is not None and fields.surface.anisotropy == 0.0


def _tangents(surface: Surface) -> NDArray[np.float64]:
    """(m, 3) in the triangles' planes."""
    if surface.tangents is None:
        return tangents_of(surface.triangles)
    points = surface.triangles.points.astype(np.float64)
    flat = _unit(np.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0]))
    along = surface.tangents - (surface.tangents * flat).sum(axis=1, keepdims=True) * flat
    return np.where(
        np.linalg.norm(along, axis=1, keepdims=True) > 1e-6, _unit(along), tangents_of(surface.triangles)
    )


def relief_of(surface: Surface) -> NDArray[np.float64]:
    """(corners, 3) bumped normals as 0.5 n + 0.5, in the frames of `flattened`."""
    assert surface.plain_normals is not None
    assert surface.seen_normals is not None
    normal = surface.plain_normals.astype(np.float64)
    along = _tangents(surface)[:, None]
    along = _unit(along - (along * normal).sum(axis=2, keepdims=True) * normal)
    bumped = surface.seen_normals.astype(np.float64)
    axes = (along, np.cross(normal, along), normal)
    local = np.stack([(bumped * axis).sum(axis=2) for axis in axes], axis=2)
    return local.reshape(-1, 3) * 0.5 + 0.5


def _unit(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    unit: NDArray[np.float64] = vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-30)
    return unit
