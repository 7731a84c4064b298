"""Meshes as triangles in their own space, refined where they are subdivided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from usd_scenes.extraction.scene.plain_scene import SceneMesh
from usd_scenes.extraction.scene.subdivision import refine

type Floats = NDArray[np.float32]

_CONCAVE = -1e-6
_WELD = 1e5  # steps of the mesh's size within which points are one


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Triangles:
    """Triangles that share no corner. Arrays are (m, 3, ...): triangle, corner, component."""

    points: Floats  # (m, 3, 3)
    normals: Floats | None  # (m, 3, 3), unit; None: flat
    uvs: Floats | None  # (m, 3, 2)
    colors: Floats | None  # (m, 3, 3), where displayColor varies
    face: NDArray[np.int64]  # (m,): which face of the authored mesh
    numbers: Mapping[str, Floats] = field(default_factory=dict)  # (m, 3, 1) of each float primvar by its name

    def each(self, change: Callable[[Floats], Floats], *, face: NDArray[np.int64]) -> Triangles:
        """Every array of corners put through ``change``."""

        def changed(values: Floats | None) -> Floats | None:
            return None if values is None else change(values)

        return Triangles(
            points=change(self.points),
            normals=changed(self.normals),
            uvs=changed(self.uvs),
            colors=changed(self.colors),
            face=face,
            numbers={name: change(values) for name, values in self.numbers.items()},
        )

    def chosen(self, keep: NDArray[np.bool_]) -> Triangles:
        """Those where ``keep`` (m,) is true."""
        return self.each(lambda values: values[keep], face=self.face[keep])

    def of_faces(self, faces: NDArray[np.int32] | None) -> Triangles:
        """Those of some faces; all where ``faces`` is None."""
        return self if faces is None else self.chosen(np.isin(self.face, faces))

    def placed(self, world_from_mesh: NDArray[np.float64]) -> Triangles:
        """In another space; a mirroring matrix turns the winding, so that outside stays outside."""
        linear = world_from_mesh[:3, :3]
        points = self.points @ linear.T + world_from_mesh[:3, 3]
        mirrored = bool(np.linalg.det(linear) < 0.0)
        order = [0, 2, 1] if mirrored else [0, 1, 2]
        normals = None
        if self.normals is not None:
            turned = self.normals @ np.linalg.pinv(linear)  # rows times the inverse: the inverse transpose
            normals = _unit(turned)[:, order].astype(np.float32)
        turned_round = self.each(lambda values: values[:, order], face=self.face)
        return replace(turned_round, points=points[:, order].astype(np.float32), normals=normals)

    @property
    def area(self) -> float:
        """Sum of the triangles' areas."""
        sides = self.points[:, 1:] - self.points[:, :1]
        return float(np.linalg.norm(np.cross(sides[:, 0], sides[:, 1]), axis=1).sum() / 2.0)

    @property
    def is_closed(self) -> bool:
        """Whether every edge has two triangles, so that no ray from outside sees a back."""
        scale = max(float(np.abs(self.points).max(initial=0.0)), 1e-30)
        cells = np.round(self.points.reshape(-1, 3) / scale * _WELD).astype(np.int64)
        span = 4 * int(_WELD)
        _, corner = np.unique((cells[:, 0] * span + cells[:, 1]) * span + cells[:, 2], return_inverse=True)
        faces = corner.reshape(-1, 3)
        edges = np.sort(np.stack([faces, np.roll(faces, -1, axis=1)], axis=-1).reshape(-1, 2), axis=1)
        _, counts = np.unique(edges[:, 0] * np.int64(len(corner)) + edges[:, 1], return_counts=True)
        return bool((counts == 2).all())


def triangulate(mesh: SceneMesh) -> Triangles:
    """The mesh's surface in its own space; triangles without area are left out."""
    colors = mesh.display_colors if len(mesh.display_colors) > 1 else None
    if mesh.subdivision is not None and len(mesh.face_vertex_counts):
        return _refined(mesh, colors)
    corners, face = _cut(mesh.points, mesh.face_vertex_counts, mesh.face_vertex_indices)
    return _without_slivers(
        Triangles(
            points=mesh.points[mesh.face_vertex_indices[corners]],
            normals=None if mesh.normals is None else _unit(mesh.normals[corners]).astype(np.float32),
            uvs=None if mesh.uvs is None else mesh.uvs[corners],
            colors=None if colors is None else colors[corners],
            face=face,
            numbers={name: values[corners] for name, values in mesh.numbers.items()},
        )
    )


def smooth_normals(points: NDArray[np.float64], faces: NDArray[np.int64]) -> NDArray[np.float64]:
    """(n, 3) unit normals of points: the faces' about them, weighted by angle; (m, 3 or 4) faces."""
    corners = points[faces]
    ahead = _unit(np.roll(corners, -1, axis=1) - corners)
    behind = _unit(np.roll(corners, 1, axis=1) - corners)
    across = (
        (corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1])
        if faces.shape[1] == 4
        else (corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    )
    normal = _unit(np.cross(*across))
    angle = np.arccos(np.clip((ahead * behind).sum(axis=-1), -1.0, 1.0))
    weighted = (normal[:, None] * angle[..., None]).reshape(-1, 3)
    total = np.stack(
        [np.bincount(faces.ravel(), weights=weighted[:, k], minlength=len(points)) for k in range(3)], axis=1
    )
    return _unit(total)


