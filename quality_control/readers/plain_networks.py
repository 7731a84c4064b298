"""Networks in which what is the same everywhere is a constant, whatever nodes computed it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from usd_scenes.extraction.pattern_values.evaluation import constant_of
from usd_scenes.looks import Connection, ShaderInput, ShaderNode

_HANDED_ON = ("ND_dot_surfaceshader", "ND_dot_displacementshader")
_TEXT = ("ND_constant_string", "ND_dot_string", "ND_constant_filename", "ND_dot_filename")


@lru_cache(maxsize=64)
def fold_constants(nodes: tuple[ShaderNode, ...]) -> tuple[ShaderNode, ...]:
    """The same network, its surface last, with a constant for every input that no place decides."""
    folded: dict[str, ShaderNode] = {}
    values: dict[Connection, Any] = {}
    for node in nodes:
        plain = replace(node, inputs=tuple(_folded(entry, folded, values) for entry in node.inputs))
        folded[node.name] = plain
    surface = _handed_on(folded, nodes[-1].name) if nodes else ""
    return (*(node for name, node in folded.items() if name != surface), *([folded[surface]] if nodes else ()))


def _handed_on(nodes: dict[str, ShaderNode], name: str) -> str:
    """The node whose surface a node hands on."""
    node = nodes[name]
    source = next((entry.value for entry in node.inputs if entry.name == "in"), None)
    if node.definition in _HANDED_ON and isinstance(source, Connection):
        return _handed_on(nodes, source.node)
    return name


def _folded(entry: ShaderInput, nodes: dict[str, ShaderNode], values: dict[Connection, Any]) -> ShaderInput:
    if not isinstance(entry.value, Connection) or entry.value.node not in nodes:
        return entry
    if entry.value not in values:
        values[entry.value] = _constant(entry.value, nodes)
    value = values[entry.value]
    return entry if value is None else replace(entry, value=value)


def _constant(source: Connection, nodes: dict[str, ShaderNode]) -> Any:
    """What a node gives everywhere, None where its value has a place or is not known."""
    node = nodes[source.node]
    given = {entry.name: entry.value for entry in node.inputs}
    if any(isinstance(value, Connection) for value in given.values()):
        return None
    if node.definition in _TEXT:
        return given.get("value", given.get("in"))
    made = constant_of(node.definition, given, source.output or "out")
    return made if made is None or len(made) > 1 else made[0]
