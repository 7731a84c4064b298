"""Stages that refer to MaterialX documents are compared as one layer that every backend reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from pxr import Sdf, Usd, UsdGeom, UsdShade

from schemas.errors import SceneError
from studies.compare.framed_stage import make_comparable
from tests.mtlx_text import document, given, look
from usd_scenes.sample_stage import open_stage

pytestmark = pytest.mark.renderer

_DOCUMENT = document(look("Paint", given("base_color", "color3", "0.1, 0.2, 0.7")))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "paint.mtlx").write_text(_DOCUMENT)
    file = tmp_path / "car.usda"
    stage = Usd.Stage.CreateNew(str(file))
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    UsdGeom.SetStageMetersPerUnit(stage, 0.1)
    box = UsdGeom.Cube.Define(stage, "/Box")
    looks = Sdf.CreatePrimInLayer(stage.GetRootLayer(), "/Looks")
    looks.specifier = Sdf.SpecifierDef
    looks.referenceList.Prepend(Sdf.Reference("./paint.mtlx", "/MaterialX"))
    api = UsdShade.MaterialBindingAPI.Apply(box.GetPrim())
    api.GetPrim().CreateRelationship("material:binding").SetTargets(["/Looks/Materials/Paint"])
    stage.GetRootLayer().Save()
    return file


def test_the_looks_of_a_document_are_there_and_the_rest_is_as_it_was(file: Path, tmp_path: Path) -> None:
    comparable, camera = make_comparable(file, tmp_path / "out", camera=None)
    stage = open_stage(comparable)
    assert not stage.GetCompositionErrors()
    material, _ = UsdShade.MaterialBindingAPI(stage.GetPrimAtPath("/Box")).ComputeBoundMaterial()
    surface, _, _ = material.ComputeSurfaceSource("mtlx")
    assert surface.GetIdAttr().Get() == "ND_standard_surface_surfaceshader"
    (producer,) = surface.GetInput("base_color").GetValueProducingAttributes()
    assert tuple(producer.Get()) == pytest.approx((0.1, 0.2, 0.7))
    assert UsdGeom.GetStageMetersPerUnit(stage) == pytest.approx(0.1)
    assert stage.GetPrimAtPath(camera)


def test_a_document_that_is_not_there_is_named(file: Path, tmp_path: Path) -> None:
    (tmp_path / "paint.mtlx").unlink()
    with pytest.raises(SceneError, match=r"car\.usda.*MaterialX documents.*paint\.mtlx"):
        make_comparable(file, tmp_path / "out", camera=None)
