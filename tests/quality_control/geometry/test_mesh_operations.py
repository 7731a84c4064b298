"""An operation is read from points and faces alone, and goes when they no longer show it."""

from __future__ import annotations

import numpy as np
import pytest

from assets.meshes.catalog import find_generator
from assets.meshes.forms import PRIMITIVES, modified, primitive, subdivision_cages
from assets.meshes.generator import Generator
from quality_control.readers.mesh_operations import (
    Faces,
    find_array,
    find_bevel,
    find_displacement,
    mirror_axis,
)

LIBRARY = ("vase", "teapot", "pitcher", "gear", "arch", "stair", "pawn", "stacked_stones", "knot", "balustrade")


def _faces(generator: Generator, variant: int = 0) -> Faces:
    mesh = generator.meshes(variant)[0]
    return Faces(
        points=np.asarray(mesh.points, np.float64),
        counts=np.asarray(mesh.face_vertex_counts, np.int64),
        indices=np.asarray(mesh.face_vertex_indices, np.int64),
    )


def _dented(faces: Faces) -> Faces:
    """One point in twenty moved out of place."""
    points = faces.points.copy()
    points[::20] += 0.05 * faces.size.max()
    return Faces(points=points, counts=faces.counts, indices=faces.indices)


@pytest.mark.parametrize("variant", range(4))
@pytest.mark.parametrize(("count", "spacing_ratio"), [(3, 1.1), (4, 1.5), (6, 1.25)])
def test_a_row_of_copies_is_counted_and_measured(count: int, spacing_ratio: float, variant: int) -> None:
    row = _faces(modified("array", count=count, spacing_ratio=spacing_ratio), variant)
    found = find_array(row)
    assert found is not None
    assert dict(found) == {"count": count, "spacing_ratio": pytest.approx(spacing_ratio, rel=1e-3)}
    assert find_array(_dented(row)) is None


@pytest.mark.parametrize(("width", "steps"), [(0.03, 4), (0.06, 2), (0.1, 3)])
def test_the_edges_of_a_box_give_width_and_steps(width: float, steps: int) -> None:
    box = _faces(modified("bevel", width_fraction=width, segment_count=steps))
    found = find_bevel(box)
    assert found is not None
    assert dict(found) == {"segment_count": steps, "width_fraction": pytest.approx(width, rel=1e-2)}
    assert find_bevel(_dented(box)) is None


@pytest.mark.parametrize("strength", [0.03, 0.06, 0.1])
def test_a_ball_is_displaced_by_its_greatest_offset(strength: float) -> None:
    ball = _faces(modified("displace", strength_fraction=strength, feature_size_fraction=0.2))
    found = find_displacement(ball)
    assert found is not None
    assert dict(found) == {"strength_fraction": pytest.approx(strength, rel=0.12)}
    smooth = ball.points / np.linalg.norm(ball.points - ball.points.mean(axis=0), axis=1, keepdims=True)
    centred = Faces(points=smooth - smooth.mean(axis=0), counts=ball.counts, indices=ball.indices)
    round_points = centred.points / np.linalg.norm(centred.points, axis=1, keepdims=True)
    assert find_displacement(Faces(points=round_points, counts=ball.counts, indices=ball.indices)) is None


@pytest.mark.parametrize("axis", ["x", "y"])
def test_a_mirrored_body_has_one_plane(axis: str) -> None:
    body = _faces(modified("mirror", axis=axis))
    assert mirror_axis(body) == axis
    assert mirror_axis(_dented(body)) == ""


@pytest.mark.parametrize("name", LIBRARY)
def test_other_subjects_show_no_operation(name: str) -> None:
    mesh = _faces(find_generator(name))
    assert (find_array(mesh), find_bevel(mesh), find_displacement(mesh)) == (None, None, None)


@pytest.mark.parametrize("name", sorted(PRIMITIVES))
def test_elementary_solids_show_no_operation(name: str) -> None:
    mesh = _faces(primitive(name))
    assert (find_array(mesh), find_bevel(mesh), find_displacement(mesh)) == (None, None, None)


def test_cages_show_no_operation() -> None:
    mesh = _faces(subdivision_cages())
    assert (find_array(mesh), find_bevel(mesh), find_displacement(mesh)) == (None, None, None)
