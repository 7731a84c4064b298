"""Moss and lichen on their hosts, bare between: stones, a log, roof tiles, paving, steps; slates, a branch, a post, a grave."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from assets.forms.form import Form, main_part, part
from assets.forms.kit.bark import plates, trunk
from assets.forms.kit.blades import OVAL, aimed, arc_path, laid, leaf, numbered, stalk
from assets.forms.kit.distance_fields import displaced, normals_at_points
from assets.forms.kit.placing import placed
from assets.forms.kit.scattering import scattered, spread
from assets.forms.kit.wave_noise import wave_noise
from assets.forms.logs import log_along_z
from assets.meshes.primitives import ball_of_triangles

from assets.meshes.strands import Roots, ribbons, unit
from assets.meshes.surface import Surface, box_mapped, finished, grid, merge, moved, scaled, turned
from schemas.mesh import MeshData

type Floats = NDArray[np.float64]
type Share = Callable[[Floats, Floats], Floats]

_UP = np.array([0.0, 0.0, 1.0])
_MOST_SHOOTS = 52000


def moss_on(host: Surface, rng: np.random.Generator, grown: Share, *, cushion_m: float = 0.010, shoot_m: tuple[float, float] = (0.0035, 0.0065)) -> tuple[Surface, MeshData]:
    """(the host, swollen to cushions where moss grows; shoots of 3 to 8 mm on it).

    Args:
        grown: 0 on bare host to 1 under thick moss, by points and normals.
    """
    lumps = wave_noise(rng, 0.055, octaves=2)

    def rise(p: Floats, n: Floats) -> Floats:
        thick = np.clip(grown(p, n) * 1.6 - 0.3, 0.0, 1.0)
        return np.asarray(cushion_m * thick * np.clip(0.62 + 0.75 * lumps(p), 0.05, 1.3))

    swollen = displaced(host, rise)
    tree = cKDTree(swollen.points)
    bare_share = grown(host.points, normals_at_points(host))

    def share(p: Floats, _n: Floats) -> Floats:
        return np.asarray(bare_share[tree.query(p)[1]])

    roots = scattered(swollen, 4 * _MOST_SHOOTS, rng, share=lambda p, n: np.clip(1.5 * share(p, n) - 0.15, 0.0, 1.0))
    roots = roots.kept(rng.permutation(len(roots)) < _MOST_SHOOTS)
    ways = unit(roots.normals + 0.35 * _UP + 0.55 * rng.normal(size=roots.points.shape))
    bends = 0.35 * rng.normal(size=roots.points.shape)
    long = rng.uniform(*shoot_m, len(roots)) * np.clip(0.9 + 0.5 * lumps(roots.points), 0.5, 1.25)
    wide = rng.uniform(0.0008, 0.0013, len(roots))
    return swollen, ribbons(roots, ways, bends, (long, wide), rng, segments=2)


def _stalks(roots_from: MeshData, rng: np.random.Generator, count: int) -> Surface:
    """Spore stalks with their capsules, rising out of a few shoots."""
    points = roots_from.points.astype(np.float64)
    spots = points[rng.choice(len(points), count)]
    pieces = []
    for spot in spots:
        tip = spot + np.array([0.004 * rng.normal(), 0.004 * rng.normal(), rng.uniform(0.011, 0.018)])
        pieces.append(stalk(arc_path(spot, tip, 0.001 * rng.normal(size=3), 6), 0.00035, 0.0003, sides=5))
        pieces.append(moved(scaled(ball_of_triangles(1), 0.0008, 0.0008, 0.0017), *tip))
    return merge(pieces)


def boulder(rng: np.random.Generator, radii: tuple[float, float, float], *, facets: int = 16) -> Surface:
    """A broken stone: a ball cut by planes, its edges worn, rough all over; standing on z = 0."""
    ball = ball_of_triangles(6)
    ways = unit(rng.normal(size=(facets, 3)) * [1.0, 1.0, 0.8])
    cuts = rng.uniform(0.66, 0.95, facets)
    p = ball.points
    reach = np.full(len(p), 1.0)
    k = 0.05
    for way, cut in zip(ways, cuts, strict=True):
        t = np.where(p @ way > 0.2, cut / np.maximum(p @ way, 0.2), 9.0)
        near = np.clip(k - np.abs(reach - t), 0.0, None) / k
        reach = np.minimum(reach, t) - near**2 * k / 4.0
    rough, fine = wave_noise(rng, 0.5), wave_noise(rng, 0.10, octaves=3)
    reach = reach + 0.030 * rough(p) + 0.012 * fine(p)
    points = p * reach[:, None] * np.array(radii)
    low = float(points[:, 2].min()) + 0.22 * radii[2]
    points[:, 2] = np.maximum(points[:, 2], low) - low
    return box_mapped(Surface(points=points, counts=ball.counts, indices=ball.indices, uvs=ball.uvs))


def _dead_leaves(rng: np.random.Generator, spots: Floats, size_m: float) -> Surface:
    sheets = [
        laid(leaf(0.34 * OVAL, droop=float(rng.uniform(-0.4, 0.4)), fold=0.4), s, np.array([*rng.normal(size=2), 0.1]), unit(_UP + 0.2 * rng.normal(size=3)), size_m * float(rng.uniform(0.7, 1.2)))
        for s in spots
    ]
    return numbered(sheets)


def _mossy_stone(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A broken stone, cushions over its top and one side, its other flank bare."""
    stone = boulder(rng, (0.15, 0.12, 0.115))
    noise = wave_noise(rng, 0.11, octaves=3)
    side = 1.0 if rng.random() < 0.5 else -1.0

    def grown(p: Floats, n: Floats) -> Floats:
        return np.asarray(np.clip(2.6 * (n[:, 2] * 0.75 + 0.42 * side * n[:, 0] + 0.50 * noise(p) - 0.22), 0.0, 1.0))

    host, shoots = moss_on(stone, rng, grown)
    a = rng.uniform(0, 6.28, 9)
    leaves = _dead_leaves(rng, np.stack([0.17 * np.cos(a), -np.abs(0.15 * np.sin(a)), 0.006 + 0 * a], -1), 0.05)
    meshes = (shoots, finished(host, crease_deg=55.0), finished(_stalks(shoots, rng, 46)), finished(leaves, crease_deg=80.0, weld=False))
    return placed(meshes, size)


