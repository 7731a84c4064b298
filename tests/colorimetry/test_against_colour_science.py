"""Our spaces are those of the library colour-science, which has them from the same sources."""

from __future__ import annotations

import warnings
from types import ModuleType

import numpy as np
import pytest

from colorimetry.oklab import oklab_from_rgb
from colorimetry.rgb_xyz import rgb_from_xyz, xyz_from_rgb
from colorimetry.srgb import linear_from_srgb

VALUES = np.stack(np.meshgrid(*[np.linspace(0.0, 1.0, 5)] * 3), axis=-1).reshape(-1, 3)


@pytest.fixture(scope="module")
def colour() -> ModuleType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says that plotting is not installed
        import colour

    return colour


def test_xyz_of_srgb(colour: ModuleType) -> None:
    expected = colour.sRGB_to_XYZ(VALUES)
    assert xyz_from_rgb(linear_from_srgb(VALUES)) == pytest.approx(
        expected, abs=3e-4
    )  # the standard rounds to 4 digits
    assert rgb_from_xyz(xyz_from_rgb(VALUES)) == pytest.approx(VALUES, abs=1e-9)


def test_oklab_of_srgb(colour: ModuleType) -> None:
    expected = colour.XYZ_to_Oklab(colour.sRGB_to_XYZ(VALUES))
    assert oklab_from_rgb(linear_from_srgb(VALUES)) == pytest.approx(expected, abs=1e-3)
