"""Setups measured on a white ball: direction and strength of each light group, and the balance of the picture."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from pxr import Usd

from colorimetry.luminance import luminance
from quality_control.contract import Measurement, ProbeShot, TermReading
from quality_control.measures.bare_stage import DRAWN, put_out_drawn
from quality_control.measures.light_probes import ball_shot, brightest, camera_relative_deg, fit_light
from quality_control.readers.light_plan import read_light_plan
from quality_control.readers.setup_rules import HIGH_KEY_RATIO
from schemas.frame import Frame
from usd_scenes.cameras import read_camera
from usd_scenes.lights import find_lights, read_light_group
from usd_scenes.semantics import FLUID_ROLES, Role
from usd_scenes.subjects import read_subject

_RATIO_TOLERANCE = 0.15  # of the ratio
_ANGLE_TOLERANCE_DEG = 6.0
_BALL_VIEW_UP = 0.25
_SILHOUETTE_CONTRAST = 4.0
_SAME_DEPTH = 1e-3
_POROUS = 1.25  # the area without its holes, over the area


class SetupMeasure:
    """The setup's defining figure, from pictures alone.

    Key setups: the key's direction and the ratio of key to fill on the ball. Rim: the ratio of rear to front
    light. Silhouette and high key: the backdrop's luminance against the subject's in the picture itself.
    """

    terms = frozenset(
        f"lighting.setup_types.{name}"
        for name in (
            "three_point", "key_light_only", "rembrandt", "split", "butterfly", "loop",
            "rim", "silhouette", "high_key", "low_key",
        )
    )  # fmt: skip

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:
        """A ball from the front and from behind, and the picture itself with its masks."""
        camera, centre = read_camera(stage), read_subject(stage).centre_m
        a = np.radians(camera.azimuth_deg)
        level = np.array([np.sin(a), -np.cos(a), 0.0])
        aovs = tuple(f"light_{group}" for group in _groups(stage))
        up = np.array([0.0, 0.0, _BALL_VIEW_UP])
        views = {"front": level + up, "rear": -level + up}
        balls = tuple(ball_shot(n, aovs, centre, v / np.linalg.norm(v)) for n, v in views.items())
        if reading.term.rpartition(".")[2] in ("silhouette", "high_key"):
            size, aovs = (96, 96), ("instance_id", "camera_depth")
            picture = ProbeShot(name="picture", aovs=aovs, resolution=size, spp=12)
            return (*balls, picture, ProbeShot(name="alone", aovs=aovs, edit=_alone, resolution=size, spp=1))
        return balls

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The figure against what the stage says, and against the setup's definition."""
        name = reading.term.rpartition(".")[2]
        if name == "silhouette":
            return _silhouette(reading, frames)
        if name == "rim":
            return _rim(reading, frames)
        if name == "high_key":
            return _high_key(reading, frames)
        return _key(reading, frames)


