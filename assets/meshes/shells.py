"""Closed shells from rings, and boxes with cut edges: shaded as they are made."""

from __future__ import annotations

import numpy as np

from assets.meshes.curves import Curve
from assets.meshes.shading import flat_shaded, smooth_shaded
from assets.meshes.solids import turned_rings
from assets.meshes.surface import Points, Surface, polygons

type Point = tuple[float, float, float]


def revolved(profile: Curve, *, sectors: int = 96) -> Surface:
    """A solid of revolution about Z: ``profile`` is (n, 2) radii and heights from the axis to the axis.

    The profile runs from the top of the axis outwards, down and back in; its ends have radius 0.
    """
    first, last = (0.0, 0.0, float(profile[0, 1])), (0.0, 0.0, float(profile[-1, 1]))
    rings = turned_rings(profile[1:-1, :1], profile[1:-1, 1:], sectors)
    return closed_shell(rings, first_pole=first, last_pole=last)


def closed_shell(rings: Points, *, first_pole: Point, last_pole: Point) -> Surface:
    """A closed, smooth surface from rings (n, sectors, 3), counter-clockwise about Z, between two poles.

    Texture coordinates are metres: x and y on what faces up or down, arc length and height on the sides.
    """
    count, sectors = rings.shape[:2]
    index = np.arange(count * sectors).reshape(count, sectors)
    following = np.roll(index, -1, axis=1)
    quads = np.stack([index[:-1], index[1:], following[1:], following[:-1]], axis=-1)
    first, last = count * sectors, count * sectors + 1
    opening = np.stack([np.full(sectors, first), index[0], following[0]], axis=-1)
    closing = np.stack([np.full(sectors, last), following[-1], index[-1]], axis=-1)
    points = np.concatenate([rings.reshape(-1, 3), [first_pole, last_pole]])
    counts = np.concatenate([np.full((count - 1) * sectors, 4), np.full(2 * sectors, 3)])
    return smooth_shaded(
        polygons(points, counts, np.concatenate([quads.ravel(), opening.ravel(), closing.ravel()]))
    )


def cut_box(size_m: tuple[float, float, float], bevel_m: float) -> Surface:
    """A box standing on z = 0 around the origin, its edges cut at 45 degrees; faces flat.

    The faces come from the convex hull's known pattern: each corner is three points, one on each side.
    """
    half = np.array([size_m[0] / 2, size_m[1] / 2, size_m[2] / 2])
    signs = np.array([(sx, sy, sz) for sx in (-1, 1) for sy in (-1, 1) for sz in (-1, 1)], dtype=float)
    points = []
    for sign in signs:
        for axis in range(3):
            inset = half - bevel_m
            inset[axis] = half[axis]
            points.append(sign * inset)
    faces: list[list[int]] = []
    for axis in range(3):
        for side in (-1, 1):
            corners = [place for place in range(8) if signs[place, axis] == side]
            faces.append([3 * place + axis for place in corners])
    for axis in range(3):
        a, b = (other for other in range(3) if other != axis)
        for sa in (-1, 1):
            for sb in (-1, 1):
                pair = [place for place in range(8) if signs[place, a] == sa and signs[place, b] == sb]
                faces.append([3 * place + side for place in pair for side in (a, b)])
    faces.extend([[3 * place, 3 * place + 1, 3 * place + 2] for place in range(8)])
    array = np.array(points)
    ordered = [_ordered_face(array, face) for face in faces]
    counts = np.array([len(face) for face in ordered])
    standing = array + np.array([0.0, 0.0, half[2]])
    return flat_shaded(polygons(standing, counts, [i for face in ordered for i in face]))


def _ordered_face(points: Points, face: list[int]) -> list[int]:
    """``face`` counter-clockwise seen from outside the origin."""
    middle = points[face].mean(axis=0)
    normal = np.cross(points[face[1]] - points[face[0]], points[face[2]] - points[face[0]])
    normal = normal * np.sign(normal @ middle)
    normal /= np.linalg.norm(normal)
    right = points[face[0]] - middle
    up = np.cross(normal, right)
    angle = [np.arctan2((points[i] - middle) @ up, (points[i] - middle) @ right) for i in face]
    return [face[i] for i in np.argsort(angle)]
