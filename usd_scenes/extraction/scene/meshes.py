"""UsdGeom meshes, and the places where point instancers put them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from pxr import Sdf, Usd, UsdGeom, UsdLux, UsdVol

from schemas.errors import SceneError, UnsupportedError
from usd_scenes import own_attributes
from usd_scenes.drawn import hides
from usd_scenes.extraction.scene.light_radiance import compute_radiance
from usd_scenes.extraction.scene.plain_scene import Matrix, MeshLight, Part, SceneMesh, Subdivision
from usd_scenes.extraction.stage_reading.render_stage import RenderStage
from usd_scenes.face_materials import read_face_materials
from usd_scenes.lights import read_light_group

DEFAULT_SUBDIVISION_LEVEL = 2
_FALLBACK_COLOUR = (0.18, 0.18, 0.18)  # UsdGeom's displayColor where nothing is authored
_FLOATS = frozenset({Sdf.ValueTypeNames.Float, Sdf.ValueTypeNames.Double, Sdf.ValueTypeNames.Half})
_TEXTURE_COORDINATES = ("st", "st0", "UVMap", "map1", "uv")


def extract_meshes(render_stage: RenderStage) -> tuple[SceneMesh, ...]:
    """Every drawn mesh, by prim path; those that point instancers place come last.

    Raises:
        SceneError: arrays that do not fit one another.
        UnsupportedError: a drawn prim that is no mesh (curves, points, patches), or instancers in instancers.
    """
    alone: list[SceneMesh] = []
    instanced: list[SceneMesh] = []
    instancers: list[Sdf.Path] = []
    for prim in render_stage.drawn_prims():
        path = prim.GetPath()
        if any(path.HasPrefix(outer) for outer in instancers):
            continue
        if prim.IsA(UsdGeom.PointInstancer):
            instancers.append(path)
            instanced += _read_instancer(render_stage, UsdGeom.PointInstancer(prim))
        elif prim.IsA(UsdGeom.Mesh):
            alone.append(_read_mesh(render_stage, prim))
        elif prim.IsA(UsdGeom.Gprim) and not prim.IsA(UsdVol.Volume):
            raise UnsupportedError(f"<{path}>: a {prim.GetTypeName()} is not translated; author a Mesh")
    return (*sorted(alone, key=lambda mesh: mesh.prim_path), *instanced)


def world_matrix(prim: Usd.Prim, render_stage: RenderStage) -> Matrix:
    """(4, 4) metres from the prim's own space in stage units, column vectors."""
    matrix = np.array(UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(render_stage.time)).T
    return _in_metres(matrix, render_stage.meters_per_unit)


def _in_metres(matrix: Matrix, meters_per_unit: float) -> Matrix:
    scaled = matrix.copy()
    scaled[:3] *= meters_per_unit
    return scaled


def _read_instancer(render_stage: RenderStage, instancer: UsdGeom.PointInstancer) -> Iterator[SceneMesh]:
    time, stage = render_stage.time, render_stage.stage
    transforms = instancer.ComputeInstanceTransformsAtTime(
        time, time, UsdGeom.PointInstancer.ExcludeProtoXform, UsdGeom.PointInstancer.IgnoreMask
    )
    mask = instancer.ComputeMaskAtTime(time)
    kinds = np.array(instancer.GetProtoIndicesAttr().Get(time) or (), dtype=np.int64)
    shown = np.array(mask, dtype=bool) if len(mask) else np.ones(len(kinds), dtype=bool)
    world_from_instancer = np.array(instancer.ComputeLocalToWorldTransform(time)).T
    places = np.array([np.array(matrix).T for matrix in transforms]).reshape(-1, 4, 4)
    for number, target in enumerate(instancer.GetPrototypesRel().GetForwardedTargets()):
        root = stage.GetPrimAtPath(target)
        chosen = places[(kinds == number) & shown]
        if not root or not len(chosen):
            continue
        for prim in Usd.PrimRange(root):
            if prim.IsA(UsdGeom.PointInstancer):
                raise UnsupportedError(f"<{prim.GetPath()}>: an instancer within an instancer is not translated")
            if not prim.IsA(UsdGeom.Mesh) or _is_invisible(prim, root, time):
                continue
            within = _matrix_below(prim, root, time)
            matrices = tuple(
                _in_metres(world_from_instancer @ place @ within, render_stage.meters_per_unit) for place in chosen
            )
            yield replace(_read_mesh(render_stage, prim), world_from_mesh=matrices)


def _is_invisible(prim: Usd.Prim, root: Usd.Prim, time: Usd.TimeCode) -> bool:
    while prim:
        if hides(prim, time):
            return True
        if prim == root:
            return False
        prim = prim.GetParent()
    return False