def _refined(mesh: SceneMesh, colors: Floats | None) -> Triangles:
    assert mesh.subdivision is not None
    corner_count = len(mesh.face_vertex_indices)
    columns = [part for part in (mesh.uvs, colors, *mesh.numbers.values()) if part is not None]
    values = np.concatenate(columns, axis=1) if columns else np.zeros((corner_count, 0), dtype=np.float32)
    refined = refine(
        mesh.points,
        mesh.face_vertex_counts,
        mesh.face_vertex_indices,
        corner_values=values,
        rules=mesh.subdivision,
    )
    normals = smooth_normals(refined.points, refined.quads)
    split = np.array([[0, 1, 2], [0, 2, 3]])
    quads = refined.quads[:, split].reshape(-1, 3)
    by_quad = refined.corner_values.reshape(len(refined.quads), 4, values.shape[1])[:, split]
    spread: Floats = by_quad.reshape(len(quads), 3, values.shape[1]).astype(np.float32)
    width = 0 if mesh.uvs is None else 2
    after = width + (0 if colors is None else 3)
    return _without_slivers(
        Triangles(
            points=refined.points[quads].astype(np.float32),
            normals=normals[quads].astype(np.float32),
            uvs=None if mesh.uvs is None else spread[..., :2],
            colors=None if colors is None else spread[..., width : width + 3],
            face=np.repeat(refined.cage_face, 2),
            numbers={name: spread[..., after + k : after + k + 1] for k, name in enumerate(mesh.numbers)},
        )
    )


def _cut(
    points: Floats, counts: NDArray[np.int32], indices: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(m, 3) corners and (m,) faces: fans, but ears where a polygon of more than four sides is concave."""
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64)
    corners, faces = [np.zeros((0, 3), dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for size in np.unique(counts[counts >= 3]):
        chosen = np.flatnonzero(counts == size)
        polygon = starts[chosen][:, None] + np.arange(size)
        concave = _concave(points[indices[polygon]]) if size > 3 else np.zeros(len(chosen), dtype=bool)
        fan = np.stack([np.zeros(size - 2, dtype=np.int64), np.arange(1, size - 1), np.arange(2, size)], axis=1)
        corners.append(polygon[~concave][:, fan].reshape(-1, 3))
        faces.append(np.repeat(chosen[~concave], size - 2))
        for number in np.flatnonzero(concave):
            ears = _cut_ears(points[indices[polygon[number]]].astype(np.float64))
            corners.append(polygon[number][ears])
            faces.append(np.repeat(chosen[number], len(ears)))
    order = np.argsort(np.concatenate(faces), kind="stable")
    return np.concatenate(corners)[order], np.concatenate(faces)[order]


def _turns(polygons: NDArray[np.float64]) -> NDArray[np.float64]:
    """(m, size): above 0 where the outline turns left at a corner, seen from outside."""
    ahead, behind = np.roll(polygons, -1, axis=1) - polygons, polygons - np.roll(polygons, 1, axis=1)
    centred = polygons - polygons.mean(axis=1, keepdims=True)
    normal = _unit(np.cross(centred, np.roll(centred, -1, axis=1)).sum(axis=1))
    turns: NDArray[np.float64] = (np.cross(behind, ahead) * normal[:, None]).sum(axis=-1)
    return turns


def _concave(polygons: Floats) -> NDArray[np.bool_]:
    turns = _turns(polygons.astype(np.float64))
    concave: NDArray[np.bool_] = (turns < _CONCAVE * np.abs(turns).max(axis=1, keepdims=True)).any(axis=1)
    return concave


def _cut_ears(polygon: NDArray[np.float64]) -> NDArray[np.int64]:
    centred = polygon - polygon.mean(axis=0)
    normal = _unit(np.cross(centred, np.roll(centred, -1, axis=0)).sum(axis=0))
    across = _unit(np.cross(normal, np.eye(3)[np.abs(normal).argmin()]))
    flat = np.stack([centred @ across, centred @ np.cross(normal, across)], axis=1).tolist()
    left = list(range(len(flat)))
    found: list[list[int]] = []
    while len(left) > 3:
        ear = next((k for k in range(len(left)) if _is_ear(flat, left, k)), 0)
        found.append([left[ear - 1], left[ear], left[(ear + 1) % len(left)]])
        del left[ear]
    return np.array([*found, left], dtype=np.int64)


def _is_ear(flat: list[list[float]], left: list[int], k: int) -> bool:
    """Whether the corner turns left and no other corner lies in its triangle; ``flat``: all, in their plane."""
    ours = (left[k - 1], left[k], left[(k + 1) % len(left)])
    (ax, ay), (bx, by), (cx, cy) = (flat[corner] for corner in ours)
    if (bx - ax) * (cy - by) - (by - ay) * (cx - bx) <= 0.0:
        return False
    for corner in left:
        if corner in ours:
            continue
        x, y = flat[corner]
        if (
            (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0.0
            and (cx - bx) * (y - by) - (cy - by) * (x - bx) > 0.0
            and (ax - cx) * (y - cy) - (ay - cy) * (x - cx) > 0.0
        ):
            return False
    return True


def _without_slivers(triangles: Triangles) -> Triangles:
    sides = triangles.points[:, 1:] - triangles.points[:, :1]
    keep = np.linalg.norm(np.cross(sides[:, 0], sides[:, 1]), axis=1) > 0.0
    return triangles if keep.all() else triangles.chosen(keep)


def _unit(vectors: NDArray[np.floating]) -> NDArray[np.float64]:
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: NDArray[np.float64] = np.divide(vectors, length, out=np.zeros(vectors.shape), where=length > 0.0)
    return unit
