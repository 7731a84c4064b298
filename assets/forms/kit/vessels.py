"""Vessels of glass and what fills them: closed shells with real walls, and liquids that keep clear of the wall.

An inside is a curve (n, 2) of radii and heights, from the floor's middle up to the lip.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.kit.rounds import turned_solid
from assets.meshes.curves import Curve, length_along
from assets.meshes.solids import ring_angles, turned_rings
from assets.meshes.surface import Points, Surface, grid, merge, moved, polygons, welded

type Floats = NDArray[Any]
type Relief = Callable[[Floats, Floats, Floats], Floats]
"""(angle (1, columns) radians, height (rows, 1) metres, row number (rows, 1)) -> metres cut off the outside."""

LIQUID_GAP_M = 0.00025
_MENISCUS_M = 0.0016
_CAPILLARY_M = 0.0024
_SLOPE_LIMIT = 2.2


def inside_of(outer: Curve, wall_m: float, floor_m: float, *, fillet_m: float = 0.004, rows: int = 56) -> Curve:
    """The inside of a vessel ``wall_m`` thick whose inner floor is ``floor_m`` above what it stands on."""
    top = float(outer[-1, 1])
    height = np.concatenate(
        [
            floor_m + fillet_m * (1 - np.cos(np.linspace(0, np.pi / 2, 9))),
            np.linspace(floor_m + fillet_m, top, rows)[1:],
        ]
    )
    radius = np.interp(height, outer[:, 1], outer[:, 0])
    slope = np.gradient(radius, height + 1e-9 * np.arange(len(height)))
    radius = radius - wall_m * np.minimum(np.sqrt(1 + slope**2), _SLOPE_LIMIT)
    drop = np.clip((floor_m + fillet_m - height) / fillet_m, 0, 1)
    radius = np.maximum(radius - fillet_m * (1 - np.sqrt(1 - drop**2)), 0.0004)
    floor = np.linspace(0, float(radius[0]), 6)[:-1]
    return np.concatenate([np.stack([floor, np.full(5, floor_m)], -1), np.stack([radius, height], -1)])


def glass_body(
    outer: Curve,
    inside: Curve,
    *,
    segments: int = 96,
    punt_m: float = 0.002,
    relief: Relief | None = None,
    star: tuple[int, float] | None = None,
    split: bool = False,
) -> Surface:
    """A closed shell on a ring foot: outside, rounded lip, inside.

    Args:
        outer: from the foot's edge up to the lip.
        punt_m: how far the underside is hollow.
        star: rays cut into the underside and their depth.
        split: quads of the outside cut from even to even point, so that a relief of pyramids keeps its edges.
    """
    foot = float(outer[0, 0])
    low = float(outer[0, 1])
    t = np.linspace(0, np.pi / 2, 6)
    hollow = np.stack([0.86 * foot * np.sin(t), low + punt_m * np.cos(t)], -1)
    hollow[0, 0] = 0.0
    outside = np.concatenate([[[0.93 * foot, low]], outer])
    rest = np.concatenate([_lip(outer[-1], inside[-1]), inside[::-1]])
    profile = np.concatenate([hollow, outside, rest])
    angle = ring_angles(segments)[None]
    radius = np.broadcast_to(profile[:, :1], (len(profile), segments)).copy()
    height = np.broadcast_to(profile[:, 1:], radius.shape).copy()
    first = len(hollow) + 1
    rows = slice(first, first + len(outer))
    if relief is not None:
        radius[rows] -= relief(angle, outer[:, 1:], np.arange(len(outer))[:, None])
    if star is not None:
        rays, depth = star
        ridge = np.abs(np.mod(rays * angle / (2 * np.pi), 1.0) - 0.5) * 2
        height[1 : len(hollow) - 1] += depth * ridge * (hollow[1:-1, :1] / foot)
    points = np.stack([radius * np.cos(angle), radius * np.sin(angle), height], -1)
    return _sheet(points, profile, split=range(first, first + len(outer) - 1) if split else None)


def _sheet(points: Points, profile: Curve, *, split: range | None) -> Surface:
    segments = points.shape[1]
    girth = 2 * np.pi * float(profile[:, 0].max())
    around = np.linspace(0, girth, segments + 1)
    uvs = np.stack(np.broadcast_arrays(around, length_along(profile)[:, None]), -1)
    if split is None:
        return welded(grid(points, uvs=uvs, wrap=True))
    low, high = split.start, split.stop
    pieces = [
        grid(points[: low + 1], uvs=uvs[: low + 1], wrap=True),
        _split_grid(points[low : high + 1]),
        grid(points[high:], uvs=uvs[high:], wrap=True),
    ]
    return welded(merge(pieces))


def _split_grid(points: Points) -> Surface:
    """A wrapped grid of triangles whose diagonals join points with an even sum of row and column."""
    rows, columns = points.shape[:2]
    row, column = np.meshgrid(np.arange(rows - 1), np.arange(columns), indexing="ij")
    across = (column + 1) % columns
    a, b = row * columns + column, row * columns + across
    d, c = a + columns, b + columns
    even = ((row + column) % 2 == 0)[..., None]
    first = np.where(even, np.stack([a, b, c], -1), np.stack([a, b, d], -1))
    second = np.where(even, np.stack([a, c, d], -1), np.stack([b, c, d], -1))
    faces = np.concatenate([first.reshape(-1, 3), second.reshape(-1, 3)])
    return polygons(points.reshape(-1, 3), np.full(len(faces), 3), faces)


def _lip(outside: Floats, inside: Floats, steps: int = 7) -> Curve:
    """A half round between the ends of outside and inside, which bulges upwards."""
    middle, half = 0.5 * (outside + inside), 0.5 * (outside - inside)
    up = np.array([-half[1], half[0]])
    t = np.linspace(0, np.pi, steps + 2)[1:-1, None]
    return np.asarray(middle + np.cos(t) * half + np.sin(t) * up)


def liquid_in(
    inside: Curve, level_m: float, *, meniscus_m: float = _MENISCUS_M, segments: int = 96, above_m: float = 0.0
) -> Surface:
    """What fills a vessel from its floor, or from the level ``above_m``, up to ``level_m`` in its middle."""
    wall = _wetted(inside)
    low = wall[0, 1] if above_m <= 0 else above_m + LIQUID_GAP_M
    brim = level_m + meniscus_m
    radius = radius_at(wall, brim)
    mids = wall[(wall[:, 1] > low + 1e-5) & (wall[:, 1] < brim - 1e-5)]
    start = (
        wall[wall[:, 1] <= wall[0, 1] + 1e-9]
        if above_m <= 0
        else np.array([[0.0, low], [0.5 * radius, low], [radius_at(wall, low), low]])
    )
    inward = radius * (1 - np.linspace(0, 1, 15) ** 1.8)
    surface = level_m + meniscus_m * np.exp(-(radius - inward) / _CAPILLARY_M)
    top = np.stack([inward, surface], -1)[::-1][::-1]
    profile = np.concatenate([start, mids, top])
    profile[0, 0] = profile[-1, 0] = 0.0
    return turned_solid(profile, segments)


def film_above(
    inside: Curve, low_m: float, high_m: float, *, thickness_m: float = 0.0003, seed: Floats
) -> Surface:
    """What a liquid leaves on the wall above its level, up to a ragged line between ``low_m`` and ``high_m``.

    Args:
        seed: a few phases in radians that draw the line.
    """
    wall = _wetted(inside)
    columns, rows = 96, 7
    angle = ring_angles(columns)
    line = sum(np.sin((k + 1) * angle + phase) / (k + 1) for k, phase in enumerate(seed))
    line = (line - np.min(line)) / max(float(np.ptp(line)), 1e-9)
    share = np.linspace(0, 1, rows)[:, None]
    height = low_m + share * (high_m - low_m) * (0.35 + 0.65 * line)[None]
    outer = np.interp(height, wall[:, 1], wall[:, 0])
    inner = outer - thickness_m * (1 - share**3) - 0.00004
    radius = np.concatenate([outer, inner[::-1], outer[:1]])
    tall = np.concatenate([height, height[::-1], height[:1]])
    points = np.stack([radius * np.cos(angle), radius * np.sin(angle), tall], -1)
    return welded(grid(points, wrap=True))


def _wetted(inside: Curve) -> Curve:
    """The inside, drawn in by the gap."""
    wall = np.asarray(inside, np.float64) + np.array([-LIQUID_GAP_M, 0.0])
    floor = float(inside[0, 1]) + LIQUID_GAP_M
    return np.stack([np.maximum(wall[:, 0], 0.0), np.maximum(wall[:, 1], floor)], -1)


def radius_at(curve: Curve, height_m: float) -> float:
    """Radius of an outline at a height; its heights never fall."""
    return float(np.interp(height_m, curve[:, 1], curve[:, 0]))


def pillars(count: int, depth_m: Floats | float) -> Relief:
    """Flat upright panels: the outside cut back to a polygon as deep as ``depth_m`` allows."""

    def cut(angle: Floats, height: Floats, _row: Floats) -> Floats:
        side = 2 * np.pi / count
        within = np.mod(angle, side) - side / 2
        return np.asarray(np.broadcast_to(depth_m, height.shape) * np.cos(within * count / 2) ** 1.0)

    return cut


def diamonds(first_row: int, last_row: int, depth_m: float) -> Relief:
    """Pyramids in rows and columns of the outside; use with ``split`` and an even number of columns."""

    def cut(angle: Floats, _height: Floats, row: Floats) -> Floats:
        column = np.rint(angle / (2 * np.pi) * angle.size)
        even = np.mod(row + column, 2) < 0.5
        within = (row >= first_row) & (row <= last_row)
        return np.where(even & within, depth_m, 0.0)

    return cut


def standing_wall(
    radius_m: float, thickness_m: float, low_m: float, high_m: float, *, segments: int = 96
) -> Surface:
    """A collar or open tube about the axis."""
    inner = radius_m - thickness_m
    profile = np.array(
        [[inner, low_m], [radius_m, low_m], [radius_m, high_m], [inner, high_m], [inner, low_m]], np.float64
    )
    rings = turned_rings(profile[:, :1], profile[:, 1:], segments)
    return welded(grid(rings, wrap=True))


def lowered(surface: Surface, *others: Surface) -> tuple[Surface, ...]:
    """All of them moved together so that the lowest point of any is at z = 0."""
    low = min(float(s.points[:, 2].min()) for s in (surface, *others))
    return tuple(moved(s, z=-low) for s in (surface, *others))


def straight_sides(
    foot_m: float, rim_m: float, height_m: float, *, round_m: float = 0.004, rows: int = 48, belly_m: float = 0.0
) -> Curve:
    """An outside from its foot's rounded edge straight up to the rim, or bulging by ``belly_m`` between."""
    turn = np.linspace(0, np.pi / 2, 7)
    height = np.concatenate([round_m * (1 - np.cos(turn)), np.linspace(round_m, height_m, rows)[1:]])
    radius = foot_m + (rim_m - foot_m) * height / height_m + belly_m * np.sin(np.pi * height / height_m)
    drop = np.clip(1 - height / round_m, 0, 1)
    return np.stack([radius - round_m * (1 - np.sqrt(1 - drop**2)), height], -1)
