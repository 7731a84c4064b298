"""Surface parameters as Mitsuba's BSDFs.

Mitsuba has no sum of lobes, but an even mixture of n lobes, each n times as strong, is one. The lobes are those of
MaterialX's layers: what a layer reflects at the camera's angle is taken from what lies under it.

| lobe | BSDF |
|---|---|
| diffuse, with what goes under the skin and the fuzz | diffuse |
| light through a thin skin | principledthin that only passes |
| specular, coat | plastic or roughplastic without its diffuse part |
| metal | (rough)conductor with the index of refraction of its colours (Gulbrandsen 2014) |
| glass | (rough)dielectric, thindielectric |
| cut-out | mask |
| relief | normalmap about them, which lets no light leak through the surface and shadows what is turned away |
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from usd_scenes.extraction.dressed_surfaces.directional_albedo import rough_glass_albedo
from usd_scenes.extraction.dressed_surfaces.fields import Channels, Fields

_SMOOTH = 0.03  # roughness below which a surface is taken as a mirror
_NEGLIGIBLE = 1e-3
_ROUGHNESS_LEVELS = 3
_ROUGHNESS_PERCENTILES = (3.0, 97.0)
_LEAST_SPREAD = 0.03  # of roughness or strength: below it, a dielectric's gloss has one


@dataclass(slots=True, kw_only=True, eq=False)
class Attributes:
    """Arrays by corner that textures read, by name."""

    arrays: dict[str, NDArray[np.float32]] = field(default_factory=dict)
    relief: dict[str, Any] | None = None  # the texture of bumped normals
    lit: bool = False  # whether light falls on the mesh
    framed: bool = False  # whether the mesh's u must run along the surface's tangents

    def raised(self, bsdf: dict[str, Any]) -> dict[str, Any]:
        """``bsdf`` with the surface's relief."""
        return bsdf if self.relief is None else {"type": "normalmap", "normalmap": self.relief, "bsdf": bsdf}

    def texture(self, values: Channels) -> Any:
        """A colour or number that may be above 1: constant, or a texture of an attribute."""
        if len(values) == 1:
            return reflectance(values[0]) if values.shape[1] == 3 else float(values[0, 0])
        name = f"vertex_field{len(self.arrays)}"
        self.arrays[name] = values.astype(np.float32)
        return {"type": "mesh_attribute", "name": name}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Lobe:
    """A BSDF and the input of it that scales it; with ``steps``, what others of its kind it turns into, and where:
    shares of 1 at corners. ``share`` (corners, 1) is how much of it is there, where its own input is one for all.
    """

    description: dict[str, Any]
    scale_input: str
    scale: Channels
    steps: tuple[tuple[dict[str, Any], Channels], ...] = ()
    share: Channels | None = None

    def described(self, attributes: Attributes, count: float) -> dict[str, Any]:
        """The lobe, ``count`` times as strong."""
        scale = {self.scale_input: attributes.texture(np.clip(self.scale, 0.0, None) * count)}
        total = self.description | scale
        for description, share in self.steps:
            total = {
                "type": "blendbsdf",
                "weight": attributes.texture(share),
                "a": total,
                "b": description | scale,
            }
        if self.share is None:
            return total
        black = {"type": "diffuse", "reflectance": reflectance(np.zeros(3))}
        return {"type": "blendbsdf", "weight": attributes.texture(self.share), "a": black, "b": total}


def describe_bsdf(fields: Fields, relief: Channels | None = None) -> tuple[dict[str, Any], Attributes]:
    """The BSDF of a surface, and the arrays that its mesh must carry.

    Args:
        relief: (corners, 3) normals in the mesh's frame at each corner, as 0.5 n + 0.5.
    """
    texture = None if relief is None else {"type": "mesh_attribute", "name": "vertex_relief"}
    framed = relief is not None or fields.surface.anisotropy != 0.0
    attributes = Attributes(relief=texture, framed=framed, lit=True)
    if relief is not None:
        attributes.arrays["vertex_relief"] = relief.astype(np.float32)
    clear = fields.share("transmission_weight") * (1.0 - fields.share("metalness"))
    if clear.min() > 1.0 - _NEGLIGIBLE:
        bsdf = attributes.raised(_describe_glass(fields, attributes))
    else:
        bsdf = _describe_opaque(fields, attributes)
        if clear.max() > _NEGLIGIBLE:
            glass = attributes.raised(_describe_glass(fields, attributes))
            bsdf = {"type": "blendbsdf", "weight": attributes.texture(clear), "a": bsdf, "b": glass}
    return _cut_out(fields, bsdf, attributes), attributes


