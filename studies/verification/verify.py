"""The truth contract, run for real: compose, read back, render, measure."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assets.store import AssetStore
from composers.protocol import Composer
from composers.registry import composable_terms
from pipelines.compose import compose_sample
from pipelines.requests import SampleIdentity
from quality_control.contract import (
    DECIDING_SAMPLES,
    FRESH_SAMPLES,
    Measure,
    SeparabilityMeasure,
    TermReading,
)
from quality_control.registry import find_measure, read_terms
from render_backends.pool import WorkerPool
from schemas.errors import ParallelSynthError, UnsupportedError
from schemas.frame import Frame
from schemas.sample_files import ASSETS_FOLDER, SAMPLES_FOLDER
from schemas.spec import SampleSpec
from schemas.verification import TermVerification
from studies.verification.probes import render_probe
from studies.verification.separability import (
    MOST_MISSED,
    REQUIRED_ACCURACY,
    REQUIRED_RECALL,
    Drawn,
    Separability,
    decide,
)
from taxonomy.sampler import Sampler
from usd_scenes.sample_stage import SampleStage


@dataclass(frozen=True, slots=True, kw_only=True)
class Verifier:
    """Everything that verifying takes; ``folder`` holds the samples and probes that it makes."""

    sampler: Sampler
    composers: Sequence[Composer]
    pool: WorkerPool
    backend: str
    seed: int
    folder: Path

    def verify(self, terms: Sequence[str]) -> Iterator[TermVerification]:
        """A row a term, as it is ready; eye-only terms of one facet come together."""
        composable = composable_terms()
        groups: dict[int, tuple[SeparabilityMeasure, list[str]]] = {}
        for term in terms:
            measure = find_measure(term) if term in composable else None
            if measure is None:
                yield self._row(term, message="no composer authors it yet, or no measure recovers it")
            elif hasattr(measure, "features"):
                groups.setdefault(id(measure), (measure, []))[1].append(term)  # type: ignore[arg-type]
            else:
                yield self._verify_value(term, measure)
        for separability, wanted in groups.values():
            yield from self._verify_separability(separability, wanted)

    def _verify_value(self, term: str, measure: Measure) -> TermVerification:
        started = time.perf_counter()
        row = self._row(term)
        try:
            spec = self.sampler.spec(self.seed, 0, term=term)
            sample = self._compose(spec)
            row = replace(row, authored=True, index=spec.index)
            reading = _reading_of(term, sample)
            if reading is None:
                return replace(row, message="not read back from the composed stage")
            measurement = measure.measure(reading, self._frames(measure, reading, sample, spec))
        except UnsupportedError as error:
            return replace(row, verdict="not available here", message=str(error))
        except ParallelSynthError as error:
            return replace(row, message=str(error))
        return replace(
            row,
            read_back=True,
            verdict="passed" if measurement.passed else "failed",
            quantity=measurement.quantity,
            value=float(f"{measurement.value:.5g}"),
            expected=measurement.expected,
            tolerance=measurement.tolerance,
            seconds=round(time.perf_counter() - started, 2),
        )

    def _verify_separability(self, measure: SeparabilityMeasure, wanted: list[str]) -> Iterator[TermVerification]:
        rows: dict[str, TermVerification] = {}

        def more(term: str) -> Drawn:
            rows[term], drawn = self._draw(rows[term], measure, range(FRESH_SAMPLES, DECIDING_SAMPLES))
            return drawn

        ready: dict[str, Drawn] = {}
        for term in sorted(measure.terms & composable_terms()):
            rows[term], drawn = self._draw(self._row(term), measure, range(FRESH_SAMPLES))
            if drawn.usable:
                ready[term] = drawn
        decided = decide(ready, more) if len(ready) > 1 else {}
        for term in wanted:
            yield _judged(rows[term], decided[term]) if term in decided else rows[term]

    def _draw(
        self, row: TermVerification, measure: SeparabilityMeasure, numbers: range
    ) -> tuple[TermVerification, Drawn]:
        """The row with what was found, and the samples; drawing ends where too many of them are missed."""
        term, drawn, started = row.term, Drawn(()), time.perf_counter()
        for number in numbers:
            spec = self.sampler.spec(self.seed, number, term=term)
            try:
                sample = self._compose(spec)
                row = replace(row, authored=True)
                reading = _reading_of(term, sample)
                if reading is None:
                    raise ParallelSynthError("not read back from the composed stage")
                vector = measure.features(self._frames(measure, reading, sample, spec))
            except ParallelSynthError as error:
                drawn += Drawn((), missed=1)
                notes = (row.message, f"sample {number}: {error}")
                row = replace(row, message="; ".join(note for note in notes if note))
                if drawn.missed > MOST_MISSED * len(numbers):
                    return replace(row, read_back=False), drawn
            else:
                drawn += Drawn((vector,))
        seconds = round(row.seconds + time.perf_counter() - started, 2)
        return replace(row, read_back=True, seconds=seconds), drawn

    def _compose(self, spec: SampleSpec) -> SampleStage:
        folder = self.folder / SAMPLES_FOLDER / spec.focus / f"{spec.index:09d}"
        return compose_sample(
            spec, folder, assets=AssetStore(self.folder / ASSETS_FOLDER), composers=self.composers
        )

    def _frames(
        self, measure: Measure | SeparabilityMeasure, reading: TermReading, sample: SampleStage, spec: SampleSpec
    ) -> dict[str, Frame]:
        identity = SampleIdentity(seed=spec.seed, index=spec.index, spec_hash=spec.spec_hash)
        file = Path(sample.stage.GetRootLayer().realPath)
        shots = measure.shots(reading, sample.stage)
        return {shot.name: render_probe(file, shot, pool=self.pool, identity=identity) for shot in shots}

    def _row(self, term: str, message: str = "") -> TermVerification:
        return TermVerification(
            term=term,
            backend=self.backend,
            seed=self.seed,
            authored=False,
            read_back=False,
            verdict="failed",
            message=message,
        )


def _judged(row: TermVerification, figures: Separability) -> TermVerification:
    """The row with the verdict of its group's figures."""
    recall, count = figures.recall[row.term], figures.samples[row.term]
    return replace(
        row,
        verdict="passed" if figures.holds(row.term) else "failed",
        quantity=f"recall among {len(figures.recall)} siblings (accuracy {figures.accuracy:.2f})",
        value=round(recall, 3),
        expected=f"told apart, by {count} samples",
        tolerance=f"recall >= {REQUIRED_RECALL:g}, accuracy >= {REQUIRED_ACCURACY:g}",
    )


def _reading_of(term: str, sample: SampleStage) -> TermReading | None:
    return next((reading for reading in read_terms(sample.stage) if reading.term == term), None)
