"""What ``study seeds`` found: which samples of freshly drawn seeds were rejected, and by what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

SEED_STUDY_SCHEMA = "parallel-synth/seed_study/2"
CONTRADICTED = "truth.contradicted"
"""The rule of labels that exclude each other."""
UNREAD = "truth.not_read_back"
"""The rule of a term that was asked for and is not in the stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedReject:
    """One finding that kept a sample out, or a draw of it."""

    seed: int
    index: int
    focus: str
    rule: str
    subject: str  # the term, prim, AOV or file that the finding is about
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedStudy:
    """Samples 0 to ``count`` - 1 of each seed, made as ``generate`` makes them."""

    version: str  # of Parallel Synth
    dataset_version: str
    backend: str
    resolution: tuple[int, int]  # (width, height), pixels
    spp: int | None  # None: as the tier says
    count: int  # samples of each seed
    seeds: tuple[int, ...]
    most_rejected: float  # the bar: share of all samples
    most_drawn_again: float  # the bar of those that a first draw did not give
    rejects: tuple[SeedReject, ...]  # one for each finding, by seed and index
    given_up: tuple[SeedReject, ...]  # what was found of draws that a later one took the place of
    seconds: float

    @property
    def samples(self) -> int:
        """All samples that were made."""
        return self.count * len(self.seeds)

    @property
    def rejected(self) -> int:
        """Samples that were kept out."""
        return _samples_of(self.rejects)

    @property
    def rejected_share(self) -> float:
        """Rejected samples over all."""
        return self.rejected / self.samples

    @property
    def drawn_again(self) -> int:
        """Samples that were drawn more than once."""
        return _samples_of(self.given_up)

    @property
    def drawn_again_share(self) -> float:
        """Those over all."""
        return self.drawn_again / self.samples

    @property
    def contradictions(self) -> int:
        """Unasked labels of exclusive facets."""
        return _contradictions_of(self.rejects)

    @property
    def given_up_contradictions(self) -> int:
        """Unasked labels of exclusive facets in draws that were given up."""
        return _contradictions_of(self.given_up)

    @property
    def holds(self) -> bool:
        """Whether no more are rejected or drawn again than the bars allow, and no label contradicts another."""
        return (
            self.rejected_share <= self.most_rejected
            and self.drawn_again_share <= self.most_drawn_again
            and not self.contradictions
        )

    def to_json(self) -> dict[str, object]:
        """The document of ``schemas/json/seed_study.schema.json``."""
        document = asdict(self)
        document["resolution"] = list(self.resolution)
        document["seeds"] = list(self.seeds)
        for name in ("rejects", "given_up"):
            document[name] = list(document[name])
        return {"schema": SEED_STUDY_SCHEMA, **document}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SeedStudy:
        """The inverse of `to_json`."""
        values = {key: value for key, value in data.items() if key != "schema"}
        width, height = values["resolution"]
        values["resolution"] = (width, height)
        values["seeds"] = tuple(values["seeds"])
        for name in ("rejects", "given_up"):
            values[name] = tuple(SeedReject(**reject) for reject in values[name])
        return cls(**values)


def _samples_of(found: Sequence[SeedReject]) -> int:
    """How many samples the findings are about."""
    return len({(one.seed, one.index) for one in found})


def _contradictions_of(found: Sequence[SeedReject]) -> int:
    return sum(one.rule == CONTRADICTED for one in found)
