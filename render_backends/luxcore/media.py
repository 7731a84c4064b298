"""What fills surfaces, and fields of density, as LuxCore's volumes.

LuxCore's phase function is Schlick's approximation of Henyey and Greenstein's. A ray is in one volume at a time:
of two that overlap, the one entered last.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from render_backends.luxcore.materials import Properties
from usd_scenes.extraction.dressed_surfaces.media import DensityMedium, Medium
from usd_scenes.extraction.scene.triangles import Triangles

_MOST_STEPS = 4096
_FACES = np.array([(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5)])


def write_medium(properties: Properties, name: str, medium: Medium) -> None:
    """An even medium under a name."""
    absorption = np.clip(medium.extinction - medium.scattering, 0.0, None)
    prefix = f"scene.volumes.{name}"
    if medium.scattering.max() <= 0.0:
        properties.set(prefix, type="clear", absorption=absorption.tolist())
        return
    properties.set(
        prefix,
        type="homogeneous",
        absorption=absorption.tolist(),
        scattering=medium.scattering.tolist(),
        asymmetry=[medium.anisotropy] * 3,
        multiscattering=True,
    )


def write_density(properties: Properties, name: str, field: DensityMedium) -> Triangles:
    """A field of density under a name; returns the box that holds it, in the world.

    LuxCore's voxels lie at i / n of its unit cube: a border of zeros round the field takes it to nothing, as
    OpenVDB's background does.
    """
    density = np.pad(field.density, 1)
    size = np.array(density.shape, dtype=np.float64)
    index_from_unit = np.diag([*size, 1.0])
    index_from_unit[:3, 3] = -1.0
    world_from_unit = field.world_from_index @ index_from_unit
    grid = f"{name}grid"
    properties.set(
        f"scene.textures.{grid}",
        type="densitygrid",
        nx=density.shape[0],
        ny=density.shape[1],
        nz=density.shape[2],
        data=density.ravel(order="F").tolist(),
        storage="float",
        wrap="black",
        **{
            "mapping.type": "globalmapping3d",
            "mapping.transformation": np.linalg.inv(world_from_unit).T.ravel().tolist(),
        },
    )
    medium = field.medium
    parts = {
        "scattering": medium.scattering,
        "absorption": np.clip(medium.extinction - medium.scattering, 0, None),
    }
    for part, values in parts.items():
        properties.set(f"scene.textures.{name}{part}", type="scale", texture1=grid, texture2=values.tolist())
    voxel_m = float(np.linalg.norm(field.world_from_index[:3, :3], axis=0).min())
    properties.set(
        f"scene.volumes.{name}",
        type="heterogeneous",
        asymmetry=[medium.anisotropy] * 3,
        multiscattering=True,
        **{part: f"{name}{part}" for part in parts},
        **{"steps.size": voxel_m, "steps.maxcount": _MOST_STEPS},
    )
    last = (size - 1.0) / size  # beyond the border's last voxel there is nothing
    return _box(world_from_unit, last)


def find_overlaps(boxes: Sequence[Triangles]) -> list[tuple[int, int]]:
    """Pairs of boxes whose bounds meet."""
    bounds = [(box.points.min(axis=(0, 1)), box.points.max(axis=(0, 1))) for box in boxes]
    return [
        (first, second)
        for first in range(len(bounds))
        for second in range(first + 1, len(bounds))
        if (bounds[first][0] < bounds[second][1]).all() and (bounds[second][0] < bounds[first][1]).all()
    ]


def _box(world_from_unit: NDArray[np.float64], high: NDArray[np.float64]) -> Triangles:
    corners = np.array([(x, y, z) for z in (0.0, high[2]) for y in (0.0, high[1]) for x in (0.0, high[0])])
    quads = corners[_FACES]
    points: Any = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]]).astype(np.float32)
    faces = np.zeros(len(points), dtype=np.int64)
    return Triangles(points=points, normals=None, uvs=None, colors=None, face=faces).placed(world_from_unit)
