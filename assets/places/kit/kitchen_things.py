"""What kitchens have: tools on rails, hobs, sinks, boards, pans, sockets, bread bins, towels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assets.forms.kit.metre_solids import flat_bar, plate, spun, spun_corners, tube
from assets.forms.kit.rounds import rod, wire
from assets.meshes.curves import rounded, shell_profile, smooth
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, merge, moved, turned
from assets.places.kit.boxes import box, boxes, slab


def hook_rail(
    start: float,
    end: float,
    z: float,
    *,
    out_m: float = 0.045,
    radius_m: float = 0.008,
    hooks: Sequence[float] = (),
) -> Surface:
    """A rail along x before the plane y = 0 at height ``z``, on posts, with S hooks at places."""
    parts = [rod((start, -out_m, z), (end, -out_m, z), radius_m)]
    parts += [rod((x, 0, z), (x, -out_m, z), 0.7 * radius_m) for x in (start + 0.05, end - 0.05)]
    t = np.linspace(0, np.pi, 9)
    for x in hooks:
        top = np.stack([0 * t + x, -out_m + 0.012 * np.cos(t), z + 0.002 + 0.012 * np.sin(t)], -1)
        low = np.stack([0 * t + x, -out_m - 0.012 - 0.010 + 0.010 * np.cos(t), z - 0.035 - 0.010 * np.sin(t)], -1)
        parts.append(wire(np.concatenate([top[::1], low]), 0.0022, sides=7))
    return merge(parts)


def ladle(length_m: float = 0.3) -> Surface:
    """A ladle that hangs from z = 0 by its end, bowl below, its face to -y."""
    h = length_m
    t = np.linspace(0, 1, 14)
    shaft = tube(
        np.stack([0 * t, -0.004 + 0 * t, -h * 0.86 * t], -1),
        np.interp(t, [0, 0.6, 1], [0.0055, 0.004, 0.0035]),
        sides=8,
    )
    cup = spun(shell_profile(smooth([(0.01, 0.0), (0.03, 0.008), (0.042, 0.03), (0.044, 0.042)], 14), 0.0015), 28)
    return merge([shaft, moved(turned(cup, "x", 35.0), 0, -0.03, -h)])


def slice_(length_m: float = 0.31) -> Surface:
    """A slotted turner that hangs from z = 0."""
    blade = [(-0.038, 0.0), (0.038, 0.0), (0.032, 0.09), (-0.032, 0.09)]
    outline = rounded(blade, 0.008, 3, closed=True)
    slots = [
        rounded(
            [(x - 0.004, 0.02), (x + 0.004, 0.02), (x + 0.004, 0.07), (x - 0.004, 0.07)], 0.003, 2, closed=True
        )
        for x in (-0.018, 0.0, 0.018)
    ]
    body = turned(plate(outline, 0.0, 0.0016, holes=slots), "x", 90.0)
    shaft = rod((0, -0.002, 0), (0, -0.002, -length_m + 0.085), 0.004, sides=8)
    return merge([moved(body, 0, 0, -length_m), shaft])


def whisk(length_m: float = 0.28) -> Surface:
    """A balloon whisk that hangs from z = 0 by its handle."""
    h = length_m
    parts = [rod((0, 0, 0), (0, 0, -0.42 * h), 0.009, sides=12)]
    t = np.linspace(0, np.pi, 22)
    for k in range(5):
        a = np.pi * k / 5
        r = 0.032 * np.sin(t) ** 0.8 * np.sign(np.cos(np.linspace(0.001, np.pi, 22)))
        wide = 0.032 * np.where(t < np.pi / 2, 1, -1) * np.sin(2 * np.minimum(t, np.pi - t)) ** 0.7
        z = -0.4 * h - 0.6 * h * np.sin(t) ** 0.9
        parts.append(wire(np.stack([wide * np.cos(a), wide * np.sin(a), z], -1) + 0 * r[:, None], 0.0009, sides=5))
    return merge(parts)


def spoon(length_m: float = 0.3) -> Surface:
    """A wooden spoon that stands on its handle's end at z = 0, bowl up, face to -y."""
    h = length_m
    t = np.linspace(0, 1, 12)
    shaft = tube(np.stack([0 * t, 0 * t, 0.8 * h * t], -1), np.interp(t, [0, 1], [0.0065, 0.005]), sides=9)
    t = np.linspace(0, 2 * np.pi, 33)[:-1]
    head = np.stack([0.029 * np.cos(t), 0.045 * np.sin(t)], -1)
    bowl = turned(plate(head, -0.004, 0.005, bevel_m=0.003), "x", 90.0)
    return merge([shaft, moved(bowl, 0, 0, 0.8 * h + 0.035)])


