"""UsdLux dome lights as Blender's world."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from pxr import Usd, UsdLux

from render_backends.blender.light_nodes import new_image_node
from schemas.errors import UnsupportedError
from usd_scenes import own_attributes
from usd_scenes.extraction.scene.light_radiance import compute_radiance
from usd_scenes.extraction.scene.lights import world_from_dome
from usd_scenes.extraction.stage_reading.render_stage import RenderStage

_LEAST_MAP_PX, _MOST_MAP_PX = 64, 2048
"""Width of the importance map: a brighter spot smaller than a texel of it is noisier, not darker."""

_LATLONG_FORMATS = frozenset({"automatic", "latlong"})

_BLENDER_FROM_DOME = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
"""A dome's pole is +Y and its picture's centre +Z; Blender's are +Z and +X."""


def add_domes(render_stage: RenderStage, scene: Any, domes: list[Usd.Prim]) -> None:
    """One world that sums ``domes``; none where there is no dome, since an empty world is not black.

    Raises:
        UnsupportedError: a texture format other than latlong, or domes of several light groups.
    """
    import bpy

    if not domes:
        return
    world = bpy.data.worlds.new("Domes")
    scene.world = world
    tree = world.node_tree
    tree.nodes.clear()
    total = None
    for prim in domes:
        background = _add_background(render_stage, tree, prim)
        total = background if total is None else _add(tree, total, background)
    output = tree.nodes.new("ShaderNodeOutputWorld")
    tree.links.new(total, output.inputs["Surface"])
    groups = {str(prim.GetAttribute(own_attributes.LIGHT_GROUP).Get() or "") for prim in domes}
    if len(groups) > 1:
        raise UnsupportedError(f"domes of several light groups {sorted(groups)}; give them one", backend="cycles")
    world.lightgroup = groups.pop()
    _set_importance_map(world)
    visible = [prim.GetAttribute(own_attributes.VISIBLE_TO_CAMERA) for prim in domes]
    world.cycles_visibility.camera = all(a.Get() is not False for a in visible if a)


def _set_importance_map(world: Any) -> None:
    """As wide as the widest picture: Cycles' own choice takes seconds for the smallest picture."""
    widths = [n.image.size[0] for n in world.node_tree.nodes if n.type == "TEX_ENVIRONMENT" and n.image]
    if not widths:
        return
    world.cycles.sampling_method = "MANUAL"
    world.cycles.sample_map_resolution = min(max(*widths, _LEAST_MAP_PX), _MOST_MAP_PX)


def _add_background(render_stage: RenderStage, tree: Any, prim: Usd.Prim) -> Any:
    light, time = UsdLux.LightAPI(prim), render_stage.time
    radiance = compute_radiance(light, time, size=4.0 * math.pi)
    background = tree.nodes.new("ShaderNodeBackground")
    peak = max(*radiance, 0.0)
    tint = (*(c / peak if peak > 0.0 else 0.0 for c in radiance), 1.0)
    background.inputs["Strength"].default_value = peak
    texture = prim.GetAttribute("inputs:texture:file").Get(time)
    if not texture or not texture.path:
        background.inputs["Color"].default_value = tint
        return background.outputs["Background"]
    colour = _texture_colour(render_stage, tree, prim, texture.resolvedPath or texture.path)
    product = tree.nodes.new("ShaderNodeVectorMath")
    product.operation = "MULTIPLY"
    product.inputs[1].default_value = tint[:3]
    tree.links.new(colour, product.inputs[0])
    tree.links.new(product.outputs["Vector"], background.inputs["Color"])
    return background.outputs["Background"]


def _texture_colour(render_stage: RenderStage, tree: Any, prim: Usd.Prim, file: str) -> Any:
    from mathutils import Matrix

    image_format = str(prim.GetAttribute("inputs:texture:format").Get(render_stage.time) or "automatic")
    if image_format not in _LATLONG_FORMATS:
        raise UnsupportedError(
            f"<{prim.GetPath()}>: dome textures of format {image_format!r} are not read; use latlong",
            backend="cycles",
        )
    rotation = _BLENDER_FROM_DOME @ world_from_dome(render_stage, prim).T
    coordinates = tree.nodes.new("ShaderNodeTexCoord")
    mapping = tree.nodes.new("ShaderNodeMapping")
    mapping.vector_type = "VECTOR"
    mapping.inputs["Rotation"].default_value = Matrix(rotation.tolist()).to_euler("XYZ")
    image = new_image_node(tree, "ShaderNodeTexEnvironment", file)
    tree.links.new(coordinates.outputs["Generated"], mapping.inputs["Vector"])
    tree.links.new(mapping.outputs["Vector"], image.inputs["Vector"])
    return image.outputs["Color"]


def _add(tree: Any, left: Any, right: Any) -> Any:
    node = tree.nodes.new("ShaderNodeAddShader")
    tree.links.new(left, node.inputs[0])
    tree.links.new(right, node.inputs[1])
    return node.outputs["Shader"]
