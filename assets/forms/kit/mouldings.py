"""Turned, run and bent bodies with texture coordinates in metres, and what makes a finished form of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.kit.metre_solids import plate
from assets.forms.kit.outlines import triangles
from assets.meshes.curves import Curve, Pairs, length_along, rounded
from assets.meshes.solids import Modulation, lathe, sweep_section, turned_rings
from assets.meshes.surface import (
    Points,
    Surface,
    box_mapped,
    finished,
    flipped,
    grid,
    merge,
    moved,
    polygons,
    turned,
)
from schemas.mesh import MeshData

type Floats = NDArray[Any]


def fitted(
    parts: Sequence[Surface], size_m: float, *, crease_deg: float | Sequence[float] = 36.0
) -> tuple[MeshData, ...]:
    """The parts as one thing on z = 0 about the z axis, its largest side ``size_m``; one mesh each."""
    points = np.concatenate([part.points for part in parts])
    low, high = points.min(0), points.max(0)
    scale = size_m / float((high - low).max())
    shift = -np.array([*(0.5 * (low + high))[:2], low[2]])
    creases = np.broadcast_to(np.asarray(crease_deg, np.float64), (len(parts),))
    return tuple(
        finished(
            replace(part, points=(part.points + shift) * scale, uvs=part.uvs * scale, normals=None),
            crease_deg=float(crease),
        )
        for part, crease in zip(parts, creases, strict=True)
    )


def placed(
    surface: Surface,
    at: tuple[float, float, float] = (0.0, 0.0, 0.0),
    *,
    tilt_deg: tuple[float, float, float] = (0.0, 0.0, 0.0),
) -> Surface:
    """Turned about x, then y, then z, and then moved to ``at``."""
    for axis, angle in zip("xyz", tilt_deg, strict=True):
        surface = turned(surface, axis, angle) if angle else surface
    return moved(surface, *at)


def lathed(profile: Curve, segments: int = 96, *, modulation: Modulation | None = None) -> Surface:
    """`assets.meshes.solids.lathe` with texture coordinates (arc, length along the profile) in metres."""
    surface = lathe(profile, segments, modulation=modulation)
    return replace(surface, uvs=surface.uvs * (2 * np.pi * max(float(profile[:, 0].max()), 1e-6)))


def turned_solid(
    corners: Pairs | Curve, radius: float | Sequence[float] = 0.0, *, segments: int = 96, steps: int = 4
) -> Surface:
    """A profile of corners (radius, height), from the bottom's middle to the top's, rounded and turned."""
    return lathed(rounded(corners, radius, steps), segments)


def flowing(control: Pairs | Sequence[Sequence[float]] | Curve, samples: int) -> Curve:
    """A smooth curve through the control points, in two or three dimensions, evenly in chord length."""
    from scipy.interpolate import CubicSpline

    points = np.asarray(control, np.float64)
    chord = length_along(points)
    return np.asarray(CubicSpline(chord, points, axis=0)(np.linspace(0.0, chord[-1], samples)))


def tube(
    path: Points, radius: float | Floats, *, flat: float = 1.0, sides: int = 16, closed: bool = False
) -> Surface:
    """A round rod along ``path`` (n, 3), its section ``flat`` times as high as wide, closed at its ends."""
    angle = np.arange(sides) * (2 * np.pi / sides)
    section = np.stack([np.cos(angle), flat * np.sin(angle)], -1)
    radii = np.broadcast_to(np.asarray(radius, np.float64), (len(path),))
    surface = sweep_section(path, section[None] * radii[:, None, None], closed=closed)
    return replace(surface, uvs=surface.uvs * (2 * np.pi * float(radii.mean())))


def hollow_spout(path: Curve, radii: Floats, wall_m: float, depth_m: float, *, sides: int = 28) -> Surface:
    """A tube along a path (n, 2) of the XZ plane, open at its far end down to ``depth_m``."""
    tangent = np.gradient(path, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1)[:, None]
    left = length_along(path)[-1] - length_along(path)
    inner = np.flatnonzero(left <= depth_m)[::-1]
    order = np.concatenate([np.arange(len(path)), inner, inner[-1:]])
    thick = np.concatenate([radii, radii[inner] - wall_m, [1e-4]])
    angle = np.arange(sides) * (2 * np.pi / sides)
    across, up = np.cos(angle)[None, :, None], np.sin(angle)[None, :, None]
    side = np.array([0.0, 1.0, 0.0])
    normal = np.stack([-tangent[:, 1], 0 * tangent[:, 0], tangent[:, 0]], -1)[order]
    middle = np.stack([path[:, 0], 0 * path[:, 0], path[:, 1]], -1)[order]
    rings = middle[:, None] - thick[:, None, None] * (across * side - up * normal[:, None])
    return flipped(grid(rings, wrap=True))


def bar(outline: Curve, length_m: float, *, bevel_m: float = 0.0) -> Surface:
    """A moulding of the closed counter-clockwise section ``outline`` (y, z) along x, about the origin."""
    run = plate(outline, -length_m / 2, length_m / 2, bevel_m=bevel_m)
    x, y, z = run.points.T
    return box_mapped(replace(run, points=np.stack([z, x, y], -1)))


def frame_of(outline: Curve, width_m: float, height_m: float) -> Surface:
    """A mitred frame in the XZ plane about the origin: ``outline`` (inwards from the edge, towards -y)."""
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], np.float64)
    half = np.array([width_m, height_m]) / 2
    place = corners[None] * (half - outline[:, None, :1])
    rings = np.stack([place[..., 0], np.broadcast_to(-outline[:, 1:], place.shape[:2]), place[..., 1]], -1)
    rings = np.concatenate([rings, rings[:1]])
    return box_mapped(grid(rings, wrap=True))


def ring_of(
    radius_m: float, thickness_m: float, *, flat: float = 1.0, segments: int = 96, sides: int = 16
) -> Surface:
    """A torus about the z axis through the origin."""
    angle = np.linspace(-np.pi / 2, 1.5 * np.pi, sides + 1)
    section = np.stack([radius_m + thickness_m * np.cos(angle), flat * thickness_m * np.sin(angle)], -1)
    section[-1] = section[0]
    return lathed(section, segments)


def round_sheet(rings: Points) -> Surface:
    """A closed body of rings (n, sides, 3), counter-clockwise and upwards, its ends capped by one face each."""
    sides = rings.shape[1]
    along = length_along(rings[:, 0])
    girth = float(np.linalg.norm(np.roll(rings, -1, 1) - rings, axis=2).sum(1).max())
    uvs = np.stack(np.broadcast_arrays(np.linspace(0, girth, sides + 1), along[:, None]), -1)
    return merge([grid(rings, uvs=uvs, wrap=True), flipped(cap_of(rings[0])), cap_of(rings[-1])])


def cap_of(ring: Points) -> Surface:
    """A face over a closed line (n, 3): one polygon where it is convex, else its ears cut off."""
    following, before = np.roll(ring, -1, 0), np.roll(ring, 1, 0)
    normal = np.cross(ring, following).sum(0)
    turn = np.cross(ring - before, following - ring) @ normal
    if (turn >= -1e-9 * np.abs(turn).max()).all():
        return polygons(ring, [len(ring)], np.arange(len(ring)))
    axis = int(np.abs(normal).argmax())
    first, second = (axis + 1) % 3, (axis + 2) % 3
    flat = ring[:, [first, second]] if normal[axis] > 0 else ring[:, [second, first]]
    faces = triangles(flat)
    return polygons(ring, np.full(len(faces), 3), faces)


def stretched_rings(outline: Curve, levels: Sequence[tuple[float, float]]) -> Points:
    """(n, points, 3): the plane outline at each (factor, height)."""
    return np.stack([np.column_stack([outline * f, np.full(len(outline), z)]) for f, z in levels])


def super_ellipse(half_x: float, half_y: float, power: float, count: int = 96) -> Curve:
    """A closed outline between an ellipse (power 2) and a rectangle."""
    angle = np.arange(count) * (2 * np.pi / count)
    c, s = np.cos(angle), np.sin(angle)
    return np.stack(
        [half_x * np.sign(c) * np.abs(c) ** (2 / power), half_y * np.sign(s) * np.abs(s) ** (2 / power)], -1
    )


def waves_around(rng: np.random.Generator, angle: Floats, cycles: Sequence[int]) -> Floats:
    """A sum of sines of the angle with amplitude 1 over the cycle, in radians: runs, wobble, hand-made."""
    total = np.zeros_like(angle)
    for cycle in cycles:
        total = total + rng.uniform(0.6, 1.0) / np.sqrt(cycle) * np.sin(cycle * angle + rng.uniform(0, 2 * np.pi))
    return total


def cylinder(radius_m: float, low_m: float, high_m: float, *, bevel_m: float = 0.0, segments: int = 48) -> Surface:
    """A solid about the z axis with both rims rounded."""
    corners = [(0.0, low_m), (radius_m, low_m), (radius_m, high_m), (0.0, high_m)]
    return turned_solid(corners, bevel_m, segments=segments, steps=3)


def ball_at(radius_m: float, at: tuple[float, float, float], *, segments: int = 24, flat: float = 1.0) -> Surface:
    """A ball, ``flat`` times as high as wide."""
    t = np.linspace(-np.pi / 2, np.pi / 2, segments // 2 + 1)
    profile = np.stack([np.maximum(radius_m * np.cos(t), 0.0), radius_m * flat * np.sin(t)], -1)
    profile[[0, -1], 0] = 0.0
    return moved(lathed(profile, segments), *at)


def open_rings(radius: Floats, height: Floats, segments: int) -> Surface:
    """A sheet of rings with the radius and height (n, segments) each point has of its own."""
    angle = np.arange(segments) * (2 * np.pi / segments)
    points = np.stack([radius * np.cos(angle), radius * np.sin(angle), height], -1)
    along = length_along(points[:, 0])
    across = np.linspace(0, 2 * np.pi * float(radius.max()), segments + 1)
    return grid(points, uvs=np.stack(np.broadcast_arrays(across, along[:, None]), -1), wrap=True)


__all__ = [
    "ball_at",
    "bar",
    "cylinder",
    "fitted",
    "flowing",
    "frame_of",
    "hollow_spout",
    "lathed",
    "open_rings",
    "placed",
    "ring_of",
    "round_sheet",
    "stretched_rings",
    "super_ellipse",
    "tube",
    "turned_rings",
    "turned_solid",
    "waves_around",
]
