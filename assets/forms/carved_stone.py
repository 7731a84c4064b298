"""Stone that is found, split and carved: boulder, dry wall, cobbles, mortar, column, milestone; marble head, slabs."""

from __future__ import annotations

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
    half_space,
    joined,
    limb,
    sculpted,
)
from assets.forms.kit.joinery import board
from assets.forms.kit.mouldings import cylinder, fitted, flowing, lathed, placed, round_sheet, tube, turned_solid
from assets.forms.kit.rough_stone import boulder, rough_block
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, box_mapped, grounded, merge, moved, rotation
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


def _boulder(rng: np.random.Generator, size: float) -> Meshes:
    """A cracked boulder with smaller pieces and grass at its foot."""
    big = boulder(rng, (1.0, rng.uniform(0.6, 0.85), rng.uniform(0.6, 0.8)), cells=64)
    big = moved(big, z=-float(np.quantile(big.points[:, 2], 0.06)))
    p = big.points.copy()
    p[:, 2] = np.maximum(p[:, 2], 0.0)
    from dataclasses import replace

    stones = [replace(big, points=p)]
    for _ in range(int(rng.integers(2, 4))):
        s, a = rng.uniform(0.12, 0.28), rng.uniform(-160, -20)
        small = grounded(boulder(rng, (s, s * 0.8, s * 0.6), facets=7, cells=24))
        stones.append(moved(small, 0.52 * np.cos(np.radians(a)), 0.42 * np.sin(np.radians(a)) - 0.12, -0.01))
    tufts = [placed(_grown(tuft(rng, (0, 0, 0)), 1.6), (0.5 * np.cos(a), 0.4 * np.sin(a) - 0.02, 0.0)) for a in np.radians(rng.uniform(-200, 20, 16))]
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
            stone = rough_block(rng, (wide - 0.006, deep, high * rng.uniform(0.92, 1.0)), round_m=0.014, depth_m=0.007, cells=15, chips=int(rng.integers(1, 4)))
            stones.append(moved(placed(stone, tilt_deg=(0, float(rng.normal(0, 1.5)), float(rng.normal(0, 1.5)))), x + wide / 2, rng.normal(0, 0.012), z + high / 2))
            x += wide
        z += high - 0.004
    x = -long / 2
    while x < long / 2 - 0.04:
        wide = rng.uniform(0.05, 0.1)
        stone = rough_block(rng, (wide, 0.36, rng.uniform(0.15, 0.2)), round_m=0.02, depth_m=0.008, cells=14, chips=3)
        stones.append(moved(placed(stone, tilt_deg=(0, float(rng.uniform(8, 20)), 0)), x + wide / 2, rng.normal(0, 0.01), z + 0.075))
        x += wide * 0.98
    core = board(long * 0.97, 0.22, z, (0, 0, 0))
    ferns = [_grown(tuft(rng, (0, 0, 0)), 2.2) for _ in range(6)]
    grass = [moved(f, rng.uniform(-0.7, 0.7), -0.2, 0.0) for f in ferns]
    spin = float(rng.uniform(-20, 12))
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in (merge(stones), core, merge(grass))], size, crease_deg=28)


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
            stone = placed(stone, tilt_deg=(float(rng.normal(0, 2)), float(rng.normal(0, 2)), float(rng.normal(0, 2)) + 180 * float(rng.integers(2))))
            stones.append(moved(stone, x + wide / 2, (j - rows / 2) * pitch + bow, 0.04 + rng.normal(0, 0.003)))
            if rng.random() < 0.12:
                tufts.append(tuft(rng, (x, (j - rows / 2 + 0.5) * pitch + bow, 0.055)))
            x += wide
    bed = board(columns * pitch * 1.02, rows * pitch * 1.03, 0.058, (0.02, -0.05, 0.0), edge_m=0.006)
    spin = float(rng.uniform(-35, 20))
    parts = [merge(stones), bed, merge(tufts or [tuft(rng, (0, 0, 0.05))])]
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in parts], size, crease_deg=40)


