"""Looks of one standard_surface whose every value is given: nothing is drawn, and no palette has a say."""

from __future__ import annotations

from assets.looks.networks.node_graph import NodeGraph
from assets.looks.networks.painting import Inputs
from usd_scenes.looks import Colour, LookNetwork, PreviewSurface

_SURFACE = "Surface"


def surface_look(inputs: Inputs, preview: PreviewSurface, *, graph: NodeGraph | None = None) -> LookNetwork:
    """The look with these inputs of its surface, behind the nodes that ``graph`` holds."""
    nodes = graph or NodeGraph()
    nodes.add(_SURFACE, "ND_standard_surface_surfaceshader", "surfaceshader", inputs)
    return LookNetwork(nodes=nodes.nodes, surface=_SURFACE, preview=preview)


def paint_look(colour: Colour, *, roughness: float) -> LookNetwork:
    """Plain paint."""
    inputs: Inputs = {"base_color": ("color3", colour), "specular_roughness": ("float", roughness)}
    return surface_look(inputs, PreviewSurface(diffuse_color=colour, roughness=roughness))


def glowing_look(colour: Colour, *, radiance: float) -> LookNetwork:
    """A surface that reflects nothing and gives off ``radiance`` times ``colour``, scene-linear Rec.709."""
    inputs: Inputs = {
        "base": ("float", 0.0),
        "specular": ("float", 0.0),
        "emission": ("float", radiance),
        "emission_color": ("color3", colour),
    }
    red, green, blue = (channel * radiance for channel in colour)
    preview = PreviewSurface(diffuse_color=(0.0, 0.0, 0.0), emissive_color=(red, green, blue))
    return surface_look(inputs, preview)
