"""What a texture is painted on, and the network of a painted one."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from assets.looks.networks.frames import Plane, normal, plane
from assets.looks.networks.look_network import SURFACE_NODE
from assets.looks.networks.node_graph import NodeGraph, Value
from assets.looks.networks.painting import Brief, Inputs, Painted
from assets.looks.networks.wires import Vector, Wire, combine2, wire_node
from colorimetry.oklch import Rgb, albedo_from_oklch, oklch_from_rgb
from usd_scenes.looks import LookNetwork, PreviewSurface

_SURFACE = "ND_standard_surface_surfaceshader"
_X: Vector = (1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Surface:
    """One texture to be painted: its brief, and whether it lies on the set rather than on a body."""

    brief: Brief
    on_set: bool

    @property
    def graph(self) -> NodeGraph:
        """The graph that the texture's nodes go into."""
        return self.brief.graph

    def plane(self, unit_m: float, name: str) -> Plane:
        """Plane coordinates in ``unit_m``: x and y + z without a seam on a set, the nearest box face on a body."""
        if not self.on_set:
            return plane(self.graph, unit_m)
        u = self._along(f"{name}U", (1.0 / unit_m, 0.0, 0.0))
        v = self._along(f"{name}V", (0.0, 1.0 / unit_m, 1.0 / unit_m))
        facing = normal(self.graph)
        up = wire_node(
            self.graph,
            "upwards",
            "ND_crossproduct_vector3",
            "vector3",
            {"in1": ("vector3", facing.connection), "in2": ("vector3", _X)},
        )
        across = wire_node(
            self.graph,
            "across",
            "ND_crossproduct_vector3",
            "vector3",
            {"in1": ("vector3", up.connection), "in2": ("vector3", facing.connection)},
        )
        return Plane(u=u, v=v, uv=combine2(u, v), tangent=across, bitangent=up, normal=facing)

    def spots(self, size_m: float, name: str) -> Wire:
        """The world position in lengths of ``size_m``, as a node of that name."""
        connection = self.graph.scaled_position(self.graph.free_name(name), 1.0 / size_m)
        return Wire(graph=self.graph, connection=connection, type="vector3")

    def _along(self, name: str, direction: Vector) -> Wire:
        inputs: dict[str, tuple[str, Value]] = {
            "in1": ("vector3", self.graph.world_position()),
            "in2": ("vector3", direction),
        }
        return wire_node(self.graph, name, "ND_dotproduct_vector3", "float", inputs)


type TexturePainter = Callable[[Surface], Painted]


def texture_network(graph: NodeGraph, painted: Painted) -> LookNetwork:
    """The network of a painted texture."""
    inputs: Inputs = painted.inputs
    graph.add(SURFACE_NODE, _SURFACE, "surfaceshader", inputs)

    def constant(name: str, default: float) -> float:
        value = inputs.get(name, ("float", default))[1]
        return value if isinstance(value, float) else default

    preview = PreviewSurface(
        diffuse_color=painted.colour,
        metallic=constant("metalness", 0.0),
        roughness=constant("specular_roughness", 0.5),
        clearcoat=constant("coat", 0.0),
    )
    return LookNetwork(nodes=graph.above(SURFACE_NODE), surface=SURFACE_NODE, preview=preview)


def darker(colour: Rgb, factor: float) -> Rgb:
    """The colour times a factor, each channel at most 0.92."""
    r, g, b = (min(channel * factor, 0.92) for channel in colour)
    return r, g, b


def turned(colour: Rgb, *, lightness: float = 0.0, chroma: float = 1.0, hue_deg: float = 0.0) -> Rgb:
    """The colour moved in OKLCh: lightness added, chroma multiplied, hue turned."""
    own = oklch_from_rgb(colour)
    return albedo_from_oklch(min(max(own[0] + lightness, 0.2), 0.96), own[1] * chroma, own[2] + hue_deg)


def rotated(u: Wire, v: Wire, angle_deg: float) -> tuple[Wire, Wire]:
    """Plane coordinates turned by an angle."""
    c, s = math.cos(math.radians(angle_deg)), math.sin(math.radians(angle_deg))
    return u * c + v * s, v * c - u * s


def from_edges(cell: Wire) -> Wire:
    """The distance of a coordinate from the nearest whole number, 0 to 0.5."""
    return ((cell.fract() - 0.5).absolute() - 0.5).absolute()
