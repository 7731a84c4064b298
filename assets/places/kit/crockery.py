"""Turned household things on z = 0 about the axis: jars, bottles, bowls, plates, mugs, jugs, tins, candles."""

from __future__ import annotations

import numpy as np

from assets.forms.kit.metre_solids import spun, spun_corners, tube
from assets.meshes.curves import Curve, Pairs, shell_profile, smooth
from assets.meshes.surface import Surface, merge, moved, turned

_SEGMENTS = 40


def hollow(outer: Pairs | Curve, wall_m: float, *, rows: int = 22, segments: int = _SEGMENTS) -> Surface:
    """A vessel with a wall, from control points (radius, height) of its outside, foot to lip."""
    return spun(shell_profile(smooth(outer, rows), wall_m), segments)


def bowl(radius_m: float, height_m: float, *, wall_m: float = 0.004) -> Surface:
    """A round bowl on a foot."""
    r, h = radius_m, height_m
    return hollow(
        [(0.42 * r, 0.0), (0.42 * r, 0.07 * h), (0.72 * r, 0.32 * h), (0.93 * r, 0.68 * h), (r, h)], wall_m
    )


def plate(radius_m: float, *, high_m: float = 0.02) -> Surface:
    """A plate with a rim."""
    r, h = radius_m, high_m
    return hollow([(0.55 * r, 0.0), (0.58 * r, 0.1 * h), (0.66 * r, 0.5 * h), (0.78 * r, 0.68 * h), (r, h)], 0.003)


def mug(radius_m: float = 0.041, height_m: float = 0.093) -> Surface:
    """A mug, its handle to +x."""
    r, h = radius_m, height_m
    t = np.linspace(-0.5 * np.pi, 0.5 * np.pi, 16)
    path = np.stack([0.93 * r + 0.032 * np.cos(t), 0 * t, 0.52 * h + 0.3 * h * np.sin(t)], -1)
    body = hollow([(0.9 * r, 0.0), (r, 0.05 * h), (r, 0.5 * h), (r, h)], 0.0045)
    return merge([body, tube(path, 0.0055, sides=10)])


def jug(radius_m: float, height_m: float) -> Surface:
    """A bellied jug, its handle to +x, its lip to -x."""
    r, h = radius_m, height_m
    body = hollow(
        [
            (0.6 * r, 0.0),
            (0.8 * r, 0.08 * h),
            (r, 0.35 * h),
            (0.72 * r, 0.72 * h),
            (0.66 * r, 0.85 * h),
            (0.8 * r, h),
        ],
        0.005,
    )
    points = body.points.copy()
    high = np.clip(points[:, 2] / h - 0.72, 0.0, None) / 0.28
    angle = np.arctan2(points[:, 1], -points[:, 0])
    points[:, 0] -= 0.32 * r * high**1.5 * np.exp(-((angle / 0.5) ** 2))
    t = np.linspace(-0.45 * np.pi, 0.5 * np.pi, 18)
    path = np.stack([0.7 * r + 0.62 * r * np.cos(t), 0 * t, 0.58 * h + 0.3 * h * np.sin(t)], -1)
    from dataclasses import replace

    return merge([replace(body, points=points), tube(path, 0.1 * r, sides=10)])


def bottle(
    radius_m: float, height_m: float, *, neck: float = 0.36, shoulder: float = 0.6, wall_m: float = 0.003
) -> Surface:
    """A bottle with a shoulder, a neck and a ring at its mouth."""
    r, h = radius_m, height_m
    n = neck * r
    outer = np.array(
        [
            (0.93 * r, 0.0),
            (r, 0.02 * h),
            (r, 0.3 * h),
            (r, shoulder * h),
            (0.86 * r, (shoulder + 0.07) * h),
            (n * 1.15, (shoulder + 0.18) * h),
            (n, (shoulder + 0.24) * h),
            (n, 0.955 * h),
            (1.25 * n, 0.96 * h),
            (1.25 * n, h),
        ]
    )
    return spun(shell_profile(smooth(outer, 40), wall_m), _SEGMENTS)


def jar(radius_m: float, height_m: float, *, wall_m: float = 0.003) -> Surface:
    """A straight jar with a drawn-in mouth."""
    r, h = radius_m, height_m
    return hollow(
        [(0.9 * r, 0.0), (r, 0.04 * h), (r, 0.5 * h), (r, 0.82 * h), (0.84 * r, 0.91 * h), (0.84 * r, h)],
        wall_m,
        rows=30,
    )


def filling(radius_m: float, height_m: float) -> Surface:
    """What stands in a jar of that radius, up to a height."""
    return spun_corners(
        [(0.0, 0.004), (0.93 * radius_m, 0.004), (0.93 * radius_m, height_m), (0.0, height_m)],
        [0, 0.004, 0.003, 0],
        segments=32,
    )


