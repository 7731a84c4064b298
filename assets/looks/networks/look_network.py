"""From a recipe, a colour and a size to a MaterialX network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from assets.looks.networks.node_graph import NodeGraph, Value
from assets.looks.networks.overrides import Overrides
from assets.looks.networks.painting import Brief, Inputs
from assets.looks.networks.recipes import Recipe, Tones
from assets.looks.networks.wires import Wire, combine3
from assets.looks.painters.materials import PAINTERS
from colorimetry.oklch import Rgb, albedo_from_oklch, oklch_from_rgb
from usd_scenes.looks import Colour, Connection, LookNetwork, PreviewSurface

SURFACE_NODE = "surface"

_DEFINITIONS = {
    "standard_surface": "ND_standard_surface_surfaceshader",
    "open_pbr_surface": "ND_open_pbr_surface_surfaceshader",
}
_NORMAL_INPUTS = {
    ("standard_surface", False): ("normal",),
    ("standard_surface", True): ("normal", "coat_normal"),
    ("open_pbr_surface", False): ("geometry_normal",),
    ("open_pbr_surface", True): ("geometry_normal", "geometry_coat_normal"),
}
_RINGS_A_LOG = 40.0
_MIDDLE = 0.62  # lightness below which the rings of wood are softer than they are said to be
LEAST_CHIP_M = 0.075
"""Of an accent: pieces as in Palladian terrazzo, which are seen across a room."""

_OFF_PATTERN = (17.3, 41.7, 29.1)  # features; the same noise of another place
_CLOSURE_SURFACE = "ND_surface"
_IOR_INPUT = {"standard_surface": "specular_IOR", "open_pbr_surface": "specular_ior"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wearer:
    """What wears a look: the palette's albedo for it, its longest side, and whether it is shaped as its stuff is.

    The side is for what grows with a body, such as an animal's markings: all else is of its size in nature.
    """

    colour: Rgb
    size_m: float
    top_m: float = 0.0  # its highest point
    scale: float = 1.0  # metres of the world in one of its meshes' own
    life_size: bool = False  # a thing made of its stuff, whose folds, relief and leads are modelled
    palette_asked: bool = True
    accents: tuple[Rgb, ...] = ()  # colours of chips in the look
    chip_m: float = LEAST_CHIP_M  # size of such a chip
    shaded: bool = True  # the recipe may shade the palette's colour
    tones: float = 1.0  # share of the recipe's difference between the tones


def build_look(
    recipe: Recipe,
    wearer: Wearer,
    rng: np.random.Generator,
    *,
    overrides: Overrides | None = None,
    graph: NodeGraph | None = None,
    base_color: Value | None = None,
) -> LookNetwork:
    """The look's network.

    Args:
        graph: nodes that are there already, such as a pattern's.
        base_color: takes the place of the recipe's base colour, such as a pattern's output.
    """
    fixed = overrides or Overrides()
    nodes = graph or NodeGraph()
    drawn = float(rng.uniform(*recipe.roughness))
    roughness = drawn if fixed.roughness is None else fixed.roughness
    colour = _base_colour(recipe, wearer, fixed, rng)
    inputs: dict[str, tuple[str, Value]] = {name: ("float", value) for name, value in recipe.inputs.items()}
    if recipe.glass is not None:
        inputs |= _glass(recipe, fixed, colour, life_size=wearer.life_size)
    else:
        per_m = None if fixed.tone_size_m is None else 1.0 / fixed.tone_size_m
        base = base_color or _base_pattern(nodes, recipe, wearer, colour, per_m=per_m)
        inputs["base_color"] = ("color3", base)
        if recipe.subsurface is not None:
            inputs |= _subsurface(recipe, fixed, base)
    if recipe.metal is not None:
        inputs |= {"base": ("float", 1.0), "specular_color": ("color3", recipe.metal.edge)}
    if recipe.fuzz is not None:
        inputs |= _fuzz(recipe, colour)
    lobe = "coat_roughness" if recipe.coated else "specular_roughness"
    inputs[lobe] = ("float", _roughness(nodes, recipe, roughness, patterned=base_color is not None))
    if fixed.ior is not None:
        inputs[_IOR_INPUT[recipe.surface]] = ("float", fixed.ior)
    inputs |= {name: ("float", value) for name, value in fixed.inputs}
    if recipe.painter:
        return _painted(
            recipe,
            Brief(
                graph=nodes,
                recipe=recipe,
                colour=colour,
                roughness=roughness,
                size_m=wearer.size_m,
                top_m=wearer.top_m,
                scale=wearer.scale,
                life_size=wearer.life_size,
                rng=rng,
                fixed=fixed.numbers,
            ),
            inputs,
        )
    if recipe.bump is not None:
        normal = nodes.bumped_normal(recipe.bump.slope, 1.0 / recipe.bump.feature_m)
        for name in _NORMAL_INPUTS[recipe.surface, recipe.coated]:
            inputs[name] = ("vector3", normal)
    nodes.add(SURFACE_NODE, _DEFINITIONS[recipe.surface], "surfaceshader", inputs)
    preview = _preview(recipe, colour, inputs, roughness)
    return LookNetwork(nodes=nodes.nodes, surface=SURFACE_NODE, preview=preview)


def _painted(recipe: Recipe, brief: Brief, inputs: Inputs) -> LookNetwork:
    """The network of a look that a painter makes: its inputs over the recipe's."""
    painted = PAINTERS[recipe.painter](brief)
    nodes = brief.graph
    inputs = {**inputs, **painted.inputs}
    definition = _CLOSURE_SURFACE if painted.closure else _DEFINITIONS[recipe.surface]
    nodes.add(SURFACE_NODE, definition, "surfaceshader", painted.inputs if painted.closure else inputs)
    metallic = recipe.inputs.get("metalness", 0.0)
    preview = replace(
        _preview(recipe, painted.colour, inputs, brief.roughness), metallic=metallic, opacity=painted.opacity
    )
    return LookNetwork(nodes=nodes.above(SURFACE_NODE), surface=SURFACE_NODE, preview=preview)


