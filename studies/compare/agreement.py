"""How far two frames of one stage agree, AOV by AOV; the first is the reference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from colorimetry.luminance import luminance
from finishing.view_transform import apply_view_transform
from schemas.aovs import BACKGROUND_DEPTH_M
from schemas.frame import Frame, Pixels

type Mask = NDArray[np.bool_]
type Map = NDArray[np.float32]  # (height, width)

_MIDDLE_GREY = 0.18
_BLACK = 1e-9
_PIXELS_PER_DEGREE = 67.0  # FLIP's own default: an ordinary screen at 0.7 m


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Figures of one backend's frame against the reference's; None where one of them has no such AOV.

    Depth, normal, ids and albedo are taken away from silhouettes: pixels whose neighbours show the same prim
    in the reference.
    """

    depth_median: float | None = None  # relative error
    depth_p95: float | None = None
    normal_median_deg: float | None = None
    normal_p95_deg: float | None = None
    id_iou: float | None = None  # pixels of the same prim in both / pixels of it in either, all prims together
    albedo_mean: float | None = None  # absolute error
    flip: float | None = None  # mean FLIP of the displayed beauty, 0 to 1
    radiance_ratio: float | None = None  # mean luminance of the beauty over the reference's

    def to_json(self) -> dict[str, float | None]:
        """Plain JSON data, six digits."""
        return {k: None if v is None else float(f"{v:.6g}") for k, v in asdict(self).items()}

    @classmethod
    def from_json(cls, data: Mapping[str, float | None]) -> Agreement:
        """The inverse of `to_json`."""
        return cls(**data)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorMaps:
    """Errors by pixel, (height, width): NaN where there is nothing to compare."""

    maps: dict[str, Map]
    scales: dict[str, float]  # the error that is drawn brightest


def measure_agreement(reference: Frame, other: Frame) -> tuple[Agreement, ErrorMaps]:
    """Figures and maps of ``other`` against ``reference``."""
    both = set(reference.arrays) & set(other.arrays)
    inside = inside_surfaces(reference) if "instance_id" in reference.arrays else None
    maps: dict[str, Map] = {}
    figures: dict[str, float | None] = {}
    if "camera_depth" in both:
        error = maps["camera_depth"] = _depth_error(reference, other, inside)
        figures["depth_median"], figures["depth_p95"] = _percentiles(error)
    if "normal" in both:
        error = maps["normal"] = _normal_error_deg(reference, other, inside)
        figures["normal_median_deg"], figures["normal_p95_deg"] = _percentiles(error)
    if "instance_id" in both and inside is not None:
        figures["id_iou"], maps["instance_id"] = _id_agreement(reference, other, inside)
    if "albedo" in both:
        difference = np.abs(reference.aov("albedo") - other.aov("albedo")).mean(axis=-1)
        judged = inside if inside is not None else np.ones(difference.shape, dtype=np.bool_)
        maps["albedo"] = np.where(judged, difference, np.nan).astype(np.float32)
        figures["albedo_mean"] = float(difference[judged].mean()) if judged.any() else None
    if "beauty" in both:
        ours, theirs = reference.aov("beauty")[..., :3], other.aov("beauty")[..., :3]
        figures["flip"], maps["flip"] = _flip(ours, theirs)
        level = float(luminance(ours).mean())
        figures["radiance_ratio"] = float(luminance(theirs).mean()) / level if level > _BLACK else None
    return Agreement(**figures), ErrorMaps(maps=maps, scales=_SCALES)


def display_exposure(reference: Pixels) -> float:
    """The factor that brings the reference's mean luminance to middle grey; 1 for a black picture."""
    level = float(luminance(np.nan_to_num(reference)).mean())
    return _MIDDLE_GREY / level if level > _BLACK else 1.0


