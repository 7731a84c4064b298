"""Cameras: where they stand, how they see, and their UsdGeomCamera prims.

The camera's azimuth is 0 where it looks along +Y and grows counter-clockwise seen from above; pitch is
positive looking down; roll is positive where the camera turns counter-clockwise about its own line of sight, as
seen from behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pxr import Gf, Usd, UsdGeom

from schemas.errors import SceneError
from usd_scenes.camera_prims import (
    EXPAND_APERTURE,
    conform_aperture,
    read_camera_prim,
    to_tenths,
)
from usd_scenes.edit_locations import editable_prim, editable_prim_at, prepare_parent
from usd_scenes.placement import set_placement
from usd_scenes.render_prims import find_main_camera, find_render_settings
from usd_scenes.rounding import quantize, quantize_all

HORIZONTAL_APERTURE_MM = 36.0
_MM_PER_M = 1000.0

type Vectors = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraSettings:
    """A pinhole, thin-lens or orthographic camera in a Z-up stage of metres."""

    eye_m: tuple[float, float, float]
    azimuth_deg: float
    pitch_deg: float
    roll_deg: float = 0.0
    focal_length_mm: float
    horizontal_aperture_mm: float = HORIZONTAL_APERTURE_MM
    vertical_aperture_mm: float = HORIZONTAL_APERTURE_MM
    aperture_offset_mm: tuple[float, float] = (0.0, 0.0)  # of the film's middle, to the right and up
    orthographic: bool = False  # the apertures are then what the picture shows
    f_stop: float = 0.0  # 0: a pinhole, everything sharp
    focus_distance_m: float = 1.0  # along the view axis
    clipping_range_m: tuple[float, float] = (0.01, 1000.0)


def camera_axes(azimuth_deg: float, pitch_deg: float, roll_deg: float = 0.0) -> Vectors:
    """(3, 3): the camera's right, up and forward unit vectors in the world, one a row."""
    a, p, r = np.radians([azimuth_deg, -pitch_deg, roll_deg])
    right = np.array([np.cos(a), np.sin(a), 0.0])
    up = np.array([np.sin(a) * np.sin(p), -np.cos(a) * np.sin(p), np.cos(p)])
    forward = np.array([-np.sin(a) * np.cos(p), np.cos(a) * np.cos(p), np.sin(p)])
    rolled_right = right * np.cos(r) + up * np.sin(r)
    return np.stack([rolled_right, up * np.cos(r) - right * np.sin(r), forward])


def camera_angles_deg(axes: Vectors, *, upright: float = 1e-4) -> tuple[float, float, float]:
    """(azimuth, pitch, roll) of a camera by its axes: the inverse of `camera_axes`.

    Args:
        axes: (3, 3) right, up and forward unit vectors in the world, one a row.
        upright: sine of the angle to the vertical within which the picture's top tells the azimuth.
    """
    right, up, forward = axes
    pitch = float(np.degrees(np.arcsin(np.clip(-forward[2], -1.0, 1.0))))
    heading = forward[:2] if np.hypot(*forward[:2]) > upright else -np.sign(forward[2]) * up[:2]
    azimuth = float(np.degrees(np.arctan2(-heading[0], heading[1])))
    level_right, level_up, _ = camera_axes(azimuth, pitch)
    return azimuth, pitch, float(np.degrees(np.arctan2(right @ level_up, right @ level_right)))


def conformed_apertures_mm(settings: CameraSettings, aspect: float) -> tuple[float, float]:
    """(horizontal, vertical) aperture that a picture of ``aspect`` shows: the expandAperture policy."""
    aperture = settings.horizontal_aperture_mm, settings.vertical_aperture_mm
    return conform_aperture(aperture, aspect, EXPAND_APERTURE)


def half_view(settings: CameraSettings, aspect: float) -> tuple[float, float]:
    """(width, height) of half of what a picture of ``aspect`` shows, at a distance of 1 along the view axis.

    Of an orthographic one, in metres at any distance.
    """
    horizontal, vertical = conformed_apertures_mm(settings, aspect)
    distance_mm = _MM_PER_M if settings.orthographic else settings.focal_length_mm
    return horizontal / 2.0 / distance_mm, vertical / 2.0 / distance_mm


