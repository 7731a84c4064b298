"""Flowers: a rose, tulips in a vase, daisies, poppies, a blossoming twig, petals in a dish."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.form import Form, main_part, part
from assets.forms.kit.blades import LANCE, OVAL, aimed, arc_path, cupped, laid, leaf, numbered, stalk
from assets.forms.kit.placing import placed
from assets.meshes.curves import shell_profile, smooth
from assets.meshes.primitives import ball_of_triangles
from assets.meshes.solids import lathe
from assets.meshes.strands import unit
from assets.meshes.surface import Surface, finished, merge, moved, scaled
from schemas.mesh import MeshData

type Floats = NDArray[Any]

_UP = np.array([0.0, 0.0, 1.0])
_GREENS = ("leaf_green", "blue_leaf")


def _rose_petals(rng: np.random.Generator, wide: float) -> list[Surface]:
    """A half open rose about z, its base at the origin, ``wide`` across."""
    t = np.linspace(0.0, 1.0, 17)
    sheets = []
    count = int(rng.integers(24, 31))
    opening = float(rng.uniform(0.75, 1.1))
    for k in range(count):
        share = k / (count - 1.0)  # 0 in the heart
        reach = wide * (0.05 + 0.33 * share**0.9)
        tall = wide * (0.56 - 0.10 * share + 0.03 * rng.normal())
        belly = np.sin(0.5 * np.pi * np.clip(1.7 * t, 0, 1)) ** 0.8
        curl = opening * wide * np.clip((share - 0.25) / 0.75, 0, 1) * 0.42 * np.clip(t - 0.55, 0, 1) ** 2 / 0.2
        flare = opening * wide * 0.17 * share**2 * t
        radius = 0.012 * wide + reach * belly + curl + flare
        height = tall * (0.04 + t) - 0.62 * curl * np.clip(t - 0.62, 0, 1) * 2.6 - 0.16 * wide * share**2 * t
        half = wide * (0.06 + 0.30 * np.sin(np.pi * np.clip(0.10 + 0.62 * t, 0, 1))) * (0.62 + 0.5 * share)
        sheets.append(
            cupped(
                137.5 * k + float(rng.uniform(-10, 10)),
                radius,
                height,
                half,
                columns=15,
                round_tip=0.14,
                ruffle=0.012 * wide * (0.4 + share),
                waves=1.5,
                phase=float(rng.uniform(0, 6)),
                hollow=0.05,
            )
        )
    return sheets


def _rose(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A rose on a thorny stem with leaves, its flower tilted to the camera."""
    wide = 0.085
    axis = unit(np.array([rng.uniform(-0.35, 0.35), -0.62, 0.85]))
    at = np.array([0.0, 0.0, 0.0])
    tilt = [aimed(s, axis, at) for s in _rose_petals(rng, wide)]
    sepal = leaf(0.20 * LANCE, columns=5, fold=-0.3, droop=0.5)
    green = [laid(sepal, at, unit(out + 0.1 * axis), -axis + out, 0.042) for out in _around(axis, 5)]
    hip = aimed(scaled(ball_of_triangles(3), 0.0085, 0.0085, 0.0105), axis, -0.006 * axis)
    end = np.array([rng.uniform(-0.02, 0.02), 0.035, -0.125])
    line = arc_path(-0.012 * axis, end, np.array([0.004, 0.014, -0.006]), 26)
    stem = [stalk(line, 0.0030, 0.0034), hip]
    for j in range(5, 25, 4):
        a = rng.uniform(0, 6.28)
        out = np.array([np.cos(a), np.sin(a), 0.2])
        stem.append(stalk(arc_path(line[j], line[j] + 0.0085 * out, 0.0012 * _UP, 6), 0.0020, 0.0002, sides=6))
    for j, side in ((10, 1.0), (17, -1.0)):
        _compound(rng, line[j], side, green, stem)
    meshes = (
        finished(numbered(tilt), crease_deg=80.0, weld=False),
        finished(numbered(green), crease_deg=80.0, weld=False),
        finished(merge(stem)),
    )
    return placed(meshes, size)


def _around(axis: Floats, count: int) -> list[Floats]:
    side = unit(np.cross(axis, [0.0, 1.0, 0.0]))
    other = np.cross(axis, side)
    return [np.cos(a) * side + np.sin(a) * other for a in np.arange(count) * 2 * np.pi / count]


