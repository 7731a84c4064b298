"""Readers of the geometry category: what the subject's meshes are, from their points, faces and attributes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom

from quality_control.contract import TermReading
from quality_control.readers.mesh_operations import (
    Faces,
    find_array,
    find_bevel,
    find_displacement,
    mirror_axis,
)
from usd_scenes import own_attributes
from usd_scenes.semantics import Role, find_of_roles

type Vectors = NDArray[np.float64]

_EXACT = 2e-4  # of the size: points are stored at 1e-6 m
_EVEN_SCALE = 1e-5  # of the scale: a turn by angles of float precision
_LEVEL_TERMS = ("base_mesh", "subdiv_1", "subdiv_2", "subdiv_3", "subdiv_4")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MeshForm:
    """One mesh in its own space: centred points (n, 3) over the cloud's radius, and its faces' corner counts."""

    points: Vectors
    counts: NDArray[np.int64]
    smooth: bool  # normals differ within faces


def subject_meshes(stage: Usd.Stage) -> list[UsdGeom.Mesh]:
    """The meshes of the subject."""
    return [UsdGeom.Mesh(prim) for prim in find_of_roles(stage, {Role.SUBJECT}) if prim.IsA(UsdGeom.Mesh)]


class PrimitiveReader:
    """Names a subject of one mesh whose points lie on an elementary solid."""

    facets = ("geometry.primitives",)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """The solid with its proportion, or nothing."""
        meshes = subject_meshes(stage)
        if len(meshes) != 1 or meshes[0].GetSubdivisionSchemeAttr().Get() != UsdGeom.Tokens.none:
            return ()
        form = _form(meshes[0])
        found = (_faceted(form) or _round(form)) if form is not None else None
        if found is None:
            return ()
        name, values = found
        return (TermReading(term=f"geometry.primitives.{name}", values=values),)


class SubdivisionReader:
    """Reads the level at which a cage of quads is shown."""

    facets = ("geometry.subdivision",)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """The level with the cage's number of faces, or nothing."""
        for mesh in subject_meshes(stage):
            attribute = mesh.GetPrim().GetAttribute(own_attributes.SUBDIVISION_LEVEL)
            if not attribute or not attribute.HasAuthoredValue():
                continue
            level = int(attribute.Get())
            refined = mesh.GetSubdivisionSchemeAttr().Get() == UsdGeom.Tokens.catmullClark
            if level >= len(_LEVEL_TERMS) or refined != (level > 0):
                return ()
            counts = np.asarray(mesh.GetFaceVertexCountsAttr().Get())
            if not (counts == 4).all():
                return ()
            values = (("level", float(level)), ("cage_face_count", float(len(counts))))
            return (TermReading(term=f"geometry.subdivision.{_LEVEL_TERMS[level]}", values=values),)
        return ()


class ModifierReader:
    """Reads the operation that made the subject's mesh from its points; a mirrored one is declared as well."""

    facets = ("geometry.modifiers",)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """The modifier with its settings, or nothing."""
        meshes = subject_meshes(stage)
        faces = _faces(meshes[0]) if len(meshes) == 1 else None
        if faces is None:
            return ()
        found = {"array": find_array(faces), "bevel": find_bevel(faces), "displace": find_displacement(faces)}
        if _declared_modifier(meshes[0]) == "mirror" and (axis := mirror_axis(faces)):
            found["mirror"] = (("axis", axis),)
        return tuple(
            TermReading(term=f"geometry.modifiers.{name}", values=values)
            for name, values in found.items()
            if values is not None
        )


def _declared_modifier(mesh: UsdGeom.Mesh) -> str:
    attribute = mesh.GetPrim().GetParent().GetAttribute(own_attributes.MODIFIER_NAME)
    return str(attribute.Get() or "") if attribute else ""


def _faces(mesh: UsdGeom.Mesh) -> Faces | None:
    points, counts = mesh.GetPointsAttr().Get(), mesh.GetFaceVertexCountsAttr().Get()
    if points is None or len(points) < 4 or counts is None:
        return None
    placed = _as_placed(mesh, np.asarray(points, np.float64))
    if placed is None:
        return None
    return Faces(
        points=placed,
        counts=np.asarray(counts, np.int64),
        indices=np.asarray(mesh.GetFaceVertexIndicesAttr().Get(), np.int64),
    )


def _form(mesh: UsdGeom.Mesh) -> MeshForm | None:
    points = mesh.GetPointsAttr().Get()
    if points is None or len(points) < 4:
        return None
    cloud = _as_placed(mesh, np.asarray(points, np.float64))
    if cloud is None:
        return None
    cloud = cloud - (cloud.min(0) + cloud.max(0)) / 2
    counts = np.asarray(mesh.GetFaceVertexCountsAttr().Get(), np.int64)
    normals = mesh.GetNormalsAttr().Get()
    smooth = False
    if normals is not None and len(normals) == counts.sum():
        corner = np.asarray(normals, np.float64)
        first = np.repeat(corner[np.cumsum(counts) - counts], counts, axis=0)
        smooth = bool(np.abs(corner - first).max() > 0.01)
    return MeshForm(points=cloud / np.linalg.norm(cloud, axis=1).max(), counts=counts, smooth=smooth)


