"""Which element of the stage a texture covers."""

from __future__ import annotations

from collections.abc import Sequence

from pxr import Usd

from composers.blocking.casting.elements import Element
from composers.blocking.casting.palette import PLINTH, SET_FLOOR, SET_WALL, SUBJECT
from composers.blocking.casting.pieces import element_of_pieces
from composers.blocking.places import PlacePlan
from composers.blocking.textured_places import is_of_the_set, texture_term
from schemas.spec import SampleSpec

_ON_FLOOR = frozenset({"floor_tiles", "ground_terrain"})
_OPEN_GROUND = "ground"  # class; its walls are far off
_FROM_ABOVE = ("high_angle", "overhead", "birds_eye")


def textured_element(
    spec: SampleSpec, place: PlacePlan | None, stage: Usd.Stage, elements: Sequence[Element]
) -> Element | None:
    """The element under the sample's texture: what fills most of the picture, or the subject; None without one."""
    term = texture_term(spec)
    if term is None:
        return None
    if place is not None and is_of_the_set(term):
        return element_of_pieces(place, stage, place.textured, name="Textured", part=SET_WALL)
    name = term.rpartition(".")[2]
    order = [SET_WALL, SET_FLOOR, PLINTH, SUBJECT]
    outdoors = any(element.class_name == _OPEN_GROUND for element in elements)
    if outdoors or (spec.term_of("camera.angles") or "").rpartition(".")[2] in _FROM_ABOVE:
        order = [PLINTH, SET_FLOOR, SET_WALL, SUBJECT]  # what lies below the subject fills the picture
    if name in _ON_FLOOR:
        order = [SET_FLOOR, SET_WALL, PLINTH, SUBJECT]
    if not is_of_the_set(term):
        order = [SUBJECT, PLINTH, SET_WALL, SET_FLOOR]
    for part in order:
        found = [element for element in elements if element.part == part]
        if found and part == SUBJECT:
            return max(found, key=lambda element: element.size_m)
        if found:
            return min(found, key=lambda element: element.size_m)  # paving lies on the ground, by the subject
    return None
