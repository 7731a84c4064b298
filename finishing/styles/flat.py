"""Styles of flat areas: flat shading, cel shading and comic book."""

from __future__ import annotations

import numpy as np

from colorimetry.luminance import luminance
from colorimetry.oklab import oklab_from_srgb, srgb_from_oklab
from finishing.blurring import blur
from finishing.colour import Plane, mix, smoothstep
from finishing.effect import Effect, FinishingContext, Parameters, Phase
from finishing.styles.guides import Guides, compute_guides, compute_lighting, draw_lines
from schemas.frame import Pixels

_INK = np.array((0.07, 0.06, 0.09), dtype=np.float32)
_FLAT_BANDS = 9.0
_BACKDROP = np.array((0.86, 0.87, 0.88), dtype=np.float32)


def _flat_shading(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Local colour alone in a few bands of lightness, no light; edges drawn in a darker tone of it."""
    guides = compute_guides(context.frame, pixels)
    lab = oklab_from_srgb(_local_colour(guides))
    lab[..., 0] = 0.98 * _banded(lab[..., 0], _FLAT_BANDS, softness=0.04)
    lab[..., 1:] *= 1.12
    picture = _antialias(srgb_from_oklab(lab), guides)
    lines = np.maximum(draw_lines(guides.silhouette, 1.6 * guides.scale), draw_lines(guides.crease, guides.scale))
    return mix(picture, picture * np.float32(0.35), 1.6 * parameters["edge_strength"] * lines)


def _cel_shaded(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Local colour in ``tone_count`` flat steps of light, hard highlights and an ink outline."""
    guides = compute_guides(context.frame, pixels)
    steps = _banded(compute_lighting(guides), parameters["tone_count"], softness=0.02)
    lab = oklab_from_srgb(_local_colour(guides))
    lab[..., 0] = np.clip(lab[..., 0] * (0.50 + 0.56 * steps) + 0.02, 0.0, 0.97)
    lab[..., 1:] *= (1.3 - 0.12 * steps)[..., None]
    lab[..., 2] -= 0.02 * (1.0 - steps)
    picture = srgb_from_oklab(lab)
    excess = guides.tone - np.clip(luminance(guides.albedo) * 1.05 + 0.05, 0.0, 0.8)
    glint = smoothstep(0.10, 0.13, blur(excess, 0.8)) * guides.subject
    picture = mix(picture, np.ones_like(picture), 0.92 * glint)
    outline = _outline(guides, guides.line_px(parameters["line_width_fraction"]))
    return mix(_antialias(picture, guides), np.broadcast_to(_INK, picture.shape), outline)


def _comic_book(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """``tone_count`` saturated tones, halftone dots in the half-shadow, spot blacks and a bold outline."""
    guides = compute_guides(context.frame, pixels)
    light = compute_lighting(guides)
    lab = oklab_from_srgb(_local_colour(guides))
    lab[..., 0] = 0.28 + 0.66 * _banded(lab[..., 0], parameters["tone_count"] + 1.0, softness=0.04)
    lab[..., 1:] *= 1.6
    base = srgb_from_oklab(lab)
    lab[..., 0] *= 0.62
    lab[..., 1:] *= 1.1
    shade = srgb_from_oklab(lab)
    pitch = max(parameters["dot_spacing_fraction"] * guides.shape[0], 3.2)
    picture = mix(base, shade, _halftone(np.clip(1.15 - 1.35 * light, 0.0, 1.0), pitch))
    spot = 1.0 - smoothstep(0.10, 0.17, blur(light, 1.2))
    glint = smoothstep(0.80, 0.86, blur(guides.tone, 0.8)) * guides.subject
    picture = mix(picture, np.ones_like(picture), glint)
    width = guides.line_px(parameters["line_width_fraction"])
    swelling = (width * (0.75 + 0.9 * (1.0 - blur(light, 4.0)))).astype(np.float32)
    ink = np.maximum(_outline(guides, swelling), spot * guides.subject)
    return mix(_antialias(picture, guides), np.broadcast_to(_INK * 0.5, picture.shape), ink)


def _local_colour(guides: Guides) -> Pixels:
    """Albedo where there is a surface; the picture, lightened, where there is none."""
    sky = 0.35 * guides.colour + 0.65 * _BACKDROP
    return np.where(guides.subject[..., None], np.maximum(guides.albedo, 0.03), sky).astype(np.float32)


def _banded(plane: Plane, bands: float, *, softness: float) -> Plane:
    """``plane`` in that many equal steps, each step's riser ``softness`` of the range wide."""
    count = max(round(bands), 2)
    position = np.clip(plane, 0.0, 1.0) * count
    step = np.minimum(np.floor(position), count - 1)
    riser = smoothstep(1.0 - softness * count, 1.0, (position - step).astype(np.float32))
    level = np.minimum(step + riser * (step < count - 1), count - 1)
    return np.asarray(level / (count - 1), dtype=np.float32)


def _halftone(darkness: Plane, pitch_px: float) -> Plane:
    """Round dots on a grid at 45 degrees whose area is ``darkness``."""
    height, width = darkness.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    u, v = (x + y) / (np.sqrt(2.0) * pitch_px), (x - y) / (np.sqrt(2.0) * pitch_px)
    distance = np.hypot(u - np.floor(u) - 0.5, v - np.floor(v) - 0.5)
    radius = np.sqrt(np.clip(blur(darkness, 0.4 * pitch_px), 0.0, 1.0) / np.pi) * 1.2
    edge = 0.6 / pitch_px
    return smoothstep(-edge, edge, (radius - distance).astype(np.float32)) * (darkness > 0.03)


def _outline(guides: Guides, width_px: float | Plane) -> Plane:
    """Silhouettes at full width, creases thinner."""
    thinner = np.asarray(width_px, dtype=np.float32) * np.float32(0.6)
    creases = 0.85 * draw_lines(guides.crease, thinner)
    return np.asarray(np.maximum(draw_lines(guides.silhouette, width_px), creases), dtype=np.float32)


def _antialias(picture: Pixels, guides: Guides) -> Pixels:
    """Ids have hard borders: soften the picture there alone."""
    return mix(
        picture, blur(picture, 0.7), np.clip(blur(guides.silhouette.astype(np.float32), 0.8) * 2.5, 0.0, 1.0)
    )


EFFECTS = (
    Effect(name="flat_shading", phase=Phase.STYLE, defaults={"edge_strength": 0.2}, apply=_flat_shading),
    Effect(
        name="cel_shaded",
        phase=Phase.STYLE,
        defaults={"tone_count": 3.0, "line_width_fraction": 0.0045},
        apply=_cel_shaded,
    ),
    Effect(
        name="comic_book",
        phase=Phase.STYLE,
        defaults={"dot_spacing_fraction": 0.017, "line_width_fraction": 0.005, "tone_count": 4.0},
        apply=_comic_book,
    ),
)
