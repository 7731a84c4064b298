"""OKLCh: OKLab in polar form, lightness, chroma and hue; and the albedos that painted surfaces take from it."""

from __future__ import annotations

import math
from typing import overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from colorimetry.oklab import oklab_from_rgb, rgb_from_oklab
from colorimetry.precision import Floats

type Rgb = tuple[float, float, float]  # scene-linear Rec.709

ALBEDO_LOW = 0.02
ALBEDO_HIGH = 0.9
"""The range of a painted surface's albedo, each channel."""

_GREY = 1e-3  # a chroma that cannot be seen
_LESS = 0.96  # what chroma is multiplied by until the albedo holds


def oklch_from_rgb(rgb: ArrayLike) -> tuple[float, float, float]:
    """(lightness, chroma, hue in degrees [0, 360)) of one colour."""
    lightness, a, b = (float(value) for value in oklab_from_rgb(np.asarray(rgb, dtype=np.float64)))
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360.0


def chroma_and_hue(lab: Floats) -> tuple[Floats, Floats]:
    """Chroma (...) and hue (...) in degrees [0, 360) of OKLab (..., 3)."""
    a, b = lab[..., 1], lab[..., 2]
    return np.hypot(a, b), np.degrees(np.arctan2(b, a)) % 360.0


def albedo_from_oklch(lightness: float, chroma: float, hue_deg: float, *, highest: float = ALBEDO_HIGH) -> Rgb:
    """The albedo of that lightness and hue; chroma gives way where the albedo would leave [0.02, 0.9].

    Args:
        highest: of a channel; what light passes through can be clearer than a paint is bright.
    """
    hue = math.radians(hue_deg)
    steps = max(0, math.ceil(math.log(_GREY / max(chroma, _GREY)) / math.log(_LESS)))
    chromas = np.multiply.accumulate(np.concatenate([[chroma], np.full(steps, _LESS)]))
    rgb = rgb_from_oklab(
        np.stack([np.full(steps + 1, lightness), chromas * math.cos(hue), chromas * math.sin(hue)], 1)
    )
    held = (rgb.min(axis=1) >= ALBEDO_LOW) & (rgb.max(axis=1) <= highest)
    chosen = int(np.argmax(held)) if held.any() else steps
    red, green, blue = (float(value) for value in np.clip(rgb[chosen], ALBEDO_LOW, highest))
    return red, green, blue


@overload
def hue_difference_deg(first_deg: float, second_deg: float) -> float: ...
@overload
def hue_difference_deg(first_deg: Floats, second_deg: Floats | float) -> Floats: ...
@overload
def hue_difference_deg(first_deg: float, second_deg: Floats) -> Floats: ...
def hue_difference_deg(first_deg: Floats | float, second_deg: Floats | float) -> Floats | float:
    """The signed turn from the first hue to the second, in (-180, 180]; arrays are broadcast."""
    turn = np.asarray((second_deg - first_deg) % 360.0)
    shorter: NDArray[np.float64] = np.where(turn > 180.0, turn - 360.0, turn)
    return shorter if shorter.ndim else float(shorter)
