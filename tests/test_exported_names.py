"""The names that each room gives to others, pinned in ``exported_names.json``.

When this fails, a room gives another set of names than before. Where that is meant, write the file anew with
``python -m tests.test_exported_names`` and let the reviewer see its difference.
"""

from __future__ import annotations

import ast
import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_PINNED = Path(__file__).with_name("exported_names.json")
_COMMAND = "python -m tests.test_exported_names"


def rooms() -> tuple[str, ...]:
    """The rooms that the linter knows."""
    settings = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return tuple(sorted(settings["tool"]["importlinter"]["root_packages"]))


@cache
def exported_names() -> Mapping[str, list[str]]:
    """Room -> the names, with their modules, that the other rooms import from it."""
    given: dict[str, set[str]] = {room: set() for room in rooms()}
    for room in given:
        for file in (_ROOT / room).rglob("*.py"):
            for name in _imports(ast.parse(file.read_text(encoding="utf-8"))):
                owner = name.partition(".")[0]
                if owner in given and owner != room:
                    given[owner].add(name)
    return {room: sorted(names) for room, names in given.items()}


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _text(names: Mapping[str, list[str]]) -> str:
    return json.dumps(names, indent=1) + "\n"


def test_each_room_gives_the_names_that_are_pinned() -> None:
    pinned, found = _PINNED.read_text(encoding="utf-8"), _text(exported_names())
    difference = "\n".join(
        unified_diff(pinned.splitlines(), found.splitlines(), "pinned", "found", lineterm="", n=0)
    )
    assert pinned == found, f"the rooms give other names; if that is meant, run `{_COMMAND}`:\n{difference}"


def test_no_room_takes_what_another_keeps_to_itself() -> None:
    private = [name for names in exported_names().values() for name in names if "._" in name]
    assert private == []


if __name__ == "__main__":
    _PINNED.write_text(_text(exported_names()), encoding="utf-8")
    sys.stdout.write(f"wrote {_PINNED}\n")
