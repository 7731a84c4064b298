"""Candles: pillars, tapers, tea lights, a stub in a bottle, birthday candles; runs, pools, wicks and flames."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assets.forms.form import Form, FormPart, main_part, part
from assets.forms.kit.mouldings import fitted, round_sheet
from assets.forms.kit.rounds import around, turned_solid, wire
from assets.forms.kit.vessels import glass_body, inside_of
from assets.meshes.curves import smooth
from assets.meshes.solids import ring_angles
from assets.meshes.surface import Surface, grid, merge, moved, turned, welded
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]
type Floats = np.ndarray


_BURNING: tuple[FormPart, ...] = (part("Wick", "wick"), part("Flame", "flame"))


def candle_body(
    rng: np.random.Generator,
    radius: float,
    tall: float,
    *,
    runs: int,
    foot_m: float | None = None,
    pool_m: float = 0.006,
    points: tuple[int, int] = (144, 120),
) -> Surface:
    """A burning candle on z = 0: a pool inside an uneven rim, runs down its side that end in drops."""
    columns, rows = points
    angle = ring_angles(columns)[None]
    share = np.linspace(0, 1, rows)[:, None]
    lean = 0.35 * pool_m * (np.sin(angle + rng.uniform(0, 6)) + 0.5 * np.sin(3 * angle + rng.uniform(0, 6)))
    height = share * (tall + lean)
    base = np.broadcast_to(radius + ((foot_m or radius) - radius) * (1 - share), (rows, columns)).copy()
    relief = _wax_runs(rng, angle, share, (radius, tall), runs)
    outer = np.stack([base + relief, height], -1)
    top = tall + lean
    bands = [np.zeros((1, columns, 2)), outer, *_wax_rim(base[-1:], relief[-1:], top, (radius, pool_m))]
    bands += _wax_pool(radius, tall - pool_m, columns)
    everything = np.concatenate(bands)
    r, z = everything[..., 0], everything[..., 1]
    rings = np.stack([r * np.cos(angle), r * np.sin(angle), z], -1)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(r.mean(1)), np.diff(z.mean(1))))])
    uvs = np.stack(np.broadcast_arrays(np.linspace(0, 2 * np.pi * radius, columns + 1), along[:, None]), -1)
    return welded(grid(rings, uvs=uvs, wrap=True))


def _wax_runs(
    rng: np.random.Generator, angle: Floats, share: Floats, size: tuple[float, float], runs: int
) -> Floats:
    """The relief of runs down a candle's side of that (radius, height), each ending in a drop."""
    radius, tall = size
    relief = np.zeros((share.shape[0], angle.shape[1]))
    for _ in range(runs):
        middle, end = float(rng.uniform(0, 2 * np.pi)), float(rng.uniform(0.02, 0.75))
        wide, thick = float(rng.uniform(0.0022, 0.0042)), float(rng.uniform(0.0016, 0.0032))
        drift = middle + 0.06 * np.sin(5 * share + rng.uniform(0, 6))
        across = radius * (np.mod(angle - drift + np.pi, 2 * np.pi) - np.pi)
        drop = np.hypot(across / 1.45, (share - end - 0.01) * tall / 1.7)
        body = np.exp(-((across / wide) ** 2)) / (1 + np.exp(-(share - end) * tall / 0.0025))
        relief = np.maximum(relief, thick * np.maximum(body, 1.35 * np.exp(-((drop / wide) ** 2))))
    return np.asarray(relief + 0.0002 * np.sin(3 * angle + 9 * share))


def _wax_rim(base: Floats, relief: Floats, top: Floats, size: tuple[float, float]) -> list[Floats]:
    """Rings over a candle's rim and down to its pool; ``size`` is (radius, depth of the pool)."""
    radius, pool_m = size
    rim = []
    steps = ((0.0006, -0.0006), (0.0016, -0.0008), (0.003, 0.0002), (0.0044, 0.5 * pool_m), (0.007, 0.9 * pool_m))
    for inset, sink in steps:
        r = base + relief * np.clip(1 - inset / 0.004, 0, 1) - min(inset, 0.6 * radius)
        rim.append(np.stack(np.broadcast_arrays(r, top - sink), -1))
    return rim


def _wax_pool(radius: float, flat: float, columns: int) -> list[Floats]:
    """Rings of the molten pool's surface, down to its middle."""
    inner = radius - min(0.007, 0.6 * radius)
    return [
        np.stack(np.broadcast_arrays(np.full((1, columns), f * inner), np.full((1, columns), flat)), -1)
        for f in (0.93, 0.5, 0.0)
    ]


