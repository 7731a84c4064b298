"""Feathers on what has them: a single one, a wing, a songbird, a quill in its ink, a duster."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.form import Form, main_part, part
from assets.forms.kit.blades import aimed, arc_path, laid, stalk
from assets.forms.kit.coats import coated, feather, numbered_by_patch, shaft_line, small_feather, spread_plates
from assets.forms.kit.distance_fields import ellipsoid, joined, sculpted
from assets.forms.kit.placing import placed
from assets.forms.kit.stones import lump
from assets.meshes.curves import shell_profile, smooth
from assets.meshes.solids import lathe, sweep
from assets.meshes.strands import unit
from assets.meshes.surface import Surface, finished, grid, merge, moved, rotation, turned
from schemas.mesh import MeshData

type Floats = NDArray[Any]
_UP = np.array([0.0, 0.0, 1.0])
_COVERTS = (  # ((length, depth), how many, first number) of each row
    ((0.150, -0.006), 24, 20),
    ((0.095, -0.014), 30, 60),
    ((0.055, -0.021), 36, 40),
    ((0.038, -0.027), 40, 10),
)


def _one_feather(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A flight feather that leans on its quill: slanting barbs, splits, a downy foot."""
    bow, curl = float(rng.uniform(0.05, 0.16)), float(rng.uniform(0.02, 0.10))
    wide, lead = float(rng.uniform(0.085, 0.15)), float(rng.uniform(0.45, 0.95))
    vane = feather(
        rng,
        wide=wide,
        lead=lead,
        bow=bow,
        rows=220,
        columns=9,
        splits=int(rng.integers(3, 7)),
        curl=curl,
        cup=0.25,
    )
    line = shaft_line(bow=bow, curl=curl, count=40)
    quill = sweep(
        line, np.interp(np.linspace(0, 1, 40), [0, 0.05, 0.2, 1.0], [0.004, 0.0095, 0.010, 0.0012]), sides=12
    )
    down = []
    for k in range(150):
        y = float(rng.uniform(0.13, 0.26))
        side = 1.0 if k % 2 else -1.0
        at = np.array([0.0, y, -curl * y**2])
        tip = at + np.array([side * rng.uniform(0.035, 0.085), 0.03 * rng.normal() + 0.01, 0.02 * rng.normal()])
        down.append(_wisp(arc_path(at, tip, 0.02 * rng.normal(size=3), 7), 0.0022))
    tilt = float(rng.uniform(58.0, 75.0))
    lean = float(rng.uniform(-32.0, 32.0))
    parts = [turned(turned(s, "x", tilt), "y", lean) for s in (merge([numbered_by_patch(vane, 11), *down]), quill)]
    return placed((finished(parts[0], crease_deg=80.0, weld=False), finished(parts[1])), size)


def _wisp(path: Floats, width: float) -> Surface:
    """A flat hair of down along a path, in a strand's own texture coordinates."""
    t = np.linspace(0, 1, len(path))
    side = unit(np.cross(np.gradient(path, axis=0), _UP + 1e-3))
    half = 0.5 * width * (1 - 0.8 * t)[:, None] * side
    points = np.stack([path - half, path + half], 1)
    uvs = np.stack([np.tile([0.45, 0.55], (len(path), 1)), np.tile(0.10 * t[:, None], (1, 2))], -1)
    return grid(points, uvs=uvs)


