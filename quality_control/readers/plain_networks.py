"""Networks in which what is the same everywhere is a constant, and what changes nothing is not there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from usd_scenes.extraction.pattern_values.evaluation import constant_of
from usd_scenes.looks import Connection, FromParameter, InputValue, ShaderInput, ShaderNode

type Given = InputValue | Connection | FromParameter

_TEXT = ("ND_constant_string", "ND_dot_string", "ND_constant_filename", "ND_dot_filename")
_NUMERIC = re.compile(r"ND_([a-z]+)_(?:float|(?:color|vector)[234](?:FA|_(?:color|vector)[234])?)")
_NEUTRAL = {"multiply": 1.0, "divide": 1.0, "power": 1.0, "add": 0.0, "subtract": 0.0}
"""What each operation leaves a value by, in its second input: MaterialX's defaults of it, too."""

_COMMUTING = ("multiply", "add")


@lru_cache(maxsize=64)
def fold_constants(nodes: tuple[ShaderNode, ...]) -> tuple[ShaderNode, ...]:
    """The same network, its surface last, with a constant for every input that no place decides.

    What hands a value on as it is (a dot, a product with one, a sum with nothing) is left out: its readers read
    what it reads.
    """
    folded: dict[str, ShaderNode] = {}
    handed_on: dict[str, Given] = {}
    values: dict[Connection, Any] = {}
    for node in nodes:
        plain = replace(node, inputs=tuple(_folded(entry, folded, handed_on, values) for entry in node.inputs))
        folded[node.name] = plain
        same = _handed_on(plain)
        if same is not None:
            handed_on[node.name] = same
    if not nodes:
        return ()
    last = handed_on.get(nodes[-1].name)
    surface = last.node if isinstance(last, Connection) else nodes[-1].name
    return (*(node for name, node in folded.items() if name != surface), folded[surface])


def _handed_on(node: ShaderNode) -> Given | None:
    """What a node hands on as it is; None of one that makes something of it."""
    given = {entry.name: entry for entry in node.inputs}
    if node.definition.startswith("ND_dot_"):
        return given["in"].value if "in" in given else None
    operation = _operation(node.definition)
    if operation == "mix":
        share = given["mix"].value if "mix" in given else 0.0
        chosen = next((name for name, end in (("bg", 0.0), ("fg", 1.0)) if _is_all(share, end)), "")
        return given[chosen].value if chosen in given else None
    if operation not in _NEUTRAL or "in1" not in given:
        return None
    neutral, first, second = _NEUTRAL[operation], given["in1"], given.get("in2")
    if second is None or _is_all(second.value, neutral):
        return first.value
    if operation in _COMMUTING and first.type == second.type and _is_all(first.value, neutral):
        return second.value
    return None


@cache
def _operation(definition: str) -> str:
    """Of a node of numbers, colours or vectors; "" of others."""
    found = _NUMERIC.fullmatch(definition)
    return found.group(1) if found else ""


def _is_all(value: Given, wanted: float) -> bool:
    if isinstance(value, tuple):
        return all(part == wanted for part in value)
    return isinstance(value, int | float) and value == wanted


def _folded(
    entry: ShaderInput,
    nodes: Mapping[str, ShaderNode],
    handed_on: Mapping[str, Given],
    values: dict[Connection, Any],
) -> ShaderInput:
    source = entry.value
    if isinstance(source, Connection) and source.node in handed_on:
        source = handed_on[source.node]
        entry = replace(entry, value=source)
    if not isinstance(source, Connection) or source.node not in nodes:
        return entry
    if source not in values:
        values[source] = _constant(source, nodes)
    value = values[source]
    return entry if value is None else replace(entry, value=value)


def _constant(source: Connection, nodes: Mapping[str, ShaderNode]) -> Any:
    """What a node gives everywhere, None where its value has a place or is not known."""
    node = nodes[source.node]
    given = {entry.name: entry.value for entry in node.inputs}
    if any(isinstance(value, Connection) for value in given.values()):
        return None
    if node.definition in _TEXT:
        return given.get("value", given.get("in"))
    made = constant_of(node.definition, given, source.output or "out")
    return made if made is None or len(made) > 1 else made[0]
