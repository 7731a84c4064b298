"""The camera composer frames the subject as asked, from where it can be seen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pxr import Usd

from composers.camera import COMPOSER
from composers.camera.viewpoint import background_depth_m
from quality_control.readers.camera import READERS
from schemas.spec import Scalar
from tests.composers.stand_in_shot import add_box, stand_in_shot
from usd_scenes import prim_paths
from usd_scenes.cameras import blur_diameter_mm, frame_rays, project, read_camera
from usd_scenes.departments import Department
from usd_scenes.ray_casting import read_occluders
from usd_scenes.semantics import Role
from usd_scenes.subjects import find_surroundings, read_subject

ANGLES: dict[str, dict[str, Scalar]] = {
    "camera.angles.eye_level": {"pitch_deg": 2.0, "azimuth_deg": 20},
    "camera.angles.high_angle": {"pitch_deg": 40.0, "azimuth_deg": -30},
    "camera.angles.low_angle": {"pitch_deg": -15.0, "azimuth_deg": 10},
    "camera.angles.overhead": {"pitch_deg": 86.0, "azimuth_deg": 0},
    "camera.angles.dutch_angle": {"pitch_deg": 1.0, "azimuth_deg": 5, "roll_deg": 20.0, "roll_side": "left"},
}
FRAMINGS = {"wide_shot": 0.2, "full_shot": 0.65, "medium_shot": 1.1, "close_up": 1.9}


@pytest.mark.parametrize("angle", ANGLES)
@pytest.mark.parametrize("framing", FRAMINGS)
@pytest.mark.parametrize("focal_mm", [10.0, 50.0, 120.0])
def test_the_subject_fills_the_asked_fraction_at_the_asked_angle(
    tmp_path: Path, angle: str, framing: str, focal_mm: float
) -> None:
    if focal_mm > 100 and angle.endswith("low_angle"):
        pytest.skip("a long lens cannot look up so steeply from the floor")
    if focal_mm < 16 and framing == "close_up":
        pytest.skip("the corner of a box would stand in the lens")
    terms: dict[str, dict[str, Scalar]] = {
        angle: ANGLES[angle],
        f"camera.framing.{framing}": {"subject_height_fraction": FRAMINGS[framing]},
        "camera.lenses.focal_lengths.normal": {"focal_length_mm": focal_mm},
    }
    shot = stand_in_shot(tmp_path, terms)
    COMPOSER.compose(shot)
    camera = read_camera(shot.stage)
    seen = project(read_subject(shot.stage).points, camera, 1.0)
    assert seen[:, 2].min() > 0.0
    assert np.ptp(seen[:, :2], axis=0).max() / 2.0 == pytest.approx(FRAMINGS[framing], rel=0.01)
    assert camera.pitch_deg == pytest.approx(ANGLES[angle]["pitch_deg"], abs=0.01)
    assert camera.eye_m[2] > 0.0
    assert angle in {reading.term for reader in READERS for reading in reader.read(shot.stage)}


def test_a_whole_subject_is_not_cut_by_the_frame(tmp_path: Path) -> None:
    shot = stand_in_shot(tmp_path, {"camera.framing.full_shot": {"subject_height_fraction": 0.75}})
    COMPOSER.compose(shot)
    seen = project(read_subject(shot.stage).points, read_camera(shot.stage), 1.0)
    assert np.abs(seen[:, :2]).max() < 1.0


def test_the_camera_goes_round_a_prop_that_hides_the_subject(tmp_path: Path) -> None:
    angle: dict[str, dict[str, Scalar]] = {"camera.angles.eye_level": {"pitch_deg": 2.0, "azimuth_deg": 0}}
    shot = stand_in_shot(tmp_path, angle)
    with shot.edit(Department.GEOMETRY) as stage:
        add_box(stage, f"{prim_paths.PROPS}/Screen", (0.8, 0.02, 1.6), (0.0, -0.5, 0.8), Role.PROP)
    COMPOSER.compose(shot)
    assert abs(read_camera(shot.stage).azimuth_deg) > 20.0


def test_the_camera_goes_round_a_prop_that_stands_in_the_first_part_of_the_way(tmp_path: Path) -> None:
    angle: dict[str, dict[str, Scalar]] = {"camera.angles.eye_level": {"pitch_deg": 2.0, "azimuth_deg": 0}}
    shot = stand_in_shot(tmp_path, {**angle, "camera.framing.full_shot": {"subject_height_fraction": 0.55}})
    with shot.edit(Department.GEOMETRY) as stage:  # beside the subject in the picture, hiding nothing of it
        add_box(stage, f"{prim_paths.PROPS}/Post", (0.06, 0.06, 2.0), (0.3, -0.9, 1.0), Role.PROP)
    COMPOSER.compose(shot)
    camera, subject = read_camera(shot.stage), read_subject(shot.stage)
    props = read_occluders(shot.stage, find_surroundings(shot.stage, subject, {Role.PROP}))
    rays = frame_rays(camera, 1.0, np.linspace(-0.97, 0.97, 3))
    way_m = float(np.linalg.norm(subject.centre_m - np.asarray(camera.eye_m)))
    hits = props.first_hit_m(np.broadcast_to(np.asarray(camera.eye_m), rays.shape), rays)
    assert camera.azimuth_deg != 0.0
    assert hits.min() > 0.6 * way_m


def test_the_camera_leaves_a_solid_that_it_would_stand_in(tmp_path: Path) -> None:
    angle: dict[str, dict[str, Scalar]] = {"camera.angles.eye_level": {"pitch_deg": 2.0, "azimuth_deg": 0}}
    terms = {**angle, "camera.framing.full_shot": {"subject_height_fraction": 0.6}}
    COMPOSER.compose(free := stand_in_shot(tmp_path / "free", terms))
    eye_m = read_camera(free.stage).eye_m
    shot = stand_in_shot(tmp_path / "filled", terms)
    with shot.edit(Department.GEOMETRY) as stage:
        add_box(stage, f"{prim_paths.PROPS}/Block", (0.3, 0.3, 0.3), eye_m, Role.PROP)
    COMPOSER.compose(shot)
    moved_m = np.abs(np.subtract(read_camera(shot.stage).eye_m, eye_m)).max()
    assert moved_m > 0.15 + 0.05


@pytest.mark.parametrize("azimuth_deg", [-18, 0, 30])
def test_the_camera_goes_round_a_thing_whose_near_end_would_stand_in_the_lens(
    tmp_path: Path, azimuth_deg: int
) -> None:
    terms: dict[str, dict[str, Scalar]] = {
        "camera.angles.low_angle": {"pitch_deg": -18.5, "azimuth_deg": azimuth_deg},
        "camera.framing.medium_shot": {"subject_height_fraction": 0.91},
        "camera.lenses.focal_lengths.ultra_wide": {"focal_length_mm": 8.0},
    }
    shot = stand_in_shot(tmp_path, terms, size_m=(0.004, 0.2, 0.004))
    COMPOSER.compose(shot)
    assert set(terms) <= {reading.term for reader in READERS for reading in reader.read(shot.stage)}


@pytest.mark.parametrize(("size_m", "side"), [((0.9, 0.2, 0.2), 0), ((0.2, 0.2, 0.9), 1)])
def test_a_medium_shot_cuts_one_end_and_keeps_the_other(
    tmp_path: Path, size_m: tuple[float, float, float], side: int
) -> None:
    terms: dict[str, dict[str, Scalar]] = {
        "camera.angles.eye_level": {"pitch_deg": 0.0, "azimuth_deg": 0},
        "camera.framing.medium_shot": {"subject_height_fraction": 1.2},
    }
    shot = stand_in_shot(tmp_path, terms, size_m=size_m)
    COMPOSER.compose(shot)
    seen = project(read_subject(shot.stage).points, read_camera(shot.stage), 1.0)[:, :2]
    ends = sorted(np.abs([seen[:, side].min(), seen[:, side].max()]))
    assert ends[0] == pytest.approx(0.9, abs=0.05)
    assert ends[1] > 1.2
    assert np.abs(seen[:, 1 - side]).max() < 0.6  # across, it stands near the middle


def test_deep_focus_lies_between_subject_and_background(tmp_path: Path) -> None:
    shot = stand_in_shot(tmp_path, {"camera.depth_of_field.deep": {"f_stop": 11.0}}, size_m=(0.1, 0.1, 0.12))
    COMPOSER.compose(shot)
    camera = read_camera(shot.stage)
    nearest_m = project(read_subject(shot.stage).points, camera, 1.0)[:, 2].min()
    readings = {r.term: r for reader in READERS for r in reader.read(shot.stage)}
    reading = readings["camera.depth_of_field.deep"]
    assert camera.focus_distance_m > 1.3 * nearest_m
    assert reading.number("foreground_blur_fraction") <= 0.0022


def test_a_camera_that_leans_left_rolls_the_other_way_than_one_that_leans_right(tmp_path: Path) -> None:
    rolls = []
    for index, side in enumerate(("left", "right")):
        terms: dict[str, dict[str, Scalar]] = {
            "camera.angles.dutch_angle": {"roll_deg": 20.0, "roll_side": side, "pitch_deg": 0.0}
        }
        shot = stand_in_shot(tmp_path, terms, index=index)
        COMPOSER.compose(shot)
        rolls.append(read_camera(shot.stage).roll_deg)
    assert rolls == pytest.approx([-20.0, 20.0], abs=0.01)


def test_shallow_focus_blurs_the_background_by_the_asked_disc(tmp_path: Path) -> None:
    terms: dict[str, dict[str, Scalar]] = {
        "camera.depth_of_field.shallow": {"background_blur_fraction": 0.02},
        "camera.lenses.focal_lengths.portrait": {"focal_length_mm": 85.0},
    }
    shot = stand_in_shot(tmp_path, terms)
    COMPOSER.compose(shot)
    readings = {r.term: r for reader in READERS for r in reader.read(shot.stage)}
    reading = readings["camera.depth_of_field.shallow"]
    assert reading.number("background_blur_fraction") == pytest.approx(0.02, rel=0.15)
    camera = read_camera(shot.stage)
    assert blur_diameter_mm(camera, camera.focus_distance_m) == 0.0


def test_deep_focus_keeps_everything_sharp(tmp_path: Path) -> None:
    shot = stand_in_shot(tmp_path, {"camera.depth_of_field.deep": {"f_stop": 11.0}})
    COMPOSER.compose(shot)
    assert "camera.depth_of_field.deep" in {r.term for reader in READERS for r in reader.read(shot.stage)}


def test_the_same_sample_gives_the_same_bytes(tmp_path: Path) -> None:
    texts = []
    for run in ("a", "b"):
        shot = stand_in_shot(tmp_path / run, {"camera.angles.eye_level": {"pitch_deg": 1.0}}, index=3)
        COMPOSER.compose(shot)
        texts.append(shot.sample.layers[Department.CAMERA].ExportToString())
    assert texts[0] == texts[1]


def test_a_low_camera_stands_above_the_table_that_would_hide_the_subject(tmp_path: Path) -> None:
    angle: dict[str, dict[str, Scalar]] = {
        "camera.angles.low_angle": {"pitch_deg": -12.0, "azimuth_deg": 0},
        "camera.framing.full_shot": {"subject_height_fraction": 0.6},
    }
    shot = stand_in_shot(tmp_path, angle)
    low = read_subject(shot.stage).points.min(axis=0)
    with shot.edit(Department.GEOMETRY) as stage:
        add_box(stage, f"{prim_paths.SET}/Top", (4.0, 4.0, 0.02), (0.0, 0.0, float(low[2]) - 0.011), Role.PLINTH)
        add_box(stage, f"{prim_paths.SET}/Deep", (9.0, 9.0, 0.1), (0.0, 0.0, float(low[2]) - 1.0), Role.SET_FLOOR)
    COMPOSER.compose(shot)
    camera = read_camera(shot.stage)
    assert camera.eye_m[2] > low[2]
    top = read_occluders(shot.stage, Usd.PrimRange(shot.stage.GetPrimAtPath(f"{prim_paths.SET}/Top")))
    assert not top.blocked(np.asarray(camera.eye_m), read_subject(shot.stage).points).any()


def test_a_low_camera_stays_above_a_podium_that_the_subject_hangs_over(tmp_path: Path) -> None:
    angle: dict[str, dict[str, Scalar]] = {"camera.angles.low_angle": {"pitch_deg": -18.0, "azimuth_deg": 0.0}}
    shot = stand_in_shot(tmp_path, angle, size_m=(0.28, 0.26, 0.33), foot_m=0.18)
    with shot.edit(Department.GEOMETRY) as stage:
        add_box(stage, f"{prim_paths.SET}/Podium", (1.9, 1.9, 0.24), (0.0, 0.0, 0.12), Role.PLINTH)
        for number, z_m in enumerate((0.3, 0.36, 0.42)):
            add_box(stage, f"{prim_paths.SUBJECT}/Tier{number}", (0.28, 0.26, 0.02), (0.0, 0.0, z_m), Role.SUBJECT)
    COMPOSER.compose(shot)
    assert read_camera(shot.stage).eye_m[2] > 0.24


@pytest.mark.parametrize("framing", ["full_shot", "medium_shot"])
def test_a_low_camera_shows_a_flat_subject_in_the_lower_part_of_the_frame(tmp_path: Path, framing: str) -> None:
    terms: dict[str, dict[str, Scalar]] = {
        "camera.angles.low_angle": {"pitch_deg": -20.0, "azimuth_deg": 0},
        f"camera.framing.{framing}": {"subject_height_fraction": FRAMINGS[framing] - 0.1},
        "camera.lenses.focal_lengths.normal": {"focal_length_mm": 52.0},
    }
    shot = stand_in_shot(tmp_path, terms, size_m=(0.5, 0.3, 0.08), foot_m=0.1)
    with shot.edit(Department.GEOMETRY) as stage:
        add_box(stage, f"{prim_paths.SET}/Podium", (1.6, 1.6, 0.1), (0.0, 0.0, 0.05), Role.PLINTH)
    COMPOSER.compose(shot)
    seen = project(read_subject(shot.stage).points, read_camera(shot.stage), 1.0)
    assert np.abs(seen[:, 1]).max() < 1.0
    assert "camera.angles.low_angle" in {reading.term for reader in READERS for reading in reader.read(shot.stage)}


def test_the_sky_is_a_background_far_away(tmp_path: Path) -> None:
    shot = stand_in_shot(tmp_path, {})
    COMPOSER.compose(shot)
    nothing = read_occluders(shot.stage, ())
    assert background_depth_m(read_camera(shot.stage), 1.0, nothing, percentile=50.0) > 100.0
