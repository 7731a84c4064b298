"""One request from stage to EXR, with the time that each part took."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from render_backends.cycles import geometry, lights, materials, volumes
from render_backends.cycles.blender import Blender, clear_scene
from render_backends.cycles.cameras import add_camera
from render_backends.cycles.frame_conversion import make_frame, read_planes
from render_backends.cycles.pass_ranges import set_pass_ranges
from render_backends.cycles.passes import EXACT_AOVS, Planes, enable_passes, needs_exact
from render_backends.cycles.progress import RenderClock
from render_backends.cycles.scene_import import import_stage
from render_backends.cycles.settings import set_exact_settings, set_render_settings
from render_backends.cycles.shadow_links import link_shadows
from render_backends.materialx_osl.render_messages import CapturedOutput
from render_backends.output_log import OutputLog
from render_backends.seconds import Seconds
from render_backends.stage_reading.cameras import compute_matrices, read_camera
from render_backends.stage_reading.id_tables import make_id_tables
from render_backends.stage_reading.render_stage import RenderStage, open_render_stage
from schemas.errors import RenderError
from schemas.exr import write_frame
from schemas.render import RenderRequest, RenderResult

_VIEW_LAYER = "v"
_NOISE = ("CUEW initialization failed", "HIPEW initialization failed")
_MOST_FAULTS = 8


def render_frame(blender: Blender, request: RenderRequest) -> RenderResult:
    """Render one request and write its EXR.

    Raises:
        SceneError, UnsupportedError, RenderError, StorageError: see the backend.
    """
    seconds = Seconds()
    with seconds.measure("import"):
        scene = clear_scene()
        output = OutputLog.start()
        render_stage = open_render_stage(request, blender.folder)
        imported = import_stage(blender, render_stage, scene)
    with seconds.measure("reconcile"):
        geometry.reconcile_geometry(render_stage, imported)
        made_lights = lights.add_lights(render_stage, scene)
        link_shadows(render_stage, imported, made_lights)
        camera = read_camera(render_stage, request)
        add_camera(camera, scene)
    with seconds.measure("looks"):
        materials.bind_looks(blender, render_stage, imported, request.device)
        volumes.reconcile_volumes(render_stage, imported)
    with seconds.measure("reconcile"):
        instances = geometry.expand_point_instancers(render_stage, imported)
        drawn = geometry.set_object_ids(render_stage, imported, instances, made_lights)
        tables = make_id_tables(render_stage.stage, drawn.prim_paths, materials.set_material_ids(imported))
        exact_wanted = needs_exact(request.aovs, blurred=camera.has_depth_of_field)
        set_render_settings(blender, scene, request, camera, exact_follows=exact_wanted)
        _set_output(scene)
        scene.view_layers[0].name = _VIEW_LAYER
    exact_aovs = set(request.aovs) & EXACT_AOVS
    clock = RenderClock()
    with seconds.measure("render"):
        _enable_main(render_stage, scene, request, exact_aovs if exact_wanted else set())
        set_pass_ranges(render_stage, scene)
        main = _render(scene, blender.folder / "main.exr", clock)
    exact = None
    if exact_wanted:
        with seconds.measure("exact"):
            enable_passes(scene.view_layers[0], exact_aovs, light_groups=(), coverage=False)
            set_exact_settings(scene)
            exact = _render(scene, blender.folder / "exact.exr", None)
    messages = _messages(output)
    with seconds.measure("write"):
        frame = make_frame(
            request,
            main=main,
            exact=exact,
            tables=tables,
            camera=compute_matrices(camera, render_stage.meters_per_unit),
            meters_per_unit=render_stage.meters_per_unit,
            header=_header(request),
        )
        write_frame(frame, request.output)
    seconds.update(clock.seconds)
    return RenderResult(frame=request.output, seconds=dict(seconds), messages=messages)


def _messages(output: OutputLog) -> tuple[str, ...]:
    """What Blender warned of, without its search for GPU libraries.

    Raises:
        RenderError: OSL could not run a look as it is meant; Cycles draws such a surface black and goes on.
    """
    faults = CapturedOutput(text=output.text()).faults
    if faults:
        raise RenderError("; ".join(faults[:_MOST_FAULTS]), backend="cycles")
    return tuple(line for line in output.messages() if not any(noise in line for noise in _NOISE))


def _enable_main(render_stage: RenderStage, scene: Any, request: RenderRequest, elsewhere: set[str]) -> None:
    """Passes of the main render; coverage by Cryptomatte where a dome would fill the alpha.

    The meshes' texture coordinates are there for the exact render only if the main render had them too.
    """
    scene.render.film_transparent = scene.world is None
    enable_passes(
        scene.view_layers[0],
        [aov for aov in request.aovs if aov not in elsewhere or aov == "uv"],
        light_groups=lights.read_light_groups(render_stage),
        coverage="beauty" in request.aovs and scene.world is not None,
    )


def _set_output(scene: Any) -> None:
    settings = scene.render.image_settings
    settings.media_type = "MULTI_LAYER_IMAGE"
    settings.file_format = "OPEN_EXR_MULTILAYER"
    settings.color_depth = "32"
    settings.exr_codec = "NONE"
    settings.use_exr_interleave = True
    scene.render.use_file_extension = False


def _render(scene: Any, file: Path, clock: RenderClock | None) -> Planes:
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
        raise RenderError(f"the render failed: {error}", backend="cycles") from error
    planes = read_planes(file)
    file.unlink()
    return planes


def _header(request: RenderRequest) -> dict[str, str]:
    import bpy

    return {
        "renderer": f"Cycles {bpy.app.version_string}",
        "spp": str(request.spp),
        "renderSeed": str(request.seed),
        "denoised": "OpenImageDenoise" if request.denoise else "no",
    }
