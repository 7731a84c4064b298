"""Portrait busts and animals, modelled and cast."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.distance_fields import Step, carved, displaced, ellipsoid, half_space, joined, limb, sculpted
from assets.forms.kit.metre_solids import (
    spun,
    standing,
    turned_all,
    warped,
)
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import smooth
from assets.meshes.solids import rounded_box
from assets.meshes.surface import (
    box_mapped,
    merge,
    moved,
    scaled,
)
from schemas.mesh import MeshData


def _hair(rng: np.random.Generator, *, beard: bool) -> list[Step]:
    """Curls over the crown, and under the jaw where there is a beard."""
    steps = []
    n = 130
    k = np.arange(n) + 0.5
    up = 1 - 1.5 * k / n
    a = np.pi * (1 + 5**0.5) * k
    for z, turn in zip(up, a, strict=True):
        flat = np.sqrt(max(1 - z * z, 0))
        p = np.array([0.06 * flat * np.cos(turn), 0.014 + 0.075 * flat * np.sin(turn), 0.3 + 0.064 * z])
        if (p[1] < -0.03 and p[2] < 0.322) or (abs(p[0]) > 0.04 and p[1] < 0.0 and p[2] < 0.29) or p[2] < 0.235:
            continue
        s = float(rng.uniform(0.0095, 0.014))
        steps.append(joined(ellipsoid(p, (s, s, s * 0.85)), 0.0016))
    if beard:
        for _ in range(46):
            q = float(rng.uniform(-1.15, 1.15))
            z = float(rng.uniform(0.165, 0.228)) + 0.02 * abs(q)
            y = -0.07 * np.cos(q) * (1.0 - 1.2 * max(0.0, 0.19 - z) / 0.1)
            s = float(rng.uniform(0.007, 0.0115))
            if z > 0.213 and abs(q) < 0.3:
                continue
            steps.append(joined(ellipsoid((0.046 * np.sin(q), y, z), (s, s, s * 1.25)), 0.0018))
    return steps


def _head(rng: np.random.Generator) -> list[Step]:
    """A head that looks to -Y, its chin at z = 0.2 and its crown at 0.365 (metres of a bust 0.4 high)."""
    wide = float(rng.uniform(0.94, 1.06))
    steps = [joined(ellipsoid((0, 0.014, 0.3), (0.058 * wide, 0.074, 0.064))),
        joined(ellipsoid((0, -0.016, 0.264), (0.049 * wide, 0.052, 0.064)), 0.012),
        joined(ellipsoid((0, -0.026, 0.222), (0.036 * wide, 0.036, 0.026)), 0.018),
        joined(ellipsoid((0, -0.056, 0.208), (0.015, 0.013, 0.012)), 0.012),
        joined(limb([(-0.036, -0.049, 0.289), (0.0, -0.061, 0.288), (0.036, -0.049, 0.289)],
        [0.004, 0.007, 0.004]), 0.01), joined(limb([(0, -0.062, 0.284), (0, -0.077, 0.262), (0, -0.087, 0.25)],
        [0.0055, 0.0068, 0.0085]), 0.006), joined(limb([(0, -0.082, 0.248), (0, -0.068, 0.245)],
        [0.006, 0.006]), 0.004)]  # fmt: skip
    for s in (-1, 1):
        steps += [joined(ellipsoid((s * 0.0095, -0.077, 0.248), (0.0058, 0.0075, 0.0055)), 0.003),
            joined(ellipsoid((s * 0.034, -0.042, 0.257), (0.014, 0.014, 0.011)), 0.012),
            carved(ellipsoid((s * 0.0215, -0.068, 0.2755), (0.0135, 0.0105, 0.0085)), 0.006),
            joined(ellipsoid((s * 0.0213, -0.0535, 0.2745), (0.0105, 0.0088, 0.0088)), 0.001),
            joined(limb([(s * 0.0105, -0.0585, 0.2765), (s * 0.021, -0.0655, 0.2808),
            (s * 0.033, -0.055, 0.276)], 0.0024), 0.0015), joined(limb([(s * 0.0115, -0.059, 0.2735),
            (s * 0.021, -0.063, 0.2688), (s * 0.032, -0.055, 0.2725)], 0.0018), 0.0015),
            joined(ellipsoid((s * 0.058 * wide, 0.008, 0.266), (0.0085, 0.015, 0.022)), 0.003),
            carved(ellipsoid((s * 0.066 * wide, 0.004, 0.268), (0.005, 0.008, 0.013)), 0.003)]  # fmt: skip
    steps += [joined(limb([(-0.0185, -0.058, 0.2305), (-0.006, -0.0685, 0.2335), (0.006, -0.0685, 0.2335),
        (0.0185, -0.058, 0.2305)], [0.002, 0.0042, 0.0042, 0.002]), 0.003),
        joined(limb([(-0.0165, -0.058, 0.2255), (0.0, -0.0675, 0.2232), (0.0165, -0.058, 0.2255)],
        [0.0025, 0.0052, 0.0025]), 0.003), carved(limb([(-0.018, -0.064, 0.2285), (0, -0.0745, 0.2285),
        (0.018, -0.064, 0.2285)], 0.0013), 0.002)]  # fmt: skip
    return steps


def bust(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A portrait bust, draped, on a turned socle and a stone plinth."""
    steps = _head(rng)
    steps += [joined(limb([(0, 0.022, 0.25), (0, 0.014, 0.16), (0, 0.012, 0.125)], [0.036, 0.036, 0.05]),
        0.016), joined(limb([(-0.1, 0.022, 0.1), (-0.05, 0.016, 0.128), (0.05, 0.016, 0.128),
        (0.1, 0.022, 0.1)], [0.034, 0.036, 0.036, 0.034]), 0.03), joined(ellipsoid((0, 0.0, 0.085),
        (0.115, 0.062, 0.06)), 0.03), joined(ellipsoid((0, 0.004, 0.055), (0.055, 0.04, 0.05)),
        0.03)]  # fmt: skip
    lean = float(rng.choice([-1, 1]))
    for k in range(6):
        z = 0.128 - 0.012 * k
        steps.append(joined(limb([(-lean * 0.115, -0.005, z + 0.02), (-lean * 0.04, -0.056, z - 0.012),
            (lean * 0.05, -0.06, z - 0.034), (lean * 0.11, -0.02, z - 0.03)], [0.005, 0.008, 0.008, 0.005]),
            0.006))  # fmt: skip
    steps += _hair(rng, beard=bool(rng.random() < 0.5))
    steps.append(carved(half_space((0, 0, 0.04), (0, 0, 1)), 0.004))
    turn = float(rng.uniform(-25, 25))
    body = sculpted(steps, 0.0026)
    p = body.points.copy()
    share = np.clip((p[:, 2] - 0.13) / 0.07, 0, 1)
    a = np.radians(turn) * share * share * (3 - 2 * share)
    p[:, :2] = np.column_stack(
        [p[:, 0] * np.cos(a) - p[:, 1] * np.sin(a), p[:, 0] * np.sin(a) + p[:, 1] * np.cos(a)]
    )
    socle = spun(smooth([(0, -0.012), (0.044, -0.012), (0.046, -0.006), (0.028, 0.008), (0.026, 0.024),
        (0.034, 0.044), (0, 0.046)], 50), 64)  # fmt: skip
    main = merge([warped(body, p), socle])
    h = 0.07
    stone = [
        moved(rounded_box((0.125, 0.125, h * 0.72), 0.002), z=-0.012 - h * 0.72),
        moved(rounded_box((0.145, 0.145, h * 0.28), 0.003), z=-0.012 - h),
    ]
    return standing(turned_all([main, merge(stone)], "z", float(rng.uniform(-30, 20))), size, crease_deg=60.0)


