"""Looks are as bright in Mitsuba as in Cycles, where Mitsuba has no such lobe of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pxr import Gf, Sdf, UsdGeom, UsdLux, UsdShade

from render_backends.pool import WorkerPool
from schemas.exr import read_frame
from schemas.frame import Frame
from schemas.render import RenderRequest
from studies.compare.suite_scene import BALL, SuiteScene
from tests.render_backends.stages import StageBuilder
from usd_scenes.extraction.dressed_surfaces.directional_albedo import microfacet_albedo, rough_glass_albedo

_STANDARD, _OPEN = "ND_standard_surface_surfaceshader", "ND_open_pbr_surface_surfaceshader"
_GREY = (0.5, 0.5, 0.5)
_LOOKS: dict[str, tuple[str, dict[str, object]]] = {
    "rough_diffuse": (_STANDARD, {"base": 1.0, "base_color": _GREY, "specular": 0.0, "diffuse_roughness": 1.0}),
    "rough_metal": (_STANDARD, {"base": 1.0, "metalness": 1.0, "base_color": _GREY, "specular_roughness": 0.7}),
    "open_metal": (_OPEN, {"base_color": _GREY, "base_metalness": 1.0, "specular_roughness": 0.35}),
    "rough_glass": (_STANDARD, {"base": 0.0, "transmission": 1.0, "specular_roughness": 0.5}),
    "fuzz": (_OPEN, {"base_color": (0.2, 0.2, 0.2), "specular_weight": 0.0, "fuzz_weight": 0.6}),
    "leaf": (
        _OPEN,
        {
            "specular_weight": 0.2,
            "subsurface_weight": 0.85,
            "subsurface_color": _GREY,
            "subsurface_scatter_anisotropy": -0.4,
            "geometry_thin_walled": 1,
        },
    ),
    "brushed": (
        _STANDARD,
        {
            "base": 1.0,
            "metalness": 1.0,
            "base_color": _GREY,
            "specular_roughness": 0.4,
            "specular_anisotropy": 0.9,
        },
    ),
    "relief": (_STANDARD, {"base": 1.0, "base_color": _GREY, "specular": 0.0}),
}


def _stage(file: Path, name: str) -> Path:
    scene = SuiteScene(file).furnish()
    scene.sun()
    material = scene.look("Look", *_LOOKS[name])
    if name == "relief":
        _raise(scene, material)
    if name == "brushed":
        _brush(scene, material)
    scene.bind(BALL, material)
    return scene.save()


def _brush(scene: SuiteScene, material: UsdShade.Material) -> None:
    """Facets drawn out along z, which is not the texture coordinates' u."""
    upwards = UsdShade.Shader.Define(scene.stage, f"{material.GetPath()}/Upwards")
    upwards.CreateIdAttr("ND_constant_vector3")
    upwards.CreateInput("value", Sdf.ValueTypeNames.Float3).Set(Gf.Vec3f(0, 0, 1))
    tangent = scene.surface_of(material).CreateInput("tangent", Sdf.ValueTypeNames.Float3)
    tangent.ConnectToSource(upwards.CreateOutput("out", Sdf.ValueTypeNames.Float3))


def _raise(scene: SuiteScene, material: UsdShade.Material) -> None:
    """Bumps by noise over the world, their slopes along x and z."""
    kinds = Sdf.ValueTypeNames

    def node(name: str, definition: str) -> UsdShade.Shader:
        shader = UsdShade.Shader.Define(scene.stage, f"{material.GetPath()}/{name}")
        shader.CreateIdAttr(definition)
        return shader

    place = node("Place", "ND_position_vector3")
    place.CreateInput("space", kinds.String).Set("world")
    scaled = node("Scaled", "ND_multiply_vector3FA")
    scaled.CreateInput("in1", kinds.Float3).ConnectToSource(place.CreateOutput("out", kinds.Float3))
    scaled.CreateInput("in2", kinds.Float).Set(3.0)
    noise = node("Noise", "ND_noise3d_float")
    noise.CreateInput("position", kinds.Float3).ConnectToSource(scaled.CreateOutput("out", kinds.Float3))
    slopes = node("Slopes", "ND_heighttonormal_vector3")
    slopes.CreateInput("in", kinds.Float).ConnectToSource(noise.CreateOutput("out", kinds.Float))
    slopes.CreateInput("scale", kinds.Float).Set(16.0 * 0.1)
    plane = node("Plane", "ND_combine2_vector2")
    for name, axis in (("in1", 0), ("in2", 2)):
        part = node(f"Part{axis}", "ND_extract_vector3")
        part.CreateInput("in", kinds.Float3).ConnectToSource(place.GetOutput("out"))
        part.CreateInput("index", kinds.Int).Set(axis)
        plane.CreateInput(name, kinds.Float).ConnectToSource(part.CreateOutput("out", kinds.Float))
    slopes.CreateInput("texcoord", kinds.Float2).ConnectToSource(plane.CreateOutput("out", kinds.Float2))
    relief = node("Relief", "ND_normalmap_float")
    relief.CreateInput("in", kinds.Float3).ConnectToSource(slopes.CreateOutput("out", kinds.Float3))
    relief.CreateInput("tangent", kinds.Float3).Set(Gf.Vec3f(1, 0, 0))
    relief.CreateInput("bitangent", kinds.Float3).Set(Gf.Vec3f(0, 0, 1))
    normal = scene.surface_of(material).CreateInput("normal", kinds.Float3)
    normal.ConnectToSource(relief.CreateOutput("out", kinds.Float3))


