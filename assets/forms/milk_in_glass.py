"""Milk where it is seen: in a tumbler, a bottle, a bowl with cereal, poured from a jug, in a splash."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assets.forms.bottles_and_jars import upwards
from assets.forms.form import Form, main_part, part
from assets.forms.kit.mouldings import fitted
from assets.forms.kit.rounds import ball, leaning, ring, turned_solid, wire
from assets.forms.kit.vessels import film_above, glass_body, inside_of, liquid_in, radius_at, straight_sides
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import smooth
from assets.meshes.solids import ring_angles
from assets.meshes.surface import Surface, grid, merge, moved, turned, welded
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]
type Floats = np.ndarray


def _bubbles(rng: np.random.Generator, radius: float, level: float, count: int) -> Surface:
    """Small domes at the edge of a surface, as a pour leaves them."""
    domes = []
    first = float(rng.uniform(0, 6.28))
    for k in range(count):
        a = first + 0.12 * k * float(rng.uniform(0.6, 1.5))
        s = float(rng.uniform(0.0008, 0.0024))
        d = radius - s - float(rng.uniform(0.0006, 0.003))
        domes.append(ball(s, (d * np.cos(a), d * np.sin(a), level + 0.0006), segments=12, flat=0.7))
    return merge(domes)


def _tumbler(rng: np.random.Generator, size: float) -> Meshes:
    """A tumbler of milk: a thick base, a film above the level; a biscuit or two beside it."""
    tall = size
    foot = tall * float(rng.uniform(0.24, 0.3))
    outer = straight_sides(foot, foot * float(rng.uniform(1.05, 1.22)), tall)
    inside = inside_of(outer, 0.002, float(rng.uniform(0.008, 0.011)))
    level = tall * float(rng.uniform(0.66, 0.8))
    milk = [
        liquid_in(inside, level),
        film_above(inside, level + 0.0012, level + float(rng.uniform(0.008, 0.014)), seed=rng.uniform(0, 6.28, 5)),
    ]
    milk.append(_bubbles(rng, radius_at(inside, level), level, int(rng.integers(5, 14))))
    biscuit, chips = _biscuits(rng, 0.024)
    x, y = foot + 0.027, 0.004
    return fitted([merge(milk), glass_body(outer, inside), moved(biscuit, x, y), moved(chips, x, y)], size)


def _biscuits(rng: np.random.Generator, radius: float) -> tuple[Surface, Surface]:
    """Two biscuits, one leaning on the other, with chocolate in them."""
    doughs, chips = [], []
    for k in range(2):
        body = turned_solid(
            smooth(
                [
                    (0, 0),
                    (radius * 0.9, 0),
                    (radius, 0.003),
                    (radius * 0.9, 0.0075),
                    (0.5 * radius, 0.0095),
                    (0, 0.01),
                ],
                40,
            ),
            48,
        )
        noise = wave_noise(rng, 0.5 * radius)
        body = replace(body, points=body.points * (1 + 0.03 * noise(body.points))[:, None])
        bits = []
        for _ in range(8):
            d, a = radius * 0.8 * float(np.sqrt(rng.uniform(0, 1))), float(rng.uniform(0, 6.28))
            z = 0.0098 - 0.0028 * (d / radius) ** 2
            bits.append(
                ball(float(rng.uniform(0.002, 0.0034)), (d * np.cos(a), d * np.sin(a), z), segments=12, flat=0.6)
            )
        x, z = (0.0, 0.0) if k == 0 else (0.012, 0.0093)
        doughs.append(moved(turned(body, "y", 9.0 * k), x, 0.008 * k, z))
        chips.append(moved(turned(merge(bits), "y", 9.0 * k), x, 0.008 * k, z))
    return merge(doughs), merge(chips)


def _bottle(rng: np.random.Generator, size: float) -> Meshes:
    """A milk bottle with a foil cap, filled into its neck; the cream stands a little darker by its line."""
    tall = size * 0.985
    r = tall * float(rng.uniform(0.17, 0.2))
    neck = r * float(rng.uniform(0.42, 0.5))
    outer = upwards(
        [
            (r - 0.007, 0.0),
            (r - 0.001, 0.003),
            (r, 0.010),
            (r, tall * 0.55),
            (r * 0.93, tall * 0.63),
            (neck * 1.15, tall * 0.82),
            (neck, tall * 0.87),
            (neck * 1.02, tall * 0.955),
            (neck * 1.28, tall * 0.965),
            (neck * 1.3, tall * 0.985),
            (neck * 1.2, tall),
        ]
    )
    inside = inside_of(outer, 0.003, 0.010, fillet_m=0.008)
    level = tall * float(rng.uniform(0.76, 0.9))
    milk = [
        liquid_in(inside, level),
        film_above(inside, level + 0.0012, level + 0.012, seed=rng.uniform(0, 6.28, 5)),
    ]
    rim = neck * 1.3
    line = [
        (0, tall + 0.0026),
        (rim * 0.86, tall + 0.0022),
        (rim * 1.0, tall + 0.0016),
        (rim * 1.07, tall - 0.001),
        (rim * 1.09, tall * 0.955),
    ]
    top = smooth(np.array(line)[::-1], 40)

    def crimp(angle: np.ndarray, share: np.ndarray) -> np.ndarray:
        return np.asarray(1 + 0.03 * np.cos(26 * angle) * np.clip(1 - share * 1.7, 0, 1))

    cap = turned_solid(
        np.concatenate([top, (top - [0.0003, 0.0003])[::-1] * [1, 1], top[:1]]), 156, modulation=crimp
    )
    return fitted([merge(milk), glass_body(outer, inside, punt_m=0.004), cap], size)


def _cereal_bowl(rng: np.random.Generator, size: float) -> Meshes:
    """A glass or white bowl of milk with rings of cereal and a spoon that stands in it."""
    r = size * 0.5
    tall = r * float(rng.uniform(0.68, 0.8))
    outer = upwards(
        [(0.46 * r, 0.0), (0.48 * r, 0.004), (0.72 * r, 0.24 * tall), (0.93 * r, 0.66 * tall), (r, tall)], 90
    )
    inside = inside_of(outer, 0.0034, 0.009, fillet_m=0.01)
    level = tall * float(rng.uniform(0.74, 0.84))
    milk = liquid_in(inside, level)
    reach = radius_at(inside, level)
    rings = []
    spots: list[tuple[float, float]] = []
    s = 0.0052
    for _ in range(900):
        d, a = reach * float(np.sqrt(rng.uniform(0, 0.86))), float(rng.uniform(0, 6.28))
        x, y = d * np.cos(a), d * np.sin(a)
        if x + 0.4 * y > 0.42 * reach or any((x - p) ** 2 + (y - q) ** 2 < (2.7 * s) ** 2 for p, q in spots):
            continue
        spots.append((x, y))
        if len(spots) > 44:
            break
    for x, y in spots:
        tilt = (float(rng.normal(0, 0.25)), float(rng.normal(0, 0.25)), 1.0)
        rings.append(
            leaning(ring(s, 0.0026, segments=22), tilt, (x, y, level + float(rng.uniform(-0.0008, 0.0016))))
        )
    spoon = _spoon(reach, level, tall)
    return fitted([milk, glass_body(outer, inside), merge(rings), spoon], size)


def _spoon(reach: float, level: float, tall: float) -> Surface:
    """A spoon's handle and part of its bowl, out of the milk over the rim to the right."""
    path = np.array(
        [
            (0.3 * reach, -0.1 * reach, level - 0.008),
            (0.6 * reach, -0.12 * reach, level + 0.006),
            (1.06 * reach, -0.16 * reach, tall + 0.008),
            (1.5 * reach, -0.2 * reach, tall + 0.05),
        ]
    )
    line = smooth(path, 60)
    half = np.interp(
        np.linspace(0, 1, 60), [0, 0.12, 0.3, 0.6, 0.9, 1.0], [0.011, 0.014, 0.004, 0.003, 0.0062, 0.003]
    )
    angle = ring_angles(16)[None]
    way = np.gradient(line, axis=0)
    way /= np.linalg.norm(way, axis=1)[:, None]
    side = np.cross(way, [0, 0, 1.0])
    side /= np.linalg.norm(side, axis=1)[:, None]
    up = np.cross(side, way)
    rings = (
        line[:, None]
        + (half[:, None] * np.cos(angle))[..., None] * side[:, None]
        + (0.0012 * np.sin(angle))[..., None] * up[:, None]
    )
    from assets.forms.kit.mouldings import round_sheet
    from assets.meshes.surface import outward

    return outward(round_sheet(rings))


