"""Polygon surfaces while they are being built, and the ways to join, move and finish them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.curvature import corner_curvature
from assets.meshes.normals import corner_normals
from schemas.mesh import MeshData
from usd_scenes.rounding import quantize_array, quantize_digits

type Points = NDArray[Any]
type Indices = NDArray[Any]

POINT_STEP_M = 1e-6
_WELD_STEP_M = 2e-6
_WELD_OFFSET = 0.1234  # round numbers of metres must not lie between two cells
_UV_STEP = 1e-6
_NORMAL_STEP = 1e-5
_CURVATURE_DIGITS = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Surface:
    """Polygons with a texture coordinate at each corner; faces counter-clockwise seen from outside."""

    points: Points  # (n, 3), metres
    counts: Indices  # (faces,)
    indices: Indices  # (corners,)
    uvs: Points  # (corners, 2)
    normals: Points | None = None  # (corners, 3), unit, of a surface that was shaded as it was made

    @property
    def extent(self) -> Points:
        """(2, 3): minimum and maximum, metres."""
        return np.stack([self.points.min(0), self.points.max(0)])


def grid(points: Points, *, uvs: Points | None = None, wrap: bool = False) -> Surface:
    """Quads over ``points`` (rows, columns, 3); outside is where columns x rows points.

    Args:
        uvs: (rows, columns, 2), with one more column when ``wrap``; the unit square when not given.
        wrap: join the last column to the first.
    """
    rows, columns = points.shape[:2]
    spans = columns if wrap else columns - 1
    if uvs is None:
        u, v = np.meshgrid(np.linspace(0, 1, spans + 1), np.linspace(0, 1, rows))
        uvs = np.stack([u, v], -1)
    row, column = np.meshgrid(np.arange(rows - 1), np.arange(spans), indexing="ij")
    across = (column + 1) % columns
    corners = np.stack(
        [
            row * columns + column,
            row * columns + across,
            (row + 1) * columns + across,
            (row + 1) * columns + column,
        ],
        -1,
    )
    corner_uvs = np.stack(
        [uvs[row, column], uvs[row, column + 1], uvs[row + 1, column + 1], uvs[row + 1, column]], -2
    )
    return Surface(
        points=points.reshape(-1, 3).astype(np.float64),
        counts=np.full(spans * (rows - 1), 4, np.int64),
        indices=corners.reshape(-1),
        uvs=corner_uvs.reshape(-1, 2),
    )


def polygons(points: Points, counts: Sequence[int] | Indices, indices: Sequence[int] | Indices) -> Surface:
    """Faces over ``points`` with texture coordinates by the axis that each face looks along most, in metres."""
    surface = Surface(
        points=np.asarray(points, np.float64),
        counts=np.asarray(counts, np.int64),
        indices=np.asarray(indices, np.int64).reshape(-1),
        uvs=np.zeros((int(np.sum(counts)), 2)),
    )
    return box_mapped(surface)


def merge(surfaces: Sequence[Surface]) -> Surface:
    """All of them as one; shaded where all of them are."""
    offsets = np.cumsum([0, *(len(s.points) for s in surfaces[:-1])])
    return Surface(
        points=np.concatenate([s.points for s in surfaces]),
        counts=np.concatenate([s.counts for s in surfaces]),
        indices=np.concatenate([s.indices + o for s, o in zip(surfaces, offsets, strict=True)]),
        uvs=np.concatenate([s.uvs for s in surfaces]),
        normals=None
        if any(s.normals is None for s in surfaces)
        else np.concatenate([s.normals for s in surfaces]),
    )


def moved(surface: Surface, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Surface:
    """Translated, metres."""
    return replace(surface, points=surface.points + np.array([x, y, z]))


def scaled(surface: Surface, x: float, y: float | None = None, z: float | None = None) -> Surface:
    """Scaled about the origin by positive factors: one for all axes, or one each; to be shaded anew."""
    points = surface.points * np.array([x, x if y is None else y, x if z is None else z])
    return replace(surface, points=points, normals=None)


def turned(surface: Surface, axis: str, angle_deg: float) -> Surface:
    """Turned about a main axis through the origin, counter-clockwise."""
    turn = rotation(axis, angle_deg).T
    normals = None if surface.normals is None else surface.normals @ turn
    return replace(surface, points=surface.points @ turn, normals=normals)


def rotation(axis: str, angle_deg: float) -> Points:
    """(3, 3) column-vector rotation about "x", "y" or "z"."""
    c, s = np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))
    i, j = {"x": (1, 2), "y": (2, 0), "z": (0, 1)}[axis]
    matrix = np.eye(3)
    matrix[i, i], matrix[i, j], matrix[j, i], matrix[j, j] = c, -s, s, c
    return matrix


def flipped(surface: Surface) -> Surface:
    """The same polygons seen from the other side."""
    starts = np.repeat(np.cumsum(surface.counts) - surface.counts, surface.counts)
    within = np.arange(len(surface.indices)) - starts
    order = starts + np.repeat(surface.counts, surface.counts) - 1 - within
    normals = None if surface.normals is None else -surface.normals[order]
    return replace(surface, indices=surface.indices[order], uvs=surface.uvs[order], normals=normals)


def copies(surface: Surface, transforms: Points) -> Surface:
    """One copy for each (4, 4) column-vector transform of ``transforms`` (m, 4, 4), without a loop."""
    many = len(transforms)
    points = np.einsum("mij,nj->mni", transforms[:, :3, :3], surface.points) + transforms[:, None, :3, 3]
    offsets = np.repeat(np.arange(many) * len(surface.points), len(surface.indices))
    return Surface(
        points=points.reshape(-1, 3),
        counts=np.tile(surface.counts, many),
        indices=np.tile(surface.indices, many) + offsets,
        uvs=np.tile(surface.uvs, (many, 1)),
    )


def box_mapped(surface: Surface, scale_per_m: float = 1.0) -> Surface:
    """Texture coordinates by projection along each face's main axis, ``scale_per_m`` units a metre."""
    face = np.repeat(np.arange(len(surface.counts)), surface.counts)
    axis = np.abs(face_normals(surface)).argmax(1)[face]
    corner = surface.points[surface.indices] * scale_per_m
    first = np.where(axis == 0, 1, 0)
    second = np.where(axis == 2, 1, 2)
    rows = np.arange(len(corner))
    return replace(surface, uvs=np.stack([corner[rows, first], corner[rows, second]], -1))


