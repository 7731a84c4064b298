"""How large a subject may be: as lens and air need it."""

from __future__ import annotations

from composers.camera.choices import read_choice
from composers.parameters import number
from composers.shot import Shot

_SHALLOW = "camera.depth_of_field.shallow"
_WIDEST_F_STOP = 1.4  # a real lens, with some room for a background that is nearer than foreseen
_LEAST_BLUR = 0.02
_BACKGROUND_RATIO = 2.0  # its distance over the subject's, at least
_GROUND_RATIO = 1.36  # the same of the ground, seen from above
_LOOKS_DOWN_DEG = 20.0
_PLUME_SHARE = 0.6  # of a plume's height
_PLUME_SCALES = (0.7, 2.4)


def is_modest(shot: Shot) -> bool:
    """Whether the picture needs a subject of the size of a vase wherever it stands."""
    return _SHALLOW in shot.spec.terms or _plume(shot) is not None


def fitted_scale(shot: Shot, scale: float, size_m: float) -> float:
    """The scale at which a subject of ``size_m`` suits the picture.

    A background dissolves only behind a subject that is not too large for lens and aperture; beside a plume the
    subject is a little lower than the plume.
    """
    plume = _plume(shot)
    if plume is not None:
        wanted = _PLUME_SHARE * number(shot, plume, "plume_height_m", 0.9) / size_m
        scale = min(max(wanted, _PLUME_SCALES[0]), _PLUME_SCALES[1])
    if _SHALLOW in shot.spec.terms:
        scale = min(scale, _largest_shallow_m(shot) / size_m)
    return round(scale, 4)


def _largest_shallow_m(shot: Shot) -> float:
    """The size at which the background's blur disc is as wide as asked at the widest aperture.

    Size over frame is distance over focal length, and the disc is f^2 / N (1 / subject - 1 / background).
    """
    choice = read_choice(shot)
    ratio = _GROUND_RATIO if choice.pitch_deg > _LOOKS_DOWN_DEG else _BACKGROUND_RATIO
    blur = max(choice.blur_fraction, _LEAST_BLUR)
    return choice.focal_length_mm * (1.0 - 1.0 / ratio) * choice.fraction / (blur * _WIDEST_F_STOP) / 1000.0


def _plume(shot: Shot) -> str | None:
    steam = shot.term_of("gases.volumetrics")
    return shot.term_of("gases.smoke") or (steam if steam and steam.endswith(".steam") else None)