def _mossy_log(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A lying log, moss along its back, bark bare below, a sawn end."""
    radius, length = 0.066, 0.34
    relief = plates(rng, 2 * np.pi * radius, length, plate_m=0.018, long=3.5, depth_m=0.005)
    bark, ends = log_along_z(rng, radius, length, relief=relief, stub=False)
    turn = float(rng.uniform(22, 40))
    bark, ends = (turned(turned(s, "y", 90.0), "z", turn) for s in (bark, ends))
    noise = wave_noise(rng, 0.10, octaves=3)

    def grown(p: Floats, n: Floats) -> Floats:
        high = (p[:, 2] / radius) * 0.8 + 0.25 * n[:, 2]
        return np.asarray(np.clip(2.8 * (high + 0.42 * noise(p) - 0.22), 0.0, 1.0))

    host, shoots = moss_on(bark, rng, grown, cushion_m=0.008)
    fungi = []
    for _ in range(5):
        a = rng.uniform(-0.12, 0.12)
        way = np.array([np.cos(np.radians(turn)), np.sin(np.radians(turn)), 0.0])
        spot = way * (a + 0.0) + np.array([0.0, -radius * 0.92, -0.012 + 0.02 * rng.normal()]) + way * length / 2 * 0
        fungi.append(moved(scaled(ball_of_triangles(3), 0.017, 0.017, 0.0048), *(spot + [0.0, 0.004, 0.0])))
    middle = np.array([np.cos(np.radians(turn)), np.sin(np.radians(turn)), 0.0]) * length / 2
    meshes = (shoots, finished(host, crease_deg=60.0), finished(ends, crease_deg=45.0), finished(moved(merge(fungi), *middle)))
    return placed(meshes, size)


def _roof_tiles(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Rows of clay tiles on a slope, moss in the laps and joints."""
    wide, long, gauge = 0.165, 0.265, 0.15
    tiles = []
    for row in range(4):
        for column in range(-2, 2 if row % 2 else 3):
            x = (column + (0.5 if row % 2 else 0.0)) * (wide + 0.003)
            if abs(x) > 0.36:
                continue
            tile = _plain_tile(rng, wide, long)
            tile = turned(tile, "x", -3.2 + 0.4 * float(rng.normal()))
            tiles.append(moved(tile, x=x + 0.0008 * float(rng.normal()), y=row * gauge, z=0.0135 * 0 + 0.0008 * float(rng.normal())))
    slope = 32.0
    roof = turned(merge(tiles), "x", slope)
    lumps, big = wave_noise(rng, 0.05, octaves=2), wave_noise(rng, 0.22)
    turn = np.radians(slope)

    def grown(p: Floats, n: Floats) -> Floats:
        along = p[:, 1] * np.cos(turn) + p[:, 2] * np.sin(turn)
        x = p[:, 0]
        row = np.floor(along / gauge + 1e-6)
        lap = (along - row * gauge)  # from a tile's lower edge upwards
        near_lap = np.exp(-(((lap - gauge * 0.96) / 0.030) ** 2)) + 0.8 * np.exp(-((lap / 0.012) ** 2))
        joint_x = (x / (wide + 0.003) - 0.5 * (row % 2 == 0) + 0.5) % 1.0
        joint = np.exp(-((np.minimum(joint_x, 1 - joint_x) * wide / 0.009) ** 2))
        return np.asarray(np.clip(1.7 * np.maximum(near_lap, joint) + 1.3 * big(p) + 0.9 * lumps(p) - 0.75, 0.0, 1.0) * (n[:, 2] > 0.15))

    host, shoots = moss_on(roof, rng, grown, cushion_m=0.014)
    return placed((shoots, finished(host, crease_deg=45.0)), size, turn_deg=float(rng.uniform(-18, 18)))


def _plain_tile(rng: np.random.Generator, wide: float, long: float) -> Surface:
    """A flat clay tile with a little camber, rough, dense enough for moss to swell on."""
    rough = wave_noise(rng, 0.02, octaves=3)
    x, y = np.meshgrid(np.linspace(-wide / 2, wide / 2, 52), np.linspace(0.0, long, 80))
    corner = np.clip(np.hypot(np.clip(np.abs(x) - wide / 2 + 0.006, 0, 1), np.clip(0.006 - y, 0, 1)) - 0.003, 0, 1)
    z = 0.004 * (1 - (2 * x / wide) ** 2) + 0.0135 - 0.9 * corner
    top = np.stack([x, y, z + 0.0004 * rough(np.stack([x, y, 0 * x + rng.uniform(0, 9)], -1))], -1)
    low = top - [0.0, 0.0, 0.0125]
    ring = np.concatenate([top[0, :-1], top[:-1, -1], top[-1, :0:-1], top[:0:-1, 0]])
    under = ring - [0.0, 0.0, 0.0125]
    side = np.stack([under, 0.5 * (ring + under), ring])
    return merge([grid(top), grid(low[::8, ::6][:, ::-1]), grid(side, wrap=True)])


def _paving(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Worn granite setts, moss in the joints and over some edges."""
    pitch, gap = 0.098, 0.013
    setts, centres = [], []
    for row in range(4):
        for column in range(5):
            x = (column - 2 + (0.5 if row % 2 else 0.0) - 0.25) * pitch + 0.002 * rng.normal()
            y = (row - 1.5) * pitch + 0.002 * rng.normal()
            half = (pitch - gap) / 2 * (1 + 0.05 * rng.normal(size=2))
            setts.append(_sett(rng, x, y, half))
            centres.append((x, y))
    xx, yy = np.meshgrid(np.linspace(-0.29, 0.27, 220), np.linspace(-0.21, 0.21, 170))
    bed = grid(np.stack([xx, yy, 0.026 + 0 * xx], -1))
    whole = merge([*setts, bed])
    big, lumps = wave_noise(rng, 0.24), wave_noise(rng, 0.04)
    tree = cKDTree(np.array(centres))

    def grown(p: Floats, n: Floats) -> Floats:
        near = tree.query(p[:, :2], p=np.inf)[0]
        joint = np.clip((near - (pitch - gap) / 2 + 0.010) / 0.012, 0.0, 1.2)
        inside = (np.abs(p[:, 0] + 0.01) < 0.275) & (np.abs(p[:, 1]) < 0.205)
        return np.asarray(np.clip(1.5 * joint + 1.6 * big(p) + 0.7 * lumps(p) - 0.55, 0.0, 1.0) * inside * (n[:, 2] > -0.2) * (p[:, 2] > 0.018))

    host, shoots = moss_on(whole, rng, grown, cushion_m=0.014)
    return placed((shoots, finished(host, crease_deg=60.0)), size, turn_deg=float(rng.uniform(-20, 20)))


def _sett(rng: np.random.Generator, x: float, y: float, half: Floats) -> Surface:
    """A paving stone with a domed worn top and rounded edges."""
    u, v = np.meshgrid(np.linspace(-1, 1, 46), np.linspace(-1, 1, 46))
    rough = wave_noise(rng, 0.03, octaves=3)
    edge = np.maximum(np.abs(u), np.abs(v))
    drop = np.clip((edge - 0.72) / 0.28, 0, 1) ** 2.4
    z = 0.046 + 0.004 * (1 - edge**2) - 0.044 * np.clip((edge - 0.97) / 0.03, 0, 1) - 0.010 * drop
    px, py = x + u * half[0] * (1 - 0.03 * v**2), y + v * half[1] * (1 - 0.03 * u**2)
    p = np.stack([px, py, np.maximum(z, 0.0)], -1)
    p[..., 2] += 0.0016 * rough(p) * (edge < 0.97)
    return grid(p)


def _steps(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Two stone steps, moss in the corner and down the risers, the treads worn bare in their middle."""
    profile = np.array([[-0.17, 0.0], [-0.17, 0.115], [-0.163, 0.124], [-0.155, 0.125], [0.0, 0.122], [0.002, 0.235], [0.008, 0.244], [0.016, 0.245], [0.17, 0.245]])
    dense = np.concatenate([np.linspace(a, b, max(int(np.linalg.norm(b - a) / 0.0032), 2))[:-1] for a, b in zip(profile[:-1], profile[1:], strict=True)] + [profile[-1:]])
    x = np.linspace(-0.25, 0.25, 170)
    rough = wave_noise(rng, 0.05, octaves=3)
    top = np.stack([np.broadcast_to(x[None, :], (len(dense), 170)), np.broadcast_to(dense[:, :1], (len(dense), 170)), np.broadcast_to(dense[:, 1:], (len(dense), 170))], -1).copy()
    worn = 0.012 * np.exp(-((x / 0.12) ** 2))[None, :] * ((np.abs(dense[:, 1:] - 0.125) < 0.012) | (dense[:, 1:] > 0.235))
    top[..., 2] += 0.003 * rough(top) * (top[..., 2] > 0.002) - worn
    top[..., 1] += 0.003 * rough(top + 3.0)
    sides = []
    for column, flip in ((0, False), (-1, True)):
        line = top[:, column]
        foot = line * [1, 1, 0]
        wall = grid(np.stack([foot, 0.5 * (foot + line), line])[:, ::-1] if flip is False else np.stack([foot, 0.5 * (foot + line), line]))
        sides.append(wall)
    body = merge([grid(top), *sides])
    big, lumps = wave_noise(rng, 0.20), wave_noise(rng, 0.045)

    def grown(p: Floats, n: Floats) -> Floats:
        corner = np.exp(-((np.hypot(p[:, 1] - 0.0, p[:, 2] - 0.122) / 0.05) ** 2))
        ends = np.clip((np.abs(p[:, 0]) - 0.08) / 0.15, 0, 1) ** 0.7
        riser = 0.45 * (np.abs(n[:, 1]) > 0.6) * (np.abs(p[:, 0]) < 0.249)
        return np.asarray(np.clip(1.5 * corner + 0.75 * ends + riser + 1.2 * big(p) + 0.6 * lumps(p) - 0.75, 0.0, 1.0) * (p[:, 2] > 0.01) * (np.abs(n[:, 0]) < 0.7))

    host, shoots = moss_on(body, rng, grown, cushion_m=0.010)
    a = rng.uniform(-0.2, 0.2, 5)
    leaves = _dead_leaves(rng, np.stack([a, rng.uniform(-0.12, -0.05, 5), 0.135 + 0 * a], -1), 0.06)
    return placed((shoots, finished(host, crease_deg=45.0), finished(leaves, crease_deg=80.0, weld=False)), size)


def rosettes_on(host: Surface, rng: np.random.Generator, roots: Roots, radii: Floats) -> Surface:
    """Flat lobed lichens that lie on the host: rim thickest, radial lobes, a crumbly heart."""
    tree = cKDTree(host.points)
    normals = normals_at_points(host)
    sheets = []
    for i, (at, up, radius) in enumerate(zip(roots.points, roots.normals, radii, strict=True)):
        columns = int(np.clip(radius * 4500, 40, 110))
        rings = int(np.clip(radius * 700, 6, 16))
        a = np.arange(columns) * 2 * np.pi / columns
        r = np.linspace(0.0, 1.0, rings)[:, None] ** 0.8
        lobes = int(rng.integers(7, 13))
        wander = sum(rng.normal() * np.sin(k * a + rng.uniform(0, 6)) / k for k in (1, 2, 3))
        reach = radius * (1 + 0.10 * wander + 0.13 * np.abs(np.sin(lobes * a / 2 + 0.7 * wander)) + 0.05 * np.sin(3.1 * lobes * a))
        side = unit(np.cross(up, [0.31, 0.7, 0.64]))
        flat = r * reach
        p = at + (flat * np.cos(a))[..., None] * side + (flat * np.sin(a))[..., None] * np.cross(up, side)
        _, near = tree.query(p.reshape(-1, 3), k=3)
        n, v = normals[near].mean(1).reshape(p.shape), host.points[near].mean(1).reshape(p.shape)
        n = unit(n)
        p = p - ((p - v) * n).sum(-1, keepdims=True) * n
        ridge = np.cos(lobes * a * 1.0 + 2 * wander) * 0.5 + 0.5
        thick = 0.0009 + 0.0009 * np.exp(-(((r - 0.82) / 0.16) ** 2)) + 0.0006 * ridge * r + 0.0006 * np.abs(rng.standard_normal(p.shape[:2])) * (r < 0.75)
        thick = np.where(r > 0.97, -0.0012, thick)
        sheet = p + thick[..., None] * n
        u = (np.arange(columns + 1) / columns)[None, :] + 0 * r
        sheets.append(grid(sheet[::-1], uvs=np.stack([u + i % 90, (1 - r[::-1]) + 0 * u], -1), wrap=True))
    return merge(sheets)


def _sized(rng: np.random.Generator, count: int, low: float, high: float) -> Floats:
    return np.asarray(low * (high / low) ** (rng.random(count) ** 1.3))


def _crusted(host: Surface, rng: np.random.Generator, *, share: Share, spacing: float, radii: tuple[float, float], most: int = 150) -> Surface:
    roots = spread(host, spacing, rng, share=share)
    roots = roots.kept(np.arange(len(roots)) < most)
    return rosettes_on(host, rng, roots, _sized(rng, len(roots), *radii))


def _lichen_boulder(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A broken stone, its upper faces nearly covered by rosettes of all sizes."""
    stone = boulder(rng, (0.17, 0.13, 0.13))
    patch = wave_noise(rng, 0.2)
    crust = _crusted(stone, rng, share=lambda p, n: np.clip(0.75 + n[:, 2] + 0.7 * patch(p) - 0.4 * (p[:, 2] < 0.03), 0.02, 1.0), spacing=0.017, radii=(0.009, 0.028), most=260)
    return placed((finished(crust, crease_deg=70.0), finished(stone, crease_deg=55.0)), size)


def _lichen_branch(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A dead branch under leafy lichen, beards hanging from it."""
    line = arc_path(np.array([-0.17, 0.0, 0.05]), np.array([0.17, 0.0, 0.13]), np.array([0.0, 0.0, 0.03]), 60)
    line += 0.0016 * rng.normal(size=line.shape)
    wood = [stalk(line, 0.017, 0.008, sides=40)]
    for j, z in ((20, 0.10), (38, 0.085), (48, -0.07)):
        end = line[j] + np.array([0.06, -0.05, z])
        wood.append(stalk(arc_path(line[j], end, 0.01 * rng.normal(size=3), 30), 0.008, 0.0035, sides=24))
    host = merge(wood)
    crust = _crusted(host, rng, share=lambda p, n: np.clip(0.8 + 0.5 * n[:, 2], 0.1, 1.0), spacing=0.0085, radii=(0.006, 0.012), most=420)
    tufts = []
    for _ in range(24):
        at = host.points[int(rng.integers(len(host.points)))]
        for _ in range(13):
            end = at + np.array([0.014 * rng.normal(), 0.014 * rng.normal(), -rng.uniform(0.025, 0.075)])
            tufts.append(stalk(arc_path(at, end, 0.008 * rng.normal(size=3), 8), 0.0009, 0.0003, sides=4))
    return placed((finished(merge([crust, *tufts]), crease_deg=70.0, weld=False), finished(host)), size)


def _lichen_slates(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Courses of slates on a slope, rosettes across their laps, copper nails."""
    slates, nails = [], []
    for row in range(4):
        for column in range(-2, 3):
            x = (column + (0.5 if row % 2 else 0.0)) * 0.163
            if abs(x) > 0.34:
                continue
            slate = _slate(rng, 0.16, 0.26)
            slates.append(moved(turned(slate, "x", -1.6), x=x, y=row * 0.115 + 0.002 * float(rng.normal())))
            nails += [moved(scaled(ball_of_triangles(2), 0.004, 0.004, 0.0015), x + dx, row * 0.115 + 0.10, 0.0045) for dx in (-0.055, 0.055) if rng.random() < 0.3]
    roof = turned(merge(slates), "x", 38.0)
    crust = _crusted(roof, rng, share=lambda p, n: 1.0 * (n[:, 2] > 0.6), spacing=0.030, radii=(0.013, 0.042), most=170)
    return placed((finished(crust, crease_deg=70.0), finished(roof, crease_deg=35.0), finished(turned(merge(nails), "x", 38.0))), size, turn_deg=float(rng.uniform(-20, 20)))


def _slate(rng: np.random.Generator, wide: float, long: float) -> Surface:
    x, y = np.meshgrid(np.linspace(-wide / 2, wide / 2, 22), np.linspace(0, long, 34))
    chips = wave_noise(rng, 0.03, octaves=3)
    y = y + 0.0035 * np.abs(chips(np.stack([x, 0 * x, 0 * x], -1))) * np.clip(1 - y / 0.02, 0, 1)
    steps = 0.0008 * np.floor(2.0 * wave_noise(rng, 0.12)(np.stack([x, y, 0 * x], -1)))
    top = np.stack([x, y, 0.006 + steps], -1)
    ring = np.concatenate([top[0, :-1], top[:-1, -1], top[-1, :0:-1], top[:0:-1, 0]])
    return merge([grid(top), grid(np.stack([ring - [0, 0, 0.006], ring]), wrap=True)])


def _lichen_post(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """The top of a weathered fence post, split along its grain, a wire stapled to it."""
    noise, grain = wave_noise(rng, 0.3), wave_noise(rng, 0.012, octaves=3)

    def relief(arc: Floats, z: Floats) -> Floats:
        p = np.stack(np.broadcast_arrays(arc * 1.2, 0 * z, z * 0.06), -1)
        return np.asarray(0.0016 * grain(p) - 0.004 * np.exp(-((grain(p * 0.35) / 0.06) ** 2)))

    radius, high = 0.058, 0.30
    square = lambda a, z: np.asarray(radius * (1 + 0.13 * np.cos(4 * a + 0.6) + 0.03 * noise(np.stack(np.broadcast_arrays(np.cos(a), np.sin(a), z), -1))))  # noqa: E731
    side = trunk(square, high, relief, 2 * np.pi * radius, step_m=0.0024)
    columns = int(2 * np.pi * radius / 0.0024)
    rim = side.points.reshape(-1, columns, 3)[-1]
    shares = np.linspace(0, 1, 24)[:, None, None]
    top = np.array([0, 0, high + 0.012]) + shares * (rim - [0, 0, high + 0.012])
    top[..., 2] += 0.0012 * grain(top * [1.5, 0.3, 1])
    post = merge([side, grid(top[::-1], wrap=True)])
    crust = _crusted(post, rng, share=lambda p, n: np.clip((p[:, 2] - 0.03) / 0.16 + n[:, 2], 0.05, 1.0), spacing=0.0125, radii=(0.008, 0.021), most=330)
    wires = []
    for z in (0.10, 0.205):
        wires += [stalk(np.array([[-0.14, -0.070, z + k], [-0.05, -0.069, z + k * 0.3], [0.05, -0.069, z - k * 0.3], [0.14, -0.070, z - k]]), 0.0013, 0.0013, sides=8) for k in (-0.002, 0.002)]
        wires += [stalk(np.array([[0.008 * s, -0.062, z + 0.007], [0.008 * s, -0.074, z], [0.008 * s, -0.062, z - 0.007]]), 0.0016, 0.0016, sides=8) for s in (-1, 1)]
        for x in (-0.105, 0.098):
            for k in range(4):
                end = np.array([0.004 * rng.normal(), 0.013 * np.cos(1.6 * k), 0.013 * np.sin(1.6 * k)])
                wires.append(stalk(np.array([[x, -0.070, z], np.array([x, -0.070, z]) + end]), 0.001, 0.0004, sides=6))
    return placed((finished(crust, crease_deg=70.0), finished(post, crease_deg=50.0), finished(merge(wires))), size)


def _lichen_grave(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """An old headstone with a round top, its cut letters half grown over, grass at its foot."""
    from assets.forms.kit.lettering import raised_text
    from assets.meshes.solids import extrude

    a = np.linspace(0.0, np.pi, 40)
    wide, high = 0.21, 0.44
    outline = np.concatenate([[[-wide, 0.0], [wide, 0.0], [wide, high], [wide * 0.86, high + 0.012]], np.stack([0.86 * wide * np.cos(a), high + 0.012 + 0.72 * wide * np.sin(a)], -1), [[-wide * 0.86, high + 0.012], [-wide, high]]])
    dense = np.concatenate([np.linspace(p, q, max(int(np.linalg.norm(q - p) / 0.02), 1), endpoint=False) for p, q in zip(outline, np.roll(outline, -1, 0), strict=True)])
    stone = turned(extrude(dense, -0.035, 0.035, bevel_m=0.008), "x", 90.0)
    xx, zz = np.meshgrid(np.linspace(-1, 1, 70), np.linspace(0, 1, 110))
    reach = np.where(zz * 0.60 < high, wide - 0.008, 0.86 * wide * np.sqrt(np.clip(1 - ((zz * 0.60 - high) / (0.74 * wide)) ** 2, 0.0, 1)) - 0.004)
    face = grid(np.stack([xx * np.maximum(reach, 0.02), -0.0356 + 0 * xx, 0.006 + zz * 0.59], -1))
    lines = [moved(turned(raised_text(t, h, stroke_m=0.006, relief_m=0.003), "x", 90.0), y=-0.0352, z=z) for t, h, z in (("ANNA", 0.052, 0.44), ("1794", 0.036, 0.36), ("REST", 0.036, 0.29))]
    host = merge([face])
    crust = _crusted(host, rng, share=lambda p, n: np.clip(0.45 + 0.9 * np.abs(p[:, 0]) / wide + 0.5 * (p[:, 2] > 0.5), 0.0, 1.0), spacing=0.031, radii=(0.014, 0.045), most=130)
    edge = _crusted(stone, rng, share=lambda p, n: 1.0 * ((n[:, 2] > 0.2) | (np.abs(n[:, 0]) > 0.5)), spacing=0.03, radii=(0.010, 0.02), most=110)
    from assets.forms.kit.ground_patches import grass_blades

    foot = np.column_stack([rng.uniform(-0.26, 0.26, 900), rng.uniform(-0.10, 0.06, 900), np.zeros(900)])
    grass = grass_blades(foot, rng, 0.075)
    return placed((finished(merge([crust, edge]), crease_deg=70.0), finished(merge([stone, face, *lines]), crease_deg=40.0), grass), size, turn_deg=float(rng.uniform(-15, 15)))


FORMS: tuple[Form, ...] = (
    Form(name="mossy_stone", class_name="mossy stone", size_m=(0.24, 0.34), parts=(main_part("Shoots"), part("Stone", "grey_stone", "sandstone"), part("Spores", "spore_stalk"), part("Leaves", "dead_leaf")), build=_mossy_stone),
    Form(name="mossy_log", class_name="mossy log", size_m=(0.28, 0.38), parts=(main_part("Shoots"), part("Bark", "dark_bark"), part("Ends", "cut_wood"), part("Fungi", "fungus")), build=_mossy_log),
    Form(name="mossy_roof_tiles", class_name="mossy roof", size_m=(0.55, 0.72), parts=(main_part("Shoots"), part("Tiles", "terracotta")), build=_roof_tiles, detail_m=0.4),
    Form(name="mossy_paving", class_name="mossy paving", size_m=(0.46, 0.58), parts=(main_part("Shoots"), part("Setts", "grey_stone")), build=_paving, detail_m=0.36),
    Form(name="mossy_steps", class_name="mossy steps", size_m=(0.42, 0.54), parts=(main_part("Shoots"), part("Stone", "grey_stone", "sandstone"), part("Leaves", "dead_leaf")), build=_steps),
    Form(name="lichen_boulder", class_name="boulder with lichen", size_m=(0.26, 0.4), parts=(main_part("Lichen"), part("Stone", "grey_stone", "dark_stone")), build=_lichen_boulder),
    Form(name="lichen_branch", class_name="branch with lichen", size_m=(0.28, 0.42), parts=(main_part("Lichen"), part("Branch", "dark_bark")), build=_lichen_branch),
    Form(name="lichen_slates", class_name="slates with lichen", size_m=(0.5, 0.72), parts=(main_part("Lichen"), part("Slates", "slate"), part("Nails", "copper")), build=_lichen_slates, detail_m=0.4),
    Form(name="lichen_fence_post", class_name="fence post with lichen", size_m=(0.26, 0.36), parts=(main_part("Lichen"), part("Post", "driftwood"), part("Wire", "rusty_iron")), build=_lichen_post),
    Form(name="lichen_gravestone", class_name="gravestone with lichen", size_m=(0.5, 0.75), parts=(main_part("Lichen"), part("Stone", "grey_stone", "slate"), part("Grass", "lawn")), build=_lichen_grave, detail_m=0.4),
)  # fmt: skip
