"""Glasses that one drinks from: with what is in them, and what says that it is glass."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, FormPart, main_part, part
from assets.forms.kit.mouldings import fitted
from assets.forms.kit.rounds import ball, circle, drum, leaning, slab, turned_solid, upright, wire
from assets.forms.kit.vessels import (
    diamonds,
    glass_body,
    inside_of,
    liquid_in,
    pillars,
    radius_at,
    straight_sides,
)
from assets.meshes.curves import Curve, smooth
from assets.meshes.surface import Surface, merge, moved, turned
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]

_STRAW_M = 0.003
_DRINKS = ("water", "orange_drink", "cola", "cold_tea")


def _tumbler_with_drink(rng: np.random.Generator, size: float) -> Meshes:
    """A plain tumbler on a thick base, a drink in it, a lemon slice on its rim."""
    height = size * float(rng.uniform(0.84, 0.9))
    foot = height * float(rng.uniform(0.25, 0.34))
    outer = straight_sides(foot, foot * float(rng.uniform(1.05, 1.28)), height)
    inside = inside_of(outer, 0.0022, float(rng.uniform(0.009, 0.016)))
    level = height * float(rng.uniform(0.62, 0.8))
    way = float(rng.uniform(20, 70))
    rim = radius_at(outer, height)
    lemon = turned(moved(_slice(0.4 * height**0.5 * 0.19), x=rim - 0.001, z=height + 0.004), "z", way)
    straw = _straw(inside, height, rng)
    return fitted([glass_body(outer, inside), liquid_in(inside, level), lemon, straw], size)


def _slice(radius_m: float) -> Surface:
    """A wheel of lemon that stands on a rim, its rind ribbed by the flesh's segments."""
    turn = np.linspace(0, 2 * np.pi, 81)[:-1]
    wheel = upright(slab(circle(radius_m, 56), -0.0025, 0.0025, bevel_m=0.0006))
    wedges = []
    for k in range(9):
        t = turn[np.abs(turn - (2 * np.pi * k / 9 + 0.35)) < 0.29]
        arc = 0.8 * radius_m * np.stack([np.cos(t), np.sin(t)], -1)
        tip = 0.14 * radius_m * np.array([[np.cos(t.mean()), np.sin(t.mean())]])
        wedges.append(upright(slab(np.concatenate([tip, arc]), -0.0032, 0.0032, bevel_m=0.0005)))
    return merge([wheel, *wedges])


def _straw(inside: Curve, height: float, rng: np.random.Generator) -> Surface:
    """A bent drinking straw that leans on the rim."""
    floor = float(inside[0, 1]) + 0.002
    lean = radius_at(inside, height) - 1.6 * _STRAW_M
    start = np.array([-0.5 * lean, 0.0, floor + 0.002])
    rest = np.array([lean * 0.92, 0.0, height])
    way = (rest - start) / np.linalg.norm(rest - start)
    top = rest + way * 0.16 * height
    end = top + np.array([0.14 * height, 0.0, 0.05 * height])
    path = np.array([start, rest, top, 0.5 * (top + end) + [0.0, 0.0, 0.006], end])
    outer = wire(path, _STRAW_M, sides=16, samples=44)
    return turned(outer, "z", float(rng.uniform(120, 220)))


def _wine_glass(rng: np.random.Generator, size: float) -> Meshes:
    """A stemmed glass with a thin rim and wine in it."""
    outer, inside = _stemware(rng, size)
    level = float(inside[0, 1]) + (size - float(inside[0, 1])) * float(rng.uniform(0.28, 0.42))
    return fitted([glass_body(outer, inside, segments=112, punt_m=0.0025), liquid_in(inside, level)], size)


def _stemware(rng: np.random.Generator, size: float) -> tuple[Curve, Curve]:
    """Outside and inside of a stemmed glass ``size`` high: a tulip, a balloon or a flute."""
    kind = int(rng.integers(3))
    bowl = size * (0.185, 0.215, 0.125)[kind] * float(rng.uniform(0.95, 1.05))
    lip = bowl * (0.76, 0.72, 0.86)[kind]
    start = size * (0.44, 0.46, 0.36)[kind] * float(rng.uniform(0.94, 1.04))
    belly = (0.40, 0.42, 0.62)[kind]
    foot, stem = size * 0.165, 0.0042
    low = [(foot, 0.0012), (foot * 0.99, 0.0026), (foot * 0.55, 0.006), (stem * 2.0, 0.014), (stem, 0.034)]
    high = [(stem * 1.02, start * 0.8), (stem * 1.7, start * 0.97)]
    wide = [(bowl * 0.78, start + 0.16 * (size - start)), (bowl, start + belly * (size - start)), (lip, size)]
    outer = smooth(np.array([(foot - 0.001, 0.0), *low, *high, *wide]), 150)
    outer[:, 1] = np.maximum.accumulate(outer[:, 1] + 1e-7 * np.arange(len(outer)))
    inside = inside_of(outer, 0.0012, start + 0.012, fillet_m=0.006, rows=70)
    return outer, inside


