"""A comparison goes on after failures, takes any stage, and its report says what happened."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from pxr import Gf, Usd, UsdGeom, UsdLux

from cli.main import main
from render_backends.registry import BackendRegistry
from schemas.documents import broken_rules
from schemas.errors import SceneError, UnknownBackendError
from studies.compare.agreement import Agreement
from studies.compare.framed_stage import make_comparable
from studies.compare.report import ComparisonReport, write_report
from studies.compare.run import CompareOptions, StageComparison, compare_stages, name_stages
from studies.compare.suite import SUITE, author_suite
from studies.compare.support_matrix import disagreements, support_matrix

_MISBEHAVING = "tests.render_backends.misbehaving"
_REGISTRY = BackendRegistry(
    targets={
        "flat": "render_backends.flat:FlatBackend",
        "again": "render_backends.flat:FlatBackend",
        "aborting": f"{_MISBEHAVING}:Aborting",
        "refusing": f"{_MISBEHAVING}:Refusing",
        "unopenable": f"{_MISBEHAVING}:Unopenable",
        "nowhere": "render_backends.nowhere:Backend",
    }
)


def _cube(file: Path, *, up_axis: str = "Y") -> Path:
    """Somebody's asset: no camera, no light, no render settings."""
    stage = Usd.Stage.CreateNew(str(file))
    UsdGeom.SetStageUpAxis(stage, up_axis)
    UsdGeom.SetStageMetersPerUnit(stage, 0.01)
    cube = UsdGeom.Cube.Define(stage, "/Asset")
    cube.CreateSizeAttr(100.0)
    cube.CreateExtentAttr([Gf.Vec3f(-50), Gf.Vec3f(50)])
    stage.SetDefaultPrim(cube.GetPrim())
    stage.GetRootLayer().Save()
    return file


def _options(folder: Path, *backends: str) -> CompareOptions:
    return CompareOptions(backends=backends, output=folder / "out", resolution=(32, 24), spp=1, seed=1)


def _compare(folder: Path, stages: list[Path], *backends: str) -> tuple[StageComparison, ...]:
    steps = compare_stages(name_stages(stages), _options(folder, *backends), registry=_REGISTRY)
    return tuple(step for step in steps if isinstance(step, StageComparison))


def test_a_backend_that_crashes_does_not_start_or_is_broken_is_recorded_and_the_run_goes_on(
    tmp_path: Path,
) -> None:
    stage = _cube(tmp_path / "cube.usda")
    (result,) = _compare(tmp_path, [stage], "flat", "aborting", "unopenable", "again")
    errors = {frame.backend: frame.error for frame in result.frames}
    assert errors["flat"] == errors["again"] == ""
    assert "assertion failed in scene graph" in errors["aborting"]
    assert "the library is missing; install it" in errors["unopenable"]
    assert result.failed
    (agreement,) = [frame.agreement for frame in result.frames if frame.backend == "again"]
    assert agreement is not None
    assert agreement.radiance_ratio == pytest.approx(1.0)


def test_a_stage_that_a_backend_refuses_is_drawn_by_the_rest_and_counts_as_failed(tmp_path: Path) -> None:
    (result,) = _compare(tmp_path, [_cube(tmp_path / "cube.usda")], "flat", "refusing", "again")
    (refused,) = [frame for frame in result.frames if frame.error]
    assert (refused.backend, refused.unsupported) == ("refusing", True)
    assert "</Asset/Hair>: curves are not drawn" in refused.error
    assert result.failed


def test_a_stage_that_is_broken_fails_alone(tmp_path: Path) -> None:
    (tmp_path / "empty.usda").write_text("#usda 1.0\n")
    good, broken, missing = _compare(
        tmp_path, [_cube(tmp_path / "cube.usda"), tmp_path / "empty.usda", tmp_path / "no.usda"], "flat"
    )
    assert not good.failed
    assert broken.failed
    assert "no camera can be placed" in broken.frames[0].error or "has a size" in broken.frames[0].error
    assert "no such file" in missing.frames[0].error


def test_a_backend_that_is_not_installed_fails_alone(tmp_path: Path) -> None:
    (result,) = _compare(tmp_path, [_cube(tmp_path / "cube.usda")], "flat", "karma", "hydra:embree", "again")
    errors = {frame.backend: frame.error for frame in result.frames}
    assert "no backend 'karma'; installed: aborting, again, flat" in errors["karma"]
    assert "no backend 'hydra:embree'" in errors["hydra:embree"]
    assert errors["flat"] == errors["again"] == ""
    assert result.failed


def test_none_of_the_backends_being_installed_is_refused_before_anything_is_rendered(tmp_path: Path) -> None:
    with pytest.raises(UnknownBackendError, match="no backend 'karma'"):
        _compare(tmp_path, [_cube(tmp_path / "cube.usda")], "karma", "arnold")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("up_axis", ["Y", "Z"])
def test_a_stage_without_camera_or_light_gets_both_in_a_layer_over_it(tmp_path: Path, up_axis: str) -> None:
    asset = _cube(tmp_path / "cube.usda", up_axis=up_axis)
    before = asset.read_bytes()
    file, camera = make_comparable(asset, tmp_path / "out", camera=None)
    stage = Usd.Stage.Open(str(file))
    assert asset.read_bytes() == before
    assert UsdGeom.GetStageUpAxis(stage) == up_axis
    assert any(prim.HasAPI(UsdLux.LightAPI) for prim in stage.Traverse())
    view = UsdGeom.Camera(stage.GetPrimAtPath(camera)).GetCamera(1.0)
    for x in (-50, 50):
        for y in (-50, 50):
            for z in (-50, 50):
                corner = view.frustum.ComputeViewMatrix() * view.frustum.ComputeProjectionMatrix()
                ndc = corner.Transform(Gf.Vec3d(x, y, z))
                assert max(abs(ndc[0]), abs(ndc[1])) < 1.0


