"""One request from stage to EXR through EEVEE."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from pxr import UsdLux, UsdShade

from render_backends.blender.blender import Blender
from render_backends.blender.frame_conversion import make_frame
from render_backends.blender.pass_ranges import set_pass_ranges
from render_backends.blender.passes import Planes, enable_passes
from render_backends.blender.scene_preparation import PreparedScene, prepare_scene, render_planes
from render_backends.blender.settings import set_exact_settings, set_render_settings
from render_backends.seconds import Seconds
from schemas.aovs import SURFACE_AOVS
from schemas.errors import UnsupportedError
from schemas.exr import write_frame
from schemas.render import RenderRequest, RenderResult
from usd_scenes.extraction.stage_reading.cameras import compute_matrices
from usd_scenes.extraction.stage_reading.render_stage import RenderStage

_ENGINE = "BLENDER_EEVEE"
_RADIANCE = frozenset({"Combined", "Emission", "Environment"})
_FILTER_PX = 1.5


def render_eevee_frame(blender: Blender, request: RenderRequest) -> RenderResult:
    """Render one request and write its EXR.

    Raises:
        SceneError, UnsupportedError, RenderError, StorageError: see the backend.
    """
    seconds = Seconds()
    prepared = prepare_scene(blender, request, seconds, looks=False)
    _check_looks(prepared)
    marks = tuple(dict.fromkeys(_marks(prepared.render_stage)))
    drawn = [aov for aov in request.aovs if aov not in SURFACE_AOVS]
    exact_aovs = [aov for aov in request.aovs if aov in SURFACE_AOVS]
    planes: dict[str, Any] = {}
    plain = replace(request, device="cpu", denoise=False)
    set_render_settings(blender, prepared.scene, plain, prepared.camera, exact_follows=False)
    if exact_aovs:
        with seconds.measure("exact"):
            planes.update(_render_exact(blender, prepared, exact_aovs))
    if drawn:
        with seconds.measure("render"):
            planes.update(_render_beauty(blender, prepared, request, drawn))
    with seconds.measure("write"):
        frame = make_frame(
            request,
            main=planes,
            exact=None,
            tables=prepared.tables,
            camera=compute_matrices(prepared.camera, prepared.render_stage.meters_per_unit),
            meters_per_unit=prepared.render_stage.meters_per_unit,
            header=_header(request, marks),
        )
        write_frame(frame, request.output)
    messages = (*marks, *prepared.output.messages())
    return RenderResult(frame=request.output, seconds=dict(seconds), messages=messages)


def _render_beauty(blender: Blender, prepared: PreparedScene, request: RenderRequest, aovs: list[str]) -> Planes:
    scene = prepared.scene
    scene.render.engine = _ENGINE
    scene.render.film_transparent = scene.world is None
    scene.render.filter_size = _FILTER_PX
    scene.eevee.taa_render_samples = request.spp
    scene.eevee.use_shadows = True
    scene.eevee.use_raytracing = True
    scene.camera.data.dof.use_dof = prepared.camera.has_depth_of_field
    covered = "beauty" in aovs and scene.world is not None
    enable_passes(scene.view_layers[0], aovs, light_groups=(), coverage=covered)
    set_pass_ranges(prepared.render_stage, scene)
    planes = render_planes(scene, blender.folder / "main.exr", None)
    scale = np.float32(prepared.camera.exposure_scale)
    lit = {name for name in planes if name.partition(".")[0] in _RADIANCE and not name.endswith(".A")}
    return {name: plane * scale if name in lit else plane for name, plane in planes.items()}


def _render_exact(blender: Blender, prepared: PreparedScene, aovs: list[str]) -> Planes:
    """One sample of Cycles at each pixel's centre, without the world that EEVEE is still to draw."""
    scene, world = prepared.scene, prepared.scene.world
    enable_passes(scene.view_layers[0], aovs, light_groups=(), coverage=False)
    set_exact_settings(scene)
    planes = render_planes(scene, blender.folder / "exact.exr", None)
    scene.world = world
    return planes


def _check_looks(prepared: PreparedScene) -> None:
    """Every bound look needs a surface that EEVEE can run."""
    for path in sorted(prepared.imported.materials):
        material = UsdShade.Material(prepared.render_stage.stage.GetPrimAtPath(path))
        if not material or _has_surface(material, ""):
            continue
        if _has_surface(material, "mtlx"):
            raise UnsupportedError(
                f"<{path}>: a MaterialX look without a UsdPreviewSurface beside it; EEVEE runs no OSL",
                backend="eevee",
            )


def _has_surface(material: UsdShade.Material, context: str) -> bool:
    output = material.GetSurfaceOutput(context)
    return bool(output) and bool(output.HasConnectedSource())


def _marks(render_stage: RenderStage) -> Iterator[str]:
    for prim in render_stage.drawn_prims():
        material = UsdShade.Material(prim)
        if material and _has_surface(material, "mtlx"):
            yield "simplified by EEVEE: MaterialX looks are drawn by their UsdPreviewSurface"
        if not prim.HasAPI(UsdLux.LightAPI):
            continue
        if prim.HasAPI(UsdLux.ShapingAPI):
            yield "not drawn by EEVEE: shaping of lights"
        if prim.GetTypeName() == "CylinderLight":
            yield "simplified by EEVEE: a cylinder light lights what the screen shows of it"
        if prim.GetTypeName() == "RectLight":
            texture = UsdLux.RectLight(prim).GetTextureFileAttr().Get(render_stage.time)
            if texture and texture.path:
                yield "not drawn by EEVEE: pictures on rect lights"


def _header(request: RenderRequest, marks: tuple[str, ...]) -> dict[str, str]:
    import bpy

    return {
        "renderer": f"EEVEE {bpy.app.version_string}",
        "spp": str(request.spp),
        "denoised": "no",
        "notDrawn": json.dumps(list(marks)),
    }
