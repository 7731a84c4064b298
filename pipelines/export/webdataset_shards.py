"""Image-text pairs as WebDataset shards: ``<split>-000000.tar`` of ``<key>.png``, ``.txt`` and ``.json``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipelines.export.pairs import ImageTextPair


def write_shard(pairs: Sequence[ImageTextPair], file: Path) -> None:
    """Write one tar; the same pairs give the same bytes."""
    import webdataset

    partial = file.with_name(f".{file.name}.partial")
    with partial.open("wb") as stream, webdataset.TarWriter(stream, mtime=0, user="", group="") as writer:
        for pair in pairs:
            writer.write({"__key__": pair.key, "png": pair.picture, "txt": pair.caption, "json": _metadata(pair)})
    partial.replace(file)


def _metadata(pair: ImageTextPair) -> dict[str, object]:
    return {**pair.metadata, "captions": pair.captions}