def _jug_grip(r: float, jug_h: float) -> Surface:
    """A jug's handle at -x."""
    return wire(
        np.array(
            [
                (-r * 0.84, 0, 0.86 * jug_h),
                (-r * 1.3, 0, 0.84 * jug_h),
                (-r * 1.5, 0, 0.6 * jug_h),
                (-r * 1.3, 0, 0.3 * jug_h),
                (-r * 0.98, 0, 0.24 * jug_h),
            ]
        ),
        0.0055,
        samples=44,
    )


def _milk_stream(foot: float, goal: Floats, level: float) -> list[Surface]:
    """A stream from a jug's lip at ``goal`` and the mound where it lands."""
    t = np.linspace(0, 1, 60)
    fall = goal[2] - level
    speed = 0.35 * foot
    path = np.stack(
        [goal[0] - 0.004 + speed * np.sqrt(t), 0.0008 * np.sin(14 * t), goal[2] + 0.001 - fall * t**1.15 * 1.0], -1
    )
    stream = wire(path, 0.0055 * (1.1 - 0.55 * t**0.5) * (1 + 0.05 * np.sin(26 * t)), sides=16)
    landing = moved(
        turned_solid(
            smooth(
                [(0, -0.002), (0.011, -0.0015), (0.009, 0.001), (0.005, 0.004), (0.0034, 0.012), (0, 0.014)], 30
            ),
            40,
        ),
        path[-1, 0],
        0,
        level,
    )
    return [stream, landing]


