"""What a look is on average: the constants of its UsdPreviewSurface fallback, without a renderer.

The look's own map networks are evaluated at random points of its body. Noises are drawn from their distributions,
which do not depend on where they are read: gradient noise from random gradients at the corners of a cell, Worley
noise from random points in the cells about one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assets.looks.library.maps import MapType, map_network
from colorimetry.luminance import luminance
from schemas.errors import UnsupportedError
from taxonomy.decisions import decision_rng
from usd_scenes.looks import Colour, Connection, InputValue, LookNetwork, ShaderNode

type Values = NDArray[np.float64]  # (points,) or (points, components)
type Inputs = Mapping[str, Values]
type Operation = Callable[[Inputs, np.random.Generator], Values]

_POINTS = 256
_STEP = 1e-3  # of the constants: no machine's rounding shows
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
        rng = decision_rng(0, 0, "looks/average/points")
        self._position = (rng.random((_POINTS, 3)) - 0.5) * size_m
        normal = rng.standard_normal((_POINTS, 3))
        self._normal = normal / np.linalg.norm(normal, axis=1, keepdims=True)
        around = rng.standard_normal((_POINTS, 3))
        around = self._normal + around / np.linalg.norm(around, axis=1, keepdims=True)
        self._from_viewer = -around / np.linalg.norm(around, axis=1, keepdims=True)

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
        if operation not in _OPERATIONS:
            raise UnsupportedError(f"node {node.name}: the average of {node.definition} is not known")
        inputs = {entry.name: self.value_of(entry.value) for entry in node.inputs if entry.type != "string"}
        inputs["components"] = np.array(_COMPONENTS.get(node.output_type, 1))
        return _OPERATIONS[operation](inputs, decision_rng(0, 0, f"looks/average/{node.name}"))


_COMPONENTS = {"vector2": 2, "vector3": 3, "color3": 3, "vector4": 4, "color4": 4}


def _number(source: object) -> float:
    if not isinstance(source, int | float):
        raise UnsupportedError(f"a {type(source).__name__} has no average")
    return float(source)


def _given(inputs: Inputs, name: str, default: InputValue) -> Values:
    return inputs[name] if name in inputs else np.asarray(default, dtype=np.float64)


def _pair(inputs: Inputs, first: float, second: float) -> tuple[Values, Values]:
    """The operands in1 and in2; a float beside a vector is made as wide."""
    return _matched(_given(inputs, "in1", first), _given(inputs, "in2", second))


def _matched(a: Values, b: Values) -> tuple[Values, Values]:
    if a.ndim == 2 and b.ndim == 1:
        return a, b[:, None]
    if b.ndim == 2 and a.ndim == 1:
        return a[:, None], b
    return a, b


def _binary(function: Callable[[Values, Values], Values], first: float, second: float) -> Operation:
    return lambda inputs, _: function(*_pair(inputs, first, second))


def _unary(function: Callable[[Values], Values]) -> Operation:
    return lambda inputs, _: function(inputs["in"])


def _smoothstep(inputs: Inputs, _: np.random.Generator) -> Values:
    low, high = _given(inputs, "low", 0.0), _given(inputs, "high", 1.0)
    t = np.clip((inputs["in"] - low) / np.maximum(high - low, 1e-9), 0.0, 1.0)
    return np.asarray(t * t * (3.0 - 2.0 * t))


def _mix(inputs: Inputs, _: np.random.Generator) -> Values:
    below, above = _given(inputs, "bg", 0.0), _given(inputs, "fg", 0.0)
    share = _given(inputs, "mix", 0.0)
    share = _matched(share, above if above.ndim >= below.ndim else below)[0]
    return np.asarray(below * (1.0 - share) + above * share)


def _choose(compare: Callable[[Values, Values], NDArray[np.bool_]]) -> Operation:
    def choose(inputs: Inputs, _: np.random.Generator) -> Values:
        holds = compare(_given(inputs, "value1", 1.0), _given(inputs, "value2", 0.0))
        first, second = _pair(inputs, 0.0, 0.0)
        return np.asarray(np.where(holds[:, None] if max(first.ndim, second.ndim) == 2 else holds, first, second))

    return choose


def _combine(inputs: Inputs, _: np.random.Generator) -> Values:
    zero = np.zeros(_POINTS)
    parts = [_given(inputs, f"in{i}", 0.0) for i in range(1, int(inputs["components"]) + 1)]
    return np.stack([part + zero for part in parts], axis=1)


def _extract(inputs: Inputs, _: np.random.Generator) -> Values:
    return np.asarray(inputs["in"][:, int(_given(inputs, "index", 0).flat[0])])


def _convert(inputs: Inputs, _: np.random.Generator) -> Values:
    value, components = inputs["in"], int(inputs["components"])
    if value.ndim == 1:
        return value if components == 1 else np.repeat(value[:, None], components, axis=1)
    return value[:, :components]


def _clamp(inputs: Inputs, _: np.random.Generator) -> Values:
    return np.clip(inputs["in"], _given(inputs, "low", 0.0), _given(inputs, "high", 1.0))


def _remap(inputs: Inputs, _: np.random.Generator) -> Values:
    low, high = _given(inputs, "inlow", 0.0), _given(inputs, "inhigh", 1.0)
    share = (inputs["in"] - low) / (high - low)
    out_low = _given(inputs, "outlow", 0.0)
    return np.asarray(out_low + share * (_given(inputs, "outhigh", 1.0) - out_low))


def _range(inputs: Inputs, rng: np.random.Generator) -> Values:
    low, high = _given(inputs, "inlow", 0.0), _given(inputs, "inhigh", 1.0)
    share = np.maximum((inputs["in"] - low) / (high - low), 0.0) ** (1.0 / _given(inputs, "gamma", 1.0))
    return _remap({**inputs, "in": share, "inlow": np.zeros(()), "inhigh": np.ones(())}, rng)


def _checkerboard(inputs: Inputs, _: np.random.Generator) -> Values:
    cell = np.floor(inputs["texcoord"] * _given(inputs, "uvtiling", 8.0)).sum(axis=1)
    return np.asarray(np.where((cell % 2.0 == 0.0)[:, None], inputs["color1"], inputs["color2"]))


def _normalize(inputs: Inputs, _: np.random.Generator) -> Values:
    return np.asarray(inputs["in"] / np.maximum(np.linalg.norm(inputs["in"], axis=1, keepdims=True), 1e-12))


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


def _noise(dimensions: int) -> Operation:
    def noise(inputs: Inputs, rng: np.random.Generator) -> Values:
        value = _gradient_noise(rng, dimensions, int(inputs["components"]))
        amplitude, value = _matched(_given(inputs, "amplitude", 1.0), value)
        return np.asarray(amplitude * value + _given(inputs, "pivot", 0.0))

    return noise


def _fractal(dimensions: int) -> Operation:
    def fractal(inputs: Inputs, rng: np.random.Generator) -> Values:
        octaves = int(_given(inputs, "octaves", 3).flat[0])
        diminish = float(_given(inputs, "diminish", 0.5).flat[0])
        components = int(inputs["components"])
        layers = [_gradient_noise(rng, dimensions, components) * diminish**i for i in range(octaves)]
        amplitude, value = _matched(_given(inputs, "amplitude", 1.0), np.sum(layers, axis=0))
        return np.asarray(amplitude * value)

    return fractal


def _worley(dimensions: int) -> Operation:
    def worley(inputs: Inputs, rng: np.random.Generator) -> Values:
        cells = np.array(list(np.ndindex(*(3,) * dimensions))) - 1
        jitter = float(_given(inputs, "jitter", 1.0).flat[0])
        points = cells + 0.5 + (rng.random((_POINTS, len(cells), dimensions)) - 0.5) * jitter
        distance = np.linalg.norm(points - rng.random((_POINTS, 1, dimensions)), axis=2)
        nearest = np.sort(distance, axis=1)[:, : int(inputs["components"])]
        return nearest[:, 0] if nearest.shape[1] == 1 else nearest

    return worley


def _cell_noise(inputs: Inputs, rng: np.random.Generator) -> Values:
    components = int(inputs["components"])
    return rng.random(_POINTS if components == 1 else (_POINTS, components))


_OPERATIONS: Mapping[str, Operation] = {
    "absval": _unary(np.abs),
    "add": _binary(np.add, 0.0, 0.0),
    "cellnoise2d": _cell_noise,
    "cellnoise3d": _cell_noise,
    "checkerboard": _checkerboard,
    "clamp": _clamp,
    "combine2": _combine,
    "combine3": _combine,
    "ceil": _unary(np.ceil),
    "constant": lambda inputs, _: inputs["value"],
    "convert": _convert,
    "cos": _unary(np.cos),
    "crossproduct": lambda inputs, _: np.asarray(np.cross(inputs["in1"], inputs["in2"])),
    "distance": lambda inputs, _: np.asarray(np.linalg.norm(inputs["in1"] - inputs["in2"], axis=1)),
    "divide": _binary(lambda a, b: np.asarray(a / np.where(b == 0.0, 1e-12, b)), 0.0, 1.0),
    "dot": _unary(np.asarray),
    "dotproduct": lambda inputs, _: np.asarray((inputs["in1"] * inputs["in2"]).sum(axis=1)),
    "exp": _unary(np.exp),
    "extract": _extract,
    "floor": _unary(np.floor),
    "fractal2d": _fractal(2),
    "fractal3d": _fractal(3),
    "fract": _unary(lambda a: np.asarray(a - np.floor(a))),
    "geompropvalue": lambda inputs, _: _given(inputs, "default", 0.0),  # on a body without the primvar
    "ifequal": _choose(np.equal),
    "ifgreater": _choose(np.greater),
    "ifgreatereq": _choose(np.greater_equal),
    "invert": lambda inputs, _: np.asarray(_given(inputs, "amount", 1.0) - inputs["in"]),
    "magnitude": lambda inputs, _: np.asarray(np.linalg.norm(inputs["in"], axis=1)),
    "ln": _unary(lambda a: np.asarray(np.log(np.maximum(a, 1e-12)))),
    "luminance": lambda inputs, _: np.repeat(luminance(inputs["in"])[:, None], 3, axis=1),
    "max": _binary(np.maximum, 0.0, 0.0),
    "min": _binary(np.minimum, 0.0, 0.0),
    "mix": _mix,
    "modulo": _binary(lambda a, b: np.asarray(a - b * np.floor(a / b)), 0.0, 1.0),
    "multiply": _binary(np.multiply, 0.0, 1.0),
    "noise2d": _noise(2),
    "noise3d": _noise(3),
    "normalize": _normalize,
    "power": _binary(lambda a, b: np.asarray(np.maximum(a, 0.0) ** b), 0.0, 1.0),
    "range": _range,
    "remap": _remap,
    "round": _unary(np.rint),
    "sign": _unary(np.sign),
    "sin": _unary(np.sin),
    "smoothstep": _smoothstep,
    "sqrt": _unary(lambda a: np.asarray(np.sqrt(np.maximum(a, 0.0)))),
    "atan2": lambda inputs, _: np.asarray(np.arctan2(inputs["iny"], inputs["inx"])),
    "subtract": _binary(np.subtract, 0.0, 0.0),
    "worleynoise2d": _worley(2),
    "worleynoise3d": _worley(3),
}
