"""Meshes between arrays and UsdGeom.Mesh."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from pxr import Gf, Kind, Sdf, Usd, UsdGeom, Vt

from schemas.errors import SceneError
from schemas.mesh import MeshData
from usd_scenes import own_attributes
from usd_scenes.edit_locations import editable_path
from usd_scenes.layer_files import save_layer
from usd_scenes.rounding import quantize_all
from usd_scenes.semantics import Role, set_labels

ASSET_MESH_PATH = "/Mesh"


def write_mesh_layer(mesh: MeshData, file: Path) -> None:
    """Write ``mesh`` as the default prim ``/Mesh`` of a new layer at ``file``."""
    layer = Sdf.Layer.CreateNew(str(file))
    stage = Usd.Stage.Open(layer)
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    stage.SetMetadata("metersPerUnit", 1.0)
    prim = define_mesh(stage, ASSET_MESH_PATH, mesh).GetPrim()
    Usd.ModelAPI(prim).SetKind(Kind.Tokens.subcomponent)
    stage.SetDefaultPrim(prim)
    save_layer(layer)


def define_mesh(stage: Usd.Stage, path: str, mesh: MeshData) -> UsdGeom.Mesh:
    """Author every array of ``mesh`` at ``path`` in the current edit target.

    Raises:
        SceneError: no prim may be defined at ``path``.
    """
    editable_path(stage, path)
    prim = UsdGeom.Mesh.Define(stage, path)
    prim.CreatePointsAttr(Vt.Vec3fArray.FromNumpy(np.ascontiguousarray(mesh.points, dtype=np.float32)))
    prim.CreateFaceVertexCountsAttr(
        Vt.IntArray.FromNumpy(np.ascontiguousarray(mesh.face_vertex_counts, dtype=np.int32))
    )
    prim.CreateFaceVertexIndicesAttr(
        Vt.IntArray.FromNumpy(np.ascontiguousarray(mesh.face_vertex_indices, dtype=np.int32))
    )
    prim.CreateSubdivisionSchemeAttr(mesh.subdivision)
    prim.CreateExtentAttr(UsdGeom.PointBased.ComputeExtent(prim.GetPointsAttr().Get()))
    st = UsdGeom.PrimvarsAPI(prim).CreatePrimvar(
        "st", Sdf.ValueTypeNames.TexCoord2fArray, UsdGeom.Tokens.faceVarying
    )
    st.Set(Vt.Vec2fArray.FromNumpy(np.ascontiguousarray(mesh.uvs, dtype=np.float32)))
    if mesh.normals is not None and mesh.subdivision == UsdGeom.Tokens.none:
        prim.CreateNormalsAttr(Vt.Vec3fArray.FromNumpy(np.ascontiguousarray(mesh.normals, dtype=np.float32)))
        prim.SetNormalsInterpolation(UsdGeom.Tokens.faceVarying)
    if mesh.curvature is not None:
        curvature = UsdGeom.PrimvarsAPI(prim).CreatePrimvar(
            own_attributes.CURVATURE_PRIMVAR, Sdf.ValueTypeNames.FloatArray, UsdGeom.Tokens.faceVarying
        )
        curvature.Set(Vt.FloatArray.FromNumpy(np.ascontiguousarray(mesh.curvature, dtype=np.float32)))
    if mesh.crease_indices is not None:
        prim.CreateCreaseIndicesAttr(Vt.IntArray.FromNumpy(mesh.crease_indices))
        prim.CreateCreaseLengthsAttr(Vt.IntArray.FromNumpy(mesh.crease_lengths))
        prim.CreateCreaseSharpnessesAttr(Vt.FloatArray.FromNumpy(mesh.crease_sharpnesses))
    return prim


def define_mesh_payload(
    stage: Usd.Stage, path: str, *, asset: str, extent: np.ndarray, role: Role, class_name: str
) -> UsdGeom.Mesh:
    """A Mesh prim whose arrays come by payload from ``asset`` (path relative to the authoring layer).

    Args:
        extent: (2, 3), metres: what bounds the unloaded payload.

    Raises:
        SceneError: no prim may be defined at ``path``.
    """
    editable_path(stage, path)
    mesh = UsdGeom.Mesh.Define(stage, path)
    prim = mesh.GetPrim()
    prim.GetPayloads().AddPayload(asset)
    mesh.CreateExtentAttr([Gf.Vec3f(*quantize_all(row)) for row in extent])
    set_labels(prim, role=role, class_name=class_name)
    return mesh


def define_component(stage: Usd.Stage, path: str) -> UsdGeom.Xform:
    """An Xform of kind component.

    Raises:
        SceneError: no prim may be defined at ``path``.
    """
    editable_path(stage, path)
    xform = UsdGeom.Xform.Define(stage, path)
    Usd.ModelAPI(xform).SetKind(Kind.Tokens.component)
    return xform


def define_component_payload(stage: Usd.Stage, path: str, *, asset: str) -> UsdGeom.Xform:
    """A component at ``path`` whose prims come by payload from ``asset`` (path relative to the authoring layer).

    Raises:
        SceneError: no prim may be defined at ``path``.
    """
    xform = define_component(stage, path)
    xform.GetPrim().GetPayloads().AddPayload(asset)
    return xform


def world_bounds(stage: Usd.Stage, path: str) -> tuple[np.ndarray, np.ndarray]:
    """(minimum, maximum), each (3,) metres in world space, of what is drawn at and below ``path``.

    Raises:
        SceneError: there is no such prim, or nothing with an extent.
    """
    prim = stage.GetPrimAtPath(path)
    if not prim:
        raise SceneError("no such prim", layer=stage.GetRootLayer().identifier, prim=path)
    cache = UsdGeom.BBoxCache(Usd.TimeCode.EarliestTime(), [UsdGeom.Tokens.default_, UsdGeom.Tokens.render])
    box = cache.ComputeWorldBound(prim).ComputeAlignedRange()
    if box.IsEmpty():
        raise SceneError("nothing with an extent", layer=stage.GetRootLayer().identifier, prim=path)
    return np.array(box.GetMin()), np.array(box.GetMax())
