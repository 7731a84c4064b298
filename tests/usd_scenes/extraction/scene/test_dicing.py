"""Triangles are cut until the frame shows no edge too long, and into no more pieces than that takes."""

from __future__ import annotations

import numpy as np
import pytest

from usd_scenes.extraction.scene.dicing import dice
from usd_scenes.extraction.scene.plain_scene import SceneCamera
from usd_scenes.extraction.scene.triangles import Triangles

_SIZE = (64, 64)


def _camera() -> SceneCamera:
    """At the origin, looking down -Z; a metre is 64 pixels at one metre."""
    return SceneCamera(
        world_from_camera=np.eye(4),
        orthographic=False,
        focal_length_m=0.036,
        aperture_m=(0.036, 0.036),
        aperture_offset_m=(0.0, 0.0),
        clipping_range_m=(0.01, 100.0),
        focus_distance_m=1.0,
        f_stop=0.0,
        exposure_scale=1.0,
    )


def _triangles(*corners: tuple[tuple[float, float, float], ...]) -> Triangles:
    points = np.array(corners, dtype=np.float32)
    return Triangles(points=points, normals=None, uvs=None, colors=None, face=np.arange(len(points)))


def _area(triangles: Triangles) -> float:
    sides = (triangles.points[:, 1:] - triangles.points[:, :1]).astype(np.float64)
    return float(np.linalg.norm(np.cross(sides[:, 0], sides[:, 1]), axis=1).sum() / 2.0)


def test_no_edge_in_the_frame_is_longer_than_asked_and_the_surface_stays() -> None:
    whole = _triangles(((-0.4, -0.4, -1), (0.4, -0.4, -1), (0.4, 0.4, -1)))
    fine = dice(whole, _camera(), _SIZE, edge_px=2.0)
    edges = np.linalg.norm(fine.points - np.roll(fine.points, -1, axis=1), axis=2) * 64.0
    assert float(edges.max()) <= 2.0
    assert _area(fine) == pytest.approx(_area(whole), rel=1e-5)


def test_a_surface_seen_at_a_grazing_angle_is_not_cut_finer_across_the_frame_than_along_it() -> None:
    facing = _triangles(((-0.4, -0.4, -1), (0.4, -0.4, -1), (0.4, 0.4, -1)))
    grazing = _triangles(((-0.4, -0.02, -1), (0.4, -0.02, -1), (0.4, -0.021, -40)))
    many, few = (len(dice(some, _camera(), _SIZE, edge_px=2.0).points) for some in (facing, grazing))
    assert few < many


def test_slivers_do_not_fall_into_as_many_pieces_as_they_are_long() -> None:
    strips = [((-0.4, y, -1), (0.4, y, -1), (0.4, y + 1e-4, -1)) for y in np.linspace(-0.2, 0.2, 500).tolist()]
    assert len(dice(_triangles(*strips), _camera(), _SIZE, edge_px=1.0).points) < 12 * len(strips)
