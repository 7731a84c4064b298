"""Painted textures: known by the parts of the network that make them, and by their sizes, shares and counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from colorimetry.oklch import oklch_from_rgb
from quality_control.readers.bound_looks import BoundLook, Node
from usd_scenes.semantics import Role

type Value = tuple[str, float]
type ReadValue = Callable[[BoundLook], Value | None]

_PHOTOREALISTIC = "textures.photorealistic"
_STYLIZED = "textures.stylized"
_LEAST_FLAT_CHROMA = 0.06
_SET_ROLES = (Role.SET_WALL, Role.SET_FLOOR, Role.PLINTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextureMark:
    """A texture by nodes that must all feed the surface; ``value`` gives its parameter, or None where it fails."""

    term: str
    nodes: tuple[str, ...]
    value: ReadValue


def read_texture(look: BoundLook) -> tuple[str, Value] | None:
    """The painted texture that a look shows, with its parameter; None where it shows none."""
    names = {node.name for node in look.surface.walk()}
    for mark in MARKS:
        if names.issuperset(mark.nodes):
            value = mark.value(look)
            if value is not None:
                return mark.term, value
    return None


def _unit(name: str, node: str, factor: float = 1.0) -> ReadValue:
    """The length, metres, that a node scales the position by, times ``factor``."""

    def value(look: BoundLook) -> Value | None:
        found = look.surface.find(node)
        scale = found.constant("in2") if found is not None else None
        per_m = max(abs(part) for part in scale) if isinstance(scale, tuple) else scale
        return (name, factor / float(per_m)) if per_m else None

    return value


def _threshold(name: str, node: str, entry: str, at_zero: float, per_one: float) -> ReadValue:
    """A share, from the limit of a step that is ``at_zero`` for 0 and ``per_one`` more for 1."""

    def value(look: BoundLook) -> Value | None:
        found = look.surface.find(node)
        return None if found is None else (name, (found.number(entry) - at_zero) / per_one)

    return value


def _count(name: str, node: str, more: int) -> ReadValue:
    """How many nodes of that name there are, plus ``more``."""

    def value(look: BoundLook) -> Value | None:
        return (name, float(sum(part.name == node for part in look.surface.walk()) + more))

    return value


def _ring_spacing(look: BoundLook) -> Value | None:
    """The divisor of the distance from the log's axis, in metres."""
    rings = look.surface.find("rings")
    year = rings.source("in") if rings is not None else None
    radius: Node | None = year.source("in") if year is not None else None
    return ("ring_spacing_m", radius.number("in2")) if radius is not None else None


def _flat_hue(look: BoundLook) -> Value | None:
    """The hue of a constant colour on a surface without any pattern or relief."""
    colour = look.colour("base_color")
    if colour is None or look.surface.sources or look.role not in _SET_ROLES:
        return None
    _, chroma, hue_deg = oklch_from_rgb(colour)
    return ("hue_deg", hue_deg) if chroma >= _LEAST_FLAT_CHROMA else None


def _metal_scratches(look: BoundLook) -> Value | None:
    if look.number("metalness") < 0.95:
        return None
    return _threshold("scratch_density", "grooves", "high", 0.014, 0.075)(look)


def _mark(facet: str, name: str, nodes: tuple[str, ...], value: ReadValue) -> TextureMark:
    return TextureMark(term=f"{facet}.{name}", nodes=nodes, value=value)


MARKS: tuple[TextureMark, ...] = (
    _mark(_PHOTOREALISTIC, "wood_grain", ("timber", "rings", "boardJoint"), _ring_spacing),
    _mark(_PHOTOREALISTIC, "stone_patterns", ("slab", "slabJoint"), _unit("feature_size_m", "stoneUnit")),
    _mark(
        _PHOTOREALISTIC,
        "concrete_wear",
        ("cement", "spalled", "cracks"),
        _threshold("wear_fraction", "broken", "low", 0.62, -0.75),
    ),
    _mark(
        _PHOTOREALISTIC,
        "wall_surface",
        ("rolled", "soiled", "undercoat"),
        _threshold("wear_fraction", "chips", "low", 0.62, -0.80),
    ),
    _mark(_PHOTOREALISTIC, "floor_tiles", ("tile", "grout", "cement"), _unit("tile_size_m", "glazeUnit", 1.25)),
    _mark(_PHOTOREALISTIC, "ground_terrain", ("earth", "stoneMask"), _unit("feature_size_m", "stoneSize")),
    _mark(_PHOTOREALISTIC, "metal_surface", ("scoring", "smears", "dents"), _metal_scratches),
    _mark(_PHOTOREALISTIC, "fabric_weave", ("yarns", "weave"), _unit("thread_spacing_m", "threadUnit")),
    _mark(_PHOTOREALISTIC, "leather_texture", ("tanned", "creases", "pores"), _unit("grain_scale_m", "grainUnit")),
    _mark(_PHOTOREALISTIC, "skin_pores", ("poreDepth", "fineLines"), _unit("pore_spacing_m", "poreUnit")),
    _mark(_STYLIZED, "hand_painted", ("handPaint", "daub", "bristles"), _unit("stroke_size_m", "brushU")),
    _mark(_STYLIZED, "cartoon", ("cartoonInk", "outline"), _count("tone_count", "flatTone", 1)),
    _mark(_STYLIZED, "cel_shaded", ("celTone", "toneEdge", "facing"), _count("tone_count", "celTone", 1)),
    _mark(_STYLIZED, "low_poly", ("facet", "facetEdge"), _unit("facet_size_m", "facetsU")),
    _mark(_STYLIZED, "pixel_art", ("texelTone",), _unit("texel_size_m", "texelsU")),
    _mark(_STYLIZED, "sketch", ("sketchInk", "strokes", "paper"), _unit("line_spacing_m", "hatchingU")),
    _mark(
        _STYLIZED,
        "watercolor",
        ("washed", "bloom", "tooth"),
        _threshold("bloom_fraction", "bloomRim", "low", 0.12, 0.45),
    ),
    _mark(_STYLIZED, "oil_paint", ("laid", "bristles", "relief"), _unit("stroke_size_m", "oilU")),
    _mark(_STYLIZED, "flat_color", (), _flat_hue),
    _mark(_STYLIZED, "gradient_map", ("ramp", "grey"), _count("color_count", "ramp", 1)),
)
"""In the order in which they are asked; the first that holds is the texture."""
