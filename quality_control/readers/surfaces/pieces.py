"""What a body is built of: the separate pieces of its mesh, their number, length, width and thickness."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom

type Values = NDArray[np.float64]

MANY = 150
"""From so many pieces on, a body is a growth: hairs, blades, plates."""

_MOST_MEASURED = 400
_UNIFORM = 12.0**0.5  # extent of what is spread evenly, in standard deviations


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pieces:
    """The separate pieces of a mesh; lengths in metres, medians over some hundred of them."""

    count: int = 1
    length_m: float = 0.0
    width_m: float = 0.0
    thickness_m: float = 0.0
    upright: float = 0.0  # cosine between a piece's length and the vertical
    height_m: float = 0.0  # of the whole

    @property
    def slenderness(self) -> float:
        """Length over width."""
        return self.length_m / max(self.width_m, 1e-9)


def read_pieces(mesh: UsdGeom.Mesh) -> Pieces:
    """The pieces of ``mesh``: points that faces join are of one piece."""
    from scipy import sparse

    matrix = np.array(UsdGeom.Xformable(mesh).ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime()))
    points = np.asarray(mesh.GetPointsAttr().Get(), dtype=np.float64) @ matrix[:3, :3]
    indices = np.asarray(mesh.GetFaceVertexIndicesAttr().Get(), dtype=np.int64)
    counts = np.asarray(mesh.GetFaceVertexCountsAttr().Get(), dtype=np.int64)
    inner = np.ones(len(indices), dtype=bool)
    inner[np.cumsum(counts)[:-1]] = False  # a face's first corner follows no other of it
    first, second = indices[:-1][inner[1:]], indices[1:][inner[1:]]
    joined = sparse.coo_matrix((np.ones(len(first), dtype=np.int8), (first, second)), shape=(len(points),) * 2)
    count, piece = sparse.csgraph.connected_components(joined, directed=False)
    height_m = float(np.ptp(points[:, 2]))
    chosen = np.unique(np.linspace(0, count - 1, min(count, _MOST_MEASURED)).astype(int))
    place = np.full(count, -1)
    place[chosen] = np.arange(len(chosen))
    of = place[piece]
    kept = of >= 0
    spreads, axes = _shapes(points[kept], of[kept], len(chosen))
    length, width, thickness = (float(np.median(spreads[:, k])) * _UNIFORM for k in (2, 1, 0))
    return Pieces(
        count=int(count),
        length_m=length,
        width_m=width,
        thickness_m=thickness,
        upright=float(np.median(np.abs(axes[:, 2]))),
        height_m=height_m,
    )


def _shapes(points: Values, of: NDArray[np.int64], count: int) -> tuple[Values, Values]:
    """(count, 3) standard deviations along each piece's own axes, ascending, and (count, 3) its longest axis."""
    size = np.maximum(np.bincount(of, minlength=count), 1)
    middle = np.stack([np.bincount(of, points[:, k], minlength=count) / size for k in range(3)], axis=1)
    away = points - middle[of]
    moments = np.empty((count, 3, 3))
    for row in range(3):
        for column in range(3):
            moments[:, row, column] = np.bincount(of, away[:, row] * away[:, column], minlength=count) / size
    variance, axes = np.linalg.eigh(moments)
    return np.sqrt(np.maximum(variance, 0.0)), axes[:, :, 2]
