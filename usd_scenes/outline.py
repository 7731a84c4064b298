"""Which of many points reach farthest: what a frame is fitted to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

type Points = NDArray[np.float64]
type Numbers = NDArray[np.int64]

_DIRECTIONS = 96
_CELLS = 24  # along each side of the bounds
_SMALLEST = 1e-9
_SLACK = 1e-9  # of the farthest coordinate: for points that rounding has put into the next cell


def outermost(points: Points) -> Numbers:
    """(n,) indices, ascending, of the (m, 3) points that reach farthest in one of 96 directions; m is at least 1.

    Only points that may reach farthest in a direction are measured along it: those of cells that end behind where
    some point is, such as the first of each cell that may reach farthest. Not by a product of matrices, whose last
    digits differ between machines.
    """
    cells = _Cells.of(points)
    slack = _SLACK * max(1.0, float(np.abs(cells.middles).max()))
    reach = _along(cells.middles, _directions()) + _along(cells.side / 2.0, np.abs(_directions())) + slack
    likely = np.unique(reach.argmax(axis=0))
    known = _along(points[cells.order[cells.starts[likely]]], _directions()).max(axis=0) - slack
    which, along = np.nonzero((reach >= known).T)[::-1]
    index, along = cells.members(which), np.repeat(along, cells.counts[which])
    x, y, z = points[index].T
    across, ahead, up = _directions()[along].T
    distance = across * x + ahead * y + up * z
    first = np.flatnonzero(np.diff(along, prepend=-1))
    farthest = np.repeat(np.maximum.reduceat(distance, first), np.diff(first, append=len(along)))
    found = np.full(_DIRECTIONS, len(points))
    is_farthest = distance == farthest
    np.minimum.at(found, along[is_farthest], index[is_farthest])
    return np.unique(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cells:
    """Points sorted into the filled cells of a grid."""

    order: Numbers  # (m,) of the points, cell by cell
    starts: Numbers  # (n,) of each filled cell in ``order``
    counts: Numbers  # (n,)
    middles: Points  # (n, 3)
    side: Points  # (3,)

    @classmethod
    def of(cls, points: Points) -> _Cells:
        numbers = np.zeros(len(points), dtype=np.uint16)  # which are sorted by their digits
        low, side = np.empty(3), np.empty(3)
        for axis, along in enumerate(np.ascontiguousarray(points.T)):
            low[axis] = along.min()
            side[axis] = max(float(along.max()) - low[axis], _SMALLEST) / _CELLS
            step = ((along - low[axis]) / side[axis]).astype(np.uint16)
            numbers = numbers * np.uint16(_CELLS) + np.minimum(step, np.uint16(_CELLS - 1))
        counts = np.bincount(numbers, minlength=_CELLS**3)
        filled = np.flatnonzero(counts)
        places = np.column_stack(np.unravel_index(filled, (_CELLS,) * 3))
        return cls(
            order=np.argsort(numbers, kind="stable"),
            starts=(np.cumsum(counts) - counts)[filled],
            counts=counts[filled],
            middles=low + (places + 0.5) * side,
            side=side,
        )

    def members(self, cells: Numbers) -> Numbers:
        """Indices of the points of cells, one cell after the other."""
        counts = self.counts[cells]
        before = np.repeat(self.starts[cells] - np.cumsum(counts) + counts, counts)
        return self.order[before + np.arange(len(before))]


def _along(points: Points, directions: Points) -> Points:
    """(..., n) how far (..., 3) points reach in (n, 3) directions: by no thread but this, as they are few."""
    return np.asarray(np.einsum("...i,ni->...n", points, directions))


@cache
def _directions() -> Points:
    """(n, 3) unit vectors in all directions, evenly: a Fibonacci sphere."""
    turns = np.arange(_DIRECTIONS) + 0.5
    height = 1.0 - 2.0 * turns / _DIRECTIONS
    angle = turns * np.pi * (3.0 - np.sqrt(5.0))
    across = np.sqrt(1.0 - height**2)
    return np.column_stack((across * np.cos(angle), across * np.sin(angle), height))
