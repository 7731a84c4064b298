"""Daylight: the sun, the sky that belongs to it, parallel light, and real panoramas."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from pxr import Usd

from assets.hdri import PANORAMAS, find_panorama
from assets.sky import Sky, make_neutral_dome, make_sky, sun_transmittance
from colorimetry.luminance import luminance
from composers.lighting.lamps import as_vector
from composers.lighting.metering import ground_gain
from composers.lighting.shade import reaching, reaching_of_map
from composers.lighting.studio import COLOR_TEMPERATURES, SOURCES
from composers.parameters import number
from composers.shot import Shot
from usd_scenes.departments import Department
from usd_scenes.environment_maps import SmallMap, read_small_map
from usd_scenes.lights import LightSettings, LightShape, define_light
from usd_scenes.lit_scene import LitScene, Vectors

HOURS = "lighting.time_of_day"

_EXPOSURE = 1.25  # radiance of a white card that faces the camera
_PITCH_WITHOUT_SKY_DEG = 18.0
_SUNLESS = 0.62  # the sky is then the brightest thing in the picture
_LIT_SIDE_SHARE, _LEAST_LIT_SIDE_SHARE = 0.34, 0.16
_FILL_SHARE = 0.22  # of even light beside a parallel one: nothing is black under a studio ceiling


@dataclass(frozen=True, slots=True, kw_only=True)
class SunPlace:
    """Where the sun stands; azimuth from -Y towards +X."""

    elevation_deg: float
    azimuth_deg: float


def light_with_daylight(shot: Shot, stage: Usd.Stage, scene: LitScene) -> None:
    """Author sun and sky; the sky alone where the sample asks for that."""
    source = shot.term_of(SOURCES)
    place = _read_sun(shot, scene)
    turbidity = number(shot, source, "turbidity", 2.5 if place.elevation_deg > 12.0 else 3.0)
    sky = make_sky(shot.assets, place.elevation_deg, turbidity)
    direction = _direction(place)
    only_sky = (source or "").endswith(".sky")
    sun = np.zeros(3) if only_sky else np.array(sky.sun_irradiance)
    sees_sky = scene.camera.pitch_deg < _PITCH_WITHOUT_SKY_DEG
    factor = _daylight_factor(scene, sky, direction, sun) * (_SUNLESS if only_sky and sees_sky else 1.0)
    define_light(stage, _sky_light(shot, sky, place, factor))
    if not only_sky:
        define_light(
            stage, _sun_light(sun * factor, direction, number(shot, source, "angular_diameter_deg", 0.53))
        )


def light_with_parallel(shot: Shot, stage: Usd.Stage, scene: LitScene) -> None:
    """Author one distant light, and an even dim dome without any sky in it."""
    source = shot.term_of(SOURCES)
    if shot.term_of(HOURS):
        direction = _direction(_read_sun(shot, scene))
    else:
        azimuth, elevation = number(shot, source, "azimuth_deg", 40.0), number(shot, source, "elevation_deg", 45.0)
        direction = scene.direction(azimuth, elevation)
    facing = max(float(direction @ scene.to_camera), _LIT_SIDE_SHARE) * reaching(scene, direction)
    irradiance = _EXPOSURE * np.pi / (facing + _FILL_SHARE)
    kelvin_term = shot.term_of(COLOR_TEMPERATURES)
    light = LightSettings(
        name="Key",
        group="key",
        shape=LightShape.DISTANT,
        intensity=irradiance,
        direction=as_vector(-direction),
        angle_deg=number(shot, source, "angle_deg", 1.0),
        kelvin=number(shot, kelvin_term, "kelvin", 5600.0) if kelvin_term else None,
    )
    if shot.term_of(HOURS):
        light = replace(light, color=_sun_color(shot, scene))
    define_light(stage, light)
    even = LightSettings(
        name="Dome",
        group="fill",
        shape=LightShape.DOME,
        intensity=irradiance * _FILL_SHARE,
        texture=shot.asset_path(make_neutral_dome(shot.assets), Department.LIGHTING),
    )
    define_light(stage, even)


def light_with_panorama(shot: Shot, stage: Usd.Stage, scene: LitScene) -> None:
    """Author a dome with a real panorama: the first, in the sample's order, that lights what the camera sees."""
    source = shot.term_of(SOURCES)
    turn = number(shot, source, "rotation_deg", 0.0)
    order = shot.rng("lighting/panorama").permutation(len(PANORAMAS))
    best: tuple[float, float, Path] | None = None
    for i in order:
        file = find_panorama(shot.assets, PANORAMAS[int(i)].name)
        on_card, strongest = _frontal_share(read_small_map(file), turn, scene)
        if best is None or on_card / strongest > best[0]:
            best = on_card / strongest, max(on_card, 0.45 * strongest), file
        if best[0] > 0.6:
            break
    assert best is not None
    stops = number(shot, source, "exposure_stops", 0.0)
    light = LightSettings(
        name="Dome",
        group="dome",
        shape=LightShape.DOME,
        intensity=np.pi * _EXPOSURE * np.pi / best[1],
        texture=shot.asset_path(best[2], Department.LIGHTING),
        azimuth_deg=turn,
        exposure_stops=stops,
    )
    define_light(stage, light)