def _jug_pouring(rng: np.random.Generator, size: float) -> Meshes:
    """A glass jug that tips a stream of milk into a glass, which is half full."""
    glass_h = size * 0.4
    foot = glass_h * 0.36
    outer = straight_sides(foot, foot * 1.1, glass_h)
    inside = inside_of(outer, 0.002, 0.008)
    level = glass_h * float(rng.uniform(0.4, 0.62))
    jug_h = size * 0.46
    r = jug_h * 0.34
    jug_outer = upwards(
        [(r * 0.8, 0.0), (r * 0.86, 0.004), (r, 0.3 * jug_h), (r * 0.82, 0.75 * jug_h), (r * 0.86, jug_h)], 90
    )
    jug_in = inside_of(jug_outer, 0.0024, 0.008)
    tilt = float(rng.uniform(62, 70))
    body = _spouted(glass_body(jug_outer, jug_in), jug_h, r)
    jug = merge([body, _jug_grip(r, jug_h)])
    filled = _tilted_milk(jug_in, jug_h, tilt)
    lip_local = np.array([r * 1.18, 0.0, 1.01 * jug_h])
    jug, filled = turned(jug, "y", tilt), turned(filled, "y", tilt)
    c, s = np.cos(np.radians(tilt)), np.sin(np.radians(tilt))
    lip = np.array([c * lip_local[0] + s * lip_local[2], 0.0, -s * lip_local[0] + c * lip_local[2]])
    goal = np.array([-0.1 * foot, 0.0, glass_h + 0.16 * size])
    shift = goal - lip
    milk = merge(
        [
            liquid_in(inside, level),
            moved(filled, *shift),
            *_milk_stream(foot, goal, level),
            _bubbles(rng, radius_at(inside, level), level, 10),
        ]
    )
    return fitted([milk, merge([glass_body(outer, inside), moved(jug, *shift)])], size)


