"""Regular patterns of two tones, told by how they repeat: bands, squares, lines, spots, courses; single ramps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quality_control.readers.painted.patch_statistics import Mask, even_spacing, runs
from quality_control.readers.painted.pattern_panel import Panel, unsmoothed
from quality_control.readers.surface_fields import Values

type Reading = tuple[tuple[str, float], ...]

_FEATURE_M = (0.03, 0.8)
_LEVEL = 0.2  # a share nearer to 0 or 1 than this is of one tone
_SHARP = 0.93  # the share of a pattern of sharp edges that is of one tone
_ALIKE = 0.22  # deviation over the mean of the areas of regular pieces
_ONE_WAY = 0.04  # variance along a band over that across
_MOST_PIECES = 6
_SQUARE, _IN_STEP = 0.04, 0.08  # difference of two sides; of a row's shift against what it should be, in lengths
_LONG = (1.4, 8.0)  # a brick's length over its height
_LOOKS_M, _LOOK = (0.0193, 0.0117, 0.0061), 64
_STARTS = (0.23, 0.61, 0.87)  # where lines start, in waves, lest one runs along a joint
_VIEW, _VIEWS, _ENOUGH = 96, (7.0, 13.0), 14  # samples of a side; waves that it shows; pieces that tell a pattern


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pieces:
    """The connected pieces of one tone that lie wholly in a patch."""

    count: int
    areas: Values  # samples
    centres: Values  # (n, 2) column, row
    lengths: Values  # of the longer axis over the shorter one
    turns_deg: Values  # of the longer axis
    filling: Values  # share of the box about it

    @property
    def are_alike(self) -> bool:
        """Whether they are of one size, and enough to say so."""
        return self.count >= 8 and float(self.areas.std() / self.areas.mean()) <= _ALIKE


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
    turn_deg = _strongest_wave(share, 0.008)[1]
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
    length_m, turn_deg, narrow = _strongest_wave(share, 0.012)
    if narrow < 0.55 or not _within(length_m, _FEATURE_M):
        return None
    lines = panel.along(length_m / 10.0, 240, turn_deg, rows=8, row_pitch_m=1.7 * length_m)
    bins = np.histogram(lines, bins=4, range=(0.0, 1.0))[0] / lines.size
    if not 0.25 <= bins[0] <= 0.42 or not 0.25 <= bins[3] <= 0.42:  # a sine is longest at its ends: a third each
        return None
    crossings = np.count_nonzero(np.diff((lines > 0.5).astype(int), axis=1), axis=1).mean()
    period_m = 2.0 * 239.0 * length_m / 10.0 / max(float(crossings), 1.0)
    if abs(period_m / length_m - 1.0) > 0.2:
        return None
    return (("feature_size_m", period_m), ("rotation_deg", turn_deg % 180.0))


def read_checker(panel: Panel) -> Reading | None:
    """Squares of two tones by turns: their side."""
    for look_m in _LOOKS_M:
        share = panel.share(look_m, _LOOK)
        if sharpness(share) < _SHARP or not 0.4 <= float((share > 0.5).mean()) <= 0.6:
            continue  # a window may cut the squares unevenly
        wave_m, turn_deg, _ = _strongest_wave(share, look_m)
        if wave_m <= 0.0:
            continue
        turn_deg = _straightened_deg(panel, wave_m, turn_deg) - 45.0
        side_m = wave_m / np.sqrt(2.0)
        for _ in range(2):  # the direction is known better with each line
            rows = [_edges_m(panel, side_m, turn_deg, step * side_m) for step in (0.0, 1.0, 2.0, 3.0)]
            pairs = np.array([even_spacing(row) for row in rows])
            if pairs.min() <= 0.0:
                break
            firsts = np.array([row[0] for row in rows]) / pairs.mean()
            lean = float(np.angle(np.exp(2j * np.pi * (firsts[2:] - firsts[:2])).mean())) / (2.0 * np.pi)
            turn_deg -= float(np.degrees(np.arctan2(lean * pairs.mean(), 2.0 * side_m)))
        if pairs.min() <= 0.0 or float(np.ptp(pairs)) > _SQUARE * float(pairs.mean()):
            continue
        side_m = float(pairs.mean()) / 2.0
        upright = even_spacing(_edges_m(panel, side_m, turn_deg + 90.0, 0.0)) / 2.0
        by_turns = np.abs(np.abs(np.diff(firsts) % 1.0) - 0.5).max() <= 2.0 * _IN_STEP
        if by_turns and abs(upright / side_m - 1.0) <= _SQUARE and _within(side_m, _FEATURE_M):
            return (("feature_size_m", side_m), ("rotation_deg", turn_deg % 90.0))
    return None


def read_grid(panel: Panel) -> Reading | None:
    """Thin lines at equal distances both ways: that distance."""
    net = _net(panel)
    if net is None or abs(net.length_m / net.course_m - 1.0) > _SQUARE or net.shift > _IN_STEP:
        return None
    side_m = (net.course_m + net.length_m) / 2.0
    if not _within(side_m, _FEATURE_M):
        return None
    return (("feature_size_m", side_m), ("rotation_deg", net.turn_deg % 90.0))


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
    share = panel.share(look_m, _LOOK)
    lines_light = float(share.mean()) < 0.5
    if sharpness(share, 0.35) < _SHARP - 0.08 or abs(float((share > 0.5).mean()) - 0.5) < 0.02:
        return None
    wave_m, turn_deg, _ = _strongest_wave(share, look_m)
    if wave_m <= 0.0:
        return None
    turn_deg = _straightened_deg(panel, wave_m, turn_deg)
    for step in _STARTS:
        at_m = (step * wave_m, 0.3 * step * wave_m)
        rows = _joints_m(panel, wave_m, turn_deg, at_m, light=lines_light)
        course_m = even_spacing(rows)
        if course_m > 0.0:
            break
    else:
        return None
    up = np.array([np.cos(np.radians(turn_deg)), np.sin(np.radians(turn_deg))])
    middles = rows[:-1][np.abs(np.diff(rows) / course_m - 1.0) < 0.1][:4] + course_m / 2.0
    found = []
    for middle in middles:
        place = np.array(at_m) + middle * up
        ends = _joints_m(
            panel, 2.0 * course_m, turn_deg - 90.0, (float(place[0]), float(place[1])), light=lines_light
        )
        found.append((even_spacing(ends), ends[0] if len(ends) else 0.0))
    lengths = np.array([length for length, _ in found])
    if len(lengths) < 3 or lengths.min() <= 0.0 or float(np.ptp(lengths)) > 0.05 * float(lengths.mean()):
        return None
    length_m = float(lengths.mean())
    shifts = np.abs(np.diff([first for _, first in found]) / length_m % 1.0)
    return _Net(
        course_m=course_m,
        length_m=length_m,
        shift=float(np.median(np.minimum(shifts, 1.0 - shifts))),
        turn_deg=turn_deg,
    )


def _edges_m(panel: Panel, side_m: float, turn_deg: float, beside_m: float) -> Values:
    """Where a line ``beside_m`` from the middle passes from the dark to the light tone, in metres along it."""
    turn = np.radians(turn_deg + 90.0)
    at_m = ((beside_m + 0.31 * side_m) * float(np.cos(turn)), (beside_m + 0.31 * side_m) * float(np.sin(turn)))
    pitch_m, count = float(f"{side_m / 50.0:.4g}"), 640
    starts = runs(panel.along(pitch_m, count, turn_deg, at_m=at_m)[0] > 0.5)[:, 0]
    return (starts - 0.5 - (count - 1) / 2.0) * pitch_m


def _joints_m(panel: Panel, wave_m: float, turn_deg: float, at_m: tuple[float, float], *, light: bool) -> Values:
    """Where a line crosses thin lines, in metres from the place that it is about."""
    pitch_m, count = float(f"{wave_m / 45.0:.4g}"), 640
    share = panel.along(pitch_m, count, turn_deg, at_m=at_m)[0]
    crossed = runs(share > 0.5 if light else share <= 0.5)
    return (crossed.mean(axis=1) - 0.5 - (count - 1) / 2.0) * pitch_m


def sharpness(share: Values, level: float = _LEVEL) -> float:
    """The share of a patch that is of one tone or the other."""
    return float(((share < level) | (share > 1.0 - level)).mean())


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


def _straightened_deg(panel: Panel, wave_m: float, turn_deg: float) -> float:
    """The direction of a wave that is known to some degrees, by how its phase runs over lines side by side."""
    pitch_m, count, rows = wave_m / 16.0, 160, 9
    along = np.hanning(count) * np.exp(-2j * np.pi * np.arange(count) / 16.0)
    for apart_m in (0.21 * wave_m, 0.83 * wave_m, 2.9 * wave_m):
        lines = panel.along(pitch_m, count, turn_deg, rows=rows, row_pitch_m=apart_m)
        waves = (lines - lines.mean(axis=1, keepdims=True)) @ along
        turns = np.angle(waves[1:] * np.conj(waves[:-1]))
        turn_deg += float(np.degrees(np.arctan(np.median(turns) * wave_m / (2.0 * np.pi * apart_m))))
    return turn_deg


def _strongest_wave(share: Values, pitch_m: float) -> tuple[float, float, float]:
    """(length in metres, direction in degrees, share of the power near it and its direction) of a patch."""
    size = share.shape[0]
    window = np.hanning(size)
    power = np.abs(np.fft.fft2((share - share.mean()) * window[:, None] * window[None, :])) ** 2
    cycles = np.fft.fftfreq(size, pitch_m)
    y, x = np.meshgrid(cycles, cycles, indexing="ij")
    half = (y > 0.0) | ((y == 0.0) & (x > 0.0))
    power, x, y = power[half], x[half], y[half]
    peak = int(np.argmax(power))
    if power[peak] <= 0.0:
        return 0.0, 0.0, 0.0
    radius = np.hypot(x, y)
    near = np.hypot(x - x[peak], y - y[peak]) <= 1.6 / (size * pitch_m)
    weight = power[near] / power[near].sum()
    fx, fy = float((x[near] * weight).sum()), float((y[near] * weight).sum())
    turn = np.abs((np.degrees(np.arctan2(y, x) - np.arctan2(fy, fx)) + 90.0) % 180.0 - 90.0)
    ring = (np.abs(radius / np.hypot(fx, fy) - 1.0) <= 0.45) & (turn <= 30.0)
    return (
        1.0 / float(np.hypot(fx, fy)),
        float(np.degrees(np.arctan2(fy, fx))),
        float(power[ring].sum() / power.sum()),
    )


def _two_toned(panel: Panel) -> tuple[float, Values, Pieces, Pieces] | None:
    """(pitch in metres, share, light pieces, dark pieces) of a patch of some seven features with sharp edges."""
    share = panel.share(0.012, 64)
    if sharpness(share) < _SHARP - 0.08:
        return None
    length_m = _strongest_wave(share, 0.012)[0]
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


def pieces_of(mask: Mask) -> Pieces:
    """The connected pieces of a mask that its edges do not cut."""
    from scipy import ndimage

    labels, found = ndimage.label(mask)
    inner = np.ones(found + 1, dtype=bool)
    inner[0] = False
    for edge in (labels[0], labels[-1], labels[:, 0], labels[:, -1]):
        inner[edge] = False
    rows = []
    for number in np.flatnonzero(inner):
        y, x = np.nonzero(labels == number)
        if len(x) < 6:
            continue
        (a, b), (_, c) = np.cov(x, y, bias=True) + np.eye(2) / 12.0
        middle, apart = (a + c) / 2.0, np.hypot((a - c) / 2.0, b)
        turn = np.degrees(np.arctan2(2.0 * b, a - c)) / 2.0
        box = (np.ptp(x) + 1) * (np.ptp(y) + 1)
        rows.append((len(x), x.mean(), y.mean(), np.sqrt((middle + apart) / (middle - apart)), turn, len(x) / box))
    table = np.array(rows).reshape(-1, 6)
    return Pieces(
        count=len(table),
        areas=table[:, 0],
        centres=table[:, 1:3],
        lengths=table[:, 3],
        turns_deg=table[:, 4],
        filling=table[:, 5],
    )


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
