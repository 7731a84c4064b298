"""LuxCore gives the exact AOVs, every light's radiance and what a stage's features mean: the tests of Cycles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pxr import Gf, Sdf, UsdGeom, UsdLux, UsdShade

from assets.volumes.density_field import centred_field
from assets.volumes.library import write_vdb
from finishing.png import write_png
from render_backends.pool import WorkerPool
from schemas.errors import UnsupportedError
from schemas.frame import Frame
from schemas.render import RenderRequest
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
from tests.render_backends.cycles.test_scene_features import test_a_dome_texture_faces_as_usdlux_says as check_dome
from tests.render_backends.cycles.test_scene_features import (
    test_a_fog_box_lets_through_what_beer_and_lambert_say,
    test_a_left_handed_mesh_faces_outwards,
    test_a_mesh_that_the_shadow_link_leaves_out_casts_no_shadow_of_that_light,
    test_a_rect_lights_picture_is_upright_seen_from_where_it_shines,
    test_a_stage_that_changed_on_disk_is_read_again,
    test_a_vdb_volume_absorbs_by_its_own_look_and_field,
    test_an_implicit_surface_keeps_its_size_look_and_texture_coordinates,
    test_animation_is_read_at_the_time_code,
    test_displaycolor_is_the_colour_of_a_mesh_without_a_look,
    test_the_light_groups_add_up_to_the_picture,
)
from tests.render_backends.geometry_truth import GeometryTruth
from tests.render_backends.mitsuba.test_emission import test_a_pattern_glows_where_it_is_bright
from tests.render_backends.stages import StageBuilder, Units
from usd_scenes.volumes import VolumeLook, define_volume, define_volume_look

__all__ = [
    "test_a_dome_without_a_texture_lights_a_furnace_to_its_radiance",
    "test_a_fog_box_lets_through_what_beer_and_lambert_say",
    "test_a_left_handed_mesh_faces_outwards",
    "test_a_light_may_be_hidden_from_the_camera",
    "test_a_mesh_that_the_shadow_link_leaves_out_casts_no_shadow_of_that_light",
    "test_a_pattern_glows_where_it_is_bright",
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
    "test_the_light_groups_add_up_to_the_picture",
]

pytestmark = pytest.mark.renderer

type Render = Callable[..., Frame]
type MakeRequest = Callable[..., RenderRequest]


class TestLuxCore(GeometryTruth):
    @pytest.fixture(scope="class")
    @classmethod
    def pool(cls, luxcore_pool: WorkerPool) -> WorkerPool:
        return luxcore_pool


def test_each_light_gives_a_plane_its_analytic_irradiance(render: Render, tmp_path: Path) -> None:
    check_irradiance(render, tmp_path, Units(up_axis="Y", meters_per_unit=0.01))


@pytest.mark.parametrize("pole", ["Y", "Z"])
def test_a_dome_texture_faces_as_usdlux_says(render: Render, tmp_path: Path, pole: str) -> None:
    def as_environment(stage: Path, _: str, **changes: object) -> Frame:
        frame = render(stage, "beauty", **changes)
        return Frame(arrays={"environment": frame.aov("beauty")[..., :3]})

    check_dome(as_environment, tmp_path, pole)


@pytest.mark.parametrize("integrator", ["sobol", "metropolis", "bidirectional", "photon_caustics"])
def test_every_integrator_finds_the_same_light(render: Render, tmp_path: Path, integrator: str) -> None:
    builder = StageBuilder(tmp_path / f"{integrator}.usda")
    builder.camera((0, 0, 4), (0, 0, 0))
    builder.quad("Floor", [(-2, -2, 0), (2, -2, 0), (2, 2, 0), (-2, 2, 0)])
    light = builder.light(UsdLux.RectLight, "Key", (1, 0, 3), toward=(0, 0, 0))
    UsdLux.LightAPI(light).CreateIntensityAttr(9.0)
    light.CreateAttribute("parallelSynth:visibleToCamera", Sdf.ValueTypeNames.Bool).Set(False)
    expected = render(builder.save(), "beauty", spp=64).aov("beauty")[..., :3].mean()
    settings = builder.stage.DefinePrim("/Render/Settings", "RenderSettings")
    settings.CreateAttribute("parallelSynth:integrator", Sdf.ValueTypeNames.Token, custom=True).Set(integrator)
    found = render(builder.save(), "beauty", spp=64).aov("beauty")[..., :3].mean()
    assert found == pytest.approx(expected, rel=0.02)


def test_an_unknown_integrator_is_refused(
    luxcore_pool: WorkerPool, make_request: MakeRequest, tmp_path: Path
) -> None:
    plain = StageBuilder(tmp_path / "plain.usda")
    plain.camera((0, 0, 4), (0, 0, 0))
    settings = plain.stage.DefinePrim("/Render/Settings", "RenderSettings")
    settings.CreateAttribute("parallelSynth:integrator", Sdf.ValueTypeNames.Token, custom=True).Set("magic")
    with pytest.raises(UnsupportedError, match="no integrator 'magic'; there are path"):
        luxcore_pool.render(make_request(plain.save()))


def test_glass_with_depth_takes_its_colour_from_the_way_through_it(render: Render, tmp_path: Path) -> None:
    """A slab of index 1 absorbs exp(-thickness / depth x -log(colour)) before a white dome."""
    builder = StageBuilder(tmp_path / "slab.usda")
    builder.camera((0, 0, 4), (0, 0, 0))
    slab = builder.box("Slab", (-2, -2, -0.25), (2, 2, 0.25), None)
    inputs = {"transmission": 1.0, "transmission_depth": 1.0, "specular_IOR": 1.0001, "base": 0.0}
    builder.bind(slab.GetPrim(), _standard_look(builder, transmission_color=(0.25, 0.5, 1.0), **inputs))
    builder.white_dome()
    picture = render(builder.save(), "beauty", spp=64).aov("beauty")[12:20, 12:20, :3]
    np.testing.assert_allclose(picture.mean(axis=(0, 1)), [0.5, 0.5**0.5, 1.0], rtol=0.02)


def test_a_preview_surfaces_normal_map_is_read_along_the_surface(render: Render, tmp_path: Path) -> None:
    """On a card whose u runs along Y the map's red leans to Y, its blue away from the card."""
    write_png(np.full((8, 8, 3), (0.8, 0.5, 0.9), dtype=np.float32), tmp_path / "map.png")
    builder = StageBuilder(tmp_path / "card.usda")
    builder.camera((0, 0, 4), (0, 0, 0))
    card = builder.quad("Card", [(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)], None)
    st = UsdGeom.PrimvarsAPI(card).CreatePrimvar("st", Sdf.ValueTypeNames.TexCoord2fArray, UsdGeom.Tokens.vertex)
    st.Set([Gf.Vec2f(0, 1), Gf.Vec2f(0, 0), Gf.Vec2f(1, 0), Gf.Vec2f(1, 1)])
    look = builder.preview_look("Bumped", roughness=1.0)
    picture = UsdShade.Shader.Define(builder.stage, f"{look.GetPath()}/Map")
    picture.CreateIdAttr("UsdUVTexture")
    picture.CreateInput("file", Sdf.ValueTypeNames.Asset).Set("./map.png")
    picture.CreateInput("sourceColorSpace", Sdf.ValueTypeNames.Token).Set("raw")
    picture.CreateInput("scale", Sdf.ValueTypeNames.Float4).Set(Gf.Vec4f(2.0))
    picture.CreateInput("bias", Sdf.ValueTypeNames.Float4).Set(Gf.Vec4f(-1.0))
    surface = UsdShade.Shader(builder.stage.GetPrimAtPath(f"{look.GetPath()}/Surface"))
    normal = surface.CreateInput("normal", Sdf.ValueTypeNames.Normal3f)
    normal.ConnectToSource(picture.CreateOutput("rgb", Sdf.ValueTypeNames.Float3))
    builder.bind(card.GetPrim(), look)
    found = render(builder.save(), "normal").aov("normal")[16, 16]
    np.testing.assert_allclose(found, (0.0, 0.6, 0.8), atol=0.02)


