"""The ten primitives, exact, in a size fit for a table: about 0.4 m."""

from __future__ import annotations

import numpy as np

from assets.meshes.curves import Curve
from assets.meshes.solids import lathe
from assets.meshes.surface import Points, Surface, grid, grounded, merge, polygons, scaled, turned, welded


def cube(side_m: float = 0.36) -> Surface:
    """Six squares."""
    h = side_m / 2
    p = np.array([[x, y, z] for z in (-h, h) for y in (-h, h) for x in (-h, h)])
    faces = [[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]]
    body = polygons(p, [4] * 6, np.array(faces))
    return grounded(Surface(points=p, counts=body.counts, indices=body.indices, uvs=np.tile(_SQUARE, (6, 1))))


def uv_sphere(segment_count: int = 18, ring_count: int = 9, *, radius_m: float = 0.21) -> Surface:
    """Meridians and parallels that meet at two poles."""
    t = np.linspace(-np.pi / 2, np.pi / 2, ring_count + 1)
    profile = radius_m * np.stack([np.cos(t), np.sin(t)], -1)
    profile[[0, -1], 0] = 0.0
    return grounded(lathe(profile, segment_count))


def sphere(radius_m: float = 0.21) -> Surface:
    """A smooth sphere: six square patches pushed out, so that no pole shows (24,576 quads)."""
    steps = 64
    t = np.tan(np.linspace(-np.pi / 4, np.pi / 4, steps + 1))
    u, v = np.meshgrid(t, t)
    patches = []
    for axis in range(3):
        for sign in (-1.0, 1.0):
            p = np.empty((steps + 1, steps + 1, 3))
            p[..., axis] = sign
            p[..., (axis + 1) % 3] = u if sign > 0 else v
            p[..., (axis + 2) % 3] = v if sign > 0 else u
            patches.append(grid(radius_m * p / np.linalg.norm(p, axis=-1, keepdims=True)))
    return grounded(welded(merge(patches)))


def icosphere(subdivision_count: int = 2, *, radius_m: float = 0.21) -> Surface:
    """An icosahedron whose triangles are split in four ``subdivision_count`` times and pushed out.

    It is turned so that its facets fall on no level rings.
    """
    ball = ball_of_triangles(subdivision_count)
    return grounded(scaled(turned(turned(ball, "x", 23.0), "y", 11.0), radius_m))


def ball_of_triangles(subdivision_count: int) -> Surface:
    """The unit icosphere about the origin, a vertex at the top."""
    points, faces = icosahedron()
    for _ in range(subdivision_count):
        points, faces = _split(points, faces)
    points = points / np.linalg.norm(points, axis=1, keepdims=True)
    corner = points[faces]
    u = np.arctan2(corner[..., 1], corner[..., 0]) / (2 * np.pi) + 0.5
    u = np.where((u.max(1, keepdims=True) - u) > 0.5, u + 1.0, u)
    uvs = np.stack([u, np.arcsin(np.clip(corner[..., 2], -1, 1)) / np.pi + 0.5], -1)
    return Surface(points=points, counts=np.full(len(faces), 3), indices=faces.reshape(-1), uvs=uvs.reshape(-1, 2))


def icosahedron() -> tuple[Points, np.ndarray]:
    """Unit points (12, 3) with a vertex on top, and triangles (20, 3)."""
    z, r = 1 / np.sqrt(5), 2 / np.sqrt(5)
    a = np.arange(5) * 2 * np.pi / 5
    upper = np.stack([r * np.cos(a), r * np.sin(a), np.full(5, z)], -1)
    lower = np.stack([r * np.cos(a + np.pi / 5), r * np.sin(a + np.pi / 5), np.full(5, -z)], -1)
    points = np.concatenate([[[0, 0, 1.0]], upper, lower, [[0, 0, -1.0]]])
    i = np.arange(5)
    j = (i + 1) % 5
    top = np.stack([np.zeros(5, int), 1 + i, 1 + j], -1)
    high = np.stack([1 + i, 6 + i, 1 + j], -1)
    low = np.stack([1 + j, 6 + i, 6 + j], -1)
    bottom = np.stack([np.full(5, 11), 6 + j, 6 + i], -1)
    return points, np.concatenate([top, high, low, bottom])