def wick_and_flame(
    rng: np.random.Generator, at: tuple[float, float, float], flame_m: float
) -> tuple[Surface, Surface]:
    """A bent wick from ``at`` and the flame about its tip."""
    bend = float(rng.uniform(0.001, 0.003)) * flame_m / 0.03
    long = 0.28 * flame_m
    path = np.array([(0, 0, -0.004), (0, 0, 0.4 * long), (0.5 * bend, 0, 0.8 * long), (bend, 0, long)])
    wick = wire(path, max(0.0006, 0.022 * flame_m), sides=8, samples=16)
    line = (
        np.array([(0.0, 0.0), (0.085, 0.04), (0.14, 0.2), (0.13, 0.36), (0.07, 0.66), (0.02, 0.9), (0.0, 1.0)])
        * flame_m
    )
    body = turned_solid(smooth(line, 50), 28)
    body = replace(
        body,
        points=body.points
        + np.stack(
            [0.12 * bend * (body.points[:, 2] / flame_m) ** 2 * 10, 0 * body.points[:, 2], 0 * body.points[:, 2]],
            -1,
        ),
    )
    return moved(wick, *at), moved(body, at[0] + 0.4 * bend, at[1], at[2] + 0.55 * long)


def _pillar(rng: np.random.Generator, size: float) -> Meshes:
    """A pillar candle on a saucer, burnt down a little."""
    total = size
    flame_m = float(rng.uniform(0.028, 0.036))
    tall = total - 0.006 - 1.1 * flame_m
    radius = float(np.clip(tall * rng.uniform(0.32, 0.46), 0.018, 0.04))
    body = moved(candle_body(rng, radius, tall, runs=int(rng.integers(5, 10)), pool_m=0.008), z=0.0046)
    wick, flame = wick_and_flame(rng, (0, 0, tall - 0.0036), flame_m)
    plate_r = min(radius * float(rng.uniform(1.5, 1.75)), size * 0.48)
    line = [
        (0, 0.002),
        (0.55 * plate_r, 0.002),
        (0.57 * plate_r, 0),
        (0.61 * plate_r, 0),
        (0.63 * plate_r, 0.003),
        (0.96 * plate_r, 0.011),
        (plate_r, 0.0115),
        (0.995 * plate_r, 0.0128),
        (0.93 * plate_r, 0.0125),
        (0.64 * plate_r, 0.0045),
        (0, 0.0043),
    ]
    plate = turned_solid(smooth(np.array(line), 110), 96)
    return fitted([body, wick, flame, plate], size, crease_deg=[60, 40, 60, 40])


def _holder_cup(radius: float, low: float) -> list[tuple[float, float]]:
    """The line of a candlestick's cup about a taper's foot."""
    return [
        (radius * 1.35, low - 0.004),
        (radius * 1.25, low + 0.010),
        (radius * 1.7, low + 0.012),
        (radius * 1.7, low + 0.014),
        (radius * 1.06, low + 0.0145),
        (radius * 1.04, low - 0.0005),
        (0, low - 0.0005),
    ]


def _chamber_stick(radius: float, low: float, pan: float, handle_deg: float) -> Surface:
    """A chamber candlestick: a wide pan with a loop to carry it."""
    line = [
        (0, 0),
        (0.8 * pan, 0),
        (0.97 * pan, 0.012),
        (pan, 0.013),
        (0.99 * pan, 0.016),
        (0.94 * pan, 0.0145),
        (0.78 * pan, 0.004),
        (radius * 1.6, 0.004),
        *_holder_cup(radius, low),
    ]
    loop = wire(
        np.array(
            [
                (pan * 0.97, 0, 0.012),
                (pan + 0.02, 0, 0.028),
                (pan + 0.034, 0, 0.016),
                (pan + 0.02, 0, 0.004),
                (pan * 0.98, 0, 0.009),
            ]
        ),
        0.0026,
        samples=40,
    )
    return merge([turned_solid(smooth(np.array(line), 200), 80), turned(loop, "z", handle_deg)])


def _turned_stick(radius: float, low: float, pan: float) -> Surface:
    """A turned candlestick on a wide foot."""
    line = [
        (0, 0),
        (pan, 0),
        (pan * 1.01, 0.006),
        (0.75 * pan, 0.014),
        (0.3 * pan, 0.03),
        (radius * 0.8, 0.3 * low),
        (radius * 1.4, 0.46 * low),
        (radius * 0.7, 0.56 * low),
        (radius * 1.1, 0.75 * low),
        (radius * 0.9, 0.86 * low),
        *_holder_cup(radius, low),
    ]
    return turned_solid(smooth(np.array(line), 200), 80)


