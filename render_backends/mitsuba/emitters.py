"""UsdLux lights as Mitsuba shapes and emitters.

A light's surface shines on its front, lets every ray pass and hides nothing: shapes with a null BSDF. Sizes,
radiances and directions are the extraction's.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from render_backends.mitsuba.sensors import transform
from schemas.errors import UnsupportedError
from usd_scenes.environment_maps import cell_directions, picture_coordinates
from usd_scenes.extraction.scene.pictures import read_linear_picture
from usd_scenes.extraction.scene.plain_scene import Colour, SceneDome, SceneLight, SourceShape
from usd_scenes.extraction.scene.spots import spot_places

_SUN_DISTANCE = 1000.0  # in radii of the scene: a disk there is seen under the same angle from everywhere
_WIDEST_SUN_RAD = math.radians(120.0)
_SPOT_MAP_PX = 256
_WIDEST_SPOT_DEG = 80.0
_TURN_OVER = np.diag([-1.0, 1.0, -1.0, 1.0])  # from +Z, where Mitsuba's rectangles and disks shine, to -Z
_SIDE = np.array([[0.0, 0.0, 1.0, 0.0], [0.0, 1.0, 0.0, 0.0], [-1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0]])


def describe_light(
    mi: Any, light: SceneLight, centre: NDArray[np.float64], radius_m: float
) -> Iterator[dict[str, Any]]:
    """The shapes and emitters of one light.

    Args:
        centre: (3,) of the scene, whose ``radius_m`` holds every mesh and the camera.

    Raises:
        UnsupportedError: a feature of the light that Mitsuba has no emitter for.
    """
    if not light.casts_shadows:
        raise UnsupportedError(f"<{light.prim_path}>: a light without shadows is not rendered", backend="mitsuba")
    if not light.shaping.is_neutral:
        yield from _shaped(mi, light)
        return
    if light.shape is SourceShape.DISTANT:
        yield _distant(mi, light, centre, radius_m)
        return
    yield {
        **_SHAPES[light.shape](mi, light),
        "bsdf": {"type": "null"},
        "emitter": {"type": "area", "radiance": _radiance(mi, light)},
    }


def describe_domes(mi: Any, domes: Sequence[SceneDome]) -> dict[str, Any] | None:
    """One emitter that sums the domes; Mitsuba takes one environment only."""
    textured = [dome for dome in domes if dome.texture]
    even = sum((np.array(dome.radiance) for dome in domes if not dome.texture), start=np.zeros(3))
    if not domes:
        return None
    if not textured:
        return {"type": "constant", "radiance": rgb(even)}
    first = textured[0]
    pixels = read_linear_picture(first.texture) * np.array(first.radiance, dtype=np.float32)
    for dome in textured[1:]:
        pixels = pixels + _seen_from(dome, first, pixels.shape[0], pixels.shape[1])
    rotation = np.eye(4)
    rotation[:3, :3] = first.world_from_dome
    return {
        "type": "envmap",
        "bitmap": _bitmap(mi, pixels + even.astype(np.float32)),
        "to_world": transform(mi, rotation),
    }


def rgb(colour: Colour | NDArray[np.float64]) -> dict[str, Any]:
    """An unbounded colour."""
    return {"type": "rgb", "value": [float(channel) for channel in colour]}


def _seen_from(dome: SceneDome, other: SceneDome, height: int, width: int) -> NDArray[np.float32]:
    """Another dome's picture in this one's frame, nearest pixel."""
    picture = read_linear_picture(dome.texture) * np.array(dome.radiance, dtype=np.float32)
    rows = np.linspace(0, height, height, endpoint=False).astype(int)
    directions = cell_directions(height)[rows]
    columns = (np.arange(width) * directions.shape[1] / width).astype(int)
    u, v = picture_coordinates(directions[:, columns] @ other.world_from_dome.T @ dome.world_from_dome)
    row = np.clip((v * picture.shape[0]).astype(int), 0, picture.shape[0] - 1)
    seen: NDArray[np.float32] = picture[row, (u * picture.shape[1]).astype(int) % picture.shape[1]]
    return seen


def _bitmap(mi: Any, pixels: NDArray[np.float32]) -> Any:
    return mi.Bitmap(np.ascontiguousarray(pixels, dtype=np.float32))


def _radiance(mi: Any, light: SceneLight) -> dict[str, Any]:
    if not light.texture:
        return rgb(light.radiance)
    pixels = read_linear_picture(light.texture) * np.array(light.radiance, dtype=np.float32)
    return {
        "type": "bitmap",
        "bitmap": _bitmap(mi, pixels[::-1]),  # Mitsuba's v grows upwards; the turn to -Z has mirrored u already
        "raw": True,
        "wrap_mode": "clamp",
    }


def _rect(mi: Any, light: SceneLight) -> dict[str, Any]:
    width, height = light.size_m
    matrix = light.world_from_light @ _TURN_OVER @ np.diag([width / 2.0, height / 2.0, 1.0, 1.0])
    return {"type": "rectangle", "to_world": transform(mi, matrix)}


def _disk(mi: Any, light: SceneLight) -> dict[str, Any]:
    matrix = light.world_from_light @ _TURN_OVER @ np.diag([*light.size_m, 1.0, 1.0])
    return {"type": "disk", "to_world": transform(mi, matrix)}


def _sphere(_mi: Any, light: SceneLight) -> dict[str, Any]:
    return {"type": "sphere", "center": light.world_from_light[:3, 3].tolist(), "radius": light.radius_m}


def _cylinder(mi: Any, light: SceneLight) -> dict[str, Any]:
    half = light.size_m[0] / 2.0
    return {
        "type": "cylinder",
        "p0": [0.0, 0.0, -half],
        "p1": [0.0, 0.0, half],
        "radius": light.radius_m,
        "to_world": transform(mi, light.world_from_light @ _SIDE),
    }


_SHAPES: dict[SourceShape, Callable[[Any, SceneLight], dict[str, Any]]] = {
    SourceShape.RECT: _rect,
    SourceShape.DISK: _disk,
    SourceShape.SPHERE: _sphere,
    SourceShape.CYLINDER: _cylinder,
}


def _distant(mi: Any, light: SceneLight, centre: NDArray[np.float64], radius_m: float) -> dict[str, Any]:
    direction = -light.world_from_light[:3, 2]
    if light.angle_rad <= 0.0:
        return {
            "type": "directional",
            "direction": direction.tolist(),
            "irradiance": rgb(light.radiance),
        }
    if light.angle_rad > _WIDEST_SUN_RAD:
        raise UnsupportedError(
            f"<{light.prim_path}>: a distant light of more than {math.degrees(_WIDEST_SUN_RAD):g} degrees; "
            "use a dome",
            backend="mitsuba",
        )
    distance = _SUN_DISTANCE * radius_m
    matrix = light.world_from_light.copy()
    matrix[:3, 3] = centre - direction * distance
    across = distance * math.tan(light.angle_rad / 2.0)
    return {
        "type": "disk",
        "to_world": transform(mi, matrix @ _TURN_OVER @ np.diag([across, across, 1.0, 1.0])),
        "bsdf": {"type": "null"},
        "emitter": {"type": "area", "radiance": rgb(light.radiance)},
    }


def _shaped(mi: Any, light: SceneLight) -> Iterator[dict[str, Any]]:
    """A grid of spots over the light's surface: Mitsuba's area lights know no angle."""
    if light.shape in {SourceShape.DISTANT, SourceShape.CYLINDER} or light.texture:
        raise UnsupportedError(
            f"<{light.prim_path}>: shaping is rendered on plain rect, disk and sphere lights", backend="mitsuba"
        )
    places, area = spot_places(light)
    cutoff = min(light.shaping.cone_angle_deg, _WIDEST_SPOT_DEG)
    picture = _spot_picture(light, cutoff, lambert=light.shape is not SourceShape.SPHERE)
    intensity = np.array(light.radiance) * area / len(places)
    for place in places:
        matrix = light.world_from_light @ _TURN_OVER
        matrix[:3, 3] = (light.world_from_light @ np.append(place, 1.0))[:3]
        yield {
            "type": "spot",
            "to_world": transform(mi, matrix),
            "intensity": rgb(intensity),
            "sampling_weight": 1.0 / len(places),  # all of them as often as another light
            "cutoff_angle": cutoff,
            "beam_width": cutoff * 0.9999,
            "texture": {"type": "bitmap", "bitmap": _bitmap(mi, picture), "raw": True, "wrap_mode": "clamp"},
        }


def _spot_picture(light: SceneLight, cutoff_deg: float, *, lambert: bool) -> NDArray[np.float32]:
    """What the spot projects: the shaping over the angle, and the cosine of a flat surface."""
    axis = ((np.arange(_SPOT_MAP_PX) + 0.5) / _SPOT_MAP_PX * 2.0 - 1.0) * math.tan(math.radians(cutoff_deg))
    x, y = np.meshgrid(axis, axis)
    cosine = 1.0 / np.sqrt(1.0 + x * x + y * y)
    factors = light.shaping.factors(cosine.ravel())
    if lambert:
        factors = factors * cosine.ravel()[:, None]
    return factors.reshape(_SPOT_MAP_PX, _SPOT_MAP_PX, 3).astype(np.float32)