def test_light_scatters_in_a_field_around_the_camera(render: Render, tmp_path: Path) -> None:
    """Nothing is lost in fog that absorbs nothing, in light from everywhere; the eye is inside."""
    pictures = []
    for name, scatter in (("white", 1.0), ("black", 0.0)):
        builder = StageBuilder(tmp_path / f"{name}.usda")
        builder.camera((0, 0, 0.4), (0, 0, 0))
        box = builder.box("Fog", (-1, -1, -0.5), (1, 1, 0.5), None)
        look = VolumeLook(density_scale=0.5, scatter_color=(scatter,) * 3, absorption_color=(0.0,) * 3)
        builder.bind(box.GetPrim(), define_volume_look(builder.stage, "/World/Looks/Fog", look))
        builder.white_dome()
        pictures.append(float(render(builder.save(), "beauty", spp=64).aov("beauty")[12:20, 12:20, :3].mean()))
    assert pictures[0] == pytest.approx(1.0, abs=0.02)
    assert pictures[1] == pytest.approx(np.exp(-0.5 * 0.9), abs=0.02)


def test_fields_that_overlap_are_refused(
    luxcore_pool: WorkerPool, make_request: MakeRequest, tmp_path: Path
) -> None:
    write_vdb(centred_field(np.ones((4, 4, 4)), 0.25), tmp_path / "cube.vdb")
    builder = StageBuilder(tmp_path / "two.usda")
    builder.camera((0, 0, 4), (0, 0, 0))
    for name in ("One", "Two"):
        volume = define_volume(
            builder.stage, f"/World/{name}", files={"density": "./cube.vdb"}, extent=((-1, -1, -1), (1, 1, 1))
        )
        look = define_volume_look(builder.stage, f"/World/Looks/{name}", VolumeLook(density_scale=1.0))
        builder.bind(volume.GetPrim(), look)
    with pytest.raises(UnsupportedError, match=r"</World/One> and </World/Two> overlap"):
        luxcore_pool.render(make_request(builder.save()))


