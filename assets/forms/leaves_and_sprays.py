"""Leaves: a maple leaf, a leafy twig, ivy on bricks, a fern, a plant in its pot, a head of lettuce."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.form import Form, main_part, part
from assets.forms.kit.blades import LANCE, OVAL, arc_path, cupped, laid, leaf, lobed_leaf, numbered, stalk
from assets.forms.kit.placing import placed
from assets.forms.kit.plant_pots import flower_pot, soil_disc
from assets.meshes.solids import rounded_box
from assets.meshes.strands import unit
from assets.meshes.surface import Surface, finished, merge, moved, turned
from schemas.mesh import MeshData

type Floats = NDArray[Any]

_UP = np.array([0.0, 0.0, 1.0])


def _maple(rng: np.random.Generator, droop: float, detail: tuple[int, int] = (41, 12)) -> Surface:
    lower = float(rng.uniform(0.50, 0.60))
    lobes = ((-108.0, lower), (-52.0, 0.88), (0.0, 1.0), (52.0, 0.88), (108.0, lower))
    return lobed_leaf(
        lobes,
        notch=float(rng.uniform(0.56, 0.64)),
        sharp=0.95,
        side_teeth=0.15,
        droop=droop,
        crease=0.10,
        detail=detail,
    )


def _ivy(rng: np.random.Generator) -> Surface:
    lower = float(rng.uniform(0.45, 0.6))
    lobes = ((-118.0, lower), (-62.0, 0.74), (0.0, 1.0), (62.0, 0.74), (118.0, lower))
    return lobed_leaf(
        lobes, notch=float(rng.uniform(0.66, 0.76)), sharp=0.85, droop=0.18, crease=0.08, detail=(11, 5)
    )


def _maple_leaf(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """One leaf that leans back on its stalk, its face to the camera."""
    blade = turned(_maple(rng, float(rng.uniform(-0.05, 0.22))), "x", float(rng.uniform(62.0, 82.0)))
    blade = turned(blade, "y", float(rng.uniform(-25.0, 25.0)))
    foot = np.array([0.0, 0.0, 0.0])
    end = np.array([rng.uniform(-0.2, 0.2), rng.uniform(-0.12, 0.05), -0.85])
    stem = stalk(arc_path(foot, end, np.array([rng.uniform(-0.1, 0.1), 0.05, 0.0])), 0.011, 0.019)
    return placed(
        (finished(numbered([blade]), crease_deg=80.0), finished(stem)), size, turn_deg=float(rng.uniform(-10, 10))
    )


def _leafy_twig(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A woody twig that rises aslant, leaves left and right of it, a bud at its end."""
    teeth = (float(rng.choice([0.0, 17.0])), 0.10)
    half = float(rng.uniform(0.26, 0.36)) * (OVAL if rng.random() < 0.6 else LANCE)
    dense = np.interp(np.linspace(0, 1, 36), np.linspace(0, 1, 15), half)
    lean = float(rng.uniform(0.2, 0.5))
    line = arc_path(np.zeros(3), np.array([lean, 0.0, 1.0]), np.array([-0.14, 0.03, 0.0]), 24)
    leaves, wood = [], [stalk(line, 0.011, 0.004)]
    for side_of, tip, share in ((1.0, 0.34, 0.30), (-1.0, 0.30, 0.52)):
        start = line[int(share * 23)]
        end = start + np.array([0.55 * side_of * tip / 0.34, -0.05, 0.32])
        branch = arc_path(start, end, np.array([0.0, 0.0, 0.04]), 10)
        wood.append(stalk(branch, 0.007, 0.003))
        leaves += _rank(rng, branch[2:], 5, dense, teeth)
    leaves += _rank(rng, line[7:], 9, dense, teeth)
    bud = leaf(0.5 * LANCE, columns=7, fold=-0.9)
    wood += [
        laid(bud, line[-1], line[-1] - line[-2], a, 0.035) for a in (np.array([0, -1.0, 0]), np.array([0, 1.0, 0]))
    ]
    return placed((finished(numbered(leaves), crease_deg=80.0, weld=False), finished(merge(wood))), size)


