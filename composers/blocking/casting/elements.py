"""The things of a stage that wear a look: meshes without a binding, gathered by component and role."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np
from pxr import Usd, UsdGeom, UsdShade

from composers.blocking.casting.palette import PLINTH, PROP, SET_FLOOR, SET_WALL, SUBJECT
from usd_scenes import prim_paths
from usd_scenes.semantics import Role, read_class, read_role

BACKDROPS = ("cyclorama", "backdrop", "sweep")
"""Classes that are wall and floor in one: the palette counts them as the wall."""

_PARTS = {
    Role.SET_WALL: SET_WALL,
    Role.SET_FLOOR: SET_FLOOR,
    Role.PLINTH: PLINTH,
    Role.SUBJECT: SUBJECT,
    Role.PROP: PROP,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """Meshes that wear one look."""

    name: str  # a prim name, unique in the stage
    role: Role
    class_name: str
    part: str  # of the palette, "" where it has none
    mesh_paths: tuple[str, ...]
    size_m: float  # longest side of the world bounds
    top_m: float  # highest point of the world bounds
    scale: float  # metres of the world in one of the meshes' own


def find_elements(stage: Usd.Stage) -> tuple[Element, ...]:
    """The elements in the order of the palette's parts: wall, floor, plinth, subject, props, others."""
    groups: dict[tuple[str, Role, str], list[Usd.Prim]] = defaultdict(list)
    for prim in stage.Traverse():
        if not prim.IsA(UsdGeom.Mesh) or str(prim.GetPath()).startswith(prim_paths.FX + "/"):
            continue
        if UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()[0]:
            continue
        role = read_role(prim) or Role.PROP
        path = str(prim.GetPath()) if role is Role.FITTING else _component_path(prim)
        groups[(path, role, read_class(prim) or "")].append(prim)
    cache = UsdGeom.BBoxCache(Usd.TimeCode.EarliestTime(), [UsdGeom.Tokens.default_, UsdGeom.Tokens.render])
    found = [_element(key, prims, cache) for key, prims in groups.items()]
    order = [SET_WALL, SET_FLOOR, PLINTH, SUBJECT, PROP, ""]
    found.sort(key=lambda element: (order.index(element.part.partition("/")[0]), element.name))
    return _uniquely_named(found)


def _element(key: tuple[str, Role, str], prims: list[Usd.Prim], cache: UsdGeom.BBoxCache) -> Element:
    path, role, class_name = key
    name = path.rpartition("/")[2]
    part = _PARTS.get(role, "")
    if class_name in BACKDROPS:
        part = SET_WALL
    boxes = [cache.ComputeWorldBound(prim).ComputeAlignedRange() for prim in prims]
    sides = [np.array(box.GetSize(), dtype=np.float64) for box in boxes]
    return Element(
        name=name,
        role=role,
        class_name=class_name,
        part=f"{part}/{name}" if part == PROP else part,
        mesh_paths=tuple(str(prim.GetPath()) for prim in prims),
        size_m=max(0.01, float(np.max(sides))),
        top_m=max(float(box.GetMax()[2]) for box in boxes),
        scale=_scale(prims[0]),
    )


def _scale(prim: Usd.Prim) -> float:
    matrix = np.array(UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime()))
    return float(np.cbrt(abs(np.linalg.det(matrix[:3, :3])))) or 1.0


def _component_path(prim: Usd.Prim) -> str:
    path = str(prim.GetPath())
    if path.startswith(prim_paths.SUBJECT + "/") or path == prim_paths.SUBJECT:
        return prim_paths.SUBJECT
    return "/".join(path.split("/")[:4])


def _uniquely_named(elements: list[Element]) -> tuple[Element, ...]:
    seen: dict[str, int] = defaultdict(int)
    named = []
    for element in elements:
        seen[element.name] += 1
        suffix = f"_{seen[element.name]}" if seen[element.name] > 1 else ""
        named.append(replace(element, name=element.name + suffix))
    return tuple(named)
