"""Pieces of a place as parts that wear looks: what a palette paints, and what a texture covers."""

from __future__ import annotations

from collections.abc import Sequence

from pxr import Usd

from assets.looks.library.stuffs import load_stuffs
from assets.places.stored import ROLES
from composers.blocking.casting.elements import Element
from composers.blocking.casting.parts import Part
from composers.blocking.places import Paint, PlacePlan
from usd_scenes.meshes import world_bounds


def sure_pieces(place: PlacePlan | None, stage: Usd.Stage) -> tuple[Part, ...]:
    """The painted stuffs of a sample's place that carry its palette, the wall first; none without a palette."""
    return _parts(place, stage, sure=True)


def other_pieces(place: PlacePlan | None, stage: Usd.Stage) -> tuple[Part, ...]:
    """The painted stuffs of which little is in the frame."""
    return _parts(place, stage, sure=False)


def _parts(place: PlacePlan | None, stage: Usd.Stage, *, sure: bool) -> tuple[Part, ...]:
    if place is None:
        return ()
    return tuple(_part(place, stage, paint) for paint in place.paints if paint.sure is sure)


def _part(place: PlacePlan, stage: Usd.Stage, paint: Paint) -> Part:
    name = paint.stuff.title().replace("_", "")
    element = element_of_pieces(place, stage, paint.pieces, name=name, part=paint.part)
    return Part(element=element, recipe=load_stuffs()[paint.stuff].recipe)


def element_of_pieces(
    place: PlacePlan, stage: Usd.Stage, pieces: Sequence[str], *, name: str, part: str
) -> Element:
    """Pieces of a sample's place as an element that wears one look."""
    first = next(piece for piece in place.variant.pieces if piece.name == pieces[0])
    paths = tuple(f"{place.prim_path}/{piece}" for piece in pieces)
    bounds = [world_bounds(stage, path) for path in paths]
    return Element(
        name=name,
        role=ROLES[first.role],
        class_name=first.class_name,
        part=part,
        mesh_paths=paths,
        size_m=max(0.01, *(float((high - low).max()) for low, high in bounds)),
        top_m=max(float(high[2]) for _, high in bounds),
        scale=1.0,
    )
