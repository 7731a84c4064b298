"""A second OpenUSD on this machine: the wheel's again, named in a settings file as a studio's own would be."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from render_backends.hydra.installations import SETTINGS_VARIABLE, find_installation

_USDRECORD = Path(__file__).with_name("usdrecord_program.py")


def name_installations(folder: Path, monkeypatch: pytest.MonkeyPatch, *installations: dict[str, object]) -> None:
    """Write a settings file that names them, and have it read."""
    file = folder / "settings.json"
    file.write_text(json.dumps({"schema": "parallel-synth/settings/1", "openusd": installations}))
    monkeypatch.setenv(SETTINGS_VARIABLE, str(file))


def studio() -> dict[str, object]:
    """One that is asked through its Python."""
    return {"name": "studio", "python": sys.executable, "environment": _environment()}


def farm(folder: Path) -> dict[str, object]:
    """One that is asked through its ``usdrecord`` alone, a program in ``folder``."""
    program = folder / "usdrecord"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{_USDRECORD}" "$@"\n')
    program.chmod(0o755)
    return {"name": "farm", "usdrecord": str(program), "environment": _environment()}


def _environment() -> dict[str, str]:
    bundled = find_installation("bundled")
    assert bundled is not None
    return dict(bundled.environment)
