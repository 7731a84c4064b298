"""UsdGeomCamera prims: read at one time code, and the film that a picture shows of theirs.

USD's focal lengths and apertures are tenths of a scene unit: they become scene units, and back, here alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from pxr import Sdf, Usd, UsdGeom

from schemas.errors import SceneError, UnsupportedError
from usd_scenes.render_prims import find_render_settings

EXPAND_APERTURE = "expandAperture"
"""UsdRender's aspectRatioConformPolicy where the settings say nothing."""

_TENTHS_PER_UNIT = 10.0

type Film = tuple[float, float]  # width, height


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraReading:
    """A camera at one time code; lengths in stage units."""

    world_from_camera: NDArray[np.float64]  # (4, 4), column vectors, without scale
    orthographic: bool
    focal_length: float
    aperture: Film
    aperture_offset: tuple[float, float]
    clipping_range: tuple[float, float]
    focus_distance: float
    f_stop: float  # 0: everything in focus
    exposure_scale: float

    @property
    def has_depth_of_field(self) -> bool:
        """Whether the lens blurs."""
        return self.f_stop > 0.0 and self.focus_distance > 0.0 and not self.orthographic

    def conformed(self, aspect: float, policy: str) -> CameraReading:
        """With the aperture that a picture of ``aspect`` shows: see `conform_aperture`."""
        return replace(self, aperture=conform_aperture(self.aperture, aspect, policy))


def from_tenths(value: float) -> float:
    """A focal length, aperture or its offset as USD has it, in scene units."""
    return float(value) / _TENTHS_PER_UNIT


def to_tenths(length: float) -> float:
    """Scene units as USD has focal lengths, apertures and their offsets."""
    return length * _TENTHS_PER_UNIT


def find_camera_prim(stage: Usd.Stage, path: str, *, layer: str = "") -> UsdGeom.Camera:
    """The camera at ``path``.

    Args:
        layer: what an error calls the stage; its root layer by default.

    Raises:
        SceneError: no prim there, which names the cameras that there are, or one that is no camera.
    """
    name = layer or stage.GetRootLayer().identifier
    prim = stage.GetPrimAtPath(path) if Sdf.Path.IsValidPathString(path) else None
    if not prim:
        cameras = [str(p.GetPath()) for p in stage.Traverse() if p.IsA(UsdGeom.Camera)]
        there = f"its cameras: {', '.join(cameras)}" if cameras else "it has no camera at all"
        raise SceneError(f"no such camera; {there}", layer=name, prim=path)
    if not prim.IsA(UsdGeom.Camera):
        raise SceneError(
            f"not a camera but a {prim.GetTypeName() or 'prim without a type'}", layer=name, prim=path
        )
    return UsdGeom.Camera(prim)


def read_camera_prim(stage: Usd.Stage, path: str, time: Usd.TimeCode, *, layer: str = "") -> CameraReading:
    """The camera at ``path`` of the composed stage, with its film as it is authored.

    Raises:
        SceneError: no such camera (see `find_camera_prim`), an aperture or focal length that is not positive.
    """
    camera = find_camera_prim(stage, path, layer=layer)
    aperture = (
        from_tenths(camera.GetHorizontalApertureAttr().Get(time)),
        from_tenths(camera.GetVerticalApertureAttr().Get(time)),
    )
    focal_length = from_tenths(camera.GetFocalLengthAttr().Get(time))
    if min(*aperture, focal_length) <= 0.0:
        name = layer or stage.GetRootLayer().identifier
        raise SceneError("focal length and apertures must be above 0", layer=name, prim=path)
    near, far = camera.GetClippingRangeAttr().Get(time)
    return CameraReading(
        world_from_camera=_rigid(np.array(camera.ComputeLocalToWorldTransform(time)).T),
        orthographic=camera.GetProjectionAttr().Get(time) == UsdGeom.Tokens.orthographic,
        focal_length=focal_length,
        aperture=aperture,
        aperture_offset=(
            from_tenths(camera.GetHorizontalApertureOffsetAttr().Get(time)),
            from_tenths(camera.GetVerticalApertureOffsetAttr().Get(time)),
        ),
        clipping_range=(float(near), float(far)),
        focus_distance=float(camera.GetFocusDistanceAttr().Get(time)),
        f_stop=float(camera.GetFStopAttr().Get(time)),
        exposure_scale=float(camera.ComputeLinearExposureScale(time)),
    )


def read_conform_policy(stage: Usd.Stage) -> str:
    """The aspectRatioConformPolicy of the stage's render settings."""
    prim = find_render_settings(stage)
    attribute = prim.GetAttribute("aspectRatioConformPolicy") if prim else None
    return str(attribute.Get()) if attribute else EXPAND_APERTURE


def conform_aperture(aperture: Film, aspect: float, policy: str) -> Film:
    """The aperture that a picture of ``aspect`` shows, by UsdRender's aspectRatioConformPolicy.

    Raises:
        UnsupportedError: a policy that needs pixels that are not square.
    """
    width, height = aperture
    film = width / height
    widened, heightened = (height * aspect, height), (width, width / aspect)
    if policy == EXPAND_APERTURE:
        return widened if aspect > film else heightened
    if policy == "cropAperture":
        return heightened if aspect > film else widened
    if policy == "adjustApertureWidth":
        return widened
    if policy == "adjustApertureHeight":
        return heightened
    raise UnsupportedError(f"aspectRatioConformPolicy {policy!r}: pixels are square here")


def _rigid(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    rigid = matrix.copy()
    rigid[:3, :3] /= np.linalg.norm(matrix[:3, :3], axis=0)
    return rigid
