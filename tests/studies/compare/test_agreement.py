"""The figures of a comparison on frames whose differences are known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from schemas.aovs import BACKGROUND_DEPTH_M
from schemas.frame import Frame
from studies.compare.agreement import inside_surfaces, measure_agreement
from studies.compare.support_matrix import disagreements

SIDE = 32


def _frame(**changes: np.ndarray) -> Frame:
    """A square of one prim on nothing, its lower half of another."""
    ids = np.zeros((SIDE, SIDE, 1), dtype=np.float32)
    ids[8:24, 8:24], ids[16:24, 8:24] = 1, 2
    surface = ids > 0
    arrays = {
        "beauty": np.concatenate([np.where(surface, 0.5, 0.05).repeat(3, axis=2), surface], axis=2),
        "camera_depth": np.where(surface, 3.0, BACKGROUND_DEPTH_M),
        "normal": np.where(surface, np.array([0.0, 0.0, 1.0]), 0.0),
        "albedo": np.where(surface, 0.4, 0.0).repeat(3, axis=2),
        "instance_id": ids,
    }
    arrays = {name: np.asarray(array, dtype=np.float32) for name, array in {**arrays, **changes}.items()}
    return Frame(arrays=arrays, ids={"instance_id": {1: "/World/A", 2: "/World/B"}})


def test_a_frame_agrees_with_itself() -> None:
    agreement, _ = measure_agreement(_frame(), _frame())
    assert agreement.depth_p95 == 0.0
    assert agreement.normal_p95_deg == pytest.approx(0.0, abs=1e-3)
    assert agreement.id_iou == 1.0
    assert agreement.albedo_mean == 0.0
    assert agreement.flip == pytest.approx(0.0, abs=1e-6)
    assert agreement.radiance_ratio == pytest.approx(1.0)
    assert disagreements(agreement) == ()


def test_depth_and_normals_are_off_by_what_they_were_turned() -> None:
    reference = _frame()
    tilt = math.radians(2.0)
    normal = reference.aov("normal") @ np.array(
        [[1, 0, 0], [0, math.cos(tilt), math.sin(tilt)], [0, -math.sin(tilt), math.cos(tilt)]]
    )
    depth = np.where(reference.aov("camera_depth") < 10.0, 3.03, BACKGROUND_DEPTH_M)
    agreement, maps = measure_agreement(reference, _frame(normal=normal, camera_depth=depth))
    assert agreement.depth_median == pytest.approx(0.01, rel=1e-4)
    assert agreement.normal_median_deg == pytest.approx(2.0, rel=1e-3)
    assert np.isnan(maps.maps["camera_depth"][0, 0])
    assert disagreements(agreement)[:3] == ("depth 1 %", "normal 2°", "depth 1 % (95th)")


def test_a_silhouette_that_is_one_pixel_wider_costs_nothing_and_a_missing_prim_does() -> None:
    reference = _frame()
    wider = reference.aov("instance_id").copy()
    wider[7, 8:24] = 1
    agreement, _ = measure_agreement(reference, _frame(instance_id=wider))
    assert agreement.id_iou == 1.0
    gone = reference.aov("instance_id").copy()
    gone[gone == 2] = 0
    agreement, _ = measure_agreement(reference, _frame(instance_id=gone))
    assert agreement.id_iou is not None
    assert 0.4 < agreement.id_iou < 0.6


def test_ids_are_compared_by_prim_path_not_by_number() -> None:
    reference = _frame()
    swapped = reference.aov("instance_id").copy()
    swapped[reference.aov("instance_id") == 1], swapped[reference.aov("instance_id") == 2] = 7, 3
    other = Frame(arrays={"instance_id": swapped}, ids={"instance_id": {7: "/World/A", 3: "/World/B"}})
    assert measure_agreement(reference, other)[0].id_iou == 1.0


def test_a_brighter_picture_has_its_ratio_and_a_flip() -> None:
    reference = _frame()
    beauty = reference.aov("beauty") * np.array([1.5, 1.5, 1.5, 1.0], dtype=np.float32)
    agreement, _ = measure_agreement(reference, _frame(beauty=beauty))
    assert agreement.radiance_ratio == pytest.approx(1.5, rel=1e-5)
    assert agreement.flip is not None
    assert agreement.flip > 0.05


def test_what_one_frame_lacks_is_not_compared() -> None:
    agreement, maps = measure_agreement(_frame(), Frame(arrays={"beauty": _frame().aov("beauty")}))
    assert agreement.depth_median is None
    assert agreement.id_iou is None
    assert set(maps.maps) == {"flip"}


def test_the_inside_of_surfaces_has_no_pixel_beside_another_prim() -> None:
    inside = inside_surfaces(_frame())
    assert inside[12, 12]
    assert not inside[15, 12]
    assert not inside[8, 12]
    assert not inside[0, 0]
