"""What a look is on average: the constants of its UsdPreviewSurface fallback, without a renderer.

The look's own map networks are evaluated at random points of its body, their arithmetic by the operations that
`usd_scenes.extraction.pattern_values` evaluates patterns with. Noises are other than there on purpose: they are
drawn from their distributions, which do not depend on where they are read, so that a few hundred points give the
mean of features of any size: gradient noise from random gradients at the corners of a cell, Worley noise from
random points in the cells about one. MaterialX's own library, whose loading every process that composes would wait
for, is not read: the defaults of inputs stand here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

import numpy as np

from assets.looks.library.maps import MapType, map_network
from schemas.errors import UnsupportedError
from taxonomy.decisions import decision_rng
from usd_scenes.extraction.pattern_values.operations import OPERATIONS, Inputs, Values, matched
from usd_scenes.looks import Colour, Connection, InputValue, LookNetwork, ShaderNode

type Draw = Callable[[Inputs, int, str], Values]  # inputs by name, components of the output, the node's name

_POINTS = 256
_STEP = 1e-3  # of the constants: no machine's rounding shows
_DRAWS_KEPT = 256  # noises of nodes: looks of one recipe share them
_PERLIN_SCALE = {2: 0.6616, 3: 0.982}  # of MaterialX's gradient noise to about [-1, 1]


def with_average_fallback(look: LookNetwork, *, size_m: float) -> LookNetwork:
    """``look`` with the averages of its own maps as the fallback's colour, roughness, metalness and glow.

    A surface or node that cannot be averaged leaves the fallback as it is.

    Args:
        size_m: longest side of what wears the look.
    """
    kinds = (MapType.ALBEDO, MapType.ROUGHNESS, MapType.METALLIC, MapType.EMISSION)
    try:
        averages = average_maps(look, kinds, size_m=size_m)
    except UnsupportedError:
        return look
    preview = replace(
        look.preview,
        diffuse_color=averages[MapType.ALBEDO],
        roughness=averages[MapType.ROUGHNESS][0],
        metallic=averages[MapType.METALLIC][0],
        emissive_color=averages[MapType.EMISSION],
    )
    return replace(look, preview=preview)


def average_maps(look: LookNetwork, kinds: Sequence[MapType], *, size_m: float) -> Mapping[MapType, Colour]:
    """The means of maps over a body, as the maps' networks glow them.

    Raises:
        UnsupportedError: a surface without maps, or a node whose values are not known here; names it.
    """
    evaluator = _Evaluator(look, size_m)
    averages = {}
    for kind in kinds:
        red, green, blue = evaluator.glow_of(map_network(look, kind)).mean(axis=0)
        averages[kind] = (_rounded(red), _rounded(green), _rounded(blue))
    return averages


def _rounded(value: float) -> float:
    return round(round(float(value) / _STEP) * _STEP, 6)


class _Evaluator:
    """Values of nodes at the same random points; each node of the look itself once."""

    def __init__(self, look: LookNetwork, size_m: float) -> None:
        self._own = {node.name for node in look.nodes}
        self._nodes: dict[str, ShaderNode] = {}
        self._known: dict[str, Values] = {}
        places, self._normal, self._from_viewer = _body_points()
        self._position = places * size_m

    def glow_of(self, network: LookNetwork) -> Values:
        """(points, 3): what a map's network of the look glows with."""
        self._nodes = {node.name: node for node in network.nodes}
        self._known = {name: values for name, values in self._known.items() if name in self._own}
        glow = self._nodes[network.surface]
        source = next(entry.value for entry in glow.inputs if entry.name == "emission_color")
        return np.clip(self.value_of(source), 0.0, None)

    def value_of(self, source: object) -> Values:
        if isinstance(source, Connection):
            return self._node_value(source.node)
        numbers = source if isinstance(source, tuple) else (_number(source),)
        row = np.array(numbers, dtype=np.float64)
        return np.broadcast_to(row if len(row) > 1 else row[0], (_POINTS, len(row)) if len(row) > 1 else _POINTS)

    def _node_value(self, name: str) -> Values:
        if name not in self._known:
            self._known[name] = self._compute(self._nodes[name])
        return self._known[name]

    def _compute(self, node: ShaderNode) -> Values:
        operation = node.definition.removeprefix("ND_").partition("_")[0]
        match operation:
            case "position":
                return self._position
            case "normal":
                return self._normal
            case "texcoord":
                return self._position[:, :2]
            case "viewdirection":
                return self._from_viewer
        given = {entry.name: self.value_of(entry.value) for entry in node.inputs if entry.type != "string"}
        components = _COMPONENTS.get(node.output_type, 1)
        if operation in _DRAWN:
            return _DRAWN[operation](given, components, node.name)
        if operation in _OWN:
            return _OWN[operation](given)
        if operation not in _AVERAGED:
            raise UnsupportedError(f"node {node.name}: the average of {node.definition} is not known")
        defaults = {name: self.value_of(value) for name, value in _DEFAULTS.get(operation, {}).items()}
        return OPERATIONS[operation]({**defaults, **given}, components)


