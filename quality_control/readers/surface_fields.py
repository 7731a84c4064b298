"""A bound look as fields over the surface that wears it, evaluated from the composed stage.

What a look is, is what its network computes: the same network written with other nodes, names and inputs has the
same fields. Lengths are metres, colours scene-linear Rec.709, directions unit and in the world. Every
point is seen from straight above.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom

from quality_control.readers.plain_networks import fold_constants
from usd_scenes.extraction.pattern_values.displacements import evaluate_displacement
from usd_scenes.extraction.pattern_values.evaluation import PatternNetwork, SurfacePoints, evaluate
from usd_scenes.extraction.scene.plain_scene import SceneLook
from usd_scenes.extraction.scene.surface_parameters import SurfaceParameters, reduce_look
from usd_scenes.looks import Connection, ShaderNode

type Values = NDArray[np.float64]
type Vector = tuple[float, float, float]

FRONT: Vector = (0.0, -1.0, 0.0)
TOP: Vector = (0.0, 0.0, 1.0)
SIDE: Vector = (1.0, 0.0, 0.0)

_FACES_A_POINT = 16  # of a finer mesh, every so many faces stand for all

BALL_M = 1.5
"""Radius of the ball on which a look is averaged: large beside any feature, so that it is the look's own mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """A flat grid of ``size`` columns and rows, ``pitch_m`` apart, that faces ``facing`` about ``middle_m``.

    ``rows`` and ``row_pitch_m`` say where there are fewer rows or they are further apart.

    Rows go up (or to the back of a patch that lies), columns to the right as
    seen from outside. ``middle_m`` is taken from the middle of what wears the look.
    """

    pitch_m: float
    size: int = 64
    rows: int = 0
    row_pitch_m: float = 0.0
    turn_deg: float = 0.0  # of the columns' direction, from the right upwards
    facing: Vector = FRONT
    middle_m: Vector = (0.0, 0.0, 0.0)

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)."""
        return (self.rows or self.size, self.size)


def _inverse(matrix: Values) -> Values:
    """The inverse; of what flattens space, the one that leads back into its image."""
    return np.linalg.pinv(matrix) if np.linalg.det(matrix) == 0.0 else np.linalg.inv(matrix)


class FieldsAt:
    """The fields of one look at one set of points; what several fields share is evaluated once."""

    def __init__(self, look: SceneLook, parameters: SurfaceParameters, points: SurfacePoints) -> None:
        self.points = points
        self._look, self._parameters = look, parameters
        self._network = PatternNetwork(look.nodes, points)

    def values(self, name: str) -> Values:
        """(n,) of a number, (n, 3) of a colour or a direction.

        Raises:
            UnsupportedError: a node whose values are not known.
            AssetError: a picture that cannot be read.
        """
        source = self._parameters.varying.get(name)
        return self._of(getattr(self._parameters, name) if source is None else source)

    def given(self, names: Sequence[str], default: float | Vector) -> Values:
        """(n,) or (n, 3): an input of the surface node, by what surface models call it."""
        surface = self._look.surface
        inputs = {entry.name: entry.value for entry in surface.inputs} if surface else {}
        found = next((inputs[name] for name in names if name in inputs), default)
        return self._of(found)

    def moved_m(self) -> Values:
        """(n, 3) metres that displacement moves each point by."""
        if not self._look.displacement:
            return np.zeros((len(self.points), 3))
        return evaluate_displacement(self._look, self.points, meters_per_unit=1.0)

    def _of(self, value: object) -> Values:
        if isinstance(value, Connection):
            return np.asarray(self._network.value_of(value), dtype=np.float64)
        row = np.asarray(value, dtype=np.float64)
        return np.broadcast_to(row, (len(self.points), *row.shape))


