"""``generate`` and ``demo``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.arguments import (
    AsJson,
    Backend,
    Resolution,
    Seed,
    Spp,
    Tier,
    Timeout,
    Workers,
    check_spp,
    parse_indices,
    parse_resolution,
)
from cli.output import open_progress, print_json, print_line
from cli.threads import compose_in_one_thread

if TYPE_CHECKING:
    from pipelines.generate import GenerateJob
    from pipelines.produce import Outcome

DEMO_COUNT = 22
DEMO_SEED = 7


def add_commands(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.command("generate")(generate)
    app.command("demo")(demo)


def generate(  # noqa: PLR0917
    output: Annotated[
        Path, typer.Option("--output", "-o", file_okay=False, help="The dataset's folder; made or continued.")
    ],
    seed: Seed,
    count: Annotated[int | None, typer.Option("--count", "-n", help="Make samples 0 to N-1.")] = None,
    indices: Annotated[str | None, typer.Option("--indices", help="Make samples A to B-1: A:B, or one.")] = None,
    category: Annotated[str | None, typer.Option("--category", "-c", help="All about this category.")] = None,
    term: Annotated[str | None, typer.Option("--term", "-t", help="All about this term.")] = None,
    backend: Backend = "cycles",
    tier: Tier = None,
    resolution: Resolution = None,
    spp: Spp = None,
    workers: Workers = 0,
    timeout: Timeout = None,
    as_json: AsJson = False,
) -> int:
    """Make samples: compose, render, finish, read back, check. Running it again makes what is missing."""
    compose_in_one_thread()
    from pipelines.generate import GenerateJob
    from pipelines.manifests import new_manifest

    manifest = new_manifest(
        seed=seed,
        backend=backend,
        tier=tier,
        resolution=parse_resolution(resolution),
        spp=check_spp(spp),
        category=category,
        term=term,
    )
    job = GenerateJob(
        indices=parse_indices(count, indices), output=output, manifest=manifest, workers=workers, timeout_s=timeout
    )
    return run_job(job, as_json=as_json)


def demo(
    output: Annotated[
        Path, typer.Option("--output", "-o", file_okay=False, help="Where the pictures and gallery go.")
    ] = Path("out/demo"),
    backend: Backend = "cycles",
    tier: Tier = None,
    resolution: Resolution = None,
    spp: Spp = None,
) -> int:
    """Two samples of every category, and a gallery to look at them."""
    compose_in_one_thread()
    from pipelines.gallery import write_gallery
    from pipelines.generate import GenerateJob
    from pipelines.manifests import new_manifest

    manifest = new_manifest(
        seed=DEMO_SEED,
        backend=backend,
        tier=tier,
        resolution=parse_resolution(resolution),
        spp=check_spp(spp),
    )
    code = run_job(GenerateJob(indices=range(DEMO_COUNT), output=output, manifest=manifest), as_json=False)
    page = write_gallery(output)
    print_line(f"look at {page}")
    return code


def run_job(job: GenerateJob, *, as_json: bool) -> int:
    """Run one job with its progress bar, print the summary; returns the exit code."""
    from pipelines.generate import generate as run
    from taxonomy.loading import load_catalog
    from taxonomy.sampler import Sampler

    outcomes: list[Outcome] = []
    with open_progress(quiet=as_json) as progress:
        task = progress.add_task("generate", total=len(job.indices))
        for outcome in run(job, Sampler(load_catalog())):
            outcomes.append(outcome)
            progress.update(task, advance=1)
            if outcome.rejected:
                progress.console.print(
                    f"rejected {outcome.index} ({outcome.focus}): {_reasons(outcome)}", markup=False
                )
    summary = _summary(job, outcomes)
    if as_json:
        print_json(summary)
    else:
        _print_summary(job, summary)
    return 1 if summary["rejected"] else 0


def _reasons(outcome: Outcome) -> str:
    return "; ".join(f"{f.rule}: {f.message}" for f in outcome.findings if f.rejects)


def _summary(job: GenerateJob, outcomes: list[Outcome]) -> dict[str, object]:
    seconds: Counter[str] = Counter()
    for outcome in outcomes:
        seconds.update(outcome.seconds)
    made = [o for o in outcomes if not o.skipped and not o.rejected]
    return {
        "output": str(job.output),
        "made": len(made),
        "drawn_again": [{"index": o.index, "focus": o.focus, "draw": o.draw} for o in outcomes if o.draw],
        "skipped": sum(o.skipped for o in outcomes),
        "rejected": [
            {"index": o.index, "focus": o.focus, "findings": [f.to_json() for f in o.findings]}
            for o in outcomes
            if o.rejected
        ],
        "seconds": {name: round(value, 3) for name, value in sorted(seconds.items())},
    }


def _length(value: object) -> int:
    return len(value) if isinstance(value, list) else 0


def _print_summary(job: GenerateJob, summary: dict[str, object]) -> None:
    rejected, again = (_length(summary[name]) for name in ("rejected", "drawn_again"))
    print_line(
        f"{summary['made']} made, {summary['skipped']} were there already, {rejected} rejected in {job.output}"
    )
    if again:
        print_line(f"{again} drawn again, as what came first was not read back as it was asked")
    seconds = summary["seconds"]
    if isinstance(seconds, dict) and seconds:
        print_line("seconds by stage: " + ", ".join(f"{n} {s:.1f}" for n, s in seconds.items() if "." not in n))
