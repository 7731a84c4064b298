"""Which operation made a mesh, by its points and faces: a row of copies, rounded edges, a displaced ball."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Vectors = NDArray[np.float64]
type Integers = NDArray[np.int64]
type Values = tuple[tuple[str, float | str], ...]

_EXACT = 2e-4  # of the size: points are stored at 1e-6 m
_LEAST_COPIES, _MOST_COPIES = 3, 12
_LEAST_STEP = 1.02  # of a piece's width: nearer copies are one piece
_BEVELS = (0.015, 0.2)  # widths over the smallest side: finer edges are sharp to the eye, wider ones no edges
_BEVEL_UNEVENNESS = 0.05
_POLES = 12  # vertices of five edges in a ball that is a divided icosahedron
_FITTED_POINTS = 2000
_DISPLACED = (0.012, 0.2)  # greatest offset over the diameter: less is a ball, more is none


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Faces:
    """A mesh: (n, 3) points in its own space, its faces' corner counts, and their points' indices."""

    points: Vectors
    counts: Integers
    indices: Integers

    @property
    def size(self) -> Vectors:
        """(3,) extent."""
        return np.asarray(np.ptp(self.points, axis=0))


def find_array(mesh: Faces) -> Values | None:
    """The count of congruent pieces in a row of equal steps, and the step over the piece's width."""
    for count in range(_MOST_COPIES, _LEAST_COPIES - 1, -1):
        if len(mesh.points) % count or len(mesh.counts) % count or len(mesh.indices) % count:
            continue
        pieces = mesh.points.reshape(count, -1, 3)
        step = pieces[1, 0] - pieces[0, 0]
        length = float(np.linalg.norm(step))
        off = np.abs(pieces[1:] - pieces[:-1] - step).max()
        if length <= 0.0 or off > _EXACT * float(mesh.size.max()) or not _same_faces(mesh, count):
            continue
        width = float(np.ptp(pieces[0] @ (step / length)))
        if length > _LEAST_STEP * width:
            return ("count", float(count)), ("spacing_ratio", round(length / width, 4))
    return None


def _same_faces(mesh: Faces, count: int) -> bool:
    """Whether the faces of each of ``count`` equal runs of points are those of the first."""
    shift = np.arange(count)[:, None] * (len(mesh.points) // count)
    indices = mesh.indices.reshape(count, -1) - shift
    counts = mesh.counts.reshape(count, -1)
    return bool((indices == indices[0]).all() and (counts == counts[0]).all())


def find_bevel(mesh: Faces) -> Values | None:
    """The width over the smallest side, and the steps, of the rounded edges of a box along the axes."""
    size = mesh.size
    smallest = float(size.min())
    if smallest <= 0.0:
        return None
    inwards = size / 2.0 - np.abs(mesh.points - (mesh.points.min(axis=0) + mesh.points.max(axis=0)) / 2.0)
    on_face = inwards < _EXACT * float(size.max())
    pairs = [(i, j) for i in range(3) for j in range(3) if i != j]
    widths = np.array([inwards[on_face[:, i], j].min() for i, j in pairs])
    width = float(np.median(widths))
    low, high = _BEVELS
    even = np.abs(widths - width).max() <= _BEVEL_UNEVENNESS * width
    if not even or not low <= width / smallest <= high:
        return None
    near = inwards < width * (1.0 + _BEVEL_UNEVENNESS)
    if not (on_face.any(axis=1) | (near.sum(axis=1) >= 2)).all():
        return None
    levels = np.unique(np.rint(inwards[near[:, 2], 2] / (_EXACT * size.max())))
    return ("segment_count", float(len(levels) - 1)), ("width_fraction", round(width / smallest, 4))


def find_displacement(mesh: Faces) -> Values | None:
    """The greatest offset from a ball over its diameter, of a divided icosahedron's points moved in and out."""
    if not bool((mesh.counts == 3).all()) or len(mesh.points) - len(mesh.counts) // 2 != 2:
        return None
    edges = np.bincount(mesh.indices, minlength=len(mesh.points))
    if np.sum(edges == 5) != _POLES or np.sum(edges == 6) != len(edges) - _POLES:
        return None
    radius = _radii_of_ball(mesh.points)
    offset = float(np.abs(radius - radius.mean()).max() / (2.0 * radius.mean()))
    low, high = _DISPLACED
    return (("strength_fraction", round(offset, 4)),) if low <= offset <= high else None


def _radii_of_ball(points: Vectors) -> Vectors:
    """(n,) distances from the middle of the ball that fits the points best, by Gauss-Newton steps."""
    middle = (points.min(axis=0) + points.max(axis=0)) / 2.0
    some = points[:: max(1, len(points) // _FITTED_POINTS)]
    for _ in range(8):
        way = some - middle
        radius = np.linalg.norm(way, axis=1)
        slope = np.column_stack([way / radius[:, None], np.ones(len(way))])
        middle = middle + np.linalg.lstsq(slope, radius - radius.mean(), rcond=None)[0][:3]
    return np.asarray(np.linalg.norm(points - middle, axis=1))


def mirror_axis(mesh: Faces) -> str:
    """The normal, "x" or "y", of the one upright plane along the axes that reflects the points onto themselves."""
    from scipy.spatial import cKDTree

    middle = (mesh.points.min(axis=0) + mesh.points.max(axis=0)) / 2.0
    centred = mesh.points - middle
    tree = cKDTree(centred)
    reach = _EXACT * float(mesh.size.max())
    held = [
        name
        for name, way in (("x", (-1.0, 1.0, 1.0)), ("y", (1.0, -1.0, 1.0)))
        if float(tree.query(centred * way)[0].max()) <= reach
    ]
    return held[0] if len(held) == 1 else ""