def frame_rays(settings: CameraSettings, aspect: float, grid: Sequence[float] | Vectors) -> Vectors:
    """(n * n, 3): directions of length 1 along the view axis through ``grid``'s (n,) places on both sides.

    They start at the eye: of an orthographic camera, see `frame_lines`.

    Args:
        grid: from -1 at the left and the bottom of the frame to 1.
    """
    right, up, forward = camera_axes(settings.azimuth_deg, settings.pitch_deg, settings.roll_deg)
    half_x, half_y = half_view(settings, aspect)
    across, above = _shift(settings)
    middle = forward + right * across + up * above if across or above else forward
    return np.array([middle + right * x * half_x + up * y * half_y for y in grid for x in grid])


def frame_lines(
    settings: CameraSettings, aspect: float, grid: Sequence[float] | Vectors
) -> tuple[Vectors, Vectors]:
    """(n * n, 3) origins in metres, and directions, of the rays of `frame_rays`."""
    rays, eye = frame_rays(settings, aspect, grid), np.asarray(settings.eye_m)
    if not settings.orthographic:
        return np.broadcast_to(eye, rays.shape), rays
    forward = camera_axes(settings.azimuth_deg, settings.pitch_deg, settings.roll_deg)[2]
    return eye + rays - forward, np.broadcast_to(forward, rays.shape)


def _shift(settings: CameraSettings) -> tuple[float, float]:
    """(to the right, up) of the middle of the picture from the view axis, as `half_view` measures."""
    across, above = settings.aperture_offset_mm
    distance_mm = _MM_PER_M if settings.orthographic else settings.focal_length_mm
    return across / distance_mm, above / distance_mm


def project(points: Vectors, settings: CameraSettings, aspect: float) -> Vectors:
    """(n, 3): x and y in [-1, 1] across the frame, y up, and the depth in metres, of (n, 3) world points."""
    right, up, forward = camera_axes(settings.azimuth_deg, settings.pitch_deg, settings.roll_deg)
    offset = points - np.asarray(settings.eye_m)
    depth = offset @ forward
    safe = np.where(np.abs(depth) < 1e-9, 1e-9, depth)
    horizontal, vertical = conformed_apertures_mm(settings, aspect)
    across, above = settings.aperture_offset_mm
    if settings.orthographic:
        x = offset @ right * (2.0 * _MM_PER_M / horizontal)
        y = offset @ up * (2.0 * _MM_PER_M / vertical)
    else:
        x = offset @ right / safe * (2.0 * settings.focal_length_mm / horizontal)
        y = offset @ up / safe * (2.0 * settings.focal_length_mm / vertical)
    return np.stack([x - 2.0 * across / horizontal, y - 2.0 * above / vertical, depth], axis=1)


def blur_diameter_mm(settings: CameraSettings, depth_m: float) -> float:
    """Diameter on the aperture plane of the blur disc of a point at ``depth_m``; thin-lens equation."""
    if settings.f_stop <= 0.0:
        return 0.0
    focal = settings.focal_length_mm
    focus, depth = settings.focus_distance_m * 1000.0, depth_m * 1000.0
    # The image plane stands at the focal length, as USD and Blender have it, so the magnification is f / s.
    return focal * focal / settings.f_stop * abs(depth - focus) / (depth * focus)


def define_camera(stage: Usd.Stage, path: str, settings: CameraSettings) -> UsdGeom.Camera:
    """Author a camera at ``path`` in the current edit target.

    Raises:
        SceneError: no prim may be defined at ``path``.
    """
    prepare_parent(stage, path, "Xform")
    camera = UsdGeom.Camera.Define(stage, path)
    turns_deg = {
        "rotateZ:azimuth": settings.azimuth_deg,
        "rotateX:pitch": 90.0 - settings.pitch_deg,
        "rotateZ:roll": settings.roll_deg,
    }
    set_placement(camera.GetPrim(), turns_deg, at=settings.eye_m)
    camera.CreateProjectionAttr(UsdGeom.Tokens.perspective)
    aperture_mm = settings.horizontal_aperture_mm, settings.vertical_aperture_mm
    set_lens(camera, focal_length_mm=settings.focal_length_mm, aperture_mm=aperture_mm)
    camera.CreateFStopAttr(quantize(settings.f_stop))
    camera.CreateFocusDistanceAttr(quantize(settings.focus_distance_m))
    camera.CreateClippingRangeAttr(Gf.Vec2f(*quantize_all(settings.clipping_range_m)))
    return camera


