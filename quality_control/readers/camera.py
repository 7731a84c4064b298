"""Camera terms read back from a composed stage: from the camera's transform and lens, and what it sees."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pxr import Usd

from quality_control.contract import TermReading
from schemas.errors import SceneError
from usd_scenes.cameras import (
    CameraSettings,
    blur_diameter_mm,
    conformed_apertures_mm,
    frame_lines,
    half_view,
    is_animated,
    picture_aspect,
    project,
    read_camera,
)
from usd_scenes.ray_casting import read_occluders
from usd_scenes.semantics import SET_ROLES, Role, find_of_roles
from usd_scenes.subjects import Subject, read_subject

type Band = tuple[str, float, float]

PITCH_BANDS: tuple[Band, ...] = (  # degrees, positive looks down
    ("worms_eye", -90.0, -39.0),
    ("low_angle", -28.0, -8.0),
    ("eye_level", -5.0, 8.0),
    ("high_angle", 22.0, 50.0),
    ("birds_eye", 54.0, 79.4),
    ("overhead", 79.4, 90.1),
)
SMALLEST_DUTCH_ROLL_DEG = 10.0
FOCAL_BANDS: tuple[Band, ...] = (  # millimetres on 36 mm
    ("ultra_wide", 7.9, 16.5),
    ("wide", 16.5, 35.5),
    ("normal", 35.5, 55.5),
    ("portrait", 55.5, 85.5),
    ("telephoto", 85.5, 200.5),
    ("super_telephoto", 200.5, 600.5),
)
FRAMING_BANDS: tuple[Band, ...] = (  # larger side of the subject over the frame's
    ("extreme_wide_shot", 0.02, 0.12),
    ("wide_shot", 0.13, 0.34),
    ("full_shot", 0.5, 0.8),
    ("medium_shot", 0.85, 1.3),
    ("close_up", 1.4, 2.4),
    ("extreme_close_up", 2.8, 7.0),
)
SHALLOW_BLUR = 0.0105  # of the frame's height
DEEP_BLUR = 0.0022
_LEAST_IN_FRAME = 0.5  # of what the frame could hold
_GRID = np.linspace(-0.95, 0.95, 5)
_SKY_M = 1000.0


class AngleReader:
    """Which angle the camera looks from, by its pitch and roll."""

    facets = ("camera.angles",)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """One angle at most: a rolled camera is a dutch angle, whatever its pitch."""
        camera = read_camera(stage)
        values = (
            ("pitch_deg", round(camera.pitch_deg, 4)),
            ("roll_deg", round(camera.roll_deg, 4)),
            ("azimuth_deg", round(camera.azimuth_deg, 4)),
        )
        if abs(camera.pitch_deg) < 54.0 and abs(camera.roll_deg) >= SMALLEST_DUTCH_ROLL_DEG:
            return (TermReading(term="camera.angles.dutch_angle", values=values),)
        return _in_bands("camera.angles", camera.pitch_deg, PITCH_BANDS, values)


class FocalLengthReader:
    """The class of the focal length on a frame 36 mm wide."""

    facets = ("camera.lenses.focal_lengths",)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """One class at most; none of an orthographic camera, which has no lens."""
        camera = read_camera(stage)
        if camera.orthographic:
            return ()
        equivalent = camera.focal_length_mm * 36.0 / camera.horizontal_aperture_mm
        field_of_view = 2.0 * np.degrees(np.arctan(half_view(camera, picture_aspect(stage))[0]))
        values = (("focal_length_mm", round(equivalent, 3)), ("field_of_view_deg", round(float(field_of_view), 4)))
        return _in_bands("camera.lenses.focal_lengths", equivalent, FOCAL_BANDS, values)


class FramingReader:
    """How much of the frame the subject takes, by projecting its points."""

    facets = ("camera.framing",)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """One framing at most; none where the camera stands within the subject, or does not see it."""
        camera, subject = read_camera(stage), _drawn_subject(stage)
        if subject is None:
            return ()
        seen = project(subject.points, camera, picture_aspect(stage))
        if seen[:, 2].min() <= 0.0 or not _is_in_frame(seen[:, :2]):
            return ()
        width, height = np.ptp(seen[:, :2], axis=0) / 2.0
        fraction = float(max(width, height))
        values = (
            ("subject_height_fraction", round(fraction, 4)),
            ("subject_width_over_height", round(float(width / height), 4)),
        )
        return _in_bands("camera.framing", fraction, FRAMING_BANDS, values)


class DepthOfFieldReader:
    """How much of the scene's depth is sharp, by the blur discs of background and foreground."""

    facets = ("camera.depth_of_field",)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """Shallow, medium or deep, or none in between."""
        camera, subject, aspect = read_camera(stage), _drawn_subject(stage), picture_aspect(stage)
        if subject is None:
            return ()
        background = _background_depth_m(stage, camera, aspect)
        height_mm = conformed_apertures_mm(camera, aspect)[1]
        blur = blur_diameter_mm(camera, background) / height_mm
        nearest = max(0.05 * camera.focus_distance_m, _nearest_seen_m(subject, camera, aspect))
        front = blur_diameter_mm(camera, nearest) / height_mm
        values = (
            ("background_blur_fraction", round(blur, 5)),
            ("foreground_blur_fraction", round(front, 5)),
            ("background_depth_m", round(background, 4)),
            ("focus_distance_m", round(camera.focus_distance_m, 4)),
            ("f_stop", round(camera.f_stop, 3)),
        )
        if blur >= SHALLOW_BLUR:
            return (TermReading(term="camera.depth_of_field.shallow", values=values),)
        if max(blur, front) <= DEEP_BLUR:
            return (TermReading(term="camera.depth_of_field.deep", values=values),)
        if 0.0028 <= blur <= 0.009:
            return (TermReading(term="camera.depth_of_field.medium", values=values),)
        return ()


