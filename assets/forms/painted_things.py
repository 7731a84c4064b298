"""Painted wood: door, shutters, gate, peeling boards, boards half painted."""

from __future__ import annotations

import itertools

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.applied import flat_wrap
from assets.forms.kit.joinery import board, frame_and_panels, louvres, nails_on_front, post, rod_between
from assets.forms.kit.mouldings import (
    ball_at,
    cylinder,
    fitted,
    placed,
    ring_of,
    tube,
    turned_solid,
)
from assets.forms.kit.wear import chips, curled_flake
from assets.forms.paint_tools import flat_brush, paint_in_tin, paint_tin
from assets.meshes.curves import rounded
from assets.meshes.solids import extrude, rounded_box
from assets.meshes.surface import Surface, grid, merge, moved
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]

_FRONT = flat_wrap((0, 0, 0), (1, 0, 0), (0, 0, 1))


def _edge_places(rng: np.random.Generator, count: int, wide: float, high: float) -> list[tuple[float, float]]:
    """Places near the left and right edge of a front."""
    return [
        (
            float(rng.choice([-1, 1]) * (wide / 2 - abs(rng.normal(0, 0.008)))),
            float(rng.uniform(0.04, 0.96) * high),
        )
        for _ in range(count)
    ]


def _door_frame(wide: float, high: float) -> list[Surface]:
    """Jambs, head and the mouldings before them."""
    frame = [post((0.06, 0.09), 0, high + 0.06, s * (wide / 2 + 0.033), 0.03) for s in (-1, 1)]
    frame += [post((0.075, 0.02), 0, high + 0.07, s * (wide / 2 + 0.06), -0.02) for s in (-1, 1)]
    frame += [
        board(wide + 0.15, 0.09, 0.06, (0, 0.03, high + 0.003)),
        board(wide + 0.2, 0.02, 0.075, (0, -0.02, high + 0.006), edge_m=0.005),
    ]
    return frame


def _door_furniture(wide: float, high: float, side: float, slot_z: float) -> list[Surface]:
    """A knob and a keyhole at that side, a letter plate, two hinges."""
    at = (side * (wide / 2 - 0.052), 0.0, 0.98)
    knob = placed(
        turned_solid(
            [
                (0, -0.001),
                (0.034, -0.001),
                (0.033, 0.006),
                (0.012, 0.009),
                (0.011, 0.028),
                (0.027, 0.04),
                (0.029, 0.055),
                (0.018, 0.066),
                (0, 0.068),
            ],
            0.004,
            segments=48,
        ),
        at,
        tilt_deg=(90, 0, 0),
    )
    key = placed(
        turned_solid([(0, 0), (0.014, 0), (0.013, 0.003), (0, 0.003)], 0.001, segments=32),
        (at[0], 0, 0.9),
        tilt_deg=(90, 0, 0),
    )
    slot = placed(
        merge(
            [
                moved(rounded_box((0.24, 0.07, 0.006), 0.002), 0, 0),
                moved(rounded_box((0.17, 0.032, 0.005), 0.002), 0, 0, 0.005),
            ]
        ),
        (0, 0.0, slot_z),
        tilt_deg=(90, 0, 0),
    )
    hinges = [
        tube(
            np.linspace(
                [-side * (wide / 2 + 0.002), -0.006, z - 0.045], [-side * (wide / 2 + 0.002), -0.006, z + 0.045], 4
            ),
            0.006,
            sides=12,
        )
        for z in (0.22, high - 0.22)
    ]
    return [knob, key, slot, *hinges]


def _door(rng: np.random.Generator, size: float) -> Meshes:
    """A panelled leaf in its frame, knob, letter plate, chips at its edges."""
    wide, high, thick = 0.78, rng.uniform(1.7, 1.95), 0.042
    rows, columns = [((1.0, 0.8), 2), ((0.7, 1.2, 0.4), 2), ((1.0,), 1), ((1.3, 1.0), 1)][int(rng.integers(4))]
    leaf = frame_and_panels(wide, high, thick, rows, columns, stile_m=0.105)
    side = float(rng.choice([-1, 1]))
    metal = _door_furniture(wide, high, side, 0.86 if len(rows) > 1 else 0.13)
    worn = chips(
        rng,
        [
            *_edge_places(rng, 22, wide, high),
            *[(float(rng.uniform(-0.4, 0.4) * wide), float(abs(rng.normal(0, 0.03)))) for _ in range(10)],
        ],
        (0.004, 0.013),
        _FRONT,
    )
    step = board(wide + 0.3, 0.3, 0.06, (0, -0.06, -0.062), edge_m=0.01)
    return fitted([merge([leaf, *_door_frame(wide, high)]), merge(metal), worn, step], size)


