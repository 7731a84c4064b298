"""Forms that some materials have of their own: fur on a body, plumage, turf, a mossy stone, a log, a candle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assets.meshes.generator import Generator
from assets.meshes.primitives import ball_of_triangles
from assets.meshes.sculpture import pebble
from assets.meshes.solids import lathe, sweep
from assets.meshes.strands import Roots, downhill, on_ellipsoid, planted, plate, ribbons, unit
from assets.meshes.surface import Surface, copies, finished, flipped, grid, merge, moved
from schemas.mesh import MeshData

type Floats = NDArray[np.float64]

VARIANTS = 6

_UP = np.array([0.0, 0.0, 1.0])


def growth(name: str, **parameters: float) -> Generator:
    """The generator of a form by its name, with the sizes that decide it (metres)."""
    make, parts, label = _FORMS[name]
    return Generator(
        name=f"growth_{name}",
        version=1,
        variants=VARIANTS,
        make=partial(make, **parameters),
        parts=parts,
        class_name=label,
        parameters=tuple(sorted(parameters.items())),
    )


def _fur(rng: np.random.Generator, *, length_m: float) -> tuple[MeshData, ...]:
    """A lying ball of fur, combed downwards with whorls."""
    radii = rng.uniform([0.12, 0.10, 0.085], [0.15, 0.12, 0.11])
    roots = on_ellipsoid(24000, radii, rng, jitter=0.6)
    roots = roots.kept(roots.points[:, 2] > -0.75 * radii[2])
    comb = downhill(roots.normals, unit(np.array([-1.0, rng.uniform(-0.3, 0.3), -0.45])))
    swirl = np.stack([_waves(rng, roots.points, 14.0) for _ in range(3)], -1)
    ways = unit(0.42 * roots.normals + 0.85 * comb + 0.24 * swirl + 0.12 * rng.normal(size=comb.shape))
    bends = 0.35 * comb - 0.25 * _UP + 0.15 * swirl
    tufts = 1.0 + 0.25 * _waves(rng, roots.points, 30.0)
    lengths = length_m * np.clip(tufts * rng.uniform(0.8, 1.15, len(roots)), 0.4, 1.6)
    widths = np.full(len(roots), 0.0006 + 0.008 * length_m)
    hairs = ribbons(roots, ways, bends, (lengths, widths), rng, segments=3)
    return _lifted((finished(_ellipsoid(radii)), hairs), 0.7 * float(radii[2]))


def _plumage(rng: np.random.Generator, *, length_m: float) -> tuple[MeshData, ...]:
    """A breast of overlapping feathers, smaller towards the crown."""
    radii = rng.uniform([0.10, 0.09, 0.13], [0.12, 0.11, 0.16])
    area = 4.0 * np.pi * float(np.prod(radii)) ** (2 / 3)
    count = int(np.clip(area / (0.055 * length_m**2), 160, 3000))
    roots = on_ellipsoid(count, radii, rng, jitter=0.12)
    order = np.argsort(roots.points[:, 2], kind="stable")
    roots = Roots(points=roots.points[order], normals=roots.normals[order])
    comb = downhill(roots.normals, np.array([0.0, 0.0, -1.0]))
    ways = unit(comb + 0.20 * roots.normals + 0.10 * rng.normal(size=comb.shape))
    t = np.linspace(0.0, 1.0, 9)
    outline = 0.27 * np.sin(np.pi * np.clip(t, 0.03, 0.97) ** 0.8) ** 0.7
    feather = plate(outline, columns=7, cup=-0.35, curl=0.14)
    sizes = length_m * rng.uniform(0.88, 1.1, len(roots)) * (1.0 - 0.35 * (roots.points[:, 2] / radii[2]))
    feathers = finished(planted(feather, roots, ways, sizes), crease_deg=80.0, weld=False)
    return _lifted((finished(_ellipsoid(radii * 0.985)), feathers), float(radii[2]))


def _scales(rng: np.random.Generator, *, size_m: float) -> tuple[MeshData, ...]:
    """A coil of hide under overlapping plates in rows."""
    most = 5200
    radius = float(np.clip(np.sqrt(most * 0.55 * size_m**2 / (4.0 * np.pi)), 0.04, 0.13))
    radii = radius * rng.uniform([1.0, 0.85, 0.8], [1.25, 1.0, 1.0])
    count = int(np.clip(4.0 * np.pi * radius**2 / (0.50 * size_m**2), 150, most))
    roots = on_ellipsoid(count, radii, rng, jitter=0.05)
    comb = downhill(roots.normals, unit(np.array([0.25, 0.1, -1.0])))
    ways = unit(comb + 0.10 * roots.normals)
    t = np.linspace(0.0, 1.0, 6)
    keel = rng.uniform(-0.45, -0.15)
    outline = 0.46 * np.sqrt(np.clip(1.0 - (2.0 * t - 0.95) ** 4, 0.02, 1.0))
    shield = plate(outline, columns=5, cup=keel, curl=0.16)
    shields = finished(
        planted(shield, roots, ways, size_m * 1.15 * rng.uniform(0.95, 1.06, len(roots))),
        crease_deg=60.0,
        weld=False,
    )
    return _lifted((finished(_ellipsoid(radii * 0.985)), shields), float(radii[2]))


def _turf(rng: np.random.Generator, *, height_m: float) -> tuple[MeshData, ...]:
    """A round sod: earth, and blades that lean and bend."""
    radius, depth = 0.13, 0.035
    profile = np.array(
        [[0.0, 0.0], [radius * 0.94, 0.0], [radius, depth * 0.5], [radius * 0.97, depth], [0.0, depth]]
    )
    sod = lathe(profile, 72, modulation=lambda a, _z: 1.0 + 0.04 * np.sin(3 * a + 1.0) + 0.03 * np.sin(7 * a))
    count = 6000
    r = radius * 0.97 * np.sqrt(rng.random(count))
    a = rng.uniform(0.0, 2.0 * np.pi, count)
    points = np.stack([r * np.cos(a), r * np.sin(a), np.full(count, depth - 0.002)], -1)
    roots = Roots(points=points, normals=np.tile(_UP, (count, 1)))
    lean = np.stack([np.cos(a), np.sin(a), np.zeros(count)], -1) * (r / radius)[:, None] ** 2 * 0.35
    ways = unit(_UP + lean + 0.20 * rng.normal(size=points.shape) * [1.0, 1.0, 0.2])
    bends = rng.normal(size=points.shape) * [0.26, 0.26, 0.0] + [0.12, 0.0, -0.15]
    lengths = height_m * rng.uniform(0.55, 1.15, count)
    blades = ribbons(roots, ways, bends, (lengths, rng.uniform(0.0016, 0.0034, count)), rng, segments=5)
    return finished(sod), blades


def _moss(rng: np.random.Generator, *, height_m: float) -> tuple[MeshData, ...]:
    """A stone under cushions of short dense shoots, bare below."""
    radii = rng.uniform([0.12, 0.10, 0.075], [0.15, 0.12, 0.10])
    roots = on_ellipsoid(26000, radii * 1.0, rng, jitter=0.6)
    swell = _waves(rng, roots.points, 11.0)
    keep = roots.normals[:, 2] + 0.45 * swell > -0.10
    roots, swell = roots.kept(keep), swell[keep]
    cushion = np.clip(0.75 + 0.55 * swell, 0.15, 1.5) * height_m
    ways = unit(roots.normals + 0.45 * rng.normal(size=roots.points.shape))
    bends = 0.30 * rng.normal(size=roots.points.shape)
    lengths = cushion * rng.uniform(0.75, 1.1, len(roots))
    shoots = ribbons(roots, ways, bends, (lengths, np.full(len(roots), 0.0021)), rng, segments=2)
    return _lifted((finished(_ellipsoid(radii)), shoots), 0.85 * float(radii[2]))


def _log(rng: np.random.Generator, *, ridge_m: float) -> tuple[MeshData, ...]:
    """A standing piece of a trunk: long plates of bark between cracks, sawn above and below."""
    radius, height, rows, columns = 0.085, 0.30, 150, 260
    angle = np.arange(columns) * (2.0 * np.pi / columns)
    z = np.linspace(0.0, height, rows)[:, None]
    ridges = round(2.0 * np.pi * radius / (2.6 * ridge_m + 0.012))
    wander = 0.9 * np.sin(z * rng.uniform(18, 30) + 5.0 * np.sin(angle * 2.0 + rng.uniform(0, 6)))
    phase = ridges * angle[None, :] + wander + 0.7 * np.sin(z * 55.0 + 3.0 * np.cos(angle * 5.0)[None, :])
    ridge = np.abs(np.sin(phase / 2.0)) ** 0.55
    split = z * rng.uniform(26, 40) + 2.2 * np.sin(3.0 * angle)[None, :] + np.floor(phase / (2.0 * np.pi)) * 2.4
    cracks = 1.0 - 0.75 * np.exp(-((np.sin(split) / 0.16) ** 2))
    swell = 1.0 + 0.05 * np.sin(2 * angle + 1.0) + 0.03 * np.sin(5 * angle)
    rough = 0.10 * rng.standard_normal((rows, columns))
    around = radius * swell[None, :] + ridge_m * (ridge * cracks + rough - 0.6)
    points = np.stack([around * np.cos(angle), around * np.sin(angle), np.broadcast_to(z, around.shape)], -1)
    ends = []
    for row, flip in ((0, False), (-1, True)):
        rim = points[row][None] * [0.985, 0.985, 1.0]
        middle = np.tile(np.array([0.0, 0.0, float(z[row, 0])]), (1, columns, 1))
        disc = grid(np.concatenate([middle, 0.5 * (rim + middle), rim]), wrap=True)
        ends.append(flipped(disc) if flip else disc)
    return finished(grid(points, wrap=True), crease_deg=70.0), finished(merge(ends), crease_deg=20.0)


def _soil(rng: np.random.Generator, *, grain_m: float) -> tuple[MeshData, ...]:
    """A heap of crumbs with small stones in it."""
    points = _heap(rng, 0.15, 0.075, 130)
    points[..., 2] += grain_m * 0.7 * np.abs(rng.standard_normal(points.shape[:2])) * (points[..., 2] > 0.002)
    count = int(np.clip(5.0 / (grain_m * 1000.0) * 800, 500, 2600))
    clods = _scattered(rng, points, count, grain_m * rng.uniform(0.35, 1.3, count))
    stones = _scattered(rng, points, 26, rng.uniform(0.003, 0.009, 26) + grain_m * 0.4)
    ground = finished(grid(points), crease_deg=70.0)
    return ground, finished(clods, crease_deg=40.0, weld=False), finished(stones, crease_deg=80.0, weld=False)


def _dune(rng: np.random.Generator) -> tuple[MeshData, ...]:
    """A heap of sand, some with ripples of the wind."""
    points = _heap(rng, 0.16, 0.055, 170)
    x, y, z = points[..., 0], points[..., 1], points[..., 2]
    turn = rng.uniform(-0.6, 0.6)
    phase = (y * np.cos(turn) + x * np.sin(turn)) * rng.uniform(300.0, 420.0) + 1.5 * _waves(rng, points, 10.0)
    crest = np.sin(phase) + 0.3 * np.sin(2.0 * phase)
    points[..., 2] = z + rng.uniform(0.0, 0.0016) * crest * np.clip(z / 0.015, 0.0, 1.0)
    return (finished(grid(points), crease_deg=80.0),)


def _boulder(rng: np.random.Generator) -> tuple[MeshData, ...]:
    """A water-worn stone."""
    return (finished(pebble(rng, 0.14, float(rng.uniform(0.6, 0.8))), crease_deg=80.0),)


def _spray(rng: np.random.Generator) -> tuple[MeshData, ...]:
    """A bushy spray of leaves on arching stems."""
    t = np.linspace(0.0, 1.0, 9)
    tip = rng.uniform(0.75, 1.1)
    blade = plate(0.30 * np.sin(np.pi * np.clip(t, 0.02, 0.985) ** tip), columns=7, cup=0.35, curl=0.25)
    stems, points, normals, ways, sizes = [], [], [], [], []
    for stem in range(9):
        azimuth = 2.0 * np.pi * (stem + rng.uniform(-0.3, 0.3)) / 9
        out = np.array([np.cos(azimuth), np.sin(azimuth), 0.0]) * rng.uniform(0.05, 0.13)
        s = np.linspace(0.0, 1.0, 12)[:, None]
        line = out * s**1.4 + _UP * (rng.uniform(0.20, 0.30) * s - 0.05 * s**2)
        stems.append(sweep(line, np.linspace(0.0028, 0.0010, 12), sides=8))
        for leaf in range(11):
            at = line[min(2 + leaf, 11)]
            around = azimuth + 2.4 * leaf
            side = np.array([np.cos(around), np.sin(around), 0.0])
            points.append(at)
            ways.append(unit(side + 0.35 * _UP + 0.2 * rng.normal(size=3)))
            normals.append(unit(_UP + 0.35 * rng.normal(size=3)))
            sizes.append(rng.uniform(0.045, 0.075))
    roots = Roots(points=np.array(points), normals=np.array(normals))
    leaves = planted(blade, roots, np.array(ways), np.array(sizes))
    return _lifted((finished(leaves, crease_deg=80.0, weld=False), finished(merge(stems))), 0.0)


def _blossom(rng: np.random.Generator) -> tuple[MeshData, ...]:
    """A large open flower on a stem, its rings of petals closing inwards."""
    t = np.linspace(0.0, 1.0, 9)
    petal = plate(0.36 * np.sin(np.pi * np.clip(t, 0.04, 0.93) ** 1.5) ** 0.7, columns=9, cup=0.45, curl=0.05)
    lift, points, normals, ways, sizes = 0.16, [], [], [], []
    rings = int(rng.integers(3, 6))
    for ring in range(rings):
        share = ring / max(rings - 1, 1)
        count = int(rng.integers(6, 9)) + 3 * (rings - 1 - ring) // 2
        rise = np.radians(8.0 + 68.0 * share)
        for one in range(count):
            a = 2.0 * np.pi * (one + 0.5 * (ring % 2) + rng.uniform(-0.12, 0.12)) / count
            side = np.array([np.cos(a), np.sin(a), 0.0])
            points.append(side * 0.008 + _UP * (lift + 0.006 * ring))
            ways.append(unit(side * np.cos(rise) + _UP * np.sin(rise) + 0.06 * rng.normal(size=3)))
            normals.append(unit(_UP * np.cos(rise) - side * np.sin(rise) + 0.05 * rng.normal(size=3)))
            sizes.append((0.115 - 0.055 * share) * rng.uniform(0.92, 1.08))
    roots = Roots(points=np.array(points), normals=np.array(normals))
    petals = finished(planted(petal, roots, np.array(ways), np.array(sizes)), crease_deg=80.0, weld=False)
    s = np.linspace(0.0, 1.0, 10)[:, None]
    stem = sweep(_UP * lift * s + np.array([0.02, 0.0, 0.0]) * s * (1.0 - s), np.full(10, 0.0045), sides=12)
    return petals, finished(merge([stem, moved(_ellipsoid(np.array([0.014, 0.014, 0.010])), z=lift + 0.008)]))


def _candle(rng: np.random.Generator) -> tuple[MeshData, ...]:
    """A pillar of wax with a molten hollow, a wick and a flame."""
    radius, height = rng.uniform(0.030, 0.045), rng.uniform(0.12, 0.20)
    profile = np.array(
        [[0.0, 0.0], [radius * 0.98, 0.0], [radius, 0.003], [radius, height - 0.006], [radius * 0.97, height],
         [radius * 0.90, height - 0.001], [radius * 0.6, height - 0.009], [0.0, height - 0.012]]
    )  # fmt: skip
    dense = np.concatenate([np.linspace(a, b, 7)[:-1] for a, b in pairwise(profile)])
    body = lathe(np.concatenate([dense, profile[-1:]]), 96)
    s = np.linspace(0.0, 1.0, 8)[:, None]
    wick = sweep(
        np.array([0.002, 0.0, 0.0]) * s**2 + _UP * (height - 0.013 + 0.017 * s), np.full(8, 0.0011), sides=8
    )
    t = np.linspace(0.0, 1.0, 24)
    tear = np.stack([0.0062 * np.sin(np.pi * t**0.62) * (1.0 - 0.25 * t), 0.034 * t], -1)
    tear[[0, -1], 0] = 0.0
    flame = moved(lathe(tear, 32), x=0.001, z=height - 0.003)
    return finished(body), finished(wick), finished(flame, crease_deg=89.0)


def _heap(rng: np.random.Generator, radius: float, height: float, rows: int) -> Floats:
    """(rows, rows, 3) a mound on z = 0, over a disc."""
    axis = np.linspace(-1.0, 1.0, rows)
    x, y = np.meshgrid(axis, axis)
    disc_x, disc_y = x * np.sqrt(1.0 - 0.5 * y**2), y * np.sqrt(1.0 - 0.5 * x**2)
    r = np.hypot(disc_x, disc_y)
    points = np.stack([disc_x * radius, disc_y * radius, np.zeros_like(r)], -1)
    lumps = 1.0 + 0.22 * _waves(rng, points, 6.0) + 0.08 * _waves(rng, points, 18.0)
    points[..., 2] = height * np.clip(1.0 - r**1.5, 0.0, 1.0) * lumps
    return np.asarray(points)


def _scattered(rng: np.random.Generator, ground: Floats, count: int, radii: Floats) -> Surface:
    """Rough little bodies half sunk in a ground of (rows, columns, 3)."""
    flat = ground.reshape(-1, 3)
    places = flat[rng.choice(np.nonzero(flat[:, 2] > 0.002)[0], count)]
    body = ball_of_triangles(1)
    lumpy = body.points * (1.0 + 0.22 * rng.standard_normal((len(body.points), 1)))
    transforms = np.zeros((count, 4, 4))
    turns = np.linalg.qr(rng.normal(size=(count, 3, 3)))[0]
    transforms[:, :3, :3] = turns * (radii[:, None] * rng.uniform(0.6, 1.1, (count, 3)))[:, None, :]
    transforms[:, :3, 3] = places + rng.uniform(-1.0, 1.0, (count, 3)) * [0.001, 0.001, 0.0]
    transforms[:, 3, 3] = 1.0
    return copies(Surface(points=lumpy, counts=body.counts, indices=body.indices, uvs=body.uvs), transforms)


def _ellipsoid(radii: Floats) -> Surface:
    t = np.linspace(-np.pi / 2.0, np.pi / 2.0, 41)
    profile = np.stack([np.cos(t), np.sin(t)], -1)
    profile[[0, -1], 0] = 0.0
    ball = lathe(profile, 72)
    return Surface(points=ball.points * radii, counts=ball.counts, indices=ball.indices, uvs=ball.uvs)


def _waves(rng: np.random.Generator, points: Floats, per_m: float) -> Floats:
    """Smooth noise about 0, of deviation about 0.5, over points (..., 3)."""
    total = np.zeros(points.shape[:-1])
    for _ in range(7):
        way = rng.normal(size=3) * per_m
        total += np.sin(2.0 * np.pi * (points @ way) / 2.5 + rng.uniform(0.0, 2.0 * np.pi))
    return np.asarray(total / 7.0**0.5 * 0.7)


def _lifted(meshes: tuple[MeshData, ...], by_m: float) -> tuple[MeshData, ...]:
    up = np.array([0.0, 0.0, by_m], dtype=np.float32)
    return tuple(replace(mesh, points=mesh.points + up) for mesh in meshes)


_FORMS: dict[str, tuple[Callable[..., tuple[MeshData, ...]], tuple[str, ...], str]] = {
    "fur": (_fur, ("Body", "Hairs"), "furry_body"),
    "plumage": (_plumage, ("Body", "Feathers"), "feathered_body"),
    "scales": (_scales, ("Body", "Scales"), "scaled_body"),
    "turf": (_turf, ("Earth", "Blades"), "turf"),
    "moss": (_moss, ("Stone", "Shoots"), "mossy_stone"),
    "log": (_log, ("Body", "Ends"), "log"),
    "soil": (_soil, ("Ground", "Clods", "Stones"), "heap"),
    "dune": (_dune, ("Body",), "heap"),
    "boulder": (_boulder, ("Body",), "boulder"),
    "spray": (_spray, ("Leaves", "Stems"), "spray_of_leaves"),
    "blossom": (_blossom, ("Petals", "Stem"), "flower"),
    "candle": (_candle, ("Body", "Wick", "Flame"), "candle"),
}
