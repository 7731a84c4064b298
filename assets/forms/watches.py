"""A pocket watch and a wrist watch on its bracelet."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.lettering import raised_text, ribbon
from assets.forms.kit.metre_solids import (
    around,
    spun,
    spun_corners,
    standing,
    tube,
    turned_all,
    warped,
)
from assets.forms.kit.propped import propped
from assets.forms.kit.rounds import ball, leaning
from assets.meshes.curves import rounded
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, merge, moved, turned
from schemas.mesh import MeshData

type Floats = np.ndarray


def _dial(r: float, *, roman: bool) -> tuple[Surface, Surface]:
    """(face, marks and hands) of a dial of radius r that looks along +Z from z = 0."""
    face = spun_corners([(0, -0.0005), (r, -0.0005), (r, 0.0), (0, 0.0)], 0.0, segments=80)
    marks = []
    for k in range(12):
        a = np.radians(90 - 30 * k)
        if roman and k % 3 == 0:
            word = {0: "XII", 3: "III", 6: "VI", 9: "IX"}[k]
            marks.append(moved(raised_text(word, r * 0.2, stroke_m=r * 0.03, relief_m=r * 0.006),
                r * 0.76 * np.cos(a), r * 0.76 * np.sin(a), 0))  # fmt: skip
        else:
            line = np.array(
                [[r * 0.68 * np.cos(a), r * 0.68 * np.sin(a)], [r * 0.84 * np.cos(a), r * 0.84 * np.sin(a)]]
            )
            marks.append(ribbon(line, r * 0.05, r * 0.01))
    for k in range(60):
        a = np.radians(6 * k)
        marks.append(ribbon(np.array([[r * 0.9 * np.cos(a), r * 0.9 * np.sin(a)], [r * 0.95 * np.cos(a),
            r * 0.95 * np.sin(a)]]), r * 0.012, r * 0.006))  # fmt: skip
    for a, long, wide in ((np.radians(90 - 305), 0.5, 0.05), (np.radians(90 - 60), 0.76, 0.034)):
        marks.append(moved(ribbon(np.array([[-0.1 * r * np.cos(a), -0.1 * r * np.sin(a)], [long * r * np.cos(a),
            long * r * np.sin(a)]]), wide * r, r * 0.02), z=r * 0.03))  # fmt: skip
    marks.append(spun_corners([(0, 0), (r * 0.05, 0), (r * 0.05, r * 0.06), (0, r * 0.06)], 0.0, segments=24))
    return face, merge(marks)


def pocket_watch(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A watch with a wide bezel, a ribbed crown in its bow and a chain, leaning on a block."""
    r = size * 0.34
    thick = r * 0.3
    d = r * float(rng.uniform(0.66, 0.72))
    case = spun(rounded([(0, -thick), (r * 0.7, -thick * 0.95), (r * 0.97, -thick * 0.45), (r, -thick * 0.2),
        (r * 0.985, 0), (r, thick * 0.2), (r * 0.96, thick * 0.5), (d * 1.03, thick * 0.95), (d, thick * 0.8),
        (d, thick * 0.45), (0, thick * 0.45)], [0, r * 0.2, r * 0.1, 0.001, 0.001, 0.001, r * 0.1, 0.001,
        0.0005, 0, 0], 5), 112)  # fmt: skip
    chased = around(moved(warped(b := ball(r * 0.045, segments=10), b.points * np.array([1.6, 0.8, 0.5])),
        (r + d) * 0.51, 0, thick * 0.74), int(rng.choice([28, 36, 44])))  # fmt: skip
    stem = [leaning(spun_corners([(0, 0), (r * 0.11, 0), (r * 0.09, r * 0.14), (0, r * 0.14)], 0.0005,
        segments=28), (0, 1, 0), (0, r * 0.96, 0))]  # fmt: skip
    crown_ = spun(rounded([(0, 0), (r * 0.13, 0), (r * 0.14, r * 0.03), (r * 0.14, r * 0.17),
        (r * 0.08, r * 0.21), (0, r * 0.21)], [0, 0.0005, 0.0005, 0.001, 0.001, 0], 3), 96, modulation=lambda a,
        z: 1 + 0.05 * (np.cos(24 * a) > 0) * (z > 0.1) * (z < 0.85))  # fmt: skip
    stem.append(leaning(crown_, (0, 1, 0), (0, r * 1.1, 0)))
    t = np.linspace(-0.62 * np.pi, 0.62 * np.pi, 40)
    bow = tube(
        np.column_stack([r * 0.27 * np.sin(t), r * 1.22 + r * 0.27 * np.cos(t), 0 * t]), r * 0.045, sides=14
    )
    links, p, heading = [], np.array([0.0, r * 1.49]), np.radians(70.0)
    side = float(rng.choice([-1.0, 1.0]))
    one = tube(np.column_stack([r * 0.085 * np.cos(q := np.arange(20) * np.pi / 10) * 1.5,
        r * 0.085 * np.sin(q), 0 * q]), r * 0.03, sides=8, closed=True)  # fmt: skip
    for k in range(22):
        heading -= side * (0.34 if k < 9 else 0.05)
        way = np.array([np.cos(heading), np.sin(heading)])
        p = p + way * r * 0.19
        links.append(moved(turned(turned(one, "x", 40.0 if k % 2 else -40.0), "z", float(np.degrees(heading))),
            p[0], p[1], -thick * 0.4))  # fmt: skip
    face, marks = _dial(d, roman=True)
    parts = [merge([case, chased, *stem, bow, *links]), moved(face, z=thick * 0.46), moved(marks, z=thick * 0.47)]
    ready = propped(parts, float(rng.uniform(48, 62)), block_share=0.4, width_share=0.3)
    return standing(turned_all(ready, "z", float(rng.uniform(-25, 25))), size, crease_deg=36.0)


