"""What is built of boards outdoors: fences, garden tables, benches, decks, plank doors, crates and sheds."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.surface import Surface, merge, moved, turned
from assets.places.kit.cut_blocks import chamfered_blocks

type Floats = NDArray[Any]

_EASED_M = 0.003


def slats(
    rng: np.random.Generator,
    length_m: float,
    deep_m: float,
    top_m: float,
    *,
    slat_m: float = 0.07,
    gap_m: float = 0.006,
    thick_m: float = 0.022,
    y: float = 0.0,
    warp_m: float = 0.0,
) -> Surface:
    """Boards along x side by side about (0, y), their tops at ``top_m``, lower by up to ``warp_m``."""
    count = max(round((deep_m + gap_m) / (slat_m + gap_m)), 1)
    at = (np.arange(count) - (count - 1) / 2) * (slat_m + gap_m)
    sink = warp_m * rng.random(count)
    ends = 0.0015 * rng.uniform(-1.0, 1.0, count)
    centres = np.stack([ends, y + at, top_m - thick_m / 2 - sink], -1)
    return chamfered_blocks(centres, [(length_m, slat_m, thick_m)], _EASED_M, rng=rng)


def slatted_table(
    rng: np.random.Generator,
    length_m: float,
    deep_m: float,
    high_m: float,
    *,
    slat_m: float = 0.07,
    leg_m: float = 0.06,
    breadboard: bool = False,
) -> Surface:
    """A garden table: slats along x on a frame with four legs and a stretcher."""
    thick = 0.024
    inner = length_m - (0.16 if breadboard else 0.0)
    parts = [slats(rng, inner, deep_m, high_m, slat_m=slat_m, thick_m=thick, gap_m=0.006)]
    rail = 0.07
    under = high_m - thick
    lx, ly = length_m / 2 - 0.10, deep_m / 2 - 0.07
    if breadboard:
        parts.append(
            chamfered_blocks(
                [(s * (length_m / 2 - 0.038), 0, high_m - thick / 2) for s in (-1, 1)],
                [(0.072, deep_m + 0.004, thick)],
                _EASED_M,
                along=1,
                rng=rng,
            )
        )
    parts.append(
        chamfered_blocks(
            [(0, s * ly, under - rail / 2) for s in (-1, 1)], [(2 * lx, 0.024, rail)], _EASED_M, rng=rng
        )
    )
    parts.append(
        chamfered_blocks(
            [(s * lx, 0, under - rail / 2) for s in (-1, 1)], [(0.024, 2 * ly, rail)], _EASED_M, along=1, rng=rng
        )
    )
    parts.append(
        chamfered_blocks(
            [(a * lx, b * ly, under / 2) for a in (-1, 1) for b in (-1, 1)],
            [(leg_m, leg_m, under)],
            0.005,
            along=2,
            rng=rng,
        )
    )
    parts.append(chamfered_blocks([(0, 0, 0.2)], [(2 * lx, 0.05, 0.03)], _EASED_M, rng=rng))
    parts.append(
        chamfered_blocks([(s * lx, 0, 0.2) for s in (-1, 1)], [(0.03, 2 * ly, 0.06)], _EASED_M, along=1, rng=rng)
    )
    return merge(parts)


def bench(
    rng: np.random.Generator,
    length_m: float,
    *,
    deep_m: float = 0.44,
    seat_m: float = 0.44,
    back_m: float = 0.88,
    slat_m: float = 0.06,
    arms: bool = True,
    upright_slats: bool = False,
) -> Surface:
    """A garden bench about the origin that faces -y: slatted seat, legs, a back and arms."""
    front, back = -deep_m / 2, deep_m / 2
    parts = [slats(rng, length_m, deep_m - 0.02, seat_m, slat_m=slat_m, gap_m=0.012, thick_m=0.024)]
    lx = length_m / 2 - 0.05
    legs = [(s * lx, front + 0.05, (seat_m - 0.03) / 2) for s in (-1, 1)]
    parts.append(chamfered_blocks(legs, [(0.06, 0.06, seat_m - 0.03)], 0.004, along=2, rng=rng))
    parts.append(
        chamfered_blocks(
            [(0, s * (deep_m / 2 - 0.05), seat_m - 0.065) for s in (-1, 1)], [(2 * lx, 0.03, 0.07)], 0.003, rng=rng
        )
    )
    if back_m > seat_m:
        posts = [(s * lx, back + 0.02, back_m / 2) for s in (-1, 1)]
        parts.append(chamfered_blocks(posts, [(0.06, 0.05, back_m)], 0.004, along=2, rng=rng))
        rails = [(0, back + 0.02, back_m - 0.04), (0, back + 0.02, seat_m + 0.10)]
        parts.append(chamfered_blocks(rails, [(2 * lx, 0.034, 0.08)], 0.004, rng=rng))
        if upright_slats:
            x = np.linspace(-lx + 0.1, lx - 0.1, max(int(2 * lx / 0.11), 2))
            uprights = np.stack([x, 0 * x + back + 0.02, 0 * x + (seat_m + back_m) / 2 + 0.03], -1)
            parts.append(
                chamfered_blocks(uprights, [(0.045, 0.016, back_m - seat_m - 0.2)], 0.002, along=2, rng=rng)
            )
        else:
            z = np.arange(seat_m + 0.19, back_m - 0.09, 0.09)
            lying = np.stack([0 * z, 0 * z + back + 0.02, z], -1)
            parts.append(chamfered_blocks(lying, [(2 * lx, 0.018, 0.055)], 0.003, rng=rng))
    if arms and back_m > seat_m:
        tops = [(s * lx, 0.0, seat_m + 0.21) for s in (-1, 1)]
        parts.append(chamfered_blocks(tops, [(0.06, deep_m + 0.04, 0.028)], 0.004, along=1, rng=rng))
        parts.append(
            chamfered_blocks(
                [(s * lx, front + 0.05, seat_m + 0.1) for s in (-1, 1)],
                [(0.05, 0.05, 0.2)],
                0.004,
                along=2,
                rng=rng,
            )
        )
    return merge(parts)


def picket_fence(
    rng: np.random.Generator,
    length_m: float,
    *,
    high_m: float = 1.0,
    picket_m: float = 0.07,
    gap_m: float = 0.05,
    pointed: bool = True,
) -> Surface:
    """Pickets on two rails between posts along x, facing -y at y = 0."""
    count = int(length_m / (picket_m + gap_m))
    x = (np.arange(count) - (count - 1) / 2) * (picket_m + gap_m)
    tall = high_m + 0.006 * rng.uniform(-1, 1, count)
    low = 0.05
    centres = np.stack([x, np.full(count, 0.0), (tall + low) / 2], -1)
    sizes = np.stack([np.full(count, picket_m), np.full(count, 0.02), tall - low], -1)
    parts = [chamfered_blocks(centres, sizes, 0.003, along=2, rng=rng, turns_deg=0.8 * rng.uniform(-1, 1, count))]
    if pointed:
        top = chamfered_blocks([(0, 0, 0)], [(picket_m * 0.7, 0.02, picket_m * 0.7)], 0.003)
        top = turned(top, "y", 45.0)
        parts += [moved(top, a, 0.0, h) for a, h in zip(x, tall, strict=True)]
    parts.append(
        chamfered_blocks([(0, 0.035, s * high_m) for s in (0.25, 0.78)], [(length_m, 0.045, 0.07)], 0.003, rng=rng)
    )
    posts = np.arange(-length_m / 2 + 0.1, length_m / 2, 1.8)
    parts.append(
        chamfered_blocks(
            [(p, 0.09, high_m * 0.52) for p in posts], [(0.09, 0.09, high_m * 1.04)], 0.004, along=2, rng=rng
        )
    )
    return merge(parts)


def board_wall(
    rng: np.random.Generator,
    length_m: float,
    high_m: float,
    *,
    board_m: float = 0.14,
    lying: bool = False,
    lap: bool = False,
    low_m: float = 0.04,
    gap_m: float = 0.004,
) -> Surface:
    """A close fence or a shed's side: boards upright or lying, facing -y; lapped boards lean on the next."""
    if lying:
        z = np.arange(low_m + board_m / 2, high_m, board_m)
        centres = np.stack([0 * z, 0.011 + 0.002 * rng.uniform(-1, 1, len(z)), z], -1)
        size = (length_m, 0.02, board_m + (0.02 if lap else -gap_m))
        return chamfered_blocks(centres, [size], 0.002, rng=rng, leans_deg=-6.0 if lap else None)
    x = np.arange(-length_m / 2 + board_m / 2, length_m / 2, board_m)
    tall = high_m + 0.008 * rng.uniform(-1, 1, len(x))
    centres = np.stack([x, 0.011 + 0.003 * rng.uniform(-1, 1, len(x)), (tall + low_m) / 2], -1)
    sizes = np.stack([np.full(len(x), board_m - gap_m), np.full(len(x), 0.02), tall - low_m], -1)
    return chamfered_blocks(centres, sizes, 0.002, along=2, rng=rng)


