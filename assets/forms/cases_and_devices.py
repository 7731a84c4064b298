"""Grained moulded plastic in boxes: keyboard, sockets, crate, tool case."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.joinery import board, post, repeated
from assets.forms.kit.lettering import raised_text
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
)
from assets.forms.kit.rivets_and_screws import cross_head, slotted_head
from assets.meshes.curves import rounded
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, merge, moved
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]

_PITCH = 0.019
_ROWS = ("1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM.-")


def _key(width: float, dish: float = 0.0006) -> Surface:
    """A key cap about the axis, its base on z = 0: tapered, its top dished."""

    def ring(shrink: float, z: float, y: float) -> np.ndarray:
        a, b = width / 2 - 0.0006 - shrink, _PITCH / 2 - 0.0006 - shrink
        outline = rounded([(-a, -b), (a, -b), (a, b), (-a, b)], 0.0018, 3, closed=True)
        lift = dish * np.clip((outline[:, 0] / max(a, 1e-6)) ** 2, 0, 1) - dish
        return np.column_stack([outline + np.array([0.0, y]), z + lift * (z > 0.007)])

    steps = [
        (0.0, 0.0, 0.0),
        (0.0012, 0.005, 0.0003),
        (0.0022, 0.0078, 0.0007),
        (0.0026, 0.0082, 0.0007),
        (0.0032, 0.0083, 0.0007),
    ]
    return round_sheet(np.array([ring(*s) for s in steps]))


def _letter_keys(count: int) -> tuple[list[Surface], list[Surface]]:
    """(keys, legends) of the rows of letters, the row's ends filled by wider keys."""
    keys, legends = [], []
    for row, letters in enumerate(_ROWS):
        x0 = (0.0, 0.5, 0.75, 1.25)[row] * _PITCH
        row_keys = [(x0 - (1.0 + (0.0, 0.5, 0.75, 1.25)[row]) / 2 * _PITCH, 1.0 + (0.0, 0.5, 0.75, 1.25)[row], "")]
        row_keys += [(x0 + (i + 0.5) * _PITCH, 1.0, c) for i, c in enumerate(letters[:count])]
        last = x0 + len(letters[:count]) * _PITCH
        fill = (count + 2.25) * _PITCH - last
        row_keys.append((last + fill / 2, fill / _PITCH, ""))
        for x, wide, letter in row_keys:
            y = -row * _PITCH
            keys.append(moved(_key(wide * _PITCH), x, y, 0.006))
            if letter:
                mark = raised_text(letter, 0.0052, stroke_m=0.0009, relief_m=0.00012)
                legends.append(moved(mark, x, y + 0.0016, 0.0137))
    return keys, legends


def _bottom_row(left: float, right: float) -> list[Surface]:
    """The space bar between three keys and two."""
    keys = []
    y = -4 * _PITCH
    spans = [1.25, 1.25, 1.25, (right - left) / _PITCH - 6.25, 1.25, 1.25]
    x = left
    for wide in spans:
        keys.append(moved(_key(wide * _PITCH, -0.0006 if wide > 3 else 0.0006), x + wide * _PITCH / 2, y, 0.006))
        x += wide * _PITCH
    return keys


def _keyboard_case(middle: float, half: float, edge: float) -> list[Surface]:
    """A tray with a rim on its four sides."""
    width, depth = 2 * half + 2 * edge, 5 * _PITCH + 2 * edge
    case = [moved(rounded_box((width, depth, 0.006), 0.002), middle, -2 * _PITCH, 0.0)]
    for side in (-1, 1):
        case.append(
            moved(
                rounded_box((edge - 0.0015, depth, 0.013), 0.002),
                middle + side * (half + edge / 2 + 0.0006),
                -2 * _PITCH,
                0.0,
            )
        )
        case.append(
            moved(
                rounded_box((width, edge - 0.0015, 0.013), 0.002),
                middle,
                -2 * _PITCH + side * (2.5 * _PITCH + edge / 2 + 0.0006),
                0.0,
            )
        )
    return case