def face_normals(surface: Surface) -> Points:
    """(faces, 3) vectors as long as twice the face's area (Newell)."""
    starts = np.cumsum(surface.counts) - surface.counts
    following = np.arange(len(surface.indices)) + 1
    following[starts + surface.counts - 1] = starts
    corner = surface.points[surface.indices]
    return np.asarray(np.add.reduceat(np.cross(corner, corner[following]), starts, axis=0))


def welded(surface: Surface) -> Surface:
    """Points at one place joined, corners that fell together removed, faces without area dropped."""
    keys = np.rint(surface.points / _WELD_STEP_M + _WELD_OFFSET).astype(np.int64)
    keys -= keys.min(0)
    span = keys.max(0) + 1
    _, column = np.unique(keys[:, 0] * span[1] + keys[:, 1], return_inverse=True)
    _, first, inverse = np.unique(column * span[2] + keys[:, 2], return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")  # keep the order in which points were made
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    indices = rank[inverse.reshape(-1)][surface.indices]
    starts = np.cumsum(surface.counts) - surface.counts
    following = np.arange(len(indices)) + 1
    following[starts + surface.counts - 1] = starts
    keep = indices != indices[following]
    counts = np.add.reduceat(keep.astype(np.int64), starts)
    keep &= np.repeat(counts >= 3, surface.counts)
    return Surface(
        points=surface.points[first[order]],
        counts=counts[counts >= 3],
        indices=indices[keep],
        uvs=surface.uvs[keep],
    )


def outward(surface: Surface) -> Surface:
    """A closed surface with its faces to the outside."""
    starts = np.cumsum(surface.counts) - surface.counts
    first = surface.points[surface.indices[starts]]
    volume = float(np.einsum("ij,ij->", face_normals(surface), first))
    return surface if volume > 0 else flipped(surface)


def grounded(surface: Surface) -> Surface:
    """Moved so that the lowest point is at z = 0."""
    return moved(surface, z=-float(surface.points[:, 2].min()))


def finished(surface: Surface, *, crease_deg: float = 36.0, weld: bool = True) -> MeshData:
    """The mesh, with normals that are smooth but across edges sharper than ``crease_deg``."""
    surface = welded(surface) if weld else surface
    normals = corner_normals(surface.points, surface.counts, surface.indices, crease_deg)
    return MeshData(
        points=quantize_array(surface.points, POINT_STEP_M),
        face_vertex_counts=surface.counts.astype(np.int32),
        face_vertex_indices=surface.indices.astype(np.int32),
        uvs=quantize_array(surface.uvs, _UV_STEP),
        normals=quantize_array(normals, _NORMAL_STEP),
        curvature=_curvature(surface),
    )


def subdivision_cage(surface: Surface) -> MeshData:
    """The welded surface as a Catmull-Clark cage; its normals are the subdivision's."""
    surface = welded(surface)
    return MeshData(
        points=quantize_array(surface.points, POINT_STEP_M),
        face_vertex_counts=surface.counts.astype(np.int32),
        face_vertex_indices=surface.indices.astype(np.int32),
        uvs=quantize_array(surface.uvs, _UV_STEP),
        subdivision="catmullClark",
        curvature=_curvature(surface),
    )


def _curvature(surface: Surface) -> NDArray[np.float32]:
    return quantize_digits(corner_curvature(surface.points, surface.counts, surface.indices), _CURVATURE_DIGITS)
