"""Cut stones where they are seen: in claws, in tweezers, on folded paper, in trays; and grown from their rock."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.facets import FLAT_DEG, crystal_point, gem
from assets.forms.kit.mouldings import fitted
from assets.forms.kit.panes import standing_box
from assets.forms.kit.rounds import around, ball, drum, leaning, ring, rod, rounded_rectangle, slab, upright, wire
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import smooth
from assets.meshes.surface import Surface, grid, merge, moved, turned, welded
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]

_FINGER_M = 0.0088


def _claws(radius: float, rise: float, low: float, count: int, thick: float) -> Surface:
    """Claws that hold a stone whose girdle is at z = 0: from the collet up and over its edge."""
    path = np.array(
        [
            (0.45 * radius, 0, low),
            (0.96 * radius, 0, -0.28 * radius),
            (1.06 * radius, 0, 0.02 * radius),
            (1.0 * radius, 0, rise),
            (0.86 * radius, 0, rise * 1.25),
        ]
    )
    claw = merge([wire(path, thick, sides=10, samples=26), ball(thick * 1.1, tuple(path[-1]), segments=12)])
    collets = [
        ring(0.72 * radius, thick * 0.8, (0, 0, -0.55 * radius)),
        ring(0.5 * radius, thick * 0.9, (0, 0, low + 0.05 * radius)),
    ]
    return merge([around(claw, count, first_deg=180.0 / count), *collets])


def _band(radius: float, wide: float, thick: float, *, taper: float = 0.6) -> Surface:
    """A finger ring that stands in the XZ plane about the origin, narrower towards its top."""
    turn = np.linspace(0, 2 * np.pi, 121)[:-1]
    angle = np.linspace(0, 2 * np.pi, 19)[:-1]
    share = 0.5 - 0.5 * np.sin(turn)
    half = 0.5 * wide * (taper + (1 - taper) * share)
    r = radius + thick / 2 + 0.5 * thick * np.cos(angle)[None]
    y = half[:, None] * np.sin(angle)[None]
    rings = np.stack([r * np.cos(turn)[:, None], y, r * np.sin(turn)[:, None]], -1)
    rings = np.concatenate([rings, rings[:1]])
    return welded(grid(rings, wrap=True))


def _ring(
    rng: np.random.Generator, size: float, cut: str, *, side_stones: bool
) -> tuple[Surface, Surface, Surface]:
    """Stone, metal and side stones of a ring that leans back a little, its stone high to the front."""
    carat = size * float(rng.uniform(0.2, 0.25)) if not side_stones else size * float(rng.uniform(0.24, 0.3))
    stone = gem(cut, carat, rng)
    wide = float(np.ptp(stone.points[:, 0])) / 2
    high = _FINGER_M + 0.0016 + 0.72 * carat
    claws = _claws(
        1.0 * carat,
        0.2 * carat,
        -0.78 * carat,
        int(rng.choice([4, 6])) if cut != "step" else 4,
        0.062 * carat + 0.0002,
    )
    if wide > 1.05 * carat:
        claws = _stretched(claws, wide / carat)
    band = _band(_FINGER_M, 0.0026, 0.0017)
    sides = [
        moved(gem("brilliant", 0.34 * carat, rng), s * (wide + 0.42 * carat), 0, 0.02 * carat) for s in (-1, 1)
    ]
    small = [
        moved(
            _claws(0.34 * carat, 0.08 * carat, -0.3 * carat, 4, 0.03 * carat + 0.00012),
            s * (wide + 0.42 * carat),
            0,
            0.02 * carat,
        )
        for s in (-1, 1)
    ]
    shoulder = (
        [
            wire(
                np.array(
                    [
                        (s * 0.35 * carat, 0, high - 0.75 * carat),
                        (s * (wide + 0.2 * carat), 0, high - 0.5 * carat),
                        (s * _FINGER_M * 0.93, 0, _FINGER_M * 0.5),
                    ]
                ),
                0.0008,
                samples=30,
            )
            for s in (-1, 1)
        ]
        if side_stones
        else []
    )
    head = [moved(claws, z=high), *([moved(s, z=high) for s in small] if side_stones else []), *shoulder]
    jewels = moved(merge(sides), z=high)
    pose = [turned(turned(p, "x", 38.0), "z", 14.0) for p in (moved(stone, z=high), merge([band, *head]), jewels)]
    return pose[0], pose[1], pose[2]


def _stretched(surface: Surface, factor: float) -> Surface:
    from dataclasses import replace

    return replace(surface, points=surface.points * np.array([factor, 1.0, 1.0]))


def _diamond_ring(rng: np.random.Generator, size: float) -> Meshes:
    """A solitaire upright in the slit of a velvet pad."""
    stone, metal, _ = _ring(rng, size, "brilliant", side_stones=False)
    return fitted([stone, metal, _pad(metal, size)], size * 1.0, crease_deg=[FLAT_DEG, 40, 40])


def _pad(metal: Surface, size: float) -> Surface:
    """Two velvet rolls that hold a ring between them."""
    low, high = metal.extent
    z = low[2] + 0.22 * (high[2] - low[2])
    rolls = []
    for s in (-1, 1):
        path = np.array([(-0.36 * size, 0, 0), (-0.34 * size, 0, 0), (0.34 * size, 0, 0), (0.36 * size, 0, 0)])
        roll = wire(path, np.array([0.13, 0.16, 0.16, 0.13]) * size, sides=28)
        rolls.append(moved(turned(roll, "z", 14.0), 0, s * 0.18 * size + 0.05 * size, z - 0.12 * size))
    return merge(rolls)


def _gem_ring(rng: np.random.Generator, size: float) -> Meshes:
    """A coloured stone between two diamonds, its band on the table."""
    stone, metal, sides = _ring(rng, size, str(rng.choice(["step", "oval", "brilliant"])), side_stones=True)
    return fitted([stone, metal, sides], size, crease_deg=[FLAT_DEG, 40, FLAT_DEG])


def _tweezers_stone(rng: np.random.Generator, size: float) -> Meshes:
    """A brilliant held by its girdle in the tips of tweezers that lie slanting, over a second one on the table."""
    r = size * float(rng.uniform(0.24, 0.28))
    stone = turned(gem("brilliant", r, rng), "x", float(rng.uniform(30, 50)))
    lift = 1.15 * r
    tips = []
    for s in (-1, 1):
        path = np.array(
            [
                (s * r * 1.02, 0, 0),
                (s * r * 1.18, 0.02 * size, 0.1 * size),
                (s * r * 1.5, 0.22 * size, 0.34 * size),
                (s * r * 1.55, 0.5 * size, 0.56 * size),
            ]
        )
        line = smooth(path, 40)
        wide = np.interp(np.linspace(0, 1, 40), [0, 0.2, 1], [0.05, 0.06, 0.11]) * size
        tips.append(_strip(line, wide, 0.03 * size))
    grooves = [
        rod(
            (s * r * 1.0, -0.03 * size, 0.02 * size * k),
            (s * r * 1.0, 0.03 * size, 0.02 * size * k),
            0.006 * size,
            sides=8,
        )
        for s in (-1, 1)
        for k in (-1, 0, 1)
    ]
    held = [moved(stone, z=lift), moved(merge([*tips, *grooves]), z=lift)]
    return fitted(held, size, crease_deg=[FLAT_DEG, 30])


def _strip(path: np.ndarray, wide: np.ndarray, thick: float) -> Surface:
    """A flat bar along a path, its broad side to ±x."""
    u = np.array([-0.5, 0.5, 0.5, -0.5])
    v = np.array([-0.5, -0.5, 0.5, 0.5])
    tangent = np.gradient(path, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1)[:, None]
    side = np.cross(tangent, [1.0, 0, 0])
    side /= np.linalg.norm(side, axis=1)[:, None]
    normal = np.cross(side, tangent)
    rings = (
        path[:, None]
        + u[None, :, None] * thick * normal[:, None]
        + (v[None] * wide[:, None])[..., None] * side[:, None]
    )
    from assets.forms.kit.mouldings import round_sheet
    from assets.meshes.surface import outward

    return outward(round_sheet(rings))


def _brilliants_on_paper(rng: np.random.Generator, size: float) -> Meshes:
    """Three to seven loose stones on a folded gem paper with its blue liner."""
    count = int(rng.integers(3, 8))
    base = size * (0.23 if count < 5 else 0.19)
    spots: list[tuple[float, float, float]] = []
    while len(spots) < count:
        r = base * float(rng.uniform(0.72, 1.0))
        x, y = rng.uniform(-0.34, 0.34, 2) * size
        if all((x - a) ** 2 + (y - b) ** 2 > (1.04 * (r + q)) ** 2 for a, b, q in spots):
            spots.append((float(x), float(y), r))
        elif rng.uniform() < 0.02:
            base *= 0.9
    stones = []
    for x, y, r in spots:
        flat = rng.uniform() < 0.35
        stone = gem(str(rng.choice(["brilliant", "brilliant", "brilliant", "oval"])), r, rng)
        lying = turned(stone, "x", 180.0) if flat else turned(stone, "x", float(rng.uniform(38, 44)))
        lying = turned(lying, "z", float(rng.uniform(-70, 70)))
        stones.append(moved(lying, x, y, -float(lying.points[:, 2].min())))
    sheet = _folded_sheet(size)
    liner = moved(_folded_sheet(size * 0.96), z=0.00012)
    return fitted(
        [merge(stones), moved(sheet, z=-0.0004), moved(liner, z=-0.00015)], size, crease_deg=[FLAT_DEG, 20, 20]
    )


def _folded_sheet(size: float) -> Surface:
    """A paper with flaps that rise at the back and the sides."""
    x = np.array([-0.5, -0.44, 0.0, 0.44, 0.5]) * size
    y = np.array([-0.42, 0.0, 0.3, 0.42]) * size
    z = np.zeros((4, 5))
    z[:, [0, 4]] = 0.05 * size
    z[3] += 0.1 * size
    gx, gy = np.meshgrid(x, y)
    front = np.stack([gx, gy, z], -1)
    thick = 0.0001
    up, down = grid(front + np.array([0, 0, thick])), grid(front[:, ::-1])
    return merge([up, down])


def _pendant(rng: np.random.Generator, size: float) -> Meshes:
    """A pendant in a claw setting with bail and chain on a velvet slope."""
    r = size * float(rng.uniform(0.2, 0.24))
    stone = gem(str(rng.choice(["brilliant", "oval"])), r, rng)
    long = float(np.ptp(stone.points[:, 0])) / 2
    setting = _claws(r, 0.2 * r, -0.7 * r, 4, 0.06 * r + 0.00015)
    setting = _stretched(setting, long / r) if long > 1.05 * r else setting
    stone, setting = (turned(p, "z", 90.0) for p in (stone, setting))
    bail = _stretched(turned(ring(0.1 * size, 0.022 * size), "y", 90.0), 1.6)
    y0 = long + 0.12 * size
    loop = moved(ring(0.05 * size, 0.014 * size), 0, long + 0.03 * size, 0)
    chain = []
    for s in (-1, 1):
        path = np.array(
            [
                (0, y0 + 0.06 * size, 0.02 * size),
                (s * 0.14 * size, y0 + 0.16 * size, 0),
                (s * 0.42 * size, y0 + 0.42 * size, 0),
            ]
        )
        line = smooth(path, 30)
        for k in range(len(line) - 1):
            step = line[k + 1] - line[k]
            t = np.linspace(0, 2 * np.pi, 13)[:-1]
            link = np.stack([0.30 * np.cos(t), 0 * t, 0.66 * np.sin(t)], -1) * float(np.linalg.norm(step))
            bit = leaning(
                turned(wire(link, 0.11 * float(np.linalg.norm(step)), sides=6, closed=True), "z", 90.0 * (k % 2)),
                step,
                0.5 * (line[k] + line[k + 1]),
            )
            chain.append(bit)
    metal = merge([setting, loop, moved(bail, 0, y0 + 0.03 * size, 0), *chain])
    cushion = moved(
        standing_box(0.96 * size, 1.24 * size, 0.05 * size, bevel_m=0.02 * size),
        y=0.18 * size,
        z=-0.62 * r - 0.03 * size,
    )
    pose = [turned(p, "x", 52.0) for p in (stone, metal, cushion)]
    return fitted(pose, size, crease_deg=[FLAT_DEG, 40, 40])


def _brooch(rng: np.random.Generator, size: float) -> Meshes:
    """A large oval or step-cut stone in a milled bezel, a rim of pearls, a pin behind."""
    r = size * 0.29
    stone = gem(str(rng.choice(["step", "oval"])), r, rng)
    long = float(np.ptp(stone.points[:, 0])) / 2
    reach = size * 0.055
    pearls = [
        ball(reach, ((long + 1.35 * reach) * np.cos(a), (r + 1.35 * reach) * np.sin(a), 0.3 * reach), segments=16)
        for a in _even(
            long + 1.35 * reach, r + 1.35 * reach, int(np.pi * (long + r + 2.7 * reach) / (2.12 * reach))
        )
    ]
    bezel = _stretched(ring(r * 1.04, 0.05 * r), long / r)
    back = _stretched(
        moved(drum(r + 2.2 * reach, -0.35 * r, -0.2 * r, bevel_m=0.02 * r), z=0.12 * r),
        (long + 2.2 * reach) / (r + 2.2 * reach),
    )
    grains = [
        ball(0.045 * r, (long * 1.02 * np.cos(a), r * 1.02 * np.sin(a), 0.06 * r), segments=8)
        for a in np.linspace(0, 2 * np.pi, 49)[:-1]
    ]
    pin = rod((-long * 1.25, -0.1 * r, -0.5 * r), (long * 1.2, -0.1 * r, -0.5 * r), 0.02 * r)
    pose = [
        turned(turned(p, "z", float(a)), "x", 48.0)
        for p, a in zip(
            (stone, merge([bezel, back, *grains, pin]), merge(pearls)), [rng.uniform(-20, 20)] * 3, strict=True
        )
    ]
    return fitted(pose, size, crease_deg=[FLAT_DEG, 40, 40])


def _even(a: float, b: float, count: int) -> np.ndarray:
    """Angles of ``count`` points evenly along an ellipse."""
    t = np.linspace(0, 2 * np.pi, 721)
    step = np.hypot(np.diff(a * np.cos(t)), np.diff(b * np.sin(t)))
    along = np.concatenate([[0], np.cumsum(step)])
    return np.asarray(np.interp(np.linspace(0, along[-1], count + 1)[:-1], along, t))


def _stones_in_tray(rng: np.random.Generator, size: float) -> Meshes:
    """Coloured stones of several cuts, one in each cell of a jeweller's white tray."""
    columns, rows = (3, 2) if rng.integers(2) else (2, 2)
    cell = size / columns
    bars = [
        moved(
            standing_box(0.05 * cell, rows * cell, 0.2 * cell, bevel_m=0.01 * cell),
            x=(i - columns / 2) * cell,
            z=0.1 * cell,
        )
        for i in range(columns + 1)
    ]
    bars += [
        moved(
            standing_box(columns * cell, 0.05 * cell, 0.2 * cell, bevel_m=0.01 * cell),
            y=(j - rows / 2) * cell,
            z=0.1 * cell,
        )
        for j in range(rows + 1)
    ]
    floor = moved(standing_box(columns * cell, rows * cell, 0.04 * cell), z=0.0)
    stones, pads = [], []
    for i in range(columns):
        for j in range(rows):
            x, y = (i - (columns - 1) / 2) * cell, (j - (rows - 1) / 2) * cell
            stone = gem(
                str(rng.choice(["oval", "step", "brilliant", "swiss"])),
                0.31 * cell * float(rng.uniform(0.85, 1.05)),
                rng,
            )
            stone = turned(turned(stone, "z", float(rng.uniform(0, 180))), "x", float(rng.uniform(8, 24)))
            stones.append(moved(stone, x, y, 0.42 * cell))
            pads.append(moved(ball(0.4 * cell, segments=24, flat=0.3), x, y, 0.08 * cell))
    return fitted([merge(stones), merge([*bars, floor]), merge(pads)], size, crease_deg=[FLAT_DEG, 30, 60])


