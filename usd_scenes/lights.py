"""Lights: their UsdLux prims, authored and read back.

Directions are unit vectors in the world. A light's radiance is what a camera that looks into it would see.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import numpy as np
from numpy.typing import NDArray
from pxr import Gf, Sdf, Usd, UsdGeom, UsdLux

from colorimetry.whites import planckian_white_at
from schemas.errors import SceneError
from usd_scenes import own_attributes, prim_paths
from usd_scenes.drawn import is_drawn
from usd_scenes.edit_locations import editable_prim, prepare_parent
from usd_scenes.placement import set_placement
from usd_scenes.rounding import quantize, quantize_all
from usd_scenes.semantics import Role, find_of_roles

HOTTEST_USDLUX_K = 10000.0
"""UsdLux's colour temperature ends here; hotter light is authored as a colour."""

_BLACKBODIES_K, _BLACKBODY_COUNT = (1000.0, 25000.0), 6500  # steps of 0.05 %
_DARK = 1e-9  # emission: thirty stops below that of 1
_ON_LOCUS = 5e-4  # of the sum of the channels: six digits are much finer

type Vector = tuple[float, float, float]
type Vectors = NDArray[np.float64]


class LightShape(StrEnum):
    """What a light's surface is."""

    RECT = "rect"
    DISK = "disk"
    SPHERE = "sphere"
    DISTANT = "distant"
    DOME = "dome"


@dataclass(frozen=True, slots=True, kw_only=True)
class LightSettings:
    """One UsdLux light.

    ``intensity`` is radiance times pi for rect, disk, sphere and dome: the irradiance next to its surface; for a
    distant light the irradiance on a card that faces it (authored normalised).
    """

    name: str
    group: str
    shape: LightShape
    intensity: float
    position_m: Vector = (0.0, 0.0, 0.0)
    direction: Vector = (0.0, 0.0, -1.0)  # in which it shines
    size_m: tuple[float, float] = (1.0, 1.0)  # rect: width, height; disk and sphere: diameter first
    angle_deg: float = 0.53  # distant: angular diameter
    color: Vector = (1.0, 1.0, 1.0)  # scene-linear Rec.709
    exposure_stops: float = 0.0
    kelvin: float | None = None
    cone_deg: float | None = None  # spot: half angle
    cone_softness: float = 0.0
    texture: str = ""  # dome: latitude-longitude picture, as the layer names it
    visible_to_camera: bool = True
    azimuth_deg: float = 0.0  # dome: turns the picture's middle from -Y counter-clockwise seen from above


def define_light(stage: Usd.Stage, light: LightSettings) -> Usd.Prim:
    """Author one light below /World/Lights in the current edit target.

    Raises:
        SceneError: the light's name is no name of a prim, or lights may not be defined there.
    """
    path = f"{prim_paths.LIGHTS}/{light.name}"
    if not Sdf.Path.IsValidIdentifier(light.name):
        raise SceneError(f"{light.name!r} is no name for a prim", prim=path)
    prepare_parent(stage, path)
    match light.shape:
        case LightShape.RECT:
            prim = _define_rect(stage, path, light)
        case LightShape.DISK:
            disk = UsdLux.DiskLight.Define(stage, path)
            disk.CreateRadiusAttr(quantize(light.size_m[0] / 2))
            prim = disk.GetPrim()
        case LightShape.SPHERE:
            sphere = UsdLux.SphereLight.Define(stage, path)
            sphere.CreateRadiusAttr(quantize(light.size_m[0] / 2))
            prim = sphere.GetPrim()
        case LightShape.DISTANT:
            distant = UsdLux.DistantLight.Define(stage, path)
            distant.CreateAngleAttr(quantize(light.angle_deg))
            distant.CreateNormalizeAttr(True)
            prim = distant.GetPrim()
        case LightShape.DOME:
            prim = _define_dome(stage, path, light)
    _set_common(prim, light)
    if light.shape is LightShape.DOME:
        set_placement(prim, {"rotateZ:azimuth": light.azimuth_deg, "rotateX:pole": 90.0})  # its +Y pole becomes +Z
    else:
        _aim(prim, light)
    return prim


