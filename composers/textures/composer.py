"""The composer of the textures category: a pattern in the palette's colour or a painted texture on one element."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from assets.looks.networks.look_network import Wearer, build_look
from assets.looks.networks.node_graph import NodeGraph
from assets.looks.painters.textures.painted import PAINTERS, texture_look
from assets.looks.painters.textures.patterns import (
    PATTERNS,
    PatternWish,
    add_pattern,
    two_tints,
    two_tones,
    vivid_tones,
)
from colorimetry.oklch import Rgb
from colorimetry.schemes import load_colour_rules
from composers.blocking.casting.elements import Element
from composers.blocking.casting.palette import PALETTES_FACET, TEMPERATURE_FACET
from composers.blocking.casting.parts import wardrobe_recipe
from composers.blocking.textured_places import PROCEDURAL_FACET, texture_term
from composers.materials.composer import author_look
from composers.shot import Shot
from composers.textures.maps import MAP_TERMS, map_look
from schemas.errors import SceneError
from schemas.spec import SampleSpec
from usd_scenes import prim_paths
from usd_scenes.departments import Department
from usd_scenes.looks import LookNetwork
from usd_scenes.meshes import world_bounds

_LEAST_SPAN_M = 0.3  # of a gradient behind a small subject
_DEFAULTS = {
    "feature_size_m": 0.15,
    "contrast": 0.7,
    "rotation_deg": 0.0,
    "distortion": 0.2,
    "octave_count": 6.0,
    "gain": 0.55,
}
_LENGTHS = ("feature_size_m", "wavelength_m", "brick_width_m")
_FRACTIONS = ("fill_fraction", "line_fraction", "radius_fraction", "joint_fraction", "border_fraction")
_DEFAULT_FRACTIONS = {"stripes": 0.5, "grid": 0.1, "dots": 0.3, "brick": 0.1, "cellular": 0.1}
_NEUTRAL = (0.4, 0.4, 0.4)


class TexturesComposer:
    """Authors the look of the one element that the pattern covers."""

    category = "textures"
    department = Department.LOOKS
    after = ("materials",)
    terms = frozenset(f"{PROCEDURAL_FACET}.{name}" for name in PATTERNS) | frozenset(PAINTERS) | MAP_TERMS

    def compose(self, shot: Shot) -> None:
        """The pattern's look; nothing where the sample has no pattern."""
        element = shot.casting.textured
        if element is None:
            return
        network = texture_of(shot, element)
        with shot.edit(self.department):
            author_look(shot, element, network)


def texture_of(shot: Shot, element: Element) -> LookNetwork:
    """The look of the element under the sample's texture."""
    rng = shot.rng(f"materials/network/{element.name}")
    term = texture_term(shot.spec) or ""
    if term in MAP_TERMS:
        return map_look(shot, element, term)
    if term in PAINTERS:
        given = {p.name: p.value for p in shot.spec.parameters if p.term == term}
        numbers = {name: float(value) for name, value in given.items() if not isinstance(value, str)}
        return texture_look(term, rng, size_m=element.size_m, fixed=numbers)
    graph = NodeGraph()
    colour = add_pattern(graph, pattern_wish(shot, element))
    wearer = Wearer(colour=_NEUTRAL, size_m=element.size_m, scale=element.scale)
    return build_look(wardrobe_recipe(shot.spec, element), wearer, rng, graph=graph, base_color=colour)


def pattern_wish(shot: Shot, element: Element) -> PatternWish:
    """The pattern that the sample's parameters ask for, in two tones of the element's palette colour."""
    term = shot.term_of(PROCEDURAL_FACET) or ""
    name = term.rpartition(".")[2]
    given = {p.name: float(p.value) for p in shot.spec.parameters if p.term == term}
    values = _DEFAULTS | given
    colour = dict(shot.casting.palette.colours).get(element.part, _NEUTRAL)
    dark, light = _tones(shot.spec)(colour, values["contrast"])
    return PatternWish(
        name=name,
        feature_m=next((given[key] for key in _LENGTHS if key in given), values["feature_size_m"]),
        dark=dark,
        light=light,
        rotation_deg=values["rotation_deg"],
        fraction=next((given[key] for key in _FRACTIONS if key in given), _DEFAULT_FRACTIONS.get(name, 0.5)),
        octaves=int(values["octave_count"]),
        distortion=values["distortion"],
        gain=values["gain"],
        span=_visible_span(shot),
    )


def _tones(spec: SampleSpec) -> Callable[[Rgb, float], tuple[Rgb, Rgb]]:
    """How a pattern's tones are made of a colour, so that the palette is still seen in them."""
    if load_colour_rules().scheme_for(spec.term_of(PALETTES_FACET)).fit_lightness:
        return vivid_tones
    return two_tones if spec.term_of(TEMPERATURE_FACET) is None else two_tints


def _visible_span(shot: Shot) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a gradient runs: three subjects wide about the subject, from before it to above it behind."""
    try:
        low, high = world_bounds(shot.stage, prim_paths.SUBJECT)
    except SceneError:
        low, high = np.array([-0.5, -0.5, 0.0]), np.array([0.5, 0.5, 1.0])
    reach = 1.6 * max(float((high - low).max()), _LEAST_SPAN_M)
    middle = (low + high) / 2.0
    sweep = float(middle[1] + middle[2])
    x = float(middle[0])
    return (x - reach, x + reach), (sweep - 0.5 * reach, sweep + 1.5 * reach)


COMPOSER = TexturesComposer()
