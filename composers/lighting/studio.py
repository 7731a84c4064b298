"""Studio light: a setup's lamps as lights of the kind that the sample asks for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pxr import Usd

from assets.sky import make_neutral_dome
from composers.lighting.cards import Glow, define_key_card, define_tube
from composers.lighting.in_fog import bright_in_fog
from composers.lighting.lamps import NEUTRAL_KELVIN, Lamp, as_vector, bare_bulb, bulb, fitted, panel, parallel
from composers.lighting.setups import Setup, exposed, read_setup
from composers.parameters import number
from composers.shot import Shot
from usd_scenes.cameras import camera_axes
from usd_scenes.departments import Department
from usd_scenes.lights import LightSettings, LightShape, define_light
from usd_scenes.lit_scene import LitScene

SOURCES = "lighting.light_sources"
COLOR_TEMPERATURES = "lighting.color_temperature"

_DARK_OUTSIDE = 0.08  # radiance, where a setup leaves the backdrop dark: windows at dusk
_MAIN_GROUPS = ("key", "rim", "background")


def light_studio(shot: Shot, stage: Usd.Stage, scene: LitScene) -> None:
    """Author the sample's setup: lamps about the subject, then one for the backdrop."""
    setup = bright_in_fog(read_setup(shot), shot)
    source = shot.term_of(SOURCES)
    kind = (source or "").rpartition(".")[2]
    kelvin = number(shot, shot.term_of(COLOR_TEMPERATURES), "kelvin", 5600.0)
    groups = {lamp.group for lamp in setup.lamps} | ({"background"} if setup.background else set())
    main = "background" if "silhouette" in (shot.term_of("lighting.setup_types") or "") else None
    main = main or next(group for group in _MAIN_GROUPS if group in groups)
    for lamp in (fitted(scene, one) for one in exposed(setup, scene)):
        tinted = replace(lamp, kelvin=_kelvin_of(lamp.group, main, kelvin))
        if lamp.group == main:
            _define_main(shot, stage, scene, tinted, setup)
        else:
            define_light(stage, panel(scene, tinted))
    if shot.blocking.place is not None:
        define_light(stage, _outside(shot, setup))
    if setup.background and (shot.blocking.place is None or scene.backdrop() is not None):
        light = _backdrop_light(scene, setup, _kelvin_of("background", main, kelvin))
        define_light(stage, _as_kind(shot, kind, light) if main == "background" else light)


def _outside(shot: Shot, setup: Setup) -> LightSettings:
    """What windows show and metals mirror of the world beyond a place: as bright as the setup's backdrop, even."""
    return LightSettings(
        name="Outside",
        group="background",
        shape=LightShape.DOME,
        intensity=np.pi * max(setup.background, _DARK_OUTSIDE),
        texture=shot.asset_path(make_neutral_dome(shot.assets), Department.LIGHTING),
    )


def _kelvin_of(group: str, main: str, kelvin: float) -> float:
    """The main light has the sample's colour; the fill stands halfway to neutral, the others are neutral."""
    if group == main:
        return kelvin
    if group == "fill":
        return 2.0 / (1.0 / kelvin + 1.0 / NEUTRAL_KELVIN)
    return NEUTRAL_KELVIN


def _define_main(shot: Shot, stage: Usd.Stage, scene: LitScene, lamp: Lamp, setup: Setup) -> None:
    source = shot.term_of(SOURCES)
    kind = (source or "").rpartition(".")[2]
    if kind == "emissive_mesh":
        _define_glowing(shot, stage, scene, lamp, setup)
        return
    if kind == "area_light":
        size = number(shot, source, "size_m", 1.0)
        define_light(stage, panel(scene, fitted(scene, replace(lamp, size_m=(size, size)))))
    elif kind == "point_light":
        define_light(stage, bare_bulb(scene, lamp, number(shot, source, "radius_m", 0.06)))
    elif kind == "spot_light":
        define_light(stage, _as_cone(shot, bulb(scene, lamp, 0.05)))
    elif kind == "directional":
        define_light(stage, parallel(scene, lamp, number(shot, source, "angle_deg", 1.0)))
    else:
        define_light(stage, panel(scene, lamp))


