"""``gallery`` and ``explain``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.arguments import AsJson
from cli.output import print_json, print_line


def add_commands(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.command("gallery")(gallery)
    app.command("explain")(explain)


def gallery(
    dataset: Annotated[Path, typer.Argument(help="A folder that `generate` made.")],
) -> int:
    """Write a static page over a dataset: pictures, AOVs, captions, parameters, stages; opens from disk."""
    from pipelines.gallery import write_gallery

    print_line(f"look at {write_gallery(dataset)}")
    return 0


def explain(
    sample: Annotated[Path, typer.Argument(help="A sample's folder, its sample.json or its stage.usda.")],
    as_json: AsJson = False,
) -> int:
    """Say what a sample shows and how each label is known: asked for, and read back from its stage now."""
    from pipelines.explain import explain_sample

    explanation = explain_sample(sample)
    if as_json:
        print_json(explanation.to_json())
        return 0
    print_line(f"{explanation.sample_id}: {explanation.focus}, split {explanation.split}")
    print_line(explanation.caption)
    for row in explanation.rows:
        asked = "asked" if row.asked else "     "
        found = "read back" if row.read_back else "NOT READ BACK"
        values = ", ".join(f"{name} {value}" for name, value in row.values)
        print_line(f"  {asked}  {found:<13}  {row.term}" + (f"  {values}" if values else ""))
    for finding in explanation.findings:
        print_line(f"  {finding}")
    print_line(f"again: {explanation.command}")
    return 0
