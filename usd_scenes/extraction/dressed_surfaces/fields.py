"""A look's fields on a surface, and what MaterialX's layers make of them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from usd_scenes.extraction.dressed_surfaces.conductors import artistic_ior, schlick_edge
from usd_scenes.extraction.dressed_surfaces.directional_albedo import (
    fuzz_albedo,
    microfacet_albedo,
    rough_diffuse_albedo,
)
from usd_scenes.extraction.scene.surface_parameters import SurfaceParameters

_SMOOTH = 0.1  # roughness below which facets do not shadow one another
_LAYER_COSINE = 0.7  # of the angle at which surfaces are mostly seen, where the camera's is not known

type Channels = NDArray[np.float64]  # (1, 3), or (corners, 3) where a pattern drives it


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fields:
    """A surface's fields, those that patterns drive with one row a corner of the triangles.

    ``schlick``: whether its model has a metal reflect by Schlick's curve, not by an index of refraction.

    ``view_cosine``: (1 or corners, 1) of the angle at which the camera sees it. A layer takes from what lies under
    it what it reflects at that angle, as MaterialX has it; Mitsuba has no such operator.
    """

    surface: SurfaceParameters
    varying: Mapping[str, NDArray[np.float32]] = field(default_factory=dict)
    view_cosine: Channels = field(default_factory=lambda: np.full((1, 1), _LAYER_COSINE))
    schlick: bool = False

    def color(self, name: str) -> Channels:
        """(1 or corners, 3)."""
        if name in self.varying:
            return self.varying[name].reshape(-1, 3).astype(np.float64)
        return np.asarray(getattr(self.surface, name), dtype=np.float64).reshape(1, 3)

    def share(self, name: str) -> Channels:
        """(1 or corners, 1), from 0 to 1."""
        return np.clip(self.number(name), 0.0, 1.0)

    def number(self, name: str) -> Channels:
        """(1 or corners, 1)."""
        if name in self.varying:
            return self.varying[name].reshape(-1, 1).astype(np.float64)
        return np.full((1, 1), float(getattr(self.surface, name)))

    def diffuse(self) -> Channels:
        """Colour of the base where it is neither metal nor clear, what goes under its skin included."""
        under, base = self.share("subsurface_weight"), self.color("base_color") * self.number("base_weight")
        skin = self.color("subsurface_color")
        if self.surface.thin_walled:
            skin = (1.0 - self.surface.thin_passes) * skin**self.surface.thin_power
        return (1.0 - under) * base + under * skin

    def passed(self) -> Channels:
        """What a thin surface scatters through to its other side."""
        if not self.surface.thin_walled:
            return np.zeros((1, 3))
        skin = self.surface.thin_passes * self.color("subsurface_color") ** self.surface.thin_power
        return self.share("subsurface_weight") * skin

    def albedo(self) -> Channels:
        """What the ``albedo`` AOV holds: the diffuse colour, a metal's reflectance, a clear surface's tint."""
        metal = self.share("metalness")
        clear = self.share("transmission_weight") * (1.0 - metal)
        mixed = (
            (1.0 - metal - clear) * self.diffuse()
            + metal * self.color("base_color") * self.number("base_weight")
            + clear * self.color("transmission_color")
        )
        return np.clip(mixed, 0.0, 1.0)

    def diffuse_lobe(self) -> Channels:
        """The diffuse lobe, with what goes under the skin, below the specular layer."""
        matte = rough_diffuse_albedo(self.diffuse(), self.share("diffuse_roughness"), self.view_cosine)
        return np.clip(matte, 0.0, 1.0) * self.through_gloss()

    def through_gloss(self) -> Channels:
        """What the specular layer leaves of all that lies under it."""
        return 1.0 - self.gloss() * self.gloss_albedo()

    def fuzz(self) -> Channels:
        """What a fuzz over all the rest scatters back."""
        return self._fuzz_albedo() * self.color("sheen_color")

    def through_fuzz(self) -> Channels:
        """What the fuzz leaves of all that lies under it."""
        return 1.0 - self._fuzz_albedo()

    def _fuzz_albedo(self) -> Channels:
        weight = self.share("sheen_weight")
        if weight.max() <= 0.0:
            return np.zeros((1, 1))
        return weight * fuzz_albedo(self.surface.sheen_roughness, self.view_cosine)

    def metal_gain(self) -> Channels:
        """What light that goes from facet to facet adds to a rough metal."""
        if max(self.surface.roughness, self.number("roughness").max()) < _SMOOTH:
            return np.ones((1, 1))
        colour = np.clip(self.color("base_color") * self.number("base_weight"), 1e-3, 1.0)
        once, mean = microfacet_albedo(np.clip(self.number("roughness"), 0.0, 1.0), self.view_cosine)
        again = colour * mean / (1.0 - colour * (1.0 - mean))
        return 1.0 + again * (1.0 - once) / once

    def metal_ior(self) -> tuple[Channels, Channels]:
        """(eta, k) of the metal."""
        colour = np.clip(self.color("base_color") * self.number("base_weight"), 0.0, 0.999)
        edge = np.clip(self.number("specular_weight") * self.color("specular_color"), 0.0, 1.0)
        if self.schlick:
            edge = schlick_edge(colour, edge.mean(axis=0))
        eta, k = artistic_ior(*np.broadcast_arrays(colour, edge))
        return eta, k

    def emission(self) -> Channels:
        """Radiance that the surface gives off."""
        return self.color("emission_color") * self.number("emission_weight")

    def gloss(self) -> Channels:
        """Strength and tint of the specular layer over the diffuse lobe."""
        return np.clip(self.number("specular_weight") * self.color("specular_color"), 0.0, 1.0)

    def gloss_albedo(self) -> Channels:
        """What the specular layer reflects at the camera's angle where its strength is 1."""
        return layer_albedo(self.surface.ior, self.number("roughness"), self.view_cosine)

    def through_coat(self) -> Channels:
        """What the coat leaves of all that lies under it."""
        surface, coat = self.surface, self.share("coat_weight")
        through = 1.0 - coat * layer_albedo(surface.coat_ior, surface.coat_roughness, self.view_cosine)
        return through * ((1.0 - coat) + coat * self.color("coat_color")) * _coat_darkening(self)


