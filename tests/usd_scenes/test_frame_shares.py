"""What a camera sees most of, as shares of its frame."""

from __future__ import annotations

import pytest
from pxr import Usd, UsdGeom

from usd_scenes.cameras import CameraSettings
from usd_scenes.frame_shares import frame_shares
from usd_scenes.ray_casting import read_occluders

_CAMERA = CameraSettings(eye_m=(0.0, 0.0, 0.0), azimuth_deg=0.0, pitch_deg=0.0, focal_length_mm=18.0)
"""At 1 m it sees 2 m by 2 m."""


def _wall(stage: Usd.Stage, name: str, depth_m: float, left_m: float, right_m: float) -> None:
    mesh = UsdGeom.Mesh.Define(stage, f"/World/{name}")
    corners = [(left_m, -9.0), (right_m, -9.0), (right_m, 9.0), (left_m, 9.0)]
    mesh.CreatePointsAttr([(x, depth_m, z) for x, z in corners])
    mesh.CreateFaceVertexCountsAttr([4])
    mesh.CreateFaceVertexIndicesAttr([0, 1, 2, 3])


def test_what_stands_before_another_takes_its_share() -> None:
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    _wall(stage, "Far", 2.0, -9.0, 9.0)
    _wall(stage, "Near", 1.0, -1.0, -0.5)
    _wall(stage, "Behind", -1.0, -9.0, 9.0)
    shares = frame_shares(_CAMERA, 1.0, read_occluders(stage, stage.Traverse()))
    assert shares == pytest.approx({"/World/Far": 0.75, "/World/Near": 0.25}, abs=0.02)
    assert list(shares) == ["/World/Far", "/World/Near"]


def test_the_open_sky_is_nobodys_share() -> None:
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    _wall(stage, "Left", 1.0, -1.0, 0.0)
    shares = frame_shares(_CAMERA, 1.0, read_occluders(stage, stage.Traverse()))
    assert shares == pytest.approx({"/World/Left": 0.5}, abs=0.02)
