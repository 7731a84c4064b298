"""What ``taxonomy verify`` found: the truth contract's table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

VERIFICATION_SCHEMA = "parallel-synth/verification/3"
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
class ReadingOrigin:
    """Whether a term's reading is computed from what its sample's stage says, or declared by a name in it."""

    term: str
    seed: int  # of the sample that it was found on
    computed: bool
    carrier: str = ""  # of a computed one: the attribute whose change removes it
    reason: str = ""  # of a declared one: what shows it

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ReadingOrigin:
        """The inverse of ``asdict``."""
        return cls(**data)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationReport:
    """All rows of one or more runs, the newest of each term, backend and seed, and the origins of readings."""

    version: str  # of Parallel Synth
    dataset_version: str
    date: str  # ISO 8601, day of the last run
    seed: int  # of the last run
    rows: tuple[TermVerification, ...]
    readings: tuple[ReadingOrigin, ...] = ()

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
            "readings": [asdict(reading) for reading in self.readings],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> VerificationReport:
        """The inverse of `to_json`."""
        return cls(
            **{key: data[key] for key in ("version", "dataset_version", "date", "seed")},
            rows=tuple(TermVerification.from_json(row) for row in data["rows"]),
            readings=tuple(ReadingOrigin.from_json(reading) for reading in data["readings"]),
        )

    def merged_over(self, older: VerificationReport | None) -> VerificationReport:
        """This over an older report: a term, backend and seed keeps its newest row, a term its newest origin."""
        if older is None:
            return self
        rows = {(row.term, row.backend, row.seed): row for row in (*older.rows, *self.rows)}
        readings = {reading.term: reading for reading in (*older.readings, *self.readings)}
        return replace(
            self,
            rows=tuple(rows[key] for key in sorted(rows)),
            readings=tuple(readings[term] for term in sorted(readings)),
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
