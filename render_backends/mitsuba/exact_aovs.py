"""What each pixel's middle sees, from one unjittered sample through a pinhole."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from schemas.aovs import BACKGROUND_DEPTH_M
from schemas.frame import CameraMatrices
from usd_scenes.extraction.dressed_surfaces.surfaces import Surface
from usd_scenes.extraction.stage_reading.id_tables import IdTables

type Plane = NDArray[np.float32]

_QUANTITIES = "p:position,n:sh_normal,g:geo_normal,t:uv,s:shape_index,a:albedo"
_GUIDE_SPP = 16


def render_exact(
    mi: Any,
    view: tuple[Any, Any],
    owners: dict[str, tuple[int, Surface]],
    tables: IdTables,
    camera: CameraMatrices,
) -> dict[str, Plane]:
    """Every one of `SURFACE_AOVS`, (height, width, channels).

    Args:
        view: the scene and its sensor.
        owners: instance id and surface by shape id.
    """
    scene, sensor = view
    integrator = mi.load_dict({"type": "aov", "aovs": _QUANTITIES})
    pixels = np.array(mi.render(scene, integrator=integrator, sensor=sensor, spp=1, seed=0), dtype=np.float32)
    position, normal, flat, uv, shape, albedo = np.split(pixels, [3, 6, 9, 11, 12], axis=-1)
    number = np.rint(shape[..., 0]).astype(np.int64)
    instances, materials = _lookup_tables(scene, owners, tables)
    hit = (number > 0)[..., None]
    instance = instances[number]
    matrix = np.array(camera.camera_from_world)
    orthographic = camera.ndc_from_camera[3][2] == 0.0
    depth = -(position.astype(np.float64) @ matrix[2, :3] + matrix[2, 3])[..., None]
    return {
        "camera_depth": np.where(hit, depth, BACKGROUND_DEPTH_M).astype(np.float32),
        "position": np.where(hit, position, 0.0).astype(np.float32),
        "normal": np.where(hit, _facing(normal, flat, position, matrix, orthographic=orthographic), 0.0).astype(
            np.float32
        ),
        "uv": np.where(hit, uv, 0.0).astype(np.float32),
        "albedo": np.where(hit, albedo, 0.0).astype(np.float32),
        "instance_id": instance[..., None].astype(np.float32),
        "material_id": materials[number][..., None].astype(np.float32),
        "semantic_id": tables.class_of_instance[np.minimum(instance, len(tables.class_of_instance) - 1)][
            ..., None
        ],
    }


def render_guides(mi: Any, scene: Any, sensor: Any) -> dict[str, Plane]:
    """Albedo and normal as the picture shows them, smooth at edges and through its lens, to guide a denoiser."""
    integrator = mi.load_dict({"type": "aov", "aovs": "n:sh_normal,a:albedo"})
    pixels = np.array(
        mi.render(scene, integrator=integrator, sensor=sensor, spp=_GUIDE_SPP, seed=0), dtype=np.float32
    )
    pixels = np.nan_to_num(pixels)
    return {"normal": pixels[..., :3], "albedo": np.clip(pixels[..., 3:6], 0.0, 1.0)}


def _lookup_tables(
    scene: Any, owners: dict[str, tuple[int, Surface]], tables: IdTables
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Instance id and material id by Mitsuba's shape number, which counts from 1."""
    material_number = {path: number for number, path in tables.materials.items()}
    shapes = list(scene.shapes())
    instances = np.zeros(len(shapes) + 1, dtype=np.int64)
    materials = np.zeros(len(shapes) + 1, dtype=np.int64)
    for index, shape in enumerate(shapes, start=1):
        instance_id, surface = owners.get(shape.id(), (0, None))
        instances[index] = instance_id
        materials[index] = material_number.get(surface.look, 0) if surface is not None else 0
    return instances, materials


def _facing(
    normal: Plane, flat: Plane, position: Plane, camera_from_world: NDArray[np.float64], *, orthographic: bool
) -> Plane:
    """Unit normals, turned to the camera where it sees a back."""
    world_from_camera = np.linalg.inv(camera_from_world)
    view = -world_from_camera[:3, 2] if orthographic else position - world_from_camera[:3, 3]
    away = (flat * view).sum(axis=-1, keepdims=True) > 0.0
    length = np.linalg.norm(normal, axis=-1, keepdims=True)
    unit = np.divide(normal, length, out=np.zeros_like(normal), where=length > 0.0)
    return np.where(away, -unit, unit)