def _crystal_cluster(rng: np.random.Generator, size: float) -> Meshes:
    """Points of quartz that crowd on a crust of grey rock."""
    noise = wave_noise(rng, 0.4 * size)
    rock = ball(0.5 * size, segments=72, flat=0.42)
    from dataclasses import replace

    low = rock.points
    rough = 1 + 0.14 * noise(low) + 0.05 * noise(low * 4.0 + 3.0)
    rock = replace(rock, points=low * rough[:, None])
    points = []
    spots: list[np.ndarray] = []
    for _ in range(700):
        a, d = float(rng.uniform(0, 2 * np.pi)), 0.41 * size * float(np.sqrt(rng.uniform(0.0, 1.0)))
        x, y = d * np.cos(a), d * np.sin(a)
        reach = size * float(rng.uniform(0.05, 0.085)) * (1.45 - 1.5 * d / size)
        if any((x - p[0]) ** 2 + (y - p[1]) ** 2 < (0.92 * (reach + p[2])) ** 2 for p in spots):
            continue
        spots.append(np.array([x, y, reach]))
        long = reach * float(rng.uniform(2.8, 4.4))
        z = 0.12 * size * np.sqrt(max(1 - (2 * d / size) ** 2, 0))
        way = (x * 1.5 + rng.normal(0, 0.05) * size, y * 1.5 + rng.normal(0, 0.05) * size, 0.85 * size)
        points.append(leaning(crystal_point(reach, long + 0.1 * size, rng), way, (x, y, z - 0.06 * size)))
    return fitted([merge(points), rock], size, crease_deg=[FLAT_DEG, 50])


