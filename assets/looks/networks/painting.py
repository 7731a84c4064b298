"""What a surface painter is told and what it gives back."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from assets.looks.networks.node_graph import NodeGraph, Value
from assets.looks.networks.recipes import Recipe
from assets.looks.networks.wires import Wire
from colorimetry.oklch import Rgb, albedo_from_oklch

type Inputs = dict[str, tuple[str, Value]]
type Oklch = tuple[float, float, float]  # lightness, chroma, hue in degrees


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Brief:
    """One look to be painted: its recipe, what the sample fixes, and what wears it."""

    graph: NodeGraph
    recipe: Recipe
    colour: Rgb  # of the body
    roughness: float
    size_m: float  # longest side of what wears it: for what grows with a body
    top_m: float  # its highest point
    rng: np.random.Generator
    fixed: Mapping[str, float]  # the sample's parameters by their names in the taxonomy
    scale: float = 1.0  # metres of the world in one of the wearer's meshes' own
    life_size: bool = False  # the wearer's folds, relief and leads are modelled: none are painted

    def number(self, name: str) -> float:
        """A parameter of the sample, or one drawn from the recipe's range."""
        drawn = float(self.rng.uniform(*self.recipe.numbers[name]))
        return self.fixed.get(name, drawn)

    def vary(self, low: float, high: float) -> float:
        """A number drawn for this look alone."""
        return float(self.rng.uniform(low, high))

    def pick(self, count: int) -> int:
        """Which of ``count`` kinds this look is."""
        return int(self.rng.integers(count))

    def shade(self, colour: Oklch, *, lightness: float = 0.03, chroma: float = 0.01, hue_deg: float = 6.0) -> Rgb:
        """A colour near an OKLCh one: no two looks alike."""
        offsets = self.rng.uniform(-1.0, 1.0, 3)
        return albedo_from_oklch(
            min(max(colour[0] + lightness * float(offsets[0]), 0.12), 0.97),
            max(0.0, colour[1] + chroma * float(offsets[1])),
            (colour[2] + hue_deg * float(offsets[2])) % 360.0,
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Painted:
    """The inputs of the surface node, and what the fallback takes from them."""

    inputs: Inputs
    colour: Rgb
    closure: bool = False  # the inputs are those of ND_surface
    opacity: float = 1.0  # of the fallback
    ior: float = 0.0  # of the fallback; 0 leaves the surface's


type Painter = Callable[[Brief], Painted]


def floats(values: Mapping[str, Wire | float]) -> Inputs:
    """Inputs of type float."""
    return {name: ("float", _plain(value)) for name, value in values.items()}


def colours(values: Mapping[str, Wire | Rgb]) -> Inputs:
    """Inputs of type color3."""
    return {
        name: ("color3", value.connection if isinstance(value, Wire) else value) for name, value in values.items()
    }


def vectors(values: Mapping[str, Wire]) -> Inputs:
    """Inputs of type vector3."""
    return {name: ("vector3", value.connection) for name, value in values.items()}


def times(colour: Rgb, factor: float) -> Rgb:
    """A colour made darker or lighter, at most 0.95 in each channel."""
    r, g, b = (min(channel * factor, 0.95) for channel in colour)
    return r, g, b


def mean_colour(*shares: tuple[float, Rgb]) -> Rgb:
    """The mean of colours by their shares of the surface."""
    total = math.fsum(share for share, _ in shares)
    r, g, b = (math.fsum(share * colour[c] for share, colour in shares) / total for c in range(3))
    return r, g, b


def _plain(value: Wire | float) -> Value:
    return value.connection if isinstance(value, Wire) else value
