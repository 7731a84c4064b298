"""What surfaces give off, by their looks and as mesh lights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from colorimetry.luminance import luminance
from usd_scenes.extraction.dressed_surfaces.surfaces import Surface
from usd_scenes.extraction.scene.triangles import Triangles

_LEVELS = 16
_DARK = 1e-4  # of the brightest: not worth a light of its own


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Emission:
    """Radiance of one or both sides, (1, 3), or (corners, 3) where a pattern drives it."""

    radiance: NDArray[np.float64]
    both_sides: bool


def emission_of(surface: Surface) -> Emission | None:
    """What the surface gives off; None where that is nothing."""
    radiance = surface.fields.emission() if surface.fields is not None else np.zeros((1, 3))
    both = bool(radiance.max() > 0.0)
    light = surface.mesh.light
    if light is not None:
        gain = 1.0
        if light.is_normalized:
            matrices = surface.mesh.world_from_mesh if surface.world_from_triangles else (np.eye(4),)
            gain = 1.0 / max(surface.triangles.placed(matrices[0]).area, 1e-30)
        own = np.array(light.radiance)[None] * gain
        radiance = radiance + own if light.adds_to_look else own
    return Emission(radiance=radiance, both_sides=both) if radiance.max() > 0.0 else None


def emission_levels(triangles: Triangles, emission: Emission) -> Iterator[tuple[Triangles, NDArray[np.float64]]]:
    """Triangles that are about as bright, and the mean radiance (3,) of each such part, which keeps the light."""
    if len(emission.radiance) == 1:
        yield triangles, emission.radiance[0]
        return
    radiance = emission.radiance.reshape(len(triangles.points), 3, 3).mean(axis=1)
    light = luminance(radiance)
    brightest = float(light.max(initial=0.0))
    closer_where_dark = np.sqrt(light / max(brightest, 1e-30))
    step = np.ceil(closer_where_dark * _LEVELS).astype(np.int64)
    step[light <= _DARK * brightest] = 0
    sides = triangles.points[:, 1:].astype(np.float64) - triangles.points[:, :1]
    area = np.linalg.norm(np.cross(sides[:, 0], sides[:, 1]), axis=1)
    numbered = replace(triangles, face=np.arange(len(area)))
    for level in np.unique(step[step > 0]):
        chosen = np.flatnonzero(step == level)
        part = numbered.of_faces(chosen.astype(np.int32))
        yield (
            replace(part, face=triangles.face[chosen]),
            np.average(radiance[chosen], axis=0, weights=area[chosen]),
        )
