"""Porcelain of the table and the wash stand, and an insulator."""

from __future__ import annotations

import numpy as np

from assets.forms.crockery import pot_body, scaled_outline
from assets.forms.form import Form, main_part, part
from assets.forms.kit.applied import dot, flower, round_wrap, spray, stroke
from assets.forms.kit.glazing import ear, lid, spout
from assets.forms.kit.mouldings import (
    ball_at,
    cylinder,
    fitted,
    flowing,
    lathed,
    placed,
    ring_of,
    super_ellipse,
    tube,
    turned_solid,
)
from assets.meshes.curves import Curve, shell_profile, smooth
from assets.meshes.surface import Surface, grid, merge, moved
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


def _gilt(outer: Curve, height_m: float, width_m: float) -> Surface:
    """A gold line round a turned body."""
    z = np.linspace(height_m - width_m / 2, height_m + width_m / 2, 4)
    r = np.interp(z, outer[:, 1], outer[:, 0]) + 0.0002
    return lathed(np.stack([r, z], -1), 96)


def _thin(outer: Curve, wall_m: float = 0.0022) -> Surface:
    """A porcelain vessel with a foot ring of its own."""
    full = shell_profile(outer, wall_m, floor_m=float(outer[0, 1]) + 0.0035)
    foot, low = float(outer[0, 0]), float(outer[0, 1])
    ring = np.array(
        [
            [0.0, low + 0.001],
            [foot - 0.004, low + 0.001],
            [foot - 0.0035, 0.0005],
            [foot - 0.0028, 0.0],
            [foot - 0.0008, 0.0],
            [foot, 0.001],
        ]
    )
    return lathed(np.concatenate([ring, full[2:]]), 120)


def _porcelain_teapot(rng: np.random.Generator, size: float) -> Meshes:
    """White and thin, with gold lines and painted flowers."""
    outer, radius, height = pot_body(rng, size)
    mouth = float(outer[-1, 0])
    cover = lid(0.98 * mouth, 0.2 * height, height - 0.001, knob_m=0.009)
    pour = spout((0.7 * radius, 0.3 * height), (1.68 * radius, 1.0 * height), (0.017, 0.006))
    top, low = 0.82 * height, 0.26 * height
    at = [float(np.interp(z, outer[:, 1], outer[:, 0])) for z in (top, low)]
    loop = placed(ear((at[0], top), (at[1], low), 0.42 * radius, 0.0052, square=0.2), tilt_deg=(0, 0, 180))
    wrap = round_wrap(outer)
    length = float(np.linalg.norm(np.diff(outer, axis=0), axis=1).sum())
    decor = [
        spray(rng, (rng.uniform(-0.01, 0.01), 0.5 * length), 0.85 * height, wrap, blooms=int(rng.integers(2, 5)))
    ]
    gold = [
        _gilt(outer, 0.97 * height, 0.002),
        _gilt(outer, 0.06 * height, 0.0016),
        ball_at(0.0094, (0, 0, 1.2 * height + 0.0122), flat=0.9),
        placed(
            ring_of(0.0055, 0.0013, segments=40, sides=10), (1.68 * radius, 0, 1.0 * height), tilt_deg=(0, 35, 0)
        ),
    ]
    return fitted([merge([_thin(outer, 0.003), cover, pour, loop]), merge(decor), merge(gold)], size)


