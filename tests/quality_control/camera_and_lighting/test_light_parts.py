"""What a light is to the picture is read from what it is, never from its group's name."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assets.hdri import PANORAMAS, find_panorama
from assets.sky import make_neutral_dome, make_sky
from assets.store import AssetStore
from usd_scenes.environment_maps import DomeKind, kind_of_dome
from usd_scenes.lights import blackbody_color, kelvin_of_color


@pytest.mark.parametrize(("elevation_deg", "turbidity"), [(2.0, 2.0), (20.0, 6.0), (80.0, 3.0)])
def test_a_sky_is_its_own_mirror_image_about_the_sun(
    tmp_path: Path, elevation_deg: float, turbidity: float
) -> None:
    sky = make_sky(AssetStore(tmp_path), elevation_deg, turbidity)
    assert kind_of_dome(sky.picture) is DomeKind.SKY


def test_an_even_dome_shows_nothing(tmp_path: Path) -> None:
    assert kind_of_dome(make_neutral_dome(AssetStore(tmp_path))) is DomeKind.EVEN


@pytest.mark.renderer
@pytest.mark.parametrize("name", [panorama.name for panorama in PANORAMAS])
def test_a_panorama_shows_a_place(tmp_path: Path, name: str) -> None:
    assert kind_of_dome(find_panorama(AssetStore(tmp_path), name)) is DomeKind.PANORAMA


@pytest.mark.parametrize("kelvin", [1500.0, 1990.0, 3500.0, 6500.0, 9990.0, 10500.0, 15000.0])
@pytest.mark.parametrize("radiance", [0.1, 37.0])
def test_a_colour_says_its_kelvin(kelvin: float, radiance: float) -> None:
    rgb = radiance * np.array(blackbody_color(kelvin)).astype(np.float32).astype(np.float64)
    assert kelvin_of_color(rgb) == pytest.approx(kelvin, abs=10.0)


@pytest.mark.parametrize("rgb", [(0.0, 0.0, 0.0), (0.2, 0.9, 0.2), (0.9, 0.2, 0.9)])
def test_a_colour_of_no_black_body_has_none(rgb: tuple[float, float, float]) -> None:
    assert kelvin_of_color(np.array(rgb)) is None
