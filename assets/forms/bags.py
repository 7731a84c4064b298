"""Bags: totes, sacks and pouches lofted from rings; a satchel, a travel bag, a backpack and a suitcase of sewn panels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import cut, grid_normals, mirrored, patch, placed, puffed, resampled, thick, upright, waves
from assets.forms.kit.sewing import buckle, dome, eyelet, rivet, rope, seated, stitches, strap, tassel, tube, zip_fastener
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import extrude, lathe, rounded_box, sweep
from assets.meshes.surface import Points, Surface, flipped, grid, merge, moved, turned
from schemas.mesh import MeshData

_FRONT = (0.0, -1.0, 0.0)


def rings_of(
    heights: Points, half_x: Points, half_y: Points, *, columns: int = 160, power: float = 0.7, folds: Callable[[Points, Points], Points] | None = None
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
    return merge([grid(rings, uvs=uvs, wrap=True), flipped(grid(inner, uvs=uvs, wrap=True)), flipped(base) if _down(base) else base, rim])


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
    rings = rings_of(high * t, half_x, half_y, power=0.62, columns=200,
                     folds=lambda a, h: 0.009 * field(a / 4, h * 0.4) + 0.004 * fine(a / 4, h * 0.4) * (1 - 0.6 * h))  # fmt: skip
    body = bag_body(rings, 0.0022, rim_m=0.0028)
    normals = grid_normals(np.concatenate([rings, rings[:, :3]], axis=1))[:, : rings.shape[1]]
    sewn = [stitches(rings[-k] + normals[-k] * 0.0012, normals[-k], closed=True) for k in (3, 5)]
    handles = []
    for side in (1, -1):
        columns = [int(200 * (0.5 + f)) if side > 0 else int(200 * f) % 200 for f in (-0.1, 0.1)]
        a, b = rings[-1, columns[0]], rings[-1, columns[1]]
        rise = size * 0.32
        bow = np.linspace(0, np.pi, 30)
        arch = np.column_stack([np.interp(bow, [0, np.pi], [a[0], b[0]]) , np.full(30, (a[1] + b[1]) / 2) - side * 0.03 * np.sin(bow), high + rise * np.sin(bow) ** 0.7])
        low = [rings[-k, columns[0]] + normals[-k, columns[0]] * 0.003 for k in (9, 6, 3, 1)]
        low2 = [rings[-k, columns[1]] + normals[-k, columns[1]] * 0.003 for k in (1, 3, 6, 9)]
        path = resampled(np.concatenate([low, arch[1:-1], low2]), 0.006)
        handles.append(strap(path, 0.026, 0.003, up=(0, -side, 0.001)))
        for ends in (low, low2):
            sewn.append(_crossed(np.mean([p for p in ends[1:3]], axis=0) + normals[-5, columns[0]] * 0.002, normals[-5, columns[0]]))
    pieces = [body, *handles]
    if patched:
        pieces.append(_patched(rng, rings, normals, sewn))
    return placed([merge(pieces), merge(sewn)], size)


def _crossed(centre: Points, normal: Points) -> Surface:
    """A square of stitches with its diagonals."""
    right = np.cross([0, 0, 1.0], normal)
    right /= np.linalg.norm(right)
    up = np.cross(normal, right)
    c = [centre + 0.010 * (a * right + b * 1.5 * up) for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1), (1, 1))]
    return merge([stitches(resampled(np.stack(c), 0.002), normal), stitches(resampled(np.stack([c[1], c[3]]), 0.002), normal)])


def _patched(rng: np.random.Generator, rings: Points, normals: Points, sewn: list[Surface]) -> Surface:
    """A frayed pocket on the front, with two rows of stitches and rivets' place."""
    r0, r1 = 20, int(rng.integers(50, 56))
    half = int(rng.integers(20, 26))
    column = slice(100 - half, 100 + half + 1)
    block = rings[r0:r1, column] + normals[r0:r1, column] * 0.0018
    frame = normals[r0:r1, column]
    for inset in (1, 3):
        edge = np.concatenate([block[: -inset, inset][::-1], block[inset, inset:-inset], block[: -inset, -inset - 1]])
        way = np.concatenate([frame[: -inset, inset][::-1], frame[inset, inset:-inset], frame[: -inset, -inset - 1]])
        sewn.append(stitches(edge + way * 0.0018, way))
    top = block[-1] + frame[-1] * 0.0018
    sewn.append(stitches(block[-3] + frame[-3] * 0.0018, frame[-3]))
    del top
    wave = [block[int((r1 - r0) * 0.62 + 4 * np.sin(k / half * np.pi)) , k] + frame[0, k] * 0.002 for k in range(2, 2 * half - 1)]
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
    half_x, half_y = size * shape[0] / 2 * float(rng.uniform(0.9, 1.1)), size * shape[1] / 2
    t = np.linspace(0.0, 1.0, 110)
    belly = np.interp(t, [0, 0.03, 0.12, 0.3, 0.5, tie - 0.1, tie - 0.03, tie, tie + 0.04, 0.9, 1.0],
                      [0.72, 0.9, 1.0, 1.0, 0.93, 0.62, neck * 1.35, neck, neck * 1.25, neck * 2.1, neck * 2.5])  # fmt: skip
    belly = np.convolve(np.pad(belly, 3, mode="edge"), np.ones(7) / 7, mode="valid")
    pleats = int(rng.integers(11, 17))
    strays = waves(rng, 1.2)
    lump, wrinkle = waves(rng, wavelength), waves(rng, wavelength * 0.4, way_deg=15, spread=0.4)
    near = np.exp(-(((t - tie) / 0.16) ** 2))[:, None]

    def folds(a: Points, h: Points) -> Points:
        radius = half_x * np.interp(h, t, belly)
        pleat = np.sin(pleats * a + 1.4 * strays(a, 0.6 * h)) * np.clip(radius * 0.16 + 0.03 * half_x, 0, 0.02) * near
        pleat = np.where(h > tie, pleat * 1.7, pleat)
        body = (0.055 * lump(a * half_x, h * size) + 0.018 * wrinkle(a * half_x, h * size)) * half_x * (1 - near)
        return pleat + body * np.clip(h / 0.05, 0, 1)

    heights = size * (t - 0.0) ** 1.0
    rings = rings_of(heights, half_x * belly, half_y * belly + (half_x - half_y) * belly * near[:, 0], columns=240, power=0.85, folds=folds)
    droop = float(rng.uniform(0.1, 0.3)) * np.clip((t - tie) / (1 - tie), 0, 1) ** 2 * size * 0.3
    rings[..., 0] += droop[:, None]
    body = bag_body(rings, wall_m, rim_m=max(wall_m * 0.9, 0.0012))
    k = int(tie * 109)
    a = np.linspace(0, 2 * np.pi * 2, 90)
    ring = rings[k, :, :2]
    centre, r = ring.mean(0), np.linalg.norm(ring - ring.mean(0), axis=1).max() + cord_m * 0.6
    loop = np.column_stack([centre[0] + r * np.cos(a), centre[1] + r * np.sin(a), heights[k] + cord_m * (a / np.pi - 2)])
    front = np.array([centre[0], centre[1] - r - cord_m, heights[k]])
    cords = [rope(loop, cord_m)]
    for side in (-1.0, 1.0):
        s = np.linspace(0, 1, 20)
        drop = size * 0.2
        hang = front + np.column_stack([side * (0.06 * size * s + 0.012), -0.07 * size * np.sin(1.5 * s) - 0.25 * half_y * s, -drop * s**1.2])
        cords.append(rope(hang, cord_m * 0.9))
        if tassels:
            cords.append(moved(tassel(rng, size * 0.15), *hang[-1]))
    cords.append(moved(lathe(np.array([[0, -1.5], [1.4, -1.1], [1.7, 0.0], [1.4, 1.1], [0, 1.5]]) * cord_m, 14), *front))
    normals = grid_normals(rings)
    sewn = [stitches(rings[-4] + normals[-4] * 0.001, normals[-4], closed=True, length_m=0.004 if size < 0.4 else 0.008,
                     gap_m=0.003, radius_m=0.0007 if size < 0.4 else 0.0013)]  # fmt: skip
    column = int(rng.integers(128, 140))
    sewn.append(stitches(rings[4:k, column] + normals[4:k, column] * 0.001, normals[4:k, column], length_m=0.008, gap_m=0.004, radius_m=0.001))
    return placed([body, merge(cords), merge(sewn)], size)


