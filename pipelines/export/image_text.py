"""``export --format image-text``: finished samples into training shards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from pathlib import Path
from typing import Literal

from pipelines.export.card import write_card
from pipelines.export.pairs import finished_indices, read_pairs
from pipelines.export.parquet_files import write_parquet
from pipelines.export.webdataset_shards import write_shard
from pipelines.layout import DatasetLayout
from pipelines.records import read_record

type Layout = Literal["webdataset", "parquet"]

SPLITS = ("train", "test")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportJob:
    """One export; ``shard_size`` is in samples."""

    dataset: Path
    output: Path
    layout: Layout
    caption_style: str = "medium"
    shard_size: int = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedShard:
    """One file that was written."""

    file: Path
    split: str
    samples: int


def export_image_text(job: ExportJob) -> Iterator[ExportedShard]:
    """Write the shards of each split and a dataset card; yields each shard as it is whole.

    Raises:
        UsageError: the dataset has no finished sample.
        SchemaError: a damaged record.
        ImageError: a missing or damaged picture.
    """
    layout = DatasetLayout(root=job.dataset)
    by_split = _indices_by_split(layout)
    job.output.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    for split, indices in by_split.items():
        for number, chunk in enumerate(batched(indices, job.shard_size, strict=False)):
            yield _write(job, layout, split, number, chunk)
        counts[split] = len(indices)
    write_card(job.output, counts=counts, layout=job.layout, caption_style=job.caption_style)


def _indices_by_split(layout: DatasetLayout) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {split: [] for split in SPLITS}
    for index in finished_indices(layout):
        found[read_record(layout.sample(index)).spec.split].append(index)
    return {split: indices for split, indices in found.items() if indices}


def _write(
    job: ExportJob, layout: DatasetLayout, split: str, number: int, indices: Sequence[int]
) -> ExportedShard:
    pairs = tuple(read_pairs(layout, indices, caption_style=job.caption_style))
    suffix, write = (".tar", write_shard) if job.layout == "webdataset" else (".parquet", write_parquet)
    file = job.output / f"{split}-{number:06d}{suffix}"
    write(pairs, file)
    return ExportedShard(file=file, split=split, samples=len(pairs))
