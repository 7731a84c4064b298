"""Grass where it grows: a cut sod, a lawn's edge, a tuft on a stone, a pot of cat grass, a sod rolled up."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.form import Form, main_part, part
from assets.forms.kit.blades import arc_path, leaf, numbered, stalk
from assets.forms.kit.ground_patches import block, grass_blades
from assets.forms.kit.placing import placed
from assets.forms.kit.plant_pots import crumbs, flower_pot, soil_disc
from assets.forms.kit.stones import boulder
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.primitives import ball_of_triangles
from assets.meshes.solids import rounded_box
from assets.meshes.strands import Roots, ribbons, unit
from assets.meshes.surface import Surface, finished, grid, merge, moved, scaled, turned
from schemas.mesh import MeshData

type Floats = NDArray[Any]

_UP = np.array([0.0, 0.0, 1.0])


def _daisies(rng: np.random.Generator, spots: Floats, high_m: float) -> tuple[Surface, Surface]:
    """(white rays, yellow discs with stalks) of little lawn daisies."""
    rays, discs = [], []
    ray = leaf(0.24 * np.array([0.5, 0.8, 1.0, 1.0, 0.8, 0.3]), columns=5, fold=-0.2, droop=0.1)
    from assets.forms.kit.blades import laid

    for spot in spots:
        top = spot + np.array([0.006 * rng.normal(), 0.006 * rng.normal(), high_m * rng.uniform(0.9, 1.15)])
        axis = unit(np.array([0.3 * rng.normal(), -0.45 + 0.2 * rng.normal(), 1.0]))
        side = unit(np.cross(axis, [0.0, 1.0, 0.0]))
        other = np.cross(axis, side)
        for a in np.arange(18) * 2 * np.pi / 18:
            out = np.cos(a) * side + np.sin(a) * other
            rays.append(laid(ray, top + 0.0025 * out, unit(out + 0.12 * axis), axis, 0.0078))
        discs.append(moved(scaled(ball_of_triangles(2), 0.0036, 0.0036, 0.0024), *top))
        discs.append(stalk(np.stack([spot, top]), 0.0009, 0.0009, sides=5))
    return numbered(rays), merge(discs)


def _turf_sod(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A square of lawn cut with a spade: earth with roots at its sides, grass above, a few daisies."""
    width, depth, thick = 0.34, 0.26, float(rng.uniform(0.045, 0.060))
    soft, rough = wave_noise(rng, 0.12), wave_noise(rng, 0.022, octaves=3)

    def height(x: Floats, y: Floats) -> Floats:
        return np.asarray(thick + 0.006 * soft(np.stack(np.broadcast_arrays(x, y, 0 * x), -1)))

    earth = block(
        width,
        depth,
        height,
        step_m=0.0035,
        rough=lambda p: 0.007 * np.abs(rough(p)) * np.clip((thick - p[..., 2]) / 0.01, 0, 1),
    )
    xy = rng.uniform([-width / 2, -depth / 2], [width / 2, depth / 2], (11000, 2))
    tufts = wave_noise(rng, 0.05)
    keep = rng.random(len(xy)) < 0.75 + 0.5 * tufts(np.column_stack([xy, 0 * xy[:, 0]]))
    xy = xy[keep]
    outward = np.column_stack([xy / [width / 2, depth / 2], np.zeros(len(xy))])
    lean = 0.30 * np.sign(outward) * np.abs(outward) ** 5
    blades = grass_blades(
        np.column_stack([xy, height(xy[:, 0], xy[:, 1]) - 0.002]), rng, float(rng.uniform(0.050, 0.075)), lean=lean
    )
    roots = [_hanging_root(rng, width, depth, thick) for _ in range(90)]
    a = rng.uniform(0, 6.28, 60)
    fallen = crumbs(
        rng,
        np.stack([0.20 * np.cos(a), 0.16 * np.sin(a), 0.002 + 0 * a], -1),
        0.0015 * 4 ** rng.random(60),
        rounds=0,
    )
    spots = np.column_stack([rng.uniform(-0.13, 0.13, 4), rng.uniform(-0.10, 0.08, 4), np.full(4, thick)])
    rays, discs = _daisies(rng, spots, 0.062)
    meshes = (
        blades,
        finished(merge([earth, fallen]), crease_deg=55.0),
        finished(merge(roots)),
        finished(rays, crease_deg=80.0, weld=False),
        finished(discs),
    )
    return placed(meshes, size, turn_deg=float(rng.uniform(15, 42)) * (1 if rng.random() < 0.5 else -1))


