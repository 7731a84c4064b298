"""Shoes on a last: a lace-up, a trainer, felt slippers, a ballet shoe, and a turned-up trouser leg over a boot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import grid_normals, placed, resampled, thick, waves
from assets.forms.kit.sewing import bow_of_cord, eyelet, seated, stitches, strap, tube
from assets.meshes.solids import extrude
from assets.meshes.surface import Points, Surface, flipped, grid, merge, moved, scaled, turned
from schemas.mesh import MeshData

_AROUND, _UP = 168, 34


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """A shoe's measures in shares of its length: the opening's front and heights, its width, the sole."""

    length: float = 0.28  # metres
    throat: float = 0.42
    heel_high: float = 0.27
    throat_high: float = 0.33
    dip: float = 0.0  # how far the opening sinks at the ankle
    opening: float = 0.115
    toe: float = 0.16
    wide: float = 1.0
    sole_m: float = 0.012
    heel_m: float = 0.02
    spring_m: float = 0.008


def _outline(last: Last, grow_m: float = 0.0) -> Points:
    """(n, 2) the sole from the heel along the outer side to the toe and back, counter-clockwise; x to the toe."""
    from scipy.interpolate import CubicSpline

    half = [(0.0, 0.0), (0.05, -0.095), (0.25, -0.112), (0.47, -0.10), (0.72, -0.165), (0.9, -0.125), (1.0, -0.01),
            (0.95, 0.085), (0.74, 0.145), (0.47, 0.083), (0.25, 0.105), (0.05, 0.09), (0.0, 0.0)]  # fmt: skip
    points = np.asarray(half) * [1.0, last.wide]
    chord = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    curve = CubicSpline(chord, points, bc_type="periodic")(np.linspace(0, chord[-1], _AROUND + 1)[:-1]) * last.length
    way = np.roll(curve, -1, 0) - np.roll(curve, 1, 0)
    out = np.stack([way[:, 1], -way[:, 0]], -1) / np.linalg.norm(way, axis=1)[:, None]
    return np.asarray(curve + grow_m * out)


def _warped(points: Points, last: Last) -> Points:
    """Raised at the heel and the toe, as the last is."""
    x = points[..., 0] / last.length
    heel = np.clip((0.62 - x) / 0.3, 0, 1)
    lift = last.heel_m * heel**2 * (3 - 2 * heel) + last.spring_m * np.clip((x - 0.75) / 0.25, 0, 1) ** 2
    out = points.copy()
    out[..., 2] += lift
    return out


def _upper(rng: np.random.Generator, last: Last, *, crease_m: float) -> tuple[Points, Points, Points]:
    """(upper, lining, opening): grids (rows from the sole up, around, 3), and the opening's rim (around, 3)."""
    sole = _outline(last)
    n = len(sole)
    base = np.column_stack([sole, np.full(n, last.sole_m)])
    f = np.arange(n) / n
    angle = 2 * np.pi * f
    reach = (last.throat - 0.02) / 2 * last.length
    centre = 0.02 * last.length + reach
    toward = 0.5 - 0.5 * np.cos(angle)
    high = last.heel_high * (1 - toward) + last.throat_high * toward - last.dip * np.sin(angle) ** 2
    rim = np.column_stack([centre - reach * np.cos(angle), -last.opening / 2 * last.length * np.sin(angle) * last.wide,
                           last.sole_m + high * last.length])  # fmt: skip
    up = rim[:, 2] - base[:, 2]
    out = (base - base.mean(0)) * [1, 1, 0]
    out /= np.linalg.norm(out, axis=1)[:, None]
    toe = toward**3
    first = base + out * (0.018 * last.length + 0.03 * last.length * toe)[:, None]
    first[:, 2] += up * 0.5 * (1 - toe) + toe * last.toe * last.length * 1.25
    second = rim + (base - rim) * np.array([1.0, 1.0, 0.0]) * (0.22 + 0.32 * toe)[:, None]
    second[:, 2] = rim[:, 2] - up * (0.3 - 0.12 * toe)
    t = np.linspace(0.0, 1.0, _UP)[:, None, None]
    upper = (1 - t) ** 3 * base + 3 * t * (1 - t) ** 2 * first + 3 * t**2 * (1 - t) * second + t**3 * rim
    ball = np.exp(-(((upper[..., 0] / last.length - 0.7) / 0.06) ** 2)) * np.clip(upper[..., 2] / last.length / 0.15 - 0.5, 0, 1)
    bent = waves(rng, 0.016, spread=0.15)(upper[..., 0], upper[..., 1])
    soft = waves(rng, 0.06)(upper[..., 0] + upper[..., 2], upper[..., 1])
    normal = grid_normals(upper)
    upper = upper - normal * (-1.0) * (crease_m * bent * ball + 0.0012 * soft * np.sin(np.pi * t[..., 0]))[..., None] * -1.0
    inner = rim.copy()
    inner[:, :2] = rim[:, :2].mean(0) + (rim[:, :2] - rim[:, :2].mean(0)) * 0.93
    floor = base.copy()
    floor[:, :2] = base[:, :2].mean(0) + (base[:, :2] - base[:, :2].mean(0)) * 0.82
    floor[:, 2] += 0.004
    down = np.linspace(0.0, 1.0, 10)[:, None, None]
    lining = inner * (1 - down) + floor * down
    lining = np.concatenate([rim[None], lining, np.broadcast_to(floor.mean(0), (1, n, 3))])
    return _warped(upper, last), _warped(lining, last), _warped(rim, last)


