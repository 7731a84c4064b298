"""Where on the set the fx department's things stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom

from usd_scenes import prim_paths
from usd_scenes.semantics import Role, read_role


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """A level place: the centre of what stands on it, metres, and the furniture that it is, if any."""

    centre_m: tuple[float, float, float]
    half_width_m: float  # of the smaller side
    half_x_m: float = np.inf
    furniture: str | None = None  # prim path of the plinth's component


def find_support(stage: Usd.Stage, reach_m: float, *, on_floor: bool) -> Support:
    """The plinth, where it is wide enough for something of half width ``reach_m``; the floor otherwise."""
    plinth = _plinth(stage)
    if plinth is not None and not on_floor and plinth.half_width_m >= reach_m:
        return plinth
    return Support(centre_m=(0.0, 0.0, _floor_height_m(stage)), half_width_m=np.inf)


def plinths(stage: Usd.Stage) -> list[Usd.Prim]:
    """The set's components whose role is plinth: what a large vessel on the floor takes the place of."""
    group = stage.GetPrimAtPath(prim_paths.SET)
    return [child for child in group.GetChildren() if _has_plinth(child)] if group else []


def _has_plinth(component: Usd.Prim) -> bool:
    return any(prim.IsA(UsdGeom.Mesh) and read_role(prim) is Role.PLINTH for prim in Usd.PrimRange(component))


def _plinth(stage: Usd.Stage) -> Support | None:
    for component in plinths(stage):
        points = [_world_points(p) for p in Usd.PrimRange(component) if p.IsA(UsdGeom.Mesh)]
        cloud = np.concatenate([p for p in points if len(p)] or [np.zeros((1, 3))])
        height = float(cloud[:, 2].max())
        top = cloud[cloud[:, 2] > height - 0.02]
        low, high = top.min(axis=0), top.max(axis=0)
        centre = (low + high) / 2
        return Support(
            centre_m=(float(centre[0]), float(centre[1]), height),
            half_width_m=float((high - low)[:2].min() / 2),
            half_x_m=float((high - low)[0] / 2),
            furniture=str(component.GetPath()),
        )
    return None


def _floor_height_m(stage: Usd.Stage) -> float:
    """Height of the floor at the origin, the highest where several lie there; 0 without any."""
    group = stage.GetPrimAtPath(prim_paths.SET)
    if not group:
        return 0.0
    floors = [p for p in Usd.PrimRange(group) if p.IsA(UsdGeom.Mesh) and read_role(p) is Role.SET_FLOOR]
    clouds = [points for points in (_world_points(prim) for prim in floors) if len(points)]
    return max((_height_at_origin_m(points) for points in clouds), default=0.0)


def _height_at_origin_m(points: NDArray[np.float64]) -> float:
    """The highest of the points that are nearest to the origin's axis."""
    distance = np.hypot(points[:, 0], points[:, 1])
    near = distance <= 1.02 * float(distance.min()) + 1e-3
    return float(points[near, 2].max())


def _world_points(prim: Usd.Prim) -> NDArray[np.float64]:
    local = UsdGeom.Mesh(prim).GetPointsAttr().Get()
    if local is None or not len(local):
        return np.zeros((0, 3))
    matrix = np.array(UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime()))
    return np.asarray(np.asarray(local, dtype=np.float64) @ matrix[:3, :3] + matrix[3, :3])
