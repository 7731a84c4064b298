"""A set that passes from warm to cool does so across the picture, from wherever it is taken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from pxr import Usd

from assets.store import AssetStore
from composers.registry import category_composers
from pipelines.compose import run_composers
from quality_control.readers.bound_looks import read_bound_looks
from quality_control.readers.color import TemperatureReader
from tests.composers.stand_in_shot import stand_in_shot
from usd_scenes.cameras import camera_axes, read_camera
from usd_scenes.semantics import Role

_TERM = "color.temperature.gradient_warm_to_cool"


@pytest.mark.parametrize("direction", ["horizontal", "vertical"])
@pytest.mark.parametrize("azimuth_deg", [-38.0, 37.0])
def test_the_ramp_follows_the_camera(
    tmp_path: Path, shared_store: AssetStore, azimuth_deg: float, direction: str
) -> None:
    shot = stand_in_shot(tmp_path, {_TERM: {"shift_mired": 40.0, "direction": direction}})
    camera = replace(shot.blocking.camera, azimuth_deg=azimuth_deg)
    shot = replace(shot, assets=shared_store, blocking=replace(shot.blocking, camera=camera))
    run_composers(shot, [category_composers()[name] for name in ("color", "materials", "camera")])
    (reading,) = TemperatureReader().read(shot.stage)
    assert dict(reading.values)["direction"] == direction
    right, _, forward = camera_axes(read_camera(shot.stage).azimuth_deg, 0.0)
    expected = right if direction == "horizontal" else forward + np.array([0.0, 0.0, 1.0])
    assert np.allclose(_axis(shot.stage), expected, atol=1e-4)


def _axis(stage: Usd.Stage) -> NDArray[np.float64]:
    """Along which the first wall's ramp runs."""
    wall = next(look for look in read_bound_looks(stage) if look.role is Role.SET_WALL)
    assert wall.base_pattern is not None
    ramp = wall.base_pattern.source("mix")
    along = ramp.source("in") if ramp is not None else None
    assert along is not None
    return np.array(along.constant("in2"))
