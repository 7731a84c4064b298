"""Pattern nodes against values known beforehand, as UsdShade and as `.mtlx`, in Cycles."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from tests.render_backends.materialx_osl.look_files import MATERIAL, From, Given, Node, write_document, write_stage
from tests.render_backends.materialx_osl.pictures import write_picture
from tests.render_backends.materialx_osl.studio import Picture, Studio

pytestmark = pytest.mark.renderer

Inputs = Mapping[str, tuple[str, From] | Given]
_HALF = Given(type="color3", value=(0.5, 0.5, 0.5))


def emitting(pattern: Mapping[str, Node]) -> dict[str, Node]:
    """The first node of `pattern` as emitted light, so that a pixel is the pattern's value."""
    first, node = next(iter(pattern.items()))
    nodes = dict(pattern)
    if node.type != "color3":
        convert: Inputs = {"in": (node.type, From(node=first))}
        nodes["as_color"] = Node(
            id=f"ND_convert_{node.type}_color3", category="convert", type="color3", inputs=convert
        )
        first = "as_color"
    light: Inputs = {"emission_color": ("color3", From(node=first))}
    nodes["unlit"] = Node(id="ND_surface_unlit", category="surface_unlit", type="surfaceshader", inputs=light)
    return nodes


def render_both(
    studio: Studio, folder: Path, pattern: Mapping[str, Node], **options: object
) -> tuple[Picture, Picture]:
    nodes = emitting(pattern)
    stage = write_stage(folder / "look.usda", nodes, surface="unlit")
    document = write_document(folder / "look.mtlx", nodes, surface="unlit")
    return (
        studio.render_stage(stage, MATERIAL, **options),
        studio.render_document(document, "M", **options),
    )


def _color(*value: float) -> Given:
    return Given(type="color3", value=value)


def _float(value: float) -> Given:
    return Given(type="float", value=value)


def _node(category: str, mtlx_type: str, **inputs: tuple[str, From] | Given) -> dict[str, Node]:
    nodedef = f"ND_{category}_{mtlx_type}"
    return {"pattern": Node(id=nodedef, category=category, type=mtlx_type, inputs=inputs)}


