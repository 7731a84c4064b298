"""Bodies that light enters: skin, milk, a burning candle, and thin sheets that it passes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from assets.looks.networks.frames import normal, plane, position
from assets.looks.networks.painting import (
    Brief,
    Inputs,
    Oklch,
    Painted,
    colours,
    floats,
    mean_colour,
    times,
    vectors,
)
from assets.looks.networks.wires import Tint, wire_node
from assets.looks.painters.materials.sheets import blade, thin_sheet
from colorimetry.oklch import Rgb, albedo_from_oklch, oklch_from_rgb

SCATTERING_FILE = Path(__file__).parent.parent / "scattering.yaml"

_GREENS: tuple[Oklch, ...] = (  # of what is reflected and passed together
    (0.66, 0.150, 130.0),
    (0.58, 0.125, 138.0),
    (0.72, 0.155, 121.0),
    (0.60, 0.105, 148.0),
)
_PETALS: tuple[tuple[Oklch, Oklch], ...] = (  # edge, throat
    ((0.93, 0.02, 100.0), (0.74, 0.13, 125.0)),  # lily
    ((0.84, 0.16, 92.0), (0.66, 0.17, 50.0)),  # daffodil
    ((0.55, 0.18, 300.0), (0.86, 0.12, 98.0)),  # iris
    ((0.56, 0.21, 22.0), (0.30, 0.06, 330.0)),  # poppy
    ((0.70, 0.18, 352.0), (0.93, 0.06, 100.0)),  # peony
    ((0.66, 0.20, 36.0), (0.86, 0.16, 92.0)),  # tulip
)
_FLAME: Rgb = (1.0, 0.56, 0.20)


@cache
def load_scattering() -> Mapping[str, Any]:
    """The measured bodies of ``scattering.yaml``."""
    return dict(yaml.safe_load(SCATTERING_FILE.read_text()))


def skin(brief: Brief) -> Painted:
    """Human skin between two measured types: blotched with blood, pored, a little oily."""
    data = load_scattering()
    types = data["skin"]
    place = brief.number("melanin_fraction") * (len(types) - 1)
    low = min(int(place), len(types) - 2)
    share = place - low
    colour, path_mm = (
        tuple(float(v) for v in (1 - share) * np.array(types[low][key]) + share * np.array(types[low + 1][key]))
        for key in ("colour", "path_mm")
    )
    base: Rgb = (colour[0], colour[1], colour[2])
    spots = position(brief.graph).scaled(1.0 / brief.vary(0.03, 0.05))
    blood = spots.warped(0.4, 0.8).fractal(4, name="blood").step(-0.4, 0.6)
    flushed = (base[0], base[1] * 0.80, base[2] * 0.78)
    pore_m = brief.vary(0.0003, 0.0005)
    pores = position(brief.graph).scaled(1.0 / pore_m).worley_pair(name="skinPores")
    furrow = (pores.component(1) - pores.component(0)).step(0.0, 0.35)
    freckle = position(brief.graph).scaled(1.0 / 0.014).worley(name="freckles").step(0.08, 0.17)
    dark = (base[0] * 0.55, base[1] * 0.42, base[2] * 0.36)
    toned = blood.tinted(base, flushed, name="skinTone")
    body = (
        freckle.tinted(blood.tinted(dark, base, name="freckled"), toned, name="skin") if brief.pick(2) else toned
    )
    return Painted(
        inputs={
            **_scatter(body, [float(v) for v in path_mm]),
            **floats(
                {
                    "specular_ior": float(data["skin_ior"]),
                    "specular_roughness": furrow.mixed(0.55, 0.42),
                    "coat_weight": 0.12,
                    "coat_roughness": 0.25,
                }
            ),
            **vectors({"geometry_normal": plane(brief.graph, pore_m).relief(furrow, 0.14)}),
        },
        colour=base,
    )


def hide(brief: Brief) -> Painted:
    """The skin of an invented animal: spotted, folded, wet or dry, of any hue.

    Spots and folds are as many on a small animal as on a large one; the pebbles of its skin are of one size.
    """
    hue_deg = brief.number("hue_deg")
    base = brief.shade((0.60, 0.105, hue_deg), lightness=0.10, chroma=0.02, hue_deg=2.0)
    mark = brief.shade((0.40, 0.090, hue_deg + brief.vary(-18.0, 18.0)), lightness=0.06, hue_deg=2.0)
    spots = position(brief.graph).scaled(brief.vary(6.0, 10.0) / brief.size_m)
    bent = spots.warped(0.45, 0.8)
    patches = bent.worley(name="hideSpots").step(0.22, 0.36)
    speckle = spots.scaled(4.5).worley(name="speckle").step(0.10, 0.18)
    pebble_m = brief.vary(0.0012, 0.003)
    grained = position(brief.graph).scaled(1.0 / pebble_m).warped(0.3, 1.0)
    pebbles = grained.worley_pair(name="pebbles")
    furrow = (pebbles.component(1) - pebbles.component(0)).step(0.0, 0.30)
    lightness, chroma, hue = oklch_from_rgb(base)
    pale = albedo_from_oklch(min(lightness + 0.12, 0.92), chroma * 0.7, hue)
    body = patches.tinted(mark, speckle.tinted(mark, base, name="speckled"), name="hide")
    height = furrow * 0.5
    if not brief.life_size:
        folds = spots.scaled(0.8).warped(0.7, 0.8).noise(name="skinFolds").absolute().step(0.0, 0.16)
        body = folds.tinted(mark, body, name="folded")
        height = height + folds * (0.027 * brief.size_m / pebble_m)
    path_mm = brief.vary(0.8, 2.0)
    return Painted(
        inputs={
            **_scatter(body, [path_mm, path_mm * 0.6, path_mm * 0.45]),
            **floats({"specular_ior": 1.4, "specular_roughness": furrow.mixed(0.6, brief.vary(0.28, 0.42))}),
            **vectors({"geometry_normal": plane(brief.graph, pebble_m).relief(height, 0.35)}),
        },
        colour=mean_colour((0.6, base), (0.3, mark), (0.1, pale)),
    )


def milk(brief: Brief) -> Painted:
    """Whole milk as measured; less fat scatters less and leaves it bluish."""
    data = load_scattering()["milk"]
    fat = brief.number("fat_fraction")
    share = min(max((fat - 0.01) / 0.03, 0.0), 1.0)
    r, g, b = (float(v) for v in data["colour"])
    skimmed: Rgb = (r * 0.90, g * 0.96, min(b * 1.12, 0.95))
    body = mean_colour((share, (r, g, b)), (1.0 - share, skimmed))
    longer = 1.0 + 0.6 * (1.0 - share)  # fewer globules, longer paths
    return Painted(
        inputs={
            **_scatter(body, [float(v) * longer for v in data["path_mm"]]),
            **floats({"specular_ior": float(data["ior"]), "specular_roughness": 0.04}),
        },
        colour=body,
    )


def candle(brief: Brief) -> Painted:
    """Wax around a flame: scattering everywhere, and the light that fills its top."""
    wax = brief.shade(
        ((0.90, 0.045, 85.0), (0.84, 0.065, 60.0), (0.70, 0.120, 28.0), (0.80, 0.05, 140.0))[brief.pick(4)]
    )
    depth_m = brief.number("glow_depth_m")
    height = position(brief.graph).component(2)
    below = (height - brief.top_m).minimum(0.0) / depth_m
    glow = wire_node(brief.graph, "glow", "ND_exp_float", "float", {"in": ("float", below.connection)})
    warm: Rgb = (wax[0] * _FLAME[0], wax[1] * _FLAME[1], wax[2] * _FLAME[2])
    inputs = {
        **_scatter(wax, [6.0, 3.3, 1.8]),
        **colours({"emission_color": warm}),
        **floats(
            {
                "specular_ior": 1.44,
                "specular_roughness": 0.38,
                "emission_luminance": glow * brief.vary(0.9, 1.6),
            }
        ),
    }
    if not brief.life_size:
        run_m = 0.03
        runs = position(brief.graph).scaled(1.0 / run_m).stretched((1.0, 1.0, 0.3)).noise(name="runs")
        inputs |= vectors({"geometry_normal": plane(brief.graph, run_m).relief(runs, 0.12)})
    return Painted(inputs=inputs, colour=wax)


def flame(brief: Brief) -> Painted:
    """A candle's flame: blue at its foot, a yellow heart in an orange veil."""
    height = position(brief.graph).component(2)
    place = (height - (brief.top_m - brief.size_m)) / brief.size_m
    rise = place.step(0.03, 0.34, name="rise")
    view = wire_node(brief.graph, "view", "ND_viewdirection_vector3", "vector3", {"space": ("string", "world")})
    inputs = {"in1": ("vector3", view.connection), "in2": ("vector3", normal(brief.graph).connection)}
    facing = wire_node(brief.graph, "angle", "ND_dotproduct_vector3", "float", inputs).absolute()
    tip = place.step(0.55, 1.0).complement() * 0.5 + 0.5
    heart = (facing * facing * tip).step(0.08, 0.75, name="heart")
    burning = heart.tinted((1.0, 0.30, 0.03), (1.0, 0.62, 0.20), name="burning")
    return Painted(
        inputs={
            **colours({"emission_color": rise.tinted((0.12, 0.28, 1.0), burning, name="flame")}),
            **colours({"base_color": (0.0, 0.0, 0.0)}),
            **floats(
                {
                    "base_weight": 0.0,
                    "specular_weight": 0.001,
                    "emission_luminance": rise.mixed(0.9, heart.mixed(1.6, brief.vary(6.5, 9.0))),
                    "geometry_opacity": rise.mixed(0.45, heart.mixed(0.7, 0.96)),
                }
            ),
        },
        colour=(1.0, 0.7, 0.3),
    )


