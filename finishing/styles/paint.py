"""Paint: watercolour and oil."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from colorimetry.luminance import luminance
from colorimetry.oklab import oklab_from_srgb, srgb_from_oklab
from finishing.blurring import blur
from finishing.colour import Plane, mix, smoothstep
from finishing.effect import Effect, FinishingContext, Parameters, Phase
from finishing.styles.brushwork import lay_strokes
from finishing.styles.guides import compute_guides, draw_lines, fractal_noise, wobble
from finishing.styles.papers import make_canvas_weave, make_paper_tooth, make_sheet_fade
from schemas.frame import Pixels

_PAPER = np.array((0.972, 0.965, 0.945), dtype=np.float32)


def _watercolor(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Thin washes: light left as paper, pigment gathered at the edges of each wash and in the paper's hollows."""
    guides = compute_guides(context.frame, pixels)
    rng, scale, shape = context.rng, guides.scale, guides.shape
    lab = oklab_from_srgb(mix(guides.colour, np.maximum(guides.albedo, 0.05), 0.28))
    lab[..., 0] = np.clip(0.30 + 0.86 * lab[..., 0], 0.0, 0.99)
    lab[..., 1:] *= 1.35
    bled = wobble(srgb_from_oklab(lab), rng, amplitude_px=2.0 * scale, scale_px=7.0 * scale)
    washes = _washes(bled, parameters["wash_size_fraction"] * shape[0], scale)
    tooth = make_paper_tooth(shape, rng, scale=1.3 * scale)
    density = -np.log(np.clip(washes / _PAPER, 0.02, 1.0))
    edges = _wash_edges(luminance(density), scale)
    flow = np.exp(0.16 * fractal_noise(shape, rng, (14.0 * scale, 40.0 * scale)))
    granules = 1.0 + 0.17 * tooth
    gathered = 1.0 + 1.9 * parameters["edge_darkening"] * edges
    density = density * (flow * granules * gathered)[..., None]
    sheet = smoothstep(0.10, 0.45, make_sheet_fade(shape, rng, reach=0.07))
    density = density * sheet[..., None]
    shade = 1.0 + 0.018 * (tooth - np.roll(tooth, (1, 1), (0, 1)))
    painted = _PAPER * np.exp(-density) * shade[..., None]
    pencil = 0.22 * wobble(draw_lines(guides.silhouette, 0.9 * scale), rng, amplitude_px=0.8, scale_px=10.0)
    return mix(painted.astype(np.float32), np.full_like(painted, 0.3), pencil * sheet)


def _washes(picture: Pixels, size_px: float, scale: float) -> Pixels:
    """Areas of even colour: medians, growing, with soft wet edges kept between."""
    size = max(3, 2 * round(0.35 * size_px) + 1)
    result = np.stack([ndimage.median_filter(picture[..., c], size=size) for c in range(3)], axis=2)
    lab = oklab_from_srgb(result.astype(np.float32))
    count = 7.0
    position = lab[..., 0] * count
    step = np.floor(position)
    lab[..., 0] = (step + smoothstep(0.25, 0.75, position - step)) / count
    return blur(srgb_from_oklab(lab), 0.7 * scale)


def _wash_edges(density: Plane, scale: float) -> Plane:
    """Where a wash dried last: just inside its border, on the darker side."""
    inside = density - blur(density, 3.0 * scale)
    fine = density - blur(density, 1.3 * scale)
    spread = max(float(np.percentile(np.abs(inside), 96.0)), 0.02)
    return np.clip((0.6 * inside + 0.9 * fine) / spread, -0.35, 1.0).astype(np.float32)


def _oil_painting(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Brushed from broad to fine, strokes along the forms, impasto lit from the upper left, on canvas."""
    guides = compute_guides(context.frame, pixels)
    rng, scale = context.rng, guides.scale
    lab = oklab_from_srgb(guides.colour)
    lab[..., 1:] *= 1.18
    target = srgb_from_oklab(lab)
    picture, relief = lay_strokes(
        target, guides, rng, brush_px=max(parameters["stroke_size_fraction"] * guides.shape[0], 3.0)
    )
    weave = make_canvas_weave(guides.shape, rng, pitch_px=max(3.0 * scale, 2.2))
    height = 0.8 * blur(relief, 0.6) + 0.07 * weave
    light = (np.roll(height, 1, 0) - np.roll(height, -1, 0)) + (np.roll(height, 1, 1) - np.roll(height, -1, 1))
    shaded = picture * (1.0 - 0.17 * np.clip(light, -1.4, 1.4)[..., None])
    gloss = 0.05 * np.clip(-light - 0.5, 0.0, 1.0)
    return np.clip(shaded + gloss[..., None], 0.0, 1.0).astype(np.float32)


EFFECTS = (
    Effect(
        name="watercolor",
        phase=Phase.STYLE,
        defaults={"wash_size_fraction": 0.015, "edge_darkening": 0.4},
        apply=_watercolor,
    ),
    Effect(
        name="oil_painting",
        phase=Phase.STYLE,
        defaults={"stroke_size_fraction": 0.018},
        apply=_oil_painting,
    ),
)