def mortar(rng: np.random.Generator, size: float, *, rough: bool) -> Meshes:
    """A mortar with lugs and lip, its pestle in it, spice within."""
    high = rng.uniform(0.62, 0.8)
    kind = int(rng.integers(3))
    shapes = ([(0.3, 0.0), (0.34, 0.03), (0.26, 0.12), (0.28, 0.16), (0.46, 0.5), (0.5, high)], [(0.38, 0.0), (0.42, 0.04), (0.48, 0.4), (0.5, high)], [(0.32, 0.0), (0.36, 0.04), (0.5, 0.42), (0.48, high)])
    outer = smooth(shapes[kind], 80)
    wall = rng.uniform(0.07, 0.09)
    inside = smooth([(outer[-1, 0] - wall, high), (0.85 * outer[-1, 0] - wall, 0.55 * high), (0.16, 0.2), (0.0, 0.17)], 50)
    rim = [(outer[-1, 0] + 0.012, high - 0.02), (outer[-1, 0] + 0.012, high + 0.015), (outer[-1, 0] - wall, high + 0.018)]
    body = lathed(np.concatenate([[[0, 0]], outer[:-1], rounded([outer[-1], *rim, inside[1]], 0.014, 4)[1:-1], inside[1:]]), 140)
    angle = np.arctan2(body.points[:, 1], body.points[:, 0])
    lip = np.exp(-(((angle + 2.4) / 0.16) ** 2)) * np.clip((body.points[:, 2] - 0.75 * high) / (0.25 * high), 0, 1)
    p = body.points.copy()
    p[:, :2] *= (1 + 0.13 * lip)[:, None]
    p[:, 2] -= 0.03 * lip
    from dataclasses import replace

    body = replace(body, points=p)
    if rough:
        noise, pit = wave_noise(rng, 0.12, octaves=3), wave_noise(rng, 0.03)
        out = lambda q, n: (0.006 * noise(q) + 0.004 * pit(q)) * (np.einsum("ij,ij->i", n[:, :2], q[:, :2]) > 0)  # noqa: E731
        body = displaced(_one(body), out)
    lugs = [placed(rounded_box((0.13, 0.16, 0.12), 0.035), (s * 0.5 * 0.97, 0, high - 0.15)) for s in (-1, 1)] if kind != 2 or rng.random() < 0.4 else []
    pestle = turned_solid([(0, -0.02), (0.09, 0.0), (0.105, 0.07), (0.075, 0.2), (0.058, 0.5), (0.072, 0.62), (0.06, 0.68), (0, 0.7)], 0.04, segments=56, steps=6)
    tilt = float(rng.uniform(24, 34))
    stick = placed(pestle, (-0.12, -0.03, 0.24), tilt_deg=(0, tilt, float(rng.uniform(-40, 20))))
    spice = moved(lathed(np.array([[0, -0.02], [0.24, 0.0], [0.24, 0.01], [0.15, 0.035], [0, 0.05]]), 48), z=0.3)
    seeds = []
    for _ in range(60):
        a, q = rng.uniform(0, 2 * np.pi), 0.22 * np.sqrt(rng.random())
        seeds.append(placed(_seed(), (q * np.cos(a), q * np.sin(a), 0.352 - 0.12 * q)))
    return fitted([merge([body, *lugs, stick]), merge([spice, *seeds])], size)


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
    radius = r * (1 - 0.05 * (z - base)) * (1 - 0.075 * fade * np.sqrt(np.clip(1 - (1 - in_flute) ** 2, 0, 1)) * (in_flute > 0.14))
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
    mould = [(0, 0.09), (0.44, 0.09), (0.455, 0.12), (0.44, 0.155), (0.4, 0.16), (0.36, 0.175), (0.36, 0.19), (0.375, 0.2), (0.38, 0.215), (0.36, 0.232), (0.315, 0.236), (0.31, 0.25), (0, 0.25)]
    foot = turned_solid(mould, 0.012, segments=128)
    plinth = _chipped_block(rng, (0.94, 0.94, 0.095))
    drum = []
    if rng.random() < 0.6:
        small = boulder(rng, (0.22, 0.16, 0.13), cells=26)
        drum.append(moved(grounded(small), rng.uniform(-0.45, 0.45), -0.62, 0.0))
    return fitted([merge([shaft, foot, plinth, *drum]), merge([tuft(rng, (rng.uniform(-0.45, 0.45), -0.49, 0.0)) for _ in range(9)])], size, crease_deg=30)


