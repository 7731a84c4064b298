"""Clouds: heaped cumulus with a flat base, and layered stratus."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assets.volumes.density_field import DensityField, centred_field
from assets.volumes.noise import grid_points, smoothstep, spectral_noise

CUMULUS_SHAPE = (96, 72, 56)
STRATUS_SHAPE = (112, 112, 16)


def make_cumulus(*, width_m: float, rng: np.random.Generator) -> DensityField:
    """One heap: puffs on puffs, cut flat below, eroded by billows."""
    voxel = 1.0 / CUMULUS_SHAPE[0]
    x, y, z = grid_points(CUMULUS_SHAPE, voxel)
    height = CUMULUS_SHAPE[2] * voxel
    base = 0.12 * height
    distance = np.full(CUMULUS_SHAPE, np.inf)
    for centre, radius in _puffs(rng, base=base, height=height):
        to_puff = np.sqrt((x - centre[0]) ** 2 + (y - centre[1]) ** 2 + (z - centre[2]) ** 2) - radius
        distance = _smooth_min(distance, to_puff, 0.03)
    billows = np.abs(spectral_noise(CUMULUS_SHAPE, rng, slope=1.15, low_cycles=4.0))
    fine = np.abs(spectral_noise(CUMULUS_SHAPE, rng, slope=0.7, low_cycles=11.0))
    distance = distance + 0.05 - 0.036 * billows - 0.014 * fine
    floor = base + 0.008 * spectral_noise(CUMULUS_SHAPE, rng, slope=1.6, low_cycles=3.0)
    body = smoothstep(-0.004, 0.022, -distance) * smoothstep(-0.006, 0.022, z - floor)
    core = 0.55 + 0.45 * smoothstep(0.0, 0.12, -distance)
    return centred_field(body * core, width_m * voxel)


def make_stratus(*, width_m: float, thickness_m: float, rng: np.random.Generator) -> DensityField:
    """A sheet: wide, thin, its underside nearly level, its top softly rolling, in broad bands."""
    nx, _, nz = STRATUS_SHAPE
    x, y, z = grid_points(STRATUS_SHAPE, 1.0 / nx)
    z = (np.arange(nz) + 0.5)[None, None, :] / nz
    broad = spectral_noise((*STRATUS_SHAPE[:2], 1), rng, slope=1.5, low_cycles=2.0, stretch=(0.6, 1.4, 1))
    rolls = spectral_noise(STRATUS_SHAPE, rng, slope=1.3, low_cycles=4.0, stretch=(0.7, 1.4, 0.25))
    sheet = smoothstep(0.0, 0.16, z - 0.14 - 0.03 * broad) * smoothstep(0.0, 0.24, 0.86 + 0.05 * broad - z)
    body = np.clip(0.7 + 0.14 * broad + 0.1 * rolls, 0.1, 1.0)
    rim = 1.0 - smoothstep(0.36, 0.495, np.hypot(x, y))
    return centred_field(sheet * body * rim, (width_m / nx, width_m / nx, thickness_m / nz))


def _puffs(rng: np.random.Generator, *, base: float, height: float) -> list[tuple[NDArray[np.float64], float]]:
    """Centres (3,) and radii: a row of broad ones, smaller ones budding from them upwards."""
    puffs: list[tuple[NDArray[np.float64], float]] = []
    count = int(rng.integers(4, 7))
    summit = rng.uniform(-0.08, 0.08)
    for place in np.linspace(-0.3, 0.3, count):
        at = place + rng.uniform(-0.03, 0.03)
        tower = np.exp(-(((at - summit) / 0.17) ** 2))
        radius = 0.075 + 0.06 * tower + rng.uniform(0.0, 0.015)
        puffs.append((np.array([at, rng.uniform(-0.09, 0.09), base + radius * 0.6]), radius))
        if tower > 0.3:
            upper = radius * rng.uniform(0.75, 0.9)
            top = min(base + radius * 0.6 + radius * 1.05 * tower, height * 0.9 - upper * 0.7)
            puffs.append((np.array([at + rng.uniform(-0.04, 0.04), rng.uniform(-0.05, 0.05), top]), upper))
    for centre, radius in list(puffs):
        for _ in range(9):
            direction = rng.standard_normal(3)
            direction[2] = abs(direction[2]) * 0.9
            direction /= np.linalg.norm(direction)
            bud = radius * rng.uniform(0.3, 0.55)
            at_bud = centre + direction * radius * rng.uniform(0.75, 1.0)
            at_bud[2] = min(at_bud[2], height * 0.94 - bud)
            puffs.append((at_bud, bud))
    return puffs


def _smooth_min(a: NDArray[np.float64], b: NDArray[np.float64], width: float) -> NDArray[np.float64]:
    blend = np.clip(width - np.abs(np.where(np.isinf(a), b + 2 * width, a) - b), 0.0, None) / width
    return np.minimum(a, b) - blend**2 * width / 4
