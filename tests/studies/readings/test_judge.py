"""What is computed is told from what is declared, and what is declared has its reason on record."""

from __future__ import annotations

from pathlib import Path

import pytest
from pxr import Gf, Sdf, Usd, UsdGeom

from quality_control.contract import TermReading
from schemas.errors import SceneError
from studies.readings.judge import declared_terms, judge, judge_terms
from studies.readings.removal import find_carrier
from studies.verification.coverage import read_report
from taxonomy.loading import load_catalog
from usd_scenes.cameras import CameraSettings, define_camera, read_camera

_MOST_DECLARED = 40
_CAMERA = CameraSettings(eye_m=(0.0, -5.0, 1.0), azimuth_deg=0.0, pitch_deg=5.0, focal_length_mm=50.0)


class WidthReader:
    """Reads how wide a cube is: computed."""

    facets = ("geometry.primitives",)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """The cube's width where it is between one and two."""
        widths = [UsdGeom.Cube(prim).GetSizeAttr().Get() for prim in stage.Traverse() if prim.IsA(UsdGeom.Cube)]
        return tuple(TermReading(term="geometry.primitives.cube") for width in widths if 1.0 <= width <= 2.0)


class NameReader:
    """Reads that a prim is called Cube: declared."""

    facets = ("geometry.primitives",)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """A cube where one is called so."""
        called = any(prim.GetName() == "Cube" for prim in stage.Traverse())
        return (TermReading(term="geometry.primitives.cube"),) if called else ()


class WordReader:
    """Looks at the camera, and reads a word of the author's: declared."""

    facets = ("geometry.primitives",)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """What the cube's custom data call it."""
        read_camera(stage)
        words = [prim.GetCustomDataByKey("word") for prim in stage.Traverse()]
        return (TermReading(term="geometry.primitives.cube"),) if "cube" in words else ()


class PlaceReader:
    """Reads that a cube stands at the origin, upright and a metre wide: computed."""

    facets = ("geometry.primitives",)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """A cube where its transform does nothing."""
        place = UsdGeom.Xformable(stage.GetPrimAtPath("/Cube")).GetLocalTransformation()
        return (TermReading(term="geometry.primitives.cube"),) if place == Gf.Matrix4d(1.0) else ()


@pytest.fixture
def stage() -> Usd.Stage:
    """One cube, of size 1.5, beside another attribute."""
    made = Usd.Stage.CreateInMemory()
    cube = UsdGeom.Cube.Define(made, "/Cube")
    cube.CreateSizeAttr(1.5)
    cube.GetPrim().CreateAttribute("beside", Sdf.ValueTypeNames.Float).Set(3.0)
    return made


def test_what_carries_a_reading_is_found_and_the_stage_left_as_it_was(stage: Usd.Stage) -> None:
    reader = WidthReader()
    text = stage.ExportToString()
    assert find_carrier(stage, reader, reader.read(stage)[0]) == "/Cube.size"
    assert stage.ExportToString() == text
    assert stage.GetSessionLayer().subLayerPaths == []


def test_what_only_a_name_says_has_no_carrier(stage: Usd.Stage) -> None:
    reader = NameReader()
    assert find_carrier(stage, reader, reader.read(stage)[0]) is None


def test_a_stage_that_a_reader_refuses_shows_nothing(stage: Usd.Stage) -> None:
    define_camera(stage, "/Camera", _CAMERA)
    stage.GetPrimAtPath("/Cube").SetCustomDataByKey("word", "cube")
    reader = WordReader()
    assert find_carrier(stage, reader, reader.read(stage)[0]) is None


def test_a_lens_that_no_reader_takes_is_no_carrier(stage: Usd.Stage) -> None:
    """A reader may turn the refusal into a reading that is not there."""

    class Lenient(WordReader):
        def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
            try:
                return super().read(stage)
            except SceneError:
                return ()

    define_camera(stage, "/Camera", _CAMERA)
    stage.GetPrimAtPath("/Cube").SetCustomDataByKey("word", "cube")
    assert find_carrier(stage, Lenient(), Lenient().read(stage)[0]) is None


def test_a_word_in_the_metadata_is_declared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "stage.usda"
    made = Usd.Stage.CreateNew(str(file))
    define_camera(made, "/Camera", _CAMERA)
    UsdGeom.Cube.Define(made, "/Cube").GetPrim().SetCustomDataByKey("word", "cube")
    made.Save()
    monkeypatch.setattr("studies.readings.judge.all_readers", lambda: (WordReader(),))
    origin = judge("geometry.primitives.cube", file, folder=tmp_path / "disguise", seed=1)
    assert not origin.computed
    assert "other names" in origin.reason


@pytest.mark.parametrize("precision", [UsdGeom.XformOp.PrecisionDouble, UsdGeom.XformOp.PrecisionFloat])
@pytest.mark.parametrize(
    "kind", ["TypeTranslate", "TypeScale", "TypeRotateX", "TypeRotateXYZ", "TypeOrient", "TypeTransform"]
)
def test_every_kind_of_transform_is_changed(kind: str, precision: UsdGeom.XformOp.Precision) -> None:
    stage = Usd.Stage.CreateInMemory()
    cube = UsdGeom.Cube.Define(stage, "/Cube")
    if kind == "TypeTransform":
        precision = UsdGeom.XformOp.PrecisionDouble
    operation = cube.AddXformOp(getattr(UsdGeom.XformOp, kind), precision)
    nothing = {"TypeTransform": Gf.Matrix4d(1.0), "TypeScale": Gf.Vec3d(1.0), "TypeRotateX": 0.0}
    nothing["TypeOrient"] = Gf.Quatd(1.0) if precision == UsdGeom.XformOp.PrecisionDouble else Gf.Quatf(1.0)
    operation.Set(nothing.get(kind, Gf.Vec3d(0.0)))
    reader = PlaceReader()
    assert find_carrier(stage, reader, reader.read(stage)[0]) == str(operation.GetAttr().GetPath())


@pytest.mark.parametrize(
    ("term", "carrier"),
    [
        ("materials.pbr_metals.gold", "inputs:"),
        ("lighting.color_temperature.daylight", "inputs:color"),
        ("camera.lenses.focal_lengths.portrait", "focalLength"),
        ("camera.angles.low_angle", "xformOp:rotate"),
        ("camera.angles.dutch_angle", "xformOp:rotate"),
        ("geometry.primitives.torus", "points"),
    ],
)
def test_a_reading_from_the_picture_s_own_causes_is_computed(term: str, carrier: str, tmp_path: Path) -> None:
    (origin,) = judge_terms([term], seed=7, folder=tmp_path)
    assert origin.computed, origin.reason
    assert carrier in origin.carrier


def test_an_engine_is_declared(tmp_path: Path) -> None:
    (origin,) = judge_terms(["rendering.engines.cycles"], seed=7, folder=tmp_path)
    assert not origin.computed
    assert origin.term in declared_terms()


def test_few_terms_are_declared_and_each_has_its_reason() -> None:
    composed = {term.id for term in load_catalog().composed_terms}
    assert set(declared_terms()) <= composed
    assert len(declared_terms()) <= _MOST_DECLARED
    assert all(len(reason) > 20 for reason in declared_terms().values())


def test_every_term_that_was_found_declared_is_on_record(tmp_path: Path) -> None:
    shipped = read_report(tmp_path / "none.json").readings
    assert {origin.term for origin in shipped if not origin.computed} <= set(declared_terms())