@cache
def _body_points() -> tuple[Values, Values, Values]:
    """Places in a body of side 1, and there the normal and the direction from the viewer, each (points, 3)."""
    rng = decision_rng(0, 0, "looks/average/points")
    places = rng.random((_POINTS, 3)) - 0.5
    normal = rng.standard_normal((_POINTS, 3))
    normal = normal / np.linalg.norm(normal, axis=1, keepdims=True)
    around = rng.standard_normal((_POINTS, 3))
    around = normal + around / np.linalg.norm(around, axis=1, keepdims=True)
    return _kept(places), _kept(normal), _kept(-around / np.linalg.norm(around, axis=1, keepdims=True))


def _kept(values: Values) -> Values:
    """The same values, which nobody may change."""
    values.setflags(write=False)
    return values


def _rng_of(node: str) -> np.random.Generator:
    return decision_rng(0, 0, f"looks/average/{node}")


_COMPONENTS = {"vector2": 2, "vector3": 3, "color3": 3, "vector4": 4, "color4": 4}


def _number(source: object) -> float:
    if not isinstance(source, int | float):
        raise UnsupportedError(f"a {type(source).__name__} has no average")
    return float(source)


def _given(inputs: Inputs, name: str, default: InputValue) -> Values:
    return inputs[name] if name in inputs else np.asarray(default, dtype=np.float64)


def _checkerboard(inputs: Inputs) -> Values:
    cell = np.floor(inputs["texcoord"] * _given(inputs, "uvtiling", 8.0)).sum(axis=1)
    return np.asarray(np.where((cell % 2.0 == 0.0)[:, None], inputs["color1"], inputs["color2"]))


@lru_cache(maxsize=_DRAWS_KEPT)
def _gradient_layers(node: str, dimensions: int, components: int, count: int) -> tuple[Values, ...]:
    """Perlin's noises of a node, one an octave."""
    rng = _rng_of(node)
    return tuple(_kept(_gradient_noise(rng, dimensions, components)) for _ in range(count))


def _gradient_noise(rng: np.random.Generator, dimensions: int, components: int) -> Values:
    """Perlin's noise at random points: the fade of the corners' gradients along the offsets to them."""
    shape = (_POINTS, components) if components > 1 else (_POINTS,)
    place = rng.random((*shape, dimensions))
    fade = place**3 * (place * (place * 6.0 - 15.0) + 10.0)
    total = np.zeros(shape)
    for corner in np.ndindex(*(2,) * dimensions):
        at = np.array(corner)
        gradient = _gradients(rng, shape, dimensions)
        weight = np.where(at == 1, fade, 1.0 - fade).prod(axis=-1)
        total += weight * (gradient * (place - at)).sum(axis=-1)
    return np.asarray(total * _PERLIN_SCALE[dimensions])


def _gradients(rng: np.random.Generator, shape: tuple[int, ...], dimensions: int) -> Values:
    """In space to the edges of a cube; in the plane (1, 2) and its turns."""
    signs = rng.choice((-1.0, 1.0), (*shape, dimensions))
    odd = rng.integers(dimensions, size=shape)[..., None] == np.arange(dimensions)
    return np.asarray(signs * np.where(odd, 0.0 if dimensions == 3 else 2.0, 1.0))


def _noise(dimensions: int) -> Draw:
    def noise(inputs: Inputs, components: int, node: str) -> Values:
        (value,) = _gradient_layers(node, dimensions, components, 1)
        amplitude, value = matched(_given(inputs, "amplitude", 1.0), value)
        return np.asarray(amplitude * value + _given(inputs, "pivot", 0.0))

    return noise


