"""Fur on what has it: a sheepskin, a teddy bear, a hat, a cuff, a rabbit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.form import Form, main_part, part
from assets.forms.kit.blades import arc_path, stalk
from assets.forms.kit.clothing_edges import sleeve_end
from assets.forms.kit.coats import coated, fur
from assets.forms.kit.distance_fields import Step, ellipsoid, joined, limb, sculpted
from assets.forms.kit.placing import placed
from assets.forms.kit.stones import lump
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import smooth
from assets.meshes.solids import lathe
from assets.meshes.strands import unit
from assets.meshes.surface import Surface, finished, flipped, grid, merge, rotation, turned
from schemas.mesh import MeshData

type Floats = NDArray[Any]
_UP = np.array([0.0, 0.0, 1.0])


def _pelt(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A sheepskin on the floor, four legs and a tail to its outline, one corner turned over to its suede."""
    columns, rings = 240, 60
    a = np.arange(columns) * 2 * np.pi / columns
    wander = wave_noise(rng, 0.9)
    bumps = sum(
        h * np.exp(-((((a - c + np.pi) % (2 * np.pi) - np.pi) / w) ** 2))
        for c, h, w in (
            (0.62, 0.26, 0.16),
            (2.52, 0.26, 0.16),
            (-0.58, 0.28, 0.17),
            (-2.56, 0.28, 0.17),
            (0.0, 0.05, 0.3),
            (np.pi, 0.14, 0.12),
        )
    )
    outline = (
        0.30
        * (1.0 / (np.abs(np.cos(a) / 1.45) ** 2.2 + np.abs(np.sin(a) / 0.98) ** 2.2) ** (1 / 2.2))
        * (1 + 0.05 * wander(np.stack([np.cos(a), np.sin(a), 0 * a], -1)))
        + 0.42 * bumps
    )
    r = np.linspace(0.0, 1.0, rings)[:, None]
    x, y = r * outline * np.cos(a), r * outline * np.sin(a)
    folds = wave_noise(rng, 0.28)
    z = 0.010 + 0.012 * np.clip(folds(np.stack([x, y, 0 * x], -1)), -0.6, 1.2)
    over = np.clip(x * 0.8 - y * 0.6 - 0.36, 0.0, None)  # a corner folds up and over
    x, y, z = (
        x - 0.8 * over * 0.9,
        y + 0.6 * over * 0.9,
        z + 0.03 * np.sin(np.clip(over / 0.14, 0, 1) * np.pi) + 0.035 * np.clip(over / 0.12, 0, 1),
    )
    top = flipped(grid(np.stack([x, y, z], -1), wrap=True))
    back = Surface(points=top.points - [0, 0, 0.002], counts=top.counts, indices=top.indices, uvs=top.uvs)
    way = unit(np.array([-0.55, -0.75, 0.0]))
    hairs = fur(
        top,
        rng,
        count=30000,
        length_m=float(rng.uniform(0.030, 0.042)),
        comb=lambda p, _n: way + 0.6 * np.stack([folds(p), folds(p + 3), 0 * p[:, 0]], -1),
        lie=0.60,
        clump=0.55,
        width_m=0.0013,
    )
    hide = finished(flipped(back), crease_deg=70.0)
    return placed((coated(hairs, top), hide), size, turn_deg=float(rng.uniform(-35, 35)))


def _teddy_body(arm: float) -> list[Step]:
    """Body, head, ears, arms and legs."""
    steps = [
        joined(ellipsoid((0, 0.0, 0.115), (0.078, 0.068, 0.098)), 0.01),
        joined(ellipsoid((0, -0.012, 0.262), (0.078, 0.068, 0.070)), 0.012),
        joined(ellipsoid((0, -0.074, 0.246), (0.036, 0.032, 0.029)), 0.012),
    ]
    for s in (-1.0, 1.0):
        steps.append(joined(ellipsoid((s * 0.063, -0.002, 0.330), (0.031, 0.016, 0.031)), 0.006))
        steps.append(
            joined(
                limb(
                    [
                        (s * 0.066, -0.005, 0.175),
                        (s * 0.112, -0.045, 0.125 + arm * s),
                        (s * 0.112, -0.095, 0.100 + arm * s),
                    ],
                    [0.030, 0.031, 0.033],
                ),
                0.010,
            )
        )
        steps.append(joined(limb([(s * 0.050, -0.02, 0.050), (s * 0.085, -0.115, 0.044)], [0.046, 0.040]), 0.012))
        steps.append(joined(ellipsoid((s * 0.090, -0.145, 0.056), (0.038, 0.022, 0.050)), 0.010))
    return steps