def _taper(rng: np.random.Generator, size: float) -> Meshes:
    """A taper in a turned or chamber candlestick, wax down its side and over the pan."""
    chamber = bool(rng.integers(2))
    flame_m = 0.036
    low = size * (0.16 if chamber else float(rng.uniform(0.22, 0.3)))
    tall = size - low - flame_m * 1.15
    radius = float(np.clip(size * 0.055, 0.009, 0.012))
    body = moved(
        candle_body(rng, radius * 0.88, tall, runs=int(rng.integers(5, 9)), foot_m=radius, pool_m=0.003), z=low
    )
    wick, flame = wick_and_flame(rng, (0, 0, low + tall - 0.002), flame_m)
    if chamber:
        stick = _chamber_stick(radius, low, size * 0.25, float(rng.uniform(-50, 10)))
    else:
        stick = _turned_stick(radius, low, size * 0.17)
    return fitted([body, wick, flame, stick], size, crease_deg=[60, 40, 60, 36])


def _tea_lights(rng: np.random.Generator, size: float) -> Meshes:
    """Three to five tea lights in their metal cups."""
    count = int(rng.integers(3, 6))
    r = 0.0195
    flame_m = 0.022
    ring_r = r * (1.25 if count == 3 else 1.55 if count == 4 else 1.85)
    wax, wicks, flames, cups = [], [], [], []
    for k in range(count):
        a = 2 * np.pi * k / count + float(rng.uniform(-0.12, 0.12)) + 0.4
        x, y = ring_r * np.cos(a), ring_r * np.sin(a)
        wax.append(
            moved(candle_body(rng, r - 0.0009, 0.0135, runs=0, pool_m=0.002, points=(72, 14)), x, y, 0.0008)
        )
        wick, flame = wick_and_flame(rng, (x, y, 0.0128), flame_m * float(rng.uniform(0.85, 1.15)))
        wicks.append(wick)
        flames.append(flame)
        line = [
            (0, 0),
            (r * 0.97, 0),
            (r, 0.0008),
            (r, 0.0158),
            (r + 0.0005, 0.0163),
            (r - 0.0002, 0.0166),
            (r - 0.0005, 0.0155),
            (r - 0.0005, 0.0007),
            (0, 0.0007),
        ]

        def crimp(angle: Floats, share: Floats) -> Floats:
            return np.asarray(1 + 0.008 * np.cos(36 * angle) * np.clip(share * 3, 0, 1))

        cups.append(moved(turned_solid(np.array(line), 144, modulation=crimp), x, y))
    return fitted([merge(wax), merge(wicks), merge(flames), merge(cups)], size, crease_deg=[60, 40, 60, 30])


def _bottle_candle(rng: np.random.Generator, size: float) -> Meshes:
    """A stub in a wine bottle whose shoulders are buried in runs of old wax."""
    flame_m = 0.034
    bottle = size * 0.74
    r, neck = bottle * 0.155, bottle * 0.058
    line = [
        (r - 0.006, 0.0),
        (r, 0.008),
        (r, bottle * 0.5),
        (r * 0.9, bottle * 0.6),
        (neck * 1.25, bottle * 0.74),
        (neck, bottle * 0.8),
        (neck, bottle * 0.95),
        (neck * 1.15, bottle * 0.96),
        (neck * 1.1, bottle),
    ]
    outer = smooth(np.array(line), 140)
    outer[:, 1] = np.maximum.accumulate(outer[:, 1]) + 1e-8 * np.arange(140)
    body = glass_body(outer, inside_of(outer, 0.003, 0.01), punt_m=0.008)
    tall = size - bottle - flame_m * 1.1
    stub = moved(candle_body(rng, neck * 0.92, tall + 0.01, runs=6, foot_m=neck, pool_m=0.003), z=bottle - 0.008)
    coat = _wax_coat(rng, outer, bottle)
    wick, flame = wick_and_flame(rng, (0, 0, bottle + tall), flame_m)
    return fitted([merge([stub, coat]), wick, flame, body], size, crease_deg=[60, 40, 60, 36])


