"""Air shut in glass and water: bubbles in a paperweight, a tank, a level, between two walls."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.mouldings import fitted
from assets.forms.kit.panes import standing_box
from assets.forms.kit.rounds import (
    ball,
    drum,
    ring,
    turned_solid,
    wire,
)
from assets.forms.kit.vessels import liquid_in
from assets.forms.lamps_and_lenses import hollow
from assets.meshes.curves import smooth
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, flipped, grid, merge, moved, turned, welded
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


def _paperweight(rng: np.random.Generator, size: float) -> Meshes:
    """Air shut in a dome of glass: one large bubble and a ring of small ones about it, on a felt base."""
    r = size * 0.48
    flat = float(rng.uniform(0.82, 0.95))
    t = np.linspace(0, np.pi * 0.76, 60)
    dome = np.stack([r * np.sin(t), r * flat * (1 + np.cos(t))], -1)[::-1]
    dome[:, 1] -= dome[0, 1]
    dome = np.concatenate([[[0.0, 0.0], [dome[0, 0] * 0.9, 0.0]], dome, [[0.0, dome[-1, 1]]]])
    top = float(dome[:, 1].max())
    bubbles = [(0.0, 0.0, 0.5 * top, 0.34 * top, 1.15)]
    count = int(rng.integers(8, 13))
    for k in range(count):
        a = 2 * np.pi * k / count
        bubbles.append(
            (
                0.62 * r * np.cos(a),
                0.62 * r * np.sin(a),
                0.3 * top,
                0.062 * top * float(rng.uniform(0.8, 1.1)),
                1.3,
            )
        )
    for k in range(count // 2):
        a = 4 * np.pi * k / count + 0.3
        bubbles.append((0.46 * r * np.cos(a), 0.46 * r * np.sin(a), 0.66 * top, 0.045 * top, 1.2))
    holes = [flipped(ball(s, (x, y, z), segments=40, flat=f)) for x, y, z, s, f in bubbles]
    air = [ball(s - 0.0002, (x, y, z), segments=40, flat=f) for x, y, z, s, f in bubbles]
    glass = merge([turned_solid(dome, 112), *holes])
    felt = drum(float(dome[1, 0]), -0.002, -0.0003, bevel_m=0.0005)
    return fitted([merge(air), glass, felt], size)


def _bubble_tank(rng: np.random.Generator, size: float) -> Meshes:
    """Air that rises in a narrow tank of water: flattened bubbles over an air stone and its hose."""
    tall, wide, deep = size * 0.97, size * float(rng.uniform(0.5, 0.6)), size * 0.24
    wall, level = 0.005, 0.93 * size * 0.97
    glass = _open_box(wide, deep, tall, wall)
    gap = 0.0005
    water = moved(rounded_box((wide - 2 * wall - gap, deep - 2 * wall - gap, level), 0.0012), z=wall + gap)
    spots: list[tuple[float, float, float, float]] = []
    for _ in range(2600):
        s = float(np.exp(rng.uniform(np.log(0.010), np.log(0.055)))) * size
        z = float(rng.uniform(0.10, 0.92)) * level
        spread = (0.10 + 0.32 * z / level) * wide
        x, y = float(rng.normal(0, 0.62)) * spread, float(rng.normal(0, 0.4)) * deep * 0.5
        if abs(x) > wide / 2 - wall - 1.4 * s or abs(y) > deep / 2 - wall - 1.4 * s or z + s > level - 0.003:
            continue
        if all((x - a) ** 2 + (y - b) ** 2 + (z - c) ** 2 > (1.35 * (s + d)) ** 2 for a, b, c, d in spots):
            spots.append((x, y, z, s))
        if len(spots) >= 90:
            break
    holes = [flipped(ball(1.2 * s, (x, y, z), segments=20, flat=0.62)) for x, y, z, s in spots]
    air = [ball(1.2 * s - 0.00025, (x, y, z), segments=20, flat=0.62) for x, y, z, s in spots]
    stone = drum(0.045 * size, 0.012, 0.05 * size, bevel_m=0.004)
    hose = wire(
        np.array(
            [
                (0.03 * size, 0, 0.03 * size),
                (0.3 * wide, 0.1 * deep, 0.04 * size),
                (0.42 * wide, 0.2 * deep, 0.3 * size),
                (0.42 * wide, 0.22 * deep, 0.9 * size),
                (0.47 * wide, 0.3 * deep, size),
            ]
        ),
        0.0035,
        samples=60,
    )
    return fitted([merge(air), merge([water, *holes]), glass, merge([stone, hose])], size)


def _open_box(wide: float, deep: float, tall: float, wall: float) -> Surface:
    """A tank of five panes."""
    x, y = wide / 2, deep / 2
    rings = []
    for i, z in ((0.0, 0.0), (0.0, tall), (wall, tall), (wall, wall)):
        rings.append([(-x + i, -y + i, z), (x - i, -y + i, z), (x - i, y - i, z), (-x + i, y - i, z)])
    side = grid(np.array(rings), wrap=True)
    from assets.meshes.surface import polygons

    bottom = polygons(np.array(rings[0]), [4], [3, 2, 1, 0])
    floor = polygons(np.array(rings[-1]), [4], [0, 1, 2, 3])
    return welded(merge([side, bottom, floor]))


def _double_glass(rng: np.random.Generator, size: float) -> Meshes:
    """Air between the two walls of a blown cup, sealed under its foot; coffee inside."""
    tall = size * 0.95
    r = tall * float(rng.uniform(0.38, 0.46))
    outer = smooth(
        [
            (0.0, 0.003),
            (0.5 * r, 0.0),
            (0.62 * r, 0.004),
            (0.93 * r, 0.28 * tall),
            (r, 0.6 * tall),
            (0.94 * r, 0.93 * tall),
            (0.92 * r, tall),
        ],
        110,
    )
    cup = smooth(
        [
            (0.0, 0.16 * tall),
            (0.5 * r, 0.19 * tall),
            (0.74 * r, 0.42 * tall),
            (0.84 * r, 0.8 * tall),
            (0.86 * r, tall),
        ],
        80,
    )
    w = 0.0016
    mid = smooth(
        [
            (0.0, w + 0.004),
            (0.48 * r, w + 0.0025),
            (0.6 * r, w + 0.006),
            (0.93 * r - 1.2 * w, 0.28 * tall),
            (r - w, 0.6 * tall),
            (0.925 * r - w * 0.5, 0.93 * tall),
            (0.9 * r, 0.975 * tall),
        ],
        90,
    )
    wet = smooth(
        [
            (0.0, 0.16 * tall - w),
            (0.5 * r + w, 0.19 * tall - w * 0.8),
            (0.74 * r + w, 0.42 * tall),
            (0.84 * r + w, 0.8 * tall),
            (0.872 * r + w * 0.5, 0.96 * tall),
            (0.9 * r, 0.975 * tall),
        ],
        80,
    )
    body = turned_solid(np.concatenate([outer, cup[::-1]]), 96)
    cavity = flipped(turned_solid(np.concatenate([mid, wet[::-1]]), 96))
    gap = 0.0003
    air_out, air_in = mid + np.array([-gap, gap]), wet + np.array([gap, -gap])
    air_out[:, 0], air_out[0, 0], air_in[0, 0] = np.maximum(air_out[:, 0], 0), 0.0, 0.0
    keep = air_out[:, 1] < 0.9 * tall
    air = turned_solid(np.concatenate([air_out[keep], air_in[air_in[:, 1] < 0.9 * tall][::-1]]), 96)
    coffee = liquid_in(cup, tall * float(rng.uniform(0.66, 0.8)))
    return fitted([air, merge([body, cavity]), coffee], size)


def _spirit_level(rng: np.random.Generator, size: float) -> Meshes:
    """A bubble of air in a vial's yellow liquid, two rings, in a short brass-bound level."""
    long, r = size * 0.62, size * 0.14
    bubble_half = long * float(rng.uniform(0.26, 0.32))
    shift = float(rng.uniform(-0.1, 0.1)) * long
    tube = turned(
        hollow(
            np.array(
                [
                    (0.0002, -long / 2),
                    (r * 0.9, -long / 2),
                    (r, -long / 2 + 0.004),
                    (r, long / 2 - 0.004),
                    (r * 0.9, long / 2),
                    (0.0002, long / 2),
                ]
            ),
            0.0015,
        ),
        "y",
        90.0,
    )
    inner = r - 0.0019
    liquid = turned(drum(inner, -long / 2 + 0.003, long / 2 - 0.003, bevel_m=0.003), "y", 90.0)
    s = 0.62 * inner
    body = wire(
        np.column_stack(
            [np.linspace(-bubble_half, bubble_half, 40) + shift, np.zeros(40), np.full(40, inner - s - 0.0012)]
        ),
        s * np.sqrt(np.clip(1 - np.linspace(-1, 1, 40) ** 8, 0.02, 1)),
        sides=28,
    )
    marks = [moved(turned(ring(r + 0.0003, 0.0007), "y", 90.0), x=sgn * (bubble_half + 0.004)) for sgn in (-1, 1)]
    low = -r * 1.5
    wood = []
    wood.append(moved(standing_box(size, 2.9 * r, 1.1 * r, bevel_m=0.003), z=low - 0.2 * r))
    wood += [
        moved(
            standing_box((size - long) / 2 - 0.003, 2.9 * r, 3.2 * r, bevel_m=0.003),
            x=sgn * (size / 2 - (size - long) / 4 + 0.001),
            z=low + 1.4 * r,
        )
        for sgn in (-1, 1)
    ]
    plates = [
        moved(
            standing_box((size - long) / 2 - 0.012, 3.0 * r, 0.002, bevel_m=0.0005),
            x=sgn * (size / 2 - (size - long) / 4),
            z=low + 3.0 * r,
        )
        for sgn in (-1, 1)
    ]
    return fitted(
        [body, tube, merge([liquid, flipped(_grown(body))]), merge(marks), merge(wood), merge(plates)], size
    )