def _base_colour(recipe: Recipe, wearer: Wearer, fixed: Overrides, rng: np.random.Generator) -> Rgb:
    pick = int(rng.integers(1 << 16))
    if fixed.colour is not None:
        return fixed.colour
    if recipe.metal is not None:
        return recipe.metal.f0
    if recipe.glass is not None:
        names = list(recipe.glass.tint)
        return recipe.glass.tint[fixed.tint if fixed.tint in names else names[pick % len(names)]]
    if recipe.colours:
        return albedo_from_oklch(*recipe.colours[pick % len(recipe.colours)])
    if recipe.own and not wearer.palette_asked:
        return albedo_from_oklch(*recipe.own[pick % len(recipe.own)])
    lightness, chroma, hue_deg = oklch_from_rgb(wearer.colour)
    if not wearer.shaded:
        return wearer.colour
    shaded = min(max(0.24, lightness * recipe.shade_lightness), recipe.lightest)
    return albedo_from_oklch(shaded, chroma * recipe.shade_chroma, hue_deg)


def _base_pattern(
    nodes: NodeGraph, recipe: Recipe, wearer: Wearer, colour: Rgb, *, per_m: float | None
) -> Colour | Connection:
    if wearer.accents:
        return _chips(nodes, colour, wearer.accents, wearer.chip_m)
    if recipe.tones is None:
        return colour
    tones = replace(recipe.tones, lightness=recipe.tones.lightness * wearer.tones)
    return _toned(nodes, tones, colour, per_m or 1.0 / tones.feature_m)


def _chips(nodes: NodeGraph, colour: Rgb, accents: tuple[Rgb, ...], chip_m: float) -> Colour | Connection:
    """The ground colour with chips of that size of each accent, each by a noise of its own."""
    base: Colour | Connection = colour
    for index, accent in enumerate(accents, start=1):
        position = nodes.scaled_position(f"chipsPosition{index}", (1.0 + 0.3 * index) / chip_m)
        inputs: dict[str, tuple[str, Value]] = {"position": ("vector3", position)}
        distance = nodes.add(f"chips{index}", "ND_worleynoise3d_float", "float", inputs)
        share = nodes.step(f"chipsShare{index}", distance, 0.36, 0.39)
        base = nodes.mix_colours(f"chipped{index}", accent, base, share)
    return base


