"""Measures of the post_processing category: charts with and without each operation."""

from __future__ import annotations

from quality_control.contract import Measure, SeparabilityMeasure
from quality_control.measures import grade_judges, lens_judges
from quality_control.measures.noise_measures import DenoiserMeasure

MEASURES: tuple[Measure | SeparabilityMeasure, ...] = (
    *grade_judges.MEASURES,
    *lens_judges.MEASURES,
    DenoiserMeasure(terms=frozenset(("post_processing.denoising.oidn",))),
)
