"""Names that say what a node is for: arithmetic is named after what it goes into."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from usd_scenes.looks import Connection, LookNetwork, ShaderInput, ShaderNode

_SPEAKING = frozenset({"position", "normal", "tangent", "bitangent", "texcoord"})
_OPERATION = re.compile(r"ND_([a-z0-9]+?)_")


def with_readable_names(look: LookNetwork) -> LookNetwork:
    """``look`` whose nodes that bear but their operation's name, such as ``multiply7``, are parts of a named node.

    ``growthPart1`` and ``growthPart2`` are the arithmetic that first ends in the node ``growth``. Nodes that
    nothing reads are left out.
    """
    look = _without_unread_nodes(look)
    owners: dict[str, str] = {}
    for node in reversed(look.nodes):
        owner = owners.get(node.name, node.name) if _is_generic(node) else node.name
        owners |= {entry.value.node: owner for entry in node.inputs if isinstance(entry.value, Connection)}
    return _renamed(look, owners)


def _without_unread_nodes(look: LookNetwork) -> LookNetwork:
    read = {look.surface, look.displacement}
    for node in reversed(look.nodes):
        if node.name in read:
            read |= {entry.value.node for entry in node.inputs if isinstance(entry.value, Connection)}
    return replace(look, nodes=tuple(node for node in look.nodes if node.name in read))


def _renamed(look: LookNetwork, owners: dict[str, str]) -> LookNetwork:
    taken = {node.name for node in look.nodes}
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for node in look.nodes:
        names[node.name] = node.name
        owner = owners.get(node.name, node.name)
        while _is_generic(node) and owner != node.name and names[node.name] in taken:
            counts[owner] += 1
            names[node.name] = f"{owner}Part{counts[owner]}"

    def renamed(entry: ShaderInput) -> ShaderInput:
        source = entry.value
        return (
            replace(entry, value=replace(source, node=names[source.node]))
            if isinstance(source, Connection)
            else entry
        )

    nodes = tuple(
        replace(node, name=names[node.name], inputs=tuple(renamed(entry) for entry in node.inputs))
        for node in look.nodes
    )
    return replace(look, nodes=nodes)


def _is_generic(node: ShaderNode) -> bool:
    operation = _OPERATION.match(node.definition)
    if operation is None or operation[1] in _SPEAKING:
        return False
    return re.fullmatch(rf"{operation[1]}\d*", node.name) is not None
