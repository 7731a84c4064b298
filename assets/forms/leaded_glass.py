"""Stained glass in lead: a church's lancet and rose, a sun catcher, a lantern, a lamp's shade."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assets.forms.form import Form, FormPart, main_part, part
from assets.forms.kit.leading import cames, clipped, quarry, sector
from assets.forms.kit.mouldings import fitted
from assets.forms.kit.panes import standing_box
from assets.forms.kit.rounds import around, ball, circle, drum, ring, rod, turned_solid, wire
from assets.meshes.curves import Curve, smooth
from assets.meshes.surface import Surface, flipped, grid, merge, moved, turned, welded
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]

_COLOURS: tuple[FormPart, ...] = (
    part("PanesB", "ruby_pane"),
    part("PanesC", "cobalt_pane"),
    part("PanesD", "amber_pane"),
)


def _glazed(pieces: Sequence[Curve], colour: Sequence[int]) -> tuple[list[Surface], Surface]:
    """The pieces by their colour (0 the sample's own), and the leads."""
    groups = [[quarry(p) for p, c in zip(pieces, colour, strict=True) if c == k] for k in range(4)]
    return [merge(g) for g in groups], cames(pieces)


def lancet(wide: float, tall: float, inset: float = 0.0) -> Curve:
    """A pointed arch on z = 0, counter-clockwise, drawn in by ``inset``."""
    half = wide / 2
    reach = 1.1 * wide
    spring = tall - np.sqrt(reach**2 - (reach - half) ** 2)
    radius = reach - inset
    t = np.linspace(0, np.arccos((reach - half) / radius), 11)
    right = np.stack([half - reach + radius * np.cos(t), spring + radius * np.sin(t)], -1)
    left = right[::-1] * np.array([-1, 1])
    return np.concatenate([[[inset - half, inset], [half - inset, inset]], right, left[1:]])


def _church_window(rng: np.random.Generator, size: float) -> Meshes:
    """A lancet of diamond quarries with a coloured border and a roundel, in a stone frame, iron bars across."""
    wide = size * float(rng.uniform(0.36, 0.46))
    stone = 0.075 * size
    shape = (wide - 2 * stone, size - 2 * stone)
    outer = lancet(*shape)
    band = 0.13 * wide
    inner = lancet(*shape, band)
    pieces, colour = [], []
    cell = wide * float(rng.uniform(0.17, 0.24))
    roundel = np.array([0.0, float(rng.uniform(0.42, 0.55)) * size])
    for i in range(-12, 13):
        for j in range(40):
            middle = np.array([i * cell / 2, j * cell * 0.7])
            if (i + j) % 2:
                continue
            diamond = middle + np.array([[cell / 2, 0], [0, cell * 0.7], [-cell / 2, 0], [0, -cell * 0.7]])
            piece = clipped(diamond, inner)
            if len(piece) >= 3 and _area(piece) > 0.02 * cell**2:
                pieces.append(piece)
                near = np.abs(middle - roundel) @ np.array([1 / cell, 1 / (1.4 * cell)])
                colour.append(
                    1 if near < 0.3 else 2 if near < 1.05 else 3 if near < 1.55 and rng.integers(2) else 0
                )
    closed = len(outer)
    for k in range(closed):
        a, b = outer[k], outer[(k + 1) % closed]
        c, d = inner[(k + 1) % closed], inner[k]
        parts = max(1, round(float(np.hypot(*(b - a))) / (2.4 * band)))
        for q in range(parts):
            s, e = q / parts, (q + 1) / parts
            pieces.append(np.array([a + (b - a) * s, a + (b - a) * e, d + (c - d) * e, d + (c - d) * s]))
            colour.append(1 + (k + q) % 3)
    glass, lead = _glazed(pieces, colour)
    arch = _tracery(shape, stone)
    bars = [
        rod((-wide * 0.46, -0.012, z * size), (wide * 0.46, -0.012, z * size), 0.006) for z in (0.14, 0.36, 0.58)
    ]
    return fitted([*glass, lead, arch, merge(bars)], size, crease_deg=[20, 20, 20, 20, 50, 30, 40])


def _area(piece: Curve) -> float:
    x, y = piece.T
    return 0.5 * abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))))


