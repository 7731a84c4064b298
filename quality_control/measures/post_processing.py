"""Measures of the post_processing category: charts with and without each operation."""

from __future__ import annotations

from collections.abc import Callable

from quality_control.contract import Measure, SeparabilityMeasure, TermReading
from quality_control.measures import grade_judges, lens_judges
from quality_control.measures.charts import Card
from quality_control.measures.noise_measures import DenoiserMeasure
from quality_control.measures.pair_measure import Frames, PairMeasure, Verdict
from quality_control.measures.tone_scale import STAIRS


def _pair(
    term: str,
    cards: tuple[Card, ...],
    judge: Callable[[TermReading, Frames], Verdict],
    *,
    size_px: int = 256,
    reference: tuple[Card, ...] = (),
) -> PairMeasure:
    return PairMeasure(
        terms=frozenset((f"post_processing.{term}",)),
        cards=cards,
        judge=judge,
        size_px=size_px,
        reference=reference,
    )


MEASURES: tuple[Measure | SeparabilityMeasure, ...] = (
    _pair("color_grading.contrast", STAIRS, grade_judges.judge_contrast),
    _pair("color_grading.levels", STAIRS, grade_judges.judge_levels),
    _pair("color_grading.curves", STAIRS, grade_judges.judge_curves),
    _pair("color_grading.color_correction", grade_judges.COLOUR_CARDS, grade_judges.judge_color_correction),
    _pair("color_grading.hue_saturation", grade_judges.COLOUR_CARDS, grade_judges.judge_hue_saturation),
    _pair("color_grading.vibrance", grade_judges.COLOUR_CARDS, grade_judges.judge_vibrance),
    _pair("color_grading.cinematic_grading", STAIRS, grade_judges.judge_cinematic_grading),
    _pair("effects.vignette", lens_judges.FIELD, lens_judges.judge_vignette, reference=STAIRS),
    _pair(
        "effects.chromatic_aberration",
        lens_judges.FAINT_BLOCKS,
        lens_judges.judge_chromatic_aberration,
        reference=lens_judges.TINTS,
    ),
    _pair("effects.bloom", lens_judges.SPOT, lens_judges.judge_bloom, reference=STAIRS),
    _pair("effects.blur", lens_judges.STEP, lens_judges.judge_blur),
    _pair("effects.sharpen", lens_judges.BLOCKS, lens_judges.judge_sharpen, size_px=384),
    _pair("effects.film_grain", lens_judges.FIELD, lens_judges.judge_film_grain),
    _pair("effects.noise", lens_judges.FIELD, lens_judges.judge_noise),
    DenoiserMeasure(terms=frozenset(("post_processing.denoising.oidn",))),
)
