"""The painted texture that a piece of a surface shows: the first whose criterion its fields meet."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quality_control.readers.painted import body_surfaces, built_surfaces, drawn_surfaces
from quality_control.readers.painted.swatch import Swatch
from schemas.errors import UnsupportedError

type Values = tuple[tuple[str, float], ...]

_PHOTOREALISTIC = "textures.photorealistic"
_STYLIZED = "textures.stylized"

CRITERIA: Mapping[str, Callable[[Swatch], Values | None]] = {
    f"{_STYLIZED}.flat_color": drawn_surfaces.read_flat_color,
    f"{_STYLIZED}.cel_shaded": body_surfaces.read_cel_shaded,
    f"{_STYLIZED}.pixel_art": drawn_surfaces.read_pixel_art,
    f"{_STYLIZED}.low_poly": drawn_surfaces.read_low_poly,
    f"{_STYLIZED}.cartoon": drawn_surfaces.read_cartoon,
    f"{_STYLIZED}.sketch": drawn_surfaces.read_sketch,
    f"{_STYLIZED}.gradient_map": drawn_surfaces.read_gradient_map,
    f"{_STYLIZED}.hand_painted": drawn_surfaces.read_hand_painted,
    f"{_STYLIZED}.oil_paint": drawn_surfaces.read_oil_paint,
    f"{_STYLIZED}.watercolor": drawn_surfaces.read_watercolor,
    f"{_PHOTOREALISTIC}.floor_tiles": built_surfaces.read_floor_tiles,
    f"{_PHOTOREALISTIC}.wall_surface": built_surfaces.read_wall_surface,
    f"{_PHOTOREALISTIC}.stone_patterns": built_surfaces.read_stone_patterns,
    f"{_PHOTOREALISTIC}.ground_terrain": built_surfaces.read_ground_terrain,
    f"{_PHOTOREALISTIC}.wood_grain": built_surfaces.read_wood_grain,
    f"{_PHOTOREALISTIC}.concrete_wear": built_surfaces.read_concrete_wear,
    f"{_PHOTOREALISTIC}.metal_surface": body_surfaces.read_metal_surface,
    f"{_PHOTOREALISTIC}.skin_pores": body_surfaces.read_skin_pores,
    f"{_PHOTOREALISTIC}.leather_texture": body_surfaces.read_leather_texture,
    f"{_PHOTOREALISTIC}.fabric_weave": body_surfaces.read_fabric_weave,
}
"""In the order in which they are asked: the cheaper ones and the narrower ones first."""


def texture_of(swatch: Swatch) -> tuple[str, Values] | None:
    """The term of a painted texture with its values; None where none is seen, or nothing can be evaluated."""
    try:
        return _criterion_met(swatch)
    except UnsupportedError:
        return None


def _criterion_met(swatch: Swatch) -> tuple[str, Values] | None:
    for term, criterion in CRITERIA.items():
        values = criterion(swatch)
        if values is not None:
            return term, tuple((name, float(value)) for name, value in values)
    return None
