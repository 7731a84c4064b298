"""Curvature of meshes against surfaces whose curvature is known."""

from __future__ import annotations

import numpy as np
import pytest

from assets.meshes.catalog import find_generator
from assets.meshes.primitives import ball_of_triangles
from assets.meshes.solids import lathe, rounded_box
from assets.meshes.surface import finished, flipped, grid, polygons, scaled, subdivision_cage
from schemas.errors import AssetError
from schemas.mesh import MeshData


def _curvature(mesh: MeshData) -> np.ndarray:
    assert mesh.curvature is not None
    return mesh.curvature.astype(np.float64)


@pytest.mark.parametrize("radius_m", [0.02, 0.3, 5.0])
def test_a_ball_has_one_over_its_radius(radius_m: float) -> None:
    ball = finished(scaled(ball_of_triangles(5), radius_m))
    np.testing.assert_allclose(_curvature(ball), 1.0 / radius_m, rtol=0.05)


def test_seen_from_inside_a_ball_is_hollow() -> None:
    inside = finished(flipped(scaled(ball_of_triangles(4), 0.3)))
    np.testing.assert_allclose(_curvature(inside), -1.0 / 0.3, rtol=0.06)


def test_a_tube_has_half_of_one_over_its_radius() -> None:
    tube = finished(lathe(np.stack([np.full(9, 0.1), np.linspace(0.0, 1.0, 9)], axis=-1), 64))
    np.testing.assert_allclose(np.median(_curvature(tube)), 0.5 / 0.1, rtol=0.01)


def test_what_is_flat_has_none() -> None:
    place = np.linspace(0.0, 1.0, 9)
    flat = finished(grid(np.stack([*np.meshgrid(place, place), np.zeros((9, 9))], axis=-1)))
    np.testing.assert_allclose(_curvature(flat), 0.0, atol=1e-6)


@pytest.mark.parametrize("segments", [1, 4])
def test_bevels_bend_and_the_flats_between_them_do_not(segments: int) -> None:
    box = finished(rounded_box((0.3, 0.3, 0.3), 0.01, segments))
    cuts = np.cumsum(box.face_vertex_counts)[:-1]
    corners = np.split(box.points[box.face_vertex_indices], cuts)
    extents = np.sort([np.ptp(face, axis=0) for face in corners], axis=1)
    bends = np.array([[bend.min(), bend.max()] for bend in np.split(_curvature(box), cuts)])
    flats, edges = extents[:, 1] > 0.25, (extents[:, 1] < 0.25) & (extents[:, 2] > 0.25)
    assert flats.sum() == 6
    assert edges.sum() == 12 * segments
    np.testing.assert_allclose(bends[edges], 0.5 / 0.01, rtol=0.15)  # half of one over the bevel's radius
    assert np.abs(bends[flats]).max() < 0.02 * 0.5 / 0.01


def test_a_groove_is_below_zero_and_its_rims_above() -> None:
    x = np.linspace(-1.0, 1.0, 201)
    depth = np.where(np.abs(x) < 0.1, -0.1 * (1.0 + np.cos(np.pi * x / 0.1)) / 2.0, 0.0)
    y = np.linspace(0.0, 1.0, 5)
    surface = grid(np.stack([np.tile(x, (5, 1)), np.tile(y[:, None], (1, 201)), np.tile(depth, (5, 1))], axis=-1))
    sheet = finished(surface)
    at = sheet.points[sheet.face_vertex_indices][:, 0]
    assert _curvature(sheet)[np.abs(at) < 0.02].max() < -1.0
    assert _curvature(sheet)[(np.abs(at) > 0.08) & (np.abs(at) < 0.095)].min() > 1.0


def test_an_open_edge_and_a_cage_have_finite_curvature() -> None:
    triangle = polygons(np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0]]), [3], [0, 1, 2])
    assert (_curvature(finished(triangle)) == 0.0).all()
    assert np.isfinite(_curvature(subdivision_cage(rounded_box((0.3, 0.2, 0.1), 0.02, 1)))).all()


def test_stored_bodies_have_edges_hollows_and_what_is_neither() -> None:
    (rook,) = find_generator("rook").meshes(0)
    bend = _curvature(rook) * float(np.ptp(rook.points, axis=0).max())
    assert (bend > 40.0).mean() > 0.02
    assert (bend < -8.0).mean() > 0.02
    assert (np.abs(bend) < 8.0).mean() > 0.3


def test_curvature_of_another_length_than_the_corners_is_refused() -> None:
    (ball,) = find_generator("ball").meshes(0)
    with pytest.raises(AssetError, match="2 curvatures"):
        MeshData(
            points=ball.points,
            face_vertex_counts=ball.face_vertex_counts,
            face_vertex_indices=ball.face_vertex_indices,
            uvs=ball.uvs,
            curvature=np.zeros(2, np.float32),
        )
