"""Armour of insects and crabs: a scarab, a stag beetle, a ladybird, a crab, a crab's claw."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.form import Form, main_part, part
from assets.forms.kit.blades import arc_path, stalk
from assets.forms.kit.distance_fields import Step, carved, displaced, ellipsoid, joined, limb, sculpted
from assets.forms.kit.placing import placed
from assets.forms.kit.stones import lump
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.strands import unit
from assets.meshes.surface import Surface, finished, flipped, grid, merge, moved, scaled, turned
from schemas.mesh import MeshData

type Floats = NDArray[Any]


def _mirror(surface: Surface) -> Surface:
    return flipped(
        Surface(
            points=surface.points * [1.0, -1.0, 1.0],
            counts=surface.counts,
            indices=surface.indices,
            uvs=surface.uvs,
        )
    )


def _wing_case(length: float, wide: float, high: float, *, striae: int, pits: float, back: float = 1.0) -> Surface:
    """The left wing case of a beetle whose head is at +x; its foot at x = 0, its seam along y = 0."""
    s = np.linspace(0.0, 1.0, 90)[:, None]
    t = np.linspace(0.0, 1.0, 70)[None, :]
    half = wide * np.clip(np.sin(np.pi * (0.20 + 0.795 * s**back)), 0.0, 1.0) ** 0.55
    rise = high * np.clip(np.sin(np.pi * (0.17 + 0.825 * s)), 0.0, 1.0) ** 0.65
    a = 0.5 * np.pi * t * 1.06
    groove = (
        pits * np.abs(np.sin(np.pi * striae * t)) ** 0.5 * np.clip(np.sin(np.pi * np.clip(s, 0.03, 0.97)), 0, 1)
    )
    dots = (
        pits * 0.7 * np.exp(-((np.sin(np.pi * striae * t) / 0.35) ** 2)) * (0.5 + 0.5 * np.cos(2 * np.pi * 26 * s))
    )
    y = 0.006 * wide + half * np.sin(a)
    z = (
        rise * np.cos(a) ** 0.85
        if np.all(np.cos(a) >= 0)
        else rise * np.sign(np.cos(a)) * np.abs(np.cos(a)) ** 0.85
    )
    seam = -0.03 * wide * np.exp(-((t / 0.03) ** 2))
    points = np.stack([-length * s + 0 * t, y, z + groove - dots + seam], -1)
    return grid(points)


def _leg(
    hip: Floats, knee: Floats, ankle: Floats, toe: Floats, thick: float, *, spines: bool = True
) -> list[Surface]:
    """Thigh, spiny shin and a beaded foot with two claws."""
    thigh = stalk(np.linspace(hip, knee, 9), thick, thick, sides=12)
    along = np.linspace(0.0, 1.0, 9)
    swell = thick * (0.75 + 0.9 * np.sin(np.pi * along) ** 0.8)
    from assets.meshes.solids import sweep

    thigh = sweep(np.linspace(hip, knee, 9), swell, sides=14)
    shin = sweep(np.linspace(knee, ankle, 9), thick * (0.62 + 0.45 * along), sides=12)
    pieces = [thigh, shin, lump(knee, thick * 0.85, 2)]
    way = unit(ankle - knee)
    out = unit(np.cross(way, [0.0, 0.0, 1.0]))
    if spines:
        for k, share in enumerate((0.35, 0.55, 0.75, 0.97)):
            at = knee + share * (ankle - knee)
            tip = at + thick * (2.2 + 0.5 * k) * unit(0.8 * way + (out if k % 2 else -out))
            pieces.append(stalk(np.stack([at, tip]), 0.4 * thick, 0.05 * thick, sides=6))
    for k in range(4):
        at = ankle + (k + 0.5) / 4.5 * (toe - ankle)
        pieces.append(lump(at, 0.42 * thick, 1))
        pieces.append(
            stalk(np.stack([at, ankle + (k + 1.4) / 4.5 * (toe - ankle)]), 0.24 * thick, 0.24 * thick, sides=6)
        )
    foot = unit(toe - ankle)
    for s in (-1.0, 1.0):
        tip = toe + 1.5 * thick * unit(foot + 0.5 * s * unit(np.cross(foot, [0, 0, 1.0])) - [0, 0, 0.35])
        pieces.append(stalk(arc_path(toe, tip, [0, 0, 0.3 * thick], 5), 0.2 * thick, 0.04 * thick, sides=5))
    return pieces


def _six_legs(rng: np.random.Generator, wide: float, drop: float, thick: float, reach: float) -> list[Surface]:
    """Legs of one side and their mirror images; hips along the body at x = 0.42, 0.05, -0.25 wide."""
    pieces = []
    for x, sweep_x, far in ((0.62, 0.75, 0.95), (-0.05, -0.20, 1.0), (-0.55, -0.95, 1.15)):
        for side in (1.0, -1.0):
            j = 0.10 * rng.normal(size=3) * wide
            hip = np.array([x * wide, 0.45 * wide, 0.15 * drop])
            knee = (
                np.array(
                    [(x + 0.45 * sweep_x) * wide, wide * (0.62 + 0.62 * reach * far), 0.42 * drop + 0.25 * wide]
                )
                + j
            )
            ankle = np.array(
                [(x + 1.0 * sweep_x) * wide, wide * (0.72 + 1.00 * reach * far), -0.75 * drop]
            ) + j * [1, 1, 0]
            toe = ankle + wide * np.array([0.30 * sweep_x, 0.42 * reach, 0.0]) + [0, 0, -0.2 * drop]
            flip = np.array([1.0, side, 1.0])
            pieces += _leg(hip * flip, knee * flip, ankle * flip, toe * flip, thick)
    return pieces


def _beetle(rng: np.random.Generator, size: float, *, stag: bool) -> tuple[MeshData, ...]:
    """A beetle seen from before and above: wing cases with a seam, neck shield, head, six spiny legs, feelers."""
    length, wide, high = 0.56, 0.23 if stag else float(rng.uniform(0.245, 0.27)), 0.15 if stag else 0.20
    case = _wing_case(
        length,
        wide,
        high,
        striae=2 if stag else int(rng.integers(7, 10)),
        pits=0.002 if stag else 0.0062,
        back=0.9,
    )
    cases = merge([case, _mirror(case)])
    cases = Surface(points=cases.points, counts=cases.counts, indices=cases.indices, uvs=cases.uvs)
    neck = [joined(ellipsoid((0.105, 0, 0.055), (0.125, 0.92 * wide, 0.105 if stag else 0.125)), 0.02)]
    neck.append(carved(ellipsoid((-0.115, 0, 0.06), (0.13, 0.8, 0.4)), 0.012))
    head_x = 0.255
    skull = [joined(ellipsoid((head_x, 0, 0.040), (0.085, 0.66 * wide if stag else 0.50 * wide, 0.065)), 0.02)]
    if stag:
        skull += _antlers(rng, head_x, wide)
    else:
        horn = float(rng.uniform(0.0, 1.0))
        if horn > 0.4:
            skull.append(
                joined(
                    limb(
                        [
                            (head_x + 0.03, 0, 0.07),
                            (head_x + 0.10, 0, 0.15),
                            (head_x + 0.07, 0, 0.24 * horn + 0.03),
                        ],
                        [0.03, 0.02, 0.008],
                    ),
                    0.03,
                )
            )
        skull.append(joined(ellipsoid((head_x + 0.075, 0, 0.025), (0.05, 0.42 * wide, 0.022)), 0.02))
    belly = [
        joined(ellipsoid((-0.26, 0, -0.005), (0.31, 0.90 * wide, 0.055)), 0.02),
        joined(ellipsoid((0.11, 0, 0.0), (0.13, 0.8 * wide, 0.06)), 0.03),
    ]
    fine = wave_noise(rng, 0.018)
    solids = [displaced(sculpted(steps, 0.0085), lambda p, _n: 0.0009 * fine(p)) for steps in (neck, skull, belly)]
    scutellum = lump((-0.012, 0, high * 0.86), (0.035, 0.028, 0.012), 2)
    feelers = [f for side in (1.0, -1.0) for f in _feeler(head_x, wide, side, stag)]
    legs = _six_legs(rng, wide, 0.13, 0.026 if stag else 0.024, 1.0)
    shell = merge([cases, *solids, scutellum, *legs, *feelers])
    eyes = merge([lump((head_x + 0.02, s * (0.62 if stag else 0.47) * wide, 0.055), 0.026) for s in (-1, 1)])
    meshes = (finished(shell, crease_deg=50.0), finished(eyes))
    return placed(meshes, size, turn_deg=float(rng.uniform(-65.0, -35.0)))


def _feeler(head_x: float, wide: float, side: float, stag: bool) -> list[Surface]:
    """A bent feeler with a comb of plates at its end."""
    root = np.array([head_x + 0.05, side * 0.42 * wide, 0.05])
    knee = root + np.array([0.05, side * 0.13, 0.045])
    tip = knee + np.array([0.11, side * 0.02, 0.005])
    pieces = [
        stalk(np.stack([root, knee]), 0.0085, 0.007, sides=8),
        stalk(np.stack([knee, tip]), 0.0065, 0.007, sides=8),
    ]
    for k in range(4):
        at = tip + np.array([0.012 * (k - 2.5), 0, 0])
        pieces.append(
            lump(at + np.array([0.0, side * -0.018, 0.006]), (0.0055, 0.026 if not stag else 0.018, 0.012), 2)
        )
    return pieces


def _antlers(rng: np.random.Generator, head_x: float, wide: float) -> list[Step]:
    """Jaws of a stag beetle: long, curved inwards, toothed."""
    spread = float(rng.uniform(0.8, 1.2))
    steps: list[Step] = []
    for s in (1.0, -1.0):
        line = np.array(
            [
                (head_x + 0.05, 0.42 * wide, 0.04),
                (head_x + 0.16, 0.66 * wide * spread, 0.065),
                (head_x + 0.28, 0.64 * wide * spread, 0.085),
                (head_x + 0.37, 0.36 * wide * spread, 0.09),
            ]
        ) * [1, s, 1]
        t = np.linspace(0, 1, 10)
        from scipy.interpolate import PchipInterpolator

        path = PchipInterpolator(np.linspace(0, 1, 4), line, axis=0)(t)
        steps.append(joined(limb(path, np.linspace(0.036, 0.010, 10)), 0.012))
        for j, deep in ((4, 0.055), (7, 0.04), (8, 0.03)):
            steps.append(
                joined(limb([path[j], path[j] + np.array([0.02, -s * deep, 0.0])], [0.017, 0.005]), 0.010)
            )
    return steps


def _ladybird(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A ladybird: a high round back with a seam and spots, a small spotted shield, short legs."""
    wide, high, length = 0.40, 0.36, 0.80
    case = _wing_case(length, wide, high, striae=1, pits=0.0, back=0.85)
    case = moved(case, x=0.36)
    cases = merge([case, _mirror(case)])
    shield = sculpted(
        [
            joined(ellipsoid((0.33, 0, 0.10), (0.13, 0.27, 0.15)), 0.02),
            carved(ellipsoid((0.03, 0, 0.14), (0.325, 0.5, 0.6)), 0.02),
        ],
        0.011,
    )
    head = sculpted([joined(ellipsoid((0.47, 0, 0.075), (0.075, 0.15, 0.085)), 0.02)], 0.011)
    spots = []
    for x, y, r in ((0.22, 0.0, 0.075), (0.10, 0.20, 0.085), (-0.12, 0.13, 0.085), (-0.22, 0.27, 0.065)):
        for s in (1.0, -1.0) if y > 0 else (1.0,):
            wide_m = r * float(rng.uniform(0.9, 1.15))
            spots.append(_spot(cases, np.array([x, s * y]), wide_m))
    marks = [_spot(shield, np.array([0.36, s * 0.16]), 0.055) for s in (1.0, -1.0)]
    belly = lump((-0.02, 0, 0.0), (0.42, 0.36, 0.06), 3)
    legs = _six_legs(rng, 0.34, 0.13, 0.026, 0.45)
    feelers = [
        stalk(
            arc_path(np.array([0.53, s * 0.08, 0.09]), np.array([0.62, s * 0.16, 0.10]), [0, 0, 0.03], 6),
            0.010,
            0.015,
            sides=8,
        )
        for s in (-1, 1)
    ]
    dark = merge([*spots, head, belly, *legs, *feelers])
    meshes = (
        finished(merge([cases, shield]), crease_deg=50.0),
        finished(dark, crease_deg=50.0),
        finished(merge(marks), crease_deg=60.0),
    )
    return placed(meshes, size, turn_deg=float(rng.uniform(-60.0, -25.0)))


