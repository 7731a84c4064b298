"""What one sample shows, and how that is known."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipelines.effective_stage import open_effective_stage
from pipelines.gallery.writer import remake_command
from pipelines.layout import RECORD_FILE
from pipelines.records import read_record
from quality_control.registry import read_terms
from schemas.documents import read_document
from schemas.errors import UsageError
from schemas.manifest import DatasetManifest


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedTerm:
    """One term of the spec or of the stage."""

    term: str
    asked: bool  # by the spec
    read_back: bool  # from the stage as it is on disk now
    values: tuple[tuple[str, float | str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One sample."""

    sample_id: str
    focus: str
    split: str
    caption: str
    rows: tuple[ExplainedTerm, ...]
    findings: tuple[str, ...]
    command: str

    def to_json(self) -> dict[str, Any]:
        """Plain JSON data."""
        return asdict(self)


def explain_sample(place: Path) -> Explanation:
    """Read a sample's record and read its stage again.

    Raises:
        UsageError: there is no sample.
        SchemaError: its record is damaged.
    """
    folder = place if place.is_dir() else place.parent
    if not (folder / RECORD_FILE).is_file():
        raise UsageError(f"{place}: no sample here; give a folder that holds {RECORD_FILE}")
    record = read_record(folder)
    manifest = DatasetManifest.from_json(read_document(folder.parents[2] / "dataset.json", "dataset"))
    readings = {reading.term: reading for reading in read_terms(open_effective_stage(folder, record.render))}
    asked = set(record.spec.terms)
    rows = tuple(
        ExplainedTerm(
            term=term,
            asked=term in asked,
            read_back=term in readings,
            values=readings[term].values if term in readings else (),
        )
        for term in sorted(asked | set(readings))
    )
    return Explanation(
        sample_id=record.sample_id,
        focus=record.spec.focus,
        split=record.spec.split,
        caption=record.captions["long"],
        rows=rows,
        findings=tuple(f"{f.severity.value} {f.rule}: {f.message}" for f in record.findings),
        command=remake_command(manifest, record.spec.index),
    )
