"""The sRGB transfer function (IEC 61966-2-1), both ways, on arrays of any shape."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from colorimetry.precision import Floats, as_floats


def srgb_from_linear(linear: ArrayLike) -> Floats:
    """sRGB code values of linear light, which is clipped to [0, 1]."""
    light = np.clip(as_floats(linear), 0.0, 1.0)
    return np.where(light <= 0.0031308, 12.92 * light, 1.055 * np.power(light, 1 / 2.4) - 0.055)


def linear_from_srgb(encoded: ArrayLike) -> Floats:
    """Linear light of sRGB code values; nothing is clipped, negative values go on along the straight part."""
    values = as_floats(encoded)
    curved = np.power((np.maximum(values, 0.0) + 0.055) / 1.055, 2.4)
    return np.where(values <= 0.04045, values / 12.92, curved)