def _spot(host: Surface, centre: Floats, radius: float) -> Surface:
    """A round spot that lies on the upper side of a domed host, drawn from above."""
    from scipy.spatial import cKDTree

    from assets.forms.kit.distance_fields import normals_at_points

    normals = normals_at_points(host)
    upper = normals[:, 2] > 0.05
    tree = cKDTree(host.points[upper][:, :2])
    a = np.arange(36) * 2 * np.pi / 36
    r = np.linspace(0.0, 1.0, 9)[:, None] * radius
    xy = centre + np.stack([r * np.cos(a), r * np.sin(a)], -1)
    _, near = tree.query(xy.reshape(-1, 2), k=6)
    z = host.points[upper][near, 2].mean(1)
    n = unit(normals[upper][near].mean(1))
    lift = np.where(np.repeat(np.arange(9) == 8, 36), -0.006, 0.0055)
    points = np.concatenate([xy.reshape(-1, 2), z[:, None]], 1) + n * lift[:, None]
    return grid(points.reshape(9, 36, 3)[::-1], wrap=True)


def _claw(rng: np.random.Generator, open_up: float, *, long: float = 1.0) -> Surface:
    """A crab's claw from its wrist at the origin along +x, moving finger above; about 1 long."""
    steps = [
        joined(ellipsoid((0.30, 0.0, 0.0), (0.30, 0.125, 0.185)), 0.05),
        joined(limb([(-0.02, 0, -0.01), (0.12, 0, 0.0)], [0.075, 0.12]), 0.06),
        joined(
            limb(
                [(0.42, 0, -0.07), (0.68 * long, 0, -0.115), (0.88 * long, 0, -0.055), (0.96 * long, 0, 0.0)],
                [0.105, 0.080, 0.045, 0.016],
            ),
            0.05,
        ),
    ]
    for k in range(6):
        x = 0.58 + 0.055 * k
        steps.append(
            joined(ellipsoid((x * long, 0, -0.045 + 0.012 * k), (0.030, 0.024, 0.034 * (1.2 - 0.1 * k))), 0.012)
        )
    rough = wave_noise(rng, 0.06, octaves=2)
    palm = displaced(sculpted(steps, 0.0125), lambda p, _n: 0.0035 * rough(p))
    hinge = np.array([0.50, 0.0, 0.115])
    path = np.array([(0.0, 0, 0.0), (0.17 * long, 0, 0.075), (0.34 * long, 0, 0.050), (0.47 * long, 0, -0.055)])
    finger = [joined(limb(path, [0.072, 0.068, 0.048, 0.014]), 0.02)]
    finger += [
        joined(ellipsoid((0.13 + 0.065 * k, 0, 0.012 - 0.016 * k), (0.028, 0.022, 0.030)), 0.012) for k in range(5)
    ]
    moving = turned(
        displaced(sculpted(finger, 0.0125), lambda p, _n: 0.003 * rough(p)), "y", -10.0 - 22.0 * open_up
    )
    bumps = [
        lump((float(x), float(y), float(z)), 0.012, 1)
        for x, y, z in zip(
            rng.uniform(0.1, 0.5, 12), rng.uniform(-0.04, 0.04, 12), rng.uniform(0.165, 0.18, 12), strict=True
        )
    ]
    return merge([palm, moved(moving, *hinge), *bumps])


