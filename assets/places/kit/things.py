"""Things that a place is put together from, each of a few pieces, and the place's variants made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assets.meshes.surface import Surface, finished, merge, moved, turned
from assets.places.place import Opening, Piece, PieceRole, PlaceVariant, Support
from schemas.mesh import MeshData
from taxonomy.decisions import decision_rng

type Build = Callable[[np.random.Generator], tuple[Surface, ...]]
type Stuffs = str | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Thing:
    """Something that stands in a place: its pieces, and how they are built, one surface each."""

    pieces: tuple[Piece, ...]
    build: Build


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Setting:
    """What a variant of a place is apart from its things."""

    name: str
    support: Support
    openings: tuple[Opening, ...] = ()
    panorama: str = ""
    clear_m: float = 0.0


def piece(name: str, stuffs: Stuffs, class_name: str, role: PieceRole = PieceRole.PROP) -> Piece:
    """A piece, of one stuff or of one of several."""
    return Piece(
        name=name, stuffs=(stuffs,) if isinstance(stuffs, str) else stuffs, role=role, class_name=class_name
    )


def thing(
    of: Piece | Sequence[Piece], build: Callable[[np.random.Generator], Surface | tuple[Surface, ...]]
) -> Thing:
    """A thing of one piece or of several."""
    pieces = (of,) if isinstance(of, Piece) else tuple(of)

    def make(rng: np.random.Generator) -> tuple[Surface, ...]:
        made = build(rng)
        return (made,) if isinstance(made, Surface) else made

    return Thing(pieces=pieces, build=make)


def fixed(of: Piece, *surfaces: Callable[[], Surface]) -> Thing:
    """A thing of one piece without chance in it."""
    return thing(of, lambda _: merge([make() for make in surfaces]))


def set_at(what: Thing, x: float, y: float, z: float = 0.0, *, turn_deg: float = 0.0) -> Thing:
    """The thing turned about the z axis and moved."""

    def build(rng: np.random.Generator) -> tuple[Surface, ...]:
        made = what.build(rng)
        return tuple(moved(turned(s, "z", turn_deg) if turn_deg else s, x, y, z) for s in made)

    return Thing(pieces=what.pieces, build=build)


def place_variant(place: str, number: int, setting: Setting, things: Sequence[Thing]) -> PlaceVariant:
    """A variant of the place of all the things; what is of one stuff, role and class becomes one mesh."""
    keys = [(p.stuffs, p.role, p.class_name) for t in things for p in t.pieces]
    firsts = {key: p for p, key in zip((p for t in things for p in t.pieces), keys, strict=True)}
    order = list(dict.fromkeys(keys))

    def build() -> tuple[MeshData, ...]:
        rng = decision_rng(0, number, f"assets/places/{place}")
        made = [surface for t in things for surface in t.build(rng)]
        return tuple(
            finished(merge([s for s, k in zip(made, keys, strict=True) if k == key]), crease_deg=34.0)
            for key in order
        )

    return PlaceVariant(
        name=setting.name,
        pieces=_named_apart([firsts[key] for key in order]),
        build=build,
        support=setting.support,
        openings=setting.openings,
        panorama=setting.panorama,
        clear_m=setting.clear_m,
    )


def _named_apart(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with a number behind every name that was there before."""
    seen: dict[str, int] = {}
    named = []
    for p in pieces:
        seen[p.name] = seen.get(p.name, 0) + 1
        named.append(replace(p, name=f"{p.name}{seen[p.name]}" if seen[p.name] > 1 else p.name))
    return tuple(named)
