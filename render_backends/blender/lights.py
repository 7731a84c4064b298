"""UsdLux lights as Cycles lights of the same radiance.

With ``normalize`` off, an area, point or spot light of Cycles has radiance energy / pi, and a sun light of a
given angle has radiance ``energy``: measured, and held by tests.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from pxr import Usd, UsdGeom, UsdLux

from render_backends.blender import light_nodes
from render_backends.blender.dome import add_domes
from render_backends.blender.light_mesh import add_cylinder
from schemas.errors import UnsupportedError
from usd_scenes.extraction.scene.light_radiance import (
    compute_distant_size,
    compute_radiance,
    read_shaping,
)
from usd_scenes.extraction.scene.lights import is_visible_to_camera, refuse_light_linking
from usd_scenes.extraction.scene.plain_scene import Colour
from usd_scenes.extraction.stage_reading.render_stage import RenderStage
from usd_scenes.lights import read_light_group

_DELTA_RADIUS = 1e-4  # of a sphere light that is to be treated as a point


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A light prim with its place in the world."""

    prim: Usd.Prim
    time: Usd.TimeCode
    rotation: np.ndarray  # (3, 3) orthonormal, world from light, column vectors
    scale: np.ndarray  # (3,)
    origin: np.ndarray  # (3,), stage units

    @property
    def light(self) -> UsdLux.LightAPI:
        return UsdLux.LightAPI(self.prim)


def add_lights(render_stage: RenderStage, scene: Any) -> dict[str, Any]:
    """Make every visible light of the stage in ``scene``; returns prim path -> bpy object.

    Raises:
        UnsupportedError: a kind of light, or a feature of one, that is not translated.
    """
    made: dict[str, Any] = {}
    domes = []
    for prim in render_stage.drawn_prims():
        kind = str(prim.GetTypeName())
        if kind in _DOMES:
            domes.append(prim)
        elif kind in _MAKERS:
            placed = _place(prim, render_stage.time)
            made[str(prim.GetPath())] = bpy_object = _MAKERS[kind](placed, scene)
            _set_common(placed, bpy_object)
        elif prim.HasAPI(UsdLux.LightAPI) and not prim.IsA(UsdGeom.Mesh):
            raise UnsupportedError(f"<{prim.GetPath()}>: a {kind} is not translated", backend="cycles")
    add_domes(render_stage, scene, domes)
    return made


def read_light_groups(render_stage: RenderStage) -> tuple[str, ...]:
    """Every light group of the visible stage, sorted."""
    return tuple(sorted({group for prim in render_stage.drawn_prims() if (group := read_light_group(prim))}))


def _place(prim: Usd.Prim, time: Usd.TimeCode) -> _Placed:
    matrix = np.array(UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(time)).T
    linear = matrix[:3, :3]
    scale = np.linalg.norm(linear, axis=0)
    rotation = linear / np.where(scale > 0.0, scale, 1.0)
    if np.linalg.det(rotation) < 0.0:  # mirrored along its own X, which no light shape can tell
        rotation = rotation * np.array([-1.0, 1.0, 1.0])
    return _Placed(prim=prim, time=time, rotation=rotation, scale=scale, origin=matrix[:3, 3])


def _add_rect(placed: _Placed, scene: Any) -> Any:
    schema = UsdLux.RectLight(placed.prim)
    width = float(schema.GetWidthAttr().Get(placed.time)) * placed.scale[0]
    height = float(schema.GetHeightAttr().Get(placed.time)) * placed.scale[1]
    light = _new_light(placed, "AREA", compute_radiance(placed.light, placed.time, size=width * height))
    light.shape, light.size, light.size_y = "RECTANGLE", width, height
    texture = schema.GetTextureFileAttr().Get(placed.time)
    if texture and texture.path:
        light_nodes.set_texture(light, texture.resolvedPath or texture.path)
    return _place_object(placed, scene, light)


def _add_disk(placed: _Placed, scene: Any) -> Any:
    radius = float(UsdLux.DiskLight(placed.prim).GetRadiusAttr().Get(placed.time))
    radii = radius * placed.scale[:2]
    light = _new_light(placed, "AREA", compute_radiance(placed.light, placed.time, size=math.pi * radii.prod()))
    light.shape, light.size, light.size_y = "ELLIPSE", 2.0 * radii[0], 2.0 * radii[1]
    return _place_object(placed, scene, light)


