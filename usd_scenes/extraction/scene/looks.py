"""UsdShade materials as plain networks."""

from __future__ import annotations

from typing import Any

from pxr import Sdf, Usd, UsdShade

from schemas.errors import SceneError
from usd_scenes.extraction.scene.plain_scene import SceneLook
from usd_scenes.looks import MTLX_CONTEXT, PREVIEW_INPUTS, Connection, PreviewSurface, ShaderInput, ShaderNode
from usd_scenes.shader_inputs import input_value
from usd_scenes.volumes import VolumeLook

PREVIEW_SURFACE = "UsdPreviewSurface"


def extract_look(material: UsdShade.Material, time: Usd.TimeCode, medium: VolumeLook | None) -> SceneLook:
    """The MaterialX network of ``material``, or the universal one, and its fallback's constants.

    Raises:
        SceneError: a network that is connected to itself.
    """
    surface = material.ComputeSurfaceSource(MTLX_CONTEXT)[0]
    displacement = material.ComputeDisplacementSource(MTLX_CONTEXT)[0]
    reader = _Reader(time)
    displaced = ""
    if displacement and surface:
        displaced = reader.read(displacement).name
    if surface:
        reader.read(surface)
    return SceneLook(
        prim_path=str(material.GetPath()),
        nodes=tuple(reader.nodes.values()) if surface else (),
        preview=_read_preview(material.ComputeSurfaceSource("")[0], time),
        displacement=displaced,
        medium=medium,
    )


class _Reader:
    """Collects a network, sources first."""

    def __init__(self, time: Usd.TimeCode) -> None:
        self._time = time
        self.nodes: dict[str, ShaderNode] = {}
        self._open: set[str] = set()

    def read(self, shader: UsdShade.Shader) -> ShaderNode:
        path = str(shader.GetPath())
        if path in self.nodes:
            return self.nodes[path]
        if path in self._open:
            raise SceneError("a shader network that is connected to itself", prim=path)
        self._open.add(path)
        inputs = tuple(entry for given in shader.GetInputs() if (entry := self._read_input(given)) is not None)
        node = ShaderNode(name=path, definition=str(shader.GetShaderId() or ""), inputs=inputs)
        self.nodes[path] = node
        return node

    def _read_input(self, given: UsdShade.Input) -> ShaderInput | None:
        own = given.GetAttr()
        sources = UsdShade.Utils.GetValueProducingAttributes(given) if own.HasAuthoredConnections() else [own]
        if not sources:
            return None
        source, name, kind = sources[0], str(given.GetBaseName()), str(given.GetTypeName())
        if UsdShade.Utils.GetType(source.GetName()) == UsdShade.AttributeType.Output:
            upstream = UsdShade.Shader(source.GetPrim())
            if not upstream:
                return None
            output = source.GetName().removeprefix("outputs:")
            value: Any = Connection(node=self.read(upstream).name, output=output)
        else:
            value = _plain(source, source.Get(self._time))
            if value is None:
                return None
        return ShaderInput(name=name, type=kind, value=value)


def _plain(source: Usd.Attribute, value: Any) -> Any:
    """A USD value as Python's own: numbers, text, tuples; an asset as its resolved file."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Sdf.AssetPath):
        return str(value.resolvedPath or value.path)
    if source.GetTypeName().isArray:
        return None
    if hasattr(value, "GetRow"):
        return tuple(tuple(float(x) for x in value.GetRow(row)) for row in range(value.dimension[0]))
    return tuple(float(x) for x in value)


def _read_preview(shader: UsdShade.Shader | None, time: Usd.TimeCode) -> PreviewSurface:
    if not shader or shader.GetShaderId() != PREVIEW_SURFACE:
        return PreviewSurface()
    given: dict[str, Any] = {}
    for field, name in PREVIEW_INPUTS.items():
        value = input_value(shader.GetInput(name), time)
        if value is not None:
            given[field] = float(value) if isinstance(value, int | float) else tuple(float(x) for x in value)
    return PreviewSurface(**given)
