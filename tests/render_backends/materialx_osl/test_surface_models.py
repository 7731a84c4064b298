"""Whole materials in Cycles: against Blender's own shaders, theory, and the crashes that were."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.render_backends.materialx_osl.look_files import (
    MATERIAL,
    From,
    Given,
    Node,
    Value,
    write_document,
    write_stage,
)
from tests.render_backends.materialx_osl.studio import Picture, Studio

pytestmark = pytest.mark.renderer

_MODELS = {
    "standard_surface": "ND_standard_surface_surfaceshader",
    "open_pbr_surface": "ND_open_pbr_surface_surfaceshader",
    "gltf_pbr": "ND_gltf_pbr_surfaceshader",
    "disney_principled": "ND_disney_principled",
    "UsdPreviewSurface": "ND_UsdPreviewSurface_surfaceshader",
}
_STUDIO: dict[str, Any] = {
    "shape": "sphere", "sun": 2.0, "background": (0.3, 0.3, 0.3), "resolution": 48, "spp": 32,
}  # fmt: skip
_FURNACE: dict[str, Any] = {
    "shape": "sphere", "background": (0.5, 0.5, 0.5), "resolution": 32, "spp": 64, "bounces": 64,
}  # fmt: skip


def _given(value: Value) -> Given:
    if isinstance(value, bool):
        return Given(type="boolean", value=value)
    if isinstance(value, tuple):
        return Given(type="color3", value=value)
    return Given(type="string" if isinstance(value, str) else "float", value=value)


def surface(model: str, **inputs: Value) -> dict[str, Node]:
    given = {name: _given(value) for name, value in inputs.items()}
    return {"surface": Node(id=_MODELS[model], category=model, type="surfaceshader", inputs=given)}


def render(studio: Studio, folder: Path, nodes: Mapping[str, Node], **options: Any) -> Picture:
    path = write_stage(folder / "look.usda", nodes, surface="surface")
    return studio.render_stage(path, MATERIAL, **options)


def principled(studio: Studio, options: dict[str, Any], **inputs: Any) -> Picture:
    named = {name.replace("_", " "): value for name, value in inputs.items()}
    return studio.render_native("ShaderNodeBsdfPrincipled", named, **options)


_PLASTIC: dict[str, dict[str, Value]] = {
    "standard_surface": {"base": 1.0, "base_color": (0.8, 0.4, 0.2), "specular_roughness": 0.4},
    "open_pbr_surface": {"base_color": (0.8, 0.4, 0.2), "specular_roughness": 0.4},
    "gltf_pbr": {"base_color": (0.8, 0.4, 0.2), "metallic": 0.0, "roughness": 0.4},
    "disney_principled": {"baseColor": (0.8, 0.4, 0.2), "roughness": 0.4},
    "UsdPreviewSurface": {"diffuseColor": (0.8, 0.4, 0.2), "roughness": 0.4},
}
_METAL: dict[str, dict[str, Value]] = {
    "open_pbr_surface": {"base_color": (0.9, 0.6, 0.3), "base_metalness": 1.0, "specular_roughness": 0.3},
    "gltf_pbr": {"base_color": (0.9, 0.6, 0.3), "metallic": 1.0, "roughness": 0.3},
    "disney_principled": {"baseColor": (0.9, 0.6, 0.3), "metallic": 1.0, "roughness": 0.3},
}


@pytest.mark.parametrize("model", _PLASTIC)
def test_a_plastic_of_each_model_is_blenders_own_plastic(model: str, studio: Studio, tmp_path: Path) -> None:
    expected = principled(studio, _STUDIO, Base_Color=(0.8, 0.4, 0.2, 1.0), Roughness=0.4, IOR=1.5)
    nodes = surface(model, **_PLASTIC[model])
    picture = render(studio, tmp_path, nodes, **_STUDIO)
    tolerance = 0.03 if model == "disney_principled" else 0.008  # Disney's specular scale differs
    assert picture.mean == pytest.approx(expected.mean, rel=tolerance)
    document = write_document(tmp_path / "look.mtlx", nodes, surface="surface")
    assert np.array_equal(studio.render_document(document, "M", **_STUDIO).pixels, picture.pixels)


@pytest.mark.parametrize("model", _METAL)
def test_a_metal_of_each_model_is_blenders_own_metal(model: str, studio: Studio, tmp_path: Path) -> None:
    expected = principled(studio, _STUDIO, Base_Color=(0.9, 0.6, 0.3, 1.0), Roughness=0.3, Metallic=1.0)
    picture = render(studio, tmp_path, surface(model, **_METAL[model]), **_STUDIO)
    assert picture.mean == pytest.approx(expected.mean, rel=0.002)


@pytest.mark.parametrize(
    ("model", "inputs"),
    [
        ("standard_surface", {"transmission": 1.0, "specular_roughness": 0.0}),
        ("open_pbr_surface", {"transmission_weight": 1.0, "specular_roughness": 0.0}),
        ("gltf_pbr", {"base_color": (1.0, 1.0, 1.0), "transmission": 1.0, "metallic": 0.0, "roughness": 0.0}),
        ("disney_principled", {"baseColor": (1.0, 1.0, 1.0), "specTrans": 1.0, "roughness": 0.0}),
    ],
)
def test_clear_glass_neither_gains_nor_loses_light(
    model: str, inputs: dict[str, Value], studio: Studio, tmp_path: Path
) -> None:
    assert render(studio, tmp_path, surface(model, **inputs), **_FURNACE).mean == pytest.approx(
        (0.5,) * 3, rel=0.01
    )


@pytest.mark.parametrize(
    ("model", "inputs"),
    [
        ("standard_surface", {"transmission": 1.0, "specular_roughness": 0.5}),
        ("open_pbr_surface", {"transmission_weight": 1.0, "specular_roughness": 0.5}),
        ("gltf_pbr", {"base_color": (1.0, 1.0, 1.0), "transmission": 1.0, "metallic": 0.0, "roughness": 0.5}),
    ],
)
def test_frosted_glass_is_blenders_own(
    model: str, inputs: dict[str, Value], studio: Studio, tmp_path: Path
) -> None:
    glass = {"Color": (1.0, 1.0, 1.0, 1.0), "Roughness": 0.5, "IOR": 1.5}
    expected = studio.render_native("ShaderNodeBsdfGlass", glass, **_STUDIO)
    picture = render(studio, tmp_path, surface(model, **inputs), **_STUDIO)
    assert picture.mean == pytest.approx(expected.mean, rel=0.005)


def test_a_layer_in_the_top_of_a_layer_attenuates_what_is_under_it(studio: Studio, tmp_path: Path) -> None:
    def layer(top: str, base: str) -> Node:
        inputs: dict[str, tuple[str, From] | Given] = {
            "top": ("BSDF", From(node=top)),
            "base": ("BSDF", From(node=base)),
        }
        return Node(id="ND_layer_bsdf", category="layer", type="BSDF", inputs=inputs)

    lobes = {
        "fuzz": Node(id="ND_sheen_bsdf", category="sheen_bsdf", type="BSDF", inputs={"roughness": _given(0.5)}),
        "gloss": Node(
            id="ND_dielectric_bsdf", category="dielectric_bsdf", type="BSDF", inputs={"ior": _given(3.0)}
        ),
        "matt": Node(id="ND_oren_nayar_diffuse_bsdf", category="oren_nayar_diffuse_bsdf", type="BSDF"),
        "surface": Node(
            id="ND_surface",
            category="surface",
            type="surfaceshader",
            inputs={"bsdf": ("BSDF", From(node="stack"))},
        ),
    }
    left = {**lobes, "coats": layer("fuzz", "gloss"), "stack": layer("coats", "matt")}
    right = {**lobes, "rest": layer("gloss", "matt"), "stack": layer("fuzz", "rest")}
    pictures = [render(studio, tmp_path, nodes, **_STUDIO) for nodes in (left, right)]
    assert pictures[0].mean == pytest.approx(pictures[1].mean, rel=1e-4)


@pytest.mark.parametrize(("roughness", "expected"), [(0.1, (0.347, 0.052)), (0.3, (0.382, 0.143))])
def test_sheen_reflects_as_conty_and_kulla_say(
    roughness: float, expected: tuple[float, float], studio: Studio, tmp_path: Path
) -> None:
    """Directional albedo at cosines of 0.3 and 0.7 by integrating their lobe; Cycles' own lobe is another."""
    nodes = surface("standard_surface", base=0.0, specular=0.0, sheen=1.0, sheen_roughness=roughness)
    picture = render(studio, tmp_path, nodes, **{**_FURNACE, "resolution": 64})
    places = (np.arange(64) + 0.5) / 32.0 - 1.0
    squared = (places[:, None] ** 2 + places[None, :] ** 2) / 0.9**2
    cosine = np.sqrt(np.clip(1.0 - squared, 0.0, 1.0))
    for middle, albedo in zip((0.3, 0.7), expected, strict=True):
        ring = picture.pixels[np.abs(cosine - middle) < 0.05]
        assert ring.mean() / 0.5 == pytest.approx(albedo, abs=0.03)


