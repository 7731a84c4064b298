"""Lamps: pendants, desk lamps on arms, table lamps with a shade, wall lamps; each metal or shade apart."""

from __future__ import annotations

import numpy as np

from assets.forms.kit.metre_solids import spun, spun_corners, tube
from assets.forms.kit.rounds import leaning, rod
from assets.meshes.curves import shell_profile, smooth
from assets.meshes.surface import Surface, merge, moved


def dome_shade(radius_m: float, height_m: float) -> Surface:
    """An enamelled dome, open below, its mouth on z = 0."""
    r, h = radius_m, height_m
    t = 0.0015
    outside = smooth(
        [(r, 0.0), (0.97 * r, 0.15 * h), (0.72 * r, 0.62 * h), (0.3 * r, 0.86 * h), (0.12 * r, h)], 22
    )
    inside = (outside - [t, 0.6 * t])[::-1]
    return spun(np.concatenate([[[0.1 * r, 0.93 * h]], inside[2:], outside, [[0.0, h]]]), 44)


def pendant(radius_m: float, height_m: float, cord_m: float) -> tuple[Surface, Surface]:
    """(shade, cord with its socket) of a hanging lamp whose mouth is at z = 0."""
    socket = spun_corners([(0.0, 0.0), (0.024, 0.0), (0.02, 0.05), (0.006, 0.07), (0.0, 0.07)], 0.002, segments=20)
    cord = rod((0, 0, height_m), (0, 0, height_m + cord_m), 0.0032, sides=8)
    return dome_shade(radius_m, height_m), merge([moved(socket, z=0.92 * height_m), cord])


def bulb(radius_m: float = 0.03) -> Surface:
    """A bulb that hangs from z = 0."""
    r = radius_m
    return moved(
        spun(
            smooth(
                [
                    (0.0, -3.0 * r),
                    (0.6 * r, -2.75 * r),
                    (r, -1.9 * r),
                    (0.75 * r, -0.95 * r),
                    (0.42 * r, -0.3 * r),
                    (0.4 * r, 0.0),
                    (0.0, 0.0),
                ],
                26,
            ),
            24,
        )
    )


def desk_lamp(reach_m: float = 0.26, *, high_m: float = 0.40) -> tuple[Surface, Surface]:
    """(lacquered foot and shade, bare arms) of a jointed lamp: foot about the axis, shade to +x."""
    foot = spun_corners(
        [(0.0, 0.0), (0.085, 0.0), (0.085, 0.012), (0.05, 0.022), (0.014, 0.03), (0.012, 0.05), (0.0, 0.05)],
        0.004,
        segments=40,
    )
    knee, head = np.array([-0.13, 0.0, 0.55 * high_m + 0.06]), np.array([reach_m, 0.0, high_m])
    arms, across = [], np.array([0.0, 0.022, 0.0])
    for dy in (-0.011, 0.011):
        shift = np.array([0.0, dy, 0.0])
        arms += [
            rod(np.array([0, 0, 0.045]) + shift, knee + shift, 0.0045, sides=10),
            rod(knee + shift, head + shift, 0.0045, sides=10),
        ]
    arms += [rod(p - across, p + across, 0.011, sides=14) for p in (np.array([0, 0, 0.045]), knee, head)]
    way = np.array([-0.25, 0.0, 1.0])
    shade = leaning(moved(dome_shade(0.078, 0.13), z=-0.115), way, head + np.array([0.03, 0.0, -0.01]))
    return merge([foot, shade]), merge(arms)


def table_lamp(height_m: float, shade_m: float) -> tuple[Surface, Surface]:
    """(turned body, cloth shade) of a lamp that stands on z = 0."""
    h, r = height_m, shade_m
    body = spun(
        smooth(
            [
                (0.0, 0.0),
                (0.34 * r, 0.0),
                (0.4 * r, 0.03 * h),
                (0.2 * r, 0.1 * h),
                (0.5 * r, 0.28 * h),
                (0.38 * r, 0.46 * h),
                (0.07 * r, 0.56 * h),
                (0.06 * r, 0.72 * h),
                (0.0, 0.72 * h),
            ],
            40,
        ),
        36,
    )
    outer = np.array([(r, 0.55 * h), (0.94 * r, 0.65 * h), (0.68 * r, h)])
    wall = np.concatenate([outer, (outer - [0.0015, 0.0])[::-1], outer[:1]])
    return body, spun(wall, 44)


def floor_lamp(height_m: float, shade_m: float) -> tuple[Surface, Surface]:
    """(metal stand, cloth shade) of a lamp that stands on the floor."""
    h, r = height_m, shade_m
    foot = spun_corners([(0.0, 0.0), (0.14, 0.0), (0.14, 0.014), (0.03, 0.03), (0.0, 0.03)], 0.004, segments=36)
    pole = rod((0, 0, 0.02), (0, 0, h - 0.12), 0.011)
    outer = np.array([(r, h - 0.28), (0.9 * r, h - 0.15), (0.72 * r, h)])
    return merge([foot, pole]), spun(np.concatenate([outer, (outer - [0.0015, 0.0])[::-1], outer[:1]]), 44)


def wall_lamp(globe_m: float = 0.065) -> tuple[Surface, Surface]:
    """(metal arm, glass globe) on the wall at y = 0, about the origin."""
    plate_ = leaning(spun_corners([(0, 0), (0.045, 0), (0.04, 0.014), (0, 0.016)], 0.002, segments=28), (0, -1, 0))
    t = np.linspace(0.0, np.pi / 2, 12)
    arm = tube(np.stack([0 * t, -0.01 - 0.09 * np.sin(t), -0.05 * (1 - np.cos(t))], -1), 0.007, sides=10)
    cup = moved(spun_corners([(0, 0), (0.02, 0), (0.028, 0.03), (0, 0.03)], 0.002, segments=20), y=-0.1, z=-0.055)
    globe = spun(
        shell_profile(
            smooth(
                [
                    (0.02, 0.0),
                    (0.9 * globe_m, 0.6 * globe_m),
                    (globe_m, 1.1 * globe_m),
                    (0.75 * globe_m, 1.8 * globe_m),
                    (0.4 * globe_m, 2.0 * globe_m),
                ],
                24,
            ),
            0.002,
        ),
        32,
    )
    return merge([plate_, arm, cup]), moved(globe, y=-0.1, z=-0.025)
