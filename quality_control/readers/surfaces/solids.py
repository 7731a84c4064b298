"""Opaque stuffs that are neither metal nor cloth: by gloss, coat, body colour, grain and relief."""

from __future__ import annotations

import numpy as np

from colorimetry.oklab import oklab_from_rgb
from quality_control.readers.surface_fields import Patch
from quality_control.readers.surfaces.body import Body, Found, Values
from quality_control.readers.surfaces.swatches import Swatch

_FACET = "pbr_dielectrics"
_LEAST_TRANSLUCENT, _PORCELAIN_LIGHTNESS, _PORCELAIN_CHROMA = 0.1, 0.88, 0.025
_SPECKLED = 0.025  # standard deviation of lightness: stoneware has specks under its glaze, lacquer an even ground
_AMBER_DEG, _AMBER_CHROMA = (45.0, 110.0), 0.03
_RUBBER_ROUGHNESS, _RUBBER_LIGHTNESS, _RUBBER_CHROMA = 0.45, 0.42, 0.03
_BLOOM, _SMOOTH_SLOPE = 0.03, 0.25
_GLOSSY, _MATT = 0.22, (0.46, 0.8)
_PAINT = (0.26, 0.66)  # roughness, from enamel to what walls are painted with; paper, clay and leaves have more
_PLAIN = 0.0012  # standard deviation of lightness of what is dyed through
_GRAIN = Patch(pitch_m=0.001, size=48)
_FINE = Patch(pitch_m=0.0003, size=64)
_STRUCTURED = 0.012
_RUN = 0.6  # strength of the grain's direction in sawn wood
_WOOD_DEG, _WOOD_CHROMA, _WOOD_ROUGHNESS = (25.0, 95.0), 0.02, 0.8
_OTHER_HUES = 0.02  # share of its points more than 60 degrees from the mean's
_CREASED = -0.9  # correlation of lightness and roughness: creases are darker and rougher
_LEATHER_ROUGHNESS = 0.8
_LEATHER_SLOPE = 0.35
_FOLD_SLOPE = 0.06  # garment leather has 0.075 and more, the creases of other leather 0.05 at most
_CEMENT_CHROMA, _CEMENT_ROUGHNESS, _CEMENT_SLOPE = 0.03, 0.6, 0.6
_CAST_POINTS = 3072
_ROCK_ROUGHNESS = 0.36  # of minerals on the mean, the smoothest among them polished
_HEWN_SLOPE, _MINERALS = 0.3, 0.06


def find_solid(body: Body) -> Found | None:
    """The opaque stuff that a body is made of."""
    if body.mean("transmission_weight") > 0.1 or body.mean("metalness") > 0.2 or body.mean("sheen_weight") > 0.2:
        return None
    if body.has_coat:
        return _named(_coated(body))
    if body.mean("subsurface_weight") >= _LEAST_TRANSLUCENT or body.mean("anisotropy") > 0.2:
        return None
    if _is_rubber(body):
        return _named("rubber")
    if float(body.lab[:, 0].std()) >= _STRUCTURED:
        return _structured(body)
    return _named(_plain(body))


def _named(name: str) -> Found | None:
    return Found(term=f"{_FACET}.{name}") if name else None


def _is_rubber(body: Body) -> bool:
    """Dark, grey, rough, and even but for a bloom."""
    lightness, chroma, _ = body.colour
    even = float(body.lab[:, 0].std()) <= _BLOOM
    dark = lightness <= _RUBBER_LIGHTNESS and chroma <= _RUBBER_CHROMA
    return dark and even and body.mean("roughness") >= _RUBBER_ROUGHNESS and body.relief <= _SMOOTH_SLOPE


def _coated(body: Body) -> str:
    lightness, chroma, _ = body.colour
    tint = body.tint_of("coat_color")
    if _AMBER_DEG[0] <= tint[2] <= _AMBER_DEG[1] and tint[1] >= _AMBER_CHROMA:
        return "varnish"
    translucent = body.mean("subsurface_weight") >= _LEAST_TRANSLUCENT
    if translucent:
        return "porcelain" if lightness >= _PORCELAIN_LIGHTNESS and chroma <= _PORCELAIN_CHROMA else ""
    return "ceramic" if float(body.lab[:, 0].std()) >= _SPECKLED else "lacquer"


