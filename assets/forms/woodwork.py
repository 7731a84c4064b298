"""Small bare wood: cutting board, log rounds, spoons, stool, barrel, crate."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.joinery import board, nails_on_front, post, repeated, rod_between
from assets.forms.kit.lettering import raised_text
from assets.forms.kit.metre_solids import plate
from assets.forms.kit.mouldings import (
    fitted,
    lathed,
    placed,
    round_sheet,
    tube,
    turned_solid,
    waves_around,
)
from assets.forms.kit.outlines import circle
from assets.forms.kit.rivets_and_screws import dome_rivet
from assets.meshes.curves import rounded
from assets.meshes.solids import extrude, rounded_box
from assets.meshes.surface import Surface, box_mapped, copies, merge, moved, rotation
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


def _cutting_board(rng: np.random.Generator, size: float) -> Meshes:
    """A board with a kitchen knife on it: a juice groove round a rectangle, or a handle with a hole."""
    x, thick = size, rng.uniform(0.018, 0.034)
    y = size * rng.uniform(0.55, 0.7)
    if rng.random() < 0.55:
        outline = rounded(
            [(-x / 2, -y / 2), (x / 2, -y / 2), (x / 2, y / 2), (-x / 2, y / 2)], 0.015, 6, closed=True
        )
        body = [_grooved(outline, thick)]
    else:
        y *= 0.75
        neck = 0.025
        control = [
            (-x / 2, -y / 2),
            (x / 2 - 0.3 * x, -y / 2),
            (x / 2 - 0.2 * x, -neck),
            (x / 2, -neck - 0.004),
            (x / 2, neck + 0.004),
            (x / 2 - 0.2 * x, neck),
            (x / 2 - 0.3 * x, y / 2),
            (-x / 2, y / 2),
        ]
        outline = rounded(control, [0.03, 0.045, 0.05, 0.024, 0.024, 0.05, 0.045, 0.03], 8, closed=True)
        hole = circle(0.009, 28, centre=(x / 2 - 0.028, 0.0))
        body = [plate(outline, 0.0, thick, holes=[hole], bevel_m=0.003)]
    blade, handle = _knife(rng)
    turn, at = float(rng.uniform(12, 40)), (-0.02 * x, -0.12 * y, thick)
    crumbs = _loaf(0.2 * size)
    bread = placed(crumbs, (-0.2 * x, 0.22 * y, thick), tilt_deg=(0, 0, float(rng.uniform(0, 60))))
    spin = float(rng.uniform(-28, 12))
    parts = [
        merge(body),
        placed(blade, at, tilt_deg=(0, 0, -turn)),
        placed(handle, at, tilt_deg=(0, 0, -turn)),
        bread,
    ]
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in parts], size)


def _grooved(outline: np.ndarray, thick: float) -> Surface:
    from assets.meshes.solids import inset_outline

    rings = []
    e = 0.003
    for inset, z in (
        (e, 0.0),
        (0.0, e),
        (0.0, thick - e),
        (0.3 * e, thick - 0.3 * e),
        (e, thick),
        (0.013, thick),
        (0.0145, thick - 0.0025),
        (0.0185, thick - 0.004),
        (0.0225, thick - 0.0025),
        (0.024, thick),
    ):
        flat = inset_outline(outline, min(inset, 0.0148))
        if inset > 0.0148:
            flat = flat * (1 - (inset - 0.0148) / np.abs(outline).max(0))
        rings.append(np.column_stack([flat, np.full(len(flat), z)]))
    return box_mapped(round_sheet(np.array(rings)))


def _knife(rng: np.random.Generator) -> tuple[Surface, Surface]:
    long = rng.uniform(0.13, 0.17)
    blade = extrude(
        rounded(
            [
                (0.0, 0.004),
                (0.0, -0.016),
                (0.006, -0.019),
                (0.72 * long, -0.017),
                (long, 0.0035),
                (0.6 * long, 0.0045),
            ],
            0.004,
            4,
            closed=True,
        ),
        0.0008,
        0.0028,
        bevel_m=0.0006,
        steps=1,
    )
    grip = moved(
        placed(
            extrude(
                rounded(
                    [(-0.11, -0.0085), (0.0, -0.009), (0.003, 0.0075), (-0.06, 0.009), (-0.115, 0.006)],
                    0.006,
                    4,
                    closed=True,
                ),
                -0.008,
                0.008,
                bevel_m=0.003,
            ),
            (0, 0, 0.008),
        )
    )
    rivets = repeated(dome_rivet(0.0028), [(x, 0, 0.0158) for x in (-0.025, -0.055, -0.085)])
    return merge([blade, rivets]), grip


def _loaf(long: float) -> Surface:
    """The end of a small loaf, scored across."""
    rings = []
    for t in np.linspace(0, 1, 26):
        r = 0.24 * long * (1 - max(0.0, (t - 0.35) / 0.65) ** 2.6) ** 0.6 + 1e-4
        a = np.linspace(0, 2 * np.pi, 40, endpoint=False)
        notch = 1 - 0.08 * np.exp(-(((((t * 5) % 1) - 0.5) / 0.12) ** 2)) * (np.sin(a) > 0.3)
        rings.append(
            np.stack(
                [
                    np.full(40, (t - 0.5) * long),
                    r * 1.15 * np.cos(a),
                    0.9 * r * np.maximum(np.sin(a), -0.75) * notch + 0.66 * 0.24 * long,
                ],
                -1,
            )
        )
    from assets.meshes.surface import outward

    return outward(box_mapped(round_sheet(np.array(rings))))


def _log_rounds(rng: np.random.Generator, size: float) -> Meshes:
    """Sawn rounds with bark and a drying crack: one on edge leaning on another, or one alone."""
    wood, bark = [], []
    r = 0.5 * size
    thick = size * rng.uniform(0.16, 0.28)
    lean = float(rng.uniform(70, 80))
    for scale, at, tilt in (
        (1.0, (0.0, 0.0, 0.0), lean),
        (0.55, (0.42 * size * rng.choice([-1, 1]), -0.5 * size, 0.0), 0.0),
    ):
        face, rind = _round(rng, r * scale, thick * rng.uniform(0.8, 1.1))
        turn = float(rng.uniform(-20, 20))
        both = [placed(p, tilt_deg=(0, 0, float(rng.uniform(-70, -20)))) for p in (face, rind)]
        both = [placed(p, tilt_deg=(tilt, 0, turn)) for p in both]
        low = min(float(p.points[:, 2].min()) for p in both)
        wood.append(moved(both[0], at[0], at[1], at[2] - low))
        bark.append(moved(both[1], at[0], at[1], at[2] - low))
    return fitted([merge(wood), merge(bark)], size * 1.05)


def _round(rng: np.random.Generator, r: float, thick: float) -> tuple[Surface, Surface]:
    """(wood, bark) of a round on z = 0, a crack towards an angle of 0."""
    a = np.linspace(0, 2 * np.pi, 240, endpoint=False)
    wobble = 1 + 0.018 * waves_around(rng, a, (2, 3, 4, 5))
    crack = rng.uniform(0.02, 0.05)
    gap = np.abs((a + np.pi) % (2 * np.pi) - np.pi)
    outline = (r * wobble)[:, None] * np.stack([np.cos(a), np.sin(a)], -1)
    keep = gap > crack
    open_line = np.concatenate([[[0.04 * r, 0.0]], outline[keep]])
    wood = plate(open_line * 0.955, 0.0, thick, bevel_m=0.0)
    knots = waves_around(rng, a, (17, 29, 43, 61))
    rind = []
    for k, (grow, z) in enumerate(
        ((0.957, 0.0), (1.0, 0.001), (1.0, 0.2), (1.0, 0.4), (1.0, 0.6), (1.0, 0.8), (1.0, 0.999), (0.957, 1.0))
    ):
        rough = 1 + 0.014 * (grow == 1.0) * np.roll(knots, 3 * k)
        rind.append(np.column_stack([outline * (grow * rough)[:, None], np.full(240, z * thick)]))
    rings = np.array(rind)[:, keep]
    strip = _open_sheet(rings)
    return wood, strip


def _open_sheet(rings: np.ndarray) -> Surface:
    from assets.meshes.surface import grid

    return box_mapped(grid(rings))


def _spoons(rng: np.random.Generator, size: float) -> Meshes:
    """Cooking spoons, one across the other, in a stoneware rest."""
    pieces = []
    kinds = list(rng.permutation(4))[:3]
    for i, turn in enumerate((-24.0, 8.0, 38.0)):
        long = 0.3 * rng.uniform(0.9, 1.05)
        tool = _cook_tool(rng, long, int(kinds[i]))
        tool = moved(tool, -0.12)
        pieces.append(placed(tool, (0, 0, 0.004 + 0.012 * i), tilt_deg=(0, 3.0, turn + float(rng.uniform(-5, 5)))))
    spin = float(rng.uniform(-75, -55))
    return fitted([placed(merge(pieces), tilt_deg=(0, 0, spin))], size)


def _cook_tool(rng: np.random.Generator, long: float, kind: int) -> Surface:
    """A spoon (0, 1), spatula (2) or slotted spoon (3) along x from its handle's end."""
    if kind == 2:
        control = [
            (0, -0.007),
            (0.55 * long, -0.0065),
            (0.7 * long, -0.02),
            (long, -0.032),
            (long + 0.004, 0.022),
            (0.68 * long, 0.018),
            (0.55 * long, 0.0065),
            (0, 0.007),
        ]
        holes = (
            [
                rounded(
                    [
                        (0.76 * long, y - 0.003),
                        (0.93 * long, y - 0.004),
                        (0.93 * long, y + 0.004),
                        (0.76 * long, y + 0.003),
                    ],
                    0.003,
                    4,
                    closed=True,
                )
                for y in (-0.013, 0.0, 0.012)
            ]
            if rng.random() < 0.6
            else []
        )
        return plate(
            rounded(control, [0.005, 0.05, 0.03, 0.01, 0.014, 0.03, 0.05, 0.005], 6, closed=True),
            0.0,
            0.006,
            holes=holes,
            bevel_m=0.002,
        )
    t = np.concatenate([np.linspace(0, 0.66, 22), np.linspace(0.68, 1.0, 44)])
    bowl = rng.uniform(0.026, 0.032)
    share = np.clip((t - 0.72) / 0.28, 0, 1)
    wide = np.where(t < 0.74, 0.0062 + 0.0012 * np.cos(9 * t), 0)
    head = bowl * np.sqrt(np.clip(1 - (2 * share - 1) ** 2, 0, 1))
    neck = np.clip((t - 0.6) / 0.14, 0, 1)
    wide = np.maximum(np.maximum(wide, head), 0.0062 * (t < 0.78))
    wide[-1] = 0.002
    thick = 0.0055 + 0.0065 * neck * np.sin(np.pi * np.clip(share * 0.9 + 0.1, 0, 1))
    thick[-1] = 0.001
    a = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    y = wide[:, None] * np.cos(a)
    z = thick[:, None] * np.sin(a)
    inside = np.clip(1 - (y / np.maximum(0.86 * wide, 1e-4)[:, None]) ** 2, 0, None) * np.clip(
        1 - ((share - 0.52) / 0.42)[:, None] ** 2, 0, None
    )
    z = z - (np.sin(a) > 0) * 0.019 * inside**0.7 * (share > 0)[:, None]
    z = np.where(
        np.sin(a) > 0, np.maximum(z, -thick[:, None] * np.sqrt(np.clip(1 - np.cos(a) ** 2, 0, 1)) + 0.0022), z
    )
    x = np.broadcast_to((t * long)[:, None], y.shape)
    return box_mapped(round_sheet(np.stack([x, y, z + 0.012], -1)))


