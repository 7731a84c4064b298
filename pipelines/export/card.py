"""The dataset card: README.md beside the shards."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipelines.manifests import generator_version
from schemas.documents import write_text

_PATTERNS = {"webdataset": "{split}-*.tar", "parquet": "{split}-*.parquet"}


def write_card(folder: Path, *, counts: Mapping[str, int], layout: str, caption_style: str) -> None:
    """Write a card whose front matter names the splits' files, as Hugging Face datasets reads it."""
    lines = [
        "---",
        "license: mit",
        "task_categories:",
        "- text-to-image",
        "configs:",
        "- config_name: default",
        "  data_files:",
    ]
    for split in counts:
        lines += [f"  - split: {split}", f"    path: {_PATTERNS[layout].format(split=split)}"]
    lines += [
        "---",
        "",
        "# Image-text pairs of computer graphics",
        "",
        f"Made by Parallel Synth {generator_version()}. Captions: {caption_style}; every claim in them was read "
        "back from the composed OpenUSD stage of its sample.",
        "",
        "| split | samples |",
        "|---|---|",
        *(f"| {split} | {count} |" for split, count in counts.items()),
        "",
    ]
    write_text("\n".join(lines), folder / "README.md")
