"""Animals by their hide: a frog, a gecko, an octopus's arm, an elephant's foot, a snail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

from assets.forms.form import Form, main_part, part
from assets.forms.kit.coats import fur
from assets.forms.kit.distance_fields import Body, Step, carved, displaced, ellipsoid, joined, limb, sculpted
from assets.forms.kit.placing import placed
from assets.forms.kit.scattering import spread
from assets.forms.kit.stones import boulder, lump
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.primitives import ball_of_triangles
from assets.meshes.solids import lathe, sweep
from assets.meshes.strands import unit
from assets.meshes.surface import Surface, finished, flipped, grid, merge, moved, rotation, scaled, turned
from schemas.mesh import MeshData

type Floats = NDArray[Any]


def _curve(points: Sequence[Sequence[float] | Floats] | Floats, count: int) -> Floats:
    p = np.asarray(points, np.float64)
    chord = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=1))])
    return np.asarray(PchipInterpolator(chord, p, axis=0)(np.linspace(0.0, chord[-1], count)))


def _eye(at: Floats, out: Floats, radius: float) -> tuple[Surface, Surface]:
    """(iris ball, dark pupil) of an eye that looks ``out``."""
    way = unit(np.asarray(out, np.float64))
    pupil = lump(np.asarray(at) + 0.50 * radius * way, (0.62 * radius, 0.62 * radius, 0.42 * radius))
    return lump(at, radius), pupil


def _warts(
    rng: np.random.Generator, skin: Surface, spacing_m: float, *, high_m: float, wide_m: float, above: float
) -> Surface:
    """A skin with round warts on its upper side."""
    from scipy.spatial import cKDTree

    spots = spread(skin, spacing_m, rng, share=lambda _p, n: 1.0 * (n[:, 2] > above))
    if not len(spots):
        return skin
    size = rng.uniform(0.5, 1.2, len(spots))
    tree = cKDTree(spots.points)

    def bumps(p: Floats, _n: Floats) -> Floats:
        near, which = tree.query(p)
        return np.asarray(high_m * size[which] * np.exp(-((near / (wide_m * size[which])) ** 2)))

    return displaced(skin, bumps)


def _toes(foot: Floats, ways: list[tuple[float, float]], long: float, thick: float, pad: float) -> list[Step]:
    """Toes from a foot in ways (x, y), with round pads."""
    steps = []
    for x, y in ways:
        tip = foot + long * unit(np.array([x, y, 0.0])) * np.hypot(x, y) - [0, 0, foot[2] - 0.5 * thick]
        steps.append(
            joined(
                limb([foot, 0.5 * (foot + tip) + [0, 0, 0.3 * thick], tip], [thick, 0.8 * thick, 0.8 * thick]),
                0.6 * thick,
            )
        )
        steps.append(joined(ellipsoid(tip, (pad, pad, 0.6 * pad)), 0.5 * thick))
    return steps


def _frog_body() -> list[Step]:
    """Body, head and legs of a sitting frog."""
    steps = [
        joined(ellipsoid((0.12, 0, 0.25), (0.36, 0.235, 0.185), rotation("y", 24.0)), 0.04),
        joined(ellipsoid((-0.24, 0, 0.40), (0.235, 0.205, 0.125), rotation("y", 8.0)), 0.10),
        joined(ellipsoid((-0.12, 0, 0.24), (0.20, 0.19, 0.15)), 0.08),
        joined(limb([(0.40, 0.0, 0.14), (0.30, 0, 0.2)], [0.08, 0.12]), 0.06),
    ]
    for s in (-1.0, 1.0):
        steps.append(joined(ellipsoid((-0.26, s * 0.125, 0.500), (0.080, 0.062, 0.072)), 0.03))
        steps.append(
            joined(
                limb(
                    [(-0.20, s * 0.17, 0.455), (0.05, s * 0.185, 0.405), (0.34, s * 0.12, 0.27)],
                    [0.020, 0.024, 0.018],
                ),
                0.035,
            )
        )
        steps.append(
            joined(
                limb(
                    [(0.34, s * 0.14, 0.14), (0.16, s * 0.36, 0.21), (0.0, s * 0.37, 0.15)], [0.095, 0.115, 0.085]
                ),
                0.03,
            )
        )
        steps.append(
            joined(
                limb(
                    [(0.0, s * 0.36, 0.13), (0.22, s * 0.42, 0.055), (0.40, s * 0.34, 0.045)],
                    [0.065, 0.060, 0.040],
                ),
                0.02,
            )
        )
        hind = np.array([0.36, s * 0.37, 0.035])
        steps.append(joined(limb([hind, (0.12, s * 0.46, 0.025)], [0.036, 0.030]), 0.02))
        behind = [(-1.0, 0.05 * s), (-0.9, 0.45 * s), (-0.6, 0.75 * s), (-0.2, 0.7 * s), (-0.75, -0.25 * s)]
        steps += _toes(np.array([0.10, s * 0.47, 0.024]), behind, 0.26, 0.018, 0.026)
        steps.append(
            joined(
                limb(
                    [(-0.16, s * 0.20, 0.24), (-0.18, s * 0.30, 0.13), (-0.24, s * 0.25, 0.03)],
                    [0.066, 0.052, 0.036],
                ),
                0.03,
            )
        )
        before = [(-1.0, -0.25 * s), (-0.9, 0.35 * s), (-0.25, 0.9 * s), (-0.5, -0.7 * s)]
        steps += _toes(np.array([-0.26, s * 0.25, 0.026]), before, 0.13, 0.018, 0.026)
        steps.append(carved(ellipsoid((-0.455, s * 0.045, 0.440), (0.014, 0.010, 0.010)), 0.006))
        steps.append(joined(ellipsoid((-0.13, s * 0.192, 0.415), (0.045, 0.014, 0.045)), 0.006))
    steps.append(carved(_mouth(), 0.010))
    return steps


def _frog(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A sitting frog: folded hind legs, long toes, eyes that bulge, ridged sides; 1 long, head at -x."""
    steps = _frog_body()
    skin = sculpted(steps, 0.0092)
    skin.points[:, 2] = np.maximum(skin.points[:, 2], 0.004)
    skin = _warts(rng, skin, 0.040, high_m=float(rng.uniform(0.004, 0.010)), wide_m=0.015, above=0.25)
    eyes = [_eye(np.array([-0.275, s * 0.148, 0.510]), np.array([-0.45, s * 0.85, 0.15]), 0.058) for s in (-1, 1)]
    meshes = (
        finished(skin, crease_deg=75.0),
        finished(merge([e[0] for e in eyes])),
        finished(merge([e[1] for e in eyes])),
    )
    return placed(meshes, size, turn_deg=float(rng.uniform(12.0, 62.0)))


