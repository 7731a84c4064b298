"""Numbers that tell liquid surfaces apart, from points on them: a mesh's vertices or a picture's positions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Array = NDArray[np.float64]

_GRID = 96
_RADIAL_BINS = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class SurfaceStatistics:
    """A height field over the middle of a body of liquid."""

    significant_height_m: float  # four standard deviations
    radial_share: float  # of the variance, what the distance from the middle explains
    wavelength_m: float  # of the mean wave number, by power


def measure_surface(points: Array, *, keep: float = 0.62) -> SurfaceStatistics:
    """The statistics of scattered surface points (n, 3), metres.

    Args:
        keep: share of the half widths that counts; less than the inscribed square of a disc.
    """
    from scipy.spatial import cKDTree

    low, high = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
    middle, half = (low + high) / 2, (high - low) / 2 * keep
    x = np.linspace(-half[0], half[0], _GRID)
    y = np.linspace(-half[1], half[1], _GRID)
    gx, gy = np.meshgrid(x, y, indexing="ij")
    distance, nearest = cKDTree(points[:, :2] - middle).query(np.stack([gx.ravel(), gy.ravel()], axis=-1), k=4)
    weight = 1.0 / (distance**2 + 1e-12)
    z = ((points[nearest, 2] * weight).sum(axis=1) / weight.sum(axis=1)).reshape(gx.shape)
    z = z - z.mean()
    spread = float(z.std())
    return SurfaceStatistics(
        significant_height_m=4.0 * spread,
        radial_share=_radial_share(gx, gy, z) if spread > 1e-7 else 0.0,
        wavelength_m=_mean_wavelength_m(z, (2 * half[0], 2 * half[1])) if spread > 1e-7 else 0.0,
    )


def _radial_share(x: Array, y: Array, z: Array) -> float:
    radius = np.hypot(x, y)
    bins = np.minimum((radius / radius.max() * _RADIAL_BINS * np.sqrt(2)).astype(int), 2 * _RADIAL_BINS)
    count = np.bincount(bins.ravel())
    mean = np.bincount(bins.ravel(), z.ravel()) / np.maximum(count, 1)
    return float(1.0 - np.var(z - mean[bins]) / np.var(z))


def _mean_wavelength_m(z: Array, size_m: tuple[float, float]) -> float:
    window = np.hanning(_GRID)[:, None] * np.hanning(_GRID)
    power = np.abs(np.fft.fft2(z * window)) ** 2
    kx = np.fft.fftfreq(_GRID, size_m[0] / (_GRID - 1))
    ky = np.fft.fftfreq(_GRID, size_m[1] / (_GRID - 1))
    wave_number = np.hypot(kx[:, None], ky)
    power = np.where(wave_number > 1.5 / max(size_m), power, 0.0)
    return float(power.sum() / max(float((power * wave_number).sum()), 1e-30))


def roundness(area_m2: float, greatest_width_m: float) -> float:
    """Area over that of the circle as wide: 1 for a disc, less for what wanders."""
    return float(area_m2 / (np.pi / 4 * greatest_width_m**2))


def greatest_width_m(points: Array) -> float:
    """The largest distance across points (n, 2 or more) in the plane."""
    turns = np.linspace(0.0, np.pi, 90, endpoint=False)
    along = points[:, :2] @ np.stack([np.cos(turns), np.sin(turns)])
    return float(np.ptp(along, axis=0).max())
