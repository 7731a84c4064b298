"""The numbers that tell liquids apart, on surfaces and media whose answer is known."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from assets.meshes.liquids.bodies import bead, disc_body, grid_body
from assets.meshes.liquids.height_fields import angular_frequency, ring_waves, still_surface, wind_waves
from assets.meshes.shading import as_shaded
from quality_control.measures.liquids import _seen_through
from quality_control.readers.liquid_surfaces import greatest_width_m, measure_surface, roundness
from taxonomy.decisions import decision_rng


def _grid(surface, half: float = 0.5) -> np.ndarray:  # type: ignore[no-untyped-def]
    x, y = np.meshgrid(np.linspace(-half, half, 160), np.linspace(-half, half, 160), indexing="ij")
    return np.stack([x.ravel(), y.ravel(), surface(x, y).ravel()], axis=-1)


@pytest.mark.parametrize("wavelength_m", [0.07, 0.12, 0.18])
def test_ring_waves_give_back_their_wavelength_and_are_radial(wavelength_m: float) -> None:
    surface = ring_waves(
        level_m=0.2, wavelength_m=wavelength_m, amplitude_m=0.005, decay_m=0.4, depth_m=0.15, time_s=0.2
    )
    seen = measure_surface(_grid(surface))
    assert seen.wavelength_m == pytest.approx(wavelength_m, rel=0.15)
    assert seen.radial_share > 0.8


def test_wind_waves_have_the_asked_height_and_no_middle() -> None:
    surface = wind_waves(
        level_m=0.0, longest_m=0.3, rms_height_m=0.01, direction_deg=20.0, spread=0.3, rng=decision_rng(0, 1, "t")
    )
    seen = measure_surface(_grid(surface, half=1.5), keep=1.0)
    assert seen.significant_height_m == pytest.approx(0.04, rel=0.2)
    assert seen.radial_share < 0.3


def test_still_water_is_flat() -> None:
    assert measure_surface(_grid(still_surface(0.3))).significant_height_m < 1e-9


def test_short_waves_are_ruled_by_surface_tension_and_long_ones_by_gravity() -> None:
    assert angular_frequency(1.0, 10.0) ** 2 == pytest.approx(9.81 * 2 * np.pi, rel=0.01)
    k = 2 * np.pi / 0.002
    assert angular_frequency(0.002, 1.0) ** 2 == pytest.approx(0.072 / 998 * k**3, rel=0.05)


def test_bodies_are_closed_and_face_outwards() -> None:
    bodies = (
        disc_body(still_surface(0.1), radius_m=0.2, floor_m=0.0, meniscus_m=0.002),
        grid_body(still_surface(0.1), size_m=(0.4, 0.3), floor_m=0.0, spacing_m=0.05),
        bead(0.01, 80.0),
    )
    for mesh in map(as_shaded, bodies):
        starts = np.cumsum([0, *mesh.face_vertex_counts])
        volume = 0.0
        for start, end in pairwise(starts):
            face = mesh.points[mesh.face_vertex_indices[start:end]].astype(np.float64)
            for b, c in pairwise(face[1:]):
                volume += float(np.dot(face[0], np.cross(b, c))) / 6
        assert volume > 0.0
        size = np.ptp(mesh.points, axis=0)
        assert volume < float(np.prod(size))


def test_a_disc_is_round_and_a_square_is_less() -> None:
    angle = np.linspace(0, 2 * np.pi, 400)
    disc = np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    assert roundness(np.pi, greatest_width_m(disc)) == pytest.approx(1.0, abs=0.01)
    assert roundness(1.0, np.sqrt(2.0)) == pytest.approx(2 / np.pi)


def test_a_clearer_liquid_shows_more_of_the_card_below() -> None:
    seen = _seen_through(np.linspace(0.0, 1.0, 50), 1.333)
    assert np.all(np.diff(seen) > 0)
    assert seen[0] == pytest.approx(0.0, abs=1e-6)
    assert 0.08 < seen[-1] < 0.12  # about half of what the card throws up is kept inside
