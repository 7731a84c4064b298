"""Bricks of a vivid colour keep their hue, the darkest too."""

from __future__ import annotations

import pytest

from assets.looks.networks.node_graph import NodeGraph
from assets.looks.painters.textures.patterns import PatternWish, add_pattern, vivid_tones
from colorimetry.oklch import albedo_from_oklch, hue_difference_deg, oklch_from_rgb


@pytest.mark.parametrize("hue_deg", [25.0, 145.0, 265.0, 308.0])
@pytest.mark.parametrize("lightness", [0.5, 0.6, 0.68])
def test_no_brick_of_a_vivid_wall_is_grey(lightness: float, hue_deg: float) -> None:
    graph = NodeGraph()
    dark, light = vivid_tones(albedo_from_oklch(lightness, 0.18, hue_deg), 0.85)
    wish = PatternWish(
        name="brick", feature_m=0.2, dark=dark, light=light, rotation_deg=0.0, fraction=0.1, octaves=1,
        distortion=0.0, gain=0.5, span=((-1.0, 1.0), (0.0, 1.0)),
    )  # fmt: skip
    add_pattern(graph, wish)
    colours = [
        entry.value
        for node in graph.nodes
        for entry in node.inputs
        if entry.type == "color3" and isinstance(entry.value, tuple)
    ]
    tones = [oklch_from_rgb(colour) for colour in colours]
    bricks = [tone for tone in tones if tone[0] < oklch_from_rgb(light)[0] - 1e-6]
    assert len(bricks) == 2
    assert min(lightness for lightness, _, _ in bricks) >= 0.295
    assert min(chroma for _, chroma, _ in bricks) > 0.02
    assert max(abs(hue_difference_deg(hue, hue_deg)) for _, _, hue in bricks) < 1.0