def _mouth() -> Body:
    """The slit of a wide mouth round the front of a head."""
    a = np.linspace(-1.15, 1.15, 15)
    return limb(
        np.stack(
            [
                -0.235 - 0.232 * np.cos(a),
                0.212 * np.sin(a),
                0.372 - 0.022 * np.cos(a) + 0.03 * np.abs(np.sin(a)) ** 2,
            ],
            -1,
        ),
        0.010,
    )


def _gecko(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A gecko from above: wedge head, big eyes, spread toes with pads, a thick curved tail."""
    sway = float(rng.uniform(0.6, 1.3)) * (1 if rng.random() < 0.5 else -1)
    spine = _curve(
        [
            (-0.30, 0, 0.075),
            (-0.16, 0.02 * sway, 0.075),
            (0.04, 0.035 * sway, 0.07),
            (0.20, 0.0, 0.068),
            (0.34, -0.09 * sway, 0.055),
            (0.46, -0.07 * sway, 0.045),
            (0.56, 0.06 * sway, 0.035),
        ],
        40,
    )
    t = np.linspace(0, 1, 40)
    girth = np.interp(
        t, [0, 0.12, 0.22, 0.40, 0.55, 0.64, 0.75, 1.0], [0.046, 0.056, 0.050, 0.068, 0.052, 0.042, 0.042, 0.008]
    )
    steps = [joined(limb(spine, girth, flat=0.82), 0.01)]
    head = spine[0] + [-0.045, 0, 0.008]
    steps += [
        joined(ellipsoid(head, (0.105, 0.072, 0.050)), 0.03),
        joined(ellipsoid(head + np.array([-0.085, 0, -0.004]), (0.045, 0.040, 0.032)), 0.03),
    ]
    for s in (-1.0, 1.0):
        steps.append(joined(ellipsoid(head + np.array([-0.035, s * 0.048, 0.022]), (0.030, 0.022, 0.026)), 0.012))
        steps.append(carved(ellipsoid(head + np.array([0.055, s * 0.070, 0.004]), (0.010, 0.008, 0.014)), 0.006))
        for x, ahead in ((-0.15, -0.075), (0.16, 0.085)):
            hip = np.array([x, s * 0.045 + 0.015 * sway, 0.06])
            elbow = np.array([x + 0.4 * ahead, s * 0.145, 0.085])
            foot = np.array([x + ahead * 1.25, s * 0.205, 0.022])
            steps.append(joined(limb([hip, elbow, foot], [0.034, 0.025, 0.019]), 0.018))
            fan = np.arctan2(s * 0.75, np.sign(ahead) * 0.6) + np.array([-1.1, -0.55, 0.0, 0.55, 1.1])
            steps += _toes(foot, [(float(np.cos(a)), float(np.sin(a))) for a in fan], 0.066, 0.0095, 0.0165)
    skin = sculpted(steps, 0.0062)
    skin.points[:, 2] = np.maximum(skin.points[:, 2], 0.003)
    skin = _warts(rng, skin, 0.018, high_m=0.0042, wide_m=0.0070, above=-0.1)
    eyes = [_eye(head + np.array([-0.040, s * 0.055, 0.027]), np.array([-0.3, s, 0.4]), 0.0225) for s in (-1, 1)]
    meshes = (
        finished(skin, crease_deg=75.0),
        finished(merge([e[0] for e in eyes])),
        finished(merge([e[1] for e in eyes])),
    )
    return placed(meshes, size, turn_deg=float(rng.uniform(15.0, 60.0)))


def _suckers(path: Floats, radius: Floats, t: Floats, tangent: Floats, inner: Floats) -> list[Surface]:
    """Two rows of cups along an arm, on the side ``inner`` of its path."""
    cup = lathe(
        np.array(
            [
                [0.0, 0.0],
                [0.55, 0.0],
                [0.95, 0.25],
                [1.0, 0.42],
                [0.92, 0.52],
                [0.74, 0.46],
                [0.45, 0.25],
                [0.0, 0.18],
            ]
        ),
        22,
    )
    cups = []
    s = 0.025
    while s < 0.97:
        i = int(np.searchsorted(t, s))
        r = float(radius[i])
        side = np.cross(tangent[i], inner[i])
        for hand in (-1.0, 1.0):
            out = unit(inner[i] + 0.52 * hand * side)
            axes = np.stack(
                [unit(np.cross(out, tangent[i])), unit(np.cross(out, np.cross(out, tangent[i]))) * -1.0, out]
            )
            if np.linalg.det(axes) < 0:
                axes[0] *= -1
            cups.append(
                Surface(
                    points=path[i] + 0.93 * r * out + 0.40 * r * cup.points @ axes,
                    counts=cup.counts,
                    indices=cup.indices,
                    uvs=cup.uvs,
                )
            )
        s += 0.62 * r / 0.72
    return cups


def _octopus_arm(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """An arm that rises and rolls into a spiral, two rows of suckers along its inside."""
    turns = float(rng.uniform(1.35, 1.75))
    a = np.linspace(0.0, 2 * np.pi * turns, 130)
    grow = 0.155 * (1.0 - 0.80 * np.linspace(0, 1, 130) ** 0.8)
    spiral = np.stack(
        [-0.17 + grow * np.cos(a), 0.05 * np.linspace(0, 1, 130) * -1.0, 0.34 + grow * np.sin(a)], -1
    )
    foot = _curve(
        [(0.36, 0.06, 0.045), (0.22, 0.03, 0.042), (0.09, 0.01, 0.075), (0.01, 0.0, 0.18), (-0.015, 0.0, 0.34)], 70
    )
    path = np.concatenate([foot[:-1], spiral])
    t = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    t /= t[-1]
    radius = 0.050 * (1 - t) ** 0.75 + 0.004
    tangent = unit(np.gradient(path, axis=0))
    inner = unit(np.cross(tangent, np.array([0.0, 1.0, 0.0])))
    inner *= np.sign((inner * (np.array([-0.17, 0, 0.34]) - path)).sum(1, keepdims=True))
    inner[:40] = unit(inner[40])  # along the floor the suckers stay on one side
    inner = 0.75 * inner + np.array([0.0, -0.75, 0.0])  # and they show to the front
    inner = unit(inner - (inner * tangent).sum(1, keepdims=True) * tangent)
    lumps = wave_noise(rng, 0.05, octaves=3)
    body = displaced(
        sweep(path, radius, sides=44), lambda p, _n: 0.0022 * lumps(p) + 0.0007 * np.abs(lumps(3.0 * p))
    )
    cups = _suckers(path, radius, t, tangent, inner)
    rock = moved(scaled(boulder(rng, (0.14, 0.11, 0.05)), 1.0), x=0.27, y=0.10)
    return placed(
        (finished(merge([body, *cups]), crease_deg=60.0), finished(rock, crease_deg=50.0)),
        size,
        turn_deg=float(rng.uniform(-20, 20)),
    )


def _elephant_foot(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """The lower leg of an elephant: a pillar of folded hide, broad toenails, a few bristles."""
    rows, columns = 260, 300
    z = np.linspace(0.0, 0.52, rows)[:, None]
    a = (np.arange(columns) * 2 * np.pi / columns)[None, :]
    r = np.interp(z, [0.0, 0.015, 0.06, 0.14, 0.22, 0.36, 0.52], [0.158, 0.172, 0.170, 0.146, 0.138, 0.150, 0.162])
    r = r * (1 + 0.05 * np.cos(2 * a) + 0.02 * np.cos(3 * a + 1))
    flat = np.stack(np.broadcast_arrays(r * np.cos(a), r * np.sin(a), z), -1)
    wander, fine, cracks = wave_noise(rng, 0.16), wave_noise(rng, 0.022, octaves=3), wave_noise(rng, 0.05)
    phase = (z + 0.024 * wander(flat) + 0.008 * np.sin(5 * a)) / np.interp(
        z, [0, 0.2, 0.52], [0.026, 0.030, 0.044]
    )
    folds = np.abs(np.sin(np.pi * phase)) ** 0.45
    net = np.minimum(np.abs(fine(flat)), np.abs(cracks(flat * [1.4, 1.4, 1.0])) * 1.6)
    relief = (
        0.0105 * (folds - 0.7) * np.clip(z / 0.06, 0.25, 1)
        + 0.0035 * np.clip(net, 0, 0.45) / 0.45
        + 0.002 * wander(flat)
    )
    r = r + relief
    points = np.stack([r * np.cos(a), r * np.sin(a), z + 0 * a], -1)
    top = points[-1]
    shares = np.linspace(0, 1, 14)[:, None, None]
    cap = np.array([0, 0, 0.545]) + shares * (top - [0, 0, 0.545])
    cap[..., 2] = 0.52 + 0.025 * (1 - shares[..., 0] ** 2)
    leg = merge([grid(points, wrap=True), grid(cap[::-1], wrap=True)])
    nails = []
    for deg in (-148.0, -119.0, -90.0, -61.0, -32.0):
        b = np.radians(deg)
        wide = 0.030 if abs(deg + 90) < 40 else 0.025
        at = np.array([0.163 * np.cos(b), 0.163 * np.sin(b), 0.024])
        nail = scaled(ball_of_triangles(4), wide * 1.15, 0.017, 0.030)
        nails.append(moved(turned(nail, "z", deg + 90.0), *at))
    hair = fur(leg, rng, count=240, length_m=0.03, comb=np.array([0, 0, -1.0]), lie=0.3, clump=0.1, width_m=0.0008)
    return placed(
        (finished(leg, crease_deg=65.0), finished(merge(nails)), hair), size, turn_deg=float(rng.uniform(-10, 25))
    )


def _snail(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A snail stretched out: four feelers, a pebbled skin, a whorled shell; 1 long, head at -x."""
    bend = 0.10 * float(rng.normal())
    spine = _curve(
        [
            (-0.42, bend, 0.16),
            (-0.33, 0.5 * bend, 0.10),
            (-0.15, 0, 0.085),
            (0.10, 0, 0.085),
            (0.32, 0.02, 0.05),
            (0.52, 0.05, 0.012),
        ],
        40,
    )
    t = np.linspace(0, 1, 40)
    girth = np.interp(t, [0, 0.1, 0.3, 0.5, 0.75, 1.0], [0.062, 0.074, 0.088, 0.098, 0.062, 0.010])
    steps = [
        joined(limb(spine, girth), 0.02),
        joined(limb(spine * [1, 1, 0.0] + [0, 0, 0.022], girth * 1.22, flat=0.26), 0.05),
    ]
    for s in (-1.0, 1.0):
        root = spine[0] + [-0.015, s * 0.034, 0.035]
        tip = root + np.array([-0.07 + 0.02 * float(rng.normal()), s * 0.07, 0.145])
        steps.append(joined(limb([root, tip], [0.020, 0.011]), 0.015))
        steps.append(joined(ellipsoid(tip, (0.0185, 0.0185, 0.0185)), 0.006))
        low = spine[0] + [-0.055, s * 0.030, -0.012]
        steps.append(joined(limb([low, low + np.array([-0.05, s * 0.025, -0.035])], [0.015, 0.009]), 0.01))
    skin = sculpted(steps, 0.0072)
    skin.points[:, 2] = np.maximum(skin.points[:, 2], 0.002)
    skin = _warts(rng, skin, 0.020, high_m=0.0075, wide_m=0.0085, above=-0.35)
    shell = _whorls(rng)
    return placed(
        (finished(skin, crease_deg=75.0), finished(shell, crease_deg=60.0)),
        size,
        turn_deg=float(rng.uniform(-15.0, 35.0)),
    )


def _whorls(rng: np.random.Generator) -> Surface:
    """A snail's shell standing over the body, its spiral to -y."""
    turns = 3.4
    a = np.linspace(0.0, 2 * np.pi * turns, 240)[:, None]
    grow = 0.175 * np.exp((a - a[-1]) * 0.135)
    b = (np.arange(40) * 2 * np.pi / 40)[None, :]
    ribs = 1.0 + 0.020 * np.sin(a * 26.0 + 0.5 * np.sin(3 * b))
    tube = 0.60 * grow * ribs
    reach = 0.58 * grow + tube * np.cos(b)
    x, z = reach * np.cos(a + 0.4), reach * np.sin(a + 0.4)
    y = 0.62 * grow - 0.09 + tube * 0.95 * np.sin(b)
    coil = flipped(grid(np.stack([x, y, z], -1), wrap=True))
    coil = turned(turned(coil, "x", 8.0), "y", float(rng.uniform(-10, 25)))
    return moved(coil, x=0.06, y=0.015, z=0.255)


_HIDE = main_part("Hide")
_EYES = part("Eyes", "gold_eye", "amber_eye")
FORMS: tuple[Form, ...] = (
    Form(
        name="frog",
        class_name="frog",
        size_m=(0.05, 0.11),
        parts=(_HIDE, _EYES, part("Pupils", "black_eye")),
        build=_frog,
    ),
    Form(
        name="gecko",
        class_name="gecko",
        size_m=(0.13, 0.24),
        parts=(_HIDE, _EYES, part("Pupils", "black_eye")),
        build=_gecko,
    ),
    Form(
        name="octopus_arm",
        class_name="octopus arm",
        size_m=(0.35, 0.7),
        parts=(_HIDE, part("Rock", "dark_stone")),
        build=_octopus_arm,
    ),
    Form(
        name="elephant_foot",
        class_name="elephant foot",
        size_m=(0.5, 0.6),
        parts=(_HIDE, part("Nails", "toenail_horn"), part("Bristles", "black_bristle")),
        build=_elephant_foot,
        detail_m=0.34,
    ),
    Form(
        name="snail",
        class_name="snail",
        size_m=(0.06, 0.10),
        parts=(_HIDE, part("Shell", "snail_shell")),
        build=_snail,
    ),
)
