"""What each pixel's middle sees through a pinhole, by Embree's rays: for renderers whose own AOVs are averages.

Embree finds the triangle in single precision; the point is where the ray meets its plane in double precision.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from schemas.aovs import BACKGROUND_DEPTH_M
from usd_scenes.extraction.dressed_surfaces.surfaces import Surface
from usd_scenes.extraction.scene.plain_scene import SceneCamera
from usd_scenes.extraction.scene.triangles import Triangles
from usd_scenes.extraction.stage_reading.id_tables import IdTables

type Plane = NDArray[np.float32]
type Vectors = NDArray[np.float64]

_MISSED = -1


def trace_exact(
    surfaces: Sequence[Surface], camera: SceneCamera, resolution: tuple[int, int], tables: IdTables
) -> dict[str, Plane]:
    """Every one of `SURFACE_AOVS`, (height, width, channels).

    Surfaces without a look's surface but filled are not seen.
    """
    width, height = resolution
    origins, directions = _pixel_rays(camera, resolution)
    placed = list(_placed(surfaces))
    found = _intersect([triangles for _, _, triangles in placed], origins, directions)
    planes = {
        "camera_depth": np.full((len(origins), 1), BACKGROUND_DEPTH_M),
        "position": np.zeros((len(origins), 3)),
        "normal": np.zeros((len(origins), 3)),
        "uv": np.zeros((len(origins), 2)),
        "albedo": np.zeros((len(origins), 3)),
        "instance_id": np.zeros((len(origins), 1)),
        "material_id": np.zeros((len(origins), 1)),
        "semantic_id": np.zeros((len(origins), 1)),
    }
    material_number = {path: number for number, path in tables.materials.items()}
    for number, (surface, instance_id, triangles) in enumerate(placed):
        rays = np.flatnonzero(found["geomID"] == number)
        if not len(rays):
            continue
        triangle = found["primID"][rays]
        weights = np.stack([1.0 - found["u"][rays] - found["v"][rays], found["u"][rays], found["v"][rays]], axis=1)
        corners = triangles.points[triangle].astype(np.float64)
        flat = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        along = directions[rays]
        distance = ((corners[:, 0] - origins[rays]) * flat).sum(axis=1) / (along * flat).sum(axis=1)
        planes["position"][rays] = origins[rays] + along * distance[:, None]
        planes["camera_depth"][rays, 0] = distance  # the directions have length 1 along the view axis
        planes["normal"][rays] = _facing(triangles, triangle, weights, flat, along)
        if triangles.uvs is not None:
            planes["uv"][rays] = _mixed(triangles.uvs[triangle], weights)
        planes["albedo"][rays] = _albedo(surface, triangle, weights)
        planes["instance_id"][rays] = instance_id
        planes["material_id"][rays] = material_number.get(surface.look, 0)
        planes["semantic_id"][rays] = tables.class_of_instance[instance_id]
    return {name: plane.reshape(height, width, -1).astype(np.float32) for name, plane in planes.items()}


def _placed(surfaces: Sequence[Surface]) -> Iterator[tuple[Surface, int, Triangles]]:
    for surface in surfaces:
        if surface.is_medium_alone:
            continue
        matrices = surface.world_from_triangles or (None,)
        for instance_id, matrix in zip(surface.instance_ids, matrices, strict=True):
            yield surface, instance_id, surface.triangles if matrix is None else surface.triangles.placed(matrix)


def _pixel_rays(camera: SceneCamera, resolution: tuple[int, int]) -> tuple[Vectors, Vectors]:
    """Origins and directions (pixels, 3) through the pixels' middles, rows from the top."""
    width, height = resolution
    (film_width, film_height), (across, up) = camera.aperture_m, camera.aperture_offset_m
    x = ((np.arange(width) + 0.5) / width - 0.5) * film_width + across
    y = (0.5 - (np.arange(height) + 0.5) / height) * film_height + up
    grid = np.stack([*np.meshgrid(x, y), np.zeros((height, width))], axis=-1).reshape(-1, 3)
    turn, eye = camera.world_from_camera[:3, :3], camera.world_from_camera[:3, 3]
    ahead = np.array([0.0, 0.0, -1.0])
    if camera.orthographic:
        return eye + grid @ turn.T, np.broadcast_to(ahead @ turn.T, grid.shape)
    return np.broadcast_to(eye, grid.shape), (grid / camera.focal_length_m + ahead) @ turn.T


def _intersect(meshes: Sequence[Triangles], origins: Vectors, directions: Vectors) -> dict[str, Any]:
    from embreex.mesh_construction import TriangleMesh
    from embreex.rtcore_scene import EmbreeScene

    if not meshes:
        return {"geomID": np.full(len(origins), _MISSED)}
    scene = EmbreeScene(robust=True)
    for triangles in meshes:
        TriangleMesh(scene, np.ascontiguousarray(triangles.points, dtype=np.float32))
    rays = origins.astype(np.float32), directions.astype(np.float32)
    found: dict[str, Any] = scene.run(*rays, query="INTERSECT", output=True)
    return found


def _facing(
    triangles: Triangles, triangle: NDArray[np.int64], weights: Vectors, flat: Vectors, along: Vectors
) -> Vectors:
    """Unit normals, turned to the camera where it sees a back."""
    normal = flat if triangles.normals is None else _mixed(triangles.normals[triangle], weights)
    normal = normal / np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-30)
    away = (flat * along).sum(axis=1, keepdims=True) > 0.0
    return np.where(away, -normal, normal)


def _albedo(surface: Surface, triangle: NDArray[np.int64], weights: Vectors) -> Vectors:
    if surface.fields is not None:
        albedo = surface.fields.albedo()
        return albedo if len(albedo) == 1 else _mixed(albedo.reshape(-1, 3, 3)[triangle], weights)
    if surface.triangles.colors is not None:
        return _mixed(surface.triangles.colors[triangle], weights)
    return surface.mesh.display_colors[:1].astype(np.float64)


def _mixed(values: NDArray[Any], weights: Vectors) -> Vectors:
    mixed: Vectors = (values.astype(np.float64) * weights[..., None]).sum(axis=1)
    return mixed