def frying_pan(radius_m: float = 0.12) -> tuple[Surface, Surface]:
    """(pan, handle) that hangs by its handle's end from z = 0, its underside to the wall behind."""
    r = radius_m
    dish = spun(shell_profile(smooth([(0.78 * r, 0.0), (0.82 * r, 0.004), (r, 0.045)], 12), 0.003), 40)
    body = moved(turned(dish, "x", 90.0), 0, 0.0, -0.18 - r)
    path = np.array([[0.0, 0.0], [0.0, -0.1], [0.0, -0.19]])
    bar = rounded_box((0.022, 0.008, 0.19), 0.003, 2)
    return body, moved(bar, 0, -0.022, -0.19 + 0 * path[0, 0])


def cooker_top(width_m: float = 0.58, deep_m: float = 0.5) -> tuple[Surface, Surface]:
    """(glass plate with rings, knobs) of a hob that lies on z = 0, about the axis; front to -y."""
    sheet = [slab((width_m, deep_m, 0.006), bevel_m=0.002)]
    knobs = [
        moved(
            spun_corners([(0, 0), (0.019, 0), (0.017, 0.022), (0, 0.022)], 0.003, segments=24),
            x,
            -deep_m / 2 + 0.045,
            0.006,
        )
        for x in (-0.12, -0.04, 0.04, 0.12)
    ]
    return merge(sheet), merge(knobs)


def hob_rings(width_m: float = 0.58) -> Surface:
    """The four rings printed on a hob's glass, a hair above it."""
    rings = []
    for x, y, r in ((-0.26, 0.2, 0.09), (0.26, 0.22, 0.072), (-0.25, -0.22, 0.072), (0.25, -0.18, 0.105)):
        ring = spun_corners(
            [(r, 0.0), (r + 0.003, 0.0), (r + 0.003, 0.0006), (r, 0.0006), (r, 0.0)], 0.0, segments=56
        )
        rings.append(moved(ring, x * width_m, y * 0.5, 0.006))
    return merge(rings)


def gas_stand(radius_m: float = 0.105) -> Surface:
    """An iron pan stand of four arms and a ring, with its burner, on z = 0."""
    arms = [
        moved(
            turned(
                slab((radius_m * 0.75, 0.009, 0.012), (radius_m * 0.66, 0, 0.016), bevel_m=0.002),
                "z",
                90.0 * k + 45,
            ),
            0,
            0,
            0,
        )
        for k in range(4)
    ]
    t = np.linspace(0, 2 * np.pi, 45)[:-1]
    ring = wire(
        np.stack([radius_m * np.cos(t), radius_m * np.sin(t), 0 * t + 0.008], -1), 0.005, sides=8, closed=True
    )
    burner = spun_corners(
        [(0, 0), (0.045, 0), (0.045, 0.01), (0.036, 0.014), (0.034, 0.02), (0, 0.021)], 0.001, segments=32
    )
    return merge([*arms, ring, burner])


def sink_bowl(width_m: float, deep_m: float, *, hollow_m: float = 0.19, rim_m: float = 0.012) -> Surface:
    """A pressed bowl sunk below z = 0 with a flat rim on it, about the axis."""
    from assets.forms.kit.mouldings import round_sheet, stretched_rings, super_ellipse

    outline = super_ellipse(1.0, deep_m / width_m, 8.0, 72)
    x, h = width_m / 2, hollow_m
    levels = [
        (0.9 * x, -h - 0.002),
        (0.96 * x, -h),
        (x - 0.001, -0.02),
        (x - 0.001, -0.0005),
        (x + rim_m, -0.0005),
        (x + rim_m, 0.0015),
        (x, 0.002),
        (x - 0.003, -0.002),
        (0.945 * x, -h + 0.04),
        (0.9 * x, -h + 0.012),
        (0.3 * x, -h + 0.004),
    ]
    return round_sheet(stretched_rings(outline, levels))


def socket_plate() -> Surface:
    """A double socket's plate on the plane y = 0, about the origin."""
    parts = [moved(turned(rounded_box((0.146, 0.086, 0.009), 0.004, 2), "x", 90.0), 0, 0, 0)]
    parts += [box((x - 0.02, -0.0115, -0.02), (x + 0.02, -0.008, 0.02), bevel_m=0.001) for x in (-0.036, 0.036)]
    return merge(parts)


def cutting_board(width_m: float, height_m: float, *, thick_m: float = 0.022, handle: bool = False) -> Surface:
    """A board that lies on z = 0, about the axis; with a handle and hole to +y when asked."""
    a, b = width_m / 2, height_m / 2
    corners = [(-a, -b), (a, -b), (a, b), (-a, b)]
    holes = []
    if handle:
        corners = [
            (-a, -b),
            (a, -b),
            (a, b),
            (0.025, b),
            (0.022, b + 0.1),
            (-0.022, b + 0.1),
            (-0.025, b),
            (-a, b),
        ]
        t = np.linspace(0, 2 * np.pi, 17)[:-1]
        holes = [np.stack([0.009 * np.cos(t), b + 0.078 + 0.009 * np.sin(t)], -1)]
    return plate(rounded(corners, 0.012, 4, closed=True), 0.0, thick_m, holes=holes, bevel_m=0.003)


