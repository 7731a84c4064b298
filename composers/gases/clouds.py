"""Clouds in the sky behind the subject."""

from __future__ import annotations

import numpy as np

from assets.volumes.clouds import make_cumulus, make_stratus
from composers.gases.media import VARIANTS, Medium, number
from composers.gases.planned_view import PlannedView, plan_view
from composers.shot import Shot
from taxonomy.decisions import decision_rng
from usd_scenes.looks import Colour
from usd_scenes.volumes import VolumeLook

CLOUD_TERMS = ("cumulus", "stratus")
_LOWEST_DEG, _HIGHEST_DEG = 3.0, 30.0  # of the cloud base, seen from the subject
_ABOVE_MIDDLE = 0.2  # of the half frame: from the picture's middle up to the cloud base
_PLACES = {1: (-0.5,), 2: (-0.62, 0.6), 3: (-0.75, 0.2, 0.75)}  # across the half frame
_WIDTH_SHARE = {1: 0.8, 2: 0.62, 3: 0.5}  # of the frame at the cloud's distance
_WIDTH_STEP_M = 20.0
_FOOT = 0.04  # of the width: what of the field's box lies below the cloud base
_LOWEST_BASE_M = 11.0  # of the box: what begins lower is fog
_SHEET_M = 900.0
_DROPS: Colour = (0.995, 0.995, 0.995)
_FORWARD = 0.3


def cloud_media(shot: Shot, term: str, floor_m: float) -> list[Medium]:
    """The volumes of a cloud term."""
    if term.endswith(".stratus"):
        return [_stratus(shot, term, floor_m)]
    base = number(shot.spec, term, "base_height_m", 24.0)
    count = round(number(shot.spec, term, "cloud_count", 2.0))
    view = plan_view(shot)
    return [_cumulus(shot, term, floor_m + base, view, (place, count)) for place in range(count)]


def _cumulus(shot: Shot, term: str, base_m: float, view: PlannedView, which: tuple[int, int]) -> Medium:
    """The cloud numbered ``which[0]`` of ``which[1]``, behind the subject where the camera looks."""
    place, count = which
    rng = shot.rng(f"gases/cumulus/{place}")
    variant = int(rng.integers(VARIANTS))
    across = _PLACES[count][place] + rng.uniform(-0.1, 0.1)
    azimuth = np.deg2rad(across * view.half_angle_deg - view.azimuth_deg)
    elevation = -view.pitch_deg + _ABOVE_MIDDLE * view.half_angle_deg
    elevation = float(np.clip(elevation, _LOWEST_DEG, _HIGHEST_DEG)) * rng.uniform(0.9, 1.15)
    distance = base_m / np.tan(np.deg2rad(elevation))
    widest = (base_m - _LOWEST_BASE_M) / _FOOT
    wanted = min(distance * 2.0 * view.half_width * _WIDTH_SHARE[count], widest)
    width = max(_WIDTH_STEP_M, wanted // _WIDTH_STEP_M * _WIDTH_STEP_M)
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
        at_m=(float(distance * np.sin(azimuth)), float(distance * np.cos(azimuth)), base_m - _FOOT * width),
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
