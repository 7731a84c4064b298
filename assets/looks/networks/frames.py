"""Where a pattern lies on a surface: position, the axes of the nearest box face, relief, edges and hollows."""

from __future__ import annotations

from dataclasses import dataclass

from assets.looks.networks.node_graph import NodeGraph, Value
from assets.looks.networks.wires import Vector, Wire, combine2, wire_node
from usd_scenes import own_attributes
from usd_scenes.looks import Connection

_X: Vector = (1.0, 0.0, 0.0)
_Y: Vector = (0.0, 1.0, 0.0)
_Z: Vector = (0.0, 0.0, 1.0)
_BOX_FACE = "boxFace"
_SOBEL = 16.0  # heighttonormal divides by it
_ROUND, _SHARP = 8.0, 40.0  # mean curvature times size: what the body itself may have, and what an edge has


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plane:
    """World position projected on the nearest face of the axes' box; lengths in ``unit_m``.

    Sides of the box carry z upwards, its top and bottom y.
    """

    u: Wire
    v: Wire
    uv: Wire
    tangent: Wire
    bitangent: Wire
    normal: Wire

    def relief(self, height: Wire, strength: float = 1.0) -> Wire:
        """The world normal of a surface raised by ``height`` times ``strength``, in the plane's unit."""
        graph = self.u.graph
        slopes = wire_node(
            graph,
            "slopes",
            "ND_heighttonormal_vector3",
            "vector3",
            {
                "in": ("float", height.connection),
                "scale": ("float", _SOBEL * strength),
                "texcoord": ("vector2", self.uv.connection),
            },
        )
        return wire_node(
            graph,
            "relief",
            "ND_normalmap_float",
            "vector3",
            {
                "in": ("vector3", slopes.connection),
                "normal": ("vector3", self.normal.connection),
                "tangent": ("vector3", self.tangent.connection),
                "bitangent": ("vector3", self.bitangent.connection),
            },
        )


def position(graph: NodeGraph) -> Wire:
    """The shaded point, world space, metres."""
    return Wire(graph=graph, connection=graph.world_position(), type="vector3")


def normal(graph: NodeGraph) -> Wire:
    """The world normal before any relief."""
    return wire_node(graph, "facing", "ND_normal_vector3", "vector3", {"space": ("string", "world")})


def box_face(graph: NodeGraph) -> Connection:
    """(u, v, 0) metres on the nearest face of the axes' box; made once in a graph."""
    if graph.free_name(_BOX_FACE) != _BOX_FACE:
        return Connection(node=_BOX_FACE)
    point, turned = position(graph), normal(graph).absolute()
    x, y, z = (turned.component(axis) for axis in range(3))
    sideways, upwards = x - y, z - x.maximum(y)
    u = sideways.above(0.0, point.component(1), point.component(0))
    u = upwards.above(0.0, point.component(0), u)
    v = upwards.above(0.0, point.component(1), point.component(2))
    inputs: dict[str, tuple[str, Value]] = {"in1": ("float", u.connection), "in2": ("float", v.connection)}
    return graph.add(_BOX_FACE, "ND_combine3_vector3", "vector3", inputs)


def exposure(graph: NodeGraph, size_m: float, scale: float) -> Wire:
    """How much a place sticks out: 1 on edges, -1 in grooves, 0 where it is flat or as round as the body is.

    From the mesh's curvature primvar; 0 on meshes without one.

    Args:
        size_m: longest side of the body in the world; what an edge is goes by it.
        scale: metres of the world in one of its meshes' own, in which their curvature is.
    """
    bend = wire_node(
        graph,
        "curvature",
        "ND_geompropvalue_float",
        "float",
        {"geomprop": ("string", own_attributes.CURVATURE_PRIMVAR), "default": ("float", 0.0)},
    )
    bend = bend * (size_m / scale)
    return bend.ramp(_ROUND, _SHARP, name="edge") - (-bend).ramp(_ROUND, _SHARP, name="groove")


def plane(graph: NodeGraph, unit_m: float) -> Plane:
    """The plane coordinates of a look whose features are about ``unit_m`` long."""
    point = position(graph).scaled(1.0 / unit_m)
    facing = normal(graph)
    turned = facing.absolute()
    x, y, z = (turned.component(axis) for axis in range(3))
    sideways = x - y
    upwards = z - x.maximum(y)
    u = sideways.above(0.0, point.component(1), point.component(0))
    v = upwards.above(0.0, point.component(1), point.component(2))
    u = upwards.above(0.0, point.component(0), u)
    tangent = _choose(upwards, _X, _choose(sideways, _Y, _X))
    return Plane(u=u, v=v, uv=combine2(u, v), tangent=tangent, bitangent=_choose(upwards, _Y, _Z), normal=facing)


def _choose(value: Wire, above: Vector | Wire, below: Vector | Wire) -> Wire:
    return wire_node(
        value.graph,
        "axis",
        "ND_ifgreater_vector3",
        "vector3",
        {
            "value1": ("float", value.connection),
            "value2": ("float", 0.0),
            "in1": ("vector3", above.connection if isinstance(above, Wire) else above),
            "in2": ("vector3", below.connection if isinstance(below, Wire) else below),
        },
    )
