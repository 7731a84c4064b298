"""The bench of two versions in turns drives each by its command line, and says what is wrong before it starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from cli.main import main
from schemas.documents import write_document
from schemas.errors import RenderError, UsageError
from studies.bench.against import Pairs, Quality, measure_against, relative_mse
from studies.bench.commits import PreparedCommit, prepare_commit
from studies.bench.run import empty_output
from studies.bench.sides import Side, read_seconds

_MAKEFILE = """
.venv/.ready:
\tmkdir -p .venv/bin
\techo made >> ../diary
\ttouch .venv/bin/parallel-synth
\ttouch .venv/.ready
"""
_ECHO = """
import json, shutil, sys
from pathlib import Path

command, *arguments = sys.argv[1:-1]
assert sys.argv[-1] == "--json"
output = Path(arguments[arguments.index("--output") + 1])
made = output.parent.with_name("here") / output.name
shutil.copytree(made, output)
stages = [a for a in arguments if a.endswith(".usda")]
frames = sorted(str(file) for file in output.glob("*.exr"))
renders = [{"stage": s, "frame": f, "error": ""} for s, f in zip(sorted(stages), frames)]
print(json.dumps({"renders": renders}))
values = [Path(a).name for a in arguments if not a.startswith("--") and a not in stages]
denoise = ["yes"] * ("--denoise" in arguments) + ["no"] * ("--no-denoise" in arguments)
with Path("asked").open("a") as asked:
    asked.write(" ".join([command, *values, *denoise]) + chr(10))
