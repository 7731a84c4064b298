"""Concrete cast in place: barrier, steps, wall with tie holes."""

from __future__ import annotations

import itertools

import numpy as np

from assets.forms.cast_concrete import rebar
from assets.forms.form import Form, main_part, part
from assets.forms.kit.joinery import board
from assets.forms.kit.metre_solids import plate
from assets.forms.kit.mouldings import (
    bar,
    cylinder,
    fitted,
    placed,
    ring_of,
    round_sheet,
    tube,
)
from assets.forms.kit.outlines import circle
from assets.forms.kit.rough_stone import broken_edge
from assets.meshes.curves import rounded
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, box_mapped, merge, moved
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


def _barrier(rng: np.random.Generator, size: float) -> Meshes:
    """A road barrier: flared foot, lifting slots, scupper, reflectors on top."""
    high = 0.81
    half = [(0.3, 0.0), (0.3, 0.075), (0.13, 0.33), (0.085, high - 0.03), (0.07, high)]
    outline = np.array([*half, *[(-a, b) for a, b in half[::-1]]])
    outline = rounded(outline, [0.012, 0.02, 0.04, 0.015, 0.02, 0.02, 0.015, 0.04, 0.02, 0.012], 4, closed=True)
    long = rng.uniform(1.5, 2.0)
    body = bar(outline, long, bevel_m=0.012)
    dark = [board(0.22, 0.66, 0.09, (s * 0.27 * long, 0, -0.002), edge_m=0.01) for s in (-1, 1)]
    loops = []
    for s in (-1, 1):
        t = np.linspace(0, np.pi, 24)
        loops.append(
            tube(
                np.stack([s * 0.27 * long + 0.07 * np.cos(t), 0 * t, high - 0.01 + 0.06 * np.sin(t)], -1),
                0.008,
                sides=10,
            )
        )
    for s in (-1, 1):
        loops += [
            placed(ring_of(0.028, 0.01, segments=32, sides=12), (s * (long / 2 + 0.02), 0, z), tilt_deg=(0, 0, 0))
            for z in (0.2, 0.6)
        ]
    lights = [
        placed(board(0.09, 0.012, 0.05, edge_m=0.003), (x * long, -0.122, 0.52), tilt_deg=(7, 0, 0))
        for x in (-0.3, 0.0, 0.3)
    ]
    spin = float(rng.uniform(-25, 8))
    return fitted(
        [placed(p, tilt_deg=(0, 0, spin)) for p in (body, merge(loops), merge(dark), merge(lights))], size
    )


def steps(rng: np.random.Generator, size: float) -> Meshes:
    """Three to five steps between low cheeks, chamfered and chipped at the nosings, a steel rail beside."""
    count = int(rng.integers(3, 5))
    rise, going, wide = 0.165, 0.31, rng.uniform(1.0, 1.3)
    body = []
    for i in range(count):
        deep = going * (count - i)
        z = i * rise
        n = 90
        x = np.linspace(-wide / 2, wide / 2, n)
        wear = 0.004 * np.abs(broken_edge(rng, n, 1.0)) + 0.006 * np.exp(-((x / (0.3 * wide)) ** 2)) * (i > 0)
        chips = np.zeros(n)
        for _ in range(int(rng.integers(1, 3))):
            at, half = rng.uniform(-0.45, 0.45) * wide, rng.uniform(0.02, 0.05)
            chips += rng.uniform(0.015, 0.035) * np.clip(1 - ((x - at) / half) ** 2, 0, 1)
        body.append(
            _worn_step(
                x, 0.014 + wear + chips * (0.7 + 0.3 * rng.random(n)), y0=i * going, deep=deep, z=z, rise=rise
            )
        )
    rail = []
    if rng.random() < 0.7:
        s = float(rng.choice([-1, 1])) * (wide / 2 - 0.05)
        tops = [(s, 0.1, rise), (s, going * (count - 0.6), rise * count)]
        for p in tops:
            rail.append(tube(np.linspace(p, (p[0], p[1], p[2] + 0.85), 6), 0.018, sides=14))
            rail.append(moved(cylinder(0.045, 0, 0.008, bevel_m=0.002), *p))
        slope = np.linspace((s, -0.06, rise + 0.85 - 0.1), (s, going * count, rise * count + 0.85 + 0.1), 8)
        rail.append(tube(slope, 0.022, sides=16))
    else:
        rail.append(moved(cylinder(0.02, 0, 0.012, segments=20), 0.3 * wide, 0.1, rise))
    spin = float(rng.uniform(-28, 18))
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in (merge(body), merge(rail))], size)


