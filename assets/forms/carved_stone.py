"""Stone that is found, split and carved: boulder, dry wall, cobbles, mortar, column, milestone, pebbles."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from assets.forms.cast_concrete import tuft
from assets.forms.form import Form, main_part, part
from assets.forms.kit.blocks import block
from assets.forms.kit.distance_fields import (
    Step,
    carved,
    displaced,
    ellipsoid,
    joined,
    sculpted,
)
from assets.forms.kit.joinery import board
from assets.forms.kit.mouldings import fitted, lathed, placed, round_sheet, turned_solid
from assets.forms.kit.rough_stone import boulder, rough_block
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, box_mapped, grounded, merge, moved
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


def _boulder(rng: np.random.Generator, size: float) -> Meshes:
    """A cracked boulder with smaller pieces and grass at its foot."""
    big = boulder(rng, (1.0, rng.uniform(0.6, 0.85), rng.uniform(0.6, 0.8)), cells=64)
    big = moved(big, z=-float(np.quantile(big.points[:, 2], 0.06)))
    p = big.points.copy()
    p[:, 2] = np.maximum(p[:, 2], 0.0)
    stones = [replace(big, points=p)]
    for _ in range(int(rng.integers(2, 4))):
        s, a = rng.uniform(0.12, 0.28), rng.uniform(-160, -20)
        small = grounded(boulder(rng, (s, s * 0.8, s * 0.6), facets=7, cells=24))
        stones.append(moved(small, 0.52 * np.cos(np.radians(a)), 0.42 * np.sin(np.radians(a)) - 0.12, -0.01))
    tufts = [
        placed(_grown(tuft(rng, (0, 0, 0)), 1.6), (0.5 * np.cos(a), 0.4 * np.sin(a) - 0.02, 0.0))
        for a in np.radians(rng.uniform(-200, 20, 16))
    ]
    return fitted([merge(stones), merge(tufts)], size, crease_deg=24)


def _grown(surface: Surface, factor: float) -> Surface:
    from assets.meshes.surface import scaled

    return scaled(surface, factor)


def _dry_wall(rng: np.random.Generator, size: float) -> Meshes:
    """A wall of split stones without mortar, cope stones on edge along its top, fern in a gap."""
    long, courses = 1.5, int(rng.integers(5, 7))
    z, stones = 0.0, []
    for row in range(courses):
        high = rng.uniform(0.085, 0.15) * (1.15 - 0.25 * row / courses)
        x = -long / 2 + rng.uniform(-0.02, 0.02)
        while x < long / 2 - 0.05:
            wide = min(rng.uniform(0.12, 0.34), long / 2 - x + 0.01)
            deep = 0.36 - 0.02 * row
            stone = rough_block(
                rng,
                (wide - 0.006, deep, high * rng.uniform(0.92, 1.0)),
                round_m=0.014,
                depth_m=0.007,
                cells=15,
                chips=int(rng.integers(1, 4)),
            )
            stones.append(
                moved(
                    placed(stone, tilt_deg=(0, float(rng.normal(0, 1.5)), float(rng.normal(0, 1.5)))),
                    x + wide / 2,
                    rng.normal(0, 0.012),
                    z + high / 2,
                )
            )
            x += wide
        z += high - 0.004
    x = -long / 2
    while x < long / 2 - 0.04:
        wide = rng.uniform(0.05, 0.1)
        stone = rough_block(
            rng, (wide, 0.36, rng.uniform(0.15, 0.2)), round_m=0.02, depth_m=0.008, cells=14, chips=3
        )
        stones.append(
            moved(
                placed(stone, tilt_deg=(0, float(rng.uniform(8, 20)), 0)),
                x + wide / 2,
                rng.normal(0, 0.01),
                z + 0.075,
            )
        )
        x += wide * 0.98
    core = board(long * 0.97, 0.22, z, (0, 0, 0))
    ferns = [_grown(tuft(rng, (0, 0, 0)), 2.2) for _ in range(6)]
    grass = [moved(f, rng.uniform(-0.7, 0.7), -0.2, 0.0) for f in ferns]
    spin = float(rng.uniform(-20, 12))
    return fitted(
        [placed(p, tilt_deg=(0, 0, spin)) for p in (merge(stones), core, merge(grass))], size, crease_deg=28
    )


def _cobbles(rng: np.random.Generator, size: float) -> Meshes:
    """Setts in rows, tops worn round, sand in the joints, grass tufts."""
    stones, tufts, pitch = [], [], 0.1
    rows, columns = int(rng.integers(7, 10)), int(rng.integers(8, 11))
    fan = rng.random() < 0.4
    samples = [rough_block(rng, (0.094, 0.094, 0.08), round_m=0.022, depth_m=0.004, cells=14) for _ in range(10)]
    for j in range(rows):
        x = -columns * pitch / 2 + (0.5 * pitch if j % 2 else 0.0)
        while x < columns * pitch / 2 - 0.02:
            wide = pitch * rng.uniform(0.85, 1.25)
            piece = samples[int(rng.integers(10))]
            from assets.meshes.surface import scaled

            stone = scaled(piece, wide / pitch, rng.uniform(0.96, 1.03), 1.0)
            bow = 0.05 * np.cos(np.pi * x / (columns * pitch)) if fan else 0.0
            stone = placed(
                stone,
                tilt_deg=(
                    float(rng.normal(0, 2)),
                    float(rng.normal(0, 2)),
                    float(rng.normal(0, 2)) + 180 * float(rng.integers(2)),
                ),
            )
            stones.append(moved(stone, x + wide / 2, (j - rows / 2) * pitch + bow, 0.04 + rng.normal(0, 0.003)))
            if rng.random() < 0.12:
                tufts.append(tuft(rng, (x, (j - rows / 2 + 0.5) * pitch + bow, 0.055)))
            x += wide
    bed = board(columns * pitch * 1.02, rows * pitch * 1.03, 0.058, (0.02, -0.05, 0.0), edge_m=0.006)
    spin = float(rng.uniform(-35, 20))
    parts = [merge(stones), bed, merge(tufts or [tuft(rng, (0, 0, 0.05))])]
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in parts], size, crease_deg=40)


def _mortar_bowl(high: float, kind: int, wall: float) -> Surface:
    """A turned bowl of one of three outlines with a lip to pour by."""
    shapes = (
        [(0.3, 0.0), (0.34, 0.03), (0.26, 0.12), (0.28, 0.16), (0.46, 0.5), (0.5, high)],
        [(0.38, 0.0), (0.42, 0.04), (0.48, 0.4), (0.5, high)],
        [(0.32, 0.0), (0.36, 0.04), (0.5, 0.42), (0.48, high)],
    )
    outer = smooth(shapes[kind], 80)
    inside = smooth(
        [(outer[-1, 0] - wall, high), (0.85 * outer[-1, 0] - wall, 0.55 * high), (0.16, 0.2), (0.0, 0.17)], 50
    )
    rim = [
        (outer[-1, 0] + 0.012, high - 0.02),
        (outer[-1, 0] + 0.012, high + 0.015),
        (outer[-1, 0] - wall, high + 0.018),
    ]
    body = lathed(
        np.concatenate([[[0, 0]], outer[:-1], rounded([outer[-1], *rim, inside[1]], 0.014, 4)[1:-1], inside[1:]]),
        140,
    )
    angle = np.arctan2(body.points[:, 1], body.points[:, 0])
    lip = np.exp(-(((angle + 2.4) / 0.16) ** 2)) * np.clip((body.points[:, 2] - 0.75 * high) / (0.25 * high), 0, 1)
    p = body.points.copy()
    p[:, :2] *= (1 + 0.13 * lip)[:, None]
    p[:, 2] -= 0.03 * lip
    return replace(body, points=p)


def _pestle() -> Surface:
    """A turned pestle upright on its head."""
    return turned_solid(
        [
            (0, -0.02),
            (0.09, 0.0),
            (0.105, 0.07),
            (0.075, 0.2),
            (0.058, 0.5),
            (0.072, 0.62),
            (0.06, 0.68),
            (0, 0.7),
        ],
        0.04,
        segments=56,
        steps=6,
    )


def _spice_heap(rng: np.random.Generator) -> Surface:
    """A low heap of powder with seeds on it."""
    spice = moved(lathed(np.array([[0, -0.02], [0.24, 0.0], [0.24, 0.01], [0.15, 0.035], [0, 0.05]]), 48), z=0.3)
    seeds = []
    for _ in range(60):
        a, q = rng.uniform(0, 2 * np.pi), 0.22 * np.sqrt(rng.random())
        seeds.append(placed(_seed(), (q * np.cos(a), q * np.sin(a), 0.352 - 0.12 * q)))
    return merge([spice, *seeds])


def mortar(rng: np.random.Generator, size: float, *, rough: bool) -> Meshes:
    """A mortar with lugs and lip, its pestle in it, spice within."""
    high = rng.uniform(0.62, 0.8)
    kind = int(rng.integers(3))
    body = _mortar_bowl(high, kind, rng.uniform(0.07, 0.09))
    if rough:
        noise, pit = wave_noise(rng, 0.12, octaves=3), wave_noise(rng, 0.03)
        out = lambda q, n: (0.006 * noise(q) + 0.004 * pit(q)) * (np.einsum("ij,ij->i", n[:, :2], q[:, :2]) > 0)
        body = displaced(_one(body), out)
    lugs = (
        [placed(rounded_box((0.13, 0.16, 0.12), 0.035), (s * 0.5 * 0.97, 0, high - 0.15)) for s in (-1, 1)]
        if kind != 2 or rng.random() < 0.4
        else []
    )
    tilt = float(rng.uniform(24, 34))
    stick = placed(_pestle(), (-0.12, -0.03, 0.24), tilt_deg=(0, tilt, float(rng.uniform(-40, 20))))
    return fitted([merge([body, *lugs, stick]), _spice_heap(rng)], size)


def _one(surface: Surface) -> Surface:
    from assets.meshes.surface import welded

    return welded(surface)


def _seed() -> Surface:
    from assets.forms.kit.mouldings import ball_at

    return ball_at(0.017, (0, 0, 0), segments=10)


def column(rng: np.random.Generator, size: float) -> Meshes:
    """A fluted stump on its moulded base, broken off above; a square plinth below."""
    flutes = int(rng.choice([16, 20, 24]))
    r, base = 0.3, 0.24
    tall = rng.uniform(0.75, 1.1)
    columns = flutes * 16
    angle = np.arange(columns) * 2 * np.pi / columns
    rows = 60
    z = base + (tall - base) * np.linspace(0, 1, rows)[:, None]
    in_flute = np.abs(np.sin(flutes * angle / 2))[None]
    fade = np.clip((z - base - 0.02) / 0.05, 0, 1) ** 0.5
    radius = (
        r
        * (1 - 0.05 * (z - base))
        * (1 - 0.075 * fade * np.sqrt(np.clip(1 - (1 - in_flute) ** 2, 0, 1)) * (in_flute > 0.14))
    )
    cut = tall - 0.12 + 0.1 * np.cos(angle - rng.uniform(-2.5, -0.5)) * rng.uniform(0.4, 1.0)
    noise = wave_noise(rng, 0.2, octaves=3)
    x, y = radius * np.cos(angle), radius * np.sin(angle)
    cut = cut[None] + 0.03 * noise(np.stack([x, y, 0 * x], -1))
    top_z = np.minimum(z, cut)
    rings = np.stack([x, y, top_z], -1)
    crown = []
    for f in (0.97, 0.8, 0.55, 0.3, 0.08):
        ring = rings[-1] * [f, f, 1.0]
        flat = cut[-1] * f + (1 - f) * cut[-1].mean() + 0.035 * noise(ring * [1, 1, 0] + [0, 0, f]) * (1 - f + 0.2)
        crown.append(np.column_stack([ring[:, :2], flat]))
    shaft = box_mapped(round_sheet(np.concatenate([rings, np.array(crown)])))
    mould = [
        (0, 0.09),
        (0.44, 0.09),
        (0.455, 0.12),
        (0.44, 0.155),
        (0.4, 0.16),
        (0.36, 0.175),
        (0.36, 0.19),
        (0.375, 0.2),
        (0.38, 0.215),
        (0.36, 0.232),
        (0.315, 0.236),
        (0.31, 0.25),
        (0, 0.25),
    ]
    foot = turned_solid(mould, 0.012, segments=128)
    plinth = _chipped_block(rng, (0.94, 0.94, 0.095))
    drum = []
    if rng.random() < 0.6:
        small = boulder(rng, (0.22, 0.16, 0.13), cells=26)
        drum.append(moved(grounded(small), rng.uniform(-0.45, 0.45), -0.62, 0.0))
    return fitted(
        [
            merge([shaft, foot, plinth, *drum]),
            merge([tuft(rng, (rng.uniform(-0.45, 0.45), -0.49, 0.0)) for _ in range(9)]),
        ],
        size,
        crease_deg=30,
    )


def _chipped_block(rng: np.random.Generator, size: tuple[float, float, float]) -> Surface:
    cell = max(size) / 60
    steps: list[Step] = [joined(block((0, 0, size[2] / 2), size, 0.006))]
    for _ in range(4):
        corner = np.array(
            [
                rng.choice([-0.5, 0.5]) * size[0],
                -0.5 * size[1] if rng.random() < 0.7 else 0.5 * size[1],
                size[2] * rng.choice([1.0, 1.0, 0.0]),
            ]
        )
        if rng.random() < 0.5:
            corner[0] *= rng.uniform(-0.9, 0.9)
        steps.append(carved(ellipsoid(corner, rng.uniform(0.03, 0.08, 3)), 0.004))
    return sculpted(steps, cell)


def _milestone(rng: np.random.Generator, size: float) -> Meshes:
    """An upright stone with a round head, cut letters filled dark, leaning a little in grass."""
    from assets.forms.kit.lettering import raised_text

    wide, high, thick = 0.46, 1.0, rng.uniform(0.14, 0.2)
    head = rng.random() < 0.7
    steps: list[Step] = [
        joined(block((0, 0, 0.5 * high - 0.1), (wide, thick, high - 0.2 + 0.2 * (not head)), 0.012))
    ]
    if head:
        from assets.forms.kit.blocks import drum

        steps.append(joined(drum((0, 0, high - 0.2), 1, wide / 2, thick, 0.012), 0.004))
    for _ in range(5):
        corner = np.array([rng.choice([-1, 1]) * wide / 2, -thick / 2, rng.uniform(0.1, 0.9) * high])
        steps.append(carved(ellipsoid(corner, rng.uniform(0.02, 0.05, 3)), 0.006))
    steps.append(
        carved(block((0, -thick / 2 - 0.012, 0.52 * high), (0.8 * wide, 0.034, 0.62 * high), 0.01), 0.003)
        if rng.random() < 0.5
        else carved(ellipsoid((wide / 2, 0, 0.95 * high), (0.09, 0.2, 0.07)), 0.01)
    )
    body = sculpted(steps, 0.013)
    coarse, fine = wave_noise(rng, 0.3, octaves=3), wave_noise(rng, 0.05, octaves=2)
    body = displaced(body, lambda p, _: 0.0035 * coarse(p) + 0.0018 * fine(p))
    sunk = float(
        -body.points[(np.abs(body.points[:, 0]) < 0.05) & (np.abs(body.points[:, 2] - 0.5) < 0.1)][:, 1].min()
    )
    words = rng.permutation(["ROMA", "BATH", "YORK", "KOELN", "LYON", "EXETER", "GENT", "PARMA"])[:2]
    lines = [
        (str(words[0]), 0.7, 0.085),
        (f"{int(rng.integers(3, 98))} M", 0.53, 0.12),
        (str(words[1]), 0.36, 0.085),
        (str(int(rng.integers(1690, 1880))), 0.24, 0.06),
    ]
    cut = []
    for word, z, most in lines:
        tall = min(most, 0.72 * wide / len(word))
        cut.append(
            placed(
                raised_text(word, tall, stroke_m=0.16 * tall, relief_m=0.0028),
                (0, -sunk + 0.0005, z),
                tilt_deg=(90, 0, 0),
            )
        )
    grass = [_grown(tuft(rng, (0, 0, 0)), rng.uniform(1.2, 2.4)) for _ in range(18)]
    grass = [moved(g, rng.uniform(-0.3, 0.3), rng.uniform(-0.16, 0.02) - 0.06, 0.0) for g in grass]
    lean = (float(rng.uniform(-5, 1)), float(rng.uniform(-5, 5)), float(rng.uniform(-12, 12)))
    body = placed(body, tilt_deg=lean)
    p = body.points.copy()
    p[:, 2] = np.maximum(p[:, 2], 0.0)
    return fitted([replace(body, points=p), placed(merge(cut), tilt_deg=lean), merge(grass)], size, crease_deg=34)


def _pebbles(rng: np.random.Generator, size: float) -> Meshes:
    """River pebbles in a heap, one balanced on two in the middle."""
    stones = []
    samples = [_pebble(rng) for _ in range(9)]
    from assets.meshes.surface import scaled

    for k in range(42):
        q, a = 0.5 * np.sqrt(rng.random()), rng.uniform(0, 2 * np.pi)
        s = rng.uniform(0.09, 0.2)
        stone = placed(
            scaled(samples[k % 9], s),
            tilt_deg=(float(rng.normal(0, 9)), float(rng.normal(0, 9)), float(rng.uniform(0, 360))),
        )
        lift = 0.12 * max(0.0, 1 - q / 0.3) * rng.random()
        stones.append(moved(grounded(stone), q * np.cos(a), q * np.sin(a) * 0.8, lift))
    z = 0.09
    for s in (0.36, 0.29, 0.23, 0.16)[: int(rng.integers(3, 5))]:
        stone = grounded(
            placed(
                scaled(samples[int(rng.integers(9))], s, s * 0.85, s * 0.75),
                tilt_deg=(0, 0, float(rng.uniform(0, 360))),
            )
        )
        stones.append(moved(stone, rng.normal(0, 0.008), rng.normal(0, 0.008), z))
        z += float(stone.points[:, 2].max()) * 0.93
    sand = moved(lathed(np.array([[0.0, 0.0], [0.56, 0.0], [0.5, 0.012], [0, 0.03]]), 72), z=0.0)
    return fitted([merge(stones), sand], size, crease_deg=60)


def _pebble(rng: np.random.Generator) -> Surface:
    flat, long = rng.uniform(0.42, 0.62), rng.uniform(0.68, 0.95)
    stone = sculpted([joined(ellipsoid((0, 0, 0), (0.5, 0.5 * long, 0.5 * flat)))], 0.045)
    noise = wave_noise(rng, 0.9)
    return displaced(stone, lambda p, _: 0.045 * noise(p))


FORMS = (
    Form(
        name="boulder",
        class_name="boulder",
        size_m=(0.5, 1.3),
        parts=(main_part("Stones"), part("Grass", "green_leaf")),
        build=_boulder,
    ),
    Form(
        name="dry_stone_wall",
        class_name="dry stone wall",
        size_m=(1.2, 1.8),
        parts=(main_part("Stones"), part("Core", "potting_soil"), part("Grass", "green_leaf")),
        build=_dry_wall,
    ),
    Form(
        name="cobbles",
        class_name="cobblestones",
        size_m=(0.8, 1.5),
        parts=(main_part("Setts"), part("Bed", "sand_bed"), part("Grass", "green_leaf")),
        build=_cobbles,
    ),
    Form(
        name="stone_mortar",
        class_name="mortar and pestle",
        size_m=(0.14, 0.22),
        parts=(main_part("Mortar"), part("Spice", "ground_spice")),
        build=partial(mortar, rough=True),
    ),
    Form(
        name="marble_mortar",
        class_name="mortar and pestle",
        size_m=(0.14, 0.2),
        parts=(main_part("Mortar"), part("Spice", "ground_spice")),
        build=partial(mortar, rough=False),
    ),
    Form(
        name="column_stump",
        class_name="column",
        size_m=(0.6, 1.3),
        parts=(main_part("Column"), part("Grass", "green_leaf")),
        build=column,
    ),
    Form(
        name="milestone",
        class_name="milestone",
        size_m=(0.6, 1.1),
        parts=(main_part("Stone"), part("Letters", "dark_paint"), part("Grass", "green_leaf")),
        build=_milestone,
    ),
    Form(
        name="pebble_cairn",
        class_name="pebbles",
        size_m=(0.25, 0.5),
        parts=(main_part("Pebbles"), part("Sand", "sand_bed")),
        build=_pebbles,
    ),
)