def lid(radius_m: float, *, high_m: float = 0.016, knob_m: float = 0.0) -> Surface:
    """A lid, with a knob of that radius when given."""
    corners = [(0.0, 0.0), (radius_m, 0.0), (radius_m, high_m), (0.0, high_m)]
    parts = [spun_corners(corners, [0, 0.001, 0.003, 0], segments=_SEGMENTS)]
    if knob_m:
        from assets.forms.kit.handles import knob

        parts.append(moved(knob(knob_m, 1.8 * knob_m, segments=20), z=high_m - 0.001))
    return merge(parts)


def tin(radius_m: float, height_m: float) -> Surface:
    """A round tin with a lid that overlaps."""
    r, h = radius_m, height_m
    corners = [
        (0.0, 0.0),
        (r, 0.0),
        (r, 0.72 * h),
        (1.025 * r, 0.725 * h),
        (1.025 * r, h),
        (0.95 * r, h),
        (0.93 * r, h - 0.003),
        (0.0, h - 0.003),
    ]
    return spun_corners(corners, [0, 0.002, 0.0005, 0.001, 0.002, 0.001, 0.001, 0], segments=28, steps=2)


def candle(radius_m: float, height_m: float) -> Surface:
    """A candle with a hollow at its top."""
    r, h = radius_m, height_m
    return spun(
        smooth(
            [
                (0.0, 0.0),
                (0.97 * r, 0.0),
                (r, 0.003),
                (r, h - 0.004),
                (0.9 * r, h),
                (0.5 * r, h - 0.004),
                (0.0, h - 0.006),
            ],
            30,
        ),
        32,
    )


def vase(radius_m: float, height_m: float, *, form: int = 0) -> Surface:
    """A vase: bellied, tall-necked or conical by ``form``."""
    r, h = radius_m, height_m
    shapes = (
        [(0.5, 0.0), (0.75, 0.1), (1.0, 0.42), (0.7, 0.78), (0.45, 0.9), (0.55, 1.0)],
        [(0.6, 0.0), (0.95, 0.12), (1.0, 0.3), (0.5, 0.55), (0.28, 0.75), (0.3, 0.94), (0.4, 1.0)],
        [(0.55, 0.0), (0.62, 0.05), (0.8, 0.5), (1.0, 1.0)],
    )
    return hollow([(a * r, b * h) for a, b in shapes[form % 3]], 0.005, rows=28)


def tumbler(radius_m: float = 0.037, height_m: float = 0.1) -> Surface:
    """A drinking glass."""
    return hollow([(0.84 * radius_m, 0.0), (0.88 * radius_m, 0.05 * height_m), (radius_m, height_m)], 0.0022)


def teapot(radius_m: float = 0.075) -> Surface:
    """A round teapot with its lid, spout to -x, handle to +x."""
    r = radius_m
    h = 1.5 * r
    body = spun(
        smooth(
            [
                (0.0, 0.0),
                (0.5 * r, 0.0),
                (0.85 * r, 0.2 * h),
                (r, 0.5 * h),
                (0.8 * r, 0.82 * h),
                (0.45 * r, h),
                (0.0, 1.04 * h),
            ],
            34,
        ),
        40,
    )
    t = np.linspace(0.0, 1.0, 16)
    spout = np.stack([-0.85 * r - 0.75 * r * t, 0 * t, 0.42 * h + 0.55 * h * t**1.6], -1)
    a = np.linspace(-0.5 * np.pi, 0.5 * np.pi, 18)
    handle = np.stack([0.85 * r + 0.6 * r * np.cos(a), 0 * a, 0.55 * h + 0.33 * h * np.sin(a)], -1)
    top = moved(lid(0.42 * r, high_m=0.006, knob_m=0.14 * r), z=1.0 * h)
    return merge([body, tube(spout, 0.2 * r - 0.1 * r * t, sides=12), tube(handle, 0.085 * r, sides=10), top])


def flower_vase_stems(rng: np.random.Generator, height_m: float, count: int = 9) -> Surface:
    """Bare twigs that fan out of a vase's mouth at z = 0."""
    parts = []
    for _ in range(count):
        a = rng.uniform(0.0, 2 * np.pi)
        lean = rng.uniform(0.05, 0.35)
        t = np.linspace(0.0, 1.0, 9)[:, None]
        way = np.array([np.cos(a) * lean, np.sin(a) * lean, 1.0])
        bend = 0.08 * rng.normal(size=3) * [1, 1, 0]
        high = height_m * rng.uniform(0.7, 1.05)
        parts.append(tube(t * way * high + t**2 * bend, np.linspace(0.0018, 0.0008, 9), sides=6))
        for k in range(3):
            foot = parts[-1].points.mean(0) * 0 + (t * way * high + t**2 * bend)[3 + 2 * k]
            side = foot + t[:6] * (way * 0.5 + 0.5 * rng.normal(size=3) * [1, 1, 0.3]) * 0.22 * high
            parts.append(tube(side, np.linspace(0.0011, 0.0006, 6), sides=5))
    return merge(parts)


def lying(surface: Surface, turn_deg: float = 0.0) -> Surface:
    """What stood, laid along x and turned about z."""
    from assets.meshes.surface import grounded

    return turned(grounded(turned(surface, "y", 90.0)), "z", turn_deg)
