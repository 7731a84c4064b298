"""Gaussian blurs of any width at a cost that does not grow with the width."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.special import ndtr

_DENSE_LIMIT_PX = 1024
_TRUNCATE = 3.0


def blur(pixels: NDArray[Any], sigma_px: float) -> NDArray[np.float32]:
    """Gaussian blur of (height, width) or (height, width, channels); the border repeats outwards."""
    if sigma_px <= 0.0:
        return pixels
    height, width = pixels.shape[:2]
    if max(height, width) > _DENSE_LIMIT_PX:
        sigmas = (sigma_px, sigma_px, *([0.0] * (pixels.ndim - 2)))
        return np.asarray(ndimage.gaussian_filter(pixels, sigmas, mode="nearest", truncate=_TRUNCATE), np.float32)
    rows = _blur_matrix(height, float(sigma_px)) @ pixels.reshape(height, -1)
    columns = _blur_matrix(width, float(sigma_px)) @ np.swapaxes(rows.reshape(pixels.shape), 0, 1).reshape(
        width, -1
    )
    shape = (width, height, *pixels.shape[2:])
    return np.ascontiguousarray(np.swapaxes(columns.reshape(shape), 0, 1), dtype=np.float32)


@lru_cache(maxsize=64)
def _blur_matrix(size: int, sigma_px: float) -> NDArray[np.float32]:
    """(size, size): a row per output pixel; weight beyond the border falls on the border pixel."""
    edges = np.arange(size + 1, dtype=np.float64)[None, :] - (np.arange(size, dtype=np.float64)[:, None] + 0.5)
    edges[:, 0], edges[:, -1] = -np.inf, np.inf
    weights: NDArray[np.float32] = np.diff(ndtr(edges / sigma_px), axis=1).astype(np.float32)
    return weights
