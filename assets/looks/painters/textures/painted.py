"""Textures that a painter makes: their painters by term, and the look of one."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from assets.looks.networks.node_graph import NodeGraph
from assets.looks.networks.painting import Brief
from assets.looks.networks.recipes import Recipe
from assets.looks.painters.textures import boards_and_slabs, drawn, skins
from assets.looks.painters.textures.surface import Surface, TexturePainter, texture_network
from colorimetry.oklch import Rgb, albedo_from_oklch
from taxonomy.loading import load_catalog
from usd_scenes.looks import LookNetwork

PHOTOREALISTIC_FACET = "textures.photorealistic"
STYLIZED_FACET = "textures.stylized"

ON_SUBJECT = frozenset({"metal_surface", "fabric_weave", "leather_texture", "skin_pores", "cel_shaded"})
"""Textures of a body: too fine for a wall, or drawn along its form."""

_PHOTOREALISTIC: Mapping[str, TexturePainter] = {
    "wood_grain": boards_and_slabs.wood_grain,
    "stone_patterns": boards_and_slabs.stone_patterns,
    "concrete_wear": boards_and_slabs.concrete_wear,
    "wall_surface": boards_and_slabs.wall_surface,
    "floor_tiles": boards_and_slabs.floor_tiles,
    "ground_terrain": boards_and_slabs.ground_terrain,
    "metal_surface": skins.metal_surface,
    "fabric_weave": skins.fabric_weave,
    "leather_texture": skins.leather_texture,
    "skin_pores": skins.skin_pores,
}
_STYLIZED: Mapping[str, TexturePainter] = {
    "hand_painted": drawn.hand_painted,
    "cartoon": drawn.cartoon,
    "cel_shaded": drawn.cel_shaded,
    "low_poly": drawn.low_poly,
    "pixel_art": drawn.pixel_art,
    "sketch": drawn.sketch,
    "watercolor": drawn.watercolor,
    "oil_paint": drawn.oil_paint,
    "flat_color": drawn.flat_color,
    "gradient_map": drawn.gradient_map,
}
PAINTERS: Mapping[str, TexturePainter] = {
    **{f"{PHOTOREALISTIC_FACET}.{name}": painter for name, painter in _PHOTOREALISTIC.items()},
    **{f"{STYLIZED_FACET}.{name}": painter for name, painter in _STYLIZED.items()},
}


def texture_look(
    term: str,
    rng: np.random.Generator,
    *,
    size_m: float,
    fixed: Mapping[str, float] | None = None,
    on_body: bool = False,
) -> LookNetwork:
    """The look of a painted texture; ``fixed`` are the sample's parameters, the others are drawn.

    Args:
        size_m: longest side of what wears it.
        on_body: a body wears it, also a texture that is made for sets.
    """
    name = term.rpartition(".")[2]
    parameters = load_catalog().term(term).parameters
    ranges = {
        p.name: (float(p.low), float(p.high)) for p in parameters if p.low is not None and p.high is not None
    }
    recipe = Recipe(name=name, surface="standard_surface", roughness=(0.5, 0.5), numbers=ranges, inputs={})
    brief = Brief(
        graph=NodeGraph(),
        recipe=recipe,
        colour=_lead_colour(rng),
        roughness=0.5,
        top_m=size_m,
        size_m=size_m,
        rng=rng,
        fixed=fixed or {},
    )
    painted = PAINTERS[term](Surface(brief=brief, on_set=not on_body and name not in ON_SUBJECT))
    return texture_network(brief.graph, painted)


def _lead_colour(rng: np.random.Generator) -> Rgb:
    """A colour for textures that take any: no palette goes with a painted texture."""
    lightness, chroma, hue_deg = rng.uniform((0.48, 0.03, 0.0), (0.80, 0.14, 360.0))
    return albedo_from_oklch(float(lightness), float(chroma), float(hue_deg))
