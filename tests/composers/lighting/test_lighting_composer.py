"""The lighting composer lights the subject as asked, and exposes it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pxr import Usd, UsdGeom, UsdLux

from colorimetry.luminance import luminance
from composers import camera
from composers.lighting import COMPOSER
from composers.lighting.cards import define_key_card
from composers.lighting.lamps import Lamp
from composers.shot import Shot
from quality_control.readers.light_plan import read_light_plan
from quality_control.readers.lighting import READERS
from schemas.spec import Scalar
from tests.composers.stand_in_shot import add_box, stand_in_shot
from usd_scenes import prim_paths
from usd_scenes.cameras import CameraSettings, define_camera, project
from usd_scenes.departments import Department
from usd_scenes.irradiance import read_light_elements
from usd_scenes.lights import find_lights, read_light_group, set_light_group
from usd_scenes.lit_scene import read_scene
from usd_scenes.ray_casting import read_occluders
from usd_scenes.semantics import Role, read_role

SETUPS: dict[str, dict[str, Scalar]] = {
    "three_point": {"key_fill_ratio": 3.0, "key_azimuth_deg": 40, "key_elevation_deg": 40, "key_side": "left"},
    "key_light_only": {"key_azimuth_deg": 50, "key_elevation_deg": 35, "key_side": "right"},
    "split": {"key_azimuth_deg": 88, "key_elevation_deg": 5, "key_side": "left"},
    "butterfly": {"key_azimuth_deg": 2, "key_elevation_deg": 48},
    "rim": {"rim_azimuth_deg": 160, "rim_elevation_deg": 30, "rim_key_ratio": 5.0, "rim_side": "left"},
    "silhouette": {"background_subject_ratio": 40},
    "high_key": {"key_fill_ratio": 1.2, "background_subject_ratio": 1.2},
    "low_key": {"key_fill_ratio": 14.0, "key_azimuth_deg": 65, "key_elevation_deg": 40, "key_side": "right"},
    "rembrandt": {"key_fill_ratio": 5.0, "key_azimuth_deg": 45, "key_elevation_deg": 46, "key_side": "left"},
    "loop": {"key_azimuth_deg": 32, "key_elevation_deg": 34, "key_side": "left"},
}
SOURCES: dict[str, dict[str, Scalar]] = {
    "area_light": {"size_m": 1.0},
    "point_light": {"radius_m": 0.05},
    "spot_light": {"cone_angle_deg": 30, "edge_softness": 0.3},
    "emissive_mesh": {"size_m": 0.6, "radiance_ratio": 6.0},
    "directional": {"angle_deg": 1.0, "elevation_deg": 45, "azimuth_deg": 40},
    "sun": {"angular_diameter_deg": 0.55},
    "sky": {"turbidity": 3.0},
}
HOURS: dict[str, dict[str, Scalar]] = {
    "morning": {"sun_elevation_deg": 25.0, "sun_azimuth_deg": 60},
    "noon": {"sun_elevation_deg": 70.0, "sun_azimuth_deg": 5},
    "afternoon": {"sun_elevation_deg": 35.0, "sun_azimuth_deg": -60},
    "golden_hour": {"sun_elevation_deg": 5.0, "sun_azimuth_deg": -80},
}


def _lit(folder: Path, terms: dict[str, dict[str, Scalar]], index: int = 0) -> Shot:
    shot = stand_in_shot(folder, terms, index=index)
    camera.COMPOSER.compose(shot)
    COMPOSER.compose(shot)
    return shot


def _before_a_wall(tmp_path: Path, terms: dict[str, dict[str, Scalar]], wall_m: float) -> Shot:
    """Lit as asked, and read so, that far before a wall behind the subject."""
    shot = stand_in_shot(tmp_path, terms)
    with shot.edit(Department.GEOMETRY) as stage:
        add_box(stage, f"{prim_paths.SET}/Near", (40.0, 0.1, 12.0), (0.0, wall_m + 0.05, 6.0), Role.SET_WALL)
    camera.COMPOSER.compose(shot)
    COMPOSER.compose(shot)
    assert set(terms) <= _read(shot)
    return shot


def _read(shot: Shot) -> set[str]:
    return {reading.term for reader in READERS for reading in reader.read(shot.stage)}


def _grey_card(shot: Shot) -> float:
    scene = read_scene(shot.stage)
    lights = read_light_elements(shot.stage, scene.subject.centre_m)
    return 0.18 / np.pi * sum(luminance(light.on_card(scene.to_camera)) for light in lights)


@pytest.mark.parametrize("setup", SETUPS)
def test_a_setup_is_read_back_from_where_its_lights_stand(tmp_path: Path, setup: str) -> None:
    for index in range(3):
        shot = _lit(tmp_path, {f"lighting.setup_types.{setup}": SETUPS[setup]}, index)
        assert f"lighting.setup_types.{setup}" in _read(shot)


@pytest.mark.parametrize("wall_m", [0.6, 1.0, 1.8])
def test_a_wide_rim_lamp_fits_between_the_subject_and_a_near_wall(tmp_path: Path, wall_m: float) -> None:
    terms = {
        "lighting.setup_types.rim": SETUPS["rim"],
        "lighting.light_sources.area_light": {"size_m": 1.6},
        "lighting.color_temperature.tungsten": {"kelvin": 3200},
    }
    shot = _before_a_wall(tmp_path, terms, wall_m)
    rim = UsdLux.RectLight.Get(shot.stage, f"{prim_paths.LIGHTS}/Rim")
    matrix = np.array(rim.ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime()))
    half = rim.GetWidthAttr().Get() / 2.0
    corners = [(x * half, y * half, 0.0, 1.0) for x in (-1, 1) for y in (-1, 1)] @ matrix
    assert corners[:, 1].max() < wall_m


@pytest.mark.parametrize("wall_m", [0.9, 1.4])
def test_a_bulb_behind_the_subject_is_nearer_to_it_than_to_a_near_wall(tmp_path: Path, wall_m: float) -> None:
    terms = {
        "lighting.setup_types.rim": SETUPS["rim"],
        "lighting.light_sources.point_light": SOURCES["point_light"],
    }
    shot = _before_a_wall(tmp_path, terms, wall_m)
    rim = UsdLux.SphereLight.Get(shot.stage, f"{prim_paths.LIGHTS}/Rim")
    behind_m = rim.ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime()).ExtractTranslation()[1]
    assert 0.0 < behind_m < 0.6 * wall_m


@pytest.mark.parametrize(("wall_m", "azimuth_deg"), [(0.24, -28), (0.3, -28), (0.3, 0)])
def test_a_bulb_before_a_wall_just_behind_the_subject_makes_no_silhouette(
    tmp_path: Path, wall_m: float, azimuth_deg: int
) -> None:
    lit: dict[str, dict[str, Scalar]] = {
        "lighting.setup_types.rim": {
            "rim_azimuth_deg": 156,
            "rim_elevation_deg": 27,
            "rim_key_ratio": 8.0,
            "rim_side": "right",
        },
        "lighting.light_sources.point_light": {"radius_m": 0.03},
    }
    angle: dict[str, dict[str, Scalar]] = {
        "camera.angles.eye_level": {"pitch_deg": 2.0, "azimuth_deg": azimuth_deg}
    }
    shot = stand_in_shot(tmp_path, {**lit, **angle}, size_m=(0.13, 0.06, 0.48))
    with shot.edit(Department.GEOMETRY) as stage:
        add_box(stage, f"{prim_paths.SET}/Near", (40.0, 0.1, 12.0), (0.0, wall_m + 0.05, 6.0), Role.SET_WALL)
    camera.COMPOSER.compose(shot)
    COMPOSER.compose(shot)
    assert set(lit) <= _read(shot)
    rim = UsdLux.SphereLight.Get(shot.stage, f"{prim_paths.LIGHTS}/Rim")
    behind_m = rim.ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime()).ExtractTranslation()[1]
    assert 0.06 < behind_m < wall_m  # neither in the subject nor in the wall


@pytest.mark.parametrize("index", range(3))
@pytest.mark.parametrize("side_m", [0.8, 1.2, 2.4])
def test_the_key_of_an_even_light_has_the_asked_kelvin_between_near_walls(
    tmp_path: Path, side_m: float, index: int
) -> None:
    terms: dict[str, dict[str, Scalar]] = {
        "lighting.setup_types.high_key": {"key_fill_ratio": 1.0, "background_subject_ratio": 1.2},
        "lighting.color_temperature.tungsten": {"kelvin": 3250},
    }
    shot = stand_in_shot(tmp_path, terms, index=index)
    with shot.edit(Department.GEOMETRY) as stage:
        for name, x_m in (("Left", -side_m), ("Right", side_m)):
            add_box(stage, f"{prim_paths.SET}/{name}", (0.02, 40.0, 12.0), (x_m, 0.0, 6.0), Role.SET_WALL)
    camera.COMPOSER.compose(shot)
    COMPOSER.compose(shot)
    assert set(terms) <= _read(shot)
    assert read_light_plan(shot.stage).key_fill_ratio == pytest.approx(1.0, abs=0.04)


@pytest.mark.parametrize("source", SOURCES)
def test_a_source_is_read_back_by_its_kind(tmp_path: Path, source: str) -> None:
    shot = _lit(tmp_path, {f"lighting.light_sources.{source}": SOURCES[source]})
    assert f"lighting.light_sources.{source}" in _read(shot)


@pytest.mark.parametrize("hour", HOURS)
@pytest.mark.parametrize("source", ["sun", "sky"])
def test_an_hour_is_read_back_from_sun_or_sky(tmp_path: Path, hour: str, source: str) -> None:
    terms = {f"lighting.time_of_day.{hour}": HOURS[hour], f"lighting.light_sources.{source}": SOURCES[source]}
    assert f"lighting.time_of_day.{hour}" in _read(_lit(tmp_path, terms))


@pytest.mark.parametrize("kelvin", [1700, 2800, 5600, 9000, 13000])
@pytest.mark.parametrize("source", ["area_light", "emissive_mesh"])
def test_the_main_light_has_the_asked_kelvin(tmp_path: Path, kelvin: int, source: str) -> None:
    terms: dict[str, dict[str, Scalar]] = {
        "lighting.color_temperature.daylight": {"kelvin": kelvin},
        f"lighting.light_sources.{source}": SOURCES[source],
    }
    shot = _lit(tmp_path, terms)
    found = [r for reader in READERS for r in reader.read(shot.stage) if "color_temperature" in r.term]
    assert [reading.number("kelvin") for reading in found] == [kelvin]


@pytest.mark.parametrize("setup", ["three_point", "key_light_only", "butterfly", "loop", "rembrandt"])
def test_a_grey_card_before_the_subject_is_exposed(tmp_path: Path, setup: str) -> None:
    assert 0.17 <= _grey_card(_lit(tmp_path, {f"lighting.setup_types.{setup}": SETUPS[setup]})) <= 0.26


def test_high_key_is_brighter_and_low_key_darker_than_three_point(tmp_path: Path) -> None:
    names = ("high_key", "three_point", "low_key", "silhouette")
    cards = [
        _grey_card(_lit(tmp_path, {f"lighting.setup_types.{name}": SETUPS[name]}, i))
        for i, name in enumerate(names)
    ]
    assert cards == sorted(cards, reverse=True)


@pytest.mark.parametrize("width_m", [0.3, 1.0])
def test_a_glowing_tube_is_seen_beside_a_slim_subject_and_a_wide_one(tmp_path: Path, width_m: float) -> None:
    setup = {"lighting.setup_types.three_point": SETUPS["three_point"]}
    source = {"lighting.light_sources.emissive_mesh": SOURCES["emissive_mesh"]}
    view: dict[str, dict[str, Scalar]] = {"camera.framing.full_shot": {"subject_height_fraction": 0.9}}
    shot = stand_in_shot(tmp_path, {**setup, **source, **view}, size_m=(width_m, 0.3, 0.9))
    camera.COMPOSER.compose(shot)
    COMPOSER.compose(shot)
    tube = UsdGeom.Mesh.Get(shot.stage, f"{prim_paths.LIGHTS}/Tube")
    matrix = np.array(UsdGeom.Xformable(tube).ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime()))
    points = np.array(tube.GetPointsAttr().Get()) @ matrix[:3, :3] + matrix[3, :3]
    along = points.mean(axis=0) + np.linspace(-0.5, 0.5, 30)[:, None] * np.ptp(points, axis=0) * (0.0, 0.0, 1.0)
    scene = read_scene(shot.stage)
    place = project(along, scene.camera, 1.0)
    framed = (place[:, 2] > 0.0) & (np.abs(place[:, :2]).max(axis=1) < 1.0)
    in_the_way = read_occluders(shot.stage, (prim for prim in shot.stage.Traverse() if read_role(prim)))
    assert (framed & ~in_the_way.blocked(np.asarray(scene.camera.eye_m), along)).mean() > 0.15


def test_a_low_glowing_card_stands_on_the_floor_at_the_elevation_asked(tmp_path: Path) -> None:
    setup: dict[str, Scalar] = {"key_azimuth_deg": 91, "key_elevation_deg": 15, "key_side": "left"}
    source: dict[str, Scalar] = {"size_m": 0.7, "radiance_ratio": 3.0}
    terms = {"lighting.setup_types.split": setup, "lighting.light_sources.emissive_mesh": source}
    shot = stand_in_shot(tmp_path, terms, size_m=(0.25, 0.15, 0.08), foot_m=0.0)
    camera.COMPOSER.compose(shot)
    COMPOSER.compose(shot)
    card = UsdGeom.Mesh.Get(shot.stage, f"{prim_paths.LIGHTS}/KeyCard")
    matrix = np.array(UsdGeom.Xformable(card).ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime()))
    points = np.array(card.GetPointsAttr().Get()) @ matrix[:3, :3] + matrix[3, :3]
    x, y, z = points.mean(axis=0) - read_scene(shot.stage).subject.centre_m
    assert np.degrees(np.arctan2(z, np.hypot(x, y))) == pytest.approx(15.0, abs=1.0)
    assert points[:, 2].min() > 0.0


@pytest.mark.parametrize("azimuth_deg", range(20, 42, 2))
def test_no_corner_of_a_glowing_card_reaches_into_the_frame(tmp_path: Path, azimuth_deg: int) -> None:
    shot = stand_in_shot(tmp_path, {}, size_m=(0.3, 0.3, 0.24), foot_m=0.32)
    view = CameraSettings(eye_m=(-0.037, -0.78, 0.456), azimuth_deg=-3.0, pitch_deg=0.1, focal_length_mm=38.5)
    with shot.edit(Department.CAMERA) as stage:
        define_camera(stage, prim_paths.MAIN_CAMERA, view)
    scene = read_scene(shot.stage)
    for elevation_deg in range(20, 44, 2):
        lamp = Lamp(name="Key", group="key", azimuth_deg=azimuth_deg, elevation_deg=elevation_deg, irradiance=3.6)
        with shot.edit(Department.LIGHTING):
            define_key_card(shot, scene, lamp, 5.5, 0.486)
        card = UsdGeom.Mesh.Get(shot.stage, f"{prim_paths.LIGHTS}/KeyCard")
        matrix = np.array(UsdGeom.Xformable(card).ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime()))
        half = np.array(card.GetPointsAttr().Get()).max(axis=0)
        x, y = (axis.ravel() for axis in np.meshgrid(*(np.linspace(-h, h, 60) for h in half[:2])))
        place = project(np.stack([x, y, 0 * x], -1) @ matrix[:3, :3] + matrix[3, :3], view, 1.0)
        assert not ((place[:, 2] > 0.0) & (np.abs(place[:, :2]).max(axis=1) < 1.0)).any(), elevation_deg
        shot.sample.layers[Department.LIGHTING].Clear()


def test_every_light_names_its_group_and_stands_above_the_floor(tmp_path: Path) -> None:
    for index, (name, values) in enumerate(SETUPS.items()):
        shot = _lit(tmp_path, {f"lighting.setup_types.{name}": values}, index)
        for prim in find_lights(shot.stage):
            assert read_light_group(prim)
            assert UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(1.0).ExtractTranslation()[2] >= 0.0


def test_the_same_sample_gives_the_same_bytes(tmp_path: Path) -> None:
    terms = {"lighting.setup_types.three_point": SETUPS["three_point"]}
    texts = [_lit(tmp_path / run, terms).sample.layers[COMPOSER.department].ExportToString() for run in ("a", "b")]
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    ("term", "values"),
    [
        *((f"lighting.setup_types.{name}", values) for name, values in SETUPS.items()),
        *((f"lighting.light_sources.{name}", values) for name, values in SOURCES.items()),
    ],
)
def test_what_lights_are_called_and_grouped_by_says_nothing(
    tmp_path: Path, term: str, values: dict[str, Scalar]
) -> None:
    shot = _lit(tmp_path, {term: values})
    before = _read(shot)
    with shot.edit(Department.LIGHTING) as stage:
        for number, prim in enumerate([p for p in stage.Traverse() if read_light_group(p)]):
            set_light_group(prim, f"group_{number}")
    assert term in before
    assert _read(shot) == before


@pytest.mark.parametrize("term", ["lighting.light_sources.sun", "lighting.light_sources.area_light"])
def test_lights_that_give_none_are_not_read(tmp_path: Path, term: str) -> None:
    shot = _lit(tmp_path, {term: SOURCES[term.rpartition(".")[2]]})
    with shot.edit(Department.LIGHTING) as stage:
        for prim in find_lights(stage):
            UsdLux.LightAPI(prim).GetIntensityAttr().Set(0.0)
    assert not {t for t in _read(shot) if not t.startswith("lighting.atmosphere")}