def _chipped_block(rng: np.random.Generator, size: tuple[float, float, float]) -> Surface:
    cell = max(size) / 60
    steps: list[Step] = [joined(block((0, 0, size[2] / 2), size, 0.006))]
    for _ in range(4):
        corner = np.array([rng.choice([-0.5, 0.5]) * size[0], -0.5 * size[1] if rng.random() < 0.7 else 0.5 * size[1], size[2] * rng.choice([1.0, 1.0, 0.0])])
        if rng.random() < 0.5:
            corner[0] *= rng.uniform(-0.9, 0.9)
        steps.append(carved(ellipsoid(corner, rng.uniform(0.03, 0.08, 3)), 0.004))
    return sculpted(steps, cell)


def _milestone(rng: np.random.Generator, size: float) -> Meshes:
    """An upright stone with a round head, cut letters filled dark, leaning a little in grass."""
    from assets.forms.kit.lettering import raised_text

    wide, high, thick = 0.46, 1.0, rng.uniform(0.14, 0.2)
    head = rng.random() < 0.7
    steps: list[Step] = [joined(block((0, 0, 0.5 * high - 0.1), (wide, thick, high - 0.2 + 0.2 * (not head)), 0.012))]
    if head:
        from assets.forms.kit.blocks import drum

        steps.append(joined(drum((0, 0, high - 0.2), 1, wide / 2, thick, 0.012), 0.004))
    for _ in range(5):
        corner = np.array([rng.choice([-1, 1]) * wide / 2, -thick / 2, rng.uniform(0.1, 0.9) * high])
        steps.append(carved(ellipsoid(corner, rng.uniform(0.02, 0.05, 3)), 0.006))
    steps.append(carved(block((0, -thick / 2 - 0.012, 0.52 * high), (0.8 * wide, 0.034, 0.62 * high), 0.01), 0.003) if rng.random() < 0.5 else carved(ellipsoid((wide / 2, 0, 0.95 * high), (0.09, 0.2, 0.07)), 0.01))
    body = sculpted(steps, 0.013)
    coarse, fine = wave_noise(rng, 0.3, octaves=3), wave_noise(rng, 0.05, octaves=2)
    body = displaced(body, lambda p, n: 0.0035 * coarse(p) + 0.0018 * fine(p))
    sunk = float(-body.points[(np.abs(body.points[:, 0]) < 0.05) & (np.abs(body.points[:, 2] - 0.5) < 0.1)][:, 1].min())
    words = rng.permutation(["ROMA", "BATH", "YORK", "KOELN", "LYON", "EXETER", "GENT", "PARMA"])[:2]
    lines = [(str(words[0]), 0.7, 0.085), (f"{int(rng.integers(3, 98))} M", 0.53, 0.12), (str(words[1]), 0.36, 0.085), (str(int(rng.integers(1690, 1880))), 0.24, 0.06)]
    cut = []
    for word, z, tall in lines:
        tall = min(tall, 0.72 * wide / len(word))
        cut.append(placed(raised_text(word, tall, stroke_m=0.16 * tall, relief_m=0.0028), (0, -sunk + 0.0005, z), tilt_deg=(90, 0, 0)))
    grass = [_grown(tuft(rng, (0, 0, 0)), rng.uniform(1.2, 2.4)) for _ in range(18)]
    grass = [moved(g, rng.uniform(-0.3, 0.3), rng.uniform(-0.16, 0.02) - 0.06, 0.0) for g in grass]
    lean = (float(rng.uniform(-5, 1)), float(rng.uniform(-5, 5)), float(rng.uniform(-12, 12)))
    from dataclasses import replace

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
        stone = placed(scaled(samples[k % 9], s), tilt_deg=(float(rng.normal(0, 9)), float(rng.normal(0, 9)), float(rng.uniform(0, 360))))
        lift = 0.12 * max(0.0, 1 - q / 0.3) * rng.random()
        stones.append(moved(grounded(stone), q * np.cos(a), q * np.sin(a) * 0.8, lift))
    z = 0.09
    for s in (0.36, 0.29, 0.23, 0.16)[: int(rng.integers(3, 5))]:
        stone = grounded(placed(scaled(samples[int(rng.integers(9))], s, s * 0.85, s * 0.75), tilt_deg=(0, 0, float(rng.uniform(0, 360)))))
        stones.append(moved(stone, rng.normal(0, 0.008), rng.normal(0, 0.008), z))
        z += float(stone.points[:, 2].max()) * 0.93
    sand = moved(lathed(np.array([[0.0, 0.0], [0.56, 0.0], [0.5, 0.012], [0, 0.03]]), 72), z=0.0)
    return fitted([merge(stones), sand], size, crease_deg=60)


