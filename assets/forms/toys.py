"""Bright moulded plastic to play with: bricks, duck, car."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.blocks import block
from assets.forms.kit.distance_fields import carved, ellipsoid, joined, limb, sculpted
from assets.forms.kit.joinery import repeated
from assets.forms.kit.mouldings import (
    ball_at,
    fitted,
    lathed,
    placed,
    round_sheet,
    turned_solid,
)
from assets.meshes.curves import rounded
from assets.meshes.surface import Surface, merge, moved, rotation
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]

_UNIT, _HIGH = 0.008, 0.0096


def brick(nx: int, ny: int) -> Surface:
    """A building brick about the z axis on z = 0, hollow below, with studs and tubes."""
    x, y, gap, wall, top = nx * _UNIT, ny * _UNIT, 0.0001, 0.0012, 0.001

    def ring(inset: float, z: float) -> np.ndarray:
        a, b = x / 2 - gap - inset, y / 2 - gap - inset
        outline = rounded([(-a, -b), (a, -b), (a, b), (-a, b)], 0.0003, 2, closed=True)
        return np.column_stack([outline, np.full(len(outline), z)])

    e = 0.0003
    rings = [
        ring(wall, _HIGH - top),
        ring(wall, 0.0),
        ring(0.0, 0.0),
        ring(0.0, _HIGH - e),
        ring(0.3 * e, _HIGH - 0.3 * e),
        ring(e, _HIGH),
    ]
    shell = round_sheet(np.array(rings))
    stud = turned_solid(
        [(0, _HIGH - 0.0002), (0.0024, _HIGH - 0.0002), (0.0024, _HIGH + 0.0017), (0, _HIGH + 0.0017)],
        0.0002,
        segments=28,
        steps=2,
    )
    grid_of = [((i - (nx - 1) / 2) * _UNIT, (j - (ny - 1) / 2) * _UNIT, 0.0) for i in range(nx) for j in range(ny)]
    pieces = [shell, repeated(stud, grid_of)]
    if ny > 1 and nx > 1:
        pipe = lathed(np.array([[0.0024, _HIGH - top], [0.0024, 0.0], [0.00325, 0.0], [0.00325, _HIGH - top]]), 24)
        pieces.append(
            repeated(
                pipe,
                [
                    ((i - (nx - 2) / 2) * _UNIT, (j - (ny - 2) / 2) * _UNIT, 0.0)
                    for i in range(nx - 1)
                    for j in range(ny - 1)
                ],
            )
        )
    return merge(pieces)


def _toy_bricks(rng: np.random.Generator, size: float) -> Meshes:
    """A few courses in bond, one brick tipped over before them."""
    courses, length = int(rng.integers(2, 5)), int(rng.integers(4, 7))
    main: list[Surface] = []
    others: list[Surface] = []
    for row in range(courses):
        x, first = 0.0, True
        limit = length - (row * (row % 2) if rng.random() < 0.5 else 0)
        while x < limit:
            wide = 1 if first and row % 2 else int(min(float(rng.choice([2, 2, 3, 4])), limit - x))
            piece = brick(wide, 2) if wide > 1 else brick(1, 2)
            (main if rng.random() < 0.72 or not main else others).append(
                moved(piece, (x + wide / 2 - length / 2) * _UNIT, 0.0, row * _HIGH)
            )
            x, first = x + wide, False
    tipped = placed(
        brick(int(rng.integers(2, 5)), 2),
        (0, 0, 0),
        tilt_deg=(float(rng.uniform(95, 125)), 0, float(rng.uniform(-60, 20))),
    )
    tipped = moved(tipped, rng.uniform(-1.5, 1.5) * _UNIT, -3.2 * _UNIT, -float(tipped.points[:, 2].min()))
    (main if rng.random() < 0.5 else others).append(tipped)
    loose = placed(
        brick(2, 2),
        (rng.uniform(1.0, 2.2) * _UNIT * rng.choice([-1, 1]), -3.6 * _UNIT, 0.0),
        tilt_deg=(0, 0, float(rng.uniform(0, 90))),
    )
    others.append(
        loose
        if abs(loose.points[:, 0].mean() - tipped.points[:, 0].mean()) > 2.2 * _UNIT
        else moved(loose, 0, -3.2 * _UNIT)
    )
    return fitted([merge(main), merge(others)], size, crease_deg=30)


def _bath_duck(rng: np.random.Generator, size: float) -> Meshes:
    plump, head = rng.uniform(0.92, 1.1), rng.uniform(0.9, 1.1)
    s = 0.1
    head_at = np.array([0.024 * s / 0.1, 0.0, 0.072])
    body = [
        joined(ellipsoid((0, 0, 0.028), (0.043, 0.034 * plump, 0.029))),
        joined(ellipsoid((-0.012, 0, 0.032), (0.034, 0.03 * plump, 0.026)), 0.01),
        joined(limb([(-0.03, 0, 0.036), (-0.047, 0, 0.05), (-0.053, 0, 0.06)], [0.017, 0.009, 0.003]), 0.012),
        joined(limb([(0.02, 0, 0.04), head_at], [0.021, 0.018]), 0.016),
        joined(ellipsoid(head_at, (0.0235 * head, 0.0225 * head, 0.0225 * head)), 0.008),
        joined(
            limb(
                [head_at + np.array([-0.004, 0, 0.02 * head]), head_at + np.array([-0.012, 0, 0.026 * head])],
                [0.006, 0.002],
            ),
            0.007,
        ),
    ]
    for side in (-1, 1):
        wing = rotation("z", -14 * side) @ rotation("y", 16)
        body.append(joined(ellipsoid((-0.008, side * 0.031 * plump, 0.034), (0.026, 0.008, 0.014), wing), 0.004))
        body.append(
            joined(
                limb(
                    [(-0.026, side * 0.033 * plump, 0.037), (-0.037, side * 0.031 * plump, 0.045)], [0.007, 0.002]
                ),
                0.006,
            )
        )
        for k in range(2):
            z = 0.029 + 0.006 * k
            body.append(
                carved(
                    limb([(-0.024, side * 0.041 * plump, z), (0.0, side * 0.0415 * plump, z - 0.002)], 0.0014),
                    0.002,
                )
            )
    body.append(carved(block((0, 0, -0.01), (0.2, 0.2, 0.026), 0.001), 0.004))
    duck = sculpted(body, 0.0014)
    out = head_at + np.array([0.021 * head, 0, -0.004])
    beak = sculpted(
        [
            joined(ellipsoid(out + np.array([0.006, 0, 0.0028]), (0.012, 0.0105, 0.0034), rotation("y", -22))),
            joined(
                ellipsoid(out + np.array([0.004, 0, -0.003]), (0.0095, 0.009, 0.003), rotation("y", 16)), 0.001
            ),
        ],
        0.0008,
    )
    whites, pupils = [], []
    for side in (-1, 1):
        at = np.array([0.0155, side * 0.0135, 0.007]) * head
        way = at / np.linalg.norm(at)
        place = head_at + way * 0.0222 * head
        whites.append(ball_at(0.0052, tuple(place - 0.001 * way)))
        pupils.append(ball_at(0.0032, tuple(place + 0.0022 * way + np.array([0.0003, 0, 0]))))
    turn = float(rng.uniform(-62, -20))
    return fitted(
        [placed(p, tilt_deg=(0, 0, turn)) for p in (duck, beak, merge(whites), merge(pupils))], size, crease_deg=60
    )


def _toy_car(rng: np.random.Generator, size: float) -> Meshes:
    """A rounded push car with fat wheels."""
    long, wide = 0.14, 0.07
    cab = rng.uniform(-0.015, 0.012)
    body = sculpted(
        [
            joined(block((0, 0, 0.034), (long, wide, 0.034), 0.013)),
            joined(block((cab, 0, 0.062), (0.5 * long, 0.86 * wide, 0.045), 0.018), 0.008),
            carved(block((cab, 0, 0.064), (0.36 * long, 0.2, 0.022), 0.006), 0.002),
            carved(block((cab, 0, 0.064), (0.2, 0.6 * wide, 0.022), 0.006), 0.002),
            *[
                carved(limb([(x, y, 0.02), (x, y + 0.02 * np.sign(y), 0.02)], 0.0215), 0.003)
                for x in (-0.043, 0.043)
                for y in (-0.032, 0.032)
            ],
        ],
        0.0016,
    )
    window = block_of((cab, 0, 0.064), (0.43 * long, 0.72 * wide, 0.026))
    tyre = turned_solid(
        [(0, -0.0085), (0.0155, -0.0085), (0.0185, -0.006), (0.0185, 0.006), (0.0155, 0.0085), (0, 0.0085)],
        0.003,
        segments=48,
    )
    hub = turned_solid([(0, -0.0095), (0.0095, -0.0095), (0.0095, 0.0095), (0, 0.0095)], 0.002, segments=36)
    places = [(x, y, 0.0185) for x in (-0.043, 0.043) for y in (-0.031, 0.031)]
    upright = [placed(piece, tilt_deg=(90, 0, 0)) for piece in (tyre, hub)]
    lights = [ball_at(0.0062, (long / 2 - 0.002, y, 0.038), flat=1.0) for y in (-0.022, 0.022)]
    lights += [placed(block_of((0, 0, 0), (0.006, 0.92 * wide, 0.008)), (s * long / 2, 0, 0.024)) for s in (-1, 1)]
    turn = float(rng.uniform(-50, -10))
    parts = [body, window, repeated(upright[0], places), merge([repeated(upright[1], places), *lights])]
    return fitted([placed(p, tilt_deg=(0, 0, turn)) for p in parts], size, crease_deg=45)


def block_of(centre: tuple[float, float, float], size: tuple[float, float, float]) -> Surface:
    """A box with small round edges about ``centre``."""
    from assets.meshes.solids import rounded_box

    return moved(rounded_box(size, 0.12 * min(size), 2), centre[0], centre[1], centre[2] - size[2] / 2)


FORMS = (
    Form(
        name="toy_bricks",
        class_name="toy bricks",
        size_m=(0.05, 0.12),
        parts=(
            main_part("Bricks"),
            part("Others", "yellow_plastic", "red_plastic", "blue_plastic", "white_plastic"),
        ),
        build=_toy_bricks,
    ),
    Form(
        name="bath_duck",
        class_name="rubber duck",
        size_m=(0.08, 0.14),
        parts=(
            main_part("Duck"),
            part("Beak", "orange_plastic", "red_plastic"),
            part("Eyes", "white_plastic"),
            part("Pupils", "black_plastic"),
        ),
        build=_bath_duck,
    ),
    Form(
        name="toy_car",
        class_name="toy car",
        size_m=(0.09, 0.2),
        parts=(
            main_part("Body"),
            part("Windows", "pale_plastic"),
            part("Tyres", "black_rubber", "black_plastic"),
            part("Hubs", "yellow_plastic", "red_plastic", "white_plastic"),
        ),
        build=_toy_car,
    ),
)
