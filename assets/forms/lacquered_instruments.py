"""A piano's keyboard and an electric guitar."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.joinery import board, repeated
from assets.forms.kit.lettering import raised_text
from assets.forms.kit.mouldings import (
    cylinder,
    fitted,
    flowing,
    placed,
    round_sheet,
    super_ellipse,
    tube,
    turned_solid,
)
from assets.meshes.curves import rounded
from assets.meshes.solids import extrude, rounded_box
from assets.meshes.surface import Surface, box_mapped, merge, moved
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


def _ivory_keys(rng: np.random.Generator, whites: int, pitch: float) -> list[Surface]:
    """White keys in a row; sometimes two are down."""
    keys = [
        moved(rounded_box((pitch - 0.0008, 0.15, 0.02), 0.0012), (i - (whites - 1) / 2) * pitch, -0.075, 0.0)
        for i in range(whites)
    ]
    dip = set(rng.choice(whites, 2, replace=False)) if rng.random() < 0.3 else set()
    return [placed(k, (0, 0, 0), tilt_deg=(1.2, 0, 0)) if i in dip else k for i, k in enumerate(keys)]


def _ebony_keys(whites: int, pitch: float) -> list[Surface]:
    """Black keys between so many white ones."""
    blacks = []
    for i in range(whites - 1):
        if i % 7 in (2, 6):
            continue
        shape = [(-0.0065, 0.018), (0.0065, 0.018), (0.0048, 0.031), (-0.0048, 0.031)]
        black = placed(
            extrude(rounded(shape, 0.0014, 3, closed=True), 0.0, 0.095, bevel_m=0.002),
            (0, 0, 0),
            tilt_deg=(90, 0, 0),
        )
        blacks.append(moved(black, (i + 0.5 - (whites - 1) / 2) * pitch, 0.0, 0.0))
    return blacks


def _piano_cheeks(wide: float) -> list[Surface]:
    """The curved ends of a keyboard."""
    cheek = [
        (-0.165, -0.03),
        (0.03, -0.03),
        (0.03, 0.075),
        (-0.03, 0.075),
        (-0.105, 0.048),
        (-0.15, 0.042),
        (-0.168, 0.02),
    ]
    side = placed(
        extrude(
            rounded(cheek, [0.01, 0.002, 0.002, 0.03, 0.03, 0.014, 0.01], 6, closed=True),
            0.0,
            0.055,
            bevel_m=0.004,
        ),
        tilt_deg=(90, 0, 90),
    )
    return [moved(side, s * (wide / 2 + 0.0285) - 0.0275, 0, 0) for s in (-1, 1)]


def _piano_case(wide: float) -> Surface:
    """Cheeks, key bed and slip, the raised fall, the front and its top."""
    body = _piano_cheeks(wide)
    body.append(board(wide + 0.13, 0.25, 0.035, (0, -0.05, -0.066), edge_m=0.006))
    body.append(board(wide, 0.022, 0.03, (0, -0.163, -0.03), edge_m=0.006))
    fall = placed(
        board(wide - 0.002, 0.012, 0.16, (0, 0, 0), edge_m=0.004), (0, 0.012, 0.018), tilt_deg=(-12, 0, 0)
    )
    body += [
        fall,
        board(wide + 0.11, 0.03, 0.34, (0, 0.065, -0.03), edge_m=0.004),
        board(wide + 0.15, 0.09, 0.022, (0, 0.06, 0.31), edge_m=0.007),
    ]
    body.append(
        placed(tube(np.linspace([-wide / 2, 0, 0], [wide / 2, 0, 0], 6), 0.011, sides=18), (0, 0.046, 0.172))
    )
    return merge(body)


def _piano(rng: np.random.Generator, size: float) -> Meshes:
    """The keyboard of an upright: cheeks, key slip, raised fall and music desk, ivory and ebony keys."""
    octaves = int(rng.integers(2, 4))
    pitch = 0.0236
    whites = 7 * octaves + 1
    wide = whites * pitch
    keys = _ivory_keys(rng, whites, pitch)
    felt = board(wide, 0.012, 0.003, (0, 0.002, 0.0185))
    hinge = tube(np.linspace([-wide / 2, 0.004, 0.02], [wide / 2, 0.004, 0.02], 4), 0.0028, sides=10)
    name = placed(
        raised_text(
            str(rng.choice(["ERARD", "BECKER", "HALLE", "NORDEN", "WIENER"])),
            0.017,
            stroke_m=0.0026,
            relief_m=0.0006,
        ),
        (0, 0.006 + 0.0125, 0.1),
        tilt_deg=(78, 0, 0),
    )
    name = moved(name, y=-0.0005)
    return fitted(
        [_piano_case(wide), merge(keys), merge(_ebony_keys(whites, pitch)), merge([hinge, name]), felt], size
    )


def _guitar_body(horns: float) -> Surface:
    """A flat body with two horns of that length."""
    control = [
        (0.0, -0.2),
        (0.11, -0.185),
        (0.165, -0.1),
        (0.13, 0.0),
        (0.125, 0.07),
        (0.16, 0.13 * horns),
        (0.125, 0.19 * horns),
        (0.065, 0.135),
        (0.03, 0.12),
        (-0.03, 0.12),
        (-0.07, 0.15),
        (-0.13, 0.235 * horns),
        (-0.172, 0.2 * horns),
        (-0.145, 0.1),
        (-0.135, 0.02),
        (-0.17, -0.09),
        (-0.12, -0.18),
    ]
    outline = _closed_curve(np.array(control), 220)
    rings = [(-0.021, 0.93), (-0.018, 0.975), (-0.014, 1.0), (0.012, 1.0), (0.018, 0.992), (0.021, 0.965)]
    return box_mapped(
        round_sheet(np.stack([np.column_stack([outline * f, np.full(len(outline), z)]) for z, f in rings]))
    )


def _pick_guard() -> Surface:
    """The plate under the strings."""
    guard_line = _closed_curve(
        np.array(
            [
                (0.0, 0.13),
                (0.06, 0.13),
                (0.11, 0.165),
                (0.13, 0.12),
                (0.09, 0.04),
                (0.1, -0.06),
                (0.085, -0.13),
                (0.05, -0.1),
                (0.05, -0.06),
                (-0.04, -0.05),
                (-0.075, 0.03),
                (-0.04, 0.1),
            ]
        ),
        120,
    )
    return extrude(guard_line * 0.94, 0.0208, 0.0232, bevel_m=0.0006, steps=1)


def _pickups_and_bridge() -> tuple[list[Surface], list[Surface]]:
    """(metal, dark): the bridge with its saddles and the pickups' poles; the pickups."""
    metal = [moved(rounded_box((0.085, 0.045, 0.008), 0.002), 0, -0.085, 0.021)]
    dark = []
    metal += [moved(rounded_box((0.01, 0.02, 0.011), 0.0015), (i - 2.5) * 0.0105, -0.085, 0.026) for i in range(6)]
    for y, slant in ((0.075, 0), (0.01, 0), (-0.045, 12)):
        dark.append(
            placed(
                moved(extrude(super_ellipse(0.042, 0.009, 4, 48), 0.0, 0.009, bevel_m=0.002), 0, 0),
                (0, y, 0.023),
                tilt_deg=(0, 0, slant),
            )
        )
        metal.append(
            repeated(
                cylinder(0.0025, 0.0, 0.0006, segments=12), [((i - 2.5) * 0.0105, y, 0.0322) for i in range(6)]
            )
        )
    return metal, dark


