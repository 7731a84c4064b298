"""UsdLux lights and domes of a composed stage."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom, UsdLux

from schemas.errors import UnsupportedError
from usd_scenes import own_attributes
from usd_scenes.extraction.scene.light_radiance import (
    compute_distant_size,
    compute_radiance,
    read_shaping,
)
from usd_scenes.extraction.scene.plain_scene import Matrix, SceneDome, SceneLight, SourceShape
from usd_scenes.extraction.stage_reading.render_stage import RenderStage
from usd_scenes.lights import is_restricted, read_light_group

CAMERA_VISIBILITY_ATTRIBUTES = (own_attributes.VISIBLE_TO_CAMERA, "primvars:ri:attributes:visibility:camera")
"""Whether the camera sees the light itself; true where neither is authored."""

_DELTA_RADIUS_M = 1e-4  # of a sphere light that is to be treated as a point
_LATLONG_FORMATS = frozenset({"automatic", "latlong"})
_DOMES = frozenset({"DomeLight", "DomeLight_1"})


def extract_lights(render_stage: RenderStage) -> tuple[tuple[SceneLight, ...], tuple[SceneDome, ...]]:
    """Every visible light with a place, and every dome, in the stage's order.

    Raises:
        UnsupportedError: a kind of light, or a feature of one, that has no plain form.
    """
    lights, domes = [], []
    for prim in render_stage.drawn_prims():
        kind = str(prim.GetTypeName())
        if kind in _DOMES:
            domes.append(_read_dome(render_stage, prim))
        elif kind in _READERS:
            lights.append(_READERS[kind](_Source(render_stage, prim)))
        elif prim.HasAPI(UsdLux.LightAPI) and not prim.IsA(UsdGeom.Mesh):
            raise UnsupportedError(f"<{prim.GetPath()}>: a {kind} is not translated")
    return tuple(lights), tuple(domes)


class _Source:
    """A light prim with its place in the world."""

    def __init__(self, render_stage: RenderStage, prim: Usd.Prim) -> None:
        self.prim, self.time, self._render_stage = prim, render_stage.time, render_stage
        self.light = UsdLux.LightAPI(prim)
        self.metres = render_stage.meters_per_unit
        matrix = np.array(UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(render_stage.time)).T
        self.scale = np.linalg.norm(matrix[:3, :3], axis=0)
        rotation = matrix[:3, :3] / np.where(self.scale > 0.0, self.scale, 1.0)
        if np.linalg.det(rotation) < 0.0:  # mirrored along its own X, which no light shape can tell
            rotation = rotation * np.array([-1.0, 1.0, 1.0])
        self.world_from_light: Matrix = np.eye(4)
        self.world_from_light[:3, :3] = rotation
        self.world_from_light[:3, 3] = matrix[:3, 3] * self.metres

    def number(self, name: str) -> float:
        return float(self.prim.GetAttribute(f"inputs:{name}").Get(self.time))

    def _unshadowed(self) -> frozenset[str]:
        collection = self.light.GetShadowLinkCollectionAPI()
        if not is_restricted(collection):
            return frozenset()
        query = collection.ComputeMembershipQuery()
        meshes = (prim.GetPath() for prim in self._render_stage.drawn_prims() if prim.IsA(UsdGeom.Mesh))
        return frozenset(str(path) for path in meshes if not query.IsPathIncluded(path))

    def light_of(self, shape: SourceShape, *, area: float, **values: Any) -> SceneLight:
        """``area``: what ``normalize`` divides by, in stage units squared: UsdLux counts in those."""
        refuse_light_linking(self.prim)
        shadow = UsdLux.ShadowAPI(self.prim)
        shadowless = self.prim.HasAPI(UsdLux.ShadowAPI) and shadow.GetShadowEnableAttr().Get(self.time) is False
        radiance = values.pop("radiance", None) or compute_radiance(self.light, self.time, size=area)
        for response in (self.light.GetDiffuseAttr(), self.light.GetSpecularAttr()):
            if float(response.Get(self.time)) != 1.0:
                raise UnsupportedError(
                    f"<{self.prim.GetPath()}>: {response.GetName()} other than 1 is not physical; leave it at 1"
                )
        return SceneLight(
            prim_path=str(self.prim.GetPath()),
            shape=shape,
            radiance=radiance,
            world_from_light=self.world_from_light,
            shaping=read_shaping(self.prim, self.time),
            group=read_light_group(self.prim),
            visible_to_camera=is_visible_to_camera(self.prim, self.time),
            casts_shadows=not shadowless,
            unshadowed=self._unshadowed(),
            **values,
        )


def is_visible_to_camera(prim: Usd.Prim, time: Usd.TimeCode) -> bool:
    """Whether the camera sees the light's own surface."""
    for name in CAMERA_VISIBILITY_ATTRIBUTES:
        attribute = prim.GetAttribute(name)
        if attribute and attribute.HasAuthoredValue():
            return bool(attribute.Get(time))
    return True


