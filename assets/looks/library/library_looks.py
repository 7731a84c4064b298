"""Every look of the library by name, from the same recipes and patterns that dress the samples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache, lru_cache

from assets.looks.library.averages import with_average_fallback
from assets.looks.library.node_names import with_readable_names
from assets.looks.library.parameters import publish_parameters, set_parameters
from assets.looks.networks.look_network import Wearer, build_look
from assets.looks.networks.node_graph import NodeGraph
from assets.looks.networks.recipes import Recipe, load_looks
from assets.looks.painters.textures.painted import PAINTERS, texture_look
from assets.looks.painters.textures.patterns import PATTERNS, PatternWish, add_pattern, two_tones
from colorimetry.oklch import Rgb, albedo_from_oklch, oklch_from_rgb
from schemas.errors import UsageError
from taxonomy.decisions import decision_rng
from usd_scenes.looks import LookNetwork

SIZE_M = 0.3
"""Longest side of what a library look is made for; its features are scaled to it."""

_PATTERNED_SURFACE = "painted_wall"
_PATTERN_PREFIX, _TEXTURE_PREFIX = "pattern_", "texture_"
_FEATURES = 6.0  # of a pattern over the longest side
_PATTERN_LIGHTNESS = 0.60  # between its two tones
_GOLDEN_ANGLE_DEG = 137.508


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryLook:
    """One look: its network with public parameters, and the taxonomy's terms that it shows."""

    name: str
    terms: tuple[str, ...]
    network: LookNetwork

    def with_parameters(self, values: Mapping[str, str]) -> LibraryLook:
        """The look with other values of its parameters, given as text.

        Raises:
            UsageError: no such parameter, or a text that is no value of its type.
        """
        return replace(self, network=with_average_fallback(set_parameters(self.network, values), size_m=SIZE_M))

    def to_json(self) -> dict[str, object]:
        """Plain JSON data: name, terms and parameters."""
        return {
            "name": self.name,
            "terms": list(self.terms),
            "parameters": [asdict(parameter) for parameter in self.network.parameters],
        }


@cache
def look_names() -> tuple[str, ...]:
    """Names of every look, materials first, in the order of their tables."""
    painted = (f"{_TEXTURE_PREFIX}{term.rpartition('.')[2]}" for term in PAINTERS)
    return (*load_looks().looks, *(f"{_PATTERN_PREFIX}{name}" for name in PATTERNS), *painted)


@lru_cache(maxsize=512)
def make_look(name: str, *, seed: int = 0) -> LibraryLook:
    """The look of that name; another ``seed`` draws another variation of it.

    Raises:
        UsageError: there is no such look.
    """
    if name not in look_names():
        raise UsageError(f"no look {name!r}; `parallel-synth looks list` names all {len(look_names())}")
    if name.startswith(_PATTERN_PREFIX):
        return _pattern_look(name, seed)
    if name.startswith(_TEXTURE_PREFIX):
        return _texture_look(name, seed)
    recipe = load_looks().looks[name]
    network = build_look(recipe, _wearer(name, seed), decision_rng(seed, 0, f"looks/{name}"))
    return _published(name, recipe.terms, network)


def all_looks() -> tuple[LibraryLook, ...]:
    """Every look, in the order of `look_names`."""
    return tuple(make_look(name) for name in look_names())


def _pattern_look(name: str, seed: int) -> LibraryLook:
    pattern = name.removeprefix(_PATTERN_PREFIX)
    rng = decision_rng(seed, 0, f"looks/{name}")
    _, chroma, hue_deg = oklch_from_rgb(_colour(name, seed))
    dark, light = two_tones(albedo_from_oklch(_PATTERN_LIGHTNESS, chroma, hue_deg), 0.8)
    wish = PatternWish(
        name=pattern,
        feature_m=SIZE_M / _FEATURES * float(rng.uniform(0.75, 1.3)),
        dark=dark,
        light=light,
        rotation_deg=90.0 if pattern == "gradient" else 0.0,
        fraction={"grid": 0.12, "dots": 0.32, "brick": 0.1, "cellular": 0.12}.get(pattern, 0.5),
        distortion=0.6,
        span=((-SIZE_M / 2, SIZE_M / 2), (0.0, SIZE_M)),
        on_body=pattern != "gradient",
    )
    graph = NodeGraph()
    colour = add_pattern(graph, wish)
    recipe: Recipe = load_looks().looks[_PATTERNED_SURFACE]
    network = build_look(recipe, _wearer(name, seed), rng, graph=graph, base_color=colour)
    terms = (f"textures.procedural.{pattern}",)
    return _published(name, terms, network)


def _texture_look(name: str, seed: int) -> LibraryLook:
    term = next(term for term in PAINTERS if term.rpartition(".")[2] == name.removeprefix(_TEXTURE_PREFIX))
    network = texture_look(term, decision_rng(seed, 0, f"looks/{name}"), size_m=SIZE_M, on_body=True)
    return _published(name, (term,), network)


def _published(name: str, terms: tuple[str, ...], network: LookNetwork) -> LibraryLook:
    network = with_readable_names(publish_parameters(network))
    network = with_average_fallback(network, size_m=SIZE_M)
    return LibraryLook(name=name, terms=terms, network=network)


def _wearer(name: str, seed: int) -> Wearer:
    return Wearer(colour=_colour(name, seed), size_m=SIZE_M, top_m=SIZE_M, palette_asked=False)


def _colour(name: str, seed: int) -> Rgb:
    """A colour for looks that take any: hues far apart for neighbours, as on a sample card."""
    recipe = load_looks().looks.get(name)
    if recipe is not None and recipe.shown is not None:
        return albedo_from_oklch(*recipe.shown)
    rng = decision_rng(seed, 0, f"looks/colour/{name}")
    hue_deg = (look_names().index(name) + 3 * seed) * _GOLDEN_ANGLE_DEG + float(rng.uniform(-12.0, 12.0))
    return albedo_from_oklch(float(rng.uniform(0.52, 0.76)), float(rng.uniform(0.07, 0.14)), hue_deg % 360.0)
