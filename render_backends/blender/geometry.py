"""Imported geometry repaired: subdivision, creases, colours of meshes without a look, point instancers, ids."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from pxr import Usd, UsdGeom, UsdLux

from render_backends.blender.light_mesh import add_emission, new_emission_material
from render_backends.blender.placement import find_anchor, place
from render_backends.blender.scene_import import ImportedScene
from usd_scenes.extraction.scene.light_radiance import compute_radiance
from usd_scenes.extraction.scene.meshes import read_subdivision
from usd_scenes.extraction.scene.plain_scene import Subdivision
from usd_scenes.extraction.stage_reading.render_stage import RenderStage
from usd_scenes.lights import read_light_group

log = logging.getLogger(__name__)

_INFINITE_SHARPNESS = 10.0  # USD's and OpenSubdiv's
_FALLBACK_COLOUR = (0.18, 0.18, 0.18)  # UsdGeom's displayColor where nothing is authored
_IMPORTED_COLOUR = "displayColor"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnObjects:
    """Every drawn object with the id that its pixels carry."""

    prim_paths: Mapping[int, str]  # id -> prim path; an instance carries the path of its prototype's mesh


def reconcile_geometry(render_stage: RenderStage, imported: ImportedScene) -> None:
    """Repair each imported mesh in place."""
    plain: dict[tuple[float, ...], Any] = {}
    for path, bpy_object in sorted(imported.objects.items()):
        prim = render_stage.stage.GetPrimAtPath(path)
        if not prim.IsA(UsdGeom.Mesh):
            continue
        _set_subdivision(UsdGeom.Mesh(prim), render_stage.time, bpy_object)
        _set_faceted(UsdGeom.Mesh(prim), bpy_object)
        if not any(slot.material for slot in bpy_object.material_slots):
            _set_display_colour(UsdGeom.Mesh(prim), render_stage.time, bpy_object, plain)
        bpy_object.lightgroup = read_light_group(prim)
        if prim.HasAPI(UsdLux.MeshLightAPI):
            _set_mesh_light(prim, render_stage.time, bpy_object)


def expand_point_instancers(render_stage: RenderStage, imported: ImportedScene) -> tuple[tuple[str, Any], ...]:
    """Replace each point instancer by one object an instance; returns (prototype's prim path, object)."""
    import bpy

    instancers = {
        bpy_object
        for path, bpy_object in imported.objects.items()
        if render_stage.stage.GetPrimAtPath(path).IsA(UsdGeom.PointInstancer)
    }
    if not instancers:
        return ()
    path_of = {bpy_object: path for path, bpy_object in imported.objects.items()}
    graph = bpy.context.evaluated_depsgraph_get()
    drawn = [
        (instance.object.original, np.array(instance.matrix_world))
        for instance in graph.object_instances
        if instance.is_instance and instance.parent.original in instancers and instance.object.original.data
    ]
    made = []
    anchor = find_anchor(imported.scene)
    for prototype, matrix in drawn:
        copy = prototype.copy()
        imported.scene.collection.objects.link(copy)
        place(copy, matrix, anchor)
        made.append((path_of.get(prototype, prototype.name), copy))
    for bpy_object in instancers:
        bpy.data.objects.remove(bpy_object)
    return tuple(made)


def set_object_ids(
    render_stage: RenderStage,
    imported: ImportedScene,
    instances: tuple[tuple[str, Any], ...],
    mesh_lights: Mapping[str, Any],
) -> DrawnObjects:
    """Number the objects from 1 by prim path, instances after; the Object Index pass carries the numbers."""
    instanced = {path for path, _ in instances}
    alone = [
        (path, bpy_object)
        for path, bpy_object in imported.objects.items()
        if path not in instanced and not render_stage.stage.GetPrimAtPath(path).IsA(UsdGeom.PointInstancer)
    ]
    lights = [(path, o) for path, o in mesh_lights.items() if o.type == "MESH"]
    numbered = [*sorted([*alone, *lights], key=lambda pair: pair[0]), *instances]
    for number, (_, bpy_object) in enumerate(numbered, start=1):
        bpy_object.pass_index = number
    return DrawnObjects(prim_paths={i: path for i, (path, _) in enumerate(numbered, start=1)})


def _set_subdivision(mesh: UsdGeom.Mesh, time: Usd.TimeCode, bpy_object: Any) -> None:
    scheme = mesh.GetSubdivisionSchemeAttr().Get()
    if scheme in {UsdGeom.Tokens.none, UsdGeom.Tokens.bilinear}:
        return
    rules = read_subdivision(mesh, time)
    if rules is None:
        return
    if scheme != UsdGeom.Tokens.catmullClark:
        log.warning("%s: subdivision scheme %s is refined as catmullClark", mesh.GetPath(), scheme)
    _set_creases(rules, bpy_object.data)
    bpy_object.data.shade_smooth()
    modifier = bpy_object.modifiers.new("Subdivision", "SUBSURF")
    modifier.levels = modifier.render_levels = rules.level
    modifier.use_creases = True
    modifier.use_limit_surface = True
    modifier.boundary_smooth = "ALL" if rules.smooth_corners else "PRESERVE_CORNERS"
    linear = mesh.GetFaceVaryingLinearInterpolationAttr().Get()
    modifier.uv_smooth = "NONE" if linear == UsdGeom.Tokens.all else "PRESERVE_BOUNDARIES"


def _set_faceted(mesh: UsdGeom.Mesh, bpy_object: Any) -> None:
    """A polygon mesh without normals has flat faces."""
    polygonal = mesh.GetSubdivisionSchemeAttr().Get() in {UsdGeom.Tokens.none, UsdGeom.Tokens.bilinear}
    has_normals = (
        mesh.GetNormalsAttr().HasAuthoredValue()
        or UsdGeom.PrimvarsAPI(mesh).GetPrimvar(UsdGeom.Tokens.normals).HasAuthoredValue()
    )
    if polygonal and not has_normals:
        bpy_object.data.shade_flat()


def _set_creases(rules: Subdivision, data: Any) -> None:
    """Blender's crease c is sharpness 10 x c**2."""
    if len(rules.edges):
        edges = dict(zip(map(tuple, np.sort(rules.edges, axis=1).tolist()), rules.edge_sharpness, strict=True))
        pairs = np.empty(2 * len(data.edges), dtype=np.int32)
        data.edges.foreach_get("vertices", pairs)
        creases = [_crease(edges.get((min(a, b), max(a, b)), 0.0)) for a, b in pairs.reshape(-1, 2).tolist()]
        _set_float_attribute(data, "crease_edge", "EDGE", creases)
    if len(rules.corners):
        values = [0.0] * len(data.vertices)
        for index, sharp in zip(rules.corners.tolist(), rules.corner_sharpness.tolist(), strict=False):
            values[index] = _crease(sharp)
        _set_float_attribute(data, "crease_vert", "POINT", values)


def _crease(sharpness: float) -> float:
    return math.sqrt(min(max(sharpness, 0.0), _INFINITE_SHARPNESS) / _INFINITE_SHARPNESS)


def _set_float_attribute(data: Any, name: str, domain: str, values: list[float]) -> None:
    attribute = data.attributes.get(name) or data.attributes.new(name, "FLOAT", domain)
    attribute.data.foreach_set("value", values)


def _set_display_colour(
    mesh: UsdGeom.Mesh, time: Usd.TimeCode, bpy_object: Any, plain: dict[tuple[float, ...], Any]
) -> None:
    """A diffuse surface of the mesh's displayColor, for want of a bound look."""
    primvar = mesh.GetDisplayColorPrimvar()
    values = primvar.ComputeFlattened(time) if primvar and primvar.HasValue() else None
    varies = values is not None and len(values) > 1 and _IMPORTED_COLOUR in bpy_object.data.attributes
    if varies:
        material = _new_diffuse(_FALLBACK_COLOUR, attribute=_IMPORTED_COLOUR)
    else:
        colour = tuple(float(c) for c in values[0]) if values else _FALLBACK_COLOUR
        material = plain.get(colour) or _new_diffuse(colour)
        plain[colour] = material
    if not bpy_object.material_slots:
        bpy_object.data.materials.append(None)
    for slot in bpy_object.material_slots:
        slot.material = material


def _new_diffuse(colour: tuple[float, ...], attribute: str = "") -> Any:
    import bpy

    material = bpy.data.materials.new("displayColor")
    tree = material.node_tree
    tree.nodes.clear()
    diffuse = tree.nodes.new("ShaderNodeBsdfDiffuse")
    diffuse.inputs["Color"].default_value = (*colour, 1.0)
    if attribute:
        source = tree.nodes.new("ShaderNodeAttribute")
        source.attribute_name = attribute
        tree.links.new(source.outputs["Color"], diffuse.inputs["Color"])
    output = tree.nodes.new("ShaderNodeOutputMaterial")
    tree.links.new(diffuse.outputs["BSDF"], output.inputs["Surface"])
    return material


def _set_mesh_light(prim: Usd.Prim, time: Usd.TimeCode, bpy_object: Any) -> None:
    """MeshLightAPI: the light's radiance over the mesh, added to its look or alone."""
    light = UsdLux.LightAPI(prim)
    radiance = compute_radiance(light, time, size=_world_area(bpy_object))
    sync = light.GetMaterialSyncModeAttr().Get()
    if sync == UsdLux.Tokens.noMaterialResponse:
        material = new_emission_material(prim.GetName(), radiance)
        for slot in bpy_object.material_slots:
            slot.material = material
        return
    for slot in bpy_object.material_slots:
        slot.material = slot.material.copy()
        add_emission(slot.material, radiance)


def _world_area(bpy_object: Any) -> float:
    data = bpy_object.data
    data.calc_loop_triangles()
    points = np.empty(3 * len(data.vertices), dtype=np.float32)
    data.vertices.foreach_get("co", points)
    corners = np.empty(3 * len(data.loop_triangles), dtype=np.int32)
    data.loop_triangles.foreach_get("vertices", corners)
    placed = points.reshape(-1, 3).astype(np.float64) @ np.array(bpy_object.matrix_world)[:3, :3].T
    sides = placed[corners].reshape(-1, 3, 3)
    across = np.cross(sides[:, 1] - sides[:, 0], sides[:, 2] - sides[:, 0])
    return float(np.linalg.norm(across, axis=1).sum()) / 2.0
