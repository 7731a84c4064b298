"""Physical skies and the panoramas of the bpy wheel."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest

from assets.hdri import find_panorama
from assets.sky import make_sky, sky_picture, sun_transmittance
from assets.store import AssetStore
from schemas.errors import AssetError
from usd_scenes.environment_maps import read_picture


def test_the_zenith_is_blue_and_the_low_sun_is_red() -> None:
    picture = sky_picture(45.0, 2.5)
    assert picture[2, 0, 2] > 1.5 * picture[2, 0, 0]
    low, high = sun_transmittance(4.0, 2.5), sun_transmittance(70.0, 2.5)
    assert low[0] / low[2] > 3.0
    assert high[0] / high[2] < 1.4
    assert low.sum() < 0.5 * high.sum()


@pytest.mark.parametrize("elevation_deg", [10.0, 40.0, 65.0])
def test_the_sky_is_brightest_about_the_sun(elevation_deg: float) -> None:
    picture = sky_picture(elevation_deg, 3.0)[:64].sum(axis=2)
    row, column = np.unravel_index(int(picture.argmax()), picture.shape)
    assert 90.0 - (row + 0.5) / 128 * 180.0 == pytest.approx(elevation_deg, abs=3.0)
    assert abs(column - 127.5) < 3


def test_suns_of_nearly_one_height_share_a_sky(tmp_path: Path) -> None:
    store = AssetStore(tmp_path)
    first, second = make_sky(store, 30.1, 2.6), make_sky(store, 29.9, 2.4)
    assert first.picture == second.picture
    assert read_picture(first.picture).shape == (128, 256, 3)


def test_a_missing_bpy_says_how_to_mend_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(AssetError, match="install"):
        find_panorama(AssetStore(tmp_path), "forest")


@pytest.mark.skipif(importlib.util.find_spec("bpy") is None, reason="needs the bpy wheel's data files")
def test_a_panorama_comes_with_a_record_of_its_licence(tmp_path: Path) -> None:
    file = find_panorama(AssetStore(tmp_path), "courtyard")
    record = json.loads((file.parent / f"{file.stem}.license.json").read_text())
    assert record["license"] == "CC0-1.0"
    assert read_picture(file).shape == (512, 1024, 3)
