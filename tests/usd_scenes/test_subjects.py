"""What a picture is about is found with its outline, however many points it has."""

from __future__ import annotations

import numpy as np
from pxr import Usd, UsdGeom

from usd_scenes.semantics import Role, set_labels
from usd_scenes.subjects import read_subject


def _stage_with_a_spike(points: int, at: int) -> Usd.Stage:
    """A cloud of points within 1 m, of which one reaches 5 m along x."""
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    cloud = np.random.default_rng(5).uniform(-1.0, 1.0, (points, 3))
    cloud[at] = (5.0, 0.0, 0.0)
    mesh = UsdGeom.Mesh.Define(stage, "/World/Thing")
    mesh.CreatePointsAttr(cloud.astype(np.float32))
    set_labels(mesh.GetPrim(), role=Role.SUBJECT, class_name="thing")
    return stage


def test_the_outermost_point_is_kept_among_thousands() -> None:
    for at in (0, 20_001, 49_998):
        subject = read_subject(_stage_with_a_spike(50_000, at))
        assert subject.high_m[0] == 5.0
        assert len(subject.points) < 5_000


def test_points_that_are_no_numbers_are_left_out() -> None:
    stage = _stage_with_a_spike(3_000, 7)
    points = np.array(UsdGeom.Mesh(stage.GetPrimAtPath("/World/Thing")).GetPointsAttr().Get())
    points[11] = np.nan
    UsdGeom.Mesh(stage.GetPrimAtPath("/World/Thing")).GetPointsAttr().Set(points)
    subject = read_subject(stage)
    assert np.isfinite(subject.points).all()
    assert subject.high_m[0] == 5.0
