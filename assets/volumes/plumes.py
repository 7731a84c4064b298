"""Smoke and steam: rising columns stirred by curl noise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assets.volumes.density_field import DensityField, centred_field
from assets.volumes.noise import curl_field, grid_points, smoothstep, spectral_noise


@dataclass(frozen=True, slots=True, kw_only=True)
class PlumeShape:
    """A plume's character; lengths are shares of its height."""

    source_radius: float
    spread: float  # radius gained over the height
    meander: float  # how far the centre line wanders at the top
    stir: float  # how far curl noise carries density at the top
    shred: float  # 0 a full body, 1 torn into filaments
    fade_from: float  # height at which it begins to vanish
    solid_share: float  # percentile of the density that is stored as 1: lower is fuller


THICK = PlumeShape(
    source_radius=0.07, spread=0.2, meander=0.08, stir=0.09, shred=0.25, fade_from=0.68, solid_share=96.0
)
WISPY = PlumeShape(
    source_radius=0.022, spread=0.13, meander=0.13, stir=0.12, shred=0.75, fade_from=0.5, solid_share=86.0
)
COLOURED = PlumeShape(
    source_radius=0.06, spread=0.24, meander=0.12, stir=0.12, shred=0.4, fade_from=0.62, solid_share=96.0
)
STEAM = PlumeShape(
    source_radius=0.13, spread=0.1, meander=0.1, stir=0.12, shred=0.6, fade_from=0.25, solid_share=90.0
)

WIDTH_SHARE = 2 / 3
"""A plume's box is this much of its height in width and depth."""


def make_plume(shape: PlumeShape, *, height_m: float, voxels: int, rng: np.random.Generator) -> DensityField:
    """A plume over the origin, ``voxels`` high."""
    width = round(voxels * WIDTH_SHARE)
    size = (width, width, voxels)
    x, y, z = grid_points(size, 1.0 / voxels)
    dx, dy = _displacement(shape, size, z, rng)
    distance = np.hypot(x + dx, y + dy)
    radius = shape.source_radius + shape.spread * z**0.8
    body = np.clip(1.0 - (distance / radius) ** 2, 0.0, 1.0)
    density = body * (shape.source_radius / radius) ** (0.6 if shape.shred < 0.5 else 0.35)
    density = density * _texture(shape, size, rng)
    ragged = z + 0.09 * spectral_noise(size, rng, slope=1.5, low_cycles=2.0)
    density = density * smoothstep(0.0, 0.02, z) * (1.0 - smoothstep(shape.fade_from, 0.98, ragged))
    density = density * _margin(size) * (1.0 - smoothstep(0.93, 0.99, z))
    solid = float(np.percentile(density[density > 1e-4], shape.solid_share))
    return centred_field(density / solid, height_m / voxels)


def _displacement(
    shape: PlumeShape, size: tuple[int, int, int], z: NDArray[np.float64], rng: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    phase = rng.uniform(0.0, 2 * np.pi, 4)
    turns = rng.uniform(0.7, 1.5, 2)
    growth = z**1.3
    lean_x = np.sin(2 * np.pi * turns[0] * z + phase[0]) - np.sin(phase[0])
    lean_y = np.sin(2 * np.pi * turns[1] * z + phase[1]) - np.sin(phase[1])
    swirl = curl_field(size, rng, slope=1.9)
    detail = curl_field(size, rng, slope=0.9)
    rise = np.clip(z * 1.6, 0.0, 1.0) ** 1.2
    dx = shape.meander * growth * lean_x + rise * (shape.stir * swirl[0] + 0.35 * shape.stir * detail[0])
    dy = shape.meander * growth * lean_y + rise * (shape.stir * swirl[1] + 0.35 * shape.stir * detail[1])
    return dx, dy


def _texture(shape: PlumeShape, size: tuple[int, int, int], rng: np.random.Generator) -> NDArray[np.float64]:
    ridges = 1.0 - np.abs(spectral_noise(size, rng, slope=1.3, low_cycles=3.0, stretch=(1, 1, 0.55)))
    billows = np.abs(spectral_noise(size, rng, slope=1.1, low_cycles=3.0))
    filaments = np.clip(ridges, 0.0, 1.0) ** 2.5
    return (1 - shape.shred) * np.clip(0.35 + 0.65 * billows, 0.0, 1.2) + shape.shred * filaments


def _margin(size: tuple[int, int, int]) -> NDArray[np.float64]:
    """0 at the sides, so that nothing is cut off."""
    fades = []
    for axis in (0, 1):
        n = size[axis]
        edge = np.minimum(np.arange(n), n - 1 - np.arange(n)) / n
        fades.append(smoothstep(0.01, 0.1, edge))
    return fades[0][:, None, None] * fades[1][None, :, None]
