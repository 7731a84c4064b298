"""A texture of the set lies on one broad surface of a place, and is read from there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from assets.places.catalog import find_place
from assets.store import AssetStore
from composers.blocking.places import PlacePlan
from composers.blocking.textured_places import broadest_surface
from composers.registry import all_composers
from pipelines.compose import compose_sample
from quality_control.readers.textures import ProceduralTextureReader
from taxonomy.loading import load_catalog
from taxonomy.sampler import Sampler

_DEPARTMENTS = {"geometry", "liquids", "gases", "color", "materials", "textures", "camera"}


def _surface(shares: Mapping[str, float], texture: str, place: str = "living_room_corner") -> set[str]:
    """The classes of the pieces that wear the texture, where each class takes such a share of the frame."""
    found = find_place(place)
    variant = found.variants[0]
    pieces = {name: next(p for p in variant.pieces if p.class_name == name) for name in shares}
    by_piece = {pieces[name].name: share for name, share in shares.items()}
    plan = PlacePlan(place=found, variant=variant, dressing=0)
    worn = broadest_surface(plan, by_piece, texture)
    return {piece.class_name for piece in variant.pieces if piece.name in worn}


@pytest.mark.parametrize(
    ("wall", "other", "texture", "expected"),
    [
        (0.5, 0.1, "checker", {"wall"}),
        (0.5, 0.45, "checker", set()),  # two surfaces as broad
        (0.1, 0.05, "checker", set()),  # no surface is broad
        (0.5, 0.1, "floor_tiles", set()),  # no wall has them
        (0.5, 0.1, "ground_terrain", set()),
    ],
)
def test_a_texture_takes_one_broad_surface_that_may_wear_it(
    wall: float, other: float, texture: str, expected: set[str]
) -> None:
    variant = find_place("living_room_corner").variants[0]
    floor = next(piece.class_name for piece in variant.pieces if piece.role.value == "set_floor")
    assert _surface({"wall": wall, floor: other}, texture) == expected


def test_a_pattern_is_read_from_the_surface_of_the_place_that_wears_it(tmp_path: Path) -> None:
    spec = Sampler(load_catalog()).spec(77120, 6, term="textures.procedural.checker")
    composers = [one for one in all_composers() if one.category in _DEPARTMENTS]
    sample = compose_sample(spec, tmp_path / "0", assets=AssetStore(tmp_path / "assets"), composers=composers)
    (reading,) = ProceduralTextureReader().read(sample.stage)
    assert reading.term == "textures.procedural.checker"
    mesh = str(dict(reading.values)["mesh"])
    assert mesh.startswith("/World/Set/")
    assert mesh.split("/")[3] not in ("Cyclorama", "Room")
