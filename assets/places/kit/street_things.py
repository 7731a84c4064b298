"""What streets are furnished with: kerbs, posts, lamps, hydrants, bins, boxes, cones, covers, a bicycle."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.kit.rounds import ring, rod, wire
from assets.meshes.curves import rounded
from assets.meshes.solids import lathe
from assets.meshes.surface import Surface, merge, moved, turned
from assets.places.kit.cut_blocks import chamfered_blocks

type Floats = NDArray[Any]


def kerb(
    rng: np.random.Generator,
    length_m: float,
    y: float,
    *,
    top_m: float = 0.125,
    wide_m: float = 0.125,
    stone_m: float = 0.915,
    first: float = 0.37,
) -> Surface:
    """Kerb stones along x whose back edge is at ``y`` + ``wide_m``, their tops at ``top_m``."""
    count = int(length_m / stone_m) + 1
    x = (np.arange(count) - count / 2 + first) * stone_m
    centres = np.stack(
        [
            x,
            np.full(count, y + wide_m / 2) + 0.002 * rng.uniform(-1, 1, count),
            np.full(count, top_m - 0.15) - 0.001 * rng.random(count),
        ],
        -1,
    )
    return chamfered_blocks(centres, [(stone_m - 0.008, wide_m, 0.3)], 0.012, rng=rng)


def bollard(*, radius_m: float = 0.08, high_m: float = 0.95, flat: bool = False) -> Surface:
    """A cast post with a foot, a neck ring and a head, on z = 0."""
    r, h = radius_m, high_m
    head = (
        [(1.05 * r, h - 0.05), (r, h - 0.012), (0.9 * r, h), (0.0, h)]
        if flat
        else [(0.95 * r, h - 0.1), (0.8 * r, h - 0.03), (0.0, h)]
    )
    profile = [
        (0.0, 0.0),
        (1.5 * r, 0.0),
        (1.5 * r, 0.1),
        (1.1 * r, 0.14),
        (0.85 * r, h - 0.2),
        (1.15 * r, h - 0.18),
        (1.15 * r, h - 0.15),
        (0.85 * r, h - 0.13),
        *head,
    ]
    return lathe(rounded(profile, 0.006, 2), 48)


def lamp_post(*, high_m: float = 5.0, radius_m: float = 0.06) -> Surface:
    """A post with a base, a ladder bar and a lantern's arm."""
    r = radius_m
    profile = [
        (0.0, 0.0),
        (2.4 * r, 0.0),
        (2.4 * r, 0.25),
        (1.9 * r, 0.32),
        (1.8 * r, 0.85),
        (2.0 * r, 0.9),
        (1.2 * r, 1.0),
        (r, 1.1),
        (0.7 * r, high_m),
        (0.0, high_m),
    ]
    door = chamfered_blocks([(0.0, -1.88 * r, 0.58)], [(0.08, 0.012, 0.3)], 0.003)
    arm = wire(
        [(0, 0, high_m - 0.1), (0.1, -0.3, high_m + 0.25), (0.2, -0.8, high_m + 0.3)], 0.025, sides=12, samples=14
    )
    return merge(
        [
            lathe(rounded(profile, 0.006, 2), 28),
            door,
            arm,
            chamfered_blocks([(0.22, -1.0, high_m + 0.29)], [(0.2, 0.5, 0.1)], 0.02),
        ]
    )


def hydrant(*, high_m: float = 0.75) -> Surface:
    """A fire hydrant with a bonnet, three outlets and flange bolts."""
    h = high_m
    body = lathe(
        rounded(
            [
                (0.0, 0.0),
                (0.16, 0.0),
                (0.16, 0.03),
                (0.11, 0.045),
                (0.105, 0.5 * h),
                (0.11, 0.74 * h),
                (0.15, 0.75 * h),
                (0.15, 0.79 * h),
                (0.12, 0.8 * h),
                (0.1, 0.9 * h),
                (0.04, 0.97 * h),
                (0.03, h),
                (0.0, h),
            ],
            0.008,
            2,
        ),
        56,
    )
    cap = lathe(
        rounded(
            [
                (0.0, 0.0),
                (0.06, 0.0),
                (0.06, 0.07),
                (0.075, 0.075),
                (0.075, 0.11),
                (0.03, 0.115),
                (0.028, 0.15),
                (0.0, 0.15),
            ],
            0.005,
            2,
        ),
        28,
    )
    outlets = [turned(moved(turned(cap, "x", 90.0), 0.0, -0.09, 0.6 * h), "z", a) for a in (0.0, 90.0, -90.0)]
    bolts = [
        chamfered_blocks([(0.135 * np.cos(a), 0.135 * np.sin(a), 0.03 + z)], [(0.022, 0.022, 0.03)], 0.003)
        for a in np.arange(8) * np.pi / 4
        for z in (0.0, 0.79 * h - 0.02)
    ]
    return merge([body, *outlets, *bolts])


