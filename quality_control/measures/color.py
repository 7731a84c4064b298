"""Measures of palettes and warmth: the albedo of what is painted, in the sample's own view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from pxr import Usd

from colorimetry.oklab import oklab_from_rgb
from colorimetry.oklch import chroma_and_hue, hue_difference_deg
from colorimetry.schemes import load_colour_rules
from colorimetry.whites import mired_of
from quality_control.contract import Measure, Measurement, ProbeShot, SeparabilityMeasure, StageEdit, TermReading
from quality_control.measures import look_probes as probes
from quality_control.measures.bare_stage import take_blur_off
from quality_control.measures.moods import MoodSeparability
from quality_control.readers.color import palette_terms, scheme_of
from quality_control.readers.painted_colours import LEAST_CHROMA, PaintedColour, distinct_hues
from quality_control.readers.room_colours import BY_TONE
from schemas.frame import Frame
from usd_scenes.cameras import picture_aspect, project, read_camera, set_focal_length
from usd_scenes.render_prims import find_main_camera
from usd_scenes.semantics import Role
from usd_scenes.subjects import read_subject

_HUE_TOLERANCE_DEG = 6.0
_LEAST_SHARE = 0.002  # of the painted pixels that a hue must cover
_MOST_STRAY = 0.08
"""The share of the coloured pixels that may lie off every hue of the palette: mixtures at the edges of chips."""
_EVEN = 0.02  # OKLab a and b, over three pixels
_LEAST_EVEN = 0.1  # of a mesh's pixels: chips of a few pixels each are mostly edges
_HUE_BINS = 120
_TWO_COLOURS = 0.4  # of lightness, between the darkest and the lightest tone of a surface
_LEAST_SUBJECT = 0.2  # of the probe's frame, its larger side
_MIRED_TOLERANCE = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pixels:
    """OKLCh of painted pixels."""

    lightness: NDArray[np.float64]
    chroma: NDArray[np.float64]
    hue_deg: NDArray[np.float64]


class PaletteMeasure:
    """The hues (or lightness and chroma) of the painted surfaces as the picture shows them."""

    terms = frozenset(f"color.palettes.{name}" for name in load_colour_rules().schemes)

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """The sample's view, in which the subject is large, and that through a wider lens; gloss taken off."""
        return (_bodies_shot("view", _bodies), _bodies_shot())

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """By tone: whether the seen colours are such a palette; by hue: the worst distance from the network's."""
        shots = (frames["view"], frames["bodies"])
        paths = str(dict(reading.values)["painted"]).split()
        name = reading.term.rpartition(".")[2]
        if name in BY_TONE:
            return _measure_tones(reading, shots, paths, name)
        pixels = _pixels(shots, [path.rstrip("!") for path in paths])
        expected = [
            reading.number(f"hue_{number}_deg") for number in range(1, int(reading.number("hue_count")) + 1)
        ]
        found = _seen_hues(pixels)
        distances = [
            min((abs(hue_difference_deg(hue, seen)) for seen in found), default=180.0) for hue in expected
        ]
        worst = max(distances, default=180.0)
        stray = _stray_share(pixels, expected)
        return Measurement(
            term=reading.term,
            quantity=f"worst distance in deg of a hue of the palette from the seen ones (stray {stray:.3f})",
            value=worst,
            expected="hues " + ", ".join(f"{hue:.0f}" for hue in expected),
            tolerance=f"{_HUE_TOLERANCE_DEG} deg; stray pixels {_MOST_STRAY}",
            passed=worst <= _HUE_TOLERANCE_DEG and stray <= _MOST_STRAY and scheme_of(expected) == name,
        )


