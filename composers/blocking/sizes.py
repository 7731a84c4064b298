"""How large a subject may be: as lens and air need it."""

from __future__ import annotations

from math import inf, log

import numpy as np
from numpy.typing import NDArray

from composers.blocking.camera_choice import CameraChoice
from composers.brief import Brief
from composers.parameters import number
from usd_scenes.cameras import HORIZONTAL_APERTURE_MM

_SHALLOW = "camera.depth_of_field.shallow"
_DEEP = "camera.depth_of_field.deep"
_SMALLEST_F_STOP = 250.0  # for what is scaled, which has to stand on its plinth
_REAL_F_STOP = 64.0  # a macro lens at f/32, focused near
_LEAST_CLEARANCE_M = 0.06  # before the lens
_APERTURE_M = HORIZONTAL_APERTURE_MM / 1000.0
_DEEP_BLUR = 0.0016  # of the frame's width: it still counts as sharp
_WIDEST_F_STOP = 1.4  # a real lens, with some room for a background that is nearer than foreseen
_LEAST_BLUR = 0.02
_BACKGROUND_RATIO = 2.0  # its distance over the subject's, at least
_GROUND_RATIO = 1.36  # the same of the ground, seen from above
_LOOKS_DOWN_DEG, _STEEP_DEG = 20.0, 54.0
_MOST_HIGH = 1.3  # of a thing's width, seen from above in deep focus
_MOST_FOR_DEEP = 3.0  # times its own size: it has to stand on its plinth
_PLUME_SHARE = 0.6  # of a plume's height
_PLUME_SCALES = (0.7, 2.4)
_LEAST_OF_PLUME = 0.2
_MIST = "rendering.render_passes.mist"
_LEAST_IN_MIST_M = 0.35  # what is smaller is seen from before the mist begins


def is_modest(brief: Brief) -> bool:
    """Whether the picture needs a subject of the size of a vase wherever it stands."""
    return _SHALLOW in brief.spec.terms or _plume(brief) is not None


def fitted_scale(brief: Brief, camera: CameraChoice, scale: float, sides_m: NDArray[np.float64]) -> float:
    """The scale at which an abstract subject of ``sides_m`` (3,) along x, y and z suits the picture.

    A background dissolves only behind a subject that is not too large for lens and aperture, and stays sharp only
    behind one that is not too small; beside a plume the subject is a little lower than the plume.
    """
    plume, size_m = _plume(brief), float(sides_m.max())
    if plume is not None:
        wanted = _PLUME_SHARE * number(brief, plume, "plume_height_m", 0.9) / size_m
        scale = min(max(wanted, _PLUME_SCALES[0]), _PLUME_SCALES[1])
    scale = min(scale, largest_m(brief, camera) / size_m)
    if camera.depth_of_field == _DEEP:
        seen_m = float(sides_m[:2].max()) if camera.pitch_deg > _STEEP_DEG else size_m
        scale = min(max(scale, _smallest_deep_m(camera, _SMALLEST_F_STOP) / seen_m), _MOST_FOR_DEEP * scale)
    return round(scale, 4)


def largest_m(brief: Brief, camera: CameraChoice) -> float:
    """The size up to which a background dissolves as asked at the widest aperture; no limit where none is asked.

    Size over frame is distance over focal length, and the blur disc is f^2 / N (1 / subject - 1 / background).
    """
    if _SHALLOW not in brief.spec.terms:
        return inf
    ratio = _GROUND_RATIO if camera.pitch_deg > _LOOKS_DOWN_DEG else _BACKGROUND_RATIO
    blur = max(camera.blur_fraction, _LEAST_BLUR)
    return camera.focal_length_mm * (1.0 - 1.0 / ratio) * camera.fraction / (blur * _WIDEST_F_STOP) / 1000.0


def smallest_m(brief: Brief, camera: CameraChoice) -> float:
    """The size from which on a thing is not lost beside a plume, nor so near that it is touched or unsharp."""
    plume = _plume(brief)
    least = _LEAST_CLEARANCE_M * _APERTURE_M * camera.fraction / (camera.focal_length_mm / 1000.0)
    if plume is not None:
        least = max(least, _LEAST_OF_PLUME * number(brief, plume, "plume_height_m", 0.9))
    if camera.depth_of_field == _DEEP:
        least = max(least, _smallest_deep_m(camera, _REAL_F_STOP))
    return max(least, _LEAST_IN_MIST_M) if _MIST in brief.spec.terms else least


def strain(brief: Brief, camera: CameraChoice, size_m: float) -> float:
    """How far a size lies beyond what lens and air allow, as a logarithm; 0 where they allow it."""
    size = log(size_m)
    return max(log(smallest_m(brief, camera)) - size, size - log(largest_m(brief, camera)), 0.0)


def is_too_high(camera: CameraChoice, sides_m: NDArray[np.float64]) -> bool:
    """Whether a thing of ``sides_m`` (3,) reaches so near a camera above it that not all of it can be sharp."""
    from_above = camera.depth_of_field == _DEEP and camera.pitch_deg > _STEEP_DEG
    return from_above and float(sides_m[2]) > _MOST_HIGH * float(sides_m[:2].max())


def _smallest_deep_m(camera: CameraChoice, f_stop: float) -> float:
    """The size from which on near and far are sharp together at an aperture.

    The lens is focused between them, where either's disc is f^2 / (2 N distance).
    """
    return camera.focal_length_mm * camera.fraction / (2.0 * _DEEP_BLUR * f_stop) / 1000.0


def _plume(brief: Brief) -> str | None:
    steam = brief.term_of("gases.volumetrics")
    return brief.term_of("gases.smoke") or (steam if steam and steam.endswith(".steam") else None)
