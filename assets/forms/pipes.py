"""Pipes, valves, gutters, radiators, drums and sheets: plumbing and building metal, new or eaten by weather."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.distance_fields import carved, ellipsoid, joined, limb, sculpted
from assets.forms.kit.lettering import on_circle, on_cylinder, raised_text
from assets.forms.kit.metal_vessels import with_steps
from assets.forms.kit.metre_solids import (
    around,
    placed,
    plate,
    spun,
    spun_corners,
    spun_ring,
    standing,
    tube,
    turned_all,
    warped,
)
from assets.forms.kit.rivets_and_screws import hexagon_body, nut_on_stud
from assets.forms.kit.rounds import ball, leaning, ring, rod
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, box_mapped, grid, merge, moved, outward, turned, welded
from schemas.mesh import MeshData


def _flange(pipe: float, bolts: int, thick: float) -> Surface:
    """Two flanges face to face about Z with bolts through both."""
    r = pipe * 1.95
    ring_ = spun_corners(
        [(0, 0), (r, 0), (r, thick), (pipe * 1.25, thick * 1.1), (pipe * 1.06, thick * 2.0), (0, thick * 2.0)],
        [0, 0.001, 0.002, 0.006, 0.004, 0],
        segments=88,
    )
    both = [moved(ring_, z=0.0012), moved(turned(ring_, "x", 180.0), z=-0.0012)]
    gasket = spun_corners([(0, -0.0013), (r * 0.9, -0.0013), (r * 0.9, 0.0013), (0, 0.0013)], 0.0, segments=64)
    across = pipe * 0.52
    nut = moved(nut_on_stud(across), pipe * 1.58, 0, thick + 0.001)
    nuts = around(nut, bolts)
    return merge([*both, gasket, nuts, turned(nuts, "x", 180.0)])


def _wheel(r: float) -> Surface:
    """A hand wheel about Z: a waved rim, five dished spokes and a hub."""
    t = np.arange(120) * 2 * np.pi / 120
    rim = tube(
        np.column_stack([r * np.cos(t), r * np.sin(t), 0 * t]),
        r * (0.1 + 0.014 * np.cos(10 * t)),
        sides=16,
        closed=True,
    )
    spoke = tube(
        smooth([(r * 0.1, 0, -r * 0.12), (r * 0.5, 0, -r * 0.1), (r * 0.97, 0, 0)], 14),
        np.linspace(0.085, 0.06, 14) * r,
        sides=12,
    )
    hub = spun_corners(
        [(0, -r * 0.24), (r * 0.2, -r * 0.24), (r * 0.22, r * 0.04), (r * 0.12, r * 0.1), (0, r * 0.1)],
        r * 0.03,
        segments=40,
    )
    return merge([rim, around(spoke, 5), hub, moved(hexagon_body(r * 0.2, r * 0.12), z=r * 0.08)])


def valve(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A globe valve between two flanged pipes, bonnet, stem and a painted hand wheel."""
    p = size * float(rng.uniform(0.085, 0.1))
    half = size / 2
    bolts = int(rng.choice([6, 8]))
    at = half * 0.56
    run = [
        turned(spun_corners([(0, s0), (p, s0), (p, s1), (0, s1)], 0.001, segments=64), "y", 90.0)
        for s0, s1 in ((at, half), (-half, -at))
    ]
    flanges = [
        moved(turned(turned(_flange(p, bolts, p * 0.34), "z", float(rng.uniform(0, 60))), "y", 90.0), s * at)
        for s in (-1, 1)
    ]
    body = spun(
        smooth(
            [
                (0, -at * 0.98),
                (p * 1.05, -at * 0.98),
                (p * 1.1, -at * 0.66),
                (p * 1.9, -at * 0.16),
                (p * 1.95, at * 0.1),
                (p * 1.1, at * 0.66),
                (p * 1.05, at * 0.98),
                (0, at * 0.98),
            ],
            60,
        ),
        80,
    )
    text = on_cylinder(
        raised_text(
            str(rng.choice(["DN 50", "PN 16", "2 IN", "DN 40"])), p * 0.55, stroke_m=p * 0.1, relief_m=p * 0.05
        ),
        p * 1.93,
    )
    text = turned(moved(turned(text, "z", 0.0)), "y", 0.0)
    neck = spun(
        rounded(
            [
                (0, 0),
                (p * 1.2, 0),
                (p * 1.2, p * 2.0),
                (p * 1.75, p * 2.05),
                (p * 1.75, p * 2.4),
                (p * 0.9, p * 2.5),
                (p * 0.75, p * 3.1),
                (p * 0.55, p * 3.15),
                (0, p * 3.15),
            ],
            [0, 0, p * 0.2, 0.002, 0.002, p * 0.1, p * 0.1, 0.001, 0],
            4,
        ),
        72,
    )
    bonnet = around(moved(nut_on_stud(p * 0.42), p * 1.42, 0, p * 2.36), 4, first_deg=45.0)
    gland = moved(hexagon_body(p * 1.2, p * 0.4), z=p * 3.1)
    stem = spun_corners([(0, p * 3), (p * 0.2, p * 3), (p * 0.2, p * 4.4), (0, p * 4.4)], 0.001, segments=24)
    wheel = moved(_wheel(p * float(rng.uniform(2.2, 2.7))), z=p * 4.25)
    lean = float(rng.choice([0.0, -28.0, -42.0]))
    up = [
        turned(q, "x", -lean)
        for q in (merge([neck, bonnet, gland, stem]), turned(wheel, "z", float(rng.uniform(0, 72))))
    ]
    main = merge([*run, *flanges, turned(body, "y", 90.0), up[0], text])
    parts = [main, up[1]]
    feet = [moved(rounded_box((p * 0.9, p * 2.6, p * 1.1), 0.003), s * half * 0.86, 0, -p * 2.1) for s in (-1, 1)]
    return standing(turned_all([*parts, merge(feet)], "z", float(rng.uniform(-35, 25))), size)


