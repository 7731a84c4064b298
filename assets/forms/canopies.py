"""Cloth stretched on ribs and poles: an umbrella, a parasol, a dome tent."""

from __future__ import annotations

from functools import partial

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import placed, resampled, waves
from assets.forms.kit.sewing import stitches, tube, whole, zip_fastener
from assets.meshes.solids import lathe, sweep
from assets.meshes.surface import Points, Surface, flipped, grid, merge, moved, turned
from schemas.mesh import MeshData

_EACH = 24  # points from rib to rib


def _canopy(rng: np.random.Generator, size: float, *, trimmed: bool) -> tuple[MeshData, ...]:
    """An open umbrella that lies on its rim and its handle, seen from its side.

    Args:
        trimmed: a parasol: a scalloped frill along the rim, and a straight handle.
    """
    ribs = 8 if trimmed else int(rng.choice([8, 10]))
    high = size * float(rng.uniform(0.2, 0.26))
    points, uvs = _gores(rng, size, high, ribs)
    under = flipped(grid(points - [0, 0, 0.0007], uvs=uvs, wrap=True))
    rim = tube(resampled(points[0], 0.008, closed=True), 0.0013, sides=6, closed=True)
    cloth = [grid(points, uvs=uvs, wrap=True), under, rim, *(_frill(points[0], size) if trimmed else [])]
    seams = [points[::-1, k * _EACH] + [0, 0, 0.0006] for k in range(ribs)]
    sewn = merge([stitches(line, (0, 0, 1), length_m=0.006, gap_m=0.004, radius_m=0.0007) for line in seams])
    foot = high - 0.86 * size
    hook, crook = 0.05 * size, np.linspace(0, np.pi, 20)
    grip = np.array([[0, 0, foot + 0.16], [0, 0, foot + 0.08], [0, 0, foot]])
    if not trimmed:
        bend = np.column_stack([hook - hook * np.cos(crook), 0 * crook, foot + 0.06 - hook * np.sin(crook)])
        grip = np.concatenate([grip[:1], bend])
    handle = tube(resampled(grip, 0.01), 0.012 * size, sides=14)
    tilt = float(rng.uniform(50, 55))
    turn = float(rng.uniform(-112, -72))
    parts = [merge(cloth), _frame(points, size, high), handle, sewn]
    return placed([turned(turned(turned(p, "z", 180.0 / ribs), "x", tilt), "z", turn) for p in parts], size)


def _gores(rng: np.random.Generator, size: float, high: float, ribs: int) -> tuple[Points, Points]:
    """(points, uvs) of cloth that sags between ribs, from the rim to the crown."""
    columns = ribs * _EACH
    a = np.linspace(0, 2 * np.pi, columns, endpoint=False)[None, :]
    t = np.linspace(1.0, 0.0, 46)[:, None]
    between = np.abs(np.sin(ribs * a / 2.0))
    span = 0.5 * size * (1 - 0.075 * between**1.5 * t**2)
    sag = 0.09 * high * between**0.8 * np.sin(0.9 * np.pi * t)
    radius = np.maximum(span * np.sin(1.12 * t) / np.sin(1.12), 0.004)
    z = high * (np.cos(1.12 * t) - np.cos(1.12)) / (1 - np.cos(1.12)) - sag
    ripple = 0.0015 * size * waves(rng, 0.5, spread=0.4)(a, 2 * t) * between
    points = np.stack([radius * np.cos(a), radius * np.sin(a), z + ripple], -1)
    u, v = np.linspace(0, 0.6 * np.pi * size, columns + 1), (1 - t) * 0.575 * size
    return points, np.stack(np.broadcast_arrays(u[None, :], v), -1)


def _frill(rim: Points, size: float) -> list[Surface]:
    """A scalloped frill that falls from a canopy's rim, and the whole thread along its edge."""
    edge = resampled(rim, np.pi * size / (3 * len(rim)), closed=True)
    k = np.arange(len(edge))[:, None]
    out = edge * [1, 1, 0] / np.linalg.norm(edge[:, :2], axis=1)[:, None]
    drop = 0.05 * size * (0.75 + 0.25 * np.abs(np.sin(np.pi * k / 9.0)) ** 0.7)
    low = edge + out * (0.35 * drop + 0.006 * np.sin(2 * np.pi * k / 12.0)) - np.array([0, 0, 0.9]) * drop
    sheet = grid(np.stack([low, 0.5 * (low + edge), edge]), uvs=_frill_uvs(edge, drop), wrap=True)
    return [sheet, whole(tube(low, 0.0012, sides=5, closed=True))]


