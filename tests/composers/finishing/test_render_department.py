"""What the composers of rendering, post_processing and art_styles write is what the readers find."""

from __future__ import annotations

from pathlib import Path

import pytest
from pxr import Usd, UsdGeom, UsdLux

from assets.store import AssetStore
from composers import art_styles, post_processing, rendering
from composers.rendering import SQUARE, SlateComposer
from composers.shot import Shot
from finishing.registry import find_effect
from quality_control.readers import art_styles as style_readers
from quality_control.readers import post_processing as finishing_readers
from quality_control.readers import rendering as rendering_readers
from schemas.aovs import CORE_AOVS, in_frame_order
from schemas.spec import ParameterValue, SampleSpec
from taxonomy.loading import load_catalog
from taxonomy.terms import Term
from taxonomy.tiers import default_tier
from tests.composers.stand_in_shot import planned_shot
from usd_scenes import own_attributes, prim_paths
from usd_scenes.departments import Department
from usd_scenes.finishing import read_finishing
from usd_scenes.render_settings import (
    DEFAULT_MAX_BOUNCES,
    read_featured_vars,
    read_render_settings,
    read_resolution,
)
from usd_scenes.sample_stage import create_sample_stage

CATEGORIES = ("rendering", "post_processing", "art_styles")
TERMS = [term for term in load_catalog().composed_terms if term.category in CATEGORIES]
COMPOSERS = (SlateComposer(SQUARE), rendering.COMPOSER, post_processing.COMPOSER, art_styles.COMPOSER)
READERS = (*rendering_readers.READERS, *finishing_readers.READERS, *style_readers.READERS)


def _compose(folder: Path, *names: str, focus_m: float = 0.0) -> Shot:
    catalog = load_catalog()
    parameters = tuple(
        ParameterValue(term=name, name=p.name, value=p.value_at(0.4))
        for name in names
        for p in catalog.term(name).parameters
    )
    spec = SampleSpec(
        dataset_version="1",
        seed=1,
        index=7,
        focus=names[0],
        split="train",
        terms=tuple(sorted(names)),
        parameters=parameters,
    )
    shot = planned_shot(spec, create_sample_stage(folder, spec), AssetStore(folder / "assets"))
    with shot.edit(Department.CAMERA) as stage:
        UsdGeom.Camera.Define(stage, prim_paths.MAIN_CAMERA).CreateFocusDistanceAttr(focus_m)
    for composer in COMPOSERS:
        composer.compose(shot)
    return shot


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.id)
def test_a_term_that_is_authored_is_read_back_with_its_parameters(tmp_path: Path, term: Term) -> None:
    shot = _compose(tmp_path, term.id)
    readings = {reading.term: reading for reader in READERS for reading in reader.read(shot.stage)}
    assert term.id in readings
    values = dict(readings[term.id].values)
    for parameter in shot.spec.parameters:
        assert values[parameter.name] == pytest.approx(float(parameter.value), rel=1e-5)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.id)
def test_finishing_takes_every_parameter_that_the_taxonomy_gives(tmp_path: Path, term: Term) -> None:
    for operation in read_finishing(_compose(tmp_path, term.id).stage):
        assert {name for name, _ in operation.parameters} == set(find_effect(operation.name).defaults)


def test_only_the_render_layer_is_written(tmp_path: Path) -> None:
    shot = _compose(tmp_path, "post_processing.effects.vignette", "rendering.render_passes.mist")
    for department, layer in shot.sample.layers.items():
        if department not in (Department.RENDER, Department.CAMERA, Department.GEOMETRY):
            assert layer.empty, department
    assert not shot.sample.layers[Department.GEOMETRY].GetPrimAtPath(prim_paths.RENDER)


@pytest.mark.parametrize(("focus_m", "start_m"), [(0.4, 0.2), (6.0, 1.1)])
def test_a_mist_begins_before_what_is_in_focus(tmp_path: Path, focus_m: float, start_m: float) -> None:
    shot = _compose(tmp_path, "rendering.render_passes.mist", focus_m=focus_m)
    assert read_featured_vars(shot.stage)["mist"]["start_m"] == pytest.approx(start_m)


