"""A folder into an S3 bucket: parallel, in parts, verified, skipping what is there already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from aws_integration.checksums import composite_checksum, object_checksum, sha256_of
from aws_integration.s3_location import S3Location
from schemas.errors import StorageError, UsageError

PART_BYTES = 16 * 2**20
SHA256_METADATA = "sha256"
_HIDDEN = re.compile(r"(^|/)\.")


class Transfer(StrEnum):
    """What became of one file."""

    SENT = "sent"
    SKIPPED = "skipped"  # the same bytes were there
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedFile:
    """One file's outcome; ``error`` says why it failed."""

    path: str  # relative to the folder
    key: str
    bytes: int
    transfer: Transfer
    error: str = ""


def files_to_upload(folder: Path) -> tuple[Path, ...]:
    """Every file below ``folder`` but hidden ones (unfinished samples are hidden), sorted.

    Raises:
        UsageError: there is no such folder, or nothing in it.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder")
    files = sorted(
        f for f in folder.rglob("*") if f.is_file() and not _HIDDEN.search(f.relative_to(folder).as_posix())
    )
    if not files:
        raise UsageError(f"{folder}: nothing to upload")
    return tuple(files)


def upload(
    folder: Path,
    files: Sequence[Path],
    location: S3Location,
    *,
    endpoint_url: str | None = None,
    threads: int = 8,
) -> Iterator[UploadedFile]:
    """Send ``files`` and yield each outcome as it is known.

    Every object is verified after its transfer: by the checksum that the store answers, or, from a store that
    answers none, by reading it back.

    Raises:
        StorageError: no such bucket, or no way to the endpoint.
    """
    client = _client(endpoint_url)
    _check_bucket(client, location)
    with ThreadPoolExecutor(threads, thread_name_prefix="upload") as executor:
        pending = [executor.submit(_send, client, folder, file, location) for file in files]
        try:
            for future in as_completed(pending):
                yield future.result()
        finally:
            executor.shutdown(wait=True, cancel_futures=True)


def _client(endpoint_url: str | None) -> Any:
    import boto3
    from botocore.config import Config

    config = Config(retries={"max_attempts": 5, "mode": "standard"}, max_pool_connections=32)
    return boto3.client("s3", endpoint_url=endpoint_url, config=config)


def _check_bucket(client: Any, location: S3Location) -> None:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        client.head_bucket(Bucket=location.bucket)
    except (BotoCoreError, ClientError) as error:
        raise StorageError(f"{location}: the bucket cannot be used: {error}") from error


def _send(client: Any, folder: Path, file: Path, location: S3Location) -> UploadedFile:
    from boto3.exceptions import Boto3Error
    from botocore.exceptions import BotoCoreError, ClientError

    path = file.relative_to(folder).as_posix()
    key = location.key(path)
    size = file.stat().st_size
    try:
        digest = sha256_of(file)
        if _is_there(client, location.bucket, key, size, digest):
            return UploadedFile(path=path, key=key, bytes=size, transfer=Transfer.SKIPPED)
        _transfer(client, file, location.bucket, key, digest)
        _verify(client, file, location.bucket, key)
    except (BotoCoreError, ClientError, Boto3Error, StorageError, OSError) as error:
        return UploadedFile(path=path, key=key, bytes=size, transfer=Transfer.FAILED, error=str(error))
    return UploadedFile(path=path, key=key, bytes=size, transfer=Transfer.SENT)


def _is_there(client: Any, bucket: str, key: str, size: int, digest: str) -> bool:
    from botocore.exceptions import ClientError

    try:
        head = client.head_object(Bucket=bucket, Key=key)
    except ClientError as error:
        if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") == 404:
            return False
        raise
    return bool(head["ContentLength"] == size and head["Metadata"].get(SHA256_METADATA) == digest)


def _transfer(client: Any, file: Path, bucket: str, key: str, digest: str) -> None:
    from boto3.s3.transfer import TransferConfig

    config = TransferConfig(multipart_threshold=PART_BYTES, multipart_chunksize=PART_BYTES, use_threads=False)
    extra = {"ChecksumAlgorithm": "SHA256", "Metadata": {SHA256_METADATA: digest}}
    client.upload_file(str(file), bucket, key, ExtraArgs=extra, Config=config)


def _verify(client: Any, file: Path, bucket: str, key: str) -> None:
    """Raise StorageError unless the stored object is the file."""
    head = client.head_object(Bucket=bucket, Key=key, ChecksumMode="ENABLED")
    stored = head.get("ChecksumSHA256")
    if stored:
        digest = stored.partition("-")[0]  # some stores leave the count of parts out
        correct = digest in (object_checksum(file), composite_checksum(file, PART_BYTES).partition("-")[0])
    else:
        correct = _read_back_digest(client, bucket, key) == sha256_of(file)
    if not correct or head["ContentLength"] != file.stat().st_size:
        client.delete_object(Bucket=bucket, Key=key)
        raise StorageError(f"{key}: what the store holds differs from the file; it was removed, send it again")


def _read_back_digest(client: Any, bucket: str, key: str) -> str:
    import hashlib

    digest = hashlib.sha256()
    for block in client.get_object(Bucket=bucket, Key=key)["Body"].iter_chunks(1 << 20):
        digest.update(block)
    return digest.hexdigest()