def _tracery(shape: tuple[float, float], wide: float) -> Surface:
    """A stone moulding round a lancet, splayed towards the viewer."""
    steps = [
        (0.002, 0.03),
        (0.002, -0.012),
        (-0.3 * wide, -0.035),
        (-0.42 * wide, -0.05),
        (-0.95 * wide, -0.05),
        (-wide, -0.042),
        (-wide, 0.03),
        (0.002, 0.03),
    ]
    rings = []
    for inset, y in steps:
        line = lancet(*shape, inset)
        rings.append(np.column_stack([line[:, 0], np.full(len(line), y), line[:, 1]]))
    return flipped(welded(grid(np.stack(rings), wrap=True)))


def _rose_window(rng: np.random.Generator, size: float) -> Meshes:
    """A round window: stone spokes and rings, pieces of glass between them in rings of petals."""
    r = size / 2
    count = int(rng.choice([8, 10, 12]))
    edges = np.array([0.0, 0.15, 0.38, 0.66, 0.8, 0.93]) * r
    pieces, colour = [], []
    step = 360.0 / count
    for k in range(count):
        a = k * step
        pieces.append(sector(0, edges[1], a, a + step, steps=3))
        colour.append(1 + k % 2)
        for j in range(1, 5):
            parts = (1, 2, 2, 3)[j - 1]
            for q in range(parts):
                pieces.append(
                    sector(edges[j], edges[j + 1], a + q * step / parts, a + (q + 1) * step / parts, steps=4)
                )
                colour.append((0, (0, 2)[q % 2] if j == 2 else 0, 0, 1 + (q + k) % 3)[j - 1])
    glass, lead = _glazed(pieces, colour)
    spokes, rims = [], []
    for k in range(count):
        spoke = standing_box(0.017 * size, 0.05, edges[4] - edges[1], bevel_m=0.005)
        spokes.append(turned(moved(spoke, y=-0.012, z=(edges[1] + edges[4]) / 2), "y", k * step))
    for radius, wide in ((edges[1], 0.02), (edges[4], 0.016), (0.965 * r, 0.05)):
        rims.append(_stone_ring(radius, wide * size, 0.08 if wide > 0.04 else 0.05))
    foil = 0.73 * r
    for k in range(count):
        a = np.radians((k + 0.5) * step)
        rims.append(
            moved(
                _stone_ring(0.40 * 2 * np.pi * foil / count, 0.012 * size, 0.045),
                foil * np.cos(a),
                0,
                foil * np.sin(a),
            )
        )
    return fitted([*glass, lead, merge([*spokes, *rims])], size, crease_deg=[20, 20, 20, 20, 50, 35])


def _stone_ring(radius: float, wide: float, deep: float) -> Surface:
    h, d = wide / 2, deep / 2
    section = np.array(
        [(-h, -d + 0.006), (-h, d), (h, d), (h, -d + 0.006), (0.5 * h, -d - 0.008), (-0.5 * h, -d - 0.008)]
    )
    t = np.arange(97) * (2 * np.pi / 96)
    rings = np.stack(
        [
            np.column_stack([(radius + s) * np.cos(t), np.full(97, y - 0.008), (radius + s) * np.sin(t)])
            for s, y in section
        ]
    )
    return welded(grid(np.concatenate([rings, rings[:1]])))


