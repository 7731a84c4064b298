"""Measures looks in Blender: how long they take to bind, and to render against Blender's own nodes; a child.

``python -m render_backends.cycles.look_timing FD``: see `render_backends.cycles.blender_child`.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from render_backends.blender.blender import clear_scene, start_blender
from render_backends.materialx_osl.binding import LookBinder
from schemas.errors import ParallelSynthError

_TIME_CODE = 1.0
_CAMERA_DISTANCE_M = 3.0


def main() -> None:
    """Answer the request; leaves by `os._exit`, since Blender's own exit may hang."""
    request = json.load(sys.stdin)
    with os.fdopen(int(sys.argv[1]), "w") as answers, tempfile.TemporaryDirectory(prefix="looks-") as folder:
        start_blender(threads=None, folder=Path(folder))
        binder = LookBinder(Path(folder))
        measure = _bind_all if request["measure"] == "bind" else _render_pairs
        try:
            for answer in measure(request, binder):
                answers.write(json.dumps(answer) + "\n")
        except ParallelSynthError as error:
            answers.write(json.dumps({"error": str(error)}) + "\n")
        answers.flush()
        binder.close()
    os._exit(0)


def _bind_all(request: Mapping[str, Any], binder: LookBinder) -> Iterator[dict[str, Any]]:
    """A report for each look of each stage, one stage after the other, as a run of samples binds them."""
    import bpy

    for entry in request["stages"]:
        scene = clear_scene()
        scene.render.engine = "CYCLES"
        scene.cycles.shading_system = True
        materials = {path: bpy.data.materials.new("look") for path in entry["materials"]}
        started = time.perf_counter()
        reports = binder.bind_stage(Path(entry["stage"]), time_code=_TIME_CODE, materials=materials)
        yield {
            "seconds": time.perf_counter() - started,
            "looks": [asdict(report) for report in reports],
        }


def _render_pairs(request: Mapping[str, Any], binder: LookBinder) -> Iterator[dict[str, Any]]:
    """Seconds of a look by OSL and by native nodes, in turns; the first pair warms up and is left out."""
    import bpy

    scene = _new_scene(request)
    ball = bpy.context.object
    by_osl, by_nodes = bpy.data.materials.new("osl"), bpy.data.materials.new("nodes")
    binder.bind_stage(Path(request["stage"]), time_code=_TIME_CODE, materials={request["material"]: by_osl})
    _build_native(by_nodes, request["native"])
    pictures: dict[str, np.ndarray] = {}
    for pair in range(request["pairs"] + 1):
        seconds = {}
        order = [("osl", by_osl), ("nodes", by_nodes)]
        for name, material in order if pair % 2 else reversed(order):
            ball.data.materials.clear()
            ball.data.materials.append(material)
            started = time.perf_counter()
            bpy.ops.render.render(write_still=True)
            seconds[name] = time.perf_counter() - started
            pictures[name] = _read(scene.render.filepath)
        if pair:
            yield {**seconds, "difference": float(np.abs(pictures["osl"] - pictures["nodes"]).mean())}


def _new_scene(request: Mapping[str, Any]) -> Any:
    import bpy

    scene = clear_scene()
    scene.render.engine = "CYCLES"
    scene.cycles.shading_system = True
    scene.cycles.samples = request["spp"]
    scene.cycles.use_denoising = False
    scene.cycles.use_adaptive_sampling = False
    scene.render.resolution_x = scene.render.resolution_y = request["resolution"]
    scene.render.image_settings.media_type = "IMAGE"
    scene.render.image_settings.file_format = "OPEN_EXR"
    scene.render.image_settings.color_depth = "32"
    scene.render.filepath = str(Path(tempfile.gettempdir()) / "pair.exr")
    scene.world = bpy.data.worlds.new("world")
    scene.world.use_nodes = True
    scene.world.node_tree.nodes["Background"].inputs["Color"].default_value = (0.5, 0.5, 0.5, 1.0)
    sun = bpy.data.objects.new("sun", bpy.data.lights.new("sun", "SUN"))
    sun.data.energy = 2.0
    sun.rotation_euler = (0.9, 0.2, 0.4)
    camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
    camera.location = (0.0, -_CAMERA_DISTANCE_M, 0.0)
    camera.rotation_euler = (np.pi / 2, 0.0, 0.0)
    for added in (sun, camera):
        scene.collection.objects.link(added)
    scene.camera = camera
    bpy.ops.mesh.primitive_uv_sphere_add(segments=96, ring_count=48, radius=0.8)
    for polygon in bpy.context.object.data.polygons:
        polygon.use_smooth = True
    return scene


def _read(file: str) -> np.ndarray:
    import OpenImageIO as oiio

    picture = oiio.ImageInput.open(file)  # an ImageBuf would find the file before in its cache
    pixels = np.asarray(picture.read_image(oiio.FLOAT))[..., :3]
    picture.close()
    return pixels


def _build_native(material: Any, description: Mapping[str, Any]) -> None:
    """Two tones mixed by fractal noise on a Principled BSDF; without noise the first tone."""
    material.use_nodes = True
    nodes, links = material.node_tree.nodes, material.node_tree.links
    nodes.clear()
    output = nodes.new("ShaderNodeOutputMaterial")
    surface = nodes.new("ShaderNodeBsdfPrincipled")
    for name, value in description["inputs"].items():
        surface.inputs[name].default_value = value
    links.new(surface.outputs[0], output.inputs["Surface"])
    noise = description.get("noise")
    if noise is None:
        return
    geometry = nodes.new("ShaderNodeNewGeometry")
    texture = nodes.new("ShaderNodeTexNoise")
    texture.normalize = False
    texture.inputs["Scale"].default_value = noise["per_m"]
    texture.inputs["Detail"].default_value = noise["octaves"] - 1
    share = nodes.new("ShaderNodeMapRange")
    share.interpolation_type = "SMOOTHSTEP"
    share.inputs["From Min"].default_value, share.inputs["From Max"].default_value = noise["low"], noise["high"]
    mix = nodes.new("ShaderNodeMix")
    mix.data_type = "RGBA"
    mix.inputs[6].default_value, mix.inputs[7].default_value = (*noise["tones"][0], 1.0), (*noise["tones"][1], 1.0)
    links.new(geometry.outputs["Position"], texture.inputs["Vector"])
    links.new(texture.outputs[0], share.inputs["Value"])
    links.new(share.outputs["Result"], mix.inputs["Factor"])
    links.new(mix.outputs[2], surface.inputs["Base Color"])


if __name__ == "__main__":
    main()
