"""Numbers of the prims and instances that Storm draws, as a primvar for the probe and as the frame's table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pxr import Gf, Sdf, Usd, UsdGeom

from usd_scenes import own_attributes
from usd_scenes.extraction.stage_reading.render_stage import RenderStage

DIGIT = 1024
"""Numbers travel through half floats in digits of this base."""

_TEXTURE_COORDINATES = "st"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPrims:
    """Every drawn prim: its code in the probe's picture, and the ids of the frame.

    ``ids`` maps (code, instance from 1; 0 for a prim that is no instance) to the id; ``paths`` id to prim path.
    """

    codes: Mapping[str, int]
    ids: Mapping[tuple[int, int], int]
    paths: Mapping[int, str]

    def ids_of(self, codes: NDArray[np.int64], instances: NDArray[np.int64]) -> NDArray[np.float32]:
        """The ids of a picture of codes and instances."""
        largest = int(instances.max(initial=0)) + 1
        pairs, inverse = np.unique(codes * largest + instances, return_inverse=True)
        found = [self.ids.get((int(pair) // largest, int(pair) % largest), 0) for pair in pairs]
        ids: NDArray[np.float32] = np.array(found, dtype=np.float32)[inverse.reshape(codes.shape)]
        return ids


def number_drawn_prims(render_stage: RenderStage) -> DrawnPrims:
    """Number prims from 1 by path, instances after them by instancer, instance and path."""
    drawn = {str(prim.GetPath()): prim for prim in render_stage.drawn_prims() if prim.IsA(UsdGeom.Gprim)}
    codes = {path: code for code, path in enumerate(sorted(drawn), start=1)}
    instances = tuple(_instances_of(render_stage, codes))
    instanced = {path for path, _ in instances}
    alone = [path for path in sorted(drawn) if path not in instanced]
    ids: dict[tuple[int, int], int] = {(codes[path], 0): number for number, path in enumerate(alone, start=1)}
    paths = dict(enumerate(alone, start=1))
    for number, (path, instance) in enumerate(instances, start=len(alone) + 1):
        ids[codes[path], instance + 1] = number
        paths[number] = path
    return DrawnPrims(codes=codes, ids=ids, paths=paths)


def author_codes(stage: Usd.Stage, drawn: DrawnPrims) -> None:
    """Write each prim's code, and its texture coordinates under the name that the probe reads."""
    for path, code in drawn.codes.items():
        primvars = UsdGeom.PrimvarsAPI(stage.GetPrimAtPath(path))
        kind = Sdf.ValueTypeNames.Float2
        primvars.CreatePrimvar(own_attributes.PRIM_CODE_PRIMVAR, kind, UsdGeom.Tokens.constant).Set(
            Gf.Vec2f(code % DIGIT, code // DIGIT)
        )
        if not primvars.FindPrimvarWithInheritance(_TEXTURE_COORDINATES).HasAuthoredValue():
            _alias_texture_coordinates(primvars)


def _alias_texture_coordinates(primvars: UsdGeom.PrimvarsAPI) -> None:
    kinds = {Sdf.ValueTypeNames.TexCoord2fArray, Sdf.ValueTypeNames.Float2Array}
    own = [p for p in primvars.GetPrimvarsWithAuthoredValues() if p.GetTypeName() in kinds]
    if not own:
        return
    alias = primvars.CreatePrimvar(_TEXTURE_COORDINATES, own[0].GetTypeName(), own[0].GetInterpolation())
    for time in own[0].GetTimeSamples() or [Usd.TimeCode.Default()]:
        alias.Set(own[0].ComputeFlattened(time), time)


def _instances_of(render_stage: RenderStage, codes: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """(prim path of a prototype's gprim, its place among the instances of that prototype)."""
    instancers = [p for p in render_stage.drawn_prims() if p.IsA(UsdGeom.PointInstancer)]
    for prim in sorted(instancers, key=lambda prim: str(prim.GetPath())):
        instancer = UsdGeom.PointInstancer(prim)
        below = [_below(str(target), codes) for target in instancer.GetPrototypesRel().GetForwardedTargets()]
        places = dict.fromkeys(range(len(below)), 0)
        mask = list(instancer.ComputeMaskAtTime(render_stage.time) or ())
        for number, prototype in enumerate(instancer.GetProtoIndicesAttr().Get(render_stage.time) or ()):
            if (mask and not mask[number]) or prototype not in places:
                continue
            for path in below[prototype]:
                yield path, places[prototype]
            places[prototype] += 1


def _below(root: str, codes: Mapping[str, int]) -> list[str]:
    return sorted(path for path in codes if path == root or path.startswith(root + "/"))
