"""Baking by Cycles, from the main process: arrays over the texture coordinates of a mesh."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from schemas.errors import RenderError, WorkerCrashedError, WorkerTimeoutError
from schemas.frame import Pixels

OCCLUSION = ""
"""In place of a material: the mesh's own ambient occlusion."""

_ROOT = Path(__file__).resolve().parents[2]
_MODULE = "render_backends.cycles.bake_process"
_BACKEND = "cycles"


def bake_emission(
    stage: Path, mesh: str, materials: Sequence[str], *, resolution: int, spp: int = 4, timeout_s: float = 600.0
) -> Mapping[str, Pixels]:
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
            "spp": spp,
            "bakes": [{"material": material, "output": str(file)} for material, file in files.items()],
        }
        for answer in _ask(request, folder, timeout_s):
            if "error" in answer:
                raise RenderError(answer["error"], backend=_BACKEND)
        return {material: np.load(file) for material, file in files.items()}


def _ask(request: Mapping[str, object], folder: str, timeout_s: float) -> list[dict[str, str]]:
    reads, writes = os.pipe()
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "TMPDIR": folder}
    with os.fdopen(reads) as answers:
        try:
            child = subprocess.run(
                [sys.executable, "-m", _MODULE, str(writes)],
                input=json.dumps(request).encode(),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                pass_fds=(writes,),
                env=environment,
                timeout=timeout_s,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            message = f"no bake of {request['stage']} within {timeout_s:g} s"
            raise WorkerTimeoutError(message, backend=_BACKEND) from error
        finally:
            os.close(writes)
        lines = [json.loads(line) for line in answers]
    if child.returncode != 0:
        last = child.stdout.decode(errors="replace").strip().splitlines()[-1:]
        raise WorkerCrashedError(
            f"Blender died with code {child.returncode} while it baked {request['stage']}: {' '.join(last)}",
            backend=_BACKEND,
        )
    return lines
