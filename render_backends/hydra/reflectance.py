"""What a look reflects or lets through: base colour of a diffuse surface, F0 of a metal, tint of glass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pxr import Gf, Usd, UsdShade

from colorimetry.srgb import linear_from_srgb

_MATERIALX = "mtlx"
_SRGB = "srgb_texture"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Model:
    """Where a surface model keeps it: names of inputs and their defaults."""

    colour: str
    default: tuple[float, float, float]
    weight: str = ""  # a factor of the colour, 1 by default
    transmission: str = ""  # the share of light that goes through, 0 by default
    tint: str = ""  # of what goes through, white by default


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflectance:
    """A look's reflectance: ``colour`` where it is constant, else the inputs that lead to the pattern."""

    is_materialx: bool
    colour: Gf.Vec3f | None
    colour_input: UsdShade.Input
    weight: float = 1.0
    weight_input: UsdShade.Input | None = None  # where a pattern makes the weight


def read_reflectance(material: UsdShade.Material, time: Usd.TimeCode) -> Reflectance | None:
    """The reflectance of a material's surface; None where its surface model is not known here."""
    shader, _, _ = material.ComputeSurfaceSource(_MATERIALX)
    if not shader:
        return None
    identifier = str(shader.GetIdAttr().Get() or "")
    model = _MODELS.get(identifier.removeprefix("ND_").removesuffix("_surfaceshader"))
    if model is None:
        return None
    is_materialx = identifier.startswith("ND_")
    colour_input = shader.GetInput(model.colour) or None
    weight_input = (shader.GetInput(model.weight) or None) if model.weight else None
    weight = _constant(weight_input, time) if weight_input else 1.0
    colour = _constant(colour_input, time) if colour_input else Gf.Vec3f(*model.default)
    if colour is not None and weight is not None:
        colour = Gf.Vec3f(colour) * float(weight)
        through = _given(shader, model.transmission, 0.0, time)
        tint = _given(shader, model.tint, Gf.Vec3f(1.0), time)
        if through is not None and tint is not None and through > 0.0:
            colour = colour * (1.0 - through) + Gf.Vec3f(tint) * through
    return Reflectance(
        is_materialx=is_materialx,
        colour=colour if weight is not None else None,
        colour_input=colour_input,
        weight=float(weight) if weight is not None else 1.0,
        weight_input=weight_input if weight is None else None,
    )


def _given(shader: UsdShade.Shader, name: str, default: Any, time: Usd.TimeCode) -> Any:
    """The value of an input, ``default`` where it has none; None where a pattern makes it."""
    found = shader.GetInput(name) if name else None
    if not found:
        return default
    return _constant(found, time)


def _constant(source: UsdShade.Input, time: Usd.TimeCode) -> Any:
    """The value of an input; None where a pattern makes it."""
    producers = source.GetValueProducingAttributes()
    if len(producers) != 1 or not UsdShade.Input.IsInput(producers[0]):
        return None
    value = producers[0].Get(time)
    if producers[0].GetColorSpace() == _SRGB and value is not None:
        return Gf.Vec3f(*linear_from_srgb(tuple(value)).tolist())
    return value


_MODELS = {
    "standard_surface": _Model(
        colour="base_color",
        default=(0.8, 0.8, 0.8),
        weight="base",
        transmission="transmission",
        tint="transmission_color",
    ),
    "open_pbr_surface": _Model(
        colour="base_color",
        default=(0.8, 0.8, 0.8),
        weight="base_weight",
        transmission="transmission_weight",
        tint="transmission_color",
    ),
    "gltf_pbr": _Model(
        colour="base_color", default=(1.0, 1.0, 1.0), transmission="transmission", tint="base_color"
    ),
    "disney_principled": _Model(colour="baseColor", default=(0.16, 0.16, 0.16)),
    "UsdPreviewSurface": _Model(colour="diffuseColor", default=(0.18, 0.18, 0.18)),
}
