"""What a body is built of: the separate pieces of its mesh, their number, length, width and thickness."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom

type Values = NDArray[np.float64]
type Numbers = NDArray[np.int64]

MANY = 150
"""From so many pieces on, a body is a growth: hairs, blades, plates."""

_MOST_MEASURED = 400
_UNIFORM = 12.0**0.5  # extent of what is spread evenly, in standard deviations
_NEXT = 2.0  # times as large as the next smaller: plates grade from brow to back, buttons on a coat do not
_SMALL = 1.0 / 50.0  # share of the area
_COVERING = 0.3  # the same, of all small pieces where they are the body
_OVERGROWN = 0.5  # of the area of large pieces, at most a small piece's length from one


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pieces:
    """The separate pieces of a mesh; lengths in metres, medians by area over some hundred of them.

    Where small pieces cover a body, they are what it is: a coat is its hairs, not the skin below. Where they
    do not, as a fringe, the large ones are.
    """

    count: int = 1  # of those whose sizes run to the usual one's without a gap
    length_m: float = 0.0
    width_m: float = 0.0
    thickness_m: float = 0.0
    strand: float = 0.0  # length over the width that its area has, however it bends
    upright: float = 0.0  # cosine between a piece's length and the vertical

    @property
    def slenderness(self) -> float:
        """Length over width."""
        return self.length_m / max(self.width_m, 1e-9)


def read_pieces(mesh: UsdGeom.Mesh) -> Pieces:
    """The pieces of ``mesh``: points that faces join are of one piece."""
    matrix = np.array(UsdGeom.Xformable(mesh).ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime()))
    points = np.asarray(mesh.GetPointsAttr().Get(), dtype=np.float64) @ matrix[:3, :3]
    indices = np.asarray(mesh.GetFaceVertexIndicesAttr().Get(), dtype=np.int64)
    counts = np.asarray(mesh.GetFaceVertexCountsAttr().Get(), dtype=np.int64)
    piece = piece_of_points(len(points), indices, counts)
    firsts = np.cumsum(counts) - counts
    faces = _areas(points, indices, counts)
    areas = np.bincount(piece[indices[firsts]], faces, minlength=int(piece.max()) + 1)
    body = _what_covers(areas, points, piece, indices[np.stack([firsts, firsts + 1, firsts + counts - 1])], faces)
    shares = areas[body] / max(float(areas[body].sum()), 1e-30)
    drawn = body[_drawn(shares)]
    chosen, times = np.unique(drawn, return_counts=True)
    usual = max(float(np.median(areas[drawn])), 1e-30)
    spreads, axes = _shapes(points, piece, chosen)
    extents = np.repeat(spreads, times, axis=0) * _UNIFORM
    length, width, thickness = (float(np.median(extents[:, k])) for k in (2, 1, 0))
    strands = extents[:, 2] ** 2 / np.maximum(np.repeat(areas[chosen], times), 1e-30)
    return Pieces(
        count=_alike(areas[areas > 0.0], usual),
        length_m=length,
        width_m=width,
        thickness_m=thickness,
        strand=float(np.median(strands)),
        upright=float(np.median(np.abs(np.repeat(axes[:, 2], times)))),
    )


def piece_of_points(count: int, indices: Numbers, counts: Numbers) -> Numbers:
    """(count,) the number of the piece that each point is of."""
    from scipy import sparse

    inner = np.ones(len(indices), dtype=bool)
    inner[np.cumsum(counts)[:-1]] = False  # a face's first corner follows no other of it
    first, second = indices[:-1][inner[1:]], indices[1:][inner[1:]]
    joined = sparse.coo_matrix((np.ones(len(first), dtype=np.int8), (first, second)), shape=(count, count))
    return np.asarray(sparse.csgraph.connected_components(joined, directed=False)[1], dtype=np.int64)


def _areas(points: Values, indices: Numbers, counts: Numbers) -> Values:
    """(faces,) square metres."""
    firsts = np.cumsum(counts) - counts
    last = firsts + counts - 1
    following = np.arange(1, len(indices) + 1)
    following[last] = firsts
    away = points[indices] - np.repeat(points[indices[firsts]], counts, axis=0)
    twice = np.add.reduceat(np.cross(away, away[following]), firsts, axis=0)
    return np.asarray(np.linalg.norm(twice, axis=1) / 2.0)


def _drawn(shares: Values) -> Numbers:
    """Some hundred of them, evenly by their shares."""
    places = (np.arange(_MOST_MEASURED) + 0.5) / _MOST_MEASURED
    return np.minimum(np.searchsorted(np.cumsum(shares), places), len(shares) - 1)


def _alike(areas: Values, usual: float) -> int:
    """How many have sizes that run to the usual one's without a gap."""
    line = np.sort(areas)
    run = np.concatenate([[0], np.cumsum(line[1:] > _NEXT * line[:-1])])
    at = min(int(np.searchsorted(line, usual)), len(line) - 1)
    return int((run == run[at]).sum())


