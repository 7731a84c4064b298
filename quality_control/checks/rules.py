"""The rules of the checks and their limits, from one data file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from schemas.finding import Finding, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: ``about`` says what the figure is and on which side of ``limit`` it must stay."""

    name: str
    limit: float
    severity: Severity
    about: str

    def broken(self, message: str, *, subject: str = "", value: float | None = None) -> Finding:
        """The finding that this rule was broken."""
        rounded = None if value is None else float(f"{value:.6g}")
        return Finding(
            rule=self.name,
            severity=self.severity,
            message=message,
            subject=subject,
            value=rounded,
            limit=self.limit,
        )


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by name."""
    text = files("quality_control.checks").joinpath("limits.yaml").read_text(encoding="utf-8")
    return {
        name: Rule(
            name=name,
            limit=float(entry["limit"]),
            severity=Severity(entry["severity"]),
            about=str(entry["about"]),
        )
        for name, entry in yaml.safe_load(text).items()
    }


def rule(name: str) -> Rule:
    """One rule by name; KeyError names it where there is none."""
    return all_rules()[name]
