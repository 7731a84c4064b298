"""What is asked of a benchmark."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from schemas.errors import UsageError


class Part(StrEnum):
    """What can be measured alone."""

    COMPOSE = "compose"
    GENERATE = "generate"
    MEMORY = "memory"
    LOOKS = "looks"
    BACKENDS = "backends"
    AGAINST = "against"


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchOptions:
    """How much of each part, and where.

    Raises:
        UsageError: a commit without the part that runs it, or the part without a commit.
    """

    output: Path
    only: Part | None  # None for all parts; without a commit, all others
    samples: int  # of the generate part
    memory_samples: int
    compose_samples: int
    look_samples: int
    backends: tuple[str, ...]  # of the backends part
    backend_frames: int
    against: str | None  # a commit
    against_samples: int  # on each side
    backend: str
    seed: int

    def __post_init__(self) -> None:
        asked = self.only is Part.AGAINST if self.against is None else self.only not in (None, Part.AGAINST)
        if asked:
            raise UsageError("--against COMMIT goes with --only against, or without --only")

    def wants(self, part: Part) -> bool:
        """Whether ``part`` is measured."""
        return self.only in (None, part)
