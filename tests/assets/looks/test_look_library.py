"""The library: every look is valid MaterialX with parameters that do what they say, in every form the same."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import MaterialX as mx
import pytest
from pxr import Usd, UsdShade

from assets.looks.library.library_looks import LibraryLook, all_looks, look_names, make_look
from assets.looks.library.parameters import bake_parameters, set_parameters
from cli.main import main
from pipelines.looks.export import LookFormat, export_looks
from schemas.errors import SceneError, UsageError
from usd_scenes.looks import Connection, FromParameter, LookNetwork, ShaderInput, ShaderNode
from usd_scenes.mtlx_documents import mtlx_text


@pytest.fixture(scope="module")
def looks() -> tuple[LibraryLook, ...]:
    return all_looks()


@cache
def _library() -> mx.Document:
    library = mx.createDocument()
    mx.loadLibraries(mx.getDefaultDataLibraryFolders(), mx.getDefaultDataSearchPath(), library)
    return library


def _read(text: str) -> mx.Document:
    document = mx.createDocument()
    document.setDataLibrary(_library())
    mx.readFromXmlString(document, text)
    return document


def test_every_look_is_a_valid_document_with_one_material(looks: tuple[LibraryLook, ...]) -> None:
    for look in looks:
        document = _read(mtlx_text(look.network, look.name))
        assert document.validate() == (True, "")
        assert [node.getName() for node in document.getMaterialNodes()] == [look.name]


def test_every_look_has_parameters_within_their_limits_and_each_is_used(looks: tuple[LibraryLook, ...]) -> None:
    for look in looks:
        parameters = {parameter.name: parameter for parameter in look.network.parameters}
        used = {
            entry.value.name
            for node in look.network.nodes
            for entry in node.inputs
            if isinstance(entry.value, FromParameter)
        }
        assert parameters
        assert used == set(parameters), look.name
        for parameter in parameters.values():
            numbers = parameter.value if isinstance(parameter.value, tuple) else (parameter.value,)
            assert parameter.doc
            for number in numbers:
                assert parameter.minimum is None or float(number) >= parameter.minimum, (look.name, parameter.name)
                assert parameter.maximum is None or float(number) <= parameter.maximum, (look.name, parameter.name)


def test_another_seed_is_another_variation_and_the_same_seed_is_not() -> None:
    assert make_look("wax", seed=1) == make_look("wax", seed=1)
    assert make_look("wax", seed=1) != make_look("wax", seed=2)


def test_a_parameter_that_is_set_reaches_both_forms(tmp_path: Path) -> None:
    look = make_look("gold")
    changed = LibraryLook(
        name=look.name, terms=look.terms, network=set_parameters(look.network, {"base_color": "0.5,0.25,0.125"})
    )
    (document_file,) = export_looks([changed], tmp_path, LookFormat.MTLX)
    (layer_file,) = export_looks([changed], tmp_path, LookFormat.USDA)
    document = _read(document_file.read_text())
    assert document.getNode("gold_surface").getInputValue("base_color") == mx.Color3(0.5, 0.25, 0.125)
    stage = Usd.Stage.Open(str(layer_file))
    shader, _, _ = UsdShade.Material(stage.GetDefaultPrim()).ComputeSurfaceSource("mtlx")
    (source,) = UsdShade.Utils.GetValueProducingAttributes(shader.GetInput("base_color"))
    assert source.GetPath() == "/gold.inputs:base_color"
    assert tuple(source.Get()) == (0.5, 0.25, 0.125)


def test_a_usdz_opens_with_its_material(tmp_path: Path) -> None:
    (file,) = export_looks([make_look("wax")], tmp_path, LookFormat.USDZ)
    stage = Usd.Stage.Open(str(file))
    assert UsdShade.Material(stage.GetDefaultPrim()).GetInput("base_color").Get() is not None


def test_baking_the_parameters_leaves_constants() -> None:
    network = bake_parameters(make_look("marble").network)
    values = [entry.value for node in network.nodes for entry in node.inputs]
    assert network.parameters == ()
    assert not any(isinstance(value, FromParameter) for value in values)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"shine": "1"}, ["shine", "base_color"]),
        ({"base_color": "1"}, ["base_color", "3 numbers"]),
        ({"roughness": "-0.5"}, ["roughness=-0.5", "from 0 to 1"]),
        ({"roughness": "nan"}, ["roughness=nan", "from 0 to 1"]),
    ],
)
def test_a_wrong_setting_names_what_there_is(settings: dict[str, str], words: list[str]) -> None:
    with pytest.raises(UsageError) as error:
        set_parameters(make_look("gold").network, settings)
    assert all(word in str(error.value) for word in words)


def test_a_network_that_is_no_materialx_is_refused_by_name() -> None:
    unknown = ShaderNode(name="surface", definition="ND_no_such", output_type="surfaceshader")
    with pytest.raises(SceneError, match="ND_no_such"):
        mtlx_text(LookNetwork(nodes=(unknown,), surface="surface"), "broken")
    dangling = ShaderNode(
        name="surface",
        definition="ND_standard_surface_surfaceshader",
        output_type="surfaceshader",
        inputs=(ShaderInput(name="base_color", type="color3", value=Connection(node="gone")),),
    )
    with pytest.raises(SceneError, match="'base_color' connects to unknown node 'gone'"):
        mtlx_text(LookNetwork(nodes=(dangling,), surface="surface"), "broken")


def test_the_command_lists_every_look_with_its_parameters(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["looks", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["looks"]
    assert [look["name"] for look in listed] == list(look_names())
    assert all(look["parameters"] for look in listed)


def test_the_command_refuses_a_look_that_there_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["looks", "export", "unobtainium", "-o", str(tmp_path)]) == 2
    assert "unobtainium" in capsys.readouterr().err
    assert main(["looks", "export", "-o", str(tmp_path)]) == 2


def test_every_look_of_a_pattern_has_one_control_for_the_size_of_its_features(
    looks: tuple[LibraryLook, ...],
) -> None:
    for look in looks:
        positions = [node for node in look.network.nodes if node.definition == "ND_position_vector3"]
        readers = [
            node.name
            for node in look.network.nodes
            for entry in node.inputs
            if positions and entry.value == Connection(node=positions[0].name)
        ]
        assert readers == (["featureSize"] if positions else []), look.name


def test_every_look_has_a_control_of_its_colour(looks: tuple[LibraryLook, ...]) -> None:
    for look in looks:
        controls = {parameter.name for parameter in look.network.parameters}
        colours = {parameter.name for parameter in look.network.parameters if parameter.type == "color3"}
        is_clear = bool(controls & {"transmission", "ior"}) and not colours
        assert colours or is_clear or "base_tint" in controls, look.name


def test_arithmetic_is_named_after_what_it_goes_into(looks: tuple[LibraryLook, ...]) -> None:
    for look in looks:
        names = [node.name for node in look.network.nodes]
        assert len(set(names)) == len(names)
        assert not [name for name in names if re.fullmatch(r"(add|multiply|subtract|divide|power)\d*", name)]
        known = set(names)
        sources = [entry.value for node in look.network.nodes for entry in node.inputs]
        assert {source.node for source in sources if isinstance(source, Connection)} <= known
