"""One reader of cameras: at a time, in scene units, and the film that a picture shows."""

from __future__ import annotations

import pytest
from pxr import Gf, Usd, UsdGeom, UsdRender

from schemas.errors import SceneError, UnsupportedError
from usd_scenes.camera_prims import conform_aperture, read_camera_prim, read_conform_policy
from usd_scenes.cameras import read_camera, set_focal_length, set_lens

PATH = "/World/Cameras/Main"


def _stage(metres_per_unit: float = 1.0) -> tuple[Usd.Stage, UsdGeom.Camera]:
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageMetersPerUnit(stage, metres_per_unit)
    camera = UsdGeom.Camera.Define(stage, PATH)
    set_lens(camera, focal_length_mm=50.0, aperture_mm=(36.0, 24.0), meters_per_unit=metres_per_unit)
    return stage, camera


@pytest.mark.parametrize("metres_per_unit", [1.0, 0.01, 0.0254])
def test_a_lens_reads_back_in_scene_units_and_in_millimetres(metres_per_unit: float) -> None:
    stage, _ = _stage(metres_per_unit)
    reading = read_camera_prim(stage, PATH, Usd.TimeCode.Default())
    assert reading.focal_length * metres_per_unit == pytest.approx(0.05, rel=1e-5)
    assert reading.aperture[1] * metres_per_unit == pytest.approx(0.024, rel=1e-5)
    assert read_camera(stage).focal_length_mm == pytest.approx(50.0, rel=1e-5)
    set_focal_length(stage, PATH, 85.0)
    assert read_camera(stage).focal_length_mm == pytest.approx(85.0, rel=1e-5)


def test_a_camera_that_moves_is_read_at_the_time_asked_for_without_its_scale() -> None:
    stage, camera = _stage()
    move = camera.AddTranslateOp()
    move.Set(Gf.Vec3d(0, 0, 1), 1.0)
    move.Set(Gf.Vec3d(0, 0, 3), 3.0)
    camera.AddScaleOp().Set(Gf.Vec3f(2.0))
    camera.GetFocalLengthAttr().Set(0.5, 1.0)
    camera.GetFocalLengthAttr().Set(1.0, 3.0)
    reading = read_camera_prim(stage, PATH, Usd.TimeCode(2.0))
    assert reading.focal_length == pytest.approx(0.075)
    assert reading.world_from_camera[:3, 3] == pytest.approx((0.0, 0.0, 2.0))
    assert reading.world_from_camera[:3, 0] == pytest.approx((1.0, 0.0, 0.0))


@pytest.mark.parametrize(
    ("policy", "wide", "tall"),
    [
        ("expandAperture", (48.0, 24.0), (36.0, 36.0)),
        ("cropAperture", (36.0, 18.0), (24.0, 24.0)),
        ("adjustApertureWidth", (48.0, 24.0), (24.0, 24.0)),
        ("adjustApertureHeight", (36.0, 18.0), (36.0, 36.0)),
    ],
)
def test_the_film_conforms_by_the_policy(
    policy: str, wide: tuple[float, float], tall: tuple[float, float]
) -> None:
    assert conform_aperture((36.0, 24.0), 2.0, policy) == pytest.approx(wide)
    assert conform_aperture((36.0, 24.0), 1.0, policy) == pytest.approx(tall)


def test_a_policy_of_pixels_that_are_not_square_is_refused() -> None:
    with pytest.raises(UnsupportedError, match="square"):
        conform_aperture((36.0, 24.0), 1.0, "adjustPixelAspectRatio")


def test_the_policy_is_that_of_the_stages_own_render_settings() -> None:
    stage, _ = _stage()
    assert read_conform_policy(stage) == "expandAperture"
    settings = UsdRender.Settings.Define(stage, "/Elsewhere/Settings")
    settings.CreateAspectRatioConformPolicyAttr("cropAperture")
    stage.SetMetadata("renderSettingsPrimPath", "/Elsewhere/Settings")
    assert read_conform_policy(stage) == "cropAperture"


@pytest.mark.parametrize("path", ["/World/None", "/World", "no path"])
def test_what_is_no_camera_is_refused_by_name(path: str) -> None:
    stage, _ = _stage()
    with pytest.raises(SceneError, match="camera"):
        read_camera_prim(stage, path, Usd.TimeCode.Default())


def test_a_lens_without_length_is_refused() -> None:
    stage, camera = _stage()
    camera.GetFocalLengthAttr().Set(0.0)
    with pytest.raises(SceneError, match="above 0"):
        read_camera(stage)
