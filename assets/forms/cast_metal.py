"""Cast things: bells, busts, animals, plaques, medals, an anchor, a propeller and a hip joint."""

from __future__ import annotations

from functools import partial

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.distance_fields import Step, carved, displaced, ellipsoid, half_space, joined, limb, sculpted
from assets.forms.kit.lettering import on_circle, on_cylinder, raised_text
from assets.forms.kit.metre_solids import (
    around,
    bar,
    plate,
    spun,
    spun_corners,
    standing,
    tube,
    turned_all,
    warped,
)
from assets.forms.kit.outlines import rectangle
from assets.forms.kit.propped import propped
from assets.forms.kit.rivets_and_screws import hexagon_body
from assets.forms.kit.rounds import ball, leaning, ring
from assets.forms.kit.strips import strip
from assets.forms.kit.struck_relief import head_relief, struck_disc
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import rounded_box
from assets.meshes.surface import (
    Surface,
    box_mapped,
    grid,
    merge,
    moved,
    outward,
    polygons,
    scaled,
    turned,
    welded,
)
from schemas.mesh import MeshData


def church_bell(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A bell with bands of cast letters, a crown of loops, a timber yoke with iron straps, on two beams."""
    r = size * 0.44
    h = r * float(rng.uniform(1.5, 1.7))
    lip = r * 0.09
    outer = [
        (r - lip * 0.5, 0.0),
        (r, lip * 0.35),
        (r * 0.97, lip * 1.3),
        (r * 0.86, h * 0.2),
        (r * 0.68, h * 0.45),
        (r * 0.57, h * 0.72),
        (r * 0.54, h * 0.9),
        (r * 0.47, h * 0.97),
        (r * 0.2, h),
        (0, h),
    ]
    inner = [
        (0, h * 0.93),
        (r * 0.4, h * 0.9),
        (r * 0.47, h * 0.8),
        (r * 0.52, h * 0.6),
        (r * 0.66, h * 0.3),
        (r * 0.8, h * 0.1),
        (r - lip * 0.5, 0.0),
    ]
    body = spun(np.concatenate([smooth(outer, 90), [[0, h * 0.94]], smooth(inner, 50)]), 128)
    line = smooth(outer[:8], 200)

    def radius_at(z: float) -> float:
        return float(np.interp(z, line[:, 1], line[:, 0]))

    bands = [
        moved(ring(radius_at(h * z), r * t, segments=112), z=h * z)
        for z, t in (
            (0.09, 0.012),
            (0.12, 0.008),
            (0.36, 0.008),
            (0.38, 0.012),
            (0.4, 0.008),
            (0.66, 0.008),
            (0.685, 0.012),
            (0.84, 0.01),
            (0.86, 0.008),
        )
    ]
    words = str(rng.choice(["VIVOS VOCO", "ANNO 1731", "GLORIA 1862", "FUDIT ME 1790"]))
    z = h * 0.76
    tall = h * 0.085
    text = on_cylinder(
        raised_text(words, tall, stroke_m=tall * 0.17, relief_m=r * 0.014), radius_at(z) * 0.995, height_m=z
    )
    low = str(rng.choice(["SANCTA MARIA", "PAX", "MDCCXC"]))
    text2 = on_cylinder(
        raised_text(low, h * 0.07, stroke_m=h * 0.012, relief_m=r * 0.014), radius_at(h * 0.25), height_m=h * 0.25
    )
    p = text2.points
    shift = np.array([radius_at(float(v)) for v in p[:, 2]]) / radius_at(h * 0.25)
    text2 = warped(text2, np.column_stack([p[:, :2] * shift[:, None], p[:, 2]]))
    loops = []
    for a in (0.0, 90.0):
        t = np.linspace(0, np.pi, 20)
        loops.append(
            turned(
                tube(np.column_stack([r * 0.26 * np.cos(t), 0 * t, h + r * 0.34 * np.sin(t)]), r * 0.05, sides=14),
                "z",
                a + 45.0,
            )
        )
    top = h + r * 0.3
    yoke = moved(rounded_box((r * 2.1, r * 0.4, r * 0.36), r * 0.04), z=top)
    p = yoke.points.copy()
    p[:, 2] += np.where(p[:, 2] > top + r * 0.2, r * 0.16 * np.clip(1 - np.abs(p[:, 0]) / r, 0, 1), 0.0)
    yoke = warped(yoke, p)
    straps = [
        moved(rounded_box((r * 0.12, r * 0.44, r * 0.6), r * 0.015), x * r, 0, h * 0.99) for x in (-0.3, 0.3)
    ]
    bolts = [moved(hexagon_body(r * 0.11, r * 0.06), x * r, 0, top + r * 0.36) for x in (-0.3, 0.3)]
    axle = [
        leaning(
            spun_corners([(0, 0), (r * 0.07, 0), (r * 0.07, r * 0.22), (0, r * 0.22)], 0.002, segments=28),
            (s, 0, 0),
            (s * r * 1.02, 0, top + r * 0.18),
        )
        for s in (-1, 1)
    ]
    clapper = [
        tube(np.array([(0, 0, h * 0.9), (0, -r * 0.1, h * 0.4), (0, -r * 0.16, h * 0.06)]), r * 0.035, sides=12),
        moved(ball(r * 0.13, segments=28), 0, -r * 0.17, h * 0.02),
    ]
    beams = [
        moved(rounded_box((r * 2.0, r * 0.26, r * 0.2), r * 0.02), 0, y * r * 0.62, -r * 0.2) for y in (-1, 1)
    ]
    parts = [
        merge([body, *bands, text, text2, *loops]),
        merge([yoke, *beams]),
        merge([*straps, *bolts, *axle, *clapper]),
    ]
    return standing(turned_all(parts, "z", float(rng.uniform(-28, 28))), size, crease_deg=40.0)


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
    steps = [
        joined(ellipsoid((0, 0.014, 0.3), (0.058 * wide, 0.074, 0.064))),
        joined(ellipsoid((0, -0.016, 0.264), (0.049 * wide, 0.052, 0.064)), 0.012),
        joined(ellipsoid((0, -0.026, 0.222), (0.036 * wide, 0.036, 0.026)), 0.018),
        joined(ellipsoid((0, -0.056, 0.208), (0.015, 0.013, 0.012)), 0.012),
        joined(
            limb([(-0.036, -0.049, 0.289), (0.0, -0.061, 0.288), (0.036, -0.049, 0.289)], [0.004, 0.007, 0.004]),
            0.01,
        ),
        joined(limb([(0, -0.062, 0.284), (0, -0.077, 0.262), (0, -0.087, 0.25)], [0.0055, 0.0068, 0.0085]), 0.006),
        joined(limb([(0, -0.082, 0.248), (0, -0.068, 0.245)], [0.006, 0.006]), 0.004),
    ]
    for s in (-1, 1):
        steps += [
            joined(ellipsoid((s * 0.0095, -0.077, 0.248), (0.0058, 0.0075, 0.0055)), 0.003),
            joined(ellipsoid((s * 0.034, -0.042, 0.257), (0.014, 0.014, 0.011)), 0.012),
            carved(ellipsoid((s * 0.0215, -0.068, 0.2755), (0.0135, 0.0105, 0.0085)), 0.006),
            joined(ellipsoid((s * 0.0213, -0.0535, 0.2745), (0.0105, 0.0088, 0.0088)), 0.001),
            joined(
                limb(
                    [(s * 0.0105, -0.0585, 0.2765), (s * 0.021, -0.0655, 0.2808), (s * 0.033, -0.055, 0.276)],
                    0.0024,
                ),
                0.0015,
            ),
            joined(
                limb(
                    [(s * 0.0115, -0.059, 0.2735), (s * 0.021, -0.063, 0.2688), (s * 0.032, -0.055, 0.2725)],
                    0.0018,
                ),
                0.0015,
            ),
            joined(ellipsoid((s * 0.058 * wide, 0.008, 0.266), (0.0085, 0.015, 0.022)), 0.003),
            carved(ellipsoid((s * 0.066 * wide, 0.004, 0.268), (0.005, 0.008, 0.013)), 0.003),
        ]
    steps += [
        joined(
            limb(
                [
                    (-0.0185, -0.058, 0.2305),
                    (-0.006, -0.0685, 0.2335),
                    (0.006, -0.0685, 0.2335),
                    (0.0185, -0.058, 0.2305),
                ],
                [0.002, 0.0042, 0.0042, 0.002],
            ),
            0.003,
        ),
        joined(
            limb(
                [(-0.0165, -0.058, 0.2255), (0.0, -0.0675, 0.2232), (0.0165, -0.058, 0.2255)],
                [0.0025, 0.0052, 0.0025],
            ),
            0.003,
        ),
        carved(limb([(-0.018, -0.064, 0.2285), (0, -0.0745, 0.2285), (0.018, -0.064, 0.2285)], 0.0013), 0.002),
    ]
    return steps


def bust(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A portrait bust, draped, on a turned socle and a stone plinth."""
    steps = _head(rng)
    steps += [
        joined(limb([(0, 0.022, 0.25), (0, 0.014, 0.16), (0, 0.012, 0.125)], [0.036, 0.036, 0.05]), 0.016),
        joined(
            limb(
                [(-0.1, 0.022, 0.1), (-0.05, 0.016, 0.128), (0.05, 0.016, 0.128), (0.1, 0.022, 0.1)],
                [0.034, 0.036, 0.036, 0.034],
            ),
            0.03,
        ),
        joined(ellipsoid((0, 0.0, 0.085), (0.115, 0.062, 0.06)), 0.03),
        joined(ellipsoid((0, 0.004, 0.055), (0.055, 0.04, 0.05)), 0.03),
    ]
    lean = float(rng.choice([-1, 1]))
    for k in range(6):
        z = 0.128 - 0.012 * k
        steps.append(
            joined(
                limb(
                    [
                        (-lean * 0.115, -0.005, z + 0.02),
                        (-lean * 0.04, -0.056, z - 0.012),
                        (lean * 0.05, -0.06, z - 0.034),
                        (lean * 0.11, -0.02, z - 0.03),
                    ],
                    [0.005, 0.008, 0.008, 0.005],
                ),
                0.006,
            )
        )
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
    socle = spun(
        smooth(
            [
                (0, -0.012),
                (0.044, -0.012),
                (0.046, -0.006),
                (0.028, 0.008),
                (0.026, 0.024),
                (0.034, 0.044),
                (0, 0.046),
            ],
            50,
        ),
        64,
    )
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
        steps += [
            joined(ellipsoid((-0.3, s * 0.2, 0.76), (0.15, 0.028, 0.21), ear), 0.03),
            joined(
                limb(
                    [(-0.5, s * 0.085, 0.64), (-0.64, s * 0.11, 0.53), (-0.76, s * 0.1, 0.56)],
                    [0.032, 0.024, 0.01],
                ),
                0.012,
            ),
            joined(
                limb(
                    [
                        (-0.22, s * 0.11, 0.55),
                        (-0.22 - stride * s, s * 0.115, 0.26),
                        (-0.23 - stride * 1.4 * s, s * 0.115, 0.05),
                    ],
                    [0.115, 0.085, 0.092],
                ),
                0.05,
            ),
            joined(
                limb(
                    [
                        (0.26, s * 0.11, 0.55),
                        (0.27 + stride * s, s * 0.115, 0.26),
                        (0.24 + stride * 1.4 * s, s * 0.115, 0.05),
                    ],
                    [0.125, 0.085, 0.092],
                ),
                0.05,
            ),
            joined(ellipsoid((-0.51, s * 0.115, 0.79), (0.02, 0.015, 0.018)), 0.008),
        ]
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
        steps += [
            joined(ellipsoid((-0.47, s * 0.1, 0.68 + low), (0.035, 0.028, 0.045)), 0.015),
            joined(ellipsoid((-0.635, s * 0.062, 0.585 + low), (0.016, 0.014, 0.016)), 0.004),
            joined(
                limb(
                    [(-0.22, s * 0.1, 0.5), (-0.24 - gait, s * 0.11, 0.25), (-0.25 - gait * 1.3, s * 0.11, 0.06)],
                    [0.13, 0.085, 0.075],
                ),
                0.06,
            ),
            joined(
                limb([(-0.25 - gait * 1.3, s * 0.11, 0.05), (-0.33 - gait * 1.3, s * 0.11, 0.04)], [0.07, 0.05]),
                0.03,
            ),
            joined(
                limb(
                    [(0.32, s * 0.11, 0.46), (0.28 + gait, s * 0.12, 0.26), (0.36 + gait * 1.3, s * 0.12, 0.06)],
                    [0.15, 0.09, 0.07],
                ),
                0.06,
            ),
            joined(
                limb([(0.36 + gait * 1.3, s * 0.12, 0.05), (0.25 + gait * 1.3, s * 0.12, 0.04)], [0.07, 0.05]),
                0.03,
            ),
        ]
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


def plaque(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A tablet with a moulded border, a portrait medallion, lines of letters and four rosettes, on a stone."""
    x, y = size * 0.96, size * float(rng.uniform(0.62, 0.74))
    t = size * 0.022
    outline = rectangle(x, y, corner_m=size * 0.01)
    if rng.random() < 0.5:
        c = size * 0.07
        outline = rounded(
            [
                (-x / 2 + c, -y / 2),
                (x / 2 - c, -y / 2),
                (x / 2 - c * 0.5, -y / 2 + c * 0.5),
                (x / 2, -y / 2 + c),
                (x / 2, y / 2 - c),
                (x / 2 - c * 0.5, y / 2 - c * 0.5),
                (x / 2 - c, y / 2),
                (-x / 2 + c, y / 2),
                (-x / 2 + c * 0.5, y / 2 - c * 0.5),
                (-x / 2, y / 2 - c),
                (-x / 2, -y / 2 + c),
                (-x / 2 + c * 0.5, -y / 2 + c * 0.5),
            ],
            size * 0.008,
            3,
            closed=True,
        )
    slab = plate(outline, 0, t, bevel_m=size * 0.004, steps=3)
    rims = [
        plate(outline * a, t, t + size * 0.012, holes=[outline * b], bevel_m=size * 0.004, steps=3)
        for a, b in ((0.985, 0.94),)
    ]
    rims.append(plate(outline * 0.915, t, t + size * 0.005, holes=[outline * 0.9], bevel_m=size * 0.0015))
    medal_r = y * 0.22
    side = float(rng.choice([-1, 1]))
    head = struck_disc(
        rng,
        medal_r,
        size * 0.014,
        head_relief(medal_r * 0.86, size * 0.03, facing=-side),
        reeds=False,
        rows=60,
        columns=140,
    )
    pieces = [moved(head, side * -x * 0.27, y * 0.06, t)]
    first = [
        ("IN MEMORY OF", "ADA WELLER", "1815 - 1852"),
        ("HERE LIVED", "J.S. HARTE", "POET"),
        ("FOUNDED", "A.D. 1887", "BY THE CITY"),
        ("TO THOSE", "WHO SAILED", "1912 - 1914"),
    ][int(rng.integers(4))]
    for k, line in enumerate(first):
        tall = y * (0.11 if k == 1 else 0.075)
        tall = min(tall, x * 0.46 / (len(line)) * 1.03)
        pieces.append(
            moved(
                raised_text(line, tall, stroke_m=tall * 0.18, relief_m=size * 0.008),
                side * x * 0.15,
                y * (0.22 - 0.19 * k),
                t,
            )
        )
    foot = str(rng.choice(["ERECTED 1931", "ANNO DOMINI", "UNVEILED 1926"]))
    pieces.append(moved(raised_text(foot, y * 0.055, stroke_m=y * 0.01, relief_m=size * 0.006), 0, -y * 0.36, t))
    petals = around(
        moved(warped(b := ball(size * 0.012, segments=12), b.points * np.array([1.2, 0.8, 0.6])), size * 0.014), 6
    )
    rosette = merge([petals, ball(size * 0.011, segments=16, flat=0.8)])
    pieces += [moved(rosette, sx * x * 0.425, sy * y * 0.39, t + size * 0.004) for sx in (-1, 1) for sy in (-1, 1)]
    stone = moved(rounded_box((x * 1.06, y * 1.09, size * 0.09), size * 0.01, 4), z=-size * 0.0905)
    parts = turned_all([merge([slab, *rims, *pieces]), stone], "x", float(rng.uniform(68, 78)))
    return standing(turned_all(parts, "z", float(rng.uniform(-28, 28))), size, crease_deg=40.0)


def medal(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A struck medal hung from a folded ribbon with stripes, leaning on a block."""
    r = size * 0.3
    t = r * 0.13
    disc = struck_disc(
        rng,
        r,
        t,
        head_relief(r * 0.76, t * 0.9, facing=float(rng.choice([-1, 1]))),
        reeds=False,
        rows=50,
        columns=150,
    )
    words = str(rng.choice(["FOR MERIT", "FIRST PRIZE", "EXPO 1900", "VIRTUTI"]))
    text = [
        moved(
            on_circle(
                raised_text(words, r * 0.13, stroke_m=r * 0.026, relief_m=t * 0.16), r * 0.77, centre_deg=115.0
            ),
            z=t * 0.91,
        ),
        moved(
            on_circle(
                raised_text(str(int(rng.integers(1880, 2012))), r * 0.12, stroke_m=r * 0.024, relief_m=t * 0.16),
                r * 0.77,
                centre_deg=270.0,
                inside=True,
            ),
            z=t * 0.91,
        ),
    ]
    rim = moved(ring(r * 0.985, t * 0.22, segments=110), z=t * 0.9)
    lug = [
        moved(turned(ring(r * 0.09, r * 0.035), "y", 0.0), 0, r * 1.07, t / 2),
        moved(turned(ring(r * 0.17, r * 0.03), "y", 62.0), 0, r * 1.26, t / 2),
    ]
    wide = r * 0.62
    y = np.linspace(r * 1.34, r * 2.3, 40)
    ripple = wave_noise(rng, r * 0.7, octaves=1)

    def half(a: float, b: float, lift: float) -> Surface:
        grow = np.clip((y - r * 1.34) / (r * 0.45), 0.12, 1)
        return strip(
            y,
            a * wide * grow,
            b * wide * grow,
            lambda x, yy: (
                lift
                + 0.05 * r * np.sin(7 * x / wide) * np.clip((r * 1.9 - yy) / (r * 0.5), 0, 1)
                + 0.02 * r * ripple(np.stack([x, yy, 0 * x], -1))
            ),
            thick_m=0.0009,
            columns=15,
        )

    stripes = [half(-0.5, -0.28, t * 0.6), half(-0.14, 0.14, t * 0.6), half(0.28, 0.5, t * 0.6)]
    fields = [half(-0.28, -0.14, t * 0.6), half(0.14, 0.28, t * 0.6)]
    pin = moved(rounded_box((wide * 1.12, r * 0.13, t * 0.7), t * 0.2), 0, r * 2.26, t * 0.3)
    ready = propped(
        [merge([disc, *text, rim, *lug, pin]), merge(stripes), merge(fields)],
        float(rng.uniform(50, 64)),
        block_share=0.6,
        width_share=0.5,
    )
    return standing(turned_all(ready, "z", float(rng.uniform(-25, 25))), size, crease_deg=42.0)


def anchor(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """An old anchor with its ring, stock and pointed flukes, a rope about it, leaning on a block."""
    h = size
    d = h * 0.045
    shank = tube(
        np.array([(0, y, 0) for y in np.linspace(0.0, h * 0.86, 12)]), np.linspace(1.25, 0.8, 12) * d, sides=20
    )
    t = np.radians(np.linspace(-68, 68, 61))
    rr = h * 0.36
    arc = np.column_stack([rr * np.sin(t), rr * (1 - np.cos(t)) * 1.05, 0 * t])
    grow = 1.25 - 0.6 * np.abs(np.linspace(-1, 1, 61)) ** 1.3
    sec = np.stack([np.cos(q := np.arange(18) * np.pi / 9), np.sin(q)], -1)
    arms = bar(arc, sec[None] * (grow * d)[:, None, None])
    tips, outline = (
        [],
        np.array([(0.0, -0.105), (0.062, -0.05), (0.06, 0.0), (0.0, 0.085), (-0.06, 0.0), (-0.062, -0.05)]) * h,
    )
    for s in (-1, 1):
        palm = plate(rounded(outline, h * 0.012, 4, closed=True), -d * 0.28, d * 0.28, bevel_m=d * 0.2, steps=3)
        palm = turned(turned(palm, "y", 90.0 - s * 35.0), "z", 0.0)
        way = float(np.degrees(np.arctan2(arc[-1, 1] - arc[-4, 1], arc[-1, 0] - arc[-4, 0])))
        palm = turned(palm, "z", s * (way - 90.0))
        end = arc[-4] if s > 0 else arc[3]
        tips.append(moved(palm, *end))
        beak = spun(smooth([(0, -0.02 * h), (d * 0.75, -0.02 * h), (d * 0.4, 0.04 * h), (0.0, 0.075 * h)], 16), 16)
        tips.append(
            leaning(beak, (s * np.cos(np.radians(way)), np.sin(np.radians(way)), 0), arc[-1] if s > 0 else arc[0])
        )
    crown_ = moved(ball(d * 1.7, segments=24), 0, d * 0.2, 0)
    stock = leaning(
        spun(
            smooth(
                [
                    (0, -h * 0.3),
                    (d * 0.5, -h * 0.3),
                    (d * 0.85, -h * 0.1),
                    (d * 0.9, 0),
                    (d * 0.85, h * 0.1),
                    (d * 0.5, h * 0.3),
                    (0, h * 0.3),
                ],
                40,
            ),
            24,
        ),
        (1, 0, 0),
        (0, h * 0.74, 0),
    )
    knobs = [moved(ball(d * 0.95, segments=20), s * h * 0.3, h * 0.74, 0) for s in (-1, 1)]
    hoop = moved(turned(ring(h * 0.075, d * 0.42), "y", 55.0), 0, h * 0.905, 0)
    collar = leaning(
        spun_corners([(0, -d), (d * 1.3, -d), (d * 1.3, d), (0, d)], d * 0.2, segments=24),
        (0, 1, 0),
        (0, h * 0.74, 0),
    )
    q = np.linspace(0, 2 * np.pi * 5, 160)
    wrap = np.column_stack(
        [d * 1.38 * np.cos(q), h * 0.42 + d * 0.62 * q / (2 * np.pi) * 1.35, d * 1.38 * np.sin(q)]
    )
    tail = smooth(
        [tuple(wrap[-1]), (d * 2.6, h * 0.5, d * 0.8), (d * 4.2, h * 0.36, d * 1.2), (d * 3.4, h * 0.2, d * 1.0)],
        40,
    )
    lay = np.concatenate([wrap, tail[1:]])
    steps = np.arange(len(lay))[:, None] * 0.5
    ridged = d * 0.42 * (1 + 0.1 * np.cos(3 * (np.arange(18) * np.pi / 9)[None] + steps))
    rope = bar(lay, ridged[..., None] * sec[None])
    barnacles = []
    for _ in range(16):
        y = float(rng.uniform(0.02, 0.6)) * h
        a = float(rng.uniform(-0.6, 3.7))
        barnacles.append(
            leaning(
                spun_corners(
                    [
                        (0, 0),
                        (d * 0.3, 0),
                        (d * 0.16, d * 0.24),
                        (d * 0.09, d * 0.24),
                        (d * 0.07, d * 0.12),
                        (0, d * 0.12),
                    ],
                    0.0,
                    segments=10,
                ),
                (np.cos(a), 0, np.sin(a)),
                (d * 1.05 * np.cos(a), y, d * 1.05 * np.sin(a)),
            )
        )
    main = merge([shank, arms, *tips, crown_, stock, knobs[0], knobs[1], hoop, collar])
    tilt = float(rng.uniform(-9, 9))
    parts = [turned(p, "z", tilt) for p in (main, rope, merge(barnacles))]
    ready = propped(parts, float(rng.uniform(58, 70)), block_share=0.5, width_share=0.3)
    return standing(turned_all(ready, "z", float(rng.uniform(-25, 25))), size, crease_deg=40.0)


def _blade(rng: np.random.Generator, r0: float, r1: float, *, eaten: float) -> Surface:
    """A screw blade along +X about the axis Z, its edges eaten."""
    n, m = 60, 44
    s = np.linspace(0, 1, n)
    chord = (r1 - r0) * 0.98 * np.sin(np.pi * (0.13 + 0.83 * s**0.92)) ** 0.75
    chord *= np.sqrt(np.clip((1.0 - s) / 0.08, 0.02, 1))
    bite = wave_noise(rng, 0.22 * (r1 - r0), octaves=3)
    r = r0 + (r1 - r0) * s
    lead = np.clip(bite(np.column_stack([r, 0 * r, 0 * r])), 0, 1.4)
    trail = np.clip(bite(np.column_stack([r, 0 * r + 1.0, 0 * r])), 0, 1.4)
    front, back = 0.55 * chord * (1 - eaten * lead * s), 0.45 * chord * (1 - eaten * trail * s)
    pitch = np.arctan2(1.05 * r1, 2 * np.pi * r) * 1.15
    u = np.linspace(-1, 1, m // 2)
    thick = 0.05 * r1 * (1 - 0.8 * s)[:, None] * np.sqrt(np.clip(1 - u**2, 0, 1))[None]
    along = np.where(u[None] > 0, u[None] * front[:, None], u[None] * back[:, None])
    skew = 0.18 * (r1 - r0) * s**2

    def wrap(t: np.ndarray) -> np.ndarray:
        across = (along + skew[:, None]) * np.cos(pitch)[:, None]
        z = (along + skew[:, None]) * np.sin(pitch)[:, None] + t
        a = across / r[:, None]
        return np.stack([r[:, None] * np.cos(a), r[:, None] * np.sin(a), z - 0.06 * r1 * s[:, None]], -1)

    over, under = wrap(0.5 * thick), wrap(-0.5 * thick)
    rows = np.concatenate([over, under[:, ::-1]], 1)
    cap = np.arange(rows.shape[1])
    ends = [polygons(rows[0], [len(cap)], cap[::-1]), polygons(rows[-1], [len(cap)], cap)]
    return outward(box_mapped(welded(merge([grid(rows, wrap=True), *ends]))))


def propeller(rng: np.random.Generator, size: float, *, eaten: float = 0.0) -> tuple[MeshData, ...]:
    """A ship's screw of three or four blades with a nut and an anode on its boss, standing against a block."""
    r = size / 2
    n = int(rng.choice([3, 3, 4]))
    hub = r * float(rng.uniform(0.19, 0.23))
    blades = [
        turned(_blade(rng, hub * 0.75, r, eaten=eaten), "z", 90.0 + 180.0 / n + 360.0 * k / n) for k in range(n)
    ]
    boss = spun(
        smooth(
            [
                (0, -hub * 1.1),
                (hub * 1.02, -hub * 1.1),
                (hub * 1.08, -hub * 0.4),
                (hub * 0.95, hub * 0.5),
                (hub * 0.75, hub * 1.0),
                (0, hub * 1.0),
            ],
            50,
        ),
        64,
    )
    anode = moved(
        spun(
            smooth(
                [(0, 0), (hub * 0.55, 0), (hub * 0.5, hub * 0.35), (hub * 0.2, hub * 0.75), (0, hub * 0.85)], 30
            ),
            40,
        ),
        z=hub * 1.42,
    )
    nut = moved(hexagon_body(hub * 1.35, hub * 0.5), z=hub * 0.95)
    main = merge([*blades, boss, nut])
    if eaten:
        pits = wave_noise(rng, r * 0.06, octaves=3)
        main = displaced(main, lambda p, normal: -0.006 * r * np.clip(pits(p) - 0.1, 0, 1) + 0 * normal[:, 0])
    parts = turned_all([main, anode], "x", 90.0)
    parts = turned_all(parts, "x", -float(rng.uniform(10, 18)))
    low = min(float(p.points[:, 2].min()) for p in parts)
    parts = [moved(p, z=-low) for p in parts]
    block = moved(rounded_box((r * 0.5, r * 0.3, r * 0.7), 0.004), 0, hub * 1.1 + r * 0.24)
    return standing(turned_all([*parts, block], "z", float(rng.uniform(-28, 28))), size, crease_deg=50.0)


def hip_implant(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A hip stem with a rough, porous shoulder, a polished neck and a ceramic ball, leaning on a block."""
    long = float(rng.uniform(0.92, 1.08))
    stem = [(0.0, 0.0, 0.0), (0.002, 0.045 * long, 0.0), (0.01, 0.085, 0.0), (0.02, 0.112, 0.0)]
    steps = [
        joined(limb(stem, [0.0046, 0.0075, 0.0118, 0.0148], flat=0.72)),
        joined(limb([(0.012, 0.104, 0.0), (0.03, 0.121, 0.0)], [0.0125, 0.0095], flat=0.8), 0.006),
        joined(limb([(0.03, 0.12, 0.0), (0.0445, 0.139, 0.0)], [0.0072, 0.0066]), 0.003),
        joined(limb([(-0.004, 0.108, 0.0), (0.004, 0.112, 0.0)], [0.007, 0.008], flat=0.8), 0.006),
    ]
    body = sculpted(steps, 0.0009)
    grain, lumps = wave_noise(rng, 0.0028, octaves=2), wave_noise(rng, 0.006, octaves=1)

    def rough(p: np.ndarray, n: np.ndarray) -> np.ndarray:
        zone = np.clip((p[:, 1] - 0.052) / 0.002, 0, 1) * np.clip(
            (0.114 - p[:, 1] - 0.3 * (p[:, 0] - 0.01)) / 0.002, 0, 1
        )
        return np.asarray(zone * (0.0007 + 0.0008 * np.abs(grain(p)) + 0.0002 * lumps(p)) + 0 * n[:, 0])

    body = displaced(body, rough)
    axis = np.array([0.0145, 0.019, 0.0])
    axis /= np.linalg.norm(axis)
    collar = leaning(
        spun_corners([(0, 0), (0.0078, 0), (0.0078, 0.002), (0, 0.002)], 0.0005, segments=40),
        axis,
        (0.0415, 0.135, 0.0),
    )
    head_r = float(rng.choice([0.0145, 0.016, 0.018]))
    head = moved(ball(head_r, segments=56), *(np.array([0.0415, 0.135, 0.0]) + axis * (head_r * 0.85)))
    text = moved(
        turned(
            raised_text(str(rng.choice(["TI-6AL", "SIZE 11", "12/14"])), 0.0042, stroke_m=0.0007, relief_m=0.0004),
            "z",
            93.0,
        ),
        0.0015,
        0.032,
        0.0046,
    )
    tilt = float(rng.uniform(-38, 20))
    parts = [turned(box_mapped(p), "z", tilt) for p in (merge([body, collar, text]), head)]
    ready = propped(parts, float(rng.uniform(45, 62)), block_share=0.5, width_share=0.35)
    return standing(turned_all(ready, "z", float(rng.uniform(-20, 20))), size, crease_deg=60.0)


FORMS = (
    Form(
        name="church_bell",
        class_name="bell",
        size_m=(0.35, 0.75),
        build=church_bell,
        parts=(main_part(), part("Timber", "weathered_wood", "dark_wood"), part("Iron", "cast_iron")),
    ),
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
    Form(
        name="relief_plaque",
        class_name="plaque",
        size_m=(0.28, 0.5),
        build=plaque,
        parts=(main_part(), part("Stone", "grey_stone", "white_stone")),
    ),
    Form(
        name="medal",
        class_name="medal",
        size_m=(0.08, 0.12),
        build=medal,
        parts=(
            main_part(),
            part("Stripes", "red_ribbon", "blue_ribbon"),
            part("Fields", "white_ribbon"),
            part("Block", "dark_velvet", "ebony"),
        ),
    ),
    Form(
        name="anchor",
        class_name="anchor",
        size_m=(0.5, 1.0),
        build=anchor,
        parts=(
            main_part(),
            part("Rope", "hemp_rope"),
            part("Barnacles", "barnacle"),
            part("Block", "weathered_wood", "grey_stone"),
        ),
    ),
    Form(
        name="ship_propeller",
        class_name="propeller",
        size_m=(0.3, 0.6),
        build=propeller,
        parts=(main_part(), part("Anode", "zinc"), part("Block", "weathered_wood", "grey_stone")),
    ),
    Form(
        name="eaten_propeller",
        class_name="propeller",
        size_m=(0.3, 0.6),
        build=partial(propeller, eaten=0.42),
        parts=(main_part(), part("Anode", "zinc"), part("Block", "weathered_wood", "grey_stone")),
    ),
    Form(
        name="hip_implant",
        class_name="hip implant",
        size_m=(0.13, 0.18),
        build=hip_implant,
        parts=(main_part(), part("Ball", "white_porcelain"), part("Block", "black_plastic", "grey_stone")),
    ),
)
