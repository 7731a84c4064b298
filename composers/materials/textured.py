"""Which element of the stage a texture covers."""

from __future__ import annotations

from collections.abc import Sequence

from composers.color.palette import PLINTH, SET_FLOOR, SET_WALL, SUBJECT
from composers.materials.elements import Element
from schemas.spec import SampleSpec

PROCEDURAL_FACET = "textures.procedural"

_OPEN_GROUND = "ground"  # class; its walls are far off
_FROM_ABOVE = ("high_angle", "overhead", "birds_eye")


def textured_element(spec: SampleSpec, elements: Sequence[Element]) -> Element | None:
    """The element under the sample's pattern: what fills most of the picture, or None."""
    if spec.term_of(PROCEDURAL_FACET) is None:
        return None
    order = [SET_WALL, SET_FLOOR, PLINTH, SUBJECT]
    outdoors = any(element.class_name == _OPEN_GROUND for element in elements)
    if outdoors or (spec.term_of("camera.angles") or "").rpartition(".")[2] in _FROM_ABOVE:
        order = [PLINTH, SET_FLOOR, SET_WALL, SUBJECT]  # what lies below the subject fills the picture
    for part in order:
        found = [element for element in elements if element.part == part]
        if found:
            return min(found, key=lambda element: element.size_m)  # paving lies on the ground, by the subject
    return None
