"""Measures of the art_styles category."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pxr import Usd

from quality_control.contract import Measure, Measurement, ProbeShot, SeparabilityMeasure, TermReading
from quality_control.measures import style_judges
from quality_control.measures.bare_stage import find_lamps
from quality_control.measures.charts import finishing_edit, isolate_operation
from quality_control.measures.pair_measure import Frames, Verdict
from quality_control.measures.style_charts import (
    STYLE_AOVS,
    set_ball,
    set_shaded_wall,
    set_two_tones,
    style_shot,
)
from quality_control.measures.style_features import compute_style_features
from schemas.frame import Frame

_SIZE_PX = 192

type Shots = Callable[[str], tuple[ProbeShot, ...]]  # by the style's name


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleMeasure:
    """Pictures under one style and a function that judges them."""

    terms: frozenset[str]
    make_shots: Shots
    judge: Callable[[TermReading, Frames], Verdict]

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:
        """The charts, or the sample itself, under the style."""
        del stage
        return self.make_shots(reading.term.rpartition(".")[2])

    def measure(self, reading: TermReading, frames: Frames) -> Measurement:
        """The judge's verdict."""
        return self.judge(reading, frames).measurement(reading.term)


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleSeparability:
    """Drawn and painted pictures told apart by tone, colour, grain and stroke."""

    terms: frozenset[str]

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:
        """The sample itself, finished."""
        del reading, stage
        return (_own_shot("own", edit=False),)

    def features(self, frames: Mapping[str, Frame]) -> tuple[float, ...]:
        """See `compute_style_features`."""
        return compute_style_features(frames["own"])


def _own_shot(name: str, *, style: str | None = None, edit: bool = True, dim: bool = False) -> ProbeShot:
    def author(stage: Usd.Stage) -> None:
        isolate_operation(stage, style)
        if dim:
            _put_out_first_light(stage)

    return ProbeShot(
        name=name,
        aovs=STYLE_AOVS,
        edit=author if edit else None,
        resolution=(_SIZE_PX, _SIZE_PX),
        spp=16,
        denoise=True,
        finished=True,
    )


def _put_out_first_light(stage: Usd.Stage) -> None:
    for prim in find_lamps(stage)[:1]:
        prim.SetActive(False)


def _unlit_shots(style: str) -> tuple[ProbeShot, ...]:
    return (
        _own_shot("styled", style=style),
        _own_shot("dim_styled", style=style, dim=True),
        _own_shot("plain"),
        _own_shot("dim_plain", dim=True),
    )


def _photograph_shots(style: str) -> tuple[ProbeShot, ...]:
    del style
    return (
        ProbeShot(
            name="own",
            aovs=(),
            edit=finishing_edit(None),
            resolution=(_SIZE_PX, _SIZE_PX),
            spp=16,
            denoise=True,
            finished=True,
        ),
    )


MEASURES: tuple[Measure | SeparabilityMeasure, ...] = (
    StyleMeasure(
        terms=frozenset(("art_styles.realism.photorealism",)),
        make_shots=_photograph_shots,
        judge=style_judges.judge_photograph,
    ),
    StyleMeasure(
        terms=frozenset(("art_styles.stylized.flat_shading",)),
        make_shots=_unlit_shots,
        judge=style_judges.judge_unlit,
    ),
    StyleMeasure(
        terms=frozenset(("art_styles.stylized.cel_shaded",)),
        make_shots=lambda style: (style_shot("chart", set_ball, style, spp=32),),
        judge=style_judges.judge_tones,
    ),
    StyleMeasure(
        terms=frozenset(("art_styles.stylized.comic_book",)),
        make_shots=lambda style: (style_shot("chart", set_ball, style, size_px=384, spp=16),),
        judge=style_judges.judge_halftone,
    ),
    StyleMeasure(
        terms=frozenset(("art_styles.npr.hatching", "art_styles.npr.cross_hatching")),
        make_shots=lambda style: (style_shot("chart", set_two_tones, style, size_px=512),),
        judge=style_judges.judge_strokes,
    ),
    StyleMeasure(
        terms=frozenset(("art_styles.npr.ink_drawing",)),
        make_shots=lambda style: (style_shot("chart", set_shaded_wall, style, spp=32),),
        judge=style_judges.judge_ink,
    ),
    StyleSeparability(
        terms=frozenset(
            f"art_styles.npr.{name}"
            for name in (
                "sketch", "watercolor", "oil_painting", "pencil_drawing", "ink_drawing", "hatching",
                "cross_hatching",
            )
        )
    ),
)  # fmt: skip
