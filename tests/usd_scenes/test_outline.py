"""The points that reach farthest are found without measuring all along all directions."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from usd_scenes.outline import outermost

type Make = Callable[[np.random.Generator, int], NDArray[np.float64]]


def _ball(rng: np.random.Generator, count: int) -> NDArray[np.float64]:
    points = rng.normal(size=(count, 3))
    return np.asarray(points / np.linalg.norm(points, axis=1)[:, None])


def _box(rng: np.random.Generator, count: int) -> NDArray[np.float64]:
    points = rng.uniform(-1.0, 1.0, (count, 3))
    points[np.arange(count), rng.integers(0, 3, count)] = 1.0
    return points * (1.0, 0.3, 0.02) + (3.0, -7.0, 0.4)


def _sheet(rng: np.random.Generator, count: int) -> NDArray[np.float64]:
    return np.asarray(rng.uniform(-1.0, 1.0, (count, 3)) * (1.0, 1.0, 0.0))


def _rings(rng: np.random.Generator, count: int) -> NDArray[np.float64]:
    """Of a lathe: many points are as far."""
    angle = np.linspace(0.0, 2.0 * np.pi, 32, endpoint=False)
    ring = np.column_stack((np.cos(angle), np.sin(angle), 0.0 * angle))
    return np.concatenate([ring + np.array([0.0, 0.0, height]) for height in rng.uniform(0.0, 1.0, count // 32)])


@pytest.mark.parametrize("make", [_ball, _box, _sheet, _rings])
@pytest.mark.parametrize("count", [96, 20_000])
def test_no_other_point_reaches_much_farther(make: Make, count: int) -> None:
    points = make(np.random.default_rng(3), count)
    found = outermost(points)
    assert (np.diff(found) > 0).all()
    assert len(found) <= 96
    for way in _ball(np.random.default_rng(4), 40):
        reach = points @ way
        assert reach[found].max() >= reach.max() - 0.06 * np.ptp(reach)


@pytest.mark.parametrize("count", [8, 500])
def test_far_from_the_origin_the_farthest_points_are_found_too(count: int) -> None:
    """As on a map, in centimetres: rounding is larger there than a hair."""
    points = np.random.default_rng(8).integers(-2, 3, (count, 3)) * 0.01 + 1e8
    found = points[outermost(points)]
    assert (found.min(axis=0) == points.min(axis=0)).all()
    assert (found.max(axis=0) == points.max(axis=0)).all()


def test_points_in_one_place_have_one_that_is_outermost() -> None:
    assert outermost(np.full((50, 3), 2.5)).tolist() == [0]
    assert outermost(np.zeros((1, 3))).tolist() == [0]