def _compound(
    rng: np.random.Generator, at: Floats, side: float, sheets: list[Surface], stems: list[Surface]
) -> None:
    """A rose leaf of five toothed leaflets on one side of a stem."""
    half = np.interp(np.linspace(0, 1, 26), np.linspace(0, 1, 15), 0.36 * OVAL)
    end = at + np.array([0.062 * side, -0.018, 0.022])
    line = arc_path(at, end, np.array([0.0, -0.004, 0.006]), 12)
    stems.append(stalk(line, 0.0016, 0.0009, sides=6))
    for j, hand in ((5, 1), (5, -1), (8, 1), (8, -1), (11, 0)):
        ahead = unit(end - at)
        way = unit(ahead * (1.0 if hand == 0 else 0.5) + hand * np.array([0.0, -0.35, 0.8]))
        face = unit(np.array([-0.3 * side, -0.75, 0.6]) + 0.15 * rng.normal(size=3))
        blade = leaf(half, fold=0.22, droop=0.18, teeth=(12.0, 0.14))
        sheets.append(laid(blade, line[j], way, face, float(rng.uniform(0.034, 0.042))))


def _tulip(rng: np.random.Generator, wide: float, open_up: float) -> list[Surface]:
    """Six petals that make a cup."""
    t = np.linspace(0.0, 1.0, 17)
    sheets = []
    for k in range(6):
        inner = k % 2
        belly = np.sin(np.pi * (0.06 + (0.74 - 0.3 * open_up) * t)) ** 0.75
        radius = wide * (0.06 + (0.47 - 0.05 * inner) * belly)
        height = wide * 1.28 * t**1.12
        half = wide * (0.07 + 0.36 * np.sin(np.pi * np.clip(0.08 + 0.66 * t, 0, 1)) ** 1.1)
        sheets.append(
            cupped(
                60.0 * k + float(rng.uniform(-6, 6)),
                radius,
                height,
                half,
                round_tip=0.42,
                hollow=0.04,
                ruffle=0.01 * wide,
                phase=float(rng.uniform(0, 6)),
            )
        )
    return sheets


