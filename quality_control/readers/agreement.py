"""What most places of a surface say: one piece of a random pattern may look like another stuff."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from quality_control.readers.surface_fields import Vector

ELSEWHERE_M: tuple[Vector, ...] = ((0.137, 0.059, -0.083), (-0.211, 0.107, 0.149))
"""Where a look is asked what it is besides its middle; the second where the first two answers differ."""


def most_agreed[Answer](answers: Iterable[Answer], name_of: Callable[[Answer], Hashable]) -> Answer | None:
    """The first answer that has another of its name behind it; None where all differ."""
    heard: dict[Hashable, Answer] = {}
    for answer in answers:
        name = name_of(answer)
        if name in heard:
            return heard[name]
        heard[name] = answer
    return None


def name_of(found: tuple[str, object] | None) -> str | None:
    """The name of an answer that is a name with its values."""
    return found[0] if found is not None else None
