"""Shoes on a last: a lace-up, a trainer, felt slippers, a ballet shoe, and a turned-up trouser leg over a boot."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import grid_normals, placed, resampled, thick, waves
from assets.forms.kit.lasts import (
    AROUND,
    UP,
    Last,
    line_on,
    raised,
    ring_cloth,
    slab,
    sole_outline,
    spot_on,
    upper_of,
)
from assets.forms.kit.sewing import bow_of_cord, eyelet, seated, stitches, strap, tube
from assets.meshes.surface import Points, Surface, flipped, grid, merge, moved, turned
from schemas.mesh import MeshData


def _laces(upper: Points, pairs: int, radius_m: float, *, flat: bool) -> tuple[Surface, Surface]:
    """(laces, eyelets) in two rows on the instep, a bow at the top."""
    cords, rings = [], []
    previous = None
    for k in range(pairs):
        t = 0.985 - 0.34 * k / max(pairs - 1, 1)
        ends = []
        for f in (0.5 - 0.058 - 0.008 * k * 0, 0.5 + 0.058):
            point, normal = spot_on(upper, f, t)
            ends.append(point + normal * radius_m * 1.2)
            rings.append(seated(eyelet(radius_m * 2.2), point[None] + normal * 0.0006, normal[None]))
        across = np.stack([ends[0], 0.5 * (ends[0] + ends[1]) + [0, 0, 0.004], ends[1]])
        cords.append(
            strap(resampled(across, 0.003), radius_m * 4, radius_m * 1.2)
            if flat
            else tube(resampled(across, 0.003), radius_m, sides=8)
        )
        if previous is not None:
            for a, b in ((0, 1), (1, 0)):
                diagonal = np.stack([previous[a], 0.5 * (previous[a] + ends[b]) + [0, 0, 0.003], ends[b]])
                cords.append(tube(resampled(diagonal, 0.004), radius_m, sides=8))
        previous = ends
    top = 0.5 * (spot_on(upper, 0.44, 0.985)[0] + spot_on(upper, 0.56, 0.985)[0]) + [0.004, 0, 0.008]
    bow = turned(turned(bow_of_cord(0.085, radius_m * 1.05), "x", -55.0), "z", 90.0)
    cords.append(moved(bow, *top))
    return merge(cords), merge(rings)


def _tongue(last: Last, rim: Points) -> Surface:
    """A padded tongue that stands out of the opening."""
    x = (last.throat + 0.02) * last.length
    z = float(rim[:, 2].max())
    v, u = np.meshgrid(np.linspace(0, 1, 16), np.linspace(-1, 1, 15), indexing="ij")
    half = 0.028 * (1 - 0.25 * v) * np.sqrt(np.clip(1 - np.maximum(v - 0.75, 0) ** 2 / 0.07, 0.02, 1))
    points = np.stack([x + 0.02 - 0.05 * v - 0.006 * u**2, u * half, z - 0.03 + 0.062 * v - 0.010 * u**2], -1)
    return thick(points, 0.005)


def _displayed(parts: Sequence[Surface], size: float, turn_deg: float) -> tuple[MeshData, ...]:
    """Toe to the left and a little to the front."""
    return placed([turned(s, "z", turn_deg) for s in parts], size)


def _lace_up(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    last = Last(
        length=size,
        throat=0.44,
        heel_high=0.2,
        throat_high=0.27,
        dip=0.03,
        sole_m=0.008,
        heel_m=0.024,
        wide=float(rng.uniform(0.9, 1.0)),
        toe=float(rng.uniform(0.12, 0.15)),
    )
    upper, lining, rim = upper_of(rng, last, crease_m=0.0016)
    sole = merge([slab(last, 0.005, 0.0, 0.008), slab(last, 0.003, -last.heel_m, 0.0, until=0.27)])
    laces, rings = _laces(upper, int(rng.integers(4, 6)), 0.0014, flat=False)
    rows = [
        stitches(*line_on(upper, line))
        for line in (
            [(0.36, 0.02), (0.42, 0.4), (0.5, 0.47), (0.58, 0.4), (0.64, 0.02)],
            [(0.365, 0.02), (0.423, 0.37), (0.5, 0.44), (0.577, 0.37), (0.635, 0.02)],
            [(0.30, 0.05), (0.39, 0.62), (0.425, 0.98)],
            [(0.70, 0.05), (0.61, 0.62), (0.575, 0.98)],
            [(0.0, 0.93), (0.25, 0.93), (0.42, 0.93)],
            [(1.0, 0.93), (0.75, 0.93), (0.58, 0.93)],
            [(0.1, 0.05), (0.14, 0.9)],
            [(0.9, 0.05), (0.86, 0.9)],
        )
    ]
    welt = sole_outline(last, 0.0025)
    welt_line = raised(np.column_stack([welt, np.full(len(welt), 0.0082)]), last)
    rows.append(stitches(resampled(welt_line, 0.004, closed=True), (0, 0, 1), closed=True, length_m=0.0036))
    body = merge([ring_cloth(upper), tube(rim, 0.0024, sides=8, closed=True), _tongue(last, rim)])
    parts = [body, sole, merge([laces]), merge(rows), merge([ring_cloth(lining)]), rings]
    return _displayed(parts, size, 180.0 + float(rng.uniform(15, 35)))


def _trainer(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    last = Last(
        length=size * 0.97,
        throat=0.46,
        heel_high=0.27,
        throat_high=0.31,
        dip=0.06,
        sole_m=0.025,
        heel_m=0.008,
        toe=0.14,
        wide=float(rng.uniform(1.02, 1.12)),
    )
    upper, lining, rim = upper_of(rng, last, crease_m=0.001)
    foam = merge([slab(last, 0.008, 0.004, 0.025), slab(last, 0.006, 0.0, 0.005), *_treads(last)])
    laces, rings = _laces(upper, 5, 0.0016, flat=True)
    overlays = [
        _overlay(upper, line, 0.02)
        for line in (
            [(0.17, 0.05), (0.25, 0.5), (0.36, 0.9)],
            [(0.27, 0.05), (0.33, 0.5), (0.405, 0.9)],
            [(0.83, 0.05), (0.75, 0.5), (0.64, 0.9)],
            [(0.73, 0.05), (0.67, 0.5), (0.595, 0.9)],
        )
    ]
    overlays += [
        _overlay(upper, [(0.34, 0.1), (0.42, 0.13), (0.5, 0.15), (0.58, 0.13), (0.66, 0.1)], 0.02),
        _overlay(upper, [(0.86, 0.25), (0.93, 0.3), (0.999, 0.32)], 0.035),
        _overlay(upper, [(0.001, 0.32), (0.07, 0.3), (0.14, 0.25)], 0.035),
    ]
    body = merge([ring_cloth(upper), tube(rim, 0.006, sides=10, closed=True), _tongue(last, rim)])
    parts = [body, foam, merge([laces]), merge([*overlays, rings]), ring_cloth(lining)]
    return _displayed(parts, size, 180.0 + float(rng.uniform(15, 35)))


def _treads(last: Last) -> list[Surface]:
    """Grooves' ribs along a foam sole's side."""
    line = sole_outline(last, 0.008)
    path = raised(np.column_stack([line, np.full(len(line), 0.0)]), last)
    return [tube(path + np.array([0, 0, z]), 0.0022, sides=6, closed=True) for z in (0.011, 0.018)]


def _overlay(upper: Points, places: Sequence[tuple[float, float]], width_m: float) -> Surface:
    """A band laid on the upper along places (around, up)."""
    line, normals = line_on(upper, places, 0.0012)
    way = np.gradient(line, axis=0)
    way /= np.linalg.norm(way, axis=1)[:, None]
    side = np.cross(normals, way)
    rows = [
        line + side * width_m * s - normals * 0.0016 * abs(2 * s) ** 4
        for s in (-0.5, -0.45, -0.2, 0.0, 0.2, 0.45, 0.5)
    ]
    return grid(np.stack(rows)[::-1]) if _faces(rows, normals) else grid(np.stack(rows))


def _faces(rows: list[Points], normals: Points) -> bool:
    across, along = rows[1][0] - rows[0][0], rows[0][1] - rows[0][0]
    return bool(np.cross(along, across) @ normals[0] < 0)


def _slippers(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A pair of felt slippers with blanket stitch about the opening."""
    last = Last(
        length=size,
        throat=0.56,
        heel_high=0.19,
        throat_high=0.27,
        dip=0.035,
        opening=0.16,
        sole_m=0.01,
        heel_m=0.0,
        spring_m=0.005,
        toe=0.17,
        wide=float(rng.uniform(1.1, 1.2)),
    )
    upper, lining, rim = upper_of(rng, last, crease_m=0.001)
    felt = merge([ring_cloth(upper), tube(rim, 0.0045, sides=10, closed=True), ring_cloth(lining)])
    line, ways = line_on(upper, [(0.002, 0.93), (0.25, 0.93), (0.5, 0.93), (0.75, 0.93), (0.998, 0.93)], 0.001)
    bars = [stitches(line, ways, length_m=0.006, gap_m=0.002, radius_m=0.0011)]
    every = range(0, len(line), 3)
    over = [spot_on(upper, min(k / len(line), 0.995), 1.0)[0] + ways[k] * 0.004 for k in every]
    bars += [
        stitches(np.stack([line[k], end]), ways[k], length_m=0.012, radius_m=0.0011)
        for k, end in zip(every, over, strict=True)
    ]
    sole = slab(last, 0.004, 0.0, 0.011)
    pair = []
    for mesh in (felt, sole, merge(bars)):
        other = moved(turned(mesh, "z", 9.0), float(rng.uniform(-0.02, 0.03)), 0.135 * size / 0.27)
        pair.append(merge([mesh, other]))
    return _displayed(pair, size, 180.0 + float(rng.uniform(35, 55)))


