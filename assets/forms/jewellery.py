"""Rings, bars, coins, watches, a crown and ornate frames of gold, silver and platinum."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.facets import gem
from assets.forms.kit.lettering import on_circle, on_cylinder, raised_text, ribbon
from assets.forms.kit.metal_vessels import beads
from assets.forms.kit.metre_solids import (
    around,
    placed,
    plate,
    spun,
    spun_corners,
    spun_ring,
    standing,
    tube,
    turned_all,
    upright,
    warped,
)
from assets.forms.kit.mouldings import frame_of
from assets.forms.kit.outlines import circle, mirrored, rectangle
from assets.forms.kit.propped import propped
from assets.forms.kit.rounds import ball, leaning, ring
from assets.forms.kit.struck_relief import head_relief, struck_disc
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, box_mapped, grid, merge, moved, turned, welded
from schemas.mesh import MeshData

type Floats = np.ndarray


def band(
    inner_m: float,
    width: Callable[[Floats], Floats],
    thick: Callable[[Floats], Floats],
    *,
    flat: float = 0.0,
    columns: int = 140,
) -> Surface:
    """A finger ring about Z: width along Z and thickness by angle; ``flat`` 1 makes its outside straight."""
    a = np.arange(columns) * 2 * np.pi / columns
    section = [(-0.5, 0.1), (-0.42, 0.0), (0.42, 0.0), (0.5, 0.1)]
    section += [
        (0.5 * np.cos(t), 0.45 + 0.55 * np.sin(t) ** (1 - 0.8 * flat)) for t in np.linspace(0.1, np.pi - 0.1, 13)
    ]
    rows = []
    for s, h in [*section, section[0]]:
        r = inner_m + h * thick(a)
        rows.append(np.column_stack([r * np.cos(a), r * np.sin(a), s * width(a)]))
    uvs = np.stack(
        np.broadcast_arrays(
            np.linspace(0, 2 * np.pi * inner_m, columns + 1)[None],
            np.linspace(0, 3 * float(width(a).max()), len(rows))[:, None],
        ),
        -1,
    )
    body = welded(grid(np.stack(rows), uvs=uvs, wrap=True))
    from assets.meshes.surface import outward

    return outward(body)


def wedding_rings(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Two bands, one flat and one leaning on it; small stones set in one, letters inside the other."""
    r = size * 0.28
    w1, w2 = r * float(rng.uniform(0.42, 0.62)), r * float(rng.uniform(0.3, 0.42))
    t = r * float(rng.uniform(0.14, 0.18))
    flat = float(rng.choice([0.0, 0.0, 0.9]))
    first = moved(band(r, lambda a: w1 + 0 * a, lambda a: t + 0 * a, flat=flat), z=w1 / 2)
    second = band(r * 0.92, lambda a: w2 + 0 * a, lambda a: t + 0 * a, flat=flat)
    stones, count = [], int(rng.choice([3, 5, 7]))
    for k in range(count):
        a = np.radians(-52 + (k - (count - 1) / 2) * 12)
        way = np.array([np.cos(a), np.sin(a), 0.0])
        stones.append(
            leaning(gem("brilliant", r * 0.095, rng), way, way * (r + t * 1.02) + np.array([0, 0, w1 / 2]))
        )
    lean = float(rng.uniform(56, 68))
    far = r + t
    other = turned(second, "x", lean)
    low = float(other.points[:, 2].min())
    d = w1 / np.tan(np.radians(lean)) + 0.4 * t
    back = -far * 0.94 - d + far * np.cos(np.radians(lean))
    parts = [merge([first, moved(other, -r * 0.42, back, -low)]), merge(stones)]
    return standing(turned_all(parts, "z", float(rng.uniform(-30, 30))), size, crease_deg=40.0)


