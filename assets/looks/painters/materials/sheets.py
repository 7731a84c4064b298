"""Thin blades that light passes: where on one the shaded point lies, and the inputs of such a sheet."""

from __future__ import annotations

from assets.looks.networks.painting import Brief, Inputs, colours, floats
from assets.looks.networks.wires import Tint, Wire, combine3, wire_node


def blade(brief: Brief) -> tuple[Wire, Wire, Wire]:
    """(random number of the blade, 0 at its foot to 1 at its tip, -1 to 1 across it) by texture coordinates.

    The whole part of u says which blade it is, its fraction where across, v where along.
    """
    uv = wire_node(brief.graph, "st", "ND_texcoord_vector2", "vector2", {"index": ("integer", 0)})
    u, v = uv.component(0), uv.component(1)
    which = combine3(u.floor(), 0.5, 0.5).cell(name="which")
    return which, v, (u.fract() - 0.5) * 2.0


def thin_sheet(body: Tint, passed: float, *, weight: float = 1.0) -> Inputs:
    """OpenPBR inputs of a sheet that passes a share of the light which it scatters."""
    return {
        **colours({"base_color": body, "subsurface_color": body}),
        **floats({"subsurface_weight": weight, "subsurface_scatter_anisotropy": 2.0 * passed - 1.0}),
        "geometry_thin_walled": ("boolean", True),
    }
