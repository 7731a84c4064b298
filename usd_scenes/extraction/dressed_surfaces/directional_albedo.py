"""What surfaces reflect of light from everywhere, by the angle at which they are seen."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

type Values = NDArray[np.float64]

_COSINES = np.linspace(0.05, 1.0, 20)
_ROUGHNESSES = np.linspace(0.1, 1.0, 10)
_AGAIN = 0.75  # of it: half under an even sky, all of it under a sun
_SMOOTH_ALPHA = 0.01
_GLASS_COSINE = 0.7  # of the angle at which glass is mostly seen
_SAMPLES = 24  # along each of the two numbers that choose a facet

# Of Zeltner's sheen (2022) as Cycles renders it under an even sky, by roughness and cosine.
_FUZZ_ROUGHNESSES = np.array([0.1, 0.3, 0.5, 0.7, 1.0])
_FUZZ_COSINES = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
_FUZZ = np.array(
    [
        [0.250, 0.037, 0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.000],
        [0.500, 0.277, 0.129, 0.056, 0.024, 0.011, 0.005, 0.003, 0.001],
        [0.620, 0.450, 0.327, 0.232, 0.160, 0.108, 0.071, 0.046, 0.030],
        [0.680, 0.550, 0.461, 0.384, 0.316, 0.258, 0.208, 0.167, 0.133],
        [0.750, 0.659, 0.600, 0.549, 0.502, 0.462, 0.425, 0.393, 0.366],
    ]
)


def rough_diffuse_albedo(color: Values, roughness: Values, cosine: Values) -> Values:
    """Of a rough diffuse surface (EON, Portsmouth et al. 2024), with Cycles' share of light between facets."""
    if roughness.max() <= 0.0:
        return color
    scale = 1.0 / (1.0 + (0.5 - 2.0 / (3.0 * math.pi)) * roughness)
    low = 1.0 - cosine
    shape = low * (0.0571085289 + low * (0.491881867 + low * (-0.332181442 + low * 0.0714429953)))
    once = scale * (1.0 + roughness * shape)
    mean = scale * (1.0 + (2.0 / 3.0 - 28.0 / (15.0 * math.pi)) * roughness)
    again = color**2 * mean / (1.0 - color * (1.0 - mean))
    return color * once + _AGAIN * again * (1.0 - once)


def fuzz_albedo(roughness: float, cosine: Values) -> Values:
    """Of a fuzz of full weight and white."""
    columns = [np.interp(cosine, _FUZZ_COSINES, row) for row in _FUZZ]
    place = float(np.interp(roughness, _FUZZ_ROUGHNESSES, np.arange(len(_FUZZ_ROUGHNESSES))))
    low = min(int(place), len(columns) - 2)
    mixed: Values = columns[low] * (1.0 - (place - low)) + columns[low + 1] * (place - low)
    return mixed


def microfacet_albedo(roughness: Values, cosine: Values) -> tuple[Values, Values]:
    """Of facets (GGX) that reflect everything, what leaves them after one reflection, and its mean over angles."""
    table = _microfacet_table()
    row = np.interp(roughness, _ROUGHNESSES, np.arange(len(_ROUGHNESSES)))
    column = np.interp(cosine, _COSINES, np.arange(len(_COSINES)))
    low, left = np.minimum(row.astype(int), len(table) - 2), np.minimum(column.astype(int), len(_COSINES) - 2)
    down, across = row - low, column - left
    upper = table[low, left] * (1.0 - across) + table[low, left + 1] * across
    lower = table[low + 1, left] * (1.0 - across) + table[low + 1, left + 1] * across
    means = 2.0 * np.trapezoid(table * _COSINES, _COSINES, axis=1)
    mean: Values = np.asarray(np.interp(row, np.arange(len(_ROUGHNESSES)), means))
    return upper * (1.0 - down) + lower * down, mean


@cache
def rough_glass_albedo(roughness: float, ior: float) -> float:
    """What a rough dielectric boundary reflects and passes at one scattering, on the mean of its two sides."""
    alpha = roughness * roughness
    if alpha < _SMOOTH_ALPHA or ior <= 1.0:
        return 1.0
    view = np.array([math.sqrt(1.0 - _GLASS_COSINE**2), 0.0, _GLASS_COSINE])
    facets = _visible_facets(alpha, view)
    facing = facets @ view
    mirrored = 2.0 * facing[:, None] * facets - view
    kept = []
    for eta in (ior, 1.0 / ior):
        inside = 1.0 - (1.0 - facing**2) / eta**2
        deep = np.sqrt(np.maximum(inside, 0.0))
        across, along = (
            (facing - eta * deep) / (facing + eta * deep),
            (eta * facing - deep) / (eta * facing + deep),
        )
        reflected = np.where(inside > 0.0, (across**2 + along**2) / 2.0, 1.0)
        bent = (facing / eta - deep)[:, None] * facets - view / eta
        back = np.where(mirrored[:, 2] > 0.0, _seen(alpha, mirrored[:, 2]), 0.0)
        through = np.where((bent[:, 2] < 0.0) & (inside > 0.0), _seen(alpha, -bent[:, 2]), 0.0)
        kept.append(float((reflected * back + (1.0 - reflected) * through).mean()))
    return sum(kept) / 2.0


@cache
def _microfacet_table() -> Values:
    """(roughness, cosine): the mean shadowing of what facets that the eye sees reflect (Heitz 2018)."""
    table = [
        [_reflected(float(roughness) ** 2, float(cosine)) for cosine in _COSINES] for roughness in _ROUGHNESSES
    ]
    return np.array(table)


def _reflected(alpha: float, cosine: float) -> float:
    view = np.array([math.sqrt(max(1.0 - cosine * cosine, 0.0)), 0.0, cosine])
    facets = _visible_facets(alpha, view)
    outgoing = 2.0 * (facets @ view)[:, None] * facets - view
    return float(np.where(outgoing[:, 2] > 0.0, _seen(alpha, outgoing[:, 2]), 0.0).mean())


def _visible_facets(alpha: float, view: Values) -> Values:
    """(n, 3) normals of the facets that ``view`` sees, evenly by their visible area."""
    one, two = ((np.arange(_SAMPLES) + 0.5) / _SAMPLES for _ in range(2))
    radius, angle = (grid.ravel() for grid in np.meshgrid(np.sqrt(one), 2.0 * math.pi * two))
    stretched = view * np.array([alpha, alpha, 1.0])
    stretched /= np.linalg.norm(stretched)
    first = np.array([-stretched[1], stretched[0], 0.0]) if stretched[2] < 0.9999 else np.array([1.0, 0.0, 0.0])
    first /= np.linalg.norm(first)
    second = np.cross(stretched, first)
    x, y = radius * np.cos(angle), radius * np.sin(angle)
    share = 0.5 * (1.0 + stretched[2])
    y = (1.0 - share) * np.sqrt(np.maximum(1.0 - x * x, 0.0)) + share * y
    z = np.sqrt(np.maximum(1.0 - x * x - y * y, 0.0))
    normal = x[:, None] * first + y[:, None] * second + z[:, None] * stretched
    normal = normal * np.array([alpha, alpha, 1.0])
    unit: Values = normal / np.linalg.norm(normal, axis=1, keepdims=True)
    return unit


def _seen(alpha: float, cosine: Values) -> Values:
    """Smith's share of facets that are not hidden at an angle."""
    tangent_squared = (1.0 - cosine**2) / np.maximum(cosine**2, 1e-12)
    seen: Values = 2.0 / (1.0 + np.sqrt(1.0 + alpha * alpha * tangent_squared))
    return seen
