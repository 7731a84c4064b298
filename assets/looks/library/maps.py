"""The maps of a look as networks of their own: each glows with the quantity that its map holds.

A renderer bakes them by baking emission. The networks are made from the look's own nodes, so that a map is what
the look shows; height and ambient occlusion are left to `pipelines.looks.baking`, which makes them from others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assets.looks.library.parameters import bake_parameters
from schemas.errors import UnsupportedError
from usd_scenes.looks import Colour, Connection, LookNetwork, PreviewSurface, ShaderInput, ShaderNode

type MapValue = Connection | Colour | float
type Inputs = dict[str, tuple[str, MapValue | str]]

DISPLACEMENT_OFFSET_M = 1.0
"""Added to the displacement that glows, as light is never negative."""

_SURFACES_FILE = Path(__file__).parent / "surfaces.yaml"
_CLOSURE_SURFACE = "ND_surface"
_GLOW = "mapGlow"
_SHADER_TYPES = ("surfaceshader", "displacementshader", "volumeshader", "BSDF", "EDF", "VDF")


class MapType(StrEnum):
    """The map types of the taxonomy."""

    ALBEDO = "albedo"
    NORMAL = "normal"
    ROUGHNESS = "roughness"
    METALLIC = "metallic"
    HEIGHT = "height"
    DISPLACEMENT = "displacement"
    AMBIENT_OCCLUSION = "ambient_occlusion"
    EMISSION = "emission"
    OPACITY = "opacity"
    SUBSURFACE_COLOR = "subsurface_color"


BAKED = tuple(kind for kind in MapType if kind not in (MapType.HEIGHT, MapType.AMBIENT_OCCLUSION))
"""The maps that are networks; the other two come from them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurfaceInput:
    """An input of a surface model: a connection or a constant, times ``scale``."""

    value: MapValue | None
    is_color: bool
    scale: float = 1.0


def read_surface(look: LookNetwork) -> Mapping[str, SurfaceInput]:
    """The surface node's inputs by their common names, such as ``base_color`` and ``roughness``.

    A surface of closures, which has none of them, is read as its fallback's constants.

    Raises:
        UnsupportedError: the surface is of a model that is not in the table.
    """
    plain = bake_parameters(look)
    surface = next(node for node in plain.nodes if node.name == plain.surface)
    if surface.definition == _CLOSURE_SURFACE:
        return _fallback_inputs(look.preview)
    if surface.definition not in _models():
        raise UnsupportedError(f"no maps of a surface of {surface.definition}; only of {', '.join(_models())}")
    given = {entry.name: entry for entry in surface.inputs}
    return {name: _surface_input(row, given) for name, row in _models()[surface.definition].items()}


def map_network(look: LookNetwork, kind: MapType) -> LookNetwork:
    """The network that glows with one of the `BAKED` maps.

    Colours glow as they are, scalars grey, the normal in tangent space as 0.5 n + 0.5, the displacement in metres
    plus `DISPLACEMENT_OFFSET_M`.

    Raises:
        UnsupportedError: the surface is of a model that is not in the table.
    """
    plain = bake_parameters(look)
    builder = _Builder([node for node in plain.nodes if node.output_type not in _SHADER_TYPES])
    surface = read_surface(plain)
    match kind:
        case MapType.ALBEDO:
            value = _albedo(builder, surface)
        case MapType.NORMAL:
            value = _tangent_normal(builder, surface["normal"])
        case MapType.ROUGHNESS | MapType.METALLIC | MapType.OPACITY:
            value = builder.color(surface[kind.value])
        case MapType.SUBSURFACE_COLOR:
            scatters = surface["subsurface_weight"].value != 0.0
            value = builder.color(surface["subsurface_color"]) if scatters else (0.0, 0.0, 0.0)
        case MapType.EMISSION:
            value = builder.times(builder.color(surface["emission_color"]), surface["emission_weight"])
        case MapType.DISPLACEMENT:
            value = _displacement(builder, plain)
        case _:
            raise UnsupportedError(f"the map {kind} is made from other maps")
    emission: MapValue = value
    glow = _node(_GLOW, "ND_surface_unlit", "surfaceshader", {"emission_color": ("color3", emission)})
    return LookNetwork(nodes=(*builder.nodes, glow), surface=_GLOW)


@cache
def _models() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    models: Mapping[str, Mapping[str, Mapping[str, Any]]] = yaml.safe_load(_SURFACES_FILE.read_text())["models"]
    return models


def _fallback_inputs(preview: PreviewSurface) -> Mapping[str, SurfaceInput]:
    rows = _models()["ND_standard_surface_surfaceshader"]
    known: dict[str, MapValue] = {
        "base_color": preview.diffuse_color,
        "emission_color": preview.emissive_color,
        "metallic": preview.metallic,
        "roughness": preview.roughness,
        "ior": preview.ior,
    }
    inputs = {name: _surface_input(row, {}) for name, row in rows.items()}
    return inputs | {name: replace(inputs[name], value=value) for name, value in known.items()}


