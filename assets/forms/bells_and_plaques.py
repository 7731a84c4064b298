"""Bells, plaques and medals: cast and struck letters and heads."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.lettering import on_circle, on_cylinder, raised_text
from assets.forms.kit.metre_solids import (
    around,
    plate,
    spun,
    spun_corners,
    standing,
    tube,
    turned_all,
    warped,
)
from assets.forms.kit.outlines import rectangle
from assets.forms.kit.propped import propped
from assets.forms.kit.rivets_and_screws import hexagon_body
from assets.forms.kit.rounds import ball, leaning, ring
from assets.forms.kit.strips import strip
from assets.forms.kit.struck_relief import head_relief, struck_disc
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import rounded_box
from assets.meshes.surface import (
    Surface,
    merge,
    moved,
    turned,
)
from schemas.mesh import MeshData


def _bell_wall(r: float, h: float, outer: list[tuple[float, float]]) -> Surface:
    """The cast shell within that outer line."""
    lip = r * 0.09
    inner = [(0, h * 0.93), (r * 0.4, h * 0.9), (r * 0.47, h * 0.8), (r * 0.52, h * 0.6), (r * 0.66, h * 0.3),
        (r * 0.8, h * 0.1), (r - lip * 0.5, 0.0)]  # fmt: skip
    return spun(np.concatenate([smooth(outer, 90), [[0, h * 0.94]], smooth(inner, 50)]), 128)


def _bell_bands(r: float, h: float, radius_at: Callable[[float], float]) -> list[Surface]:
    """The rings in relief about a bell."""
    heights = ((0.09, 0.012), (0.12, 0.008), (0.36, 0.008), (0.38, 0.012), (0.4, 0.008), (0.66, 0.008),
        (0.685, 0.012), (0.84, 0.01), (0.86, 0.008))  # fmt: skip
    return [moved(ring(radius_at(h * z), r * t, segments=112), z=h * z) for z, t in heights]


def _bell_words(
    rng: np.random.Generator, r: float, h: float, radius_at: Callable[[float], float]
) -> tuple[Surface, Surface]:
    """Cast letters about a bell's shoulder, and about its waist in the wall's slope."""
    words = str(rng.choice(["VIVOS VOCO", "ANNO 1731", "GLORIA 1862", "FUDIT ME 1790"]))
    z = h * 0.76
    tall = h * 0.085
    text = on_cylinder(
        raised_text(words, tall, stroke_m=tall * 0.17, relief_m=r * 0.014), radius_at(z) * 0.995, height_m=z
    )
    low = str(rng.choice(["SANCTA MARIA", "PAX", "MDCCXC"]))
    text2 = on_cylinder(
        raised_text(low, h * 0.07, stroke_m=h * 0.012, relief_m=r * 0.014), radius_at(h * 0.25), height_m=h * 0.25
    )
    p = text2.points
    shift = np.array([radius_at(float(v)) for v in p[:, 2]]) / radius_at(h * 0.25)
    text2 = warped(text2, np.column_stack([p[:, :2] * shift[:, None], p[:, 2]]))
    return text, text2


def _bell_crown(r: float, h: float) -> list[Surface]:
    """The two crossing loops a bell hangs by."""
    t = np.linspace(0, np.pi, 20)
    path = np.column_stack([r * 0.26 * np.cos(t), 0 * t, h + r * 0.34 * np.sin(t)])
    return [turned(tube(path, r * 0.05, sides=14), "z", a + 45.0) for a in (0.0, 90.0)]


def _bell_timber(r: float, top: float) -> Surface:
    """The yoke, higher in its middle, and the two beams below."""
    yoke = moved(rounded_box((r * 2.1, r * 0.4, r * 0.36), r * 0.04), z=top)
    p = yoke.points.copy()
    p[:, 2] += np.where(p[:, 2] > top + r * 0.2, r * 0.16 * np.clip(1 - np.abs(p[:, 0]) / r, 0, 1), 0.0)
    yoke = warped(yoke, p)
    beams = [
        moved(rounded_box((r * 2.0, r * 0.26, r * 0.2), r * 0.02), 0, y * r * 0.62, -r * 0.2) for y in (-1, 1)
    ]
    return merge([yoke, *beams])


def _bell_iron(r: float, h: float, top: float) -> Surface:
    """Straps over the yoke with their bolts, its axle, and the clapper."""
    straps = [
        moved(rounded_box((r * 0.12, r * 0.44, r * 0.6), r * 0.015), x * r, 0, h * 0.99) for x in (-0.3, 0.3)
    ]
    bolts = [moved(hexagon_body(r * 0.11, r * 0.06), x * r, 0, top + r * 0.36) for x in (-0.3, 0.3)]
    pin = spun_corners([(0, 0), (r * 0.07, 0), (r * 0.07, r * 0.22), (0, r * 0.22)], 0.002, segments=28)
    axle = [leaning(pin, (s, 0, 0), (s * r * 1.02, 0, top + r * 0.18)) for s in (-1, 1)]
    clapper = [
        tube(np.array([(0, 0, h * 0.9), (0, -r * 0.1, h * 0.4), (0, -r * 0.16, h * 0.06)]), r * 0.035, sides=12),
        moved(ball(r * 0.13, segments=28), 0, -r * 0.17, h * 0.02),
    ]
    return merge([*straps, *bolts, *axle, *clapper])


def church_bell(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A bell with bands of cast letters, a crown of loops, a timber yoke with iron straps, on two beams."""
    r = size * 0.44
    h = r * float(rng.uniform(1.5, 1.7))
    lip = r * 0.09
    outer = [(r - lip * 0.5, 0.0), (r, lip * 0.35), (r * 0.97, lip * 1.3), (r * 0.86, h * 0.2),
        (r * 0.68, h * 0.45), (r * 0.57, h * 0.72), (r * 0.54, h * 0.9), (r * 0.47, h * 0.97), (r * 0.2, h),
        (0, h)]  # fmt: skip
    line = smooth(outer[:8], 200)

    def radius_at(z: float) -> float:
        return float(np.interp(z, line[:, 1], line[:, 0]))

    text, text2 = _bell_words(rng, r, h, radius_at)
    top = h + r * 0.3
    parts = [
        merge([_bell_wall(r, h, outer), *_bell_bands(r, h, radius_at), text, text2, *_bell_crown(r, h)]),
        _bell_timber(r, top),
        _bell_iron(r, h, top),
    ]
    return standing(turned_all(parts, "z", float(rng.uniform(-28, 28))), size, crease_deg=40.0)