def _ear_studs(rng: np.random.Generator, size: float) -> Meshes:
    """Two studs on a card: brilliants in four claws, posts through it, butterflies behind."""
    r = size * float(rng.uniform(0.17, 0.2))
    stones, metal = [], []
    for s in (-1, 1):
        stone = gem("brilliant", r, rng)
        setting = _claws(r, 0.2 * r, -0.8 * r, 4, 0.07 * r)
        post = rod((0, 0, -0.7 * r), (0, 0, -2.1 * r), 0.07 * r)
        stones.append(moved(upright(stone), s * 0.25 * size, -0.85 * r, 0))
        metal.append(moved(upright(merge([setting, post])), s * 0.25 * size, -0.85 * r, 0))
    card = moved(upright(slab(rounded_rectangle(size, 0.72 * size, 0.06 * size), -0.0002, 0.0002)), z=-0.02 * size)
    foot = moved(
        turned(upright(slab(rounded_rectangle(0.4 * size, 0.5 * size, 0.02 * size), -0.0002, 0.0002)), "x", 38.0),
        0,
        0.18 * size,
        -0.1 * size,
    )
    pose = [turned(p, "x", -16.0) for p in (merge(stones), merge(metal), merge([card, foot]))]
    return fitted(pose, size, crease_deg=[FLAT_DEG, 40, 30])


