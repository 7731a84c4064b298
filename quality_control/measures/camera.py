"""Camera terms measured in pictures: the camera fitted to where each pixel's surface lies, masks, edge blur."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from pxr import Usd

from quality_control.contract import Measurement, ProbeShot, TermReading
from quality_control.measures.bare_stage import put_out_drawn, put_out_lamps
from quality_control.measures.light_probes import card_mesh, set_probe, spread_px
from quality_control.readers.camera import DEEP_BLUR, SHALLOW_BLUR
from schemas.frame import Frame
from usd_scenes.cameras import (
    camera_angles_deg,
    camera_axes,
    half_view,
    picture_aspect,
    read_camera,
    set_focal_length,
)
from usd_scenes.render_prims import find_main_camera
from usd_scenes.subjects import read_subject

type Vectors = NDArray[np.float64]

_ANGLE_TOLERANCE_DEG = 0.2
_FIELD_TOLERANCE_DEG = 0.1
_FRACTION_TOLERANCE = 0.03  # of the value
_UPRIGHT = 0.02  # sine: nearer to the vertical a fitted heading is noise
_BLUR_PX = 320
_FRAMING_PX = 640  # a fringe of threads is seen


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedCamera:
    """A pinhole camera fitted to a position AOV; angles in degrees, as `usd_scenes.cameras` has them."""

    pitch_deg: float
    roll_deg: float
    field_of_view_deg: float  # horizontal
    eye_m: tuple[float, float, float]


def fit_camera(frame: Frame) -> FittedCamera:
    """The camera of a frame with "position": a direct linear transform from world points to pixels.

    Hartley and Zisserman, Multiple View Geometry, 2004, chapters 6 and 7.
    """
    position = frame.aov("position").astype(np.float64)
    seen = frame.aov("camera_depth")[..., 0] < 1e9
    rows, columns = np.nonzero(seen & (np.linalg.norm(position, axis=2) > 0))
    height, width = seen.shape
    pixels = np.stack([(columns + 0.5) / width * 2 - 1, (1 - (rows + 0.5) / height * 2) * height / width], axis=1)
    matrix = _direct_linear_transform(position[rows, columns], pixels)
    intrinsic, rotation = _decompose(matrix[:, :3])
    eye = -np.linalg.solve(matrix[:, :3], matrix[:, 3])
    _, pitch_deg, roll_deg = camera_angles_deg(rotation, upright=_UPRIGHT)
    return FittedCamera(
        pitch_deg=pitch_deg,
        roll_deg=roll_deg,
        field_of_view_deg=float(2 * np.degrees(np.arctan(1.0 / intrinsic[0, 0]))),
        eye_m=(float(eye[0]), float(eye[1]), float(eye[2])),
    )


def _direct_linear_transform(points: Vectors, pixels: Vectors) -> Vectors:
    """(3, 4) projection, scaled so that depth grows along the view axis."""
    centre, scale = points.mean(axis=0), points.std()
    unit = (points - centre) / scale
    homogeneous = np.concatenate([unit, np.ones((len(unit), 1))], axis=1)
    zero = np.zeros_like(homogeneous)
    rows_x = np.concatenate([homogeneous, zero, -pixels[:, :1] * homogeneous], axis=1)
    rows_y = np.concatenate([zero, homogeneous, -pixels[:, 1:] * homogeneous], axis=1)
    system = np.concatenate([rows_x, rows_y])
    _, vectors = np.linalg.eigh(system.T @ system)
    normalise = np.eye(4)
    normalise[:3, :3] /= scale
    normalise[:3, 3] = -centre / scale
    matrix = vectors[:, 0].reshape(3, 4) @ normalise
    matrix = matrix / np.linalg.norm(matrix[2, :3])
    depths = matrix[2, :3] @ points.T + matrix[2, 3]
    return np.asarray(matrix if depths.mean() > 0 else -matrix)


def _decompose(left: Vectors) -> tuple[Vectors, Vectors]:
    """(intrinsic (3, 3), rotation rows right, up, forward): an RQ decomposition."""
    from scipy.linalg import rq

    intrinsic, rotation = rq(left)
    signs = np.diag(np.sign(np.diag(intrinsic)))
    return np.asarray(intrinsic @ signs / intrinsic[2, 2] * signs[2, 2]), np.asarray(signs @ rotation)


class AngleMeasure:
    """Pitch and roll of the fitted camera."""

    terms = frozenset(
        f"camera.angles.{name}" for name in ("eye_level", "high_angle", "low_angle", "overhead", "dutch_angle")
    )

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """The stage as it is: where each pixel's surface lies."""
        return (_position_shot(),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """Roll for a dutch angle, else pitch."""
        fitted = fit_camera(frames["position"])
        rolled = reading.term.endswith("dutch_angle")
        name, value = ("roll_deg", fitted.roll_deg) if rolled else ("pitch_deg", fitted.pitch_deg)
        expected = reading.number(name)
        other = abs(fitted.pitch_deg - reading.number("pitch_deg"))
        return Measurement(
            term=reading.term,
            quantity=f"camera {name.removesuffix('_deg')}, deg, fitted to the position AOV",
            value=value,
            expected=f"{expected:.2f} deg",
            tolerance=f"{_ANGLE_TOLERANCE_DEG} deg",
            passed=abs(value - expected) <= _ANGLE_TOLERANCE_DEG and other <= _ANGLE_TOLERANCE_DEG,
        )


class FocalLengthMeasure:
    """The horizontal field of view of the fitted camera."""

    terms = frozenset(
        f"camera.lenses.focal_lengths.{name}" for name in ("ultra_wide", "wide", "normal", "portrait", "telephoto")
    )

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """The stage as it is, in the shape of its own picture."""
        return (_position_shot(picture_aspect(stage)),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The angle across the picture against the lens's."""
        value, expected = fit_camera(frames["position"]).field_of_view_deg, reading.number("field_of_view_deg")
        return Measurement(
            term=reading.term,
            quantity="horizontal field of view, deg, fitted to the position AOV",
            value=value,
            expected=f"{expected:.2f} deg ({reading.number('focal_length_mm'):.1f} mm on 36 mm)",
            tolerance=f"{_FIELD_TOLERANCE_DEG} deg",
            passed=abs(value - expected) <= _FIELD_TOLERANCE_DEG,
        )


class FramingMeasure:
    """The subject's mask, in a picture of so wide a view that a cut subject shows whole."""

    terms = frozenset(f"camera.framing.{name}" for name in ("wide_shot", "full_shot", "medium_shot", "close_up"))

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:
        """The subject alone, through a shorter focal length where the frame cuts it."""
        subject = read_subject(stage).paths
        focal = read_camera(stage).focal_length_mm
        aspect, zoom_out = picture_aspect(stage), _zoom_out(reading)

        def edit(stage: Usd.Stage) -> None:
            put_out_drawn(stage, keep=subject)
            put_out_lamps(stage)
            set_focal_length(stage, find_main_camera(stage), focal / zoom_out)

        size = (_FRAMING_PX, round(_FRAMING_PX / aspect))
        return (ProbeShot(name="mask", aovs=("instance_id", "camera_depth"), edit=edit, resolution=size, spp=1),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The larger side of the mask's rectangle over the frame's."""
        frame = frames["mask"]
        mask = frame.aov("camera_depth")[..., 0] < 1e9
        rows, columns = np.nonzero(mask)
        height, width = mask.shape
        expected = reading.number("subject_height_fraction")
        sides = (np.ptp(rows) + 1) / height, (np.ptp(columns) + 1) / width
        value = max(sides) * _zoom_out(reading)
        slack = max(_FRACTION_TOLERANCE * expected, 1.6 * _zoom_out(reading) / min(height, width))
        return Measurement(
            term=reading.term,
            quantity="larger side of the subject's mask over the frame's",
            value=float(value),
            expected=f"{expected:.3f}",
            tolerance=f"{slack:.3f}",
            passed=abs(value - expected) <= slack and len(rows) > 0,
        )


class DepthOfFieldMeasure:
    """The blur of a glowing card's edge at the background's depth, against the same edge in a pinhole."""

    terms = frozenset(f"camera.depth_of_field.{name}" for name in ("shallow", "deep"))

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:
        """The edge through the sample's lens, and with the aperture closed."""
        depth = reading.number("background_depth_m")
        return (_edge_shot("lens", stage, depth, closed=False), _edge_shot("pinhole", stage, depth, closed=True))

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """Blur disc over the frame's height: four standard deviations of the edge's line spread."""
        lens, pinhole = (spread_px(_edge_profile(frames[name])) for name in ("lens", "pinhole"))
        value = 4.0 * np.sqrt(max(lens**2 - pinhole**2, 0.0)) / frames["lens"].resolution[1]
        expected = reading.number("background_blur_fraction")
        slack = max(0.12 * expected, 0.0015)
        in_class = {"shallow": value >= 0.8 * SHALLOW_BLUR, "deep": value <= DEEP_BLUR + 0.0015}
        held = in_class.get(reading.term.rpartition(".")[2], True)
        return Measurement(
            term=reading.term,
            quantity="blur disc of the background over the frame's height, from an edge's spread",
            value=float(value),
            expected=f"{expected:.4f}",
            tolerance=f"{slack:.4f}",
            passed=bool(abs(value - expected) <= slack and held),
        )


class StaticMeasure:
    """The fitted camera at two time codes."""

    terms = frozenset({"camera.movements.static"})

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """The stage at its first time code and one later."""

        def later(stage: Usd.Stage) -> None:
            stage.SetStartTimeCode(stage.GetStartTimeCode() + 1.0)

        now = _position_shot()
        return (now, replace(now, name="later", edit=later))

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """How far the fitted camera moves, against the distance of what it sees."""
        first, second = fit_camera(frames["position"]), fit_camera(frames["later"])
        moved = float(np.linalg.norm(np.subtract(first.eye_m, second.eye_m)))
        depth = frames["position"].aov("camera_depth")[..., 0]
        value = moved / float(np.median(depth[depth < 1e9]))
        turned = max(abs(first.pitch_deg - second.pitch_deg), abs(first.roll_deg - second.roll_deg))
        return Measurement(
            term=reading.term,
            quantity="camera's move in one frame over the distance of what it sees",
            value=value,
            expected="0",
            tolerance="0.002, and 0.05 deg of turn",
            passed=value <= 0.002 and turned <= 0.05,
        )


def _zoom_out(reading: TermReading) -> float:
    """How many times wider the mask's picture is than the sample's."""
    return max(1.0, 1.6 * reading.number("subject_height_fraction"))


def _position_shot(aspect: float = 1.0) -> ProbeShot:
    return ProbeShot(
        name="position", aovs=("position", "camera_depth"), resolution=(128, round(128 / aspect)), spp=1
    )


def _edge_shot(name: str, stage: Usd.Stage, depth_m: float, *, closed: bool) -> ProbeShot:
    """A card that glows over the left half of the view at ``depth_m``, everything else black."""
    camera, aspect = read_camera(stage), picture_aspect(stage)
    right, _, forward = camera_axes(camera.azimuth_deg, camera.pitch_deg, camera.roll_deg)
    half = half_view(camera, aspect)[0] * depth_m
    place = np.asarray(camera.eye_m) + forward * depth_m - right * half * 1.5

    def edit(stage: Usd.Stage) -> None:
        put_out_drawn(stage)
        put_out_lamps(stage)
        set_probe(stage, "Edge", card_mesh(-forward, right, 1.5 * half, 2.0 * half), position=place, emission=1.0)
        if closed:
            stage.GetPrimAtPath(find_main_camera(stage)).GetAttribute("fStop").Set(0.0)

    size = (round(_BLUR_PX * aspect), _BLUR_PX)
    return ProbeShot(name=name, aovs=(), edit=edit, resolution=size, spp=16)


def _edge_profile(frame: Frame) -> Vectors:
    """(width,) from 0 beyond the card to 1 on it, the mean of the middle rows."""
    picture = frame.aov("beauty")[..., 1].astype(np.float64)
    height = picture.shape[0]
    profile = picture[height // 4 : -height // 4].mean(axis=0)[::-1]
    low, high = profile[:8].mean(), profile[-8:].mean()
    return np.asarray((profile - low) / max(high - low, 1e-9))


MEASURES = (AngleMeasure(), FocalLengthMeasure(), FramingMeasure(), DepthOfFieldMeasure(), StaticMeasure())
