"""Drops at rest on a slab."""

from __future__ import annotations

import numpy as np

from assets.meshes.liquids.bodies import bead
from assets.meshes.shells import cut_box
from assets.meshes.surface import Surface, merge, moved
from composers.blocking.liquids.parts import LiquidScene, liquid_part, vessel_part
from taxonomy.decisions import decision_rng

_SLAB_M = (0.95, 0.78, 0.05)
_MARGIN_M = 0.05
_TRIES = 4000


def beaded_slab(*, count: int, radius_m: float, contact_angle_deg: float, look: str, variant: int) -> LiquidScene:
    """``count`` beads of about ``radius_m`` that do not touch, on a slab of stone."""

    def beads() -> Surface:
        rng = decision_rng(0, variant, "assets/liquids/beads")
        placed = _strewn(count, radius_m, rng)
        return merge([moved(bead(r, contact_angle_deg), x, y, _SLAB_M[2]) for x, y, r in placed])

    recipe: dict[str, object] = {
        "generator": "liquids/beads",
        "version": 1,
        "count": count,
        "radius": radius_m,
        "angle": contact_angle_deg,
        "variant": variant,
    }
    slab: dict[str, object] = {"generator": "liquids/slab", "version": 1, "size": list(_SLAB_M)}
    parts = (
        vessel_part("Slab", look, "slab", slab, lambda: cut_box(_SLAB_M, 0.006)),
        liquid_part("Drops", recipe, beads),
    )
    return LiquidScene(parts=parts, depth_m=radius_m, reach_m=_SLAB_M[0] / 2)


def _strewn(count: int, median_m: float, rng: np.random.Generator) -> list[tuple[float, float, float]]:
    """x, y, radius; log-normal radii, the large ones placed first."""
    radii = np.sort(np.clip(median_m * np.exp(0.38 * rng.standard_normal(count)), 0.4 * median_m, 2.0 * median_m))
    placed: list[tuple[float, float, float]] = []
    for radius in radii[::-1]:
        for _ in range(_TRIES):
            half_x, half_y = (_SLAB_M[axis] / 2 - _MARGIN_M - radius for axis in (0, 1))
            x, y = float(rng.uniform(-half_x, half_x)), float(rng.uniform(-half_y, half_y))
            if all(np.hypot(x - px, y - py) > 1.06 * (radius + pr) for px, py, pr in placed):
                placed.append((x, y, float(radius)))
                break
    return placed