class MovementReader:
    """Whether the camera moves."""

    facets = ("camera.movements",)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """Static where neither transform nor lens changes with time."""
        if is_animated(stage):
            return ()
        return (TermReading(term="camera.movements.static"),)


def _drawn_subject(stage: Usd.Stage) -> Subject | None:
    try:
        return read_subject(stage)
    except SceneError:
        return None


def _is_in_frame(seen: NDArray[np.float64]) -> bool:
    """Whether the frame holds so much of the box about (n, 2) places, either way, as it could."""
    low, high = seen.min(axis=0), seen.max(axis=0)
    inside = np.minimum(high, 1.0) - np.maximum(low, -1.0)
    return bool((inside >= _LEAST_IN_FRAME * np.minimum(high - low, 2.0)).all())


def _in_bands(
    facet: str, value: float, bands: tuple[Band, ...], values: tuple[tuple[str, float | str], ...]
) -> tuple[TermReading, ...]:
    for name, low, high in bands:
        if low <= value < high:
            return (TermReading(term=f"{facet}.{name}", values=values),)
    return ()


def _background_depth_m(stage: Usd.Stage, camera: CameraSettings, aspect: float) -> float:
    """Depth of what fills the frame about the subject; the sky counts as far away."""
    obstacles = read_occluders(stage, find_of_roles(stage, (*SET_ROLES, Role.PROP)))
    depths = obstacles.first_hit_m(*frame_lines(camera, aspect, _GRID))
    depths = np.minimum(depths, _SKY_M)
    far = depths[depths > 1.05 * camera.focus_distance_m]
    return float(np.percentile(far, 70)) if len(far) else 3.0 * camera.focus_distance_m


def _nearest_seen_m(subject: Subject, camera: CameraSettings, aspect: float) -> float:
    seen = project(subject.points, camera, aspect)
    inside = seen[(np.abs(seen[:, :2]).max(axis=1) <= 1.0) & (seen[:, 2] > 0.0), 2]
    return float(inside.min()) if len(inside) else camera.focus_distance_m


READERS = (AngleReader(), FocalLengthReader(), FramingReader(), DepthOfFieldReader(), MovementReader())