def _guitar_strings() -> list[Surface]:
    """Six strings from the bridge to the nut."""
    return [
        tube(
            np.linspace([(i - 2.5) * 0.0105, -0.085, 0.036], [(i - 2.5) * 0.007, 0.62, 0.0335], 6), 0.0006, sides=6
        )
        for i in range(6)
    ]


def _guitar_neck() -> Surface:
    """A maple neck and its head."""
    neck = [
        placed(
            extrude(
                rounded([(-0.0285, 0.06), (0.0285, 0.06), (0.0215, 0.62), (-0.0215, 0.62)], 0.002, 2, closed=True),
                0.006,
                0.0315,
                bevel_m=0.004,
            )
        )
    ]
    head = extrude(
        rounded(
            [(-0.0215, 0.615), (0.0215, 0.615), (0.04, 0.66), (0.034, 0.8), (0.01, 0.82), (-0.03, 0.66)],
            0.014,
            6,
            closed=True,
        ),
        0.002,
        0.017,
        bevel_m=0.002,
    )
    neck.append(head)
    return merge(neck)


def _frets() -> list[Surface]:
    """Frets, ever closer toward the body."""
    return [
        board(0.056 - 0.0135 * (y - 0.06) / 0.56, 0.0018, 0.0012, (0, y, 0.0312), edge_m=0.0004)
        for y in 0.62 - 0.5 * (1 - 2 ** (-np.arange(1, 22) / 12.0)) * 1.24
    ]


