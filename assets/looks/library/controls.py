"""Neutral nodes by which an artist turns a whole look: the size of its features, its colour, its roughness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from usd_scenes.looks import Colour, Connection, LookNetwork, ShaderInput, ShaderNode

FEATURE_SIZE_NODE, BASE_TINT_NODE, ROUGHNESS_GAIN_NODE = "featureSize", "baseTint", "roughnessGain"

_WHITE: Colour = (1.0, 1.0, 1.0)
_CONTROLLED = frozenset({"toned", "chipped1", "pattern", "roughness"})
"""Nodes of `composers.materials` and `composers.textures` whose constants are colours or roughness themselves."""

_POSITION = "ND_position_vector3"


def with_controls(look: LookNetwork) -> LookNetwork:
    """``look``, which shows the same, with a control for each quantity that no constant of it decides alone."""
    nodes = _with_feature_size(look.nodes)
    surface = next(node for node in nodes if node.name == look.surface)
    controls = {entry.value: control for entry in surface.inputs if (control := _control_of(entry))}
    inputs = (
        replace(entry, value=Connection(node=controls[entry.value].name)) if entry.value in controls else entry
        for entry in surface.inputs
    )
    at = nodes.index(surface)
    changed = (*nodes[:at], *controls.values(), replace(surface, inputs=tuple(inputs)), *nodes[at + 1 :])
    return replace(look, nodes=changed)


def _with_feature_size(nodes: Sequence[ShaderNode]) -> tuple[ShaderNode, ...]:
    """Every reader of a position reads it through one division."""
    position = next((node for node in nodes if node.definition == _POSITION), None)
    if position is None:
        return tuple(nodes)
    source = ShaderInput(name="in1", type="vector3", value=Connection(node=position.name))
    size = ShaderInput(name="in2", type="float", value=1.0)
    control = ShaderNode(
        name=FEATURE_SIZE_NODE,
        definition="ND_divide_vector3FA",
        output_type="vector3",
        inputs=(source, size),
    )

    name = position.name

    def moved(node: ShaderNode) -> ShaderNode:
        entries = (
            replace(entry, value=Connection(node=FEATURE_SIZE_NODE))
            if isinstance(entry.value, Connection) and entry.value.node == name
            else entry
            for entry in node.inputs
        )
        return replace(node, inputs=tuple(entries))

    at = list(nodes).index(position) + 1
    return (*nodes[:at], control, *(moved(node) for node in nodes[at:]))


def _control_of(entry: ShaderInput) -> ShaderNode | None:
    """The node that goes before an input which a pattern drives, unless constants of the pattern are controls."""
    if not isinstance(entry.value, Connection) or entry.value.node in _CONTROLLED:
        return None
    source = ShaderInput(name="in1", type=entry.type, value=entry.value)
    if entry.name == "base_color":
        tint = ShaderInput(name="in2", type="color3", value=_WHITE)
        return ShaderNode(
            name=BASE_TINT_NODE, definition="ND_multiply_color3", output_type="color3", inputs=(source, tint)
        )
    if entry.name == "specular_roughness":
        gain = ShaderInput(name="in2", type="float", value=1.0)
        return ShaderNode(name=ROUGHNESS_GAIN_NODE, definition="ND_multiply_float", inputs=(source, gain))
    return None
