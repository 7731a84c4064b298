"""Bags that are lofted from rings: totes, tied sacks and pouches, a purse in a frame."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import (
    grid_normals,
    placed,
    resampled,
    thick,
    waves,
)
from assets.forms.kit.sewing import (
    rope,
    stitches,
    strap,
    tassel,
    tube,
)
from assets.meshes.curves import rounded
from assets.meshes.solids import lathe, sweep
from assets.meshes.surface import Points, Surface, flipped, grid, merge, moved
from schemas.mesh import MeshData

_FRONT = (0.0, -1.0, 0.0)


def rings_of(
    heights: Points,
    half_x: Points,
    half_y: Points,
    *,
    columns: int = 160,
    power: float = 0.7,
    folds: Callable[[Points, Points], Points] | None = None,
) -> Points:
    """(rows, columns, 3) rounded rectangles one above another, their first column at the back.

    Args:
        power: 1 an ellipse, towards 0 a rectangle.
        folds: metres outwards by (angle, row's share).
    """
    a = np.linspace(0, 2 * np.pi, columns, endpoint=False)[None, :] + np.pi / 2
    c, s = np.cos(a), np.sin(a)
    share = np.linspace(0, 1, len(heights))[:, None]
    x = half_x[:, None] * np.sign(c) * np.abs(c) ** power
    y = half_y[:, None] * np.sign(s) * np.abs(s) ** power
    points = np.stack([x, y, np.broadcast_to(heights[:, None], x.shape)], -1)
    if folds is not None:
        out = points * [1, 1, 0]
        out /= np.maximum(np.linalg.norm(out, axis=-1, keepdims=True), 1e-9)
        points = points + out * folds(a + 0 * share, share + 0 * a)[..., None]
    return points


def bag_body(rings: Points, wall_m: float, *, rim_m: float = 0.0) -> Surface:
    """Outside, inside, bottom and a rolled rim of a bag that is open at its top."""
    inner = rings.copy()
    middle = rings[..., :2].mean(1, keepdims=True)
    spread = np.linalg.norm(rings[..., :2] - middle, axis=-1, keepdims=True)
    inner[..., :2] = middle + (rings[..., :2] - middle) * np.maximum(1 - wall_m / np.maximum(spread, 1e-6), 0.0)
    uvs = _metres(rings)
    floor = np.stack([np.broadcast_to([*rings[0, :, :2].mean(0), rings[0, 0, 2]], rings[0].shape), rings[0]])
    base = flipped(_fan(floor))
    rim = tube(resampled(rings[-1], 0.006, closed=True), rim_m or wall_m, sides=8, closed=True)
    return merge(
        [
            grid(rings, uvs=uvs, wrap=True),
            flipped(grid(inner, uvs=uvs, wrap=True)),
            flipped(base) if _down(base) else base,
            rim,
        ]
    )


def _fan(rows: Points) -> Surface:
    uvs = np.concatenate([rows, rows[:, :1]], axis=1)[..., :2]
    return grid(rows, uvs=uvs, wrap=True)


def _down(surface: Surface) -> bool:
    """Whether its faces look up, where they should look down."""
    p = surface.points[surface.indices.reshape(-1, 4)]
    return bool(np.cross(p[:, 2] - p[:, 0], p[:, 3] - p[:, 1])[:, 2].sum() > 0)


def _metres(rings: Points) -> Points:
    along = np.concatenate([rings, rings[:, :1]], axis=1)
    u = np.cumsum(np.linalg.norm(np.diff(along, axis=1, prepend=along[:, :1]), axis=2), axis=1).max(0)
    v = np.cumsum(np.linalg.norm(np.diff(rings, axis=0, prepend=rings[:1]), axis=2), axis=0).mean(1)
    return np.stack(np.broadcast_arrays(u[None, :], v[:, None]), -1)


def _tote(rng: np.random.Generator, size: float, *, patched: bool) -> tuple[MeshData, ...]:
    """A shopping bag that stands by its folds, with two handles sewn on by crossed squares."""
    high, half = size * 0.68, size * float(rng.uniform(0.28, 0.33))
    t = np.linspace(0.0, 1.0, 70)
    sag = 1 + 0.07 * np.sin(np.pi * t) * float(rng.uniform(0.6, 1.3))
    half_x = half * (0.9 + 0.1 * t) * sag
    half_y = half * (0.38 * (1 - t) ** 0.5 + 0.16) * (0.4 + 0.6 * np.minimum(t / 0.06, 1.0) ** 0.5)
    field, fine = waves(rng, 0.3, way_deg=20, spread=0.4), waves(rng, 0.12, way_deg=10, spread=0.5)
    rings = rings_of(
        high * t,
        half_x,
        half_y,
        power=0.62,
        columns=200,
        folds=lambda a, h: 0.009 * field(a / 4, h * 0.4) + 0.004 * fine(a / 4, h * 0.4) * (1 - 0.6 * h),
    )
    body = bag_body(rings, 0.0022, rim_m=0.0028)
    normals = grid_normals(np.concatenate([rings, rings[:, :3]], axis=1))[:, : rings.shape[1]]
    sewn = [stitches(rings[-k] + normals[-k] * 0.0012, normals[-k], closed=True) for k in (3, 5)]
    handles = []
    for side in (1, -1):
        columns = [int(200 * (0.5 + f)) if side > 0 else int(200 * f) % 200 for f in (-0.1, 0.1)]
        a, b = rings[-1, columns[0]], rings[-1, columns[1]]
        rise = size * 0.32
        bow = np.linspace(0, np.pi, 30)
        arch = np.column_stack(
            [
                np.interp(bow, [0, np.pi], [a[0], b[0]]),
                np.full(30, (a[1] + b[1]) / 2) - side * 0.03 * np.sin(bow),
                high + rise * np.sin(bow) ** 0.7,
            ]
        )
        low = [rings[-k, columns[0]] + normals[-k, columns[0]] * 0.003 for k in (9, 6, 3, 1)]
        low2 = [rings[-k, columns[1]] + normals[-k, columns[1]] * 0.003 for k in (1, 3, 6, 9)]
        path = resampled(np.concatenate([low, arch[1:-1], low2]), 0.006)
        handles.append(strap(path, 0.026, 0.003, up=(0, -side, 0.001)))
        out = normals[-5, columns[0]]
        sewn += [_crossed(0.5 * (ends[1] + ends[2]) + out * 0.002, out) for ends in (low, low2)]
    pieces = [body, *handles]
    if patched:
        pieces.append(_patched(rng, rings, normals, sewn))
    return placed([merge(pieces), merge(sewn)], size)


def _crossed(centre: Points, normal: Points) -> Surface:
    """A square of stitches with its diagonals."""
    right = np.cross([0, 0, 1.0], normal)
    right /= np.linalg.norm(right)
    up = np.cross(normal, right)
    c = [
        centre + 0.010 * (a * right + b * 1.5 * up)
        for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1), (1, 1))
    ]
    return merge(
        [
            stitches(resampled(np.stack(c), 0.002), normal),
            stitches(resampled(np.stack([c[1], c[3]]), 0.002), normal),
        ]
    )


def _patched(rng: np.random.Generator, rings: Points, normals: Points, sewn: list[Surface]) -> Surface:
    """A frayed pocket on the front, with two rows of stitches and rivets' place."""
    r0, r1 = 20, int(rng.integers(50, 56))
    half = int(rng.integers(20, 26))
    column = slice(100 - half, 100 + half + 1)
    block = rings[r0:r1, column] + normals[r0:r1, column] * 0.0018
    frame = normals[r0:r1, column]
    for inset in (1, 3):
        edge = np.concatenate(
            [block[:-inset, inset][::-1], block[inset, inset:-inset], block[:-inset, -inset - 1]]
        )
        way = np.concatenate([frame[:-inset, inset][::-1], frame[inset, inset:-inset], frame[:-inset, -inset - 1]])
        sewn.append(stitches(edge + way * 0.0018, way))
    top = block[-1] + frame[-1] * 0.0018
    sewn.append(stitches(block[-3] + frame[-3] * 0.0018, frame[-3]))
    del top
    wave = [
        block[int((r1 - r0) * 0.62 + 4 * np.sin(k / half * np.pi)), k] + frame[0, k] * 0.002
        for k in range(2, 2 * half - 1)
    ]
    sewn.append(stitches(np.stack(wave), (0, -1, 0)))
    return thick(block, 0.0026)


def _sack(
    rng: np.random.Generator,
    size: float,
    *,
    shape: tuple[float, float],
    neck: float,
    cord_m: float,
    wall_m: float,
    tassels: bool,
    wavelength: float = 0.22,
) -> tuple[MeshData, ...]:
    """A full sack drawn together by a cord below its ruffled mouth.

    Args:
        shape: its width and depth in heights.
        neck: how wide the tied neck is, in widths.
    """
    tie = float(rng.uniform(0.68, 0.76))
    half = (size * shape[0] / 2 * float(rng.uniform(0.9, 1.1)), size * shape[1] / 2)
    rings = _tied_rings(rng, size, half, tie=tie, neck=neck, wavelength=wavelength)
    k = int(tie * (len(rings) - 1))
    normals = grid_normals(rings)
    small = size < 0.4
    length, radius = (0.004, 0.0007) if small else (0.008, 0.0013)
    hem = stitches(
        rings[-4] + normals[-4] * 0.001, normals[-4], closed=True, length_m=length, gap_m=0.003, radius_m=radius
    )
    column = int(rng.integers(128, 140))
    line, ways = rings[4:k, column], normals[4:k, column]
    seam = stitches(line + ways * 0.001, ways, length_m=0.008, gap_m=0.004, radius_m=0.001)
    cords = _tie(rng, rings[k], cord_m, size=size, tassels=tassels)
    return placed([bag_body(rings, wall_m, rim_m=max(wall_m * 0.9, 0.0012)), cords, merge([hem, seam])], size)


def _tied_rings(
    rng: np.random.Generator, size: float, half: tuple[float, float], *, tie: float, neck: float, wavelength: float
) -> Points:
    """(110, 240, 3) a full sack from its foot to its mouth, pleated about the height ``tie`` (of 1)."""
    half_x, half_y = half
    t = np.linspace(0.0, 1.0, 110)
    places = [0, 0.03, 0.12, 0.3, 0.5, tie - 0.1, tie - 0.03, tie, tie + 0.04, 0.9, 1.0]
    widths = [0.72, 0.9, 1.0, 1.0, 0.93, 0.62, neck * 1.35, neck, neck * 1.25, neck * 2.1, neck * 2.5]
    belly = np.interp(t, places, widths)
    belly = np.convolve(np.pad(belly, 3, mode="edge"), np.ones(7) / 7, mode="valid")
    pleats, strays = int(rng.integers(11, 17)), waves(rng, 1.2)
    lump, wrinkle = waves(rng, wavelength), waves(rng, wavelength * 0.4, way_deg=15, spread=0.4)
    near = np.exp(-(((t - tie) / 0.16) ** 2))[:, None]

    def folds(a: Points, h: Points) -> Points:
        depth = np.clip(half_x * np.interp(h, t, belly) * 0.16 + 0.03 * half_x, 0, 0.02)
        pleat = np.sin(pleats * a + 1.4 * strays(a, 0.6 * h)) * depth * near * np.where(h > tie, 1.7, 1.0)
        body = (0.055 * lump(a * half_x, h * size) + 0.018 * wrinkle(a * half_x, h * size)) * half_x * (1 - near)
        return np.asarray(pleat + body * np.clip(h / 0.05, 0, 1))

    deep = half_y * belly + (half_x - half_y) * belly * near[:, 0]
    rings = rings_of(size * t, half_x * belly, deep, columns=240, power=0.85, folds=folds)
    droop = float(rng.uniform(0.03, 0.09)) * size * np.clip((t - tie) / (1 - tie), 0, 1) ** 2
    return np.asarray(rings + droop[:, None, None] * np.array([1.0, 0.0, 0.0]))


def _tie(rng: np.random.Generator, neck: Points, cord_m: float, *, size: float, tassels: bool) -> Surface:
    """A cord wound twice about a sack's neck (columns, 3), knotted in front, its ends hanging."""
    centre = neck.mean(0)
    r = float(np.linalg.norm((neck - centre)[:, :2], axis=1).max()) + cord_m * 0.6
    a = np.linspace(0, 4 * np.pi, 90)
    loop = centre + np.column_stack([r * np.cos(a), r * np.sin(a), cord_m * (a / np.pi - 2)])
    front = centre - np.array([0.0, r + cord_m, 0.0])
    knot = lathe(np.array([[0, -1.5], [1.4, -1.1], [1.7, 0.0], [1.4, 1.1], [0, 1.5]]) * cord_m, 14)
    cords = [rope(loop, cord_m), moved(knot, *front)]
    s = np.linspace(0, 1, 20)
    for side in (-1.0, 1.0):
        away = -0.07 * size * np.sin(1.5 * s) - 0.07 * size * s
        hang = front + np.column_stack([side * (0.06 * size * s + 0.012), away, -0.2 * size * s**1.2])
        cords.append(rope(hang, cord_m * 0.9))
        if tassels:
            cords.append(moved(tassel(rng, size * 0.15), *hang[-1]))
    return merge(cords)


def _clutch(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A soft purse gathered under a metal frame with a kiss lock."""
    high, half = size * float(rng.uniform(0.56, 0.68)), size * 0.46
    t = np.linspace(0.0, 1.0, 80)
    belly = np.interp(t, [0, 0.05, 0.25, 0.5, 0.8, 1.0], [0.55, 0.86, 1.04, 1.06, 0.94, 0.84])
    deep = half * 0.36 * np.interp(t, [0, 0.06, 0.3, 0.6, 0.9, 1.0], [0.25, 0.75, 1.05, 1.0, 0.5, 0.12])
    n, stray = int(rng.integers(20, 28)), waves(rng, 0.7)
    rings = rings_of(
        high * t,
        half * belly,
        deep,
        columns=260,
        power=0.8,
        folds=lambda a, h: (
            0.0042
            * (
                np.sin(n * a + 1.3 * stray(a, h)) * np.clip(h - 0.15, 0, 1) ** 0.8 * (1.35 - 0.35 * h)
                + 0.5 * stray(a * 2, h * 2)
            )
        ),
    )
    body = bag_body(rings, 0.002)
    x, y = half * 0.9, deep[-1] + 0.004
    bar = rounded(
        np.array([[-x, high * 0.86], [-x * 0.98, high + 0.004], [x * 0.98, high + 0.004], [x, high * 0.86]]),
        0.02,
        6,
    )
    frame = [
        sweep(np.column_stack([bar[:, 0], np.full(len(bar), s * (y + 0.002)), bar[:, 1]]), 0.0042, sides=10)
        for s in (-1, 1)
    ]
    locks = [
        moved(
            lathe(
                np.array(
                    [[0.0, 0.0], [0.004, 0.0], [0.0035, 0.008], [0.008, 0.013], [0.008, 0.018], [0.0, 0.024]]
                ),
                18,
            ),
            s * 0.006,
            s * 0.005,
            high,
        )
        for s in (-1, 1)
    ]
    normals = grid_normals(rings)
    seam = stitches(rings[6:70, 196] + normals[6:70, 196] * 6e-4, normals[6:70, 196])
    return placed([body, merge([*frame, *locks]), seam], size)


_SEAM = part("Stitches", "cream_thread", "white_thread")


FORMS: tuple[Form, ...] = (
    Form(
        name="tote_bag",
        class_name="tote bag",
        size_m=(0.45, 0.62),
        build=partial(_tote, patched=False),
        parts=(main_part(), part("Stitches", "white_thread", "cream_thread", "red_thread")),
    ),
    Form(
        name="tote_bag_of_denim",
        class_name="tote bag",
        size_m=(0.42, 0.58),
        build=partial(_tote, patched=True),
        parts=(main_part(), part("Stitches", "orange_thread")),
    ),
    Form(
        name="sack",
        class_name="sack",
        size_m=(0.4, 0.7),
        build=partial(_sack, shape=(0.72, 0.56), neck=0.2, cord_m=0.006, wall_m=0.003, tassels=False),
        parts=(
            main_part(),
            part("Rope", "jute_rope", "flax_linen"),
            part("Stitches", "flax_linen", "cream_thread"),
        ),
    ),
    Form(
        name="drawstring_pouch",
        class_name="pouch",
        size_m=(0.12, 0.24),
        build=partial(
            _sack, shape=(0.8, 0.5), neck=0.24, cord_m=0.0022, wall_m=0.0012, tassels=True, wavelength=0.1
        ),
        parts=(
            main_part(),
            part("Cord", "gold_thread", "cream_thread"),
            part("Stitches", "gold_thread", "cream_thread"),
        ),
    ),
    Form(
        name="laundry_bag",
        class_name="laundry bag",
        size_m=(0.35, 0.55),
        build=partial(_sack, shape=(0.72, 0.6), neck=0.16, cord_m=0.0035, wall_m=0.0008, tassels=False),
        parts=(main_part(), part("Cord", "white_cotton", "navy_cotton"), part("Stitches", "white_thread")),
    ),
    Form(
        name="clutch_purse",
        class_name="purse",
        size_m=(0.16, 0.28),
        build=_clutch,
        parts=(main_part(), part("Frame", "brass", "steel"), part("Stitches", "black_thread", "cream_thread")),
    ),
)
