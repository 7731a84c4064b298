"""Writes ``gallery/index.html`` and the data that it shows."""

from __future__ import annotations

import json
import shlex
from importlib import resources
from pathlib import Path
from typing import Any

from pipelines.layout import PICTURE_FILE, PREVIEW_FOLDER, STAGE_FILE, DatasetLayout
from pipelines.records import read_record
from schemas.documents import read_document, write_text
from schemas.errors import UsageError
from schemas.manifest import DatasetManifest
from usd_scenes.departments import Department

_PAGE_FILES = ("index.html", "gallery.css", "gallery.js")


def write_gallery(dataset: Path) -> Path:
    """Write the page of a dataset; returns ``<dataset>/gallery/index.html``.

    Pictures stay where they are. Each stage's text is a file of its own, loaded when it is asked for.

    Raises:
        UsageError: the folder holds no dataset or no finished sample.
        SchemaError: a damaged record.
    """
    layout = DatasetLayout(root=dataset)
    if not layout.manifest.is_file():
        raise UsageError(
            f"{dataset}: no dataset.json; `parallel-synth generate --output {dataset}` makes a dataset"
        )
    manifest = DatasetManifest.from_json(read_document(layout.manifest, "dataset"))
    indices = layout.finished()
    if not indices:
        raise UsageError(f"{dataset}: no finished sample to show")
    folder = dataset / "gallery"
    cards = [_card(layout, manifest, index) for index in indices]
    for index in indices:
        write_text(_stage_script(layout.sample(index), index), folder / "stages" / f"{index:09d}.js")
    write_text(f"window.GALLERY = {_script_json({'cards': cards})};\n", folder / "data.js")
    source = resources.files("pipelines.gallery").joinpath("page")
    for name in _PAGE_FILES:
        write_text(source.joinpath(name).read_text(encoding="utf-8"), folder / name)
    return folder / "index.html"


def _card(layout: DatasetLayout, manifest: DatasetManifest, index: int) -> dict[str, Any]:
    folder = layout.sample(index)
    record = read_record(folder)
    base = f"../{folder.relative_to(layout.root).as_posix()}"
    previews = sorted(file.stem for file in (folder / PREVIEW_FOLDER).glob("*.png"))
    return {
        "index": index,
        "id": record.sample_id,
        "category": record.spec.category,
        "focus": record.spec.focus,
        "split": record.spec.split,
        "subject": record.subject,
        "labels": [label.to_json() for label in record.labels],
        "captions": dict(record.captions),
        "render": record.render.to_json(),
        "findings": [finding.to_json() for finding in record.findings],
        "pictures": {
            "picture": f"{base}/{PICTURE_FILE}",
            **{name: f"{base}/{PREVIEW_FOLDER}/{name}.png" for name in previews},
        },
        "stage": f"{base}/{STAGE_FILE}",
        "command": remake_command(manifest, index),
    }


def remake_command(manifest: DatasetManifest, index: int) -> str:
    """The command that makes this sample again."""
    words = ["parallel-synth", "generate", "--indices", str(index), "--seed", str(manifest.seed)]
    words += ["--backend", manifest.backend, "--tier", manifest.tier]
    if manifest.resolution:
        words += ["--resolution", f"{manifest.resolution[0]}x{manifest.resolution[1]}"]
    if manifest.spp:
        words += ["--spp", str(manifest.spp)]
    if manifest.term:
        words += ["--term", manifest.term]
    elif manifest.category:
        words += ["--category", manifest.category]
    return shlex.join([*words, "--output", f"out/sample-{index}"])


def _stage_script(folder: Path, index: int) -> str:
    names = (STAGE_FILE, *(department.file_name for department in Department))
    layers = [
        {"name": n, "text": (folder / n).read_text(encoding="utf-8")} for n in names if (folder / n).is_file()
    ]
    return f"window.showStage({index}, {_script_json(layers)});\n"


def _script_json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True).replace("</", "<\\/")
