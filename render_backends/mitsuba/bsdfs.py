"""Surface parameters as Mitsuba's BSDFs.

Mitsuba has no sum of lobes, but an even mixture of n lobes, each n times as strong, is one. The lobes are those of
MaterialX's layers: what a layer reflects at the angle of `_LAYER_COSINE` is taken from what lies under it.

| lobe | BSDF |
|---|---|
| diffuse, with what goes under the skin and the fuzz | diffuse |
| specular, coat | plastic or roughplastic without its diffuse part |
| metal | (rough)conductor with the index of refraction of its colours (Gulbrandsen 2014) |
| glass | (rough)dielectric, thindielectric |
| cut-out | mask |
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from render_backends.scene_extraction.surface_parameters import SurfaceParameters

_SMOOTH = 0.03  # roughness below which a surface is taken as a mirror
_NEGLIGIBLE = 1e-3
_LAYER_COSINE = 0.7  # of the angle at which surfaces are mostly seen

type Channels = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Lobe:
    """A BSDF and the input of it that scales it, (3,)."""

    description: dict[str, Any]
    scale_input: str
    scale: Channels


def describe_bsdf(surface: SurfaceParameters) -> dict[str, Any]:
    """The BSDF of a surface."""
    opaque = _describe_opaque(surface)
    clear = min(max(surface.transmission_weight * (1.0 - surface.metalness), 0.0), 1.0)
    bsdf = opaque
    if clear > 1.0 - _NEGLIGIBLE:
        bsdf = _describe_glass(surface)
    elif clear > _NEGLIGIBLE:
        bsdf = {"type": "blendbsdf", "weight": clear, "a": opaque, "b": _describe_glass(surface)}
    if surface.opacity < 1.0 - _NEGLIGIBLE:
        bsdf = {"type": "mask", "opacity": surface.opacity, "bsdf": bsdf}
    return bsdf


def describe_display_colour(colour: tuple[float, float, float] | None) -> dict[str, Any]:
    """A diffuse surface of a mesh's displayColor; None: of its colours by vertex."""
    tint = reflectance(colour) if colour is not None else {"type": "mesh_attribute", "name": "vertex_color"}
    return {"type": "twosided", "bsdf": {"type": "diffuse", "reflectance": tint}}


def _describe_opaque(surface: SurfaceParameters) -> dict[str, Any]:
    metal = min(max(surface.metalness, 0.0), 1.0)
    coat = min(max(surface.coat_weight, 0.0), 1.0)
    through = 1.0 - coat * fresnel(surface.coat_ior, _LAYER_COSINE)
    tint = (1.0 - coat) + coat * np.asarray(surface.coat_color)
    lobes = []
    if metal < 1.0 - _NEGLIGIBLE:
        lobes += _dielectric_lobes(surface, (1.0 - metal) * through * tint)
    if metal > _NEGLIGIBLE:
        lobes.append(_metal_lobe(surface, metal * through * tint))
    if coat > _NEGLIGIBLE:
        lobes.append(_gloss(surface.coat_roughness, surface.coat_ior, np.full(3, coat)))
    return {"type": "twosided", "bsdf": _sum(lobes)}


def _dielectric_lobes(surface: SurfaceParameters, weight: Channels) -> list[_Lobe]:
    strength = np.clip(surface.specular_weight * np.asarray(surface.specular_color), 0.0, 1.0)
    taken = strength * fresnel(surface.ior, _LAYER_COSINE)
    diffuse = np.clip(np.asarray(surface.diffuse_color), 0.0, 1.0) + _fuzz(surface)
    lobes = [
        _Lobe(description={"type": "diffuse"}, scale_input="reflectance", scale=diffuse * (1.0 - taken) * weight)
    ]
    if strength.max() > _NEGLIGIBLE:
        lobes.append(_gloss(surface.roughness, surface.ior, strength * weight))
    return lobes


def _gloss(roughness: float, ior: float, scale: Channels) -> _Lobe:
    """What a dielectric boundary reflects."""
    description: dict[str, Any] = {
        "type": "plastic",
        "diffuse_reflectance": reflectance(np.zeros(3)),
        "int_ior": max(ior, 1.0001),
        "ext_ior": 1.0,
    }
    if roughness >= _SMOOTH:
        description |= {"type": "roughplastic", "distribution": "ggx", "alpha": _alpha(roughness)}
    return _Lobe(description=description, scale_input="specular_reflectance", scale=scale)


