"""The parts of a benchmark, one after the other."""

from __future__ import annotations

import shutil
from pathlib import Path

from studies.bench.against import measure_against
from studies.bench.backend_speed import measure_backend
from studies.bench.commits import prepare_commit
from studies.bench.compose_speed import measure_compose
from studies.bench.generate_speed import measure_generate
from studies.bench.look_speed import measure_looks
from studies.bench.options import BenchOptions, Part

COMMITS = "commits"
"""The folder of the output that is kept: other commits with their environments."""


def run_bench(options: BenchOptions) -> dict[str, dict[str, object]]:
    """Empty the output and measure; figures by part, as plain JSON data.

    Raises:
        UsageError: the other commit cannot be run; nothing is measured.
        RenderError: a renderer, or a command of the other commit, failed.
    """
    empty_output(options.output)
    output, seed, backend = options.output, options.seed, options.backend
    other = prepare_commit(options.against, output / COMMITS) if options.against else None
    figures: dict[str, dict[str, object]] = {}
    if options.wants(Part.COMPOSE):
        composed = measure_compose(output / "compose", samples=options.compose_samples, seed=seed)
        figures["compose"] = dict(composed.to_json())
    if options.wants(Part.GENERATE):
        figures["generate"] = measure_generate(
            output / "generate", samples=options.samples, seed=seed, backend=backend, resolution=(256, 256), spp=32
        ).to_json()
    if options.wants(Part.MEMORY):
        figures["memory"] = measure_generate(
            output / "memory",
            samples=options.memory_samples,
            seed=seed + 1,
            backend=backend,
            resolution=(96, 96),
            spp=4,
        ).to_json()
    if options.wants(Part.LOOKS):
        figures["looks"] = measure_looks(output / "looks", samples=options.look_samples, seed=seed).to_json()
    for name in options.backends if options.wants(Part.BACKENDS) else ():
        figures[f"backend {name}"] = measure_backend(
            name, output / "backends", frames=options.backend_frames, resolution=(128, 128), spp=16
        ).to_json()
    if other:
        figures["against"] = measure_against(
            other, output / "against", samples=options.against_samples, seed=seed, backend=backend
        ).to_json()
    return figures


def empty_output(output: Path) -> None:
    """Remove what an earlier run left, but for the environments of other commits, which take minutes to make."""
    for path in output.iterdir() if output.is_dir() else ():
        if path.name == COMMITS:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
