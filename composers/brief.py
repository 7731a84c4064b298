"""What is known of a sample before anything is planned or authored: its spec."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from schemas.spec import SampleSpec, Scalar
from taxonomy.decisions import decision_rng


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One sample to be planned."""

    spec: SampleSpec

    def rng(self, decision: str) -> np.random.Generator:
        """The generator of one named decision of this sample: "<category>/<what>"."""
        return decision_rng(self.spec.seed, self.spec.stream_index, decision)

    def term_of(self, facet: str) -> str | None:
        """The sample's term in a facet ("camera.angles"), or None."""
        return self.spec.term_of(facet)

    def parameter(self, term: str, name: str) -> Scalar:
        """The value of one parameter of one of the sample's terms."""
        return self.spec.parameter(term, name)

    def number(self, term: str, name: str) -> float:
        """`parameter` as a float."""
        return float(self.spec.parameter(term, name))
