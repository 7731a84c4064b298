"""A sample's record on disk, and the files that it lists."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipelines.layout import RECORD_FILE, TIMINGS_FILE
from schemas.documents import read_document
from schemas.sample import FileRecord, SampleRecord

_NOT_LISTED = {RECORD_FILE, TIMINGS_FILE}


def read_record(folder: Path) -> SampleRecord:
    """The record of a finished or rejected sample, of whichever version it was written in.

    Raises:
        SchemaError: it is missing, no JSON, breaks its schema, or was changed by hand; the message names the file.
    """
    file = folder / RECORD_FILE
    return SampleRecord.from_json(read_document(file, "sample"), file=str(file))


def file_records(folder: Path) -> tuple[FileRecord, ...]:
    """Every file below ``folder`` but the record itself and the timings, sorted by path."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.name not in _NOT_LISTED)
    return tuple(
        FileRecord(
            path=file.relative_to(folder).as_posix(),
            bytes=file.stat().st_size,
            sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
        )
        for file in files
    )