def inside_surfaces(frame: Frame) -> Mask:
    """(height, width): pixels of a surface whose eight neighbours show the same prim."""
    ids = np.rint(frame.aov("instance_id")[..., 0]).astype(np.int64)
    inside = ids > 0
    padded = np.pad(ids, 1, mode="edge")
    height, width = ids.shape
    for row in range(3):
        for column in range(3):
            inside &= padded[row : row + height, column : column + width] == ids
    return inside


def _depth_error(reference: Frame, other: Frame, inside: Mask | None) -> Map:
    ours, theirs = (f.aov("camera_depth")[..., 0].astype(np.float64) for f in (reference, other))
    hit = (ours < BACKGROUND_DEPTH_M * 0.5) & (theirs < BACKGROUND_DEPTH_M * 0.5)
    error = np.abs(theirs - ours) / np.maximum(ours, 1e-12)
    return np.where(hit & inside if inside is not None else hit, error, np.nan).astype(np.float32)


def _normal_error_deg(reference: Frame, other: Frame, inside: Mask | None) -> Map:
    ours, theirs = (f.aov("normal").astype(np.float64) for f in (reference, other))
    hit = (np.abs(ours).max(axis=-1) > 0) & (np.abs(theirs).max(axis=-1) > 0)
    # by the chord, which keeps its digits at small angles
    chord = np.linalg.norm(ours - theirs, axis=-1)
    error = np.degrees(2.0 * np.arcsin(np.clip(chord / 2.0, 0.0, 1.0)))
    return np.where(hit & inside if inside is not None else hit, error, np.nan).astype(np.float32)


def _id_agreement(reference: Frame, other: Frame, inside: Mask) -> tuple[float | None, Map]:
    """By prim paths: two backends may number the same prims differently."""
    numbers: dict[str, int] = {"": 0}
    ours, theirs = (_by_path(frame, numbers) for frame in (reference, other))
    edge = (ours > 0) & ~inside
    near = np.pad(edge, 1)
    height, width = edge.shape
    spread = np.zeros_like(edge)
    for row in range(3):
        for column in range(3):
            spread |= near[row : row + height, column : column + width]
    judged = ~spread
    same = (ours == theirs) & (ours > 0) & judged
    either = ((ours > 0) | (theirs > 0)) & judged
    crossed = (ours != theirs) & (ours > 0) & (theirs > 0) & judged  # in the union of both prims
    union = int(either.sum()) + int(crossed.sum())
    error = np.where(judged, (ours != theirs).astype(np.float32), np.nan).astype(np.float32)
    return (int(same.sum()) / union if union else None), error


def _by_path(frame: Frame, numbers: dict[str, int]) -> NDArray[np.int64]:
    ids = np.rint(frame.aov("instance_id")[..., 0]).astype(np.int64)
    table = {i: numbers.setdefault(path, len(numbers)) for i, path in frame.ids.get("instance_id", {}).items()}
    unique, inverse = np.unique(ids, return_inverse=True)
    return np.array([table.get(int(i), 0) for i in unique], dtype=np.int64)[inverse.reshape(ids.shape)]


def _flip(ours: Pixels, theirs: Pixels) -> tuple[float, Map]:
    """LDR FLIP of both pictures through the view transform, at the exposure of the reference."""
    import flip_evaluator

    exposure = np.float32(display_exposure(ours))
    shown = [apply_view_transform(np.nan_to_num(picture) * exposure) for picture in (ours, theirs)]
    error, mean, _ = flip_evaluator.evaluate(
        shown[0], shown[1], "LDR", applyMagma=False, parameters={"ppd": _PIXELS_PER_DEGREE}
    )
    return float(mean), np.asarray(error, dtype=np.float32)[..., 0]


def _percentiles(error: Map) -> tuple[float | None, float | None]:
    valid = error[np.isfinite(error)]
    if not valid.size:
        return None, None
    median, high = np.percentile(valid, (50.0, 95.0))
    return float(median), float(high)


_SCALES = {"camera_depth": 0.01, "normal": 5.0, "instance_id": 1.0, "albedo": 0.25, "flip": 1.0}
