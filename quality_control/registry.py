"""Every reader and measure, by term."""

from __future__ import annotations

from importlib import import_module

from pxr import Usd

from quality_control.contract import Measure, Reader, SeparabilityMeasure, TermReading
from taxonomy.catalog import load_catalog


def all_readers() -> tuple[Reader, ...]:
    """The readers of every category: ``READERS`` of quality_control/readers/<category>.py."""
    modules = (import_module(f"quality_control.readers.{category}") for category in _categories())
    return tuple(reader for module in modules for reader in module.READERS)


def measures_of(category: str) -> tuple[Measure | SeparabilityMeasure, ...]:
    """The measures of one category: ``MEASURES`` of quality_control/measures/<category>.py."""
    return tuple(import_module(f"quality_control.measures.{category}").MEASURES)


def read_terms(stage: Usd.Stage, readers: tuple[Reader, ...] | None = None) -> tuple[TermReading, ...]:
    """Every term that holds in a composed stage, sorted by id."""
    found = [reading for reader in readers or all_readers() for reading in reader.read(stage)]
    return tuple(sorted(found, key=lambda reading: reading.term))


def find_measure(term: str) -> Measure | SeparabilityMeasure | None:
    """The measure of one term; value measures come before separability."""
    category = term.partition(".")[0]
    if category not in _categories():
        return None
    measures = [measure for measure in measures_of(category) if term in measure.terms]
    measures.sort(key=lambda measure: hasattr(measure, "features"))
    return measures[0] if measures else None


def _categories() -> tuple[str, ...]:
    return tuple(category.id for category in load_catalog().categories)
