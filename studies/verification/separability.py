"""Can a simple classifier tell the terms of a facet apart by picture features, and well enough to say so?"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

REQUIRED_RECALL = 0.6
REQUIRED_ACCURACY = 0.7

type Features = Sequence[Sequence[float]]  # one vector a sample


@dataclass(frozen=True, slots=True, kw_only=True)
class Separability:
    """Cross-validated figures; ``accuracy`` is the mean of the recalls."""

    recall: Mapping[str, float]  # by term
    samples: Mapping[str, int]  # by term

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


def decide(features: Mapping[str, Features], more: Callable[[str], Features]) -> dict[str, Separability]:
    """The figures that each term is judged by.

    A term that the first figures leave undecided is judged, whatever comes out, by figures with the samples of
    ``more`` beside its own; a term for which ``more`` gives none is left out of them, and of the answer.

    Args:
        features: term -> one feature vector a sample; at least 4 samples a term, at least 2 terms.
        more: gives as many samples of a term again.
    """
    first = classify(features)
    added = {term: more(term) for term in first.undecided}
    if not added:
        return dict.fromkeys(features, first)
    failed = {term for term, vectors in added.items() if not vectors}
    grown = {term: (*features[term], *added.get(term, ())) for term in features if term not in failed}
    decided = dict.fromkeys((term for term in features if term not in added), first)
    if len(grown) < 2:
        return decided
    return decided | dict.fromkeys((term for term in grown if term in added), classify(grown))


def classify(features: Mapping[str, Features]) -> Separability:
    """Leave-some-out classification of each term's samples by linear discriminant analysis.

    Args:
        features: term -> one feature vector a sample; at least 4 samples a term.
    """
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    terms = sorted(features)
    rows = np.array([row for term in terms for row in features[term]], dtype=np.float64)
    labels = np.array([term for term in terms for _ in features[term]])
    folds = StratifiedKFold(n_splits=min(6, *(len(features[term]) for term in terms)))
    even = np.full(len(terms), 1.0 / len(terms))  # else a term with twice the samples is guessed more often
    analysis = LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto", priors=even)
    model = make_pipeline(StandardScaler(), analysis)
    predicted = cross_val_predict(model, np.nan_to_num(rows), labels, cv=folds)
    return Separability(
        recall={term: float(np.mean(predicted[labels == term] == term)) for term in terms},
        samples={term: len(features[term]) for term in terms},
    )


def _is_near(share: float, bar: float, count: int) -> bool:
    """Within one standard error of a share that is ``bar``, of ``count`` samples."""
    return abs(share - bar) <= math.sqrt(bar * (1.0 - bar) / count) + 1e-9