def test_a_stage_with_camera_and_light_is_taken_as_it_is(tmp_path: Path) -> None:
    (stage,) = author_suite(tmp_path, ["dome_light"])
    assert make_comparable(stage.file, tmp_path / "out", camera=None) == (stage.file, "/World/Camera")


def test_a_stage_on_which_nothing_has_a_size_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty.usda").write_text("#usda 1.0\n")
    with pytest.raises(SceneError, match="name one with --camera"):
        make_comparable(tmp_path / "empty.usda", tmp_path / "out", camera=None)


def test_the_report_is_a_page_and_a_document_that_keeps_its_schema(tmp_path: Path) -> None:
    results = _compare(tmp_path, [_cube(tmp_path / "cube.usda")], "flat", "again", "aborting")
    options = _options(tmp_path, "flat", "again", "aborting")
    page = write_report(results, options).read_text()
    document = json.loads((options.output / "report.json").read_text())
    assert list(broken_rules(document, "comparison")) == []
    assert json.loads(json.dumps(ComparisonReport.from_json(document).to_json())) == document
    assert document["stages"][0]["frames"][1]["agreement"]["radiance_ratio"] == pytest.approx(1.0)
    for frame in document["stages"][0]["frames"][:2]:
        assert (options.output / frame["picture"]).is_file()
        assert frame["picture"] in page
    assert "{{" not in page
    assert "1 failed" in page


def test_every_stage_of_the_suite_opens_and_has_a_camera_and_light(tmp_path: Path) -> None:
    made = author_suite(tmp_path)
    assert len(made) == len(SUITE) >= 30
    for stage in made:
        opened = Usd.Stage.Open(str(stage.file))
        assert opened.GetCompositionErrors() == []
        assert make_comparable(stage.file, tmp_path / "out", camera=None)[0] == stage.file, stage.name


def test_the_suite_is_authored_alike_twice(tmp_path: Path) -> None:
    first, second = (author_suite(tmp_path / name) for name in ("a", "b"))
    for one, other in zip(first, second, strict=True):
        assert one.file.read_bytes() == other.file.read_bytes(), one.name


def test_the_matrix_names_every_feature_and_what_disagrees(tmp_path: Path) -> None:
    stages = author_suite(tmp_path / "stages", ["dome_light", "y_up"])
    options = _options(tmp_path, "flat", "again", "aborting")
    steps = compare_stages(stages, options, registry=_REGISTRY)
    text = support_matrix([step for step in steps if isinstance(step, StageComparison)], options)
    assert "| DomeLight of one colour | reference | agrees | failed |" in text
    assert "| upAxis Y | reference | agrees | failed |" in text
    assert "- aborting, `dome_light`: " in text


def test_two_black_pictures_do_not_agree() -> None:
    alike = Agreement(depth_median=0.0, normal_median_deg=0.0, id_iou=1.0, flip=0.0)
    assert disagreements(replace(alike, radiance_ratio=1.0)) == ()
    assert disagreements(alike) == ("the reference is black",)


def test_every_known_cause_is_of_a_stage_of_the_suite(tmp_path: Path) -> None:
    text = support_matrix((), _options(tmp_path, "cycles", "hydra:storm", "mitsuba", "luxcore", "eevee"))
    named = set(re.findall(r"`(\w+)`", text.partition("## Why they differ")[2]))
    assert named
    assert named <= {feature.name for feature in SUITE}


def test_the_command_exits_1_when_a_stage_failed_and_0_when_none_did(tmp_path: Path) -> None:
    good = str(_cube(tmp_path / "cube.usda"))
    command = ["compare", good, "--backends", "flat", "--resolution", "16x16", "--spp", "1"]
    assert main([*command, "-o", str(tmp_path / "one")]) == 0
    (tmp_path / "empty.usda").write_text("#usda 1.0\n")
    assert main([*command, str(tmp_path / "empty.usda"), "-o", str(tmp_path / "two")]) == 1
    assert (tmp_path / "two" / "report.html").is_file()


def test_the_suite_is_a_command_of_its_own_that_writes_the_matrix(tmp_path: Path) -> None:
    matrix = tmp_path / "matrix.md"
    command = ["compare-suite", "--backends", "flat", "--resolution", "16x16", "--spp", "1"]
    chosen = ["--only", "dome_light,y_up", "--matrix", str(matrix), "-o", str(tmp_path / "out")]
    assert main([*command, *chosen]) == 0
    assert "compare-suite --backends flat" in matrix.read_text()
    assert "| upAxis Y | reference |" in matrix.read_text()
    stages = json.loads((tmp_path / "out" / "report.json").read_text())["stages"]
    assert [stage["name"] for stage in stages] == ["dome_light", "y_up"]


def test_a_stage_that_the_suite_lacks_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare-suite", "--only", "smell", "-o", str(tmp_path)]) == 2
    assert "--only smell: the suite has camera_exposure, centimetres" in capsys.readouterr().err


def test_comparing_nothing_in_nothing_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "-o", str(tmp_path)]) == 2
    assert "STAGES" in capsys.readouterr().err.upper()
    assert main(["compare", str(_cube(tmp_path / "cube.usda")), "--backends", " ,"]) == 2
    assert "--backends" in capsys.readouterr().err


def test_materials_among_the_stages_are_sent_to_their_own_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["compare", str(_cube(tmp_path / "cube.usda")), str(tmp_path / "gold.mtlx")]
    assert main([*command, "--backends", "flat", "-o", str(tmp_path / "out")]) == 2
    assert "gold.mtlx: no stages; `parallel-synth looks compare`" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