def describe_shade(fields: Fields) -> tuple[dict[str, Any], Attributes]:
    """What hides a light: black, but clear where a ray goes straight on."""
    attributes = Attributes()
    black = {"type": "diffuse", "reflectance": reflectance(np.zeros(3))}
    clear = fields.share("transmission_weight") * (1.0 - fields.share("metalness"))
    bsdf = black
    if fields.surface.thin_walled and clear.max() > _NEGLIGIBLE:
        bsdf = _describe_glass(fields, attributes) | {"specular_reflectance": 0.0}
        if clear.min() < 1.0 - _NEGLIGIBLE:
            bsdf = {"type": "blendbsdf", "weight": attributes.texture(clear), "a": black, "b": bsdf}
    return _cut_out(fields, bsdf, attributes), attributes


def _cut_out(fields: Fields, bsdf: dict[str, Any], attributes: Attributes) -> dict[str, Any]:
    opacity = fields.share("opacity")
    if opacity.min() >= 1.0 - _NEGLIGIBLE:
        return bsdf
    return {"type": "mask", "opacity": attributes.texture(opacity), "bsdf": bsdf}


def describe_albedo(fields: Fields) -> tuple[dict[str, Any], Attributes]:
    """A diffuse surface of the look's albedo."""
    attributes = Attributes()
    return {"type": "diffuse", "reflectance": attributes.texture(fields.albedo())}, attributes


def describe_display_colour(colour: tuple[float, float, float] | None) -> dict[str, Any]:
    """A diffuse surface of a mesh's displayColor; None: of its colours by vertex."""
    tint = reflectance(colour) if colour is not None else {"type": "mesh_attribute", "name": "vertex_color"}
    return {"type": "twosided", "bsdf": {"type": "diffuse", "reflectance": tint}}


def _describe_opaque(fields: Fields, attributes: Attributes) -> dict[str, Any]:
    surface = fields.surface
    metal, coat = fields.share("metalness"), fields.share("coat_weight")
    tint = fields.through_coat() * fields.through_fuzz()
    lobes = []
    if metal.min() < 1.0 - _NEGLIGIBLE:
        lobes += _dielectric_lobes(fields, (1.0 - metal) * tint)
    if metal.max() > _NEGLIGIBLE:
        lobes.append(_metal_lobe(fields, metal * tint, attributes))
    if coat.max() > _NEGLIGIBLE:
        lobes.append(
            _gloss(surface.coat_roughness, surface.coat_ior, coat * fields.through_fuzz() * np.ones((1, 3)))
        )
    passed = fields.passed() * (1.0 - metal) * tint * fields.through_gloss()
    if passed.max() <= _NEGLIGIBLE:
        return {"type": "twosided", "bsdf": attributes.raised(_sum(lobes, attributes))}
    thin = {"type": "principledthin", "diff_trans": 2.0, "base_color": attributes.texture(2.0 * passed)}
    front = {"type": "twosided", "bsdf": attributes.raised(_sum(lobes, attributes, times=2.0))}
    return {"type": "blendbsdf", "weight": 0.5, "a": front, "b": thin}


def _dielectric_lobes(fields: Fields, weight: Channels) -> list[_Lobe]:
    surface, strength = fields.surface, fields.gloss()
    diffuse = fields.diffuse_lobe() * weight + fields.fuzz() * (1.0 - fields.share("metalness"))
    lobes = [_Lobe(description={"type": "diffuse"}, scale_input="reflectance", scale=diffuse)]
    if strength.max() > _NEGLIGIBLE:
        varying = fields.number("roughness") if "roughness" in fields.varying else None
        lobes.append(_gloss(surface.roughness, surface.ior, strength * weight, varying=varying))
    return lobes


