"""Surfaces of liquids as height fields: still, waves, mounds; and the outlines of what lies about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

type Array = NDArray[Any]
type HeightField = Callable[[Array, Array], Array]  # x, y in metres to height in metres

GRAVITY_M_S2 = 9.81
WATER_SURFACE_TENSION_N_M = 0.072
WATER_DENSITY_KG_M3 = 998.0


def angular_frequency(wavelength_m: float, depth_m: float) -> float:
    """Radians a second of a capillary-gravity wave on water (Lamb, Hydrodynamics, section 266)."""
    k = 2 * np.pi / wavelength_m
    restoring = GRAVITY_M_S2 * k + WATER_SURFACE_TENSION_N_M / WATER_DENSITY_KG_M3 * k**3
    return float(np.sqrt(restoring * np.tanh(k * depth_m)))


def still_surface(level_m: float) -> HeightField:
    """Flat at ``level_m``."""
    return lambda x, y: np.full(np.broadcast_shapes(x.shape, y.shape), level_m)


def ring_waves(
    *,
    level_m: float,
    wavelength_m: float,
    amplitude_m: float,
    decay_m: float,
    depth_m: float,
    time_s: float,
    centre_m: tuple[float, float] = (0.0, 0.0),
) -> HeightField:
    """Concentric waves around a steady drip: a damped outgoing Hankel wave, its core filled in.

    Args:
        amplitude_m: of the crest one wavelength from the drip.
        decay_m: distance over which friction takes the amplitude to 1/e.
        time_s: since the drip began a cycle; its frequency follows from the depth (`angular_frequency`).
    """
    from scipy.special import hankel1

    k = 2 * np.pi / wavelength_m
    phase = angular_frequency(wavelength_m, depth_m) * time_s

    def height(x: Array, y: Array) -> Array:
        r = np.hypot(x - centre_m[0], y - centre_m[1])
        core = np.sqrt(r**2 + (0.12 * wavelength_m) ** 2)
        wave = np.real(hankel1(0, k * core) * np.exp(-1j * phase)) * np.sqrt(np.pi * k * wavelength_m / 2)
        return np.asarray(level_m + amplitude_m * wave * np.exp(-r / decay_m))

    return height


def wind_waves(
    *,
    level_m: float,
    longest_m: float,
    rms_height_m: float,
    direction_deg: float,
    spread: float,
    rng: np.random.Generator,
    components: int = 48,
) -> HeightField:
    """A short-crested sea of plane waves around one direction.

    Args:
        longest_m: the longest wave; the shortest is a fifth of it.
        direction_deg: where the waves run, counter-clockwise from +X.
        spread: standard deviation of the waves' directions, radians.
    """
    k = 2 * np.pi / (longest_m * np.geomspace(1.0, 0.2, components))
    heading = np.deg2rad(direction_deg) + spread * rng.standard_normal(components)
    phase = rng.uniform(0.0, 2 * np.pi, components)
    amplitude = k**-1.5 * rng.uniform(0.6, 1.4, components)
    amplitude *= rms_height_m / np.sqrt(np.sum(amplitude**2) / 2)

    def height(x: Array, y: Array) -> Array:
        total = np.full(np.broadcast_shapes(x.shape, y.shape), level_m)
        for part in range(components):
            along = x * np.cos(heading[part]) + y * np.sin(heading[part])
            crest = k[part] * along + phase[part]
            total = total + amplitude[part] * (np.cos(crest) + 0.5 * k[part] * amplitude[part] * np.cos(2 * crest))
        return np.asarray(total)

    return height


def coiled_mound(*, level_m: float, height_m: float, coil_m: float, rope_radius_m: float) -> HeightField:
    """A pool with a mound under a falling thread, and the rope coils that a thick liquid lays on it.

    Args:
        coil_m: height of the coils; 0 for a liquid too thin to coil.
        rope_radius_m: of the thread that falls.
    """
    spread = 3.0 * rope_radius_m + 2.5 * height_m
    pitch = 3.0 * rope_radius_m

    def height(x: Array, y: Array) -> Array:
        r, theta = np.hypot(x, y), np.arctan2(y, x)
        mound = height_m * np.exp(-((r / spread) ** 2))
        rope = np.abs(np.cos(np.pi * r / pitch - theta / 2)) ** 0.7
        coils = coil_m * rope * np.exp(-((r / (1.1 * spread)) ** 4)) * np.clip(r / rope_radius_m, 0.0, 1.0)
        return np.asarray(level_m + mound + coils)

    return height


def wandering_outline(
    radius_m: float, *, raggedness: float, rng: np.random.Generator, harmonics: int = 7
) -> Callable[[Array], Array]:
    """A closed shoreline: a circle with harmonics 2 and up, their sum ``raggedness`` of the radius (RMS)."""
    order = np.arange(2, 2 + harmonics)
    amplitude = rng.standard_normal(harmonics) / order
    amplitude *= raggedness / max(float(np.sqrt(np.sum(amplitude**2) / 2)), 1e-9)
    phase = rng.uniform(0.0, 2 * np.pi, harmonics)

    def radius_of(theta: Array) -> Array:
        waves = amplitude[:, None] * np.cos(order[:, None] * theta + phase[:, None])
        return np.asarray(radius_m * np.maximum(1.0 + waves.sum(axis=0), 0.3))

    return radius_of
