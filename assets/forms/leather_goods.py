"""Things of thick leather: a belt in a coil, a wallet, a bound book, a stitched ball."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import placed, rectangle, resampled, thick, waves
from assets.forms.kit.sewing import buckle, dome, eyelet, seated, stitches, strap, tube
from assets.meshes.curves import rounded
from assets.meshes.solids import extrude, lathe, rounded_box
from assets.meshes.surface import Points, Surface, flipped, grid, merge, moved, turned
from schemas.mesh import MeshData


def _belt(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A belt rolled up on its edge: stitched edges, punched holes, a keeper, a brass buckle on its outer end."""
    width = float(rng.uniform(0.032, 0.04))
    thick_m, turns = 0.0042, float(rng.uniform(2.6, 3.4))
    outer = size * 0.45
    pitch = thick_m * float(rng.uniform(1.5, 2.3))
    a = np.linspace(0, 2 * np.pi * turns, int(90 * turns))
    radius = outer - pitch * turns + pitch * a / (2 * np.pi) + 0.0012 * np.sin(2.3 * a + float(rng.uniform(0, 6)))
    end = -np.pi / 2 + 0.5
    angle = end - (2 * np.pi * turns - a) + 0.0
    spiral = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    way = spiral[-1] - spiral[-4]
    way /= np.linalg.norm(way)
    away = np.array([way[0], way[1] - 0.12])
    away /= np.linalg.norm(away)
    run = np.linspace(0.004, size * 0.36, 30)[:, None]
    tail = spiral[-1] + away * run
    path = np.concatenate([spiral, tail])
    line = np.column_stack([path, np.full(len(path), width / 2 + 0.001)])
    tangent = np.gradient(line, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1)[:, None]
    out = np.cross(tangent, [0, 0, 1.0])
    band = _edgewise(line, out, width, thick_m)
    rows = [
        stitches(line + out * (thick_m / 2 + 2e-4) + [0, 0, dz], out, length_m=0.004, gap_m=0.002)
        for dz in (width / 2 - 0.004, -width / 2 + 0.004)
    ]
    k = len(spiral) + 26
    clasp = seated(
        buckle(width * 1.06, wire_m=0.0026),
        line[k : k + 1] + out[k] * (thick_m * 0.6) - tangent[k] * 0.004,
        out[k],
        tuple(tangent[k]),
    )
    keep = _edgewise(
        line[k - 12 : k - 8] + out[k - 12 : k - 8] * 0.002, out[k - 12 : k - 8], width + 0.006, thick_m + 0.005
    )
    holes = seated(eyelet(0.0028), line[6:46:8] + out[6:46:8] * thick_m / 2, out[6:46:8])
    inner = seated(
        eyelet(0.0028),
        line[k - 22 : k - 12 : 3] + out[k - 22 : k - 12 : 3] * thick_m / 2,
        out[k - 22 : k - 12 : 3],
    )
    return placed([merge([band, keep]), merge([clasp, holes, inner]), merge(rows)], size)


def _edgewise(line: Points, out: Points, width: float, thickness: float) -> Surface:
    """A band that stands on its edge along a path."""
    up = np.array([0.0, 0.0, width / 2])
    half, bevel = thickness / 2, thickness * 0.3
    ring = [
        (half, -1 + 0.03),
        (half, 1 - 0.03),
        (half - bevel, 1.0),
        (-half + bevel, 1.0),
        (-half, 1 - 0.03),
        (-half, -1 + 0.03),
        (-half + bevel, -1.0),
        (half - bevel, -1.0),
    ]
    rows = np.stack([line + out * o + up * h for o, h in ring], axis=1)
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    around = np.array(
        [
            0,
            width,
            width,
            width + thickness,
            width + thickness,
            2 * width,
            2 * width,
            2 * width + thickness,
            2 * width + thickness,
        ]
    )
    band = grid(rows, uvs=np.stack(np.broadcast_arrays(along[:, None], around[None, :]), -1), wrap=True)
    caps = [
        Surface(points=r, counts=np.array([8]), indices=order, uvs=np.zeros((8, 2)))
        for r, order in ((rows[0], np.arange(8)), (rows[-1], np.arange(8)[::-1]))
    ]
    return _outwards(band, line, caps)


