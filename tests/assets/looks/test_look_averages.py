"""The fallback's constants against networks whose mean is known, and against what Cycles bakes."""

from __future__ import annotations

import numpy as np
import pytest

from assets.looks.library.averages import average_maps, with_average_fallback
from assets.looks.library.library_looks import SIZE_M, LibraryLook, all_looks, make_look
from assets.looks.library.maps import MapType
from pipelines.looks.baking import bake_maps, plane_target
from schemas.errors import UnsupportedError
from usd_scenes.looks import Connection, LookNetwork, ShaderInput, ShaderNode

_KINDS = (MapType.ALBEDO, MapType.ROUGHNESS, MapType.METALLIC)


@pytest.fixture(scope="module")
def looks() -> tuple[LibraryLook, ...]:
    return all_looks()


def _look(*patterns: ShaderNode) -> LookNetwork:
    color = ShaderInput(name="base_color", type="color3", value=Connection(node=patterns[-1].name))
    surface = ShaderNode(
        name="surface",
        definition="ND_standard_surface_surfaceshader",
        output_type="surfaceshader",
        inputs=(color,),
    )
    return LookNetwork(nodes=(*patterns, surface), surface="surface")


def _noise(definition: str, low: float, high: float) -> LookNetwork:
    noise = ShaderNode(name="noise", definition=definition)
    share = ShaderNode(
        name="share",
        definition="ND_smoothstep_float",
        inputs=(
            ShaderInput(name="in", type="float", value=Connection(node="noise")),
            ShaderInput(name="low", type="float", value=low),
            ShaderInput(name="high", type="float", value=high),
        ),
    )
    mixed = ShaderNode(
        name="mixed",
        definition="ND_mix_color3",
        output_type="color3",
        inputs=(
            ShaderInput(name="bg", type="color3", value=(0.0, 0.0, 0.0)),
            ShaderInput(name="fg", type="color3", value=(0.8, 0.4, 0.2)),
            ShaderInput(name="mix", type="float", value=Connection(node="share")),
        ),
    )
    return _look(noise, share, mixed)


def test_a_symmetric_noise_mixes_half_of_each_tone() -> None:
    found = average_maps(_noise("ND_fractal3d_float", -0.5, 0.5), [MapType.ALBEDO], size_m=1.0)[MapType.ALBEDO]
    assert found == pytest.approx((0.4, 0.2, 0.1), abs=0.03)
    assert found[0] == pytest.approx(2.0 * found[1], abs=2e-3)


def test_an_unknown_node_is_named_and_leaves_the_fallback_alone() -> None:
    look = _noise("ND_unifiednoise3d_float", 0.0, 1.0)
    with pytest.raises(UnsupportedError, match=r"node noise: .*ND_unifiednoise3d_float"):
        average_maps(look, [MapType.ALBEDO], size_m=1.0)
    assert with_average_fallback(look, size_m=1.0) is look


def test_every_look_of_the_library_can_be_averaged(looks: tuple[LibraryLook, ...]) -> None:
    for look in looks:
        surface = next(node for node in look.network.nodes if node.name == look.network.surface)
        if surface.definition == "ND_surface":  # of closures, whose inputs have no common names
            continue
        averages = average_maps(look.network, _KINDS, size_m=SIZE_M)
        assert look.network.preview.diffuse_color == averages[MapType.ALBEDO]


def test_a_parameter_that_is_set_reaches_the_fallback() -> None:
    changed = make_look("plastic_glossy").with_parameters({"base_color": "0.1,0.2,0.3"})
    assert changed.network.preview.diffuse_color == pytest.approx((0.1, 0.2, 0.3))


@pytest.mark.renderer
@pytest.mark.parametrize("name", ["rusted", "pattern_cellular"])
def test_averages_are_those_of_the_baked_maps(name: str) -> None:
    look = make_look(name).network
    side_m = 5.0  # so many features that their mean settles
    baked = bake_maps(look, plane_target(side_m), resolution=256, kinds=_KINDS)
    averages = average_maps(look, _KINDS, size_m=side_m)
    for kind in _KINDS:
        mean = np.resize(baked[kind].mean(axis=(0, 1)), 3)
        np.testing.assert_allclose(averages[kind], mean, rtol=0.0, atol=0.04, err_msg=kind)
