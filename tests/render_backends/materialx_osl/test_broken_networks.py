"""Every broken network is an error that names the material, the node and the input."""

from __future__ import annotations

from pathlib import Path

import pytest
from pxr import Sdf, Usd, UsdShade

from render_backends.materialx_osl.generator_client import GeneratorClient
from render_backends.materialx_osl.looks import GeneratedLook
from schemas.errors import RenderError
from tests.render_backends.materialx_osl.look_files import (
    MATERIAL,
    From,
    Given,
    Node,
    write_document,
    write_stage,
)

_SURFACE = "ND_standard_surface_surfaceshader"


def _network(**nodes: Node) -> dict[str, Node]:
    source = next(iter(nodes))
    surface = Node(
        id=_SURFACE,
        category="standard_surface",
        type="surfaceshader",
        inputs={"base_color": (nodes[source].type, From(node=source))},
    )
    return {**nodes, "surface": surface}


def _noise(**inputs: Given) -> Node:
    return Node(id="ND_fractal3d_color3", category="fractal3d", type="color3", inputs=inputs)


def _image(file: str, **options: str) -> Node:
    given = {"file": Given(type="filename", value=file, **options)}
    return Node(id="ND_image_color3", category="image", type="color3", inputs=given)


def _from_stage(generator: GeneratorClient, path: Path) -> GeneratedLook:
    return generator.generate("stage", path, [MATERIAL], time_code=1.0)[0]


BROKEN = {
    "an unknown node id": (
        _network(noise=Node(id="ND_no_such_node", category="no_such_node", type="color3")),
        ["noise", "ND_no_such_node"],
        ["noise", "no_such_node"],
    ),
    "a texture that is missing": (
        _network(im=_image("gone.png")),
        ["im", "file", "gone.png"],
        ["im", "file", "gone.png"],
    ),
    "a texture that is no picture": (
        _network(im=_image("text.png")),
        ["im", "file", "text.png"],
        ["im", "file", "text.png"],
    ),
    "an unknown colour space": (
        _network(im=_image("ok.png", color_space="mauve")),
        ["im", "file", "mauve", "srgb_texture"],
        ["im", "file", "mauve", "srgb_texture"],
    ),
    "a connection of another type": (
        _network(noise=Node(id="ND_fractal3d_float", category="fractal3d", type="float")),
        ["surface", "base_color", "color3", "float"],
        ["surface", "base_color", "color3", "float"],
    ),
}


@pytest.fixture
def textures(tmp_path: Path) -> Path:
    import numpy as np

    from tests.render_backends.materialx_osl.pictures import write_picture

    (tmp_path / "text.png").write_text("no picture")
    write_picture(tmp_path / "ok.png", np.full((2, 2, 3), 128, np.uint8))
    return tmp_path


@pytest.mark.parametrize("fault", BROKEN)
def test_a_stage_with_a_fault_names_material_node_and_input(
    fault: str, textures: Path, generator: GeneratorClient
) -> None:
    nodes, words, _ = BROKEN[fault]
    path = write_stage(textures / "look.usda", nodes, surface="surface")
    with pytest.raises(RenderError) as error:
        _from_stage(generator, path)
    assert all(word in str(error.value) for word in [MATERIAL, *words]), str(error.value)


@pytest.mark.parametrize("fault", BROKEN)
def test_a_document_with_a_fault_names_material_node_and_input(
    fault: str, textures: Path, generator: GeneratorClient
) -> None:
    nodes, _, words = BROKEN[fault]
    path = write_document(textures / "look.mtlx", nodes, surface="surface")
    with pytest.raises(RenderError) as error:
        generator.generate("document", path, ["M"], time_code=1.0)
    assert all(word in str(error.value) for word in ["<M>", *words]), str(error.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("no xml at all", ["look.mtlx", "XML"]),
        ('<materialx version="1.39"><xi:include href="gone.mtlx" /></materialx>', ["gone.mtlx"]),
        (
            '<materialx version="1.39"><standard_surface name="M" type="surfaceshader">'
            '<input name="base_colour" type="color3" value="1, 0, 0" /></standard_surface></materialx>',
            ["M", "base_colour", "base_color"],
        ),
        (
            '<materialx version="1.39"><standard_surface name="M" type="surfaceshader">'
            '<input name="base_color" type="float" value="1" /></standard_surface></materialx>',
            ["M", "base_color", "color3", "float"],
        ),
    ],
)
def test_a_document_that_cannot_be_read_or_matches_no_definition_says_why(
    text: str, words: list[str], tmp_path: Path, generator: GeneratorClient
) -> None:
    (tmp_path / "look.mtlx").write_text(f'<?xml version="1.0"?>{text}')
    with pytest.raises(RenderError) as error:
        generator.generate("document", tmp_path / "look.mtlx", ["M"], time_code=1.0)
    assert all(word in str(error.value) for word in words), str(error.value)


def _cycle() -> dict[str, Node]:
    def add(source: str) -> Node:
        inputs: dict[str, tuple[str, From] | Given] = {"in1": ("color3", From(node=source))}
        return Node(id="ND_add_color3", category="add", type="color3", inputs=inputs)

    return _network(first=add("second"), second=add("first"))


def test_a_cycle_is_refused_and_spelled_out(tmp_path: Path, generator: GeneratorClient) -> None:
    stage = write_stage(tmp_path / "look.usda", _cycle(), surface="surface")
    with pytest.raises(RenderError, match=r"connected to itself: .*first -> .*second -> .*first"):
        _from_stage(generator, stage)
    document = write_document(tmp_path / "look.mtlx", _cycle(), surface="surface")
    with pytest.raises(RenderError, match=r"connected to itself: .*first -> .*second|second -> .*first"):
        generator.generate("document", document, ["M"], time_code=1.0)


