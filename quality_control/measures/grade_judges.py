"""What pairs of chart pictures say about colour grades."""

from __future__ import annotations

import warnings
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from quality_control.contract import TermReading
from quality_control.measures.charts import Card, box_mean, grid_boxes
from quality_control.measures.image_features import luma_of
from quality_control.measures.pair_measure import Frames, Verdict, all_within, post_effect_measure, within
from quality_control.measures.tone_scale import STAIR_BOXES, STAIRS, linear_of

_HUES = 12
_COLOUR_BOXES = grid_boxes(4, 6)
_CLIPPED = 0.015  # code values this near to 0 or 1 say nothing

type Values = NDArray[np.float64]


def _pastel(number: int) -> tuple[float, float, float]:
    """Muted colours all round the hue circle, in two tiers of lightness; scene-linear Rec.709."""
    angles = 2.0 * np.pi * (number % _HUES) / _HUES + np.array((0.0, -2.0, 2.0)) * np.pi / 3.0
    level = 0.16 if number < _HUES else 0.42
    red, green, blue = level * (1.0 + 0.30 * np.cos(angles))
    return float(red), float(green), float(blue)


COLOUR_CARDS = tuple(Card(radiance=_pastel(i), boxes=(box,)) for i, box in enumerate(_COLOUR_BOXES))


def judge_contrast(reading: TermReading, frames: Frames) -> Verdict:
    """The slope between the logarithms of scene-linear light before and after."""
    before = linear_of(_stair_luma(frames, "before"), frames["before"])
    after = linear_of(_stair_luma(frames, "after"), frames["before"])
    inside = (before > 0.03) & (before < 1.2)
    slope = float(np.polyfit(np.log(before[inside]), np.log(after[inside]), 1)[0])
    return within("slope of log luminance", slope, reading.number("contrast_gain"), 0.04)


def judge_levels(reading: TermReading, frames: Frames) -> Verdict:
    """Black point, white point and gamma that map the greys before to those after."""
    before, after = _stair_luma(frames, "before"), _stair_luma(frames, "after")

    def curve(p: Values, x: Values) -> Values:
        stretched = np.clip((x - p[0]) / (p[1] - p[0]), 1e-6, 1.0)
        return np.asarray(stretched ** (1.0 / p[2]))

    black, white, gamma = _fit(curve, before, after, (0.05, 0.9, 1.0))
    measured = {"black_point": black, "white_point": white, "gamma": gamma}
    return all_within("levels", measured, reading, {"black_point": 0.01, "white_point": 0.02, "gamma": 0.04})


def judge_curves(reading: TermReading, frames: Frames) -> Verdict:
    """How far the curve has moved at one and three quarters."""
    from scipy.interpolate import PchipInterpolator

    before, after = _stair_luma(frames, "before"), _stair_luma(frames, "after")
    order = np.argsort(before)
    curve = PchipInterpolator(before[order], after[order])
    measured = {"shadow_shift": float(curve(0.25)) - 0.25, "highlight_shift": float(curve(0.75)) - 0.75}
    return all_within("curve", measured, reading, {"shadow_shift": 0.006, "highlight_shift": 0.006})


def judge_color_correction(reading: TermReading, frames: Frames) -> Verdict:
    """Slopes, offset and power that map the colours before to those after."""
    before, after = (_colours(frames, name) for name in ("before", "after"))

    def grade(p: Values, x: Values) -> Values:
        rgb = x.reshape(-1, 3) * np.array((p[0], 1.0, p[1])) + np.array((0.0, p[2], 0.0))
        return np.asarray(np.clip(rgb, 1e-6, 1.0) ** p[3]).ravel()

    found = _fit(grade, before.ravel(), after.ravel(), (1.0, 1.0, 0.0, 1.0))
    measured = dict(zip(("slope_red", "slope_blue", "offset_green", "power"), found, strict=True))
    tolerance = {"slope_red": 0.015, "slope_blue": 0.015, "offset_green": 0.003, "power": 0.02}
    return all_within("slope, offset, power", measured, reading, tolerance)


