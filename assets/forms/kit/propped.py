"""Flat things shown leaning on a block behind them, their face to the front."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, moved, turned


def propped(
    parts: Sequence[Surface],
    lean_deg: float,
    *,
    block_share: float = 0.5,
    width_share: float = 0.45,
    shift: float = 0.0,
) -> list[Surface]:
    """What lies on z = 0 with its face up and its top to +Y, leaning ``lean_deg`` off the level, and the block.

    Args:
        block_share: height of the block, in heights of the leaning thing; below 1 it stays hidden.
        width_share: width of the block, in widths of the thing.
        shift: of the block to the side, in widths.
    """
    points = np.concatenate([p.points for p in parts])
    low, high = points.min(0), points.max(0)
    parts = [turned(moved(p, -(low[0] + high[0]) / 2, -low[1], -low[2]), "x", lean_deg) for p in parts]
    tall, wide = (high[1] - low[1]) * np.sin(np.radians(lean_deg)), high[0] - low[0]
    top = block_share * tall
    deep = max(0.35 * top, 0.25 * wide * width_share)
    block = rounded_box((width_share * wide, deep, top), min(0.06 * top, 0.003))
    front = top / np.tan(np.radians(lean_deg)) + 0.0005
    return [*parts, moved(block, shift * wide, front + deep / 2)]
