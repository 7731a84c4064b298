"""Joined and sawn wood: dovetailed box, chest of drawers, stacked boards, a floor."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.joinery import board, post, repeated
from assets.forms.kit.metre_solids import plate
from assets.forms.kit.mouldings import (
    fitted,
    placed,
    ring_of,
    super_ellipse,
    tube,
    turned_solid,
)
from assets.forms.kit.outlines import circle
from assets.meshes.curves import rounded
from assets.meshes.solids import extrude, rounded_box
from assets.meshes.surface import Surface, merge, moved
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


def _dovetails(x: float, z: float, tails: int, deep: float) -> tuple[np.ndarray, list[np.ndarray]]:
    """The outline of a chest's left end with notches for its pins, and the pins."""
    pitch, flare, gap = z / tails, 0.1 * z / tails, 0.00035
    left, pins = [], []
    half = 0.26 * pitch
    for i in range(tails):
        mid = (i + 0.5) * pitch
        left += [
            (-x / 2, mid + half + flare),
            (-x / 2 + deep, mid + half),
            (-x / 2 + deep, mid - half),
            (-x / 2, mid - half - flare),
        ][::-1]
        pins.append(
            np.array(
                [
                    (-x / 2, mid - half - flare + gap),
                    (-x / 2 + deep - gap, mid - half + gap),
                    (-x / 2 + deep - gap, mid + half - gap),
                    (-x / 2, mid + half + flare - gap),
                ]
            )
        )
    return np.concatenate([[(-x / 2, 0.0)], np.array(left), [(-x / 2, z)]]), pins


def _chest_walls(x: float, y: float, z: float, t: float, tails: int) -> list[Surface]:
    """Front, back and two ends, joined by dovetails."""
    outline, pins = _dovetails(x, z, tails, t)
    right = outline[::-1] * [-1.0, 1.0]
    shape = np.concatenate([outline[::-1], right[::-1]])
    front = placed(plate(shape, 0.0, t, bevel_m=0.0), (0, -y / 2 + t, 0), tilt_deg=(90, 0, 0))
    back = moved(front, y=y - t)
    ends = []
    for side in (-1, 1):
        for pin in pins:
            o = pin if side == -1 else pin[::-1] * [-1.0, 1.0]
            ends.append(placed(extrude(o, -0.0002, t - 0.0003), (0, -y / 2 + t, 0), tilt_deg=(90, 0, 0)))
        ends.append(moved(rounded_box((t - 0.0006, y - 2 * t, z), 0.0005, 1), side * (x / 2 - t / 2)))
    return [front, back, *ends]


def _chest_lid(x: float, y: float) -> Surface:
    """A lid with a lip at its front, hinged at y = 0."""
    return merge(
        [
            board(x + 0.008, y + 0.008, 0.013, (0, -y / 2, 0), edge_m=0.004),
            board(x + 0.008, 0.01, 0.016, (0, -y - 0.006, -0.016), edge_m=0.003),
        ]
    )


def _key_plate() -> Surface:
    """A plate with a keyhole."""
    return plate(
        super_ellipse(0.011, 0.016, 2.4, 40),
        0.0,
        0.0016,
        holes=[
            circle(0.0026, 16, centre=(0, 0.003)),
            rounded([(-0.001, -0.007), (0.001, -0.007), (0.001, 0.0), (-0.001, 0.0)], 0.0003, 2, closed=True),
        ],
        bevel_m=0.0004,
    )


def _chest_brass(x: float, y: float, z: float) -> Surface:
    """Hinges, the lock's plate and a ring at the end."""
    hinge = [
        placed(tube(np.linspace([-0.02, 0, 0], [0.02, 0, 0], 4), 0.0035, sides=12), (px, y / 2 + 0.002, z))
        for px in (-0.3 * x, 0.3 * x)
    ]
    return merge(
        [
            *hinge,
            placed(_key_plate(), (0, -y / 2, 0.72 * z), tilt_deg=(90, 0, 0)),
            placed(
                ring_of(0.016, 0.0022, segments=40, sides=10), (-x / 2 - 0.004, 0.0, 0.6 * z), tilt_deg=(0, 90, 0)
            ),
        ]
    )


