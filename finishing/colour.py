"""Colour arithmetic on pixel arrays that several operations share."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from schemas.frame import Pixels

type Plane = NDArray[Any]  # (height, width) float32


def smoothstep(low: float | Plane, high: float | Plane, x: Plane) -> Plane:
    """0 below ``low``, 1 above ``high``, a smooth ramp between."""
    t = np.clip((x - low) / np.maximum(np.asarray(high) - low, 1e-6), 0.0, 1.0)
    ramp: Plane = (t * t * (3.0 - 2.0 * t)).astype(np.float32)
    return ramp


def mix(first: Pixels, second: Pixels, amount: Plane | float) -> Pixels:
    """``first`` where ``amount`` is 0, ``second`` where it is 1; a plane is spread over the channels."""
    weight = amount[..., None] if isinstance(amount, np.ndarray) and amount.ndim == 2 else amount
    blended: Pixels = (first + (second - first) * weight).astype(np.float32)
    return blended
