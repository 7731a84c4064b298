"""Surface parameters as LuxCore's materials.

| surface | material |
|---|---|
| diffuse under a dielectric layer | glossy2, matte where nothing is reflected |
| metal | metal2 by the colour at normal incidence |
| coat | glossycoating over the rest |
| glass | glass, roughglass, archglass where it is thin |
| mixtures and cut-outs | mix, transparency |
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from usd_scenes.extraction.dressed_surfaces.fields import Channels, Fields
from usd_scenes.extraction.scene.plain_scene import Colour

_NEGLIGIBLE = 1e-3
_SMOOTH = 0.03
_LEAST_ALPHA = 1e-3


@dataclass(slots=True, kw_only=True, eq=False)
class Properties:
    """A scene's description by key, and the arrays by corner that its textures read: colours by slot."""

    values: dict[str, Any] = field(default_factory=dict)

    def set(self, prefix: str, **values: Any) -> None:
        """Each value as ``prefix.key``."""
        for key, value in values.items():
            self.values[f"{prefix}.{key}"] = value


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Material:
    """A material's name and the colours by corner that its mesh must carry, by their slots."""

    name: str
    colors: tuple[NDArray[np.float32], ...] = ()
    emission: Any = None  # radiance: a constant or a texture's name


class MaterialWriter:
    """Writes one surface's material under a name of its own."""

    def __init__(self, properties: Properties, name: str) -> None:
        self._properties, self._name = properties, name
        self._colors: list[NDArray[np.float32]] = []

    def write(self, fields: Fields) -> Material:
        """The material of a surface's fields."""
        clear = float((fields.share("transmission_weight") * (1.0 - fields.share("metalness"))).mean())
        if clear > 1.0 - _NEGLIGIBLE:
            name = self._glass(fields)
        else:
            name = self._opaque(fields)
            if clear > _NEGLIGIBLE:
                name = self._mix("clear", name, self._glass(fields), clear)
        opacity = float(fields.share("opacity").mean())
        if opacity < 1.0 - _NEGLIGIBLE:
            self._properties.set(f"scene.materials.{name}", transparency=opacity)
        return Material(name=name, colors=tuple(self._colors))

    def write_matte(self, colour: Colour | None, corners: NDArray[np.float32] | None) -> Material:
        """A diffuse surface of one colour, or of one a corner."""
        values = np.array([colour]) if corners is None else corners.reshape(-1, 3).astype(np.float64)
        name = self._define("matte", type="matte", kd=self._texture(values))
        return Material(name=name, colors=tuple(self._colors))

    def write_emission(self, material: Material, radiance: Channels) -> Material:
        """The same with what its surface gives off, (1 or corners, 3)."""
        emission = self._texture(radiance)
        return replace(material, colors=tuple(self._colors), emission=emission)

    def write_nothing(self) -> Material:
        """No surface: what is filled and has none of its own."""
        return Material(name=self._define("null", type="null"))

    def _opaque(self, fields: Fields) -> str:
        metal, coat = float(fields.share("metalness").mean()), float(fields.share("coat_weight").mean())
        parts = []
        if metal < 1.0 - _NEGLIGIBLE:
            parts.append(self._layered(fields))
        if metal > _NEGLIGIBLE:
            parts.append(self._metal(fields))
        name = parts[0] if len(parts) == 1 else self._mix("metalness", parts[0], parts[1], metal)
        if coat > _NEGLIGIBLE and metal > _NEGLIGIBLE:
            alpha = _alpha(fields.surface.coat_roughness)
            strength = coat * _f0(fields.surface.coat_ior)
            name = self._define(
                "coat", type="glossycoating", base=name, ks=[strength] * 3, uroughness=alpha, vroughness=alpha
            )
        return name

    def _layered(self, fields: Fields) -> str:
        """glossy2 has one layer: a coat that covers the specular one takes its place."""
        surface = fields.surface
        coat = float(fields.share("coat_weight").mean())
        diffuse = np.clip(fields.diffuse(), 0.0, 1.0) * _tinted(fields)
        f0 = float(fields.gloss().mean()) * _f0(surface.ior) * (1.0 - coat) + coat * _f0(surface.coat_ior)
        if f0 <= 1e-5:
            return self._define("base", type="matte", kd=self._texture(diffuse))
        roughness = (1.0 - coat) * surface.roughness + coat * surface.coat_roughness
        alpha = _alpha(roughness)
        return self._define(
            "base", type="glossy2", kd=self._texture(diffuse), ks=[f0] * 3, uroughness=alpha, vroughness=alpha
        )

    def _metal(self, fields: Fields) -> str:
        colour = np.clip(fields.color("base_color") * fields.number("base_weight"), 0.0, 0.999)
        alpha = _alpha(fields.surface.roughness)
        fresnel = f"{self._name}fresnel"
        self._properties.set(f"scene.textures.{fresnel}", type="fresnelcolor", kr=self._texture(colour))
        return self._define("metal", type="metal2", fresnel=fresnel, uroughness=alpha, vroughness=alpha)

    def _glass(self, fields: Fields) -> str:
        surface = fields.surface
        tint = np.ones((1, 3)) if surface.transmission_depth > 0.0 else fields.color("transmission_color")
        common = {
            "kr": [1.0, 1.0, 1.0],
            "kt": self._texture(np.clip(tint, 0.0, 1.0)),
            "interiorior": max(surface.ior, 1.0001),
        }
        if surface.thin_walled:
            return self._define("glass", type="archglass", **common)
        if surface.roughness < _SMOOTH:
            return self._define("glass", type="glass", **common)
        alpha = _alpha(surface.roughness)
        return self._define("glass", type="roughglass", uroughness=alpha, vroughness=alpha, **common)

    def _mix(self, part: str, first: str, second: str, amount: float) -> str:
        return self._define(part, type="mix", material1=first, material2=second, amount=amount)

    def _define(self, part: str, **values: Any) -> str:
        name = f"{self._name}{part}"
        self._properties.set(f"scene.materials.{name}", **values)
        return name

    def _texture(self, values: Channels) -> Any:
        """A constant, or a texture of a slot of the mesh's colours."""
        if len(values) == 1:
            return [float(channel) for channel in values[0]]
        slot = len(self._colors)
        self._colors.append(values.astype(np.float32))
        name = f"{self._name}colors{slot}"
        self._properties.set(f"scene.textures.{name}", type="hitpointcolor", dataindex=slot)
        return name


def _tinted(fields: Fields) -> Channels:
    coat = fields.share("coat_weight")
    return (1.0 - coat) + coat * fields.color("coat_color")


def _f0(ior: float) -> float:
    return ((ior - 1.0) / (ior + 1.0)) ** 2


def _alpha(roughness: float) -> float:
    return float(max(roughness * roughness, _LEAST_ALPHA))