def _frame(points: Points, size: float, high: float) -> Surface:
    """Shaft, ribs with tips, stretchers and ferrule of an umbrella."""
    shaft = np.array([[0, 0, high - 0.86 * size + 0.1], [0, 0, high + 0.04 * size]])
    ferrule = lathe(np.array([[0, 0], [0.009, 0], [0.004, 0.05], [0, 0.052]]), 16)
    tip = lathe(np.array([[0, -0.006], [0.0045, -0.003], [0.0045, 0.003], [0, 0.006]]), 10)
    pieces = [sweep(shaft, 0.0047 * size, sides=12), moved(ferrule, z=high - 0.002)]
    for k in range(0, points.shape[1], _EACH):
        line = points[::-1, k] - [0, 0, 0.004]
        way = line[-1] / np.linalg.norm(line[-1, :2])
        runner = np.array([0.01 * way[0], 0.01 * way[1], high - 0.36 * size])
        pieces.append(tube(resampled(line, 0.03), 0.0019, sides=6))
        pieces.append(tube(resampled(np.stack([line[20], runner]), 0.05), 0.0017, sides=6))
        pieces.append(moved(tip, *(points[0, k] * [1.004, 1.004, 1.0])))
    return merge(pieces)


def _frill_uvs(edge: Points, drop: Points) -> Points:
    u = np.concatenate(
        [[0.0], np.cumsum(np.linalg.norm(np.diff(np.concatenate([edge, edge[:1]]), axis=0), axis=1))]
    )
    tall = float(drop.max())
    return np.stack(np.broadcast_arrays(u[None, :], np.array([[0.0], [tall / 2], [tall]])), -1)


