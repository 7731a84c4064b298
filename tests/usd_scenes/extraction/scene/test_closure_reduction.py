"""Closure graphs are one set of parameters where they come to the same, and are refused by node where not."""

from __future__ import annotations

import numpy as np
import pytest

from schemas.errors import UnsupportedError
from usd_scenes.extraction.scene.plain_scene import SceneLook
from usd_scenes.extraction.scene.surface_parameters import SurfaceParameters, reduce_look
from usd_scenes.looks import Connection, InputValue, PreviewSurface, ShaderInput, ShaderNode

type Node = tuple[str, dict[str, InputValue | Connection]]

_RED, _GREEN, _BLUE = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)


def _to(name: str, output: str = "out") -> Connection:
    return Connection(node=name, output=output)


def _reduced(nodes: dict[str, Node], **surface: InputValue | Connection) -> SurfaceParameters:
    inputs = {"bsdf": _to(list(nodes)[-1]), **surface}
    every = {**nodes, "surface": ("ND_surface", inputs)}
    network = tuple(
        ShaderNode(
            name=name,
            definition=definition,
            inputs=tuple(ShaderInput(name=key, type="", value=value) for key, value in given.items()),
        )
        for name, (definition, given) in every.items()
    )
    look = SceneLook(prim_path="/Looks/Look", nodes=network, preview=PreviewSurface(diffuse_color=(0.3, 0.2, 0.1)))
    return reduce_look(look)


def _glass(ior: float, mode: str, tint: tuple[float, float, float] = (1.0, 1.0, 1.0), alpha: float = 0.0) -> Node:
    inputs: dict[str, InputValue | Connection] = {
        "tint": tint,
        "ior": ior,
        "roughness": (alpha, alpha),
        "scatter_mode": mode,
    }
    return ("ND_dielectric_bsdf", inputs)


def _diffuse(color: tuple[float, float, float] | Connection, **inputs: InputValue | Connection) -> Node:
    return ("ND_oren_nayar_diffuse_bsdf", {"color": color, **inputs})


def _mix(front: str, back: str, amount: float | Connection) -> Node:
    return ("ND_mix_bsdf", {"fg": _to(front), "bg": _to(back), "mix": amount})


def _layer(top: str, base: str) -> Node:
    return ("ND_layer_bsdf", {"top": _to(top), "base": _to(base)})


def test_dispersion_by_three_bands_becomes_its_mean_index_and_says_so() -> None:
    found = _reduced(
        {
            "red": _glass(1.62, "T", _RED),
            "green": _glass(1.63, "T", _GREEN),
            "blue": _glass(1.64, "T", _BLUE),
            "two": ("ND_add_bsdf", {"in1": _to("red"), "in2": _to("green")}),
            "three": ("ND_add_bsdf", {"in1": _to("two"), "in2": _to("blue")}),
            "mirror": _glass(1.63, "R"),
            "cut": _layer("mirror", "three"),
        }
    )
    assert found.ior == pytest.approx(1.63)
    assert (found.transmission_weight, found.base_weight, found.roughness) == (1.0, 0.0, 0.0)
    assert found.transmission_color == found.specular_color == (1.0, 1.0, 1.0)
    assert found.losses == (
        "</Looks/Look>: dispersion is lost: its indices 1.62 to 1.64 are drawn as their mean 1.63",
    )


def test_a_lobe_that_reflects_and_transmits_is_glass_and_loses_nothing() -> None:
    found = _reduced({"glass": _glass(1.5, "RT", (0.9, 0.8, 0.7), alpha=0.09)})
    assert (found.ior, found.transmission_weight, found.losses) == (1.5, 1.0, ())
    assert found.transmission_color == pytest.approx((0.9, 0.8, 0.7))
    assert found.roughness == pytest.approx(0.3)


def test_absorption_is_a_colour_at_a_depth() -> None:
    medium: Node = ("ND_absorption_vdf", {"absorption": (1.0, 4.0, 2.0)})
    found = _reduced(
        {
            "glass": _glass(1.5, "RT"),
            "medium": medium,
            "filled": ("ND_layer_vdf", {"top": _to("glass"), "base": _to("medium")}),
        }
    )
    assert found.transmission_depth == pytest.approx(0.25)
    extinction = -np.log(found.transmission_color) / found.transmission_depth
    np.testing.assert_allclose(extinction, (1.0, 4.0, 2.0))


