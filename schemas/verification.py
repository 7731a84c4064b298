"""What ``taxonomy verify`` found: the truth contract's table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

VERIFICATION_SCHEMA = "parallel-synth/verification/2"
RUN_SCHEMA = "parallel-synth/run/1"

type Verdict = Literal["passed", "failed", "not available here"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermVerification:
    """One row: a term on one backend."""

    term: str
    backend: str
    seed: int  # of the samples that it was verified on
    authored: bool  # a composer wrote it and the sample composed
    read_back: bool  # a reader found it in the composed stage
    verdict: Verdict
    quantity: str = ""
    value: float | None = None
    expected: str = ""
    tolerance: str = ""
    message: str = ""  # what went wrong, where something did
    index: int = 0  # the sample's index: with the seed, the row can be made again
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
    seed: int  # of the last run
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


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationRun:
    """A run that is under way: what it was asked for, and the rows that it has."""

    terms: tuple[str, ...]  # full ids
    backend: str
    seed: int
    commit: str  # the version and state of the program
    rows: tuple[TermVerification, ...] = ()

    @property
    def remaining(self) -> tuple[str, ...]:
        """The terms without a row."""
        done = {row.term for row in self.rows}
        return tuple(term for term in self.terms if term not in done)

    def with_row(self, row: TermVerification) -> VerificationRun:
        """The run with one row more."""
        return replace(self, rows=(*self.rows, row))

    def to_json(self) -> dict[str, object]:
        """The document of ``schemas/json/run.schema.json``."""
        return {
            "schema": RUN_SCHEMA,
            "terms": list(self.terms),
            "backend": self.backend,
            "seed": self.seed,
            "commit": self.commit,
            "rows": [asdict(row) for row in self.rows],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> VerificationRun:
        """The inverse of `to_json`."""
        return cls(
            terms=tuple(data["terms"]),
            backend=data["backend"],
            seed=data["seed"],
            commit=data["commit"],
            rows=tuple(TermVerification.from_json(row) for row in data["rows"]),
        )