def wrist_watch(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A watch on its closed link bracelet, the dial to the front."""
    a, b, w = size * 0.5, size * 0.42, size * 0.3
    r = w * float(rng.uniform(0.84, 0.94))
    n = 26
    t = np.linspace(0, 2 * np.pi, 2000)
    line = np.stack([a * np.sin(t), b * np.cos(t)], -1)  # (y, z) from the top, clockwise
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    facing = np.radians(float(rng.uniform(302, 320)))
    case_at = np.interp(facing, t, along)
    total = along[-1]
    free = total - 1.7 * r
    step = free / n
    links = []
    for k in range(n):
        s = (case_at + 0.85 * r + (k + 0.5) * step) % total
        ang = np.interp(s, along, t)
        y, z = a * np.sin(ang), b * np.cos(ang)
        normal = np.array([0, np.sin(ang) / a, np.cos(ang) / b])
        taper = 1 - 0.22 * np.sin(np.pi * (k + 0.5) / n)
        wide = w * 0.78 * taper
        middle = moved(rounded_box((wide * 0.42, step * 0.92, size * 0.034), size * 0.007), 0, 0, -size * 0.017)
        outer = [moved(rounded_box((wide * 0.27, step * 0.92, size * 0.038), size * 0.009), x * wide * 0.355,
            step * 0.25, -size * 0.019) for x in (-1, 1)]  # fmt: skip
        links.append(_on(merge([middle, *outer]), normal, (0, y, z)))
    thick = r * 0.3
    case = spun(rounded([(0, -thick), (r * 0.9, -thick), (r, -thick * 0.6), (r * 0.98, thick * 0.35),
        (r * 0.93, thick * 0.42), (r * 0.93, thick * 0.6), (r * 0.78, thick * 0.85), (r * 0.76, thick * 0.6),
        (0, thick * 0.6)], [0, 0.001, 0.002, 0.001, 0.0004, 0.0004, 0.0006, 0, 0], 3), 112)  # fmt: skip
    notches = around(
        moved(rounded_box((r * 0.1, r * 0.05, thick * 0.16), r * 0.01), r * 0.85, 0, thick * 0.68),
        int(rng.choice([12, 24])),
    )
    crown_ = leaning(spun(rounded([(0, 0), (r * 0.12, 0), (r * 0.12, r * 0.16), (0, r * 0.16)],
        [0, 0.0004, 0.0006, 0], 3), 80, modulation=lambda q, z: 1 + 0.06 * (np.cos(20 * q) > 0) + 0 * z),
        (1, 0, 0), (r * 0.98, 0, 0))  # fmt: skip
    lugs = [moved(rounded_box((w * 0.13, r * 1.0, thick * 1.1), thick * 0.25), x * w * 0.37, y * r * 0.72,
        -thick * 0.75) for x in (-1, 1) for y in (-1, 1)]  # fmt: skip
    d = r * 0.755
    face, marks = _dial(d, roman=False)
    normal = np.array([0, np.sin(facing) / a, np.cos(facing) / b])
    at = np.array([0, a * np.sin(facing), b * np.cos(facing)])
    out = normal / np.linalg.norm(normal)
    head = [_on(p, normal, tuple(at + out * thick * 0.6)) for p in (merge([case, notches, crown_, *lugs]),
        moved(face, z=thick * 0.605), moved(marks, z=thick * 0.61))]  # fmt: skip
    parts = [merge([head[0], *links]), head[1], head[2]]
    return standing(turned_all(parts, "z", float(rng.uniform(-25, 30))), size, crease_deg=36.0)


def _on(surface: Surface, normal: Floats, at: tuple[float, float, float]) -> Surface:
    """Turned about X only, so that +Z looks along a normal of the YZ plane and +Y goes up the front."""
    n = normal / np.linalg.norm(normal)
    up = np.array([0.0, n[2], -n[1]])
    side = np.cross(up, n)
    return Surface(points=surface.points @ np.stack([side, up, n]) + np.asarray(at), counts=surface.counts,
        indices=surface.indices, uvs=surface.uvs)  # fmt: skip


FORMS = (
    Form(
        name="pocket_watch",
        class_name="pocket watch",
        size_m=(0.065, 0.085),
        build=pocket_watch,
        parts=(
            main_part(),
            part("Dial", "white_porcelain"),
            part("Hands", "black_plastic"),
            part("Block", "dark_velvet", "dark_wood"),
        ),
    ),
    Form(
        name="wrist_watch",
        class_name="watch",
        size_m=(0.07, 0.09),
        build=wrist_watch,
        parts=(main_part(), part("Dial", "blue_enamel", "black_plastic"), part("Hands", "white_plastic")),
    ),
)
