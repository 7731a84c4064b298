"""Probes fit the light that they measure: small before a near lamp, and in its light alone."""

from __future__ import annotations

import numpy as np
import pytest
from pxr import Gf, Usd, UsdGeom, UsdLux, UsdRender

from quality_control.measures.bare_stage import put_out_lamps
from quality_control.measures.light_probes import PROBE, ball_shot
from usd_scenes.ray_casting import mesh_triangles


def _stage(distance_m: float) -> Usd.Stage:
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    product = UsdRender.Product.Define(stage, "/Render/Product")
    settings = UsdRender.Settings.Define(stage, "/Render/Settings")
    settings.CreateProductsRel().SetTargets([product.GetPath()])
    for name, place in {"Near": distance_m, "Far": 5.0}.items():
        lamp = UsdLux.RectLight.Define(stage, f"/World/Lights/{name}")
        lamp.AddTranslateOp().Set(Gf.Vec3d(place, 0.0, 0.0))
    return stage


@pytest.mark.parametrize(("distance_m", "radius_m"), [(0.25, 0.01), (3.0, 0.04)])
def test_a_ball_is_small_beside_the_distance_of_the_nearest_lamp(distance_m: float, radius_m: float) -> None:
    stage = _stage(distance_m)
    edit = ball_shot("ball", (), np.zeros(3), np.array([0.0, -1.0, 0.0])).edit
    assert edit is not None
    edit(stage)
    ball = UsdGeom.Mesh.Get(stage, f"{PROBE}/Ball")
    assert float(np.abs(mesh_triangles(ball)).max()) == pytest.approx(radius_m, rel=1e-3)


def test_a_lamp_is_measured_without_its_neighbour() -> None:
    stage = _stage(1.0)
    put_out_lamps(stage, keep="/World/Lights/Near")
    assert stage.GetPrimAtPath("/World/Lights/Near").IsActive()
    assert not stage.GetPrimAtPath("/World/Lights/Far").IsActive()
