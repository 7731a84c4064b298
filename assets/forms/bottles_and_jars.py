"""Bottles, jars, flasks, bulbs and floats of glass, with their closures and contents."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.mouldings import fitted
from assets.forms.kit.rounds import ball, drum, ring, rod, turned_solid, wire
from assets.forms.kit.vessels import (
    LIQUID_GAP_M,
    glass_body,
    inside_of,
    liquid_in,
    radius_at,
    standing_wall,
)
from assets.meshes.curves import Curve, smooth
from assets.meshes.surface import Surface, flipped, grid, merge, moved, turned
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


def upwards(control: list[tuple[float, float]], rows: int = 140) -> Curve:
    """A smooth outside through (radius, height) points whose heights never fall."""
    outer = smooth(np.array(control, np.float64), rows)
    outer[:, 1] = np.maximum.accumulate(outer[:, 1]) + 1e-8 * np.arange(rows)
    return outer


def paper_label(outer: Curve, low_m: float, high_m: float, half_deg: float) -> Surface:
    """A label round the front of a turned body between two heights, 0.15 mm thick."""
    height = np.linspace(low_m, high_m, 14)
    radius = np.interp(height, outer[:, 1], outer[:, 0])
    angle = np.radians(np.linspace(-90 - half_deg, -90 + half_deg, 40))
    uvs = np.stack(np.meshgrid(angle * radius.max(), height), -1)

    def sheet(lift: float) -> np.ndarray:
        r = (radius + lift)[:, None]
        x, y = r * np.cos(angle), r * np.sin(angle)
        return np.stack([x, y, np.broadcast_to(height[:, None], x.shape)], -1)

    return merge([grid(sheet(0.00022), uvs=uvs), flipped(grid(sheet(0.00006), uvs=uvs))])


def printed_lines(outer: Curve, low_m: float, high_m: float, half_deg: float, rng: np.random.Generator) -> Surface:
    """A heading, a rule and lines of small print on a label."""
    high = high_m - low_m
    rows = [
        (0.78, 0.12, 0.62),
        (0.60, 0.05, 0.4),
        (0.47, 0.012, 0.8),
        (0.34, 0.03, 0.55),
        (0.22, 0.03, 0.6),
        (0.12, 0.03, 0.45),
    ]
    lines = []
    for middle, tall, share in rows:
        words = 1 if tall < 0.02 else int(rng.integers(2, 5))
        edges = np.linspace(-share, share, words + 1)
        for a, b in pairwise(edges):
            span = (b - a) * (0.42 if words > 1 else 0.5) * half_deg
            shift = (a + b) / 2 * half_deg
            z = low_m + middle * high
            stripe = paper_label(
                outer + np.array([0.0002, 0.0]), z - tall * high / 2, z + tall * high / 2, float(span)
            )
            lines.append(turned(stripe, "z", float(shift)))
    return merge(lines)


def _wine_bottle(rng: np.random.Generator, size: float) -> Meshes:
    """A wine bottle with punt, label, capsule and cork, wine up to its shoulder."""
    r = size * float(rng.uniform(0.118, 0.135))
    neck = size * 0.047
    burgundy = bool(rng.integers(2))
    shoulder = 0.55 if burgundy else 0.62
    mid = (
        [(r * 0.8, size * 0.68), (neck * 1.35, size * 0.77)]
        if burgundy
        else [(r * 0.9, size * 0.665), (neck * 1.25, size * 0.73)]
    )
    outer = upwards(
        [
            (r - 0.006, 0.0),
            (r - 0.001, 0.003),
            (r, 0.009),
            (r, size * shoulder),
            *mid,
            (neck, size * 0.8),
            (neck * 0.97, size * 0.955),
            (neck * 1.14, size * 0.956),
            (neck * 1.14, size * 0.98),
            (neck, size),
        ]
    )
    inside = inside_of(outer, 0.0034, 0.012, fillet_m=0.008)
    body = glass_body(outer, inside, punt_m=0.010)
    bore = radius_at(inside, size * 0.96)
    cork = drum(bore - LIQUID_GAP_M, size * 0.86, size * 0.999, bevel_m=0.001)
    wine = liquid_in(inside, size * float(rng.uniform(0.5, 0.72)))
    low, high = size * 0.16, size * float(rng.uniform(0.4, 0.5))
    half = float(rng.uniform(55, 75))
    label = paper_label(outer, low, high, half)
    return fitted([body, cork, wine, label, printed_lines(outer, low, high, half, rng)], size)


def _capped_bottle(rng: np.random.Generator, size: float, *, frosted: bool) -> Meshes:
    """An apothecary's bottle with a ground stopper, or a perfume's with its cap, round or square."""
    tall = size * 0.8
    r = tall * float(rng.uniform(0.27, 0.36))
    neck = r * float(rng.uniform(0.36, 0.44))
    outer = upwards(
        [
            (r - 0.004, 0.0),
            (r - 0.0006, 0.002),
            (r, 0.006),
            (r, tall * 0.66),
            (r * 0.93, tall * 0.74),
            (neck * 1.25, tall * 0.81),
            (neck, tall * 0.84),
            (neck, tall * 0.95),
            (neck * 1.4, tall * 0.962),
            (neck * 1.45, tall * 0.985),
            (neck * 1.3, tall),
        ]
    )
    inside = inside_of(outer, 0.0032, 0.008, fillet_m=0.004)
    plugged = radius_at(inside, tall * 0.97) - LIQUID_GAP_M
    level = tall * float(rng.uniform(0.4, 0.6))
    knob = size - tall
    if frosted:
        cap = drum(neck * 1.5, tall + 0.0006, size, bevel_m=0.002)
    else:
        top = [
            (0.0, tall * 0.88),
            (plugged * 0.9, tall * 0.88),
            (plugged, tall * 0.995),
            (neck * 0.9, tall + 0.001),
            (neck * 1.25, tall + 0.35 * knob),
            (neck * 1.3, tall + 0.7 * knob),
            (neck * 0.8, size * 0.995),
            (0.0, size),
        ]
        cap = turned_solid(smooth(top, 60), 64)
    low, high = tall * 0.16, tall * 0.52
    label = paper_label(outer, low, high, 48.0)
    glass, liquid = glass_body(outer, inside), liquid_in(inside, level)
    lines = printed_lines(outer, low, high, 48.0, rng)
    if frosted or rng.integers(2):
        glass, liquid, label, lines = (_squared(p, tall * 0.66, tall * 0.8) for p in (glass, liquid, label, lines))
    return fitted([glass, cap, liquid, label, lines], size)


def _squared(surface: Surface, full_m: float, none_m: float) -> Surface:
    """Pulled out to a square with round corners below ``full_m``, left round above ``none_m``."""
    x, y, z = surface.points.T
    angle = np.arctan2(y, x)
    corner = (np.abs(np.cos(angle)) ** 7 + np.abs(np.sin(angle)) ** 7) ** (-1 / 7)
    share = np.clip((none_m - z) / (none_m - full_m), 0, 1)
    factor = 1 + 0.94 * (corner - 1) * share**2 * (3 - 2 * share)
    return replace(surface, points=np.stack([x * factor, y * factor, z], -1))


def _preserving_jar(rng: np.random.Generator, size: float) -> Meshes:
    """A clip-top jar: glass lid on an orange ring, wire bail, cherries or pickles inside."""
    tall = size * 0.87
    r = tall * float(rng.uniform(0.30, 0.37))
    outer = upwards(
        [
            (r - 0.006, 0.0),
            (r - 0.001, 0.002),
            (r, 0.008),
            (r, tall * 0.76),
            (r * 0.95, tall * 0.84),
            (r * 0.82, tall * 0.9),
            (r * 0.82, tall * 0.955),
            (r * 0.86, tall * 0.97),
            (r * 0.86, tall),
        ]
    )
    inside = inside_of(outer, 0.0035, 0.008)
    gasket = standing_wall(r * 0.92, r * 0.14, tall + 0.0003, tall + 0.0035)
    lid_low = tall + 0.0038
    lid = turned_solid(
        smooth(
            [
                (0.0, lid_low + 0.002),
                (r * 0.7, lid_low),
                (r * 0.9, lid_low),
                (r * 0.9, lid_low + 0.004),
                (r * 0.6, lid_low + 0.0075),
                (r * 0.25, lid_low + 0.009),
                (0.0, lid_low + 0.009),
            ],
            60,
        ),
        80,
    )
    fruit, level = _fruit(inside, tall, rng)
    return fitted(
        [
            merge([glass_body(outer, inside), lid]),
            gasket,
            _bail(r, tall, lid_low),
            fruit,
            liquid_in(inside, level),
        ],
        size,
    )


def _bail(r: float, tall: float, lid: float) -> Surface:
    """The wire clip of a jar: a band below the rim, a bow over the lid, a lever down the front."""
    w = 0.0014
    band = ring(r * 0.84, w, (0, 0, tall * 0.93))
    x = r * 0.86
    side = np.array([(x, -0.004, tall * 0.93), (x + 0.004, 0, tall * 0.96), (x, 0, lid + 0.006)])
    bow = [
        (x, 0, lid + 0.006),
        (r * 0.55, 0, lid + 0.011),
        (0, 0, lid + 0.013),
        (-r * 0.55, 0, lid + 0.011),
        (-x, 0, lid + 0.006),
    ]
    lever = [
        (-x, -0.006, tall * 0.92),
        (-x * 1.04, -0.012, tall * 0.8),
        (-x * 0.6, -x * 0.95, tall * 0.72),
        (0, -x * 1.28, tall * 0.7),
        (x * 0.6, -x * 0.95, tall * 0.72),
        (x * 1.04, -0.012, tall * 0.8),
        (x, -0.006, tall * 0.92),
    ]
    mirror = side * np.array([-1, 1, 1])
    wires = [
        wire(side, w, samples=12),
        wire(mirror, w, samples=12),
        wire(np.array(bow, float), w, samples=40),
        wire(np.array(lever, float), w, samples=60),
    ]
    return merge([band, *wires])


def _fruit(inside: Curve, tall: float, rng: np.random.Generator) -> tuple[Surface, float]:
    """Round fruit packed in layers, and the level of what they lie in."""
    size = float(rng.uniform(0.008, 0.012))
    pieces, z = [], float(inside[0, 1]) + size + 0.001
    while z < tall * 0.78:
        reach = radius_at(inside, z) - size - 0.0012
        outer_count = max(int(2 * np.pi * reach / (2.05 * size)), 1)
        first = float(rng.uniform(0, 6.28))
        for k in range(outer_count):
            a = first + 2 * np.pi * k / outer_count
            at = (reach * np.cos(a), reach * np.sin(a), z)
            pieces.append(ball(size * float(rng.uniform(0.93, 1.0)), at, segments=14, flat=0.95))
        z += 1.72 * size
    return merge(pieces), min(z, tall * 0.84)


def _flask(rng: np.random.Generator, size: float) -> Meshes:
    """A conical laboratory flask: scale, coloured liquid, rubber stopper; or a round one on a cork ring."""
    tall = size * 0.9
    r, neck = tall * float(rng.uniform(0.30, 0.36)), tall * float(rng.uniform(0.10, 0.13))
    outer = upwards(
        [
            (r - 0.009, 0.0),
            (r - 0.002, 0.002),
            (r, 0.008),
            (r * 0.93, tall * 0.14),
            (neck * 1.15, tall * 0.7),
            (neck, tall * 0.76),
            (neck, tall * 0.965),
            (neck * 1.22, tall * 0.975),
            (neck * 1.22, tall),
        ]
    )
    inside = inside_of(outer, 0.0018, 0.0026, fillet_m=0.007)
    bore = radius_at(inside, tall * 0.9)
    stopper = turned_solid(
        np.array(
            [
                (0.0, tall * 0.9),
                (bore * 0.97 - LIQUID_GAP_M, tall * 0.9),
                (bore * 1.12, tall + 0.0008),
                (neck * 1.05, tall + 0.001),
                (neck * 1.12, size),
                (0.0, size),
            ]
        ),
        64,
    )
    level = tall * float(rng.uniform(0.28, 0.5))
    marks = []
    for k in range(9):
        z = tall * (0.12 + 0.06 * k)
        half = (16.0 if k % 2 == 0 else 9.0) * r / radius_at(outer, z)
        stripe = paper_label(outer, z - 0.0005, z + 0.0005, min(half, 40.0))
        marks.append(turned(stripe, "z", half - 6.0))
    block = paper_label(outer, tall * 0.2, tall * 0.3, 12.0)
    marks.append(turned(block, "z", -32.0))
    return fitted(
        [glass_body(outer, inside, punt_m=0.0008), liquid_in(inside, level), stopper, merge(marks)], size
    )


def _light_bulb(rng: np.random.Generator, size: float) -> Meshes:
    """A filament bulb that lies on its side, its cap to the right; or one of the long kind."""
    r = size * float(rng.uniform(0.27, 0.31))
    cap = size * 0.25
    base = 0.0130
    long = bool(rng.integers(2))
    top = (
        [(r * 0.95, size * 0.52), (r, size * 0.66)]
        if not long
        else [(r * 0.7, size * 0.5), (r * 0.77, size * 0.66)]
    )
    widest = r * (0.78 if long else 0.93)
    last = [(widest * 0.98, size * (0.9 if long else 0.8)), (widest * 0.58, size * 0.965), (0.0006, size)]
    outer = upwards([(base * 0.9, cap * 0.9), (base * 0.96, cap), (base * 1.25, cap * 1.35), *top, *last], 120)
    body = turned_solid(np.concatenate([outer, _shrunk(outer, 0.0009)[::-1], outer[:1]]), 96)
    turn = np.linspace(0, 2 * np.pi * 5.5, 150)
    thread = np.stack(
        [(base - 0.0003) * np.cos(turn), (base - 0.0003) * np.sin(turn), np.linspace(cap * 0.3, cap * 0.82, 150)],
        -1,
    )
    shell = merge([drum(base - 0.0005, cap * 0.24, cap * 0.96, bevel_m=0.001), wire(thread, 0.0011, sides=8)])
    contact = merge(
        [
            drum(base * 0.9, cap * 0.08, cap * 0.26, bevel_m=0.001, top_radius_m=base * 0.92),
            drum(0.0045, 0.0, cap * 0.1),
        ]
    )
    stem, filament = _filament(cap, size, r)
    parts = [body, shell, contact, stem, filament]
    lain = [
        turned(turned(p, "y", -90.0), "z", float(angle))
        for p, angle in zip(parts, [rng.uniform(-35, -10)] * 5, strict=True)
    ]
    return fitted(lain, size)


def _shrunk(outer: Curve, wall: float) -> Curve:
    tangent = np.gradient(outer, axis=0)
    tangent /= np.maximum(np.linalg.norm(tangent, axis=1), 1e-12)[:, None]
    inner = outer - wall * np.stack([tangent[:, 1], -tangent[:, 0]], -1)
    inner[:, 0] = np.maximum(inner[:, 0], 0.0003)
    return np.asarray(inner)


def _filament(cap: float, size: float, r: float) -> tuple[Surface, Surface]:
    """The glass stem with its wires, and a coiled filament between them."""
    stem = turned_solid(
        smooth([(0.0, cap), (0.006, cap), (0.0035, cap + 0.012), (0.003, size * 0.5), (0.0, size * 0.51)], 40), 32
    )
    high = size * 0.62
    t = np.linspace(0, 1, 160)
    arc = np.pi * (1.25 * t - 0.125)
    coil = 0.0009
    x = -0.5 * r * np.cos(arc) + coil * np.cos(2 * np.pi * 26 * t)
    z = high + 0.1 * r * np.sin(arc) + coil * np.sin(2 * np.pi * 26 * t)
    hot = wire(np.stack([x, 0.0006 * np.sin(2 * np.pi * 26 * t + 1.5), z], -1), 0.00045, sides=6)
    ends = [rod((0.0022 * s, 0, size * 0.49), (0.46 * r * s, 0, high), 0.0005, sides=8) for s in (-1, 1)]
    return stem, merge([hot, *ends])


def _fish_float(rng: np.random.Generator, size: float) -> Meshes:
    """A blown glass float with its sealing button, in a net of rope."""
    r = size * 0.46
    turn = np.linspace(0, np.pi, 70)
    line = np.stack([r * np.sin(turn), -0.97 * r * np.cos(turn)], -1)
    line[0, 0] = line[-1, 0] = 0.0
    inner = line[::-1] * (1 - 0.004 / r)
    shell = merge([turned_solid(line, 96), turned_solid(inner, 96)])
    button = moved(ball(0.12 * r, segments=24, flat=0.35), z=0.97 * r)
    globe = turned(merge([shell, button]), "x", float(rng.uniform(25, 60)))
    return fitted([globe, _rope_net(r, int(rng.integers(9, 13)), rng)], size)


def _rope_net(r: float, meridians: int, rng: np.random.Generator) -> Surface:
    """Twine in diamonds over a ball, knotted where it crosses."""
    strands = []
    thick = 0.011 * r + 0.0009
    for sense in (-1, 1):
        for k in range(meridians):
            t = np.linspace(0.06, 0.94, 64)
            polar = np.pi * t
            angle = 2 * np.pi * k / meridians + sense * np.pi * 2.4 / meridians * 3 * (t - 0.5)
            radius = r + thick * (1.0 + 0.35 * sense)
            path = radius * np.stack(
                [np.sin(polar) * np.cos(angle), np.sin(polar) * np.sin(angle), 0.97 * np.cos(polar)], -1
            )
            strands.append(wire(path, thick, sides=8))
    caps = [
        ring(r * np.sin(0.06 * np.pi) + thick, 1.6 * thick, (0, 0, s * 0.97 * r * np.cos(0.06 * np.pi)))
        for s in (-1, 1)
    ]
    net = merge([*strands, *caps])
    return turned(turned(net, "x", float(rng.uniform(-20, 20))), "z", float(rng.uniform(0, 40)))


FORMS: tuple[Form, ...] = (
    Form(
        name="wine_bottle",
        class_name="wine bottle",
        size_m=(0.28, 0.33),
        parts=(
            main_part("Glass"),
            part("Cork", "cork"),
            part("Wine", "red_wine", "white_wine"),
            part("Label", "cream_paper"),
            part("Print", "black_ink"),
        ),
        build=_wine_bottle,
    ),
    Form(
        name="apothecary_bottle",
        class_name="medicine bottle",
        size_m=(0.1, 0.19),
        parts=(
            main_part("Glass"),
            part("Stopper", "clear_glass"),
            part("Liquid", "water", "cold_tea"),
            part("Label", "cream_paper"),
            part("Print", "black_ink"),
        ),
        build=partial(_capped_bottle, frosted=False),
    ),
    Form(
        name="perfume_bottle",
        class_name="perfume bottle",
        size_m=(0.075, 0.13),
        parts=(
            main_part("Glass"),
            part("Cap", "gilt_metal", "black_plastic", "beech"),
            part("Perfume", "perfume"),
            part("Label", "cream_paper"),
            part("Print", "black_ink"),
        ),
        build=partial(_capped_bottle, frosted=True),
    ),
    Form(
        name="preserving_jar",
        class_name="preserving jar",
        size_m=(0.11, 0.2),
        parts=(
            main_part("Glass"),
            part("Gasket", "orange_rubber"),
            part("Clip", "steel"),
            part("Fruit", "cherry", "olive", "plum"),
            part("Syrup", "water"),
        ),
        build=_preserving_jar,
    ),
    Form(
        name="laboratory_flask",
        class_name="laboratory flask",
        size_m=(0.11, 0.24),
        parts=(
            main_part("Glass"),
            part("Liquid", "blue_liquid", "green_liquid", "pink_drink"),
            part("Stopper", "black_rubber", "cork"),
            part("Scale", "white_print"),
        ),
        build=_flask,
    ),
    Form(
        name="light_bulb",
        class_name="light bulb",
        size_m=(0.09, 0.14),
        parts=(
            main_part("Glass"),
            part("Cap", "brass", "aluminium"),
            part("Insulator", "black_plastic"),
            part("Stem", "clear_glass"),
            part("Filament", "steel"),
        ),
        build=_light_bulb,
    ),
    Form(
        name="glass_float",
        class_name="fishing float",
        size_m=(0.09, 0.3),
        parts=(main_part("Glass"), part("Net", "hemp_rope")),
        build=_fish_float,
    ),
)
