"""Grain, noise, sharpening and the denoisers that work on a finished render."""

from __future__ import annotations

import numpy as np

from pipelines.finishing.blurring import blur
from pipelines.finishing.colour import compute_luminance
from pipelines.finishing.effect import Effect, FinishingContext, Parameters, Phase, scaled_px
from schemas.frame import Pixels


def _film_grain(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Clumped grain, a third of it in colour; ``sigma`` in code values at mid-tones, less at the ends."""
    height, width = pixels.shape[:2]
    size = max(0.35, 0.5 * scaled_px(parameters["grain_size_px"], pixels))
    shared = _unit_variance(blur(context.rng.standard_normal((height, width)).astype(np.float32), size))
    coloured = _unit_variance(blur(context.rng.standard_normal((height, width, 3)).astype(np.float32), size))
    luma = compute_luminance(pixels)
    response = 0.25 + 0.75 * np.sqrt(np.clip(4.0 * luma * (1.0 - luma), 0.0, 1.0))
    grain = (0.943 * shared[..., None] + 0.333 * coloured) * response[..., None]
    return np.asarray(pixels + np.float32(parameters["sigma"]) * grain, dtype=np.float32)


def _noise(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Sensor noise on code values: independent in each pixel and channel."""
    noise = context.rng.standard_normal(pixels.shape).astype(np.float32)
    return pixels + np.float32(parameters["sigma"]) * noise


def _sharpen(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Unsharp mask on luma: ``amount`` of the detail finer than ``radius_px`` added again."""
    del context
    luma = compute_luminance(pixels)
    detail = luma - blur(luma, max(0.4, scaled_px(parameters["radius_px"], pixels)))
    return pixels + np.float32(parameters["amount"]) * detail[..., None]


def _bilateral(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Bilateral filter on code values over a 7 x 7 window."""
    del context
    spatial, range_sigma = parameters["radius_px"], parameters["range_sigma"]
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
    """Non-local means on code values (Buades, Coll and Morel 2005), 5 x 5 patches."""
    del context
    from skimage.restoration import denoise_nl_means, estimate_sigma

    sigma = float(estimate_sigma(pixels, channel_axis=2, average_sigmas=True))
    denoised = denoise_nl_means(
        pixels,
        patch_size=5,
        patch_distance=5,
        h=max(parameters["strength"] * sigma, 1e-4),
        sigma=sigma,
        fast_mode=True,
        channel_axis=2,
    )
    return np.asarray(denoised, dtype=np.float32)


def _unit_variance(field: Pixels) -> Pixels:
    return np.asarray(field / max(float(field.std()), 1e-6), dtype=np.float32)


EFFECTS = (
    Effect(
        name="film_grain",
        phase=Phase.DISPLAY,
        defaults={"sigma": 0.03, "grain_size_px": 1.6},
        apply=_film_grain,
    ),
    Effect(name="noise", phase=Phase.DISPLAY, defaults={"sigma": 0.04}, apply=_noise),
    Effect(name="sharpen", phase=Phase.DISPLAY, defaults={"amount": 1.0, "radius_px": 1.5}, apply=_sharpen),
    Effect(
        name="bilateral",
        phase=Phase.DISPLAY,
        defaults={"radius_px": 2.0, "range_sigma": 0.1},
        apply=_bilateral,
    ),
    Effect(name="nlm", phase=Phase.DISPLAY, defaults={"strength": 0.8}, apply=_nlm),
)
