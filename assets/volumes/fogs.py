"""Fog: even air, or air that thins with height and drifts."""

from __future__ import annotations

import numpy as np

from assets.volumes.density_field import DensityField, centred_field
from assets.volumes.noise import smoothstep, spectral_noise

_EVEN_SHAPE = (24, 24, 16)
_LAYER_SHAPE = (80, 80, 32)
_BANK_PEAK = 2.0  # density at the ground is 1 / this on average, so that banks have room above it


def make_even_fog(*, size_m: tuple[float, float, float]) -> DensityField:
    """Density 1 everywhere in a box standing on the ground."""
    return centred_field(np.ones(_EVEN_SHAPE), _voxel(size_m, _EVEN_SHAPE))


def make_layered_fog(
    *, size_m: tuple[float, float, float], scale_height_m: float, drift: float, rng: np.random.Generator
) -> DensityField:
    """Density that falls as exp(-height / ``scale_height_m``), broken up by drifting banks.

    Args:
        drift: standard deviation of the banks' relative density; every height keeps its mean.
    """
    voxel = _voxel(size_m, _LAYER_SHAPE)
    z = np.asarray((np.arange(_LAYER_SHAPE[2]) + 0.5) * voxel[2], dtype=np.float64)
    banks = spectral_noise(_LAYER_SHAPE, rng, slope=1.4, low_cycles=2.0, stretch=(1.0, 1.0, 0.6))
    wanted = np.clip(1.0 + drift * banks, 0.1, 2.0)
    level = wanted / wanted.mean(axis=(0, 1), keepdims=True)
    return centred_field(np.exp(-z / scale_height_m) * level / _BANK_PEAK, voxel)


def make_mist(*, size_m: tuple[float, float, float], patch_m: float, rng: np.random.Generator) -> DensityField:
    """Soft patches about ``patch_m`` across with clearer air between, thinner upwards; 1 at the densest."""
    voxel = _voxel(size_m, _LAYER_SHAPE)
    z = np.asarray((np.arange(_LAYER_SHAPE[2]) + 0.5) * voxel[2], dtype=np.float64)
    cycles = max(size_m) / (2.5 * patch_m)
    stretch = (1.0, 1.0, _LAYER_SHAPE[2] * voxel[2] / (_LAYER_SHAPE[0] * voxel[0]) * 1.5)
    patches = spectral_noise(_LAYER_SHAPE, rng, slope=1.7, low_cycles=cycles, stretch=stretch)
    height = np.exp(-((z / (0.6 * size_m[2])) ** 2)) * (1.0 - smoothstep(0.7, 1.0, z / size_m[2]))
    density = (0.12 + 0.88 * smoothstep(-0.6, 1.6, patches)) * height
    return centred_field(density / density.max(), voxel)


def _voxel(size_m: tuple[float, float, float], shape: tuple[int, int, int]) -> tuple[float, float, float]:
    x, y, z = (side / count for side, count in zip(size_m, shape, strict=True))
    return x, y, z
