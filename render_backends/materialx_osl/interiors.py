"""What fills a surface: the medium behind transmission. Generator process only.

Every model's medium is expressed as that of an OpenPBR surface (extinction from colour and depth,
scattering from scatter and depth), as standard_surface's and glTF's are special cases of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from typing import Any

import MaterialX as mx

from render_backends.materialx_osl.looks import Medium
from render_backends.materialx_osl.osl_generator import standard_library

_OPEN_PBR = "ND_open_pbr_surface_surfaceshader"
_VOLUME_CLOSURES = ("anisotropic_vdf", "absorption_vdf")
_BLACKEST = 1e-6  # colour that stands for black, whose extinction would be infinite


@dataclass(frozen=True, slots=True, kw_only=True)
class Interior:
    """Either the same medium everywhere, or a surface whose volume closures are the medium."""

    even: Medium | None = None
    varying: mx.Node | None = None


def is_transmissive(surface: mx.Node, model: Mapping[str, Any]) -> bool:
    """Whether light may pass the surface, as far as constants can say."""
    if "transmission" in model:
        return may_exceed(surface, model["transmission"], 0.0)
    if "transmission_below_one" in model:
        given = _input(surface, model["transmission_below_one"])
        return given is not None and (given.getConnectedNode() is not None or float(given.getValue()) < 1.0)
    modes = (node.getInputValue("scatter_mode") for node in surface.getDocument().getNodes())
    return any(mode in ("T", "RT") for mode in modes)


def define_interior(surface: mx.Node, model: Mapping[str, Any]) -> Interior | None:
    """The medium in the surface, if it has one; takes the tint that the medium replaces off the surface."""
    document = surface.getDocument()
    names = model.get("medium")
    if names is None:
        return _interior_of_closures(surface)
    if not (is_transmissive(surface, model) and may_exceed(surface, names["extent"], 0.0)):
        return None
    given = {
        target: _input(surface, source) for target, source in names.items() if target.startswith("transmission_")
    }
    if given["transmission_depth"] is None:  # glTF without a distance: nothing is absorbed
        return None
    if any(value is not None and value.getConnectedNode() is not None for value in given.values()):
        interior = Interior(varying=_open_pbr(document, given))
    else:
        interior = Interior(even=_even_medium(given))
    if "tint" in names:
        surface.removeInput(names["tint"])
    return interior


def _interior_of_closures(surface: mx.Node) -> Interior | None:
    """The medium of a surface that was put together from closures: that of its volume closures."""
    closures = [
        node
        for node in surface.getDocument().traverseTree()
        if isinstance(node, mx.Node) and node.getCategory() in _VOLUME_CLOSURES
    ]
    if not closures:
        return None
    given = {name: _input(closures[0], name) for name in ("absorption", "scattering", "anisotropy")}
    if len(closures) > 1 or any(value is not None and value.getConnectedNode() for value in given.values()):
        return Interior(varying=surface)
    absorption, scattering = (tuple(_value(given[name], (0.0,) * 3)) for name in ("absorption", "scattering"))
    if max(*absorption, *scattering) <= 0.0:
        return None
    anisotropy = float(_value(given["anisotropy"], 0.0))
    return Interior(even=Medium(absorption=absorption, scattering=scattering, anisotropy=anisotropy))


def may_exceed(node: mx.Node, input_name: str, bound: float) -> bool:
    """Whether an input is connected, or has a constant above the bound."""
    given = _input(node, input_name)
    if given is None:
        return False
    return given.getConnectedNode() is not None or float(given.getValue() or 0.0) > bound


def _input(node: mx.Node, name: str) -> mx.Input | None:
    """The input as given or else as defined; None where neither has a value."""
    given = node.getInput(name)
    if given is not None and (given.getConnectedNode() is not None or given.getValue() is not None):
        return given
    defined = node.getNodeDef().getActiveInput(name)
    return defined if defined is not None and defined.getValue() is not None else None


def _open_pbr(document: mx.Document, given: Mapping[str, mx.Input | None]) -> mx.Node:
    node = document.addNodeInstance(standard_library().getNodeDef(_OPEN_PBR), "interior_medium")
    node.addInputFromNodeDef("transmission_weight").setValueString("1.0")
    for target, source in given.items():
        if source is not None:
            node.addInputFromNodeDef(target).copyContentFrom(source)
    return node


def _even_medium(given: Mapping[str, mx.Input | None]) -> Medium | None:
    depth = float(_value(given["transmission_depth"], 0.0))
    if depth <= 0.0:
        return None
    color = tuple(_value(given["transmission_color"], (1.0, 1.0, 1.0)))
    scatter = tuple(_value(given.get("transmission_scatter"), (0.0, 0.0, 0.0)))
    extinction = [-log(max(channel, _BLACKEST)) / depth for channel in color]
    scattering = tuple(max(channel, 0.0) / depth for channel in scatter)
    absorption = [total - part for total, part in zip(extinction, scattering, strict=True)]
    shift = min(0.0, *absorption)  # OpenPBR: never negative in one channel, the others keep their distance
    r, g, b = (channel - shift for channel in absorption)
    if max(r, g, b, *scattering) <= 0.0:
        return None
    return Medium(
        absorption=(r, g, b),
        scattering=(scattering[0], scattering[1], scattering[2]),
        anisotropy=float(_value(given.get("transmission_scatter_anisotropy"), 0.0)),
    )


def _value(given: mx.Input | None, fallback: Any) -> Any:
    return fallback if given is None else given.getValue()
