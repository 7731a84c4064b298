"""What a UsdLux light emits, from its inputs alone (schema UsdLux, LightAPI and ShapingAPI)."""

from __future__ import annotations

import math

from pxr import Gf, Usd, UsdLux

from schemas.errors import UnsupportedError
from usd_scenes.extraction.scene.plain_scene import Colour, Shaping


def compute_radiance(light: UsdLux.LightAPI, time: Usd.TimeCode, *, size: float) -> Colour:
    """Scene-linear Rec.709 radiance: intensity x 2**exposure x colour x blackbody colour.

    Args:
        size: what ``normalize`` divides by: the emitting area, or a distant light's sin**2 x pi.
    """
    scale = float(light.GetIntensityAttr().Get(time)) * 2.0 ** float(light.GetExposureAttr().Get(time))
    if light.GetNormalizeAttr().Get(time):
        scale = scale / size if size > 0.0 else scale
    tint = Gf.Vec3f(light.GetColorAttr().Get(time))
    if light.GetEnableColorTemperatureAttr().Get(time):
        tint = Gf.CompMult(tint, UsdLux.BlackbodyTemperatureAsRgb(light.GetColorTemperatureAttr().Get(time)))
    return scale * tint[0], scale * tint[1], scale * tint[2]


def compute_distant_size(angle_rad: float) -> float:
    """The projected solid angle of a disk of ``angle_rad`` across; 1 for a delta light."""
    half = angle_rad / 2.0
    if half <= 0.0:
        return 1.0
    projected = math.sin(half) ** 2
    return math.pi * (projected if half <= math.pi / 2 else 2.0 - projected)


def read_shaping(prim: Usd.Prim, time: Usd.TimeCode) -> Shaping:
    """The shaping of a light, neutral where it has none; a distant light shines along its axis alone.

    Raises:
        UnsupportedError: an IES profile, which is not read here.
    """
    shaping = UsdLux.ShapingAPI(prim)
    if not prim.HasAPI(UsdLux.ShapingAPI) or prim.IsA(UsdLux.DistantLight):
        return Shaping()
    ies = shaping.GetShapingIesFileAttr().Get(time)
    if ies and ies.path:
        raise UnsupportedError(f"<{prim.GetPath()}>: IES profiles are not read; shape the light by focus or cone")
    return Shaping(
        focus=float(shaping.GetShapingFocusAttr().Get(time) or 0.0),
        focus_tint=tuple(shaping.GetShapingFocusTintAttr().Get(time) or (0.0, 0.0, 0.0)),
        cone_angle_deg=float(_or(shaping.GetShapingConeAngleAttr().Get(time), 90.0)),
        cone_softness=float(shaping.GetShapingConeSoftnessAttr().Get(time) or 0.0),
    )


def _or(value: float | None, fallback: float) -> float:
    return fallback if value is None else value
