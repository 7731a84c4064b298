"""Lead crystal and pressed glass: cut tumblers, decanters, bowls, chandelier drops, balls and prisms."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.facets import FLAT_DEG, convex_body, drop, facet_ring, faceted_ball, octagon
from assets.forms.kit.mouldings import fitted
from assets.forms.kit.panes import standing_box
from assets.forms.kit.rounds import ball, drum, ring, turned_solid, wire
from assets.forms.kit.vessels import (
    LIQUID_GAP_M,
    Floats,
    glass_body,
    inside_of,
    liquid_in,
    radius_at,
    straight_sides,
)
from assets.meshes.curves import smooth
from assets.meshes.surface import Surface, merge, moved, turned
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]
type Cuts = Callable[[Floats, Floats, Floats], Floats]


def cuts(count: int, bands: list[tuple[str, float, float]], depth_m: float) -> Cuts:
    """Rows of mitre cuts: "fan" of rays, "thumb" hollows, "flute" panels, "cross" hatching."""

    def relief(angle: Floats, tall: Floats, _row: Floats) -> Floats:
        total = np.zeros(np.broadcast_shapes(angle.shape, tall.shape))
        across = np.mod(angle * count / (2 * np.pi), 1.0) - 0.5
        for kind, low, high in bands:
            share = (tall - low) / (high - low)
            within = (share > 0) & (share < 1)
            edge = np.clip(np.minimum(share, 1 - share) * 8, 0, 1)
            total = np.maximum(total, within * _cut(kind, across, np.clip(share, 0, 1), edge) * depth_m)
        return np.asarray(total)

    return relief


def _cut(kind: str, across: Floats, share: Floats, edge: Floats) -> Floats:
    """Depth 0 to 1 of one cell, ``across`` -0.5 to 0.5 and ``share`` 0 to 1 up."""
    if kind == "thumb":
        return np.asarray(np.sqrt(np.clip(1 - (across / 0.47) ** 2 - ((share - 0.5) / 0.48) ** 2, 0, 1)))
    if kind == "flute":
        return np.asarray(edge * (1 - np.abs(across) / 0.5) ** 0.6)
    if kind == "fan":
        away = np.hypot(across, 0.9 * (1 - share) + 0.02)
        turn = np.arctan2(across, 1.02 - share)
        rays = 1 - np.abs(np.mod(turn * 7 / np.pi + 0.5, 1.0) - 0.5) * 2
        return np.asarray(
            np.clip(1.35 * rays - 0.35, 0, 1) * np.clip((0.95 - away) * 5, 0, 1) * np.clip(away * 4, 0, 1)
        )
    first = np.abs(np.mod(2 * (across + share * 1.0), 1.0) - 0.5) * 2
    second = np.abs(np.mod(2 * (across - share * 1.0), 1.0) - 0.5) * 2
    return np.asarray(
        np.maximum(np.clip(2.2 * first - 1.2, 0, 1), np.clip(2.2 * second - 1.2, 0, 1)) * np.clip(edge * 2, 0, 1)
    )


def _pattern(rng: np.random.Generator, low: float, high: float) -> list[tuple[str, float, float]]:
    """Bands of cuts between two heights."""
    span = high - low
    kinds = [
        [("cross", 0.3, 1.0), ("thumb", 0.0, 0.27)],
        [("flute", 0.0, 0.45), ("fan", 0.48, 1.0)],
        [("thumb", 0.0, 0.3), ("cross", 0.32, 0.66), ("fan", 0.68, 1.0)],
    ][int(rng.integers(3))]
    return [(k, low + a * span, low + b * span) for k, a, b in kinds]


def _cut_tumbler(rng: np.random.Generator, size: float) -> Meshes:
    """A heavy tumbler: deep cuts below a smooth rim, a star under its base, whisky in it."""
    foot = size * float(rng.uniform(0.37, 0.43))
    outer = straight_sides(foot, foot * float(rng.uniform(1.05, 1.16)), size, rows=150, round_m=0.005)
    inside = inside_of(outer, 0.0062, 0.017, fillet_m=0.006)
    count = int(rng.integers(9, 13))
    relief = cuts(count, _pattern(rng, 0.07 * size, 0.74 * size), 0.0034)
    body = glass_body(outer, inside, segments=count * 24, relief=relief, star=(24, 0.003), punt_m=0.003)
    whisky = liquid_in(inside, size * float(rng.uniform(0.38, 0.5)))
    return fitted([body, whisky], size, crease_deg=[32, 36])


def _decanter(rng: np.random.Generator, size: float) -> Meshes:
    """A decanter: a cut body, a collared neck, a faceted stopper; whisky up to its shoulder."""
    tall = size * 0.78
    broad = bool(rng.integers(2))
    r = size * (0.27 if broad else 0.2) * float(rng.uniform(0.94, 1.06))
    neck = 0.05 * size
    body_top = tall * (0.52 if broad else 0.62)
    control = [
        (r * 0.9, 0.0),
        (r * 0.97, 0.003),
        (r, 0.01),
        (r, body_top * 0.8),
        (r * 0.9, body_top),
        (neck * 1.6, tall * 0.74),
        (neck, tall * 0.8),
        (neck, tall * 0.955),
        (neck * 1.7, tall * 0.985),
        (neck * 1.75, tall),
    ]
    outer = smooth(np.array(control), 240)
    outer[:, 1] = np.maximum.accumulate(outer[:, 1]) + 1e-8 * np.arange(240)
    inside = inside_of(outer, 0.006, 0.015, fillet_m=0.006, rows=120)
    count = int(rng.integers(10, 14))
    relief = cuts(
        count, [*_pattern(rng, 0.04 * tall, body_top * 0.86), ("flute", tall * 0.64, tall * 0.93)], 0.0032
    )
    body = glass_body(outer, inside, segments=count * 18, relief=relief, star=(24, 0.003), punt_m=0.003)
    plug = radius_at(inside, tall * 0.9) - LIQUID_GAP_M
    peg = turned_solid(
        np.array(
            [
                (0, tall * 0.84),
                (plug * 0.85, tall * 0.84),
                (plug, tall * 0.999),
                (plug * 1.1, tall + 0.002),
                (0, tall + 0.002),
            ]
        ),
        48,
    )
    knob = size - tall - 0.002
    if rng.integers(2):
        head = moved(faceted_ball(knob / 2, around=14, rings=7), z=tall + 0.002 + knob * 0.49)
    else:
        spire = np.concatenate(
            [
                facet_ring(8, 0, 90 - 24, 0.34 * knob, 0.34 * knob),
                facet_ring(8, 22.5, -30, 0.2 * knob, 0.0),
                facet_ring(8, 0, 90, 0.36 * knob, 0),
                [[0, 0, -1, 0.0], [0, 0, 1, -knob]],
            ]
        )
        head = moved(convex_body(spire, (0, 0, 0.3 * knob)), z=tall + 0.0015)
    wine = liquid_in(inside, body_top * float(rng.uniform(0.6, 0.95)))
    return fitted([merge([body, peg, head]), wine], size, crease_deg=[26, 36])


def _cut_bowl(rng: np.random.Generator, size: float) -> Meshes:
    """A bowl of thick crystal with a sawtooth rim, on a short foot."""
    r = size / 2
    tall = r * float(rng.uniform(0.72, 0.95))
    control = [
        (0.42 * r, 0.0),
        (0.44 * r, 0.004),
        (0.4 * r, 0.014),
        (0.7 * r, 0.3 * tall),
        (0.9 * r, 0.62 * tall),
        (r, tall),
    ]
    outer = smooth(np.array(control), 170)
    outer[:, 1] = np.maximum.accumulate(outer[:, 1]) + 1e-8 * np.arange(170)
    inside = inside_of(outer, 0.0065, 0.02, fillet_m=0.012)
    count = int(rng.integers(14, 19))
    relief = cuts(count, _pattern(rng, 0.16 * tall, 0.86 * tall), 0.0042)
    body = glass_body(outer, inside, segments=count * 18, relief=relief, star=(24, 0.003))
    return fitted([_toothed(body, count, tall, 0.055 * tall)], size, crease_deg=30)


def _toothed(body: Surface, count: int, tall: float, depth: float) -> Surface:
    """The rim cut to teeth, three a cell: heights near the top drawn down in step."""
    from dataclasses import replace

    x, y, z = body.points.T
    angle = np.arctan2(y, x)
    tooth = np.abs(np.mod(angle * 2 * count / (2 * np.pi), 1.0) - 0.5) * 2
    share = np.clip((z - 0.84 * tall) / (0.16 * tall), 0, None)
    return replace(body, points=np.stack([x, y, z - depth * tooth * share], -1))


def _cake_stand(rng: np.random.Generator, size: float) -> Meshes:
    """A pressed cake stand: scalloped rim, radial ribs under the plate, a ribbed foot; a small cake on it."""
    r = size / 2
    tall = r * float(rng.uniform(0.6, 0.85))
    ribs = int(rng.integers(24, 37))
    plate = tall - 0.018
    profile = [
        (0, 0.012),
        (0.3 * r, 0.008),
        (0.46 * r, 0.0),
        (0.5 * r, 0.001),
        (0.5 * r, 0.006),
        (0.3 * r, 0.022),
        (0.11 * r, 0.4 * tall),
        (0.09 * r, 0.62 * tall),
        (0.14 * r, plate - 0.012),
        (0.4 * r, plate - 0.004),
        (0.9 * r, plate),
        (0.98 * r, plate + 0.008),
        (r, tall),
        (0.985 * r, tall),
        (0.93 * r, plate + 0.012),
        (0.86 * r, plate + 0.006),
        (0.4 * r, plate + 0.005),
        (0, plate + 0.005),
    ]
    line = smooth(np.array(profile), 220)
    line[[0, -1], 0] = 0.0

    def scallop(angle: Floats, _share: Floats) -> Floats:
        return np.asarray(1 + 0.022 * np.abs(np.cos(ribs * angle / 2)) * np.ones_like(_share))

    body = turned_solid(line, ribs * 8, modulation=scallop)
    cake_r = 0.6 * r
    cake = turned_solid(
        smooth(
            [
                (0, plate + 0.0056),
                (cake_r, plate + 0.0056),
                (cake_r * 1.01, plate + 0.012),
                (cake_r, plate + 0.35 * r),
                (cake_r * 0.93, plate + 0.37 * r),
                (0, plate + 0.375 * r),
            ],
            80,
        ),
        72,
    )
    cherries = [
        ball(0.055 * r, (0.75 * cake_r * np.cos(a), 0.75 * cake_r * np.sin(a), plate + 0.415 * r), segments=16)
        for a in np.linspace(-0.6, 4.4, 9)
    ]
    return fitted([body, cake, merge(cherries)], size, crease_deg=40)


def _hanging_string(
    rng: np.random.Generator, at: tuple[float, float], drop_m: tuple[float, float], size: float
) -> tuple[list[Surface], list[Surface]]:
    """(glass, pins) of octagons above a pear drop that hang at that (x, z); ``drop_m`` is its (length, width)."""
    x, z = at
    length, wide = drop_m
    bead = 0.052 * size
    glass, pins = [], [_pin((x, 0, z + 0.012 * size), (x, 0, z - 0.004 * size), size)]
    for _ in range(1 + (x == 0) + int(rng.integers(2))):
        z -= bead
        glass.append(moved(octagon(bead * 0.92, 0.42 * bead), x, 0, z))
        z -= bead
        pins.append(_pin((x, 0, z + 0.012 * size), (x, 0, z - 0.012 * size), size))
        z -= 0.004 * size
    room = min(length, z - 0.06 * size)
    pear = drop(room, wide * room / length * 1.15, sides=int(rng.choice([8, 10, 12])), thick=0.62)
    glass.append(moved(turned(pear, "z", 90.0 / 4), x, 0, z))
    return glass, pins


def _drop_stand(size: float, top: float) -> list[Surface]:
    """A curved arm on a post with a turned foot."""
    arm = np.array(
        [
            (-0.27 * size, 0, top - 0.05 * size),
            (-0.29 * size, 0, top - 0.03 * size),
            (-0.13 * size, 0, top - 0.035 * size),
            (0, 0, top),
            (0.13 * size, 0, top - 0.035 * size),
            (0.29 * size, 0, top - 0.03 * size),
            (0.27 * size, 0, top - 0.05 * size),
        ]
    )
    post = wire(
        np.array(
            [
                (0, 0, top),
                (0, 0.05 * size, top + 0.005 * size),
                (0, 0.13 * size, top - 0.08 * size),
                (0, 0.14 * size, 0.3 * size),
                (0, 0.14 * size, 0.01),
            ]
        ),
        0.010 * size,
        samples=60,
    )
    foot = moved(
        turned_solid(
            smooth(
                [
                    (0, 0),
                    (0.17 * size, 0),
                    (0.175 * size, 0.008 * size),
                    (0.1 * size, 0.02 * size),
                    (0.02 * size, 0.05 * size),
                    (0, 0.06 * size),
                ],
                50,
            ),
            64,
        ),
        y=0.14 * size,
    )
    return [wire(arm, 0.008 * size, samples=80), post, foot]


def _chandelier_drops(rng: np.random.Generator, size: float) -> Meshes:
    """Strings of octagons with pear drops that hang from a brass arm on a foot."""
    length = size * float(rng.uniform(0.26, 0.32))
    wide = length * float(rng.uniform(0.46, 0.58))
    top = 0.97 * size
    glass, pins = [], []
    for k in range(3):
        at = ((k - 1) * 0.27 * size, top - 0.02 * size - (0.05 * size if k != 1 else 0.0))
        more_glass, more_pins = _hanging_string(rng, at, (length, wide), size)
        glass += more_glass
        pins += more_pins
    metal = merge([*_drop_stand(size, top), *pins])
    return fitted([merge(glass), metal], size, crease_deg=[FLAT_DEG, 40])


def _pin(start: tuple[float, float, float], end: tuple[float, float, float], size: float) -> Surface:
    """A bow of wire between two beads."""
    a, b = np.array(start), np.array(end)
    t = np.linspace(0, 2 * np.pi, 17)[:-1]
    mid = 0.5 * (a + b)
    half = 0.5 * float(np.linalg.norm(a - b)) + 0.002 * size
    loop = mid + np.stack([0.25 * half * np.cos(t), 0.5 * half * np.cos(t) * 0, half * np.sin(t)], -1)
    return wire(loop, 0.0016 * size + 0.0002, sides=8, closed=True)


def _hanging_ball(rng: np.random.Generator, size: float) -> Meshes:
    """A faceted ball on a thread and bead chain below a bent brass hook on a stand."""
    r = size * float(rng.uniform(0.22, 0.27))
    top = 0.96 * size
    z = 0.09 * size + r
    globe = moved(faceted_ball(r, around=int(rng.choice([16, 18, 20])), rings=int(rng.choice([9, 11]))), z=z)
    beads = []
    z += r + 0.008
    while z < top - 0.03 * size:
        beads.append(ball(0.009 * size, (0, 0, z), segments=12))
        z += 0.02 * size
    cap = merge([drum(0.05 * size, 0, 0.006, bevel_m=0.002), ring(0.012 * size, 0.0014, (0, 0, 0.008))])
    cap = moved(cap, z=0.09 * size + 2 * r - 0.003)
    post = wire(
        np.array(
            [
                (0, 0, top - 0.03 * size),
                (0, 0.0, top),
                (0, 0.08 * size, top + 0.03 * size),
                (0, 0.24 * size, top - 0.08 * size),
                (0, 0.26 * size, 0.45 * size),
                (0, 0.26 * size, 0.01),
            ]
        ),
        0.011 * size,
        samples=80,
    )
    foot = moved(
        turned_solid(
            smooth(
                [(0, 0), (0.26 * size, 0), (0.265 * size, 0.008), (0.2 * size, 0.02 * size), (0, 0.026 * size)], 50
            ),
            64,
        ),
        y=0.12 * size,
    )
    return fitted([globe, merge([*beads, cap, post, foot])], size, crease_deg=[FLAT_DEG, 40])


def _prism(rng: np.random.Generator, size: float) -> Meshes:
    """A three-sided prism and a cut pyramid on it, on a black base with a brass plate."""
    long, edge = size * 0.92, size * float(rng.uniform(0.42, 0.5))
    high = edge * np.sqrt(3) / 2
    half = long / 2
    planes = np.array(
        [
            [0, 0, -1, 0.0],
            [0, np.cos(np.pi / 6), np.sin(np.pi / 6), -np.sin(np.pi / 6) * high],
            [0, -np.cos(np.pi / 6), np.sin(np.pi / 6), -np.sin(np.pi / 6) * high],
            [1, 0, 0, -half],
            [-1, 0, 0, -half],
            [0, 0, 1, -0.985 * high],
            [0, 1, -0.6, -0.485 * edge],
            [0, -1, -0.6, -0.485 * edge],
        ]
    )
    body = convex_body(planes, (0, 0, 0.3 * high))
    turn = float(rng.uniform(44, 66))
    body = turned(moved(body, z=0.012), "z", turn)
    base = turned(moved(standing_box(size, edge * 1.25, 0.0115, bevel_m=0.002), z=0.00575), "z", turn)
    return fitted([body, base], size, crease_deg=[FLAT_DEG, 30])


def _cut_stemware(rng: np.random.Generator, size: float) -> Meshes:
    """A wine glass of crystal: a cut bowl, a faceted stem with a knop, a foot with a star."""
    start = size * float(rng.uniform(0.42, 0.48))
    bowl = size * float(rng.uniform(0.19, 0.23))
    foot = 0.19 * size
    control = [
        (foot - 0.001, 0.0),
        (foot, 0.002),
        (foot * 0.97, 0.004),
        (foot * 0.4, 0.01),
        (0.007, 0.03),
        (0.0055, start * 0.5),
        (0.0105, start * 0.62),
        (0.0055, start * 0.76),
        (0.009, start * 0.95),
        (bowl * 0.75, start + 0.14 * size),
        (bowl, start + 0.33 * size),
        (bowl * 0.94, size),
    ]
    outer = smooth(np.array(control), 240)
    outer[:, 1] = np.maximum.accumulate(outer[:, 1]) + 1e-8 * np.arange(240)
    inside = inside_of(outer, 0.0024, start + 0.012, fillet_m=0.005, rows=90)
    count = int(rng.integers(8, 12))
    bands = _pattern(rng, start + 0.03 * size, start + 0.38 * size)
    bowl_cut = cuts(count, bands, 0.0013)
    stem_cut = cuts(6, [("flute", 0.02, start * 0.97)], 0.0016)

    def relief(angle: Floats, tall: Floats, row: Floats) -> Floats:
        return np.maximum(bowl_cut(angle, tall, row), stem_cut(angle, tall, row))

    body = glass_body(outer, inside, segments=count * 18, relief=relief, star=(20, 0.0012))
    return fitted(
        [body, liquid_in(inside, start + (size - start) * float(rng.uniform(0.45, 0.62)))],
        size,
        crease_deg=[34, 36],
    )


FORMS: tuple[Form, ...] = (
    Form(
        name="cut_tumbler",
        class_name="whisky glass",
        size_m=(0.085, 0.11),
        parts=(main_part("Glass"), part("Whisky", "whisky")),
        build=_cut_tumbler,
    ),
    Form(
        name="decanter",
        class_name="decanter",
        size_m=(0.22, 0.3),
        parts=(main_part("Glass"), part("Drink", "whisky", "red_wine")),
        build=_decanter,
    ),
    Form(
        name="cut_bowl",
        class_name="crystal bowl",
        size_m=(0.15, 0.28),
        parts=(main_part("Glass"),),
        build=_cut_bowl,
    ),
    Form(
        name="pressed_cake_stand",
        class_name="cake stand",
        size_m=(0.2, 0.32),
        parts=(main_part("Glass"), part("Cake", "icing", "chocolate"), part("Cherries", "cherry")),
        build=_cake_stand,
    ),
    Form(
        name="chandelier_drops",
        class_name="chandelier drops",
        size_m=(0.14, 0.3),
        parts=(main_part("Drops"), part("Brass", "brass", "gilt_metal")),
        build=_chandelier_drops,
    ),
    Form(
        name="hanging_crystal_ball",
        class_name="crystal ball",
        size_m=(0.12, 0.22),
        parts=(main_part("Ball"), part("Brass", "brass", "gilt_metal")),
        build=_hanging_ball,
    ),
    Form(
        name="glass_prism",
        class_name="prism",
        size_m=(0.06, 0.12),
        parts=(main_part("Prism"), part("Base", "black_plastic", "dark_wood")),
        build=_prism,
    ),
    Form(
        name="cut_wine_glass",
        class_name="crystal wine glass",
        size_m=(0.16, 0.22),
        parts=(main_part("Glass"), part("Wine", "red_wine", "white_wine")),
        build=_cut_stemware,
    ),
)
