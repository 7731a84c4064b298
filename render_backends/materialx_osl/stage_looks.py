"""UsdShade networks as MaterialX documents. Generator process only.

One reader serves MaterialX ids and USD's own (UsdPreviewSurface and its readers), so that any stage
takes the same way to the renderer.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import MaterialX as mx
import yaml
from pxr import Sdf, Usd, UsdShade

from render_backends.materialx_osl.color_spaces import COLOR_SPACES, resolve_color_space
from render_backends.materialx_osl.look_document import LookDocument, LookError, new_document
from render_backends.materialx_osl.looks import TextureFile
from render_backends.materialx_osl.osl_generator import standard_library
from render_backends.materialx_osl.texture_files import UnreadableTextureError, describe_texture, locate_texture
from render_backends.materialx_osl.usd_values import ValueMismatchError, value_string
from usd_scenes.shader_inputs import input_value

_RENDER_CONTEXT = "mtlx"  # USD falls back to the universal context by itself
_PREVIEW_SURFACE = "UsdPreviewSurface"


@cache
def _native_nodes() -> dict[str, Any]:
    table = yaml.safe_load((Path(__file__).parent / "native_nodes.yaml").read_text())
    return dict(table)


def read_look(material: UsdShade.Material, *, time_code: float, cache_dir: Path) -> LookDocument:
    """The MaterialX (or else universal) network of a material prim, at one USD time code.

    Raises:
        LookError: the network is broken; names the shader prim and the input.
    """
    surface, _, _ = material.ComputeSurfaceSource(_RENDER_CONTEXT)
    if not surface:
        raise LookError("has no surface shader that MaterialX knows", node=str(material.GetPath()))
    reader = _NetworkReader(time_code=time_code, cache_dir=cache_dir)
    surface_node = reader.read_shader(surface)
    if surface_node.getType() not in ("surfaceshader", "multioutput"):
        raise LookError(f"is a {surface_node.getType()}, not a surface shader", node=str(surface.GetPath()))
    displacement, _, _ = material.ComputeDisplacementSource(_RENDER_CONTEXT)
    volume, _, _ = material.ComputeVolumeSource(_RENDER_CONTEXT)
    return LookDocument(
        name=str(material.GetPath()),
        document=reader.document,
        surface=surface_node,
        displacement=reader.read_displacement(displacement) if displacement else None,
        volume=reader.read_shader(volume) if volume else None,
        files=reader.files,
        messages=reader.messages,
    )


class _NetworkReader:
    """Copies one network, node by node, into one document."""

    def __init__(self, *, time_code: float, cache_dir: Path) -> None:
        self.document = new_document()
        self.files: list[TextureFile] = []
        self.messages: list[str] = []
        self._time = Usd.TimeCode(time_code)
        self._cache_dir = cache_dir
        self._nodes: dict[Sdf.Path, mx.Node] = {}
        self._open: list[Sdf.Path] = []

    def read_shader(self, shader: UsdShade.Shader) -> mx.Node:
        """The document's node for a shader prim, with everything upstream of it."""
        path = shader.GetPath()
        if path in self._nodes:
            return self._nodes[path]
        if path in self._open:
            cycle = " -> ".join(str(p) for p in [*self._open[self._open.index(path) :], path])
            raise LookError(f"is connected to itself: {cycle}", node=str(path))
        self._open.append(path)
        shader_id, nodedef = self._node_definition(shader)
        node = self.document.addNodeInstance(nodedef, f"n{len(self._nodes) + len(self._open)}_{path.name}")
        native = _native_nodes().get(shader_id, {})
        for name, value in native.get("defaults", {}).items():
            node.addInputFromNodeDef(name).setValueString(value)
        for given in shader.GetInputs():
            if given.GetBaseName() not in native.get("ignored_inputs", ()):
                self._read_input(shader, given, node, native)
        self._open.pop()
        self._nodes[path] = node
        return node

    def read_displacement(self, shader: UsdShade.Shader) -> mx.Node | None:
        """The displacement node; UsdPreviewSurface's is its `displacement` input, if that is used."""
        if shader.GetShaderId() != _PREVIEW_SURFACE:
            return self.read_shader(shader)
        amount = self.read_shader(shader).getInput("displacement")
        if amount is None or (amount.getConnectedNode() is None and not amount.getValue()):
            return None
        nodedef = standard_library().getNodeDef("ND_displacement_float")
        node = self.document.addNodeInstance(nodedef, "preview_displacement")
        node.addInputFromNodeDef("displacement").copyContentFrom(amount)
        return node

    def _node_definition(self, shader: UsdShade.Shader) -> tuple[str, mx.NodeDef]:
        path = str(shader.GetPath())
        if shader.GetImplementationSource() != UsdShade.Tokens.id:
            raise LookError("has its source in a file or in line; only info:id is supported", node=path)
        shader_id = str(shader.GetShaderId() or "")
        name = _native_nodes().get(shader_id, {}).get("nodedef", shader_id)
        nodedef = standard_library().getNodeDef(name) if name else None
        if nodedef is None:
            raise LookError(f"unknown node id {shader_id!r}; no such MaterialX or USD node definition", node=path)
        return shader_id, nodedef

    def _read_input(
        self, shader: UsdShade.Shader, given: UsdShade.Input, node: mx.Node, native: Mapping[str, Any]
    ) -> None:
        path, name = str(shader.GetPath()), given.GetBaseName()
        definition = node.getNodeDef().getActiveInput(name)
        if definition is None:
            known = ", ".join(sorted(i.getName() for i in node.getNodeDef().getActiveInputs()))
            if native:  # exporters write inputs of their own on OpenUSD's nodes, which OpenUSD passes over
                self.messages.append(f"node {path}, input {name}: no such input, so it does nothing")
                return
            raise LookError(f"no such input; it has {known}", node=path, input_name=name)
        sources = UsdShade.Utils.GetValueProducingAttributes(given)
        if given.GetAttr().GetConnections() and not sources:
            target = given.GetAttr().GetConnections()[0]
            if _is_parameter(shader, target):  # left open: the node's own default holds
                return
            raise LookError(f"is connected to <{target}>, which gives no value", node=path, input_name=name)
        if not sources:
            return
        if len(sources) > 1:
            raise LookError("has several sources; MaterialX takes one", node=path, input_name=name)
        target_input = node.getInput(name) or node.addInputFromNodeDef(name)
        if UsdShade.Utils.GetType(sources[0].GetName()) == UsdShade.AttributeType.Output:
            self._connect(sources[0], target_input, path=path, is_native=bool(native))
        else:
            self._copy_value(shader, sources[0], target_input, native)

    def _connect(self, source: Usd.Attribute, target: mx.Input, *, path: str, is_native: bool) -> None:
        name = target.getName()
        upstream = UsdShade.Shader(source.GetPrim())
        if not upstream:
            raise LookError(f"<{source.GetPath()}> is no shader output", node=path, input_name=name)
        node = self.read_shader(upstream)
        upstream_native = _native_nodes().get(str(upstream.GetShaderId()), {})
        output_name = source.GetName().removeprefix("outputs:")
        output_name = upstream_native.get("renamed_outputs", {}).get(output_name, output_name)
        output = node.getNodeDef().getActiveOutput(output_name)
        if output is None:
            known = ", ".join(o.getName() for o in node.getNodeDef().getActiveOutputs())
            message = f"is connected to <{source.GetPath()}>, but that node has only the outputs {known}"
            raise LookError(message, node=path, input_name=name)
        if output.getType() != target.getType():
            if not (is_native or upstream_native):
                message = f"is {target.getType()}, but <{source.GetPath()}> gives {output.getType()}"
                raise LookError(message, node=path, input_name=name)
            node, output_name = self._convert(node, output, target, path=path), "out"
        self._set_connection(target, node, output_name)

    def _convert(self, node: mx.Node, output: mx.Output, target: mx.Input, *, path: str) -> mx.Node:
        """USD's own nodes mix colours and vectors freely; MaterialX wants a conversion between them."""
        nodedef = standard_library().getNodeDef(f"ND_convert_{output.getType()}_{target.getType()}")
        if nodedef is None:
            message = f"is {target.getType()}, but is connected to a {output.getType()}"
            raise LookError(message, node=path, input_name=target.getName())
        converter = self.document.addNodeInstance(nodedef, self.document.createValidChildName("convert"))
        self._set_connection(converter.addInputFromNodeDef("in"), node, output.getName())
        return converter

    @staticmethod
    def _set_connection(target: mx.Input, node: mx.Node, output_name: str) -> None:
        target.removeAttribute(mx.ValueElement.VALUE_ATTRIBUTE)
        target.setNodeName(node.getName())
        if len(node.getNodeDef().getActiveOutputs()) > 1:
            target.setOutputString(output_name)

    def _copy_value(
        self, shader: UsdShade.Shader, source: Usd.Attribute, target: mx.Input, native: Mapping[str, Any]
    ) -> None:
        path, name = str(shader.GetPath()), target.getName()
        value = source.Get(self._time)
        if value is None:
            return
        if target.getType() == "filename":
            target.setValueString(self._register_file(shader, source, value, name))
            return
        space = resolve_color_space(source.GetColorSpace()) if source.HasColorSpace() else ""
        if space is None:
            message = f"unknown colour space {source.GetColorSpace()!r}; known are {', '.join(COLOR_SPACES)}"
            raise LookError(message, node=path, input_name=name)
        if isinstance(value, str):
            value = native.get("tokens", {}).get(value, value)
        try:
            target.setValueString(value_string(value, target.getType(), color_space=space))
        except ValueMismatchError as error:
            raise LookError(f"{error} (authored as {source.GetTypeName()})", node=path, input_name=name) from error

    def _register_file(self, shader: UsdShade.Shader, source: Usd.Attribute, value: Any, name: str) -> str:
        path = str(shader.GetPath())
        if not isinstance(value, Sdf.AssetPath):
            raise LookError(f"wants a file, but has the value {value!r}", node=path, input_name=name)
        if not value.path:
            return ""
        file = locate_texture(_resolved_path(source, value), cache_dir=self._cache_dir)
        if file is None:
            raise LookError(f"texture file @{value.path}@ not found", node=path, input_name=name)
        named = self._file_color_space(shader, source)
        space = "auto" if named == "auto" else resolve_color_space(named)
        if space is None:
            message = f"unknown colour space {named!r}; known are {', '.join(COLOR_SPACES)}"
            raise LookError(message, node=path, input_name=name)
        try:
            entry = describe_texture(file, space, cache_dir=self._cache_dir)
        except UnreadableTextureError as error:
            raise LookError(f"texture file @{value.path}@: {error}", node=path, input_name=name) from error
        if entry not in self.files:
            self.files.append(entry)
        return f"psfile:{self.files.index(entry)}"

    def _file_color_space(self, shader: UsdShade.Shader, source: Usd.Attribute) -> str:
        named = str(source.GetColorSpace()) if source.HasColorSpace() else ""
        if shader.GetShaderId() == "UsdUVTexture":
            given = shader.GetInput("sourceColorSpace")
            return str(input_value(given, self._time) or named or "auto")
        return named


def _resolved_path(source: Usd.Attribute, value: Sdf.AssetPath) -> str:
    """Where the file is; a pattern of UDIM tiles is anchored to the layer that says it."""
    if "<UDIM>" not in value.path:
        return str(value.resolvedPath)
    layers = (spec.layer for spec in source.GetPropertyStack(Usd.TimeCode.Default()) if spec.HasDefaultValue())
    return str(next((Path(layer.realPath).parent / value.path for layer in layers), value.path))


def _is_parameter(shader: UsdShade.Shader, target: Sdf.Path) -> bool:
    """Whether ``target`` is an input of a material or node graph, which a look may leave without a value."""
    attribute = shader.GetPrim().GetStage().GetAttributeAtPath(target)
    if not attribute or not UsdShade.Input.IsInput(attribute):
        return False
    return bool(UsdShade.ConnectableAPI(attribute.GetPrim()).IsContainer())
