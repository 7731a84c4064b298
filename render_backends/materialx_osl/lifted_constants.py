"""Constants of a generated shader as its parameters, so that looks of one structure share one compiled shader.

A sample's looks differ from the next sample's in their numbers far more often than in their nodes. The renderer
folds a parameter's value as it folds a constant, so that nothing is slower for it.

Cycles keeps a flag for each of a node's first 128 inputs and ends the process at the next. So single numbers share
parameters by threes, and what is beyond the limit stays a constant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

type Value = tuple[float, float, float]

_BODY = re.compile(r"^(?:shader|surface|volume) \w+\n\(\n(.*?)^\)\n\{$", re.MULTILINE | re.DOTALL)
_FLOAT = r"\d+\.\d+"
_TRIPLE = re.compile(rf"\b(color|vector)\(({_FLOAT}), ({_FLOAT}), ({_FLOAT})\)")
_SINGLE = re.compile(rf"(?<![\w.]){_FLOAT}(?![\w.])")
_KEPT = ("{", "matrix(")  # initialisers take no parameters
_MOST_PARAMETERS = 120  # of Cycles' 128; the rest is for inputs of other origin
_PER_PARAMETER = 3
_COMMON = frozenset({0.0, 1.0})  # rarely drawn; as constants they let the compiler drop what they switch off


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftedShader:
    """A shader's source with parameters, and their values by name; single numbers fill the places of vectors."""

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
        self._values: list[Value] = []
        self._shared = -1  # the parameter that takes single numbers now
        self._places: list[float] = []  # what it holds

    @property
    def values(self) -> list[tuple[str, Value]]:
        """Parameters by name."""
        self._fill()
        return [(f"ps_k{index}", value) for index, value in enumerate(self._values)]

    def lift(self, line: str) -> str:
        return _SINGLE.sub(self._single, _TRIPLE.sub(self._triple, line))

    def _triple(self, match: re.Match[str]) -> str:
        values = (float(match[2]), float(match[3]), float(match[4]))
        if _COMMON.issuperset(values) or len(self._values) == _MOST_PARAMETERS:
            return match[0]
        return f"ps_k{self._add(match[1], values)}"

    def _single(self, match: re.Match[str]) -> str:
        value = float(match[0])
        if value in _COMMON:
            return match[0]
        if self._shared < 0 or len(self._places) == _PER_PARAMETER:
            if len(self._values) == _MOST_PARAMETERS:
                return match[0]
            self._fill()
            self._shared, self._places = self._add("vector", (0.0, 0.0, 0.0)), []
        self._places.append(value)
        return f"ps_k{self._shared}[{len(self._places) - 1}]"

    def _add(self, kind: str, value: Value) -> int:
        index = len(self._values)
        self.declarations.append(f"    {kind} ps_k{index} = 0,\n")
        self._values.append(value)
        return index

    def _fill(self) -> None:
        if self._shared >= 0:
            x, y, z = (self._places + [0.0] * _PER_PARAMETER)[:_PER_PARAMETER]
            self._values[self._shared] = (x, y, z)
