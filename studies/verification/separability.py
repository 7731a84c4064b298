"""Can a simple classifier tell the terms of a facet apart by picture features?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

MAX_REQUIRED_ACCURACY = 0.9
CHANCE_FACTOR = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Separability:
    """Cross-validated figures; recall by term."""

    accuracy: float
    chance: float
    recall: Mapping[str, float]

    @property
    def required_accuracy(self) -> float:
        """Five times chance, at most 0.9: what few classes can reach."""
        return min(MAX_REQUIRED_ACCURACY, CHANCE_FACTOR * self.chance)

    @property
    def required_recall(self) -> float:
        """Twice chance, at most 0.6."""
        return min(0.6, 2.0 * self.chance)


def classify(features: Mapping[str, Sequence[Sequence[float]]]) -> Separability:
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
    model = make_pipeline(StandardScaler(), LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto"))
    predicted = cross_val_predict(model, np.nan_to_num(rows), labels, cv=folds)
    recall = {term: float(np.mean(predicted[labels == term] == term)) for term in terms}
    return Separability(accuracy=float(np.mean(predicted == labels)), chance=1.0 / len(terms), recall=recall)
