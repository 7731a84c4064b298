"""How the parity suite's stages of lights and cameras are authored; the names are those of the suite's stages."""

from __future__ import annotations

from pxr import Gf, UsdGeom, UsdLux

from studies.compare.suite_pictures import write_suite_picture
from studies.compare.suite_scene import CAMERA, SuiteScene


def distant_light(scene: SuiteScene) -> None:
    """DistantLight."""
    prim = scene.furnish().light(UsdLux.DistantLight)
    UsdLux.DistantLight(prim).CreateAngleAttr(2.0)
    UsdLux.LightAPI(prim).CreateNormalizeAttr(True)
    UsdLux.LightAPI(prim).CreateIntensityAttr(3.0)


def sphere_light(scene: SuiteScene) -> None:
    """SphereLight."""
    prim = scene.furnish().light(UsdLux.SphereLight)
    UsdLux.SphereLight(prim).CreateRadiusAttr(0.2)
    UsdLux.LightAPI(prim).CreateIntensityAttr(300.0)


def sphere_light_normalized(scene: SuiteScene) -> None:
    """SphereLight with normalize."""
    sphere_light(scene)
    light = UsdLux.LightAPI(scene.stage.GetPrimAtPath("/World/Light"))
    light.CreateNormalizeAttr(True)
    light.CreateIntensityAttr(150.0)


def disk_light(scene: SuiteScene) -> None:
    """DiskLight."""
    prim = scene.furnish().light(UsdLux.DiskLight)
    UsdLux.DiskLight(prim).CreateRadiusAttr(0.4)
    UsdLux.LightAPI(prim).CreateIntensityAttr(80.0)


def rect_light(scene: SuiteScene) -> None:
    """RectLight."""
    prim = scene.furnish().light(UsdLux.RectLight)
    UsdLux.RectLight(prim).CreateWidthAttr(1.2)
    UsdLux.RectLight(prim).CreateHeightAttr(0.6)
    UsdLux.LightAPI(prim).CreateIntensityAttr(60.0)


def rect_light_texture(scene: SuiteScene) -> None:
    """RectLight with a picture."""
    rect_light(scene)
    light = UsdLux.RectLight(scene.stage.GetPrimAtPath("/World/Light"))
    light.CreateTextureFileAttr(write_suite_picture(scene, "quarters.png"))


def cylinder_light(scene: SuiteScene) -> None:
    """CylinderLight."""
    prim = scene.furnish().light(UsdLux.CylinderLight)
    UsdLux.CylinderLight(prim).CreateRadiusAttr(0.08)
    UsdLux.CylinderLight(prim).CreateLengthAttr(1.5)
    UsdLux.LightAPI(prim).CreateIntensityAttr(150.0)


def dome_light(scene: SuiteScene) -> None:
    """DomeLight of one colour."""
    scene.furnish().dome(0.8).CreateColorAttr(Gf.Vec3f(0.8, 0.9, 1.0))


def dome_light_texture(scene: SuiteScene) -> None:
    """DomeLight with a picture."""
    scene.furnish().dome(1.5).CreateTextureFileAttr(write_suite_picture(scene, "sky.png"))


def mesh_light(scene: SuiteScene) -> None:
    """A mesh that gives light."""
    scene.furnish()
    corners = [(-1.8, 0.2, 2.2), (-0.6, 0.2, 2.6), (-0.6, -1.2, 2.6), (-1.8, -1.2, 2.2)]  # seen from below
    mesh = scene.quad("/World/Lamp", corners)
    UsdLux.MeshLightAPI.Apply(mesh.GetPrim())
    light = UsdLux.LightAPI(mesh.GetPrim())
    light.CreateIntensityAttr(12.0)
    light.CreateMaterialSyncModeAttr(UsdLux.Tokens.noMaterialResponse)


def light_cone(scene: SuiteScene) -> None:
    """ShapingAPI: cone."""
    sphere_light(scene)
    shaping = UsdLux.ShapingAPI.Apply(scene.stage.GetPrimAtPath("/World/Light"))
    shaping.CreateShapingConeAngleAttr(18.0)
    shaping.CreateShapingConeSoftnessAttr(0.2)


def light_focus(scene: SuiteScene) -> None:
    """ShapingAPI: focus."""
    sphere_light(scene)
    UsdLux.ShapingAPI.Apply(scene.stage.GetPrimAtPath("/World/Light")).CreateShapingFocusAttr(8.0)


def light_temperature(scene: SuiteScene) -> None:
    """Colour temperature, colour and exposure."""
    distant_light(scene)
    light = UsdLux.LightAPI(scene.stage.GetPrimAtPath("/World/Light"))
    light.CreateEnableColorTemperatureAttr(True)
    light.CreateColorTemperatureAttr(3200.0)
    light.CreateColorAttr(Gf.Vec3f(0.9, 1.0, 0.8))
    light.CreateExposureAttr(1.0)
    light.CreateIntensityAttr(1.5)


def perspective_camera(scene: SuiteScene) -> None:
    """A wide lens."""
    scene.furnish().sun()
    scene.camera(eye=(0.0, -1.9, 0.9), target=(0.0, 0.0, 0.4), focal_mm=20.0)


def orthographic_camera(scene: SuiteScene) -> None:
    """Orthographic projection."""
    scene.furnish().sun()
    camera = UsdGeom.Camera(scene.stage.GetPrimAtPath(CAMERA))
    camera.CreateProjectionAttr(UsdGeom.Tokens.orthographic)
    camera.CreateHorizontalApertureAttr(28.0)
    camera.CreateVerticalApertureAttr(28.0)


def film_offset(scene: SuiteScene) -> None:
    """Aperture offsets."""
    scene.furnish().sun()
    camera = UsdGeom.Camera(scene.stage.GetPrimAtPath(CAMERA))
    camera.CreateHorizontalApertureOffsetAttr(0.08)
    camera.CreateVerticalApertureOffsetAttr(-0.05)


def depth_of_field(scene: SuiteScene) -> None:
    """F-stop and focus distance."""
    scene.furnish().sun()
    camera = UsdGeom.Camera(scene.stage.GetPrimAtPath(CAMERA))
    camera.CreateFStopAttr(0.4)
    camera.CreateFocusDistanceAttr(3.9)


def camera_exposure(scene: SuiteScene) -> None:
    """Camera exposure."""
    scene.furnish().sun(0.6)
    UsdGeom.Camera(scene.stage.GetPrimAtPath(CAMERA)).CreateExposureAttr(2.0)
