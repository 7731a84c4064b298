"""Our own attributes are spelled in one place."""

from __future__ import annotations

import tomllib
from pathlib import Path

from usd_scenes import own_attributes

ROOT = Path(own_attributes.__file__).parents[1]
HOME = Path(own_attributes.__file__)
ROOMS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"]


def test_no_other_source_spells_the_namespace() -> None:
    sources = [file for room in ROOMS for file in (ROOT / room).rglob("*.py")]
    assert HOME in sources
    assert [file.name for file in sources if "parallelSynth:" in file.read_text()] == [HOME.name]


def test_no_name_is_spelled_twice() -> None:
    constants = {key: value for key, value in vars(own_attributes).items() if key.isupper() and key != "NAMESPACE"}
    names = [name for key, name in constants.items() if not key.endswith("PREFIX")]
    assert len(names) > 15
    assert sorted(names) == sorted({*names})
