"""What a lamp in the picture stands on."""

from __future__ import annotations

import numpy as np
from pxr import Gf, Usd

from assets.meshes.solids import lathe
from assets.meshes.surface import finished
from schemas.mesh import MeshData
from usd_scenes import prim_paths
from usd_scenes.lit_scene import Vectors
from usd_scenes.looks import LookNetwork, PreviewSurface, ShaderInput, ShaderNode, bind_look, define_look
from usd_scenes.meshes import set_mesh
from usd_scenes.rounding import quantize, quantize_all
from usd_scenes.semantics import Role, set_labels

_FOOT_RADIUS_M = 0.13
_POLE_RADIUS_M = 0.009
_LOWEST_M = 0.03
_COLOR = (0.022, 0.022, 0.024)
_ROUGHNESS = 0.45


def define_stand(stage: Usd.Stage, name: str, foot: Vectors, height_m: float) -> None:
    """A dark pole on a disc: ``foot`` (3,) on the floor, metres; nothing where the lamp is as good as on it."""
    if height_m < _LOWEST_M:
        return
    xform = set_mesh(stage, f"{prim_paths.LIGHTS}/{name}", _stand(quantize(height_m)))
    xform.AddTranslateOp().Set(Gf.Vec3d(*quantize_all(foot)))
    prim = xform.GetPrim()
    set_labels(prim, role=Role.LIGHT_CARD, class_name="light_stand")
    bind_look(prim, define_look(stage, f"{prim_paths.LOOKS}/{name}", _black_paint()))


def _stand(height_m: float) -> MeshData:
    foot, pole = _FOOT_RADIUS_M, _POLE_RADIUS_M
    thin = min(0.012, height_m / 3)
    profile = [(0.0, 0.0), (foot, 0.0), (foot, thin * 0.6), (2.0 * pole, thin), (pole, thin + 0.01)]
    return finished(lathe(np.array([*profile, (pole, height_m), (0.0, height_m)]), 24), crease_deg=30.0)


def _black_paint() -> LookNetwork:
    inputs = (
        ShaderInput(name="base_color", type="color3", value=_COLOR),
        ShaderInput(name="specular_roughness", type="float", value=_ROUGHNESS),
    )
    surface = ShaderNode(
        name="Surface",
        definition="ND_standard_surface_surfaceshader",
        inputs=inputs,
        output_type="surfaceshader",
    )
    preview = PreviewSurface(diffuse_color=_COLOR, roughness=_ROUGHNESS)
    return LookNetwork(nodes=(surface,), surface="Surface", preview=preview)
