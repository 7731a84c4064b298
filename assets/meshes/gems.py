"""Cut stones: convex bodies given by the planes of their facets."""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.typing import NDArray

from assets.meshes.generator import Generator
from schemas.mesh import MeshData

type Floats = NDArray[np.float64]

BRILLIANT_FACETS, SWISS_FACETS = 58, 33

_GIRDLE = 0.015  # half its height, in radii
_STEP_M = 1e-6


def cut_stone(cut: str) -> Generator:
    """A stone of girdle radius 0.12 m, its table up, its axis through the origin."""
    return Generator(
        name="cut_stone",
        version=1,
        variants=8,
        make=partial(_stone, cut=cut),
        class_name="gem",
        parameters=(("cut", cut),),
    )


def _stone(rng: np.random.Generator, *, cut: str) -> tuple[MeshData, ...]:
    crown_deg, pavilion_deg = rng.uniform(33.5, 35.5), rng.uniform(40.4, 41.2)
    match cut:
        case "brilliant" | "oval":
            planes = _brilliant(crown_deg, pavilion_deg)
        case "swiss":
            planes = _swiss(crown_deg, pavilion_deg)
        case _:
            planes = _step(rng.uniform(1.25, 1.5))
    stretch = np.array([rng.uniform(1.2, 1.4), 1.0, 1.0]) if cut == "oval" else np.ones(3)
    return (_polyhedron(np.array(planes), 0.12, stretch),)


def _brilliant(crown_deg: float, pavilion_deg: float) -> list[Floats]:
    """57 facets and the culet, with a girdle of 32 sides."""
    table = _GIRDLE + 0.43 * np.tan(np.radians(crown_deg))
    planes = [np.array([0.0, 0.0, 1.0, -table]), np.array([0.0, 0.0, -1.0, -0.985 * _depth(pavilion_deg)])]
    planes += _ring(8, 0.0, crown_deg, 1.0, _GIRDLE)
    planes += _ring(16, 11.25, crown_deg + 5.5, 1.0, _GIRDLE)
    planes += _ring(8, 22.5, crown_deg - 12.5, 0.57 * np.cos(np.radians(22.5)), table)
    planes += _ring(8, 0.0, -pavilion_deg, 1.0, -_GIRDLE)
    planes += _ring(16, 11.25, -(pavilion_deg + 1.6), 1.0, -_GIRDLE)
    return planes + _ring(32, 5.625, 90.0, 1.0, 0.0)


def _swiss(crown_deg: float, pavilion_deg: float) -> list[Floats]:
    """33 facets: the table, sixteen above the girdle and sixteen below, with a girdle of 32 sides."""
    table = _GIRDLE + 0.40 * np.tan(np.radians(crown_deg))
    planes = [np.array([0.0, 0.0, 1.0, -table])]
    planes += _ring(8, 0.0, crown_deg, 1.0, _GIRDLE)
    planes += _ring(8, 22.5, crown_deg + 5.0, 1.0, _GIRDLE)
    planes += _ring(8, 0.0, -pavilion_deg, 1.0, -_GIRDLE)
    planes += _ring(8, 22.5, -(pavilion_deg + 3.0), 1.0, -_GIRDLE)
    return planes + _ring(32, 5.625, 90.0, 1.0, 0.0)


def _step(length: float) -> list[Floats]:
    """Three steps above and below an eight-sided girdle, as emeralds are cut."""
    sides = [(0.0, length), (90.0, 1.0), (180.0, length), (270.0, 1.0)]
    sides += [(a, 0.80 * np.hypot(length, 1.0)) for a in (45.0, 135.0, 225.0, 315.0)]
    planes = [np.array([0.0, 0.0, 1.0, -0.36])]
    for azimuth, reach in sides:
        inset, height = 0.0, _GIRDLE
        for tilt, width in ((52.0, 0.13), (40.0, 0.14), (27.0, 0.3)):
            planes += _ring(1, azimuth, tilt, reach - inset, height)
            inset, height = inset + width, height + width * np.tan(np.radians(tilt))
        inset, height = 0.0, -_GIRDLE
        for tilt, width in ((56.0, 0.2), (46.0, 0.3), (38.0, 0.6)):
            planes += _ring(1, azimuth, -tilt, reach - inset, height)
            inset, height = inset + width, height - width * np.tan(np.radians(tilt))
        planes += _ring(1, azimuth, 90.0, reach, 0.0)
    return planes


def _depth(pavilion_deg: float) -> float:
    return float(_GIRDLE + np.tan(np.radians(pavilion_deg)))


def _ring(count: int, first_deg: float, tilt_deg: float, radius: float, height: float) -> list[Floats]:
    """Planes (normal, offset) about the axis, ``tilt_deg`` off the level, each through (radius, height)."""
    tilt = np.radians(abs(tilt_deg))
    normals = []
    for k in range(count):
        azimuth = np.radians(first_deg + 360.0 * k / count)
        up = np.cos(tilt) * (1.0 if tilt_deg > 0.0 else -1.0)
        normal = np.array([np.sin(tilt) * np.cos(azimuth), np.sin(tilt) * np.sin(azimuth), up])
        offset = -(np.sin(tilt) * radius + up * height)
        normals.append(np.array([*normal, offset]))
    return normals


def _polyhedron(planes: Floats, radius_m: float, stretch: Floats) -> MeshData:
    """The body behind all planes: one polygon each, counter-clockwise from outside, with flat normals."""
    from scipy.spatial import HalfspaceIntersection

    corners = HalfspaceIntersection(planes, np.zeros(3)).intersections
    corners = np.unique(np.round(corners, 6), axis=0)
    points, counts, faces, normals = np.round(corners * stretch * radius_m / _STEP_M) * _STEP_M, [], [], []
    for plane in planes:
        on = np.nonzero(np.abs(corners @ plane[:3] + plane[3]) < 2e-5)[0]
        if len(on) < 3:
            continue
        across = np.cross(plane[:3], [0.0, 0.0, 1.0] if abs(plane[2]) < 0.9 else [1.0, 0.0, 0.0])
        up = np.cross(plane[:3], across)
        middle = corners[on] - corners[on].mean(axis=0)
        order = on[np.argsort(np.arctan2(middle @ up, middle @ across))]
        counts.append(len(order))
        faces.extend(order.tolist())
        normal = plane[:3] / stretch
        normals.append(np.repeat((normal / np.linalg.norm(normal))[None], len(order), axis=0))
    uvs = points[np.array(faces)][:, :2] / (2.0 * radius_m) + 0.5
    return MeshData(
        points=points.astype(np.float32),
        face_vertex_counts=np.array(counts, dtype=np.int32),
        face_vertex_indices=np.array(faces, dtype=np.int32),
        uvs=uvs.astype(np.float32),
        normals=np.concatenate(normals).astype(np.float32),
    )