def _elephant(rng: np.random.Generator) -> list[Step]:
    raised = bool(rng.random() < 0.5)
    trunk = [(-0.5, 0, 0.74), (-0.63, 0, 0.58), (-0.66, 0, 0.34), (-0.6, 0, 0.16), (-0.53, 0, 0.15)]
    if raised:
        trunk = [(-0.5, 0, 0.72), (-0.66, 0, 0.66), (-0.78, 0, 0.78), (-0.8, 0, 0.98), (-0.72, 0, 1.06)]
    steps = [
        joined(ellipsoid((0.02, 0, 0.63), (0.37, 0.21, 0.24))),
        joined(ellipsoid((0.2, 0, 0.6), (0.2, 0.2, 0.24)), 0.1),
        joined(ellipsoid((-0.4, 0, 0.78), (0.17, 0.14, 0.19)), 0.08),
        joined(ellipsoid((-0.44, 0, 0.9), (0.1, 0.11, 0.09)), 0.05),
        joined(limb(trunk, [0.105, 0.08, 0.06, 0.045, 0.04]), 0.05),
        joined(limb([(-0.46, 0, 0.6), (-0.54, 0, 0.56)], [0.06, 0.035]), 0.04),
        joined(limb([(0.36, 0, 0.66), (0.44, 0, 0.55), (0.45, 0, 0.34)], [0.03, 0.02, 0.016]), 0.03),
        joined(ellipsoid((0.45, 0, 0.31), (0.025, 0.025, 0.05)), 0.01),
    ]
    stride = float(rng.uniform(-0.08, 0.08))
    for s in (-1, 1):
        ear = np.array([[0.94, 0.34 * s, 0], [-0.34 * s, 0.94, 0], [0, 0, 1.0]])
        steps += [joined(ellipsoid((-0.3, s * 0.2, 0.76), (0.15, 0.028, 0.21), ear), 0.03),
            joined(limb([(-0.5, s * 0.085, 0.64), (-0.64, s * 0.11, 0.53), (-0.76, s * 0.1, 0.56)],
            [0.032, 0.024, 0.01]), 0.012), joined(limb([(-0.22, s * 0.11, 0.55),
            (-0.22 - stride * s, s * 0.115, 0.26), (-0.23 - stride * 1.4 * s, s * 0.115, 0.05)],
            [0.115, 0.085, 0.092]), 0.05), joined(limb([(0.26, s * 0.11, 0.55),
            (0.27 + stride * s, s * 0.115, 0.26), (0.24 + stride * 1.4 * s, s * 0.115, 0.05)],
            [0.125, 0.085, 0.092]), 0.05), joined(ellipsoid((-0.51, s * 0.115, 0.79), (0.02, 0.015, 0.018)),
            0.008)]  # fmt: skip
    return steps


