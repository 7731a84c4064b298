"""A dataset checked again from disk, as if somebody else had made it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pxr import Usd

from finishing import read_png
from pipelines.effective_stage import open_effective_stage
from pipelines.layout import DatasetLayout
from pipelines.picture_checks import picture_findings
from pipelines.records import read_record
from quality_control.checks import check_duplicates, check_files, check_labels, check_rendered, check_stage
from quality_control.checks.rules import rule
from quality_control.registry import read_terms
from render_backends.registry import installed_backends
from schemas.documents import read_document
from schemas.errors import ImageError, ParallelSynthError, SceneError, SchemaError, UsageError
from schemas.exr import read_frame
from schemas.finding import Finding, Severity
from schemas.manifest import DatasetManifest
from schemas.render import Capabilities
from schemas.sample import SampleRecord
from schemas.sample_files import FRAME_FILE, MANIFEST_FILE, PICTURE_FILE, STAGE_FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSample:
    """The findings of one sample, or of the dataset as a whole (``index`` None)."""

    index: int | None
    findings: tuple[Finding, ...]
    samples: int = 1


def validate_dataset(dataset: Path) -> Iterator[CheckedSample]:
    """Check every finished sample, then the dataset as a whole.

    Raises:
        UsageError: the folder holds no dataset.
        SchemaError: ``dataset.json`` is damaged.
    """
    layout = DatasetLayout(root=dataset)
    if not layout.manifest.is_file():
        raise UsageError(
            f"{dataset}: no {MANIFEST_FILE}; `parallel-synth generate --output {dataset}` makes a dataset"
        )
    manifest = DatasetManifest.from_json(read_document(layout.manifest, "dataset"))
    capabilities = installed_backends().make(manifest.backend).capabilities()
    hashes: dict[str, str] = {}
    for index in layout.finished():
        folder = layout.sample(index)
        try:
            record = read_record(folder)
        except SchemaError as error:
            damaged = rule("metadata.schema").broken(str(error), subject=error.pointer)
            yield CheckedSample(index=index, findings=(damaged,))
            continue
        hashes[f"{index:09d}"] = record.perceptual_hash
        yield CheckedSample(index=index, findings=tuple(_check_sample(folder, record, capabilities)))
    for index in layout.rejects():
        record = read_record(layout.rejected(index))
        rules = ", ".join(f.rule for f in record.findings if f.rejects)
        message = f"kept out of the dataset by {rules}; generate again with another --seed, or mend its cause"
        finding = Finding(rule="dataset.rejected", severity=Severity.NOTE, message=message)
        yield CheckedSample(index=index, findings=(finding,), samples=0)
    yield CheckedSample(index=None, findings=check_duplicates(hashes), samples=0)


def _check_sample(folder: Path, record: SampleRecord, capabilities: Capabilities) -> Iterator[Finding]:
    missing = check_files(folder, {file.path: file.sha256 for file in record.files})
    yield from missing
    if missing:
        return
    invalid = check_stage(folder / STAGE_FILE)
    yield from invalid
    if any(finding.rule == "stage.unreadable" for finding in invalid):
        return
    try:
        stage = open_effective_stage(folder, record.render)
        yield from _check_labels(stage, record)
        labels = [label.term for label in record.labels]
        yield from check_rendered(labels, backend=record.render.backend, capabilities=capabilities)
    except SceneError as error:
        yield Finding(rule="truth.unreadable", severity=Severity.REJECT, message=str(error))
        return
    yield from _check_pictures(folder, stage, capabilities)


def _check_labels(stage: Usd.Stage, record: SampleRecord) -> Iterator[Finding]:
    labels = {label.term for label in record.labels}
    found = {reading.term for reading in read_terms(stage)}
    for term in sorted(labels - found):
        message = f"labelled {term}, which is not read back from the stage on disk"
        yield Finding(rule="truth.not_read_back", severity=Severity.REJECT, message=message, subject=term)
    yield from check_labels(found | labels, asked=record.spec.terms)


def _check_pictures(folder: Path, stage: Usd.Stage, capabilities: Capabilities) -> Iterator[Finding]:
    try:
        frame = read_frame(folder / FRAME_FILE)
        picture = read_png(folder / PICTURE_FILE)
        yield from picture_findings(frame, picture, stage, capabilities=capabilities)
    except ImageError as error:
        yield Finding(
            rule="files.damaged", severity=Severity.REJECT, message=str(error), subject=Path(error.file).name
        )
    except ParallelSynthError as error:
        yield Finding(rule="picture.unreadable", severity=Severity.REJECT, message=str(error))
