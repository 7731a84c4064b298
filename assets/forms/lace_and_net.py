"""Openwork of painted holes: a doily, a folding fan, layered tulle; texture coordinates are metres."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import placed, resampled, waves
from assets.forms.kit.sewing import tube, whole
from assets.meshes.curves import rounded
from assets.meshes.solids import extrude, lathe, sweep
from assets.meshes.surface import Points, Surface, grid, merge, moved, turned
from schemas.mesh import MeshData


def _doily(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A round openwork mat with a scalloped edge and picots, a cup and its saucer upon it."""
    r = size / 2
    lobes = int(rng.choice([16, 20, 24]))
    columns, rows = lobes * 16, 46
    a = np.linspace(0, 2 * np.pi, columns, endpoint=False)[None, :]
    t = np.linspace(0.02, 1.0, rows)[:, None]
    scallop = np.abs(np.sin(lobes * a / 2.0)) ** 0.7 * 0.055
    radius = r * t * (0.945 + scallop * t**6)
    lift = (
        0.004 * np.clip(t - 0.5, 0, 1) * (1 + np.sin(9 * a + float(rng.uniform(0, 6))))
        + 0.0006
        + 0.0022 * waves(rng, 0.8)(np.cos(a) * t, np.sin(a) * t) ** 2
    )
    points = np.stack([radius * np.cos(a), radius * np.sin(a), lift + 0 * a], -1)
    closed = np.concatenate([points, points[:, :1]], axis=1)
    sheet = grid(points[::-1], uvs=closed[::-1, :, :2], wrap=True)
    edge = tube(resampled(points[-1], 0.0022, closed=True), 0.0010, sides=6, closed=True)
    picots = [seated_ring(points[-1, k], 0.0024) for k in range(8, columns, 16)]
    rings = [
        tube(resampled(points[int(k)], 0.004, closed=True), 0.0008, sides=5, closed=True)
        for k in (0.5 * rows, 0.8 * rows)
    ]
    lace = merge([sheet, whole(merge([edge, *picots, *rings]))])
    china, coffee = _cup_and_saucer(min(0.042, 0.3 * r))
    shift = (float(rng.uniform(-0.12, 0.12)) * r, float(rng.uniform(0.0, 0.15)) * r, 0.002)
    china = moved(turned(china, "z", float(rng.uniform(-70, 10))), *shift)
    return placed([lace, china, moved(coffee, *shift)], size)


def _cup_and_saucer(r: float) -> tuple[Surface, Surface]:
    """(china, coffee): a cup of radius ``r`` on its saucer."""
    dish = np.array([(0, 0), (0.9 * r, 0), (1.5 * r, 0.012), (1.52 * r, 0.0145), (0.9 * r, 0.005), (0, 0.004)])
    outside = [(0, 0.004), (0.5 * r, 0.004), (0.85 * r, 0.026), (r, 0.06)]
    inside = [(0.95 * r, 0.06), (0.8 * r, 0.028), (0.4 * r, 0.009), (0, 0.009)]
    saucer = lathe(rounded(dish, 0.003, 3), 64)
    cup = lathe(rounded(np.array([*outside, *inside]), 0.004, 4), 64)
    t = np.linspace(-1.7, 1.7, 20)
    loop = np.column_stack([0.88 * r + 0.018 * np.cos(t), 0 * t, 0.036 + 0.016 * np.sin(t)])
    coffee = lathe(np.array([[0, -0.001], [0.9 * r, -0.001], [0.9 * r, 0.0], [0, 0.0004]]), 48)
    return merge([saucer, cup, tube(loop, 0.0032, sides=10)]), moved(coffee, z=0.05)


def seated_ring(centre: Points, radius_m: float) -> Surface:
    """A picot: a small loop of thread lying flat."""
    t = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    return tube(
        centre + np.column_stack([radius_m * np.cos(t), radius_m * np.sin(t), 0 * t]), 0.0007, sides=5, closed=True
    )