def _shutter(rng: np.random.Generator, size: float) -> Meshes:
    """A louvred shutter on its strap hinges before a bit of wall, chipped."""
    wide, high, stile = 0.42, rng.uniform(0.85, 1.1), 0.06
    wood, chipped = [], []
    pair = (-1, 1)
    for s in pair:
        x = s * (wide / 2 + 0.004)
        wood += [post((stile, 0.034), 0.0, high, x + k * (wide - stile) / 2, 0.0) for k in (-1, 1)]
        rails = (0.0, 0.46 * high, high - 0.08)
        wood += [board(wide - 2 * stile + 0.004, 0.034, 0.08, (x, 0, z)) for z in rails]
        for a, b in itertools.pairwise(rails):
            gap = b - a - 0.08
            count = int(gap / 0.034)
            wood.append(
                moved(
                    louvres(wide - 2 * stile + 0.01, gap, count, depth_m=0.042, tilt_deg=-46.0), x, 0.0, a + 0.08
                )
            )
        places = [
            (x + k * (wide / 2 - abs(float(rng.normal(0, 0.006)))), float(rng.uniform(0, high)))
            for k in (-1, 1)
            for _ in range(8)
        ]
        chipped.append(moved(chips(rng, places, (0.003, 0.011), _FRONT), y=-0.017))
    irons = []
    for s in pair:
        for z in (0.12, high - 0.12):
            strap = rounded(
                [(-0.235, 0.0), (-0.2, -0.009), (0, -0.013), (0, 0.013), (-0.2, 0.009)], 0.004, 3, closed=True
            )
            strap = strap if s > 0 else -strap
            irons.append(
                placed(
                    extrude(strap, 0.0, 0.004, bevel_m=0.001), (s * (wide + 0.006), -0.017, z), tilt_deg=(90, 0, 0)
                )
            )
            irons.append(
                moved(cylinder(0.009, -0.02, 0.02, bevel_m=0.002, segments=20), s * (wide + 0.01), -0.012, z)
            )
    irons.append(moved(rounded_box((0.05, 0.01, 0.022), 0.003), 0.0, -0.022, 0.5 * high))
    wall = [board(2 * wide + 0.5, 0.05, high + 0.3, (0, 0.06, -0.15))]
    sill = board(2 * wide + 0.1, 0.12, 0.05, (0, 0.0, -0.055), edge_m=0.008)
    return fitted([merge(wood), merge(irons), merge(chipped), merge([*wall, sill])], size)


def _picket_head(w: float, tall: float, kind: int) -> list[tuple[float, float]]:
    """The top of a picket: pointed, round or shouldered."""
    heads = {
        0: [(-w / 2, tall - 0.06), (0, tall), (w / 2, tall - 0.06)],
        1: [(w / 2 * np.cos(a), tall - w / 2 + w / 2 * np.sin(a)) for a in np.linspace(np.pi, 0, 13)],
        2: [
            (-w / 2, tall - 0.07),
            (-0.2 * w, tall - 0.05),
            (0, tall),
            (0.2 * w, tall - 0.05),
            (w / 2, tall - 0.07),
        ],
    }
    return heads[kind]


def _gate_post(s: int, wide: float, high: float) -> list[Surface]:
    """A post with a cap and a ball at side ``s``."""
    return [
        post((0.1, 0.1), 0, high + 0.12, s * (wide / 2 + 0.085), 0.01, edge_m=0.005),
        moved(rounded_box((0.13, 0.13, 0.022), 0.006), s * (wide / 2 + 0.085), 0.01, high + 0.12),
        moved(ball_at(0.05, (0, 0, 0.05)), s * (wide / 2 + 0.085), 0.01, high + 0.138),
    ]


def _gate_irons(wide: float, high: float) -> list[Surface]:
    """Two strap hinges and a latch with its ring."""
    irons = [
        board(0.32, 0.004, 0.03, (-wide / 2 + 0.1, -0.0205, z - 0.012), edge_m=0.0015) for z in (0.2, high - 0.2)
    ]
    irons += [
        moved(rounded_box((0.11, 0.012, 0.03), 0.003), wide / 2 + 0.01, -0.03, 0.72 * high),
        moved(ring_of(0.02, 0.005, segments=32, sides=10), wide / 2 - 0.02, -0.05, 0.72 * high),
    ]
    return irons


