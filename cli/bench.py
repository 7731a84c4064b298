"""``bench``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from cli.arguments import AsJson, Backend
from cli.output import print_json, print_line
from cli.threads import compose_in_one_thread
from schemas.spec import LARGEST_SEED
from studies.bench.options import BenchOptions, Part


def add_commands(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.command("bench")(bench)


def bench(  # noqa: PLR0917
    output: Annotated[
        Path,
        typer.Option("--output", "-o", file_okay=False, help="A scratch folder; emptied first but for commits/."),
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
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="COMMIT", help="Another commit or tag: run both in turns as well."),
    ] = None,
    against_samples: Annotated[
        int, typer.Option("--against-samples", help="Of the against part, on each side.", min=1)
    ] = 20,
    backend: Backend = "cycles",
    seed: Annotated[int, typer.Option("--seed", min=0, max=LARGEST_SEED)] = 7,
    as_json: AsJson = False,
) -> int:
    """Measure: composing, seconds by stage and overhead of whole samples, memory, looks, backends side by side.

    With --against also this version and another in turns: seconds a sample, and error against convergence.
    """
    compose_in_one_thread()
    from studies.bench.run import run_bench

    figures = run_bench(
        BenchOptions(
            output=output,
            only=only,
            samples=samples,
            memory_samples=memory_samples,
            compose_samples=compose_samples,
            look_samples=look_samples,
            backends=tuple(backends.split(",")),
            backend_frames=backend_frames,
            against=against,
            against_samples=against_samples,
            backend=backend,
            seed=seed,
        )
    )
    if as_json:
        print_json(figures)
    else:
        _print_figures(figures)
    return 0


def _print_figures(figures: Mapping[str, Mapping[str, object]]) -> None:
    for part, rows in figures.items():
        print_line(part)
        for name, value in rows.items():
            print_line(f"  {name}: {value}")
