"""A material of a `.mtlx` file becomes a UsdShade network that says the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from pxr import Sdf, Usd, UsdShade

from schemas.errors import SceneError
from tests.mtlx_text import document, given, linked, look, node
from usd_scenes.mtlx_materials import define_mtlx_material, material_names, read_document

_GRAPH = """<nodegraph name="NG_wood" fileprefix="pictures/">
  <input name="tiling" type="vector2" value="4, 2" />
  <tiledimage name="grain" type="color3">
    <input name="file" type="filename" value="wood.png" colorspace="srgb_texture" />
    <input name="uvtiling" type="vector2" interfacename="tiling" />
  </tiledimage>
  <output name="out_color" type="color3" nodename="grain" />
</nodegraph>"""
_WOOD = document(
    _GRAPH,
    look(
        "Wood",
        '<input name="base_color" type="color3" nodegraph="NG_wood" output="out_color" />',
        given("specular", "float", "0.4"),
        given("thin_walled", "boolean", "true"),
    ),
    colorspace="lin_rec709",
)
_DEFINED = """<nodedef name="ND_tinted" node="tinted">
  <input name="tint" type="color3" value="0.1, 0.2, 0.3" />
  <input name="strength" type="float" value="0.5" />
  <output name="out" type="color3" />
</nodedef>
<nodegraph name="NG_tinted" nodedef="ND_tinted">
  <multiply name="scaled" type="color3">
    <input name="in1" type="color3" interfacename="tint" />
    <input name="in2" type="float" interfacename="strength" />
  </multiply>
  <output name="out" type="color3" nodename="scaled" />
</nodegraph>"""
_OWN_NODE = document(
    _DEFINED,
    node("tinted", "weak", "color3", given("strength", "float", "0.25")),
    node("tinted", "plain", "color3"),
    node("mix", "both", "color3", linked("fg", "color3", "weak"), linked("bg", "color3", "plain")),
    look("Own", linked("base_color", "color3", "both")),
)


def _material(folder: Path, text: str, name: str) -> Usd.Stage:
    file = folder / "looks.mtlx"
    file.write_text(text)
    stage = Usd.Stage.CreateNew(str(folder / "stage.usda"))
    define_mtlx_material(stage, "/Look", read_document(file), name, file=file)
    return stage


def _shader(stage: Usd.Stage, name: str) -> UsdShade.Shader:
    return UsdShade.Shader.Get(stage, f"/Look/{name}")


def test_graphs_are_dissolved_and_interfaces_resolved(tmp_path: Path) -> None:
    stage = _material(tmp_path, _WOOD, "Wood")
    surface, _, _ = UsdShade.Material.Get(stage, "/Look").ComputeSurfaceSource("mtlx")
    assert surface.GetShaderId() == "ND_standard_surface_surfaceshader"
    assert surface.GetInput("specular").Get() == pytest.approx(0.4)
    assert surface.GetInput("thin_walled").Get() is True
    grain = UsdShade.Shader(surface.GetInput("base_color").GetConnectedSources()[0][0].source.GetPrim())
    assert grain.GetShaderId() == "ND_tiledimage_color3"
    assert tuple(grain.GetInput("uvtiling").Get()) == (4.0, 2.0)


def test_a_picture_is_found_from_the_stage_and_keeps_its_colour_space(tmp_path: Path) -> None:
    stage = _material(tmp_path, _WOOD, "Wood")
    file = _shader(stage, "NG_wood_grain").GetInput("file")
    assert file.Get() == Sdf.AssetPath("pictures/wood.png")
    assert file.GetAttr().GetColorSpace() == "srgb_texture"


def test_a_node_that_the_file_defines_is_replaced_by_its_graph_for_each_use(tmp_path: Path) -> None:
    stage = _material(tmp_path, _OWN_NODE, "Own")
    both = _shader(stage, "both")
    found = {}
    for side in ("fg", "bg"):
        source = UsdShade.Shader(both.GetInput(side).GetConnectedSources()[0][0].source.GetPrim())
        assert source.GetShaderId() == "ND_multiply_color3FA"
        assert tuple(source.GetInput("in1").Get()) == pytest.approx((0.1, 0.2, 0.3))
        found[side] = source.GetInput("in2").Get()
    assert found == {"fg": pytest.approx(0.25), "bg": pytest.approx(0.5)}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<tiledimage", "<tiledpicture", ["grain", "tiledpicture"]),
        (
            'name="specular" type="float" value="0.4"',
            'name="specular" type="integer" value="1"',
            ["specular", "float"],
        ),
        ('nodename="grain"', 'nodename="gone"', ["out_color", "gone"]),
        ('output="out_color"', 'output="out_colour"', ["SR_Wood", "base_color", "out_colour"]),
        ('name="specular"', 'name="speculum"', ["SR_Wood", "speculum", "specular_roughness"]),
        (
            'nodegraph="NG_wood" output="out_color"',
            'nodename="SR_Wood"',
            ["SR_Wood", "base_color", "surfaceshader"],
        ),
    ],
)
def test_a_broken_network_is_an_error_that_names_node_and_input(
    old: str, new: str, words: list[str], tmp_path: Path
) -> None:
    text = _WOOD.replace(old, new).replace(old.replace("<", "</"), new.replace("<", "</"))
    with pytest.raises(SceneError) as error:
        _material(tmp_path, text, "Wood")
    assert all(word in str(error.value) for word in words), str(error.value)


def test_a_cycle_is_refused_and_spelled_out(tmp_path: Path) -> None:
    pairs = (("left", "right"), ("right", "left"))
    ring = "".join(node("add", one, "color3", linked("in1", "color3", other)) for one, other in pairs)
    text = _WOOD.replace('nodegraph="NG_wood" output="out_color"', 'nodename="left"')
    with pytest.raises(SceneError, match=r"connected to itself: (left -> right -> left|right -> left -> right)"):
        _material(tmp_path, text.replace("<standard_surface", f"{ring}<standard_surface"), "Wood")


def test_a_chain_of_a_thousand_nodes_is_no_fault(tmp_path: Path) -> None:
    links = [node("add", f"n{i}", "color3", linked("in1", "color3", f"n{i - 1}")) for i in range(1, 1001)]
    chain = "".join([node("constant", "n0", "color3"), *links])
    text = _WOOD.replace('nodegraph="NG_wood" output="out_color"', 'nodename="n1000"')
    stage = _material(tmp_path, text.replace("<standard_surface", f"{chain}<standard_surface"), "Wood")
    assert len(stage.GetPrimAtPath("/Look").GetChildren()) == 1002


def test_a_missing_material_or_file_and_text_that_is_no_materialx_are_named(tmp_path: Path) -> None:
    with pytest.raises(SceneError, match="no such material; it has Wood"):
        _material(tmp_path, _WOOD, "Metal")
    assert material_names(read_document(tmp_path / "looks.mtlx")) == ("Wood",)
    with pytest.raises(SceneError, match="no such file"):
        read_document(tmp_path / "gone.mtlx")
    (tmp_path / "text.mtlx").write_text("no xml")
    with pytest.raises(SceneError, match="no MaterialX"):
        read_document(tmp_path / "text.mtlx")
