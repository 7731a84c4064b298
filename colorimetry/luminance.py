"""Luminance: the Y of scene-linear Rec.709."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from colorimetry.precision import Floats, as_floats

_WEIGHTS = np.array((0.2126, 0.7152, 0.0722))  # ITU-R BT.709-6, 3.2


def luminance(rgb: ArrayLike) -> Floats:
    """Relative luminance (...) of scene-linear Rec.709 (..., 3 or more): what follows the blue is left out.

    Of code values it is luma, the weighted sum that BT.709 names so.
    """
    values = as_floats(rgb)[..., :3]
    return np.asarray(values @ _WEIGHTS.astype(values.dtype))
