"""Whites have the temperature that was asked for."""

from __future__ import annotations

from itertools import pairwise

import pytest

from colorimetry.luminance import luminance
from colorimetry.whites import mired_of, planckian_white_at, white_at


def test_daylight_whites_know_their_temperature_and_grow_bluer_with_fewer_mired() -> None:
    for mired in (100.0, 120.0, 153.8, 200.0, 230.0):
        assert mired_of(white_at(mired)) == pytest.approx(mired, abs=3.0)
    ratios = [white_at(mired)[2] / white_at(mired)[0] for mired in (100.0, 120.0, 160.0, 200.0, 240.0)]
    assert all(cooler > warmer for cooler, warmer in pairwise(ratios))


def test_the_white_of_d65_is_grey_in_rec709() -> None:
    assert white_at(1e6 / 6504.0) == pytest.approx((1.0, 1.0, 1.0), abs=0.005)


@pytest.mark.parametrize("kelvin", [5000.0, 8000.0, 12000.0])
def test_black_bodies_have_luminance_1_and_their_own_temperature(kelvin: float) -> None:
    white = planckian_white_at(kelvin)
    assert float(luminance(white)) == pytest.approx(1.0)
    assert mired_of(white) == pytest.approx(1e6 / kelvin, abs=3.0)
