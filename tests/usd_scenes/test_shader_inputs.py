"""Constants are found on the node and on the material alike, by everything here that reads a look."""

from __future__ import annotations

import numpy as np
import pytest
from pxr import Gf, Sdf, Usd, UsdGeom, UsdShade

from schemas.errors import SceneError
from tests.composers.stand_in_shot import add_box
from tests.foreign_looks import publish_constants
from usd_scenes import prim_paths
from usd_scenes.cameras import CameraSettings, define_camera
from usd_scenes.extraction.scene.looks import extract_look
from usd_scenes.glowing_meshes import find_glowing_meshes, read_emission_radiance
from usd_scenes.lit_scene import read_scene
from usd_scenes.looks import LookNetwork, PreviewSurface, ShaderInput, ShaderNode, bind_look, define_look
from usd_scenes.prim_paths import MAIN_CAMERA
from usd_scenes.semantics import Role
from usd_scenes.shader_inputs import input_value, set_constant
from usd_scenes.volumes import VolumeLook, define_volume, define_volume_look, read_volume_look

LOOK = "/World/Looks/Paint"
COLOUR, ROUGHNESS = (0.75, 0.5, 0.25), 0.125


def _two_nodes() -> tuple[Usd.Stage, UsdShade.Shader, UsdShade.Shader]:
    """Two nodes that follow one public input; the second one's other input is made by the first."""
    stage = Usd.Stage.CreateInMemory()
    material = UsdShade.Material.Define(stage, LOOK)
    public = material.CreateInput("size", Sdf.ValueTypeNames.Float)
    public.Set(0.5)
    first, second = (UsdShade.Shader.Define(stage, f"{LOOK}/{name}") for name in ("First", "Second"))
    for shader in (first, second):
        shader.CreateInput("in", Sdf.ValueTypeNames.Float).ConnectToSource(public)
    made = first.CreateOutput("out", Sdf.ValueTypeNames.Float)
    second.CreateInput("made", Sdf.ValueTypeNames.Float).ConnectToSource(made)
    second.CreateInput("own", Sdf.ValueTypeNames.Float).Set(0.25)
    return stage, first, second


def test_a_constant_is_the_inputs_own_or_that_of_the_public_input() -> None:
    _stage, _, second = _two_nodes()
    assert input_value(second.GetInput("own")) == 0.25
    assert input_value(second.GetInput("in")) == 0.5


def test_a_literal_beside_a_connection_is_not_read() -> None:
    _stage, _, second = _two_nodes()
    for name in ("in", "made"):
        second.GetInput(name).Set(9.0)
    assert input_value(second.GetInput("in")) == 0.5
    assert input_value(second.GetInput("made")) is None


def test_what_a_node_makes_or_nothing_gives_is_no_constant() -> None:
    _stage, _, second = _two_nodes()
    assert input_value(second.GetInput("made")) is None
    assert input_value(second.GetInput("missing")) is None


def test_a_constant_at_a_time_is_that_of_the_public_input() -> None:
    stage, _, second = _two_nodes()
    UsdShade.Material.Get(stage, LOOK).GetInput("size").GetAttr().Set(0.75, Usd.TimeCode(3.0))
    assert input_value(second.GetInput("in"), Usd.TimeCode(3.0)) == 0.75


def test_a_new_constant_holds_for_one_node_alone() -> None:
    _stage, first, second = _two_nodes()
    set_constant(first, "in", 0.125)
    assert input_value(first.GetInput("in")) == 0.125
    assert input_value(second.GetInput("in")) == 0.5
    set_constant(second, "made", 2.0)
    assert input_value(second.GetInput("made")) == 2.0


def test_an_input_that_is_not_there_takes_no_constant() -> None:
    _stage, first, _ = _two_nodes()
    with pytest.raises(SceneError, match="gloss"):
        set_constant(first, "gloss", 0.5)