def _sun_catcher(rng: np.random.Generator, size: float) -> Meshes:
    """A round leaded flower that hangs by a chain from a small stand."""
    r = size * 0.36
    petals = int(rng.choice([6, 8]))
    step = 360.0 / petals
    pieces, colour = [], []
    for k in range(petals):
        petal, between = _petal(r, k * step, step)
        pieces += [petal, between, sector(0, 0.2 * r, k * step, (k + 1) * step, steps=7)]
        pieces.append(sector(0.86 * r, r, (k + 0.5) * step, (k + 1.5) * step, steps=8))
        colour += [1, 0, 3, 2 if k % 2 else 0]
    glass, lead = _glazed_fans(pieces, colour)
    rim = wire(
        np.column_stack(
            [
                r * np.cos(np.linspace(0, 2 * np.pi, 97)[:-1]),
                np.zeros(96),
                r * np.sin(np.linspace(0, 2 * np.pi, 97)[:-1]),
            ]
        ),
        0.0042,
        sides=12,
        closed=True,
    )
    top = size * 0.93 - (r + 0.006)
    hook = [(0, 0, r + 0.003), (0, 0, top - 0.012)]
    chain = _chain(np.array(hook[0]), np.array(hook[1]), 0.006)
    high = top
    stand = merge(
        [
            wire(
                np.array(
                    [
                        (0.0, 0.0, high - 0.014),
                        (0.0, 0.004, high),
                        (0.0, 0.05 * size, high + 0.03 * size),
                        (0.0, 0.13 * size, high - 0.05 * size),
                        (0.0, 0.15 * size, 0.0),
                        (0.0, 0.14 * size, -r - 0.012),
                    ]
                ),
                0.0035,
                samples=70,
            ),
            moved(drum(0.24 * size, -0.006, 0.003, bevel_m=0.002), 0, 0.08 * size, -r - 0.015),
        ]
    )
    return fitted([*glass, merge([lead, rim]), merge([chain, stand])], size, crease_deg=[20, 20, 20, 20, 50, 40])


def _petal(r: float, first_deg: float, step_deg: float) -> tuple[Curve, Curve]:
    """A petal from the heart out to the inner ring, and the ground between it and the next."""
    base = 0.2 * r
    arc = sector(0, base, first_deg, first_deg + step_deg, steps=7)[1:]
    along = np.linspace(0, 1, 9)[1:-1, None]
    bulge = 0.1 * r * np.sin(np.pi * along)

    def tip(shift: float) -> np.ndarray:
        turn = np.radians(first_deg + (0.5 + shift) * step_deg)
        return np.array([np.cos(turn), np.sin(turn)])

    def flank(start: np.ndarray, way: np.ndarray, side: float) -> np.ndarray:
        return np.asarray(start + along * (0.86 * r * way - start) + side * bulge * np.array([-way[1], way[0]]))

    here, following = tip(0.0), tip(1.0)
    left = flank(arc[-1], here, 1.0)
    petal = np.concatenate([arc[:1], flank(arc[0], here, -1.0), [0.86 * r * here], left[::-1], arc[::-1][:-1]])
    rim = sector(0, 0.86 * r, first_deg + 0.5 * step_deg, first_deg + 1.5 * step_deg, steps=8)[1:]
    ground = np.concatenate([arc[-1:], flank(arc[-1], following, -1.0), rim[::-1], left[::-1]])
    return petal, ground


def _glazed_fans(pieces: Sequence[Curve], colour: Sequence[int]) -> tuple[list[Surface], Surface]:
    """As `_glazed`, for pieces that are only star-shaped about their middle."""
    from assets.forms.kit.panes import plate

    groups: list[list[Surface]] = [[], [], [], []]
    for piece, c in zip(pieces, colour, strict=True):
        middle = piece.mean(0)
        groups[c].append(plate(middle + (piece - middle) * 0.985, 0.003))
    return [merge(g) for g in groups], cames(pieces, width_m=0.005)


def _chain(start: np.ndarray, end: np.ndarray, link: float) -> Surface:
    count = max(int(np.linalg.norm(end - start) / (1.25 * link)), 2)
    links = []
    for k in range(count):
        at = start + (end - start) * (k + 0.5) / count
        t = np.linspace(0, 2 * np.pi, 17)[:-1]
        loop = np.stack([0.45 * link * np.cos(t), 0 * t, 0.85 * link * np.sin(t)], -1)
        links.append(moved(turned(wire(loop, 0.13 * link, sides=6, closed=True), "z", 90.0 * (k % 2)), *at))
    return merge(links)


