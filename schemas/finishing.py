"""What happens to a picture after the render: a chain of named operations."""

from __future__ import annotations

from dataclasses import dataclass

_NODE_PREFIX = "ParallelSynthFinishing_"


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishingOperation:
    """One operation on the finished picture, such as ``vignette`` with ``strength_stops``.

    ``parameters`` are (name, value) pairs in the order of their names; names carry their unit.
    """

    name: str
    parameters: tuple[tuple[str, float], ...] = ()

    def parameter(self, name: str) -> float:
        """The value of one parameter; KeyError names it where it is missing."""
        return dict(self.parameters)[name]


def node_id(operation: str) -> str:
    """The ``info:id`` of the shader that is an operation; `finishing.registry` lists the operations."""
    return _NODE_PREFIX + operation


def operation_of_node(identifier: str) -> str:
    """The operation that a shader's ``info:id`` names; empty where it names none."""
    return identifier.removeprefix(_NODE_PREFIX) if identifier.startswith(_NODE_PREFIX) else ""
