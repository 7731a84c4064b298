"""The view that geometry is measured in: the subject alone, matt, seen from in front and above."""

from __future__ import annotations

from pxr import Usd

from quality_control.contract import ProbeShot
from quality_control.measures.bare_stage import DRAWN, find_drawn, put_out_drawn, put_out_lamps, render_through
from quality_control.measures.probe_looks import bind_probe_look
from usd_scenes.cameras import CameraSettings, camera_axes, define_camera
from usd_scenes.semantics import Role
from usd_scenes.subjects import read_subject

PROBE_CAMERA = "/World/Cameras/GeometryProbe"
_FOCAL_LENGTH_MM = 85.0
_MARGIN = 1.12


def view_from_above(name: str, *, size_px: int = 512) -> ProbeShot:
    """A square picture of the subject alone from straight above and so far that nothing hides what is below it."""
    return geometry_shot(name, azimuth_deg=0.0, pitch_deg=89.5, focal_length_mm=400.0, size_px=size_px)


def geometry_shot(
    name: str,
    *,
    azimuth_deg: float = 32.0,
    pitch_deg: float = 32.0,
    focal_length_mm: float = _FOCAL_LENGTH_MM,
    size_px: int = 384,
) -> ProbeShot:
    """A square picture of the subject alone; ``azimuth_deg`` as in `usd_scenes.cameras`, 0 looking along +Y."""

    def edit(stage: Usd.Stage) -> None:
        put_out_drawn(stage, DRAWN - {Role.SUBJECT})
        put_out_lamps(stage)
        for prim in find_drawn(stage, {Role.SUBJECT}):
            bind_probe_look(stage, prim, reflectance=0.5, over_all=True)
        subject = read_subject(stage)
        distance = _MARGIN * subject.radius_m * focal_length_mm / 18.0
        eye = subject.centre_m - camera_axes(azimuth_deg, pitch_deg)[2] * distance
        settings = CameraSettings(
            eye_m=(float(eye[0]), float(eye[1]), float(eye[2])),
            azimuth_deg=azimuth_deg,
            pitch_deg=pitch_deg,
            focal_length_mm=focal_length_mm,
        )
        define_camera(stage, PROBE_CAMERA, settings)
        render_through(stage, PROBE_CAMERA)

    return ProbeShot(
        name=name,
        aovs=("position", "normal", "instance_id"),
        edit=edit,
        resolution=(size_px, size_px),
        spp=1,
    )
