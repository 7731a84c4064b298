"""Can a simple classifier tell the terms of a facet apart by picture features, and well enough to say so?"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

REQUIRED_RECALL = 0.6
REQUIRED_ACCURACY = 0.7

MOST_MISSED = 0.05
"""Of a term's samples: what `generate` would reject and draw again."""

type Features = Sequence[Sequence[float]]  # one vector a sample


@dataclass(frozen=True, slots=True)
class Drawn:
    """Samples of a term: the vectors of those whose label is read back, and how many others there are."""

    vectors: Features
    missed: int = 0

    def __add__(self, other: Drawn) -> Drawn:
        """Both together."""
        return Drawn((*self.vectors, *other.vectors), self.missed + other.missed)

    @property
    def usable(self) -> bool:
        """Whether few enough are missed."""
        return self.missed <= MOST_MISSED * (len(self.vectors) + self.missed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Separability:
    """Cross-validated figures; ``accuracy`` is the mean of the recalls.

    A sample whose label is not read back is one that is not told apart.
    """

    recall: Mapping[str, float]  # by term
    samples: Mapping[str, int]  # by term, those that are missed among them

    @property
    def accuracy(self) -> float:
        """Of all terms, each counting the same."""
        return float(np.mean(list(self.recall.values())))

    @property
    def undecided(self) -> tuple[str, ...]:
        """The terms within one standard error of the bar; all of them where the accuracy is."""
        if _is_near(self.accuracy, REQUIRED_ACCURACY, sum(self.samples.values())):
            return tuple(sorted(self.recall))
        return tuple(
            term
            for term in sorted(self.recall)
            if _is_near(self.recall[term], REQUIRED_RECALL, self.samples[term])
        )

    def holds(self, term: str) -> bool:
        """True where the term's recall and the group's accuracy reach the bar."""
        return self.recall[term] >= REQUIRED_RECALL and self.accuracy >= REQUIRED_ACCURACY


def decide(drawn: Mapping[str, Drawn], more: Callable[[str], Drawn]) -> dict[str, Separability]:
    """The figures that each term is judged by.

    A term that the first figures leave undecided is judged, whatever comes out, by figures with the samples of
    ``more`` beside its own; a term of which ``more`` gives no usable ones is left out of them, and of the answer.

    Args:
        drawn: term -> its samples; at least 4 with a vector a term, at least 2 terms.
        more: gives as many samples of a term again.
    """
    first = classify(drawn)
    added = {term: more(term) for term in first.undecided}
    if not added:
        return dict.fromkeys(drawn, first)
    failed = {term for term, samples in added.items() if not samples.usable}
    grown = {term: drawn[term] + added.get(term, Drawn(())) for term in drawn if term not in failed}
    decided = dict.fromkeys((term for term in drawn if term not in added), first)
    if len(grown) < 2:
        return decided
    return decided | dict.fromkeys((term for term in grown if term in added), classify(grown))


def classify(drawn: Mapping[str, Drawn]) -> Separability:
    """Leave-some-out classification of each term's samples by linear discriminant analysis.

    Args:
        drawn: term -> its samples; at least 4 with a vector a term.
    """
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    terms = sorted(drawn)
    rows = np.array([row for term in terms for row in drawn[term].vectors], dtype=np.float64)
    labels = np.array([term for term in terms for _ in drawn[term].vectors])
    samples = {term: len(drawn[term].vectors) + drawn[term].missed for term in terms}
    folds = StratifiedKFold(n_splits=min(6, *(len(drawn[term].vectors) for term in terms)))
    even = np.full(len(terms), 1.0 / len(terms))  # else a term with twice the samples is guessed more often
    analysis = LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto", priors=even)
    model = make_pipeline(StandardScaler(), analysis)
    predicted = cross_val_predict(model, np.nan_to_num(rows), labels, cv=folds)
    return Separability(
        recall={term: float(np.sum(predicted[labels == term] == term)) / samples[term] for term in terms},
        samples=samples,
    )


def _is_near(share: float, bar: float, count: int) -> bool:
    """Within one standard error of a share that is ``bar``, of ``count`` samples."""
    return abs(share - bar) <= math.sqrt(bar * (1.0 - bar) / count) + 1e-9
