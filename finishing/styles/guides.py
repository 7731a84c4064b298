"""What a draughtsman sees in a frame: outlines, creases, tone, local colour and the run of each surface."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from colorimetry.luminance import luminance
from colorimetry.srgb import srgb_from_linear
from finishing.blurring import blur
from finishing.colour import Plane, smoothstep
from schemas.aovs import BACKGROUND_DEPTH_M
from schemas.frame import Frame, Pixels

type Mask = NDArray[np.bool_]

_CREASE_COSINE = 0.80
_STEP_FRACTION = 0.035  # of the depth: a jump along the normal that is another surface


@dataclass(frozen=True, slots=True, kw_only=True)
class Guides:
    """All (height, width[, channels]) float32 but the masks."""

    albedo: Pixels  # sRGB code values, noise smoothed within each object
    tone: Plane  # lightness of the display picture in [0, 1], noise smoothed within each object
    colour: Pixels  # the display picture, smoothed likewise
    normal: Pixels
    ids: NDArray[np.int64]  # instance ids
    silhouette: Mask  # borders of objects, and steps in depth
    crease: Mask  # folds within an object
    subject: Mask  # there is a surface

    @property
    def shape(self) -> tuple[int, int]:
        """(height, width), pixels."""
        return self.tone.shape[0], self.tone.shape[1]

    @property
    def scale(self) -> float:
        """Pixels for a length that is 1 px in a picture 512 px high, and at least 0.6."""
        return float(max(self.tone.shape[0] / 512.0, 0.6))

    def line_px(self, fraction: float) -> float:
        """The width of a line given over the picture's height, in pixels, and at least 0.9."""
        return float(max(fraction * self.tone.shape[0], 0.9))


def compute_guides(frame: Frame, display: Pixels) -> Guides:
    """The guides of ``frame``, its view-transformed picture being ``display``.

    Raises:
        UnsupportedError: the frame lacks albedo, normal, camera_depth or instance_id.
    """
    ids = np.rint(frame.aov("instance_id")[..., 0]).astype(np.int64)
    normal = frame.aov("normal")
    depth = frame.aov("camera_depth")[..., 0]
    silhouette, crease = _find_edges(frame, ids, normal, depth)
    smoothed = _smooth_within(
        np.concatenate((display, srgb_from_linear(frame.aov("albedo"))), axis=2), ids, normal
    )
    return Guides(
        albedo=smoothed[..., 3:],
        tone=luminance(smoothed[..., :3]),
        colour=smoothed[..., :3],
        normal=normal,
        ids=ids,
        silhouette=silhouette,
        crease=crease,
        subject=depth < BACKGROUND_DEPTH_M * 0.5,
    )


def _find_edges(frame: Frame, ids: NDArray[np.int64], normal: Pixels, depth: Plane) -> tuple[Mask, Mask]:
    silhouette, crease = np.zeros(ids.shape, bool), np.zeros(ids.shape, bool)
    position = frame.aov("position") if "position" in frame.arrays else None
    for axis in (0, 1):
        here, there = (slice(None), slice(None, -1)), (slice(None), slice(1, None))
        if axis == 0:
            here, there = (slice(None, -1),), (slice(1, None),)  # type: ignore[assignment]
        border = ids[here] != ids[there]
        surface = (ids[here] != 0) & (ids[there] != 0)
        near = np.minimum(depth[here], depth[there])
        if position is not None:
            gap = np.abs(((position[there] - position[here]) * normal[here]).sum(axis=2))
            gap = np.minimum(gap, np.abs(((position[there] - position[here]) * normal[there]).sum(axis=2)))
        else:
            gap = np.abs(depth[there] - depth[here]) * 0.5
        silhouette[here] |= border | (surface & (gap > _STEP_FRACTION * near))
        crease[here] |= surface & ~border & ((normal[here] * normal[there]).sum(axis=2) < _CREASE_COSINE)
    return silhouette, crease & ~silhouette


