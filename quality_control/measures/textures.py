"""Measures of procedural patterns: their albedo on a flat panel that a camera looks straight down on."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
from pxr import Usd

from quality_control.contract import Measure, Measurement, ProbeShot, SeparabilityMeasure, TermReading
from quality_control.measures import look_probes as probes
from quality_control.measures import pattern_features as features
from quality_control.measures.painted_textures import PaintedSeparability
from quality_control.measures.pattern_features import Image
from quality_control.measures.surface_maps import MapMeasure
from quality_control.readers.painted_textures import CRITERIA
from schemas.frame import Frame

_FACET = "textures.procedural"
_FEATURES_IN_VIEW = 7.0
_SIZE_TOLERANCE = 0.06
_BRICK_ASPECT = 3.0
_PANEL_PX = 128
_FINE_PX = 320
"""A grid's thinnest line, 0.06 of a field, is three pixels wide: at 128 it is one, and breaks."""

type Verdict = tuple[float, bool, str]  # found feature size in features, structure right, what was seen


class PatternMeasure:
    """The repeat length of a regular pattern in metres, and whether its structure is the term's."""

    terms = frozenset(f"{_FACET}.{name}" for name in ("checker", "grid", "dots", "stripes", "brick", "wave"))

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """Seven features across."""
        width_m = _FEATURES_IN_VIEW * reading.number("feature_size_m")
        edit = partial(_panel, material=_material(reading), centre=(0.21, 0.13), width_m=width_m)
        side = _FINE_PX if reading.term.endswith(".grid") else _PANEL_PX
        return (ProbeShot(name="pattern", aovs=("albedo",), edit=edit, resolution=(side, side), spp=4),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The repeat length by the spectrum's strongest wave."""
        image = features.normalized(frames["pattern"].aov("albedo"))
        repeat, right, seen = _JUDGES[reading.term.rpartition(".")[2]](image)
        wanted = reading.number("feature_size_m")
        found = repeat * wanted
        return Measurement(
            term=reading.term,
            quantity=f"feature size in m ({seen})",
            value=found,
            expected=f"{wanted:.3f}, with the structure of the pattern",
            tolerance=f"{_SIZE_TOLERANCE * wanted:.4f}",
            passed=bool(right and abs(found - wanted) <= _SIZE_TOLERANCE * wanted),
        )


class GradientMeasure:
    """How well one monotonic ramp explains the panel, and its direction."""

    terms = frozenset({f"{_FACET}.gradient"})
    _LEAST, _TURN_DEG = 0.97, 6.0

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """The middle three quarters of the ramp."""
        low, high = reading.number("ramp_low_m"), reading.number("ramp_high_m")
        angle, middle = math.radians(reading.number("rotation_deg")), (low + high) / 2.0
        centre = (middle * math.cos(angle), middle * math.sin(angle))
        edit = partial(_panel, material=_material(reading), centre=centre, width_m=0.6 * (high - low))
        return (ProbeShot(name="pattern", aovs=("albedo",), edit=edit, resolution=(64, 64), spp=4),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The share of the variance that the ramp explains."""
        share, direction = features.ramp_fit(features.normalized(frames["pattern"].aov("albedo")))
        turn = abs((direction - reading.number("rotation_deg") + 180.0) % 360.0 - 180.0)
        return Measurement(
            term=reading.term,
            quantity=f"share of the variance that one ramp explains ({turn:.1f} deg off its direction)",
            value=share,
            expected=f"at least {self._LEAST}, along {reading.number('rotation_deg'):.0f} deg",
            tolerance=f"one-sided; {self._TURN_DEG} deg",
            passed=share >= self._LEAST and turn <= self._TURN_DEG,
        )


class NoiseSeparability:
    """The random patterns, told apart by spectrum, histogram, slopes and spots."""

    terms = frozenset(
        f"{_FACET}.{name}"
        for name in (
            "noise_perlin", "noise_worley", "noise_voronoi", "noise_simplex", "cellular", "fractal", "musgrave",
        )
    )  # fmt: skip

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """Seven features across, at a place of the sample's own."""
        feature_m = reading.number("feature_size_m")
        offset = (37.0 * feature_m) % 3.0
        edit = partial(
            _panel,
            material=_material(reading),
            centre=(offset, -offset),
            width_m=_FEATURES_IN_VIEW * feature_m,
        )
        return (ProbeShot(name="pattern", aovs=("albedo",), edit=edit, resolution=(96, 96), spp=4),)

    def features(self, frames: Mapping[str, Frame]) -> Sequence[float]:
        """See `pattern_features.noise_features`."""
        return features.noise_features(features.normalized(frames["pattern"].aov("albedo")))


def _material(reading: TermReading) -> str:
    return str(dict(reading.values)["material"])


def _panel(stage: Usd.Stage, *, material: str, centre: tuple[float, float], width_m: float) -> None:
    """A level panel in the material, gloss off: x runs right in the picture, y (a pattern's y + z) up."""
    probes.clear_stage(stage)
    probes.take_gloss_off(stage)
    x, y, half = centre[0], centre[1], 0.8 * width_m
    corners = (
        (x - half, y - half, 0.0),
        (x + half, y - half, 0.0),
        (x + half, y + half, 0.0),
        (x - half, y + half, 0.0),
    )
    probes.add_body(stage, "Panel", probes.panel_mesh(corners), material=material)
    probes.add_furnace(stage)
    probes.look_at(stage, (x, y, 0.0), width_m / 2.0, from_direction=(0.0, 0.0, 1.0))


def _repeat(image: Image) -> float:
    """The length of the strongest wave, or of that of which it is a harmonic, in features."""
    return _FEATURES_IN_VIEW / features.fundamental(image)


def _checker(image: Image) -> Verdict:
    values, fold = features.two_valued(image), features.four_fold(image)
    share = float((image > 0.5).mean())
    right = values >= 0.75 and fold >= 0.4 and 0.4 <= share <= 0.6
    return (
        _repeat(image) / math.sqrt(2.0),
        right,
        f"two-valued {values:.2f}, four-fold {fold:.2f}, light {share:.2f}",
    )


def _stripes(image: Image) -> Verdict:
    values, bands = features.two_valued(image), features.one_way(image)
    return _repeat(image), values >= 0.75 and bands >= 0.85, f"two-valued {values:.2f}, one-way {bands:.2f}"


def _wave(image: Image) -> Verdict:
    values, bands = features.two_valued(image), features.one_way(image)
    return _repeat(image), values <= 0.65 and bands >= 0.6, f"two-valued {values:.2f}, one-way {bands:.2f}"


def _grid(image: Image) -> Verdict:
    light, dark = features.spot_count(image)
    fold = features.four_fold(image)
    right = fold >= 0.4 and max(light, dark) >= 16 and min(light, dark) <= 8
    share = min(float((image > 0.5).mean()), float((image <= 0.5).mean()))
    return (
        _repeat(image),
        right and share <= 0.42,
        f"fields {max(light, dark)}, nets {min(light, dark)}, lines {share:.2f}",
    )


def _dots(image: Image) -> Verdict:
    light, dark = features.spot_count(image)
    fold = features.four_fold(image)
    spots_dark = dark > light
    mask = image <= 0.5 if spots_dark else image > 0.5
    roundness = _roundness(mask)
    right = fold >= 0.4 and max(light, dark) >= 16 and min(light, dark) <= 4 and roundness >= 0.82
    return _repeat(image), right, f"spots {max(light, dark)}, ground {min(light, dark)}, roundness {roundness:.2f}"


def _roundness(mask: np.ndarray) -> float:
    """Median over the whole spots of their area over that of a disc as wide: 1 for discs, over 1.2 for squares."""
    from scipy import ndimage

    labels, count = ndimage.label(mask)
    shares = []
    for spot, rows_columns in enumerate(ndimage.find_objects(labels), start=1):
        rows, columns = rows_columns
        inside = (
            rows.start > 0 and columns.start > 0 and rows.stop < mask.shape[0] and columns.stop < mask.shape[1]
        )
        if inside and count:
            height, width = rows.stop - rows.start, columns.stop - columns.start
            disc = math.pi / 4.0 * height * width
            shares.append(float((labels[rows_columns] == spot).sum()) / disc)
    median = float(np.median(shares)) if shares else 0.0
    return min(median, 2.0 - median)


def _brick(image: Image) -> Verdict:
    """Courses a third of a brick high; each course's joints stand midway between its neighbours'."""
    size = image.shape[0]
    rows = image.mean(axis=1)
    spectrum = np.abs(np.fft.rfft((rows - rows.mean()) * np.hanning(size)))
    spectrum[:6] = 0.0
    peak = int(np.argmax(spectrum))
    near = np.arange(max(peak - 1, 0), min(peak + 2, len(spectrum)))
    courses = float((near * spectrum[near]).sum() / spectrum[near].sum())
    course_px = size / courses
    shift = _bond(image, course_px)
    repeat = _FEATURES_IN_VIEW / courses * _BRICK_ASPECT
    return repeat, abs(shift - 0.5) <= 0.12, f"courses {courses:.1f}, bond {shift:.2f} of a brick"


def _bond(image: Image, course_px: float) -> float:
    """How far the head joints of one course stand from those of the next, as a share of a brick's length."""
    size = image.shape[0]
    brick_px = course_px * _BRICK_ASPECT
    light_rows = image.mean(axis=1)
    first = int(np.argmax(light_rows[: round(course_px)]))
    phases = []
    for course in range(int((size - first) / course_px) - 1):
        low = round(first + (course + 0.3) * course_px)
        high = max(low + 1, round(first + (course + 0.75) * course_px))
        band = image[low:high].mean(axis=0)
        wave = np.exp(-2j * np.pi * np.arange(size) / brick_px)
        phases.append(np.angle(((band - band.mean()) * np.hanning(size) * wave).sum()))
    turns = np.abs(np.angle(np.exp(1j * np.diff(phases)))) / (2.0 * np.pi)
    return float(np.median(turns))


_JUDGES: dict[str, Callable[[Image], Verdict]] = {
    "brick": _brick,
    "checker": _checker,
    "dots": _dots,
    "grid": _grid,
    "stripes": _stripes,
    "wave": _wave,
}

_PAINTED = frozenset(CRITERIA)

MEASURES: tuple[Measure | SeparabilityMeasure, ...] = (
    PatternMeasure(),
    GradientMeasure(),
    NoiseSeparability(),
    MapMeasure(),
    *(
        PaintedSeparability(terms=frozenset(term for term in _PAINTED if term.startswith(f"textures.{facet}.")))
        for facet in ("photorealistic", "stylized")
    ),
)
