"""The casting of a picture: who wears which look, in which colour, decided once when all of its meshes stand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pxr import Usd

from colorimetry.schemes import MOOD_FACET
from composers.blocking.casting.elements import Element, find_elements
from composers.blocking.casting.palette import (
    GRADIENT,
    PALETTES_FACET,
    PLINTH,
    TEMPERATURE_FACET,
    Palette,
    palette_of,
)
from composers.blocking.casting.parts import Part, cast_looks, intrinsic_hue_deg, painted_parts
from composers.blocking.casting.pieces import other_pieces, sure_pieces
from composers.blocking.casting.seen_parts import unseen_parts
from composers.blocking.casting.textured import textured_element
from composers.blocking.plan import Blocking
from composers.brief import Brief
from usd_scenes.semantics import Role

_SETS = (Role.SET_WALL, Role.SET_FLOOR, Role.PLINTH)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Casting:
    """What every department of looks needs to know."""

    palette: Palette
    parts: tuple[Part, ...]  # those with a look of their own, in the order in which these are authored
    ramped: tuple[Element, ...] = ()  # parts of the set that share a ramp from warm to cool
    textured: Element | None = None  # what the sample's texture covers
    accented: Part | None = None  # what wears the palette's left-over colours as chips


def plan_casting(brief: Brief, blocking: Blocking, stage: Usd.Stage) -> Casting:
    """The casting of the meshes of ``stage``, composed so far, that wear no look yet."""
    elements = find_elements(stage)
    cast = cast_looks(brief.spec, elements, blocking.fittings)
    sure, others = sure_pieces(blocking.place, stage), other_pieces(blocking.place, stage)
    is_of_hues = brief.term_of(PALETTES_FACET) is not None or brief.term_of(MOOD_FACET) is not None
    is_bare = blocking.place is None
    unseen = unseen_parts(brief, blocking.camera, stage, elements) if is_bare and is_of_hues else frozenset()
    palette = palette_of(
        brief.spec,
        painted_parts((*sure, *cast, *others)),
        intrinsic_hue_deg=intrinsic_hue_deg(brief.spec, (*sure, *cast, *others)),
        in_frame=painted_parts(sure),
        unseen=unseen,
    ).quantized()
    ramped = _ramped(brief, elements)
    dressed = [part for part in cast if part.element not in ramped]
    textured = textured_element(brief.spec, blocking.place, stage, [part.element for part in dressed])
    return Casting(
        palette=palette,
        parts=tuple(part for part in (*dressed, *sure, *others) if part.element != textured),
        ramped=ramped,
        textured=textured,
        accented=_accented(dressed, palette, textured, unseen),
    )


def _ramped(brief: Brief, elements: Sequence[Element]) -> tuple[Element, ...]:
    is_ramp = brief.term_of(TEMPERATURE_FACET) == GRADIENT
    return tuple(element for element in elements if is_ramp and element.role in _SETS)


def _accented(
    parts: Sequence[Part], palette: Palette, textured: Element | None, unseen: Collection[str]
) -> Part | None:
    """The part that shows the hues that are left over: the plinth, else the last of the set, else a prop.

    One that the picture shows, where there is one.
    """
    if not palette.accents:
        return None
    painted = [
        p for p in parts if p.recipe.colourable and p.element.part and not p.terms and p.element != textured
    ]
    for found in ([p for p in painted if p.element.part not in unseen], painted):
        plinths = [p for p in found if p.element.part == PLINTH]
        sets = [p for p in found if p.element.role in _SETS]  # a prop may lie outside the frame
        if wearers := plinths or sets or found:
            return wearers[-1]
    return None
