"""Moss on its hosts, bare between: a stone, a log, roof tiles, paving, steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from assets.forms.form import Form, main_part, part
from assets.forms.kit.bark import plates
from assets.forms.kit.blades import OVAL, arc_path, laid, leaf, numbered, stalk
from assets.forms.kit.distance_fields import displaced, normals_at_points
from assets.forms.kit.placing import faces_of, joined_meshes, placed
from assets.forms.kit.scattering import scattered
from assets.forms.kit.stones import boulder
from assets.forms.kit.wave_noise import wave_noise
from assets.forms.logs import log_along_z
from assets.meshes.primitives import ball_of_triangles
from assets.meshes.strands import ribbons, unit
from assets.meshes.surface import Surface, finished, grid, merge, moved, scaled, turned
from schemas.mesh import MeshData

type Floats = NDArray[Any]
type Share = Callable[[Floats, Floats], Floats]
_UP = np.array([0.0, 0.0, 1.0])
_MOST_SHOOTS = 48000


def moss_on(
    host: Surface,
    rng: np.random.Generator,
    grown: Share,
    *,
    cushion_m: float = 0.010,
    shoot_m: tuple[float, float] = (0.0035, 0.0065),
) -> tuple[Surface, MeshData]:
    """(the host where it is bare; cushions of moss that swell from it, with shoots of 3 to 8 mm).

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

    roots = scattered(
        swollen, 4 * _MOST_SHOOTS, rng, share=lambda p, n: np.clip(1.5 * share(p, n) - 0.15, 0.0, 1.0)
    )
    roots = roots.kept(rng.permutation(len(roots)) < _MOST_SHOOTS)
    ways = unit(roots.normals + 0.35 * _UP + 0.55 * rng.normal(size=roots.points.shape))
    bends = 0.35 * rng.normal(size=roots.points.shape)
    long = rng.uniform(*shoot_m, len(roots)) * np.clip(0.9 + 0.5 * lumps(roots.points), 0.5, 1.25)
    wide = rng.uniform(0.0009, 0.0015, len(roots))
    shoots = ribbons(roots, ways, bends, (long, wide), rng, segments=2)
    starts = np.cumsum(host.counts) - host.counts
    mossy = np.add.reduceat(bare_share[host.indices], starts) / host.counts > 0.42
    bed = faces_of(swollen, mossy)
    bed = replace(bed, uvs=np.tile([0.5, 0.5], (len(bed.uvs), 1)))
    return faces_of(swollen, ~mossy), joined_meshes((shoots, finished(bed, crease_deg=80.0)))


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


def _dead_leaves(rng: np.random.Generator, spots: Floats, size_m: float) -> Surface:
    sheets = [
        laid(
            leaf(0.34 * OVAL, droop=float(rng.uniform(-0.4, 0.4)), fold=0.4),
            s,
            np.array([*rng.normal(size=2), 0.1]),
            unit(_UP + 0.2 * rng.normal(size=3)),
            size_m * float(rng.uniform(0.7, 1.2)),
        )
        for s in spots
    ]
    return numbered(sheets)


