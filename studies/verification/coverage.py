"""The coverage report: running the verification and keeping its results."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path

from composers.registry import all_composers
from pipelines.generate import default_worker_count
from pipelines.manifests import generator_version
from render_backends.pool import WorkerPool
from schemas.documents import read_document, write_document
from schemas.verification import ReadingOrigin, TermVerification, VerificationReport
from studies.verification.verify import Verifier
from taxonomy.loading import load_catalog
from taxonomy.sampler import Sampler

SHIPPED_REPORT = "verified.json"


def wanted_terms(names: Sequence[str], category: str | None) -> tuple[str, ...]:
    """Full ids of the named terms, or of every composed term (of a category).

    Raises:
        UnknownTermError: a name that the taxonomy lacks.
    """
    catalog = load_catalog()
    if names:
        return tuple(dict.fromkeys(catalog.term(name).id for name in names))
    prefix = f"{catalog.category(category).id}." if category else ""
    return tuple(term.id for term in catalog.composed_terms if term.id.startswith(prefix))


def verify_terms(
    terms: Sequence[str], *, backend: str, seed: int, folder: Path, workers: int = 0
) -> Iterator[TermVerification]:
    """Rows as they are ready; see `studies.verification.verify.Verifier`."""
    with WorkerPool(backend, workers=workers or default_worker_count()) as pool:
        verifier = Verifier(
            sampler=Sampler(load_catalog()),
            composers=all_composers(),
            pool=pool,
            backend=backend,
            seed=seed,
            folder=folder,
        )
        yield from verifier.verify(terms)


def update_report(
    rows: Sequence[TermVerification] = (), readings: Sequence[ReadingOrigin] = (), *, seed: int, file: Path
) -> tuple[VerificationReport, VerificationReport]:
    """(this run's report, the report in ``file`` with this run's rows and origins over its older ones).

    Raises:
        SchemaError: ``file`` is damaged.
    """
    run = VerificationReport(
        version=generator_version(),
        dataset_version=load_catalog().dataset_version,
        date=datetime.datetime.now(datetime.UTC).date().isoformat(),
        seed=seed,
        rows=tuple(sorted(rows, key=lambda row: (row.term, row.backend))),
        readings=tuple(sorted(readings, key=lambda reading: reading.term)),
    )
    older = VerificationReport.from_json(read_document(file, "verification")) if file.is_file() else None
    merged = run.merged_over(older)
    write_document(merged.to_json(), file)
    return run, merged


def read_report(file: Path) -> VerificationReport:
    """The report in ``file``, or the one that ships with this version where there is no such file.

    Raises:
        SchemaError: the file is damaged.
    """
    if file.is_file():
        return VerificationReport.from_json(read_document(file, "verification"))
    with resources.as_file(resources.files("quality_control").joinpath(SHIPPED_REPORT)) as shipped:
        return VerificationReport.from_json(read_document(shipped, "verification"))


def seeds_of(report: VerificationReport) -> str:
    """ "seed 7" or "seeds 7, 1001": of the rows."""
    seeds = sorted({row.seed for row in report.rows})
    return f"seed{'s' if len(seeds) > 1 else ''} {', '.join(map(str, seeds))}"


def counts_of(report: VerificationReport) -> str:
    """How many readings are computed and how many declared, as a sentence."""
    computed = sum(reading.computed for reading in report.readings)
    return f"Readings: {computed} computed, {len(report.readings) - computed} declared."


def origin_text(origin: ReadingOrigin | None) -> str:
    """A cell of the table: computed and by what attribute, or declared and why; empty where it was not judged."""
    if origin is None:
        return ""
    return f"computed: {origin.carrier}" if origin.computed else f"declared: {origin.reason}"


def coverage_markdown(report: VerificationReport) -> str:
    """The report as a Markdown document."""
    passed = sum(row.verdict == "passed" for row in report.rows)
    lines = [
        "# Coverage",
        "",
        f"{passed} of {len(report.rows)} rows hold, the newest of each term and seed. {counts_of(report)} "
        f"Last run {report.date} by version {report.version}, dataset {report.dataset_version}, "
        f"{seeds_of(report)}. Made by `parallel-synth taxonomy verify`.",
        "",
        "| term | backend | seed | authored | read back | reading | measured | quantity | value | expected "
        "| tolerance |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    origins = {reading.term: reading for reading in report.readings}
    for row in report.rows:
        value = "" if row.value is None else f"{row.value:g}"
        cells = (
            f"`{row.term}`",
            row.backend,
            str(row.seed),
            "yes" if row.authored else "no",
            "yes" if row.read_back else "no",
            origin_text(origins.get(row.term)),
            row.verdict,
            row.quantity,
            value,
            row.expected or row.message,
            row.tolerance,
        )
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)
