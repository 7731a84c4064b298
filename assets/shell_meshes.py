"""Closed meshes from rings and faces: revolved shells, boxes, merging."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from schemas.mesh import MeshData
from usd_scenes.rounding import quantize_array

type Array = NDArray[np.float64]

_POINT_STEP_M = 1e-6


def revolved_mesh(profile: Array, *, sectors: int = 96) -> MeshData:
    """A solid of revolution about Z: ``profile`` is (n, 2) radii and heights from the axis to the axis.

    The profile runs from the top of the axis outwards, down and back in; its ends have radius 0.
    """
    theta = np.arange(sectors) * 2 * np.pi / sectors
    body = profile[1:-1]
    x, y = body[:, :1] * np.cos(theta), body[:, :1] * np.sin(theta)
    rings = np.stack([x, y, np.broadcast_to(body[:, 1:], x.shape)], axis=-1)
    first, last = (0.0, 0.0, float(profile[0, 1])), (0.0, 0.0, float(profile[-1, 1]))
    return shell_mesh(rings, first_pole=first, last_pole=last)


def shell_mesh(
    rings: Array, *, first_pole: tuple[float, float, float], last_pole: tuple[float, float, float]
) -> MeshData:
    """A closed mesh from rings (n, sectors, 3), counter-clockwise about Z, between two poles.

    Texture coordinates are metres: x and y on what faces up or down, arc length and height on the sides.
    """
    count, sectors = rings.shape[:2]
    points = np.concatenate([rings.reshape(-1, 3), [first_pole, last_pole]])
    index = np.arange(count * sectors).reshape(count, sectors)
    following = np.roll(index, -1, axis=1)
    quads = np.stack([index[:-1], index[1:], following[1:], following[:-1]], axis=-1).reshape(-1, 4)
    first, last = count * sectors, count * sectors + 1
    opening = np.stack([np.full(sectors, first), index[0], following[0]], axis=-1)
    closing = np.stack([np.full(sectors, last), following[-1], index[-1]], axis=-1)
    counts = np.concatenate([np.full(len(quads), 4), np.full(2 * sectors, 3)])
    corners = np.concatenate([quads.ravel(), opening.ravel(), closing.ravel()])
    return smooth_mesh(points, counts, corners)


def smooth_mesh(points: Array, counts: NDArray[np.int_], corners: NDArray[np.int_]) -> MeshData:
    """A mesh with area-weighted vertex normals and box-projected texture coordinates in metres."""
    stored = quantize_array(points, _POINT_STEP_M).astype(np.float64)
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    face_normals = _face_normals(stored, counts, corners, starts)
    vertex_normals = np.zeros_like(stored)
    np.add.at(vertex_normals, corners, np.repeat(face_normals, counts, axis=0))
    length = np.linalg.norm(vertex_normals, axis=1, keepdims=True)
    vertex_normals /= np.maximum(length, 1e-30)
    dominant = np.repeat(np.abs(face_normals).argmax(axis=1), counts)
    xyz = stored[corners]
    uvs = np.where(
        (dominant == 2)[:, None], xyz[:, :2], np.where((dominant == 1)[:, None], xyz[:, [0, 2]], xyz[:, [1, 2]])
    )
    return MeshData(
        points=stored.astype(np.float32),
        face_vertex_counts=counts.astype(np.int32),
        face_vertex_indices=corners.astype(np.int32),
        uvs=quantize_array(uvs, 1e-5),
        normals=quantize_array(vertex_normals[corners], 1e-5),
    )


def flat_mesh(points: Array, counts: NDArray[np.int_], corners: NDArray[np.int_]) -> MeshData:
    """As `smooth_mesh`, each face with its own normal."""
    mesh = smooth_mesh(points, counts, corners)
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    normals = _face_normals(mesh.points.astype(np.float64), counts, corners, starts)
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-30)
    return MeshData(
        points=mesh.points,
        face_vertex_counts=mesh.face_vertex_counts,
        face_vertex_indices=mesh.face_vertex_indices,
        uvs=mesh.uvs,
        normals=quantize_array(np.repeat(normals, counts, axis=0), 1e-5),
    )


def bevelled_box(size_m: tuple[float, float, float], bevel_m: float) -> MeshData:
    """A box standing on z = 0 around the origin, its edges cut at 45 degrees; faces flat.

    The faces come from the convex hull's known pattern: each corner is three points, one on each side.
    """
    half = np.array([size_m[0] / 2, size_m[1] / 2, size_m[2] / 2])
    signs = np.array([(sx, sy, sz) for sx in (-1, 1) for sy in (-1, 1) for sz in (-1, 1)], dtype=float)
    points = []
    for sign in signs:
        for axis in range(3):
            inset = half - bevel_m
            inset[axis] = half[axis]
            points.append(sign * inset)
    faces: list[list[int]] = []
    for axis in range(3):
        for side in (-1, 1):
            corners = [place for place in range(8) if signs[place, axis] == side]
            faces.append([3 * place + axis for place in corners])
    for axis in range(3):
        a, b = (other for other in range(3) if other != axis)
        for sa in (-1, 1):
            for sb in (-1, 1):
                pair = [place for place in range(8) if signs[place, a] == sa and signs[place, b] == sb]
                faces.append([3 * place + side for place in pair for side in (a, b)])
    faces.extend([[3 * place, 3 * place + 1, 3 * place + 2] for place in range(8)])
    array = np.array(points)
    ordered = [_ordered_face(array, face) for face in faces]
    counts = np.array([len(face) for face in ordered])
    return flat_mesh(
        array + np.array([0.0, 0.0, half[2]]), counts, np.array([i for face in ordered for i in face])
    )


def _ordered_face(points: Array, face: list[int]) -> list[int]:
    """``face`` counter-clockwise seen from outside the origin."""
    middle = points[face].mean(axis=0)
    normal = np.cross(points[face[1]] - points[face[0]], points[face[2]] - points[face[0]])
    normal = normal * np.sign(normal @ middle)
    normal /= np.linalg.norm(normal)
    right = points[face[0]] - middle
    up = np.cross(normal, right)
    angle = [np.arctan2((points[i] - middle) @ up, (points[i] - middle) @ right) for i in face]
    return [face[i] for i in np.argsort(angle)]


def merge_meshes(meshes: list[MeshData]) -> MeshData:
    """One mesh of several, each keeping its normals and texture coordinates."""
    offsets = np.cumsum([0, *(len(mesh.points) for mesh in meshes[:-1])])
    indices = [mesh.face_vertex_indices + offset for mesh, offset in zip(meshes, offsets, strict=True)]
    return MeshData(
        points=np.concatenate([mesh.points for mesh in meshes]),
        face_vertex_counts=np.concatenate([mesh.face_vertex_counts for mesh in meshes]),
        face_vertex_indices=np.concatenate(indices).astype(np.int32),
        uvs=np.concatenate([mesh.uvs for mesh in meshes]),
        normals=np.concatenate([mesh.normals for mesh in meshes if mesh.normals is not None]),
    )


def moved(mesh: MeshData, offset_m: tuple[float, float, float]) -> MeshData:
    """``mesh`` shifted."""
    return MeshData(
        points=quantize_array(mesh.points.astype(np.float64) + np.array(offset_m), _POINT_STEP_M),
        face_vertex_counts=mesh.face_vertex_counts,
        face_vertex_indices=mesh.face_vertex_indices,
        uvs=mesh.uvs,
        normals=mesh.normals,
    )


def _face_normals(
    points: Array, counts: NDArray[np.int_], corners: NDArray[np.int_], starts: NDArray[np.int_]
) -> Array:
    """Newell's normals, (faces, 3), as long as twice the area."""
    position = np.arange(len(corners))
    following = position + 1
    following[starts + counts - 1] = starts
    cross = np.cross(points[corners[position]], points[corners[following]])
    return np.asarray(np.add.reduceat(cross, starts, axis=0))
