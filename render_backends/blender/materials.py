"""Looks: MaterialX and clear UsdPreviewSurface by OSL closure shaders, and their ids."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from pxr import Sdf, Usd, UsdShade

from render_backends.blender.blender import Blender
from render_backends.blender.light_mesh import sample_as_light
from render_backends.blender.scene_import import ImportedScene
from schemas.errors import UnsupportedError
from usd_scenes.extraction.stage_reading.render_stage import RenderStage

_OSL_DEVICES = frozenset({"cpu", "optix"})
_MTLX_OUTPUT = "mtlx:surface"
_EMISSIONS = ("emission", "emission_luminance", "emissive", "emissiveColor")
"""Inputs of surface shaders that are zero where a surface does not glow."""


def bind_looks(blender: Blender, render_stage: RenderStage, imported: ImportedScene, device: str) -> None:
    """Replace the shading of MaterialX materials and of clear UsdPreviewSurfaces by their own networks'.

    The importer makes Principled shaders of UsdPreviewSurface, which are right where it is opaque. A constant
    opacity it takes for tinted glass, and a picture of opacity that is scaled hides the surface altogether.

    Raises:
        UnsupportedError: ``device`` has no OSL, which these looks need.
    """
    stage = render_stage.stage
    looks = {
        path: material
        for path, material in imported.materials.items()
        if _has_materialx(stage, path) or _is_clear_preview(stage, path)
    }
    if not looks:
        return
    if device not in _OSL_DEVICES:
        raise UnsupportedError(
            f"MaterialX looks and clear UsdPreviewSurfaces need OSL, which {device} does not run; "
            f"use one of {', '.join(sorted(_OSL_DEVICES))}",
            backend="cycles",
        )
    from render_backends.materialx_osl.binding import LookBinder

    imported.scene.cycles.shading_system = True  # before any Script node is made, or it gets no sockets
    if blender.looks is None:
        blender.looks = LookBinder(blender.folder)
    networks = _networks_file(render_stage, tuple(looks))
    blender.looks.bind_stage(networks, time_code=render_stage.time_code, materials=looks)
    for path, material in looks.items():
        if (peak := _emission_peak(stage, path)) > 0.0:
            sample_as_light(material, peak)


def set_material_ids(imported: ImportedScene) -> dict[int, str]:
    """Number the bound materials from 1 by prim path; returns id -> prim path."""
    table = {}
    for number, (path, material) in enumerate(sorted(imported.materials.items()), start=1):
        material.pass_index = number
        table[number] = path
    return table


def _networks_file(render_stage: RenderStage, looks: tuple[str, ...]) -> Path:
    """The file from which the generator reads the networks.

    The generator's OpenUSD cannot open `.mtlx` layers; Blender's can, and gives it these looks flattened.
    """
    stage = render_stage.stage
    if not any(layer.GetFileFormat().formatId == "mtlx" for layer in stage.GetUsedLayers()):
        return render_stage.wrapper
    mask = Usd.StagePopulationMask([Sdf.Path(path) for path in looks])
    flattened = render_stage.wrapper.with_name("looks.usda")
    Usd.Stage.OpenMasked(stage.GetRootLayer(), mask).Flatten().Export(str(flattened))
    return flattened


def _has_materialx(stage: Usd.Stage, path: str) -> bool:
    material = UsdShade.Material(stage.GetPrimAtPath(path))
    output = material.GetOutput(_MTLX_OUTPUT) if material else None
    return output is not None and bool(output) and bool(output.HasConnectedSource())


def _is_clear_preview(stage: Usd.Stage, path: str) -> bool:
    """Whether a UsdPreviewSurface lets light through anywhere: its opacity is connected or below one."""
    material = UsdShade.Material(stage.GetPrimAtPath(path))
    shader = material.ComputeSurfaceSource()[0] if material else None
    if not shader or shader.GetShaderId() != "UsdPreviewSurface":
        return False
    opacity = shader.GetInput("opacity")
    if not opacity:
        return False
    sources = UsdShade.Utils.GetValueProducingAttributes(opacity)
    return any(_is_output(source) or _constant(source) < 1.0 for source in sources)


def _emission_peak(stage: Usd.Stage, path: str) -> float:
    """What the look's surface gives off at most, as far as its constants say; 0 where it does not glow."""
    material = UsdShade.Material(stage.GetPrimAtPath(path))
    shader = material.ComputeSurfaceSource("mtlx")[0] if material else None
    if not shader:
        return 0.0
    for name in _EMISSIONS:
        entry = shader.GetInput(name)
        for source in UsdShade.Utils.GetValueProducingAttributes(entry) if entry else ():
            peak = 1.0 if _is_output(source) else np.max(source.Get(Usd.TimeCode.EarliestTime()), initial=0.0)
            if peak > 0.0:
                return float(peak)
    return 0.0


def _constant(source: Usd.Attribute) -> float:
    value = source.Get(Usd.TimeCode.EarliestTime())
    return 1.0 if value is None else float(value)


def _is_output(attribute: Usd.Attribute) -> bool:
    return bool(UsdShade.Output.IsOutput(attribute))
