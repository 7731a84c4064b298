"""Metals: plain ones by their published reflectance, worked and worn ones by what lies on them."""

from __future__ import annotations

import numpy as np

from colorimetry.metals import published_metals
from colorimetry.oklch import oklch_from_rgb
from quality_control.readers.surfaces.body import Body, Found, Rgb, Values, mean_rgb

_FACET = "pbr_metals"
_TOLERANCE = 0.03  # of a channel of the reflectance: less than half of the way between the two nearest metals
_ALL_METAL, _BARE = 0.95, 0.995
_BRUSHED_ANISOTROPY = 0.5  # a highlight twice as long as wide (facets (1 - a) times as wide along the grain)
_LEAST_DYE_CHROMA = 0.09  # OKLCh: no bare metal of that lightness is as coloured
_OXIDE = 0.1  # weight of the clear layer that holds the dye
_WORN_POINTS = 3072
_LEAST_BARE = 4  # points: bare metal that can be named
_UNFILMED = 0.1  # share of the bare metal that a film dulls least
_MOST_LEFT = 0.75  # metalness between this and 1 is a metal's own blemish, no other stuff
_RUST_HUES_DEG, _RUST_CHROMA, _RUST_ROUGHNESS = (25.0, 75.0), 0.05, 0.6  # iron's oxides: red-brown to orange, matt
_VERDIGRIS_HUES_DEG, _VERDIGRIS_CHROMA = (140.0, 215.0), 0.03  # copper's salts: green to blue-green
_GONE = 0.2  # metalness of what is no metal any more; a tarnish is a film through which it still shines


def find_metal(body: Body) -> Found | None:
    """The metal, bare, worked or worn, that a body is made of."""
    least, _ = body.spread("metalness")
    if least >= _ALL_METAL:
        return _worked(body)
    return _worn(body) if body.fields.is_varying("metalness") else None


def near_metal(f0: Rgb) -> str:
    """The name of the metal with this reflectance at normal incidence, or ""."""
    distances = {
        name: max(abs(a - b) for a, b in zip(f0, metal.f0, strict=True))
        for name, metal in published_metals().items()
    }
    nearest = min(distances, key=lambda key: distances[key])
    return nearest if distances[nearest] <= _TOLERANCE else ""


def _worked(body: Body) -> Found | None:
    anisotropy = body.mean("anisotropy")
    if anisotropy >= _BRUSHED_ANISOTROPY:
        return Found(term=f"{_FACET}.brushed_metal", values=(("anisotropy", anisotropy),))
    colours = body.worn.values("base_color")
    middle = _median(colours)
    name = near_metal(middle)
    if name:
        return Found(term=f"{_FACET}.{name}")
    _, chroma, hue_deg = oklch_from_rgb(middle)
    if chroma < _LEAST_DYE_CHROMA or body.mean("coat_weight") < _OXIDE:
        return None
    return Found(term=f"{_FACET}.anodized", values=(("hue_deg", hue_deg),))


def _worn(body: Body) -> Found | None:
    """Bare metal that is another stuff, or a film, elsewhere; edges and grooves of the wearer aside."""
    ball = body.fields.at(body.ball_of(_WORN_POINTS))
    metalness = ball.values("metalness")
    bare = metalness >= _BARE
    least = float(metalness.min())
    if bare.sum() < _LEAST_BARE or least > _MOST_LEFT:
        return None
    colours = ball.values("base_color")
    metal = _median(_brightest(colours[bare]))
    crusted = metalness <= least + 0.02
    crust = mean_rgb(colours[crusted])
    name = _wear_name(crust, float(ball.values("roughness")[crusted].mean()), least)
    if not near_metal(metal) or not name:
        return None
    values = (
        ("coverage_fraction", float((metalness < (1.0 + least) / 2.0).mean())),
        *((f"metal_{c}", v) for c, v in zip("rgb", metal, strict=True)),
        *((f"crust_{c}", v) for c, v in zip("rgb", crust, strict=True)),
    )
    return Found(term=f"{_FACET}.{name}", values=values)


def _wear_name(crust: Rgb, roughness: float, metalness: float) -> str:
    _, chroma, hue_deg = oklch_from_rgb(crust)
    if metalness > _GONE:
        return "oxidized"
    if (
        _RUST_HUES_DEG[0] <= hue_deg <= _RUST_HUES_DEG[1]
        and chroma >= _RUST_CHROMA
        and roughness >= _RUST_ROUGHNESS
    ):
        return "rusted"
    if _VERDIGRIS_HUES_DEG[0] <= hue_deg <= _VERDIGRIS_HUES_DEG[1] and chroma >= _VERDIGRIS_CHROMA:
        return "corroded"
    return ""


def _brightest(colours: Values) -> Values:
    """The tenth that has the least of a film on it."""
    luminance = colours.sum(axis=1)
    return np.asarray(colours[luminance >= np.quantile(luminance, 1.0 - _UNFILMED)])


def _median(colours: Values) -> Rgb:
    red, green, blue = (float(channel) for channel in np.median(colours, axis=0))
    return red, green, blue
