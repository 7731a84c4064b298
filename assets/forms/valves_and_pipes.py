"""Valves, soldered pipe, eaten pipe and a radiator."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.distance_fields import carved, ellipsoid, joined, limb, sculpted
from assets.forms.kit.lettering import on_cylinder, raised_text
from assets.forms.kit.metal_vessels import with_steps
from assets.forms.kit.metre_solids import (
    around,
    placed,
    rounded_path,
    spun,
    spun_corners,
    spun_ring,
    standing,
    through,
    tube,
    turned_all,
    warped,
)
from assets.forms.kit.rivets_and_screws import hexagon_body, nut_on_stud
from assets.forms.kit.rounds import ball, leaning, ring, rod
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, box_mapped, merge, moved, turned
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
    rim = tube(np.column_stack([r * np.cos(t), r * np.sin(t), 0 * t]), r * (0.1 + 0.014 * np.cos(10 * t)),
        sides=16, closed=True)  # fmt: skip
    spoke = tube(
        through([(r * 0.1, 0, -r * 0.12), (r * 0.5, 0, -r * 0.1), (r * 0.97, 0, 0)], 14),
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
    body = spun(smooth([(0, -at * 0.98), (p * 1.05, -at * 0.98), (p * 1.1, -at * 0.66), (p * 1.9, -at * 0.16),
        (p * 1.95, at * 0.1), (p * 1.1, at * 0.66), (p * 1.05, at * 0.98), (0, at * 0.98)], 60),
        80)  # fmt: skip
    text = on_cylinder(raised_text(str(rng.choice(["DN 50", "PN 16", "2 IN", "DN 40"])), p * 0.55,
        stroke_m=p * 0.1, relief_m=p * 0.05), p * 1.93)  # fmt: skip
    text = turned(moved(turned(text, "z", 0.0)), "y", 0.0)
    neck = spun(rounded([(0, 0), (p * 1.2, 0), (p * 1.2, p * 2.0), (p * 1.75, p * 2.05), (p * 1.75, p * 2.4),
        (p * 0.9, p * 2.5), (p * 0.75, p * 3.1), (p * 0.55, p * 3.15), (0, p * 3.15)], [0, 0, p * 0.2, 0.002,
        0.002, p * 0.1, p * 0.1, 0.001, 0], 4), 72)  # fmt: skip
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
    path = rounded_path(
        [(-a, 0, b * 0.1), (-a * 0.35, 0, b * 0.1), (-a * 0.35, 0, b * 1.1), (a, 0, b * 1.1)],
        [0, bend, bend, 0],
        12,
    )
    path = with_steps(path, r * 1.5)
    pipe = tube(path, r, sides=40)
    sockets, solder = [], []

    def collar(at: tuple[float, float, float], way: tuple[float, float, float]) -> None:
        sockets.append(leaning(spun_corners([(0, -r * 0.9), (r * 1.13, -r * 0.9), (r * 1.15, r * 0.8),
            (r * 1.08, r * 0.9), (0, r * 0.9)], [0, 0, 0.0006, 0.0004, 0], segments=48), way, at))  # fmt: skip
        lip = np.asarray(at) + np.asarray(way) * r * 0.92
        solder.append(leaning(ring(r * 1.05, r * 0.1, segments=48), way, tuple(lip)))

    for at, way in (
        ((-a * 0.35 - bend - r * 0.7, 0, b * 0.1), (-1, 0, 0)),
        ((-a * 0.35, 0, b * 0.1 + bend + r * 0.7), (0, 0, 1)),
        ((-a * 0.35, 0, b * 1.1 - bend - r * 0.7), (0, 0, -1)),
        ((-a * 0.35 + bend + r * 0.7, 0, b * 1.1), (1, 0, 0)),
    ):
        collar(at, way)
    for k, c0 in enumerate(((-a * 0.35, b * 0.1), (-a * 0.35, b * 1.1))):
        q = np.linspace(-0.08, 1.08, 20) * np.pi / 2
        centre = np.array([c0[0] + (-bend if k == 0 else bend), c0[1] + (bend if k == 0 else -bend)])
        arc = centre + bend * np.stack(
            [np.sin(q) if k == 0 else -np.cos(q), -np.cos(q) if k == 0 else np.sin(q)], -1
        )
        sockets.append(tube(np.column_stack([arc[:, 0], 0 * q, arc[:, 1]]), r * 1.13, sides=40))
    tee_x = a * 0.35
    drop = [tube(np.array([(tee_x, 0, b * 1.1), (tee_x, 0, b * 0.7), (tee_x, 0, -b * 0.05)]), r, sides=40),
        tube(np.array([(tee_x - r * 2.4, 0, b * 1.1), (tee_x, 0, b * 1.1), (tee_x + r * 2.4, 0, b * 1.1)]),
        r * 1.14, sides=40), tube(np.array([(tee_x, 0, b * 1.1), (tee_x, 0, b * 1.1 - r * 1.2),
        (tee_x, 0, b * 1.1 - r * 2.4)]), r * 1.14, sides=40)]  # fmt: skip
    for at, way in (
        ((tee_x - r * 2.4, 0, b * 1.1), (-1, 0, 0)),
        ((tee_x + r * 2.4, 0, b * 1.1), (1, 0, 0)),
        ((tee_x, 0, b * 1.1 - r * 2.4), (0, 0, -1)),
    ):
        solder.append(leaning(ring(r * 1.06, r * 0.1, segments=48), way, at))
    nut = [leaning(merge([hexagon_body(r * 3.1, r * 1.6), moved(spun_corners([(0, 0), (r * 1.2, 0),
        (r * 1.2, r * 0.9), (0, r * 0.9)], 0.001, segments=40), z=r * 1.5),
        moved(hexagon_body(r * 2.7, r * 1.3), z=-r * 1.7)]), (0, 0, 1), (tee_x, 0, b * 0.18))]  # fmt: skip
    clips = []
    for x, z in ((-a * 0.78, b * 0.1), (a * 0.8, b * 1.1)):
        hoop = spun_ring(
            [(r * 1.02, -r * 0.5), (r * 1.2, -r * 0.5), (r * 1.2, r * 0.5), (r * 1.02, r * 0.5)],
            0.0004,
            segments=48,
        )
        clips.append(moved(turned(hoop, "y", 90.0), x, 0, z))
        clips.append(moved(turned(spun_corners([(0, 0), (r * 0.4, 0), (r * 0.4, r * 1.6), (r * 1.1, r * 1.6),
            (r * 1.1, r * 2.0), (0, r * 2.0)], 0.0005, segments=28), "x", -90.0), x, r * 1.0, z))  # fmt: skip
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
        path = through(
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
        vine = np.column_stack([0.35 * c * np.sin(np.linspace(0, 9, 50)), np.full(50, y - c * 0.94),
            np.linspace(h * 0.28, h * 0.84, 50)])  # fmt: skip
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
    cap = [moved(turned(spun_corners([(0, 0), (c * 0.9, 0), (c * 0.9, c * 0.5), (0, c * 0.6)], 0.001,
        segments=6 * 4), "y", s * 90.0), s * (end - c * 0.4), 0, h * z) for s, z in ((-1, 0.94), (-1, 0.145),
        (1, 0.94))]  # fmt: skip
    pipe_x = end + c * 1.9
    tap = [moved(turned(spun_corners([(0, 0), (c * 0.55, 0), (c * 0.8, c * 0.8), (c * 0.55, c * 1.9),
        (0, c * 1.9)], 0.001, segments=32), "y", 90.0), end - c * 0.2, 0, h * 0.145),
        moved(hexagon_body(c * 1.5, c * 0.9), pipe_x, 0, h * 0.145 - c * 1.2), moved(spun_corners([(0, 0),
        (c * 0.8, 0), (c * 0.7, c * 1.1), (c * 0.45, c * 1.3), (0, c * 1.3)], 0.001, segments=32), pipe_x, 0,
        h * 0.145 - c * 0.5), moved(rod((0, 0, 0), (0, 0, h * 0.13), c * 0.38), pipe_x, 0, 0)]  # fmt: skip
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
            holes.append(carved(ellipsoid((x2, r * np.cos(a2), -r * np.sin(a2) * 0.9 + 0 * s),
                (s * float(rng.uniform(1.0, 2.2)), s, s)), 0.004 * size / 0.3))  # fmt: skip
    end = [carved(ellipsoid((-size * 0.5 + float(rng.uniform(-0.02, 0.02)) * size, r * np.cos(a),
        r * np.sin(a)), (size * float(rng.uniform(0.04, 0.11)), r * 0.45, r * 0.45)),
        0.003) for a in rng.uniform(0, 6.28, 4)]  # fmt: skip
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
        limes.append(moved(turned(spun(smooth([(0, -r * 0.16), (r * 0.3, -r * 0.1), (r * 0.2, 0.0),
            (r * 0.08, long * 0.5), (r * 0.03, long), (0, long * 1.05)], 30), 24), "x", 180.0), x, -r * 0.25,
            -r * 0.9))  # fmt: skip
    clamp_x = size * 0.3
    hoop = moved(turned(spun_ring([(r * 1.01, -size * 0.03), (r * 1.05, -size * 0.03), (r * 1.05, size * 0.03),
        (r * 1.01, size * 0.03)], 0.0005, segments=72), "y", 90.0), clamp_x)  # fmt: skip
    ear = [
        moved(rounded_box((size * 0.06, r * 0.1, r * 0.45), 0.001), clamp_x, y * r * 0.14, r * 0.98)
        for y in (-1, 1)
    ]
    screw = moved(turned(merge([hexagon_body(r * 0.26, r * 0.12), moved(rod((0, 0, -r * 0.65), (0, 0, 0),
        r * 0.07), z=0.0)]), "x", 90.0), clamp_x, -r * 0.3, r * 1.24)  # fmt: skip
    blocks = [
        moved(rounded_box((r * 0.9, r * 2.2, r * 0.55), 0.003), x * size, 0, -r * 1.45) for x in (-0.38, 0.4)
    ]
    parts = [body, merge(limes), merge([hoop, *ear, screw]), merge(blocks)]
    return standing(turned_all(parts, "z", float(rng.uniform(-32, 32))), size, crease_deg=50.0)


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
)
