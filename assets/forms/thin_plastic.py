"""Thin translucent plastic: a blown jug, a lunch box, a comb, a syringe, a squeeze bottle, a canister."""

from __future__ import annotations

import numpy as np

from assets.forms.blown_plastic import canister_body, jug_body, screw_cap
from assets.forms.form import Form, main_part, part
from assets.forms.kit.lettering import raised_text
from assets.forms.kit.mouldings import fitted, round_sheet
from assets.forms.kit.panes import standing_box
from assets.forms.kit.rounds import ball, drum, rod, rounded_rectangle, slab, turned_solid, upright, wire
from assets.forms.kit.vessels import liquid_in
from assets.meshes.curves import smooth
from assets.meshes.solids import inset_outline
from assets.meshes.surface import Surface, grid, merge, moved, outward, turned, welded
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]
type Floats = np.ndarray


def _jug(rng: np.random.Generator, size: float) -> Meshes:
    """A blown milk jug: square body, a handle moulded in at its corner, seam, screw cap, milk to its shoulder."""
    w = 0.29 * size
    body = jug_body(size)
    cap = screw_cap(0.092 * size, 0.915 * size, size)
    level = float(rng.uniform(0.22, 0.34)) * size
    inset = 0.012 * size
    milk = slab(
        rounded_rectangle(2 * (w - 0.034 * size), 2 * (w - 0.034 * size), 0.06 * size),
        inset,
        level,
        bevel_m=0.02 * size,
    )
    turn = float(rng.uniform(-30, 15))
    return fitted([turned(p, "z", turn) for p in (body, cap, milk)], size, crease_deg=[60, 30, 40])


def _tub(outline: Floats, levels: list[tuple[float, float]]) -> Surface:
    """Rings of one outline, each moved inwards and to a height, closed at both ends: a shell with its inside."""
    return round_sheet(
        np.stack([np.column_stack([inset_outline(outline, i), np.full(len(outline), z)]) for i, z in levels])
    )


def _lunch_tub(size: float, deep: float, body_h: float, wall: float) -> Surface:
    """A tub whose sides lean outwards to a flat rim."""
    outline = rounded_rectangle(size * 0.96, deep * 0.96, 0.11 * size, steps=9)
    draft = 0.05 * size
    return _tub(
        outline,
        [
            (draft + 0.012 * size, 0.0),
            (draft, 0.012 * size),
            (0.008 * size, body_h),
            (0.0, body_h),
            (0.0, body_h + 0.002),
            (0.008 * size + wall, body_h + 0.002),
            (draft + wall, 0.014 * size),
            (draft + 0.013 * size, wall),
        ],
    )


def _lunch_lid(size: float, deep: float, heights: tuple[float, float], wall: float) -> Surface:
    """A stepped lid between those two heights with three ribs on top."""
    low, high = heights
    outline = rounded_rectangle(size * 0.985, deep * 0.985, 0.115 * size, steps=9)
    lid = _tub(
        outline,
        [
            (wall * 1.5, low - 0.008 * size),
            (0, low - 0.008 * size),
            (0, high - 0.02 * size),
            (0.006 * size, high),
            (0.05 * size, high),
            (0.07 * size, high - 0.012 * size),
            (0.12 * size, high - 0.012 * size),
            (0.12 * size, high - 0.014 * size - wall),
            (0.02 * size, high - 0.014 * size - wall),
            (wall * 1.5, high - 0.022 * size - wall),
        ],
    )
    ribs = [
        moved(
            standing_box(0.5 * size, 0.012 * size, 0.006 * size, bevel_m=0.001),
            y=k * 0.09 * size,
            z=high - 0.0095 * size,
        )
        for k in (-1, 0, 1)
    ]
    return merge([lid, *ribs])


def _snap_tab(wide: float, low: float, size: float) -> Surface:
    """A tab that hangs from a lid's edge and snaps on below the rim."""
    flap = slab(rounded_rectangle(wide * size, 0.19 * size, 0.02 * size), 0, 0.006 * size, bevel_m=0.002 * size)
    hook = standing_box(wide * size * 0.8, 0.01 * size, 0.012 * size, bevel_m=0.002 * size)
    return merge([moved(upright(flap), z=low - 0.03 * size), moved(hook, y=-0.008 * size, z=low - 0.1 * size)])


def _salad(rng: np.random.Generator, size: float, deep: float, tall: float) -> Surface:
    """Flat balls of leaves all over a box."""
    food = []
    for _ in range(46):
        x, y = rng.uniform(-0.36, 0.36) * size, rng.uniform(-0.34, 0.34) * deep
        s = float(rng.uniform(0.035, 0.06)) * size
        food.append(
            ball(
                s,
                (float(x), float(y), float(rng.uniform(0.2, 0.56)) * tall),
                segments=14,
                flat=float(rng.uniform(0.4, 1.0)),
            )
        )
    return merge(food)


