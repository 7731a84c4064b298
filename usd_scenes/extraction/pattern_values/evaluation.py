"""A look's pattern network at points of the surface that wears it.

Nodes that MaterialX defines by a graph of others are evaluated by that graph. A node that is neither known here
nor such a graph is refused, so that its user may fall back on a constant and say so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Any

import numpy as np

from schemas.errors import UnsupportedError
from usd_scenes.extraction.pattern_values.hexagonal_tiling import hexagonal_tiling
from usd_scenes.extraction.pattern_values.operations import OPERATIONS, Values, unit
from usd_scenes.extraction.pattern_values.textures import sample_picture
from usd_scenes.looks import Connection, ShaderNode

_COMPONENTS = {"vector2": 2, "vector3": 3, "color3": 3, "vector4": 4, "color4": 4}
_TEXTURES = frozenset({"image", "tiledimage", "hextiledimage"})
_PREVIEW_TEXTURE, _PREVIEW_TRANSFORM = "UsdUVTexture", "UsdTransform2d"
_COLOUR_READERS = frozenset({"UsdPrimvarReader_float3", "UsdPrimvarReader_vector"})
_HEIGHT_TO_NORMAL = "ND_heighttonormal_vector3"
_SOBEL = 1.0 / 16.0  # of the slopes that heighttonormal takes
_DEGENERATE = 1e-24  # square of an area of texture coordinates that tells no direction
_STEP = 2e-6  # of the points' extent: how far apart a slope's two heights are


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SurfacePoints:
    """Points of a surface, in stage units."""

    position: Values  # (n, 3) world
    normal: Values  # (n, 3) world, unit
    tangent: Values  # (n, 3) world, unit, along u
    uv: Values  # (n, 2)
    object_from_world: Values  # (4, 4), column vectors
    display_color: Values | None = None  # (n, 3)
    numbers: Mapping[str, Values] = field(default_factory=dict)  # (n,) of each float primvar by its name
    uv_along: Values | None = None  # (n, 2, 2): how uv grows along tangent and bitangent; None: not at all
    view: Values | None = None  # (n, 3) world, unit, from the eye; None: seen by no one

    def __len__(self) -> int:
        return len(self.position)

    def moved(self, axis: int, step: float) -> SurfacePoints:
        """Their neighbours along the tangent (0) or the bitangent (1)."""
        along = self.tangent if axis == 0 else np.cross(self.normal, self.tangent)
        uv = self.uv if self.uv_along is None else self.uv + step * self.uv_along[:, axis]
        return replace(self, position=self.position + step * along, uv=uv)


def evaluate(nodes: tuple[ShaderNode, ...], source: Connection, points: SurfacePoints) -> Values:
    """The output that ``source`` names, (n,) or (n, components).

    Raises:
        UnsupportedError: a node whose values are not known here.
    """
    return PatternNetwork(nodes, points).value_of(source)


_ONE_POINT = SurfacePoints(
    position=np.zeros((1, 3)),
    normal=np.array([[0.0, 0.0, 1.0]]),
    tangent=np.array([[1.0, 0.0, 0.0]]),
    uv=np.zeros((1, 2)),
    object_from_world=np.eye(4),
)


class PatternNetwork:
    """A network at one set of points: what several of its outputs share is evaluated once."""

    def __init__(self, nodes: tuple[ShaderNode, ...], points: SurfacePoints) -> None:
        self._nodes, self._points = {node.name: node for node in nodes}, points
        self._known: dict[str, Values] = {}

    def value_of(self, source: Connection) -> Values:
        """As `evaluate`."""
        node = self._nodes[source.node]
        key = f"{source.node}.{source.output}"
        if key not in self._known:
            self._known[key] = self._compute(node, source.output)
        return _output_of(node.definition, source.output, self._known[key])

    def _compute(self, node: ShaderNode, output: str) -> Values:
        if node.definition == _HEIGHT_TO_NORMAL:
            return self._normal_of_height(node)
        given: dict[str, Any] = {
            entry.name: self.value_of(entry.value) if isinstance(entry.value, Connection) else entry.value
            for entry in node.inputs
        }
        if node.definition == _PREVIEW_TEXTURE:
            return _preview_texture(given, self._points)
        if node.definition == _PREVIEW_TRANSFORM:
            return _preview_transform(given, self._points)
        if node.definition.startswith("UsdPrimvarReader"):
            return _primvar_reader(node.definition, given, self._points)
        definition = node_definition(node.definition)
        if definition is None:
            raise UnsupportedError(f"<{node.name}>: unknown node {node.definition!r}")
        return compute_node(definition, given, self._points, output)

    def _normal_of_height(self, node: ShaderNode) -> Values:
        """MaterialX takes the slopes over the picture; over the surface they are the same."""
        step = _STEP * max(float(np.ptp(self._points.position, axis=0).max(initial=0.0)), 1e-3)
        places = [self._points, *(self._points.moved(axis, step) for axis in (0, 1))]
        definition = node_definition(_HEIGHT_TO_NORMAL)
        heights, coordinates, scale = [], [], np.ones(len(self._points))
        for points in places:
            network = self if points is self._points else PatternNetwork(tuple(self._nodes.values()), points)
            given = {
                entry.name: network.value_of(entry.value) if isinstance(entry.value, Connection) else entry.value
                for entry in node.inputs
            }
            inputs = {
                entry.getName(): _input_value(entry, given, points) for entry in definition.getActiveInputs()
            }
            heights.append(inputs["in"])
            coordinates.append(inputs["texcoord"])
            scale = inputs["scale"]
        rise = [(height - heights[0]) * scale * _SOBEL for height in heights[1:]]
        run = [coordinate - coordinates[0] for coordinate in coordinates[1:]]
        along, across = (np.concatenate([b, a[:, None]], axis=1) / step for a, b in zip(rise, run, strict=True))
        found = np.cross(along, across)
        found = np.where((found * found).sum(axis=1, keepdims=True) < _DEGENERATE, (0.0, 0.0, 1.0), found)
        return unit(np.where(found[:, 2:] < 0.0, -found, found)) * 0.5 + 0.5


def compute_node(definition: Any, given: Mapping[str, Any], points: SurfacePoints, output: str = "out") -> Values:
    """One MaterialX node; ``given`` holds arrays, or constants as Python has them.

    ``output`` chooses among those of a node that a graph defines; others with several give all in one.
    """
    operation = str(definition.getNodeString())
    inputs = {entry.getName(): _input_value(entry, given, points) for entry in definition.getActiveInputs()}
    components = _COMPONENTS.get(str(definition.getType()), 1)
    if operation == "viewdirection" and points.view is None:
        raise UnsupportedError(f"the values of {definition.getName()} are not known where no one looks")
    if operation in _GEOMETRY:
        return _GEOMETRY[operation](inputs, points)
    if operation in _TEXTURES:
        return _texture(operation, inputs, str(definition.getType()))
    if operation == "normalmap":
        return _normal_map(inputs, points)
    if operation == "geompropvalue":
        return _primvar(inputs, points, str(definition.getType()))
    arrays = {name: value for name, value in inputs.items() if isinstance(value, np.ndarray)}
    if operation in OPERATIONS:
        return OPERATIONS[operation](arrays, components)
    graph = definition.getImplementation()
    if graph is None or graph.getCategory() != "nodegraph":
        raise UnsupportedError(f"the values of {definition.getName()} are not known")
    return _compute_graph(graph, inputs, points, output)


def constant_of(name: str, given: Mapping[str, Any], output: str = "out") -> tuple[float, ...] | None:
    """What a node of that definition makes of constants; None where the place matters, or it is not known."""
    definition = node_definition(name)
    if definition is None or str(definition.getNodeString()) not in OPERATIONS:
        return None
    if any(
        entry.getDefaultGeomPropString() and entry.getName() not in given for entry in definition.getActiveInputs()
    ):
        return None
    value = _output_of(name, output, compute_node(definition, given, _ONE_POINT, output))
    return tuple(float(part) for part in np.atleast_1d(value[0]))


def _compute_graph(graph: Any, interface: Mapping[str, Any], points: SurfacePoints, wanted: str) -> Values:
    known: dict[str, Values] = {}

    def value_of(element: Any) -> Any:
        """Of an input or output within the graph."""
        name = element.getInterfaceName() if element.getCategory() == "input" else ""
        if name:
            return interface[name]
        source = element.getNodeName()
        if not source:
            return element.getValueString()
        node, output = graph.getNode(source), element.getOutputString() or "out"
        key = f"{source}.{output}"
        if key not in known:
            given = {entry.getName(): value_of(entry) for entry in node.getInputs()}
            known[key] = compute_node(node.getNodeDef(), given, points, output)
        return _output_of(str(node.getNodeDef().getName()), output, known[key])

    outputs = graph.getOutputs()
    value = value_of(next((one for one in outputs if one.getName() == wanted), outputs[0]))
    assert isinstance(value, np.ndarray)
    return value


def _output_of(definition: str, output: str, value: Values) -> Values:
    """One output of a node with several: separate's outx, UsdUVTexture's r."""
    index = {"outx": 0, "outr": 0, "r": 0, "outy": 1, "outg": 1, "g": 1, "outz": 2, "outb": 2, "b": 2}
    index |= {"outw": 3, "outa": 3, "a": 3}
    if output in index and value.ndim == 2 and ("separate" in definition or definition == _PREVIEW_TEXTURE):
        return np.asarray(value[:, index[output]])
    if output == "rgb":
        return value[:, :3]
    return value


def _input_value(entry: Any, given: Mapping[str, Any], points: SurfacePoints) -> Any:
    """An array, or text."""
    value = given.get(entry.getName())
    kind = str(entry.getType())
    if isinstance(value, np.ndarray):
        return value
    if value is None:
        place = str(entry.getDefaultGeomPropString())
        if place:
            return _GEOMETRY_DEFAULTS[place](points)
        value = str(entry.getValueString())
    if kind in {"string", "filename"}:
        return str(value)
    return _array(value, len(points))


def _array(value: Any, count: int) -> Values:
    if isinstance(value, str):
        value = {"true": 1.0, "false": 0.0, "": 0.0}.get(value, value)
    numbers = [float(part) for part in value.split(",")] if isinstance(value, str) else value
    row = np.atleast_1d(np.asarray(numbers, dtype=np.float64))
    if row.ndim > 1:
        raise UnsupportedError("matrices are not evaluated")
    return np.broadcast_to(row[0], (count,)) if len(row) == 1 else np.broadcast_to(row, (count, len(row)))


def _to_space(inputs: Mapping[str, Any], points: SurfacePoints, *, kind: str) -> Values:
    vectors: Values = getattr(points, "position" if kind == "point" else kind)
    if inputs.get("space", "object") == "world":
        return vectors
    linear, offset = points.object_from_world[:3, :3], points.object_from_world[:3, 3]
    if kind == "point":
        return np.asarray(vectors @ linear.T + offset)
    turned = vectors @ np.linalg.inv(linear) if kind == "normal" else vectors @ linear.T
    return unit(turned)


def _view(inputs: Mapping[str, Any], points: SurfacePoints) -> Values:
    seen = points.view
    assert seen is not None
    return seen if inputs.get("space") == "world" else unit(seen @ points.object_from_world[:3, :3].T)


_GEOMETRY: Mapping[str, Callable[[Mapping[str, Any], SurfacePoints], Values]] = {
    "position": lambda inputs, points: _to_space(inputs, points, kind="point"),
    "normal": lambda inputs, points: _to_space(inputs, points, kind="normal"),
    "tangent": lambda inputs, points: _to_space(inputs, points, kind="tangent"),
    "bitangent": lambda inputs, points: np.cross(
        _to_space(inputs, points, kind="normal"), _to_space(inputs, points, kind="tangent")
    ),
    "texcoord": lambda _, points: points.uv,
    "viewdirection": _view,
}
_GEOMETRY_DEFAULTS: Mapping[str, Callable[[SurfacePoints], Values]] = {
    "UV0": lambda points: points.uv,
    "Pobject": lambda points: _to_space({}, points, kind="point"),
    "Pworld": lambda points: points.position,
    "Nobject": lambda points: _to_space({}, points, kind="normal"),
    "Nworld": lambda points: points.normal,
    "Tobject": lambda points: _to_space({}, points, kind="tangent"),
    "Tworld": lambda points: points.tangent,
    "Bobject": lambda points: np.cross(
        _to_space({}, points, kind="normal"), _to_space({}, points, kind="tangent")
    ),
    "Bworld": lambda points: np.cross(points.normal, points.tangent),
}


def _texture(operation: str, inputs: Mapping[str, Any], kind: str) -> Values:
    place = inputs["texcoord"]
    if operation == "tiledimage":
        place = place * inputs["uvtiling"] - inputs["uvoffset"]
    file = str(inputs["file"])
    if not file:
        return np.asarray(inputs["default"])
    modes = str(inputs.get("uaddressmode", "periodic")), str(inputs.get("vaddressmode", "periodic"))
    space = "auto" if kind.startswith("color") else "raw"
    picture = partial(sample_picture, file, modes=modes, color_space=space)
    pixels = hexagonal_tiling(inputs, picture) if operation == "hextiledimage" else picture(place)
    components = _COMPONENTS.get(kind, 1)
    return pixels[:, 0] if components == 1 else pixels[:, :components]


def _normal_map(inputs: Mapping[str, Any], points: SurfacePoints) -> Values:
    value = inputs["in"] * 2.0 - 1.0
    scale = inputs["scale"]
    scale = scale[:, None] if scale.ndim == 1 else scale
    tangent, normal = inputs.get("tangent", points.tangent), inputs.get("normal", points.normal)
    bitangent = inputs.get("bitangent", np.cross(normal, tangent))
    across = value[:, :2] * scale
    return unit(tangent * across[:, :1] + bitangent * across[:, 1:2] + normal * np.maximum(value[:, 2:3], 1e-3))


def _preview_texture(given: Mapping[str, Any], points: SurfacePoints) -> Values:
    place = given.get("st", points.uv)
    place = place if isinstance(place, np.ndarray) else points.uv
    modes = tuple(
        {"repeat": "periodic", "mirror": "mirror", "clamp": "clamp", "black": "constant"}.get(
            str(given.get(name, "repeat")), "periodic"
        )
        for name in ("wrapS", "wrapT")
    )
    space = str(given.get("sourceColorSpace", "auto"))
    pixels = sample_picture(str(given.get("file", "")), place, modes=(modes[0], modes[1]), color_space=space)
    scale = np.asarray(given.get("scale", (1.0,) * 4))
    bias = np.asarray(given.get("bias", (0.0,) * 4))
    return np.asarray(pixels * scale + bias)


def _preview_transform(given: Mapping[str, Any], points: SurfacePoints) -> Values:
    place = given.get("in", points.uv)
    scale, moved = np.asarray(given.get("scale", (1.0, 1.0))), np.asarray(given.get("translation", (0.0, 0.0)))
    angle = np.radians(float(given.get("rotation", 0.0)))
    x, y = (place * scale).T
    turned = np.stack([x * np.cos(angle) - y * np.sin(angle), x * np.sin(angle) + y * np.cos(angle)], axis=1)
    return np.asarray(turned + moved)


def _primvar_reader(definition: str, given: Mapping[str, Any], points: SurfacePoints) -> Values:
    name = str(given.get("varname", ""))
    if definition == "UsdPrimvarReader_float2":
        return points.uv
    if definition == "UsdPrimvarReader_float":
        return points.numbers.get(name, _array(given.get("fallback", 0.0), len(points)))
    if definition in _COLOUR_READERS and name == "displayColor" and points.display_color is not None:
        return points.display_color
    raise UnsupportedError(f"the primvar {name!r} read by {definition} is not evaluated")


def _primvar(inputs: Mapping[str, Any], points: SurfacePoints, kind: str) -> Values:
    name = str(inputs["geomprop"])
    if kind == "float":
        return points.numbers.get(name, inputs["default"])
    if kind == "vector2":
        return points.uv
    if kind == "color3" and name == "displayColor" and points.display_color is not None:
        return points.display_color
    raise UnsupportedError(f"the {kind} primvar {name!r} is not evaluated")


def node_definition(name: str) -> Any:
    """MaterialX's definition of a node, of its standard library; None where there is none."""
    return _library().getNodeDef(name)


@cache
def _library() -> Any:
    import MaterialX as mx

    library = mx.createDocument()
    mx.loadLibraries(mx.getDefaultDataLibraryFolders(), mx.getDefaultDataSearchPath(), library)
    return library
