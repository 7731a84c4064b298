"""Compiled OSL shaders on disk, named by everything that they are made of. Runs inside the bpy worker."""

from __future__ import annotations

import hashlib
import importlib
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

from render_backends.materialx_osl.render_messages import capture_output
from schemas.errors import RenderError


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledShader:
    """An .oso file, and whether it was there already."""

    path: Path
    cache_hit: bool


class ShaderCache:
    """A folder of .oso files that several processes may fill at the same time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: set[Path] = set()

    def compile(self, source: str, *, label: str) -> CompiledShader:
        """The shader of this source.

        Raises:
            RenderError: the OSL compiler refuses the source; says with which words.
        """
        key = hashlib.sha256(f"{toolchain_version()}\n{source}".encode()).hexdigest()[:40]
        target = self._folder / key[:2] / f"{key}.oso"
        if target in self._known or target.exists():
            self._known.add(target)
            return CompiledShader(path=target, cache_hit=True)
        self._compile(source, target, label=label)
        self._known.add(target)
        return CompiledShader(path=target, cache_hit=False)

    def _compile(self, source: str, target: Path, *, label: str) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        source_path = target.with_suffix(f".{os.getpid()}.osl")
        part = target.with_suffix(f".{os.getpid()}.part")
        source_path.write_text(source)
        try:
            with capture_output() as output:
                compiled = _import_cycles().osl_compile(str(source_path), str(part))
            if not compiled:
                raise RenderError(
                    f"look <{label}>: OSL does not compile: {output.text.strip()[:2000]}", backend="cycles"
                )
            part.replace(target)
        finally:
            source_path.unlink(missing_ok=True)
            part.unlink(missing_ok=True)


def _import_cycles() -> ModuleType:
    import bpy  # noqa: F401 - makes _cycles importable

    return importlib.import_module("_cycles")


@cache
def toolchain_version() -> str:
    """Blender, OSL and the contents of our headers: what a compiled shader depends on beside its source."""
    import bpy

    headers = hashlib.sha256()
    for header in sorted((Path(__file__).parent / "osl").glob("*.h")):
        headers.update(header.read_bytes())
    return (
        f"bpy {bpy.app.version_string}, OSL {_import_cycles().osl_version_string}, headers {headers.hexdigest()}"
    )
