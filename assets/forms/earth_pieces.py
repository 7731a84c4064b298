"""Earth: seedlings in a tray, a trowel in a heap, furrows, a root ball, a molehill."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.form import Form, main_part, part
from assets.forms.kit.blades import OVAL, arc_path, laid, leaf, numbered, stalk
from assets.forms.kit.ground_patches import Height, block, grass_blades, island
from assets.forms.kit.placing import placed
from assets.forms.kit.plant_pots import crumbs, seedling_leaves
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import lathe, rounded_box, sweep
from assets.meshes.strands import unit
from assets.meshes.surface import Surface, box_mapped, finished, grid, merge, moved, turned
from schemas.mesh import MeshData

type Floats = NDArray[Any]
_UP = np.array([0.0, 0.0, 1.0])


def _crumbly(rng: np.random.Generator, coarse_m: float, rough_m: float) -> Height:
    """Relief of loose earth over (x, y): lumps of two sizes."""
    lumps, fine = wave_noise(rng, coarse_m), wave_noise(rng, coarse_m / 4.5, octaves=3)

    def relief(x: Floats, y: Floats) -> Floats:
        p = np.stack(np.broadcast_arrays(x, y, 0.0 * x), -1)
        return np.asarray(rough_m * (1.3 * lumps(p) + np.abs(fine(p))))

    return relief


def _on(
    height: Height, rng: np.random.Generator, half: tuple[float, float], count: int, radii: tuple[float, float]
) -> Surface:
    """Clods, most of them small, half sunk into a ground."""
    x, y = rng.uniform(-half[0], half[0], count), rng.uniform(-half[1], half[1], count)
    r = radii[0] * (radii[1] / radii[0]) ** (rng.random(count) ** 2.2)
    places, large = np.stack([x, y, height(x, y) + 0.25 * r], -1), r > np.quantile(r, 0.82)
    return merge([crumbs(rng, places[~large], r[~large], rounds=0), crumbs(rng, places[large], r[large])])


def _seedlings(rng: np.random.Generator, spots: Floats, size_m: float) -> tuple[Surface, Surface]:
    leaves, stalks = [], []
    for spot in spots:
        sheets, stems = seedling_leaves(rng, spot, size_m * float(rng.uniform(0.75, 1.2)))
        leaves += sheets
        stalks += stems
    return numbered(leaves), merge(stalks)


def _tray_of_seedlings(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A seed tray full of earth, rows of seedlings in it, a label stuck in."""
    width, depth, high, wall = 0.36, 0.23, 0.042, 0.003
    relief = _crumbly(rng, 0.03, 0.0028)

    def height(x: Floats, y: Floats) -> Floats:
        return np.asarray(high - 0.003 + relief(x, y))

    soil = block(width - 2 * wall, depth - 2 * wall, height, step_m=0.0022)
    clods = _on(height, rng, (0.47 * width, 0.46 * depth), 900, (0.0012, 0.0055))
    columns, rows = int(rng.integers(5, 7)), 3
    spots = np.array(
        [
            [(c - (columns - 1) / 2) * 0.055, (r - 1) * 0.065, high - 0.002]
            for c in range(columns)
            for r in range(rows)
        ]
    )
    spots = spots[rng.random(len(spots)) > 0.12] + 0.004 * rng.normal(size=3)
    leaves, stalks = _seedlings(rng, spots, 0.034)
    tray = _open_tray(width, depth, high, wall)
    label = turned(rounded_box((0.018, 0.0014, 0.075), 0.0006), "x", -12.0)
    label = moved(turned(label, "z", 15.0), x=-0.15, y=-0.075, z=high - 0.025)
    meshes = (
        finished(merge([soil, clods]), crease_deg=60.0),
        finished(leaves, crease_deg=80.0, weld=False),
        finished(stalks),
        finished(tray),
        finished(label),
    )
    return placed(meshes, size)


def _open_tray(width: float, depth: float, high: float, wall: float, *, rim: float = 0.006) -> Surface:
    """A box open above with a rim turned out."""
    outer = np.array(
        rounded(
            [(-width / 2, -depth / 2), (width / 2, -depth / 2), (width / 2, depth / 2), (-width / 2, depth / 2)],
            0.016,
            5,
            closed=True,
        )
    )
    middle = outer.mean(0)

    def ring(grow: float, z: float) -> Floats:
        way = (outer - middle) / np.abs(outer - middle).max(0)
        return np.column_stack([outer + grow * way, np.full(len(outer), z)])

    rings = [
        ring(-0.012, 0.0),
        ring(-0.006, 0.0),
        ring(0.0, high),
        ring(rim, high),
        ring(rim, high + 0.0025),
        ring(-wall, high + 0.0025),
        ring(-wall - 0.004, wall),
        ring(-wall - 0.02, wall),
    ]
    return box_mapped(grid(np.stack(rings), wrap=True))


