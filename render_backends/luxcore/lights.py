"""UsdLux lights in LuxCore's terms.

Rect, disk and cylinder lights are meshes that emit; a sphere light's intensity is radiance x pi r**2, which
LuxCore wants times 4 pi. What the camera may not see is made so by LuxCore's own switches.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from render_backends.luxcore.materials import Properties
from schemas.errors import UnsupportedError
from usd_scenes.extraction.scene.pictures import read_linear_picture
from usd_scenes.extraction.scene.plain_scene import SceneDome, SceneLight, SourceShape
from usd_scenes.extraction.scene.spots import spot_places
from usd_scenes.extraction.scene.triangles import Triangles

_SIDES, _MOST_RINGS = 32, 64
_SPOT_MAP_PX = (1024, 16)  # rows, columns: fine towards the poles, which are the axis
_DOME_FROM_INFINITE = np.array([[0.0, -1.0, 0.0], [0.0, 0.0, 1.0], [-1.0, 0.0, 0.0]])
"""LuxCore's pole is +Z and its picture runs the other way round from +X."""


def is_mesh_light(light: SceneLight) -> bool:
    """Whether the light is a mesh that emits; a sphere where the camera sees it."""
    if not light.shaping.is_neutral:
        return False
    if light.shape is SourceShape.SPHERE:
        return light.visible_to_camera
    return light.shape is not SourceShape.DISTANT


def light_triangles(light: SceneLight) -> Triangles:
    """The surface of a light that is a mesh, in the world, its front where it shines."""
    points = _MAKERS[light.shape](light)
    world = points @ light.world_from_light[:3, :3].T + light.world_from_light[:3, 3]
    uvs = None
    if light.shape is SourceShape.RECT:  # the picture's left is at +X, its top at +Y; LuxCore counts v downwards
        width, height = light.size_m
        uvs = np.stack([0.5 - points[..., 0] / width, 0.5 - points[..., 1] / height], axis=-1).astype(np.float32)
    return Triangles(
        points=world.astype(np.float32),
        normals=None,
        uvs=uvs,
        colors=None,
        face=np.zeros(len(world), dtype=np.int64),
    )


def write_light(properties: Properties, name: str, light: SceneLight, *, group: int, folder: Path) -> None:
    """A light that is no mesh.

    Raises:
        UnsupportedError: a feature of it that LuxCore has no light for.
    """
    if not light.casts_shadows:
        raise UnsupportedError(f"<{light.prim_path}>: a light without shadows is not rendered", backend="luxcore")
    if light.texture:
        raise UnsupportedError(f"<{light.prim_path}>: a shaped light shows no picture", backend="luxcore")
    prefix = f"scene.lights.{name}"
    if not light.shaping.is_neutral:
        _write_shaped(properties, name, light, group, folder)
        return
    properties.set(prefix, id=group)
    color = [float(channel) for channel in light.radiance]
    if light.shape is SourceShape.DISTANT:
        direction = (-light.world_from_light[:3, 2]).tolist()
        kind = "distant" if light.angle_rad > 0.0 else "sharpdistant"
        properties.set(prefix, type=kind, color=color, direction=direction)
        if light.angle_rad > 0.0:
            properties.set(prefix, theta=math.degrees(light.angle_rad) / 2.0)
        return
    gain = 4.0 * math.pi * math.pi * light.radius_m**2
    properties.set(
        prefix,
        type="sphere",
        color=[channel * gain for channel in color],
        radius=light.radius_m,
        position=light.world_from_light[:3, 3].tolist(),
    )


def write_domes(properties: Properties, domes: Sequence[SceneDome], folder: Path) -> None:
    """Every dome as a light of its own."""
    for number, dome in enumerate(domes):
        prefix = f"scene.lights.dome{number}"
        if not dome.texture:
            properties.set(prefix, type="constantinfinite", color=[float(c) for c in dome.radiance])
        else:
            pixels = read_linear_picture(dome.texture) * np.array(dome.radiance, dtype=np.float32)
            file = folder / f"dome{number}.exr"
            write_picture(file, pixels[:, ::-1])
            matrix = np.eye(4)
            matrix[:3, :3] = dome.world_from_dome @ _DOME_FROM_INFINITE
            properties.set(
                prefix, type="infinite", file=str(file), gamma=1.0, transformation=matrix.T.ravel().tolist()
            )


def write_picture(file: Path, pixels: NDArray[np.float32]) -> None:
    """A scene-linear EXR for LuxCore to read."""
    import OpenImageIO as oiio

    height, width = pixels.shape[:2]
    output = oiio.ImageOutput.create(str(file))
    output.open(str(file), oiio.ImageSpec(width, height, 3, oiio.FLOAT))
    output.write_image(np.ascontiguousarray(pixels[..., :3], dtype=np.float32))
    output.close()


