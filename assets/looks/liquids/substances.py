"""Liquids as optical media: from a table, and as looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from assets.looks.networks.painting import Inputs
from assets.looks.networks.standard_surfaces import surface_look
from schemas.errors import AssetError
from usd_scenes.looks import Colour, LookNetwork, PreviewSurface

_TABLE = Path(__file__).with_name("substances.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Substance:
    """One liquid. ``transmission`` is what ``depth_m`` of it lets through; None: opaque, with ``body`` its colour.

    Colours are scene-linear Rec.709.
    """

    ior: float
    roughness: float = 0.0
    transmission: Colour | None = None
    depth_m: float = 1.0
    body: Colour = (0.0, 0.0, 0.0)
    metal: bool = False

    def scaled(self, scale: float) -> Substance:
        """As coloured in a vessel of ``scale`` times the size as this one is in a vessel of full size."""
        return replace(self, depth_m=self.depth_m * scale)

    def transmission_at(self, depth_m: float) -> Colour:
        """What a depth of the liquid lets through (Beer-Lambert); black for an opaque one."""
        if self.transmission is None:
            return 0.0, 0.0, 0.0
        red, green, blue = (max(share, 1e-6) ** (depth_m / self.depth_m) for share in self.transmission)
        return red, green, blue


@cache
def find_substance(name: str) -> Substance:
    """The substance of that name in the table.

    Raises:
        AssetError: the table has none.
    """
    table = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))["substances"]
    if name not in table:
        raise AssetError(f"no substance {name!r}; there are {', '.join(sorted(table))}", asset=str(_TABLE))
    row = table[name]
    return Substance(
        ior=row["ior"],
        roughness=row["roughness"],
        transmission=_colour(row["transmission"]) if "transmission" in row else None,
        depth_m=row.get("depth_m", 1.0),
        body=_colour(row.get("body", (0.0, 0.0, 0.0))),
        metal=row.get("metal", False),
    )


@cache
def paint_colours() -> tuple[Colour, ...]:
    """The colours that paint comes in."""
    rows = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))["paints"]
    return tuple(_colour(row) for row in rows)


def _colour(row: Sequence[float]) -> Colour:
    red, green, blue = (float(part) for part in row)
    return red, green, blue


def liquid_look(substance: Substance, depth_m: float) -> LookNetwork:
    """The substance as a standard_surface for a body of liquid ``depth_m`` deep.

    ``transmission_color`` is reached at ``transmission_depth``. Surface renderers tint at each crossing instead,
    which is the same for light that comes in, is sent back by the floor, and leaves again.
    """
    color = substance.transmission_at(depth_m)
    clear = substance.transmission is not None
    inputs: Inputs = {
        "base": ("float", 0.0 if clear else 1.0),
        "base_color": ("color3", substance.body),
        "metalness": ("float", 1.0 if substance.metal else 0.0),
        "specular": ("float", 1.0),
        "specular_roughness": ("float", substance.roughness),
        "specular_IOR": ("float", substance.ior),
        "transmission": ("float", 1.0 if clear else 0.0),
    }
    if clear:
        inputs |= {"transmission_color": ("color3", color), "transmission_depth": ("float", depth_m)}
    darkness = 1.0 - sum(color) / 3.0
    preview = PreviewSurface(
        diffuse_color=color if clear else substance.body,
        metallic=1.0 if substance.metal else 0.0,
        roughness=max(substance.roughness, 0.02),
        opacity=0.25 + 0.7 * darkness if clear else 1.0,
        ior=substance.ior,
    )
    return surface_look(inputs, preview)
