"""What a check says: data, not exceptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """``REJECT`` keeps the sample out of the dataset; ``NOTE`` is only recorded."""

    REJECT = "reject"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule that a sample broke, with the figure and the limit."""

    rule: str  # dotted name of the rule, such as "picture.black"
    severity: Severity
    message: str
    subject: str = ""  # prim path, AOV or file that the finding is about
    value: float | None = None
    limit: float | None = None

    @property
    def rejects(self) -> bool:
        """Whether it keeps the sample out."""
        return self.severity is Severity.REJECT

    def to_json(self) -> dict[str, object]:
        """Plain JSON data."""
        return {**asdict(self), "severity": self.severity.value}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Finding:
        """The inverse of `to_json`."""
        return cls(**{**data, "severity": Severity(data["severity"])})