def pipe_elbows(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A soldered run of pipe with two elbows and a tee, silver solder rings, a brass nut and clips."""
    r = float(rng.choice([0.011, 0.014])) * size / 0.36
    a, b = size * 0.5, size * 0.36
    bend = r * 2.6
    path = rounded(
        [(-a, 0, b * 0.1), (-a * 0.35, 0, b * 0.1), (-a * 0.35, 0, b * 1.1), (a, 0, b * 1.1)],
        [0, bend, bend, 0],
        12,
    )
    path = with_steps(path, r * 1.5)
    pipe = tube(path, r, sides=40)
    sockets, solder = [], []

    def collar(at: tuple[float, float, float], way: tuple[float, float, float]) -> None:
        sockets.append(
            leaning(
                spun_corners(
                    [(0, -r * 0.9), (r * 1.13, -r * 0.9), (r * 1.15, r * 0.8), (r * 1.08, r * 0.9), (0, r * 0.9)],
                    [0, 0, 0.0006, 0.0004, 0],
                    segments=48,
                ),
                way,
                at,
            )
        )
        lip = np.asarray(at) + np.asarray(way) * r * 0.92
        solder.append(leaning(ring(r * 1.05, r * 0.1, segments=48), way, tuple(lip)))

    for at, way in (
        ((-a * 0.35 - bend - r * 0.7, 0, b * 0.1), (-1, 0, 0)),
        ((-a * 0.35, 0, b * 0.1 + bend + r * 0.7), (0, 0, 1)),
        ((-a * 0.35, 0, b * 1.1 - bend - r * 0.7), (0, 0, -1)),
        ((-a * 0.35 + bend + r * 0.7, 0, b * 1.1), (1, 0, 0)),
    ):
        collar(at, way)
    for k, (c0, c1) in enumerate((((-a * 0.35, b * 0.1), (1, 1)), ((-a * 0.35, b * 1.1), (1, -1)))):
        q = np.linspace(-0.08, 1.08, 20) * np.pi / 2
        centre = np.array([c0[0] + (-bend if k == 0 else bend), c0[1] + (bend if k == 0 else -bend)])
        arc = centre + bend * np.stack(
            [np.sin(q) if k == 0 else -np.cos(q), -np.cos(q) if k == 0 else np.sin(q)], -1
        )
        sockets.append(tube(np.column_stack([arc[:, 0], 0 * q, arc[:, 1]]), r * 1.13, sides=40))
        del c1
    tee_x = a * 0.35
    drop = [
        tube(np.array([(tee_x, 0, b * 1.1), (tee_x, 0, b * 0.7), (tee_x, 0, -b * 0.05)]), r, sides=40),
        tube(
            np.array([(tee_x - r * 2.4, 0, b * 1.1), (tee_x, 0, b * 1.1), (tee_x + r * 2.4, 0, b * 1.1)]),
            r * 1.14,
            sides=40,
        ),
        tube(
            np.array([(tee_x, 0, b * 1.1), (tee_x, 0, b * 1.1 - r * 1.2), (tee_x, 0, b * 1.1 - r * 2.4)]),
            r * 1.14,
            sides=40,
        ),
    ]
    for at, way in (
        ((tee_x - r * 2.4, 0, b * 1.1), (-1, 0, 0)),
        ((tee_x + r * 2.4, 0, b * 1.1), (1, 0, 0)),
        ((tee_x, 0, b * 1.1 - r * 2.4), (0, 0, -1)),
    ):
        solder.append(leaning(ring(r * 1.06, r * 0.1, segments=48), way, at))
    nut = [
        leaning(
            merge(
                [
                    hexagon_body(r * 3.1, r * 1.6),
                    moved(
                        spun_corners([(0, 0), (r * 1.2, 0), (r * 1.2, r * 0.9), (0, r * 0.9)], 0.001, segments=40),
                        z=r * 1.5,
                    ),
                    moved(hexagon_body(r * 2.7, r * 1.3), z=-r * 1.7),
                ]
            ),
            (0, 0, 1),
            (tee_x, 0, b * 0.18),
        )
    ]
    clips = []
    for x, z, turn in ((-a * 0.78, b * 0.1, 0.0), (a * 0.8, b * 1.1, 0.0)):
        hoop = spun_ring(
            [(r * 1.02, -r * 0.5), (r * 1.2, -r * 0.5), (r * 1.2, r * 0.5), (r * 1.02, r * 0.5)],
            0.0004,
            segments=48,
        )
        clips.append(moved(turned(hoop, "y", 90.0), x, 0, z))
        clips.append(
            moved(
                turned(
                    spun_corners(
                        [
                            (0, 0),
                            (r * 0.4, 0),
                            (r * 0.4, r * 1.6),
                            (r * 1.1, r * 1.6),
                            (r * 1.1, r * 2.0),
                            (0, r * 2.0),
                        ],
                        0.0005,
                        segments=28,
                    ),
                    "x",
                    -90.0,
                ),
                x,
                r * 1.0,
                z,
            )
        )
        del turn
    wall = moved(rounded_box((size * 0.98, 0.01, b * 1.5), 0.001), 0, r * 3.0 + 0.005, -b * 0.1) if False else None
    del wall
    parts = [merge([pipe, *sockets, *drop]), merge(solder), merge([*nut, *clips])]
    return standing(turned_all(parts, "z", float(rng.uniform(-30, 30))), size)


def column_radiator(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A cast radiator of columns with scrolls in relief, feet, a brass valve and its pipe."""
    n = int(rng.integers(5, 9))
    h = size * 0.86 if n < 7 else size * 0.74
    pitch, d = h * 0.105, h * 0.17
    c = pitch * 0.42
    section = []
    for y in (-d / 2, d / 2):
        path = smooth(
            [(0, y * 0.6, h * 0.115), (0, y, h * 0.2), (0, y, h * 0.5), (0, y, h * 0.86), (0, y * 0.55, h * 0.97)],
            30,
        )
        section.append(tube(path, c * 0.98, sides=20))
    for z in (0.145, 0.94):
        bulb = ball(c * 1.25, segments=24)
        section.append(moved(warped(bulb, bulb.points * np.array([0.98, 1.9, 1.05])), 0, 0, h * z))
    t = np.linspace(0, 3.2 * np.pi, 60)
    spiral = (0.0045 + 0.0016 * t) * h / 0.5
    for y in (-d / 2,):
        for z, s in ((0.74, 1.0), (0.4, -1.0)):
            curl = np.column_stack(
                [spiral * np.cos(t) * 0.55, np.full(60, y - c * 0.93), h * z + s * spiral * np.sin(t)]
            )
            section.append(tube(curl, c * 0.14, sides=8))
        vine = np.column_stack(
            [
                0.35 * c * np.sin(np.linspace(0, 9, 50)),
                np.full(50, y - c * 0.94),
                np.linspace(h * 0.28, h * 0.84, 50),
            ]
        )
        section.append(tube(vine, c * 0.13, sides=8))
    one = merge(section)
    x0 = -(n - 1) / 2 * pitch
    columns = placed(one, [(x0 + k * pitch, 0, 0) for k in range(n)])
    links = [
        turned(
            moved(spun_corners([(0, x0), (c * 0.75, x0), (c * 0.75, -x0), (0, -x0)], 0.0, segments=24)), "y", 90.0
        )
    ]
    links = [moved(links[0], 0, 0, h * z) for z in (0.145, 0.94)]
    foot = smooth([(c * 0.5, 0.14), (c * 0.75, 0.1), (c * 0.55, 0.05), (c * 1.05, 0.0)], 20)
    feet = []
    for k in (0, n - 1):
        for y in (-d / 2, d / 2):
            profile = np.column_stack([foot[::-1, 0], foot[::-1, 1] * h])
            feet.append(
                moved(spun(np.concatenate([[[0, 0]], profile, [[0, 0.14 * h]]]), 28), x0 + k * pitch, y * 0.92, 0)
            )
    end = -x0 + pitch * 0.45
    cap = [
        moved(
            turned(
                spun_corners([(0, 0), (c * 0.9, 0), (c * 0.9, c * 0.5), (0, c * 0.6)], 0.001, segments=6 * 4),
                "y",
                s * 90.0,
            ),
            s * (end - c * 0.4),
            0,
            h * z,
        )
        for s, z in ((-1, 0.94), (-1, 0.145), (1, 0.94))
    ]
    pipe_x = end + c * 1.9
    tap = [
        moved(
            turned(
                spun_corners(
                    [(0, 0), (c * 0.55, 0), (c * 0.8, c * 0.8), (c * 0.55, c * 1.9), (0, c * 1.9)],
                    0.001,
                    segments=32,
                ),
                "y",
                90.0,
            ),
            end - c * 0.2,
            0,
            h * 0.145,
        ),
        moved(hexagon_body(c * 1.5, c * 0.9), pipe_x, 0, h * 0.145 - c * 1.2),
        moved(
            spun_corners(
                [(0, 0), (c * 0.8, 0), (c * 0.7, c * 1.1), (c * 0.45, c * 1.3), (0, c * 1.3)], 0.001, segments=32
            ),
            pipe_x,
            0,
            h * 0.145 - c * 0.5,
        ),
        moved(rod((0, 0, 0), (0, 0, h * 0.13), c * 0.38), pipe_x, 0, 0),
    ]
    wheel = moved(_wheel(c * 1.05), pipe_x, 0, h * 0.145 + c * 1.2)
    parts = [merge([columns, *links, *feet, *cap]), merge(tap), wheel]
    return standing(turned_all(parts, "z", float(rng.uniform(-38, -12))), size)


def eaten_pipe(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A pipe eaten through: ragged holes, thin edges, blisters, a stalactite of lime and a clamp."""
    r, wall = size * float(rng.uniform(0.13, 0.16)), size * 0.014
    cell = size / 150
    run = limb([(-size * 0.47, 0, 0), (size * 0.47, 0, 0)], r)
    steps = [joined(run), carved(limb([(-size * 0.6, 0, 0), (size * 0.6, 0, 0)], r - wall), 0.0005)]
    lips = [limb([(x0, 0, 0), (x1, 0, 0)], r * 1.13) for x0, x1 in ((size * 0.36, size * 0.44),)]
    collar = [joined(lips[0], 0.003), carved(limb([(-size * 0.6, 0, 0), (size * 0.6, 0, 0)], r - wall), 0.0005)]
    holes = []
    for _ in range(int(rng.integers(5, 8))):
        a, x = np.radians(float(rng.uniform(-150, -5))), float(rng.uniform(-0.4, 0.24)) * size
        for _ in range(int(rng.integers(2, 5))):
            a2, x2 = a + float(rng.uniform(-0.22, 0.22)), x + float(rng.uniform(-0.05, 0.05)) * size
            s = size * float(rng.uniform(0.012, 0.034))
            holes.append(
                carved(
                    ellipsoid(
                        (x2, r * np.cos(a2), -r * np.sin(a2) * 0.9 + 0 * s),
                        (s * float(rng.uniform(1.0, 2.2)), s, s),
                    ),
                    0.004 * size / 0.3,
                )
            )
    end = [
        carved(
            ellipsoid(
                (-size * 0.5 + float(rng.uniform(-0.02, 0.02)) * size, r * np.cos(a), r * np.sin(a)),
                (size * float(rng.uniform(0.04, 0.11)), r * 0.45, r * 0.45),
            ),
            0.003,
        )
        for a in rng.uniform(0, 6.28, 4)
    ]
    body = sculpted([*steps, *collar, *holes, *end], cell)
    pits, crust = wave_noise(rng, size * 0.05, octaves=3), wave_noise(rng, size * 0.16, octaves=2)
    p = body.points
    radial = np.column_stack([0 * p[:, 0], p[:, 1], p[:, 2]])
    dist = np.linalg.norm(radial, axis=1)
    outer = dist > r - wall * 0.6
    amount = (
        np.where(outer, 0.004 * np.clip(pits(p), -1, 0.7) * (0.5 + np.clip(crust(p), 0, 1.5)), 0.0) * size / 0.3
    )
    body = box_mapped(warped(body, p + radial / np.maximum(dist, 1e-6)[:, None] * amount[:, None]))
    limes = []
    for _ in range(3):
        x = float(rng.uniform(-0.3, 0.2)) * size
        long = float(rng.uniform(0.1, 0.4)) * r
        limes.append(
            moved(
                turned(
                    spun(
                        smooth(
                            [
                                (0, -r * 0.16),
                                (r * 0.3, -r * 0.1),
                                (r * 0.2, 0.0),
                                (r * 0.08, long * 0.5),
                                (r * 0.03, long),
                                (0, long * 1.05),
                            ],
                            30,
                        ),
                        24,
                    ),
                    "x",
                    180.0,
                ),
                x,
                -r * 0.25,
                -r * 0.9,
            )
        )
    clamp_x = size * 0.3
    hoop = moved(
        turned(
            spun_ring(
                [
                    (r * 1.01, -size * 0.03),
                    (r * 1.05, -size * 0.03),
                    (r * 1.05, size * 0.03),
                    (r * 1.01, size * 0.03),
                ],
                0.0005,
                segments=72,
            ),
            "y",
            90.0,
        ),
        clamp_x,
    )
    ear = [
        moved(rounded_box((size * 0.06, r * 0.1, r * 0.45), 0.001), clamp_x, y * r * 0.14, r * 0.98)
        for y in (-1, 1)
    ]
    screw = moved(
        turned(
            merge([hexagon_body(r * 0.26, r * 0.12), moved(rod((0, 0, -r * 0.65), (0, 0, 0), r * 0.07), z=0.0)]),
            "x",
            90.0,
        ),
        clamp_x,
        -r * 0.3,
        r * 1.24,
    )
    blocks = [
        moved(rounded_box((r * 0.9, r * 2.2, r * 0.55), 0.003), x * size, 0, -r * 1.45) for x in (-0.38, 0.4)
    ]
    parts = [body, merge(limes), merge([hoop, *ear, screw]), merge(blocks)]
    return standing(turned_all(parts, "z", float(rng.uniform(-32, 32))), size, crease_deg=50.0)


def oil_drum(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A steel drum with rolling hoops, chimes, bungs in its lid, dents and the rest of a stencil."""
    h, r = size, size * float(rng.uniform(0.315, 0.335))
    hoop = 0.012 * size / 0.85
    profile = [(0, 0.012), (r * 0.96, 0.012), (r * 0.97, 0.0), (r * 1.012, 0.0), (r * 1.012, 0.012), (r, 0.018)]
    for z in (0.335, 0.665):
        profile += [
            (r, h * z - 2.6 * hoop),
            (r + hoop * 1.1, h * z - 0.5 * hoop),
            (r + hoop * 1.1, h * z + 0.5 * hoop),
            (r, h * z + 2.6 * hoop),
        ]
    ribs = []
    for k in range(4):
        z = h * (0.75 + 0.045 * k)
        ribs += [(r, z - 0.006), (r + hoop * 0.3, z), (r, z + 0.006)]
    profile += [
        *ribs,
        (r, h - 0.018),
        (r * 1.012, h - 0.012),
        (r * 1.012, h),
        (r * 0.97, h),
        (r * 0.96, h - 0.016),
        (r * 0.5, h - 0.016),
        (0, h - 0.014),
    ]
    radii = [0.0] + [0.004] * (len(profile) - 2) + [0.0]
    side = with_steps(rounded(profile, radii, 3), 0.02 * size)
    body = spun(side, 128)
    dents = [
        (
            np.radians(float(rng.uniform(-150, -20))),
            h * float(rng.uniform(0.1, 0.9)),
            float(rng.uniform(0.06, 0.13)) * size,
            float(rng.uniform(0.02, 0.05)) * size,
        )
        for _ in range(int(rng.integers(3, 7)))
    ]

    def dented(surface: Surface) -> Surface:
        p = surface.points.copy()
        for a, z, wide, deep in dents:
            at = np.array([r * np.cos(a), r * np.sin(a), z])
            near = np.exp(-((((p - at) / np.array([wide, wide, wide * 1.3])) ** 2).sum(1)))
            p[:, :2] -= near[:, None] * deep * np.array([np.cos(a), np.sin(a)])
        return warped(surface, p)

    top = h - 0.015
    bungs = [
        moved(
            merge(
                [
                    spun_corners(
                        [(0, 0), (0.045, 0), (0.042, 0.008), (0.036, 0.012), (0, 0.012)], 0.002, segments=40
                    ),
                    moved(rounded_box((0.05, 0.012, 0.01), 0.002), z=0.01),
                ]
            ),
            0,
            -r * 0.66,
            top,
        ),
        moved(
            spun_corners([(0, 0), (0.024, 0), (0.022, 0.012), (0, 0.012)], 0.002, segments=32), 0, r * 0.66, top
        ),
    ]
    bungs = [turned(b, "z", 20.0) for b in bungs]
    seam = on_cylinder(moved(rounded_box((0.012, h * 0.94, 0.0022), 0.0008), y=h * 0.5), r, towards_deg=-48.0)
    word = str(rng.choice(["OIL", "DIESEL", "FUEL", "SAE 30", "200 L"]))
    tall = h * 0.13
    letters = [
        on_cylinder(
            raised_text(word, tall, stroke_m=tall * 0.16, relief_m=0.0006), r, height_m=h * 0.5, towards_deg=-82
        ),
        on_cylinder(
            raised_text("1978", tall * 0.5, stroke_m=tall * 0.08, relief_m=0.0006),
            r,
            height_m=h * 0.16,
            towards_deg=-82,
        ),
    ]
    return standing([dented(merge([body, *bungs, seam])), dented(merge(letters))], size, crease_deg=40.0)


def corrugated_sheet(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Two lapped sheets with a torn corner, nails with washers, on two wooden battens, leaning."""
    pitch, amp = 0.076 * size / 1.0, 0.009 * size / 1.0
    w, h = size * float(rng.uniform(0.62, 0.75)), size * 0.95
    tear, bend = wave_noise(rng, size * 0.16, octaves=3), wave_noise(rng, size * 0.6, octaves=2)
    sheets = []
    for x0, lift in ((-w * 0.5, 0.0), (w * 0.06, 0.0026)):
        x = np.linspace(0, w * 0.62, 170) + x0
        columns = []
        corner = float(rng.uniform(0.06, 0.22)) * h if x0 > -0.1 * w else float(rng.uniform(0.0, 0.1)) * h
        v = np.linspace(0, 1, 70)
        ragged = 0.02 * size * np.clip(tear(np.column_stack([x, 0 * x, 0 * x])), -0.2, 1.2)
        bite = (
            corner
            * np.clip((x - (x0 + w * 0.36)) / (w * 0.26), 0, 1) ** 0.7
            * (1 + 0.5 * tear(np.column_stack([3 * x, 0 * x, 0 * x + 1])))
        )
        low = np.clip(bite, 0, None) + np.clip(ragged, 0, None)
        for s in (0.5, -0.5):
            y = low[None] + (h - low)[None] * v[:, None]
            xx = np.broadcast_to(x, y.shape)
            z = (
                amp * np.cos(2 * np.pi * xx / pitch)
                + lift
                + 0.012 * size * bend(np.stack([xx, y, 0 * y], -1))
                + s * 0.0016
            )
            z = z + 0.05 * size * np.clip((low[None] + 0.08 * h - y) / (0.08 * h), 0, 1) ** 2 * (
                low[None] > 0.02 * h
            )
            columns.append(np.stack([xx, y, z], -1))
        front, back = columns
        loop = np.concatenate([front, back[::-1], front[:1]])
        inner = grid(loop)
        ends = [grid(np.stack([front[:, c], back[:, c]], 1)) for c in (0, -1)]
        whole = merge([inner, *ends])
        sheets.append(outward(welded(box_mapped(whole))))
    nails = []
    for y in (0.2, 0.8):
        for k in range(-4, 5, 2):
            x = k * pitch
            if -w * 0.48 < x < w * 0.62:
                at = np.array([x, y * h, 0.0])
                z = amp + 0.0026 * (x > 0.06 * w) + 0.012 * size * float(bend(at[None])[0]) + 0.001
                nails.append(
                    moved(
                        spun_corners(
                            [
                                (0, -0.002),
                                (0.012, -0.002),
                                (0.011, 0.002),
                                (0.005, 0.003),
                                (0.005, 0.006),
                                (0, 0.007),
                            ],
                            0.0008,
                            segments=20,
                        ),
                        x,
                        y * h,
                        z,
                    )
                )
    battens = [
        moved(rounded_box((w * 1.04, 0.055 * size, 0.04 * size), 0.003), w * 0.06, y * h, -amp - 0.052 * size)
        for y in (0.2, 0.8)
    ]
    post = moved(rounded_box((0.07 * size, h * 0.9, 0.05 * size), 0.003), w * 0.06, h * 0.46, -amp - 0.104 * size)
    parts = [turned(p, "x", 66.0) for p in (merge(sheets), merge(nails), merge([*battens, post]))]
    return standing(turned_all(parts, "z", float(rng.uniform(-22, 22))), size, crease_deg=50.0)


def manhole_cover(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A cast cover with a raised grid, a ring of letters and key holes, leaning on a post of timber."""
    r, t = size / 2, size * 0.05
    body = spun_corners(
        [
            (0, 0),
            (r * 0.98, 0),
            (r, t * 0.4),
            (r, t),
            (r * 0.955, t),
            (r * 0.95, t * 0.86),
            (r * 0.72, t * 0.86),
            (r * 0.715, t),
            (r * 0.69, t),
            (r * 0.685, t * 0.84),
            (0, t * 0.84),
        ],
        [0, 0.002, 0.002, 0.002, 0.001, 0.001, 0.001, 0.001, 0.001, 0.001, 0],
        segments=128,
    )
    style, pieces = int(rng.integers(3)), []
    gap = r * 0.105
    if style == 0:
        stud = moved(rounded_box((gap * 0.62, gap * 0.62, t * 0.17), t * 0.04), z=t * 0.83)
        spots = [
            (x * gap, y * gap, 0.0) for x in range(-6, 7) for y in range(-6, 7) if np.hypot(x, y) * gap < r * 0.63
        ]
        pieces.append(placed(stud, spots))
    elif style == 1:
        stud = moved(rounded_box((gap * 1.3, gap * 0.34, t * 0.17), t * 0.04), z=t * 0.83)
        spots = [
            (x * gap, y * gap, 0.0, 45.0 if (x + y) % 2 else -45.0)
            for x in range(-6, 7)
            for y in range(-6, 7)
            if np.hypot(x, y) * gap < r * 0.62
        ]
        pieces.append(placed(stud, spots))
    else:
        for k in range(1, 6):
            n = 6 * k
            stud = moved(rounded_box((gap * 0.55, r * 0.072, t * 0.17), t * 0.04), r * 0.115 * k, 0, t * 0.83)
            pieces.append(around(stud, n, first_deg=15.0 * k))
        pieces.append(
            moved(
                spun_corners([(0, 0), (r * 0.06, 0), (r * 0.05, t * 0.17), (0, t * 0.17)], 0.001, segments=24),
                z=t * 0.83,
            )
        )
    words = [
        str(w)
        for w in rng.permutation(["CITY WATER", "SEWER", "FOUNDRY 1926", "DRAIN", "CAST IRON D400", "TELEPHONE"])[
            :2
        ]
    ]
    for word, a, inside in ((words[0], 90.0, False), (words[1], 270.0, True)):
        pieces.append(
            moved(
                on_circle(
                    raised_text(word, r * 0.13, stroke_m=r * 0.024, relief_m=t * 0.15),
                    r * 0.835,
                    centre_deg=a,
                    inside=inside,
                ),
                z=t * 0.86,
            )
        )
    for a in (0.0, 180.0):
        pieces += [turned(moved(ring(r * 0.05, r * 0.014), r * 0.835, 0, t * 0.87), "z", a)]
    holes = [
        turned(
            moved(
                spun_corners([(0, 0), (r * 0.045, 0), (r * 0.045, t * 0.02), (0, t * 0.02)], 0.0, segments=24),
                r * 0.835,
                0,
                t * 0.855,
            ),
            "z",
            a,
        )
        for a in (0.0, 180.0)
    ]
    from assets.forms.kit.propped import propped

    ready = propped(
        [turned(merge([body, *pieces]), "z", float(rng.uniform(-10, 10))), merge(holes)],
        float(rng.uniform(56, 68)),
        block_share=0.4,
        width_share=0.35,
    )
    return standing(turned_all(ready, "z", float(rng.uniform(-22, 22))), size)


def rain_gutter(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A half-round gutter with a beaded edge, brackets, an outlet and a downpipe with soldered elbows."""
    r = size * float(rng.uniform(0.1, 0.12))
    x0, x1 = -size * 0.5, size * 0.5
    t = np.linspace(np.pi, 2 * np.pi, 30)
    inner, outer = (r - 0.0012 * size / 0.6), r
    bead = np.linspace(0.0, 1.4 * np.pi, 14)
    lip = r * np.stack([0.93 + 0.07 * np.cos(bead), 0.07 * np.sin(bead)], -1)
    section = np.concatenate(
        [
            outer * np.stack([np.cos(t), np.sin(t)], -1),
            lip[1:],
            inner * np.stack([np.cos(t[::-1]), np.sin(t[::-1])], -1)[1:],
        ]
    )
    xs = np.linspace(x0, x1, 24)
    rows = np.stack([np.column_stack([np.full(len(section), x), -section[:, 0], section[:, 1]]) for x in xs])
    from assets.forms.kit.outlines import triangles
    from assets.meshes.surface import polygons

    gut = box_mapped(outward(welded(merge([grid(rows, wrap=True)]))))
    del polygons, triangles
    caps = [
        moved(
            turned(plate(np.concatenate([r * np.stack([np.cos(t), np.sin(t)], -1)]), -0.001, 0.001), "x", 90.0), 0
        )
        for _ in (0, 1)
    ]
    caps = [moved(turned(c, "z", 90.0), x, 0, 0) for c, x in zip(caps, (x0, x1), strict=True)]
    bx = x1 - size * 0.16
    p = r * 0.62
    path = rounded(
        [(bx, 0, -r * 0.85), (bx, 0, -r * 1.9), (bx, r * 1.7, -r * 3.2), (bx, r * 1.7, -size * 0.72)],
        [0, r * 0.5, r * 0.5, 0],
        8,
    )
    pipe = tube(with_steps(path, r * 0.4), p, sides=36)
    cone = moved(
        spun_corners(
            [(0, -r * 1.15), (p * 1.06, -r * 1.15), (r * 0.95, -r * 0.7), (0, -r * 0.7)], 0.001, segments=48
        ),
        bx,
    )
    bands = [
        leaning(
            spun_ring(
                [(p * 0.99, -r * 0.16), (p * 1.06, -r * 0.16), (p * 1.06, r * 0.16), (p * 0.99, r * 0.16)],
                0.0006,
                segments=48,
            ),
            way,
            at,
        )
        for at, way in (
            ((bx, 0, -r * 1.6), (0, 0, 1)),
            ((bx, r * 1.7, -r * 3.6), (0, 0, 1)),
            ((bx, r * 1.7, -size * 0.5), (0, 0, 1)),
        )
    ]
    seam = moved(rounded_box((0.0025 * size / 0.6, r * 0.08, size * 0.3), 0.0005), bx, r * 1.7 - p, -size * 0.71)
    joint = [
        moved(
            turned(
                spun_ring(
                    [(r * 0.995, -r * 0.2), (r * 1.03, -r * 0.2), (r * 1.03, r * 0.2), (r * 0.995, r * 0.2)],
                    0.0005,
                    segments=80,
                ),
                "y",
                90.0,
            ),
            x0 + size * 0.45,
        )
    ]
    half_ring = joint[0].points[:, 2] <= r * 0.1
    joint = [
        warped(
            joint[0],
            np.where(
                half_ring[:, None],
                joint[0].points,
                joint[0].points * np.array([1, 1, 0.0]) + np.array([0, 0, 0.0]),
            ),
        )
    ]
    hooks = []
    for x in (x0 + size * 0.1, x0 + size * 0.32, bx - size * 0.16):
        a = np.linspace(np.pi * 0.94, 2 * np.pi, 30)
        strap = np.concatenate(
            [
                np.column_stack([0 * a, -1.05 * r * np.cos(a), 1.05 * r * np.sin(a)])[::-1][:0],
                np.column_stack([0 * a, 1.06 * r * np.cos(a), 1.06 * r * np.sin(a)]),
            ]
        )
        strap = np.concatenate([strap, [[0, 1.06 * r, r * 0.3], [0, 1.06 * r, r * 0.9]]])
        from assets.forms.kit.metre_solids import bar

        hooks.append(
            moved(
                bar(
                    strap,
                    np.array([(-0.004, -0.012), (0.004, -0.012), (0.004, 0.012), (-0.004, 0.012)]) * (size / 0.8),
                ),
                x,
            )
        )
    board = moved(rounded_box((size * 0.98, 0.02, r * 1.9), 0.002), 0, r * 1.08 + 0.018, -r * 0.9)
    wall = moved(rounded_box((p * 2.6, 0.012, size * 0.16), 0.001), bx, r * 1.7 + p + 0.01, -size * 0.72)
    parts = [merge([gut, *caps, pipe, cone, *bands, seam, *joint]), merge(hooks), merge([board, wall])]
    return standing(turned_all(parts, "z", float(rng.uniform(-30, 25))), size, crease_deg=40.0)


FORMS = (
    Form(
        name="globe_valve",
        class_name="valve",
        size_m=(0.26, 0.5),
        build=valve,
        parts=(
            main_part(),
            part("Wheel", "red_paint", "blue_paint", "green_paint"),
            part("Blocks", "weathered_wood", "grey_stone"),
        ),
    ),
    Form(
        name="pipe_elbows",
        class_name="pipe",
        size_m=(0.26, 0.5),
        build=pipe_elbows,
        parts=(main_part(), part("Solder", "tin"), part("Fittings", "brass")),
    ),
    Form(
        name="column_radiator",
        class_name="radiator",
        size_m=(0.5, 0.8),
        build=column_radiator,
        parts=(main_part(), part("Tap", "brass"), part("Wheel", "black_plastic", "brass")),
    ),
    Form(
        name="eaten_pipe",
        class_name="pipe",
        size_m=(0.2, 0.45),
        build=eaten_pipe,
        parts=(
            main_part(),
            part("Lime", "lime_scale"),
            part("Clamp", "steel"),
            part("Blocks", "weathered_wood", "grey_stone"),
        ),
    ),
    Form(
        name="oil_drum",
        class_name="oil drum",
        size_m=(0.8, 0.9),
        build=oil_drum,
        parts=(main_part(), part("Stencil", "white_paint", "yellow_paint")),
    ),
    Form(
        name="corrugated_sheet",
        class_name="corrugated sheet",
        size_m=(0.7, 1.2),
        build=corrugated_sheet,
        parts=(main_part(), part("Nails", "steel"), part("Battens", "weathered_wood")),
    ),
    Form(
        name="manhole_cover",
        class_name="manhole cover",
        size_m=(0.5, 0.68),
        build=manhole_cover,
        parts=(main_part(), part("Holes", "black_plastic"), part("Block", "weathered_wood", "grey_stone")),
    ),
    Form(
        name="rain_gutter",
        class_name="gutter",
        size_m=(0.6, 0.95),
        build=rain_gutter,
        parts=(main_part(), part("Hooks", "steel"), part("Boards", "weathered_wood", "painted_door")),
    ),
)
