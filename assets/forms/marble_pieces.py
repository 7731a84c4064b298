"""Marble: a statue's head, counter, cheese board, fire surround."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.blocks import block
from assets.forms.kit.distance_fields import (
    Step,
    carved,
    ellipsoid,
    half_space,
    joined,
    limb,
    sculpted,
)
from assets.forms.kit.joinery import board
from assets.forms.kit.mouldings import cylinder, fitted, flowing, placed, tube, turned_solid
from assets.meshes.curves import rounded
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, box_mapped, merge, moved, rotation
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


def _skull_steps(jaw: float, brow: float) -> list[Step]:
    """Skull, face, chin, jaw, neck and brows."""
    return [
        joined(ellipsoid((0, 0.018, 0.075), (0.074, 0.094, 0.086))),  # skull
        joined(ellipsoid((0, -0.028, 0.02), (0.058 * jaw, 0.062, 0.085)), 0.03),  # face
        joined(ellipsoid((0, -0.06, -0.052), (0.026 * jaw, 0.024, 0.022)), 0.03),  # chin
        joined(
            limb(
                [(-0.046 * jaw, 0.0, -0.02), (0, -0.055, -0.052), (0.046 * jaw, 0.0, -0.02)], [0.018, 0.016, 0.018]
            ),
            0.02,
        ),
        joined(limb([(0, 0.03, -0.02), (0, 0.035, -0.1), (0, 0.04, -0.15)], [0.046, 0.046, 0.056]), 0.03),
        joined(
            limb(
                [(-0.034, -0.078, 0.048 + brow), (0, -0.089, 0.043 + brow), (0.034, -0.078, 0.048 + brow)],
                [0.011, 0.009, 0.011],
            ),
            0.014,
        ),
    ]


def _eye_steps(s: int) -> list[Step]:
    """One side's socket, eyeball and lids, its cheek and its ear."""
    return [
        carved(ellipsoid((s * 0.029, -0.095, 0.029), (0.016, 0.0125, 0.0095)), 0.014),
        joined(ellipsoid((s * 0.029, -0.0765, 0.027), (0.0145, 0.0125, 0.0115)), 0.002),
        joined(
            limb([(s * 0.014, -0.0845, 0.029), (s * 0.029, -0.0885, 0.036), (s * 0.044, -0.077, 0.0285)], 0.0024),
            0.002,
        ),
        joined(
            limb([(s * 0.015, -0.084, 0.024), (s * 0.029, -0.0865, 0.0185), (s * 0.043, -0.077, 0.0235)], 0.0018),
            0.002,
        ),
        joined(ellipsoid((s * 0.037, -0.066, -0.006), (0.021, 0.018, 0.02)), 0.02),
        joined(ellipsoid((s * 0.072, 0.012, 0.02), (0.009, 0.017, 0.03), rotation("x", -12)), 0.006),
        carved(ellipsoid((s * 0.079, 0.007, 0.022), (0.006, 0.009, 0.017), rotation("x", -12)), 0.004),
    ]


def _nose_steps(broken: bool) -> list[Step]:
    """A straight nose, whole or broken off."""
    steps = [joined(limb([(0, -0.086, 0.046), (0, -0.101, 0.012)], [0.0085, 0.0115]), 0.008)]
    if not broken:
        steps.append(joined(ellipsoid((0, -0.108, 0.004), (0.0125, 0.0125, 0.0095)), 0.006))
        steps += [joined(ellipsoid((s * 0.0115, -0.099, 0.001), (0.007, 0.009, 0.007)), 0.004) for s in (-1, 1)]
        steps += [carved(ellipsoid((s * 0.006, -0.103, -0.0075), (0.0035, 0.005, 0.004)), 0.002) for s in (-1, 1)]
    else:
        steps.append(carved(half_space((0, -0.1, 0.006), (0, 1.0, 0.25)), 0.001))
    return steps


def _mouth_steps() -> list[Step]:
    """Both lips and the line between them."""
    return [
        joined(
            limb(
                [
                    (-0.022, -0.083, -0.0225),
                    (-0.006, -0.0955, -0.018),
                    (0, -0.095, -0.0195),
                    (0.006, -0.0955, -0.018),
                    (0.022, -0.083, -0.0225),
                ],
                [0.003, 0.0058, 0.0052, 0.0058, 0.003],
            ),
            0.004,
        ),
        joined(
            limb(
                [(-0.019, -0.083, -0.0265), (0, -0.0945, -0.0305), (0.019, -0.083, -0.0265)],
                [0.003, 0.0072, 0.003],
            ),
            0.004,
        ),
        carved(
            limb([(-0.023, -0.0855, -0.0232), (0, -0.1005, -0.0238), (0.023, -0.0855, -0.0232)], 0.0016), 0.002
        ),
    ]


