"""What charts say about drawn styles whose parameters can be measured."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from colorimetry.luminance import luminance
from quality_control.contract import TermReading
from quality_control.measures.pair_measure import Frames, Verdict
from quality_control.measures.pass_laws import surface_of
from schemas.frame import Frame

_TONE_SHARE = 0.03  # of the ball that a tone must fill to count
_TONE_STEP = 0.035  # code values between two tones

type Plane = NDArray[Any]  # (height, width)


def judge_tones(reading: TermReading, frames: Frames) -> Verdict:
    """How many flat tones of light the lit ball shows."""
    frame = frames["chart"]
    inside = ndimage.binary_erosion(_ball(frame), iterations=6)
    count = _flat_tones(luminance(frame.aov("finished"))[inside])
    wanted = round(reading.number("tone_count"))
    return Verdict(
        quantity="flat tones on a lit ball",
        value=float(count),
        expected=str(wanted),
        tolerance="exact",
        passed=count == wanted,
    )


def judge_strokes(reading: TermReading, frames: Frames) -> Verdict:
    """Direction and spacing of the strokes on an even dark field."""
    field = luminance(frames["chart"].aov("finished"))
    height, width = field.shape
    part = field[height // 8 : -height // 8, width // 10 : width // 2 - width // 16]
    angle = reading.number("angle_deg")
    found = [_stroke_peak(part, angle)]
    if reading.term.endswith("cross_hatching"):
        found.append(_stroke_peak(part, angle + 90.0))
    deviation = max(abs(_turn(peak[0] - want)) for peak, want in zip(found, (angle, angle + 90.0), strict=False))
    spacing = found[0][1] / height
    wanted = reading.number("spacing_fraction")
    strong = min(peak[2] for peak in found)
    return Verdict(
        quantity=f"direction of the strokes, deg (spacing {spacing:.4f} of the height, contrast {strong:.0f})",
        value=found[0][0] % 180.0,
        expected=f"{angle:g}, spacing {wanted:g}" + (", and crossing" if len(found) > 1 else ""),
        tolerance="4 deg, spacing 12 %, contrast 8",
        passed=deviation < 4.0 and abs(spacing / wanted - 1.0) < 0.12 and strong > 8.0,
    )


def judge_ink(reading: TermReading, frames: Frames) -> Verdict:
    """The share that is filled black, in a picture of nothing but black and white."""
    luma = luminance(frames["chart"].aov("finished"))
    pure = float(((luma < 0.1) | (luma > 0.9)).mean())
    black = float((luma < 0.5).mean())
    wanted = reading.number("black_fraction")
    return Verdict(
        quantity=f"share of black (pure black or white: {pure:.2f})",
        value=black,
        expected=f"{wanted:g}, pure above 0.85",
        tolerance="0.05",
        passed=abs(black - wanted) < 0.05 and pure > 0.85,
    )


def judge_halftone(reading: TermReading, frames: Frames) -> Verdict:
    """The pitch of the dots in the half-shadow of the ball."""
    frame = frames["chart"]
    luma = luminance(frame.aov("finished")).astype(np.float64)
    height = luma.shape[0]
    wanted = reading.number("dot_spacing_fraction") * height
    inside = ndimage.binary_erosion(_ball(frame), iterations=6)
    pitch, contrast = _lattice_pitch(np.where(inside, luma - luma[inside].mean(), 0.0), wanted)
    return Verdict(
        quantity=f"pitch of the halftone dots, of the height (contrast {contrast:.0f})",
        value=pitch / height,
        expected=f"{reading.number('dot_spacing_fraction'):g}",
        tolerance="8 %, contrast 8",
        passed=abs(pitch / wanted - 1.0) < 0.08 and contrast > 8.0,
    )


def judge_unlit(reading: TermReading, frames: Frames) -> Verdict:
    """How much the surfaces change when the lights do, over their change without the style; the sky is a light."""
    del reading
    drawn = surface_of(frames["plain"])
    change = [
        float(np.abs(frames[f"dim_{name}"].aov("finished") - frames[name].aov("finished"))[drawn].mean())
        for name in ("styled", "plain")
    ]
    value = change[0] / max(change[1], 1e-6)
    return Verdict(
        quantity="change of the picture when lights go out, over the render's own change",
        value=value,
        expected="below 0.08",
        tolerance="one-sided",
        passed=value < 0.08,
    )


def judge_photograph(reading: TermReading, frames: Frames) -> Verdict:
    """The picture's tones follow the light of the render."""
    from scipy.stats import spearmanr

    del reading
    frame = frames["own"]
    light, shown = luminance(frame.aov("beauty")).ravel(), luminance(frame.aov("finished")).ravel()
    value = float(spearmanr(light, shown).statistic)
    return Verdict(
        quantity="rank correlation of the picture with the render's light",
        value=value,
        expected="above 0.97",
        tolerance="one-sided",
        passed=value > 0.97,
    )


