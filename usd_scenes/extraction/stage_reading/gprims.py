"""Implicit surfaces as polygon meshes with texture coordinates: importers lose their materials, and no two
renderers cut them alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pxr import Sdf, Usd, UsdGeom, Vt

from schemas.errors import UnsupportedError

_SEGMENTS = 96  # around
_RINGS = 48  # pole to pole

type Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Profile:
    """Half an outline to be turned about the axis: radius, height, normal and v along it."""

    radius: Floats
    height: Floats
    normal: Floats  # (n, 2): outward along radius and height
    v: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class _Polygons:
    counts: NDArray[np.int32]
    indices: NDArray[np.int32]
    points: Floats
    normals: Floats  # one a corner
    uvs: Floats  # one a corner


def is_gprim(prim: Usd.Prim) -> bool:
    """Whether ``prim`` is an implicit surface."""
    return prim.GetTypeName() in _MAKERS or prim.GetTypeName() in _UNSUPPORTED


def tessellate(prim: Usd.Prim, time: Usd.TimeCode) -> None:
    """Turn ``prim`` into a Mesh of the same surface, in the current edit target.

    Raises:
        UnsupportedError: a kind of surface that is not tessellated here.
    """
    kind = str(prim.GetTypeName())
    if kind in _UNSUPPORTED:
        raise UnsupportedError(f"<{prim.GetPath()}>: a {kind} is not tessellated; author a Mesh")
    polygons = _MAKERS[kind](prim, time)
    prim.SetTypeName("Mesh")
    mesh = UsdGeom.Mesh(prim)
    mesh.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
    mesh.CreatePointsAttr(Vt.Vec3fArray.FromNumpy(polygons.points.astype(np.float32)))
    mesh.CreateFaceVertexCountsAttr(Vt.IntArray.FromNumpy(polygons.counts))
    mesh.CreateFaceVertexIndicesAttr(Vt.IntArray.FromNumpy(polygons.indices))
    mesh.CreateNormalsAttr(Vt.Vec3fArray.FromNumpy(polygons.normals.astype(np.float32)))
    mesh.SetNormalsInterpolation(UsdGeom.Tokens.faceVarying)
    st = UsdGeom.PrimvarsAPI(prim).CreatePrimvar(
        "st", Sdf.ValueTypeNames.TexCoord2fArray, UsdGeom.Tokens.faceVarying
    )
    st.Set(Vt.Vec2fArray.FromNumpy(polygons.uvs.astype(np.float32)))


def _sphere(prim: Usd.Prim, time: Usd.TimeCode) -> _Polygons:
    radius = float(UsdGeom.Sphere(prim).GetRadiusAttr().Get(time))
    angle = np.linspace(-np.pi / 2, np.pi / 2, _RINGS + 1)
    normal = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    profile = _Profile(
        radius=radius * normal[:, 0], height=radius * normal[:, 1], normal=normal, v=np.linspace(0, 1, _RINGS + 1)
    )
    return _turn([profile], "Z")


def _cylinder(prim: Usd.Prim, time: Usd.TimeCode) -> _Polygons:
    schema = UsdGeom.Cylinder(prim)
    radius, height = float(schema.GetRadiusAttr().Get(time)), float(schema.GetHeightAttr().Get(time))
    side = _line((radius, -height / 2), (radius, height / 2), (1.0, 0.0))
    return _turn([*_caps(radius, -height / 2, radius, height / 2), side], str(schema.GetAxisAttr().Get(time)))


def _cone(prim: Usd.Prim, time: Usd.TimeCode) -> _Polygons:
    schema = UsdGeom.Cone(prim)
    radius, height = float(schema.GetRadiusAttr().Get(time)), float(schema.GetHeightAttr().Get(time))
    slope = np.array([height, radius]) / np.hypot(height, radius)
    side = _line((radius, -height / 2), (0.0, height / 2), (float(slope[0]), float(slope[1])))
    return _turn([_caps(radius, -height / 2, 0.0, 0.0)[0], side], str(schema.GetAxisAttr().Get(time)))


def _capsule(prim: Usd.Prim, time: Usd.TimeCode) -> _Polygons:
    schema = UsdGeom.Capsule(prim)
    radius, height = float(schema.GetRadiusAttr().Get(time)), float(schema.GetHeightAttr().Get(time))
    half = np.linspace(0, np.pi / 2, _RINGS // 2 + 1)
    angle = np.concatenate([half - np.pi / 2, half])
    centre = np.repeat([-height / 2, height / 2], len(half))
    normal = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    along = np.linspace(0, 1, len(angle))
    profile = _Profile(radius=radius * normal[:, 0], height=centre + radius * normal[:, 1], normal=normal, v=along)
    return _turn([profile], str(schema.GetAxisAttr().Get(time)))


def _cube(prim: Usd.Prim, time: Usd.TimeCode) -> _Polygons:
    half = float(UsdGeom.Cube(prim).GetSizeAttr().Get(time)) / 2
    points, normals = [], []
    for axis in range(3):
        for sign in (-1.0, 1.0):
            normal = np.zeros(3)
            normal[axis] = sign
            u, v = np.roll(np.eye(3), 0, axis=0)[(axis + 1) % 3], np.eye(3)[(axis + 2) % 3]
            corners = [(-1, -1), (1, -1), (1, 1), (-1, 1)][:: int(sign)]
            points += [half * (normal + a * u + b * v) for a, b in corners]
            normals += [normal] * 4
    square = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], dtype=float)
    return _Polygons(
        counts=np.full(6, 4, dtype=np.int32),
        indices=np.arange(24, dtype=np.int32),
        points=np.array(points),
        normals=np.array(normals),
        uvs=np.tile(square, (6, 1)),
    )


def _plane(prim: Usd.Prim, time: Usd.TimeCode) -> _Polygons:
    schema = UsdGeom.Plane(prim)
    width, length = float(schema.GetWidthAttr().Get(time)), float(schema.GetLengthAttr().Get(time))
    square = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], dtype=float)
    flat = np.zeros((4, 3))
    flat[:, :2] = (square - 0.5) * (width, length)
    up = np.tile([0.0, 0.0, 1.0], (4, 1))
    rotation = _axis_rotation(str(schema.GetAxisAttr().Get(time)))
    return _Polygons(
        counts=np.array([4], dtype=np.int32),
        indices=np.arange(4, dtype=np.int32),
        points=flat @ rotation.T,
        normals=up @ rotation.T,
        uvs=square,
    )


def _line(start: tuple[float, float], end: tuple[float, float], normal: tuple[float, float]) -> _Profile:
    return _Profile(
        radius=np.array([start[0], end[0]]),
        height=np.array([start[1], end[1]]),
        normal=np.array([normal, normal]),
        v=np.array([0.0, 1.0]),
    )


def _caps(bottom_radius: float, bottom: float, top_radius: float, top: float) -> list[_Profile]:
    return [
        _line((0.0, bottom), (bottom_radius, bottom), (0.0, -1.0)),
        _line((top_radius, top), (0.0, top), (0.0, 1.0)),
    ]


def _turn(profiles: list[_Profile], axis: str) -> _Polygons:
    """Surfaces of revolution; quads, or triangles where a ring has no radius."""
    parts = [_turn_one(profile) for profile in profiles]
    rotation = _axis_rotation(axis)
    offsets = np.cumsum([0, *(len(part.points) for part in parts)])
    return _Polygons(
        counts=np.concatenate([part.counts for part in parts]),
        indices=np.concatenate(
            [part.indices + offset for part, offset in zip(parts, offsets, strict=False)]
        ).astype(np.int32),
        points=np.concatenate([part.points for part in parts]) @ rotation.T,
        normals=np.concatenate([part.normals for part in parts]) @ rotation.T,
        uvs=np.concatenate([part.uvs for part in parts]),
    )


def _turn_one(profile: _Profile) -> _Polygons:
    angle = np.linspace(0, 2 * np.pi, _SEGMENTS + 1)
    around = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    rows = len(profile.radius)
    points = np.zeros((rows, _SEGMENTS + 1, 3))
    points[..., :2] = profile.radius[:, None, None] * around
    points[..., 2] = profile.height[:, None]
    normals = np.zeros_like(points)
    normals[..., :2] = profile.normal[:, None, None, 0] * around
    normals[..., 2] = profile.normal[:, None, 1]
    uvs = np.zeros((rows, _SEGMENTS + 1, 2))
    uvs[..., 0] = angle / (2 * np.pi)
    uvs[..., 1] = profile.v[:, None]
    row, segment = np.meshgrid(np.arange(rows - 1), np.arange(_SEGMENTS), indexing="ij")
    first = (row * (_SEGMENTS + 1) + segment).ravel()
    up = _SEGMENTS + 1
    quads = np.stack([first, first + 1, first + 1 + up, first + up], axis=1)
    scale = max(float(np.abs(profile.radius).max()), 1e-30)
    flat_bottom = (profile.radius[row.ravel()] < 1e-9 * scale)[:, None]
    flat_top = (profile.radius[row.ravel() + 1] < 1e-9 * scale)[:, None]
    keep = np.ones_like(quads, dtype=bool)
    keep[:, 1:2] &= ~flat_bottom
    keep[:, 2:3] &= ~flat_top
    corners = quads[keep]
    return _Polygons(
        counts=keep.sum(axis=1).astype(np.int32),
        indices=corners.astype(np.int32),
        points=points.reshape(-1, 3)[: int(corners.max()) + 1],  # a pole's seam is the end of no quad
        normals=normals.reshape(-1, 3)[corners],
        uvs=uvs.reshape(-1, 2)[corners],
    )


def _axis_rotation(axis: str) -> Floats:
    """What turns +Z into ``axis``, keeping handedness."""
    return np.roll(np.eye(3), {"X": 1, "Y": 2, "Z": 0}[axis], axis=0)


_MAKERS = {
    "Sphere": _sphere,
    "Cylinder": _cylinder,
    "Cone": _cone,
    "Capsule": _capsule,
    "Cube": _cube,
    "Plane": _plane,
}
_UNSUPPORTED = frozenset({"Cylinder_1", "Capsule_1", "TetMesh"})