def set_light_group(prim: Usd.Prim, group: str) -> None:
    """Say which ``light_<group>`` AOV gathers a light or a glowing mesh.

    Raises:
        SceneError: no such prim.
    """
    editable_prim(prim)
    attribute = prim.CreateAttribute(own_attributes.LIGHT_GROUP, Sdf.ValueTypeNames.Token, custom=True)
    attribute.Set(group)


def read_light_group(prim: Usd.Prim) -> str:
    """The light group of a prim; empty where it has none."""
    attribute = prim.GetAttribute(own_attributes.LIGHT_GROUP)
    return str(attribute.Get()) if attribute and attribute.Get() else ""


def find_lights(stage: Usd.Stage) -> tuple[Usd.Prim, ...]:
    """Every drawn UsdLux light of a composed stage, in the order of traversal."""
    return tuple(
        prim
        for prim in stage.Traverse()
        if prim.HasAPI(UsdLux.LightAPI) and not prim.IsA(UsdGeom.Mesh) and is_drawn(prim)
    )


def gives_light(prim: Usd.Prim) -> bool:
    """Whether a UsdLux light lights anything, by its emission, its responses and what it is linked to."""
    if float(read_emission(prim).max()) <= _DARK:
        return False
    api = UsdLux.LightAPI(prim)
    if max(float(api.GetDiffuseAttr().Get()), float(api.GetSpecularAttr().Get())) <= 0.0:
        return False
    links = api.GetLightLinkCollectionAPI()
    return not is_restricted(links) or _lights_something(prim.GetStage(), links.ComputeMembershipQuery())


def is_restricted(collection: Usd.CollectionAPI) -> bool:
    """Whether a light's collection is not the whole stage."""
    excludes = collection.GetExcludesRel().HasAuthoredTargets()
    includes = collection.GetIncludesRel().HasAuthoredTargets()
    return bool(excludes or includes or collection.GetIncludeRootAttr().Get() is False)


def _lights_something(stage: Usd.Stage, linked: Usd.UsdCollectionMembershipQuery) -> bool:
    drawn = find_of_roles(stage, (*Role, None))
    return any(linked.IsPathIncluded(prim.GetPath()) for prim in drawn if not prim.HasAPI(UsdLux.LightAPI))


def read_kelvin(prim: Usd.Prim) -> float | None:
    """The colour temperature that a light is set to, or that its colour has where UsdLux's end; or None."""
    api = UsdLux.LightAPI(prim)
    if api.GetEnableColorTemperatureAttr().Get():
        return float(api.GetColorTemperatureAttr().Get())
    kelvin = kelvin_of_color(np.array(api.GetColorAttr().Get(), dtype=np.float64))
    return kelvin if kelvin is not None and kelvin > HOTTEST_USDLUX_K else None


def kelvin_of_color(rgb: Vectors) -> float | None:
    """The temperature, to 10 K, of the black body of scene-linear colour ``rgb``; None where there is none."""
    total = float(rgb.sum())
    if total <= 0.0:
        return None
    kelvins, colors = _blackbody_table()
    off = np.linalg.norm(colors - rgb / total, axis=1)
    nearest = int(np.argmin(off))
    return round(float(kelvins[nearest]), -1) if off[nearest] < _ON_LOCUS else None


@cache
def _blackbody_table() -> tuple[Vectors, Vectors]:
    """(n,) temperatures in kelvin, and (n, 3) the black bodies' colours over the sums of their channels."""
    kelvins = np.geomspace(*_BLACKBODIES_K, _BLACKBODY_COUNT)
    colors = np.array([blackbody_color(float(kelvin)) for kelvin in kelvins])
    return kelvins, colors / colors.sum(axis=1, keepdims=True)