def _tomatoes(rng: np.random.Generator, size: float, deep: float, tall: float) -> Surface:
    """Seven round tomatoes among the leaves."""
    red = [
        ball(
            0.06 * size,
            (
                float(rng.uniform(-0.34, 0.34)) * size,
                float(rng.uniform(-0.36, 0.3)) * deep,
                float(rng.uniform(0.22, 0.5)) * tall,
            ),
            segments=20,
        )
        for _ in range(7)
    ]
    return merge(red)


def _food_box(rng: np.random.Generator, size: float) -> Meshes:
    """A lunch box: a tub with a lid that snaps on by four tabs, salad and tomatoes that show through."""
    deep = size * float(rng.uniform(0.62, 0.74))
    tall = size * float(rng.uniform(0.32, 0.42))
    wall = 0.0018
    body_h = tall * 0.82
    low = body_h + 0.0028
    box = [_lunch_tub(size, deep, body_h, wall), _lunch_lid(size, deep, (low, tall), wall)]
    clips = []
    for x, y, facing, wide in (
        (0, -deep * 0.4935, 0.0, 0.3),
        (0, deep * 0.4935, 180.0, 0.3),
        (-size * 0.4935, 0, -90.0, 0.2),
        (size * 0.4935, 0, 90.0, 0.2),
    ):
        clips.append(moved(turned(_snap_tab(wide, low, size), "z", facing), x, y, 0))
    food, red = _salad(rng, size, deep, tall), _tomatoes(rng, size, deep, tall)
    turn = float(rng.uniform(-22, 10))
    return fitted(
        [turned(p, "z", turn) for p in (merge(box), merge(clips), food, red)],
        size,
        crease_deg=[30, 30, 60, 60],
    )


def _comb(rng: np.random.Generator, size: float) -> Meshes:
    """A pocket or rake comb: fine teeth on one half, coarse on the other; an elastic or a hair slide beside it."""
    tall = size * float(rng.uniform(0.2, 0.25))
    thick = 0.0032
    spine = tall * 0.36
    wide = bool(rng.integers(2))
    line = [
        (-size / 2, -spine * 0.2),
        (-size / 2, spine * 0.5),
        (-size * 0.47, spine),
        (0, spine * 1.12),
        (size * 0.47, spine),
        (size / 2, spine * 0.5),
        (size / 2, -spine * 0.2),
    ]
    outline = smooth(np.array(line), 60)[::-1]
    back = slab(outline[::-1] if _area(outline) < 0 else outline, -thick / 2, thick / 2, bevel_m=0.0009)
    teeth = []
    x = -size / 2 + 0.004
    while x < size / 2 - 0.003:
        pitch = 0.0034 if wide else (0.0024 if x > 0 else 0.0040)
        w = pitch * 0.56
        long = (tall - spine) * (0.92 + 0.08 * np.cos(np.pi * x / size))
        end = abs(x) > size / 2 - 0.009
        teeth.append(moved(_tooth(w if not end else 0.004, long, thick), x=x))
        x += pitch if not end else 0.0062
    comb = merge([back, *teeth])
    name = moved(
        raised_text(
            str(rng.choice(["UNBREAKABLE", "PARIS", "FLEX", "SALON"])),
            0.3 * spine,
            stroke_m=0.05 * spine,
            relief_m=0.0005,
        ),
        y=spine * 0.45,
        z=thick / 2,
    )
    comb = moved(
        turned(turned(merge([comb, name]), "x", float(rng.uniform(30, 42))), "z", float(rng.uniform(-20, 10))),
        z=0.03,
    )
    tube = wire(
        np.array(
            [
                (-0.35 * size, 0.018, 0.008),
                (-0.2 * size, 0.03, 0.008),
                (0.0, 0.02, 0.008),
                (0.18 * size, 0.028, 0.008),
            ]
        ),
        0.008,
        samples=40,
        sides=20,
    )
    return fitted([comb, turned(tube, "z", 4.0)], size, crease_deg=[36, 60])


def _area(outline: Floats) -> float:
    x, y = outline.T
    return 0.5 * float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))


def _tooth(wide: float, long: float, thick: float) -> Surface:
    """A tapering tooth from y = 0 down to -long."""
    share = np.array([0.0, 0.3, 0.8, 0.96, 1.0])
    half = wide / 2 * np.array([1.0, 0.96, 0.8, 0.5, 0.2])
    deep = thick / 2 * np.array([0.9, 0.85, 0.6, 0.4, 0.2])
    corner = np.array([(-1, -1), (-1, 1), (1, 1), (1, -1)])
    rings = np.stack(
        [
            np.column_stack([corner[:, 0] * h, np.full(4, -long * s + 0.001), corner[:, 1] * d])
            for h, d, s in zip(half, deep, share, strict=True)
        ]
    )
    return outward(round_sheet(rings))