def _ballet(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A ballet shoe: a low opening with a drawstring, a pleated toe, ribbons that trail from its sides."""
    last = Last(
        length=size * 0.9,
        throat=0.76,
        heel_high=0.2,
        throat_high=0.15,
        dip=0.055,
        opening=0.19,
        sole_m=0.004,
        heel_m=0.0,
        spring_m=0.004,
        toe=0.1,
        wide=float(rng.uniform(0.82, 0.9)),
    )
    upper, lining, rim = upper_of(rng, last, crease_m=0.0006)
    f = np.arange(AROUND) / AROUND
    pleat = np.exp(-(((f - 0.5) / 0.09) ** 2)) * np.abs(np.sin(2 * np.pi * 42 * f))
    fade = np.clip(1 - np.arange(UP) / (0.35 * UP), 0, 1)
    upper = upper + grid_normals(upper) * (0.0016 * fade[:, None] * pleat[None, :])[..., None]
    ribbons = [_trailing(rng, spot_on(upper, f0, 0.95)[0], side) for f0, side in ((0.2, -1.0), (0.8, 1.0))]
    body = merge([ring_cloth(upper), tube(rim, 0.0026, sides=8, closed=True), *ribbons])
    toe = rim[AROUND // 2]
    bow = moved(
        turned(turned(bow_of_cord(0.035, 0.0008), "x", -60.0), "z", 90.0), *(toe + np.array([0.004, 0, 0.003]))
    )
    sole = slab(last, -0.004, 0.0, 0.004)
    sewn = stitches(*line_on(upper, [(0.002, 0.9), (0.25, 0.9), (0.5, 0.9), (0.75, 0.9), (0.998, 0.9)]))
    return _displayed(
        [body, sole, merge([bow, sewn]), ring_cloth(lining)], size, 180.0 + float(rng.uniform(25, 45))
    )


def _trailing(rng: np.random.Generator, start: Points, side: float) -> Surface:
    """A ribbon that rises from a shoe's side, falls over and lies in waves on the floor."""
    t = np.linspace(0.0, 1.0, 70)
    x = start[0] + 0.06 * t - 0.10 * np.sin(2.6 * t) * (1 if side > 0 else 0.4)
    y = start[1] + side * (0.012 + 0.16 * t**1.3) + 0.02 * np.sin(8 * t)
    z = np.maximum(start[2] * (1 - t * 3.0) + 0.06 * np.sin(np.pi * np.clip(t * 2.6, 0, 1)), 0.0)
    z = z + 0.010 * (1 - np.cos(2 * np.pi * 3 * t)) * np.clip(t * 3 - 1, 0, 1) + 0.0008
    path = np.column_stack([x, y, z])
    half = np.column_stack(
        [
            np.full(70, 0.011),
            0.004 * np.sin(5 * t),
            0.002 + 0.006 * np.abs(np.sin(4 * t + float(rng.uniform(0, 3)))),
        ]
    )
    return thick(np.stack([path - half, path, path + half])[:: (1 if side > 0 else -1)], 0.0006)


def _leg_on_boot(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A trouser leg with a turned-up hem that breaks on a boot: felled side seam, selvedge, chain stitch."""
    last = Last(
        length=size * 0.72,
        throat=0.36,
        heel_high=0.5,
        throat_high=0.46,
        sole_m=0.012,
        heel_m=0.022,
        toe=0.19,
        wide=0.98,
    )
    upper, lining, rim = upper_of(rng, last, crease_m=0.002)
    sole = merge([slab(last, 0.006, 0.0, 0.014), slab(last, 0.004, -last.heel_m, 0.0, until=0.28)])
    laces, rings = _laces(upper, 4, 0.0017, flat=False)
    base, top = 0.42 * size * 0.72, size * 1.0
    rows, n = 90, 150
    h = np.linspace(0.0, 1.0, rows)[:, None]
    a = np.linspace(0, 2 * np.pi, n, endpoint=False)[None, :]
    z = base * (1 - 0.18 * np.cos(a)) * (1 - h) + top * h
    radius = 0.082 + 0.012 * h
    stack = np.exp(-h / 0.3)
    r = (
        radius * (1 + 0.035 * waves(rng, 0.3, way_deg=90, spread=0.3)(a / 3, h * 1.1) * (0.4 + stack))
        + 0.010 * stack * np.sin(2 * np.pi * 4.4 * h + 1.2 * np.cos(a)) ** 1
    )
    x0 = 0.2 * last.length + 0.015 * np.sin(2.5 * h)
    leg = np.stack([x0 + r * np.cos(a) * 1.12, r * np.sin(a) * 0.92, z], -1)
    inner = leg.copy()
    inner[..., :2] = (leg[..., :2] - leg[..., :2].mean(1, keepdims=True)) * 0.97 + leg[..., :2].mean(
        1, keepdims=True
    )
    cuff_rows = int(0.055 / (top - base) * rows) + 3
    centre = leg[:cuff_rows, :, :2].mean(1, keepdims=True)
    cuff = leg[:cuff_rows].copy()
    cuff[..., :2] = centre + (cuff[..., :2] - centre) * 1.065
    rims = [tube(ring, 0.0024, sides=8, closed=True) for ring in (cuff[0], cuff[-1], leg[-1])]
    body = merge([ring_cloth(leg), flipped(ring_cloth(inner)), ring_cloth(cuff), *rims])
    sewn, front = [], 1.05
    for shift in (-0.05, 0.02):
        k = int(((front + shift) % (2 * np.pi)) / (2 * np.pi) * n)
        for part_of in (leg[cuff_rows:], cuff):
            out = grid_normals(part_of)[:, k]
            sewn.append(stitches(part_of[:, k] + out * 0.0008, out))
    normals = grid_normals(np.concatenate([cuff, cuff[:, :2]], axis=1))[:, :n]
    sewn.append(stitches(cuff[2] + normals[2] * 0.0008, normals[2], closed=True, length_m=0.004))
    boot = merge(
        [ring_cloth(upper), tube(rim, 0.003, sides=8, closed=True), _tongue(last, rim), ring_cloth(lining)]
    )
    return _displayed(
        [body, boot, merge([sole]), merge(sewn), merge([laces, rings])], size, 180.0 + float(rng.uniform(20, 40))
    )


_SOLES = ("black_rubber", "tan_leather")


FORMS: tuple[Form, ...] = (
    Form(
        name="lace_up_shoe",
        class_name="shoe",
        size_m=(0.26, 0.32),
        build=_lace_up,
        parts=(
            main_part(),
            part("Sole", *_SOLES),
            part("Laces", "black_thread", "cream_thread"),
            part("Stitches", "cream_thread", "black_thread"),
            part("Lining", "cream_leather", "tan_leather"),
            part("Eyelets", "brass", "steel"),
        ),
    ),
    Form(
        name="trainer",
        class_name="trainer",
        size_m=(0.26, 0.32),
        build=_trainer,
        parts=(
            main_part(),
            part("Sole", "white_foam"),
            part("Laces", "white_thread", "black_thread"),
            part("Overlays", "black_plastic", "white_foam", "red_rubber"),
            part("Lining", "black_thread", "grey_wool"),
        ),
    ),
    Form(
        name="slippers",
        class_name="slipper",
        size_m=(0.25, 0.32),
        build=_slippers,
        parts=(
            main_part(),
            part("Sole", "tan_leather", "black_rubber"),
            part("Stitches", "red_thread", "cream_thread", "orange_thread"),
        ),
    ),
    Form(
        name="ballet_shoe",
        class_name="ballet shoe",
        size_m=(0.24, 0.3),
        build=_ballet,
        parts=(
            main_part(),
            part("Sole", "tan_leather"),
            part("Drawstring", "cream_thread"),
            part("Lining", "white_cotton"),
        ),
    ),
    Form(
        name="trouser_leg_on_boot",
        class_name="trouser leg",
        size_m=(0.36, 0.46),
        build=_leg_on_boot,
        parts=(
            main_part(),
            part("Boot", "tan_leather", "black_leather"),
            part("Sole", "black_rubber"),
            part("Stitches", "orange_thread"),
            part("Laces", "black_thread", "cream_thread"),
        ),
    ),
)
