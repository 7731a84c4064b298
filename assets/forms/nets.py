"""Nets with their threads: round fruit, under a hoop, between posts; and a meat safe of fine netting.

Knotted threads carry one texture coordinate, at a crossing, where a net of painted holes is never open.
"""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import placed, resampled, thick, waves
from assets.forms.kit.sewing import rope, seated, threads, tube, whole
from assets.meshes.curves import rounded
from assets.meshes.solids import lathe, rounded_box, sweep
from assets.meshes.surface import Points, Surface, grid, merge, moved, turned
from schemas.mesh import MeshData

_KNOT = np.array([[0.0, -1.0], [0.8, -0.6], [1.0, 0.0], [0.8, 0.6], [0.0, 1.0]])


def _knotted(lines_a: Points, lines_b: Points, radius_m: float, *, knots: Points | None = None) -> Surface:
    """Two families of threads (n, k, 3), and a knot at each crossing."""
    pieces = [threads(lines_a, radius_m, sides=4), threads(lines_b, radius_m, sides=4)]
    if knots is not None and len(knots):
        ball = lathe(_KNOT * radius_m * 2.1, 6)
        pieces.append(seated(ball, knots, (0, 0, 1)))
    return whole(merge(pieces))


def _net_lines(surface: Points, step: int) -> tuple[Points, Points, Points]:
    """(one family, the other, knots): diagonal threads over a closed grid (rows, columns, 3) of points."""
    rows, columns = surface.shape[:2]
    index = np.arange(rows)
    starts = np.arange(0, columns, step)
    up = np.stack([surface[index, (s + index) % columns] for s in starts])
    down = np.stack([surface[index, (s - index) % columns] for s in starts])
    knots = (
        np.concatenate([surface[row, (starts + row) % columns] for row in range(0, rows, step // 2)])
        if step % 2 == 0
        else surface[::step, ::step].reshape(-1, 3)
    )
    return up, down, knots


def _fruit_net(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A net of oranges that bulge through its cells, gathered at its top by a clip with a label."""
    r = size * 0.145
    centres = _piled(rng, r)
    rows, step, cells = 96, 8, 22
    columns = cells * step
    t = np.linspace(0, 1, rows)
    a = np.linspace(0, 2 * np.pi, columns, endpoint=False)
    low, high = 0.0, float(centres[:, 2].max()) + r
    tip = size
    z = np.where(
        t < 0.12,
        low + 0.001 + 0 * t,
        np.interp(t, [0.12, 0.62, 0.84, 1.0], [0.002, high * 0.92, high + (tip - high) * 0.45, tip]),
    )
    ways = np.stack([np.cos(a), np.sin(a)], -1)
    reach = np.zeros((rows, columns))
    for c in centres:
        along = ways @ c[:2]
        off = (ways**2).sum(1) * (c[:2] @ c[:2]) - along**2
        room = (r * 1.02) ** 2 - (z[:, None] - c[2]) ** 2 - off[None, :]
        reach = np.maximum(reach, np.where(room > 0, along[None, :] + np.sqrt(np.maximum(room, 0)), 0.0))
    widest = np.maximum(reach, 0.0)
    for _ in range(14):
        widest = np.maximum(reach, 0.5 * widest + 0.25 * (np.roll(widest, 2, 1) + np.roll(widest, -2, 1)) * 0.998)
    pinch = np.interp(t, [0.0, 0.12, 0.62, 0.84, 0.9, 1.0], [0.0, 1.0, 1.0, 0.012 / r, 0.012 / r, 0.13])[:, None]
    neck = np.interp(t, [0.0, 0.62, 0.84, 0.9, 1.0], [r * 1.4, r * 1.5, 0.010, 0.010, 0.024])[:, None]
    radius = np.where(
        t[:, None] > 0.62,
        np.minimum(np.maximum(widest, neck), neck * 1.0 + 0 * widest) * 1.0,
        np.maximum(widest, 0.3 * r) * np.minimum(pinch, 1.0),
    )
    blend = np.clip((t[:, None] - 0.5) / 0.16, 0, 1)
    radius = radius * blend + np.maximum(widest, 0.35 * r) * np.minimum(pinch, 1.0) * (1 - blend)
    points = np.stack([radius * ways[:, 0], radius * ways[:, 1], np.broadcast_to(z[:, None], radius.shape)], -1)
    up, down, knots = _net_lines(points, step)
    net = _knotted(up, down, 0.0011, knots=knots)
    fruit = merge([_orange(rng, r, c) for c in centres])
    clip = moved(rounded_box((0.032, 0.016, 0.016), 0.003), z=high + (tip - high) * 0.5)
    label = thick(
        np.stack(
            [
                [
                    [x, -0.016 - 0.012 * s, high + (tip - high) * 0.5 - 0.055 * s]
                    for x in np.linspace(-0.024, 0.024, 8)
                ]
                for s in np.linspace(1, 0, 8)
            ]
        ),
        0.0006,
    )
    return placed([net, fruit, merge([clip, label])], size)


def _piled(rng: np.random.Generator, r: float) -> Points:
    """Where the fruit lie: a layer of four and some on top."""
    d = r * 1.03
    low = [(-d, -d, r), (d, -d, r), (-d, d, r), (d, d, r)]
    turn = float(rng.uniform(0, np.pi / 2))
    top = [(0.0, 0.0, r + 1.42 * r)]
    if rng.random() < 0.6:
        top = [(-0.95 * r, 0.12 * r, r + 1.62 * r), (0.95 * r, -0.12 * r, r + 1.62 * r)]
    points = np.array(low + top)
    c, s = np.cos(turn), np.sin(turn)
    points[:, :2] = points[:, :2] @ np.array([[c, s], [-s, c]])
    return points


def _orange(rng: np.random.Generator, r: float, centre: Points) -> Surface:
    t = np.linspace(-np.pi / 2, np.pi / 2, 26)
    dimple = 1 - 0.06 * np.exp(-(((np.pi / 2 - t) / 0.16) ** 2))
    ball = lathe(np.column_stack([np.maximum(r * np.cos(t), 0), r * 0.96 * np.sin(t) * dimple]), 36)
    return moved(turned(turned(ball, "x", float(rng.uniform(-60, 60))), "z", float(rng.uniform(0, 360))), *centre)


def _hoop_net(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A basket hoop on its board with a net of knotted cord."""
    r = size * float(rng.uniform(0.34, 0.4))
    rows, step, cells = 73, 12, int(rng.choice([10, 12, 14]))
    columns = cells * step
    t = np.linspace(0, 1, rows)
    level, fall = size * 0.62, size * 0.56
    a = np.linspace(0, 2 * np.pi, columns, endpoint=False)
    radius = r * (1 - 0.52 * t**0.8 + 0.1 * t**4)
    sway = float(rng.uniform(-0.1, 0.1)) * r * t**2
    wave = 0.02 * r * np.sin(cells * a[None, :] + 2 * np.pi * t[:, None] * 2.5) * t[:, None]
    points = np.stack(
        [
            (radius[:, None] + wave) * np.cos(a) + sway[:, None],
            (radius[:, None] + wave) * np.sin(a),
            np.broadcast_to((level - 0.012 - fall * t)[:, None], (rows, columns)),
        ],
        -1,
    )
    up, down, knots = _net_lines(points, step)
    cord = 0.0042 * size / 0.6
    net = _knotted(up, down, cord, knots=knots)
    hooks = tube(resampled(points[-1], 0.012, closed=True), cord * 0.8, sides=6, closed=True)
    ring = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    rim = tube(
        np.column_stack([r * np.cos(ring), r * np.sin(ring), np.full(72, level)]),
        0.0085 * size / 0.6,
        sides=14,
        closed=True,
    )
    plate = [
        moved(rounded_box((0.2 * size, 0.06 * size, 0.012), 0.003), 0, r + 0.04 * size, level - 0.006),
        moved(rounded_box((0.2 * size, 0.012, 0.16 * size), 0.003), 0, r + 0.07 * size, level - 0.14 * size),
    ]
    board = moved(rounded_box((size * 0.8, 0.016, size * 0.42), 0.004), 0, r + 0.09 * size, level - 0.1 * size)
    return placed([merge([net, whole(hooks)]), merge([rim, *plate]), board], size)


def _fishing_net(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A net hung in a bight between two posts: knots, a rope along its top with cork floats, a lead line below."""
    points = _hung_net(rng, size)
    high, half = size * 0.66, size * 0.45
    up, down, knots = _diagonals(points, 8)
    strands = [tube(line, 0.0015, sides=4) for line in (*up, *down)]
    ball = lathe(_KNOT * 0.0034, 6)
    at = np.arange(12, points.shape[1] - 8, 20)
    way = np.gradient(points[0], axis=0)[at]
    profile = rounded(np.array([[0, -0.03], [0.024, -0.03], [0.028, 0.0], [0.024, 0.03], [0, 0.03]]), 0.006, 3)
    cork = turned(lathe(profile, 24), "y", 90.0)
    slopes = -np.degrees(np.arctan2(way[:, 2], way[:, 0]))
    floats = [moved(turned(cork, "y", float(s)), *points[0, k]) for k, s in zip(at, slopes, strict=True)]
    turns = np.linspace(0, 6 * np.pi, 60)
    ropes, posts = [rope(points[0], 0.005), rope(points[-1], 0.004)], []
    for x in (-half, half):
        post = np.array([[x, 0.0, 0.0], [x + 0.006, 0.0, high * 0.5], [x, 0.0, high * 1.06]])
        posts.append(sweep(post, 0.022, sides=18))
        climb = high * 0.95 + 0.0016 * turns - 0.02
        ropes.append(rope(np.column_stack([x + 0.026 * np.cos(turns), 0.026 * np.sin(turns), climb]), 0.005))
    net = whole(merge([*strands, seated(ball, knots, (0, -1, 0)), *ropes]))
    return placed([net, merge(floats), merge(posts)], size)


def _hung_net(rng: np.random.Generator, size: float) -> Points:
    """(73, 145, 3) a sheet that sags between two posts and spreads on the ground."""
    u, v = np.linspace(-0.5, 0.5, 145)[None, :], np.linspace(0, 1, 73)[:, None]
    drape = waves(rng, 0.5)
    top = 0.627 * size - size * float(rng.uniform(0.08, 0.13)) * (1 - (2 * u) ** 2)
    z = top - v * (top - 0.015) * (0.92 + 0.05 * np.sin(11 * u + 1))
    y = 0.05 * drape(u * 1.2 + 0 * v, 0.6 * v) * (0.3 + v) - 0.07 * v**2 + 0.03 * np.sin(9 * u) * v
    return np.stack([0.9 * size * u * (1 - 0.1 * v * np.abs(2 * u)), size * y, z], -1)


def _diagonals(points: Points, step: int) -> tuple[list[Points], list[Points], Points]:
    """Threads both ways over an open grid, and their crossings."""
    rows, columns = points.shape[:2]
    up, down = [], []
    for start in range(-rows + 1, columns, step):
        index = np.arange(rows)
        right = start + index
        ok = (right >= 0) & (right < columns)
        if ok.sum() > 4:
            up.append(points[index[ok], right[ok]])
        left = start + rows - 1 - index
        ok = (left >= 0) & (left < columns)
        if ok.sum() > 4:
            down.append(points[index[ok], left[ok]])
    knots = np.concatenate([points[row, (row % step) :: step] for row in range(0, rows, step)])
    return up, down, knots


def _screen(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A meat safe's dome: fine netting over three hoops with a knob, a plate with fruit under it."""
    r, high = size / 2, size * float(rng.uniform(0.42, 0.52))
    gores = int(rng.choice([6, 8]))
    columns = gores * 24
    a = np.linspace(0, 2 * np.pi, columns, endpoint=False)[None, :]
    t = np.linspace(0.0, 1.0, 44)[:, None]
    sag = 1 - 0.045 * np.abs(np.sin(gores * a / 2)) * np.sin(np.pi * t)
    radius = r * np.cos(0.5 * np.pi * t * 0.985) * sag
    points = np.stack(
        [radius * np.cos(a), radius * np.sin(a), high * np.sin(0.5 * np.pi * t) * (0.97 + 0.03 * sag) + 0.012], -1
    )
    u, v = np.linspace(0, 2 * np.pi * r, columns + 1), t * 1.25 * r
    dome = grid(points, uvs=np.stack(np.broadcast_arrays(u[None, :], v), -1), wrap=True)
    ribs = [tube(resampled(points[:, k * 24] * [1.004, 1.004, 1.0], 0.008), 0.0017, sides=6) for k in range(gores)]
    frill = []
    ripple = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    for level, out in ((0.0, 1.035), (0.018, 1.0)):
        rr = r * out + 0.004 * np.sin(90 * ripple) * (out > 1.01)
        frill.append(np.column_stack([rr * np.cos(ripple), rr * np.sin(ripple), np.full(400, level + 0.001)]))
    band = grid(np.stack(frill), wrap=True)
    trim = merge([band, tube(resampled(points[0], 0.01, closed=True), 0.003, sides=8, closed=True), *ribs])
    knob = moved(
        lathe(
            np.array([[0, -0.004], [0.012, 0.0], [0.008, 0.006], [0.013, 0.016], [0.008, 0.026], [0, 0.028]]), 24
        ),
        z=float(points[..., 2].max()),
    )
    fruit = merge(
        [
            _orange(rng, 0.16 * r, np.array([x * r, y * r, 0.17 * r + 0.008]))
            for x, y in ((-0.2, -0.1), (0.16, -0.2), (0.05, 0.2))
        ]
    )
    plate = lathe(
        rounded(
            np.array([[0, 0], [0.45 * r, 0], [0.68 * r, 0.012], [0.68 * r, 0.015], [0.45 * r, 0.006], [0, 0.006]]),
            0.003,
            3,
        ),
        64,
    )
    return placed([dome, trim, knob, fruit, plate], size)


FORMS: tuple[Form, ...] = (
    Form(
        name="net_of_oranges",
        class_name="net bag",
        size_m=(0.22, 0.36),
        build=_fruit_net,
        parts=(main_part(), part("Fruit", "orange_peel"), part("Clip", "paper", "red_plastic")),
    ),
    Form(
        name="hoop_net",
        class_name="basket net",
        size_m=(0.5, 0.9),
        build=_hoop_net,
        parts=(main_part(), part("Hoop", "orange_paint"), part("Board", "white_paint", "beech")),
    ),
    Form(
        name="fishing_net",
        class_name="fishing net",
        size_m=(0.7, 1.2),
        detail_m=0.55,
        build=_fishing_net,
        parts=(main_part(), part("Floats", "cork"), part("Posts", "dark_wood")),
    ),
    Form(
        name="food_cover",
        class_name="food cover",
        size_m=(0.3, 0.42),
        build=_screen,
        parts=(
            main_part(),
            part("Trim", "white_cotton", "navy_cotton"),
            part("Knob", "beech"),
            part("Fruit", "orange_peel"),
            part("Plate", "white_porcelain"),
        ),
    ),
)
