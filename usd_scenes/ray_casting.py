"""Rays against a stage's meshes: what a camera or a light can see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom

from usd_scenes.ray_pencils import Pencil, pencil_of
from usd_scenes.ray_solids import SLACK, Boxes, Integers, Polygons, Solid, Vectors, fans_of
from usd_scenes.semantics import Role, read_role


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Occluder:
    """One mesh of a stage; both its sides stop a ray."""

    path: str
    solid: Solid
    local_from_world: Vectors  # (4, 4), row vectors; the world in metres
    bounds_m: Vectors  # (2, 3) its lowest and highest coordinates in the world

    def first_hits(
        self, origins: Vectors, directions: Vectors, farthest: Vectors, pencil: Pencil | None = None
    ) -> Vectors:
        """(rays,) distances in units of the directions' length; infinity where a ray passes.

        A hit beyond a ray's ``farthest`` may be left out. The rays may be some of a ``pencil``.
        """
        turn = self.local_from_world[:3, :3]
        local = origins @ turn + self.local_from_world[3, :3], directions @ turn
        view = pencil.seen_from(self.local_from_world, self.solid.reach) if pencil else None
        return self.solid.first_hits(*local, farthest, view)


@dataclass(frozen=True, kw_only=True, eq=False)
class Occluders:
    """Meshes that stand in the way; places in metres, world space."""

    occluders: tuple[Occluder, ...]

    @cached_property
    def _boxes(self) -> Boxes:
        bounds = np.array([occluder.bounds_m for occluder in self.occluders]).reshape(-1, 2, 3)
        low, high = bounds.astype(np.float32).transpose(1, 2, 0)
        return Boxes(low=low, high=high)

    def _hits(
        self, origins: Vectors, directions: Vectors, nearest: Vectors
    ) -> Iterator[tuple[int, Integers, Vectors]]:
        """(occluder's number, rays, their hits) of all that are near; ``nearest`` (rays,) may shrink meanwhile."""
        if not self.occluders or not len(origins):
            return
        reach = max(float(np.abs(self._boxes.low).max()), float(np.abs(self._boxes.high).max()))
        slack = SLACK * (reach + float(np.abs(origins).max()))
        entries, pencil = self._boxes.entries(origins, directions, slack), pencil_of(origins, directions)
        for number, occluder in enumerate(self.occluders):
            on = np.flatnonzero(entries[:, number] <= nearest)
            if len(on):
                yield number, on, occluder.first_hits(origins[on], directions[on], nearest[on], pencil)

    def first_hit_m(self, origins: Vectors, directions: Vectors) -> Vectors:
        """(rays,) distance in units of ``directions``' length to the first hit; infinity where there is none."""
        nearest = np.full(len(origins), np.inf)
        for _, on, hits in self._hits(origins, directions, nearest):
            nearest[on] = np.minimum(nearest[on], hits)
        return nearest

    def first_hit_path(self, origin: Vectors, direction: Vectors) -> str:
        """The prim that one ray hits first; empty where it hits none."""
        return self.first_hit_paths(origin[None], direction[None])[0]

    def first_hit_paths(self, origins: Vectors, directions: Vectors) -> tuple[str, ...]:
        """(rays,) the prim that each ray hits first; empty where it hits none."""
        nearest = np.full(len(origins), np.inf)
        found = np.full(len(origins), -1)
        for number, on, hits in self._hits(origins, directions, nearest):
            found[on[hits < nearest[on]]] = number
            nearest[on] = np.minimum(nearest[on], hits)
        return tuple(self.occluders[number].path if number >= 0 else "" for number in found)

    def stopped(self, origins: Vectors, directions: Vectors, farthest: float = np.inf) -> NDArray[np.bool_]:
        """(rays,) whether anything is hit nearer than ``farthest``, in units of ``directions``' length."""
        stopped = np.zeros(len(origins), dtype=bool)
        nearest = np.full(len(origins), farthest)
        for _, on, hits in self._hits(origins, directions, nearest):
            hit = on[hits < farthest]
            stopped[hit], nearest[hit] = True, -1.0  # asked no more
        return stopped

    def blocked(self, origin: Vectors, targets: Vectors, margin: float = 0.98) -> NDArray[np.bool_]:
        """(targets,) whether something stands between ``origin`` (3,) and each target (n, 3)."""
        directions = targets - origin
        return self.stopped(np.broadcast_to(origin, directions.shape), directions, margin)


def read_occluders(stage: Usd.Stage, prims: Iterable[Usd.Prim], known: Occluders | None = None) -> Occluders:
    """All meshes of ``prims`` that have an extent, light cards left out.

    Args:
        stage: the prims' own.
        prims: may hold what is no mesh.
        known: some that were read of the stage as it is.
    """
    before = {occluder.path: occluder for occluder in known.occluders} if known else {}
    meshes = (prim for prim in prims if prim.IsA(UsdGeom.Mesh) and read_role(prim) is not Role.LIGHT_CARD)
    metres = UsdGeom.GetStageMetersPerUnit(stage)
    occluders = (before.get(str(prim.GetPath())) or _occluder_of(UsdGeom.Mesh(prim), metres) for prim in meshes)
    return Occluders(occluders=tuple(occluder for occluder in occluders if occluder is not None))


def mesh_triangles(mesh: UsdGeom.Mesh) -> Vectors:
    """(n, 3, 3) triangles of a mesh in stage units, world space; polygons as fans."""
    matrix = np.array(mesh.ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime()))
    polygons = _polygons_of(mesh)
    triangles = polygons.points[fans_of(polygons.counts, polygons.indices)].astype(np.float64)
    return np.asarray(triangles @ matrix[:3, :3] + matrix[3, :3])


def _occluder_of(mesh: UsdGeom.Mesh, metres: float) -> Occluder | None:
    """None for a mesh without faces, or scaled to nothing."""
    polygons = _polygons_of(mesh)
    world = np.array(mesh.ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime())) @ np.diag(
        [metres] * 3 + [1.0]
    )
    if not polygons.points.size or not polygons.indices.size or np.linalg.det(world[:3, :3]) == 0.0:
        return None
    solid = Solid(polygons)
    corners = solid.corners() @ world[:3, :3] + world[3, :3]
    return Occluder(
        path=str(mesh.GetPath()),
        solid=solid,
        local_from_world=np.linalg.inv(world),
        bounds_m=np.stack([corners.min(axis=0), corners.max(axis=0)]),
    )


def _polygons_of(mesh: UsdGeom.Mesh) -> Polygons:
    time = Usd.TimeCode.EarliestTime()
    return Polygons(
        points=np.asarray(mesh.GetPointsAttr().Get(time) or [], dtype=np.float32).reshape(-1, 3),
        counts=np.asarray(mesh.GetFaceVertexCountsAttr().Get(time) or [], dtype=np.int32),
        indices=np.asarray(mesh.GetFaceVertexIndicesAttr().Get(time) or [], dtype=np.int32),
    )
