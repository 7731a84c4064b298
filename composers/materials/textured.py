"""Which element of the stage a texture covers."""

from __future__ import annotations

from collections.abc import Sequence

from assets.looks.painters.textures.painted import ON_SUBJECT, PHOTOREALISTIC_FACET, STYLIZED_FACET
from composers.color.palette import PLINTH, SET_FLOOR, SET_WALL, SUBJECT
from composers.materials.elements import Element
from schemas.spec import SampleSpec

PROCEDURAL_FACET = "textures.procedural"
MAPS_FACET = "textures.maps"
TEXTURE_FACETS = (PROCEDURAL_FACET, PHOTOREALISTIC_FACET, STYLIZED_FACET, MAPS_FACET)

_ON_FLOOR = frozenset({"floor_tiles", "ground_terrain"})
_OPEN_GROUND = "ground"  # class; its walls are far off
_FROM_ABOVE = ("high_angle", "overhead", "birds_eye")


def texture_term(spec: SampleSpec) -> str | None:
    """The sample's texture that a part of the stage wears, or None."""
    return next((term for facet in TEXTURE_FACETS if (term := spec.term_of(facet))), None)


def textured_element(spec: SampleSpec, elements: Sequence[Element]) -> Element | None:
    """The element under the sample's texture: what fills most of the picture, or the subject; None without one."""
    term = texture_term(spec)
    if term is None:
        return None
    name = term.rpartition(".")[2]
    order = [SET_WALL, SET_FLOOR, PLINTH, SUBJECT]
    outdoors = any(element.class_name == _OPEN_GROUND for element in elements)
    if outdoors or (spec.term_of("camera.angles") or "").rpartition(".")[2] in _FROM_ABOVE:
        order = [PLINTH, SET_FLOOR, SET_WALL, SUBJECT]  # what lies below the subject fills the picture
    if name in _ON_FLOOR:
        order = [SET_FLOOR, SET_WALL, PLINTH, SUBJECT]
    if name in ON_SUBJECT or term.startswith(f"{MAPS_FACET}."):
        order = [SUBJECT, PLINTH, SET_WALL, SET_FLOOR]
    for part in order:
        found = [element for element in elements if element.part == part]
        if found and part == SUBJECT:
            return max(found, key=lambda element: element.size_m)
        if found:
            return min(found, key=lambda element: element.size_m)  # paving lies on the ground, by the subject
    return None
