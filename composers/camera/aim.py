"""Where the camera stands: known before anything is authored, and asked for by whoever plans a place."""

from __future__ import annotations

from dataclasses import replace

from composers.blocking.camera_choice import CameraChoice
from composers.brief import Brief
from composers.camera.detail import CLOSE, cut_place, telling_place, whole_place
from composers.camera.framing import WHOLE, Framing
from composers.camera.viewpoint import Surroundings, choose_view
from usd_scenes.cameras import CameraSettings
from usd_scenes.subjects import Subject

_OPEN_AIR = ("sun", "sky", "hdri")


def is_open_air(brief: Brief) -> bool:
    """Whether nothing but sky may be behind the sample's subject."""
    source = brief.term_of("lighting.light_sources") or ""
    return source.rpartition(".")[2] in _OPEN_AIR


def aimed_camera(
    brief: Brief, choice: CameraChoice, subject: Subject, surroundings: Surroundings, *, aspect: float
) -> CameraSettings:
    """The camera where it stands, not yet focused."""
    framing = _framing(choice, subject, aspect, surroundings.floor_m)
    rng = brief.rng("camera/azimuth")
    return choose_view(subject, framing, surroundings, wanted_deg=choice.azimuth_deg, rng=rng)


def _framing(choice: CameraChoice, subject: Subject, aspect: float, floor_m: float) -> Framing:
    """What the choice asks of the camera's place, with the subject where it shows best."""
    framing = Framing(
        pitch_deg=choice.pitch_deg,
        roll_deg=choice.roll_deg,
        focal_length_mm=choice.focal_length_mm,
        fraction=choice.fraction,
        place=(0.0, 0.0),
        aspect=aspect,
    )
    if choice.detail:
        return framing
    if choice.fraction < WHOLE:
        return replace(framing, place=whole_place(framing, 2.0 * choice.horizontal_offset_fraction))
    find_place = telling_place if choice.fraction >= CLOSE else cut_place
    return replace(framing, place=find_place(subject, framing, choice.azimuth_deg, floor_m))