def _keyboard(rng: np.random.Generator, size: float) -> Meshes:
    """A typing block in a slanting case, the right end cut by chance: numbers, letters, space bar."""
    count = int(rng.integers(8, 11))
    left, right = -1.0 * _PITCH, (count + 2.25) * _PITCH
    keys, legends = _letter_keys(count)
    keys += _bottom_row(left, right)
    middle, half = (left + right) / 2, (right - left) / 2
    edge = 0.008
    case = _keyboard_case(middle, half, edge)
    led = [
        moved(
            cylinder(0.0011, 0.013, 0.0135, segments=16),
            right - 0.01 - 0.008 * i,
            0.5 * _PITCH + edge / 2 + 0.0006,
        )
        for i in range(3)
    ]
    slant = float(rng.uniform(5, 9))
    cable = tube(
        flowing(
            [
                (middle, 0.5 * _PITCH + edge - 0.002, 0.005),
                (middle + 0.01, 0.05, 0.004),
                (middle + 0.03, 0.075, 0.0),
            ],
            24,
        ),
        0.0022,
        sides=10,
    )
    parts = [merge([*keys, *case]), merge(legends), merge([*led]), cable]
    return fitted([placed(p, tilt_deg=(slant, 0, 0)) for p in parts], size)


def socket_face(x: float) -> tuple[Surface, Surface, Surface]:
    """(plastic, dark holes, metal) of a round earthed socket on y = 0 that looks to -y."""
    rim, floor, deep = 0.0195, 0.0185, 0.0165
    cup = lathed(
        np.array(
            [
                [0.0, -deep],
                [floor, -deep],
                [rim, -0.001],
                [rim + 0.001, 0.0],
                [rim + 0.0016, 0.0012],
                [rim + 0.0026, 0.0015],
                [rim + 0.0034, 0.0],
            ]
        )[::-1],
        72,
    )
    holes = [
        moved(cylinder(0.0024, -deep - 0.001, -deep + 0.0003, segments=24), side * 0.0095) for side in (-1, 1)
    ]
    clips = [
        moved(rounded_box((0.004, 0.0022, 0.013), 0.0006), 0, side * (floor - 0.0004), -deep + 0.002)
        for side in (-1, 1)
    ]
    screw = moved(slotted_head(0.0031, turn_deg=25), 0, 0, -deep)
    return tuple(placed(p, (x, 0, 0), tilt_deg=(90, 0, 0)) for p in (cup, merge(holes), merge([*clips, screw])))  # type: ignore[return-value]


def _power_socket(rng: np.random.Generator, size: float) -> Meshes:
    """One or two sockets in a frame, standing up."""
    from assets.forms.kit.metre_solids import plate
    from assets.forms.kit.outlines import circle, rectangle

    gangs = int(rng.integers(1, 3))
    side, step = 0.081, 0.071
    wide = side + (gangs - 1) * step
    corner = rng.uniform(0.003, 0.012)
    frame_hole = [
        rectangle(0.0555, 0.0555, corner_m=0.004) + np.array([step * (i - (gangs - 1) / 2), 0.0])
        for i in range(gangs)
    ]
    plate_of = plate(
        rectangle(wide, side, corner_m=corner), -0.009, 0.0085, holes=frame_hole, bevel_m=0.0018, steps=3
    )
    back = moved(rounded_box((wide - 0.006, 0.004, side - 0.006), 0.001), 0, 0.001, -side / 2 + 0.003)
    plastics, darks, metals = [placed(plate_of, tilt_deg=(90, 0, 0)), back], [], []
    for i in range(gangs):
        x = step * (i - (gangs - 1) / 2)
        insert = plate(
            rectangle(0.0545, 0.0545, corner_m=0.0035), -0.005, 0.0105, holes=[circle(0.0226, 72)], bevel_m=0.0009
        )
        plastics.append(placed(insert, (x, 0, 0), tilt_deg=(90, 0, 0)))
        cup, holes, metal = socket_face(x)
        plastics.append(moved(cup, y=-0.0104))
        darks.append(moved(holes, y=-0.0104))
        metals.append(moved(metal, y=-0.0104))
    plastics[1] = moved(rounded_box((wide - 0.006, 0.03, side - 0.006), 0.001), 0, 0.0228, -side / 2 + 0.003)
    return fitted([merge(plastics), merge(darks), merge(metals)], size)