def translucent_plastic(brief: Brief) -> Painted:
    """A thin moulded shell: half of the light that enters leaves on the other side, less where it is thicker."""
    thickness_m = brief.number("thickness_m")
    left = math.exp(-thickness_m / 0.004)
    r, g, b = brief.colour
    body: Rgb = (r**0.8, g**0.8, b**0.8)
    grain_m = 0.0005
    grain = position(brief.graph).scaled(1.0 / grain_m).noise(name="moulded")
    return Painted(
        inputs={
            **thin_sheet(body, 0.25 + 0.30 * left),
            **floats({"specular_ior": 1.49, "specular_roughness": brief.roughness}),
            **vectors({"geometry_normal": plane(brief.graph, grain_m).relief(grain, 0.05)}),
        },
        colour=body,
    )


def leaf(brief: Brief) -> Painted:
    """A leaf's blade: veins that branch off its midrib, waxy above, pale light through it."""
    green = brief.shade(_GREENS[brief.pick(len(_GREENS))])
    which, along, across = blade(brief)
    midrib = across.absolute().step(0.02, 0.06).complement()
    branch = ((along - across.absolute() * 0.55) * brief.vary(9.0, 13.0)).fract()
    veins = (branch - 0.5).absolute().step(0.035, 0.075).complement() * 0.7
    net = position(brief.graph).scaled(1.0 / 0.0005).worley(name="leafCells") * 0.15
    vein = midrib.maximum(veins).step(0.0, 1.0, name="leafVeins")
    young = (green[0] * 1.35 + 0.03, green[1] * 1.25 + 0.02, green[2])
    toned = which.tinted(green, young, name="leafAge")
    body = (
        (vein * 0.6 + net)
        .between(0.0, 1.0)
        .tinted(toned, (young[0] * 1.25, young[1] * 1.15, young[2]), name="leaf")
    )
    return Painted(
        inputs={
            **thin_sheet(body, brief.number("transmission_fraction")),
            **floats({"specular_ior": 1.45, "specular_roughness": brief.roughness, "specular_weight": 0.8}),
        },
        colour=green,
    )


