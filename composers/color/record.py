"""The palette on the stage: attributes of /World/Looks that the materials and textures composers read."""

from __future__ import annotations

from pxr import Gf, Sdf, Usd, UsdGeom

from colorimetry.oklch import Rgb
from composers.color.palette import Palette
from schemas.errors import SceneError
from usd_scenes import prim_paths
from usd_scenes.rounding import quantize_all

_COLOURS = f"{prim_paths.NAMESPACE}:palette"
_PARTS = f"{prim_paths.NAMESPACE}:paletteParts"
_ACCENTS = f"{prim_paths.NAMESPACE}:paletteAccents"
_ASKED = f"{prim_paths.NAMESPACE}:paletteAsked"


def set_palette(stage: Usd.Stage, palette: Palette) -> None:
    """Author ``palette`` on /World/Looks in the current edit target."""
    prim = UsdGeom.Scope.Define(stage, prim_paths.LOOKS).GetPrim()
    _create(prim, _COLOURS, Sdf.ValueTypeNames.Color3fArray).Set([_vec(rgb) for _, rgb in palette.colours])
    _create(prim, _PARTS, Sdf.ValueTypeNames.StringArray).Set([part for part, _ in palette.colours])
    if palette.accents:
        _create(prim, _ACCENTS, Sdf.ValueTypeNames.Color3fArray).Set([_vec(rgb) for rgb in palette.accents])
    if palette.asked:
        _create(prim, _ASKED, Sdf.ValueTypeNames.Bool).Set(True)


def read_palette(stage: Usd.Stage) -> Palette:
    """The palette that `set_palette` left.

    Raises:
        SceneError: the stage has none: the color composer has not run.
    """
    prim = stage.GetPrimAtPath(prim_paths.LOOKS)
    if not prim or not prim.HasAttribute(_COLOURS):
        layer = stage.GetRootLayer().identifier
        raise SceneError("no palette; compose the color category first", layer=layer, prim=prim_paths.LOOKS)
    parts = prim.GetAttribute(_PARTS).Get() or []
    colours = prim.GetAttribute(_COLOURS).Get() or []
    accents = prim.GetAttribute(_ACCENTS).Get() if prim.HasAttribute(_ACCENTS) else []
    return Palette(
        colours=tuple((str(part), _rgb(value)) for part, value in zip(parts, colours, strict=True)),
        accents=tuple(_rgb(value) for value in accents),
        asked=prim.HasAttribute(_ASKED),
    )


def _create(prim: Usd.Prim, name: str, kind: Sdf.ValueTypeName) -> Usd.Attribute:
    return prim.CreateAttribute(name, kind, custom=True, variability=Sdf.VariabilityUniform)


def _vec(rgb: Rgb) -> Gf.Vec3f:
    return Gf.Vec3f(*quantize_all(rgb))


def _rgb(value: Gf.Vec3f) -> Rgb:
    red, green, blue = quantize_all(value)
    return red, green, blue