def leaned(surface: Surface, tilt_deg: float) -> Surface:
    """What lay with its lower edge to -y, stood up and leaned back by an angle, its lowest point on z = 0."""
    from assets.meshes.surface import grounded

    return grounded(turned(surface, "x", 90.0 - tilt_deg))


def tea_towel(rng: np.random.Generator, width_m: float, drop_m: float) -> Surface:
    """A cloth that hangs over a bar along x through the origin."""
    from assets.places.kit.bath_fittings import hung_towel

    return hung_towel(rng, width_m, drop_m, 0.8 * drop_m, radius_m=0.01, thick_m=0.0016)


def bread_bin(width_m: float = 0.36) -> tuple[Surface, Surface]:
    """(bin, lid and handle) of an enamelled bread bin on z = 0."""
    body = rounded_box((width_m, 0.2, 0.17), 0.03, 4)
    cap = merge(
        [
            moved(rounded_box((width_m + 0.008, 0.208, 0.03), 0.012, 3), z=0.165),
            rod((-0.045, 0, 0.215), (0.045, 0, 0.215), 0.012),
        ]
    )
    return body, cap


def kettle(radius_m: float = 0.095) -> Surface:
    """A hob kettle on z = 0, spout to -x, bail above."""
    r = radius_m
    body = spun(
        smooth(
            [
                (0.0, 0.0),
                (0.95 * r, 0.0),
                (r, 0.03 * r),
                (0.97 * r, 0.6 * r),
                (0.7 * r, 1.12 * r),
                (0.36 * r, 1.32 * r),
                (0.36 * r, 1.38 * r),
                (0.12 * r, 1.46 * r),
                (0.12 * r, 1.6 * r),
                (0.0, 1.62 * r),
            ],
            44,
        ),
        44,
    )
    t = np.linspace(0, 1, 14)
    spout = tube(
        np.stack([-0.85 * r - 0.62 * r * t, 0 * t, 0.75 * r + 0.62 * r * t], -1), 0.2 * r - 0.1 * r * t, sides=14
    )
    a = np.linspace(0.06 * np.pi, 0.94 * np.pi, 24)
    bail = tube(np.stack([0.72 * r * np.cos(a), 0 * a, 1.05 * r + 1.05 * r * np.sin(a)], -1), 0.008, sides=10)
    return merge([body, spout, bail])


def fruit(rng: np.random.Generator, count: int, radius_m: float = 0.037, *, around_m: float = 0.07) -> Surface:
    """Round fruit heaped about the axis, the lowest on z = 0."""
    body = spun(
        smooth([(0.0, 0.12), (0.35, 0.0), (0.85, 0.35), (1.0, 0.95), (0.75, 1.6), (0.3, 1.78), (0.0, 1.62)], 26)
        * radius_m,
        28,
    )
    parts = []
    for k in range(count):
        a, ring = 2.39996 * k, min(1.0, 0.55 + k / count)
        high = 0.0 if k < 5 else 1.45 * radius_m
        r = around_m * (ring if k < 5 else 0.35)
        parts.append(
            moved(
                turned(turned(body, "x", float(rng.normal(0, 16))), "z", float(rng.uniform(0, 360))),
                r * np.cos(a),
                r * np.sin(a),
                high,
            )
        )
    return merge(parts)


def range_hood(width_m: float = 0.6) -> Surface:
    """A hood of a canopy and a chimney on the plane y = 0, its lower edge at z = 0, about x = 0."""
    w, d = width_m / 2, 0.42
    low, high = [(-w, -d, 0.0), (-0.15, -0.26, 0.2)], [(w, 0.0, 0.055), (0.15, 0.0, 0.95)]
    body = boxes(low, high, bevel_m=0.003)
    from assets.meshes.surface import box_mapped, grid

    rings = np.array(
        [
            [[-w, -d, 0.055], [w, -d, 0.055], [w, 0, 0.055], [-w, 0, 0.055]],
            [[-0.15, -0.26, 0.24], [0.15, -0.26, 0.24], [0.15, 0, 0.24], [-0.15, 0, 0.24]],
        ]
    )
    return merge([body, box_mapped(grid(rings, wrap=True))])


def rack_strip(length_m: float) -> Surface:
    """A flat strap along x on the plane y = 0."""
    return turned(flat_bar(np.array([[0.0, 0.0], [length_m, 0.0]]), 0.03, thickness_m=0.004), "x", 90.0)
