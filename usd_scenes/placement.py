"""Where a prim stands and how it is turned, as transform operations of one prim."""

from __future__ import annotations

from collections.abc import Mapping

from pxr import Gf, Sdf, Usd, UsdGeom

from schemas.errors import SceneError
from usd_scenes.edit_locations import editable_prim
from usd_scenes.rounding import quantize, quantize_all

_PREFIX = "xformOp:"


def set_placement(
    prim: Usd.Prim, turns_deg: Mapping[str, float], *, at: tuple[float, float, float] | None = None
) -> None:
    """Author the whole local transform of ``prim`` in the current edit target.

    Args:
        turns_deg: by the operation's name, such as ``rotateZ:azimuth``; the last is done first.
        at: a translation, done last; none for what has no place, such as a distant light.

    Raises:
        SceneError: no such prim, or one without a transform.
    """
    xform = UsdGeom.Xformable(editable_prim(prim))
    if not xform:
        raise SceneError(
            f"a {prim.GetTypeName() or 'prim without a type'} has no transform", prim=str(prim.GetPath())
        )
    order = [f"{_PREFIX}{name}" for name in (*(("translate",) if at is not None else ()), *turns_deg)]
    if at is not None:
        translate = prim.CreateAttribute(f"{_PREFIX}translate", Sdf.ValueTypeNames.Double3, custom=False)
        translate.Set(Gf.Vec3d(*quantize_all(at)))
    for name, angle_deg in turns_deg.items():
        turn = prim.CreateAttribute(f"{_PREFIX}{name}", Sdf.ValueTypeNames.Float, custom=False)
        turn.Set(quantize(angle_deg))
    xform.CreateXformOpOrderAttr(order)
