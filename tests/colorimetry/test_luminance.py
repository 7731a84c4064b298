"""Luminance weighs the first three channels by Rec.709, in the precision it is given."""

from __future__ import annotations

import numpy as np
import pytest

from colorimetry.luminance import luminance
from colorimetry.rgb_xyz import xyz_from_rgb


def test_white_is_1_and_the_primaries_have_their_shares() -> None:
    assert luminance((1.0, 1.0, 1.0)) == pytest.approx(1.0)
    assert luminance(np.eye(3)) == pytest.approx([0.2126, 0.7152, 0.0722])


def test_it_is_the_y_of_xyz() -> None:
    rgb = np.array([[0.2, 0.5, 0.9], [0.7, 0.1, 0.4]])
    assert luminance(rgb) == pytest.approx(xyz_from_rgb(rgb)[:, 1], abs=1e-4)


def test_alpha_is_left_out_and_the_precision_kept() -> None:
    picture = np.full((4, 6, 4), 0.5, dtype=np.float32)
    assert luminance(picture).shape == (4, 6)
    assert luminance(picture).dtype == np.float32
    assert luminance(picture) == pytest.approx(np.full((4, 6), 0.5), abs=1e-6)