def _matrix_below(prim: Usd.Prim, root: Usd.Prim, time: Usd.TimeCode) -> Matrix:
    """From the prim's space to that of the prototype's parent."""
    cache = UsdGeom.XformCache(time)
    local = cache.GetLocalToWorldTransform(prim)
    parent = cache.GetParentToWorldTransform(root)
    return np.array(local * parent.GetInverse()).T


def _read_mesh(render_stage: RenderStage, prim: Usd.Prim) -> SceneMesh:
    mesh, time = UsdGeom.Mesh(prim), render_stage.time
    points = np.array(mesh.GetPointsAttr().Get(time) or (), dtype=np.float32).reshape(-1, 3)
    counts = np.array(mesh.GetFaceVertexCountsAttr().Get(time) or (), dtype=np.int32)
    indices = np.array(mesh.GetFaceVertexIndicesAttr().Get(time) or (), dtype=np.int32)
    if counts.sum() != len(indices) or (len(indices) and not 0 <= indices.min() <= indices.max() < len(points)):
        raise SceneError(
            "faces that do not fit the points", layer=str(render_stage.root), prim=str(prim.GetPath())
        )
    reader = _Primvars(mesh, time, counts, indices)
    polygonal = mesh.GetSubdivisionSchemeAttr().Get() in {UsdGeom.Tokens.none, UsdGeom.Tokens.bilinear}
    subdivision = None if polygonal else read_subdivision(mesh, time)
    normals = reader.normals() if polygonal else None
    read = SceneMesh(
        prim_path=str(prim.GetPath()),
        points=points,
        face_vertex_counts=counts,
        face_vertex_indices=indices,
        normals=normals,
        uvs=reader.uvs(),
        display_colors=reader.display_colors(),
        numbers=reader.numbers(),
        subdivision=subdivision,
        world_from_mesh=(world_matrix(prim, render_stage),),
        parts=_read_parts(mesh, time),
        light=_read_light(render_stage, prim),
        group=read_light_group(prim),
    )
    return read if mesh.GetOrientationAttr().Get(time) == UsdGeom.Tokens.rightHanded else _reverse(read)


class _Primvars:
    """A mesh's primvars as one row a corner."""

    def __init__(
        self, mesh: UsdGeom.Mesh, time: Usd.TimeCode, counts: NDArray[np.int32], indices: NDArray[np.int32]
    ) -> None:
        self._mesh, self._time, self._counts, self._indices = mesh, time, counts, indices
        self._api = UsdGeom.PrimvarsAPI(mesh)

    def normals(self) -> NDArray[np.float32] | None:
        primvar = self._api.GetPrimvar(UsdGeom.Tokens.normals)
        if primvar and primvar.HasValue():
            values, interpolation = primvar.ComputeFlattened(self._time), primvar.GetInterpolation()
        else:
            values, interpolation = (
                self._mesh.GetNormalsAttr().Get(self._time),
                self._mesh.GetNormalsInterpolation(),
            )
        return self._by_corner(values, interpolation)

    def uvs(self) -> NDArray[np.float32] | None:
        named = [self._api.FindPrimvarWithInheritance(name) for name in _TEXTURE_COORDINATES]
        for primvar in (*named, *self._api.GetPrimvars()):
            kind = primvar.GetTypeName() if primvar and primvar.HasValue() else None
            if kind is not None and kind.type.typeName in {
                "VtArray<GfVec2f>",
                "VtArray<GfVec2d>",
                "VtArray<GfVec2h>",
            }:
                return self._by_corner(primvar.ComputeFlattened(self._time), primvar.GetInterpolation())
        return None

    def display_colors(self) -> NDArray[np.float32]:
        primvar = self._mesh.GetDisplayColorPrimvar()
        values = primvar.ComputeFlattened(self._time) if primvar and primvar.HasValue() else None
        if not values:
            return np.array([_FALLBACK_COLOUR], dtype=np.float32)
        if len(values) == 1:
            return np.array(values, dtype=np.float32).reshape(1, 3)
        spread = self._by_corner(values, primvar.GetInterpolation())
        return np.array([_FALLBACK_COLOUR], dtype=np.float32) if spread is None else spread

    def numbers(self) -> dict[str, NDArray[np.float32]]:
        """Every float primvar that varies or not, by name."""
        found = {}
        for primvar in self._api.FindPrimvarsWithInheritance():
            if primvar.GetTypeName().scalarType not in _FLOATS or primvar.GetElementSize() != 1:
                continue
            values = primvar.ComputeFlattened(self._time) if primvar.HasValue() else None
            values = [values] if isinstance(values, float) else values
            spread = self._by_corner(values, primvar.GetInterpolation())
            if spread is not None:
                found[primvar.GetPrimvarName()] = spread.reshape(-1, 1)
        return found

    def _by_corner(self, values: object, interpolation: str) -> NDArray[np.float32] | None:
        """None where the values do not fit, which UsdGeom says to ignore."""
        if values is None:
            return None
        array = np.array(values, dtype=np.float32)
        if not len(array):
            return None
        if interpolation in {UsdGeom.Tokens.vertex, UsdGeom.Tokens.varying}:
            fits = len(array) > int(self._indices.max(initial=-1))
            return array[self._indices] if fits else None
        if interpolation == UsdGeom.Tokens.faceVarying:
            return array if len(array) == len(self._indices) else None
        if interpolation == UsdGeom.Tokens.uniform:
            return np.repeat(array, self._counts, axis=0) if len(array) == len(self._counts) else None
        return np.repeat(array[:1], len(self._indices), axis=0)