def _storage_crate(rng: np.random.Generator, size: float) -> Meshes:
    """A stacking crate with lattice sides, hand holes and ribbed corners."""
    x, y = size, size * rng.uniform(0.62, 0.75)
    z = size * rng.uniform(0.4, 0.62)
    t = 0.006 * size / 0.4
    pieces = []
    lattice = int(rng.integers(0, 3))
    for along, across, turn in ((x, y, 0.0), (y, x, 90.0), (x, y, 180.0), (y, x, 270.0)):
        wall = _crate_wall(along, z, t, lattice, hand=turn in (90.0, 270.0))
        pieces.append(placed(moved(wall, y=-across / 2), tilt_deg=(0, 0, turn)))
    for sx in (-1, 1):
        pieces += [
            post((5 * t, 5 * t), 0, z, sx * (x / 2 - 2.2 * t), sy * (y / 2 - 2.2 * t), edge_m=1.5 * t)
            for sy in (-1, 1)
        ]
    bars = max(5, int(x / 0.04))
    pieces += [board(t, y, t, (px, 0, 0.01)) for px in np.linspace(-x / 2 + 0.03, x / 2 - 0.03, bars)]
    pieces += [
        board(x, t, t, (0, py, 0.01)) for py in np.linspace(-y / 2 + 0.03, y / 2 - 0.03, max(4, int(y / 0.04)))
    ]
    label = [board(0.24 * x, 0.0012, 0.1 * z, (0.0, -y / 2 - 0.0045 * size / 0.4, 0.1 * z))]
    text = placed(
        raised_text(
            str(rng.choice(["BOX 7", "DEPOT", "A 12", "R-40", "LOT 3"])),
            0.055 * z,
            stroke_m=0.008 * z,
            relief_m=0.0008,
        ),
        (0, -y / 2 - 0.0053 * size / 0.4, 0.15 * z),
        tilt_deg=(90, 0, 0),
    )
    return fitted([merge(pieces), merge(label), text], size)


def _crate_wall(along: float, z: float, t: float, lattice: int, *, hand: bool) -> Surface:
    """A wall on y = 0 about x = 0, its outside towards -y."""
    rim, foot = 0.1 * z, 0.22 * z
    pieces = [
        board(along, 2.4 * t, rim, (0, 0.4 * t, z - rim)),
        board(along + 3 * t, 4.0 * t, 0.8 * t, (0, 0, z - 0.8 * t)),
        board(along, 1.4 * t, foot, (0, 0, 0)),
        board(along + 2 * t, 3.0 * t, 0.8 * t, (0, 0, 0.6 * foot)),
    ]
    high = z - rim - foot
    inner = along - 6 * t
    count = max(6, int(inner / 0.035))
    xs = np.linspace(-inner / 2, inner / 2, count + 1)
    gap = (-0.16 * along, 0.16 * along)
    for px in xs:
        if hand and gap[0] < px < gap[1]:
            pieces.append(post((1.1 * t, 1.2 * t), foot, foot + 0.55 * high, px, 0))
        elif lattice != 1:
            pieces.append(post((1.1 * t, 1.2 * t), foot, z - rim, px, 0))
    if hand:
        pieces.append(board(2 * gap[1] + 4 * t, 2.2 * t, 1.4 * t, (0, 0, foot + 0.55 * high)))
        pieces += [post((2.0 * t, 2.0 * t), foot + 0.5 * high, z - rim, side, 0) for side in gap]
    levels = np.linspace(foot, z - rim, 4 if lattice == 0 else 6)[1:-1]
    for pz in levels:
        if hand and pz > foot + 0.5 * high:
            pieces += [
                board(along / 2 - gap[1], 1.0 * t, 1.1 * t, (side * (along / 2 + gap[1]) / 2, 0.1 * t, pz))
                for side in (-1, 1)
            ]
        else:
            pieces.append(board(along, 1.0 * t, 1.1 * t, (0, 0.1 * t, pz)))
    if lattice == 1:
        step = high / 2
        for side in (-1, 1):
            for px in np.arange(-inner / 2, inner / 2, step / 1.5):
                if hand and gap[0] - step < px < gap[1] + step:
                    continue
                run = tube(
                    np.linspace(
                        [px, 0.0, foot], [np.clip(px + side * high, -along / 2, along / 2), 0.0, foot + high], 4
                    ),
                    0.55 * t,
                    sides=6,
                )
                pieces.append(run)
    return merge(pieces)


def _case_shells(x: float, y: float, z: float, ribs: int, rib_round_m: float) -> list[Surface]:
    """The two dished halves of a case, ribs on each."""
    body = []
    outline = super_ellipse(x / 2, z / 2, 9, 128)
    for side in (-1, 1):
        rings = []
        for inset, out in ((0.0, 0.012), (0.0, 0.1), (0.02, 0.14), (0.025, 0.8), (0.04, 0.94), (0.09, 1.0)):
            shape = outline * (1 - inset * 0.12 / 0.1 * 0.5)
            rings.append(np.stack([shape[:, 0], np.full(128, -out * y / 2), shape[:, 1]], -1))
        shell = round_sheet(np.array(rings))
        body.append(shell if side == 1 else placed(shell, tilt_deg=(0, 0, 180)))
        for k in range(ribs):
            px = (k - (ribs - 1) / 2) * x * 0.2
            rib = moved(
                rounded_box((0.085 * x, 0.03 * y, 0.62 * z), rib_round_m), px, -0.505 * y * side, -0.36 * z
            )
            body.append(rib)
    return body