def _as_placed(mesh: UsdGeom.Mesh, points: Vectors) -> Vectors | None:
    """(n, 3) points with the proportions that they have in the world, along the mesh's own axes.

    None where the mesh is scaled to nothing; a turn and an even scale leave points as they are.
    """
    linear = np.array(mesh.ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime()))[:3, :3]
    squares, axes = np.linalg.eigh(linear @ linear.T)
    if squares[0] <= 0.0:
        return None
    stretches = np.sqrt(squares)
    even = float(np.cbrt(stretches.prod()))
    if np.abs(stretches / even - 1.0).max() < _EVEN_SCALE:
        return points
    return np.asarray(points @ (axes * (stretches / even)) @ axes.T)


type Found = tuple[str, tuple[tuple[str, float | str], ...]]


def _faceted(form: MeshForm) -> Found | None:
    """Plane, cube, pyramid and the two faceted balls."""
    points, counts = form.points, form.counts
    size = len(points), len(counts)
    if size == (4, 1):
        return ("plane", ()) if _is_square(points) else None
    if size == (8, 6) and bool((counts == 4).all()):
        return ("cube", ()) if float(np.ptp(np.abs(points))) < _EXACT * 10 else None
    if size == (5, 5):
        top = points[:, 2] >= points[:, 2].max() - _EXACT
        base, apex = points[~top], points[top].mean(0) - points[~top].mean(0)
        upright = int(top.sum()) == 1 and float(np.abs(apex[:2]).max()) < _EXACT * 10
        if not (upright and _is_square(base)):
            return None
        return "pyramid", (("height_ratio", float(apex[2] / np.ptp(base[:, 0]))),)
    if form.smooth:
        return None
    center, radius = _sphere(points)
    if np.abs(np.linalg.norm(points - center, axis=1) - radius).max() > _EXACT * 5:
        return None
    if bool((counts == 3).all()):
        count = round(float(np.log(len(counts) / 20.0) / np.log(4.0)))
        return "icosphere", (("subdivision_count", float(count)),)
    segments = int((counts == 3).sum() // 2)
    if segments == 0:  # no caps: a ball of squares, such as a rounded cube
        return None
    return "uv_sphere", (("segment_count", float(segments)), ("ring_count", float(len(counts) // segments)))


def _is_square(points: Vectors) -> bool:
    """Whether four points are the corners of a square, in any order."""
    apart = np.sort(np.linalg.norm(points[:, None] - points[None], axis=2)[np.triu_indices(len(points), 1)])
    sides, diagonals = apart[:4], apart[4:]
    return len(points) == 4 and bool(
        np.ptp(sides) < _EXACT * 10 and np.abs(diagonals - sides.mean() * np.sqrt(2.0)).max() < _EXACT * 10
    )


def _round(form: MeshForm) -> Found | None:
    """Sphere, cylinder, cone, capsule and torus."""
    points = form.points
    center, radius = _sphere(points)
    if np.abs(np.linalg.norm(points - center, axis=1) - radius).max() < _EXACT:
        return "sphere", ()
    distance, height = np.linalg.norm(points[:, :2], axis=1), points[:, 2]
    widest, tall = float(distance.max()), float(np.ptp(height))
    ratio = (("height_ratio", tall / (2 * widest)),)
    low, high = np.abs(height - height.min()) < _EXACT, np.abs(height - height.max()) < _EXACT
    on_axis, on_rim = distance < _EXACT, np.abs(distance - widest) < _EXACT
    if bool(((low | high) & (on_axis | on_rim)).all()):
        if bool(on_axis[high].all()):
            return "cone", ratio
        return ("cylinder", ratio) if bool(on_rim[high].any() and on_rim[low].any()) else None
    nearest = np.clip(height, height.min() + widest, height.max() - widest)
    if tall > 2.1 * widest and np.abs(np.hypot(distance, height - nearest) - widest).max() < _EXACT * 3:
        return "capsule", ratio
    return _torus(points)


def _torus(points: Vectors) -> Found | None:
    """A ring about the direction in which the points spread least."""
    axis = np.linalg.svd(points - points.mean(0), full_matrices=False)[2][-1]
    height = (points - points.mean(0)) @ axis
    distance = np.linalg.norm(points - points.mean(0) - height[:, None] * axis, axis=1)
    ring = (distance.max() + distance.min()) / 2
    tube = (distance.max() - distance.min()) / 2
    if tube <= 0 or np.abs(np.hypot(distance - ring, height) - tube).max() > _EXACT * 5:
        return None
    return "torus", (("tube_ratio", float(tube / ring)),)


def _sphere(points: Vectors) -> tuple[Vectors, float]:
    solved = np.linalg.lstsq(np.column_stack([2 * points, np.ones(len(points))]), (points**2).sum(1), rcond=None)[
        0
    ]
    return solved[:3], float(np.sqrt(max(solved[3] + solved[:3] @ solved[:3], 0.0)))


READERS = (PrimitiveReader(), SubdivisionReader(), ModifierReader())
