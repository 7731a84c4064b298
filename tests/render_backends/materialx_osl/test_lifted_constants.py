"""Looks that differ in numbers alone share a compiled shader, and still look different."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from render_backends.materialx_osl.lifted_constants import lift_constants
from tests.render_backends.materialx_osl.look_files import MATERIAL, From, Given, Node, write_stage
from tests.render_backends.materialx_osl.studio import Picture, Studio

_SOURCE = """
float helper(float x)
{
    return x * 0.25;
}

shader look
(
    vector ps_attributes = 0,
    output float out = 0
)
{
    surfaceshader back = { 0, 0, 0.5 };
    color tone = color(0.1, 0.2, 0.3);
    vector lean = vector(0.0, 0.0, 1.0);
    color odd = color(-0.5, 0.2, 0.3);
    out = helper(-0.75) + 1.0 + x_0.5;
}
"""


def test_numbers_of_the_shader_function_become_parameters_and_no_others() -> None:
    lifted = lift_constants(_SOURCE)
    assert lifted.values == (
        ("ps_k0", (0.1, 0.2, 0.3)), ("ps_k1", (0.5, 0.2, 0.3)), ("ps_k2", (0.75, 0.0, 0.0)),
    )  # fmt: skip
    assert "return x * 0.25;" in lifted.source
    assert "{ 0, 0, 0.5 }" in lifted.source
    assert "color tone = ps_k0;" in lifted.source
    assert "color odd = color(-ps_k1[0], ps_k1[1], ps_k1[2]);" in lifted.source
    assert "helper(-ps_k2[0]) + 1.0" in lifted.source
    assert "(\n    color ps_k0 = 0,\n    vector ps_k1 = 0," in lifted.source


def test_what_is_beyond_the_renderers_limit_of_inputs_stays_a_constant() -> None:
    lines = [f"    out = color(0.25, 0.5, 0.{n:03d}1) * 0.{n:03d}2;" for n in range(300)]
    lifted = lift_constants(_SOURCE.replace("    out = helper", "\n".join(["", *lines, "    out = helper"])))
    assert len(lifted.values) == 120
    assert "color(0.25, 0.5, 0.2991) * 0.2992" in lifted.source
    assert len({name for name, _ in lifted.values}) == 120


def test_sources_that_differ_in_numbers_alone_are_one() -> None:
    other = lift_constants(_SOURCE.replace("0.2, 0.3", "0.25, 0.35").replace("-0.75", "-0.5"))
    assert other.source == lift_constants(_SOURCE).source
    assert lift_constants("no shader at all 0.5").values == ()


def _glowing(color: tuple[float, float, float], scale: float) -> dict[str, Node]:
    position = Node(id="ND_texcoord_vector2", category="texcoord", type="vector2")
    part = Node(
        id="ND_extract_vector2",
        category="extract",
        type="float",
        inputs={"in": ("vector2", From(node="position")), "index": Given(type="integer", value=0)},
    )
    scaled = Node(
        id="ND_multiply_float",
        category="multiply",
        type="float",
        inputs={"in1": ("float", From(node="part")), "in2": Given(type="float", value=scale)},
    )
    mixed = Node(
        id="ND_multiply_color3FA",
        category="multiply",
        type="color3",
        inputs={"in1": Given(type="color3", value=color), "in2": ("float", From(node="scaled"))},
    )
    surface = Node(
        id="ND_surface_unlit",
        category="surface_unlit",
        type="surfaceshader",
        inputs={"emission_color": ("color3", From(node="mixed"))},
    )
    return {"position": position, "part": part, "scaled": scaled, "mixed": mixed, "surface": surface}


@pytest.mark.renderer
def test_a_second_look_of_the_same_nodes_is_a_cache_hit_with_its_own_numbers(
    studio: Studio, tmp_path: Path
) -> None:
    def render(name: str, color: tuple[float, float, float], scale: float) -> Picture:
        path = write_stage(tmp_path / f"{name}.usda", _glowing(color, scale), surface="surface")
        return studio.render_stage(path, MATERIAL, resolution=16)

    first = render("first", (0.3, 0.2, 0.1), 0.8)
    second = render("second", (2.5, 0.05, 0.4), 0.35)
    u = (np.arange(16) + 0.5) / 16
    np.testing.assert_allclose(first.pixels[8], u[:, None] * 0.8 * np.array([0.3, 0.2, 0.1]), atol=2e-3)
    np.testing.assert_allclose(second.pixels[8], u[:, None] * 0.35 * np.array([2.5, 0.05, 0.4]), atol=2e-3)
    assert second.cache_hit
