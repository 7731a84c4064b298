"""Looks: one MaterialX network a material, authored as UsdShade beside a UsdPreviewSurface fallback."""

from __future__ import annotations

from dataclasses import dataclass, field

from pxr import Gf, Sdf, Usd, UsdShade

from schemas.errors import SceneError
from usd_scenes.edit_locations import editable_path, prepare_parent
from usd_scenes.rounding import quantize, quantize_all

MTLX_CONTEXT = "mtlx"

type Colour = tuple[float, float, float]  # scene-linear Rec.709
type InputValue = float | int | bool | str | Colour | tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """The output of another node of the same network."""

    node: str
    output: str = "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class FromParameter:
    """The value of a public parameter of the look."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookParameter:
    """A public parameter: what an artist turns, by name, without opening the network."""

    name: str
    type: str  # MaterialX type
    value: InputValue
    minimum: float | None = None  # of each component, a soft limit
    maximum: float | None = None
    doc: str = ""
    open: bool = False  # the value stands for none: what references the look gives one


@dataclass(frozen=True, slots=True, kw_only=True)
class ShaderInput:
    """One input of a node: ``type`` is a MaterialX type (float, integer, boolean, color3, vector2, vector3,
    string, filename)."""

    name: str
    type: str
    value: InputValue | Connection | FromParameter


@dataclass(frozen=True, slots=True, kw_only=True)
class ShaderNode:
    """One node, ``definition`` being a MaterialX node definition such as ``ND_noise3d_float``."""

    name: str
    definition: str
    inputs: tuple[ShaderInput, ...] = ()
    output_type: str = "float"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewSurface:
    """Constant values of the nearest UsdPreviewSurface; colours scene-linear Rec.709."""

    diffuse_color: Colour = (0.18, 0.18, 0.18)
    emissive_color: Colour = (0.0, 0.0, 0.0)
    metallic: float = 0.0
    roughness: float = 0.5
    opacity: float = 1.0
    ior: float = 1.5
    clearcoat: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LookNetwork:
    """A whole look: pattern nodes, the surface node (last) and, where it has one, a displacement node."""

    nodes: tuple[ShaderNode, ...]
    surface: str  # name of the surface node
    preview: PreviewSurface = field(default_factory=PreviewSurface)
    displacement: str | None = None  # name of a node of type displacementshader
    parameters: tuple[LookParameter, ...] = ()
    preview_parameters: tuple[tuple[str, str], ...] = ()  # (field of the fallback, what gives it)


PREVIEW_INPUTS = {
    "diffuse_color": "diffuseColor",
    "emissive_color": "emissiveColor",
    "metallic": "metallic",
    "roughness": "roughness",
    "opacity": "opacity",
    "ior": "ior",
    "clearcoat": "clearcoat",
}
"""The fields of `PreviewSurface` as UsdPreviewSurface names them."""

_USD_TYPES = {
    "float": Sdf.ValueTypeNames.Float,
    "integer": Sdf.ValueTypeNames.Int,
    "boolean": Sdf.ValueTypeNames.Bool,
    "color3": Sdf.ValueTypeNames.Color3f,
    "vector2": Sdf.ValueTypeNames.Float2,
    "vector3": Sdf.ValueTypeNames.Float3,  # MaterialX vectors are plain float3 in UsdMtlx
    "color4": Sdf.ValueTypeNames.Color4f,
    "string": Sdf.ValueTypeNames.String,
    "filename": Sdf.ValueTypeNames.Asset,
    "surfaceshader": Sdf.ValueTypeNames.Token,
    "displacementshader": Sdf.ValueTypeNames.Token,
    "BSDF": Sdf.ValueTypeNames.Token,
    "VDF": Sdf.ValueTypeNames.Token,
}


def define_look(stage: Usd.Stage, path: str, look: LookNetwork) -> UsdShade.Material:
    """Author ``look`` at ``path`` in the current edit target.

    The MaterialX surface is the material's ``outputs:mtlx:surface``; ``outputs:surface`` is the
    UsdPreviewSurface fallback that every DCC reads.

    Raises:
        SceneError: no prim may be defined at ``path``, an input of an unknown type, or a connection to a node or
            parameter that the network lacks.
    """
    editable_path(stage, path)
    _check_network(path, look)
    prepare_parent(stage, path)
    material = UsdShade.Material.Define(stage, path)
    _define_parameters(material, look.parameters)
    types = {node.name: node.output_type for node in look.nodes}
    for node in look.nodes:
        _define_node(stage, path, node, types)
    surface = UsdShade.Shader.Get(stage, f"{path}/{look.surface}")
    material.CreateSurfaceOutput(MTLX_CONTEXT).ConnectToSource(surface.ConnectableAPI(), "out")
    if look.displacement:
        displacement = UsdShade.Shader.Get(stage, f"{path}/{look.displacement}")
        material.CreateDisplacementOutput(MTLX_CONTEXT).ConnectToSource(displacement.ConnectableAPI(), "out")
    _define_preview(stage, material, look)
    return material


def bind_look(prim: Usd.Prim, material: UsdShade.Material) -> None:
    """Bind ``material`` to ``prim`` in the current edit target."""
    UsdShade.MaterialBindingAPI.Apply(prim).Bind(material)


def _check_network(path: str, look: LookNetwork) -> None:
    """Refuse a network that could be authored in part only."""
    nodes = {node.name for node in look.nodes}
    parameters = {parameter.name for parameter in look.parameters}
    for name in (*(p.type for p in look.parameters), *(node.output_type for node in look.nodes)):
        usd_type(name, path)
    for field_name, name in look.preview_parameters:
        if field_name not in PREVIEW_INPUTS or name not in parameters:
            raise SceneError(f"fallback's {field_name!r}: no parameter {name!r}", prim=path)
    for name in (look.surface, *((look.displacement,) if look.displacement else ())):
        if name not in nodes:
            raise SceneError(f"no node {name!r} in the network", prim=path)
    for node in look.nodes:
        if not Sdf.Path.IsValidIdentifier(node.name):
            raise SceneError(f"{node.name!r} is no name for a node", prim=path)
        for entry in node.inputs:
            usd_type(entry.type, f"{path}/{node.name}")
            value = entry.value
            if isinstance(value, Connection) and value.node not in nodes:
                raise SceneError(f"input {entry.name!r} connects to unknown node {value.node!r}", prim=path)
            if isinstance(value, FromParameter) and value.name not in parameters:
                raise SceneError(f"input {entry.name!r}: no parameter {value.name!r}", prim=path)


def _define_parameters(material: UsdShade.Material, parameters: tuple[LookParameter, ...]) -> None:
    """Interface inputs of the material, with their soft limits as MaterialX spells them."""
    path = str(material.GetPath())
    for parameter in parameters:
        public = material.CreateInput(parameter.name, usd_type(parameter.type, path))
        if not parameter.open:
            public.Set(usd_value(parameter.value))
        public.SetDocumentation(parameter.doc)
        for key, limit in (("uimin", parameter.minimum), ("uimax", parameter.maximum)):
            if limit is not None:
                public.SetSdrMetadataByKey(key, f"{quantize(limit):g}")


def _define_node(stage: Usd.Stage, path: str, node: ShaderNode, types: dict[str, str]) -> None:
    shader = UsdShade.Shader.Define(stage, f"{path}/{node.name}")
    shader.CreateIdAttr(node.definition)
    shader.CreateOutput("out", usd_type(node.output_type, f"{path}/{node.name}"))
    for entry in node.inputs:
        usd_input = shader.CreateInput(entry.name, usd_type(entry.type, f"{path}/{node.name}"))
        if isinstance(entry.value, FromParameter):
            usd_input.ConnectToSource(UsdShade.Material.Get(stage, path).GetInput(entry.value.name))
            continue
        if not isinstance(entry.value, Connection):
            usd_input.Set(usd_value(entry.value))
            continue
        source = UsdShade.Shader.Define(stage, f"{path}/{entry.value.node}")
        source.CreateOutput(entry.value.output, usd_type(types[entry.value.node], path))
        usd_input.ConnectToSource(source.ConnectableAPI(), entry.value.output)


def usd_type(name: str, where: str) -> Sdf.ValueTypeName:
    """The USD type of a MaterialX type.

    Raises:
        SceneError: there is none; names the prim path ``where``.
    """
    if name not in _USD_TYPES:
        raise SceneError(f"no MaterialX type {name!r}; one of {', '.join(sorted(_USD_TYPES))}", prim=where)
    return _USD_TYPES[name]


def usd_value(value: InputValue) -> object:
    """A value as it is authored: rounded, vectors as USD's own."""
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return quantize(value)
    numbers = quantize_all(value)
    return Gf.Vec2f(*numbers) if len(numbers) == 2 else Gf.Vec3f(*numbers)


def _define_preview(stage: Usd.Stage, material: UsdShade.Material, look: LookNetwork) -> None:
    shader = UsdShade.Shader.Define(stage, material.GetPath().AppendChild("Preview"))
    shader.CreateIdAttr("UsdPreviewSurface")
    parameters = dict(look.preview_parameters)
    for field_name, name in PREVIEW_INPUTS.items():
        value = getattr(look.preview, field_name)
        is_color = isinstance(value, tuple)
        given = shader.CreateInput(name, Sdf.ValueTypeNames.Color3f if is_color else Sdf.ValueTypeNames.Float)
        if field_name in parameters:
            given.ConnectToSource(material.GetInput(parameters[field_name]))
        else:
            given.Set(usd_value(value))
    shader.CreateOutput("surface", Sdf.ValueTypeNames.Token)
    material.CreateSurfaceOutput().ConnectToSource(shader.ConnectableAPI(), "surface")