def _grown(surface: Surface) -> Surface:
    from dataclasses import replace

    from assets.forms.kit.distance_fields import normals_at_points

    shell = welded(surface)
    return replace(shell, points=shell.points + 0.0002 * normals_at_points(shell))


FORMS: tuple[Form, ...] = (
    Form(
        name="bubble_paperweight",
        class_name="paperweight",
        size_m=(0.06, 0.1),
        parts=(main_part("Air"), part("Dome", "clear_glass"), part("Felt", "green_felt")),
        build=_paperweight,
    ),
    Form(
        name="bubble_tank",
        class_name="bubble tank",
        size_m=(0.25, 0.5),
        parts=(
            main_part("Air"),
            part("Water", "water"),
            part("Tank", "clear_glass"),
            part("Hose", "white_plastic"),
        ),
        build=_bubble_tank,
    ),
    Form(
        name="bubble_tank_water",
        class_name="bubble tank",
        size_m=(0.25, 0.5),
        parts=(
            part("Air", "air_in_water"),
            main_part("Water"),
            part("Tank", "clear_glass"),
            part("Hose", "white_plastic"),
        ),
        build=_bubble_tank,
    ),
    Form(
        name="double_walled_cup",
        class_name="double-walled glass",
        size_m=(0.085, 0.12),
        parts=(main_part("Air"), part("Cup", "clear_glass"), part("Coffee", "coffee")),
        build=_double_glass,
    ),
    Form(
        name="spirit_level",
        class_name="spirit level",
        size_m=(0.06, 0.11),
        parts=(
            main_part("Air"),
            part("Vial", "clear_glass"),
            part("Liquid", "yellow_liquid"),
            part("Rings", "black_ink"),
            part("Body", "dark_wood"),
            part("Plates", "brass"),
        ),
        build=_spirit_level,
    ),
)
