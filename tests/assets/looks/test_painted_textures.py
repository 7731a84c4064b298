"""Painted textures: no two seeds alike, the same seed the same, and networks that renderers can compile."""

from __future__ import annotations

import numpy as np
import pytest

from assets.looks.painters.textures.painted import PAINTERS, texture_look
from taxonomy.decisions import decision_rng

_MOST_NODES = 150  # Cycles' OSL aborts at some 270


def _rng(seed: int) -> np.random.Generator:
    return decision_rng(seed, 0, "tests/textures")


@pytest.mark.parametrize("term", sorted(PAINTERS))
def test_two_seeds_give_two_textures_and_one_seed_gives_one(term: str) -> None:
    first = texture_look(term, _rng(1), size_m=0.4)
    assert first.nodes == texture_look(term, _rng(1), size_m=0.4).nodes
    assert first.nodes != texture_look(term, _rng(2), size_m=0.4).nodes


@pytest.mark.parametrize("term", sorted(PAINTERS))
@pytest.mark.parametrize("seed", range(6))
def test_a_network_stays_small_enough_to_compile(term: str, seed: int) -> None:
    assert len(texture_look(term, _rng(seed), size_m=0.4).nodes) <= _MOST_NODES


def test_what_a_sample_fixes_is_not_drawn() -> None:
    term = "textures.stylized.cartoon"
    few = texture_look(term, _rng(3), size_m=0.4, fixed={"tone_count": 2.0})
    many = texture_look(term, _rng(3), size_m=0.4, fixed={"tone_count": 5.0})
    assert len(many.nodes) == len(few.nodes) + 6  # a step and a mix for each further tone
