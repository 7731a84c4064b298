"""What fills surfaces, and fields of density, as Mitsuba media."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from render_backends.dressed_surfaces.media import Medium, find_medium, read_volume
from render_backends.dressed_surfaces.surfaces import Surface
from render_backends.mitsuba.bsdfs import reflectance
from render_backends.mitsuba.sensors import transform
from render_backends.scene_extraction.scene import Scene, SceneVolume


def make_media(mi: Any, scene: Scene, surfaces: Iterable[Surface]) -> dict[str, Any]:
    """The even media behind looks, by look.

    Raises:
        UnsupportedError: a medium that glows.
    """
    fields = {surface.look: surface.fields for surface in surfaces}
    media = {}
    for path, look in scene.looks.items():
        dressed = fields.get(path)
        medium = find_medium(look, dressed.surface if dressed is not None else None, scene.meters_per_unit)
        if medium is not None and medium.extinction.max() > 0.0:
            media[path] = mi.load_dict(_homogeneous(medium))
    return media


def describe_volume(mi: Any, volume: SceneVolume) -> dict[str, Any]:
    """A field of density, as a box filled with it.

    Raises:
        SceneError: no density field, or no volume look.
        UnsupportedError: a medium that glows.
        AssetError: the field's file cannot be read.
    """
    read = read_volume(volume)
    index_from_unit = np.diag([*(float(size) for size in read.density.shape), 1.0])
    index_from_unit[:3, 3] = -0.5
    world_from_unit = read.world_from_index @ index_from_unit
    unit_from_box = np.diag([0.5, 0.5, 0.5, 1.0])
    unit_from_box[:3, 3] = 0.5
    peak = float(read.medium.extinction.max())
    grid = np.ascontiguousarray(read.density.transpose(2, 1, 0)[..., None])
    return {
        "type": "cube",
        "to_world": transform(mi, world_from_unit @ unit_from_box),
        "bsdf": {"type": "null"},
        "interior": {
            "type": "heterogeneous",
            "sigma_t": {
                "type": "gridvolume",
                "grid": mi.VolumeGrid(grid),
                "to_world": transform(mi, world_from_unit),
                "raw": True,
                "filter_type": "trilinear",
            },
            "albedo": {
                "type": "constvolume",
                "value": reflectance(np.clip(read.medium.scattering / max(peak, 1e-9), 0.0, 1.0)),
            },
            "scale": peak,
            "phase": {"type": "hg", "g": read.medium.anisotropy},
        },
    }


def _homogeneous(medium: Medium) -> dict[str, Any]:
    extinction = np.maximum(medium.extinction, 1e-6)
    return {
        "type": "homogeneous",
        "sigma_t": reflectance(extinction),
        "albedo": reflectance(np.clip(medium.scattering / extinction, 0.0, 1.0)),
        "phase": {"type": "hg", "g": medium.anisotropy},
    }
