"""Where a camera must stand so that the subject has the asked size and place in the picture."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from usd_scenes.cameras import HORIZONTAL_APERTURE_MM, CameraSettings, camera_axes, project
from usd_scenes.subjects import Subject

WHOLE = 0.98
"""A subject that covers less than this of the frame is shown whole."""

_ROUNDS = 120
_CLOSE_ENOUGH = 2e-4
_LOWEST_EYE_M = 0.04
_CLEARANCE = (0.005, 0.02)  # metres, and of the subject's radius: from the lens to what is nearest of it
_TOUCHING_M = 0.001
_AS_ASKED = 0.01  # of the fraction
_ROOMIER = (1.0, 0.95)  # of the asked fraction: still the same framing, at either end of its range
_MARGIN = 0.04  # between a whole subject and the frame's edge, in half frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """What the picture asks of the camera's place.

    ``fraction`` is the subject's larger side in the picture over that side of the frame; above 1 it is cut.
    ``place`` is where the middle of the subject's rectangle stands, (x, y) in [-1, 1].
    """

    pitch_deg: float
    roll_deg: float
    focal_length_mm: float
    fraction: float
    place: tuple[float, float]
    aspect: float


def solve_camera(subject: Subject, framing: Framing, azimuth_deg: float, floor_m: float) -> CameraSettings:
    """The camera that sees ``subject`` as ``framing`` asks from ``azimuth_deg``, above the floor.

    A camera that would stand below the floor looks up from it with the subject lower in the frame; where that
    is not enough, the pitch gives way. One that would stand in the subject, as a wide lens may before a deep one,
    has the subject's middle in the middle, or a little smaller.
    """
    lowest_eye_m = floor_m + min(_LOWEST_EYE_M, 0.06 * subject.radius_m)
    points = subject.hull
    wanted, settings = _solve_outside(subject, points, _kept_inside(framing), azimuth_deg)
    if settings.eye_m[2] >= lowest_eye_m:
        return settings
    for attempt in _easier_framings(wanted, _half_height(points, settings, framing.aspect)):
        settings = _solve(subject, points, attempt, azimuth_deg)
        cut = _half_height(points, settings, framing.aspect) - 1.0 + _MARGIN - attempt.place[1]
        if framing.fraction < WHOLE and cut > 0.0:  # from there it is seen taller
            x, y = attempt.place
            settings = _solve(subject, points, replace(attempt, place=(x, y + cut)), azimuth_deg)
        if settings.eye_m[2] >= lowest_eye_m:
            return settings
    return settings


def is_cramped(subject: Subject, settings: CameraSettings, aspect: float) -> bool:
    """Whether something of the subject is so near to the lens that no photographer would stand there."""
    return _nearest_m(subject.hull, settings, aspect) < _clear_m(subject)


def is_framed(subject: Subject, settings: CameraSettings, framing: Framing) -> bool:
    """Whether the subject is seen as large as ``framing`` asks, or as the roomiest framing that still is it."""
    share = _seen_fraction(subject.hull, settings, framing.aspect) / framing.fraction
    return min(_ROOMIER) - _AS_ASKED < share < max(_ROOMIER) + _AS_ASKED


def _solve_outside(
    subject: Subject, points: NDArray[np.float64], framing: Framing, azimuth_deg: float
) -> tuple[Framing, CameraSettings]:
    """The framing as asked or, where its camera is cramped, the first easier one of which it is not.

    Where there is none, a camera that is cramped but sees what is asked; else one that keeps clear and sees less.
    """
    settings = _solve(subject, points, framing, azimuth_deg)
    if not is_cramped(subject, settings, framing.aspect):
        return framing, settings
    places = dict.fromkeys((framing.place, (0.0, 0.0)))
    easier = [
        replace(framing, fraction=framing.fraction * share, place=place) for share in _ROOMIER for place in places
    ]
    for attempt in easier[1:]:
        roomier = _solve(subject, points, attempt, azimuth_deg)
        if not is_cramped(subject, roomier, framing.aspect) and _is_as_asked(points, roomier, attempt):
            return attempt, roomier
    is_clear = _nearest_m(points, settings, framing.aspect) > _TOUCHING_M
    if is_clear and _is_as_asked(points, settings, framing):
        return framing, settings
    return framing, _solve(subject, points, framing, azimuth_deg, clear_m=_clear_m(subject))


def _clear_m(subject: Subject) -> float:
    metres, of_radius = _CLEARANCE
    return metres + of_radius * subject.radius_m


def _nearest_m(points: NDArray[np.float64], settings: CameraSettings, aspect: float) -> float:
    return float(project(points, settings, aspect)[:, 2].min())


def _is_as_asked(points: NDArray[np.float64], settings: CameraSettings, framing: Framing) -> bool:
    return abs(_seen_fraction(points, settings, framing.aspect) / framing.fraction - 1.0) < _AS_ASKED


def _seen_fraction(points: NDArray[np.float64], settings: CameraSettings, aspect: float) -> float:
    """The points' larger side in the picture over that side of the frame."""
    return float(np.ptp(project(points, settings, aspect)[:, :2], axis=0).max() / 2.0)


