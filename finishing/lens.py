"""What a lens does to scene-linear light."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from colorimetry.luminance import luminance
from finishing.blurring import blur
from finishing.colour import Plane
from finishing.effect import Effect, FinishingContext, Parameters, Phase, fraction_px
from schemas.aovs import BACKGROUND_DEPTH_M
from schemas.frame import Pixels

_HIGHLIGHT_RADIANCE = 1.2
_STREAK_FRACTION = 0.18
_STREAK_START_RAD = 0.26
_FLARE_STRENGTH = 0.25
_GHOSTS = (
    (-0.35, 0.055),
    (-0.7, 0.11),
    (0.45, 0.035),
    (-1.25, 0.16),
    (-1.0, 0.045),
    (0.2, 0.07),
    (-0.15, 0.025),
    (-1.6, 0.09),
    (0.7, 0.05),
)  # place on the axis (1 is the light), radius over the height
_GHOST_TINTS = ((1.0, 0.72, 0.38), (0.45, 0.8, 1.0), (0.62, 1.0, 0.6), (1.0, 0.5, 0.72))


def compute_corner_radius(pixels: Pixels) -> Plane:
    """(height, width): distance from the centre, 1 at the centres of the corner pixels."""
    height, width = pixels.shape[:2]
    y = np.arange(height, dtype=np.float32) - (height - 1) / 2.0
    x = np.arange(width, dtype=np.float32) - (width - 1) / 2.0
    radius: Plane = np.hypot(y[:, None], x[None, :]) / np.hypot(max(height - 1, 1) / 2.0, max(width - 1, 1) / 2.0)
    return radius


def _vignette(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """``strength_stops`` lost in the corner, from none at ``radius`` of the half diagonal, by the square."""
    del context
    start = parameters["radius"]
    beyond = np.clip((compute_corner_radius(pixels) - start) / max(1.0 - start, 0.05), 0.0, 1.0)
    stops = parameters["strength_stops"] * beyond**2
    return np.asarray(pixels * np.exp2(-stops)[..., None], dtype=np.float32)


def _chromatic_aberration(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Lateral colour: red magnified, blue reduced; at the corner they part by ``shift_fraction`` of the height."""
    del context
    height, width = pixels.shape[:2]
    corner = np.hypot((height - 1) / 2.0, (width - 1) / 2.0)
    half = 0.5 * fraction_px(parameters["shift_fraction"], pixels) / max(corner, 1.0)
    result = pixels.copy()
    y = np.arange(height, dtype=np.float32)[:, None] - (height - 1) / 2.0
    x = np.arange(width, dtype=np.float32)[None, :] - (width - 1) / 2.0
    for channel, scale in ((0, 1.0 - half), (2, 1.0 + half)):
        coordinates = np.broadcast_arrays(y * scale + (height - 1) / 2.0, x * scale + (width - 1) / 2.0)
        result[..., channel] = ndimage.map_coordinates(pixels[..., channel], coordinates, order=1, mode="nearest")
    return result


