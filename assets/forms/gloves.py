"""Gloves of leather: a thin one for driving and a padded one for boxing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import placed, resampled, waves
from assets.forms.kit.distance_fields import displaced, joined, limb, sculpted
from assets.forms.kit.sewing import bow_of_cord, dome, eyelet, seated, stitches, strap, tube
from assets.meshes.curves import rounded
from assets.meshes.solids import lathe
from assets.meshes.surface import Points, Surface, box_mapped, merge, moved, turned
from schemas.mesh import MeshData

_FINGERS = ((-0.035, 0.085, 0.0105), (-0.012, 0.098, 0.011), (0.012, 0.09, 0.0105), (0.034, 0.07, 0.0095))
"""x, length and radius of each, metres."""
_FLAT = 0.62  # of a hand's thickness


def _driving_glove(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A thin glove that stands on its cuff: seams outside, holes over the knuckles, a strap with a stud."""
    body, fingers = _thin_hand(rng)
    low, y = float(body.points[:, 2].min()), -0.0225
    ring = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    hem = np.column_stack([0.0335 * np.cos(ring), 0.0212 * np.sin(ring), np.full(60, low + 0.022)])
    half = ring[32:58]
    path = np.column_stack([0.0338 * np.cos(half), 0.0228 * np.sin(half), np.full(26, low + 0.045)])
    cuff = [tube(hem, 0.0022, sides=8, closed=True), strap(path, 0.016, 0.0026, up=(0, -1, 0))]
    stud = seated(dome(0.0058, 0.003), np.array([[0.018, y, low + 0.045]]), (0.3, -1.0, 0))
    rows = []
    for x in (-0.022, 0.0, 0.022):
        line = np.array([[x * 0.9, y, 0.085], [x * 1.1, y - 0.0025, 0.12], [x * 1.2, y + 0.0015, 0.142]])
        rows.append(stitches(_onto(body, resampled(line, 0.003)), (0, -1, 0), length_m=0.0028))
    for base, tip, radius in fingers:
        for s in (-1.0, 1.0):
            start, end = base + np.array([s * radius * 0.85, 0, 0.004]), tip + np.array([s * radius * 0.75, 0, 0])
            line = np.stack([start, end]) * [1, _FLAT, 1] + np.array([s * 0.0022, -0.004, 0])
            rows.append(stitches(line, (s, -0.6, 0), length_m=0.0024))
    knuckles = _onto(body, np.array([[x * 1.15, y, 0.149] for x, _, _ in _FINGERS])) - np.array([0, 0.0002, 0])
    dark = lathe(np.array([[0, 0], [0.0036, 0], [0.0036, 0.0004], [0, 0.0005]]), 14)
    way = (0.0, -1.0, 0.1)
    metal = merge([stud, seated(eyelet(0.0052), knuckles, way)])
    turn = float(rng.uniform(-15, 25))
    parts = [merge([body, *cuff]), merge(rows), metal, seated(dark, knuckles, way)]
    return placed([turned(p, "z", turn) for p in parts], size)


