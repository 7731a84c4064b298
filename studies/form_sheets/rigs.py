"""Lights for a kind of stuff, of ``rigs.yaml``, about a form of any size."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from usd_scenes.lights import LightSettings, LightShape

_FILE = Path(__file__).parent / "rigs.yaml"
_DISTANCE = 3.0  # radii

type Vector = NDArray[np.float64]


def lights_of(rig: str, centre_m: Vector, radius_m: float, camera_azimuth_deg: float) -> tuple[LightSettings, ...]:
    """The lights of a rig about ``centre_m`` (3,), none seen by the camera."""
    return tuple(_light(row, centre_m, radius_m, camera_azimuth_deg) for row in _rigs()[rig]["lights"])


def target_of(rig: str) -> float:
    """Scene-linear luminance at which the middle of the picture is shown."""
    return float(_rigs()[rig]["target"])


def _light(row: dict[str, Any], centre_m: Vector, radius_m: float, camera_azimuth_deg: float) -> LightSettings:
    # the camera looks along (-sin, cos) of its azimuth: what stands on its own side lies the other way
    azimuth, elevation = np.radians([camera_azimuth_deg - row["azimuth_deg"], row["elevation_deg"]])
    way = np.array([np.sin(azimuth) * np.cos(elevation), -np.cos(azimuth) * np.cos(elevation), np.sin(elevation)])
    x, y, z = (float(v) for v in centre_m + _DISTANCE * radius_m * way)
    return LightSettings(
        name=row["name"],
        group=row["name"].lower(),
        shape=LightShape.RECT,
        intensity=float(np.pi * row["radiance"]),
        position_m=(x, y, z),
        direction=(float(-way[0]), float(-way[1]), float(-way[2])),
        size_m=(row["size"][0] * radius_m, row["size"][1] * radius_m),
        visible_to_camera=False,
    )


@cache
def _rigs() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))["rigs"]
    return found
