"""What every form must hold to, whoever made it."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form
from schemas.mesh import MeshData

_SIZE_TOLERANCE = 0.15
_FLOOR_TOLERANCE_M = 1e-3
_MOST_FACES = 150_000


def assert_form(form: Form) -> None:
    """Two variants: one mesh a part, on the floor, of a size in its range, sound; different, and the same again.

    Raises:
        AssertionError: the form breaks its contract.
    """
    first, second = form.generator.meshes(0), form.generator.meshes(1)
    for meshes in (first, second):
        _assert_sound(form, meshes)
    assert not _equal(first, second), f"{form.name}: two variants are one shape"
    assert _equal(first, form.generator.meshes(0)), f"{form.name}: a variant is not the same again"


def _assert_sound(form: Form, meshes: tuple[MeshData, ...]) -> None:
    assert len(meshes) == len(form.parts), f"{form.name}: {len(meshes)} meshes for {len(form.parts)} parts"
    points = np.concatenate([mesh.points for mesh in meshes])
    assert np.isfinite(points).all(), form.name
    assert abs(float(points[:, 2].min())) <= _FLOOR_TOLERANCE_M, f"{form.name}: stands at {points[:, 2].min():.4f}"
    largest = float(np.ptp(points, axis=0).max())
    low, high = form.size_m
    assert low * (1 - _SIZE_TOLERANCE) <= largest <= high * (1 + _SIZE_TOLERANCE), f"{form.name}: {largest:.3f} m"
    assert sum(len(mesh.face_vertex_counts) for mesh in meshes) <= _MOST_FACES, form.name
    for mesh, part in zip(meshes, form.parts, strict=True):
        assert mesh.normals is not None, f"{form.name}: normals of {part.name}"
        assert np.isfinite(mesh.normals).all(), f"{form.name}: normals of {part.name}"
        assert np.isfinite(mesh.uvs).all(), f"{form.name}: texture coordinates of {part.name}"


def _equal(left: tuple[MeshData, ...], right: tuple[MeshData, ...]) -> bool:
    return all(
        np.array_equal(a.points, b.points) and np.array_equal(a.face_vertex_indices, b.face_vertex_indices)
        for a, b in zip(left, right, strict=True)
    )