def test_emission_and_opacity_are_exact(studio: Studio, tmp_path: Path) -> None:
    glow = surface("standard_surface", base=0.0, specular=0.0, emission=2.0, emission_color=(0.5, 0.3, 0.1))
    assert render(studio, tmp_path, glow).mean == pytest.approx((1.0, 0.6, 0.2), rel=1e-4)
    half = surface("standard_surface", base=0.0, specular=0.0, opacity=(0.25, 0.25, 0.25))
    picture = render(studio, tmp_path, half, background=(0.8, 0.4, 0.2), spp=16)
    assert picture.mean == pytest.approx((0.6, 0.3, 0.15), rel=1e-3)


def test_subsurface_keeps_the_weight_of_its_albedo(studio: Studio, tmp_path: Path) -> None:
    albedo = (0.8, 0.5, 0.3)
    nodes = surface(
        "standard_surface", specular=0.0, subsurface=1.0, subsurface_color=albedo, subsurface_scale=0.05
    )
    expected = principled(
        studio,
        _STUDIO,
        Base_Color=(*albedo, 1.0),
        Specular_IOR_Level=0.0,
        Subsurface_Weight=1.0,
        Subsurface_Radius=(0.05,) * 3,
        Subsurface_Scale=1.0,
    )
    assert render(studio, tmp_path, nodes, **_STUDIO).mean == pytest.approx(expected.mean, rel=0.02)