def _bust_and_socle() -> list[Surface]:
    """The neck's root cut off below, and a turned foot under it."""
    bust = sculpted(
        [
            joined(limb([(0, 0.035, -0.06), (0, 0.04, -0.19)], [0.05, 0.062])),
            joined(ellipsoid((0, 0.045, -0.225), (0.115, 0.066, 0.055)), 0.04),
            carved(block((0, 0.04, -0.33), (0.6, 0.6, 0.16), 0.0), 0.004),
            joined(limb([(0, 0.035, -0.24), (0, 0.035, -0.3)], [0.05, 0.035]), 0.012),
        ],
        0.004,
    )
    bust = moved(bust, z=0.04)
    socle = turned_solid(
        [(0, -0.34), (0.072, -0.34), (0.074, -0.325), (0.06, -0.315), (0.045, -0.3), (0.05, -0.285), (0, -0.285)],
        0.005,
        segments=64,
    )
    socle = moved(socle, 0, 0.035, 0.04)
    return [bust, socle]


def _head(rng: np.random.Generator, size: float) -> Meshes:
    """A classical head on a short neck and socle: curls, straight nose, blank eyes; some noses are broken."""
    jaw, brow = rng.uniform(0.93, 1.06), rng.uniform(-0.002, 0.004)
    beard = rng.random() < 0.35
    steps = [*_skull_steps(jaw, brow), *_eye_steps(-1), *_eye_steps(1), *_nose_steps(broken=rng.random() < 0.4)]
    steps += [*_mouth_steps(), *_curls(rng, beard)]
    turned = float(rng.uniform(-16, 16))
    head = sculpted(steps, 0.0027)
    head = placed(head, tilt_deg=(float(rng.uniform(-9, 1)), float(rng.uniform(-5, 5)), turned))
    stone = merge([head, *_bust_and_socle()])
    plinth = moved(rounded_box((0.17, 0.17, 0.035), 0.003), 0, 0.035, -0.335)
    spin = float(rng.uniform(-10, 22))
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in (stone, plinth)], size, crease_deg=60)


def _curls(rng: np.random.Generator, beard: bool) -> list[Step]:
    """Locks as short snails over the skull, drilled in their middle."""
    steps: list[Step] = []
    many = 190
    index = np.arange(many) + 0.5
    high = 1 - 1.72 * index / many
    turn = np.pi * (1 + 5**0.5) * index
    ring = np.sqrt(1 - high**2)
    way = np.stack([ring * np.cos(turn), ring * np.sin(turn), high], -1)
    at = way * [0.077, 0.097, 0.089] + [0, 0.018, 0.075]
    for w, p in zip(way, at, strict=True):
        face = p[1] < -0.03 and p[2] < 0.098 + 0.4 * max(0.0, abs(p[0]) - 0.03)
        ear = abs(p[0]) > 0.058 and p[1] < 0.03 and p[2] < 0.062
        if face or ear or p[2] < -0.012 or (p[1] < 0.0 and p[2] < 0.05):
            continue
        r = rng.uniform(0.0095, 0.0125)
        steps.append(joined(ellipsoid(p + 0.002 * w, (r, r, r)), 0.0025))
        if rng.random() < 0.75:
            steps.append(carved(ellipsoid(p + (r + 0.002) * w, (0.0036, 0.0036, 0.0036)), 0.002))
    if beard:
        for a in np.radians(np.linspace(-165, -15, 13)):
            for z in (-0.036, -0.054, -0.07):
                grow = 1.0 - 0.16 * (z < -0.06)
                p = np.array(
                    [0.054 * np.cos(a) * grow, -0.012 + 0.066 * np.sin(a) * grow, z + rng.normal(0, 0.002)]
                )
                if z > -0.04 and abs(np.cos(a)) < 0.42:
                    continue
                steps.append(joined(ellipsoid(p, (0.011, 0.011, 0.0115)), 0.003))
                steps.append(carved(ellipsoid(p * [1.2, 1.16, 1.0], (0.003, 0.003, 0.003)), 0.002))
    return steps


