"""Surfaces that a network paints: known by the parts of it that an artist would look for, and by their values."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

from assets.looks.painters.materials.glasses import BAND_NM
from assets.looks.painters.materials.growth import LICHEN_SPREAD
from assets.looks.painters.materials.metal_wear import WEAR_SPREAD
from colorimetry.metals import published_metals
from colorimetry.oklch import oklch_from_rgb
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
    if look.surface.find("underlay") is not None:  # what lies below fur or moss
        return True
    return found is not None and found[0] not in PALETTE_TERMS


def near_metal(f0: Rgb | None) -> str:
    """The name of the metal with this reflectance at normal incidence, or ""."""
    if f0 is None:
        return ""
    distances = {
        name: max(abs(a - b) for a, b in zip(f0, metal.f0, strict=True))
        for name, metal in published_metals().items()
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
    dyed = look.surface.find("dyed")
    dye = dyed.constant("bg") if dyed is not None else None
    if not isinstance(dye, tuple) or len(dye) != 3:
        return None
    _lightness, chroma, hue_deg = oklch_from_rgb(dye)
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


def _solid(look: BoundLook, _node: Node) -> Values | None:
    """Opaque and no metal."""
    opaque = look.number("metalness") < 0.2 and look.number("transmission") < 0.1
    return () if opaque else None


def _varnished(look: BoundLook, _node: Node) -> Values | None:
    """Under a clear coat that is yellow rather than white."""
    coat = look.colour("coat_color")
    if coat is None or look.number("coat") < 0.5:
        return None
    _lightness, chroma, hue_deg = oklch_from_rgb(coat)
    return () if chroma >= 0.03 and 45.0 <= hue_deg <= 110.0 else None


def _fuzzy(look: BoundLook, _node: Node) -> Values | None:
    return () if look.number("fuzz") >= 0.3 else None


def _gleaming(look: BoundLook, _node: Node) -> Values | None:
    anisotropy = look.number("anisotropy")
    return (("anisotropy", anisotropy),) if anisotropy >= 0.4 else None


def _open(look: BoundLook, _node: Node) -> Values | None:
    return () if look.surface.source("geometry_opacity") is not None else None


def _threads(look: BoundLook, weave: Node) -> Values | None:
    """The number of threads in a centimetre, by the scale of the plane that they lie in."""
    count = _scale_of(weave) / 100.0
    return (("thread_count_per_cm", count),) if count > 0.0 and look.number("metalness") < 0.2 else None


def _pieced(look: BoundLook, pieces: Node) -> Values | None:
    """Coloured glass that thins out to leads: the size of the pieces, by the scale of their cells."""
    if look.surface.source("transmission") is None or look.surface.source("transmission_color") is None:
        return None
    scale = _scale_of(pieces)
    return (("piece_size_m", 1.0 / scale),) if scale > 0.0 else None


def _rolled(look: BoundLook, relief: Node) -> Values | None:
    clear = look.number("transmission") >= 0.9 and look.number("roughness") < 0.02
    scale = _scale_of(relief.source("in1") or relief)
    return (("relief_m", 1.0 / scale),) if clear and look.surface.source("normal") and scale > 0.0 else None


def _frozen(look: BoundLook, _node: Node) -> Values | None:
    near_water = abs(look.number("ior") - 1.31) <= 0.01
    return () if near_water and look.surface.source("transmission") is not None else None


def _dispersing(look: BoundLook, red: Node) -> tuple[float, float] | None:
    """(index at the sodium line, blue minus red index) of a surface of three bands, or None."""
    green, blue = look.surface.find("greenBand"), look.surface.find("blueBand")
    if green is None or blue is None:
        return None
    indices = [red.number("ior"), green.number("ior"), blue.number("ior")]
    inverse = [band**-2 for band in BAND_NM]
    slope = (indices[2] - indices[0]) / (inverse[2] - inverse[0])
    return indices[1] + slope * (587.6**-2 - inverse[1]), indices[2] - indices[0]


def _dispersed(low: float, high: float, *, coloured: bool) -> ReadValues:
    """Three bands of light with an index each, of a middle index; with or without absorption within."""

    def values(look: BoundLook, red: Node) -> Values | None:
        found, medium = _dispersing(look, red), look.surface.find("absorbing")
        if found is None or not low <= found[0] <= high or found[1] <= 0.0 or coloured != (medium is not None):
            return None
        hue: Values = ()
        if medium is not None:
            absorption = medium.constant("absorption")
            assert isinstance(absorption, tuple)
            left = tuple(math.exp(-a / max(*absorption, 1e-9) * 2.0) for a in absorption)
            hue = (("hue_deg", oklch_from_rgb((left[0], left[1], left[2]))[2]),)
        return (("ior", found[0]), ("dispersion", found[1]), *hue)

    return values


def _fleshy(look: BoundLook, _node: Node) -> Values | None:
    return () if look.number("subsurface") >= 0.9 else None


def _lit_from_within(look: BoundLook, glow: Node) -> Values | None:
    """Glowing from the top down: the depth at which a third is left, by what the height is divided by."""
    below = glow.source("in")
    depth_m = below.number("in2") if below is not None else 0.0
    return (("glow_depth_m", depth_m),) if depth_m > 0.0 and look.number("subsurface") >= 0.9 else None


def _thin(look: BoundLook, _node: Node) -> Values | None:
    """A sheet, with the share of the light that it passes of what it scatters."""
    if look.surface.constant("geometry_thin_walled") is not True:
        return None
    return (("transmission_fraction", (1.0 + look.surface.number("subsurface_scatter_anisotropy")) / 2.0),)


def _on(class_name: str) -> ReadValues:
    """On a form that the material has of its own."""
    return lambda look, _node: () if look.class_name == class_name else None


def _crusted(look: BoundLook, _node: Node) -> Values | None:
    """The share of the stone under lichen, by the threshold of its growth."""
    grown = look.surface.find("grown")
    if grown is None or look.class_name != "boulder":
        return None
    threshold = (grown.number("low") + grown.number("high")) / 2.0
    return (("coverage_fraction", 1.0 - NormalDist().cdf(threshold / LICHEN_SPREAD)),)


def _iridescent(look: BoundLook, _node: Node) -> Values | None:
    share = look.surface.find("iridescenceWeight")
    return (
        (("iridescence_weight", share.number("value")),)
        if share is not None and look.number("coat") >= 0.5
        else None
    )


def _scale_of(node: Node) -> float:
    """What the position is multiplied by above a node: features a metre; 0 where nothing says."""
    scales = [
        part.number("in2")
        for part in node.walk()
        if part.name == "scaled" and (origin := part.source("in1")) is not None and origin.name == "position"
    ]
    return max(scales, default=0.0)


def mean_rgb(colours: tuple[Rgb, ...]) -> Rgb:
    """The mean of some colours."""
    r, g, b = (sum(c[i] for c in colours) / len(colours) for i in range(3))
    return r, g, b


MARKS: tuple[Mark, ...] = (
    Mark(node="redBand", term="glass.types.refractive_gem", values=_dispersed(1.5, 1.85, coloured=True)),
    Mark(node="redBand", term="glass.types.crystal", values=_dispersed(1.54, 1.71, coloured=False)),
    Mark(node="redBand", term="glass.types.diamond", values=_dispersed(2.38, 2.46, coloured=False)),
    Mark(node="pieces", term="glass.types.stained_glass", values=_pieced),
    Mark(node="bubbles", term="glass.types.ice", values=_frozen),
    Mark(node="clamp", term="glass.types.textured_glass", values=_rolled),
    Mark(node="rust", term="pbr_metals.rusted", values=_worn(25.0, 75.0, 0.05)),
    Mark(node="crust", term="pbr_metals.corroded", values=_worn(140.0, 215.0, 0.03)),
    Mark(node="tarnish", term="pbr_metals.oxidized", values=_worn(0.0, 360.0, 0.0)),
    Mark(node="scratches", term="pbr_metals.brushed_metal", values=_brushed),
    Mark(node="glow", term="subsurface.wax_candle", values=_lit_from_within),
    Mark(node="skinPores", term="subsurface.skin_human", values=_fleshy),
    Mark(node="hideSpots", term="subsurface.skin_creature", values=_fleshy),
    Mark(node="moulded", term="subsurface.translucent_plastic", values=_thin),
    Mark(node="leafVeins", term="subsurface.leaves", values=_thin),
    Mark(node="petalFade", term="subsurface.petals", values=_thin),
    Mark(node="barkGrain", term="organic.bark", values=_on("log")),
    Mark(node="crumbs", term="organic.soil", values=_on("heap")),
    Mark(node="grains", term="organic.sand", values=_on("heap")),
    Mark(node="lawn", term="organic.grass", values=_on("turf")),
    Mark(node="mossTip", term="organic.moss", values=_on("mossy_stone")),
    Mark(node="thallus", term="organic.lichen", values=_crusted),
    Mark(node="hairTone", term="organic.fur", values=_on("furry_body")),
    Mark(node="barbs", term="organic.feathers", values=_on("feathered_body")),
    Mark(node="keels", term="organic.scales", values=_on("scaled_body")),
    Mark(node="iridescence", term="organic.chitin", values=_iridescent),
    Mark(node="warpDye", term="fabric.denim", values=_solid),
    Mark(node="yarn", term="fabric.wool", values=_fuzzy),
    Mark(node="loops", term="fabric.knit", values=_solid),
    Mark(node="openwork", term="fabric.lace", values=_open),
    Mark(node="holes", term="fabric.mesh", values=_open),
    Mark(node="ripstop", term="fabric.synthetic", values=_solid),
    Mark(node="satinFloats", term="fabric.satin", values=_gleaming),
    Mark(node="silkFloats", term="fabric.silk", values=_gleaming),
    Mark(node="thick", term="fabric.linen", values=_threads),
    Mark(node="weave", term="fabric.cotton", values=_threads),
    Mark(node="folds", term="fabric.leather_fabric", values=_solid),
    Mark(node="creases", term="pbr_dielectrics.leather", values=_solid),
    Mark(node="timber", term="pbr_dielectrics.varnish", values=_varnished),
    Mark(node="timber", term="pbr_dielectrics.wood", values=_solid),
    Mark(node="airHoles", term="pbr_dielectrics.concrete", values=_solid),
    Mark(node="minerals", term="pbr_dielectrics.stone", values=_solid),
    Mark(node="blasted", term="pbr_metals.anodized", values=_anodized),
)
"""In the order in which they are asked; the first that holds is the term."""

PALETTE_TERMS = frozenset(
    f"fabric.{name}" for name in ("cotton", "silk", "satin", "synthetic", "wool", "knit", "mesh")
)
"""Painted surfaces that take the picture's palette."""
