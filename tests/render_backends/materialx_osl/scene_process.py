"""A Blender process for the tests: binds looks to simple scenes and renders them, one JSON line each.

Run as `python -m tests.render_backends.materialx_osl.scene_process CACHE_DIR`; requests on stdin,
answers on the file descriptor that stdout had at the start (renderers print on stdout).
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Mapping
from math import pi
from pathlib import Path
from typing import Any

import bpy

from render_backends.materialx_osl.binding import LookBinder
from render_backends.materialx_osl.render_messages import refuse_shader_faults
from schemas.errors import ParallelSynthError

_PLANE_HALF_SIZE = 1.0


def main() -> None:
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    binder = LookBinder(Path(sys.argv[1]))
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = _render(request, binder)
        except ParallelSynthError as error:
            answer = {"error": str(error), "type": type(error).__name__}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
    binder.close()


def _render(request: Mapping[str, Any], binder: LookBinder) -> dict[str, Any]:
    scene = _new_scene(request)
    subject = _add_plane(scene) if request["shape"] == "plane" else _add_sphere(scene)
    material = bpy.data.materials.new("look")
    subject.data.materials.append(material)
    for name, values in request.get("point_attributes", {}).items():
        _add_attribute(subject.data, name, values)
    started = time.perf_counter()
    if request["kind"] == "native":
        _build_native(material, request["native"])
        reports: Any = ()
    else:
        bind = binder.bind_stage if request["kind"] == "stage" else binder.bind_document
        reports = bind(Path(request["path"]), time_code=1.0, materials={request["material"]: material})
    bound = time.perf_counter()
    with refuse_shader_faults(str(request["path"])) as output:
        bpy.ops.render.render(write_still=True)
    return {
        "seconds_bind": bound - started,
        "seconds_render": time.perf_counter() - bound,
        "cache_hit": all(report.cache_hit for report in reports),
        "messages": [message for report in reports for message in report.messages],
        "printed": output.text,
    }


def _new_scene(request: Mapping[str, Any]) -> bpy.types.Scene:
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.shading_system = True
    scene.cycles.samples = request["spp"]
    scene.cycles.seed = 1
    scene.cycles.use_denoising = False
    scene.cycles.use_adaptive_sampling = False
    scene.cycles.max_bounces = request.get("bounces", 12)
    scene.cycles.transmission_bounces = scene.cycles.volume_bounces = request.get("bounces", 12)
    scene.cycles.filter_width = 0.01
    scene.render.resolution_x = scene.render.resolution_y = request["resolution"]
    scene.render.image_settings.media_type = "IMAGE"
    scene.render.image_settings.file_format = "OPEN_EXR"
    scene.render.image_settings.color_depth = "32"
    scene.render.image_settings.color_mode = "RGBA"
    scene.render.filepath = request["output"]
    scene.render.film_transparent = False
    world = bpy.data.worlds.new("world")
    scene.world = world
    world.node_tree.nodes["Background"].inputs["Color"].default_value = (*request["background"], 1.0)
    camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
    camera.data.type = "ORTHO"
    camera.data.ortho_scale = 2.0 * _PLANE_HALF_SIZE
    camera.location = (0.0, -4.0, 0.0)
    camera.rotation_euler = (pi / 2, 0.0, 0.0)
    scene.collection.objects.link(camera)
    scene.camera = camera
    if request.get("sun"):
        sun = bpy.data.objects.new("sun", bpy.data.lights.new("sun", "SUN"))
        sun.data.energy = request["sun"]
        sun.data.angle = 0.5
        sun.rotation_euler = (0.9, 0.2, 0.4)
        scene.collection.objects.link(sun)
    return scene


def _add_plane(scene: bpy.types.Scene) -> bpy.types.Object:
    """A square that fills the picture: u to the right, v up, both 0 to 1; it faces the camera (-Y)."""
    mesh = bpy.data.meshes.new("plane")
    h = _PLANE_HALF_SIZE
    mesh.from_pydata([(-h, 0, -h), (h, 0, -h), (h, 0, h), (-h, 0, h)], [], [(0, 1, 2, 3)])
    corners = mesh.uv_layers.new(name="st").data
    for corner, st in zip(corners, ((0, 0), (1, 0), (1, 1), (0, 1)), strict=True):
        corner.uv = st
    return _link(scene, mesh)


def _add_sphere(scene: bpy.types.Scene) -> bpy.types.Object:
    bpy.ops.mesh.primitive_uv_sphere_add(segments=48, ring_count=24, radius=0.9)
    sphere = bpy.context.object
    sphere.data.uv_layers[0].name = "st"
    for polygon in sphere.data.polygons:
        polygon.use_smooth = True
    return sphere


def _link(scene: bpy.types.Scene, mesh: bpy.types.Mesh) -> bpy.types.Object:
    created = bpy.data.objects.new("subject", mesh)
    scene.collection.objects.link(created)
    return created


def _add_attribute(mesh: bpy.types.Mesh, name: str, values: Mapping[str, Any]) -> None:
    if values["type"] == "UV":
        layer = mesh.uv_layers.new(name=name)
        for corner, st in zip(layer.data, values["data"], strict=True):
            corner.uv = st
        mesh.uv_layers.active = mesh.uv_layers["st"]
        return
    attribute = mesh.attributes.new(name, values["type"], "POINT")
    field = {"FLOAT": "value", "INT": "value", "FLOAT_COLOR": "color"}.get(values["type"], "vector")
    for element, value in zip(attribute.data, values["data"], strict=True):
        setattr(element, field, value)


def _build_native(material: bpy.types.Material, description: Mapping[str, Any]) -> None:
    """One of Blender's own shader nodes, to compare with."""
    tree = material.node_tree
    tree.nodes.clear()
    output = tree.nodes.new("ShaderNodeOutputMaterial")
    shader = tree.nodes.new(description["node"])
    for name, value in description["inputs"].items():
        shader.inputs[name].default_value = value
    tree.links.new(shader.outputs[0], output.inputs[description.get("socket", "Surface")])


if __name__ == "__main__":
    main()