def _pebble(rng: np.random.Generator) -> Surface:
    flat, long = rng.uniform(0.42, 0.62), rng.uniform(0.68, 0.95)
    stone = sculpted([joined(ellipsoid((0, 0, 0), (0.5, 0.5 * long, 0.5 * flat)))], 0.045)
    noise = wave_noise(rng, 0.9)
    return displaced(stone, lambda p, n: 0.045 * noise(p))


def _head(rng: np.random.Generator, size: float) -> Meshes:
    """A classical head on a short neck and socle: curls, straight nose, blank eyes; at times the nose is broken."""
    jaw, brow = rng.uniform(0.93, 1.06), rng.uniform(-0.002, 0.004)
    beard = rng.random() < 0.35
    steps: list[Step] = [
        joined(ellipsoid((0, 0.018, 0.075), (0.074, 0.094, 0.086))),  # skull
        joined(ellipsoid((0, -0.028, 0.02), (0.058 * jaw, 0.062, 0.085)), 0.03),  # face
        joined(ellipsoid((0, -0.06, -0.052), (0.026 * jaw, 0.024, 0.022)), 0.03),  # chin
        joined(limb([(-0.046 * jaw, 0.0, -0.02), (0, -0.055, -0.052), (0.046 * jaw, 0.0, -0.02)], [0.018, 0.016, 0.018]), 0.02),
        joined(limb([(0, 0.03, -0.02), (0, 0.035, -0.1), (0, 0.04, -0.15)], [0.046, 0.046, 0.056]), 0.03),
        joined(limb([(-0.034, -0.078, 0.048 + brow), (0, -0.089, 0.043 + brow), (0.034, -0.078, 0.048 + brow)], [0.011, 0.009, 0.011]), 0.014),
    ]
    for s in (-1, 1):
        steps += [
            carved(ellipsoid((s * 0.029, -0.095, 0.029), (0.016, 0.0125, 0.0095)), 0.014),
            joined(ellipsoid((s * 0.029, -0.0765, 0.027), (0.0145, 0.0125, 0.0115)), 0.002),
            joined(limb([(s * 0.014, -0.0845, 0.029), (s * 0.029, -0.0885, 0.036), (s * 0.044, -0.077, 0.0285)], 0.0024), 0.002),
            joined(limb([(s * 0.015, -0.084, 0.024), (s * 0.029, -0.0865, 0.0185), (s * 0.043, -0.077, 0.0235)], 0.0018), 0.002),
            joined(ellipsoid((s * 0.037, -0.066, -0.006), (0.021, 0.018, 0.02)), 0.02),
            joined(ellipsoid((s * 0.072, 0.012, 0.02), (0.009, 0.017, 0.03), rotation("x", -12)), 0.006),
            carved(ellipsoid((s * 0.079, 0.007, 0.022), (0.006, 0.009, 0.017), rotation("x", -12)), 0.004),
        ]
    broken = rng.random() < 0.4
    steps.append(joined(limb([(0, -0.086, 0.046), (0, -0.101, 0.012)], [0.0085, 0.0115]), 0.008))
    if not broken:
        steps.append(joined(ellipsoid((0, -0.108, 0.004), (0.0125, 0.0125, 0.0095)), 0.006))
        steps += [joined(ellipsoid((s * 0.0115, -0.099, 0.001), (0.007, 0.009, 0.007)), 0.004) for s in (-1, 1)]
        steps += [carved(ellipsoid((s * 0.006, -0.103, -0.0075), (0.0035, 0.005, 0.004)), 0.002) for s in (-1, 1)]
    else:
        steps.append(carved(half_space((0, -0.1, 0.006), (0, 1.0, 0.25)), 0.001))
    steps += [
        joined(limb([(-0.022, -0.083, -0.0225), (-0.006, -0.0955, -0.018), (0, -0.095, -0.0195), (0.006, -0.0955, -0.018), (0.022, -0.083, -0.0225)], [0.003, 0.0058, 0.0052, 0.0058, 0.003]), 0.004),
        joined(limb([(-0.019, -0.083, -0.0265), (0, -0.0945, -0.0305), (0.019, -0.083, -0.0265)], [0.003, 0.0072, 0.003]), 0.004),
        carved(limb([(-0.023, -0.0855, -0.0232), (0, -0.1005, -0.0238), (0.023, -0.0855, -0.0232)], 0.0016), 0.002),
    ]  # fmt: skip
    steps += _curls(rng, beard)
    turned = float(rng.uniform(-16, 16))
    head = sculpted(steps, 0.0027)
    head = placed(head, tilt_deg=(float(rng.uniform(-9, 1)), float(rng.uniform(-5, 5)), turned))
    bust = sculpted([
        joined(limb([(0, 0.035, -0.06), (0, 0.04, -0.19)], [0.05, 0.062])),
        joined(ellipsoid((0, 0.045, -0.225), (0.115, 0.066, 0.055)), 0.04),
        carved(block((0, 0.04, -0.33), (0.6, 0.6, 0.16), 0.0), 0.004),
        joined(limb([(0, 0.035, -0.24), (0, 0.035, -0.3)], [0.05, 0.035]), 0.012),
    ], 0.004)  # fmt: skip
    bust = moved(bust, z=0.04)
    socle = turned_solid([(0, -0.34), (0.072, -0.34), (0.074, -0.325), (0.06, -0.315), (0.045, -0.3), (0.05, -0.285), (0, -0.285)], 0.005, segments=64)
    socle = moved(socle, 0, 0.035, 0.04)
    plinth = moved(rounded_box((0.17, 0.17, 0.035), 0.003), 0, 0.035, -0.335)
    spin = float(rng.uniform(-10, 22))
    return fitted([placed(merge([head, bust, socle]), tilt_deg=(0, 0, spin)), placed(plinth, tilt_deg=(0, 0, spin))], size, crease_deg=60)


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
                p = np.array([0.054 * np.cos(a) * grow, -0.012 + 0.066 * np.sin(a) * grow, z + rng.normal(0, 0.002)])
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
    slab = plate(outline, 0.4, 0.4 + thick, holes=[hole] if hole is not None else [], bevel_m=0.45 * thick, steps=5)
    splash = board(wide, 0.02, 0.11, (0, deep / 2 - 0.012, 0.4 + thick), edge_m=0.004)
    cupboard = [board(wide - 0.04, deep - 0.05, 0.4, (0, 0.005, 0.0)), *[board(wide / 2 - 0.03, 0.02, 0.34, (s * (wide / 4 - 0.004), -deep / 2 + 0.022, 0.03), edge_m=0.004) for s in (-1, 1)]]
    metal = []
    if hole is not None:
        rings = [np.column_stack([hole * f + (1 - f) * np.array([0.14, -0.01]), np.full(len(hole), z)]) for f, z in ((1.02, 0.4), (1.0, 0.395), (0.96, 0.27), (0.85, 0.255), (0.1, 0.25))]
        from assets.meshes.surface import grid

        metal.append(box_mapped(grid(np.array(rings), wrap=True)))
        metal.append(moved(cylinder(0.024, 0.2495, 0.254, segments=32), 0.14, -0.01))
        neck = flowing([(0.14, 0.17, 0.4 + thick), (0.14, 0.17, 0.62), (0.14, 0.12, 0.7), (0.14, 0.05, 0.68), (0.14, 0.03, 0.62)], 40)
        metal.append(tube(neck, 0.0115, sides=20))
        metal.append(moved(cylinder(0.024, 0.4 + thick, 0.43 + thick, bevel_m=0.004), 0.14, 0.17))
        metal.append(tube(np.linspace([0.15, 0.17, 0.5], [0.22, 0.16, 0.53], 8), 0.006, sides=12))
    knobs = [placed(cylinder(0.011, 0.0, 0.022, bevel_m=0.003), (s * 0.04, -deep / 2 + 0.012, 0.3), tilt_deg=(90, 0, 0)) for s in (-1, 1)]
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
    slab = plate(outline, 0.02, 0.075, holes=[circle(0.022, 24, centre=(0.42 if round_one else 0.45, 0.0))], bevel_m=0.01, steps=4)
    feet = [moved(cylinder(0.03, 0.0, 0.022, bevel_m=0.004), x, y) for x in (-0.25, 0.25) for y in (-0.18, 0.18)]
    wedge = rounded([(0.0, 0.0), (0.34, -0.09), (0.34, 0.11)], 0.012, 4, closed=True)
    cheese = [moved(plate(wedge, 0.0, 0.13, bevel_m=0.006), -0.3, 0.04, 0.075)]
    cheese.append(moved(placed(plate(wedge * [0.8, 0.5], 0.0, 0.03, bevel_m=0.004), tilt_deg=(0, 0, 24)), -0.25, -0.14, 0.075))
    blade = placed(plate(rounded([(0, -0.03), (0.26, -0.035), (0.33, 0.02), (0.3, 0.03), (0, 0.022)], 0.01, 4, closed=True), 0.0, 0.006, bevel_m=0.002), (0.08, -0.14, 0.08), tilt_deg=(0, 0, -14))
    grip = placed(tube(np.linspace([0, 0, 0], [-0.2, 0, 0.0], 12), np.linspace(0.016, 0.022, 12), sides=16), (0.085, -0.144, 0.094), tilt_deg=(0, 0, -14))
    spin = float(rng.uniform(-40, 0))
    parts = [merge([slab, *feet]), merge(cheese), blade, grip]
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in parts], size)


