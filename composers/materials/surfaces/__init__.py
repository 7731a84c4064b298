"""Painters: the networks of surfaces that a recipe's numbers alone do not make, by the name in ``looks.yaml``."""

from __future__ import annotations

from collections.abc import Mapping

from composers.materials.painting import Painter
from composers.materials.surfaces import metal_wear

PAINTERS: Mapping[str, Painter] = {
    "brushed": metal_wear.brushed,
    "anodized": metal_wear.anodized,
    "oxidized": metal_wear.oxidized,
    "rusted": metal_wear.rusted,
    "corroded": metal_wear.corroded,
}
