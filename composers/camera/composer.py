"""The camera department: one camera that frames the subject as the sample's terms ask."""

from __future__ import annotations

from dataclasses import replace

from composers.blocking.camera_choice import (
    ANGLES,
    DEPTH_OF_FIELD,
    FOCAL_LENGTHS,
    FRAMING,
    MOVEMENTS,
    CameraChoice,
)
from composers.camera.detail import CLOSE, telling_place
from composers.camera.focus import deep, focus_distance_m, focused, shallow
from composers.camera.framing import Framing
from composers.camera.viewpoint import background_depth_m, choose_view, read_surroundings
from composers.parameters import number
from composers.shot import Shot
from usd_scenes import prim_paths
from usd_scenes.cameras import define_camera, picture_aspect, project
from usd_scenes.departments import Department
from usd_scenes.subjects import read_subject

_TERMS = {
    ANGLES: ("eye_level", "high_angle", "low_angle", "overhead", "dutch_angle"),
    FOCAL_LENGTHS: ("ultra_wide", "wide", "normal", "portrait", "telephoto"),
    FRAMING: ("wide_shot", "full_shot", "medium_shot", "close_up"),
    DEPTH_OF_FIELD: ("shallow", "deep"),
    MOVEMENTS: ("static",),
}
_OPEN_AIR = ("sun", "sky", "hdri")


class CameraComposer:
    """Frames /World/Subject (or /World/Fx) with a camera at /World/Cameras/Main."""

    category = "camera"
    department = Department.CAMERA
    after = ("textures",)
    terms = frozenset(f"{facet}.{name}" for facet, names in _TERMS.items() for name in names)

    def compose(self, shot: Shot) -> None:
        """Author the camera: framing first, then the side it looks from, then focus and aperture."""
        choice, subject = shot.blocking.camera, read_subject(shot.stage)
        aspect = picture_aspect(shot.stage)
        source = shot.term_of("lighting.light_sources") or ""
        open_air = source.rpartition(".")[2] in _OPEN_AIR
        surroundings = read_surroundings(shot.stage, subject, open_air=open_air)
        framing = Framing(
            pitch_deg=choice.pitch_deg,
            roll_deg=choice.roll_deg,
            focal_length_mm=choice.focal_length_mm,
            fraction=choice.fraction,
            place=_place(choice),
            aspect=aspect,
        )
        if choice.fraction >= CLOSE:
            framing = replace(
                framing, place=telling_place(subject, framing, choice.azimuth_deg, surroundings.floor_m)
            )
        settings = choose_view(
            subject, framing, surroundings, wanted_deg=choice.azimuth_deg, rng=shot.rng("camera/azimuth")
        )
        settings = focused(settings, focus_distance_m(subject, settings, aspect))
        term = (choice.depth_of_field or "").rpartition(".")[2]
        if term == "shallow":
            nearer = background_depth_m(settings, aspect, surroundings.obstacles, percentile=50.0)
            settings = shallow(settings, nearer, choice.blur_fraction)
        elif term == "deep":
            background = background_depth_m(settings, aspect, surroundings.obstacles, percentile=90.0)
            nearest = float(project(subject.points, settings, aspect)[:, 2].min())
            least = number(shot, choice.depth_of_field, "f_stop", 11.0)
            settings = deep(settings, max(background, 3.0 * settings.focus_distance_m), nearest, least)
        with shot.edit(self.department) as stage:
            define_camera(stage, prim_paths.MAIN_CAMERA, settings)


def _place(choice: CameraChoice) -> tuple[float, float]:
    """Where the subject's middle stands: a whole one a little low, with headroom; a cut one keeps its top."""
    across = 2.0 * choice.horizontal_offset_fraction
    if choice.fraction < 0.98:
        above = 0.0 if choice.pitch_deg > 70.0 else -0.25 * (1.0 - choice.fraction)
        return across, above
    return 0.0, max(0.85 - choice.fraction, -0.4) if choice.fraction < CLOSE else -0.1
