"""Glass that is pieced, rolled, cut or frozen; dispersion as three bands of light with an index each."""

from __future__ import annotations

import math

from assets.looks.networks.frames import plane, position
from assets.looks.networks.painting import Brief, Inputs, Painted, colours, floats, mean_colour, times, vectors
from assets.looks.networks.wires import Wire, wire_node
from colorimetry.oklch import Rgb, albedo_from_oklch

BAND_NM = (640.0, 550.0, 450.0)
"""Wavelengths that stand for the red, green and blue channel."""

_D_NM, _F_NM, _C_NM = 587.6, 486.1, 656.3
_DIAMOND_INDEX, _DIAMOND_ABBE = 2.417, 55.3
_SAPPHIRE_ABBE = 60.0
_ROLLED_SKIN = 0.19  # slope of what rollers leave on a pane beside its relief
_GEM_DEPTH_SHARE = 1.1  # of the stone's size: the path that shows the body colour
_HUES = ((25.0, 0.20), (70.0, 0.15), (140.0, 0.15), (255.0, 0.17), (300.0, 0.16), (95.0, 0.14))
_PANE_CHROMA = 0.19
_CLEAR: Rgb = (1.0, 1.0, 1.0)


def indices(ior: float, abbe: float) -> tuple[float, float, float]:
    """The index in each band of a glass with this index at the sodium line and this Abbe number (Cauchy's law)."""
    slope = (ior - 1.0) / (abbe * (_F_NM**-2 - _C_NM**-2))
    red, green, blue = (ior + slope * (band**-2 - _D_NM**-2) for band in BAND_NM)
    return red, green, blue


def lead_crystal_abbe(ior: float) -> float:
    """Flint glasses by their index: from 46 at 1.55 down to 30 at 1.70."""
    return 46.0 - (ior - 1.55) / 0.15 * 16.0


def stained(brief: Brief) -> Painted:
    """Coloured glass: one streaky tint where its form has panes and leads, else pieces between painted leads."""
    return _quarries(brief) if brief.life_size else _leaded(brief)


def _quarries(brief: Brief) -> Painted:
    """Panes of antique glass of one colour, paler and deeper in streaks."""
    tint = albedo_from_oklch(brief.number("lightness"), _PANE_CHROMA, brief.number("hue_deg"))
    spots = position(brief.graph).scaled(1.0 / 0.03).stretched((1.0, 1.0, 0.4)).warped(0.5, 0.8)
    streaks = spots.fractal(3, name="streaks").step(-0.6, 0.6)
    wave_m = 0.012
    wave = position(brief.graph).scaled(1.0 / wave_m).noise(name="handmade")
    return Painted(
        inputs={
            **colours({"transmission_color": streaks.tinted(times(tint, 0.72), tint, name="streaked")}),
            **floats({"base": 0.0, "transmission": 1.0, "specular_roughness": 0.03, "specular_IOR": 1.52}),
            "thin_walled": ("boolean", True),
            **vectors({"normal": plane(brief.graph, wave_m).relief(wave, 0.04)}),
        },
        colour=tint,
        opacity=0.7,
    )