def _metal_lobe(surface: SurfaceParameters, scale: Channels) -> _Lobe:
    colour = np.clip(np.asarray(surface.metal_color), 0.0, 0.999)
    edge = np.clip(surface.specular_weight * np.asarray(surface.specular_color), 0.0, 1.0)
    eta, k = artistic_ior(colour, edge)
    description: dict[str, Any] = {"type": "conductor", "eta": reflectance(eta), "k": reflectance(k)}
    if surface.roughness >= _SMOOTH:
        along, across = _alphas(surface.roughness, surface.anisotropy)
        description |= {"type": "roughconductor", "distribution": "ggx", "alpha_u": along, "alpha_v": across}
    return _Lobe(description=description, scale_input="specular_reflectance", scale=scale)


def _sum(lobes: list[_Lobe]) -> dict[str, Any]:
    """Their sum, as a chain of mixtures."""
    count = len(lobes)
    described = [
        {**lobe.description, lobe.scale_input: reflectance(np.clip(lobe.scale, 0.0, None) * count)}
        for lobe in lobes
    ]
    total = described[-1]
    for number, part in enumerate(reversed(described[:-1]), start=2):
        total = {"type": "blendbsdf", "weight": 1.0 / number, "a": total, "b": part}
    return total


def _describe_glass(surface: SurfaceParameters) -> dict[str, Any]:
    tint = (1.0, 1.0, 1.0) if surface.transmission_depth > 0.0 else surface.transmission_color
    common = {
        "int_ior": max(surface.ior, 1.0001),
        "ext_ior": 1.0,
        "specular_transmittance": reflectance(np.clip(tint, 0.0, 1.0)),
        "specular_reflectance": reflectance(np.clip(np.asarray(surface.specular_color), 0.0, 1.0)),
    }
    if surface.thin_walled:
        return {"type": "thindielectric", **common}
    if surface.roughness < _SMOOTH:
        return {"type": "dielectric", **common}
    return {"type": "roughdielectric", "distribution": "ggx", "alpha": _alpha(surface.roughness), **common}


def artistic_ior(
    reflectance: NDArray[np.float64], edge: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(eta, k) of a metal by its reflectance from above and its tint at the edge (Gulbrandsen 2014)."""
    root = np.sqrt(reflectance)
    eta = edge * (1.0 - reflectance) / (1.0 + reflectance) + (1.0 - edge) * (1.0 + root) / (1.0 - root)
    squared = ((eta + 1.0) ** 2 * reflectance - (eta - 1.0) ** 2) / (1.0 - reflectance)
    return eta, np.sqrt(np.clip(squared, 0.0, None))


def fresnel(ior: float, cosine: float) -> float:
    """What a dielectric boundary reflects at an angle."""
    inside = math.sqrt(max(1.0 - (1.0 - cosine * cosine) / (ior * ior), 0.0))
    across = (cosine - ior * inside) / (cosine + ior * inside)
    along = (ior * cosine - inside) / (ior * cosine + inside)
    return (across * across + along * along) / 2.0


def reflectance(colour: Channels | tuple[float, float, float]) -> dict[str, Any]:
    """A colour that may be above 1."""
    return {"type": "srgb", "color": [float(channel) for channel in colour], "unbounded": True}


def _alpha(roughness: float) -> float:
    return max(roughness * roughness, 1e-3)


def _alphas(roughness: float, anisotropy: float) -> tuple[float, float]:
    """MaterialX's roughness_anisotropy."""
    squared = min(max(roughness * roughness, 1e-3), 1.0)
    aspect = (1.0 - min(max(anisotropy, 0.0), 0.98)) ** 0.5
    return min(squared / aspect, 1.0), squared * aspect


def _fuzz(surface: SurfaceParameters) -> Channels:
    """What a fuzz reflects, spread evenly over the angles: its mean is near an eighth of its weight."""
    return 0.125 * surface.sheen_weight * np.asarray(surface.sheen_color)
