"""A place put together from parts, each of which makes one or more of its pieces."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assets.meshes.surface import Surface, finished
from assets.places.place import Opening, Piece, PieceRole, PlaceVariant, Support
from schemas.mesh import MeshData
from taxonomy.decisions import decision_rng

type Made = Surface | MeshData
type Maker = Callable[[np.random.Generator], Sequence[Made]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """Pieces that are made together; a piece named by several parts is one mesh of what all of them make."""

    pieces: tuple[Piece, ...]
    make: Maker
    crease_deg: float = 36.0


def part(make: Maker, *pieces: Piece, crease_deg: float = 36.0) -> Part:
    """A part whose ``make`` gives one surface or mesh for each of ``pieces``."""
    return Part(pieces=pieces, make=make, crease_deg=crease_deg)


def floor(name: str, class_name: str, *stuffs: str) -> Piece:
    """A piece of what is walked on."""
    return Piece(name=name, stuffs=stuffs, role=PieceRole.FLOOR, class_name=class_name)


def wall(name: str, class_name: str, *stuffs: str) -> Piece:
    """A piece of what closes the view."""
    return Piece(name=name, stuffs=stuffs, role=PieceRole.WALL, class_name=class_name)


def stand(name: str, class_name: str, *stuffs: str) -> Piece:
    """A piece of what carries the subject."""
    return Piece(name=name, stuffs=stuffs, role=PieceRole.SUPPORT, class_name=class_name)


def prop(name: str, class_name: str, *stuffs: str) -> Piece:
    """A piece of what stands about."""
    return Piece(name=name, stuffs=stuffs, role=PieceRole.PROP, class_name=class_name)


def assembled(
    place: str,
    number: int,
    name: str,
    parts: Sequence[Part],
    support: Support,
    *,
    openings: tuple[Opening, ...] = (),
    panorama: str = "",
    clear_m: float = 0.0,
) -> PlaceVariant:
    """The variant ``number`` of a place, its parts made one after the other from its own random numbers."""
    pieces: dict[str, Piece] = {}
    for one in parts:
        for piece in one.pieces:
            if pieces.setdefault(piece.name, piece) != piece:
                raise ValueError(f"{place}/{name}: two kinds of piece are called {piece.name}")

    def build() -> tuple[MeshData, ...]:
        rng = decision_rng(0, number, f"assets/places/{place}")
        made: dict[str, list[MeshData]] = {key: [] for key in pieces}
        for one in parts:
            for piece, body in zip(one.pieces, one.make(rng), strict=True):
                made[piece.name].append(_mesh(body, one.crease_deg))
        return tuple(joined(meshes) for meshes in made.values())

    return PlaceVariant(
        name=name,
        pieces=tuple(pieces.values()),
        build=build,
        support=support,
        openings=openings,
        panorama=panorama,
        clear_m=clear_m,
    )


def _mesh(body: Made, crease_deg: float) -> MeshData:
    return body if isinstance(body, MeshData) else finished(body, crease_deg=crease_deg)


def joined(meshes: Sequence[MeshData]) -> MeshData:
    """Several finished meshes as one."""
    if len(meshes) == 1:
        return meshes[0]
    offsets = np.cumsum([0, *(len(m.points) for m in meshes[:-1])])
    curvatures = [np.zeros(len(m.uvs), np.float32) if m.curvature is None else m.curvature for m in meshes]
    normals = [m.normals for m in meshes if m.normals is not None]
    if len(normals) < len(meshes):
        raise ValueError("a mesh without normals cannot be joined")
    return MeshData(
        points=np.concatenate([m.points for m in meshes]),
        face_vertex_counts=np.concatenate([m.face_vertex_counts for m in meshes]),
        face_vertex_indices=np.concatenate(
            [m.face_vertex_indices + np.int32(o) for m, o in zip(meshes, offsets, strict=True)]
        ),
        uvs=np.concatenate([m.uvs for m in meshes]),
        normals=np.concatenate(normals),
        curvature=np.concatenate(curvatures),
    )
