"""Blender node trees around a look's compiled shaders. Runs inside the bpy worker."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from render_backends.materialx_osl.lifted_constants import Value
from render_backends.materialx_osl.looks import GeneratedLook, Medium
from schemas.errors import RenderError, UnsupportedError

if TYPE_CHECKING:
    import bpy

ATTRIBUTE_INPUT = "ps_attributes"
_DEFAULT_UV = "st"


def require_osl(scene: bpy.types.Scene) -> None:
    """Refuse a scene that cannot run OSL; otherwise make it ready for Script nodes.

    Raises:
        UnsupportedError: the scene renders on a device without OSL.
    """
    import _cycles
    import bpy

    if not _cycles.with_osl:
        raise UnsupportedError(
            "this Blender was built without OSL, so no MaterialX look can render", backend="cycles"
        )
    scene.render.engine = "CYCLES"
    preferences = bpy.context.preferences.addons["cycles"].preferences
    device = preferences.compute_device_type
    if scene.cycles.device == "GPU" and device not in ("OPTIX", "NONE"):
        raise UnsupportedError(
            f"MaterialX looks need OSL, which Cycles runs on the CPU and with OptiX, not with {device}; "
            "render on the CPU or choose OptiX",
            backend="cycles",
        )
    scene.cycles.shading_system = True
    import_shader_query()


def import_shader_query() -> None:
    """Import Blender's own `oslquery`, with which Script nodes make their sockets.

    It needs the bundled OpenImageIO, and needs it first; the folder of the bundled modules is on the
    search path only for that, unless the worker has put it there for good.
    """
    if "oslquery" in sys.modules:
        return
    import bpy

    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    bundled = str(Path(bpy.utils.resource_path("LOCAL")) / "python/lib" / version / "site-packages")
    sys.path.insert(0, bundled)
    try:
        importlib.import_module("OpenImageIO")
        importlib.import_module("oslquery")
    except ImportError as error:
        raise RenderError(f"Blender's bundled oslquery does not import: {error}", backend="cycles") from error
    finally:
        sys.path.remove(bundled)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShaderPart:
    """A compiled shader for one socket of the material's output, and the values of its parameters."""

    socket: str  # Surface, Displacement or Volume
    path: Path
    values: tuple[tuple[str, Value], ...] = ()


def build_node_tree(material: bpy.types.Material, look: GeneratedLook, parts: Sequence[ShaderPart]) -> None:
    """Replace `material`'s nodes by one Script node per part of the look.

    Raises:
        RenderError: Blender did not give a Script node its sockets.
    """
    if material.node_tree is None:
        material.use_nodes = True
    tree = material.node_tree
    tree.nodes.clear()
    output = tree.nodes.new("ShaderNodeOutputMaterial")
    attributes = _attribute_source(tree, look)
    for part in parts:
        script = _script_node(tree, part.path, look.material)
        for name, value in part.values:
            is_color = script.inputs[name].type == "RGBA"
            script.inputs[name].default_value = (*value, 1.0) if is_color else value
        if attributes is not None:
            tree.links.new(attributes, script.inputs[ATTRIBUTE_INPUT])
        tree.links.new(script.outputs[0], output.inputs[part.socket])
    if look.medium is not None:
        tree.links.new(_even_volume(tree, look.medium), output.inputs["Volume"])
    if any(part.socket == "Displacement" for part in parts):
        material.displacement_method = "DISPLACEMENT"  # bumps see no OSL attribute move


def _script_node(tree: bpy.types.NodeTree, path: Path, label: str) -> bpy.types.Node:
    script = tree.nodes.new("ShaderNodeScript")
    script.mode = "EXTERNAL"
    script.filepath = str(path)
    if not script.outputs or ATTRIBUTE_INPUT not in script.inputs:
        raise RenderError(
            f"look <{label}>: Blender gave the Script node no sockets; the render engine must be Cycles and "
            f"the bundled OpenImageIO must not be shadowed (shader {path})",
            backend="cycles",
        )
    return script


def _even_volume(tree: bpy.types.NodeTree, medium: Medium) -> bpy.types.NodeSocket:
    """Cycles' own node: it knows that the medium is the same everywhere, which no Script node can say."""
    node = tree.nodes.new("ShaderNodeVolumeCoefficients")
    node.phase = "HENYEY_GREENSTEIN"
    node.inputs["Absorption Coefficients"].default_value = medium.absorption
    node.inputs["Scatter Coefficients"].default_value = medium.scattering
    node.inputs["Anisotropy"].default_value = medium.anisotropy
    return node.outputs["Volume"]


def _attribute_source(tree: bpy.types.NodeTree, look: GeneratedLook) -> bpy.types.NodeSocket | None:
    """One socket that depends on every attribute that the shaders read, so that Cycles exports them."""
    sockets = []
    if look.uses_uv:
        sockets.append(tree.nodes.new("ShaderNodeUVMap").outputs["UV"])
    if look.uses_tangent:
        tangent = tree.nodes.new("ShaderNodeTangent")
        tangent.direction_type = "UV_MAP"
        sockets.append(tangent.outputs["Tangent"])
    names = [*look.primvars, *([_DEFAULT_UV] if look.uses_uv and _DEFAULT_UV not in look.primvars else [])]
    for name in names:
        attribute = tree.nodes.new("ShaderNodeAttribute")
        attribute.attribute_name = name
        sockets.append(attribute.outputs["Vector"])
    if not sockets:
        return None
    joined = sockets[0]
    for socket in sockets[1:]:
        add = tree.nodes.new("ShaderNodeVectorMath")
        tree.links.new(joined, add.inputs[0])
        tree.links.new(socket, add.inputs[1])
        joined = add.outputs["Vector"]
    return joined