def _fire_surround(rng: np.random.Generator, size: float) -> Meshes:
    """A mantelshelf on fluted jambs with roundels, black iron grate within, hearth slab."""
    wide, high = 1.4, 1.15
    stone = [board(wide + 0.16, 0.24, 0.035, (0, 0, high), edge_m=0.01), board(wide + 0.1, 0.19, 0.03, (0, 0.0, high - 0.03), edge_m=0.012), board(wide + 0.05, 0.16, 0.018, (0, 0.0, high - 0.047), edge_m=0.006)]
    stone.append(board(wide, 0.1, 0.2, (0, 0.02, high - 0.245), edge_m=0.003))
    for s in (-1, 1):
        x = s * (wide / 2 - 0.11)
        stone.append(moved(rounded_box((0.22, 0.13, high - 0.045), 0.004), x, 0.01, 0.0))
        stone.append(moved(rounded_box((0.24, 0.16, 0.14), 0.006), x, 0.005, 0.0))
        for k in range(5):
            flute = tube(np.linspace([0, 0, 0.2], [0, 0, high - 0.33], 8), 0.013, sides=16)
            stone.append(moved(flute, x + (k - 2) * 0.037, -0.056))
        disc = turned_solid([(0, 0), (0.085, 0), (0.085, 0.012), (0.07, 0.02), (0.062, 0.008), (0.045, 0.008), (0.03, 0.022), (0, 0.026)], 0.005, segments=56)
        stone.append(placed(disc, (x, -0.052, high - 0.15), tilt_deg=(90, 0, 0)))
    for k in range(int(rng.integers(3, 6)) * 2 + 1):
        x = (k - 5) * 0.085
        if abs(x) < wide / 2 - 0.27:
            stone.append(placed(turned_solid([(0, 0), (0.03, 0), (0.024, 0.012), (0, 0.018)], 0.004, segments=24), (x, -0.028, high - 0.15), tilt_deg=(90, 0, 0)))
    stone.append(board(wide + 0.1, 0.5, 0.045, (0, -0.17, -0.045), edge_m=0.008))
    back = [board(wide - 0.42, 0.02, high - 0.24, (0, 0.09, 0.0)), *[placed(board(0.1, 0.02, high - 0.24, (0, 0, 0)), (s * (wide / 2 - 0.26), 0.05, 0.0), tilt_deg=(0, 0, s * 50)) for s in (-1, 1)]]
    bars = [board(0.52, 0.016, 0.016, (0, -0.03, z)) for z in np.linspace(0.1, 0.26, 5)]
    bars += [moved(rounded_box((0.022, 0.022, 0.34), 0.006), s * 0.26, -0.03, 0.0) for s in (-1, 1)]
    logs = [placed(tube(np.linspace([-0.2, 0, 0], [0.2, 0, 0], 6), 0.045, sides=14), (0.02 * k, 0.03, 0.14 + 0.06 * k), tilt_deg=(0, 8 * (-1) ** k, 14 * (-1) ** k)) for k in range(3)]
    spin = float(rng.uniform(-22, 8))
    parts = [merge(stone), merge([*back, *bars]), merge(logs)]
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in parts], size)


