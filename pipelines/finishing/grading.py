"""Colour grading: in scene-linear light where a stop is a stop, else on display-referred values."""

from __future__ import annotations

import numpy as np

from pipelines.finishing.colour import compute_luminance, smoothstep
from pipelines.finishing.effect import Effect, FinishingContext, Parameters, Phase
from pipelines.finishing.oklab import oklab_from_srgb, srgb_from_oklab
from schemas.frame import Pixels

MIDDLE_GREY = 0.18
_SPLIT_SHADOWS = np.array((-0.012, -0.030), dtype=np.float32)  # OKLab a, b: teal
_SPLIT_HIGHLIGHTS = np.array((0.018, 0.040), dtype=np.float32)  # OKLab a, b: orange


def _exposure(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    del context
    return pixels * np.float32(2.0 ** parameters["exposure_stops"])


def _contrast(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """A slope in log2 of luminance about middle grey; the ratios of the channels stay."""
    del context
    luminance = np.maximum(compute_luminance(pixels), 1e-6)
    gain = (luminance / MIDDLE_GREY) ** (parameters["slope"] - 1.0)
    return np.asarray(pixels * np.clip(gain, 0.0, 64.0)[..., None], dtype=np.float32)


def _color_correction(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Gains of the channels in stops, then exposure: what balances or tints the whole picture."""
    del context
    warmth, tint = parameters["warmth_stops"], parameters["tint_stops"]
    stops = np.array((0.5 * warmth + tint / 6.0, -tint / 3.0, -0.5 * warmth + tint / 6.0), dtype=np.float32)
    return pixels * np.exp2(stops + np.float32(parameters["exposure_stops"]))


def _levels(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Black point to 0, white point to 1, then a gamma, on code values."""
    del context
    black, white = parameters["black_point"], parameters["white_point"]
    stretched = np.clip((pixels - black) / max(white - black, 1e-3), 0.0, 1.0)
    return np.asarray(stretched ** (1.0 / parameters["gamma"]), dtype=np.float32)


def _curves(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """A monotone cubic through the quarter points, moved by the three offsets, on code values."""
    del context
    from scipy.interpolate import PchipInterpolator

    knots = np.array((0.0, 0.25, 0.5, 0.75, 1.0))
    offsets = (parameters["shadows"], parameters["midtones"], parameters["highlights"])
    heights = knots + np.array((0.0, *offsets, 0.0))
    curve = PchipInterpolator(knots, np.maximum.accumulate(np.clip(heights, 0.0, 1.0)))
    table = np.clip(curve(np.linspace(0.0, 1.0, 4097)), 0.0, 1.0).astype(np.float32)
    curved: Pixels = np.interp(pixels, np.linspace(0.0, 1.0, 4097), table).astype(np.float32)
    return curved


def _hue_saturation(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Hue turned and chroma scaled in OKLCh, lightness kept."""
    del context
    lab = oklab_from_srgb(pixels)
    angle = np.deg2rad(parameters["hue_shift_deg"])
    turn = parameters["saturation"] * np.array(
        ((np.cos(angle), np.sin(angle)), (-np.sin(angle), np.cos(angle))), dtype=np.float32
    )
    lab[..., 1:] = lab[..., 1:] @ turn.astype(np.float32)
    return srgb_from_oklab(lab)


def _vibrance(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Chroma raised most where it is low, so that vivid colours are spared."""
    del context
    lab = oklab_from_srgb(pixels)
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    gain = 1.0 + parameters["amount"] * (1.0 - smoothstep(0.02, 0.22, chroma))
    lab[..., 1:] *= gain[..., None]
    return srgb_from_oklab(lab)


def _cinematic_grading(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Teal shadows against orange highlights, over a soft S-curve."""
    del context
    lab = oklab_from_srgb(pixels)
    lightness = lab[..., 0]
    amount = np.float32(parameters["strength"])
    split = smoothstep(0.2, 0.85, lightness)[..., None]
    chromatic = smoothstep(0.02, 0.15, lightness)[..., None] * (1.0 - smoothstep(0.9, 1.0, lightness))[..., None]
    lab[..., 1:] += amount * chromatic * (_SPLIT_SHADOWS * (1.0 - split) + _SPLIT_HIGHLIGHTS * split)
    curved = smoothstep(0.0, 1.0, lightness)
    lab[..., 0] = lightness + 0.35 * amount * (curved - lightness)
    return srgb_from_oklab(lab)


def _film_emulation(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """A print's manner: lifted warm blacks, a soft shoulder, cyan in the deep greens, less chroma at the ends."""
    del context
    amount = parameters["strength"]
    lab = oklab_from_srgb(pixels)
    lightness = lab[..., 0]
    lab[..., 0] = lightness + amount * (0.10 * (1.0 - lightness) ** 3 - 0.06 * lightness**3)
    ends = 1.0 - amount * 0.35 * np.abs(2.0 * lightness - 1.0) ** 2
    lab[..., 1:] *= (ends * (1.0 + 0.12 * amount))[..., None]
    lab[..., 1] += amount * 0.010 * (1.0 - lightness)
    lab[..., 2] += amount * (0.016 * lightness - 0.004)
    return srgb_from_oklab(lab)


def _lut_application(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """A 17-point bleach-bypass LUT, sampled trilinearly: silver kept, so contrast up and chroma down."""
    del context
    from scipy.ndimage import map_coordinates

    size = 17
    axis = np.linspace(0.0, 1.0, size, dtype=np.float32)
    grid = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1).reshape(size * size, size, 3)
    grey = compute_luminance(grid)[..., None]
    overlay = np.where(grid < 0.5, 2.0 * grid * grey, 1.0 - 2.0 * (1.0 - grid) * (1.0 - grey))
    table = (0.55 * overlay + 0.45 * grey).reshape(size, size, size, 3)
    where = np.moveaxis(np.clip(pixels, 0.0, 1.0) * (size - 1), 2, 0)
    graded = np.stack([map_coordinates(table[..., c], where, order=1) for c in range(3)], axis=2)
    return np.asarray(pixels + np.float32(parameters["strength"]) * (graded - pixels), dtype=np.float32)


EFFECTS = (
    Effect(name="exposure", phase=Phase.SCENE, defaults={"exposure_stops": 0.0}, apply=_exposure),
    Effect(name="contrast", phase=Phase.SCENE, defaults={"slope": 1.3}, apply=_contrast),
    Effect(
        name="color_correction",
        phase=Phase.SCENE,
        defaults={"exposure_stops": 0.0, "warmth_stops": 0.5, "tint_stops": 0.0},
        apply=_color_correction,
    ),
    Effect(
        name="levels",
        phase=Phase.DISPLAY,
        defaults={"black_point": 0.05, "white_point": 0.9, "gamma": 1.0},
        apply=_levels,
    ),
    Effect(
        name="curves",
        phase=Phase.DISPLAY,
        defaults={"shadows": -0.05, "midtones": 0.0, "highlights": 0.05},
        apply=_curves,
    ),
    Effect(
        name="hue_saturation",
        phase=Phase.DISPLAY,
        defaults={"hue_shift_deg": 20.0, "saturation": 1.2},
        apply=_hue_saturation,
    ),
    Effect(name="vibrance", phase=Phase.DISPLAY, defaults={"amount": 0.6}, apply=_vibrance),
    Effect(name="cinematic_grading", phase=Phase.DISPLAY, defaults={"strength": 1.0}, apply=_cinematic_grading),
    Effect(name="film_emulation", phase=Phase.DISPLAY, defaults={"strength": 1.0}, apply=_film_emulation),
    Effect(name="lut_application", phase=Phase.DISPLAY, defaults={"strength": 1.0}, apply=_lut_application),
)
