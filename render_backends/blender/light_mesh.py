"""Lights that are meshes: UsdLux cylinders, and meshes with MeshLightAPI."""

from __future__ import annotations

from typing import Any

import numpy as np

from usd_scenes.extraction.scene.plain_scene import Colour

_NOTHING = 1e-9  # a strength, and on back faces alone; zero itself would be folded away
_SEGMENTS = 48
_MOST_RINGS = 128


def add_cylinder(name: str, *, length: float, radius: float, radiance: Colour, scene: Any) -> Any:
    """The side of a cylinder along X, without caps, emitting outwards only.

    Nearly square faces: Cycles loses up to a tenth of the light of long thin triangles in large units.
    """
    import bpy

    rings = int(np.clip(round(length / (2.0 * np.pi * radius / _SEGMENTS)), 1, _MOST_RINGS))
    angle = np.linspace(0.0, 2.0 * np.pi, _SEGMENTS, endpoint=False)
    along = np.linspace(-length / 2.0, length / 2.0, rings + 1)
    points = np.empty((rings + 1, _SEGMENTS, 3))
    points[..., 0] = along[:, None]
    points[..., 1], points[..., 2] = radius * np.cos(angle), radius * np.sin(angle)
    ring, first = (part.ravel() for part in np.meshgrid(np.arange(rings), np.arange(_SEGMENTS), indexing="ij"))
    second = (first + 1) % _SEGMENTS
    low, high = ring * _SEGMENTS, (ring + 1) * _SEGMENTS
    faces = np.stack([low + first, low + second, high + second, high + first], axis=1)
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(points.reshape(-1, 3).tolist(), [], faces[:, ::-1].tolist())
    _face_outwards(mesh)
    mesh.materials.append(new_emission_material(name, radiance))
    bpy_object = bpy.data.objects.new(name, mesh)
    scene.collection.objects.link(bpy_object)
    return bpy_object


def new_emission_material(name: str, radiance: Colour) -> Any:
    """A material of that radiance on the front of each face, and nothing on its back."""
    import bpy

    material = bpy.data.materials.new(name)
    tree = material.node_tree
    tree.nodes.clear()
    emission = new_emission(tree, radiance)
    output = tree.nodes.new("ShaderNodeOutputMaterial")
    tree.links.new(emission, output.inputs["Surface"])
    return material


def add_emission(material: Any, radiance: Colour) -> None:
    """Add that radiance to what the material's surface already is."""
    _add_to_surface(material.node_tree, new_emission(material.node_tree, radiance))


def sample_as_light(material: Any, peak: float) -> None:
    """Send shadow rays to the front of a surface that a Script node makes glow.

    Cycles looks for Emission nodes to decide that. The one added here gives nothing, which it cannot foresee.

    Args:
        peak: about what the surface gives off; how often rays are sent there.
    """
    tree = material.node_tree
    hint = tree.nodes.new("ShaderNodeEmission")
    hint.inputs["Color"].default_value = (peak, peak, peak, 1.0)
    geometry = tree.nodes.new("ShaderNodeNewGeometry")
    nothing = tree.nodes.new("ShaderNodeMath")
    nothing.operation = "MULTIPLY"
    nothing.inputs[1].default_value = _NOTHING
    tree.links.new(geometry.outputs["Backfacing"], nothing.inputs[0])
    tree.links.new(nothing.outputs["Value"], hint.inputs["Strength"])
    _add_to_surface(tree, hint.outputs["Emission"])
    material.cycles.emission_sampling = "FRONT"


def _add_to_surface(tree: Any, shader: Any) -> None:
    """Join a shader's output to what the surface of a node tree already is."""
    output = next(node for node in tree.nodes if node.type == "OUTPUT_MATERIAL" and node.is_active_output)
    links = output.inputs["Surface"].links
    if not links:
        tree.links.new(shader, output.inputs["Surface"])
        return
    total = tree.nodes.new("ShaderNodeAddShader")
    tree.links.new(links[0].from_socket, total.inputs[0])
    tree.links.new(shader, total.inputs[1])
    tree.links.new(total.outputs["Shader"], output.inputs["Surface"])


def new_emission(tree: Any, radiance: Colour) -> Any:
    """An Emission node that shines from front faces only; returns its output."""
    emission = tree.nodes.new("ShaderNodeEmission")
    peak = max(*radiance, 0.0)
    emission.inputs["Color"].default_value = (*(c / peak if peak > 0.0 else 0.0 for c in radiance), 1.0)
    geometry = tree.nodes.new("ShaderNodeNewGeometry")
    front = tree.nodes.new("ShaderNodeMath")
    front.operation = "MULTIPLY_ADD"
    tree.links.new(geometry.outputs["Backfacing"], front.inputs[0])
    front.inputs[1].default_value = -peak
    front.inputs[2].default_value = peak
    tree.links.new(front.outputs["Value"], emission.inputs["Strength"])
    return emission.outputs["Emission"]


def _face_outwards(mesh: Any) -> None:
    normal, centre = mesh.polygons[0].normal, mesh.polygons[0].center
    if normal.y * centre.y + normal.z * centre.z < 0.0:
        mesh.flip_normals()
