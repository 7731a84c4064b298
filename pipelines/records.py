"""The files of a sample, with size and checksum."""

from __future__ import annotations

import hashlib
from pathlib import Path

from schemas.sample import FileRecord
from schemas.sample_files import RECORD_FILE, TIMINGS_FILE

_NOT_LISTED = {RECORD_FILE, TIMINGS_FILE}


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
