"""The palette on the stage: attributes of /World/Looks that the materials and textures composers read."""

from __future__ import annotations

from pxr import Gf, Sdf, Usd, UsdGeom

from colorimetry.oklch import Rgb
from composers.color.palette import Palette
from schemas.errors import SceneError
from usd_scenes import own_attributes, prim_paths
from usd_scenes.rounding import quantize_all


def set_palette(stage: Usd.Stage, palette: Palette) -> None:
    """Author ``palette`` on /World/Looks in the current edit target."""
    prim = UsdGeom.Scope.Define(stage, prim_paths.LOOKS).GetPrim()
    _create(prim, own_attributes.PALETTE_COLOURS, Sdf.ValueTypeNames.Color3fArray).Set(
        [_vec(rgb) for _, rgb in palette.colours]
    )
    _create(prim, own_attributes.PALETTE_PARTS, Sdf.ValueTypeNames.StringArray).Set(
        [part for part, _ in palette.colours]
    )
    if palette.accents:
        _create(prim, own_attributes.PALETTE_ACCENTS, Sdf.ValueTypeNames.Color3fArray).Set(
            [_vec(rgb) for rgb in palette.accents]
        )
    if palette.asked:
        _create(prim, own_attributes.PALETTE_ASKED, Sdf.ValueTypeNames.Bool).Set(True)


def read_palette(stage: Usd.Stage) -> Palette:
    """The palette that `set_palette` left.

    Raises:
        SceneError: the stage has none: the color composer has not run.
    """
    prim = stage.GetPrimAtPath(prim_paths.LOOKS)
    if not prim or not prim.HasAttribute(own_attributes.PALETTE_COLOURS):
        layer = stage.GetRootLayer().identifier
        raise SceneError("no palette; compose the color category first", layer=layer, prim=prim_paths.LOOKS)
    parts = prim.GetAttribute(own_attributes.PALETTE_PARTS).Get() or []
    colours = prim.GetAttribute(own_attributes.PALETTE_COLOURS).Get() or []
    accents = (
        prim.GetAttribute(own_attributes.PALETTE_ACCENTS).Get()
        if prim.HasAttribute(own_attributes.PALETTE_ACCENTS)
        else []
    )
    return Palette(
        colours=tuple((str(part), _rgb(value)) for part, value in zip(parts, colours, strict=True)),
        accents=tuple(_rgb(value) for value in accents),
        asked=prim.HasAttribute(own_attributes.PALETTE_ASKED),
    )


def _create(prim: Usd.Prim, name: str, kind: Sdf.ValueTypeName) -> Usd.Attribute:
    return prim.CreateAttribute(name, kind, custom=True, variability=Sdf.VariabilityUniform)


def _vec(rgb: Rgb) -> Gf.Vec3f:
    return Gf.Vec3f(*quantize_all(rgb))


def _rgb(value: Gf.Vec3f) -> Rgb:
    red, green, blue = quantize_all(value)
    return red, green, blue
