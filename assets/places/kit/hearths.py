"""Fireplaces on the plane y = 0, towards -y: surround and mantelpiece, the brick hollow, grate and logs."""

from __future__ import annotations

import numpy as np

from assets.forms.kit.metre_solids import tube
from assets.meshes.surface import Surface, merge
from assets.places.kit.boxes import box, boxes
from assets.places.kit.rooms import dado_rail
from assets.places.kit.tiling import bricks

HEARTH_M = (0.8, 0.78)
"""Width and height of the fire's opening."""


def surround(*, wide_m: float = 1.35, high_m: float = 1.12) -> Surface:
    """Jambs, a frieze with a raised panel, and a mantelshelf; its top at ``high_m``."""
    w, a, h = wide_m / 2, HEARTH_M[0] / 2, HEARTH_M[1]
    low = [
        (-w, -0.14, 0.0),
        (a, -0.14, 0.0),
        (-w, -0.14, h),
        (-w - 0.02, -0.16, 0.0),
        (a - 0.015, -0.16, 0.0),
        (-w + 0.05, -0.15, 0.18),
        (a + 0.05, -0.15, 0.18),
        (-a + 0.02, -0.152, h + 0.06),
    ]
    high = [
        (-a, 0, h),
        (w, 0, h),
        (w, 0, high_m - 0.05),
        (-a + 0.015, 0, 0.14),
        (w + 0.02, 0, 0.14),
        (-a - 0.05, -0.1, h - 0.06),
        (w - 0.05, -0.1, h - 0.06),
        (a - 0.02, -0.1, high_m - 0.1),
    ]
    shelf = box((-w - 0.09, -0.22, high_m - 0.035), (w + 0.09, 0.0, high_m), bevel_m=0.006)
    from assets.meshes.surface import moved

    rail = moved(dado_rail(-w - 0.03, w + 0.03, high_m - 0.085, high_m=0.05, deep_m=0.05), y=-0.14)
    return merge([boxes(low, high, bevel_m=0.004), shelf, rail])


def hollow(rng: np.random.Generator) -> Surface:
    """The bricks inside the opening: a back and two cheeks."""
    from assets.meshes.surface import moved, turned

    a, h = HEARTH_M[0] / 2, HEARTH_M[1]
    back = bricks(rng, (-a, a, 0.0, h), -0.02)
    cheek = bricks(rng, (-0.14, 0.0, 0.0, h), 0.0)
    left = moved(turned(cheek, "z", 90.0), -a + 0.004)
    right = moved(turned(moved(cheek, 0.14), "z", -90.0), a - 0.004)
    return merge([back, left, right])


def soot_back() -> Surface:
    """The dark behind the bricks' joints and over the opening."""
    a, h = HEARTH_M[0] / 2, HEARTH_M[1]
    return merge(
        [
            box((-a - 0.01, -0.012, 0.0), (a + 0.01, -0.001, h + 0.01)),
            box((-a, -0.13, h - 0.02), (a, -0.001, h - 0.003)),
        ]
    )


def hearth_stone(*, wide_m: float = 1.5) -> Surface:
    """The slab before the fire."""
    return box((-wide_m / 2, -0.6, 0.0), (wide_m / 2, -0.0, 0.03), bevel_m=0.005)


def logs_and_grate() -> tuple[Surface, Surface]:
    """(logs, iron grate) in the opening, just before the wall's face."""
    logs = []
    for k, (x, y, z, turn) in enumerate(
        ((-0.08, -0.1, 0.16, 10.0), (0.1, -0.07, 0.17, -16.0), (0.0, -0.085, 0.24, 24.0))
    ):
        t = np.linspace(-1, 1, 9)
        c, s = np.cos(np.radians(turn)), np.sin(np.radians(turn))
        path = np.stack([x + 0.2 * t * c, y + 0.06 * t * s, z + 0.01 * np.sin(3 * t + k)], -1)
        logs.append(tube(path, 0.042 + 0.003 * np.sin(5 * t), sides=12))
    bars = [box((-0.27, -0.145 + 0.05 * k, 0.1), (0.27, -0.135 + 0.05 * k, 0.112)) for k in range(3)]
    feet = [box((x - 0.008, -0.145, 0.03), (x + 0.008, -0.03, 0.18), bevel_m=0.003) for x in (-0.24, 0.24)]
    return merge(logs), merge([*bars, *feet])