def refuse_light_linking(prim: Usd.Prim) -> None:
    """Refuse a light that shines on some prims only.

    Raises:
        UnsupportedError: its light collection is not the whole stage.
    """
    if is_restricted(UsdLux.LightAPI(prim).GetLightLinkCollectionAPI()):
        raise UnsupportedError(f"<{prim.GetPath()}>: light linking is not translated")


def _read_rect(source: _Source) -> SceneLight:
    width, height = source.number("width") * source.scale[0], source.number("height") * source.scale[1]
    texture = source.prim.GetAttribute("inputs:texture:file").Get(source.time)
    return source.light_of(
        SourceShape.RECT,
        area=width * height,
        size_m=(width * source.metres, height * source.metres),
        texture=str(texture.resolvedPath or texture.path) if texture else "",
    )


def _read_disk(source: _Source) -> SceneLight:
    radii = source.number("radius") * source.scale[:2]
    size_m = (float(radii[0]) * source.metres, float(radii[1]) * source.metres)
    return source.light_of(SourceShape.DISK, area=math.pi * float(radii.prod()), size_m=size_m)


def _read_sphere(source: _Source) -> SceneLight:
    radius = source.number("radius") * float(np.cbrt(source.scale.prod()))
    radius_m = radius * source.metres
    area = 4.0 * math.pi * radius**2
    radiance = compute_radiance(source.light, source.time, size=area)
    if source.prim.GetAttribute("treatAsPoint").Get(source.time):
        small_m = _DELTA_RADIUS_M * max(radius_m, 1e-6)
        gain = (radius_m / small_m) ** 2  # the same intensity, radiance x pi r**2
        radiance, radius_m = (radiance[0] * gain, radiance[1] * gain, radiance[2] * gain), small_m
    return source.light_of(SourceShape.SPHERE, area=area, radius_m=radius_m, radiance=radiance)


def _read_cylinder(source: _Source) -> SceneLight:
    length = source.number("length") * source.scale[0]
    radius = source.number("radius") * float(np.sqrt(source.scale[1:].prod()))
    return source.light_of(
        SourceShape.CYLINDER,
        area=2.0 * math.pi * radius * length,
        size_m=(length * source.metres, 0.0),
        radius_m=radius * source.metres,
    )


def _read_distant(source: _Source) -> SceneLight:
    angle = math.radians(source.number("angle"))
    return source.light_of(SourceShape.DISTANT, area=compute_distant_size(angle), angle_rad=angle)


_READERS: dict[str, Callable[[_Source], SceneLight]] = {
    "RectLight": _read_rect,
    "DiskLight": _read_disk,
    "SphereLight": _read_sphere,
    "DistantLight": _read_distant,
    "CylinderLight": _read_cylinder,
}


def _read_dome(render_stage: RenderStage, prim: Usd.Prim) -> SceneDome:
    time = render_stage.time
    refuse_light_linking(prim)
    texture = prim.GetAttribute("inputs:texture:file").Get(time)
    image_format = str(prim.GetAttribute("inputs:texture:format").Get(time) or "automatic")
    file = str(texture.resolvedPath or texture.path) if texture else ""
    if file and image_format not in _LATLONG_FORMATS:
        raise UnsupportedError(
            f"<{prim.GetPath()}>: dome textures of format {image_format!r} are not read; use latlong"
        )
    return SceneDome(
        prim_path=str(prim.GetPath()),
        radiance=compute_radiance(UsdLux.LightAPI(prim), time, size=4.0 * math.pi),
        texture=file,
        world_from_dome=world_from_dome(render_stage, prim),
        group=read_light_group(prim),
        visible_to_camera=is_visible_to_camera(prim, time),
    )


def world_from_dome(render_stage: RenderStage, prim: Usd.Prim) -> NDArray[np.float64]:
    """(3, 3) rotation, column vectors; a DomeLight_1 may follow the stage's up axis."""
    matrix = np.array(UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(render_stage.time)).T[:3, :3]
    rotation: NDArray[np.float64] = matrix / np.linalg.norm(matrix, axis=0)
    if prim.GetTypeName() != "DomeLight_1":
        return rotation
    pole = str(prim.GetAttribute("poleAxis").Get(render_stage.time) or "scene")
    if (render_stage.up_axis if pole == "scene" else pole) == "Y":
        return rotation
    z_from_y_pole = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, -1.0], [0.0, 1.0, 0.0]])
    turned: NDArray[np.float64] = rotation @ z_from_y_pole
    return turned
