"""Blender's own USD import, and which Blender data each prim became."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from render_backends.blender.blender import Blender, objects_by_prim
from schemas.errors import RenderError
from usd_scenes.extraction.stage_reading.render_stage import RenderStage


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedScene:
    """The Blender scene after the import."""

    scene: Any  # bpy.types.Scene
    objects: Mapping[str, Any]  # prim path of a drawn prim (mesh, curves, points, volume) -> its bpy object
    materials: Mapping[str, Any]  # prim path of a bound UsdShade material -> its bpy material


def import_stage(blender: Blender, render_stage: RenderStage, scene: Any) -> ImportedScene:
    """Import everything that is drawn; lights and cameras are made by the reconcile step instead.

    Raises:
        RenderError: Blender refused the stage.
    """
    import bpy

    blender.prim_map = {}
    try:
        bpy.ops.wm.usd_import(
            filepath=str(render_stage.wrapper),
            import_cameras=False,
            import_lights=False,
            create_world_material=False,
            import_render=True,
            import_proxy=False,
            import_guide=False,
            support_scene_instancing=False,
            property_import_mode="NONE",
            set_frame_range=False,
            apply_unit_conversion_scale=False,
            import_textures_mode="IMPORT_PACK",
        )
    except RuntimeError as error:
        raise RenderError(f"the USD import failed: {error}", backend="cycles") from error
    scene.frame_set(int(render_stage.time_code), subframe=render_stage.time_code % 1.0)
    return ImportedScene(scene=scene, objects=objects_by_prim(blender), materials=_materials_by_prim(blender))


def _materials_by_prim(blender: Blender) -> dict[str, Any]:
    import bpy

    return {
        path: data
        for path, ids in blender.prim_map.items()
        for data in ids
        if isinstance(data, bpy.types.Material)
    }