def _ball(frame: Frame) -> NDArray[np.bool_]:
    return frame.mask_of("/World/Chart/Ball")


def _flat_tones(values: Plane) -> int:
    counts, edges = np.histogram(values, bins=200, range=(0.0, 1.0))
    share = ndimage.uniform_filter1d(counts / max(values.size, 1), 3, mode="constant") * 3.0
    levels: list[float] = []
    for position in np.argsort(share)[::-1]:
        if share[position] < _TONE_SHARE:
            break
        if all(abs(edges[position] - level) > _TONE_STEP for level in levels):
            levels.append(float(edges[position]))
    return len(levels)


def _spectrum(plane: Plane, padding: int = 4) -> tuple[Plane, Plane, Plane]:
    """Power, and the frequencies along y (down) and x, cycles a pixel; windowed and padded."""
    height, width = plane.shape
    window = np.hanning(height)[:, None] * np.hanning(width)[None, :]
    size = padding * max(height, width)
    power = np.abs(np.fft.rfft2((plane - plane.mean()) * window, s=(size, size))) ** 2
    return power, np.fft.fftfreq(size)[:, None], np.fft.rfftfreq(size)[None, :]


def _stroke_peak(plane: Plane, angle_deg: float) -> tuple[float, float, float]:
    """(direction deg, spacing px, peak power over the median) of the strokes within 20 deg of ``angle_deg``."""
    power, fy, fx = _spectrum(plane)
    frequency = np.hypot(fy, fx)
    direction = np.degrees(np.arctan2(-fy, fx)) + 90.0  # strokes run across their frequency; y goes down
    near = (np.abs(_turn(direction - angle_deg)) < 20.0) & (frequency > 0.04) & (frequency < 0.45)
    place = np.unravel_index(int(np.argmax(np.where(near, power, 0.0))), power.shape)
    contrast = float(np.sqrt(power[place] / np.median(power[near])))
    return float(direction[place]), float(1.0 / frequency[place]), contrast


def _lattice_pitch(plane: Plane, wanted_px: float) -> tuple[float, float]:
    """(pitch px, peak power over the median) of a square lattice turned by 45 degrees."""
    power, fy, fx = _spectrum(plane, padding=3)
    frequency = np.hypot(fy, fx)
    diagonal = np.abs(np.abs(np.degrees(np.arctan2(fy, fx))) - 45.0) < 8.0
    near = diagonal & (frequency > 0.5 / wanted_px) & (frequency < 1.8 / wanted_px)
    place = np.unravel_index(int(np.argmax(np.where(near, power, 0.0))), power.shape)
    return float(1.0 / frequency[place]), float(np.sqrt(power[place] / np.median(power[near])))


def _turn(angle_deg: Any) -> Any:
    """The angle brought to [-90, 90): strokes have no head."""
    return (angle_deg + 90.0) % 180.0 - 90.0
