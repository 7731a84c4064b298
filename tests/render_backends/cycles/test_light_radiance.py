"""Every kind of UsdLux light against the radiance and irradiance that its schema defines."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pxr import Gf, UsdGeom, UsdLux

from schemas.frame import Frame
from tests.render_backends.stages import EVERY_UNITS, StageBuilder, Units

pytestmark = pytest.mark.renderer

TOLERANCE = 0.005
HEIGHT_M = 2.0
DISK_M = (2.0, 0.0, 2.0)
SPHERE_M = (-2.0, 0.0, 2.0)
TUBE_Y_M = 2.0
ALBEDO = 0.5
GROUPS = ("rect", "disk", "sphere", "distant", "cylinder")


def _lit_plane(file: Path, units: Units) -> Path:
    """One of each light over a grey plane, each in a group of its own, seen by a camera of 1 cm."""
    builder = StageBuilder(file, units)
    size = 0.5
    builder.quad("Plane", [(-size, -size, 0), (size, -size, 0), (size, size, 0), (-size, size, 0)], (ALBEDO,) * 3)
    camera = builder.camera((0, 0, 1), (0, 0, 0))
    camera.CreateProjectionAttr(UsdGeom.Tokens.orthographic)
    for attribute in (camera.GetHorizontalApertureAttr(), camera.GetVerticalApertureAttr()):
        attribute.Set(units.length(0.01) * 10.0)
    above, down = (0.0, 0.0, HEIGHT_M), (0.0, 0.0, 0.0)
    length = units.length

    rect = UsdLux.RectLight(builder.light(UsdLux.RectLight, "Rect", above, toward=down, group="rect"))
    rect.CreateWidthAttr(length(1.0))
    rect.CreateHeightAttr(length(0.5))
    rect.CreateIntensityAttr(3.0)
    disk = UsdLux.DiskLight(builder.light(UsdLux.DiskLight, "Disk", DISK_M, toward=down, group="disk"))
    disk.CreateRadiusAttr(length(0.4))
    disk.CreateIntensityAttr(2.0)
    disk.CreateExposureAttr(1.0)
    sphere = UsdLux.SphereLight(builder.light(UsdLux.SphereLight, "Sphere", SPHERE_M, group="sphere"))
    sphere.CreateRadiusAttr(length(0.3))
    sphere.CreateIntensityAttr(5.0)
    distant = UsdLux.DistantLight(builder.light(UsdLux.DistantLight, "Sun", above, toward=down, group="distant"))
    distant.CreateAngleAttr(10.0)
    distant.CreateIntensityAttr(40.0)
    cylinder = builder.light(UsdLux.CylinderLight, "Tube", (0.0, TUBE_Y_M, HEIGHT_M), group="cylinder")
    UsdLux.CylinderLight(cylinder).CreateRadiusAttr(length(0.05))
    UsdLux.CylinderLight(cylinder).CreateLengthAttr(length(1.0))
    UsdLux.CylinderLight(cylinder).CreateIntensityAttr(9.0)
    return builder.save()


def _rect_irradiance(radiance: float, width: float, height: float, distance: float) -> float:
    """A parallel rectangle centred over the point: four times the corner's form factor (Howell, B-3)."""
    a, b = width / 2 / distance, height / 2 / distance
    ra, rb = math.sqrt(1 + a * a), math.sqrt(1 + b * b)
    corner = (a / ra * math.atan(b / ra) + b / rb * math.atan(a / rb)) / (2 * math.pi)
    return math.pi * radiance * 4 * corner


def _gathered(radiance: float, points: np.ndarray, normals: np.ndarray, patch_m2: np.ndarray | float) -> float:
    """Irradiance at the origin, facing +Z, from patches of a surface that hides none of itself."""
    squared = (points**2).sum(axis=-1)
    emitted = np.clip(-(points * normals).sum(axis=-1), 0, None)
    return float((radiance * points[..., 2] * emitted / squared**2 * patch_m2).sum())


def _cylinder_irradiance(radiance: float, radius: float, length: float) -> float:
    x = (np.arange(400) + 0.5) / 400 * length - length / 2
    angle = (np.arange(2000) + 0.5) / 2000 * 2 * math.pi
    xs, angles = np.meshgrid(x, angle, indexing="ij")
    normals = np.stack([np.zeros_like(xs), np.cos(angles), np.sin(angles)], axis=-1)
    points = np.array([0.0, TUBE_Y_M, HEIGHT_M]) + radius * normals + xs[..., None] * np.array([1.0, 0.0, 0.0])
    return _gathered(radiance, points, normals, (length / 400) * (radius * 2 * math.pi / 2000))