def set_lens(
    camera: UsdGeom.Camera,
    *,
    focal_length_mm: float,
    aperture_mm: tuple[float, float],
    meters_per_unit: float = 1.0,
) -> None:
    """Author focal length and (horizontal, vertical) aperture in the current edit target.

    Raises:
        SceneError: no such camera.
    """
    prim = editable_prim(camera.GetPrim())
    if not camera:
        raise SceneError("not a UsdGeomCamera", prim=str(prim.GetPath()))
    units_per_mm = 1.0 / _MM_PER_M / meters_per_unit
    horizontal, vertical = aperture_mm
    camera.CreateFocalLengthAttr(quantize(to_tenths(focal_length_mm * units_per_mm)))
    camera.CreateHorizontalApertureAttr(quantize(to_tenths(horizontal * units_per_mm)))
    camera.CreateVerticalApertureAttr(quantize(to_tenths(vertical * units_per_mm)))


def read_camera(stage: Usd.Stage) -> CameraSettings:
    """The main camera of a composed stage at its earliest time, from its world transform and attributes.

    Raises:
        SceneError: the stage has no camera, its render settings name none that exists, or it has no lens.
    """
    reading = read_camera_prim(stage, find_main_camera(stage), Usd.TimeCode.EarliestTime())
    right, up, back = reading.world_from_camera[:3, :3].T
    azimuth_deg, pitch_deg, roll_deg = camera_angles_deg(np.stack([right, up, -back]))
    metres = UsdGeom.GetStageMetersPerUnit(stage)
    mm = metres * _MM_PER_M
    x, y, z = (float(v) * metres for v in reading.world_from_camera[:3, 3])
    near, far = reading.clipping_range
    return CameraSettings(
        eye_m=(x, y, z),
        azimuth_deg=azimuth_deg,
        pitch_deg=pitch_deg,
        roll_deg=roll_deg,
        focal_length_mm=reading.focal_length * mm,
        horizontal_aperture_mm=reading.aperture[0] * mm,
        vertical_aperture_mm=reading.aperture[1] * mm,
        aperture_offset_mm=(reading.aperture_offset[0] * mm, reading.aperture_offset[1] * mm),
        orthographic=reading.orthographic,
        f_stop=reading.f_stop if reading.has_depth_of_field else 0.0,
        focus_distance_m=reading.focus_distance * metres,
        clipping_range_m=(near * metres, far * metres),
    )


def set_focal_length(stage: Usd.Stage, path: str, focal_length_mm: float) -> None:
    """Author another focal length in the current edit target.

    Raises:
        SceneError: no UsdGeomCamera stands at ``path``.
    """
    camera = UsdGeom.Camera(editable_prim_at(stage, path, kind="camera"))
    if not camera:
        raise SceneError("not a UsdGeomCamera", layer=stage.GetRootLayer().identifier, prim=path)
    units = focal_length_mm / _MM_PER_M / UsdGeom.GetStageMetersPerUnit(stage)
    camera.CreateFocalLengthAttr(quantize(to_tenths(units)))


def is_animated(stage: Usd.Stage) -> bool:
    """Whether the main camera or its transform changes with time."""
    prim = stage.GetPrimAtPath(find_main_camera(stage))
    moving = UsdGeom.Xformable(prim).TransformMightBeTimeVarying()
    return moving or any(a.ValueMightBeTimeVarying() for a in prim.GetAttributes())


def picture_aspect(stage: Usd.Stage) -> float:
    """Width over height of the stage's render settings; 1 where it has none yet."""
    prim = find_render_settings(stage)
    resolution = prim.GetAttribute("resolution").Get() if prim else None
    return float(resolution[0]) / float(resolution[1]) if resolution else 1.0
