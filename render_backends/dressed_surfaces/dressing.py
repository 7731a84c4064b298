"""Put the fields of a scene's looks on its surfaces, patterns evaluated at pixel-sized triangles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from render_backends.dressed_surfaces.fields import Fields
from render_backends.dressed_surfaces.surfaces import Surface
from render_backends.pattern_values.surface_values import NORMAL, evaluate_surface
from render_backends.scene_extraction.dicing import dice
from render_backends.scene_extraction.scene import Scene, SceneCamera, SceneLook
from render_backends.scene_extraction.surface_parameters import SurfaceParameters, reduce_look
from render_backends.scene_extraction.triangles import Triangles

_PATTERN_EDGE_PX = 1.6  # of the triangles that carry a pattern
_PLAIN_EDGE_PX = 16.0  # of those that carry only the angle at which they are seen


def dress(
    scene: Scene, surfaces: Sequence[Surface], resolution: tuple[int, int]
) -> tuple[tuple[Surface, ...], tuple[str, ...]]:
    """The surfaces with the fields of their looks, and what of the looks is lost.

    Raises:
        UnsupportedError: a surface model that is not translated.
    """
    reduced = {path: reduce_look(look) for path, look in scene.looks.items() if look.surface is not None}
    messages = [text for look in scene.looks.values() for text in _losses(look)]
    dressed = []
    for surface in surfaces:
        parameters = reduced.get(surface.look)
        if parameters is None:
            look = scene.looks.get(surface.look)
            filled = look is not None and look.medium is not None
            dressed.append(replace(surface, is_medium_alone=filled))
            continue
        found, told = _dress_one(scene, surface, parameters, resolution)
        dressed.append(found)
        messages += told
    return tuple(dressed), tuple(dict.fromkeys(messages))


def _dress_one(
    scene: Scene, surface: Surface, parameters: SurfaceParameters, resolution: tuple[int, int]
) -> tuple[Surface, tuple[str, ...]]:
    matrix = surface.mesh.world_from_mesh[0]
    world_from_object = matrix.copy()
    world_from_object[:3] /= scene.meters_per_unit
    placed = surface.triangles.placed(matrix) if surface.world_from_triangles else surface.triangles
    if not surface.world_from_triangles:
        edge_px = _PATTERN_EDGE_PX if parameters.varying else _PLAIN_EDGE_PX
        placed = dice(placed, scene.camera, resolution, edge_px=edge_px)
    values = evaluate_surface(
        scene.looks[surface.look],
        parameters,
        placed,
        object_from_world=np.linalg.inv(world_from_object),
        meters_per_unit=scene.meters_per_unit,
    )
    varying = {name: array for name, array in values.fields.items() if name != NORMAL}
    if surface.world_from_triangles:
        return replace(surface, fields=Fields(surface=values.surface, varying=varying)), values.messages
    if NORMAL in values.fields:
        placed = replace(placed, normals=values.fields[NORMAL])
    fields = Fields(surface=values.surface, varying=varying, view_cosine=_view_cosine(placed, scene.camera))
    return replace(surface, triangles=placed, fields=fields), values.messages


def _view_cosine(triangles: Triangles, camera: SceneCamera) -> NDArray[np.float64]:
    """(corners, 1), of either side."""
    sides = triangles.points[:, 1:] - triangles.points[:, :1]
    flat = np.cross(sides[:, 0], sides[:, 1])[:, None]
    normals = np.broadcast_to(flat, triangles.points.shape) if triangles.normals is None else triangles.normals
    view = camera.world_from_camera[:3, 3] - triangles.points.astype(np.float64)
    if camera.orthographic:
        view = np.broadcast_to(camera.world_from_camera[:3, 2], view.shape)
    lengths = np.linalg.norm(normals, axis=-1) * np.linalg.norm(view, axis=-1)
    cosine = np.abs((normals * view).sum(axis=-1)) / np.maximum(lengths, 1e-30)
    clipped: NDArray[np.float64] = np.clip(cosine, 0.05, 1.0).reshape(-1, 1)
    return clipped


def _losses(look: SceneLook) -> Iterator[str]:
    if look.displacement:
        yield f"<{look.prim_path}>: displacement is left out"
