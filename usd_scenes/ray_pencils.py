"""Rays of one origin, as a camera's are: which boxes and triangles none of them can meet."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

type Vectors = NDArray[np.float64]
type Columns = NDArray[np.float32]  # (3, n)

_FEWEST = 200  # rays from which on sorting pays
_CELLS = 512  # across what the rays span
_LEAST_COSINE = 0.1
_LEAST_DEPTH = 1e-3  # of the largest coordinate: what is nearer may be seen anywhere


class Pencil:
    """The rays' places on a plane before their origin, counted by cells.

    Its space has the origin at 0 and z along the rays' mean; a cell is far wider than single precision errs.
    """

    def __init__(self, origin: Vectors, directions: Vectors, forward: Vectors) -> None:
        """Of ``directions`` (n, 3), all before the plane through ``origin`` across ``forward``, of length 1."""
        side = np.cross(forward, np.eye(3)[np.abs(forward).argmin()])
        side /= np.linalg.norm(side)
        self._origin = origin
        self._turn = np.stack([side, np.cross(forward, side), forward], axis=1)
        seen = directions @ self._turn
        places = seen[:, :2] / seen[:, 2:]
        self._low = places.min(axis=0)
        self._per_unit = (_CELLS - 1) / np.maximum(np.ptp(places, axis=0), 1e-12)
        columns, rows = ((places - self._low) * self._per_unit).astype(np.int64).T
        counts = np.zeros((_CELLS + 1, _CELLS + 1), dtype=np.int32)
        np.add.at(counts, (rows + 1, columns + 1), 1)
        self._sums = counts.cumsum(axis=0).cumsum(axis=1)

    def seen_from(self, local_from_world: Vectors, reach: float) -> PencilView:
        """The pencil for a mesh to whose space that matrix (4, 4, row vectors) leads; its largest coordinate."""
        world_from_local = np.linalg.inv(local_from_world)
        turn = world_from_local[:3, :3] @ self._turn
        shift = (world_from_local[3, :3] - self._origin) @ self._turn
        least_depth = _LEAST_DEPTH * (reach * float(np.abs(turn).max()) + float(np.abs(shift).max()))
        return PencilView(self, turn.T.astype(np.float32), shift[:, None].astype(np.float32), least_depth)

    def any_within(self, first: NDArray[np.floating], last: NDArray[np.floating]) -> NDArray[np.bool_]:
        """(n,) whether a ray goes through rectangles from ``first`` (2, n) to ``last``, with a cell to spare."""
        begin, end = (
            np.floor((corner - self._low[:, None]) * self._per_unit[:, None] + spare)
            for corner, spare in ((first, -1.0), (last, 2.0))
        )
        left, bottom = np.clip(begin, 0, _CELLS).astype(np.int64)
        right, top = np.clip(end, 0, _CELLS).astype(np.int64)
        inside = (
            self._sums[top, right] - self._sums[bottom, right] - self._sums[top, left] + self._sums[bottom, left]
        )
        return np.asarray((inside > 0) & (right > left) & (top > bottom))


class PencilView:
    """A pencil as a mesh's own space has it."""

    def __init__(self, pencil: Pencil, turn: Columns, shift: Columns, least_depth: float) -> None:
        """With the (3, 3) turn and (3, 1) shift from the mesh's space to the pencil's, for column vectors."""
        self._pencil, self._turn, self._shift, self._least_depth = pencil, turn, shift, least_depth

    def may_meet_boxes(self, low: Columns, high: Columns) -> NDArray[np.bool_]:
        """(n,) of boxes between two corners, along the axes of the mesh's space."""
        middle, half = self._turn @ ((low + high) / 2) + self._shift, np.abs(self._turn) @ ((high - low) / 2)
        near, far = middle - half, middle + half
        depths = np.maximum(np.stack([near[2], far[2]]), self._least_depth)
        first = np.minimum(near[:2] / depths[0], near[:2] / depths[1])
        last = np.maximum(far[:2] / depths[0], far[:2] / depths[1])
        return self._may_meet(first, last, near[2], far[2])

    def may_meet_triangles(self, corners: Columns) -> NDArray[np.bool_]:
        """(n,) of triangles by their corners (3, 3 n), a triangle's one after the other."""
        seen = self._turn @ corners + self._shift
        seen[:2] /= np.maximum(seen[2], self._least_depth)
        low, high = (pick(pick(seen[:, 0::3], seen[:, 1::3]), seen[:, 2::3]) for pick in (np.minimum, np.maximum))
        return self._may_meet(low[:2], high[:2], low[2], high[2])

    def _may_meet(self, first: Columns, last: Columns, near: Columns, far: Columns) -> NDArray[np.bool_]:
        """By rectangles (2, n); what reaches to the origin's plane is seen anywhere, what is behind it nowhere."""
        return (self._pencil.any_within(first, last) | (near < self._least_depth)) & (far > 0.0)


def pencil_of(origins: Vectors, directions: Vectors) -> Pencil | None:
    """None for rays (n, 3) that are few, of several origins, or not all before one plane through theirs."""
    if len(origins) < _FEWEST or (origins != origins[0]).any():
        return None
    lengths = np.linalg.norm(directions, axis=1)
    forward = (directions / lengths[:, None]).sum(axis=0)
    forward /= max(float(np.linalg.norm(forward)), 1e-12)
    if (directions @ forward < _LEAST_COSINE * lengths).any():
        return None
    return Pencil(np.asarray(origins[0]), directions, forward)
