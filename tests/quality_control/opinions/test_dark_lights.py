"""A light that gives nothing is no light."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pxr import Sdf, Usd, UsdGeom, UsdLux

from quality_control.contract import StageEdit
from tests.quality_control.opinions.conftest import Read
from usd_scenes.lights import find_lights
from usd_scenes.render_prims import find_main_camera

_FACETS = ("lighting.time_of_day.", "lighting.setup_types.", "lighting.light_sources.", "lighting.color_temp")
_TERMS = ("lighting.time_of_day.afternoon", "lighting.setup_types.high_key", "lighting.light_sources.spot_light")


def _of_all(change: Callable[[UsdLux.LightAPI], object]) -> StageEdit:
    def edit(stage: Usd.Stage) -> None:
        for prim in find_lights(stage):
            change(UsdLux.LightAPI(prim))

    return edit


def _without_response(light: UsdLux.LightAPI) -> None:
    light.CreateDiffuseAttr(0.0)
    light.CreateSpecularAttr(0.0)


def _linked_to(path: str) -> Callable[[UsdLux.LightAPI], None]:
    def link(light: UsdLux.LightAPI) -> None:
        links = light.GetLightLinkCollectionAPI()
        links.CreateIncludeRootAttr(False)
        links.CreateIncludesRel().SetTargets([Sdf.Path(path)])

    return link


@pytest.mark.parametrize("term", _TERMS)
@pytest.mark.parametrize(
    "change",
    [
        _without_response,
        _linked_to("/World/Nowhere"),
        lambda light: light.GetLightLinkCollectionAPI().CreateExcludesRel().SetTargets(["/World"]),
        lambda light: light.CreateExposureAttr(-60.0),
        lambda light: light.CreateIntensityAttr(0.0),
    ],
    ids=["no response", "linked to nothing", "the world excluded", "60 stops down", "no intensity"],
)
def test_dark_lights_are_not_read(read: Read, term: str, change: Callable[[UsdLux.LightAPI], object]) -> None:
    assert term in read(term)
    assert not [found for found in read(term, _of_all(change)) if found.startswith(_FACETS)]


@pytest.mark.parametrize("term", _TERMS)
def test_lights_that_are_linked_to_all_there_is_are_read_as_they_were(read: Read, term: str) -> None:
    assert read(term, _of_all(_linked_to("/World"))) == read(term)


@pytest.mark.parametrize("term", ["lighting.setup_types.rembrandt", "lighting.setup_types.rim"])
def test_a_camera_that_looks_away_is_read_without_failing(read: Read, term: str) -> None:
    assert term in read(term)
    assert term not in read(term, _turned_camera)


def _turned_camera(stage: Usd.Stage) -> None:
    camera = UsdGeom.Xformable(stage.GetPrimAtPath(find_main_camera(stage)))
    camera.AddRotateYOp(opSuffix="away").Set(180.0)
