"""Spatial noise on a grid, by shaping the spectrum of white noise."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def spectral_noise(
    shape: tuple[int, int, int],
    rng: np.random.Generator,
    *,
    slope: float,
    low_cycles: float = 1.0,
    stretch: tuple[float, float, float] = (1.0, 1.0, 1.0),
) -> NDArray[np.float64]:
    """Noise of mean 0 and standard deviation 1 that tiles.

    Args:
        slope: amplitude falls as frequency to this power; 2 is soft, 1 rough.
        low_cycles: frequencies below this many cycles a box side are left out.
        stretch: features are this much longer along each axis.
    """
    white = rng.standard_normal(shape)
    longest = max(shape)
    axes = [
        np.fft.fftfreq(shape[0]) * longest * stretch[0],
        np.fft.fftfreq(shape[1]) * longest * stretch[1],
        np.fft.rfftfreq(shape[2]) * longest * stretch[2],
    ]
    squared = axes[0][:, None, None] ** 2 + axes[1][None, :, None] ** 2 + axes[2][None, None, :] ** 2
    cycles = np.sqrt(squared)
    gain = np.where(cycles >= low_cycles, np.maximum(cycles, 1e-6) ** -(slope + 1.0), 0.0)
    noise = np.fft.irfftn(np.fft.rfftn(white) * gain, s=shape, axes=(0, 1, 2))
    return (noise - noise.mean()) / max(float(noise.std()), 1e-12)


def curl_field(shape: tuple[int, int, int], rng: np.random.Generator, *, slope: float) -> NDArray[np.float64]:
    """A divergence-free vector field, (3, nx, ny, nz), of standard deviation 1 over all components."""
    potential = [spectral_noise(shape, rng, slope=slope, low_cycles=1.5) for _ in range(3)]
    gradient = [np.gradient(part) for part in potential]
    curl = np.stack(
        [
            gradient[2][1] - gradient[1][2],
            gradient[0][2] - gradient[2][0],
            gradient[1][0] - gradient[0][1],
        ]
    )
    return curl / max(float(curl.std()), 1e-12)


def smoothstep(low: float, high: float, value: NDArray[np.float64]) -> NDArray[np.float64]:
    """0 below ``low``, 1 above ``high``, smooth between."""
    t = np.clip((value - low) / (high - low), 0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)


def grid_points(shape: tuple[int, int, int], voxel_size_m: float) -> tuple[NDArray[np.float64], ...]:
    """x, y centred on 0 and z from the floor, metres, each broadcastable to ``shape``."""
    x, y, z = (np.asarray((np.arange(n) + 0.5) * voxel_size_m, dtype=np.float64) for n in shape)
    x, y = x - shape[0] * voxel_size_m / 2, y - shape[1] * voxel_size_m / 2
    return x[:, None, None], y[None, :, None], z[None, None, :]
