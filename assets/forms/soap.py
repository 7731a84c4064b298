"""Soap: bars with their stamp, cut from a loaf, shells, on a rope, worn thin."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.lettering import raised_text
from assets.forms.kit.mouldings import fitted
from assets.forms.kit.panes import standing_box
from assets.forms.kit.rounds import ball, rod, rounded_rectangle, slab, turned_solid, upright, wire
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import smooth
from assets.meshes.solids import ring_angles
from assets.meshes.surface import Surface, flipped, grid, merge, moved, outward, turned, welded
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]
type Floats = np.ndarray


_NAMES = ("SAVON", "OLIVE", "ROSE", "PURE", "LAVANDE", "72 %", "MILD")


def pillow(
    wide: float, deep: float, tall: float, *, power: float = 2.6, crown: float = 0.35, count: int = 120
) -> Surface:
    """A pressed bar: a rounded outline, a parting line round its middle, both faces domed."""
    angle = ring_angles(count)
    c, s = np.cos(angle), np.sin(angle)
    outline = np.stack(
        [wide / 2 * np.sign(c) * np.abs(c) ** (2 / power), deep / 2 * np.sign(s) * np.abs(s) ** (2 / power)], -1
    )
    t = np.linspace(0, 1, 26)
    half = []
    for x in t:
        share = 1 - x**3 * 0.11
        half.append((share if x < 1 else 0.89, 0.5 * tall * x**0.9))
    inner = [
        (0.89 - 0.89 * u, 0.5 * tall + 0.5 * tall * crown * (1 - (1 - u) ** 2)) for u in np.linspace(0, 1, 22)[1:]
    ]
    upper = [*half, *inner]
    lower = [(f, -z) for f, z in upper][::-1]
    levels = [*lower[:-1], (1.012, 0.0), *upper[1:]]
    rings = np.stack([np.column_stack([outline * f, np.full(count, z)]) for f, z in levels])
    return moved(welded(grid(rings, wrap=True)), z=0.5 * tall * (1 + crown))


def _bar_on_dish(rng: np.random.Generator, size: float) -> Meshes:
    """An oval bar with its name in a sunk field on a ribbed dish, a few blobs of lather."""
    wide, deep, tall = size * 0.74, size * float(rng.uniform(0.46, 0.52)), size * 0.2
    bar = pillow(wide, deep, tall, power=float(rng.uniform(2.1, 3.2)))
    x, y, z = bar.points.T
    top = z > 0.9 * tall
    ring = np.hypot(x / (0.36 * wide), y / (0.34 * deep))
    frame = np.exp(-(((ring - 1) / 0.06) ** 2))
    bar = replace(
        bar,
        points=np.stack(
            [x, y, z - top * 0.010 * size * np.clip((1 - ring) * 8, 0, 1) + top * frame * 0.007 * size], -1
        ),
    )
    name = str(rng.choice(_NAMES))
    high = min(0.2 * deep, 0.5 * wide / (len(name) * 0.95))
    text = moved(
        raised_text(name, high, stroke_m=0.17 * high, relief_m=0.009 * size), z=tall * 1.325 - 0.012 * size
    )
    soap = moved(turned(merge([bar, text]), "z", float(rng.uniform(-14, 14))), z=0.075 * size)
    dish_line = [
        (0.0, 0.0),
        (0.38, 0.0),
        (0.42, 0.01),
        (0.5, 0.085),
        (0.505, 0.092),
        (0.495, 0.095),
        (0.41, 0.03),
        (0.39, 0.024),
        (0.0, 0.022),
    ]
    dish = turned_solid(np.array(dish_line) * size, 96)
    dish = replace(dish, points=dish.points * [1.0, 0.72, 1.0])
    ribs = [
        moved(rod((0, -0.24 * size, 0), (0, 0.24 * size, 0), 0.011 * size), x=k * 0.1 * size, z=0.062 * size)
        for k in range(-3, 4)
    ]
    studs = [
        moved(standing_box(0.012 * size, 0.44 * size, 0.045 * size), x=k * 0.1 * size, z=0.04 * size)
        for k in range(-3, 4)
    ]
    foam = [
        ball(
            float(rng.uniform(0.008, 0.022)) * size,
            (
                float(rng.normal(0.26, 0.05)) * size,
                float(rng.normal(-0.2, 0.04)) * size,
                float(rng.uniform(0.07, 0.10)) * size,
            ),
            segments=14,
        )
        for _ in range(26)
    ]
    return fitted([soap, merge([dish, *ribs, *studs]), merge(foam)], size, crease_deg=[40, 40, 60])


def _cut_bars(rng: np.random.Generator, size: float) -> Meshes:
    """Bars cut by wire from a loaf: a stamp on their front, a paper band round the top one, twine round all."""
    wide, deep, tall = size * 0.92, size * 0.6, size * float(rng.uniform(0.27, 0.31))
    bars, z = [], 0.0
    count = int(rng.integers(2, 4))
    for _ in range(count):
        box = _wobbly_box(rng, wide * float(rng.uniform(0.97, 1.0)), deep, tall)
        name = str(rng.choice(_NAMES))
        high = min(0.42 * tall, 0.8 * wide / (len(name) * 0.95))
        letters = upright(raised_text(name, high, stroke_m=0.16 * high, relief_m=0.022 * tall))
        bar = merge([box, moved(letters, y=-deep / 2 - 0.0003, z=tall / 2)])
        bars.append(moved(turned(bar, "z", float(rng.uniform(-7, 7))), z=z))
        z += tall * 1.004
    top = z
    loop_x = 0.0
    twine = []
    for x in (-0.012 * size, 0.012 * size):
        y = deep / 2 + 0.03 * size
        path = np.array(
            [
                (loop_x + x, -y, 0.004),
                (loop_x + x, -y, top * 0.5),
                (loop_x + x, -y + 0.004, top + 0.001),
                (loop_x + x, 0, top + 0.003),
                (loop_x + x, y, top + 0.001),
                (loop_x + x, y, 0.004),
            ]
        )
        twine.append(wire(path, 0.009 * size, samples=80, sides=8))
    for a in (0.6, 2.5):
        tip = np.array([0.24 * size * np.cos(a), 0.2 * size * np.sin(a) - 0.1 * size, top + 0.012 * size])
        mid = np.array([0.15 * size * np.cos(a), 0.1 * size * np.sin(a), top + 0.1 * size])
        twine.append(
            wire(
                np.array([(0, 0, top + 0.01 * size), mid, tip, (0, 0.0, top + 0.016 * size)]),
                0.008 * size,
                samples=40,
                sides=8,
            )
        )
    return fitted([merge(bars), merge(twine)], size, crease_deg=[34, 40])


def _wobbly_box(rng: np.random.Generator, wide: float, deep: float, tall: float) -> Surface:
    """A cut block: its faces a little uneven, its edges planed."""
    from assets.forms.ice import soft_box

    box = soft_box(np.array([wide, deep, tall]) / 2, 22.0, 30)
    noise = wave_noise(rng, 0.3 * wide)
    push = 0.006 * wide * noise(box.points * [0.4, 1.0, 3.0])
    points = box.points + push[:, None] * np.sign(box.points) * (
        np.abs(box.points) > 0.44 * np.array([wide, deep, tall])
    )
    return moved(replace(box, points=points), z=tall / 2)


def _shell_soaps(rng: np.random.Generator, size: float) -> Meshes:
    """Guest soaps shaped as scallop shells, heaped in a shallow dish."""
    r = size * 0.46
    line = [
        (0, 0.002),
        (0.6 * r, 0.0),
        (0.66 * r, 0.004),
        (r, 0.16 * size),
        (1.02 * r, 0.165 * size),
        (1.0 * r, 0.172 * size),
        (0.95 * r, 0.163 * size),
        (0.62 * r, 0.012),
        (0, 0.009),
    ]
    dish = turned_solid(smooth(np.array(line), 110), 96)
    shells = []
    spots = [
        (0.0, -0.19, 0.04, 14),
        (0.22, 0.06, 0.045, 10),
        (-0.22, 0.05, 0.045, -12),
        (0.02, 0.0, 0.12, 5),
        (0.0, 0.24, 0.06, 0),
    ]
    for x, y, z, lean in spots[: int(rng.integers(4, 6))]:
        one = _scallop(0.17 * size * float(rng.uniform(0.92, 1.05)), int(rng.integers(9, 13)))
        one = turned(turned(turned(one, "z", float(rng.uniform(-35, 35))), "x", 34.0), "y", float(lean))
        shells.append(moved(one, 0.8 * x * size, 0.8 * y * size, z * size + 0.065 * size))
    return fitted([merge(shells), dish], size, crease_deg=[60, 40])


def _scallop(r: float, ribs: int) -> Surface:
    """A fan with ribs from its hinge, domed on top and flat below; its hinge to +y."""
    t = np.linspace(0, 1, 34)[:, None]
    a = np.linspace(-1.25, 1.25, ribs * 10 + 1)[None]
    reach = r * (1.55 + 0.05 * np.cos(a * 2 * np.pi * ribs / 2.5)) * np.cos(0.42 * a) * t
    x, y = reach * np.sin(a), 0.75 * r - reach * np.cos(a)
    dome = 0.55 * r * np.sqrt(np.clip(1 - ((t - 0.42) / 0.6) ** 2, 0.02, 1)) * np.cos(a / 1.35) ** 0.8
    z = dome * (0.92 + 0.08 * np.cos(a * 2 * np.pi * ribs / 2.5)) + 0.02 * r
    top = np.stack([x, y, z], -1)
    low = np.stack([x, y, 0 * z], -1)
    rim = np.concatenate([top[0], top[1:, -1], top[-1, -2::-1], top[-2:0:-1, 0]])
    base = rim * [1, 1, 0.0]
    ears = [
        turned(
            moved(standing_box(0.36 * r, 0.2 * r, 0.16 * r, bevel_m=0.05 * r), s * 0.2 * r, 0.7 * r, 0.12 * r),
            "z",
            0.0,
        )
        for s in (-1, 1)
    ]
    body = merge([flipped(grid(top)), grid(low), flipped(grid(np.stack([base, rim]), wrap=True))])
    return merge([outward(welded(body)), *ears])


def _soap_on_rope(rng: np.random.Generator, size: float) -> Meshes:
    """A thick bar with a loop of rope through it that lies in a bow behind."""
    wide, deep, tall = size * 0.46, size * 0.62, size * 0.17
    bar = pillow(wide, deep, tall, power=float(rng.uniform(2.4, 4.0)), crown=0.25)
    name = str(rng.choice(_NAMES))
    high = min(0.34 * wide, 0.72 * deep / (len(name) * 0.85))
    x, y, z = bar.points.T
    field = np.clip((1 - np.hypot(x / (0.34 * wide), y / (0.42 * deep)) ** 4) * 3, 0, 1) * (z > 0.8 * tall)
    bar = replace(bar, points=np.stack([x, y, z - 0.006 * size * field], -1))
    text = turned(raised_text(name, high, stroke_m=0.17 * high, relief_m=0.01 * size), "z", -90.0)
    text = moved(text, z=1.25 * tall - 0.009 * size)
    r = 0.02 * size
    path = np.array(
        [
            (-0.05 * size, 0.5 * deep - 0.02 * size, 0.6 * tall),
            (-0.09 * size, 0.62 * deep, 0.4 * tall),
            (-0.26 * size, 0.85 * deep, r),
            (-0.2 * size, 1.1 * deep, r),
            (0.02 * size, 1.12 * deep, r),
            (0.2 * size, 1.0 * deep, r),
            (0.18 * size, 0.8 * deep, r),
            (0.08 * size, 0.62 * deep, 0.4 * tall),
            (0.05 * size, 0.5 * deep - 0.02 * size, 0.6 * tall),
        ]
    )
    line = smooth(path, 130)
    strands = []
    t = np.linspace(0, 2 * np.pi * 17, 130)
    for k in range(3):
        a = t + 2 * np.pi * k / 3
        strands.append(wire(line + 0.55 * r * np.stack([np.cos(a), 0 * a, np.sin(a)], -1), 0.62 * r, sides=8))
    knot = [
        ball(1.5 * r, (0.0 + dx * r, 0.53 * deep + dy * r, 0.55 * tall + dz * r), segments=16)
        for dx, dy, dz in ((-0.8, 0, 0.4), (0.8, 0.2, 0.2), (0, 0.7, -0.3))
    ]
    turn = float(rng.uniform(66, 100))
    pose = [turned(p, "z", turn) for p in (merge([bar, text]), merge([*strands, *knot]))]
    return fitted(pose, size, crease_deg=[40, 60])


def _worn_bar(rng: np.random.Generator, size: float) -> Meshes:
    """A bar used thin: a waist, cracks along it, lather and drops about it on a wet slate."""
    wide, deep, tall = size * 0.72, size * 0.44, size * 0.13
    bar = pillow(wide, deep, tall, power=2.5, crown=0.3, count=240)
    x, y, z = bar.points.T
    waist = 1 - 0.14 * np.exp(-((x / (0.2 * wide)) ** 2))
    noise = wave_noise(rng, 0.5 * wide)
    crack = np.zeros_like(x)
    for _ in range(6):
        middle, bend = float(rng.uniform(-0.3, 0.3)) * deep, float(rng.uniform(-0.2, 0.2))
        line = (
            y
            - middle
            - bend * x
            - 0.03 * size * np.sin(x * 40 / size * float(rng.uniform(0.6, 1.2)) + float(rng.uniform(0, 6)))
        )
        crack = np.maximum(
            crack,
            np.exp(-((line / (0.008 * size)) ** 2))
            * np.exp(-(((x - float(rng.uniform(-0.3, 0.3)) * wide) / (0.22 * wide)) ** 2)),
        )
    top = np.clip((z / tall - 0.5) * 3, 0, 1)
    points = np.stack([x, y * waist, z * (1 + 0.07 * noise(bar.points)) - top * crack * 0.022 * size], -1)
    soap = moved(turned(replace(bar, points=points), "z", float(rng.uniform(-20, 20))), z=0.03 * size)
    foam = []
    for _ in range(90):
        a = float(rng.uniform(0, 6.28))
        s = float(np.exp(rng.uniform(np.log(0.004), np.log(0.02)))) * size
        d = float(rng.normal(1.06, 0.08))
        foam.append(
            ball(s, (0.5 * wide * d * np.cos(a), 0.5 * deep * d * np.sin(a), 0.03 * size + 0.6 * s), segments=12)
        )
    stone = slab(rounded_rectangle(size, 0.74 * size, 0.05 * size), 0, 0.03 * size, bevel_m=0.006 * size)
    return fitted([soap, merge(foam), stone], size, crease_deg=[50, 60, 30])


FORMS: tuple[Form, ...] = (
    Form(
        name="soap_on_dish",
        class_name="bar of soap",
        size_m=(0.1, 0.13),
        parts=(main_part("Soap"), part("Dish", "white_porcelain", "beech", "steel"), part("Lather", "lather")),
        build=_bar_on_dish,
    ),
    Form(
        name="cut_soap_bars",
        class_name="bar of soap",
        size_m=(0.08, 0.1),
        parts=(main_part("Soap"), part("Twine", "hemp_rope")),
        build=_cut_bars,
    ),
    Form(
        name="shell_soaps",
        class_name="guest soap",
        size_m=(0.11, 0.15),
        parts=(main_part("Soap"), part("Dish", "white_porcelain", "clear_glass")),
        build=_shell_soaps,
    ),
    Form(
        name="soap_on_rope",
        class_name="soap on a rope",
        size_m=(0.14, 0.19),
        parts=(main_part("Soap"), part("Rope", "hemp_rope", "white_cord")),
        build=_soap_on_rope,
    ),
    Form(
        name="worn_soap",
        class_name="bar of soap",
        size_m=(0.09, 0.12),
        parts=(main_part("Soap"), part("Lather", "lather"), part("Stone", "slate")),
        build=_worn_bar,
    ),
)
