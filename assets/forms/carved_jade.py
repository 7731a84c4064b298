"""Carved jade: bangles on a roll, a pierced disc, a pendant on a cord, a bowl, a horse, beads."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.jade_shapes import drop_steps, gourd_steps, horse_steps, peapod_steps
from assets.forms.kit.distance_fields import sculpted
from assets.forms.kit.mouldings import fitted, round_sheet
from assets.forms.kit.panes import standing_box
from assets.forms.kit.rounds import (
    around,
    ball,
    drum,
    leaning,
    ring,
    rounded_rectangle,
    slab,
    turned_solid,
    upright,
    wire,
)
from assets.forms.kit.vessels import glass_body, inside_of
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import smooth
from assets.meshes.solids import ring_angles
from assets.meshes.surface import Surface, flipped, grid, merge, moved, turned, welded
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


def _bangle(rng: np.random.Generator, size: float) -> Meshes:
    """One bangle upright against a silk roll, sometimes a second lying before it; round or with a flat inside."""
    r = size * 0.42
    s = size * float(rng.uniform(0.06, 0.075))
    turn = np.linspace(0, 2 * np.pi, 145)[:-1]
    angle = np.linspace(0, 2 * np.pi, 33)[:-1]
    flat = float(rng.choice([0.0, 0.55]))
    inner = np.where(np.cos(angle) < 0, 1 - flat, 1.0)
    rings = np.stack(
        [
            (r + s * np.cos(angle) * inner) * np.cos(turn)[:, None],
            (r + s * np.cos(angle) * inner) * np.sin(turn)[:, None],
            np.broadcast_to(1.15 * s * np.sin(angle), (144, 32)),
        ],
        -1,
    )
    bangle = flipped(welded(grid(np.concatenate([rings, rings[:1]]), wrap=True)))
    roll_r = size * 0.19
    standing = moved(turned(upright(bangle), "x", -14.0), y=-0.05 * size, z=r + s)
    roll = moved(turned(_roll(rng, roll_r, size * 0.98), "z", 4.0), y=0.2 * size + 0.02 * size, z=roll_r)
    bands = [standing]
    if rng.integers(2):
        bands.append(moved(turned(bangle, "x", 0.0), -0.06 * size, -0.42 * size, 1.15 * s))
    return fitted([merge(bands), roll], size * (1.15 if len(bands) > 1 else 1.0))


def _roll(rng: np.random.Generator, r: float, long: float) -> Surface:
    """A bolster along x, its ends gathered."""
    t = np.linspace(0, 1, 50)
    radius = r * np.clip(np.sqrt(np.sin(np.pi * np.clip(t, 0.012, 0.988))) * 1.6, 0, 1) ** 0.5
    noise = wave_noise(rng, r)
    angle = ring_angles(60)[None]
    wob = 1 + 0.012 * np.cos(24 * angle) * (np.abs(t[:, None] - 0.5) * 2) ** 6
    rings = np.stack(
        [
            np.broadcast_to(((t - 0.5) * long)[:, None], (50, 60)),
            radius[:, None] * wob * np.cos(angle),
            radius[:, None] * wob * np.sin(angle),
        ],
        -1,
    )
    rings = rings * (1 + 0.01 * noise(rings))[..., None]
    return round_sheet(rings)


def _grained_disc(rng: np.random.Generator, r: float) -> Surface:
    """A flat disc with a round hole, a rim at either edge and rows of grains on its upper side."""
    hole = r * float(rng.uniform(0.22, 0.34))
    half = 0.07 * r
    line = [
        (hole, -half * 0.8),
        (hole + 0.02 * r, -half),
        (r - 0.02 * r, -half),
        (r, -half * 0.7),
        (r, half * 0.7),
        (r - 0.02 * r, half),
        (hole + 0.02 * r, half),
        (hole, half * 0.8),
        (hole, -half * 0.8),
    ]
    plate = turned_solid(np.array(line), 120)
    rims = [ring(rr, 0.022 * r, (0, 0, half), segments=110) for rr in (hole + 0.045 * r, r - 0.045 * r)]
    grains = []
    rows = int(rng.integers(4, 6))
    for k in range(rows):
        d = hole + 0.14 * r + (r - hole - 0.26 * r) * k / (rows - 1)
        count = int(2 * np.pi * d / (0.145 * r))
        grains.append(
            around(moved(ball(0.045 * r, segments=14, flat=0.8), d, 0, half * 0.95), count, first_deg=7.0 * k)
        )
    return merge([plate, *rims, *grains])


def _disc_stand(size: float) -> Surface:
    """Two bowed arms over a cradle on a base with feet."""
    arms = [
        wire(
            np.array(
                [
                    (s * 0.3 * size, 0, 0.03 * size),
                    (s * 0.34 * size, 0, 0.14 * size),
                    (s * 0.46 * size, 0, 0.3 * size),
                    (s * 0.41 * size, 0, 0.36 * size),
                    (s * 0.44 * size, 0, 0.42 * size),
                ]
            ),
            np.linspace(0.026, 0.014, 40) * size,
            samples=40,
            sides=14,
        )
        for s in (-1, 1)
    ]
    cradle = moved(standing_box(0.5 * size, 0.09 * size, 0.05 * size, bevel_m=0.01 * size), z=0.075 * size)
    base = moved(standing_box(0.72 * size, 0.22 * size, 0.05 * size, bevel_m=0.012 * size), z=0.025 * size)
    feet = [
        moved(
            standing_box(0.1 * size, 0.24 * size, 0.03 * size, bevel_m=0.008 * size),
            s * 0.3 * size,
            0,
            -0.005 * size,
        )
        for s in (-1, 1)
    ]
    return merge([cradle, base, *feet, *arms])


def _disc(rng: np.random.Generator, size: float) -> Meshes:
    """A bi: a flat disc with a round hole and rows of grains in relief, on a carved stand."""
    r = size * 0.42
    jade = turned(moved(upright(_grained_disc(rng, r)), z=r + 0.1 * size), "x", 0.0)
    return fitted([jade, _disc_stand(size)], size, crease_deg=[40, 30])


def _pendant_cords(r: float, top: float) -> Surface:
    """A cord up from a pendant's top to a knot, two ends spread from it."""
    knot = [
        ball(0.17 * r, (0.05 * r + dx * r, top + 1.15 * r + dy * r, dz * r), segments=14)
        for dx, dy, dz in ((-0.14, 0, 0.03), (0.14, 0.02, 0.02), (0, 0.16, 0.06), (0, -0.12, 0.05))
    ]
    cords = [wire(np.array([(0.05 * r, top - 0.1 * r, 0), (0.05 * r, top + 1.1 * r, 0)]), 0.07 * r, samples=10)]
    for s in (-1, 1):
        ends = [
            (0.05 * r, top + 1.1 * r, 0.05 * r),
            (s * 0.7 * r, top + 1.8 * r, 0),
            (s * 1.2 * r, top + 1.6 * r, -0.02 * r),
            (s * 1.9 * r, top + 2.0 * r, 0),
        ]
        cords.append(wire(np.array(ends), 0.075 * r, samples=36))
    return merge([*cords, *knot])