class SurfaceFields:
    """The fields of one material on one mesh.

    Field names are those of `SurfaceParameters`.
    """

    def __init__(self, look: SceneLook, mesh: UsdGeom.Mesh) -> None:
        """
        Raises:
            UnsupportedError: a surface model that is not translated, or closures that do not reduce.
        """
        self.look = replace(look, nodes=fold_constants(look.nodes))
        self.parameters: SurfaceParameters = reduce_look(self.look)
        self._mesh = mesh
        self._points: dict[int, SurfacePoints] = {}
        self._over_mesh: dict[tuple[str, int], Values] = {}

    def away(self, offset_m: Vector) -> SurfaceFields:
        """The same fields, whose patches and balls lie so far from the middle of the mesh.

        What is known of the mesh as a whole they share.
        """
        other = copy(self)
        other.middle_m = moved_by(self.middle_m, offset_m)
        return other

    def is_varying(self, name: str) -> bool:
        """Whether a pattern drives the field; it may still be the same everywhere."""
        return name in self.parameters.varying

    def at(self, points: SurfacePoints) -> FieldsAt:
        """The fields at some points."""
        return FieldsAt(self.look, self.parameters, points)

    def at_patch(self, patch: Patch) -> FieldsAt:
        """The fields at a patch's points, row by row."""
        return self.at(patch_points(patch, self.middle_m, self.object_from_world))

    def shows_picture(self, name: str) -> bool:
        """Whether a picture drives the field, alone or among others."""
        nodes = {node.name: node for node in self.look.nodes}
        waiting, seen = [self.parameters.varying[name].node] if self.is_varying(name) else [], set[str]()
        while waiting:
            node = nodes[waiting.pop()]
            if any(entry.type == "asset" for entry in node.inputs):
                return True
            seen.add(node.name)
            given = (entry.value.node for entry in node.inputs if isinstance(entry.value, Connection))
            waiting.extend(source for source in given if source not in seen)
        return False

    def on_patch(self, name: str, patch: Patch) -> Values:
        """(rows, columns) of a number, (rows, columns, 3) of a colour or a direction.

        Raises:
            UnsupportedError: a node whose values are not known.
            AssetError: a picture that cannot be read.
        """
        constant = getattr(self.parameters, name)
        source = self.parameters.varying.get(name)
        if source is None:
            return np.broadcast_to(np.asarray(constant, dtype=np.float64), self._shape(patch, constant))
        values = _on_patch(self.look.nodes, source, patch, self.middle_m, self.object_from_world)
        return values.reshape(*patch.shape, *values.shape[1:])

    def on_mesh(self, name: str, count: int = 1024) -> Values:
        """(n,) or (n, 3): the field at about ``count`` points spread evenly over the mesh by area.

        Raises:
            UnsupportedError: a node whose values are not known.
            AssetError: a picture that cannot be read.
        """
        asked = name, count
        if asked not in self._over_mesh:
            self._over_mesh[asked] = self.at(self.mesh_points(count)).values(name)
        return self._over_mesh[asked]

    def on_normals(self, name: str, normals: Values) -> Values:
        """(n,) or (n, 3): the field in the middle of the mesh, if it faced along each of (n, 3) normals.

        Raises:
            UnsupportedError: a node whose values are not known.
            AssetError: a picture that cannot be read.
        """
        count = len(normals)
        points = SurfacePoints(
            position=np.broadcast_to(np.asarray(self.middle_m), (count, 3)),
            normal=normals,
            tangent=np.cross(normals, np.roll(normals, 1, axis=1)),
            uv=np.zeros((count, 2)),
            object_from_world=self.object_from_world,
        )
        return self.at(points).values(name)

    def moved_m(self, patch: Patch) -> Values:
        """(rows, columns) how far displacement moves each point of a patch outward."""
        moved = self.at_patch(patch).moved_m()
        outward: Values = (moved * np.asarray(patch.facing)).sum(axis=1)
        return outward.reshape(patch.shape)

    def mesh_points(self, count: int) -> SurfacePoints:
        """About ``count`` points spread evenly over the mesh by area, with flat normals and primvars."""
        if count not in self._points:
            self._points[count] = _mesh_points(self._mesh, count, self.object_from_world)
        return self._points[count]

    def ball_points(self, radius_m: float, count: int) -> SurfacePoints:
        """As `ball_points`, about the mesh's middle."""
        return ball_points(radius_m, count, middle_m=self.middle_m, object_from_world=self.object_from_world)

    @cached_property
    def object_from_world(self) -> Values:
        """(4, 4) column vectors."""
        matrix = UsdGeom.Xformable(self._mesh).ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime())
        return _inverse(np.array(matrix).T)

    @cached_property
    def middle_m(self) -> Vector:
        """What patches and balls lie about: the middle of the mesh's box, in the world."""
        points = np.asarray(self._mesh.GetPointsAttr().Get(), dtype=np.float64)
        middle = (points.min(axis=0) + points.max(axis=0)) / 2.0
        placed = _inverse(self.object_from_world) @ np.append(middle, 1.0)
        x, y, z = (round(float(part), 6) for part in placed[:3])
        return x, y, z

    def _shape(self, patch: Patch, constant: object) -> tuple[int, ...]:
        return (*patch.shape, 3) if isinstance(constant, tuple) else patch.shape


def moved_by(place_m: Vector, offset_m: Vector) -> Vector:
    """A place so far away from another, to the micrometre."""
    x, y, z = (round(a + b, 6) for a, b in zip(place_m, offset_m, strict=True))
    return x, y, z


def ball_points(
    radius_m: float, count: int, *, middle_m: Vector = (0.0, 0.0, 0.0), object_from_world: Values | None = None
) -> SurfacePoints:
    """Points spread evenly over a ball: a look as it is, whatever wears it."""
    index = np.arange(count) + 0.5
    height, turn = 1.0 - 2.0 * index / count, index * math.pi * (3.0 - math.sqrt(5.0))
    ring = np.sqrt(1.0 - height * height)
    normal = np.stack([ring * np.cos(turn), ring * np.sin(turn), height], axis=1)
    return SurfacePoints(
        position=np.asarray(middle_m) + radius_m * normal,
        normal=normal,
        tangent=np.stack([-np.sin(turn), np.cos(turn), np.zeros(count)], axis=1),
        uv=np.zeros((count, 2)),
        object_from_world=np.eye(4) if object_from_world is None else object_from_world,
        view=-normal,
    )


