"""Ways to make a body: turn a profile, sweep a section, extrude an outline, round a box."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.curves import Curve, length_along
from assets.meshes.surface import Points, Surface, box_mapped, grid, merge, polygons, welded

type Modulation = Callable[[NDArray[Any], NDArray[Any]], NDArray[Any]]


def turned_rings(radius: Points, height: Points, segments: int) -> Points:
    """(n, segments, 3): rings about the Z axis.

    Args:
        radius: (n, 1) or (n, segments), metres.
        height: (n, 1), metres.
    """
    angle = ring_angles(segments)
    x, y = radius * np.cos(angle), radius * np.sin(angle)
    return np.stack([x, y, np.broadcast_to(height, x.shape)], -1)


def ring_angles(segments: int) -> NDArray[Any]:
    """(segments,) radians of a ring's points, counter-clockwise from +X."""
    return np.arange(segments) * (2 * np.pi / segments)


def lathe(profile: Curve, segments: int = 96, *, modulation: Modulation | None = None) -> Surface:
    """The profile (radius, height), from the lower outside over the top, turned about the Z axis.

    Args:
        modulation: factor on the radius from angle (columns,) and height fraction (rows, 1): flutes, twists.
    """
    radius, height = profile[:, :1], profile[:, 1:2]
    if modulation is not None:
        radius = radius * modulation(
            ring_angles(segments), (height - height.min()) / (height.max() - height.min())
        )
    around = np.linspace(0, 1, segments + 1)
    along = length_along(profile) / (2 * np.pi * max(float(profile[:, 0].max()), 1e-6))
    uvs = np.stack(np.broadcast_arrays(around, along[:, None]), -1)
    return welded(grid(turned_rings(radius, height, segments), uvs=uvs, wrap=True))


def extrude(outline: Curve, low_m: float, high_m: float, *, bevel_m: float = 0.0, steps: int = 3) -> Surface:
    """A counter-clockwise outline raised from ``low_m`` to ``high_m``, its two rims rounded by ``bevel_m``."""
    rings = [(0.0, low_m), (0.0, high_m)]
    if bevel_m > 0:
        t = np.linspace(0, np.pi / 2, steps + 1)
        inset = bevel_m * (1 - np.sin(t))
        rise = bevel_m * (1 - np.cos(t))
        rings = [*zip(inset, low_m + rise, strict=True), *zip(inset[::-1], (high_m - rise)[::-1], strict=True)]
    wall = np.stack([np.column_stack([inset_outline(outline, i), np.full(len(outline), z)]) for i, z in rings])
    side = grid(wall, wrap=True)
    cap = np.arange(len(outline))
    bottom = polygons(wall[0], [len(cap)], cap[::-1])
    top = polygons(wall[-1], [len(cap)], cap)
    return box_mapped(welded(merge([side, bottom, top])))


def inset_outline(outline: Curve, inset_m: float) -> Curve:
    """The closed outline moved inwards, corner by corner along its mitres."""
    if inset_m == 0:
        return outline
    before = outline - np.roll(outline, 1, 0)
    after = np.roll(outline, -1, 0) - outline
    before /= np.linalg.norm(before, axis=1)[:, None]
    after /= np.linalg.norm(after, axis=1)[:, None]
    inward_before = np.stack([-before[:, 1], before[:, 0]], -1)
    inward_after = np.stack([-after[:, 1], after[:, 0]], -1)
    mitre = inward_before + inward_after
    mitre /= np.maximum(np.einsum("ij,ij->i", mitre, inward_before), 0.25)[:, None]
    return np.asarray(outline + inset_m * mitre)


def rounded_box(size_m: tuple[float, float, float], bevel_m: float, steps: int = 3) -> Surface:
    """A box on z = 0, centred on the axis, with rounded vertical edges and rims."""
    from assets.meshes.curves import rounded

    x, y, z = size_m
    corners = [(-x / 2, -y / 2), (x / 2, -y / 2), (x / 2, y / 2), (-x / 2, y / 2)]
    outline = rounded(corners, bevel_m * 1.01, steps, closed=True)
    return extrude(outline, 0.0, z, bevel_m=bevel_m, steps=steps)