def read_subdivision(mesh: UsdGeom.Mesh, time: Usd.TimeCode) -> Subdivision | None:
    """How a mesh that is no polygon mesh is refined; None at level 0."""
    attribute = mesh.GetPrim().GetAttribute(own_attributes.SUBDIVISION_LEVEL)
    level = int(attribute.Get()) if attribute and attribute.HasValue() else DEFAULT_SUBDIVISION_LEVEL
    if level < 1:
        return None
    edges, sharpness = _read_creases(mesh, time)
    corners = np.array(mesh.GetCornerIndicesAttr().Get(time) or (), dtype=np.int32)
    return Subdivision(
        level=level,
        edges=edges,
        edge_sharpness=sharpness,
        corners=corners,
        corner_sharpness=np.array(mesh.GetCornerSharpnessesAttr().Get(time) or (), dtype=np.float32)[
            : len(corners)
        ],
        smooth_corners=mesh.GetInterpolateBoundaryAttr().Get() == UsdGeom.Tokens.edgeOnly,
    )


def _read_creases(mesh: UsdGeom.Mesh, time: Usd.TimeCode) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    indices = list(mesh.GetCreaseIndicesAttr().Get(time) or ())
    lengths = list(mesh.GetCreaseLengthsAttr().Get(time) or ())
    given = list(mesh.GetCreaseSharpnessesAttr().Get(time) or ())
    by_edge = len(given) != len(lengths)  # one a crease, or one an edge
    pairs: list[tuple[int, int]] = []
    sharpness: list[float] = []
    start = 0
    for crease, length in enumerate(lengths):
        for a, b in zip(indices[start : start + length], indices[start + 1 : start + length], strict=False):
            sharpness.append(given[len(pairs) if by_edge else crease])
            pairs.append((a, b))
        start += length
    return np.array(pairs, dtype=np.int32).reshape(-1, 2), np.array(sharpness, dtype=np.float32)


def _read_parts(mesh: UsdGeom.Mesh, time: Usd.TimeCode) -> tuple[Part, ...]:
    """The mesh's look and those of its subsets of faces."""
    return tuple(
        Part(look=str(one.material.GetPath()) if one.material else "", faces=one.faces)
        for one in read_face_materials(mesh, time)
    )


def _read_light(render_stage: RenderStage, prim: Usd.Prim) -> MeshLight | None:
    if not prim.HasAPI(UsdLux.MeshLightAPI):
        return None
    light, time = UsdLux.LightAPI(prim), render_stage.time
    is_normalized = bool(light.GetNormalizeAttr().Get(time))
    return MeshLight(
        radiance=compute_radiance(light, time, size=render_stage.meters_per_unit**-2),
        is_normalized=is_normalized,
        adds_to_look=light.GetMaterialSyncModeAttr().Get() != UsdLux.Tokens.noMaterialResponse,
    )


def _reverse(mesh: SceneMesh) -> SceneMesh:
    """The same faces wound the other way."""
    starts = np.concatenate([[0], np.cumsum(mesh.face_vertex_counts)[:-1]])
    corner = np.arange(len(mesh.face_vertex_indices))
    start = np.repeat(starts, mesh.face_vertex_counts)
    order = start + np.repeat(mesh.face_vertex_counts, mesh.face_vertex_counts) - 1 - (corner - start)
    colors = mesh.display_colors
    return replace(
        mesh,
        face_vertex_indices=mesh.face_vertex_indices[order],
        normals=None if mesh.normals is None else mesh.normals[order],
        uvs=None if mesh.uvs is None else mesh.uvs[order],
        display_colors=colors[order] if len(colors) == len(order) else colors,
        numbers={name: values[order] for name, values in mesh.numbers.items()},
    )