def _dovetailed_box(rng: np.random.Generator, size: float) -> Meshes:
    """A chest with its lid raised, tails and pins at the corners, brass hinges and a catch."""
    x, y, z, t = size, size * rng.uniform(0.55, 0.7), size * rng.uniform(0.34, 0.46), 0.012
    tails = int(rng.integers(4, 7))
    walls = _chest_walls(x, y, z, t, tails)
    floor = board(x - 2 * t, y - 2 * t, 0.01, (0, 0, 0.004))
    open_deg = float(rng.choice([0.0, 0.0, 55.0, 75.0]))
    top = placed(_chest_lid(x, y), (0, y / 2, z + 0.0006), tilt_deg=(-open_deg, 0, 0))
    spin = float(rng.uniform(-8, 14))
    return fitted(
        [placed(p, tilt_deg=(0, 0, spin)) for p in (merge([*walls, floor, top]), _chest_brass(x, y, z))], size
    )


def drawers(rng: np.random.Generator, size: float) -> Meshes:
    """A small chest of drawers with moulded top and turned or brass knobs, one drawer drawn out."""
    x, y = size, size * rng.uniform(0.45, 0.6)
    rows, columns = int(rng.integers(2, 4)), int(rng.integers(1, 3))
    z = size * (0.24 * rows + 0.06)
    t, plinth = 0.018, 0.05
    wood = [post((t, y), 0, z, s * (x / 2 - t / 2), 0) for s in (-1, 1)]
    wood.append(board(x + 0.03, y + 0.025, 0.02, (0, -0.002, z), edge_m=0.006))
    wood.append(board(x + 0.014, y + 0.012, 0.01, (0, -0.001, z - 0.0095), edge_m=0.004))
    wood.append(board(x - 2 * t, y - 0.03, plinth, (0, 0.01, 0)))
    wood.append(board(x, 0.01, z, (0, y / 2 - 0.005, 0)))
    wood.append(board(x + 0.012, 0.014, plinth, (0, -y / 2 - 0.004, 0), edge_m=0.004))
    knobs, tall = [], (z - plinth - 0.012) / rows
    knob = turned_solid(
        [(0, -0.004), (0.007, -0.004), (0.006, 0.006), (0.013, 0.014), (0.0125, 0.02), (0, 0.023)],
        0.003,
        segments=36,
    )
    out_at = (int(rng.integers(rows)), int(rng.integers(columns)))
    for row in range(rows):
        wood.append(board(x - 2 * t, y - 0.02, 0.012, (0, 0.0, plinth + row * tall - 0.002)))
        for column in range(columns):
            wide = (x - 2 * t) / columns
            px, pz = (column - (columns - 1) / 2) * wide, plinth + row * tall + 0.011
            out = 0.35 * y if (row, column) == out_at and rng.random() < 0.5 else 0.002
            fy = -y / 2 + 0.008 - out
            wood.append(board(wide - 0.004, 0.018, tall - 0.014, (px, fy, pz), edge_m=0.004))
            wood += [
                post((0.01, 0.7 * y), pz + 0.004, pz + tall - 0.03, px + s * (wide / 2 - 0.012), fy + 0.35 * y)
                for s in (-1, 1)
            ]
            wood.append(board(wide - 0.02, 0.7 * y, 0.006, (px, fy + 0.35 * y, pz + 0.006)))
            spots = (-0.28, 0.28) if wide > 0.26 else (0.0,)
            knobs += [
                placed(knob, (px + s * wide, fy - 0.009, pz + 0.5 * tall), tilt_deg=(90, 0, 0)) for s in spots
            ]
        if columns == 2:
            wood.append(post((0.012, y - 0.02), plinth + row * tall, plinth + (row + 1) * tall, 0, 0.004))
    return fitted([merge(wood), merge(knobs)], size)


