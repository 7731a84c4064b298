"""Grain, noise, sharpening and the denoisers that work on a finished render."""

from __future__ import annotations

import numpy as np

from colorimetry.luminance import luminance
from finishing.blurring import blur
from finishing.effect import Effect, FinishingContext, Parameters, Phase, fraction_px
from schemas.frame import Pixels


def _film_grain(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Clumped monochrome grain: ``strength`` is its deviation in code values at mid-tones, less at the ends."""
    size = max(0.35, 0.45 * parameters["grain_size_px"])
    field = blur(context.rng.standard_normal(pixels.shape[:2]).astype(np.float32), size)
    luma = luminance(pixels)
    response = 0.25 + 0.75 * np.sqrt(np.clip(4.0 * luma * (1.0 - luma), 0.0, 1.0))
    grain = field / max(float(field.std()), 1e-6) * response
    return np.asarray(pixels + np.float32(parameters["strength"]) * grain[..., None], dtype=np.float32)


def _noise(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Coloured sensor noise, strongest in the shadows; doubles with two stops of ``iso``."""
    sigma = 0.03 * np.sqrt(parameters["iso"] / 3200.0)
    field = context.rng.standard_normal(pixels.shape).astype(np.float32)
    luma = luminance(pixels)
    return np.asarray(pixels + sigma * (1.25 - luma)[..., None] * field, dtype=np.float32)


def _sharpen(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Unsharp mask on luma: ``amount`` of the detail finer than ``radius_fraction`` of the height added again."""
    del context
    luma = luminance(pixels)
    detail = luma - blur(luma, max(0.4, fraction_px(parameters["radius_fraction"], pixels)))
    return pixels + np.float32(parameters["amount"]) * detail[..., None]


def _bilateral(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Bilateral filter on code values over a 7 x 7 window."""
    del context
    spatial, range_sigma = 2.0, parameters["range_sigma"]
    padded = np.pad(pixels, ((3, 3), (3, 3), (0, 0)), mode="edge")
    total, weights = np.zeros_like(pixels), np.zeros(pixels.shape[:2], dtype=np.float32)
    height, width = pixels.shape[:2]
    for dy in range(-3, 4):
        for dx in range(-3, 4):
            tap = padded[3 + dy : 3 + dy + height, 3 + dx : 3 + dx + width]
            difference = ((tap - pixels) ** 2).sum(axis=2)
            weight = np.exp(-difference / (2.0 * range_sigma**2)) * np.float32(
                np.exp(-(dy * dy + dx * dx) / (2.0 * spatial**2))
            )
            total += tap * weight[..., None]
            weights += weight
    return total / weights[..., None]


def _nlm(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Non-local means on code values (Buades, Coll and Morel 2005)."""
    del context
    from skimage.restoration import denoise_nl_means, estimate_sigma

    sigma = float(estimate_sigma(pixels, channel_axis=2, average_sigmas=True))
    denoised = denoise_nl_means(
        pixels,
        patch_size=2 * round(parameters["patch_radius_px"]) + 1,
        patch_distance=5,
        h=max(0.8 * sigma, 1e-4),
        sigma=sigma,
        fast_mode=True,
        channel_axis=2,
    )
    return np.asarray(denoised, dtype=np.float32)


EFFECTS = (
    Effect(
        name="film_grain",
        phase=Phase.DISPLAY,
        defaults={"strength": 0.04, "grain_size_px": 1.5},
        apply=_film_grain,
    ),
    Effect(name="noise", phase=Phase.DISPLAY, defaults={"iso": 3200.0}, apply=_noise),
    Effect(
        name="sharpen",
        phase=Phase.DISPLAY,
        defaults={"amount": 1.0, "radius_fraction": 0.0035},
        apply=_sharpen,
    ),
    Effect(name="bilateral", phase=Phase.DISPLAY, defaults={"range_sigma": 0.1}, apply=_bilateral),
    Effect(name="nlm", phase=Phase.DISPLAY, defaults={"patch_radius_px": 2.0}, apply=_nlm),
)
