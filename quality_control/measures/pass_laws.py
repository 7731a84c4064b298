"""Laws that the buffers of one frame obey among themselves, whatever the scene."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from schemas.aovs import BACKGROUND_DEPTH_M
from schemas.frame import Frame

type Values = NDArray[np.float64]

_REFITS = 6  # of a line, to the points that the last one came near
LIGHT_PARTS = (
    "diffuse_direct", "diffuse_indirect", "specular_direct", "specular_indirect", "transmission_direct",
    "transmission_indirect", "emission", "environment", "volume_direct", "volume_indirect",
)  # fmt: skip
"""The AOVs that sum to the beauty."""


def surface_of(frame: Frame) -> NDArray[np.bool_]:
    """(height, width): where a surface was hit."""
    return np.asarray(frame.aov("camera_depth")[..., 0] < BACKGROUND_DEPTH_M * 0.5)


def sum_error(frame: Frame) -> float:
    """Mean absolute difference between the beauty and the sum of its parts, over the mean of the beauty."""
    beauty = frame.aov("beauty")[..., :3].astype(np.float64)
    parts = np.sum([frame.aov(name).astype(np.float64) for name in LIGHT_PARTS], axis=0)
    return float(np.abs(beauty - parts).mean() / max(float(np.abs(beauty).mean()), 1e-9))


def depth_error(frame: Frame) -> float:
    """Largest relative difference between ``camera_depth`` and the position's distance along the view axis."""
    if frame.camera is None:
        return float("inf")
    view = np.array(frame.camera.camera_from_world)
    seen = surface_of(frame)
    position = frame.aov("position")[seen].astype(np.float64)
    along = -(position @ view[2, :3] + view[2, 3])
    depth = frame.aov("camera_depth")[..., 0][seen]
    return float(np.max(np.abs(along - depth) / depth)) if seen.any() else float("inf")


def normal_error_deg(frame: Frame) -> float:
    """Median angle between ``normal`` and the slope of ``position``, inside even parts of one object."""
    position, normal = (frame.aov(name).astype(np.float64) for name in ("position", "normal"))
    ids = frame.aov("instance_id")[..., 0]
    across = position[1:-1, 2:] - position[1:-1, :-2]
    down = position[2:, 1:-1] - position[:-2, 1:-1]
    slope = np.cross(down, across)
    slope /= np.maximum(np.linalg.norm(slope, axis=-1, keepdims=True), 1e-20)
    middle = normal[1:-1, 1:-1]
    around = np.stack([ids[1:-1, 2:], ids[1:-1, :-2], ids[2:, 1:-1], ids[:-2, 1:-1]])
    inside = (around == ids[1:-1, 1:-1]).all(axis=0) & surface_of(frame)[1:-1, 1:-1]
    turned = [(normal[1:-1, 2:] * normal[1:-1, :-2]).sum(-1), (normal[2:, 1:-1] * normal[:-2, 1:-1]).sum(-1)]
    inside &= (np.stack(turned) > 0.98).all(axis=0)
    cosine = np.abs((slope * middle).sum(axis=-1)[inside])
    return float(np.degrees(np.arccos(np.clip(np.median(cosine), 0.0, 1.0)))) if inside.any() else 90.0


def id_error(frame: Frame, name: str) -> float:
    """Share of pixels whose id is no whole number, not in the table, or 0 on a surface (or not 0 off it)."""
    values = frame.aov(name)[..., 0]
    whole = np.abs(values - np.rint(values)) < 1e-4
    known = np.isin(np.rint(values).astype(np.int64), [0, *frame.ids.get(name, {})])
    filled = (np.rint(values) != 0) == surface_of(frame)
    return float(1.0 - (whole & known & filled).mean())


def _line_of_most(x: Values, y: Values) -> tuple[float, float, float]:
    """(slope, offset, median deviation) of the line on which most points lie; pixels on edges mix two depths."""
    kept = np.ones(len(x), dtype=bool)
    for _ in range(_REFITS):
        slope, offset = np.polyfit(x[kept], y[kept], 1)
        off = np.abs(slope * x + offset - y)
        kept = off <= max(2.0 * float(np.median(off)), 1e-4)
    return float(slope), float(offset), float(np.median(off))


def mist_fit(frame: Frame) -> tuple[float, float, float]:
    """(start m, depth m, largest deviation): the ramp in distance from the camera that fits ``mist`` best."""
    from scipy.ndimage import maximum_filter, minimum_filter

    view = np.array(frame.camera.camera_from_world) if frame.camera else np.eye(4)
    eye = -view[:3, :3].T @ view[:3, 3]
    ids = frame.aov("instance_id")[..., 0]
    seen = surface_of(frame) & (maximum_filter(ids, 3) == minimum_filter(ids, 3))  # edges mix two depths
    depth = frame.aov("camera_depth")[..., 0][seen].astype(np.float64)
    mist = frame.aov("mist")[..., 0][seen].astype(np.float64)
    distance = np.linalg.norm(frame.aov("position")[seen] - eye, axis=-1)
    best = (0.0, 0.0, 1.0)
    for measure in (depth, distance):
        ramp = (mist > 0.02) & (mist < 0.98)
        if ramp.sum() < 16:
            continue
        slope, offset, error = _line_of_most(measure[ramp], mist[ramp])
        if error < best[2] and slope > 0.0:
            best = (float(-offset / slope), float(1.0 / slope), error)
    return best
