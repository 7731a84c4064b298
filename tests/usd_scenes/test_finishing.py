"""Finishing as a chain of shaders, and the render prims, are found whatever they are called."""

from __future__ import annotations

import pytest
from pxr import Sdf, Usd, UsdGeom, UsdRender, UsdShade

from schemas.errors import SceneError
from schemas.finishing import FinishingOperation, node_id
from usd_scenes.cameras import read_camera
from usd_scenes.finishing import read_finishing, set_finishing
from usd_scenes.render_prims import find_main_camera, find_render_product, find_render_settings, find_render_vars
from usd_scenes.render_settings import (
    RenderSettings,
    read_featured_vars,
    read_render_settings,
    set_render_settings,
    set_var_values,
)

VIGNETTE = FinishingOperation(name="vignette", parameters=(("radius", 0.45), ("strength_stops", 1.3)))
BLUR = FinishingOperation(name="blur", parameters=(("radius_fraction", 0.007),))
SKETCH = FinishingOperation(name="sketch")
SETTINGS = RenderSettings(
    camera="/Rig/Eye",
    resolution=(64, 32),
    spp=5,
    denoise=True,
    integrator="path",
    aovs=("mist", "beauty", "albedo"),
)


@pytest.fixture
def stage() -> Usd.Stage:
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.Camera.Define(stage, "/Other")
    UsdGeom.Camera.Define(stage, SETTINGS.camera)
    set_render_settings(stage, SETTINGS)
    return stage


def renamed(stage: Usd.Stage) -> Usd.Stage:
    """The same stage with other names for all prims below its roots."""
    text = stage.GetRootLayer().ExportToString()
    for old in ("Rig", "Eye", "Render", "Settings", "Products", "Beauty", "Vars", "Vignette", "Blur", "Sketch"):
        text = text.replace(f'"{old}"', f'"X{old[::-1]}"').replace(f"/{old}", f"/X{old[::-1]}")
    layer = Sdf.Layer.CreateAnonymous(".usda")
    layer.ImportFromString(text)
    return Usd.Stage.Open(layer)


def test_the_chain_is_read_in_its_order_with_the_numbers_that_were_authored(stage: Usd.Stage) -> None:
    set_finishing(stage, (VIGNETTE, BLUR, SKETCH))
    assert read_finishing(stage) == (VIGNETTE, BLUR, SKETCH)


def test_names_say_nothing(stage: Usd.Stage) -> None:
    set_finishing(stage, (BLUR, VIGNETTE))
    set_var_values(stage, "mist", {"start_m": 2.0})
    other = renamed(stage)
    assert not other.GetPrimAtPath("/Render")
    assert read_finishing(other) == (BLUR, VIGNETTE)
    assert find_main_camera(other) == "/XgiR/XeyE"
    assert read_camera(other) == read_camera(stage)
    assert tuple(find_render_vars(other)) == SETTINGS.aovs
    assert read_featured_vars(other) == {"mist": {"start_m": 2.0}}
    assert read_render_settings(other).spp == SETTINGS.spp


def test_the_settings_that_the_stage_names_hold(stage: Usd.Stage) -> None:
    UsdRender.Settings.Define(stage, "/Mine")
    stage.SetMetadata("renderSettingsPrimPath", "/Mine")
    assert str(find_render_settings(stage).GetPath()) == "/Mine"
    assert find_render_product(stage) is None


def test_a_stronger_layer_takes_an_operation_out_and_puts_it_back(stage: Usd.Stage) -> None:
    set_finishing(stage, (VIGNETTE, BLUR, SKETCH))
    stage.SetEditTarget(stage.GetSessionLayer())
    set_finishing(stage, (SKETCH,))
    assert read_finishing(stage) == (SKETCH,)
    set_finishing(stage, (SKETCH, VIGNETTE))
    assert read_finishing(stage) == (SKETCH, VIGNETTE)


def test_the_id_says_which_operation_a_shader_is_and_others_are_passed_over(stage: Usd.Stage) -> None:
    set_finishing(stage, (BLUR,))
    (blur,) = [UsdShade.Shader(prim) for prim in stage.Traverse() if prim.IsA(UsdShade.Shader)]
    blur.GetIdAttr().Set(node_id("bloom"))
    assert read_finishing(stage)[0].name == "bloom"
    blur.GetIdAttr().Set("PxrBackgroundDisplayFilter")
    assert read_finishing(stage) == ()


def test_operations_that_are_no_chain_are_refused(stage: Usd.Stage) -> None:
    set_finishing(stage, (VIGNETTE, BLUR))
    path = find_render_product(stage).GetPath().AppendChild("Loose")
    UsdShade.Shader.Define(stage, path).CreateIdAttr(node_id("sketch"))
    with pytest.raises(SceneError, match="no chain"):
        read_finishing(stage)


@pytest.mark.parametrize("name", ["parallelSynth:finishing:order", "parallelSynth:featuredVars"])
def test_a_product_of_an_older_dataset_is_refused_by_name(stage: Usd.Stage, name: str) -> None:
    product = find_render_product(stage)
    product.CreateAttribute(name, Sdf.ValueTypeNames.TokenArray, custom=True).Set(["blur"])
    for read in (read_finishing, read_featured_vars, read_render_settings):
        with pytest.raises(SceneError, match=r"before 0\.3\.0.*compose --spec") as caught:
            read(stage)
        assert caught.value.prim == str(product.GetPath())


def test_the_beauty_is_what_a_product_is_about_where_nothing_comes_before_it(stage: Usd.Stage) -> None:
    ordered = UsdRender.Product(find_render_product(stage)).GetOrderedVarsRel()
    ordered.SetTargets(ordered.GetTargets()[1:])
    assert read_featured_vars(stage) == {"beauty": {}}
