"""Pen and ink: hatching, cross-hatching and ink drawing."""

from __future__ import annotations

import numpy as np

from finishing.blurring import blur
from finishing.colour import Plane, mix, smoothstep
from finishing.effect import Effect, FinishingContext, Parameters, Phase
from finishing.styles.guides import (
    Guides,
    Mask,
    compute_guides,
    compute_lighting,
    draw_lines,
    fractal_noise,
    wobble,
)
from finishing.styles.papers import make_paper_tooth, make_sheet_fade
from finishing.styles.strokes import compute_slices, draw_hatching
from schemas.frame import Pixels

_PAPER = np.array((0.965, 0.955, 0.93), dtype=np.float32)
_INK = np.array((0.10, 0.095, 0.12), dtype=np.float32)
_CONTOUR_FRACTION = 0.003
_FEATHER_DEG = 40.0
_DENSEST = 0.9  # coverage of strokes, next to where they join
_LEVELS = np.arange(0.30, 1.31, 0.02)  # above 1 nothing is filled, all is strokes
_REACHES = np.geomspace(0.05, 0.60, 16)
_USUAL_REACH = 0.22
_EVEN = 0.03  # difference of darkness within one even area
_FILLING, _LENGTH = 4.0, 0.05  # what a wrong share costs, and an unusual reach, beside a share that is cut


def compute_darkness(guides: Guides, *, key: float) -> Plane:
    """What ink is to cover, 0 to 1: the tone over its own range, with ``key`` of the middle left as paper."""
    low, high = np.percentile(guides.tone, (1.0, 97.0))
    light = np.clip((guides.tone - low) / max(float(high - low), 0.05), 0.0, 1.0)
    middle = float(np.clip(np.median(light), 0.08, 0.92))
    light = light ** (np.log(key) / np.log(middle))
    return np.asarray(1.0 - light, dtype=np.float32)


