"""Triangles as Mitsuba meshes in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from render_backends.mitsuba.bsdfs import Attributes, Fields
from render_backends.scene_extraction.scene import Scene, SceneMesh
from render_backends.scene_extraction.triangles import Triangles, triangulate

_MOST_COPIES = 4
"""Of an instanced mesh that are cut out anew; more share one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Surface:
    """Triangles with one look: in the world, or of a prototype with the matrices of its instances."""

    mesh: SceneMesh
    look: str
    triangles: Triangles
    instance_ids: tuple[int, ...]
    world_from_triangles: tuple[NDArray[np.float64], ...] = ()  # empty: they stand in the world already
    fields: Fields | None = None  # of its look; None where no surface is bound


def cut_surfaces(scene: Scene) -> Iterator[Surface]:
    """Every surface of the scene; instances are numbered from 1 in the scene's order."""
    number = 0
    for mesh in scene.meshes:
        own = triangulate(mesh)
        ids = tuple(range(number + 1, number + 1 + len(mesh.world_from_mesh)))
        number += len(ids)
        for part in mesh.parts:
            triangles = own.of_faces(part.faces)
            if not len(triangles.points):
                continue
            if len(ids) > _MOST_COPIES:
                yield Surface(
                    mesh=mesh,
                    look=part.look,
                    triangles=triangles,
                    instance_ids=ids,
                    world_from_triangles=mesh.world_from_mesh,
                )
                continue
            for instance_id, matrix in zip(ids, mesh.world_from_mesh, strict=True):
                placed = triangles.placed(matrix)
                yield Surface(mesh=mesh, look=part.look, triangles=placed, instance_ids=(instance_id,))


def instance_paths(scene: Scene) -> dict[int, str]:
    """The table of ``instance_id``: an instance carries the path of its prototype's mesh."""
    paths = [mesh.prim_path for mesh in scene.meshes for _ in mesh.world_from_mesh]
    return dict(enumerate(paths, start=1))


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
        mesh.add_attribute(name, values.shape[1], _flat(values))
    arrays = mi.traverse(mesh)
    _assign(arrays, "vertex_positions", _flat(triangles.points))
    _assign(arrays, "faces", np.arange(3 * count, dtype=np.uint32))
    if triangles.normals is not None:
        _assign(arrays, "vertex_normals", _flat(triangles.normals))
    if triangles.uvs is not None:
        _assign(arrays, "vertex_texcoords", _flat(triangles.uvs))
    arrays.update()
    return mesh


def _assign(arrays: Any, key: str, values: NDArray[Any]) -> None:
    arrays[key] = type(arrays[key])(values)


def _flat(values: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.ascontiguousarray(values, dtype=np.float32).ravel()
