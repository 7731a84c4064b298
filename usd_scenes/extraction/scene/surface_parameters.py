"""Surface models reduced to one set of parameters, for renderers with materials of their own.

What is common to standard_surface, OpenPBR, glTF, Disney and UsdPreviewSurface: a base that is diffuse, metal or
clear, a specular layer over it, and a coat. Thin films, dispersion and the shape of anisotropy are left out.
Graphs of closures are reduced by `closure_reduction`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from schemas.errors import UnsupportedError
from usd_scenes.extraction.scene.closure_reduction import CLOSURE_SURFACE, reduce_closures
from usd_scenes.extraction.scene.plain_scene import Colour, SceneLook
from usd_scenes.looks import Connection, PreviewSurface, ShaderNode

_WHITE = (1.0, 1.0, 1.0)
_BLACK = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurfaceParameters:
    """A surface; colours scene-linear Rec.709. ``varying`` names the fields that a pattern drives, and by what."""

    base_weight: float = 1.0
    base_color: Colour = (0.8, 0.8, 0.8)
    diffuse_roughness: float = 0.0
    metalness: float = 0.0
    specular_weight: float = 1.0
    specular_color: Colour = _WHITE
    roughness: float = 0.3  # perceptual: the microfacets' is its square
    anisotropy: float = 0.0
    ior: float = 1.5
    transmission_weight: float = 0.0
    transmission_color: Colour = _WHITE
    transmission_depth: float = 0.0  # stage units; 0: the colour tints at once
    transmission_scatter: Colour = _BLACK
    subsurface_weight: float = 0.0
    subsurface_color: Colour = _WHITE
    thin_passes: float = 1.0  # of the light that a thin skin scatters, the share that comes out behind
    thin_power: float = 1.0  # of the skin's colour in what it scatters
    sheen_weight: float = 0.0
    sheen_color: Colour = _WHITE
    sheen_roughness: float = 0.3
    coat_weight: float = 0.0
    coat_color: Colour = _WHITE
    coat_roughness: float = 0.0
    coat_ior: float = 1.5
    coat_darkening: float = 0.0  # how far light caught between coat and base deepens the base, OpenPBR's term
    emission_weight: float = 1.0
    emission_color: Colour = _BLACK
    opacity: float = 1.0
    thin_walled: float = 0.0
    normal: float = 0.0  # carries nothing itself: a bumped normal is in ``varying``
    tangent: float = 0.0  # as the normal: along what anisotropic facets are drawn out
    varying: Mapping[str, Connection] = field(default_factory=dict)
    losses: tuple[str, ...] = ()  # what the reduction leaves out of this look, in words

    @property
    def emission(self) -> Colour:
        """Radiance that the surface gives off."""
        red, green, blue = (self.emission_weight * channel for channel in self.emission_color)
        return red, green, blue

    @property
    def diffuse_color(self) -> Colour:
        """Colour of the base where it is neither metal nor clear, what goes under its skin included."""
        share = min(max(self.subsurface_weight, 0.0), 1.0)
        base = np.asarray(self.base_color) * self.base_weight
        red, green, blue = (1.0 - share) * base + share * np.asarray(self.subsurface_color) * np.sign(base.max())
        return float(red), float(green), float(blue)

    @property
    def metal_color(self) -> Colour:
        """Reflectance of the metal seen from straight above."""
        red, green, blue = (self.base_weight * channel for channel in self.base_color)
        return red, green, blue

    @property
    def albedo(self) -> Colour:
        """What the ``albedo`` AOV holds: the diffuse colour, a metal's reflectance, white where it is clear."""
        metal, clear = self.metalness, self.transmission_weight * (1.0 - self.metalness)
        diffuse = 1.0 - metal - clear
        mixed = (
            diffuse * np.asarray(self.diffuse_color)
            + metal * np.asarray(self.metal_color)
            + clear * np.asarray(self.transmission_color)
        )
        red, green, blue = np.clip(mixed, 0.0, 1.0)
        return float(red), float(green), float(blue)


@cache
def _models() -> dict[str, dict[str, list[Any]]]:
    return dict(yaml.safe_load((Path(__file__).parent / "surface_models.yaml").read_text()))