def _fan(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """An open folding fan: pleated lace on wooden sticks, a rivet, a scalloped edge; it stands on its edge."""
    sticks = int(rng.integers(14, 19))
    spread = np.radians(float(rng.uniform(140, 160)))
    outer, inner = size * 0.52, size * float(rng.uniform(0.17, 0.24))
    each = 8
    columns = sticks * each + 1
    f = np.linspace(0, 1, columns)
    a = np.pi / 2 + spread * (0.5 - f)
    t = np.linspace(0, 1, 30)[:, None]
    pleat = 0.0045 * (2 * np.abs(((f * sticks) % 1.0) - 0.5) * 2 - 1)
    scallop = np.abs(np.sin(np.pi * f * sticks)) ** 0.6 * 0.009
    radius = inner + (outer - inner) * t + scallop[None, :] * t**8
    points = np.stack([radius * np.cos(a), pleat[None, :] * (0.3 + 0.7 * t), radius * np.sin(a)], -1)
    uvs = np.stack(np.broadcast_arrays((f * spread * 0.5 * (inner + outer))[None, :], radius), -1)
    leaf = grid(points, uvs=uvs)
    edge = whole(tube(resampled(points[-1], 0.002), 0.0011, sides=6))
    woods = []
    for k in range(sticks + 1):
        angle = np.pi / 2 + spread * (0.5 - k / sticks)
        wide = 0.006 if k not in (0, sticks) else 0.009
        reach = outer * (0.97 if k in (0, sticks) else 0.9)
        blade = np.array(
            [
                [-0.02, -wide * 0.8],
                [inner * 0.5, -wide],
                [inner, -wide * 0.7],
                [reach, -wide * 0.35],
                [reach, wide * 0.35],
                [inner, wide * 0.7],
                [inner * 0.5, wide],
                [-0.02, wide * 0.8],
            ]
        )
        stick = extrude(blade, -0.0006, 0.0006 if k not in (0, sticks) else 0.002)
        stick = turned(turned(stick, "x", 90.0), "y", -np.degrees(angle))
        woods.append(moved(stick, 0, 0.0025 + 0.0008 * (k - sticks / 2)))
    pin = sweep(np.array([[0, -0.012, 0], [0, 0.018, 0]]), 0.0032, sides=14)
    tilt = float(rng.uniform(-22, -12))
    return placed([turned(p, "x", tilt) for p in (merge([leaf, edge]), merge(woods), pin)], size)


def _tulle(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A tutu's skirt of several layers gathered into a satin waistband, on a stand's bust."""
    top, high = size * 0.1, size * 0.5
    layers, sheets = int(rng.integers(3, 5)), []
    columns = 360
    a = np.linspace(0, 2 * np.pi, columns, endpoint=False)[None, :]
    t = np.linspace(0, 1, 40)[:, None]
    for k in range(layers):
        n = int(rng.integers(16, 24))
        stray = waves(rng, 1.4)
        flare = size * (0.47 - 0.035 * k)
        drop = high * (1.0 - 0.06 * k)
        fold = np.sin(n * a + 1.5 * stray(np.cos(a) * 2 + 0 * t, np.sin(a) * 2 + 0.4 * t))
        r = top + (flare - top) * t**0.8 + 0.085 * size * 0.5 * fold * t**0.8 * (1 - 0.25 * k / layers)
        z = high - drop * (0.3 * t + 0.7 * t**1.8) + 0.014 * np.cos(n * a) * t - 0.012 * k
        points = np.stack([r * np.cos(a), r * np.sin(a), np.maximum(z, 0.001)], -1)
        u = np.linspace(0, 2 * np.pi * flare, columns + 1)
        sheets.append(
            grid(
                points[::-1], uvs=np.stack(np.broadcast_arrays(u[None, :], (t * drop * 1.3)[::-1]), -1), wrap=True
            )
        )
        sheets.append(whole(tube(resampled(points[-1], 0.012, closed=True), 0.0012, sides=5, closed=True)))
    band = lathe(
        rounded(
            np.array(
                [
                    [top * 0.97, high - 0.012],
                    [top * 1.06, high - 0.012],
                    [top * 1.02, high + 0.02],
                    [top * 0.93, high + 0.02],
                    [top * 0.97, high - 0.012],
                ]
            ),
            0.002,
            3,
        ),
        64,
    )
    outline = [
        (0.0, -0.03),
        (0.95, -0.03),
        (0.92, 0.0),
        (1.2, 0.11),
        (1.38, 0.19),
        (1.3, 0.27),
        (0.6, 0.33),
        (0.45, 0.35),
        (0.42, 0.39),
        (0.0, 0.395),
    ]
    bust = lathe(rounded(np.array([(top * r, high + size * z) for r, z in outline]), 0.03, 6), 64)
    bust = Surface(points=bust.points * [1.0, 0.78, 1.0], counts=bust.counts, indices=bust.indices, uvs=bust.uvs)
    return placed([merge(sheets), band, bust], size)


FORMS: tuple[Form, ...] = (
    Form(
        name="doily",
        class_name="doily",
        size_m=(0.2, 0.34),
        build=_doily,
        parts=(main_part(), part("Cup", "white_porcelain"), part("Coffee", "coffee")),
    ),
    Form(
        name="folding_fan",
        class_name="fan",
        size_m=(0.26, 0.4),
        build=_fan,
        parts=(main_part(), part("Sticks", "dark_wood", "beech"), part("Pin", "brass")),
    ),
    Form(
        name="tulle_skirt",
        class_name="skirt",
        size_m=(0.4, 0.65),
        build=_tulle,
        parts=(
            main_part(),
            part("Waistband", "red_satin", "black_satin"),
            part("Bust", "flax_linen", "black_plastic"),
        ),
    ),
)
