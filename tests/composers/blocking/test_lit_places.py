"""A bright picture is taken before a light wall, and is read so."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.places.catalog import find_place
from assets.store import AssetStore
from composers.blocking.lit_places import is_light_behind
from composers.blocking.places import PlacePlan
from composers.blocking.plan import plan_blocking
from composers.blocking.planned_frame import InView
from composers.registry import all_composers
from pipelines.compose import compose_sample
from quality_control.registry import read_terms
from taxonomy.loading import load_catalog
from taxonomy.sampler import Sampler

_HIGH_KEY = "lighting.setup_types.high_key"


@pytest.mark.parametrize(
    ("variant", "share", "expected"),
    [
        ("white_paper_bare", 0.5, True),
        ("white_paper_bare", 0.1, False),  # hardly in the frame
        ("black_velvet_stone_slab", 0.5, False),
        ("grey_paper_concrete_blocks", 0.5, False),
    ],
)
def test_a_backdrop_is_light_by_its_stuff_and_broad_by_its_share(
    variant: str, share: float, expected: bool
) -> None:
    place = find_place("sweep")
    found = next(one for one in place.variants if one.name == variant)
    shares = {piece.name: share for piece in found.pieces if piece.class_name == "backdrop"}
    seen = InView(shares=shares, covered=0.2, behind=(*shares,) * 9)
    assert is_light_behind(PlacePlan(place=place, variant=found, dressing=0), seen) is expected


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        (("Backdrop",) * 5 + ("Window",) * 4, True),
        (("Backdrop",) * 4 + ("Window",) * 5, False),
        (("Backdrop",) * 4 + ("Window",) * 4, False),  # their median is between
        ((), False),  # no backdrop that a lamp could light
    ],
)
def test_most_of_what_is_straight_behind_the_subject_is_light(behind: tuple[str, ...], expected: bool) -> None:
    place = find_place("sweep")
    found = next(one for one in place.variants if one.name == "white_paper_bare")
    seen = InView(shares={"Backdrop": 0.5}, covered=0.2, behind=behind)
    assert is_light_behind(PlacePlan(place=place, variant=found, dressing=0), seen) is expected


@pytest.mark.parametrize(
    ("seed", "index", "term"),
    [
        (5150, 8, _HIGH_KEY),
        (1988226445, 209, None),  # a wide lens, which shows a white ceiling more than a dark wall
        (1988226445, 269, None),  # a window's frame, nearer than any backdrop
        (1988226445, 779, None),  # a dark armchair before a light wall
        (1144601711, 805, None),  # a white wall's doorway to a dark room, and what hangs beside it
    ],
)
def test_a_high_key_picture_stands_before_a_light_wall_and_is_read(
    tmp_path: Path, seed: int, index: int, term: str | None
) -> None:
    spec = Sampler(load_catalog()).spec(seed, index, term=term)
    assert _HIGH_KEY in spec.terms
    store = AssetStore(tmp_path / "assets")
    assert plan_blocking(spec, store).place is not None
    sample = compose_sample(spec, tmp_path / "0", assets=store, composers=all_composers())
    assert _HIGH_KEY in {reading.term for reading in read_terms(sample.stage)}