def _gloss(roughness: float, ior: float, scale: Channels, *, varying: Channels | None = None) -> _Lobe:
    """What a dielectric boundary reflects; its tint is one for the whole surface: (rough)plastic wants the mean of
    its colours, which a texture of corners does not tell. How strong it is varies, as between metal and rust.

    Args:
        varying: (corners, 1) roughness, which runs between lobes of a few: (rough)plastic knows one.
    """
    levels = [roughness]
    if varying is not None:
        low, high = (float(end) for end in np.percentile(varying, _ROUGHNESS_PERCENTILES))
        if high - low > _LEAST_SPREAD:
            levels = [float(level) for level in np.linspace(low, high, _ROUGHNESS_LEVELS)]
    steps = []
    for below, level in pairwise(levels):
        assert varying is not None
        steps.append((_plastic(level, ior), np.clip((varying - below) / (level - below), 0.0, 1.0)))
    strength = scale.mean(axis=1, keepdims=True)
    most, mean = float(strength.max()), max(float(strength.mean()), 1e-12)
    varies = most - float(strength.min()) > _LEAST_SPREAD
    tint = scale.mean(axis=0, keepdims=True) / mean
    return _Lobe(
        description=_plastic(levels[0], ior),
        scale_input="specular_reflectance",
        scale=tint * (most if varies else mean),
        steps=tuple(steps),
        share=strength / most if varies else None,
    )


def _plastic(roughness: float, ior: float) -> dict[str, Any]:
    description: dict[str, Any] = {
        "type": "plastic",
        "diffuse_reflectance": reflectance(np.zeros(3)),
        "int_ior": max(ior, 1.0001),
        "ext_ior": 1.0,
    }
    if roughness >= _SMOOTH:
        description |= {"type": "roughplastic", "distribution": "ggx", "alpha": _alpha(roughness)}
    return description


def _metal_lobe(fields: Fields, scale: Channels, attributes: Attributes) -> _Lobe:
    surface = fields.surface
    eta, k = fields.metal_ior()
    description: dict[str, Any] = {
        "type": "conductor",
        "eta": attributes.texture(eta),
        "k": attributes.texture(k),
    }
    if "roughness" in fields.varying and surface.anisotropy == 0.0:
        alpha = np.clip(fields.number("roughness") ** 2, 1e-3, 1.0)
        description |= {"type": "roughconductor", "distribution": "ggx", "alpha": attributes.texture(alpha)}
    elif surface.roughness >= _SMOOTH:
        along, across = (
            attributes.texture(alpha) for alpha in _alphas(fields.number("roughness"), surface.anisotropy)
        )
        description |= {"type": "roughconductor", "distribution": "ggx", "alpha_u": along, "alpha_v": across}
    return _Lobe(description=description, scale_input="specular_reflectance", scale=scale * fields.metal_gain())


def _sum(lobes: list[_Lobe], attributes: Attributes, *, times: float = 1.0) -> dict[str, Any]:
    """Their sum, as a chain of mixtures."""
    count = len(lobes) * times
    described = [lobe.described(attributes, count) for lobe in lobes]
    total = described[-1]
    for number, part in enumerate(reversed(described[:-1]), start=2):
        total = {"type": "blendbsdf", "weight": 1.0 / number, "a": total, "b": part}
    return total


def _describe_glass(fields: Fields, attributes: Attributes) -> dict[str, Any]:
    surface = fields.surface
    tint = np.ones((1, 3)) if surface.transmission_depth > 0.0 else fields.color("transmission_color")
    rough = surface.roughness >= _SMOOTH and not surface.thin_walled
    gain = 1.0 / rough_glass_albedo(surface.roughness, surface.ior) if rough else 1.0
    common = {
        "int_ior": max(surface.ior, 1.0001),
        "ext_ior": 1.0,
        "specular_transmittance": attributes.texture(gain * np.clip(tint, 0.0, 1.0)),
        "specular_reflectance": attributes.texture(gain * np.clip(fields.color("specular_color"), 0.0, 1.0)),
    }
    if surface.thin_walled:
        return {"type": "thindielectric", **common}
    if surface.roughness < _SMOOTH:
        return {"type": "dielectric", **common}
    return {"type": "roughdielectric", "distribution": "ggx", "alpha": _alpha(surface.roughness), **common}


def reflectance(colour: Channels | tuple[float, float, float]) -> dict[str, Any]:
    """A colour that may be above 1."""
    return {"type": "srgb", "color": [float(channel) for channel in colour], "unbounded": True}


def _alpha(roughness: float) -> float:
    return max(roughness * roughness, 1e-3)


def _alphas(roughness: Channels, anisotropy: float) -> tuple[Channels, Channels]:
    """MaterialX's roughness_anisotropy."""
    squared = np.clip(roughness * roughness, 1e-3, 1.0)
    aspect = (1.0 - min(max(anisotropy, 0.0), 0.98)) ** 0.5
    return np.minimum(squared / aspect, 1.0), squared * aspect
