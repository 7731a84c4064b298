"""The fields of a surface that patterns drive, at the corners of its triangles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from schemas.errors import AssetError, UnsupportedError
from usd_scenes.extraction.pattern_values.evaluation import SurfacePoints, evaluate
from usd_scenes.extraction.scene.plain_scene import SceneLook
from usd_scenes.extraction.scene.surface_parameters import SurfaceParameters
from usd_scenes.extraction.scene.triangles import Triangles

type Values = NDArray[np.float64]

NORMAL, TANGENT = "normal", "tangent"
_DIRECTIONS = frozenset({NORMAL, TANGENT})
_PREVIEW_SURFACE = "UsdPreviewSurface"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SurfaceValues:
    """What patterns give: (m, 3) or (m, 3, 3) by field, triangle and corner; directions are in the world, unit.

    ``surface`` is the look with each such field at its mean; ``messages`` say what could not be evaluated.
    """

    fields: Mapping[str, NDArray[np.float32]]
    surface: SurfaceParameters
    messages: tuple[str, ...]


def evaluate_surface(
    look: SceneLook,
    surface: SurfaceParameters,
    triangles: Triangles,
    *,
    object_from_world: Values,
    meters_per_unit: float,
    display_color: NDArray[np.float32],
) -> SurfaceValues:
    """Evaluate every varying field of ``surface`` on ``triangles``, which stand in the world.

    Args:
        display_color: (3,) of the mesh where it does not vary.
    """
    if not surface.varying or not len(triangles.points):
        return SurfaceValues(fields={}, surface=surface, messages=())
    points, inverse = unique_points(triangles, object_from_world, meters_per_unit)
    if points.display_color is None:
        points = replace(points, display_color=np.tile(display_color.astype(np.float64), (len(points), 1)))
    fields: dict[str, NDArray[np.float32]] = {}
    means: dict[str, Any] = {}
    messages = []
    for name, source in sorted(surface.varying.items()):
        try:
            values = evaluate(look.nodes, source, points)
        except (UnsupportedError, AssetError) as error:
            messages.append(f"<{look.prim_path}>: {name} keeps its constant fallback: {error}")
            continue
        if name == NORMAL and look.surface is not None and _PREVIEW_SURFACE in look.surface.definition:
            values = _from_tangents(values, points)
        shaped = _shaped(name, values, surface)
        fields[name] = shaped[inverse].astype(np.float32).reshape(len(triangles.points), 3, *shaped.shape[1:])
        if name not in _DIRECTIONS:
            mean = shaped.mean(axis=0)
            means[name] = tuple(float(x) for x in mean) if shaped.ndim == 2 else float(mean)
    return SurfaceValues(
        fields=fields,
        surface=replace(surface, **means),
        messages=tuple(messages),
    )


def _from_tangents(values: Values, points: SurfacePoints) -> Values:
    """World directions of normals that UsdPreviewSurface takes along tangent, bitangent and normal."""
    bitangent = np.cross(points.normal, points.tangent)
    turned: Values = points.tangent * values[:, :1] + bitangent * values[:, 1:2] + points.normal * values[:, 2:3]
    return turned


def _shaped(name: str, values: Values, surface: SurfaceParameters) -> Values:
    """Colours as three numbers and all else as one; never below zero but directions."""
    if name in _DIRECTIONS:
        return values / np.maximum(np.linalg.norm(values, axis=1, keepdims=True), 1e-12)
    values = np.clip(np.nan_to_num(values), 0.0, 1.0 if name.endswith("roughness") else None)
    if isinstance(getattr(surface, name), tuple):
        return np.repeat(values[:, None], 3, axis=1) if values.ndim == 1 else values[:, :3]
    return values if values.ndim == 1 else values.mean(axis=1)


def unique_points(
    triangles: Triangles, object_from_world: Values, meters_per_unit: float
) -> tuple[SurfacePoints, NDArray[np.int64]]:
    """The corners of triangles in the world, each once, and where each corner finds itself among them."""
    count = len(triangles.points)
    position = triangles.points.reshape(-1, 3)
    normals = triangles.normals
    if normals is None:
        sides = triangles.points[:, 1:] - triangles.points[:, :1]
        flat = np.cross(sides[:, 0], sides[:, 1])
        flat = flat / np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-30)
        normals = np.repeat(flat[:, None], 3, axis=1).astype(np.float32)
    uv = np.zeros((count, 3, 2), dtype=np.float32) if triangles.uvs is None else triangles.uvs
    columns = [position, normals.reshape(-1, 3), uv.reshape(-1, 2)]
    columns += [] if triangles.colors is None else [triangles.colors.reshape(-1, 3)]
    columns += [values.reshape(-1, 1) for values in triangles.numbers.values()]
    after = 8 if triangles.colors is None else 11
    rows = np.ascontiguousarray(np.concatenate(columns, axis=1), dtype=np.float32)
    _, first, inverse = np.unique(_digests(rows), return_index=True, return_inverse=True)
    tangents = np.repeat(tangents_of(triangles)[:, None], 3, axis=1).reshape(-1, 3)
    chosen = rows[first].astype(np.float64)
    normal = chosen[:, 3:6] / np.maximum(np.linalg.norm(chosen[:, 3:6], axis=1, keepdims=True), 1e-12)
    tangent = tangents[first] - (tangents[first] * normal).sum(axis=1, keepdims=True) * normal
    tangent = tangent / np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-12)
    points = SurfacePoints(
        position=chosen[:, :3] / meters_per_unit,
        normal=normal,
        tangent=tangent,
        uv=chosen[:, 6:8],
        display_color=None if triangles.colors is None else chosen[:, 8:11],
        numbers={name: chosen[:, after + k] for k, name in enumerate(triangles.numbers)},
        object_from_world=object_from_world,
        uv_along=_uv_along(triangles, uv, first // 3, (tangent, np.cross(normal, tangent))) * meters_per_unit,
    )
    return points, inverse.ravel()


def _uv_along(
    triangles: Triangles, uv: NDArray[np.float32], chosen: NDArray[np.int64], directions: tuple[Values, Values]
) -> Values:
    """(n, 2, 2) how uv grows along each direction, per metre, on the chosen triangles."""
    sides = (triangles.points[:, 1:] - triangles.points[:, :1]).astype(np.float64)[chosen]
    steps = (uv[:, 1:] - uv[:, :1]).astype(np.float64)[chosen]
    gram = sides @ sides.transpose(0, 2, 1)
    size = np.maximum(np.abs(np.linalg.det(gram)), 1e-60)
    inverse = np.stack(
        [np.stack([gram[:, 1, 1], -gram[:, 0, 1]], axis=1), np.stack([-gram[:, 1, 0], gram[:, 0, 0]], axis=1)],
        axis=1,
    )
    inverse = inverse / size[:, None, None]
    shares = [np.einsum("nij,njc,nc->ni", inverse, sides, direction) for direction in directions]
    along: Values = np.stack([np.einsum("ni,nic->nc", share, steps) for share in shares], axis=1)
    return along


def _digests(rows: NDArray[np.float32]) -> NDArray[np.uint64]:
    """(n,) one number a row, by which equal rows are found faster than by the rows themselves."""
    digest = np.zeros(len(rows), dtype=np.uint64)
    for column in (rows + np.float32(0.0)).view(np.uint32).T:  # minus zero is zero
        digest = (digest ^ column.astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        digest ^= digest >> np.uint64(29)
    return digest


def tangents_of(triangles: Triangles) -> Values:
    """(m, 3) the direction along u; any in the plane where texture coordinates are degenerate or missing."""
    uv = np.zeros((len(triangles.points), 3, 2)) if triangles.uvs is None else triangles.uvs
    sides = (triangles.points[:, 1:] - triangles.points[:, :1]).astype(np.float64)
    steps = (uv[:, 1:] - uv[:, :1]).astype(np.float64)
    area = steps[:, 0, 0] * steps[:, 1, 1] - steps[:, 1, 0] * steps[:, 0, 1]
    along = sides[:, 0] * steps[:, 1, 1:2] - sides[:, 1] * steps[:, 0, 1:2]
    along = np.where(np.abs(area)[:, None] > 1e-20, along * np.sign(area)[:, None], sides[:, 0])
    tangent: Values = along / np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-30)
    return tangent