def _leaded(brief: Brief) -> Painted:
    piece_m = brief.number("piece_size_m")
    spots = (
        position(brief.graph).scaled(1.0 / piece_m).moved((brief.vary(0, 9), brief.vary(0, 9), brief.vary(0, 9)))
    )
    cells = spots.worley_pair(jitter=0.85, name="pieces")
    gap = cells.component(1) - cells.component(0)
    glass = gap.step(0.045, 0.065, name="leads")
    which = spots.worley_cell(jitter=0.85, name="pieceOf")
    first = brief.pick(len(_HUES))
    tints = [_stain(brief, (first + k) % len(_HUES)) for k in range(5)]
    choice = which.component(0)
    body: Wire | Rgb = tints[0]
    for share, tint in zip((0.2, 0.4, 0.6, 0.8), tints[1:], strict=True):
        body = choice.step(share - 0.002, share + 0.002).tinted(body, tint, name="stain")
    streaks = spots.scaled(2.5).warped(0.6, 1.0).fractal(3, name="streaks").step(-0.6, 0.7)
    tinted = streaks.tinted(body, (0.93, 0.92, 0.88), name="streaked") if brief.pick(3) == 0 else body
    wave = spots.scaled(4.0).noise(name="handmade") * 0.02
    lead = (gap / 0.065).between(0.0, 1.0)
    height = (lead * lead).complement().root() * 0.05 + wave * glass
    assert isinstance(tinted, Wire)
    return Painted(
        inputs={
            **colours(
                {
                    "base_color": (0.055, 0.055, 0.06),
                    "transmission_color": tinted,
                    "specular_color": (1.0, 1.0, 1.0),
                }
            ),
            **floats(
                {
                    "base": 1.0,
                    "transmission": glass,
                    "specular_roughness": glass.mixed(0.45, 0.03),
                    "specular_IOR": 1.52,
                }
            ),
            "thin_walled": ("boolean", True),
            **vectors({"normal": plane(brief.graph, piece_m).relief(height, 1.0)}),
        },
        colour=mean_colour(*((0.2, tint) for tint in tints)),
        opacity=0.7,
    )


def textured(brief: Brief) -> Painted:
    """Rolled glass: hammered, reeded or rippled relief that breaks up what stands behind it.

    Where its form has the relief, only the skin that the rollers leave.
    """
    relief_m = brief.number("relief_m")
    spots = position(brief.graph).scaled(1.0 / relief_m)
    flat = plane(brief.graph, relief_m)
    match 3 if brief.life_size else brief.pick(3):
        case 3:
            height, strength = spots.scaled(0.4).noise(name="rollerSkin"), _ROLLED_SKIN
        case 0:
            hammered = spots.scaled(1.0 / brief.vary(4.0, 6.0)).worley(name="hammered")
            height, strength = hammered * hammered, 1.3
        case 1:
            reed = (flat.u / brief.vary(3.5, 5.5)).fract() - 0.5
            height, strength = (reed * reed * 4.0).complement().root(), 1.0
        case _:
            ripples = spots.scaled(1.0 / brief.vary(7.0, 10.0)).warped(0.4, 0.7).fractal(2, name="rippled")
            height, strength = ripples, 1.6
    rolled = height.between(-1.0, 2.0)
    return Painted(
        inputs={
            **floats({"base": 0.0, "transmission": 1.0, "specular_roughness": 0.0, "specular_IOR": 1.52}),
            **vectors({"normal": flat.relief(rolled, strength)}),
        },
        colour=_CLEAR,
        opacity=0.2,
    )


def ice(brief: Brief) -> Painted:
    """Frozen water: white cracks and clouds of bubbles within, a wet uneven skin where its form has none."""
    density = brief.number("bubble_density")
    spots = position(brief.graph).scaled(1.0 / brief.vary(0.035, 0.055))
    cloud = spots.warped(0.4, 0.9).fractal(4, name="milky").step(0.42 - 0.9 * density, 1.05 - 0.9 * density)
    bubbles = spots.scaled(brief.vary(6.0, 9.0)).worley(name="bubbles").step(0.14, 0.22).complement()
    crack = spots.warped(0.5, 0.8).noise(name="cracks").absolute().step(0.004, 0.016).complement()
    seam = crack * spots.scaled(0.8).noise(name="cracked").step(-0.05, 0.2)
    white = (cloud * 0.65 + bubbles * (0.25 + density) + seam * 0.55).between(0.0, 0.92)
    inputs = {
        **colours({"base_color": (0.88, 0.94, 0.97), "transmission_color": (0.78, 0.93, 0.97)}),
        **floats(
            {
                "base": 1.0,
                "transmission": white.complement(),
                "transmission_depth": 0.3,
                "specular_roughness": white.mixed(0.04, 0.22),
                "specular_IOR": 1.31,
            }
        ),
    }
    if not brief.life_size:
        skin = position(brief.graph).scaled(1.0 / 0.035).warped(0.3, 1.0).fractal(3, name="melted")
        inputs |= vectors({"normal": plane(brief.graph, 0.035).relief(skin, 0.16)})
    return Painted(inputs=inputs, colour=(0.85, 0.92, 0.95), opacity=0.5)


