"""Daylight whites by reciprocal colour temperature."""

from __future__ import annotations

import numpy as np

type Rgb = tuple[float, float, float]  # scene-linear Rec.709

_RGB_FROM_XYZ = np.array(
    [
        [3.2404542, -1.5371385, -0.4985314],
        [-0.9692660, 1.8760108, 0.0415560],
        [0.0556434, -0.2040259, 1.0572252],
    ]
)


def white_at(mired: float) -> Rgb:
    """Scene-linear Rec.709 of luminance 1 at a reciprocal colour temperature (1e6 / kelvin), 60 to 240 mired.

    CIE daylight locus below 250 mired (CIE 15:2004, 3.1): D65 is 153.8 mired.
    """
    kelvin = 1e6 / mired
    if kelvin <= 7000.0:
        x = -4.6070e9 / kelvin**3 + 2.9678e6 / kelvin**2 + 0.09911e3 / kelvin + 0.244063
    else:
        x = -2.0064e9 / kelvin**3 + 1.9018e6 / kelvin**2 + 0.24748e3 / kelvin + 0.237040
    y = -3.0 * x * x + 2.870 * x - 0.275
    red, green, blue = (float(v) for v in _RGB_FROM_XYZ @ (x / y, 1.0, (1.0 - x - y) / y))
    return red, green, blue


def mired_of(rgb: Rgb) -> float:
    """The reciprocal correlated colour temperature of a colour near the daylight locus (McCamy 1992)."""
    xyz = np.linalg.inv(_RGB_FROM_XYZ) @ np.asarray(rgb, dtype=np.float64)
    x, y = xyz[0] / xyz.sum(), xyz[1] / xyz.sum()
    n = (x - 0.3320) / (0.1858 - y)
    return float(1e6 / (449.0 * n**3 + 3525.0 * n**2 + 6823.3 * n + 5520.33))