def _hatching(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """One set of pen strokes along each surface, as wide as it is dark."""
    guides = compute_guides(context.frame, pixels)
    rng, spacing = context.rng, _spacing(parameters, guides)
    darkness = compute_darkness(guides, key=0.72) * make_sheet_fade(guides.shape, rng, reach=0.09)
    slices = compute_slices(context.frame, parameters["angle_deg"])
    coverage = np.clip((darkness - 0.10) * 0.85, 0.0, 0.80)
    strokes = draw_hatching(slices, coverage, spacing_px=spacing, rng=rng)
    return _on_paper(np.maximum(strokes, _contours(guides, rng)), rng, guides)


def _cross_hatching(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Thin strokes in up to three directions, one more laid over as it gets darker."""
    guides = compute_guides(context.frame, pixels)
    rng, spacing = context.rng, _spacing(parameters, guides)
    darkness = compute_darkness(guides, key=0.66) * make_sheet_fade(guides.shape, rng, reach=0.09)
    ink = _contours(guides, rng)
    angle = parameters["angle_deg"]
    for stroke_deg, start in ((angle, 0.12), (angle + 90.0, 0.36), (angle + 45.0, 0.66)):
        coverage = np.clip((darkness - start) * 1.1, 0.0, 0.42)
        slices = compute_slices(context.frame, stroke_deg)
        ink = np.maximum(ink, draw_hatching(slices, coverage, spacing_px=spacing, rng=rng))
    return _on_paper(ink, rng, guides)


def _ink_drawing(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Pure black and white: swelling contours, ``black_fraction`` filled, its edges feathered in strokes."""
    guides = compute_guides(context.frame, pixels)
    rng, scale = context.rng, guides.scale
    shade = 0.6 * (1.0 - compute_lighting(guides)) + 0.4 * compute_darkness(guides, key=0.7)
    darkness = blur(shade, 1.0 * scale)
    swell = 0.8 + 0.9 * blur(darkness, 6.0 * scale)
    width = (guides.line_px(parameters["line_width_fraction"]) * swell).astype(np.float32)
    ink = np.maximum(draw_lines(guides.silhouette, width), draw_lines(guides.crease, width * np.float32(0.6)))
    ink = wobble(ink, rng, amplitude_px=0.5 * scale, scale_px=8.0 * scale)
    threshold, reach = _choose_blacks(darkness, ink > 0.5, parameters["black_fraction"])
    feather = np.clip((darkness - threshold + reach) / reach, 0.0, _DENSEST).astype(np.float32)
    strokes = draw_hatching(
        compute_slices(context.frame, _FEATHER_DEG), feather, spacing_px=max(5.0 * scale, 3.6), rng=rng
    )
    spots = smoothstep(threshold - 0.02, threshold + 0.02, darkness)
    pure = smoothstep(0.30, 0.70, np.maximum(ink, np.maximum(spots, strokes)))
    return np.repeat((1.0 - pure)[..., None], 3, axis=2).astype(np.float32)


def _choose_blacks(darkness: Plane, lined: Mask, fraction: float) -> tuple[float, float]:
    """(darkness from which areas are filled, reach of the strokes below it), so that all ink covers ``fraction``.

    Of the pairs that do, with lines, spots and strokes together, the one that cuts no even area in two and whose
    strokes are about as long as usual. An even area that is larger than ``fraction`` is hatched instead of filled.
    """
    counts, edges = np.histogram(darkness[~lined], bins=200, range=(0.0, 1.0))
    shares, tones = counts / darkness.size, 0.5 * (edges[1:] + edges[:-1])
    levels, reaches = np.meshgrid(_LEVELS, _REACHES, indexing="ij")
    below = (tones - levels[..., None] + reaches[..., None]) / reaches[..., None]
    covered = np.where(tones > levels[..., None], 1.0, np.clip(below, 0.0, _DENSEST))
    cut = (np.abs(tones - levels[..., None]) < _EVEN) @ shares
    cost = _FILLING * np.abs(lined.mean() + covered @ shares - fraction) + cut
    cost += _LENGTH * np.abs(np.log(reaches / _USUAL_REACH))
    best = np.unravel_index(int(np.argmin(cost)), cost.shape)
    return float(levels[best]), float(reaches[best])


def _spacing(parameters: Parameters, guides: Guides) -> float:
    return max(parameters["spacing_fraction"] * guides.shape[0], 3.4)


def _contours(guides: Guides, rng: np.random.Generator) -> Plane:
    width = guides.line_px(_CONTOUR_FRACTION)
    lines = np.maximum(draw_lines(guides.silhouette, width), 0.9 * draw_lines(guides.crease, 0.75 * width))
    pressure = 0.88 + 0.10 * fractal_noise(guides.shape, rng, (10.0 * guides.scale,))
    moved = wobble(lines, rng, amplitude_px=0.55 * guides.scale, scale_px=9.0 * guides.scale)
    return np.clip(moved * pressure, 0.0, 1.0).astype(np.float32)


def _on_paper(ink: Plane, rng: np.random.Generator, guides: Guides) -> Pixels:
    tooth = make_paper_tooth(guides.shape, rng, scale=guides.scale)
    paper = np.clip(_PAPER + 0.008 * tooth[..., None], 0.0, 1.0).astype(np.float32)
    soaked = np.clip(ink * (1.0 - 0.06 * np.clip(tooth, -1.0, 2.0)), 0.0, 1.0).astype(np.float32)
    return mix(paper, np.broadcast_to(_INK, paper.shape).astype(np.float32), soaked)


EFFECTS = (
    Effect(
        name="hatching",
        phase=Phase.STYLE,
        defaults={"spacing_fraction": 0.0125, "angle_deg": 45.0},
        apply=_hatching,
    ),
    Effect(
        name="cross_hatching",
        phase=Phase.STYLE,
        defaults={"spacing_fraction": 0.0115, "angle_deg": 45.0},
        apply=_cross_hatching,
    ),
    Effect(
        name="ink_drawing",
        phase=Phase.STYLE,
        defaults={"line_width_fraction": 0.004, "black_fraction": 0.25},
        apply=_ink_drawing,
    ),
)