def _picket_chips(rng: np.random.Generator, wide: float, high: float, count: int) -> Surface:
    """Chips on the pickets, not between them, the most at head and foot."""
    pitch = wide / count
    marks = [
        (
            float(rng.uniform(-0.5, 0.5) * wide),
            float(
                rng.choice(
                    [rng.uniform(0.06, 0.12), rng.uniform(high - 0.12, high - 0.06), rng.uniform(0.1, high)]
                )
            ),
        )
        for _ in range(34)
    ]
    snapped = [
        (
            float(round((x / pitch) + (count - 1) / 2) - (count - 1) / 2) * pitch
            + float(rng.uniform(-0.24, 0.24)) * pitch,
            z,
        )
        for x, z in marks
    ]
    return moved(chips(rng, snapped, (0.004, 0.012), _FRONT), y=-0.0182)


def _gate(rng: np.random.Generator, size: float) -> Meshes:
    """A picket gate between two posts with caps, hinges and a latch."""
    wide, high = 0.95, rng.uniform(0.85, 1.0)
    count = int(rng.integers(7, 10))
    wood = []
    top = int(rng.integers(3))
    pitch = wide / count
    arch = rng.uniform(-0.12, 0.14)
    places = []
    for i in range(count):
        x = (i - (count - 1) / 2) * pitch
        tall = high + arch * (1 - (2 * x / wide) ** 2)
        w = 0.62 * pitch
        outline = np.array([(-w / 2, 0.06), *_picket_head(w, tall, top), (w / 2, 0.06)])[::-1] + np.array([x, 0.0])
        wood.append(placed(extrude(outline, 0.0, 0.018, bevel_m=0.0015, steps=1), (0, 0, 0), tilt_deg=(90, 0, 0)))
        places += [(x, -0.0184, z) for z in (0.2, high - 0.2)]
    wood += [board(wide, 0.032, 0.075, (0, 0.016, z), edge_m=0.003) for z in (0.165, high - 0.24)]
    brace = rod_between(
        (-wide / 2 + 0.05, 0.016, 0.22), (wide / 2 - 0.05, 0.016, high - 0.23), (0.024, 0.024), sides=4
    )
    wood.append(brace)
    for s in (-1, 1):
        wood += _gate_post(s, wide, high)
    irons = [*_gate_irons(wide, high), nails_on_front(places, 0.0035)]
    worn = _picket_chips(rng, wide, high, count)
    spin = float(rng.uniform(-16, 12))
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in (merge(wood), merge(irons), worn)], size)


def _weather_boards(rng: np.random.Generator, size: float) -> Meshes:
    """Lapped boards whose paint flakes: bare grey wood, curled edges, nails with rust below."""
    rows, wide = int(rng.integers(5, 7)), 1.0
    high = 0.14
    paint, bare, nails, flakes = [], [], [], []
    for i in range(rows):
        z = i * high
        x, cut = -wide / 2, float(rng.uniform(-0.3, 0.3)) * wide
        for a, b in ((x, cut), (cut, wide / 2)):
            plank = placed(
                board(b - a - 0.002, 0.018, high + 0.03, ((a + b) / 2, 0, 0), edge_m=0.002),
                (0, 0, z),
                tilt_deg=(-5.5, 0, 0),
            )
            paint.append(plank)
            nails += [(px, -0.0054, z + 0.04) for px in (a + 0.02, b - 0.02, 0.5 * (a + b))]
        wrap = flat_wrap((0, -0.0088, z), (1, 0, 0), (0, np.sin(np.radians(5.5)), np.cos(np.radians(5.5))))
        places = [
            (float(rng.uniform(-0.5, 0.5) * wide), float(np.clip(abs(rng.normal(0, 0.05)), 0.012, high - 0.01)))
            for _ in range(13)
        ]
        bare.append(chips(rng, places, (0.006, 0.03), wrap, lift_m=0.0004))
        for px, pz in places:
            if rng.random() < 0.6:
                flake = curled_flake(
                    rng, (rng.uniform(0.008, 0.02), rng.uniform(0.005, 0.012)), rng.uniform(0.003, 0.008)
                )
                flake = placed(
                    flake,
                    (
                        px + float(rng.normal(0, 0.012)),
                        -0.0096 + np.sin(np.radians(5.5)) * pz,
                        z + pz + float(rng.normal(0, 0.012)),
                    ),
                    tilt_deg=(84.5, 0, 0),
                )
                flakes.append(flake)
    frame = [post((0.09, 0.03), 0, rows * high, s * (wide / 2 + 0.03), -0.004, edge_m=0.003) for s in (-1, 1)]
    return fitted([merge([*paint, *flakes, *frame]), merge(bare), nails_on_front(nails, 0.0038)], size)