def _key(reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
    """Where the key stands, and how much stronger than the fill it is."""
    front = frames["front"]
    direction, strength = fit_light(front, "key")
    azimuth, elevation = camera_relative_deg(direction, _camera_azimuth_deg(frames))
    expected = reading.number("key_azimuth_deg"), reading.number("key_elevation_deg")
    side = "right" if azimuth > 0 else "left"
    same_side = side == dict(reading.values)["key_side"] or expected[0] < 8.0
    fill = fit_light(front, "fill")[1] if "light_fill" in front.arrays else 0.0
    ratio = strength / max(fill, 1e-4 * strength)
    wanted = reading.number("key_fill_ratio")
    ratio_held = abs(ratio / wanted - 1.0) <= _RATIO_TOLERANCE or min(ratio, wanted) > 60.0
    off = max(abs(abs(azimuth) - expected[0]), abs(elevation - expected[1]))
    wanted_side = dict(reading.values)["key_side"]
    return Measurement(
        term=reading.term,
        quantity=f"key at {abs(azimuth):.0f} deg {side}, {elevation:.0f} deg up; key over fill on a white ball",
        value=min(ratio, 1e4),
        expected=f"{expected[0]:.0f} deg {wanted_side}, {expected[1]:.0f} deg up; ratio {wanted:.2f}",
        tolerance=f"{_ANGLE_TOLERANCE_DEG:.0f} deg; {_RATIO_TOLERANCE:.0%} of the ratio",
        passed=bool(off <= _ANGLE_TOLERANCE_DEG and same_side and ratio_held),
    )


def _rim(reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
    """The strongest light on the ball's back over that on its front."""
    normal, rear = brightest(frames["rear"], "rim")
    azimuth, _ = camera_relative_deg(normal, _camera_azimuth_deg(frames))
    front = max(
        fit_light(frames["front"], name.removeprefix("light_"))[1]
        for name in frames["front"].arrays
        if name.startswith("light_") and name not in ("light_rim", "light_background", "light_practical")
    )
    value, expected = rear / max(front, 1e-9), reading.number("rim_key_ratio")
    return Measurement(
        term=reading.term,
        quantity=f"light from behind ({abs(azimuth):.0f} deg) over light from the front, on a white ball",
        value=float(value),
        expected=f"{expected:.2f}, from more than 110 deg",
        tolerance="25 %",
        passed=bool(abs(value / expected - 1.0) <= 0.25 and abs(azimuth) > 110.0 and value > 1.5),
    )


def _silhouette(reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
    """Median luminance of what lies about the subject over the subject's, in the picture."""
    value = _backdrop_over_subject(frames["picture"], frames["alone"])
    return Measurement(
        term=reading.term,
        quantity="luminance about the subject over the subject's, in the picture",
        value=value,
        expected=f"at least {_SILHOUETTE_CONTRAST:g} (on a white ball without bounces: "
        f"{reading.number('background_subject_ratio'):.0f})",
        tolerance="one-sided",
        passed=value >= _SILHOUETTE_CONTRAST,
    )


def _high_key(reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
    """Key over fill, and a picture that is bright."""
    front = frames["front"]
    value = fit_light(front, "key")[1] / max(fit_light(front, "fill")[1], 1e-9)
    picture = luminance(frames["picture"].aov("beauty").astype(np.float64))
    expected = reading.number("key_fill_ratio")
    held = abs(value / expected - 1.0) <= _RATIO_TOLERANCE and value <= HIGH_KEY_RATIO * 1.1
    return Measurement(
        term=reading.term,
        quantity=f"key over fill on a white ball (median luminance of the picture {np.median(picture):.2f})",
        value=float(value),
        expected=f"{expected:.2f}",
        tolerance=f"{_RATIO_TOLERANCE:.0%}; median luminance at least 0.08",
        passed=bool(held and np.median(picture) >= 0.08),
    )


def _alone(stage: Usd.Stage) -> None:
    put_out_drawn(stage, DRAWN - {Role.SUBJECT, *FLUID_ROLES})


def _backdrop_over_subject(frame: Frame, alone: Frame) -> float:
    """The upper half of the frame but for the subject, over the subject, which ``alone`` shows alone.

    Lace and nets let the backdrop through their holes: of them the darkest quarter counts.
    """
    light = luminance(frame.aov("beauty").astype(np.float64))
    depth, own_depth = frame.aov("camera_depth")[..., 0], alone.aov("camera_depth")[..., 0]
    subject = (alone.aov("instance_id")[..., 0] > 0.5) & (np.abs(depth - own_depth) < _SAME_DEPTH * own_depth)
    upper = np.zeros_like(subject)
    upper[: subject.shape[0] * 6 // 10] = True
    about = upper & ~subject
    if not subject.any() or not about.any():
        return 0.0
    darkest = 25.0 if _is_porous(subject) else 50.0
    return float(np.percentile(light[about], 75) / max(np.percentile(light[subject], darkest), 1e-6))


def _is_porous(mask: NDArray[np.bool_]) -> bool:
    """Whether holes of a pixel or two are in much of it."""
    from scipy import ndimage

    closed = ndimage.binary_closing(mask, np.ones((3, 3)), iterations=1)
    return float(closed.sum()) > _POROUS * float(mask.sum())


def _camera_azimuth_deg(frames: Mapping[str, Frame]) -> float:
    """Of the main camera: the front ball is seen from its side."""
    camera = frames["front"].camera
    if camera is None:
        return 0.0
    back = np.asarray(camera.camera_from_world)[2, :3]
    return float(np.degrees(np.arctan2(back[0], -back[1])))


def _groups(stage: Usd.Stage) -> tuple[str, ...]:
    plan = read_light_plan(stage)
    found = {light.elements.group for light in plan.lights} | {read_light_group(p) for p in find_lights(stage)}
    return tuple(sorted(group for group in found if group))
