"""Grained moulded plastic in the hand: game pad, hair dryer."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.blocks import block, drum
from assets.forms.kit.distance_fields import carved, ellipsoid, joined, limb, sculpted
from assets.forms.kit.joinery import repeated
from assets.forms.kit.mouldings import (
    fitted,
    flowing,
    placed,
    ring_of,
    super_ellipse,
    tube,
    turned_solid,
)
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, merge, moved
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


def _game_pad(rng: np.random.Generator, size: float) -> Meshes:
    w = 0.05
    grip = rng.uniform(0.038, 0.05)
    steps = [
        joined(block((0, 0, 0), (0.085, 0.05, 0.03), 0.014)),
        *[joined(ellipsoid((s * w, 0.003, 0), (0.03, 0.03, 0.0175)), 0.012) for s in (-1, 1)],
        *[
            joined(
                limb(
                    [
                        (s * (w + 0.008), -0.004, -0.002),
                        (s * (w + 0.02), -0.028, -0.004),
                        (s * (w + 0.022), -0.012 - grip, -0.007),
                    ],
                    [0.021, 0.018, 0.0135],
                ),
                0.014,
            )
            for s in (-1, 1)
        ],
        *[carved(ellipsoid((s * 0.024, -0.016, 0.0185), (0.0145, 0.0145, 0.005)), 0.003) for s in (-1, 1)],
        carved(block((0, 0, -0.0004), (0.3, 0.3, 0.0009), 0.0002), 0.0006),
    ]
    body = sculpted(steps, 0.0014)
    sticks = []
    for s in (-1, 1):
        at = (s * 0.024, -0.016) if rng.random() < 1 else (0, 0)
        stick = turned_solid(
            [
                (0, 0.008),
                (0.0062, 0.008),
                (0.0048, 0.016),
                (0.0095, 0.0205),
                (0.0098, 0.0235),
                (0.0085, 0.0245),
                (0.007, 0.0232),
                (0, 0.023),
            ],
            0.0008,
            segments=56,
        )
        sticks.append(moved(stick, *at))
        sticks += [
            moved(rounded_box((0.03, 0.014, 0.012), 0.0055), s * 0.047, 0.027 + 0.003 * k, -0.002 - 0.013 * k)
            for k in (0, 1)
        ]
    cross = [
        moved(rounded_box(d, 0.0018), -w, 0.006, 0.0125)
        for d in ((0.023, 0.0078, 0.0075), (0.0078, 0.023, 0.0075))
    ]
    cross += [moved(rounded_box((0.011, 0.006, 0.004), 0.0018), x, 0.011, 0.0135) for x in (-0.012, 0.012)]
    button = turned_solid(
        [(0, 0.012), (0.0052, 0.012), (0.0052, 0.0195), (0.004, 0.0208), (0, 0.0212)], 0.0012, segments=36
    )
    spots = [(w + 0.0108 * np.cos(t), 0.006 + 0.0108 * np.sin(t), 0.0) for t in np.arange(4) * np.pi / 2]
    lean = float(rng.uniform(24, 38))
    parts = [body, merge([*sticks, *cross]), repeated(button, spots[:2]), repeated(button, spots[2:])]
    return fitted([placed(p, tilt_deg=(lean, 0, float(0))) for p in parts], size, crease_deg=45)


def _hair_dryer(rng: np.random.Generator, size: float) -> Meshes:
    r = rng.uniform(0.04, 0.047)
    steps = [
        joined(limb([(-0.045, 0, 0), (0.01, 0, 0), (0.085, 0, 0)], [r, 0.96 * r, 0.68 * r])),
        joined(
            limb(
                [(-0.02, 0, -0.02), (-0.024, 0, -0.075), (-0.012, 0, -0.135)],
                [0.023, 0.018, 0.017],
            ),
            0.02,
        ),
        carved(block((0.115, 0, 0), (0.06, 0.2, 0.2), 0.0), 0.002),
        carved(drum((0.075, 0, 0), 0, 0.66 * r * 0.85, 0.06, 0.002), 0.001),
        carved(drum((-0.085, 0, 0), 0, 0.83 * r, 0.03, 0.002), 0.003),
        carved(block((0, 0, 0), (0.3, 0.0011, 0.4), 0.0002), 0.0008),
    ]
    body = sculpted(steps, 0.0017)
    nozzle_rings = []
    for share in np.linspace(0, 1, 14):
        shape = super_ellipse(
            0.62 * r * (1 - share) + 0.009 * share, 0.62 * r * (1 - share) + 0.04 * share, 2 + 3 * share, 48
        )
        nozzle_rings.append(np.stack([np.full(48, 0.07 + 0.055 * share), shape[:, 1], -shape[:, 0]], -1))
    outer = np.array(nozzle_rings)
    inner = outer[::-1] * [1.0, 0.93, 0.8]
    nozzle = _outward_sheet(np.concatenate([outer, inner]))
    slits = [
        moved(
            rounded_box((0.004, 0.0028, 1.5 * (0.8**2 - (k / 7.5) ** 2) ** 0.5 * r * 1.1), 0.001),
            -0.078,
            k * 0.0052,
            -0.75 * (0.8**2 - (k / 7.5) ** 2) ** 0.5 * r * 1.1,
        )
        for k in range(-5, 6)
    ]
    switches = [moved(rounded_box((0.008, 0.012, 0.016), 0.003), 0.0005, 0, -0.068 - 0.026 * k) for k in range(2)]
    end = [(-0.012, 0, -0.145), (-0.011, 0, -0.165), (-0.03, 0.02, -0.2), (-0.09, 0.05, -0.216)]
    cord = [
        tube(flowing(end, 40), 0.0033, sides=12),
        tube(
            np.linspace(end[0], (-0.011, 0, -0.172), 22),
            0.0058 + 0.0012 * np.cos(np.linspace(0, 14 * np.pi, 22)) - np.linspace(0, 0.002, 22),
            sides=16,
        ),
    ]
    stand = [
        moved(
            turned_solid(
                [(0, -0.224), (0.068, -0.224), (0.066, -0.214), (0.02, -0.208), (0, -0.208)], 0.003, segments=64
            ),
            0.035,
        ),
        tube(np.linspace([0.035, 0.0, -0.212], [0.035, 0.0, -r - 0.002], 8), 0.0055, sides=14),
        placed(ring_of(0.92 * r + 0.003, 0.0045, segments=64), (0.035, 0, 0), tilt_deg=(0, 90, 0)),
    ]
    turn = float(rng.uniform(-25, 15)) + (180.0 if rng.random() < 0.5 else 0.0)
    parts = [body, nozzle, merge([*slits, *switches, *cord]), merge(stand)]
    return fitted([placed(p, tilt_deg=(0, 0, turn)) for p in parts], size, crease_deg=50)


def _outward_sheet(rings: np.ndarray) -> Surface:
    """A closed tube of outer rings and then inner ones back, joined at both ends, its faces outwards."""
    from assets.meshes.surface import grid, outward, welded

    sheet = welded(grid(np.concatenate([rings, rings[:1]]), wrap=True))
    return outward(sheet)


FORMS = (
    Form(
        name="game_pad",
        class_name="game controller",
        size_m=(0.14, 0.17),
        parts=(
            main_part("Shell"),
            part("Sticks", "black_plastic", "grey_plastic"),
            part("ButtonsA", "red_plastic", "green_plastic"),
            part("ButtonsB", "blue_plastic", "yellow_plastic"),
        ),
        build=_game_pad,
    ),
    Form(
        name="hair_dryer",
        class_name="hair dryer",
        size_m=(0.2, 0.28),
        parts=(
            main_part("Body"),
            part("Nozzle", "black_plastic", "grey_plastic"),
            part("Cord", "black_rubber"),
            part("Stand", "steel", "white_plastic"),
        ),
        build=_hair_dryer,
    ),
)
