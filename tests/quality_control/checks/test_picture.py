"""Each picture rule finds what it is for and nothing in a good picture."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from pxr import Gf, Usd, UsdGeom

from finishing import apply_view_transform
from quality_control.checks import check_picture
from quality_control.checks.rules import all_rules
from schemas.aovs import CORE_AOVS
from schemas.frame import Frame, Pixels
from tests.finishing.synthetic_scene import trace_still_life
from usd_scenes import prim_paths
from usd_scenes.render_settings import RenderSettings, set_render_settings
from usd_scenes.semantics import Role, set_labels

SIZE = 96


@pytest.fixture(scope="module")
def still_life() -> Frame:
    return trace_still_life(SIZE)


@pytest.fixture(scope="module")
def stage() -> Usd.Stage:
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    camera = UsdGeom.Camera.Define(stage, prim_paths.MAIN_CAMERA)
    UsdGeom.Xformable(camera).AddTranslateOp().Set(Gf.Vec3d(0, -3.4, 1.35))
    UsdGeom.Xform.Define(stage, prim_paths.SUBJECT)
    ball = UsdGeom.Mesh.Define(stage, f"{prim_paths.SUBJECT}/Ball")
    ball.CreatePointsAttr([(-0.8, -0.2, 0.0), (0.0, -0.2, 0.0), (-0.4, -0.2, 0.9)])
    ball.CreateFaceVertexCountsAttr([3])
    ball.CreateFaceVertexIndicesAttr([0, 1, 2])
    set_labels(ball.GetPrim(), role=Role.SUBJECT, class_name="ball")
    settings = RenderSettings(
        camera=prim_paths.MAIN_CAMERA,
        resolution=(SIZE, SIZE),
        spp=16,
        denoise=True,
        integrator="path",
        aovs=CORE_AOVS,
    )
    set_render_settings(stage, settings)
    return stage


def _with(frame: Frame, arrays: Mapping[str, Pixels]) -> Frame:
    return Frame(arrays={**frame.arrays, **arrays}, camera=frame.camera, ids=frame.ids)


def _rules(frame: Frame, stage: Usd.Stage, picture: Pixels | None = None) -> set[str]:
    shown = apply_view_transform(frame.aov("beauty")) if picture is None else picture
    return {finding.rule for finding in check_picture(frame, shown, stage)}


def test_a_good_picture_breaks_no_rule(still_life: Frame, stage: Usd.Stage) -> None:
    assert _rules(still_life, stage) == set()


def test_a_nan_in_any_aov_is_found(still_life: Frame, stage: Usd.Stage) -> None:
    normal = still_life.aov("normal").copy()
    normal[3, 3, 1] = np.nan
    assert _rules(_with(still_life, {"normal": normal}), stage) == {"picture.non_finite"}


def test_a_picture_without_light_is_black(still_life: Frame, stage: Usd.Stage) -> None:
    assert "picture.black" in _rules(_with(still_life, {"beauty": still_life.aov("beauty") * 0.002}), stage)


def test_a_picture_of_glaring_light_is_blown(still_life: Frame, stage: Usd.Stage) -> None:
    assert "picture.blown" in _rules(_with(still_life, {"beauty": still_life.aov("beauty") * 60.0}), stage)


def test_an_even_picture_is_flat(still_life: Frame, stage: Usd.Stage) -> None:
    assert "picture.flat" in _rules(still_life, stage, np.full((SIZE, SIZE, 3), 0.5, dtype=np.float32))


def test_a_subject_out_of_the_picture_is_missing(still_life: Frame, stage: Usd.Stage) -> None:
    ids = np.where(still_life.aov("instance_id") == 3, 1, still_life.aov("instance_id")).astype(np.float32)
    assert _rules(_with(still_life, {"instance_id": ids}), stage) == {"picture.subject_missing"}


def test_a_subject_that_runs_over_the_border_is_cut_off(still_life: Frame, stage: Usd.Stage) -> None:
    moved = np.roll(still_life.aov("instance_id"), -22, axis=1)
    assert _rules(_with(still_life, {"instance_id": moved}), stage) == {"picture.subject_cut_off"}


def test_grain_that_a_denoised_picture_should_not_have_is_found(still_life: Frame, stage: Usd.Stage) -> None:
    grainy = trace_still_life(SIZE, noise=0.3).aov("beauty")
    assert "picture.noise" in _rules(_with(still_life, {"beauty": grainy}), stage)


def _with_pores(frame: Frame, share: float) -> Frame:
    """The lower part of the picture a hide: its normals turn from pixel to pixel, and its light with them."""
    turns = np.random.default_rng(5).standard_normal((SIZE, SIZE)).astype(np.float32)
    turns[: round((1.0 - share) * SIZE)] = 0.0
    normal = frame.aov("normal") + 0.4 * turns[..., None] * np.array((0.6, 0.0, -0.8), dtype=np.float32)
    normal /= np.maximum(np.linalg.norm(normal, axis=2, keepdims=True), 1e-6)
    beauty = frame.aov("beauty") * np.clip(1.0 + 0.2 * turns[..., None], 0.1, None)
    return _with(frame, {"normal": normal, "beauty": beauty})


@pytest.mark.parametrize("share", [0.8, 1.0])
def test_pores_that_turn_the_normals_are_no_grain(still_life: Frame, stage: Usd.Stage, share: float) -> None:
    porous = _with_pores(still_life, share)
    assert _rules(porous, stage) == set()
    assert "picture.noise" in _rules(_with(porous, {"normal": still_life.aov("normal")}), stage)


def test_grain_on_the_smooth_part_of_a_porous_picture_is_found(still_life: Frame, stage: Usd.Stage) -> None:
    grainy = trace_still_life(SIZE, noise=0.3)
    assert "picture.noise" in _rules(_with_pores(grainy, 0.7), stage)


def test_a_picture_of_another_size_is_found(still_life: Frame, stage: Usd.Stage) -> None:
    small = trace_still_life(48)
    assert "picture.dimensions" in _rules(small, stage)


def test_every_rule_says_what_its_figure_is() -> None:
    assert all(rule.about for rule in all_rules().values())