def test_a_sample_says_the_default_tier_in_its_own_layer(tmp_path: Path) -> None:
    settings = read_render_settings(_compose(tmp_path, "art_styles.realism.photorealism").stage)
    tier = default_tier()
    assert (settings.resolution, settings.spp, settings.denoise) == (tier.resolution, tier.spp, tier.denoise)


def test_a_sample_about_sampling_says_its_own_count(tmp_path: Path) -> None:
    shot = _compose(tmp_path, "rendering.sampling.medium")
    assert read_render_settings(shot.stage).spp == shot.number("rendering.sampling.medium", "spp")


@pytest.mark.parametrize(("shape", "size"), [((1, 1), (256, 256)), ((16, 9), (256, 144)), ((9, 16), (144, 256))])
def test_a_picture_of_another_shape_has_the_default_tier_s_longer_side(
    tmp_path: Path, shape: tuple[int, int], size: tuple[int, int]
) -> None:
    spec = SampleSpec(dataset_version="1", seed=1, index=7, focus="a.b", split="train", terms=("a.b",))
    shot = planned_shot(spec, create_sample_stage(tmp_path, spec), AssetStore(tmp_path / "assets"))
    SlateComposer(shape).compose(shot)
    assert read_resolution(shot.stage) == size


def test_the_product_holds_the_core_aovs_the_pass_and_a_var_a_light_group(tmp_path: Path) -> None:
    spec = SampleSpec(
        dataset_version="1", seed=1, index=7, focus="rendering.render_passes.diffuse", split="train",
        terms=("rendering.render_passes.diffuse",),
    )  # fmt: skip
    shot = planned_shot(spec, create_sample_stage(tmp_path, spec), AssetStore(tmp_path / "assets"))
    with shot.edit(Department.LIGHTING) as stage:
        for name, group in (("Rim", "rim"), ("Key", "key"), ("Card", "key")):
            light = UsdLux.RectLight.Define(stage, f"{prim_paths.LIGHTS}/{name}").GetPrim()
            attribute = light.CreateAttribute(own_attributes.LIGHT_GROUP, _token(), custom=True)
            attribute.Set(group)
        UsdGeom.Camera.Define(stage, prim_paths.MAIN_CAMERA)
    for composer in COMPOSERS[:2]:
        composer.compose(shot)
    expected = (*CORE_AOVS, "diffuse_direct", "diffuse_indirect", "light_key", "light_rim")
    aovs = read_render_settings(shot.stage).aovs
    assert in_frame_order(aovs) == expected
    assert aovs[:3] == ("diffuse_direct", "diffuse_indirect", "beauty")


def test_no_bounce_at_all_is_read_as_such(tmp_path: Path) -> None:
    stage = _compose(tmp_path, "art_styles.realism.photorealism").stage
    attribute = stage.GetPrimAtPath(prim_paths.RENDER_SETTINGS).GetAttribute(own_attributes.MAX_BOUNCES)
    assert read_render_settings(stage).max_bounces == attribute.Get() > 0
    with Usd.EditContext(stage, stage.GetSessionLayer()):
        attribute.Set(0)
        assert read_render_settings(stage).max_bounces == 0
        attribute.Block()
        assert read_render_settings(stage).max_bounces == DEFAULT_MAX_BOUNCES


def test_raw_samples_leave_the_denoiser_off(tmp_path: Path) -> None:
    assert not read_render_settings(_compose(tmp_path, "rendering.ray_tracing.raw_samples").stage).denoise


def test_composing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    texts = [
        _compose(tmp_path / name, "art_styles.npr.hatching").sample.layers[Department.RENDER].ExportToString()
        for name in ("a", "b")
    ]
    assert texts[0] == texts[1]


def _token() -> object:
    from pxr import Sdf

    return Sdf.ValueTypeNames.Token
