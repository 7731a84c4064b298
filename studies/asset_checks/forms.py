"""What every form must keep: parts as said, life size, on the floor, sound, various, the same again."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from assets.forms.form import Form
from assets.looks.library.stuffs import load_stuffs
from schemas.mesh import MeshData

_SIZE_TOLERANCE = 0.15
_FLOOR_TOLERANCE_M = 1e-3
_MOST_FACES = 150_000

type Meshes = tuple[MeshData, ...]


def find_form_faults(form: Form, variants: tuple[int, int] = (0, 1)) -> Iterator[str]:
    """What is wrong with two members of a form, in words; nothing where it keeps its promises."""
    stuffs = {stuff for part in form.parts if not part.is_main for stuff in part.stuffs}
    if unknown := sorted(stuffs - set(load_stuffs())):
        yield f"no table of stuffs has {', '.join(unknown)}"
    first, second = (form.generator.meshes(variant) for variant in variants)
    for variant, meshes in zip(variants, (first, second), strict=True):
        yield from (f"variant {variant}: {fault}" for fault in _faults_of(form, meshes))
    if _are_equal(first, second):
        yield f"variants {variants[0]} and {variants[1]} are one shape"
    if not _are_equal(first, form.generator.meshes(variants[0])):
        yield f"variant {variants[0]} is not the same again"


def _faults_of(form: Form, meshes: Meshes) -> Iterator[str]:
    if len(meshes) != len(form.parts):
        yield f"{len(meshes)} meshes for {len(form.parts)} parts"
        return
    points = np.concatenate([mesh.points for mesh in meshes])
    if not np.isfinite(points).all():
        yield "points that are no numbers"
        return
    lowest, largest = float(points[:, 2].min()), float(np.ptp(points, axis=0).max())
    if abs(lowest) > _FLOOR_TOLERANCE_M:
        yield f"its lowest point is at {lowest:.4f} m, not on the floor"
    low, high = form.size_m
    if not low * (1.0 - _SIZE_TOLERANCE) <= largest <= high * (1.0 + _SIZE_TOLERANCE):
        yield f"its largest side is {largest:.3f} m, promised are {low:g} to {high:g}"
    faces = sum(len(mesh.face_vertex_counts) for mesh in meshes)
    if faces > _MOST_FACES:
        yield f"{faces} faces, at most {_MOST_FACES}"
    for mesh, part in zip(meshes, form.parts, strict=True):
        if mesh.normals is None or not np.isfinite(mesh.normals).all():
            yield f"normals of {part.name} are missing or no numbers"
        if not np.isfinite(mesh.uvs).all():
            yield f"texture coordinates of {part.name} are no numbers"


def _are_equal(left: Meshes, right: Meshes) -> bool:
    return len(left) == len(right) and all(
        np.array_equal(a.points, b.points) and np.array_equal(a.face_vertex_indices, b.face_vertex_indices)
        for a, b in zip(left, right, strict=True)
    )