def _wax_coat(rng: np.random.Generator, outer: Floats, high: float) -> Surface:
    """Runs over a bottle's outside: thick at its mouth, many tongues of all lengths below."""
    columns, rows = 180, 110
    angle = ring_angles(columns)[None]
    low = 0.18 * high
    height = np.linspace(low, high + 0.004, rows)[:, None]
    radius = np.interp(height, outer[:, 1], outer[:, 0])
    thick = np.zeros((rows, columns))
    for _ in range(34):
        middle, end = float(rng.uniform(0, 2 * np.pi)), low + (high - low) * float(rng.uniform(0.02, 0.8))
        wide = float(rng.uniform(0.003, 0.0058))
        across = np.maximum(radius, 0.016) * (
            np.mod(angle - middle - 0.05 * np.sin(height * 60 + middle) + np.pi, 2 * np.pi) - np.pi
        )
        body = np.exp(-((across / wide) ** 2)) / (1 + np.exp(-(height - end) / 0.003))
        drop = np.exp(-((across / (1.3 * wide)) ** 2) - ((height - end - 0.003) / 0.006) ** 2)
        thick = np.maximum(thick, wide * np.maximum(0.8 * body, 1.05 * drop))
    collar = 0.004 / (1 + np.exp(-(height - 0.9 * high) / 0.004))
    outside = radius + np.maximum(thick, collar) - 0.0007
    inner = np.broadcast_to(radius - 0.0012, outside.shape)
    r = np.concatenate([inner[:1], outside, np.full((1, columns), 0.006), inner[:1] * 0 + 0.006, inner[:1]])
    z = np.concatenate([height[:1], height, [[high + 0.004]], [[high - 0.003]], [[high - 0.004]]]) * np.ones(
        (1, columns)
    )
    r[-1] = inner[-1]
    points = np.stack([r * np.cos(angle), r * np.sin(angle), z], -1)
    return welded(grid(points, wrap=True))


def _spiral_candle(thick: float, tall: float, low: float) -> Surface:
    """A twisted candle that stands at height ``low``."""
    t = np.linspace(0, 1, 90)[:, None]
    angle = ring_angles(32)[None]
    radius = thick * (1 + 0.12 * np.cos(3 * angle - 24 * t)) * np.clip((1 - t) / 0.03, 0.25, 1)
    rings = np.stack(
        [
            radius * np.cos(angle),
            radius * np.sin(angle),
            np.broadcast_to(low + t * tall, radius.shape),
        ],
        -1,
    )
    return round_sheet(rings)


def _iced_cake(r: float, cake_h: float, size: float) -> Surface:
    """A small cake with a ring of blobs at its rim and its foot."""
    line = [
        (0, 0),
        (r, 0),
        (r * 1.02, 0.01 * size),
        (r * 1.01, cake_h * 0.9),
        (r * 0.95, cake_h),
        (0, cake_h * 1.002),
    ]
    cake = turned_solid(smooth(np.array(line), 70), 96)
    blob = turned_solid(
        smooth(
            [
                (0, 0),
                (0.055 * size, 0.0),
                (0.05 * size, 0.02 * size),
                (0.02 * size, 0.04 * size),
                (0, 0.06 * size),
            ],
            24,
        ),
        24,
    )
    blobs = [around(moved(blob, x=rr, z=z), 14) for rr, z in ((r * 0.97, cake_h * 0.96), (r * 1.04, 0.0))]
    return merge([cake, *blobs])


def _birthday(rng: np.random.Generator, size: float) -> Meshes:
    """Spiral candles on a small iced cake."""
    r = size * 0.34
    cake_h = size * float(rng.uniform(0.2, 0.26))
    count = int(rng.integers(5, 9))
    tall = size * 0.42
    candles, wicks, flames = [], [], []
    thick = 0.0048 * size / 0.12
    for k in range(count):
        a = 2 * np.pi * k / count + 0.2
        x, y = 0.66 * r * np.cos(a), 0.66 * r * np.sin(a)
        candles.append(moved(_spiral_candle(thick, tall, cake_h - 0.004), x, y))
        wick, flame = wick_and_flame(rng, (x, y, cake_h - 0.004 + tall), 0.2 * size)
        wicks.append(wick)
        flames.append(flame)
    cake = _iced_cake(r, cake_h, size)
    return fitted([merge(candles), merge(wicks), merge(flames), cake], size, crease_deg=[60, 40, 60, 50])


FORMS: tuple[Form, ...] = (
    Form(
        name="pillar_candle",
        class_name="candle",
        size_m=(0.09, 0.16),
        parts=(main_part("Candle"), *_BURNING, part("Saucer", "white_porcelain", "brass")),
        build=_pillar,
    ),
    Form(
        name="taper_in_holder",
        class_name="candle",
        size_m=(0.17, 0.3),
        parts=(main_part("Candle"), *_BURNING, part("Holder", "brass", "cast_iron")),
        build=_taper,
    ),
    Form(
        name="tea_lights",
        class_name="tea light",
        size_m=(0.075, 0.12),
        parts=(main_part("Candles"), *_BURNING, part("Cups", "aluminium")),
        build=_tea_lights,
    ),
    Form(
        name="candle_in_bottle",
        class_name="candle",
        size_m=(0.24, 0.34),
        parts=(main_part("Candle"), *_BURNING, part("Bottle", "tinted_bottle_glass")),
        build=_bottle_candle,
    ),
    Form(
        name="birthday_candles",
        class_name="birthday candles",
        size_m=(0.1, 0.16),
        parts=(main_part("Candles"), *_BURNING, part("Cake", "icing", "chocolate")),
        build=_birthday,
    ),
)
