"""One request from stage to EXR, with the time that each part took."""

from __future__ import annotations

from typing import Any

from render_backends.blender import lights
from render_backends.blender.blender import Blender
from render_backends.blender.frame_conversion import make_frame
from render_backends.blender.pass_ranges import set_pass_ranges
from render_backends.blender.passes import enable_passes, needs_exact
from render_backends.blender.progress import RenderClock
from render_backends.blender.scene_preparation import prepare_scene, render_planes
from render_backends.blender.settings import set_exact_settings, set_render_settings
from render_backends.materialx_osl.render_messages import CapturedOutput
from render_backends.output_log import OutputLog
from render_backends.seconds import Seconds
from schemas.aovs import EXACT_AOVS
from schemas.errors import RenderError
from schemas.exr import write_frame
from schemas.render import RenderRequest, RenderResult
from usd_scenes.extraction.stage_reading.cameras import compute_matrices
from usd_scenes.extraction.stage_reading.render_stage import RenderStage

_NOISE = ("CUEW initialization failed", "HIPEW initialization failed")
_MOST_FAULTS = 8


def render_frame(blender: Blender, request: RenderRequest) -> RenderResult:
    """Render one request and write its EXR.

    Raises:
        SceneError, UnsupportedError, RenderError, StorageError: see the backend.
    """
    seconds = Seconds()
    prepared = prepare_scene(blender, request, seconds, looks=True)
    scene, render_stage = prepared.scene, prepared.render_stage
    blurred = prepared.camera.has_depth_of_field or bool(prepared.media)
    exact_wanted = needs_exact(request.aovs, blurred=blurred)
    set_render_settings(blender, scene, request, prepared.camera, exact_follows=exact_wanted)
    exact_aovs = set(request.aovs) & EXACT_AOVS
    clock = RenderClock()
    with seconds.measure("render"):
        _enable_main(render_stage, scene, request, exact_aovs if exact_wanted else set())
        set_pass_ranges(render_stage, scene)
        main = render_planes(scene, blender.folder / "main.exr", clock)
    exact = None
    if exact_wanted:
        with seconds.measure("exact"):
            enable_passes(scene.view_layers[0], exact_aovs, light_groups=(), coverage=False)
            set_exact_settings(scene)
            for medium in prepared.media:
                medium.hide_render = True
            exact = render_planes(scene, blender.folder / "exact.exr", None)
    messages = _messages(prepared.output)
    with seconds.measure("write"):
        frame = make_frame(
            request,
            main=main,
            exact=exact,
            tables=prepared.tables,
            camera=compute_matrices(prepared.camera, render_stage.meters_per_unit),
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


def _header(request: RenderRequest) -> dict[str, str]:
    import bpy

    return {
        "renderer": f"Cycles {bpy.app.version_string}",
        "spp": str(request.spp),
        "renderSeed": str(request.seed),
        "denoised": "OpenImageDenoise" if request.denoise else "no",
    }