def plaque(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A tablet with a moulded border, a portrait medallion, lines of letters and four rosettes, on a stone."""
    x, y = size * 0.96, size * float(rng.uniform(0.62, 0.74))
    t = size * 0.022
    outline = rectangle(x, y, corner_m=size * 0.01)
    if rng.random() < 0.5:
        c = size * 0.07
        outline = rounded([(-x / 2 + c, -y / 2), (x / 2 - c, -y / 2), (x / 2 - c * 0.5, -y / 2 + c * 0.5),
            (x / 2, -y / 2 + c), (x / 2, y / 2 - c), (x / 2 - c * 0.5, y / 2 - c * 0.5), (x / 2 - c, y / 2),
            (-x / 2 + c, y / 2), (-x / 2 + c * 0.5, y / 2 - c * 0.5), (-x / 2, y / 2 - c), (-x / 2, -y / 2 + c),
            (-x / 2 + c * 0.5, -y / 2 + c * 0.5)], size * 0.008, 3, closed=True)  # fmt: skip
    slab = plate(outline, 0, t, bevel_m=size * 0.004, steps=3)
    rims = [
        plate(outline * a, t, t + size * 0.012, holes=[outline * b], bevel_m=size * 0.004, steps=3)
        for a, b in ((0.985, 0.94),)
    ]
    rims.append(plate(outline * 0.915, t, t + size * 0.005, holes=[outline * 0.9], bevel_m=size * 0.0015))
    medal_r = y * 0.22
    side = float(rng.choice([-1, 1]))
    head = struck_disc(rng, medal_r, size * 0.014, head_relief(medal_r * 0.86, size * 0.03, facing=-side),
        reeds=False, rows=60, columns=140)  # fmt: skip
    pieces = [moved(head, side * -x * 0.27, y * 0.06, t)]
    first = [
        ("IN MEMORY OF", "ADA WELLER", "1815 - 1852"),
        ("HERE LIVED", "J.S. HARTE", "POET"),
        ("FOUNDED", "A.D. 1887", "BY THE CITY"),
        ("TO THOSE", "WHO SAILED", "1912 - 1914"),
    ][int(rng.integers(4))]
    for k, line in enumerate(first):
        tall = y * (0.11 if k == 1 else 0.075)
        tall = min(tall, x * 0.46 / (len(line)) * 1.03)
        pieces.append(moved(raised_text(line, tall, stroke_m=tall * 0.18, relief_m=size * 0.008),
            side * x * 0.15, y * (0.22 - 0.19 * k), t))  # fmt: skip
    foot = str(rng.choice(["ERECTED 1931", "ANNO DOMINI", "UNVEILED 1926"]))
    pieces.append(moved(raised_text(foot, y * 0.055, stroke_m=y * 0.01, relief_m=size * 0.006), 0, -y * 0.36, t))
    petals = around(
        moved(warped(b := ball(size * 0.012, segments=12), b.points * np.array([1.2, 0.8, 0.6])), size * 0.014), 6
    )
    rosette = merge([petals, ball(size * 0.011, segments=16, flat=0.8)])
    pieces += [moved(rosette, sx * x * 0.425, sy * y * 0.39, t + size * 0.004) for sx in (-1, 1) for sy in (-1, 1)]
    stone = moved(rounded_box((x * 1.06, y * 1.09, size * 0.09), size * 0.01, 4), z=-size * 0.0905)
    parts = turned_all([merge([slab, *rims, *pieces]), stone], "x", float(rng.uniform(68, 78)))
    return standing(turned_all(parts, "z", float(rng.uniform(-28, 28))), size, crease_deg=40.0)


def medal(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A struck medal hung from a folded ribbon with stripes, leaning on a block."""
    r = size * 0.3
    t = r * 0.13
    disc = struck_disc(rng, r, t, head_relief(r * 0.76, t * 0.9, facing=float(rng.choice([-1, 1]))),
        reeds=False, rows=50, columns=150)  # fmt: skip
    words = str(rng.choice(["FOR MERIT", "FIRST PRIZE", "EXPO 1900", "VIRTUTI"]))
    text = [moved(on_circle(raised_text(words, r * 0.13, stroke_m=r * 0.026, relief_m=t * 0.16), r * 0.77,
        centre_deg=115.0), z=t * 0.91), moved(on_circle(raised_text(str(int(rng.integers(1880, 2012))),
        r * 0.12, stroke_m=r * 0.024, relief_m=t * 0.16), r * 0.77, centre_deg=270.0, inside=True),
        z=t * 0.91)]  # fmt: skip
    rim = moved(ring(r * 0.985, t * 0.22, segments=110), z=t * 0.9)
    lug = [
        moved(turned(ring(r * 0.09, r * 0.035), "y", 0.0), 0, r * 1.07, t / 2),
        moved(turned(ring(r * 0.17, r * 0.03), "y", 62.0), 0, r * 1.26, t / 2),
    ]
    wide = r * 0.62
    y = np.linspace(r * 1.34, r * 2.3, 40)
    ripple = wave_noise(rng, r * 0.7, octaves=1)

    def half(a: float, b: float, lift: float) -> Surface:
        grow = np.clip((y - r * 1.34) / (r * 0.45), 0.12, 1)
        return strip(y, a * wide * grow, b * wide * grow, lambda x,
            yy: (lift + 0.05 * r * np.sin(7 * x / wide) * np.clip((r * 1.9 - yy) / (r * 0.5), 0,
            1) + 0.02 * r * ripple(np.stack([x, yy, 0 * x], -1))), thick_m=0.0009, columns=15)  # fmt: skip

    stripes = [half(-0.5, -0.28, t * 0.6), half(-0.14, 0.14, t * 0.6), half(0.28, 0.5, t * 0.6)]
    fields = [half(-0.28, -0.14, t * 0.6), half(0.14, 0.28, t * 0.6)]
    pin = moved(rounded_box((wide * 1.12, r * 0.13, t * 0.7), t * 0.2), 0, r * 2.26, t * 0.3)
    ready = propped([merge([disc, *text, rim, *lug, pin]), merge(stripes), merge(fields)],
        float(rng.uniform(50, 64)), block_share=0.6, width_share=0.5)  # fmt: skip
    return standing(turned_all(ready, "z", float(rng.uniform(-25, 25))), size, crease_deg=42.0)


FORMS = (
    Form(
        name="church_bell",
        class_name="bell",
        size_m=(0.35, 0.75),
        build=church_bell,
        parts=(main_part(), part("Timber", "weathered_wood", "dark_wood"), part("Iron", "cast_iron")),
    ),
    Form(
        name="relief_plaque",
        class_name="plaque",
        size_m=(0.28, 0.5),
        build=plaque,
        parts=(main_part(), part("Stone", "grey_stone", "white_stone")),
    ),
    Form(
        name="medal",
        class_name="medal",
        size_m=(0.08, 0.12),
        build=medal,
        parts=(
            main_part(),
            part("Stripes", "red_ribbon", "blue_ribbon"),
            part("Fields", "white_ribbon"),
            part("Block", "dark_velvet", "ebony"),
        ),
    ),
)