def _cloth(rows: Points) -> Surface:
    """A ring-shaped grid with texture coordinates in metres, wound to the outside."""
    along = np.concatenate([rows, rows[:, :1]], axis=1)
    u = np.cumsum(np.linalg.norm(np.diff(along, axis=1, prepend=along[:, :1]), axis=2), axis=1).max(0)
    v = np.cumsum(np.linalg.norm(np.diff(rows, axis=0, prepend=rows[:1]), axis=2), axis=0).mean(1)
    return grid(rows, uvs=np.stack(np.broadcast_arrays(u[None, :], v[:, None]), -1), wrap=True)


def _slab(last: Last, grow_m: float, low_m: float, high_m: float, *, until: float = 1.1) -> Surface:
    """A sole, or its heel alone, that follows the last."""
    line = _outline(last, grow_m)
    if until < 1:
        keep = line[:, 0] < until * last.length
        start = int(np.argmax(~keep))
        line = np.roll(line, -start, axis=0)[np.roll(keep, -start)]
    slab = extrude(line, low_m, high_m, bevel_m=0.0016)
    return Surface(points=_warped(slab.points, last), counts=slab.counts, indices=slab.indices, uvs=slab.uvs)


def _spot(upper: Points, f: float, t: float) -> tuple[Points, Points]:
    """A point of the upper and its outward normal: around (0 heel, 0.5 toe), up (0 sole, 1 rim)."""
    i, j = round(t * (_UP - 1)), round(f * _AROUND) % _AROUND
    return upper[i, j], grid_normals(np.concatenate([upper, upper[:, :2]], axis=1))[i, j]


def _line(upper: Points, places: Sequence[tuple[float, float]], lift_m: float = 6e-4) -> tuple[Points, Points]:
    """(points, normals) along a polyline of (around, up) places on the upper."""
    from scipy.ndimage import map_coordinates

    path = resampled(np.asarray(places, np.float64) * [1.0, 0.35], 0.004) / [1.0, 0.35]
    at = np.stack([path[:, 1] * (_UP - 1), path[:, 0] * _AROUND])
    wide = np.concatenate([upper, upper[:, :1]], axis=1)
    normals = grid_normals(wide)
    points = np.stack([map_coordinates(wide[..., k], at, order=1, mode="nearest") for k in range(3)], -1)
    ways = np.stack([map_coordinates(normals[..., k], at, order=1, mode="nearest") for k in range(3)], -1)
    return points + lift_m * ways, ways