def _goblet(rng: np.random.Generator, size: float) -> Meshes:
    """A roemer: a coloured bowl on a clear stem of rings, with prunts and a spun foot."""
    start = size * float(rng.uniform(0.4, 0.5))
    bowl = size * float(rng.uniform(0.24, 0.28))
    wall = 0.0022
    outer = smooth(
        np.array(
            [
                (0.012, start),
                (bowl * 0.66, start + 0.1 * (size - start)),
                (bowl, start + 0.5 * (size - start)),
                (bowl * float(rng.uniform(0.82, 0.95)), size),
            ]
        ),
        70,
    )
    inside = inside_of(outer, wall, start + 0.006, fillet_m=0.004)
    body = glass_body(outer, inside, punt_m=0.0008)
    rings = int(rng.integers(3, 6))
    stem = [(0.0, 0.0012), (0.15 * size, 0.0), (0.19 * size, 0.0012), (0.19 * size, 0.003), (0.08 * size, 0.012)]
    top = start - 0.0004
    neck = np.linspace(0.02, top, 8 * rings + 1)
    swell = 0.008 + 0.004 * np.abs(np.sin(np.pi * rings * (neck - 0.02) / (top - 0.02)))
    profile = np.concatenate([stem, np.stack([swell, neck], -1), [[0.0, top]]])
    return fitted([body, turned_solid(smooth(profile, 150), 80)], size)


def _dimple_mug(rng: np.random.Generator, size: float) -> Meshes:
    """A thick beer mug with rows of round windows and a handle; beer and its head in it."""
    height = size
    foot = height * float(rng.uniform(0.33, 0.37))
    outer = straight_sides(foot, foot * 1.05, height, belly_m=0.05 * foot, rows=90, round_m=0.006)
    inside = inside_of(outer, 0.0055, 0.014)
    count = int(rng.integers(9, 12))

    def windows(angle: np.ndarray, tall: np.ndarray, _row: np.ndarray) -> np.ndarray:
        across = (np.mod(angle * count / (2 * np.pi), 1.0) - 0.5) * (2 * np.pi * foot / count)
        best = np.zeros(np.broadcast_shapes(angle.shape, tall.shape))
        pitch = 2 * np.pi * foot / count * 1.12
        for k in range(3):
            middle = height * 0.2 + k * pitch
            away = np.hypot(across, (tall - middle) / 1.08) / (0.46 * pitch)
            best = np.maximum(best, 0.0032 * np.sqrt(np.clip(1 - away**2, 0, 1)))
        return np.asarray(best)

    body = glass_body(outer, inside, segments=count * 20, relief=windows)
    side = radius_at(outer, 0.5 * height)
    grip = [
        (side - 0.003, 0.0, 0.84 * height),
        (side + 0.022, 0.0, 0.86 * height),
        (side + 0.034, 0.0, 0.7 * height),
        (side + 0.03, 0.0, 0.4 * height),
        (side + 0.016, 0.0, 0.22 * height),
        (side - 0.003, 0.0, 0.2 * height),
    ]
    handle = turned(wire(np.array(grip), 0.0062, sides=18, samples=48), "z", float(rng.uniform(-30, 5)))
    level = height * float(rng.uniform(0.66, 0.74))
    beer = liquid_in(inside, level, meniscus_m=0.0002)
    foam = _head(inside, level, height * 0.99 - level, rng)
    return fitted([merge([body, handle]), beer, foam], size)


def _head(inside: Curve, low: float, thick: float, rng: np.random.Generator) -> Surface:
    """A beer's head: a domed cushion whose top is uneven."""
    brim = radius_at(inside, low + 0.8 * thick) - 0.0006
    share = np.linspace(0, 1, 22)
    phases = rng.uniform(0, 6.28, 4)
    top = low + thick * (0.82 + 0.18 * np.cos(np.pi / 2 * share**3)) + 0.0006 * np.sin(9 * share + phases[0])
    profile = np.concatenate(
        [[[0.0, low + 0.0006], [brim, low + 0.0006]], np.stack([brim * share, top], -1)[::-1]]
    )
    return turned_solid(profile, 80)