def fresnel(ior: float, cosine: float) -> float:
    """What a dielectric boundary reflects at an angle."""
    if ior <= 0.0:
        return 1.0
    inside = math.sqrt(max(1.0 - (1.0 - cosine * cosine) / (ior * ior), 0.0))
    across = (cosine - ior * inside) / (cosine + ior * inside)
    along = (ior * cosine - inside) / (ior * cosine + inside)
    return (across * across + along * along) / 2.0


def layer_albedo(ior: float, roughness: float | Channels, cosine: Channels) -> Channels:
    """What a rough dielectric reflects of light from everywhere (Karis 2014, after Lazarov 2013)."""
    a, b = 1.0 - roughness, 0.0425 - 0.0275 * roughness
    share = np.minimum(a * a, np.exp2(-9.28 * cosine)) * a + b
    scale = -1.04 * share + 1.04 - 0.572 * roughness
    return np.clip(fresnel(ior, 1.0) * scale + 1.04 * share - 0.04 + 0.022 * roughness, 0.0, 1.0)


def _coat_darkening(fields: Fields) -> Channels:
    """OpenPBR's: light that the coat sends back to the base is absorbed there once more."""
    ior = fields.surface.coat_ior
    amount = fields.share("coat_weight") * fields.surface.coat_darkening
    if amount.max() <= 0.0:
        return np.ones((1, 1))
    caught = 1.0 - (1.0 - fresnel(ior, 1.0)) / (ior * ior)
    metal = fields.share("metalness")
    base = np.clip((1.0 - metal) * fields.diffuse() + metal * fields.color("base_color"), 0.0, 1.0)
    darkening = (1.0 - caught) / (1.0 - base * caught)
    return (1.0 - amount) + amount * darkening
