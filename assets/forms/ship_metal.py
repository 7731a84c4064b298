"""An anchor and a screw, whole or eaten by the sea, and a hip joint."""

from __future__ import annotations

from functools import partial

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.distance_fields import displaced, joined, limb, sculpted
from assets.forms.kit.lettering import raised_text
from assets.forms.kit.metre_solids import (
    bar,
    plate,
    spun,
    spun_corners,
    standing,
    through,
    tube,
    turned_all,
)
from assets.forms.kit.propped import propped
from assets.forms.kit.rivets_and_screws import hexagon_body
from assets.forms.kit.rounds import ball, leaning, ring
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import rounded_box
from assets.meshes.surface import (
    Surface,
    box_mapped,
    grid,
    merge,
    moved,
    outward,
    polygons,
    turned,
    welded,
)
from schemas.mesh import MeshData


def _circle_section() -> np.ndarray:
    """A round bar's section of radius 1."""
    angle = np.arange(18) * np.pi / 9
    return np.stack([np.cos(angle), np.sin(angle)], -1)


def _anchor_arms(h: float, d: float) -> list[Surface]:
    """The curved arms, thinner to their ends, a pointed fluke at either."""
    t = np.radians(np.linspace(-68, 68, 61))
    rr = h * 0.36
    arc = np.column_stack([rr * np.sin(t), rr * (1 - np.cos(t)) * 1.05, 0 * t])
    grow = 1.25 - 0.6 * np.abs(np.linspace(-1, 1, 61)) ** 1.3
    arms = bar(arc, _circle_section()[None] * (grow * d)[:, None, None])
    tips, outline = (
        [],
        np.array([(0.0, -0.105), (0.062, -0.05), (0.06, 0.0), (0.0, 0.085), (-0.06, 0.0), (-0.062, -0.05)]) * h,
    )
    for s in (-1, 1):
        palm = plate(rounded(outline, h * 0.012, 4, closed=True), -d * 0.28, d * 0.28, bevel_m=d * 0.2, steps=3)
        palm = turned(turned(palm, "y", 90.0 - s * 35.0), "z", 0.0)
        way = float(np.degrees(np.arctan2(arc[-1, 1] - arc[-4, 1], arc[-1, 0] - arc[-4, 0])))
        palm = turned(palm, "z", s * (way - 90.0))
        end = arc[-4] if s > 0 else arc[3]
        tips.append(moved(palm, *end))
        beak = spun(smooth([(0, -0.02 * h), (d * 0.75, -0.02 * h), (d * 0.4, 0.04 * h), (0.0, 0.075 * h)], 16), 16)
        tips.append(
            leaning(beak, (s * np.cos(np.radians(way)), np.sin(np.radians(way)), 0), arc[-1] if s > 0 else arc[0])
        )
    return [arms, *tips]


def _anchor_stock(h: float, d: float) -> tuple[list[Surface], Surface]:
    """(the bar across the shank with knobs at its ends, the collar that holds it)."""
    bow = [
        (0, -h * 0.3),
        (d * 0.5, -h * 0.3),
        (d * 0.85, -h * 0.1),
        (d * 0.9, 0),
        (d * 0.85, h * 0.1),
        (d * 0.5, h * 0.3),
        (0, h * 0.3),
    ]
    stock = leaning(spun(smooth(bow, 40), 24), (1, 0, 0), (0, h * 0.74, 0))
    knobs = [moved(ball(d * 0.95, segments=20), s * h * 0.3, h * 0.74, 0) for s in (-1, 1)]
    collar = leaning(
        spun_corners([(0, -d), (d * 1.3, -d), (d * 1.3, d), (0, d)], d * 0.2, segments=24),
        (0, 1, 0),
        (0, h * 0.74, 0),
    )
    return [stock, *knobs], collar


def _anchor_rope(h: float, d: float) -> Surface:
    """A laid rope five times about the shank, its end hanging."""
    q = np.linspace(0, 2 * np.pi * 5, 160)
    wrap = np.column_stack(
        [d * 1.38 * np.cos(q), h * 0.42 + d * 0.62 * q / (2 * np.pi) * 1.35, d * 1.38 * np.sin(q)]
    )
    tail = through(
        [tuple(wrap[-1]), (d * 2.6, h * 0.5, d * 0.8), (d * 4.2, h * 0.36, d * 1.2), (d * 3.4, h * 0.2, d * 1.0)],
        40,
    )
    lay = np.concatenate([wrap, tail[1:]])
    steps = np.arange(len(lay))[:, None] * 0.5
    ridged = d * 0.42 * (1 + 0.1 * np.cos(3 * (np.arange(18) * np.pi / 9)[None] + steps))
    return bar(lay, ridged[..., None] * _circle_section()[None])


