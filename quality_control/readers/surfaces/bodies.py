"""Bodies that light enters: what scatters in them, how far each colour goes, and sheets that pass light."""

from __future__ import annotations

import numpy as np

from quality_control.readers.surface_fields import Patch
from quality_control.readers.surfaces.blades import read_blade
from quality_control.readers.surfaces.body import Body, Found
from quality_control.readers.surfaces.swatches import Swatch

_FACET = "subsurface"
_LEAST = 0.9  # of the diffuse light that goes through the body
_LEAST_OF_SHEET = 0.5
_MILK, _SILICONE, _SOAP = 1.348, 1.41, 1.47  # measured indices: whole milk, silicone rubber, toilet soap
_WAX, _JADE, _SKIN = 1.44, 1.65, 1.4  # paraffin, jadeite, epidermis
_INDEX_TOLERANCE = 0.006
_BLOOD = 2.0  # red light goes at least so many times as deep in skin as green: haemoglobin takes green
_SKIN_HUES_DEG = (20.0, 95.0)
_SKIN_LIGHTNESS = (0.15, 0.95)
_LEAST_SPOTTED = 0.015  # standard deviation of a hide's lightness
_JADE_HUES_DEG, _JADE_CHROMA = (110.0, 190.0), 0.05
_WAX_CHROMA, _WAX_HUES_DEG = 0.03, (350.0, 110.0)
_POLISHED = 0.35  # roughness
_PALE, _GREY = 0.75, 0.05  # lightness, chroma of a marble's ground
_VEINED = Patch(pitch_m=0.004, size=64)
_VEIN_DARKER, _MOST_VEINS = 0.06, 0.5
_GREEN_DEG = (100.0, 165.0)
_ONE_COLOUR = 0.004  # standard deviation of lightness of what is dyed through
_GLOW_RATIO = 1.4  # a tea light is low: it glows at its foot too


def find_scattering(body: Body) -> Found | None:
    """The scattering body, or the thin sheets, that a body is."""
    if body.mean("transmission_weight") > 0.1 or body.mean("metalness") > 0.1:
        return None
    weight = body.mean("subsurface_weight")
    if body.mean("thin_walled") > 0.5:
        return _sheet(body) if weight >= _LEAST_OF_SHEET else None
    if weight < _LEAST:
        return None
    glow = _glow_depth_m(body)
    if glow > 0.0:
        return Found(term=f"{_FACET}.wax_candle", values=(("glow_depth_m", glow),))
    name = _bulk(body)
    return Found(term=f"{_FACET}.{name}") if name else None


def _sheet(body: Body) -> Found | None:
    """A green blade with veins off a midrib is a leaf, a drawn one of another hue a petal; plastic is dyed."""
    passed = (("transmission_fraction", body.mean("thin_passes")),)
    if float(body.lab[:, 0].std()) <= _ONE_COLOUR:
        return Found(term=f"{_FACET}.translucent_plastic", values=passed)
    blade = read_blade(body)
    _, chroma, hue_deg = body.colour
    if chroma >= 0.04 and _GREEN_DEG[0] <= hue_deg <= _GREEN_DEG[1]:
        return Found(term=f"{_FACET}.leaves", values=passed) if blade.is_veined else None
    return Found(term=f"{_FACET}.petals", values=passed) if blade.is_petal else None


def _bulk(body: Body) -> str:
    index, (lightness, chroma, hue_deg) = body.index, body.colour

    def near(value: float) -> bool:
        return abs(index - value) <= _INDEX_TOLERANCE

    red, green, _ = body.paths_m
    if near(_MILK):
        return "milk" if chroma <= 0.06 and lightness >= 0.8 else ""
    if near(_SKIN) and float(body.lab[:, 0].std()) >= 0.002:
        bloody = red >= _BLOOD * green and _SKIN_HUES_DEG[0] <= hue_deg <= _SKIN_HUES_DEG[1]
        if bloody and _SKIN_LIGHTNESS[0] <= lightness <= _SKIN_LIGHTNESS[1]:
            return "skin_human"
        return "skin_creature" if float(body.lab[:, 0].std()) >= _LEAST_SPOTTED else ""
    if near(_SILICONE):
        return "silicone"
    if near(_SOAP):
        return "soap" if lightness >= 0.6 else ""
    if chroma >= _JADE_CHROMA and _JADE_HUES_DEG[0] <= hue_deg <= _JADE_HUES_DEG[1] and near(_JADE):
        return "jade"
    if _is_veined(body):
        return "marble"
    warm = hue_deg >= _WAX_HUES_DEG[0] or hue_deg <= _WAX_HUES_DEG[1]
    return "wax" if chroma >= _WAX_CHROMA and warm and near(_WAX) else ""


def _is_veined(body: Body) -> bool:
    """A pale grey ground with thin darker veins."""
    lightness, chroma, _ = body.colour
    if lightness < _PALE or chroma > _GREY or body.mean("roughness") > _POLISHED:
        return False
    tones = Swatch(body.fields, _VEINED).lightness
    ground = float(np.median(tones))
    veins = float((tones < ground - _VEIN_DARKER).mean())
    return 0.0 < veins <= _MOST_VEINS


def _glow_depth_m(body: Body) -> float:
    """The depth below the top at which a glow has sunk to 1/e; 0 of what does not glow from the top down."""
    _, high = body.spread("emission_weight")
    if high <= 0.0 or not body.fields.is_varying("emission_weight"):
        return 0.0
    glow, height = body.worn.values("emission_weight"), body.worn.points.position[:, 2]
    lit = (glow > 1e-4 * high) & (glow < 0.98 * high)
    if lit.sum() < 8 or float(glow[lit].max()) < _GLOW_RATIO * float(glow[lit].min()):
        return 0.0
    slope, at_zero = np.polyfit(height[lit], np.log(glow[lit]), 1)
    off = np.log(glow[lit]) - (slope * height[lit] + at_zero)
    return float(1.0 / slope) if slope > 0.0 and float(np.abs(off).mean()) < 0.1 else 0.0