class TemperatureMeasure:
    """The shift of the set's mean albedo from daylight's white, in reciprocal megakelvin."""

    terms = frozenset(f"color.temperature.{name}" for name in ("warm", "cool", "neutral"))

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """The sample's view, gloss taken off."""
        return (_bodies_shot(),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The shift against the network's."""
        frame = frames["bodies"]
        mask = _mask(frame, str(dict(reading.values)["painted"]).split())
        mean = frame.aov("albedo")[mask].astype(np.float64).mean(axis=0)
        shift = mired_of((float(mean[0]), float(mean[1]), float(mean[2]))) - load_colour_rules().daylight_mired
        wanted = reading.number("shift_mired")
        return Measurement(
            term=reading.term,
            quantity="shift of the set's mean albedo from daylight's white, mired",
            value=shift,
            expected=f"{wanted:.0f}",
            tolerance=f"{_MIRED_TOLERANCE:.0f}",
            passed=abs(shift - wanted) <= _MIRED_TOLERANCE,
        )


def _bodies(stage: Usd.Stage) -> None:
    """Gloss and blur off."""
    probes.take_gloss_off(stage)
    take_blur_off(stage)


def _wide_bodies(stage: Usd.Stage) -> None:
    """Gloss and blur off, and a lens of down to a third of the focal length: set and props are in the view.

    A view that is wide already is left so: a thin subject would lose most of its pixels to its edges.
    """
    _bodies(stage)
    place, camera = find_main_camera(stage), read_camera(stage)
    seen = project(read_subject(stage).points, camera, picture_aspect(stage))
    share = float(np.ptp(seen[:, :2], axis=0).max()) / 2.0
    wider = min(max(_LEAST_SUBJECT / max(share, 1e-6), 1.0 / 3.0), 1.0)
    set_focal_length(stage, place, camera.focal_length_mm * wider)


def _bodies_shot(name: str = "bodies", edit: StageEdit = _wide_bodies) -> ProbeShot:
    return ProbeShot(
        name=name,
        aovs=("albedo", "instance_id"),
        edit=edit,
        resolution=(256, 256),
        spp=4,
    )


def _measure_tones(reading: TermReading, frames: Sequence[Frame], paths: Sequence[str], name: str) -> Measurement:
    colours = []
    for path in paths:
        pixels = _pixels(frames, [path.rstrip("!")])
        if len(pixels.lightness) < 12:
            continue
        low, high = np.percentile(pixels.lightness, [5.0, 95.0])
        colour = PaintedColour(
            role=Role.SUBJECT if path.endswith("!") else Role.PROP,
            lightness=float(low + high) / 2.0,
            chroma=float(np.percentile(pixels.chroma, 90.0)),
            hue_deg=float(np.median(pixels.hue_deg)),
            tones=float(high - low),
        )
        if name == "high_contrast" and colour.tones > _TWO_COLOURS:  # no pattern is in such a picture: chips are
            colours += [replace(colour, lightness=float(end), tones=0.0) for end in (low, high)]
        else:
            colours.append(colour)
    lightnesses = [c.lightness for c in colours if c.role != Role.SUBJECT] or [0.0]
    span = max(lightnesses) - min(lightnesses)
    chroma = max((c.chroma for c in colours), default=0.0)
    contrast = "contrast" in name
    return Measurement(
        term=reading.term,
        quantity="lightness range of the painted surfaces"
        if contrast
        else "largest chroma of the painted surfaces",
        value=span if contrast else chroma,
        expected=f"{reading.number('lightness_range' if contrast else 'chroma'):.3f}, a {name} palette",
        tolerance="the palette's limits of lightness and chroma",
        passed=palette_terms(colours) == (name,),
    )


def _mask(frame: Frame, paths: Sequence[str]) -> NDArray[np.bool_]:
    """Pixels whose instance is one of the meshes, a pixel away from any other."""
    from scipy import ndimage

    ids = np.rint(frame.aov("instance_id")[..., 0]).astype(np.int64)
    table = frame.ids.get("instance_id", {})
    wanted = [i for i, path in table.items() if any(path == p or p.startswith(path + "/") for p in paths)]
    edge = ndimage.maximum_filter(ids, 3) != ndimage.minimum_filter(ids, 3)
    return np.asarray(np.isin(ids, wanted) & ~edge)


def _pixels(frames: Sequence[Frame], paths: Sequence[str]) -> _Pixels:
    """Of the meshes' even parts where there are enough of them: pixels at the edges of chips mix two colours."""
    found = []
    for frame in frames:
        lab = oklab_from_rgb(np.clip(frame.aov("albedo").astype(np.float64), 1e-5, 1.0))
        mask = _mask(frame, paths)
        even = mask & ~_mixed(lab)
        found.append(lab[even if even.sum() >= _LEAST_EVEN * mask.sum() else mask])
    lab = np.concatenate(found)
    chroma, hue_deg = chroma_and_hue(lab)
    return _Pixels(lightness=lab[:, 0], chroma=chroma, hue_deg=hue_deg)


def _mixed(lab: NDArray[np.float64]) -> NDArray[np.bool_]:
    """(height, width): whether hue or chroma changes about a pixel of (height, width, 3) OKLab."""
    from scipy import ndimage

    spans = [
        ndimage.maximum_filter(lab[..., axis], 3) - ndimage.minimum_filter(lab[..., axis], 3) for axis in (1, 2)
    ]
    return np.asarray(np.hypot(*spans) > _EVEN)


def _seen_hues(pixels: _Pixels) -> list[float]:
    """The hues that enough coloured pixels share: peaks of the hue histogram."""
    coloured = pixels.chroma >= LEAST_CHROMA
    if not coloured.any():
        return []
    hues = pixels.hue_deg[coloured]
    counts, edges = np.histogram(hues, bins=_HUE_BINS, range=(0.0, 360.0))
    near = counts + np.roll(counts, 1) + np.roll(counts, -1)
    peak = (near >= np.maximum(np.roll(near, 1), np.roll(near, -1))) & (near >= _LEAST_SHARE * len(pixels.hue_deg))
    found = []
    for centre in (edges[:-1] + edges[1:])[peak] / 2.0:
        turns = hue_difference_deg(float(centre), hues)
        found.append(float((centre + np.median(turns[np.abs(turns) <= 4.5])) % 360.0))
    return list(distinct_hues(found))


def _stray_share(pixels: _Pixels, hues: Sequence[float]) -> float:
    coloured = pixels.hue_deg[pixels.chroma >= LEAST_CHROMA]
    if not len(coloured) or not hues:
        return 1.0
    turns = np.abs(hue_difference_deg(np.array(hues)[None, :], coloured[:, None]))
    return float((turns.min(axis=1) > 2.0 * _HUE_TOLERANCE_DEG).mean())


class WarmthRampMeasure:
    """How much warmer one side of the set is than the other, in the albedo AOV."""

    terms = frozenset({"color.temperature.gradient_warm_to_cool"})
    _LEAST_SHARE = 0.5  # of the difference between the ends, within the view
    _BANDS = 6

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """The sample's view through a wider lens, gloss taken off."""
        return (_bodies_shot(),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """Mired of the set's mean colour by bands across the picture; the bands must fall from warm to cool."""
        frame = frames["bodies"]
        mask = _mask(frame, str(dict(reading.values)["painted"]).split())
        albedo = frame.aov("albedo").astype(np.float64)
        if dict(reading.values)["direction"] == "vertical":  # warm below
            mask, albedo = mask[::-1].T, albedo[::-1].transpose(1, 0, 2)
        size = mask.shape[1] // self._BANDS
        bands = [slice(n * size, (n + 1) * size) for n in range(self._BANDS)]
        means = [albedo[:, band][mask[:, band]].mean(axis=0) for band in bands if mask[:, band].sum() >= 20]
        mireds = [mired_of((float(r), float(g), float(b))) for r, g, b in means]
        fall = max(mireds) - min(mireds)
        steps = np.diff(mireds)
        steady = bool((steps <= 6.0).all()) or bool((steps >= -6.0).all())
        wanted = 2.0 * reading.number("shift_mired") * self._LEAST_SHARE
        return Measurement(
            term=reading.term,
            quantity="difference between the set's warmest and coolest band, mired (bands "
            + ", ".join(f"{mired:.0f}" for mired in mireds)
            + ")",
            value=fall,
            expected=f"at least {wanted:.0f}, passing steadily from one side to the other",
            tolerance="one-sided; 6 mired against the way",
            passed=steady and fall >= wanted and len(mireds) >= 3,
        )


MEASURES: tuple[Measure | SeparabilityMeasure, ...] = (
    PaletteMeasure(),
    TemperatureMeasure(),
    WarmthRampMeasure(),
    MoodSeparability(),
)
