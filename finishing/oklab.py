"""OKLab, the uniform space in which hue and saturation are turned (Ottosson 2020)."""

from __future__ import annotations

import numpy as np

from schemas.frame import Pixels

_LMS_FROM_RGB = np.array(
    (
        (0.4122214708, 0.5363325363, 0.0514459929),
        (0.2119034982, 0.6806995451, 0.1073969566),
        (0.0883024619, 0.2817188376, 0.6299787005),
    ),
    dtype=np.float32,
)
_LAB_FROM_LMS = np.array(
    (
        (0.2104542553, 0.7936177850, -0.0040720468),
        (1.9779984951, -2.4285922050, 0.4505937099),
        (0.0259040371, 0.7827717662, -0.8086757660),
    ),
    dtype=np.float32,
)
_RGB_FROM_LMS = np.linalg.inv(_LMS_FROM_RGB).astype(np.float32)
_LMS_FROM_LAB = np.linalg.inv(_LAB_FROM_LMS).astype(np.float32)


def oklab_from_srgb(display: Pixels) -> Pixels:
    """(height, width, 3) sRGB code values to OKLab: lightness, green-red, blue-yellow."""
    linear = np.where(display <= 0.04045, display / 12.92, ((display + 0.055) / 1.055) ** 2.4)
    lab: Pixels = (np.cbrt(linear.astype(np.float32) @ _LMS_FROM_RGB.T) @ _LAB_FROM_LMS.T).astype(np.float32)
    return lab


def srgb_from_oklab(lab: Pixels) -> Pixels:
    """The inverse, clipped to [0, 1] by reducing chroma where a colour has left the gamut."""
    linear = _linear_of(lab)
    outside = np.maximum((linear - 1.0).max(axis=2), (-linear).max(axis=2)) > 1e-4
    if outside.any():
        lab = lab.copy()
        lab[outside] = _into_gamut(lab[outside])
        linear = _linear_of(lab)
    linear = np.clip(linear, 0.0, 1.0)
    encoded: Pixels = np.where(
        linear <= 0.0031308, 12.92 * linear, 1.055 * np.power(linear, 1 / 2.4) - 0.055
    ).astype(np.float32)
    return encoded


def _linear_of(lab: Pixels) -> Pixels:
    lms = lab @ _LMS_FROM_LAB.T
    return np.asarray((lms * lms * lms) @ _RGB_FROM_LMS.T, dtype=np.float32)


def _into_gamut(lab: Pixels) -> Pixels:
    """Bisects the chroma, lightness and hue kept."""
    low, high = np.zeros(len(lab), dtype=np.float32), np.ones(len(lab), dtype=np.float32)
    lab = lab.copy()
    lab[:, 0] = np.clip(lab[:, 0], 0.0, 1.0)
    for _ in range(8):
        middle = 0.5 * (low + high)
        trial = lab * np.stack((np.ones_like(middle), middle, middle), axis=1)
        linear = _linear_of(trial)
        inside = (linear.max(axis=1) <= 1.0005) & (linear.min(axis=1) >= -0.0005)
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    return np.asarray(lab * np.stack((np.ones_like(low), low, low), axis=1), dtype=np.float32)
