"""Rays against a stage's meshes: what a camera or a light can see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom

from usd_scenes.semantics import Role, read_role

type Vectors = NDArray[np.float64]

_TRIANGLE_LIMIT = 8000
_EPSILON = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Occluders:
    """Triangles (n, 3, 3) in metres, world space."""

    triangles: Vectors

    def first_hit_m(self, origins: Vectors, directions: Vectors) -> Vectors:
        """(rays,) distance in units of ``directions``' length to the first hit; infinity where there is none.

        Both sides of a triangle stop a ray (Moeller and Trumbore 1997).
        """
        nearest = np.full(len(origins), np.inf)
        if not len(self.triangles):
            return nearest
        corner, edge_1, edge_2 = self._corner_and_edges()
        for i, (origin, direction) in enumerate(zip(origins, directions, strict=True)):
            across = np.cross(direction, edge_2)
            determinant = (edge_1 * across).sum(axis=1)
            with np.errstate(divide="ignore", invalid="ignore"):
                inverse = np.where(np.abs(determinant) > _EPSILON, 1.0 / determinant, np.nan)
                offset = origin - corner
                u = (offset * across).sum(axis=1) * inverse
                around = np.cross(offset, edge_1)
                v = around @ direction * inverse
                distance = (edge_2 * around).sum(axis=1) * inverse
            hit = (u >= 0) & (v >= 0) & (u + v <= 1) & (distance > 1e-6)
            nearest[i] = distance[hit].min(initial=np.inf)
        return nearest

    def blocked(self, origin: Vectors, targets: Vectors, margin: float = 0.98) -> NDArray[np.bool_]:
        """(targets,) whether something stands between ``origin`` (3,) and each target (n, 3)."""
        directions = targets - origin
        return self.first_hit_m(np.broadcast_to(origin, directions.shape), directions) < margin

    def _corner_and_edges(self) -> tuple[Vectors, Vectors, Vectors]:
        corner = self.triangles[:, 0]
        return corner, self.triangles[:, 1] - corner, self.triangles[:, 2] - corner


def read_occluders(stage: Usd.Stage, paths: Iterable[str]) -> Occluders:
    """The triangles of all meshes at and below ``paths``, light cards left out.

    Of very many triangles every n-th one stands for its neighbours, grown to their area: walls stay closed.
    """
    meshes = [
        prim
        for path in paths
        if stage.GetPrimAtPath(path)
        for prim in Usd.PrimRange(stage.GetPrimAtPath(path))
        if prim.IsA(UsdGeom.Mesh) and read_role(prim) is not Role.LIGHT_CARD
    ]
    parts = [mesh_triangles(UsdGeom.Mesh(prim)) for prim in meshes]
    triangles = np.concatenate(parts) if parts else np.zeros((0, 3, 3))
    step = max(1, -(-len(triangles) // _TRIANGLE_LIMIT))
    if step > 1:
        centres = triangles[::step].mean(axis=1, keepdims=True)
        triangles = centres + (triangles[::step] - centres) * (1.2 * step**0.5)
    return Occluders(triangles=triangles * UsdGeom.GetStageMetersPerUnit(stage))


def mesh_triangles(mesh: UsdGeom.Mesh) -> Vectors:
    """(n, 3, 3) triangles of a mesh in stage units, world space; polygons as fans."""
    time = Usd.TimeCode.EarliestTime()
    points = np.asarray(mesh.GetPointsAttr().Get(time), dtype=np.float64)
    counts = np.asarray(mesh.GetFaceVertexCountsAttr().Get(time), dtype=np.int64)
    indices = np.asarray(mesh.GetFaceVertexIndicesAttr().Get(time), dtype=np.int64)
    if not points.size or not counts.size:
        return np.zeros((0, 3, 3))
    matrix = np.array(mesh.ComputeLocalToWorldTransform(time))
    world = points @ matrix[:3, :3] + matrix[3, :3]
    starts = np.cumsum(counts) - counts
    fans = []
    for step in range(1, int(counts.max()) - 1):
        faces = starts[counts > step + 1]
        fans.append(np.stack([indices[faces], indices[faces + step], indices[faces + step + 1]], axis=1))
    return world[np.concatenate(fans)] if fans else np.zeros((0, 3, 3))
