"""Gloves of leather: a thin one for driving and a padded one for boxing."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import placed, resampled, waves
from assets.forms.kit.distance_fields import displaced, joined, limb, sculpted
from assets.forms.kit.sewing import bow_of_cord, dome, eyelet, seated, stitches, strap, tube
from assets.meshes.curves import rounded
from assets.meshes.solids import lathe
from assets.meshes.surface import Points, Surface, box_mapped, merge, moved, turned
from schemas.mesh import MeshData

_FINGERS = (
    (0.30, -0.035, 0.085, 0.0105),
    (0.335, -0.012, 0.098, 0.011),
    (0.32, 0.012, 0.09, 0.0105),
    (0.28, 0.034, 0.07, 0.0095),
)


def _driving_glove(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A thin glove that stands on its cuff: seams outside, holes over the knuckles, a strap with a stud."""
    steps = [
        joined(limb([(0, 0, 0.0), (0, 0, 0.05), (0.0, 0, 0.1)], [0.034, 0.031, 0.041], flat=1.0), 0.004),
        joined(limb([(-0.02, 0, 0.1), (-0.024, 0, 0.15)], [0.033, 0.027]), 0.02),
        joined(limb([(0.016, 0, 0.1), (0.02, 0, 0.145)], [0.033, 0.027]), 0.02),
    ]
    tips = []
    for _, place, length, radius in _FINGERS:
        x = place * 1.15
        spread = x * 0.45 + float(rng.normal(0, 0.004))
        curl = -float(rng.uniform(0.004, 0.02))
        base = np.array([x, 0.0, 0.152])
        middle = base + np.array([spread * 0.4, curl * 0.4, length * 0.5])
        tip = base + np.array([spread, curl * 1.6, length * 0.95])
        tips.append((base, tip, radius))
        steps.append(
            joined(
                limb([tuple(base), tuple(middle), tuple(tip)], [radius * 1.12, radius * 1.05, radius * 0.9]), 0.006
            )
        )
    steps.append(
        joined(
            limb([(0.03, -0.004, 0.075), (0.062, -0.018, 0.11), (0.078, -0.024, 0.148)], [0.018, 0.0145, 0.0115]),
            0.012,
        )
    )
    body = sculpted(steps, 0.0024)
    squeezed = body.points * np.array([1.0, 0.62, 1.0])
    fold = waves(rng, 0.02, way_deg=90, spread=0.3)

    def wrinkled(points: Points, _: Points) -> Points:
        near = np.exp(-(((points[:, 2] - 0.055) / 0.025) ** 2)) + 0.25
        return np.asarray(0.0014 * fold(points[:, 0], points[:, 2]) * near)

    body = displaced(Surface(points=squeezed, counts=body.counts, indices=body.indices, uvs=body.uvs), wrinkled)
    body = box_mapped(body)
    ring = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    low = float(body.points[:, 2].min())
    cuff = tube(
        np.column_stack([0.0335 * np.cos(ring), 0.0212 * np.sin(ring), np.full(60, low + 0.022)]),
        0.0022,
        sides=8,
        closed=True,
    )
    band = strap(
        np.column_stack([0.0338 * np.cos(ring[32:58]), 0.0228 * np.sin(ring[32:58]), np.full(26, low + 0.045)]),
        0.016,
        0.0026,
        up=(0, -1, 0),
    )
    studs = [seated(dome(0.0058, 0.003), np.array([[0.018, -0.0225, low + 0.045]]), (0.3, -1.0, 0))]
    y = -0.0225
    rows = []
    for x in (-0.022, 0.0, 0.022):
        line = np.array([[x * 0.9, y, 0.085], [x * 1.1, y - 0.0025, 0.12], [x * 1.2, y + 0.0015, 0.142]])
        rows.append(stitches(_onto(body, resampled(line, 0.003)), (0, -1, 0), length_m=0.0028))
    for base, tip, radius in tips:
        for s in (-1, 1):
            line = np.stack(
                [base + np.array([s * radius * 0.85, 0, 0.004]), tip + np.array([s * radius * 0.75, 0, 0.0])]
            ) * [
                1,
                0.62,
                1,
            ]
            rows.append(stitches(line + np.array([s * 0.0022, -0.004, 0]), (s, -0.6, 0), length_m=0.0024))
    knuckles = _onto(body, np.array([[x * 1.15, y, 0.149] for _, x, _, _ in _FINGERS]))
    holes = seated(eyelet(0.0052), knuckles + np.array([0, -0.0002, 0]), (0, -1, 0.1))
    dark = seated(
        lathe(np.array([[0, 0], [0.0036, 0], [0.0036, 0.0004], [0, 0.0005]]), 14),
        knuckles + np.array([0, -0.0002, 0]),
        (0, -1, 0.1),
    )
    turn = float(rng.uniform(-15, 25))
    parts = [merge([body, cuff, band]), merge(rows), merge([*studs, holes]), dark]
    return placed([turned(p, "z", turn) for p in parts], size)


