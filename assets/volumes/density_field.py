"""A dense density field and what can be said about it in numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schemas.errors import AssetError

type Field = NDArray[np.float32]

_LEVELS = 512  # density is stored in steps of 1/512, so that no last bit differs between machines


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DensityField:
    """Density in [0, 1] on voxels: (nx, ny, nz) float32; ``origin_m`` is the centre of voxel (0, 0, 0).

    Extinction per metre is the density times the volume look's ``density_scale_per_m``.
    """

    density: Field
    voxel_size_m: tuple[float, float, float]
    origin_m: tuple[float, float, float]

    @property
    def extent_m(self) -> NDArray[np.float64]:
        """(2, 3): the box of all voxels."""
        size = np.array(self.voxel_size_m)
        low = np.array(self.origin_m) - size / 2
        return np.stack([low, low + np.array(self.density.shape) * size])


def centred_field(density: NDArray[np.floating], voxel_size_m: float | tuple[float, float, float]) -> DensityField:
    """``density`` quantised and placed with the middle of its floor at the origin."""
    dx, dy, dz = (voxel_size_m,) * 3 if isinstance(voxel_size_m, float) else voxel_size_m
    stored = np.rint(np.clip(density, 0.0, 1.0) * _LEVELS).astype(np.float32) / np.float32(_LEVELS)
    nx, ny, _ = stored.shape
    origin = ((1 - nx) * dx / 2, (1 - ny) * dy / 2, dz / 2)
    return DensityField(density=stored, voxel_size_m=(dx, dy, dz), origin_m=origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeStatistics:
    """Facts about a density field.

    ``filled_share`` is the share of its box that holds any density; ``contrast`` the standard deviation over the
    mean, where there is any; ``base_flatness`` how level its underside is, 0 to 1.
    ``column_m``: the density's integral along Y, metres, at `COLUMN_QUANTILES` of all columns of the box; times
    the extinction at density 1 it is the optical depth seen from the front.
    ``profile``: mean density of equal slices from floor to top.
    """

    mean_density: float
    filled_share: float
    contrast: float
    base_flatness: float
    column_m: tuple[float, ...]
    profile: tuple[float, ...]


COLUMN_QUANTILES = tuple((step + 0.5) / 16 for step in range(16))
"""Where `VolumeStatistics.column_m` samples the columns' distribution: the middles of 16 equal shares."""

PROFILE_SLICES = 8


def compute_statistics(field: DensityField) -> VolumeStatistics:
    """The statistics of ``field``."""
    density = field.density.astype(np.float64)
    filled = density > 0
    columns = density.sum(axis=1) * field.voxel_size_m[1]
    values = density[filled]
    layers = density.shape[2]
    slices = (
        np.array_split(density, PROFILE_SLICES, axis=2)
        if layers >= PROFILE_SLICES
        else [density[..., k * layers // PROFILE_SLICES] for k in range(PROFILE_SLICES)]
    )
    if not len(values):
        raise AssetError("a density field that is empty everywhere")
    return VolumeStatistics(
        mean_density=float(density.mean()),
        filled_share=float(filled.mean()),
        column_m=tuple(float(value) for value in np.quantile(columns, COLUMN_QUANTILES)),
        profile=tuple(float(part.mean()) for part in slices),
        base_flatness=_base_flatness(density > 0.1),
        contrast=float(values.std() / values.mean()),
    )


def _base_flatness(solid: NDArray[np.bool_]) -> float:
    standing = solid.any(axis=2)
    if not standing.any():
        return 0.0
    base = solid.argmax(axis=2)[standing]
    return float(max(0.0, 1.0 - 2.0 * base.std() / solid.shape[2]))
