"""Skinned meshes as plain ones: their skeletons' poses and blend shapes, baked into points at one time code."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pxr import Gf, Usd, UsdGeom, UsdSkel, Vt

type Vectors = NDArray[np.float64]  # (n, 3)

_SKELETON = "skel:skeleton"
_DEGENERATE = 1e-30
_MERGED_DIGITS = 4  # of normals that are one where they share a point


def bake_skinning(stage: Usd.Stage, time: Usd.TimeCode) -> None:
    """Author skinned points and normals into the stage's edit target, and put the skeletons to rest.

    Between two samples of an animation the points are interpolated linearly.
    """
    roots = [prim for prim in stage.Traverse() if prim.IsA(UsdSkel.Root)]
    if not roots:
        return
    interval = _bracket(stage, time)
    for root in roots:
        meshes = [UsdGeom.Mesh(prim) for prim in Usd.PrimRange(root) if prim.IsA(UsdGeom.Mesh)]
        rests = [(mesh, _read_rest(mesh, time)) for mesh in meshes]
        UsdSkel.BakeSkinning(UsdSkel.Root(root), interval)
        for mesh, rest in rests:
            if rest is not None:
                _author_normals(mesh, rest, time)
    for prim in list(stage.Traverse()):
        if prim.IsA(UsdSkel.Skeleton) or prim.IsA(UsdSkel.Animation):
            prim.SetActive(False)
        elif prim.HasRelationship(_SKELETON):
            prim.GetRelationship(_SKELETON).SetTargets([])


def _bracket(stage: Usd.Stage, time: Usd.TimeCode) -> Gf.Interval:
    """The interval between the animations' samples around ``time``, for only samples are baked."""
    times = {
        sample
        for prim in stage.Traverse()
        if prim.IsA(UsdSkel.Animation)
        for attribute in prim.GetAttributes()
        for sample in attribute.GetTimeSamples()
    }
    now = time.GetValue()
    if not times:
        return Gf.Interval(now, now)
    before = max((sample for sample in times if sample <= now), default=min(times))
    after = min((sample for sample in times if sample >= now), default=max(times))
    return Gf.Interval(before, after)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Rest:
    """A mesh before it is skinned, by corner."""

    points: NDArray[np.int64]  # index of the corner's point
    frames: NDArray[np.float64]  # (n, 3, 3)
    normals: Vectors


def _read_rest(mesh: UsdGeom.Mesh, time: Usd.TimeCode) -> _Rest | None:
    """None for a mesh without normals of its own."""
    primvar = UsdGeom.PrimvarsAPI(mesh).GetPrimvar(UsdGeom.Tokens.normals)
    if primvar and primvar.HasValue():
        values, interpolation = primvar.ComputeFlattened(time), primvar.GetInterpolation()
    else:
        values, interpolation = mesh.GetNormalsAttr().Get(time), mesh.GetNormalsInterpolation()
    indices = np.array(mesh.GetFaceVertexIndicesAttr().Get(time) or (), dtype=np.int64)
    normals = np.array(values or (), dtype=np.float64).reshape(-1, 3)
    if interpolation in {UsdGeom.Tokens.vertex, UsdGeom.Tokens.varying}:
        normals = normals[indices] if len(normals) > indices.max(initial=-1) else normals[:0]
    if not len(indices) or len(normals) != len(indices):
        return None
    return _Rest(points=indices, frames=_read_frames(mesh, indices, time), normals=normals)


def _read_frames(mesh: UsdGeom.Mesh, indices: NDArray[np.int64], time: Usd.TimeCode) -> NDArray[np.float64]:
    """(corners, 3, 3) rows: the edges that leave each corner, and the unit normal between them."""
    points = np.array(mesh.GetPointsAttr().Get(time), dtype=np.float64)
    counts = np.array(mesh.GetFaceVertexCountsAttr().Get(time), dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    following = np.arange(len(indices)) + 1
    following[starts + counts - 1] = starts
    before = np.empty_like(following)
    before[following] = np.arange(len(indices))
    ahead, behind = (points[indices[other]] - points[indices] for other in (following, before))
    return np.stack([ahead, behind, _unit(np.cross(ahead, behind))], axis=1)


def _author_normals(mesh: UsdGeom.Mesh, rest: _Rest, time: Usd.TimeCode) -> None:
    """Turned as the surface about each corner was; OpenUSD's own baking turns them by the joints alone."""
    frames = _read_frames(mesh, rest.points, time)
    along = np.einsum("nij,nj->ni", rest.frames, rest.normals)
    sound = np.abs(np.linalg.det(frames)) > _DEGENERATE
    turned = rest.normals.copy()
    turned[sound] = np.linalg.solve(frames[sound], along[sound][..., None])[..., 0]
    keys = np.column_stack([rest.points, rest.normals.round(_MERGED_DIGITS)])
    _, group = np.unique(keys, axis=0, return_inverse=True)
    sums = np.stack([np.bincount(group.ravel(), weights=_unit(turned)[:, k]) for k in range(3)], axis=1)
    primvar = UsdGeom.PrimvarsAPI(mesh).GetPrimvar(UsdGeom.Tokens.normals)
    if primvar:
        primvar.GetAttr().Block()
    mesh.GetNormalsAttr().Clear()
    normals = np.ascontiguousarray(_unit(sums)[group.ravel()], dtype=np.float32)
    mesh.CreateNormalsAttr(Vt.Vec3fArray.FromNumpy(normals))
    mesh.SetNormalsInterpolation(UsdGeom.Tokens.faceVarying)


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), _DEGENERATE)
    return unit