def _cup_and_saucer(rng: np.random.Generator, size: float) -> Meshes:
    shapes = (
        [(0.45, 0.0), (0.6, 0.08), (0.86, 0.45), (1.0, 1.0)],
        [(0.5, 0.0), (0.82, 0.16), (0.94, 0.5), (0.93, 0.8), (1.0, 1.0)],
        [(0.42, 0.0), (0.78, 0.14), (0.92, 0.5), (1.0, 1.0)],
    )
    radius = 0.29 * size
    height = radius * rng.uniform(1.25, 1.55)
    outer = scaled_outline(shapes[int(rng.integers(3))], radius, height, low_m=0.004)
    plate = smooth([(0.2 * size, 0.002), (0.3 * size, 0.006), (0.42 * size, 0.014), (0.5 * size, 0.019)], 60)
    top, low = 0.86 * height, 0.28 * height
    at = [float(np.interp(z, outer[:, 1], outer[:, 0])) for z in (top, low)]
    loop = ear((at[0], top), (at[1], low), 0.55 * radius, 0.0026, square=rng.uniform(0, 0.4))
    cup_low = 0.0085
    wrap = round_wrap(outer + np.array([0, cup_low]))
    decor = [spray(rng, (0.0, 0.6 * height), 0.9 * height, wrap, blooms=3)]
    inside = plate[::-1] + np.array([0, 0.0024])
    rim = round_wrap(inside)
    decor += [
        flower(rng, (2 * np.pi * 0.5 * size * float(angle), 0.055 * size), 0.028 * size, rim)
        for angle in np.arange(8) / 8
    ]
    level = 0.78 * height
    r = float(np.interp(level, outer[:, 1], outer[:, 0])) - 0.002
    tea = moved(
        lathed(np.array([[0.0, -0.001], [r, -0.001], [r, 0.0004], [0.9 * r, 0], [0, 0]])), z=level + cup_low
    )
    gold = [
        moved(_gilt(outer, 0.975 * height, 0.0022), z=cup_low),
        moved(ring_of(outer[-1, 0] - 0.0011, 0.0012, flat=0.8), z=height + cup_low + 0.0004),
        moved(ring_of(0.499 * size, 0.0013), z=0.0202),
    ]
    cup = moved(merge([_thin(outer, 0.0022), loop]), z=cup_low)
    return fitted([merge([cup, _thin(plate, 0.0026)]), merge(decor), merge(gold), tea], size)


def _plate(rng: np.random.Generator, size: float) -> Meshes:
    """A dinner plate with blue decor, shown on a wooden stand."""
    r = 0.5 * size
    outer = smooth([(0.52 * r, 0.003), (0.62 * r, 0.005), (0.72 * r, 0.017), (0.86 * r, 0.022), (r, 0.027)], 90)
    body = _thin(outer, 0.0036)
    top = np.concatenate([outer[::-1], [[0.4 * r, 0.003], [0.0, 0.003]]]) + np.array([0, 0.0039])
    wrap = round_wrap(top, radius_m=r)
    decor, count = [], int(rng.integers(10, 17))
    for i in range(count):
        u = 2 * np.pi * r * i / count
        decor.append(
            flower(rng, (u, 0.15 * r), 0.085 * r, wrap) if i % 2 else _scroll(u, 0.15 * r, 0.16 * r, wrap)
        )
    for at, wide in ((0.04, 0.012), (0.29, 0.01), (0.33, 0.02)):
        ring = np.stack([np.linspace(0, 2 * np.pi * r, 181), np.full(181, at * r)], -1)
        decor.append(stroke(ring, wide * r, wrap))
    decor.append(_medallion(rng, r, top[-1, 1] + 0.0004))
    lean = 72.0
    tilt = (lean, 0.0, 0.0)
    stand = _easel(r)
    lift = 0.016
    return fitted(
        [
            placed(body, (0, 0, r * np.sin(np.radians(lean)) + lift), tilt_deg=tilt),
            placed(merge(decor), (0, 0, r * np.sin(np.radians(lean)) + lift), tilt_deg=tilt),
            stand,
        ],
        size * 1.05,
    )


def _scroll(u: float, v: float, size: float, wrap: object) -> Surface:
    t = np.linspace(0.0, 1.9 * np.pi, 30)
    spiral = (0.12 + 0.4 * t / t[-1])[:, None] * np.stack([np.cos(t), np.sin(t)], -1) * size + [u, v]
    return stroke(spiral, 0.11 * size, wrap)  # type: ignore[arg-type]