def cylinder(height_ratio: float = 1.3, *, segments: int = 96) -> Surface:
    """A closed cylinder with flat ends; ``height_ratio`` is height over diameter."""
    radius, height = _upright(height_ratio, 0.16, 0.46)
    return lathe(np.array([[0, 0], [radius, 0], [radius, height], [0, height]]), segments)


def cone(height_ratio: float = 1.1, *, segments: int = 96) -> Surface:
    """A closed cone; ``height_ratio`` is height over the base's diameter."""
    radius, height = _upright(height_ratio, 0.2, 0.46)
    return lathe(np.array([[0, 0], [radius, 0], [0, height]]), segments)


def _upright(height_ratio: float, radius_m: float, tallest_m: float) -> tuple[float, float]:
    """(radius, height) of a round body no wider than 2 ``radius_m`` and no taller than ``tallest_m``."""
    radius = min(radius_m, tallest_m / (2 * height_ratio))
    return radius, 2 * radius * height_ratio


def torus(tube_ratio: float = 0.4, tilt_deg: float = 0.0, *, segments: int = 128, sides: int = 48) -> Surface:
    """A ring; ``tube_ratio`` is the tube's radius over the ring's, ``tilt_deg`` raises its far side."""
    major = 0.25 / (1 + tube_ratio)
    minor = major * tube_ratio
    t = np.linspace(-np.pi / 2, 3 * np.pi / 2, sides + 1)
    profile: Curve = np.stack([major + minor * np.cos(t), minor * np.sin(t)], -1)
    profile[-1] = profile[0]
    return grounded(turned(lathe(profile, segments), "x", tilt_deg))


def capsule(height_ratio: float = 2.0, *, segments: int = 96, rings: int = 20) -> Surface:
    """A cylinder between two half spheres; ``height_ratio`` is height over all over diameter."""
    radius, height = _upright(height_ratio, 0.13, 0.48)
    t = np.linspace(0, np.pi / 2, rings + 1)
    low = np.stack([radius * np.sin(t), radius - radius * np.cos(t)], -1)
    high = np.stack([radius * np.cos(t), height - radius + radius * np.sin(t)], -1)
    profile = np.concatenate([low, high])
    profile[[0, -1], 0] = 0.0
    return lathe(profile, segments)


def pyramid(height_ratio: float = 0.9) -> Surface:
    """A square base and four triangles; ``height_ratio`` is height over the base's side."""
    h, height = _upright(height_ratio, 0.21, 0.44)
    p = np.array([[-h, -h, 0], [h, -h, 0], [h, h, 0], [-h, h, 0], [0, 0, height]])
    faces = np.array([3, 2, 1, 0, 0, 1, 4, 1, 2, 4, 2, 3, 4, 3, 0, 4])
    triangle = np.array([[0, 0], [1, 0], [0.5, 1.0]])
    uvs = np.concatenate([_SQUARE, np.tile(triangle, (4, 1))])
    return Surface(points=p, counts=np.array([4, 3, 3, 3, 3]), indices=faces, uvs=uvs)


def plane(tilt_deg: float = 18.0, *, side_m: float = 0.46) -> Surface:
    """One square that faces the front and leans back by ``tilt_deg`` from upright."""
    h = side_m / 2
    p = np.array([[[-h, -h, 0], [h, -h, 0]], [[-h, h, 0], [h, h, 0]]])
    return grounded(turned(grid(p), "x", 90.0 - tilt_deg))


_SQUARE = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])


def _split(points: Points, faces: np.ndarray) -> tuple[Points, np.ndarray]:
    """Each triangle in four."""
    edges = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    unique, inverse = np.unique(edges, axis=0, return_inverse=True)
    middle = (points[unique[:, 0]] + points[unique[:, 1]]) / 2
    middle /= np.linalg.norm(middle, axis=1, keepdims=True)
    ab, bc, ca = inverse.reshape(3, -1) + len(points)
    a, b, c = faces.T
    split = np.concatenate([np.stack(t, -1) for t in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))])
    return np.concatenate([points, middle]), split
