"""MaterialX nodes as functions of arrays; a float is (n,), a vector or colour (n, components)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from usd_scenes.extraction.pattern_values import noises

type Values = NDArray[np.float64]
type Inputs = Mapping[str, Values]
type Operation = Callable[[Inputs, int], Values]  # inputs by name, components of the output

_LUMINANCE = np.array([0.2722287, 0.6740818, 0.0536895])  # MaterialX's default coefficients


def matched(a: Values, b: Values) -> tuple[Values, Values]:
    """A float beside a vector made as wide."""
    if a.ndim == 2 and b.ndim == 1:
        return a, b[:, None]
    if b.ndim == 2 and a.ndim == 1:
        return a[:, None], b
    return a, b


def _binary(function: Callable[[Values, Values], Values]) -> Operation:
    return lambda given, _: function(*matched(given["in1"], given["in2"]))


def _unary(function: Callable[[Values], Values]) -> Operation:
    return lambda given, _: function(given["in"])


def _modulo(a: Values, b: Values) -> Values:
    return np.asarray(a - b * np.floor(np.divide(a, b, out=np.zeros(np.broadcast(a, b).shape), where=b != 0.0)))


def _divide(a: Values, b: Values) -> Values:
    return np.divide(a, b, out=np.zeros(np.broadcast(a, b).shape), where=b != 0.0)


def _wide(value: Values, like: Values) -> Values:
    return value[:, None] if like.ndim == 2 and value.ndim == 1 else value


def _mix(given: Inputs, _: int) -> Values:
    below, above = matched(given["bg"], given["fg"])
    share = _wide(given["mix"], below)
    return np.asarray(below * (1.0 - share) + above * share)


def _smoothstep(given: Inputs, _: int) -> Values:
    value = given["in"]
    low, high = _wide(given["low"], value), _wide(given["high"], value)
    t = np.clip(_divide(value - low, high - low), 0.0, 1.0)
    return np.asarray(t * t * (3.0 - 2.0 * t))


def _clamp(given: Inputs, _: int) -> Values:
    value = given["in"]
    return np.minimum(np.maximum(value, _wide(given["low"], value)), _wide(given["high"], value))


def _remap(given: Inputs, _: int) -> Values:
    value = given["in"]
    low, high, out_low, out_high = (_wide(given[name], value) for name in ("inlow", "inhigh", "outlow", "outhigh"))
    return np.asarray(out_low + _divide(value - low, high - low) * (out_high - out_low))


def _range(given: Inputs, _: int) -> Values:
    value = given["in"]
    low, high, out_low, out_high, gamma = (
        _wide(given[name], value) for name in ("inlow", "inhigh", "outlow", "outhigh", "gamma")
    )
    share = _divide(value - low, high - low)
    bent = np.sign(share) * np.abs(share) ** _divide(np.ones_like(gamma), gamma)
    result = out_low + bent * (out_high - out_low)
    clamps = _wide(given["doclamp"], value) > 0.5
    return np.where(clamps, np.clip(result, out_low, out_high), result)


def _choose(compare: Callable[[Values, Values], NDArray[np.bool_]]) -> Operation:
    def choose(given: Inputs, _: int) -> Values:
        first, second = matched(given["in1"], given["in2"])
        holds = compare(given["value1"], given["value2"])
        return np.where(holds[:, None] if first.ndim == 2 else holds, first, second)

    return choose


def _switch(given: Inputs, _: int) -> Values:
    names = sorted((name for name in given if name.startswith("in")), key=lambda name: int(name[2:]))
    which = np.clip(given["which"].astype(int), 0, len(names) - 1)
    stacked = np.stack([given[name] for name in names], axis=1)
    return np.asarray(stacked[np.arange(len(which)), which])


def _combine(given: Inputs, components: int) -> Values:
    parts = [given[f"in{i}"] for i in range(1, 5) if f"in{i}" in given]
    columns = [part[:, None] if part.ndim == 1 else part for part in parts]
    return np.concatenate(columns, axis=1)[:, :components]


def _extract(given: Inputs, _: int) -> Values:
    return np.asarray(given["in"][:, int(given["index"].flat[0])])


def _convert(given: Inputs, components: int) -> Values:
    value = given["in"]
    if components == 1:
        return value if value.ndim == 1 else value[:, 0]
    if value.ndim == 1:
        return np.repeat(value[:, None], components, axis=1)
    padded = np.concatenate([value, np.ones((len(value), max(components - value.shape[1], 0)))], axis=1)
    return padded[:, :components]


def _normalize(given: Inputs, _: int) -> Values:
    return unit(given["in"])


def unit(vectors: Values) -> Values:
    """Of length 1; zero stays."""
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.divide(vectors, length, out=np.zeros_like(vectors), where=length > 0.0)


def _luminance(given: Inputs, _: int) -> Values:
    coefficients = given.get("lumacoeffs", _LUMINANCE)
    grey = (given["in"][:, :3] * coefficients).sum(axis=1)
    return np.repeat(grey[:, None], 3, axis=1)


def _rotate2d(given: Inputs, _: int) -> Values:
    angle = np.radians(given["amount"])
    x, y = given["in"][:, 0], given["in"][:, 1]
    sine, cosine = np.sin(angle), np.cos(angle)
    return np.stack([cosine * x + sine * y, cosine * y - sine * x], axis=1)


def _rotate3d(given: Inputs, _: int) -> Values:
    axis, angle, value = unit(given["axis"]), np.radians(given["amount"])[:, None], given["in"]
    along = (axis * value).sum(axis=1, keepdims=True) * axis
    return np.asarray(along + np.cos(angle) * (value - along) - np.sin(angle) * np.cross(axis, value))


def _scaled(given: Inputs, noise: Values) -> Values:
    amplitude, noise = matched(given["amplitude"], noise)
    pivot = given.get("pivot")
    scaled = amplitude * noise
    return np.asarray(scaled if pivot is None else scaled + _wide(pivot, scaled))


def _coordinates(given: Inputs) -> Values:
    return given["position"] if "position" in given else given["texcoord"]


def _noise(given: Inputs, components: int) -> Values:
    points = _coordinates(given)
    if components == 1:
        return _scaled(given, noises.perlin(points))
    return _scaled(given, _widened(noises.perlin_vector(points), noises.perlin, points, components))


def _fractal(given: Inputs, components: int) -> Values:
    points = _coordinates(given)
    rules = {
        "octaves": int(given["octaves"].flat[0]),
        "lacunarity": float(given["lacunarity"].flat[0]),
        "diminish": float(given["diminish"].flat[0]),
    }
    if components == 1:
        return _scaled(given, noises.fractal(points, vector=False, **rules))  # type: ignore[arg-type]
    return _scaled(given, noises.fractal(points, vector=True, **rules)[:, :components])  # type: ignore[arg-type]


def _widened(vector: Values, noise: Callable[[Values], Values], points: Values, components: int) -> Values:
    if components <= 3:
        return vector[:, :components]
    moved = points + np.array([19.0, 73.0, 29.0])[: points.shape[1]]
    return np.concatenate([vector, noise(moved)[:, None]], axis=1)


def _cell(given: Inputs, components: int) -> Values:
    points = _coordinates(given)
    return noises.cell(points) if components == 1 else noises.cell_vector(points)[:, :components]


def _worley(given: Inputs, components: int) -> Values:
    points, jitter = _coordinates(given), float(given["jitter"].flat[0])
    if "style" in given and int(given["style"].flat[0]) == 1:
        cells = noises.worley_cell(points, jitter=jitter)
        return cells[:, 0] if components == 1 else cells[:, :components]
    nearest = noises.worley(points, jitter=jitter, nearest=components)
    return nearest[:, 0] if components == 1 else nearest


def _dot(a: Values, b: Values) -> Values:
    return np.asarray((a * b).sum(axis=1))


def _ramp(axis: int, first: str, second: str) -> Operation:
    """Along a texture coordinate; from the top, whose coordinate is 1, down."""

    def ramp(given: Inputs, _: int) -> Values:
        low, high = matched(given[first], given[second])
        share = _wide(np.clip(given["texcoord"][:, axis], 0.0, 1.0), low)
        return np.asarray(low * (1.0 - share) + high * share)

    return ramp


def _split(axis: int, first: str, second: str) -> Operation:
    def split(given: Inputs, _: int) -> Values:
        low, high = matched(given[first], given[second])
        beyond = np.asarray(given["texcoord"][:, axis] >= given["center"], dtype=np.float64)
        return np.where(_wide(beyond, low) > 0.5, high, low)

    return split


def _composite(function: Callable[[Values, Values], Values]) -> Operation:
    """Foreground on background, ``mix`` of it."""

    def composite(given: Inputs, _: int) -> Values:
        above, below = matched(given["fg"], given["bg"])
        share = _wide(given["mix"], above)
        return np.asarray(below * (1.0 - share) + function(above, below) * share)

    return composite


def _hsv_to_rgb(given: Inputs, _: int) -> Values:
    hue, saturation, value = given["in"].T
    sector = hue[:, None] * 6.0 + np.array([0.0, 4.0, 2.0])
    pure = np.clip(np.abs(np.mod(sector, 6.0) - 3.0) - 1.0, 0.0, 1.0)
    return np.asarray(value[:, None] * (1.0 - saturation[:, None] * (1.0 - pure)))


def _rgb_to_hsv(given: Inputs, _: int) -> Values:
    color = given["in"]
    peak, low = color.max(axis=1), color.min(axis=1)
    spread = np.where(peak > low, peak - low, 1.0)
    red, green, blue = color.T
    hue = np.select(
        [peak == red, peak == green],
        [(green - blue) / spread, 2.0 + (blue - red) / spread],
        4.0 + (red - green) / spread,
    )
    hue = np.where(peak > low, np.mod(hue / 6.0, 1.0), 0.0)
    return np.stack([hue, np.where(peak > 0.0, (peak - low) / np.maximum(peak, 1e-30), 0.0), peak], axis=1)


OPERATIONS: Mapping[str, Operation] = {
    "absval": _unary(np.abs),
    "acos": _unary(lambda a: np.arccos(np.clip(a, -1.0, 1.0))),
    "add": _binary(np.add),
    "asin": _unary(lambda a: np.arcsin(np.clip(a, -1.0, 1.0))),
    "atan2": lambda given, _: np.arctan2(given["iny"], given["inx"]),
    "ceil": _unary(np.ceil),
    "cellnoise2d": _cell,
    "cellnoise3d": _cell,
    "clamp": _clamp,
    "combine2": _combine,
    "combine3": _combine,
    "combine4": _combine,
    "constant": lambda given, _: given["value"],
    "convert": _convert,
    "cos": _unary(np.cos),
    "crossproduct": lambda given, _: np.cross(given["in1"], given["in2"]),
    "divide": _binary(_divide),
    "difference": _composite(lambda above, below: np.abs(above - below)),
    "dot": _unary(np.asarray),
    "dotproduct": lambda given, _: _dot(given["in1"], given["in2"]),
    "exp": _unary(np.exp),
    "extract": _extract,
    "floor": _unary(np.floor),
    "fract": _unary(lambda a: np.asarray(a - np.floor(a))),
    "fractal2d": _fractal,
    "fractal3d": _fractal,
    "hsvtorgb": _hsv_to_rgb,
    "ifequal": _choose(np.equal),
    "ifgreater": _choose(np.greater),
    "ifgreatereq": _choose(np.greater_equal),
    "invert": lambda given, _: np.asarray(np.subtract(*matched(given["amount"], given["in"]))),
    "ln": _unary(lambda a: np.log(np.maximum(a, 1e-30))),
    "luminance": _luminance,
    "magnitude": lambda given, _: np.linalg.norm(given["in"], axis=1),
    "max": _binary(np.maximum),
    "min": _binary(np.minimum),
    "mix": _mix,
    "minus": _composite(lambda above, below: np.asarray(below - above)),
    "modulo": _binary(_modulo),
    "multiply": _binary(np.multiply),
    "noise2d": _noise,
    "noise3d": _noise,
    "normalize": _normalize,
    "plus": _composite(np.add),
    "power": _binary(lambda a, b: np.asarray(np.sign(a) * np.abs(a) ** b)),
    "ramplr": _ramp(0, "valuel", "valuer"),
    "ramptb": _ramp(1, "valueb", "valuet"),
    "range": _range,
    "remap": _remap,
    "rgbtohsv": _rgb_to_hsv,
    "rotate2d": _rotate2d,
    "rotate3d": _rotate3d,
    "round": _unary(lambda a: np.floor(a + 0.5)),
    "screen": _composite(lambda above, below: np.asarray(1.0 - (1.0 - above) * (1.0 - below))),
    "sign": _unary(np.sign),
    "sin": _unary(np.sin),
    "smoothstep": _smoothstep,
    "sqrt": _unary(lambda a: np.sqrt(np.maximum(a, 0.0))),
    "splitlr": _split(0, "valuel", "valuer"),
    "splittb": _split(1, "valueb", "valuet"),
    "subtract": _binary(np.subtract),
    "switch": _switch,
    "tan": _unary(np.tan),
    "worleynoise2d": _worley,
    "worleynoise3d": _worley,
}
