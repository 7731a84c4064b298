"""The view transform's tone scale, as a stair of grey cards shows it, and its inverse."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from colorimetry.luminance import luminance
from quality_control.measures.charts import Card, box_mean, grid_boxes
from schemas.frame import Frame

_ROWS, _COLUMNS = 5, 5
_DARKEST, _STEP = 0.004, 1.38  # 25 cards up to 9.1
STAIR_BOXES = grid_boxes(_ROWS, _COLUMNS)
STAIRS = tuple(Card(radiance=(_DARKEST * _STEP**i,) * 3, boxes=(box,)) for i, box in enumerate(STAIR_BOXES))


def linear_of(display: NDArray[Any], stairs: Frame) -> NDArray[np.float64]:
    """Scene-linear luminance of neutral display values, by the stair's beauty and finished pictures."""
    radiance = np.array([luminance(box_mean(stairs.aov("beauty"), box)) for box in STAIR_BOXES])
    shown = np.array([luminance(box_mean(stairs.aov("finished"), box)) for box in STAIR_BOXES])
    order = np.argsort(shown)
    logs = np.interp(display, shown[order], np.log(np.maximum(radiance[order], 1e-6)))
    return np.asarray(np.exp(logs), dtype=np.float64)
