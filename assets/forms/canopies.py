"""Cloth stretched on ribs and poles: an umbrella, a parasol, a dome tent."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import placed, resampled, waves
from assets.forms.kit.sewing import stitches, tube, zip_fastener
from assets.meshes.solids import lathe, sweep
from assets.meshes.surface import Points, Surface, flipped, grid, merge, moved, turned
from schemas.mesh import MeshData


def _canopy(rng: np.random.Generator, size: float, *, trimmed: bool) -> tuple[MeshData, ...]:
    """An open umbrella that lies on its rim and its handle, seen from its side.

    Args:
        trimmed: a parasol: a scalloped frill along the rim, and a straight handle.
    """
    ribs = int(rng.choice([8, 10])) if not trimmed else 8
    r, high = size * 0.5, size * float(rng.uniform(0.2, 0.26))
    each = 24
    columns = ribs * each
    a = np.linspace(0, 2 * np.pi, columns, endpoint=False)[None, :]
    t = np.linspace(0.0, 1.0, 46)[::-1][:, None]
    between = np.abs(np.sin(ribs * a / 2.0))
    span = r * (1 - 0.075 * between**1.5 * t**2)
    sag = 0.09 * high * between**0.8 * np.sin(np.pi * np.clip(t, 0, 1) * 0.9)
    radius = np.maximum(span * np.sin(t * 1.12) / np.sin(1.12), 0.004)
    z = high * (np.cos(t * 1.12) - np.cos(1.12)) / (1 - np.cos(1.12)) - sag
    ripple = 0.0015 * size * waves(rng, 0.5, spread=0.4)(a, 2 * t) * between
    points = np.stack([radius * np.cos(a), radius * np.sin(a), z + ripple], -1)
    u, v = np.linspace(0, 2 * np.pi * r * 0.6, columns + 1), (1 - t) * 1.15 * r
    uvs = np.stack(np.broadcast_arrays(u[None, :], v), -1)
    top = grid(points, uvs=uvs, wrap=True)
    under = flipped(grid(points - [0, 0, 0.0007], uvs=uvs, wrap=True))
    rim = tube(resampled(points[0], 0.008, closed=True), 0.0013, sides=6, closed=True)
    pieces = [top, under, rim]
    if trimmed:
        n = columns * 3
        edge = resampled(points[0], 2 * np.pi * r / n, closed=True)
        k = np.arange(len(edge))
        out = edge * [1, 1, 0] / np.linalg.norm(edge[:, :2], axis=1)[:, None]
        drop = 0.05 * size * (0.75 + 0.25 * np.abs(np.sin(np.pi * k / 9.0)) ** 0.7)[:, None]
        low = (
            edge
            + out * (0.35 * drop + 0.006 * np.sin(2 * np.pi * k / 12.0)[:, None])
            - np.array([0, 0, 1.0]) * drop * 0.9
        )
        frill = grid(np.stack([low, 0.5 * (low + edge), edge]), uvs=_frill_uvs(edge, drop), wrap=True)
        thread = tube(low, 0.0012, sides=5, closed=True)
        pieces += [frill, replace(thread, uvs=np.zeros_like(thread.uvs))]
    frame = []
    length = size * 0.86
    frame.append(
        sweep(np.array([[0, 0, high - length + 0.1], [0, 0, high + 0.04 * size]]), 0.0042 * size / 0.9, sides=12)
    )
    for k in range(ribs):
        line = points[::-1, k * each] - [0, 0, 0.004]
        frame.append(tube(resampled(line, 0.03), 0.0019, sides=6))
        stretcher = np.stack(
            [
                line[20],
                np.array([0.01 * np.cos(a[0, k * each]), 0.01 * np.sin(a[0, k * each]), high - 0.36 * size]),
            ]
        )
        frame.append(tube(resampled(stretcher, 0.05), 0.0017, sides=6))
        frame.append(
            moved(
                lathe(np.array([[0, -0.006], [0.0045, -0.003], [0.0045, 0.003], [0, 0.006]]), 10),
                *(points[0, k * each] * [1.004, 1.004, 1.0]),
            )
        )
    frame.append(
        moved(lathe(np.array([[0, 0], [0.009, 0], [0.004, 0.05], [0, 0.052]]) * [1, 1], 16), z=high - 0.002)
    )
    sewn = merge(
        [
            stitches(
                points[::-1, k * each] + [0, 0, 0.0006], (0, 0, 1), length_m=0.006, gap_m=0.004, radius_m=0.0007
            )
            for k in range(ribs)
        ]
    )
    crook = np.linspace(0, np.pi, 20)
    hook = 0.045 * size / 0.9
    handle_line = np.concatenate(
        [
            [[0, 0, high - length + 0.16]],
            np.column_stack([hook - hook * np.cos(crook), 0 * crook, high - length + 0.06 - hook * np.sin(crook)]),
        ]
    )
    if trimmed:
        handle_line = np.array([[0, 0, high - length + 0.16], [0, 0, high - length + 0.08], [0, 0, high - length]])
    handle = tube(resampled(handle_line, 0.01), 0.011 * size / 0.9, sides=14)
    tilt = float(rng.uniform(50, 55))
    turn = float(rng.uniform(48, 68)) if rng.random() < 0.5 else float(rng.uniform(-105, -85))
    parts = [merge(pieces), merge([*frame]), handle, sewn]
    return placed([turned(turned(turned(p, "z", 180.0 / ribs), "x", tilt), "z", turn) for p in parts], size)


def _frill_uvs(edge: Points, drop: Points) -> Points:
    u = np.concatenate(
        [[0.0], np.cumsum(np.linalg.norm(np.diff(np.concatenate([edge, edge[:1]]), axis=0), axis=1))]
    )
    tall = float(drop.max())
    return np.stack(np.broadcast_arrays(u[None, :], np.array([[0.0], [tall / 2], [tall]])), -1)


def _tent(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A dome tent on two crossed poles: sleeves, sagging panels, a zipped door, guy lines with pegs."""
    half, high = size * 0.42, size * float(rng.uniform(0.5, 0.6))
    columns, rows = 192, 60
    a = np.linspace(0, 2 * np.pi, columns, endpoint=False)[None, :] + np.pi / 4
    t = np.linspace(0.0, 1.0, rows)[:, None]
    power = 5.0
    side = half / (np.abs(np.cos(a)) ** power + np.abs(np.sin(a)) ** power) ** (1 / power)
    off = np.abs(np.cos(2 * a)) ** 0.8
    radius = side * np.cos(0.5 * np.pi * t) ** 0.85 * (1 - 0.09 * off * np.sin(np.pi * t))
    z = high * np.sin(0.5 * np.pi * t) ** 1.1 * (1 - 0.06 * off * np.sin(np.pi * t) ** 2) + 0.001
    strain = waves(rng, 0.5, spread=0.3)(3 * a, t) * 0.004 * size * off * (1 - t)
    points = np.stack([(radius + strain) * np.cos(a), (radius + strain) * np.sin(a), z + 0 * a], -1)
    u = np.linspace(0, 8 * half, columns + 1)
    shell = grid(points, uvs=np.stack(np.broadcast_arrays(u[None, :], t * 1.4 * high), -1), wrap=True)
    quarter = columns // 4
    sleeves = [
        tube(resampled(points[:, k * quarter], 0.03) * 1.002, 0.012 * size / 1.5, sides=8) for k in range(4)
    ]
    poles = [
        tube(
            np.stack(
                [
                    points[0, k * quarter] * [1.0, 1.0, 0] + [0, 0, 0.004],
                    points[0, k * quarter] * 1.035 + [0, 0, 0.002],
                ]
            ),
            0.006 * size / 1.5,
            sides=8,
        )
        for k in range(4)
    ]
    front = 2 * quarter + quarter // 2  # the middle of the side towards -Y
    door = []
    for share in np.linspace(0, 1, 70):
        column = front + 17 * np.cos(np.pi * (1 - share)) * (1 - 0.1 * np.sin(np.pi * share))
        row = 1 + 33 * np.sin(np.pi * share) ** 0.6
        door.append(_between(points, row, column))
    line = np.asarray(door)
    teeth = zip_fastener(
        line + line * [0.004, 0.004, 0] + [0, -0.003, 0.002],
        (0, -0.8, 0.6),
        tooth_m=0.012 * size / 1.5,
        width_m=0.022 * size / 1.5,
    )
    flap, window = _door(points, front)
    guys, pegs = [], []
    for k in range(4):
        start = points[26, k * quarter]
        end = start * [1, 1, 0] / np.linalg.norm(start[:2]) * np.linalg.norm(points[0, k * quarter, :2]) * 1.26
        guys.append(
            tube(
                np.stack([start, 0.5 * (start + end) - [0, 0, 0.01], end + np.array([0, 0, 0.03])]),
                0.0026,
                sides=6,
            )
        )
        pegs.append(
            moved(
                turned(
                    lathe(np.array([[0, -0.02], [0.005, 0.0], [0.005, 0.045], [0.009, 0.05], [0, 0.055]]), 10),
                    "y",
                    0.0,
                ),
                end[0],
                end[1],
                0.02,
            )
        )
    floor = np.stack(
        [np.broadcast_to([0.0, 0.0, 0.0005], points[0].shape), points[0] * [1.0, 1.0, 0] + [0, 0, 0.0005]]
    )
    ground = grid(floor, wrap=True)
    hem = tube(resampled(points[0] * 1.001, 0.03, closed=True), 0.008, sides=6, closed=True)
    body = merge([shell, flipped(grid(points * 0.996, wrap=True)), *sleeves, flap, ground])
    parts = [body, merge([teeth, hem]), merge([*poles, *pegs]), merge(guys), window]
    turn = float(rng.uniform(-25, 5))
    return placed([turned(p, "z", turn) for p in parts], size)


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
    sheet = np.asarray(rows)
    sheet = sheet * [1.004, 1.004, 1.0] + [0, -0.004, 0.001]
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
