"""A flat piece of a look seen as a picture: tones, grain, direction, lattice and relief at one scale."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from colorimetry.oklab import oklab_from_rgb
from quality_control.readers.surface_fields import Patch, SurfaceFields

type Values = NDArray[np.float64]

_HALF = 0.5
_SLOW = 2.5  # cycles over the swatch: below it is drift, no structure
_EVEN = 1e-4  # standard deviation of what has no tones
FINE_CYCLES = 4.5
_PEAK = 1  # bins about a peak that are its own


class Swatch:
    """The fields of a look on a patch that faces the front."""

    def __init__(self, fields: SurfaceFields, patch: Patch) -> None:
        self.patch = patch
        self._shape = patch.shape
        self._at = fields.at_patch(patch)

    def values(self, name: str) -> Values:
        """(rows, columns) or (rows, columns, 3) of a field."""
        values = self._at.values(name)
        return values.reshape(*self._shape, *values.shape[1:])

    @cached_property
    def lab(self) -> Values:
        """(rows, columns, 3) OKLab of the base colour."""
        return oklab_from_rgb(np.clip(self.values("base_color"), 0.0, None))

    @cached_property
    def lightness(self) -> Values:
        """(rows, columns) of OKLab's."""
        return self.lab[..., 0]

    @cached_property
    def slope(self) -> Values:
        """(rows, columns, 2) rise to the right and upwards, by the bumped normals."""
        normals = self.values("normal")
        if normals.ndim < 3:
            return np.zeros((*self._shape, 2))
        away = np.minimum(normals[..., 1], -1e-3)
        return np.stack([normals[..., 0] / away, normals[..., 2] / away], axis=-1)

    @cached_property
    def grain(self) -> tuple[float, float]:
        """(0 to 1 how much tones run in one direction, cosine of that direction to the vertical)."""
        down, across = np.gradient(self.lightness)
        uu, uv, vv = (float((a * b).mean()) for a, b in ((across, across), (across, down), (down, down)))
        strength = float(np.hypot(uu - vv, 2.0 * uv)) / max(uu + vv, 1e-12)
        steepest = 0.5 * np.arctan2(2.0 * uv, uu - vv)
        return strength, abs(float(np.cos(steepest)))

    @cached_property
    def power(self) -> Values:
        """(rows, columns) power of the lightness by frequency, zero first, drift left out; its sum is 1."""
        return power_of(self.lightness)

    @cached_property
    def fine_share(self) -> float:
        """The share of the tones' variance that turns faster than a few times over the swatch."""
        window = np.hanning(self._shape[0])[:, None] * np.hanning(self._shape[1])[None]
        power = np.abs(np.fft.fft2((self.lightness - self.lightness.mean()) * window)) ** 2
        up, right = cycles(self._shape)
        return float(power[np.hypot(up, right) >= FINE_CYCLES].sum()) / max(float(power.sum()), 1e-12)

    def corner_m(self) -> float:
        """How far apart two tones are that have half in common, the shorter of across and along."""
        found = [_half_way(self.lightness, axis) for axis in (0, 1)]
        return min(found) * self.patch.pitch_m


def power_of(picture: Values) -> Values:
    """As `Swatch.power`, of any picture."""
    rows, columns = picture.shape
    if float(picture.std()) < _EVEN:
        return np.zeros(picture.shape)
    window = np.hanning(rows)[:, None] * np.hanning(columns)[None]
    power = np.abs(np.fft.fft2((picture - picture.mean()) * window)) ** 2
    fy, fx = cycles(picture.shape)
    power[np.hypot(fy, fx) < _SLOW] = 0.0
    total = float(power.sum())
    return power / total if total > 0.0 else power


def cycles(shape: tuple[int, ...]) -> tuple[Values, Values]:
    """(cycles upwards, cycles to the right) over the swatch of each bin of its power."""
    rows, columns = shape
    fy, fx = np.meshgrid(np.fft.fftfreq(rows) * rows, np.fft.fftfreq(columns) * columns, indexing="ij")
    return fy, fx


def share_near(power: Values, fy: float, fx: float) -> float:
    """The share of the power at a frequency and its opposite."""
    up, right = cycles(power.shape)
    near = np.zeros(power.shape, dtype=bool)
    for sign in (1.0, -1.0):
        near |= (np.abs(up - sign * fy) <= _PEAK) & (np.abs(right - sign * fx) <= _PEAK)
    return float(power[near].sum())


def peak_of(power: Values) -> tuple[float, float]:
    """(cycles upwards, cycles to the right, at least 0) of the strongest frequency, between bins."""
    row, column = (int(k) for k in np.unravel_index(int(power.argmax()), power.shape))
    up, right = cycles(power.shape)
    parts = []
    for axis, place in ((0, row), (1, column)):
        line = power[:, column] if axis == 0 else power[row]
        before, at, after = (float(np.sqrt(line[(place + k) % len(line)])) for k in (-1, 0, 1))
        bend = before - 2.0 * at + after
        parts.append(_HALF * (before - after) / bend if bend < 0.0 else 0.0)
    fy, fx = float(up[row, column]) + parts[0], float(right[row, column]) + parts[1]
    return (fy, fx) if fx >= 0.0 else (-fy, -fx)


def two_groups(values: Values) -> tuple[float, float, float]:
    """(share of the variance between two groups, the limit between them, the share below it), by Otsu's rule."""
    line = np.sort(values.ravel())
    count = len(line)
    sums = np.cumsum(line)
    size = np.arange(1, count)
    below, above = sums[:-1] / size, (sums[-1] - sums[:-1]) / (count - size)
    between = size / count * (1.0 - size / count) * (below - above) ** 2
    best = int(between.argmax())
    return float(between[best]) / max(float(line.var()), 1e-12), float(line[best]), float(size[best] / count)


def _half_way(picture: Values, axis: int) -> float:
    centred = picture - picture.mean()
    variance = max(float((centred**2).mean()), 1e-12)
    length = picture.shape[axis]
    for step in range(1, length // 2):
        near, far = (np.take(centred, range(*ends), axis=axis) for ends in ((0, length - step), (step, length)))
        if float((near * far).mean()) < _HALF * variance:
            return float(step)
    return float(length)