def _laces(upper: Points, pairs: int, radius_m: float, *, flat: bool) -> tuple[Surface, Surface]:
    """(laces, eyelets) in two rows on the instep, a bow at the top."""
    cords, rings = [], []
    previous = None
    for k in range(pairs):
        t = 0.985 - 0.34 * k / max(pairs - 1, 1)
        ends = []
        for f in (0.5 - 0.058 - 0.008 * k * 0, 0.5 + 0.058):
            point, normal = _spot(upper, f, t)
            ends.append(point + normal * radius_m * 1.2)
            rings.append(seated(eyelet(radius_m * 2.2), point[None] + normal * 0.0006, normal[None]))
        across = np.stack([ends[0], 0.5 * (ends[0] + ends[1]) + [0, 0, 0.004], ends[1]])
        cords.append(strap(resampled(across, 0.003), radius_m * 4, radius_m * 1.2) if flat else tube(resampled(across, 0.003), radius_m, sides=8))
        if previous is not None:
            for a, b in ((0, 1), (1, 0)):
                diagonal = np.stack([previous[a], 0.5 * (previous[a] + ends[b]) + [0, 0, 0.003], ends[b]])
                cords.append(tube(resampled(diagonal, 0.004), radius_m, sides=8))
        previous = ends
    top = 0.5 * (_spot(upper, 0.44, 0.985)[0] + _spot(upper, 0.56, 0.985)[0]) + [0.004, 0, 0.008]
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
    last = Last(length=size, throat=0.44, heel_high=0.2, throat_high=0.27, dip=0.03, sole_m=0.008, heel_m=0.024,
                wide=float(rng.uniform(0.9, 1.0)), toe=float(rng.uniform(0.12, 0.15)))  # fmt: skip
    upper, lining, rim = _upper(rng, last, crease_m=0.0016)
    sole = merge([_slab(last, 0.005, 0.0, 0.008), _slab(last, 0.003, -last.heel_m, 0.0, until=0.27)])
    laces, rings = _laces(upper, int(rng.integers(4, 6)), 0.0014, flat=False)
    rows = [stitches(*_line(upper, line)) for line in (
        [(0.36, 0.02), (0.42, 0.4), (0.5, 0.47), (0.58, 0.4), (0.64, 0.02)], [(0.365, 0.02), (0.423, 0.37), (0.5, 0.44), (0.577, 0.37), (0.635, 0.02)],
        [(0.30, 0.05), (0.39, 0.62), (0.425, 0.98)], [(0.70, 0.05), (0.61, 0.62), (0.575, 0.98)],
        [(0.0, 0.93), (0.25, 0.93), (0.42, 0.93)], [(1.0, 0.93), (0.75, 0.93), (0.58, 0.93)], [(0.1, 0.05), (0.14, 0.9)], [(0.9, 0.05), (0.86, 0.9)])]  # fmt: skip
    welt = _outline(last, 0.0025)
    welt_line = _warped(np.column_stack([welt, np.full(len(welt), 0.0082)]), last)
    rows.append(stitches(resampled(welt_line, 0.004, closed=True), (0, 0, 1), closed=True, length_m=0.0036))
    body = merge([_cloth(upper), tube(rim, 0.0024, sides=8, closed=True), _tongue(last, rim)])
    parts = [body, sole, merge([laces]), merge(rows), merge([_cloth(lining)]), rings]
    return _displayed(parts, size, 180.0 + float(rng.uniform(15, 35)))


