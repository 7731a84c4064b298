"""Which material each face of a mesh shows: the mesh's own, or that of a subset of its faces."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom, UsdShade


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FaceMaterial:
    """A material with the faces that show it."""

    material: UsdShade.Material  # invalid where none is bound
    faces: NDArray[np.int32] | None  # None: all


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ShownMaterial:
    """A material with the share of the mesh's faces that show it."""

    material: UsdShade.Material
    share: float


def read_face_materials(mesh: UsdGeom.Mesh, time: Usd.TimeCode) -> tuple[FaceMaterial, ...]:
    """The mesh's own material, where faces are left to it, and those of its subsets of family materialBind."""
    whole = _bound(mesh.GetPrim())
    subsets = UsdShade.MaterialBindingAPI(mesh).GetMaterialBindSubsets()
    if not subsets:
        return (FaceMaterial(material=whole, faces=None),)
    face_count = len(mesh.GetFaceVertexCountsAttr().Get(time) or ())
    free = np.ones(face_count, dtype=bool)
    found = []
    for subset in subsets:
        faces = np.array(subset.GetIndicesAttr().Get(time) or (), dtype=np.int32)
        faces = faces[(faces >= 0) & (faces < face_count)]
        material = _bound(subset.GetPrim())
        if material and len(faces):
            found.append(FaceMaterial(material=material, faces=faces[free[faces]]))
            free[faces] = False
    if not found:
        return (FaceMaterial(material=whole, faces=None),)
    if free.any():
        found.insert(0, FaceMaterial(material=whole, faces=np.flatnonzero(free).astype(np.int32)))
    return tuple(found)


def shown_materials(prim: Usd.Prim) -> tuple[ShownMaterial, ...]:
    """What a prim shows at the earliest time, that of the most faces first; none where no face has a material."""
    if not prim.IsA(UsdGeom.Mesh):
        parts: tuple[FaceMaterial, ...] = (FaceMaterial(material=_bound(prim), faces=None),)
    else:
        parts = read_face_materials(UsdGeom.Mesh(prim), Usd.TimeCode.EarliestTime())
    if len(parts) == 1:
        return tuple(ShownMaterial(material=one.material, share=1.0) for one in parts if one.material)
    counts = [0 if one.faces is None else len(one.faces) for one in parts]
    shown = [
        ShownMaterial(material=one.material, share=count / sum(counts))
        for one, count in zip(parts, counts, strict=True)
        if one.material and count
    ]
    return tuple(sorted(shown, key=lambda one: -one.share))


def main_material(prim: Usd.Prim) -> UsdShade.Material | None:
    """The material that most of a prim shows; None where it shows none."""
    shown = shown_materials(prim)
    return shown[0].material if shown else None


def _bound(prim: Usd.Prim) -> UsdShade.Material:
    return UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()[0]
