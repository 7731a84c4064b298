"""Shells that are shaded as they are made, and what moving and joining does to their shading."""

from __future__ import annotations

import numpy as np
import pytest

from assets.meshes.shading import as_shaded
from assets.meshes.shells import cut_box, revolved
from assets.meshes.solids import rounded_box
from assets.meshes.surface import face_normals, flipped, merge, moved, scaled, turned
from schemas.errors import AssetError

_POLAR = np.linspace(0.0, np.pi, 48)
_BALL = np.stack([np.sin(_POLAR) * (np.abs(np.cos(_POLAR)) < 1.0), np.cos(_POLAR)], axis=-1)


def test_a_ball_is_smooth_and_faces_outwards() -> None:
    ball = as_shaded(revolved(_BALL, sectors=64))
    assert ball.normals is not None
    directions = ball.points[ball.face_vertex_indices]
    assert float(np.einsum("ij,ij->i", directions, ball.normals).min()) > 0.998


def test_every_face_of_a_cut_box_is_flat() -> None:
    box = cut_box((0.4, 0.3, 0.2), 0.02)
    across = face_normals(box)
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    assert box.normals is not None
    np.testing.assert_allclose(box.normals, np.repeat(across, box.counts, axis=0), atol=2e-5)
    np.testing.assert_allclose(box.extent, [[-0.2, -0.15, 0.0], [0.2, 0.15, 0.2]], atol=1e-6)


def test_a_moved_body_has_the_shading_of_the_one_at_the_origin() -> None:
    here, there = revolved(_BALL), moved(revolved(_BALL), 3.1, -1.7, 0.9)
    np.testing.assert_array_equal(as_shaded(here).normals, as_shaded(there).normals)
    np.testing.assert_array_equal(as_shaded(here).uvs, as_shaded(there).uvs)


def test_turning_and_flipping_take_the_normals_along() -> None:
    box = cut_box((0.4, 0.3, 0.2), 0.02)
    for changed in (turned(box, "y", 38.0), flipped(box)):
        across = face_normals(changed)
        assert changed.normals is not None
        assert float(np.einsum("ij,ij->i", np.repeat(across, changed.counts, axis=0), changed.normals).min()) > 0.0


def test_joined_bodies_are_shaded_only_where_all_of_them_are() -> None:
    box = cut_box((0.4, 0.3, 0.2), 0.02)
    joined = merge([box, revolved(_BALL)])
    assert joined.normals is not None
    assert len(joined.normals) == len(joined.indices)
    assert merge([box, rounded_box((0.4, 0.3, 0.2), 0.02)]).normals is None


@pytest.mark.parametrize(
    "bare", [rounded_box((1.0, 1.0, 1.0), 0.1), scaled(cut_box((1.0, 1.0, 1.0), 0.1), 1, 2, 1)]
)
def test_a_surface_without_normals_is_refused(bare) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(AssetError, match="without normals"):
        as_shaded(bare)
