"""What parameters fix in a look: from the taxonomy's parameter names to the network's quantities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from colorimetry.oklch import Rgb
from schemas.spec import Scalar

_INPUTS = {
    "base_roughness": "specular_roughness",
    "glaze_weight": "coat_weight",
    "sheen_weight": "fuzz_weight",
    "sheen_roughness": "fuzz_roughness",
}
"""Taxonomy parameters that are an input of the surface node as they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """Values that are fixed; None leaves the recipe's draw."""

    roughness: float | None = None  # of the topmost lobe
    ior: float | None = None
    colour: Rgb | None = None  # the base colour
    tint: str | None = None  # the name of a glass's tint
    tint_depth_m: float | None = None
    radius_m: float | None = None  # mean free path
    tone_size_m: float | None = None  # of the second tone's pattern
    inputs: tuple[tuple[str, float], ...] = ()
    numbers: Mapping[str, float] = field(default_factory=dict)  # every parameter, for the look's painter


def overrides_of(given: Mapping[str, Scalar], colour: Rgb | None) -> Overrides:
    """The overrides that parameters give, by the taxonomy's names of them."""
    numbers = {name: float(value) for name, value in given.items() if not isinstance(value, str)}
    return Overrides(
        roughness=numbers.get("roughness", numbers.get("coat_roughness")),
        ior=numbers.get("ior"),
        colour=colour,
        tint=str(given["tint"]) if "tint" in given else None,
        tint_depth_m=numbers.get("tint_depth_m"),
        radius_m=numbers.get("subsurface_radius_m"),
        tone_size_m=numbers.get("vein_scale_m"),
        inputs=tuple((_INPUTS[name], value) for name, value in numbers.items() if name in _INPUTS),
        numbers=numbers,
    )
