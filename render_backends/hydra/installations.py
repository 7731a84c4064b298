"""OpenUSD installations on this machine: the bpy wheel's, and those that a settings file names."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemas.documents import read_document

SETTINGS_VARIABLE = "PARALLEL_SYNTH_SETTINGS"
"""Names the settings file; without it, `DEFAULT_SETTINGS` is read where there is one."""

DEFAULT_SETTINGS = Path("~/.config/parallel-synth/settings.json")
BUNDLED = "bundled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """One OpenUSD with imaging: asked through its own Python, or through its ``usdrecord`` alone."""

    name: str
    python: str = ""
    usdrecord: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)

    def full_environment(self) -> dict[str, str]:
        """The environment to start its programs in: ours, without our own packages, and its own additions."""
        inherited = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        return {**inherited, "HDX_MSAA_SAMPLE_COUNT": "1", **self.environment}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The document of ``schemas/json/settings.schema.json``: what a user has told of the machine."""

    openusd: tuple[Installation, ...]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Settings:
        """The settings of a document that its schema has passed."""
        return cls(openusd=tuple(Installation(**entry) for entry in data["openusd"]))


def find_installations() -> tuple[Installation, ...]:
    """Every installation, the bundled one first.

    Raises:
        SchemaError: a settings file that is named but missing, or that breaks its schema.
    """
    return (*_bundled(), *_named())


def find_installation(name: str) -> Installation | None:
    """The installation of that name, or None."""
    return next((each for each in find_installations() if each.name == name), None)


def _bundled() -> tuple[Installation, ...]:
    found = importlib.util.find_spec("bpy")
    if found is None or not found.origin:
        return ()
    packages = sorted(Path(found.origin).parent.glob("*/python/lib/python*/site-packages"))
    if not packages:
        return ()
    return (Installation(name=BUNDLED, python=sys.executable, environment={"PYTHONPATH": str(packages[-1])}),)


def _named() -> tuple[Installation, ...]:
    named = os.environ.get(SETTINGS_VARIABLE)
    file = Path(named) if named else DEFAULT_SETTINGS.expanduser()
    if not named and not file.is_file():
        return ()
    return Settings.from_json(read_document(file, "settings")).openusd