def _syringe(rng: np.random.Generator, size: float) -> Meshes:
    """A syringe that lies slanting: finger grips, scale, a plunger with its rubber, a needle."""
    barrel = size * 0.5
    r = size * float(rng.uniform(0.072, 0.085))
    wall = 0.0011
    nose = 0.03 * size
    line = [(r * 0.22, -nose), (r * 0.26, 0.0), (r * 0.9, 0.001), (r, 0.006), (r, barrel)]
    inner = [(r - wall, barrel), (r - wall, 0.008), (r * 0.8, 0.0035), (r * 0.1, 0.0025), (r * 0.1, -nose)]
    body = turned_solid(np.array([*line, *inner, line[0]]), 72)
    wing_o = rounded_rectangle(4.3 * r, 2.15 * r, 1.05 * r, steps=8)
    hole = 1.0 * r / np.linalg.norm(wing_o, axis=1)[:, None] * wing_o * 1.0
    rings = np.stack(
        [
            np.column_stack([o, np.full(len(o), z)])
            for o, z in ((hole, barrel - 0.002), (wing_o, barrel - 0.002), (wing_o, barrel), (hole, barrel))
        ]
    )
    wings = welded(grid(np.concatenate([rings, rings[:1]]), wrap=True))
    pull = float(rng.uniform(0.35, 0.75)) * barrel
    plug = [
        (0, pull),
        (r - wall - 0.0003, pull),
        (r - wall - 0.0003, pull + 0.002),
        (r - wall - 0.001, pull + 0.003),
        (r - wall - 0.0003, pull + 0.004),
        (r - wall - 0.0003, pull + 0.007),
        (0, pull + 0.0075),
    ]
    rubber = turned_solid(np.array([(0, pull - 0.003), *plug[1:]]), 56)
    end = pull + barrel * 0.98
    cross = [
        standing_box((r - wall) * 1.7, 0.0014, end - pull - 0.006),
        standing_box(0.0014, (r - wall) * 1.7, end - pull - 0.006),
    ]
    plunger = merge(
        [
            *(moved(c, z=(end + pull) / 2 + 0.003) for c in cross),
            drum(1.25 * r, end, end + 0.002, bevel_m=0.0007),
            drum(r - wall - 0.0006, end - 0.014, end - 0.0125),
        ]
    )
    hub = drum(r * 0.42, -nose - 0.012 * 1.2, -nose + 0.004, bevel_m=0.001, top_radius_m=r * 0.5)
    needle = rod((0, 0, -nose - 0.012), (0, 0, -nose - 0.24 * size), 0.00045, sides=10)
    liquid = turned_solid(
        np.array(
            [
                (0, 0.0032),
                (r * 0.78, 0.0042),
                (r - wall - 0.0004, 0.0085),
                (r - wall - 0.0004, pull - 0.0034),
                (0, pull - 0.0034),
            ]
        ),
        56,
    )
    marks = _scale(r, barrel)
    parts = [merge([body, wings]), marks, plunger, merge([rubber]), merge([hub, needle]), liquid]
    turn = float(rng.uniform(6, 24))
    return fitted([turned(turned(p, "y", 90.0), "z", turn) for p in parts], size, crease_deg=30)


def _scale(r: float, barrel: float) -> Surface:
    """Printed lines on the barrel's front, every fifth longer."""
    bars = []
    for k in range(21):
        z = 0.012 + k * (barrel - 0.03) / 20
        half = 0.5 if k % 5 == 0 else 0.28
        a = -np.pi / 2 + np.linspace(-half, half, 9) + 0.9
        low = np.column_stack([(r + 0.00012) * np.cos(a), (r + 0.00012) * np.sin(a), np.full(9, z - 0.00028)])
        bars.append(grid(np.stack([low, low + np.array([0, 0, 0.00056])])))
    return turned(merge(bars), "z", 90.0)


