"""Cuts of ground: a gravel path at its edging, cracked mud, wheel ruts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.spatial import cKDTree

from assets.forms.cast_concrete import tuft
from assets.forms.form import Form, main_part, part
from assets.forms.kit.joinery import board
from assets.forms.kit.mouldings import fitted, placed, round_sheet, tube
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.primitives import ball_of_triangles
from assets.meshes.surface import Surface, box_mapped, copies, grid, merge, moved, polygons, rotation
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


def cut_ground(height: np.ndarray, wide: float, deep: float, base_m: float) -> Surface:
    """A block of ground about the axis: heights (rows along y, columns along x), its cut sides ``base_m`` down."""
    rows, columns = height.shape
    x, y = np.meshgrid(np.linspace(-wide / 2, wide / 2, columns), np.linspace(-deep / 2, deep / 2, rows))
    top = np.stack([x, y, height], -1)
    ring = np.concatenate([top[0], top[1:, -1], top[-1, ::-1][1:], top[::-1, 0][1:-1]])
    low = ring * [1, 1, 0] - [0, 0, base_m]
    side = grid(np.stack([low, ring]), wrap=True)
    floor = polygons(
        np.array([low[0], low[columns - 1], low[columns + rows - 2], low[2 * columns + rows - 3]])[::-1],
        [4],
        np.arange(4),
    )
    return box_mapped(merge([grid(top), side, floor]))


def stones_on(rng: np.random.Generator, where: np.ndarray, sizes: np.ndarray) -> Surface:
    """Worn stones of some sizes at places (n, 3), each turned by chance."""
    ball = ball_of_triangles(1)
    pieces = []
    kinds = 7
    for kind in range(kinds):
        noise = wave_noise(rng, 1.6)
        p = ball.points * (1 + 0.16 * noise(ball.points))[:, None] * rng.uniform([0.8, 0.6, 0.4], [1.0, 0.9, 0.65])
        stone = replace(ball, points=p, normals=None)
        mine = np.arange(kind, len(where), kinds)
        transforms = np.tile(np.eye(4), (len(mine), 1, 1))
        for k, i in enumerate(mine):
            transforms[k, :3, :3] = (
                rotation("z", float(rng.uniform(0, 360))) @ rotation("x", float(rng.normal(0, 14))) * sizes[i]
            )
            transforms[k, :3, 3] = where[i]
        if len(mine):
            pieces.append(copies(stone, transforms))
    return merge(pieces)


def _heights(noise_m: float, rng: np.random.Generator, x: np.ndarray, y: np.ndarray, length: float) -> np.ndarray:
    noise = wave_noise(rng, length, octaves=4)
    return np.asarray(noise_m * noise(np.stack([x, y, 0 * x], -1)))


def _gravel(rng: np.random.Generator, size: float) -> Meshes:
    """Stones of many sizes over fines, a board edge with pegs, grass beyond, leaves."""
    n = 120
    x, y = np.meshgrid(np.linspace(-0.5, 0.5, n), np.linspace(-0.36, 0.36, n))
    height = _heights(0.012, rng, x, y, 0.5) + np.where(y > 0.2, 0.02, 0.0)
    ground = cut_ground(height, 1.0, 0.72, 0.07)
    count = 1150
    at = np.column_stack([rng.uniform(-0.49, 0.49, count), rng.uniform(-0.355, 0.19, count)])
    sizes = np.exp(rng.normal(np.log(0.0105), 0.42, count))
    sizes = np.clip(sizes, 0.004, 0.035)
    z = np.array([height[int((b + 0.36) / 0.72 * (n - 1)), int((a + 0.5) * (n - 1))] for a, b in at])
    stones = stones_on(rng, np.column_stack([at, z + 0.25 * sizes]), sizes)
    edge = [placed(board(1.0, 0.022, 0.13, (0, 0.205, -0.06), edge_m=0.003))]
    edge += [
        moved(tube(np.linspace([0, 0, -0.05], [0, 0, 0.075], 4), 0.014, sides=4), px, 0.23) for px in (-0.33, 0.3)
    ]
    grass = [
        tuft(rng, (float(rng.uniform(-0.48, 0.48)), float(rng.uniform(0.235, 0.35)), 0.02)) for _ in range(90)
    ]
    grass += [tuft(rng, (float(rng.uniform(-0.45, 0.45)), float(rng.uniform(-0.3, 0.15)), 0.0)) for _ in range(3)]
    leaves = _leaves(rng, 7)
    spin = float(rng.uniform(-30, 25))
    return fitted(
        [placed(p, tilt_deg=(0, 0, spin)) for p in (merge([ground, stones]), merge(edge), merge(grass), leaves)],
        size,
        crease_deg=50,
    )


def _leaves(rng: np.random.Generator, count: int) -> Surface:
    pieces = []
    for _ in range(count):
        t, s = np.meshgrid(np.linspace(0, 1, 9), np.linspace(-1, 1, 5))
        half = 0.018 * np.sin(np.pi * t**0.85) ** 0.8
        z = 0.006 * s**2 + 0.01 * (t - 0.5) ** 2 * rng.uniform(0, 3)
        leaf = grid(np.stack([0.062 * t - 0.03, s * half, z], -1))
        pieces.append(
            placed(
                leaf,
                (float(rng.uniform(-0.42, 0.42)), float(rng.uniform(-0.32, 0.3)), 0.022),
                tilt_deg=(float(rng.normal(0, 12)), 0, float(rng.uniform(0, 360))),
            )
        )
    return merge(pieces)


def _mud(rng: np.random.Generator, size: float) -> Meshes:
    """Dried mud: curled plates with open cracks, a few stones, a plant in one crack."""
    step = rng.uniform(0.095, 0.125)
    seeds = []
    for j in range(-6, 7):
        seeds += [[(i + 0.5 * (j % 2)) * step, j * step * 0.87] for i in range(-7, 8)]
    seeds_at = np.array(seeds) + rng.normal(0, 0.2 * step, (len(seeds), 2))
    from scipy.spatial import Voronoi

    cells = Voronoi(seeds_at)
    plates = []
    noise = wave_noise(rng, 0.08, octaves=3)
    for k, region in enumerate(cells.point_region):
        corner = cells.regions[region]
        if -1 in corner or not corner or np.abs(seeds_at[k][0]) > 0.52 or np.abs(seeds_at[k][1]) > 0.38:
            continue
        outline = cells.vertices[corner]
        middle = outline.mean(0)
        order = np.argsort(np.arctan2(*(outline - middle).T[::-1]))
        plates.append(_plate(rng, outline[order], middle, noise))
    bed = board(1.2, 0.95, 0.03, (0, 0, -0.035), edge_m=0.008)
    where = np.column_stack([rng.uniform(-0.45, 0.45, 24), rng.uniform(-0.33, 0.33, 24), np.full(24, 0.03)])
    stones = stones_on(rng, where, rng.uniform(0.004, 0.014, 24))
    grass = merge([tuft(rng, (float(a), float(b), 0.0)) for a, b in rng.uniform([-0.4, -0.3], [0.4, 0.3], (9, 2))])
    spin = float(rng.uniform(-30, 25))
    return fitted(
        [placed(p, tilt_deg=(0, 0, spin)) for p in (merge([*plates, bed]), stones, grass)], size, crease_deg=40
    )


def _plate(rng: np.random.Generator, outline: np.ndarray, middle: np.ndarray, noise: object) -> Surface:
    """A plate of mud over a polygon, its rim curled up, its edge rough."""
    n = 48
    closed = np.concatenate([outline, outline[:1]])
    along = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(closed, axis=0), axis=1))])
    t = np.linspace(0, along[-1], n, endpoint=False)
    rim = np.stack([np.interp(t, along, closed[:, k]) for k in range(2)], -1)
    rim = middle + (rim - middle) * (0.93 + 0.02 * rng.normal(size=(n, 1)) * 0.6)
    curl, high = rng.uniform(0.004, 0.014), rng.uniform(0.016, 0.022)
    rings = []
    for f, z in (
        (0.96, 0.0),
        (1.0, high * 0.6),
        (0.985, high),
        (0.9, high),
        (0.7, high),
        (0.45, high),
        (0.15, high),
    ):
        ring = middle + (rim - middle) * f
        lift = curl * f**3 * (z > 0) + 0.0016 * noise(np.column_stack([ring, np.zeros(n)]))  # type: ignore[operator]
        rings.append(np.column_stack([ring, z + lift]))
    return box_mapped(round_sheet(np.array(rings)))


def _ruts(rng: np.random.Generator, size: float) -> Meshes:
    """Two wheel ruts with tyre print in wet earth, water standing in them, grass between."""
    n = 230
    x, y = np.meshgrid(np.linspace(-0.5, 0.5, n), np.linspace(-0.5, 0.5, n))
    sway = 0.05 * np.sin(3.0 * y + rng.uniform(0, 6))
    height = _heights(0.014, rng, x, y, 0.4)
    water_z = -0.042
    for centre in (-0.27, 0.27):
        d = (x - centre - sway) / 0.11
        height = height - 0.06 * np.exp(-(d**4)) + 0.024 * np.exp(-(((np.abs(d) - 1.35) / 0.28) ** 2))
        pitch = 0.052
        chevron = (y + 0.35 * np.abs(x - centre - sway)) % pitch / pitch
        lugs = 1 / (1 + (np.abs(chevron - 0.5) / 0.24) ** 10)
        height = height - 0.013 * lugs * (np.abs(d) < 0.85) * np.clip(np.abs(d) / 0.12, 0, 1)
    height += _heights(0.004, rng, x, y, 0.06)
    ground = cut_ground(height, 1.0, 1.0, 0.14)
    water = []
    for centre in (-0.27, 0.27):
        at = float(rng.uniform(-0.25, 0.25))
        t = np.linspace(0, 1, 24)
        yy = at + 0.2 * (t - 0.5) * 2
        line = centre + 0.05 * np.sin(3.0 * yy)
        half = 0.115 * np.sin(np.pi * np.clip(t, 0.02, 0.98)) ** 0.3
        water.append(
            grid(
                np.stack(
                    [
                        np.stack([line + half, yy, np.full(24, water_z)], -1),
                        np.stack([line - half, yy, np.full(24, water_z)], -1),
                    ]
                )
            )
        )
    points = np.column_stack([x.ravel(), y.ravel()])
    tree = cKDTree(points)
    spots = np.column_stack(
        [rng.choice([0.0, 0.0, 0.47, -0.47], 80) + rng.normal(0, 0.035, 80), rng.uniform(-0.48, 0.48, 80)]
    )
    spots = np.clip(spots, -0.495, 0.495)
    grass = [tuft(rng, (float(a), float(b), float(height.ravel()[tree.query([a, b])[1]]))) for a, b in spots]
    lying = rng.uniform(-0.48, 0.48, (90, 2))
    where = np.column_stack([lying, height.ravel()[tree.query(lying)[1]] + 0.003])
    stones = stones_on(rng, where, np.exp(rng.uniform(np.log(0.005), np.log(0.02), 90)))
    spin = float(rng.uniform(-25, 25))
    return fitted(
        [placed(p, tilt_deg=(0, 0, spin)) for p in (ground, merge(water), merge(grass), stones)],
        size,
        crease_deg=50,
    )


FORMS = (
    Form(
        name="gravel_path",
        class_name="gravel path",
        size_m=(0.7, 1.4),
        parts=(
            main_part("Ground"),
            part("Edging", "grey_wood"),
            part("Grass", "green_leaf"),
            part("Leaves", "dead_leaf"),
        ),
        build=_gravel,
    ),
    Form(
        name="cracked_mud",
        class_name="cracked mud",
        size_m=(0.7, 1.4),
        parts=(main_part("Mud"), part("Stones", "pebble"), part("Grass", "green_leaf")),
        build=_mud,
    ),
    Form(
        name="wheel_ruts",
        class_name="wheel ruts",
        size_m=(1.0, 2.2),
        parts=(
            main_part("Ground"),
            part("Water", "puddle_water"),
            part("Grass", "green_leaf"),
            part("Stones", "pebble"),
        ),
        build=_ruts,
    ),
)
