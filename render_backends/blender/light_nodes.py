"""Node trees of lights: shaping by angle, and a picture on a rect light."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np

from usd_scenes.extraction.scene.plain_scene import Shaping

_LINEAR_SUFFIXES = frozenset({".exr", ".hdr", ".tx"})


def set_shaping(light: Any, shaping: Shaping, *, axis: np.ndarray) -> None:
    """Multiply the light's emission by its shaping.

    focus: cos**focus, mixed from the tint to white; cone: 1 - smoothstep from (1 - softness) x angle to angle.

    Args:
        axis: (3,) world direction in which the light points.
    """
    tree, emission = _emission_tree(light)
    cosine = _cosine(tree, axis)
    factor = None
    if shaping.focus > 0.0:
        factor = _focus(tree, cosine, shaping)
    if shaping.cone_angle_deg < 180.0:
        cone = _cone(tree, cosine, shaping)
        factor = cone if factor is None else _multiply_colours(tree, factor, cone)
    if factor is not None:
        _multiply_into(tree, factor, emission.inputs["Color"])


def set_texture(light: Any, file: str) -> None:
    """Multiply a rect light's emission by a picture, upright to whom it shines at: left at +X, top at +Y."""
    tree, emission = _emission_tree(light)
    geometry = tree.nodes.new("ShaderNodeNewGeometry")
    image = new_image_node(tree, "ShaderNodeTexImage", file)
    image.extension = "EXTEND"
    mirror = tree.nodes.new("ShaderNodeVectorMath")  # Blender's parametric u runs along +X
    mirror.operation = "MULTIPLY_ADD"
    mirror.inputs[1].default_value, mirror.inputs[2].default_value = (-1.0, 1.0, 0.0), (1.0, 0.0, 0.0)
    tree.links.new(geometry.outputs["Parametric"], mirror.inputs[0])
    tree.links.new(mirror.outputs["Vector"], image.inputs["Vector"])
    _multiply_into(tree, image.outputs["Color"], emission.inputs["Color"])


def new_image_node(tree: Any, kind: str, file: str) -> Any:
    """An image or environment texture node; EXR and HDR are scene-linear Rec.709, the rest sRGB."""
    import bpy

    node = tree.nodes.new(kind)
    node.image = bpy.data.images.load(file, check_existing=True)
    linear = Path(file).suffix.lower() in _LINEAR_SUFFIXES
    node.image.colorspace_settings.name = "Linear Rec.709" if linear else "sRGB"
    return node


def new_math(tree: Any, operation: str, *values: Any) -> Any:
    """A Math node; each value is a number or an output to link. Returns its output."""
    node = tree.nodes.new("ShaderNodeMath")
    node.operation = operation
    for socket, value in zip(node.inputs, values, strict=False):
        if isinstance(value, int | float):
            socket.default_value = value
        else:
            tree.links.new(value, socket)
    return node.outputs["Value"]


def _emission_tree(light: Any) -> tuple[Any, Any]:
    tree = light.node_tree
    found = [node for node in tree.nodes if node.type == "EMISSION"]
    if found:
        return tree, found[0]
    tree.nodes.clear()
    emission = tree.nodes.new("ShaderNodeEmission")
    output = tree.nodes.new("ShaderNodeOutputLight")
    tree.links.new(emission.outputs["Emission"], output.inputs["Surface"])
    return tree, emission


def _cosine(tree: Any, axis: np.ndarray) -> Any:
    """Cosine between the direction of emission and ``axis``: Incoming points to whom the light shines at."""
    geometry = tree.nodes.new("ShaderNodeNewGeometry")
    dot = tree.nodes.new("ShaderNodeVectorMath")
    dot.operation = "DOT_PRODUCT"
    tree.links.new(geometry.outputs["Incoming"], dot.inputs[0])
    dot.inputs[1].default_value = [float(component) for component in axis]
    return dot.outputs["Value"]


def _focus(tree: Any, cosine: Any, shaping: Shaping) -> Any:
    spread = new_math(tree, "POWER", new_math(tree, "MAXIMUM", cosine, 0.0), shaping.focus)
    mix = tree.nodes.new("ShaderNodeMix")
    mix.data_type = "RGBA"
    tree.links.new(spread, mix.inputs["Factor"])
    mix.inputs["A"].default_value = (*shaping.focus_tint, 1.0)
    colours = [socket for socket in mix.inputs if socket.type == "RGBA"]
    colours[0].default_value = (*shaping.focus_tint, 1.0)
    colours[1].default_value = (1.0, 1.0, 1.0, 1.0)
    return next(socket for socket in mix.outputs if socket.type == "RGBA")


def _cone(tree: Any, cosine: Any, shaping: Shaping) -> Any:
    cutoff = math.radians(shaping.cone_angle_deg)
    start = cutoff * (1.0 - min(max(shaping.cone_softness, 0.0), 1.0))
    angle = new_math(tree, "ARCCOSINE", new_math(tree, "MINIMUM", new_math(tree, "MAXIMUM", cosine, -1.0), 1.0))
    if cutoff - start < 1e-4:
        return new_math(tree, "LESS_THAN", angle, cutoff)
    step = tree.nodes.new("ShaderNodeMapRange")
    step.interpolation_type = "SMOOTHSTEP"
    tree.links.new(angle, step.inputs["Value"])
    for name, value in (("From Min", start), ("From Max", cutoff), ("To Min", 1.0), ("To Max", 0.0)):
        step.inputs[name].default_value = value
    return step.outputs["Result"]


def _multiply_colours(tree: Any, left: Any, right: Any) -> Any:
    node = tree.nodes.new("ShaderNodeVectorMath")
    node.operation = "MULTIPLY"
    tree.links.new(left, node.inputs[0])
    tree.links.new(right, node.inputs[1])
    return node.outputs["Vector"]


def _multiply_into(tree: Any, factor: Any, socket: Any) -> None:
    """Put ``factor`` times what feeds ``socket`` into it."""
    before = [link.from_socket for link in tree.links if link.to_socket == socket]
    tree.links.new(_multiply_colours(tree, before[0], factor) if before else factor, socket)
