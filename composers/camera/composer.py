"""The camera department: one camera that frames the subject as the sample's terms ask."""

from __future__ import annotations

from composers.blocking.camera_choice import (
    ANGLES,
    DEPTH_OF_FIELD,
    FOCAL_LENGTHS,
    FRAMING,
    MOVEMENTS,
)
from composers.camera.aim import aimed_camera, is_open_air
from composers.camera.focus import deep, focus_distance_m, focused, nearest_m, shallow
from composers.camera.viewpoint import background_depth_m, read_surroundings
from composers.parameters import number
from composers.shot import Shot
from usd_scenes import prim_paths
from usd_scenes.cameras import CameraSettings, define_camera, picture_aspect
from usd_scenes.departments import Department
from usd_scenes.ray_casting import Occluders
from usd_scenes.subjects import Subject, read_subject

_TERMS = {
    ANGLES: ("eye_level", "high_angle", "low_angle", "overhead", "dutch_angle"),
    FOCAL_LENGTHS: ("ultra_wide", "wide", "normal", "portrait", "telephoto"),
    FRAMING: ("wide_shot", "full_shot", "medium_shot", "close_up"),
    DEPTH_OF_FIELD: ("shallow", "deep"),
    MOVEMENTS: ("static",),
}


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
        surroundings = read_surroundings(shot.stage, subject, open_air=is_open_air(shot))
        settings = aimed_camera(shot, choice, subject, surroundings, aspect=aspect)
        settings = _focused(shot, subject, settings, surroundings.obstacles, aspect)
        with shot.edit(self.department) as stage:
            define_camera(stage, prim_paths.MAIN_CAMERA, settings)


def _focused(
    shot: Shot, subject: Subject, settings: CameraSettings, obstacles: Occluders, aspect: float
) -> CameraSettings:
    """The same camera with focus and aperture as the sample asks."""
    choice = shot.blocking.camera
    settings = focused(settings, focus_distance_m(subject, settings, aspect))
    term = (choice.depth_of_field or "").rpartition(".")[2]
    if term == "shallow":
        nearer_m = background_depth_m(settings, aspect, obstacles, percentile=50.0)
        return shallow(settings, nearer_m, choice.blur_fraction)
    if term == "deep":
        farthest_m = background_depth_m(settings, aspect, obstacles, percentile=90.0)
        least = number(shot, choice.depth_of_field, "f_stop", 11.0)
        far_m = max(farthest_m, 3.0 * settings.focus_distance_m)
        return deep(settings, nearest_m(subject, settings, aspect), far_m, least)
    return settings
