"""UsdVol volumes and meshes filled with a medium, as Principled Volumes of the stage's own volume look.

`usd_scenes.volumes` has the formulas; the Principled Volume's extinction and scattering are the same ones, but
its emission does not follow the density, which is multiplied in here.
"""

from __future__ import annotations

from typing import Any

from pxr import Usd, UsdGeom, UsdShade, UsdVol

from render_backends.blender.light_nodes import new_math
from render_backends.blender.scene_import import ImportedScene
from schemas.errors import SceneError, UnsupportedError
from usd_scenes.extraction.stage_reading.render_stage import RenderStage
from usd_scenes.volumes import DENSITY_FIELD, TEMPERATURE_FIELD, VolumeLook, read_volume_look


def reconcile_volumes(render_stage: RenderStage, imported: ImportedScene) -> tuple[Any, ...]:
    """Give every volume, and every mesh with a volume look, its medium. After the looks are bound.

    Returns the objects that are a medium and no surface: what lies behind them is what a pixel shows.

    Raises:
        SceneError: a volume without a density field or without a volume look.
        UnsupportedError: fields spread over several files.
    """
    media = []
    for path, bpy_object in sorted(imported.objects.items()):
        prim = render_stage.stage.GetPrimAtPath(path)
        if prim.IsA(UsdVol.Volume):
            _fill_volume(render_stage, prim, bpy_object)
            media.append(bpy_object)
        elif prim.IsA(UsdGeom.Gprim) and _fill_mesh(render_stage, prim, bpy_object):
            media.append(bpy_object)
    return tuple(media)


def _fill_volume(render_stage: RenderStage, prim: Usd.Prim, bpy_object: Any) -> None:
    look = read_volume_look(prim)
    if look is None:
        raise SceneError(
            "a volume without a volume look bound to it", layer=str(render_stage.root), prim=str(prim.GetPath())
        )
    data = bpy_object.data
    data.filepath = _field_file(render_stage, prim)
    data.render.space = "WORLD"  # densities are per world length, however the object is scaled
    data.materials.clear()
    data.materials.append(_new_medium(prim, look, render_stage.meters_per_unit, in_grid=True))


def _fill_mesh(render_stage: RenderStage, prim: Usd.Prim, bpy_object: Any) -> bool:
    """Whether the mesh is filled and has no surface."""
    look = read_volume_look(prim)
    if look is None:
        return False
    if not _has_surface(prim):
        material = _new_medium(prim, look, render_stage.meters_per_unit, in_grid=False)
        for slot in bpy_object.material_slots:
            slot.material = material
        return True
    for slot in bpy_object.material_slots:
        tree = slot.material.node_tree
        output = next(node for node in tree.nodes if node.type == "OUTPUT_MATERIAL" and node.is_active_output)
        volume = _add_nodes(tree, look, render_stage.meters_per_unit, in_grid=False)
        tree.links.new(volume, output.inputs["Volume"])
    return False


def _field_file(render_stage: RenderStage, prim: Usd.Prim) -> str:
    files = {}
    for name, path in UsdVol.Volume(prim).GetFieldPaths().items():
        asset = UsdVol.OpenVDBAsset(prim.GetStage().GetPrimAtPath(path)).GetFilePathAttr()
        value = asset.Get(render_stage.time)
        files[name] = (value.resolvedPath or value.path) if value else ""
    if not files.get(DENSITY_FIELD):
        raise SceneError(
            f"a volume without a field {DENSITY_FIELD!r}",
            layer=str(render_stage.root),
            prim=str(prim.GetPath()),
        )
    if len(set(files.values())) > 1:
        raise UnsupportedError(f"<{prim.GetPath()}>: fields in several files; put them in one", backend="cycles")
    return files[DENSITY_FIELD]


def _new_medium(prim: Usd.Prim, look: VolumeLook, meters_per_unit: float, *, in_grid: bool) -> Any:
    import bpy

    material = bpy.data.materials.new(prim.GetName())
    tree = material.node_tree
    tree.nodes.clear()
    output = tree.nodes.new("ShaderNodeOutputMaterial")
    tree.links.new(_add_nodes(tree, look, meters_per_unit, in_grid=in_grid), output.inputs["Volume"])
    return material


def _add_nodes(tree: Any, look: VolumeLook, meters_per_unit: float, *, in_grid: bool) -> Any:
    """The medium's nodes; returns the output to link. ``in_grid``: multiply by the field ``density``."""
    volume = tree.nodes.new("ShaderNodeVolumePrincipled")
    inputs = volume.inputs
    inputs["Density Attribute"].default_value = DENSITY_FIELD if in_grid else ""
    inputs["Temperature Attribute"].default_value = ""
    inputs["Color"].default_value = (*look.scatter_color, 1.0)
    inputs["Absorption Color"].default_value = (*look.absorption_color, 1.0)
    inputs["Density"].default_value = look.density_scale * meters_per_unit
    inputs["Anisotropy"].default_value = look.anisotropy
    inputs["Blackbody Intensity"].default_value = 0.0
    inputs["Emission Color"].default_value = (*look.emission_color, 1.0)
    strength = look.emission_strength * meters_per_unit
    inputs["Emission Strength"].default_value = strength
    if strength > 0.0 and in_grid:
        density = _attribute(tree, DENSITY_FIELD)
        tree.links.new(new_math(tree, "MULTIPLY", density, strength), inputs["Emission Strength"])
    if strength > 0.0 and look.temperature_k > 0.0:
        _link_black_body(tree, look, inputs["Emission Color"], in_grid=in_grid)
    return volume.outputs["Volume"]


def _link_black_body(tree: Any, look: VolumeLook, socket: Any, *, in_grid: bool) -> None:
    body = tree.nodes.new("ShaderNodeBlackbody")
    body.inputs["Temperature"].default_value = look.temperature_k
    if in_grid:
        kelvin = new_math(tree, "MULTIPLY", _attribute(tree, TEMPERATURE_FIELD), look.temperature_k)
        tree.links.new(kelvin, body.inputs["Temperature"])
    product = tree.nodes.new("ShaderNodeVectorMath")
    product.operation = "MULTIPLY"
    product.inputs[1].default_value = look.emission_color
    tree.links.new(body.outputs["Color"], product.inputs[0])
    tree.links.new(product.outputs["Vector"], socket)


def _attribute(tree: Any, name: str) -> Any:
    node = tree.nodes.new("ShaderNodeAttribute")
    node.attribute_name = name
    return node.outputs["Factor"]


def _has_surface(prim: Usd.Prim) -> bool:
    material, _ = UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()
    return any(material.ComputeSurfaceSource(context)[0] for context in ("mtlx", ""))