def test_a_gloss_over_a_diffuse_lobe_is_the_common_model() -> None:
    found = _reduced(
        {
            "gloss": _glass(1.4, "R", alpha=0.04),
            "base": _diffuse((0.5, 0.4, 0.3), roughness=0.6),
            "both": _layer("gloss", "base"),
        }
    )
    assert (found.ior, found.specular_weight, found.metalness, found.transmission_weight) == (1.4, 1.0, 0.0, 0.0)
    assert found.roughness == pytest.approx(0.2)
    assert found.diffuse_color == pytest.approx((0.5, 0.4, 0.3))
    assert found.diffuse_roughness == pytest.approx(0.6)


def test_a_second_gloss_is_a_coat() -> None:
    found = _reduced(
        {
            "gloss": _glass(1.4, "R", alpha=0.25),
            "base": _diffuse((0.5, 0.4, 0.3)),
            "both": _layer("gloss", "base"),
            "varnish": _glass(1.6, "R", (0.5, 0.5, 0.5)),
            "all": _layer("varnish", "both"),
        }
    )
    assert (found.coat_weight, found.coat_ior, found.coat_roughness) == (0.5, 1.6, 0.0)
    assert (found.ior, found.roughness) == (1.4, 0.5)


def test_diffuse_lobes_alone_have_no_gloss_and_add_up() -> None:
    nodes: dict[str, Node] = {
        "one": _diffuse((0.4, 0.0, 0.2)),
        "other": ("ND_burley_diffuse_bsdf", {"color": (0.0, 0.8, 0.2)}),
    }
    found = _reduced({**nodes, "half": _mix("one", "other", 0.25)})
    assert found.diffuse_color == pytest.approx((0.1, 0.6, 0.2))
    assert found.specular_weight == 0.0
    scaled = _reduced({"one": nodes["one"], "less": ("ND_multiply_bsdfF", {"in1": _to("one"), "in2": 0.5})})
    assert scaled.diffuse_color == pytest.approx((0.2, 0.0, 0.1))


def test_a_conductor_keeps_its_index_of_refraction() -> None:
    eta, k = (0.2, 0.9, 1.4), (3.9, 2.4, 1.6)
    found = _reduced({"gold": ("ND_conductor_bsdf", {"ior": eta, "extinction": k, "roughness": (0.16, 0.01)})})
    assert (found.metalness, found.base_weight) == (1.0, 1.0)
    reflectance, edge = np.array(found.metal_color), np.array(found.specular_color)  # Gulbrandsen 2014
    root = np.sqrt(reflectance)
    got = edge * (1 - reflectance) / (1 + reflectance) + (1 - edge) * (1 + root) / (1 - root)
    np.testing.assert_allclose(got, eta, rtol=1e-6)
    absorbed = (reflectance * (got + 1) ** 2 - (got - 1) ** 2) / (1 - reflectance)
    np.testing.assert_allclose(np.sqrt(absorbed), k, rtol=1e-6)
    assert found.roughness == pytest.approx(0.2)
    assert found.anisotropy == pytest.approx(1.0 - (0.01 / 0.16))


def test_metals_and_roughness_by_their_helper_nodes_and_patterns() -> None:
    found = _reduced(
        {
            "noise": ("ND_noise3d_float", {}),
            "rust": ("ND_noise3d_color3FA", {}),
            "colour": ("ND_artistic_ior", {"reflectivity": _to("rust"), "edge_color": (0.9, 0.8, 0.7)}),
            "shape": ("ND_roughness_anisotropy", {"roughness": _to("noise"), "anisotropy": 0.5}),
            "metal": (
                "ND_conductor_bsdf",
                {
                    "ior": _to("colour", "ior"),
                    "extinction": _to("colour", "extinction"),
                    "roughness": _to("shape"),
                    "normal": _to("bump"),
                },
            ),
        }
    )
    assert found.varying == {"base_color": _to("rust"), "roughness": _to("noise"), "normal": _to("bump")}
    assert found.anisotropy == 0.5
    assert found.specular_color == (0.9, 0.8, 0.7)
    assert found.base_color == (0.3, 0.2, 0.1), "the preview's, where the pattern cannot be evaluated"


def test_a_pattern_in_a_diffuse_lobe_under_gloss_is_kept_with_its_weight() -> None:
    found = _reduced(
        {
            "wood": ("ND_noise3d_color3FA", {}),
            "gloss": _glass(1.5, "R"),
            "base": _diffuse(_to("wood"), weight=0.7),
            "both": _layer("gloss", "base"),
        },
        opacity=_to("holes"),
        thin_walled=True,
    )
    assert found.varying == {"base_color": _to("wood"), "opacity": _to("holes")}
    assert found.base_weight == pytest.approx(0.7)
    assert (found.opacity, found.thin_walled) == (1.0, 1.0)


