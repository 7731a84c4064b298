"""Baking by Cycles, from the main process: arrays over the texture coordinates of a mesh."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from render_backends.cycles.blender_child import ask_blender
from schemas.frame import Pixels

OCCLUSION = ""
"""In place of a material: the mesh's own ambient occlusion."""

_MODULE = "render_backends.cycles.bake_process"
_SPP = 4
_TIMEOUT_S = 600.0


def bake_emission(stage: Path, mesh: str, materials: Sequence[str], *, resolution: int) -> Mapping[str, Pixels]:
    """What each material glows with on a mesh, by the material's prim path.

    Args:
        stage: a root layer, Z up, in metres.
        mesh: prim path of a UsdGeomMesh with texture coordinates ``st`` between 0 and 1.
        materials: prim paths of UsdShade materials, which need no binding; `OCCLUSION` stands for the mesh's own.
        resolution: pixels a side.

    Returns:
        (resolution, resolution, 3) float32 arrays, row 0 at v = 1, scene-linear or raw as the material glows.

    Raises:
        RenderError: a look is broken; names the material, the node and the input.
        WorkerCrashedError, WorkerTimeoutError: Blender died, or gave no answer in time.
    """
    with tempfile.TemporaryDirectory(prefix="parallel-synth-bake-") as folder:
        files = {material: Path(folder) / f"{number}.npy" for number, material in enumerate(materials)}
        request = {
            "stage": str(stage.absolute()),
            "mesh": mesh,
            "resolution": resolution,
            "spp": _SPP,
            "bakes": [{"material": material, "output": str(file)} for material, file in files.items()],
        }
        ask_blender(_MODULE, request, timeout_s=_TIMEOUT_S)
        return {material: np.load(file) for material, file in files.items()}
