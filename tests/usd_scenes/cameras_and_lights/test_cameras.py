"""Cameras are authored and read back in the field's units, and project as OpenUSD does."""

from __future__ import annotations

import numpy as np
import pytest
from pxr import Gf, Usd, UsdGeom

from usd_scenes.cameras import (
    CameraSettings,
    camera_angles_deg,
    camera_axes,
    define_camera,
    frame_rays,
    project,
    read_camera,
)

POSES = [(30.0, 20.0, 0.0), (-140.0, -15.0, 12.0), (60.0, 85.0, 0.0), (0.0, 0.0, -25.0)]


def _stage(metres_per_unit: float = 1.0) -> Usd.Stage:
    stage = Usd.Stage.CreateInMemory()
    stage.SetMetadata("metersPerUnit", metres_per_unit)
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    return stage


@pytest.mark.parametrize("pose", POSES)
def test_a_camera_reads_back_as_it_was_authored(pose: tuple[float, float, float]) -> None:
    settings = CameraSettings(
        eye_m=(1.0, 2.0, 3.0), azimuth_deg=pose[0], pitch_deg=pose[1], roll_deg=pose[2],
        focal_length_mm=35.0, f_stop=2.8, focus_distance_m=1.7,
    )  # fmt: skip
    stage = _stage()
    define_camera(stage, "/World/Cameras/Main", settings)
    read = read_camera(stage)
    found = (read.azimuth_deg, read.pitch_deg, read.roll_deg, read.focal_length_mm, read.f_stop)
    assert found == pytest.approx((*pose, 35.0, 2.8), abs=1e-3)


@pytest.mark.parametrize("pose", POSES)
def test_points_project_as_the_usd_frustum_projects_them(pose: tuple[float, float, float]) -> None:
    settings = CameraSettings(
        eye_m=(1.0, 2.0, 3.0), azimuth_deg=pose[0], pitch_deg=pose[1], roll_deg=pose[2], focal_length_mm=50.0
    )
    stage = _stage()
    frustum = define_camera(stage, "/World/Cameras/Main", settings).GetCamera(1.0).frustum
    matrix = frustum.ComputeViewMatrix() * frustum.ComputeProjectionMatrix()
    forward = camera_axes(*pose)[2]
    points = np.array(settings.eye_m) + forward * 3 + np.array([[0, 0, 0], [0.3, -0.2, 0.1], [-0.2, 0.1, 0.4]])
    expected = [list(matrix.Transform(Gf.Vec3d(*p)))[:2] for p in points.tolist()]
    assert project(points, settings, 1.0)[:, :2] == pytest.approx(np.array(expected), abs=1e-4)


def test_focal_length_is_authored_in_tenths_of_a_metre_stage_unit() -> None:
    stage = _stage()
    settings = CameraSettings(eye_m=(0.0, 0.0, 0.0), azimuth_deg=0.0, pitch_deg=0.0, focal_length_mm=50.0)
    camera = define_camera(stage, "/World/Cameras/Main", settings)
    assert camera.GetFocalLengthAttr().Get() == pytest.approx(0.5)


@pytest.mark.parametrize("pose", [*POSES, (25.0, 90.0, 0.0), (25.0, -90.0, 0.0)])
def test_angles_are_those_that_the_axes_were_made_of(pose: tuple[float, float, float]) -> None:
    assert camera_angles_deg(camera_axes(*pose)) == pytest.approx(pose, abs=1e-5)


@pytest.mark.parametrize("aspect", [0.5, 1.0, 2.0])
def test_rays_through_the_frame_project_where_they_went_through(aspect: float) -> None:
    settings = CameraSettings(
        eye_m=(1.0, 2.0, 3.0), azimuth_deg=30.0, pitch_deg=20.0, roll_deg=10.0, focal_length_mm=35.0
    )
    rays = frame_rays(settings, aspect, (-0.9, 0.4))
    seen = project(np.array(settings.eye_m) + 2.0 * rays, settings, aspect)
    expected = [(x, y, 2.0) for y in (-0.9, 0.4) for x in (-0.9, 0.4)]
    assert seen == pytest.approx(np.array(expected), abs=1e-9)