def counter(rng: np.random.Generator, size: float) -> Meshes:
    """A thick slab with a bullnose on a cupboard, a sink let in and a tap behind it."""
    wide, deep, thick = 1.0, 0.5, rng.uniform(0.03, 0.05)
    from assets.forms.kit.metre_solids import plate
    from assets.forms.kit.outlines import rectangle

    hole = rectangle(0.36, 0.28, corner_m=0.05, centre=(0.14, -0.01)) if rng.random() < 0.6 else None
    outline = rectangle(wide, deep, corner_m=0.012)
    slab = plate(
        outline, 0.4, 0.4 + thick, holes=[hole] if hole is not None else [], bevel_m=0.45 * thick, steps=5
    )
    splash = board(wide, 0.02, 0.11, (0, deep / 2 - 0.012, 0.4 + thick), edge_m=0.004)
    cupboard = [
        board(wide - 0.04, deep - 0.05, 0.4, (0, 0.005, 0.0)),
        *[
            board(wide / 2 - 0.03, 0.02, 0.34, (s * (wide / 4 - 0.004), -deep / 2 + 0.022, 0.03), edge_m=0.004)
            for s in (-1, 1)
        ],
    ]
    metal = []
    if hole is not None:
        rings = [
            np.column_stack([hole * f + (1 - f) * np.array([0.14, -0.01]), np.full(len(hole), z)])
            for f, z in ((1.02, 0.4), (1.0, 0.395), (0.96, 0.27), (0.85, 0.255), (0.1, 0.25))
        ]
        from assets.meshes.surface import grid

        metal.append(box_mapped(grid(np.array(rings), wrap=True)))
        metal.append(moved(cylinder(0.024, 0.2495, 0.254, segments=32), 0.14, -0.01))
        neck = flowing(
            [
                (0.14, 0.17, 0.4 + thick),
                (0.14, 0.17, 0.62),
                (0.14, 0.12, 0.7),
                (0.14, 0.05, 0.68),
                (0.14, 0.03, 0.62),
            ],
            40,
        )
        metal.append(tube(neck, 0.0115, sides=20))
        metal.append(moved(cylinder(0.024, 0.4 + thick, 0.43 + thick, bevel_m=0.004), 0.14, 0.17))
        metal.append(tube(np.linspace([0.15, 0.17, 0.5], [0.22, 0.16, 0.53], 8), 0.006, sides=12))
    knobs = [
        placed(cylinder(0.011, 0.0, 0.022, bevel_m=0.003), (s * 0.04, -deep / 2 + 0.012, 0.3), tilt_deg=(90, 0, 0))
        for s in (-1, 1)
    ]
    spin = float(rng.uniform(-30, 12))
    parts = [merge([slab, splash]), merge([*metal, *knobs]), merge(cupboard)]
    low = 0.22
    parts[2] = _above(parts[2], low)
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in parts], size)


def _above(surface: Surface, z: float) -> Surface:
    """What is below ``z`` pressed up to it: a cupboard cut short."""
    from dataclasses import replace

    p = surface.points.copy()
    p[:, 2] = np.maximum(p[:, 2], z)
    return replace(surface, points=p)


def _cheese_board(rng: np.random.Generator, size: float) -> Meshes:
    """A polished slab with a rough edge, a wedge of cheese, a wire knife and olives."""
    from assets.forms.kit.metre_solids import plate
    from assets.forms.kit.outlines import circle

    round_one = rng.random() < 0.5
    t = np.linspace(0, 2 * np.pi, 128, endpoint=False)
    if round_one:
        outline = 0.5 * np.stack([np.cos(t), np.sin(t)], -1)
    else:
        outline = rounded([(-0.5, -0.3), (0.5, -0.3), (0.5, 0.3), (-0.5, 0.3)], 0.04, 8, closed=True)
    slab = plate(
        outline,
        0.02,
        0.075,
        holes=[circle(0.022, 24, centre=(0.42 if round_one else 0.45, 0.0))],
        bevel_m=0.01,
        steps=4,
    )
    feet = [moved(cylinder(0.03, 0.0, 0.022, bevel_m=0.004), x, y) for x in (-0.25, 0.25) for y in (-0.18, 0.18)]
    wedge = rounded([(0.0, 0.0), (0.34, -0.09), (0.34, 0.11)], 0.012, 4, closed=True)
    cheese = [moved(plate(wedge, 0.0, 0.13, bevel_m=0.006), -0.3, 0.04, 0.075)]
    cheese.append(
        moved(
            placed(plate(wedge * [0.8, 0.5], 0.0, 0.03, bevel_m=0.004), tilt_deg=(0, 0, 24)), -0.25, -0.14, 0.075
        )
    )
    blade = placed(
        plate(
            rounded([(0, -0.03), (0.26, -0.035), (0.33, 0.02), (0.3, 0.03), (0, 0.022)], 0.01, 4, closed=True),
            0.0,
            0.006,
            bevel_m=0.002,
        ),
        (0.08, -0.14, 0.08),
        tilt_deg=(0, 0, -14),
    )
    grip = placed(
        tube(np.linspace([0, 0, 0], [-0.2, 0, 0.0], 12), np.linspace(0.016, 0.022, 12), sides=16),
        (0.085, -0.144, 0.094),
        tilt_deg=(0, 0, -14),
    )
    spin = float(rng.uniform(-40, 0))
    parts = [merge([slab, *feet]), merge(cheese), blade, grip]
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in parts], size)


