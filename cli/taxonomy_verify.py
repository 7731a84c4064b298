"""``taxonomy verify``, ``taxonomy readings`` and ``taxonomy coverage``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from cli.arguments import RANDOM, AsJson, Backend, DrawnSeed, Workers, parse_seed
from cli.output import open_progress, print_json, print_line
from cli.threads import compose_in_one_thread
from schemas.errors import UsageError

if TYPE_CHECKING:
    from schemas.verification import TermVerification, VerificationReport

Report = Annotated[Path, typer.Option("--report", dir_okay=False, help="The coverage report that verify updates.")]
Terms = Annotated[list[str] | None, typer.Argument(help="Term ids or aliases; none: every composed term.")]
Category = Annotated[str | None, typer.Option("--category", "-c", help="Every composed term of a category.")]
DEFAULT_REPORT = Path("out/coverage.json")


def add_verification(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.command("verify")(verify)
    app.command("readings")(readings)
    app.command("coverage")(coverage)


def verify(  # noqa: PLR0917
    terms: Terms = None,
    category: Category = None,
    backend: Backend = "cycles",
    seed: DrawnSeed = "7",
    json_file: Annotated[
        Path | None, typer.Option("--json", dir_okay=False, help="Also write this run's rows to a file.")
    ] = None,
    report: Report = DEFAULT_REPORT,
    work: Annotated[
        Path, typer.Option("--work", file_okay=False, help="Where samples and probe pictures go.")
    ] = Path("out/verify"),
    workers: Workers = 0,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where a run of the same terms, seed and commit stopped.")
    ] = False,
) -> int:
    """Compose, render, read back and measure terms for real; exit code 1 if one of them does not hold."""
    compose_in_one_thread()
    from schemas.documents import write_document
    from schemas.verification import VerificationRun
    from studies.verification.coverage import read_report, update_report, wanted_terms
    from studies.verification.progress import go_on, program_commit, progress_file, take_up

    read_report(report)  # a damaged one is found now, not after hours
    wanted, kept = wanted_terms(terms or [], category), progress_file(report)
    started = VerificationRun(terms=wanted, backend=backend, seed=parse_seed(seed), commit=program_commit())
    if resume:
        started = take_up(started, kept, any_seed=seed == RANDOM)
        print_line(f"{kept}: {len(started.rows)} of {len(wanted)} rows taken over")
    print_line(f"seed {started.seed}, {started.commit}")
    rows = list(started.rows)
    with open_progress() as progress:
        task = progress.add_task("verify", total=len(wanted), completed=len(rows))
        for row in go_on(started, kept, folder=work, workers=workers):
            rows.append(row)
            progress.update(task, advance=1)
            if row.verdict != "passed":
                progress.console.print(f"{row.verdict}: {_line(row)}", markup=False, highlight=False)
    run, merged = update_report(rows, seed=started.seed, file=report)
    kept.unlink()  # its rows are in the report
    if json_file:
        write_document(run.to_json(), json_file)
    passed = sum(row.verdict == "passed" for row in rows)
    absent = sum(row.verdict == "not available here" for row in rows)
    print_line(f"{passed} of {len(rows)} terms hold, {len(run.failures)} do not, {absent} not available here")
    print_line(f"{report}: {len(merged.rows)} rows")
    return 1 if run.failures or absent else 0


def readings(
    terms: Terms = None,
    category: Category = None,
    seed: DrawnSeed = "7",
    report: Report = DEFAULT_REPORT,
    work: Annotated[
        Path, typer.Option("--work", file_okay=False, help="Where samples and their disguises go.")
    ] = Path("out/readings"),
) -> int:
    """Tell computed readings from declared ones; exit code 1 if one is declared that may not be.

    Each term's sample is written anew with other names for all prims, nodes, inputs, files and own attributes,
    without metadata that draws nothing, and with other networks that make the same; a computed reading stays what
    it is. Then one attribute after the other is moved out of its range; a computed reading goes with one of them,
    from a stage that every reader still takes.
    """
    compose_in_one_thread()
    from studies.readings.judge import declared_terms, judge_terms
    from studies.verification.coverage import counts_of, origin_text, read_report, update_report, wanted_terms

    read_report(report)
    wanted, drawn, found = wanted_terms(terms or [], category), parse_seed(seed), []
    print_line(f"seed {drawn}")
    with open_progress() as progress:
        task = progress.add_task("readings", total=len(wanted))
        for origin in judge_terms(wanted, seed=drawn, folder=work):
            found.append(origin)
            progress.update(task, advance=1)
            if not origin.computed:
                progress.console.print(f"{origin.term}: {origin_text(origin)}", markup=False, highlight=False)
    _, merged = update_report(readings=found, seed=drawn, file=report)
    unlisted = [origin for origin in found if not origin.computed and origin.term not in declared_terms()]
    for origin in unlisted:
        print_line(f"{origin.term} is declared and has no reason in quality_control/declared.yaml")
    print_line(f"{report}: {counts_of(merged)}")
    return 1 if unlisted else 0


def coverage(
    report: Annotated[
        Path | None, typer.Argument(help="A report; none: the last one, else the one we ship.")
    ] = None,
    as_json: AsJson = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the table as Markdown.")] = False,
) -> int:
    """The coverage table of the last verified results, with their date and version."""
    from studies.verification.coverage import coverage_markdown, read_report

    if report is not None and not report.is_file():
        raise UsageError(f"{report}: no such report; `parallel-synth taxonomy verify --report {report}` makes one")
    found = read_report(report or DEFAULT_REPORT)
    if as_json:
        print_json(found.to_json())
    elif markdown:
        print_line(coverage_markdown(found))
    else:
        _print_table(found)
    return 0


def _line(row: TermVerification) -> str:
    if row.message:
        return f"{row.term}: {row.message}"
    return f"{row.term}: {row.quantity} {row.value}, expected {row.expected} ({row.tolerance})"


def _print_table(report: VerificationReport) -> None:
    from studies.verification.coverage import counts_of, origin_text

    title = f"verified {report.date}, version {report.version}, dataset {report.dataset_version}"
    table = Table(title=title, caption=counts_of(report))
    origins = {reading.term: reading for reading in report.readings}
    for heading in (
        "term",
        "backend",
        "seed",
        "authored",
        "read back",
        "reading",
        "measured",
        "figure",
        "expected",
    ):
        table.add_column(heading, overflow="fold")
    for row in report.rows:
        table.add_row(
            row.term,
            row.backend,
            str(row.seed),
            "yes" if row.authored else "no",
            "yes" if row.read_back else "no",
            origin_text(origins.get(row.term)),
            row.verdict,
            "" if row.value is None else f"{row.quantity} {row.value:g}",
            row.expected or row.message,
        )
    Console(width=180).print(table)