def test_a_chain_of_a_hundred_nodes_is_no_fault(tmp_path: Path, generator: GeneratorClient) -> None:
    chain = {"n0": _noise()}
    for index in range(1, 101):
        inputs: dict[str, tuple[str, From] | Given] = {
            "in1": ("color3", From(node=f"n{index - 1}")),
            "in2": Given(type="color3", value=(0.01, 0.01, 0.01)),
        }
        chain[f"n{index}"] = Node(id="ND_add_color3", category="add", type="color3", inputs=inputs)
    nodes = _network(**dict(reversed(chain.items())))
    stage = write_stage(tmp_path / "look.usda", nodes, surface="surface")
    document = write_document(tmp_path / "look.mtlx", nodes, surface="surface")
    assert "n100_out" in generator.generate("document", document, ["M"], time_code=1.0)[0].surface
    assert _from_stage(generator, stage).surface.count("mx_fractal3d") >= 1


def _edited_stage(folder: Path) -> tuple[Usd.Stage, UsdShade.Shader]:
    path = write_stage(folder / "look.usda", _network(noise=_noise()), surface="surface")
    stage = Usd.Stage.Open(str(path))
    return stage, UsdShade.Shader.Get(stage, f"{MATERIAL}/noise")


def test_an_input_that_the_node_does_not_have_is_named(tmp_path: Path, generator: GeneratorClient) -> None:
    stage, noise = _edited_stage(tmp_path)
    noise.CreateInput("octavess", Sdf.ValueTypeNames.Int).Set(3)
    stage.Save()
    with pytest.raises(RenderError, match=r"noise, input octavess: no such input; it has .*octaves"):
        _from_stage(generator, tmp_path / "look.usda")


def test_an_input_that_openusds_own_node_does_not_have_is_passed_over(
    tmp_path: Path, generator: GeneratorClient
) -> None:
    stage, _ = _edited_stage(tmp_path)
    preview = UsdShade.Shader.Define(stage, f"{MATERIAL}/preview")
    preview.CreateIdAttr("UsdPreviewSurface")
    preview.CreateInput("specular", Sdf.ValueTypeNames.Float).Set(0.5)
    material = UsdShade.Material.Get(stage, MATERIAL)
    material.GetOutput("mtlx:surface").GetAttr().ClearConnections()
    material.CreateSurfaceOutput().ConnectToSource(preview.ConnectableAPI(), "surface")
    stage.Save()
    assert any(
        "preview, input specular: no such input" in text
        for text in _from_stage(generator, tmp_path / "look.usda").messages
    )


def test_a_value_of_another_type_is_named(tmp_path: Path, generator: GeneratorClient) -> None:
    stage, noise = _edited_stage(tmp_path)
    noise.CreateInput("octaves", Sdf.ValueTypeNames.String).Set("three")
    stage.Save()
    with pytest.raises(RenderError, match=r"noise, input octaves: is integer, but has the value 'three'"):
        _from_stage(generator, tmp_path / "look.usda")


def test_a_connection_into_nothing_is_named(tmp_path: Path, generator: GeneratorClient) -> None:
    stage, noise = _edited_stage(tmp_path)
    amplitude = noise.CreateInput("amplitude", Sdf.ValueTypeNames.Float3)
    amplitude.GetAttr().AddConnection(f"{MATERIAL}/gone.outputs:out")
    stage.Save()
    with pytest.raises(RenderError, match=r"noise, input amplitude: is connected to <.*/gone.outputs:out>"):
        _from_stage(generator, tmp_path / "look.usda")


def test_an_output_that_the_source_does_not_have_is_named(tmp_path: Path, generator: GeneratorClient) -> None:
    stage, noise = _edited_stage(tmp_path)
    surface = UsdShade.Shader.Get(stage, f"{MATERIAL}/surface")
    other = noise.CreateOutput("colour", Sdf.ValueTypeNames.Color3f)
    surface.GetInput("base_color").ConnectToSource(other)
    stage.Save()
    with pytest.raises(RenderError, match=r"surface, input base_color: .*only the outputs out"):
        _from_stage(generator, tmp_path / "look.usda")


def test_a_material_without_a_surface_and_a_missing_prim_are_named(
    tmp_path: Path, generator: GeneratorClient
) -> None:
    stage = Usd.Stage.CreateNew(str(tmp_path / "empty.usda"))
    UsdShade.Material.Define(stage, MATERIAL)
    stage.Save()
    with pytest.raises(RenderError, match=rf"<{MATERIAL}>: .*no surface shader"):
        _from_stage(generator, tmp_path / "empty.usda")
    with pytest.raises(RenderError, match=r"</World/Gone>: .*no material prim there"):
        generator.generate("stage", tmp_path / "empty.usda", ["/World/Gone"], time_code=1.0)


def test_a_broken_look_does_not_spoil_the_next_one(tmp_path: Path, generator: GeneratorClient) -> None:
    broken = write_stage(tmp_path / "broken.usda", _cycle(), surface="surface")
    with pytest.raises(RenderError):
        _from_stage(generator, broken)
    good = write_stage(tmp_path / "good.usda", _network(noise=_noise()), surface="surface")
    assert "mx_fractal3d" in _from_stage(generator, good).surface
