"""A shoe's last: its sole, the leather pulled over it, and places on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assets.forms.kit.cloth import grid_normals, resampled, waves
from assets.meshes.solids import extrude
from assets.meshes.surface import Points, Surface, grid

AROUND = 168


UP = 34


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


def sole_outline(last: Last, grow_m: float = 0.0) -> Points:
    """(n, 2) the sole from the heel along the outer side to the toe and back, counter-clockwise; x to the toe."""
    from scipy.interpolate import CubicSpline

    half = [
        (0.0, 0.0),
        (0.05, -0.095),
        (0.25, -0.112),
        (0.47, -0.10),
        (0.72, -0.165),
        (0.9, -0.125),
        (1.0, -0.01),
        (0.95, 0.085),
        (0.74, 0.145),
        (0.47, 0.083),
        (0.25, 0.105),
        (0.05, 0.09),
        (0.0, 0.0),
    ]
    points = np.asarray(half) * [1.0, last.wide]
    chord = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    curve = (
        CubicSpline(chord, points, bc_type="periodic")(np.linspace(0, chord[-1], AROUND + 1)[:-1]) * last.length
    )
    way = np.roll(curve, -1, 0) - np.roll(curve, 1, 0)
    out = np.stack([way[:, 1], -way[:, 0]], -1) / np.linalg.norm(way, axis=1)[:, None]
    return np.asarray(curve + grow_m * out)


def raised(points: Points, last: Last) -> Points:
    """Raised at the heel and the toe, as the last is."""
    x = points[..., 0] / last.length
    heel = np.clip((0.62 - x) / 0.3, 0, 1)
    lift = last.heel_m * heel**2 * (3 - 2 * heel) + last.spring_m * np.clip((x - 0.75) / 0.25, 0, 1) ** 2
    out = points.copy()
    out[..., 2] += lift
    return out


def upper_of(rng: np.random.Generator, last: Last, *, crease_m: float) -> tuple[Points, Points, Points]:
    """(upper, lining, opening): grids (rows from the sole up, around, 3), and the opening's rim (around, 3)."""
    sole = sole_outline(last)
    n = len(sole)
    base = np.column_stack([sole, np.full(n, last.sole_m)])
    f = np.arange(n) / n
    angle = 2 * np.pi * f
    reach = (last.throat - 0.02) / 2 * last.length
    centre = 0.02 * last.length + reach
    toward = 0.5 - 0.5 * np.cos(angle)
    high = last.heel_high * (1 - toward) + last.throat_high * toward - last.dip * np.sin(angle) ** 2
    rim = np.column_stack(
        [
            centre - reach * np.cos(angle),
            -last.opening / 2 * last.length * np.sin(angle) * last.wide,
            last.sole_m + high * last.length,
        ]
    )
    up = rim[:, 2] - base[:, 2]
    out = (base - base.mean(0)) * [1, 1, 0]
    out /= np.linalg.norm(out, axis=1)[:, None]
    toe = toward**3
    first = base + out * (0.018 * last.length + 0.03 * last.length * toe)[:, None]
    first[:, 2] += up * 0.5 * (1 - toe) + toe * last.toe * last.length * 1.25
    second = rim + (base - rim) * np.array([1.0, 1.0, 0.0]) * (0.22 + 0.32 * toe)[:, None]
    second[:, 2] = rim[:, 2] - up * (0.3 - 0.12 * toe)
    t = np.linspace(0.0, 1.0, UP)[:, None, None]
    upper = (1 - t) ** 3 * base + 3 * t * (1 - t) ** 2 * first + 3 * t**2 * (1 - t) * second + t**3 * rim
    ball = np.exp(-(((upper[..., 0] / last.length - 0.7) / 0.06) ** 2)) * np.clip(
        upper[..., 2] / last.length / 0.15 - 0.5, 0, 1
    )
    bent = waves(rng, 0.016, spread=0.15)(upper[..., 0], upper[..., 1])
    soft = waves(rng, 0.06)(upper[..., 0] + upper[..., 2], upper[..., 1])
    normal = grid_normals(upper)
    upper = (
        upper
        - normal * (-1.0) * (crease_m * bent * ball + 0.0012 * soft * np.sin(np.pi * t[..., 0]))[..., None] * -1.0
    )
    inner = rim.copy()
    inner[:, :2] = rim[:, :2].mean(0) + (rim[:, :2] - rim[:, :2].mean(0)) * 0.93
    floor = base.copy()
    floor[:, :2] = base[:, :2].mean(0) + (base[:, :2] - base[:, :2].mean(0)) * 0.82
    floor[:, 2] += 0.004
    down = np.linspace(0.0, 1.0, 10)[:, None, None]
    lining = inner * (1 - down) + floor * down
    lining = np.concatenate([rim[None], lining, np.broadcast_to(floor.mean(0), (1, n, 3))])
    return raised(upper, last), raised(lining, last), raised(rim, last)


def ring_cloth(rows: Points) -> Surface:
    """A ring-shaped grid with texture coordinates in metres, wound to the outside."""
    along = np.concatenate([rows, rows[:, :1]], axis=1)
    u = np.cumsum(np.linalg.norm(np.diff(along, axis=1, prepend=along[:, :1]), axis=2), axis=1).max(0)
    v = np.cumsum(np.linalg.norm(np.diff(rows, axis=0, prepend=rows[:1]), axis=2), axis=0).mean(1)
    return grid(rows, uvs=np.stack(np.broadcast_arrays(u[None, :], v[:, None]), -1), wrap=True)


def slab(last: Last, grow_m: float, low_m: float, high_m: float, *, until: float = 1.1) -> Surface:
    """A sole, or its heel alone, that follows the last."""
    line = sole_outline(last, grow_m)
    if until < 1:
        keep = line[:, 0] < until * last.length
        start = int(np.argmax(~keep))
        line = np.roll(line, -start, axis=0)[np.roll(keep, -start)]
    slab = extrude(line, low_m, high_m, bevel_m=0.0016)
    return Surface(points=raised(slab.points, last), counts=slab.counts, indices=slab.indices, uvs=slab.uvs)


def spot_on(upper: Points, f: float, t: float) -> tuple[Points, Points]:
    """A point of the upper and its outward normal: around (0 heel, 0.5 toe), up (0 sole, 1 rim)."""
    i, j = round(t * (UP - 1)), round(f * AROUND) % AROUND
    return upper[i, j], grid_normals(np.concatenate([upper, upper[:, :2]], axis=1))[i, j]


def line_on(upper: Points, places: Sequence[tuple[float, float]], lift_m: float = 6e-4) -> tuple[Points, Points]:
    """(points, normals) along a polyline of (around, up) places on the upper."""
    from scipy.ndimage import map_coordinates

    path = resampled(np.asarray(places, np.float64) * [1.0, 0.35], 0.004) / [1.0, 0.35]
    at = np.stack([path[:, 1] * (UP - 1), path[:, 0] * AROUND])
    wide = np.concatenate([upper, upper[:, :1]], axis=1)
    normals = grid_normals(wide)
    points = np.stack([map_coordinates(wide[..., k], at, order=1, mode="nearest") for k in range(3)], -1)
    ways = np.stack([map_coordinates(normals[..., k], at, order=1, mode="nearest") for k in range(3)], -1)
    return points + lift_m * ways, ways
