"""Painters: the networks of surfaces that a recipe's numbers alone do not make, by the name in ``looks.yaml``."""

from __future__ import annotations

from collections.abc import Mapping

from composers.materials.painting import Painter
from composers.materials.surfaces import bodies, cloths, glasses, growth, metal_wear, solids

PAINTERS: Mapping[str, Painter] = {
    "brushed": metal_wear.brushed,
    "anodized": metal_wear.anodized,
    "oxidized": metal_wear.oxidized,
    "rusted": metal_wear.rusted,
    "corroded": metal_wear.corroded,
    "leather": solids.leather,
    "wood": solids.wood,
    "varnish": solids.varnish,
    "concrete": solids.concrete,
    "stone": solids.stone,
    "cotton": cloths.cotton,
    "linen": cloths.linen,
    "silk": cloths.silk,
    "satin": cloths.satin,
    "synthetic": cloths.synthetic,
    "wool": cloths.wool,
    "denim": cloths.denim,
    "leather_fabric": cloths.leather_fabric,
    "knit": cloths.knit,
    "mesh": cloths.mesh,
    "lace": cloths.lace,
    "stained_glass": glasses.stained,
    "textured_glass": glasses.textured,
    "ice": glasses.ice,
    "crystal": glasses.crystal,
    "diamond": glasses.diamond,
    "gem": glasses.gem,
    "skin": bodies.skin,
    "hide": bodies.hide,
    "milk": bodies.milk,
    "candle": bodies.candle,
    "flame": bodies.flame,
    "translucent_plastic": bodies.translucent_plastic,
    "leaf": bodies.leaf,
    "petal": bodies.petal,
    "bark": growth.bark,
    "soil": growth.soil,
    "pebbles": growth.pebbles,
    "sand": growth.sand,
    "grass": growth.grass,
    "moss": growth.moss,
    "lichen": growth.lichen,
    "fur": growth.fur,
    "feathers": growth.feathers,
    "scales": growth.scales,
    "chitin": growth.chitin,
    "underlay": growth.underlay,
    "stem": growth.stem,
}