def _squeeze_bottle(rng: np.random.Generator, size: float) -> Meshes:
    """A soft sauce bottle with grip rings, a nozzle on a screw collar, half full."""
    r = size * float(rng.uniform(0.16, 0.19))
    top = 0.7 * size
    line = [
        (0, 0.003),
        (0.8 * r, 0.0),
        (0.95 * r, 0.002),
        (r, 0.01),
        (r, 0.26 * size),
        (0.93 * r, 0.31 * size),
        (r * 0.96, 0.335 * size),
        (0.92 * r, 0.36 * size),
        (r * 0.96, 0.385 * size),
        (0.92 * r, 0.41 * size),
        (r * 0.96, 0.435 * size),
        (0.93 * r, 0.46 * size),
        (r, 0.52 * size),
        (0.97 * r, 0.6 * size),
        (0.62 * r, top - 0.01),
        (0.6 * r, top),
    ]
    wall = 0.0012
    outer = smooth(np.array(line), 160)
    outer[0, 0] = 0.0
    inner = outer - [wall, 0]
    inner = inner[inner[:, 0] > 0.2 * r]
    inner[:, 1] = np.maximum(inner[:, 1], 0.004)
    body = turned_solid(np.concatenate([outer, inner[::-1], [[0, 0.0045]]]), 96)
    seam = [
        wire(np.column_stack([s * outer[8:-6, 0], np.zeros(len(outer) - 14), outer[8:-6, 1]]), 0.0004, sides=6)
        for s in (-1, 1)
    ]
    level = float(rng.uniform(0.24, 0.5)) * size
    inside = np.concatenate([[[0.0, 0.0048]], inner])
    inside[:, 1] = np.maximum.accumulate(inside[:, 1] + 1e-7 * np.arange(len(inside)))
    sauce = liquid_in(inside, level, meniscus_m=0.0006)
    spout = [
        (0, top + 0.001),
        (0.72 * r, top + 0.001),
        (0.7 * r, top + 0.05 * size),
        (0.26 * r, top + 0.08 * size),
        (0.1 * r, 0.965 * size),
        (0.075 * r, 0.985 * size),
        (0, 0.985 * size),
    ]
    nozzle = merge(
        [
            turned_solid(smooth(np.array(spout), 60), 64),
            screw_cap(0.76 * r, top - 0.03 * size, top + 0.03 * size),
            moved(drum(0.12 * r, 0, 0.03 * size, bevel_m=0.002), z=0.97 * size),
        ]
    )
    return fitted([merge([body, *seam]), nozzle, sauce], size, crease_deg=[40, 30, 40])


def _canister(rng: np.random.Generator, size: float) -> Meshes:
    """A flat jerrycan with a handle above its shoulder, ribbed sides, a screw cap and a level strip."""
    w, d, h = 0.36 * size, 0.2 * size, 0.74 * size
    body = canister_body(w, d, h, size)
    cap = moved(screw_cap(0.1 * size, 0.86 * size, size), x=0.25 * size)
    level = float(rng.uniform(0.3, 0.55)) * size
    fuel = slab(
        rounded_rectangle(2 * w - 0.05 * size, 2 * d - 0.07 * size, 0.05 * size),
        0.014 * size,
        level,
        bevel_m=0.02 * size,
    )
    turn = float(rng.uniform(-25, 5))
    return fitted([turned(p, "z", turn) for p in (body, cap, fuel)], size, crease_deg=[60, 30, 40])


FORMS: tuple[Form, ...] = (
    Form(
        name="plastic_milk_jug",
        class_name="plastic jug",
        size_m=(0.2, 0.28),
        parts=(
            main_part("Jug"),
            part("Cap", "blue_plastic", "red_plastic", "green_plastic"),
            part("Milk", "milk_inside"),
        ),
        build=_jug,
    ),
    Form(
        name="lunch_box",
        class_name="lunch box",
        size_m=(0.15, 0.22),
        parts=(
            main_part("Box"),
            part("Clips", "blue_plastic", "white_plastic"),
            part("Salad", "salad_leaf"),
            part("Tomatoes", "cherry"),
        ),
        build=_food_box,
    ),
    Form(
        name="hair_comb",
        class_name="comb",
        size_m=(0.13, 0.19),
        parts=(main_part("Comb"), part("Roll", "white_felt")),
        build=_comb,
    ),
    Form(
        name="syringe",
        class_name="syringe",
        size_m=(0.12, 0.18),
        parts=(
            main_part("Barrel"),
            part("Scale", "black_ink"),
            part("Plunger", "white_plastic"),
            part("Stopper", "black_rubber"),
            part("Needle", "steel"),
            part("Liquid", "pink_drink", "blue_liquid"),
        ),
        build=_syringe,
    ),
    Form(
        name="squeeze_bottle",
        class_name="squeeze bottle",
        size_m=(0.18, 0.24),
        parts=(
            main_part("Bottle"),
            part("Nozzle", "red_plastic", "yellow_plastic", "white_plastic"),
            part("Sauce", "ketchup", "mustard"),
        ),
        build=_squeeze_bottle,
    ),
    Form(
        name="plastic_canister",
        class_name="canister",
        size_m=(0.22, 0.38),
        parts=(
            main_part("Can"),
            part("Cap", "black_plastic", "red_plastic"),
            part("Content", "blue_liquid", "green_liquid"),
        ),
        build=_canister,
    ),
)