def test_the_aovs_come_from_rays_that_meet_the_beauty(render: Render, tmp_path: Path) -> None:
    """The picture's coverage and the ids, which two tracers make, end at the same pixel."""
    builder = StageBuilder(tmp_path / "edge.usda")
    builder.camera((0, 0, 2), (0, 0, 0), focal=36.0)
    builder.quad("Quarter", [(0, 0, 0), (9, 0, 0), (9, 9, 0), (0, 9, 0)])
    builder.white_dome()
    frame = render(builder.save(), "beauty", "instance_id", spp=4)
    np.testing.assert_array_equal(frame.aov("beauty")[..., 3] > 0.5, frame.aov("instance_id")[..., 0] > 0.5)


def _standard_look(
    builder: StageBuilder, *, transmission_color: tuple[float, ...], **inputs: float
) -> UsdShade.Material:
    material = UsdShade.Material.Define(builder.stage, "/World/Looks/Glass")
    surface = UsdShade.Shader.Define(builder.stage, "/World/Looks/Glass/Surface")
    surface.CreateIdAttr("ND_standard_surface_surfaceshader")
    for name, value in inputs.items():
        surface.CreateInput(name, Sdf.ValueTypeNames.Float).Set(value)
    surface.CreateInput("transmission_color", Sdf.ValueTypeNames.Color3f).Set(Gf.Vec3f(*transmission_color))
    material.CreateSurfaceOutput("mtlx").ConnectToSource(surface.CreateOutput("out", Sdf.ValueTypeNames.Token))
    return material
