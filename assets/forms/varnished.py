"""Wood under a clear coat: deck planks, pedestal table, banister, chess board, drawers."""

from __future__ import annotations

import numpy as np

from assets.forms.boards_and_drawers import drawers
from assets.forms.form import Form, main_part, part
from assets.forms.kit.joinery import board, repeated
from assets.forms.kit.mouldings import (
    ball_at,
    cylinder,
    fitted,
    flowing,
    frame_of,
    lathed,
    placed,
    tube,
    turned_solid,
)
from assets.forms.woodwork import spun_about
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, merge, moved
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


def _deck(rng: np.random.Generator, size: float) -> Meshes:
    """Laid planks with black caulking and plugs, a brass cleat, and the margin plank."""
    rows = int(rng.integers(6, 10))
    wide, thick = size / rows, 0.02
    wood, caulk, plugs = [], [], []
    depth = size * 0.8
    for i in range(rows):
        x = -size / 2 + (i + 0.5) * wide
        cut = rng.uniform(-0.3, 0.3) * depth
        for a, b in ((-depth / 2, cut), (cut, depth / 2)):
            plank = placed(
                board(b - a - 0.004, wide - 0.006, thick, edge_m=0.0012),
                (x, (a + b) / 2, rng.normal(0, 0.0002)),
                tilt_deg=(0, 0, 90),
            )
            wood.append(plank)
            end = 0.03 if abs(b - a) > 0.1 else 0.012
            for y in (a + end, b - end):
                for s in (-1, 1):
                    plugs.append(cylinder(0.0062, thick - 0.002, thick + 0.0004, segments=20))
                    plugs[-1] = moved(plugs[-1], x + s * 0.27 * wide, y)
    caulk.append(board(size - 0.004, depth - 0.002, thick - 0.0012, (0, 0, 0.0004), edge_m=0.0005))
    wood += [board(size + 0.16, 0.08, thick, (0, s * (depth / 2 + 0.043), 0), edge_m=0.0025) for s in (-1,)]
    wood.append(board(size + 0.16, 0.08, thick + 0.001, (0, depth / 2 + 0.043, 0), edge_m=0.0025))
    wood += [
        placed(
            board(depth + 0.006, 0.08, thick, edge_m=0.0025), (s * (size / 2 + 0.04), 0, 0), tilt_deg=(0, 0, 90)
        )
        for s in (-1, 1)
    ]
    at = (float(rng.uniform(-0.2, 0.2)) * size, -0.05 * size, thick)
    long = 0.24 * size
    horn = flowing(
        [
            (-long / 2, 0.07 * size),
            (-0.2 * long, 0.062 * size),
            (0.2 * long, 0.062 * size),
            (long / 2, 0.07 * size),
        ],
        30,
    )
    cleat = [
        tube(
            np.stack([horn[:, 0], 0 * horn[:, 0], horn[:, 1]], -1),
            0.008 * size / 0.8 * (1.25 - np.abs(np.linspace(-1, 1, 30)) ** 2 * 0.75),
            sides=16,
        ),
        rounded_box((0.56 * long, 0.07 * size, 0.012), 0.005),
    ]
    cleat += [
        moved(cylinder(0.012 * size / 0.8, 0.0, 0.062 * size, bevel_m=0.002), s * 0.16 * long) for s in (-1, 1)
    ]
    spin = float(rng.uniform(-40, 40))
    brass = placed(merge(cleat), at, tilt_deg=(0, 0, spin))
    return fitted([merge(wood), merge(caulk), merge(plugs), brass], size, crease_deg=30)