def _plain(body: Body) -> str:
    lightness, _, _ = body.colour
    roughness, uneven = body.mean("roughness"), float(body.lab[:, 0].std())
    if roughness <= _GLOSSY:
        return "plastic_glossy"
    if uneven > _PLAIN:
        return "paint" if _PAINT[0] <= roughness <= _PAINT[1] else ""
    return "plastic_matte" if _MATT[0] <= roughness <= _MATT[1] and lightness > _RUBBER_LIGHTNESS else ""


def _structured(body: Body) -> Found | None:
    """Wood runs one way, leather is pebbled, concrete is grey with pores, stone is of several tones."""
    _, chroma, hue_deg = body.colour
    swatch = Swatch(body.fields, _GRAIN)
    roughness = body.mean("roughness")
    relief = float(np.sqrt((swatch.slope**2).mean()))
    brown = chroma >= _WOOD_CHROMA and _WOOD_DEG[0] <= hue_deg <= _WOOD_DEG[1]
    if brown and roughness <= _WOOD_ROUGHNESS and _is_of_one_hue(body) and swatch.grain[0] >= _RUN:
        return _named("wood")
    if roughness <= _LEATHER_ROUGHNESS and relief >= _LEATHER_SLOPE and _is_creased(swatch):
        return _leather(body)
    if roughness < _ROCK_ROUGHNESS:
        return None
    tones = oklab_from_rgb(body.fields.at(body.ball_of(_CAST_POINTS)).values("base_color"))[:, 0]
    grey = chroma <= _CEMENT_CHROMA and roughness >= _CEMENT_ROUGHNESS
    if grey and relief <= _CEMENT_SLOPE and _is_pored(tones):
        return _named("concrete")
    rugged = relief >= _HEWN_SLOPE or float(tones.std()) >= _MINERALS
    return _named("stone") if rugged else None


def _is_of_one_hue(body: Body) -> bool:
    """Whether what is coloured is nearly all of the mean's hue, as stained wood is and chips of paint are not."""
    hue = np.radians(body.colour[2])
    along = body.lab[:, 1] * np.cos(hue) + body.lab[:, 2] * np.sin(hue)
    chroma = np.hypot(body.lab[:, 1], body.lab[:, 2])
    coloured = chroma >= _WOOD_CHROMA
    return float((along < 0.5 * chroma)[coloured].sum()) <= _OTHER_HUES * float(coloured.sum())


def _is_creased(swatch: Swatch) -> bool:
    rough, light = swatch.values("roughness").ravel(), swatch.lightness.ravel()
    if rough.std() < 1e-3 or light.std() < _STRUCTURED:
        return False
    return float(np.corrcoef(rough, light)[0, 1]) <= _CREASED


def _leather(body: Body) -> Found:
    """Leather, or leather in soft folds that rise over many of its pebbles."""
    fine = Swatch(body.fields, _FINE)
    pebble_m = 2.0 * fine.corner_m()
    folds = Swatch(body.fields, Patch(pitch_m=pebble_m / 2.0, size=320, rows=64))
    block = folds.slope.reshape(4, 16, 20, 16, 2).mean(axis=(1, 3))
    folded = float(np.sqrt((block**2).mean())) >= _FOLD_SLOPE
    return Found(term="fabric.leather_fabric") if folded else Found(term=f"{_FACET}.leather")


def _is_pored(tones: Values) -> bool:
    """A few dark holes in even grey."""
    ground, spread = float(np.median(tones)), float(np.percentile(tones, 84.0) - np.percentile(tones, 50.0))
    holes = float((tones < ground - max(4.0 * spread, 0.06)).mean())
    return 0.0005 <= holes <= 0.15 and spread <= 0.05