def _stool(rng: np.random.Generator, size: float) -> Meshes:
    """A milking stool: hollowed seat, splayed legs that show wedged through it."""
    r = 0.38 * size
    high, thick = size, 0.036
    dish = turned_solid(
        [
            (0, high - thick),
            (0.93 * r, high - thick),
            (r, high - 0.5 * thick),
            (0.99 * r, high - 0.004),
            (0.9 * r, high),
            (0.72 * r, high - 0.004),
            (0.4 * r, high - 0.009),
            (0, high - 0.0105),
        ],
        0.012,
        segments=96,
    )
    squash = rng.uniform(0.82, 1.0)
    dish = replace(dish, points=dish.points * [1.0, squash, 1.0])
    count = int(rng.integers(3, 5))
    legs, ends, wedges = [], [], []
    first = float(rng.uniform(0, 360))
    for a in np.radians(first + np.arange(count) * 360 / count):
        top = np.array([0.62 * r * np.cos(a), 0.62 * r * np.sin(a) * squash, high - 0.0035])
        foot = np.array([1.02 * r * np.cos(a), 1.02 * r * np.sin(a) * squash, 0.0])
        way = foot - top
        t = np.linspace(0, 1, 40)
        radius = np.interp(t, [0, 0.09, 0.14, 0.5, 1.0], [0.0135, 0.0135, 0.017, 0.019, 0.0125])
        legs.append(tube(top + t[:, None] * way, radius, sides=24))
        ends.append(top + 0.42 * way)
        wedge = moved(rounded_box((0.0035, 0.025, 0.004), 0.0008), 0, 0, -0.0022)
        wedges.append(placed(wedge, tuple(top + np.array([0, 0, 0.0008])), tilt_deg=(0, 0, float(np.degrees(a)))))
    rails = (
        [rod_between(ends[i], ends[(i + 1) % count], (0.009, 0.009)) for i in range(count)]
        if rng.random() < 0.6
        else []
    )
    return fitted([merge([dish, *legs, *rails]), merge(wedges)], size)


