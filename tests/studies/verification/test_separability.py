"""Separability: what differs is told apart, what does not is not."""

from __future__ import annotations

import numpy as np
import pytest

from quality_control.contract import FRESH_SAMPLES
from studies.verification.separability import classify

TERMS = tuple(f"facet.term_{number}" for number in range(8))


def drawn(distance: float, seed: int) -> dict[str, list[list[float]]]:
    """Samples of 8 terms, eight features each: normal clouds whose middles lie ``distance`` deviations out."""
    rng = np.random.default_rng(seed)
    middles = distance * np.eye(len(TERMS))
    return {
        term: (middle + rng.normal(size=(FRESH_SAMPLES, middle.size))).tolist()
        for term, middle in zip(TERMS, middles, strict=True)
    }


def test_terms_far_apart_are_told_apart() -> None:
    figures = classify(drawn(6.0, 1))
    assert figures.accuracy > 0.97
    assert min(figures.recall.values()) >= figures.required_recall
    assert figures.accuracy >= figures.required_accuracy


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_terms_that_look_alike_do_not_pass(seed: int) -> None:
    figures = classify(drawn(0.0, seed))
    assert figures.accuracy < 2.0 * figures.chance
    assert figures.accuracy < figures.required_accuracy


def test_one_pair_of_twins_lowers_the_recall_of_both_alone() -> None:
    features = drawn(6.0, 4)
    features[TERMS[1]] = drawn(6.0, 5)[TERMS[0]]
    recall = classify(features).recall
    assert recall[TERMS[0]] + recall[TERMS[1]] < 1.4
    assert min(recall[term] for term in TERMS[2:]) > 0.9


def test_five_times_chance_is_asked_as_far_as_it_can_be_reached() -> None:
    assert classify(drawn(6.0, 6)).required_accuracy == pytest.approx(5.0 / 8.0)
    few = {term: vectors for term, vectors in drawn(6.0, 6).items() if term in TERMS[:5]}
    assert classify(few).required_accuracy == pytest.approx(0.9)
