"""Rounding of what is authored, so that every machine writes the same bytes."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

_SIGNIFICANT_DIGITS = 6


def quantize(value: float) -> float:
    """``value`` at six significant digits; -0.0 becomes 0.0."""
    return float(f"{float(value):.{_SIGNIFICANT_DIGITS}g}") + 0.0


def quantize_all(values: Iterable[float]) -> tuple[float, ...]:
    """`quantize` for each value."""
    return tuple(quantize(value) for value in values)


def quantize_digits(values: NDArray[np.floating], digits: int) -> NDArray[np.float32]:
    """``values`` at ``digits`` significant digits as float32: for heavy data of no common scale."""
    exact = np.asarray(values, dtype=np.float64)
    size = np.floor(np.log10(np.maximum(np.abs(exact), 1e-30)))
    step = 10.0 ** (size - (digits - 1))
    return (np.rint(exact / step) * step + 0.0).astype(np.float32)


def quantize_array(values: NDArray[np.floating], step: float) -> NDArray[np.float32]:
    """``values`` at whole multiples of ``step`` as float32: for heavy data such as points (step in m)."""
    return (np.rint(np.asarray(values, dtype=np.float64) / step) * step + 0.0).astype(np.float32)