def blackbody_color(kelvin: float) -> Vector:
    """Colour of a black body, scene-linear Rec.709 of luminance 1, clipped to the gamut.

    UsdLux's own up to 10000 K; above, `planckian_white_at`, to 25000 K.
    """
    if kelvin <= HOTTEST_USDLUX_K:
        red, green, blue = UsdLux.BlackbodyTemperatureAsRgb(kelvin)
        return float(red), float(green), float(blue)
    return planckian_white_at(kelvin)


def read_emission(prim: Usd.Prim) -> Vectors:
    """(3,) intensity x 2**exposure x colour x blackbody colour, scene-linear Rec.709; not yet normalised."""
    api = UsdLux.LightAPI(prim)
    color = np.array(api.GetColorAttr().Get(), dtype=np.float64)
    if api.GetEnableColorTemperatureAttr().Get():
        color = color * np.array(UsdLux.BlackbodyTemperatureAsRgb(api.GetColorTemperatureAttr().Get()))
    strength = float(api.GetIntensityAttr().Get()) * 2.0 ** float(api.GetExposureAttr().Get())
    return np.asarray(color * strength)


def _define_rect(stage: Usd.Stage, path: str, light: LightSettings) -> Usd.Prim:
    rect = UsdLux.RectLight.Define(stage, path)
    rect.CreateWidthAttr(quantize(light.size_m[0]))
    rect.CreateHeightAttr(quantize(light.size_m[1]))
    return rect.GetPrim()


def _define_dome(stage: Usd.Stage, path: str, light: LightSettings) -> Usd.Prim:
    dome = UsdLux.DomeLight.Define(stage, path)
    if light.texture:
        dome.CreateTextureFileAttr(Sdf.AssetPath(light.texture))
        dome.CreateTextureFormatAttr(UsdLux.Tokens.latlong)
    return dome.GetPrim()


def _set_common(prim: Usd.Prim, light: LightSettings) -> None:
    api = UsdLux.LightAPI(prim)
    per_radiance = 1.0 if light.shape is LightShape.DISTANT else np.pi
    api.CreateIntensityAttr(quantize(light.intensity / per_radiance))
    if light.exposure_stops:
        api.CreateExposureAttr(quantize(light.exposure_stops))
    hot = light.kelvin is not None and light.kelvin > HOTTEST_USDLUX_K
    color = blackbody_color(light.kelvin) if light.kelvin is not None and hot else light.color
    api.CreateColorAttr(Gf.Vec3f(*quantize_all(color)))
    api.CreateEnableColorTemperatureAttr(light.kelvin is not None and not hot)
    if light.kelvin is not None and not hot:
        api.CreateColorTemperatureAttr(quantize(light.kelvin))
    if light.cone_deg is not None:
        shaping = UsdLux.ShapingAPI.Apply(prim)
        shaping.CreateShapingConeAngleAttr(quantize(light.cone_deg))
        shaping.CreateShapingConeSoftnessAttr(quantize(light.cone_softness))
    set_light_group(prim, light.group)
    if not light.visible_to_camera:
        attribute = prim.CreateAttribute(own_attributes.VISIBLE_TO_CAMERA, Sdf.ValueTypeNames.Bool, custom=True)
        attribute.Set(False)


def _aim(prim: Usd.Prim, light: LightSettings) -> None:
    """Place a light and turn its -Z along its direction, its Y as near to up as can be."""
    x, y, z = light.direction
    level = float(np.hypot(x, y))
    azimuth = float(np.degrees(np.arctan2(-x, y))) if level > 1e-6 else 0.0
    elevation = float(np.degrees(np.arctan2(z, level)))
    at = None if light.shape is LightShape.DISTANT else light.position_m
    set_placement(prim, {"rotateZ:azimuth": azimuth, "rotateX:elevation": 90.0 + elevation}, at=at)
