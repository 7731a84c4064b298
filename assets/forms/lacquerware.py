"""Lacquerware: bowls with lids, boxes with gold drawing, a tray."""

from __future__ import annotations

from functools import partial

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.applied import Wrap, blob, dot, flat_wrap, round_wrap, spray, stroke, tapered
from assets.forms.kit.joinery import rod_between
from assets.forms.kit.mouldings import (
    cylinder,
    fitted,
    flowing,
    lathed,
    placed,
    ring_of,
    round_sheet,
    super_ellipse,
    tube,
    turned_solid,
)
from assets.meshes.curves import rounded, shell_profile, smooth
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, box_mapped, merge, moved
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


def _soup_bowl(rng: np.random.Generator, size: float) -> Meshes:
    """A footed bowl, its lid on or laid beside it; red within, gold drawing without."""
    high = rng.uniform(0.5, 0.6)
    outer = smooth([(0.2, 0.06), (0.34, 0.09), (0.46, 0.28), (0.5, high)], 70)
    foot = [(0, 0.05), (0.17, 0.05), (0.175, 0.0), (0.2, 0.0), (0.2, 0.06)]
    full = shell_profile(outer, 0.022, floor_m=0.1)
    cut = 2 + len(outer) + 7
    bowl = lathed(np.concatenate([rounded(foot, 0.006, 3)[:-1], full[2:cut]]), 120)
    inside = lathed(full[cut - 1 :], 120)
    cover = smooth([(0.485, high - 0.012), (0.47, high + 0.06), (0.36, high + 0.15), (0.2, high + 0.19)], 60)
    knob = [(0.2, high + 0.19), (0.2, high + 0.25), (0.175, high + 0.25), (0.17, high + 0.21), (0, high + 0.205)]
    under = [(0.0, high + 0.1), (0.36, high + 0.1), (0.465, high + 0.02)]
    lid = lathed(np.concatenate([under, cover, rounded(knob, 0.006, 3)[1:]]), 120)
    wrap, top = round_wrap(outer), round_wrap(cover)
    gold = [_pine(rng, (float(u), 0.3), 0.3, wrap) for u in (-0.45, 0.35)]
    gold.append(ring_of(0.491, 0.006, flat=0.6, segments=120))
    gold[-1] = moved(gold[-1], z=high - 0.002)
    decor = [spray(rng, (float(u), 0.16), 0.26, top, blooms=3) for u in (-0.7, 0.3, 1.4, 2.4)]
    decor.append(moved(ring_of(0.188, 0.006, flat=0.6, segments=80), z=high + 0.25))
    if rng.random() < 0.5:
        at = (rng.choice([-1, 1]) * 0.62, -0.5, 0.0)
        lay = (180.0, 0.0, 0.0)
        shift = (at[0], at[1], high + 0.25)
        lid, decor = placed(lid, shift, tilt_deg=lay), [placed(d, shift, tilt_deg=lay) for d in decor]
        soup = lathed(
            np.array(
                [
                    [0.0, high * 0.62],
                    [0.46, high * 0.62 + 0.001],
                    [0.46, high * 0.62 + 0.002],
                    [0.42, high * 0.62 + 0.004],
                    [0, high * 0.62 + 0.004],
                ]
            ),
            90,
        )
    else:
        soup = cylinder(0.2, 0.105, 0.12)
    return fitted([merge([bowl, lid]), inside, merge([*gold, *decor]), soup], size)


def _pine(rng: np.random.Generator, at: tuple[float, float], size: float, wrap: Wrap) -> Surface:
    """A drawn pine or bamboo: a leaning stem and fans of needles."""
    stem = np.array(at) + size * np.stack(
        [np.linspace(-0.4, 0.5, 30) + 0.06 * np.sin(np.linspace(0, 6, 30)), np.linspace(-0.5, 0.5, 30)], -1
    )
    pieces = [stroke(stem, tapered(30, 0.05 * size), wrap, lift_m=0.003)]
    for k in (8, 15, 22, 28):
        heart = stem[k] + size * rng.uniform(-0.22, 0.22, 2)
        pieces += [
            blob((heart[0], heart[1]), 0.24 * size, 0.055 * size, float(angle), wrap, lift_m=0.003)
            for angle in np.linspace(20, 160, 9)
        ]
    return merge(pieces)