def _bracelet(rng: np.random.Generator, size: float) -> Meshes:
    """A tennis bracelet or a row of step-cut stones in box settings, laid in a ring with its clasp."""
    count = int(rng.integers(20, 27))
    r = 0.46 * size
    pitch = 2 * np.pi * r / count
    stones, boxes = [], []
    cut = str(rng.choice(["brilliant", "step", "oval"]))
    for k in range(count):
        turn = 360.0 * k / count
        stone = gem(cut, 0.40 * pitch / (1.35 if cut != "brilliant" else 1.0), rng)
        bits = [stone, ring(0.40 * pitch, 0.06 * pitch, (0, 0, -0.04 * pitch), segments=28)]
        grains = [
            rod(
                (0.4 * pitch * a, 0.4 * pitch * b, -0.3 * pitch),
                (0.36 * pitch * a, 0.36 * pitch * b, 0.1 * pitch),
                0.07 * pitch,
                sides=8,
            )
            for a, b in ((0.7, 0.7), (-0.7, 0.7), (-0.7, -0.7), (0.7, -0.7))
        ]
        cup = drum(0.40 * pitch, -0.4 * pitch, -0.36 * pitch, bevel_m=0.01 * pitch)
        outward = [
            turned(moved(turned(b, "x", 62.0), 0, -r, 0), "z", turn)
            for b in (bits[0], merge([bits[1], *grains, cup]))
        ]
        stones.append(outward[0])
        boxes.append(outward[1])
    return fitted([merge(stones), merge(boxes)], size, crease_deg=[FLAT_DEG, 40])


