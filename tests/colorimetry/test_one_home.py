"""The numbers that define a colour space stand here and nowhere else."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"]


@pytest.mark.parametrize(
    ("number", "home"),
    [
        ("0.7152", "luminance.py"),
        ("0.4122214708", "oklab.py"),
        ("1.9779984951", "oklab.py"),
        ("3.2404542", "rgb_xyz.py"),
        ("0.0031308", "srgb.py"),
    ],
)
def test_a_constant_has_one_home(number: str, home: str) -> None:
    sources = [file for room in ROOMS for file in (ROOT / room).rglob("*.py")]
    found = [file.relative_to(ROOT) for file in sources if number in file.read_text(encoding="utf-8")]
    assert found == [Path("colorimetry") / home]