def _pressed_tumbler(rng: np.random.Generator, size: float) -> Meshes:
    """A pressed glass: pyramids or ribs in relief below a smooth rim, a seam of its mould."""
    height = size
    foot = height * float(rng.uniform(0.30, 0.36))
    rim = foot * float(rng.uniform(1.08, 1.25))
    kind = int(rng.integers(3))
    if kind == 0:
        pairs = int(rng.integers(9, 13))
        columns = 4 * pairs
        rows = max(int(0.8 * height / (2 * np.pi * foot / columns)) // 2 * 2, 8)
        outer = straight_sides(foot, rim, height, rows=rows + 4, round_m=0.005)
        relief = diamonds(8, len(outer) - 5, 0.0024)
        body = glass_body(outer, inside_of(outer, 0.0045, 0.012), segments=columns, relief=relief, split=True)
        return fitted([body], size, crease_deg=14.0)
    outer = straight_sides(foot, rim, height, rows=80, round_m=0.005)
    fade = np.clip((0.8 * height - outer[:, 1:]) / 0.004, 0, 1) * np.clip((outer[:, 1:] - 0.008) / 0.006, 0, 1)
    count = int(rng.integers(16, 28)) if kind == 1 else int(rng.integers(8, 12))
    depth = 0.0020 if kind == 1 else 0.0036

    def ribs(angle: np.ndarray, _tall: np.ndarray, _row: np.ndarray) -> np.ndarray:
        wave = np.abs(np.sin(angle * count / 2))
        return np.asarray(fade * depth * (1 - wave if kind == 1 else np.cos(np.arcsin(wave)) ** 0.7))

    body = glass_body(outer, inside_of(outer, 0.005, 0.012), segments=count * 12, relief=ribs, star=(16, 0.002))
    return fitted([body], size, crease_deg=40.0)


def _water_glass(rng: np.random.Generator, size: float) -> Meshes:
    """Water, nearly to the brim of a thin glass; a straw in it."""
    height = size * 0.86
    foot = height * float(rng.uniform(0.27, 0.34))
    outer = straight_sides(foot, foot * float(rng.uniform(1.0, 1.2)), height)
    inside = inside_of(outer, 0.0014, 0.006)
    water = liquid_in(inside, height * float(rng.uniform(0.8, 0.88)))
    return fitted([water, glass_body(outer, inside), _straw(inside, height, rng)], size)


def _upturned_tumbler(rng: np.random.Generator, size: float) -> Meshes:
    """An empty tumbler, a second one upside down beside it, both with panelled feet."""
    tall = size * 0.78
    parts = []
    foot = tall * float(rng.uniform(0.29, 0.34))
    outer = straight_sides(foot, foot * 1.16, tall, rows=60)
    depth = 0.0022 * np.clip((tall * 0.34 - outer[:, 1:]) / 0.01, 0, 1)
    body = glass_body(
        outer, inside_of(outer, 0.0032, 0.015), segments=120, relief=pillars(int(rng.integers(8, 13)), depth)
    )
    upside = moved(turned(body, "x", 180.0), z=tall)
    parts.append(turned(moved(upside, x=-foot * 1.25, y=0.01), "z", float(rng.uniform(-15, 15))))
    parts.append(moved(body, x=foot * 1.2, y=-0.012))
    return fitted([merge(parts)], size, crease_deg=30.0)


def _tea_light_cup(rng: np.random.Generator, size: float) -> Meshes:
    """A thick small cup with a candle in its metal shell."""
    height = size * 0.92
    foot = size * 0.42
    outer = straight_sides(foot, size * 0.46, height, belly_m=size * float(rng.uniform(0.0, 0.04)), round_m=0.006)
    inside = inside_of(outer, 0.0035, 0.009)
    cup = drum(0.0185, 0.0098, 0.0215, bevel_m=0.001)
    wax = drum(0.0176, 0.018, 0.0222, bevel_m=0.0006)
    wick = wire(np.array([[0, 0, 0.022], [0.0006, 0, 0.026], [0.0016, 0, 0.029]]), 0.0006, samples=9)
    flame_line = smooth([(0.0, 0.0), (0.0034, 0.006), (0.0028, 0.012), (0.0, 0.024)], 26)
    flame = leaning(turned_solid(flame_line, 24), (0.03, 0.0, 1.0), (0.001, 0.0, 0.0275))
    return fitted([glass_body(outer, inside), cup, wax, wick, flame], size)


def _drinking_jar(rng: np.random.Generator, size: float) -> Meshes:
    """A screw jar with a handle pressed on, lemonade and slices in it."""
    height = size
    body_r = height * float(rng.uniform(0.29, 0.32))
    outer = smooth(
        np.array(
            [
                (body_r - 0.005, 0.0),
                (body_r - 0.001, 0.002),
                (body_r, 0.008),
                (body_r, 0.62 * height),
                (body_r * 0.97, 0.72 * height),
                (body_r * 0.82, 0.79 * height),
                (body_r * 0.8, 0.83 * height),
                (body_r * 0.8, height),
            ]
        ),
        130,
    )
    outer[:, 1] = np.maximum.accumulate(outer[:, 1] + 1e-7 * np.arange(len(outer)))
    thread = np.stack(
        [
            np.interp(
                outer[:, 1] / height,
                [0.84, 0.86, 0.875, 0.89, 0.905, 0.92, 0.935],
                [0, -0.0016, 0, -0.0016, 0, -0.0016, 0],
            )
        ],
        -1,
    )
    inside = inside_of(outer, 0.0032, 0.008)
    body = glass_body(outer, inside, relief=lambda a, _z, _r: np.broadcast_to(thread, (len(outer), a.size)))
    grip = [
        (body_r - 0.002, 0, 0.62 * height),
        (body_r + 0.02, 0, 0.64 * height),
        (body_r + 0.028, 0, 0.5 * height),
        (body_r + 0.022, 0, 0.25 * height),
        (body_r - 0.002, 0, 0.2 * height),
    ]
    handle = turned(wire(np.array(grip, float), 0.005, sides=16, samples=44), "z", float(rng.uniform(-35, 0)))
    level = height * float(rng.uniform(0.6, 0.68))
    floats = [
        turned(moved(_slice(0.017), x=0.012, y=-body_r * 0.6, z=z), "z", a)
        for z, a in zip((0.3 * height, 0.48 * height), rng.uniform(-60, 60, 2), strict=True)
    ]
    return fitted([merge([body, handle]), liquid_in(inside, level), merge(floats)], size)


def _ball_on_ring(rng: np.random.Generator, size: float) -> Meshes:
    """A solid glass ball on a turned wooden ring."""
    radius = size * 0.47
    stand = radius * float(rng.uniform(0.5, 0.62))
    seat = radius - np.sqrt(radius**2 - stand**2)
    lift = 0.012
    profile = [
        (stand - 0.006, 0.0),
        (stand + 0.012, 0.0),
        (stand + 0.014, 0.004),
        (stand + 0.008, 0.009),
        (stand + 0.009, lift + seat * 0.9),
        (stand + 0.004, lift + seat + 0.003),
        (stand - 0.004, lift + seat - 0.002),
        (stand - 0.006, 0.0),
    ]
    wood = turned_solid(np.array(profile), 80)
    globe = ball(radius, (0, 0, radius + lift + 0.0005), segments=112)
    return fitted([globe, wood], size)


_GLASS: tuple[FormPart, ...] = (main_part("Glass"),)

FORMS: tuple[Form, ...] = (
    Form(
        name="tumbler_with_drink",
        class_name="drinking glass",
        size_m=(0.10, 0.16),
        parts=(
            *_GLASS,
            part("Drink", *_DRINKS),
            part("Lemon", "lemon"),
            part("Straw", "red_plastic", "white_plastic"),
        ),
        build=_tumbler_with_drink,
    ),
    Form(
        name="wine_glass",
        class_name="wine glass",
        size_m=(0.17, 0.24),
        parts=(*_GLASS, part("Wine", "red_wine", "white_wine")),
        build=_wine_glass,
    ),
    Form(
        name="coloured_goblet",
        class_name="goblet",
        size_m=(0.13, 0.2),
        parts=(*_GLASS, part("Stem", "clear_glass")),
        build=_goblet,
    ),
    Form(
        name="dimple_mug",
        class_name="beer mug",
        size_m=(0.12, 0.15),
        parts=(*_GLASS, part("Beer", "beer"), part("Foam", "beer_foam")),
        build=_dimple_mug,
    ),
    Form(
        name="pressed_tumbler",
        class_name="drinking glass",
        size_m=(0.08, 0.14),
        parts=_GLASS,
        build=_pressed_tumbler,
    ),
    Form(
        name="water_glass",
        class_name="glass of water",
        size_m=(0.1, 0.16),
        parts=(main_part("Water"), part("Glass", "clear_glass"), part("Straw", "red_plastic", "white_plastic")),
        build=_water_glass,
    ),
    Form(
        name="upturned_tumblers",
        class_name="drinking glass",
        size_m=(0.12, 0.17),
        parts=_GLASS,
        build=_upturned_tumbler,
    ),
    Form(
        name="tea_light_cup",
        class_name="tea light holder",
        size_m=(0.06, 0.085),
        parts=(
            *_GLASS,
            part("Shell", "aluminium"),
            part("Wax", "candle_wax"),
            part("Wick", "wick"),
            part("Flame", "flame"),
        ),
        build=_tea_light_cup,
    ),
    Form(
        name="drinking_jar",
        class_name="drinking jar",
        size_m=(0.11, 0.14),
        parts=(*_GLASS, part("Drink", "orange_drink", "cold_tea", "pink_drink"), part("Lemon", "lemon")),
        build=_drinking_jar,
    ),
    Form(
        name="glass_ball",
        class_name="glass ball",
        size_m=(0.06, 0.13),
        parts=(main_part("Ball"), part("Ring", "beech", "dark_wood")),
        build=_ball_on_ring,
    ),
)
