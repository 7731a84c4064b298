"""Between scene-linear Rec.709 and CIE 1931 XYZ, both of white D65 (IEC 61966-2-1; digits by Lindbloom).

colour-science has the same conversion, but takes seconds to import, and every composed sample needs this one:
a test holds the two together.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

_RGB_FROM_XYZ = np.array(
    [
        [3.2404542, -1.5371385, -0.4985314],
        [-0.9692660, 1.8760108, 0.0415560],
        [0.0556434, -0.2040259, 1.0572252],
    ]
)
_XYZ_FROM_RGB = np.linalg.inv(_RGB_FROM_XYZ)


def rgb_from_xyz(xyz: ArrayLike) -> NDArray[np.float64]:
    """Scene-linear Rec.709 (..., 3) of XYZ (..., 3); may lie outside the gamut."""
    return np.asarray(np.asarray(xyz, dtype=np.float64) @ _RGB_FROM_XYZ.T)


def xyz_from_rgb(rgb: ArrayLike) -> NDArray[np.float64]:
    """XYZ (..., 3) of scene-linear Rec.709 (..., 3); white has Y 1."""
    return np.asarray(np.asarray(rgb, dtype=np.float64) @ _XYZ_FROM_RGB.T)
