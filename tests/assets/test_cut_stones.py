"""Cut stones have the facets of their cut, closed and seen from outside."""

from __future__ import annotations

import numpy as np
import pytest

from assets.meshes.gems import BRILLIANT_FACETS, SWISS_FACETS, cut_stone


@pytest.mark.parametrize(("cut", "facets"), [("brilliant", BRILLIANT_FACETS), ("swiss", SWISS_FACETS)])
@pytest.mark.parametrize("variant", [0, 5])
def test_a_stone_has_the_facets_of_its_cut(cut: str, facets: int, variant: int) -> None:
    mesh = cut_stone(cut).meshes(variant)[0]
    first = np.cumsum(mesh.face_vertex_counts) - mesh.face_vertex_counts
    assert mesh.normals is not None
    upright = np.abs(mesh.normals[first][:, 2]) < 1e-3  # the girdle's sides
    assert int((~upright).sum()) == facets


@pytest.mark.parametrize("cut", ["brilliant", "swiss", "oval", "step"])
def test_a_cut_stone_is_closed_and_seen_from_outside(cut: str) -> None:
    mesh = cut_stone(cut).meshes(2)[0]
    indices, counts = mesh.face_vertex_indices, mesh.face_vertex_counts
    edges, start = set(), 0
    for count in counts:
        face = indices[start : start + count]
        start += count
        edges |= {(int(a), int(b)) for a, b in zip(face, np.roll(face, -1), strict=True)}
    assert all((b, a) in edges for a, b in edges)
    normals = mesh.normals
    assert normals is not None
    assert (np.einsum("ij,ij->i", normals, mesh.points[indices]) > 0.0).all()
