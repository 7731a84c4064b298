"""A glowing mesh that is near is as bright as its solid angle says."""

from __future__ import annotations

import math

import numpy as np
import pytest

from usd_scenes.glowing_meshes import GlowingMesh
from usd_scenes.irradiance import _mesh_elements

_SQUARE = np.array(
    [[[-0.5, -0.5, 0], [0.5, 0.5, 0], [-0.5, 0.5, 0]], [[-0.5, -0.5, 0], [0.5, -0.5, 0], [0.5, 0.5, 0]]]
)


@pytest.mark.parametrize("distance_m", [0.4, 0.7, 1.0, 3.0])
def test_the_irradiance_of_a_near_square_is_that_of_its_form_factor(distance_m: float) -> None:
    square = GlowingMesh(path="/Card", group="key", kelvin=6500.0, triangles=_SQUARE, radiance=np.ones(3))
    elements = _mesh_elements(square, np.array([0.0, 0.0, distance_m]))
    slope = 0.5 / distance_m / math.hypot(1.0, 0.5 / distance_m)
    exact = 4.0 * slope * math.atan(slope)  # pi times the form factor from above a square's middle
    assert elements.strength == pytest.approx(exact, rel=0.02)