def _clutch(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A soft purse gathered under a metal frame with a kiss lock."""
    high, half = size * float(rng.uniform(0.56, 0.68)), size * 0.46
    t = np.linspace(0.0, 1.0, 80)
    belly = np.interp(t, [0, 0.05, 0.25, 0.5, 0.8, 1.0], [0.55, 0.86, 1.04, 1.06, 0.94, 0.84])
    deep = half * 0.36 * np.interp(t, [0, 0.06, 0.3, 0.6, 0.9, 1.0], [0.25, 0.75, 1.05, 1.0, 0.5, 0.12])
    n, stray = int(rng.integers(20, 28)), waves(rng, 0.7)
    rings = rings_of(high * t, half * belly, deep, columns=260, power=0.8, folds=lambda a, h: 0.0042 * (
        np.sin(n * a + 1.3 * stray(a, h)) * np.clip(h - 0.15, 0, 1) ** 0.8 * (1.35 - 0.35 * h) + 0.5 * stray(a * 2, h * 2)))  # fmt: skip
    body = bag_body(rings, 0.002)
    x, y = half * 0.9, deep[-1] + 0.004
    bar = rounded(np.array([[-x, high * 0.86], [-x * 0.98, high + 0.004], [x * 0.98, high + 0.004], [x, high * 0.86]]), 0.02, 6)
    frame = [sweep(np.column_stack([bar[:, 0], np.full(len(bar), s * (y + 0.002)), bar[:, 1]]), 0.0042, sides=10) for s in (-1, 1)]
    locks = [moved(lathe(np.array([[0.0, 0.0], [0.004, 0.0], [0.0035, 0.008], [0.008, 0.013], [0.008, 0.018], [0.0, 0.024]]), 18), s * 0.006, s * 0.005, high)
             for s in (-1, 1)]  # fmt: skip
    normals = grid_normals(rings)
    seam = stitches(rings[6:70, 196] + normals[6:70, 196] * 6e-4, normals[6:70, 196])
    return placed([body, merge([*frame, *locks]), seam], size)


def _satchel(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A school satchel: box body, a flap over its front, two straps with buckles, a handle, saddle stitches."""
    w, h, d = size, size * float(rng.uniform(0.68, 0.78)), size * float(rng.uniform(0.24, 0.3))
    outline = rounded(np.array([[-w / 2, 0], [w / 2, 0], [w / 2, h], [-w / 2, h]]), 0.018, 5, closed=True)
    body = extrude(outline, -d / 2, d / 2, bevel_m=0.004)
    body = Surface(points=np.column_stack([body.points[:, 0], -body.points[:, 2], body.points[:, 1]]), counts=body.counts, indices=body.indices, uvs=body.uvs)
    edges = [tube(np.column_stack([outline[:, 0], np.full(len(outline), y), outline[:, 1]]), 0.0032, sides=8, closed=True) for y in (-d / 2, d / 2)]
    low = h * float(rng.uniform(0.28, 0.42))
    y0 = -d / 2 - 0.004
    profile = rounded(np.array([[d / 2 + 0.004, h * 0.82], [d / 2 + 0.004, h + 0.004], [y0, h + 0.005], [y0 - 0.002, low]]), 0.016, 6)
    profile = resampled(profile, 0.008)
    x = np.linspace(-1, 1, 50)
    reach = np.clip((profile[:, 1] - low) / 0.05, 0, 1)
    round_off = np.where(profile[:, 0] < y0 + 0.01, np.sqrt(1 - (1 - reach) ** 2) * 0.06 + 0.94, 1.0)
    bulge = 0.004 * waves(rng, 0.2)(x[None, :] * w / 2, profile[:, 1:2])
    flap = np.stack(np.broadcast_arrays(x[None, :] * w * 0.505 * round_off[:, None], profile[:, 0][:, None] - bulge * (profile[:, 0] < y0 + 0.01)[:, None],
                                        profile[:, 1][:, None]), -1)  # fmt: skip
    flap_sheet = thick(flap[::-1], 0.0036)
    inset = flap[:, 2:-2]
    line = np.concatenate([inset[20:, 0], inset[-2, :], inset[20:, -1][::-1]]) + [0, -0.0026, 0]
    sewn = [stitches(resampled(line, 0.003), _FRONT, length_m=0.0042)]
    ring = resampled(outline * 0.94 + [0, 0.03 * h], 0.004, closed=True)
    ring = ring[ring[:, 1] < low - 0.004]
    order = np.argsort(np.arctan2(ring[:, 0], low - ring[:, 1]))
    sewn.append(stitches(np.column_stack([ring[order, 0], np.full(len(ring), -d / 2 - 0.0006), ring[order, 1]]), _FRONT, length_m=0.0042))
    straps, metal = [], []
    for sx in (-0.27, 0.27):
        path = np.array([[sx * w, y0 - 0.006, h * 0.9], [sx * w, y0 - 0.0065, low + 0.01], [sx * w, y0 - 0.006, low - 0.03], [sx * w, y0 - 0.002, low * 0.42]])
        straps.append(strap(resampled(path, 0.006), 0.024, 0.0032, up=_FRONT))
        at = np.array([[sx * w, y0 - 0.0095, low + 0.005]])
        metal.append(seated(buckle(0.026), at, _FRONT, (0, 0, -1)))
        metal.append(seated(rivet(0.005), np.array([[sx * w, y0 - 0.0078, h * 0.88], [sx * w, y0 - 0.005, low * 0.46]]), _FRONT))
        sewn += [stitches(resampled(path[:2] + [v, -0.0022, 0], 0.004), _FRONT) for v in (-0.0095, 0.0095)]
    bow = np.linspace(0, np.pi, 24)
    handle = np.column_stack([0.1 * w / 0.3 * -np.cos(bow) * 0.9, 0 * bow, h + 0.006 + 0.034 * np.sin(bow) ** 0.6])
    grip = tube(handle, 0.0075, sides=12)
    rings = [moved(turned(seated(eyelet(0.011), np.zeros((1, 3)), (0, 0, 1)), "x", 0.0), p[0], 0.0, h + 0.006) for p in (handle[0], handle[-1])]
    parts = [merge([body, *edges, flap_sheet, *straps, grip]), merge([*metal, *rings]), merge(sewn)]
    return placed(parts, size)


def _travel_bag(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A soft holdall: a sagging barrel with end panels, a zip along its top, two handles that run round it."""
    half, r = size / 2, size * float(rng.uniform(0.2, 0.24))
    n, columns = 90, 120
    v = np.linspace(-1, 1, n)[:, None]
    a = np.linspace(0, 2 * np.pi, columns, endpoint=False)[None, :]
    flat = 0.78
    end = np.sqrt(np.clip(1 - np.clip(np.abs(v) - 0.9, 0, 1) ** 2 / 0.01, 0.0, 1))
    sag = 1 - 0.07 * (1 - v**2) * np.clip(np.sin(a), 0, 1) * float(rng.uniform(0.5, 1.5))
    crease = waves(rng, 0.11, way_deg=20, spread=0.5)
    z = np.sign(np.sin(a)) * np.abs(np.sin(a)) ** flat * r * sag * 0.92
    y = np.sign(np.cos(a)) * np.abs(np.cos(a)) ** flat * r * (1 + 0.05 * (1 - v**2))
    dents = 0.006 * crease(v * half, a * r) + 0.006 * waves(rng, 0.25)(v * half, a * r)
    scale = (0.55 + 0.45 * end) * (1 + dents / r)
    points = np.stack([v * half + 0 * a, y * scale, z * scale], -1)
    points = np.concatenate([np.broadcast_to(points[0].mean(0), points[:1].shape), points, np.broadcast_to(points[-1].mean(0), points[:1].shape)])
    points[..., 2] = np.maximum(points[..., 2], -0.86 * r) + 0.86 * r
    uvs = np.stack(np.broadcast_arrays(np.linspace(0, 2 * np.pi * r, columns + 1)[None, :], np.concatenate([[-half - r], v[:, 0] * half, [half + r]])[:, None]), -1)
    barrel = grid(points, uvs=uvs, wrap=True)
    normals = grid_normals(points)
    pipes = [tube(resampled(points[k] * [1, 1.004, 1.004], 0.01, closed=True), 0.0045, sides=8, closed=True) for k in (6, n - 5)]
    top = columns // 4
    teeth = zip_fastener(points[10 : n - 8, top] + [0, 0, 0.002], (0, 0, 1), tooth_m=0.005, width_m=0.011)
    straps, metal, sewn = [], [], []
    for side in (-1.0, 1.0):
        legs = []
        for x in (-0.24, 0.24):
            k = int((x + 0.5) * (n - 1)) + 1
            cols = range(34, 60) if side < 0 else range(24, 0, -1)
            run = np.stack([points[k, c] + normals[k, c] * 0.003 for c in cols])[::-1]
            legs.append(run)
        arch = np.linspace(0, np.pi, 26)[1:-1]
        a0, b0 = legs[0][-1], legs[1][-1]
        rise = np.column_stack([np.interp(arch, [0, np.pi], [a0[0], b0[0]]), a0[1] + side * 0.012 * np.sin(arch), a0[2] + 0.5 * r * np.sin(arch) ** 0.65 + 0.01])
        path = resampled(np.concatenate([legs[0], rise, legs[1][::-1]]), 0.008)
        straps.append(strap(path, 0.026, 0.004, up=(0, side, 0.35)))
        metal += [seated(rivet(0.0065), leg[6:7] + [0, side * 0.004, 0.001], (0, side, 0.2)) for leg in legs]
        for leg in legs:
            sewn += [stitches(resampled(leg + [d, side * 0.0022, 0.001], 0.004), (0, side, 0.3), length_m=0.004) for d in (-0.0105, 0.0105)]
    sewn += [stitches(points[10 : n - 8, top + d] + normals[10 : n - 8, top + d] * 0.001, (0, 0, 1), length_m=0.004) for d in (-3, 3)]
    return placed([merge([barrel, *pipes, *straps]), merge([teeth, *metal]), merge(sewn)], size)


def _backpack(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A hiking pack: a puffed body with a lid, pockets, webbing straps with buckles, zips, a mat under it."""
    w, h = size * float(rng.uniform(0.5, 0.58)), size * 0.92
    deep = w * 0.42
    body_line = rounded(np.array([[-w / 2, 0.0], [w / 2, 0.0], [w * 0.46, h * 0.86], [w * 0.3, h], [-w * 0.3, h], [-w * 0.46, h * 0.86]]), 0.05, 6, closed=True)
    body = puffed(body_line, 0.011, depth_m=deep, fullness=1.3)
    x, y = body.flat.T
    ripple = 0.004 * waves(rng, 0.06, way_deg=80, spread=0.5)(x, y) + 0.007 * waves(rng, 0.16)(x, y)
    body = body.raised(ripple * np.minimum(body.inset / 0.03, 1))
    pocket_line = rounded(np.array([[-w * 0.34, 0.03], [w * 0.34, 0.03], [w * 0.33, h * 0.36], [w * 0.24, h * 0.43], [-w * 0.24, h * 0.43], [-w * 0.33, h * 0.36]]), 0.035, 5, closed=True)
    pocket = _swollen(body, pocket_line, 0.045, rng)
    lid_line = rounded(np.array([[-w * 0.46, h * 0.72], [w * 0.46, h * 0.72], [w * 0.44, h * 0.99], [w * 0.3, h * 1.03], [-w * 0.3, h * 1.03], [-w * 0.44, h * 0.99]]), 0.04, 5, closed=True)
    lid = _swollen(body, lid_line, 0.035, rng)
    arc = smooth([(-w * 0.3, h * 0.3), (-w * 0.22, h * 0.395), (0.0, h * 0.41), (w * 0.22, h * 0.395), (w * 0.3, h * 0.3)], 50)
    zips = [zip_fastener(pocket.at(arc, 0.002), (0, 0, 1), tooth_m=0.005, width_m=0.01)]
    line = np.column_stack([np.linspace(-w * 0.36, w * 0.36, 40), np.full(40, h * 0.8)])
    zips.append(zip_fastener(lid.at(line, 0.002), (0, 0, 1), tooth_m=0.005, width_m=0.01))
    webs, clips = [], []
    for sx in (-0.24, 0.24):
        ys = np.linspace(h * 0.9, h * 0.46, 26)
        at = np.column_stack([np.full(26, sx * w), ys])
        z = np.maximum(lid.at(at)[:, 2], body.at(at)[:, 2]) + 0.004
        path = np.column_stack([at, np.convolve(np.pad(z, 2, mode="edge"), np.ones(5) / 5, mode="valid")])
        webs.append(strap(path, 0.02, 0.0025, up=(0, 0, 1)))
        k = 16
        clips.append(moved(turned(rounded_box((0.05, 0.03, 0.009), 0.003), "z", 90.0), *(path[k] + [0, 0, 0.001])))
    sides = []
    for s in (-1.0, 1.0):
        straps = smooth([(s * w * 0.16, h * 0.93), (s * w * 0.3, h * 0.7), (s * w * 0.42, h * 0.3), (s * w * 0.4, h * 0.06)], 30)
        back = -0.55 * deep - 0.06 * np.sin(np.linspace(0, np.pi, 30))
        sides.append(strap(np.column_stack([straps, back]), 0.055, 0.012, up=(0, 0, -1)))
        hang = np.column_stack([np.full(20, s * w * 0.43), np.linspace(h * 0.32, h * 0.02, 20), np.full(20, 0.02) + 0.05 * deep])
        webs.append(strap(hang, 0.02, 0.0025, up=(s, 0, 0.01)))
    loop = np.linspace(0, np.pi, 16)
    webs.append(strap(np.column_stack([0.04 * np.cos(loop), h * 1.0 + 0.035 * np.sin(loop), np.full(16, -0.02)]), 0.02, 0.003, up=(0, 0, 1)))
    roll = moved(turned(lathe(np.array([[0, -w * 0.48], [0.055, -w * 0.48], [0.055, w * 0.48], [0, w * 0.48]]), 40), "y", 90.0), 0, -0.045, 0.35 * deep)
    parts = [merge([body.closed(sink=0.55), pocket.surface(), lid.surface()]), merge([*zips, *clips]), merge([*webs, *sides]), roll]
    return placed([upright(s) for s in parts], size)


def _swollen(base, line: Points, depth_m: float, rng: np.random.Generator):
    """A filled pocket or lid on a body."""
    piece = puffed(line, 0.009, depth_m=depth_m, fullness=0.9)
    x, y = piece.flat.T
    ripple = 0.003 * waves(rng, 0.05, spread=0.6)(x, y) * np.minimum(piece.inset / 0.02, 1)
    return piece.raised(base.at(piece.flat)[:, 2] + ripple - 0.002)


def _suitcase(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """An old suitcase that stands: capped corners, two straps with buckles, locks, a handle, stitched edges."""
    w, h, d = size, size * float(rng.uniform(0.62, 0.72)), size * float(rng.uniform(0.2, 0.27))
    outline = rounded(np.array([[-w / 2, 0], [w / 2, 0], [w / 2, h], [-w / 2, h]]), 0.035, 8, closed=True)

    def shell(line: Points, low: float, high: float, bevel: float) -> Surface:
        s = extrude(line, low, high, bevel_m=bevel, steps=5)
        return Surface(points=np.column_stack([s.points[:, 0], -s.points[:, 2], s.points[:, 1]]), counts=s.counts, indices=s.indices, uvs=s.uvs)

    body = merge([shell(outline, -d / 2, -0.002, 0.012), shell(outline, 0.002, d / 2, 0.012), shell(outline * 0.99, -0.004, 0.004, 0.0005)])
    rims = [tube(np.column_stack([outline[:, 0], np.full(len(outline), y), outline[:, 1]]), 0.004, sides=8, closed=True) for y in (-0.006, 0.006)]
    inset = outline * [0.955, 1.0]
    inset[:, 1] = h / 2 + (outline[:, 1] - h / 2) * 0.935
    rows = [stitches(resampled(np.column_stack([inset[:, 0], np.full(len(inset), -d / 2 - 0.0005), inset[:, 1]]), 0.004, closed=True), _FRONT, closed=True, length_m=0.005)]
    caps, metal, straps = [], [], []
    for sx in (-1, 1):
        for top in (0, 1):
            corner = rounded(np.array([[0, 0], [0.075, 0], [0.06, 0.045], [0.045, 0.06], [0, 0.075]]), [0.03, 0.004, 0.02, 0.02, 0.004], 5, closed=True)
            cap = extrude(corner, -d / 2 - 0.003, d / 2 + 0.003, bevel_m=0.008)
            pts = cap.points * [1, 1, 1] - [0.003, 0.003, 0]
            px = sx * (w / 2 - pts[:, 0])
            pz = h - pts[:, 1] if top else pts[:, 1]
            flip = (sx > 0) != bool(top)
            moved_cap = Surface(points=np.column_stack([px, -pts[:, 2], pz]), counts=cap.counts, indices=cap.indices, uvs=cap.uvs)
            caps.append(flipped(moved_cap) if flip else moved_cap)
            spots = np.array([[px_, -d / 2 - 0.003, pz_] for px_, pz_ in ((sx * (w / 2 - 0.05), 0.014), (sx * (w / 2 - 0.014), 0.05))])
            spots[:, 2] = h - spots[:, 2] if top else spots[:, 2]
            metal.append(seated(dome(0.005, 0.003), spots, _FRONT))
    for sx in (-0.26, 0.26):
        box = rounded(np.array([[-d / 2 - 0.003, -0.001], [d / 2 + 0.003, -0.001], [d / 2 + 0.003, h + 0.003], [-d / 2 - 0.003, h + 0.003]]), 0.014, 5, closed=True)
        path = np.column_stack([np.full(len(box) + 1, sx * w), np.r_[box[:, 0], box[:1, 0]], np.r_[box[:, 1], box[:1, 1]]])
        straps.append(_loop_strap(path, 0.03, 0.004))
        metal.append(seated(buckle(0.034), np.array([[sx * w, -d / 2 - 0.006, h * 0.62]]), _FRONT, (0, 0, -1)))
    metal += [moved(rounded_box((0.04, 0.007, 0.03), 0.002), sx * w, -d * 0.5 - 0.0, h - 0.055) for sx in (-0.12, 0.12)]
    bow = np.linspace(0, np.pi, 24)
    grip = tube(np.column_stack([-0.07 * np.cos(bow), 0 * bow, h + 0.004 + 0.036 * np.sin(bow) ** 0.55]), 0.009, sides=12)
    metal += [moved(lathe(np.array([[0, 0], [0.012, 0], [0.012, 0.008], [0, 0.012]]), 16), sx * 0.07, 0, h) for sx in (-1, 1)]
    return placed([merge([body, *rims]), merge([*caps, *straps, grip]), merge(metal), merge(rows)], size)


def _loop_strap(path: Points, width_m: float, thickness_m: float) -> Surface:
    """A band round a box in a plane of constant x."""
    centre = path.mean(0)
    out = path - centre
    out[:, 0] = 0
    out /= np.linalg.norm(out, axis=1)[:, None]
    raised = path + out * thickness_m * 0.5
    return thick(np.stack([raised - [width_m / 2, 0, 0], raised, raised + [width_m / 2, 0, 0]]), thickness_m)


_SEAM = part("Stitches", "cream_thread", "white_thread")
FORMS: tuple[Form, ...] = (
    Form(name="tote_bag", class_name="tote bag", size_m=(0.45, 0.62), build=partial(_tote, patched=False),
         parts=(main_part(), part("Stitches", "white_thread", "cream_thread", "red_thread"))),
    Form(name="tote_bag_of_denim", class_name="tote bag", size_m=(0.42, 0.58), build=partial(_tote, patched=True),
         parts=(main_part(), part("Stitches", "orange_thread"))),
    Form(name="sack", class_name="sack", size_m=(0.4, 0.7),
         build=partial(_sack, shape=(0.72, 0.56), neck=0.2, cord_m=0.006, wall_m=0.003, tassels=False),
         parts=(main_part(), part("Rope", "jute_rope", "flax_linen"), part("Stitches", "flax_linen", "cream_thread"))),
    Form(name="drawstring_pouch", class_name="pouch", size_m=(0.12, 0.24),
         build=partial(_sack, shape=(0.8, 0.5), neck=0.24, cord_m=0.0022, wall_m=0.0012, tassels=True, wavelength=0.1),
         parts=(main_part(), part("Cord", "gold_thread", "cream_thread"), part("Stitches", "gold_thread", "cream_thread"))),
    Form(name="laundry_bag", class_name="laundry bag", size_m=(0.35, 0.55),
         build=partial(_sack, shape=(0.72, 0.6), neck=0.16, cord_m=0.0035, wall_m=0.0008, tassels=False),
         parts=(main_part(), part("Cord", "white_cotton", "navy_cotton"), part("Stitches", "white_thread"))),
    Form(name="clutch_purse", class_name="purse", size_m=(0.16, 0.28), build=_clutch,
         parts=(main_part(), part("Frame", "brass", "steel"), part("Stitches", "black_thread", "cream_thread"))),
    Form(name="satchel", class_name="satchel", size_m=(0.28, 0.4), build=_satchel,
         parts=(main_part(), part("Buckles", "brass", "steel"), part("Stitches", "cream_thread"))),
    Form(name="travel_bag", class_name="travel bag", size_m=(0.42, 0.58), build=_travel_bag,
         parts=(main_part(), part("Zip", "brass", "steel"), part("Stitches", "cream_thread", "black_thread"))),
    Form(name="backpack", class_name="backpack", size_m=(0.42, 0.6), build=_backpack,
         parts=(main_part(), part("Zips", "black_plastic"), part("Webbing", "black_webbing"), part("Mat", "grey_foam", "black_rubber"))),
    Form(name="suitcase", class_name="suitcase", size_m=(0.45, 0.65), build=_suitcase,
         parts=(main_part(), part("Corners", "tan_leather", "black_leather"), part("Locks", "brass", "aged_brass"), _SEAM)),
)  # fmt: skip