def _board_stack(rng: np.random.Generator, size: float) -> Meshes:
    """Rough sawn boards in stick, their ends to the front."""
    rows, wood, sticks = int(rng.integers(3, 6)), [], []
    long, wide_all = size, size * rng.uniform(0.5, 0.65)
    z = 0.0
    for _ in range(rows):
        thick = rng.uniform(0.024, 0.034) * size / 0.6
        stick = 0.016 * size / 0.6
        sticks += [board(wide_all * 1.02, stick * 1.2, stick, (0, s * long, z)) for s in (-0.36, 0.0, 0.36)]
        z += stick
        x = -wide_all / 2
        while x < wide_all / 2 - 0.05 * size:
            wide = min(rng.uniform(0.13, 0.22) * size, wide_all / 2 - x)
            shift = rng.normal(0, 0.012 * size)
            plank = placed(
                board(long * rng.uniform(0.95, 1.03), wide - 0.006, thick * rng.uniform(0.95, 1.04), edge_m=0.001),
                tilt_deg=(0, 0, 90),
            )
            wood.append(
                placed(
                    plank,
                    (x + wide / 2, shift, z),
                    tilt_deg=(0, float(rng.normal(0, 0.25)), float(rng.normal(0, 0.5))),
                )
            )
            x += wide
        z += thick
    spin = float(rng.uniform(-30, 0))
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in (merge(wood), merge(sticks))], size)


def _floor_boards(rng: np.random.Generator, size: float) -> Meshes:
    """Boards with open joints and nails, running to a skirting."""
    rows = int(rng.integers(5, 8))
    wide = size / rows
    wood, nails = [], []
    for i in range(rows):
        y0, x = -size / 2 + (i + 0.5) * wide, -size / 2 - rng.uniform(0, 0.5) * size
        while x < size / 2:
            long = rng.uniform(0.5, 1.1) * size
            a, b = max(x, -size / 2), min(x + long, size / 2)
            if b - a > 0.05:
                wood.append(
                    board(
                        b - a - 0.002,
                        wide - 0.0035,
                        0.022,
                        ((a + b) / 2, y0, rng.normal(0, 0.0006)),
                        edge_m=0.0016,
                    )
                )
                nails += [(px, y0 + s * 0.3 * wide, 0.0222) for px in (a + 0.02, b - 0.02) for s in (-1, 1)]
            x += long
    skirting = [
        board(size, 0.02, 0.1, (0, size / 2 + 0.01, 0.0), edge_m=0.004),
        board(size, 0.03, 0.018, (0, size / 2 + 0.002, 0.022), edge_m=0.006),
    ]
    from assets.forms.kit.joinery import nail_head

    return fitted([merge(wood), repeated(nail_head(0.0042), nails), merge(skirting)], size, crease_deg=30)


FORMS = (
    Form(
        name="dovetailed_box",
        class_name="wooden box",
        size_m=(0.2, 0.35),
        parts=(main_part("Box"), part("Fittings", "brass")),
        build=_dovetailed_box,
    ),
    Form(
        name="chest_of_drawers",
        class_name="chest of drawers",
        size_m=(0.4, 0.7),
        parts=(main_part("Carcass"), part("Knobs", "brass", "dark_wood", "white_porcelain")),
        build=drawers,
    ),
    Form(
        name="board_stack",
        class_name="stack of boards",
        size_m=(0.5, 1.2),
        parts=(main_part("Boards"), part("Sticks", "grey_wood")),
        build=_board_stack,
    ),
    Form(
        name="floor_boards",
        class_name="floor boards",
        size_m=(1.0, 1.8),
        parts=(main_part("Boards"), part("Nails", "black_iron"), part("Skirting", "white_paint")),
        build=_floor_boards,
    ),
)
