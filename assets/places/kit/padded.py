"""Padded things whose fronts look to -y: cushions with piping, sofas, armchairs; and throws and rugs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from assets.forms.kit.cloth import creases, thick, waves
from assets.forms.kit.rounds import rod, wire
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, flipped, grid, merge, moved, turned
from assets.places.kit.cuboids import Box, Range, boxes, cuboid, cuboids
from assets.places.kit.things import Stuffs, Thing, piece, set_at, thing
from assets.places.place import PieceRole

type Triple = tuple[float, float, float]

_RUG_M = 0.012
_WOVEN: Range = (0.006, _RUG_M + 0.0008)


def pillow(
    rng: np.random.Generator, size_m: Triple, *, boxy: float = 4.0, wrinkle_m: float = 0.004, step_m: float = 0.022
) -> Surface:
    """A filled cushion that lies flat about the origin: plump in the middle, drawn in between its corners."""
    w, d, h = size_m
    columns, rows = max(12, int(w / step_m)), max(12, int(d / step_m))
    u, v = np.meshgrid(
        np.sin(np.linspace(-1, 1, columns) * np.pi / 2), np.sin(np.linspace(-1, 1, rows) * np.pi / 2)
    )
    full = ((1 - np.abs(u) ** boxy) * (1 - np.abs(v) ** boxy)).clip(0) ** (0.55 if boxy < 6 else 0.4)
    pull = 0.05 if boxy < 6 else 0.012
    x, y = w / 2 * u * (1 - pull * (1 - v**2)), d / 2 * v * (1 - pull * (1 - u**2))
    field = waves(rng, 0.35 * min(w, d))
    folds = wrinkle_m * creases(rng, 0.4 * min(w, d))(x, y) * full**0.5
    flat = np.stack([w / 2 * u, d / 2 * v], -1)
    sides = []
    for sign in (1.0, -1.0):
        z = sign * (h / 2 * full * (1 + 0.06 * field(x, y)) + folds)
        sheet = grid(np.stack([x, y, z], -1), uvs=flat)
        sides.append(sheet if sign > 0 else flipped(sheet))
    rim = np.concatenate(
        [np.stack([x, y], -1)[e] for e in (np.s_[0, :-1], np.s_[:-1, -1], np.s_[-1, :0:-1], np.s_[:0:-1, 0])]
    )
    welt = wire(np.column_stack([rim, np.zeros(len(rim))]), 0.0045, sides=6, closed=True)
    return merge([*sides, welt])


def leant(surface: Surface, lean_deg: float, at: Triple, *, turn_deg: float = 0.0) -> Surface:
    """A cushion that lay flat, stood on its long side and leant back, its lowest edge at ``at``."""
    stood = turned(surface, "x", 90.0 - lean_deg)
    stood = moved(stood, z=-float(stood.points[:, 2].min()))
    return moved(turned(stood, "z", turn_deg), *at)


def sofa(
    width_m: float, cloth: Stuffs, legs: Stuffs, cushions: Stuffs, *, seats: int = 3, loose: int = 2
) -> Thing:
    """A sofa about the z axis: seat and back cushions with welts, rounded arms, and cushions thrown on it."""

    def make(rng: np.random.Generator) -> tuple[Surface, Surface, Surface]:
        arm, deep = 0.19, 0.88
        inside = width_m - 2 * arm
        one = inside / seats
        body = [moved(rounded_box((width_m - 0.04, deep - 0.06, 0.20), 0.025, 2), z=0.13)]
        body += [
            moved(rounded_box((arm, deep, 0.49), 0.06, 4), x=s * (width_m - arm) / 2, z=0.12) for s in (-1, 1)
        ]
        body.append(moved(rounded_box((width_m - 0.1, 0.18, 0.68), 0.06, 4), y=deep / 2 - 0.09, z=0.13))
        for i in range(seats):
            x = -inside / 2 + (i + 0.5) * one
            seat = pillow(rng, (one - 0.004, 0.66, 0.17), boxy=10, step_m=0.03)
            body.append(moved(seat, x, -0.10, 0.40))
            body.append(leant(pillow(rng, (one - 0.012, 0.46, 0.17), boxy=7, step_m=0.03), 14, (x, 0.17, 0.44)))
        spots = ((-1, 18), (1, -22), (-0.55, -9), (0.6, 12))[:loose]
        thrown = [
            leant(
                pillow(rng, (0.44, 0.44, 0.15)),
                24 + 4 * i,
                (s * (inside / 2 - 0.22), 0.05 - 0.02 * i, 0.475),
                turn_deg=t,
            )
            for i, (s, t) in enumerate(spots)
        ]
        x, y = width_m / 2 - 0.09, deep / 2 - 0.08
        feet = [
            rod((sx * x, sy * y, 0.14), (sx * (x + 0.015), sy * (y + 0.015), 0.0), 0.022)
            for sx in (-1, 1)
            for sy in (-1, 1)
        ]
        return merge(body), merge(feet), merge(thrown)

    return thing(
        (
            piece("Sofa", cloth, "sofa"),
            piece("SofaLegs", legs, "sofa leg"),
            piece("Cushions", cushions, "cushion"),
        ),
        make,
    )


def armchair(cloth: Stuffs, legs: Stuffs, *, kind: str = "club", role: PieceRole = PieceRole.PROP) -> Thing:
    """An armchair about the z axis, its level seat 0.43 high: "club", "wing" or an open "frame" of wood."""

    def make(rng: np.random.Generator) -> tuple[Surface, Surface]:
        inside = 0.56
        seat = [moved(rounded_box((inside, 0.62, 0.15), 0.03, 4), y=-0.02, z=0.28)]
        back = leant(pillow(rng, (inside - 0.01, 0.52, 0.16), boxy=8, step_m=0.03), 16, (0.0, 0.37, 0.42))
        if kind == "frame":
            bars = [
                ((s * 0.315 - 0.02, s * 0.315 + 0.02), (y - 0.022, y + 0.022), (0.0, h))
                for s in (-1, 1)
                for y, h in ((-0.30, 0.60), (0.36, 0.62))
            ]
            bars += [((s * 0.315 - 0.03, s * 0.315 + 0.03), (-0.36, 0.40), (0.60, 0.625)) for s in (-1, 1)]
            bars += [((-0.315, 0.315), (y - 0.012, y + 0.012), (0.2, 0.275)) for y in (-0.30, 0.36)]
            slats = [
                moved(turned(cuboid((x - 0.02, x + 0.02), (-0.01, 0.01), (0.0, 0.62)), "x", -16), 0, 0.50, 0.27)
                for x in (-0.2, 0.0, 0.2)
            ]
            return merge([*seat, back]), merge([cuboids(bars, bevel_m=0.005), *slats])
        body = [moved(rounded_box((0.80, 0.74, 0.17), 0.03, 3), y=0.02, z=0.13)]
        body += [moved(rounded_box((0.13, 0.80, 0.46), 0.055, 4), x=s * 0.35, y=0.02, z=0.13) for s in (-1, 1)]
        high = 0.86 if kind == "wing" else 0.62
        body.append(moved(turned(rounded_box((0.80, 0.15, high), 0.06, 4), "x", -7), y=0.42, z=0.13))
        if kind == "wing":
            body += [moved(rounded_box((0.07, 0.26, 0.42), 0.03, 3), x=s * 0.36, y=0.34, z=0.55) for s in (-1, 1)]
        feet = [
            rod((sx * 0.33, 0.02 + sy * 0.31, 0.14), (sx * 0.345, 0.02 + sy * 0.33, 0.0), 0.02)
            for sx in (-1, 1)
            for sy in (-1, 1)
        ]
        return merge([*seat, back, *body]), merge(feet)

    return thing(
        (piece("Armchair", cloth, "armchair", role), piece("ArmchairLegs", legs, "chair leg", role)), make
    )


def rug(
    x: Range,
    y: Range,
    ground: Stuffs,
    bands: Stuffs,
    *,
    pattern: str = "border",
    role: PieceRole = PieceRole.FLOOR,
) -> Thing:
    """A rug 12 mm thick with a woven pattern and fringes at its ends in x; "border", "stripes" or "lozenges"."""

    def make(rng: np.random.Generator) -> tuple[Surface, Surface]:
        body = cuboid(x, y, (0.001, _RUG_M), bevel_m=0.004)
        return body, merge([_PATTERNS[pattern](x, y), _fringe(rng, x, y)])

    return thing((piece("Rug", ground, "rug", role), piece("RugPattern", bands, "rug pattern", role)), make)


def _stripes(x: Range, y: Range) -> Surface:
    starts = np.arange(x[0] + 0.1, x[1] - 0.1, 0.17)
    return cuboids([((a, a + 0.05), (y[0] + 0.002, y[1] - 0.002), _WOVEN) for a in starts], bevel_m=0.0006)


def _lozenges(x: Range, y: Range) -> Surface:
    along, across = np.meshgrid(np.arange(x[0] + 0.2, x[1] - 0.1, 0.3), np.arange(y[0] + 0.2, y[1] - 0.1, 0.3))
    spots = np.column_stack([along.ravel(), across.ravel(), np.full(along.size, 0.009)])
    c = np.sqrt(0.5)
    tilted = spots @ np.array([[c, -c, 0], [c, c, 0], [0, 0, 1]])
    return turned(boxes(tilted, np.array([0.13, 0.13, 0.0076]), bevel_m=0.0006), "z", 45.0)


def _border(x: Range, y: Range) -> Surface:
    marks: list[Box] = []
    for inset, wide in ((0.07, 0.035), (0.15, 0.012)):
        a, b, c, d = x[0] + inset, x[1] - inset, y[0] + inset, y[1] - inset
        marks += [((a, b), (c, c + wide), _WOVEN), ((a, b), (d - wide, d), _WOVEN)]
        marks += [((e, e + wide), (c + wide, d - wide), _WOVEN) for e in (a, b - wide)]
    return cuboids(marks, bevel_m=0.0006)


def _fringe(rng: np.random.Generator, x: Range, y: Range) -> Surface:
    count = int((y[1] - y[0]) / 0.014)
    ys = y[0] + (np.arange(count) + 0.5) * (y[1] - y[0]) / count
    level = np.full(count, 0.004)
    ends = [
        np.column_stack([np.full(count, end + s * 0.03), ys + rng.normal(0, 0.002, count), level])
        for end, s in ((x[0], -1), (x[1], 1))
    ]
    thin = np.full(2 * count, 0.005)
    sizes = np.column_stack([rng.uniform(0.05, 0.065, 2 * count), thin, thin])
    return boxes(np.concatenate(ends), sizes, bevel_m=0.0015)


_PATTERNS: dict[str, Callable[[Range, Range], Surface]] = {
    "stripes": _stripes,
    "lozenges": _lozenges,
    "border": _border,
}


def throw(at: Triple, size_m: tuple[float, float], stuffs: Stuffs, *, turn_deg: float = 0.0) -> Thing:
    """A blanket folded in four that lies about the z axis, its folds to -y."""

    def make(rng: np.random.Generator) -> Surface:
        w, d = size_m
        layers = []
        for i in range(4):
            u, v = np.meshgrid(np.linspace(-w / 2, w / 2, 30), np.linspace(-d / 2, d / 2, 20))
            z = 0.008 + 0.015 * i + 0.004 * waves(rng, 0.3)(u, v)
            edge = np.clip((np.abs(u) - 0.42 * w) / (0.08 * w), 0, 1)
            points = np.stack([u * (1 - 0.01 * i), v * (1 - 0.012 * i) - 0.003 * i, z - 0.004 * edge], -1)
            layers.append(thick(points, 0.011))
        return merge(layers)

    return set_at(thing(piece("Throw", stuffs, "blanket"), make), *at, turn_deg=turn_deg)


def pillows(
    places: Sequence[tuple[Triple, Triple, float, float]], stuffs: Stuffs, *, name: str = "Pillows"
) -> Thing:
    """Pillows: (size, lowest edge's middle, lean, turn) each; a lean of 90 lies flat."""

    def make(rng: np.random.Generator) -> Surface:
        made = [
            leant(pillow(rng, size, wrinkle_m=0.007), lean, at, turn_deg=turn) for size, at, lean, turn in places
        ]
        return merge(made)

    return thing(piece(name, stuffs, "pillow"), make)
