"""The medium behind a clear surface, by OpenPBR's rules."""

from __future__ import annotations

import numpy as np
import pytest

from usd_scenes.extraction.dressed_surfaces.media import find_medium
from usd_scenes.extraction.scene.plain_scene import SceneLook
from usd_scenes.extraction.scene.surface_parameters import SurfaceParameters
from usd_scenes.looks import PreviewSurface

_LOOK = SceneLook(prim_path="/Look", nodes=(), preview=PreviewSurface())


def test_absorption_below_zero_lifts_every_channel_by_the_same() -> None:
    """MaterialX's example honey: its scattering exceeds red's extinction."""
    surface = SurfaceParameters(
        transmission_weight=1.0,
        transmission_color=(0.83, 0.4, 0.04),
        transmission_depth=2.0,
        transmission_scatter=(0.9, 0.9, 0.9),
    )
    medium = find_medium(_LOOK, surface, 1.0)
    assert medium is not None
    absorption = medium.extinction - medium.scattering
    expected = -np.log((0.83, 0.4, 0.04)) / 2.0
    np.testing.assert_allclose(absorption, expected - expected[0], atol=1e-9)
    np.testing.assert_allclose(medium.scattering, (0.45, 0.45, 0.45))


def test_an_absorbing_medium_keeps_beer_and_lamberts_law() -> None:
    surface = SurfaceParameters(
        transmission_weight=1.0, transmission_color=(0.5, 0.25, 1.0), transmission_depth=0.1
    )
    medium = find_medium(_LOOK, surface, 0.01)
    assert medium is not None
    assert np.exp(-medium.extinction * 0.001) == pytest.approx((0.5, 0.25, 1.0))
