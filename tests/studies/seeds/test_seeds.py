"""A study of seeds makes its samples, says what was rejected, and leaves a report alone behind."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cli.main import main
from schemas.documents import broken_rules, read_document
from schemas.seed_study import CONTRADICTED, SeedReject, SeedStudy
from studies.seeds.report import command_of, rerun_command, write_report
from studies.seeds.run import draw_seeds

REJECT = SeedReject(
    seed=11,
    index=3,
    focus="camera.angles.low_angle",
    rule="truth.not_read_back",
    subject="color.palettes.pastel",
    message="color.palettes.pastel was asked for but is not read back from the composed stage",
)
STUDY = SeedStudy(
    version="0.2.0",
    dataset_version="0.2.0",
    backend="flat",
    resolution=(64, 48),
    spp=None,
    count=100,
    seeds=(11, 12),
    most_rejected=0.005,
    most_drawn_again=0.01,
    rejects=(REJECT, replace(REJECT, subject="camera.angles.low_angle")),
    given_up=(replace(REJECT, seed=12, rule=CONTRADICTED, message="draw 0 was given up: unasked"),),
    seconds=12.5,
)


def test_a_study_comes_back_from_its_own_document() -> None:
    document = json.loads(json.dumps(STUDY.to_json()))
    assert list(broken_rules(document, "seed_study")) == []
    assert SeedStudy.from_json(document) == STUDY


def test_two_findings_of_one_sample_are_one_reject() -> None:
    assert STUDY.rejected_share == pytest.approx(1 / 200)
    assert STUDY.holds
    assert not replace(STUDY, most_rejected=0.004).holds


def test_one_contradiction_is_too_many_whatever_the_bar() -> None:
    contradicted = replace(STUDY, most_rejected=1.0, rejects=(replace(REJECT, rule=CONTRADICTED),))
    assert contradicted.contradictions == 1
    assert not contradicted.holds


def test_what_was_drawn_again_has_a_bar_of_its_own_and_its_contradictions_are_counted_apart() -> None:
    assert STUDY.drawn_again_share == pytest.approx(1 / 200)
    assert (STUDY.contradictions, STUDY.given_up_contradictions) == (0, 1)
    assert not replace(STUDY, most_drawn_again=0.004).holds


def test_the_report_names_each_reject_and_how_to_make_it_again(tmp_path: Path) -> None:
    document, page = write_report(STUDY, tmp_path)
    assert SeedStudy.from_json(read_document(document, "seed_study")) == STUDY
    text = page.read_text(encoding="utf-8")
    assert "| `truth.not_read_back` | `color.palettes.pastel` | 11:3 |" in text
    assert command_of(STUDY, REJECT) in text
    assert "drawn again, as a draw was not read back as it was asked: 1 (0.50%; at most 1.00%)" in text
    assert "12:3, about `camera.angles.low_angle`: draw 0 was given up" in text
    assert "--seed 11 --indices 3 --backend flat --resolution 64x48" in command_of(STUDY, REJECT)
    assert "--seed 11 --seed 12 --count 100" in rerun_command(STUDY)


def test_drawn_seeds_differ_from_one_another_and_from_call_to_call() -> None:
    assert len(set(draw_seeds(50))) == 50
    assert draw_seeds(3) != draw_seeds(3)


def test_the_command_makes_samples_and_keeps_the_report_alone(tmp_path: Path) -> None:
    command = ["study", "seeds", "--seed", "7", "--count", "2", "--resolution", "16x16", "--output", str(tmp_path)]
    assert main([*command, "--workers", "1"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["seeds.json", "seeds.md"]
    study = SeedStudy.from_json(read_document(tmp_path / "seeds.json", "seed_study"))
    assert (study.seeds, study.samples, study.rejects) == ((7,), 2, ())


def test_seeds_are_drawn_or_given_but_not_both(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["study", "seeds", "--seed", "7", "--seeds", "2", "--output", str(tmp_path)]) == 2
    assert "not both" in capsys.readouterr().err
