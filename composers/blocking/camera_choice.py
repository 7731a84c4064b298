"""What a sample asks of its camera; what it leaves open follows from what is photographed."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, degrees, inf, radians, sin

import numpy as np

from composers.blocking.viewing import Habit, Span, load_viewing
from composers.brief import Brief
from composers.parameters import number, text
from taxonomy.loading import load_catalog
from usd_scenes.cameras import HORIZONTAL_APERTURE_MM

ANGLES = "camera.angles"
MOVEMENTS = "camera.movements"
FOCAL_LENGTHS = "camera.lenses.focal_lengths"
DEPTH_OF_FIELD = "camera.depth_of_field"
FRAMING = "camera.framing"
_CLOSE_UP = "camera.framing.close_up"
_CUT = (1.1, 2.3)  # of the frame, by the whole: what hardly leaves it is shown whole; more hides what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitter:
    """What a camera has to know of its subject beforehand."""

    size_m: float  # its longest side
    frame_m: Span = (0.0, inf)  # width of the picture at which its stuff is known
    level: bool = False  # a liquid, whose surface is seen from above
    detail_m: float = 0.0  # width of the piece about its front's middle that is shown; 0: the whole is


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraChoice:
    """The camera that a sample asks for, before the subject is made."""

    pitch_deg: float  # positive looks down
    roll_deg: float  # positive: the scene leans right
    azimuth_deg: float  # round the subject from its front, towards +X
    focal_length_mm: float
    fraction: float  # of the frame that the subject's larger side fills
    detail: bool  # the middle of the subject's front is in the middle of the picture
    horizontal_offset_fraction: float  # of the subject's middle, over the frame's width
    depth_of_field: str | None  # term, or None
    blur_fraction: float  # of the frame's height: blur disc of the background

    def lens_above_m(self, size_m: float) -> float:
        """How high over a thing with that longest side the lens is, where framing has its way."""
        away_m = size_m / self.fraction * self.focal_length_mm / HORIZONTAL_APERTURE_MM
        return away_m * sin(radians(self.pitch_deg))


def choose_camera(brief: Brief, sitter: Sitter | None = None) -> CameraChoice:
    """The parameters of the sample's camera terms; the rest as such a thing is photographed.

    The sample's numbers are drawn alike for every sitter: two of one size have one camera.
    """
    rng = brief.rng("camera/defaults")
    at_pitch, at_focal, at_fraction = (float(share) for share in rng.random(3))
    azimuth = rng.uniform(-40.0, 40.0)
    angle, lens = brief.term_of(ANGLES), brief.term_of(FOCAL_LENGTHS)
    framing, focus = brief.term_of(FRAMING), brief.term_of(DEPTH_OF_FIELD)
    leans_right = angle is not None and text(brief, angle, "roll_side", "right") == "right"
    habit = load_viewing().habit(sitter.size_m if sitter else None)
    focal = number(brief, lens, "focal_length_mm", _within(habit.focal_length_mm, at_focal))
    open_fraction, detail = _open_fraction(sitter, at_fraction)
    fraction = number(brief, framing, "subject_height_fraction", open_fraction)
    return CameraChoice(
        pitch_deg=number(brief, angle, "pitch_deg", _open_pitch_deg(habit, sitter, focal / fraction, at_pitch)),
        roll_deg=number(brief, angle, "roll_deg", 0.0) * (1.0 if leans_right else -1.0),
        azimuth_deg=number(brief, angle, "azimuth_deg", azimuth),
        focal_length_mm=focal,
        fraction=fraction,
        detail=detail and framing in (None, _CLOSE_UP),
        horizontal_offset_fraction=number(brief, framing, "horizontal_offset_fraction", rng.uniform(-0.05, 0.05)),
        depth_of_field=focus,
        blur_fraction=number(brief, focus, "background_blur_fraction", 0.02),
    )


def _within(span: Span, share: float) -> float:
    return span[0] + (span[1] - span[0]) * share


def _open_pitch_deg(habit: Habit, sitter: Sitter | None, focal_per_fraction: float, share: float) -> float:
    """From above a table thing or a liquid, or from eye height at the distance that lens and framing need."""
    if sitter is not None and sitter.level:
        return _within(load_viewing().level_pitch_deg, share)
    if sitter is None or habit.eye_m is None:
        return _within(habit.pitch_deg, share)
    distance_m = sitter.size_m * focal_per_fraction / HORIZONTAL_APERTURE_MM
    above_m = _within(habit.eye_m, share) - sitter.size_m / 2.0
    return float(np.clip(degrees(asin(np.clip(above_m / distance_m, -1.0, 1.0))), *habit.pitch_deg))


def _open_fraction(sitter: Sitter | None, share: float) -> tuple[float, bool]:
    """How much of the frame the sitter fills where no framing is asked, and whether its detail is the picture.

    A whole thing is never cut: where the frame by which its stuff is known is too narrow, it fills what it may.
    """
    low, high = load_viewing().whole_fraction
    if sitter is None:
        return _within((low, high), share), False
    near, far = sitter.frame_m
    if sitter.detail_m > 0.0:
        fraction = sitter.size_m / min(max(sitter.detail_m, near), far)
        if fraction >= _CUT[0]:
            return min(fraction, _CUT[1]), True
    least = min(max(low, sitter.size_m / far), high)
    most = max(min(high, sitter.size_m / near if near else high), least)
    return _within((least, most), share), False


def may_be_close(brief: Brief) -> bool:
    """Whether a close-up is asked, or nothing that is asked, nor what the sample is about, rules one out."""
    if brief.term_of(FRAMING) == _CLOSE_UP:
        return True
    catalog = load_catalog()
    barred = (catalog.excluded_by(term) for term in brief.spec.terms)
    return _CLOSE_UP not in catalog.avoided_beside(brief.spec.focus).union(*barred)
