"""What stands in gardens and yards: pots and their plants, cans, buckets, trowels, lanterns, chairs."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.kit.rounds import ring, rod, wire
from assets.meshes.curves import rounded, shell_profile
from assets.meshes.solids import lathe
from assets.meshes.surface import Surface, merge, moved, turned
from assets.places.kit.cut_blocks import chamfered_blocks

type Floats = NDArray[Any]


def clay_pot(radius_m: float, high_m: float, *, segments: int = 36) -> Surface:
    """A flower pot with a collar, open above, on z = 0."""
    r, h = radius_m, high_m
    outer = rounded(
        [(0.62 * r, 0.0), (0.66 * r, 0.004), (0.9 * r, 0.74 * h), (0.99 * r, 0.745 * h), (r, h)], 0.003, 2
    )
    return lathe(shell_profile(outer, 0.05 * r + 0.002), segments)


def pot_earth(radius_m: float, high_m: float) -> Surface:
    """A disc of earth near the rim of such a pot."""
    r = radius_m * 0.88
    return lathe(np.array([(r, 0.86 * high_m), (0.6 * r, 0.885 * high_m), (0.0, 0.89 * high_m)]), 24)


def watering_can(*, radius_m: float = 0.085, high_m: float = 0.2) -> Surface:
    """A can with a long spout and rose to +x, and two handles."""
    r, h = radius_m, high_m
    body = lathe(
        shell_profile(rounded([(0.96 * r, 0.0), (r, 0.01), (r, 0.8 * h), (0.72 * r, h)], 0.006, 2), 0.0015), 40
    )
    spout = rod((0.9 * r, 0.0, 0.15 * h), (2.5 * r, 0.0, 1.1 * h), 0.016, sides=12)
    rose = moved(
        turned(lathe(np.array([(0.014, 0.0), (0.034, 0.05), (0.034, 0.056), (0.0, 0.066)]), 20), "y", 52.0),
        2.45 * r,
        0.0,
        1.07 * h,
    )
    top = wire(
        [(-0.7 * r, 0, h), (-0.45 * r, 0, 1.38 * h), (0.35 * r, 0, 1.36 * h), (0.68 * r, 0, h)],
        0.006,
        samples=20,
        sides=8,
    )
    back = wire(
        [(-0.98 * r, 0, 0.74 * h), (-1.75 * r, 0, 0.66 * h), (-1.6 * r, 0, 0.28 * h), (-0.98 * r, 0, 0.2 * h)],
        0.006,
        samples=20,
        sides=8,
    )
    bands = [moved(ring(r, 0.003, segments=36), z=z) for z in (0.05 * h, 0.8 * h)]
    return merge([body, spout, rose, top, back, *bands])


def bucket(*, radius_m: float = 0.14, high_m: float = 0.26, handle_up: bool = False) -> Surface:
    """A tapered pail with hoops and a wire handle."""
    r, h = radius_m, high_m
    body = lathe(shell_profile(rounded([(0.68 * r, 0.0), (0.7 * r, 0.006), (r, h)], 0.003, 2), 0.002), 44)
    hoops = [moved(ring(r, 0.005, segments=40), z=h), moved(ring(0.8 * r, 0.003, segments=40), z=0.35 * h)]
    a = np.linspace(0.0, np.pi, 18)
    tilt = 80.0 if handle_up else 6.0
    path = np.stack(
        [
            r * np.cos(a),
            r * np.sin(a) * np.cos(np.radians(tilt)),
            h - 0.02 + r * np.sin(a) * np.sin(np.radians(tilt)),
        ],
        -1,
    )
    return merge([body, *hoops, wire(path, 0.003, sides=6)])


def trowel() -> tuple[Surface, Surface]:
    """(blade and neck, grip) of a trowel that lies along x, its point at +x."""
    x = np.linspace(0.0, 0.15, 9)
    half = 0.036 * np.array([0.75, 0.95, 1.0, 1.0, 0.98, 0.9, 0.72, 0.42, 0.03])
    u = np.linspace(-1.0, 1.0, 7)
    top = np.stack(
        [np.broadcast_to(x[:, None], (9, 7)), half[:, None] * u, 0.012 * u**2 + 0.006 + 0 * x[:, None]], -1
    )
    from assets.meshes.surface import flipped, grid

    sheet = grid(top)
    blade = merge([flipped(sheet), moved(sheet, z=-0.0015)])
    neck = wire(
        [(0.01, 0, 0.008), (-0.03, 0, 0.016), (-0.07, 0, 0.03), (-0.09, 0, 0.03)], 0.005, samples=10, sides=8
    )
    grip = turned(
        lathe(rounded([(0.0, 0.0), (0.011, 0.0), (0.016, 0.06), (0.012, 0.115), (0.0, 0.125)], 0.004, 2), 16),
        "y",
        -90.0,
    )
    return merge([blade, neck]), moved(grip, -0.085, 0.0, 0.03)


def bistro_chair(*, seat_m: float = 0.45) -> tuple[Surface, Surface]:
    """(iron frame, slats) of a folding chair about the origin that faces -y."""
    legs = []
    for s in (-0.19, 0.19):
        legs.append(rod((s, 0.2, 0.0), (s, -0.16, seat_m), 0.009, sides=8))
        legs.append(rod((s * 1.08, -0.2, 0.0), (s * 1.08, 0.22, 0.86), 0.009, sides=8))
    legs += [rod((-0.19, y, z), (0.19, y, z), 0.006, sides=8) for y, z in ((0.17, 0.05), (-0.17, 0.06))]
    seat = [(0, -0.17 + 0.055 * k, seat_m + 0.01) for k in range(7)]
    back = [(0, 0.19, 0.66), (0, 0.205, 0.735), (0, 0.22, 0.81)]
    wood = [
        chamfered_blocks(seat, [(0.42, 0.04, 0.014)], 0.003),
        chamfered_blocks(back, [(0.42, 0.014, 0.05)], 0.003),
    ]
    return merge(legs), merge(wood)
