"""Kinds of light measured by what they do: penumbrae, falloff, a cone's edge, a visible glow, a surround."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from pxr import Gf, Usd, UsdGeom, UsdLux

from colorimetry.luminance import luminance
from quality_control.contract import Measurement, ProbeShot, TermReading
from quality_control.measures.bare_stage import put_out_drawn, put_out_lamps
from quality_control.measures.light_color import light_aov, lone_group
from quality_control.measures.light_probes import (
    ALBEDO,
    ball_samples,
    ball_shot,
    blade_shot,
    card_mesh,
    fit_light,
    look_at,
    set_probe,
    shadow_profile,
    spread_px,
    subject_ball_shot,
    use_camera,
)
from quality_control.readers.light_plan import CARD_TILT_DEG, PlannedLight, read_light_plan
from schemas.errors import SceneError
from schemas.frame import Frame
from usd_scenes.subjects import read_subject

_PENUMBRA_TOLERANCE = 0.2
_FALLOFF_TOLERANCE = 0.06
_CONE_TOLERANCE_DEG = 1.5
_GLOW_TOLERANCE = 0.05
_GLOW_VIEW = (384, 384)  # pixels: a thin tube in a wide shot covers some whole ones
_SURROUND_TOLERANCE = 0.1
_SURROUND_SPP = 384  # a sun in a panorama is a few pixels of its picture
_FAR_STEP = 0.6  # of the lamp's distance


class PenumbraMeasure:
    """The width of a blade's half-shadow gives the angle that the source fills."""

    terms = frozenset(
        {"lighting.light_sources.area_light", "lighting.light_sources.sun", "lighting.light_sources.directional"}
    )

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """The blade before a card in the light, which it faces; the view spans some six half-shadows."""
        light = _main(stage)
        height = _blade_height_m(light.distance_m)
        expected = _penumbra_m(light.angular_width_deg, light.distance_m, height)
        group = light.elements.group
        span = max(5.0 * expected, 0.004)
        centre, towards = _lit_place(light, stage)
        shot = blade_shot("blade", group, centre, to_light=towards, height_m=height, span_m=span)
        return (_in_one_light(shot, light),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """Spread of the shadow's edge, turned into the source's angular width."""
        frame, distance = frames["blade"], reading.number("distance_m")
        height = _blade_height_m(distance)
        spread_m = spread_px(shadow_profile(frame, lone_group(frame))) * _pixel_m(frame)
        disc = 4.0 if distance == 0.0 else float(np.sqrt(12.0))  # disc or box: width over standard deviation
        penumbra = spread_m * disc
        value = _width_deg(penumbra, distance, height)
        expected = reading.number("angular_width_deg")
        return Measurement(
            term=reading.term,
            quantity="angular width of the source, deg, from the half-shadow of a blade",
            value=value,
            expected=f"{expected:.2f} deg",
            tolerance=f"{_PENUMBRA_TOLERANCE:.0%}",
            passed=abs(value / expected - 1.0) <= _PENUMBRA_TOLERANCE,
        )


class FalloffMeasure:
    """Light that falls with the square of the distance, alike to all sides: a point light."""

    terms = frozenset({"lighting.light_sources.point_light"})

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """Balls at the subject, farther off, and on the lamp's other side."""
        light = _main(stage)
        lamp, towards = _lamp_place(light, stage), _towards(light, stage)
        near = lamp - towards * light.distance_m
        places = {
            "near": (near, towards),
            "far": (near - towards * _FAR_STEP * light.distance_m, towards),
            "other_side": (lamp + towards * light.distance_m, -towards),
        }
        aov = (f"light_{light.elements.group}",)
        shots = (ball_shot(name, aov, place, _beside(view)) for name, (place, view) in places.items())
        return tuple(_in_one_light(shot, light) for shot in shots)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """Near over far against the inverse square, and the other side against the near one."""
        strength = {name: fit_light(frame, lone_group(frame))[1] for name, frame in frames.items()}
        value = strength["near"] / max(strength["far"], 1e-9)
        expected = (1.0 + _FAR_STEP) ** 2
        alike = strength["other_side"] / max(strength["near"], 1e-9)
        return Measurement(
            term=reading.term,
            quantity=f"irradiance near over {1 + _FAR_STEP:g} times as far (other side over near: {alike:.3f})",
            value=float(value),
            expected=f"{expected:.2f}, and 1 to the other side",
            tolerance=f"{_FALLOFF_TOLERANCE:.0%}",
            passed=bool(max(abs(value / expected - 1.0), abs(alike - 1.0)) <= _FALLOFF_TOLERANCE),
        )


class ConeMeasure:
    """The edge of a spot light's pool on a card square to its axis."""

    terms = frozenset({"lighting.light_sources.spot_light"})

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """The card, seen from the lamp."""
        light = _main(stage)
        lamp = _lamp_place(light, stage)
        shine = _shine(light, stage)
        side = np.cross(shine, np.array([0.0, 0.0, 1.0]))
        side = side / np.linalg.norm(side)
        aov = f"light_{light.elements.group}"

        def edit(stage: Usd.Stage) -> None:
            put_out_drawn(stage)
            put_out_lamps(stage, keep=light.elements.path)
            set_probe(stage, "Card", card_mesh(-shine, side, 2.5, 2.5), position=lamp + shine * 1.5)
            use_camera(stage, look_at(lamp + shine * 0.1, lamp + shine * 1.5, focal_length_mm=15.0))

        return (ProbeShot(name="pool", aovs=(aov, "position"), edit=edit, resolution=(128, 128), spp=16),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The angle at which the light has fallen to half, the card's slant taken out."""
        frame = frames["pool"]
        angle, light = _by_angle(frame, lone_group(frame))
        plateau = float(np.median(light[angle < 8.0]))
        bins = np.arange(0.0, 55.0, 1.0)
        count, _ = np.histogram(angle, bins=np.append(bins, 55.0))
        total, _ = np.histogram(angle, bins=np.append(bins, 55.0), weights=light)
        profile = np.where(count > 0, total / np.maximum(count, 1), plateau)
        below = np.flatnonzero(profile < 0.5 * plateau)
        value = _crossing(bins + 0.5, profile / plateau, int(below[0])) if len(below) else 90.0
        cone, softness = reading.number("cone_angle_deg"), reading.number("edge_softness")
        expected = cone * (1.0 - softness / 2.0)
        return Measurement(
            term=reading.term,
            quantity="angle from the axis at which the pool has half its light, deg",
            value=value,
            expected=f"{expected:.1f} deg (cone {cone:.0f} deg, softness {softness:.2f})",
            tolerance=f"{_CONE_TOLERANCE_DEG} deg",
            passed=abs(value - expected) <= _CONE_TOLERANCE_DEG,
        )


class GlowMeasure:
    """A glowing mesh that is seen in the picture and lights the subject."""

    terms = frozenset({"lighting.light_sources.emissive_mesh"})

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:
        """The picture with its emission, and a ball in the glow."""
        picture = ProbeShot(name="picture", aovs=("emission",), resolution=_GLOW_VIEW, spp=8)
        return (picture, subject_ball_shot("ball", (light_aov(reading, stage),), stage))

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """Radiance of the glow where it is seen whole."""
        emission = luminance(frames["picture"].aov("emission").astype(np.float64))
        seen = float((emission > 0.05).mean())
        value = float(np.percentile(emission[emission > 0.05], 95)) if seen > 0 else 0.0
        expected = reading.number("radiance")
        lit = fit_light(frames["ball"], lone_group(frames["ball"]))[1]
        return Measurement(
            term=reading.term,
            quantity=f"radiance of the visible glow ({seen:.2%} of the picture; it gives the subject {lit:.2f})",
            value=value,
            expected=f"{expected:.2f}, seen in at least 0.05 % of the picture",
            tolerance=f"{_GLOW_TOLERANCE:.0%}",
            passed=abs(value / expected - 1.0) <= _GLOW_TOLERANCE and seen >= 0.0005 and lit > 0.3,
        )


class SurroundMeasure:
    """Light from all round: five sides of a ball against the picture on the dome."""

    terms = frozenset({"lighting.light_sources.hdri", "lighting.light_sources.sky"})

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:
        """A ball at the subject's place, seen from the camera's."""
        ball = subject_ball_shot("ball", (light_aov(reading, stage),), stage)
        return (replace(ball, spp=_SURROUND_SPP),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The worst of the five sides."""
        frame = frames["ball"]
        normals, radiance = ball_samples(frame, f"light_{lone_group(frame)}")
        light = luminance(radiance) * np.pi / ALBEDO
        worst, parts = 0.0, []
        most = max(reading.number(f"irradiance_{name}") for name in _view_cards(frame))
        for name, normal in _view_cards(frame).items():
            near = normals @ normal > np.cos(np.radians(11.0))
            value, expected = float(light[near].mean()), reading.number(f"irradiance_{name}")
            worst = max(worst, abs(value - expected) / most)
            parts.append(f"{name} {value:.2f}/{expected:.2f}")
        return Measurement(
            term=reading.term,
            quantity=f"largest error of light on five sides of a ball, over the brightest ({', '.join(parts)})",
            value=worst,
            expected="0: the dome's picture, as turned",
            tolerance=f"{_SURROUND_TOLERANCE:.0%}",
            passed=worst <= _SURROUND_TOLERANCE,
        )


def _crossing(angle: np.ndarray, profile: np.ndarray, first: int) -> float:
    """Where a falling profile passes one half, between its samples."""
    if first == 0:
        return float(angle[0])
    high, low = float(profile[first - 1]), float(profile[first])
    return float(angle[first - 1] + (angle[first] - angle[first - 1]) * (high - 0.5) / max(high - low, 1e-9))


def _main(stage: Usd.Stage) -> PlannedLight:
    main = read_light_plan(stage).main
    if main is None:
        raise SceneError("no light to measure", layer=stage.GetRootLayer().identifier)
    return main


def _in_one_light(shot: ProbeShot, light: PlannedLight) -> ProbeShot:
    """The probe without the lamps that share the light's group, such as the second of two rims."""
    edit, path = shot.edit, light.elements.path

    def alone(stage: Usd.Stage) -> None:
        put_out_lamps(stage, keep=path)
        if edit is not None:
            edit(stage)

    return replace(shot, edit=alone)


def _lamp_matrix(light: PlannedLight, stage: Usd.Stage) -> Gf.Matrix4d:
    prim = UsdGeom.Xformable(stage.GetPrimAtPath(light.elements.path))
    return prim.ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime())


def _lamp_place(light: PlannedLight, stage: Usd.Stage) -> np.ndarray:
    place = np.array(_lamp_matrix(light, stage).ExtractTranslation())
    return np.asarray(place * UsdGeom.GetStageMetersPerUnit(stage))


def _shine(light: PlannedLight, stage: Usd.Stage) -> np.ndarray:
    """Unit vector in which a lamp shines: its -Z."""
    return -np.array(_lamp_matrix(light, stage).GetRow3(2).GetNormalized())


def _towards(light: PlannedLight, stage: Usd.Stage) -> np.ndarray:
    """Unit vector from the subject's middle to the light's middle."""
    if light.distance_m == 0.0:
        return np.asarray(light.elements.direction)
    offset = _lamp_place(light, stage) - read_subject(stage).centre_m
    return np.asarray(offset / np.linalg.norm(offset))


def _lit_place(light: PlannedLight, stage: Usd.Stage) -> tuple[np.ndarray, np.ndarray]:
    """The subject's middle and the unit vector to the light; before a lamp that looks away, as far from it."""
    centre, towards = read_subject(stage).centre_m, _towards(light, stage)
    if not stage.GetPrimAtPath(light.elements.path).IsA(UsdLux.RectLight):
        return centre, towards
    axis = _shine(light, stage)
    if axis @ towards < 0.0:
        return centre, towards
    return _lamp_place(light, stage) + axis * light.distance_m, -axis


def _beside(towards: np.ndarray) -> np.ndarray:
    side = np.cross(towards, np.array([0.0, 0.0, 1.0]))
    side = side / max(float(np.linalg.norm(side)), 1e-6)
    return np.asarray(towards * 0.9 + side * 0.436)


def _blade_height_m(distance_m: float) -> float:
    """How far before the card the blade stands: near, where the light's own falloff would tilt the edge."""
    return 0.5 if distance_m == 0.0 else 0.06 * distance_m


def _penumbra_m(width_deg: float, distance_m: float, height_m: float) -> float:
    """Width of the half-shadow on the card, metres."""
    across = 2.0 * np.tan(np.radians(width_deg) / 2.0)
    if distance_m == 0.0:
        return float(across * height_m)
    return float(across * distance_m * height_m / (distance_m - height_m))


def _width_deg(penumbra_m: float, distance_m: float, height_m: float) -> float:
    across = penumbra_m / height_m
    if distance_m > 0.0:
        across = penumbra_m * (distance_m - height_m) / height_m / distance_m
    return float(2.0 * np.degrees(np.arctan(across / 2.0)))


def _pixel_m(frame: Frame) -> float:
    """Metres on the card between neighbouring pixels of a row, from the position AOV."""
    row = frame.aov("position")[frame.resolution[1] // 2].astype(np.float64)
    return float(np.median(np.linalg.norm(np.diff(row, axis=0), axis=1)))


def _by_angle(frame: Frame, group: str) -> tuple[np.ndarray, np.ndarray]:
    """(angle from the axis in degrees, light with the card's slant and distance taken out), a pixel each."""
    light = luminance(frame.aov(f"light_{group}").astype(np.float64))
    position = frame.aov("position").astype(np.float64)
    height, width = light.shape
    middle = position[height // 2 - 1 : height // 2 + 1, width // 2 - 1 : width // 2 + 1].mean(axis=(0, 1))
    angle = np.arctan(np.linalg.norm(position - middle, axis=2) / 1.5)
    seen = np.linalg.norm(position, axis=2) > 0
    return np.degrees(angle[seen]), light[seen] / np.cos(angle[seen]) ** 4


def _view_cards(frame: Frame) -> dict[str, np.ndarray]:
    """The normals of `readers.light_plan.card_normals`, from the frame's own camera."""
    if frame.camera is None:
        raise SceneError("the frame carries no camera")
    right, up, back = np.asarray(frame.camera.camera_from_world)[:3, :3]
    c, s = np.cos(np.radians(CARD_TILT_DEG)), np.sin(np.radians(CARD_TILT_DEG))
    turned = {"right": right, "left": -right, "top": up, "bottom": -up}
    return {"front": back, **{name: back * c + axis * s for name, axis in turned.items()}}
