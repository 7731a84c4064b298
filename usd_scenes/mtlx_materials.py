"""Materials of any `.mtlx` file as UsdShade networks, for USD libraries that cannot read such files themselves.

Node graphs are dissolved: a material prim holds all nodes that its shaders depend on, side by side. Nodes that the
file defines itself are replaced by the graphs that implement them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pxr import Gf, Sdf, Tf, Usd, UsdShade

from schemas.errors import SceneError
from usd_scenes.edit_locations import editable_path
from usd_scenes.looks import MTLX_CONTEXT
from usd_scenes.mtlx_documents import materialx_library

if TYPE_CHECKING:
    import MaterialX as mx

_TYPES = {
    "float": Sdf.ValueTypeNames.Float,
    "integer": Sdf.ValueTypeNames.Int,
    "boolean": Sdf.ValueTypeNames.Bool,
    "color3": Sdf.ValueTypeNames.Color3f,
    "color4": Sdf.ValueTypeNames.Color4f,
    "vector2": Sdf.ValueTypeNames.Float2,
    "vector3": Sdf.ValueTypeNames.Float3,
    "vector4": Sdf.ValueTypeNames.Float4,
    "matrix33": Sdf.ValueTypeNames.Matrix3d,
    "matrix44": Sdf.ValueTypeNames.Matrix4d,
    "string": Sdf.ValueTypeNames.String,
    "filename": Sdf.ValueTypeNames.Asset,
}
_VECTORS = {2: Gf.Vec2f, 3: Gf.Vec3f, 4: Gf.Vec4f}
_MATRICES = {"matrix33": (3, Gf.Matrix3d), "matrix44": (4, Gf.Matrix4d)}
_LINEAR = ("", "lin_rec709")
_TERMINALS = {"surfaceshader": "Surface", "displacementshader": "Displacement", "volumeshader": "Volume"}


def read_document(file: Path) -> mx.Document:
    """The document with everything that it includes; it sees the standard library.

    Raises:
        SceneError: no such file, or no MaterialX.
    """
    import MaterialX as mx

    if not file.is_file():
        raise SceneError("no such file", layer=str(file))
    document = mx.createDocument()
    document.setDataLibrary(materialx_library())
    try:
        mx.readFromXmlFile(document, str(file), mx.FileSearchPath(str(file.parent)))
    except (RuntimeError, LookupError, mx.Exception, mx.ExceptionParseError, mx.ExceptionFileMissing) as error:
        raise SceneError(f"no MaterialX that can be read: {error}", layer=str(file)) from error
    return document


def material_names(document: mx.Document) -> tuple[str, ...]:
    """Names of the document's materials, in its order."""
    return tuple(str(node.getName()) for node in document.getMaterialNodes())


def define_mtlx_material(
    stage: Usd.Stage, path: str, document: mx.Document, name: str, *, file: Path
) -> UsdShade.Material:
    """Author material ``name`` of a document that was read from ``file`` at ``path``, in the current edit target.

    The network is made apart and laid over what the edit target says of ``path``, so that one that breaks leaves
    nothing behind.

    Raises:
        SceneError: no prim may be defined at ``path``, no such material, an unknown node, or a connection into
            nothing; names the node and the input.
    """
    editable_path(stage, path)
    node = document.getNode(name)
    if node is None:
        raise SceneError(f"no such material; it has {', '.join(material_names(document))}", layer=str(file))
    apart = Usd.Stage.CreateInMemory()
    material = UsdShade.Material.Define(apart, path)
    writer = _Writer(apart, path, document, file, where=Path(stage.GetRootLayer().realPath or ".").parent)
    for given in node.getInputs():
        terminal = _TERMINALS.get(given.getType())
        source = writer.resolve(given, None)
        if terminal and isinstance(source, _Source):
            output = getattr(material, f"Create{terminal}Output")(MTLX_CONTEXT)
            output.ConnectToSource(UsdShade.ConnectableAPI(source.shader), source.output)
    writer.finish()
    defined = UsdShade.Material.Define(stage, path)
    target = stage.GetEditTarget()
    spec = target.MapToSpecPath(path)
    Sdf.CreatePrimInLayer(target.GetLayer(), spec)  # where another layer defines what is above
    Sdf.CopySpec(apart.GetRootLayer(), path, target.GetLayer(), spec)
    return defined


