"""What every composer is."""

from __future__ import annotations

from typing import Protocol

from composers.shot import Shot
from usd_scenes.departments import Department


class Composer(Protocol):
    """Writes one taxonomy category's opinions into one department's layer."""

    category: str  # taxonomy category id
    department: Department  # the only layer that it writes
    after: tuple[str, ...]  # categories that must be composed before it
    terms: frozenset[str]  # full ids of the terms that it can author

    def compose(self, shot: Shot) -> None:
        """Author what ``shot.spec`` asks for, and a neutral default where it asks for nothing."""
