"""Blown and moulded plastic: rounded boxes to sculpt with, screw caps, the bodies of a jug and a canister."""

from __future__ import annotations

import numpy as np

from assets.forms.kit.distance_fields import Body, Step, carved, joined, limb, sculpted
from assets.forms.kit.rounds import turned_solid
from assets.meshes.surface import Surface

type Floats = np.ndarray


def block(half: tuple[float, float, float], at: tuple[float, float, float], round_m: float) -> Body:
    """A box with rounded edges, by its distance."""
    size, middle = np.asarray(half) - round_m, np.asarray(at, np.float64)

    def distance(p: Floats) -> Floats:
        out = np.abs(p - middle) - size
        far = np.linalg.norm(np.maximum(out, 0.0), axis=-1) + np.minimum(out.max(-1), 0.0)
        return np.asarray(far - round_m)

    return Body(distance=distance, low=middle - size - round_m, high=middle + size + round_m)


def screw_cap(radius: float, low: float, high: float) -> Surface:
    """A ribbed cap over a neck."""
    line = [
        (0, low),
        (radius * 0.98, low),
        (radius, low + 0.0012),
        (radius, high - 0.0015),
        (radius * 0.94, high),
        (0, high),
    ]

    def knurl(angle: Floats, share: Floats) -> Floats:
        return np.asarray(1 + 0.022 * np.cos(36 * angle) * (share > 0.03) * (share < 0.9))

    rows = np.concatenate(
        [np.linspace(a, b, 6) for a, b in zip(np.array(line)[:-1], np.array(line)[1:], strict=True)]
    )
    return turned_solid(rows, 144, modulation=knurl)


def _jug_bottle(w: float, h: float, size: float) -> list[Step]:
    """A square bottle drawn in to a round neck."""
    return [
        joined(block((w, w, h / 2), (0, 0, h / 2), 0.06 * size), 0.01 * size),
        joined(limb([(0, 0, h - 0.05 * size), (0.0, 0, 0.86 * size)], [0.26 * size, 0.075 * size]), 0.06 * size),
        joined(limb([(0, 0, 0.8 * size), (0, 0, 0.94 * size)], 0.078 * size), 0.02 * size),
    ]


def _jug_handle(size: float) -> list[Step]:
    """A corner cut back on both sides and a hollow grip moulded through it."""
    return [
        *(
            carved(
                block(
                    (0.2 * size, 0.13 * size, 0.2 * size),
                    (0.265 * size, side * 0.215 * size, 0.57 * size),
                    0.05 * size,
                ),
                0.03 * size,
            )
            for side in (-1, 1)
        ),
        joined(
            limb(
                [
                    (0.05 * size, 0, 0.82 * size),
                    (0.2 * size, 0, 0.79 * size),
                    (0.255 * size, 0, 0.66 * size),
                    (0.245 * size, 0, 0.4 * size),
                ],
                [0.05 * size, 0.048 * size, 0.05 * size, 0.055 * size],
            ),
            0.03 * size,
        ),
        carved(
            limb([(0.135 * size, -0.4 * size, 0.66 * size), (0.135 * size, 0.4 * size, 0.66 * size)], 0.05 * size),
            0.02 * size,
        ),
        carved(
            limb([(0.13 * size, -0.4 * size, 0.5 * size), (0.13 * size, 0.4 * size, 0.5 * size)], 0.045 * size),
            0.02 * size,
        ),
        carved(
            limb([(0.12 * size, -0.4 * size, 0.58 * size), (0.12 * size, 0.4 * size, 0.58 * size)], 0.047 * size),
            0.02 * size,
        ),
    ]


def _jug_panel(s: int, w: float, size: float) -> Step:
    """A flat panel sunk into side ``s``."""
    return carved(
        block(
            (0.6 * w, 0.02 * size, 0.17 * size),
            (-0.12 * w, s * (w + 0.012 * size), 0.25 * size),
            0.008 * size,
        ),
        0.01 * size,
    )


def jug_body(size: float) -> Surface:
    """A square milk jug, its handle moulded in at a corner."""
    w, h = 0.29 * size, 0.62 * size
    panels = [_jug_panel(s, w, size) for s in (-1, 1)]
    return sculpted([*_jug_bottle(w, h, size), *_jug_handle(size), *panels], size / 105)


def _canister_handle(size: float) -> list[Step]:
    """A handle above a jerrycan's shoulder with its opening, and the neck before it."""
    return [
        joined(
            limb(
                [
                    (-0.3 * size, 0, 0.7 * size),
                    (-0.24 * size, 0, 0.88 * size),
                    (0.02 * size, 0, 0.9 * size),
                    (0.1 * size, 0, 0.72 * size),
                ],
                [0.07 * size, 0.06 * size, 0.06 * size, 0.07 * size],
            ),
            0.05 * size,
        ),
        joined(limb([(0.25 * size, 0, 0.7 * size), (0.25 * size, 0, 0.86 * size)], 0.088 * size), 0.03 * size),
        carved(
            limb(
                [
                    (-0.19 * size, -0.5 * size, 0.79 * size),
                    (-0.02 * size, -0.5 * size, 0.80 * size),
                    (-0.02 * size, 0.5 * size, 0.80 * size),
                    (-0.19 * size, 0.5 * size, 0.79 * size),
                ],
                0.045 * size,
            ),
            0.02 * size,
        ),
        carved(
            block((0.1 * size, 0.6 * size, 0.042 * size), (-0.1 * size, 0, 0.80 * size), 0.03 * size), 0.02 * size
        ),
    ]


def _canister_rib(s: int, k: int, d: float, size: float) -> Step:
    """The groove number ``k`` on side ``s``."""
    return carved(
        limb(
            [
                (-0.24 * size, s * (d + 0.002 * size), (0.16 + 0.17 * k) * size),
                (0.24 * size, s * (d + 0.002 * size), (0.16 + 0.17 * k) * size),
            ],
            0.016 * size,
        ),
        0.012 * size,
    )


def canister_body(w: float, d: float, h: float, size: float) -> Surface:
    """A flat jerrycan of those half widths, with a handle above its shoulder and ribbed sides."""
    steps = [joined(block((w, d, h / 2), (0, 0, h / 2), 0.06 * size), 0.01), *_canister_handle(size)]
    steps += [_canister_rib(s, k, d, size) for s in (-1, 1) for k in range(3)]
    return sculpted(steps, size / 105)
