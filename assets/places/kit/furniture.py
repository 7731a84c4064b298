"""Furniture of rooms: chairs, stools, tables, picture frames, radiators, doors, sideboards, armchairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assets.forms.kit.metre_solids import bar, spun, tube
from assets.forms.kit.rounds import circle, rod
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import extrude, rounded_box
from assets.meshes.surface import Surface, copies, merge, moved, turned
from assets.places.kit.boxes import box, boxes, slab

type Point = tuple[float, float, float]


def spindle_chair(*, high_m: float = 0.88, spindles: int = 6) -> Surface:
    """A wooden chair with a saddle seat and a spindle back; its seat looks to -y, its back is at +y."""
    seat = moved(rounded_box((0.43, 0.42, 0.032), 0.012, 2), z=0.43)
    parts = [seat]
    for sx in (-1, 1):
        parts.append(rod((0.16 * sx, -0.15, 0.44), (0.21 * sx, -0.2, 0.0), 0.015))
        parts.append(rod((0.15 * sx, 0.15, 0.44), (0.19 * sx, 0.22, 0.0), 0.015))
        parts.append(rod((0.19 * sx, 0.17, 0.45), (0.2 * sx, 0.24, high_m), 0.013))
        parts.append(rod((0.188 * sx, -0.178, 0.2), (0.172 * sx, 0.188, 0.2), 0.009))
    parts.append(rod((-0.18, 0.0, 0.2), (0.18, 0.0, 0.2), 0.009))
    parts += [
        rod((0.9 * x, 0.18, 0.45), (x, 0.245 + 0.02 * (1 - (x / 0.15) ** 2), high_m - 0.03), 0.007, sides=8)
        for x in np.linspace(-0.14, 0.14, spindles)
    ]
    t = np.linspace(-1, 1, 14)
    rail = np.stack([0.225 * t, 0.262 - 0.025 * t**2, 0 * t + high_m - 0.02], -1)
    parts.append(tube(rail, 0.022, sides=10))
    return merge(parts)


def ladder_chair(*, high_m: float = 0.92) -> tuple[Surface, Surface]:
    """(frame, seat cushion) of a square chair with three slats in its back."""
    low, high = [], []
    for sx in (-1, 1):
        x = 0.2 * sx
        low += [
            (x - 0.018, -0.205, 0.0),
            (x - 0.018, 0.17, 0.0),
            (x - 0.012, -0.17, 0.38),
            (x - 0.012, -0.17, 0.16),
        ]
        high += [
            (x + 0.018, -0.169, 0.44),
            (x + 0.018, 0.206, high_m),
            (x + 0.012, 0.17, 0.44),
            (x + 0.012, 0.17, 0.185),
        ]
    low += [(-0.18, -0.2, 0.38), (-0.18, 0.175, 0.38)]
    high += [(0.18, -0.176, 0.44), (0.18, 0.2, 0.44)]
    frame = [boxes(low, high, bevel_m=0.003, along="z"), slab((0.44, 0.42, 0.02), (0, 0, 0.44), bevel_m=0.005)]
    for z in (0.56, 0.7, 0.84):
        t = np.linspace(-1, 1, 12)
        section = rounded([(-0.006, -0.03), (0.006, -0.03), (0.006, 0.03), (-0.006, 0.03)], 0.003, 2, closed=True)
        frame.append(bar(np.stack([0.19 * t, 0.19 + 0.022 * (1 - t**2), 0 * t + z], -1), section))
    pad = moved(rounded_box((0.40, 0.38, 0.045), 0.02, 3), z=0.458)
    return merge(frame), pad


def round_stool(height_m: float, radius_m: float = 0.16) -> Surface:
    """A stool with a round seat on three splayed legs and a ring of rungs."""
    seat = spun(
        smooth(
            [
                (0.0, height_m - 0.032),
                (0.9 * radius_m, height_m - 0.032),
                (radius_m, height_m - 0.016),
                (0.93 * radius_m, height_m),
                (0.5 * radius_m, height_m),
                (0.0, height_m),
            ],
            26,
        ),
        44,
    )
    parts = [seat]
    feet = []
    for k in range(3):
        a = 2 * np.pi * k / 3 + 0.5
        top, foot = 0.62 * radius_m, 1.1 * radius_m
        parts.append(
            rod(
                (top * np.cos(a), top * np.sin(a), height_m - 0.03),
                (foot * np.cos(a), foot * np.sin(a), 0.0),
                0.016,
            )
        )
        feet.append((0.9 * radius_m * np.cos(a), 0.9 * radius_m * np.sin(a), 0.4 * height_m))
    parts += [rod(feet[k], feet[(k + 1) % 3], 0.009, sides=10) for k in range(3)]
    return merge(parts)


def table_legs(
    half_x: float,
    half_y: float,
    height_m: float,
    *,
    side_m: float = 0.07,
    inset_m: float = 0.05,
    apron_m: float = 0.09,
    at: Point = (0, 0, 0),
    taper: float = 0.7,
) -> Surface:
    """Four square tapered legs and an apron below a top whose underside is at ``height_m``."""
    x, y, s = half_x - inset_m, half_y - inset_m, side_m
    low = [
        (-x + s, -y + 0.012, height_m - apron_m),
        (-x + s, y - 0.034, height_m - apron_m),
        (-x + 0.012, -y + s, height_m - apron_m),
        (x - 0.034, -y + s, height_m - apron_m),
    ]
    high = [
        (x - s, -y + 0.034, height_m),
        (x - s, y - 0.012, height_m),
        (-x + 0.034, y - s, height_m),
        (x - 0.012, y - s, height_m),
    ]
    apron = boxes(low, high, bevel_m=0.002)
    leg = box((-s / 2, -s / 2, 0), (s / 2, s / 2, height_m), bevel_m=0.004, along="z")
    points = leg.points.copy()
    points[:, :2] *= taper + (1 - taper) * np.clip(points[:, 2:] / (height_m - apron_m), 0, 1)
    leg = replace(leg, points=points)
    legs = [moved(leg, sx * (x - s / 2), sy * (y - s / 2)) for sx in (-1, 1) for sy in (-1, 1)]
    return moved(merge([apron, *legs]), *at)


def trestles(half_x: float, half_y: float, height_m: float) -> Surface:
    """Two A-shaped trestles and a rail between them."""
    parts = []
    for sx in (-1, 1):
        x = sx * (half_x - 0.22)
        parts.append(
            box(
                (x - 0.035, -half_y + 0.08, height_m - 0.06),
                (x + 0.035, half_y - 0.08, height_m),
                bevel_m=0.003,
                along="y",
            )
        )
        for sy in (-1, 1):
            foot_y, head_y = sy * (half_y - 0.1), sy * (half_y - 0.16)
            parts += [rod((x, head_y, height_m - 0.04), (x + 0.13 * dx, foot_y, 0.0), 0.02) for dx in (-1, 1)]
        parts.append(
            box((x - 0.12, -half_y + 0.12, 0.2), (x + 0.12, half_y - 0.12, 0.225), bevel_m=0.002, along="y")
        )
    return merge(parts)


def pedestal(height_m: float, radius_m: float) -> Surface:
    """A turned column on a round foot below a round top."""
    r, h = radius_m, height_m
    return spun(
        smooth(
            [
                (0.0, 0.0),
                (r, 0.0),
                (r, 0.02),
                (0.5 * r, 0.06),
                (0.2 * r, 0.14 * h + 0.06),
                (0.15 * r, 0.5 * h),
                (0.18 * r, 0.8 * h),
                (0.5 * r, h),
                (0.0, h),
            ],
            44,
        ),
        44,
    )


def round_top(radius_m: float, top_m: float, thick_m: float = 0.03) -> Surface:
    """A round table top about the axis with an eased edge; texture by plan."""
    return extrude(circle(radius_m, 96), top_m - thick_m, top_m, bevel_m=0.004, steps=2)


def picture(
    width_m: float, height_m: float, *, frame_m: float = 0.03, deep_m: float = 0.022, mount_m: float = 0.06
) -> tuple[Surface, Surface, Surface]:
    """(frame, mount, picture) on the plane y = 0 about the origin."""
    w, h, f = width_m / 2, height_m / 2, frame_m
    low = [(-w, -deep_m, -h), (w - f, -deep_m, -h), (-w + f, -deep_m, -h), (-w + f, -deep_m, h - f)]
    high = [(-w + f, 0, h), (w, 0, h), (w - f, 0, -h + f), (w - f, 0, h)]
    frame = boxes(low, high, bevel_m=0.004, along="z")
    m = f + mount_m
    mount = box(
        (-w + f - 0.002, -0.4 * deep_m, -h + f - 0.002), (w - f + 0.002, -0.001, h - f + 0.002), bevel_m=0.0005
    )
    sheet = box((-w + m, -0.4 * deep_m - 0.001, -h + m), (w - m, -0.3 * deep_m, h - m), bevel_m=0.0003)
    return frame, mount, sheet


def radiator(width_m: float, height_m: float = 0.5, *, low_m: float = 0.12) -> Surface:
    """A column radiator on the plane y = 0, about x = 0."""
    pitch = 0.046
    count = int(width_m / pitch)
    column = merge(
        [
            moved(rounded_box((0.038, 0.028, height_m), 0.012, 2), y=-0.11, z=low_m),
            moved(rounded_box((0.038, 0.028, height_m), 0.012, 2), y=-0.06, z=low_m),
            moved(rounded_box((0.038, 0.085, 0.04), 0.012, 2), y=-0.085, z=low_m + height_m - 0.045),
            moved(rounded_box((0.038, 0.085, 0.04), 0.012, 2), y=-0.085, z=low_m + 0.005),
        ]
    )
    places = np.tile(np.eye(4), (count, 1, 1))
    places[:, 0, 3] = (np.arange(count) - (count - 1) / 2) * pitch
    pipe = rod((count * pitch / 2, -0.085, low_m + 0.03), (count * pitch / 2 + 0.07, -0.085, low_m + 0.03), 0.009)
    down = rod((count * pitch / 2 + 0.06, -0.085, 0.0), (count * pitch / 2 + 0.06, -0.085, low_m + 0.03), 0.009)
    return merge([copies(column, places), pipe, down])


def panel_door(width_m: float = 0.8, height_m: float = 2.02) -> tuple[Surface, Surface]:
    """(leaf with its casing, handle) of a closed door on the plane y = 0, about x = 0."""
    w, h, s = width_m / 2, height_m, 0.11
    low: list[Point] = [
        (-w, -0.012, 0.01),
        (w - s, -0.012, 0.01),
        (-w + s, -0.012, 0.01),
        (-w + s, -0.012, h - s),
        (-w + s, -0.012, 0.86),
        (-s / 2, -0.012, 0.01),
    ]
    high: list[Point] = [
        (-w + s, 0.02, h),
        (w, 0.02, h),
        (w - s, 0.02, 0.2),
        (w - s, 0.02, h),
        (w - s, 0.02, 1.02),
        (s / 2, 0.02, h),
    ]
    low += [
        (-w - 0.085, -0.022, 0.0),
        (w + 0.002, -0.022, 0.0),
        (-w - 0.095, -0.026, h + 0.005),
        (-w + 0.01, 0.0, 0.02),
    ]
    high += [
        (-w - 0.002, 0.0, h + 0.005),
        (w + 0.085, 0.0, h + 0.005),
        (w + 0.095, 0.0, h + 0.09),
        (w - 0.01, 0.02, h - 0.01),
    ]
    handle = merge(
        [
            rod((w - 0.055, -0.012, 1.03), (w - 0.055, -0.06, 1.03), 0.008),
            rod((w - 0.05, -0.058, 1.03), (w - 0.165, -0.058, 1.03), 0.0085),
            box((w - 0.075, -0.016, 0.95), (w - 0.035, -0.011, 1.1), bevel_m=0.002),
        ]
    )
    return boxes(low, high, bevel_m=0.003, along="z"), handle


def armchair() -> tuple[Surface, Surface]:
    """(upholstery, feet) of an armchair that looks to -y."""
    parts = [
        moved(rounded_box((0.78, 0.8, 0.24), 0.05, 3), z=0.12),
        moved(rounded_box((0.56, 0.6, 0.16), 0.06, 3), y=-0.08, z=0.33),
        moved(turned(moved(rounded_box((0.7, 0.2, 0.6), 0.08, 3), z=0.0), "x", -10.0), y=0.28, z=0.3),
    ]
    parts += [moved(rounded_box((0.15, 0.78, 0.46), 0.06, 3), x=sx * 0.36, z=0.13) for sx in (-1, 1)]
    feet = [
        rod((sx * 0.32, sy * 0.33, 0.13), (sx * 0.34, sy * 0.35, 0.0), 0.022) for sx in (-1, 1) for sy in (-1, 1)
    ]
    return merge(parts), merge(feet)


def rug(area: Sequence[float], *, thick_m: float = 0.008) -> Surface:
    """A rug on the floor: x from, x to, y from, y to."""
    x0, x1, y0, y1 = area
    return box((x0, y0, 0.0005), (x1, y1, thick_m), bevel_m=0.003)
