"""Surfaces as Mitsuba's BSDFs, by their descriptions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from render_backends.mitsuba.bsdfs import describe_bsdf
from usd_scenes.extraction.dressed_surfaces.fields import Fields
from usd_scenes.extraction.scene.surface_parameters import SurfaceParameters


def _found(described: Any, kind: str) -> list[dict[str, Any]]:
    if not isinstance(described, dict):
        return []
    own = [described] if described.get("type") == kind else []
    return own + [one for part in described.values() for one in _found(part, kind)]


def test_a_dielectric_whose_roughness_varies_runs_between_lobes_of_a_few() -> None:
    roughness = np.linspace(0.2, 0.8, 300, dtype=np.float32).reshape(100, 3)
    surface = SurfaceParameters(roughness=0.5)
    described, attributes = describe_bsdf(Fields(surface=surface, varying={"roughness": roughness}))
    alphas = sorted(lobe["alpha"] for lobe in _found(described, "roughplastic"))
    assert alphas == pytest.approx([0.22**2, 0.5**2, 0.78**2], abs=0.02)
    mixtures = [b["weight"] for b in _found(described, "blendbsdf") if isinstance(b["weight"], dict)]
    first, second = (attributes.arrays[weight["name"]][:, 0] for weight in mixtures[::-1])
    here = 0.22 + 0.28 * (first + second)
    np.testing.assert_allclose(here, roughness.ravel().clip(0.22, 0.78), atol=0.01)


def test_a_dielectric_of_one_roughness_is_one_lobe() -> None:
    described, attributes = describe_bsdf(Fields(surface=SurfaceParameters(roughness=0.5)))
    assert [lobe["alpha"] for lobe in _found(described, "roughplastic")] == pytest.approx([0.25])
    assert not attributes.arrays


def test_a_metal_that_is_worn_to_a_dielectric_in_places_has_the_dielectrics_gloss_there_alone() -> None:
    metalness = np.tile(np.array([[1.0, 1.0, 0.25]], dtype=np.float32), (100, 1))
    surface = SurfaceParameters(roughness=0.5, base_color=(0.1, 0.1, 0.1), metalness=0.75)
    described, attributes = describe_bsdf(Fields(surface=surface, varying={"metalness": metalness}))
    (glossy,) = [
        mixture
        for mixture in _found(described, "blendbsdf")
        if isinstance(mixture["weight"], dict) and mixture["b"]["type"] == "roughplastic"
    ]
    share = attributes.arrays[glossy["weight"]["name"]][:, 0].reshape(100, 3)
    assert (glossy["a"]["type"], glossy["a"]["reflectance"]["color"]) == ("diffuse", [0.0, 0.0, 0.0])
    np.testing.assert_allclose(share, np.tile([0.0, 0.0, 1.0], (100, 1)), atol=1e-6)
    strength = np.array(glossy["b"]["specular_reflectance"]["color"]) / 3.0  # of three lobes, a third each
    np.testing.assert_allclose(strength, 0.75, atol=0.01)
