"""Panes of glass that stand in the XZ plane, their faces to -Y: flat, rolled, with a motif, in bars and putty."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.kit.mouldings import frame_of
from assets.meshes.curves import Curve
from assets.meshes.shells import cut_box
from assets.meshes.surface import Surface, box_mapped, grid, merge, moved, polygons, welded

type Floats = NDArray[Any]
type Field = Callable[[Floats, Floats], Floats]
"""(x, z) metres from the pane's middle -> metres of relief towards the viewer."""


def standing_box(wide_m: float, deep_m: float, tall_m: float, *, bevel_m: float = 0.0006) -> Surface:
    """A box about the origin with cut edges."""
    return moved(cut_box((wide_m, deep_m, tall_m), bevel_m), z=-tall_m / 2)


def rolled_pane(
    wide_m: float, tall_m: float, thick_m: float, relief: Field, *, step_m: float, step_z_m: float = 0.0
) -> Surface:
    """A closed pane whose front has relief and whose back is flat."""
    columns = int(wide_m / step_m) + 2
    rows = int(tall_m / (step_z_m or step_m)) + 2
    x, z = np.meshgrid(np.linspace(-wide_m / 2, wide_m / 2, columns), np.linspace(-tall_m / 2, tall_m / 2, rows))
    y = -thick_m / 2 - relief(x, z)
    edge = np.zeros_like(y, bool)
    edge[[0, -1]] = edge[:, [0, -1]] = True
    y[edge] = -thick_m / 2
    front = np.stack([x, y, z], -1)
    rim = np.concatenate([front[0], front[1:, -1], front[-1, -2::-1], front[-2:0:-1, 0]])
    behind = np.column_stack([rim[:, 0], np.full(len(rim), thick_m / 2), rim[:, 2]])
    wall = grid(np.stack([behind, rim]), wrap=True)
    count = len(rim)
    cap = polygons(behind, [count], np.arange(count)[::-1])
    return box_mapped(welded(merge([grid(front), wall, cap])))


def reeds(width_m: float, depth_m: float) -> Field:
    """Upright half rounds."""
    return lambda x, z: depth_m * np.abs(np.cos(np.pi * x / width_m)) ** 0.8 + 0.0 * z


def hammered(rng: np.random.Generator, cell_m: float, depth_m: float, extent_m: float) -> Field:
    """Round dents of a hammer, packed by chance."""
    from scipy.spatial import cKDTree

    count = int((2.2 * extent_m / cell_m) ** 2)
    tree = cKDTree(rng.uniform(-1.1 * extent_m, 1.1 * extent_m, (min(count, 40000), 2)))

    def relief(x: Floats, z: Floats) -> Floats:
        away, _ = tree.query(np.stack([x, z], -1).reshape(-1, 2))
        return np.asarray(depth_m * np.minimum(away.reshape(x.shape) / cell_m, 1.0) ** 2)

    return relief


def shifted(relief: Field, x_m: float, z_m: float) -> Field:
    """The piece of a field about a point."""
    return lambda x, z: relief(x + x_m, z + z_m)


def pane_around(wide_m: float, tall_m: float, thick_m: float, hole: Curve) -> Surface:
    """A flat pane with a hole about its middle; ``hole`` (n, 2) is star-shaped and counter-clockwise."""
    angle = np.arctan2(hole[:, 1], hole[:, 0])
    reach = 1 / np.maximum(np.abs(np.cos(angle)) / (wide_m / 2), np.abs(np.sin(angle)) / (tall_m / 2))
    outer = reach[:, None] * np.stack([np.cos(angle), np.sin(angle)], -1)
    for x, z in [(1, 1), (-1, 1), (-1, -1), (1, -1)]:
        corner = np.array([x * wide_m / 2, z * tall_m / 2])
        outer[np.linalg.norm(outer - corner, axis=1).argmin()] = corner
    h = thick_m / 2

    def at(plane: Curve, y: float) -> Floats:
        return np.stack([plane[:, 0], np.full(len(plane), y), plane[:, 1]], -1)

    rings = np.stack([at(outer, -h), at(hole, -h), at(hole, h), at(outer, h), at(outer, -h)])
    return box_mapped(welded(grid(rings, wrap=True)))


def star(points: int, outer_m: float, inner_m: float, count: int = 160) -> Curve:
    """A star-shaped outline."""
    angle = np.arange(count) * (2 * np.pi / count) + np.pi / 2
    share = np.abs(np.mod(angle * points / (2 * np.pi) - points / 4, 1.0) - 0.5) * 2
    radius = 1 / ((1 - share) / inner_m + share / outer_m)
    return np.asarray(radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], -1))


def plate(outline: Curve, thick_m: float) -> Surface:
    """A slab over a counter-clockwise outline (x, z) that is star-shaped about its middle."""
    h = thick_m / 2
    middle = outline.mean(0)

    def at(plane: Curve, y: float) -> Floats:
        return np.stack([plane[:, 0], np.full(len(plane), y), plane[:, 1]], -1)

    heart = np.broadcast_to(middle, outline.shape)
    rings = np.stack([at(heart, h), at(outline, h), at(outline, -h), at(heart, -h)])
    return box_mapped(welded(grid(rings, wrap=True)))


def square_frame(wide_m: float, tall_m: float, bar_m: float, deep_m: float, *, ease_m: float = 0.002) -> Surface:
    """A mitred frame about the origin with eased edges."""
    d = deep_m / 2
    e = min(ease_m, 0.3 * bar_m, 0.3 * d)
    line = [
        (0, -d + e),
        (0, d - e),
        (e, d),
        (bar_m - e, d),
        (bar_m, d - e),
        (bar_m, -d + e),
        (bar_m - e, -d),
        (e, -d),
    ]
    return frame_of(np.array(line), wide_m, tall_m)


def putty_line(wide_m: float, tall_m: float, size_m: float, y_m: float) -> Surface:
    """A wedge of putty all round a rebate whose glass has its face at ``y_m``."""
    line = np.array([(0.0, -y_m), (0.0, -y_m + size_m), (size_m, -y_m)])
    return frame_of(line, wide_m, tall_m)
