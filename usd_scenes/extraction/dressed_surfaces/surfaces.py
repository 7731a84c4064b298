"""An extracted scene's surfaces: triangles with one look, where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from usd_scenes.extraction.dressed_surfaces.fields import Fields
from usd_scenes.extraction.scene.plain_scene import Scene, SceneMesh
from usd_scenes.extraction.scene.triangles import Triangles, triangulate

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
    is_medium_alone: bool = False  # filled, and without a surface of its own
    tangents: NDArray[np.float64] | None = None  # (m, 3) along which facets are drawn out; None: along u
    seen_normals: NDArray[np.float32] | None = None  # (m, 3, 3) none turned away from a camera that sees the front
    plain_normals: NDArray[np.float32] | None = None  # (m, 3, 3) under a bump: ``triangles`` has the bumped ones


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
