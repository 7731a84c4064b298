"""Checks of a sample's folder: are its files there, whole, and as the record says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from quality_control.checks.rules import rule
from schemas.errors import ImageError
from schemas.exr import read_frame
from schemas.finding import Finding

_CHUNK_BYTES = 1 << 20
_PNG_END = b"IEND"


def check_files(folder: Path, checksums: Mapping[str, str]) -> tuple[Finding, ...]:
    """Every listed file under ``folder``: missing, other bytes than its SHA-256 says, or cut off.

    Args:
        checksums: relative POSIX path to SHA-256, hexadecimal; "" where none was recorded.
    """
    return tuple(finding for name, digest in checksums.items() for finding in _check_file(folder, name, digest))


def _check_file(folder: Path, name: str, digest: str) -> Iterator[Finding]:
    file = folder / name
    if not file.is_file():
        yield rule("files.missing").broken(f"{name} is missing; make the sample again", subject=name)
        return
    damage = find_damage(file)
    if damage:
        yield rule("files.damaged").broken(damage, subject=name)
    elif digest and compute_sha256(file) != digest:
        yield rule("files.checksum").broken(f"{name} is not what was written", subject=name)


def find_damage(file: Path) -> str:
    """Why an EXR or PNG cannot be read to its end; "" where it can, and for other files."""
    if file.suffix == ".exr":
        try:
            read_frame(file)
        except ImageError as error:
            return str(error)
    if file.suffix == ".png" and _PNG_END not in file.read_bytes()[-12:]:
        return f"{file.name}: the PNG is cut off; make the sample again"
    return ""


def compute_sha256(file: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