def _worn_step(x: np.ndarray, cut: np.ndarray, *, y0: float, deep: float, z: float, rise: float) -> Surface:
    """A block whose upper front edge is cut back by ``cut`` at each x."""
    from assets.meshes.surface import outward

    zero = 0 * x
    rows = [
        (zero + y0 + deep, zero),
        (zero + y0, zero),
        (zero + y0, rise - cut),
        (y0 + 0.35 * cut, rise - 0.3 * cut),
        (y0 + cut, rise + zero),
        (y0 + deep + zero, rise + zero),
    ]
    rings = np.stack([np.stack([x, y, z + h], -1) for y, h in rows], 1)
    return outward(box_mapped(round_sheet(rings)))


def _cast_wall(rng: np.random.Generator, size: float) -> Meshes:
    """A piece of wall with board print, tie holes in a grid, lift lines and a rusty bar at the top."""
    wide, high, thick = 1.0, rng.uniform(0.75, 1.0), 0.14
    boards = int(rng.integers(6, 10))
    holes = [
        circle(0.016, 28, centre=(float(px), float(pz))) for px in (-0.3, 0.3) for pz in (0.22 * high, 0.74 * high)
    ]
    step = high / boards
    body = []
    for i in range(boards):
        low, top = i * step, (i + 1) * step
        joints = sorted([-wide / 2, *([float(rng.uniform(-0.3, 0.3))] if rng.random() < 0.7 else []), wide / 2])
        for a, b in itertools.pairwise(joints):
            out = rng.uniform(0.0, 0.0045)
            inner = [
                h
                for h in holes
                if low + 0.02 < h[:, 1].mean() < top - 0.02 and a + 0.02 < h[:, 0].mean() < b - 0.02
            ]
            shape = [
                (a + 0.0008, low + 0.0008),
                (b - 0.0008, low + 0.0008),
                (b - 0.0008, top - 0.0008),
                (a + 0.0008, top - 0.0008),
            ]
            face = plate(np.array(shape), 0.0, 0.02 + out, holes=inner, bevel_m=0.0012, steps=1)
            body.append(placed(face, (0, 0.02, 0), tilt_deg=(90, 0, 0)))
    body.append(moved(rounded_box((wide, thick, high), 0.004), 0, 0.005 + thick / 2 + 0.006, 0))
    rust = [
        placed(
            cylinder(0.0095, -0.002, 0.002, segments=24),
            (h[:, 0].mean(), 0.011, h[:, 1].mean()),
            tilt_deg=(90, 0, 0),
        )
        for h in holes
    ]
    bars = [
        rebar(
            np.linspace(
                [px, 0.07, high - 0.05], [px + rng.normal(0, 0.01), 0.07, high + rng.uniform(0.08, 0.2)], 30
            ),
            0.0075,
        )
        for px in np.linspace(-0.42, 0.42, int(rng.integers(4, 7)))
    ]
    return fitted([merge(body), merge([*rust, *bars])], size)


FORMS = (
    Form(
        name="road_barrier",
        class_name="road barrier",
        size_m=(1.4, 2.0),
        parts=(
            main_part("Barrier"),
            part("Loops", "rusty_steel", "galvanized_steel"),
            part("Slots", "black_iron"),
            part("Reflectors", "red_plastic", "orange_plastic"),
        ),
        build=_barrier,
    ),
    Form(
        name="garden_steps",
        class_name="steps",
        size_m=(1.1, 1.8),
        parts=(main_part("Steps"), part("Rail", "galvanized_steel", "black_iron")),
        build=steps,
    ),
    Form(
        name="cast_wall",
        class_name="concrete wall",
        size_m=(1.0, 2.0),
        parts=(main_part("Wall"), part("Bars", "rusty_steel")),
        build=_cast_wall,
    ),
)