def traffic_cone(*, high_m: float = 0.5) -> tuple[Surface, Surface]:
    """(cone, its white sleeve)."""
    h = high_m
    base = chamfered_blocks([(0, 0, 0.014)], [(0.36, 0.36, 0.028)], 0.008)
    body = lathe(rounded([(0.0, 0.026), (0.145, 0.026), (0.135, 0.05), (0.03, h), (0.0, h)], 0.006, 2), 40)
    sleeve = lathe(np.array([(0.106, 0.18), (0.108, 0.182), (0.078, 0.318), (0.076, 0.32)]), 40)
    return merge([base, body]), sleeve


def wheelie_bin(*, size_m: tuple[float, float, float] = (0.48, 0.55, 1.05)) -> Surface:
    """A bin on two wheels with a lid, its front at -y."""
    x, y, z = size_m
    t = np.linspace(0.0, 1.0, 6)
    rings = []
    for s in t:
        w, d = x / 2 * (0.82 + 0.18 * s), y / 2 * (0.78 + 0.22 * s)
        rings.append(
            [
                [-w, -d, 0.05 + s * (z - 0.1)],
                [w, -d, 0.05 + s * (z - 0.1)],
                [w, d, 0.05 + s * (z - 0.1)],
                [-w, d, 0.05 + s * (z - 0.1)],
            ]
        )
    from assets.meshes.surface import grid

    body = grid(np.array(rings), wrap=True)
    rim = chamfered_blocks([(0, 0, z - 0.05)], [(x + 0.03, y + 0.03, 0.03)], 0.01)
    lid = turned(chamfered_blocks([(0, -0.01, 0.0)], [(x + 0.04, y + 0.06, 0.05)], 0.018), "x", -4.0)
    bar = rod((-x / 2, y / 2 + 0.05, z - 0.02), (x / 2, y / 2 + 0.05, z - 0.02), 0.015, sides=12)
    ribs = chamfered_blocks(
        [(s * x * 0.2, -y / 2 * 0.9, z * 0.45) for s in (-1, 1)], [(0.03, 0.05, z * 0.5)], 0.008, leans_deg=6.0
    )
    wheels = [
        moved(
            turned(
                lathe(rounded([(0.0, -0.025), (0.1, -0.025), (0.1, 0.025), (0.0, 0.025)], 0.008, 2), 28), "y", 90.0
            ),
            s * (x / 2 + 0.01),
            y / 2 * 0.72,
            0.1,
        )
        for s in (-1, 1)
    ]
    return merge([body, rim, moved(lid, z=z), bar, ribs, *wheels])


def post_box(*, high_m: float = 1.55) -> tuple[Surface, Surface]:
    """(round pillar box with a dark foot, its slot) facing -y."""
    h = high_m
    profile = [
        (0.0, 0.0),
        (0.27, 0.0),
        (0.27, 0.12),
        (0.24, 0.14),
        (0.24, h - 0.2),
        (0.28, h - 0.19),
        (0.28, h - 0.13),
        (0.2, h - 0.06),
        (0.0, h),
    ]
    body = lathe(rounded(profile, 0.012, 3), 64)
    hood = chamfered_blocks([(0, -0.235, h - 0.33)], [(0.26, 0.03, 0.03)], 0.006)
    door = chamfered_blocks([(0, -0.226, h * 0.45)], [(0.26, 0.03, 0.72)], 0.008)
    return merge([body, hood, door]), chamfered_blocks([(0, -0.24, h - 0.365)], [(0.22, 0.02, 0.035)], 0.002)