@pytest.mark.renderer
@pytest.mark.parametrize("name", list(_LOOKS))
def test_a_look_is_as_bright_as_in_cycles(
    render: Callable[..., Frame],
    cycles_pool: WorkerPool,
    make_request: Callable[..., RenderRequest],
    tmp_path: Path,
    name: str,
) -> None:
    stage = _stage(tmp_path / "look.usda", name)
    shot = {"resolution": (48, 48), "spp": 32}
    ours = render(stage, "beauty", "normal", **shot)
    request = make_request(stage, "beauty", "normal", "instance_id", **shot, output=tmp_path / "cycles.exr")
    theirs = read_frame(cycles_pool.render(request).frame)
    (number,) = (number for number, path in theirs.ids["instance_id"].items() if path == BALL)
    ball = theirs.aov("instance_id")[..., 0] == number
    levels = [float(frame.aov("beauty")[ball][:, :3].mean()) for frame in (ours, theirs)]
    assert levels[0] / levels[1] == pytest.approx(1.0, abs=0.07)
    if name == "brushed":  # where the light is seen in it, and where not
        highs = [np.percentile(frame.aov("beauty")[ball][:, 1], (20, 80)) for frame in (ours, theirs)]
        np.testing.assert_allclose(highs[0], highs[1], rtol=0.13)
    if name == "relief":
        chord = np.linalg.norm(ours.aov("normal")[ball] - theirs.aov("normal")[ball], axis=-1)
        assert float(np.median(np.degrees(2.0 * np.arcsin(chord / 2.0)))) < 4.0


@pytest.mark.renderer
def test_a_floor_whose_smooth_normals_turn_away_from_a_low_camera_is_not_black(
    render: Callable[..., Frame], tmp_path: Path
) -> None:
    builder = StageBuilder(tmp_path / "grazing.usda")
    builder.camera((0, -4, 0.2), (0, 0, 0), up=(0, 0, 1))
    floor = builder.quad("Floor", [(-3, -3, 0), (3, -3, 0), (3, 3, 0), (-3, 3, 0)], None)
    floor.CreateNormalsAttr([Gf.Vec3f(0, 0.4, 0.9165)] * 4)
    floor.SetNormalsInterpolation(UsdGeom.Tokens.vertex)
    builder.bind(floor.GetPrim(), builder.preview_look("Grey", diffuseColor=(0.5, 0.5, 0.5), roughness=1.0))
    sun = UsdLux.DistantLight(builder.light(UsdLux.DistantLight, "Sun", (0, 0, 3), toward=(0, 0, 0)))
    sun.CreateNormalizeAttr(True)
    sun.CreateIntensityAttr(3.0)
    picture = render(builder.save(), "beauty", "instance_id", resolution=(32, 32), spp=16)
    seen = picture.aov("beauty")[picture.aov("instance_id")[..., 0] > 0][:, :3]
    assert float(seen.mean()) > 0.25


@pytest.mark.renderer
def test_a_surface_that_glows_reflects_and_hides_what_is_behind_it(
    render: Callable[..., Frame], tmp_path: Path
) -> None:
    builder = StageBuilder(tmp_path / "glow.usda")
    builder.camera((0, 0, 2), (0, 0, 0))
    quad = builder.quad("Lamp", [(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)], None)
    look = builder.preview_look("Glow", diffuseColor=(0.4, 0.4, 0.4), emissiveColor=(2.0, 2.0, 2.0), roughness=1.0)
    builder.bind(quad.GetPrim(), look)
    builder.white_dome()
    picture = render(builder.save(), "beauty", resolution=(16, 16), spp=16).aov("beauty")
    assert float(picture[4:12, 4:12, :3].mean()) == pytest.approx(2.4, abs=0.06)
    assert float(picture[4:12, 4:12, 3].min()) == pytest.approx(1.0)


def test_facets_lose_more_light_the_rougher_they_are() -> None:
    rough, straight = np.array([[0.2], [0.5], [0.8], [1.0]]), np.full((4, 1), 1.0)
    once, mean = microfacet_albedo(rough, straight)
    assert (np.diff(once[:, 0]) < 0.0).all()
    assert (np.diff(mean[:, 0]) < 0.0).all()
    assert once[0, 0] == pytest.approx(1.0, abs=0.01)
    assert rough_glass_albedo(0.05, 1.5) == 1.0
    assert rough_glass_albedo(0.9, 1.5) < rough_glass_albedo(0.4, 1.5) < 1.0