def _tulips(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A bunch of tulips in a glass of water."""
    heads, stems, greens = [], [], []
    count = int(rng.integers(8, 11))
    for k in range(count):
        a, r = 2.4 * k, 0.088 * np.sqrt((k + 0.5) / count)
        foot = np.array([0.022 * np.cos(a + 2.6), 0.022 * np.sin(a + 2.6), 0.012])
        neck = np.array([0.022 * np.cos(a), 0.022 * np.sin(a), 0.105])
        top = np.array([r * np.cos(a), r * np.sin(a), 0.215 - 0.55 * r + rng.uniform(-0.012, 0.012)])
        line = np.concatenate(
            [arc_path(foot, neck, np.zeros(3), 6)[:-1], arc_path(neck, top, np.array([0, 0, 0.012]), 12)]
        )
        stems.append(stalk(line, 0.0032, 0.0030))
        axis = unit(0.6 * (line[-1] - line[-3]) / 0.01 + 0.5 * _UP)
        head = _tulip(rng, float(rng.uniform(0.046, 0.054)), float(rng.uniform(0.0, 0.7)))
        heads += [aimed(s, axis, top, spin_deg=float(rng.uniform(0, 60))) for s in head]
    for k in range(7):
        a = 2 * np.pi * (k + rng.uniform(-0.2, 0.2)) / 7
        out = np.array([np.cos(a), np.sin(a), 0.0])
        blade = leaf(0.13 * LANCE, fold=0.9, droop=float(rng.uniform(0.25, 0.5)), ruffle=0.1, waves=2.0)
        greens.append(
            laid(
                blade,
                0.028 * out + 0.09 * _UP,
                unit(0.55 * out + _UP),
                unit(_UP * 0.5 - out),
                float(rng.uniform(0.09, 0.13)),
            )
        )
    outer = smooth([(0.034, 0.0), (0.040, 0.03), (0.036, 0.075), (0.044, 0.115)], 40)
    vase = lathe(shell_profile(outer, 0.0025, floor_m=0.008), 96)
    inside = outer[outer[:, 1] > 0.010]
    inside = inside[inside[:, 1] < 0.082] - [0.0027, 0.0]
    water = lathe(np.concatenate([[[0.0, inside[0, 1]]], inside, [[0.0, inside[-1, 1]]]]), 96)
    meshes = (
        finished(numbered(heads), crease_deg=80.0, weld=False),
        finished(merge(stems)),
        finished(numbered(greens), crease_deg=80.0, weld=False),
        finished(vase),
        finished(water),
    )
    return placed(meshes, size)


def _daisy(rng: np.random.Generator, wide: float) -> tuple[list[Surface], Surface]:
    """(ray petals, disc) of a flower that looks along z."""
    rays = int(rng.integers(21, 30))
    petal = [
        leaf(
            float(rng.uniform(0.13, 0.16))
            * np.interp(np.linspace(0, 1, 12), [0, 0.15, 0.75, 0.93, 1.0], [0.45, 0.8, 1.0, 0.8, 0.25]),
            columns=7,
            fold=-0.25,
            droop=d,
        )
        for d in (0.02, 0.10, 0.2)
    ]
    sheets = []
    for k in range(2 * rays):
        a = 2 * np.pi * (k / 2 + 0.25 * rng.normal()) / rays
        out = np.array([np.cos(a), np.sin(a), 0.0])
        rise = 0.10 if k % 2 else 0.0
        sheets.append(
            laid(
                petal[int(rng.integers(3))],
                0.15 * wide * out + 0.02 * wide * rise * _UP,
                unit(out + (rise - 0.02) * _UP),
                _UP + 0.05 * rng.normal(size=3),
                wide * float(rng.uniform(0.34, 0.38)),
            )
        )
    floret = ball_of_triangles(1)
    dots = []
    for k in range(150):
        r, a = 0.165 * wide * np.sqrt((k + 0.5) / 150), 2.39996 * k
        z = wide * 0.055 * (1 - 0.75 * (r / (0.165 * wide)) ** 2)
        dots.append(
            moved(scaled(floret, 0.017 * wide, 0.017 * wide, 0.024 * wide), r * np.cos(a), r * np.sin(a), z)
        )
    dome = scaled(ball_of_triangles(3), 0.165 * wide, 0.165 * wide, 0.05 * wide)
    return sheets, merge([dome, *dots])


def _daisies(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Three or four daisies, their faces to the camera."""
    sheets, discs, greens = [], [], []
    places = ((-0.050, 0.0, 0.105), (0.024, -0.012, 0.140), (0.048, -0.03, 0.062), (-0.022, -0.035, 0.050))
    for k in range(int(rng.integers(3, 5))):
        at = np.array(places[k]) + 0.006 * rng.normal(size=3)
        axis = unit(np.array([rng.uniform(-0.4, 0.4), -1.0, rng.uniform(0.35, 0.8)]))
        petals, disc = _daisy(rng, float(rng.uniform(0.062, 0.078)))
        sheets += [aimed(s, axis, at) for s in petals]
        discs.append(aimed(disc, axis, at))
        foot = np.array([0.012 * rng.normal(), 0.03 + 0.01 * rng.normal(), 0.0])
        greens.append(stalk(arc_path(foot, at - 0.002 * axis, np.array([0, 0.016, 0.0])), 0.0020, 0.0016))
        greens.append(aimed(scaled(ball_of_triangles(2), 0.009, 0.009, 0.005), axis, at - 0.0045 * axis))
    blades = [
        laid(
            leaf(0.16 * OVAL, teeth=(5.0, 0.5), droop=0.35),
            np.array([0.01 * np.cos(a), 0.03 + 0.01 * np.sin(a), 0.0]),
            np.array([np.cos(a), np.sin(a), 0.55]),
            _UP,
            0.055,
        )
        for a in rng.uniform(0, 6.28, 9)
    ]
    meshes = (
        finished(numbered(sheets), crease_deg=80.0, weld=False),
        finished(merge(discs)),
        finished(merge(greens)),
        finished(numbered(blades), crease_deg=80.0, weld=False),
    )
    return placed(meshes, size)


def _poppies(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Two poppies of crinkled petals round a dark heart, and a hairy bud that hangs."""
    sheets, hearts, greens = [], [], []
    for at, wide in ((np.array([-0.026, 0.0, 0.150]), 0.085), (np.array([0.046, -0.02, 0.098]), 0.075)):
        axis = unit(np.array([rng.uniform(-0.3, 0.3), -0.75, rng.uniform(0.6, 0.9)]))
        t = np.linspace(0.0, 1.0, 17)
        for k in range(4):
            open_up = 0.9 if k % 2 else 1.12
            radius = wide * (0.05 + 0.50 * open_up * t**1.15)
            height = wide * 0.40 * np.sin(0.5 * np.pi * t) ** 0.9 / open_up + 0.01 * wide * (k % 2)
            half = wide * (0.05 + 0.62 * np.sin(np.pi * (0.06 + 0.58 * t)))
            petal = cupped(
                90.0 * k + float(rng.uniform(-8, 8)),
                radius,
                height,
                half,
                columns=41,
                round_tip=0.2,
                ruffle=0.055 * wide,
                waves=float(rng.uniform(6, 9)),
                phase=float(rng.uniform(0, 6)),
            )
            sheets.append(aimed(petal, axis, at))
        hearts.append(aimed(_poppy_heart(rng, wide), axis, at))
        foot = np.array([0.01 * rng.normal(), 0.01, 0.0])
        greens.append(_hairy(rng, arc_path(foot, at, np.array([0.01 * rng.normal(), 0.02, 0.0]), 24), 0.0016))
    top = np.array([0.062, 0.0, 0.165])
    hook = np.concatenate(
        [
            arc_path(np.zeros(3), top, np.array([0.0, 0.01, 0.0]), 20),
            top + np.array([[0.006, 0, 0.007], [0.014, 0, 0.006], [0.018, 0, -0.002]]),
        ]
    )
    greens.append(_hairy(rng, hook, 0.0014))
    greens.append(moved(scaled(ball_of_triangles(3), 0.0075, 0.0075, 0.013), 0.081, 0.0, 0.150))
    meshes = (
        finished(numbered(sheets), crease_deg=80.0, weld=False),
        finished(merge(hearts)),
        finished(merge(greens)),
    )
    return placed(meshes, size)


def _poppy_heart(rng: np.random.Generator, wide: float) -> Surface:
    pieces = [moved(scaled(ball_of_triangles(2), 0.075 * wide, 0.075 * wide, 0.09 * wide), z=0.08 * wide)]
    for _ in range(70):
        a, r = rng.uniform(0, 6.28), wide * rng.uniform(0.12, 0.22)
        end = np.array([r * np.cos(a), r * np.sin(a), wide * rng.uniform(0.12, 0.20)])
        pieces.append(
            stalk(
                arc_path(np.array([0, 0, 0.01 * wide]), end, 0.03 * wide * _UP, 5),
                0.004 * wide,
                0.004 * wide,
                sides=4,
            )
        )
        pieces.append(moved(scaled(ball_of_triangles(1), 0.013 * wide), *end))
    return merge(pieces)


def _hairy(rng: np.random.Generator, line: Floats, radius: float) -> Surface:
    """A stalk with stiff hairs."""
    pieces = [stalk(line, radius, radius * 0.9)]
    for _ in range(60):
        j, a = int(rng.integers(2, len(line))), rng.uniform(0, 6.28)
        out = np.array([np.cos(a), np.sin(a), 0.25])
        pieces.append(stalk(np.stack([line[j], line[j] + 0.0045 * out]), 0.0002, 0.0001, sides=4))
    return merge(pieces)


def _blossom_twig(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A knotty twig in flower: five petals each about a tuft of stamens, buds between."""
    line = arc_path(np.array([-0.13, 0.0, 0.0]), np.array([0.12, 0.0, 0.17]), np.array([-0.02, 0.0, 0.045]), 40)
    line = line + 0.0025 * rng.normal(size=line.shape)
    fork = arc_path(line[16], line[16] + np.array([0.10, -0.02, -0.012]), np.array([0.0, 0.0, -0.022]), 20)
    wood = [stalk(line, 0.0062, 0.0024), stalk(fork, 0.0040, 0.0018)]
    petal_half = 0.40 * np.interp(np.linspace(0, 1, 13), [0, 0.12, 0.6, 0.9, 1.0], [0.2, 0.55, 1.0, 0.75, 0.2])
    sheets, stamens, greens = [], [], []
    for spot in [*line[9::2], *fork[5::3]]:
        for _ in range(int(rng.integers(1, 3))):
            axis = unit(np.array([rng.normal() * 0.6, -0.9, 0.7 + 0.5 * rng.normal()]))
            at = spot + 0.014 * axis
            greens.append(stalk(np.stack([spot, at]), 0.0010, 0.0012, sides=6))
            bud = rng.random() < 0.2
            wide = float(rng.uniform(0.032, 0.040)) * (0.45 if bud else 1.0)
            rise = 1.6 if bud else float(rng.uniform(0.15, 0.55))
            for out in _around(axis, 5):
                blade = leaf(
                    petal_half,
                    columns=9,
                    fold=-0.35 if not bud else -0.8,
                    droop=-0.18,
                    ruffle=0.06,
                    phase=float(rng.uniform(0, 6)),
                )
                sheets.append(laid(blade, at, unit(out + rise * axis), unit(axis - rise * out), 0.5 * wide))
            if not bud:
                stamens += _stamens(rng, axis, at, wide)
    meshes = (
        finished(numbered(sheets), crease_deg=80.0, weld=False),
        finished(merge(stamens)),
        finished(merge(wood), crease_deg=60.0),
        finished(merge(greens)),
    )
    return placed(meshes, size)


def _stamens(rng: np.random.Generator, axis: Floats, at: Floats, wide: float) -> list[Surface]:
    out = []
    for way in _around(axis, 12):
        end = at + wide * (0.24 * axis + 0.16 * rng.uniform(0.4, 1.1) * way)
        out.append(stalk(np.stack([at, end]), 0.00028, 0.00022, sides=4))
        out.append(moved(scaled(ball_of_triangles(1), 0.0009), *end))
    return out


def _petals_in_dish(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Loose rose petals heaped in a shallow dish, some beside it."""
    outer = smooth([(0.045, 0.0), (0.075, 0.008), (0.096, 0.030)], 30)
    dish = lathe(shell_profile(outer, 0.003), 96)
    half = 0.46 * np.interp(
        np.linspace(0, 1, 13), [0, 0.1, 0.55, 0.85, 0.97, 1.0], [0.22, 0.45, 0.95, 1.0, 0.8, 0.5]
    )
    sheets = []
    for k in range(96):
        beside = k >= 84
        r = 0.060 * np.sqrt(rng.random()) if not beside else rng.uniform(0.112, 0.135)
        a = rng.uniform(0, 6.28)
        z = 0.014 + 0.034 * (1 - (r / 0.075) ** 2) * rng.uniform(0.5, 1.0) if not beside else 0.006
        at = np.array([r * np.cos(a), r * np.sin(a), z])
        way = unit(np.array([*rng.normal(size=2), 0.25 * rng.normal() * (not beside)]))
        face = unit(_UP + (0.4 if not beside else 0.15) * rng.normal(size=3)) * (1 if rng.random() < 0.75 else -1)
        blade = leaf(
            half,
            columns=11,
            fold=float(rng.uniform(0.2, 0.75)),
            droop=float(rng.uniform(-0.35, 0.1)),
            ruffle=0.08,
            waves=1.5,
            phase=float(rng.uniform(0, 6)),
        )
        long = float(rng.uniform(0.034, 0.046))
        sheets.append(laid(blade, at - 0.5 * long * way, way, face, long))
    heap = numbered(sheets)
    heap.points[:, 2] = np.maximum(heap.points[:, 2], 0.0006)
    return placed((finished(heap, crease_deg=80.0, weld=False), finished(dish)), size)


FORMS: tuple[Form, ...] = (
    Form(
        name="rose",
        class_name="rose",
        size_m=(0.16, 0.22),
        detail_m=0.11,
        parts=(main_part("Petals"), part("Leaves", "leaf_green"), part("Stem", "stalk")),
        build=_rose,
    ),
    Form(
        name="tulips_in_vase",
        class_name="bunch of tulips",
        size_m=(0.26, 0.36),
        parts=(
            main_part("Petals"),
            part("Stems", "stalk"),
            part("Leaves", *_GREENS),
            part("Vase", "clear_glass"),
            part("Water", "water"),
        ),
        build=_tulips,
    ),
    Form(
        name="daisies",
        class_name="daisies",
        size_m=(0.15, 0.21),
        parts=(
            main_part("Rays"),
            part("Discs", "yellow_florets"),
            part("Stems", "stalk"),
            part("Leaves", "leaf_green"),
        ),
        build=_daisies,
    ),
    Form(
        name="poppies",
        class_name="poppies",
        size_m=(0.18, 0.24),
        parts=(main_part("Petals"), part("Hearts", "black_stamens"), part("Stems", "stalk")),
        build=_poppies,
    ),
    Form(
        name="blossom_twig",
        class_name="blossoming twig",
        size_m=(0.2, 0.34),
        parts=(
            main_part("Petals"),
            part("Stamens", "yellow_florets"),
            part("Wood", "twig_bark"),
            part("Calyces", "stalk"),
        ),
        build=_blossom_twig,
    ),
    Form(
        name="petals_in_dish",
        class_name="dish of petals",
        size_m=(0.2, 0.27),
        parts=(main_part("Petals"), part("Dish", "white_porcelain", "silver")),
        build=_petals_in_dish,
    ),
)
