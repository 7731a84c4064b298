"""Where a body stands."""

from __future__ import annotations

from dataclasses import dataclass

from pxr import Gf, UsdGeom

from usd_scenes.rounding import quantize, quantize_all


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a body stands: the foot of its axis, metres, its turn about Z, and a uniform scale."""

    x_m: float = 0.0
    y_m: float = 0.0
    z_m: float = 0.0
    turn_deg: float = 0.0
    scale: float = 1.0


def set_placement(xform: UsdGeom.Xform, placement: Placement) -> None:
    """Author the transform ops that the placement needs: translate, turn, scale."""
    offset = quantize_all((placement.x_m, placement.y_m, placement.z_m))
    if any(offset):
        xform.AddTranslateOp().Set(Gf.Vec3d(*offset))
    if placement.turn_deg:
        xform.AddRotateZOp().Set(quantize(placement.turn_deg))
    if placement.scale != 1.0:
        xform.AddScaleOp().Set(Gf.Vec3f(*(3 * (quantize(placement.scale),))))