def _tent(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A dome tent on two crossed poles: sleeves, sagging panels, a zipped door, guy lines with pegs."""
    points, uvs = _dome(rng, size)
    quarter, scale = points.shape[1] // 4, size / 1.5
    ridges = [points[:, k * quarter] for k in range(4)]
    sleeves = [tube(resampled(ridge, 0.03) * 1.002, 0.012 * scale, sides=8) for ridge in ridges]
    ends = [np.stack([ridge[0] + [0, 0, 0.004], ridge[0] * 1.035 + [0, 0, 0.002]]) for ridge in ridges]
    poles = [tube(end, 0.006 * scale, sides=8) for end in ends]
    front = 2 * quarter + quarter // 2  # the middle of the side towards -Y
    share = np.linspace(0, np.pi, 70)
    across = front - 17 * np.cos(share) * (1 - 0.1 * np.sin(share))
    up = 1 + 33 * np.sin(share) ** 0.6
    arch = np.stack([_between(points, row, column) for row, column in zip(up, across, strict=True)])
    arch = arch * [1.004, 1.004, 1.0] + [0, -0.003, 0.002]
    teeth = zip_fastener(arch, (0, -0.8, 0.6), tooth_m=0.012 * scale, width_m=0.022 * scale)
    flap, window = _door(points, front)
    guys, pegs = [], []
    peg = lathe(np.array([[0, -0.02], [0.005, 0.0], [0.005, 0.045], [0.009, 0.05], [0, 0.055]]), 10)
    for ridge in ridges:
        end = ridge[0] * [1.26, 1.26, 0.0] + [0.0, 0.0, 0.03]
        middle = 0.5 * (ridge[26] + end) - [0, 0, 0.01]
        guys.append(tube(np.stack([ridge[26], middle, end]), 0.0026, sides=6))
        pegs.append(moved(peg, end[0], end[1], 0.02))
    ground = grid(np.stack([points[0] * [0.0, 0.0, 0.5], points[0] * [1.0, 1.0, 0.5]]), wrap=True)
    hem = tube(resampled(points[0] * 1.001, 0.03, closed=True), 0.008, sides=6, closed=True)
    shell = [grid(points, uvs=uvs, wrap=True), flipped(grid(points * 0.996, uvs=uvs, wrap=True))]
    body = merge([*shell, *sleeves, flap, ground])
    parts = [body, merge([teeth, hem]), merge([*poles, *pegs]), merge(guys), window]
    turn = float(rng.uniform(-25, 5))
    return placed([turned(p, "z", turn) for p in parts], size)


def _dome(rng: np.random.Generator, size: float) -> tuple[Points, Points]:
    """(points, uvs) of a square dome, its diagonals on poles and its sides sagging between them."""
    half, high = size * 0.42, size * float(rng.uniform(0.5, 0.6))
    columns, power = 192, 5.0
    a = np.linspace(0, 2 * np.pi, columns, endpoint=False)[None, :] + np.pi / 4
    t = np.linspace(0.0, 1.0, 60)[:, None]
    side = half / (np.abs(np.cos(a)) ** power + np.abs(np.sin(a)) ** power) ** (1 / power)
    off = np.abs(np.cos(2 * a)) ** 0.8
    radius = side * np.cos(0.5 * np.pi * t) ** 0.85 * (1 - 0.09 * off * np.sin(np.pi * t))
    radius = radius + waves(rng, 0.5, spread=0.3)(3 * a, t) * 0.004 * size * off * (1 - t)
    z = high * np.sin(0.5 * np.pi * t) ** 1.1 * (1 - 0.06 * off * np.sin(np.pi * t) ** 2) + 0.001
    points = np.stack([radius * np.cos(a), radius * np.sin(a), z + 0 * a], -1)
    u = np.linspace(0, 8 * half, columns + 1)
    return points, np.stack(np.broadcast_arrays(u[None, :], 1.4 * high * t), -1)


def _between(points: Points, row: float, column: float) -> Points:
    """A point of a ring-shaped grid between its rows and columns."""
    i, j = int(row), int(np.floor(column))
    f, g = row - i, column - j
    n = points.shape[1]
    low = points[i, j % n] * (1 - g) + points[i, (j + 1) % n] * g
    high = points[i + 1, j % n] * (1 - g) + points[i + 1, (j + 1) % n] * g
    return np.asarray(low * (1 - f) + high * f)


def _door(points: Points, front: int) -> tuple[Surface, Surface]:
    """(a rolled flap beside the door, the dark opening's netting)."""
    rows = []
    for row in np.linspace(1, 31, 26):
        wide = 15.5 * np.sqrt(np.clip(1 - (row / 33.0) ** 2.6, 0.02, 1))
        rows.append([_between(points, row, front + c * wide) for c in np.linspace(-1, 1, 22)])
    sheet: Points = np.asarray(rows) * [1.004, 1.004, 1.0] + [0, -0.004, 0.001]
    roll = np.asarray([_between(points, row, front - 17.5 + 0.02 * row) for row in np.linspace(2, 24, 20)])
    bundle = tube(
        roll * [1.02, 1.02, 1] + [0, -0.015, 0], 0.024 * (1 + 0.12 * np.sin(np.arange(20) * 1.7)), sides=12
    )
    return bundle, grid(sheet)


FORMS: tuple[Form, ...] = (
    Form(
        name="umbrella",
        class_name="umbrella",
        size_m=(0.75, 1.05),
        build=partial(_canopy, trimmed=False),
        parts=(
            main_part(),
            part("Frame", "steel"),
            part("Handle", "dark_wood", "black_plastic"),
            part("Stitches", "black_thread", "white_thread"),
        ),
    ),
    Form(
        name="parasol",
        class_name="parasol",
        size_m=(0.6, 0.85),
        build=partial(_canopy, trimmed=True),
        parts=(
            main_part(),
            part("Frame", "beech", "dark_wood"),
            part("Handle", "dark_wood", "beech"),
            part("Stitches", "white_thread"),
        ),
    ),
    Form(
        name="tent",
        class_name="tent",
        size_m=(1.3, 2.0),
        build=_tent,
        parts=(
            main_part(),
            part("Zip", "black_plastic", "black_webbing"),
            part("Poles", "steel"),
            part("Lines", "white_thread", "orange_thread"),
            part("Door", "black_mesh_cloth"),
        ),
    ),
)