FORMS = (
    Form(name="boulder", class_name="boulder", size_m=(0.5, 1.3), parts=(main_part("Stones"), part("Grass", "green_leaf")), build=_boulder),
    Form(name="dry_stone_wall", class_name="dry stone wall", size_m=(1.2, 1.8), parts=(main_part("Stones"), part("Core", "potting_soil"), part("Grass", "green_leaf")), build=_dry_wall),
    Form(name="cobbles", class_name="cobblestones", size_m=(0.8, 1.5), parts=(main_part("Setts"), part("Bed", "sand_bed"), part("Grass", "green_leaf")), build=_cobbles),
    Form(name="stone_mortar", class_name="mortar and pestle", size_m=(0.14, 0.22), parts=(main_part("Mortar"), part("Spice", "ground_spice")), build=partial(mortar, rough=True)),
    Form(name="marble_mortar", class_name="mortar and pestle", size_m=(0.14, 0.2), parts=(main_part("Mortar"), part("Spice", "ground_spice")), build=partial(mortar, rough=False)),
    Form(name="column_stump", class_name="column", size_m=(0.6, 1.3), parts=(main_part("Column"), part("Grass", "green_leaf")), build=column),
    Form(name="milestone", class_name="milestone", size_m=(0.6, 1.1), parts=(main_part("Stone"), part("Letters", "dark_paint"), part("Grass", "green_leaf")), build=_milestone),
    Form(name="pebble_cairn", class_name="pebbles", size_m=(0.25, 0.5), parts=(main_part("Pebbles"), part("Sand", "sand_bed")), build=_pebbles),
    Form(name="statue_head", class_name="statue", size_m=(0.4, 0.6), parts=(main_part("Head"), part("Plinth", "dark_stone", "dark_wood")), build=_head),
    Form(name="counter_slab", class_name="counter", size_m=(0.7, 1.3), parts=(main_part("Slab"), part("Tap", "brass", "steel"), part("Cupboard", "dark_wood", "white_paint")), build=counter),
    Form(name="cheese_board", class_name="cheese board", size_m=(0.26, 0.42), parts=(main_part("Board"), part("Cheese", "cheese"), part("Blade", "steel"), part("Grip", "brass", "dark_wood")), build=_cheese_board),
    Form(name="fire_surround", class_name="fireplace", size_m=(1.3, 1.7), parts=(main_part("Surround"), part("Iron", "black_iron"), part("Logs", "oak_bark")), build=_fire_surround),
)  # fmt: skip
