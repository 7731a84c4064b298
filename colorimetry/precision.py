"""The precision that colour is computed in: a picture's own, else double."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

type Floats = NDArray[Any]  # float32 or float64


def as_floats(values: ArrayLike) -> Floats:
    """``values`` as an array: float32 stays float32, everything else becomes float64."""
    given = np.asarray(values)
    return given if given.dtype == np.float32 else given.astype(np.float64, copy=False)
