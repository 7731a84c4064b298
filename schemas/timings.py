"""What a sample cost: ``timings.json``, which stands apart because it is never the same twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TIMINGS_SCHEMA = "parallel-synth/timings/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timings:
    """Wall time in seconds by stage of the work; ``render.*`` are parts of ``render``."""

    seconds: Mapping[str, float]

    def to_json(self) -> dict[str, object]:
        """Plain JSON data, to a tenth of a millisecond."""
        return {
            "schema": TIMINGS_SCHEMA,
            "seconds": {name: round(value, 4) for name, value in self.seconds.items()},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Timings:
        """The inverse of `to_json`."""
        return cls(seconds={name: float(value) for name, value in data["seconds"].items()})
