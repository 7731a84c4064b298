"""OKLab goes there and back in any shape, and what leaves the gamut comes back in with its hue."""

from __future__ import annotations

import numpy as np
import pytest

from colorimetry.oklab import oklab_from_rgb, oklab_from_srgb, rgb_from_oklab, srgb_from_oklab
from colorimetry.oklch import albedo_from_oklch, chroma_and_hue, hue_difference_deg, oklch_from_rgb

COLOURS = np.stack(np.meshgrid(*[np.linspace(0.02, 0.98, 7)] * 3), axis=-1)  # (7, 7, 7, 3)


def test_white_has_lightness_1_and_no_chroma() -> None:
    assert oklab_from_rgb(np.ones((1, 1, 3)))[0, 0] == pytest.approx([1.0, 0.0, 0.0], abs=1e-3)


def test_colours_of_any_leading_shape_survive_the_way_there_and_back() -> None:
    assert rgb_from_oklab(oklab_from_rgb(COLOURS)) == pytest.approx(COLOURS, abs=1e-9)
    assert srgb_from_oklab(oklab_from_srgb(COLOURS)) == pytest.approx(COLOURS, abs=1e-6)
    assert oklab_from_rgb(COLOURS)[3, 1, 5] == pytest.approx(oklab_from_rgb(COLOURS[3, 1, 5]))


def test_pictures_stay_in_single_precision_and_everything_else_is_double() -> None:
    picture = COLOURS[0].astype(np.float32)
    assert srgb_from_oklab(oklab_from_srgb(picture)).dtype == np.float32
    assert srgb_from_oklab(oklab_from_srgb(picture)) == pytest.approx(picture, abs=1e-4)
    assert oklab_from_rgb([0, 1, 0]).dtype == np.float64


def test_a_colour_outside_the_gamut_loses_chroma_and_keeps_lightness_and_hue() -> None:
    vivid = np.array([[0.7, 0.35, 0.1], [0.5, -0.3, 0.2], [0.6, 0.05, 0.02]])
    shown = srgb_from_oklab(vivid)
    assert shown.min() >= 0.0
    assert shown.max() <= 1.0
    found = oklab_from_srgb(shown)
    assert found[:, 0] == pytest.approx(vivid[:, 0], abs=0.01)
    (chroma, hue), (asked, wanted) = chroma_and_hue(found), chroma_and_hue(vivid)
    assert np.abs(hue_difference_deg(hue, wanted)).max() < 1.0
    assert (chroma[:2] < 0.8 * asked[:2]).all()
    assert found[2] == pytest.approx(vivid[2], abs=1e-6)  # it was inside


def test_polar_form_of_arrays_and_of_one_colour_agree() -> None:
    lab = oklab_from_rgb(COLOURS)
    chroma, hue = chroma_and_hue(lab)
    one = oklch_from_rgb(COLOURS[2, 4, 1])
    assert (lab[2, 4, 1, 0], chroma[2, 4, 1], hue[2, 4, 1]) == pytest.approx(one)


def test_a_colour_survives_the_way_to_oklch_and_back() -> None:
    rgb = (0.2, 0.4, 0.6)
    assert albedo_from_oklch(*oklch_from_rgb(rgb)) == pytest.approx(rgb, abs=1e-3)


def test_hues_differ_by_the_shorter_turn() -> None:
    assert hue_difference_deg(350.0, 10.0) == 20.0
    assert hue_difference_deg(10.0, 350.0) == -20.0
    assert hue_difference_deg(0.0, 180.0) == 180.0
    assert hue_difference_deg(np.array([350.0, 90.0]), 10.0).tolist() == [20.0, -80.0]
    assert isinstance(hue_difference_deg(1.0, 2.0), float)