def _brush_strokes(rng: np.random.Generator, long: float, wide: float, count: int) -> list[Surface]:
    """The uneven ends of fresh paint's strokes, nine on each board."""
    coat = []
    for i in range(count):
        for k in range(9):
            y = (i - 1.5) * wide + (k - 4) * (wide - 0.006) / 9
            end = 0.06 + float(rng.normal(0, 0.022)) + 0.03 * np.sin(2.0 * i)
            x = np.linspace(-long / 2 + 0.002, end, 40)
            half = 0.5 * (wide - 0.005) / 9 * np.clip((end - x) / 0.02, 0.15, 1.0)
            ridge = 0.0186 + 0.0005 * (1 + np.sin(x * 40 + k))
            left = np.stack([x, y - half * 1.05, 0 * x + 0.0181], -1)
            right = np.stack([x, y + half * 1.05, 0 * x + 0.0181], -1)
            coat.append(grid(np.stack([left, np.stack([x, 0 * x + y, ridge], -1), right])))
    return coat


def _half_painted(rng: np.random.Generator, size: float) -> Meshes:
    """Boards half covered by fresh paint with strokes at its edge, a brush on them and the open tin."""
    long, wide, count = 0.5, 0.11, 4
    wood = [board(long, wide - 0.002, 0.018, (0, (i - 1.5) * wide, 0), edge_m=0.0015) for i in range(count)]
    coat = _brush_strokes(rng, long, wide, count)
    coat += [
        moved(
            board(
                0.56 * long + 0.01,
                wide - 0.0016,
                0.0183,
                ((-long / 2 + 0.03) / 2 - 0.002, (i - 1.5) * wide, 0.0),
                edge_m=0.0014,
            )
        )
        for i in range(count)
    ]
    tin_at = (-0.12 + rng.uniform(-0.05, 0.02), 0.08, 0.0185)
    r, high = 0.062, 0.12
    tin, label = paint_tin(r, high)
    paint = [moved(p, *tin_at) for p in paint_in_tin(rng, r, high)]
    brush_at = (0.1, -0.09, 0.036)
    spin, tip = float(rng.uniform(-50, -15)), (0.0, 6.0, 0.0)
    tools = [placed(placed(p, tilt_deg=tip), brush_at, tilt_deg=(0, 0, spin)) for p in flat_brush()]
    turn = float(rng.uniform(-30, 10))
    parts = [
        merge([*coat, *paint, tools[0]]),
        merge(wood),
        merge([*(moved(p, *tin_at) for p in tin), tools[1]]),
        tools[2],
        moved(label, *tin_at),
    ]
    return fitted([placed(p, tilt_deg=(0, 0, turn)) for p in parts], size)


FORMS = (
    Form(
        name="panelled_door",
        class_name="door",
        size_m=(1.7, 2.05),
        parts=(
            main_part("Door"),
            part("Brass", "brass"),
            part("Chips", "grey_wood", "pine"),
            part("Step", "grey_stone"),
        ),
        build=_door,
    ),
    Form(
        name="louvred_shutters",
        class_name="shutters",
        size_m=(1.2, 1.6),
        parts=(
            main_part("Shutters"),
            part("Irons", "black_iron"),
            part("Chips", "grey_wood"),
            part("Wall", "limewash"),
        ),
        build=_shutter,
    ),
    Form(
        name="picket_gate",
        class_name="gate",
        size_m=(1.1, 1.4),
        parts=(main_part("Gate"), part("Irons", "black_iron", "galvanized_steel"), part("Chips", "grey_wood")),
        build=_gate,
    ),
    Form(
        name="peeling_boards",
        class_name="weather boards",
        size_m=(0.8, 1.2),
        parts=(main_part("Paint"), part("Bare", "grey_wood"), part("Nails", "rusty_steel")),
        build=_weather_boards,
    ),
    Form(
        name="half_painted_boards",
        class_name="painted boards",
        size_m=(0.45, 0.62),
        parts=(
            main_part("Paint"),
            part("Wood", "pine"),
            part("Tin", "steel"),
            part("Handle", "beech"),
            part("Label", "white_paper"),
        ),
        build=_half_painted,
    ),
)
