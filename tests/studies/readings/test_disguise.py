"""A disguised stage is the same stage under other names, with other networks that make the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pxr import Gf, Sdf, Usd, UsdGeom, UsdRender, UsdShade

from studies.readings.disguise import disguise
from usd_scenes import own_attributes
from usd_scenes.extraction.pattern_values.evaluation import SurfacePoints, evaluate
from usd_scenes.extraction.scene.looks import extract_look
from usd_scenes.looks import Connection

_COUNT = 50


@pytest.fixture
def stage_file(tmp_path: Path) -> Path:
    """A ball in a speckled look with public inputs, an own attribute, a picture, and render settings."""
    file = tmp_path / "stage.usda"
    stage = Usd.Stage.CreateNew(str(file))
    (tmp_path / "dots.png").write_bytes(b"no picture")
    ball = UsdGeom.Mesh.Define(stage, "/World/Ball")
    ball.GetPrim().CreateAttribute(own_attributes.SUBDIVISION_LEVEL, Sdf.ValueTypeNames.Int, custom=True).Set(2)
    look = UsdShade.Material.Define(stage, "/World/Looks/Speckled")
    dark = look.CreateInput("dark_color", Sdf.ValueTypeNames.Color3f)
    dark.Set(Gf.Vec3f(0.1, 0.2, 0.3))
    place, noise, mix, surface, picture = (
        _node(stage, name, definition)
        for name, definition in (
            ("place", "ND_position_vector3"),
            ("noise", "ND_noise3d_float"),
            ("mix", "ND_mix_color3"),
            ("surface", "ND_standard_surface_surfaceshader"),
            ("picture", "ND_image_float"),
        )
    )
    place.CreateInput("space", Sdf.ValueTypeNames.String).Set("world")
    noise.CreateInput("position", Sdf.ValueTypeNames.Float3).ConnectToSource(place.ConnectableAPI(), "out")
    noise.CreateInput("amplitude", Sdf.ValueTypeNames.Float).Set(0.7)
    mix.CreateInput("mix", Sdf.ValueTypeNames.Float).ConnectToSource(noise.ConnectableAPI(), "out")
    mix.CreateInput("fg", Sdf.ValueTypeNames.Color3f).Set(Gf.Vec3f(0.9, 0.8, 0.7))
    mix.CreateInput("bg", Sdf.ValueTypeNames.Color3f).ConnectToSource(dark)
    surface.CreateInput("base_color", Sdf.ValueTypeNames.Color3f).ConnectToSource(mix.ConnectableAPI(), "out")
    picture.CreateInput("file", Sdf.ValueTypeNames.Asset).Set("./dots.png")
    look.CreateSurfaceOutput("mtlx").ConnectToSource(surface.ConnectableAPI(), "out")
    UsdShade.MaterialBindingAPI.Apply(ball.GetPrim()).Bind(look)
    settings = UsdRender.Settings.Define(stage, "/Render/Settings")
    settings.CreateProductsRel().SetTargets([UsdRender.Product.Define(stage, "/Render/Product").GetPath()])
    stage.SetMetadata("renderSettingsPrimPath", "/Render/Settings")
    stage.SetDefaultPrim(stage.GetPrimAtPath("/World"))
    stage.Save()
    return file


def _node(stage: Usd.Stage, name: str, definition: str) -> UsdShade.Shader:
    shader = UsdShade.Shader.Define(stage, f"/World/Looks/Speckled/{name}")
    shader.CreateIdAttr(definition)
    shader.CreateOutput("out", Sdf.ValueTypeNames.Token)
    return shader


def _base_color(stage: Usd.Stage) -> np.ndarray:
    (mesh,) = (prim for prim in stage.Traverse() if prim.IsA(UsdGeom.Mesh))
    material, _ = UsdShade.MaterialBindingAPI(mesh).ComputeBoundMaterial()
    look = extract_look(material, Usd.TimeCode.Default(), None)
    assert look.surface is not None
    (source,) = (entry.value for entry in look.surface.inputs if entry.name == "base_color")
    assert isinstance(source, Connection)
    rng = np.random.default_rng(3)
    up = np.tile((0.0, 0.0, 1.0), (_COUNT, 1))
    points = SurfacePoints(
        position=rng.uniform(-3.0, 3.0, (_COUNT, 3)),
        normal=up,
        tangent=np.roll(up, 1, axis=1),
        uv=np.zeros((_COUNT, 2)),
        object_from_world=np.eye(4),
    )
    return np.asarray(evaluate(look.nodes, source, points))


@pytest.mark.parametrize("seed", range(8))
def test_a_disguised_look_makes_the_same_colours(stage_file: Path, tmp_path: Path, seed: int) -> None:
    disguised = disguise(stage_file, tmp_path / "other", np.random.default_rng(seed))
    before, after = _base_color(Usd.Stage.Open(str(stage_file))), _base_color(Usd.Stage.Open(str(disguised.root)))
    assert np.ptp(before) > 0.2
    assert np.allclose(before, after, atol=1e-5)


def test_no_name_of_the_author_is_left(stage_file: Path, tmp_path: Path) -> None:
    disguised = disguise(stage_file, tmp_path / "other", np.random.default_rng(0))
    stage = Usd.Stage.Open(str(disguised.root))
    text = stage.GetRootLayer().ExportToString()
    for name in ("World", "Ball", "Speckled", "noise/", "dark_color", "parallelSynth", "dots", "Settings <"):
        assert name not in text
    assert stage.GetPrimAtPath(stage.GetMetadata("renderSettingsPrimPath")).IsA(UsdRender.Settings)
    assert len(disguised.files) == 1
    assert disguised.paths["/World/Ball"] != "/World/Ball"


def test_no_word_of_the_author_is_left_in_metadata(stage_file: Path, tmp_path: Path) -> None:
    stage = Usd.Stage.Open(str(stage_file))
    ball = stage.GetPrimAtPath("/World/Ball")
    attribute = ball.CreateAttribute("maker:word", Sdf.ValueTypeNames.String, custom=False)
    attribute.Set("a value")
    for said in (ball, attribute, ball.GetRelationship("material:binding")):
        said.SetCustomDataByKey("gold", "gold")
        said.SetDocumentation("gold")
        said.SetMetadata("comment", "gold")
        said.SetDisplayName("gold")
    attribute.SetDisplayGroup("gold")
    ball.SetAssetInfoByKey("gold", "gold")
    UsdShade.Material.Get(stage, "/World/Looks/Speckled").GetInput("dark_color").SetSdrMetadataByKey(
        "gold", "gold"
    )
    Usd.ModelAPI(ball).SetKind("component")
    stage.GetRootLayer().comment = stage.GetRootLayer().documentation = "gold"
    stage.Save()
    disguised = Usd.Stage.Open(str(disguise(stage_file, tmp_path / "other", np.random.default_rng(0)).root))
    text = disguised.GetRootLayer().ExportToString()
    assert "gold" not in text
    assert "maker:word" not in text
    assert "a value" in text
    assert 'kind = "component"' in text


def test_networks_are_rewritten(stage_file: Path, tmp_path: Path) -> None:
    counts, definitions = set(), set()
    for seed in range(8):
        disguised = disguise(stage_file, tmp_path / str(seed), np.random.default_rng(seed))
        stage = Usd.Stage.Open(str(disguised.root))
        shaders = [UsdShade.Shader(prim) for prim in stage.Traverse() if prim.IsA(UsdShade.Shader)]
        counts.add(len(shaders))
        definitions |= {str(shader.GetShaderId()).split("_")[1] for shader in shaders}
    assert max(counts) > 5
    assert len(counts) > 1
    assert {"add", "multiply", "dot"} <= definitions


def test_the_sample_itself_is_left_alone(stage_file: Path, tmp_path: Path) -> None:
    before = stage_file.read_bytes()
    disguise(stage_file, tmp_path / "other", np.random.default_rng(0))
    assert stage_file.read_bytes() == before
