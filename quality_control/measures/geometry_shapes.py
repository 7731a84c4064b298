"""Which elementary solid a cloud of visible points and normals is: one misfit a shape.

A misfit is the rms distance of the points from the best such shape, over the cloud's radius; 1 where the cloud
cannot be that shape at all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quality_control.measures.geometry_facets import Facets, SurfaceView, find_facets, flat_fraction, triangle_fill

type Vectors = NDArray[np.float64]

IMPOSSIBLE = 1.0
MISFIT_LIMIT = 0.004
"""A smooth shape fits below this; every other one is above."""
_FACETED = 0.4
_FACET_SHARE = 0.02
_FEWEST_ON_RING = 4
_TRIANGLE = 0.9  # of its outline
_OUTLINED_SHARE = 0.08  # of all pixels: a facet seen edge-on has no outline to speak of


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How far the points are from the best such shape, and its proportion where it has one."""

    misfit: float
    ratio: float = 0.0  # height over diameter, tube over ring radius, or height over base width


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Profile:
    """Points about an axis of revolution: distance from it and height along it, and the axis (3,), in radii."""

    radius: Vectors
    height: Vectors
    axis: Vectors
    along: Vectors  # (n,) cosine between normal and axis


def fit_shapes(view: SurfaceView) -> dict[str, Fit]:
    """The fit of every primitive by name."""
    points = view.points - view.points.mean(0)
    points = points / np.linalg.norm(points, axis=1).max()
    facets = find_facets(view)
    large = np.flatnonzero(facets.pixels >= _FACET_SHARE * view.mask.sum())
    fits = dict.fromkeys(
        ("cube", "sphere", "cylinder", "cone", "torus", "plane", "icosphere", "uv_sphere", "capsule", "pyramid"),
        Fit(misfit=IMPOSSIBLE),
    )
    fits["plane"] = Fit(misfit=float(np.linalg.svd(points, full_matrices=False)[1][-1] / np.sqrt(len(points))))
    if flat_fraction(view) > _FACETED:
        fits |= _faceted(view, points, facets, large)
        return fits
    center, radius = _sphere(points)
    off = np.linalg.norm(points - center, axis=1) - radius
    fits["sphere"] = Fit(misfit=_rms(off))
    if fits["sphere"].misfit < MISFIT_LIMIT:  # any axis fits a sphere, and a capsule may have no length
        return fits
    profile = _profile(points, view.normals)
    fits |= {
        "cylinder": _cylinder(profile),
        "cone": _cone(profile),
        "torus": _torus(profile),
        "capsule": _capsule(profile),
    }
    return fits


def _faceted(view: SurfaceView, points: Vectors, facets: Facets, large: NDArray[np.int64]) -> dict[str, Fit]:
    """Cube and pyramid have few facets; the two faceted balls many, on level rings or not."""
    if len(large) <= 4 and facets.pixels[large].sum() > 0.8 * facets.pixels.sum():
        return {"cube": _cube(points, facets.normals[large]), "pyramid": _pyramid(view, facets, large)}
    center, radius = _sphere(points)
    off = _rms(np.linalg.norm(points - center, axis=1) - radius)
    ringed = _share_on_rings(facets)
    return {
        "icosphere": Fit(misfit=off if ringed < 0.35 else IMPOSSIBLE, ratio=ringed),
        "uv_sphere": Fit(misfit=off if ringed > 0.65 else IMPOSSIBLE, ratio=ringed),
    }


def _share_on_rings(facets: Facets) -> float:
    """The share of facets whose normal's elevation at least three others have."""
    big = facets.pixels >= 0.25 * np.median(facets.pixels)
    elevation = np.degrees(np.arcsin(np.clip(facets.normals[big, 2], -1, 1)))
    near = np.abs(elevation[:, None] - elevation[None]) < 0.25
    return float((near.sum(1) >= _FEWEST_ON_RING).mean())


def _sphere(points: Vectors) -> tuple[Vectors, float]:
    system = np.column_stack([2 * points, np.ones(len(points))])
    solved = np.linalg.lstsq(system, (points**2).sum(1), rcond=None)[0]
    return solved[:3], float(np.sqrt(solved[3] + solved[:3] @ solved[:3]))


def _cube(points: Vectors, normals: Vectors) -> Fit:
    """Faces at right angles, with equal sides: three, or two where the third is seen edge on."""
    if len(normals) < 2:
        return Fit(misfit=IMPOSSIBLE)
    faces = normals[:3]
    axes = faces if len(faces) == 3 else np.vstack([faces, np.cross(*faces)])
    if np.abs(axes @ axes.T - np.eye(3)).max() > 0.01:
        return Fit(misfit=IMPOSSIBLE)
    along = points @ axes.T
    off = np.abs(along - along.max(0)).min(1)
    if len(faces) == 2:  # a sliver may be seen, of whichever side
        off = np.minimum(off, np.abs(along[:, 2] - along[:, 2].min()))
    sides = np.ptp(along, axis=0)
    if sides.max() > 1.02 * sides.min():
        return Fit(misfit=IMPOSSIBLE)
    return Fit(misfit=_rms(off), ratio=1.0)