FAMILIES: dict[str, tuple[dict[str, Node], tuple[float, float, float]]] = {
    "math": (_node("add", "color3", in1=_color(0.1, 0.2, 0.3), in2=_color(0.2, 0.2, 0.2)), (0.3, 0.4, 0.5)),
    "adjustment": (
        _node("hsvtorgb", "color3", **{"in": _color(1 / 3, 1.0, 0.5)}),
        (0.0, 0.5, 0.0),
    ),
    "compositing": (
        _node("mix", "color3", bg=_color(0.0, 0.0, 0.0), fg=_color(1.0, 0.5, 0.25), mix=_float(0.5)),
        (0.5, 0.25, 0.125),
    ),
    "conditional": (
        _node("ifgreater", "color3", value1=_float(2.0), value2=_float(1.0), in1=_color(0.9, 0.2, 0.1), in2=_HALF),
        (0.9, 0.2, 0.1),
    ),
    "channel": (_node("combine3", "color3", in1=_float(0.1), in2=_float(0.2), in3=_float(0.3)), (0.1, 0.2, 0.3)),
    "procedural": (_node("constant", "color3", value=_color(0.7, 0.6, 0.5)), (0.7, 0.6, 0.5)),
    "procedural2d": (
        _node("ramplr", "color3", valuel=_color(0.0, 0.2, 1.0), valuer=_color(1.0, 0.4, 0.0)),
        (0.5, 0.3, 0.5),
    ),
    "procedural3d": (_node("fractal3d", "color3", amplitude=Given(type="vector3", value=(0.0,) * 3)), (0.0,) * 3),
    "geometric": (_node("texcoord", "vector3"), (0.5, 0.5, 0.0)),
    "application": (_node("frame", "float"), (1.0, 1.0, 1.0)),
    "npr": (
        {"pattern": Node(id="ND_facingratio_float", category="facingratio", type="float")},
        (1.0, 1.0, 1.0),
    ),
    "colortransform": (
        _node("srgb_texture_to_lin_rec709", "color3", **{"in": _HALF}),
        (0.21404,) * 3,
    ),
    "organization": (_node("dot", "color3", **{"in": _color(0.3, 0.2, 0.1)}), (0.3, 0.2, 0.1)),
    "convolution2d": (_node("heighttonormal", "vector3", **{"in": _float(0.4)}), (0.5, 0.5, 1.0)),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_each_family_of_patterns_gives_its_known_value(family: str, studio: Studio, tmp_path: Path) -> None:
    pattern, expected = FAMILIES[family]
    for picture in render_both(studio, tmp_path, pattern, resolution=8):
        assert picture.mean == pytest.approx(expected, abs=2e-3)


def test_noise_is_the_same_from_a_stage_and_from_a_document(studio: Studio, tmp_path: Path) -> None:
    noise = _node("noise3d", "color3", amplitude=Given(type="vector3", value=(0.3,) * 3), pivot=_float(0.5))
    noise["pattern"].inputs["position"] = ("vector3", From(node="scaled"))  # type: ignore[index]
    scale: Inputs = {"in1": ("vector3", From(node="place")), "in2": _float(5.0)}
    noise["scaled"] = Node(id="ND_multiply_vector3FA", category="multiply", type="vector3", inputs=scale)
    noise["place"] = Node(id="ND_position_vector3", category="position", type="vector3")
    stage, document = render_both(studio, tmp_path, noise, resolution=24)
    assert np.array_equal(stage.pixels, document.pixels)
    assert stage.pixels.std() > 0.03
    assert stage.pixels.min() > 0.0


def test_position_and_normal_are_those_of_the_stage(studio: Studio, tmp_path: Path) -> None:
    place, _ = render_both(
        studio, tmp_path, _node("position", "vector3", space=Given(type="string", value="world"))
    )
    assert place.pixels[0, 0] == pytest.approx((-0.97, 0.0, 0.97), abs=0.005)
    normal, _ = render_both(
        studio, tmp_path, _node("normal", "vector3", space=Given(type="string", value="world"))
    )
    assert normal.mean == pytest.approx((0.0, -1.0, 0.0), abs=1e-4)
    tangent, _ = render_both(studio, tmp_path, _node("tangent", "vector3"))
    assert tangent.mean == pytest.approx((1.0, 0.0, 0.0), abs=1e-4)
    bitangent, _ = render_both(studio, tmp_path, _node("bitangent", "vector3"))
    assert bitangent.mean == pytest.approx((0.0, 0.0, 1.0), abs=1e-4)


def test_the_view_direction_runs_from_the_eye_to_the_surface(studio: Studio, tmp_path: Path) -> None:
    space = Given(type="string", value="world")
    picture, _ = render_both(studio, tmp_path, _node("viewdirection", "vector3", space=space))
    assert picture.mean == pytest.approx((0.0, 1.0, 0.0), abs=1e-4)


_ATTRIBUTES = {
    "dirt": {"type": "FLOAT", "data": [0.25] * 4},
    "paint": {"type": "FLOAT_COLOR", "data": [[0.1, 0.2, 0.3, 1.0]] * 4},
    "push": {"type": "FLOAT_VECTOR", "data": [[0.1, 0.2, 0.3]] * 4},
    "displayColor": {"type": "FLOAT_COLOR", "data": [[0.3, 0.2, 0.1, 1.0]] * 4},
    "st1": {"type": "UV", "data": [[0.25, 0.75]] * 4},
}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (_node("geompropvalue", "float", geomprop=Given(type="string", value="dirt")), (0.25, 0.25, 0.25)),
        (_node("geompropvalue", "color3", geomprop=Given(type="string", value="paint")), (0.1, 0.2, 0.3)),
        (_node("geompropvalue", "vector3", geomprop=Given(type="string", value="push")), (0.1, 0.2, 0.3)),
        (_node("geomcolor", "color3"), (0.3, 0.2, 0.1)),
        (_node("texcoord", "vector3", index=Given(type="integer", value=1)), (0.25, 0.75, 0.0)),
        (
            _node(
                "geompropvalue",
                "color3",
                geomprop=Given(type="string", value="none"),
                default=_color(0.7, 0.6, 0.5),
            ),
            (0.7, 0.6, 0.5),
        ),
    ],
)
def test_primvars_reach_the_shader(
    pattern: dict[str, Node], expected: tuple[float, ...], studio: Studio, tmp_path: Path
) -> None:
    for picture in render_both(studio, tmp_path, pattern, resolution=4, point_attributes=_ATTRIBUTES):
        assert picture.mean == pytest.approx(expected, abs=2e-3)


def test_several_managed_files_in_one_node_do_not_crash_the_generator(studio: Studio, tmp_path: Path) -> None:
    write_picture(tmp_path / "grey.png", np.full((4, 4, 3), 128, np.uint8))
    file = Given(type="filename", value="grey.png", color_space="srgb_texture")
    pattern = _node("triplanarprojection", "color3", filex=file, filey=file, filez=file)
    for picture in render_both(studio, tmp_path, pattern, resolution=8):
        assert picture.mean == pytest.approx((0.2159,) * 3, abs=1e-3)