def _toned(nodes: NodeGraph, tones: Tones, colour: Rgb, per_m: float) -> Connection:
    lightness, chroma, hue_deg = oklch_from_rgb(colour)
    step = tones.lightness * min(1.0, lightness / _MIDDLE) if tones.kind == "grain" else tones.lightness
    delta = step if lightness + step >= 0.3 else abs(step)
    other = min(lightness + delta, 0.955)
    second = albedo_from_oklch(other, chroma * min(1.0, other / lightness), hue_deg)
    match tones.kind:
        case "chips":
            return _terrazzo(nodes, colour, (second, _lighter(colour, -delta)), per_m)
        case "speckle":
            noise = nodes.fractal("tone", nodes.scaled_position("tonePosition", per_m), octaves=2)
            share = nodes.step("toneShare", noise, 0.30, 0.38)
        case "grain":
            share = _late_wood(nodes, per_m)
        case "veins":
            return nodes.mix_colours("toned", second, colour, _off_veins(nodes, per_m))
        case _:
            noise = nodes.fractal("tone", nodes.scaled_position("tonePosition", per_m), octaves=4)
            share = nodes.step("toneShare", noise, -0.45, 0.45)
    return nodes.mix_colours("toned", colour, second, share)


def _lighter(colour: Rgb, by: float) -> Rgb:
    """A tone ``by`` further up in lightness, away from black and white, of no more chroma.

    Where the colour itself is almost white, it is twice as far down.
    """
    lightness, chroma, hue_deg = oklch_from_rgb(colour)
    other = min(max(lightness + by, 0.34), max(0.84, lightness - 2.0 * abs(by)))
    return albedo_from_oklch(other, chroma * min(1.0, other / lightness), hue_deg)


def _terrazzo(nodes: NodeGraph, ground: Rgb, chips: tuple[Rgb, Rgb], per_m: float) -> Connection:
    """Chips of two tones, broken and ground flat, in two sizes in a ground."""
    spots = Wire(graph=nodes, connection=nodes.scaled_position("tonePosition", per_m), type="vector3")
    body: Rgb | Wire = ground
    for scale, kept, name in ((2.3, 0.45, "grit"), (1.0, 0.40, "toned")):
        placed = spots.scaled(scale).warped(0.12, 1.7)
        pair, which = placed.worley_pair(name="chip"), placed.worley_cell(name="chipOf")
        edge = (pair.component(1) - pair.component(0)).step(0.10, 0.14, name="chipEdge")
        there = which.component(0).step(kept, kept + 0.01)
        tone = which.component(1).step(0.48, 0.52).tinted(chips[0], chips[1], name="chipTone")
        body = (edge * there).tinted(body, tone, name=name)
    assert isinstance(body, Wire)
    return body.connection


def _late_wood(nodes: NodeGraph, per_m: float) -> Connection:
    """0 in early wood, 1 in late: yearly rings about a level axis that leans, long streaks and fibres."""
    point = Wire(graph=nodes, connection=nodes.scaled_position("tonePosition", per_m), type="vector3")
    x, y, z = (point.moved((0.0, 2.6, 0.85)).component(axis) for axis in range(3))
    wobble = combine3(x * 0.25, y * 1.6, z * 1.6).fractal(3, name="growth") * 0.07
    depth = y + x * 0.06
    year = (((depth * depth + z * z).root() + wobble) * _RINGS_A_LOG).fract()
    late = year.step(0.20, 0.85) * year.step(0.90, 1.0).complement()
    fibres = combine3(x * 5.0, y * 110.0, z * 110.0).fractal(3, name="tone")
    streaks = combine3(x * 0.8, y * 16.0, z * 16.0).fractal(2, name="streaks")
    return nodes.step("toneShare", (late * 0.45 + fibres * 0.35 + streaks * 0.45).connection, -0.3, 0.85)