def _read_sun(shot: Shot, scene: LitScene) -> SunPlace:
    hour = shot.term_of(HOURS)
    side = float(shot.rng("lighting/side").choice([-1.0, 1.0]))
    return SunPlace(
        elevation_deg=number(shot, hour, "sun_elevation_deg", 42.0),
        azimuth_deg=number(shot, hour, "sun_azimuth_deg", scene.camera.azimuth_deg + side * 50.0),
    )


def _direction(place: SunPlace) -> Vectors:
    a, e = np.radians([place.azimuth_deg, place.elevation_deg])
    return np.array([np.sin(a) * np.cos(e), -np.cos(a) * np.cos(e), np.sin(e)])


def _daylight_factor(scene: LitScene, sky: Sky, direction: Vectors, sun: Vectors) -> float:
    """What multiplies sun and sky so that the picture is well exposed."""
    azimuth = float(np.degrees(np.arctan2(direction[0], -direction[1])))
    on_card, strongest = _frontal_share(read_small_map(sky.picture), azimuth, scene)
    sunlight = float(luminance(sun)) * reaching(scene, direction)
    on_card += sunlight * max(0.0, float(direction @ scene.to_camera))
    level = float(np.cos(np.radians(scene.camera.pitch_deg)))  # from above, sunlit sides are hardly seen
    lit_side = max(_LEAST_LIT_SIDE_SHARE, _LIT_SIDE_SHARE * level)
    return float(ground_gain(scene) * _EXPOSURE * np.pi / max(on_card, lit_side * (sunlight + strongest)))


def _frontal_share(picture: SmallMap, turn_deg: float, scene: LitScene) -> tuple[float, float]:
    """Luminous irradiance of a dome of strength 1 on a card that faces the camera, and on the card best turned."""
    directions = picture.directions @ _world_from_dome(turn_deg).T
    weight = luminance(picture.radiance) * picture.solid_angle * reaching_of_map(scene, directions)
    cards = [scene.direction(a, e) for a in range(0, 360, 45) for e in (0.0, 45.0)] + [np.array([0.0, 0.0, 1.0])]
    received = [float(weight @ np.clip(directions @ card, 0.0, None)) for card in (scene.to_camera, *cards)]
    return received[0], max(received)


def _world_from_dome(turn_deg: float) -> Vectors:
    a = np.radians(turn_deg)
    turned = np.array([[np.cos(a), -np.sin(a), 0.0], [np.sin(a), np.cos(a), 0.0], [0.0, 0.0, 1.0]])
    upright = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, -1.0], [0.0, 1.0, 0.0]])
    return np.asarray(turned @ upright)


def _sky_light(shot: Shot, sky: Sky, place: SunPlace, factor: float) -> LightSettings:
    return LightSettings(
        name="Sky",
        group="sky",
        shape=LightShape.DOME,
        intensity=np.pi * factor,
        texture=shot.asset_path(sky.picture, Department.LIGHTING),
        azimuth_deg=place.azimuth_deg,
    )


def _sun_light(irradiance: Vectors, direction: Vectors, angle_deg: float) -> LightSettings:
    peak = float(irradiance.max())
    return LightSettings(
        name="Sun",
        group="sun",
        shape=LightShape.DISTANT,
        intensity=peak,
        direction=as_vector(-direction),
        angle_deg=angle_deg,
        color=as_vector(irradiance / peak),
    )


def _sun_color(shot: Shot, scene: LitScene) -> tuple[float, float, float]:
    light = sun_transmittance(_read_sun(shot, scene).elevation_deg, 2.5)
    return as_vector(light / luminance(light))