def _surface() -> LookNetwork:
    inputs = (
        ShaderInput(name="emission", type="float", value=2.0),
        ShaderInput(name="emission_color", type="color3", value=COLOUR),
    )
    surface = ShaderNode(
        name="Surface",
        definition="ND_standard_surface_surfaceshader",
        inputs=inputs,
        output_type="surfaceshader",
    )
    preview = PreviewSurface(diffuse_color=COLOUR, roughness=ROUGHNESS, metallic=1.0)
    return LookNetwork(nodes=(surface,), surface="Surface", preview=preview)


def _lit_stage() -> Usd.Stage:
    """A foreign stage: a wall and a light card in the same published look."""
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    add_box(stage, f"{prim_paths.SET}/Wall", (40.0, 0.1, 12.0), (0.0, 5.0, 6.0), Role.SET_WALL)
    add_box(stage, f"{prim_paths.SUBJECT}/Box", (0.4, 0.3, 0.6), (0.0, 0.0, 0.3), Role.SUBJECT)
    add_box(stage, f"{prim_paths.LIGHTS}/Card", (0.4, 0.3, 0.6), (2.0, 0.0, 0.3), Role.LIGHT_CARD)
    define_camera(
        stage,
        MAIN_CAMERA,
        CameraSettings(eye_m=(0.0, -4.0, 0.5), azimuth_deg=0.0, pitch_deg=0.0, focal_length_mm=50.0),
    )
    material = define_look(stage, LOOK, _surface())
    for path in (f"{prim_paths.SET}/Wall", f"{prim_paths.LIGHTS}/Card"):
        bind_look(stage.GetPrimAtPath(path), material)
    assert publish_constants(stage) == 9
    return stage


def test_the_fallbacks_colour_lights_the_backdrop() -> None:
    scene = read_scene(_lit_stage())
    assert scene.seen_albedo(np.array([0.0, 0.0, 1.0]), np.array([0.0, 1.0, 0.0])) == pytest.approx(
        0.2126 * 0.75 + 0.7152 * 0.5 + 0.0722 * 0.25, abs=1e-3
    )
    assert scene.backdrop_albedo == pytest.approx(0.535, abs=1e-3)


def test_a_published_glow_is_found() -> None:
    stage = _lit_stage()
    (card,) = find_glowing_meshes(stage)
    assert card.radiance == pytest.approx((1.5, 1.0, 0.5))


def test_a_published_fallback_glows() -> None:
    stage = _lit_stage()
    material = UsdShade.Material.Get(stage, LOOK)
    material.GetInput("Preview_emissiveColor").Set(Gf.Vec3f(3.0, 2.0, 1.0))
    preview = UsdShade.Shader.Get(stage, f"{LOOK}/Preview")
    material.GetSurfaceOutput("mtlx").ConnectToSource(preview.ConnectableAPI(), "surface")
    assert read_emission_radiance(stage.GetPrimAtPath(f"{prim_paths.LIGHTS}/Card")) == pytest.approx(
        (3.0, 2.0, 1.0)
    )


def test_a_published_fallback_is_extracted() -> None:
    stage = _lit_stage()
    preview = extract_look(UsdShade.Material.Get(stage, LOOK), Usd.TimeCode.EarliestTime(), None).preview
    assert preview.diffuse_color == COLOUR
    assert (preview.roughness, preview.metallic) == (ROUGHNESS, 1.0)


def test_a_published_volume_is_read() -> None:
    stage = Usd.Stage.CreateInMemory()
    path = "/World/Fx/Fog/Volume"
    define_volume(stage, path, files={"density": "fog.vdb"}, extent=[(0, 0, 0), (1, 1, 1)])
    look = VolumeLook(density_scale=2.5, scatter_color=(0.5, 0.25, 0.75), anisotropy=0.5)
    bind_look(stage.GetPrimAtPath(path), define_volume_look(stage, "/World/Fx/Looks/Fog", look))
    assert publish_constants(stage) == 7
    assert read_volume_look(stage.GetPrimAtPath(path)) == look
