"""Rays against a stage's meshes: what a camera or a light can see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom

from usd_scenes.semantics import Role, read_role

if TYPE_CHECKING:
    from embreex.rtcore_scene import EmbreeScene

type Vectors = NDArray[np.float64]
type Integers = NDArray[np.integer]

_BLOCK = 32  # following faces with one box about them
_SLACK = 1e-5  # of a box, of the largest coordinate: far more than single precision errs by
_LEVEL = np.float32(1e-30)  # in place of a direction's zero, that it may divide


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Polygons:
    """A mesh's polygons in its own space."""

    points: NDArray[np.float32]  # (n, 3), local units
    counts: Integers  # (faces,)
    indices: Integers


def _fans(counts: Integers, indices: Integers) -> Integers:
    """(n, 3) the indices of polygons as triangles: all first ones, all second ones, and so on."""
    starts = np.cumsum(counts) - counts
    fans = [np.zeros((0, 3), dtype=np.int32)]
    for step in range(1, int(counts.max(initial=0)) - 1):
        faces = starts[counts > step + 1]
        fans.append(np.stack([indices[faces], indices[faces + step], indices[faces + step + 1]], axis=1))
    return np.concatenate(fans)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Boxes:
    """Boxes along the axes of a mesh's own space."""

    low: NDArray[np.float32]  # (3, boxes)
    high: NDArray[np.float32]

    def entries(self, origins: Vectors, directions: Vectors, slack: float) -> NDArray[np.float32]:
        """(rays, boxes) where rays enter boxes grown by ``slack``, in the directions' length; NaN: never."""
        places, steep = origins.astype(np.float32), directions.astype(np.float32)
        steep = np.where(np.abs(steep) < _LEVEL, _LEVEL, steep)
        enter = np.zeros((len(places), self.low.shape[1]), dtype=np.float32)
        leave = np.full_like(enter, np.inf)
        first, last = np.empty_like(enter), np.empty_like(enter)
        for axis in range(3):
            origin, rate = places[:, axis, None], 1.0 / steep[:, axis, None]
            np.multiply(np.subtract(self.low[axis] - np.float32(slack), origin, out=first), rate, out=first)
            np.multiply(np.subtract(self.high[axis] + np.float32(slack), origin, out=last), rate, out=last)
            np.maximum(enter, np.minimum(first, last), out=enter)
            np.minimum(leave, np.maximum(first, last, out=first), out=leave)
        enter[enter > leave] = np.nan
        return enter


def _boxes_about(corners: NDArray[np.float32], starts: Integers) -> _Boxes:
    """Boxes about runs of corners (3, n), each from one of ``starts`` to the next."""
    low, high = (pick.reduceat(corners, starts, axis=1) for pick in (np.minimum, np.maximum))
    return _Boxes(low=low, high=high)


class _Solid:
    """Polygons as rays meet them: Embree is given those triangles alone that they come near."""

    def __init__(self, polygons: _Polygons) -> None:
        self._polygons = polygons
        self._points = np.ascontiguousarray(polygons.points.T)
        self._box = _boxes_about(self._points, np.zeros(1, dtype=np.int64))
        self._reach = float(np.abs(self._points).max())

    @cached_property
    def _block_starts(self) -> Integers:
        """(blocks + 1,) places in the indices."""
        counts, total = self._polygons.counts, len(self._polygons.indices)
        return np.append((np.cumsum(counts) - counts)[::_BLOCK], total)

    @cached_property
    def _blocks(self) -> _Boxes:
        corners = self._points.take(self._polygons.indices, axis=1)
        return _boxes_about(corners, np.minimum(self._block_starts[:-1], corners.shape[1] - 1))

    def first_hits(self, origins: Vectors, directions: Vectors, farthest: Vectors) -> Vectors:
        """(rays,) distances in units of the directions' length; infinity where a ray passes.

        A hit beyond a ray's ``farthest`` may be left out.

        Embree finds the triangle in single precision; the distance is that of its plane in double precision.
        """
        distances = np.full(len(origins), np.inf)
        slack = _SLACK * (self._reach + float(np.abs(origins).max(initial=0.0)))
        near = np.flatnonzero(self._box.entries(origins, directions, slack)[:, 0] <= farthest)
        if not len(near):
            return distances
        rays = origins[near], directions[near]
        triangles = self._triangles_near(*rays, slack, farthest[near])
        if not len(triangles):
            return distances
        found = np.asarray(_embree_of(triangles).run(*(r.astype(np.float32) for r in rays), query="INTERSECT"))
        hit = near[found >= 0]
        corner, second, third = np.moveaxis(triangles[found[found >= 0]].astype(np.float64), 1, 0)
        normal = np.cross(second - corner, third - corner)
        slope = np.einsum("ij,ij->i", directions[hit], normal)
        distances[hit] = np.einsum("ij,ij->i", corner - origins[hit], normal) / slope
        return distances

    def _triangles_near(
        self, origins: Vectors, directions: Vectors, slack: float, farthest: Vectors
    ) -> NDArray[np.float32]:
        """(n, 3, 3) the triangles whose boxes a ray enters within its reach, in the mesh's order."""
        limits = farthest[:, None]
        blocks = np.flatnonzero((self._blocks.entries(origins, directions, slack) <= limits).any(axis=0))
        if not len(blocks):
            return np.zeros((0, 3, 3), dtype=np.float32)
        counts = [self._polygons.counts[block * _BLOCK : (block + 1) * _BLOCK] for block in blocks]
        indices = [self._polygons.indices[self._block_starts[b] : self._block_starts[b + 1]] for b in blocks]
        fans = _fans(np.concatenate(counts), np.concatenate(indices))
        boxes = _boxes_about(self._points.take(fans.ravel(), axis=1), np.arange(0, fans.size, 3))
        near = (boxes.entries(origins, directions, slack) <= limits).any(axis=0)
        return self._polygons.points[fans[near]]