def _rank(
    rng: np.random.Generator, line: Floats, count: int, half: Floats, teeth: tuple[float, float]
) -> list[Surface]:
    """Leaves left and right of a twig, their faces towards the camera and up, the last one at its end."""
    out = []
    for k in range(count):
        at = line[int((k + 0.5) / count * (len(line) - 1))] if k < count - 1 else line[-1]
        ahead = unit(line[-1] - line[0])
        side = np.cross(ahead, [0.0, -1.0, 0.0]) * (1.0 if k % 2 else -1.0)
        way = unit(ahead * (0.55 if k < count - 1 else 3.0) + side + 0.15 * rng.normal(size=3))
        face = unit(np.array([0.0, -1.0, 0.55]) + 0.3 * rng.normal(size=3))
        out.append(
            laid(
                leaf(half, phase=float(rng.uniform(0, 6)), teeth=teeth, ruffle=0.08, droop=0.16),
                at + 0.035 * way,
                way,
                face,
                float(rng.uniform(0.21, 0.30)),
            )
        )
    return out


def _ivy_on_bricks(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A piece of brick wall under ivy that climbs it from below."""
    bricks, mortar = _brick_panel(rng, 0.44, 0.36)
    runners, leaves = [], []
    kinds = [_ivy(rng) for _ in range(4)]
    for start in np.linspace(-0.19, 0.17, 6):
        x, z = float(start), 0.0
        line = [(x, -0.060, z)]
        top = float(rng.uniform(0.62, 1.06)) * 0.40
        while z < top and abs(x) < 0.24:
            x, z = x + float(rng.uniform(-0.018, 0.020)), z + float(rng.uniform(0.016, 0.026))
            line.append((x, -0.058 - float(rng.uniform(0.0, 0.006)), z))
        path = np.array(line)
        runners.append(stalk(path, 0.0026, 0.0012, sides=6))
        for k, at in enumerate(path[1:]):
            for side in (1.0, -1.0) if k % 3 else (1.0, -1.0, 0.3):
                way = unit(np.array([side * rng.uniform(0.3, 1.0), -0.25, -0.75 * rng.uniform(0.1, 1.0)]))
                face = unit(np.array([0.15 * side, -1.0, 0.45]) + 0.22 * rng.normal(size=3))
                foot = at + np.array([0.016 * side, -0.012 - 0.012 * rng.random(), 0.008 * rng.normal()])
                leaves.append(laid(kinds[k % 4], foot, way, face, float(rng.uniform(0.024, 0.044))))
    meshes = (
        finished(numbered(leaves), crease_deg=80.0, weld=False),
        finished(merge(runners)),
        finished(bricks),
        finished(mortar),
    )
    return placed(meshes, size)


def _brick_panel(rng: np.random.Generator, width: float, height: float) -> tuple[Surface, Surface]:
    """(bricks, mortar) of a wall piece, its face at y = -0.05."""
    pieces = []
    rows = int(height / 0.075)
    for row in range(rows):
        for column in range(-2, 3):
            low = column * 0.225 + (0.1125 if row % 2 else 0.0) - 0.1075
            left, right = max(low, -width / 2), min(low + 0.215, width / 2)
            if right - left > 0.03:
                box = rounded_box((right - left, 0.1 + 0.003 * float(rng.uniform(-1, 1)), 0.065), 0.004)
                pieces.append(moved(box, x=(left + right) / 2, z=row * 0.075 + 0.005))
    bed = rounded_box((width - 0.006, 0.088, rows * 0.075), 0.003)
    return merge(pieces), bed


def _fern(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A crown of arching fronds, each with two rows of toothed leaflets."""
    leaves, ribs = [], []
    count = int(rng.integers(8, 11))
    pinna = leaf(
        0.155 * np.interp(np.linspace(0, 1, 22), [0, 0.08, 0.3, 0.7, 1.0], [0.75, 1.0, 0.95, 0.6, 0.03]),
        columns=5,
        fold=0.2,
        droop=0.12,
        teeth=(11.0, 0.5),
    )
    for k in range(count):
        a = 2.0 * np.pi * (k + rng.uniform(-0.25, 0.25)) / count
        out = np.array([np.cos(a), np.sin(a), 0.0])
        reach, rise = float(rng.uniform(0.5, 0.8)), float(rng.uniform(0.85, 1.25))
        s = np.linspace(0.0, 1.0, 40)[:, None]
        line = out * reach * (0.25 * s + 0.75 * s**2) + _UP * rise * (1.55 * s - 0.95 * s**2.2)
        ribs.append(stalk(line, 0.010, 0.002, sides=6))
        side = np.cross(out, _UP)
        for j in range(4, 39):
            t = (j - 4) / 34.0
            long = 0.235 * np.sin(np.pi * (0.16 + 0.80 * t)) ** 1.0 * (1.0 - 0.35 * t)
            ahead = unit(line[j] - line[j - 1])
            face = unit(np.cross(side, ahead))
            leaves += [
                laid(pinna, line[j], unit(hand * side + 0.38 * ahead - 0.12 * face), face, long)
                for hand in (-1.0, 1.0)
            ]
    return placed((finished(numbered(leaves), crease_deg=80.0, weld=False), finished(merge(ribs))), size)


def _potted_plant(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A house plant of broad shining leaves in a terracotta pot."""
    radius = float(rng.uniform(0.055, 0.07))
    height = 1.7 * radius
    pot = flower_pot(radius, height)
    soil = soil_disc(rng, 0.93 * radius, height - 0.012)
    lance = rng.random() < 0.4
    sheet = (0.22 * LANCE) if lance else (0.34 * OVAL)
    leaves, stems = [], []
    for k in range(int(rng.integers(20, 27))):
        a, share = 2.4 * k, (k + 1) / 26.0
        out = np.array([np.cos(a), np.sin(a), 0.0])
        foot = np.array([0.012 * np.cos(a), 0.012 * np.sin(a), height - 0.014])
        reach = radius * (1.7 - 1.1 * share) * float(rng.uniform(0.8, 1.2))
        top = foot + out * reach * 0.8 + _UP * (0.055 + 0.17 * share) * float(rng.uniform(0.85, 1.1))
        stem = arc_path(foot, top, 0.18 * reach * (_UP - out))
        stems.append(stalk(stem, 0.0026, 0.0016, sides=6))
        way = unit(out * (1.0 - 0.45 * share) + _UP * (0.15 + 0.7 * share) + 0.12 * rng.normal(size=3))
        face = unit(_UP * (1.0 - 0.4 * share) - 0.4 * out + [0, -0.35, 0])
        blade = leaf(sheet, columns=9, fold=0.28, droop=0.3, ruffle=0.05, phase=float(rng.uniform(0, 6)))
        leaves.append(laid(blade, top, way, face, float(rng.uniform(0.10, 0.14)) * (1.25 if lance else 1.0)))
    meshes = (
        finished(numbered(leaves), crease_deg=80.0, weld=False),
        finished(merge(stems)),
        finished(pot),
        finished(soil, crease_deg=60.0),
    )
    return placed(meshes, size)


def _lettuce(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A head of lettuce: ruffled leaves round a pale heart, the outer ones lying back."""
    sheets = []
    t = np.linspace(0.0, 1.0, 18)
    count = 30
    for k in range(count):
        share = (k / (count - 1.0)) ** 1.35  # 0 in the heart
        long = 0.085 + 0.045 * share
        bend = np.radians((20.0 + 60.0 * share) * (1.0 - t) ** 1.2 + (-72.0 + 128.0 * share**0.8) * t)
        step = long / 17.0
        radius = 0.004 + 0.010 * share + np.concatenate([[0.0], np.cumsum(np.sin(bend[:-1]) * step)])
        height = np.concatenate([[0.0], np.cumsum(np.cos(bend[:-1]) * step)])
        half = (0.012 + 0.050 * np.sin(np.pi * np.clip(0.06 + 0.60 * t, 0, 1)) ** 1.2) * (0.75 + 0.45 * share)
        sheets.append(
            cupped(
                137.5 * k + float(rng.uniform(-12, 12)),
                radius,
                height,
                half,
                columns=41,
                round_tip=0.22,
                hollow=0.10,
                ruffle=0.002 + 0.005 * share,
                waves=float(rng.uniform(3.5, 5.0)),
                phase=float(rng.uniform(0, 6)),
            )
        )
    ribs = []
    for k in range(9, count, 2):
        share = k / (count - 1.0)
        a = np.radians(137.5 * k)
        out = np.array([np.cos(a), np.sin(a), 0.0])
        s = np.linspace(0, 1, 8)[:, None]
        ribs.append(
            stalk(out * (0.016 + 0.012 * share + 0.02 * share * s) + _UP * 0.03 * s, 0.0045, 0.001, sides=6)
        )
    return placed((finished(numbered(sheets), crease_deg=80.0, weld=False), finished(merge(ribs))), size)


def _autumn_leaves(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A drift of fallen leaves with acorns between them."""
    leaves, stems = [], []
    for _ in range(46):
        r, a = 0.17 * np.sqrt(rng.random()), rng.uniform(0, 2 * np.pi)
        at = np.array(
            [r * np.cos(a), 0.8 * r * np.sin(a), 0.004 + 0.050 * (1 - (r / 0.17) ** 2) * rng.uniform(0.4, 1.0)]
        )
        way = unit(np.array([*rng.normal(size=2), 0.12 * rng.normal()]))
        face = unit(_UP + 0.26 * rng.normal(size=3) + [0, -0.2, 0])
        blade = _maple(rng, float(rng.uniform(0.0, 0.4)) * (1 if rng.random() < 0.7 else -0.7), (27, 7))
        long = float(rng.uniform(0.045, 0.075))
        leaves.append(laid(blade, at, way, face, long))
        stems.append(
            stalk(
                arc_path(at, at - way * long * 0.7 + _UP * 0.01 * rng.normal(), 0.008 * rng.normal(size=3)),
                0.0008,
                0.0012,
                sides=5,
            )
        )
    low = min(float(s.points[:, 2].min()) for s in leaves)
    acorns = [
        _acorn(np.array([x, y, low]), float(rng.uniform(0, 360)))
        for x, y in rng.uniform(-0.12, 0.12, (3, 2)) * [1, 0.5] - [0, 0.13]
    ]
    return placed(
        (finished(numbered(leaves), crease_deg=80.0, weld=False), finished(merge(stems)), finished(merge(acorns))),
        size,
    )


def _acorn(at: Floats, turn_deg: float) -> Surface:
    from assets.meshes.solids import lathe

    nut = lathe(
        np.array(
            [
                [0, 0],
                [0.005, 0.001],
                [0.0075, 0.006],
                [0.007, 0.013],
                [0.003, 0.0185],
                [0.0005, 0.020],
                [0, 0.0205],
            ]
        ),
        24,
    )
    cup = lathe(
        np.array(
            [
                [0, -0.004],
                [0.0015, -0.0035],
                [0.0016, -0.001],
                [0.006, 0.0005],
                [0.0092, 0.005],
                [0.009, 0.0075],
                [0.0074, 0.0072],
                [0, 0.007],
            ]
        ),
        24,
    )
    lying = turned(turned(merge([nut, cup]), "y", 78.0), "z", turn_deg)
    return moved(lying, float(at[0]), float(at[1]), float(at[2]) + 0.009)


FORMS: tuple[Form, ...] = (
    Form(
        name="maple_leaf",
        class_name="maple leaf",
        size_m=(0.12, 0.19),
        parts=(main_part("Blade"), part("Stalk", "stalk")),
        build=_maple_leaf,
    ),
    Form(
        name="leafy_twig",
        class_name="twig with leaves",
        size_m=(0.2, 0.38),
        parts=(main_part("Leaves"), part("Wood", "twig_bark")),
        build=_leafy_twig,
    ),
    Form(
        name="ivy_on_bricks",
        class_name="ivy on a wall",
        size_m=(0.44, 0.46),
        parts=(
            main_part("Leaves"),
            part("Runners", "twig_bark"),
            part("Bricks", "brick"),
            part("Mortar", "mortar"),
        ),
        build=_ivy_on_bricks,
        detail_m=0.26,
    ),
    Form(
        name="fern",
        class_name="fern",
        size_m=(0.3, 0.55),
        parts=(main_part("Fronds"), part("Ribs", "stalk")),
        build=_fern,
    ),
    Form(
        name="potted_house_plant",
        class_name="potted plant",
        size_m=(0.3, 0.42),
        parts=(
            main_part("Leaves"),
            part("Stems", "stalk"),
            part("Pot", "terracotta"),
            part("Soil", "potting_soil"),
        ),
        build=_potted_plant,
    ),
    Form(
        name="lettuce",
        class_name="head of lettuce",
        size_m=(0.17, 0.24),
        parts=(main_part("Leaves"), part("Ribs", "pale_rib")),
        build=_lettuce,
    ),
    Form(
        name="fallen_leaves",
        class_name="fallen leaves",
        size_m=(0.3, 0.42),
        parts=(main_part("Leaves"), part("Stalks", "stalk"), part("Acorns", "acorn")),
        build=_autumn_leaves,
        detail_m=0.22,
    ),
)
