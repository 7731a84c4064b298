"""Figures of a picture that checks and measures share."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

type Plane = NDArray[Any]  # (height, width) float32

_MASK = np.array(((1, -2, 1), (-2, 4, -2), (1, -2, 1)), dtype=np.float32)  # Immerkaer 1996
_TO_SIGMA = 1.4826 / 6.0  # of the median of absolute values; the mask's gain on white noise is 6
_SMOOTH = 0.05  # relief of a surface without pores or weave
_SMOOTHEST_SHARE = 0.2  # of the lit part, in which grain is looked for where nothing is smooth


def estimate_grain(luminance: Plane, *, relief: Plane | None = None) -> float:
    """Standard deviation of pixel-sized grain relative to the luminance, over the lit part of a picture.

    Immerkaer's second-difference mask, with a median in place of the mean, so that edges and texture on less than
    half of the picture do not count.

    Args:
        relief: see `estimate_relief`; grain is looked for where there is little, and as much of a change of the
            light is the surface's.
    """
    level = ndimage.uniform_filter(luminance, 5)
    residual = ndimage.convolve(luminance, _MASK, mode="nearest")
    lit = level > 0.25 * max(float(np.median(level)), 1e-4)
    if not lit.any():
        return 0.0
    if relief is None:
        relief = np.zeros_like(level)
    lit &= relief <= max(float(np.quantile(relief[lit], _SMOOTHEST_SHARE)), _SMOOTH)
    grain = np.abs(residual[lit]) / np.maximum(level[lit], 1e-6) * _TO_SIGMA
    return float(np.median(np.maximum(grain - relief[lit], 0.0)))


def estimate_relief(normal: Plane) -> Plane:
    """(height, width) how far each pixel's normal turns from its neighbours', by the mask of `estimate_grain`.

    A matt surface that is lit from 45 degrees changes its light by the same share.
    """
    turns = [ndimage.convolve(normal[..., axis], _MASK, mode="nearest") for axis in range(3)]
    return np.asarray(np.sqrt(np.sum(np.square(turns), axis=0)) * _TO_SIGMA, dtype=np.float32)