def _barrel_hoops(end: float, belly: float) -> tuple[list[Surface], list[Surface]]:
    """(six hoops, two rivets on each)."""
    hoops, rivets = [], []
    for share in (0.03, 0.14, 0.31):
        for at in (share, 1 - share):
            low, top = at - 0.026, at + 0.026
            zz = np.clip([low, top], 0.004, 0.996)
            rr = end + (belly - end) * np.sin(np.pi * zz) + 0.004
            hoops.append(
                lathed(
                    np.array([[rr[0] - 0.01, zz[0]], [rr[0], zz[0]], [rr[1], zz[1]], [rr[1] - 0.01, zz[1]]]), 96
                )
            )
            for k in (-1, 1):
                a = np.radians(-62 + 4 * k)
                mid = 0.5 * (rr[0] + rr[1])
                rivets.append(
                    placed(
                        dome_rivet(0.009),
                        (mid * np.cos(a), mid * np.sin(a), at),
                        tilt_deg=(0, 90, float(np.degrees(a))),
                    )
                )
    return hoops, rivets


def _barrel_heads(rng: np.random.Generator, end: float) -> list[Surface]:
    """Six boards across either end."""
    heads = []
    for top in (0.955, 0.03):
        for x0 in np.linspace(-end, end, 7)[:-1]:
            wide = 2 * end / 6
            x1 = x0 + wide * 0.985
            s = np.linspace(x0, x1, 6)
            half = np.sqrt(np.clip((0.96 * end) ** 2 - s**2, 1e-4, None))
            outline = np.concatenate([np.stack([s, -half], -1), np.stack([s, half], -1)[::-1]])
            heads.append(extrude(outline, top - 0.015, top + 0.003 * rng.random(), bevel_m=0.002, steps=1))
    return heads