def _onto(body: Surface, points: Points) -> Points:
    """Points moved along y to a body's front."""
    from scipy.spatial import cKDTree

    front = body.points[body.points[:, 1] < 0]
    index = cKDTree(front[:, [0, 2]]).query(points[:, [0, 2]], k=3)[1]
    out = points.copy()
    out[:, 1] = front[index, 1].mean(1) - 0.0004
    return out


def _boxing_glove(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A padded glove that stands on its cuff: round fist, thumb, piped seams, laces, a cuff of another leather."""
    s = size / 0.3
    steps = [
        joined(limb([(0, 0, 0.07), (0, 0, 0.11)], [0.047, 0.05]), 0.01),
        joined(limb([(0.0, 0, 0.13), (0, -0.006, 0.18)], [0.066, 0.074]), 0.03),
        joined(limb([(-0.024, -0.012, 0.215), (0.024, -0.012, 0.215)], [0.07, 0.07]), 0.03),
        joined(limb([(-0.03, -0.05, 0.165), (0.03, -0.05, 0.165)], [0.044, 0.044]), 0.02),
        joined(
            limb([(0.058, -0.01, 0.115), (0.082, -0.034, 0.16), (0.07, -0.055, 0.198)], [0.026, 0.03, 0.0255]),
            0.006,
        ),
    ]
    body = sculpted(steps, 0.0036)
    fold = waves(rng, 0.03, way_deg=80, spread=0.35)

    def creased(points: Points, _: Points) -> Points:
        near = np.exp(-(((points[:, 2] - 0.115) / 0.03) ** 2))
        return np.asarray(0.0028 * fold(points[:, 0] + points[:, 1], points[:, 2]) * near)

    body = box_mapped(displaced(body, creased))
    ring = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    profile = rounded(
        np.array([[0.052, 0.0], [0.060, 0.0], [0.061, 0.02], [0.055, 0.085], [0.05, 0.088]]), 0.004, 4
    )
    cuff = lathe(np.concatenate([[[0.048, 0.03]], profile]), 64)
    inside = moved(lathe(np.array([[0.0, 0.025], [0.05, 0.025], [0.05, 0.026], [0.0, 0.026]]), 32), z=0)
    piping = [
        tube(np.column_stack([r * np.cos(ring), r * np.sin(ring), np.full(72, z)]), 0.0028, sides=8, closed=True)
        for r, z in ((0.0555, 0.086), (0.0605, 0.004))
    ]
    laces = []
    for k in range(6):
        z = 0.014 + 0.0125 * k
        a = np.linspace(-0.32, 0.32, 9) - np.pi / 2
        laces.append(
            tube(
                np.column_stack(
                    [0.0605 * np.cos(a), 0.0615 * np.sin(a), z + 0.006 * (k % 2 * 2 - 1) * np.linspace(-1, 1, 9)]
                ),
                0.0021,
                sides=7,
            )
        )
    laces.append(moved(bow_of_cord(0.05, 0.002), 0.0, -0.063, 0.02))
    seam_line = np.array([[x, -0.04, 0.2 + 0.02 * np.cos(x * 20)] for x in np.linspace(-0.062, 0.062, 40)])
    rows = [
        stitches(
            _onto(body, seam_line + np.array([0, 0, d])),
            (0, -1, 0.2),
            length_m=0.005,
            gap_m=0.002,
            radius_m=0.0009,
        )
        for d in (0.0, 0.006)
    ]
    thumb = np.array([[0.052 + 0.012 * np.sin(t * 3), -0.04, 0.12 + 0.075 * t] for t in np.linspace(0, 1, 26)])
    rows.append(stitches(_onto(body, thumb), (0.5, -1, 0), length_m=0.005, gap_m=0.002, radius_m=0.0009))
    turn = float(rng.uniform(-35, 10))
    parts = [merge([body]), merge([cuff, inside, *piping]), merge(laces), merge(rows)]
    out = []
    for p in parts:
        q = Surface(points=p.points * s, counts=p.counts, indices=p.indices, uvs=p.uvs * s)
        out.append(turned(q, "z", turn))
    return placed(out, size)


FORMS: tuple[Form, ...] = (
    Form(
        name="driving_glove",
        class_name="glove",
        size_m=(0.23, 0.27),
        build=_driving_glove,
        parts=(
            main_part(),
            part("Stitches", "cream_thread", "black_thread"),
            part("Stud", "brass", "steel"),
            part("Holes", "black_thread"),
        ),
    ),
    Form(
        name="boxing_glove",
        class_name="boxing glove",
        size_m=(0.28, 0.33),
        build=_boxing_glove,
        parts=(
            main_part(),
            part("Cuff", "black_leather", "white_plastic", "cream_leather"),
            part("Laces", "white_thread"),
            part("Stitches", "white_thread", "black_thread"),
        ),
    ),
)
