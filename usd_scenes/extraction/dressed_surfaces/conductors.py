"""Metals by an index of refraction: from two colours, and from the curves that surface models draw."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

type Values = NDArray[np.float64]

_COSINES: Values = (np.arange(256, dtype=np.float64) + 0.5) / 256.0
_REFLECTANCES = 1.0 - np.linspace(1.0, 0.03, 64) ** 2  # closer where the edge tint tells most
_EDGES = 1.0 - np.linspace(1.0, 0.0, 65) ** 3
_BEND = 7.0 * (7.0 / 6.0) ** 6  # of the curve at 82 degrees, whose cosine is a seventh


def artistic_ior(reflectance: Values, edge: Values) -> tuple[Values, Values]:
    """(eta, k) of a metal by its reflectance from above and its tint at the edge (Gulbrandsen 2014)."""
    root = np.sqrt(reflectance)
    eta = edge * (1.0 - reflectance) / (1.0 + reflectance) + (1.0 - edge) * (1.0 + root) / (1.0 - root)
    squared = ((eta + 1.0) ** 2 * reflectance - (eta - 1.0) ** 2) / (1.0 - reflectance)
    return eta, np.sqrt(np.clip(squared, 0.0, None))


def schlick_edge(reflectance: Values, tint_at_82_deg: Values) -> Values:
    """The edge tints with which `artistic_ior` reflects as much of light from everywhere as Schlick's curve.

    Args:
        reflectance: (n, channels) from above.
        tint_at_82_deg: (channels,) of the curve there, OpenPBR's specular colour; 1: Schlick's own.
    """
    wanted = [_edges_of(float(tint)) for tint in tint_at_82_deg]
    edges = [np.interp(reflectance[:, k], _REFLECTANCES, row) for k, row in enumerate(wanted)]
    return np.stack(edges, axis=1)


def conductor_reflectance(eta: Values, k: Values, cosine: Values) -> Values:
    """What a smooth metal reflects at an angle (Fresnel's equations)."""
    across = 1.0 - cosine**2
    low = eta**2 - k**2 - across
    both = np.sqrt(low**2 + 4.0 * eta**2 * k**2)
    real = np.sqrt(np.maximum((both + low) / 2.0, 0.0))
    level, mixed = both + cosine**2, 2.0 * cosine * real
    perpendicular = (level - mixed) / (level + mixed)
    level, mixed = cosine**2 * both + across**2, mixed * across
    reflected: Values = perpendicular * (1.0 + (level - mixed) / (level + mixed)) / 2.0
    return reflected


def schlick_reflectance(reflectance: Values, tint_at_82_deg: float, cosine: Values) -> Values:
    """Schlick's curve to white at the edge, bent so that it is tinted at 82 degrees (Kutz et al. 2021)."""
    at_82_deg = reflectance + (1.0 - reflectance) * (6.0 / 7.0) ** 5
    bent = _BEND * at_82_deg * (1.0 - tint_at_82_deg) * cosine * (1.0 - cosine) ** 6
    curve: Values = reflectance + (1.0 - reflectance) * (1.0 - cosine) ** 5 - bent
    return curve


@cache
def _edges_of(tint: float) -> Values:
    """The edge tint for each of the table's reflectances."""
    found = []
    for reflectance in _REFLECTANCES:
        wanted = _mean(schlick_reflectance(np.array(reflectance), tint, _COSINES))
        eta, k = artistic_ior(np.array(reflectance), _EDGES)
        means = np.maximum.accumulate(_mean(conductor_reflectance(eta[:, None], k[:, None], _COSINES)))
        found.append(float(np.interp(wanted, means, _EDGES)))
    return np.array(found)


def _mean(curve: Values) -> Values:
    """Over the hemisphere, by the cosine."""
    mean: Values = (curve * _COSINES).sum(axis=-1) / _COSINES.sum()
    return mean