def _pedestal_table(rng: np.random.Generator, size: float) -> Meshes:
    """A round moulded top on a turned column with three curved legs."""
    r = size * rng.uniform(0.36, 0.46)
    high = size
    edge = [
        (0, high - 0.026),
        (0.93 * r, high - 0.026),
        (0.95 * r, high - 0.02),
        (0.985 * r, high - 0.015),
        (r, high - 0.009),
        (0.99 * r, high - 0.002),
        (0.965 * r, high),
        (0.93 * r, high - 0.002),
        (0.9 * r, high - 0.003),
        (0, high - 0.003),
    ]
    top = turned_solid(edge, 0.003, segments=128)
    k = size / 0.65
    profile = np.array(
        [
            (0.0, 0.16),
            (0.03, 0.16),
            (0.034, 0.18),
            (0.026, 0.2),
            (0.036, 0.215),
            (0.026, 0.23),
            (0.024, 0.26),
            (0.042, 0.33),
            (0.03, 0.4),
            (0.02, 0.5),
            (0.03, 0.52),
            (0.022, 0.54),
            (0.03, 0.6),
            (0.05, 0.626),
        ]
    )
    profile = profile * [k, k]
    column = lathed(np.concatenate([profile[:1], smooth(profile[1:], 90), [[0, profile[-1, 1]]]]), 64)
    plane = flowing([(0.02, 0.2), (0.08, 0.215), (0.15, 0.12), (0.2, 0.035), (0.245, 0.012)], 40) * k
    radius = np.interp(np.linspace(0, 1, 40), [0, 0.3, 0.8, 1], [0.02, 0.019, 0.012, 0.014]) * k
    leg = merge(
        [
            tube(np.stack([plane[:, 0], 0 * plane[:, 0], plane[:, 1]], -1), radius, flat=1.5, sides=20),
            ball_at(0.015 * k, (0.243 * k, 0, 0.0135 * k), flat=0.85),
        ]
    )
    legs = placed(spun_about(leg, 3), tilt_deg=(0, 0, float(rng.uniform(0, 120))))
    drop = turned_solid(
        [(0, 0.13 * k), (0.018 * k, 0.14 * k), (0.024 * k, 0.155 * k), (0.03 * k, 0.165 * k), (0, 0.165 * k)],
        0.004,
        segments=40,
    )
    cup = _saucer_and_book(rng)
    return fitted(
        [
            merge([top, column, legs, drop]),
            moved(cup, rng.uniform(-0.3, 0.3) * r, rng.uniform(-0.4, 0.1) * r, high - 0.003),
        ],
        size,
    )


def _saucer_and_book(rng: np.random.Generator) -> Surface:
    """A small vase on a plate."""
    plate = turned_solid(
        [(0, 0), (0.045, 0), (0.07, 0.008), (0.069, 0.011), (0.045, 0.004), (0, 0.004)], 0.002, segments=56
    )
    cup = turned_solid(
        [(0, 0.004), (0.024, 0.004), (0.038, 0.03), (0.04, 0.058), (0.037, 0.058), (0.034, 0.03), (0, 0.012)],
        0.004,
        segments=56,
    )
    handle = flowing([(0.037, 0.05), (0.058, 0.048), (0.058, 0.028), (0.036, 0.022)], 24)
    loop = placed(
        tube(np.stack([handle[:, 0], 0 * handle[:, 0], handle[:, 1]], -1), 0.0032, sides=12),
        tilt_deg=(0, 0, float(rng.uniform(-60, 20))),
    )
    return merge([plate, cup, loop])


def _banister(rng: np.random.Generator, size: float) -> Meshes:
    """A newel with a ball, turned balusters and a moulded rail, rising with painted steps."""
    rise, going, count = 0.17, 0.25, int(rng.integers(3, 5))
    slope = rise / going
    wood, steps = [], []
    profile = _baluster_profile(rng)
    for i in range(count):
        x = 0.14 + i * going
        z = (i + 1) * rise
        steps.append(board(going + 0.03, 0.24, 0.03, (x + 0.11, -0.02, z - 0.03), edge_m=0.008))
        steps.append(board(going, 0.2, z - 0.03, (x + 0.12, 0.0, 0)))
        for k in (0.04, 0.165):
            high = 0.84 + slope * (0.04 + k) - 0.02
            base = profile * [1.0, high / profile[-1, 1]]
            wood.append(moved(lathed(base, 32), x + k, -0.06, z))
            wood.append(moved(rounded_box((0.042, 0.042, 0.12), 0.002), x + k, -0.06, z))
    newel_high = 0.2 + 0.86 + 0.12
    wood.append(moved(rounded_box((0.09, 0.09, newel_high), 0.006), 0.04, -0.06, 0))
    cap = turned_solid(
        [
            (0, 0),
            (0.06, 0),
            (0.062, 0.014),
            (0.045, 0.024),
            (0.028, 0.034),
            (0.03, 0.04),
            (0.052, 0.075),
            (0.045, 0.11),
            (0.0, 0.128),
        ],
        0.01,
        segments=56,
    )
    wood.append(moved(cap, 0.04, -0.06, newel_high))
    section = rounded(
        [
            (-0.03, -0.03),
            (0.03, -0.03),
            (0.034, -0.005),
            (0.028, 0.022),
            (0.0, 0.03),
            (-0.028, 0.022),
            (-0.034, -0.005),
        ],
        0.007,
        4,
        closed=True,
    )
    long = count * going + 0.1
    from assets.forms.kit.metre_solids import bar as swept

    path = np.linspace([0.06, -0.06, 0.2 + 0.84], [0.06 + long, -0.06, 0.2 + 0.84 + slope * long], 10)
    wood.append(swept(path, section))
    return fitted([merge(wood), merge(steps)], size)


