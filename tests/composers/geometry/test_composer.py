"""What the geometry department puts on the stage."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pxr import Usd, UsdGeom

from assets.store import AssetStore
from composers.geometry import COMPOSER
from composers.shot import Shot
from quality_control.readers.geometry import READERS
from schemas.spec import ParameterValue, SampleSpec
from tests.composers.stand_in_shot import planned_shot
from usd_scenes import own_attributes, prim_paths
from usd_scenes.departments import Department
from usd_scenes.meshes import world_bounds
from usd_scenes.sample_stage import create_sample_stage, save_sample_stage
from usd_scenes.semantics import read_class, read_role


def _shot(
    folder: Path,
    shared_store: AssetStore,
    *,
    terms: tuple[str, ...] = (),
    index: int = 0,
    focus: str = "",
    **values: float | str,
) -> Shot:
    focus = focus or (terms[0] if terms else "materials.pbr_metals.gold")
    spec = SampleSpec(
        dataset_version="test",
        seed=7,
        index=index,
        focus=focus,
        split="train",
        terms=tuple(sorted(terms)),
        parameters=tuple(ParameterValue(term=terms[0], name=name, value=value) for name, value in values.items()),
    )
    shot = planned_shot(spec, create_sample_stage(folder, spec), shared_store)
    COMPOSER.compose(shot)
    return shot


def _meshes(stage: Usd.Stage) -> list[Usd.Prim]:
    return [prim for prim in stage.Traverse() if prim.IsA(UsdGeom.Mesh)]


def _setting(shot: Shot) -> str:
    return str(shot.stage.GetPrimAtPath(prim_paths.SET).GetAttribute(own_attributes.SETTING).Get())


def test_every_mesh_is_labelled_and_loaded(tmp_path: Path, shared_store: AssetStore) -> None:
    shot = _shot(tmp_path, shared_store)
    meshes = _meshes(shot.stage)
    assert len(meshes) >= 3
    for prim in meshes:
        assert read_role(prim) is not None
        assert read_class(prim)
        assert len(UsdGeom.Mesh(prim).GetPointsAttr().Get())
        assert UsdGeom.PrimvarsAPI(prim).GetPrimvar("st")


def test_only_the_geometry_layer_is_written(tmp_path: Path, shared_store: AssetStore) -> None:
    shot = _shot(tmp_path, shared_store)
    written = {department for department, layer in shot.sample.layers.items() if not layer.empty}
    assert written == {Department.GEOMETRY}


def test_the_same_sample_has_the_same_bytes(tmp_path: Path, shared_store: AssetStore) -> None:
    texts = []
    for name in ("first", "second"):
        shot = _shot(tmp_path / name / "sample", shared_store, index=5)
        save_sample_stage(shot.sample)
        text = (tmp_path / name / "sample/layers/geometry.usda").read_text()
        texts.append(text.replace(f"/{name}/", "/"))
    assert texts[0] == texts[1]
    assert str(tmp_path) not in texts[0], "asset paths are relative"


@pytest.mark.parametrize("index", range(12))
def test_the_subject_rests_on_its_stand_and_props_keep_clear(
    index: int, tmp_path: Path, shared_store: AssetStore
) -> None:
    shot = _shot(tmp_path, shared_store, index=index, terms=("color.mood.calm",))
    stage = shot.stage
    low, high = world_bounds(stage, prim_paths.SUBJECT)
    boxes = [(low, high)]
    for prop in stage.GetPrimAtPath(prim_paths.PROPS).GetChildren():
        box = world_bounds(stage, str(prop.GetPath()))
        assert box[0][2] == pytest.approx(low[2], abs=1e-4), "a prop stands where the subject stands"
        boxes.append(box)
    for i, (low_a, high_a) in enumerate(boxes):
        for low_b, high_b in boxes[i + 1 :]:
            apart = (low_a[:2] > high_b[:2]) | (low_b[:2] > high_a[:2])
            gap = np.maximum(low_a[:2] - high_b[:2], low_b[:2] - high_a[:2]).max()
            assert apart.any() or gap > -0.25 * min(np.ptp([low_a[:2], high_a[:2]], axis=0).min(), 0.4)
    plinths = [world_bounds(stage, str(p.GetPath())) for p in stage.Traverse() if _is_plinth(p)]
    if plinths:
        assert low[2] == pytest.approx(plinths[0][1][2], abs=1e-5)
        for box in boxes:
            assert (box[0][:2] > plinths[0][0][:2]).all()
            assert (box[1][:2] < plinths[0][1][:2]).all(), "nothing hangs over the edge"


@pytest.mark.parametrize("index", range(6))
def test_in_a_place_the_subject_stands_on_its_support_alone(
    index: int, tmp_path: Path, shared_store: AssetStore
) -> None:
    shot = _shot(tmp_path, shared_store, index=index)
    place = shot.blocking.place
    assert place is not None
    low, high = world_bounds(shot.stage, prim_paths.SUBJECT)
    assert low[2] == pytest.approx(place.variant.support.height_m, abs=1e-4)
    assert np.abs([low[0], high[0]]).max() <= place.variant.support.half_x_m * 1.25
    assert not shot.stage.GetPrimAtPath(prim_paths.PROPS).GetChildren(), "the things about it are the place's own"
    assert _setting(shot) == place.place.name


def _is_plinth(prim: Usd.Prim) -> bool:
    return prim.IsA(UsdGeom.Mesh) and str(read_role(prim)) == "plinth"


def test_daylight_is_out_of_doors_and_clouds_are_over_a_landscape(
    tmp_path: Path, shared_store: AssetStore
) -> None:
    noon = _shot(tmp_path / "a", shared_store, terms=("lighting.time_of_day.noon",)).blocking
    assert noon.setting.is_outdoors
    assert noon.place is not None
    assert noon.place.place.outdoors
    clouds = _shot(tmp_path / "b", shared_store, terms=("gases.clouds.cumulus",))
    assert _setting(clouds) == "landscape"
    lamps = _shot(tmp_path / "c", shared_store, terms=("lighting.setup_types.three_point",)).blocking
    assert not lamps.setting.is_outdoors
    assert lamps.place is not None
    assert not lamps.place.place.outdoors


def test_a_liquid_has_a_set_and_no_subject(tmp_path: Path, shared_store: AssetStore) -> None:
    stage = _shot(tmp_path, shared_store, terms=("liquids.water.states.still",)).stage
    assert not stage.GetPrimAtPath(prim_paths.SUBJECT)
    assert stage.GetPrimAtPath(prim_paths.SET).GetChildren()
    assert not stage.GetPrimAtPath(prim_paths.PROPS).GetChildren()


@pytest.mark.parametrize("term", sorted(COMPOSER.terms))
def test_a_term_is_read_back_from_the_stage_alone(term: str, tmp_path: Path, shared_store: AssetStore) -> None:
    stage = _shot(tmp_path, shared_store, terms=(term,)).stage
    found = [reading.term for reader in READERS for reading in reader.read(stage)]
    assert found == [term]


def test_parameters_reach_the_mesh(tmp_path: Path, shared_store: AssetStore) -> None:
    stage = _shot(tmp_path, shared_store, terms=("geometry.primitives.cone",), height_ratio=1.7).stage
    (reading,) = (reading for reader in READERS for reading in reader.read(stage))
    assert reading.number("height_ratio") == pytest.approx(1.7, abs=1e-4)
    extent = np.array(UsdGeom.Mesh(stage.GetPrimAtPath("/World/Subject/Body")).GetExtentAttr().Get())
    assert np.ptp(extent, axis=0)[2] / np.ptp(extent, axis=0)[0] == pytest.approx(1.7, abs=1e-3)


def test_a_vase_is_read_as_no_form(tmp_path: Path, shared_store: AssetStore) -> None:
    stages = (_shot(tmp_path / str(i), shared_store, index=i).stage for i in range(4))
    assert not [reading for stage in stages for reader in READERS for reading in reader.read(stage)]
