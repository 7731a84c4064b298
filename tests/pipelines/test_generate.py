"""Generation end to end without a renderer: resuming, sameness, faults."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.main import main
from pipelines.layout import DatasetLayout
from schemas.documents import read_document
from tests.interruptible import heed_interrupts

COUNT = 4
COMMON = ["--seed", "7", "--backend", "flat", "--resolution", "48x32", "--spp", "1"]


def _generate(output: Path, *options: str) -> int:
    return main(["generate", *COMMON, "--output", str(output), *options])


def _text_files(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in sorted(folder.rglob("*.usda"))}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of four samples, made in one go."""
    output = tmp_path_factory.mktemp("made") / "dataset"
    assert _generate(output, "--count", str(COUNT)) == 0
    return output


def test_every_record_satisfies_its_schema_and_lists_every_file(made: Path) -> None:
    layout = DatasetLayout(root=made)
    assert layout.finished() == tuple(range(COUNT))
    for index in layout.finished():
        record = read_document(layout.sample(index) / "sample.json", "sample")
        listed = {file["path"] for file in record["files"]}
        assert {"stage.usda", "layers/camera.usda", "frame.exr", "picture.png"} <= listed
        assert set(record["spec"]["terms"]) <= {label["term"] for label in record["labels"]}
        assert all(label["seen"] is None for label in record["labels"])


def test_an_index_alone_is_the_same_as_in_the_run(made: Path, tmp_path: Path) -> None:
    assert _generate(tmp_path / "alone", "--indices", "2") == 0
    layout = DatasetLayout(root=tmp_path / "alone")
    whole = DatasetLayout(root=made)
    assert layout.finished() == (2,)
    assert _text_files(layout.sample(2)) == _text_files(whole.sample(2))
    assert (layout.sample(2) / "sample.json").read_bytes() == (whole.sample(2) / "sample.json").read_bytes()


@pytest.mark.parametrize("term", ["textures.maps.emission", "textures.maps.displacement"])
def test_a_sample_with_pictures_names_no_folder_of_this_machine(term: str, tmp_path: Path) -> None:
    made = tmp_path / "dataset"
    assert _generate(made, "--count", "1", "--term", term) == 0
    record = DatasetLayout(root=made).sample(0) / "sample.json"
    assert f'"{term}"' in record.read_text(encoding="utf-8")
    test_no_machine_path_or_date_is_written(made)


def test_no_machine_path_or_date_is_written(made: Path) -> None:
    for file in [*made.rglob("*.usda"), *made.rglob("*.json")]:
        text = file.read_text(encoding="utf-8")
        assert str(made) not in text, file
        assert str(Path.home()) not in text, file
        assert time.strftime("%Y-%m") not in text, file


def test_stock_usd_opens_every_stage_without_an_error(made: Path) -> None:
    from pxr import Usd

    for index in range(COUNT):
        stage = Usd.Stage.Open(str(DatasetLayout(root=made).sample(index) / "stage.usda"))
        assert stage.GetCompositionErrors() == []
        assert stage.GetDefaultPrim().GetPath() == "/World"


def test_generating_again_makes_nothing_new(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {f: f.stat().st_mtime_ns for f in made.rglob("*.json")}
    assert _generate(made, "--count", str(COUNT), "--json") == 0
    summary = json.loads(capsys.readouterr().out)
    assert (summary["made"], summary["skipped"]) == (0, COUNT)
    assert before == {f: f.stat().st_mtime_ns for f in made.rglob("*.json")}


def test_another_seed_does_not_mix_into_the_folder(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["generate", "--seed", "8", *COMMON[2:], "--output", str(made), "--count", "1"])
    assert code == 2
    assert "seed: 7 there, 8 asked" in capsys.readouterr().err


def test_validate_accepts_what_was_made(made: Path) -> None:
    assert main(["validate", str(made)]) == 0


def test_explain_reads_the_stage_again(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(DatasetLayout(root=made).sample(1)), "--json"]) == 0
    explanation = json.loads(capsys.readouterr().out)
    assert all(row["read_back"] for row in explanation["rows"])
    assert "--indices 1 --seed 7" in explanation["command"]


def test_a_truncated_exr_is_found_and_the_sample_can_be_made_again(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "damaged"
    assert _generate(output, "--count", "2") == 0
    frame = DatasetLayout(root=output).sample(1) / "frame.exr"
    frame.write_bytes(frame.read_bytes()[:-200])
    assert main(["validate", str(output)]) == 1
    assert "frame.exr" in capsys.readouterr().out
    (frame.parent / "sample.json").unlink()
    assert _generate(output, "--count", "2") == 0
    assert main(["validate", str(output)]) == 0


def test_a_full_disk_stops_with_a_message_and_the_rest_follows_when_there_is_room(tmp_path: Path) -> None:
    output = tmp_path / "small"
    output.mkdir()
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(output)], check=False)
    if mount.returncode != 0:
        pytest.skip("this test mounts a small file system, which takes root")
    try:
        result = _run_generate(output, COUNT)
        assert result.returncode == 2
        assert "No space left" in result.stderr or "could not be written" in result.stderr
        assert not list(output.rglob(".partial-*"))
        subprocess.run(["mount", "-o", "remount,size=200m", str(output)], check=True)
        assert _run_generate(output, COUNT).returncode == 0
        assert DatasetLayout(root=output).finished() == tuple(range(COUNT))
    finally:
        subprocess.run(["umount", str(output)], check=False)


def test_a_drawn_style_is_made_without_a_renderer(tmp_path: Path) -> None:
    assert _generate(tmp_path / "drawn", "--count", "1", "--term", "art_styles.npr.hatching") == 0
    record = read_document(DatasetLayout(root=tmp_path / "drawn").sample(0) / "sample.json", "sample")
    assert [finding["rule"] for finding in record["findings"]] == ["picture.unchecked"]


def test_an_interrupt_keeps_what_is_finished_and_the_same_command_completes(tmp_path: Path) -> None:
    output = tmp_path / "interrupted"
    process = subprocess.Popen(
        _command(output, 12),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,
    )
    layout = DatasetLayout(root=output)
    deadline = time.monotonic() + 120
    while not layout.finished() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "interrupted" in errors
    kept = layout.finished()
    assert kept
    times = {index: (layout.sample(index) / "sample.json").stat().st_mtime_ns for index in kept}
    assert _run_generate(output, 12).returncode == 0
    assert layout.finished() == tuple(range(12))
    assert layout.leftovers() == ()
    assert times == {index: (layout.sample(index) / "sample.json").stat().st_mtime_ns for index in kept}


def _command(output: Path, count: int) -> list[str]:
    options = [*COMMON, "--category", "camera", "-o", str(output), "--count", str(count)]
    return [sys.executable, "-m", "cli", "generate", *options]


def _run_generate(output: Path, count: int) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "200"}
    return subprocess.run(
        _command(output, count), capture_output=True, text=True, timeout=240, env=environment, check=False
    )
