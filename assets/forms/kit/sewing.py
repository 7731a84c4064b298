"""Sewing and trimming: stitches, piping, cord, fringe, tassels, buttons, rivets, zips, buckles, laces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.kit.cloth import resampled
from assets.meshes.curves import length_along, rounded
from assets.meshes.solids import extrude, lathe, rounded_box, sweep, sweep_section
from assets.meshes.strands import unit
from assets.meshes.surface import Points, Surface, copies, flipped, grid, merge, moved, turned

STITCH_M = 0.0033
GAP_M = 0.0014
THREAD_M = 0.0006  # radius


def placing(origins: Points, along: Points, normals: Points) -> Points:
    """(n, 4, 4) transforms that carry x to ``along`` and z to ``normals``."""
    x = unit(along)
    y = unit(np.cross(normals, x))
    transforms = np.zeros((len(origins), 4, 4))
    transforms[:, :3, :3] = np.stack([x, y, np.cross(x, y)], axis=2)
    transforms[:, :3, 3] = origins
    transforms[:, 3, 3] = 1.0
    return transforms


def stitches(
    path: Points,
    normals: Points | Sequence[float],
    *,
    length_m: float = STITCH_M,
    gap_m: float = GAP_M,
    radius_m: float = THREAD_M,
    closed: bool = False,
) -> Surface:
    """A row of stitches on a path (n, 3) of a surface with the given outward normals, one or one a point."""
    spread = np.column_stack([path, np.broadcast_to(np.asarray(normals, np.float64), path.shape)])
    if closed:
        spread = np.concatenate([spread, spread[:1]])
    along = length_along(spread[:, :3])
    count = max(int(along[-1] / (length_m + gap_m)), 1)
    middle = (np.arange(count) + 0.5) * (along[-1] / count)
    at = [
        np.column_stack([np.interp(middle + d, along, spread[:, k]) for k in range(6)]) for d in (-5e-4, 0, 5e-4)
    ]
    return copies(
        _stitch(length_m, radius_m), placing(at[1][:, :3], at[2][:, :3] - at[0][:, :3], unit(at[1][:, 3:]))
    )


def _stitch(length_m: float, radius_m: float) -> Surface:
    """A thread that comes out of the cloth, runs along x and goes back in."""
    x = np.array([-0.5, -0.3, 0.3, 0.5]) * length_m
    z = np.array([-0.7, 0.75, 0.75, -0.7]) * radius_m
    return sweep(np.column_stack([x, np.zeros(4), z]), np.array([0.7, 1.0, 1.0, 0.7]) * radius_m, sides=5)


def tube(path: Points, radius_m: float | NDArray[Any], *, sides: int = 10, closed: bool = False) -> Surface:
    """A round cord or piping with texture coordinates in metres."""
    swept = sweep(path, radius_m, sides=sides, closed=closed)
    girth = 2 * np.pi * float(np.mean(radius_m))
    return Surface(points=swept.points, counts=swept.counts, indices=swept.indices, uvs=swept.uvs[:, ::-1] * girth)


def rope(path: Points, radius_m: float, *, closed: bool = False, lays_m: float = 0.0, strands: int = 3) -> Surface:
    """A cord of twisted strands."""
    angle = np.arange(6 * strands) * (2 * np.pi / (6 * strands))
    lobes = radius_m * (0.80 + 0.20 * np.abs(np.cos(strands * angle / 2.0)) ** 0.7)
    section = np.stack([lobes * np.cos(angle), lobes * np.sin(angle)], -1)
    pitch = lays_m or 7.0 * radius_m
    path = resampled(path, pitch / 9.0, closed=closed)
    length = float(length_along(path)[-1])
    turns = max(round(length / pitch), 1)
    return sweep_section(path, section[None], closed=closed, twist_deg=360.0 * turns)


def fringe(
    rng: np.random.Generator,
    roots: Points,
    ways: Points,
    *,
    length_m: float,
    radius_m: float = 0.0005,
    spread: float = 0.12,
    droop: float = 0.0,
    floor_m: float | None = None,
    segments: int = 4,
) -> Surface:
    """A loose thread from each root (n, 3) along its way (n, 3), each a little different.

    Args:
        droop: how far it sinks over its length, in lengths.
        floor_m: the height below which no thread hangs.
    """
    many = len(roots)
    lengths = length_m * rng.uniform(0.85, 1.1, many)
    side = rng.normal(0.0, spread, (many, 3))
    t = np.linspace(0.0, 1.0, segments + 1)[None, :, None]
    line = roots[:, None] + lengths[:, None, None] * (t * unit(ways)[:, None] + t**1.6 * side[:, None])
    line[..., 2] -= droop * lengths[:, None] * t[..., 0] ** 2
    if floor_m is not None:
        line[..., 2] = np.maximum(line[..., 2], floor_m + radius_m)
    return threads(line, radius_m)


def threads(lines: Points, radius_m: float, *, sides: int = 4) -> Surface:
    """A round thread along each of (n, k, 3) lines, without a loop."""
    many, rows = lines.shape[:2]
    way = unit(np.gradient(lines, axis=1))
    across = unit(np.cross(way, np.array([0.31, 0.22, 0.92])))
    other = np.cross(way, across)
    angle = np.arange(sides) * (2 * np.pi / sides)
    ring = np.cos(angle)[:, None] * across[:, :, None] + np.sin(angle)[:, None] * other[:, :, None]
    points = lines[:, :, None] + radius_m * ring
    template = np.arange(rows * sides).reshape(rows, sides)
    after = np.roll(template, -1, axis=1)
    quads = np.stack([template[:-1], after[:-1], after[1:], template[1:]], -1).reshape(-1, 4)
    cap = np.stack([template[-1]], 0) if sides == 4 else np.zeros((0, 4), np.int64)
    quads = np.concatenate([quads, cap]) if len(cap) else quads
    faces = (quads[None] + (np.arange(many) * rows * sides)[:, None, None]).reshape(-1, 4)
    flat = points.reshape(-1, 3)
    along = np.tile(np.repeat(np.linspace(0.0, 1.0, rows), sides), many)
    uvs = np.stack([np.repeat(np.arange(many) * 0.001, rows * sides), along * 0.01], -1)
    return Surface(
        points=flat, counts=np.full(len(faces), 4, np.int64), indices=faces.ravel(), uvs=uvs[faces.ravel()]
    )


def tassel(rng: np.random.Generator, length_m: float) -> Surface:
    """A hanging tassel: a ball and a collar above a bundle of threads; its top at the origin."""
    r = length_m * 0.13
    head = lathe(
        np.array(
            [
                [0.0, -2.6 * r],
                [0.6 * r, -2.5 * r],
                [r, -1.6 * r],
                [0.92 * r, -0.8 * r],
                [0.4 * r, -0.2 * r],
                [0.0, 0.0],
            ]
        ),
        16,
    )
    collar = lathe(
        np.array([[0.5 * r, -2.9 * r], [0.95 * r, -2.8 * r], [0.95 * r, -2.3 * r], [0.5 * r, -2.2 * r]]), 16
    )
    count = 90
    angle, share = rng.uniform(0, 2 * np.pi, count), np.sqrt(rng.uniform(0, 1, count))
    out = np.stack([np.cos(angle), np.sin(angle), np.zeros(count)], -1) * share[:, None]
    roots = out * 0.8 * r + np.array([0.0, 0.0, -2.4 * r])
    ways = np.array([0.0, 0.0, -1.0]) + out * 0.16
    skirt = fringe(rng, roots, ways, length_m=length_m - 2.6 * r, radius_m=r * 0.085, spread=0.03)
    return merge([head, collar, skirt])


def button(radius_m: float, *, holes: int = 4) -> Surface:
    """A sewn-through button lying on z = 0, with a rim and dark dimples."""
    r = radius_m
    profile = np.array(
        [
            [0.0, 0.0],
            [0.9 * r, 0.0],
            [r, 0.12 * r],
            [r, 0.26 * r],
            [0.9 * r, 0.36 * r],
            [0.76 * r, 0.34 * r],
            [0.66 * r, 0.22 * r],
            [0.0, 0.22 * r],
        ]
    )
    disc = lathe(profile, 28)
    angle = np.pi / 4 + np.arange(holes) * (2 * np.pi / max(holes, 1))
    stems = [
        moved(
            sweep(np.array([[0, 0, 0.1 * r], [0, 0, 0.30 * r]]), 0.11 * r, sides=6),
            0.24 * r * np.cos(a),
            0.24 * r * np.sin(a),
        )
        for a in angle
    ]
    return merge([disc, *stems])


def dome(radius_m: float, height_m: float, *, segments: int = 18) -> Surface:
    """A covered button, a nail head or a rivet: a cap on z = 0."""
    t = np.linspace(0.0, np.pi / 2, 6)
    profile = np.column_stack([radius_m * np.cos(t), height_m * np.sin(t)])
    foot = np.array([[0.0, -0.2 * height_m], [radius_m, -0.2 * height_m]])
    return lathe(np.concatenate([foot, profile]), segments)


def rivet(radius_m: float) -> Surface:
    """A jeans rivet: a flat cap with a ring and a nub."""
    r = radius_m
    profile = np.array(
        [
            [0.0, -0.1 * r],
            [r, -0.1 * r],
            [r, 0.2 * r],
            [0.85 * r, 0.33 * r],
            [0.62 * r, 0.30 * r],
            [0.5 * r, 0.18 * r],
            [0.34 * r, 0.22 * r],
            [0.26 * r, 0.5 * r],
            [0.0, 0.56 * r],
        ]
    )
    return lathe(profile, 24)


def eyelet(radius_m: float) -> Surface:
    """A metal ring about a hole, lying on z = 0."""
    r = radius_m
    profile = np.array(
        [
            [0.5 * r, -0.2 * r],
            [r, -0.2 * r],
            [r, 0.1 * r],
            [0.8 * r, 0.28 * r],
            [0.6 * r, 0.2 * r],
            [0.5 * r, -0.2 * r],
        ]
    )
    return lathe(profile, 20)


def seated(
    item: Surface, points: Points, normals: Points | Sequence[float], along: Sequence[float] = (1, 0, 0)
) -> Surface:
    """Copies of an item that lies on z = 0, each on a point (n, 3) with its z along the normal there."""
    normals = np.broadcast_to(np.asarray(normals, np.float64), points.shape)
    way = np.broadcast_to(np.asarray(along, np.float64), points.shape) + 1e-7
    across = np.cross(normals, way)
    return copies(item, placing(points, np.cross(across, normals), normals))


def zip_fastener(
    path: Points, normals: Points | Sequence[float], *, tooth_m: float = 0.003, width_m: float = 0.006
) -> Surface:
    """(teeth and slider): two interlocked rows along a path on a surface, and a puller at its first third."""
    path = resampled(path, tooth_m / 2.0)
    normals = np.broadcast_to(np.asarray(normals, np.float64), path.shape)
    way = np.gradient(path, axis=0)
    tooth = moved(rounded_box((tooth_m * 0.72, width_m * 0.62, 0.0016), 0.0003, 1), 0.0, width_m * 0.12)
    both = copies(tooth, placing(path[::2], way[::2], normals[::2]))
    other = copies(tooth, placing(path[1::2], -way[1::2], normals[1::2]))
    k = len(path) // 3
    slider = merge(
        [
            rounded_box((0.011, 0.008, 0.004), 0.0012, 2),
            moved(rounded_box((0.024, 0.006, 0.0018), 0.0008, 2), 0.014, 0.0, 0.003),
        ]
    )
    pull = copies(slider, placing(path[k : k + 1], way[k : k + 1], normals[k : k + 1]))
    return merge([both, other, pull])


def buckle(width_m: float, *, wire_m: float = 0.0022) -> Surface:
    """A frame with a bar and a prong, lying on z = 0, the strap along x."""
    w, h = width_m * 0.95, width_m * 1.3
    ring = rounded([(-w / 2, -h / 2), (w / 2, -h / 2), (w / 2, h / 2), (-w / 2, h / 2)], h * 0.16, 5, closed=True)
    frame = sweep(np.column_stack([ring, np.full(len(ring), wire_m)]), wire_m, sides=10, closed=True)
    bar = sweep(np.array([[-w * 0.05, -h / 2, wire_m], [-w * 0.05, h / 2, wire_m]]), wire_m * 0.8, sides=8)
    prong = sweep(
        np.array([[-w * 0.05, 0, 2 * wire_m], [0.2 * w, 0, 2.7 * wire_m], [w * 0.58, 0, 2.1 * wire_m]]),
        wire_m * 0.75,
        sides=8,
    )
    return merge([frame, bar, prong])


def strap(path: Points, width_m: float, thickness_m: float, *, up: Sequence[float] = (0, 0, 1)) -> Surface:
    """A flat band along a path (n, 3) with rounded edges; ``up`` is the side it shows."""
    way = unit(np.gradient(path, axis=0))
    across = unit(np.cross(np.broadcast_to(np.asarray(up, np.float64), path.shape), way))
    normal = np.cross(way, across)
    half, t = width_m / 2, thickness_m / 2
    bevel = min(t, half) * 0.7
    corners = [
        (-half, -t + bevel),
        (-half + bevel, -t),
        (half - bevel, -t),
        (half, -t + bevel),
        (half, t - bevel),
        (half - bevel, t),
        (-half + bevel, t),
        (-half, t - bevel),
    ]
    section = np.asarray(corners)
    rings = path[:, None] + section[None, :, :1] * across[:, None] + section[None, :, 1:] * normal[:, None]
    girth = np.concatenate(
        [[0.0], np.cumsum(np.linalg.norm(np.diff(np.concatenate([section, section[:1]]), axis=0), axis=1))]
    )
    uvs = np.stack(np.broadcast_arrays(length_along(path)[:, None], girth[None, :]), -1)
    band = grid(rings, uvs=uvs, wrap=True)
    caps = [_cap(rings[0][::-1]), _cap(rings[-1])]
    return merge([_outward(band, rings), *caps])


def _outward(band: Surface, rings: Points) -> Surface:
    """A swept band with its faces away from its middle line."""
    centre, first = rings[0].mean(0), band.points[band.indices[:4]]
    normal = np.cross(first[1] - first[0], first[3] - first[0])
    return band if normal @ (first.mean(0) - 0.5 * (centre + rings[1].mean(0))) > 0 else flipped(band)


def _cap(ring: Points) -> Surface:
    return Surface(
        points=ring, counts=np.array([len(ring)]), indices=np.arange(len(ring)), uvs=np.zeros((len(ring), 2))
    )


def whole(surface: Surface) -> Surface:
    """With every corner at the texture's crossing of threads."""
    return replace(surface, uvs=np.zeros_like(surface.uvs))


