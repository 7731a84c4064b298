"""Liquids read back from the composed stage: the bodies' shapes and what their look lets through."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom, UsdShade

from colorimetry.luminance import luminance
from quality_control.contract import TermReading
from quality_control.readers.liquid_surfaces import (
    SurfaceStatistics,
    greatest_width_m,
    measure_surface,
    roundness,
)
from usd_scenes.face_materials import main_material
from usd_scenes.semantics import Role, find_of_roles
from usd_scenes.shader_inputs import input_value

type Array = NDArray[np.float64]
type Values = tuple[tuple[str, float | str], ...]

_STILL_M, _WAVES_M = 0.0012, 0.02
_RADIAL = 0.5
_LEAST_DROPS = 20
_POOL_DEPTH_M, _PUDDLE_DEPTH_M = 0.35, 0.02
_CORNER_SHARE = 0.02
_OIL_TINT = 5.3  # how much faster green is swallowed than red: less than this in oil, more in honey
_WATER_IOR = (1.30, 1.337)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Optics:
    material: str
    transmission: tuple[float, float, float]  # through the body's depth; black where it is opaque
    depth_m: float
    base: tuple[float, float, float]
    metal: bool
    ior: float
    roughness: float

    @property
    def clear(self) -> bool:
        return max(self.transmission) > 0.0

    @property
    def luminance(self) -> float:
        return float(luminance(self.transmission))

    @property
    def saturation(self) -> float:
        high = max(self.transmission)
        return (high - min(self.transmission)) / high if high > 0 else 0.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Body:
    path: str
    top: Array  # (n, 3) upward vertices, world
    size_m: Array  # (3,)
    pieces: int
    piece_radius_m: float  # median
    corners: int  # of its bounding rectangle, those that it fills
    top_area_m2: float
    optics: _Optics


class LiquidReader:
    """States and environments of water, viscous liquids, and optical properties."""

    facets = ("liquids.water.states", "liquids.water.environments", "liquids.viscous", "liquids.properties")

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """What the largest body of liquid in the stage is; nothing without a liquid."""
        bodies = [body for body in map(_read_body, _liquid_prims(stage)) if body is not None]
        if not bodies:
            return ()
        body = max(bodies, key=lambda one: float(one.size_m[0] * one.size_m[1]))
        common = _common_values(body)
        found = [*_viscous(body), *_property(body)]
        if _is_water(body.optics):
            found += [*_state(body), *_environment(body)]
        return tuple(TermReading(term=term, values=(*common, *values)) for term, values in sorted(found))


def _liquid_prims(stage: Usd.Stage) -> list[Usd.Prim]:
    return [prim for prim in find_of_roles(stage, {Role.LIQUID}) if prim.IsA(UsdGeom.Mesh)]


def _read_body(prim: Usd.Prim) -> _Body | None:
    optics = _read_optics(prim)
    mesh = UsdGeom.Mesh(prim)
    local, corners = mesh.GetPointsAttr().Get(), mesh.GetFaceVertexIndicesAttr().Get()
    if optics is None or local is None or not len(local):
        return None
    matrix = np.array(UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime()))
    points = np.asarray(local, dtype=np.float64) @ matrix[:3, :3] + matrix[3, :3]
    indices, counts = np.asarray(corners), np.asarray(mesh.GetFaceVertexCountsAttr().Get())
    normals = np.asarray(mesh.GetNormalsAttr().Get(), dtype=np.float64) @ matrix[:3, :3]
    up = np.zeros(len(points))
    np.maximum.at(up, indices, normals[:, 2])
    labels, pieces = _pieces(indices, counts, len(points))
    radii = [np.ptp(points[labels == i, 0]) / 2 for i in range(pieces)] if pieces > 1 else [0.0]
    size, top = np.ptp(points, axis=0), points[up > 0.2]
    if not len(top):
        return None
    return _Body(
        path=str(prim.GetPath()),
        top=top,
        size_m=size,
        pieces=pieces,
        piece_radius_m=float(np.median(radii)),
        corners=_filled_corners(points, size),
        top_area_m2=_upward_area_m2(points, indices, counts),
        optics=optics,
    )


def _pieces(indices: NDArray[np.int_], counts: NDArray[np.int_], size: int) -> tuple[NDArray[np.int_], int]:
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    first = np.repeat(indices[np.concatenate([[0], np.cumsum(counts)[:-1]])], counts)
    graph = coo_matrix((np.ones(len(indices)), (first, indices)), shape=(size, size))
    number, labels = connected_components(graph, directed=False)
    return labels, int(number)


def _filled_corners(points: Array, size: Array) -> int:
    low, high = points.min(axis=0), points.max(axis=0)
    near = _CORNER_SHARE * float(size[:2].max())
    rectangle = [(x, y) for x in (low[0], high[0]) for y in (low[1], high[1])]
    return sum(bool(np.hypot(points[:, 0] - x, points[:, 1] - y).min() < max(near, 1e-6)) for x, y in rectangle)


def _upward_area_m2(points: Array, indices: NDArray[np.int_], counts: NDArray[np.int_]) -> float:
    """Area of the body seen from above."""
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    following = np.arange(len(indices)) + 1
    following[starts + counts - 1] = starts
    a, b = points[indices], points[indices[following]]
    twice = np.add.reduceat(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0], starts)
    return float(twice[twice > 0].sum() / 2)


def _read_optics(prim: Usd.Prim) -> _Optics | None:
    material = main_material(prim)
    if material is None:
        return None
    shader, _, _ = material.ComputeSurfaceSource("mtlx")
    if not shader or shader.GetIdAttr().Get() != "ND_standard_surface_surfaceshader":
        return None
    if max(_colour(shader, "opacity", 1.0)) <= 0.0:
        return None
    share = _number(shader, "transmission", 0.0)
    color = _colour(shader, "transmission_color", 1.0)
    return _Optics(
        material=str(material.GetPath()),
        transmission=tuple(share * part for part in color),  # type: ignore[arg-type]  # three of them
        depth_m=_number(shader, "transmission_depth", 0.0),
        base=tuple(_number(shader, "base", 0.8) * part for part in _colour(shader, "base_color", 1.0)),  # type: ignore[arg-type]
        metal=_number(shader, "metalness", 0.0) > 0.5,
        ior=_number(shader, "specular_IOR", 1.5),
        roughness=_number(shader, "specular_roughness", 0.2),
    )


def _number(shader: UsdShade.Shader, name: str, otherwise: float) -> float:
    value = input_value(shader.GetInput(name))
    return otherwise if value is None else float(value)


def _colour(shader: UsdShade.Shader, name: str, otherwise: float) -> tuple[float, ...]:
    value = input_value(shader.GetInput(name))
    return (otherwise,) * 3 if value is None else tuple(float(part) for part in value)


def _common_values(body: _Body) -> Values:
    optics = body.optics
    return (
        ("body", body.path),
        ("look", optics.material),
        ("depth_m", optics.depth_m if optics.clear else float(body.size_m[2])),
        ("ior", optics.ior),
        ("roughness", optics.roughness),
        ("transmittance", optics.luminance),
        *zip(("transmission_r", "transmission_g", "transmission_b"), optics.transmission, strict=True),
        *zip(("base_r", "base_g", "base_b"), optics.base, strict=True),
    )


def _is_water(optics: _Optics) -> bool:
    return optics.clear and _WATER_IOR[0] < optics.ior < _WATER_IOR[1] and optics.luminance > 0.6


def _viscous(body: _Body) -> list[tuple[str, Values]]:
    optics, prefix = body.optics, "liquids.viscous."
    red, green, blue = optics.base
    if optics.metal:
        return []
    if not optics.clear:
        dark_red = red > 20 * max(green, blue) and red < 0.35
        if dark_red and optics.ior < 1.4:
            return [(prefix + "blood", ())]
        return [(prefix + "paint", _mound(body))] if optics.ior > 1.45 else []
    if optics.luminance < 0.12:
        return [(prefix + "ink", ())]
    red, green, blue = optics.transmission
    if optics.ior > 1.45 and red > green > 2 * blue:
        return [(prefix + ("oil" if np.log(green) > _OIL_TINT * np.log(red) else "honey"), _mound(body))]
    return []


def _mound(body: _Body) -> Values:
    """How high the surface stands at its middle over its median."""
    middle = body.top[:, :2].mean(axis=0)
    distance = np.hypot(*(body.top[:, :2] - middle).T)
    near = body.top[distance < 0.15 * distance.max(), 2]
    return (("mound_height_m", float(near.max() - np.median(body.top[:, 2]))),)


def _property(body: _Body) -> list[tuple[str, Values]]:
    optics, prefix = body.optics, "liquids.properties."
    if optics.metal:
        return [(prefix + "reflective", ())] if optics.roughness <= 0.05 and min(optics.base) > 0.5 else []
    if not optics.clear:
        return [(prefix + "opaque", (("reflectance", float(luminance(optics.base))),))]
    if optics.saturation > 0.25 and 0.2 < optics.luminance < 0.85 and optics.ior < _WATER_IOR[1]:
        return [(prefix + "colored", ())]
    return [(prefix + "transparent", ())] if optics.luminance >= 0.83 and optics.roughness <= 0.05 else []


def _state(body: _Body) -> list[tuple[str, Values]]:
    prefix = "liquids.water.states."
    if body.pieces >= _LEAST_DROPS:
        values = (("droplet_count", float(body.pieces)), ("droplet_radius_m", body.piece_radius_m))
        return [(prefix + "droplets", values)]
    surface = measure_surface(body.top, keep=0.85 if body.corners == 4 else 0.62)
    height = surface.significant_height_m
    if height < _STILL_M:
        return [(prefix + "still", _waves(surface))]
    if surface.radial_share > _RADIAL:
        return [(prefix + "ripples", _waves(surface))]
    return [(prefix + "waves_small", _waves(surface))] if height > _WAVES_M else []


def _waves(surface: SurfaceStatistics) -> Values:
    return (
        ("significant_height_m", surface.significant_height_m),
        ("wavelength_m", surface.wavelength_m),
        ("radial_share", surface.radial_share),
    )


def _environment(body: _Body) -> list[tuple[str, Values]]:
    prefix = "liquids.water.environments."
    if body.pieces >= _LEAST_DROPS:
        return []
    width = greatest_width_m(body.top)
    shape: Values = (
        ("extent_m", width),
        ("roundness", roundness(body.top_area_m2, width)),
        ("rectangularity", body.top_area_m2 / float(body.size_m[0] * body.size_m[1])),
        ("body_depth_m", float(body.size_m[2])),
    )
    if body.corners == 4 and body.size_m[2] > _POOL_DEPTH_M:
        return [(prefix + "pool", shape)]
    if body.size_m[2] < _PUDDLE_DEPTH_M and width > 0.3:
        return [(prefix + "puddle", shape)]
    return []


READERS = (LiquidReader(),)
