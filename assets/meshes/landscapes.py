"""The outdoors: paving, garden walls, meadows, hills, trees, a village."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.primitives import ball_of_triangles
from assets.meshes.solids import lathe, rounded_box, sweep
from assets.meshes.surface import Surface, copies, finished, grid, merge, moved, polygons
from schemas.mesh import MeshData

PAVING_HALF_M = 7.0
"""Half the side of the paved square; its top lies at z = 0."""


def paving(rng: np.random.Generator) -> MeshData:
    """A square of bevelled slabs in running bond, with joints a centimetre deep."""
    wide, deep = ((0.9, 0.6), (0.7, 0.7), (1.2, 0.6), (0.5, 0.5))[int(rng.integers(4))]
    rows, columns = round(2 * PAVING_HALF_M / deep), round(2 * PAVING_HALF_M / wide)
    slab = moved(rounded_box((wide - 0.008, deep - 0.008, 0.016), 0.005, 2), z=-0.016)
    row, column = (a.reshape(-1) for a in np.meshgrid(np.arange(rows), np.arange(columns), indexing="ij"))
    place = np.tile(np.eye(4), (len(row), 1, 1))
    bond = 0.5 * (row % 2) if wide != deep else 0.0
    place[:, 0, 3] = (column - (columns - 1) / 2 + bond) * wide
    place[:, 1, 3] = (row - (rows - 1) / 2) * deep
    outside = (np.abs(place[:, 0, 3]) > 3) | (np.abs(place[:, 1, 3]) > 3)
    place[:, 2, 3] = np.where(
        outside, rng.uniform(-0.002, 0.0, len(row)), 0.0
    )  # laid by hand, level at the middle
    h = PAVING_HALF_M + wide / 2
    bed = polygons(
        np.array([[-h, -h, -0.012], [h, -h, -0.012], [h, h, -0.012], [-h, h, -0.012]]), [4], [0, 1, 2, 3]
    )
    return finished(merge([copies(slab, place), bed]), weld=False)


def garden_wall(rng: np.random.Generator) -> MeshData:
    """A low wall with coping and piers along the back of the paving and part of its left side."""
    high = float(rng.uniform(0.45, 0.8))
    reach, back = PAVING_HALF_M - 0.6, PAVING_HALF_M - 0.9
    gap = float(rng.uniform(1.2, 1.8))
    runs = [(-reach, -gap, back, 0), (gap, reach, back, 0), (-back, back - 3.5, -reach, 90)]
    parts: list[Surface] = []
    for start, end, across, angle in runs:
        length, middle = end - start, (start + end) / 2
        for size, low, bevel in (
            ((length, 0.3, high), 0.0, 0.008),
            ((length + 0.06, 0.42, 0.09), high - 0.002, 0.018),
        ):
            body = rounded_box(size, bevel)
            if angle:
                body = rounded_box((size[1], size[0], size[2]), bevel)
                parts.append(moved(body, across, middle, low))
            else:
                parts.append(moved(body, middle, across, low))
    for x in (-gap, gap, -reach, reach):
        parts.append(moved(rounded_box((0.5, 0.5, high + 0.25), 0.012), x, back))
        parts.append(moved(rounded_box((0.62, 0.62, 0.1), 0.02, 4), x, back, high + 0.248))
    return finished(merge(parts), crease_deg=32.0)


def meadow(rng: np.random.Generator) -> MeshData:
    """Ground to the horizon: level for 9 m around the middle, then gentle, with low hills far off."""
    return finished(_terrain(rng, flat_m=9.0, near_m=0.5, far_m=45.0, low_m=-0.02), crease_deg=180.0, weld=False)


def hills(rng: np.random.Generator) -> MeshData:
    """Rolling hills to the horizon, level and lowest for 5 m around the middle."""
    return finished(_terrain(rng, flat_m=5.0, near_m=2.2, far_m=150.0, low_m=0.0), crease_deg=180.0, weld=False)


def _terrain(rng: np.random.Generator, *, flat_m: float, near_m: float, far_m: float, low_m: float) -> Surface:
    columns = 160
    radius = np.concatenate([[0.0], np.geomspace(1.0, 950.0, 88)])
    angle = np.arange(columns) * 2 * np.pi / columns
    x, y = radius[:, None] * np.cos(angle), radius[:, None] * np.sin(angle)
    near, far = _waves(rng, x, y, 18.0, 4), _waves(rng, x, y, 420.0, 6)
    rise = np.clip((radius[:, None] - flat_m) / 60.0, 0, 1) ** 1.5
    distant = np.clip((radius[:, None] - 60.0) / 700.0, 0, 1) ** 1.3
    z = low_m + near_m * rise * (0.5 + 0.5 * near) ** 2 + far_m * distant * (0.5 + 0.5 * far) ** 2
    points = np.stack([x, y, z], -1)
    uvs = np.concatenate([points[..., :2], points[:, :1, :2]], 1)
    return _dropping_points(grid(points[::-1], uvs=uvs[::-1], wrap=True))


def _dropping_points(surface: Surface) -> Surface:
    """The terrain without the collapsed corners at its middle; far points must not be welded on a fine lattice."""
    at_middle = np.flatnonzero((surface.points[:, :2] == 0).all(1))
    indices = np.where(np.isin(surface.indices, at_middle), at_middle[0], surface.indices)
    faces = indices.reshape(-1, 4)
    keep = np.ones(faces.shape, bool)
    keep[:, 1:] = faces[:, 1:] != faces[:, :-1]
    keep[:, 0] &= faces[:, 0] != faces[:, 3]
    flat = keep.reshape(-1)
    used, compact = np.unique(indices[flat], return_inverse=True)
    return Surface(points=surface.points[used], counts=keep.sum(1), indices=compact, uvs=surface.uvs[flat])


def _waves(
    rng: np.random.Generator, x: NDArray[Any], y: NDArray[Any], length_m: float, octaves: int
) -> NDArray[Any]:
    """Smooth noise about 0, mostly in [-1, 1]: plane waves of falling length in all directions."""
    total = np.zeros_like(x)
    for i in range(octaves):
        way, phase = rng.uniform(0, 2 * np.pi, 2)
        k = 2 * np.pi * 1.55**i / length_m
        warped = k * (x * np.cos(way) + y * np.sin(way)) + phase
        total += 0.62**i * np.sin(warped + 0.8 * np.sin(0.7 * k * (x * np.sin(way) - y * np.cos(way))))
    return np.asarray(total * 0.5)


def _scatter(rng: np.random.Generator, count: int, near_m: float, far_m: float) -> NDArray[Any]:
    """(count, 4, 4) upright transforms behind the subject, spread over the back 240 degrees."""
    radius = np.exp(rng.uniform(np.log(near_m), np.log(far_m), count))
    angle = np.radians(rng.uniform(-120, 120, count))
    turn = rng.uniform(0, 2 * np.pi, count)
    size = rng.uniform(0.75, 1.3, count)
    place = np.tile(np.eye(4), (count, 1, 1))
    place[:, 0, 0], place[:, 0, 1] = size * np.cos(turn), -size * np.sin(turn)
    place[:, 1, 0], place[:, 1, 1] = size * np.sin(turn), size * np.cos(turn)
    place[:, 2, 2] = size
    place[:, 0, 3], place[:, 1, 3] = radius * np.sin(angle), radius * np.cos(angle)
    place[:, 2, 3] = -0.35
    return place


def cypresses(rng: np.random.Generator) -> MeshData:
    """Slender evergreens, 16 to 60 m away."""
    t = np.linspace(0, 1, 26)
    profile = np.stack([0.85 * np.sin(np.pi * t**0.62) ** 0.8 * (1 - 0.35 * t), 0.35 + 6.6 * t], -1)
    profile[[0, -1], 0] = 0.0

    def clumps(angle: NDArray[Any], at: NDArray[Any]) -> NDArray[Any]:
        return np.asarray(
            1
            + 0.16 * np.sin(9 * angle + 31 * at) * np.sin(5 * angle - 47 * at)
            + 0.07 * np.sin(17 * angle + 83 * at)
        )

    tree = merge(
        [lathe(profile, 40, modulation=clumps), sweep(np.array([(0, 0, -0.6), (0, 0, 0.9)]), 0.14, sides=10)]
    )
    return finished(copies(tree, _scatter(rng, 18, 16.0, 60.0)), crease_deg=70.0, weld=False)


def round_trees(rng: np.random.Generator) -> MeshData:
    """Broad trees of a few leafy masses, 22 to 140 m away."""
    masses = []
    for x, y, z, r in (
        (0, 0, 4.6, 1.9),
        (1.2, 0.3, 4.0, 1.4),
        (-1.1, 0.5, 3.9, 1.5),
        (0.2, -1.1, 3.8, 1.4),
        (0.1, 0.4, 5.7, 1.3),
    ):
        body = ball_of_triangles(3)
        p = body.points
        p = (
            p
            * (1 + 0.1 * np.sin(7 * p[:, 0] + 3 * x) * np.sin(6 * p[:, 1] + y) * np.sin(8 * p[:, 2] + z))[:, None]
        )
        p = p * np.array([r, r, 0.82 * r]) + np.array([x, y, z])
        masses.append(Surface(points=p, counts=body.counts, indices=body.indices, uvs=body.uvs))
    trunk = sweep(np.array([(0.1, 0, -0.7), (0, 0, 1.5), (0.1, 0.1, 3.6)]), np.array([0.3, 0.22, 0.16]), sides=12)
    tree = merge([*masses, trunk])
    return finished(copies(tree, _scatter(rng, 12, 24.0, 140.0)), crease_deg=70.0, weld=False)


def village(rng: np.random.Generator) -> MeshData:
    """A dozen gabled houses and a tower, 60 to 260 m away."""
    p = np.array(
        [
            [-4, -3, -3],
            [4, -3, -3],
            [4, 3, -3],
            [-4, 3, -3],
            [-4, -3, 4.2],
            [4, -3, 4.2],
            [4, 3, 4.2],
            [-4, 3, 4.2],
            [-4, 0, 7.0],
            [4, 0, 7.0],
        ],
        float,
    )
    house = polygons(
        p, [4, 4, 5, 5, 4, 4], [0, 1, 5, 4, 2, 3, 7, 6, 1, 2, 6, 9, 5, 3, 0, 4, 8, 7, 4, 5, 9, 8, 6, 7, 8, 9]
    )
    chimney = moved(rounded_box((0.9, 0.9, 3.0), 0.05), 2.2, 0.9, 5.2)
    eaves = moved(rounded_box((8.6, 0.5, 0.25), 0.04), 0, -3.05, 4.0)
    homes = copies(merge([house, chimney, eaves]), _scatter(rng, 14, 60.0, 260.0))
    tower = merge(
        [
            moved(rounded_box((6, 6, 24), 0.1), z=-4),
            moved(lathe(np.array([[0, 20.0], [4.6, 20.0], [0, 30.0]]), 4), z=-0.2),
        ]
    )
    church = copies(tower, _scatter(rng, 1, 120.0, 180.0))
    return finished(merge([homes, church]), crease_deg=25.0, weld=False)