@pytest.mark.parametrize("film", [0.0, 1.0])
def test_a_bubble_neither_takes_nor_gives_light(film: float, studio: Studio, tmp_path: Path) -> None:
    nodes = surface(
        "open_pbr_surface",
        transmission_weight=1.0,
        specular_roughness=0.0,
        geometry_thin_walled=True,
        thin_film_weight=film,
        thin_film_thickness=0.5,
    )
    picture = render(studio, tmp_path, nodes, **_FURNACE)
    assert picture.centre == pytest.approx((0.5, 0.5, 0.5), rel=0.02)


def test_a_thin_film_colours_the_reflection(studio: Studio, tmp_path: Path) -> None:
    film: dict[str, Value] = {"thin_film_thickness": 500.0, "thin_film_IOR": 1.4}
    nodes = surface("standard_surface", base=0.0, specular_roughness=0.1, **film)
    native = {"Roughness": 0.1, "IOR": 1.5, "Thin_Film_Thickness": 500.0, "Thin_Film_IOR": 1.4}
    expected = principled(studio, _FURNACE, Base_Color=(0.0, 0.0, 0.0, 1.0), **native)
    picture = render(studio, tmp_path, nodes, **_FURNACE)
    assert picture.mean == pytest.approx(expected.mean, rel=0.02)
    assert picture.centre[0] > 1.3 * picture.centre[1]


def test_transmission_depth_absorbs_by_beers_law(studio: Studio, tmp_path: Path) -> None:
    color = (0.7, 0.4, 0.1)
    clear: dict[str, Value] = {"transmission": 1.0, "specular_roughness": 0.0, "specular_IOR": 1.001}
    nodes = surface("standard_surface", **clear, transmission_color=color, transmission_depth=1.8)
    picture = render(studio, tmp_path, nodes, **_FURNACE)
    middle = picture.pixels[15:17, 15:17].reshape(-1, 3).mean(axis=0)  # the ray crosses 1.8 m there
    assert middle == pytest.approx([0.5 * channel for channel in color], rel=0.03)
    openpbr = surface(
        "open_pbr_surface",
        transmission_weight=1.0,
        specular_roughness=0.0,
        specular_ior=1.001,
        transmission_color=color,
        transmission_depth=1.8,
    )
    assert render(studio, tmp_path, openpbr, **_FURNACE).mean == pytest.approx(picture.mean, rel=0.02)