def _spouted(body: Surface, tall: float, r: float) -> Surface:
    """The rim of a turned jug pulled out to a lip towards +x."""
    x, y, z = body.points.T
    share = np.clip((z - 0.72 * tall) / (0.28 * tall), 0, 1) ** 1.6
    near = np.exp(-((np.arctan2(y, x) / 0.42) ** 2)) * (np.hypot(x, y) > 0.4 * r)
    return replace(body, points=np.stack([x + 0.34 * r * share * near, y, z + 0.015 * tall * share * near], -1))


def _tilted_milk(inside: np.ndarray, tall: float, tilt: float) -> Surface:
    """What a tipped jug still holds: its inside below the level through its lip, in the jug's own frame."""
    rows = inside[inside[:, 1] < 0.995 * tall]
    angle = ring_angles(72)[None]
    gap = 0.0003
    radius = np.maximum(rows[:, :1] - gap, 0.0)
    height = np.maximum(rows[:, 1:], inside[0, 1] + gap)
    x, y = radius * np.cos(angle), radius * np.sin(angle)
    lip = float(inside[-1, 0]) * 0.98
    slope = 1 / np.tan(np.radians(tilt))
    z = np.broadcast_to(height, x.shape)
    wet = x >= lip - (tall * 0.985 - z) * slope
    cut = lip - (tall * 0.985 - z) * slope
    x = np.where(wet, x, np.minimum(cut, radius))
    half = np.sqrt(np.maximum(radius**2 - x**2, 0.0))
    y = np.clip(y, -half, half)
    sheet = np.stack([x, y, z], -1)
    end = np.broadcast_to(sheet[-1].mean(0), sheet[-1:].shape)
    return welded(grid(np.concatenate([sheet, end]), wrap=True))


def _crown_wall(r: float, tall: float, tip: Floats, wob: Floats) -> Floats:
    """Rings (radius, height) of a splash's thin wall, up outside and down inside."""
    high = tall * (0.56 + 0.1 * wob + 0.3 * wob * tip)
    t = np.linspace(0, 1, 30)[:, None]
    flare = r * (0.86 + 0.22 * t**2 + 0.26 * tip * t**3)
    thick = r * 0.075 * (1 - 0.6 * t)
    outer = np.stack(np.broadcast_arrays(flare + thick + 0.5 * r * np.exp(-t * 9), t * high), -1)
    inner = np.stack(
        np.broadcast_arrays(
            np.maximum(flare - thick, 0.1 * r) - 0.22 * r * np.exp(-t * 9), t * high - 0.05 * tall * (1 - t)
        ),
        -1,
    )[::-1]
    return np.concatenate([outer, inner])


def _ring_rows(radii: Floats, heights: Floats, angle: Floats) -> Floats:
    """Rings of those radii and heights, one a row."""
    return np.stack(np.broadcast_arrays(radii + 0 * angle, heights + 0 * angle), -1)


def _milk_about_crown(r: float, tall: float, size: float, angle: Floats) -> tuple[Floats, Floats, Floats]:
    """Rings of the milk: below, its rippled top outside the crown, its top inside."""
    dish_r = size * 0.48
    share = np.linspace(1, 0, 24)[:-1, None]
    ripple = 0.012 * tall * np.cos(share * 26) * share * (1 - share) * 4
    apron = _ring_rows(r * 1.45 + share * (dish_r - r * 1.45), ripple, angle)
    under = _ring_rows(np.array([[0.0], [0.96 * dish_r]]), np.array([[-0.07 * size], [-0.07 * size]]), angle)
    pool = _ring_rows(np.linspace(0.5, 0, 8)[:, None] * r, np.full((8, 1), -0.05 * tall), angle)
    return under, apron, pool


