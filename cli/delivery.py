"""``export`` and ``upload``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cli.arguments import AsJson
from cli.output import open_progress, print_json, print_line


class CaptionStyle(StrEnum):
    """The styles of `schemas.sample.CAPTION_STYLES`."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"
    TECHNICAL = "technical"
    ARTISTIC = "artistic"


class Format(StrEnum):
    """What an export is for."""

    IMAGE_TEXT = "image-text"


class Layout(StrEnum):
    """How an export's files are laid out."""

    WEBDATASET = "webdataset"
    PARQUET = "parquet"


def add_commands(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.command("export")(export)
    app.command("upload")(upload)


def export(  # noqa: PLR0917
    dataset: Annotated[Path, typer.Argument(help="A folder that `generate` made.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", file_okay=False, help="Default: DATASET/export/FORMAT-LAYOUT."),
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="What to export.")] = Format.IMAGE_TEXT,
    layout: Annotated[Layout, typer.Option("--layout", help="How to lay it out.")] = Layout.WEBDATASET,
    caption: Annotated[
        CaptionStyle, typer.Option("--caption", help="The caption that leads.")
    ] = CaptionStyle.MEDIUM,
    shard_size: Annotated[int, typer.Option("--shard-size", help="Samples a shard.", min=1)] = 1000,
    as_json: AsJson = False,
) -> int:
    """Pack finished samples for training: captioned pictures as WebDataset tars or Parquet files."""
    from pipelines.export.image_text import ExportJob, export_image_text
    from pipelines.layout import DatasetLayout

    folder = output or dataset / "export" / f"{format_.value}-{layout.value}"
    job = ExportJob(
        dataset=dataset,
        output=folder,
        layout=layout.value,
        caption_style=caption.value,
        shard_size=shard_size,
    )
    shards = []
    with open_progress(quiet=as_json) as progress:
        task = progress.add_task("export", total=len(DatasetLayout(root=dataset).finished()))
        for shard in export_image_text(job):
            shards.append(shard)
            progress.update(task, advance=shard.samples)
    samples = sum(shard.samples for shard in shards)
    if as_json:
        rows = [{"file": str(s.file), "split": s.split, "samples": s.samples} for s in shards]
        print_json({"output": str(folder), "samples": samples, "shards": rows})
    else:
        print_line(f"{samples} samples in {len(shards)} shards in {folder}")
    return 0


def upload(
    folder: Annotated[Path, typer.Argument(help="What to send: a dataset or an export.")],
    destination: Annotated[str, typer.Argument(help="s3://BUCKET/PREFIX")],
    endpoint_url: Annotated[
        str | None, typer.Option("--endpoint-url", help="Any S3 endpoint; default: AWS.")
    ] = None,
    threads: Annotated[int, typer.Option("--threads", help="Files sent at a time.", min=1)] = 8,
    as_json: AsJson = False,
) -> int:
    """Send a folder to S3; what is there already is skipped, every object is verified by checksum."""
    from aws_integration.s3_location import S3Location
    from aws_integration.upload import Transfer, files_to_upload
    from aws_integration.upload import upload as send

    location = S3Location.parse(destination)
    files = files_to_upload(folder)
    done = []
    with open_progress(quiet=as_json) as progress:
        task = progress.add_task("upload", total=len(files))
        for file in send(folder, files, location, endpoint_url=endpoint_url, threads=threads):
            done.append(file)
            progress.update(task, advance=1)
            if file.error:
                progress.console.print(f"failed {file.path}: {file.error}", markup=False)
    counts = {kind.value: sum(file.transfer is kind for file in done) for kind in Transfer}
    if as_json:
        failures = [{"path": f.path, "error": f.error} for f in done if f.error]
        print_json({"destination": str(location), **counts, "failures": failures})
    else:
        print_line(f"{location}: " + ", ".join(f"{number} {kind}" for kind, number in counts.items()))
    return 1 if counts[Transfer.FAILED.value] else 0
