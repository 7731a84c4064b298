"""What every place must keep: pieces as said, a clear support, a view that ends, variants that differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from assets.looks.library.stuffs import load_stuffs
from assets.places.place import Place, PlaceVariant
from schemas.mesh import MeshData

_MOST_FACES, _FEWEST_VARIANTS = 250_000, 8
_CLEAR_M, _SHELF_CLEAR_M = 0.6, 0.25
_SHALLOW_M = 0.16  # half depth of a support that is a shelf
_SLACK_M = 0.004

type Vector = NDArray[np.float64]


def find_place_faults(place: Place) -> Iterator[str]:
    """What is wrong with the variants of a place as a whole, in words."""
    if len(place.variants) < _FEWEST_VARIANTS:
        yield f"{len(place.variants)} variants, at least {_FEWEST_VARIANTS}"
    names = Counter(variant.name for variant in place.variants)
    yield from (f"{count} variants are called {name!r}" for name, count in names.items() if count > 1)


def find_variant_faults(variant: PlaceVariant) -> Iterator[str]:
    """What is wrong with one variant, in words; nothing where it keeps its promises."""
    meshes, names = variant.build(), [piece.name for piece in variant.pieces]
    if not len(meshes) == len(names) == len(set(names)):
        yield f"{len(meshes)} meshes for {len(set(names))} pieces"
        return
    if unknown := sorted({stuff for piece in variant.pieces for stuff in piece.stuffs} - set(load_stuffs())):
        yield f"no table of stuffs has {', '.join(unknown)}"
    faces = sum(len(mesh.face_vertex_counts) for mesh in meshes)
    if faces > _MOST_FACES:
        yield f"{faces} faces, at most {_MOST_FACES}"
    for name, mesh in zip(names, meshes, strict=True):
        yield from (f"{name}: {fault}" for fault in _faults_of(variant, mesh))
    if not variant.panorama and not _ends(variant, meshes):
        yield "nothing closes the view behind the subject"
    if not all(np.array_equal(a.points, b.points) for a, b in zip(meshes, variant.build(), strict=True)):
        yield "it is not the same again"


def _faults_of(variant: PlaceVariant, mesh: MeshData) -> Iterator[str]:
    if not len(mesh.points):
        yield "is empty"
        return
    arrays = (mesh.points, mesh.uvs, *(() if mesh.normals is None else (mesh.normals,)))
    if not all(np.isfinite(array).all() for array in arrays):
        yield "points, texture coordinates or normals that are no numbers"
    standing = mesh.points[_on_support(variant, mesh)]
    if len(standing):
        yield f"stands where the subject will, at {', '.join(f'{value:.3f}' for value in standing[0])}"


def _on_support(variant: PlaceVariant, mesh: MeshData) -> NDArray[np.bool_]:
    """(n,) which points lie over the support, as high as a subject may be."""
    stand = variant.support
    high = stand.height_m + (_SHELF_CLEAR_M if stand.half_y_m < _SHALLOW_M else _CLEAR_M)
    x, y, z = np.abs(mesh.points[:, 0]), np.abs(mesh.points[:, 1]), mesh.points[:, 2]
    within = (x < stand.half_x_m - _SLACK_M) & (y < stand.half_y_m - _SLACK_M)
    if stand.round:
        within = np.hypot(x, y) < stand.half_x_m - _SLACK_M
    return np.asarray(within & (z > stand.height_m + _SLACK_M) & (z < high))


def _ends(variant: PlaceVariant, meshes: Sequence[MeshData]) -> bool:
    """Whether a ray over the subject's place meets something behind it."""
    start, way = np.array([0.0, -1.0, variant.support.height_m + 0.3]), np.array([0.0, 1.0, -0.1])
    return any(_is_met(mesh, start, way) for mesh in meshes)


def _is_met(mesh: MeshData, start: Vector, way: Vector) -> bool:
    """The test of Moeller and Trumbore (1997), over the fans of all faces."""
    counts, corners = mesh.face_vertex_counts, mesh.points[mesh.face_vertex_indices].astype(np.float64)
    first = np.cumsum(counts) - counts
    for step in range(1, int(counts.max()) - 1):
        here = first[counts > step + 1]
        a, b, c = corners[here], corners[here + step], corners[here + step + 1]
        across = np.cross(way, c - a)
        scale = np.einsum("ij,ij->i", b - a, across)
        safe = np.where(np.abs(scale) < 1e-12, np.inf, scale)
        u = np.einsum("ij,ij->i", start - a, across) / safe
        up = np.cross(start - a, b - a)
        v, t = up @ way / safe, np.einsum("ij,ij->i", c - a, up) / safe
        if ((u >= 0.0) & (v >= 0.0) & (u + v <= 1.0) & (t > 1.0)).any():
            return True
    return False
