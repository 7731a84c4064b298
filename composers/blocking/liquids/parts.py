"""The pieces of a liquid scene, before they are put on the stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assets.meshes.surface import Surface
from usd_scenes.semantics import Role

LIQUID_LOOK = "Liquid"
"""The look key of every part that is the liquid itself."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """One mesh around the scene's own origin, which stands on its support.

    ``recipe`` decides the mesh wholly: the same recipe is the same asset.
    """

    name: str  # of its prim
    look: str  # a name that `vessel_look` knows, or `LIQUID_LOOK`
    role: Role
    class_name: str
    recipe: dict[str, object]
    make: Callable[[], Surface]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LiquidScene:
    """A vessel with its liquid and what lies about."""

    parts: tuple[Part, ...]
    depth_m: float  # of the liquid, where it is deepest
    reach_m: float  # half of the largest footprint
    on_floor: bool = False  # too large for a plinth
    life_scale: float = 1.0  # what makes it as large as such vessels are
    wave_height_m: float = 0.0  # crest to trough


def vessel_part(
    name: str, look: str, class_name: str, recipe: dict[str, object], make: Callable[[], Surface]
) -> Part:
    """A piece of a vessel."""
    return Part(name=name, look=look, role=Role.VESSEL, class_name=class_name, recipe=recipe, make=make)


def liquid_part(name: str, recipe: dict[str, object], make: Callable[[], Surface]) -> Part:
    """A body of the liquid."""
    return Part(name=name, look=LIQUID_LOOK, role=Role.LIQUID, class_name="liquid", recipe=recipe, make=make)
