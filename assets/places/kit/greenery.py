"""Plants light enough for a place: hedges, shrubs, trees, conifers, ferns, flowers, climbers and grass."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.kit.blades import leaf, lobed_leaf, stalk
from assets.forms.kit.ground_patches import grass_blades
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.primitives import ball_of_triangles
from assets.meshes.strands import Roots, on_ellipsoid, planted, unit
from assets.meshes.surface import Surface, finished, merge
from schemas.mesh import MeshData

type Floats = NDArray[Any]

OVATE = leaf(np.array([0.03, 0.30, 0.26, 0.02]), columns=3, fold=0.3, droop=0.2)
NARROW = leaf(np.array([0.02, 0.11, 0.10, 0.01]), columns=3, fold=0.3, droop=0.25)
IVY = lobed_leaf(
    ((-115.0, 0.5), (-60.0, 0.75), (0.0, 1.0), (60.0, 0.75), (115.0, 0.5)), notch=0.68, droop=0.15, detail=(5, 2)
)
SPRAY = leaf(np.array([0.02, 0.34, 0.44, 0.36, 0.22, 0.02]), columns=3, fold=0.4, droop=0.35)
_UP = np.array([0.0, 0.0, 1.0])


def foliage(
    rng: np.random.Generator,
    roots: Roots,
    size_m: tuple[float, float],
    *,
    sheet: Surface = OVATE,
    hang: float = 0.35,
    spread: float = 0.55,
) -> MeshData:
    """A leaf at each root, its face about outwards and up, its tip sinking by ``hang``."""
    count = len(roots)
    faces = unit(roots.normals + 0.5 * _UP + spread * rng.normal(size=(count, 3)))
    ways = unit(rng.normal(size=(count, 3)) + 0.5 * roots.normals - hang * _UP)
    leaves = planted(sheet, Roots(points=roots.points, normals=faces), ways, rng.uniform(*size_m, count))
    return finished(leaves, crease_deg=80.0, weld=False)


def lumpy(
    rng: np.random.Generator,
    centre: Sequence[float],
    radii: Sequence[float] | Floats,
    count: int,
    *,
    deep: float = 0.25,
    lump: float = 0.18,
) -> Roots:
    """Roots in the outer shell of a lumpy ellipsoid."""
    size = np.asarray(radii, np.float64)
    roots = on_ellipsoid(count, size, rng)
    noise = wave_noise(rng, float(size.mean()) * 0.9)
    swell = 1.0 + lump * noise(roots.points) - deep * rng.random(count) ** 2
    return Roots(points=np.asarray(centre) + roots.points * swell[:, None], normals=roots.normals)


def core(centres: Floats, radii: Floats, *, rounds: int = 2) -> Surface:
    """Dark ellipsoids inside foliage that stop the eye: centres and radii (n, 3)."""
    ball = ball_of_triangles(rounds)
    bodies = []
    for centre, radius in zip(np.atleast_2d(centres), np.atleast_2d(radii), strict=True):
        bodies.append(
            Surface(points=centre + ball.points * radius, counts=ball.counts, indices=ball.indices, uvs=ball.uvs)
        )
    return merge(bodies)


def hedge_roots(
    rng: np.random.Generator, low: Sequence[float], high: Sequence[float], per_m2: float, *, rough_m: float = 0.05
) -> Roots:
    """Roots on the front, top and sides of a clipped hedge between two corners."""
    a, b = np.asarray(low, np.float64), np.asarray(high, np.float64)
    size = b - a
    spans = [
        ((0, 2), 1, a[1], (0.0, -1.0, 0.0)),
        ((0, 1), 2, b[2], (0.0, 0.0, 1.0)),
        ((1, 2), 0, a[0], (-1.0, 0.0, 0.0)),
        ((1, 2), 0, b[0], (1.0, 0.0, 0.0)),
    ]
    points, normals = [], []
    for free, fixed, at, normal in spans:
        count = int(per_m2 * size[free[0]] * size[free[1]])
        spot = np.empty((count, 3))
        for axis in free:
            spot[:, axis] = rng.uniform(a[axis], b[axis], count)
        spot[:, fixed] = at
        points.append(spot)
        normals.append(np.tile(normal, (count, 1)))
    where, ways = np.concatenate(points), np.concatenate(normals)
    noise = wave_noise(rng, 0.5)
    depth = rough_m * (noise(where) - 1.6 * rng.random(len(where)))
    return Roots(points=where + ways * depth[:, None], normals=ways)


def branches(
    rng: np.random.Generator,
    foot: Sequence[float],
    high_m: float,
    radius_m: float,
    *,
    count: int = 6,
    first: float = 0.35,
    spread: float = 0.5,
) -> tuple[Surface, Floats]:
    """A trunk and ``count`` boughs, and the boughs' ends (count + 1, 3)."""
    start = np.asarray(foot, np.float64)
    lean = rng.normal(size=3) * [0.05, 0.05, 0.0] * high_m
    t = np.linspace(0.0, 1.0, 14)[:, None]
    sway = (
        0.012
        * high_m
        * np.concatenate([np.sin(5 * t + rng.uniform(0, 6)), np.cos(4 * t + rng.uniform(0, 6)), 0 * t], 1)
    )
    line = start + t * (_UP * high_m + lean) + sway * t
    girth = radius_m * (1.0 - 0.8 * t[:, 0]) + 0.5 * radius_m * np.exp(-t[:, 0] * 25.0)
    from assets.meshes.solids import sweep

    bodies, ends = [sweep(line, girth, sides=12)], [line[-1]]
    turn = float(rng.uniform(0.0, 6.28))
    for k in range(count):
        share = first + (0.92 - first) * (k + 0.5) / count
        a = turn + 2.4 * k
        at = line[int(share * 13)]
        reach = spread * high_m * (1.05 - 0.75 * share)
        end = at + np.array([np.cos(a) * reach, np.sin(a) * reach, 0.55 * reach + 0.05 * high_m])
        s = np.linspace(0.0, 1.0, 8)[:, None]
        path = at + s * (end - at) + 0.12 * reach * np.sin(np.pi * s) * -_UP
        thick = girth[int(share * 13)] * 0.55
        bodies.append(stalk(path, thick, 0.2 * thick, sides=7))
        ends.append(end)
    return merge(bodies), np.array(ends)