def _surface_input(row: Mapping[str, Any], given: Mapping[str, ShaderInput]) -> SurfaceInput:
    entry = given.get(row["input"])
    default = row["default"]
    is_color = isinstance(default, list)
    value = tuple(default) if is_color else default
    if entry is not None:
        value = entry.value
    return SurfaceInput(value=value, is_color=is_color, scale=float(row.get("scale", 1.0)))


class _Builder:
    """Adds nodes to a network; folds constants."""

    def __init__(self, nodes: list[ShaderNode]) -> None:
        self.nodes = nodes
        self._count = 0

    def add(self, operation: str, definition: str, output_type: str, inputs: Inputs) -> Connection:
        self._count += 1
        node = _node(f"map{operation}{self._count}", definition, output_type, inputs)
        self.nodes.append(node)
        return Connection(node=node.name)

    def color(self, given: SurfaceInput) -> MapValue:
        """The input as a colour: scalars grey."""
        if isinstance(given.value, Connection):
            if given.is_color:
                return given.value
            return self.add("Grey", "ND_convert_float_color3", "color3", {"in": ("float", given.value)})
        assert given.value is not None
        return given.value if isinstance(given.value, tuple) else (float(given.value),) * 3

    def times(self, color: MapValue, weight: SurfaceInput) -> MapValue:
        """A colour times a scalar input."""
        if isinstance(weight.value, Connection):
            scaled: Inputs = {"in1": ("color3", color), "in2": ("float", weight.value)}
            color = self.add("Weighted", "ND_multiply_color3FA", "color3", scaled)
            factor = weight.scale
        else:
            assert isinstance(weight.value, float | int)
            factor = float(weight.value) * weight.scale
        if factor == 1.0:
            return color
        if isinstance(color, tuple):
            return (color[0] * factor, color[1] * factor, color[2] * factor)
        inputs: Inputs = {"in1": ("color3", color), "in2": ("float", factor)}
        return self.add("Scaled", "ND_multiply_color3FA", "color3", inputs)

    def mix(self, below: MapValue, above: SurfaceInput, share: SurfaceInput) -> MapValue:
        """From one colour to a second by a scalar input."""
        if share.value == 0.0:
            return below
        if share.value == 1.0:
            return self.color(above)
        inputs: Inputs = {"bg": ("color3", below), "fg": ("color3", self.color(above))}
        assert share.value is not None
        return self.add("Mixed", "ND_mix_color3", "color3", {**inputs, "mix": ("float", share.value)})


def _albedo(builder: _Builder, surface: Mapping[str, SurfaceInput]) -> MapValue:
    """What the body, the scattering below it and the tint of a transparent one show together."""
    color = builder.times(builder.color(surface["base_color"]), surface["base_weight"])
    color = builder.mix(color, surface["subsurface_color"], surface["subsurface_weight"])
    return builder.mix(color, surface["transmission_color"], surface["transmission_weight"])


def _tangent_normal(builder: _Builder, normal: SurfaceInput) -> MapValue:
    if normal.value is None:
        return (0.5, 0.5, 1.0)
    assert isinstance(normal.value, Connection)
    parts: Inputs = {}
    for number, axis in enumerate(("tangent", "bitangent", "normal"), start=1):
        frame = builder.add(axis.title(), f"ND_{axis}_vector3", "vector3", {"space": ("string", "world")})
        inputs: Inputs = {"in1": ("vector3", normal.value), "in2": ("vector3", frame)}
        part = builder.add("Along", "ND_dotproduct_vector3", "float", inputs)
        parts[f"in{number}"] = ("float", part)
    encoded = builder.add("Normal", "ND_combine3_color3", "color3", parts)
    halved = builder.add(
        "Halved", "ND_multiply_color3FA", "color3", {"in1": ("color3", encoded), "in2": ("float", 0.5)}
    )
    return builder.add("Encoded", "ND_add_color3FA", "color3", {"in1": ("color3", halved), "in2": ("float", 0.5)})


def _displacement(builder: _Builder, look: LookNetwork) -> MapValue:
    node = next((node for node in look.nodes if node.name == look.displacement), None)
    given = {entry.name: entry.value for entry in node.inputs} if node is not None else {}
    height = given.get("displacement", 0.0)
    scale = given.get("scale", 1.0)
    if not isinstance(height, Connection):
        assert isinstance(height, float | int)
        assert isinstance(scale, float | int)
        return (float(height) * float(scale) + DISPLACEMENT_OFFSET_M,) * 3
    assert isinstance(scale, Connection | float | int)
    product: Inputs = {"in1": ("float", height), "in2": ("float", scale)}
    metres = builder.add("Metres", "ND_multiply_float", "float", product)
    offset: Inputs = {"in1": ("float", metres), "in2": ("float", DISPLACEMENT_OFFSET_M)}
    shifted = builder.add("Shifted", "ND_add_float", "float", offset)
    return builder.add("Grey", "ND_convert_float_color3", "color3", {"in": ("float", shifted)})


def _node(name: str, definition: str, output_type: str, inputs: Inputs) -> ShaderNode:
    entries = tuple(ShaderInput(name=key, type=kind, value=value) for key, (kind, value) in inputs.items())
    return ShaderNode(name=name, definition=definition, output_type=output_type, inputs=entries)