def _outwards(band: Surface, line: Points, caps: list[Surface]) -> Surface:
    """All of a swept band with its faces away from its middle line."""

    corner = band.points[band.indices[:4]]
    normal = np.cross(corner[2] - corner[0], corner[3] - corner[1])
    right = normal @ (corner.mean(0) - 0.5 * (line[0] + line[1])) > 0
    return merge([band, *caps]) if right else merge([flipped(band), *(flipped(c) for c in caps)])


def _wallet(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """An open wallet that stands like a tent: stitched edges, card slots with cards, notes."""
    half, high = size / 2, size * float(rng.uniform(0.74, 0.82))
    opening = float(rng.uniform(48, 70))
    halves = [_wallet_half(rng, half, high) for _ in range(2)]
    groups = [
        merge([_swung(leaves[k], side, opening) for side, leaves in zip((-1.0, 1.0), halves, strict=True)])
        for k in range(4)
    ]
    spine = tube(np.array([[0, 0.002, 0.001], [0, 0.002, high * 0.98]]), 0.0045, sides=12)
    lean = float(rng.uniform(-4, 4))
    return placed([turned(p, "z", lean) for p in (merge([groups[0], spine]), *groups[1:])], size)


def _wallet_half(rng: np.random.Generator, half: float, high: float) -> tuple[Surface, Surface, Surface, Surface]:
    """(leather, cards, a note, stitches) of the right half, lying with its inside up."""
    radii = [0.001, 0.008, 0.008, 0.001]
    leaf = rounded(np.array([[0.004, 0], [half, 0], [half, high], [0.004, high]]), radii, 5, closed=True)
    back = rounded(np.array([[0.0, 0], [half, 0], [half, high * 0.98], [0.0, high * 0.98]]), radii, 5, closed=True)
    leather = [extrude(leaf, 0.0, 0.0036, bevel_m=0.001)]
    leather.append(moved(extrude(back, -0.0024, 0.0, bevel_m=0.0008), z=-0.0022))
    cards = []
    full = int(rng.integers(3))
    for k in range(3):
        top, z = high * (0.42 + 0.15 * (2 - k)), 0.0036 + 0.0012 * k
        slot = rectangle((0.007, 0.004), (half - 0.006, top), 0.003)
        leather.append(moved(extrude(slot, 0.0, 0.0013, bevel_m=0.0004), z=z))
        if k == full or rng.random() < 0.7:
            card = rectangle((0.009, 0.01), (half - 0.008, top + 0.08 * high), 0.003)
            cards.append(moved(extrude(card, 0.0, 0.0007), z=z - 0.0004))
    ring = leaf.mean(0) + (leaf - leaf.mean(0)) * np.array([0.93, 0.955])
    path = resampled(np.column_stack([ring, np.full(len(ring), 0.0037)]), 0.003, closed=True)
    note = np.array([[0.004, 0.006], [half - 0.01, 0.006], [half - 0.012, high + 0.009], [0.004, high + 0.011]])
    return (
        merge(leather),
        merge(cards),
        moved(extrude(note, 0.0, 0.0012), z=-0.002),
        stitches(path, (0, 0, 1), closed=True, length_m=0.0034),
    )


def _swung(leaf: Surface, side: float, opening_deg: float) -> Surface:
    """A half stood on its edge and opened to one side."""
    standing = turned(leaf, "x", 90.0)
    if side < 0:
        standing = flipped(replace(standing, points=standing.points * [-1.0, 1.0, 1.0], normals=None))
    return turned(standing, "z", -side * (90.0 - opening_deg))


def _book(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A bound book that stands upright: raised bands on its back, gilt lines, a block of pages."""
    high, wide, deep = size, size * float(rng.uniform(0.64, 0.72)), size * float(rng.uniform(0.14, 0.22))
    board, half = 0.0035, deep / 2
    bands = int(rng.integers(4, 6))
    levels = (np.arange(bands) + 1) * high / (bands + 1)
    columns = _book_back(rng, levels, (wide, half, high))
    covers = [thick(columns, 0.004)]
    for sy in (-1, 1):
        covers.append(
            moved(rounded_box((wide + 0.002, board, high), 0.0012, 2), 0.0, sy * (half - board / 2), 0.0)
        )
        joint = np.array([[-wide / 2 + 0.007, sy * half, 0.002], [-wide / 2 + 0.007, sy * half, high - 0.002]])
        covers.append(tube(joint, 0.0015, sides=8))
    pages = [
        moved(rounded_box((wide - 0.008, deep - 2 * board - 0.001, high - 0.008), 0.0006, 1), -0.003, 0.0, 0.004)
    ]
    pages += [
        moved(rounded_box((wide - 0.007, 0.0004, high - 0.0085), 0.00015, 1), -0.0028, y, 0.0045)
        for y in np.linspace(-half + board + 0.002, half - board - 0.002, 24)
    ]
    gilt = [*_gilt_lines(columns, [*levels, 0.008, high - 0.008]), *_gilt_cover(wide, high, -half - 0.0001)]
    turn = float(rng.uniform(18, 38))
    return placed([turned(p, "z", turn) for p in (merge(covers), merge(pages), merge(gilt))], size)


def _book_back(rng: np.random.Generator, levels: Points, size_m: tuple[float, float, float]) -> Points:
    """(150, 30, 3) a rounded spine with raised bands; ``size_m`` is width, half the thickness, height."""
    wide, half, high = size_m
    t = np.linspace(-0.5 * np.pi, 0.5 * np.pi, 30)[None, :]
    z = np.linspace(0, high, 150)[:, None]
    rise = 0.0038 * np.exp(-(((z - levels[None, :]) / 0.0032) ** 4)).sum(1, keepdims=True)
    grain = 0.0005 * waves(rng, 0.02)(t * half, z)
    x = -wide / 2 - (0.2 * half + rise + grain) * np.cos(t)
    return np.stack([x, half * np.sin(t) * (1 + rise * 8), z + 0 * t], -1)


def _gilt_lines(back: Points, levels: Sequence[float]) -> list[Surface]:
    """Two gold lines about each level of a book's back."""
    high, t = float(back[-1, 0, 2]), np.linspace(-0.5 * np.pi, 0.5 * np.pi, back.shape[1])
    out = np.column_stack([-0.0022 * np.cos(t), 0.0022 * np.sin(t), 0 * t])
    rows = [int(np.clip((level + d) / high * 149, 0, 149)) for level in levels for d in (-0.0065, 0.0065)]
    return [tube(back[k] + out, 0.0005, sides=6) for k in rows]


def _gilt_cover(wide: float, high: float, y: float) -> list[Surface]:
    """A double frame, four bosses and a medal on a book's front."""
    frame = rectangle((-wide / 2 + 0.015, 0.009), (wide / 2 - 0.009, high - 0.009), 0.002)
    rings = [frame.mean(0) + (frame - frame.mean(0)) * scale for scale in (1.0, 0.95)]
    lines = [np.column_stack([ring[:, 0], np.full(len(ring), y), ring[:, 1]]) for ring in rings]
    places = [
        (sx * (wide / 2 - 0.02) + 0.003, high / 2 + sz * (high / 2 - 0.02)) for sx in (-1, 1) for sz in (-1, 1)
    ]
    spots = np.array([[x, y, z] for x, z in places])
    profile = np.array([(0, 0), (20, 0), (20, 0.8), (14, 1.6), (12, 0.8), (4, 0.8), (0, 1.8)]) * 0.001
    medal = seated(lathe(profile, 8), np.array([[0.003, y, high / 2]]), (0, -1, 0))
    bosses = seated(dome(0.008, 0.003), spots, (0, -1, 0))
    return [*(tube(line, 0.0006, sides=6, closed=True) for line in lines), bosses, medal]


def _ball(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """An old football of eighteen panels in threes, sunk seams with stitches, and its lacing."""
    r = size / 2
    n = 60
    faces, seams = [], []
    axes = [(0, 1, 2), (1, 2, 0), (2, 0, 1)]
    u = np.linspace(-1, 1, n)
    for i, j, k in axes:
        for sign in (-1.0, 1.0):
            a, b = np.meshgrid(u, u)
            cube = np.zeros((n, n, 3))
            cube[..., i], cube[..., j], cube[..., k] = np.tan(a * np.pi / 4), np.tan(b * np.pi / 4) * sign, sign
            ball = cube / np.linalg.norm(cube, axis=-1, keepdims=True)
            gap = np.minimum.reduce([1 - np.abs(a), 1 - np.abs(b), np.abs(np.abs(a) - 1 / 3)])
            groove = 0.028 * np.exp(-((gap / 0.035) ** 2)) + 0.02 * np.exp(-gap / 0.12)
            dents = 0.004 * waves(rng, 0.8)(a, b)
            radius = r * (1 - groove + dents * (gap > 0.05))
            points = ball * radius[..., None]
            uvs = np.stack([a * r * 0.8, b * r * 0.8], -1)
            faces.append(grid(points, uvs=uvs))
            for at in (-1 / 3, 1 / 3):
                column = int((at + 1) / 2 * (n - 1))
                for d in (-2, 3):
                    line = points[2:-2, column + d] * 1.002
                    seams.append(stitches(line, line, length_m=0.0045, gap_m=0.0035, radius_m=0.0007))
    laces = []
    for z in np.linspace(-0.3, 0.3, 7):
        ways = np.array([[x, -1.0, z] for x in np.linspace(-0.11, 0.11, 9)])
        ways /= np.linalg.norm(ways, axis=1)[:, None]
        laces.append(strap(ways * r * 1.006, 0.007 * size / 0.22, 0.002, up=(0, -1, 0)))
    slit = np.array([[0.0, -1.0, z] for z in np.linspace(-0.34, 0.34, 20)])
    slit /= np.linalg.norm(slit, axis=1)[:, None]
    laces.append(strap(slit * r * 1.001, 0.004, 0.002, up=(0, -1, 0)))
    tilt, turn = float(rng.uniform(-35, -5)), float(rng.uniform(-25, 40))
    parts = [turned(turned(p, "x", tilt), "z", turn) for p in (merge(faces), merge(laces), merge(seams))]
    return placed(parts, size)


FORMS: tuple[Form, ...] = (
    Form(
        name="belt_coil",
        class_name="belt",
        size_m=(0.12, 0.2),
        build=_belt,
        parts=(main_part(), part("Buckle", "brass", "steel"), part("Stitches", "cream_thread", "black_thread")),
    ),
    Form(
        name="wallet",
        class_name="wallet",
        size_m=(0.16, 0.22),
        build=_wallet,
        parts=(
            main_part(),
            part("Cards", "white_plastic", "red_plastic", "navy_cotton"),
            part("Notes", "paper"),
            part("Stitches", "cream_thread", "black_thread"),
        ),
    ),
    Form(
        name="bound_book",
        class_name="book",
        size_m=(0.18, 0.28),
        build=_book,
        parts=(main_part(), part("Pages", "paper"), part("Gilding", "gold", "brass")),
    ),
    Form(
        name="laced_football",
        class_name="football",
        size_m=(0.2, 0.23),
        build=_ball,
        parts=(main_part(), part("Laces", "cream_thread", "tan_leather"), part("Stitches", "cream_thread")),
    ),
)
