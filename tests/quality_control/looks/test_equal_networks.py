"""A look is read as it was where its network is written with nodes that come to nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pxr import Gf, Usd, UsdShade

from assets.store import AssetStore
from quality_control.contract import TermReading
from quality_control.readers import color as color_reader
from quality_control.readers import materials as materials_reader
from quality_control.readers import textures as textures_reader
from quality_control.readers.bound_looks import read_bound_looks
from quality_control.readers.plain_networks import fold_constants
from tests.composers.looks.studio import dress_studio
from usd_scenes.looks import Connection, InputValue, ShaderInput, ShaderNode

READERS = (*materials_reader.READERS, *textures_reader.READERS, *color_reader.READERS)
_KINDS = {"float": "float", "color3f": "color3", "float3": "vector3", "float2": "vector2"}
_NOTHING = [("multiply", 1.0), ("add", 0.0), ("subtract", 0.0), ("divide", 1.0), ("power", 1.0)]
_TWO_STEPS = [
    [("multiply", 2.0), ("multiply", 0.5)],
    [("divide", 4.0), ("multiply", 4.0)],
    [("add", 0.25), ("subtract", 0.25)],
]
_TERMS = [
    "color.temperature.cool",
    "color.temperature.gradient_warm_to_cool",
    "color.palettes.vibrant",
    "color.palettes.low_contrast",
    "materials.pbr_dielectrics.ceramic",
    "textures.procedural.stripes",
]


def _read(stage: Usd.Stage) -> list[TermReading]:
    return [reading for reader in READERS for reading in reader.read(stage)]


def _put_between(stage: Usd.Stage, steps: list[tuple[str, float]], kinds: frozenset[str]) -> int:
    """Steps between each connected input of those types and what makes it."""
    count = 0
    name = "_".join(f"{operation}{amount * 100:.0f}" for operation, amount in steps)
    for prim in list(stage.Traverse()):
        shader = UsdShade.Shader(prim) if prim.IsA(UsdShade.Shader) else None
        if shader is None or not str(shader.GetShaderId() or "").startswith("ND_"):
            continue
        for entry in shader.GetInputs():
            kind = _KINDS.get(str(entry.GetTypeName()))
            if kind in kinds and entry.GetAttr().HasAuthoredConnections():
                for operation, amount in steps:
                    count += 1
                    _put(stage, entry, f"ND_{operation}_{kind}", f"{name}_{count}", amount)
    return count


def _put(stage: Usd.Stage, entry: UsdShade.Input, definition: str, name: str, amount: float) -> None:
    place = entry.GetPrim().GetParent().GetPath().AppendChild(name)
    assert not stage.GetPrimAtPath(place)
    node = UsdShade.Shader.Define(stage, place)
    node.CreateIdAttr(definition)
    kind = entry.GetTypeName()
    node.CreateInput("in1", kind).GetAttr().SetConnections(entry.GetAttr().GetConnections())
    value = {"float": amount, "float2": Gf.Vec2f(amount)}.get(str(kind), Gf.Vec3f(amount))
    node.CreateInput("in2", kind).Set(value)
    entry.GetAttr().SetConnections([node.CreateOutput("out", kind).GetAttr().GetPath()])


@pytest.mark.parametrize("term", _TERMS)
def test_what_changes_nothing_changes_no_reading(tmp_path: Path, shared_store: AssetStore, term: str) -> None:
    stage = dress_studio(tmp_path, term, assets=shared_store).stage
    before = _read(stage)
    assert term in {reading.term for reading in before}
    assert _put_between(stage, _NOTHING, frozenset(_KINDS.values())) > 2
    assert _read(stage) == before


@pytest.mark.parametrize("steps", _TWO_STEPS)
@pytest.mark.parametrize("term", ["color.palettes.vibrant", "color.temperature.gradient_warm_to_cool"])
def test_two_steps_there_and_back_are_no_colours(
    tmp_path: Path, shared_store: AssetStore, term: str, steps: list[tuple[str, float]]
) -> None:
    stage = dress_studio(tmp_path, term, assets=shared_store).stage
    before = [look.base_colours for look in read_bound_looks(stage)]
    assert _put_between(stage, steps, frozenset({"color3"})) > 2
    after = [look.base_colours for look in read_bound_looks(stage)]
    assert [len(colours) for colours in after] == [len(colours) for colours in before]
    for colours, others in zip(before, after, strict=True):
        for colour, other in zip(colours, others, strict=True):
            assert other == pytest.approx(colour, abs=2e-6)


def _node(name: str, definition: str, **inputs: InputValue | Connection) -> ShaderNode:
    given = tuple(ShaderInput(name=key, type="float", value=value) for key, value in inputs.items())
    return ShaderNode(name=name, definition=definition, inputs=given)


_NOISE = Connection(node="noise")


@pytest.mark.parametrize(
    ("node", "wanted"),
    [
        (_node("made", "ND_multiply_float", in1=_NOISE, in2=1.0), _NOISE),
        (_node("made", "ND_multiply_float", in1=1.0, in2=_NOISE), _NOISE),
        (_node("made", "ND_multiply_float", in1=_NOISE), _NOISE),
        (_node("made", "ND_mix_float", bg=0.2, fg=_NOISE, mix=0.0), 0.2),
        (_node("made", "ND_mix_float", bg=0.2, fg=_NOISE, mix=1.0), _NOISE),
        (_node("made", "ND_multiply_float", in1=0.5, in2=0.6), pytest.approx(0.3)),
        (_node("made", "ND_multiply_float", in1=_NOISE, in2=0.999), Connection(node="made")),
        (_node("made", "ND_divide_float", in1=1.0, in2=_NOISE), Connection(node="made")),
        (_node("made", "ND_subtract_float", in1=0.0, in2=_NOISE), Connection(node="made")),
    ],
)
def test_a_node_that_hands_a_value_on_is_left_out(node: ShaderNode, wanted: object) -> None:
    surface = _node("surface", "ND_standard_surface_surfaceshader", specular_roughness=Connection(node="made"))
    folded = fold_constants((_node("noise", "ND_noise3d_float"), node, surface))
    assert folded[-1].inputs[0].value == wanted