def crown(
    rng: np.random.Generator,
    ends: Floats,
    radius_m: float,
    leaves: int,
    size_m: tuple[float, float],
    *,
    sheet: Surface = SPRAY,
) -> MeshData:
    """Foliage in a lumpy mass about each bough's end."""
    each = max(leaves // len(ends), 8)
    masses = [
        lumpy(rng, end, radius_m * rng.uniform(0.75, 1.15) * np.array([1.0, 1.0, 0.75]), each, deep=0.6)
        for end in ends
    ]
    roots = Roots(
        points=np.concatenate([m.points for m in masses]), normals=np.concatenate([m.normals for m in masses])
    )
    return foliage(rng, roots, size_m, sheet=sheet)


def conifer(
    rng: np.random.Generator,
    foot: Sequence[float],
    high_m: float,
    *,
    boughs: int = 90,
    bare: float = 0.12,
    reach: float = 0.22,
) -> tuple[Surface, MeshData]:
    """(trunk, needles): a spruce of drooping flat boughs."""
    start = np.asarray(foot, np.float64)
    t = np.linspace(0.0, 1.0, 8)[:, None]
    trunk = stalk(start + t * _UP * high_m, 0.016 * high_m, 0.002 * high_m, sides=9)
    share = bare + (1.0 - bare) * np.linspace(0.0, 1.0, boughs) ** 1.15
    a = 2.4 * np.arange(boughs) + rng.uniform(-0.4, 0.4, boughs)
    long = high_m * reach * (1.03 - share) * rng.uniform(0.8, 1.15, boughs) + 0.05 * high_m
    out = np.stack([np.cos(a), np.sin(a), -0.28 + 0.5 * (share - 0.5)], -1)
    roots = Roots(points=start + _UP * (share * high_m)[:, None], normals=np.tile(_UP, (boughs, 1)))
    half = np.array([0.02, 0.26, 0.13, 0.30, 0.15, 0.26, 0.11, 0.20, 0.06, 0.10, 0.01])
    bough = leaf(half, columns=3, fold=-0.35, droop=0.16)
    second = planted(bough, roots, unit(out), long)
    lower = planted(bough, roots, unit(out * [1.0, 1.0, 1.9]), 0.8 * long)
    return trunk, finished(merge([second, lower]), crease_deg=80.0, weld=False)


def fern(rng: np.random.Generator, foot: Sequence[float], size_m: float, *, fronds: int = 8) -> MeshData:
    """A crown of arching fronds with two rows of leaflets each."""
    start = np.asarray(foot, np.float64)
    points, ways, faces, sizes = [], [], [], []
    for k in range(fronds):
        a = 2 * np.pi * (k + rng.uniform(-0.3, 0.3)) / fronds
        out = np.array([np.cos(a), np.sin(a), 0.0])
        far, rise = rng.uniform(0.55, 0.85), rng.uniform(0.5, 0.85)
        s = np.linspace(0.0, 1.0, 26)[:, None]
        line = start + size_m * (out * far * (0.3 * s + 0.7 * s**2) + _UP * rise * (1.6 * s - 1.05 * s**2.2))
        ahead = unit(np.gradient(line, axis=0))
        side = np.cross(out, _UP)
        face = unit(np.cross(side, ahead))
        share = s[3:, 0]
        long = size_m * 0.24 * np.sin(np.pi * (0.16 + 0.82 * share)) * (1.05 - 0.4 * share)
        for hand in (-1.0, 1.0):
            points.append(line[3:])
            ways.append(unit(hand * side + 0.4 * ahead[3:] - 0.15 * face[3:]))
            faces.append(face[3:])
            sizes.append(long)
        points.append(line[:1])
        ways.append(unit(line[12:13] - line[:1]))
        faces.append(face[6:7])
        sizes.append(np.array([0.02 * size_m]))
    pinna = leaf(np.array([0.12, 0.15, 0.09, 0.01]), columns=3, fold=0.2, droop=0.15)
    roots = Roots(points=np.concatenate(points), normals=np.concatenate(faces))
    return finished(
        planted(pinna, roots, np.concatenate(ways), np.concatenate(sizes)), crease_deg=80.0, weld=False
    )


def blooms(
    rng: np.random.Generator, heads: Floats, size_m: tuple[float, float], *, petals: int = 8
) -> tuple[Surface, Surface]:
    """(petals, hearts) of open flowers at places (n, 3), looking up and to -y."""
    count = len(heads)
    up = unit(np.array([0.0, -0.7, 0.9]) + 0.35 * rng.normal(size=(count, 3)))
    side = unit(np.cross(up, rng.normal(size=(count, 3))))
    ahead = np.cross(up, side)
    size = rng.uniform(*size_m, count) / 2
    a = np.arange(petals) * 2 * np.pi / petals
    ways = (
        np.cos(a)[None, :, None] * side[:, None] + np.sin(a)[None, :, None] * ahead[:, None] + 0.25 * up[:, None]
    )
    roots = Roots(points=np.repeat(heads, petals, 0), normals=np.repeat(up, petals, 0))
    sheet = leaf(np.array([0.10, 0.34, 0.30, 0.12]) * 8.0 / petals, columns=3, fold=0.15, droop=0.1)
    return planted(sheet, roots, unit(ways.reshape(-1, 3)), np.repeat(size, petals)), core(
        heads + 0.1 * size[:, None] * up, 0.28 * size[:, None] * np.ones(3), rounds=1
    )


def stems(rng: np.random.Generator, feet: Floats, heads: Floats, width_m: float = 0.004) -> MeshData:
    """A thin leaf-green blade from each foot to its head."""
    from assets.meshes.strands import ribbons

    span = heads - feet
    length = np.linalg.norm(span, axis=1)
    roots = Roots(points=feet, normals=np.tile([0.0, -1.0, 0.3], (len(feet), 1)))
    return ribbons(
        roots, span / length[:, None], np.zeros_like(span), (length, np.full(len(feet), width_m)), rng, segments=2
    )


def climbing(
    rng: np.random.Generator,
    low: tuple[float, float],
    high: tuple[float, float],
    y: float,
    count: int,
    *,
    edge: float = 0.45,
) -> Roots:
    """Roots of ivy on a wall that faces -y at ``y``, between two corners (x, z), its outline ragged."""
    x, z = rng.uniform(low[0], high[0], count), rng.uniform(low[1], high[1], count)
    noise = wave_noise(rng, 0.9, octaves=3)
    points = np.stack([x, np.full(count, y), z], -1)
    middle, half = (low[0] + high[0]) / 2, (high[0] - low[0]) / 2
    reach = np.maximum(np.abs(x - middle) / half, (z - low[1]) / (high[1] - low[1]))
    keep = reach + edge * noise(points) < 0.85
    points = points[keep] - np.array([0.0, 1.0, 0.0]) * rng.uniform(0.01, 0.09, (int(keep.sum()), 1))
    return Roots(points=points, normals=np.tile([0.0, -1.0, 0.25], (len(points), 1)))


def lawn(
    rng: np.random.Generator,
    low: tuple[float, float],
    high: tuple[float, float],
    *,
    near: tuple[int, float],
    holes: Sequence[tuple[float, float, float, float]] = (),
    height_m: float = 0.045,
    z: float = 0.0,
    far_m: float = 9.0,
) -> MeshData:
    """Blades between two corners but in no hole (x0, x1, y0, y1): thick near, broader and fewer far off.

    Args:
        near: (blades altogether, their width at the middle in metres).
    """
    count, width = near
    x, y = rng.uniform(low[0], high[0], 3 * count), rng.uniform(low[1], high[1], 3 * count)
    away = np.hypot(x, y)
    keep = rng.random(3 * count) < 1.0 / (1.0 + (away / 2.0) ** 2)
    for x0, x1, y0, y1 in holes:
        keep &= ~((x > x0) & (x < x1) & (y > y0) & (y < y1))
    keep &= away < far_m
    points = np.stack([x, y, np.full_like(x, z)], -1)[keep][:count]
    away = away[keep][:count]
    rings = [(away < 1.8, 1.0), ((away >= 1.8) & (away < 4.0), 2.0), (away >= 4.0, 4.0)]
    from assets.places.kit.assembly import joined

    return joined([
        grass_blades(points[m], rng, height_m, width_m=(width * f, 1.8 * width * f), segments=2, droop=0.25)
        for m, f in rings if m.any()
    ])  # fmt: skip


def tufts(
    rng: np.random.Generator,
    spots: Floats,
    blades: int,
    height_m: float,
    *,
    radius_m: float = 0.05,
    width_m: tuple[float, float] = (0.003, 0.006),
) -> MeshData:
    """Tufts of long grass at places (n, 3)."""
    feet = np.repeat(spots, blades, 0)
    away = radius_m * rng.normal(size=(len(feet), 3)) * [1.0, 1.0, 0.0]
    return grass_blades(feet + away, rng, height_m, lean=4.0 * away, width_m=width_m, segments=3, droop=0.35)


def litter(
    rng: np.random.Generator,
    spots: Floats,
    size_m: tuple[float, float],
    *,
    flat: float = 0.25,
    sheet: Surface | None = None,
) -> MeshData:
    """Fallen leaves that lie at places (n, 3), curled and turned each its own way."""
    count = len(spots)
    kinds = [
        leaf(np.array([0.03, 0.30, 0.30, 0.02]), columns=3, fold=f, droop=d)
        for f, d in ((0.5, 0.2), (-0.4, -0.15), (0.25, 0.35))
    ]
    kinds = [sheet] * 3 if sheet is not None else kinds
    faces = unit(_UP + flat * rng.normal(size=(count, 3)))
    ways = unit(rng.normal(size=(count, 3)) * [1.0, 1.0, min(0.15, 0.5 * flat)])
    size = rng.uniform(*size_m, count)
    made = [
        planted(kinds[k], Roots(points=spots[k::3], normals=faces[k::3]), ways[k::3], size[k::3])
        for k in range(3) if len(spots[k::3])
    ]  # fmt: skip
    return finished(merge(made), crease_deg=80.0, weld=False)
