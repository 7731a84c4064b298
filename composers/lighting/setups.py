"""The classic setups: which lamps stand where, and how they are balanced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from composers.lighting.lamps import Lamp
from composers.parameters import number, text
from composers.shot import Shot
from usd_scenes.lit_scene import LitScene

SETUPS = "lighting.setup_types"

_NORMAL = 1.15  # white card facing the camera: an 18 % card then has radiance 0.21
_LIT_SIDE_SHARE = 0.55
_KEY_LEADS = 1.02  # times the fill, at least: else the panels' shapes decide which of two even lamps is the key


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """Lamps on the subject, and how bright the picture is to be.

    ``exposure`` is the radiance that a white card facing the camera gets; ``background`` the radiance that the
    backdrop gets from a lamp of its own (0: none).
    """

    lamps: tuple[Lamp, ...]
    exposure: float = _NORMAL
    background: float = 0.0
    protect_lit_side: bool = True  # a lamp from far to the side is not turned up until the front is bright


def read_setup(shot: Shot) -> Setup:
    """The sample's setup; a three-point light where it asks for none."""
    term = shot.term_of(SETUPS) or ""
    name = term.rpartition(".")[2]
    return _SETUPS.get(name, _three_point)(shot, term or None)


def exposed(setup: Setup, scene: LitScene) -> tuple[Lamp, ...]:
    """The setup's lamps at the strength that gives its exposure."""
    facing = [
        float(scene.direction(lamp.azimuth_deg, lamp.elevation_deg) @ scene.to_camera) for lamp in setup.lamps
    ]
    on_card = sum(lamp.irradiance * max(0.0, c) for lamp, c in zip(setup.lamps, facing, strict=True))
    strongest = max(lamp.irradiance for lamp in setup.lamps)
    if setup.protect_lit_side:
        on_card = max(on_card, _LIT_SIDE_SHARE * strongest)
    factor = setup.exposure * np.pi / max(on_card, 0.05 * strongest)
    return tuple(lamp.scaled(factor) for lamp in setup.lamps)


def _side(shot: Shot, term: str | None, name: str = "key_side") -> float:
    default = str(shot.rng("lighting/side").choice(["left", "right"]))
    return 1.0 if text(shot, term, name, default) == "right" else -1.0


def _key(azimuth: float, elevation: float, *, size: float = 1.1, distance: float = 2.6) -> Lamp:
    return Lamp(
        name="Key",
        group="key",
        azimuth_deg=azimuth,
        elevation_deg=elevation,
        irradiance=1.0,
        size_m=(size, size),
        distance_m=distance,
    )


def _fill(azimuth: float, irradiance: float, elevation: float = 12.0) -> Lamp:
    return Lamp(
        name="Fill",
        group="fill",
        azimuth_deg=azimuth,
        elevation_deg=elevation,
        irradiance=irradiance,
        size_m=(1.8, 1.4),
        distance_m=3.0,
    )


def _rim(azimuth: float, elevation: float, irradiance: float, name: str = "Rim") -> Lamp:
    return Lamp(
        name=name,
        group="rim",
        azimuth_deg=azimuth,
        elevation_deg=elevation,
        irradiance=irradiance,
        size_m=(0.4, 1.4),
        distance_m=2.4,
    )


def _three_point(shot: Shot, term: str | None) -> Setup:
    side = _side(shot, term)
    key = _key(side * number(shot, term, "key_azimuth_deg", 40.0), number(shot, term, "key_elevation_deg", 38.0))
    fill = _fill(-side * 38.0, 1.0 / number(shot, term, "key_fill_ratio", 3.0))
    rim = _rim(-side * 148.0, 42.0, number(shot, term, "rim_key_ratio", 1.0))
    return Setup(lamps=(key, fill, rim), background=0.35)


