"""A UsdGeom.Camera at one time for one picture, and its matrices for the frame's header."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from pxr import Usd, UsdGeom

from schemas.errors import SceneError, UnsupportedError
from schemas.frame import CameraMatrices
from schemas.render import RenderRequest
from usd_scenes.extraction.stage_reading.render_stage import RenderStage

_UNITS_PER_TENTH = 0.1  # USD's focal lengths and apertures are tenths of a scene unit
_DEFAULT_POLICY = "expandAperture"


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraReading:
    """A camera at one time code for one resolution; lengths in stage units."""

    world_from_camera: np.ndarray  # (4, 4), column vectors, without scale
    orthographic: bool
    focal_length: float
    aperture: tuple[float, float]  # (horizontal, vertical), conformed to the picture's shape
    aperture_offset: tuple[float, float]
    clipping_range: tuple[float, float]
    focus_distance: float
    f_stop: float  # 0: everything in focus
    exposure_scale: float

    @property
    def has_depth_of_field(self) -> bool:
        """Whether the lens blurs."""
        return self.f_stop > 0.0 and self.focus_distance > 0.0 and not self.orthographic


def read_camera(render_stage: RenderStage, request: RenderRequest) -> CameraReading:
    """Read the request's camera from the composed stage.

    Raises:
        SceneError: an aperture or focal length that is not positive.
        UnsupportedError: an aspect ratio policy that needs pixels that are not square.
    """
    prim = render_stage.stage.GetPrimAtPath(request.camera)
    camera, time = UsdGeom.Camera(prim), render_stage.time
    aperture = _conform(
        (
            float(camera.GetHorizontalApertureAttr().Get(time)) * _UNITS_PER_TENTH,
            float(camera.GetVerticalApertureAttr().Get(time)) * _UNITS_PER_TENTH,
        ),
        request.resolution,
        _read_policy(render_stage.stage),
    )
    focal_length = float(camera.GetFocalLengthAttr().Get(time)) * _UNITS_PER_TENTH
    if min(*aperture, focal_length) <= 0.0:
        raise SceneError(
            "focal length and apertures must be above 0", layer=str(request.stage), prim=request.camera
        )
    near, far = camera.GetClippingRangeAttr().Get(time)
    return CameraReading(
        world_from_camera=_rigid(np.array(camera.ComputeLocalToWorldTransform(time)).T),
        orthographic=camera.GetProjectionAttr().Get(time) == UsdGeom.Tokens.orthographic,
        focal_length=focal_length,
        aperture=aperture,
        aperture_offset=(
            float(camera.GetHorizontalApertureOffsetAttr().Get(time)) * _UNITS_PER_TENTH,
            float(camera.GetVerticalApertureOffsetAttr().Get(time)) * _UNITS_PER_TENTH,
        ),
        clipping_range=(float(near), float(far)),
        focus_distance=float(camera.GetFocusDistanceAttr().Get(time)),
        f_stop=float(camera.GetFStopAttr().Get(time)),
        exposure_scale=float(camera.ComputeLinearExposureScale(time)),
    )


def compute_matrices(reading: CameraReading, meters_per_unit: float) -> CameraMatrices:
    """World and camera space in metres, the stage's world axes; NDC as OpenGL has it, z from -1 to 1."""
    world_from_camera = reading.world_from_camera.copy()
    world_from_camera[:3, 3] *= meters_per_unit
    near, far = (distance * meters_per_unit for distance in reading.clipping_range)
    (width, height), (offset_x, offset_y) = reading.aperture, reading.aperture_offset
    ndc = np.zeros((4, 4))
    if reading.orthographic:
        ndc[0, 0], ndc[1, 1] = 2.0 / (width * meters_per_unit), 2.0 / (height * meters_per_unit)
        ndc[0, 3], ndc[1, 3] = -2.0 * offset_x / width, -2.0 * offset_y / height
        ndc[2, 2], ndc[2, 3], ndc[3, 3] = -2.0 / (far - near), -(far + near) / (far - near), 1.0
    else:
        ndc[0, 0], ndc[1, 1] = 2.0 * reading.focal_length / width, 2.0 * reading.focal_length / height
        ndc[0, 2], ndc[1, 2] = 2.0 * offset_x / width, 2.0 * offset_y / height
        ndc[2, 2], ndc[2, 3] = -(far + near) / (far - near), -2.0 * far * near / (far - near)
        ndc[3, 2] = -1.0
    return CameraMatrices(camera_from_world=_rows(np.linalg.inv(world_from_camera)), ndc_from_camera=_rows(ndc))


def _rows(matrix: np.ndarray) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(float(value) for value in row) for row in matrix)


def _rigid(matrix: np.ndarray) -> np.ndarray:
    rigid = matrix.copy()
    rigid[:3, :3] /= np.linalg.norm(matrix[:3, :3], axis=0)
    return rigid


def _read_policy(stage: Usd.Stage) -> str:
    path = stage.GetMetadata("renderSettingsPrimPath") or "/Render/Settings"
    prim = stage.GetPrimAtPath(path)
    attribute = prim.GetAttribute("aspectRatioConformPolicy") if prim else None
    return str(attribute.Get()) if attribute else _DEFAULT_POLICY


def _conform(aperture: tuple[float, float], resolution: tuple[int, int], policy: str) -> tuple[float, float]:
    """The aperture that the picture shows, by UsdRender's aspectRatioConformPolicy."""
    width, height = aperture
    picture, film = resolution[0] / resolution[1], width / height
    widened, heightened = (height * picture, height), (width, width / picture)
    if policy == "expandAperture":
        return widened if picture > film else heightened
    if policy == "cropAperture":
        return heightened if picture > film else widened
    if policy == "adjustApertureWidth":
        return widened
    if policy == "adjustApertureHeight":
        return heightened
    raise UnsupportedError(f"aspectRatioConformPolicy {policy!r}: pixels are square here")
