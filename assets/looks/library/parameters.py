"""The public parameters of a network: which of its constants an artist may turn, by name and within limits."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from math import inf, isfinite
from pathlib import Path
from typing import Any

import yaml

from assets.looks.library.controls import with_controls
from schemas.errors import UsageError
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

PARAMETERS_FILE = Path(__file__).parent / "parameters.yaml"
_COLOR_NAMES = {"fg": "color", "bg": "ground_color"}
_NUMBERS = ("float", "color3", "vector3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One entry of the table; either limits or a factor about the value."""

    name: str
    doc: str
    minimum: float | None = None
    maximum: float | None = None
    factor: float | None = None


@cache
def _rules() -> tuple[Mapping[str, Rule], Mapping[str, Rule]]:
    table = yaml.safe_load(PARAMETERS_FILE.read_text())
    return (
        {name: _rule(entry) for name, entry in table["surface"].items()},
        {pattern: _rule(entry) for pattern, entry in table["nodes"].items()},
    )


def _rule(entry: Mapping[str, Any]) -> Rule:
    return Rule(
        name=entry["name"],
        doc=entry["doc"],
        minimum=entry.get("min"),
        maximum=entry.get("max"),
        factor=entry.get("factor"),
    )


def publish_parameters(look: LookNetwork) -> LookNetwork:
    """``look`` with the constants that the table names, and every other colour, as public parameters.

    Constants of one name and value become one parameter; of one name and other values, numbered ones. Where colour
    or roughness come from a pattern, and for the size of all features, a node with a neutral parameter is put in.
    """
    look = with_controls(look)
    found: dict[str, LookParameter] = {}
    nodes = tuple(
        replace(node, inputs=tuple(_published(node, entry, look, found) for entry in node.inputs))
        for node in look.nodes
    )
    return replace(look, nodes=nodes, parameters=tuple(found.values()))


def set_parameters(look: LookNetwork, values: Mapping[str, str]) -> LookNetwork:
    """``look`` with other values of its parameters, given as text: ``0.3``, or ``0.8,0.2,0.1`` for a colour.

    Raises:
        UsageError: no such parameter, or a text that is no value of its type or outside its range.
    """
    known = {parameter.name: parameter for parameter in look.parameters}
    for name, text in values.items():
        if name not in known:
            raise UsageError(f"no parameter {name!r}; there are {', '.join(known)}")
        known[name] = _in_range(replace(known[name], value=_parsed(known[name], text)))
    return replace(look, parameters=tuple(known.values()))


def _in_range(parameter: LookParameter) -> LookParameter:
    numbers = parameter.value if isinstance(parameter.value, tuple) else (float(parameter.value),)
    low = -inf if parameter.minimum is None else parameter.minimum
    high = inf if parameter.maximum is None else parameter.maximum
    if not all(isfinite(number) and low <= number <= high for number in numbers):
        given = ",".join(f"{number:g}" for number in numbers)
        raise UsageError(f"{parameter.name}={given}: takes numbers from {low:g} to {high:g}")
    return parameter


def bake_parameters(look: LookNetwork) -> LookNetwork:
    """``look`` without public parameters: their values are constants of the nodes again."""
    if not look.parameters:
        return look
    values = {parameter.name: parameter.value for parameter in look.parameters}

    def constant(entry: ShaderInput) -> ShaderInput:
        source = entry.value
        return replace(entry, value=values[source.name]) if isinstance(source, FromParameter) else entry

    nodes = tuple(replace(node, inputs=tuple(constant(entry) for entry in node.inputs)) for node in look.nodes)
    return replace(look, nodes=nodes, parameters=())


def _published(
    node: ShaderNode, entry: ShaderInput, look: LookNetwork, found: dict[str, LookParameter]
) -> ShaderInput:
    value = entry.value
    if entry.type not in _NUMBERS or isinstance(value, Connection | FromParameter | str | bool):
        return entry
    rule = rule_for(node, entry, is_surface=node.name == look.surface)
    if rule is None:
        return entry
    name = next(name for name in _names(rule.name) if name not in found or found[name].value == value)
    if name not in found:
        minimum, maximum = _limits(rule, value)
        found[name] = LookParameter(
            name=name, type=entry.type, value=value, minimum=minimum, maximum=maximum, doc=rule.doc
        )
    return replace(entry, value=FromParameter(name=name)) if found[name].type == entry.type else entry


def rule_for(node: ShaderNode, entry: ShaderInput, *, is_surface: bool) -> Rule | None:
    """What the table says of a constant; a colour that it does not name is named after its node."""
    surface, nodes = _rules()
    if is_surface:
        rule = surface.get(f"{entry.name}:{entry.type}") or surface.get(entry.name)
        is_under_coat = entry.name == "specular_roughness" and any(i.name == "coat_roughness" for i in node.inputs)
        return replace(rule, name=f"body_{rule.name}") if rule is not None and is_under_coat else rule
    place = f"{node.name}.{entry.name}"
    pattern = next((pattern for pattern in nodes if fnmatchcase(place, pattern)), None)
    if pattern is not None:
        rule = nodes[pattern]
        return replace(rule, name=rule.name.replace("*", snake_case(node.name.removesuffix("Position"))))
    if entry.type == "color3":
        name = f"{snake_case(node.name)}_{_COLOR_NAMES.get(entry.name, entry.name)}"
        return Rule(name=name, doc=f"Colour of {node.name}", minimum=0.0, maximum=1.0)
    return None


def _names(stem: str) -> Iterator[str]:
    yield stem
    number = 1
    while True:
        number += 1
        yield f"{stem}_{number}"


def _limits(rule: Rule, value: InputValue) -> tuple[float | None, float | None]:
    numbers = value if isinstance(value, tuple) else (float(value),)
    if rule.factor is None:
        low = None if rule.minimum is None else min(rule.minimum, *numbers)
        return low, None if rule.maximum is None else max(rule.maximum, *numbers)
    largest = max(abs(number) for number in numbers)
    return quantize(min(abs(number) for number in numbers) / rule.factor), quantize(largest * rule.factor)


def free_name(stem: str, taken: Container[str]) -> str:
    """``stem``, or with the first number that makes it no name of ``taken``."""
    return next(name for name in _names(stem) if name not in taken)


def snake_case(name: str) -> str:
    """``scaledUp2`` as ``scaled_up2``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _parsed(parameter: LookParameter, text: str) -> InputValue:
    length = len(parameter.value) if isinstance(parameter.value, tuple) else 1
    try:
        numbers = tuple(float(part) for part in text.split(","))
    except ValueError:
        numbers = ()
    if len(numbers) != length:
        takes = "a number" if length == 1 else f"{length} numbers with commas between"
        raise UsageError(f"{parameter.name}={text}: takes {takes}")
    if length == 1:
        return numbers[0]
    return (numbers[0], numbers[1]) if length == 2 else (numbers[0], numbers[1], numbers[2])