def street_bin(*, high_m: float = 0.85, radius_m: float = 0.22) -> Surface:
    """A round litter bin of upright bars with rings and a rim."""
    count = 28
    a = np.arange(count) * 2 * np.pi / count
    spots = np.stack([radius_m * np.cos(a), radius_m * np.sin(a), np.full(count, high_m / 2)], -1)
    bars = chamfered_blocks(spots, [(0.006, 0.032, high_m - 0.08)], 0.001, turns_deg=np.degrees(a))
    rings = [
        moved(ring(radius_m, s, segments=40), z=z)
        for z, s in ((0.06, 0.012), (high_m * 0.7, 0.008), (high_m - 0.03, 0.02))
    ]
    liner = lathe(
        np.array(
            [
                (0.0, 0.06),
                (radius_m * 0.88, 0.06),
                (radius_m * 0.9, high_m - 0.06),
                (radius_m * 0.85, high_m - 0.06),
            ]
        ),
        36,
    )
    return merge([bars, *rings, liner])


def manhole_cover(*, radius_m: float = 0.3) -> Surface:
    """A round iron cover with raised studs and two key holes' bosses, its top at z = 0."""
    plate = lathe(
        rounded([(radius_m, -0.03), (radius_m, -0.004), (radius_m - 0.012, -0.004), (0.0, -0.004)], 0.002, 2), 64
    )
    rim = lathe(
        rounded(
            [(radius_m + 0.05, -0.03), (radius_m + 0.05, 0.0), (radius_m + 0.006, 0.0), (radius_m + 0.006, -0.03)],
            0.002,
            2,
        ),
        64,
    )
    i, j = np.meshgrid(np.arange(-7, 8), np.arange(-7, 8))
    spots = np.stack([i.ravel() * 0.036, j.ravel() * 0.036, np.full(i.size, -0.004)], -1)
    spots = spots[np.hypot(spots[:, 0], spots[:, 1]) < radius_m - 0.035]
    studs = chamfered_blocks(spots, [(0.02, 0.02, 0.008)], 0.003, turns_deg=45.0)
    return merge([plate, rim, studs])


def gully(*, side_m: float = 0.42) -> Surface:
    """A road drain: bars in a frame, their tops at z = 0."""
    bars = [((k - 4.5) * side_m / 10, 0.0, -0.02) for k in range(10)]
    frame = [(s * (side_m / 2 + 0.02), 0, -0.02) for s in (-1, 1)]
    sides = [(0, s * (side_m / 2 + 0.02), -0.02) for s in (-1, 1)]
    return merge([
        chamfered_blocks(bars, [(0.022, side_m, 0.04)], 0.003),
        chamfered_blocks(frame, [(0.04, side_m + 0.08, 0.04)], 0.003),
        chamfered_blocks(sides, [(side_m, 0.04, 0.04)], 0.003),
    ])  # fmt: skip


