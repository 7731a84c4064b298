"""The look of a stuff on a stored mesh, in one of its own colours."""

from __future__ import annotations

import numpy as np

from assets.looks.library.averages import with_average_fallback
from assets.looks.networks.look_network import Wearer, build_look
from assets.looks.networks.recipes import Recipe
from assets.meshes.library import StoredMesh
from colorimetry.oklch import albedo_from_oklch
from usd_scenes.looks import LookNetwork

_PAINT_LIGHTNESS, _PAINT_CHROMA = (0.5, 0.75), (0.04, 0.1)  # of what is painted and has no colours of its own


def look_on(recipe: Recipe, mesh: StoredMesh, rng: np.random.Generator, *, life_size: bool) -> LookNetwork:
    """The network, in a drawn colour where the stuff has none.

    Args:
        life_size: the mesh has the folds, relief and leads of its stuff.
    """
    lightness, chroma = float(rng.uniform(*_PAINT_LIGHTNESS)), float(rng.uniform(*_PAINT_CHROMA))
    colour = albedo_from_oklch(lightness, chroma, float(rng.uniform(0.0, 360.0)))
    size_m = max(0.001, float((mesh.extent[1] - mesh.extent[0]).max()))
    wearer = Wearer(
        colour=colour, size_m=size_m, top_m=float(mesh.extent[1][2]), palette_asked=False, life_size=life_size
    )
    return with_average_fallback(build_look(recipe, wearer, rng), size_m=size_m)
