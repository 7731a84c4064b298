"""The names of a sample's files: spelled in one place."""

from __future__ import annotations

import ast
from pathlib import Path

import schemas.sample_files
from schemas.sample_files import LAYERS_FOLDER, STAGE_FILE
from usd_scenes.departments import Department

ROOT = Path(schemas.sample_files.__file__).resolve().parents[1]
ROOMS = (
    "aws_integration", "assets", "cli", "colorimetry", "composers", "finishing", "pipelines", "quality_control",
    "render_backends", "schemas", "studies", "taxonomy", "usd_scenes",
)  # fmt: skip


def test_no_source_spells_the_name_of_a_sample_file_but_their_home() -> None:
    names = {v for k, v in vars(schemas.sample_files).items() if k.endswith("_FILE")}
    assert STAGE_FILE in names
    files = [file for room in ROOMS for file in (ROOT / room).rglob("*.py")]
    assert len(files) > 400
    for file in files:
        if file == Path(schemas.sample_files.__file__):
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Constant):
                assert node.value not in names, f"{file}:{node.lineno}: {node.value!r}"


def test_a_department_layer_lies_in_the_layers_folder() -> None:
    assert all(Path(department.file_name).parent.name == LAYERS_FOLDER for department in Department)
