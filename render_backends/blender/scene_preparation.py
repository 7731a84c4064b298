"""A stage as a Blender scene with camera, lights, looks and ids, for whichever of Blender's engines draws it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from render_backends.blender import geometry, lights, materials, volumes
from render_backends.blender.blender import Blender, clear_scene
from render_backends.blender.cameras import add_camera
from render_backends.blender.frame_conversion import read_planes
from render_backends.blender.passes import Planes
from render_backends.blender.placement import repair_placement
from render_backends.blender.progress import RenderClock
from render_backends.blender.scene_import import ImportedScene, import_stage
from render_backends.blender.shadow_links import link_shadows
from render_backends.output_log import OutputLog
from render_backends.seconds import Seconds
from schemas.errors import RenderError
from schemas.render import RenderRequest
from usd_scenes.camera_prims import CameraReading
from usd_scenes.extraction.stage_reading.cameras import read_camera
from usd_scenes.extraction.stage_reading.id_tables import IdTables, make_id_tables
from usd_scenes.extraction.stage_reading.render_stage import RenderStage, open_render_stage

_VIEW_LAYER = "v"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedScene:
    """A Blender scene that waits for an engine's settings."""

    scene: Any  # bpy.types.Scene
    render_stage: RenderStage
    imported: ImportedScene
    camera: CameraReading
    tables: IdTables
    output: OutputLog
    media: tuple[Any, ...]  # objects that are a medium and no surface


def prepare_scene(blender: Blender, request: RenderRequest, seconds: Seconds, *, looks: bool) -> PreparedScene:
    """Import the request's stage and reconcile it.

    Args:
        looks: bind MaterialX looks as OSL; without, their UsdPreviewSurface stays.

    Raises:
        SceneError, UnsupportedError, RenderError: see the backends.
    """
    with seconds.measure("import"):
        scene = clear_scene()
        output = OutputLog.start()
        render_stage = open_render_stage(request, blender.folder)
        imported = import_stage(blender, render_stage, scene)
    with seconds.measure("reconcile"):
        repair_placement(render_stage, imported)
        geometry.reconcile_geometry(render_stage, imported)
        made_lights = lights.add_lights(render_stage, scene)
        link_shadows(render_stage, imported, made_lights)
        camera = read_camera(render_stage, request)
        add_camera(camera, scene)
    with seconds.measure("looks"):
        if looks:
            materials.bind_looks(blender, render_stage, imported, request.device)
        media = volumes.reconcile_volumes(render_stage, imported)
    with seconds.measure("reconcile"):
        instances = geometry.expand_point_instancers(render_stage, imported)
        drawn = geometry.set_object_ids(render_stage, imported, instances, made_lights)
        tables = make_id_tables(render_stage.stage, drawn.prim_paths, materials.set_material_ids(imported))
        _set_output(scene)
        scene.view_layers[0].name = _VIEW_LAYER
    return PreparedScene(
        scene=scene,
        render_stage=render_stage,
        imported=imported,
        camera=camera,
        tables=tables,
        output=output,
        media=media,
    )


def _set_output(scene: Any) -> None:
    settings = scene.render.image_settings
    settings.media_type = "MULTI_LAYER_IMAGE"
    settings.file_format = "OPEN_EXR_MULTILAYER"
    settings.color_depth = "32"
    settings.exr_codec = "NONE"
    settings.use_exr_interleave = True
    scene.render.use_file_extension = False


def render_planes(scene: Any, file: Path, clock: RenderClock | None) -> Planes:
    """Render the scene with its present settings; returns its channels.

    Raises:
        RenderError: Blender failed.
    """
    import bpy

    file.unlink(missing_ok=True)
    scene.render.filepath = str(file)
    try:
        if clock is None:
            bpy.ops.render.render(write_still=True)
        else:
            with clock.running():
                bpy.ops.render.render(write_still=True)
    except RuntimeError as error:
        raise RenderError(f"the render failed: {error}") from error
    planes = read_planes(file)
    file.unlink()
    return planes
