"""What a mesh generator is: a named, versioned function from a variant's number to a body's meshes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from schemas.mesh import MeshData
from taxonomy.decisions import decision_rng

type Maker = Callable[[np.random.Generator], tuple[MeshData, ...]]

WHOLE = ("Body",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Generator:
    """A family of bodies: ``variants`` members, each a pure function of its number."""

    name: str  # unique, the recipe's name and the default semantic class
    version: int  # raised whenever any member's shape changes
    variants: int
    make: Maker  # one mesh for each of ``parts``
    parts: tuple[str, ...] = WHOLE  # prim names of the meshes
    class_name: str = ""  # semantic class; ``name`` when empty
    parameters: tuple[tuple[str, float | str], ...] = ()  # what ``make`` holds besides, for the recipe

    @property
    def label(self) -> str:
        """The semantic class of the body."""
        return self.class_name or self.name

    def meshes(self, variant: int) -> tuple[MeshData, ...]:
        """The meshes of member ``variant`` (taken modulo ``variants``), in the order of ``parts``."""
        return self.make(self.rng(variant))

    def rng(self, variant: int) -> np.random.Generator:
        """What a member is drawn with."""
        return decision_rng(0, variant % self.variants, f"assets/meshes/{self.name}")