def _embree_of(triangles: NDArray[np.float32]) -> EmbreeScene:
    from embreex.mesh_construction import TriangleMesh
    from embreex.rtcore_scene import EmbreeScene

    scene = EmbreeScene(robust=True)
    TriangleMesh(scene, triangles)
    return scene


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Occluder:
    """One mesh of a stage; both its sides stop a ray."""

    path: str
    solid: _Solid
    local_from_world: Vectors  # (4, 4), row vectors; the world in metres

    def first_hits(self, origins: Vectors, directions: Vectors, farthest: Vectors) -> Vectors:
        """(rays,) distances in units of the directions' length; infinity where a ray passes.

        A hit beyond a ray's ``farthest`` may be left out.
        """
        turn = self.local_from_world[:3, :3]
        local = origins @ turn + self.local_from_world[3, :3], directions @ turn
        return self.solid.first_hits(*local, farthest)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Occluders:
    """Meshes that stand in the way; places in metres, world space."""

    occluders: tuple[Occluder, ...]

    def first_hit_m(self, origins: Vectors, directions: Vectors) -> Vectors:
        """(rays,) distance in units of ``directions``' length to the first hit; infinity where there is none."""
        nearest = np.full(len(origins), np.inf)
        for occluder in self.occluders:
            nearest = np.minimum(nearest, occluder.first_hits(origins, directions, nearest))
        return nearest

    def first_hit_path(self, origin: Vectors, direction: Vectors) -> str:
        """The prim that one ray hits first; empty where it hits none."""
        return self.first_hit_paths(origin[None], direction[None])[0]

    def first_hit_paths(self, origins: Vectors, directions: Vectors) -> tuple[str, ...]:
        """(rays,) the prim that each ray hits first; empty where it hits none."""
        nearest = np.full(len(origins), np.inf)
        found = np.full(len(origins), -1)
        for number, occluder in enumerate(self.occluders):
            hits = occluder.first_hits(origins, directions, nearest)
            found[hits < nearest] = number
            nearest = np.minimum(nearest, hits)
        return tuple(self.occluders[number].path if number >= 0 else "" for number in found)

    def stopped(self, origins: Vectors, directions: Vectors, farthest: float = np.inf) -> NDArray[np.bool_]:
        """(rays,) whether anything is hit nearer than ``farthest``, in units of ``directions``' length."""
        stopped = np.zeros(len(origins), dtype=bool)
        for occluder in self.occluders:
            on = np.flatnonzero(~stopped)
            if len(on):
                hits = occluder.first_hits(origins[on], directions[on], np.full(len(on), farthest))
                stopped[on] = hits < farthest
        return stopped

    def blocked(self, origin: Vectors, targets: Vectors, margin: float = 0.98) -> NDArray[np.bool_]:
        """(targets,) whether something stands between ``origin`` (3,) and each target (n, 3)."""
        directions = targets - origin
        return self.stopped(np.broadcast_to(origin, directions.shape), directions, margin)


def read_occluders(stage: Usd.Stage, prims: Iterable[Usd.Prim]) -> Occluders:
    """All meshes of ``prims`` that have an extent, light cards left out."""
    meshes = (prim for prim in prims if prim.IsA(UsdGeom.Mesh) and read_role(prim) is not Role.LIGHT_CARD)
    occluders = (_occluder_of(UsdGeom.Mesh(prim), UsdGeom.GetStageMetersPerUnit(stage)) for prim in meshes)
    return Occluders(occluders=tuple(occluder for occluder in occluders if occluder is not None))


def mesh_triangles(mesh: UsdGeom.Mesh) -> Vectors:
    """(n, 3, 3) triangles of a mesh in stage units, world space; polygons as fans."""
    matrix = np.array(mesh.ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime()))
    polygons = _polygons_of(mesh)
    triangles = polygons.points[_fans(polygons.counts, polygons.indices)].astype(np.float64)
    return np.asarray(triangles @ matrix[:3, :3] + matrix[3, :3])


def _occluder_of(mesh: UsdGeom.Mesh, metres: float) -> Occluder | None:
    """None for a mesh without faces, or scaled to nothing."""
    polygons = _polygons_of(mesh)
    world = np.array(mesh.ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime())) @ np.diag(
        [metres] * 3 + [1.0]
    )
    if not polygons.points.size or not polygons.indices.size or np.linalg.det(world[:3, :3]) == 0.0:
        return None
    return Occluder(path=str(mesh.GetPath()), solid=_Solid(polygons), local_from_world=np.linalg.inv(world))


def _polygons_of(mesh: UsdGeom.Mesh) -> _Polygons:
    time = Usd.TimeCode.EarliestTime()
    return _Polygons(
        points=np.asarray(mesh.GetPointsAttr().Get(time) or [], dtype=np.float32).reshape(-1, 3),
        counts=np.asarray(mesh.GetFaceVertexCountsAttr().Get(time) or [], dtype=np.int32),
        indices=np.asarray(mesh.GetFaceVertexIndicesAttr().Get(time) or [], dtype=np.int32),
    )