def _soft_block(
    x: float, y: float, low: float, high: float, *, corner: float = 0.12, crown: float = 0.0, bevel: float = 0.02
) -> Surface:
    """A block with round corners and softly crowned top, its sides in metres of the caller."""
    rings = []
    power = 8.0 if corner < 0.2 else 5.0
    outline = super_ellipse(x / 2, y / 2, power, 112)
    steps = [
        (1 - bevel, low),
        (1.0, low + bevel * x * 0.4),
        (1.0, high - bevel * x * 0.5),
        (1 - 0.3 * bevel, high - 0.2 * bevel * x),
        (1 - bevel, high),
    ]
    steps += [(f, high + crown * (1 - (f / (1 - bevel)) ** 2)) for f in (0.85, 0.65, 0.4, 0.15)]
    for f, z in steps:
        rings.append(np.column_stack([outline * f, np.full(112, z)]))
    return box_mapped(round_sheet(np.array(rings)))


def _box(rng: np.random.Generator, size: float, *, tiers: int) -> Meshes:
    """A lidded box, or tiers of one, with gold flowers over lid and front, and a silk cord."""
    x, y = 1.0, rng.uniform(0.7, 1.0)
    tall = 0.34 if tiers > 1 else rng.uniform(0.3, 0.45)
    pieces, z = [], 0.03
    pieces.append(_soft_block(0.94 * x, 0.94 * y, 0.0, 0.035, bevel=0.012))
    for _ in range(tiers):
        pieces.append(_soft_block(x, y, z, z + tall, bevel=0.014))
        pieces.append(_soft_block(0.955 * x, 0.955 * y, z + tall - 0.01, z + tall + 0.02, bevel=0.01))
        z += tall + 0.008
    lid_top = z + rng.uniform(0.1, 0.15)
    pieces.append(_soft_block(x * 1.006, y * 1.006, z, lid_top, bevel=0.03, crown=0.035))
    top = flat_wrap((0, 0, lid_top + 0.018), (1, 0, 0), (0, 1, 0))
    front = flat_wrap((0, -y / 2 - 0.004, 0.5 * (0.03 + z)), (1, 0, 0), (0, 0, 1))
    gold = []
    for _ in range(4):
        at = rng.uniform(-0.22, 0.22, 2)
        gold.append(
            _crowned(spray(rng, (at[0], at[1]), rng.uniform(0.35, 0.55), top, blooms=3), x, y, lid_top, 0.035)
        )
    gold += [spray(rng, (u, 0.0), min(0.36, 0.85 * (z - 0.03)), front, blooms=3) for u in (-0.22, 0.2)]
    gold += [
        dot(
            (float(rng.uniform(-0.4, 0.4)), float(rng.uniform(-0.4, 0.4)) * (z - 0.06)),
            float(rng.uniform(0.003, 0.007)),
            front,
        )
        for _ in range(26)
    ]
    band = super_ellipse(x / 2 * 1.012, y / 2 * 1.012, 8, 112)
    gold.append(tube(np.column_stack([band, np.full(112, z + 0.004)]), 0.005, closed=True, sides=6))
    cord = _cord(lid_top + 0.035)
    spin = float(rng.uniform(-38, 12))
    return fitted(
        [placed(p, tilt_deg=(0, 0, spin)) for p in (merge(pieces), merge(gold), cord)], size, crease_deg=40
    )


def _crowned(sheet: Surface, x: float, y: float, top: float, crown: float) -> Surface:
    from dataclasses import replace

    p = sheet.points.copy()
    f = np.maximum(np.abs(p[:, 0]) / (x / 2), np.abs(p[:, 1]) / (y / 2))
    p[:, 2] = top + crown * (1 - np.clip(f / 0.97, 0, 1) ** 2) + 0.003
    return replace(sheet, points=p)


