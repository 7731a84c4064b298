"""One more layer over a stage: on disk for another process, or in this one's memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from pxr import Sdf, Usd, UsdGeom

from usd_scenes.layer_files import new_layer, save_layer, session_edits, stage_over


def _below(folder: Path) -> Sdf.Layer:
    layer = new_layer(folder / "below" / "stage.usda")
    stage = Usd.Stage.Open(layer)
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    UsdGeom.SetStageMetersPerUnit(stage, 0.01)
    stage.SetStartTimeCode(3.0)
    stage.SetDefaultPrim(UsdGeom.Xform.Define(stage, "/World").GetPrim())
    save_layer(layer)
    return layer


@pytest.mark.parametrize("sublayer", ["", "below/stage.usda"])
def test_what_is_edited_over_a_stage_is_in_the_file_over_it_and_not_in_the_stage(
    tmp_path: Path, sublayer: str
) -> None:
    root, file = _below(tmp_path), tmp_path / "over.usda"
    with stage_over(root, file, sublayer=sublayer) as stage:
        stage.GetPrimAtPath("/World").SetActive(False)
    assert not root.GetPrimAtPath("/World").HasInfo("active")
    del stage
    opened = Usd.Stage.Open(str(file))
    assert not opened.GetPrimAtPath("/World").IsActive()
    assert UsdGeom.GetStageUpAxis(opened) == UsdGeom.Tokens.z
    assert UsdGeom.GetStageMetersPerUnit(opened) == 0.01
    assert (opened.GetStartTimeCode(), opened.GetDefaultPrim().GetName()) == (3.0, "World")


def test_a_second_layer_of_the_same_name_has_nothing_of_the_first(tmp_path: Path) -> None:
    root, file = _below(tmp_path), tmp_path / "over.usda"
    with stage_over(root, file) as first:
        UsdGeom.Xform.Define(first, "/World/Old")
    with stage_over(root, file) as second:
        UsdGeom.Xform.Define(second, "/World/New")
    opened = Usd.Stage.Open(str(file))
    assert [str(prim.GetPath()) for prim in opened.Traverse()] == ["/World", "/World/New"]


def test_edits_that_fail_leave_no_file(tmp_path: Path) -> None:
    root, file = _below(tmp_path), tmp_path / "over.usda"
    file.write_text("#usda 1.0\n")
    with pytest.raises(ZeroDivisionError), stage_over(root, file):
        raise ZeroDivisionError
    assert not file.exists()


def test_session_edits_reach_no_layer_of_the_stage(tmp_path: Path) -> None:
    stage = Usd.Stage.Open(_below(tmp_path))
    with session_edits(stage):
        stage.GetPrimAtPath("/World").SetActive(False)
    assert not stage.GetPrimAtPath("/World").IsActive()
    assert not stage.GetRootLayer().GetPrimAtPath("/World").HasInfo("active")
    assert not stage.GetRootLayer().dirty