_DIAMOND_METAL = ("white_gold", "gilt_metal")

FORMS: tuple[Form, ...] = (
    Form(
        name="diamond_ring",
        class_name="diamond ring",
        size_m=(0.022, 0.028),
        parts=(main_part("Stone"), part("Band", *_DIAMOND_METAL), part("Pad", "dark_velvet")),
        build=_diamond_ring,
    ),
    Form(
        name="gem_ring",
        class_name="ring",
        size_m=(0.024, 0.03),
        parts=(main_part("Stone"), part("Band", "gilt_metal", "white_gold"), part("SideStones", "diamond_stone")),
        build=_gem_ring,
    ),
    Form(
        name="stone_in_tweezers",
        class_name="cut stone",
        size_m=(0.008, 0.014),
        parts=(main_part("Stone"), part("Tweezers", "steel")),
        build=_tweezers_stone,
    ),
    Form(
        name="stones_on_paper",
        class_name="cut stones",
        size_m=(0.014, 0.03),
        parts=(main_part("Stones"), part("Paper", "white_paper"), part("Liner", "blue_paper")),
        build=_brilliants_on_paper,
    ),
    Form(
        name="gem_pendant",
        class_name="pendant",
        size_m=(0.016, 0.03),
        parts=(main_part("Stone"), part("Chain", *_DIAMOND_METAL), part("Cushion", "dark_velvet")),
        build=_pendant,
    ),
    Form(
        name="gem_brooch",
        class_name="brooch",
        size_m=(0.025, 0.045),
        parts=(main_part("Stone"), part("Setting", "gilt_metal"), part("Pearls", "pearl")),
        build=_brooch,
    ),
    Form(
        name="stones_in_tray",
        class_name="cut stones",
        size_m=(0.024, 0.045),
        parts=(main_part("Stones"), part("Tray", "white_plastic"), part("Pads", "white_felt")),
        build=_stones_in_tray,
    ),
    Form(
        name="crystal_cluster",
        class_name="crystal cluster",
        size_m=(0.05, 0.16),
        parts=(main_part("Crystals"), part("Rock", "grey_rock")),
        build=_crystal_cluster,
    ),
    Form(
        name="ear_studs",
        class_name="ear studs",
        size_m=(0.018, 0.026),
        parts=(main_part("Stones"), part("Settings", *_DIAMOND_METAL), part("Card", "black_card")),
        build=_ear_studs,
    ),
    Form(
        name="stone_bracelet",
        class_name="bracelet",
        size_m=(0.055, 0.068),
        parts=(main_part("Stones"), part("Settings", *_DIAMOND_METAL)),
        build=_bracelet,
    ),
)