def _cord(top: float) -> Surface:
    """A bow on the lid: two loops, two tasselled ends and a knot."""
    pieces = []
    for s in (-1, 1):
        loop = flowing(
            [
                (0.0, 0.0, top),
                (s * 0.07, 0.05, top + 0.03),
                (s * 0.15, 0.02, top + 0.012),
                (s * 0.08, -0.03, top + 0.02),
                (0.0, 0.0, top + 0.006),
            ],
            40,
        )
        end = flowing(
            [(0.0, 0.0, top + 0.004), (s * 0.05, -0.08, top + 0.002), (s * 0.075, -0.16, top - 0.006)], 24
        )
        pieces += [tube(loop, 0.011, sides=10), tube(end, 0.011, sides=10)]
        pieces.append(
            placed(
                turned_solid([(0, 0), (0.016, 0), (0.014, 0.03), (0.026, 0.09), (0, 0.09)], 0.004, segments=24),
                (s * 0.075, -0.16, top - 0.002),
                tilt_deg=(92, 0, s * 20),
            )
        )
    return merge(
        [
            *pieces,
            moved(
                turned_solid([(0, -0.02), (0.024, -0.012), (0.026, 0.012), (0, 0.024)], 0.01, segments=24),
                z=top + 0.006,
            ),
        ]
    )


def _tray(rng: np.random.Generator, size: float) -> Meshes:
    """A raised rim round a flat, gold drawing, a tea bowl and a pair of chopsticks on it."""
    x, y, rim = 1.0, rng.uniform(0.62, 0.75), 0.075
    if rng.random() < 0.4:
        y, power = x * 0.999, 2.0
    else:
        power = 7.0
    outline = super_ellipse(x / 2, y / 2, power, 144)
    steps = [
        (0.9, 0.0),
        (0.93, 0.004),
        (0.99, rim - 0.012),
        (1.0, rim - 0.004),
        (0.996, rim),
        (0.985, rim),
        (0.975, rim - 0.008),
        (0.925, 0.026),
        (0.91, 0.021),
        (0.6, 0.02),
        (0.2, 0.02),
    ]
    body = box_mapped(round_sheet(np.stack([np.column_stack([outline * f, np.full(144, z)]) for f, z in steps])))
    top = flat_wrap((0, 0, 0.0215), (1, 0, 0), (0, 1, 0))
    gold = [
        spray(rng, (float(u), float(v)), 0.34, top, blooms=3)
        for u, v in ((-0.24, -0.1), (0.16, 0.1), (-0.05, 0.12))
    ]
    gold.append(tube(np.column_stack([outline * 0.991, np.full(144, rim + 0.0005)]), 0.004, closed=True, sides=6))
    outer = smooth([(0.045, 0.0), (0.08, 0.02), (0.105, 0.08), (0.108, 0.13)], 40)
    bowl = placed(lathed(shell_profile(outer, 0.008), 72), (0.22, 0.05, 0.021))
    tea = moved(lathed(np.array([[0, 0.1], [0.097, 0.1005], [0.097, 0.101], [0, 0.102]]), 48), 0.22, 0.05, 0.021)
    sticks = []
    for k in range(2):
        a, b = (-0.4, -0.2 * y - 0.03 * k, 0.045), (0.1 + 0.01 * k, -0.24 * y - 0.025 * k, 0.034)
        sticks.append(rod_between(a, b, (0.0105, 0.0055), sides=12))
    rest = moved(rounded_box((0.03, 0.11, 0.014), 0.005), -0.02, -0.24 * y, 0.0205)
    spin = float(rng.uniform(-25, 15))
    parts = [merge([body, *sticks]), merge(gold), merge([bowl, rest]), tea]
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in parts], size, crease_deg=40)


FORMS = (
    Form(
        name="lacquer_soup_bowl",
        class_name="lacquer bowl",
        size_m=(0.12, 0.2),
        parts=(
            main_part("Bowl"),
            part("Inside", "vermilion_lacquer"),
            part("Gold", "gilding"),
            part("Soup", "tea"),
        ),
        build=_soup_bowl,
    ),
    Form(
        name="lacquer_box",
        class_name="lacquer box",
        size_m=(0.14, 0.3),
        parts=(main_part("Box"), part("Gold", "gilding"), part("Cord", "red_silk")),
        build=partial(_box, tiers=1),
    ),
    Form(
        name="tiered_box",
        class_name="lacquer box",
        size_m=(0.2, 0.32),
        parts=(main_part("Box"), part("Gold", "gilding"), part("Cord", "red_silk")),
        build=partial(_box, tiers=3),
    ),
    Form(
        name="lacquer_tray",
        class_name="tray",
        size_m=(0.3, 0.45),
        parts=(
            main_part("Tray"),
            part("Gold", "gilding"),
            part("TeaBowl", "white_porcelain", "bare_clay"),
            part("Tea", "tea"),
        ),
        build=_tray,
    ),
)