def _off_veins(nodes: NodeGraph, per_m: float) -> Connection:
    """0 on thin bent veins, where a warped noise crosses zero, 1 away from them."""
    position = nodes.scaled_position("tonePosition", per_m)
    warp = nodes.add(
        "warp",
        "ND_fractal3d_vector3",
        "vector3",
        {
            "amplitude": ("vector3", (0.75, 0.75, 0.75)),
            "octaves": ("integer", 4),
            "position": ("vector3", position),
        },
    )
    warped = nodes.add(
        "warped", "ND_add_vector3", "vector3", {"in1": ("vector3", position), "in2": ("vector3", warp)}
    )
    noise = nodes.add("tone", "ND_noise3d_float", "float", {"position": ("vector3", warped)})
    ridge = nodes.add("ridge", "ND_absval_float", "float", {"in": ("float", noise)})
    return nodes.step("toneShare", ridge, 0.01, 0.10)


def _roughness(nodes: NodeGraph, recipe: Recipe, roughness: float, *, patterned: bool) -> Value:
    """The gloss, unevenly worn; a stain takes gloss and tone, but a pattern's tone has no part in the wear."""
    breakup = recipe.breakup
    if breakup is None or roughness <= 0.0:
        return roughness
    position = nodes.scaled_position("wearPosition", 1.0 / breakup.feature_m)
    if patterned:
        position = Wire(graph=nodes, connection=position, type="vector3").moved(_OFF_PATTERN).connection
    wear = nodes.fractal("wear", position, octaves=breakup.octaves, amplitude=breakup.share * roughness)
    return nodes.sum("roughness", wear, roughness)


def _glass(recipe: Recipe, fixed: Overrides, tint: Rgb, *, life_size: bool) -> dict[str, tuple[str, Value]]:
    assert recipe.glass is not None
    depth_m = recipe.glass.blown_tint_depth_m if life_size else recipe.glass.tint_depth_m
    if fixed.tint_depth_m is not None:
        depth_m = fixed.tint_depth_m
    inputs: dict[str, tuple[str, Value]] = {"specular_IOR": ("float", recipe.glass.ior)}
    if min(tint) < 1.0:
        inputs["transmission_color"] = ("color3", tint)
        inputs["transmission_depth"] = ("float", depth_m)
    return inputs


def _subsurface(recipe: Recipe, fixed: Overrides, base: Value) -> dict[str, tuple[str, Value]]:
    assert recipe.subsurface is not None
    radius_m = recipe.subsurface.radius_m if fixed.radius_m is None else fixed.radius_m
    return {
        "subsurface_weight": ("float", recipe.subsurface.weight),
        "subsurface_color": ("color3", base),
        "subsurface_radius": ("float", radius_m),
        "subsurface_radius_scale": ("color3", recipe.subsurface.scale),
    }


def _fuzz(recipe: Recipe, colour: Rgb) -> dict[str, tuple[str, Value]]:
    assert recipe.fuzz is not None
    lightness, chroma, hue_deg = oklch_from_rgb(colour)
    bright = albedo_from_oklch(min(lightness + recipe.fuzz.lightness, 0.95), chroma * recipe.fuzz.chroma, hue_deg)
    return {
        "fuzz_weight": ("float", recipe.fuzz.weight),
        "fuzz_roughness": ("float", recipe.fuzz.roughness),
        "fuzz_color": ("color3", bright),
    }


def _preview(
    recipe: Recipe, colour: Rgb, inputs: Mapping[str, tuple[str, Value]], roughness: float
) -> PreviewSurface:
    def constant(*names: str, default: float) -> float:
        values = (inputs[name][1] for name in names if name in inputs)
        return next((value for value in values if isinstance(value, float)), default)

    return PreviewSurface(
        diffuse_color=colour,
        metallic=1.0 if recipe.metal is not None else 0.0,
        roughness=constant("specular_roughness", default=0.5) if recipe.coated else roughness,
        opacity=0.15 if recipe.glass is not None else 1.0,
        ior=constant("specular_IOR", "specular_ior", default=1.5),
        clearcoat=constant("coat_weight", "coat", default=0.0),
    )
