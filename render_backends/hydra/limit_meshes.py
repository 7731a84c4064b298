"""Subdivided meshes as Storm is given them: refined by the rules that every backend shares, on the limit surface.

Storm's own refined vertices lie beside the limit surface, with normals of the refined cage.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom, UsdShade, Vt

from usd_scenes.extraction.scene.meshes import read_subdivision
from usd_scenes.extraction.scene.subdivision import Refined, refine
from usd_scenes.extraction.scene.triangles import smooth_normals

_POLYGONAL = frozenset({UsdGeom.Tokens.none, UsdGeom.Tokens.bilinear})
_INTERPOLATED = ("half", "float", "double", "GfVec", "GfQuat")


def author_limit_mesh(prim: Usd.Prim, time: Usd.TimeCode) -> None:
    """Author a subdivided mesh's limit surface as polygons; one of level 0 as its cage."""
    mesh = UsdGeom.Mesh(prim)
    if mesh.GetSubdivisionSchemeAttr().Get() in _POLYGONAL:
        return
    rules = read_subdivision(mesh, time)
    points = np.array(mesh.GetPointsAttr().Get(time) or (), dtype=np.float32).reshape(-1, 3)
    counts = np.array(mesh.GetFaceVertexCountsAttr().Get(time) or (), dtype=np.int32)
    indices = np.array(mesh.GetFaceVertexIndicesAttr().Get(time) or (), dtype=np.int32)
    fits = counts.sum() == len(indices) and (not len(indices) or 0 <= indices.min() <= indices.max() < len(points))
    mesh.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
    if rules is None or not len(counts) or not fits:
        return
    primvars = _Primvars(mesh, time, counts, indices)
    refined = refine(points, counts, indices, corner_values=primvars.corner_values(), rules=rules)
    primvars.author(refined)
    _author_faces(mesh, refined, time)


def _author_faces(mesh: UsdGeom.Mesh, refined: Refined, time: Usd.TimeCode) -> None:
    normals = smooth_normals(refined.points, refined.quads)
    if mesh.GetOrientationAttr().Get(time) == UsdGeom.Tokens.leftHanded:
        normals = -normals
    for subset in UsdShade.MaterialBindingAPI(mesh).GetMaterialBindSubsets():
        faces = np.array(subset.GetIndicesAttr().Get(time) or (), dtype=np.int64)
        subset.CreateIndicesAttr(_faces_of(refined, faces))
    holes = np.array(mesh.GetHoleIndicesAttr().Get(time) or (), dtype=np.int64)
    if len(holes):
        mesh.CreateHoleIndicesAttr(_faces_of(refined, holes))
    primvar = UsdGeom.PrimvarsAPI(mesh).GetPrimvar(UsdGeom.Tokens.normals)
    if primvar:
        primvar.GetAttr().Block()
    mesh.CreatePointsAttr(Vt.Vec3fArray.FromNumpy(refined.points.astype(np.float32)))
    mesh.CreateNormalsAttr(Vt.Vec3fArray.FromNumpy(normals.astype(np.float32)))
    mesh.SetNormalsInterpolation(UsdGeom.Tokens.vertex)
    mesh.CreateFaceVertexCountsAttr(Vt.IntArray.FromNumpy(np.full(len(refined.quads), 4, dtype=np.int32)))
    mesh.CreateFaceVertexIndicesAttr(Vt.IntArray.FromNumpy(refined.quads.ravel().astype(np.int32)))


def _faces_of(refined: Refined, faces: NDArray[np.int64]) -> Vt.IntArray:
    return Vt.IntArray.FromNumpy(np.flatnonzero(np.isin(refined.cage_face, faces)).astype(np.int32))


class _Primvars:
    """A mesh's primvars that vary over it: those of corners are refined as well, those of faces follow."""

    def __init__(
        self, mesh: UsdGeom.Mesh, time: Usd.TimeCode, counts: NDArray[np.int32], indices: NDArray[np.int32]
    ) -> None:
        self._corners: list[tuple[UsdGeom.Primvar, Any, NDArray[np.float32]]] = []
        self._faces: list[tuple[UsdGeom.Primvar, list[Any]]] = []
        self._corner_count = len(indices)
        for primvar in UsdGeom.PrimvarsAPI(mesh).GetPrimvarsWithAuthoredValues():
            interpolation = primvar.GetInterpolation()
            values = primvar.ComputeFlattened(time)
            if interpolation == UsdGeom.Tokens.constant or values is None or primvar.GetElementSize() > 1:
                continue
            if interpolation == UsdGeom.Tokens.uniform:
                if len(values) == len(counts):
                    self._faces.append((primvar, list(values)))
                continue
            if not primvar.GetTypeName().scalarType.type.typeName.startswith(_INTERPOLATED):
                continue
            array = np.array(values, dtype=np.float32)
            by_face = interpolation == UsdGeom.Tokens.faceVarying
            if by_face and len(array) == len(indices):
                self._corners.append((primvar, values, array))
            elif not by_face and len(array) > int(indices.max()):
                self._corners.append((primvar, values, array[indices]))

    def corner_values(self) -> NDArray[np.float32]:
        """(corners, k): all that is interpolated, side by side."""
        columns = [array.reshape(self._corner_count, -1) for _, _, array in self._corners]
        return np.concatenate(columns, axis=1) if columns else np.zeros((self._corner_count, 0), dtype=np.float32)

    def author(self, refined: Refined) -> None:
        """Write them for the refined faces."""
        start = 0
        for primvar, values, array in self._corners:
            width = array[0].size
            part = refined.corner_values[:, start : start + width]
            start += width
            kind = np.array(values).dtype
            spread = part.reshape(-1, *array.shape[1:]).astype(kind)
            _write(primvar, type(values).FromNumpy(np.ascontiguousarray(spread)), UsdGeom.Tokens.faceVarying)
        for primvar, by_face in self._faces:
            _write(primvar, [by_face[face] for face in refined.cage_face], UsdGeom.Tokens.uniform)


def _write(primvar: UsdGeom.Primvar, values: Any, interpolation: str) -> None:
    if primvar.IsIndexed():
        primvar.BlockIndices()
    primvar.Set(values)
    primvar.SetInterpolation(interpolation)