def _barrel(rng: np.random.Generator, size: float) -> Meshes:
    """Staves, hoops with rivets, head boards and a bung."""
    high, belly = 1.0, rng.uniform(0.36, 0.4)
    end = belly * rng.uniform(0.78, 0.86)
    count = int(rng.integers(20, 27))
    z = np.linspace(0, high, 60)
    r = end + (belly - end) * np.sin(np.pi * z / high)
    staves = []
    for i in range(count):
        u = np.linspace(-0.5, 0.5, 7) * 0.985
        a = 2 * np.pi * (i + u) / count
        out = 1 + rng.normal(0, 0.0025) - 0.006 * (2 * np.abs(u)) ** 6
        front = np.stack(
            [r[:, None] * out * np.cos(a), r[:, None] * out * np.sin(a), np.broadcast_to(z[:, None], (60, 7))], -1
        )
        back = front[:, ::-1] * [0.94, 0.94, 1.0]
        staves.append(box_mapped(round_sheet(np.concatenate([front, back], axis=1))))
    hoops, rivets = _barrel_hoops(end, belly)
    heads = _barrel_heads(rng, end)
    a = np.radians(-90 + rng.uniform(-12, 30))
    bung = placed(
        turned_solid([(0, -0.02), (0.03, -0.02), (0.026, 0.014), (0, 0.014)], 0.003, segments=32),
        (belly * np.cos(a), belly * np.sin(a), 0.5),
        tilt_deg=(0, 90, float(np.degrees(a))),
    )
    parts = [merge([*staves, *heads]), merge([*hoops, *rivets]), bung]
    if rng.random() < 0.4:  # lying, its head to the front
        parts = [placed(p, tilt_deg=(90, 0, 32)) for p in parts]
        chocks = [
            placed(
                board(0.1, 0.5, 0.08, (s * 0.3, 0, 0), edge_m=0.006), (0, 0, -belly - 0.005), tilt_deg=(0, 0, 32)
            )
            for s in (-1, 1)
        ]
        parts[2] = merge([parts[2], *chocks])
    return fitted(parts, size)