def bicycle() -> tuple[Surface, Surface, Surface]:
    """(frame and guards, tyres and saddle, rims, spokes and chain wheel) of a city bicycle along x on z = 0."""
    r, back, front = 0.34, np.array([-0.53, 0.0, 0.34]), np.array([0.55, 0.0, 0.34])
    crank, seat, head, low = (
        np.array([-0.07, 0, 0.29]),
        np.array([-0.25, 0, 0.83]),
        np.array([0.38, 0, 0.9]),
        np.array([0.42, 0, 0.76]),
    )
    tubes = [
        (crank, seat, 0.015),
        (crank, low, 0.018),
        (seat * 0.9 + crank * 0.1, head * 0.75 + low * 0.25, 0.014),
        (head, low, 0.019),
    ]
    parts = [rod(a, b, t, sides=12) for a, b, t in tubes]
    for s in (-0.04, 0.04):
        side = np.array([0.0, s, 0.0])
        parts += [
            rod(back + side, crank + side * 0.5, 0.009, sides=8),
            rod(back + side, seat * 0.93 + crank * 0.07 + side * 0.4, 0.008, sides=8),
        ]
        parts.append(
            wire(
                [low + side * 0.7, low * 0.5 + front * 0.5 + side * 1.1 + [0.01, 0, 0], front + side * 1.2],
                0.011,
                sides=10,
                samples=10,
            )
        )
    for hub in (back, front):
        a = np.linspace(-0.3, 2.6, 24) if hub is back else np.linspace(0.5, 2.9, 24)
        path = hub + (r + 0.025) * np.stack([np.cos(a), 0 * a, np.sin(a)], -1)
        parts.append(wire(path, 0.014, sides=8))
    bars = wire(
        [(0.2, -0.28, 1.02), (0.34, -0.22, 1.04), (0.36, 0.0, 1.0), (0.34, 0.22, 1.04), (0.2, 0.28, 1.02)],
        0.011,
        sides=10,
        samples=30,
    )
    steel = [bars, rod(head, (0.36, 0, 1.0), 0.012, sides=10), rod(seat, (-0.27, 0, 0.93), 0.012, sides=10)]
    for hub in (back, front):
        steel.append(moved(turned(ring(r - 0.025, 0.008, segments=56), "x", 90.0), *hub))
        steel.append(rod(hub - np.array([0, 0.05, 0]), hub + np.array([0, 0.05, 0]), 0.018, sides=10))
        for k in range(18):
            spoke = k * 2 * np.pi / 18
            steel.append(
                rod(
                    hub + np.array([0, 0.03 * (-1) ** k, 0]),
                    hub + (r - 0.03) * np.array([np.cos(spoke), 0, np.sin(spoke)]),
                    0.0014,
                    sides=4,
                )
            )
    steel.append(
        moved(
            turned(
                lathe(rounded([(0.0, -0.004), (0.095, -0.004), (0.095, 0.004), (0.0, 0.004)], 0.001, 1), 36),
                "x",
                90.0,
            ),
            -0.07,
            -0.055,
            0.29,
        )
    )
    steel += [
        rod((-0.07, -0.06, 0.29), (0.06, -0.06, 0.18), 0.009, sides=8),
        rod((-0.07, 0.06, 0.29), (-0.2, 0.06, 0.4), 0.009, sides=8),
    ]
    black = [moved(turned(ring(r, 0.019, segments=64), "x", 90.0), *hub) for hub in (back, front)]
    black.append(moved(chamfered_blocks([(0, 0, 0)], [(0.26, 0.15, 0.06)], 0.028), -0.28, 0, 0.95))
    black += [chamfered_blocks([p], [(0.1, 0.09, 0.022)], 0.006) for p in ((0.06, -0.11, 0.18), (-0.2, 0.11, 0.4))]
    black += [rod((0.2, s * 0.28, 1.02), (0.3, s * 0.245, 1.036), 0.017, sides=10) for s in (-1, 1)]
    return merge(parts), merge(black), merge(steel)


def bike_rack(*, wide_m: float = 0.75, high_m: float = 0.8) -> Surface:
    """A hoop of steel tube in the plane of x and z."""
    w, h = wide_m / 2, high_m
    corners = [(-w, 0.0), (-w, h), (w, h), (w, 0.0)]
    line = rounded(corners, 0.14, 8)
    path = np.stack([line[:, 0], 0 * line[:, 0], line[:, 1]], -1)
    from assets.meshes.solids import sweep

    plates = chamfered_blocks([(s * w, 0, 0.005) for s in (-1, 1)], [(0.14, 0.14, 0.01)], 0.002)
    return merge([sweep(path, 0.024, sides=16), plates])


def parcel(size_m: tuple[float, float, float]) -> tuple[Surface, Surface]:
    """(box, tape) of a cardboard parcel on z = 0."""
    x, y, z = size_m
    box = chamfered_blocks([(0, 0, z / 2)], [size_m], 0.002)
    tape = chamfered_blocks(
        [(0, 0, z + 0.0004), (0, -y / 2 - 0.0004, z * 0.86)],
        [(x + 0.001, 0.05, 0.0012), (0.05, 0.0012, z * 0.28)],
        0.0003,
    )
    return box, turned(tape, "z", 0.0)


def pallet(rng: np.random.Generator) -> Surface:
    """A pallet of boards and blocks, 1.2 by 0.8 m, on z = 0."""
    top = chamfered_blocks(
        [(0, y, 0.133) for y in np.linspace(-0.34, 0.34, 5)], [(1.2, 0.12, 0.022)], 0.002, rng=rng
    )
    cross = chamfered_blocks(
        [(x, 0, 0.111) for x in (-0.53, 0, 0.53)], [(0.14, 0.8, 0.022)], 0.002, along=1, rng=rng
    )
    blocks = chamfered_blocks(
        [(x, y, 0.061) for x in (-0.53, 0, 0.53) for y in (-0.34, 0, 0.34)], [(0.14, 0.1, 0.078)], 0.003, rng=rng
    )
    low = chamfered_blocks([(0, y, 0.011) for y in (-0.34, 0, 0.34)], [(1.2, 0.1, 0.022)], 0.002, rng=rng)
    return merge([top, cross, blocks, low])