def _tuning_pegs() -> list[Surface]:
    """Six pegs in a line along the head."""
    return [
        moved(
            placed(cylinder(0.006, -0.006, 0.006, bevel_m=0.002, segments=20), tilt_deg=(0, 90, 0)),
            -0.03 - 0.008,
            0.675 + 0.022 * i,
            0.009,
        )
        for i in range(6)
    ]


def _guitar_stand() -> list[Surface]:
    """Two legs with arms that bear the body, a prop behind."""
    frame = []
    for s in (-1, 1):
        frame.append(
            tube(
                flowing(
                    [
                        (s * 0.2, -0.14, 0.008),
                        (s * 0.13, 0.0, 0.03),
                        (s * 0.07, 0.06, 0.12),
                        (s * 0.06, 0.1, 0.42),
                    ],
                    30,
                ),
                0.008,
                sides=12,
            )
        )
        frame.append(
            tube(
                flowing([(s * 0.1, 0.03, 0.06), (s * 0.1, -0.06, 0.04), (s * 0.1, -0.085, 0.065)], 16),
                0.009,
                sides=12,
            )
        )
    frame.append(tube(np.linspace([-0.06, 0.1, 0.42], [0.06, 0.1, 0.42], 6), 0.009, sides=12))
    frame.append(tube(np.linspace([0.0, 0.1, 0.42], [0.0, 0.28, 0.008], 8), 0.008, sides=12))
    return frame


def _guitar(rng: np.random.Generator, size: float) -> Meshes:
    """An electric guitar on a stand: horned body, pick guard, pickups, bridge, knobs, maple neck."""
    horns = rng.uniform(0.9, 1.1)
    metal, dark = _pickups_and_bridge()
    knobs = repeated(
        turned_solid([(0, 0.022), (0.0115, 0.022), (0.0095, 0.034), (0, 0.035)], 0.002, segments=28),
        [(0.055, -0.095, 0), (0.082, -0.125, 0)],
    )
    dots = repeated(
        cylinder(0.0034, 0.0, 0.0005, segments=16), [(0, y, 0.0313) for y in (0.5, 0.44, 0.385, 0.335, 0.26)]
    )
    pieces = (
        _guitar_body(horns),
        _pick_guard(),
        merge([*metal, *_guitar_strings(), *_frets(), *_tuning_pegs()]),
        merge([*dark, knobs, dots]),
        _guitar_neck(),
    )
    parts = [placed(p, (0, 0, 0.24), tilt_deg=(80.0, 0, 0)) for p in pieces]
    parts[3] = merge([parts[3], *_guitar_stand()])
    spin = float(rng.uniform(-12, 20))
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in parts], size, crease_deg=40)


def _closed_curve(points: np.ndarray, count: int) -> np.ndarray:
    """A smooth closed line through the points, counter-clockwise."""
    from scipy.interpolate import CubicSpline

    closed = np.concatenate([points, points[:1]])
    chord = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(closed, axis=0), axis=1))])
    line = np.asarray(
        CubicSpline(chord, closed, axis=0, bc_type="periodic")(np.linspace(0, chord[-1], count, endpoint=False))
    )
    area = float((line[:, 0] * np.roll(line[:, 1], -1) - line[:, 1] * np.roll(line[:, 0], -1)).sum())
    return line if area > 0 else line[::-1]


FORMS = (
    Form(
        name="piano_keyboard",
        class_name="piano",
        size_m=(0.5, 0.7),
        parts=(
            main_part("Case"),
            part("WhiteKeys", "ivory"),
            part("BlackKeys", "ebony"),
            part("Brass", "brass"),
            part("Felt", "red_felt"),
        ),
        build=_piano,
    ),
    Form(
        name="electric_guitar",
        class_name="electric guitar",
        size_m=(0.9, 1.05),
        parts=(
            main_part("Body"),
            part("Guard", "white_plastic", "black_plastic"),
            part("Metal", "steel"),
            part("Dark", "black_plastic"),
            part("Neck", "beech", "pale_wood"),
        ),
        build=_guitar,
        detail_m=0.5,
    ),
)
