"""Documents: each is parsed by its class, of whatever version it is, and written back as it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from schemas.documents import broken_rules, read_document, schema_version
from schemas.errors import SchemaError
from schemas.manifest import DatasetManifest
from schemas.sample import SampleRecord, digest_of
from schemas.seed_study import SeedStudy
from schemas.upgrades import UPGRADES
from schemas.verification import VerificationReport

RECORDS = Path(__file__).parent / "records"
"""Documents as earlier versions wrote them."""


@pytest.fixture
def record() -> SampleRecord:
    """A record that version 1 wrote."""
    return SampleRecord.from_json(read_document(RECORDS / "sample_1.json", "sample"))


def test_a_record_of_version_1_is_read_with_all_that_it_said(record: SampleRecord) -> None:
    old = json.loads((RECORDS / "sample_1.json").read_text(encoding="utf-8"))
    new: dict[str, Any] = json.loads(json.dumps(record.to_json()))
    assert new.pop("schema") == "parallel-synth/sample/4"
    assert new.pop("digest")
    assert {label.pop("seen") for label in new["labels"]} == {None}
    assert new["spec"].pop("free") is False
    assert new["spec"].pop("draw") == 0
    old.pop("schema")
    assert new == old


def test_a_record_of_version_2_keeps_its_id_and_is_of_no_free_sample() -> None:
    old = json.loads((RECORDS / "sample_2.json").read_text(encoding="utf-8"))
    record = SampleRecord.from_json(read_document(RECORDS / "sample_2.json", "sample"))
    assert record.spec.free is False
    assert record.spec.spec_hash == old["spec_hash"]
    assert record.to_json()["id"] == old["id"]


def test_a_manifest_of_version_1_was_of_the_standard_size(record: SampleRecord) -> None:
    manifest = DatasetManifest.from_json(read_document(RECORDS / "dataset_1.json", "dataset"))
    assert manifest.tier == "standard"
    assert (manifest.dataset_version, manifest.resolution, manifest.spp) == ("0.1.0", (256, 256), 32)
    assert DatasetManifest.from_json(manifest.to_json()) == manifest
    assert record.spec.dataset_version == manifest.dataset_version


def test_a_record_comes_back_from_its_own_document(record: SampleRecord) -> None:
    document = json.loads(json.dumps(record.to_json()))
    assert list(broken_rules(document, "sample")) == []
    assert SampleRecord.from_json(document) == record


def test_the_shipped_verification_comes_back_from_its_own_document() -> None:
    root = Path(__file__).parents[2]
    document = read_document(root / "quality_control" / "verified.json", "verification")
    report = VerificationReport.from_json(document)
    assert json.loads(json.dumps(report.to_json())) == document


@pytest.mark.parametrize("path", [("captions", "short"), ("subject",), ("spec", "seed"), ("id",)])
def test_a_record_that_someone_changed_is_refused_by_its_digest(
    record: SampleRecord, path: tuple[Any, ...]
) -> None:
    document: Any = json.loads(json.dumps(record.to_json()))
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = 8 if path[-1] == "seed" else place[path[-1]] + "s"
    with pytest.raises(SchemaError, match="digest"):
        SampleRecord.from_json(document, file="sample.json")


@pytest.mark.parametrize("version", [2, 3])
def test_a_record_of_an_earlier_version_that_someone_changed_is_refused_too(version: int, tmp_path: Path) -> None:
    document = json.loads((RECORDS / f"sample_{version}.json").read_text(encoding="utf-8"))
    document["captions"]["short"] = "A purple elephant."
    file = tmp_path / "sample.json"
    for changed in (document, {key: value for key, value in document.items() if key != "digest"}):
        file.write_text(json.dumps(changed), encoding="utf-8")
        with pytest.raises(SchemaError, match=r"sample\.json: /digest: .*someone changed it"):
            read_document(file, "sample")


def test_the_digest_does_not_depend_on_the_order_of_keys(record: SampleRecord) -> None:
    document = record.to_json()
    assert digest_of(dict(reversed(document.items()))) == document["digest"]


def test_a_document_of_a_later_version_asks_for_a_newer_program(tmp_path: Path) -> None:
    file = tmp_path / "dataset.json"
    file.write_text('{"schema": "parallel-synth/dataset/99"}')
    with pytest.raises(SchemaError, match=r"dataset\.json.*version 99.*newer"):
        read_document(file, "dataset")


@pytest.mark.parametrize("version", [0, 1])
def test_a_document_that_its_own_version_would_refuse_is_refused(version: int, tmp_path: Path) -> None:
    file = tmp_path / "sample.json"
    file.write_text(f'{{"schema": "parallel-synth/sample/{version}"}}')
    with pytest.raises(SchemaError, match=r"sample\.json"):
        read_document(file, "sample")


def test_every_earlier_version_has_a_step_to_the_next() -> None:
    for schema in ("sample", "dataset", "verification", "run", "comparison", "settings", "seed_study"):
        for version in range(1, schema_version(schema)):
            assert (schema, version) in UPGRADES
            assert (RECORDS / f"{schema}_{version}.json").is_file(), "keep a document of each version"


def test_each_row_of_a_verification_of_version_1_has_the_reports_seed() -> None:
    old = json.loads((RECORDS / "verification_1.json").read_text(encoding="utf-8"))
    report = VerificationReport.from_json(read_document(RECORDS / "verification_1.json", "verification"))
    assert {row.seed for row in report.rows} == {old["seed"]}
    new: dict[str, Any] = json.loads(json.dumps(report.to_json()))
    assert [{key: value for key, value in row.items() if key != "seed"} for row in new["rows"]] == old["rows"]


def test_a_study_of_seeds_of_version_1_drew_nothing_again() -> None:
    study = SeedStudy.from_json(read_document(RECORDS / "seed_study_1.json", "seed_study"))
    assert (study.seeds, len(study.rejects), study.given_up, study.most_drawn_again) == ((1144601711,), 1, (), 0.0)
