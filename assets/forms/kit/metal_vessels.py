"""What metal vessels share: walls with a lining, facets, beads, ears and spouts."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.kit.metre_solids import around, bar, placed, spun, warped
from assets.forms.kit.rounds import ball
from assets.meshes.curves import Curve, Pairs, shell_profile, smooth
from assets.meshes.solids import Modulation
from assets.meshes.surface import Surface

_LIP = 7


def lined(
    outer: Curve, wall_m: float, *, segments: int = 96, floor_m: float | None = None
) -> tuple[Surface, Surface]:
    """(outside with the lip, inside) of a vessel: two sheets that meet just inside the lip."""
    outer = with_steps(outer, 0.004)
    whole = shell_profile(outer, wall_m, floor_m=floor_m)
    cut = 2 + len(outer) + _LIP - 2
    return spun(whole[: cut + 1], segments), spun(whole[cut:], segments)


def hollow(outer: Curve, wall_m: float, *, segments: int = 96, floor_m: float | None = None) -> Surface:
    """The same in one."""
    return spun(shell_profile(with_steps(outer, 0.004), wall_m, floor_m=floor_m), segments)


def with_steps(curve: Curve, longest_m: float) -> Curve:
    """The polyline with points put between so that no side is longer."""
    pieces = []
    for start, end in itertools.pairwise(curve):
        count = int(np.ceil(np.linalg.norm(end - start) / longest_m))
        pieces.append(start + (end - start) * (np.arange(count) / max(count, 1))[:, None])
    return np.concatenate([*pieces, curve[-1:]])


def facets(count: int, *, sharp: float = 1.0) -> Modulation:
    """A turned body with ``count`` flat sides; ``sharp`` below 1 blends back to round."""

    def factor(angle: NDArray[Any], height: NDArray[Any]) -> NDArray[Any]:
        within = np.mod(angle, 2 * np.pi / count) - np.pi / count
        return np.asarray(1 + sharp * (np.cos(np.pi / count) / np.cos(within) - 1) + 0 * height)

    return factor


def lipped(
    body: Surface, *, towards_deg: float, width_deg: float, reach_m: float, low_m: float, high_m: float
) -> Surface:
    """A pouring lip: the wall drawn out at one side between two heights."""
    p = body.points.copy()
    angle = np.degrees(np.arctan2(p[:, 1], p[:, 0]))
    off = (angle - towards_deg + 180) % 360 - 180
    rise = np.clip((p[:, 2] - low_m) / (high_m - low_m), 0, 1) ** 2
    way = np.radians(towards_deg)
    push = reach_m * rise * np.exp(-((off / width_deg) ** 2))
    far = np.linalg.norm(p[:, :2], axis=1) / max(float(np.linalg.norm(p[:, :2], axis=1).max()), 1e-9)
    push = push * np.clip(far * 1.5 - 0.5, 0, 1)
    p[:, 0] += push * np.cos(way)
    p[:, 1] += push * np.sin(way)
    p[:, 2] += 0.25 * push
    return warped(body, p)


def beads(radius_m: float, height_m: float, bead_m: float) -> Surface:
    """A string of pearls about the axis."""
    count = int(2 * np.pi * radius_m / (2.05 * bead_m))
    one = ball(bead_m, segments=10)
    turns = np.arange(count) * 2 * np.pi / count
    return placed(one, [(radius_m * np.cos(a), radius_m * np.sin(a), height_m) for a in turns])


def gadroons(radius_m: float, height_m: float, size_m: float, count: int) -> Surface:
    """Slanting lobes about a rim."""
    one = ball(size_m, segments=12)
    p = one.points * np.array([0.9, 0.55, 0.8])
    p[:, 1] += 0.5 * p[:, 0]
    lobe = warped(one, p + np.array([radius_m, 0.0, height_m]))
    return around(lobe, count)


def swan_neck(path: Pairs, radii: Pairs, *, samples: int = 40, sides: int = 28, wall_m: float = 0.0015) -> Surface:
    """A spout in the XZ plane: (x, z) points, and (share of the way, radius) pairs; its mouth is hollow."""
    line = smooth(path, samples)
    way = np.column_stack([line[:, 0], np.zeros(samples), line[:, 1]])
    share = np.asarray(radii, np.float64)
    radius = np.interp(np.linspace(0, 1, samples), share[:, 0], share[:, 1])
    depth = samples // 3
    path3 = np.concatenate([way, way[::-1][:depth] + 1e-6])
    both = np.concatenate([radius, np.maximum(radius[::-1][:depth] - wall_m, 0.0004)])
    t = np.arange(sides) * 2 * np.pi / sides
    ring = np.stack([np.cos(t), np.sin(t)], -1)
    return _tube_back(path3, both, ring, samples)


def _tube_back(path: NDArray[Any], radius: NDArray[Any], ring: Curve, turn_at: int) -> Surface:
    from assets.meshes.surface import grid, merge, polygons, welded

    tangent = np.gradient(path[:turn_at], axis=0)
    tangent /= np.linalg.norm(tangent, axis=1)[:, None]
    tangent = np.concatenate([tangent, tangent[::-1][: len(path) - turn_at]])
    side = np.broadcast_to(np.array([0.0, 1.0, 0.0]), tangent.shape)
    up = np.cross(tangent, side)
    rows = path[:, None] + radius[:, None, None] * (
        ring[None, :, :1] * side[:, None] + ring[None, :, 1:] * up[:, None]
    )
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    girth = np.linspace(0, 2 * np.pi * float(radius[:turn_at].mean()), len(ring) + 1)
    uvs = np.stack(np.broadcast_arrays(girth[None], along[:, None]), -1)
    cap = np.arange(len(ring))
    return welded(merge([grid(rows, uvs=uvs, wrap=True), polygons(rows[-1], [len(ring)], cap)]))


def ear(radius_m: float, height_m: float, width_m: float, reach_m: float, thick_m: float) -> Surface:
    """A loop handle at +X, lying level: a bar that leaves the wall, runs along it and comes back."""
    t = np.linspace(0, np.pi, 24)
    y = width_m / 2 * np.cos(t)
    wall = np.sqrt(np.maximum(radius_m**2 - y**2, 0.0))
    x = wall - 0.3 * thick_m + (reach_m + 0.3 * thick_m) * np.sin(t) ** 0.6
    path = np.column_stack([x, y, np.full(24, height_m)])
    s = np.arange(14) * 2 * np.pi / 14
    return bar(path, thick_m / 2 * np.stack([np.cos(s), np.sin(s)], -1))