def _write_shaped(properties: Properties, name: str, light: SceneLight, group: int, folder: Path) -> None:
    """Points on the light's surface that share a map of their intensity by direction.

    LuxCore's is colour / (4 pi)**2 x map / mean of the map over the sphere.
    """
    if light.shape in {SourceShape.DISTANT, SourceShape.CYLINDER}:
        raise UnsupportedError(
            f"<{light.prim_path}>: shaping is rendered on rect, disk and sphere lights", backend="luxcore"
        )
    rows, columns = _SPOT_MAP_PX
    polar = (np.arange(rows) + 0.5) / rows * math.pi
    cosine = -np.cos(polar)
    factors = light.shaping.factors(cosine)
    if light.shape is not SourceShape.SPHERE:
        factors = factors * np.clip(cosine, 0.0, None)[:, None]
    weight = np.sin(polar) / np.sin(polar).sum()
    mean = float((factors.mean(axis=1) * weight).sum())
    file = folder / f"{name}.exr"
    write_picture(file, np.repeat(factors[:, None].astype(np.float32), columns, axis=1))
    places, area = spot_places(light)
    gain = (4.0 * math.pi) ** 2 * mean * area / len(places)
    for number, place in enumerate(places):
        matrix = light.world_from_light.copy()
        matrix[:3, 3] = (light.world_from_light @ np.append(place, 1.0))[:3]
        properties.set(
            f"scene.lights.{name}n{number}",
            type="mappoint",
            mapfile=str(file),
            gamma=1.0,
            color=[float(channel) * gain for channel in light.radiance],
            transformation=matrix.T.ravel().tolist(),
            id=group,
        )


def _rect(light: SceneLight) -> NDArray[np.float64]:
    x, y = light.size_m[0] / 2.0, light.size_m[1] / 2.0
    a, b, c, d = np.array([(-x, -y, 0.0), (-x, y, 0.0), (x, y, 0.0), (x, -y, 0.0)])
    return np.array([[a, b, c], [a, c, d]])


def _disk(light: SceneLight) -> NDArray[np.float64]:
    """A polygon of the same area."""
    angle = np.arange(_SIDES) * 2.0 * math.pi / _SIDES
    grow = math.sqrt(2.0 * math.pi / _SIDES / math.sin(2.0 * math.pi / _SIDES))
    rim = np.stack(
        [np.cos(angle) * light.size_m[0] * grow, np.sin(angle) * light.size_m[1] * grow, 0.0 * angle], axis=1
    )
    centre = np.zeros_like(rim)
    return np.stack([centre, np.roll(rim, -1, axis=0), rim], axis=1)


def _cylinder(light: SceneLight) -> NDArray[np.float64]:
    """Along X, without caps; nearly square faces of the cylinder's area."""
    step = 2.0 * math.pi / _SIDES
    radius = light.radius_m * (step / 2.0) / math.sin(step / 2.0)
    rings = int(np.clip(round(light.size_m[0] / (radius * step)), 1, _MOST_RINGS))
    along = np.linspace(-0.5, 0.5, rings + 1) * light.size_m[0]
    angle = np.arange(_SIDES + 1) * step
    grid = np.empty((rings + 1, _SIDES + 1, 3))
    grid[..., 0] = along[:, None]
    grid[..., 1], grid[..., 2] = radius * np.cos(angle), radius * np.sin(angle)
    return _grid_triangles(grid)


def _sphere(light: SceneLight) -> NDArray[np.float64]:
    """Rings and sides of the sphere's area."""
    polar = np.linspace(0.0, math.pi, _SIDES // 2 + 1)
    angle = np.linspace(0.0, 2.0 * math.pi, _SIDES + 1)
    grid = np.empty((len(polar), len(angle), 3))
    grid[..., 0] = np.sin(polar)[:, None] * np.cos(angle)
    grid[..., 1] = np.sin(polar)[:, None] * np.sin(angle)
    grid[..., 2] = np.cos(polar)[:, None]
    triangles = _grid_triangles(grid[::-1])
    sides = triangles[:, 1:] - triangles[:, :1]
    area = float(np.linalg.norm(np.cross(sides[:, 0], sides[:, 1]), axis=1).sum()) / 2.0
    grown: NDArray[np.float64] = triangles * (light.radius_m * math.sqrt(4.0 * math.pi / area))
    return grown


def _grid_triangles(grid: NDArray[np.float64]) -> NDArray[np.float64]:
    """(m, 3, 3) of a grid of points, fronts outwards for rows along the axis and columns counter-clockwise."""
    low, low_next, high, high_next = (
        part.reshape(-1, 3) for part in (grid[:-1, :-1], grid[:-1, 1:], grid[1:, :-1], grid[1:, 1:])
    )
    triangles = np.concatenate(
        [np.stack([low, low_next, high_next], axis=1), np.stack([low, high_next, high], axis=1)]
    )
    sides = triangles[:, 1:] - triangles[:, :1]
    kept: NDArray[np.float64] = triangles[np.linalg.norm(np.cross(sides[:, 0], sides[:, 1]), axis=1) > 0.0]
    return kept


_MAKERS: dict[SourceShape, Any] = {
    SourceShape.RECT: _rect,
    SourceShape.DISK: _disk,
    SourceShape.CYLINDER: _cylinder,
    SourceShape.SPHERE: _sphere,
}