def explain_unknown_node(node: mx.Node) -> str:
    """Why a node has no definition: its name, its type or one of its inputs."""
    category, kind = node.getCategory(), node.getType()
    definitions = node.getDocument().getMatchingNodeDefs(category)
    if not definitions:
        return f"unknown node <{category}>"
    alike = [one for one in definitions if one.getType() == kind]
    if not alike:
        known = ", ".join(sorted({str(one.getType()) for one in definitions}))
        return f"there is no <{category}> of type {kind}; only of {known}"
    for given in node.getInputs():
        name, wanted = (
            given.getName(),
            {str(i.getType()) for d in alike if (i := d.getActiveInput(given.getName()))},
        )
        if not wanted:
            known = ", ".join(sorted({str(i.getName()) for d in alike for i in d.getActiveInputs()}))
            return f"input {name}: <{category}> has no such input; it has {known}"
        if given.getType() not in wanted:
            return f"input {name}: is {' or '.join(sorted(wanted))}, but is given as {given.getType()}"
    return f"no <{category}> of type {kind} has these inputs together"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    """A graph from within: what its interface names stand for, and where."""

    name: str
    interface: Any  # the graph itself, or the node that it implements
    definition: Any = None  # of that node
    outer: _Scope | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    shader: UsdShade.Shader
    output: str
    type: str


