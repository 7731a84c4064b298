"""Separability: what differs is told apart, what does not is not, and what is near the bar is asked once more."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from quality_control.contract import DECIDING_SAMPLES, FRESH_SAMPLES
from studies.verification.separability import (
    REQUIRED_RECALL,
    Drawn,
    Separability,
    classify,
    decide,
)

TERMS = tuple(f"facet.term_{number}" for number in range(8))


def drawn(distance: float, seed: int) -> dict[str, Drawn]:
    """Samples of 8 terms, eight features each: normal clouds whose middles lie ``distance`` deviations out."""
    rng = np.random.default_rng(seed)
    middles = distance * np.eye(len(TERMS))
    return {
        term: Drawn((middle + rng.normal(size=(FRESH_SAMPLES, middle.size))).tolist())
        for term, middle in zip(TERMS, middles, strict=True)
    }


@dataclass
class More:
    """Further samples of each term, and for which terms they were asked."""

    samples: dict[str, Drawn]
    asked: list[str] = field(default_factory=list)

    def __call__(self, term: str) -> Drawn:
        self.asked.append(term)
        return self.samples[term]


def with_pair(share: float, seed: int) -> dict[str, Drawn]:
    """Clear groups, but that ``share`` of the first term's samples look like the second's."""
    samples, other = drawn(8.0, seed), drawn(8.0, seed + 100)
    strayed = round(share * FRESH_SAMPLES)
    vectors = (*other[TERMS[1]].vectors[:strayed], *samples[TERMS[0]].vectors[strayed:])
    return samples | {TERMS[0]: Drawn(vectors)}


def test_clear_groups_pass_at_once() -> None:
    more = More({})
    decided = decide(drawn(6.0, 1), more)
    assert all(decided[term].holds(term) for term in TERMS)
    assert decided[TERMS[0]].accuracy > 0.97
    assert not more.asked


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_groups_that_overlap_fail_at_once(seed: int) -> None:
    more = More({})
    decided = decide(drawn(0.0, seed), more)
    assert not any(decided[term].holds(term) for term in TERMS)
    assert not more.asked


def test_five_times_chance_is_not_enough() -> None:
    figures = classify(drawn(1.7, 5))
    assert 4.0 / len(TERMS) < figures.accuracy < 5.5 / len(TERMS)
    assert not any(figures.holds(term) for term in TERMS)


@pytest.mark.parametrize(("share", "holds"), [(0.1, True), (0.9, False)])
def test_a_term_near_the_bar_is_decided_by_40_samples(share: float, holds: bool) -> None:
    samples, more = with_pair(0.4, 7), More(with_pair(share, 8))
    first = classify(samples)
    assert first.undecided == (TERMS[0],)
    decided = decide(samples, more)
    assert more.asked == [TERMS[0]]
    figures = decided[TERMS[0]]
    assert figures.samples[TERMS[0]] == DECIDING_SAMPLES
    assert figures.holds(TERMS[0]) is holds
    assert {decided[term].samples[term] for term in TERMS[1:]} == {FRESH_SAMPLES}
    assert all(decided[term].holds(term) for term in TERMS[1:])


def test_40_samples_near_the_bar_decide_as_they_fall() -> None:
    more = More(with_pair(0.35, 8))
    figures = decide(with_pair(0.4, 7), more)[TERMS[0]]
    assert TERMS[0] in figures.undecided
    assert more.asked == [TERMS[0]]
    assert figures.holds(TERMS[0]) is (figures.recall[TERMS[0]] >= REQUIRED_RECALL)


def test_an_accuracy_near_the_bar_asks_for_more_of_every_term() -> None:
    figures = Separability(recall=dict.fromkeys(TERMS, 0.72), samples=dict.fromkeys(TERMS, FRESH_SAMPLES))
    assert figures.undecided == TERMS
    clear = Separability(recall=dict.fromkeys(TERMS, 0.8), samples=dict.fromkeys(TERMS, FRESH_SAMPLES))
    assert not clear.undecided


def test_a_term_of_which_more_cannot_be_made_gets_no_figure() -> None:
    decided = decide(with_pair(0.4, 7), More({TERMS[0]: Drawn((), missed=2)}))
    assert sorted(decided) == sorted(TERMS[1:])


def test_a_sample_that_is_not_read_back_counts_as_one_that_is_not_told_apart() -> None:
    samples = drawn(8.0, 3)
    lacking = Drawn(samples[TERMS[0]].vectors[:-1], missed=1)
    figures = classify(samples | {TERMS[0]: lacking})
    assert figures.samples[TERMS[0]] == FRESH_SAMPLES
    assert figures.recall[TERMS[0]] == pytest.approx(1.0 - 1.0 / FRESH_SAMPLES)
    assert lacking.usable
    assert not Drawn(lacking.vectors[:-1], missed=2).usable
    assert (lacking + lacking).usable


def test_one_pair_of_twins_lowers_the_recall_of_both_alone() -> None:
    samples = drawn(6.0, 4)
    samples[TERMS[1]] = drawn(6.0, 5)[TERMS[0]]
    recall = classify(samples).recall
    assert recall[TERMS[0]] + recall[TERMS[1]] < 1.4
    assert min(recall[term] for term in TERMS[2:]) > 0.9