def _lantern(rng: np.random.Generator, size: float) -> Meshes:
    """A four- or six-sided lantern of coloured panes in metal, a ring on top, a candle inside."""
    sides = int(rng.choice([4, 6]))
    body = size * float(rng.uniform(0.52, 0.6))
    r = size * 0.24
    apothem = r * np.cos(np.pi / sides)
    wide = 2 * r * np.sin(np.pi / sides) - 0.008
    low = 0.05 * size
    pieces, colour = [], []
    columns, rows = 2, int(rng.integers(3, 5))
    for i in range(columns):
        for j in range(rows):
            x0, z0 = -wide / 2 + i * wide / columns, j * body / rows
            pieces.append(
                np.array(
                    [
                        (x0, z0),
                        (x0 + wide / columns, z0),
                        (x0 + wide / columns, z0 + body / rows),
                        (x0, z0 + body / rows),
                    ]
                )
            )
            colour.append(0 if 0 < j < rows - 1 else 1 + (i + 2 * (j > 0)) % 3)
    glass, lead = _glazed(pieces, colour)
    faces = [around(moved(g, y=-apothem, z=low), sides, first_deg=0.0) for g in [*glass, lead]]
    posts = [
        rod((r * np.cos(a), r * np.sin(a), low - 0.004), (r * np.cos(a), r * np.sin(a), low + body + 0.004), 0.006)
        for a in np.radians(-90 + 180 / sides + 360 / sides * np.arange(sides))
    ]
    metal = [
        *posts,
        _polygon_solid([(1.18, 0.0), (1.18, low * 0.5), (1.05, low * 0.55), (1.05, low)], r, sides),
        _polygon_solid(
            [
                (1.04, low + body),
                (1.22, low + body + 0.006),
                (0.5, low + body + 0.13 * size),
                (0.46, low + body + 0.2 * size),
                (0.56, low + body + 0.205 * size),
                (0.1, low + body + 0.25 * size),
            ],
            r,
            sides,
        ),
    ]
    metal.append(
        moved(
            turned(turned(ring(0.05 * size, 0.0035), "x", 90.0), "z", 20.0),
            z=low + body + 0.25 * size + 0.045 * size,
        )
    )
    candle = drum(0.2 * r + 0.006, low, low + 0.45 * body, bevel_m=0.003)
    flame = moved(
        turned_solid(smooth([(0, 0), (0.005, 0.01), (0.004, 0.02), (0, 0.04)], 20), 20), z=low + 0.47 * body
    )
    return fitted([*faces, merge(metal), candle, flame], size, crease_deg=[20, 20, 20, 20, 50, 30, 36, 60])


def _polygon_solid(profile: Sequence[tuple[float, float]], radius: float, sides: int) -> Surface:
    """A closed solid of flat-sided rings (factor on the radius, height)."""
    from assets.forms.kit.mouldings import round_sheet

    base = circle(radius, sides, first_deg=-90 + 180 / sides)
    return round_sheet(np.stack([np.column_stack([base * f, np.full(sides, z)]) for f, z in profile]))


