"""Wrong use and bad input: a clear message on standard error and the documented exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.main import main

GENERATE = ["generate", "--seed", "7", "--backend", "flat"]


def _refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(arguments) == 2
    return capsys.readouterr().err


def test_an_unknown_command_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert "bogus" in _refused(["bogus"], capsys)


def test_an_unknown_option_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--bogus" in _refused(["generate", "--bogus"], capsys)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--count", "0"], "--count 0"),
        (["--count", "2", "--indices", "0:2"], "either --count N or --indices"),
        ([], "either --count N or --indices"),
        (["--indices", "5:5"], "the range is empty"),
        (["--indices", "x"], "takes A:B"),
        (["--count", "1", "--resolution", "0x64"], "at least 1 pixel"),
        (["--count", "1", "--resolution", "64"], "WIDTHxHEIGHT"),
        (["--count", "1", "--spp", "0"], "--spp 0"),
        (["--indices", "500000000"], "500,000,000"),
        (["--count", "1", "--term", "camera.angles.sideways"], "sideways"),
        (["--count", "1", "--category", "cookery"], "cookery"),
        (["--count", "1", "--category", "camera", "--term", "materials.pbr_metals.gold"], "not of category"),
        (["--count", "1", "--term", "camera.angles.satellite"], "planned"),
        (["--count", "1", "--backend", "povray"], "installed: "),
    ],
)
def test_a_bad_argument_of_generate_is_named(
    options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if "povray" in options:
        arguments = [*GENERATE[:3], *options, "-o", str(tmp_path / "out")]
    else:
        arguments = [*GENERATE, *options, "-o", str(tmp_path / "out")]
    assert said in _refused(arguments, capsys)


@pytest.mark.parametrize("command", ["validate", "gallery", "export"])
def test_a_folder_without_a_dataset_is_named(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert str(tmp_path) in _refused([command, str(tmp_path)], capsys)


def test_a_missing_stage_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["render", str(tmp_path / "nothing.usda"), "--backend", "flat"])
    assert code == 2
    assert "nothing.usda" in capsys.readouterr().out


def test_a_damaged_manifest_names_file_and_field(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (dataset / "dataset.json").write_text('{"schema": "parallel-synth/dataset/1"}')
    assert "dataset.json" in _refused(["gallery", str(dataset)], capsys)


def test_a_damaged_coverage_report_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "coverage.json"
    report.write_text("{")
    assert "coverage.json" in _refused(["taxonomy", "coverage", str(report)], capsys)


def test_the_doctor_reports_every_wheel_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == 0
    assert '"wheel usd-core"' in capsys.readouterr().out
