"""The sRGB curve, both ways."""

from __future__ import annotations

import numpy as np
import pytest

from colorimetry.srgb import linear_from_srgb, srgb_from_linear


def test_known_values_of_the_standard() -> None:
    assert linear_from_srgb([0.0, 0.04, 0.5, 1.0]) == pytest.approx([0.0, 0.04 / 12.92, 0.2140411, 1.0], abs=1e-7)
    assert srgb_from_linear(0.18) == pytest.approx(0.4613561, abs=1e-6)


def test_there_and_back_is_the_identity_in_either_precision() -> None:
    values = np.linspace(0.0, 1.0, 257)
    assert srgb_from_linear(linear_from_srgb(values)) == pytest.approx(values, abs=1e-7)
    single = values.astype(np.float32)
    assert linear_from_srgb(single).dtype == srgb_from_linear(single).dtype == np.float32
    assert srgb_from_linear(linear_from_srgb(single)) == pytest.approx(single, abs=1e-5)


def test_light_is_clipped_and_code_values_are_not() -> None:
    assert srgb_from_linear([-1.0, 2.0]) == pytest.approx([0.0, 1.0])
    below, above = linear_from_srgb([-0.1, 1.5])
    assert below == pytest.approx(-0.1 / 12.92)
    assert above > 2.0
