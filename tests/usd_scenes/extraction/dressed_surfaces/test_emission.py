"""What a pattern gives off shines in levels that keep its light."""

from __future__ import annotations

import numpy as np
import pytest

from usd_scenes.extraction.dressed_surfaces.emission import Emission, emission_levels
from usd_scenes.extraction.scene.triangles import Triangles


def _row(count: int) -> Triangles:
    """Triangles side by side, each larger than the one before."""
    width = 1.0 + np.arange(count)[:, None]
    left = np.cumsum(width, axis=0) - width
    zero = np.zeros_like(left)
    corners = [(left, zero), (left + width, zero), (left, zero + 1.0)]
    points = np.stack([np.concatenate([x, y, zero], axis=1) for x, y in corners], axis=1).astype(np.float32)
    return Triangles(points=points, normals=None, uvs=None, colors=None, face=np.arange(count))


def test_levels_of_a_pattern_keep_its_light_and_leave_out_what_is_dark() -> None:
    triangles = _row(100)
    radiance = np.linspace(-20.0, 5.0, 100).clip(0.0)[:, None] * np.array([[1.0, 0.5, 0.2]])
    emission = Emission(radiance=np.repeat(radiance, 3, axis=0), both_sides=True)
    levels = list(emission_levels(triangles, emission))
    assert 4 < len(levels) <= 16
    assert sum(len(part.points) for part, _ in levels) == int((radiance[:, 0] > 5e-4).sum())
    power = sum(part.area * mean for part, mean in levels)
    areas = (1.0 + np.arange(100)) / 2.0
    np.testing.assert_allclose(power, (radiance * areas[:, None]).sum(axis=0), rtol=1e-4)
    for part, mean in levels:
        assert np.abs(radiance[part.face] - mean).max() < 0.7


def test_an_even_surface_is_one_level() -> None:
    triangles = _row(3)
    ((part, mean),) = emission_levels(triangles, Emission(radiance=np.array([[2.0, 1.0, 0.5]]), both_sides=False))
    assert part is triangles
    assert mean == pytest.approx((2.0, 1.0, 0.5))
