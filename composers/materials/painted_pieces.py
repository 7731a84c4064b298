"""Pieces of a place as parts that wear looks: what a palette paints, and what a texture covers."""

from __future__ import annotations

from collections.abc import Sequence

from assets.looks.library.stuffs import load_stuffs
from assets.places.stored import ROLES
from composers.blocking.places import Paint
from composers.materials.casting import Part
from composers.materials.elements import Element
from composers.shot import Shot
from usd_scenes.meshes import world_bounds


def sure_pieces(shot: Shot) -> tuple[Part, ...]:
    """The painted stuffs of the sample's place that carry its palette, the wall first; none without a palette."""
    return _parts(shot, sure=True)


def other_pieces(shot: Shot) -> tuple[Part, ...]:
    """The painted stuffs of which little is in the frame."""
    return _parts(shot, sure=False)


def _parts(shot: Shot, *, sure: bool) -> tuple[Part, ...]:
    place = shot.blocking.place
    return tuple(_part(shot, paint) for paint in (place.paints if place else ()) if paint.sure is sure)


def _part(shot: Shot, paint: Paint) -> Part:
    element = element_of_pieces(shot, paint.pieces, name=paint.stuff.title().replace("_", ""), part=paint.part)
    return Part(element=element, recipe=load_stuffs()[paint.stuff].recipe)


def element_of_pieces(shot: Shot, pieces: Sequence[str], *, name: str, part: str) -> Element:
    """Pieces of the sample's place as an element that wears one look."""
    place = shot.blocking.place
    assert place is not None
    first = next(piece for piece in place.variant.pieces if piece.name == pieces[0])
    paths = tuple(f"{place.prim_path}/{piece}" for piece in pieces)
    bounds = [world_bounds(shot.stage, path) for path in paths]
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
