"""A mesh's polygons as rays meet them, sorted by boxes before any triangle is asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from usd_scenes.ray_pencils import PencilView

if TYPE_CHECKING:
    from embreex.rtcore_scene import EmbreeScene

type Vectors = NDArray[np.float64]
type Integers = NDArray[np.integer]

_BLOCK = 32  # following faces with one box about them
SLACK = 1e-5  # of a box, of the largest coordinate: far more than single precision errs by
_LEVEL = np.float32(1e-30)  # in place of a direction's zero, that it may divide


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Polygons:
    """A mesh's polygons in its own space."""

    points: NDArray[np.float32]  # (n, 3), local units
    counts: Integers  # (faces,)
    indices: Integers


def fans_of(counts: Integers, indices: Integers) -> Integers:
    """(n, 3) the indices of polygons as triangles: all first ones, all second ones, and so on."""
    starts = np.cumsum(counts) - counts
    fans = [np.zeros((0, 3), dtype=np.int32)]
    for step in range(1, int(counts.max(initial=0)) - 1):
        faces = starts[counts > step + 1]
        fans.append(np.stack([indices[faces], indices[faces + step], indices[faces + step + 1]], axis=1))
    return np.concatenate(fans)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Boxes:
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


def _boxes_about(corners: NDArray[np.float32], starts: Integers) -> Boxes:
    """Boxes about runs of corners (3, n), each from one of ``starts`` to the next."""
    low, high = (pick.reduceat(corners, starts, axis=1) for pick in (np.minimum, np.maximum))
    return Boxes(low=low, high=high)


class Solid:
    """Polygons as rays meet them: Embree is given those triangles alone that they come near."""

    def __init__(self, polygons: Polygons) -> None:
        self._polygons = polygons
        self._points = np.ascontiguousarray(polygons.points.T)
        self._box = _boxes_about(self._points, np.zeros(1, dtype=np.int64))
        self.reach = float(np.abs(self._points).max())

    def corners(self) -> Vectors:
        """(8, 3) of the box about all points."""
        return np.array(
            list(product(*zip(self._box.low[:, 0], self._box.high[:, 0], strict=True))), dtype=np.float64
        )

    @cached_property
    def _block_starts(self) -> Integers:
        """(blocks + 1,) places in the indices."""
        counts, total = self._polygons.counts, len(self._polygons.indices)
        return np.append((np.cumsum(counts) - counts)[::_BLOCK], total)

    @cached_property
    def _blocks(self) -> Boxes:
        corners = self._points.take(self._polygons.indices, axis=1)
        return _boxes_about(corners, np.minimum(self._block_starts[:-1], corners.shape[1] - 1))

    def first_hits(
        self,
        origins: Vectors,
        directions: Vectors,
        farthest: Vectors,
        view: PencilView | None = None,
    ) -> Vectors:
        """(rays,) distances in units of the directions' length; infinity where a ray passes.

        A hit beyond a ray's ``farthest`` may be left out.

        Embree finds the triangle in single precision; the distance is that of its plane in double precision.
        """
        distances = np.full(len(origins), np.inf)
        slack = SLACK * (self.reach + float(np.abs(origins).max(initial=0.0)))
        near = np.flatnonzero(self._box.entries(origins, directions, slack)[:, 0] <= farthest)
        if not len(near):
            return distances
        rays = origins[near], directions[near]
        triangles = self._triangles_seen(view) if view else self._triangles_near(*rays, slack, farthest[near])
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
        fans = self._fans_of((self._blocks.entries(origins, directions, slack) <= limits).any(axis=0))
        if not len(fans):
            return np.zeros((0, 3, 3), dtype=np.float32)
        first, second, third = (self._points.take(fans[:, corner], axis=1) for corner in range(3))
        low, high = (pick(pick(first, second), third) for pick in (np.minimum, np.maximum))
        boxes = Boxes(low=low, high=high)
        near = (boxes.entries(origins, directions, slack) <= limits).any(axis=0)
        return self._polygons.points[fans[near]]

    def _triangles_seen(self, view: PencilView) -> NDArray[np.float32]:
        """(n, 3, 3) the triangles that a ray of the pencil may meet, in the mesh's order."""
        fans = self._fans_of(view.may_meet_boxes(self._blocks.low, self._blocks.high))
        seen = view.may_meet_triangles(self._points.take(fans.ravel(), axis=1))
        return self._polygons.points[fans[seen]]

    def _fans_of(self, blocks: NDArray[np.bool_]) -> Integers:
        """(n, 3) the indices of the triangles of some of the blocks (blocks,)."""
        chosen = np.flatnonzero(blocks)
        if not len(chosen):
            return np.zeros((0, 3), dtype=np.int32)
        counts = [self._polygons.counts[block * _BLOCK : (block + 1) * _BLOCK] for block in chosen]
        indices = [self._polygons.indices[self._block_starts[b] : self._block_starts[b + 1]] for b in chosen]
        return fans_of(np.concatenate(counts), np.concatenate(indices))


def _embree_of(triangles: NDArray[np.float32]) -> EmbreeScene:
    from embreex.mesh_construction import TriangleMesh
    from embreex.rtcore_scene import EmbreeScene

    scene = EmbreeScene(robust=True)
    TriangleMesh(scene, triangles)
    return scene
