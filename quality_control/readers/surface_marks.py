"""Surfaces that a network paints: known by the parts of it that an artist would look for, and by their values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

from composers.color.oklch import oklch_from_rgb
from composers.materials.recipes import load_metals
from composers.materials.surfaces.metal_wear import WEAR_SPREAD
from quality_control.readers.bound_looks import BoundLook, Node, Rgb

type Values = tuple[tuple[str, float | str], ...]
type ReadValues = Callable[[BoundLook, Node], Values | None]

_METAL_TOLERANCE = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A term by the node that makes its surface; ``values`` gives what else must hold, or None."""

    node: str
    term: str
    values: Callable[[BoundLook, Node], Values | None]


def read_marks(look: BoundLook) -> tuple[str, Values] | None:
    """The term that a painted network shows, with its values; None where no mark is found."""
    nodes = {node.name: node for node in reversed(tuple(look.surface.walk()))}
    for mark in MARKS:
        node = nodes.get(mark.node)
        values = mark.values(look, node) if node is not None else None
        if values is not None:
            return mark.term, values
    return None


def has_own_colours(look: BoundLook) -> bool:
    """Whether the surface's colours are those of its stuff, whatever palette the picture has."""
    found = read_marks(look)
    return found is not None and found[0] not in PALETTE_TERMS


def near_metal(f0: Rgb | None) -> str:
    """The name of the metal with this reflectance at normal incidence, or ""."""
    if f0 is None:
        return ""
    distances = {
        name: max(abs(a - b) for a, b in zip(f0, metal.f0, strict=True)) for name, metal in load_metals().items()
    }
    nearest = min(distances, key=lambda key: distances[key])
    return nearest if distances[nearest] <= _METAL_TOLERANCE else ""


def colours_below(node: Node) -> tuple[Rgb, ...]:
    """Every constant colour of a node and those above it."""
    found = [
        value
        for part in node.walk()
        if "color3" in part.definition
        for _, value in part.constants
        if isinstance(value, tuple) and len(value) == 3
    ]
    return tuple(dict.fromkeys(found))


def _brushed(look: BoundLook, _: Node) -> Values | None:
    anisotropy = look.number("anisotropy")
    return (("anisotropy", anisotropy),) if look.number("metalness") >= 0.95 and anisotropy >= 0.5 else None


def _anodized(look: BoundLook, _node: Node) -> Values | None:
    _lightness, chroma, hue_deg = oklch_from_rgb(look.colour("base_color") or (0.5, 0.5, 0.5))
    return (("hue_deg", hue_deg),) if look.number("metalness") >= 0.95 and chroma >= 0.09 else None


def _worn(
    low_hue_deg: float, high_hue_deg: float, least_chroma: float
) -> Callable[[BoundLook, Node], Values | None]:
    """The share of the surface that is worn, by its mask's threshold, where the crust has such a hue."""

    def values(look: BoundLook, crust: Node) -> Values | None:
        wear, body = look.surface.find("wear"), look.surface.find("body")
        if wear is None or body is None:
            return None
        colours = colours_below(crust)
        mean = mean_rgb(colours)
        _, chroma, hue_deg = oklch_from_rgb(mean)
        if chroma < least_chroma or not low_hue_deg <= hue_deg <= high_hue_deg:
            return None
        threshold = (wear.number("low") + wear.number("high")) / 2.0
        metal = next((c for c in colours_below(body) if near_metal(c)), None)
        if metal is None:
            return None
        return (
            ("coverage_fraction", 1.0 - NormalDist().cdf(threshold / WEAR_SPREAD)),
            *((f"metal_{c}", v) for c, v in zip("rgb", metal, strict=True)),
            *((f"crust_{c}", v) for c, v in zip("rgb", mean, strict=True)),
        )

    return values


def mean_rgb(colours: tuple[Rgb, ...]) -> Rgb:
    """The mean of some colours."""
    r, g, b = (sum(c[i] for c in colours) / len(colours) for i in range(3))
    return r, g, b


MARKS: tuple[Mark, ...] = (
    Mark(node="rust", term="pbr_metals.rusted", values=_worn(25.0, 75.0, 0.05)),
    Mark(node="crust", term="pbr_metals.corroded", values=_worn(140.0, 215.0, 0.03)),
    Mark(node="tarnish", term="pbr_metals.oxidized", values=_worn(0.0, 360.0, 0.0)),
    Mark(node="scratches", term="pbr_metals.brushed_metal", values=_brushed),
    Mark(node="blasted", term="pbr_metals.anodized", values=_anodized),
)
"""In the order in which they are asked; the first that holds is the term."""

PALETTE_TERMS: frozenset[str] = frozenset()
"""Painted surfaces that take the picture's palette."""