def _wing(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A spread wing that stands on its root: long primaries fanned out, secondaries, three rows of coverts."""
    blades: list[Surface] = []
    quills: list[Surface] = []
    primary = [
        feather(rng, wide=0.125, lead=0.45, bow=0.05, rows=44, columns=5, splits=2, curl=0.0, cup=0.06)
        for _ in range(4)
    ]
    cover = small_feather(wide=0.24, rows=10, columns=7, cup=-0.12, curl=-0.015)
    wrist = np.array([0.20, 0.0, 0.30])
    for k in range(10):
        angle = np.radians(62.0 - 9.5 * k)
        way = np.array([np.cos(angle), 0.0, np.sin(angle)])
        root = wrist + np.array([0.010 * k - 0.03, 0.0022 * k, 0.02 - 0.012 * k])
        long = 0.40 * (1.0 - 0.035 * abs(k - 2.0)) * (1 + 0.02 * rng.normal())
        _stick(blades, quills, primary[k % 4], root=root, way=way, long=long, number=k)
    for k in range(11):
        share = k / 10.0
        angle = np.radians(-33.0 - 42.0 * share)
        way = np.array([np.cos(angle), 0.0, np.sin(angle)])
        root = (
            wrist * (1 - share)
            + np.array([-0.10, 0.0, 0.15]) * share
            + np.array([0.02, 0.026 + 0.0022 * k, -0.02])
        )
        _stick(blades, quills, primary[k % 4], root=root, way=way, long=0.27 - 0.07 * share, number=k + 20)
    for (long, y), count, number in _COVERTS:
        for k in range(count):
            t = k / (count - 1.0)
            at, angle = _wing_edge(t)
            way = np.array([np.cos(angle), 0.0, np.sin(angle)])
            face = unit(np.array([0.1 * rng.normal(), -1.0, 0.1 * rng.normal()]))
            blades.append(
                numbered_by_patch(
                    laid(cover, at + np.array([0.0, y, 0.0]), way, face, long * float(rng.uniform(0.92, 1.08))),
                    number + k,
                )
            )
    arm = [
        stalk(
            np.array(
                [
                    [-0.15, -0.018, 0.14],
                    [-0.02, -0.022, 0.255],
                    [0.12, -0.020, 0.31],
                    [0.21, -0.016, 0.315],
                    [0.25, -0.01, 0.30],
                ]
            ),
            0.018,
            0.008,
            sides=12,
        )
    ]
    meshes = (finished(merge(blades), crease_deg=80.0, weld=False), finished(merge(quills)), finished(merge(arm)))
    return placed(meshes, size, turn_deg=float(rng.uniform(-12, 12)))


def _stick(
    blades: list[Surface],
    quills: list[Surface],
    vane: Surface,
    *,
    root: Floats,
    way: Floats,
    long: float,
    number: int,
) -> None:
    """A flight feather and its shaft added to a wing."""
    face = np.array([0.0, -1.0, 0.0])
    blades.append(numbered_by_patch(laid(vane, root, way, face, long), 5 * number))
    line = Surface(
        points=shaft_line(bow=0.05, curl=0.0, count=12),
        counts=np.zeros(0, int),
        indices=np.zeros(0, int),
        uvs=np.zeros((0, 2)),
    )
    path = laid(line, root, way, face, long).points
    quills.append(sweep(path, np.linspace(0.0016, 0.0004, 12), sides=6))


def _wing_edge(t: float) -> tuple[Floats, float]:
    """(root, direction in radians) of a covert at share ``t`` from the shoulder to the hand's end."""
    xs, zs = [-0.16, -0.06, 0.08, 0.20, 0.255], [0.155, 0.245, 0.305, 0.322, 0.31]
    x, z = float(np.interp(t, [0, 0.25, 0.5, 0.8, 1.0], xs)), float(np.interp(t, [0, 0.25, 0.5, 0.8, 1.0], zs))
    angle = np.radians(float(np.interp(t, [0.0, 0.4, 0.75, 1.0], [-78.0, -58.0, -25.0, 38.0])))
    return np.array([x, 0.0, z]), float(angle)


def _wings_and_tail(rng: np.random.Generator) -> list[Surface]:
    """Flight feathers of folded wings, and of the tail."""
    vane = feather(rng, wide=0.11, lead=0.6, bow=0.02, rows=22, columns=4, splits=1, bare=0.0)
    blades: list[Surface] = []
    tail_way = unit(np.array([1.0, 0.0, -0.42]))
    for s in (-1.0, 1.0):
        for k in range(9):
            root = np.array([-0.016 + 0.0045 * k, s * (0.0300 - 0.0006 * k), 0.078 - 0.0035 * k])
            blades.append(
                numbered_by_patch(
                    laid(
                        vane,
                        root,
                        unit(np.array([1.0, -s * 0.16, -0.36 + 0.012 * k])),
                        np.array([0.05, s, 0.15]),
                        0.066 - 0.003 * k,
                    ),
                    7 * k + int(20 * (s + 1)),
                )
            )
    for k in range(7):
        aside = (k - 3) * 0.055
        blades.append(
            numbered_by_patch(
                laid(
                    vane,
                    np.array([0.036, 0.0012 * (k - 3), 0.043 + 0.0006 * abs(k - 3)]),
                    unit(tail_way + np.array([0, aside, 0])),
                    np.array([0.35, 0.0, 1.0]),
                    0.062,
                ),
                11 * k,
            )
        )
    return blades


def _beak_and_feet() -> list[Surface]:
    """A beak, and feet that grip a twig."""
    beak = aimed(
        lathe(np.array([[0.0, 0.0], [0.0052, 0.0], [0.0034, 0.006], [0.0, 0.0145]]), 20),
        np.array([-1.0, 0.0, -0.18]),
        np.array([-0.058, 0.0, 0.0975]),
    )
    legs = [
        stalk(
            np.array([[0.002, s * 0.012, 0.034], [0.010, s * 0.013, 0.018], [0.001, s * 0.013, 0.004]]),
            0.0013,
            0.0010,
        )
        for s in (-1, 1)
    ]
    toes = [
        stalk(
            arc_path(
                np.array([0.001, s * 0.013, 0.005]),
                np.array([0.001 + 0.006 * f, s * 0.013 + 0.007 * g, -0.006]),
                [0.004 * f, 0.003 * g, 0.003],
                8,
            ),
            0.0010,
            0.0005,
            sides=6,
        )
        for s in (-1, 1)
        for f, g in ((-1, 0.5), (-1, -0.3), (1, 0.1))
    ]
    return [beak, *legs, *toes]


def _bird(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A small songbird on a twig, seen from the side."""
    steps = [
        joined(ellipsoid((0.0, 0, 0.060), (0.046, 0.031, 0.034), rotation("y", 28.0)), 0.01),
        joined(ellipsoid((-0.040, 0, 0.098), (0.0225, 0.0200, 0.0205)), 0.016),
    ]
    skin = sculpted(steps, 0.0022)
    eye_at = [(-0.0485, s * 0.0172, 0.1035) for s in (-1, 1)]

    def free(p: Floats, _n: Floats) -> Floats:
        out = np.ones(len(p))
        for e in eye_at:
            out *= np.linalg.norm(p - e, axis=1) > 0.0045
        return np.asarray(out * (np.linalg.norm(p - [-0.062, 0, 0.098], axis=1) > 0.006))

    pull = np.array([1.0, 0.0, -0.45])
    head = spread_plates(
        small_feather(wide=0.26),
        skin,
        rng,
        0.0026,
        pull,
        share=lambda p, n: free(p, n) * (p[:, 0] < -0.018),
        over=2.6,
        lift=0.30,
    )
    body = spread_plates(
        small_feather(wide=0.30),
        skin,
        rng,
        0.0050,
        pull,
        share=lambda p, _n: 1.0 * (p[:, 0] >= -0.022),
        over=2.6,
        lift=0.22,
    )
    blades = [head, body, *_wings_and_tail(rng)]
    horn = _beak_and_feet()
    twig = stalk(
        arc_path(np.array([-0.03, -0.075, -0.010]), np.array([0.03, 0.075, -0.002]), [0, 0, 0.004], 24)
        + 0.0007 * rng.normal(size=(24, 3)),
        0.0052,
        0.0040,
        sides=10,
    )
    eyes = merge([lump(e, 0.0034, 2) for e in eye_at])
    meshes = (
        coated(finished(merge(blades), crease_deg=80.0, weld=False), skin, along=0.5),
        finished(eyes),
        finished(merge(horn)),
        finished(twig),
    )
    return placed(meshes, size, turn_deg=float(rng.uniform(-5.0, 35.0)))


def _quill(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A writing quill that stands in a glass of ink, curved, its foot stripped of barbs."""
    bow, curl = float(rng.uniform(0.14, 0.24)), float(rng.uniform(0.08, 0.2))
    vane = feather(
        rng, wide=0.115, lead=0.55, bow=bow, rows=180, columns=8, splits=4, curl=curl, cup=0.25, bare=0.30
    )
    line = shaft_line(bow=bow, curl=curl, count=40)
    shaft = sweep(
        line, np.interp(np.linspace(0, 1, 40), [0, 0.05, 0.3, 1.0], [0.002, 0.0105, 0.010, 0.0012]), sides=12
    )
    lean = float(rng.uniform(14.0, 26.0)) * (1 if rng.random() < 0.5 else -1)
    stand = [
        moved(turned(turned(s, "x", 82.0), "y", lean), x=-0.04 * np.sign(lean), z=0.035)
        for s in (numbered_by_patch(vane, 23), shaft)
    ]
    outer = smooth(
        [
            (0.085, 0.0),
            (0.098, 0.01),
            (0.100, 0.075),
            (0.070, 0.105),
            (0.042, 0.118),
            (0.042, 0.135),
            (0.055, 0.145),
        ],
        60,
    )
    pot = lathe(shell_profile(outer, 0.012, floor_m=0.016), 72)
    ink = lathe(np.array([[0.0, 0.018], [0.080, 0.018], [0.085, 0.075], [0.0, 0.075]]), 48)
    meshes = (finished(stand[0], crease_deg=80.0, weld=False), finished(stand[1]), finished(pot), finished(ink))
    return placed(meshes, size)


def _duster(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A feather duster leaning: a turned handle, a collar, plumes that droop all round."""
    plume = [
        feather(rng, wide=0.13, lead=0.95, bow=0.05, rows=30, columns=5, splits=2, bare=0.02, ragged=0.10, curl=c)
        for c in (0.35, 0.55, 0.8)
    ]
    blades = []
    for ring, (count, rise, long, z) in enumerate(
        ((26, 3.2, 0.21, 0.035), (32, 1.7, 0.215, 0.02), (36, 1.0, 0.20, 0.005), (32, 0.55, 0.175, -0.012))
    ):
        for k in range(count):
            a = 2 * np.pi * (k + 0.5 * (ring % 2) + 0.15 * rng.normal()) / count
            out = np.array([np.cos(a), np.sin(a), 0.0])
            way = unit(out + rise * _UP)
            face = unit(_UP - rise * out)
            blades.append(
                numbered_by_patch(
                    laid(
                        plume[(k + ring) % 3],
                        0.012 * out + z * _UP,
                        way,
                        face,
                        long * float(rng.uniform(0.85, 1.1)),
                    ),
                    int(rng.integers(90)),
                )
            )
    handle = lathe(
        smooth(
            [
                (0.0, -0.46),
                (0.011, -0.455),
                (0.014, -0.42),
                (0.0085, -0.35),
                (0.0125, -0.24),
                (0.0085, -0.08),
                (0.012, -0.045),
                (0.012, -0.03),
                (0.0, -0.025),
            ],
            80,
        ),
        32,
    )
    collar = lathe(np.array([[0.0, -0.036], [0.014, -0.035], [0.0165, -0.01], [0.0, 0.012]]), 32)
    tilt = float(rng.uniform(48, 66))
    lying = [turned(s, "y", tilt) for s in (merge(blades), handle, collar)]
    meshes = (finished(lying[0], crease_deg=80.0, weld=False), finished(lying[1]), finished(lying[2]))
    return placed(meshes, size, turn_deg=float(rng.uniform(-25, 25)))


_FEATHERS = main_part("Feathers")
FORMS: tuple[Form, ...] = (
    Form(
        name="single_feather",
        class_name="feather",
        size_m=(0.14, 0.3),
        parts=(_FEATHERS, part("Quill", "quill_horn")),
        build=_one_feather,
    ),
    Form(
        name="bird_wing",
        class_name="wing",
        size_m=(0.4, 0.7),
        parts=(_FEATHERS, part("Quills", "quill_horn"), part("Arm", "pelt_skin")),
        build=_wing,
        version=2,
        detail_m=0.4,
    ),
    Form(
        name="songbird",
        class_name="bird",
        size_m=(0.14, 0.19),
        parts=(
            _FEATHERS,
            part("Eyes", "black_glass"),
            part("Beak", "dark_horn", "orange_horn"),
            part("Twig", "twig_bark"),
        ),
        build=_bird,
        version=2,
    ),
    Form(
        name="quill_in_ink",
        class_name="quill",
        size_m=(0.24, 0.32),
        parts=(_FEATHERS, part("Shaft", "quill_horn"), part("Pot", "clear_glass"), part("Ink", "ink")),
        build=_quill,
    ),
    Form(
        name="feather_duster",
        class_name="feather duster",
        size_m=(0.5, 0.75),
        parts=(_FEATHERS, part("Handle", "beech", "walnut"), part("Collar", "brass", "steel")),
        build=_duster,
    ),
)
