"""A look's fields on a surface, and what MaterialX's layers make of them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from render_backends.scene_extraction.surface_parameters import SurfaceParameters

_LAYER_COSINE = 0.7  # of the angle at which surfaces are mostly seen, where the camera's is not known

type Channels = NDArray[np.float64]  # (1, 3), or (corners, 3) where a pattern drives it


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fields:
    """A surface's fields, those that patterns drive with one row a corner of the triangles.

    ``view_cosine``: (1 or corners, 1) of the angle at which the camera sees it. A layer takes from what lies under
    it what it reflects at that angle, as MaterialX has it; Mitsuba has no such operator.
    """

    surface: SurfaceParameters
    varying: Mapping[str, NDArray[np.float32]] = field(default_factory=dict)
    view_cosine: Channels = field(default_factory=lambda: np.full((1, 1), _LAYER_COSINE))

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
        return (1.0 - under) * base + under * self.color("subsurface_color")

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
        """The diffuse lobe, with what goes under the skin and the fuzz, below the specular layer."""
        return (np.clip(self.diffuse(), 0.0, 1.0) + _fuzz(self)) * (1.0 - self.gloss() * self.gloss_albedo())

    def gloss(self) -> Channels:
        """Strength and tint of the specular layer over the diffuse lobe."""
        return np.clip(self.number("specular_weight") * self.color("specular_color"), 0.0, 1.0)

    def gloss_albedo(self) -> Channels:
        """What the specular layer reflects at the camera's angle where its strength is 1."""
        return layer_albedo(self.surface.ior, self.surface.roughness, self.view_cosine)

    def through_coat(self) -> Channels:
        """What the coat leaves of all that lies under it."""
        surface, coat = self.surface, self.share("coat_weight")
        through = 1.0 - coat * layer_albedo(surface.coat_ior, surface.coat_roughness, self.view_cosine)
        return through * ((1.0 - coat) + coat * self.color("coat_color")) * _coat_darkening(self)


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


def layer_albedo(ior: float, roughness: float, cosine: Channels) -> Channels:
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


def _fuzz(fields: Fields) -> Channels:
    """What a fuzz reflects, spread evenly over the angles: its mean is near an eighth of its weight."""
    return 0.125 * fields.number("sheen_weight") * fields.color("sheen_color")
