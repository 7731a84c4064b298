"""Forms of materials: grown bodies are sound and repeat, cut stones have the facets of their cut."""

from __future__ import annotations

import numpy as np
import pytest

from assets.meshes.gems import BRILLIANT_FACETS, SWISS_FACETS, cut_stone
from assets.meshes.growths import growth
from assets.meshes.strands import KINDS

SIZES = {
    "fur": {"length_m": 0.03}, "plumage": {"length_m": 0.05}, "scales": {"size_m": 0.02},
    "turf": {"height_m": 0.06}, "moss": {"height_m": 0.01}, "log": {"ridge_m": 0.01}, "soil": {"grain_m": 0.006},
    "dune": {}, "boulder": {}, "spray": {}, "blossom": {}, "candle": {},
}  # fmt: skip
BLADES = {"fur": 1, "plumage": 1, "scales": 1, "turf": 1, "moss": 1, "spray": 0, "blossom": 0}


@pytest.mark.parametrize("name", sorted(SIZES))
def test_a_grown_form_has_sound_meshes_the_same_each_time(name: str) -> None:
    generator = growth(name, **SIZES[name])
    meshes, again = generator.meshes(1), generator.meshes(1)
    assert len(meshes) == len(generator.parts)
    for mesh, other in zip(meshes, again, strict=True):
        assert np.array_equal(mesh.points, other.points)
        assert np.isfinite(mesh.points).all()
        assert mesh.normals is not None
        assert np.abs(np.linalg.norm(mesh.normals, axis=1) - 1.0).max() < 2e-3
    assert sum(len(mesh.face_vertex_counts) for mesh in meshes) < 130_000


@pytest.mark.parametrize("name", sorted(BLADES))
def test_texture_coordinates_say_which_blade_it_is_and_where_on_it(name: str) -> None:
    uvs = growth(name, **SIZES[name]).meshes(0)[BLADES[name]].uvs
    which, across = np.divmod(uvs[:, 0], 1.0)
    assert which.max() < KINDS
    assert len(np.unique(which)) > 20
    assert across.min() > 0.0
    assert uvs[:, 1].min() == 0.0
    assert uvs[:, 1].max() == 1.0


def test_longer_hair_reaches_further() -> None:
    short, long = (growth("fur", length_m=length).meshes(0)[1] for length in (0.01, 0.05))
    assert np.ptp(long.points, axis=0).max() > np.ptp(short.points, axis=0).max() + 0.02


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