class _Writer:
    """One material's network into one prim."""

    def __init__(self, stage: Usd.Stage, path: str, document: mx.Document, file: Path, *, where: Path) -> None:
        self._stage, self._path, self._document, self._file = stage, path, document, file
        self._where = where  # the folder that asset paths are relative to
        self._written: dict[tuple[str, str], UsdShade.Shader] = {}
        self._waiting: list[tuple[mx.Node, mx.NodeDef, _Scope | None, UsdShade.Shader]] = []
        self._sources: dict[str, list[str]] = {}  # what a shader depends on, by their names

    def finish(self) -> None:
        """Write the inputs of every node that was asked for, and of those upstream."""
        while self._waiting:
            node, definition, scope, shader = self._waiting.pop()
            for given in node.getInputs():
                if definition.getActiveInput(given.getName()) is None:
                    known = ", ".join(sorted(one.getName() for one in definition.getActiveInputs()))
                    raise self._broken(given, f"no such input; it has {known}")
                self._write_input(shader, given, self.resolve(given, scope))
        try:
            TopologicalSorter(self._sources).prepare()
        except CycleError as error:
            chain = error.args[1]
            message = f"is connected to itself: {' -> '.join(chain)}"
            raise SceneError(message, layer=str(self._file), prim=chain[0]) from error

    def resolve(self, given: mx.ValueElement, scope: _Scope | None) -> _Source | mx.ValueElement | None:
        """Where an input or output takes its value from: a node's output, or the element that holds the value."""
        public = given.getAttribute("interfacename")
        if public and scope is not None:
            return self._resolve_public(public, scope)
        source, graph = given.getAttribute("nodename"), given.getAttribute("nodegraph")
        if graph:
            return self._resolve_graph(given, graph, scope)
        if source:
            parent = given.getParent().getParent() if given.getCategory() == "input" else given.getParent()
            parent = given.getParent().getParent() if parent is None else parent
            node = parent.getChild(source)
            if node is None:
                raise self._broken(given, f"is connected to {source}, which does not exist")
            return self._output_of(node, given, scope)
        return given if given.hasValueString() else None

    def _resolve_public(self, name: str, scope: _Scope) -> _Source | mx.ValueElement | None:
        given = scope.interface.getInput(name)
        if given is not None:
            return self.resolve(given, scope.outer)
        default = scope.definition.getActiveInput(name) if scope.definition is not None else None
        return default if default is not None and default.hasValueString() else None

    def _resolve_graph(
        self, given: mx.ValueElement, name: str, scope: _Scope | None
    ) -> _Source | mx.ValueElement | None:
        graph = self._document.getNodeGraph(name)
        outputs = graph.getOutputs() if graph is not None else []
        wanted = given.getAttribute("output")
        output = next((one for one in outputs if not wanted or one.getName() == wanted), None)
        if output is None:
            raise self._broken(given, f"is connected to {name} {wanted}".rstrip() + ", which does not exist")
        return self.resolve(output, _Scope(name=name, interface=graph, outer=scope))

    def _output_of(
        self, node: mx.Node, given: mx.ValueElement, scope: _Scope | None
    ) -> _Source | mx.ValueElement | None:
        definition = node.getNodeDef()
        if definition is None:
            raise SceneError(explain_unknown_node(node), layer=str(self._file), prim=node.getNamePath())
        wanted = given.getAttribute("output")
        if materialx_library().getNodeDef(definition.getName()) is None:
            graph = node.getImplementation()
            if graph is None or graph.getCategory() != "nodegraph":
                message = f"{definition.getName()} has no implementation as a graph"
                raise SceneError(message, layer=str(self._file), prim=node.getNamePath())
            outputs = [one for one in graph.getOutputs() if not wanted or one.getName() == wanted]
            inner = _Scope(
                name=f"{scope.name if scope else ''}/{node.getNamePath()}",
                interface=node,
                definition=definition,
                outer=scope,
            )
            return self.resolve(outputs[0], inner)
        outputs = definition.getActiveOutputs()
        name = wanted or outputs[0].getName()
        kind = next((str(one.getType()) for one in outputs if one.getName() == name), "")
        if not kind:
            raise self._broken(given, f"{node.getNamePath()} has no output {name}")
        shader = self._shader(node, definition, scope)
        shader.CreateOutput(name, _TYPES.get(kind, Sdf.ValueTypeNames.Token))
        return _Source(shader=shader, output=name, type=kind)

    def _shader(self, node: mx.Node, definition: mx.NodeDef, scope: _Scope | None) -> UsdShade.Shader:
        key = (scope.name if scope else "", str(node.getNamePath()))
        if key in self._written:
            return self._written[key]
        label = "/".join(part for part in (key[0], node.getName()) if part)
        shader = UsdShade.Shader.Define(self._stage, f"{self._path}/{self._free_name(label)}")
        shader.CreateIdAttr(definition.getName())
        self._written[key] = shader
        self._waiting.append((node, definition, scope, shader))
        return shader

    def _free_name(self, label: str) -> str:
        name = Tf.MakeValidIdentifier(label.strip("/"))
        taken = self._stage.GetPrimAtPath(self._path).GetChildrenNames()
        number = 2
        while (name if number == 2 else f"{name}_{number}") in taken:
            number += 1
        return name if number == 2 else f"{name}_{number}"

    def _write_input(
        self, shader: UsdShade.Shader, given: mx.Input, source: _Source | mx.ValueElement | None
    ) -> None:
        kind = str(given.getType())
        if source is None:
            return
        target = shader.CreateInput(given.getName(), _TYPES.get(kind, Sdf.ValueTypeNames.Token))
        if isinstance(source, _Source):
            if source.type != kind:
                raise self._broken(given, f"is {kind}, but {source.shader.GetPath().name} gives {source.type}")
            target.ConnectToSource(UsdShade.ConnectableAPI(source.shader), source.output)
            names = shader.GetPrim().GetName(), source.shader.GetPrim().GetName()
            self._sources.setdefault(names[0], []).append(names[1])
            return
        if kind not in _TYPES:
            raise self._broken(given, f"is {kind}, which takes no value")
        target.Set(self._value(source, kind))
        space = str(source.getActiveColorSpace())
        if kind == "filename" or (kind.startswith("color") and space not in _LINEAR):
            target.GetAttr().SetColorSpace(space)

    def _value(self, source: mx.ValueElement, kind: str) -> Any:
        if kind == "filename":
            return Sdf.AssetPath(self._asset(source))
        if kind == "string":
            return str(source.getValueString())
        value = source.getValue()
        if value is None or str(source.getType()) != kind:
            raise self._broken(source, f"is {kind}, but has the value {source.getValueString()!r}")
        if kind in _MATRICES:
            rows, matrix = _MATRICES[kind]
            numbers = [float(part) for part in source.getValueString().split(",")]
            return matrix(*numbers) if len(numbers) == rows * rows else matrix(1.0)
        if isinstance(value, bool | int | float):
            return value
        return _VECTORS[len(value)](*(float(part) for part in value))

    def _asset(self, source: mx.ValueElement) -> str:
        """As the stage says it; the document says it relative to the file that names it."""
        named = str(source.getResolvedValueString())
        if not named:
            return ""
        folder = Path(str(source.getActiveSourceUri()) or self._file).parent
        return os.path.relpath((folder / named).resolve(), self._where.resolve())

    def _broken(self, given: mx.ValueElement, message: str) -> SceneError:
        node = given.getParent().getNamePath()
        return SceneError(f"input {given.getName()}: {message}", layer=str(self._file), prim=node)
