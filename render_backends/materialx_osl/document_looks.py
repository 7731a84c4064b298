"""Materials of a `.mtlx` file as looks. Generator process only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import MaterialX as mx

from render_backends.materialx_osl.color_spaces import COLOR_SPACES, resolve_color_space
from render_backends.materialx_osl.look_document import LookDocument, LookError, new_document
from render_backends.materialx_osl.looks import TextureFile
from render_backends.materialx_osl.texture_files import UnreadableTextureError, describe_texture, locate_texture
from render_backends.materialx_osl.usd_values import value_string
from usd_scenes.mtlx_materials import explain_unknown_node

_TARGET_SPACE = "lin_rec709"


class MtlxFile:
    """A `.mtlx` file, read once per look because reading a look edits its document."""

    def __init__(self, path: Path, *, cache_dir: Path) -> None:
        if not path.is_file():
            raise LookError("no such file", node=str(path))
        self._path = path
        self._cache_dir = cache_dir

    def material_names(self) -> tuple[str, ...]:
        """Names of the document's materials; a surface shader without a material counts as one."""
        document = self._read()
        materials = document.getMaterialNodes()
        return tuple(node.getNamePath() for node in materials or _surface_shaders(document))

    def read_look(self, name: str) -> LookDocument:
        """The look of that name.

        Raises:
            LookError: no such material, or a broken network; names the node and the input.
        """
        document = self._read()
        material = document.getDescendant(name)
        if not isinstance(material, mx.Node):
            known = ", ".join(self.material_names())
            raise LookError(f"no such material in {self._path.name}; it has {known}", node=name)
        elements = _upstream_graphs(document, material)
        _check_network(elements)
        files = _FileTable(self._path.parent, self._cache_dir)
        _prepare_inputs(elements, files)
        surface = _terminal(material, "surfaceshader")
        if surface is None:
            raise LookError("has no surface shader", node=name)
        return LookDocument(
            name=name,
            document=document,
            surface=surface,
            displacement=_terminal(material, "displacementshader"),
            volume=_terminal(material, "volumeshader"),
            files=files.entries,
        )

    def _read(self) -> mx.Document:
        document = new_document()
        try:
            mx.readFromXmlFile(document, str(self._path), mx.FileSearchPath(str(self._path.parent)))
        except (RuntimeError, LookupError, mx.Exception, mx.ExceptionParseError, mx.ExceptionFileMissing) as error:
            raise LookError(f"cannot be read: {error}", node=str(self._path)) from error
        return document


def _surface_shaders(document: mx.Document) -> list[mx.Node]:
    return [node for node in document.getNodes() if node.getType() == "surfaceshader"]


def _terminal(material: mx.Node, mtlx_type: str) -> mx.Node | None:
    if material.getType() == mtlx_type:
        return material
    for candidate in material.getInputs():
        if candidate.getType() == mtlx_type:
            node = candidate.getConnectedNode()
            if node is not None:
                return node
    return None


def _upstream_graphs(document: mx.Document, material: mx.Node) -> list[mx.Element]:
    """The elements whose inputs the material depends on: nodes, graphs and definitions upstream of it."""
    found: dict[str, mx.Element] = {}
    waiting: list[mx.Element] = [material]
    while waiting:
        element = waiting.pop()
        if element.getNamePath() in found:
            continue
        found[element.getNamePath()] = element
        if isinstance(element.getParent(), mx.NodeGraph):
            waiting.append(element.getParent())
        for given in element.getInputs():
            source = given.getConnectedNode()
            waiting += [source] if source is not None else []
            graph = document.getNodeGraph(given.getNodeGraphString()) if given.getNodeGraphString() else None
            waiting += [graph] if graph is not None else []
        if isinstance(element, mx.Node):
            graph = element.getImplementation()
            is_local = isinstance(graph, mx.NodeGraph) and document.getNodeGraph(graph.getName()) is not None
            waiting += [element.getNodeDef(), graph, *graph.getNodes()] if is_local else []
    return list(found.values())


def _check_network(elements: Sequence[mx.Element]) -> None:
    """Refuse what the generator would answer with a crash, a guess or a black picture."""
    for element in elements:
        if isinstance(element, mx.Node):
            if element.getNodeDef() is None:
                raise LookError(explain_unknown_node(element), node=element.getNamePath())
            for given in element.getInputs():
                _check_input(given, element.getNodeDef())
    _refuse_cycles([element for element in elements if isinstance(element, mx.Node)])