def _bloom(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """``intensity`` of the light above the threshold, spread by three Gaussians and added."""
    del context
    bright = _above(pixels, parameters["threshold"])
    radius = fraction_px(parameters["radius_fraction"], pixels)
    halo = 0.5 * blur(bright, 0.4 * radius) + 0.3 * blur(bright, radius) + 0.2 * blur(bright, 2.5 * radius)
    return np.asarray(pixels + np.float32(parameters["intensity"]) * halo, dtype=np.float32)


def _glare(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Streaks through highlights: ``streak_count`` rays about each, as a star filter gives."""
    del context
    bright = _above(pixels, _HIGHLIGHT_RADIANCE)
    length = fraction_px(_STREAK_FRACTION, pixels)
    total = np.zeros_like(pixels)
    rays = max(round(parameters["streak_count"]), 2)
    for ray in range(rays):
        angle = _STREAK_START_RAD + 2.0 * np.pi * ray / rays
        total += _streak(bright, length * np.array((np.sin(angle), np.cos(angle))))
    return pixels + np.float32(parameters["intensity"]) * total


def _streak(bright: Pixels, reach: np.ndarray) -> Pixels:
    """``bright`` smeared along a vector, fading out: each pass doubles the reach."""
    streak, steps = bright, max(1, int(np.ceil(np.log2(max(np.hypot(*reach), 2.0)))))
    unit = reach / max(float(np.hypot(*reach)), 1e-6)
    for step in range(steps):
        offset = unit * 2.0**step
        moved = ndimage.shift(streak, (*offset, 0.0), order=1, mode="constant", prefilter=False)
        streak = streak + moved * np.float32(np.exp(-3.0 * 2.0**step / max(np.hypot(*reach), 1.0)))
    return np.asarray(streak / np.float32(2.0 ** (steps * 0.5)), dtype=np.float32)


def _lens_flare(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Tinted ghosts of the highlights, mirrored through the centre, and a soft veil."""
    del context
    height, width = pixels.shape[:2]
    bright = _above(pixels, _HIGHLIGHT_RADIANCE)
    weight = luminance(bright)
    if float(weight.sum()) <= 0.0:
        return pixels
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    centre = np.array((height - 1, width - 1)) / 2.0
    source = np.array(((weight * y).sum(), (weight * x).sum())) / weight.sum() - centre
    energy = np.float32(min(float(weight.sum()) / (0.002 * height * width), 4.0) * _FLARE_STRENGTH)
    flare = np.zeros_like(pixels)
    for ghost in range(max(round(parameters["ghost_count"]), 1)):
        (place, radius), tint = _GHOSTS[ghost % len(_GHOSTS)], _GHOST_TINTS[ghost % len(_GHOST_TINTS)]
        at = centre + place * source
        distance = np.hypot(y - at[0], x - at[1]) / (radius * height)
        disc = np.clip((1.0 - distance) * 6.0, 0.0, 1.0) * (0.35 + 0.65 * np.clip(distance, 0.0, 1.0) ** 4)
        flare += disc[..., None] * np.array(tint, dtype=np.float32) * 0.4
    veil = np.exp(-np.hypot(y - centre[0] - source[0], x - centre[1] - source[1]) / (0.09 * height))
    flare += 0.35 * veil[..., None] * np.array((1.0, 0.85, 0.65), dtype=np.float32)
    return np.asarray(pixels + energy * blur(flare, 0.004 * height), dtype=np.float32)


def _blur(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    del context
    return blur(pixels, fraction_px(parameters["radius_fraction"], pixels))


def _depth_of_field_post(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Blur by depth: the sharp plane at the median depth of the middle of the picture."""
    depth = context.frame.aov("camera_depth")[..., 0]
    height, width = depth.shape
    middle = depth[height // 3 : -height // 3, width // 3 : -width // 3]
    focus = float(np.median(middle[middle < BACKGROUND_DEPTH_M * 0.5])) if (middle < 1e9).any() else 1.0
    largest = fraction_px(parameters["blur_fraction"], pixels)
    confusion = np.clip(np.abs(1.0 - focus / np.maximum(depth, 1e-3)) * 2.0, 0.0, 1.0) * largest
    result, previous = pixels.copy(), 0.0
    for level in (0.25, 0.5, 1.0):
        sigma = level * largest
        weight = np.clip((confusion - previous) / (sigma - previous), 0.0, 1.0)[..., None].astype(np.float32)
        result = result + (blur(pixels, sigma) - result) * weight
        previous = sigma
    return result


def _above(pixels: Pixels, threshold: float) -> Pixels:
    """What exceeds ``threshold`` in luminance, colour kept."""
    light = luminance(pixels)
    kept = np.clip(light - threshold, 0.0, 64.0) / np.maximum(light, 1e-6)
    return np.asarray(pixels * kept[..., None], dtype=np.float32)


EFFECTS = (
    Effect(
        name="bloom",
        phase=Phase.SCENE,
        defaults={"threshold": 0.9, "intensity": 0.25, "radius_fraction": 0.04},
        apply=_bloom,
    ),
    Effect(
        name="chromatic_aberration",
        phase=Phase.SCENE,
        defaults={"shift_fraction": 0.006},
        apply=_chromatic_aberration,
    ),
    Effect(
        name="vignette",
        phase=Phase.SCENE,
        defaults={"strength_stops": 1.2, "radius": 0.5},
        apply=_vignette,
    ),
    Effect(name="glare", phase=Phase.SCENE, defaults={"streak_count": 6.0, "intensity": 0.2}, apply=_glare),
    Effect(name="lens_flare", phase=Phase.SCENE, defaults={"ghost_count": 5.0}, apply=_lens_flare),
    Effect(name="blur", phase=Phase.SCENE, defaults={"radius_fraction": 0.01}, apply=_blur),
    Effect(
        name="depth_of_field_post",
        phase=Phase.SCENE,
        defaults={"blur_fraction": 0.012},
        apply=_depth_of_field_post,
    ),
)