def _pyramid(view: SurfaceView, facets: Facets, large: NDArray[np.int64]) -> Fit:
    """Triangles that slope alike and meet in a point above a level base."""
    slopes = facets.normals[large, 2]
    if len(large) < 2 or np.ptp(slopes) > 0.01 or not 0.02 < slopes.mean() < 0.95:
        return Fit(misfit=IMPOSSIBLE)
    worst, span = 0.0, float(np.linalg.norm(np.ptp(view.points, axis=0)))
    for facet in large:
        inside = facets.labels == facet + 1
        p = view.position[:-1, :-1][inside]
        off = (p - p.mean(0)) @ facets.normals[facet]
        worst = max(worst, _rms(off) / span)
        outlined = facets.pixels[facet] >= _OUTLINED_SHARE * view.mask.sum()
        if outlined and triangle_fill(p, facets.normals[facet]) <= _TRIANGLE:
            return Fit(misfit=IMPOSSIBLE)
    rise = float(np.sqrt(1 - slopes.mean() ** 2) / slopes.mean())
    return Fit(misfit=worst, ratio=rise / 2)


def _profile(points: Vectors, normals: Vectors) -> Profile:
    """The axis that the lines along the normals meet (Pottmann and Wallner: the linear complex of the normals)."""
    lines = np.column_stack([np.cross(points, normals), normals])
    _, _, rows = np.linalg.svd(lines[:: max(1, len(lines) // 20000)], full_matrices=False)
    axis, moment = rows[-1, :3], rows[-1, 3:]
    length = np.linalg.norm(axis)
    if length < 1e-3:  # a translation: no axis of revolution
        axis, length = np.array([0.0, 0.0, 1.0]), 1.0
    axis, moment = axis / length, moment / length
    moment = moment - (moment @ axis) * axis
    foot = np.cross(axis, moment)
    if axis[2] < 0:
        axis = -axis
    offset = points - foot
    height = offset @ axis
    radius = np.linalg.norm(offset - height[:, None] * axis, axis=1)
    return Profile(radius=radius, height=height, axis=axis, along=normals @ axis)


def _cylinder(profile: Profile) -> Fit:
    wall, cap = np.abs(profile.along) < 0.2, np.abs(profile.along) > 0.98
    if wall.sum() < 50 or cap.sum() < 50:
        return Fit(misfit=IMPOSSIBLE)
    radius, top = float(np.median(profile.radius[wall])), float(np.median(profile.height[cap]))
    off = np.minimum(np.abs(profile.radius - radius), np.abs(profile.height - top))
    return Fit(misfit=_rms(off), ratio=(top - float(profile.height.min())) / (2 * radius))


def _cone(profile: Profile) -> Fit:
    system = np.column_stack([profile.height, np.ones(len(profile.height))])
    slope, base = np.linalg.lstsq(system, profile.radius, rcond=None)[0]
    off = (profile.radius - system @ np.array([slope, base])) / np.hypot(1.0, slope)
    apex = -base / slope if abs(slope) > 1e-6 else np.inf
    low, high = float(profile.height.min()), float(profile.height.max())
    if slope > -0.05 or abs(apex - high) > 0.03 * (high - low):
        return Fit(misfit=IMPOSSIBLE)
    return Fit(misfit=_rms(off), ratio=float((apex - low) / (2 * (slope * low + base))))


def _torus(profile: Profile) -> Fit:
    system = np.column_stack([2 * profile.radius, 2 * profile.height, np.ones(len(profile.radius))])
    ring, level, rest = np.linalg.lstsq(system, profile.radius**2 + profile.height**2, rcond=None)[0]
    tube = float(np.sqrt(max(rest + ring**2 + level**2, 0.0)))
    if ring < 1.02 * tube:
        return Fit(misfit=IMPOSSIBLE)
    off = np.hypot(profile.radius - ring, profile.height - level) - tube
    return Fit(misfit=_rms(off), ratio=float(tube / ring))


def _capsule(profile: Profile) -> Fit:
    from scipy.optimize import least_squares

    widest = float(profile.radius.max())
    step = max(1, len(profile.radius) // 5000)
    radius, height = profile.radius[::step], profile.height[::step]

    def off(values: Vectors) -> Vectors:
        nearest = np.clip(height, min(values[1:]), max(values[1:]))
        return np.asarray(np.hypot(radius, height - nearest) - values[0])

    start = [widest, float(height.min()) + widest, float(height.max()) - widest]
    found = least_squares(off, start).x
    length = abs(found[2] - found[1])
    if length < 0.2 * found[0]:
        return Fit(misfit=IMPOSSIBLE)
    return Fit(misfit=_rms(off(found)), ratio=float((length + 2 * found[0]) / (2 * found[0])))


def _rms(values: Vectors) -> float:
    return float(np.sqrt(np.mean(np.square(values))))
