"""The measure of palettes on pictures whose colours are known."""

from __future__ import annotations

import numpy as np
import pytest

from colorimetry.oklab import rgb_from_oklab
from quality_control.contract import Measurement, TermReading
from quality_control.measures.color import PaletteMeasure
from schemas.frame import Frame

_SIZE_PX = 64
_FLOOR, _PROP = "/World/Set/Floor", "/World/Props/Vase"


def _measured(*, floor: float, chips: float, prop: float) -> Measurement:
    """Of a floor with square chips and a prop, greys of these OKLab lightnesses."""
    lightness = np.full((_SIZE_PX, _SIZE_PX), floor)
    for row in range(4, _SIZE_PX, 16):
        for column in range(4, _SIZE_PX, 16):
            lightness[row : row + 8, column : column + 8] = chips
    ids = np.ones_like(lightness)
    lightness[20:44, 20:44], ids[20:44, 20:44] = prop, 2.0
    lab = np.stack([lightness, np.zeros_like(lightness), np.zeros_like(lightness)], axis=-1)
    arrays = {"albedo": rgb_from_oklab(lab).astype(np.float32), "instance_id": ids[..., None].astype(np.float32)}
    frame = Frame(arrays=arrays, ids={"instance_id": {1: _FLOOR, 2: _PROP}})
    values = (("painted", f"{_FLOOR} {_PROP}"), ("lightness_range", 0.6), ("hue_count", 0.0))
    reading = TermReading(term="color.palettes.high_contrast", values=values)
    return PaletteMeasure().measure(reading, {"view": frame, "bodies": frame})


def test_light_chips_on_a_dark_floor_are_two_colours_of_a_palette_of_high_contrast() -> None:
    measured = _measured(floor=0.33, chips=0.95, prop=0.93)
    assert measured.value == pytest.approx(0.62, abs=0.01)
    assert measured.passed


def test_a_floor_whose_chips_are_nearly_as_dark_is_of_no_high_contrast() -> None:
    measured = _measured(floor=0.6, chips=0.68, prop=0.93)
    assert measured.value < 0.35
    assert not measured.passed
