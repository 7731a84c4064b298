"""Rays against a stage's meshes: what a camera or a light can see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom

from usd_scenes.semantics import Role, read_role

type Vectors = NDArray[np.float64]

_EPSILON = 1e-12


@dataclass(frozen=True, kw_only=True, eq=False)
class Occluders:
    """Triangles (n, 3, 3) in metres, world space."""

    triangles: Vectors
    owners: tuple[tuple[str, int], ...] = ()  # prim path and number of triangles, in their order

    @cached_property
    def _balls(self) -> tuple[Vectors, Vectors]:
        """Centre (n, 3) and squared radius (n,) of a ball about each triangle."""
        centres = self.triangles.mean(axis=1)
        return centres, ((self.triangles - centres[:, None]) ** 2).sum(axis=2).max(axis=1)

    @cached_property
    def _owner_balls(self) -> tuple[NDArray[np.int64], Vectors, Vectors]:
        """First triangle (m + 1,), centre (m, 3) and squared radius (m,) of a ball about each owner."""
        counts = [count for _, count in self.owners if count] or [len(self.triangles)]
        starts = np.concatenate(([0], np.cumsum(counts)))
        points = self.triangles.reshape(-1, 3)
        low = np.minimum.reduceat(points, 3 * starts[:-1])
        high = np.maximum.reduceat(points, 3 * starts[:-1])
        return starts, (low + high) / 2, ((high - low) ** 2).sum(axis=1) / 4

    def _candidates(self, origin: Vectors, direction: Vectors) -> NDArray[np.int64]:
        """The triangles whose balls the ray's line crosses, looked for only in owners whose balls it crosses."""
        starts, owner_centres, owner_radii = self._owner_balls
        ranges = [
            np.arange(starts[owner], starts[owner + 1])
            for owner in np.flatnonzero(_line_distance(owner_centres, origin, direction) <= owner_radii + 1e-9)
        ]
        if not ranges:
            return np.zeros(0, dtype=np.int64)
        near = np.concatenate(ranges)
        centres, squared_radii = self._balls
        close = _line_distance(centres[near], origin, direction) <= squared_radii[near] + 1e-9
        return np.asarray(near[close], dtype=np.int64)

    def first_hit_m(self, origins: Vectors, directions: Vectors) -> Vectors:
        """(rays,) distance in units of ``directions``' length to the first hit; infinity where there is none.

        Both sides of a triangle stop a ray.
        """
        if not len(self.triangles):
            return np.full(len(origins), np.inf)
        rays = zip(origins, directions, strict=True)
        return np.array([self._first_hit_of(origin, direction)[0] for origin, direction in rays])

    def first_hit_path(self, origin: Vectors, direction: Vectors) -> str:
        """The prim that one ray hits first; empty where it hits none."""
        distance, triangle = self._first_hit_of(origin, direction)
        if not np.isfinite(distance):
            return ""
        ends = np.cumsum([count for _, count in self.owners])
        return self.owners[int(np.searchsorted(ends, triangle, side="right"))][0]

    def _first_hit_of(self, origin: Vectors, direction: Vectors) -> tuple[float, int]:
        """(distance, index of the triangle); infinity and -1 where nothing is hit."""
        if not len(self.triangles):
            return np.inf, -1
        chosen = self._candidates(origin, direction)
        if not len(chosen):
            return np.inf, -1
        near = self.triangles[chosen]
        corner, edge_1, edge_2 = near[:, 0], near[:, 1] - near[:, 0], near[:, 2] - near[:, 0]
        across = np.cross(direction, edge_2)  # Moeller and Trumbore 1997
        determinant = (edge_1 * across).sum(axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            inverse = np.where(np.abs(determinant) > _EPSILON, 1.0 / determinant, np.nan)
            from_corner = origin - corner
            u = (from_corner * across).sum(axis=1) * inverse
            around = np.cross(from_corner, edge_1)
            v = around @ direction * inverse
            distance = (edge_2 * around).sum(axis=1) * inverse
        hit = (u >= 0) & (v >= 0) & (u + v <= 1) & (distance > 1e-6)
        if not hit.any():
            return np.inf, -1
        nearest = np.flatnonzero(hit)[np.argmin(distance[hit])]
        return float(distance[nearest]), int(chosen[nearest])

    def blocked(self, origin: Vectors, targets: Vectors, margin: float = 0.98) -> NDArray[np.bool_]:
        """(targets,) whether something stands between ``origin`` (3,) and each target (n, 3)."""
        directions = targets - origin
        return self.first_hit_m(np.broadcast_to(origin, directions.shape), directions) < margin


def _line_distance(points: Vectors, origin: Vectors, direction: Vectors) -> Vectors:
    """(points,) squared distance of each point from the line through ``origin`` along ``direction``."""
    offset = points - origin
    along = offset @ direction
    return np.asarray(np.einsum("ij,ij->i", offset, offset) - along * along / float(direction @ direction))


def read_occluders(stage: Usd.Stage, paths: Iterable[str]) -> Occluders:
    """The triangles of all meshes at and below ``paths``, light cards left out."""
    meshes = [
        prim
        for path in paths
        if stage.GetPrimAtPath(path)
        for prim in Usd.PrimRange(stage.GetPrimAtPath(path))
        if prim.IsA(UsdGeom.Mesh) and read_role(prim) is not Role.LIGHT_CARD
    ]
    parts = [mesh_triangles(UsdGeom.Mesh(prim)) for prim in meshes]
    triangles = np.concatenate(parts) if parts else np.zeros((0, 3, 3))
    owners = tuple((str(prim.GetPath()), len(part)) for prim, part in zip(meshes, parts, strict=True))
    return Occluders(triangles=triangles * UsdGeom.GetStageMetersPerUnit(stage), owners=owners)


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