def _teddy_face() -> tuple[Surface, list[Surface]]:
    """(eyes, nose and stitched mouth)."""
    eyes = merge([lump((s * 0.029, -0.077, 0.280), 0.0085) for s in (-1, 1)])
    nose = [lump((0, -0.105, 0.256), (0.014, 0.007, 0.010))]
    nose += [
        stalk(np.array(line), 0.0011, 0.0011, sides=6)
        for line in (
            [(0, -0.107, 0.25), (0, -0.107, 0.234)],
            [(0, -0.107, 0.234), (0.013, -0.100, 0.226)],
            [(0, -0.107, 0.234), (-0.013, -0.100, 0.226)],
        )
    ]
    return eyes, nose


def _teddy(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A sitting teddy bear: glass eyes, a stitched nose, felt pads, a ribbon."""
    arm = float(rng.uniform(-0.03, 0.03))
    steps = _teddy_body(arm)
    skin = sculpted(steps, 0.004)
    pads = merge(
        [lump((s * 0.091, -0.1625, 0.056), (0.028, 0.008, 0.038)) for s in (-1, 1)]
        + [lump((s * 0.063, -0.0150, 0.330), (0.017, 0.008, 0.017)) for s in (-1, 1)]
    )
    eyes, nose = _teddy_face()
    bare = (
        (0.091, -0.167, 0.056),
        (-0.091, -0.167, 0.056),
        (0.0, -0.105, 0.25),
        (0.063, -0.022, 0.33),
        (-0.063, -0.022, 0.33),
        (0.029, -0.082, 0.28),
        (-0.029, -0.082, 0.28),
    )
    reach = (0.033, 0.033, 0.019, 0.016, 0.016, 0.010, 0.010)

    def grown(p: Floats, _n: Floats) -> Floats:
        out = np.ones(len(p))
        for spot, r in zip(bare, reach, strict=True):
            out *= np.linalg.norm(p - spot, axis=1) > r
        return out

    hairs = fur(
        skin,
        rng,
        count=30000,
        length_m=float(rng.uniform(0.012, 0.018)),
        comb=np.array([0.0, -0.25, -1.0]),
        lie=0.55,
        clump=0.5,
        share=grown,
        width_m=0.0010,
        long=lambda p, _n: np.where(np.linalg.norm(p - [0, -0.09, 0.25], axis=1) < 0.04, 0.5, 1.0),
    )
    bow = _neck_ribbon()
    fur_coat = coated(hairs, skin)
    return placed((fur_coat, finished(merge([eyes, *nose])), finished(pads), finished(bow)), size)


def _neck_ribbon() -> Surface:
    """A ribbon round the neck with a bow in front."""
    a = np.linspace(0, 2 * np.pi, 60)
    ring = np.stack([0.066 * np.cos(a), 0.058 * np.sin(a) - 0.010, 0.200 + 0.006 * np.sin(a)], -1)
    band = grid(np.stack([ring - [0, 0, 0.010], ring + np.array([0, 0, 0.010])]))
    pieces = [band, lump((0, -0.072, 0.196), (0.010, 0.007, 0.010))]
    t, u = np.meshgrid(np.linspace(0, 1, 30), np.linspace(-1, 1, 7), indexing="ij")
    for s in (-1.0, 1.0):
        angle = 2 * np.pi * t - np.pi
        loop = np.stack(
            [
                s * (0.024 + 0.024 * np.cos(angle)),
                -0.075 - 0.012 * np.sin(angle),
                0.197 + 0.013 * u * (0.35 + 0.65 * np.abs(np.cos(angle / 2))) + 0.006 * np.cos(angle),
            ],
            -1,
        )
        pieces.append(grid(loop))
        tail = np.stack(
            [
                s * (0.004 + 0.024 * t) + 0.009 * u,
                -0.076 - 0.010 * np.sin(2.2 * t),
                0.192 - 0.055 * t + 0.004 * u * t * s,
            ],
            -1,
        )
        pieces.append(grid(tail))
    return merge(pieces)


def _hat_trim(wide: float, deep: float) -> Surface:
    """Band, front flap and ear flaps of a winter hat."""
    a = np.arange(120) * 2 * np.pi / 120
    band_path = np.stack([(wide + 0.012) * np.cos(a), (deep + 0.012) * np.sin(a), 0.155 + 0.0 * a], -1)
    section = np.stack([0.015 * np.cos(a[::10]), 0.036 * np.sin(a[::10])], -1)
    out = unit(band_path * [1, 1, 0])
    rings = band_path[:, None] + section[None, :, :1] * out[:, None] + section[None, :, 1:] * _UP
    band = flipped(grid(np.concatenate([rings, rings[:1]]), wrap=True))
    front = sculpted([joined(ellipsoid((0, -deep - 0.018, 0.190), (0.070, 0.016, 0.052)), 0.01)], 0.005)
    flaps = []
    for s in (-1.0, 1.0):
        flaps.append(
            sculpted(
                [
                    joined(
                        limb(
                            [
                                (s * (wide + 0.012), 0.02, 0.13),
                                (s * (wide + 0.020), 0.005, 0.075),
                                (s * (wide + 0.010), -0.005, 0.035),
                            ],
                            [0.034, 0.036, 0.026],
                        ),
                        0.01,
                    )
                ],
                0.005,
            )
        )
        flat = flaps[-1]
        flaps[-1] = Surface(
            points=np.stack(
                [
                    s * (wide + 0.014) + 0.42 * (flat.points[:, 0] - s * (wide + 0.014)),
                    flat.points[:, 1] * 1.25,
                    flat.points[:, 2],
                ],
                -1,
            ),
            counts=flat.counts,
            indices=flat.indices,
            uvs=flat.uvs,
        )
    return merge([band, front, *flaps])


def _fur_hat(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A winter hat with a fur band, a fur front and ear flaps hanging down, its crown of cloth."""
    wide, deep = 0.098, 0.115
    profile = smooth([(1.0, 0.0), (1.04, 0.035), (1.02, 0.070), (0.93, 0.110), (0.66, 0.139), (0.0, 0.150)], 40)
    cap = lathe(np.concatenate([profile, [[0.0, 0.150]]])[:-1], 96)
    crown = Surface(
        points=cap.points * [wide, deep, 1.0] + [0, 0, 0.12], counts=cap.counts, indices=cap.indices, uvs=cap.uvs
    )
    skin = _hat_trim(wide, deep)
    hairs = fur(
        skin,
        rng,
        count=36000,
        length_m=float(rng.uniform(0.018, 0.026)),
        comb=np.array([0.0, 0.0, -1.0]),
        lie=0.62,
        clump=0.55,
        width_m=0.0011,
    )
    laces = [
        stalk(
            arc_path(
                np.array([s * (wide + 0.01), -0.005, 0.02]),
                np.array([s * (wide + 0.018), -0.02, -0.065]),
                [0.006 * s, 0.0, 0.0],
            ),
            0.0016,
            0.0016,
        )
        for s in (-1, 1)
    ]
    seams = [
        stalk(
            np.stack([wide * 1.005 * r * np.cos(t), deep * 1.005 * r * np.sin(t), z + 0.1205], -1),
            0.0016,
            0.0016,
            sides=6,
        )
        for t in np.arange(6) * np.pi / 3
        for r, z in [(profile[:, 0], profile[:, 1])]
    ]
    knob = lump((0, 0, 0.271), (0.010, 0.010, 0.005))
    return placed(
        (coated(hairs, skin), finished(merge([crown, knob])), finished(merge([*laces, *seams]))),
        size,
        turn_deg=float(rng.uniform(-20, 20)),
    )


def _fur_cuff(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """The end of a coat's sleeve with a thick cuff of fur, lying on its side; its lining shows."""
    radius, length = 0.055, 0.15
    sleeve = sleeve_end(rng, (radius * 0.95, radius * 0.85), length * 0.8, hem_m=0.004, wall_m=0.004, closed=True)
    a = np.arange(96) * 2 * np.pi / 96
    s = np.arange(16) * 2 * np.pi / 16
    ring = np.stack([np.cos(a), 0.9 * np.sin(a), 0 * a], -1)
    long = float(rng.uniform(0.030, 0.042))
    cuff = (radius + 0.014 * np.cos(s))[None, :, None] * ring[:, None] + (length * 0.8 - 0.006 + long * np.sin(s))[
        None, :, None
    ] * _UP
    skin = grid(np.concatenate([cuff, cuff[:1]]), wrap=True)
    skin = flipped(skin)
    hairs = fur(
        skin,
        rng,
        count=30000,
        length_m=float(rng.uniform(0.020, 0.028)),
        comb=lambda p, _n: np.stack([-p[:, 1], p[:, 0], 0 * p[:, 0]], -1) * 6.0 + [0, 0, 0.9],
        lie=0.55,
        clump=0.6,
        width_m=0.0011,
    )
    lining = lathe(np.array([[0.0, 0.03], [radius * 0.76, 0.03], [radius * 0.80, length * 0.8 + 0.01]])[::-1], 64)
    lying = [finished(turned(m, "y", 90.0), crease_deg=60.0) for m in (sleeve, lining)]
    turn_y = rotation("y", 90.0)
    coat = coated(hairs, skin)
    coat = replace(
        coat,
        points=(coat.points.astype(np.float64) @ turn_y.T).astype(np.float32),
        normals=None if coat.normals is None else (coat.normals.astype(np.float64) @ turn_y.T).astype(np.float32),
    )
    return placed((coat, *lying), size, turn_deg=float(rng.uniform(-62, -35)))


def _rabbit_body(rng: np.random.Generator, lift: float) -> tuple[list[Step], list[tuple[Floats, Floats, float]]]:
    """(body, (root, tip, side) of both ears)."""
    steps = [
        joined(ellipsoid((0.045, 0, 0.072), (0.098, 0.064, 0.073)), 0.02),
        joined(ellipsoid((-0.055, 0, 0.062), (0.065, 0.050, 0.055)), 0.03),
        joined(ellipsoid((-0.118, 0, 0.112 + lift), (0.048, 0.034, 0.036)), 0.022),
        joined(ellipsoid((-0.152, 0, 0.100 + lift), (0.022, 0.021, 0.020)), 0.012),
        joined(ellipsoid((0.146, 0, 0.070), (0.024, 0.022, 0.024)), 0.008),
    ]
    ears = []
    for s in (-1.0, 1.0):
        steps.append(joined(ellipsoid((0.065, s * 0.050, 0.048), (0.056, 0.026, 0.050)), 0.014))
        steps.append(joined(limb([(0.075, s * 0.060, 0.012), (-0.005, s * 0.062, 0.010)], [0.014, 0.012]), 0.010))
        steps.append(
            joined(
                limb(
                    [(-0.075, s * 0.030, 0.045), (-0.088, s * 0.032, 0.010), (-0.112, s * 0.032, 0.009)],
                    [0.018, 0.012, 0.010],
                ),
                0.010,
            )
        )
        root = np.array([-0.100, s * 0.017, 0.138 + lift])
        tip = root + np.array([0.050 + 0.02 * float(rng.normal()), s * 0.022, 0.088])
        ears.append((root, tip, s))
        steps.append(
            joined(
                limb(
                    [root, 0.5 * (root + tip), 0.8 * tip + 0.2 * root, tip],
                    [0.011, 0.0175, 0.014, 0.006],
                    flat=1.0,
                ),
                0.006,
            )
        )
    return steps, ears


def _rabbit(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A crouching rabbit seen from the side: ears laid up, dark eye, whiskers, a pale scut."""
    lift = float(rng.uniform(-0.01, 0.015))
    steps, ears = _rabbit_body(rng, lift)
    skin = sculpted(steps, 0.0042)
    eye_at = [(-0.126, s * 0.0318, 0.121 + lift) for s in (-1, 1)]
    eyes = merge([lump(e, 0.0072) for e in eye_at])
    pink = [lump((-0.1735, 0, 0.103 + lift), (0.005, 0.007, 0.005))]
    for root, tip, s in ears:
        inner = [
            lump(tuple(root + t * (tip - root) + np.array([-0.006, s * 0.011, 0.0])), (0.007, 0.004, 0.014), 2)
            for t in (0.35, 0.55, 0.75)
        ]
        pink += inner
    whiskers = [
        stalk(
            arc_path(
                np.array([-0.163, s * 0.012, 0.100 + lift]),
                np.array([-0.175 + 0.01 * k, s * 0.065, 0.092 + 0.012 * k + lift]),
                [0, 0, 0.006],
                8,
            ),
            0.00035,
            0.0001,
            sides=4,
        )
        for s in (-1, 1)
        for k in (0, 1, 2)
    ]

    def grown(p: Floats, _n: Floats) -> Floats:
        out = np.ones(len(p))
        for e in eye_at:
            out *= np.linalg.norm(p - e, axis=1) > 0.0095
        return np.asarray(out * (np.linalg.norm(p - [-0.174, 0, 0.103 + lift], axis=1) > 0.008))

    hairs = fur(
        skin,
        rng,
        count=36000,
        length_m=float(rng.uniform(0.013, 0.018)),
        comb=np.array([1.0, 0.0, -0.35]),
        lie=0.80,
        clump=0.35,
        share=grown,
        width_m=0.0009,
        long=lambda p, _n: np.where(p[:, 2] > 0.15, 0.45, np.where(p[:, 0] < -0.09, 0.55, 1.0)),
    )
    meshes = (coated(hairs, skin), finished(eyes), finished(merge(pink)), finished(merge(whiskers)))
    return placed(meshes, size, turn_deg=float(rng.uniform(5.0, 40.0)))


_FUR = main_part("Fur")
FORMS: tuple[Form, ...] = (
    Form(
        name="sheepskin",
        class_name="sheepskin",
        size_m=(0.8, 1.1),
        parts=(_FUR, part("Suede", "pelt_skin")),
        build=_pelt,
        detail_m=0.6,
    ),
    Form(
        name="teddy_bear",
        class_name="teddy bear",
        size_m=(0.26, 0.4),
        parts=(
            _FUR,
            part("Eyes", "black_glass"),
            part("Pads", "brown_felt"),
            part("Ribbon", "red_cotton", "blue_cotton"),
        ),
        build=_teddy,
    ),
    Form(
        name="fur_hat",
        class_name="fur hat",
        size_m=(0.26, 0.34),
        parts=(_FUR, part("Crown", "black_wool", "brown_leather"), part("Laces", "black_wool")),
        build=_fur_hat,
    ),
    Form(
        name="fur_cuff",
        class_name="fur cuff",
        size_m=(0.18, 0.26),
        parts=(_FUR, part("Sleeve", "black_wool", "red_wool"), part("Lining", "red_wool")),
        build=_fur_cuff,
    ),
    Form(
        name="rabbit",
        class_name="rabbit",
        size_m=(0.26, 0.36),
        parts=(
            _FUR,
            part("Eyes", "black_glass"),
            part("Ears", "pink_skin"),
            part("Whiskers", "pale_thread"),
        ),
        build=_rabbit,
    ),
)