def _bear(rng: np.random.Generator) -> list[Step]:
    low = float(rng.uniform(-0.08, 0.1))
    steps = [
        joined(ellipsoid((0.05, 0, 0.52), (0.4, 0.2, 0.22))),
        joined(ellipsoid((-0.2, 0, 0.62), (0.2, 0.16, 0.19)), 0.1),
        joined(ellipsoid((0.3, 0, 0.5), (0.19, 0.19, 0.22)), 0.1),
        joined(limb([(-0.3, 0, 0.6), (-0.5, 0, 0.56 + low)], [0.16, 0.13]), 0.08),
        joined(ellipsoid((-0.54, 0, 0.57 + low), (0.14, 0.125, 0.125)), 0.05),
        joined(limb([(-0.6, 0, 0.53 + low), (-0.73, 0, 0.5 + low)], [0.075, 0.055]), 0.03),
        joined(ellipsoid((-0.775, 0, 0.525 + low), (0.03, 0.035, 0.026)), 0.012),
        carved(limb([(-0.78, -0.05, 0.475 + low), (-0.68, -0.07, 0.47 + low)], 0.008), 0.008),
        carved(limb([(-0.78, 0.05, 0.475 + low), (-0.68, 0.07, 0.47 + low)], 0.008), 0.008),
    ]
    for s in (-1, 1):
        gait = 0.1 * s
        steps += [joined(ellipsoid((-0.47, s * 0.1, 0.68 + low), (0.035, 0.028, 0.045)), 0.015),
            joined(ellipsoid((-0.635, s * 0.062, 0.585 + low), (0.016, 0.014, 0.016)), 0.004),
            joined(limb([(-0.22, s * 0.1, 0.5), (-0.24 - gait, s * 0.11, 0.25),
            (-0.25 - gait * 1.3, s * 0.11, 0.06)], [0.13, 0.085, 0.075]), 0.06),
            joined(limb([(-0.25 - gait * 1.3, s * 0.11, 0.05), (-0.33 - gait * 1.3, s * 0.11, 0.04)],
            [0.07, 0.05]), 0.03), joined(limb([(0.32, s * 0.11, 0.46), (0.28 + gait, s * 0.12, 0.26),
            (0.36 + gait * 1.3, s * 0.12, 0.06)], [0.15, 0.09, 0.07]), 0.06),
            joined(limb([(0.36 + gait * 1.3, s * 0.12, 0.05), (0.25 + gait * 1.3, s * 0.12, 0.04)],
            [0.07, 0.05]), 0.03)]  # fmt: skip
    return steps


def figurine(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """An elephant or a bear, modelled by hand and cast, on a dark block."""
    steps = _elephant(rng) if rng.random() < 0.6 else _bear(rng)
    body = sculpted(steps, 0.0125)
    tools = wave_noise(rng, 0.09, octaves=2)
    body = displaced(body, lambda p, n: 0.0022 * tools(p) - 0.0012 * np.abs(tools(2.3 * p)) + 0 * n[:, 0])
    ground = -float(body.points[:, 2].min())
    body = box_mapped(scaled(moved(body, z=ground), size / 1.35))
    x0, x1 = body.points[:, 0].min(), body.points[:, 0].max()
    base_main = moved(rounded_box((size * 0.74, size * 0.34, size * 0.025), size * 0.006), 0, 0, -size * 0.02)
    block = moved(rounded_box((size * 0.82, size * 0.4, size * 0.075), 0.002), z=-size * 0.095)
    shift = -0.5 * (x0 + x1) * 0.6
    parts = [merge([moved(body, shift), base_main]), block]
    turn = float(rng.uniform(-28, 28)) + (180.0 if rng.random() < 0.5 else 0.0)
    return standing(turned_all(parts, "z", turn), size, crease_deg=60.0)


FORMS = (
    Form(
        name="portrait_bust",
        class_name="bust",
        size_m=(0.34, 0.6),
        build=bust,
        parts=(main_part(), part("Plinth", "grey_stone", "white_stone")),
    ),
    Form(
        name="animal_figurine",
        class_name="figurine",
        size_m=(0.14, 0.34),
        build=figurine,
        parts=(main_part(), part("Block", "ebony", "grey_stone")),
    ),
)
