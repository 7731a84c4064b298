"""What a modifier did to the subject, from positions seen in probe views alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quality_control.measures.geometry_facets import SurfaceView, find_facets

_FACE_SHARE = 0.05  # of all pixels, that a face has which is not seen edge-on
_CLOUD_LIMIT, _GLANCE = 1500, 8  # points that are reflected, and one in so many at first
_OFFSETS = np.linspace(-0.04, 0.04, 9)  # of a mirror plane from the middle, over the size


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Pieces in a row: how many, their mean step over their width, and how uneven the steps are."""

    count: int
    spacing_ratio: float
    unevenness: float  # greatest deviation of a step over the mean step


def measure_row(view: SurfaceView) -> Row:
    """The separate pieces seen from above, along the line that they make."""
    from scipy.ndimage import label

    labels, found = label(view.mask)
    pixels = np.bincount(labels.reshape(-1))[1:]
    kept = [i + 1 for i in range(found) if pixels[i] >= 0.3 * pixels.max()]
    clouds = [view.position[labels == i][:, :2] for i in kept]
    middles = np.array([(c.min(0) + c.max(0)) / 2 for c in clouds])
    if len(middles) < 2:
        return Row(count=len(middles), spacing_ratio=0.0, unevenness=1.0)
    line = np.linalg.svd(middles - middles.mean(0))[2][0]
    spans = np.array([[(c @ line).min(), (c @ line).max()] for c in clouds])
    spans = spans[np.argsort(spans[:, 0])]
    steps = np.diff(spans.mean(1))
    width = float(np.median(spans[:, 1] - spans[:, 0]))
    return Row(
        count=len(kept),
        spacing_ratio=float(steps.mean() / width),
        unevenness=float(np.abs(steps - steps.mean()).max() / steps.mean()),
    )


def bevel_width_fraction(view: SurfaceView) -> float:
    """The strip that the flat faces of a box leave at its edges, over its smallest side; 0 where it is no box.

    Two faces tell it: the third is seen edge-on, or not at all, from where the others face the eye.
    """
    facets = find_facets(view, within_deg=0.1)
    largest = np.argsort(-facets.pixels)[:3]
    largest = largest[facets.pixels[largest] >= _FACE_SHARE * view.mask.sum()]
    if len(largest) < 2:
        return 0.0
    seen = facets.normals[largest]
    axes = seen if len(seen) == 3 else np.vstack([seen, np.cross(seen[0], seen[1])])
    if np.abs(axes @ axes.T - np.eye(3)).max() > 0.02:
        return 0.0
    along = view.points @ axes.T
    faces = [view.position[:-1, :-1][facets.labels == facet + 1] @ axes.T for facet in largest]
    planes = np.array([np.median(face[:, i]) for i, face in enumerate(faces)])
    widths = [plane - face[:, j].max() for j, plane in enumerate(planes) for i, face in enumerate(faces) if i != j]
    sides = np.ptp(along, axis=0)
    sides[: len(planes)] = planes - along.min(0)[: len(planes)]
    return float(np.median(widths) / sides.min())


@dataclass(frozen=True, slots=True, kw_only=True)
class Symmetry:
    """The best upright mirror plane: rms distance of the reflected surface from itself over its size, and that of
    the plane at right angles."""

    misfit: float
    crosswise_misfit: float


def measure_symmetry(view: SurfaceView) -> Symmetry:
    """Search the upright plane through the middle of a view from above that reflects the surface onto itself."""
    from scipy.spatial import cKDTree

    step = max(1, int(view.mask.sum()) // _CLOUD_LIMIT)
    points, normals = view.points, view.normals
    middle = (points.min(0) + points.max(0)) / 2
    tree = cKDTree(points)
    size = float(np.linalg.norm(np.ptp(points, axis=0)))
    chosen = points[::step]

    def misfit(angle_deg: float, offset: float, *, every: int = 1) -> float:
        way = np.array([np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg)), 0.0])
        some = chosen[::every]
        reflected = some - 2 * (((some - middle) @ way) - offset)[:, None] * way
        distance, nearest = tree.query(reflected)
        off = np.abs(np.einsum("ij,ij->i", reflected - points[nearest], normals[nearest]))
        off = np.minimum(np.maximum(off, np.where(distance > 0.02 * size, distance, 0.0)), 0.1 * size)
        return float(np.sqrt(np.mean(np.sort(off)[: int(0.97 * len(off))] ** 2)) / size)

    angles, offsets = np.arange(0.0, 180.0, 4.0), _OFFSETS * size  # what is seen of two halves need not be as wide
    _, angle, offset = min((misfit(a, b, every=_GLANCE), float(a), float(b)) for a in angles for b in offsets)
    best = misfit(angle, offset)
    for reach in (2.0, 1.0, 0.5, 0.25, 0.12, 0.06, 0.03):
        for turn in (-reach, 0.0, reach):
            for shift in (-reach, 0.0, reach):
                trial = angle + turn, offset + shift * 0.002 * size
                found = misfit(*trial)
                if found < best:
                    best, (angle, offset) = found, trial
    return Symmetry(misfit=best, crosswise_misfit=misfit(angle + 90.0, 0.0))


def displacement_fraction(views: tuple[SurfaceView, ...]) -> float:
    """The greatest distance from the mean ball over the ball's diameter, over all views together."""
    points = np.concatenate([view.points for view in views])
    low, high = points.min(0), points.max(0)
    center = (low + high) / 2
    for _ in range(20):  # a ball by least squares of the distance, a few Gauss-Newton steps
        way = points - center
        distance = np.linalg.norm(way, axis=1)
        way /= distance[:, None]
        radius = distance.mean()
        solved = np.linalg.lstsq(np.column_stack([way, np.ones(len(way))]), distance - radius, rcond=None)[0]
        center = center + solved[:3]
    distance = np.linalg.norm(points - center, axis=1)
    return float(np.abs(distance - distance.mean()).max() / (2 * distance.mean()))