def _case_latches(x: float, y: float, z: float) -> list[Surface]:
    """Two latches over the seam on top."""
    latches = []
    top = z / 2
    for px in (-0.22 * x, 0.22 * x):
        latches.append(moved(rounded_box((0.13 * x, 0.5 * y, 0.03 * z), 0.004), px, 0.0, top - 0.01 * z))
        latches.append(moved(rounded_box((0.1 * x, 0.06 * y, 0.16 * z), 0.004), px, -0.27 * y, top - 0.15 * z))
        latches.append(moved(rounded_box((0.1 * x, 0.06 * y, 0.16 * z), 0.004), px, -0.515 * y, top - 0.17 * z))
    return latches


def _case_handle(x: float, z: float, size: float) -> Surface:
    """A bowed handle on top, rings about its grip."""
    top = z / 2
    arch = flowing(
        [
            (-0.16 * x, top - 0.02 * z),
            (-0.145 * x, top + 0.1 * z),
            (-0.1 * x, top + 0.145 * z),
            (0.1 * x, top + 0.145 * z),
            (0.145 * x, top + 0.1 * z),
            (0.16 * x, top - 0.02 * z),
        ],
        48,
    )
    handle = tube(np.stack([arch[:, 0], 0 * arch[:, 0], arch[:, 1]], -1), 0.021 * size, flat=0.8, sides=18)
    grip = placed(ring_of(0.021 * size, 0.0032 * size, segments=24, sides=8), tilt_deg=(0, 90, 0))
    rings = repeated(grip, [(px, 0, top + 0.143 * z) for px in np.linspace(-0.08, 0.08, 7) * x])
    return merge([handle, rings])


def _tool_case(rng: np.random.Generator, size: float) -> Meshes:
    """A case standing on its long edge: two ribbed shells, latches, a handle on top."""
    x, z, y = size, size * rng.uniform(0.62, 0.74), size * rng.uniform(0.22, 0.3)
    body = _case_shells(x, y, z, int(rng.integers(3, 6)), 0.008 * size)
    screws = [
        placed(cross_head(0.006 * size / 0.4), (px * x, -0.472 * y, -0.43 * z), tilt_deg=(90, 0, 0))
        for px in (-0.4, -0.13, 0.13, 0.4)
    ]
    plate = moved(rounded_box((0.34 * x, 0.02 * y, 0.1 * z), 0.003), 0, -0.535 * y, -0.06 * z)
    name = placed(
        raised_text(
            str(rng.choice(["TORQ", "DRILL", "KIT 5", "MAXO", "PRO-9"])),
            0.06 * z,
            stroke_m=0.011 * z,
            relief_m=0.0012,
        ),
        (0, -0.544 * y, -0.01 * z),
        tilt_deg=(90, 0, 0),
    )
    feet = [
        moved(rounded_box((0.1 * x, 0.8 * y, 0.03 * z), 0.004), s * 0.35 * x, 0, -z / 2 - 0.012 * z)
        for s in (-1, 1)
    ]
    return fitted(
        [
            merge([*body, _case_handle(x, z, size), *feet]),
            merge([*_case_latches(x, y, z), plate]),
            merge(screws),
            name,
        ],
        size,
        crease_deg=40,
    )


FORMS = (
    Form(
        name="keyboard",
        class_name="keyboard",
        size_m=(0.22, 0.3),
        parts=(
            main_part("Keys"),
            part("Legends", "white_plastic", "pale_plastic"),
            part("Lights", "green_plastic"),
            part("Cable", "black_rubber"),
        ),
        build=_keyboard,
    ),
    Form(
        name="power_socket",
        class_name="power socket",
        size_m=(0.085, 0.155),
        parts=(main_part("Plastic"), part("Holes", "black_plastic"), part("Metal", "steel", "brass")),
        build=_power_socket,
    ),
    Form(
        name="storage_crate",
        class_name="crate",
        size_m=(0.35, 0.6),
        parts=(main_part("Crate"), part("Label", "white_paper"), part("Print", "black_plastic")),
        build=_storage_crate,
    ),
    Form(
        name="tool_case",
        class_name="tool case",
        size_m=(0.32, 0.48),
        parts=(
            main_part("Case"),
            part("Latches", "orange_plastic", "yellow_plastic", "black_plastic", "red_plastic"),
            part("Screws", "steel"),
            part("Name", "white_plastic"),
        ),
        build=_tool_case,
    ),
)
