"""Image-text pairs as Parquet files that Hugging Face datasets loads with pictures decoded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipelines.export.pairs import ImageTextPair
from schemas.sample import CAPTION_STYLES

_TEXT_COLUMNS = (
    "key",
    "caption",
    *(f"caption_{style}" for style in CAPTION_STYLES),
    "category",
    "focus",
    "metadata",
)


def write_parquet(pairs: Sequence[ImageTextPair], file: Path) -> None:
    """Write one Parquet file; the picture column is {bytes, path}, as the Image feature wants it."""
    import pyarrow.parquet

    partial = file.with_name(f".{file.name}.partial")
    pyarrow.parquet.write_table(_table(pairs), partial, compression="zstd", row_group_size=256)
    partial.replace(file)


def _table(pairs: Sequence[ImageTextPair]) -> Any:
    import pyarrow

    columns: dict[str, list[object]] = {
        "key": [pair.key for pair in pairs],
        "image": [{"bytes": pair.picture, "path": f"{pair.key}.png"} for pair in pairs],
        "caption": [pair.caption for pair in pairs],
        **{f"caption_{style}": [pair.captions[style] for pair in pairs] for style in CAPTION_STYLES},
        "category": [pair.category for pair in pairs],
        "focus": [pair.focus for pair in pairs],
        "labels": [list(pair.labels) for pair in pairs],
        "metadata": [json.dumps(pair.metadata, sort_keys=True, ensure_ascii=False) for pair in pairs],
    }
    picture = pyarrow.struct([("bytes", pyarrow.binary()), ("path", pyarrow.string())])
    types = {name: pyarrow.string() for name in _TEXT_COLUMNS}
    types |= {"image": picture, "labels": pyarrow.list_(pyarrow.string())}
    features: dict[str, object] = {name: {"dtype": "string", "_type": "Value"} for name in _TEXT_COLUMNS}
    features |= {
        "image": {"_type": "Image"},
        "labels": {"feature": {"dtype": "string", "_type": "Value"}, "_type": "List"},
    }
    schema = pyarrow.schema([(name, types[name]) for name in columns])
    metadata = {"huggingface": json.dumps({"info": {"features": {name: features[name] for name in columns}}})}
    return pyarrow.table(columns, schema=schema.with_metadata(metadata))
