"""Ice: cubes in a glass and in a bowl, icicles on a board, a block with berries, a lolly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.mouldings import fitted
from assets.forms.kit.panes import standing_box
from assets.forms.kit.rounds import ball, drum, leaning, rounded_rectangle, slab, turned_solid, upright, wire
from assets.forms.kit.vessels import glass_body, inside_of, liquid_in, radius_at, straight_sides
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import smooth
from assets.meshes.surface import Surface, grid, merge, moved, rotation, welded
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]
type Floats = np.ndarray


def soft_box(half: Floats, power: float, steps: int = 22) -> Surface:
    """A box whose sides bulge and whose edges are melted round: a superellipsoid from the sides of a cube."""
    u, v = np.meshgrid(np.linspace(-1, 1, steps), np.linspace(-1, 1, steps))
    one = np.ones_like(u)
    sides = []
    for a, b, c in ((u, v, one), (v, u, -one), (one, u, v), (-one, v, u), (v, one, u), (u, -one, v)):
        cube = np.stack([a, b, c], -1)
        length = (np.abs(cube) ** power).sum(-1, keepdims=True) ** (1 / power)
        sides.append(grid(cube / length * half))
    return welded(merge(sides))


def melted(surface: Surface, noise: Callable[[Floats], Floats], depth_m: float) -> Surface:
    """Points moved along their direction from the middle by a noise."""
    middle = surface.points.mean(0)
    way = surface.points - middle
    way = way / np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-9)
    return replace(surface, points=surface.points + way * (depth_m * noise(surface.points))[:, None])


def _cube(rng: np.random.Generator, edge: float) -> Surface:
    """One cube from a tray: a little wedge-shaped, hollow on top, its edges melted."""
    half = edge / 2 * rng.uniform(0.9, 1.08, 3)
    body = melted(soft_box(half, 7.0, 17), wave_noise(rng, 0.9 * edge), 0.022 * edge)
    x, y, z = body.points.T
    taper = 1 + 0.09 * z / half[2]
    dent = 0.1 * edge * np.exp(-((x**2 + y**2) / (0.28 * edge) ** 2)) * (z > 0)
    return replace(body, points=np.stack([x * taper, y * taper, z - dent], -1))


def _tumbled(rng: np.random.Generator, surface: Surface, most_deg: float = 180.0) -> Surface:
    turn = (
        rotation("z", float(rng.uniform(-180, 180)))
        @ rotation("x", float(rng.uniform(-most_deg, most_deg)))
        @ rotation("y", float(rng.uniform(-most_deg, most_deg)))
    )
    return replace(surface, points=surface.points @ turn.T)


def _cubes_in_glass(rng: np.random.Generator, size: float) -> Meshes:
    """A low glass heaped with large cubes, a little drink between them."""
    foot = size * float(rng.uniform(0.38, 0.42))
    tall = 0.86 * size
    outer = straight_sides(foot, foot * 1.12, tall)
    inside = inside_of(outer, 0.0024, 0.010)
    edge = 0.5 * foot * float(rng.uniform(1.02, 1.16))
    cubes = []
    level = float(inside[0, 1])
    for layer in range(4):
        z = level + edge * (0.62 + 0.88 * layer)
        if z > tall + 0.1 * edge:
            break
        reach = radius_at(inside, min(z, tall)) - 0.74 * edge
        count = 3 if layer < 3 else 1
        first = float(rng.uniform(0, 6.28))
        for k in range(count):
            a = first + 2 * np.pi * k / count
            d = min(reach, 0.68 * edge) if count > 1 else 0.0
            cubes.append(moved(_tumbled(rng, _cube(rng, edge * 0.94), 22.0), d * np.cos(a), d * np.sin(a), z))
    return fitted(
        [merge(cubes), glass_body(outer, inside), liquid_in(inside, tall * float(rng.uniform(0.28, 0.45)))],
        size,
        crease_deg=[60, 36, 36],
    )


def _cubes_in_bowl(rng: np.random.Generator, size: float) -> Meshes:
    """A metal ice bucket or bowl heaped with cubes, tongs laid over it."""
    r = size * 0.45
    tall = r * float(rng.uniform(0.62, 0.8))
    line = [
        (0, 0.002),
        (0.5 * r, 0),
        (0.54 * r, 0.003),
        (0.74 * r, 0.25 * tall),
        (0.95 * r, 0.75 * tall),
        (r, tall),
        (1.02 * r, tall + 0.001),
        (1.02 * r, tall + 0.003),
        (0.985 * r, tall + 0.003),
        (0.935 * r, 0.75 * tall),
        (0.72 * r, 0.28 * tall),
        (0.5 * r, 0.006),
        (0, 0.006),
    ]
    bowl = turned_solid(smooth(np.array(line), 150), 96)
    edge = size * float(rng.uniform(0.125, 0.15))
    cubes = []
    for z, reach, count in (
        (0.5 * tall, 0.62, 6),
        (0.84 * tall, 0.72, 8),
        (0.9 * tall, 0.3, 4),
        (1.16 * tall, 0.5, 6),
        (1.24 * tall, 0.08, 2),
        (1.42 * tall, 0.2, 3),
    ):
        first = float(rng.uniform(0, 6.28))
        for k in range(count):
            a = first + 2 * np.pi * k / count
            d = reach * r * float(rng.uniform(0.9, 1.04))
            cubes.append(
                moved(
                    _tumbled(rng, _cube(rng, edge)),
                    d * np.cos(a),
                    d * np.sin(a),
                    z + float(rng.uniform(-0.1, 0.12)) * edge,
                )
            )
    return fitted([merge(cubes), bowl], size, crease_deg=[60, 36])


def _icicle(rng: np.random.Generator, long: float, root: float) -> Surface:
    """Hanging from the origin: rings where it grew, a bent blunt tip."""
    t = np.linspace(0, 1, max(int(long / 0.0035), 40))
    rings = 0.035 * np.sin(2 * np.pi * long * t / 0.011 + rng.uniform(0, 6)) * np.clip(3 * t, 0, 1)
    radius = root * ((1 - t) ** 0.75 * (1 + 0.5 * np.exp(-9 * t)) * (1 + rings) + 0.06)
    radius[-1] = 0.02 * root
    bend = rng.normal(0, 0.02, 2) * long
    wander = wave_noise(rng, 0.3)
    path = np.stack([bend[0] * t**2, bend[1] * t**2, -long * t], -1)
    path[:, 0] += 0.12 * root * wander(path * 12.0)
    return wire(path, radius, sides=20)


def _icicles(rng: np.random.Generator, size: float) -> Meshes:
    """A row of icicles below a snowy board on two brackets."""
    wide = size * float(rng.uniform(0.72, 0.98))
    high = size * 0.86
    count = int(wide / (0.075 * size))
    ice = []
    for k in range(count):
        x = ((k + 0.5) / count - 0.5) * wide * 0.94 + float(rng.normal(0, 0.006)) * size
        long = size * float(np.clip(np.exp(rng.normal(np.log(0.42), 0.5)), 0.1, 0.76))
        ice.append(
            moved(
                _icicle(rng, long, 0.018 * size + 0.04 * long), x, float(rng.normal(0, 0.008)) * size, high + 0.004
            )
        )
    lip = standing_box(wide * 0.97, 0.07 * size, 0.03 * size, bevel_m=0.012 * size)
    ice.append(melted(moved(lip, z=high - 0.006), wave_noise(rng, 0.2 * size), 0.0))
    board = moved(standing_box(wide, 0.12 * size, 0.035 * size, bevel_m=0.003), z=high + 0.024 * size)
    posts = [
        moved(
            standing_box(0.04 * size, 0.04 * size, high, bevel_m=0.003),
            s * (wide / 2 - 0.03 * size),
            0.085 * size,
            high / 2,
        )
        for s in (-1, 1)
    ]
    snow = _snow(rng, wide * 0.98, 0.115 * size, 0.05 * size)
    return fitted(
        [merge(ice), merge([board, *posts]), moved(snow, z=high + 0.04 * size)], size, crease_deg=[60, 30, 80]
    )


def _snow(rng: np.random.Generator, wide: float, deep: float, thick: float) -> Surface:
    """A cushion that lies on a board and hangs a little over its front."""
    noise = wave_noise(rng, 0.35 * wide)
    x, a = np.meshgrid(np.linspace(-0.5, 0.5, 90), np.linspace(-0.15, np.pi + 0.15, 22), indexing="ij")
    swell = (1 + 0.28 * noise(np.stack([x * wide, 0 * x, 0 * x], -1))) * np.clip(
        (0.5 - np.abs(x)) * 20, 0.02, 1
    ) ** 0.5
    y = -np.cos(a) * deep * 0.52
    z = thick * np.abs(np.sin(np.clip(a, 0, np.pi))) ** 0.6 * swell - 0.01 * thick
    top = np.stack([x * wide, y, z], -1)
    return welded(grid(np.concatenate([top, top[:, :1]], axis=1).transpose(1, 0, 2)))


def _block_with_berries(rng: np.random.Generator, size: float) -> Meshes:
    """A clear block, melted at its edges, with berries and leaves frozen in, in its melt water on a tray."""
    half = (
        0.5
        * size
        * np.array([float(rng.uniform(0.62, 0.74)), float(rng.uniform(0.5, 0.6)), float(rng.uniform(0.4, 0.5))])
    )
    block = melted(soft_box(half, 9.0, 34), wave_noise(rng, 0.5 * size), 0.014 * size)
    block = moved(block, z=half[2] + 0.016 * size)
    berries, leaves = [], []
    for _ in range(int(rng.integers(9, 15))):
        at = rng.uniform(-0.74, 0.74, 3) * half + [0, 0, half[2] + 0.016 * size]
        berries.append(ball(float(rng.uniform(0.045, 0.065)) * size, tuple(at), segments=20))
    for _ in range(5):
        at = rng.uniform(-0.66, 0.66, 3) * half + [0, 0, half[2] + 0.016 * size]
        leaf = slab(
            np.array([(-0.09, 0), (-0.04, -0.03), (0.03, -0.032), (0.1, 0), (0.03, 0.032), (-0.04, 0.03)]) * size,
            0,
            0.003 * size,
            bevel_m=0.0,
        )
        leaves.append(leaning(leaf, rng.normal(0, 1, 3), tuple(at)))
    t = np.linspace(0, 2 * np.pi, 91)[:-1]
    reach = 0.45 + 0.022 * np.sin(3 * t + 1) + 0.016 * np.sin(5 * t)
    rim = size * reach[:, None] * np.stack([np.cos(t), 0.84 * np.sin(t)], -1)
    puddle = moved(slab(rim, 0.0, 0.010 * size, bevel_m=0.004 * size), z=0.012 * size)
    tray = slab(rounded_rectangle(size, 0.88 * size, 0.1 * size), 0, 0.0115 * size, bevel_m=0.004 * size)
    return fitted([block, merge(berries), merge(leaves), puddle, tray], size, crease_deg=[60, 40, 30, 40, 30])


def _lolly(rng: np.random.Generator, size: float) -> Meshes:
    """An ice lolly with rounded ribs and a bite out of its corner, on its stick, stood in a block."""
    long, wide, thick = size * 0.66, size * float(rng.uniform(0.34, 0.4)), size * 0.17
    n = 60
    z = np.linspace(0, 1, n)[:, None]
    angle = np.linspace(0, 2 * np.pi, 121)[:-1][None]
    power = 3.2
    x = np.sign(np.cos(angle)) * np.abs(np.cos(angle)) ** (2 / power)
    y = np.sign(np.sin(angle)) * np.abs(np.sin(angle)) ** (2 / power)
    crown = np.sqrt(np.clip(1 - np.clip((z - 0.7) / 0.3, 0, 1) ** 2.4, 0, 1))
    base = np.clip(z / 0.03, 0, 1) ** 0.4
    groove = (
        1
        - 0.15
        * np.clip(1 - np.abs(np.abs(x * 3) - 1.05) / 0.3, 0, 1)
        * np.clip(1 - np.abs(z - 0.45) / 0.36, 0, 1) ** 0.3
    )
    shape = np.maximum(crown * base, 1e-4)
    rings = np.stack(
        [
            wide / 2 * x * shape,
            thick / 2 * y * groove * np.minimum(shape**0.6, 1.0),
            np.broadcast_to(z * long, (n, 120)),
        ],
        -1,
    )
    rings[[0, -1], :, :2] = 0.0
    body = moved(welded(grid(rings, wrap=True)), z=0.29 * size)
    if rng.integers(3):
        body = _bitten(body, np.array([0.42 * wide, 0.0, 0.29 * size + 0.93 * long]), 0.3 * wide)
    frost = wave_noise(rng, 0.05 * size)
    body = melted(body, frost, 0.0012 * size)
    stick = moved(
        upright(
            slab(
                rounded_rectangle(0.085 * size, 0.5 * size, 0.04 * size),
                -0.011 * size,
                0.011 * size,
                bevel_m=0.002 * size,
            )
        ),
        z=0.27 * size,
    )
    foot = merge([drum(0.15 * size, 0.0, 0.06 * size, bevel_m=0.006 * size, top_radius_m=0.14 * size)])
    return fitted([body, stick, foot], size, crease_deg=[50, 30, 30])


def _bitten(body: Surface, at: Floats, reach: float) -> Surface:
    """What lies within the bite drawn to its hollow, with the marks of teeth."""
    p = body.points.copy()
    way = p - at
    teeth = 1 + 0.1 * np.abs(np.sin(4.0 * np.arctan2(way[:, 2], way[:, 0]) * 2))
    d = np.hypot(way[:, 0], way[:, 2])
    inside = d < reach * teeth
    scale = np.where(inside, reach * teeth / np.maximum(d, 1e-6), 1.0)
    toward = np.array([-0.75, -0.66])
    flat = np.stack([way[:, 0], way[:, 2]], -1)
    unit = flat / np.maximum(d, 1e-9)[:, None]
    facing = np.where(unit @ toward < 0.05, 1, 0)[:, None]
    unit = unit * (1 - facing) + facing * (unit - (unit @ toward - 0.3)[:, None] * toward)
    unit /= np.maximum(np.linalg.norm(unit, axis=1, keepdims=True), 1e-9)
    fresh = at[[0, 2]] + unit * (np.maximum(d, 1e-9) * scale)[:, None]
    p[inside, 0], p[inside, 2] = fresh[inside, 0], fresh[inside, 1]
    return replace(body, points=p)


FORMS: tuple[Form, ...] = (
    Form(
        name="ice_in_glass",
        class_name="glass of ice",
        size_m=(0.085, 0.12),
        parts=(main_part("Ice"), part("Glass", "clear_glass"), part("Drink", "whisky", "water", "cola")),
        build=_cubes_in_glass,
    ),
    Form(
        name="ice_bowl",
        class_name="bowl of ice cubes",
        size_m=(0.15, 0.24),
        parts=(main_part("Ice"), part("Bowl", "steel", "copper_metal")),
        build=_cubes_in_bowl,
    ),
    Form(
        name="icicles",
        class_name="icicles",
        size_m=(0.3, 0.8),
        parts=(main_part("Ice"), part("Board", "dark_wood", "oak"), part("Snow", "snow")),
        build=_icicles,
    ),
    Form(
        name="ice_block_with_berries",
        class_name="block of ice",
        size_m=(0.1, 0.2),
        parts=(
            main_part("Ice"),
            part("Berries", "cherry", "blueberry"),
            part("Leaves", "green_stem"),
            part("Puddle", "water"),
            part("Tray", "slate", "steel"),
        ),
        build=_block_with_berries,
    ),
    Form(
        name="ice_lolly",
        class_name="ice lolly",
        size_m=(0.12, 0.16),
        parts=(main_part("Ice"), part("Stick", "beech"), part("Foot", "white_plastic", "cork")),
        build=_lolly,
    ),
)
