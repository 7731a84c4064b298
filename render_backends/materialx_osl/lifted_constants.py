"""Constants of a generated shader as its parameters, so that looks of one structure share one compiled shader.

A sample's looks differ from the next sample's in their numbers far more often than in their nodes. The renderer
folds a parameter's value as it folds a constant, so that nothing is slower for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

type Value = float | tuple[float, float, float]

_BODY = re.compile(r"^(?:shader|surface|volume) \w+\n\(\n(.*?)^\)\n\{$", re.MULTILINE | re.DOTALL)
_FLOAT = r"\d+\.\d+"
_TRIPLE = re.compile(rf"\b(color|vector)\(({_FLOAT}), ({_FLOAT}), ({_FLOAT})\)")
_SINGLE = re.compile(rf"(?<![\w.]){_FLOAT}(?![\w.])")
_KEPT = ("{", "matrix(")  # initialisers take no parameters
_COMMON = frozenset({0.0, 1.0})  # rarely drawn; as constants they let the compiler drop what they switch off


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftedShader:
    """A shader's source with parameters, and their values by name."""

    source: str
    values: tuple[tuple[str, Value], ...]


def lift_constants(source: str) -> LiftedShader:
    """``source`` with the numbers in its shader function as parameters; a source without one stays as it is."""
    found = _BODY.search(source)
    if found is None:
        return LiftedShader(source=source, values=())
    lifter = _Lifter()
    lines = source[found.end() :].split("\n")
    body = "\n".join(line if any(mark in line for mark in _KEPT) else lifter.lift(line) for line in lines)
    head = source[: found.start(1)] + "".join(lifter.declarations) + source[found.start(1) : found.end()]
    return LiftedShader(source=head + body, values=tuple(lifter.values))


class _Lifter:
    """Replaces numbers line by line."""

    def __init__(self) -> None:
        self.declarations: list[str] = []
        self.values: list[tuple[str, Value]] = []

    def lift(self, line: str) -> str:
        return _SINGLE.sub(self._single, _TRIPLE.sub(self._triple, line))

    def _triple(self, match: re.Match[str]) -> str:
        values = (float(match[2]), float(match[3]), float(match[4]))
        if _COMMON.issuperset(values):
            return match[0]
        return self._add(match[1], values, default="0")

    def _single(self, match: re.Match[str]) -> str:
        value = float(match[0])
        return match[0] if value in _COMMON else self._add("float", value, default="0.0")

    def _add(self, kind: str, value: Value, *, default: str) -> str:
        name = f"ps_k{len(self.values)}"
        self.declarations.append(f"    {kind} {name} = {default},\n")
        self.values.append((name, value))
        return name