def petal(brief: Brief) -> Painted:
    """A petal: from a bright or dark throat to its edge, with veins that fan out and a paler rim."""
    edge_kind, throat_kind = _PETALS[brief.pick(len(_PETALS))]
    edge, throat = brief.shade(edge_kind), brief.shade(throat_kind, hue_deg=10.0)
    which, along, across = blade(brief)
    fan = across * (along * -0.45 + 1.0) * brief.vary(7.0, 10.0)
    wander = (along * 9.0 + which * 20.0).sin() * 0.10
    line = ((fan + wander).fract() - 0.5).absolute().step(0.06, 0.17).complement()
    veins = (line * along.step(0.30, 0.98).complement()).step(0.0, 1.0, name="petalVeins")
    streaks = (across * brief.vary(16.0, 24.0)).sin() * 0.5 + 0.5
    fade = (along + streaks * 0.16 - across.absolute() * 0.10).step(0.02, 0.55, name="petalFade")
    body = fade.tinted(throat, edge, name="petal")
    veined = (veins * brief.vary(0.30, 0.55)).tinted(body, times(edge, 0.5), name="veined")
    rim = across.absolute().maximum(along).step(0.78, 1.0) * brief.vary(0.15, 0.5)
    lightness, chroma, hue_deg = oklch_from_rgb(edge)
    pale = albedo_from_oklch(min(lightness + 0.15, 0.94), chroma * 0.6, hue_deg)
    return Painted(
        inputs={
            **thin_sheet(rim.tinted(veined, pale, name="rimmed"), brief.number("transmission_fraction")),
            **floats(
                {
                    "specular_ior": 1.4,
                    "specular_roughness": brief.roughness,
                    "specular_weight": 0.4,
                    "fuzz_weight": 0.15,
                    "fuzz_roughness": 0.4,
                }
            ),
        },
        colour=edge,
    )


def _scatter(body: Tint, path_mm: list[float]) -> Inputs:
    """OpenPBR inputs of a scattering body with mean free paths by channel."""
    longest = max(path_mm)
    r, g, b = (path / longest for path in path_mm)
    return {
        **colours({"base_color": body, "subsurface_color": body, "subsurface_radius_scale": (r, g, b)}),
        **floats({"subsurface_weight": 1.0, "subsurface_radius": longest / 1000.0}),
    }
