"""Colours between scene-linear Rec.709 and OKLCh (Ottosson 2020, "A perceptual color space...")."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

type Rgb = tuple[float, float, float]  # scene-linear Rec.709

ALBEDO_LOW = 0.02
ALBEDO_HIGH = 0.9
"""The range of a painted surface's albedo, each channel."""

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


def oklab_from_rgb(rgb: ArrayLike) -> NDArray[np.float64]:
    """OKLab (..., 3) of scene-linear Rec.709 (..., 3)."""
    lms = np.asarray(rgb, dtype=np.float64) @ _LMS_FROM_RGB.T
    return np.asarray(np.cbrt(lms) @ _LAB_FROM_LMS.T)


def rgb_from_oklab(lab: ArrayLike) -> NDArray[np.float64]:
    """Scene-linear Rec.709 (..., 3) of OKLab (..., 3); may lie outside the gamut."""
    lms = (np.asarray(lab, dtype=np.float64) @ _LMS_FROM_LAB.T) ** 3
    return np.asarray(lms @ _RGB_FROM_LMS.T)


def oklch_from_rgb(rgb: ArrayLike) -> tuple[float, float, float]:
    """(lightness, chroma, hue in degrees [0, 360)) of one colour."""
    lightness, a, b = (float(value) for value in oklab_from_rgb(rgb))
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360.0


def albedo_from_oklch(lightness: float, chroma: float, hue_deg: float) -> Rgb:
    """The albedo of that lightness and hue; chroma gives way where the albedo would leave [0.02, 0.9]."""
    hue = math.radians(hue_deg)
    while True:
        rgb = rgb_from_oklab((lightness, chroma * math.cos(hue), chroma * math.sin(hue)))
        if chroma < 1e-3 or (rgb.min() >= ALBEDO_LOW and rgb.max() <= ALBEDO_HIGH):
            red, green, blue = (float(value) for value in np.clip(rgb, ALBEDO_LOW, ALBEDO_HIGH))
            return red, green, blue
        chroma *= 0.96


def hue_difference_deg(first_deg: float, second_deg: float) -> float:
    """The signed turn from the first hue to the second, in (-180, 180]."""
    turn = (second_deg - first_deg) % 360.0
    return turn - 360.0 if turn > 180.0 else turn
