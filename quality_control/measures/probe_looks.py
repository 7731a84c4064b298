"""Constant looks for probes, which every renderer understands."""

from __future__ import annotations

from pxr import Gf, Sdf, Usd, UsdShade

from assets.looks.networks.painting import Inputs
from assets.looks.networks.standard_surfaces import surface_look
from usd_scenes.looks import PreviewSurface, define_look

type Colour = tuple[float, float, float]

_BLACK: Colour = (0.0, 0.0, 0.0)


def bind_probe_look(
    stage: Usd.Stage,
    prim: Usd.Prim,
    *,
    reflectance: float = 0.0,
    emission: Colour = _BLACK,
    mirror: float | None = None,
    over_all: bool = False,
) -> None:
    """Bind a look to ``prim``: matt of ``reflectance``, glowing, or a metal.

    Args:
        emission: radiance, scene-linear Rec.709.
        mirror: roughness of a metal that takes the place of the matt surface.
        over_all: the binding is stronger than those of the prims below.
    """
    path = f"/World/ProbeLooks/{prim.GetName()}"
    if mirror is None and emission == _BLACK:
        material = _define_matt(stage, path, reflectance)
    else:
        material = _define_preview(stage, path, reflectance=reflectance, emission=emission, mirror=mirror)
    strength = UsdShade.Tokens.strongerThanDescendants if over_all else UsdShade.Tokens.fallbackStrength
    UsdShade.MaterialBindingAPI.Apply(prim).Bind(material, bindingStrength=strength)


def _define_matt(stage: Usd.Stage, path: str, reflectance: float) -> UsdShade.Material:
    """A Lambertian: the fallback alone is a mirror at grazing angles, whatever its specular colour."""
    grey = (reflectance, reflectance, reflectance)
    inputs: Inputs = {"base": ("float", 1.0), "base_color": ("color3", grey), "specular": ("float", 0.0)}
    return define_look(stage, path, surface_look(inputs, PreviewSurface(diffuse_color=grey, roughness=1.0)))


def _define_preview(
    stage: Usd.Stage, path: str, *, reflectance: float, emission: Colour, mirror: float | None
) -> UsdShade.Material:
    material = UsdShade.Material.Define(stage, path)
    shader = UsdShade.Shader.Define(stage, f"{path}/Preview")
    shader.CreateIdAttr("UsdPreviewSurface")
    colour, number = Sdf.ValueTypeNames.Color3f, Sdf.ValueTypeNames.Float
    shader.CreateInput("diffuseColor", colour).Set(Gf.Vec3f(reflectance if mirror is None else 0.8))
    shader.CreateInput("emissiveColor", colour).Set(Gf.Vec3f(*emission))
    if mirror is None:
        shader.CreateInput("useSpecularWorkflow", Sdf.ValueTypeNames.Int).Set(1)
        shader.CreateInput("specularColor", colour).Set(Gf.Vec3f(0.0))
        shader.CreateInput("roughness", number).Set(1.0)
    else:
        shader.CreateInput("metallic", number).Set(1.0)
        shader.CreateInput("roughness", number).Set(mirror)
    shader.CreateOutput("surface", Sdf.ValueTypeNames.Token)
    material.CreateSurfaceOutput().ConnectToSource(shader.ConnectableAPI(), "surface")
    return material
