"""Facets in a picture: where the surface is flat, how many flat pieces are seen, and their normals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schemas.frame import Frame

type Vectors = NDArray[np.float64]

_LEAST_PIXELS = 6
_HALF_QUAD = 0.75  # fill of a triangle of some pixels


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SurfaceView:
    """The subject's pixels: position (height, width, 3) in metres, shading normal, and the mask of both."""

    position: Vectors
    normal: Vectors
    mask: NDArray[np.bool_]

    @property
    def points(self) -> Vectors:
        """(n, 3) metres."""
        return np.asarray(self.position[self.mask])

    @property
    def normals(self) -> Vectors:
        """(n, 3) unit."""
        return np.asarray(self.normal[self.mask])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Facets:
    """Flat pieces: a label for each pixel (0: none), and of each piece its pixels, normal and middle."""

    labels: NDArray[np.int64]
    pixels: NDArray[np.int64]  # (count,)
    normals: Vectors  # (count, 3)
    middles: Vectors  # (count, 3), metres

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.pixels)


def surface_view(frame: Frame) -> SurfaceView:
    """What is drawn, the subject alone, in a frame with position, normal and instance_id."""
    return SurfaceView(
        position=frame.aov("position").astype(np.float64),
        normal=frame.aov("normal").astype(np.float64),
        mask=np.asarray(frame.aov("instance_id")[..., 0] > 0.5),
    )


def flat_fraction(view: SurfaceView, *, within_deg: float = 0.08) -> float:
    """The share of inner pixels whose shading normal is that of all four neighbours: high on facets only."""
    inner = _inner(view.mask)
    middle = view.normal[1:-1, 1:-1]
    limit = np.cos(np.radians(within_deg))
    same = np.ones(inner.shape, bool)
    for row, column in ((0, 1), (2, 1), (1, 0), (1, 2)):
        other = view.normal[row : row + inner.shape[0], column : column + inner.shape[1]]
        same &= np.einsum("ijk,ijk->ij", middle, other) >= limit
    return float(same[inner].mean()) if inner.any() else 0.0


def find_facets(view: SurfaceView, *, within_deg: float = 0.6) -> Facets:
    """The flat pieces of the surface itself (from positions, not from shading), by linking equal neighbours."""
    from scipy.ndimage import label

    slope, valid = _true_normals(view)
    limit = np.cos(np.radians(within_deg))
    right = valid[:, 1:] & valid[:, :-1] & (np.einsum("ijk,ijk->ij", slope[:, 1:], slope[:, :-1]) >= limit)
    down = valid[1:] & valid[:-1] & (np.einsum("ijk,ijk->ij", slope[1:], slope[:-1]) >= limit)
    flat = valid.copy()
    flat[:, 1:-1] &= right[:, :-1] | right[:, 1:]
    flat[1:-1] &= down[:-1] | down[1:]
    rows, columns = valid.shape
    links = np.zeros((2 * rows - 1, 2 * columns - 1), bool)
    links[::2, ::2], links[::2, 1::2], links[1::2, ::2] = flat, right, down
    labels = label(links)[0][::2, ::2].astype(np.int64)
    labels[~flat] = 0
    return _summary(labels, view.position[:-1, :-1], slope)


def count_quads(view: SurfaceView, facets: Facets) -> float:
    """How many quads the facets are of: a quad that is bent shows its two triangles."""
    order = np.argsort(facets.labels, axis=None, kind="stable")
    starts = np.searchsorted(facets.labels.ravel()[order], np.arange(1, facets.count + 2))
    points = view.position[:-1, :-1].reshape(-1, 3)[order]
    halves = sum(
        triangle_fill(points[starts[n] : starts[n + 1]], facets.normals[n]) > _HALF_QUAD
        for n in range(facets.count)
    )
    return facets.count - halves / 2.0


def triangle_fill(points: Vectors, normal: Vectors) -> float:
    """The share of the outline of points (n, 3) on a plane that its largest triangle fills: 0.5 of a square."""
    from scipy.spatial import ConvexHull, QhullError

    side = np.cross(normal, np.eye(3)[np.abs(normal).argmin()])
    side /= np.linalg.norm(side)
    flat = np.column_stack([points @ side, points @ np.cross(normal, side)])
    try:
        hull = ConvexHull(flat)
    except QhullError:  # a line of pixels
        return 0.0
    corner = flat[hull.vertices]
    corner = corner[:: max(1, len(corner) // 40)]
    a, b, c = corner[:, None, None], corner[None, :, None], corner[None, None]
    area = 0.5 * np.abs((b - a)[..., 0] * (c - a)[..., 1] - (b - a)[..., 1] * (c - a)[..., 0])
    return float(area.max() / hull.volume)


def _summary(labels: NDArray[np.int64], position: Vectors, slope: Vectors) -> Facets:
    pixels = np.bincount(labels.reshape(-1))
    pixels[0] = 0
    kept = np.flatnonzero(pixels >= _LEAST_PIXELS)
    renumber = np.zeros(len(pixels), np.int64)
    renumber[kept] = np.arange(1, len(kept) + 1)
    labels = renumber[labels]
    flat = labels.reshape(-1)
    size = np.maximum(np.bincount(flat, minlength=len(kept) + 1)[1:], 1)[:, None]

    def mean(values: Vectors) -> Vectors:
        columns = [np.bincount(flat, values[..., i].reshape(-1), len(kept) + 1)[1:] for i in range(3)]
        return np.asarray(np.stack(columns, -1) / size)

    normals = mean(slope)
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
    return Facets(labels=labels, pixels=size[:, 0], normals=normals, middles=mean(position))


def _true_normals(view: SurfaceView) -> tuple[Vectors, NDArray[np.bool_]]:
    """(height - 1, width - 1, 3) normals of the plane through each pixel and its right and lower neighbours."""
    p = view.position
    normal = np.cross(p[1:, :-1] - p[:-1, :-1], p[:-1, 1:] - p[:-1, :-1])
    length = np.linalg.norm(normal, axis=-1)
    valid = view.mask[:-1, :-1] & view.mask[1:, :-1] & view.mask[:-1, 1:] & (length > 0)
    normal = normal / np.maximum(length, 1e-30)[..., None]
    agrees = np.einsum("ijk,ijk->ij", normal, view.normal[:-1, :-1])
    return normal * np.where(agrees < 0, -1.0, 1.0)[..., None], valid


def _inner(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.asarray(
        mask[1:-1, 1:-1] & mask[:-2, 1:-1] & mask[2:, 1:-1] & mask[1:-1, :-2] & mask[1:-1, 2:], dtype=np.bool_
    )