def judge_hue_saturation(reading: TermReading, frames: Frames) -> Verdict:
    """The turn of hue and the gain of chroma, in OKLCh, medians over the colours."""
    before, after = (_oklab_ab(_colours(frames, name)) for name in ("before", "after"))
    turn = np.degrees(np.angle(after * np.conj(before)))
    measured = {
        "hue_shift_deg": float(np.median(turn)),
        "saturation_gain": float(np.median(np.abs(after) / np.abs(before))),
    }
    return all_within("hue and chroma", measured, reading, {"hue_shift_deg": 1.0, "saturation_gain": 0.04})


def judge_vibrance(reading: TermReading, frames: Frames) -> Verdict:
    """The gain of chroma of dull colours, which the term puts at 1 + vibrance."""
    before, after = (_oklab_ab(_colours(frames, name)) for name in ("before", "after"))
    dull = np.abs(before) < np.quantile(np.abs(before), 0.3)
    gain = float(np.median(np.abs(after[dull]) / np.abs(before[dull]))) - 1.0
    return within("gain of dull colours' chroma less 1", gain, reading.number("vibrance"), 0.12)


def judge_cinematic_grading(reading: TermReading, frames: Frames) -> Verdict:
    """The hue to which dark greys are pushed; light greys must go the other way."""
    stairs = {name: _stair_colours(frames, name) for name in ("before", "after")}
    luma = stairs["before"] @ np.array((0.2126, 0.7152, 0.0722))
    pushed = _oklab_ab(stairs["after"]) - _oklab_ab(stairs["before"])
    dark, light = pushed[(luma > 0.12) & (luma < 0.3)].mean(), pushed[(luma > 0.7) & (luma < 0.88)].mean()
    hue = float(np.degrees(np.angle(dark)) % 360.0)
    opposed = float(np.degrees(np.angle(-light * np.conj(dark))))
    verdict = within("hue of the shadows' tint, deg", hue, reading.number("shadow_hue_deg"), 8.0)
    return Verdict(
        quantity=verdict.quantity,
        value=hue,
        expected=f"{verdict.expected}, lights opposed",
        tolerance=verdict.tolerance,
        passed=verdict.passed and abs(opposed) < 15.0,
    )


def _stair_luma(frames: Frames, name: str) -> Values:
    return np.asarray(luma_of(_stair_colours(frames, name)), dtype=np.float64)


def _stair_colours(frames: Frames, name: str) -> Values:
    return np.array([box_mean(frames[name].aov("finished"), box) for box in STAIR_BOXES])


def _colours(frames: Frames, name: str) -> Values:
    return np.array([box_mean(frames[name].aov("finished"), box) for box in _COLOUR_BOXES])


def _oklab_ab(srgb: Values) -> NDArray[np.complex128]:
    """a + bi of OKLab, for sRGB code values."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # colour-science says that plotting is not installed
        import colour

    lab = colour.XYZ_to_Oklab(colour.sRGB_to_XYZ(srgb))
    return np.asarray(lab[..., 1] + 1j * lab[..., 2])


def _fit(
    curve: Callable[[Values, Values], Values], before: Values, after: Values, start: tuple[float, ...]
) -> tuple[float, ...]:
    """The parameters of ``curve`` that bring ``before`` to ``after``, clipped values left out."""
    from scipy.optimize import least_squares

    kept = (after > _CLIPPED) & (after < 1.0 - _CLIPPED)

    def residual(p: Values) -> Values:
        return np.asarray((curve(p, before) - after)[kept])

    return tuple(float(value) for value in least_squares(residual, np.array(start)).x)


MEASURES = (
    post_effect_measure("color_grading.contrast", STAIRS, judge_contrast),
    post_effect_measure("color_grading.levels", STAIRS, judge_levels),
    post_effect_measure("color_grading.curves", STAIRS, judge_curves),
    post_effect_measure("color_grading.color_correction", COLOUR_CARDS, judge_color_correction),
    post_effect_measure("color_grading.hue_saturation", COLOUR_CARDS, judge_hue_saturation),
    post_effect_measure("color_grading.vibrance", COLOUR_CARDS, judge_vibrance),
    post_effect_measure("color_grading.cinematic_grading", STAIRS, judge_cinematic_grading),
)