def test_clear_and_diffuse_in_shares() -> None:
    nodes = {
        "glass": _glass(1.5, "RT", alpha=0.04),
        "paint": _diffuse((0.6, 0.4, 0.2)),
        "gloss": _glass(1.5, "R", alpha=0.04),
    }
    found = _reduced({**nodes, "painted": _layer("gloss", "paint"), "half": _mix("glass", "painted", 0.25)})
    assert found.transmission_weight == pytest.approx(0.25)
    assert found.transmission_color == pytest.approx((1.0, 1.0, 1.0))
    assert found.diffuse_color == pytest.approx((0.6, 0.4, 0.2))


def test_a_worn_metal_shares_its_colour_with_what_covers_it() -> None:
    metal: Node = ("ND_conductor_bsdf", {"ior": (1.5,) * 3, "extinction": (1.9,) * 3, "roughness": (0.04, 0.04)})
    flat = float(((0.5**2) + 1.9**2) / (2.5**2 + 1.9**2))
    found = _reduced({"metal": metal, "dust": _diffuse((flat,) * 3), "worn": _mix("metal", "dust", 0.3)})
    assert found.metalness == pytest.approx(0.3)
    assert found.base_color == pytest.approx((flat,) * 3)
    assert found.specular_weight == 0.0
    assert "grazing" in found.losses[0]


def test_a_uniform_emission_is_scaled() -> None:
    nodes: dict[str, Node] = {
        "glow": ("ND_uniform_edf", {"color": (1.0, 0.5, 0.25)}),
        "strong": ("ND_multiply_edfF", {"in1": _to("glow"), "in2": 8.0}),
        "base": _diffuse((0.1, 0.1, 0.1)),
    }
    found = _reduced(nodes, edf=_to("strong"))
    assert found.emission == pytest.approx((8.0, 4.0, 2.0))


def test_a_sheen_lies_over_all() -> None:
    nodes: dict[str, Node] = {
        "fuzz": ("ND_sheen_bsdf", {"color": (0.8, 0.8, 0.9), "weight": 0.5, "roughness": 0.4}),
        "base": _diffuse((0.1, 0.1, 0.1)),
        "cloth": _layer("fuzz", "base"),
    }
    found = _reduced(nodes)
    assert found.sheen_weight == 0.5
    assert found.sheen_color[2] / found.sheen_color[0] == pytest.approx(9.0 / 8.0)


_PAINT: Node = _diffuse((0.5, 0.1, 0.1))
_GOLD: Node = ("ND_conductor_bsdf", {})


@pytest.mark.parametrize(
    ("nodes", "culprit"),
    [
        ({"hair": ("ND_chiang_hair_bsdf", {})}, "hair"),
        ({"leaf": ("ND_translucent_bsdf", {})}, "leaf"),
        ({"paint": _PAINT, "gold": _GOLD, "half": _mix("gold", "paint", 0.5)}, "paint"),
        ({"paint": _PAINT, "gold": _GOLD, "some": _mix("gold", "paint", _to("mask"))}, "some"),
        (
            {"bright": _diffuse((0.8,) * 3), "two": ("ND_add_bsdf", {"in1": _to("bright"), "in2": _to("bright")})},
            "bright",
        ),
        ({"paint": _PAINT, "gold": _GOLD, "over": _layer("paint", "gold")}, "over"),
        (
            {"sharp": _glass(1.5, "R"), "frost": _glass(1.5, "T", alpha=0.3), "cut": _layer("sharp", "frost")},
            "sharp",
        ),
        ({"low": _glass(1.3, "R"), "high": _glass(1.9, "T"), "cut": _layer("low", "high")}, "low"),
        ({"noise": ("ND_noise3d_float", {}), "glass": ("ND_dielectric_bsdf", {"ior": _to("noise")})}, "glass"),
        ({"cat": ("ND_dielectric_bsdf", {"retroreflective": True})}, "cat"),
        (
            {
                "wood": _diffuse(_to("grain")),
                "paint": _PAINT,
                "half": _mix("wood", "paint", 0.5),
            },
            "wood",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_does_not_reduce_is_refused_by_its_node(nodes: dict[str, Node], culprit: str) -> None:
    with pytest.raises(UnsupportedError, match=f"<{culprit}>: "):
        _reduced(nodes)
