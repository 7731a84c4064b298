"""A puddle on uneven paving."""

from __future__ import annotations

import numpy as np

from assets.meshes.liquids.bodies import outlined_body
from assets.meshes.liquids.height_fields import still_surface, wandering_outline
from assets.meshes.shells import cut_box
from assets.meshes.surface import Surface, merge, moved
from composers.blocking.liquids.parts import LiquidScene, liquid_part, vessel_part
from taxonomy.decisions import decision_rng

_STONE_M = 0.42
_GAP_M = 0.012
_THICK_M = 0.07
_SHEET_M = 0.007
_SHEET_HEIGHT_M = _THICK_M + 0.0005


def paved_puddle(*, extent_m: float, margin_m: float, variant: int) -> LiquidScene:
    """A thin sheet of water ``extent_m`` wide with a wandering shore and a wet margin around it."""
    across = 2 * int(np.ceil((extent_m + 2 * margin_m + 0.3) / _STONE_M / 2)) + 1
    size = across * _STONE_M
    recipe: dict[str, object] = {
        "generator": "liquids/puddle",
        "version": 1,
        "extent": extent_m,
        "variant": variant,
    }

    def sheet(grow_m: float, thick_m: float, edge_m: float) -> Surface:
        rng = decision_rng(0, variant, "assets/liquids/puddle")
        outline = wandering_outline(1.0, raggedness=0.16, rng=rng)
        theta = np.linspace(0.0, 2 * np.pi, 720, endpoint=False)
        radii = outline(theta)
        shore = np.stack([radii * np.cos(theta), radii * np.sin(theta)], axis=-1)
        turns = np.linspace(0.0, np.pi, 90)
        widths = [np.ptp(shore @ np.array([np.cos(a), np.sin(a)])) for a in turns]
        scale = extent_m / float(max(widths))
        return outlined_body(
            lambda angle: outline(angle) * scale + grow_m,
            still_surface(_SHEET_HEIGHT_M + thick_m),
            edge_m=edge_m,
            floor_m=_SHEET_HEIGHT_M,
        )

    stones: dict[str, object] = {
        "generator": "liquids/paving",
        "version": 1,
        "across": across,
        "variant": variant,
    }
    parts = (
        vessel_part("Paving", "Paving", "paving", stones, lambda: _paving(across, variant)),
        vessel_part(
            "Bed",
            "Basalt",
            "paving",
            {"generator": "liquids/paving_bed", "version": 1, "across": across},
            lambda: cut_box((size - 0.03, size - 0.03, _THICK_M - 0.012), 0.004),
        ),
        vessel_part(
            "WetStone",
            "WetPaving",
            "paving",
            {**recipe, "generator": "liquids/wet_margin", "margin": margin_m},
            lambda: sheet(margin_m, 0.0004, 0.02),
        ),
        liquid_part("Water", recipe, lambda: sheet(0.0, _SHEET_M, 0.009)),
    )
    return LiquidScene(parts=parts, depth_m=_SHEET_M, reach_m=size / 2, on_floor=size > 1.4)


def _paving(across: int, variant: int) -> Surface:
    rng = decision_rng(0, variant, "assets/liquids/paving")
    stones = []
    first = -(across - 1) / 2 * _STONE_M
    for row in range(across):
        for column in range(across):
            drop = float(rng.uniform(0.0, 0.0012))
            stone = cut_box((_STONE_M - _GAP_M, _STONE_M - _GAP_M, _THICK_M - drop), 0.007)
            stones.append(moved(stone, first + column * _STONE_M, first + row * _STONE_M))
    return merge(stones)
