"""A sleeping face, the side of a head with its ear, and a single finger: for skin seen close."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from assets.forms.form import Form, main_part, part
from assets.forms.hands_and_feet import finger_skin
from assets.forms.kit.blades import stalk
from assets.forms.kit.clothing_edges import sleeve_end
from assets.forms.kit.coats import fur
from assets.forms.kit.distance_fields import Step, carved, displaced, ellipsoid, joined, limb, sculpted
from assets.forms.kit.placing import faces_of, joined_meshes, placed
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.solids import sweep
from assets.meshes.strands import Roots, ribbons, unit
from assets.meshes.surface import Surface, finished, merge, moved, rotation
from schemas.mesh import MeshData

type Floats = NDArray[Any]

_CELL_M = 0.00178


def _both(points: list[tuple[float, float, float]], s: float) -> Floats:
    return np.array(points) * [s, 1.0, 1.0]


def _skull(rng: np.random.Generator) -> list[Step]:
    """Head, jaw, cheeks, brow and neck; the face to -y, eyes at z = 0.02."""
    jaw, cheek = float(rng.uniform(0.94, 1.06)), float(rng.uniform(0.9, 1.12))
    steps = [
        joined(ellipsoid((0, 0.022, 0.055), (0.073, 0.095, 0.090)), 0.01),
        joined(ellipsoid((0, -0.012, -0.028), (0.060 * jaw, 0.072, 0.082)), 0.03),
        joined(ellipsoid((0, -0.070, -0.097), (0.026 * jaw, 0.018, 0.018)), 0.02),
        joined(limb([(0, 0.022, -0.06), (0, 0.034, -0.20)], [0.052, 0.060]), 0.02),
        joined(
            limb(
                [
                    (-0.046, -0.066, 0.038),
                    (-0.02, -0.080, 0.040),
                    (0, -0.081, 0.036),
                    (0.02, -0.080, 0.040),
                    (0.046, -0.066, 0.038),
                ],
                0.0085,
            ),
            0.016,
        ),
    ]
    for s in (-1.0, 1.0):
        steps.append(joined(ellipsoid((s * 0.038, -0.054, -0.012), (0.024 * cheek, 0.022, 0.022)), 0.022))
        steps.append(
            joined(
                limb(
                    _both([(0.058, 0.0, -0.050), (0.045, -0.035, -0.088), (0.012, -0.068, -0.106)], s),
                    [0.014, 0.013, 0.012],
                ),
                0.022,
            )
        )
        steps.append(carved(ellipsoid((s * 0.031, -0.096, 0.020), (0.017, 0.018, 0.011)), 0.014))
    return steps


def _features(rng: np.random.Generator) -> list[Step]:
    """Closed lids, nose with nostrils, lips."""
    long, broad, full = float(rng.uniform(0.9, 1.12)), float(rng.uniform(0.88, 1.2)), float(rng.uniform(0.85, 1.2))
    tip = -0.084 - 0.027 * long
    steps = [
        joined(limb([(0, -0.080, 0.030), (0, -0.093, 0.004), (0, tip, -0.016)], [0.0075, 0.0085, 0.0110]), 0.014),
        joined(limb([(0, tip + 0.004, -0.022), (0, -0.088, -0.030)], [0.0065, 0.0050]), 0.006),
        joined(ellipsoid((0, -0.073, -0.050), (0.030, 0.020, 0.024)), 0.018),
    ]
    for s in (-1.0, 1.0):
        steps.append(joined(ellipsoid((s * 0.031, -0.070, 0.019), (0.0140, 0.0130, 0.0105)), 0.004))
        lid = _both(
            [
                (0.018, -0.0785, 0.0165),
                (0.025, -0.0838, 0.0138),
                (0.033, -0.0843, 0.0128),
                (0.041, -0.0790, 0.0142),
                (0.0455, -0.0735, 0.0165),
            ],
            s,
        )
        steps.append(carved(limb(lid, 0.0009), 0.0014))
        steps.append(
            carved(
                limb(
                    _both([(0.020, -0.079, 0.0265), (0.031, -0.0835, 0.0285), (0.043, -0.0755, 0.0265)], s), 0.0007
                ),
                0.0022,
            )
        )
        steps.append(joined(ellipsoid((s * 0.0125 * broad, -0.094, -0.0215), (0.0075, 0.0115, 0.0080)), 0.006))
        steps.append(
            carved(
                ellipsoid(
                    (s * 0.0068 * broad, -0.1015, -0.0300), (0.0042, 0.0065, 0.0042), rotation("z", 18.0 * s)
                ),
                0.0025,
            )
        )
        steps.append(carved(limb([(s * 0.0028, -0.094, -0.035), (s * 0.0018, -0.0935, -0.044)], 0.0001), 0.002))
    upper = [
        (-0.0245, -0.0805, -0.0555),
        (-0.013, -0.0905, -0.0520),
        (-0.0048, -0.0950, -0.0495),
        (0, -0.0945, -0.0512),
    ]
    lower = [(-0.0235, -0.0805, -0.0565), (-0.012, -0.0900, -0.0600), (0, -0.0925, -0.0612)]
    for line, radii in ((upper, [0.0020, 0.0038, 0.0042, 0.0040]), (lower, [0.0020, 0.0046, 0.0054])):
        other = [(-x, y, z) for x, y, z in line[-2::-1]]
        steps.append(joined(limb([*line, *other], [r * full for r in (*radii, *radii[-2::-1])]), 0.003))
    slit = [
        (-0.0265, -0.0800, -0.0558),
        (-0.013, -0.0935, -0.0556),
        (0, -0.0985, -0.0562),
        (0.013, -0.0935, -0.0556),
        (0.0265, -0.0800, -0.0558),
    ]
    steps.append(carved(limb(slit, 0.0008), 0.0016))
    return steps


def _ear(s: float) -> list[Step]:
    """An ear on one side, in the middle of the head; 62 mm tall."""
    at = np.array([s * 0.0740, 0.012, 0.000])
    lean = rotation("z", 22.0 * s) @ rotation("x", 12.0)

    def put(x: float, y: float, z: float) -> Floats:
        return np.asarray(at + lean @ np.array([s * x, y, z]))

    def line(points: list[tuple[float, float]], x: float) -> Floats:
        return np.array([put(x, y, z) for y, z in points])

    helix = line(
        [
            (-0.006, 0.000),
            (-0.012, 0.010),
            (-0.012, 0.021),
            (-0.003, 0.0305),
            (0.010, 0.0300),
            (0.0185, 0.020),
            (0.0190, 0.004),
            (0.0125, -0.013),
            (0.006, -0.021),
        ],
        0.0055,
    )
    fold = line([(0.000, 0.022), (0.009, 0.012), (0.0105, 0.000), (0.006, -0.011), (-0.002, -0.0145)], 0.0040)
    branch = line([(-0.007, 0.013), (0.002, 0.012), (0.0095, 0.007)], 0.0035)
    return [
        joined(ellipsoid(put(0.000, 0.003, 0.004), (0.0050, 0.0175, 0.0275), lean), 0.004),
        joined(ellipsoid(put(-0.004, -0.003, 0.000), (0.009, 0.012, 0.018), lean), 0.006),
        joined(limb(helix, [0.0030, 0.0036, 0.0040, 0.0042, 0.0042, 0.0040, 0.0036, 0.0032, 0.0028]), 0.0022),
        joined(limb(fold, [0.0026, 0.0032, 0.0034, 0.0030, 0.0026]), 0.0025),
        joined(limb(branch, [0.0022, 0.0024, 0.0024]), 0.0025),
        carved(ellipsoid(put(0.0050, 0.000, -0.003), (0.0075, 0.0075, 0.0105), lean), 0.0030),
        joined(ellipsoid(put(0.0040, -0.0125, -0.005), (0.0042, 0.0042, 0.0068), lean), 0.0030),
        joined(ellipsoid(put(0.0040, 0.001, -0.0165), (0.0038, 0.0048, 0.0036), lean), 0.0030),
        joined(ellipsoid(put(0.0025, -0.003, -0.0270), (0.0048, 0.0090, 0.0090), lean), 0.0045),
    ]


def _brows_and_lashes(rng: np.random.Generator, skin: Surface) -> MeshData:
    """Hairs of both brows, and the lashes of closed lids."""
    spots, ways = [], []
    for s in (-1.0, 1.0):
        t = rng.random(260)
        x = 0.012 + 0.040 * t
        spots.append(
            np.stack(
                [
                    s * x,
                    -0.0915 + 9.0 * (x - 0.012) ** 2 * 1.0 + 0.004 * t,
                    0.0415 + 0.0045 * np.sin(2.4 * t) + 0.0018 * rng.normal(size=260),
                ],
                -1,
            )
        )
        ways.append(np.stack([s * (0.9 + 0 * t), -0.15 + 0.5 * t, 0.55 - 0.8 * t], -1))
        u = np.linspace(0, 1, 46)
        lid = np.stack(
            [
                s * (0.0185 + 0.0265 * u),
                np.interp(u, [0, 0.25, 0.55, 0.85, 1], [-0.0785, -0.0838, -0.0843, -0.0790, -0.0735]) - 0.0004,
                np.interp(u, [0, 0.25, 0.55, 0.85, 1], [0.0165, 0.0138, 0.0128, 0.0142, 0.0165]),
            ],
            -1,
        )
        spots.append(lid)
        ways.append(np.stack([s * (u - 0.4), -1.0 + 0 * u, -0.55 + 0 * u], -1))
    where, way = np.concatenate(spots), unit(np.concatenate(ways))
    brow = np.arange(len(where)) % 306 < 260  # 260 hairs of a brow, 46 lashes
    near = cKDTree(skin.points).query(where[brow])[1]
    where[brow] = skin.points[near]
    where[:, 1] += 0.0004
    long = 0.008 * rng.uniform(0.75, 1.1, len(where))
    return ribbons(
        Roots(points=where, normals=np.tile([0.0, -1.0, 0.0], (len(where), 1))),
        way,
        0.3 * np.tile([0, -0.2, 0.5], (len(where), 1)),
        (long, np.full(len(where), 0.00045)),
        rng,
        segments=3,
    )


def _hair(rng: np.random.Generator, skin: Surface) -> MeshData:
    """Short hair on the skull, brows, and the lashes of closed eyes."""
    part_x = float(rng.uniform(-0.03, 0.03))

    def grown(p: Floats, _n: Floats) -> Floats:
        line = np.interp(
            p[:, 1], [-0.09, -0.05, -0.01, 0.02, 0.05, 0.12], [0.085, 0.078, 0.045, 0.040, -0.030, -0.055]
        )
        line = line - 0.03 * np.exp(-(((p[:, 1] - 0.0) / 0.012) ** 2)) * (np.abs(p[:, 0]) > 0.05)
        ear = (np.abs(p[:, 0]) > 0.0715) & (np.abs(p[:, 1] - 0.018) < 0.034) & (p[:, 2] < 0.040)
        return np.asarray((p[:, 2] > line) * ~ear * 1.0)

    def comb(p: Floats, _n: Floats) -> Floats:
        side = np.sign(p[:, 0] - part_x)
        return np.stack([0.8 * side, 0.75 + 0 * side, -0.9 + 0 * side], -1)

    coat = fur(
        skin,
        rng,
        count=16000,
        length_m=float(rng.uniform(0.022, 0.034)),
        comb=comb,
        lie=0.86,
        clump=0.22,
        share=grown,
        width_m=0.0009,
    )
    brows = _brows_and_lashes(rng, skin)
    return joined_meshes((coat, brows))


def _head(rng: np.random.Generator, size: float, *, ear_first: bool) -> tuple[MeshData, ...]:
    """A sleeping head with hair and collar; its face or one ear to the camera."""
    steps = [*_skull(rng), *_features(rng), *_ear(-1.0), *_ear(1.0)]
    fine = wave_noise(rng, 0.03)
    skin = displaced(sculpted(steps, _CELL_M), lambda p, _n: 0.00025 * fine(p))
    hair = _hair(rng, skin)
    starts = np.cumsum(skin.counts) - skin.counts
    middle = np.add.reduceat(skin.points[skin.indices], starts, axis=0) / skin.counts[:, None]
    lips = (
        (np.abs(middle[:, 2] + 0.0560) < 0.0105 - 9.0 * middle[:, 0] ** 2)
        & (middle[:, 1] < -0.078)
        & (np.abs(middle[:, 0]) < 0.0255)
        & (middle[:, 2] < -0.0462 + 0.0016 * np.cos(middle[:, 0] * 500.0))
    )
    collar = moved(
        sleeve_end(rng, (0.078, 0.083), 0.075, hem_m=0.035, wall_m=0.004, closed=True), y=0.030, z=-0.225
    )
    ring = [
        sweep(
            np.array(
                [
                    [s * 0.0830, 0.0115 + 0.0062 * np.cos(b), -0.0325 + 0.0062 * np.sin(b)]
                    for b in np.linspace(0.0, 2 * np.pi, 24, endpoint=False)
                ]
            ),
            0.0009,
            sides=8,
            closed=True,
        )
        for s in (-1.0, 1.0)
    ]
    meshes = (
        finished(faces_of(skin, ~lips), crease_deg=80.0, weld=False),
        finished(faces_of(skin, lips), crease_deg=80.0, weld=False),
        hair,
        finished(collar, crease_deg=60.0),
        finished(merge(ring)),
    )
    turn = float(rng.uniform(-25.0, 30.0)) if not ear_first else float(rng.uniform(62.0, 92.0))
    return placed(meshes, size, turn_deg=turn)


def _finger(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """The end of one finger, bent a little, coming out of a fingerless glove; its nail towards the camera."""
    skin, nail = finger_skin(rng)
    glove = moved(sleeve_end(rng, (0.0128, 0.0122), 0.030, hem_m=0.007, wall_m=0.002, closed=True), z=-0.018)
    ribs = [
        stalk(
            np.array(
                [[0.0150 * np.cos(b), 0.0144 * np.sin(b), 0.004], [0.0146 * np.cos(b), 0.0140 * np.sin(b), 0.0125]]
            ),
            0.0009,
            0.0009,
            sides=6,
        )
        for b in np.linspace(0, 2 * np.pi, 26, endpoint=False)
    ]
    meshes = (
        finished(skin, crease_deg=80.0),
        finished(nail, crease_deg=50.0),
        finished(merge([glove, *ribs]), crease_deg=60.0),
    )
    return placed(meshes, size, turn_deg=float(rng.uniform(-45.0, 20.0)))


_HEAD = (
    main_part("Skin"),
    part("Lips", "lip_skin"),
    part("Hair", "brown_hair", "black_hair", "fair_hair"),
    part("Collar", "shirt_cotton", "blue_cotton"),
    part("Rings", "gold_plate", "steel"),
)
FORMS: tuple[Form, ...] = (
    Form(
        name="sleeping_face",
        class_name="face",
        size_m=(0.31, 0.35),
        parts=_HEAD,
        build=partial(_head, ear_first=False),
        detail_m=0.15,
    ),
    Form(
        name="ear",
        class_name="ear",
        size_m=(0.31, 0.35),
        parts=_HEAD,
        build=partial(_head, ear_first=True),
        detail_m=0.15,
    ),
    Form(
        name="finger",
        class_name="finger",
        size_m=(0.07, 0.085),
        parts=(main_part("Skin"), part("Nail", "nail"), part("Glove", "wool_knit")),
        build=_finger,
    ),
)
