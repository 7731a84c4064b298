"""Looks: MaterialX by OSL closure shaders, UsdPreviewSurface as imported, and their ids."""

from __future__ import annotations

from pathlib import Path

from pxr import Sdf, Usd, UsdShade

from render_backends.cycles.blender import Blender
from render_backends.cycles.scene_import import ImportedScene
from render_backends.stage_reading.render_stage import RenderStage
from schemas.errors import UnsupportedError

_OSL_DEVICES = frozenset({"cpu", "optix"})
_MTLX_OUTPUT = "mtlx:surface"


def bind_looks(blender: Blender, render_stage: RenderStage, imported: ImportedScene, device: str) -> None:
    """Replace the shading of every bound MaterialX material by its own network's.

    Raises:
        UnsupportedError: ``device`` has no OSL, which MaterialX looks need.
    """
    looks = {path: m for path, m in imported.materials.items() if _has_materialx(render_stage, path)}
    if not looks:
        return
    if device not in _OSL_DEVICES:
        raise UnsupportedError(
            f"MaterialX looks need OSL, which {device} does not run; use one of {', '.join(sorted(_OSL_DEVICES))}",
            backend="cycles",
        )
    from render_backends.materialx_osl.binding import LookBinder

    imported.scene.cycles.shading_system = True  # before any Script node is made, or it gets no sockets
    if blender.looks is None:
        blender.looks = LookBinder(blender.folder)
    networks = _networks_file(render_stage, tuple(looks))
    blender.looks.bind_stage(networks, time_code=render_stage.time_code, materials=looks)


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


def _has_materialx(render_stage: RenderStage, path: str) -> bool:
    material = UsdShade.Material(render_stage.stage.GetPrimAtPath(path))
    output = material.GetOutput(_MTLX_OUTPUT) if material else None
    return output is not None and bool(output) and bool(output.HasConnectedSource())
