"""OKLab, a uniform space of lightness, green to red and blue to yellow (Ottosson 2020, "A perceptual...").

Pictures in float32 stay float32, everything else is computed in float64.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from colorimetry.precision import Floats, as_floats
from colorimetry.srgb import linear_from_srgb, srgb_from_linear

_LMS_FROM_RGB = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_LAB_FROM_LMS = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_LMS_FROM_LAB = np.linalg.inv(_LAB_FROM_LMS)
_RGB_FROM_LMS = np.linalg.inv(_LMS_FROM_RGB)
_BISECTIONS = 8


def oklab_from_rgb(rgb: ArrayLike) -> Floats:
    """OKLab (..., 3) of scene-linear Rec.709 (..., 3)."""
    values = as_floats(rgb)
    lms = values @ _LMS_FROM_RGB.T.astype(values.dtype)
    return np.asarray(np.cbrt(lms) @ _LAB_FROM_LMS.T.astype(values.dtype))


def rgb_from_oklab(lab: ArrayLike) -> Floats:
    """Scene-linear Rec.709 (..., 3) of OKLab (..., 3); may lie outside the gamut."""
    values = as_floats(lab)
    lms = (values @ _LMS_FROM_LAB.T.astype(values.dtype)) ** 3
    return np.asarray(lms @ _RGB_FROM_LMS.T.astype(values.dtype))


def oklab_from_srgb(encoded: ArrayLike) -> Floats:
    """OKLab (..., 3) of sRGB code values (..., 3)."""
    return oklab_from_rgb(linear_from_srgb(encoded))


def srgb_from_oklab(lab: ArrayLike) -> Floats:
    """sRGB code values (..., 3) in [0, 1] of OKLab (..., 3); a colour outside the gamut loses chroma, not hue."""
    values = as_floats(lab)
    linear = rgb_from_oklab(values)
    outside = np.maximum(linear.max(axis=-1) - 1.0, -linear.min(axis=-1)) > 1e-4
    if outside.any():
        linear[outside] = rgb_from_oklab(_into_gamut(values[outside]))
    return srgb_from_linear(linear)


def _into_gamut(lab: Floats) -> Floats:
    """Bisects the chroma of (n, 3) colours, lightness and hue kept."""
    lightness, plane = np.clip(lab[:, :1], 0.0, 1.0), lab[:, 1:]
    low, high = np.zeros_like(lightness), np.ones_like(lightness)
    for _ in range(_BISECTIONS):
        middle = 0.5 * (low + high)
        linear = rgb_from_oklab(np.concatenate((lightness, middle * plane), axis=1))
        inside = (linear.max(axis=1, keepdims=True) <= 1.0005) & (linear.min(axis=1, keepdims=True) >= -0.0005)
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    return np.concatenate((lightness, low * plane), axis=1)
