"""Papers and canvas: what a drawing or painting is made on."""

from __future__ import annotations

import numpy as np

from finishing.blurring import blur
from finishing.colour import Plane
from finishing.styles.guides import fractal_noise


def make_paper_tooth(shape: tuple[int, int], rng: np.random.Generator, *, scale: float) -> Plane:
    """(height, width) height field of a drawing paper, zero mean and unit variance."""
    return fractal_noise(shape, rng, (0.6 * scale, 1.2 * scale, 2.6 * scale))


def make_canvas_weave(shape: tuple[int, int], rng: np.random.Generator, *, pitch_px: float) -> Plane:
    """(height, width) height field of a plain weave, zero mean and unit variance."""
    height, width = shape
    slub = [blur(rng.standard_normal(shape).astype(np.float32), 3.0) for _ in range(2)]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    rows = np.pi * (y / pitch_px + 1.5 * slub[0])
    columns = np.pi * (x / pitch_px + 1.5 * slub[1])
    over = np.sin(rows) * np.sin(columns) > 0
    weave = np.where(over, np.abs(np.sin(rows)), np.abs(np.sin(columns)))
    weave = blur(weave.astype(np.float32), 0.5)
    return np.asarray((weave - weave.mean()) / max(float(weave.std()), 1e-6), dtype=np.float32)


def make_sheet_fade(shape: tuple[int, int], rng: np.random.Generator, *, reach: float) -> Plane:
    """1 inside, falling to 0 towards an uneven border about ``reach`` of the height wide."""
    height, width = shape
    y = np.minimum(np.arange(height), np.arange(height)[::-1]).astype(np.float32)
    x = np.minimum(np.arange(width), np.arange(width)[::-1]).astype(np.float32)
    border = np.minimum(y[:, None], x[None, :]) / max(reach * height, 1.0)
    uneven = fractal_noise(shape, rng, (0.02 * height, 0.06 * height))
    return np.clip(border + 0.25 * uneven - 0.15, 0.0, 1.0).astype(np.float32)
