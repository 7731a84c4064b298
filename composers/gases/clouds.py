"""Clouds in the sky behind the subject."""

from __future__ import annotations

import numpy as np

from assets.volumes.clouds import make_cumulus, make_stratus
from composers.gases.media import VARIANTS, Medium, number
from composers.shot import Shot
from taxonomy.decisions import decision_rng
from usd_scenes.looks import Colour
from usd_scenes.volumes import VolumeLook

CLOUD_TERMS = ("cumulus", "stratus")
_ELEVATION_DEG = 9.0  # of the cloud base, seen from the subject: low enough for a level camera
_AZIMUTHS_DEG = {1: (-24.0,), 2: (-27.0, 25.0), 3: (-34.0, 24.0, 62.0)}
_WIDTH_SHARE = {1: 1.1, 2: 0.85, 3: 0.7}  # of the distance
_WIDTH_STEP_M = 20.0
_SHEET_M = 900.0
_DROPS: Colour = (0.995, 0.995, 0.995)
_FORWARD = 0.3


def cloud_media(shot: Shot, term: str, floor_m: float) -> list[Medium]:
    """The volumes of a cloud term."""
    if term.endswith(".stratus"):
        return [_stratus(shot, term, floor_m)]
    base = number(shot.spec, term, "base_height_m", 24.0)
    count = round(number(shot.spec, term, "cloud_count", 2.0))
    return [_cumulus(shot, term, floor_m + base, place, count) for place in range(count)]


def _cumulus(shot: Shot, term: str, base_m: float, place: int, count: int) -> Medium:
    rng = shot.rng(f"gases/cumulus/{place}")
    variant = int(rng.integers(VARIANTS))
    azimuth = np.deg2rad(_AZIMUTHS_DEG[count][place] + rng.uniform(-4.0, 4.0))
    distance = base_m / np.tan(np.deg2rad(_ELEVATION_DEG)) * rng.uniform(0.85, 1.1)
    width = max(_WIDTH_STEP_M, round(distance * _WIDTH_SHARE[count] / _WIDTH_STEP_M) * _WIDTH_STEP_M)
    return Medium(
        name=f"Cloud{place + 1}",
        class_name="cumulus",
        recipe={"generator": "gases/cumulus", "width": width, "variant": variant},
        make=lambda: make_cumulus(width_m=width, rng=decision_rng(0, variant, "assets/volumes/cumulus")),
        look=VolumeLook(
            density_scale=number(shot.spec, term, "extinction_per_m", 0.3),
            scatter_color=_DROPS,
            anisotropy=_FORWARD,
        ),
        at_m=(float(distance * np.sin(azimuth)), float(distance * np.cos(azimuth)), base_m - 0.04 * width),
        turn_deg=float(-np.rad2deg(azimuth)),
    )


def _stratus(shot: Shot, term: str, floor_m: float) -> Medium:
    variant = int(shot.rng("gases/variant").integers(VARIANTS))
    thickness = number(shot.spec, term, "thickness_m", 3.0)
    base = number(shot.spec, term, "base_height_m", 24.0)
    return Medium(
        name="Cloud1",
        class_name="stratus",
        recipe={"generator": "gases/stratus", "thickness": thickness, "variant": variant},
        make=lambda: make_stratus(
            width_m=_SHEET_M,
            thickness_m=thickness,
            rng=decision_rng(0, variant, "assets/volumes/stratus"),
        ),
        look=VolumeLook(
            density_scale=number(shot.spec, term, "extinction_per_m", 0.15),
            scatter_color=_DROPS,
            anisotropy=_FORWARD,
        ),
        at_m=(0.0, 0.0, floor_m + base),
    )
