"""What fills surfaces, and fields of density, in metres: media that scatter and absorb, none that glows."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schemas.errors import SceneError, UnsupportedError
from usd_scenes.extraction.scene.fields import read_field
from usd_scenes.extraction.scene.plain_scene import SceneLook, SceneVolume
from usd_scenes.extraction.scene.surface_parameters import SurfaceParameters
from usd_scenes.volumes import DENSITY_FIELD, VolumeLook

type Channels = NDArray[np.float64]  # (3,) per metre

_LEAST_TRANSMISSION = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Medium:
    """Extinction and scattering per metre, and the phase function's mean cosine."""

    extinction: Channels
    scattering: Channels
    anisotropy: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DensityMedium:
    """A field of density that multiplies a medium's extinction and scattering."""

    medium: Medium
    density: NDArray[np.float32]  # (x, y, z)
    world_from_index: NDArray[np.float64]  # (4, 4) metres from indices of voxels' middles


def find_medium(look: SceneLook, surface: SurfaceParameters | None, meters_per_unit: float) -> Medium | None:
    """The even medium behind a look's surface; None where nothing fills it.

    Raises:
        UnsupportedError: a medium that glows.
    """
    if look.medium is not None:
        return _medium_of(look.medium, look.prim_path)
    if surface is None or surface.transmission_weight <= 0.0 or surface.transmission_depth <= 0.0:
        return None
    if surface.thin_walled:
        return None
    depth_m = surface.transmission_depth * meters_per_unit
    clear = [min(max(channel, _LEAST_TRANSMISSION), 1.0) for channel in surface.transmission_color]
    total = np.array([-math.log(channel) for channel in clear]) / depth_m
    scattering = np.array(surface.transmission_scatter) / depth_m
    absorption = total - scattering
    absorption -= min(0.0, float(absorption.min()))  # OpenPBR: never negative, the channels keep their distance
    extinction = absorption + scattering
    return Medium(extinction=extinction, scattering=scattering, anisotropy=0.0) if extinction.max() > 0.0 else None


def read_volume(volume: SceneVolume) -> DensityMedium:
    """A volume's field and medium.

    Raises:
        SceneError: no density field, or no volume look.
        UnsupportedError: a medium that glows.
        AssetError: the field's file cannot be read.
    """
    if volume.look is None or not volume.files.get(DENSITY_FIELD):
        lacking = "a field 'density'" if volume.look is not None else "a volume look bound to it"
        raise SceneError(f"a volume without {lacking}", prim=volume.prim_path)
    medium = _medium_of(volume.look, volume.prim_path)
    field = read_field(volume.files[DENSITY_FIELD], DENSITY_FIELD)
    return DensityMedium(
        medium=medium,
        density=field.values,
        world_from_index=volume.world_from_volume @ field.local_from_index,
    )


def _medium_of(look: VolumeLook, path: str) -> Medium:
    if look.emission_strength > 0.0:
        raise UnsupportedError(f"<{path}>: a glowing medium is not rendered; use cycles")
    return Medium(
        extinction=np.array(look.extinction_per_m),
        scattering=look.density_scale * np.array(look.scatter_color),
        anisotropy=look.anisotropy,
    )