def _smooth_within(planes: Pixels, ids: NDArray[np.int64], normal: Pixels) -> Pixels:
    """Two rounds of a 3 x 3 (then dilated) mean over pixels of the same object, like normal and like colour."""
    for step in (1, 2):
        total, weights = planes.copy(), np.ones((*planes.shape[:2], 1), dtype=np.float32)
        for dy, dx in ((0, 1), (1, 0), (1, 1), (1, -1)):
            here, there = _pair(planes.shape, dy * step, dx * step)
            same = (ids[here] == ids[there]) & ((normal[here] * normal[there]).sum(axis=2) > 0.9)
            difference = np.abs(planes[here] - planes[there]).max(axis=2)
            weight = (same * np.exp(-((difference / 0.12) ** 2)))[..., None].astype(np.float32)
            total[here] += weight * planes[there]
            total[there] += weight * planes[here]
            weights[here] += weight
            weights[there] += weight
        planes = np.asarray(total / weights, dtype=np.float32)
    return planes


def _pair(shape: tuple[int, ...], dy: int, dx: int) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    height, width = shape[:2]
    rows = slice(0, height - dy), slice(dy, height)
    if dx >= 0:
        return (rows[0], slice(0, width - dx)), (rows[1], slice(dx, width))
    return (rows[0], slice(-dx, width)), (rows[1], slice(0, width + dx))


def compute_lighting(guides: Guides) -> Plane:
    """Light on the surface in [0, 1]: tone over local lightness, stretched over its own range."""
    local = np.clip(luminance(guides.albedo), 0.06, 1.0)
    light = np.clip(guides.tone / (0.85 * local + 0.12), 0.0, 1.4)
    if guides.subject.any():
        low, high = np.percentile(light[guides.subject], (3.0, 95.0))
        light = (light - low) / max(float(high - low), 0.05)
    return np.where(guides.subject, np.clip(light, 0.0, 1.0), 1.0).astype(np.float32)


def draw_lines(mask: Mask, width_px: float | Plane) -> Plane:
    """Ink coverage in [0, 1] of lines of ``width_px`` along ``mask``: rounded and antialiased."""
    soft = blur(mask.astype(np.float32), 0.8)
    core = soft > 0.18
    distance = ndimage.distance_transform_edt(~core).astype(np.float32)
    distance = np.where(core, 0.5 - np.clip((soft - 0.18) * 2.0, 0.0, 0.5), distance)
    half = np.maximum(np.asarray(width_px, dtype=np.float32) * 0.5, 0.35)
    return 1.0 - smoothstep(half - 0.5, half + 0.6, blur(distance, 0.6))


def wobble(plane: Pixels, rng: np.random.Generator, *, amplitude_px: float, scale_px: float) -> Pixels:
    """``plane`` displaced by a smooth random field, as an unsteady hand does."""
    height, width = plane.shape[:2]
    field = [blur(rng.standard_normal((height, width)).astype(np.float32), scale_px) for _ in range(2)]
    dy, dx = (f / max(float(f.std()), 1e-6) * amplitude_px for f in field)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    where = (y + dy, x + dx)
    if plane.ndim == 2:
        return np.asarray(ndimage.map_coordinates(plane, where, order=1, mode="nearest"), dtype=np.float32)
    moved = [ndimage.map_coordinates(plane[..., c], where, order=1, mode="nearest") for c in range(plane.shape[2])]
    return np.stack(moved, axis=2).astype(np.float32)


def fractal_noise(shape: tuple[int, int], rng: np.random.Generator, scales_px: tuple[float, ...]) -> Plane:
    """Zero-mean noise of unit variance: Gaussian noise at several scales, each of equal strength."""
    total = np.zeros(shape, dtype=np.float32)
    for scale in scales_px:
        layer = blur(rng.standard_normal(shape).astype(np.float32), scale)
        total += layer / max(float(layer.std()), 1e-6)
    return np.asarray(total / max(float(total.std()), 1e-6), dtype=np.float32)