def _fractal(dimensions: int) -> Draw:
    def fractal(inputs: Inputs, components: int, node: str) -> Values:
        octaves = int(_given(inputs, "octaves", 3).flat[0])
        diminish = float(_given(inputs, "diminish", 0.5).flat[0])
        layers = _gradient_layers(node, dimensions, components, octaves)
        layers = tuple(layer * diminish**i for i, layer in enumerate(layers))
        amplitude, value = matched(_given(inputs, "amplitude", 1.0), np.sum(layers, axis=0))
        return np.asarray(amplitude * value)

    return fractal


def _worley(dimensions: int) -> Draw:
    def worley(inputs: Inputs, components: int, node: str) -> Values:
        nearest = _worley_distances(node, dimensions, float(_given(inputs, "jitter", 1.0).flat[0]))[:, :components]
        return nearest[:, 0] if nearest.shape[1] == 1 else nearest

    return worley


@lru_cache(maxsize=_DRAWS_KEPT)
def _worley_distances(node: str, dimensions: int, jitter: float) -> Values:
    """(points, 3) to the nearest ones of the random points in the cells about each."""
    rng = _rng_of(node)
    cells = np.array(list(np.ndindex(*(3,) * dimensions))) - 1
    points = cells + 0.5 + (rng.random((_POINTS, len(cells), dimensions)) - 0.5) * jitter
    distance = np.linalg.norm(points - rng.random((_POINTS, 1, dimensions)), axis=2)
    return _kept(np.sort(distance, axis=1)[:, :3].copy())


def _cell_noise(_: Inputs, components: int, node: str) -> Values:
    return _rng_of(node).random(_POINTS if components == 1 else (_POINTS, components))


_DRAWN: Mapping[str, Draw] = {
    "cellnoise2d": _cell_noise,
    "cellnoise3d": _cell_noise,
    "fractal2d": _fractal(2),
    "fractal3d": _fractal(3),
    "noise2d": _noise(2),
    "noise3d": _noise(3),
    "worleynoise2d": _worley(2),
    "worleynoise3d": _worley(3),
}
_OWN: Mapping[str, Callable[[Inputs], Values]] = {
    "checkerboard": _checkerboard,
    "distance": lambda inputs: np.asarray(np.linalg.norm(inputs["in1"] - inputs["in2"], axis=1)),
    "geompropvalue": lambda inputs: _given(inputs, "default", 0.0),  # on a body without the primvar
}
"""Nodes that MaterialX defines by graphs, and what a body says."""

_AVERAGED = frozenset(
    {
        "absval", "add", "atan2", "ceil", "clamp", "combine2", "combine3", "constant", "convert", "cos",
        "crossproduct", "divide", "dot", "dotproduct", "exp", "extract", "floor", "fract", "ifequal", "ifgreater",
        "ifgreatereq", "invert", "ln", "luminance", "magnitude", "max", "min", "mix", "modulo", "multiply",
        "normalize", "power", "range", "remap", "round", "sign", "sin", "smoothstep", "sqrt", "subtract",
    }
)  # fmt: skip
"""Operations whose every input has its default below, or is always given."""

_SUM = {"in1": 0.0, "in2": 0.0}
_PRODUCT = {"in1": 0.0, "in2": 1.0}
_COMPARED = {"value1": 1.0, "value2": 0.0, **_SUM}
_REMAPPED = {"inlow": 0.0, "inhigh": 1.0, "outlow": 0.0, "outhigh": 1.0}
_DEFAULTS: Mapping[str, Mapping[str, float]] = {
    "add": _SUM,
    "clamp": {"low": 0.0, "high": 1.0},
    "combine2": _SUM,
    "combine3": {**_SUM, "in3": 0.0},
    "divide": _PRODUCT,
    "extract": {"index": 0},
    "ifequal": _COMPARED,
    "ifgreater": _COMPARED,
    "ifgreatereq": _COMPARED,
    "invert": {"amount": 1.0},
    "max": _SUM,
    "min": _SUM,
    "mix": {"bg": 0.0, "fg": 0.0, "mix": 0.0},
    "modulo": _PRODUCT,
    "multiply": _PRODUCT,
    "power": _PRODUCT,
    "range": {**_REMAPPED, "gamma": 1.0, "doclamp": 0.0},
    "remap": _REMAPPED,
    "smoothstep": {"low": 0.0, "high": 1.0},
    "subtract": _SUM,
}
