"""Liquids and gases: what is asked for is what is read back, byte for byte the same, and only in the fx layer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pxr import Usd, UsdGeom, UsdLux, UsdShade

from assets.store import AssetStore
from composers import camera, gases, lighting, liquids
from composers.shot import Shot
from quality_control.readers import gases as gas_readers
from quality_control.readers import liquids as liquid_readers
from schemas.spec import ParameterValue, SampleSpec
from taxonomy.loading import load_catalog
from tests.composers.stand_in_shot import add_box, planned_shot, stand_in_shot
from tests.foreign_looks import publish_constants
from usd_scenes import prim_paths
from usd_scenes.departments import Department
from usd_scenes.lights import find_lights
from usd_scenes.sample_stage import create_sample_stage
from usd_scenes.semantics import Role
from usd_scenes.subjects import read_points

READERS = (*liquid_readers.READERS, *gas_readers.READERS)


def _shot(folder: Path, term: str, *, index: int = 0, subject: bool = False) -> Shot:
    parameters = tuple(
        ParameterValue(term=term, name=one.name, value=one.value_at((0.37 + 0.31 * index) % 1.0))
        for one in load_catalog().term(term).parameters
    )
    spec = SampleSpec(
        dataset_version="test",
        seed=3,
        index=index,
        focus=term,
        split="train",
        terms=(term,),
        parameters=parameters,
    )
    sample = create_sample_stage(folder / f"{index:03d}", spec)
    shot = planned_shot(spec, sample, AssetStore(folder / "assets"), bare=True)
    with shot.edit(Department.GEOMETRY) as stage:
        add_box(stage, f"{prim_paths.SET}/Floor", (40.0, 40.0, 0.01), (0.0, 0.0, -0.005), Role.SET_FLOOR)
        if subject:
            add_box(stage, f"{prim_paths.SUBJECT}/Box", (0.4, 0.3, 0.6), (0.0, 0.0, 0.3), Role.SUBJECT)
    return shot


def _composed(folder: Path, term: str, **more: bool | int) -> Shot:
    shot = _shot(folder, term, **more)  # type: ignore[arg-type]
    for composer in (liquids.COMPOSER, gases.COMPOSER):
        composer.compose(shot)
    return shot


@pytest.mark.parametrize("transmittance", [0.4, 0.7])
def test_a_coloured_liquid_of_any_hue_is_coloured_and_as_clear_as_asked(
    tmp_path: Path, transmittance: float
) -> None:
    term = "liquids.properties.colored"
    for index, hue_deg in enumerate(range(0, 360, 15)):
        given = {"hue_deg": hue_deg, "transmittance": transmittance}
        shot = stand_in_shot(tmp_path, {term: given}, index=index)
        liquids.COMPOSER.compose(shot)
        readings = {r.term: r for reader in liquid_readers.READERS for r in reader.read(shot.stage)}
        assert term in readings, hue_deg
        assert readings[term].number("transmittance") == pytest.approx(transmittance, abs=0.02)


@pytest.mark.parametrize("term", sorted(liquids.COMPOSER.terms))
def test_a_liquid_is_read_back_from_the_stage_alone(term: str, tmp_path: Path) -> None:
    for index in range(3):
        stage = _composed(tmp_path, term, index=index).stage
        assert term in {reading.term for reader in READERS for reading in reader.read(stage)}


@pytest.mark.renderer
@pytest.mark.parametrize("term", sorted(gases.COMPOSER.terms))
def test_a_gas_is_read_back_from_the_stage_alone(term: str, tmp_path: Path) -> None:
    stage = _composed(tmp_path, term, subject=True).stage
    assert [reading.term for reader in READERS for reading in reader.read(stage)] == [term]


def test_the_same_spec_gives_the_same_fx_layer(tmp_path: Path) -> None:
    term = "liquids.water.states.ripples"
    layers = [_composed(tmp_path / name, term).sample.layers[Department.FX] for name in ("a", "b")]
    assert layers[0].ExportToString() == layers[1].ExportToString()


def test_only_the_fx_layer_is_written(tmp_path: Path) -> None:
    term = "liquids.viscous.honey"
    before = {d: layer.ExportToString() for d, layer in _shot(tmp_path / "a", term).sample.layers.items()}
    after = {d: layer.ExportToString() for d, layer in _composed(tmp_path / "b", term).sample.layers.items()}
    assert {d for d in before if before[d] != after[d]} == {Department.FX}


def test_nothing_is_written_where_neither_liquid_nor_gas_is_asked_for(tmp_path: Path) -> None:
    shot = _composed(tmp_path, "camera.angles.eye_level")
    assert not shot.stage.GetPrimAtPath(prim_paths.FX)


def test_every_mesh_has_a_look_and_stands_on_the_floor(tmp_path: Path) -> None:
    for term in sorted(liquids.COMPOSER.terms):
        stage = _composed(tmp_path / term, term).stage
        meshes = [p for p in Usd.PrimRange(stage.GetPrimAtPath(prim_paths.FX)) if p.IsA(UsdGeom.Mesh)]
        assert meshes
        assert all(UsdShade.MaterialBindingAPI(mesh).ComputeBoundMaterial()[0] for mesh in meshes)
        cache = UsdGeom.BBoxCache(Usd.TimeCode.EarliestTime(), [UsdGeom.Tokens.default_])
        low = cache.ComputeWorldBound(stage.GetPrimAtPath(prim_paths.FX)).ComputeAlignedRange().GetMin()[2]
        assert low == pytest.approx(0.0, abs=2e-3)


def test_a_vessel_stands_clear_of_the_subject(tmp_path: Path) -> None:
    stage = _composed(tmp_path, "liquids.water.environments.pool", subject=True).stage
    cache = UsdGeom.BBoxCache(Usd.TimeCode.EarliestTime(), [UsdGeom.Tokens.default_])
    vessel, subject = (
        cache.ComputeWorldBound(stage.GetPrimAtPath(path)).ComputeAlignedRange()
        for path in (prim_paths.FX, prim_paths.SUBJECT)
    )
    assert vessel.GetMax()[1] < subject.GetMin()[1]


@pytest.mark.parametrize("term", ["liquids.viscous.oil", "liquids.viscous.paint", "liquids.water.states.ripples"])
def test_a_liquid_whose_look_is_published_is_read_as_before(term: str, tmp_path: Path) -> None:
    stage = _composed(tmp_path, term).stage
    before = [reading for reader in liquid_readers.READERS for reading in reader.read(stage)]
    assert publish_constants(stage) > 0
    assert [reading for reader in liquid_readers.READERS for reading in reader.read(stage)] == before
    assert term in {reading.term for reading in before}


@pytest.mark.parametrize("published", [False, True])
@pytest.mark.parametrize(("term", "let_through"), [("oil", True), ("paint", False)])
def test_light_reaches_what_lies_under_a_clear_liquid(
    term: str, let_through: bool, published: bool, tmp_path: Path
) -> None:
    shot = _composed(tmp_path, f"liquids.viscous.{term}")
    if published:
        with shot.edit(Department.FX) as stage:
            assert publish_constants(stage) > 0
    camera.COMPOSER.compose(shot)
    lighting.COMPOSER.compose(shot)
    liquid = f"{prim_paths.FX}/Vessel/Filling"
    for light in find_lights(shot.stage):
        shadows = UsdLux.LightAPI(light).GetShadowLinkCollectionAPI().ComputeMembershipQuery()
        assert shadows.IsPathIncluded(liquid) is not let_through
        assert shadows.IsPathIncluded(f"{prim_paths.SET}/Floor")


def test_a_glass_vessel_has_air_below_it(tmp_path: Path) -> None:
    stage = _composed(tmp_path, "liquids.viscous.oil").stage
    vessel = read_points(stage, f"{prim_paths.FX}/Vessel/Vessel", limit=1 << 20)
    board_top = read_points(stage, f"{prim_paths.FX}/Vessel/Board")[:, 2].max()
    middle = vessel[np.hypot(vessel[:, 0], vessel[:, 1]) < 0.006]
    assert vessel[:, 2].min() == pytest.approx(board_top, abs=1e-5)
    assert middle[:, 2].min() > board_top + 0.0008
