"""What happens to a picture after the render: an ordered list of named operations."""

from __future__ import annotations

from dataclasses import dataclass


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