def pompon(rng: np.random.Generator, radius_m: float, *, count: int = 1400) -> Surface:
    """A ball of cut yarn about the origin."""
    k = np.arange(count) + 0.5
    z = 1 - 2 * k / count
    turn = np.pi * (1 + 5**0.5) * k
    ways = np.stack([np.sqrt(1 - z * z) * np.cos(turn), np.sqrt(1 - z * z) * np.sin(turn), z], -1)
    roots = ways * radius_m * 0.45
    return fringe(rng, roots, ways, length_m=radius_m * 0.56, radius_m=radius_m * 0.03, spread=0.16, segments=2)


def bow_of_cord(width_m: float, radius_m: float) -> Surface:
    """A tied lace bow lying in the x-z plane, its knot at the origin, its face to -Y."""
    t = np.linspace(0.0, 1.0, 40)
    pieces = []
    for side in (-1.0, 1.0):
        loop = np.column_stack(
            [
                side * width_m * 0.5 * np.sin(np.pi * t) ** 0.8,
                -0.25 * width_m * np.sin(np.pi * t),
                width_m * 0.17 * np.sin(2 * np.pi * t) - 0.12 * width_m * np.sin(np.pi * t),
            ]
        )
        end = np.column_stack(
            [side * width_m * 0.38 * t, -0.2 * width_m * np.sin(np.pi * t * 0.6), -width_m * 0.55 * t**1.4]
        )
        pieces += [tube(loop, radius_m, sides=8), tube(end, radius_m, sides=8)]
    knot = lathe(np.array([[0.0, -1.6], [1.3, -1.2], [1.7, 0.0], [1.3, 1.2], [0.0, 1.6]]) * radius_m, 12)
    return merge([*pieces, turned(knot, "y", 90.0)])


def sole(outline: Points, low_m: float, high_m: float, *, bevel_m: float = 0.001) -> Surface:
    """A slab of an outline with texture coordinates in metres."""
    return extrude(outline, low_m, high_m, bevel_m=bevel_m)
