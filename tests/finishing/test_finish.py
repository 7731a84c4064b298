"""The chain from a frame to the finished picture."""

from __future__ import annotations

import numpy as np
import pytest

from finishing import apply_view_transform, finish_frame
from finishing.registry import EFFECTS
from schemas.errors import UsageError
from schemas.finishing import FinishingOperation
from schemas.frame import Frame
from taxonomy.decisions import decision_rng
from tests.finishing.synthetic_scene import trace_still_life

SIZE = 96


@pytest.fixture(scope="module")
def still_life() -> Frame:
    return trace_still_life(SIZE, noise=0.02)


def _rng() -> np.random.Generator:
    return decision_rng(1, 2, "finishing/noise")


def test_middle_grey_black_and_bright_light_come_out_as_aces_has_them() -> None:
    greys = np.repeat(np.array([0.0, 0.18, 16.0], dtype=np.float32)[None, :, None], 3, axis=2)
    shown = apply_view_transform(greys)[0]
    np.testing.assert_allclose(shown[:, 0], (0.0, 0.349, 0.975), atol=0.002)
    np.testing.assert_allclose(shown[:, 0], shown[:, 2], atol=1e-4)


def test_light_that_is_not_finite_becomes_a_finite_picture(still_life: Frame) -> None:
    beauty = still_life.aov("beauty").copy()
    beauty[0, 0], beauty[0, 1] = np.nan, np.inf
    frame = Frame(arrays={**still_life.arrays, "beauty": beauty})
    assert np.isfinite(finish_frame(frame, (), rng=_rng())).all()


@pytest.mark.parametrize("name", sorted(EFFECTS))
def test_every_operation_changes_the_picture_and_stays_in_range(still_life: Frame, name: str) -> None:
    plain = finish_frame(still_life, (), rng=_rng())
    finished = finish_frame(still_life, [FinishingOperation(name=name)], rng=_rng())
    assert finished.shape == (SIZE, SIZE, 3)
    assert finished.dtype == np.float32
    assert finished.min() >= 0.0
    assert finished.max() <= 1.0
    assert np.abs(finished - plain).max() > 0.004


@pytest.mark.parametrize("name", sorted(EFFECTS))
def test_every_operation_repeats_itself_to_the_bit(still_life: Frame, name: str) -> None:
    operation = [FinishingOperation(name=name)]
    first, second = (finish_frame(still_life, operation, rng=_rng()) for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_removing_one_operation_leaves_the_grain_of_another_alone(still_life: Frame) -> None:
    grain, flip = FinishingOperation(name="film_grain"), FinishingOperation(name="noise")
    both, one = (finish_frame(still_life, ops, rng=_rng()) for ops in ([flip, grain], [grain]))
    noise = finish_frame(still_life, [flip], rng=_rng()) - finish_frame(still_life, (), rng=_rng())
    inner = (both > 0.02) & (both < 0.98) & (one > 0.02)
    residual = (both - noise - one)[inner]
    assert float(np.abs(residual).mean()) < 0.01


def test_operations_of_scene_light_come_before_those_on_the_display_whatever_their_order(
    still_life: Frame,
) -> None:
    vignette, levels = FinishingOperation(name="vignette"), FinishingOperation(name="levels")
    first, second = (finish_frame(still_life, ops, rng=_rng()) for ops in ([vignette, levels], [levels, vignette]))
    np.testing.assert_array_equal(first, second)


def test_an_unknown_operation_is_refused_with_the_names_there_are(still_life: Frame) -> None:
    with pytest.raises(UsageError, match=r"'sepia'.*vignette"):
        finish_frame(still_life, [FinishingOperation(name="sepia")], rng=_rng())


def test_an_unknown_parameter_is_refused_with_those_it_takes(still_life: Frame) -> None:
    operation = FinishingOperation(name="vignette", parameters=(("power", 2.0),))
    with pytest.raises(UsageError, match=r"'power'.*strength_stops"):
        finish_frame(still_life, [operation], rng=_rng())
