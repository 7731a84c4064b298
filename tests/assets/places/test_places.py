"""Places keep their promises, and one that does not is found out; `places check --all` asks them all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assets.meshes.solids import rounded_box
from assets.meshes.surface import finished, moved
from assets.places.catalog import all_places, find_place, generator_of
from assets.places.place import Piece, PieceRole, Place, PlaceVariant, Support
from schemas.errors import AssetError
from schemas.mesh import MeshData
from studies.asset_checks.places import find_place_faults, find_variant_faults


def _box(size: tuple[float, float, float], x: float, y: float, z: float) -> MeshData:
    return finished(moved(rounded_box(size, 0.002), x, y, z))


def _bench() -> tuple[MeshData, ...]:
    return _box((2.0, 0.6, 0.9), 0.0, 0.0, 0.0), _box((4.0, 0.1, 2.5), 0.0, 1.0, 0.0)


_PIECES = (
    Piece(name="Bench", stuffs=("beech",), role=PieceRole.SUPPORT, class_name="bench"),
    Piece(name="Wall", stuffs=("brass",), role=PieceRole.WALL, class_name="wall"),
)
_RIGHT = PlaceVariant(
    name="plain", pieces=_PIECES, build=_bench, support=Support(height_m=0.9, half_x_m=0.9, half_y_m=0.28)
)


@pytest.mark.parametrize("place", [pytest.param(place, id=name) for name, place in all_places().items()])
def test_a_place_keeps_its_promises(place: Place) -> None:
    assert list(find_place_faults(place)) == []
    assert list(find_variant_faults(place.variants[0])) == []
    generator = generator_of(place, place.variants[0])
    assert generator.parts == tuple(piece.name for piece in place.variants[0].pieces)


def test_there_are_places_enough() -> None:
    assert len(all_places()) >= 14
    assert find_place("kitchen_counter").title
    with pytest.raises(AssetError, match="no place 'moon'"):
        find_place("moon")


def test_a_right_variant_has_no_fault() -> None:
    assert list(find_variant_faults(_RIGHT)) == []


@pytest.mark.parametrize(
    ("variant", "fault"),
    [
        (replace(_RIGHT, pieces=_PIECES[:1]), "2 meshes for 1 pieces"),
        (replace(_RIGHT, build=lambda: (_bench()[0], _box((0.2, 0.2, 0.2), 0.0, 0.0, 0.9))), "where the subject"),
        (replace(_RIGHT, build=lambda: (_bench()[0], _box((0.2, 0.2, 0.2), 3.0, 0.0, 0.0))), "closes the view"),
        (
            replace(_RIGHT, pieces=(replace(_PIECES[0], stuffs=("unobtainium",)), _PIECES[1])),
            "no table of stuffs has unobtainium",
        ),
    ],
)
def test_a_wrong_variant_is_found_out(variant: PlaceVariant, fault: str) -> None:
    assert any(fault in found for found in find_variant_faults(variant))


def test_a_place_of_few_variants_is_found_out() -> None:
    place = replace(find_place("desk"), variants=(_RIGHT, _RIGHT))
    assert list(find_place_faults(place)) == ["2 variants, at least 8", "2 variants are called 'plain'"]
