"""A look taken apart: which of its constants are its own, and that its file is one for all of a kind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assets.looks.library.library_looks import make_look
from assets.looks.library.parameters import bake_parameters
from assets.looks.library.shared import share_look, store_look
from assets.looks.networks.standard_surfaces import paint_look
from assets.store import AssetStore
from usd_scenes.looks import Connection, FromParameter, LookNetwork, PreviewSurface, ShaderInput, ShaderNode


def _joined(look: LookNetwork) -> LookNetwork:
    """The look again, of its two parts."""
    shared = share_look(look)
    values = {one.name: one.value for one in shared.parameters}
    own = {field: values[name] for field, name in shared.network.preview_parameters}
    network = replace(shared.network, parameters=shared.parameters, preview_parameters=())
    return bake_parameters(replace(network, preview=replace(shared.network.preview, **own)))  # type: ignore[arg-type]


def test_the_two_parts_are_the_look() -> None:
    for name in ("gold", "marble", "texture_fabric_weave", "pattern_brick", "tinted_glass"):
        look = bake_parameters(make_look(name).network)
        assert _joined(look) == look


def test_public_names_are_the_declared_ones() -> None:
    names = {one.name for one in share_look(bake_parameters(make_look("paint").network)).parameters}
    assert {"roughness", "second_color", "tones_per_m", "preview_diffuse_color", "preview_roughness"} <= names


def test_drawn_numbers_are_public_and_written_ones_are_structure() -> None:
    wave = ShaderNode(
        name="wave",
        definition="ND_multiply_float",
        inputs=(
            ShaderInput(name="in1", type="float", value=0.731),
            ShaderInput(name="in2", type="float", value=0.25),
        ),
    )
    counted = ShaderInput(name="count", type="integer", value=1234)
    surface = ShaderNode(
        name="surface",
        definition="ND_standard_surface_surfaceshader",
        inputs=(ShaderInput(name="base", type="float", value=Connection(node="wave")), counted),
        output_type="surfaceshader",
    )
    shared = share_look(LookNetwork(nodes=(wave, surface), surface="surface"))
    assert [entry.value for entry in shared.network.nodes[0].inputs] == [FromParameter(name="wave_in1"), 0.25]
    assert shared.network.nodes[1].inputs[1] == counted
    assert (shared.parameters[0].name, shared.parameters[0].value) == ("wave_in1", 0.731)


def test_one_file_for_every_colour_and_another_for_another_network(tmp_path: Path) -> None:
    store = AssetStore(tmp_path)
    red, blue = (
        share_look(paint_look(c, roughness=r)) for c, r in (((0.8, 0.1, 0.1), 0.3), ((0.1, 0.1, 0.81), 0.5))
    )
    file = store_look(store, red.network)
    assert file == store_look(store, blue.network)
    assert file.parent == tmp_path / "looks"
    assert red.parameters != blue.parameters
    assert store_look(store, share_look(make_look("marble").network).network) != file


def test_what_is_usual_in_a_fallback_stays_in_the_file() -> None:
    shared = share_look(
        replace(paint_look((0.5, 0.5, 0.5), roughness=0.5), preview=PreviewSurface(metallic=0.437))
    )
    assert dict(shared.network.preview_parameters).keys() == {"diffuse_color", "roughness", "metallic"}
    assert shared.network.preview.metallic == 0.0