def _jamb(x: float, high: float) -> list[Surface]:
    """A fluted jamb on a block, a roundel at its head."""
    stone = [moved(rounded_box((0.22, 0.13, high - 0.045), 0.004), x, 0.01, 0.0)]
    stone.append(moved(rounded_box((0.24, 0.16, 0.14), 0.006), x, 0.005, 0.0))
    for k in range(5):
        flute = tube(np.linspace([0, 0, 0.2], [0, 0, high - 0.33], 8), 0.013, sides=16)
        stone.append(moved(flute, x + (k - 2) * 0.037, -0.056))
    disc = turned_solid(
        [
            (0, 0),
            (0.085, 0),
            (0.085, 0.012),
            (0.07, 0.02),
            (0.062, 0.008),
            (0.045, 0.008),
            (0.03, 0.022),
            (0, 0.026),
        ],
        0.005,
        segments=56,
    )
    stone.append(placed(disc, (x, -0.052, high - 0.15), tilt_deg=(90, 0, 0)))
    return stone


def _frieze_buttons(count: int, wide: float, high: float) -> list[Surface]:
    """Small bosses along the frieze."""
    stone = []
    for k in range(count):
        x = (k - 5) * 0.085
        if abs(x) < wide / 2 - 0.27:
            stone.append(
                placed(
                    turned_solid([(0, 0), (0.03, 0), (0.024, 0.012), (0, 0.018)], 0.004, segments=24),
                    (x, -0.028, high - 0.15),
                    tilt_deg=(90, 0, 0),
                )
            )
    return stone


def _grate(wide: float, high: float) -> Surface:
    """The iron back with its splayed sides, and bars before the fire."""
    back = [
        board(wide - 0.42, 0.02, high - 0.24, (0, 0.09, 0.0)),
        *[
            placed(
                board(0.1, 0.02, high - 0.24, (0, 0, 0)),
                (s * (wide / 2 - 0.26), 0.05, 0.0),
                tilt_deg=(0, 0, s * 50),
            )
            for s in (-1, 1)
        ],
    ]
    bars = [board(0.52, 0.016, 0.016, (0, -0.03, z)) for z in np.linspace(0.1, 0.26, 5)]
    bars += [moved(rounded_box((0.022, 0.022, 0.34), 0.006), s * 0.26, -0.03, 0.0) for s in (-1, 1)]
    return merge([*back, *bars])


def _fire_logs() -> Surface:
    """Three logs across each other."""
    return merge(
        [
            placed(
                tube(np.linspace([-0.2, 0, 0], [0.2, 0, 0], 6), 0.045, sides=14),
                (0.02 * k, 0.03, 0.14 + 0.06 * k),
                tilt_deg=(0, 8 * (-1) ** k, 14 * (-1) ** k),
            )
            for k in range(3)
        ]
    )


def _fire_surround(rng: np.random.Generator, size: float) -> Meshes:
    """A mantelshelf on fluted jambs with roundels, black iron grate within, hearth slab."""
    wide, high = 1.4, 1.15
    stone = [
        board(wide + 0.16, 0.24, 0.035, (0, 0, high), edge_m=0.01),
        board(wide + 0.1, 0.19, 0.03, (0, 0.0, high - 0.03), edge_m=0.012),
        board(wide + 0.05, 0.16, 0.018, (0, 0.0, high - 0.047), edge_m=0.006),
    ]
    stone.append(board(wide, 0.1, 0.2, (0, 0.02, high - 0.245), edge_m=0.003))
    for s in (-1, 1):
        stone += _jamb(s * (wide / 2 - 0.11), high)
    stone += _frieze_buttons(int(rng.integers(3, 6)) * 2 + 1, wide, high)
    stone.append(board(wide + 0.1, 0.5, 0.045, (0, -0.17, -0.045), edge_m=0.008))
    spin = float(rng.uniform(-22, 8))
    parts = [merge(stone), _grate(wide, high), _fire_logs()]
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in parts], size)


FORMS = (
    Form(
        name="statue_head",
        class_name="statue",
        size_m=(0.4, 0.6),
        parts=(main_part("Head"), part("Plinth", "dark_stone", "dark_wood")),
        build=_head,
    ),
    Form(
        name="counter_slab",
        class_name="counter",
        size_m=(0.7, 1.3),
        parts=(main_part("Slab"), part("Tap", "brass", "steel"), part("Cupboard", "dark_wood", "white_paint")),
        build=counter,
    ),
    Form(
        name="cheese_board",
        class_name="cheese board",
        size_m=(0.26, 0.42),
        parts=(
            main_part("Board"),
            part("Cheese", "cheese"),
            part("Blade", "steel"),
            part("Grip", "brass", "dark_wood"),
        ),
        build=_cheese_board,
    ),
    Form(
        name="fire_surround",
        class_name="fireplace",
        size_m=(1.3, 1.7),
        parts=(main_part("Surround"), part("Iron", "black_iron"), part("Logs", "oak_bark")),
        build=_fire_surround,
    ),
)
