"""What every place must keep: pieces as said, a clear support, a view that ends, the same bytes twice."""

from __future__ import annotations

import numpy as np

from assets.looks.library import stuffs as stuffs_module
from assets.places.place import Place, PlaceVariant
from schemas.mesh import MeshData

MOST_FACES = 250_000
_CLEAR_M = 0.6
_SHELF_CLEAR_M = 0.25
_SHALLOW_M = 0.16  # half depth of a support that is a shelf
_SLACK_M = 0.004


def assert_place(place: Place) -> None:
    """The place has eight variants or more, no two alike, each as its contract says."""
    assert len(place.variants) >= 8
    assert len({v.name for v in place.variants}) == len(place.variants)
    boxes = [assert_variant(v) for v in place.variants]
    assert len({repr(b) for b in boxes}) == len(boxes), "two variants are one"


def assert_variant(variant: PlaceVariant) -> list[tuple[str, int]]:
    """One variant keeps the contract; returns its pieces and how many points each has."""
    meshes = variant.build()
    names = [p.name for p in variant.pieces]
    assert len(meshes) == len(names) == len(set(names)), variant.name
    assert all(p.stuffs for p in variant.pieces)
    assert sum(len(m.face_vertex_counts) for m in meshes) < MOST_FACES, variant.name
    for name, mesh in zip(names, meshes, strict=True):
        assert len(mesh.points) > 0, f"{variant.name}: {name} is empty"
        assert np.isfinite(mesh.points).all(), f"{variant.name}: {name}"
        assert np.isfinite(mesh.uvs).all(), f"{variant.name}: {name}"
        assert mesh.normals is None or np.isfinite(mesh.normals).all(), f"{variant.name}: {name}"
        _assert_clear(variant, name, mesh)
    assert variant.panorama or _behind(variant, meshes), f"{variant.name}: nothing closes the view"
    for first, second in zip(meshes, variant.build(), strict=True):
        assert np.array_equal(first.points, second.points), f"{variant.name}: not the same twice"
    return [(n, len(m.points)) for n, m in zip(names, meshes, strict=True)]


def assert_stuffs_are_known(place: Place) -> None:
    """Every stuff of the place's pieces stands in a table."""
    known = set(stuffs_module.load_stuffs())
    asked = {s for v in place.variants for p in v.pieces for s in p.stuffs}
    assert asked <= known, f"no table has {sorted(asked - known)}"


def _assert_clear(variant: PlaceVariant, name: str, mesh: MeshData) -> None:
    stand = variant.support
    high = stand.height_m + (_SHELF_CLEAR_M if stand.half_y_m < _SHALLOW_M else _CLEAR_M)
    x, y, z = np.abs(mesh.points[:, 0]), np.abs(mesh.points[:, 1]), mesh.points[:, 2]
    if stand.round:
        within = np.hypot(x, y) < stand.half_x_m - _SLACK_M
    else:
        within = (x < stand.half_x_m - _SLACK_M) & (y < stand.half_y_m - _SLACK_M)
    bad = within & (z > stand.height_m + _SLACK_M) & (z < high)
    assert not bad.any(), f"{variant.name}: {name} stands on the support at {mesh.points[bad][0]}"


def _behind(variant: PlaceVariant, meshes: tuple[MeshData, ...]) -> bool:
    """Whether a ray over the subject's place meets something behind it."""
    start = np.array([0.0, -1.0, variant.support.height_m + 0.3])
    way = np.array([0.0, 1.0, -0.1])
    return any(_meets(mesh, start, way) for mesh in meshes)


def _meets(mesh: MeshData, start: np.ndarray, way: np.ndarray) -> bool:
    """Moeller and Trumbore's test, over the fans of all faces."""
    counts, corners = mesh.face_vertex_counts, mesh.points[mesh.face_vertex_indices].astype(np.float64)
    first = np.cumsum(counts) - counts
    for step in range(1, int(counts.max()) - 1):
        here = first[counts > step + 1]
        a, b, c = corners[here], corners[here + step], corners[here + step + 1]
        p = np.cross(way, c - a)
        scale = np.einsum("ij,ij->i", b - a, p)
        safe = np.where(np.abs(scale) < 1e-12, np.inf, scale)
        u = np.einsum("ij,ij->i", start - a, p) / safe
        q = np.cross(start - a, b - a)
        v, t = q @ way / safe, np.einsum("ij,ij->i", c - a, q) / safe
        if ((u >= 0) & (v >= 0) & (u + v <= 1) & (t > 1.0)).any():
            return True
    return False