def _mossy_stone(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A broken stone, cushions over its top and one side, its other flank bare."""
    stone = boulder(rng, (0.15, 0.12, 0.115))
    noise = wave_noise(rng, 0.11, octaves=3)
    side = 1.0 if rng.random() < 0.5 else -1.0

    def grown(p: Floats, n: Floats) -> Floats:
        return np.asarray(
            np.clip(
                2.6 * (n[:, 2] * 0.75 + 0.42 * side * n[:, 0] - 0.32 * n[:, 1] + 0.50 * noise(p) - 0.18), 0.0, 1.0
            )
        )

    host, shoots = moss_on(stone, rng, grown)
    a = rng.uniform(0, 6.28, 9)
    leaves = _dead_leaves(rng, np.stack([0.17 * np.cos(a), -np.abs(0.15 * np.sin(a)), 0.006 + 0 * a], -1), 0.05)
    meshes = (
        shoots,
        finished(host, crease_deg=55.0),
        finished(_stalks(shoots, rng, 46)),
        finished(leaves, crease_deg=80.0, weld=False),
    )
    return placed(meshes, size)


def _mossy_log(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A lying log, moss along its back, bark bare below, a sawn end."""
    radius, length = 0.066, 0.34
    relief = plates(rng, 2 * np.pi * radius, length, plate_m=0.018, long=3.5, depth_m=0.005)
    bark, ends = log_along_z(rng, radius, length, relief=relief, stub=False, step_m=0.0028)
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
        spot = (
            way * (a + 0.0) + np.array([0.0, -radius * 0.92, -0.012 + 0.02 * rng.normal()]) + way * length / 2 * 0
        )
        fungi.append(
            moved(scaled(ball_of_triangles(3), 0.017, 0.017, 0.0048), *(spot + np.array([0.0, 0.004, 0.0])))
        )
    middle = np.array([np.cos(np.radians(turn)), np.sin(np.radians(turn)), 0.0]) * length / 2
    meshes = (
        shoots,
        finished(host, crease_deg=60.0),
        finished(ends, crease_deg=45.0),
        finished(moved(merge(fungi), *middle)),
    )
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
            tiles.append(
                moved(
                    tile,
                    x=x + 0.0008 * float(rng.normal()),
                    y=row * gauge,
                    z=0.0135 * 0 + 0.0008 * float(rng.normal()),
                )
            )
    slope = 32.0
    roof = turned(merge(tiles), "x", slope)
    lumps, big = wave_noise(rng, 0.05, octaves=2), wave_noise(rng, 0.22)
    turn = np.radians(slope)

    def grown(p: Floats, n: Floats) -> Floats:
        along = p[:, 1] * np.cos(turn) + p[:, 2] * np.sin(turn)
        x = p[:, 0]
        row = np.floor(along / gauge + 1e-6)
        lap = along - row * gauge  # from a tile's lower edge upwards
        near_lap = np.exp(-(((lap - gauge * 0.96) / 0.030) ** 2)) + 0.8 * np.exp(-((lap / 0.012) ** 2))
        joint_x = (x / (wide + 0.003) - 0.5 * (row % 2 == 0) + 0.5) % 1.0
        joint = np.exp(-((np.minimum(joint_x, 1 - joint_x) * wide / 0.009) ** 2))
        return np.asarray(
            np.clip(1.7 * np.maximum(near_lap, joint) + 1.3 * big(p) + 0.9 * lumps(p) + 0.05, 0.0, 1.0)
            * (n[:, 2] > 0.15)
        )

    host, shoots = moss_on(roof, rng, grown, cushion_m=0.014)
    return placed((shoots, finished(host, crease_deg=45.0)), size, turn_deg=float(rng.uniform(-18, 18)))


def _plain_tile(rng: np.random.Generator, wide: float, long: float) -> Surface:
    """A flat clay tile with a little camber, rough, dense enough for moss to swell on."""
    rough = wave_noise(rng, 0.02, octaves=3)
    x, y = np.meshgrid(np.linspace(-wide / 2, wide / 2, 38), np.linspace(0.0, long, 58))
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
    xx, yy = np.meshgrid(np.linspace(-0.29, 0.27, 130), np.linspace(-0.21, 0.21, 100))
    bed = grid(np.stack([xx, yy, 0.026 + 0 * xx], -1))
    whole = merge([*setts, bed])
    big, lumps = wave_noise(rng, 0.24), wave_noise(rng, 0.04)
    tree = cKDTree(np.array(centres))

    def grown(p: Floats, n: Floats) -> Floats:
        near = tree.query(p[:, :2], p=np.inf)[0]
        joint = np.clip((near - (pitch - gap) / 2 + 0.010) / 0.012, 0.0, 1.2)
        inside = (np.abs(p[:, 0] + 0.01) < 0.275) & (np.abs(p[:, 1]) < 0.205)
        return np.asarray(
            np.clip(1.5 * joint + 1.6 * big(p) + 0.7 * lumps(p) + 0.10, 0.0, 1.0)
            * inside
            * (n[:, 2] > -0.2)
            * (p[:, 2] > 0.018)
        )

    host, shoots = moss_on(whole, rng, grown, cushion_m=0.014)
    return placed((shoots, finished(host, crease_deg=60.0)), size, turn_deg=float(rng.uniform(-20, 20)))


def _sett(rng: np.random.Generator, x: float, y: float, half: Floats) -> Surface:
    """A paving stone with a domed worn top and rounded edges."""
    u, v = np.meshgrid(np.linspace(-1, 1, 36), np.linspace(-1, 1, 36))
    rough = wave_noise(rng, 0.03, octaves=3)
    edge = np.maximum(np.abs(u), np.abs(v))
    drop = np.clip((edge - 0.72) / 0.28, 0, 1) ** 2.4
    z = 0.046 + 0.004 * (1 - edge**2) - 0.044 * np.clip((edge - 0.97) / 0.03, 0, 1) - 0.010 * drop
    px, py = x + u * half[0] * (1 - 0.03 * v**2), y + v * half[1] * (1 - 0.03 * u**2)
    p = np.stack([px, py, np.maximum(z, 0.0)], -1)
    p[..., 2] += 0.0016 * rough(p) * (edge < 0.97)
    return grid(p)


def _two_steps(rng: np.random.Generator) -> Surface:
    """A flight of two worn steps."""
    profile = np.array(
        [
            [-0.17, 0.0],
            [-0.17, 0.115],
            [-0.163, 0.124],
            [-0.155, 0.125],
            [0.0, 0.122],
            [0.002, 0.235],
            [0.008, 0.244],
            [0.016, 0.245],
            [0.17, 0.245],
        ]
    )
    dense = np.concatenate(
        [np.linspace(a, b, max(int(np.linalg.norm(b - a) / 0.0032), 2))[:-1] for a, b in pairwise(profile)]
        + [profile[-1:]]
    )
    x = np.linspace(-0.25, 0.25, 170)
    rough = wave_noise(rng, 0.05, octaves=3)
    top = np.stack(
        [
            np.broadcast_to(x[None, :], (len(dense), 170)),
            np.broadcast_to(dense[:, :1], (len(dense), 170)),
            np.broadcast_to(dense[:, 1:], (len(dense), 170)),
        ],
        -1,
    ).copy()
    worn = (
        0.012
        * np.exp(-((x / 0.12) ** 2))[None, :]
        * ((np.abs(dense[:, 1:] - 0.125) < 0.012) | (dense[:, 1:] > 0.235))
    )
    top[..., 2] += 0.003 * rough(top) * (top[..., 2] > 0.002) - worn
    top[..., 1] += 0.003 * rough(top + 3.0)
    sides = []
    for column in (0, -1):
        line = top[:, column]
        foot = line * [1, 1, 0]
        wall = np.stack([foot, 0.5 * (foot + line), line])
        sides.append(grid(wall[:, ::-1] if column == 0 else wall))
    return merge([grid(top), *sides])


def _steps(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Two stone steps, moss in the corner and down the risers, the treads worn bare in their middle."""
    body = _two_steps(rng)
    big, lumps = wave_noise(rng, 0.20), wave_noise(rng, 0.045)

    def grown(p: Floats, n: Floats) -> Floats:
        corner = np.exp(-((np.hypot(p[:, 1] - 0.0, p[:, 2] - 0.122) / 0.05) ** 2))
        ends = np.clip((np.abs(p[:, 0]) - 0.08) / 0.15, 0, 1) ** 0.7
        riser = 0.45 * (np.abs(n[:, 1]) > 0.6) * (np.abs(p[:, 0]) < 0.249)
        return np.asarray(
            np.clip(1.5 * corner + 0.75 * ends + riser + 1.2 * big(p) + 0.6 * lumps(p) - 0.05, 0.0, 1.0)
            * (p[:, 2] > 0.01)
            * (np.abs(n[:, 0]) < 0.7)
        )

    host, shoots = moss_on(body, rng, grown, cushion_m=0.010)
    a = rng.uniform(-0.2, 0.2, 5)
    leaves = _dead_leaves(rng, np.stack([a, rng.uniform(-0.12, -0.05, 5), 0.135 + 0 * a], -1), 0.06)
    return placed((shoots, finished(host, crease_deg=45.0), finished(leaves, crease_deg=80.0, weld=False)), size)


FORMS: tuple[Form, ...] = (
    Form(
        name="mossy_stone",
        class_name="mossy stone",
        size_m=(0.24, 0.34),
        parts=(
            main_part("Shoots"),
            part("Stone", "grey_stone", "sandstone"),
            part("Spores", "spore_stalk"),
            part("Leaves", "dead_leaf"),
        ),
        build=_mossy_stone,
        version=2,
    ),
    Form(
        name="mossy_log",
        class_name="mossy log",
        size_m=(0.28, 0.38),
        parts=(main_part("Shoots"), part("Bark", "dark_bark"), part("Ends", "cut_wood"), part("Fungi", "fungus")),
        build=_mossy_log,
        version=2,
    ),
    Form(
        name="mossy_roof_tiles",
        class_name="mossy roof",
        size_m=(0.55, 0.72),
        parts=(main_part("Shoots"), part("Tiles", "terracotta")),
        build=_roof_tiles,
        version=2,
        detail_m=0.4,
    ),
    Form(
        name="mossy_paving",
        class_name="mossy paving",
        size_m=(0.46, 0.58),
        parts=(main_part("Shoots"), part("Setts", "grey_stone")),
        build=_paving,
        version=2,
        detail_m=0.36,
    ),
    Form(
        name="mossy_steps",
        class_name="mossy steps",
        size_m=(0.42, 0.54),
        parts=(main_part("Shoots"), part("Stone", "grey_stone", "sandstone"), part("Leaves", "dead_leaf")),
        build=_steps,
        version=2,
    ),
)