def _barnacles(rng: np.random.Generator, h: float, d: float) -> Surface:
    """Small cones about the shank."""
    barnacles = []
    for _ in range(16):
        y = float(rng.uniform(0.02, 0.6)) * h
        a = float(rng.uniform(-0.6, 3.7))
        barnacles.append(leaning(spun_corners([(0, 0), (d * 0.3, 0), (d * 0.16, d * 0.24), (d * 0.09, d * 0.24),
            (d * 0.07, d * 0.12), (0, d * 0.12)], 0.0, segments=10), (np.cos(a), 0, np.sin(a)),
            (d * 1.05 * np.cos(a), y, d * 1.05 * np.sin(a))))  # fmt: skip
    return merge(barnacles)


def anchor(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """An old anchor with its ring, stock and pointed flukes, a rope about it, leaning on a block."""
    h = size
    d = h * 0.045
    shank = tube(
        np.array([(0, y, 0) for y in np.linspace(0.0, h * 0.86, 12)]), np.linspace(1.25, 0.8, 12) * d, sides=20
    )
    arms, *tips = _anchor_arms(h, d)
    crown_ = moved(ball(d * 1.7, segments=24), 0, d * 0.2, 0)
    hoop = moved(turned(ring(h * 0.075, d * 0.42), "y", 55.0), 0, h * 0.905, 0)
    stock, collar = _anchor_stock(h, d)
    crusts = _barnacles(rng, h, d)
    main = merge([shank, arms, *tips, crown_, *stock, hoop, collar])
    tilt = float(rng.uniform(-9, 9))
    parts = [turned(p, "z", tilt) for p in (main, _anchor_rope(h, d), crusts)]
    ready = propped(parts, float(rng.uniform(58, 70)), block_share=0.5, width_share=0.3)
    return standing(turned_all(ready, "z", float(rng.uniform(-25, 25))), size, crease_deg=40.0)


def _blade(rng: np.random.Generator, r0: float, r1: float, *, eaten: float) -> Surface:
    """A screw blade along +X about the axis Z, its edges eaten."""
    n, m = 60, 44
    s = np.linspace(0, 1, n)
    chord = (r1 - r0) * 0.98 * np.sin(np.pi * (0.13 + 0.83 * s**0.92)) ** 0.75
    chord *= np.sqrt(np.clip((1.0 - s) / 0.08, 0.02, 1))
    bite = wave_noise(rng, 0.22 * (r1 - r0), octaves=3)
    r = r0 + (r1 - r0) * s
    lead = np.clip(bite(np.column_stack([r, 0 * r, 0 * r])), 0, 1.4)
    trail = np.clip(bite(np.column_stack([r, 0 * r + 1.0, 0 * r])), 0, 1.4)
    front, back = 0.55 * chord * (1 - eaten * lead * s), 0.45 * chord * (1 - eaten * trail * s)
    pitch = np.arctan2(1.05 * r1, 2 * np.pi * r) * 1.15
    u = np.linspace(-1, 1, m // 2)
    thick = 0.05 * r1 * (1 - 0.8 * s)[:, None] * np.sqrt(np.clip(1 - u**2, 0, 1))[None]
    along = np.where(u[None] > 0, u[None] * front[:, None], u[None] * back[:, None])
    skew = 0.18 * (r1 - r0) * s**2

    def wrap(t: np.ndarray) -> np.ndarray:
        across = (along + skew[:, None]) * np.cos(pitch)[:, None]
        z = (along + skew[:, None]) * np.sin(pitch)[:, None] + t
        a = across / r[:, None]
        return np.stack([r[:, None] * np.cos(a), r[:, None] * np.sin(a), z - 0.06 * r1 * s[:, None]], -1)

    over, under = wrap(0.5 * thick), wrap(-0.5 * thick)
    rows = np.concatenate([over, under[:, ::-1]], 1)
    cap = np.arange(rows.shape[1])
    ends = [polygons(rows[0], [len(cap)], cap[::-1]), polygons(rows[-1], [len(cap)], cap)]
    return outward(box_mapped(welded(merge([grid(rows, wrap=True), *ends]))))


def propeller(rng: np.random.Generator, size: float, *, eaten: float = 0.0) -> tuple[MeshData, ...]:
    """A ship's screw of three or four blades with a nut and an anode on its boss, standing against a block."""
    r = size / 2
    n = int(rng.choice([3, 3, 4]))
    hub = r * float(rng.uniform(0.19, 0.23))
    blades = [
        turned(_blade(rng, hub * 0.75, r, eaten=eaten), "z", 90.0 + 180.0 / n + 360.0 * k / n) for k in range(n)
    ]
    boss = spun(smooth([(0, -hub * 1.1), (hub * 1.02, -hub * 1.1), (hub * 1.08, -hub * 0.4),
        (hub * 0.95, hub * 0.5), (hub * 0.75, hub * 1.0), (0, hub * 1.0)], 50), 64)  # fmt: skip
    anode = moved(spun(smooth([(0, 0), (hub * 0.55, 0), (hub * 0.5, hub * 0.35), (hub * 0.2, hub * 0.75),
        (0, hub * 0.85)], 30), 40), z=hub * 1.42)  # fmt: skip
    nut = moved(hexagon_body(hub * 1.35, hub * 0.5), z=hub * 0.95)
    main = merge([*blades, boss, nut])
    if eaten:
        pits = wave_noise(rng, r * 0.06, octaves=3)
        main = displaced(main, lambda p, normal: -0.006 * r * np.clip(pits(p) - 0.1, 0, 1) + 0 * normal[:, 0])
    parts = turned_all([main, anode], "x", 90.0)
    parts = turned_all(parts, "x", -float(rng.uniform(10, 18)))
    low = min(float(p.points[:, 2].min()) for p in parts)
    parts = [moved(p, z=-low) for p in parts]
    block = moved(rounded_box((r * 0.5, r * 0.3, r * 0.7), 0.004), 0, hub * 1.1 + r * 0.24)
    return standing(turned_all([*parts, block], "z", float(rng.uniform(-28, 28))), size, crease_deg=50.0)


def hip_implant(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A hip stem with a rough, porous shoulder, a polished neck and a ceramic ball, leaning on a block."""
    long = float(rng.uniform(0.92, 1.08))
    stem = [(0.0, 0.0, 0.0), (0.002, 0.045 * long, 0.0), (0.01, 0.085, 0.0), (0.02, 0.112, 0.0)]
    steps = [
        joined(limb(stem, [0.0046, 0.0075, 0.0118, 0.0148], flat=0.72)),
        joined(limb([(0.012, 0.104, 0.0), (0.03, 0.121, 0.0)], [0.0125, 0.0095], flat=0.8), 0.006),
        joined(limb([(0.03, 0.12, 0.0), (0.0445, 0.139, 0.0)], [0.0072, 0.0066]), 0.003),
        joined(limb([(-0.004, 0.108, 0.0), (0.004, 0.112, 0.0)], [0.007, 0.008], flat=0.8), 0.006),
    ]
    body = sculpted(steps, 0.0009)
    grain, lumps = wave_noise(rng, 0.0028, octaves=2), wave_noise(rng, 0.006, octaves=1)

    def rough(p: np.ndarray, n: np.ndarray) -> np.ndarray:
        zone = np.clip((p[:, 1] - 0.052) / 0.002, 0, 1) * np.clip(
            (0.114 - p[:, 1] - 0.3 * (p[:, 0] - 0.01)) / 0.002, 0, 1
        )
        return np.asarray(zone * (0.0007 + 0.0008 * np.abs(grain(p)) + 0.0002 * lumps(p)) + 0 * n[:, 0])

    body = displaced(body, rough)
    axis = np.array([0.0145, 0.019, 0.0])
    axis /= np.linalg.norm(axis)
    collar = leaning(
        spun_corners([(0, 0), (0.0078, 0), (0.0078, 0.002), (0, 0.002)], 0.0005, segments=40),
        axis,
        (0.0415, 0.135, 0.0),
    )
    head_r = float(rng.choice([0.0145, 0.016, 0.018]))
    head = moved(ball(head_r, segments=56), *(np.array([0.0415, 0.135, 0.0]) + axis * (head_r * 0.85)))
    text = moved(turned(raised_text(str(rng.choice(["TI-6AL", "SIZE 11", "12/14"])), 0.0042, stroke_m=0.0007,
        relief_m=0.0004), "z", 93.0), 0.0015, 0.032, 0.0046)  # fmt: skip
    tilt = float(rng.uniform(-38, 20))
    parts = [turned(box_mapped(p), "z", tilt) for p in (merge([body, collar, text]), head)]
    ready = propped(parts, float(rng.uniform(45, 62)), block_share=0.5, width_share=0.35)
    return standing(turned_all(ready, "z", float(rng.uniform(-20, 20))), size, crease_deg=60.0)


FORMS = (
    Form(
        name="anchor",
        class_name="anchor",
        size_m=(0.5, 1.0),
        build=anchor,
        parts=(
            main_part(),
            part("Rope", "hemp_rope"),
            part("Barnacles", "barnacle"),
            part("Block", "weathered_wood", "grey_stone"),
        ),
    ),
    Form(
        name="ship_propeller",
        class_name="propeller",
        size_m=(0.3, 0.6),
        build=propeller,
        parts=(main_part(), part("Anode", "zinc"), part("Block", "weathered_wood", "grey_stone")),
    ),
    Form(
        name="eaten_propeller",
        class_name="propeller",
        size_m=(0.3, 0.6),
        build=partial(propeller, eaten=0.42),
        parts=(main_part(), part("Anode", "zinc"), part("Block", "weathered_wood", "grey_stone")),
    ),
    Form(
        name="hip_implant",
        class_name="hip implant",
        size_m=(0.13, 0.18),
        build=hip_implant,
        parts=(main_part(), part("Ball", "white_porcelain"), part("Block", "black_plastic", "grey_stone")),
    ),
)
