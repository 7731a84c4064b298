"""Every generator gives a sound mesh, and the primitives are exact."""

from __future__ import annotations

import numpy as np
import pytest

from assets.meshes import primitives
from assets.meshes.catalog import GENERATORS, find_generator
from assets.meshes.forms import modified, primitive
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, face_normals, finished, grid, outward, welded
from schemas.errors import AssetError
from schemas.mesh import MeshData

_BUDGET_FACES = 80_000
_OPEN = frozenset({"plane", "cyclorama", "meadow", "hills", "paving", "room"})
_BELOW_GROUND = frozenset({"meadow", "paving", "room", "cypresses", "round_trees", "village", "dish_rack"})


def _corner_faces(mesh: MeshData) -> np.ndarray:
    return np.repeat(np.arange(len(mesh.face_vertex_counts)), mesh.face_vertex_counts)


def _surface(mesh: MeshData) -> Surface:
    return Surface(
        points=mesh.points.astype(np.float64),
        counts=mesh.face_vertex_counts.astype(np.int64),
        indices=mesh.face_vertex_indices.astype(np.int64),
        uvs=mesh.uvs.astype(np.float64),
    )


@pytest.mark.parametrize("name", sorted(GENERATORS))
def test_a_generator_gives_sound_meshes(name: str) -> None:
    generator = GENERATORS[name]
    meshes = generator.meshes(0)
    assert len(meshes) == len(generator.parts)
    assert sum(len(mesh.face_vertex_counts) for mesh in meshes) <= _BUDGET_FACES
    lowest = min(float(mesh.points[:, 2].min()) for mesh in meshes)
    if name not in _BELOW_GROUND:
        assert lowest == pytest.approx(0.0, abs=2e-6), "a body rests on z = 0"
    for mesh in meshes:
        assert np.isfinite(mesh.points).all()
        assert np.isfinite(mesh.uvs).all()
        normals = face_normals(_surface(mesh))
        assert (np.linalg.norm(normals, axis=1) > 0).all(), "a face without area"
        if mesh.normals is None:
            continue
        assert np.abs(np.linalg.norm(mesh.normals, axis=1) - 1).max() < 1e-3
        flat = normals / np.linalg.norm(normals, axis=1)[:, None]
        agree = np.einsum("ij,ij->i", flat[_corner_faces(mesh)], mesh.normals)
        assert (agree > 0).mean() > 0.999, "normals look to the faces' side"


@pytest.mark.parametrize("name", sorted(set(GENERATORS) - _OPEN))
def test_a_body_is_seen_from_outside(name: str) -> None:
    for mesh in GENERATORS[name].meshes(0):
        surface = _surface(mesh)
        starts = np.cumsum(surface.counts) - surface.counts
        first = surface.points[surface.indices[starts]]
        assert np.einsum("ij,ij->", face_normals(surface), first) > 0


def test_a_variant_is_a_function_of_its_number() -> None:
    vase = find_generator("twisted_vase")
    first, again, other = vase.meshes(3)[0], vase.meshes(3)[0], vase.meshes(4)[0]
    assert np.array_equal(first.points, again.points)
    assert np.array_equal(vase.meshes(3 + vase.variants)[0].points, first.points)
    assert first.points.shape != other.points.shape or not np.array_equal(first.points, other.points)


def test_an_unknown_generator_is_refused_with_the_known_ones() -> None:
    with pytest.raises(AssetError, match="shader_ball"):
        find_generator("teacup_of_doom")


def test_the_cube_has_eight_points_and_six_square_faces() -> None:
    cube = primitives.cube(2.0)
    assert len(cube.points) == 8
    assert np.linalg.norm(face_normals(cube), axis=1) / 2 == pytest.approx(4.0)


def test_the_cone_comes_to_its_point_at_the_asked_height() -> None:
    cone = primitives.cone(1.5)
    tip = cone.points[cone.points[:, 2].argmax()]
    base = np.linalg.norm(cone.points[:, :2], axis=1).max()
    assert tip[:2] == pytest.approx([0.0, 0.0])
    assert tip[2] / (2 * base) == pytest.approx(1.5)


def test_all_points_of_the_torus_are_one_tube_radius_from_its_ring() -> None:
    torus = primitives.torus(0.3)
    ring, tube = 0.25 / 1.3, 0.25 / 1.3 * 0.3
    distance = np.hypot(np.linalg.norm(torus.points[:, :2], axis=1) - ring, torus.points[:, 2] - tube)
    assert distance == pytest.approx(tube, abs=1e-9)


def test_each_subdivision_of_the_icosphere_has_four_times_the_triangles() -> None:
    counts = [len(primitives.icosphere(n).counts) for n in (1, 2, 3)]
    assert counts == [80, 320, 1280]


def test_a_flat_between_narrow_bevels_stays_flat() -> None:
    """A slab's top is one polygon of many corners; tilted normals there are shaded by how it is triangulated."""
    slab = finished(rounded_box((0.9, 0.6, 0.016), 0.005, 2))
    assert slab.normals is not None
    starts = np.cumsum(slab.face_vertex_counts) - slab.face_vertex_counts
    tops = [
        slab.normals[start : start + count]
        for start, count in zip(starts, slab.face_vertex_counts, strict=True)
        if count > 4
    ]
    assert len(tops) == 2
    assert min(float(np.abs(top[:, 2]).min()) for top in tops) > np.cos(np.radians(0.5))


def test_edges_sharper_than_the_crease_keep_flat_normals() -> None:
    cube = finished(primitives.cube(), crease_deg=30.0)
    assert cube.normals is not None
    assert np.sort(np.abs(cube.normals), axis=1)[:, -1] == pytest.approx(1.0)
    round_cube = finished(primitives.cube(), crease_deg=100.0)
    assert round_cube.normals is not None
    assert np.abs(round_cube.normals).max() == pytest.approx(1 / np.sqrt(3), abs=1e-4)


def test_welding_joins_seams_and_drops_collapsed_faces() -> None:
    angle = np.linspace(0, 2 * np.pi, 9)  # the last column lies on the first
    rows = np.stack(
        [np.stack([r * np.cos(angle), r * np.sin(angle), 0 * angle + z], -1) for r, z in ((0, 1), (1, 0))]
    )
    fan = welded(grid(rows))
    assert len(fan.points) == 9
    assert set(fan.counts.tolist()) == {3}


def test_a_surface_turned_inside_out_is_turned_back() -> None:
    from assets.meshes.surface import flipped

    cube = primitives.cube()
    again = outward(flipped(cube))
    assert np.array_equal(np.sort(face_normals(again), 0), np.sort(face_normals(cube), 0))


@pytest.mark.parametrize("axis", ["x", "y"])
def test_the_mirrored_form_is_its_own_reflection(axis: str) -> None:
    points = modified("mirror", axis=axis).meshes(1)[0].points.astype(np.float64)
    reflected = points * np.where(np.array(["x", "y", "z"]) == axis, -1.0, 1.0)
    ours, theirs = (p[np.lexsort(np.rint(p * 1e4).T)] for p in (points, reflected))
    assert np.abs(ours - theirs).max() < 3e-4
    across = points * np.where(np.array(["x", "y", "z"]) == ("y" if axis == "x" else "x"), -1.0, 1.0)
    assert np.abs(ours - across[np.lexsort(np.rint(across * 1e4).T)]).max() > 0.01


def test_parameters_are_part_of_a_generators_identity() -> None:
    assert primitive("cone", height_ratio=1.5).parameters == (("height_ratio", 1.5),)
    assert primitive("cone", height_ratio=1.5).parameters != primitive("cone", height_ratio=1.6).parameters