def solitaire(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A ring with one stone high in four or six claws."""
    r = size * 0.37
    w = r * float(rng.uniform(0.2, 0.28))
    s = r * float(rng.uniform(0.3, 0.4))
    shank = band(
        r,
        lambda a: w * (1 - 0.3 * np.exp(-(((a - np.pi / 2) / 0.35) ** 2))),
        lambda a: r * 0.13 + 0 * a,
        columns=160,
    )
    shank = upright(shank)
    top = r * 1.12
    girdle = top + s * 1.05
    claws, count = [], int(rng.choice([4, 4, 6]))
    for k in range(count):
        a = 2 * np.pi * (k + 0.5) / count
        c, q = np.cos(a), np.sin(a)
        path = smooth(
            [
                (0.12 * s * c, 0.12 * s * q, top - 0.1 * s),
                (0.7 * s * c, 0.7 * s * q, girdle - 0.45 * s),
                (1.02 * s * c, 1.02 * s * q, girdle),
                (0.86 * s * c, 0.86 * s * q, girdle + 0.2 * s),
            ],
            20,
        )
        claws.append(tube(path, np.linspace(0.14, 0.1, 20) * s, sides=10))
        claws.append(moved(ball(0.13 * s, segments=14), *path[-1]))
    collar = moved(ring(s * 0.6, s * 0.075), z=girdle - 0.55 * s)
    stone = moved(gem(str(rng.choice(["brilliant", "brilliant", "oval", "step"])), s, rng), z=girdle)
    tilt = float(rng.uniform(8, 24))
    parts = turned_all(
        turned_all([merge([shank, *claws, collar]), stone], "z", float(rng.uniform(-40, 40))), "x", tilt
    )
    return standing(parts, size, crease_deg=30.0)


def signet_ring(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A ring that widens to an oval seal with a monogram cut in it."""
    r = size * 0.4
    face = r * float(rng.uniform(0.62, 0.74))

    def near(a: Floats) -> Floats:
        off = np.abs((a - np.pi / 2 + np.pi) % (2 * np.pi) - np.pi)
        return np.asarray(np.exp(-((off / 0.72) ** 2)))

    shank = band(
        r,
        lambda a: r * 0.32 + (1.7 * face - r * 0.32) * near(a) ** 1.5,
        lambda a: r * 0.13 + r * 0.2 * near(a),
        columns=160,
    )
    shank = turned(upright(shank), "z", 0.0)
    seal = np.array([1.0, 1.16]) if rng.random() < 0.6 else np.array([1.0, 1.0])
    outline = circle(face, 64) * seal
    plate_ = moved(plate(outline, -r * 0.16, 0.0, bevel_m=r * 0.03, steps=3), z=r * 1.38)
    rim = moved(plate(outline * 0.88, 0, r * 0.02, holes=[outline * 0.82], bevel_m=r * 0.006), z=r * 1.38)
    letters = "".join(rng.choice(list("ABEHKLMRSTW"), 2))
    cut = moved(raised_text(letters, face * 0.72, stroke_m=face * 0.11, relief_m=r * 0.012), z=r * 1.38)
    parts = turned_all([merge([shank, plate_, rim]), cut], "z", float(rng.uniform(-35, 35)))
    parts = turned_all(parts, "x", float(rng.uniform(38, 58)))
    return standing(parts, size, crease_deg=40.0)


def _cast_bar(x: float, y: float, z: float) -> Surface:
    levels = [(0.0, 0.06), (0.0, 0.02), (0.03, 0.0), (0.94, 0.97), (0.985, 0.995), (1.0, 0.95)]
    corners = []
    for share, _ in ((0.0, 0), (0.015, 0), (0.93, 0), (0.98, 0), (1.0, 0)):
        taper = (
            0.16 * y * share + (0.012 * y if share in (0.0, 1.0) else 0.0) + (0.01 * y if share == 1.0 else 0.0)
        )
        corners.append(
            np.column_stack(
                [rectangle(x - 2 * taper, y - 2 * taper, corner_m=y * 0.06, steps=5), np.full(24, share * z)]
            )
        )
    del levels
    side = grid(np.stack(corners), wrap=True)
    from assets.meshes.surface import polygons

    cap = np.arange(24)
    return box_mapped(
        welded(merge([side, polygons(corners[0], [24], cap[::-1]), polygons(corners[-1], [24], cap)]))
    )


def ingots(
    rng: np.random.Generator, size: float, *, words: tuple[str, ...] = ("FINE GOLD", "GOLD 1 KG", "GOLD BULLION")
) -> tuple[MeshData, ...]:
    """Cast bars stacked crosswise, stamped with weight, fineness and number."""
    x = size * 0.8
    y, z = x * float(rng.uniform(0.4, 0.5)), x * float(rng.uniform(0.16, 0.22))
    bars, spots = (
        [],
        [
            (-0.02 * x, -y * 0.54, 0.0, 2.0),
            (0.02 * x, y * 0.54, 0.0, -3.0),
            (0.0, 0.0, z, float(rng.uniform(60, 100))),
        ],
    )
    if rng.random() < 0.35:
        spots = [(0.0, 0.0, 0.0, 0.0), (0.06 * x, -0.05 * y, z, float(rng.uniform(12, 30)))]
    dents = np.array([rng.uniform(-0.4, 0.4, 2) for _ in range(5)])
    for k, (px, py, pz, turn) in enumerate(spots):
        bar_ = _cast_bar(x, y, z)
        top = [
            moved(
                raised_text(str(rng.choice(words)), y * 0.13, stroke_m=y * 0.022, relief_m=y * 0.008), 0, y * 0.15
            ),
            moved(raised_text("999.9", y * 0.12, stroke_m=y * 0.02, relief_m=y * 0.008), -x * 0.18, -y * 0.08),
            moved(
                raised_text(
                    str(int(rng.integers(100000, 999999))), y * 0.075, stroke_m=y * 0.013, relief_m=y * 0.006
                ),
                x * 0.17,
                -y * 0.08,
            ),
        ]
        seal = [
            moved(ring(y * 0.075, y * 0.009), 0, -y * 0.22),
            moved(raised_text("M", y * 0.075, stroke_m=y * 0.014, relief_m=y * 0.008), 0, -y * 0.22),
        ]
        stamp = moved(merge([*top, *seal]), z=z)
        del k
        bars.append(moved(turned(merge([bar_, stamp]), "z", turn), px, py, pz))
    del dents
    return standing(turned_all([merge(bars)], "z", float(rng.uniform(-35, 35))), size)


def minted_bar(
    rng: np.random.Generator, size: float, *, metal: str = "PLATINUM", mark: str = "PT 999.5"
) -> tuple[MeshData, ...]:
    """A small struck bar with a rim, a seal and raised letters, leaning on a velvet block."""
    x, y, t = size * 0.58, size * 0.98, size * 0.05
    slab = plate(rectangle(x, y, corner_m=size * 0.03), 0, t, bevel_m=size * 0.006, steps=3)
    rim = plate(
        rectangle(x * 0.96, y * 0.975, corner_m=size * 0.028),
        t,
        t + size * 0.008,
        holes=[rectangle(x * 0.9, y * 0.94, corner_m=size * 0.02)],
        bevel_m=size * 0.002,
    )
    h = x * 0.85 / (len(metal) + 1) * 1.05
    lines = [
        (metal, h, -0.05),
        (mark, h * 0.85, -0.16),
        ("1 OZ", h * 1.5, -0.29),
        (str(int(rng.integers(10000, 99999))), h * 0.75, -0.4),
    ]
    text = [
        moved(raised_text(words, tall, stroke_m=tall * 0.17, relief_m=size * 0.006), 0, f * y, t)
        for words, tall, f in lines
    ]
    seal = struck_disc(
        rng,
        x * 0.3,
        size * 0.012,
        head_relief(x * 0.27, size * 0.022, facing=float(rng.choice([-1, 1]))),
        reeds=False,
        rows=44,
        columns=120,
    )
    bar_ = merge([slab, rim, *text, moved(seal, 0, y * 0.22, t)])
    ready = propped([bar_], float(rng.uniform(58, 70)), block_share=0.45, width_share=0.55)
    return standing(turned_all(ready, "z", float(rng.uniform(-28, 28))), size, crease_deg=40.0)


def coins(rng: np.random.Generator, size: float, *, bites: float = 0.0) -> tuple[MeshData, ...]:
    """A short stack, one coin leaning on it with its head to the front, others about."""
    r = size * 0.26
    t = r * 0.15

    def coin(facing: float) -> Surface:
        head = head_relief(r * 0.78, t * 0.34, facing=facing)
        disc = struck_disc(rng, r, t, head, reeds=not bites, rows=34, columns=132, bites=bites)
        text = str(rng.choice(["LIBERTAS", "REX ET REG", "FIDES", "ANNO 1887", "REPUBLICA"]))
        letters = on_circle(
            raised_text(text, r * 0.13, stroke_m=r * 0.026, relief_m=t * 0.13), r * 0.76, centre_deg=150.0
        )
        year = on_circle(
            raised_text(str(int(rng.integers(1820, 1999))), r * 0.12, stroke_m=r * 0.024, relief_m=t * 0.13),
            r * 0.76,
            centre_deg=28.0,
        )
        return merge([disc, moved(merge([letters, year]), z=t * 0.91)])

    pieces, high = [], int(rng.integers(4, 7))
    for k in range(high):
        x, y = rng.uniform(-0.07, 0.07, 2) * r
        pieces.append(
            moved(
                turned(
                    coin(1.0)
                    if k == high - 1
                    else struck_disc(
                        rng, r, t, lambda a, b: 0 * (a + b), reeds=not bites, rows=4, columns=132, bites=bites
                    ),
                    "z",
                    float(rng.uniform(0, 360)),
                ),
                x,
                y + 0.7 * r,
                k * t,
            )
        )
    lean = float(rng.uniform(58, 70))
    front = turned(
        moved(turned(coin(float(rng.choice([-1, 1]))), "z", float(rng.uniform(-25, 25))), y=r), "x", lean
    )
    reach = 0.7 * r - r * 1.04 - high * t / np.tan(np.radians(lean))
    pieces.append(moved(front, float(rng.uniform(-0.2, 0.2)) * r, max(reach, -1.1 * r) - 0.02 * r, 0.0))
    side = float(rng.choice([-1, 1]))
    pieces.append(moved(turned(coin(1.0), "z", float(rng.uniform(0, 360))), side * 1.75 * r, -0.25 * r))
    pieces.append(
        moved(
            turned(turned(coin(-1.0), "y", -side * 8.0), "z", float(rng.uniform(-20, 20))),
            side * 1.1 * r,
            -1.5 * r,
            t * 0.6,
        )
    )
    return standing(turned_all([merge(pieces)], "z", float(rng.uniform(-15, 15))), size, crease_deg=42.0)


def crown(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A crown: a banded circlet with stones in claws, lilies and crosses, arches with pearls and a red cap."""
    r = size * 0.46
    h = size * float(rng.uniform(0.16, 0.2))
    flare = 1.06
    circlet = spun_ring(
        [
            (r * 0.985, 0),
            (r, 0),
            (r * 1.01, h * 0.08),
            (r * 1.0, h * 0.16),
            (r * 1.015, h * 0.84),
            (r * 1.03, h * 0.92),
            (r * 1.02, h),
            (r * 1.005, h),
        ],
        0.0008,
        segments=120,
    )
    trim = [beads(r * 1.02, h * 0.1, h * 0.05), beads(r * 1.035, h * 0.9, h * 0.05)]
    lily = mirrored(
        smooth(
            np.array(
                [
                    (0.0, -0.1),
                    (0.2, -0.1),
                    (0.16, 0.12),
                    (0.5, 0.2),
                    (0.62, 0.42),
                    (0.42, 0.56),
                    (0.26, 0.4),
                    (0.2, 0.5),
                    (0.26, 0.78),
                    (0.0, 1.12),
                ]
            ),
            50,
        )
    )
    cross = mirrored(
        np.array(
            [
                (0.0, -0.1),
                (0.16, -0.1),
                (0.1, 0.22),
                (0.34, 0.16),
                (0.36, 0.5),
                (0.1, 0.42),
                (0.2, 0.74),
                (0.0, 0.72),
            ]
        )
    )
    n = int(rng.choice([10, 12]))
    tall = size * float(rng.uniform(0.25, 0.32))
    leaves, gems, claws = [], [], []
    for k in range(n):
        a = 360.0 * k / n - 90.0
        shape = lily if k % 2 == 0 else cross
        leaf = on_cylinder(
            plate(shape * tall, -0.0009, 0.0011, bevel_m=0.0004),
            r * flare * 0.985,
            height_m=h * 0.94,
            towards_deg=a,
        )
        leaves.append(leaf)
        for z, f, s in (
            (h * 0.5, 0.0, h * 0.27),
            (h * 0.5, 0.5, h * 0.17),
            (h * 0.94 + tall * 0.3, 0.0, h * 0.16),
        ):
            b = np.radians(a + f * 360.0 / n)
            way = np.array([np.cos(b), np.sin(b), 0.0])
            at = way * (r * 1.012 + (0.045 * r if z > h else 0.0)) + np.array([0, 0, z])
            gems.append(leaning(gem("oval" if f == 0 else "brilliant", s, rng), way, at + way * s * 0.25))
            claws.append(leaning(ring(s * 1.12, s * 0.14, segments=28), way, at + way * s * 0.1))
    arches, pearls = [], []
    top = h + tall * float(rng.uniform(1.25, 1.45))
    for k in range(2):
        t = np.linspace(0, np.pi, 50)
        xs = r * 1.02 * np.sign(np.cos(t)) * np.abs(np.cos(t)) ** 0.75
        zs = h + (top - h) * np.sin(t) ** 0.6
        path = np.column_stack([xs, 0 * t, zs])
        arches.append(turned(tube(path, size * 0.012, sides=12), "z", 90.0 * k + 360.0 / n / 2 * (n == 10)))
        pearl = [
            moved(
                ball(size * 0.0145, segments=14),
                *(path[i] + np.array([np.cos(t[i]), 0, np.sin(t[i])]) * size * 0.012),
            )
            for i in range(6, 45, 3)
        ]
        pearls.append(turned(merge(pearl), "z", 90.0 * k + 360.0 / n / 2 * (n == 10)))
    orb = [
        moved(ball(size * 0.042), z=top + size * 0.03),
        moved(
            upright(
                plate(
                    mirrored(
                        np.array(
                            [
                                (0.0, 0.0),
                                (0.12, 0.0),
                                (0.1, 0.35),
                                (0.4, 0.3),
                                (0.4, 0.6),
                                (0.1, 0.55),
                                (0.14, 0.95),
                                (0.0, 0.95),
                            ]
                        )
                    )
                    * size
                    * 0.085,
                    -0.0012,
                    0.0012,
                    bevel_m=0.0004,
                )
            ),
            0,
            0,
            top + size * 0.065,
        ),
    ]
    cap = spun(
        np.concatenate(
            [
                [[0, h * 0.2]],
                smooth(
                    [
                        (r * 0.97, h * 0.2),
                        (r * 0.99, h * 1.1),
                        (r * 0.86, h + tall * 0.5),
                        (r * 0.4, h + tall * 0.75),
                        (0.0, h + tall * 0.78),
                    ],
                    40,
                ),
            ]
        ),
        96,
        modulation=lambda a, z: 1 + 0.02 * np.cos(16 * a) * np.clip(z * 2 - 0.3, 0, 1),
    )
    stones = [merge(gems[0::2]), merge([*gems[1::2], *pearls])]
    parts = [merge([circlet, *trim, *leaves, *claws, *arches, *orb]), stones[0], stones[1], cap]
    return standing(turned_all(parts, "z", float(rng.uniform(-20, 20))), size, crease_deg=36.0)


def _dial(r: float, *, roman: bool) -> tuple[Surface, Surface]:
    """(face, marks and hands) of a dial of radius r that looks along +Z from z = 0."""
    face = spun_corners([(0, -0.0005), (r, -0.0005), (r, 0.0), (0, 0.0)], 0.0, segments=80)
    marks = []
    for k in range(12):
        a = np.radians(90 - 30 * k)
        if roman and k % 3 == 0:
            word = {0: "XII", 3: "III", 6: "VI", 9: "IX"}[k]
            marks.append(
                moved(
                    raised_text(word, r * 0.2, stroke_m=r * 0.03, relief_m=r * 0.006),
                    r * 0.76 * np.cos(a),
                    r * 0.76 * np.sin(a),
                    0,
                )
            )
        else:
            line = np.array(
                [[r * 0.68 * np.cos(a), r * 0.68 * np.sin(a)], [r * 0.84 * np.cos(a), r * 0.84 * np.sin(a)]]
            )
            marks.append(ribbon(line, r * 0.05, r * 0.01))
    for k in range(60):
        a = np.radians(6 * k)
        marks.append(
            ribbon(
                np.array(
                    [[r * 0.9 * np.cos(a), r * 0.9 * np.sin(a)], [r * 0.95 * np.cos(a), r * 0.95 * np.sin(a)]]
                ),
                r * 0.012,
                r * 0.006,
            )
        )
    for a, long, wide in ((np.radians(90 - 305), 0.5, 0.05), (np.radians(90 - 60), 0.76, 0.034)):
        marks.append(
            moved(
                ribbon(
                    np.array(
                        [
                            [-0.1 * r * np.cos(a), -0.1 * r * np.sin(a)],
                            [long * r * np.cos(a), long * r * np.sin(a)],
                        ]
                    ),
                    wide * r,
                    r * 0.02,
                ),
                z=r * 0.03,
            )
        )
    marks.append(spun_corners([(0, 0), (r * 0.05, 0), (r * 0.05, r * 0.06), (0, r * 0.06)], 0.0, segments=24))
    return face, merge(marks)


def pocket_watch(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A watch with a wide bezel, a ribbed crown in its bow and a chain, leaning on a block."""
    r = size * 0.34
    thick = r * 0.3
    d = r * float(rng.uniform(0.66, 0.72))
    case = spun(
        rounded(
            [
                (0, -thick),
                (r * 0.7, -thick * 0.95),
                (r * 0.97, -thick * 0.45),
                (r, -thick * 0.2),
                (r * 0.985, 0),
                (r, thick * 0.2),
                (r * 0.96, thick * 0.5),
                (d * 1.03, thick * 0.95),
                (d, thick * 0.8),
                (d, thick * 0.45),
                (0, thick * 0.45),
            ],
            [0, r * 0.2, r * 0.1, 0.001, 0.001, 0.001, r * 0.1, 0.001, 0.0005, 0, 0],
            5,
        ),
        112,
    )
    chased = around(
        moved(
            warped(b := ball(r * 0.045, segments=10), b.points * np.array([1.6, 0.8, 0.5])),
            (r + d) * 0.51,
            0,
            thick * 0.74,
        ),
        int(rng.choice([28, 36, 44])),
    )
    stem = [
        leaning(
            spun_corners([(0, 0), (r * 0.11, 0), (r * 0.09, r * 0.14), (0, r * 0.14)], 0.0005, segments=28),
            (0, 1, 0),
            (0, r * 0.96, 0),
        )
    ]
    crown_ = spun(
        rounded(
            [
                (0, 0),
                (r * 0.13, 0),
                (r * 0.14, r * 0.03),
                (r * 0.14, r * 0.17),
                (r * 0.08, r * 0.21),
                (0, r * 0.21),
            ],
            [0, 0.0005, 0.0005, 0.001, 0.001, 0],
            3,
        ),
        96,
        modulation=lambda a, z: 1 + 0.05 * (np.cos(24 * a) > 0) * (z > 0.1) * (z < 0.85),
    )
    stem.append(leaning(crown_, (0, 1, 0), (0, r * 1.1, 0)))
    t = np.linspace(-0.62 * np.pi, 0.62 * np.pi, 40)
    bow = tube(
        np.column_stack([r * 0.27 * np.sin(t), r * 1.22 + r * 0.27 * np.cos(t), 0 * t]), r * 0.045, sides=14
    )
    links, p, heading = [], np.array([0.0, r * 1.49]), np.radians(70.0)
    side = float(rng.choice([-1.0, 1.0]))
    one = tube(
        np.column_stack([r * 0.085 * np.cos(q := np.arange(20) * np.pi / 10) * 1.5, r * 0.085 * np.sin(q), 0 * q]),
        r * 0.03,
        sides=8,
        closed=True,
    )
    for k in range(22):
        heading -= side * (0.34 if k < 9 else 0.05)
        way = np.array([np.cos(heading), np.sin(heading)])
        p = p + way * r * 0.19
        links.append(
            moved(
                turned(turned(one, "x", 40.0 if k % 2 else -40.0), "z", float(np.degrees(heading))),
                p[0],
                p[1],
                -thick * 0.4,
            )
        )
    face, marks = _dial(d, roman=True)
    parts = [merge([case, chased, *stem, bow, *links]), moved(face, z=thick * 0.46), moved(marks, z=thick * 0.47)]
    ready = propped(parts, float(rng.uniform(48, 62)), block_share=0.4, width_share=0.3)
    return standing(turned_all(ready, "z", float(rng.uniform(-25, 25))), size, crease_deg=36.0)


def wrist_watch(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A watch on its closed link bracelet, the dial to the front."""
    a, b, w = size * 0.5, size * 0.42, size * 0.3
    r = w * float(rng.uniform(0.84, 0.94))
    n = 26
    t = np.linspace(0, 2 * np.pi, 2000)
    line = np.stack([a * np.sin(t), b * np.cos(t)], -1)  # (y, z) from the top, clockwise
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    facing = np.radians(float(rng.uniform(302, 320)))
    case_at = np.interp(facing, t, along)
    total = along[-1]
    free = total - 1.7 * r
    step = free / n
    links = []
    for k in range(n):
        s = (case_at + 0.85 * r + (k + 0.5) * step) % total
        ang = np.interp(s, along, t)
        y, z = a * np.sin(ang), b * np.cos(ang)
        normal = np.array([0, np.sin(ang) / a, np.cos(ang) / b])
        taper = 1 - 0.22 * np.sin(np.pi * (k + 0.5) / n)
        wide = w * 0.78 * taper
        middle = moved(rounded_box((wide * 0.42, step * 0.92, size * 0.034), size * 0.007), 0, 0, -size * 0.017)
        outer = [
            moved(
                rounded_box((wide * 0.27, step * 0.92, size * 0.038), size * 0.009),
                x * wide * 0.355,
                step * 0.25,
                -size * 0.019,
            )
            for x in (-1, 1)
        ]
        links.append(_on(merge([middle, *outer]), normal, (0, y, z)))
    thick = r * 0.3
    case = spun(
        rounded(
            [
                (0, -thick),
                (r * 0.9, -thick),
                (r, -thick * 0.6),
                (r * 0.98, thick * 0.35),
                (r * 0.93, thick * 0.42),
                (r * 0.93, thick * 0.6),
                (r * 0.78, thick * 0.85),
                (r * 0.76, thick * 0.6),
                (0, thick * 0.6),
            ],
            [0, 0.001, 0.002, 0.001, 0.0004, 0.0004, 0.0006, 0, 0],
            3,
        ),
        112,
    )
    notches = around(
        moved(rounded_box((r * 0.1, r * 0.05, thick * 0.16), r * 0.01), r * 0.85, 0, thick * 0.68),
        int(rng.choice([12, 24])),
    )
    crown_ = leaning(
        spun(
            rounded([(0, 0), (r * 0.12, 0), (r * 0.12, r * 0.16), (0, r * 0.16)], [0, 0.0004, 0.0006, 0], 3),
            80,
            modulation=lambda q, z: 1 + 0.06 * (np.cos(20 * q) > 0) + 0 * z,
        ),
        (1, 0, 0),
        (r * 0.98, 0, 0),
    )
    lugs = [
        moved(
            rounded_box((w * 0.13, r * 1.0, thick * 1.1), thick * 0.25), x * w * 0.37, y * r * 0.72, -thick * 0.75
        )
        for x in (-1, 1)
        for y in (-1, 1)
    ]
    d = r * 0.755
    face, marks = _dial(d, roman=False)
    normal = np.array([0, np.sin(facing) / a, np.cos(facing) / b])
    at = np.array([0, a * np.sin(facing), b * np.cos(facing)])
    out = normal / np.linalg.norm(normal)
    head = [
        _on(p, normal, tuple(at + out * thick * 0.6))
        for p in (
            merge([case, notches, crown_, *lugs]),
            moved(face, z=thick * 0.605),
            moved(marks, z=thick * 0.61),
        )
    ]
    parts = [merge([head[0], *links]), head[1], head[2]]
    return standing(turned_all(parts, "z", float(rng.uniform(-25, 30))), size, crease_deg=36.0)


def _on(surface: Surface, normal: Floats, at: tuple[float, float, float]) -> Surface:
    """Turned about X only, so that +Z looks along a normal of the YZ plane and +Y goes up the front."""
    n = normal / np.linalg.norm(normal)
    up = np.array([0.0, n[2], -n[1]])
    side = np.cross(up, n)
    return Surface(
        points=surface.points @ np.stack([side, up, n]) + np.asarray(at),
        counts=surface.counts,
        indices=surface.indices,
        uvs=surface.uvs,
    )


def ornate_frame(rng: np.random.Generator, size: float, *, beaded: bool = False) -> tuple[MeshData, ...]:
    """A picture frame with a deep moulding, leaves on it and shells at its corners, leaning back."""
    h = size
    w = size * float(rng.uniform(0.76, 0.92))
    m = size * (0.13 if beaded else float(rng.uniform(0.165, 0.19)))
    profile = [
        (0.0, 0.0),
        (0.0, 0.28),
        (0.1, 0.42),
        (0.22, 0.45),
        (0.34, 0.3),
        (0.55, 0.2),
        (0.74, 0.24),
        (0.82, 0.32),
        (0.9, 0.32),
        (1.0, 0.14),
        (1.0, 0.0),
    ]
    outline = rounded(
        np.array(profile) * m,
        [0, m * 0.08, m * 0.1, m * 0.1, m * 0.1, m * 0.1, m * 0.05, m * 0.04, m * 0.04, m * 0.04, 0],
        4,
    )
    frame = box_mapped(frame_of(outline, w, h))
    ornaments = []
    one = ball(m * (0.055 if beaded else 0.075), segments=12)
    leaf = warped(
        one,
        one.points * np.array([1.9, 0.8, 0.9])
        + np.column_stack([0 * one.points[:, 0], 0 * one.points[:, 0], 0.5 * one.points[:, 0]]),
    )
    for inset, depth, what, gap in ((0.86, 0.33, one, m * 0.115), (0.16, 0.44, leaf, m * 0.2)):
        x, z = w / 2 - inset * m, h / 2 - inset * m
        nx, nz = int(2 * x / gap), int(2 * z / gap)
        spots = [(-x + 2 * x * k / nx, -depth * m, s * z) for s in (-1, 1) for k in range(nx)]
        ornaments.append(placed(what, spots))
        spots = [(s * x, -depth * m, -z + 2 * z * k / nz) for s in (-1, 1) for k in range(nz + 1)]
        ornaments.append(placed(turned(what, "y", 90.0), spots))
    if not beaded:
        shell = []
        for k in range(7):
            a = np.radians(-60 + 20 * k)
            lobe = ball(m * 0.2, segments=14)
            lobe = warped(lobe, lobe.points * np.array([0.75, 0.7, 1.8]) + np.array([0, 0, m * 0.3]))
            shell.append(turned(lobe, "y", float(np.degrees(a))))
        shell.append(ball(m * 0.22, segments=16))
        for sx in (-1, 1):
            for sz in (-1, 1):
                turn = {(1, 1): 45.0, (-1, 1): -45.0, (1, -1): 135.0, (-1, -1): -135.0}[(sx, sz)]
                ornaments.append(
                    moved(
                        turned(merge(shell), "y", turn),
                        sx * (w / 2 - m * 0.62),
                        -m * 0.24,
                        sz * (h / 2 - m * 0.62),
                    )
                )
        for s in (-1, 1):
            middle = turned(merge(shell), "y", 0.0 if s > 0 else 180.0)
            ornaments += [moved(middle, 0, -m * 0.24, s * (h / 2 - m * 0.45))]
    picture = moved(rounded_box((w - 1.9 * m, m * 0.04, h - 1.9 * m), 0.0005), 0, -m * 0.05, -(h - 1.9 * m) / 2)
    back = moved(rounded_box((w * 0.9, 0.003, h * 0.9), 0.0005), 0, 0.0022, -h * 0.45)
    strut = turned(moved(rounded_box((w * 0.16, 0.003, h * 0.6), 0.0005), z=-h * 0.6), "x", 20.0)
    strut = moved(strut, 0, 0.005, h * 0.12)
    tilt = float(rng.uniform(8, 15))
    parts = [turned(p, "x", -tilt) for p in (merge([frame, *ornaments]), picture, merge([back, strut]))]
    return standing(turned_all(parts, "z", float(rng.uniform(-25, 25))), size, crease_deg=40.0)


FORMS = (
    Form(
        name="wedding_rings",
        class_name="ring",
        size_m=(0.032, 0.04),
        build=wedding_rings,
        parts=(main_part(), part("Stones", "diamond_stone")),
    ),
    Form(
        name="solitaire_ring",
        class_name="ring",
        size_m=(0.024, 0.03),
        build=solitaire,
        parts=(main_part(), part("Stone", "diamond_stone")),
    ),
    Form(
        name="signet_ring",
        class_name="ring",
        size_m=(0.022, 0.028),
        build=signet_ring,
        parts=(main_part(), part("Monogram", "tarnish")),
    ),
    Form(name="gold_ingots", class_name="ingot", size_m=(0.1, 0.26), build=ingots, parts=(main_part(),)),
    Form(
        name="minted_bar",
        class_name="minted bar",
        size_m=(0.03, 0.06),
        build=minted_bar,
        parts=(main_part(), part("Block", "dark_velvet", "ebony")),
    ),
    Form(name="coins", class_name="coin", size_m=(0.07, 0.11), build=coins, parts=(main_part(),)),
    Form(
        name="eaten_coins",
        class_name="coin",
        size_m=(0.07, 0.11),
        build=partial(coins, bites=0.22),
        parts=(main_part(),),
    ),
    Form(
        name="crown",
        class_name="crown",
        size_m=(0.17, 0.23),
        build=crown,
        parts=(
            main_part(),
            part("Rubies", "ruby_stone", "sapphire_stone"),
            part("Pearls", "white_porcelain", "diamond_stone"),
            part("Cap", "red_velvet", "purple_velvet"),
        ),
    ),
    Form(
        name="pocket_watch",
        class_name="pocket watch",
        size_m=(0.065, 0.085),
        build=pocket_watch,
        parts=(
            main_part(),
            part("Dial", "white_porcelain"),
            part("Hands", "black_plastic"),
            part("Block", "dark_velvet", "dark_wood"),
        ),
    ),
    Form(
        name="wrist_watch",
        class_name="watch",
        size_m=(0.07, 0.09),
        build=wrist_watch,
        parts=(main_part(), part("Dial", "blue_enamel", "black_plastic"), part("Hands", "white_plastic")),
    ),
    Form(
        name="ornate_frame",
        class_name="picture frame",
        size_m=(0.25, 0.6),
        build=ornate_frame,
        parts=(main_part(), part("Painting", "dark_painting"), part("Back", "dark_wood")),
    ),
    Form(
        name="beaded_frame",
        class_name="photo frame",
        size_m=(0.13, 0.28),
        build=partial(ornate_frame, beaded=True),
        parts=(main_part(), part("Photo", "photo_paper"), part("Back", "dark_velvet")),
    ),
)