def _pendant(rng: np.random.Generator, size: float) -> Meshes:
    """A carved drop, gourd or peapod on a red cord with a bead and a knot, on a silk pad."""
    kind = int(rng.integers(3))
    r = size * 0.2
    body = sculpted((gourd_steps, peapod_steps, drop_steps)[kind](r), r / 22)
    top = float(body.points[:, 1].max())
    bead = ball(0.24 * r, (0.05 * r, top + 0.62 * r, 0), segments=28)
    pad = moved(
        slab(rounded_rectangle(4.4 * r, top + 4.9 * r, 0.3 * r), -0.75 * r, -0.5 * r, bevel_m=0.1 * r), y=0.3 * r
    )
    pose = [turned(p, "x", 46.0) for p in (merge([body, bead]), _pendant_cords(r, top), pad)]
    return fitted(pose, size, crease_deg=[50, 50, 30])


def _thin_bowl(rng: np.random.Generator, size: float) -> Meshes:
    """A lobed, thin-walled bowl on a foot, on a small wooden stand."""
    r = size * 0.48
    tall = r * float(rng.uniform(0.75, 0.95))
    lobes = int(rng.choice([0, 6, 8, 10]))
    wall = 0.0022
    line = [
        (0.3 * r, 0.0),
        (0.31 * r, 0.07 * tall),
        (0.3 * r, 0.1 * tall),
        (0.66 * r, 0.26 * tall),
        (0.92 * r, 0.66 * tall),
        (r, tall),
    ]
    outer = smooth(np.array(line), 100)
    outer[:, 1] = np.maximum.accumulate(outer[:, 1]) + 1e-8 * np.arange(100)
    body = glass_body(outer, inside_of(outer, wall, 0.16 * tall, fillet_m=0.004), punt_m=0.006, segments=140)
    if lobes:
        x, y, z = body.points.T
        wave = 1 - 0.05 * np.abs(np.cos(lobes * np.arctan2(y, x) / 2)) ** 6 * np.clip(
            (z - 0.12 * tall) / (0.3 * tall), 0, 1
        )
        body = replace(body, points=np.stack([x * wave, y * wave, z], -1))
    stand = turned_solid(
        smooth(
            [
                (0, 0.0),
                (0.42 * r, 0.0),
                (0.44 * r, 0.02 * size),
                (0.36 * r, 0.04 * size),
                (0.42 * r, 0.07 * size),
                (0.4 * r, 0.085 * size),
                (0.33 * r, 0.08 * size),
                (0, 0.079 * size),
            ],
            80,
        ),
        80,
    )
    feet = around(moved(ball(0.05 * r, flat=1.1), 0.38 * r, 0, -0.02 * r), 4, first_deg=45.0)
    return fitted([moved(body, z=0.0796 * size), merge([stand, feet])], size, crease_deg=[40, 40])


