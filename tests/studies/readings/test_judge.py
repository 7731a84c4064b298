"""What is computed is told from what is declared, and what is declared has its reason on record."""

from __future__ import annotations

from pathlib import Path

import pytest
from pxr import Sdf, Usd, UsdGeom

from quality_control.contract import TermReading
from studies.readings.judge import declared_terms, judge_terms
from studies.readings.removal import find_carrier
from studies.verification.coverage import read_report
from taxonomy.loading import load_catalog

_MOST_DECLARED = 40


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


@pytest.mark.parametrize(
    ("term", "carrier"),
    [
        ("materials.pbr_metals.gold", "inputs:"),
        ("lighting.color_temperature.daylight", "inputs:color"),
        ("camera.lenses.focal_lengths.portrait", "focalLength"),
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
