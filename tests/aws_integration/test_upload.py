"""Upload over HTTP to a real S3 server process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aws_integration.s3_location import S3Location
from aws_integration.upload import PART_BYTES, Transfer, files_to_upload, upload
from cli.main import main
from schemas.errors import StorageError, UsageError

BUCKET = "training-data"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """An S3 server in a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture
def client(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    import boto3

    for name, value in {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    made = boto3.client("s3", endpoint_url=endpoint)
    made.create_bucket(Bucket=BUCKET)
    return made


def _wait_for(url: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(url, timeout=1)
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the S3 server did not start")


def _send(folder: Path, endpoint: str, prefix: str) -> dict[str, Transfer]:
    location = S3Location.parse(f"s3://{BUCKET}/{prefix}")
    return {f.path: f.transfer for f in upload(folder, files_to_upload(folder), location, endpoint_url=endpoint)}


def test_every_file_arrives_with_its_bytes(dataset: Path, endpoint: str, client: Any) -> None:
    outcomes = _send(dataset, endpoint, "a")
    assert set(outcomes.values()) == {Transfer.SENT}
    for path in outcomes:
        stored = client.get_object(Bucket=BUCKET, Key=f"a/{path}")["Body"].read()
        assert stored == (dataset / path).read_bytes()


def test_what_is_there_already_is_skipped_and_what_changed_is_sent(
    dataset: Path, endpoint: str, client: Any
) -> None:
    _send(dataset, endpoint, "b")
    changed = dataset / "samples/000000/000000001/stage.usda"
    changed.write_text("#usda 1.0\n# changed\n")
    outcomes = _send(dataset, endpoint, "b")
    assert [path for path, transfer in outcomes.items() if transfer is Transfer.SENT] == [
        "samples/000000/000000001/stage.usda"
    ]


def test_a_large_file_goes_in_parts_and_is_verified(tmp_path: Path, endpoint: str, client: Any) -> None:
    folder = tmp_path / "large"
    folder.mkdir()
    (folder / "shard.tar").write_bytes(os.urandom(PART_BYTES * 2 + 12345))
    assert _send(folder, endpoint, "c") == {"shard.tar": Transfer.SENT}
    head = client.head_object(Bucket=BUCKET, Key="c/shard.tar")
    assert head["ETag"].strip('"').endswith("-3")
    stored = client.get_object(Bucket=BUCKET, Key="c/shard.tar")["Body"].read()
    assert stored == (folder / "shard.tar").read_bytes()


def test_unfinished_samples_stay_at_home(dataset: Path, endpoint: str, client: Any) -> None:
    partial = dataset / "samples/000000/.partial-000000009"
    partial.mkdir()
    (partial / "stage.usda").write_text("#usda 1.0\n")
    assert not any(".partial" in path for path in _send(dataset, endpoint, "d"))


def test_a_bucket_that_does_not_exist_is_named(dataset: Path, endpoint: str, client: Any) -> None:
    location = S3Location.parse("s3://no-such-bucket/x")
    with pytest.raises(StorageError, match="no-such-bucket"):
        list(upload(dataset, files_to_upload(dataset), location, endpoint_url=endpoint))


def test_the_command_sends_and_says_so(
    dataset: Path, endpoint: str, client: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["upload", str(dataset), f"s3://{BUCKET}/e", "--endpoint-url", endpoint]) == 0
    assert "0 failed" in capsys.readouterr().out


@pytest.mark.parametrize("url", ["http://bucket/x", "s3://", "s3://Bad_Bucket/x", "bucket/x"])
def test_a_malformed_destination_is_wrong_use(url: str) -> None:
    with pytest.raises(UsageError, match="s3://BUCKET/PREFIX"):
        S3Location.parse(url)
