"""Light for what stands in or under a clear liquid.

A path tracer finds a small light behind glass only by accident, so a clear liquid and its glass would stand in a
black shadow of their own. The lights' shadow rays pass them instead: what lies below is lit, and the eye's way
back up through the liquid gives it its colour.
"""

from __future__ import annotations

from pxr import Usd, UsdGeom, UsdLux, UsdShade

from usd_scenes import prim_paths
from usd_scenes.lights import find_lights
from usd_scenes.semantics import Role, read_role
from usd_scenes.shader_inputs import input_value

_ROLES = (Role.LIQUID, Role.VESSEL)


def let_light_through(stage: Usd.Stage) -> None:
    """Author, into the current edit target, that clear liquids and vessels cast no shadow of any light but a dome.

    A dome's light finds its way through glass by itself.
    """
    group = stage.GetPrimAtPath(prim_paths.FX)
    clear = [p for p in Usd.PrimRange(group) if p.IsA(UsdGeom.Mesh) and _is_clear(p)] if group else []
    if not clear:
        return
    for light in find_lights(stage):
        if not light.IsA(UsdLux.DomeLight):
            shadows = UsdLux.LightAPI(light).GetShadowLinkCollectionAPI()
            for prim in clear:
                shadows.ExcludePath(prim.GetPath())


def _is_clear(prim: Usd.Prim) -> bool:
    if read_role(prim) not in _ROLES:
        return False
    material, _ = UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()
    shader = material.ComputeSurfaceSource("mtlx")[0] if material else None
    transmission = input_value(shader.GetInput("transmission")) if shader else None
    return bool((transmission or 0.0) > 0.5)
