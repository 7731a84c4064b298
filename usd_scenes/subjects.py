"""What a picture is about, as points in the world."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom

from schemas.errors import SceneError
from usd_scenes.drawn import is_drawn
from usd_scenes.outline import outermost
from usd_scenes.semantics import FLUID_ROLES, SUBJECT_ROLES, Role, find_of_roles, read_role

type Points = NDArray[np.float64]

_POINT_LIMIT = 4000
_PURPOSES = [UsdGeom.Tokens.default_, UsdGeom.Tokens.render]


@dataclass(frozen=True, kw_only=True, eq=False)
class Subject:
    """The subject of a stage: the prims that draw it, and points on its surface (n, 3) in metres, world space."""

    paths: frozenset[str]
    points: Points

    @cached_property
    def low_m(self) -> Points:
        """(3,) smallest coordinates."""
        return np.asarray(self.points.min(axis=0))

    @cached_property
    def high_m(self) -> Points:
        """(3,) largest coordinates."""
        return np.asarray(self.points.max(axis=0))

    @cached_property
    def centre_m(self) -> Points:
        """(3,) middle of the bounds."""
        return (self.low_m + self.high_m) / 2.0

    @cached_property
    def hull(self) -> Points:
        """(n, 3) the points that can lie on a silhouette: the corners of the convex hull."""
        from scipy.spatial import ConvexHull, QhullError

        try:
            return np.asarray(self.points[np.unique(ConvexHull(self.points).vertices)])
        except QhullError:  # a flat subject
            return self.points

    @cached_property
    def radius_m(self) -> float:
        """Of the sphere about the centre that holds every point; at least 1 cm."""
        return max(0.01, float(np.linalg.norm(self.points - self.centre_m, axis=1).max()))


def read_subject(stage: Usd.Stage) -> Subject:
    """The subject of a composed stage, by its role; without one, the fluids, the props or whatever is drawn.

    Raises:
        SceneError: the stage draws nothing.
    """
    for roles in (SUBJECT_ROLES, FLUID_ROLES, {Role.PROP}, {*Role, None}):
        prims = find_of_roles(stage, set(roles) - {Role.LIGHT_CARD})
        points = _points_of_all(stage, prims, _POINT_LIMIT)
        if len(points):
            return Subject(paths=frozenset(str(prim.GetPath()) for prim in prims), points=points)
    raise SceneError("the stage draws nothing that a camera could frame", layer=stage.GetRootLayer().identifier)


def find_surroundings(stage: Usd.Stage, subject: Subject, roles: Collection[Role | None]) -> tuple[Usd.Prim, ...]:
    """What plays one of ``roles`` and is not of the subject."""
    return tuple(prim for prim in find_of_roles(stage, roles) if str(prim.GetPath()) not in subject.paths)


def read_points(stage: Usd.Stage, path: str, limit: int = _POINT_LIMIT) -> Points:
    """(n, 3) at most about ``limit`` world points, metres, of what is drawn at and below ``path``.

    Points of meshes, thinned evenly, and those that reach farthest; of other boundables (volumes, instancers)
    the corners of their bounds. Light cards and lights are left out.
    """
    prim = stage.GetPrimAtPath(path)
    below = Usd.PrimRange(prim, Usd.TraverseInstanceProxies()) if prim else ()
    return _points_of_all(stage, [p for p in below if _is_drawn(p)], limit)


def _points_of_all(stage: Usd.Stage, prims: Sequence[Usd.Prim], limit: int) -> Points:
    boxes = UsdGeom.BBoxCache(Usd.TimeCode.EarliestTime(), _PURPOSES)
    found = [points for points in (_points_of(prim, boxes) for prim in prims) if len(points)]
    if not found:
        return np.zeros((0, 3))
    each = max(8, limit // len(found))
    metres = UsdGeom.GetStageMetersPerUnit(stage)
    thinned = [points[:: max(1, len(points) // each)] for points in found]
    points = np.concatenate(found)
    return np.asarray(np.concatenate([*thinned, points[outermost(points)]]) * metres)


def floor_height_m(stage: Usd.Stage) -> float:
    """Height of what the subject's surroundings stand on: the lowest point of the set, or of the subject."""
    boxes = UsdGeom.BBoxCache(Usd.TimeCode.EarliestTime(), _PURPOSES)
    metres = UsdGeom.GetStageMetersPerUnit(stage)
    floors = [prim for prim in find_of_roles(stage, {Role.SET_FLOOR}) if prim.IsA(UsdGeom.Mesh)]
    bounds = [boxes.ComputeWorldBound(p).ComputeAlignedRange() for p in floors]
    if bounds:
        return float(np.min([box.GetMin()[2] for box in bounds]) * metres)
    return float(read_subject(stage).low_m[2])


def _is_drawn(prim: Usd.Prim) -> bool:
    if not prim.IsA(UsdGeom.Boundable) or read_role(prim) is Role.LIGHT_CARD:
        return False
    return is_drawn(prim)


def _points_of(prim: Usd.Prim, boxes: UsdGeom.BBoxCache) -> Points:
    if prim.IsA(UsdGeom.Mesh):
        local = np.asarray(UsdGeom.Mesh(prim).GetPointsAttr().Get(Usd.TimeCode.EarliestTime()), dtype=np.float64)
        if local.size:
            matrix = np.array(UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime()))
            world = np.asarray(local @ matrix[:3, :3] + matrix[3, :3])
            return world if np.isfinite(world).all() else world[np.isfinite(world).all(axis=1)]
    if "LightAPI" in prim.GetAppliedSchemas() or prim.GetTypeName().endswith("Light"):
        return np.zeros((0, 3))
    box = boxes.ComputeWorldBound(prim).ComputeAlignedRange()
    if box.IsEmpty():
        return np.zeros((0, 3))
    return np.array([list(box.GetCorner(i)) for i in range(8)])
