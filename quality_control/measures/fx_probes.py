"""Probes for liquids and gases: the rest of the stage put away, a camera, cards and a furnace put in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from pxr import Gf, Usd, UsdGeom, UsdLux

from quality_control.measures.bare_stage import put_out_drawn, put_out_lamps, render_through
from quality_control.measures.probe_looks import bind_probe_look
from usd_scenes.cameras import CameraSettings, define_camera
from usd_scenes.semantics import Role, set_labels

PROBE = "/World/Probe"
PROBE_CAMERA = f"{PROBE}/Camera"
_APERTURE_MM = 24.0


def put_away(stage: Usd.Stage, keep: Iterable[str] = ()) -> None:
    """Deactivate whatever is drawn or gives light but ``keep``."""
    put_out_drawn(stage, keep=keep)
    put_out_lamps(stage)


def look_through(
    stage: Usd.Stage,
    eye_m: Sequence[float] | NDArray[np.float64],
    *,
    azimuth_deg: float,
    pitch_deg: float,
    size_m: tuple[float, float],
    distance_m: float,
) -> None:
    """Render through a new camera that sees ``size_m`` (width, height) at ``distance_m``."""
    settings = CameraSettings(
        eye_m=(float(eye_m[0]), float(eye_m[1]), float(eye_m[2])),
        azimuth_deg=azimuth_deg,
        pitch_deg=pitch_deg,
        focal_length_mm=_APERTURE_MM * distance_m / size_m[0],
        horizontal_aperture_mm=_APERTURE_MM,
        vertical_aperture_mm=_APERTURE_MM * size_m[1] / size_m[0],
        clipping_range_m=(0.01, 20.0 * distance_m + 10.0),
    )
    UsdGeom.Xform.Define(stage, PROBE)
    define_camera(stage, PROBE_CAMERA, settings)
    render_through(stage, PROBE_CAMERA)


FAINT = 0.0005
"""Radiance of a dome that only keeps a renderer from leaving volumes out where it finds no light."""


def furnace(stage: Usd.Stage, radiance: float = 1.0) -> None:
    """A white dome all around."""
    dome = UsdLux.DomeLight.Define(stage, f"{PROBE}/Dome")
    dome.CreateIntensityAttr(radiance)
    dome.CreateColorAttr(Gf.Vec3f(1.0))


def box(
    stage: Usd.Stage, name: str, *, low_m: Sequence[float], high_m: Sequence[float], role: Role
) -> UsdGeom.Mesh:
    """A box between two corners, its faces flat."""
    mesh = UsdGeom.Mesh.Define(stage, f"{PROBE}/{name}")
    x, y, z = ((float(low), float(high)) for low, high in zip(low_m, high_m, strict=True))
    corners = [Gf.Vec3f(a, b, c) for c in z for b in y for a in x]
    mesh.CreatePointsAttr(corners)
    mesh.CreateFaceVertexCountsAttr([4] * 6)
    mesh.CreateFaceVertexIndicesAttr([0, 2, 3, 1, 4, 5, 7, 6, 0, 1, 5, 4, 2, 6, 7, 3, 0, 4, 6, 2, 1, 3, 7, 5])
    mesh.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
    mesh.CreateExtentAttr([corners[0], corners[-1]])
    set_labels(mesh.GetPrim(), role=role, class_name="probe")
    return mesh


def glowing_discs(
    stage: Usd.Stage, name: str, centres_m: NDArray[np.float64], *, axis: int, half_m: float
) -> None:
    """Small square cards of radiance 1 around ``centres_m`` (n, 3), facing along ``axis``."""
    sides = [(-half_m, -half_m), (half_m, -half_m), (half_m, half_m), (-half_m, half_m)]
    points = []
    others = [a for a in range(3) if a != axis]
    for centre in centres_m:
        for a, b in sides:
            point = np.array(centre, dtype=float)
            point[others[0]] += a
            point[others[1]] += b
            points.append(Gf.Vec3f(*(float(value) for value in point)))
    mesh = UsdGeom.Mesh.Define(stage, f"{PROBE}/{name}")
    mesh.CreatePointsAttr(points)
    mesh.CreateFaceVertexCountsAttr([4] * len(centres_m))
    mesh.CreateFaceVertexIndicesAttr(list(range(4 * len(centres_m))))
    mesh.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
    mesh.CreateDoubleSidedAttr(True)
    mesh.CreateExtentAttr(UsdGeom.PointBased.ComputeExtent(mesh.GetPointsAttr().Get()))
    set_labels(mesh.GetPrim(), role=Role.LIGHT_CARD, class_name="probe")
    bind_probe_look(stage, mesh.GetPrim(), emission=(1.0, 1.0, 1.0))
