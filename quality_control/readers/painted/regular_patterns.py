"""Regular patterns of two tones, told by how they repeat: bands, squares, spots; single ramps."""

from __future__ import annotations

import numpy as np

from quality_control.readers.painted.patch_statistics import even_spacing, runs
from quality_control.readers.painted.pattern_panel import Panel, unsmoothed
from quality_control.readers.painted.pieces import Pieces, pieces_of
from quality_control.readers.painted.waves import sharpness, strongest_wave
from quality_control.readers.surface_fields import Values

type Reading = tuple[tuple[str, float], ...]

_FEATURE_M = (0.03, 0.8)
_SHARP = 0.93  # the share of a pattern of sharp edges that is of one tone
_ONE_WAY = 0.04  # variance along a band over that across
_MOST_PIECES = 6
_SQUARE, _IN_STEP = 0.04, 0.08  # difference of two sides; of a row's shift against what it should be, in lengths
_LOOKS_M, _LOOK = (0.0193, 0.0117, 0.0061), 64
_CHECKER_STARTS = (0.31, 0.81)  # where lines start, in sides: if one runs along an edge, the other does not
_VIEW, _VIEWS, _ENOUGH = 96, (7.0, 13.0), 14  # samples of a side; waves that it shows; pieces that tell a pattern


def read_gradient(panel: Panel) -> Reading | None:
    """One straight ramp from tone to tone: its ends along its direction, and that direction."""
    best: tuple[float, Values, Values, float] | None = None
    for pitch_m in (0.1, 0.03, 0.01):
        share = panel.share(pitch_m, 24)
        rise, run = np.gradient(share)
        length = np.hypot(run, rise)
        inner = (share > 0.05) & (share < 0.95) & (length > 1e-5)
        if best is None or float(inner.mean()) > best[0]:
            best = float(inner.mean()), run[inner], rise[inner], pitch_m
    assert best is not None
    inside, run, rise, pitch_m = best
    if inside < 0.1:
        return None
    pull = np.hypot(run.sum(), rise.sum()) / np.hypot(run, rise).sum()
    if pull < 0.995:  # all slopes point one way
        return None
    turn_deg = float(np.degrees(np.arctan2(rise.sum(), run.sum())) % 360.0)
    count = 400
    line = panel.along(0.4 * pitch_m, count, turn_deg)[0]
    middle = line[(line > 0.03) & (line < 0.97)]
    steps = np.diff(line)
    if len(middle) < 12 or steps.min() < -1e-3 or np.count_nonzero(np.diff((line > 0.5).astype(int))) != 1:
        return None
    places = (np.arange(count) - (count - 1) / 2.0) * 0.4 * pitch_m
    slope, offset = np.polyfit(places[(line > 0.03) & (line < 0.97)], unsmoothed(middle), 1)
    right, up = panel.middle_m
    start = right * np.cos(np.radians(turn_deg)) + up * np.sin(np.radians(turn_deg))
    low_m, high_m = start - offset / slope, start + (1.0 - offset) / slope
    return (("rotation_deg", turn_deg), ("ramp_low_m", low_m), ("ramp_high_m", high_m))


def read_stripes(panel: Panel) -> Reading | None:
    """Straight bands of two tones with sharp edges: the width of a pair."""
    share = panel.share(0.008, 64)
    if sharpness(share) < _SHARP:
        return None
    turn_deg = strongest_wave(share, 0.008)[1]
    width_m, even = _band_pair_m(panel, turn_deg)
    if not even or not _within(width_m, _FEATURE_M):
        return None
    for apart in (1.0, 6.0):
        turn_deg += _lean_deg(panel, width_m, turn_deg, apart * width_m)
    width_m = _band_pair_m(panel, turn_deg)[0]
    along = panel.along(width_m / 13.37, 64, turn_deg + 90.0, rows=9, row_pitch_m=width_m * 0.37)
    changing = along.var(axis=1) > _ONE_WAY * max(float(along.var()), 0.05)
    if np.count_nonzero(changing) > 2 or float(np.ptp(along.mean(axis=1))) < 0.8:  # a line may run along an edge
        return None
    return (("feature_size_m", width_m), ("rotation_deg", turn_deg % 180.0))


def read_wave(panel: Panel) -> Reading | None:
    """Soft bands, sinusoidal and a little bent: their length."""
    share = panel.share(0.012, 64)
    if sharpness(share) > 0.85:
        return None
    length_m, turn_deg, narrow = strongest_wave(share, 0.012)
    if narrow < 0.55 or not _within(length_m, _FEATURE_M):
        return None
    pitch_m = length_m / 10.37  # out of step
    lines = panel.along(pitch_m, 240, turn_deg, rows=8, row_pitch_m=1.7 * length_m)
    bins = np.histogram(lines, bins=4, range=(0.0, 1.0))[0] / lines.size
    if not 0.25 <= bins[0] <= 0.42 or not 0.25 <= bins[3] <= 0.42:  # a sine is longest at its ends: a third each
        return None
    crossings = [np.flatnonzero(np.diff(line > 0.5)) for line in lines]
    if min(len(places) for places in crossings) < 2:
        return None
    period_m = 2.0 * pitch_m * float(np.mean([np.diff(places).mean() for places in crossings]))
    if abs(period_m / length_m - 1.0) > 0.2:
        return None
    return (("feature_size_m", period_m), ("rotation_deg", turn_deg % 180.0))


def read_checker(panel: Panel) -> Reading | None:
    """Squares of two tones by turns: their side."""
    for look_m in _LOOKS_M:
        share = panel.share(look_m, _LOOK)
        if sharpness(share) < _SHARP or not 0.4 <= float((share > 0.5).mean()) <= 0.6:
            continue  # a window may cut the squares unevenly
        wave_m, turn_deg, _ = strongest_wave(share, look_m)
        for start in _CHECKER_STARTS:
            found = _checker(panel, wave_m / np.sqrt(2.0), turn_deg - 45.0, start) if wave_m > 0.0 else None
            if found is not None:
                return found
    return None


