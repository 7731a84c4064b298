"""What a sample is to show: terms and parameter values, and nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from schemas.errors import UnknownTermError

type Scalar = float | int | str | bool
type Split = Literal["train", "test"]

LARGEST_SEED = 2**63 - 1  # that a layer's metadata can hold

_DRAWS_APART = 2**32  # more than there are indices
_YOUNG = ("free", "draw")  # came when there were hashes already


def stream_index_of(index: int, draw: int) -> int:
    """Where a draw of a sample stands in each decision's stream: the index itself, or far beyond the last."""
    return index + draw * _DRAWS_APART


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterValue:
    """The value that a sample gives to one parameter of one term."""

    term: str  # full term id, such as "camera.lenses.focal_lengths.normal"
    name: str  # with its unit at the end, such as "focal_length_mm"
    value: Scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSpec:
    """One sample of the dataset, a pure function of (dataset version, seed, index, draw).

    ``terms`` are full ids, sorted, at most one for each facet; ``focus`` is the one that the sample is
    about. A ``free`` sample may put any stuff on any form. ``draw`` counts from 0: a later one keeps the focus
    and draws all else anew, where an earlier one was not read back as it was asked. Only the sampler makes specs.
    """

    dataset_version: str
    seed: int
    index: int
    focus: str
    split: Split
    terms: tuple[str, ...]
    parameters: tuple[ParameterValue, ...] = ()
    free: bool = False
    draw: int = 0

    @property
    def stream_index(self) -> int:
        """Where this draw stands in each decision's stream."""
        return stream_index_of(self.index, self.draw)

    @property
    def category(self) -> str:
        """The category that the sample counts for: the first part of ``focus``."""
        return self.focus.split(".", 1)[0]

    @property
    def spec_hash(self) -> str:
        """16 hexadecimal digits of SHA-256 over the spec's canonical JSON; `free` and `draw` count unless 0."""
        counted = {key: value for key, value in self.to_json().items() if key not in _YOUNG or value}
        canonical = json.dumps(counted, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]

    def term_of(self, facet: str) -> str | None:
        """The full id of the sample's term in ``facet`` (such as "camera.angles"), or None."""
        return next((term for term in self.terms if term.rpartition(".")[0] == facet), None)

    def terms_under(self, prefix: str) -> tuple[str, ...]:
        """The sample's terms whose id starts with ``prefix`` and a dot."""
        return tuple(term for term in self.terms if term.startswith(prefix + "."))

    def parameter(self, term: str, name: str) -> Scalar:
        """The value of one parameter.

        Raises:
            UnknownTermError: the spec gives no such parameter.
        """
        for parameter in self.parameters:
            if parameter.term == term and parameter.name == name:
                return parameter.value
        raise UnknownTermError(f"sample {self.index} has no parameter {name!r}", field=term)

    def to_json(self) -> dict[str, object]:
        """The spec as plain JSON data, keys in a fixed order."""
        return {
            "dataset_version": self.dataset_version,
            "seed": self.seed,
            "index": self.index,
            "focus": self.focus,
            "split": self.split,
            "terms": list(self.terms),
            "parameters": [{"term": p.term, "name": p.name, "value": p.value} for p in self.parameters],
            "free": self.free,
            "draw": self.draw,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SampleSpec:
        """The inverse of `to_json`."""
        parameters = tuple(ParameterValue(**parameter) for parameter in data["parameters"])
        return cls(**{**data, "terms": tuple(data["terms"]), "parameters": parameters})