def plank_door(rng: np.random.Generator, width_m: float, high_m: float, *, board_m: float = 0.12) -> Surface:
    """A door's leaf of upright planks with V joints, facing -y at y = 0, from z = 0 about x = 0."""
    count = max(round(width_m / board_m), 3)
    x = (np.arange(count) + 0.5) * width_m / count - width_m / 2
    centres = np.stack([x, np.full(count, 0.02), np.full(count, high_m / 2)], -1)
    return chamfered_blocks(centres, [(width_m / count, 0.04, high_m)], 0.006, along=2, rng=rng)


def strap_hinges(width_m: float, heights: tuple[float, ...]) -> Surface:
    """Iron straps with studs, a ring handle and a lock plate on a door about x = 0 whose front is y = 0."""
    from assets.forms.kit.rounds import ring
    from assets.places.kit.greenery import core

    straps = chamfered_blocks([(-width_m / 2 + 0.23, -0.003, z) for z in heights], [(0.45, 0.006, 0.035)], 0.002)
    studs = [(-width_m / 2 + 0.06 + 0.11 * k, -0.007, z) for z in heights for k in range(4)]
    plate = chamfered_blocks([(width_m / 2 - 0.09, -0.004, 1.02)], [(0.06, 0.008, 0.16)], 0.002)
    handle = moved(turned(ring(0.042, 0.006, segments=24), "x", 90.0), width_m / 2 - 0.09, -0.018, 1.0)
    return merge(
        [straps, core(np.array(studs), np.tile([0.009, 0.005, 0.009], (len(studs), 1)), rounds=1), plate, handle]
    )


