"""What jade is carved into: gourd, peapod and drop to wear, and a recumbent horse."""

from __future__ import annotations

import numpy as np

from assets.forms.kit.distance_fields import Step, carved, ellipsoid, joined, limb


def gourd_steps(r: float) -> list[Step]:
    """A gourd with its stalk and two leaves."""
    steps = [
        joined(ellipsoid((0, -0.75 * r, 0), (1.0 * r, 1.0 * r, 0.5 * r)), 0.1 * r),
        joined(ellipsoid((0, 0.55 * r, 0), (0.66 * r, 0.66 * r, 0.42 * r)), 0.25 * r),
        joined(limb([(0, 1.1 * r, 0), (0.1 * r, 1.6 * r, 0)], [0.22 * r, 0.16 * r]), 0.15 * r),
    ]
    for s in (-1, 1):
        steps.append(
            joined(
                limb(
                    [
                        (0.05 * r, 1.25 * r, 0.1 * r),
                        (s * 0.42 * r, 1.15 * r, 0.2 * r),
                        (s * 0.66 * r, 0.75 * r, 0.22 * r),
                    ],
                    [0.12 * r, 0.24 * r, 0.1 * r],
                    flat=0.6,
                ),
                0.1 * r,
            )
        )
        steps.append(
            carved(
                limb(
                    [
                        (s * 0.35 * r, -0.1 * r, 0.55 * r),
                        (s * 0.62 * r, -0.9 * r, 0.52 * r),
                        (s * 0.3 * r, -1.5 * r, 0.42 * r),
                    ],
                    0.05 * r,
                ),
                0.05 * r,
            )
        )
    return steps


def peapod_steps(r: float) -> list[Step]:
    """A pod with four peas."""
    steps = [
        joined(
            limb(
                [(0.25 * r, 1.6 * r, 0), (0, 0, 0), (-0.2 * r, -1.6 * r, 0)],
                [0.32 * r, 0.62 * r, 0.2 * r],
                flat=0.8,
            ),
            0.1 * r,
        )
    ]
    steps += [
        joined(
            ellipsoid((0.1 * r - 0.12 * r * k, 0.9 * r - 0.62 * r * k, 0.3 * r), (0.38 * r, 0.34 * r, 0.34 * r)),
            0.08 * r,
        )
        for k in range(4)
    ]
    return steps


def drop_steps(r: float) -> list[Step]:
    """A flat drop with five leaves in relief, a loop above."""
    steps = [joined(limb([(0, 0.6 * r, 0), (0, -0.6 * r, 0)], [0.72 * r, 1.0 * r], flat=0.42), 0.1 * r)]
    for k in range(5):
        a = np.pi * (0.1 + 0.2 * k)
        steps.append(
            joined(
                limb(
                    [
                        (0, -0.2 * r, 0.3 * r),
                        (0.8 * r * np.cos(a), 0.2 * r + 0.9 * r * np.sin(a) - 0.5 * r, 0.34 * r),
                    ],
                    [0.1 * r, 0.24 * r],
                    flat=0.8,
                ),
                0.08 * r,
            )
        )
        steps.append(
            carved(
                limb(
                    [(0, -0.3 * r, 0.42 * r), (0.5 * r * np.cos(a), -0.3 * r + 0.5 * r * np.sin(a), 0.5 * r)],
                    0.03 * r,
                ),
                0.03 * r,
            )
        )
    steps.append(joined(limb([(0, 0.9 * r, 0), (0, 1.4 * r, 0)], [0.3 * r, 0.26 * r]), 0.12 * r))
    return steps


def _horse_body(look: float, up: float) -> list[Step]:
    """Trunk, neck, head and ears, to the side ``look`` and as high as ``up``."""
    return [
        joined(
            limb([(-0.52, 0.0, 0.34), (0.0, 0.02, 0.36), (0.5, 0.0, 0.34)], [0.27, 0.25, 0.29], flat=0.95), 0.08
        ),
        joined(
            limb(
                [(-0.58, 0, 0.42), (-0.74, -0.02 * look, 0.66), (-0.72, -0.04 * look, up - 0.08)],
                [0.2, 0.155, 0.12],
            ),
            0.1,
        ),
        joined(
            limb(
                [
                    (-0.72, -0.04 * look, up - 0.04),
                    (-0.88, -0.16 * look, up - 0.16),
                    (-0.99, -0.26 * look, up - 0.3),
                ],
                [0.125, 0.105, 0.07],
            ),
            0.05,
        ),
        joined(limb([(-0.66, -0.02, up), (-0.66, -0.02, up + 0.12)], [0.045, 0.015]), 0.02),
        joined(limb([(-0.68, -0.13 * look, up), (-0.68, -0.14 * look, up + 0.12)], [0.045, 0.015]), 0.02),
    ]


def _horse_legs() -> list[Step]:
    """Four folded legs, the tail, and the ground below."""
    return [
        joined(
            limb(
                [(-0.55, -0.16, 0.24), (-0.84, -0.26, 0.14), (-0.52, -0.3, 0.08), (-0.42, -0.3, 0.08)],
                [0.13, 0.085, 0.065, 0.075],
            ),
            0.05,
        ),
        joined(limb([(-0.55, 0.16, 0.24), (-0.86, 0.22, 0.12), (-0.6, 0.28, 0.08)], [0.13, 0.085, 0.065]), 0.05),
        joined(
            limb(
                [(0.42, -0.16, 0.3), (0.2, -0.3, 0.28), (0.5, -0.34, 0.1), (0.2, -0.36, 0.08), (0.1, -0.36, 0.08)],
                [0.22, 0.14, 0.08, 0.06, 0.075],
            ),
            0.05,
        ),
        joined(limb([(0.42, 0.16, 0.3), (0.22, 0.28, 0.26), (0.52, 0.32, 0.1)], [0.22, 0.13, 0.08]), 0.05),
        joined(
            limb(
                [(0.7, 0.0, 0.44), (0.86, -0.08, 0.3), (0.8, -0.22, 0.1), (0.56, -0.42, 0.06)],
                [0.06, 0.08, 0.075, 0.03],
            ),
            0.04,
        ),
        joined(ellipsoid((0.0, 0.0, 0.04), (0.92, 0.42, 0.07)), 0.05),
    ]


def horse_steps(look: float, up: float) -> list[Step]:
    """A recumbent horse whose head looks to a side, its mane, eyes and mouth."""
    parts = [*_horse_body(look, up), *_horse_legs()]
    for k in range(6):
        z = 0.52 + 0.09 * k
        parts.append(
            joined(
                limb([(-0.56 - 0.02 * k, 0, z), (-0.47 - 0.02 * k, 0.1 * (-1) ** k, z - 0.03)], [0.07, 0.03]), 0.03
            )
        )
    parts += [
        carved(
            limb([(-0.8, -0.14 * look - 0.09, up - 0.07), (-0.83, -0.14 * look - 0.1, up - 0.09)], 0.018), 0.01
        ),
        carved(limb([(-1.0, -0.2 * look - 0.12, up - 0.33), (-0.95, -0.2 * look - 0.14, up - 0.34)], 0.012), 0.01),
    ]
    return parts