def _heap_with_trowel(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A heap of fresh earth, clods rolled to its foot, a trowel stuck in."""
    relief = _crumbly(rng, 0.035, 0.0045)
    top = float(rng.uniform(0.105, 0.13))

    def height(x: Floats, y: Floats) -> Floats:
        r = np.hypot(x / 0.19, y / 0.16)
        return np.asarray(top * np.clip(1.0 - r**1.25, 0.0, 1.0) + 0.006 + relief(x, y))

    bumps = rng.uniform(0, 6.28, 3)
    soil = island(
        (0.20, 0.17),
        height,
        rings=120,
        columns=260,
        edge=lambda a: (
            0.06 * np.sin(3 * a + bumps[0]) + 0.04 * np.sin(7 * a + bumps[1]) + 0.02 * np.sin(17 * a + bumps[2])
        ),
    )
    clods = _on(height, rng, (0.15, 0.13), 1300, (0.0018, 0.010))
    a = rng.uniform(0, 6.28, 130)
    r = rng.uniform(0.95, 1.22, 130)
    fallen = crumbs(
        rng,
        np.stack([0.19 * r * np.cos(a), 0.16 * r * np.sin(a), 0.004 + 0 * a], -1),
        0.002 * 5 ** (rng.random(130) ** 2),
    )
    stones = _on(height, rng, (0.12, 0.10), 16, (0.004, 0.011))
    roots = [
        stalk(
            arc_path(
                np.array([*p, float(height(p[0], p[1]))]),
                np.array([p[0] + 0.04 * rng.normal(), p[1] - 0.03, float(height(p[0], p[1])) + 0.015]),
                0.012 * rng.normal(size=3),
            ),
            0.0011,
            0.0004,
            sides=5,
        )
        for p in rng.uniform(-0.09, 0.09, (14, 2))
    ]
    blade, grip, ferrule = _trowel()
    tilt, spin = float(rng.uniform(20.0, 38.0)), float(rng.uniform(-40.0, 40.0))
    tools = [
        moved(turned(turned(s, "y", tilt), "z", spin), x=0.035, y=-0.035, z=top * 0.60)
        for s in (blade, grip, ferrule)
    ]
    meshes = (
        finished(merge([soil, clods, fallen]), crease_deg=60.0),
        finished(stones, crease_deg=70.0),
        finished(merge(roots)),
        *(finished(s) for s in tools),
    )
    return placed(meshes, size)


def _trowel() -> tuple[Surface, Surface, Surface]:
    """(blade, grip, ferrule and neck) of a trowel, its point down at z = -0.09."""
    t = np.linspace(0.0, 1.0, 24)[:, None]
    half = 0.038 * np.interp(t, [0.0, 0.18, 0.55, 0.95, 1.0], [0.05, 0.55, 0.95, 1.0, 0.75])
    u = np.linspace(-1.0, 1.0, 15)
    x, z = half * u, -0.09 + 0.15 * t + 0 * u
    y = 0.011 * (u**2 - 1.0) * half / 0.038
    front = np.stack([x, y - 0.0007, z], -1)
    back = np.stack([x, y + 0.0007, z], -1)
    blade = merge(
        [
            grid(front),
            grid(back[:, ::-1]),
            grid(np.stack([front[:, -1], back[:, -1]], 1)),
            grid(np.stack([back[:, 0], front[:, 0]], 1)),
            grid(np.stack([front[-1], back[-1]], 1)[:, ::-1]),
        ]
    )
    neck = sweep(
        np.array([[0, -0.008, 0.045], [0, -0.006, 0.075], [0, 0.012, 0.092], [0, 0.012, 0.112]]), 0.0045, sides=12
    )
    ferrule = moved(lathe(np.array([[0, 0], [0.011, 0], [0.0105, 0.018], [0, 0.018]]), 32), y=0.012, z=0.108)
    grip = moved(
        lathe(
            smooth(
                [
                    (0.0, 0.0),
                    (0.0105, 0.001),
                    (0.0125, 0.03),
                    (0.0145, 0.07),
                    (0.0150, 0.095),
                    (0.010, 0.112),
                    (0.0, 0.116),
                ],
                40,
            ),
            36,
        ),
        y=0.012,
        z=0.124,
    )
    return blade, grip, merge([neck, ferrule])


def _furrows(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A piece of a hoed bed: ridges and furrows, seedlings along the ridges."""
    relief, wander = _crumbly(rng, 0.045, 0.0065), wave_noise(rng, 0.5)
    period = 0.20

    def height(x: Floats, y: Floats) -> Floats:
        p = np.stack(np.broadcast_arrays(x, y, 0.0 * x), -1)
        phase = (x + 0.012 * wander(p)) / period
        ridge = (0.5 + 0.5 * np.cos(2 * np.pi * phase)) ** 0.8
        return np.asarray(0.045 + 0.062 * ridge + relief(x, y))

    wall = wave_noise(rng, 0.05, octaves=3)
    soil = block(0.76, 0.54, height, step_m=0.0042, rough=lambda p: 0.006 * np.abs(wall(p)))
    clods = _on(height, rng, (0.37, 0.26), 2200, (0.003, 0.015))
    stones = _on(height, rng, (0.36, 0.25), 22, (0.006, 0.016))
    y = np.arange(-0.22, 0.23, 0.088)
    spots = np.array(
        [
            [x, yy + 0.012 * rng.normal(), float(height(np.array(x), np.array(yy))) - 0.004]
            for x in (-0.2, 0.0, 0.2)
            for yy in y
        ]
    )
    leaves, stalks = _seedlings(rng, spots, 0.075)
    meshes = (
        finished(merge([soil, clods]), crease_deg=60.0),
        finished(stones, crease_deg=70.0),
        finished(leaves, crease_deg=80.0, weld=False),
        finished(stalks),
    )
    return placed(meshes, size, turn_deg=float(rng.uniform(-14, 14)))


def _root_ball(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A plant out of its pot: the earth keeps the pot's shape, held by pale roots."""
    radius, high = 0.062, 0.115
    rings, columns = 70, 200
    lumps, fine = wave_noise(rng, 0.035, octaves=3), wave_noise(rng, 0.006, octaves=2)
    profile = rounded(
        [(0.0, 0.0), (0.74 * radius, 0.0), (radius, high), (0.0, high + 0.004)], [0, 0.012, 0.010, 0], 6
    )
    dense = np.concatenate([np.linspace(p, q, 14)[:-1] for p, q in pairwise(profile)] + [profile[-1:]])[
        :: max(1, len(profile) * 13 // rings)
    ]
    dense = np.concatenate([dense, profile[-1:]])
    a = np.arange(columns) * 2 * np.pi / columns
    points = np.stack(
        np.broadcast_arrays(dense[:, :1] * np.cos(a), dense[:, :1] * np.sin(a), dense[:, 1:]), -1
    ).copy()
    way = unit(points * [1, 1, 0] + 1e-9)
    points += (
        way
        * (0.004 * lumps(points) + 0.0018 * np.abs(fine(points)))[..., None]
        * np.clip(dense[:, :1] / 0.01, 0, 1)[..., None]
    )
    soil = box_mapped(grid(points, wrap=True))
    clods = crumbs(
        rng,
        points[8:-3].reshape(-1, 3)[rng.choice(columns * (len(dense) - 11), 500)],
        rng.uniform(0.0012, 0.0045, 500),
    )
    a = rng.uniform(0, 6.28, 70)
    fallen = crumbs(
        rng,
        np.stack(
            [rng.uniform(0.05, 0.105, 70) * np.cos(a), rng.uniform(0.05, 0.10, 70) * np.sin(a), 0.002 + 0 * a], -1
        ),
        0.0012 * 4 ** rng.random(70),
    )
    roots = [_root(rng, radius, high) for _ in range(46)]
    leaves, stems = _bushy(rng, high)
    meshes = (
        finished(merge([soil, clods, fallen]), crease_deg=60.0),
        finished(merge(roots)),
        finished(leaves, crease_deg=80.0, weld=False),
        finished(stems),
    )
    return placed(meshes, size)


def _root(rng: np.random.Generator, radius: float, high: float) -> Surface:
    """A root that winds down the side of a ball of earth and round its foot."""
    s = np.linspace(0.0, 1.0, 26)
    z = high * (rng.uniform(0.75, 1.0) - rng.uniform(0.5, 0.95) * s)
    z = np.maximum(z, 0.006 + 0.004 * rng.random())
    a = rng.uniform(0, 6.28) + rng.uniform(-1.3, 1.3) * s**1.5 + 0.12 * np.sin(9 * s + rng.uniform(0, 6))
    r = radius * (0.74 + 0.26 * z / high) + 0.0012 + 0.0015 * np.sin(14 * s + rng.uniform(0, 6))
    return stalk(
        np.stack([r * np.cos(a), r * np.sin(a), z], -1), float(rng.uniform(0.0007, 0.0014)), 0.0004, sides=5
    )


def _bushy(rng: np.random.Generator, z: float) -> tuple[Surface, Surface]:
    leaves, stems = [], []
    sheet = leaf(0.30 * OVAL, fold=0.3, droop=0.25, teeth=(9.0, 0.0))
    for k in range(7):
        a = 2.4 * k
        out = np.array([np.cos(a), np.sin(a), 0.0])
        line = arc_path(np.array([0, 0, z]), 0.035 * out + (z + rng.uniform(0.05, 0.085)) * _UP, 0.008 * out, 10)
        stems.append(stalk(line, 0.0022, 0.0012, sides=6))
        for j in (5, 7, 9):
            turn = a + 2.1 * j
            way = np.array([np.cos(turn), np.sin(turn), 0.45])
            leaves.append(
                laid(sheet, line[j], way, _UP + 0.2 * rng.normal(size=3), float(rng.uniform(0.026, 0.036)))
            )
    return numbered(leaves), merge(stems)


def _molehill(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Fresh earth thrown up in a lawn."""
    relief = _crumbly(rng, 0.03, 0.004)

    def height(x: Floats, y: Floats) -> Floats:
        r = np.hypot(x, y) / 0.16
        return np.asarray(0.10 * np.clip(1.0 - r**1.6, 0.0, 1.0) + 0.010 + relief(x, y))

    soil = island(
        (0.175, 0.165),
        height,
        rings=110,
        columns=240,
        edge=lambda a: 0.07 * np.sin(5 * a + 1) + 0.05 * np.sin(9 * a),
    )
    clods = _on(height, rng, (0.115, 0.115), 1400, (0.0025, 0.011))
    sod = block(0.46, 0.40, lambda x, _y: 0.010 + 0 * x, step_m=0.02)
    xy = rng.uniform([-0.225, -0.195], [0.225, 0.195], (9000, 2))
    r = np.hypot(xy[:, 0], xy[:, 1])
    xy = xy[(r > 0.150 + 0.02 * rng.normal(size=len(xy)))]
    blades = grass_blades(np.column_stack([xy, np.full(len(xy), 0.009)]), rng, 0.042, segments=3)
    return placed((finished(merge([soil, clods]), crease_deg=60.0), finished(sod), blades), size)


_SEEDLINGS = (part("Seedlings", "leaf_green"), part("Stalks", "stalk"))
FORMS: tuple[Form, ...] = (
    Form(
        name="tray_of_seedlings",
        class_name="seed tray",
        size_m=(0.32, 0.42),
        parts=(
            main_part("Soil"),
            *_SEEDLINGS,
            part("Tray", "black_plastic", "green_plastic"),
            part("Label", "white_plastic"),
        ),
        build=_tray_of_seedlings,
    ),
    Form(
        name="soil_heap_with_trowel",
        class_name="heap of soil",
        size_m=(0.36, 0.5),
        detail_m=0.26,
        parts=(
            main_part("Soil"),
            part("Stones", "pebble"),
            part("Roots", "root"),
            part("Blade", "steel"),
            part("Grip", "beech", "red_paint"),
            part("Neck", "steel"),
        ),
        build=_heap_with_trowel,
    ),
    Form(
        name="soil_furrows",
        class_name="furrows",
        size_m=(0.75, 1.1),
        detail_m=0.45,
        parts=(main_part("Soil"), part("Stones", "pebble"), *_SEEDLINGS),
        build=_furrows,
    ),
    Form(
        name="root_ball",
        class_name="root ball",
        size_m=(0.18, 0.28),
        parts=(main_part("Soil"), part("Roots", "root"), part("Leaves", "leaf_green"), part("Stems", "stalk")),
        build=_root_ball,
    ),
    Form(
        name="molehill",
        class_name="molehill",
        size_m=(0.42, 0.55),
        detail_m=0.34,
        parts=(main_part("Soil"), part("Ground", "potting_soil"), part("Grass", "lawn")),
        build=_molehill,
    ),
)