def _add_sphere(placed: _Placed, scene: Any) -> Any:
    schema = UsdLux.SphereLight(placed.prim)
    radius = float(schema.GetRadiusAttr().Get(placed.time)) * float(np.cbrt(placed.scale.prod()))
    radiance = compute_radiance(placed.light, placed.time, size=4.0 * math.pi * radius**2)
    light = _new_light(placed, "POINT", radiance)
    light.use_soft_falloff = False
    light.shadow_soft_size = radius
    if schema.GetTreatAsPointAttr().Get(placed.time):
        small = _DELTA_RADIUS * max(radius, 1e-6)
        light.energy *= (radius / small) ** 2  # the same intensity, radiance x pi r**2
        light.shadow_soft_size = small
    return _place_object(placed, scene, light)


def _add_distant(placed: _Placed, scene: Any) -> Any:
    angle = math.radians(float(UsdLux.DistantLight(placed.prim).GetAngleAttr().Get(placed.time)))
    size = compute_distant_size(angle)
    radiance = compute_radiance(placed.light, placed.time, size=size)
    light = _new_light(placed, "SUN", radiance)
    light.energy /= math.pi
    light.angle = angle
    return _place_object(placed, scene, light)


def _add_cylinder(placed: _Placed, scene: Any) -> Any:
    schema = UsdLux.CylinderLight(placed.prim)
    length = float(schema.GetLengthAttr().Get(placed.time)) * placed.scale[0]
    radius = float(schema.GetRadiusAttr().Get(placed.time)) * float(np.sqrt(placed.scale[1:].prod()))
    radiance = compute_radiance(placed.light, placed.time, size=2.0 * math.pi * radius * length)
    bpy_object = add_cylinder(_name(placed), length=length, radius=radius, radiance=radiance, scene=scene)
    _set_matrix(placed, bpy_object)
    return bpy_object


def _new_light(placed: _Placed, kind: str, radiance: Colour) -> Any:
    import bpy

    light = bpy.data.lights.new(_name(placed), kind)
    light.normalize = False
    peak = max(*radiance, 0.0)
    light.energy = math.pi * peak
    light.color = [channel / peak for channel in radiance] if peak > 0.0 else (0.0, 0.0, 0.0)
    light.diffuse_factor = float(placed.light.GetDiffuseAttr().Get(placed.time))
    light.specular_factor = float(placed.light.GetSpecularAttr().Get(placed.time))
    return light


def _place_object(placed: _Placed, scene: Any, light: Any) -> Any:
    import bpy

    bpy_object = bpy.data.objects.new(light.name, light)
    scene.collection.objects.link(bpy_object)
    _set_matrix(placed, bpy_object)
    shaping = read_shaping(placed.prim, placed.time)
    if not shaping.is_neutral:
        light_nodes.set_shaping(light, shaping, axis=-placed.rotation[:, 2])
    return bpy_object


def _set_matrix(placed: _Placed, bpy_object: Any) -> None:
    from mathutils import Matrix

    matrix = np.eye(4)
    matrix[:3, :3] = placed.rotation
    matrix[:3, 3] = placed.origin
    bpy_object.matrix_world = Matrix(matrix.tolist())


def _set_common(placed: _Placed, bpy_object: Any) -> None:
    bpy_object.visible_camera = is_visible_to_camera(placed.prim, placed.time)
    bpy_object.lightgroup = read_light_group(placed.prim)
    shadow = UsdLux.ShadowAPI(placed.prim)
    if placed.prim.HasAPI(UsdLux.ShadowAPI) and shadow.GetShadowEnableAttr().Get(placed.time) is False:
        if bpy_object.type != "LIGHT":
            raise UnsupportedError(
                f"<{placed.prim.GetPath()}>: a cylinder light cannot go without shadows", backend="cycles"
            )
        bpy_object.data.use_shadow = False
    refuse_light_linking(placed.prim)


def _name(placed: _Placed) -> str:
    return str(placed.prim.GetName())


_MAKERS: dict[str, Callable[[_Placed, Any], Any]] = {
    "RectLight": _add_rect,
    "DiskLight": _add_disk,
    "SphereLight": _add_sphere,
    "DistantLight": _add_distant,
    "CylinderLight": _add_cylinder,
}
_DOMES = frozenset({"DomeLight", "DomeLight_1"})
