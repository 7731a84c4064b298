"""The colour of the main light on a grey ball, and what the air does to a glowing card."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from pxr import Usd

from colorimetry.luminance import luminance
from colorimetry.rgb_xyz import xyz_from_rgb
from quality_control.contract import Measurement, ProbeShot, TermReading
from quality_control.measures.bare_stage import DRAWN, put_out_drawn, put_out_lamps
from quality_control.measures.light_probes import (
    ball_samples,
    ball_shot,
    card_mesh,
    look_at,
    set_probe,
    use_camera,
)
from quality_control.readers.light_plan import read_light_plan
from quality_control.readers.lighting import KELVIN_BANDS
from schemas.frame import Frame
from usd_scenes.cameras import camera_axes, read_camera
from usd_scenes.lights import read_light_group
from usd_scenes.semantics import FLUID_ROLES
from usd_scenes.subjects import read_subject

_MIRED_TOLERANCE = 8.0
_GAMUT_EDGE_K = 1950.0  # below, Rec.709 has no such colour: it is clipped, and reads up to 40 mired cooler
_MIRED_TOLERANCE_CLIPPED = 40.0
_AIR_DISTANCES_M = (1.0, 8.0)
_AIR_TOLERANCE = 0.01


class ColorTemperatureMeasure:
    """Correlated colour temperature of the main light's own AOV on a grey ball."""

    terms = frozenset(f"lighting.color_temperature.{name}" for name, _, _ in KELVIN_BANDS)

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:
        """The ball, seen from where the main light shines."""
        plan = read_light_plan(stage)
        main = plan.main
        centre = read_subject(stage).centre_m
        towards = main.elements.direction if main is not None else np.array([0.0, -1.0, 0.0])
        if main is not None and plan.is_silhouette:  # it never reaches the subject
            prim = stage.GetPrimAtPath(main.elements.path)
            return (_lamp_ball_shot(prim, f"light_{main.elements.group}"),)
        return (ball_shot("ball", (light_aov(reading, stage),), centre, _off_axis(towards)),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """Ohno 2013 by colour-science, in mired against the stage's kelvin."""
        _, radiance = ball_samples(frames["ball"], f"light_{lone_group(frames['ball'])}")
        light = luminance(radiance)
        mean = radiance[light > 0.4 * light.max()].mean(axis=0)
        value, expected = correlated_kelvin(mean), reading.number("kelvin")
        tolerance = _MIRED_TOLERANCE if expected >= _GAMUT_EDGE_K else _MIRED_TOLERANCE_CLIPPED
        return Measurement(
            term=reading.term,
            quantity="correlated colour temperature of the main light on a grey ball, K",
            value=value,
            expected=f"{expected:.0f} K",
            tolerance=f"{tolerance:.0f} mired",
            passed=abs(1e6 / value - 1e6 / expected) <= tolerance,
        )


class AirMeasure:
    """A glowing card near and far through the stage's air."""

    terms = frozenset({"lighting.atmosphere.clear"})

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """One picture a distance; set and subject are out of the way, effects stay."""
        return tuple(_air_shot(f"at_{distance:g}_m", stage, distance) for distance in _AIR_DISTANCES_M)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """How much of the card's radiance is left after the longer way."""
        near, far = (_middle(frames[f"at_{distance:g}_m"]) for distance in _AIR_DISTANCES_M)
        return Measurement(
            term=reading.term,
            quantity=f"radiance of a card at {_AIR_DISTANCES_M[1]:g} m over that at {_AIR_DISTANCES_M[0]:g} m",
            value=far / max(near, 1e-9),
            expected="1",
            tolerance=f"{_AIR_TOLERANCE}",
            passed=abs(far / max(near, 1e-9) - 1.0) <= _AIR_TOLERANCE,
        )


def correlated_kelvin(rgb: np.ndarray) -> float:
    """CCT of a scene-linear Rec.709 colour by Ohno's method (2013), from 1000 K up."""
    import colour

    uv = colour.UCS_to_uv(colour.XYZ_to_UCS(xyz_from_rgb(rgb)))
    return float(colour.temperature.uv_to_CCT_Ohno2013(uv)[0])


def light_aov(reading: TermReading, stage: Usd.Stage) -> str:
    """The AOV that gathers the light that a reading names."""
    return f"light_{read_light_group(stage.GetPrimAtPath(str(dict(reading.values)['light'])))}"


def lone_group(frame: Frame) -> str:
    """The light group of a probe picture that has one."""
    (aov,) = (name for name in frame.arrays if name.startswith("light_"))
    return aov.removeprefix("light_")


def _off_axis(towards: np.ndarray) -> np.ndarray:
    """A direction 25 degrees beside ``towards``, so that the probe camera is not in the lamp's way."""
    side = np.cross(towards, np.array([0.0, 0.0, 1.0]))
    side = side / np.linalg.norm(side) if np.linalg.norm(side) > 1e-3 else np.array([1.0, 0.0, 0.0])
    return np.asarray(towards * np.cos(np.radians(25.0)) + side * np.sin(np.radians(25.0)))


def _lamp_ball_shot(prim: Usd.Prim, aov: str) -> ProbeShot:
    """A ball half a metre before a lamp that does not shine on the subject."""
    from pxr import UsdGeom

    matrix = np.array(UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime()))
    metres = UsdGeom.GetStageMetersPerUnit(prim.GetStage())
    shine = -matrix[2, :3] / np.linalg.norm(matrix[2, :3])
    return ball_shot("ball", (aov,), matrix[3, :3] * metres + 0.6 * shine, _off_axis(-shine))


def _air_shot(name: str, stage: Usd.Stage, distance_m: float) -> ProbeShot:
    camera = read_camera(stage)
    subject = read_subject(stage)
    forward = camera_axes(camera.azimuth_deg, 0.0)[2]
    eye = subject.centre_m - forward * 4.0 + np.array([0.0, 0.0, 1.0])
    right = np.cross(forward, np.array([0.0, 0.0, 1.0]))

    def edit(stage: Usd.Stage) -> None:
        put_out_drawn(stage, DRAWN - FLUID_ROLES)
        put_out_lamps(stage)
        card = card_mesh(-forward, right, 0.5 * distance_m, 0.5 * distance_m)
        set_probe(stage, "Card", card, position=eye + forward * distance_m, emission=1.0)
        use_camera(stage, look_at(eye, eye + forward * distance_m))

    return ProbeShot(name=name, aovs=(), edit=edit, resolution=(24, 24), spp=8)


def _middle(frame: Frame) -> float:
    picture = luminance(frame.aov("beauty").astype(np.float64))
    height, width = picture.shape
    return float(picture[height // 3 : -height // 3, width // 3 : -width // 3].mean())
