"""Rays against a stage's meshes: what a camera or a light can see."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom

from usd_scenes.semantics import Role, read_role

if TYPE_CHECKING:
    from embreex.rtcore_scene import EmbreeScene

type Vectors = NDArray[np.float64]
type Integers = NDArray[np.int64]

_SHAPES_KEPT = 32


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MeshShape:
    """A mesh's polygons in its own space; two with the same digest are the same shape."""

    points: NDArray[np.float32]  # (n, 3), local units
    counts: Integers  # (faces,)
    indices: Integers
    digest: bytes

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MeshShape) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def triangles(self) -> Vectors:
        """(n, 3, 3) polygons as fans, local units."""
        starts = np.cumsum(self.counts) - self.counts
        fans = [np.zeros((0, 3), dtype=np.int64)]
        for step in range(1, int(self.counts.max(initial=0)) - 1):
            faces = starts[self.counts > step + 1]
            fans.append(
                np.stack([self.indices[faces], self.indices[faces + step], self.indices[faces + step + 1]], axis=1)
            )
        return np.asarray(self.points[np.concatenate(fans)], dtype=np.float64)


class _Solid:
    """What rays need of a shape, each part made when a ray first comes near."""

    def __init__(self, shape: MeshShape) -> None:
        self._shape = shape
        self.middle = (shape.points.min(axis=0) + shape.points.max(axis=0)).astype(np.float64) / 2.0
        self.squared_radius = float(((shape.points - self.middle) ** 2).sum(axis=1).max()) * 1.0001

    @cached_property
    def triangles(self) -> Vectors:
        return self._shape.triangles

    @cached_property
    def embree(self) -> EmbreeScene:
        from embreex.mesh_construction import TriangleMesh
        from embreex.rtcore_scene import EmbreeScene

        scene = EmbreeScene(robust=True)
        TriangleMesh(scene, self.triangles.astype(np.float32))
        return scene

    def first_hits(self, origins: Vectors, directions: Vectors) -> Vectors:
        """(rays,) distances in units of the directions' length; infinity where a ray passes.

        Embree finds the triangle in single precision; the distance is that of its plane in double precision.
        """
        distances = np.full(len(origins), np.inf)
        offset = origins - self.middle
        along = np.einsum("ij,ij->i", offset, directions) / np.einsum("ij,ij->i", directions, directions)
        missed = ((offset - along[:, None] * directions) ** 2).sum(axis=1) - self.squared_radius
        near = np.flatnonzero(missed <= 0.0)
        if not len(near):
            return distances
        rays = origins[near].astype(np.float32), directions[near].astype(np.float32)
        found = np.asarray(self.embree.run(*rays, query="INTERSECT"), dtype=np.int64)
        hit = near[found >= 0]
        corner, second, third = np.moveaxis(self.triangles[found[found >= 0]], 1, 0)
        normal = np.cross(second - corner, third - corner)
        slope = np.einsum("ij,ij->i", directions[hit], normal)
        distances[hit] = np.einsum("ij,ij->i", corner - origins[hit], normal) / slope
        return distances


@lru_cache(maxsize=_SHAPES_KEPT)
def _solid_of(shape: MeshShape) -> _Solid:
    """The same meshes are looked at by composers and readers, and shared by samples."""
    return _Solid(shape)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Occluder:
    """One mesh of a stage; both its sides stop a ray."""

    path: str
    shape: MeshShape
    local_from_world: Vectors  # (4, 4), row vectors; the world in metres

    def first_hits(self, origins: Vectors, directions: Vectors) -> Vectors:
        """(rays,) distances in units of the directions' length; infinity where a ray passes."""
        turn = self.local_from_world[:3, :3]
        return _solid_of(self.shape).first_hits(origins @ turn + self.local_from_world[3, :3], directions @ turn)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Occluders:
    """Meshes that stand in the way; places in metres, world space."""

    occluders: tuple[Occluder, ...]

    def first_hit_m(self, origins: Vectors, directions: Vectors) -> Vectors:
        """(rays,) distance in units of ``directions``' length to the first hit; infinity where there is none."""
        nearest = np.full(len(origins), np.inf)
        for occluder in self.occluders:
            nearest = np.minimum(nearest, occluder.first_hits(origins, directions))
        return nearest

    def first_hit_path(self, origin: Vectors, direction: Vectors) -> str:
        """The prim that one ray hits first; empty where it hits none."""
        hits = [(float(o.first_hits(origin[None], direction[None])[0]), o.path) for o in self.occluders]
        distance, path = min(hits, default=(np.inf, ""))
        return path if np.isfinite(distance) else ""

    def blocked(self, origin: Vectors, targets: Vectors, margin: float = 0.98) -> NDArray[np.bool_]:
        """(targets,) whether something stands between ``origin`` (3,) and each target (n, 3)."""
        directions = targets - origin
        return self.first_hit_m(np.broadcast_to(origin, directions.shape), directions) < margin


def read_occluders(stage: Usd.Stage, paths: Iterable[str]) -> Occluders:
    """All meshes at and below ``paths`` that have an extent, light cards left out."""
    prims = [
        prim
        for path in paths
        if stage.GetPrimAtPath(path)
        for prim in Usd.PrimRange(stage.GetPrimAtPath(path))
        if prim.IsA(UsdGeom.Mesh) and read_role(prim) is not Role.LIGHT_CARD
    ]
    occluders = (_occluder_of(UsdGeom.Mesh(prim), UsdGeom.GetStageMetersPerUnit(stage)) for prim in prims)
    return Occluders(occluders=tuple(occluder for occluder in occluders if occluder is not None))


def mesh_triangles(mesh: UsdGeom.Mesh) -> Vectors:
    """(n, 3, 3) triangles of a mesh in stage units, world space; polygons as fans."""
    matrix = np.array(mesh.ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime()))
    return np.asarray(_shape_of(mesh).triangles @ matrix[:3, :3] + matrix[3, :3])


def _occluder_of(mesh: UsdGeom.Mesh, metres: float) -> Occluder | None:
    """None for a mesh without faces, or scaled to nothing."""
    shape = _shape_of(mesh)
    world = np.array(mesh.ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime())) @ np.diag(
        [metres] * 3 + [1.0]
    )
    if not shape.points.size or not shape.counts.size or np.linalg.det(world[:3, :3]) == 0.0:
        return None
    return Occluder(path=str(mesh.GetPath()), shape=shape, local_from_world=np.linalg.inv(world))


def _shape_of(mesh: UsdGeom.Mesh) -> MeshShape:
    time = Usd.TimeCode.EarliestTime()
    points = np.asarray(mesh.GetPointsAttr().Get(time) or [], dtype=np.float32).reshape(-1, 3)
    counts = np.asarray(mesh.GetFaceVertexCountsAttr().Get(time) or [], dtype=np.int64)
    indices = np.asarray(mesh.GetFaceVertexIndicesAttr().Get(time) or [], dtype=np.int64)
    digest = hashlib.blake2b(digest_size=16)
    for part in (points, counts, indices):
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(np.ascontiguousarray(part))
    return MeshShape(points=points, counts=counts, indices=indices, digest=digest.digest())
