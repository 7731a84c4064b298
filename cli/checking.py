"""``validate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.arguments import AsJson
from cli.output import open_progress, print_json, print_line


def add_commands(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.command("validate")(validate)


def validate(
    dataset: Annotated[Path, typer.Argument(help="A folder that `generate` made.")],
    as_json: AsJson = False,
) -> int:
    """Check a dataset again from disk: records, checksums, stages, read-back, pictures, near-duplicates."""
    from pipelines.layout import DatasetLayout
    from pipelines.validate import validate_dataset

    findings = []
    with open_progress(quiet=as_json) as progress:
        task = progress.add_task("validate", total=len(DatasetLayout(root=dataset).finished()))
        for checked in validate_dataset(dataset):
            findings += [(checked.index, finding) for finding in checked.findings]
            progress.update(task, advance=checked.samples)
    rejects = [(index, finding) for index, finding in findings if finding.rejects]
    if as_json:
        print_json({"findings": [{"index": index, **finding.to_json()} for index, finding in findings]})
    else:
        for index, finding in findings:
            where = "dataset" if index is None else f"{index:09d}"
            print_line(f"{finding.severity.value} {where} {finding.rule}: {finding.message}")
        print_line(f"{len(rejects)} rejected, {len(findings) - len(rejects)} notes")
    return 1 if rejects else 0
