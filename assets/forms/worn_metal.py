"""Sheet metal that is used: tool box, tread plate step, locker door."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.joinery import board, post, repeated
from assets.forms.kit.lettering import raised_text
from assets.forms.kit.mouldings import cylinder, fitted, flowing, placed, ring_of, round_sheet, tube
from assets.forms.kit.rivets_and_screws import bolt_head, dome_rivet
from assets.meshes.curves import rounded
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, box_mapped, grid, merge, moved
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


def _dented_sheet(rng: np.random.Generator, wide: float, high: float, dents: int, deep: float) -> Surface:
    """A sheet in the XZ plane from z = 0, its face to -y at y = 0, knocked in here and there."""
    u, v = np.meshgrid(np.linspace(-wide / 2, wide / 2, 70), np.linspace(0, high, 70))
    y = np.zeros_like(u)
    for _ in range(dents):
        at, reach = (rng.uniform(-0.4, 0.4) * wide, rng.uniform(0.1, 0.9) * high), rng.uniform(0.05, 0.14) * wide
        y += (
            rng.uniform(0.4, 1.0)
            * deep
            * np.exp(-(((u - at[0]) / reach) ** 2) - ((v - at[1]) / (reach * rng.uniform(0.5, 1.4))) ** 2)
        )
    rim = np.minimum(np.minimum(u + wide / 2, wide / 2 - u), np.minimum(v, high - v))
    y *= np.clip(rim / (0.06 * wide), 0, 1)
    return box_mapped(grid(np.stack([u, y, v], -1)))


def _box_lid(x: float, y: float, z: float, lid: float) -> Surface:
    """A ridged lid of height ``lid`` over z."""
    ridge = rounded(
        [
            (-y / 2 - 0.012, z + 0.018),
            (y / 2 + 0.012, z + 0.018),
            (y / 2 + 0.008, z + 0.4 * lid),
            (0.13, z + lid),
            (-0.13, z + lid),
            (-y / 2 - 0.008, z + 0.4 * lid),
        ],
        0.014,
        4,
        closed=True,
    )
    rings = np.stack([np.column_stack([np.full(len(ridge), px), ridge]) for px in (-x / 2 - 0.01, x / 2 + 0.01)])
    return box_mapped(round_sheet(rings))


def _box_handle(low: float) -> tuple[Surface, Surface]:
    """(a bowed handle that stands on that height, its grip)."""
    arch = flowing(
        [
            (-0.2, low),
            (-0.19, low + 0.06),
            (-0.13, low + 0.085),
            (0.13, low + 0.085),
            (0.19, low + 0.06),
            (0.2, low),
        ],
        40,
    )
    handle = tube(np.stack([arch[:, 0], 0 * arch[:, 0], arch[:, 1]], -1), 0.012, sides=14)
    grip = tube(
        np.linspace([-0.12, 0, low + 0.086], [0.12, 0, low + 0.086], 20),
        0.021 + 0.0025 * np.cos(np.arange(20) * 2.1),
        sides=16,
    )
    return handle, grip


def _box_catch(x: float, y: float, z: float) -> list[Surface]:
    """A catch at the front: plate, lever, pin, two rivets."""
    return [
        moved(rounded_box((0.1, 0.016, 0.1), 0.006), x, -y / 2 - 0.018, z - 0.06),
        moved(rounded_box((0.075, 0.022, 0.05), 0.008), x, -y / 2 - 0.028, z - 0.05),
        placed(tube(np.linspace([-0.04, 0, 0], [0.04, 0, 0], 4), 0.007, sides=10), (x, -y / 2 - 0.03, z - 0.062)),
        *[
            placed(dome_rivet(0.009), (x + k * 0.035, -y / 2 - 0.024, z - 0.08), tilt_deg=(90, 0, 0))
            for k in (-1, 1)
        ],
    ]


def _tool_box(rng: np.random.Generator, size: float) -> Meshes:
    """A folded steel box with a ridged lid, two catches, a handle and dents."""
    x, y, z = 1.0, rng.uniform(0.42, 0.5), rng.uniform(0.32, 0.4)
    lid = rng.uniform(0.12, 0.18)
    body = [
        rounded_box((x, y, z), 0.012),
        moved(rounded_box((x + 0.014, y + 0.014, 0.03), 0.008), 0, 0, z - 0.012),
    ]
    body.append(_box_lid(x, y, z, lid))
    front = _dented_sheet(rng, x * 0.94, z * 0.86, 4, 0.012)
    body.append(moved(front, 0, -y / 2 - 0.0035, 0.04 * z))
    body += [moved(rounded_box((0.9 * x, 0.012, 0.016), 0.005), 0, -y / 2 - 0.004, h) for h in (0.3 * z, 0.5 * z)]
    handle, grip = _box_handle(z + lid)
    catches = [*_box_catch(-0.28, y, z), *_box_catch(0.28, y, z)]
    hinge = tube(
        np.linspace([-0.46, y / 2 + 0.012, z + 0.016], [0.46, y / 2 + 0.012, z + 0.016], 6), 0.008, sides=10
    )
    sticker = placed(
        rounded_box((0.26, 0.09, 0.0012), 0.0003),
        (float(rng.uniform(-0.1, 0.1)), -y / 2 - 0.0045, 0.22 * z),
        tilt_deg=(90, 0, 0),
    )
    word = placed(
        raised_text(str(rng.choice(["BAY 4", "TORX", "SHOP", "FITTER"])), 0.05, stroke_m=0.009, relief_m=0.0012),
        (sticker.points[:, 0].mean(), -y / 2 - 0.0056, 0.22 * z),
        tilt_deg=(90, 0, 0),
    )
    spin = float(rng.uniform(-32, 10))
    parts = [merge(body), merge([handle, *catches, hinge]), grip, sticker, word]
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in parts], size, crease_deg=30)


def _tread_plate(rng: np.random.Generator, size: float) -> Meshes:
    """A step of five-bar or lozenge plate on its stringers, bolted."""
    wide, deep, thick = 1.0, rng.uniform(0.34, 0.42), 0.006
    lozenge = _lozenge()
    body = [
        board(wide, deep, thick, (0, 0, 0), edge_m=0.001),
        placed(
            board(wide, 0.05, thick, (0, 0, 0), edge_m=0.001), (0, -deep / 2 + 0.002, -0.0205), tilt_deg=(90, 0, 0)
        ),
        moved(rounded_box((wide, 0.01, 0.012), 0.004), 0, -deep / 2 + 0.002, -0.004),
    ]
    pitch, places = 0.042, []
    for i in range(int(wide / pitch)):
        places += [(i, j) for j in range(int(deep / pitch))]
    a = [(-wide / 2 + (i + 0.6) * pitch, -deep / 2 + (j + 0.6) * pitch, thick) for i, j in places if (i + j) % 2]
    b = [
        (-wide / 2 + (i + 0.6) * pitch, -deep / 2 + (j + 0.6) * pitch, thick) for i, j in places if not (i + j) % 2
    ]
    body += [repeated(placed(lozenge, tilt_deg=(0, 0, 45)), a), repeated(placed(lozenge, tilt_deg=(0, 0, -45)), b)]
    frame = [post((0.012, deep), -0.16, 0.0, s * (wide / 2 - 0.02), 0.0) for s in (-1, 1)]
    frame += [board(0.09, deep, 0.01, (s * (wide / 2 - 0.06), 0, -0.01)) for s in (-1, 1)]
    bolts = repeated(
        bolt_head(0.021), [(s * (wide / 2 - 0.06), t * (deep / 2 - 0.05), thick) for s in (-1, 1) for t in (-1, 1)]
    )
    spin = float(rng.uniform(-30, 20))
    lean = float(rng.uniform(8, 22))
    parts = [merge(body), merge(frame), bolts]
    return fitted([placed(p, tilt_deg=(lean, 0, spin)) for p in parts], size, crease_deg=40)


def _lozenge() -> Surface:
    """A raised bar with pointed ends on z = 0."""
    t = np.linspace(-1, 1, 9)
    rings = []
    for f, z in ((1.0, -0.0005), (0.82, 0.0012), (0.5, 0.0019), (0.1, 0.002)):
        half = 0.0042 * (1 - np.abs(t) ** 2.2)
        outline = (
            np.concatenate([np.stack([0.0175 * t, -half], -1), np.stack([0.0175 * t, half], -1)[::-1][1:-1]]) * f
        )
        rings.append(np.column_stack([outline, np.full(len(outline), z)]))
    return box_mapped(round_sheet(np.array(rings)))


def _lockers(rng: np.random.Generator, size: float) -> Meshes:
    """Two or three locker doors: louvres, handles, number plates, one left ajar, dents."""
    count = int(rng.integers(2, 4))
    wide, high, deep = 0.3, 1.0, 0.22
    body: list[Surface] = []
    metal: list[Surface] = []
    plates: list[Surface] = []
    marks: list[Surface] = []
    ajar = int(rng.integers(count)) if rng.random() < 0.6 else -1
    total = count * wide
    body.append(board(total + 0.03, deep, 0.03, (0, deep / 2, high)))
    body.append(board(total + 0.03, deep, 0.05, (0, deep / 2, -0.05)))
    body += [post((0.015, deep), -0.05, high + 0.03, -total / 2 + k * wide, deep / 2) for k in range(count + 1)]
    body.append(board(total, 0.01, high, (0, deep - 0.005, 0)))
    for k in range(count):
        x = (k - (count - 1) / 2) * wide
        sheet = _dented_sheet(rng, wide - 0.022, high - 0.016, 3, 0.007)
        back = replace(moved(rounded_box((wide - 0.022, 0.012, high - 0.016), 0.0015), 0, 0.009), normals=None)
        door = [sheet, back]
        for z in (0.12, 0.84):
            for i in range(6):
                slat = placed(
                    rounded_box((0.15, 0.016, 0.004), 0.0015), (0, -0.004, z + 0.016 * i), tilt_deg=(-38, 0, 0)
                )
                door.append(slat)
        handle = [
            moved(rounded_box((0.03, 0.012, 0.11), 0.004), wide / 2 - 0.04, -0.006, 0.48),
            moved(rounded_box((0.012, 0.024, 0.07), 0.004), wide / 2 - 0.04, -0.02, 0.5),
            placed(
                cylinder(0.009, 0, 0.006, bevel_m=0.001, segments=24),
                (wide / 2 - 0.04, -0.003, 0.46),
                tilt_deg=(90, 0, 0),
            ),
        ]
        plate = placed(rounded_box((0.07, 0.032, 0.0015), 0.0005), (0, -0.0006, 0.74), tilt_deg=(90, 0, 0))
        mark = placed(
            raised_text(str(int(rng.integers(10, 99))), 0.022, stroke_m=0.0035, relief_m=0.0008),
            (0, -0.002, 0.74),
            tilt_deg=(90, 0, 0),
        )
        if rng.random() < 0.4:
            handle.append(
                moved(
                    placed(ring_of(0.013, 0.003, segments=28, sides=10), tilt_deg=(90, 0, 0)),
                    wide / 2 - 0.04,
                    -0.03,
                    0.46,
                )
            )
            handle.append(moved(rounded_box((0.034, 0.016, 0.03), 0.005), wide / 2 - 0.04, -0.03, 0.42))
        swing = -float(rng.uniform(14, 40)) if k == ajar else 0.0
        hinge = -wide / 2 + 0.012
        for pieces, out in ((door, body), (handle, metal), ([plate], plates), ([mark], marks)):
            out.append(
                moved(placed(moved(merge(pieces), -hinge), tilt_deg=(0, 0, swing)), x + hinge, -0.002, 0.008)
            )
    spin = float(rng.uniform(-18, 14))
    parts = [merge(body), merge(metal), merge(plates), merge(marks)]
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in parts], size, crease_deg=30)


FORMS = (
    Form(
        name="steel_tool_box",
        class_name="tool box",
        size_m=(0.36, 0.56),
        parts=(
            main_part("Box"),
            part("Fittings", "steel"),
            part("Grip", "black_rubber", "red_plastic"),
            part("Sticker", "white_paper"),
            part("Print", "black_plastic"),
        ),
        build=_tool_box,
    ),
    Form(
        name="tread_plate_step",
        class_name="tread plate",
        size_m=(0.5, 0.95),
        parts=(main_part("Plate"), part("Frame", "painted_steel", "rusty_steel"), part("Bolts", "steel")),
        build=_tread_plate,
    ),
    Form(
        name="lockers",
        class_name="lockers",
        size_m=(0.9, 1.3),
        parts=(
            main_part("Lockers"),
            part("Handles", "steel"),
            part("Plates", "white_plastic"),
            part("Numbers", "black_plastic"),
        ),
        build=_lockers,
    ),
)
