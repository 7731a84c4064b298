"""Ingots, struck bars and coins, new or eaten."""

from __future__ import annotations

from functools import partial

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.lettering import on_circle, raised_text
from assets.forms.kit.metre_solids import (
    plate,
    standing,
    turned_all,
)
from assets.forms.kit.outlines import rectangle
from assets.forms.kit.propped import propped
from assets.forms.kit.rounds import ring
from assets.forms.kit.struck_relief import head_relief, struck_disc
from assets.meshes.surface import Surface, box_mapped, grid, merge, moved, polygons, turned, welded
from schemas.mesh import MeshData


def _cast_bar(x: float, y: float, z: float) -> Surface:
    corners = []
    for share in (0.0, 0.015, 0.93, 0.98, 1.0):
        taper = (
            0.16 * y * share + (0.012 * y if share in (0.0, 1.0) else 0.0) + (0.01 * y if share == 1.0 else 0.0)
        )
        corners.append(
            np.column_stack(
                [rectangle(x - 2 * taper, y - 2 * taper, corner_m=y * 0.06, steps=5), np.full(24, share * z)]
            )
        )
    side = grid(np.stack(corners), wrap=True)
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
    bars, spots = ([], [(-0.02 * x, -y * 0.54, 0.0, 2.0), (0.02 * x, y * 0.54, 0.0, -3.0), (0.0, 0.0, z,
        float(rng.uniform(60, 100)))])  # fmt: skip
    if rng.random() < 0.35:
        spots = [(0.0, 0.0, 0.0, 0.0), (0.06 * x, -0.05 * y, z, float(rng.uniform(12, 30)))]
    for px, py, pz, turn in spots:
        bar_ = _cast_bar(x, y, z)
        top = [moved(raised_text(str(rng.choice(words)), y * 0.13, stroke_m=y * 0.022, relief_m=y * 0.008), 0,
            y * 0.15), moved(raised_text("999.9", y * 0.12, stroke_m=y * 0.02, relief_m=y * 0.008), -x * 0.18,
            -y * 0.08), moved(raised_text(str(int(rng.integers(100000, 999999))), y * 0.075, stroke_m=y * 0.013,
            relief_m=y * 0.006), x * 0.17, -y * 0.08)]  # fmt: skip
        seal = [
            moved(ring(y * 0.075, y * 0.009), 0, -y * 0.22),
            moved(raised_text("M", y * 0.075, stroke_m=y * 0.014, relief_m=y * 0.008), 0, -y * 0.22),
        ]
        stamp = moved(merge([*top, *seal]), z=z)
        bars.append(moved(turned(merge([bar_, stamp]), "z", turn), px, py, pz))
    return standing(turned_all([merge(bars)], "z", float(rng.uniform(-35, 35))), size)


def minted_bar(
    rng: np.random.Generator, size: float, *, metal: str = "PLATINUM", mark: str = "PT 999.5"
) -> tuple[MeshData, ...]:
    """A small struck bar with a rim, a seal and raised letters, leaning on a velvet block."""
    x, y, t = size * 0.58, size * 0.98, size * 0.05
    slab = plate(rectangle(x, y, corner_m=size * 0.03), 0, t, bevel_m=size * 0.006, steps=3)
    rim = plate(rectangle(x * 0.96, y * 0.975, corner_m=size * 0.028), t, t + size * 0.008,
        holes=[rectangle(x * 0.9, y * 0.94, corner_m=size * 0.02)], bevel_m=size * 0.002)  # fmt: skip
    h = x * 0.85 / (len(metal) + 1) * 1.05
    lines = [(metal, h, -0.05), (mark, h * 0.85, -0.16), ("1 OZ", h * 1.5, -0.29),
        (str(int(rng.integers(10000, 99999))), h * 0.75, -0.4)]  # fmt: skip
    text = [
        moved(raised_text(words, tall, stroke_m=tall * 0.17, relief_m=size * 0.006), 0, f * y, t)
        for words, tall, f in lines
    ]
    seal = struck_disc(rng, x * 0.3, size * 0.012, head_relief(x * 0.27, size * 0.022,
        facing=float(rng.choice([-1, 1]))), reeds=False, rows=44, columns=120)  # fmt: skip
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
        pieces.append(moved(turned(coin(1.0) if k == high - 1 else struck_disc(rng, r, t, lambda a,
            b: 0 * (a + b), reeds=not bites, rows=4, columns=132, bites=bites), "z",
            float(rng.uniform(0, 360))), x, y + 0.7 * r, k * t))  # fmt: skip
    lean = float(rng.uniform(58, 70))
    front = turned(
        moved(turned(coin(float(rng.choice([-1, 1]))), "z", float(rng.uniform(-25, 25))), y=r), "x", lean
    )
    reach = 0.7 * r - r * 1.04 - high * t / np.tan(np.radians(lean))
    pieces.append(moved(front, float(rng.uniform(-0.2, 0.2)) * r, max(reach, -1.1 * r) - 0.02 * r, 0.0))
    side = float(rng.choice([-1, 1]))
    pieces.append(moved(turned(coin(1.0), "z", float(rng.uniform(0, 360))), side * 1.75 * r, -0.25 * r))
    pieces.append(moved(turned(turned(coin(-1.0), "y", -side * 8.0), "z", float(rng.uniform(-20, 20))),
        side * 1.1 * r, -1.5 * r, t * 0.6))  # fmt: skip
    return standing(turned_all([merge(pieces)], "z", float(rng.uniform(-15, 15))), size, crease_deg=42.0)


FORMS = (
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
)