def _baluster_profile(rng: np.random.Generator) -> np.ndarray:
    belly = rng.uniform(0.022, 0.028)
    control = [
        (0.02, 0.1),
        (0.02, 0.12),
        (0.012, 0.135),
        (0.02, 0.15),
        (0.013, 0.165),
        (belly, 0.28),
        (0.016, 0.42),
        (0.0105, 0.6),
        (0.017, 0.63),
        (0.011, 0.65),
        (0.017, 0.675),
        (0.013, 0.72),
        (0.013, 0.8),
    ]
    line = smooth(control, 110)
    return np.concatenate([[[0.0, 0.1]], line, [[0.0, 0.8]]])


def _chess_board(rng: np.random.Generator, size: float) -> Meshes:
    """Inlaid squares, a mitred border, a few men of both colours."""
    cell = size / 9.6
    thick = 0.024
    body = [board(8 * cell, 8 * cell, thick, (0, 0, 0), edge_m=0.0004)]
    section = rounded(
        [
            (0.0, 0.0),
            (0.0, thick + 0.002),
            (0.8 * cell - 0.006, thick + 0.002),
            (0.8 * cell, thick),
            (0.8 * cell, 0.0),
        ],
        [0, 0.006, 0.003, 0.001, 0],
        4,
    )
    rim = frame_of(section, 9.6 * cell, 9.6 * cell)
    body.append(placed(rim, (0, 0, 0), tilt_deg=(-90, 0, 0)))
    squares = repeated(
        board(cell - 0.0002, cell - 0.0002, 0.0007, edge_m=0.0001),
        [((i - 3.5) * cell, (j - 3.5) * cell, thick) for i in range(8) for j in range(8) if (i + j) % 2 == 0],
    )
    light: list[Surface] = []
    dark: list[Surface] = []
    for k in range(int(rng.integers(7, 12))):
        i, j = int(rng.integers(8)), int(rng.integers(8))
        man = _chess_man(str(rng.choice(["pawn", "pawn", "bishop", "queen", "rook"])), cell)
        (light if k % 2 else dark).append(moved(man, (i - 3.5) * cell, (j - 3.5) * cell, thick + 0.0007))
    spin = float(rng.uniform(-40, 0))
    parts = [merge([*body, *light]), merge([squares, *dark])]
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in parts], size)


def _chess_man(kind: str, cell: float) -> Surface:
    tops = {
        "pawn": [(0.11, 0.62), (0.2, 0.66), (0.1, 0.7), (0.17, 0.8), (0.15, 0.93), (0.0, 0.98)],
        "bishop": [
            (0.11, 0.9),
            (0.22, 0.95),
            (0.1, 1.0),
            (0.18, 1.15),
            (0.12, 1.3),
            (0.03, 1.4),
            (0.05, 1.44),
            (0.0, 1.5),
        ],
        "queen": [
            (0.12, 1.1),
            (0.24, 1.15),
            (0.12, 1.2),
            (0.24, 1.52),
            (0.2, 1.55),
            (0.07, 1.56),
            (0.08, 1.62),
            (0.0, 1.68),
        ],
        "rook": [(0.19, 0.7), (0.26, 0.76), (0.27, 0.98), (0.2, 0.98), (0.19, 0.9), (0.0, 0.9)],
    }
    foot = [(0.0, 0.0), (0.36, 0.0), (0.37, 0.06), (0.33, 0.12), (0.34, 0.16), (0.24, 0.24), (0.15, 0.42)]
    return turned_solid(np.array([*foot, *tops[kind]]) * cell * 0.95, 0.03 * cell, segments=40)


FORMS = (
    Form(
        name="boat_deck",
        class_name="boat deck",
        size_m=(0.6, 1.1),
        parts=(
            main_part("Planks"),
            part("Caulking", "black_rubber"),
            part("Plugs", "dark_wood"),
            part("Cleat", "brass", "steel"),
        ),
        build=_deck,
    ),
    Form(
        name="pedestal_table",
        class_name="table",
        size_m=(0.5, 0.75),
        parts=(main_part("Table"), part("Cup", "white_porcelain")),
        build=_pedestal_table,
    ),
    Form(
        name="banister",
        class_name="banister",
        size_m=(1.4, 1.9),
        parts=(main_part("Rail"), part("Steps", "white_paint", "grey_wood")),
        build=_banister,
    ),
    Form(
        name="chess_board",
        class_name="chess board",
        size_m=(0.34, 0.5),
        parts=(main_part("Light"), part("Dark", "dark_wood")),
        build=_chess_board,
    ),
    Form(
        name="varnished_drawers",
        class_name="chest of drawers",
        size_m=(0.4, 0.7),
        parts=(main_part("Carcass"), part("Knobs", "brass", "white_porcelain")),
        build=drawers,
    ),
)
