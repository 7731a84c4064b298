"""Looks as MaterialX documents: the same network that `usd_scenes.looks` authors as UsdShade.

The pattern nodes lie in one node graph, whose inputs are the public parameters; surface and displacement shader
lie outside it, as MaterialX's own examples have them and every importer knows. A parameter that only the surface
shader takes is an input of that shader, with its limits. Colours are scene-linear Rec.709, lengths metres.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.documents import write_text
from schemas.errors import SceneError
from usd_scenes.looks import (
    Connection,
    FromParameter,
    InputValue,
    LookNetwork,
    LookParameter,
    ShaderInput,
    ShaderNode,
)
from usd_scenes.rounding import quantize

if TYPE_CHECKING:
    import MaterialX as mx

_COLOR_SPACE = "lin_rec709"
_TINIEST = 1e-12  # what rounding leaves of a cosine that is 0
_SHADER_TYPES = ("surfaceshader", "displacementshader", "volumeshader", "BSDF", "EDF", "VDF")


def write_mtlx(look: LookNetwork, name: str, file: Path, *, doc: str = "") -> None:
    """Write ``look`` as material ``name`` of a `.mtlx` file.

    Raises:
        SceneError: the network is not valid MaterialX; says what MaterialX says.
    """
    write_text(mtlx_text(look, name, doc=doc), file)


def mtlx_text(look: LookNetwork, name: str, *, doc: str = "") -> str:
    """The document as text, validated by MaterialX.

    Raises:
        SceneError: the network is not valid MaterialX; says what MaterialX says.
    """
    import MaterialX as mx

    document = mx.createDocument()
    document.setDataLibrary(materialx_library())
    document.setColorSpace(_COLOR_SPACE)
    if doc:
        document.setDocString(doc)
    _Writer(document, look, name).write()
    is_valid, message = document.validate()
    if not is_valid:
        raise SceneError(f"not valid MaterialX: {message.strip()}", prim=name)
    return str(mx.writeToXmlString(document))


@cache
def materialx_library() -> mx.Document:
    import MaterialX as mx

    library = mx.createDocument()
    mx.loadLibraries(mx.getDefaultDataLibraryFolders(), mx.getDefaultDataSearchPath(), library)
    return library


class _Writer:
    """One look into one document."""

    def __init__(self, document: mx.Document, look: LookNetwork, name: str) -> None:
        self._document = document
        self._look = look
        self._name = name
        self._parameters = {parameter.name: parameter for parameter in look.parameters}
        self._nodes = {node.name: node for node in look.nodes}
        self._patterns = [node for node in look.nodes if node.output_type not in _SHADER_TYPES]
        self._graph: mx.NodeGraph | None = None
        self._names: dict[str, str] = {}  # of the shaders, by the network's names
        self._pattern_names: dict[str, str] = {}  # of the graph's nodes; its inputs share their name space

    def write(self) -> None:
        if self._patterns:
            self._write_graph()
        shaders = [node for node in self._look.nodes if node.output_type in _SHADER_TYPES]
        self._names = {node.name: f"{self._name}_{node.name}" for node in shaders}
        for node in shaders:
            self._write_shader(node)
        material = self._document.addMaterialNode(self._name)
        for kind, source in (("surface", self._look.surface), ("displacement", self._look.displacement)):
            if source is not None:
                given = material.addInput(f"{kind}shader", f"{kind}shader")
                given.setNodeName(self._names[source])

    def _write_graph(self) -> None:
        graph = self._graph = self._document.addNodeGraph(f"{self._name}_pattern")
        used = {
            entry.value.name
            for node in self._patterns
            for entry in node.inputs
            if isinstance(entry.value, FromParameter)
        }
        for parameter in self._look.parameters:
            if parameter.name in used:
                _set_parameter(graph.addInput(parameter.name, parameter.type), parameter)
        taken = {node.name for node in self._patterns} & used
        self._pattern_names = {n.name: f"{n.name}_node" if n.name in taken else n.name for n in self._patterns}
        for node in self._patterns:
            category = _definition(node).getNodeString()
            written = graph.addChildOfCategory(category, self._pattern_names[node.name])
            written.setType(node.output_type)
            for entry in node.inputs:
                self._write_input(written.addInput(entry.name, entry.type), entry)
            self._keep_definition(written, node)

    def _write_input(self, given: mx.Input, entry: ShaderInput) -> None:
        """An input of a node in the graph."""
        match entry.value:
            case Connection(node=source, output=output):
                given.setNodeName(self._pattern_names[self._known(source, entry)])
                if output != "out":
                    given.setOutputString(output)
            case FromParameter(name=name):
                given.setInterfaceName(name)
            case value:
                given.setValueString(_value_text(value))

    def _write_shader(self, node: ShaderNode) -> None:
        written = self._document.addNode(
            _definition(node).getNodeString(), self._names[node.name], node.output_type
        )
        for entry in node.inputs:
            given = written.addInput(entry.name, entry.type)
            match entry.value:
                case Connection(node=source) if self._known(source, entry) in self._names:
                    given.setNodeName(self._names[source])
                case Connection() as source:
                    self._connect(given, source, entry)
                case FromParameter(name=name):
                    self._take_parameter(given, self._parameters[name])
                case value:
                    given.setValueString(_value_text(value))
        self._keep_definition(written, node)

    def _connect(self, given: mx.Input, source: Connection, entry: ShaderInput) -> None:
        """Through an output of the graph, which is named after the input that first asks for it."""
        assert self._graph is not None
        node = self._pattern_names.get(source.node, source.node)
        found = [output for output in self._graph.getOutputs() if _comes_from(output, node, source.output)]
        output = found[0] if found else self._graph.addOutput(f"{entry.name}_out", entry.type)
        output.setNodeName(node)
        if source.output != "out":
            output.setOutputString(source.output)
        given.setNodeGraphString(self._graph.getName())
        given.setOutputString(output.getName())

    def _take_parameter(self, given: mx.Input, parameter: LookParameter) -> None:
        if self._graph is None or self._graph.getInput(parameter.name) is None:
            _set_parameter(given, parameter)
            return
        passed_on = f"{parameter.name}_value"
        if self._graph.getNode(passed_on) is None:
            dot = self._graph.addNode("dot", passed_on, parameter.type)
            dot.addInput("in", parameter.type).setInterfaceName(parameter.name)
        entry = ShaderInput(name=parameter.name, type=parameter.type, value=parameter.value)
        self._connect(given, Connection(node=passed_on), entry)

    def _known(self, source: str, entry: ShaderInput) -> str:
        if source not in self._nodes:
            raise SceneError(f"input {entry.name!r} connects to unknown node {source!r}", prim=self._name)
        return source

    def _keep_definition(self, written: mx.Node, node: ShaderNode) -> None:
        """Name the node definition only where the inputs leave it open."""
        found = written.getNodeDef()
        if found is None or found.getName() != node.definition:
            written.setNodeDefString(node.definition)


def _comes_from(output: mx.Output, node: str, node_output: str) -> bool:
    return bool(output.getNodeName() == node and (output.getOutputString() or "out") == node_output)


def _definition(node: ShaderNode) -> mx.NodeDef:
    found = materialx_library().getNodeDef(node.definition)
    if found is None:
        raise SceneError(f"unknown node definition {node.definition!r}", prim=node.name)
    return found


def _set_parameter(given: mx.Input, parameter: LookParameter) -> None:
    given.setValueString(_value_text(parameter.value))
    limits: Mapping[str, float | None] = {"uimin": parameter.minimum, "uimax": parameter.maximum}
    for key, limit in limits.items():
        if limit is not None:
            parts = len(parameter.value) if isinstance(parameter.value, tuple) else 1
            given.setAttribute(key, _value_text((limit,) * parts if parts > 1 else limit))
    if parameter.doc:
        given.setDocString(parameter.doc)


def _value_text(value: InputValue | tuple[float, ...]) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(_number_text(part) for part in value)
    return _number_text(value) if isinstance(value, float) else str(value)


def _number_text(number: float) -> str:
    return "0" if abs(number) < _TINIEST else f"{quantize(number):g}"
