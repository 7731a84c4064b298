"""Our stages in programs that know nothing of us: plain usd-core, and Blender's own importer."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pxr import Usd, UsdGeom, UsdShade, UsdUtils

from aws_integration.upload import files_to_upload
from pipelines.recipes import ComposeJob, compose_specs, drawn_specs
from quality_control.checks.stage import check_stage
from usd_scenes.shader_inputs import input_value

ROOT = Path(__file__).resolve().parents[2]
_INDICES = (0, 5, 6)  # a studio, a liquid with looks of its own, an open ground
_SOCKETS = {
    "diffuseColor": "Base Color",
    "emissiveColor": "Emission Color",
    "metallic": "Metallic",
    "roughness": "Roughness",
    "opacity": "Alpha",
    "ior": "IOR",
    "clearcoat": "Coat Weight",
}


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Root layers of samples that were composed and left alone."""
    folder = tmp_path_factory.mktemp("dataset")
    return tuple(compose_specs(ComposeJob(output=folder, specs=drawn_specs(_INDICES, seed=7))))


def _materials(file: Path) -> Iterator[UsdShade.Material]:
    stage = Usd.Stage.Open(str(file))
    yield from (UsdShade.Material(prim) for prim in stage.Traverse() if prim.IsA(UsdShade.Material))


def test_plain_usd_composes_every_stage_without_an_error_or_a_missing_file(stages: tuple[Path, ...]) -> None:
    for file in stages:
        stage = Usd.Stage.Open(str(file))
        assert stage.GetCompositionErrors() == []
        _, _, missing = UsdUtils.ComputeAllDependencies(str(file))
        assert missing == []
        assert any(prim.IsA(UsdGeom.Mesh) for prim in stage.Traverse())


def test_every_surface_look_has_a_fallback_of_constants(stages: tuple[Path, ...]) -> None:
    for file in stages:
        for material in _materials(file):
            if material.ComputeVolumeSource("mtlx")[0]:
                continue
            fallback = material.ComputeSurfaceSource()[0]
            assert fallback.GetShaderId() == "UsdPreviewSurface", material.GetPath()
            assert all(input_value(given) is not None for given in fallback.GetInputs())


def test_a_moved_dataset_takes_its_looks_along(stages: tuple[Path, ...], tmp_path: Path) -> None:
    dataset = stages[0].parents[3]
    moved = tmp_path / "elsewhere"
    shutil.copytree(dataset, moved)
    sent = {str(file) for file in files_to_upload(moved)}
    for file in stages:
        layers, _, missing = UsdUtils.ComputeAllDependencies(str(moved / file.relative_to(dataset)))
        assert missing == []
        looks = {layer.realPath for layer in layers if Path(layer.realPath).parent.name == "looks"}
        assert looks
        assert looks <= sent
        assert all(path.startswith(str(moved)) for path in looks)


def test_a_sample_without_its_looks_is_found_out(stages: tuple[Path, ...], tmp_path: Path) -> None:
    dataset = stages[0].parents[3]
    moved = tmp_path / "elsewhere"
    shutil.copytree(dataset, moved, ignore=shutil.ignore_patterns("looks"))
    assert check_stage(moved / stages[0].relative_to(dataset))


@pytest.mark.renderer
def test_blenders_own_import_shows_the_fallback_of_every_look(stages: tuple[Path, ...]) -> None:
    imported = _import_in_blender(stages)
    compared = 0
    for file in stages:
        for material in _materials(file):
            fallback = material.ComputeSurfaceSource()[0]
            if not fallback:
                continue
            principled = imported[str(file)][str(material.GetPath())]
            assert principled, f"{material.GetPath()}: no Principled BSDF"
            for name, socket in _SOCKETS.items():
                given = input_value(fallback.GetInput(name))
                expected = [*given, 1.0] if name.endswith("Color") else given
                assert principled[socket] == pytest.approx(expected, abs=1e-5), (material.GetPath(), name)
            compared += 1
    assert compared > len(stages)


def _import_in_blender(stages: tuple[Path, ...]) -> dict[str, dict[str, dict[str, Any]]]:
    child = subprocess.run(
        [sys.executable, "-m", "tests.pipelines.plain_blender_import", *map(str, stages)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    materials: dict[str, dict[str, dict[str, Any]]] = json.loads(child.stdout)
    return materials