def _checker(panel: Panel, side_m: float, turn_deg: float, start: float) -> Reading | None:
    """Squares of about a side; None where lines that start so many sides from the middle meet none."""
    rows = [_edges_m(panel, side_m, turn_deg, step + start) for step in (0.0, 1.0, 2.0, 3.0)]
    pairs = np.array([even_spacing(row) for row in rows])
    if pairs.min() <= 0.0 or float(np.ptp(pairs)) > _SQUARE * float(pairs.mean()):
        return None
    pair_m = float(pairs.mean())
    side_m = pair_m / 2.0
    upright = even_spacing(_edges_m(panel, side_m, turn_deg + 90.0, start)) / 2.0
    phases = np.array([np.exp(2j * np.pi * row / pair_m).mean() for row in rows])
    by_turns = np.abs(np.angle(-phases[1:] / phases[:-1])).max() <= 4.0 * np.pi * _IN_STEP
    if not by_turns or abs(upright / side_m - 1.0) > _SQUARE or not _within(side_m, _FEATURE_M):
        return None
    lean = float(np.angle((phases[2:] / phases[:-2]).sum())) / (2.0 * np.pi)  # in pairs, over as much
    return (("feature_size_m", side_m), ("rotation_deg", (turn_deg - float(np.degrees(np.arctan(lean)))) % 90.0))


def read_dots(panel: Panel) -> Reading | None:
    """Round spots in square rows: the distance of their centres."""
    found = _two_toned(panel)
    fields = _fields_in_net(found) if found is not None else None
    if found is None or fields is None or float(np.median(fields.lengths)) > 1.25:
        return None
    distance, turn_deg = _nearest(fields.centres)
    if float(np.median(fields.areas)) / distance**2 > 0.55:
        return None
    return (("feature_size_m", distance * found[0]), ("rotation_deg", turn_deg % 90.0))


def _edges_m(panel: Panel, side_m: float, turn_deg: float, beside: float) -> Values:
    """Where a line so many sides from the middle passes from the dark to the light tone, in metres along it."""
    turn = np.radians(turn_deg + 90.0)
    at_m = (beside * side_m * float(np.cos(turn)), beside * side_m * float(np.sin(turn)))
    pitch_m, count = float(f"{side_m / 50.0:.4g}"), 640
    starts = runs(panel.along(pitch_m, count, turn_deg, at_m=at_m)[0] > 0.5)[:, 0]
    return (starts - 0.5 - (count - 1) / 2.0) * pitch_m


def _band_pair_m(panel: Panel, turn_deg: float) -> tuple[float, bool]:
    """The width of a pair of bands along a line, and whether all pairs have it."""
    pitch_m = 0.002
    bands = runs(panel.along(pitch_m, 1800, turn_deg)[0] > 0.5)
    if len(bands) < 4:
        return 0.0, False
    steps = np.diff(bands[:, 0])
    return float(steps.mean()) * pitch_m, float(np.ptp(steps)) <= 0.1 * float(steps.mean()) + 2.0


def _lean_deg(panel: Panel, width_m: float, turn_deg: float, apart_m: float) -> float:
    """How far bands are turned from ``turn_deg``, by where two lines ``apart_m`` apart meet them."""
    pitch_m = width_m / 60.0
    lines = panel.along(pitch_m, 400, turn_deg, rows=2, row_pitch_m=apart_m)
    first, second = (runs(line > 0.5)[:, 0] for line in lines)
    if not len(first) or not len(second):
        return 0.0
    shift_m = float(np.angle(np.exp(2j * np.pi * (second[0] - first[0]) / 60.0))) / (2.0 * np.pi) * width_m
    return -float(np.degrees(np.arctan2(shift_m, apart_m)))


def _two_toned(panel: Panel) -> tuple[float, Values, Pieces, Pieces] | None:
    """(pitch in metres, share, light pieces, dark pieces) of a patch of some seven features with sharp edges."""
    share = panel.share(0.012, 64)
    if sharpness(share) < _SHARP - 0.08:
        return None
    length_m = strongest_wave(share, 0.012)[0]
    if not _within(length_m, (0.5 * _FEATURE_M[0], 2.0 * _FEATURE_M[1])):
        return None
    for waves in _VIEWS:
        pitch_m = waves * length_m / _VIEW
        share = panel.share(pitch_m, _VIEW)
        light, dark = pieces_of(share > 0.5), pieces_of(share <= 0.5)
        if max(light.count, dark.count) >= _ENOUGH:
            break
    return (pitch_m, share, light, dark) if sharpness(share) >= _SHARP else None


def _fields_in_net(found: tuple[float, Values, Pieces, Pieces]) -> Pieces | None:
    """The pieces of one size that the other tone surrounds; None without such."""
    _, _, light, dark = found
    fields, net = (light, dark) if light.count > dark.count else (dark, light)
    return fields if fields.are_alike and net.count <= _MOST_PIECES else None


def _nearest(centres: Values) -> tuple[float, float]:
    """(median distance, direction in degrees) from a centre to those next to it."""
    offsets = centres[None] - centres[:, None]
    far = np.hypot(offsets[..., 0], offsets[..., 1])
    far[far < 1e-9] = np.inf
    near = far <= 1.15 * np.median(far.min(axis=1))
    turn = np.angle((np.exp(4j * np.arctan2(offsets[near][:, 1], offsets[near][:, 0]))).mean()) / 4.0
    return float(far[near].mean()), float(np.degrees(turn)) % 90.0


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]