def _thin_hand(rng: np.random.Generator) -> tuple[Surface, list[tuple[Points, Points, float]]]:
    """(a flat hand with spread fingers and a wrinkled wrist, each finger's root, tip and radius)."""
    thumb = [(0.03, -0.004, 0.075), (0.062, -0.018, 0.11), (0.078, -0.024, 0.148)]
    steps = [
        joined(limb([(0, 0, 0.0), (0, 0, 0.05), (0.0, 0, 0.1)], [0.034, 0.031, 0.041]), 0.004),
        joined(limb([(-0.02, 0, 0.1), (-0.024, 0, 0.15)], [0.033, 0.027]), 0.02),
        joined(limb([(0.016, 0, 0.1), (0.02, 0, 0.145)], [0.033, 0.027]), 0.02),
    ]
    fingers = []
    for place, length, radius in _FINGERS:
        x = place * 1.15
        spread, curl = x * 0.45 + float(rng.normal(0, 0.004)), -float(rng.uniform(0.004, 0.02))
        base = np.array([x, 0.0, 0.152])
        middle = base + np.array([spread * 0.4, curl * 0.4, length * 0.5])
        tip = base + np.array([spread, curl * 1.6, length * 0.95])
        fingers.append((base, tip, radius))
        girths = [radius * 1.12, radius * 1.05, radius * 0.9]
        steps.append(joined(limb(np.stack([base, middle, tip]), girths), 0.006))
    steps.append(joined(limb(thumb, [0.018, 0.0145, 0.0115]), 0.012))
    body = sculpted(steps, 0.0024)
    fold = waves(rng, 0.02, way_deg=90, spread=0.3)

    def wrinkled(points: Points, _: Points) -> Points:
        near = np.exp(-(((points[:, 2] - 0.055) / 0.025) ** 2)) + 0.25
        return np.asarray(0.0014 * fold(points[:, 0], points[:, 2]) * near)

    flat = replace(body, points=body.points * np.array([1.0, _FLAT, 1.0]))
    return box_mapped(displaced(flat, wrinkled)), fingers


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
    body = _fist(rng)
    ring = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    outline = np.array([[0.052, 0.0], [0.060, 0.0], [0.061, 0.02], [0.055, 0.085], [0.05, 0.088]])
    cuff = [lathe(np.concatenate([[[0.048, 0.03]], rounded(outline, 0.004, 4)]), 64)]
    cuff.append(lathe(np.array([[0.0, 0.025], [0.05, 0.025], [0.05, 0.026], [0.0, 0.026]]), 32))
    for r, z in ((0.0555, 0.086), (0.0605, 0.004)):
        loop = np.column_stack([r * np.cos(ring), r * np.sin(ring), np.full(72, z)])
        cuff.append(tube(loop, 0.0028, sides=8, closed=True))
    laces = [moved(bow_of_cord(0.05, 0.002), 0.0, -0.063, 0.02)]
    a = np.linspace(-0.32, 0.32, 9) - np.pi / 2
    for k in range(6):
        rise = 0.014 + 0.0125 * k + 0.006 * (k % 2 * 2 - 1) * np.linspace(-1, 1, 9)
        laces.append(tube(np.column_stack([0.0605 * np.cos(a), 0.0615 * np.sin(a), rise]), 0.0021, sides=7))
    x, t = np.linspace(-0.062, 0.062, 40), np.linspace(0, 1, 26)
    lines = [np.column_stack([x, np.full(40, -0.04), 0.2 + 0.02 * np.cos(x * 20) + d]) for d in (0.0, 0.006)]
    lines.append(np.column_stack([0.052 + 0.012 * np.sin(t * 3), np.full(26, -0.04), 0.12 + 0.075 * t]))
    sewn = [_onto(body, line) for line in lines]
    rows = [stitches(line, (0.1, -1, 0.1), length_m=0.005, gap_m=0.002, radius_m=0.0009) for line in sewn]
    turn = float(rng.uniform(-35, 10))
    return placed([turned(p, "z", turn) for p in (body, merge(cuff), merge(laces), merge(rows))], size)


def _fist(rng: np.random.Generator) -> Surface:
    """A padded fist with its thumb, creased at the wrist."""
    thumb = [(0.058, -0.01, 0.115), (0.082, -0.034, 0.16), (0.07, -0.055, 0.198)]
    steps = [
        joined(limb([(0, 0, 0.07), (0, 0, 0.11)], [0.047, 0.05]), 0.01),
        joined(limb([(0.0, 0, 0.13), (0, -0.006, 0.18)], [0.066, 0.074]), 0.03),
        joined(limb([(-0.024, -0.012, 0.215), (0.024, -0.012, 0.215)], [0.07, 0.07]), 0.03),
        joined(limb([(-0.03, -0.05, 0.165), (0.03, -0.05, 0.165)], [0.044, 0.044]), 0.02),
        joined(limb(thumb, [0.026, 0.03, 0.0255]), 0.006),
    ]
    fold = waves(rng, 0.03, way_deg=80, spread=0.35)

    def creased(points: Points, _: Points) -> Points:
        near = np.exp(-(((points[:, 2] - 0.115) / 0.03) ** 2))
        return np.asarray(0.0028 * fold(points[:, 0] + points[:, 1], points[:, 2]) * near)

    return box_mapped(displaced(sculpted(steps, 0.0036), creased))


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
