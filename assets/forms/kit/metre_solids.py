"""Turned, bent and cut bodies whose texture coordinates are metres, and whole forms set on the floor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assets.forms.kit.outlines import triangles
from assets.meshes.curves import Curve, Pairs, length_along, rounded, smooth
from assets.meshes.solids import Modulation, inset_outline, lathe, sweep, sweep_section
from assets.meshes.surface import (
    Points,
    Surface,
    box_mapped,
    copies,
    finished,
    flipped,
    grid,
    merge,
    polygons,
    rotation,
    turned,
    welded,
)
from schemas.mesh import MeshData


def spun(profile: Curve, segments: int = 72, *, modulation: Modulation | None = None) -> Surface:
    """`lathe` with (arc at the widest radius, length along the profile) in metres."""
    body = lathe(np.asarray(profile), segments, modulation=modulation)
    return replace(body, uvs=body.uvs * (2 * np.pi * float(np.max(profile[:, 0]))))


def spun_corners(
    corners: Pairs | Curve, radius: float | Sequence[float] = 0.001, *, segments: int = 72, steps: int = 3
) -> Surface:
    """A turned body from the corners (radius, height) of its section, outside on the right, corners rounded."""
    return spun(rounded(corners, radius, steps), segments)


def spun_ring(
    corners: Pairs | Curve, radius: float | Sequence[float] = 0.001, *, segments: int = 72, steps: int = 3
) -> Surface:
    """The same of a closed section, counter-clockwise, that does not reach the axis."""
    curve = rounded(corners, radius, steps, closed=True)
    return spun(np.concatenate([curve, curve[:1]]), segments)


def tube(path: Points, radius: float | Points, *, sides: int = 14, closed: bool = False) -> Surface:
    """A round bar along ``path`` (n, 3); (around, along) in metres."""
    body = sweep(np.asarray(path, np.float64), radius, sides=sides, closed=closed)
    return replace(body, uvs=body.uvs * (2 * np.pi * float(np.mean(radius))))


def bar(path: Points, section: Curve, *, closed: bool = False, twist_deg: float = 0.0) -> Surface:
    """A bar of any counter-clockwise section (n, 2), or one section a path point, along ``path`` (n, 3)."""
    sections = section[None] if section.ndim == 2 else section
    body = sweep_section(np.asarray(path, np.float64), sections, closed=closed, twist_deg=twist_deg)
    return replace(body, uvs=body.uvs * float(length_along(np.concatenate([sections[0], sections[0][:1]]))[-1]))


def through(points: Sequence[Sequence[float]] | Points, samples: int) -> Points:
    """(samples, 3): a smooth path through points in space."""
    return smooth(np.asarray(points, np.float64), samples)


def rounded_path(
    points: Sequence[Sequence[float]] | Points, radius: float | Sequence[float], steps: int = 4
) -> Points:
    """(n, 3): a path in space whose corners are cut by arcs."""
    return rounded(np.asarray(points, np.float64), radius, steps)


def flat_bar(path: Curve, width_m: float, *, thickness_m: float, edge_m: float = 0.0005) -> Surface:
    """A strap bent on edge: ``path`` (n, 2) in the XZ plane, ``width_m`` along Y, rounded edges."""
    t = np.gradient(np.asarray(path, np.float64), axis=0)
    t /= np.linalg.norm(t, axis=1)[:, None]
    across = np.stack([-t[:, 1], t[:, 0]], -1) * (thickness_m / 2)
    h, e = width_m / 2, min(edge_m, thickness_m * 0.45)
    share = 1 - e / (thickness_m / 2)
    ring = [
        (h - e, -1.0),
        (h, -share),
        (h, share),
        (h - e, 1.0),
        (e - h, 1.0),
        (-h, share),
        (-h, -share),
        (e - h, -1.0),
    ]
    rows = np.stack(
        [
            np.stack([path[:, 0] + s * across[:, 0], np.full(len(path), y), path[:, 1] + s * across[:, 1]], -1)
            for y, s in ring
        ],
        1,
    )
    along = length_along(np.asarray(path))
    girth = np.array([0, e, e + thickness_m, 2 * e + thickness_m, width_m + thickness_m])
    girth = np.concatenate([girth, girth[-1] + girth[1:]])[: len(ring) + 1]
    uvs = np.stack(np.broadcast_arrays(along[:, None], girth[None]), -1)
    side = grid(rows, uvs=uvs, wrap=True)
    cap = np.arange(len(ring))
    ends = [polygons(rows[0], [len(ring)], cap[::-1]), polygons(rows[-1], [len(ring)], cap)]
    return flipped(welded(merge([side, *ends])))


def plate(
    outline: Curve,
    low_m: float,
    high_m: float,
    *,
    holes: Sequence[Curve] = (),
    bevel_m: float = 0.0,
    hole_bevel_m: float | None = None,
    steps: int = 2,
) -> Surface:
    """A plate of any outline with holes (all counter-clockwise), its rims rounded by ``bevel_m``.

    Args:
        hole_bevel_m: how far the holes' rims are opened where that is less.
    """
    loops = [_distinct(outline), *(_distinct(hole)[::-1] for hole in holes)]
    t = np.linspace(0, np.pi / 2, steps + 1) if bevel_m > 0 else np.zeros(1)
    rings = [(bevel_m * (1 - np.sin(a)), low_m + bevel_m * (1 - np.cos(a))) for a in t]
    rings += [(inset, low_m + high_m - z) for inset, z in rings[::-1]]
    pieces, caps = [], []
    share = 1.0 if hole_bevel_m is None or not bevel_m else hole_bevel_m / bevel_m
    for place, loop in enumerate(loops):
        flat = [inset_outline(loop, inset * (share if place else 1.0)) for inset, _ in rings]
        wall = np.stack([np.column_stack([o, np.full(len(o), z)]) for o, (_, z) in zip(flat, rings, strict=True)])
        pieces.append(grid(wall, wrap=True))
        caps.append(flat[0])
    faces = triangles(loops[0], loops[1:])
    rim = np.concatenate(caps)
    for z, order in ((low_m, faces[:, ::-1]), (high_m, faces)):
        points = np.column_stack([rim, np.full(len(rim), z)])
        pieces.append(polygons(points, np.full(len(order), 3), order))
    return box_mapped(welded(merge(pieces)))


def _distinct(outline: Curve) -> Curve:
    line = np.asarray(outline, np.float64)
    return line[np.linalg.norm(line - np.roll(line, 1, 0), axis=1) > 1e-7]


def upright(surface: Surface) -> Surface:
    """What lay on its back with its face up and its top to +Y, now stood up: the face to -Y, the top to +Z."""
    return turned(surface, "x", 90.0)


def placed(surface: Surface, places: Sequence[Sequence[float]]) -> Surface:
    """A copy at each (x, y, z) or (x, y, z, degrees about Z)."""
    transforms = np.tile(np.eye(4), (len(places), 1, 1))
    for transform, (x, y, z, *turn) in zip(transforms, places, strict=True):
        transform[:3, 3] = x, y, z
        if turn:
            transform[:3, :3] = rotation("z", turn[0])
    return copies(surface, transforms)


def around(surface: Surface, count: int, *, first_deg: float = 0.0) -> Surface:
    """``count`` copies turned about the Z axis."""
    turns = first_deg + np.arange(count) * 360.0 / count
    return placed(surface, [(0.0, 0.0, 0.0, float(a)) for a in turns])


def warped(surface: Surface, points: Points) -> Surface:
    """The same faces over other points."""
    return replace(surface, points=np.asarray(points, np.float64), normals=None)


def standing(
    parts: Sequence[Surface | Sequence[Surface]], size_m: float = 0.0, *, crease_deg: float = 34.0
) -> tuple[MeshData, ...]:
    """The parts as meshes: together on z = 0, centred, the largest side ``size_m``."""
    whole = [piece if isinstance(piece, Surface) else merge(list(piece)) for piece in parts]
    points = np.concatenate([piece.points for piece in whole])
    low, high = points.min(0), points.max(0)
    factor = size_m / float((high - low).max()) if size_m else 1.0
    origin = np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]])
    return tuple(
        finished(
            replace(piece, points=(piece.points - origin) * factor, uvs=piece.uvs * factor, normals=None),
            crease_deg=crease_deg,
        )
        for piece in whole
    )


def turned_all(parts: Sequence[Surface], axis: str, angle_deg: float) -> list[Surface]:
    """All parts turned alike."""
    return [turned(part, axis, angle_deg) for part in parts]
