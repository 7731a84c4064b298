"""Metals that surface models give by Schlick's curve reflect as much by an index of refraction."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from usd_scenes.extraction.dressed_surfaces.conductors import (
    artistic_ior,
    conductor_reflectance,
    schlick_edge,
    schlick_reflectance,
)

_COSINES: NDArray[np.float64] = (np.arange(1000, dtype=np.float64) + 0.5) / 1000.0


def _mean(curve: NDArray[np.float64]) -> float:
    return float((curve * _COSINES).sum() / _COSINES.sum())


@pytest.mark.parametrize("reflectance", [0.25, 0.5, 0.6, 0.8, 0.95])
def test_a_metal_reflects_of_light_from_everywhere_what_schlicks_curve_does(reflectance: float) -> None:
    colour = np.full((1, 3), reflectance)
    eta, k = artistic_ior(colour, schlick_edge(colour, np.ones(3)))
    reflected = conductor_reflectance(eta[0, 0], k[0, 0], _COSINES)
    assert reflected[-1] == pytest.approx(reflectance, abs=1e-3)
    wanted = _mean(schlick_reflectance(np.array(reflectance), 1.0, _COSINES))
    assert wanted == pytest.approx(reflectance + (1.0 - reflectance) / 21.0, abs=1e-3)
    assert _mean(reflected) == pytest.approx(wanted, abs=2e-3)


def test_a_metal_is_tinted_at_82_degrees() -> None:
    assert schlick_reflectance(np.array(0.6), 0.3, np.array(1.0 / 7.0)) == pytest.approx(
        0.3 * float(schlick_reflectance(np.array(0.6), 1.0, np.array(1.0 / 7.0)))
    )
    colour = np.full((1, 3), 0.6)
    edges = schlick_edge(colour, np.array([1.0, 0.9, 0.8]))[0]
    assert (np.diff(edges) < 0.0).all()
