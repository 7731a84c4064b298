"""Wrong use and bad input: a clear message on standard error and the documented exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pxr import Usd, UsdGeom

from cli.main import main
from taxonomy.loading import load_catalog
from taxonomy.sampler import Sampler
from tests.mtlx_text import document, given, look

GENERATE = ["generate", "--seed", "7", "--backend", "flat"]


def _refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(arguments) == 2
    return capsys.readouterr().err


def test_an_unknown_command_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert "bogus" in _refused(["bogus"], capsys)


def test_an_unknown_option_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--bogus" in _refused(["generate", "--bogus"], capsys)


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (["generate", "--seed", "-3", "--count", "1"], "--seed"),
        (["generate", "--seed", str(2**63), "--count", "1"], "--seed"),
        (["study", "seeds", "--count", "0"], "--count"),
        (["study", "seeds", "--most-drawn-again", "2"], "--most-drawn-again"),
        (["render", "stage.usda", "--timeout", "soon"], "--timeout"),
    ],
)
def test_a_value_outside_an_options_range_names_the_option(
    arguments: list[str], option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert option in _refused(arguments, capsys)


def test_a_spec_that_is_not_sound_names_the_file_and_the_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = Sampler(load_catalog()).spec(7, 0, term="lighting.color_temperature.warm_white").to_json()
    file = tmp_path / "hot.json"
    for value in ("hot", 1e400, 1.0):
        given = [{**p, "value": value} if p["name"] == "kelvin" else p for p in spec["parameters"]]
        file.write_text(json.dumps({**spec, "parameters": given}))
        said = _refused(["compose", "--spec", str(file), "--output", str(tmp_path / "out")], capsys)
        assert str(file) in said
        assert "/parameters/" in said
        assert "kelvin" in said
    file.write_text("[" * 100_000)
    assert "no JSON" in _refused(["compose", "--spec", str(file), "--output", str(tmp_path / "out")], capsys)


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


@pytest.fixture
def unusable(tmp_path: Path) -> dict[str, Path]:
    """Files that are no stage and no document, each in its way."""
    (tmp_path / "folder.usda").mkdir()
    (tmp_path / "folder.mtlx").mkdir()
    for name in ("damaged.usda", "damaged.usdc", "damaged.usdz", "damaged.mtlx", "notes.txt"):
        (tmp_path / name).write_text("not what its name says")
    (tmp_path / "empty.mtlx").write_text(document())
    return {file.name: file for file in tmp_path.iterdir()} | {
        name: tmp_path / name for name in ("missing.usda", "missing.mtlx")
    }


_STAGES = ("missing.usda", "folder.usda", "damaged.usda", "damaged.usdc", "damaged.usdz", "notes.txt")
_DOCUMENTS = ("missing.mtlx", "folder.mtlx", "damaged.mtlx", "empty.mtlx")


@pytest.mark.parametrize("name", _STAGES)
def test_compare_names_a_file_that_it_cannot_read_and_renders_nothing(
    name: str, unusable: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = str(_stage(tmp_path / "good.usda"))
    said = _refused(
        ["compare", good, str(unusable[name]), "--backends", "flat", "-o", str(tmp_path / "out")], capsys
    )
    assert name in said
    assert not (tmp_path / "out" / "good").exists()


@pytest.mark.parametrize("name", _DOCUMENTS)
def test_comparing_looks_names_a_file_that_it_cannot_read_and_renders_nothing(
    name: str, unusable: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = tmp_path / "good.mtlx"
    good.write_text(document(look("Plain", given("base_color", "color3", "0.8, 0.4, 0.2"))))
    command = ["looks", "compare", str(good), str(unusable[name]), "--backends", "flat"]
    assert name in _refused([*command, "-o", str(tmp_path / "out")], capsys)
    assert not list((tmp_path / "out").rglob("*.exr"))


@pytest.mark.parametrize("name", [*_STAGES, "damaged.mtlx"])
def test_render_names_a_file_that_it_cannot_read_and_renders_nothing(
    name: str, unusable: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = str(_stage(tmp_path / "good.usda"))
    said = _refused(
        ["render", good, str(unusable[name]), "--backend", "flat", "-o", str(tmp_path / "out")], capsys
    )
    assert name in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", [["render", "--backend", "flat"], ["compare", "--backends", "flat"]])
@pytest.mark.parametrize("camera", ["/Nowhere", "/Ball", "no path"])
def test_a_camera_that_the_stage_lacks_is_wrong_use(
    command: list[str], camera: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = str(_stage(tmp_path / "good.usda"))
    said = _refused([*command, good, "--camera", camera, "-o", str(tmp_path / "out")], capsys)
    assert "good.usda" in said
    assert camera in said
    assert "the stage has /Camera" in said


def test_an_aov_that_no_backend_has_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = str(_stage(tmp_path / "good.usda"))
    assert "no AOV smell" in _refused(["render", good, "--backend", "flat", "--aovs", "smell"], capsys)


def test_a_render_that_fails_exits_1_and_the_rest_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = str(_stage(tmp_path / "good.usda"))
    (tmp_path / "bare.usda").write_text("#usda 1.0\n")
    command = ["render", str(tmp_path / "bare.usda"), good, "--backend", "flat", "--resolution", "8x8"]
    assert main([*command, "-o", str(tmp_path / "out")]) == 1
    assert "bare.usda@: no camera" in capsys.readouterr().out
    assert len(list((tmp_path / "out").glob("*.png"))) == 1


@pytest.mark.parametrize(
    "command",
    [
        ["compare", "{good}", "--backends", "flat", "-o"],
        ["render", "{good}", "--backend", "flat", "-o"],
        ["compare-suite", "--backends", "flat", "-o"],
        ["looks", "export", "chrome", "-o"],
        ["looks", "bake", "chrome", "-o"],
        ["looks", "render", "chrome", "-o"],
        ["generate", "--seed", "7", "--count", "1", "-o"],
        ["compose", "--seed", "7", "--count", "1", "-o"],
        ["taxonomy", "verify", "camera.angles.low_angle", "--work"],
        ["bench", "-o"],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_a_file_in_place_of_the_output_folder_is_named(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, taken = str(_stage(tmp_path / "good.usda")), tmp_path / "taken"
    taken.write_text("a file")
    assert "taken" in _refused([part.replace("{good}", good) for part in command] + [str(taken)], capsys)
    assert taken.read_text() == "a file"


@pytest.mark.parametrize("option", ["--report", "--json"])
def test_a_report_that_cannot_be_written_is_found_before_anything_is_verified(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert str(tmp_path) in _refused(["taxonomy", "verify", option, str(tmp_path)], capsys)


def test_a_damaged_report_is_found_before_anything_is_verified(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "old.json").write_text("{")
    assert "old.json" in _refused(["taxonomy", "verify", "--report", str(tmp_path / "old.json")], capsys)


def test_a_mesh_that_cannot_be_baked_on_is_named(
    unusable: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("missing.usda", "damaged.usda", "folder.usda"):
        command = ["looks", "bake", "chrome", "--mesh", str(unusable[name]), "-o", str(tmp_path / "out")]
        assert name in _refused(command, capsys)


def _stage(file: Path) -> Path:
    stage = Usd.Stage.CreateNew(str(file))
    UsdGeom.Camera.Define(stage, "/Camera")
    UsdGeom.Sphere.Define(stage, "/Ball")
    stage.GetRootLayer().Save()
    return file


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
