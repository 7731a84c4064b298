"""``study``: questions about the generator itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.arguments import AsJson, Backend, Spp, Workers, check_spp, parse_resolution
from cli.output import open_progress, print_json, print_line
from cli.threads import compose_in_one_thread
from schemas.errors import UsageError
from schemas.spec import LARGEST_SEED

study_app = typer.Typer(name="study", help="Questions about the generator itself.", no_args_is_help=True)


@study_app.callback()
def _study() -> None:
    """Questions about the generator itself."""


@study_app.command("seeds")
def seeds(  # noqa: PLR0917
    seed_count: Annotated[
        int | None, typer.Option("--seeds", help="How many seeds to draw; 3 by default.", min=1)
    ] = None,
    chosen: Annotated[
        list[int] | None,
        typer.Option("--seed", help="A seed instead of a drawn one; may be repeated.", min=0, max=LARGEST_SEED),
    ] = None,
    count: Annotated[int, typer.Option("--count", "-n", help="Samples of each seed.", min=1)] = 1000,
    backend: Backend = "flat",
    resolution: Annotated[str, typer.Option("--resolution", metavar="WxH", help="Pixels.")] = "64x64",
    spp: Spp = None,
    most_rejected: Annotated[
        float, typer.Option("--most-rejected", help="The bar: share of all samples.", min=0.0, max=1.0)
    ] = 0.005,
    most_drawn_again: Annotated[
        float,
        typer.Option("--most-drawn-again", help="The bar of those a first draw did not give.", min=0.0, max=1.0),
    ] = 0.01,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", file_okay=False, help="Where the report goes, samples only meanwhile."),
    ] = Path("out/seeds"),
    workers: Workers = 0,
    as_json: AsJson = False,
) -> int:
    """Make samples of fresh seeds and report what is rejected; exit code 1 if more than the bar allows.

    One unasked label of a facet whose terms exclude each other is too many, whatever the bar. The report also has
    what kept first draws out of samples that were drawn again.
    """
    compose_in_one_thread()
    from studies.seeds.report import write_report
    from studies.seeds.run import SeedOptions, SeedRun, draw_seeds

    if chosen and seed_count is not None:
        raise UsageError("give either --seeds N or --seed S, not both")
    wanted = tuple(dict.fromkeys(chosen)) if chosen else draw_seeds(seed_count or 3)
    run = SeedRun(
        SeedOptions(
            seeds=wanted,
            count=count,
            backend=backend,
            resolution=parse_resolution(resolution),
            spp=check_spp(spp),
            most_rejected=most_rejected,
            most_drawn_again=most_drawn_again,
            output=output,
            workers=workers,
        )
    )
    with open_progress(quiet=as_json) as progress:
        task = progress.add_task(f"seeds {', '.join(map(str, wanted))}", total=count * len(wanted))
        for made in run:
            progress.update(task, advance=made)
    study = run.study
    document, page = write_report(study, output)
    if as_json:
        print_json(study.to_json())
    else:
        print_line(
            f"{study.rejected} of {study.samples} rejected, {study.contradictions} unasked labels, "
            f"{study.drawn_again} drawn again: {document}, {page}"
        )
    return 0 if study.holds else 1
