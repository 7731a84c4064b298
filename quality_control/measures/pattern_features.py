"""What a picture of a flat pattern says about it: spectrum, histogram, spots and ramps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

type Image = NDArray[np.float64]  # (size, size), 0 dark to 1 light

_RINGS = 12
_SAME_WAY_DEG = 12.0
_LEAST_FUNDAMENTAL = 0.5
"""Of a harmonic's power; a wave of bars is at least as strong as any of its harmonics."""


def normalized(albedo: NDArray[np.float32]) -> Image:
    """Lightness between the picture's 2nd and 98th percentile as 0 to 1."""
    grey = np.cbrt(np.clip(albedo[..., :3].mean(axis=-1).astype(np.float64), 0.0, None))
    low, high = np.percentile(grey, [2.0, 98.0])
    return np.asarray(np.clip((grey - low) / max(high - low, 1e-6), 0.0, 1.0))


def two_valued(image: Image) -> float:
    """The share of pixels near 0 or 1."""
    return float(((image < 0.15) | (image > 0.85)).mean())


def spectrum(image: Image) -> tuple[Image, Image, Image]:
    """(power, frequency in cycles a picture, direction in degrees) of the upper half-plane, Hann-windowed."""
    size = image.shape[0]
    window = np.hanning(size)
    power = np.abs(np.fft.fft2((image - image.mean()) * window[:, None] * window[None, :])) ** 2
    cycles = np.fft.fftfreq(size) * size
    y, x = np.meshgrid(-cycles, cycles, indexing="ij")
    radius, direction = np.hypot(x, y), np.degrees(np.arctan2(y, x))
    half = (direction >= 0.0) & (direction < 180.0) & (radius >= 1.5)
    return power[half], radius[half], direction[half]


def strongest(image: Image) -> tuple[float, float]:
    """(frequency in cycles a picture, direction in degrees) of the strongest wave, refined about its peak."""
    power, radius, direction = spectrum(image)
    peak = int(np.argmax(power))
    x = radius * np.cos(np.radians(direction))
    y = radius * np.sin(np.radians(direction))
    near = np.hypot(x - x[peak], y - y[peak]) <= 1.5
    weight = power[near] / power[near].sum()
    fx, fy = float((x[near] * weight).sum()), float((y[near] * weight).sum())
    return float(np.hypot(fx, fy)), float(np.degrees(np.arctan2(fy, fx)) % 180.0)


def fundamental(image: Image) -> float:
    """Frequency in cycles a picture of the longest wave of which the strongest is a harmonic.

    Lines and dots that are thin have a second harmonic almost as strong as the wave itself (a share d of the
    repeat: cos(pi d) of its amplitude, 0.92 at d = 0.13), and sampling decides which of them is the strongest.
    """
    power, radius, direction = spectrum(image)
    frequency, main = strongest(image)
    along = np.abs((direction - main + 90.0) % 180.0 - 90.0) <= _SAME_WAY_DEG
    peak = power[along & (np.abs(radius - frequency) <= 1.0)].max()
    for part in (3, 2):
        near = along & (np.abs(radius - frequency / part) <= 1.0)
        if near.any() and power[near].max() >= _LEAST_FUNDAMENTAL * peak:
            return frequency / part
    return frequency


def one_way(image: Image) -> float:
    """The share of the spectrum's power within 12 degrees of its strongest direction: 1 for bands."""
    power, _, direction = spectrum(image)
    _, main = strongest(image)
    turn = np.abs((direction - main + 90.0) % 180.0 - 90.0)
    return float(power[turn <= 12.0].sum() / power.sum())


def four_fold(image: Image) -> float:
    """The power a right angle away from the strongest wave over the power at it."""
    power, radius, direction = spectrum(image)
    frequency, main = strongest(image)
    across = np.abs((direction - main) % 180.0 - 90.0) <= 12.0
    along = np.abs((direction - main + 90.0) % 180.0 - 90.0) <= 12.0
    ring = np.abs(radius - frequency) <= 1.5
    return float(power[across & ring].sum() / max(power[along & ring].sum(), 1e-12))


def spot_count(image: Image) -> tuple[int, int]:
    """(separate light regions, separate dark regions) of at least 4 pixels."""
    from scipy import ndimage

    counts = []
    for mask in (image > 0.5, image <= 0.5):
        labels, found = ndimage.label(mask)
        sizes = np.bincount(labels.ravel())[1:] if found else np.zeros(0)
        counts.append(int((sizes >= 4).sum()))
    return counts[0], counts[1]


def ramp_fit(image: Image) -> tuple[float, float]:
    """(coefficient of determination, direction in degrees) of a smooth ramp along the best direction."""
    size = image.shape[0]
    axis = (np.arange(size) + 0.5) / size - 0.5
    x, y = np.meshgrid(axis, -axis)
    plane = np.stack([x.ravel(), y.ravel(), np.ones(size * size)], axis=1)
    weights, *_ = np.linalg.lstsq(plane, image.ravel(), rcond=None)
    direction = float(np.degrees(np.arctan2(weights[1], weights[0])) % 360.0)
    along = (plane[:, :2] @ weights[:2]) / max(float(np.hypot(*weights[:2])), 1e-9)
    curve = np.stack([np.ones_like(along), along, along**2, along**3], axis=1)
    fit, *_ = np.linalg.lstsq(curve, image.ravel(), rcond=None)
    residual = float(np.square(curve @ fit - image.ravel()).mean())
    return 1.0 - residual / max(float(image.var()), 1e-9), direction


def noise_features(image: Image) -> Sequence[float]:
    """Numbers that tell random patterns apart: histogram, slopes, and power by ring of frequency."""
    power, radius, _ = spectrum(image)
    edges = np.geomspace(1.5, image.shape[0] / 2.0, _RINGS + 1)
    total = power.sum()
    rings = [float(power[(radius >= low) & (radius < high)].sum() / total) for low, high in pairwise(edges)]
    slope_y, slope_x = np.gradient(image)
    slope = np.hypot(slope_x, slope_y)
    histogram = np.histogram(image, bins=8, range=(0.0, 1.0))[0] / image.size
    light, dark = spot_count(image)
    return (
        *np.log10(np.array(rings) + 1e-6),
        *histogram,
        float(image.mean()),
        _shape(image, 3),
        _shape(image, 4),
        float((slope < 0.01).mean()),
        *_axes(image),
        float(slope.mean()),
        float(np.percentile(slope, 95) / max(float(slope.mean()), 1e-6)),
        float(np.log1p(light)),
        float(np.log1p(dark)),
    )


def _shape(image: Image, moment: int) -> float:
    """A standardised moment of the tones: 3 is their skew, 4 their kurtosis."""
    centred = image - image.mean()
    return float((centred**moment).mean() / max(float(centred.std()) ** moment, 1e-9))


def _axes(image: Image) -> tuple[float, float]:
    """The share of the power near the picture's axes and near its diagonals: lattice noise prefers one of them."""
    power, _, direction = spectrum(image)
    turn = direction % 90.0
    on_axis = (turn <= 15.0) | (turn >= 75.0)
    total = max(float(power.sum()), 1e-9)
    return float(power[on_axis].sum() / total), float(power[np.abs(turn - 45.0) <= 15.0].sum() / total)