def _hanging_root(rng: np.random.Generator, width: float, depth: float, thick: float) -> Surface:
    side = int(rng.integers(4))
    along = rng.uniform(-0.48, 0.48)
    x, y = (
        (along * width, -depth / 2),
        (along * width, depth / 2),
        (-width / 2, along * depth),
        (width / 2, along * depth),
    )[side]
    out = unit(np.array([x / width**4, y / depth**4, 0.0]) * [x * x, y * y, 0.0] + 1e-12)
    start = np.array([x, y, thick * rng.uniform(0.3, 0.95)]) + 0.003 * out
    end = (
        start
        + 0.006 * out
        + np.array([0.01 * rng.normal(), 0.01 * rng.normal(), -min(start[2] - 0.002, rng.uniform(0.01, 0.03))])
    )
    return stalk(arc_path(start, end, 0.004 * out, 7), 0.0006, 0.00025, sides=4)


def _lawn_edge(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A lawn that meets a path: a row of bricks on edge, gravel before it, blades hanging over."""
    width = 0.62
    soft = wave_noise(rng, 0.2)

    def height(x: Floats, y: Floats) -> Floats:
        return np.asarray(0.048 + 0.006 * soft(np.stack(np.broadcast_arrays(x, y, 0 * x), -1)))

    ground = moved(block(width, 0.38, height, step_m=0.012), y=0.10)
    bricks = []
    for k in range(9):
        box = rounded_box((0.062, 0.105, 0.052 + 0.003 * float(rng.normal())), 0.004)
        bricks.append(
            moved(
                turned(box, "z", float(rng.uniform(-2.5, 2.5))),
                x=(k - 4) * 0.069,
                y=-0.145 + 0.003 * float(rng.normal()),
            )
        )
    xy = rng.uniform([-width / 2, -0.09], [width / 2, 0.29], (13000, 2))
    lean = np.column_stack([np.zeros(len(xy)), -0.9 * np.exp(-(xy[:, 1] + 0.09) / 0.018), np.zeros(len(xy))])
    blades = grass_blades(
        np.column_stack([xy, height(xy[:, 0], xy[:, 1] - 0.10) - 0.003]),
        rng,
        0.068,
        lean=lean,
        segments=4,
        width_m=(0.0022, 0.0042),
    )
    stones = np.column_stack(
        [
            rng.uniform(-width / 2, width / 2, 620),
            rng.uniform(-0.275, -0.20, 620),
            np.full(620, 0.010) + 0.006 * rng.random(620),
        ]
    )
    gravel = [
        crumbs(rng, stones, rng.uniform(0.004, 0.009, 620), rounds=1),
        moved(rounded_box((width, 0.085, 0.012), 0.003), y=-0.238),
    ]
    spots = np.column_stack([rng.uniform(-0.26, 0.26, 9), rng.uniform(-0.04, 0.22, 9), np.full(9, 0.045)])
    rays, discs = _daisies(rng, spots, 0.075)
    meshes = (
        blades,
        finished(ground, crease_deg=55.0),
        finished(merge(bricks)),
        finished(merge(gravel), crease_deg=70.0),
        finished(rays, crease_deg=80.0, weld=False),
        finished(discs),
    )
    return placed(meshes, size, turn_deg=float(rng.uniform(-25, 25)))


def _tuft_on_stone(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A tuft of long arching grass in the cleft of a stone, seed heads above it, straw at its foot."""
    stone = boulder(rng, (0.15, 0.12, 0.075), facets=22)
    top = float(stone.points[:, 2].max())
    count = 1500
    r, a = 0.030 * np.sqrt(rng.random(count)), rng.uniform(0, 6.28, count)
    feet = np.stack([r * np.cos(a), r * np.sin(a), np.full(count, top - 0.014)], -1)
    lean = np.stack([np.cos(a), np.sin(a), 0 * a], -1) * (0.06 + 0.55 * (r / 0.030) ** 1.5)[:, None]
    blades = grass_blades(
        feet, rng, 0.235, lean=lean, width_m=(0.0026, 0.0048), segments=9, droop=0.32, spread=0.16
    )
    dead = grass_blades(
        feet[:220] + np.array([0, 0, -0.002]),
        rng,
        0.10,
        lean=2.4 * lean[:220] + [0, 0, -0.5],
        width_m=(0.002, 0.003),
        segments=6,
        droop=0.4,
    )
    heads = []
    for k in range(11):
        out = np.array([np.cos(2.4 * k), np.sin(2.4 * k), 0.0])
        end = 0.055 * out * rng.uniform(0.4, 1.4) + [0, 0, top + rng.uniform(0.20, 0.27)]
        line = arc_path(np.array([0.0, 0.0, top - 0.01]), end, -0.018 * out + [0, 0, 0.01], 20)
        heads.append(stalk(line, 0.0010, 0.0006, sides=5))
        for j in range(26):
            i = 13 + j // 4
            at = line[i] + (line[min(i + 1, 19)] - line[i]) * ((j % 4) / 4.0)
            b = 2.4 * j
            way = np.array([np.cos(b), np.sin(b), 1.5])
            heads.append(
                stalk(np.stack([at, at + 0.0055 * unit(way), at + 0.008 * unit(way)]), 0.0011, 0.0003, sides=5)
            )
    from assets.forms.kit.placing import joined_meshes

    straw = joined_meshes((dead, finished(merge(heads))))
    return placed((blades, finished(stone, crease_deg=50.0), straw), size, turn_deg=float(rng.uniform(0, 360)))


def _pot_of_grass(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Cat grass in a small pot: straight dense blades, some with clipped tips."""
    radius = float(rng.uniform(0.048, 0.062))
    high = 1.15 * radius
    pot, soil = (
        flower_pot(radius, high, taper=float(rng.uniform(0.68, 0.85))),
        soil_disc(rng, 0.93 * radius, high - 0.008),
    )
    count = 1500
    r, a = 0.88 * radius * np.sqrt(rng.random(count)), rng.uniform(0, 6.28, count)
    feet = np.stack([r * np.cos(a), r * np.sin(a), np.full(count, high - 0.008)], -1)
    lean = np.stack([np.cos(a), np.sin(a), 0 * a], -1) * (0.42 * (r / radius) ** 1.6)[:, None]
    blades = grass_blades(
        feet,
        rng,
        float(rng.uniform(0.13, 0.19)),
        lean=lean,
        width_m=(0.0026, 0.0046),
        segments=8,
        droop=0.16,
        spread=0.10,
    )
    return placed((blades, finished(pot), finished(soil, crease_deg=60.0)), size)


def _rolled_turf(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A strip of turf half unrolled: a flat tongue of lawn and a scroll, earth outside."""
    width, thick = 0.30, 0.018
    turns = float(rng.uniform(1.5, 1.9))
    s_flat = np.linspace(-0.24, 0.0, 60)
    flat = np.stack([s_flat, 0 * s_flat], -1)
    a = np.linspace(0.0, 2 * np.pi * turns, 210)
    pitch = 0.066
    r = 0.120 - pitch * a / (2 * np.pi)
    roll = np.stack([r * np.sin(a), 0.120 - r * np.cos(a)], -1)
    line = np.concatenate([flat, roll[1:]])
    tangent = unit(np.gradient(line, axis=0))
    inward = np.stack([-tangent[:, 1], tangent[:, 0]], -1)
    rough = wave_noise(rng, 0.02, octaves=3)
    y = np.linspace(-width / 2, width / 2, 60)

    def sheet(off: float, noise: float) -> Floats:
        base = line + off * inward
        p = np.stack(
            [
                np.broadcast_to(base[:, :1], (len(line), 60)),
                np.broadcast_to(y, (len(line), 60)),
                np.broadcast_to(base[:, 1:], (len(line), 60)),
            ],
            -1,
        ).copy()
        push = noise * np.abs(rough(p))
        p[..., 0] -= inward[:, None, 0] * push
        p[..., 2] -= inward[:, None, 1] * push
        return p

    top, low = sheet(thick, 0.0), sheet(0.0, 0.005)
    low[..., 2] = np.maximum(low[..., 2], -0.004)
    edge = np.concatenate([top[0, :-1], top[:-1, -1], top[-1, :0:-1], top[:0:-1, 0]])
    back = np.concatenate([low[0, :-1], low[:-1, -1], low[-1, :0:-1], low[:0:-1, 0]])
    earth = merge([grid(top[:, ::-1]), grid(low), grid(np.stack([edge, 0.5 * (edge + back), back]), wrap=True)])
    count = 12500
    i = rng.uniform(0, len(line) - 1.001, count)
    k, f = i.astype(int), (i % 1.0)[:, None]
    at = line[k] * (1 - f) + line[k + 1] * f + thick * inward[k]
    feet = np.column_stack([at[:, 0], rng.uniform(-width / 2, width / 2, count), at[:, 1]])
    normal = np.column_stack([inward[k, 0], np.zeros(count), inward[k, 1]])
    ways = unit(normal + 0.28 * rng.normal(size=(count, 3)))
    blades = ribbons(
        Roots(points=feet, normals=normal),
        ways,
        0.25 * rng.normal(size=(count, 3)) - 0.2 * _UP,
        (0.036 * rng.uniform(0.5, 1.1, count), rng.uniform(0.0018, 0.0034, count)),
        rng,
        segments=3,
    )
    return placed((blades, finished(earth, crease_deg=60.0)), size, turn_deg=float(rng.uniform(20, 55)))


_BLADES = main_part("Blades")
FORMS: tuple[Form, ...] = (
    Form(
        name="turf_sod",
        class_name="sod",
        size_m=(0.34, 0.5),
        parts=(
            _BLADES,
            part("Earth", "cut_sod"),
            part("Roots", "root"),
            part("Rays", "white_petal"),
            part("Discs", "yellow_florets"),
        ),
        build=_turf_sod,
    ),
    Form(
        name="lawn_edge",
        class_name="lawn edge",
        size_m=(0.6, 0.85),
        detail_m=0.4,
        parts=(
            _BLADES,
            part("Earth", "cut_sod"),
            part("Bricks", "brick"),
            part("Gravel", "pebble"),
            part("Rays", "white_petal"),
            part("Discs", "yellow_florets"),
        ),
        build=_lawn_edge,
    ),
    Form(
        name="grass_tuft_on_stone",
        class_name="tuft of grass",
        size_m=(0.28, 0.42),
        parts=(_BLADES, part("Stone", "grey_stone", "sandstone"), part("Straw", "dry_grass")),
        build=_tuft_on_stone,
    ),
    Form(
        name="pot_of_grass",
        class_name="pot of grass",
        size_m=(0.18, 0.27),
        parts=(_BLADES, part("Pot", "terracotta", "white_porcelain"), part("Soil", "potting_soil")),
        build=_pot_of_grass,
    ),
    Form(
        name="rolled_turf",
        class_name="roll of turf",
        size_m=(0.45, 0.6),
        parts=(_BLADES, part("Earth", "cut_sod")),
        build=_rolled_turf,
        detail_m=0.36,
    ),
)
