"""Does every node of the installed MaterialX library generate and compile?

    python -m render_backends.materialx_osl.library_sweep [--every N] [--json FILE]

runs in an interpreter with bpy; exit code 1 if any definition fails.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from render_backends.materialx_osl.generator_client import GeneratorClient
from render_backends.materialx_osl.shader_cache import ShaderCache
from schemas.errors import RenderError

_LIST_DEFINITIONS = """
import json
from render_backends.materialx_osl.osl_generator import standard_library
kinds = {d.getName(): d.getType() for d in standard_library().getNodeDefs()}
print(json.dumps(kinds))
"""
_CLOSURE_TYPES = frozenset({"BSDF", "EDF", "VDF"})
_SHADER_TYPES = frozenset({"surfaceshader", "displacementshader", "volumeshader", "lightshader", "material"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionResult:
    """One node definition. `family` is pattern, closure or shader; `fault` is empty if it compiled."""

    name: str
    family: str
    seconds_generate: float
    seconds_compile: float
    fault: str


def list_definitions() -> dict[str, str]:
    """Family of every node definition of the installed library, by name."""
    root = Path(__file__).resolve().parents[2]
    listing = subprocess.run(
        [sys.executable, "-c", _LIST_DEFINITIONS], cwd=root, check=True, capture_output=True, text=True
    )
    types = json.loads(listing.stdout)
    return {name: _family(mtlx_type) for name, mtlx_type in sorted(types.items())}


def _family(mtlx_type: str) -> str:
    if mtlx_type in _CLOSURE_TYPES:
        return "closure"
    return "shader" if mtlx_type in _SHADER_TYPES else "pattern"


def sweep(names: Sequence[str], families: dict[str, str], *, cache_dir: Path) -> tuple[DefinitionResult, ...]:
    """Generate and compile each definition by itself, with its default values."""
    client = GeneratorClient(cache_dir)
    cache = ShaderCache(cache_dir / "osl")
    try:
        return tuple(_try_definition(name, families[name], client, cache) for name in names)
    finally:
        client.close()


def _try_definition(name: str, family: str, client: GeneratorClient, cache: ShaderCache) -> DefinitionResult:
    generated = compiled = 0.0
    fault = ""
    try:
        look = client.generate("library", Path(), [name], time_code=1.0)[0]
        generated = look.seconds
        started = time.perf_counter()
        cache.compile(look.surface, label=name)
        compiled = time.perf_counter() - started
    except RenderError as error:
        fault = str(error)
    return DefinitionResult(
        name=name, family=family, seconds_generate=generated, seconds_compile=compiled, fault=fault
    )


def main(arguments: Sequence[str]) -> int:
    """Sweep, write one line per family and per fault, and give the exit code."""
    parser = argparse.ArgumentParser(prog="library_sweep", description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="take every Nth definition")
    parser.add_argument("--json", type=Path, help="write all results to this file")
    options = parser.parse_args(arguments)
    families = list_definitions()
    with tempfile.TemporaryDirectory() as folder:
        results = sweep(list(families)[:: options.every], families, cache_dir=Path(folder))
    lines = [_summary(family, results) for family in ("pattern", "closure", "shader")]
    lines += [f"{result.name}: {result.fault}" for result in results if result.fault]
    sys.stdout.write("\n".join(lines) + "\n")
    if options.json is not None:
        options.json.write_text(json.dumps([asdict(result) for result in results], indent=1))
    return int(any(result.fault for result in results))


def _summary(family: str, results: Sequence[DefinitionResult]) -> str:
    mine = [result for result in results if result.family == family]
    good = [result for result in mine if not result.fault]
    if not good:
        return f"{family}: {len(good)} of {len(mine)}"
    generate_ms = 1e3 * statistics.median(result.seconds_generate for result in good)
    compile_ms = 1e3 * statistics.median(result.seconds_compile for result in good)
    return (
        f"{family}: {len(good)} of {len(mine)} generate and compile; "
        f"medians {generate_ms:.1f} ms and {compile_ms:.1f} ms"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
