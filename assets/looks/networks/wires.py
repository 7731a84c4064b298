"""Arithmetic on node outputs: `a * 2.0 + b` adds the nodes that compute it and gives the last one's output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assets.looks.networks.node_graph import NodeGraph, Value
from usd_scenes.looks import Colour, Connection

type Operand = Wire | float
type Vector = tuple[float, float, float]
type Tint = Wire | Colour


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wire:
    """The output of a node in ``graph``: a float, vector2, vector3 or color3."""

    graph: NodeGraph
    connection: Connection
    type: str = "float"

    def __add__(self, other: Operand) -> Wire:
        return self._with("add", other)

    def __sub__(self, other: Operand) -> Wire:
        return self._with("subtract", other)

    def __mul__(self, other: Operand) -> Wire:
        return self._with("multiply", other)

    def __truediv__(self, other: Operand) -> Wire:
        return self._with("divide", other)

    def __neg__(self) -> Wire:
        return self._with("multiply", -1.0)

    def complement(self) -> Wire:
        """1 minus the value."""
        return self._node("invert", {"in": (self.type, self.connection)})

    def minimum(self, other: Operand) -> Wire:
        """The smaller of the two."""
        return self._with("min", other)

    def maximum(self, other: Operand) -> Wire:
        """The larger of the two."""
        return self._with("max", other)

    def modulo(self, other: float) -> Wire:
        """What is left of whole multiples of ``other``, never negative."""
        return self._with("modulo", other)

    def power(self, exponent: float) -> Wire:
        """The value, which must not be negative, to a power."""
        return self._with("power", exponent)

    def absolute(self) -> Wire:
        """Without its sign."""
        return self._node("absval", {"in": (self.type, self.connection)})

    def floor(self) -> Wire:
        """The next whole number below."""
        return self._node("floor", {"in": (self.type, self.connection)})

    def fract(self) -> Wire:
        """What is above the next whole number below."""
        return self._node("fract", {"in": (self.type, self.connection)})

    def sin(self) -> Wire:
        """The sine, of radians."""
        return self._node("sin", {"in": (self.type, self.connection)})

    def cos(self) -> Wire:
        """The cosine, of radians."""
        return self._node("cos", {"in": (self.type, self.connection)})

    def root(self) -> Wire:
        """The square root of what is above 0."""
        return self.maximum(0.0)._node("sqrt", {}, of="in")

    def unit(self) -> Wire:
        """A vector of length 1 in this one's direction."""
        return self._node("normalize", {"in": (self.type, self.connection)})

    def between(self, low: float, high: float) -> Wire:
        """Held within limits."""
        return self._node(
            "clamp", {"in": (self.type, self.connection), "low": ("float", low), "high": ("float", high)}
        )

    def step(self, low: float, high: float, *, name: str = "step") -> Wire:
        """0 below ``low``, 1 above ``high``, smooth between."""
        return self._node(
            "smoothstep",
            {"in": ("float", self.connection), "low": ("float", low), "high": ("float", high)},
            name=name,
        )

    def ramp(self, low: float, high: float, *, name: str = "ramp") -> Wire:
        """0 below ``low``, 1 above ``high``, straight between."""
        inputs: dict[str, tuple[str, Value]] = {
            "in": ("float", self.connection),
            "inlow": ("float", low),
            "inhigh": ("float", high),
            "doclamp": ("boolean", True),
        }
        return self._node("range", inputs, name=name)

    def above(self, threshold: Operand, then: Operand, otherwise: Operand) -> Wire:
        """One of two floats by comparison."""
        return self._node(
            "ifgreater",
            {
                "value1": ("float", self.connection),
                "value2": ("float", _value(threshold)),
                "in1": ("float", _value(then)),
                "in2": ("float", _value(otherwise)),
            },
        )

    def mixed(self, low: Operand, high: Operand) -> Wire:
        """``low`` where this is 0, ``high`` where it is 1."""
        return self._node(
            "mix", {"bg": ("float", _value(low)), "fg": ("float", _value(high)), "mix": ("float", self.connection)}
        )

    def tinted(self, low: Tint, high: Tint, *, name: str = "tinted") -> Wire:
        """The colour ``low`` where this is 0, ``high`` where it is 1."""
        return wire_node(
            self.graph,
            name,
            "ND_mix_color3",
            "color3",
            {
                "bg": ("color3", _value(low)),
                "fg": ("color3", _value(high)),
                "mix": ("float", self.connection),
            },
        )

    def scaled(self, factor: Operand) -> Wire:
        """A vector or colour times a float."""
        return self._node(
            f"multiply_{self.type}FA",
            {"in1": (self.type, self.connection), "in2": ("float", _value(factor))},
            name="scaled",
        )

    def stretched(self, factors: Vector) -> Wire:
        """A vector3, each component times its own factor."""
        return self._node(
            "multiply", {"in1": (self.type, self.connection), "in2": (self.type, factors)}, name="stretched"
        )

    def moved(self, offset: Vector) -> Wire:
        """A vector3 plus a constant."""
        return self._node("add", {"in1": (self.type, self.connection), "in2": (self.type, offset)}, name="moved")

    def component(self, index: int) -> Wire:
        """One component of a vector or channel of a colour."""
        inputs: Mapping[str, tuple[str, Value]] = {
            "in": (self.type, self.connection),
            "index": ("integer", index),
        }
        return wire_node(self.graph, "xyz"[index], f"ND_extract_{self.type}", "float", inputs)

    def along(self, direction: Vector) -> Wire:
        """The dot product of a vector3 with a constant one."""
        inputs: Mapping[str, tuple[str, Value]] = {
            "in1": ("vector3", self.connection),
            "in2": ("vector3", direction),
        }
        return wire_node(self.graph, "along", "ND_dotproduct_vector3", "float", inputs)

    def noise(self, *, amplitude: float = 1.0, name: str = "noise") -> Wire:
        """Gradient noise at this position (vector3), mean 0."""
        return self._at(name, "noise3d_float", {"amplitude": ("float", amplitude)})

    def fractal(self, octaves: int, *, amplitude: float = 1.0, name: str = "fractal") -> Wire:
        """Fractal noise at this position (vector3), mean 0."""
        return self._at(
            name, "fractal3d_float", {"octaves": ("integer", octaves), "amplitude": ("float", amplitude)}
        )

    def warped(self, amount: float, per_unit: float, octaves: int = 2) -> Wire:
        """This position (vector3), pushed about by noise of ``amount`` in its own unit."""
        noise = wire_node(
            self.graph,
            "warp",
            "ND_fractal3d_vector3",
            "vector3",
            {
                "amplitude": ("vector3", (amount, amount, amount)),
                "octaves": ("integer", octaves),
                "position": ("vector3", self.scaled(per_unit).connection),
            },
        )
        return self._with("add", noise)

    def cell(self, *, name: str = "cell") -> Wire:
        """A random number in [0, 1) for each unit cube at this position (vector3)."""
        return self._at(name, "cellnoise3d_float", {})

    def cell_in_plane(self, *, name: str = "cell") -> Wire:
        """A random number in [0, 1) for each unit square at this point (vector2)."""
        inputs: Mapping[str, tuple[str, Value]] = {"texcoord": ("vector2", self.connection)}
        return wire_node(self.graph, name, "ND_cellnoise2d_float", "float", inputs)

    def noise_in_plane(self, *, name: str = "noise") -> Wire:
        """Gradient noise at this point (vector2), mean 0."""
        inputs: Mapping[str, tuple[str, Value]] = {"texcoord": ("vector2", self.connection)}
        return wire_node(self.graph, name, "ND_noise2d_float", "float", inputs)

    def worley(self, *, jitter: float = 1.0, name: str = "cells") -> Wire:
        """The distance from this position (vector3) to the nearest scattered point."""
        return self._at(name, "worleynoise3d_float", {"jitter": ("float", jitter)})

    def worley_pair(self, *, jitter: float = 1.0, name: str = "cells") -> Wire:
        """(distance to the nearest, to the second nearest scattered point) as a vector2."""
        return self._at(name, "worleynoise3d_vector2", {"jitter": ("float", jitter)})

    def worley_cell(self, *, jitter: float = 1.0, name: str = "cellOf") -> Wire:
        """A random vector3 in [0, 1) for each cell about a scattered point."""
        return self._at(name, "worleynoise3d_vector3", {"jitter": ("float", jitter), "style": ("integer", 1)})

    def _at(self, name: str, kind: str, inputs: Mapping[str, tuple[str, Value]]) -> Wire:
        output_type = kind.rpartition("_")[2]
        position: Mapping[str, tuple[str, Value]] = {"position": ("vector3", self.connection)}
        return wire_node(self.graph, name, f"ND_{kind}", output_type, {**inputs, **position})

    def _with(self, kind: str, other: Operand) -> Wire:
        mixed_types = self.type != "float" and not (isinstance(other, Wire) and other.type == self.type)
        suffix = "FA" if mixed_types else ""
        second = other.type if isinstance(other, Wire) else "float"
        inputs: Mapping[str, tuple[str, Value]] = {
            "in1": (self.type, self.connection),
            "in2": (second, _value(other)),
        }
        return wire_node(self.graph, kind, f"ND_{kind}_{self.type}{suffix}", self.type, inputs)

    def _node(self, kind: str, inputs: Mapping[str, tuple[str, Value]], *, name: str = "", of: str = "") -> Wire:
        own: Mapping[str, tuple[str, Value]] = {of: (self.type, self.connection)} if of else {}
        definition = f"ND_{kind}" if "_" in kind else f"ND_{kind}_{self.type}"
        return wire_node(self.graph, name or kind, definition, self.type, {**own, **inputs})


def wire_node(
    graph: NodeGraph, name: str, definition: str, output_type: str, inputs: Mapping[str, tuple[str, Value]]
) -> Wire:
    """A new node under ``name``, numbered where the name is taken."""
    return Wire(
        graph=graph, connection=graph.add(graph.free_name(name), definition, output_type, inputs), type=output_type
    )


def combine2(first: Wire, second: Wire) -> Wire:
    """A vector2 of two floats."""
    inputs: Mapping[str, tuple[str, Value]] = {
        "in1": ("float", first.connection),
        "in2": ("float", second.connection),
    }
    return wire_node(first.graph, "plane", "ND_combine2_vector2", "vector2", inputs)


def combine3(first: Wire, second: Operand, third: Operand) -> Wire:
    """A vector3 of three floats."""
    inputs: Mapping[str, tuple[str, Value]] = {
        "in1": ("float", first.connection),
        "in2": ("float", _value(second)),
        "in3": ("float", _value(third)),
    }
    return wire_node(first.graph, "point", "ND_combine3_vector3", "vector3", inputs)


def _value(operand: Operand | Colour) -> Value:
    return operand.connection if isinstance(operand, Wire) else operand