def reduce_look(look: SceneLook) -> SurfaceParameters:
    """The look's surface; a field that a pattern drives has the value of the look's constant fallback.

    Raises:
        UnsupportedError: a surface model that is not in the table, or closures that do not reduce.
    """
    surface = look.surface
    if surface is None:
        return SurfaceParameters(base_color=look.preview.diffuse_color, roughness=look.preview.roughness)
    if surface.definition == CLOSURE_SURFACE:
        reduced = reduce_closures(look)
        found = SurfaceParameters(**reduced.values, varying=reduced.varying, losses=reduced.losses)
        return _conty_kulla_sheen(found) if found.sheen_weight > 0.0 else found
    model = _models().get(surface.definition)
    if model is None:
        raise UnsupportedError(
            f"<{look.prim_path}>: the surface model {surface.definition!r} is not translated; there are "
            f"{', '.join(sorted([*_models(), CLOSURE_SURFACE]))}"
        )
    values: dict[str, Any] = {}
    varying: dict[str, Connection] = {}
    given = {entry.name: entry.value for entry in surface.inputs}
    for name, (input_name, default) in model.items():
        value = given.get(input_name, default)
        if isinstance(value, Connection):
            varying[name] = value
            value = _fallback(name, look.preview, default)
        values[name] = _shaped(name, value)
    return _finished(surface, SurfaceParameters(**values, varying=varying), given)


def _shaped(name: str, value: Any) -> Any:
    """Colours as three numbers, all else as one."""
    if isinstance(getattr(SurfaceParameters(), name), tuple):
        parts = tuple(value) if isinstance(value, tuple | list) else (value,) * 3
        return tuple(float(part) for part in parts[:3])
    if isinstance(value, tuple | list):
        return float(np.mean(value)) if name == "opacity" else 0.0
    return float(value)


def _fallback(name: str, preview: PreviewSurface, default: Any) -> Any:
    """What the UsdPreviewSurface of the same material says instead of the pattern."""
    stand_ins = {
        "base_color": preview.diffuse_color,
        "subsurface_color": preview.diffuse_color,
        "roughness": preview.roughness,
        "metalness": preview.metallic,
        "emission_color": preview.emissive_color,
        "opacity": preview.opacity,
    }
    return stand_ins.get(name, default)


def _finished(surface: ShaderNode, found: SurfaceParameters, given: Mapping[str, Any]) -> SurfaceParameters:
    """What a model means by its inputs beyond their values."""
    if "PreviewSurface" in surface.definition and given.get("useSpecularWorkflow"):
        return _specular_workflow(found, given)
    if "standard_surface" in surface.definition and found.sheen_weight > 0.0:
        return _conty_kulla_sheen(found)
    if "open_pbr" in surface.definition:
        return _open_pbr_specular(found)
    return found


def _specular_workflow(found: SurfaceParameters, given: Mapping[str, Any]) -> SurfaceParameters:
    """UsdPreviewSurface's specularColor as an index of refraction and a tint."""
    tint = given.get("specularColor", _BLACK)
    constant = not isinstance(tint, Connection)
    mean = float(np.mean(tint)) if constant else 0.04
    root = min(max(mean, 0.0), 0.98) ** 0.5
    found = replace(found, metalness=0.0, ior=(1.0 + root) / (1.0 - root))
    if constant and mean > 0.0:
        red, green, blue = (float(channel) / mean for channel in tint)
        found = replace(found, specular_color=(red, green, blue))
    return found


def _open_pbr_specular(found: SurfaceParameters) -> SurfaceParameters:
    """OpenPBR's specular weight scales the reflectance at normal incidence, a coat takes of its contrast, and the
    anisotropy of a thin skin says how its light parts.
    """
    ratio = found.ior / max(found.coat_ior, 1.0)
    under_coat = ratio if ratio > 1.0 else 1.0 / ratio
    coat = min(max(found.coat_weight, 0.0), 1.0)
    ior = (1.0 - coat) * found.ior + coat * under_coat
    f0 = found.specular_weight * ((ior - 1.0) / (ior + 1.0)) ** 2
    root = min(max(f0, 0.0), 0.9999) ** 0.5
    return replace(
        found,
        ior=(1.0 + root) / (1.0 - root),
        specular_weight=1.0 if f0 > 0.0 else 0.0,
        thin_passes=(1.0 + found.thin_passes) / 2.0,
        thin_power=2.0,
    )


def _conty_kulla_sheen(found: SurfaceParameters) -> SurfaceParameters:
    """Zeltner's sheen that reflects nearest to that of Conty and Kulla, as `ps_sheen` gives it to Cycles."""
    log = math.log(min(max(found.sheen_roughness, 0.03), 1.0))
    weight = math.exp(-0.335953 + log * (-0.275601 + log * 0.00960721))
    red, green, blue = (weight * channel for channel in found.sheen_color)
    roughness = 0.834156 + log * (0.204022 + log * 0.0126774)
    return replace(found, sheen_color=(red, green, blue), sheen_roughness=roughness)
