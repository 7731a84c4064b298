"""The roughness of a specular lobe from a highlight on a sphere lit from the camera."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_ROUGHNESSES = np.geomspace(0.015, 1.0, 240)


def window_rad(roughness: float) -> float:
    """How far from the middle, in angle of the normal, a highlight of about this roughness must be seen."""
    return float(np.clip(4.0 * roughness**2, 0.012, 1.25))


def fit_roughness(angles_rad: NDArray[np.float64], radiance: NDArray[np.float64]) -> float:
    """The roughness (square root of GGX's alpha) whose lobe fits best.

    Light and camera share a direction, so the half-vector is the view vector and the radiance of a lobe goes as
    D(angle) G / (4 cos angle); a constant stands for wider lobes below.
    """
    best, best_error = float("nan"), np.inf
    for roughness in _ROUGHNESSES:
        shape = _lobe(angles_rad, roughness**2)
        basis = np.stack([shape / shape.max(), np.ones_like(shape)], axis=1)
        weights, *_ = np.linalg.lstsq(basis, radiance, rcond=None)
        if weights[0] <= 0.0:
            continue
        error = float(np.square(basis @ weights - radiance).sum())
        if error < best_error:
            best, best_error = float(roughness), error
    return best


def _lobe(angles_rad: NDArray[np.float64], alpha: float) -> NDArray[np.float64]:
    cosine = np.cos(angles_rad)
    distribution = alpha**2 / (np.pi * (cosine**2 * (alpha**2 - 1.0) + 1.0) ** 2)
    masking = 2.0 / (1.0 + np.sqrt(1.0 + alpha**2 * np.tan(angles_rad) ** 2))
    return np.asarray(distribution * masking**2 / np.maximum(4.0 * cosine, 1e-3))


def radial_profile(
    image: NDArray[np.float64], half_width: float, radius: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(angle of the normal in radians, mean value) over rings about the picture's middle.

    Args:
        image: (size, size).
        half_width: of the view, in the unit of the sphere's ``radius``.
    """
    size = image.shape[0]
    axis = (np.arange(size) + 0.5) / size * 2.0 - 1.0
    distance = np.hypot(axis[:, None], axis[None, :]) * half_width
    edges = np.linspace(0.0, half_width, size // 2 + 1)
    ring = np.digitize(distance.ravel(), edges) - 1
    inside = ring < len(edges) - 1
    count = np.bincount(ring[inside], minlength=len(edges) - 1)
    total = np.bincount(ring[inside], weights=image.ravel()[inside], minlength=len(edges) - 1)
    middle = np.bincount(ring[inside], weights=distance.ravel()[inside], minlength=len(edges) - 1)
    filled = count > 0
    distances = middle[filled] / count[filled]
    known = distances < 0.995 * radius
    return np.arcsin(distances[known] / radius), (total[filled] / count[filled])[known]
