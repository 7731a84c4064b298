"""What a forest floor has: trunks of several barks, logs, stumps, roots, cones, mushrooms, moss and twigs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.kit.bark import birch, plates
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import rounded
from assets.meshes.primitives import ball_of_triangles
from assets.meshes.solids import lathe, sweep
from assets.meshes.strands import Roots, planted, unit
from assets.meshes.surface import Surface, face_normals, finished, flipped, grid, merge, moved, turned
from assets.places.kit.greenery import NARROW
from schemas.mesh import MeshData

type Floats = NDArray[Any]

_UP = np.array([0.0, 0.0, 1.0])


def bole(
    rng: np.random.Generator,
    at: Sequence[float],
    radius_m: float,
    high_m: float,
    *,
    bark: str = "plates",
    columns: int = 72,
    rows: int = 60,
    flare: float = 0.7,
    lean: float = 0.03,
) -> Surface:
    """A standing trunk from below the ground, its foot spread into roots, its bark in relief."""
    girth = 2 * np.pi * radius_m
    angle = (np.arange(columns) * 2 * np.pi / columns)[None, :]
    z = high_m * (np.linspace(0.0, 1.0, rows) ** 1.6)[:, None] - 0.06
    arc = np.broadcast_to(angle / (2 * np.pi) * girth, (rows, columns))
    if bark == "birch":
        relief = birch(rng, girth, high_m)(arc, np.broadcast_to(z, (rows, columns)))
    elif bark == "smooth":
        noise = wave_noise(rng, 0.4)
        relief = 0.006 * noise(np.stack(np.broadcast_arrays(np.cos(angle), np.sin(angle), z), -1))
    else:
        relief = plates(rng, girth, high_m, plate_m=0.32 * radius_m, long=3.0, depth_m=0.07 * radius_m)(
            arc, np.broadcast_to(z, (rows, columns))
        )
    lobes = float(rng.integers(3, 6))
    turn = float(rng.uniform(0.0, 6.28))
    foot = (
        flare
        * radius_m
        * np.exp(-np.maximum(z, 0.0) / (0.6 * radius_m))
        * (0.55 + 0.45 * np.sin(lobes * angle + turn))
    )
    r = radius_m * (1.0 - 0.12 * z / high_m) + foot + relief
    way = float(rng.uniform(0.0, 6.28))
    x = r * np.cos(angle) + lean * z * np.cos(way)
    y = r * np.sin(angle) + lean * z * np.sin(way)
    points = np.stack([x, y, np.broadcast_to(z, x.shape)], -1) + np.asarray(at, np.float64)
    u = np.linspace(0.0, girth, columns + 1)
    return grid(points, uvs=np.stack(np.meshgrid(u, z[:, 0]), -1), wrap=True)


def birch_marks(
    rng: np.random.Generator,
    at: Sequence[float],
    radius_m: float,
    high_m: float,
    count: int,
    *,
    lying: bool = False,
) -> Surface:
    """The black scars of a birch, thin patches just over its bark: of a trunk at a foot, or of a log along x."""
    low = 0.25 if not lying else 0.0
    patches = []
    for k in range(count):
        z = low + (high_m - low) * float(rng.random()) ** (1.0 if lying else 1.4)
        turn, span = float(rng.uniform(0.0, 2 * np.pi)), float(rng.uniform(0.12, 0.5))
        tall = float(rng.uniform(0.004, 0.011)) if k % 6 else float(rng.uniform(0.02, 0.045))
        a = turn + span * np.linspace(-1.0, 1.0, 7)
        half = 0.5 * tall * np.sqrt(np.clip(1.05 - np.linspace(-1, 1, 7) ** 2, 0.0, 1.0))
        r = radius_m * (1.0 if lying else 1.0 - 0.12 * z / high_m) * (1.015 if lying else 1.0) + 0.005
        rows = [np.stack([r * np.cos(a), r * np.sin(a), z + s * half], -1) for s in (-1.0, 1.0)]
        patches.append(grid(np.stack(rows)))
    marks = merge(patches)
    if lying:
        marks = moved(turned(moved(marks, z=-high_m / 2), "y", 90.0), z=radius_m)
    return moved(marks, *at)


def log(
    rng: np.random.Generator, radius_m: float, length_m: float, *, flat_m: float = 0.0, bark: str = "plates"
) -> tuple[Surface, Surface]:
    """(bark, cut ends and split top) of a log along x, on z = 0; ``flat_m`` is split off its top."""
    columns, rows = 84, max(int(length_m / 0.018), 20)
    girth = 2 * np.pi * radius_m
    angle = (np.arange(columns) * 2 * np.pi / columns)[None, :]
    along = np.linspace(0.0, length_m, rows)[:, None]
    arc = np.broadcast_to(angle / (2 * np.pi) * girth, (rows, columns))
    lines = np.broadcast_to(along, (rows, columns))
    relief = (
        birch(rng, girth, length_m)(arc, lines)
        if bark == "birch"
        else plates(rng, girth, length_m, plate_m=0.26 * radius_m, long=2.6, depth_m=0.06 * radius_m)(arc, lines)
    )
    bulge = wave_noise(rng, 0.7)(np.stack(np.broadcast_arrays(np.cos(angle), np.sin(angle), along), -1))
    r = radius_m * (1.0 + 0.04 * bulge) + relief
    points = np.stack([np.broadcast_to(along - length_m / 2, r.shape), -r * np.cos(angle), r * np.sin(angle)], -1)
    top = radius_m - flat_m
    split = points[..., 2] > top
    if flat_m:
        points[..., 2] = np.minimum(points[..., 2], top)
    body = grid(points, uvs=np.stack(np.meshgrid(np.linspace(0, girth, columns + 1), along[:, 0]), -1), wrap=True)
    ends = [_looking(_end(points[0]), 0, -1.0), _looking(_end(points[-1]), 0, 1.0)]
    wood = list(ends)
    faces = body.indices.reshape(-1, 4)
    if flat_m:
        over = split.reshape(-1)[faces].all(1)
        keep = ~over
        uvs = body.uvs.reshape(-1, 4, 2)
        flat_uv = points.reshape(-1, 3)[faces[over]][..., :2]
        wood.append(_looking(quads_over(body.points, faces[over], flat_uv), 2, 1.0))
        body = quads_over(body.points, faces[keep], uvs[keep])
    lift = radius_m
    return moved(flipped(facing_axis(body)), z=lift), moved(merge(wood), z=lift)


def _looking(sheet: Surface, axis: int, sign: float) -> Surface:
    """A flat sheet with its face to one end of an axis."""
    return sheet if face_normals(sheet)[:, axis].sum() * sign > 0 else flipped(sheet)


def facing_axis(body: Surface) -> Surface:
    """Quads about the x axis turned so that they look towards it."""
    p = body.points[body.indices.reshape(-1, 4)]
    normal = np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0])
    out = p.mean(1) * [0.0, 1.0, 1.0]
    return flipped(body) if (normal * out).sum() > 0 else body


def quads_over(points: Floats, faces: Floats, uvs: Floats) -> Surface:
    """Quads (n, 4) over those of the points that they use, with their texture coordinates (n, 4, 2)."""
    used, index = np.unique(faces.reshape(-1), return_inverse=True)
    return Surface(
        points=points[used], counts=np.full(len(faces), 4), indices=index.reshape(-1), uvs=uvs.reshape(-1, 2)
    )


def _end(rim: Floats) -> Surface:
    """A sawn end inside a ring of the trunk, with rings in relief."""
    middle = rim.mean(0)
    shares = np.linspace(1.0, 0.0, 26)[:, None, None]
    dents = 0.0012 * np.sin(shares * 40.0) * np.sin(np.pi * shares)
    points = middle + shares * (rim[None] - middle)
    points[..., 0] += dents[..., 0]
    disc = grid(points, wrap=True)
    from dataclasses import replace

    return replace(disc, uvs=disc.points[disc.indices][:, 1:])


def stump(rng: np.random.Generator, radius_m: float, high_m: float) -> tuple[Surface, Surface]:
    """(bark, sawn top) of a stump about the origin with spreading roots, level on top at ``high_m``."""
    body = bole(rng, (0.0, 0.0, 0.0), radius_m, high_m + 0.06, columns=110, rows=40, flare=0.9, lean=0.0)
    rim = body.points.reshape(40, 110, 3)[-1]
    middle = rim.mean(0)
    shares = np.linspace(1.0, 0.0, 30)[:, None, None]
    points = middle + shares * (rim[None] - middle)
    points[..., 2] = high_m
    edge = points[:1].copy()
    points[0] = edge[0] * [0.985, 0.985, 1.0]
    top = grid(np.concatenate([rim[None], points[:-1], points[-1:]]), wrap=True)
    from dataclasses import replace

    return body, replace(top, uvs=top.points[top.indices][:, :2])


def twigs(
    rng: np.random.Generator,
    spots: Floats,
    length_m: tuple[float, float],
    thick_m: tuple[float, float] = (0.0025, 0.007),
) -> Surface:
    """Bent sticks that lie at places (n, 3), some forked."""
    parts = []
    for spot in spots:
        long, thick = float(rng.uniform(*length_m)), float(rng.uniform(*thick_m))
        a = float(rng.uniform(0.0, 2 * np.pi))
        way, side = np.array([np.cos(a), np.sin(a), 0.0]), np.array([-np.sin(a), np.cos(a), 0.0])
        t = np.linspace(-0.5, 0.5, 7)[:, None]
        bend = 0.12 * long * float(rng.uniform(-1, 1))
        line = (
            spot
            + way * t * long
            + side * bend * (1 - 4 * t**2)
            + _UP * (thick + 0.06 * long * np.abs(t) * float(rng.uniform(0, 0.5)))
        )
        parts.append(sweep(line, np.linspace(thick, 0.45 * thick, 7), sides=5))
        if rng.random() < 0.45:
            fork = line[3] + np.linspace(0.0, 1.0, 4)[:, None] * (
                0.35 * long * unit(way + 0.8 * side * float(rng.choice([-1, 1]))) + 0.03 * long * _UP
            )
            parts.append(sweep(fork, np.linspace(0.7 * thick, 0.3 * thick, 4), sides=5))
    return merge(parts)


def roots_on_ground(
    rng: np.random.Generator,
    at: tuple[float, float],
    count: int,
    reach_m: float,
    thick_m: float,
    *,
    away: tuple[float, float] = (0.0, 2 * np.pi),
) -> Surface:
    """Roots that run out from a tree over the ground and dive into it."""
    parts = []
    for k in range(count):
        a = away[0] + (away[1] - away[0]) * (k + float(rng.uniform(0.2, 0.8))) / count
        t = np.linspace(0.0, 1.0, 22)[:, None]
        way, side = np.array([np.cos(a), np.sin(a), 0.0]), np.array([-np.sin(a), np.cos(a), 0.0])
        long = reach_m * float(rng.uniform(0.7, 1.1))
        sway = 0.13 * long * np.sin(2.2 * np.pi * t + float(rng.uniform(0, 6))) * t
        line = np.array([at[0], at[1], 0.0]) + way * t * long + side * sway
        thick = thick_m * (1.05 - t[:, 0])
        line[:, 2] = 0.7 * thick + 0.012 * np.sin(9 * t[:, 0] + k) - 0.9 * thick_m * t[:, 0] ** 3
        parts.append(sweep(line, thick, sides=9))
    return merge(parts)


def cones(rng: np.random.Generator, spots: Floats, long_m: tuple[float, float] = (0.05, 0.09)) -> MeshData:
    """Fir cones of overlapping scales that lie at places (n, 3)."""
    count = 46
    k = np.arange(count)
    t = (k + 0.5) / count
    a = k * 2.39996
    r = 0.2 * np.sin(np.pi * np.clip(t * 0.92 + 0.05, 0, 1)) ** 0.7
    points = np.stack([r * 0.7 * np.cos(a), r * 0.7 * np.sin(a), t], -1)
    out = np.stack([np.cos(a), np.sin(a), 0.0 * a], -1)
    scale = planted(
        NARROW, Roots(points=points, normals=unit(out + 0.8 * _UP)), unit(out + 0.75 * _UP), np.full(count, 0.26)
    )
    from dataclasses import replace

    scale = replace(scale, points=scale.points * 1.0)
    bodies = []
    for spot in spots:
        long = float(rng.uniform(*long_m))
        one = turned(
            turned(moved(scale, z=-0.5), "y", 84.0 + float(rng.uniform(-8, 8))), "z", float(rng.uniform(0, 360))
        )
        bodies.append(replace(one, points=one.points * long + spot + [0, 0, 0.19 * long]))
    return finished(merge(bodies), crease_deg=60.0, weld=False)


def mushrooms(
    rng: np.random.Generator, spots: Floats, high_m: tuple[float, float] = (0.04, 0.09)
) -> tuple[Surface, Surface]:
    """(caps, stems) of mushrooms at places (n, 3)."""
    caps, stems = [], []
    for spot in spots:
        h = float(rng.uniform(*high_m))
        w = h * float(rng.uniform(0.38, 0.6))
        cap = lathe(
            rounded(
                [
                    (0.14 * h, 0.72 * h),
                    (0.9 * w, 0.66 * h),
                    (w, 0.7 * h),
                    (0.75 * w, 0.92 * h),
                    (0.3 * w, 1.02 * h),
                    (0.0, 1.04 * h),
                ],
                0.1 * h,
                3,
            ),
            22,
        )
        stem = lathe(
            rounded([(0.16 * h, -0.02), (0.13 * h, 0.2 * h), (0.1 * h, 0.72 * h), (0.0, 0.74 * h)], 0.02 * h, 2),
            14,
        )
        tilt = float(rng.uniform(-12, 12))
        caps.append(moved(turned(cap, "y", tilt), *spot))
        stems.append(moved(turned(stem, "y", tilt), *spot))
    return merge(caps), merge(stems)


def moss_cushions(
    rng: np.random.Generator, spots: Floats, radius_m: tuple[float, float], *, flat: float = 0.35
) -> Surface:
    """Low soft cushions at places (n, 3)."""
    ball = ball_of_triangles(2)
    bodies = []
    for spot in spots:
        r = float(rng.uniform(*radius_m))
        lump = 1.0 + 0.16 * wave_noise(rng, 0.9)(ball.points)
        points = ball.points * lump[:, None] * [r, r * float(rng.uniform(0.6, 1.0)), r * flat] + spot
        bodies.append(Surface(points=points, counts=ball.counts, indices=ball.indices, uvs=ball.uvs))
    return merge(bodies)


def moss_shoots(
    rng: np.random.Generator, points: Floats, normals: Floats, long_m: tuple[float, float] = (0.006, 0.014)
) -> MeshData:
    """Short upright leafy shoots at points (n, 3)."""
    count = len(points)
    ways = unit(normals + 0.45 * rng.normal(size=(count, 3)))
    roots = Roots(points=points - 0.002 * normals, normals=unit(normals + 0.3 * rng.normal(size=(count, 3))))
    return finished(planted(NARROW, roots, ways, rng.uniform(*long_m, count)), crease_deg=80.0, weld=False)


def needles(rng: np.random.Generator, spots: Floats, long_m: tuple[float, float] = (0.02, 0.05)) -> MeshData:
    """Dry needles that lie at places (n, 3)."""
    from assets.meshes.strands import ribbons

    count = len(spots)
    ways = unit(rng.normal(size=(count, 3)) * [1, 1, 0.08])
    roots = Roots(points=spots, normals=np.tile(_UP, (count, 1)))
    return ribbons(
        roots,
        ways,
        0.15 * rng.normal(size=(count, 3)) * [1, 1, 0.1],
        (rng.uniform(*long_m, count), np.full(count, 0.0022)),
        rng,
        segments=1,
    )