def _horse_stand(s: float) -> Surface:
    """An oval slab with a lip on four feet."""
    stand = moved(slab(_oval(1.02 * s, 0.56 * s), -0.11 * s, 0.0, bevel_m=0.02 * s), z=-0.012 * s)
    lip = moved(slab(_oval(1.06 * s, 0.6 * s), -0.2 * s, -0.11 * s, bevel_m=0.03 * s), z=0)
    feet = [
        moved(standing_box(0.2 * s, 0.16 * s, 0.1 * s, bevel_m=0.02 * s), a * 0.72 * s, b * 0.34 * s, -0.23 * s)
        for a in (-1, 1)
        for b in (-1, 1)
    ]
    return merge([stand, lip, *feet])


def _horse(rng: np.random.Generator, size: float) -> Meshes:
    """A recumbent horse carved in the round, its head turned back, on a fretted stand."""
    s = size * 0.5
    look = float(rng.choice([-1.0, 1.0]))
    up = float(rng.uniform(0.86, 1.02))
    carving = sculpted(horse_steps(look, up), 0.026)
    jade = replace(carving, points=carving.points * s, uvs=carving.uvs * s)
    jade = turned(jade, "z", float(rng.uniform(-6, 12)))
    return fitted([jade, _horse_stand(s)], size, crease_deg=[60, 30])


def _oval(a: float, b: float) -> np.ndarray:
    t = np.arange(72) * (2 * np.pi / 72)
    return np.stack(
        [a * np.sign(np.cos(t)) * np.abs(np.cos(t)) ** 0.8, b * np.sign(np.sin(t)) * np.abs(np.sin(t)) ** 0.8], -1
    )


def _beads(rng: np.random.Generator, size: float) -> Meshes:
    """A string of round beads with a larger one, a tassel and its knot, coiled."""
    r = size * 0.42
    count = int(rng.integers(18, 25))
    bead = np.pi * r / count * 0.985
    beads, cord = [], []
    for k in range(count):
        a = 2 * np.pi * k / count - np.pi / 2
        wob = 1 + 0.05 * np.sin(2 * a + 1)
        beads.append(
            moved(
                turned(ball(bead, segments=28, flat=0.95), "x", 90.0),
                wob * r * np.cos(a),
                0.86 * r * np.sin(a),
                bead,
            )
        )
    turn = np.linspace(0, 2 * np.pi, 80)[:-1] - np.pi / 2
    cord.append(
        wire(
            np.stack(
                [(1 + 0.05 * np.sin(2 * turn + 1)) * r * np.cos(turn), 0.86 * r * np.sin(turn), np.full(79, bead)],
                -1,
            ),
            0.16 * bead,
            closed=True,
        )
    )
    guru = ball(1.35 * bead, (0, -0.86 * r - 2.25 * bead, 1.35 * bead), segments=32)
    neck = drum(0.5 * bead, 0, 1.1 * bead, bevel_m=0.1 * bead)
    beads.append(guru)
    tail = -0.86 * r - 3.6 * bead
    cord.append(leaning(neck, (0, -1, 0), (0, tail, 0.7 * bead)))
    for _ in range(26):
        x = float(rng.normal(0, 0.42)) * bead
        cord.append(
            wire(
                np.array(
                    [
                        (0.4 * x, tail - 0.8 * bead, 0.7 * bead),
                        (x, tail - 2.2 * bead, 0.4 * bead),
                        (1.8 * x, tail - 4.2 * bead, 0.14 * bead + abs(0.12 * x)),
                    ]
                ),
                0.075 * bead,
                sides=6,
                samples=9,
            )
        )
    pose = [
        turned(p, "z", float(ang))
        for p, ang in zip((merge(beads), merge(cord)), [rng.uniform(-35, 35)] * 2, strict=True)
    ]
    return fitted(pose, size, crease_deg=[60, 50])


FORMS: tuple[Form, ...] = (
    Form(
        name="jade_bangle",
        class_name="bangle",
        size_m=(0.075, 0.09),
        parts=(main_part("Bangle"), part("Roll", "red_silk", "dark_velvet")),
        build=_bangle,
    ),
    Form(
        name="pierced_disc",
        class_name="pierced disc",
        size_m=(0.08, 0.2),
        parts=(main_part("Disc"), part("Stand", "dark_wood")),
        build=_disc,
    ),
    Form(
        name="carved_pendant",
        class_name="pendant",
        size_m=(0.06, 0.1),
        parts=(main_part("Carving"), part("Cord", "red_cord"), part("Pad", "black_silk", "cream_silk")),
        build=_pendant,
        detail_m=0.05,
    ),
    Form(
        name="carved_bowl",
        class_name="carved bowl",
        size_m=(0.09, 0.15),
        parts=(main_part("Bowl"), part("Stand", "dark_wood")),
        build=_thin_bowl,
    ),
    Form(
        name="carved_horse",
        class_name="carved horse",
        size_m=(0.08, 0.18),
        parts=(main_part("Horse"), part("Stand", "dark_wood")),
        build=_horse,
    ),
    Form(
        name="carved_beads",
        class_name="string of beads",
        size_m=(0.09, 0.15),
        parts=(main_part("Beads"), part("Cord", "red_cord", "hemp_rope")),
        build=_beads,
    ),
)