def _key_light_only(shot: Shot, term: str | None) -> Setup:
    azimuth = _side(shot, term) * number(shot, term, "key_azimuth_deg", 40.0)
    key = _key(azimuth, number(shot, term, "key_elevation_deg", 38.0), size=1.0, distance=3.6)
    return Setup(lamps=(key,))


def _rembrandt(shot: Shot, term: str | None) -> Setup:
    side = _side(shot, term)
    key = _key(
        side * number(shot, term, "key_azimuth_deg", 45.0), number(shot, term, "key_elevation_deg", 46.0), size=0.7
    )
    fill = _fill(-side * 30.0, 1.0 / number(shot, term, "key_fill_ratio", 5.0))
    return Setup(lamps=(key, fill), background=0.12)


def _loop(shot: Shot, term: str | None) -> Setup:
    side = _side(shot, term)
    key = _key(side * number(shot, term, "key_azimuth_deg", 32.0), number(shot, term, "key_elevation_deg", 34.0))
    return Setup(lamps=(key, _fill(-side * 30.0, 1.0 / 3.0)), background=0.3)


def _split(shot: Shot, term: str | None) -> Setup:
    azimuth = _side(shot, term) * number(shot, term, "key_azimuth_deg", 90.0)
    key = _key(azimuth, number(shot, term, "key_elevation_deg", 8.0), size=0.7)
    return Setup(lamps=(key,), background=0.06)


def _butterfly(shot: Shot, term: str | None) -> Setup:
    key = _key(number(shot, term, "key_azimuth_deg", 0.0), number(shot, term, "key_elevation_deg", 47.0), size=0.9)
    return Setup(lamps=(key, _fill(0.0, 0.2, elevation=-4.0)), background=0.35)


def _rim_light(shot: Shot, term: str | None) -> Setup:
    side = _side(shot, term, "rim_side")
    azimuth = number(shot, term, "rim_azimuth_deg", 158.0)
    elevation = number(shot, term, "rim_elevation_deg", 35.0)
    ratio = number(shot, term, "rim_key_ratio", 5.0)
    lamps = (
        _rim(side * azimuth, elevation, ratio),
        _rim(-side * (azimuth - 12.0), elevation, 0.3 * ratio, name="Kicker"),
        _fill(-side * 20.0, 1.0),
    )
    return Setup(lamps=lamps, exposure=0.28, protect_lit_side=False)


def _silhouette(shot: Shot, term: str | None) -> Setup:
    ratio = number(shot, term, "background_subject_ratio", 40.0)
    return Setup(lamps=(_fill(25.0, 1.0),), exposure=0.9 / ratio, background=0.9, protect_lit_side=False)


def _high_key(shot: Shot, term: str | None) -> Setup:
    side = _side(shot, term)
    ratio = number(shot, term, "background_subject_ratio", 1.2)
    key = _key(side * 28.0, 35.0, size=1.8)
    lead = max(number(shot, term, "key_fill_ratio", 1.2), _KEY_LEADS)
    fill = _fill(-side * 32.0, 1.0 / lead, elevation=25.0)
    return Setup(lamps=(key, fill), exposure=1.35, background=min(0.95 * ratio, 1.3))


def _low_key(shot: Shot, term: str | None) -> Setup:
    side = _side(shot, term)
    key = _key(
        side * number(shot, term, "key_azimuth_deg", 65.0),
        number(shot, term, "key_elevation_deg", 40.0),
        size=0.3,
        distance=1.8,
    )
    return Setup(lamps=(key, _fill(-side * 40.0, 1.0 / number(shot, term, "key_fill_ratio", 14.0))), exposure=0.6)


_SETUPS: dict[str, Callable[[Shot, str | None], Setup]] = {
    "three_point": _three_point,
    "key_light_only": _key_light_only,
    "rembrandt": _rembrandt,
    "split": _split,
    "butterfly": _butterfly,
    "loop": _loop,
    "rim": _rim_light,
    "silhouette": _silhouette,
    "high_key": _high_key,
    "low_key": _low_key,
}
SETUP_NAMES = tuple(_SETUPS)
