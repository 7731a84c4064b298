"""The subject of a picture, as it is planned."""

from __future__ import annotations

from dataclasses import dataclass

from assets.meshes.generator import Generator


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SubjectPlan:
    """A body, how it stands, what its parts are made of, and what the stage says was done to it."""

    generator: Generator
    variant: int
    turn_deg: float
    scale: float = 1.0
    life_size: bool = False  # a thing made of its stuff, never scaled; else a body that is about form alone
    fittings: tuple[tuple[str, str], ...] = ()  # part of the body -> its second stuff
    subdivision_level: int | None = None
    modifier: str = ""  # its name; the generator's parameters are its settings
