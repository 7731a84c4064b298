"""No module imports itself by way of others: not at its top, not inside its functions, not for its types."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"]


def _module_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _names_in(source: str, package: str) -> Iterator[str]:
    """Every dotted name that a source imports anywhere, `from a import b` as ``a`` and ``a.b``."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                yield f"{base}.{alias.name}"


def _imports(sources: dict[str, tuple[str, str]]) -> dict[str, set[str]]:
    """Module to the modules it imports, of (package, text) by module."""
    graph: dict[str, set[str]] = {}
    for module, (package, text) in sources.items():
        found = set()
        for name in _names_in(text, package):
            found.add(name if name in sources else name.rpartition(".")[0])
        graph[module] = (found & sources.keys()) - {module}
    return graph


def _cycles(graph: dict[str, set[str]]) -> list[list[str]]:
    """One cycle for each edge that closes one, found depth first."""
    found: list[list[str]] = []
    done: set[str] = set()

    def visit(module: str, trail: list[str]) -> None:
        if module in trail:
            found.append([*trail[trail.index(module) :], module])
        elif module not in done:
            for imported in sorted(graph[module]):
                visit(imported, [*trail, module])
            done.add(module)

    for module in sorted(graph):
        visit(module, [])
    return found


def test_no_module_of_ours_imports_itself_by_way_of_others() -> None:
    files = [file for room in ROOMS for file in (ROOT / room).rglob("*.py")]
    assert len(files) > 400
    sources = {
        _module_of(file): (".".join(file.relative_to(ROOT).parent.parts), file.read_text(encoding="utf-8"))
        for file in files
    }
    assert [" -> ".join(cycle) for cycle in _cycles(_imports(sources))] == []


def test_a_cycle_is_found_where_the_import_is_late_relative_or_for_types_alone() -> None:
    sources = {
        "p": ("p", ""),
        "p.a": ("p", "from p import b"),
        "p.b": ("p", "def f():\n    from .c import g"),
        "p.c": ("p", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import p.a"),
        "p.d": ("p", "from p.a import x\nimport numpy"),
    }
    assert _cycles(_imports(sources)) == [["p.a", "p.b", "p.c", "p.a"]]