def _plank_crate(rng: np.random.Generator, size: float) -> Meshes:
    """An open crate of rough slats nailed to corner posts, stencilled."""
    x, y, z = size, size * rng.uniform(0.6, 0.75), size * rng.uniform(0.45, 0.7)
    rows = int(rng.integers(3, 5))
    slat, t, gap = z / rows * rng.uniform(0.78, 0.92), 0.011, z / rows
    wood, nails = [], []
    for i in range(rows):
        for side in (-1, 1):
            dz, dx = rng.normal(0, 0.0015), rng.normal(0, 0.002)
            for along, turn in ((x, 0.0), (y - 2 * t, 90.0)):
                other = y if turn == 0.0 else x
                b = placed(
                    board(along, t, slat, (0, 0, 0), edge_m=0.0012),
                    (dx, 0, i * gap + dz + 0.004),
                    tilt_deg=(float(rng.normal(0, 0.4)), 0, 0),
                )
                wood.append(placed(moved(b, y=side * (other / 2 - t / 2)), tilt_deg=(0, 0, turn)))
            if side == -1:
                for px in (-1, 1):
                    nails += [
                        (px * (x / 2 - 0.022) + rng.normal(0, 0.002), -y / 2 - 0.0002, i * gap + pz * slat + 0.004)
                        for pz in (0.25, 0.75)
                    ]
    side_nails = [(s * (y / 2 - 0.03), -x / 2 - 0.0002, (i + 0.5) * gap) for s in (-1, 1) for i in range(rows)]
    for sx in (-1, 1):
        wood += [
            post((0.032, 0.032), 0.0, z * 0.99, sx * (x / 2 - t - 0.016), sy * (y / 2 - t - 0.016))
            for sy in (-1, 1)
        ]
    floor = [board(0.9 * x / 5, y - 2.2 * t, t, (px, 0, 0.006)) for px in np.linspace(-0.4, 0.4, 5) * x]
    word = str(rng.choice(["FRAGILE", "APPLES", "DOCK 9", "CIDER", "EXPORT", "TEA No 4"]))
    tall = min(0.5 * slat, 0.8 * x / (len(word) * 1.0))
    row = int(rng.integers(0, rows))
    ink = placed(
        raised_text(word, tall, stroke_m=0.17 * tall, relief_m=0.0004),
        (0, -y / 2 - 0.0003, row * gap + slat / 2 + 0.004),
        tilt_deg=(90, 0, 0),
    )
    heads = merge([nails_on_front(nails, 0.0032), placed(nails_on_front(side_nails, 0.0032), tilt_deg=(0, 0, 90))])
    return fitted([merge([*wood, *floor]), heads, ink], size)


def spun_about(surface: Surface, count: int) -> Surface:
    """``count`` copies about the z axis."""
    transforms = np.tile(np.eye(4), (count, 1, 1))
    for i in range(count):
        transforms[i, :3, :3] = rotation("z", 360.0 * i / count)
    return copies(surface, transforms)


FORMS = (
    Form(
        name="cutting_board",
        class_name="cutting board",
        size_m=(0.3, 0.45),
        parts=(
            main_part("Board"),
            part("Blade", "steel"),
            part("Grip", "black_plastic", "dark_wood"),
            part("Bread", "bread_crust"),
        ),
        build=_cutting_board,
    ),
    Form(
        name="log_rounds",
        class_name="log slices",
        size_m=(0.25, 0.5),
        parts=(main_part("Wood"), part("Bark", "oak_bark")),
        build=_log_rounds,
    ),
    Form(
        name="wooden_spoons",
        class_name="wooden spoons",
        size_m=(0.28, 0.36),
        parts=(main_part("Spoons"),),
        build=_spoons,
    ),
    Form(
        name="wooden_stool",
        class_name="stool",
        size_m=(0.36, 0.5),
        parts=(main_part("Stool"), part("Wedges", "dark_wood")),
        build=_stool,
    ),
    Form(
        name="wine_barrel",
        class_name="barrel",
        size_m=(0.6, 0.95),
        parts=(main_part("Staves"), part("Hoops", "black_iron", "galvanized_steel"), part("Bung", "beech")),
        build=_barrel,
    ),
    Form(
        name="plank_crate",
        class_name="crate",
        size_m=(0.35, 0.6),
        parts=(main_part("Slats"), part("Nails", "steel"), part("Stencil", "black_plastic")),
        build=_plank_crate,
    ),
)