def _disk_irradiance(radiance: float, radius: float) -> float:
    ring = (np.arange(400) + 0.5) / 400 * radius
    angle = (np.arange(400) + 0.5) / 400 * 2 * math.pi
    rings, angles = np.meshgrid(ring, angle, indexing="ij")
    centre = np.array(DISK_M)
    normal = -centre / np.linalg.norm(centre)
    u = np.array([0.0, 1.0, 0.0])
    v = np.cross(normal, u)
    points = centre + rings[..., None] * (np.cos(angles)[..., None] * u + np.sin(angles)[..., None] * v)
    patches = rings * (radius / 400) * (2 * math.pi / 400)
    return _gathered(radiance, points, np.broadcast_to(normal, points.shape), patches)


def _sphere_irradiance(radiance: float, radius: float) -> float:
    """A sphere wholly above the horizon: pi L (r/d)**2 cos, exactly."""
    distance = float(np.linalg.norm(SPHERE_M))
    return math.pi * radiance * (radius / distance) ** 2 * SPHERE_M[2] / distance


EXPECTED_IRRADIANCE = {
    "rect": _rect_irradiance(3.0, 1.0, 0.5, HEIGHT_M),
    "disk": _disk_irradiance(4.0, 0.4),
    "sphere": _sphere_irradiance(5.0, 0.3),
    "distant": math.pi * 40.0 * math.sin(math.radians(5.0)) ** 2,
    "cylinder": _cylinder_irradiance(9.0, 0.05, 1.0),
}


@pytest.mark.parametrize("units", EVERY_UNITS, ids=lambda u: f"{u.up_axis}-up, {u.meters_per_unit} m")
def test_each_light_gives_a_plane_its_analytic_irradiance(
    render: Callable[..., Frame], tmp_path: Path, units: Units
) -> None:
    stage = _lit_plane(tmp_path / "lights.usda", units)
    aovs = [f"light_{group}" for group in GROUPS]
    frame = render(stage, *aovs, resolution=(40, 40), spp=512)
    got = {group: float(frame.aov(f"light_{group}").mean()) * math.pi / ALBEDO for group in GROUPS}
    ratios = {group: got[group] / EXPECTED_IRRADIANCE[group] for group in GROUPS}
    assert ratios == pytest.approx(dict.fromkeys(GROUPS, 1.0), abs=TOLERANCE)


@pytest.mark.parametrize("normalize", [False, True])
def test_each_light_seen_directly_has_its_radiance(
    render: Callable[..., Frame], tmp_path: Path, normalize: bool
) -> None:
    builder = StageBuilder(tmp_path / "row.usda")
    builder.camera((0, 0, 10), (0, 0, 0), aperture=36.0, focal=50.0)
    areas = {
        UsdLux.RectLight: 1.0,
        UsdLux.DiskLight: math.pi * 0.25,
        UsdLux.SphereLight: 4.0 * math.pi * 0.25,
        UsdLux.CylinderLight: 2.0 * math.pi * 0.5 * 1.0,
    }
    for number, (schema, _) in enumerate(areas.items()):
        place = (1.5 * number - 2.25, 0.0, 0.0)
        prim = builder.light(schema, f"Light{number}", place, toward=(*place[:2], 5.0))
        light = UsdLux.LightAPI(prim)
        light.CreateIntensityAttr(6.0)
        light.CreateExposureAttr(-1.0)
        light.CreateColorAttr(Gf.Vec3f(1.0, 0.5, 0.25))
        light.CreateNormalizeAttr(normalize)
        if prim.GetAttribute("inputs:radius"):
            prim.GetAttribute("inputs:radius").Set(0.5)
    frame = render(builder.save(), "beauty", resolution=(144, 48), spp=4)
    columns = [int((1.5 * n - 2.25) / 21.6 * 144 + 72) for n in range(4)]  # the film is widened to 108 mm
    for column, area in zip(columns, areas.values(), strict=True):
        expected = np.array([3.0, 1.5, 0.75]) / (area if normalize else 1.0)
        np.testing.assert_allclose(frame.aov("beauty")[24, column, :3], expected, rtol=TOLERANCE)


@pytest.mark.parametrize("normalize", [False, True])
def test_a_sun_without_width_gives_its_intensity_as_irradiance(
    render: Callable[..., Frame], tmp_path: Path, normalize: bool
) -> None:
    builder = StageBuilder(tmp_path / "sun.usda")
    builder.camera((0, 0, 2), (0, 0, 0))
    builder.quad("Plane", [(-9, -9, 0), (9, -9, 0), (9, 9, 0), (-9, 9, 0)], (ALBEDO,) * 3)
    sun = UsdLux.DistantLight(builder.light(UsdLux.DistantLight, "Sun", (0, 0, 0)))
    sun.CreateAngleAttr(0.0 if not normalize else 0.53)
    sun.CreateIntensityAttr(7.0)
    sun.CreateNormalizeAttr(normalize)
    picture = render(builder.save(), "beauty", resolution=(8, 8), spp=64).aov("beauty")
    assert float(picture[..., :3].mean()) * math.pi / ALBEDO == pytest.approx(7.0, rel=TOLERANCE)


