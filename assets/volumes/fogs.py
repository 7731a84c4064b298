"""Fog: even air, or air that thins with height and drifts."""

from __future__ import annotations

import numpy as np

from assets.volumes.density_field import DensityField, centred_field
from assets.volumes.noise import grid_points, spectral_noise

_VOXELS_ACROSS = 32
_LAYER_VOXELS_ACROSS = 64


def make_even_fog(*, size_m: tuple[float, float, float]) -> DensityField:
    """Density 1 everywhere in a box standing on the ground."""
    voxel = max(size_m) / _VOXELS_ACROSS
    shape = tuple(max(4, round(side / voxel)) for side in size_m)
    return centred_field(np.ones(shape), voxel)


def make_layered_fog(
    *, size_m: tuple[float, float, float], scale_height_m: float, drift: float, rng: np.random.Generator
) -> DensityField:
    """Density that falls as exp(-height / ``scale_height_m``), broken up by drifting banks.

    Args:
        drift: standard deviation of the banks' relative density at the ground; 0 for none.
    """
    voxel = max(size_m) / _LAYER_VOXELS_ACROSS
    shape = tuple(max(8, round(side / voxel)) for side in size_m)
    assert len(shape) == 3  # for the type checker
    _, _, z = grid_points(shape, voxel)
    banks = spectral_noise(shape, rng, slope=1.4, low_cycles=1.5, stretch=(0.8, 0.8, 2.0))
    wanted = np.clip(1.0 + drift * banks, 0.05, 1.9)
    level = wanted / wanted.mean(axis=(0, 1), keepdims=True)
    return centred_field(np.exp(-z / scale_height_m) * level / 1.9, voxel)
