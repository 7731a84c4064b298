"""Colour grading: in scene-linear light where a stop is a stop, else on display-referred values."""

from __future__ import annotations

import numpy as np

from colorimetry.luminance import luminance
from colorimetry.oklab import oklab_from_srgb, srgb_from_oklab
from finishing.colour import smoothstep
from finishing.effect import Effect, FinishingContext, Parameters, Phase
from schemas.frame import Pixels

MIDDLE_GREY = 0.18


def _contrast(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """A gain in the logarithm of luminance about middle grey; the ratios of the channels stay."""
    del context
    light = np.maximum(luminance(pixels), 1e-6)
    gain = (light / MIDDLE_GREY) ** (parameters["contrast_gain"] - 1.0)
    return np.asarray(pixels * np.clip(gain, 0.0, 64.0)[..., None], dtype=np.float32)


def _color_correction(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Slope, offset and power by channel on code values, as an ASC CDL orders them."""
    del context
    slope = np.array((parameters["slope_red"], 1.0, parameters["slope_blue"]), dtype=np.float32)
    offset = np.array((0.0, parameters["offset_green"], 0.0), dtype=np.float32)
    balanced = np.clip(pixels * slope + offset, 0.0, 1.0)
    return np.asarray(balanced ** parameters["power"], dtype=np.float32)


def _levels(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Black point to 0, white point to 1, then a gamma, on code values."""
    del context
    black, white = parameters["black_point"], parameters["white_point"]
    stretched = np.clip((pixels - black) / max(white - black, 1e-3), 0.0, 1.0)
    return np.asarray(stretched ** (1.0 / parameters["gamma"]), dtype=np.float32)


def _curves(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """A monotone cubic through the quarter points, the first and third moved, on code values."""
    del context
    from scipy.interpolate import PchipInterpolator

    knots = np.array((0.0, 0.25, 0.5, 0.75, 1.0))
    shifts = np.array((0.0, parameters["shadow_shift"], 0.0, parameters["highlight_shift"], 0.0))
    curve = PchipInterpolator(knots, np.maximum.accumulate(np.clip(knots + shifts, 0.0, 1.0)))
    table = np.clip(curve(np.linspace(0.0, 1.0, 4097)), 0.0, 1.0).astype(np.float32)
    curved: Pixels = np.interp(pixels, np.linspace(0.0, 1.0, 4097), table).astype(np.float32)
    return curved


def _hue_saturation(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Hue turned and chroma scaled in OKLCh, lightness kept."""
    del context
    lab = oklab_from_srgb(pixels)
    angle = np.deg2rad(parameters["hue_shift_deg"])
    turn = parameters["saturation_gain"] * np.array(
        ((np.cos(angle), np.sin(angle)), (-np.sin(angle), np.cos(angle))), dtype=np.float32
    )
    lab[..., 1:] = lab[..., 1:] @ turn.astype(np.float32)
    return srgb_from_oklab(lab)


def _vibrance(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Chroma raised most where it is low, so that vivid colours are spared."""
    del context
    lab = oklab_from_srgb(pixels)
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    gain = 1.0 + parameters["vibrance"] * (1.0 - smoothstep(0.02, 0.22, chroma))
    lab[..., 1:] *= gain[..., None]
    return srgb_from_oklab(lab)


def _cinematic_grading(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """Shadows pushed towards one hue, lights towards the opposed one, over a soft S-curve."""
    del context
    lab = oklab_from_srgb(pixels)
    lightness, amount = lab[..., 0].copy(), np.float32(parameters["strength"])
    hue = np.deg2rad(parameters["shadow_hue_deg"])
    shadows = np.array((np.cos(hue), np.sin(hue)), dtype=np.float32)
    split = smoothstep(0.25, 0.85, lightness)[..., None]
    ends = (smoothstep(0.02, 0.15, lightness) * (1.0 - smoothstep(0.92, 1.0, lightness)))[..., None]
    lab[..., 1:] += 0.09 * amount * ends * shadows * (1.0 - 2.0 * split)
    lab[..., 0] = lightness + 0.6 * amount * (smoothstep(0.0, 1.0, lightness) - lightness)
    return srgb_from_oklab(lab)


def _lut_application(pixels: Pixels, parameters: Parameters, context: FinishingContext) -> Pixels:
    """A bleach-bypass LUT of ``table_size`` points a side: contrast up, chroma down; trilinear."""
    del context
    from scipy.ndimage import map_coordinates

    size = max(round(parameters["table_size"]), 2)
    axis = np.linspace(0.0, 1.0, size, dtype=np.float32)
    grid = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1).reshape(size * size, size, 3)
    grey = luminance(grid)[..., None]
    overlay = np.where(grid < 0.5, 2.0 * grid * grey, 1.0 - 2.0 * (1.0 - grid) * (1.0 - grey))
    table = (0.55 * overlay + 0.45 * grey).reshape(size, size, size, 3)
    where = np.moveaxis(np.clip(pixels, 0.0, 1.0) * (size - 1), 2, 0)
    graded = [map_coordinates(table[..., c], where, order=1, mode="nearest") for c in range(3)]
    return np.stack(graded, axis=2).astype(np.float32)


EFFECTS = (
    Effect(name="contrast", phase=Phase.SCENE, defaults={"contrast_gain": 1.35}, apply=_contrast),
    Effect(
        name="color_correction",
        phase=Phase.DISPLAY,
        defaults={"slope_red": 1.1, "slope_blue": 0.92, "offset_green": 0.0, "power": 1.0},
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
        defaults={"shadow_shift": -0.04, "highlight_shift": 0.04},
        apply=_curves,
    ),
    Effect(
        name="hue_saturation",
        phase=Phase.DISPLAY,
        defaults={"hue_shift_deg": 20.0, "saturation_gain": 1.2},
        apply=_hue_saturation,
    ),
    Effect(name="vibrance", phase=Phase.DISPLAY, defaults={"vibrance": 0.5}, apply=_vibrance),
    Effect(
        name="cinematic_grading",
        phase=Phase.DISPLAY,
        defaults={"shadow_hue_deg": 210.0, "strength": 0.4},
        apply=_cinematic_grading,
    ),
    Effect(name="lut_application", phase=Phase.DISPLAY, defaults={"table_size": 33.0}, apply=_lut_application),
)