def _crab(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A shore crab with raised claws: a toothed shield, eight pointed legs, eyes on stalks."""
    shield = _carapace(rng)
    legs = []
    for side in (1.0, -1.0):
        for k in range(4):
            aim = np.radians(18.0 - 32.0 * k + 4.0 * float(rng.normal()))
            out = np.array([np.sin(aim), side * np.cos(aim), 0.0])
            hip = np.array([0.16 - 0.14 * k, side * 0.40, -0.05])
            knee = hip + 0.34 * out + [0, 0, 0.20]
            ankle = knee + 0.26 * out + [0, 0, -0.15]
            toe = ankle + 0.20 * out + [0, 0, -0.20]
            legs += _crab_leg([hip, knee, ankle, toe])
    claws = []
    for side, big in ((1.0, 1.0), (-1.0, float(rng.uniform(0.8, 0.95)))):
        claw = scaled(_claw(rng, float(rng.uniform(0.2, 1.0))), 0.46 * big)
        claw = turned(turned(turned(claw, "x", 62.0 * side), "y", -16.0), "z", -66.0 * side)
        elbow, wrist = np.array([0.40, side * 0.55, 0.02]), np.array([0.62, side * 0.52, 0.07])
        claws += [
            moved(claw, *wrist),
            _thick(np.array([0.30, side * 0.34, -0.02]), elbow, 0.085),
            _thick(elbow, wrist, 0.080),
        ]
    eyes = merge([lump((0.425, s * 0.105, 0.085), (0.030, 0.034, 0.034)) for s in (-1, 1)])
    stalks = [
        stalk(np.array([[0.34, s * 0.09, 0.04], [0.42, s * 0.105, 0.075]]), 0.026, 0.024, sides=10)
        for s in (-1, 1)
    ]
    feelers = [
        stalk(
            arc_path(np.array([0.40, s * 0.05, 0.03]), np.array([0.58, s * 0.12, 0.10]), [0, 0, 0.03], 8),
            0.008,
            0.002,
            sides=6,
        )
        for s in (-1, 1)
    ]
    shell = merge([shield, *legs, *claws, *stalks, *feelers])
    return placed(
        (finished(shell, crease_deg=50.0), finished(eyes)), size, turn_deg=float(rng.uniform(-112.0, -70.0))
    )


def _thick(start: Floats, end: Floats, radius: float) -> Surface:
    return sculpted([joined(limb([start, end], [radius, radius * 1.15]), 0.01)], 0.02)


def _crab_leg(joints: list[Floats]) -> list[Surface]:
    from assets.meshes.solids import sweep

    t = np.linspace(0, 1, 8)
    out = []
    for a, b, r, e in zip(joints[:-1], joints[1:], (0.052, 0.042, 0.030), (0.034, 0.028, 0.003), strict=True):
        radius = r + t * (e - r) + 0.3 * r * np.sin(np.pi * t) * (e > 0.01)
        out.append(sweep(np.linspace(a, b, 8), radius, sides=12))
    out += [lump(j, 0.036, 2) for j in joints[1:3]]
    return out


def _carapace(rng: np.random.Generator) -> Surface:
    """The shield: wider than long, five teeth on each front edge, furrows and lumps above."""
    columns, rings = 220, 50
    a = np.arange(columns) * 2 * np.pi / columns  # 0 is ahead (+x)
    side = np.abs((a + np.pi) % (2 * np.pi) - np.pi)
    outline = 1.0 / (np.abs(np.cos(a) / 0.39) ** 2.6 + np.abs(np.sin(a) / 0.52) ** 2.6) ** (1 / 2.6)
    outline *= np.where(side > 1.7, 1.0 - 0.20 * np.clip((side - 1.7) / 0.8, 0, 1), 1.0)
    teeth = (side > 0.55) & (side < 1.55)
    outline += np.where(teeth, 0.045 * (1.0 - ((side - 0.55) / 0.2) % 1.0), 0.0)
    outline += 0.018 * np.cos(22 * side) * (side < 0.35)
    r = np.linspace(0.0, 1.0, rings)[:, None]
    x, y = r * outline * np.cos(a), r * outline * np.sin(a)
    lumps, fine = wave_noise(rng, 0.28), wave_noise(rng, 0.03)
    flat = np.stack([x, np.abs(y), 0 * x], -1)
    furrow = 0.022 * np.exp(-(((np.hypot(x - 0.18, y) - 0.27) / 0.025) ** 2)) * (x < 0.2)
    z = 0.17 * np.sqrt(np.clip(1 - r**2.4, 0, 1)) + (0.030 * lumps(flat) + 0.004 * fine(flat) - furrow) * (
        1 - r**6
    )
    top = np.stack([x, y, z], -1)
    low = np.stack([x * 0.985, y * 0.985, -0.14 * np.sqrt(np.clip(1 - r**3, 0, 1)) + 0 * x], -1)
    return merge([flipped(grid(top, wrap=True)), grid(low, wrap=True)])


def _crab_claw(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """One cooked claw with its arm, broken off: white meat at the joint; a lemon slice beside."""
    claw = _claw(rng, float(rng.uniform(0.15, 0.8)), long=float(rng.uniform(0.95, 1.12)))
    arm = displaced(
        sculpted(
            [
                joined(limb([(-0.08, 0, -0.02), (-0.26, 0.02, -0.07)], [0.085, 0.10]), 0.02),
                joined(ellipsoid((-0.16, 0.0, 0.05), (0.05, 0.03, 0.06)), 0.03),
            ],
            0.012,
        ),
        lambda p, _n: 0 * p[:, 0],
    )
    stump = sculpted([joined(limb([(-0.33, 0.05, -0.10), (-0.50, 0.12, -0.12)], [0.095, 0.082]), 0.02)], 0.012)
    meat = merge(
        [
            lump((-0.545, 0.135, -0.125), (0.065, 0.068, 0.066)),
            *(lump(np.array([-0.56, 0.14, -0.12]) + 0.03 * rng.normal(size=3), 0.032, 2) for _ in range(12)),
        ]
    )
    lying = [turned(turned(s, "x", -68.0), "z", 0.0) for s in (merge([claw, arm, stump]), meat)]
    low = min(float(s.points[:, 2].min()) for s in lying)
    lemon = _lemon_slice(rng)
    rind, flesh = (moved(turned(s, "z", float(rng.uniform(-20, 20))), x=-0.05, y=-0.42, z=low) for s in lemon)
    meshes = (
        finished(lying[0], crease_deg=50.0),
        finished(lying[1], crease_deg=60.0),
        finished(rind),
        finished(flesh),
    )
    return placed(meshes, size, turn_deg=float(rng.uniform(-25.0, 15.0)))


def _lemon_slice(rng: np.random.Generator) -> tuple[Surface, Surface]:
    """(rind, flesh) of a slice that lies flat: eight segments."""
    from assets.meshes.solids import extrude, lathe

    ring = lathe(np.array([[0.128, 0.0], [0.15, 0.002], [0.152, 0.035], [0.13, 0.037], [0.128, 0.0]]), 64)
    core = lathe(np.array([[0.0, 0.001], [0.13, 0.001], [0.13, 0.030], [0.0, 0.030]]), 48)
    segments = []
    for k in range(8):
        a = 2 * np.pi * k / 8 + np.linspace(0.07, 2 * np.pi / 8 - 0.07, 7)
        outline = np.concatenate(
            [
                0.124 * np.stack([np.cos(a), np.sin(a)], -1),
                0.026 * np.array([[np.cos(a.mean()), np.sin(a.mean())]]),
            ]
        )
        segments.append(extrude(outline, 0.02, 0.038 + 0.002 * float(rng.random()), bevel_m=0.004))
    return merge([ring, core]), merge(segments)


_SHELL = main_part("Shell")
FORMS: tuple[Form, ...] = (
    Form(
        name="scarab",
        class_name="beetle",
        size_m=(0.03, 0.07),
        parts=(_SHELL, part("Eyes", "black_eye")),
        build=partial(_beetle, stag=False),
    ),
    Form(
        name="stag_beetle",
        class_name="stag beetle",
        size_m=(0.045, 0.085),
        parts=(_SHELL, part("Eyes", "black_eye")),
        build=partial(_beetle, stag=True),
    ),
    Form(
        name="ladybird",
        class_name="ladybird",
        size_m=(0.006, 0.011),
        parts=(_SHELL, part("Spots", "black_enamel"), part("Marks", "white_enamel")),
        build=_ladybird,
    ),
    Form(
        name="crab", class_name="crab", size_m=(0.12, 0.24), parts=(_SHELL, part("Eyes", "black_eye")), build=_crab
    ),
    Form(
        name="crab_claw",
        class_name="crab claw",
        size_m=(0.11, 0.18),
        parts=(_SHELL, part("Meat", "crab_meat"), part("Rind", "lemon_rind"), part("Flesh", "lemon_flesh")),
        build=_crab_claw,
    ),
)
