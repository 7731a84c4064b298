"""Control cages of quads for Catmull-Clark subdivision, on which every level looks different."""

from __future__ import annotations

import numpy as np

from assets.meshes.surface import (
    Surface,
    flipped,
    grid,
    grounded,
    merge,
    outward,
    polygons,
    subdivision_cage,
    turned,
    welded,
)
from schemas.mesh import MeshData

_CUBE = np.array([[x, y, z] for z in (-1.0, 1.0) for y in (-1.0, 1.0) for x in (-1.0, 1.0)])
_SIDES = {
    (2, -1): (0, 2, 3, 1), (2, 1): (4, 5, 7, 6), (1, -1): (0, 1, 5, 4),
    (1, 1): (2, 6, 7, 3), (0, -1): (0, 4, 6, 2), (0, 1): (1, 3, 7, 5),
}  # fmt: skip


def cage(rng: np.random.Generator) -> MeshData:
    """A jack of arms, a ring of links or a stool, its proportions by chance; about 0.4 m high."""
    body = (_jack, _ring, _stool)[int(rng.integers(3))](rng)
    size = np.ptp(body.points, axis=0).max()
    body = Surface(points=body.points * 0.44 / size, counts=body.counts, indices=body.indices, uvs=body.uvs)
    return subdivision_cage(grounded(body))


def _side(key: tuple[int, int]) -> np.ndarray:
    return np.asarray(_CUBE[list(_SIDES[key])])


def _arm(key: tuple[int, int], rings: list[tuple[float, float]]) -> Surface:
    """Quads along one arm from the cube's side ``key``: rings as (distance from the centre, half width)."""
    axis, sign = key
    base = _side(key)
    loops = [base]
    for distance, half in rings:
        loop = base * half
        loop[:, axis] = sign * distance
        loops.append(loop)
    faces = []
    for i in range(len(rings)):
        low, high = 4 * i, 4 * (i + 1)
        faces += [[low + k, low + (k + 1) % 4, high + (k + 1) % 4, high + k] for k in range(4)]
    top = 4 * len(rings)
    faces.append([top, top + 1, top + 2, top + 3])
    return polygons(np.concatenate(loops), [4] * len(faces), np.array(faces))


def _jack(rng: np.random.Generator) -> Surface:
    """A cube with six waisted arms that end in knobs."""
    waist, knob = float(rng.uniform(0.5, 0.8)), float(rng.uniform(1.0, 1.5))
    reach = float(rng.uniform(2.6, 3.4))
    rings = [(0.55 * reach, waist), (0.72 * reach, knob), (reach, knob)]
    arms = welded(merge([_arm(key, rings) for key in _SIDES]))
    return turned(turned(arms, "x", 35.26), "y", 45.0) if rng.random() < 0.35 else arms


def _ring(rng: np.random.Generator) -> Surface:
    """A ring of square section that swells and narrows, standing up."""
    sides = int(rng.integers(6, 9))
    t = np.arange(sides) * 2 * np.pi / sides
    half = np.where(np.arange(sides) % 2 == 0, float(rng.uniform(0.62, 0.85)), float(rng.uniform(0.28, 0.42)))
    rows = []
    for out, side in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)):
        radius = 2.0 + out * half
        rows.append(np.stack([radius * np.cos(t), -side * half, radius * np.sin(t)], -1))
    return outward(welded(flipped(grid(np.stack(rows), wrap=True))))


def _stool(rng: np.random.Generator) -> Surface:
    """A seat on four splayed legs."""
    splay, seat = float(rng.uniform(1.15, 1.5)), float(rng.uniform(0.35, 0.6))
    x = np.array([-1.6, -0.75, 0.75, 1.6])
    points: list[list[float]] = [[a, b, z] for z in (0.0, seat) for b in x for a in x]

    def at(i: int, j: int, layer: int) -> int:
        return 16 * layer + 4 * j + i

    faces = []
    for i in range(3):
        for j in range(3):
            faces.append([at(i, j, 1), at(i + 1, j, 1), at(i + 1, j + 1, 1), at(i, j + 1, 1)])
            if i != 1 and j != 1:
                continue
            faces.append([at(i, j, 0), at(i, j + 1, 0), at(i + 1, j + 1, 0), at(i + 1, j, 0)])
    for k in range(3):
        faces.append([at(k, 0, 0), at(k + 1, 0, 0), at(k + 1, 0, 1), at(k, 0, 1)])
        faces.append([at(k + 1, 3, 0), at(k, 3, 0), at(k, 3, 1), at(k + 1, 3, 1)])
        faces.append([at(0, k + 1, 0), at(0, k, 0), at(0, k, 1), at(0, k + 1, 1)])
        faces.append([at(3, k, 0), at(3, k + 1, 0), at(3, k + 1, 1), at(3, k, 1)])
    for i in (0, 2):
        for j in (0, 2):
            loop = [at(i, j, 0), at(i, j + 1, 0), at(i + 1, j + 1, 0), at(i + 1, j, 0)]
            for z, grow in ((-1.3, 0.5 * (1 + splay)), (-2.6, splay)):
                ring = []
                for p in loop:
                    points.append([points[p][0] * grow, points[p][1] * grow, z])
                    ring.append(len(points) - 1)
                faces += [[loop[k], loop[(k + 1) % 4], ring[(k + 1) % 4], ring[k]] for k in range(4)]
                loop = ring
            faces.append(loop)
    return outward(polygons(np.array(points), [4] * len(faces), np.array(faces)))
