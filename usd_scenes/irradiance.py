"""How much light reaches a point, computed from the lights of a composed stage; no shadows, no bounces."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom, UsdLux

from colorimetry.luminance import luminance
from usd_scenes.environment_maps import SmallMap, read_small_map
from usd_scenes.glowing_meshes import GlowingMesh, find_glowing_meshes
from usd_scenes.lights import find_lights, read_emission, read_kelvin, read_light_group

type Vectors = NDArray[np.float64]

_GRID = 8
_SMALL = 0.25  # a triangle's longest edge over its distance: a source that small is a point
_MOST_SPLITS = 4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LightElements:
    """A light as seen from one point: small sources, each with a direction and an irradiance."""

    path: str
    type_name: str  # "RectLight", ..., "Mesh"
    group: str
    kelvin: float | None
    directions: Vectors  # (n, 3), unit, from the point to the light
    irradiance: Vectors  # (n, 3), of each on a card that faces it

    def on_card(self, normal: Vectors) -> Vectors:
        """(3,) irradiance on a card with unit ``normal``."""
        return np.asarray(np.clip(self.directions @ normal, 0.0, None) @ self.irradiance)

    @property
    def direction(self) -> Vectors:
        """(3,) unit vector to where most of the light comes from; zero where it comes from everywhere alike."""
        total = luminance(self.irradiance) @ self.directions
        length = float(np.linalg.norm(total))
        return np.asarray(total / length) if length > 1e-9 else np.zeros(3)

    @property
    def strength(self) -> float:
        """Luminance of the irradiance on a card that faces `direction`."""
        return float(luminance(self.on_card(self.direction)))


def read_light_elements(stage: Usd.Stage, point_m: Vectors) -> tuple[LightElements, ...]:
    """Every light and glowing mesh of the stage as seen from ``point_m``, metres, world space."""
    lights = [_elements_of(prim, point_m, UsdGeom.GetStageMetersPerUnit(stage)) for prim in find_lights(stage)]
    return tuple(lights + [_mesh_elements(mesh, point_m) for mesh in find_glowing_meshes(stage)])


def _elements_of(prim: Usd.Prim, point: Vectors, metres: float) -> LightElements:
    matrix = np.array(UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime()))
    emission = read_emission(prim)
    kind = str(prim.GetTypeName())
    if kind == "DistantLight":
        directions, irradiance = _distant(prim, matrix, emission)
    elif kind.startswith("DomeLight"):
        directions, irradiance = _dome(prim, matrix, emission)
    else:
        directions, irradiance = _surface(prim, matrix, emission, point, metres)
    return LightElements(
        path=str(prim.GetPath()),
        type_name=kind,
        group=read_light_group(prim),
        kelvin=read_kelvin(prim),
        directions=directions,
        irradiance=irradiance,
    )


def _distant(prim: Usd.Prim, matrix: Vectors, emission: Vectors) -> tuple[Vectors, Vectors]:
    light = UsdLux.DistantLight(prim)
    half = np.radians(float(light.GetAngleAttr().Get()) / 2.0)
    solid = 1.0 if light.GetNormalizeAttr().Get() or half <= 0.0 else np.pi * np.sin(half) ** 2
    back = matrix[2, :3] / np.linalg.norm(matrix[2, :3])
    return back[None], (emission * solid)[None]


def _dome(prim: Usd.Prim, matrix: Vectors, emission: Vectors) -> tuple[Vectors, Vectors]:
    asset = UsdLux.DomeLight(prim).GetTextureFileAttr().Get()
    picture = read_small_map(Path(asset.resolvedPath)) if asset and asset.resolvedPath else _even_map()
    rotation = matrix[:3, :3] / np.linalg.norm(matrix[:3, :3], axis=1, keepdims=True)
    return picture.directions @ rotation, picture.radiance * picture.solid_angle[:, None] * emission


def _even_map() -> SmallMap:
    from usd_scenes.environment_maps import shrink

    return shrink(np.ones((64, 128, 3), dtype=np.float32))


def _surface(
    prim: Usd.Prim, matrix: Vectors, emission: Vectors, point: Vectors, metres: float
) -> tuple[Vectors, Vectors]:
    """Rect, disk and sphere lights as patches; a sphere is the disk of its silhouette, for points outside it."""
    centre, axes = matrix[3, :3] * metres, matrix[:3, :3] * metres
    to_point = point - centre
    distance = float(np.linalg.norm(to_point))
    if prim.IsA(UsdLux.SphereLight):
        radius = float(UsdLux.SphereLight(prim).GetRadiusAttr().Get()) * float(np.linalg.norm(axes[0]))
        area = 4.0 * np.pi * radius**2
        patches, weights = centre[None], np.array([np.pi * radius**2])
        normals_dot = np.array([1.0])
    else:
        patches, weights, area = _patches(prim, axes, centre)
        shine = -axes[2] / np.linalg.norm(axes[2])
        offset = point - patches
        normals_dot = np.clip((offset @ shine) / np.linalg.norm(offset, axis=1), 0.0, None)
    if UsdLux.LightAPI(prim).GetNormalizeAttr().Get():
        emission = emission / area
    offset = patches - point
    length = np.linalg.norm(offset, axis=1)
    factor = weights * normals_dot / length**2 * _cone(prim, axes, to_point / max(distance, 1e-9))
    return offset / length[:, None], factor[:, None] * emission


def _patches(prim: Usd.Prim, axes: Vectors, centre: Vectors) -> tuple[Vectors, Vectors, float]:
    middle = (np.arange(_GRID) + 0.5) / _GRID
    if prim.IsA(UsdLux.RectLight):
        rect = UsdLux.RectLight(prim)
        sides = axes[0] * float(rect.GetWidthAttr().Get()), axes[1] * float(rect.GetHeightAttr().Get())
        x, y = (grid.ravel() - 0.5 for grid in np.meshgrid(middle, middle))
        area = float(np.linalg.norm(np.cross(*sides)))
    else:
        radius = float(UsdLux.DiskLight(prim).GetRadiusAttr().Get())
        sides = axes[0] * radius, axes[1] * radius
        rings, turns = np.meshgrid(np.sqrt(middle), middle * 2.0 * np.pi)
        x, y = (rings * np.cos(turns)).ravel(), (rings * np.sin(turns)).ravel()
        area = float(np.pi * np.linalg.norm(np.cross(*sides)))
    patches = centre + x[:, None] * sides[0] + y[:, None] * sides[1]
    return patches, np.full(len(patches), area / len(patches)), area


def _cone(prim: Usd.Prim, axes: Vectors, outward: Vectors) -> float:
    """What a shaping cone lets through: 1 inside, a smooth step over its softness, 0 beyond."""
    if not prim.HasAPI(UsdLux.ShapingAPI):
        return 1.0
    shaping = UsdLux.ShapingAPI(prim)
    limit = float(shaping.GetShapingConeAngleAttr().Get())
    softness = float(shaping.GetShapingConeSoftnessAttr().Get())
    axis = -axes[2] / np.linalg.norm(axes[2])
    angle = float(np.degrees(np.arccos(np.clip(axis @ outward, -1.0, 1.0))))
    inner = limit * (1.0 - softness)
    t = np.clip((angle - inner) / max(limit - inner, 1e-6), 0.0, 1.0)
    return float(1.0 - t * t * (3.0 - 2.0 * t))


def _mesh_elements(mesh: GlowingMesh, point: Vectors) -> LightElements:
    """A glowing mesh's triangles that face the point, each cut into pieces that are small from there."""
    triangles = _split(mesh.triangles, point)
    a, b, c = triangles[:, 0], triangles[:, 1], triangles[:, 2]
    normal = np.cross(b - a, c - a) / 2.0  # length: area
    offset = triangles.mean(axis=1) - point
    length = np.linalg.norm(offset, axis=1)
    factor = np.clip(-(normal * offset).sum(axis=1), 0.0, None) / length**3
    return LightElements(
        path=mesh.path,
        type_name="Mesh",
        group=mesh.group,
        kelvin=mesh.kelvin,
        directions=offset / length[:, None],
        irradiance=factor[:, None] * mesh.radiance,
    )


def _split(triangles: Vectors, point: Vectors) -> Vectors:
    """(n, 3, 3) the same surface, its large triangles cut in four at their edges' middles, several times over."""
    for _ in range(_MOST_SPLITS):
        edges = np.linalg.norm(triangles - np.roll(triangles, 1, axis=1), axis=2).max(axis=1)
        large = edges > _SMALL * np.linalg.norm(triangles.mean(axis=1) - point, axis=1)
        if not large.any():
            break
        a, b, c = np.moveaxis(triangles[large], 1, 0)
        ab, bc, ca = (a + b) / 2.0, (b + c) / 2.0, (c + a) / 2.0
        pieces = ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))
        cut = [np.stack(piece, axis=1) for piece in pieces]
        triangles = np.concatenate([triangles[~large], *cut])
    return triangles
