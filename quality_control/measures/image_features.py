"""Figures of a picture that checks and measures share."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

type Plane = NDArray[Any]  # (height, width) float32

_MASK = np.array(((1, -2, 1), (-2, 4, -2), (1, -2, 1)), dtype=np.float32)  # Immerkaer 1996
_TO_SIGMA = 1.4826 / 6.0  # of the median of absolute values; the mask's gain on white noise is 6


def estimate_grain(luminance: Plane) -> float:
    """Standard deviation of pixel-sized grain relative to the luminance, over the lit part of a picture.

    Immerkaer's second-difference mask, with a median in place of the mean, so that edges and texture on less than
    half of the picture do not count.
    """
    level = ndimage.uniform_filter(luminance, 5)
    residual = ndimage.convolve(luminance, _MASK, mode="nearest")
    lit = level > 0.25 * max(float(np.median(level)), 1e-4)
    if not lit.any():
        return 0.0
    return float(np.median(np.abs(residual[lit]) / np.maximum(level[lit], 1e-6)) * _TO_SIGMA)
