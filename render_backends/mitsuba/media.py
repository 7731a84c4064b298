"""What fills surfaces, and fields of density, as Mitsuba media."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from render_backends.dressed_surfaces.surfaces import Surface
from render_backends.mitsuba.bsdfs import reflectance
from render_backends.mitsuba.sensors import transform
from render_backends.scene_extraction.fields import read_field
from render_backends.scene_extraction.scene import Scene, SceneLook, SceneVolume
from render_backends.scene_extraction.surface_parameters import SurfaceParameters
from schemas.errors import SceneError, UnsupportedError
from usd_scenes.volumes import DENSITY_FIELD


def make_media(mi: Any, scene: Scene, surfaces: Iterable[Surface]) -> dict[str, Any]:
    """The even media behind looks, by look."""
    fields = {surface.look: surface.fields for surface in surfaces}
    media = {}
    for path, look in scene.looks.items():
        dressed = fields.get(path)
        described = _describe_medium(look, dressed.surface if dressed is not None else None, scene.meters_per_unit)
        if described is not None:
            media[path] = mi.load_dict(described)
    return media


def _describe_medium(
    look: SceneLook, surface: SurfaceParameters | None, meters_per_unit: float
) -> dict[str, Any] | None:
    """The even medium behind a look's surface; None where nothing fills it.

    Raises:
        UnsupportedError: a medium that glows.
    """
    if look.medium is not None:
        if look.medium.emission_strength > 0.0:
            raise UnsupportedError(f"<{look.prim_path}>: a glowing medium is not rendered", backend="mitsuba")
        extinction = np.array(look.medium.extinction_per_m)
        scattering = look.medium.density_scale * np.array(look.medium.scatter_color)
        return _homogeneous(extinction, scattering, look.medium.anisotropy)
    if surface is None or surface.transmission_weight <= 0.0 or surface.transmission_depth <= 0.0:
        return None
    if surface.thin_walled:
        return None
    depth_m = surface.transmission_depth * meters_per_unit
    total = np.array([-math.log(min(max(channel, 1e-4), 1.0)) for channel in surface.transmission_color]) / depth_m
    scattering = np.array(surface.transmission_scatter) / depth_m
    return _homogeneous(np.maximum(total, scattering), scattering, 0.0)


def describe_volume(mi: Any, volume: SceneVolume) -> dict[str, Any]:
    """A field of density, as a box filled with it.

    Raises:
        SceneError: no density field, or no volume look.
        UnsupportedError: a medium that glows.
        AssetError: the field's file cannot be read.
    """
    if volume.look is None or not volume.files.get(DENSITY_FIELD):
        lacking = "a field 'density'" if volume.look is not None else "a volume look bound to it"
        raise SceneError(f"a volume without {lacking}", prim=volume.prim_path)
    if volume.look.emission_strength > 0.0:
        raise UnsupportedError(f"<{volume.prim_path}>: a glowing medium is not rendered", backend="mitsuba")
    field = read_field(volume.files[DENSITY_FIELD], DENSITY_FIELD)
    size = np.array(field.values.shape, dtype=np.float64)
    index_from_unit = np.diag([*size, 1.0])
    index_from_unit[:3, 3] = -0.5
    world_from_unit = volume.world_from_volume @ field.local_from_index @ index_from_unit
    unit_from_box = np.diag([0.5, 0.5, 0.5, 1.0])
    unit_from_box[:3, 3] = 0.5
    extinction = np.array(volume.look.extinction_per_m)
    scattering = volume.look.density_scale * np.array(volume.look.scatter_color)
    peak = float(extinction.max())
    grid = np.ascontiguousarray(field.values.transpose(2, 1, 0)[..., None])
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
                "value": reflectance(np.clip(scattering / max(peak, 1e-9), 0.0, 1.0)),
            },
            "scale": peak,
            "phase": {"type": "hg", "g": volume.look.anisotropy},
        },
    }


def _homogeneous(extinction: Any, scattering: Any, anisotropy: float) -> dict[str, Any] | None:
    if extinction.max() <= 0.0:
        return None
    extinction = np.maximum(extinction, 1e-6)
    return {
        "type": "homogeneous",
        "sigma_t": reflectance(extinction),
        "albedo": reflectance(np.clip(scattering / extinction, 0.0, 1.0)),
        "phase": {"type": "hg", "g": anisotropy},
    }
