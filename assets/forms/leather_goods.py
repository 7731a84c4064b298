"""Things of thick leather: a belt in a coil, a wallet, a bound book, a stitched ball, gloves of both kinds."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import placed, resampled, thick, waves
from assets.forms.kit.distance_fields import displaced, joined, limb, sculpted
from assets.forms.kit.sewing import bow_of_cord, buckle, dome, eyelet, seated, stitches, strap, tube
from assets.meshes.curves import rounded
from assets.meshes.solids import extrude, lathe, rounded_box
from assets.meshes.surface import Points, Surface, box_mapped, flipped, grid, merge, moved, turned
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
    rows = [stitches(line + out * (thick_m / 2 + 2e-4) + [0, 0, dz], out, length_m=0.004, gap_m=0.002) for dz in (width / 2 - 0.004, -width / 2 + 0.004)]
    k = len(spiral) + 26
    clasp = seated(buckle(width * 1.06, wire_m=0.0026), line[k : k + 1] + out[k] * (thick_m * 0.6) - tangent[k] * 0.004, out[k], tuple(tangent[k]))
    keep = _edgewise(line[k - 12 : k - 8] + out[k - 12 : k - 8] * 0.002, out[k - 12 : k - 8], width + 0.006, thick_m + 0.005)
    holes = seated(eyelet(0.0028), line[6:46:8] + out[6:46:8] * thick_m / 2, out[6:46:8])
    inner = seated(eyelet(0.0028), line[k - 22 : k - 12 : 3] + out[k - 22 : k - 12 : 3] * thick_m / 2, out[k - 22 : k - 12 : 3])
    return placed([merge([band, keep]), merge([clasp, holes, inner]), merge(rows)], size)


def _edgewise(line: Points, out: Points, width: float, thickness: float) -> Surface:
    """A band that stands on its edge along a path."""
    up = np.array([0.0, 0.0, width / 2])
    half, bevel = thickness / 2, thickness * 0.3
    ring = [(half, -1 + 0.03), (half, 1 - 0.03), (half - bevel, 1.0), (-half + bevel, 1.0), (-half, 1 - 0.03), (-half, -1 + 0.03), (-half + bevel, -1.0), (half - bevel, -1.0)]
    rows = np.stack([line + out * o + up * h for o, h in ring], axis=1)
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    around = np.array([0, width, width, width + thickness, width + thickness, 2 * width, 2 * width, 2 * width + thickness, 2 * width + thickness])
    band = grid(rows, uvs=np.stack(np.broadcast_arrays(along[:, None], around[None, :]), -1), wrap=True)
    caps = [Surface(points=r, counts=np.array([8]), indices=order, uvs=np.zeros((8, 2))) for r, order in ((rows[0], np.arange(8)), (rows[-1], np.arange(8)[::-1]))]
    return _outwards(band, line, caps)


def _outwards(band: Surface, line: Points, caps: list[Surface]) -> Surface:
    """All of a swept band with its faces away from its middle line."""


    corner = band.points[band.indices[:4]]
    normal = np.cross(corner[2] - corner[0], corner[3] - corner[1])
    right = normal @ (corner.mean(0) - 0.5 * (line[0] + line[1])) > 0
    return merge([band, *caps]) if right else merge([flipped(band), *(flipped(c) for c in caps)])


def _wallet(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """An open wallet that stands like a tent: stitched edges, card slots with cards, notes."""
    wide, high = size, size * float(rng.uniform(0.74, 0.82))
    opening = float(rng.uniform(48, 70))
    pieces, rows, cards, notes = [], [], [], []
    for side in (-1.0, 1.0):
        leaf = rounded(np.array([[0.004, 0], [wide / 2 * 1.0, 0], [wide / 2, high], [0.004, high]]), [0.001, 0.008, 0.008, 0.001], 5, closed=True)
        sheet = extrude(leaf, 0.0, 0.0036, bevel_m=0.001)
        parts = [sheet]
        for k in range(3):
            low = rounded(np.array([[0.007, 0.004], [wide / 2 - 0.006, 0.004], [wide / 2 - 0.006, high * (0.42 + 0.15 * (2 - k))], [0.007, high * (0.42 + 0.15 * (2 - k))]]), 0.003, 3, closed=True)
            parts.append(moved(extrude(low, 0.0, 0.0013, bevel_m=0.0004), z=0.0036 + 0.0012 * k))
            card = rounded(np.array([[0.009, 0.01], [wide / 2 - 0.008, 0.01], [wide / 2 - 0.008, high * (0.5 + 0.15 * (2 - k))], [0.009, high * (0.5 + 0.15 * (2 - k))]]), 0.003, 3, closed=True)
            if rng.random() < 0.75:
                cards.append((moved(extrude(card, 0.0, 0.0007), z=0.0036 + 0.0012 * k - 0.0004), side))
        pieces.append((merge(parts), side))
        ring = leaf.mean(0) + (leaf - leaf.mean(0)) * np.array([0.93, 0.955])
        rows.append((stitches(resampled(np.column_stack([ring, np.full(len(ring), 0.0037)]), 0.003, closed=True), (0, 0, 1), closed=True, length_m=0.0034), side))
        note = np.array([[0.004, 0.006], [wide / 2 - 0.01, 0.006], [wide / 2 - 0.012, high + 0.009], [0.004, high + 0.011]])
        notes.append((moved(extrude(note, 0.0, 0.0012), z=-0.002), side))
        back = rounded(np.array([[0.0, 0], [wide / 2, 0], [wide / 2, high * 0.98], [0.0, high * 0.98]]), [0.001, 0.008, 0.008, 0.001], 5, closed=True)
        pieces.append((moved(extrude(back, -0.0024, 0.0, bevel_m=0.0008), z=-0.0022), side))

    def folded(items: list[tuple[Surface, float]]) -> Surface:
        out = []
        for surface, side in items:
            upright_leaf = turned(surface, "x", 90.0)
            if side < 0:
                p = upright_leaf.points * [-1, 1, 1]


                upright_leaf = flipped(Surface(points=p, counts=upright_leaf.counts, indices=upright_leaf.indices, uvs=upright_leaf.uvs))
            out.append(turned(upright_leaf, "z", -side * (90.0 - opening)))
        return merge(out)

    spine = tube(np.array([[0, 0.002, 0.001], [0, 0.002, high * 0.98]]), 0.0045, sides=12)
    parts = [merge([folded(pieces), spine]), folded(cards) if cards else folded(notes[:1]), folded(notes), folded(rows)]
    lean = float(rng.uniform(-4, 4))
    return placed([turned(p, "z", lean) for p in parts], size)


def _book(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A bound book that stands a little open: raised bands on its back, gilt lines, a block of pages."""
    high, wide, deep = size, size * float(rng.uniform(0.64, 0.72)), size * float(rng.uniform(0.14, 0.22))
    board = 0.0035
    bands = int(rng.integers(4, 6))
    t = np.linspace(-0.5 * np.pi, 0.5 * np.pi, 30)
    z = np.linspace(0, high, 150)
    levels = (np.arange(bands) + 1) * high / (bands + 1)
    rise = sum(0.0038 * np.exp(-(((z - level) / 0.0032) ** 4)) for level in levels)
    half = deep / 2
    sag = 0.2 * half
    columns = np.stack([-wide / 2 - (sag + rise[:, None]) * np.cos(t)[None, :], half * np.sin(t)[None, :] * (1 + rise[:, None] * 8), z[:, None] + 0 * t[None, :]], -1)
    grain = 0.0005 * waves(rng, 0.02)(t[None, :] * half, z[:, None])
    columns[..., 0] -= grain * np.cos(t)
    spine = thick(columns, 0.004)
    covers = []
    for sy in (-1, 1):
        cover = moved(rounded_box((wide + 0.002, board, high), 0.0012, 2), 0.0, sy * (half - board / 2), 0.0)
        covers.append(cover)
        joint = tube(np.array([[-wide / 2 + 0.007, sy * half, 0.002], [-wide / 2 + 0.007, sy * half, high - 0.002]]), 0.0015, sides=8)
        covers.append(joint)
    pages = moved(rounded_box((wide - 0.008, deep - 2 * board - 0.001, high - 0.008), 0.0006, 1), -0.003, 0.0, 0.004)
    leaves = [moved(rounded_box((wide - 0.007, 0.0004, high - 0.0085), 0.00015, 1), -0.0028, y, 0.0045) for y in np.linspace(-half + board + 0.002, half - board - 0.002, 24)]
    gilt = []
    for level in [*levels, 0.008, high - 0.008]:
        for d in (-0.0065, 0.0065):
            k = int(np.clip((level + d) / high * 149, 0, 149))
            gilt.append(tube(columns[k] + np.column_stack([-0.0022 * np.cos(t), 0.0022 * np.sin(t), 0 * t]), 0.0005, sides=6))
    inset, y = 0.009, -half - 0.0001
    frame = rounded(np.array([[-wide / 2 + inset + 0.006, inset], [wide / 2 - inset, inset], [wide / 2 - inset, high - inset], [-wide / 2 + inset + 0.006, high - inset]]), 0.002, 3, closed=True)
    for scale in (1.0, 0.95):
        ring = frame.mean(0) + (frame - frame.mean(0)) * scale
        gilt.append(tube(np.column_stack([ring[:, 0], np.full(len(ring), y), ring[:, 1]]), 0.0006, sides=6, closed=True))
    corners = [dome(0.008, 0.003)] * 4
    spots = np.array([[sx * (wide / 2 - 0.02) + 0.003, y, high / 2 + sz * (high / 2 - 0.02)] for sx in (-1, 1) for sz in (-1, 1)])
    gilt += [seated(c, s[None], (0, -1, 0)) for c, s in zip(corners, spots, strict=True)]
    gilt.append(seated(lathe(np.array([[0, 0], [0.02, 0], [0.02, 0.0008], [0.014, 0.0016], [0.012, 0.0008], [0.004, 0.0008], [0, 0.0018]]), 8), np.array([[0.003, y, high / 2]]), (0, -1, 0)))
    turn = float(rng.uniform(18, 38))
    return placed([turned(p, "z", turn) for p in (merge([spine, *covers]), merge([pages, *leaves]), merge(gilt))], size)


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