def crystal(brief: Brief) -> Painted:
    """Lead glass, its index and dispersion those of a flint."""
    ior = brief.number("ior")
    return _dispersed(brief, indices(ior, lead_crystal_abbe(ior)))


def diamond(brief: Brief) -> Painted:
    """Colourless diamond."""
    return _dispersed(brief, indices(_DIAMOND_INDEX, _DIAMOND_ABBE))


def gem(brief: Brief) -> Painted:
    """A coloured stone: absorption gives its hue, deeper where light goes further.

    A cutter takes the rough whose colour suits the stone's size.
    """
    hue_deg = brief.number("hue_deg")
    tint = albedo_from_oklch(brief.vary(0.55, 0.70), 0.19, hue_deg)
    depth_m = _GEM_DEPTH_SHARE * brief.size_m
    return _dispersed(brief, indices(brief.number("ior"), _SAPPHIRE_ABBE), tint=tint, depth_m=depth_m)


def _stain(brief: Brief, which: int) -> Rgb:
    hue_deg, chroma = _HUES[which]
    return brief.shade((brief.vary(0.66, 0.88), chroma, hue_deg), hue_deg=12.0, chroma=0.02)


def _dispersed(
    brief: Brief, bands: tuple[float, float, float], *, tint: Rgb = _CLEAR, depth_m: float = 0.1
) -> Painted:
    """One reflection over three refractions, one for each band; the medium takes ``tint`` off in ``depth_m``.

    As the bands part only where light enters or leaves, a path keeps its colour on its way through the stone.
    """
    graph = brief.graph
    masks: tuple[Rgb, ...] = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
    lobes = [
        _lobe(brief, f"{name}Band", mask, ior, "T")
        for name, mask, ior in zip(("red", "green", "blue"), masks, bands, strict=True)
    ]
    through = lobes[0]
    for lobe in lobes[1:]:
        inputs = {"in1": ("BSDF", through.connection), "in2": ("BSDF", lobe.connection)}
        through = wire_node(graph, "dispersed", "ND_add_bsdf", "BSDF", inputs)
    mirror = _lobe(brief, "mirror", _CLEAR, bands[1], "R")
    surface = {"top": ("BSDF", mirror.connection), "base": ("BSDF", through.connection)}
    body = wire_node(graph, "cut", "ND_layer_bsdf", "BSDF", surface)
    if min(tint) < 1.0:
        r, g, b = (-math.log(max(channel, 1e-4)) / depth_m for channel in tint)
        medium = wire_node(graph, "absorbing", "ND_absorption_vdf", "VDF", {"absorption": ("vector3", (r, g, b))})
        layers = {"top": ("BSDF", body.connection), "base": ("VDF", medium.connection)}
        body = wire_node(graph, "filled", "ND_layer_vdf", "BSDF", layers)
    return Painted(
        inputs={"bsdf": ("BSDF", body.connection)}, colour=tint, closure=True, opacity=0.3, ior=bands[1]
    )


def _lobe(brief: Brief, name: str, tint: Rgb, ior: float, mode: str) -> Wire:
    inputs: Inputs = {
        "tint": ("color3", tint),
        "ior": ("float", ior),
        "roughness": ("vector2", (0.0, 0.0)),
        "scatter_mode": ("string", mode),
    }
    return wire_node(brief.graph, name, "ND_dielectric_bsdf", "BSDF", inputs)
