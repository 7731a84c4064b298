"""A dye is saturated in every hue, also where a dark colour of it cannot be."""

from __future__ import annotations

import pytest

from assets.looks.painters.materials.metal_wear import dye_of
from colorimetry.oklch import oklch_from_rgb


@pytest.mark.parametrize("hue_deg", range(0, 360, 5))
@pytest.mark.parametrize(("lightness", "chroma"), [(0.5, 0.13), (0.5, 0.17), (0.68, 0.13)])
def test_a_dye_of_any_hue_is_saturated(lightness: float, chroma: float, hue_deg: int) -> None:
    found, saturation, _ = oklch_from_rgb(dye_of(lightness, chroma, float(hue_deg)))
    assert saturation >= 0.1
    assert lightness - 0.01 <= found <= 0.8
