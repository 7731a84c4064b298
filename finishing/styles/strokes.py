"""Strokes that follow a surface: planar slices through the world, as a draughtsman's cross contours."""

from __future__ import annotations

import numpy as np

from finishing.blurring import blur
from finishing.colour import Plane, smoothstep
from schemas.frame import Frame, Pixels

_LEAN = 0.55  # of the slicing axis towards the camera: what bends strokes around a form


def compute_slices(frame: Frame, angle_deg: float) -> tuple[Plane, Plane]:
    """(height, width) twice: a coordinate that is constant along strokes, and its change per pixel.

    On a surface that faces the camera, and where there is none, strokes run at ``angle_deg`` counter-clockwise
    from the picture's horizontal; on others they follow the form. The change per pixel comes from normal and
    camera, so that the borders of objects do not disturb it.
    """
    shape = frame.resolution[::-1]
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    across = np.deg2rad(angle_deg + 90.0)
    flat = x * np.float32(np.cos(across)) - y * np.float32(np.sin(across))
    if frame.camera is None or "position" not in frame.arrays:
        return flat, np.ones(shape, dtype=np.float32)
    rotation = np.array(frame.camera.camera_from_world, dtype=np.float32)[:3, :3]
    axis = np.array((np.cos(across), np.sin(across), _LEAN), dtype=np.float32) @ rotation
    surface = np.any(frame.aov("normal") != 0.0, axis=2)
    coordinate = np.where(surface, frame.aov("position") @ axis, flat)
    slope = np.where(surface, _screen_slope(frame, axis), 1.0)
    return coordinate.astype(np.float32), np.maximum(slope, 1e-7).astype(np.float32)


def _screen_slope(frame: Frame, direction: Pixels) -> Plane:
    """Length of the screen gradient of position along ``direction``, metres per pixel."""
    assert frame.camera is not None
    width, height = frame.resolution
    view = np.array(frame.camera.camera_from_world, dtype=np.float32)
    projection = np.array(frame.camera.ndc_from_camera, dtype=np.float32)
    rotation, eye = view[:3, :3], -view[:3, :3].T @ view[:3, 3]
    right, up = rotation[0], rotation[1]
    depth = np.minimum(frame.aov("camera_depth")[..., 0], 1e4)
    perspective = abs(float(projection[3, 2])) > 0.5
    footprint = depth if perspective else np.ones_like(depth)
    normal = frame.aov("normal")
    ray = frame.aov("position") - eye
    ray = ray / np.maximum(np.linalg.norm(ray, axis=2, keepdims=True), 1e-6)
    facing = (ray * normal).sum(axis=2)
    facing = np.where(np.abs(facing) < 0.12, -0.12, facing)
    along = ray @ direction
    gradient_x = (
        (2.0 / (abs(projection[0, 0]) * width))
        * footprint
        * (right @ direction - along * (normal @ right) / facing)
    )
    gradient_y = (
        (2.0 / (abs(projection[1, 1]) * height)) * footprint * (up @ direction - along * (normal @ up) / facing)
    )
    return np.asarray(np.hypot(gradient_x, gradient_y), dtype=np.float32)


def draw_hatching(
    slices: tuple[Plane, Plane], coverage: Plane, *, spacing_px: float, rng: np.random.Generator
) -> Plane:
    """Ink in [0, 1]: strokes ``spacing_px`` apart on screen, as wide as ``coverage`` (0 paper, 1 solid) asks.

    The spacing halves and doubles in steps along a surface, each new set of strokes swelling in, as in tonal art
    maps; strokes tremble, and end ragged where the tone runs out.
    """
    coordinate, slope = slices
    shape = coverage.shape
    tremble = blur(rng.standard_normal(shape).astype(np.float32), 9.0)
    tremble *= 0.35 / max(float(tremble.std()), 1e-6)
    ragged = blur(rng.standard_normal(shape).astype(np.float32), 2.2)
    coverage = np.clip(coverage + 0.05 * ragged / max(float(ragged.std()), 1e-6) * (coverage > 0.02), 0.0, 1.0)
    level = np.log2(slope * spacing_px)
    usual = np.median(level)  # where the spacing is met exactly
    base = np.floor(level - usual + 1e-3) + usual
    fade = smoothstep(0.15, 0.85, (level - base).astype(np.float32))
    period = np.exp2(base)  # of the finer set; every second of its strokes belongs to the coarser one too
    phase = coordinate / period + tremble * (slope / period)
    stroke = np.rint(phase)
    distance_px = np.abs(phase - stroke) * period / slope
    half = 0.5 * (period / slope) * (1.0 + fade) * coverage
    half = np.where(np.mod(stroke, 2.0) > 0.5, half * (1.0 - fade) - 0.7 * fade, half)
    line = smoothstep(-0.6, 0.6, (half - distance_px).astype(np.float32)) * smoothstep(0.02, 0.10, coverage)
    return np.asarray(line, dtype=np.float32)