def _refuse_cycles(nodes: Sequence[mx.Node]) -> None:
    finished: set[str] = set()
    for start in nodes:
        path: list[str] = []
        stack: list[tuple[mx.Node, bool]] = [(start, False)]
        while stack:
            node, is_done = stack.pop()
            name = node.getNamePath()
            if is_done:
                finished.add(path.pop())
            elif name in path:
                raise LookError(
                    f"is connected to itself: {' -> '.join([*path[path.index(name) :], name])}", node=name
                )
            elif name not in finished:
                path.append(name)
                stack.append((node, True))
                upstream = [given.getConnectedNode() for given in node.getInputs()]
                stack += [(source, False) for source in upstream if source is not None]


def _check_input(given: mx.Input, nodedef: mx.NodeDef) -> None:
    definition = nodedef.getActiveInput(given.getName())
    node, name = given.getParent().getNamePath(), given.getName()
    if definition is None:
        known = ", ".join(sorted(other.getName() for other in nodedef.getActiveInputs()))
        raise LookError(f"no such input; it has {known}", node=node, input_name=name)
    if definition.getType() != given.getType():
        message = f"is {definition.getType()}, but is given as {given.getType()}"
        raise LookError(message, node=node, input_name=name)
    _check_connection(given)


def _check_connection(element: mx.Input) -> None:
    node = element.getParent().getNamePath()
    names = [element.getNodeName(), element.getNodeGraphString(), element.getInterfaceName()]
    if not any(names):
        return
    if element.getInterfaceName():
        return  # a missing one falls back to the node's own default, as MaterialX says
    upstream = element.getConnectedNode()
    if upstream is None:
        message = f"is connected to {'/'.join(filter(None, names))}, which does not exist"
        raise LookError(message, node=node, input_name=element.getName())
    output = element.getConnectedOutput()
    given = output.getType() if output is not None else upstream.getType()
    if given not in (element.getType(), "multioutput"):
        message = f"is {element.getType()}, but {upstream.getNamePath()} gives {given}"
        raise LookError(message, node=node, input_name=element.getName())


class _FileTable:
    """Texture files of a document, numbered."""

    def __init__(self, folder: Path, cache_dir: Path) -> None:
        self._folder = folder
        self._cache_dir = cache_dir
        self.entries: list[TextureFile] = []

    def register(self, element: mx.Input) -> str:
        """The token that stands for this input's file until the code is generated."""
        node = element.getParent().getNamePath()
        relative = element.getResolvedValueString()
        path = (self._folder / relative).resolve()
        if locate_texture(str(path), cache_dir=self._cache_dir) is None:
            raise LookError(f"texture file {relative} not found", node=node, input_name=element.getName())
        try:
            entry = describe_texture(path, _color_space(element), cache_dir=self._cache_dir)
        except UnreadableTextureError as error:
            raise LookError(
                f"texture file {relative}: {error}", node=node, input_name=element.getName()
            ) from error
        if entry not in self.entries:
            self.entries.append(entry)
        return f"psfile:{self.entries.index(entry)}"


def _color_space(element: mx.Input) -> str:
    named = element.getActiveColorSpace()
    space = resolve_color_space(named)
    if space is None:
        message = f"unknown colour space {named!r}; known are {', '.join(COLOR_SPACES)}"
        raise LookError(message, node=element.getParent().getNamePath(), input_name=element.getName())
    return space


def _prepare_inputs(elements: Sequence[mx.Element], files: _FileTable) -> None:
    """Number the files and make constant colours scene-linear Rec.709."""
    for given in [given for element in elements for given in element.getInputs()]:
        if not given.getValueString():
            continue
        if given.getType() == "filename":
            given.setValueString(files.register(given))
        elif given.getType() in ("color3", "color4"):
            space = _color_space(given)
            if space not in ("", _TARGET_SPACE):
                numbers = [float(part) for part in given.getValueString().split(",")]
                given.setValueString(value_string(numbers, given.getType(), color_space=space))
                given.setColorSpace(_TARGET_SPACE)
    for element in elements:
        for holder in (element, *_ancestors(element)):
            holder.removeAttribute(mx.Element.FILE_PREFIX_ATTRIBUTE)


def _ancestors(element: mx.Element) -> Iterator[mx.Element]:
    parent = element.getParent()
    while parent is not None:
        yield parent
        parent = parent.getParent()
