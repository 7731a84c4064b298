"""Nets of thin lines about equal rectangles in rows: grids and bricks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quality_control.readers.painted.patch_statistics import even_spacing, runs
from quality_control.readers.painted.pattern_panel import Panel
from quality_control.readers.painted.waves import sharpness, strongest_wave
from quality_control.readers.surface_fields import Values

type Reading = tuple[tuple[str, float], ...]

_FEATURE_M = (0.03, 0.8)
_SHARP, _BY_HALVES = 0.85, 0.02  # share of a net that is of one tone; of squares by turns, from a half
_SQUARE, _IN_STEP = 0.04, 0.08  # difference of two sides; of a row's shift against what it should be, in lengths
_LONG = (1.4, 8.0)  # a brick's length over its height
_LOOKS_M, _LOOK, _FINER = (0.0151, 0.0193), 64, 3
_STARTS = (0.23, 0.61, 0.87)  # where lines start, in waves, lest one runs along a joint
_THIN = 0.5  # of the least distance, the width of a line; more where one is met lengthways


def read_grid(panel: Panel) -> Reading | None:
    """Thin lines at equal distances both ways: that distance."""
    net = _net(panel)
    if net is None or abs(net.length_m / net.course_m - 1.0) > _SQUARE or net.shift > _IN_STEP:
        return None
    side_m = (net.course_m + net.length_m) / 2.0
    if not _within(side_m, _FEATURE_M):
        return None
    return (("feature_size_m", side_m), ("rotation_deg", net.turn_deg % 90.0))


def read_brick(panel: Panel) -> Reading | None:
    """Rows of rectangles, each row moved by half of one: the length of a rectangle with its joint."""
    net = _net(panel)
    if net is None or not _LONG[0] <= net.length_m / net.course_m <= _LONG[1] or abs(net.shift - 0.5) > _IN_STEP:
        return None
    return (("feature_size_m", net.length_m), ("rotation_deg", (net.turn_deg - 90.0) % 180.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Net:
    """Thin lines about equal rectangles in rows."""

    course_m: float  # from row to row
    length_m: float  # from joint to joint in a row
    shift: float  # of a row against the next, in lengths, 0 to 0.5
    turn_deg: float  # of the direction from row to row


def _net(panel: Panel) -> _Net | None:
    """The net of lines of a pattern; None where there is none."""
    for look_m in _LOOKS_M:
        found = _net_at(panel, look_m)
        if found is not None:
            return found
    return None


def _net_at(panel: Panel, look_m: float) -> _Net | None:
    share = panel.share(look_m / _FINER, _LOOK * _FINER)
    lines_light = float(share.mean()) < 0.5
    if sharpness(share, 0.35) < _SHARP or abs(float((share > 0.5).mean()) - 0.5) < _BY_HALVES:
        return None
    wave_m, turn_deg, _ = strongest_wave(_averaged(share), look_m)
    if wave_m <= 0.0:
        return None
    for start in _STARTS:
        found = _net_beside(panel, wave_m, turn_deg, start, light=lines_light)
        if found is not None:
            return found
    return None


def _net_beside(panel: Panel, wave_m: float, turn_deg: float, start: float, *, light: bool) -> _Net | None:
    """The net that a line across its rows meets, so many waves beside the middle, and lines along four of them."""
    up = np.array([np.cos(np.radians(turn_deg)), np.sin(np.radians(turn_deg))])
    beside = start * wave_m * np.array([-up[1], up[0]])
    rows = _joints_m(panel, wave_m, turn_deg, beside, light=light)
    course_m = even_spacing(rows)
    if course_m <= 0.0:
        return None
    middles = rows[:-1][np.abs(np.diff(rows) / course_m - 1.0) < 0.1][:4] + course_m / 2.0
    found = [
        _joints_m(panel, 2.0 * course_m, turn_deg - 90.0, beside + middle * up, light=light) for middle in middles
    ]
    lengths = np.array([even_spacing(ends) for ends in found])
    if len(lengths) < 3 or lengths.min() <= 0.0 or float(np.ptp(lengths)) > 0.05 * float(lengths.mean()):
        return None
    length_m = float(lengths.mean())
    shifts = np.abs(np.diff([ends[0] for ends in found]) / length_m % 1.0)
    return _Net(
        course_m=course_m,
        length_m=length_m,
        shift=float(np.median(np.minimum(shifts, 1.0 - shifts))),
        turn_deg=turn_deg,
    )


def _averaged(share: Values) -> Values:
    """A patch with each square of ``_FINER`` points in one, so that it shows lines thinner than its pitch."""
    return np.asarray(share.reshape(_LOOK, _FINER, _LOOK, _FINER).mean(axis=(1, 3)))


def _joints_m(panel: Panel, wave_m: float, turn_deg: float, middle_m: Values, *, light: bool) -> Values:
    """Where a line crosses thin lines, in metres from its middle; none where it runs along some."""
    pitch_m, count = float(f"{wave_m / 45.0:.4g}"), 640
    share = panel.along(pitch_m, count, turn_deg, at_m=(float(middle_m[0]), float(middle_m[1])))[0]
    crossed = runs(share > 0.5 if light else share <= 0.5)
    if len(crossed) < 2 or np.diff(crossed, axis=1).max() > _THIN * np.diff(crossed[:, 0]).min():
        return np.zeros(0)
    return np.asarray((crossed.mean(axis=1) - 0.5 - (count - 1) / 2.0) * pitch_m)


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]
