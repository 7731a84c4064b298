"""The camera as a Mitsuba sensor."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from usd_scenes.extraction.scene.plain_scene import SceneCamera

_SENSOR_FROM_CAMERA = np.diag([-1.0, 1.0, -1.0, 1.0])  # Mitsuba looks along +Z with +X to the left


def describe_sensor(
    mi: Any, camera: SceneCamera, resolution: tuple[int, int], *, spp: int, exact: bool
) -> dict[str, Any]:
    """A sensor's description; ``exact``: a pinhole whose one sample stands in the pixel's middle."""
    sampler: dict[str, Any] = {"type": "multijitter", "sample_count": spp}
    if exact:
        sampler = {"type": "stratified", "sample_count": 1, "jitter": False}
    width, height = resolution
    film: dict[str, Any] = {
        "type": "hdrfilm",
        "width": width,
        "height": height,
        "rfilter": {"type": "box"},
        "pixel_format": "rgba",
        "component_format": "float32",
    }
    near, far = camera.clipping_range_m
    common = {"near_clip": max(near, 1e-5), "far_clip": far, "film": film, "sampler": sampler}
    if camera.orthographic:
        return {"type": "orthographic", "to_world": _orthographic_matrix(mi, camera), **common}
    (across, up), (film_width, film_height) = camera.aperture_offset_m, camera.aperture_m
    lens_radius = 0.0 if exact else camera.lens_radius_m
    sensor: dict[str, Any] = {
        "type": "thinlens" if lens_radius > 0.0 else "perspective",
        "to_world": transform(mi, camera.world_from_camera @ _SENSOR_FROM_CAMERA),
        "fov_axis": "x",
        "fov": math.degrees(2.0 * math.atan(film_width / 2.0 / camera.focal_length_m)),
        **common,
    }
    if lens_radius > 0.0:
        sensor |= {"aperture_radius": lens_radius, "focus_distance": camera.focus_distance_m}
        _shift_by_cropping(sensor, camera, resolution)
    elif across or up:
        sensor |= {
            "principal_point_offset_x": across / film_width,
            "principal_point_offset_y": -up / film_height,
        }
    return sensor


def transform(mi: Any, matrix: NDArray[np.float64]) -> Any:
    """A Mitsuba transform of a (4, 4) matrix of column vectors."""
    return mi.ScalarTransform4f(np.asarray(matrix, dtype=np.float64))


def is_shift_rounded(camera: SceneCamera, resolution: tuple[int, int]) -> bool:
    """Whether a blurring lens with an aperture offset is shifted by whole pixels only."""
    return camera.lens_radius_m > 0.0 and not np.allclose(_shift_px(camera, resolution) % 1.0, 0.0, atol=1e-3)


def _shift_px(camera: SceneCamera, resolution: tuple[int, int]) -> NDArray[np.float64]:
    offset = np.array(camera.aperture_offset_m) / np.array(camera.aperture_m)
    shift: NDArray[np.float64] = offset * np.array(resolution)
    return shift


def _shift_by_cropping(sensor: dict[str, Any], camera: SceneCamera, resolution: tuple[int, int]) -> None:
    """A thin lens takes no principal point: look through a window in a wider film, to the whole pixel."""
    across, up = (int(value) for value in np.rint(_shift_px(camera, resolution)))
    if not across and not up:
        return
    width, height = resolution
    wide, high = width + 2 * abs(across), height + 2 * abs(up)
    half = math.tan(math.radians(sensor["fov"]) / 2.0)
    sensor["fov"] = math.degrees(2.0 * math.atan(half * wide / width))
    sensor["film"] |= {
        "width": wide,
        "height": high,
        "crop_width": width,
        "crop_height": height,
        "crop_offset_x": abs(across) + across,
        "crop_offset_y": abs(up) - up,
    }


def _orthographic_matrix(mi: Any, camera: SceneCamera) -> Any:
    half = camera.aperture_m[0] / 2.0
    across, up = camera.aperture_offset_m
    shift = np.eye(4)
    shift[:2, 3] = across, up
    return transform(mi, camera.world_from_camera @ shift @ _SENSOR_FROM_CAMERA @ np.diag([half, half, 1.0, 1.0]))
