"""The palette on the stage: attributes of /World/Looks, for who opens the sample."""

from __future__ import annotations

from pxr import Gf, Sdf, Usd, UsdGeom

from colorimetry.oklch import Rgb
from composers.blocking.casting.palette import Palette
from usd_scenes import own_attributes, prim_paths


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


def _create(prim: Usd.Prim, name: str, kind: Sdf.ValueTypeName) -> Usd.Attribute:
    return prim.CreateAttribute(name, kind, custom=True, variability=Sdf.VariabilityUniform)


def _vec(rgb: Rgb) -> Gf.Vec3f:
    return Gf.Vec3f(*rgb)
