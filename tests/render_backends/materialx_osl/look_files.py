"""Writes one look, described once, as a UsdShade stage and as a `.mtlx` file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import quoteattr

from pxr import Gf, Sdf, Usd, UsdGeom, UsdShade

Value = float | int | bool | str | tuple[float, ...]
MATERIAL = "/World/Looks/M"
_USD_TYPES = {
    "float": Sdf.ValueTypeNames.Float,
    "integer": Sdf.ValueTypeNames.Int,
    "boolean": Sdf.ValueTypeNames.Bool,
    "string": Sdf.ValueTypeNames.String,
    "filename": Sdf.ValueTypeNames.Asset,
    "color3": Sdf.ValueTypeNames.Color3f,
    "color4": Sdf.ValueTypeNames.Color4f,
    "vector2": Sdf.ValueTypeNames.Float2,
    "vector3": Sdf.ValueTypeNames.Float3,
    "vector4": Sdf.ValueTypeNames.Float4,
    "surfaceshader": Sdf.ValueTypeNames.Token,
    "displacementshader": Sdf.ValueTypeNames.Token,
    "BSDF": Sdf.ValueTypeNames.Token,
    "EDF": Sdf.ValueTypeNames.Token,
    "VDF": Sdf.ValueTypeNames.Token,
}
_VECTORS = {2: Gf.Vec2f, 3: Gf.Vec3f, 4: Gf.Vec4f}


@dataclass(frozen=True, slots=True, kw_only=True)
class From:
    """A connection to another node's output."""

    node: str
    output: str = "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A constant and its MaterialX type."""

    type: str
    value: Value
    color_space: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One node: its definition (`ND_...`), category and type, and its inputs."""

    id: str
    category: str
    type: str
    inputs: Mapping[str, tuple[str, From] | Given] = field(default_factory=dict)


def write_stage(path: Path, nodes: Mapping[str, Node], *, surface: str, displacement: str = "") -> Path:
    """A stage whose material at MATERIAL has the network; `surface` names its surface shader."""
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    material = UsdShade.Material.Define(stage, MATERIAL)
    shaders = {name: UsdShade.Shader.Define(stage, f"{MATERIAL}/{name}") for name in nodes}
    for name, node in nodes.items():
        shaders[name].CreateIdAttr(node.id)
        for input_name, given in node.inputs.items():
            if isinstance(given, Given):
                _write_value(shaders[name], input_name, given)
            else:
                mtlx_type, source = given
                usd_type = _USD_TYPES[mtlx_type]
                output = shaders[source.node].CreateOutput(source.output, usd_type)
                shaders[name].CreateInput(input_name, usd_type).ConnectToSource(output)
    token = Sdf.ValueTypeNames.Token
    material.CreateSurfaceOutput("mtlx").ConnectToSource(shaders[surface].CreateOutput("out", token))
    if displacement:
        material.CreateDisplacementOutput("mtlx").ConnectToSource(shaders[displacement].CreateOutput("out", token))
    stage.GetRootLayer().Export(str(path))
    return path


def _write_value(shader: UsdShade.Shader, name: str, given: Given) -> None:
    created = shader.CreateInput(name, _USD_TYPES[given.type])
    value = given.value
    if given.type == "filename":
        created.Set(Sdf.AssetPath(str(value)))
    elif isinstance(value, tuple):
        created.Set(_VECTORS[len(value)](*value))
    else:
        created.Set(value)
    if given.color_space:
        created.GetAttr().SetColorSpace(given.color_space)


def write_document(path: Path, nodes: Mapping[str, Node], *, surface: str, displacement: str = "") -> Path:
    """A `.mtlx` file with a material `M`."""
    lines = ['<?xml version="1.0"?>', '<materialx version="1.39">']
    for name, node in nodes.items():
        lines.append(f'  <{node.category} name="{name}" type="{node.type}" nodedef="{node.id}">')
        lines += [f"    {_document_input(input_name, given)}" for input_name, given in node.inputs.items()]
        lines.append(f"  </{node.category}>")
    lines.append('  <surfacematerial name="M" type="material">')
    lines.append(f'    <input name="surfaceshader" type="surfaceshader" nodename="{surface}"/>')
    if displacement:
        lines.append(f'    <input name="displacementshader" type="displacementshader" nodename="{displacement}"/>')
    lines += ["  </surfacematerial>", "</materialx>", ""]
    path.write_text("\n".join(lines))
    return path


def _document_input(name: str, given: tuple[str, From] | Given) -> str:
    if isinstance(given, Given):
        space = f" colorspace={quoteattr(given.color_space)}" if given.color_space else ""
        return f'<input name="{name}" type="{given.type}" value={quoteattr(_text(given.value))}{space}/>'
    mtlx_type, source = given
    output = "" if source.output == "out" else f' output="{source.output}"'
    return f'<input name="{name}" type="{mtlx_type}" nodename="{source.node}"{output}/>'


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(f"{part:g}" for part in value) if isinstance(value, tuple) else str(value)