"""
"""A version that does what our side did just before, and writes down what it was asked."""

_SMALL = Quality(timed_resolution=(16, 16), judged_resolution=(16, 16), spp=1, reference_spp=2)


def _git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org")
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository whose commits make their environment as this project's do, only quicker."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "Makefile").write_text(_MAKEFILE)
    _git(folder, "init", "--quiet")
    _git(folder, "add", "Makefile")
    _git(folder, "commit", "--quiet", "-m", "First")
    _git(folder, "tag", "first")
    (folder / "Makefile").write_text(".venv/.ready:\n\techo 'no such wheel' >&2; exit 1\n")
    _git(folder, "commit", "--quiet", "-a", "-m", "Break the build")
    return folder


def test_a_commit_is_prepared_once_and_found_the_next_time(project: Path, tmp_path: Path) -> None:
    first, second = (prepare_commit("first", tmp_path / "commits", repository=project) for _ in range(2))
    assert first == second
    assert len(first.revision) == 40
    assert Path(first.command[0]).is_file()
    assert (tmp_path / "commits" / "diary").read_text() == "made\n"
    (checkout,) = (tmp_path / "commits").glob(f"{first.revision[:12]}*")
    subprocess.run(["rm", "-rf", str(checkout)], check=True)  # git still has it in its list
    assert prepare_commit("first", tmp_path / "commits", repository=project) == first


def test_a_commit_that_is_not_there_is_named(project: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--against baseline-9: no such commit or tag"):
        prepare_commit("baseline-9", tmp_path / "commits", repository=project)
    assert not (tmp_path / "commits").exists()


def test_a_commit_whose_environment_cannot_be_made_says_what_make_said(project: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"--against HEAD: `make .venv/.ready` failed in .*: no such wheel"):
        prepare_commit("HEAD", tmp_path / "commits", repository=project)


def test_outside_of_a_checkout_there_is_no_other_commit(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no git checkout"):
        prepare_commit("first", tmp_path / "commits", repository=tmp_path)


def test_without_git_the_bench_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="needs git"):
        prepare_commit("first", tmp_path / "commits")


@pytest.mark.parametrize(
    "options", [["--only", "against"], ["--only", "compose", "--against", "HEAD"]], ids=["no commit", "other part"]
)
def test_the_part_and_the_commit_go_together(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kept").touch()
    assert main(["bench", "-o", str(tmp_path), *options]) == 2
    assert "--against COMMIT goes with --only against" in capsys.readouterr().err
    assert (tmp_path / "kept").exists()


def test_the_output_is_emptied_but_for_the_prepared_commits(tmp_path: Path) -> None:
    for name in ("generate/dataset.json", "commits/22225f49f573/Makefile"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    (tmp_path / "figures.json").touch()
    empty_output(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("Makefile")] == [
        "commits/22225f49f573/Makefile"
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["commits"]


def test_both_sides_make_time_and_judge_the_same_samples_by_their_commands(tmp_path: Path) -> None:
    echo = tmp_path / "echo.py"
    echo.write_text(_ECHO)
    other = PreparedCommit(revision="0" * 40, command=(sys.executable, str(echo)))
    figures = measure_against(other, tmp_path / "out", samples=2, seed=7, backend="flat", quality=_SMALL)
    for pairs in (figures.total_s, figures.other_s, figures.flip, figures.flip_denoised, figures.relative_mse):
        assert pairs.pairs == 2
        assert pairs.here is not None
        assert pairs.here > 0.0
        assert (pairs.there, pairs.ratio) == (pairs.here, 1.0)
    assert (tmp_path / "out" / "there" / "asked").read_text().splitlines() == [
        "generate 0:3 7 flat 16x16 1 1 turn-0",
        "compose 0:2 7 16x16 1 composed",
        "render flat beauty 2 2 reference no",
        "render flat beauty 1 1 raw no",
        "render flat beauty 1 1 denoised yes",
    ]


def test_a_side_whose_command_fails_says_what_it_said(tmp_path: Path) -> None:
    side = Side(command=(sys.executable, "-m", "cli"), folder=tmp_path / "here", seed=7, backend="povray")
    with pytest.raises(RenderError, match=r"generate of here exits 2: .*no backend 'povray'"):
        side.generate(range(2), turn=0, resolution=(8, 8), spp=1)


def _timings(folder: Path, seconds: dict[str, float], finished_s: float) -> None:
    folder.mkdir(parents=True)
    write_document({"schema": "parallel-synth/timings/1", "seconds": seconds}, folder / "timings.json")
    os.utime(folder / "timings.json", (finished_s, finished_s))


def test_seconds_run_from_the_end_of_one_sample_to_that_of_the_next_and_rejects_count(tmp_path: Path) -> None:
    _timings(tmp_path / "samples/000000/000000004", {"compose": 9.0, "render.sampling": 30.0}, 100.0)
    _timings(tmp_path / "rejected/000000/000000005", {"render.sampling": 5.0, "render.denoise": 1.0}, 107.5)
    _timings(tmp_path / "samples/000000/000000006", {"compose": 1.0}, 109.0)
    found = read_seconds(tmp_path)
    assert {index: (s.total, s.sampling, s.other) for index, s in found.items()} == {
        5: (pytest.approx(7.5), 6.0, pytest.approx(1.5)),
        6: (pytest.approx(1.5), 0.0, pytest.approx(1.5)),
    }


def test_pairs_are_of_what_both_sides_have(tmp_path: Path) -> None:
    pairs = Pairs.of({0: 1.0, 1: 2.0, 2: 3.0, 3: 100.0}, {0: 2.0, 1: 4.0, 2: 3.0, 9: 1.0})
    assert (pairs.pairs, pairs.here, pairs.there, pairs.ratio) == (3, 2.0, 3.0, 0.5)
    assert Pairs.of({1: 1.0}, {2: 1.0}) == Pairs(pairs=0)


def test_the_relative_error_does_not_know_the_exposure_and_grows_with_the_noise() -> None:
    right = np.full((4, 4, 3), 0.5, dtype=np.float32)
    noisy = right.copy()
    noisy[::2] *= 1.2
    assert relative_mse(right, right) == 0.0
    error = relative_mse(noisy, right)
    assert error == pytest.approx(0.5 * 0.036**2 / (0.18**2 + 0.01), rel=1e-4)
    assert relative_mse(noisy * 10, right * 10) == pytest.approx(error, rel=1e-4)
