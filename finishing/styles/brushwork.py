"""Brush strokes laid over one another, from broad to fine."""

from __future__ import annotations

import numpy as np

from colorimetry.luminance import luminance
from finishing.blurring import blur
from finishing.colour import Plane, smoothstep
from finishing.styles.guides import Guides, draw_lines, fractal_noise
from schemas.frame import Pixels

_LAYERS = ((2.2, 0.0), (1.15, 0.035), (0.55, 0.06))  # brush size, error that calls for this brush
_ASPECT = 4.2


def lay_strokes(
    target: Pixels, guides: Guides, rng: np.random.Generator, *, brush_px: float
) -> tuple[Pixels, Plane]:
    """The painted picture and the paint's relief (unit scale).

    Each layer has a stroke in every cell of a jittered grid; a pixel shows the stroke on top that covers it. A
    finer brush paints only where the coarser one missed the target.
    """
    angle = _stroke_angles(target, guides, rng)
    canvas, relief = blur(target, 2.0 * brush_px), np.zeros(target.shape[:2], dtype=np.float32)
    for size, error in _LAYERS:
        half_width = max(0.5 * size * brush_px, 1.2)
        wanted = _wanted(target, canvas, half_width, error, guides)
        canvas, relief = _lay_layer(
            canvas, relief, (blur(target, 0.5 * half_width), angle, wanted), half_width, rng
        )
    return canvas, relief


def _wanted(target: Pixels, canvas: Pixels, half_width: float, error: float, guides: Guides) -> Plane:
    if error <= 0.0:
        return np.ones(target.shape[:2], dtype=np.float32)
    missed = blur(np.abs(target - canvas).max(axis=2), half_width * 0.7)
    edges = blur(draw_lines(guides.silhouette | guides.crease, half_width), half_width * 0.5)
    return np.asarray(missed + 0.10 * edges - error, dtype=np.float32)


def _stroke_angles(target: Pixels, guides: Guides, rng: np.random.Generator) -> Plane:
    """Along the contours of the picture where it has some (structure tensor), else across the light."""
    luma: Plane = luminance(target) + 0.35 * guides.subject * (
        guides.normal @ np.array((0.4, 0.2, 0.8), dtype=np.float32)
    )
    gy, gx = (np.asarray(g) for g in np.gradient(blur(luma, 1.5 * guides.scale)))
    sigma = 7.0 * guides.scale
    xx, yy, xy = blur(gx * gx, sigma), blur(gy * gy, sigma), blur(gx * gy, sigma)
    drift = 0.6 + 0.9 * fractal_noise(guides.shape, rng, (40.0 * guides.scale, 90.0 * guides.scale))
    weight = 4e-5  # of the painter's own drift, where the picture has no direction
    double = np.arctan2(2.0 * xy - weight * np.sin(2.0 * drift), xx - yy - weight * np.cos(2.0 * drift))
    return np.asarray(0.5 * double + np.pi / 2.0, dtype=np.float32)


def _lay_layer(
    canvas: Pixels,
    relief: Plane,
    guide: tuple[Pixels, Plane, Plane],
    half_width: float,
    rng: np.random.Generator,
) -> tuple[Pixels, Plane]:
    colours, angles, wanted = guide
    height, width = relief.shape
    cell = 1.55 * half_width
    rows, columns = int(np.ceil(height / cell)) + 4, int(np.ceil(width / cell)) + 4
    jitter = rng.random((rows, columns, 5)).astype(np.float32)
    cy = (np.arange(rows)[:, None] - 2 + jitter[..., 0]) * cell
    cx = (np.arange(columns)[None, :] - 2 + jitter[..., 1]) * cell
    iy, ix = np.clip(cy, 0, height - 1).astype(int), np.clip(cx, 0, width - 1).astype(int)
    turn = angles[iy, ix] + 0.55 * (jitter[..., 2] - 0.5)
    colour = colours[iy, ix] * (1.0 + 0.16 * (jitter[..., 3:4] - 0.5)) + 0.045 * (
        rng.random((rows, columns, 3)) - 0.5
    )
    used = wanted[iy, ix] > 0.0
    priority = np.where(used, jitter[..., 4], -1.0).astype(np.float32)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    row, column = (y / cell).astype(int) + 2, (x / cell).astype(int) + 2
    best = np.full((height, width), -0.5, dtype=np.float32)
    picked, bristle = np.zeros((height, width, 2), dtype=int), np.zeros((height, width), dtype=np.float32)
    coverage = np.zeros((height, width), dtype=np.float32)
    cos, sin = np.cos(turn), np.sin(turn)
    for dr in (-2, -1, 0, 1, 2):
        for dc in (-2, -1, 0, 1, 2):
            r, c = row + dr, column + dc
            r, c = np.clip(r, 0, rows - 1), np.clip(c, 0, columns - 1)
            oy, ox = y - cy[r, c], x - cx[r, c]
            along = (ox * cos[r, c] + oy * sin[r, c]) / (half_width * _ASPECT * 0.72)
            across = (-ox * sin[r, c] + oy * cos[r, c]) / half_width
            inside = 1.0 - np.maximum(np.abs(across), np.abs(along) ** 2 + 0.18 * across * across)
            p = priority[r, c]
            better = (inside > 0.0) & (p > best)
            best[better] = p[better]
            picked[better] = np.stack((r, c), axis=-1)[better]
            bristle[better] = (across + 7.0 * p)[better]
            coverage[better] = inside[better]
    painted = best >= 0.0
    alpha = smoothstep(0.0, 0.22, coverage) * painted
    tone = colour[picked[..., 0], picked[..., 1]]
    streaks = np.sin(bristle * 9.0) * 0.5 + np.sin(bristle * 23.0 + 1.0) * 0.3
    loaded = tone * (1.0 + 0.05 * streaks[..., None])
    result = canvas + (loaded - canvas) * alpha[..., None]
    thickness = 0.35 * smoothstep(0.0, 0.7, coverage) + 0.30 * streaks * smoothstep(0.05, 0.4, coverage)
    relief = relief + (thickness + 0.15 * best - relief) * alpha
    return result.astype(np.float32), relief.astype(np.float32)
