"""Put the fields of a scene's looks on its surfaces, patterns evaluated at pixel-sized triangles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from schemas.errors import AssetError, UnsupportedError
from usd_scenes.extraction.dressed_surfaces.displacing import displace
from usd_scenes.extraction.dressed_surfaces.fields import Fields
from usd_scenes.extraction.dressed_surfaces.surfaces import Surface
from usd_scenes.extraction.pattern_values.displacements import is_relief
from usd_scenes.extraction.pattern_values.surface_values import NORMAL, TANGENT, evaluate_surface
from usd_scenes.extraction.scene.closure_reduction import CLOSURE_SURFACE
from usd_scenes.extraction.scene.dicing import dice
from usd_scenes.extraction.scene.plain_scene import Scene, SceneCamera, SceneLook
from usd_scenes.extraction.scene.surface_parameters import SurfaceParameters, reduce_look
from usd_scenes.extraction.scene.triangles import Triangles

_PATTERN_EDGE_PX = 1.6  # of the triangles that carry a pattern
_RELIEF_EDGE_PX = 1.2  # of those that carry relief, which loses its steepness between corners
_LEAST_COSINE, _LEAST_BUMP_COSINE = 0.02, 0.1  # of the angle at which the camera sees normals, and bumped ones
_PLAIN_EDGE_PX = 16.0  # of those that carry only the angle at which they are seen


def dress(
    scene: Scene, surfaces: Sequence[Surface], resolution: tuple[int, int]
) -> tuple[tuple[Surface, ...], tuple[str, ...]]:
    """The surfaces with the fields of their looks, and what of the looks is lost.

    Raises:
        UnsupportedError: a surface model that is not translated.
    """
    reduced = {path: reduce_look(look) for path, look in scene.looks.items() if look.surface is not None}
    messages = [loss for parameters in reduced.values() for loss in parameters.losses]
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
    object_from_world = np.linalg.inv(world_from_object)
    look, instanced = scene.looks[surface.look], bool(surface.world_from_triangles)
    whole = surface.triangles.placed(matrix) if instanced else surface.triangles
    edge_px = _PATTERN_EDGE_PX if parameters.varying else _PLAIN_EDGE_PX
    if NORMAL in parameters.varying or is_relief(look):
        edge_px = _RELIEF_EDGE_PX

    def cut(triangles: Triangles) -> Triangles:
        return triangles if instanced else dice(triangles, scene.camera, resolution, edge_px=edge_px)

    placed, lost = _placed(whole, look, cut, object_from_world, scene.meters_per_unit)
    values = evaluate_surface(
        look,
        parameters,
        placed,
        object_from_world=object_from_world,
        meters_per_unit=scene.meters_per_unit,
        display_color=surface.mesh.display_colors[0],
    )
    messages = (*lost, *values.messages)
    varying = {name: array for name, array in values.fields.items() if name not in {NORMAL, TANGENT}}
    if instanced:
        shared = placed.placed(np.linalg.inv(matrix)) if placed is not whole else surface.triangles
        fields = Fields(surface=values.surface, varying=varying, schlick=_is_schlick(look))
        return replace(surface, triangles=shared, fields=fields), messages
    plain, seen = None, None if placed.normals is None else _turned_to_camera(placed, scene.camera, _LEAST_COSINE)
    if NORMAL in values.fields:
        plain = _normals(placed) if seen is None else seen
        placed = replace(placed, normals=values.fields[NORMAL])
        seen = _turned_to_camera(placed, scene.camera, _LEAST_BUMP_COSINE)
    fields = Fields(
        surface=values.surface,
        varying=varying,
        view_cosine=_view_cosine(placed, scene.camera),
        schlick=_is_schlick(look),
    )
    tangents = values.fields[TANGENT].mean(axis=1, dtype=np.float64) if TANGENT in values.fields else None
    dressed = replace(surface, triangles=placed, fields=fields, tangents=tangents)
    return replace(dressed, plain_normals=plain, seen_normals=seen), messages


def _is_schlick(look: SceneLook) -> bool:
    """Of the surface models, standard_surface and closures alone have metals by an index of refraction."""
    surface = look.surface
    return surface is not None and not (
        surface.definition == CLOSURE_SURFACE or "standard_surface" in surface.definition
    )


def _placed(
    whole: Triangles,
    look: SceneLook,
    cut: Callable[[Triangles], Triangles],
    object_from_world: NDArray[np.float64],
    meters_per_unit: float,
) -> tuple[Triangles, tuple[str, ...]]:
    """The surface displaced and cut, and what of its displacement is lost."""
    if not look.displacement:
        return cut(whole), ()
    try:
        return displace(whole, look, cut, object_from_world=object_from_world, meters_per_unit=meters_per_unit), ()
    except (UnsupportedError, AssetError) as error:
        return cut(whole), (f"<{look.prim_path}>: displacement is left out: {error}",)


def _turned_to_camera(triangles: Triangles, camera: SceneCamera, least: float) -> NDArray[np.float32]:
    """Normals (m, 3, 3), turned until the camera sees them from where it sees the triangle, which were black else.

    Args:
        least: cosine of the angle between both.
    """
    assert triangles.normals is not None
    flat = _normals(replace(triangles, normals=None))
    view = camera.world_from_camera[:3, 3] - triangles.points.astype(np.float64)
    if camera.orthographic:
        view = np.broadcast_to(camera.world_from_camera[:3, 2], view.shape)
    view = view / np.maximum(np.linalg.norm(view, axis=2, keepdims=True), 1e-30)
    side = np.where((flat * view).sum(axis=2, keepdims=True) < 0.0, -1.0, 1.0)
    lacking = least - side * (triangles.normals * view).sum(axis=2, keepdims=True)
    turned = triangles.normals + side * np.clip(lacking, 0.0, None) * view
    turned /= np.maximum(np.linalg.norm(turned, axis=2, keepdims=True), 1e-30)
    return np.asarray(turned, dtype=np.float32)


def _normals(triangles: Triangles) -> NDArray[np.float32]:
    """(m, 3, 3) unit."""
    if triangles.normals is not None:
        return triangles.normals
    sides = triangles.points[:, 1:] - triangles.points[:, :1]
    flat = np.cross(sides[:, 0], sides[:, 1])
    flat /= np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-30)
    return np.repeat(flat[:, None], 3, axis=1).astype(np.float32)


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
