"""Image-text pairs: a finished sample as picture, caption and metadata."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.layout import PICTURE_FILE, DatasetLayout
from pipelines.records import read_record
from schemas.errors import ImageError, UsageError

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageTextPair:
    """One pair; ``metadata`` is the sample's record without its list of files."""

    key: str
    split: str
    picture: bytes  # PNG
    caption: str
    captions: dict[str, str]
    category: str
    focus: str
    labels: tuple[str, ...]
    metadata: dict[str, Any]


def read_pairs(layout: DatasetLayout, indices: Sequence[int], *, caption_style: str) -> Iterator[ImageTextPair]:
    """The pairs of finished samples in the order of ``indices``.

    Raises:
        SchemaError: a damaged record.
        ImageError: a missing or damaged picture.
    """
    for index in indices:
        folder = layout.sample(index)
        record = read_record(folder)
        metadata = {key: value for key, value in record.to_json().items() if key != "files"}
        yield ImageTextPair(
            key=record.sample_id,
            split=record.spec.split,
            picture=_read_picture(folder / PICTURE_FILE),
            caption=record.captions[caption_style],
            captions=dict(record.captions),
            category=record.spec.category,
            focus=record.spec.focus,
            labels=tuple(label.term for label in record.labels),
            metadata=metadata,
        )


def finished_indices(layout: DatasetLayout) -> tuple[int, ...]:
    """The finished samples' indices.

    Raises:
        UsageError: the folder holds no finished sample.
    """
    indices = layout.finished()
    if not indices:
        raise UsageError(
            f"{layout.root}: no finished sample; `parallel-synth generate --output {layout.root}` makes them"
        )
    return indices


def _read_picture(file: Path) -> bytes:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ImageError(f"cannot be read: {error.strerror}", file=str(file)) from error
    if not data.startswith(PNG_SIGNATURE):
        raise ImageError("no PNG; make the sample again", file=str(file))
    return data