def test_a_dome_without_a_texture_lights_a_furnace_to_its_radiance(
    render: Callable[..., Frame], tmp_path: Path
) -> None:
    builder = StageBuilder(tmp_path / "dome.usda")
    builder.camera((0, 0, 4), (0, 0, 0))
    builder.box("Box", (-0.5, -0.5, -0.5), (0.5, 0.5, 0.5), (1.0, 1.0, 1.0))
    UsdLux.LightAPI(builder.white_dome(0.5)).CreateExposureAttr(2.0)
    picture = render(builder.save(), "beauty", spp=64).aov("beauty")
    np.testing.assert_allclose(picture[..., :3].mean(axis=(0, 1)), [2.0] * 3, rtol=TOLERANCE)


def test_colour_temperature_tints_as_usd_says(render: Callable[..., Frame], tmp_path: Path) -> None:
    builder = StageBuilder(tmp_path / "kelvin.usda")
    builder.camera((0, 0, 4), (0, 0, 0))
    prim = builder.light(UsdLux.RectLight, "Rect", (0, 0, 0), toward=(0, 0, 4))
    light = UsdLux.LightAPI(prim)
    light.CreateIntensityAttr(2.0)
    light.CreateEnableColorTemperatureAttr(True)
    light.CreateColorTemperatureAttr(3000.0)
    picture = render(builder.save(), "beauty", spp=1).aov("beauty")
    expected = 2.0 * np.array(UsdLux.BlackbodyTemperatureAsRgb(3000.0))
    np.testing.assert_allclose(picture[16, 16, :3], expected, rtol=TOLERANCE)


def test_shaping_focus_and_cone_follow_their_formulas(render: Callable[..., Frame], tmp_path: Path) -> None:
    """The plane under a small spot: radiance falls with cos**focus, and ends smoothly at the cone."""
    builder = StageBuilder(tmp_path / "spot.usda")
    builder.camera((0, 0, 2), (0, 0, 0), focal=18.0)
    builder.quad("Plane", [(-9, -9, 0), (9, -9, 0), (9, 9, 0), (-9, 9, 0)], (ALBEDO,) * 3)
    prim = builder.light(UsdLux.SphereLight, "Spot", (0, 0, 2), toward=(0, 0, 0))
    UsdLux.SphereLight(prim).CreateRadiusAttr(0.01)
    UsdLux.LightAPI(prim).CreateIntensityAttr(10000.0)
    prim.CreateAttribute("parallelSynth:visibleToCamera", prim.GetAttribute("inputs:normalize").GetTypeName()).Set(
        False
    )
    shaping = UsdLux.ShapingAPI.Apply(prim)
    shaping.CreateShapingFocusAttr(3.0)
    shaping.CreateShapingConeAngleAttr(40.0)
    shaping.CreateShapingConeSoftnessAttr(0.5)
    frame = render(builder.save(), "beauty", "position", resolution=(33, 33), spp=16)
    position = frame.aov("position")[16, :]
    x = position[:, 0]
    theta = np.arctan2(np.abs(x), 2.0)
    cone, start = math.radians(40.0), math.radians(20.0)
    t = np.clip((theta - start) / (cone - start), 0.0, 1.0)
    shape = np.cos(theta) ** 3 * (1.0 - t * t * (3.0 - 2.0 * t))
    intensity = 10000.0 * math.pi * 0.01**2
    expected = ALBEDO / math.pi * intensity * shape * np.cos(theta) / (x**2 + 4.0)
    got = frame.aov("beauty")[16, :, 0]
    np.testing.assert_allclose(got, expected, rtol=0.02, atol=0.004 * expected.max())


def test_a_light_may_be_hidden_from_the_camera(render: Callable[..., Frame], tmp_path: Path) -> None:
    builder = StageBuilder(tmp_path / "hidden.usda")
    builder.camera((0, 0, 4), (0, 0, 0))
    prim = builder.light(UsdLux.RectLight, "Rect", (0, 0, 0), toward=(0, 0, 4))
    boolean = UsdLux.LightAPI(prim).GetNormalizeAttr().GetTypeName()
    prim.CreateAttribute("parallelSynth:visibleToCamera", boolean).Set(False)
    assert float(render(builder.save(), "beauty", spp=1).aov("beauty")[..., :3].max()) == 0.0