def _leaded_lamp(rng: np.random.Generator, size: float) -> Meshes:
    """A table lamp: a domed shade of small panes in copper foil on a bronze foot."""
    r = size * float(rng.uniform(0.40, 0.46))
    high = r * float(rng.uniform(0.62, 0.85))
    low = size - high - 0.03 * size
    t = np.linspace(0.1, 1.0, 8)
    profile = np.stack([r * np.sin(t * np.pi / 2) ** 0.9, low + high * np.cos(t * np.pi / 2) ** 0.9], -1)
    count = int(rng.choice([16, 18, 20]))
    groups: list[list[Surface]] = [[], [], [], []]
    lines = []
    for j in range(7):
        shift = 0.5 * (j % 2) if j < 5 else 0.0
        for k in range(count):
            a0, a1 = (np.array([k, k + 1]) + shift) * 2 * np.pi / count
            quad, normal = _shade_tile(profile[j], profile[j + 1], a0, a1)
            c = 3 if j == 5 else 1 if j == 6 and k % 2 else 2 if j == 6 or (j == 3 and k % 4 == 0) else 0
            groups[c].append(_tile(quad, normal))
            lines.append(wire(np.array([quad[0], quad[3]]), 0.0022, sides=6))
    rings = [
        ring(float(p[0]), 0.0026 if j < 7 else 0.004, (0, 0, float(p[1])), segments=count * 3)
        for j, p in enumerate(profile)
    ]
    cap = moved(
        turned_solid(
            np.array(
                [
                    (0, 0),
                    (profile[0, 0] * 1.15, 0),
                    (profile[0, 0] * 0.8, 0.012),
                    (0.006, 0.018),
                    (0.009, 0.028),
                    (0.0, 0.036),
                ]
            ),
            48,
        ),
        z=float(profile[0, 1]),
    )
    foot = [
        (0, 0),
        (0.22 * size, 0),
        (0.225 * size, 0.01),
        (0.17 * size, 0.025),
        (0.06 * size, 0.05),
        (0.022 * size, 0.1 * size),
        (0.03 * size, 0.3 * size),
        (0.018 * size, 0.5 * size),
        (0.02 * size, low + 0.6 * high),
        (0.006, float(profile[0, 1])),
    ]
    base = turned_solid(np.concatenate([smooth(foot, 90), [[0, float(profile[0, 1])]]]), 64)
    bulbs = [ball(0.035 * size, (0.07 * size * s, 0, low + 0.35 * high), flat=1.3) for s in (-1, 1)]
    return fitted(
        [*(merge(g) for g in groups), merge([*lines, *rings]), merge([base, cap]), merge(bulbs)],
        size,
        crease_deg=[30, 30, 30, 30, 60, 36, 60],
    )


def _shade_tile(upper: np.ndarray, lower: np.ndarray, a0: float, a1: float) -> tuple[np.ndarray, np.ndarray]:
    """Four corners, counter-clockwise from outside: lower left first; and the normal."""

    def at(p: np.ndarray, a: float) -> np.ndarray:
        return np.array([p[0] * np.cos(a), p[0] * np.sin(a), p[1]])

    quad = np.array([at(lower, a0), at(lower, a1), at(upper, a1), at(upper, a0)])
    normal = np.cross(quad[1] - quad[0], quad[3] - quad[0])
    return quad, normal / np.linalg.norm(normal)


def _tile(quad: np.ndarray, normal: np.ndarray) -> Surface:
    middle = quad.mean(0)
    face = middle + (quad - middle) * 0.98
    out, back = face + 0.0013 * normal, face - 0.0013 * normal
    side = grid(np.stack([back, out]), wrap=True)
    from assets.meshes.surface import polygons

    return merge([side, polygons(out, [4], [0, 1, 2, 3]), polygons(back, [4], [3, 2, 1, 0])])


FORMS: tuple[Form, ...] = (
    Form(
        name="church_window",
        class_name="church window",
        size_m=(0.8, 1.9),
        parts=(
            main_part("Panes"),
            *_COLOURS,
            part("Lead", "lead"),
            part("Stone", "limestone"),
            part("Bars", "cast_iron"),
        ),
        build=_church_window,
    ),
    Form(
        name="rose_window",
        class_name="rose window",
        size_m=(0.8, 1.9),
        parts=(main_part("Panes"), *_COLOURS, part("Lead", "lead"), part("Stone", "limestone")),
        build=_rose_window,
    ),
    Form(
        name="sun_catcher",
        class_name="sun catcher",
        size_m=(0.18, 0.32),
        parts=(main_part("Panes"), *_COLOURS, part("Lead", "lead"), part("Stand", "cast_iron", "brass")),
        build=_sun_catcher,
    ),
    Form(
        name="coloured_lantern",
        class_name="lantern",
        size_m=(0.22, 0.4),
        parts=(
            main_part("Panes"),
            *_COLOURS,
            part("Lead", "lead"),
            part("Metal", "brass", "cast_iron"),
            part("Candle", "candle_wax"),
            part("Flame", "flame"),
        ),
        build=_lantern,
    ),
    Form(
        name="leaded_lamp",
        class_name="table lamp",
        size_m=(0.35, 0.5),
        parts=(
            main_part("Panes"),
            *_COLOURS,
            part("Lead", "lead"),
            part("Foot", "bronze_metal"),
            part("Bulbs", "lit_bulb"),
        ),
        build=_leaded_lamp,
    ),
)