def deck(
    rng: np.random.Generator,
    low: tuple[float, float],
    high: tuple[float, float],
    top_m: float,
    *,
    board_m: float = 0.14,
    gap_m: float = 0.006,
) -> Surface:
    """Deck boards along x between two corners."""
    y = np.arange(low[1] + board_m / 2, high[1], board_m + gap_m)
    length = high[0] - low[0]
    centres, sizes = [], []
    for at in y:
        cut = float(rng.uniform(0.25, 0.75)) * length
        for a, b in ((0.0, cut), (cut, length)):
            centres.append((low[0] + (a + b) / 2, at, top_m - 0.014 - 0.001 * float(rng.random())))
            sizes.append((b - a - 0.003, board_m, 0.028))
    return chamfered_blocks(centres, sizes, 0.003, rng=rng)


def crate(rng: np.random.Generator, size_m: tuple[float, float, float] = (0.5, 0.32, 0.25)) -> Surface:
    """A slatted crate about the origin on z = 0, open above."""
    x, y, z = size_m
    pitch = z / 3
    lying = [(0, s * (y / 2), pitch * (k + 0.5)) for k in range(3) for s in (-1, 1)]
    parts = [chamfered_blocks(lying, [(x, 0.009, pitch - 0.02)], 0.0015, rng=rng)]
    ends = [(s * (x / 2 - 0.006), 0, pitch * (k + 0.5)) for k in range(3) for s in (-1, 1)]
    parts.append(chamfered_blocks(ends, [(0.012, y - 0.012, pitch - 0.02)], 0.0015, along=1, rng=rng))
    posts = [(a * (x / 2 - 0.024), b * (y / 2 - 0.018), z / 2) for a in (-1, 1) for b in (-1, 1)]
    parts.append(chamfered_blocks(posts, [(0.024, 0.024, z)], 0.0015, along=2, rng=rng))
    parts.append(
        chamfered_blocks(
            [(0, k * y / 4, 0.008) for k in (-1, 0, 1)], [(x - 0.03, y / 4 - 0.012, 0.009)], 0.0015, rng=rng
        )
    )
    return merge(parts)
