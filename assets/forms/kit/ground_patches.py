"""Pieces of ground: cut blocks and islands that run out on the floor, and blades of grass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.strands import Roots, ribbons, unit
from assets.meshes.surface import Surface, box_mapped, flipped, grid, merge, polygons
from schemas.mesh import MeshData

type Floats = NDArray[Any]
type Height = Callable[[Floats, Floats], Floats]

_UP = np.array([0.0, 0.0, 1.0])


def block(
    width_m: float,
    depth_m: float,
    height: Height,
    *,
    step_m: float,
    rough: Callable[[Floats], Floats] | None = None,
) -> Surface:
    """A closed cut block on z = 0 about the axis, its top ``height(x, y)``.

    Args:
        rough: how far its cut sides come out at a point, metres.
    """
    x = np.linspace(-width_m / 2, width_m / 2, max(int(width_m / step_m), 2))
    y = np.linspace(-depth_m / 2, depth_m / 2, max(int(depth_m / step_m), 2))
    xx, yy = np.meshgrid(x, y)
    top = np.stack([xx, yy, height(xx, yy)], -1)
    ring = np.concatenate([top[0, :-1], top[:-1, -1], top[-1, :0:-1], top[:0:-1, 0]])
    levels = np.linspace(0.0, 1.0, max(int(ring[:, 2].mean() / step_m), 3))[:, None]
    wall = np.stack(np.broadcast_arrays(ring[:, 0], ring[:, 1], levels * ring[:, 2]), -1).copy()
    if rough is not None:
        out = unit(ring * [1.0 / width_m**4, 1.0 / depth_m**4, 0.0] * (ring * ring))
        wall[:-1] += out * rough(wall[:-1])[..., None]
    floor = polygons(wall[0], [wall.shape[1]], np.arange(wall.shape[1])[::-1])
    return box_mapped(merge([grid(top), grid(wall, wrap=True), floor]))


def island(
    radius_m: tuple[float, float],
    height: Height,
    *,
    rings: int = 150,
    columns: int = 300,
    edge: Callable[[Floats], Floats] | None = None,
) -> Surface:
    """A patch ``height(x, y)`` high that ends on z = 0 all round; its outline may wander by ``edge(angle)``."""
    a = np.arange(columns) * 2.0 * np.pi / columns
    r = (np.linspace(0.0, 1.0, rings) ** 0.8)[:, None]
    share = np.ones(columns) if edge is None else 1.0 + edge(a)
    x, y = r * share * radius_m[0] * np.cos(a), r * share * radius_m[1] * np.sin(a)
    fade = np.sin(0.5 * np.pi * np.clip((1.0 - r) / 0.22, 0.0, 1.0)) ** 0.9
    top = np.stack([x, y, np.maximum(height(x, y), 0.0) * fade], -1)
    return box_mapped(flipped(grid(top, wrap=True)))


def grass_blades(
    points: Floats,
    rng: np.random.Generator,
    height_m: float,
    *,
    lean: Floats | None = None,
    width_m: tuple[float, float] = (0.0016, 0.0034),
    segments: int = 5,
    droop: float = 0.3,
    spread: float = 0.22,
) -> MeshData:
    """Blades of grass from points (n, 3): they rise, lean by ``lean`` (n, 3) and bend over."""
    count = len(points)
    roots = Roots(points=points, normals=np.tile(_UP, (count, 1)))
    ways = unit(_UP + (0.0 if lean is None else lean) + spread * rng.normal(size=(count, 3)) * [1.0, 1.0, 0.2])
    side = ways * [1.0, 1.0, 0.0]
    bends = droop * (2.2 * side + rng.normal(size=(count, 3)) * [0.7, 0.7, 0.0] - [0.0, 0.0, 0.35])
    lengths = height_m * rng.uniform(0.5, 1.12, count)
    return ribbons(roots, ways, bends, (lengths, rng.uniform(*width_m, count)), rng, segments=segments)


def top_points(surface_height: Height, low: Floats, high: Floats, count: int, rng: np.random.Generator) -> Floats:
    """(count, 3) random points of a ground between two corners (x, y)."""
    x, y = rng.uniform(low[0], high[0], count), rng.uniform(low[1], high[1], count)
    return np.stack([x, y, surface_height(x, y)], -1)