def _what_covers(areas: Values, points: Values, piece: Numbers, corners: Numbers, faces: Values) -> Numbers:
    """The small pieces where they cover a body; else all of it.

    They may be less than the body they stand on, as short shoots are on their cushion: then they cover it
    where they stand close.

    Args:
        corners: (3, faces) the first point of each face, and those beside it.
        faces: the area of each face.
    """
    small = (areas <= _SMALL * areas.sum()) & (areas > 0.0)
    covering = float(areas[small].sum()) >= _COVERING * float(areas.sum())
    if not covering and int(small.sum()) >= MANY:
        large = np.nonzero(~small[piece[corners[0]]])[0]
        drawn = large[_drawn(faces[large] / max(float(faces[large].sum()), 1e-30))]
        covering = _overgrown(_spots(points[corners[:, drawn]]), points, piece, np.nonzero(small)[0])
    return np.nonzero(small if covering else areas > 0.0)[0]


def _spots(corners: Values) -> Values:
    """A point on each face, by (3, faces, 3) its first corner and those beside it."""
    index = np.arange(corners.shape[1])
    along, across = (np.modf((index + 0.5) * step)[0][:, None] for step in (0.7548776662, 0.5698402910))
    first, second, last = corners
    return np.asarray(first + along * (second - first) + (1.0 - along) * across * (last - first))


def _overgrown(spots: Values, points: Values, piece: Numbers, small: Numbers) -> bool:
    """Whether most spots have a small piece no further away than it is long."""
    from scipy.spatial import cKDTree

    measured = small[:: max(len(small) // _MOST_MEASURED, 1)]
    spreads, _ = _shapes(points, piece, measured)
    length = float(np.median(spreads[:, 2])) * _UNIFORM
    near, _ = cKDTree(points[np.isin(piece, small)]).query(spots)
    return float((near <= length).mean()) >= _OVERGROWN


def _shapes(points: Values, piece: Numbers, chosen: Numbers) -> tuple[Values, Values]:
    """(chosen, 3) standard deviations along each piece's own axes, ascending, and (chosen, 3) its longest axis."""
    place = np.full(int(piece.max()) + 1, -1)
    place[chosen] = np.arange(len(chosen))
    kept = place[piece] >= 0
    points, of, count = points[kept], place[piece][kept], len(chosen)
    size = np.maximum(np.bincount(of, minlength=count), 1)
    middle = np.stack([np.bincount(of, points[:, k], minlength=count) / size for k in range(3)], axis=1)
    away = points - middle[of]
    moments = np.empty((count, 3, 3))
    for row in range(3):
        for column in range(3):
            moments[:, row, column] = np.bincount(of, away[:, row] * away[:, column], minlength=count) / size
    variance, axes = np.linalg.eigh(moments)
    return np.sqrt(np.maximum(variance, 0.0)), axes[:, :, 2]
