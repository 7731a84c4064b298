"""Mitsuba gives the exact AOVs, every light's radiance and what a stage's features mean: the tests of Cycles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pxr import UsdLux

from render_backends.pool import WorkerPool
from schemas.frame import Frame
from tests.render_backends.cycles.test_geometry_truth import test_depth_stays_exact_behind_a_lens_that_blurs
from tests.render_backends.cycles.test_light_radiance import (
    test_a_dome_without_a_texture_lights_a_furnace_to_its_radiance,
    test_a_light_may_be_hidden_from_the_camera,
    test_a_sun_without_width_gives_its_intensity_as_irradiance,
    test_colour_temperature_tints_as_usd_says,
    test_each_light_seen_directly_has_its_radiance,
    test_shaping_focus_and_cone_follow_their_formulas,
)
from tests.render_backends.cycles.test_light_radiance import (
    test_each_light_gives_a_plane_its_analytic_irradiance as check_irradiance,
)
from tests.render_backends.cycles.test_scene_features import (
    test_a_crease_keeps_an_edge_and_a_subdivided_cube_becomes_round,
    test_a_dome_texture_faces_as_usdlux_says,
    test_a_fog_box_lets_through_what_beer_and_lambert_say,
    test_a_left_handed_mesh_faces_outwards,
    test_a_mesh_light_adds_its_radiance_and_fills_its_light_group,
    test_a_mesh_that_the_shadow_link_leaves_out_casts_no_shadow_of_that_light,
    test_a_rect_lights_picture_is_upright_seen_from_where_it_shines,
    test_a_stage_that_changed_on_disk_is_read_again,
    test_a_vdb_volume_absorbs_by_its_own_look_and_field,
    test_an_implicit_surface_keeps_its_size_look_and_texture_coordinates,
    test_animation_is_read_at_the_time_code,
    test_displaycolor_is_the_colour_of_a_mesh_without_a_look,
    test_subdivision_level_zero_leaves_the_cage,
    test_the_light_groups_add_up_to_the_picture,
    test_what_stands_in_fog_keeps_its_id_and_depth,
)
from tests.render_backends.geometry_truth import GeometryTruth
from tests.render_backends.stages import StageBuilder, Units

__all__ = [
    "test_a_crease_keeps_an_edge_and_a_subdivided_cube_becomes_round",
    "test_a_dome_texture_faces_as_usdlux_says",
    "test_a_dome_without_a_texture_lights_a_furnace_to_its_radiance",
    "test_a_fog_box_lets_through_what_beer_and_lambert_say",
    "test_a_left_handed_mesh_faces_outwards",
    "test_a_light_may_be_hidden_from_the_camera",
    "test_a_mesh_light_adds_its_radiance_and_fills_its_light_group",
    "test_a_mesh_that_the_shadow_link_leaves_out_casts_no_shadow_of_that_light",
    "test_a_rect_lights_picture_is_upright_seen_from_where_it_shines",
    "test_a_stage_that_changed_on_disk_is_read_again",
    "test_a_sun_without_width_gives_its_intensity_as_irradiance",
    "test_a_vdb_volume_absorbs_by_its_own_look_and_field",
    "test_an_implicit_surface_keeps_its_size_look_and_texture_coordinates",
    "test_animation_is_read_at_the_time_code",
    "test_colour_temperature_tints_as_usd_says",
    "test_depth_stays_exact_behind_a_lens_that_blurs",
    "test_displaycolor_is_the_colour_of_a_mesh_without_a_look",
    "test_each_light_seen_directly_has_its_radiance",
    "test_shaping_focus_and_cone_follow_their_formulas",
    "test_subdivision_level_zero_leaves_the_cage",
    "test_the_light_groups_add_up_to_the_picture",
    "test_what_stands_in_fog_keeps_its_id_and_depth",
]

pytestmark = pytest.mark.renderer


class TestMitsuba(GeometryTruth):
    @pytest.fixture(scope="class")
    @classmethod
    def pool(cls, mitsuba_pool: WorkerPool) -> WorkerPool:
        return mitsuba_pool


def test_each_light_gives_a_plane_its_analytic_irradiance(render: Callable[..., Frame], tmp_path: Path) -> None:
    check_irradiance(render, tmp_path, Units(up_axis="Y", meters_per_unit=0.01))


def test_a_shadow_link_is_one_lights_alone_and_takes_nothing_of_its_light(
    render: Callable[..., Frame], tmp_path: Path
) -> None:
    """A wide light through a mesh that casts no shadow of it, and a spot, of which the mesh does."""

    def picture(*, blocker: bool, spot: bool = False, linked: bool = True) -> float:
        builder = StageBuilder(tmp_path / f"{blocker}{spot}{linked}.usda")
        builder.camera((0, -1.2, 2), (0, 0, 0))
        builder.box("Floor", (-2, -2, -1), (2, 2, 0))
        if blocker:
            builder.box("Blocker", (-0.6, -0.6, 1.6), (0.6, 0.6, 1.7), (0.0, 0.0, 0.0))
        wide = UsdLux.LightAPI(builder.light(UsdLux.RectLight, "Wide", (0, 0, 2.5), toward=(0, 0, 0)))
        wide.CreateIntensityAttr(2.0 if linked else 0.0)
        if blocker:
            wide.GetShadowLinkCollectionAPI().ExcludePath("/World/Blocker")
        lamp = builder.light(UsdLux.SphereLight, "Spot", (0, 0, 3), toward=(0, 0, 0))
        UsdLux.LightAPI(lamp).CreateIntensityAttr(400.0 if spot else 0.0)
        UsdLux.ShapingAPI.Apply(lamp).CreateShapingConeAngleAttr(25.0)
        UsdLux.SphereLight(lamp).CreateRadiusAttr(0.1)
        return float(render(builder.save(), "beauty", resolution=(24, 24), spp=16).aov("beauty")[..., 1].mean())

    free = picture(blocker=False)
    assert picture(blocker=True) == pytest.approx(free, rel=0.04)
    assert picture(blocker=False, spot=True, linked=False) > 0.05
    assert picture(blocker=True, spot=True, linked=False) < 0.005
