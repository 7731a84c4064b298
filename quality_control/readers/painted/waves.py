"""The strongest wave of a patch of two tones: its length and direction."""

from __future__ import annotations

import numpy as np

from quality_control.readers.surface_fields import Values

_LEVEL = 0.2  # a share nearer to 0 or 1 than this is of one tone
_FINER = 2  # of the waves told apart, to those that fit into the patch
_RING, _RING_DEG = 0.45, 30.0  # of the wave's own length and direction


def sharpness(share: Values, level: float = _LEVEL) -> float:
    """The share of a patch that is of one tone or the other."""
    return float(((share < level) | (share > 1.0 - level)).mean())


def strongest_wave(share: Values, pitch_m: float) -> tuple[float, float, float]:
    """(length in metres, direction in degrees, share of the power near it and its direction) of a square patch."""
    size = _FINER * share.shape[0]
    window = np.hanning(share.shape[0])
    power = np.abs(np.fft.fft2((share - share.mean()) * window[:, None] * window[None, :], (size, size))) ** 2
    cycles = np.fft.fftfreq(size, pitch_m)
    y, x = np.meshgrid(cycles, cycles, indexing="ij")
    half = (y > 0.0) | ((y == 0.0) & (x > 0.0))
    row, column = (int(at) for at in np.unravel_index(int(np.argmax(np.where(half, power, 0.0))), power.shape))
    if power[row, column] <= 0.0:
        return 0.0, 0.0, 0.0
    fx = float(x[row, column] + _off_peak(power[row], column) * cycles[1])
    fy = float(y[row, column] + _off_peak(power[:, column], row) * cycles[1])
    turn_deg = float(np.degrees(np.arctan2(fy, fx)))
    turned = np.abs((np.degrees(np.arctan2(y, x)) - turn_deg + 90.0) % 180.0 - 90.0)
    ring = half & (np.abs(np.hypot(x, y) / np.hypot(fx, fy) - 1.0) <= _RING) & (turned <= _RING_DEG)
    return 1.0 / float(np.hypot(fx, fy)), turn_deg, float(power[ring].sum() / power[half].sum())


def _off_peak(power: Values, peak: int) -> float:
    """How many steps off its largest value a row of waves is strongest: the top of a parabola of its logarithm."""
    before, most, after = np.log(np.maximum(power[[peak - 1, peak, (peak + 1) % len(power)]], 1e-30))
    return float(0.5 * (before - after) / min(before - 2.0 * most + after, -1e-9))
