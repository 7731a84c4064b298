"""The hour of the day measured by the sun's height and side on a white ball, or by the sky's bright part."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from pxr import Usd

from colorimetry.luminance import luminance
from quality_control.contract import Measurement, ProbeShot, TermReading
from quality_control.measures.bare_stage import put_out_drawn
from quality_control.measures.light_color import light_aov, lone_group
from quality_control.measures.light_probes import (
    ball_shot,
    fit_light,
    look_at,
    use_camera,
)
from quality_control.readers.light_parts import LightPart
from quality_control.readers.light_plan import read_light_plan
from schemas.frame import Frame
from usd_scenes.subjects import read_subject

_TOLERANCE_DEG = 3.0
_SKY_TOLERANCE_DEG = 5.0
_BRIGHTEST = 600  # one of so many pixels


class HourMeasure:
    """Elevation and azimuth of the sun."""

    terms = frozenset(f"lighting.time_of_day.{name}" for name in ("noon", "golden_hour", "afternoon", "morning"))

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:
        """A ball in the sunlight; a sunless sky is looked at."""
        centre = read_subject(stage).centre_m
        sun = read_light_plan(stage).sun
        if sun is not None and sun.part is LightPart.SKY:
            return (_sky_shot(centre, reading),)
        towards = sun.elements.direction if sun is not None else np.array([0.0, -1.0, 0.0])
        side = np.cross(towards, np.array([0.0, 0.0, 1.0]))
        view = towards + 0.6 * side / max(float(np.linalg.norm(side)), 1e-6)
        aov = (light_aov(reading, stage),)
        return (ball_shot("ball", aov, centre, view / np.linalg.norm(view)),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """Elevation first; the azimuth must agree too."""
        if "sky" in frames:
            direction, tolerance = _brightest_direction(frames["sky"]), _SKY_TOLERANCE_DEG
        else:
            direction, tolerance = fit_light(frames["ball"], lone_group(frames["ball"]))[0], _TOLERANCE_DEG
        elevation = float(np.degrees(np.arcsin(np.clip(direction[2], -1.0, 1.0))))
        azimuth = float(np.degrees(np.arctan2(direction[0], -direction[1])))
        wanted = reading.number("sun_elevation_deg"), reading.number("sun_azimuth_deg")
        turn = abs((azimuth - wanted[1] + 180.0) % 360.0 - 180.0) * np.cos(np.radians(wanted[0]))
        return Measurement(
            term=reading.term,
            quantity=f"elevation of the sun, deg (azimuth {azimuth:.0f})",
            value=elevation,
            expected=f"{wanted[0]:.1f} deg (azimuth {wanted[1]:.0f})",
            tolerance=f"{tolerance:g} deg",
            passed=bool(abs(elevation - wanted[0]) <= tolerance and turn <= 2.0 * tolerance),
        )


def _sky_shot(centre: np.ndarray, reading: TermReading) -> ProbeShot:
    """The sky about its bright part, in the open."""
    a, e = np.radians([reading.number("sun_azimuth_deg"), max(reading.number("sun_elevation_deg"), 15.0)])
    direction = np.array([np.sin(a) * np.cos(e), -np.cos(a) * np.cos(e), np.sin(e)])

    def edit(stage: Usd.Stage) -> None:
        put_out_drawn(stage)
        use_camera(stage, look_at(centre, centre + direction, focal_length_mm=16.0))

    return ProbeShot(name="sky", aovs=(), edit=edit, resolution=(96, 96), spp=4)


def _brightest_direction(frame: Frame) -> np.ndarray:
    """Mean direction in the world of a picture's brightest pixels, so few that no bright horizon is among them."""
    picture = luminance(frame.aov("beauty").astype(np.float64))
    height, width = picture.shape
    rows, columns = np.unravel_index(np.argsort(picture.ravel())[-height * width // _BRIGHTEST :], picture.shape)
    camera = frame.camera
    matrix = np.asarray(camera.camera_from_world) if camera else np.eye(4)
    projection = np.asarray(camera.ndc_from_camera) if camera else np.eye(4)
    x = ((columns + 0.5) / width * 2 - 1) / projection[0, 0]
    y = (1 - (rows + 0.5) / height * 2) / projection[1, 1]
    rays = np.stack([x, y, -np.ones_like(x)], axis=1)
    rays = rays / np.linalg.norm(rays, axis=1, keepdims=True)
    direction = rays.mean(axis=0) @ matrix[:3, :3]
    return np.asarray(direction / np.linalg.norm(direction))
