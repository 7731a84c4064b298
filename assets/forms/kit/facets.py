"""Bodies of flat facets: cut stones, drops, beads, prisms and crystals."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.gems import cut_stone
from assets.meshes.surface import Surface, box_mapped, polygons
from schemas.mesh import MeshData

type Floats = NDArray[Any]

FLAT_DEG = 3.0
"""Crease angle below which no two facets of these bodies meet."""

_STONE_RADIUS_M = 0.12


def convex_body(planes: Floats, inside: tuple[float, float, float] = (0.0, 0.0, 0.0)) -> Surface:
    """The body behind all planes (n, 4), normal and offset: ``normal @ point + offset <= 0``."""
    from scipy.spatial import HalfspaceIntersection

    planes = np.asarray(planes, np.float64)
    planes = planes / np.linalg.norm(planes[:, :3], axis=1, keepdims=True)
    corners = HalfspaceIntersection(planes, np.asarray(inside, np.float64)).intersections
    reach = float(np.abs(corners - corners.mean(0)).max())
    corners = np.unique(np.round(corners / reach, 6), axis=0) * reach
    counts, faces = [], []
    for plane in planes:
        on = np.nonzero(np.abs(corners @ plane[:3] + plane[3]) < 4e-6 * reach + 1e-12)[0]
        if len(on) < 3:
            continue
        across = np.cross(plane[:3], np.eye(3)[np.abs(plane[:3]).argmin()])
        up = np.cross(plane[:3], across)
        from_middle = corners[on] - corners[on].mean(axis=0)
        order = on[np.argsort(np.arctan2(from_middle @ up, from_middle @ across))]
        counts.append(len(order))
        faces.extend(order.tolist())
    return polygons(corners, counts, faces)


def facet_ring(count: int, first_deg: float, tilt_deg: float, radius: float, height: float) -> Floats:
    """(count, 4) planes about the axis through (radius, height); ``tilt_deg`` off the level."""
    tilt = np.radians(abs(tilt_deg))
    azimuth = np.radians(first_deg) + 2 * np.pi * np.arange(count) / count
    up = np.full(count, np.cos(tilt) * (1.0 if tilt_deg >= 0 else -1.0))
    normal = np.stack([np.sin(tilt) * np.cos(azimuth), np.sin(tilt) * np.sin(azimuth), up], -1)
    offset = -(np.sin(tilt) * radius + up * height)
    return np.concatenate([normal, offset[:, None]], axis=1)


def gem(cut: str, girdle_radius_m: float, rng: np.random.Generator) -> Surface:
    """A cut stone, its table up and its girdle at z = 0: brilliant, oval, swiss or step."""
    (mesh,) = cut_stone(cut).make(rng)
    return _as_surface(mesh, girdle_radius_m / _STONE_RADIUS_M)


def _as_surface(mesh: MeshData, factor: float) -> Surface:
    surface = Surface(
        points=mesh.points.astype(np.float64) * factor,
        counts=mesh.face_vertex_counts.astype(np.int64),
        indices=mesh.face_vertex_indices.astype(np.int64),
        uvs=mesh.uvs.astype(np.float64),
    )
    return box_mapped(surface)


def faceted_ball(radius_m: float, *, around: int = 16, rings: int = 9) -> Surface:
    """A ball of flat facets in rings, every second one half a step on."""
    planes = [np.array([[0, 0, 1, -radius_m], [0, 0, -1, -radius_m]])]
    for k in range(rings):
        polar = np.pi * (k + 1) / (rings + 1)
        count = max(6, round(float(around * np.sin(polar) / 2)) * 2)
        azimuth = 2 * np.pi * (np.arange(count) + 0.5 * (k % 2)) / count
        ones = np.ones(count)
        normal = np.stack(
            [np.sin(polar) * np.cos(azimuth), np.sin(polar) * np.sin(azimuth), np.cos(polar) * ones], -1
        )
        planes.append(np.concatenate([normal, -radius_m * ones[:, None]], 1))
    return convex_body(np.concatenate(planes))


def drop(length_m: float, width_m: float, *, sides: int = 12, thick: float = 0.7) -> Surface:
    """A chandelier's pear: a point at the top, facets in three rings, hanging below z = 0."""
    r = width_m / 2
    planes = [
        facet_ring(sides, 0, 90 - np.degrees(np.arctan(0.62 * r / (0.5 * length_m))), 0.28 * r, -0.06 * length_m),
        facet_ring(sides, 180 / sides, 78.0, 0.97 * r, -0.66 * length_m),
        facet_ring(sides, 0, 90.0, r, 0.0),
        facet_ring(sides, 180 / sides, -62.0, 0.93 * r, -0.78 * length_m),
        facet_ring(sides, 0, -38.0, 0.5 * r, -0.955 * length_m),
        np.array([[0, 0, 1, 0.0], [0, 0, -1, -length_m]]),
    ]
    body = convex_body(np.concatenate(planes), (0, 0, -0.7 * length_m))
    points = body.points * np.array([1.0, thick, 1.0])
    return box_mapped(Surface(points=points, counts=body.counts, indices=body.indices, uvs=body.uvs))


def octagon(radius_m: float, thickness_m: float) -> Surface:
    """A chandelier's flat octagon bead in the xz plane, bevelled on both faces."""
    table = 0.5 * thickness_m
    planes = [
        facet_ring(8, 22.5, 90.0, radius_m, 0.0),
        facet_ring(8, 22.5, 28.0, 0.62 * radius_m, table),
        facet_ring(8, 22.5, -28.0, 0.62 * radius_m, -table),
        np.array([[0, 0, 1, -table], [0, 0, -1, -table]]),
    ]
    body = convex_body(np.concatenate(planes))
    turned = body.points[:, [0, 2, 1]] * np.array([1.0, -1.0, 1.0])
    return box_mapped(Surface(points=turned, counts=body.counts, indices=body.indices, uvs=body.uvs))


def crystal_point(radius_m: float, length_m: float, rng: np.random.Generator, *, sides: int = 6) -> Surface:
    """A grown crystal along +z from the origin: an uneven prism with a roof of unequal faces."""
    planes = []
    for k in range(sides):
        planes.append(
            facet_ring(1, 360 * k / sides + rng.uniform(-4, 4), 90.0, radius_m * rng.uniform(0.8, 1.08), 0)
        )
        planes.append(
            facet_ring(
                1, 360 * k / sides, rng.uniform(46, 54), radius_m, length_m - radius_m * rng.uniform(0.9, 1.5)
            )
        )
    planes.append(np.array([[0, 0, -1, 0.0]]))
    return convex_body(np.concatenate(planes), (0, 0, 0.3 * length_m))