def _half_height(points: NDArray[np.float64], settings: CameraSettings, aspect: float) -> float:
    """Of the points in the picture, over half of the picture's."""
    return float(np.ptp(project(points, settings, aspect)[:, 1]) / 2.0)


def _easier_framings(framing: Framing, height: float) -> list[Framing]:
    """Lower places first, then flatter pitches; ``height`` is the subject's, over the frame's."""
    x, y = framing.place
    room = max(1.0 - height - _MARGIN, 0.0) if height < WHOLE else framing.fraction - 0.5
    lower = [replace(framing, place=(x, y + (-room - y) * step)) for step in np.linspace(0.2, 1.0, 5) if y > -room]
    last = lower[-1] if lower else framing
    flatter = [replace(last, pitch_deg=framing.pitch_deg * keep) for keep in (0.85, 0.7, 0.5, 0.3, 0.1, 0.0)]
    return [*lower, *flatter, replace(last, pitch_deg=5.0), replace(last, pitch_deg=15.0)]


def _kept_inside(framing: Framing) -> Framing:
    """The same framing with a place where a whole subject is not cut."""
    if framing.fraction >= WHOLE:
        return framing
    room = max(1.0 - framing.fraction - _MARGIN, 0.0)
    x, y = (float(np.clip(v, -room, room)) for v in framing.place)
    return replace(framing, place=(x, y))


def _solve(
    subject: Subject,
    points: NDArray[np.float64],
    framing: Framing,
    azimuth_deg: float,
    *,
    clear_m: float | None = None,
) -> CameraSettings:
    """Alternate between moving the camera across and along its line of sight until both errors vanish.

    With ``clear_m`` it comes no nearer to any of the points.
    """
    right, up, forward = camera_axes(azimuth_deg, framing.pitch_deg, framing.roll_deg)
    half_width = HORIZONTAL_APERTURE_MM / 2.0 / framing.focal_length_mm
    half_height = half_width / framing.aspect
    nearest = float(((points - subject.centre_m) @ forward).min())
    distance = subject.radius_m / min(half_width, half_height) / max(framing.fraction, 0.05)
    eye = subject.centre_m - forward * (distance - min(nearest, 0.0))
    settings = CameraSettings(
        eye_m=(0.0, 0.0, 0.0),
        azimuth_deg=azimuth_deg,
        pitch_deg=framing.pitch_deg,
        roll_deg=framing.roll_deg,
        focal_length_mm=framing.focal_length_mm,
        vertical_aperture_mm=HORIZONTAL_APERTURE_MM / framing.aspect,
    )
    for _ in range(_ROUNDS):
        settings = replace(settings, eye_m=(float(eye[0]), float(eye[1]), float(eye[2])))
        seen = project(points, settings, framing.aspect)
        low, high = seen[:, :2].min(axis=0), seen[:, :2].max(axis=0)
        front = float(seen[:, 2].min())
        error = (low + high) / 2.0 - np.asarray(framing.place)
        factor = float((high - low).max() / 2.0) / framing.fraction
        if max(abs(error[0]), abs(error[1]), abs(factor - 1.0)) < _CLOSE_ENOUGH:
            break
        # The front of a near subject moves and grows fastest, so the steps are taken from there.
        eye = eye + (right * error[0] * half_width + up * error[1] * half_height) * np.clip(front, 1e-3, None)
        back = float(np.clip((factor - 1.0) * front, -0.3 * front, 0.5 * front))
        eye = eye - forward * (back if clear_m is None else max(back, clear_m - front))
    return settings
