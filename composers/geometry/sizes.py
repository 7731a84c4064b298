"""How large a subject may be: as lens and air need it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from composers.camera.choices import read_choice
from composers.parameters import number
from composers.shot import Shot

_SHALLOW = "camera.depth_of_field.shallow"
_DEEP = "camera.depth_of_field.deep"
_SMALLEST_F_STOP, _DEEP_BLUR = 500.0, 0.0016  # the disc as a share of the frame's width
_MOST_FOR_DEEP = 3.0  # times its own size: it has to stand on its plinth
_WIDEST_F_STOP = 1.4  # a real lens, with some room for a background that is nearer than foreseen
_LEAST_BLUR = 0.02
_BACKGROUND_RATIO = 2.0  # its distance over the subject's, at least
_GROUND_RATIO = 1.36  # the same of the ground, seen from above
_LOOKS_DOWN_DEG, _STEEP_DEG = 20.0, 54.0
_PLUME_SHARE = 0.6  # of a plume's height
_PLUME_SCALES = (0.7, 2.4)


def is_modest(shot: Shot) -> bool:
    """Whether the picture needs a subject of the size of a vase wherever it stands."""
    return _SHALLOW in shot.spec.terms or _plume(shot) is not None


def fitted_scale(shot: Shot, scale: float, sides_m: NDArray[np.float64]) -> float:
    """The scale at which a subject of ``sides_m`` (3,) along x, y and z suits the picture.

    A background dissolves only behind a subject that is not too large for lens and aperture, and stays sharp only
    behind one that is not too small; beside a plume the subject is a little lower than the plume.
    """
    plume, size_m = _plume(shot), float(sides_m.max())
    if plume is not None:
        wanted = _PLUME_SHARE * number(shot, plume, "plume_height_m", 0.9) / size_m
        scale = min(max(wanted, _PLUME_SCALES[0]), _PLUME_SCALES[1])
    if _SHALLOW in shot.spec.terms:
        scale = min(scale, _largest_shallow_m(shot) / size_m)
    if _DEEP in shot.spec.terms:
        scale = min(max(scale, _smallest_deep_m(shot) / _seen_m(shot, sides_m)), _MOST_FOR_DEEP * scale)
    return round(scale, 4)


def _largest_shallow_m(shot: Shot) -> float:
    """The size at which the background's blur disc is as wide as asked at the widest aperture.

    Size over frame is distance over focal length, and the disc is f^2 / N (1 / subject - 1 / background).
    """
    choice = read_choice(shot)
    ratio = _GROUND_RATIO if choice.pitch_deg > _LOOKS_DOWN_DEG else _BACKGROUND_RATIO
    blur = max(choice.blur_fraction, _LEAST_BLUR)
    return choice.focal_length_mm * (1.0 - 1.0 / ratio) * choice.fraction / (blur * _WIDEST_F_STOP) / 1000.0


def _smallest_deep_m(shot: Shot) -> float:
    """The size from which on what is far off is sharp at the smallest aperture: its disc is f^2 / (N distance)."""
    choice = read_choice(shot)
    return choice.focal_length_mm * choice.fraction / (_DEEP_BLUR * _SMALLEST_F_STOP) / 1000.0


def _seen_m(shot: Shot, sides_m: NDArray[np.float64]) -> float:
    """The larger side of a subject as the camera sees it."""
    from_above = read_choice(shot).pitch_deg > _STEEP_DEG
    return float(sides_m[:2].max() if from_above else sides_m.max())


def _plume(shot: Shot) -> str | None:
    steam = shot.term_of("gases.volumetrics")
    return shot.term_of("gases.smoke") or (steam if steam and steam.endswith(".steam") else None)