def _crown_beads(rng: np.random.Generator, r: float, tops: Floats, tip: Floats, angle: Floats) -> list[Surface]:
    """A bead on every finger, over some a drop that has left it; ``tops`` is the wall's highest ring."""
    columns = angle.shape[1]
    fingers = columns // 14
    beads = []
    for k in range(fingers):
        column = int(np.argmax(np.where(np.arange(columns) // 14 == k, np.roll(tip[0], 7), -1)))
        column = (column - 7) % columns
        top = tops[column]
        beads.append(ball(float(rng.uniform(0.055, 0.085)) * r, tuple(top), segments=16))
        if rng.uniform() < 0.55:
            out = np.array([np.cos(angle[0, column]), np.sin(angle[0, column]), 0])
            beads.append(
                ball(
                    float(rng.uniform(0.04, 0.075)) * r,
                    tuple(
                        top + out * r * float(rng.uniform(0.15, 0.5)) + [0, 0, r * float(rng.uniform(0.1, 0.5))]
                    ),
                    segments=16,
                )
            )
    return beads


def _milk_dish(dish_r: float, size: float) -> Surface:
    """A shallow dish with a rim."""
    line = [
        (0, -0.085 * size),
        (0.6 * dish_r, -0.085 * size),
        (0.99 * dish_r, -0.05 * size),
        (1.04 * dish_r, 0.03 * size),
        (1.03 * dish_r, 0.034 * size),
        (1.01 * dish_r, 0.03 * size),
        (0.97 * dish_r, -0.045 * size),
        (0.6 * dish_r, -0.0725 * size),
        (0, -0.0725 * size),
    ]
    return turned_solid(smooth(np.array(line), 90), 96)


def _splash_crown(rng: np.random.Generator, size: float) -> Meshes:
    """The crown that a drop throws up in a dish of milk: a thin wall, fingers with beads, drops above."""
    r = size * 0.23
    tall = size * 0.34
    fingers = int(rng.integers(11, 17))
    columns = fingers * 14
    angle = ring_angles(columns)[None]
    phase = float(rng.uniform(0, 6))
    wob = 1 + 0.22 * np.sin(2 * angle + phase) + 0.16 * np.sin(3 * angle + 2 * phase)
    tip = (0.5 + 0.5 * np.cos(fingers * angle + 0.5 * np.sin(2 * angle))) ** 4
    under, apron, pool = _milk_about_crown(r, tall, size, angle)
    rows = np.concatenate([under, apron, _crown_wall(r, tall, tip, wob), pool])
    points = np.stack([rows[..., 0] * np.cos(angle), rows[..., 0] * np.sin(angle), rows[..., 1]], -1)
    crown = welded(grid(points, wrap=True))
    beads = _crown_beads(rng, r, points[len(under) + len(apron) + 29], tip, angle)
    return fitted([merge([crown, *beads]), _milk_dish(size * 0.48, size)], size, crease_deg=[70, 36])


FORMS: tuple[Form, ...] = (
    Form(
        name="glass_of_milk",
        class_name="glass of milk",
        size_m=(0.10, 0.14),
        parts=(
            main_part("Milk"),
            part("Glass", "clear_glass"),
            part("Biscuits", "biscuit"),
            part("Chips", "chocolate"),
        ),
        build=_tumbler,
    ),
    Form(
        name="milk_bottle",
        class_name="milk bottle",
        size_m=(0.2, 0.27),
        parts=(main_part("Milk"), part("Glass", "clear_glass"), part("Cap", "aluminium", "red_foil")),
        build=_bottle,
    ),
    Form(
        name="cereal_bowl",
        class_name="bowl of cereal",
        size_m=(0.13, 0.18),
        parts=(main_part("Milk"), part("Bowl", "clear_glass"), part("Cereal", "biscuit"), part("Spoon", "steel")),
        build=_cereal_bowl,
    ),
    Form(
        name="milk_poured",
        class_name="milk being poured",
        size_m=(0.22, 0.32),
        parts=(main_part("Milk"), part("Glass", "clear_glass")),
        build=_jug_pouring,
    ),
    Form(
        name="milk_crown",
        class_name="splash of milk",
        size_m=(0.07, 0.13),
        parts=(main_part("Milk"), part("Dish", "black_plastic", "red_plastic")),
        build=_splash_crown,
    ),
)
