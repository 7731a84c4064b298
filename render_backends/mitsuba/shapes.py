"""Triangles as Mitsuba meshes in memory."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from render_backends.mitsuba.bsdfs import Attributes
from usd_scenes.extraction.scene.triangles import Triangles

_SLIVER = 0.01  # width over length


def make_mesh(mi: Any, triangles: Triangles, attributes: Attributes | None = None, **parts: Any) -> Any:
    """A Mitsuba mesh; ``parts`` are its bsdf, emitter and interior medium, where it has them."""
    properties = mi.Properties()
    for key, part in parts.items():
        if part is not None:
            properties[key] = part
    count = len(triangles.points)
    mesh = mi.Mesh(
        "mesh",
        3 * count,
        count,
        has_vertex_normals=triangles.normals is not None,
        has_vertex_texcoords=triangles.uvs is not None,
        props=properties,
    )
    if triangles.colors is not None:
        mesh.add_attribute("vertex_color", 3, _flat(triangles.colors))
    for name, values in (attributes.arrays if attributes is not None else {}).items():
        mesh.add_attribute(name, values.shape[1], _flat(even_on_slivers(triangles, values)))
    arrays = mi.traverse(mesh)
    _assign(arrays, "vertex_positions", _flat(triangles.points))
    _assign(arrays, "faces", np.arange(3 * count, dtype=np.uint32))
    if triangles.normals is not None:
        _assign(arrays, "vertex_normals", _flat(triangles.normals))
    if triangles.uvs is not None:
        _assign(arrays, "vertex_texcoords", _flat(triangles.uvs))
    arrays.update()
    return mesh


def even_on_slivers(triangles: Triangles, values: NDArray[np.float32]) -> NDArray[np.float32]:
    """(corners, k) values, each sliver at its mean: where a ray meets one is known so badly that what lies between
    its corners would be guessed beyond them, down to negative colours.
    """
    points = triangles.points.astype(np.float64)
    sides = points[:, 1:] - points[:, :1]
    doubled = np.linalg.norm(np.cross(sides[:, 0], sides[:, 1]), axis=1)
    longest = (np.linalg.norm(points - np.roll(points, -1, axis=1), axis=2) ** 2).max(axis=1)
    thin = doubled < _SLIVER * longest
    if not thin.any():
        return values
    by_triangle = values.reshape(len(points), 3, -1).copy()
    by_triangle[thin] = by_triangle[thin].mean(axis=1, keepdims=True)
    return by_triangle.reshape(values.shape)


def _assign(arrays: Any, key: str, values: NDArray[Any]) -> None:
    arrays[key] = type(arrays[key])(values)


def _flat(values: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.ascontiguousarray(values, dtype=np.float32).ravel()