def _trainer(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    last = Last(length=size * 0.97, throat=0.46, heel_high=0.27, throat_high=0.31, dip=0.06, sole_m=0.025, heel_m=0.008, toe=0.14,
                wide=float(rng.uniform(1.02, 1.12)))  # fmt: skip
    upper, lining, rim = _upper(rng, last, crease_m=0.001)
    foam = merge([_slab(last, 0.008, 0.004, 0.025), _slab(last, 0.006, 0.0, 0.005), *_treads(last)])
    laces, rings = _laces(upper, 5, 0.0016, flat=True)
    overlays = [_overlay(upper, line, 0.02) for line in (
        [(0.17, 0.05), (0.25, 0.5), (0.36, 0.9)], [(0.27, 0.05), (0.33, 0.5), (0.405, 0.9)], [(0.83, 0.05), (0.75, 0.5), (0.64, 0.9)],
        [(0.73, 0.05), (0.67, 0.5), (0.595, 0.9)])]  # fmt: skip
    overlays += [_overlay(upper, [(0.34, 0.1), (0.42, 0.13), (0.5, 0.15), (0.58, 0.13), (0.66, 0.1)], 0.02),
                 _overlay(upper, [(0.86, 0.25), (0.93, 0.3), (0.999, 0.32)], 0.035), _overlay(upper, [(0.001, 0.32), (0.07, 0.3), (0.14, 0.25)], 0.035)]  # fmt: skip
    body = merge([_cloth(upper), tube(rim, 0.006, sides=10, closed=True), _tongue(last, rim)])
    parts = [body, foam, merge([laces]), merge([*overlays, rings]), _cloth(lining)]
    return _displayed(parts, size, 180.0 + float(rng.uniform(15, 35)))


def _treads(last: Last) -> list[Surface]:
    """Grooves' ribs along a foam sole's side."""
    line = _outline(last, 0.008)
    path = _warped(np.column_stack([line, np.full(len(line), 0.0)]), last)
    return [tube(path + [0, 0, z], 0.0022, sides=6, closed=True) for z in (0.011, 0.018)]


def _overlay(upper: Points, places: Sequence[tuple[float, float]], width_m: float) -> Surface:
    """A band laid on the upper along places (around, up)."""
    line, normals = _line(upper, places, 0.0012)
    way = np.gradient(line, axis=0)
    way /= np.linalg.norm(way, axis=1)[:, None]
    side = np.cross(normals, way)
    rows = [line + side * width_m * s - normals * 0.0016 * abs(2 * s) ** 4 for s in (-0.5, -0.45, -0.2, 0.0, 0.2, 0.45, 0.5)]
    return grid(np.stack(rows)[::-1]) if _faces(rows, normals) else grid(np.stack(rows))


def _faces(rows: list[Points], normals: Points) -> bool:
    across, along = rows[1][0] - rows[0][0], rows[0][1] - rows[0][0]
    return bool(np.cross(along, across) @ normals[0] < 0)


def _slippers(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A pair of felt slippers with blanket stitch about the opening."""
    last = Last(length=size, throat=0.56, heel_high=0.19, throat_high=0.27, dip=0.035, opening=0.16, sole_m=0.01, heel_m=0.0, spring_m=0.005,
                toe=0.17, wide=float(rng.uniform(1.1, 1.2)))  # fmt: skip
    upper, lining, rim = _upper(rng, last, crease_m=0.001)
    felt = merge([_cloth(upper), tube(rim, 0.0045, sides=10, closed=True), _cloth(lining)])
    line, ways = _line(upper, [(0.002, 0.93), (0.25, 0.93), (0.5, 0.93), (0.75, 0.93), (0.998, 0.93)], 0.001)
    bars = [stitches(line, ways, length_m=0.006, gap_m=0.002, radius_m=0.0011)]
    for k in range(0, len(line), 3):
        bars.append(stitches(np.stack([line[k], _spot(upper, min(k / len(line), 0.995), 1.0)[0] + ways[k] * 0.004]), ways[k], length_m=0.012, radius_m=0.0011))
    sole = _slab(last, 0.004, 0.0, 0.011)
    pair = []
    for mesh in (felt, sole, merge(bars)):
        other = moved(turned(mesh, "z", 9.0), float(rng.uniform(-0.02, 0.03)), 0.135 * size / 0.27)
        pair.append(merge([mesh, other]))
    return _displayed(pair, size, 180.0 + float(rng.uniform(35, 55)))


def _ballet(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A ballet shoe: a low opening with a drawstring, a pleated toe, ribbons that trail from its sides."""
    last = Last(length=size * 0.9, throat=0.76, heel_high=0.2, throat_high=0.15, dip=0.055, opening=0.19, sole_m=0.004, heel_m=0.0, spring_m=0.004,
                toe=0.1, wide=float(rng.uniform(0.82, 0.9)))  # fmt: skip
    upper, lining, rim = _upper(rng, last, crease_m=0.0006)
    f = np.arange(_AROUND) / _AROUND
    pleat = np.exp(-(((f - 0.5) / 0.09) ** 2)) * np.abs(np.sin(2 * np.pi * 42 * f))
    fade = np.clip(1 - np.arange(_UP) / (0.35 * _UP), 0, 1)
    upper = upper + grid_normals(upper) * (0.0016 * fade[:, None] * pleat[None, :])[..., None]
    ribbons = [_trailing(rng, _spot(upper, f0, 0.95)[0], side) for f0, side in ((0.2, -1.0), (0.8, 1.0))]
    body = merge([_cloth(upper), tube(rim, 0.0026, sides=8, closed=True), *ribbons])
    toe = rim[_AROUND // 2]
    bow = moved(turned(turned(bow_of_cord(0.035, 0.0008), "x", -60.0), "z", 90.0), *(toe + [0.004, 0, 0.003]))
    sole = _slab(last, -0.004, 0.0, 0.004)
    sewn = stitches(*_line(upper, [(0.002, 0.9), (0.25, 0.9), (0.5, 0.9), (0.75, 0.9), (0.998, 0.9)]))
    return _displayed([body, sole, merge([bow, sewn]), _cloth(lining)], size, 180.0 + float(rng.uniform(25, 45)))


def _trailing(rng: np.random.Generator, start: Points, side: float) -> Surface:
    """A ribbon that rises from a shoe's side, falls over and lies in waves on the floor."""
    t = np.linspace(0.0, 1.0, 70)
    x = start[0] + 0.06 * t - 0.10 * np.sin(2.6 * t) * (1 if side > 0 else 0.4)
    y = start[1] + side * (0.012 + 0.16 * t**1.3) + 0.02 * np.sin(8 * t)
    z = np.maximum(start[2] * (1 - t * 3.0) + 0.06 * np.sin(np.pi * np.clip(t * 2.6, 0, 1)), 0.0)
    z = z + 0.010 * (1 - np.cos(2 * np.pi * 3 * t)) * np.clip(t * 3 - 1, 0, 1) + 0.0008
    path = np.column_stack([x, y, z])
    half = np.column_stack([np.full(70, 0.011), 0.004 * np.sin(5 * t), 0.002 + 0.006 * np.abs(np.sin(4 * t + float(rng.uniform(0, 3))))])
    return thick(np.stack([path - half, path, path + half])[:: (1 if side > 0 else -1)], 0.0006)


def _leg_on_boot(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A trouser leg with a turned-up hem that breaks on a boot: felled side seam, selvedge, chain stitch."""
    last = Last(length=size * 0.72, throat=0.36, heel_high=0.5, throat_high=0.46, sole_m=0.012, heel_m=0.022, toe=0.19, wide=0.98)
    upper, lining, rim = _upper(rng, last, crease_m=0.002)
    sole = merge([_slab(last, 0.006, 0.0, 0.014), _slab(last, 0.004, -last.heel_m, 0.0, until=0.28)])
    laces, rings = _laces(upper, 4, 0.0017, flat=False)
    base, top = 0.42 * size * 0.72, size * 1.0
    rows, n = 90, 150
    h = np.linspace(0.0, 1.0, rows)[:, None]
    a = np.linspace(0, 2 * np.pi, n, endpoint=False)[None, :]
    z = base * (1 - 0.18 * np.cos(a)) * (1 - h) + top * h
    radius = 0.082 + 0.012 * h
    stack = np.exp(-h / 0.3)
    r = radius * (1 + 0.035 * waves(rng, 0.3, way_deg=90, spread=0.3)(a / 3, h * 1.1) * (0.4 + stack)) + 0.010 * stack * np.sin(2 * np.pi * 4.4 * h + 1.2 * np.cos(a)) ** 1
    x0 = 0.2 * last.length + 0.015 * np.sin(2.5 * h)
    leg = np.stack([x0 + r * np.cos(a) * 1.12, r * np.sin(a) * 0.92, z], -1)
    inner = leg.copy()
    inner[..., :2] = (leg[..., :2] - leg[..., :2].mean(1, keepdims=True)) * 0.97 + leg[..., :2].mean(1, keepdims=True)
    cuff_rows = int(0.055 / (top - base) * rows) + 3
    centre = leg[:cuff_rows, :, :2].mean(1, keepdims=True)
    cuff = leg[:cuff_rows].copy()
    cuff[..., :2] = centre + (cuff[..., :2] - centre) * 1.065
    rims = [tube(ring, 0.0024, sides=8, closed=True) for ring in (cuff[0], cuff[-1], leg[-1])]
    body = merge([_cloth(leg), flipped(_cloth(inner)), _cloth(cuff), *rims])
    sewn, front = [], 1.05
    for shift in (-0.05, 0.02):
        k = int(((front + shift) % (2 * np.pi)) / (2 * np.pi) * n)
        for part_of in (leg[cuff_rows:], cuff):
            out = grid_normals(part_of)[:, k]
            sewn.append(stitches(part_of[:, k] + out * 0.0008, out))
    normals = grid_normals(np.concatenate([cuff, cuff[:, :2]], axis=1))[:, :n]
    sewn.append(stitches(cuff[2] + normals[2] * 0.0008, normals[2], closed=True, length_m=0.004))
    boot = merge([_cloth(upper), tube(rim, 0.003, sides=8, closed=True), _tongue(last, rim), _cloth(lining)])
    return _displayed([body, boot, merge([sole]), merge(sewn), merge([laces, rings])], size, 180.0 + float(rng.uniform(20, 40)))


_SOLES = ("black_rubber", "tan_leather")
FORMS: tuple[Form, ...] = (
    Form(name="lace_up_shoe", class_name="shoe", size_m=(0.26, 0.32), build=_lace_up,
         parts=(main_part(), part("Sole", *_SOLES), part("Laces", "black_thread", "cream_thread"), part("Stitches", "cream_thread", "black_thread"),
                part("Lining", "cream_leather", "tan_leather"), part("Eyelets", "brass", "steel"))),
    Form(name="trainer", class_name="trainer", size_m=(0.26, 0.32), build=_trainer,
         parts=(main_part(), part("Sole", "white_foam"), part("Laces", "white_thread", "black_thread"),
                part("Overlays", "black_plastic", "white_foam", "red_rubber"), part("Lining", "black_thread", "grey_wool"))),
    Form(name="slippers", class_name="slipper", size_m=(0.25, 0.32), build=_slippers,
         parts=(main_part(), part("Sole", "tan_leather", "black_rubber"), part("Stitches", "red_thread", "cream_thread", "orange_thread"))),
    Form(name="ballet_shoe", class_name="ballet shoe", size_m=(0.24, 0.3), build=_ballet,
         parts=(main_part(), part("Sole", "tan_leather"), part("Drawstring", "cream_thread"), part("Lining", "white_cotton"))),
    Form(name="trouser_leg_on_boot", class_name="trouser leg", size_m=(0.36, 0.46), build=_leg_on_boot,
         parts=(main_part(), part("Boot", "tan_leather", "black_leather"), part("Sole", "black_rubber"), part("Stitches", "orange_thread"),
                part("Laces", "black_thread", "cream_thread"))),
)  # fmt: skip
