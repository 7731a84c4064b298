"""Bakes what glows on a mesh into arrays over its texture coordinates; a process of its own.

``python -m render_backends.cycles.bake_process FD`` reads one request from standard input and answers one JSON
line a bake on the file descriptor FD: Blender prints on standard output.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from render_backends.blender.blender import Blender, clear_scene, objects_by_prim, start_blender
from render_backends.materialx_osl.binding import LookBinder
from render_backends.materialx_osl.render_messages import refuse_shader_faults
from schemas.errors import ParallelSynthError

_MARGIN_PX = 8
_TIME_CODE = 1.0


def main() -> None:
    """Answer the request; leaves by `os._exit`, since Blender's own exit may hang."""
    request = json.load(sys.stdin)
    with os.fdopen(int(sys.argv[1]), "w") as answers, tempfile.TemporaryDirectory(prefix="bake-") as folder:
        blender = start_blender(threads=None, folder=Path(folder))
        binder = LookBinder(Path(folder))
        for answer in _bake_all(request, blender, binder):
            answers.write(json.dumps(answer) + "\n")
            answers.flush()
        binder.close()
    os._exit(0)


def _bake_all(request: Mapping[str, Any], blender: Blender, binder: LookBinder) -> Iterator[dict[str, object]]:
    stage = Path(request["stage"])
    scene, target = _import_mesh(blender, stage, request["mesh"])
    scene.cycles.samples = request["spp"]
    for bake in request["bakes"]:
        try:
            material = _new_material(target)
            if bake["material"]:
                binder.bind_stage(stage, time_code=_TIME_CODE, materials={bake["material"]: material})
            kind = "EMIT" if bake["material"] else "AO"
            with refuse_shader_faults(bake["material"] or str(stage)):
                np.save(bake["output"], _bake(material, kind, request["resolution"]))
        except ParallelSynthError as error:
            yield {"error": str(error)}
        else:
            yield {"output": bake["output"]}


def _import_mesh(blender: Blender, stage: Path, mesh: str) -> tuple[Any, Any]:
    """A scene with the stage's meshes, and the object of one prim, selected."""
    import bpy

    scene = clear_scene()
    scene.render.engine = "CYCLES"
    scene.cycles.shading_system = True
    scene.cycles.use_denoising = False
    bpy.ops.wm.usd_import(filepath=str(stage), import_materials=False, import_lights=False, import_cameras=False)
    target = objects_by_prim(blender)[mesh]
    for other in bpy.context.view_layer.objects:
        other.select_set(other == target)
    bpy.context.view_layer.objects.active = target
    return scene, target


def _new_material(target: Any) -> Any:
    import bpy

    material = bpy.data.materials.new("baked")
    material.use_nodes = True
    target.data.materials.clear()
    target.data.materials.append(material)
    return material


def _bake(material: Any, kind: str, resolution: int) -> np.ndarray:
    """(resolution, resolution, 3) float32, row 0 at the top: the end of v."""
    import bpy

    image = bpy.data.images.new("baked", resolution, resolution, float_buffer=True, is_data=True)
    node = material.node_tree.nodes.new("ShaderNodeTexImage")
    node.image = image
    material.node_tree.nodes.active = node
    bpy.ops.object.bake(type=kind, margin=_MARGIN_PX, use_clear=True)
    pixels = np.empty(resolution * resolution * 4, dtype=np.float32)
    image.pixels.foreach_get(pixels)
    bpy.data.images.remove(image)
    return np.ascontiguousarray(pixels.reshape(resolution, resolution, 4)[::-1, :, :3])


if __name__ == "__main__":
    main()