def patch_points(patch: Patch, middle_m: Vector, object_from_world: Values) -> SurfacePoints:
    """The points of a patch, row by row; texture coordinates are metres from its lower left corner."""
    normal = np.asarray(patch.facing, dtype=np.float64)
    across = np.array(SIDE) if abs(normal[2]) > 0.9 else np.cross((0.0, 0.0, 1.0), normal)
    across = across / np.linalg.norm(across)
    up = np.cross(normal, across)
    turn = np.radians(patch.turn_deg)
    across, up = np.cos(turn) * across + np.sin(turn) * up, np.cos(turn) * up - np.sin(turn) * across
    pitches = patch.row_pitch_m or patch.pitch_m, patch.pitch_m
    steps = [
        (np.arange(count) - (count - 1) / 2.0) * pitch for count, pitch in zip(patch.shape, pitches, strict=True)
    ]
    v, u = (grid.ravel() for grid in np.meshgrid(*steps, indexing="ij"))
    position = np.asarray(middle_m) + np.asarray(patch.middle_m) + u[:, None] * across + v[:, None] * up
    count = len(u)
    return SurfacePoints(
        position=position,
        normal=np.broadcast_to(normal, (count, 3)),
        tangent=np.broadcast_to(across, (count, 3)),
        uv=np.stack([u - steps[1][0], v - steps[0][0]], axis=1),
        object_from_world=object_from_world,
        uv_along=np.broadcast_to(np.eye(2), (count, 2, 2)),
        view=np.broadcast_to(-normal, (count, 3)),
    )


@lru_cache(maxsize=256)
def _cached_patch(
    nodes: tuple[ShaderNode, ...], source: Connection, patch: Patch, middle_m: Vector, frame: tuple[float, ...]
) -> Values:
    points = patch_points(patch, middle_m, np.array(frame).reshape(4, 4))
    values = np.asarray(evaluate(nodes, source, points), dtype=np.float64)
    values.setflags(write=False)
    return values


def _on_patch(
    nodes: tuple[ShaderNode, ...], source: Connection, patch: Patch, middle_m: Vector, object_from_world: Values
) -> Values:
    """Kept, for several readers ask the same of a look."""
    return _cached_patch(nodes, source, patch, middle_m, tuple(float(x) for x in object_from_world.ravel()))


def _mesh_points(mesh: UsdGeom.Mesh, count: int, object_from_world: Values) -> SurfacePoints:
    points = np.asarray(mesh.GetPointsAttr().Get(), dtype=np.float64)
    world_from_object = _inverse(object_from_world)
    points = points @ world_from_object[:3, :3].T + world_from_object[:3, 3]
    counts = np.asarray(mesh.GetFaceVertexCountsAttr().Get(), dtype=np.int64)
    indices = np.asarray(mesh.GetFaceVertexIndicesAttr().Get(), dtype=np.int64)
    starts = np.cumsum(counts) - counts
    every = max(len(counts) // (_FACES_A_POINT * count), 1)
    counts, starts = counts[::every], starts[::every]
    fans = np.concatenate([
        np.stack([starts[counts > k + 1], starts[counts > k + 1] + k, starts[counts > k + 1] + k + 1], axis=1)
        for k in range(1, int(counts.max(initial=3)) - 1)
    ])  # fmt: skip
    corners = points[indices[fans]]
    twice = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    area = np.linalg.norm(twice, axis=1)
    edges = np.concatenate([[0.0], np.cumsum(area)])
    place = (np.arange(count) + 0.5) / count * edges[-1]
    chosen = np.clip(np.searchsorted(edges, place, side="right") - 1, 0, len(area) - 1)
    golden = 0.6180339887498949
    first = np.modf((np.arange(count) + 0.5) * golden)[0]
    second = np.modf((np.arange(count) + 0.5) * golden * golden)[0]
    flipped = first + second > 1.0
    first, second = np.where(flipped, 1.0 - first, first), np.where(flipped, 1.0 - second, second)
    weights = np.stack([1.0 - first - second, first, second], axis=1)
    normal = twice[chosen] / np.maximum(area[chosen], 1e-30)[:, None]
    tangent = corners[chosen, 1] - corners[chosen, 0]
    tangent = tangent / np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-30)
    numbers, uv = {}, np.zeros((count, 2))
    for primvar in UsdGeom.PrimvarsAPI(mesh).GetPrimvars():
        kind, values = str(primvar.GetTypeName()), primvar.ComputeFlattened()
        if values is None or kind not in {"float[]", "texCoord2f[]"}:
            continue
        row = np.asarray(values, dtype=np.float64)
        placed = row[fans[chosen]] if len(row) == len(indices) else row[indices[fans[chosen]]]
        if kind == "float[]":
            numbers[str(primvar.GetPrimvarName())] = (placed * weights).sum(axis=1)
        else:
            uv = np.einsum("nk,nkc->nc", weights, placed)
    return SurfacePoints(
        position=np.einsum("nk,nkc->nc", weights, corners[chosen]),
        normal=normal,
        tangent=tangent,
        uv=uv,
        object_from_world=object_from_world,
        numbers=numbers,
        view=-normal,
    )