def sweep(path: Points, radius: float | NDArray[Any], *, sides: int = 16, closed: bool = False) -> Surface:
    """A round tube along ``path`` (n, 3); ``radius`` in metres, one or one a path point; open ends are capped."""
    angle = np.arange(sides) * (2 * np.pi / sides)
    section = np.stack([np.cos(angle), np.sin(angle)], -1)
    radii = np.broadcast_to(np.asarray(radius, np.float64), (len(path),))
    return sweep_section(path, section[None] * radii[:, None, None], closed=closed)


def sweep_section(path: Points, sections: Points, *, closed: bool = False, twist_deg: float = 0.0) -> Surface:
    """Sections (n or 1, sides, 2) carried along ``path`` (n, 3) without twisting but ``twist_deg`` in all."""
    side, up = _frames(path, closed=closed)
    turn = np.radians(twist_deg) * np.linspace(0, 1, len(path) + 1)[: len(path)]
    if closed:
        turn = turn + _closing_turn(side, up, path)
    c, s = np.cos(turn)[:, None], np.sin(turn)[:, None]
    side, up = side * c + up * s, up * c - side * s
    sections = np.broadcast_to(sections, (len(path), *sections.shape[1:]))
    rings = path[:, None] + sections[..., :1] * side[:, None] + sections[..., 1:] * up[:, None]
    along = length_along(np.concatenate([path, path[:1]]) if closed else path)
    girth = np.linalg.norm(np.roll(sections[0], -1, 0) - sections[0], axis=1).sum()
    if closed:
        rings = np.concatenate([rings, rings[:1]])
    sides = rings.shape[1]
    uvs = np.stack(np.broadcast_arrays(np.linspace(0, 1, sides + 1), (along / girth)[:, None]), -1)
    tube = grid(rings, uvs=uvs, wrap=True)
    if closed:
        return welded(tube)
    cap = np.arange(sides)
    ends = [polygons(rings[0], [sides], cap[::-1]), polygons(rings[-1], [sides], cap)]
    return welded(merge([tube, *ends]))


def _frames(path: Points, *, closed: bool) -> tuple[Points, Points]:
    """Rotation-minimising side and up vectors at each path point (double reflection)."""
    tangent = np.roll(path, -1, 0) - np.roll(path, 1, 0) if closed else np.gradient(path, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1)[:, None]
    start = np.eye(3)[np.abs(tangent[0]).argmin()]
    side = np.empty_like(path)
    side[0] = np.cross(start, tangent[0])
    side[0] /= np.linalg.norm(side[0])
    for i in range(len(path) - 1):  # one step for each path point, not for each mesh point
        step = path[i + 1] - path[i]
        length = step @ step
        mirrored = side[i] - (2 / length) * (step @ side[i]) * step
        ahead = tangent[i] - (2 / length) * (step @ tangent[i]) * step
        second = tangent[i + 1] - ahead
        side[i + 1] = mirrored - (2 / max(second @ second, 1e-18)) * (second @ mirrored) * second
    return side, np.cross(tangent, side)


def _closing_turn(side: Points, up: Points, path: Points) -> NDArray[Any]:
    """(n,) radians that spread the gap between the last frame and the first over a closed path."""
    step = path[0] - path[-1]
    carried = side[-1] - (2 / (step @ step)) * (step @ side[-1]) * step
    ahead = np.cross(side[-1], up[-1])
    ahead = ahead - (2 / (step @ step)) * (step @ ahead) * step
    second = np.cross(side[0], up[0]) - ahead
    if second @ second > 1e-18:
        carried = carried - (2 / (second @ second)) * (second @ carried) * second
    gap = np.arctan2(carried @ up[0], carried @ side[0])
    return np.asarray(-gap * np.arange(len(path)) / len(path))
