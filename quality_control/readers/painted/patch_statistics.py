"""What the values of a patch or a line say: levels, flats, straight joints, repeats, collinear colours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from quality_control.readers.surface_fields import Values

type Mask = NDArray[np.bool_]

_SAME = 2e-5  # two values of a field that are equal
_EVEN_SPACING = 0.06  # deviation over the mean of the distances between lines that are laid evenly


def flat_share(field: Values) -> float:
    """The share of neighbours with the same value."""
    step = np.abs(np.diff(field, axis=1))
    return float(((step.max(axis=-1) if step.ndim == 3 else step) < _SAME).mean())


def spread(values: Values, low: float = 1.0, high: float = 99.0) -> float:
    """The difference of two percentiles."""
    below, above = np.percentile(values, (low, high))
    return float(above - below)


def two_levels(values: Values, tolerance: float) -> tuple[float, float, float, float]:
    """(lowest, highest, share near the lowest, share near the highest)."""
    low, high = float(values.min()), float(values.max())
    return low, high, float((values < low + tolerance).mean()), float((values > high - tolerance).mean())


def out_of_line(colours: Values) -> float:
    """How far (n, 3) colours are from mixtures of two: 0 on a straight line, 1 where they fill a plane."""
    lengths = np.linalg.svd(colours - colours.mean(axis=0), compute_uv=False)
    return float(lengths[1] / max(lengths[0], 1e-9))


def hue_turn_deg(lab: Values) -> float:
    """The turn of the hue, without its sign, between the darkest and the lightest sixth of (n, 3) colours."""
    low, high = np.percentile(lab[:, 0], (16.0, 84.0))
    dark, light = lab[lab[:, 0] <= low].mean(axis=0), lab[lab[:, 0] >= high].mean(axis=0)
    turn = np.degrees(np.arctan2(dark[2], dark[1]) - np.arctan2(light[2], light[1]))
    return float(abs((turn + 180.0) % 360.0 - 180.0))


def distinct(colours: Values, *, step: float = 1e-3) -> Values:
    """The distinct rows of (n, 3) colours, to a step."""
    return np.unique(np.round(colours / step), axis=0) * step


def runs(marked: Mask) -> Values:
    """(n, 2) first and last-but-one index of each run of True along a line, without those that its ends cut."""
    edges = np.diff(np.concatenate([[0], np.asarray(marked, dtype=np.int8), [0]]))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    whole = (starts > 0) & (ends < len(marked))
    return np.stack([starts[whole], ends[whole]], axis=1)


def even_spacing(places: Values) -> float:
    """The distance between lines laid evenly, at least three of them; 0 where they are not."""
    if len(places) < 3:
        return 0.0
    steps = np.diff(places)
    spacing = float(np.median(steps))
    whole = np.round(steps / spacing)
    if spacing <= 0.0 or (whole < 1).any() or np.abs(steps / spacing - whole).max() > 3.0 * _EVEN_SPACING:
        return 0.0
    if float((whole == 1).mean()) < 0.5:
        return 0.0
    return float((places[-1] - places[0]) / whole.sum())


def strongest_period(line: Values, pitch_m: float, *, least_m: float, most_m: float) -> tuple[float, float]:
    """(length in metres, share of the power) of the strongest wave along lines (n, length) between two lengths."""
    count = line.shape[1]
    window = np.hanning(count)
    waves = np.abs(np.fft.rfft((line - line.mean(axis=1, keepdims=True)) * window, axis=1)) ** 2
    power = waves.mean(axis=0)
    per_m = np.fft.rfftfreq(count, pitch_m)
    inside = (per_m >= 1.0 / most_m) & (per_m <= 1.0 / least_m)
    if not inside.any() or power[1:].sum() <= 0.0:
        return 0.0, 0.0
    peak = int(np.flatnonzero(inside)[np.argmax(power[inside])])
    near = slice(max(peak - 1, 1), peak + 2)
    mean_per_m = float((per_m[near] * power[near]).sum() / power[near].sum())
    return 1.0 / mean_per_m, float(power[near].sum() / power[1:].sum())
