"""SHA-256 as S3 gives it: of a whole object, or of its parts' digests."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path


def sha256_of(file: Path) -> str:
    """64 hexadecimal digits over the file."""
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def object_checksum(file: Path) -> str:
    """What S3 answers as ChecksumSHA256 of an object sent whole: base64 of the digest."""
    return base64.b64encode(bytes.fromhex(sha256_of(file))).decode()


def composite_checksum(file: Path, part_bytes: int) -> str:
    """What S3 answers for an object sent in parts: base64 of the digest of their digests, "-", their count."""
    digests = [hashlib.sha256(part).digest() for part in _parts(file, part_bytes)]
    return f"{base64.b64encode(hashlib.sha256(b''.join(digests)).digest()).decode()}-{len(digests)}"


def _parts(file: Path, part_bytes: int) -> Iterator[bytes]:
    with file.open("rb") as source:
        while part := source.read(part_bytes):
            yield part