def _define_glowing(shot: Shot, stage: Usd.Stage, scene: LitScene, lamp: Lamp, setup: Setup) -> None:
    source = shot.term_of(SOURCES)
    size = number(shot, source, "size_m", 0.6)
    radiance = number(shot, source, "radiance_ratio", 6.0) * max(setup.exposure, lamp.irradiance / np.pi)
    if lamp.name == "Kicker":
        define_light(stage, panel(scene, lamp))
        return
    define_key_card(shot, scene, lamp, radiance, size)
    kelvin = NEUTRAL_KELVIN if lamp.kelvin is None else lamp.kelvin
    tube = Glow(name="Tube", group="practical", radiance=radiance, kelvin=kelvin)
    define_tube(shot, scene, tube, size, key_irradiance=lamp.irradiance)


def _as_cone(shot: Shot, light: LightSettings) -> LightSettings:
    source = shot.term_of(SOURCES)
    return replace(
        light,
        cone_deg=number(shot, source, "cone_angle_deg", 30.0),
        cone_softness=number(shot, source, "edge_softness", 0.3),
    )


def _backdrop_light(scene: LitScene, setup: Setup, kelvin: float) -> LightSettings:
    """A wide panel above and before the backdrop, aimed at what the camera sees of it behind the subject."""
    target = scene.backdrop()
    if target is None:
        return _glowing_backdrop(scene, setup, kelvin)
    back = target - scene.subject.centre_m
    level = np.array([back[0], back[1], 0.0])
    level = level / np.linalg.norm(level)
    reach = min(3.2, 0.62 * float(np.linalg.norm(back)))
    position = target - level * reach + np.array([0.0, 0.0, 0.6 * reach])
    direction = (target - position) / np.linalg.norm(target - position)
    size, distance = (3.2, 1.0), float(np.linalg.norm(target - position))
    across = size[0] * size[1] / np.pi
    facing = max(0.3, float(direction @ level))
    irradiance = np.pi * setup.background / scene.backdrop_albedo / facing
    return LightSettings(
        name="Background",
        group="background",
        shape=LightShape.RECT,
        intensity=irradiance * (across + distance**2) / across,
        position_m=as_vector(position),
        direction=as_vector(direction),
        size_m=size,
        kelvin=kelvin,
        visible_to_camera=False,
    )


def _glowing_backdrop(scene: LitScene, setup: Setup, kelvin: float) -> LightSettings:
    """Where there is no wall: a panel behind the subject that fills the frame."""
    camera = scene.camera
    eye, forward = np.asarray(camera.eye_m), camera_axes(camera.azimuth_deg, camera.pitch_deg)[2]
    depth = float((scene.subject.centre_m - eye) @ forward) + 2.0 + 2.0 * scene.subject.radius_m
    position = eye + forward * depth
    width = 1.3 * camera.horizontal_aperture_mm / camera.focal_length_mm * depth
    return LightSettings(
        name="Background",
        group="background",
        shape=LightShape.RECT,
        intensity=np.pi * setup.background,
        position_m=as_vector(position),
        direction=as_vector(-forward),
        size_m=(width, width),
        kelvin=kelvin,
    )


def _as_kind(shot: Shot, kind: str, light: LightSettings) -> LightSettings:
    """The backdrop's light as the kind that the sample asks for, at the same irradiance."""
    source = shot.term_of(SOURCES)
    area = light.size_m[0] * light.size_m[1]
    if kind == "area_light":
        size = number(shot, source, "size_m", 1.0)
        return replace(light, size_m=(size, size), intensity=light.intensity * area / size**2)
    if kind in ("point_light", "spot_light"):
        radius = number(shot, source, "radius_m", 0.05)
        sphere = replace(
            light,
            shape=LightShape.SPHERE,
            size_m=(2 * radius, 2 * radius),
            intensity=light.intensity * area / (np.pi * radius**2),
        )
        return _as_cone(shot, sphere) if kind == "spot_light" else sphere
    return light
