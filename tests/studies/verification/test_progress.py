"""A verification that was stopped goes on: the same terms, seed and commit, and nothing made twice."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.arguments import parse_seed
from cli.main import app, main
from schemas.documents import read_document, write_document
from schemas.errors import SchemaError, UsageError
from schemas.verification import TermVerification, VerificationReport, VerificationRun
from studies.verification.coverage import coverage_markdown
from studies.verification.progress import go_on, program_commit, progress_file, take_up

TERMS = ("camera.angles.low_angle", "camera.framing.close_up")
PLANNED = "camera.movements.orbit"  # no composer yet: a row without a renderer


def _row(term: str, *, seed: int = 5) -> TermVerification:
    return TermVerification(
        term=term, backend="flat", seed=seed, authored=True, read_back=True, verdict="passed", message="kept"
    )


@pytest.fixture
def run() -> VerificationRun:
    return VerificationRun(terms=TERMS, backend="flat", seed=5, commit="c", rows=(_row(TERMS[0]),))


def test_a_run_comes_back_from_its_own_file(run: VerificationRun, tmp_path: Path) -> None:
    write_document(run.to_json(), tmp_path / "run.json")
    assert VerificationRun.from_json(read_document(tmp_path / "run.json", "run")) == run
    assert run.remaining == TERMS[1:]


def test_a_run_of_the_same_terms_seed_and_commit_is_taken_up(run: VerificationRun, tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    fresh = replace(run, rows=())
    assert take_up(fresh, file, any_seed=False) == fresh
    write_document(run.to_json(), file)
    assert take_up(fresh, file, any_seed=False) == run
    drawn = replace(fresh, seed=999)
    assert take_up(drawn, file, any_seed=True) == run


@pytest.mark.parametrize(
    "change", [{"seed": 6}, {"commit": "d"}, {"backend": "cycles"}, {"terms": (*TERMS, "color.mood.calm")}]
)
def test_a_run_of_anything_else_is_not(change: dict[str, object], run: VerificationRun, tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    write_document(run.to_json(), file)
    other = replace(run, rows=(), **change)  # type: ignore[arg-type]
    assert take_up(other, file, any_seed=False) == other


def test_a_damaged_run_is_named(tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    file.write_text('{"schema": "parallel-synth/run/1"}')
    with pytest.raises(SchemaError, match=r"run\.json"):
        take_up(VerificationRun(terms=TERMS, backend="flat", seed=5, commit="c"), file, any_seed=False)


def test_rows_are_kept_as_they_come(tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    terms = (PLANNED, "camera.movements.dolly")
    fresh = VerificationRun(terms=terms, backend="flat", seed=5, commit="c")
    rows = go_on(fresh, file, folder=tmp_path / "work", workers=1)
    first = next(rows)
    del rows  # stopped
    assert VerificationRun.from_json(read_document(file, "run")).rows == (first,)
    taken = take_up(fresh, file, any_seed=False)
    assert [row.term for row in go_on(taken, file, folder=tmp_path / "work", workers=1)] == [
        "camera.movements.dolly"
    ]
    assert [row.term for row in VerificationRun.from_json(read_document(file, "run")).rows] == list(terms)


def test_the_command_says_what_it_took_over_and_keeps_each_rows_seed(tmp_path: Path) -> None:
    report = tmp_path / "coverage.json"
    kept = progress_file(report)
    terms = (TERMS[0], PLANNED)
    started = VerificationRun(
        terms=terms, backend="flat", seed=77, commit=program_commit(), rows=(_row(TERMS[0], seed=77),)
    )
    write_document(started.to_json(), kept)
    command = ["taxonomy", "verify", *terms, "--backend", "flat", "--seed", "random", "--resume"]
    result = CliRunner().invoke(app, [*command, "--report", str(report), "--work", str(tmp_path / "work")])
    assert "1 of 2 rows taken over" in result.output
    assert "seed 77" in result.output
    rows = VerificationReport.from_json(read_document(report, "verification")).rows
    assert {row.term: (row.seed, row.message == "kept") for row in rows} == {
        TERMS[0]: (77, True),
        PLANNED: (77, False),
    }
    assert not kept.exists()


def test_terms_that_a_backend_cannot_show_do_not_count_as_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["taxonomy", "verify", "camera.angles.low_angle", "--backend", "flat", "--seed", "7"]
    assert main([*command, "--report", str(tmp_path / "r.json"), "--work", str(tmp_path)]) == 1
    assert "0 of 1 terms hold, 0 do not, 1 not available here" in capsys.readouterr().out


def test_a_random_seed_is_drawn_anew_and_another_is_read() -> None:
    assert len({parse_seed("random") for _ in range(8)}) > 1
    assert parse_seed("12") == 12
    for wrong in ("-1", "seven", ""):
        with pytest.raises(UsageError, match="--seed"):
            parse_seed(wrong)


def test_the_report_shows_the_seed_of_each_row() -> None:
    rows = (_row(TERMS[0], seed=7), _row(TERMS[1], seed=1001))
    report = VerificationReport(version="1", dataset_version="1", date="2026-01-01", seed=1001, rows=rows)
    text = coverage_markdown(report)
    assert "seeds 7, 1001" in text
    assert f"| `{TERMS[1]}` | flat | 1001 |" in text
    assert json.loads(json.dumps(report.to_json()))["rows"][0]["seed"] == 7
