"""The one way from scene-linear Rec.709 to display-referred sRGB: OpenColorIO's built-in ACES 2.0 config."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from schemas.frame import Pixels

CONFIG = "cg-config-v4.0.0_aces-v2.0_ocio-v2.5"
"""Named by version, so that a newer OpenColorIO gives the same picture."""
SOURCE_SPACE = "lin_rec709_scene"
DISPLAY = "sRGB - Display"
VIEW = "ACES 2.0 - SDR 100 nits (Rec.709)"

_MAX_RADIANCE = 1e4


def apply_view_transform(linear: Pixels) -> Pixels:
    """(height, width, 3) scene-linear Rec.709 to display-referred sRGB in [0, 1], float32.

    Non-finite and negative radiance is taken as 0 before the transform.
    """
    finite = np.nan_to_num(linear[..., :3], nan=0.0, posinf=_MAX_RADIANCE, neginf=0.0)
    display = np.ascontiguousarray(np.clip(finite, 0.0, _MAX_RADIANCE), dtype=np.float32)
    _processor().applyRGB(display)
    clipped: Pixels = np.clip(display, 0.0, 1.0)
    return clipped


@cache
def _processor() -> Any:
    import PyOpenColorIO as ocio

    config = ocio.Config.CreateFromBuiltinConfig(CONFIG)
    transform = ocio.DisplayViewTransform(src=SOURCE_SPACE, display=DISPLAY, view=VIEW)
    return config.getProcessor(transform).getDefaultCPUProcessor()