def test_a_medium_under_a_refraction_of_ones_own_absorbs(studio: Studio, tmp_path: Path) -> None:
    absorption = (0.3, 0.6, 1.2)
    nodes = {
        "medium": Node(
            id="ND_anisotropic_vdf",
            category="anisotropic_vdf",
            type="VDF",
            inputs={"absorption": Given(type="vector3", value=absorption)},
        ),
        "pass": Node(
            id="ND_dielectric_bsdf",
            category="dielectric_bsdf",
            type="BSDF",
            inputs={
                "ior": _given(1.001),
                "roughness": Given(type="vector2", value=(0.0, 0.0)),
                "scatter_mode": _given("T"),
            },
        ),
        "both": Node(
            id="ND_layer_vdf",
            category="layer",
            type="BSDF",
            inputs={"top": ("BSDF", From(node="pass")), "base": ("VDF", From(node="medium"))},
        ),
        "surface": Node(
            id="ND_surface",
            category="surface",
            type="surfaceshader",
            inputs={"bsdf": ("BSDF", From(node="both"))},
        ),
    }
    picture = render(studio, tmp_path, nodes, **_FURNACE)
    middle = picture.pixels[15:17, 15:17].reshape(-1, 3).mean(axis=0)
    assert middle == pytest.approx(0.5 * np.exp(-1.8 * np.array(absorption)), rel=0.03)


def test_layers_of_null_closures_do_not_crash_the_renderer(studio: Studio, tmp_path: Path) -> None:
    def none(nodedef: str, category: str) -> Node:
        return Node(id=nodedef, category=category, type="BSDF", inputs={"weight": _given(0.0)})

    nodes = {
        "top": none("ND_dielectric_bsdf", "dielectric_bsdf"),
        "base": none("ND_oren_nayar_diffuse_bsdf", "oren_nayar_diffuse_bsdf"),
        "layers": Node(
            id="ND_layer_bsdf",
            category="layer",
            type="BSDF",
            inputs={"top": ("BSDF", From(node="top")), "base": ("BSDF", From(node="base"))},
        ),
        "surface": Node(
            id="ND_surface",
            category="surface",
            type="surfaceshader",
            inputs={"bsdf": ("BSDF", From(node="layers"))},
        ),
    }
    assert render(studio, tmp_path, nodes, background=(0.5, 0.5, 0.5)).mean == pytest.approx((0.0,) * 3, abs=1e-6)


def test_displacement_moves_the_surface_along_its_normal(studio: Studio, tmp_path: Path) -> None:
    def radius(amount: float) -> float:
        nodes = surface("standard_surface", base=0.0, specular=0.0, emission=1.0)
        nodes["push"] = Node(
            id="ND_displacement_float",
            category="displacement",
            type="displacementshader",
            inputs={"displacement": _given(amount)},
        )
        path = write_stage(tmp_path / "look.usda", nodes, surface="surface", displacement="push")
        picture = studio.render_stage(path, MATERIAL, shape="sphere", resolution=64, spp=4)
        return float(np.sqrt(4.0 * (picture.pixels[:, :, 0] > 0.5).mean() / np.pi))

    assert radius(0.0) == pytest.approx(0.9, abs=0.01)
    assert radius(-0.3) == pytest.approx(0.6, abs=0.01)


def test_a_second_binding_takes_its_shaders_from_the_cache(studio: Studio, tmp_path: Path) -> None:
    nodes = surface("standard_surface", base_color=(0.1, 0.4, 0.7), coat=0.3, coat_roughness=0.45, sheen=0.15)
    assert not render(studio, tmp_path, nodes, resolution=4, spp=1).cache_hit
    assert render(studio, tmp_path, nodes, resolution=4, spp=1).cache_hit
