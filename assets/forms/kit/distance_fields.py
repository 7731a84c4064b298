"""Bodies by their distance, blended into one another, and the surface of the whole (surface nets).

A body tells for each point how far outside it the point is, in metres; below 0 inside. `sculpted` joins and carves
bodies one after another on a grid of cells, each only where it can matter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import map_coordinates

from assets.meshes.surface import Surface, box_mapped, face_normals

type Floats = NDArray[Any]
type Distance = Callable[[Floats], Floats]

_FAR_M = 10.0
_CORNERS = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)])
_EDGES = [(a, b) for a in range(8) for b in range(a + 1, 8) if np.abs(_CORNERS[a] - _CORNERS[b]).sum() == 1]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Body:
    """A solid by its distance, and the box that holds it."""

    distance: Distance  # (..., 3) metres -> (...) metres
    low: Floats  # (3,)
    high: Floats  # (3,)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Step:
    """A body joined to what is there, or taken out of it; its edges rounded over ``blend_m``."""

    body: Body
    blend_m: float
    carves: bool = False


def joined(body: Body, blend_m: float = 0.002) -> Step:
    """Added to what is there."""
    return Step(body=body, blend_m=blend_m)


def carved(body: Body, blend_m: float = 0.002) -> Step:
    """Taken out of what is there."""
    return Step(body=body, blend_m=blend_m, carves=True)


def limb(
    path: Sequence[Sequence[float] | Floats] | Floats,
    radii: Sequence[float] | Floats | float,
    *,
    flat: float = 1.0,
) -> Body:
    """A round limb along a polyline (n, 3), its radius (n,) changing evenly from point to point.

    Args:
        flat: height over width of its section; below 1 it is squashed along z.
    """
    points = np.asarray(path, np.float64)
    radius = np.broadcast_to(np.asarray(radii, np.float64), (len(points),))
    stretch = np.array([1.0, 1.0, 1.0 / flat])

    def distance(p: Floats) -> Floats:
        best = np.full(p.shape[:-1], _FAR_M)
        for i in range(len(points) - 1):
            start, way = points[i] * stretch, (points[i + 1] - points[i]) * stretch
            out = p * stretch - start
            t = np.clip(out @ way / max(float(way @ way), 1e-18), 0.0, 1.0)
            away = np.linalg.norm(out - t[..., None] * way, axis=-1)
            best = np.minimum(best, away - (radius[i] + t * (radius[i + 1] - radius[i])))
        return np.asarray(best * min(flat, 1.0) ** 0.5)

    reach = np.maximum(radius, 0.0)[:, None] * np.maximum(1.0, 1.0 / stretch)
    return Body(distance=distance, low=(points - reach).min(0), high=(points + reach).max(0))


def ellipsoid(
    centre: Sequence[float] | Floats, radii: Sequence[float] | Floats, turn: Floats | None = None
) -> Body:
    """An ellipsoid; ``turn`` is a (3, 3) rotation whose columns are its axes."""
    middle, size = np.asarray(centre, np.float64), np.asarray(radii, np.float64)
    axes = np.eye(3) if turn is None else turn

    def distance(p: Floats) -> Floats:
        q = (p - middle) @ axes
        near = np.linalg.norm(q / size, axis=-1)
        slope = np.linalg.norm(q / size**2, axis=-1)
        return np.asarray(near * (near - 1.0) / np.maximum(slope, 1e-9))

    reach = np.abs(axes) @ size
    return Body(distance=distance, low=middle - reach, high=middle + reach)


def half_space(point: Sequence[float] | Floats, normal: Sequence[float] | Floats) -> Body:
    """All on one side of a plane: inside where the normal does not point. For carving alone."""
    origin, way = np.asarray(point, np.float64), np.asarray(normal, np.float64)
    way = way / np.linalg.norm(way)
    big = np.full(3, _FAR_M)
    return Body(distance=lambda p: np.asarray((p - origin) @ way), low=-big, high=big)


def sculpted(steps: Sequence[Step], cell_m: float) -> Surface:
    """The closed surface of all steps, in quads of about ``cell_m``; texture coordinates in metres."""
    added = [s for s in steps if not s.carves]
    low = np.min([s.body.low for s in added], axis=0) - 3 * cell_m
    high = np.max([s.body.high for s in added], axis=0) + 3 * cell_m
    shape = np.ceil((high - low) / cell_m).astype(int) + 1
    field = np.full(shape, _FAR_M)
    for step in steps:
        _apply(field, step, low, cell_m)
    return box_mapped(_nets(field, low, cell_m))


def normals_at_points(surface: Surface) -> Floats:
    """(points, 3) unit normals: the mean of the faces about each point, by area."""
    across = np.zeros_like(surface.points)
    np.add.at(across, surface.indices, np.repeat(face_normals(surface), surface.counts, axis=0))
    return np.asarray(across / np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-18))


def displaced(surface: Surface, by_m: Callable[[Floats, Floats], Floats]) -> Surface:
    """Each point moved along its normal by ``by_m(points, normals)``."""
    normals = normals_at_points(surface)
    return replace(surface, points=surface.points + normals * by_m(surface.points, normals)[:, None])


def _apply(field: Floats, step: Step, low: Floats, cell_m: float) -> None:
    pad = step.blend_m + 2.5 * cell_m
    first = np.maximum(np.floor((step.body.low - pad - low) / cell_m).astype(int), 0)
    last = np.minimum(np.ceil((step.body.high + pad - low) / cell_m).astype(int) + 1, field.shape)
    if (last <= first).any():
        return
    axes = [low[i] + cell_m * np.arange(first[i], last[i]) for i in range(3)]
    points = np.stack(np.meshgrid(*axes, indexing="ij"), -1)
    block = tuple(slice(a, b) for a, b in zip(first, last, strict=True))
    away = step.body.distance(points)
    k = max(step.blend_m, 1e-9)
    here, sign = field[block], -1.0 if step.carves else 1.0
    mine, other = sign * here, away  # carving is joining to the outside
    near = np.clip(k - np.abs(mine - other), 0.0, None) / k
    field[block] = sign * (np.minimum(mine, other) - near**2 * k / 4.0)


def _nets(field: Floats, low: Floats, cell_m: float) -> Surface:
    inside = field < 0.0
    count = np.zeros(np.array(field.shape) - 1, np.int8)
    for x, y, z in _CORNERS:
        count += inside[x : x + count.shape[0], y : y + count.shape[1], z : z + count.shape[2]]
    active = np.argwhere((count > 0) & (count < 8))
    number = np.full(count.shape, -1)
    number[tuple(active.T)] = np.arange(len(active))
    total, crossings = np.zeros((len(active), 3)), np.zeros((len(active), 1))
    values = [field[tuple((active + corner).T)] for corner in _CORNERS]
    for a, b in _EDGES:
        cut = (values[a] < 0.0) != (values[b] < 0.0)
        t = values[a] / np.where(cut, values[a] - values[b], 1.0)
        place = _CORNERS[a] + t[:, None] * (_CORNERS[b] - _CORNERS[a])
        total += np.where(cut[:, None], place, 0.0)
        crossings += cut[:, None]
    points = _settled(field, active + total / crossings)
    faces = np.concatenate([_quads(inside, number, axis) for axis in range(3)])
    return Surface(
        points=low + cell_m * points,
        counts=np.full(len(faces), 4, np.int64),
        indices=faces.reshape(-1),
        uvs=np.zeros((faces.size, 2)),
    )


def _settled(field: Floats, points: Floats) -> Floats:
    """Points moved onto the surface by one step along the field's slope."""

    def at(p: Floats) -> Floats:
        return np.asarray(map_coordinates(field, p.T, order=1, mode="nearest"))

    value = at(points)
    slope = np.stack([at(points + 0.5 * e) - at(points - 0.5 * e) for e in np.eye(3)], -1)
    step = value[:, None] * slope / np.maximum((slope**2).sum(1, keepdims=True), 1e-18)
    return np.asarray(points - np.clip(step, -0.4, 0.4))


def _quads(inside: NDArray[np.bool_], number: NDArray[np.int64], axis: int) -> NDArray[np.int64]:
    b, c = (axis + 1) % 3, (axis + 2) % 3
    size = np.array(inside.shape)
    before = [slice(None)] * 3
    after = [slice(None)] * 3
    before[axis], after[axis] = slice(0, size[axis] - 1), slice(1, size[axis])
    first, second = inside[tuple(before)], inside[tuple(after)]
    edges = np.argwhere(first != second)
    edges = edges[
        (edges[:, b] > 0) & (edges[:, c] > 0) & (edges[:, b] < size[b] - 1) & (edges[:, c] < size[c] - 1)
    ]
    leaving = first[tuple(edges.T)]
    cells = []
    for i, j in ((1, 1), (0, 1), (0, 0), (1, 0)):
        at = edges.copy()
        at[:, b] -= i
        at[:, c] -= j
        cells.append(number[tuple(at.T)])
    quads = np.stack(cells, -1)
    return np.where(leaving[:, None], quads, quads[:, ::-1])
