"""Daylight whites by reciprocal colour temperature, and the white of a body hotter than UsdLux knows."""

from __future__ import annotations

import numpy as np

from colorimetry.luminance import luminance
from colorimetry.oklch import Rgb
from colorimetry.rgb_xyz import rgb_from_xyz, xyz_from_rgb


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
    red, green, blue = (float(v) for v in rgb_from_xyz((x / y, 1.0, (1.0 - x - y) / y)))
    return red, green, blue


def planckian_white_at(kelvin: float) -> Rgb:
    """Scene-linear Rec.709 of luminance 1 of a black body, 4000 to 25000 K, clipped to the gamut.

    The cubic fit of the Planckian locus by Kim et al. (2002).
    """
    x = -3.0258469e9 / kelvin**3 + 2.1070379e6 / kelvin**2 + 222.6347 / kelvin + 0.240390
    y = 3.0817580 * x**3 - 5.87338670 * x**2 + 3.75112997 * x - 0.37001483
    rgb = np.clip(rgb_from_xyz((x / y, 1.0, (1.0 - x - y) / y)), 0.0, None)
    red, green, blue = (float(v) for v in rgb / luminance(rgb))
    return red, green, blue


def mired_of(rgb: Rgb) -> float:
    """The reciprocal correlated colour temperature of a colour near the daylight locus (McCamy 1992)."""
    xyz = xyz_from_rgb(rgb)
    x, y = xyz[0] / xyz.sum(), xyz[1] / xyz.sum()
    n = (x - 0.3320) / (0.1858 - y)
    return float(1e6 / (449.0 * n**3 + 3525.0 * n**2 + 6823.3 * n + 5520.33))