def _medallion(rng: np.random.Generator, r: float, z: float) -> Surface:
    from assets.forms.kit.applied import flat_wrap

    wrap = flat_wrap((0.0, 0.0, z), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
    pieces = [flower(rng, (0.0, 0.05 * r), 0.19 * r, wrap)]
    for _ in range(5):
        at = rng.uniform(-0.22, 0.22, 2) * r
        pieces.append(spray(rng, (at[0], at[1]), rng.uniform(0.35, 0.55) * r, wrap, blooms=2))
    return merge(pieces)


def _easel(r: float) -> Surface:
    """Two wooden hooks that carry a plate leaning back."""
    pieces = []
    for side in (-1, 1):
        control = [(-0.42 * r, 0.03), (-0.4 * r, 0.012), (-0.28 * r, 0.007), (0.1 * r, 0.02), (0.34 * r, 0.8 * r)]
        plane = flowing(control, 40)
        x = side * (0.4 * r)
        pieces.append(tube(np.stack([np.full(40, x), plane[:, 0], plane[:, 1]], -1), 0.006, sides=10))
        foot = np.array([[x, 0.1 * r, 0.02], [x, 0.5 * r, 0.006]])
        pieces.append(tube(np.linspace(foot[0], foot[1], 8), 0.006, sides=10))
    cross = np.linspace([-0.4 * r, 0.12 * r, 0.03], [0.4 * r, 0.12 * r, 0.03], 6)
    return merge([*pieces, tube(cross, 0.0045, sides=10)])


def _blue_vase(rng: np.random.Generator, size: float) -> Meshes:
    shapes = (
        [(0.6, 0.0), (0.52, 0.06), (0.7, 0.3), (1.0, 0.66), (0.86, 0.82), (0.42, 0.9), (0.4, 0.95), (0.5, 1.0)],
        [(0.5, 0.0), (0.62, 0.08), (1.0, 0.36), (0.7, 0.58), (0.28, 0.72), (0.26, 0.92), (0.38, 1.0)],
        [(0.72, 0.0), (0.74, 0.04), (0.66, 0.3), (0.78, 0.62), (0.72, 0.76), (0.44, 0.86), (0.62, 1.0)],
    )
    radius = size * rng.uniform(0.25, 0.31)
    outer = scaled_outline(shapes[int(rng.integers(3))], radius, size, low_m=0.004)
    length = float(np.linalg.norm(np.diff(outer, axis=0), axis=1).sum())
    wrap = round_wrap(outer)
    decor = [
        _gilt(outer, share * size, wide * size)
        for share, wide in ((0.03, 0.012), (0.06, 0.005), (0.97, 0.012), (0.93, 0.005), (0.8, 0.006))
    ]
    for i in range(4):
        u = 2 * np.pi * radius * (i + rng.uniform(-0.1, 0.1)) / 4
        decor.append(spray(rng, (u, rng.uniform(0.4, 0.46) * length), 0.42 * size, wrap, blooms=3))
        decor.append(flower(rng, (u + 0.6 * radius, 0.6 * length), 0.1 * size, wrap))
    count = 18
    for i in range(count):  # lappets over the foot
        u = 2 * np.pi * radius * i / count
        t = np.linspace(-1.0, 1.0, 15)
        arch = np.stack([u + 0.42 * t * 2 * np.pi * radius / count, (0.15 - 0.055 * t**2) * length], -1)
        decor.append(stroke(arch, 0.006 * size, wrap))
        decor.append(dot((u, 0.11 * length), 0.006 * size, wrap))
    return fitted([_thin(outer, 0.003), merge(decor)], size)


def _basin(rng: np.random.Generator, size: float) -> Meshes:
    """A counter basin with its tap behind it."""
    a, b = 0.5 * size, size * rng.uniform(0.34, 0.42)
    power = rng.uniform(2.2, 5.0)
    high = size * rng.uniform(0.22, 0.3)
    edge, shelf = 0.03 * size, size * rng.uniform(0.1, 0.14)
    levels = [
        (0.74, 0.74, 0.0, 0.0),
        (0.8, 0.8, 0.004, 0.0),
        (0.9, 0.9, 0.45 * high, 0.0),
        (0.985, 0.985, high - edge, 0.0),
        (1.0, 1.0, high - 0.5 * edge, 0.0),
        (0.995, 0.995, high - 0.2 * edge, 0.0),
        (0.975, 0.972, high, 0.0),
        (0.93, (b - 0.6 * shelf) / b, high, -0.5),
        (0.905, (b - 0.72 * shelf) / b, high - 0.15 * edge, -0.52),
        (0.86, (b - 0.85 * shelf) / b, 0.72 * high, -0.5),
        (0.74, 0.6, 0.3 * high, -0.44),
        (0.5, 0.4, 0.17 * high, -0.38),
        (0.2, 0.16, 0.14 * high, -0.3),
        (0.055, 0.055 * a / b, 0.13 * high, -0.3),
    ]
    outline = super_ellipse(1.0, 1.0, power, 128)
    circle = super_ellipse(1.0, 1.0, 2.0, 128)
    rings = []
    for i, (fx, fy, z, back) in enumerate(levels):
        share = max(0.0, (i - 9) / 4)
        shape = outline * (1 - share) + circle * share
        rings.append(np.column_stack([shape[:, 0] * fx * a, shape[:, 1] * fy * b + back * shelf, np.full(128, z)]))
    dense = smooth_rings(np.array(rings), 6)
    body = grid(dense, uvs=None, wrap=True)
    drain = placed(
        merge([ring_of(0.05 * a, 0.006, segments=40), cylinder(0.042 * a, -0.004, 0.003, bevel_m=0.001)]),
        (0, -0.3 * shelf, 0.145 * high),
    )
    overflow = placed(ring_of(0.011, 0.0035, segments=32), (0, b - 1.5 * shelf, 0.64 * high), tilt_deg=(60, 0, 0))
    return fitted([body, merge([drain, overflow, _tap(rng, size, b - 0.42 * shelf, high, b)])], size)


def smooth_rings(rings: np.ndarray, steps: int) -> np.ndarray:
    """(n, sides, 3) rings with ``steps`` spans for one, on monotone cubics."""
    from scipy.interpolate import PchipInterpolator

    t = np.arange(len(rings))
    return np.asarray(
        PchipInterpolator(t, rings, axis=0)(np.linspace(0, len(rings) - 1, steps * (len(rings) - 1) + 1))
    )


def _tap(rng: np.random.Generator, size: float, y: float, z: float, reach: float) -> Surface:
    r = 0.03 * size
    tall = size * rng.uniform(0.2, 0.3)
    control = [
        (0, y, z),
        (0, y, z + 0.6 * tall),
        (0, y - 0.08 * reach, z + 0.95 * tall),
        (0, y - 0.4 * reach, z + tall),
        (0, y - 0.62 * reach, z + 0.86 * tall),
        (0, y - 0.64 * reach, z + 0.74 * tall),
    ]
    neck = tube(flowing(control, 50), np.linspace(r, 0.72 * r, 50), sides=24)
    base = moved(
        turned_solid([(0, 0), (1.9 * r, 0), (1.8 * r, 0.5 * r), (1.1 * r, 0.9 * r), (0, 0.9 * r)], 0.004), y=y, z=z
    )
    knobs = []
    for side in (-1, 1):
        x = side * 0.22 * size
        stem = moved(
            turned_solid(
                [
                    (0, 0),
                    (1.6 * r, 0),
                    (1.5 * r, 0.4 * r),
                    (0.8 * r, 0.8 * r),
                    (0.8 * r, 2.4 * r),
                    (1.2 * r, 2.6 * r),
                    (1.2 * r, 3.4 * r),
                    (0, 3.5 * r),
                ],
                0.003,
            ),
            x=x,
            y=y,
            z=z,
        )
        arms = []
        for turn in (20.0, 110.0):
            rod = turned_solid(
                [(0, -2.4 * r), (0.42 * r, -2.4 * r), (0.34 * r, 0), (0.42 * r, 2.4 * r), (0, 2.4 * r)],
                0.002,
                segments=20,
            )
            arms.append(placed(rod, (x, y, z + 3.0 * r), tilt_deg=(90, 0, turn)))
        knobs += [stem, *arms]
    return merge([neck, base, *knobs])


def _insulator(rng: np.random.Generator, size: float) -> Meshes:
    """A line insulator with sheds on a steel pin, the wire tied in its groove."""
    sheds = int(rng.integers(3, 7))
    r = size * rng.uniform(0.2, 0.26)
    body_low, top = 0.24 * size, size
    pitch = 0.7 * (top - body_low) / sheds
    corners: list[tuple[float, float]] = [(0.0, body_low + 0.02), (0.5 * r, body_low + 0.02)]
    for i in range(sheds):
        z, wide = body_low + i * pitch, r * (1.0 - 0.24 * i / sheds)
        corners += [
            (0.55 * r, z + 0.3 * pitch),
            (0.94 * wide, z),
            (wide, z + 0.06 * pitch),
            (0.6 * r, z + 0.85 * pitch),
        ]
    neck = body_low + sheds * pitch
    left = top - neck
    corners += [
        (0.62 * r, neck),
        (0.46 * r, neck + 0.25 * left),
        (0.46 * r, neck + 0.5 * left),
        (0.62 * r, neck + 0.7 * left),
        (0.5 * r, top),
        (0.0, top),
    ]
    body = turned_solid(corners, 0.12 * pitch, steps=4)
    pin = [
        cylinder(0.16 * r, 0.0, body_low + 0.05, bevel_m=0.002),
        moved(cylinder(0.34 * r, 0.12 * size, 0.15 * size, bevel_m=0.002, segments=6), z=0.0),
        cylinder(0.42 * r, 0.16 * size, 0.175 * size, bevel_m=0.002),
    ]
    t = np.linspace(0, 3.4 * np.pi, 120)
    z = neck + 0.375 * left
    tie = np.stack([0.52 * r * np.cos(t), 0.52 * r * np.sin(t), z + 0.004 * (t / np.pi - 1.7)], -1)
    line = flowing(
        [(-1.5 * r, -0.5 * r, z - 0.06 * size), (0, -0.53 * r, z), (1.5 * r, -0.5 * r, z - 0.05 * size)], 30
    )
    return fitted([body, merge([*pin, tube(tie, 0.0024, sides=8), tube(line, 0.0042, sides=12)])], size)


FORMS = (
    Form(
        name="porcelain_teapot",
        class_name="teapot",
        size_m=(0.18, 0.26),
        parts=(main_part("Body"), part("Flowers", "cobalt_decor", "rose_decor"), part("Gilt", "gilding")),
        build=_porcelain_teapot,
    ),
    Form(
        name="cup_and_saucer",
        class_name="cup and saucer",
        size_m=(0.13, 0.16),
        parts=(
            main_part("Body"),
            part("Flowers", "cobalt_decor", "rose_decor"),
            part("Gilt", "gilding"),
            part("Tea", "tea", "coffee"),
        ),
        build=_cup_and_saucer,
    ),
    Form(
        name="decorated_plate",
        class_name="plate",
        size_m=(0.2, 0.28),
        parts=(main_part("Plate"), part("Decor", "cobalt_decor"), part("Stand", "dark_wood")),
        build=_plate,
    ),
    Form(
        name="blue_and_white_vase",
        class_name="vase",
        size_m=(0.18, 0.4),
        parts=(main_part("Body"), part("Decor", "cobalt_decor")),
        build=_blue_vase,
    ),
    Form(
        name="wash_basin",
        class_name="wash basin",
        size_m=(0.4, 0.6),
        parts=(main_part("Basin"), part("Tap", "chromed_brass")),
        build=_basin,
    ),
    Form(
        name="line_insulator",
        class_name="insulator",
        size_m=(0.18, 0.35),
        parts=(main_part("Insulator"), part("Steelwork", "galvanized_steel")),
        build=_insulator,
    ),
)
