"""A taxonomy file that cannot be used is refused with its name, the field, and what is wrong."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from schemas.errors import TaxonomyError
from taxonomy.documents import SCHEMA_PATH
from taxonomy.loading import load_catalog
from taxonomy.seal import set_seal
from taxonomy.sealed import DATA_FOLDER, is_sealed
from tests.taxonomy.conftest import MINI, Edit


@pytest.mark.parametrize(
    ("file", "old", "new", "field", "message"),
    [
        ("form.yaml", "status: planned", "status: soon", "facets[0].terms[2].status", "'soon' is not one of"),
        ("form.yaml", "status: planned\n", "\n", "facets[0].terms[2]", "'status' is a required property"),
        ("form.yaml", "step: 0.5", "step: -1", "facets[0].terms[0].parameters[0].step", "-1 is less than"),
        ("form.yaml", "step: 0.5", "step: 0.7", "facets[0].terms[0].parameters[0].step", "multiple"),
        ("form.yaml", "[0, 90]", "[90, 0]", "facets[0].terms[0].parameters[0].range", "90 is above 0"),
        ("form.yaml", "[0.1, 10]", "[0, 10]", "facets[0].terms[0].parameters[1].range", "above 0"),
        ("form.yaml", "[3, 8], step: 1", "[3, 8], step: 0.5", "parameters[2].range", "whole numbers"),
        ("form.yaml", "name: side", "name: yaw_deg", "facets[0].terms[0].parameters", "twice"),
        ("form.yaml", "choices: [left, right]", "colour: red", "facets[0].terms[0].parameters[3]", "colour"),
        ("form.yaml", "share_millions: 30", "share_millions: lots", "share_millions", "not of type 'integer'"),
        ("form.yaml", "category: form", "category: shape", "category", "must be 'form'"),
        ("form.yaml", "id: form.solids.ball", "id: form.ball", "facets[0].terms[1].id", "form.solids.NAME"),
        ("form.yaml", "form.solids.ball", "form.solids.cube", "form.solids.cube", "twice"),
        (
            "form.yaml",
            "excludes: [tint.hues.blue]",
            "excludes: [tint.hues.pink]",
            "cube.excludes",
            "tint.hues.pink",
        ),
        ("form.yaml", "schema_version: 1", "schema_version: 2", "schema_version", "1 was expected"),
        ("constraints.yaml", "[light.hours]", "[light.ours]", "exclusions.studio_or_sky", "light.ours"),
        ("policy.yaml", "presence: 0.5", "presence: often", "slots[3]", "often"),
        ("policy.yaml", "{of: tint.hues}", "{of: tint.hue}", "slots.hue", "tint.hue"),
        ("dataset.yaml", "light.hours.noon", "light.hours.nine", "held_out.red_at_noon", "light.hours.nine"),
        ("dataset.yaml", "light.hours.noon", "tint.hues.blue", "held_out.red_at_noon", "never meet"),
    ],
)
def test_a_broken_rule_names_file_and_field(  # noqa: PLR0917
    edited: Edit, file: str, old: str, new: str, field: str, message: str
) -> None:
    folder = edited(file, old, new)
    with pytest.raises(TaxonomyError) as caught:
        load_catalog(folder)
    assert caught.value.file == str(folder / file)
    assert field in caught.value.field
    assert message in str(caught.value)
    assert file in str(caught.value)


def test_text_that_is_no_yaml_names_the_line(edited: Edit) -> None:
    folder = edited("light.yaml", "facets:", "facets: [")
    with pytest.raises(TaxonomyError, match=r"light\.yaml: line \d+, column \d+: is not YAML"):
        load_catalog(folder)


def test_bytes_that_are_no_text_are_refused(edited: Edit) -> None:
    folder = edited("light.yaml", "Light", "Light")
    (folder / "light.yaml").write_bytes(b"\x89PNG\x00\xff\xfe")
    with pytest.raises(TaxonomyError, match=r"light\.yaml: .*is not YAML"):
        load_catalog(folder)


def test_a_list_in_place_of_a_mapping_is_refused(edited: Edit) -> None:
    folder = edited("light.yaml", "Light", "Light")
    (folder / "light.yaml").write_text("- one\n- two\n", encoding="utf-8")
    with pytest.raises(TaxonomyError, match="must be a mapping, is list"):
        load_catalog(folder)


def test_a_missing_file_and_a_missing_folder_are_named(edited: Edit, tmp_path: Path) -> None:
    folder = edited("light.yaml", "Light", "Light")
    (folder / "tint.yaml").unlink()
    with pytest.raises(TaxonomyError, match=r"tint\.yaml: cannot be read: No such file"):
        load_catalog(folder)
    with pytest.raises(TaxonomyError, match=r"dataset\.yaml: cannot be read"):
        load_catalog(tmp_path / "nowhere")


def test_a_seal_holds_until_a_byte_changes(tmp_path: Path) -> None:
    folder = tmp_path / "taxonomy"
    shutil.copytree(MINI, folder)
    assert not is_sealed(folder)
    set_seal(folder)
    assert is_sealed(folder)
    with (folder / "light.yaml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    assert not is_sealed(folder)


def test_a_damaged_seal_is_no_seal(tmp_path: Path) -> None:
    folder = tmp_path / "taxonomy"
    shutil.copytree(MINI, folder)
    (folder / "seal.json").write_text("{", encoding="utf-8")
    assert not is_sealed(folder)


def test_files_that_do_not_pass_are_not_sealed(edited: Edit) -> None:
    folder = edited("form.yaml", "status: planned", "status: soon")
    with pytest.raises(TaxonomyError):
        set_seal(folder)
    assert not is_sealed(folder)


def test_the_schema_is_valid_and_fits_whole_documents() -> None:
    schema = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for path in [*MINI.glob("*.yaml"), *DATA_FOLDER.glob("*.yaml")]:
        validator.validate(yaml.safe_load(path.read_text(encoding="utf-8")))
