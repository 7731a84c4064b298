"""Graphite: a quick sketch and a tonal pencil drawing."""

from __future__ import annotations

import numpy as np

from finishing.blurring import blur
from finishing.colour import Plane, mix
from finishing.effect import Effect, FinishingContext, Parameters, Phase
from finishing.styles.guides import compute_guides, draw_lines, fractal_noise, wobble
from finishing.styles.papers import make_paper_tooth, make_sheet_fade
from finishing.styles.pens import compute_darkness
from finishing.styles.strokes import compute_slices, draw_hatching
from schemas.frame import Pixels

_PAPER = np.array((0.945, 0.935, 0.905), dtype=np.float32)
_GRAPHITE = np.array((0.20, 0.20, 0.22), dtype=np.float32)
_SKETCH_PASSES = 3


def _sketch(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Searching lines drawn several times, further apart the looser, with little diagonal shading."""
    guides = compute_guides(context.frame, pixels)
    rng, scale, shape = context.rng, guides.scale, guides.shape
    width, loose = guides.line_px(parameters["line_width_fraction"]), 0.5 + parameters["looseness"]
    tooth = make_paper_tooth(shape, rng, scale=scale)
    graphite: Plane = np.zeros(shape, dtype=np.float32)
    for stroke in range(_SKETCH_PASSES):
        lines = draw_lines(guides.silhouette, width * (0.9 if stroke == 0 else 0.65))
        lines = np.maximum(lines, 0.8 * draw_lines(guides.crease, 0.6 * width))
        moved = wobble(lines, rng, amplitude_px=(1.0 + stroke) * loose * scale, scale_px=22.0 * scale)
        pressure = np.clip(0.62 + 0.30 * fractal_noise(shape, rng, (14.0 * scale,)), 0.15, 1.0)
        graphite = graphite + (1.0 - graphite) * moved * pressure * (0.95 if stroke == 0 else 0.5)
    darkness = compute_darkness(guides, key=0.80) * make_sheet_fade(shape, rng, reach=0.16)
    shade = _diagonal_strokes(np.clip((darkness - 0.18) * 1.1, 0.0, 1.0), rng, spacing_px=6.0 * scale)
    graphite = graphite + (1.0 - graphite) * 0.62 * shade
    return _rub(graphite, tooth, grain=0.30)


def _pencil_drawing(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Full tone in layered strokes along the form, on a toothed paper; contours lost in the light."""
    guides = compute_guides(context.frame, pixels)
    rng, scale, shape = context.rng, guides.scale, guides.shape
    tooth = make_paper_tooth(shape, rng, scale=scale)
    darkness = compute_darkness(guides, key=0.62) * make_sheet_fade(shape, rng, reach=0.08)
    coverage = np.clip(darkness * 0.9, 0.0, 0.75)
    texture = np.zeros(shape, dtype=np.float32)
    for stroke_deg, weight in ((48.0, 0.6), (28.0, 0.4)):
        slices = compute_slices(context.frame, stroke_deg)
        texture += weight * draw_hatching(slices, coverage, spacing_px=max(3.6 * scale, 2.6), rng=rng)
    tone = 0.62 * darkness
    graphite = tone + (1.0 - tone) * 0.55 * blur(texture, 0.45)
    width = guides.line_px(parameters["line_width_fraction"])
    lines = np.maximum(draw_lines(guides.silhouette, width), 0.6 * draw_lines(guides.crease, 0.75 * width))
    lines = wobble(lines, rng, amplitude_px=0.5 * scale, scale_px=8.0 * scale)
    strength = np.clip(0.35 + 0.8 * blur(darkness, 3.0 * scale), 0.0, 0.85)
    graphite = graphite + (1.0 - graphite) * lines * strength
    return _rub(graphite, tooth, grain=0.6 * parameters["grain_strength"])


def _diagonal_strokes(coverage: Plane, rng: np.random.Generator, *, spacing_px: float) -> Plane:
    """Loose parallel strokes of a wrist moving in one direction, broken and uneven."""
    height, width = coverage.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = np.deg2rad(52.0)
    bend = fractal_noise((height, width), rng, (24.0, 60.0)) * 3.0
    across = (x * np.float32(np.cos(angle)) + y * np.float32(np.sin(angle)) + bend).astype(np.float32)
    uneven = np.clip(0.8 + 0.35 * fractal_noise((height, width), rng, (5.0, 12.0)), 0.0, 1.4)
    wanted = np.clip(blur(coverage, 1.5) * uneven, 0.0, 0.8).astype(np.float32)
    return draw_hatching((across, np.ones_like(across)), wanted, spacing_px=max(spacing_px, 4.0), rng=rng)


def _rub(graphite: Plane, tooth: Plane, *, grain: float) -> Pixels:
    """Graphite on paper: the tooth takes it first, and never fills quite black."""
    catch = np.clip(graphite * (1.0 + grain * tooth * (1.15 - graphite)), 0.0, 1.0).astype(np.float32)
    paper = np.clip(_PAPER + 0.010 * tooth[..., None], 0.0, 1.0).astype(np.float32)
    return mix(paper, np.broadcast_to(_GRAPHITE, paper.shape).astype(np.float32), 0.93 * catch)


EFFECTS = (
    Effect(
        name="sketch",
        phase=Phase.STYLE,
        defaults={"line_width_fraction": 0.003, "looseness": 0.5},
        apply=_sketch,
    ),
    Effect(
        name="pencil_drawing",
        phase=Phase.STYLE,
        defaults={"grain_strength": 0.4, "line_width_fraction": 0.0025},
        apply=_pencil_drawing,
    ),
)
