"""``bench``."""

from __future__ import annotations

import shutil
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cli.arguments import AsJson, Backend
from cli.output import print_json, print_line


class Part(StrEnum):
    """What can be measured alone."""

    COMPOSE = "compose"
    GENERATE = "generate"
    MEMORY = "memory"
    LOOKS = "looks"
    BACKENDS = "backends"


def add_commands(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.command("bench")(bench)


def bench(  # noqa: PLR0917
    output: Annotated[
        Path, typer.Option("--output", "-o", file_okay=False, help="A scratch folder; emptied first.")
    ] = Path("out/bench"),
    only: Annotated[Part | None, typer.Option("--only", help="One part alone.")] = None,
    samples: Annotated[
        int, typer.Option("--samples", help="Of the generate part, 256x256 at 32 spp.", min=5)
    ] = 50,
    memory_samples: Annotated[
        int, typer.Option("--memory-samples", help="Of the memory part, 96x96.", min=10)
    ] = 200,
    compose_samples: Annotated[int, typer.Option("--compose-samples", help="Of the compose part.", min=10)] = 200,
    look_samples: Annotated[
        int, typer.Option("--look-samples", help="Of the looks part, bound alone.", min=2)
    ] = 200,
    backends: Annotated[
        str, typer.Option("--backends", help="Comma-separated: of the backends part.")
    ] = "cycles,hydra:storm",
    backend_frames: Annotated[
        int, typer.Option("--backend-frames", help="Of the backends part, 128x128 at 16 spp.", min=10)
    ] = 100,
    backend: Backend = "cycles",
    seed: Annotated[int, typer.Option("--seed", min=0)] = 7,
    as_json: AsJson = False,
) -> int:
    """Measure: composing, seconds by stage and overhead of whole samples, memory, looks, backends side by side."""
    from studies.bench.backend_speed import measure_backend
    from studies.bench.compose_speed import measure_compose
    from studies.bench.generate_speed import measure_generate
    from studies.bench.look_speed import measure_looks

    shutil.rmtree(output, ignore_errors=True)
    figures: dict[str, dict[str, object]] = {}
    if only in (None, Part.COMPOSE):
        figures["compose"] = dict(
            measure_compose(output / "compose", samples=compose_samples, seed=seed).to_json()
        )
    if only in (None, Part.GENERATE):
        figures["generate"] = measure_generate(
            output / "generate", samples=samples, seed=seed, backend=backend, resolution=(256, 256), spp=32
        ).to_json()
    if only in (None, Part.MEMORY):
        figures["memory"] = measure_generate(
            output / "memory", samples=memory_samples, seed=seed + 1, backend=backend, resolution=(96, 96), spp=4
        ).to_json()
    if only in (None, Part.LOOKS):
        figures["looks"] = measure_looks(output / "looks", samples=look_samples, seed=seed).to_json()
    if only in (None, Part.BACKENDS):
        for name in backends.split(","):
            figures[f"backend {name}"] = measure_backend(
                name, output / "backends", frames=backend_frames, resolution=(128, 128), spp=16
            ).to_json()
    if as_json:
        print_json(figures)
        return 0
    for part, rows in figures.items():
        print_line(part)
        for name, value in rows.items():
            print_line(f"  {name}: {value}")
    return 0