_FINGERS = ((0.30, -0.035, 0.085, 0.0105), (0.335, -0.012, 0.098, 0.011), (0.32, 0.012, 0.09, 0.0105), (0.28, 0.034, 0.07, 0.0095))


def _driving_glove(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A thin glove that stands on its cuff: seams outside, holes over the knuckles, a strap with a stud."""
    steps = [joined(limb([(0, 0, 0.0), (0, 0, 0.05), (0.0, 0, 0.1)], [0.034, 0.031, 0.041], flat=1.0), 0.004),
             joined(limb([(-0.02, 0, 0.1), (-0.024, 0, 0.15)], [0.033, 0.027]), 0.02), joined(limb([(0.016, 0, 0.1), (0.02, 0, 0.145)], [0.033, 0.027]), 0.02)]  # fmt: skip
    tips = []
    for _, x, length, radius in _FINGERS:
        x = x * 1.15
        spread = x * 0.45 + float(rng.normal(0, 0.004))
        curl = -float(rng.uniform(0.004, 0.02))
        base = np.array([x, 0.0, 0.152])
        middle = base + [spread * 0.4, curl * 0.4, length * 0.5]
        tip = base + [spread, curl * 1.6, length * 0.95]
        tips.append((base, tip, radius))
        steps.append(joined(limb([tuple(base), tuple(middle), tuple(tip)], [radius * 1.12, radius * 1.05, radius * 0.9]), 0.006))
    steps.append(joined(limb([(0.03, -0.004, 0.075), (0.062, -0.018, 0.11), (0.078, -0.024, 0.148)], [0.018, 0.0145, 0.0115]), 0.012))
    body = sculpted(steps, 0.0024)
    squeezed = body.points * np.array([1.0, 0.62, 1.0])
    fold = waves(rng, 0.02, way_deg=90, spread=0.3)

    def wrinkled(points: Points, _: Points) -> Points:
        near = np.exp(-(((points[:, 2] - 0.055) / 0.025) ** 2)) + 0.25
        return np.asarray(0.0014 * fold(points[:, 0], points[:, 2]) * near)

    body = displaced(Surface(points=squeezed, counts=body.counts, indices=body.indices, uvs=body.uvs), wrinkled)
    body = box_mapped(body)
    ring = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    low = float(body.points[:, 2].min())
    cuff = tube(np.column_stack([0.0335 * np.cos(ring), 0.0212 * np.sin(ring), np.full(60, low + 0.022)]), 0.0022, sides=8, closed=True)
    band = strap(np.column_stack([0.0338 * np.cos(ring[32:58]), 0.0228 * np.sin(ring[32:58]), np.full(26, low + 0.045)]), 0.016, 0.0026, up=(0, -1, 0))
    studs = [seated(dome(0.0058, 0.003), np.array([[0.018, -0.0225, low + 0.045]]), (0.3, -1.0, 0))]
    y = -0.0225
    rows = []
    for x in (-0.022, 0.0, 0.022):
        line = np.array([[x * 0.9, y, 0.085], [x * 1.1, y - 0.0025, 0.12], [x * 1.2, y + 0.0015, 0.142]])
        rows.append(stitches(_onto(body, resampled(line, 0.003)), (0, -1, 0), length_m=0.0028))
    for base, tip, radius in tips:
        for s in (-1, 1):
            line = np.stack([base + [s * radius * 0.85, 0, 0.004], tip + [s * radius * 0.75, 0, 0.0]]) * [1, 0.62, 1]
            rows.append(stitches(line + [s * 0.0022, -0.004, 0], (s, -0.6, 0), length_m=0.0024))
    knuckles = _onto(body, np.array([[x * 1.15, y, 0.149] for _, x, _, _ in _FINGERS]))
    holes = seated(eyelet(0.0052), knuckles + [0, -0.0002, 0], (0, -1, 0.1))
    dark = seated(lathe(np.array([[0, 0], [0.0036, 0], [0.0036, 0.0004], [0, 0.0005]]), 14), knuckles + [0, -0.0002, 0], (0, -1, 0.1))
    turn = float(rng.uniform(-15, 25))
    parts = [merge([body, cuff, band]), merge(rows), merge([*studs, holes]), dark]
    return placed([turned(p, "z", turn) for p in parts], size)


def _onto(body: Surface, points: Points) -> Points:
    """Points moved along y to a body's front."""
    from scipy.spatial import cKDTree

    front = body.points[body.points[:, 1] < 0]
    index = cKDTree(front[:, [0, 2]]).query(points[:, [0, 2]], k=3)[1]
    out = points.copy()
    out[:, 1] = front[index, 1].mean(1) - 0.0004
    return out


def _boxing_glove(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A padded glove that stands on its cuff: round fist, thumb, piped seams, laces, a cuff of another leather."""
    s = size / 0.3
    steps = [joined(limb([(0, 0, 0.07), (0, 0, 0.11)], [0.047, 0.05]), 0.01), joined(limb([(0.0, 0, 0.13), (0, -0.006, 0.18)], [0.066, 0.074]), 0.03),
             joined(limb([(-0.024, -0.012, 0.215), (0.024, -0.012, 0.215)], [0.07, 0.07]), 0.03), joined(limb([(-0.03, -0.05, 0.165), (0.03, -0.05, 0.165)], [0.044, 0.044]), 0.02),
             joined(limb([(0.058, -0.01, 0.115), (0.082, -0.034, 0.16), (0.07, -0.055, 0.198)], [0.026, 0.03, 0.0255]), 0.006)]  # fmt: skip
    body = sculpted(steps, 0.0036)
    fold = waves(rng, 0.03, way_deg=80, spread=0.35)

    def creased(points: Points, _: Points) -> Points:
        near = np.exp(-(((points[:, 2] - 0.115) / 0.03) ** 2))
        return np.asarray(0.0028 * fold(points[:, 0] + points[:, 1], points[:, 2]) * near)

    body = box_mapped(displaced(body, creased))
    ring = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    profile = rounded(np.array([[0.052, 0.0], [0.060, 0.0], [0.061, 0.02], [0.055, 0.085], [0.05, 0.088]]), 0.004, 4)
    cuff = lathe(np.concatenate([[[0.048, 0.03]], profile]), 64)
    inside = moved(lathe(np.array([[0.0, 0.025], [0.05, 0.025], [0.05, 0.026], [0.0, 0.026]]), 32), z=0)
    piping = [tube(np.column_stack([r * np.cos(ring), r * np.sin(ring), np.full(72, z)]), 0.0028, sides=8, closed=True) for r, z in ((0.0555, 0.086), (0.0605, 0.004))]
    laces = []
    for k in range(6):
        z = 0.014 + 0.0125 * k
        a = np.linspace(-0.32, 0.32, 9) - np.pi / 2
        laces.append(tube(np.column_stack([0.0605 * np.cos(a), 0.0615 * np.sin(a), z + 0.006 * (k % 2 * 2 - 1) * np.linspace(-1, 1, 9)]), 0.0021, sides=7))
    laces.append(moved(bow_of_cord(0.05, 0.002), 0.0, -0.063, 0.02))
    seam_line = np.array([[x, -0.04, 0.2 + 0.02 * np.cos(x * 20)] for x in np.linspace(-0.062, 0.062, 40)])
    rows = [stitches(_onto(body, seam_line + [0, 0, d]), (0, -1, 0.2), length_m=0.005, gap_m=0.002, radius_m=0.0009) for d in (0.0, 0.006)]
    thumb = np.array([[0.052 + 0.012 * np.sin(t * 3), -0.04, 0.12 + 0.075 * t] for t in np.linspace(0, 1, 26)])
    rows.append(stitches(_onto(body, thumb), (0.5, -1, 0), length_m=0.005, gap_m=0.002, radius_m=0.0009))
    turn = float(rng.uniform(-35, 10))
    parts = [merge([body]), merge([cuff, inside, *piping]), merge(laces), merge(rows)]
    out = []
    for p in parts:
        q = Surface(points=p.points * s, counts=p.counts, indices=p.indices, uvs=p.uvs * s)
        out.append(turned(q, "z", turn))
    return placed(out, size)


FORMS: tuple[Form, ...] = (
    Form(name="belt_coil", class_name="belt", size_m=(0.12, 0.2), build=_belt, parts=(main_part(), part("Buckle", "brass", "steel"), part("Stitches", "cream_thread", "black_thread"))),
    Form(name="wallet", class_name="wallet", size_m=(0.16, 0.22), build=_wallet,
         parts=(main_part(), part("Cards", "white_plastic", "red_plastic", "navy_cotton"), part("Notes", "paper"), part("Stitches", "cream_thread", "black_thread"))),
    Form(name="bound_book", class_name="book", size_m=(0.18, 0.28), build=_book, parts=(main_part(), part("Pages", "paper"), part("Gilding", "gold", "brass"))),
    Form(name="laced_football", class_name="football", size_m=(0.2, 0.23), build=_ball, parts=(main_part(), part("Laces", "cream_thread", "tan_leather"), part("Stitches", "cream_thread"))),
    Form(name="driving_glove", class_name="glove", size_m=(0.23, 0.27), build=_driving_glove,
         parts=(main_part(), part("Stitches", "cream_thread", "black_thread"), part("Stud", "brass", "steel"), part("Holes", "black_thread"))),
    Form(name="boxing_glove", class_name="boxing glove", size_m=(0.28, 0.33), build=_boxing_glove,
         parts=(main_part(), part("Cuff", "black_leather", "white_plastic", "cream_leather"), part("Laces", "white_thread"), part("Stitches", "white_thread", "black_thread"))),
)  # fmt: skip
