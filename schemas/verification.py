"""What ``taxonomy verify`` found: the truth contract's table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

VERIFICATION_SCHEMA = "parallel-synth/verification/1"

type Verdict = Literal["passed", "failed", "not available here"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermVerification:
    """One row: a term on one backend."""

    term: str
    backend: str
    authored: bool  # a composer wrote it and the sample composed
    read_back: bool  # a reader found it in the composed stage
    verdict: Verdict
    quantity: str = ""
    value: float | None = None
    expected: str = ""
    tolerance: str = ""
    message: str = ""  # what went wrong, where something did
    index: int = 0  # the sample's index: the row can be made again
    seconds: float = 0.0

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> TermVerification:
        """The inverse of ``asdict``."""
        return cls(**data)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationReport:
    """All rows of one or more runs, the newest of each term and backend."""

    version: str  # of Parallel Synth
    dataset_version: str
    date: str  # ISO 8601, day of the last run
    seed: int
    rows: tuple[TermVerification, ...]

    @property
    def failures(self) -> tuple[TermVerification, ...]:
        """The rows that disagree."""
        return tuple(row for row in self.rows if row.verdict == "failed")

    def to_json(self) -> dict[str, object]:
        """The document of ``schemas/json/verification.schema.json``."""
        return {
            "schema": VERIFICATION_SCHEMA,
            "version": self.version,
            "dataset_version": self.dataset_version,
            "date": self.date,
            "seed": self.seed,
            "rows": [asdict(row) for row in self.rows],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> VerificationReport:
        """The inverse of `to_json`."""
        rows = tuple(TermVerification.from_json(row) for row in data["rows"])
        return cls(**{key: data[key] for key in ("version", "dataset_version", "date", "seed")}, rows=rows)

    def merged_over(self, older: VerificationReport | None) -> VerificationReport:
        """These rows over an older report's: a term and backend keeps its newest row."""
        if older is None:
            return self
        rows = {(row.term, row.backend): row for row in (*older.rows, *self.rows)}
        ordered = tuple(rows[key] for key in sorted(rows))
        return VerificationReport(
            version=self.version,
            dataset_version=self.dataset_version,
            date=self.date,
            seed=self.seed,
            rows=ordered,
        )
