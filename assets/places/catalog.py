"""Every place by name, and the meshes of its variants."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

import numpy as np

import assets.places
from assets.meshes.generator import Generator
from assets.places.place import Place, PlaceVariant
from schemas.errors import AssetError
from schemas.mesh import MeshData


@cache
def all_places() -> Mapping[str, Place]:
    """The places of all modules of this folder, by name.

    Raises:
        AssetError: two places have one name.
    """
    found: dict[str, Place] = {}
    for module in sorted(one.name for one in iter_modules(assets.places.__path__) if not one.ispkg):
        place = getattr(import_module(f"assets.places.{module}"), "PLACE", None)
        if place is None:
            continue
        if place.name in found:
            raise AssetError(f"two places are called {place.name!r}; one is in assets/places/{module}.py")
        found[place.name] = place
    return MappingProxyType(found)


def find_place(name: str) -> Place:
    """The place of that name.

    Raises:
        AssetError: there is none; the message lists those that are.
    """
    places = all_places()
    if name not in places:
        raise AssetError(f"no place {name!r}; there are {', '.join(sorted(places))}")
    return places[name]


def generator_of(place: Place, variant: PlaceVariant) -> Generator:
    """The generator of one variant's meshes, one for each piece, where they stand."""

    def make(_rng: np.random.Generator) -> tuple[MeshData, ...]:
        return variant.build()

    return Generator(
        name=f"place_{place.name}_{variant.name}",
        version=variant.version,
        variants=1,
        make=make,
        parts=tuple(piece.name for piece in variant.pieces),
        class_name=place.title,
    )
