"""Focus and aperture: how sharp the subject is and how much its background dissolves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from usd_scenes.cameras import HORIZONTAL_APERTURE_MM, CameraSettings, project
from usd_scenes.subjects import Subject

_DEFAULT_F_STOP = 8.0
_SHALLOW_F_STOPS = (1.2, 16.0)  # of a real lens; what would need a wider one is ruled out in constraints or sizes
_LEAST_SHALLOW_BLUR = 0.02  # the background is at several depths: even its nearer part has to dissolve
_DEEP_F_STOPS = (11.0, 500.0)  # beyond any real lens where the subject is tiny and near
_SHARP_FRACTION = 0.0011  # of the picture's width: a quarter of a pixel at 256 px


def focus_distance_m(subject: Subject, settings: CameraSettings, aspect: float) -> float:
    """Depth of the subject's front: what is nearest and near the middle of its visible part."""
    return float(np.percentile(_seen_depths_m(subject, settings, aspect, within=0.95), 20))


def nearest_m(subject: Subject, settings: CameraSettings, aspect: float) -> float:
    """Depth of the nearest of the subject's points in the picture."""
    return float(_seen_depths_m(subject, settings, aspect, within=1.0).min())


def _seen_depths_m(
    subject: Subject, settings: CameraSettings, aspect: float, *, within: float
) -> NDArray[np.float64]:
    """(n,) of the subject's points in that part of the frame; of all where none is."""
    seen = project(subject.points, settings, aspect)
    inside = seen[(np.abs(seen[:, :2]).max(axis=1) <= within) & (seen[:, 2] > 0.0)]
    return np.asarray(inside[:, 2] if len(inside) else np.abs(seen[:, 2]))


def focused(settings: CameraSettings, distance_m: float) -> CameraSettings:
    """The same camera focused at a depth, at a middling aperture."""
    return replace(settings, focus_distance_m=distance_m, f_stop=_DEFAULT_F_STOP)


def shallow(settings: CameraSettings, background_m: float, blur_fraction: float) -> CameraSettings:
    """The aperture whose blur disc at the background's depth is at least that share of the picture's width."""
    f_stop = _f_stop_for(settings, background_m, max(blur_fraction, _LEAST_SHALLOW_BLUR))
    return replace(settings, f_stop=float(np.clip(f_stop, *_SHALLOW_F_STOPS)))


def deep(settings: CameraSettings, nearest_m: float, background_m: float, f_stop: float) -> CameraSettings:
    """Focus between nearest surface and background, where both are as sharp, by at least ``f_stop``.

    The harmonic mean of two depths is blurred alike at both: a photographer's hyperfocal distance.
    """
    between_m = 2.0 * nearest_m * background_m / (nearest_m + background_m)
    settings = replace(settings, focus_distance_m=between_m)
    needed = max(_f_stop_for(settings, depth, _SHARP_FRACTION) for depth in (background_m, nearest_m))
    return replace(settings, f_stop=float(np.clip(max(needed, f_stop), *_DEEP_F_STOPS)))


def _f_stop_for(settings: CameraSettings, depth_m: float, blur_fraction: float) -> float:
    """The f-number of a blur disc: the inverse of `usd_scenes.cameras.blur_diameter_mm`."""
    focal, focus, depth = settings.focal_length_mm, settings.focus_distance_m * 1000.0, depth_m * 1000.0
    disc_mm = blur_fraction * HORIZONTAL_APERTURE_MM
    return focal * focal * abs(depth - focus) / (depth * focus) / disc_mm
